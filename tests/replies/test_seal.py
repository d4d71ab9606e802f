"""The hash by which a returned file is known again."""

from datetime import date, datetime

import pytest

from udmoentning_xl.replies.seal import sent_hash
from udmoentning_xl.terms import REPLY_HEADINGS

ROWS = [
    {"Id": "D-1", "Indsats": "Ny skole", "2024": 1250.0, "Dag": date(2024, 3, 1), "Status": None},
    {"Id": "D-2", "Indsats": "Linje et\nLinje to", "2024": -3.5, "Dag": None, "Status": "I gang"},
]


def test_the_order_of_rows_and_columns_does_not_count():
    turned = [dict(reversed(row.items())) for row in reversed(ROWS)]
    assert sent_hash(turned) == sent_hash(ROWS)


def test_answers_do_not_count():
    assert sent_hash([{**row, **dict.fromkeys(REPLY_HEADINGS, "Ja")} for row in ROWS]) == sent_hash(ROWS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("2024", 1250),
        ("Dag", datetime(2024, 3, 1)),
        ("Dag", 45352),
        ("Status", ""),
        ("Status", float("nan")),
        ("Indsats", " Ny  skole"),
        ("Indsats", "Ny skole_x000D_"),
    ],
)
def test_what_reading_back_may_change_does_not_count(field, value):
    assert sent_hash([{**ROWS[0], field: value}, ROWS[1]]) == sent_hash(ROWS)


@pytest.mark.parametrize(
    "rows",
    [
        ROWS[:1],
        [ROWS[0], {**ROWS[1], "Id": "D-3"}],
        [ROWS[0], {**ROWS[1], "2024": -3.6}],
        [{**ROWS[0], "Status": "Ny"}, ROWS[1]],
        [{**ROWS[0], "Id": "D-2"}, {**ROWS[1], "Id": "D-1"}],
        [*ROWS, ROWS[0]],
    ],
    ids=["a row gone", "another id", "another amount", "a cell filled", "ids exchanged", "a row doubled"],
)
def test_what_someone_changed_counts(rows):
    assert sent_hash(rows) != sent_hash(ROWS)
