"""Examples for U1xx."""

from checks.cases import Case
from plans import make_plan

NO_BODY = {"committees": (), "committee_text": None}

CASES = {
    "U101": (
        Case("no_body", make_plan([{}, NO_BODY]), (("D-2", "G6", "udvalg mangler"),)),
        Case(
            "also_done_and_dropped",
            make_plan([{**NO_BODY, "completion": "dropped"}, {}]),
            (("D-1", "G5", "udvalg mangler"),),
        ),
        Case(
            "a_sheet_without_the_column_is_one_finding",
            make_plan([{}, {**NO_BODY, "sheet": "Ark2"}, {**NO_BODY, "sheet": "Ark2"}], columns=("title",)),
            ((None, "Ark2!A1", "udvalg mangler ved alle 2 indsatser på arket, som ikke har en kolonne til det"),),
        ),
        Case("a_plan_without_committees_asks_for_none", make_plan([NO_BODY, NO_BODY], columns=("title",))),
        Case("a_body", make_plan([{}])),
        Case(
            "on_purpose",
            make_plan(
                [{"committees": (), "committee_text": "administrativt"}],
                [{"what": "committee_on_purpose", "item": "D-1", "cell": "G5", "text": "administrativt"}],
            ),
        ),
        Case(
            "an_unknown_name_is_another_rule",
            make_plan(
                [{"committees": (), "committee_text": "BUUU"}],
                [{"what": "committee_unknown", "item": "D-1", "cell": "G5", "text": "BUUU"}],
            ),
        ),
        Case(
            "an_unknown_name_in_the_banner_is_another_rule",
            make_plan(
                [{"committees": (), "committee_text": "Havneudvalget"}, {}],
                [{"what": "committee_unknown", "cell": "G5", "text": "Havneudvalget"}],
            ),
        ),
    ),
    "U102": (
        Case(
            "with_a_suggestion_and_without",
            make_plan(
                [{}, {}],
                [
                    {"what": "committee_unknown", "item": "D-1", "cell": "G5", "text": "BUUU", "detail": "BUU"},
                    {"what": "committee_unknown", "item": "D-2", "field": "committee", "text": "Havneudvalget"},
                ],
            ),
            (
                ("D-1", "G5", "ukendt udvalg „BUUU“ – mente I BUU?"),
                ("D-2", "G6", "ukendt udvalg „Havneudvalget“"),
            ),
        ),
        Case(
            "a_banner_over_many_items_is_one_finding",
            make_plan(
                [{}, {}],
                [
                    {"what": "committee_unknown", "item": item, "cell": "Plan!A4", "text": "Havneudvalget"}
                    for item in ("D-1", "D-2")
                ],
            ),
            ((None, "A4", "ukendt udvalg „Havneudvalget“"),),
        ),
        Case("known", make_plan([{}])),
    ),
    "U103": (
        Case(
            "m_fl",
            make_plan(
                [{"committee_text": "KFU\nm.fl."}],
                [
                    {
                        "what": "committee_ambiguous",
                        "item": "D-1",
                        "cell": "G5",
                        "text": "KFU\nm.fl.",
                        "detail": "listen er ikke hel",
                    }
                ],
            ),
            (("D-1", "G5", "tvetydigt udvalg „KFU m.fl.“: listen er ikke hel"),),
        ),
        Case("clear", make_plan([{}])),
    ),
    "U105": (
        Case(
            "bodies_of_the_plan",
            make_plan([{}], [{"what": "body_learned", "cell": "Plan!G5", "text": "BSU og SSU"}]),
            ((None, "G5", "udvalg, som registeret ikke kender, er læst som planens egne: BSU og SSU"),),
        ),
        Case("registered", make_plan([{}])),
    ),
    "U104": (
        Case(
            "abolished_and_not_yet_there",
            make_plan(
                [
                    {"committees": ("KUU", "KB")},
                    {"committees": ("BSU", "KUU")},
                    {"committees": ("KUU",), "due_kind": "continuous", "due_from": None, "due_to": None},
                ]
            ),
            (
                ("D-1", "G5", "udvalget KUU er nedlagt 31-12-2017, før tidspunktet 30-06-2025; efterfølgeren er KFU"),
                ("D-2", "G6", "udvalget BSU findes først fra 01-01-2026, efter tidspunktet 30-06-2025"),
                ("D-2", "G6", "udvalget KUU er nedlagt 31-12-2017, før tidspunktet 30-06-2025; efterfølgeren er KFU"),
                ("D-3", "G7", "udvalget KUU er nedlagt 31-12-2017, før tidspunktet 22-11-2024; efterfølgeren er KFU"),
            ),
        ),
        Case(
            "valid_or_over",
            make_plan(
                [
                    {"committees": ("KUU",), "due_from": "2017-01-01", "due_to": "2017-12-31"},
                    {"committees": ("BSU",), "due_from": None, "due_to": "2026-01-01"},
                    {"committees": ("KUU",), "completion": "done"},
                    {"committees": ("KUU",), "completion": "dropped"},
                ]
            ),
        ),
    ),
}
