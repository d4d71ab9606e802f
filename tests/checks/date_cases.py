"""Examples for U2xx; the day is 22-11-2024."""

from typing import Any

from checks.cases import Case
from plans import make_plan


def due(
    text: str | None, kind: str | None, first: str | None = None, last: str | None = None, **more: Any
) -> dict[str, Any]:
    """An item with this due date."""
    return {"due_text": text, "due_kind": kind, "due_from": first, "due_to": last, **more}


def exact(item: str, cell: str) -> dict[str, str]:
    """What reading says of an exact day."""
    return {"what": "due_exact", "item": item, "cell": cell}


LATE = due("3. kvartal 2024", "interval", "2024-07-01", "2024-09-30")
#: Longer than what is quoted of it, with the year at its end.
LONG_MOVE = "Udskudt efter drøftelse i gruppen om økonomi til mødet efter sommerferien 2027"
SOON = due("4. kvartal 2024", "interval", "2024-10-01", "2024-12-31")
NONE = due(None, None)

CASES = {
    "U201": (
        Case(
            "open_and_partly_done",
            make_plan([LATE, due("inden\n1. oktober 2024", "until", None, "2024-09-30", completion="partial")]),
            (
                ("D-1", "H5", "vejledende tidspunkt „3. kvartal 2024“ er overskredet (30-09-2024)"),
                ("D-2", "H6", "vejledende tidspunkt „inden 1. oktober 2024“ er overskredet (30-09-2024)"),
            ),
        ),
        Case(
            "where_the_status_or_the_remarks_say_another_time",
            make_plan(
                [
                    {**LATE, "status_text": "Udskudt til 2027"},
                    {**LATE, "remarks": "Drøftet. Ny tid: oktober 2027; se referat"},
                    {**LATE, "remarks": "Flyttet til rådhuset"},
                ]
            ),
            (
                (
                    "D-1",
                    "H5",
                    "vejledende tidspunkt „3. kvartal 2024“ er overskredet (30-09-2024); status siger "
                    "„Udskudt til 2027“",
                ),
                (
                    "D-2",
                    "H6",
                    "vejledende tidspunkt „3. kvartal 2024“ er overskredet (30-09-2024); bemærkningen siger "
                    "„Ny tid: oktober 2027“",
                ),
                ("D-3", "H7", "vejledende tidspunkt „3. kvartal 2024“ er overskredet (30-09-2024)"),
            ),
        ),
        Case(
            "the_day_before_and_the_day_itself",
            make_plan(
                [
                    due("21/11-24", "interval", "2024-11-21", "2024-11-21"),
                    due("22/11-24", "interval", "2024-11-22", "2024-11-22"),
                ]
            ),
            (("D-1", "H5", "vejledende tidspunkt „21/11-24“ er overskredet (21-11-2024)"),),
        ),
        Case(
            "nothing_to_be_late_for",
            make_plan(
                [{**LATE, "completion": state} for state in ("done", "dropped", "unclear")]
                + [{**LATE, "due_kind": kind} for kind in ("from", "continuous", "depends", "ambiguous", "status")]
                + [due("13-03-2014", "interval", "2014-03-13", "2014-03-13")]
            ),
        ),
    ),
    "U202": (
        Case(
            "empty_and_unset",
            make_plan([NONE, due("-", "unset", completion="partial")]),
            (("D-1", "H5", "vejledende tidspunkt mangler"), ("D-2", "H6", "vejledende tidspunkt mangler")),
        ),
        Case(
            "a_sheet_without_the_column_asks_for_none",
            make_plan([NONE, NONE], columns=("title",)),
        ),
        Case(
            "answered_or_over_or_broken",
            make_plan(
                [
                    due("afventer", "depends"),
                    due("løbende", "continuous"),
                    due("udgår", "status"),
                    {**NONE, "completion": "done"},
                    {**NONE, "completion": "dropped"},
                    NONE,
                    due("fælles", None),
                ],
                [
                    {"what": "error_value", "item": "D-6", "field": "due", "cell": "H10", "text": "#REF!"},
                    {"what": "due_unreadable", "item": "D-7", "cell": "H11", "text": "fælles"},
                ],
            ),
        ),
    ),
    "U203": (
        Case(
            "no_such_day",
            make_plan(
                [due("31. september 2025", "invalid")],
                [
                    {
                        "what": "due_unreadable",
                        "item": "D-1",
                        "cell": "H5",
                        "text": "31. september 2025",
                        "detail": "september har kun 30 dage",
                    }
                ],
            ),
            (("D-1", "H5", "tidspunktet „31. september 2025“ kan ikke læses: september har kun 30 dage"),),
        ),
        Case("read", make_plan([{}])),
        Case(
            "the_cause_has_a_rule_of_its_own",
            make_plan(
                [due("X", "invalid"), due("#REF!", "invalid")],
                [
                    {"what": "due_unreadable", "item": "D-1", "cell": "H5", "text": "X"},
                    {"what": "stray_mark", "item": "D-1", "cell": "H5", "text": "X"},
                    {"what": "due_unreadable", "item": "D-2", "cell": "H6", "text": "#REF!"},
                    {"what": "error_value", "item": "D-2", "cell": "H6", "text": "#REF!"},
                ],
            ),
        ),
    ),
    "U204": (
        Case(
            "before_and_after",
            make_plan(
                [
                    due("13-03-2014", "interval", "2014-03-13", "2014-03-13"),
                    due("senest 2029", "until", None, "2029-12-31"),
                    due("fra 2028", "from", "2028-01-01"),
                    due("september 2023", "interval", "2023-09-01", "2023-09-30"),
                ]
            ),
            (
                ("D-1", "H5", "tidspunktet „13-03-2014“ ligger uden for planens år 2024-2027"),
                ("D-2", "H6", "tidspunktet „senest 2029“ ligger uden for planens år 2024-2027"),
                ("D-3", "H7", "tidspunktet „fra 2028“ ligger uden for planens år 2024-2027"),
                ("D-4", "H8", "tidspunktet „september 2023“ ligger uden for planens år 2024-2027"),
            ),
        ),
        Case(
            "inside_or_across",
            make_plan(
                [
                    due("01-10-2023", "interval", "2023-10-01", "2023-10-01"),
                    due("2023-2024", "interval", "2023-01-01", "2024-12-31"),
                    due("2027-2030", "interval", "2027-01-01", "2030-12-31"),
                    due("fra 2022", "from", "2022-01-01"),
                    due("løbende", "continuous"),
                ]
            ),
        ),
        Case("no_years", make_plan([due("2014", "interval", "2014-01-01", "2014-12-31")], years=())),
    ),
    "U205": (
        Case(
            "a_year_assumed",
            make_plan(
                [{}],
                [
                    {
                        "what": "due_assumed",
                        "item": "D-1",
                        "cell": "H5",
                        "text": "4. kvartal",
                        "detail": "året 2024 er antaget",
                    }
                ],
            ),
            (("D-1", "H5", "tidspunktet „4. kvartal“ er tolket: året 2024 er antaget"),),
        ),
        Case("nothing_assumed", make_plan([{}])),
        Case(
            "the_remarks_say_a_later_time_than_the_column",
            make_plan(
                [
                    {**SOON, "remarks": "Flyttet til 2027"},
                    {**SOON, "status_text": "Udskudt til 2. kvt. 2027"},
                    {**SOON, "remarks": "Udskudt til 4. kvartal 2024"},
                    {**SOON, "remarks": "Flyttet til 3. sal"},
                    {**SOON, "remarks": "Udskudt til 2027", "completion": "done"},
                    {
                        **SOON,
                        "remarks": "Udskudt efter drøftelse i gruppen om økonomi til mødet efter sommerferien 2027",
                    },
                ]
            ),
            (
                (
                    "D-1",
                    "H5",
                    "tidspunktet „4. kvartal 2024“ er tolket, som der står; bemærkningen siger „Flyttet til 2027“",
                ),
                (
                    "D-2",
                    "H6",
                    "tidspunktet „4. kvartal 2024“ er tolket, som der står; status siger „Udskudt til 2. kvt. 2027“",
                ),
                (
                    "D-6",
                    "H10",
                    "tidspunktet „4. kvartal 2024“ er tolket, som der står; bemærkningen siger "
                    "„Udskudt efter drøftelse i gruppen om økonomi til mødet efte…“",
                ),
            ),
        ),
    ),
    "U206": (
        Case(
            "july_weekend_and_holiday",
            make_plan(
                [
                    due("juli 2025", "interval", "2025-07-01", "2025-07-31"),
                    due("senest 15. juli 2025", "until", None, "2025-07-15"),
                    due("1. februar 2025", "interval", "2025-02-01", "2025-02-01"),
                    due("1. april 2024", "interval", "2024-04-01", "2024-04-01", completion="done"),
                ],
                [exact("D-2", "H6"), exact("D-3", "H7"), exact("D-4", "H8")],
            ),
            (
                ("D-1", "H5", "tidspunktet „juli 2025“ er i juli, hvor der ikke er møder"),
                ("D-2", "H6", "tidspunktet „senest 15. juli 2025“ er i juli, hvor der ikke er møder"),
                ("D-3", "H7", "tidspunktet „1. februar 2025“ er en lørdag (01-02-2025)"),
                ("D-4", "H8", "tidspunktet „1. april 2024“ er 2. påskedag (01-04-2024)"),
            ),
        ),
        Case(
            "meetings_are_held",
            make_plan(
                [
                    due("juni-juli 2025", "interval", "2025-06-01", "2025-07-31"),
                    due("juli 2024-juli 2025", "interval", "2024-07-01", "2025-07-31"),
                    due("3. februar 2025", "interval", "2025-02-03", "2025-02-03"),
                    due("fra 1/2-24 til 31/12-24", "interval", "2024-02-01", "2024-12-31"),
                    due("senest 31. august 2025", "until", None, "2025-08-31"),
                    due("uge 31", "from", "2025-07-28"),
                    due("6. juli 2014", "interval", "2014-07-06", "2014-07-06"),
                    due("februar 2025", "interval", "2025-02-01", "2025-02-28"),
                    due("31-12-2025", "interval", "2025-12-31", "2025-12-31"),
                    due("01-01-2026", "interval", "2026-01-01", "2026-01-01"),
                ],
                [exact(f"D-{n}", f"H{n + 4}") for n in (3, 4, 5, 7, 9, 10)],
            ),
        ),
    ),
}
