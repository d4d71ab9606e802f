"""Tælles hos: the committees of a cell, however they are written."""

import pytest

from udmoentning_xl.sheets.membership import counted_at


@pytest.mark.parametrize(
    ("text", "counted"), [("ØK, Buu", "ØK|BUU"), ("buu;  mtu", "BUU|MTU"), ("BUU,", "BUU"), ("", ""), (None, "")]
)
def test_committees_are_counted_in_capitals_and_without_blanks(text: str | None, counted: str) -> None:
    assert counted_at(text, [",", ";"]) == counted
