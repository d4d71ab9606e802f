"""Plans as other offices lay them out: each is read as a colleague reads it, and what is no fault is no finding."""

from datetime import date

import pytest
from grids import columns_of, findings, plan_of, told

from udmoentning_xl.checks import run_checks
from udmoentning_xl.unread import numbering_gaps, unread_sentences, unsaid
from udmoentning_xl.values.amounts import SignRule, read_sign_rule

HEADINGS = ["Nr.", "Indsats", "Type", "Udvalg", "Tidspunkt"]


def items(*committees, first=1):
    return [
        [number, f"Emne nummer {number}", "Drift", committee, "maj 2025"]
        for number, committee in enumerate(committees, first)
    ]


# -- committees and sections ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "list_of_names",
    [
        [["Forkortelse", "Udvalg"], ["BSK", "Børne- og Skoleudvalget"], ["UKN", "Udvalget for Klima og Natur"]],
        [["BSK = Børne- og Skoleudvalget, UKN = Udvalget for Klima og Natur"]],
        [["Udvalg: BSK Børne- og Skoleudvalget, UKN Udvalget for Klima og Natur"]],
    ],
)
def test_committees_that_the_workbook_explains_are_the_plans_own(list_of_names):
    plan = plan_of([HEADINGS, *items("BSK", "UKN", "BSK, UKN", "BSK")], others={"Forkortelser": list_of_names})
    assert told(plan, "committees") == [("BSK",), ("UKN",), ("BSK+UKN",), ("BSK",)]
    assert findings(plan) == [("U105", "Plan!D2")]


LEGEND = ["PKU = Plan- og Klimaudvalget", "SBU = Skole- og Børneudvalget", "BY = Byrådet"]


def roles_of(legend, *committees):
    """The roles of the bodies that are no fagudvalg."""
    plan = plan_of([HEADINGS, *items("PKU", "SBU", *committees)], others={"Noter": [[one] for one in legend]})
    return {body.short: str(body.role) for body in plan.bodies if body.role != "standing"}


@pytest.mark.parametrize(
    "name",
    [
        "Økonomi- og Planudvalget",
        "Økonomi- og Erhvervsudvalget",
        "Økonomi, Erhverv og Udviklingsudvalget",
        "Udvalget for Økonomi og Erhverv",
    ],
)
def test_the_one_committee_named_for_the_economy_is_the_finance_committee_of_a_plan_that_uses_no_other(name):
    by_code = roles_of([*LEGEND, f"ØEU = {name}"], "PKU, ØEU, BY", "ØEU")
    by_name = plan_of([HEADINGS, *items("Plan- og Klimaudvalget", name, "Skole- og Børneudvalget", name)])
    assert by_code == {"ØEU": "finance", "BY": "council"}
    assert [body.name for body in by_name.bodies if body.role == "finance"] == [name]


def test_which_committee_is_taken_for_the_finance_committee_is_told():
    legend = [[one] for one in (*LEGEND, "ØEU = Økonomi- og Erhvervsudvalget")]
    plan = plan_of([HEADINGS, *items("PKU", "SBU", "PKU, ØEU")], others={"Noter": legend})
    assert [found.message for found in run_checks(plan).itertuples() if found.code == "U105"] == [
        "udvalg, som registeret ikke kender, er læst som planens egne: PKU, SBU og ØEU (økonomiudvalget)"
    ]


@pytest.mark.parametrize("finance", ["ØU", "ØK", "Økonomiudvalget", "SBU indstiller til ØK og BY"])
def test_where_a_plan_uses_the_finance_committee_itself_no_other_is_taken_for_it(finance):
    own = roles_of([*LEGEND, "ØEU = Økonomi- og Erhvervsudvalget"], "PKU, ØEU", finance, finance)
    assert "finance" in own.values()
    assert "ØEU" not in own


def test_of_two_committees_named_for_the_economy_none_is_taken_for_the_finance_committee():
    legend = [*LEGEND, "ØEU = Økonomi- og Erhvervsudvalget", "ØPU = Økonomi- og Planudvalget"]
    assert not {"ØEU", "ØPU"} & roles_of(legend, "ØEU", "ØPU").keys()


def test_a_council_for_the_economy_is_no_finance_committee():
    assert roles_of([*LEGEND, "ØR = Økonomirådet"], "ØR", "BY")["ØR"] == "other"


@pytest.mark.parametrize("name", ["Byrådet", "Kommunalbestyrelsen", "Borgerrepræsentationen"])
def test_the_council_is_known_by_each_of_its_names(name):
    plan = plan_of(
        [HEADINGS, *items("PKU", "SBU", f"PKU, {name}", name)], others={"Noter": [[one] for one in LEGEND[:2]]}
    )
    council = {body.short for body in plan.bodies if body.role == "council"}
    assert [committees for (committees,) in told(plan, "committees")][3] in council
    assert len(council) == 1


def test_names_that_come_again_are_committees_with_commas_and_codes_of_the_accounts():
    names = "10 Klima, trafik og havn", "20 Skoleudvalget", "10 Klima, trafik og havn", "20 Skoleudvalget"
    plan = plan_of([HEADINGS, *items(*names)])
    assert told(plan, "committees") == [
        ("Klima, trafik og havn",), ("Skoleudvalget",), ("Klima, trafik og havn",), ("Skoleudvalget",)
    ]  # fmt: skip


def test_an_item_beside_a_code_explains_nothing():
    plan = plan_of([["Nr.", "Emne", "Udvalg"], [1, "Sagen er drøftet i udvalget", "BUU"]])
    assert next(body.name for body in plan.bodies if body.short == "BUU") == "Børne- og ungdomsudvalget"


def test_numbered_banners_are_sections_also_where_they_sound_like_a_committee():
    plan = plan_of([HEADINGS, ["1. Børn og unge"], *items("BUU", "BUU"), ["2. Grøn by"], *items("MTU", "MTU", first=3)])
    assert told(plan, "section", "committees") == [
        ("Børn og unge", "BUU"), ("Børn og unge", "BUU"), ("Grøn by", "MTU"), ("Grøn by", "MTU")
    ]  # fmt: skip


def test_a_text_over_numbered_items_is_a_banner_and_one_under_each_item_is_not():
    banners = [[None, "Tryg start"], *items("BUU", "BUU"), [None, "Grøn by"], *items("MTU", "MTU", first=3)]
    assert [section for (section,) in told(plan_of([HEADINGS, *banners]), "section")] == [
        "Tryg start", "Tryg start", "Grøn by", "Grøn by"
    ]  # fmt: skip
    texts = [row for item in items("BUU", "MTU", "BUU") for row in (item, [None, "Her står, hvad der skal ske."])]
    assert told(plan_of([HEADINGS, *texts]), "section") == [(None,), (None,), (None,)]


def test_a_line_with_the_sum_of_the_items_below_is_a_banner_in_two_levels():
    plan = plan_of(
        [
            ["Alle beløb i kr."], ["Udvalg / emne", 2025, 2026, "Tidspunkt", "Ansvarlig"],
            ["Skoleudvalget", 300, 500], ["Tryg start", 300, 500],
            ["Flere lærere i indskolingen", 100, 200, "maj 2025", "Ida"], ["Ny legeplads", 200, 300, "maj 2025", "Ida"],
            ["Klimaudvalget", 50, 70], ["Grøn by", 50, 70],
            ["Flere træer i midtbyen", 50, 70, "juni 2025", "Bo"],
        ]
    )  # fmt: skip
    assert told(plan, "title", "section", "committees", "kroner") == [
        ("Flere lærere i indskolingen", "Tryg start", "Skoleudvalget", {2025: 100, 2026: 200}),
        ("Ny legeplads", "Tryg start", "Skoleudvalget", {2025: 200, 2026: 300}),
        ("Flere træer i midtbyen", "Grøn by", "Klimaudvalget", {2025: 50, 2026: 70}),
    ]


# -- rows of one item -----------------------------------------------------------------------------------------------


def test_a_row_for_each_year_is_one_item_with_its_amounts():
    rows = [[number, f"Emne nummer {number}", "Drift", "BUU", "maj 2025", year, 10 * number]
            for number in (1, 2) for year in (2025, 2026)]  # fmt: skip
    plan = plan_of([["Beløb i kr."], [*HEADINGS, "År", "Beløb"], *rows])
    assert told(plan, "title", "kroner") == [
        ("Emne nummer 1", {2025: 10, 2026: 10}), ("Emne nummer 2", {2025: 20, 2026: 20})
    ]  # fmt: skip


def test_milestones_under_an_item_are_its_process_and_the_last_one_decides():
    one = [1, "Nyt børnehus", "Anlæg", "BUU", None], ["1a", "Udbud", None, None, "marts 2025"]
    two = [2, "Ny hal", "Anlæg", "KFU", None], ["2a", "Byggestart", None, None, "maj 2026"]
    last = ["1b", "Indvielse", None, None, "august 2026"], ["2b", "Kunst", None, None, "-"]
    plan = plan_of([HEADINGS, *one, last[0], *two, last[1]])
    assert told(plan, "title", "due_text", "process") == [
        ("Nyt børnehus", "august 2026", "Udbud: marts 2025\nIndvielse: august 2026"),
        ("Ny hal", "maj 2026", "Byggestart: maj 2026\nKunst"),
    ]


def test_what_a_milestone_costs_is_part_of_what_its_item_has_for_the_year():
    items = [[f"{at}", f"Projekt {at}", "Anlæg", "BUU", "maj 2025", 100, None] for at in (1, 2, 3)]
    lines = [[None, "Udbud", None, None, "marts 2025", 40, 7]] * 3
    rows = [row for pair in zip(items, lines, strict=True) for row in pair]
    plan = plan_of([["Beløb i 1.000 kr."], [*HEADINGS, 2025, 2026], *rows])
    assert told(plan, "kroner") == [({2025: 100_000, 2026: 7_000},)] * 3


def test_of_lines_for_agreed_and_expected_only_what_was_agreed_counts():
    lines = [[None] * 5 + [line, amount] for line, amount in (("Forventet", 80), ("Afvigelse", -20))]
    first, second = ([*item, "Vedtaget", 100] for item in items("BUU", "MTU"))
    merged = tuple((top, column, top + 2, column) for top in (2, 5) for column in range(5))
    rows = [["Beløb i kr."], [*HEADINGS, "Linje", 2025], first, *lines, second, *lines]
    assert told(plan_of(rows, merged=merged), "kroner") == [({2025: 100},), ({2025: 100},)]


# -- when an item is due --------------------------------------------------------------------------------------------


def due_of(plan):
    return told(plan, "due_from", "due_to")


@pytest.mark.parametrize(
    ("headings", "cells", "first", "last"),
    [
        (["År", "Kvartal"], [2026, 3], date(2026, 7, 1), date(2026, 9, 30)),
        (["År", "Måned"], [2026, "maj"], date(2026, 5, 1), date(2026, 5, 31)),
        (["Byggestart", "Ibrugtagning"], ["marts 2025", "juni 2026"], date(2025, 3, 1), date(2026, 6, 30)),
    ],
)
def test_columns_that_together_say_when_an_item_is_due(headings, cells, first, last):
    plan = plan_of([[*HEADINGS[:4], *headings], *([*item[:4], *cells] for item in items("BUU", "MTU", "KFU"))])
    assert due_of(plan) == [(first, last)] * 3


@pytest.mark.parametrize("marks", [["x", "x", None], ["F", "B", None]])
def test_marks_under_quarters_are_when_the_work_is_done(marks):
    top = [*HEADINGS[:4], "2025", None, None]
    rows = [
        top,
        [None] * 4 + ["1. kv.", "2. kv.", "3. kv."],
        *([*item[:4], *marks] for item in items("BUU", "MTU", "KFU")),
    ]
    plan = plan_of(rows, merged=((0, 4, 0, 6),))
    assert due_of(plan) == [(date(2025, 1, 1), date(2025, 6, 30))] * 3
    assert findings(plan) == []


def test_a_committee_in_the_month_of_its_meeting_gets_the_item_and_the_last_meeting_decides():
    rows = [[number, f"Emne nummer {number}", "Drift", None, "BUU", "KB"] for number in range(1, 5)]
    plan = plan_of([["Nr.", "Indsats", "Type", "Jan 2025", "Feb 2025", "Mar 2025"], *rows])
    assert told(plan, "committees", "due_to") == [("BUU+KB", date(2025, 3, 31))] * 4


def test_of_meetings_under_the_committees_the_last_decides_and_an_impossible_day_is_told():
    meetings = [["5/3-2025", "24/3-2025"], ["6/3-2025", "25/3-2025"], ["31/2-2025", None]]
    rows = [[*item[:3], *own] for item, own in zip(items(*"123"), meetings, strict=True)]
    plan = plan_of([["Nr.", "Indsats", "Type", "BUU", "KB"], *rows])
    assert told(plan, "committees", "due_to") == [
        ("BUU+KB", date(2025, 3, 24)), ("BUU+KB", date(2025, 3, 25)), ("BUU", None)
    ]  # fmt: skip
    assert ("U203", "Plan!D4") in findings(plan)


def test_a_meeting_as_a_banner_gives_day_and_committee_and_a_column_where_it_goes_after():
    rows = [[number, f"Sag nummer {number}", "ØK" if number % 2 else None] for number in range(1, 5)]
    meeting = ["Møde den 4. marts 2025 · Børne- og ungdomsudvalget"]
    plan = plan_of([["Nr.", "Emne", "Videre til"], meeting, *rows])
    assert told(plan, "committees", "due_to") == [
        ("BUU+ØK", date(2025, 3, 4)), ("BUU", date(2025, 3, 4)), ("BUU+ØK", date(2025, 3, 4)), ("BUU", date(2025, 3, 4))
    ]  # fmt: skip


def test_a_sheet_that_is_a_year_gives_its_dates_their_year():
    plan = plan_of([HEADINGS, *([*item[:4], "april"] for item in items("BUU", "MTU", "KFU"))], "2026")
    assert due_of(plan) == [(date(2026, 4, 1), date(2026, 4, 30))] * 3
    assert findings(plan) == []


# -- status, codes, groups ------------------------------------------------------------------------------------------


def test_codes_are_read_as_what_the_workbook_says_they_stand_for():
    codes = [["Status (St.)", "Betyder"], ["F", "Færdig"], ["I", "I gang"], ["U", "Udgår"]]
    rows = [[*item, code] for item, code in zip(items(*["BUU"] * 6), "FIUIFI", strict=True)]
    plan = plan_of([[*HEADINGS, "St."], *rows], others={"Koder": codes})
    assert told(plan, "completion", "status_text") == [
        ("done", "Færdig"), ("open", "I gang"), ("dropped", "Udgår"), ("open", "I gang"), ("done", "Færdig"),
        ("open", "I gang"),
    ]  # fmt: skip


def test_of_several_status_columns_the_newest_that_is_filled_holds():
    rows = [
        [*item, *own]
        for item, own in zip(items("BUU", "MTU"), [["I gang", "Afsluttet"], ["I gang", None]], strict=True)
    ]
    plan = plan_of([[*HEADINGS, "Status 31/3-25", "Status 30/6-25"], *rows])
    assert told(plan, "completion", "status_text") == [("done", "Afsluttet"), ("open", "I gang")]


def test_a_pivot_tables_labels_hold_for_the_rows_below():
    rows = [
        ["Børneudvalget", "Drift", "D-1", "Flere lærere", "maj 2025", 110_000],
        [None, None, "D-2", "Ny legeplads", "maj 2025", 220_000],
        ["Børneudvalget Total", None, None, None, None, 330_000],
        ["Klimaudvalget", "Anlæg", "A-1", "Ny cykelsti", "maj 2025", 150_000],
        ["Klimaudvalget Total", None, None, None, None, 150_000],
    ]  # fmt: skip
    plan = plan_of([["Beløb i kr."], ["Udvalg", "Type", "Nr.", "Emne", "Tidspunkt", 2025], *rows])
    assert told(plan, "title", "kind", "committees") == [
        ("Flere lærere", "operating_change", "Børneudvalget"),
        ("Ny legeplads", "operating_change", "Børneudvalget"),
        ("Ny cykelsti", "capital_project", "Klimaudvalget"),
    ]
    assert findings(plan) == [("U105", "Plan!A3")]


# -- several sheets, other ways to lay out ---------------------------------------------------------------------------


def test_amounts_on_a_sheet_of_their_own_are_the_items_with_the_same_numbers():
    own = [[1, "Drift", 10, 20], [2, "Drift", 30, 40], [3, "Drift", 5, 5], [9, "Drift", 7, 7]]
    amounts = [["Beløb i kr."], ["Nr.", "Type", 2025, 2026], *own]
    plan = plan_of([HEADINGS, *items("BUU", "MTU", "KFU")], others={"Økonomi": amounts})
    assert told(plan, "kroner") == [({2025: 10, 2026: 20},), ({2025: 30, 2026: 40},), ({2025: 5, 2026: 5},)]
    assert findings(plan) == [("U506", "Økonomi!A6")]


def test_the_newest_line_of_a_log_holds_and_its_days_are_not_the_items():
    said = [(1, 3, "I gang"), (1, 6, "Afsluttet"), (2, 4, "I gang"), (3, 3, "I gang"), (2, 3, "Udskudt")]
    log = [["Nr.", "Dato", "Status"], *([item, date(2025, month, 1), state] for item, month, state in said)]
    plan = plan_of([HEADINGS, *items("BUU", "MTU", "KFU")], others={"Statuslog": log})
    assert told(plan, "status_text", "due_text") == [
        ("Afsluttet", "maj 2025"), ("I gang", "maj 2025"), ("I gang", "maj 2025")
    ]  # fmt: skip


def test_items_that_are_columns_are_read_with_the_addresses_of_the_sheet():
    rows = zip(*[HEADINGS, *items("BUU", "MTU", "KFU", "BUU")], strict=True)
    plan = plan_of([["Vores plan"], *map(list, rows)])
    assert told(plan, "title", "committees") == [
        ("Emne nummer 1", "BUU"), ("Emne nummer 2", "MTU"), ("Emne nummer 3", "KFU"), ("Emne nummer 4", "BUU")
    ]  # fmt: skip
    assert plan.cells["due_text"].tolist() == ["Plan!B6", "Plan!C6", "Plan!D6", "Plan!E6"]


def test_cards_are_read_with_the_addresses_of_the_sheet():
    cards = []
    for number, title, committee in ((1, "Flere lærere", "BUU"), (2, "Ny cykelsti", "MTU"), (3, "Ny hal", "KFU")):
        cards += [
            [number, title],
            ["Type", "Drift", "Udvalg", committee],
            ["Tidspunkt", "maj 2025", "Ansvarlig", "Ida"],
            [],
        ]
    plan = plan_of([["Vores plan"], [], *cards])
    assert told(plan, "number", "title", "committees", "due_text") == [
        ("1", "Flere lærere", "BUU", "maj 2025"), ("2", "Ny cykelsti", "MTU", "maj 2025"),
        ("3", "Ny hal", "KFU", "maj 2025"),
    ]  # fmt: skip
    assert plan.cells["committee_text"].tolist() == ["Plan!D4", "Plan!D8", "Plan!D12"]


def test_two_agreements_side_by_side_are_both_read_and_an_older_edition_is_not():
    def agreement(year, titles):
        own = [[f"{year % 100}.0{at}", title, "Drift", "BUU", "maj 2026", 10] for at, title in enumerate(titles, 1)]
        return [[f"Budgetaftale {year}-{year + 3}"], [*HEADINGS, year, year + 1], *own]

    first, second = (
        ("Flere lærere", "Ny legeplads", "Sommerskole", "Lektiehjælp"),
        ("Nye busser", "Ny hal", "Ny bro", "Havn"),
    )
    both = plan_of(agreement(2026, first), "Aftale 2026", others={"Aftale 2025": agreement(2025, second)})
    assert len(both.items) == 8
    newer = plan_of(agreement(2026, first), "Aftale 2026", others={"Aftale 2025": agreement(2025, first)})
    assert len(newer.items) == 4
    assert ("U506", "Aftale 2025!A1") in findings(newer)


def test_an_agreement_of_earlier_years_that_shares_some_titles_is_an_older_edition():
    def agreement(year, titles):
        own = [[f"{year % 100}.0{at}", title, "Drift", "BUU", "maj 2026", 10] for at, title in enumerate(titles, 1)]
        return [[f"Budgetaftale {year}-{year + 3}"], [*HEADINGS, year, year + 1], *own]

    now = agreement(2026, ("Flere lærere", "Ny legeplads", "Sommerskole", "Lektiehjælp"))
    before = agreement(2025, ("Flere lærere", "Ny legeplads", "Nye busser", "Ny hal", "Havn"))
    plan = plan_of(now, "Aftale 2026", others={"Aftale 2025": before})
    assert len(plan.items) == 4
    assert ("U506", "Aftale 2025!A1") in findings(plan)


def test_an_older_edition_of_which_something_is_new_is_not_read():
    titles = ["Flere lærere", "Ny legeplads", "Sommerskole", "Lektiehjælp", "Nye busser"]

    def edition(titles):
        own = [[f"1.0{at}", title, "Drift", "BUU", "maj 2026", 10] for at, title in enumerate(titles, 1)]
        return [[*HEADINGS, 2026], *own]

    plan = plan_of(edition([*titles[:4], "Ny hal"]), "Plan marts", others={"Plan januar": edition(titles)})
    assert told(plan, "title") == [(title,) for title in (*titles[:4], "Ny hal")]
    assert ("U506", "Plan januar!A1") in findings(plan)


def test_two_parts_of_a_plan_that_have_some_titles_in_common_are_both_read():
    def part(titles):
        return [HEADINGS, *([at, title, "Drift", "BUU", "maj 2026"] for at, title in enumerate(titles, 1))]

    first = ["Administration", "Rengøring", "Flere lærere", "Sommerskole", "Lektiehjælp"]
    second = ["Administration", "Rengøring", "Nye busser", "Ny hal", "Ny bro"]
    assert len(plan_of(part(first), "Skoler", others={"Veje": part(second)}).items) == 10


def test_what_is_saved_is_a_saving_where_it_stands_beside_what_it_costs():
    top = [*HEADINGS, "Det koster", None, "Det sparer vi", None]
    years = [None] * 5 + [2025, 2026, 2025, 2026]
    rows = [[*items("BUU")[0], 100, 200, None, None], [*items("MTU", first=2)[0], None, None, 40, 50]]
    plan = plan_of([["Beløb i kr."], top, years, *rows], merged=((1, 5, 1, 6), (1, 7, 1, 8)))
    assert told(plan, "kroner") == [({2025: 100, 2026: 200},), ({2025: -40, 2026: -50},)]


def test_fewer_expenses_are_a_saving():
    assert read_sign_rule("Minus = færre udgifter.") == SignRule.NEGATIVE_IS_SAVING


# -- what is told beside the rows ------------------------------------------------------------------------------------


def test_a_colour_that_the_plan_explains_says_how_far_an_item_is():
    legend = [["Farver:", "Grøn = færdig", "Gul = i gang", "Grå = udgår"]]
    plan = plan_of(
        [*legend, [], ["Emne", "Udvalg", "Tidspunkt"], *[[f"Punktet {n}", "BUU", "maj 2025"] for n in "abcd"]],
        fills={
            (0, 1): "92D050",
            (0, 2): "FFFF00",
            (0, 3): "BFBFBF",
            (3, 0): "92D050",
            (4, 0): "FFFF00",
            (5, 0): "BFBFBF",
        },
    )
    assert told(plan, "completion") == [("done",), ("open",), ("dropped",), ("open",)]
    assert plan.cells["completion"].iloc[0] == "Plan!A4"


def test_a_colour_that_nothing_explains_says_nothing():
    rows = [["Emne", "Udvalg", "Tidspunkt"], *[[f"Punktet {n}", "BUU", "maj 2025"] for n in "abc"]]
    plan = plan_of(rows, fills={(1, 0): "92D050", (2, 0): "BFBFBF"})
    assert told(plan, "completion") == [("open",)] * 3


def test_what_stands_again_and_again_under_emne_is_the_theme_of_the_texts_beside_it():
    themes = ["Skole", "Ældre", "Skole", "Natur", "Ældre", "Skole", "Natur", "Skole"]
    rows = [
        [number, theme, f"Det aftalte om sag nummer {number}", "BUU", "maj 2025"]
        for number, theme in enumerate(themes, 1)
    ]
    plan = plan_of([["Nr.", "Emne", "Det er aftalt", "Udvalg", "Hvornår"], *rows])
    assert told(plan, "section", "title")[:2] == [
        ("Skole", "Det aftalte om sag nummer 1"),
        ("Ældre", "Det aftalte om sag nummer 2"),
    ]


def test_a_sentence_below_a_title_in_its_cell_is_its_description_and_a_broken_title_goes_on():
    plan = plan_of(
        [
            ["Emne", "Udvalg", "Tidspunkt"],
            ["Fælles frokost\nTo grupper i Rønde begynder.", "BUU", "maj 2025"],
            ["Energirenovering af\nskoler", "BUU", "maj 2025"],
            ["Sommerklub", "BUU", "maj 2025"],
        ]
    )
    assert told(plan, "title", "description") == [
        ("Fælles frokost", "To grupper i Rønde begynder."),
        ("Energirenovering af skoler", None),
        ("Sommerklub", None),
    ]


def card(number, title, **lines):
    said = [[f"{label}:", value] for label, value in lines.items()]
    return [[f"Punkt {number}", title], *said, []]


def test_cards_of_varying_lines_are_items_and_the_lines_between_them_their_sections():
    plan = plan_of(
        [
            ["Opfølgning på budgetaftalen"],
            [],
            ["A. Børn og familier"],
            [],
            *card(1, "Åbne legegrupper", Aftalen="Der åbnes en.", Udvalg="BUU", Frist="1. maj 2025", Status="Færdig"),
            *card(2, "Nye reoler", Udvalg="BUU", Frist="efteråret 2025", Status="I gang"),
            ["B. Veje"],
            [],
            *card(3, "Brosten i gaden", Udvalg="MTU", Frist="september 2025", Status="I gang", Note="Venter"),
            *card(4, "Bump på vejen", Aftalen="Der laves to.", Udvalg="MTU", Frist="maj 2025", Status="Færdig"),
        ]
    )
    assert told(plan, "title", "section", "committees", "completion", "description") == [
        ("Åbne legegrupper", "Børn og familier", "BUU", "done", None),
        ("Nye reoler", "Børn og familier", "BUU", "open", None),
        ("Brosten i gaden", "Veje", "MTU", "open", None),
        ("Bump på vejen", "Veje", "MTU", "done", None),
    ]


def test_committees_that_another_sheet_lists_are_the_plans_and_another_name_is_unknown():
    names = ["Udvalget for familie og institutioner", "Udvalget for natur og teknik", "Udvalget for sundhed og ældre"]
    plan = plan_of(
        [HEADINGS, *items("Familie og institutioner", "Natur og teknik", "Friluftsudvalget")],
        others={"Udvalg og møder": [["Udvalg", "Sekretær"], *[[name, "Tove"] for name in names]]},
    )
    assert told(plan, "committees") == [(names[0],), (names[1],), ("",)]
    assert ("U102", "Plan!D4") in findings(plan)


def test_a_line_above_the_table_that_opens_with_a_committee_says_who_has_the_items():
    plan = plan_of(
        [
            ["Børne- og ungdomsudvalget – opgaver fra budgetforliget"],
            ["Emne", "Frist"],
            *[[f"Punktet {n}", "maj 2025"] for n in "abc"],
        ]
    )
    assert told(plan, "committees") == [("BUU",)] * 3


def test_what_is_saved_is_no_cost_though_it_has_no_sign():
    rows = [[f"Punktet {n}", "BUU", "maj 2025", "350.000", "700.000"] for n in "abc"]
    plan = plan_of([["Emne", "Udvalg", "Frist", "Spares i 2025 (kr.)", "Spares i 2026 (kr.)"], *rows])
    assert told(plan, "kroner") == [({2025: -350_000, 2026: -700_000},)] * 3


def test_a_status_that_no_one_understands_is_said_where_the_others_say_how_far_it_is():
    states = ["I gang", "Færdig", "hmm, se mail", "Ikke begyndt", "I gang"]
    plan = plan_of([["Emne", "Udvalg", "Frist", "Status"], *[["Punkt " + s, "BUU", "maj 2025", s] for s in states]])
    assert told(plan, "completion") == [("open",), ("done",), ("unclear",), ("open",), ("open",)]
    assert ("U301", "Plan!D4") in findings(plan)


def test_a_mark_merged_over_rows_holds_for_all_of_them():
    rows = [
        ["Punkt 1", "BUU", "maj 2025", "X"],
        ["Punkt 2", "BUU", "maj 2025", None],
        ["Punkt 3", "BUU", "maj 2025", None],
    ]
    plan = plan_of([["Emne", "Udvalg", "Frist", "Afsluttet"], *rows], merged=((1, 3, 2, 3),))
    assert told(plan, "completion") == [("done",), ("done",), ("open",)]


def test_a_mark_in_brackets_is_what_the_plan_says_that_it_is():
    legend = [["Udført: X = udført, (X) = delvist udført"]]
    marks = ["X", "(X)", None, "X", "(X)"]
    rows = [[f"Punkt {number}", "BUU", "maj 2025", mark] for number, mark in enumerate(marks)]
    plan = plan_of([*legend, [], ["Emne", "Udvalg", "Frist", "Udført"], *rows])
    assert told(plan, "completion") == [("done",), ("partial",), ("open",), ("done",), ("partial",)]


def test_signs_that_a_line_explains_say_how_far_an_item_is_and_a_slip_is_said():
    legend = ["Status: ● gennemført   ◐ delvist gennemført   ○ ikke gennemført   – udgået"]
    signs = ["●", "◐", "○", "–", "●", "○", "○", "●", "○", "●", "S"]
    rows = [[f"Punkt {number}", "BUU", "maj 2026", sign] for number, sign in enumerate(signs)]
    plan = plan_of([["Emne", "Udvalg", "Frist", "Status"], *rows, [], legend])
    states = [state for (state,) in told(plan, "completion")]
    assert states[:4] == ["done", "partial", "open", "dropped"]
    assert states[-1] == "unclear"
    assert ("U301", "Plan!D12") in findings(plan)


def test_the_last_day_beside_the_committees_is_when_an_item_is_due():
    rows = [[f"Punkt {number}", "BUU 11/3, ØK 18/3 2025"] for number in range(3)]
    plan = plan_of([["Emne", "Behandles i"], *rows])
    assert told(plan, "committees", "due_to") == [("BUU+ØK", date(2025, 3, 18))] * 3


def test_of_several_days_of_one_sort_the_last_one_decides():
    rows = [[f"Punkt {number}", "BUU", date(2025, 3, 3), date(2025, 4, 1)] for number in range(3)]
    plan = plan_of([["Emne", "Udvalg", "Dato 1", "Dato 2"], *rows])
    assert told(plan, "due_to") == [(date(2025, 4, 1),)] * 3


def test_of_days_side_by_side_under_unknown_headings_the_last_one_decides():
    rows = [[f"Punkt {number}", "BUU", date(2025, 3, number), date(2025, 9, number)] for number in range(1, 5)]
    plan = plan_of([["Emne", "Udvalg", "Licitation", "Indvielse"], *rows])
    assert told(plan, "due_to") == [(date(2025, 9, number),) for number in range(1, 5)]


def test_two_committees_in_one_heading_both_get_what_is_marked():
    rows = [["Punkt 1", "x", "x"], ["Punkt 2", None, "x"], ["Punkt 3", "x", None]]
    plan = plan_of([["Emne", "BUU", "ØK/KB", "Frist"], *[[*row, "maj 2025"] for row in rows]])
    assert told(plan, "committees") == [("BUU+ØK+KB",), ("ØK+KB",), ("BUU",)]


def test_a_line_of_what_was_spent_is_no_item_and_adds_nothing():
    rows = []
    for number in range(1, 5):
        rows += [[number, f"Projekt {number}", "BUU", "maj 2026", "Budget", 100, 200], [*[None] * 4, "Forbrug", 90, 10]]
    plan = plan_of([["Beløb i 1.000 kr."], ["Nr.", "Projekt", "Udvalg", "Slut", "Linje", 2025, 2026], *rows])
    assert told(plan, "kroner") == [({2025: 100_000, 2026: 200_000},)] * 4
    assert "U506" not in [code for code, _ in findings(plan)]


def test_a_banner_with_the_sums_of_what_is_below_it_is_a_section():
    def project(number, amount):
        return [f"P-{number}", f"Projekt {number}", "BUU", "maj 2026", None, amount]

    rows = [["1", "Skoler", None, None, "Sum", 300], project(1, 100), project(2, 200)]
    rows += [["2", "Veje", None, None, "Sum", 700], project(3, 300), project(4, 400)]
    plan = plan_of([["Beløb i 1.000 kr."], ["Nr.", "Projekt", "Udvalg", "Slut", "Linje", 2025], *rows])
    assert told(plan, "title", "section") == [
        ("Projekt 1", "Skoler"), ("Projekt 2", "Skoler"), ("Projekt 3", "Veje"), ("Projekt 4", "Veje")
    ]  # fmt: skip


def test_a_month_that_stands_once_before_its_items_is_that_of_all_of_them():
    rows = [
        ["Januar 2025", "Sagen om emne 1", "BUU"],
        [None, "Sagen om emne 2", "MTU"],
        ["Februar 2025", "Sagen om emne 3", "BUU"],
        [None, "Sagen om emne 4", "ØK"],
    ]
    plan = plan_of([["Måned", "Sag", "Udvalg"], *rows])
    assert told(plan, "due_text") == [("Januar 2025",), ("Januar 2025",), ("Februar 2025",), ("Februar 2025",)]


def test_an_item_of_which_one_milestone_is_done_is_partly_done():
    rows = [
        ["Ny hal", "Udbud", "BUU", "marts 2024", "Gennemført"], [None, "Kontrakt", None, "juni 2024", "I gang"],
        ["Ny bro", "Opslag", "BUU", "maj 2024", "Gennemført"], [None, "Byggeri", None, "juni 2024", "Gennemført"],
    ]  # fmt: skip
    plan = plan_of([["Indsats", "Handling", "Udvalg", "Frist", "Status"], *rows])
    assert told(plan, "title", "completion") == [("Ny hal", "partial"), ("Ny bro", "done")]


def test_a_year_and_an_amount_alone_go_on_with_the_item_above_and_their_sum_is_not_added():
    rows = [
        [1, "Ny hal", "BUU", 2025, 100], [None, None, None, 2026, 200], [None, None, None, "I alt", 300],
        [2, "Ny bro", "MTU", 2025, 50], [None, None, None, 2026, 60], [None, None, None, "I alt", 110],
    ]  # fmt: skip
    plan = plan_of([["Beløb i 1.000 kr."], ["Nr.", "Emne", "Udvalg", "År", "Beløb"], *rows])
    assert told(plan, "kroner") == [({2025: 100_000, 2026: 200_000},), ({2025: 50_000, 2026: 60_000},)]


def test_what_was_decided_is_no_title_where_each_item_has_its_own_text():
    rows = [[f"Punkt om sag {n}", "Godkendt", "BUU", date(2025, 6, n + 1), date(2025, 9, n + 1)] for n in range(5)]
    plan = plan_of([["Punkt", "Beslutning", "Udvalg", "Dato", "Frist for opfølgning"], *rows])
    assert told(plan, "title", "due_to")[0] == ("Punkt om sag 0", date(2025, 9, 1))


def test_days_under_faerdig_beside_those_of_a_start_say_when_and_not_that_it_is_done():
    rows = [[f"Projekt {n}", "BUU", date(2024, 1, n), date(2024, 9, n)] for n in range(1, 5)]
    plan = plan_of([["Projekt", "Udvalg", "Start", "Færdig"], *rows])
    assert told(plan, "due_to", "completion")[0] == (date(2024, 9, 1), "open")


def test_days_under_faerdig_at_some_of_the_items_are_when_those_were_done():
    rows = [[f"Projekt {n}", "BUU", date(2024, 1, n), date(2024, 9, n) if n < 3 else None] for n in range(1, 6)]
    plan = plan_of([["Projekt", "Udvalg", "Start", "Færdig"], *rows])
    assert told(plan, "completion") == [("done",), ("done",), ("open",), ("open",), ("open",)]


def test_a_sheet_for_a_kind_may_have_a_number():
    rows = [["Emne", "Udvalg", "Frist"], *[[f"Punkt {n}", "BUU", "maj 2025"] for n in "abc"]]
    assert told(plan_of(rows, "Drift 1"), "kind") == [("operating_change",)] * 3


def test_marks_under_the_kinds_say_the_kind():
    rows = [["Punkt 1", "x", None, None], ["Punkt 2", None, "x", None], ["Punkt 3", None, None, "x"]]
    plan = plan_of(
        [["Emne", "Drift", "Anlæg", "Hensigt", "Udvalg", "Frist"], *[[*row, "BUU", "maj 2025"] for row in rows]]
    )
    assert told(plan, "kind") == [("operating_change",), ("capital_project",), ("declaration_of_intent",)]


def test_what_stands_under_afsluttede_is_done():
    heading = ["Emne", "Udvalg", "Frist"]
    rows = [[f"Punkt {number}", "BUU", "maj 2024"] for number in range(4)]
    plan = plan_of([["Igangværende"], heading, *rows[:2], [], ["Afsluttede"], heading, *rows[2:]])
    assert told(plan, "completion") == [("open",), ("open",), ("done",), ("done",)]
    assert plan.cells["completion"].iloc[2] == "Plan!A6"


def test_when_something_is_expected_to_be_done_is_no_mark():
    plan = plan_of([["Emne", "Udvalg", "Forventes færdig"], *[[f"Punkt {n}", "BUU", "ultimo 2025"] for n in range(3)]])
    assert told(plan, "due_to", "completion") == [(date(2025, 12, 31), "open")] * 3


def test_a_sheet_with_nothing_but_numbers_and_amounts_says_the_amounts():
    rows = [[f"E-{number}", f"Punkt {number}", "BUU", "maj 2025"] for number in range(1, 5)]
    money = [["Blok", "2025", "2026"], *[[f"E-{number}", -100, -200] for number in range(1, 5)]]
    plan = plan_of([["Blok", "Titel", "Udvalg", "Frist"], *rows], others={"Økonomi": money})
    assert told(plan, "kroner") == [({2025: -100_000, 2026: -200_000},)] * 4


def test_a_word_before_a_colon_says_how_far_an_item_is():
    states = ["Afsluttet: indviet i april", "Delvist: to af tre faser er færdige", "I gang: udbud kører"]
    plan = plan_of([["Emne", "Udvalg", "Frist", "Status"], *[[f"Punkt {s[:3]}", "BUU", "maj 2025", s] for s in states]])
    assert told(plan, "completion") == [("done",), ("partial",), ("open",)]


def test_a_number_that_others_are_counted_on_from_is_a_section():
    rows = [["1", "Skoler og børn"], ["1.1", "Nye busser", "BUU", "maj 2025"], ["1.2", "Nye bøger", "BUU", "maj 2025"]]
    rows += [["2", "Teknik"], ["2.1", "Ny vej", "MTU", "maj 2025"], ["2.2", "Ny bro", "MTU", "maj 2025"]]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows])
    assert told(plan, "title", "section") == [
        ("Nye busser", "Skoler og børn"), ("Nye bøger", "Skoler og børn"), ("Ny vej", "Teknik"), ("Ny bro", "Teknik")
    ]  # fmt: skip


def test_sheets_may_be_called_after_what_their_items_are_about():
    def sheet(title, titles):
        return [[title], ["Initiativ", "Hvem", "Frist"], *[[one, "Anne", "maj 2025"] for one in titles]]

    plan = plan_of(
        sheet("1. Børn og unge", ["Flere lærere", "Nye bøger", "Nye busser"]),
        "1 Børn og unge",
        others={"2 Natur": sheet("2. Natur og klima", ["Vilde vejkanter", "Ny sø", "Ny skov"])},
    )
    assert told(plan, "section", "committees") == [("Børn og unge", "")] * 3 + [("Natur", "")] * 3


def test_a_list_of_further_items_below_the_plan_is_read_though_it_says_less():
    more = [["Emne", "Ansvarlig", "Bemærkning"], ["Ny bro", "Anne", "Haster"], ["Ny hal", "Bo", "Venter"]]
    plan = plan_of([HEADINGS, *items("BUU", "MTU"), [], ["Nye punkter"], *more])
    assert told(plan, "title")[2:] == [("Ny bro",), ("Ny hal",)]


def test_an_item_that_somebody_has_only_begun_is_told():
    plan = plan_of([HEADINGS, *items("BUU", "MTU", "BUU", "BUU"), [None, "Rengøringen samles"]])
    assert ("U506", "Plan!B6") in findings(plan)


def test_a_new_date_beside_the_old_one_holds():
    rows = [
        ["Punkt 1", "BUU", "marts 2025", "juni 2025"],
        ["Punkt 2", "BUU", "maj 2025", None],
        ["Punkt 3", "BUU", "maj 2025", "juli 2025"],
    ]
    plan = plan_of([["Emne", "Udvalg", "Frist", "Ny frist"], *rows])
    assert told(plan, "due_to") == [(date(2025, 6, 30),), (date(2025, 5, 31),), (date(2025, 7, 31),)]


def test_a_sheet_of_what_is_finished_may_say_what_its_rows_are():
    rows = [["Emne", "Udvalg", "Frist"], ["Punkt 1", "BUU", "maj 2024"], ["Punkt 2", "BUU", "maj 2024"]]
    plan = plan_of([HEADINGS, *items("BUU", "MTU")], others={"Gennemførte punkter": rows})
    assert told(plan, "completion") == [("open",), ("open",), ("done",), ("done",)]


# -- what was not read -----------------------------------------------------------------------------------------------


def test_what_was_not_read_and_what_nothing_says_is_told():
    rows = [
        [number, f"Punkt {number}", "BUU", note]
        for number, note in ((1, "a"), (2, None), (5, "b"), *[(n, None) for n in range(6, 16)])
    ]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Esdh"], *rows])
    assert list(unread_sentences(plan)) == ["Ikke læst i arket „Plan“: kolonne D „Esdh“ (2 celler)"]
    assert list(unsaid(plan)) == ["Ingen kolonne siger, hvad der er afsluttet og hvornår den skal være færdig"]
    assert numbering_gaps(plan) == ["3-4 (mellem 2 og 5)"]


# -- headings against what stands below them --------------------------------------------------------------------------


def test_what_was_realised_is_never_added_to_what_was_agreed_for_the_year():
    heading = ["Nr.", "Tiltag", "Udvalg", "Aftalt effekt", None, "Realiseret effekt", None, "Frist"]
    years = [None, None, None, 2024, 2025, 2024, 2025, None]
    rows = [[number, f"Tiltag nummer {number}", "MTU", -100, -200, -90, -10, "maj 2025"] for number in (1, 2, 3)]
    plan = plan_of([["Beløb i 1.000 kr."], heading, years, *rows], merged=((1, 3, 1, 4), (1, 5, 1, 6)))
    assert told(plan, "kroner") == [({2024: -100_000, 2025: -200_000},)] * 3


@pytest.mark.parametrize("agreed", [True, False])
def test_expected_amounts_are_the_years_own_where_no_others_were_agreed_on(agreed):
    columns = [*(["Mål 2024", "Mål 2025"] if agreed else []), "Forventet 2024", "Forventet 2025"]
    rows = [[number, "Et tiltag", "MTU", *([100, 200] if agreed else []), 90, 10, "maj 2025"] for number in (1, 2, 3)]
    plan = plan_of([["Beløb i 1.000 kr."], ["Nr.", "Tiltag", "Udvalg", *columns, "Frist"], *rows])
    expected = {2024: 100_000, 2025: 200_000} if agreed else {2024: 90_000, 2025: 10_000}
    assert told(plan, "kroner") == [(expected,)] * 3


def test_a_sign_rule_in_a_banner_is_of_what_stands_under_it_alone():
    rows = [[number, f"Emne nummer {number}", "BUU", 100, "maj 2025"] for number in (1, 2, 3, 4)]
    saved, spent = "A. Besparelser (besparelser er angivet som positive tal)", "B. Udvidelser (merudgift = +)"
    plan = plan_of(
        [["Beløb i 1.000 kr."], ["Nr.", "Emne", "Udvalg", 2024, "Frist"], [saved], *rows[:2], [spent], *rows[2:]],
        merged=((2, 0, 2, 4), (5, 0, 5, 4)),
    )
    assert told(plan, "kroner") == [({2024: -100_000},)] * 2 + [({2024: 100_000},)] * 2


def test_items_are_read_whose_titles_stand_under_hensigt_in_a_table_of_their_own():
    first = [["Nr.", "Indsats", "Udvalg", "Frist"], *([f"D{at}", f"Emne {at}", "BUU", "maj 2025"] for at in (1, 2, 3))]
    second = [["Nr.", "Hensigt", "Opfølgning"], *([f"H{at}", f"Vi vil se på {at}", "Drøftes"] for at in (1, 2, 3))]
    plan = plan_of([["1. Drift"], *first, [], ["2. Hensigter"], *second])
    assert told(plan, "number", "kind")[3:] == [(f"H{at}", "declaration_of_intent") for at in (1, 2, 3)]


def test_titles_merged_over_items_with_committees_of_their_own_are_groups():
    texts = (
        "Der bygges en ny skole",
        "Der ansættes lærere",
        "Der anlægges veje",
        "Der anlægges stier",
        "Der bygges broer",
    )
    groups = "Skole", None, "Vej", None, None
    rows = [[group, text, "BUU", "maj 2025"] for group, text in zip(groups, texts, strict=True)]
    plan = plan_of([["Emne", "Hvad sker der", "Udvalg", "Frist"], *rows], merged=((1, 0, 2, 0), (3, 0, 5, 0)))
    assert told(plan, "title", "section") == [
        (text, group) for text, group in zip(texts, ("Skole", "Skole", "Vej", "Vej", "Vej"), strict=True)
    ]


@pytest.mark.parametrize(
    ("heading", "text", "field"),
    [("Vejl. dato", "maj 2025", "due"), ("Pol. udv.", "BUU", "committee"), ("Beskr.", "Et notat", "description")],
)
def test_shortened_headings_are_read(heading, text, field):
    plan = plan_of([["Nr.", "Emne", "Type", heading], *[[at, f"Emne {at}", "Drift", text] for at in (1, 2)]])
    assert columns_of(plan)[heading] == field


def test_days_are_the_due_dates_whatever_text_the_heading_promises():
    rows = [[at, f"Emne {at}", "BUU", f"{at}. juni 2025"] for at in (2, 3, 4)]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Forventet sagsfremstilling"], *rows])
    assert told(plan, "due_to") == [(date(2025, 6, at),) for at in (2, 3, 4)]


# -- sums of an item, lists beside the plan, follow-ups ----------------------------------------------------------------

PROJECTS = ["Nr.", "Projekt", "Udvalg", "Samlet anlægssum", "Afholdt før 2024", 2024, 2025, "2026 og frem", "Frist"]


def projects(*totals):
    return [
        [at, f"Projekt {at}", "MTU", total, 1000, 2000, 3000, 500, "maj 2025"] for at, total in enumerate(totals, 1)
    ]


def test_what_a_project_costs_in_all_before_and_after_is_no_years_amount():
    plan = plan_of([["Beløb i 1.000 kr."], PROJECTS, *projects(6500)])
    assert told(plan, "kroner") == [({2024: 2_000_000, 2025: 3_000_000},)]
    assert plan.sums[["part", "kroner", "written", "cell"]].astype(str).values.tolist() == [
        ["total", "6500000", "6500", "Plan!D3"],
        ["before", "1000000", "1000", "Plan!E3"],
        ["after", "500000", "500", "Plan!H3"],
    ]


@pytest.mark.parametrize(
    ("totals", "wrong"),
    [
        ((6500, 6500, 9900, 6500, 6500), ["Plan!D5"]),
        ((6500, 9900, 8800, 6500, 6500), []),  # another sum
        ((6500, 9900), []),  # two rows tell nothing
    ],
)
def test_an_items_own_sum_is_wrong_where_those_of_the_others_are_right(totals, wrong):
    plan = plan_of([["Beløb i 1.000 kr."], PROJECTS, *projects(*totals)])
    assert [cell for code, cell in findings(plan) if code == "U402"] == wrong


def test_a_list_of_committees_with_their_names_is_no_plan_and_the_next_one_is_read():
    names = [["Udvalg", "Navn", "Kode", "Status"]]
    names += [["BFU", "Børne- og Familieudvalget", 1, "I gang"], ["SÆU", "Social- og Ældreudvalget", 2, "Afsluttet"]]
    names += [["TMU", "Teknik- og Miljøudvalget", None, None]]
    rows = [[at, f"Emne {at}", "BFU", more, "maj 2025"] for at, more in enumerate(("SÆU", None, "TMU", "SÆU"), 1)]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Videre til", "Frist"], *rows], others={"Lister": names})
    assert told(plan, "committees") == [("BFU+SÆU",), ("BFU",), ("BFU+TMU",), ("BFU+SÆU",)]


def test_the_sums_of_committees_and_how_far_they_are_is_no_plan():
    sums = [["Indsats", "Status", 2025], *([name, "I gang", 100] for name in ("Børne- og ungdomsudvalget", "KFU"))]
    plan = plan_of([[*HEADINGS, 2025], *([*row, 10] for row in items("BUU", "MTU"))], others={"Overblik": sums})
    assert told(plan, "title") == [("Emne nummer 1",), ("Emne nummer 2",)]


def test_committees_may_go_by_a_word_that_another_sheet_explains():
    names = [["Natur", "Teknik- og Miljøudvalget"], ["Børn", "Børne- og Uddannelsesudvalget"], ["Byråd", "Byrådet"]]
    rows = [[at, f"Emne {at}", who, "maj 2025"] for at, who in enumerate(("Børn", "Børn + Natur", "Natur"), 1)]
    plan = plan_of([["Nr.", "Emne", "Hvem følger det", "Frist"], *rows], others={"Læs mig": [["Udvalg"], *names]})
    assert told(plan, "committees") == [("Børn",), ("Børn+Natur",), ("Natur",)]


def test_the_newest_follow_up_under_status_holds():
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Status til udvalget 2024", None]
    times = [None, None, None, None, "1. kvt.", "2. kvt."]
    rows = [[1, "Ny skole", "BUU", "maj 2025", "I gang", "Afsluttet"], [2, "Ny bro", "MTU", "maj 2025", "I gang", None]]
    plan = plan_of(
        [heading, times, *rows, [3, "Ny sti", "MTU", "maj 2025", "I gang", "I gang"]], merged=((0, 4, 0, 5),)
    )
    assert told(plan, "completion") == [("done",), ("open",), ("open",)]


def test_sums_above_the_headings_are_no_part_of_them():
    plan = plan_of([["Sum", None, None, None, 900], [*HEADINGS[:4], "Beløb"], [1, "Emne", "Drift", "BUU", 900]])
    assert list(columns_of(plan)) == [*HEADINGS[:4], "Beløb"]


@pytest.mark.parametrize(("text", "kroner"), [("75 hvert år", {2024: 75_000, 2025: 75_000}), (75, {})])
def test_an_amount_merged_over_years_is_of_each_only_where_it_says_so(text, kroner):
    rows = [[1, "Emne", "BUU", text, None, "maj 2025"], [2, "Andet", "BUU", 10, 20, "maj 2025"]]
    plan = plan_of(
        [["Beløb i 1.000 kr."], ["Nr.", "Emne", "Udvalg", 2024, 2025, "Frist"], *rows], merged=((2, 3, 2, 4),)
    )
    own = plan.amounts[plan.amounts["item"] == plan.items.index[0]].dropna(subset="kroner")
    assert dict(zip(own["year"], own["kroner"], strict=True)) == kroner
    assert [code for code, _ in findings(plan)] == ([] if kroner else ["U401"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3. kvt. 2024", "done"),
        ("Q4/24", "done"),
        ("22-11-2024", "done"),
        ("23-11-2024", "unclear"),
        ("2. halvår 2024", "unclear"),
        ("2025", "unclear"),
    ],
)
def test_a_time_under_afsluttet_is_when_it_was_done(text, said):
    plan = plan_of([[*HEADINGS, "Afsluttet"], [1, "Emne", "Drift", "BUU", "maj 2024", text]])
    assert told(plan, "completion") == [(said,)]


def test_what_remarks_and_status_say_in_one_column_decides():
    rows = [["Udgået – indgår i statens projekt"], ["Afsluttet 12-03-2024"], ["Placering ikke besluttet"]]
    plan = plan_of(
        [
            [*HEADINGS, "Bemærkning/status"],
            *[[at, "Emne", "Drift", "BUU", "maj 2025", *row] for at, row in enumerate(rows)],
        ]
    )
    assert told(plan, "completion") == [("dropped",), ("done",), ("open",)]


def test_signs_may_be_told_as_money_in_and_out_of_the_till():
    told_so = "Plus: der bliver flere penge i kassen. Minus: der går penge ud af kassen."
    assert read_sign_rule(told_so) == SignRule.POSITIVE_IS_SAVING


def test_arrows_that_mostly_lead_to_those_who_decide_are_the_way_of_the_cases():
    ways = "BUU → ØK", "MTU → ØK → KB", "MTU → KFU", "BUU"
    plan = plan_of([HEADINGS, *items(*ways)])
    assert told(plan, "committees") == [("BUU+ØK",), ("MTU+ØK+KB",), ("MTU+KFU",), ("BUU",)]
    assert told(plan_of([HEADINGS, *items("MTU → KFU", "BUU", "MTU")]), "committees")[0] == ("KFU",)


def test_paragraphs_and_points_are_numbers_and_no_titles():
    titles = "Flere pædagoger", "Ny skolegård", "Færre kørsler", "Et bedre bibliotek"
    rows = [[f"§ {1 + at // 2}, pkt. {1 + at % 2}", title, "BUU", "maj 2025"] for at, title in enumerate(titles)]
    plan = plan_of([["Punkt", "Indhold", "Politisk behandling", "Tidspunkt"], *rows])
    assert told(plan, "number", "title") == [(row[0], row[1]) for row in rows]


def test_an_item_with_a_row_for_each_committee_is_one_with_its_amounts_once():
    rows = [[at, f"Emne {at}", who, "maj 2025", 100] for at in (1, 2) for who in ("BUU", "ØK")]
    plan = plan_of([["Beløb i 1.000 kr."], ["Nr.", "Emne", "Udvalg", "Frist", 2024], *rows])
    assert told(plan, "committees", "kroner") == [("BUU+ØK", {2024: 100_000})] * 2


def test_what_the_agreement_says_between_numbered_items_is_their_description():
    texts = "Parterne er enige om, at der bygges.", "Der afsættes midler til en bro."
    rows = [row for at, text in enumerate(texts, 1) for row in ([at, f"Emne {at}", "BUU", "maj 2025"], [None, text])]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows])
    assert told(plan, "title", "description") == [("Emne 1", texts[0]), ("Emne 2", texts[1])]
    assert findings(plan) == []


def test_no_share_of_the_work_is_open():
    rows = [[at, "Emne", "Drift", "BUU", "maj 2025", share] for at, share in enumerate(("50 %", "100 %", "0 %"), 1)]
    assert told(plan_of([[*HEADINGS, "Status %"], *rows]), "completion") == [("partial",), ("done",), ("open",)]


@pytest.mark.parametrize(
    ("title", "heading"), [("Anlægsprojekter – budgetaftale 2024-2027", "Navn"), ("Budgetaftalen", "Anlægsprojekt")]
)
def test_the_line_above_the_table_or_the_heading_of_the_titles_says_the_kind(title, heading):
    rows = [[1, "Ny skole", "BUU", "maj 2025"], [2, "Ny vej", "MTU", "maj 2025"]]
    assert told(plan_of([[title], ["Nr.", heading, "Udvalg", "Frist"], *rows]), "kind") == [("capital_project",)] * 2


def test_a_list_of_tasks_is_read_by_the_words_of_its_program():
    heading = ["Opgavenavn", "Bucketnavn", "Status", "Tildelt til", "Forfaldsdato", "Fuldført", "Etiketter"]
    rows = [["Ny skole", "Anlæg", "I gang", "Anna", "2. juni 2025", None, "BUU"]]
    rows += [["Ny bro", "Drift", "Fuldført", "Bo", "2. maj 2024", date(2024, 4, 2), "MTU;ØK"]] * 2
    plan = plan_of([heading, *rows[:2], ["Ny sti", *rows[0][1:]]])
    assert told(plan, "title", "committees", "completion", "due_to")[:2] == [
        ("Ny skole", "BUU", "open", date(2025, 6, 2)), ("Ny bro", "MTU+ØK", "done", date(2024, 5, 2))
    ]  # fmt: skip


def test_budget_years_are_counted_from_the_first_year_of_the_agreement():
    rows = [[1, "Ny skole", "BUU", "maj 2027", 100, 200]]
    plan = plan_of([["Budgetaftale 2026-2029"], ["Nr.", "Emne", "Udvalg", "Frist", "Budgetår 1", "Budgetår 2"], *rows])
    assert told(plan, "kroner") == [({2026: 100_000, 2027: 200_000},)]


TERMS = [["Forkortelse", "Udvalg"], *([f"{code}U", f"{name}udvalget"] for code, name in (
    ("BØ", "Børne"), ("SK", "Skole"), ("TE", "Teknik"), ("KL", "Klima"))
)]  # fmt: skip


@pytest.mark.parametrize(
    "headings",
    [
        ("Udvalg 2022-25", "Udvalg 2026-29"), ("Fagudvalg til 31/12-2025", "Fagudvalg fra 1/1-2026"),
        ("Udvalg 2022-2025", "Udvalg fra 2026"),
    ],
)  # fmt: skip
def test_committees_of_a_term_that_is_followed_by_another_hold_where_that_has_none(headings):
    rows = [
        [1, "Ny hal", "BØU", "SKU", "maj 2026"], [2, "Nye træer", "TEU", "KLU", "juni 2026"],
        [3, "Flere timer", "BØU", "-", "maj 2025"], [4, "Ny vej", "TEU", None, "maj 2026"],
    ]  # fmt: skip
    plan = plan_of([["Nr.", "Emne", *headings, "Frist"], *rows], others={"Udvalg": TERMS}, as_of=date(2026, 4, 1))
    assert told(plan, "committees") == [("SKU",), ("KLU",), ("BØU",), ("TEU",)]
    assert ("U103", "Plan!C5") in findings(plan)


def test_committees_of_two_years_have_the_item_both():
    rows = [[1, "Ny hal", "BØU", "SKU", "maj 2026"], [2, "Nye træer", "TEU", "KLU", "juni 2026"]]
    plan = plan_of([["Nr.", "Emne", "Udvalg 2025", "Udvalg 2026", "Frist"], *rows], others={"Udvalg": TERMS})
    assert told(plan, "committees") == [("BØU+SKU",), ("TEU+KLU",)]


def test_a_date_that_was_last_moved_to_decides():
    heading = ["Nr.", "Emne", "Udvalg", "Oprindelig frist", "Ny frist", "Senest udskudt til"]
    rows = [[1, "Ny hal", "BUU", "maj 2025", "juni 2025", "marts 2026"], [2, "Ny vej", "MTU", "maj 2025"]]
    assert told(plan_of([heading, *rows]), "due_to") == [(date(2026, 3, 31),), (date(2025, 5, 31),)]


def test_codes_that_a_list_explains_are_what_a_committee_gets():
    lines = [["A = udvalget afgør sagen", "F = udvalget får sagen forelagt"]]
    rows = [
        [1, "Ny hal", "A", None, "F", "maj 2025"], [2, "Ny vej", None, "A", "F", "maj 2025"],
        [3, "Nye træer", "F", "A", None, "maj 2025"],
    ]  # fmt: skip
    plan = plan_of(
        [["Nr.", "Emne", "BØU", "TEU", "SKU", "Frist"], *rows], others={"Udvalg": TERMS, "Vejledning": lines}
    )
    assert told(plan, "committees") == [("BØU+SKU",), ("TEU+SKU",), ("BØU+TEU",)]


def test_committees_under_a_heading_nobody_knows_are_further_ones_also_where_a_dash_says_none():
    rows = [
        [1, "Ny hal", "BUU", "ØK", "maj 2025"], [2, "Ny vej", "MTU", "-", "maj 2025"],
        [3, "Nye træer", "MTU", "ØK, KB", "maj 2025"], [4, "Flere timer", "BUU", "–", "maj 2025"],
    ]  # fmt: skip
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Indstiller til", "Frist"], *rows])
    assert told(plan, "committees") == [("BUU+ØK",), ("MTU",), ("MTU+ØK+KB",), ("BUU",)]


def test_what_stands_under_udvalg_on_a_sheet_of_its_own_is_a_committee_whatever_it_is_called():
    names = "Læring og trivsel", "Natur, byer og veje", "Job, kultur og borgere"
    rows = [
        [1, "Ny hal", "Læring og trivsel; Natur, byer og veje", "maj 2025"],
        [2, "Ny vej", "Natur, byer og veje", "juni 2025"],
        [3, "Flere timer", "Læring og trivsel\nJob, kultur og borgere", "maj 2025"],
        [4, "Nye træer", "Natur, byer og veje samt Job, kultur og borgere", "maj 2025"],
        [5, "Nyt tag", "Job, kultur og borgere", "maj 2025"],
    ]  # fmt: skip
    listed = [["Udvalg (uden ordet udvalg)"], *([name] for name in names)]
    plan = plan_of([["Nr.", "Emne", "Til politisk drøftelse i", "Frist"], *rows], others={"Navne": listed})
    assert told(plan, "committees") == [
        ("Læring og trivsel+Natur, byer og veje",), ("Natur, byer og veje",),
        ("Læring og trivsel+Job, kultur og borgere",), ("Natur, byer og veje+Job, kultur og borgere",),
        ("Job, kultur og borgere",),
    ]  # fmt: skip


def test_smileys_that_a_line_explains_say_how_far_items_are():
    line = "Sådan læses status: 🙂 = afsluttet   😕 = på vej   😡 = ikke begyndt"
    rows = [[at, f"Emne {at}", "BUU", "maj 2025", sign] for at, sign in enumerate("🙂😕😡", 1)]
    plan = plan_of([[line], ["Nr.", "Emne", "Udvalg", "Frist", "Status"], *rows])
    assert told(plan, "completion") == [("done",), ("open",), ("open",)]


def test_the_last_step_decides_where_no_column_says_when_and_most_steps_are_dated():
    rows = [
        [1, "Ny hal", "BUU", "Udbud marts 2025\nIndvielse oktober 2026"], [2, "Ny vej", "MTU", "1) høring maj 2025"],
        [3, "Nye træer", "MTU", "- plan januar 2025\n- planter ud 15/11-25"],
        [4, "Flere timer", "BUU", "Aftales med lederne"],
    ]  # fmt: skip
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Proces"], *rows])
    assert "Ingen kolonne siger, hvornår den skal være færdig; den sidste dato i processen er brugt" in unsaid(plan)
    assert told(plan, "due_to") == [(date(2026, 10, 31),), (date(2025, 5, 31),), (date(2025, 11, 15),), (None,)]
    assert told(plan, "process")[1] == ("1) høring maj 2025",)
    assert [found for found in findings(plan) if found[0] == "U202"] == [("U202", "Plan!D5")]


def test_steps_with_days_decide_nothing_beside_a_column_that_says_when():
    rows = [[1, "Ny hal", "BUU", "Udbud marts 2026", "maj 2025"], [2, "Ny vej", "MTU", "Høring maj 2026", None]]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Proces", "Frist"], *rows])
    assert told(plan, "due_to") == [(date(2025, 5, 31),), (None,)]


def test_words_for_a_time_that_the_plan_explains_mean_what_it_says():
    line = 'Årstal er 2025. "Før jul" = senest 15/12. "Til sommer" betyder uge 24. 100 % = færdig'
    rows = [
        [1, "Ny hal", "BUU", "Før jul"],
        [2, "Ny vej", "MTU", "til sommer 2026"],
        [3, "Nyt tag", "MTU", "før jul 2026"],
    ]
    plan = plan_of([[line], ["Nr.", "Emne", "Udvalg", "Frist"], *rows])
    assert told(plan, "due_to") == [(date(2025, 12, 15),), (date(2026, 6, 14),), (date(2026, 12, 15),)]


def test_a_sentence_about_a_time_explains_no_other_time():
    line = "Punktet med „maj 2025“ er udskudt til oktober 2026"
    plan = plan_of([[line], ["Nr.", "Emne", "Udvalg", "Frist"], [1, "Ny hal", "BUU", "maj 2025"]])
    assert told(plan, "due_to") == [(date(2025, 5, 31),)]


@pytest.mark.parametrize(
    "written", ["Inden jul 2025 (senest 12/12)", "Klar til vinter 2025 (senest 12. december 2025)"]
)
def test_the_last_day_that_a_bracket_names_holds(written):
    rows = [[1, "Ny hal", "BUU", written], [2, "Ny vej", "MTU", "maj 2025"]]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows])
    assert told(plan, "due_to") == [(date(2025, 12, 12),), (date(2025, 5, 31),)]


def test_a_sum_of_what_is_saved_is_held_against_savings_that_have_no_sign_either():
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Retning", 2025]
    rows = [
        [1, "Ny hal", "BUU", "maj 2025", "Udvidelse", 300], [2, "Ny vej", "MTU", "maj 2025", "Besparelse", 100],
        [3, "Nyt tag", "MTU", "maj 2025", "Besparelse", 50], [4, "Flere timer", "BUU", "maj 2025", "Udvidelse", 70],
    ]  # fmt: skip
    sums = [None, "Besparelser i alt", None, None, None, 150], [None, "Udvidelser i alt", None, None, None, 370]
    plan = plan_of([["Beløb i 1.000 kr."], heading, *rows, [], *sums])
    assert told(plan, "kroner") == [({2025: 300_000},), ({2025: -100_000},), ({2025: -50_000},), ({2025: 70_000},)]
    assert findings(plan) == []
    wrong = plan_of([["Beløb i 1.000 kr."], heading, *rows, [], [*sums[0][:5], 160], sums[1]])
    assert findings(wrong) == [("U402", "Plan!F8")]


def test_a_total_names_no_committee():
    rows = [["Skoleudvalget"], [1, "Ny hal", "maj 2025", 300], ["I alt Skoleudvalget", None, None, 300]]
    plan = plan_of([["Nr.", "Emne", "Frist", 2025], *rows])
    assert [body.short for body in plan.bodies if "alt" in body.short] == []


def test_the_sums_of_committees_on_a_sheet_of_their_own_name_no_committee_but_those_of_the_plan():
    names = "Læring og trivsel", "Natur og veje", "Job og borgere"
    rows = [[at, f"Emne {at}", name, "maj 2025"] for at, name in enumerate(names, 1)]
    sums = [["Udvalg", "Beløb"], *([name, 5] for name in (*names, "Ikke fordelt", "Reserve", "I alt"))]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows], others={"Oversigt": sums})
    assert {body.short for body in plan.bodies} & {"Ikke fordelt", "Reserve", "I alt"} == set()
    assert told(plan, "committees") == [(name,) for name in names]


@pytest.mark.parametrize("heading", ["Gl. udvalg", "Gammelt udvalg", "Tidl. udvalg"])
def test_committees_that_had_the_item_before_get_it_no_more(heading):
    rows = [[1, "Ny hal", "KFU", "BUU", "maj 2025"], [2, "Ny vej", "MTU", "KFU", "juni 2025"]]
    plan = plan_of([["Nr.", "Emne", heading, "Nyt udvalg", "Frist"], *rows])
    assert told(plan, "committees") == [("BUU",), ("KFU",)]
    assert ("U509", "Plan!C1") in findings(plan)


def test_the_meeting_above_its_items_is_when_they_are_due_whatever_days_their_steps_have():
    steps = "Forvaltningen skriver et oplæg med forældre og ledere\nUdbud maj 2026\nÅbning maj 2027"
    meetings = ["Økonomiudvalget 14. januar 2026"], ["Møde i Børneudvalget den 21. januar 2026"]
    rows = [meetings[0], ["Ny hal", steps], ["Nye timer", steps], meetings[1], ["Ny vej", steps], ["Nyt tag", steps]]
    plan = plan_of([["Sager fra budgetaftalen 2026 til behandling"], ["Sag", "Proces"], *rows])
    assert told(plan, "due_to") == [(date(2026, 1, 14),)] * 2 + [(date(2026, 1, 21),)] * 2
