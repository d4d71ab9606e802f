"""What fresh offices' plans showed, a kind each: sheets per committee, both sides of a budget, guides, steps."""

from datetime import date

import pytest
from grids import columns_of, findings, plan_of, told

from udmoentning_xl.checks import run_checks
from udmoentning_xl.plan import Observation
from udmoentning_xl.reading.bodies import _abbreviates

HEADING = ["Nr.", "Emne", "Udvalg", "Frist"]


def test_a_coloured_banner_that_names_a_kind_right_below_the_heading_is_one():
    rows = [["Drift"], [1, "Skolemad", "BUU", "maj 2025"], ["Anlæg"], [2, "Bro", "MTU", "maj 2025"]]
    plan = plan_of([HEADING, *rows], fills={(1, 0): "DDEBF7", (3, 0): "DDEBF7"})
    assert told(plan, "title", "kind") == [("Skolemad", "operating_change"), ("Bro", "capital_project")]


@pytest.mark.parametrize(
    ("code", "name", "is_so"),
    [
        ("TMK", "Teknik-, Miljø- og Klimaudvalget", True),
        ("TMKU", "Teknik-, Miljø- og Klimaudvalget", True),
        ("TM", "Teknik-, Miljø- og Klimaudvalget", False),
        ("K", "Klimaudvalget", False),
    ],
)
def test_a_code_may_leave_out_the_committees_own_letter(code, name, is_so):
    assert _abbreviates(code, name) is is_so


def both_sides(line):
    years = ["2025", "2026"]
    rows = [
        [line],
        [],
        ["Nr.", "Emne", "Udvalg", "Udvidelse", None, "Reduktion", None],
        [None, None, None, *years, *years],
        [1, "Skolemad", "BUU", 100, 200, None, None],
        [2, "Bro", "MTU", None, None, 300, 400],
        [3, "Begge dele", "MTU", 50, None, None, 60],
    ]
    merged = ((2, 3, 2, 4), (2, 5, 2, 6), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 3, 2))
    return told(plan_of(rows, merged=merged), "kroner")


@pytest.mark.parametrize(
    "line", ["Beløb i 1.000 kr. Reduktioner er vist som positive tal", "Beløb i 1.000 kr.", "1.000 kr."]
)
def test_what_is_spent_is_spent_beside_what_is_saved_whatever_the_rule_of_signs_says(line):
    assert both_sides(line) == [
        ({2025: 100_000, 2026: 200_000},),
        ({2025: -300_000, 2026: -400_000},),
        ({2025: 50_000, 2026: -60_000},),
    ]


GUIDE = {
    "Læsevejledning": [
        ["Type: DR = drift, AN = anlæg, HE = hensigtserklæring."],
        ["Gennemført i pct.: 0 = ikke startet, 100 = færdig."],
        ["PL = projektleder, Å = åbent punkt."],
    ]
}


def test_a_guides_lists_say_what_codes_shares_and_headings_are():
    heading = ["Budgetnr.", "Type", "Tekst", "Udvalg", "PL", "Vejl. tidspkt.", "Gf. pct."]
    rows = [
        ["1", "DR", "Skolemad i alle skoler", "BUU", "LHA", "maj 2025", 100],
        ["2", "AN", "Bro over Lillebæk", "MTU", "MSK", "maj 2025", 40],
        ["3", "HE", "Sti langs Åparken", "MTU", "LHA", "maj 2025", 0],
        ["4", "DR", "Ny svømmehal i Nord", "KFU", "LHA", "maj 2025", 0],
    ]
    plan = plan_of([heading, *rows], others=GUIDE)
    assert told(plan, "kind", "responsible", "completion") == [
        ("operating_change", "LHA", "done"),
        ("capital_project", "MSK", "partial"),
        ("declaration_of_intent", "LHA", "open"),
        ("operating_change", "LHA", "open"),
    ]
    bare = columns_of(plan_of([heading, *rows]))
    assert (bare["PL"], bare["Gf. pct."]) == (None, None)


def test_a_column_that_only_ever_says_open_is_no_status():
    rows = [[str(at), f"Emne {at}", "BUU", "maj 2025", "L" if at == 12 else "Å"] for at in range(1, 13)]
    guide = {"Vejledning": [["Å = åbent punkt, P = pause"], ["L i kolonnen = lukket punkt"]]}
    plan = plan_of([[*HEADING, "Å/L"], *rows], others=guide)
    assert columns_of(plan)["Å/L"] != "status"


def test_committees_beside_few_of_a_banners_items_are_added_to_its_own():
    heading = ["Nr.", "Emne", "Medindd.", "Frist"]
    rows = [
        ["Børne- og ungdomsudvalget"],
        [1, "Skolemad", None, "maj 2025"],
        [2, "Bro", "MTU", "maj 2025"],
        ["Miljø- og teknikudvalget"],
        [3, "Sti", "ØK", "maj 2025"],
        [4, "Hal", None, "maj 2025"],
    ]
    assert told(plan_of([heading, *rows]), "committees") == [("BUU",), ("BUU+MTU",), ("MTU+ØK",), ("MTU",)]
    own = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows])
    assert told(own, "committees") == [("BUU",), ("MTU",), ("ØK",), ("MTU",)]
    each = plan_of([heading, *([*row[:2], "KFU", *row[3:]] if len(row) > 1 else row for row in rows)])
    assert told(each, "committees") == [("KFU",)] * 4


def test_what_a_committees_case_waits_for_is_no_committee():
    rows = [[1, "Skolemad", "BUU", "maj 2025"], [2, "Bro", "MTU, afventer Grundlovsdagsmødet", "maj 2025"]]
    plan = plan_of([HEADING, *rows])
    assert told(plan, "committees") == [("BUU",), ("MTU",)]
    assert findings(plan) == []


def test_a_colour_beside_its_word_is_explained_whichever_side_it_stands():
    rows = [[1, "Skolemad", "BUU", "maj 2024", None], [2, "Bro", "MTU", "maj 2025", None]]
    above = [[None, None, None, "Grøn = gennemført"], [None, None, None, "Rød = udgår"], []]
    fills = {(0, 4): "92D050", (1, 4): "FF0000", (4, 4): "92D050", (5, 4): "FF0000"}
    plan = plan_of([*above, [*HEADING, "Status"], *rows], fills=fills)
    assert told(plan, "completion") == [("done",), ("dropped",)]


OTHER_DAYS = ["Udbud", "Udbudsdato", "Forventet udbud", "Udbudsfrist", "Projektering"]


@pytest.mark.parametrize("heading", OTHER_DAYS)
def test_a_day_on_the_way_beside_start_and_end_is_not_when_the_item_is_due(heading):
    rows = [[n, f"Skole {n} bygges", "BUU", "feb 2025", "dec 2025", "maj 2025"] for n in range(1, 5)]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Start", "Slut", heading], *rows])
    assert (
        told(plan, "due_text", "due_to", "process")
        == [("feb 2025 - dec 2025", date(2025, 12, 31), f"{heading}: maj 2025")] * 4
    )
    read = plan.columns.set_index("heading").loc[heading]
    assert (read["field"], read["why"]) == ("milestone", "en dag på vejen; Slut gælder")


@pytest.mark.parametrize("heading", ["Frist", "Vejledende tidspunkt", "Deadline"])
def test_a_day_whose_heading_says_that_it_is_due_holds_beside_start_and_end(heading):
    rows = [[n, f"Skole {n} bygges", "BUU", "feb 2025", "dec 2025", "maj 2025"] for n in range(1, 5)]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Start", "Slut", heading], *rows])
    assert told(plan, "due_text") == [("maj 2025",)] * 4


ROUTES = [
    "Drøftes i BUU, derefter høring, og besluttes i ØK",
    "Høring hos ÆR; forelægges KB i maj",
    "Indkøb via KFU's pulje",
    "BUU orienteres",
]


@pytest.mark.parametrize("committee", ["Udvalg", "Behandlende udvalg", "Fagudvalg"])
@pytest.mark.parametrize("route", ["Sagsforløb", "Sagsgang"])
def test_a_route_in_words_gives_no_committees_beside_a_column_that_lists_them(committee, route):
    rows = [[n, f"Emne {n}", words, "MTU", "maj 2025"] for n, words in enumerate(ROUTES, 1)]
    plan = plan_of([["Nr.", "Emne", route, committee, "Frist"], *rows])
    assert told(plan, "committees", "process") == [("MTU", words) for words in ROUTES]


def test_a_route_in_words_that_stands_alone_gives_the_committees_it_names():
    rows = [[n, f"Emne {n}", words, "maj 2025"] for n, words in enumerate(ROUTES, 1)]
    plan = plan_of([["Nr.", "Emne", "Sagsforløb", "Frist"], *rows])
    assert [one for (one,) in told(plan, "committees")] == ["BUU+ØK", "ÆR+KB", "KFU", "BUU"]


def test_a_route_of_nothing_but_committees_gives_them_beside_another_column():
    rows = [[n, f"Emne {n}", "BUU, ØK, KB", "MTU", "maj 2025"] for n in range(1, 5)]
    plan = plan_of([["Nr.", "Emne", "Sagsforløb", "Udvalg", "Frist"], *rows])
    assert [one for (one,) in told(plan, "committees")] == ["BUU+ØK+KB+MTU"] * 4


LIGHTS = ("Grøn", "Rød", "Gul", "Grøn")
TITLES_WITH_LIGHTS = [
    ["Udmøntningsplan 2025 (Grøn = færdig, rød = ikke begyndt, gul = i gang)"],
    ["Grøn = færdig, rød = ikke begyndt og gul = i gang"],
    ["Grøn betyder færdig, rød betyder ikke begyndt, gul betyder i gang"],
    ["Grøn – færdig, rød – ikke begyndt, gul – i gang"],
    ["Udmøntningsplan", None, "Opdateret 1/5", None, "Grøn: færdig, rød: ikke begyndt, gul: i gang"],
]


def with_lights(title, *words, fills=()):
    rows = [[number, f"Emne {number}", "BUU", "maj 2024", word] for number, word in enumerate(words, 1)]
    return plan_of([title, [], [*HEADING, "Status"], *rows], fills={(3 + at, 4): one for at, one in enumerate(fills)})


@pytest.mark.parametrize("title", TITLES_WITH_LIGHTS)
def test_a_title_that_says_what_the_lights_stand_for_is_their_list(title):
    plan = with_lights(title, *LIGHTS)
    assert told(plan, "completion", "status_text") == [
        ("done", "færdig"),
        ("open", "ikke begyndt"),
        ("open", "i gang"),
        ("done", "færdig"),
    ]


def test_a_light_that_the_list_has_not_takes_nothing_from_those_it_has():
    plan = with_lights(TITLES_WITH_LIGHTS[0], *LIGHTS, "Hvid", "Grå")
    assert [one for (one,) in told(plan, "completion")] == ["done", "open", "open", "done", "unclear", "unclear"]


def test_of_two_lists_of_colours_the_one_that_has_more_of_the_lights_explains_them():
    rows = [[number, f"Emne {number}", "BUU", "maj 2024", light] for number, light in enumerate(LIGHTS, 1)]
    legend = [["Grøn = færdig, rød = ikke begyndt"], ["Gul = i gang, grå = udgår"], []]
    teams = {"Kolleger": [["Grøn = Hold Nord, blå = Hold Syd"]]}
    plan = plan_of([*legend, [*HEADING, "Status"], *rows], others=teams)
    assert [said for (said,) in told(plan, "status_text")] == ["færdig", "ikke begyndt", "i gang", "færdig"]


@pytest.mark.parametrize("title", TITLES_WITH_LIGHTS)
def test_a_title_says_what_the_fills_stand_for_too(title):
    plan = with_lights(title, None, None, None, None, fills=("00B050", "FF0000", "FFFF00", "92D050"))
    assert [one for (one,) in told(plan, "completion")] == ["done", "open", "open", "done"]


def test_a_list_of_colours_on_a_sheet_of_meetings_says_nothing_of_the_items():
    rows = [[1, "Skolemad", "BUU", "maj 2025", None], [2, "Bro", "MTU", "maj 2025", None]]
    meetings = {"Møder": [["Rød = aflyst, grøn = gennemført"], ["BUU", "12-05-2025"]]}
    plan = plan_of([[*HEADING, "Status"], *rows], fills={(1, 1): "FF0000"}, others=meetings)
    assert told(plan, "completion") == [("open",), ("open",)]


@pytest.mark.parametrize("emptied", [[], [None, None, None, None, "Udgår"]])
def test_a_coloured_cell_of_a_row_that_was_emptied_explains_nothing(emptied):
    legend = [[None, None, None, None, "Grøn = gennemført"], []]
    rows = [[1, "Skolemad", "BUU", "maj 2025", None], [2, "Bro", "MTU", "maj 2025", None]]
    fills = {(0, 4): "92D050", (3, 0): "FF0000", (4, 0): "FF0000", (5, 0): "FF0000"}
    plan = plan_of([*legend, [*HEADING, "Status"], emptied, *rows], fills=fills)
    assert told(plan, "completion") == [("open",), ("open",)]


STEPS = [
    ["Pkt.", "Indsats", "Trin", "Udvalg", "Dato", "Udført"],
    ["A1", "Skolemad", "Høring", "BUU", "12-01-2024", "X"],
    [None, None, "Beslutning", "ØK", "09-02-2024", "X"],
    ["A2", "To skoledistrikter", "Høring", "BUU", "17-01-2024", "X"],
    [None, None, "Beslutning", "ØK", "23-02-2025", None],
    ["A3", "Bro", "Udbud", "MTU", "17-01-2025", None],
    [None, None, "Licitation", "ØK", "23-02-2025", None],
]
MERGED = tuple((row, column, row + 1, column) for row in (1, 3, 5) for column in (0, 1))


def test_an_item_of_which_each_step_has_its_own_mark_is_done_when_all_are():
    plan = plan_of(STEPS, merged=MERGED)
    assert told(plan, "title", "completion", "due_to") == [
        ("Skolemad", "done", date(2024, 2, 9)),
        ("To skoledistrikter", "partial", date(2025, 2, 23)),
        ("Bro", "open", date(2025, 2, 23)),
    ]
    assert told(plan, "process")[0] == ("Høring\nBeslutning",)
    assert {code for code, _ in findings(plan)} <= {"U206"}


def test_a_step_that_is_late_or_done_too_soon_is_told_where_each_has_its_mark():
    rows = [list(row) for row in (*STEPS, ["A4", "Sti", *STEPS[1][2:]], STEPS[2])]
    rows[5][4], rows[6][4] = "17-01-2024", "23-02-2025"  # the first step of the bridge is late
    rows[1][4], rows[2][4], rows[2][5] = (
        "12-01-2026",
        "09-02-2026",
        None,
    )  # and that of the school lunch has come too soon
    found = [
        (one.code, one.cell, one.message)
        for one in run_checks(plan_of(rows, merged=(*MERGED, (7, 0, 8, 0), (7, 1, 8, 1)))).itertuples()
    ]
    assert [one for one in found if one[0] in ("U201", "U302")] == [
        ("U201", "E6", "vejledende tidspunkt „17-01-2024“ er overskredet (17-01-2024)"),
        ("U302", "F2", "afsluttet, men tidspunktet „12-01-2026“ begynder først 12-01-2026"),
    ]


def test_a_mark_beside_the_first_step_alone_is_the_items_where_no_other_step_has_one():
    rows = [[*row[:5], None] if at == 2 else row for at, row in enumerate(STEPS)]
    assert told(plan_of(rows, merged=MERGED), "completion") == [("done",), ("done",), ("open",)]


@pytest.mark.parametrize("heading", ["Gen.ført (X)", "Gen.ført"])
def test_a_word_shortened_in_its_middle_is_the_word(heading):
    rows = [[1, "Skolemad", "BUU", "maj 2024", "X"], [2, "Bro", "MTU", "maj 2025", None]]
    assert columns_of(plan_of([[*HEADING, heading], *rows]))[heading] == "completion"


def test_days_left_of_the_start_of_the_work_are_on_the_way_too():
    heading = ["Nr.", "Projekt", "Udvalg", "Rådgiverudbud", "Licitation", "Byggestart", "Aflevering"]
    rows = [[at, f"Projekt {at}", "MTU", "jan 25", "apr 25" if at < 3 else "–", "jun 25", "nov 25"] for at in range(4)]
    plan = plan_of([heading, *rows])
    assert told(plan, "process", "due_to")[0] == ("Rådgiverudbud: jan 25\nLicitation: apr 25", date(2025, 11, 30))


def test_sums_that_stand_over_their_items_are_those_of_the_rows_below():
    heading = ["Nr.", "Emne", "Medindd.", "Frist", "2025", "2026"]
    rows = [
        ["Børne- og ungdomsudvalget (BUU)", None, None, None, 300, 500],
        [1, "Skolemad", None, "maj 2025", 100, 200],
        [2, "Tolærer", "MTU", "maj 2025", 200, 300],
        ["Miljø- og teknikudvalget (MTU)", None, None, None, 70, 20],
        [3, "Bro", None, "maj 2025", 50, 10],
        [4, "Sti", None, "maj 2025", 20, 10],
        ["Kultur- og fritidsudvalget (KFU)", None, None, None, 15, 9],
        [5, "Hal", None, "maj 2025", 10, 4],
        [6, "Bad", None, "maj 2025", 4, 5],
    ]
    plan = plan_of([["Beløb i 1.000 kr."], heading, *rows])
    wrong = [(one.code, one.cell, one.message) for one in run_checks(plan).itertuples() if one.code == "U402"]
    assert [(code, cell) for code, cell, _ in wrong] == [("U402", "E9")]
    assert "række 10-11" in wrong[0][2]


OWN = [
    ["BSU", "Børne- og Skoleudvalget"],
    ["TEU", "Teknikudvalget"],
    ["KLU", "Kulturudvalget"],
    ["ØU", "Økonomiudvalget"],
]


def matrix(last, own):
    heading = ["Nr.", "Emne", "Frist", "BSU", "TEU", last]
    rows = [[at, f"Emne {at}", "maj 2025", "x" if at % 2 else None, None if at % 2 else "x", "x"] for at in range(1, 7)]
    return plan_of([heading, *rows], others={"Udvalg": own})


def test_letters_of_the_house_over_marks_are_no_committee_of_a_plan_that_lists_its_own():
    assert told(matrix("DIR", OWN), "committees")[:2] == [("BSU",), ("TEU",)]
    assert ("U509", "Plan!F1") in findings(matrix("DIR", OWN))
    assert told(matrix("DIR", [*OWN, ["DIR", "Direktionen"]]), "committees")[0] == ("BSU+DIR",)
    assert told(matrix("Ældrerådet", OWN), "committees")[0][0].startswith("BSU+")
    assert told(matrix("DIR", [["Ingen liste"]]), "committees")[0] == ("BSU+DIR",)


# -- secrecy ----------------------------------------------------------------------------------------------------------


def two_sheets(answers):
    """A sheet whose column Fortroligt has no answer, and one whose column has these."""
    heading = [*HEADING, "Fortroligt"]
    first = [heading, [1, "Skolemad", "BUU", "maj 2025", None], [2, "Lektier", "BUU", "maj 2025", None]]
    second = [heading, *([at, f"Emne {at}", "MTU", "maj 2025", said] for at, said in enumerate(answers, 3))]
    return plan_of(first, "BUU", others={"MTU": second})


def held(plan):
    return set(plan.observed(Observation.HELD, Observation.CLOSED)["item"].dropna())


def test_a_column_without_an_answer_asks_what_the_same_heading_asks_on_another_sheet():
    plan = two_sheets(["Ja", None])
    assert [bool({item} & held(plan)) for item in plan.items.index] == [False, False, True, False]


def test_a_heading_with_no_answer_anywhere_may_be_about_all():
    plan = two_sheets([None, None])
    assert len(held(plan)) == 4


def test_what_is_struck_through_is_what_the_plan_says_it_is(tmp_path):
    import openpyxl
    from openpyxl.styles import Font

    from udmoentning_xl import load_config, read_plan

    def completions(line):
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        for row in [[line], [], HEADING, [1, "Skolemad", "BUU", "maj 2025"], [2, "Bro", "MTU", "maj 2025"]]:
            sheet.append(row)
        sheet["B5"].font = Font(strike=True)
        path = tmp_path / "plan.xlsx"
        workbook.save(path)
        plan = read_plan(path, load_config(path), date(2024, 11, 22))
        return told(plan, "completion"), [code for code, _ in findings(plan)]

    assert completions("✓ = færdigbehandlet. Gennemstreget = udgår.") == ([("open",), ("dropped",)], [])
    assert completions("Udmøntning af budget") == ([("open",), ("open",)], ["U602"])


@pytest.mark.parametrize("between", [", ", " / ", "; ", " og ", "\n"])
def test_codes_that_stand_together_in_many_cells_are_each_a_committee(between):
    alone = [("BSU",), ("ØKE",), ("TBU",), ("SÆU",), ("BSU",), ("ØKE",)]
    rows = [
        [n, f"Emne {n}", between.join(codes), "maj 2025"] for n, codes in enumerate([*alone, *[("BSU", "ØKE")] * 4])
    ]
    plan = plan_of([HEADING, *rows])
    assert set(plan.assignments["committee"]) == {"BSU", "ØKE", "TBU", "SÆU"}
    assert list(plan.assignments["committee"])[-8:] == ["BSU", "ØKE"] * 4
