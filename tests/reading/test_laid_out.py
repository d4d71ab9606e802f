"""How further offices lay their plans out: headings of three rows, lines below titles, kinds by blocks of amounts."""

from datetime import date

import pytest
from grids import columns_of, findings, plan_of, told

from udmoentning_xl.checks import run_checks
from udmoentning_xl.secrecy import closed_items, held_reasons

HEADING = ["Nr.", "Emne", "Udvalg", "Frist"]
ITEMS = [[1, "Skolemad", "BUU", "maj 2025"], [2, "Gadelys", "MTU", "juni 2025"], [3, "Kunstbane", "KFU", "august 2025"]]


# -- headings and rows --------------------------------------------------------------------------------------------


def test_a_heading_of_three_rows_is_one_where_its_cells_reach_down_into_the_third():
    rows = [
        ["Plan for byudvikling"],
        [None, None, None, "Hos politikerne", None, None, None, "Penge, 1.000 kr.", None, None],
        ["Nr.", "Opgave", "Udvalg", 2025, None, 2026, None, 2025, 2026, "Udført"],
        [None, None, None, "1. halvår", "2. halvår", "1. halvår", "2. halvår", None, None, None],
        [1, "Sti ved åen", "MTU", "■", None, None, None, 100, 200, "x"],
        [2, "Leg i parken", "KFU", None, None, "■", None, None, 50, None],
        [3, "Nyt torv", "MTU", None, "■", "■", None, -40, -40, None],
    ]
    down = tuple((2, column, 3, column) for column in (0, 1, 2, 7, 8, 9))
    across = ((1, 3, 1, 6), (1, 7, 1, 8), (2, 3, 2, 4), (2, 5, 2, 6))
    plan = plan_of(rows, merged=(*down, *across))
    assert told(plan, "title", "due_to", "kroner", "completion") == [
        ("Sti ved åen", date(2025, 6, 30), {2025: 100_000, 2026: 200_000}, "done"),
        ("Leg i parken", date(2026, 6, 30), {2026: 50_000}, "open"),
        ("Nyt torv", date(2026, 6, 30), {2025: -40_000, 2026: -40_000}, "open"),
    ]


def test_an_item_whose_time_is_one_text_over_the_whole_calendar_is_an_item():
    months = ["jan 2025", "feb 2025", "mar 2025", "apr 2025", "maj 2025", "jun 2025"]
    rows = [["Nr.", "Emne", "Udvalg", *months], [1, "Bænke", "MTU", "x"], [2, "Byfest", "KFU", "løbende"]]
    plan = plan_of([*rows, [3, "Legeplads", "BUU", None, "x"]], merged=((2, 3, 2, 8),))
    assert told(plan, "title", "due_kind", "due_to") == [
        ("Bænke", "interval", date(2025, 1, 31)),
        ("Byfest", "continuous", None),
        ("Legeplads", "interval", date(2025, 2, 28)),
    ]


def test_after_banners_of_months_one_that_is_set_like_them_and_names_none_ends_the_month():
    rows = [
        ["Nr.", "Emne", "Udvalg"],
        ["Marts 2025"],
        [1, "Bænke", "MTU"],
        ["Hele tiden – uden møde"],
        [2, "Byfest", "KFU"],
    ]
    places = [(1, 0), (3, 0)]
    across = tuple((row, 0, row, 2) for row, _ in places)
    plan = plan_of(rows, merged=across, fills=dict.fromkeys(places, "AABBCC"))
    assert told(plan, "title", "due_to") == [("Bænke", date(2025, 3, 31)), ("Byfest", None)]


def test_numbers_with_two_groups_of_letters_are_numbers():
    rows = [["BUU-D1", "Skolemad", None, 100], ["BUU-A1", "Ny hal", "KFU", 200], ["BUU-H1", "Dialog", "BUU", None]]
    plan = plan_of([["Nr.", "Emne", "Også i", 2025], *rows])
    assert told(plan, "number") == [("BUU-D1",), ("BUU-A1",), ("BUU-H1",)]


def test_titles_that_open_with_a_number_are_no_days():
    rows = [
        ["1.1 Plan for havnen", "MTU", "maj 2025", "Ikke færdig"],
        ["1.2 Ladestandere", "MTU", "juni 2025", "Færdig"],
    ]
    plan = plan_of([["Punkt", "Hvem?", "Hvornår?", "Færdig?"], *rows, ["1.3 Gebyrer", "MTU", "maj 2025", "Færdig"]])
    assert told(plan, "number", "title") == [("1.1", "Plan for havnen"), ("1.2", "Ladestandere"), ("1.3", "Gebyrer")]


def test_a_question_of_what_an_item_is_has_its_description():
    texts = [
        "Alle skoler får et måltid om dagen",
        "Lamperne skiftes til LED i to byer",
        "Banen lægges ved hallen i nord",
    ]
    rows = [
        [*item, text]
        for item, text in zip([*ITEMS, [4, "Sti", "MTU", "maj 2025"]], [*texts, texts[0] * 2], strict=True)
    ]
    plan = plan_of([[*HEADING, "Hvad handler det om?"], *rows])
    assert told(plan, "description")[:2] == [(texts[0],), (texts[1],)]
    assert findings(plan) == []


def test_a_word_that_stands_before_every_number_is_no_part_of_them():
    rows = [[f"Sag {at}", title, "BUU", "maj 2025"] for at, title in enumerate(("Mad", "Hal", "Sti"), 1)]
    assert told(plan_of([HEADING, *rows]), "number") == [("1",), ("2",), ("3",)]
    assert told(plan_of([HEADING, *rows, ["Bilag 4", "Bro", "MTU", "maj 2025"]]), "number")[0] == ("Sag 1",)


def test_a_row_whose_figures_are_reckoned_from_the_total_is_a_check_and_no_item():
    rows = [[1, "Skolemad", "BUU", "maj 2025", 100], [2, "Gadelys", "MTU", "maj 2025", 200]]
    below = [[None, "I alt", None, None, 300], [None, "Afstemning til budgettet", None, None, 0]]
    plan = plan_of(
        [[*HEADING, 2025], *rows, *below], looks={"formulas": {(3, 4): "SUM(E2:E3)", (4, 4): "E4-Budget!B9"}}
    )
    assert told(plan, "title") == [("Skolemad",), ("Gadelys",)]
    assert findings(plan) == [("U407", "Plan!E1")]


def test_a_row_of_which_one_figure_alone_is_reckoned_from_the_total_is_no_check():
    rows = [[1, "Skolemad", "BUU", "maj 2025", 100, 50], [None, "I alt", None, None, 100, 50]]
    plan = plan_of(
        [[*HEADING, 2025, 2026], *rows, [None, "Pulje til uforudset", None, None, 10, 70]],
        looks={"formulas": {(2, 4): "SUM(E2:E2)", (3, 4): "E3/10"}},
    )
    assert told(plan, "title") == [("Skolemad",), ("Pulje til uforudset",)]
    assert [(row, str(role)) for row, role in plan.rest[["row", "role"]].values] == [(1, "heading"), (3, "total")]


# -- lines below titles -------------------------------------------------------------------------------------------


def lined(*, in_the_cell):
    heading = ["Indsats\nType · udvalg · tid", 2025, "Færdig"]
    items = [("Skolemad", "Drift · BUU · maj 2025", 100), ("Ny bro", "Anlæg · MTU og ØK · juni 2025", 900)]
    items += [("Ungeråd", "Hensigt · BUU · løbende", None), ("Gadelys", "Drift · MTU · 3. kvartal 2025", -40)]
    if in_the_cell:
        return [heading, *([f"{title}\n{line}", amount, "nej"] for title, line, amount in items)]
    return [heading, *(row for title, line, amount in items for row in ([title, amount, "nej"], [line]))]


@pytest.mark.parametrize("in_the_cell", [True, False])
def test_a_line_below_each_title_is_read_as_the_heading_says(in_the_cell):
    plan = plan_of(lined(in_the_cell=in_the_cell))
    assert told(plan, "title", "kind", "committees", "due_to", "kroner") == [
        ("Skolemad", "operating_change", "BUU", date(2025, 5, 31), {2025: 100_000}),
        ("Ny bro", "capital_project", "MTU+ØK", date(2025, 6, 30), {2025: 900_000}),
        ("Ungeråd", "declaration_of_intent", "BUU", None, {}),
        ("Gadelys", "operating_change", "MTU", date(2025, 9, 30), {2025: -40_000}),
    ]
    assert plan.cells["due_text"].iloc[1] == ("Plan!A3" if in_the_cell else "Plan!A5")
    assert list(plan.items["row"]) == ([2, 3, 4, 5] if in_the_cell else [2, 4, 6, 8])


def test_a_hidden_line_is_seen_by_nobody():
    plan = plan_of(lined(in_the_cell=False), looks={"hidden_rows": frozenset({2})})
    assert list(held_reasons(plan)) == [plan.items.index[0]]


def follow_ups(second):
    rows = [["1. Byen"], ["1.1 Torv", "MTU", "maj 2025"], ["Nyt: der er valgt rådgiver"]]
    rows += [["1.2 Sti", "MTU", "maj 2025"], [second], ["2. Skolen"], ["2.1 Mad", "BUU", "maj 2025"], ["Nyt: intet"]]
    bold = frozenset((row, 0) for row in (1, 2, 4, 6, 7))
    merged = tuple((row, 0, row, 2) for row in (1, 3, 5, 6, 8))
    return plan_of([["Punkt", "Udvalg", "Frist"], *rows], merged=merged, looks={"bold": bold})


def test_a_line_of_text_below_every_item_is_its_own_and_no_banner():
    assert told(follow_ups("Nyt: venter"), "title", "section", "process") == [
        ("Torv", "Byen", "Nyt: der er valgt rådgiver"), ("Sti", "Byen", "Nyt: venter"), ("Mad", "Skolen", "Nyt: intet")
    ]  # fmt: skip


def test_a_line_of_text_below_few_of_the_items_is_not_theirs():
    rows = [[f"1.{at} Emne {at}", "MTU", "maj 2025"] for at in range(1, 8)]
    lines = [*rows[:3], ["Nye veje"], *rows[3:], ["Nye stier"]]
    bold = frozenset((at, 0) for at, row in enumerate(lines, 1) if len(row) > 1)
    plan = plan_of([["Punkt", "Udvalg", "Frist"], *lines], looks={"bold": bold})
    assert plan.items[["description", "process"]].isna().all(axis=None)


def test_what_such_a_line_says_of_secrecy_is_about_the_item_above_it():
    plan = follow_ups("Nyt: lukket sag indtil salget")
    assert closed_items(plan) == {plan.items.index[1]}
    assert not held_reasons(plan)


# -- kinds --------------------------------------------------------------------------------------------------------


def test_amounts_in_a_block_for_drift_and_one_for_anlaeg_say_the_kind():
    rows = [
        ["Tiltag", "Udvalg", "Frist", "Drift", None, "Anlæg", None, "Hensigt"],
        [None, None, None, 2025, 2026, 2025, 2026, None],
        ["Skolemad", "BUU", "maj 2025", 100, 100],
        ["Bro", "MTU", "maj 2025", None, None, 900, 0],
        ["Dialog", "BUU", "maj 2025", None, None, None, None, "x"],
        ["Hal med drift", "KFU", "maj 2025", 10, 10, 500, None],
    ]
    plan = plan_of(rows, merged=((0, 3, 0, 4), (0, 5, 0, 6)))
    assert told(plan, "kind") == [("operating_change",), ("capital_project",), ("declaration_of_intent",), (None,)]


def test_the_word_that_is_left_beside_the_two_other_kinds_is_drift_and_that_is_told_once():
    rows = [
        [1, "Skolemad", "Tilpasning", "BUU", "maj 2025", 100],
        [2, "Bro", "Anlæg", "MTU", "maj 2025", 900],
        [3, "Rengøring", "Tilpasning", "ØK", "maj 2025", -100],
        [4, "Dialog", "Hensigt", "BUU", "maj 2025", None],
        [5, "Ukendt", "Andet", "BUU", "maj 2025", None],
    ]
    plan = plan_of([["Nr.", "Emne", "Art", "Udvalg", "Frist", "2025 (1.000 kr.)"], *rows])
    drift = ("operating_change",)
    assert told(plan, "kind") == [drift, ("capital_project",), drift, ("declaration_of_intent",), (None,)]
    assert findings(plan) == [("U505", "Plan!C6"), ("U505", "Plan!C2")]


def test_a_kind_among_other_tags_is_the_kind():
    rows = [[1, "Skolemad", "Drift; Høring", "BUU", "maj 2025"], [2, "Bro", "Udbud; Anlæg", "MTU", "maj 2025"]]
    plan = plan_of([["Nr.", "Emne", "Type", "Udvalg", "Frist"], *rows, [3, "Sti", "Anlæg", "MTU", "maj 2025"]])
    assert told(plan, "kind") == [("operating_change",), ("capital_project",), ("capital_project",)]


def test_a_number_comes_twice_where_all_kinds_are_counted_together():
    kinds = [
        "Drift",
        "Anlæg",
        "Drift",
        "Hensigt",
        "Anlæg",
        "Drift",
        "Drift",
        "Anlæg",
        "Anlæg",
        "Drift",
        "Anlæg",
        "Drift",
    ]
    rows = [[at, f"Emne {at}", kind, "BUU", "maj 2025"] for at, kind in enumerate(kinds, 1)]
    heading = ["Nr.", "Emne", "Type", "Udvalg", "Frist"]
    assert findings(plan_of([heading, *rows])) == []
    rows[4][0] = 4
    assert findings(plan_of([heading, *rows])) == [("U503", "Plan!A6")]


def test_a_number_comes_once_for_each_kind_where_the_kinds_are_counted_apart():
    numbered = [*((kind, at) for at in (1, 2, 3) for kind in ("Drift", "Anlæg")), ("Drift", 5)]
    rows = [[at, f"Emne {kind} {at}", kind, "BUU", "maj 2025"] for kind, at in numbered]
    assert findings(plan_of([["Nr.", "Emne", "Type", "Udvalg", "Frist"], *rows])) == []


# -- what items are about, and how far they are -------------------------------------------------------------------


def test_texts_merged_over_items_before_their_titles_are_what_those_are_about():
    rows = [
        ["Sigtelinje", *HEADING],
        ["Tæt by", *ITEMS[0]],
        [None, *ITEMS[1]],
        ["Fri natur", *ITEMS[2]],
        [None, 4, "Å", "MTU"],
    ]
    merged = ((1, 0, 2, 0), (3, 0, 4, 0))
    assert told(plan_of(rows, merged=merged), "section") == [("Tæt by",), ("Tæt by",), ("Fri natur",), ("Fri natur",)]
    rows[0][0] = "Pejlemærke"  # which otherwise is answered
    plan = plan_of(rows, merged=merged)
    assert columns_of(plan)["Pejlemærke"] == "section"
    assert told(plan, "strategic") == [(None,)] * 4


@pytest.mark.parametrize("label", ["Spor 1: ", "Indsatsspor II – "])
def test_a_counted_word_before_a_name_is_no_part_of_it(label):
    rows = [[f"{label}Trygge børn"], ITEMS[0], ITEMS[1]]
    assert told(plan_of([HEADING, *rows], merged=((1, 0, 1, 3),)), "section") == [("Trygge børn",)] * 2


@pytest.mark.parametrize(
    ("line", "marks", "read"),
    [
        ("⬢ nået   ⬡ delvist nået   ◇ ikke begyndt", "⬢⬡◇", ["done", "partial", "open"]),
        ("Slut: J = ja, D = delvist, N = nej · Pris: K = kendt", "JDN", ["done", "partial", "open"]),
        ("X = udmøntet, (X) = delvist udmøntet, ÷ = udgået", ["X", "(X)", "÷"], ["done", "partial", "dropped"]),
    ],
)  # fmt: skip
def test_a_line_explains_signs_whatever_they_are(line, marks, read):
    rows = [[*item, mark] for item, mark in zip(ITEMS, marks, strict=True)]
    plan = plan_of([[*HEADING, "Afsluttet"], *rows, [], [line]])
    assert told(plan, "completion") == [(one,) for one in read]


def test_a_colour_is_explained_by_a_word_with_brackets_behind_it():
    fills = {(0, 5): "A9D08E", (1, 5): "BFBFBF", (3, 1): "A9D08E", (4, 1): "BFBFBF"}
    above = [["Plan", None, None, None, None, "Gennemført"], [None, None, None, None, None, "Udgået (i grå)"]]
    plan = plan_of([*above, HEADING, *ITEMS], fills=fills)
    assert told(plan, "completion") == [("done",), ("dropped",), ("open",)]


def test_a_line_tells_which_column_is_filled_when_an_item_is_done():
    line = ["Når 'Forelagt den' er udfyldt, er punktet gennemført."]
    rows = [[*ITEMS[0], date(2024, 5, 3)], [*ITEMS[1], None], [*ITEMS[2], None]]
    assert told(plan_of([line, [*HEADING, "Forelagt den"], *rows]), "completion") == [("done",), ("open",), ("open",)]
    assert told(plan_of([["Punkterne"], [*HEADING, "Forelagt den"], *rows]), "completion") == [("open",)] * 3


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Opgivet, vi fandt ingen grund", "dropped"),
        ("Taget af bordet", "dropped"),
        ("Opgivet, men tages op igen", "unclear"),
        ("Opgivet, hvis prisen holder", "unclear"),
        ("Opgivet, halvdelen er dog lavet", "unclear"),
    ],
)
def test_what_is_dropped_may_have_a_reason_and_no_condition(said, read):
    rows = [[*ITEMS[0], said], [*ITEMS[1], "x"], [*ITEMS[2], ""]]
    assert told(plan_of([[*HEADING, "Afsluttet"], *rows]), "completion")[0] == (read,)


def test_what_goes_on_all_the_time_has_a_start_and_no_end():
    rows = [
        [1, "Mad", "BUU", "maj 2025", "juni 2025"],
        [2, "Hal", "KFU", "Løbende"],
        [3, "Sti", "MTU", "Afventer ny lov"],
    ]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Start", "Slut"], *rows])
    assert told(plan, "due_kind") == [("interval",), ("continuous",), ("depends",)]
    assert findings(plan) == []


def test_a_start_and_an_end_that_say_the_same_are_shown_once_and_a_dash_in_one_of_them_is_not_shown():
    rows = [
        [1, "Mad", "BUU", "løbende", "løbende"],
        [2, "Hal", "KFU", "-", "løbende"],
        [3, "Sti", "MTU", "maj 2025", "–"],
        [4, "Bro", "MTU", "-", "-"],
        [5, "Pulje", "KFU", "maj 2025", "juni 2025"],
    ]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Start", "Slut"], *rows])
    assert told(plan, "due_text", "due_kind") == [
        ("løbende", "continuous"),
        ("løbende", "continuous"),
        ("maj 2025 -", "unset"),
        ("-", "unset"),
        ("maj 2025 - juni 2025", "interval"),
    ]


def test_a_time_after_the_budget_is_adopted_and_before_its_first_year_is_within_the_plan():
    rows = [[1, "Mad", "BUU", "september 2026", 100, 100], [2, "Hal", "KFU", "oktober 2026", 100, 100]]
    plan = plan_of([["1.000 kr."], [*HEADING, 2027, 2028], *rows], as_of=date(2026, 9, 1))
    assert findings(plan) == [("U204", "Plan!D3")]


def test_amounts_of_what_is_dropped_are_meant_where_the_sum_says_that_it_counts_them():
    rows = [[*ITEMS[0], 100, "Udgår"], [*ITEMS[1], 200], [*ITEMS[2], 300]]
    below = [None, "I alt, også udgåede", None, None, 600]
    assert findings(plan_of([["1.000 kr."], [*HEADING, 2025, "Afsluttet"], *rows, below])) == []
    below[1] = "I alt"
    assert findings(plan_of([["1.000 kr."], [*HEADING, 2025, "Afsluttet"], *rows, below])) == [("U306", "Plan!F3")]


# -- amounts on another sheet -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ([["Nr.", "Konto", 2025, 2026], [1, "a", 60], [1, "b", 40], [2, "a", 200], [3, "c", 300]], []),
        ([["Nr.", "Konto", 2025, 2026], [1, "a", 100], [2, "b", 250], [3, "c", 300]], [("U402", "Penge!C4")]),
    ],
)
def test_amounts_that_stand_on_a_sheet_of_their_own_too_are_compared_and_not_added(other, found):
    items = [[*item, amount] for item, amount in zip(ITEMS, (100, 200, 300), strict=True)]
    plan = plan_of([["1.000 kr."], [*HEADING, 2025], *items], others={"Penge": [["1.000 kr."], *other]})
    assert list(plan.sheets["role"]) == ["plan", "companion"]
    assert told(plan, "kroner") == [({2025: 100_000},), ({2025: 200_000},), ({2025: 300_000},)]
    assert [one for one in findings(plan) if one[0] == "U402"] == found


# -- secrecy ------------------------------------------------------------------------------------------------------

DONE = [[*ITEMS[0], "x"], [*ITEMS[1], "x"], ITEMS[2]]
HIDES = ["Filteret skjuler det, der er klaret."]


def test_finished_items_are_hidden_because_they_are_finished_where_a_line_says_that_rows_are():
    hidden = {"hidden_rows": frozenset({2, 3})}
    assert not held_reasons(plan_of([HIDES, [*HEADING, "Afsluttet"], *DONE], looks=hidden))
    untold = plan_of([["Plan"], [*HEADING, "Afsluttet"], *DONE], looks=hidden)
    assert set(held_reasons(untold)) == set(untold.items.index[:2])


@pytest.mark.parametrize("hidden", [{2}, {3, 4}, {2, 3, 4}])
def test_rows_are_held_where_others_than_all_the_finished_ones_are_hidden(hidden):
    plan = plan_of([HIDES, [*HEADING, "Afsluttet"], *DONE], looks={"hidden_rows": frozenset(hidden)})
    assert set(held_reasons(plan)) == {plan.items.index[row - 2] for row in hidden}


def test_a_line_about_rows_hidden_for_the_sake_of_the_overview_is_no_secret():
    line = ["Rækker med X er skjult for overblikkets skyld."]
    assert not held_reasons(plan_of([line, [*HEADING, "Afsluttet"], *DONE]))
    assert held_reasons(plan_of([["Rækkerne er skjult for udvalget."], HEADING, *ITEMS]))


@pytest.mark.parametrize("where", ['i kolonnen "Mødeform"', "i kolonnen Mødeform", "i feltet „Mødeform“"])
def test_a_sign_is_explained_with_the_column_it_stands_in(where):
    rows = [[*ITEMS[0], None], [*ITEMS[1], "Q"], [*ITEMS[2], None]]
    plan = plan_of([[f"Q {where} = lukket dagsorden; må ikke omtales."], [*HEADING, "Mødeform"], *rows])
    assert closed_items(plan) == {plan.items.index[1]}


def test_an_explanation_of_a_sign_that_cannot_be_found_holds_all():
    plan = plan_of([["Bølgestreg under nummeret = lukket sag"], HEADING, *ITEMS])
    assert set(held_reasons(plan)) == set(plan.items.index)


def test_signs_of_two_lists_on_one_line_are_kept_apart():
    line = "Klar: J = ja, B = bortfaldet · Fortr.: F = fortroligt indtil videre, må ikke offentliggøres"
    rows = [[*ITEMS[0], "J", None], [*ITEMS[1], "B", None], [*ITEMS[2], None, "F"]]
    plan = plan_of([[line], [*HEADING, "Klar", "Fortr."], *rows])
    assert closed_items(plan) == {plan.items.index[2]}
    assert not held_reasons(plan)


def test_two_items_of_one_number_are_named_by_both_cells_and_by_what_they_are_called():
    rows = [[1, "Ny bro", "BUU", "maj 2025"], [2, "Ny hal", "BUU", "maj 2025"], [2, "Ny sti", "BUU", "maj 2025"]]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows])
    first, last = plan.items.index[1:]
    assert (first[:2], len(first)) == ("I-", 8)
    assert run_checks(plan, select=("U503",))["message"].tolist() == [
        f"nummeret 2 står både i A3 og i A4; de to kaldes {first} og {last}, til de har hver sit"
    ]
