"""The quarters of Oversigt: which of them have begun on the day of the report."""

from dataclasses import replace
from datetime import date

import pytest
from plans import make_plan

from udmoentning_xl.sheets.facts import facts_of
from udmoentning_xl.sheets.quarters import quarters_begun


@pytest.mark.parametrize(
    ("today", "rows"),
    [
        (date(2023, 11, 1), 1),
        (date(2024, 1, 1), 2),
        (date(2024, 3, 31), 2),
        (date(2024, 11, 22), 5),
        (date(2027, 12, 31), 17),
        (date(2028, 1, 1), 18),
    ],
)
def test_a_quarter_has_begun_from_its_first_day(today: date, rows: int) -> None:
    plan = replace(make_plan([{}]), as_of=today, years=(2024, 2025, 2026, 2027))
    assert quarters_begun(facts_of(plan)) == rows
