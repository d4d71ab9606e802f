"""Examples for U207-U210; the day is 22-11-2024, and BUU, ØK and KB meet every month of 2025."""

from dataclasses import replace
from datetime import date
from typing import Any

from checks.cases import Case
from plans import BODIES, make_plan

from udmoentning_xl.plan import Plan
from udmoentning_xl.register import Body, MeetingRules

MONTHS = [month for month in range(1, 13) if month != 7]
#: Tuesdays; ØK a week after BUU, KB a week after ØK.
BUU = (date(2024, 12, 3), *(date(2025, month, 4) for month in MONTHS if date(2025, month, 4).weekday() < 5))
OEK = (date(2024, 12, 10), *(date(2025, month, 11) for month in MONTHS if date(2025, month, 11).weekday() < 5))
KB = (date(2024, 12, 17), *(date(2025, month, 19) for month in MONTHS if date(2025, month, 19).weekday() < 5))
RULES = MeetingRules()
MEETINGS = {"BUU": BUU, "ØK": OEK, "KB": KB}


def with_meetings(bodies: tuple[Body, ...] = BODIES, **meetings: tuple[date, ...]) -> tuple[Body, ...]:
    """The bodies of made plans with these meetings."""
    return tuple(replace(body, meetings=meetings.get(body.short, ())) for body in bodies)


def planned(*items: dict[str, Any], rules: MeetingRules = RULES, **others: Any) -> Plan:
    """A plan of ``items`` with the meetings above."""
    return make_plan(items, bodies=with_meetings(**MEETINGS), meeting_rules=rules, **others)


def due(text: str, last: str, *committees: str, **more: Any) -> dict[str, Any]:
    return {"due_text": text, "due_from": None, "due_to": last, "due_kind": "until", "committees": committees, **more}


#: On 22-11-2024 the cases for BUU on 03-12-2024 should have been handed in on 21-11-2024.
LATE = due("inden 1. januar 2025", "2024-12-31", "BUU", "ØK", "KB")
EARLY = due("senest 1. april 2025", "2025-04-01", "BUU", "ØK", "KB")
CROWD = [due("senest 1. april 2025", "2025-04-01", "BUU") for _ in range(3)]

CASES = {
    "U207": (
        Case(
            "a_body_without_meetings_is_told_once",
            planned(
                due("senest 1. april 2025", "2025-04-01", "MTU", "KB"),
                due("senest 1. april 2025", "2025-04-01", "MTU"),
                due("senest 1. april 2025", "2025-04-01", "KFU", completion="done"),
            ),
            (
                (
                    None,
                    None,
                    "MTU har ingen mødeplan, så 2 indsatser kan ikke lægges på dets møder eller på dem, der skal ligge "
                    "før",
                ),
            ),
        ),
        Case(
            "a_year_without_meetings",
            planned(
                due("senest 1. marts 2026", "2026-03-01", "BUU", "KB"), due("senest 1. maj 2026", "2026-05-01", "KB")
            ),
            (
                (
                    None,
                    None,
                    "KB har ingen møder i mødeplanen i 2026, så 2 indsatser kan ikke lægges på dets møder eller på "
                    "dem, der skal ligge før",
                ),
            ),
        ),
        Case(
            "one_cause_for_several_bodies_is_told_once",
            planned(
                due("senest 1. marts 2026", "2026-03-01", "BUU", "ØK", "KB"),
                due("senest 1. maj 2026", "2026-05-01", "BUU"),
                due("senest 1. maj 2026", "2026-05-01", "ØK"),
            ),
            (
                (
                    None,
                    None,
                    "KB, BUU og ØK har ingen møder i mødeplanen i 2026, så 3 indsatser kan ikke lægges på deres møder "
                    "eller på dem, der skal ligge før",
                ),
            ),
        ),
        Case(
            "every_body_has_meetings",
            planned(EARLY, LATE, due("senest 1. marts 2014", "2014-03-01", "KB"), due("2031", "2031-12-31", "KB")),
        ),
        Case("nobody_has_meetings", make_plan([EARLY])),
    ),
    "U208": (
        Case(
            "the_first_deadline_has_passed",
            planned(LATE, {**LATE, "completion": "partial"}, EARLY),
            (
                ("D-1", "H5", "kan ikke nå KB inden 31-12-2024: fristen for BUU var tor 21-11-2024"),
                ("D-2", "H6", "kan ikke nå KB inden 31-12-2024: fristen for BUU var tor 21-11-2024"),
            ),
        ),
        Case("the_deadline_is_today", planned(LATE, as_of=date(2024, 11, 21))),
        Case(
            "what_is_done_or_overdue_or_has_no_day",
            planned(
                {**LATE, "completion": "done"},
                {**LATE, "completion": "dropped"},
                due("inden 1. november 2024", "2024-10-31", "BUU"),
                {**LATE, "due_kind": "continuous", "due_to": None},
                {**LATE, "due_kind": "depends", "due_to": None},
                {**LATE, "committees": ()},
            ),
        ),
    ),
    "U209": (
        Case(
            "more_than_the_settings_call_many",
            planned(*CROWD, rules=MeetingRules(many=2)),
            ((None, None, "på mødet i BUU tir 04-03-2025 skal 3 sager behandles"),),
        ),
        Case("as_many_as_that", planned(*CROWD, rules=MeetingRules(many=3))),
        Case("nobody_has_said_what_many_is", planned(*CROWD)),
    ),
    "U210": (
        Case(
            "odd_days_and_what_a_workbook_says",
            make_plan(
                [EARLY],
                bodies=with_meetings(BUU=(date(2025, 3, 4), date(2025, 3, 4), date(2025, 3, 16))),
                meeting_notes=("moedeplan.xlsx: 1 dag ved „BYU“ hører ikke til et udvalg, der kendes (Ark1!A2)",),
            ),
            (
                (None, None, "BUU: mødet tir 04-03-2025 står to gange; det er regnet med én gang"),
                (None, None, "BUU: mødet søn 16-03-2025 er en søndag; det er regnet med"),
                (None, None, "moedeplan.xlsx: 1 dag ved „BYU“ hører ikke til et udvalg, der kendes (Ark1!A2)"),
            ),
        ),
        Case("meetings_in_order", planned(EARLY)),
    ),
}
