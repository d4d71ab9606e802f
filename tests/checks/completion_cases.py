"""Examples for U3xx; the day is 22-11-2024."""

from checks.cases import Case
from checks.date_cases import due
from plans import make_plan


def seen(what: str, cell: str = "M5", text: str = "X", item: str = "D-1", **more: str) -> dict[str, str]:
    """One thing that reading noticed."""
    return {"what": what, "item": item, "cell": cell, "text": text, **more}


DONE = {"completion": "done", "completion_text": "X"}
DROPPED = {"completion": "dropped", "completion_text": "Udgår"}

CASES = {
    "U301": (
        Case(
            "with_a_question_mark",
            make_plan(
                [{"completion": "unclear"}], [seen("completion_unclear", text="X?", detail="med spørgsmålstegn")]
            ),
            (("D-1", "M5", "uklar markering „X?“: med spørgsmålstegn"),),
        ),
        Case("a_clear_mark", make_plan([DONE, {}, DROPPED])),
        Case(
            "a_mark_in_the_wrong_column_is_another_rule",
            make_plan([{"completion": "unclear"}], [seen("completion_unclear"), seen("stray_mark", "L5")]),
        ),
    ),
    "U302": (
        Case(
            "next_quarter",
            make_plan([{**DONE, **due("1. kvartal 2025", "interval", "2025-01-01", "2025-03-31")}]),
            (("D-1", "M5", "afsluttet, men tidspunktet „1. kvartal 2025“ begynder først 01-01-2025"),),
        ),
        Case(
            "begun_or_open_or_only_a_deadline",
            make_plan(
                [
                    {**DONE, **due("i dag", "interval", "2024-11-22", "2025-11-22")},
                    {**DONE, **due("senest 2025", "until", None, "2025-12-31")},
                    {**DONE, **due("løbende", "continuous")},
                    {**DONE, **due("31-01-2025", "interval", "2025-01-31", "2025-01-31")},
                    due("2025", "interval", "2025-01-01", "2025-12-31"),
                ]
            ),
        ),
    ),
    "U303": (
        Case(
            "among_the_dates_and_the_amounts",
            make_plan(
                [DONE, {"completion": "unclear"}, {}],
                [
                    seen("stray_mark", "Plan!H5", detail="Vejl.\ntidspunkt", field="due"),
                    seen("stray_mark", "L6", item="D-2", field="2027"),
                    seen("stray_mark", "O7", item="D-3", field="remarks"),
                ],
            ),
            (
                ("D-1", "H5", "„X“ står under „Vejl. tidspunkt“ og ikke i kolonnen med afsluttet"),
                ("D-2", "L6", "„X“ står under „2027“ og ikke i kolonnen med afsluttet"),
                ("D-3", "O7", "„X“ står under „Bemærkninger“ og ikke i kolonnen med afsluttet"),
            ),
        ),
        Case("where_it_belongs", make_plan([DONE])),
    ),
    "U304": (
        Case(
            "status_says_so",
            make_plan(
                [{}], [seen("status_says_done", "N5", "Gennemført"), seen("status_says_done", "O5", "udført i maj")]
            ),
            (("D-1", "N5", "teksten „Gennemført“ siger afsluttet, men X mangler"),),
        ),
        Case(
            "remarks_say_partly",
            make_plan([{}], [seen("status_says_partial", "O5", "Delvist gennemført")]),
            (("D-1", "O5", "teksten „Delvist gennemført“ siger delvist afsluttet, men indsatsen står som åben"),),
        ),
        Case(
            "status_says_dropped",
            make_plan([{}], [seen("status_says_dropped", "N5", "Udgår")]),
            (("D-1", "N5", "teksten „Udgår“ siger udgår, men indsatsen står som åben"),),
        ),
        Case(
            "there_is_a_mark",
            make_plan(
                [DONE, DROPPED, {"completion": "partial"}, {"completion": "unclear"}],
                [seen("status_says_done", item=item) for item in ("D-1", "D-2", "D-3", "D-4")],
            ),
        ),
    ),
    "U305": (
        Case(
            "cyrillic_and_times",
            make_plan(
                [DONE, DONE, DONE],
                [
                    seen("lookalike", text="Х.", detail="Х"),
                    seen("lookalike", "M6", "×", "D-2", detail="×"),
                    seen("lookalike", "M7", "☓", "D-3", detail="☓"),
                ],
            ),
            (
                ("D-1", "M5", "„Х.“ er læst som X, men er et kyrillisk bogstav (U+0425)"),
                ("D-2", "M6", "„×“ er læst som X, men er et kryds (U+00D7)"),
                ("D-3", "M7", "„☓“ er læst som X, men er et andet tegn (U+2613)"),
            ),
        ),
        Case("latin", make_plan([DONE])),
    ),
    "U306": (
        Case(
            "a_saving_that_is_not_made",
            make_plan([{**DROPPED, "amounts": {2024: 0, 2025: -75_000, 2026: -150_000}}]),
            (
                (
                    "D-1",
                    "M5",
                    "indsatsen udgår, men har stadig beløb i budgettet: -75.000 kr. i 2025 og -150.000 kr. i 2026",
                ),
            ),
        ),
        Case(
            "the_habit_of_the_plan",
            make_plan([{**DROPPED, "amounts": {2025: -75_000}} for _ in range(3)]),
            ((None, "M5", "3 indsatser udgår, men har stadig beløb i budgettet: række 5, 6 og 7"),),
        ),
        Case(
            "no_amount_left", make_plan([{**DROPPED, "amounts": {2024: 0, 2025: None}}, {**DROPPED, "amounts": {}}, {}])
        ),
    ),
}
