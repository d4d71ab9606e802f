"""The quarters of Oversigt: which of them have begun on the day of the report."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from plans import make_plan
from report_views import built, values

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


def test_an_item_counts_in_the_one_quarter_that_its_last_day_lies_in(tmp_path: Path) -> None:
    days = ("2023-12-31", "2024-01-01", "2024-03-31", "2024-04-01", "2027-12-31", "2028-01-01")
    plan = replace(make_plan([{"due_from": day, "due_to": day} for day in days]), years=(2024, 2025, 2026, 2027))
    quarters = values(openpyxl.load_workbook(built(tmp_path, plan), data_only=True)["Oversigt"], "Kvartaler")
    counted = {name: number for name, number in zip(quarters["Kvartal"], quarters["Planlagt"], strict=True) if number}
    assert counted == {"Før 2024": 1, "1. kv. 2024": 2, "2. kv. 2024": 1, "4. kv. 2027": 1, "Efter 2027": 1}
