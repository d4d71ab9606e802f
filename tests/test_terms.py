"""The words: what a column was read as is said in Danish, whatever the reader calls it inside."""

import pytest

from udmoentning_xl.terms import target_label


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("due", "Vejledende tidspunkt"),
        ("2025", "Beløb 2025"),
        ("body:ØK", "Udvalg: kryds for ØK"),
        ("row_total", "sum på tværs af år; læses ikke"),
        (None, "læses ikke"),
    ],
)
def test_what_a_column_was_read_as_is_said_in_danish(target: str | None, words: str) -> None:
    assert target_label(target) == words
