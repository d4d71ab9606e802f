"""How other offices group their items, say how far they are, and call their committees, as a colleague reads it."""

from datetime import date

import pytest
from grids import columns_of, findings, plan_of, told

from udmoentning_xl.checks import run_checks
from udmoentning_xl.plan import Observation
from udmoentning_xl.unread import unsaid


def test_titles_alone_over_items_that_have_more_are_what_those_are_about():
    heading = ["Punkt", "Beskrivelse", "Økonomi"]
    rows = [["Ny ungdomspolitik", "Sendes i høring", 100], ["Analyse af kørsel", "Kommissorium", 200]]
    plan = plan_of(
        [
            ["Budgetforlig 2026"],
            ["Kultur"],
            heading,
            *rows,
            ["Ældre"],
            ["Madservice", "Ny model", 1],
            ["Boliger", "Fem", 2],
        ]
    )
    assert told(plan, "title", "section") == [
        ("Ny ungdomspolitik", "Kultur"), ("Analyse af kørsel", "Kultur"), ("Madservice", "Ældre"), ("Boliger", "Ældre")
    ]  # fmt: skip


def test_a_title_that_somebody_has_begun_is_no_group():
    rows = [
        ["Skolemad", "BUU", "maj 2025"],
        ["Cykelstier", "MTU", "maj 2025"],
        ["Svømmehal"],
        ["Bro", "MTU", "maj 2025"],
    ]
    plan = plan_of([["Emne", "Udvalg", "Frist"], *rows])
    assert told(plan, "title") == [("Skolemad",), ("Cykelstier",), ("Svømmehal",), ("Bro",)]


def test_numbers_in_titles_count_items_under_what_they_are_about():
    rows = [["1 Skoler"], ["1.1 Skolemad", "BUU", "maj 2025"], ["1.2 Tolærer", "BUU", "maj 2025"]]
    more = [["2 Veje"], ["2.1 Bro", "MTU", "maj 2025"], ["2.2 Sti", "MTU", "maj 2025"]]
    plan = plan_of([["Emne", "Udvalg", "Frist"], *rows, *more])
    assert told(plan, "number", "title", "section") == [
        ("1.1", "Skolemad", "Skoler"), ("1.2", "Tolærer", "Skoler"), ("2.1", "Bro", "Veje"), ("2.2", "Sti", "Veje")
    ]  # fmt: skip


def test_a_table_beside_the_plan_of_several_texts_is_told_once_and_its_heading_not():
    rows = [[1, "Skolemad", "BUU", "maj 2025"], [2, "Bro", "MTU", "maj 2025"], []]
    beside = [
        ["Projekt", "Hvad skete der", "Kroner"],
        ["En svømmehal", "den er åben", 1000],
        ["En politik", "vedtaget", 3],
    ]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows, *beside])
    assert findings(plan) == [("U506", "Plan!A6")]


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        ({"Grøn": "Følger planen", "Gul": "Opmærksomhed", "Blå": "Afsluttet"}, ["open", "open", "done"]),
        ({"Grøn": "Afsluttet", "Gul": "I gang", "Blå": "Ikke begyndt"}, ["done", "open", "open"]),
    ],
)
def test_colours_say_what_the_list_of_them_says_and_yellow_is_never_done(signs, said):
    rows = [[at, "Emne", "BUU", "maj 2025", colour] for at, colour in enumerate(signs, 1)]
    plan = plan_of(
        [["Nr.", "Emne", "Udvalg", "Frist", "Status"], *rows],
        others={"Farver": [["Farve", "Betydning"], *signs.items()]},
    )
    assert told(plan, "completion") == [(one,) for one in said]


def test_signs_under_status_say_how_far_an_item_is():
    rows = [[at, "Emne", "BUU", "maj 2025", sign] for at, sign in enumerate("✔◐○", 1)]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist", "Status"], *rows])
    assert told(plan, "completion") == [("done",), ("partial",), ("open",)]


def test_a_remark_that_only_says_done_is_how_far_the_item_is_where_nothing_else_says():
    rows = [[1, "Emne", "BUU", "maj 2025", "Afsluttet"], [2, "Andet", "BUU", "maj 2025", "Skal afsluttes"]]
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Bemærkninger"]
    assert told(plan_of([heading, *rows]), "completion") == [("done",), ("open",)]
    marked = plan_of([[*heading, "Afsluttet"], *rows])
    assert told(marked, "completion") == [("open",), ("open",)]
    assert ("U304", "Plan!E2") in findings(marked)


def test_what_a_list_system_keeps_of_its_rows_is_no_part_of_the_plan_and_no_fault():
    heading = ["Titel", "Aftaleområde", "Udvalg", "Frist", "Ændret", "Ændret af", "Elementtype"]
    rows = [[f"Emne {at}", "Klima", "MTU", "maj 2025", date(2024, 9, 1), "Per", "Element"] for at in range(6)]
    plan = plan_of([heading, *rows])
    assert columns_of(plan)["Aftaleområde"] == "section"
    assert findings(plan) == []


# -- other municipalities' committees ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ÆSU", "Børne- og Familieudvalget", "Teknisk Udvalg"])
def test_a_committee_of_another_municipality_that_is_named_once_is_the_plans_own(name):
    plan = plan_of(
        [
            ["Nr.", "Emne", "Udvalg", "Frist"],
            *([at, f"Emne {at}", who, "maj 2025"] for at, who in enumerate([name, "ØU"])),
        ]
    )
    assert [code for code, _ in findings(plan)] == ["U105"]


@pytest.mark.parametrize("slip", ["BUUU", "BUV", "UBU"])
def test_a_slip_in_the_letters_of_a_committee_that_the_plan_has_is_no_other_committee(slip):
    plan = plan_of(
        [
            ["Nr.", "Emne", "Udvalg", "Frist"],
            *([at, f"Emne {at}", who, "maj 2025"] for at, who in enumerate(["BUU", slip])),
        ]
    )
    assert [code for code, _ in findings(plan)] == ["U102"]


def test_a_single_committee_that_is_not_of_the_house_is_unknown_in_a_plan_that_has_many_of_the_house():
    plan = plan_of(
        [
            ["Nr.", "Emne", "Udvalg", "Frist"],
            *([at, f"Emne {at}", who, "maj 2025"] for at, who in enumerate(["BUU", "MTU", "KFU", "SSU"])),
        ]
    )
    assert [code for code, _ in findings(plan)] == ["U102"]


def test_areas_under_an_unknown_heading_are_no_committees_where_committees_stand_elsewhere():
    heading = ["Opgave", "Bucket", "Etiketter", "Frist"]
    rows = [
        ["Skolemad", "Børn og unge", "KFU"],
        ["Kørsel", "Børn og unge", "MTU;ØK"],
        ["Lektier", "Børn og unge", "VPU"],
    ]
    plan = plan_of([heading, *([*row, "maj 2025"] for row in rows)])
    assert told(plan, "section", "committees") == [
        ("Børn og unge", "KFU"),
        ("Børn og unge", "MTU+ØK"),
        ("Børn og unge", "VPU"),
    ]


@pytest.mark.parametrize("names", [["UKE", "UPT", "UVS"], ["BUU", "MTU", "SOU"]])
def test_sheets_called_by_letters_are_those_of_their_committees(names):
    heading, *sheets = ["Nr.", "Emne", "Frist"], *([[at, f"Emne {at}", "maj 2025"]] for at in range(3))
    first, *others = ([heading, *rows] for rows in sheets)
    plan = plan_of(first, names[0], others=dict(zip(names[1:], others, strict=True)))
    assert told(plan, "committees") == [(name,) for name in names]


def test_where_areas_are_the_committees_one_that_is_seldom_named_is_one_too():
    areas = [area for area in ("Skole og klub", "Plan og teknik", "Omsorg og ældre") for _ in range(3)]
    rows = [[at, f"Emne {at}", area, "maj 2025"] for at, area in enumerate([*areas, "Job, erhverv og kultur"])]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows])
    assert told(plan, "committees")[-1] == ("Job, erhverv og kultur",)


# -- what is an item, and what is not ---------------------------------------------------------------------------------


def test_the_last_items_of_a_table_are_no_headings_whatever_their_words():
    heading = ["Nr.", "Emne", "Færdig %", "Tidsplan", "Bemærkninger"]
    rows = [[f"D{at}", f"Emne {at}", "25 %", f"uge {at + 10}, 2025", None] for at in range(1, 4)]
    last = [
        ["D4", "Frivilligpolitik", "0 %", "uge 26, 2025", "Afventer staten"],
        ["D5", "Digital post", "0 %", "uge 34, 2025"],
    ]
    plan = plan_of([heading, *rows, ["Kulturudvalget"], *last])
    assert told(plan, "title")[-2:] == [("Frivilligpolitik",), ("Digital post",)]


def test_what_the_agreement_says_over_its_items_is_no_item():
    heading = ["Afsnit", "Pkt.", "Opgave", "Proces", "Udvalg", "Tidspunkt", "Afsluttet"]
    intro = ["Økonomi", None, "Parterne vil have en økonomi, der ikke kan vælte, og som holder."]
    rows = [
        [None, "1a", "Indkøb", "Plan laves", "ØK", "maj 2024", "x"],
        [None, "1b", "Drift", "Plan laves", "ØK", "juni 2025"],
    ]
    plan = plan_of([heading, intro, *rows], merged=((1, 0, 3, 0), (1, 2, 1, 6)))
    assert told(plan, "section", "title") == [("Økonomi", "Indkøb"), ("Økonomi", "Drift")]
    assert findings(plan) == []


def test_a_second_line_over_the_same_headings_holds_for_its_own_table():
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "B25", "BO26"]
    tables = [[None] * 4 + ["Besparelse (1.000 kr.)"], heading, ["E1", "Vikarer", "BUU", "maj 2025", 150, 200], []]
    tables += [[None] * 4 + ["Udgift (1.000 kr.)"], heading, ["U1", "Tolærer", "BUU", "maj 2025", 700, 900]]
    plan = plan_of([["Effektiviseringer"], *tables], merged=((1, 4, 1, 5), (5, 4, 5, 5)))
    assert told(plan, "kroner") == [({2025: -150_000, 2026: -200_000},), ({2025: 700_000, 2026: 900_000},)]


def test_a_year_over_costs_and_savings_is_that_of_both():
    years, heading = (
        [None] * 4 + [2025, None, 2026, None],
        ["Nr.", "Emne", "Udvalg", "Frist", *["Udgift", "Indtægt"] * 2],
    )
    plan = plan_of(
        [["1.000 kr."], years, heading, [1, "Svømmehal", "KFU", "maj 2025", 500, 100, 500, None]],
        merged=((1, 4, 1, 5), (1, 6, 1, 7)),
    )
    assert told(plan, "kroner") == [({2025: 400_000, 2026: 500_000},)]


def test_a_project_without_years_is_in_no_year():
    heading = ["Projekt", "Udvalg", "Planlagt aflevering", "Faktisk afleveret", "Anlægsbevilling", "Regnskab"]
    plan = plan_of(
        [heading, ["Tag", "BUU", date(2024, 11, 15), date(2024, 11, 21), 5600, 5480]], "Afsluttede projekter"
    )
    assert told(plan, "due_to", "kroner", "completion") == [(date(2024, 11, 15), {}, "done")]
    assert list(plan.sums["kroner"]) == [5_600_000]


def test_when_the_council_gave_the_money_is_no_meeting_to_come():
    heading = ["Projekt", "Udvalg", "Slut", "Anlægsbevilling givet (KB)"]
    plan = plan_of([heading, *([f"Projekt {at}", "BUU", "december 2025", date(2024, at, 28)] for at in (1, 2, 3))])
    assert told(plan, "committees", "due_to") == [("BUU", date(2025, 12, 31))] * 3
    assert findings(plan) == []


def test_kinds_told_together_and_codes_told_in_a_sentence_are_read():
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Art", "Afsluttet"]
    rows = [[1, "Vikarer", "BUU", "maj 2025", "D", "x"], [2, "Bro", "MTU", "maj 2025", "A", "(x)"]]
    told_so = ["Art: D = drift, A = anlæg, H = hensigtserklæring eller analyse."]
    more = ["Afsluttet: x = afsluttet, (x) = delvist afsluttet, udgår = gennemføres ikke."]
    plan = plan_of([heading, *rows, [3, "Analyse", "ØK", "maj 2025", "H", "udgår"], [], told_so, more])
    assert told(plan, "kind", "completion") == [
        ("operating_change", "done"), ("capital_project", "partial"), ("declaration_of_intent", "dropped")
    ]  # fmt: skip


def test_a_caption_of_several_words_for_one_kind_is_that_kind():
    heading = ["Nr.", "Emne", "Udvalg", "Frist"]
    plan = plan_of(
        [["Udvidelser"], heading, [1, "Tolærer", "BUU", "maj 2025"], ["Hensigtserklæringer og analyser"], heading,
         [2, "Fritidspas", "KFU", "maj 2025"]]
    )  # fmt: skip
    assert told(plan, "kind") == [("operating_change",), ("declaration_of_intent",)]


def test_a_single_code_under_status_is_one_of_the_list():
    codes = {"Læs mig": [["Status", "Betyder"], ["G", "Gennemført"], ["I", "I gang"]]}
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist", "Status"], [1, "Tilskud", "ØK", "maj 2025", "G"]], others=codes)
    assert told(plan, "completion") == [("done",)]


def test_follow_ups_by_quarter_are_a_status_of_which_the_last_one_holds():
    times = [f"Opfølgning {at}. kvt. 2024" for at in (1, 2, 3)]
    rows = [
        ["Skolemad", "BUU", "maj 2025", "Ikke påbegyndt", "I gang", "Afsluttet"],
        ["Bro", "MTU", "maj 2025", "I gang", "I gang"],
    ]
    assert told(plan_of([["Emne", "Udvalg", "Frist", *times], *rows]), "completion") == [("done",), ("open",)]


def test_colours_explained_below_the_items_are_no_items():
    rows = [
        [1, "Skolemad", "BUU", "maj 2024"],
        [2, "Bro", "MTU", "maj 2025"],
        [],
        [None, "Gennemført"],
        [None, "Ikke begyndt"],
    ]
    fills = {(row, column): "FF92D050" for row in (1,) for column in range(4)} | {(4, 0): "FF92D050"}
    fills |= {(2, column): "FFFFFF00" for column in range(4)} | {(5, 0): "FFFFFF00"}
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows], fills=fills)
    assert told(plan, "title", "completion") == [("Skolemad", "done"), ("Bro", "open")]
    assert findings(plan) == []


def test_a_label_of_a_card_may_say_what_is_a_label_elsewhere():
    def card(title, state):
        return [["Indsats", title], ["Udvalg", "BUU"], ["Tidspunkt", "maj 2025"], ["Status", state], []]

    cards = [card(f"Bro {at}", state) for at, state in enumerate(["Afsluttet", "I gang", "Afsluttet", "Afsluttet"])]
    assert told(plan_of([row for one in cards for row in one]), "completion") == [
        ("done",),
        ("open",),
        ("done",),
        ("done",),
    ]


def test_items_in_columns_are_read_whatever_they_are_called():
    titles = ["Bosætningsstrategi", "Natur til alle", "Skolemad", "Frivilligpolitik", "Bro"]
    rows = [
        ["Indsats", *titles],
        ["Udvalg", *["BUU"] * 5],
        ["Ansvarlig", *["Per"] * 5],
        ["Tidspunkt", *["maj 2025"] * 5],
    ]
    plan = plan_of([*rows, ["Afsluttet", "X"]])
    assert told(plan, "title", "completion") == [(titles[0], "done"), *((title, "open") for title in titles[1:])]


@pytest.mark.parametrize("sign", ['"', "do.", '– " –', "〃", '-"-'])
def test_a_ditto_mark_stands_for_the_cell_above(sign):
    rows = [[1, "Skolemad", "BUU", "maj 2025"], [2, "Bro", sign, sign]]
    assert (
        told(plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows]), "committees", "due_to")
        == [("BUU", date(2025, 5, 31))] * 2
    )


def test_a_sheet_called_by_what_its_items_are_is_that_of_the_done():
    heading, row = ["Nr.", "Emne", "Udvalg", "Frist"], [1, "Skolemad", "BUU", "maj 2024"]
    assert told(plan_of([heading, row], "Gennemført"), "completion") == [("done",)]


def test_a_matter_about_closing_something_is_not_closed():
    rows = [
        [1, "Lukning af filial", "KFU", "maj 2025"],
        [2, "Åbning af bad", "KFU", "maj 2025"],
        [3, "Bro", "MTU", "maj 2025"],
    ]
    assert findings(plan_of([["Nr.", "Sag", "Udvalg", "Frist"], *rows])) == []


def test_the_years_of_the_plan_are_those_of_its_times_where_nothing_else_says_them():
    rows = [[at, f"Emne {at}", "BUU", f"maj {2027 + at}"] for at in range(3)]
    assert plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows]).years == (2027, 2028, 2029, 2030)


def test_what_was_done_before_the_years_of_the_plan_is_no_slip():
    rows = [[1, "Skolemad", "BUU", "maj 2022", "x"], [2, "Bro", "MTU", "maj 2022", None]]
    plan = plan_of([["Budgetaftale 2024-2027"], ["Nr.", "Emne", "Udvalg", "Frist", "Afsluttet"], *rows])
    assert findings(plan) == [("U204", "Plan!D4")]


def test_what_is_saved_without_signs_under_a_caption_that_says_so_is_negative():
    heading = ["Nr.", "Initiativ", "Udvalg", "Frist", 2025, 2026]
    saved = [[1, "Vikarer", "BUU", "maj 2025", 100, 200], [2, "Indkøb", "ØK", "maj 2025", 300, 300]]
    plan = plan_of(
        [
            ["Beløb i 1.000 kr."],
            ["Effektiviseringer"],
            heading,
            *saved,
            ["Udvidelser"],
            heading,
            [3, "Tolærer", "BUU", "maj 2025", 7, 7],
        ]
    )
    assert told(plan, "kroner") == [
        ({2025: -100_000, 2026: -200_000},), ({2025: -300_000, 2026: -300_000},), ({2025: 7_000, 2026: 7_000},)
    ]  # fmt: skip


def test_amounts_with_signs_under_such_a_caption_are_as_they_stand():
    rows = [[1, "Vikarer", "BUU", "maj 2025", -100, -200], [2, "It-system", "ØK", "maj 2025", 300, 0]]
    plan = plan_of([["Effektiviseringer"], ["1.000 kr."], ["Nr.", "Initiativ", "Udvalg", "Frist", 2025, 2026], *rows])
    assert told(plan, "kroner") == [({2025: -100_000, 2026: -200_000},), ({2025: 300_000, 2026: 0},)]


def test_the_steps_of_a_years_wheel_are_the_process_and_the_last_one_is_when():
    months = ["Januar", "Februar", "Marts", "April", "Maj", "Juni"]
    rows = [
        ["Skolemad", "BUU", None, "Høring", None, "Udbud"],
        ["Bro", "MTU", "Udbud"],
        ["Hal", "KFU", *[None] * 5, "Høring"],
    ]
    plan = plan_of([["Årshjul 2026 for budgetaftalen"], ["Indsats", "Udvalg", *months], *rows])
    assert told(plan, "title", "due_to") == [
        ("Skolemad", date(2026, 4, 30)), ("Bro", date(2026, 1, 31)), ("Hal", date(2026, 6, 30))
    ]  # fmt: skip
    assert told(plan, "process")[0] == ("Februar: Høring\nApril: Udbud",)
    assert findings(plan) == []


def test_titles_that_open_with_their_number_are_titles_under_any_heading_of_numbers():
    rows = [
        ["D01 Flere vikarer", "BUU", "maj 2025"],
        ["A02 Renovering af bro", "MTU", "maj 2025"],
        ["H03 Analyse af takster", "ØK", "maj 2025"],
    ]
    plan = plan_of([["Blok", "Udvalg", "Forventet implementering"], *rows])
    assert told(plan, "number", "title", "kind") == [
        ("D01", "Flere vikarer", "operating_change"),
        ("A02", "Renovering af bro", "capital_project"),
        ("H03", "Analyse af takster", "declaration_of_intent"),
    ]


# -- amounts whose sign and years stand beside them -------------------------------------------------------------------


def test_a_column_that_says_what_is_saved_and_what_is_spent_gives_amounts_their_sign():
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Økonomisk retning", 2025, 2026]
    rows = [
        [1, "Vikarer", "BUU", "maj 2025", "Besparelse", 100, 200],
        [2, "Tolærer", "BUU", "maj 2025", "Merudgift", 300, 300],
    ]
    more = [[3, "Indkøb", "ØK", "maj 2025", "Besparelse", 50, 50], [4, "Analyse", "ØK", "maj 2025", None, None, None]]
    plan = plan_of([["1.000 kr."], heading, *rows, *more, [5, "Bus", "MTU", "maj 2025", "Merudgift", 10, 10]])
    assert [kroner.get(2026) for (kroner,) in told(plan, "kroner")] == [-200_000, 300_000, -50_000, None, 10_000]
    assert findings(plan) == []


@pytest.mark.parametrize(
    ("effect", "kroner"),
    [
        ("varig", {2024: 100_000, 2025: 100_000, 2026: 100_000, 2027: 100_000}),
        ("varig fra 2026", {2026: 100_000, 2027: 100_000}),
        ("engang 2025", {2025: 100_000}),
        ("2025 og 2026", {2025: 100_000, 2026: 100_000}),
    ],
)
def test_the_years_of_an_amount_may_stand_beside_it(effect, kroner):
    rows = [[1, "Vikarer", "BUU", "maj 2025", 100, effect], [2, "Bus", "MTU", "maj 2025", 100, "varig"]]
    plan = plan_of(
        [["Budgetaftale 2024-2027 (1.000 kr.)"], ["Nr.", "Emne", "Udvalg", "Frist", "Kr.", "Virkning"], *rows]
    )
    assert told(plan, "kroner")[0] == (kroner,)
    assert findings(plan) == []


def test_an_effect_that_does_not_say_the_amount_of_each_year_is_told():
    rows = [[1, "Vikarer", "BUU", "maj 2025", 100, "halv virkning i 2025, fuld fra 2026"]]
    plan = plan_of([["1.000 kr."], ["Nr.", "Emne", "Udvalg", "Frist", "Kr.", "Virkning"], *rows])
    assert findings(plan) == [("U401", "Plan!E3")]


def test_a_column_of_years_beside_one_of_amounts_says_when_they_hold_whatever_it_is_called():
    rows = [
        ["1", "Ny legeplads i Grenaa", "TMU", -500, "2026-2028", "1. juni 2026"],
        ["2", "Færre kopimaskiner", "ØU", -250, "kun 2026", "ultimo 2026"],
        ["3", "Støtte til foreninger", "KFU", 300, "2027 og frem", "1. kvartal 2027"],
        ["4", "Mere bus", "TMU", 700, "alle år", "1. juni 2026"],
        ["5", "Ny skole", "BUU", 1200, "2026 og 2029", "1. juni 2027"],
        ["6", "Kunst i rundkørsler", "KFU", 90, "26-27", "1. juni 2026"],
    ]
    title = ["Udmøntning af budgetaftale 2026-2029 (beløb i 1.000 kr.)"]
    for heading in ("Gælder årene", "I hvilke år", "Bevilges"):
        plan = plan_of([title, ["Nr.", "Emne", "Udvalg", "Beløb", heading, "Frist"], *rows])
        assert plan.columns.set_index("heading").at[heading, "field"] == "effect"
        assert [
            (int(one["year"]), int(one["kroner"]) // 1000) for _, one in plan.amounts.iterrows() if one["item"]
        ] == [
            *((2026, -500), (2027, -500), (2028, -500)),
            (2026, -250),
            *((2027, 300), (2028, 300), (2029, 300)),
            *((2026, 700), (2027, 700), (2028, 700), (2029, 700)),
            *((2026, 1200), (2029, 1200)),
            *((2026, 90), (2027, 90)),
        ]
        said = f"Et beløb er regnet med i hvert af de år, som kolonnen „{heading}“ siger ud for det"
        assert said in list(unsaid(plan))


def test_account_lines_of_an_item_are_added_over_the_years_they_say():
    heading = ["Pkt.", "Tekst", "Udvalg", "Frist", "År", "Merudgift", "Mindreudg./merindt."]
    rows = [[1, "Vikarer", "BUU", "maj 2026", "2026-29", None, 275], [None, None, None, None, "2026-29", None, 275]]
    more = [[2, "Tolærer", "BUU", "maj 2026", 2026, 500, None], [None, None, None, None, "2027-29", 700, None]]
    merged = tuple((top, column, top + 1, column) for top in (2, 4) for column in range(4))
    plan = plan_of([["1.000 kr."], heading, *rows, *more], merged=merged)
    assert told(plan, "kroner") == [
        (dict.fromkeys(range(2026, 2030), -550_000),), ({2026: 500_000, 2027: 700_000, 2028: 700_000, 2029: 700_000},)
    ]  # fmt: skip
    said = "Det står ikke, om et beløb ud for flere år er for hvert af dem; det er regnet med i hvert år"
    assert said in list(unsaid(plan))


def test_amounts_of_one_year_each_or_said_to_be_of_every_year_leave_nothing_unsaid():
    heading = ["Pkt.", "Tekst", "Udvalg", "Frist", "Status", "År", "Beløb"]
    rows = [[1, "Vikarer", "BUU", "maj 2026", "I gang", 2026, 275], [2, "Bro", "MTU", "maj 2026", "I gang", 2027, 50]]
    plan = plan_of([["1.000 kr."], heading, *rows, [3, "Hal", "KFU", "maj 2026", "I gang", "2026-29", "40 pr. år"]])
    assert told(plan, "kroner")[2] == (dict.fromkeys(range(2026, 2030), 40_000),)
    assert list(unsaid(plan)) == []


# -- what stands elsewhere --------------------------------------------------------------------------------------------


def test_amounts_in_two_tables_of_one_sheet_are_those_of_the_items_with_their_numbers():
    rows = [
        ["D1", "Vikarer", "BUU", "maj 2025"],
        ["D2", "Tolærer", "BUU", "maj 2025"],
        ["A1", "Bro", "MTU", "maj 2025"],
    ]
    money = [
        ["1.000 kr."],
        ["Nr.", "Drift", "Politikområde", 2025],
        ["D1", "Vikarer", "Skole", -5],
        ["D2", "Tolærer", "Skole", 7],
        [],
    ]
    money += [["Nr.", "Anlæg", "Politikområde", 2025], ["A1", "Bro", "Veje", 9]]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows], others={"Økonomi": money})
    assert told(plan, "kroner") == [({2025: -5_000},), ({2025: 7_000},), ({2025: 9_000},)]


def test_sheets_called_by_quarters_say_when_and_the_year_of_their_days():
    heading = ["Nr.", "Emne", "Udvalg", "Mødedag", "Kvit."]
    first = [
        ["Skal være færdigt i 4. kvt. 2023"],
        heading,
        [1, "Takst", "BUU", "18/12", "LMH 19/12"],
        [2, "Bro", "MTU"],
    ]
    second = [
        ["Skal være færdigt i 1. kvt. 2024"],
        heading,
        [3, "Bus", "MTU", "5/3", None],
        [4, "Hal", "KFU", None, None],
    ]
    plan = plan_of(first, "4. kvt. 2023", others={"1. kvt. 2024": second})
    assert told(plan, "due_to", "completion") == [
        (date(2023, 12, 18), "done"), (date(2023, 12, 31), "open"),
        (date(2024, 3, 5), "open"), (date(2024, 3, 31), "open"),
    ]  # fmt: skip


def test_a_list_of_committees_with_sums_below_the_items_is_no_part_of_them():
    heading = ["Nr.", "Emne", "Beskrivelse", "Udvalg", "Frist"]
    rows = [[1, "Vikarer", "Færre", "BUU", "maj 2025"], [2, "Bro", "Ny", "MTU", "maj 2025"], []]
    sums = [
        [None, "Udvalg", "Antal", "Drift"],
        [None, "Økonomiudvalget (ØK)", 5, 100],
        [None, "Miljø- og teknikudvalget", 4, 200],
    ]
    plan = plan_of([heading, *rows, *sums, [None, "I alt", 9, 300]])
    assert told(plan, "title") == [("Vikarer",), ("Bro",)]
    assert findings(plan) == []


def test_a_legend_says_how_far_an_item_is_before_it_says_why():
    codes = [
        ["Farve", "Betydning"],
        ["Grøn", "I gang – følger planen"],
        ["Blå", "Gennemført – flyttes ved næste opdatering"],
    ]
    rows = [
        [1, "Vikarer", "BUU", "maj 2025", "Blå"],
        [2, "Bro", "MTU", "maj 2025", "Grøn"],
        [3, "Hal", "KFU", "maj 2025", "Grå"],
    ]
    plan = plan_of(
        [["Nr.", "Emne", "Udvalg", "Frist", "Status"], *rows],
        others={"Læs mig": [*codes, ["Grå", "Udgået efter politisk beslutning"]]},
    )
    assert told(plan, "completion") == [("done",), ("open",), ("dropped",)]


def test_names_that_a_list_system_has_joined_are_each_a_committee():
    rows = [
        [1, "Vikarer", "Børne- og ungdomsudvalget;#Økonomiudvalget", "maj 2025"],
        [2, "Bro", "Økonomiudvalget", "maj 2025"],
    ]
    assert told(plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows]), "committees") == [("BUU+ØK",), ("ØK",)]


def test_of_two_columns_of_status_the_words_count_before_the_share():
    rows = [[1, "Vikarer", "BUU", "maj 2025", "Udgår", 0], [2, "Bro", "MTU", "maj 2025", "Gennemført", 1]]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist", "Status", "% fuldført"], *rows])
    assert told(plan, "completion") == [("dropped",), ("done",)]


# -- headings that mean more than one thing ---------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["Udvidelse", "Analyse", "Hensigt"])
def test_what_kind_the_items_are_may_be_the_heading_of_their_titles(heading):
    rows = [["U1", "To ekstra sygeplejersker", "BUU", "maj 2025", 100], ["U2", "Fem pladser", "MTU", "maj 2025", 200]]
    plan = plan_of([["1.000 kr."], ["Nr.", heading, "Udvalg", "Udmøntes senest", 2025], *rows])
    assert told(plan, "title", "kroner") == [
        ("To ekstra sygeplejersker", {2025: 100_000}),
        ("Fem pladser", {2025: 200_000}),
    ]


def test_dashes_under_a_committee_say_that_it_gets_nothing():
    days = [[date(2025, 5, 6), "-"], ["-", date(2025, 6, 3)], ["-", date(2025, 6, 3)], ["-", "-"]]
    rows = [[at, f"Emne {at}", *own, date(2025, 6, 20)] for at, own in enumerate(days)]
    plan = plan_of([["Nr.", "Emne", "BUU", "MTU", "KB"], *rows])
    assert told(plan, "committees") == [("BUU+KB",), ("MTU+KB",), ("MTU+KB",), ("KB",)]


def test_committees_joined_by_commas_and_og_under_a_heading_of_everyday_words_are_read():
    first, both = "Børne- og Kulturudvalget", "Børne- og Kulturudvalget, Økonomiudvalget og Byrådet"
    rows = [["Nyt tag", both, "maj 2025", "OK"], ["Bro", first, "maj 2025", None], ["Hal", both, "maj 2025", None]]
    plan = plan_of([["Hvad", "Hvem tager det op", "Hvornår", "OK"], *rows])
    assert told(plan, "committees", "completion")[0] == (f"{first}+Økonomiudvalget+Byrådet", "done")


def test_steps_with_hands_of_their_own_are_part_of_the_numbered_item():
    heading = ["I/A", "Nr.", "Hvad", "Type", "Hvem", "Politisk behandling", "Frist", "Fremdrift"]
    rows = [["I", "1.1", "Sprogvejleder", "Drift", "CDT", "BUU", None, "I gang"]]
    rows += [
        ["A", None, "– Ansættelse", None, "CDT", None, "maj 2025", "færdig"],
        ["M", None, "◆ I gang", None, "CDT", None, "juni 2025"],
    ]
    rows += [["I", "1.2", "Åbningstid", "Drift", "CDT", "BUU", "maj 2025", "I gang"]]
    rows += [
        ["A", None, "– Høring", None, "CDT", None, "juli 2025"],
        ["I", "1.3", "Legeplads", "Anlæg", "CDT", "BUU", "maj 2025"],
    ]
    plan = plan_of([heading, *rows])
    assert told(plan, "title", "due_to") == [
        ("Sprogvejleder", date(2025, 6, 30)), ("Åbningstid", date(2025, 5, 31)), ("Legeplads", date(2025, 5, 31))
    ]  # fmt: skip


def test_a_sign_rule_right_over_one_table_is_not_that_of_the_next():
    heading = ["Nr.", "Forslag", "Udvalg", "Virkning", 2025, 2026]
    saved = [
        ["Besparelser"],
        ["Beløbet er det, der spares (positive tal = mindreudgift)"],
        heading,
        ["E1", "Vikarer", "BUU", "fra 1. maj 2025", 150, 200],
    ]
    spent = [
        [],
        ["Udvidelser"],
        ["Beløbet er merudgiften"],
        heading,
        ["U1", "Tilsyn", "MTU", "fra 1. juni 2025", 250, 600],
    ]
    plan = plan_of([["1.000 kr."], [], *saved, *spent])
    assert told(plan, "kroner", "due_from") == [
        ({2025: -150_000, 2026: -200_000}, date(2025, 5, 1)), ({2025: 250_000, 2026: 600_000}, date(2025, 6, 1))
    ]  # fmt: skip


def test_a_plan_with_other_committees_than_the_built_in_ones_is_not_called_after_their_municipality():
    heading = ["Nr.", "Emne", "Udvalg", "Frist"]
    others = plan_of(
        [heading, *([at, f"Emne {at}", who, "maj 2025"] for at, who in enumerate(["SSU", "ÆSU", "TFU"] * 2))]
    )
    house = plan_of([heading, *([at, f"Emne {at}", who, "maj 2025"] for at, who in enumerate(["BUU", "MTU", "KFU"]))])
    assert (others.municipality, house.municipality) == ("", "Norddjurs Kommune")


def test_a_plan_of_which_half_the_committees_are_of_the_house_is_another_municipalitys():
    rows = [[at, f"Emne {at}", who, "maj 2025"] for at, who in enumerate(["SSU", "KFU", "TFU", "KFU"] * 2)]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows])
    assert plan.municipality == ""


@pytest.mark.parametrize(
    ("parent", "first", "second"),
    [("Politik", "Fagudvalg", "Videre til"), ("Område", "Udvalg", "Endelig"), ("Sagsgang", "Indstiller", "Beslutter")],
)
def test_two_columns_of_committees_under_one_heading_are_both_those_who_get_the_item(parent, first, second):
    heads = [["Nr.", "Emne", parent, None, "Tidsplan", None], [None, None, first, second, "Start", "Slut"]]
    gets = [("BFU", None), ("BFU", "ØU"), ("TMU", None), ("KFU", "ØU, BY"), ("TMU", "BY"), ("KFU", None)]
    rows = [[at, f"Emne nummer {at}", *both, "jan. 2025", "maj 2025"] for at, both in enumerate(gets, 1)]
    plan = plan_of([*heads, *rows], merged=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5)))
    assert told(plan, "section", "committees") == [
        (None, "BFU"), (None, "BFU+ØU"), (None, "TMU"), (None, "KFU+ØU+BY"), (None, "TMU+BY"), (None, "KFU")
    ]  # fmt: skip


SAID = {
    "Afsluttet. Huset i byen lukkede 28. februar.": "done",
    "Gennemført administrativt.": "done",
    "Udgår. Løses af foreningerne selv.": "dropped",
    "Afsluttes, når aftalen er underskrevet.": "open",
    "Forventes afsluttet i juni.": "open",
    "Delvist gennemført. Notat forelagt, mangler økonomien.": "partial",
    "To møder holdt.": "open",
}


@pytest.mark.parametrize("place", ["merged below", "below", "in the cell"])
@pytest.mark.parametrize("label", ["Status", "Hvor langt er vi"])
def test_a_line_of_status_below_the_title_says_how_far_the_item_is(place, label):
    rows, merged = [["Nr.", "Emne", "Udvalg", "Frist"]], []
    for number, said in enumerate(SAID, 1):
        line, title = f"{label}: {said}", f"Emne nummer {number}"
        rows.append([number, f"{title}\n{line}" if place == "in the cell" else title, "BUU", "maj 2024"])
        rows += [] if place == "in the cell" else [[None, line]]
        merged += [(len(rows) - 1, 1, len(rows) - 1, 3)] * (place == "merged below")
    plan = plan_of(rows, merged=tuple(merged), as_of=date(2024, 5, 15))
    assert told(plan, "title", "completion", "status_text") == [
        (f"Emne nummer {number}", completion, said) for number, (said, completion) in enumerate(SAID.items(), 1)
    ]
    assert findings(plan) == []


@pytest.mark.parametrize(
    ("lines", "completions"),
    [
        (["Status: Afsluttet. Huset er solgt.", None, None, None], ["done", "open", "open", "open"]),
        (["Status: Afsluttet.", None, None, "Status: I gang."], ["done", "open", "open", "open"]),
        ([None, "Status: Afsluttet", None, "Status: Afsluttet", None], ["open", "done", "open", "done", "open"]),
        (["Status: Afsluttet", None, None, None, "Status: I gang"], ["done", "open", "open", "open", "open"]),
    ],
)
def test_a_line_of_status_below_some_of_the_items_says_nothing_of_the_others(lines, completions):
    rows = [["Nr.", "Emne", "Udvalg", "Frist"]]
    for number, line in enumerate(lines, 1):
        rows += [[number, f"Emne nummer {number}", "BUU", "maj 2024"], *([[None, line]] if line else [])]
    assert [completion for (completion,) in told(plan_of(rows), "completion")] == completions


def test_a_line_of_status_over_several_items_is_of_them_all():
    rows = [[number, f"Emne nummer {number}", "BUU", "maj 2024"] for number in range(1, 7)]
    groups = [[None, "Status: I gang"], *rows[:3], [None, "Status: Afsluttet"], *rows[3:]]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *groups])
    assert [completion for (completion,) in told(plan, "completion")] == ["open"] * 3 + ["done"] * 3


def test_a_line_of_status_below_an_item_that_says_how_far_it_is_is_weighed_with_it():
    heads = ["Nr.", "Emne", "Udvalg", "Frist", "Status"]
    rows = [[1, "Skolemad", "BUU", "maj 2024", "I gang"], [None, "Status: Afsluttet."], [2, "Bro", "MTU", "maj 2024"]]
    assert told(plan_of([heads, *rows]), "title", "completion") == [("Skolemad", "partial"), ("Bro", "open")]


@pytest.mark.parametrize(
    ("heading", "shares"),
    [
        ("Færdiggørelse i %", [0.25, 0, 1, 1, 0.5]),
        ("Fremdrift", ["25 %", "0 %", "100 %", "100 %", "50 %"]),
        ("% udført", [25, 0, 100, 100, 50]),
    ],
)
def test_a_share_of_the_work_beside_a_traffic_light_says_what_is_done_and_what_contradicts_it_is_told(heading, shares):
    lights = ["Gul", "Gul", "Grøn", "Rød", "Afsluttet"]
    rows = [
        [at, f"Emne nummer {at}", "BUU", "maj 2025", *both]
        for at, both in enumerate(zip(shares, lights, strict=True), 1)
    ]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist", heading, "Trafiklys"], *rows], as_of=date(2025, 5, 2))
    assert [completion for (completion,) in told(plan, "completion")] == ["partial", "open", "done", "done", "partial"]
    assert [(one.code, one.cell, one.message) for one in run_checks(plan).itertuples()] == [
        ("U301", "E5", f"uklar markering „{shares[3]}“: under „Trafiklys“ står „Rød“"),
        ("U301", "E6", f"uklar markering „{str(shares[4]).replace('.', ',')}“: under „Trafiklys“ står „Afsluttet“"),
    ]


def test_a_share_of_anything_else_says_nothing_of_the_work():
    rows = [[at, f"Emne nummer {at}", "BUU", "maj 2025", 100, "Gul"] for at in range(1, 5)]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist", "Andel af puljen i %", "Trafiklys"], *rows])
    assert [completion for (completion,) in told(plan, "completion")] == ["open"] * 4


def lit(*lights):
    rows = [[at, f"Emne nummer {at}", "BUU", "maj 2025", light] for at, light in enumerate(lights, 1)]
    return plan_of([["Nr.", "Emne", "Udvalg", "Frist", "Trafiklys"], *rows])


@pytest.mark.parametrize("other", ["Gul", "Rød", "Afsluttet"])
def test_a_green_light_among_others_is_as_planned_and_not_done(other):
    plan = lit("Grøn", other, "Grøn", "Grøn", other)
    completion = "done" if other == "Afsluttet" else "open"
    assert [said for (said,) in told(plan, "completion")] == ["open", completion, "open", "open", completion]
    assert "U301" not in [code for code, _ in findings(plan)]


def test_what_a_column_of_status_says_again_and_again_and_nobody_can_know_is_told_once():
    plan = lit("Afsluttet", "Lilla", "I gang", "Lilla", "I gang", "I gang")
    assert [(one.code, one.cell, one.message) for one in run_checks(plan).itertuples() if one.code == "U301"] == [
        ("U301", "E3", "uklar markering „Lilla“ ved 2 indsatser: siger ikke, hvor langt indsatsen er")
    ]


def test_the_texts_of_two_columns_of_status_are_quoted_apart():
    lights = [("Licitation holdt", "Lilla"), ("Afsluttet", "Afsluttet"), ("I gang", "Gul"), ("Afsluttet", None)]
    rows = [[at, f"Emne nummer {at}", "BUU", "maj 2024", *both] for at, both in enumerate(lights, 1)]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist", "Status", "Trafiklys"], *rows])
    assert [one.message for one in run_checks(plan).itertuples() if one.code == "U301"] == [
        "uklar markering „Licitation holdt / Lilla“: siger ikke, hvor langt indsatsen er"
    ]


def test_a_column_of_numbers_before_the_titles_is_one_though_an_area_stands_before_it():
    areas = ["Beskæftigelse", "Administration", "Ældreområdet", "Skoleområdet"]
    rows = [[area, f"E0{at}", f"Emne nummer {at}", "BUU", "maj 2025"] for at, area in enumerate(areas, 1)]
    plan = plan_of([["Område", "Forslag", "Titel", "Udvalg", "Frist"], *rows])
    assert told(plan, "number", "title") == [(f"E0{at}", f"Emne nummer {at}") for at in range(1, 5)]


def sheets_of(titles):
    def sheet(title, first):
        rows = [[at, f"Emne nummer {at}", 100, "maj 2025", "Ida"] for at in range(first, first + 3)]
        return [[title], [], ["Forslag nr.", "Forslag", "Besparelse 2025", "Ikrafttræden", "Ansvarlig"], *rows]

    sheets = {name: sheet(title, 3 * place + 1) for place, (name, title) in enumerate(titles.items())}
    first = next(iter(sheets))
    return plan_of(sheets.pop(first), first, others=sheets)


@pytest.mark.parametrize("title", ["Effektiviseringer – {}", "{}", "Budget 2025: {}"])
def test_the_committee_of_a_sheet_is_the_one_in_its_title_and_that_is_said(title):
    names = {"Børn & Skole": "Børn & Skoleudvalget", "Kultur & Fritid": "Kultur & Fritidsudvalget"}
    plan = sheets_of({sheet: title.format(name) for sheet, name in names.items()})
    bodies = {body.short: body.name for body in plan.bodies}
    told_names = [committees for (committees,) in told(plan, "committees")]
    assert told_names == [told_names[0]] * 3 + [told_names[3]] * 3
    assert ("Skole" in bodies[told_names[0]], "ultur" in bodies[told_names[3]]) == (True, True)
    assert plan.sheets["detail"].str.contains("efter arkets navn eller titel").all()


def test_sheets_of_areas_that_name_no_committee_are_each_told_to_lack_one():
    plan = sheets_of(
        {"Børn & Skole": "Effektiviseringer – Børn & Skole", "Natur & Vej": "Effektiviseringer – Natur & Vej"}
    )
    assert [(one.sheet, one.message) for one in run_checks(plan).itertuples() if one.code == "U101"] == [
        (name, "udvalg mangler ved alle 3 indsatser på arket, som ikke har en kolonne til det")
        for name in ("Børn & Skole", "Natur & Vej")
    ]


def test_words_in_quotes_that_a_line_says_mean_one_thing_are_how_far_items_are():
    said = ["Klar", "Er kørt", "I gang", "Mangler", "Er kørt", "?"]
    rows = [[at, f"Aftale {at}", "BUU", "maj 2025", text] for at, text in enumerate(said, 1)]
    told_so = ['"Klar" og "Er kørt" = færdig. "Mangler" = ikke begyndt.']
    plan = plan_of([["Nr.", "Aftale", "Udvalg", "Hvornår", "Status"], *rows, [], told_so])
    assert told(plan, "completion") == [("done",), ("done",), ("open",), ("open",), ("done",), ("unclear",)]
    assert ("U301", "Plan!E7") in findings(plan)


def test_what_is_not_done_and_is_called_off_is_dropped():
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Fuldført", "Status"]
    rows = [[1, "Skolemad", "BUU", "maj 2025", "Nej", "Annulleret"], [2, "Bro", "MTU", "maj 2025", "Nej", "I gang"]]
    assert told(plan_of([heading, *rows]), "completion") == [("dropped",), ("open",)]


def test_a_remark_that_says_dropped_is_so_where_nothing_else_says_and_told_where_the_item_stands_as_open():
    rows = [[1, "Emne", "BUU", "maj 2025", "Bortfaldet, jf. udvalgets beslutning"], [2, "Andet", "BUU", "maj 2025", ""]]
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Bemærkninger"]
    assert told(plan_of([heading, *rows]), "completion") == [("dropped",), ("open",)]
    open_one = plan_of([[*heading, "Afsluttet"], *rows])
    assert told(open_one, "completion") == [("open",), ("open",)]
    assert [(one.code, one.message) for one in run_checks(open_one).itertuples() if one.code == "U304"] == [
        ("U304", "teksten „Bortfaldet, jf. udvalgets beslutning“ siger udgår, men indsatsen står som åben")
    ]


def test_the_number_of_another_item_denies_no_committee():
    rows = [[1, "Støttetimer", "BUU", "maj 2025", "Realiseres ikke – erstattet af BUU02, jf. BUU 3.2.2025"]]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist", "Bemærkninger"], *rows])
    assert told(plan, "committees") == [("BUU",)]
    assert "U103" not in [code for code, _ in findings(plan)]


STATES = ["I gang", "Afsluttet", "Ikke startet", "Udgår", "Afsluttet"]


def shared(heading, shares, states=STATES):
    rows = [
        [at, f"Emne nummer {at}", "BUU", "maj 2025", *both]
        for at, both in enumerate(zip(shares, states, strict=True), 1)
    ]
    return plan_of([["Nr.", "Emne", "Udvalg", "Frist", heading, "Status"], *rows], as_of=date(2025, 5, 2))


@pytest.mark.parametrize(
    ("heading", "shares"),
    [
        ("Fremdrift", ["50 %", None, None, None, None]),
        ("% færdig", [None] * 5),
        ("Gennemført i pct.", [50, None, None, None, None]),
        ("Færdiggørelse i %", ["50", None, None, None, "100"]),
        ("Andel gennemført", [0.5, None, 0, None, None]),
    ],
)
def test_where_a_share_of_the_work_is_blank_the_status_beside_it_says_how_far_the_item_is(heading, shares):
    plan = shared(heading, shares)
    completions = ["partial" if shares[0] else "open", "done", "open", "dropped", "done"]
    assert [completion for (completion,) in told(plan, "completion")] == completions
    assert findings(plan) == []


def test_a_share_and_a_mark_that_the_status_contradicts_are_told_once_each():
    plan = shared("Fremdrift", ["100 %", "20 %", "100 %", "0 %", "0 %"])
    assert [(one.code, one.message) for one in run_checks(plan).itertuples()] == [
        ("U301", "uklar markering „100 %“: under „Status“ står „I gang“"),
        ("U301", "uklar markering „20 %“: under „Status“ står „Afsluttet“"),
        ("U301", "uklar markering „100 %“: under „Status“ står „Ikke startet“"),
        ("U301", "uklar markering „0 %“: under „Status“ står „Afsluttet“"),
    ]
    marked = shared("Afsluttet", ["X", "Delvist", "X", "X", None])
    assert [(one.code, one.message) for one in run_checks(marked).itertuples()] == [
        ("U301", "uklar markering „X“: under „Status“ står „I gang“"),
        ("U301", "uklar markering „Delvist“: under „Status“ står „Afsluttet“"),
        ("U301", "uklar markering „X“: under „Status“ står „Ikke startet“"),
        ("U301", "uklar markering „X“: under „Status“ står „Udgår“"),
        ("U304", "teksten „Afsluttet“ siger afsluttet, men X mangler"),
    ]


@pytest.mark.parametrize("heading", ["Løst og fast", "Gjort", "OK"])
def test_notes_under_a_heading_with_a_word_of_completion_are_remarks_and_say_nothing_done(heading):
    notes = ["Mødes hver uge", "Lavet en aftale med klubben", "To lamper er købt", None, "Kører efter planen nu"]
    plan = shared(heading, notes)
    assert columns_of(plan)[heading] == "remarks"
    assert [completion for (completion,) in told(plan, "completion")] == ["open", "done", "open", "dropped", "done"]
    doubtful = ["X?", "Godkendt i BUU", "(x) mangler", None, "Færdig i maj"]
    assert columns_of(shared(heading, doubtful))[heading] == "completion"


def test_it_is_said_which_committees_alle_udvalg_was_read_as():
    rows = [[1, "Skolemad", "Alle udvalg", "maj 2025"], [2, "Bro", "BUU", "maj 2025"]]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows])
    ((committees,), _) = told(plan, "committees")
    seen = plan.observed(Observation.COMMITTEE_ALL)
    assert list(zip(seen["text"], seen["detail"], strict=True)) == [("Alle udvalg", committees.replace("+", ", "))]


HEADING = ["Emne", "Udvalg", "Frist", "Klar"]


def test_marks_with_words_of_how_it_ended_say_what_is_done_under_any_heading():
    marks = ["x", "Udgår", "", "X"]
    plan = plan_of([HEADING, *([f"Sag {one}", "BUU", "maj 2025", mark] for one, mark in enumerate(marks))])
    assert told(plan, "completion") == [("done",), ("dropped",), ("open",), ("done",)]


def test_a_few_marks_under_a_heading_that_says_nothing_are_told_where_nothing_says_what_is_done():
    rows = [[f"Sag {one}", "BUU", "maj 2025", mark] for one, mark in enumerate(["x", "", "", "", "X"])]
    assert ("U509", "Plan!D1") in findings(plan_of([HEADING, *rows]))
    done = [[*row, "x"] for row in rows]
    assert ("U509", "Plan!D1") not in findings(plan_of([[*HEADING, "Afsluttet"], *done]))
