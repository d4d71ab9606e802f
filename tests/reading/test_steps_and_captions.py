"""What offices say by steps, ticks, captions, indentation and signs, as a colleague reads it."""

from datetime import date

import openpyxl
import pytest
from grids import columns_of, findings, plan_of, told
from openpyxl.styles import Alignment, Font

from udmoentning_xl import load_config, read_plan
from udmoentning_xl.unread import unsaid

ROWS = [
    ["Indsats", "Udvalg", "Frist", "Bemærkning"],
    ["Skolemad", "BUU", "maj 2025", None],
    ["Udbud", None, "feb 2025", "sendt ud"],
    ["Opstart", None, "maj 2025", None],
    ["Ny bro", "MTU", "juni 2025", None],
    ["Skitse", None, "marts 2025", None],
    ["Åbning", None, "juni 2025", None],
    ["Sti", "MTU", "juni 2025", "Kort"],
]
STEPS = (3, 4, 6, 7)


def book(tmp_path, rows, style):
    """The plan in a workbook of these rows, of which ``style`` has set the looks."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Plan"
    for row in rows:
        sheet.append(row)
    style(sheet)
    path = tmp_path / "plan.xlsx"
    workbook.save(path)
    return read_plan(path, load_config(path), date(2024, 11, 22))


# -- steps ------------------------------------------------------------------------------------------------------------


def test_ticks_beside_the_committees_of_a_years_months_say_how_far_an_item_is():
    rows = [
        ["Nr.", "Emne", "jan", "feb", "mar", "apr"],
        [1, "Skolemad", "BUU ✓", None, "KB", None],
        [2, "Bro", "MTU ✓", "KB ✓", None, None],
        [3, "Sti", None, "MTU", "KB x", None],
    ]
    plan = plan_of(rows)
    assert told(plan, "committees", "completion") == [("BUU+KB", "partial"), ("MTU+KB", "done"), ("MTU+KB", "open")]
    assert list(plan.cells["completion"])[:2] == ["Plan!C2", "Plan!D3"]


def test_the_steps_of_all_items_under_quarters_say_when_they_are_due_where_nothing_else_does():
    heading = ["Nr.", "Indsats", "Udvalg", *(f"{quarter}. kvt. 2025" for quarter in range(1, 5))]
    rows = [
        [1, "Skolemad", "BUU", "Kommissorium", "Høring", "Vedtagelse", None],
        [2, "Bro", "MTU", None, "Udbud", "Anlæg", "Åbning"],
        [3, "Sti", "MTU", "Analyse", "Beslutning", None, None],
    ]
    plan = plan_of([heading, *rows])
    assert told(plan, "due_to") == [(date(2025, 9, 30),), (date(2025, 12, 31),), (date(2025, 6, 30),)]
    assert told(plan, "process")[2] == ("1. kvt. 2025: Analyse\n2. kvt. 2025: Beslutning",)
    assert findings(plan) == []
    with_due = plan_of([[*heading, "Frist"], *([*row, "maj 2026"] for row in rows)])
    assert told(with_due, "due_to") == [(date(2026, 5, 31),)] * 3


def test_how_far_things_are_in_each_quarter_is_a_follow_up_of_which_the_newest_holds():
    heading = ["Nr.", "Emne", "Udvalg", *(f"{quarter}. kvt." for quarter in range(1, 5))]
    rows = [
        [1, "Skolemad", "BUU", "Igangsat", "Igangsat", "Afsluttet", None],
        [2, "Bro", "MTU", "Ikke begyndt", "Igangsat", "Igangsat", None],
        [3, "Sti", "MTU", "Igangsat", "Afsluttet", None, None],
    ]
    plan = plan_of([heading, *rows])
    assert told(plan, "completion", "due_to") == [("done", None), ("open", None), ("done", None)]
    assert findings(plan) == []


# -- captions and what is worked on -----------------------------------------------------------------------------------


def maintenance(*captions):
    """A table of roads under each of the captions."""
    heading = ["Vej", "Tiltag", "Udvalg", "Beløb", "Frist"]
    roads = iter(["Skovvej", "Kirkegade", "Havnegade", "Engvej", "Møllevej", "Strandvej"])
    rows = [["Vedligehold"], []]
    for caption, work in zip(captions, ("Ny asfalt", "Fliser"), strict=True):
        rows += [[caption], heading, *([next(roads), work, "MTU", 100, "juni 2025"] for _ in range(3)), []]
    return plan_of(rows)


def test_a_line_over_each_of_several_tables_says_what_it_is_about_and_which_year_its_amounts_are_of():
    plan = maintenance("Slidlag 2025 (1.000 kr.)", "Fortove 2026 (1.000 kr.)")
    assert told(plan, "title", "description", "section", "kroner")[2:4] == [
        ("Havnegade", "Ny asfalt", "Slidlag", {2025: 100_000}),
        ("Engvej", "Fliser", "Fortove", {2026: 100_000}),
    ]
    assert findings(plan) == []


def test_the_same_line_over_each_table_says_nothing_of_them():
    plan = maintenance("Slidlag 2025 (1.000 kr.)", "Slidlag 2025 (1.000 kr.)")
    assert {section for (section,) in told(plan, "section")} != {"Slidlag"}


def test_texts_that_are_another_in_each_row_are_the_titles_beside_work_that_comes_again():
    rows = [["Skovvej", "Ny asfalt"], ["Kirkegade", "Ny asfalt"], ["Havnegade", "Fliser"], ["Engvej", "Fliser"]]
    heading = ["Vej", "Tiltag", "Udvalg", "Frist"]
    plan = plan_of([heading, *([*row, "MTU", "maj 2025"] for row in rows)])
    assert columns_of(plan) == {"Vej": "title", "Tiltag": "description", "Udvalg": "committee", "Frist": "due"}
    own = [["Skovvej", "Ny asfalt"], ["Kirkegade", "Bro"], ["Havnegade", "Fliser"], ["Engvej", "Lys"]]
    assert columns_of(plan_of([heading, *([*row, "MTU", "maj 2025"] for row in own)]))["Tiltag"] == "title"


def test_a_line_over_a_table_whose_fellow_is_about_the_amounts_says_nothing_of_it():
    plan = maintenance("Beløb i 1.000 kr.", "Senere i perioden:")
    assert {section for (section,) in told(plan, "section")} == {None}


@pytest.mark.parametrize("name", ["Slidlag 2025", "Budget 2025", "Skoler 2026"])
def test_a_word_and_a_year_are_no_time(name):
    plan = plan_of([["Emne", "Udvalg"], [name], ["Bro", "MTU"], ["Sti", "MTU"]])
    assert all(due is None for (due,) in told(plan, "due_to"))


# -- an office's own words and codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "beside",
    [
        {"below": [[], ["Besluttet = sagen er afsluttet politisk, I bero: sat i bero"]]},
        {"others": {"Vejledning": [["Status", "Betydning"], ["Besluttet", "Afsluttet"], ["I bero", "Ikke begyndt"]]}},
    ],
)
def test_a_status_is_what_the_offices_own_list_says_of_it(beside):
    rows = [[1, "Skolemad", "BUU", "maj 2024", "Besluttet"], [2, "Bro", "MTU", "juni 2025", "I gang"]]
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Status"]
    plan = plan_of([heading, *rows, *beside.get("below", [])], others=beside.get("others"))
    assert told(plan, "completion") == [("done",), ("open",)]
    assert told(plan_of([heading, *rows]), "completion") != [("done",), ("open",)]


def test_codes_of_a_status_that_nobody_explains_are_told():
    rows = [[at, f"Emne {at}", "BUU", "maj 2025", at % 3 + 1] for at in range(1, 8)]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist", "Status"], *rows])
    assert "Ingen siger, hvad koderne under Status („1“, „2“ og „3“) betyder, så intet er afsluttet efter dem" in list(
        unsaid(plan)
    )
    said = plan_of([["Nr.", "Emne", "Udvalg", "Frist", "Status"], *([*row[:4], "I gang"] for row in rows)])
    assert list(unsaid(said)) == []


# -- looks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("font", "marks"),
    [
        ("Wingdings", "ü¨û"),
        ("Wingdings", "\uf0fc\uf0a8\uf0fb"),
        ("Wingdings 2", "P£O"),
        ("Webdings", "acr"),
    ],
)
def test_a_mark_in_a_font_of_symbols_is_the_sign_that_it_shows(tmp_path, font, marks):
    rows = [[at, f"Emne {at}", "BUU", "maj 2024", mark] for at, mark in enumerate(marks, 1)]

    def style(sheet):
        for row in (2, 3, 4):
            sheet.cell(row, 5).font = Font(name=font)

    plan = book(tmp_path, [["Nr.", "Emne", "Udvalg", "Frist", "Udført"], *rows], style)
    assert told(plan, "completion") == [("done",), ("open",), ("unclear",)]


def test_a_word_in_a_font_of_symbols_is_read_as_it_is_written(tmp_path):
    rows = [[1, "Emne", "BUU", "maj 2024", "Fortroligt"], [2, "Andet", "BUU", "maj 2024", ""]]

    def style(sheet):
        sheet["E2"].font = Font(name="Wingdings")

    plan = book(tmp_path, [["Nr.", "Emne", "Udvalg", "Frist", "Bemærkninger"], *rows], style)
    assert told(plan, "remarks")[0] == ("Fortroligt",)
    assert ("U604", "Plan!E2") in findings(plan)


@pytest.mark.parametrize("way", ["alignment", "spaces"])
def test_titles_that_are_moved_in_are_steps_of_the_item_above(tmp_path, way):
    rows = [[f"    {row[0]}", *row[1:]] if at in STEPS and way == "spaces" else row for at, row in enumerate(ROWS, 1)]

    def style(sheet):
        for row in STEPS if way == "alignment" else ():
            sheet.cell(row, 1).alignment = Alignment(indent=1)

    plan = book(tmp_path, rows, style)
    assert told(plan, "title", "due_to", "process") == [
        ("Skolemad", date(2025, 5, 31), "Udbud: feb 2025\nOpstart: maj 2025"),
        ("Ny bro", date(2025, 6, 30), "Skitse: marts 2025\nÅbning: juni 2025"),
        ("Sti", date(2025, 6, 30), None),
    ]


def test_items_that_are_all_moved_in_alike_are_items(tmp_path):
    def style(sheet):
        for row in range(2, 9):
            sheet.cell(row, 1).alignment = Alignment(indent=1)

    assert len(book(tmp_path, ROWS, style).items) == 7


def merged_steps(*, whole="Punktet er lukket", each="Udført"):
    """Two items over two rows each: number, title and what says that the whole is done are merged over them."""
    heading = ["Nr.", "Emne", "Trin", "Udvalg", "Hvornår", each, whole]
    rows = [
        [1, "Ny hal", "1) Udbud", "KFU", "maj 2024", "✓", None],
        [None, None, "2) Byggeri", None, "juni 2025", None, None],
        [2, "Ny vej", "1) Høring", "MTU", "marts 2024", "✓", "Ja"],
        [None, None, "2) Anlæg", None, "maj 2024", None, None],
    ]
    merged = tuple((row, column, row + 1, column) for row in (1, 3) for column in (0, 1, 6))
    return plan_of([heading, *rows], merged=merged)


def test_a_step_that_is_counted_as_a_footnote_is_one_of_its_item():
    plan = merged_steps()
    assert told(plan, "process", "due_to") == [
        ("1) Udbud\n2) Byggeri", date(2025, 6, 30)), ("1) Høring\n2) Anlæg", date(2024, 5, 31))
    ]  # fmt: skip


def test_what_is_merged_over_all_steps_says_whether_the_item_is_done():
    plan = merged_steps(whole="Punktet afsluttet")
    assert told(plan, "completion") == [("open",), ("done",)]
    assert columns_of(plan)["Udført"] == "left_out"


def test_the_last_day_merged_over_an_item_is_its_own_and_the_days_beside_it_are_of_its_steps():
    rows = [
        ["Nr.", "Indsats", "Udvalg", "Milepæle", None, None, "Slutfrist", "Samlet status", 2025, "Heraf anlæg"],
        [None, None, None, "Hvad", "Hvornår", "OK", None, None, None, None],
        [1, "Ungdomsklub", "BUU", "Aftale", "marts 2024", "✓", "31/3-2025", "I gang", 400, None],
        [None, None, None, "Åbning", "august 2024", None, None, None, None, None],
        [2, "Svømmehal", "KFU", "Skitser", "maj 2024", "✓", "juni 2026", "I gang", 900, "ja"],
        [None, None, None, "Udbud", "1. kvt. 2025", None, None, None, None, None],
        [3, "Borgerpanel", "ØK", "Møde", "juni 2024", "✓", "juni 2024", "Gennemført", None, None],
    ]
    whole = (0, 1, 2, 6, 7, 8, 9)
    merged = ((0, 3, 0, 5), *((row, column, row + 1, column) for row in (2, 4) for column in whole))
    plan = plan_of(rows, merged=merged)
    assert told(plan, "due_to", "completion", "kind") == [
        (date(2025, 3, 31), "partial", "operating_change"),
        (date(2026, 6, 30), "partial", "capital_project"),
        (date(2024, 6, 30), "done", None),
    ]
    assert plan.items["process"].iloc[1].split("\n")[0] == "Skitser"
    assert [one for one in findings(plan) if one[0] in ("U302", "U201", "U509")] == []
    assert ("U505", "Plan!J3") in findings(plan)  # „Heraf anlæg: intet“ er læst som driftsændring
