"""Examples for U5xx."""

from checks.cases import Case
from checks.completion_cases import DROPPED, seen
from plans import make_plan

SPREAD = " ved alle 2 indsatser på arket, som ikke har en kolonne til det"
NO_SECTION = {"section": None}
NO_KIND = {"kind": None}

CASES = {
    "U501": (
        Case("no_title", make_plan([{}, {"title": None}]), (("D-2", "D6", "titel mangler"),)),
        Case("a_title", make_plan([{}])),
        Case(
            "a_broken_title_is_another_rule",
            make_plan([{"title": None}], [seen("error_value", "D5", "#REF!")]),
        ),
    ),
    "U502": (
        Case(
            "hyphens_and_case_do_not_count",
            make_plan(
                [
                    {"title": "Cykelsti Ørum-Glesborg"},
                    {"title": "cykelsti Ørum - Glesborg"},
                    {"title": "Cykelsti Ørum–Glesborg", "sheet": "Ark2"},
                ]
            ),
            (
                ("D-2", "D6", "titlen „cykelsti Ørum - Glesborg“ står også i D5"),
                ("D-3", "Ark2!D5", "titlen „Cykelsti Ørum–Glesborg“ står også i Plan!D5"),
            ),
        ),
        Case(
            "another_kind_or_derived_operation_or_no_title",
            make_plan(
                [
                    {"title": "Svømmehal"},
                    {"title": "Svømmehal", "kind": "capital_project"},
                    {"title": "Multihal"},
                    {"title": "Multihal"},
                    {"title": None},
                    {"title": None},
                ],
                [seen("derived_operation", "D8", "Multihal", item="D-4")],
            ),
        ),
        Case(
            "moved_and_therefore_dropped_or_struck_through",
            make_plan(
                [{**DROPPED, "title": "Svømmehal"}, {"title": "Svømmehal"}, {"title": "Bro"}, {"title": "Bro"}],
                [seen("struck", "D7", "Bro", item="D-3")],
            ),
        ),
    ),
    "U503": (
        Case(
            "a_copied_row",
            make_plan([{"number": "3.07"}, {"number": " 3.07. "}, {"number": "3.1"}, {"number": "31"}]),
            (("D-2", "A6", "nummeret 3.07. står både i A5 og i A6; de to kaldes D-1 og D-2, til de har hver sit"),),
        ),
        Case(
            "one_numbering_through_all_banners",
            make_plan(
                [{"number": "1"}, {"number": "2", "row": 7}, {"number": "2", "row": 9}],
                rest=[{"row": row, "role": "banner", "text": "Skoler"} for row in (6, 8)],
            ),
            (("D-3", "A9", "nummeret 2 står både i A7 og i A9; de to kaldes D-2 og D-3, til de har hver sit"),),
        ),
        Case(
            "twice_under_a_banner_where_numbers_begin_afresh",
            make_plan(
                [{"number": "1"}, {"number": "2"}, {"number": "1", "row": 8}, {"number": "1", "row": 9}],
                rest=[{"row": 7, "role": "banner", "text": "Skoler"}],
            ),
            (("D-4", "A9", "nummeret 1 står både i A8 og i A9; de to kaldes D-3 og D-4, til de har hver sit"),),
        ),
        Case(
            "each_kind_and_sheet_and_section_has_its_own",
            make_plan(
                [
                    {"number": "1"},
                    {"number": "2"},
                    {"number": "1", "kind": "capital_project"},
                    {"number": "1", "section": "Skoler og dagtilbud"},
                    {"number": "2", "section": "Skoler og dagtilbud"},
                    {"number": "1", "sheet": "Ark2"},
                    {},
                    {},
                ]
            ),
        ),
    ),
    "U504": (
        Case(
            "missing_and_unknown",
            make_plan(
                [{}, NO_SECTION, {"section": "Skoler og dagtilbudd"}],
                [seen("section_unknown", "C7", "Skoler og dagtilbudd", item="D-3", detail="Skoler og dagtilbud")],
            ),
            (
                ("D-3", "C7", "hovedpunktet „Skoler og dagtilbudd“ er ukendt – mente I Skoler og dagtilbud?"),
                ("D-2", "C6", "hovedpunkt mangler"),
            ),
        ),
        Case(
            "where_no_section_of_the_settings_is_in_the_plan_it_is_one_finding",
            make_plan(
                [{"section": None}, {"section": None}],
                [
                    seen("section_unknown", "C5", "Skov", item="D-1"),
                    seen("section_unknown", "C6", "Strand", item="D-2"),
                ],
            ),
            ((None, "C5", "hovedpunkterne „Skov“ og „Strand“ er ukendte, og intet af opsætningens står i planen"),),
        ),
        Case(
            "an_unknown_banner_is_one_finding",
            make_plan(
                [{}, {}],
                [seen("section_unknown", "A4", "Havne", item=item, field="section") for item in ("D-1", "D-2")],
            ),
            ((None, "A4", "hovedpunktet „Havne“ er ukendt"),),
        ),
        Case(
            "above_the_first_banner_the_title_is_shown",
            make_plan([NO_SECTION, {}], columns=("number", "title")),
            (("D-1", "D5", "hovedpunkt mangler"),),
        ),
        Case("a_sheet_without_any", make_plan([NO_SECTION, NO_SECTION], columns=("title",))),
        Case("known", make_plan([{}])),
        Case("a_plan_without_sections", make_plan([NO_SECTION], sections=())),
    ),
    "U505": (
        Case("no_kind", make_plan([{}, NO_KIND]), (("X-2", "B6", "type mangler"),)),
        Case("a_plan_without_kinds", make_plan([NO_KIND, NO_KIND], columns=("title",))),
        Case("a_kind", make_plan([{}])),
    ),
    "U506": (
        Case(
            "a_row_and_two_sheets",
            make_plan(
                [{}],
                rest=[
                    {"row": 9, "role": "unread", "text": "[Indsæt rækker\nefter behov]"},
                    {"row": 2, "role": "unread", "text": "Navn | Antal", "sheet": "Skema"},
                ],
                sheets=[
                    {"sheet": "Plan 2023", "role": "earlier", "detail": "arket er en ældre plan"},
                    {"sheet": "Skema", "role": "unread"},
                ],
            ),
            (
                (None, "A9", "rækken „[Indsæt rækker efter behov]“ er ikke læst som indsats"),
                (None, "Plan 2023!A1", "arket „Plan 2023“ er ikke læst som en del af planen: arket er en ældre plan"),
                (None, "Skema!A1", "arket „Skema“ er ikke læst som en del af planen"),
            ),
        ),
        Case(
            "rows_one_below_the_other",
            make_plan(
                [{}],
                rest=[{"row": row, "role": "unread", "text": f"linje {row}"} for row in (14, 12, 13, 9)],
            ),
            (
                (None, "A9", "rækken „linje 9“ er ikke læst som indsats"),
                (None, "A12", "de 3 rækker fra „linje 12“ er ikke læst som indsatser"),
            ),
        ),
        Case(
            "recognised",
            make_plan(
                [{}],
                rest=[
                    {"row": row, "role": role, "text": role}
                    for row, role in enumerate(("title", "note", "total", "banner"))
                ],
                sheets=[
                    {"sheet": role, "role": role} for role in ("aside", "generated", "excluded", "empty", "completed")
                ],
            ),
        ),
    ),
    "U507": (
        Case(
            "nobody",
            make_plan(
                [{"responsible": None}, {"responsible": None, "completion": "done"}],
                chosen={"responsible": {"heading": "Ansvarlig chef"}},
            ),
            (("D-1", "F5", "ansvarlig mangler"), ("D-2", "F6", "ansvarlig mangler")),
        ),
        Case("somebody_or_dropped", make_plan([{}, {**DROPPED, "responsible": None}])),
        Case("a_sheet_without_the_column", make_plan([{"responsible": None}], columns=("title",))),
    ),
    "U508": (
        Case("no_process", make_plan([{"process": None}]), (("D-1", "E5", "proces mangler"),)),
        Case(
            "no_process_under_a_heading_of_the_plans_own",
            make_plan([{"process": None}], chosen={"process": {"heading": "Næste skridt"}}),
            (("D-1", "E5", "proces („Næste skridt“) mangler"),),
        ),
        Case("a_process_or_dropped", make_plan([{}, {**DROPPED, "process": None}])),
        Case("a_sheet_without_the_column", make_plan([{"process": None}], columns=("title",))),
    ),
    "U509": (
        Case(
            "columns_of_their_own",
            make_plan(
                [{}],
                [
                    seen("column_unread", "K3", "Fase", item=None, detail="24"),
                    seen("column_unread", "L3", None, item=None, detail="20"),
                ],
            ),
            (
                (None, "K3", "kolonnen „Fase“ er ikke læst: 24 celler"),
                (None, "L3", "kolonnen uden overskrift er ikke læst: 20 celler"),
            ),
        ),
        Case("every_column_is_read", make_plan([{}])),
    ),
}
