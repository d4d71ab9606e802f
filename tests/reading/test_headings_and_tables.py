"""How tables and headings are understood: words, compounds, parents, captions, units, and what is no plan."""

import pytest
from grids import columns_of, findings, plan_of, told

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.plan import Observation, records

ROWS = [
    [1, "Fælles indkøb af møbler", "BUU", "Skolerne", "maj 2025", -250, -500, "X"],
    [2, "Ny cykelsti i Auning", "MTU", "Vej og park", "2. kvartal 2025", 900, 900, None],
    [3, "Flere voksne i børnehaverne", "BUU, ØK", "Dagtilbud", "løbende", 100, 100, None],
]


def with_headings(*headings):
    """The table above under other headings."""
    return plan_of([list(headings), *ROWS])


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Emne", "title"),
        ("Indsats:", "title"),
        ("INDSATS", "title"),
        ("Ind-\nsats", "title"),
        ("Indsats (kort)", "title"),
        ("Emne/indsats", "title"),
        ("Budgetforslag", "title"),
        ("Indsatsens navn", "title"),
        ("Indsatts", "title"),
        ("Hvad det drejer sig om", "title"),
    ],
)
def test_the_item_is_named_under_any_heading_that_may_mean_it(heading, field):
    plan = with_headings("Nr.", heading, "Udvalg", "Ansvarlig", "Tidspunkt", 2024, 2025, "Afsluttet")
    assert plan.items["title"].tolist() == [row[1] for row in ROWS]
    assert columns_of(plan)[heading.replace("\n", " ").strip()] == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Vejledende tidspunkt", "due"),
        ("Vejl. tidspunkt:", "due"),
        ("Vejledene tidspunkt", "due"),
        ("Forventet afsluttet", "due"),
        ("Frist for politisk behandling", "due"),
        ("Sluttidspunkt", "due"),
    ],
)
def test_the_date_is_found_under_any_heading_that_may_mean_it(heading, field):
    plan = with_headings("Nr.", "Emne", "Udvalg", "Ansvarlig", heading, 2024, 2025, "Afsluttet")
    assert columns_of(plan)[heading.strip()] == field
    assert plan.items["completion"].tolist() == ["done", "open", "open"]


@pytest.mark.parametrize(
    ("first", "second"), [("B24", "BO25"), ("Budget 2024", "Overslagsår 1"), ("2024 (1.000 kr.)", "Drift 2025")]
)
def test_a_year_is_known_however_it_is_written(first, second):
    plan = with_headings("Nr.", "Emne", "Udvalg", "Ansvarlig", "Tidspunkt", first, second, "Afsluttet")
    assert plan.amounts[["item", "year", "kroner"]].values.tolist()[:2] == [
        [plan.items.index[0], 2024, -250_000],
        [plan.items.index[0], 2025, -500_000],
    ]


def test_a_heading_with_a_slip_is_the_one_it_is_nearly():
    plan = with_headings("Nr.", "Emne", "Udvlag", "Ansvarrlig", "Tidspunkt", 2024, 2025, "Afslutet")
    read = columns_of(plan)
    assert [read[one] for one in ("Udvlag", "Ansvarrlig", "Afslutet")] == ["committee", "responsible", "completion"]


def test_a_heading_that_only_sounds_like_another_is_not_it():
    plan = with_headings("Nr.", "Emne", "Udvalg", "Distrikt", "Tidspunkt", 2024, 2025, "Afsluttet")
    assert columns_of(plan)["Distrikt"] is None


def test_a_column_as_in_a_list_of_people_spoils_no_plan():
    plan = with_headings("Nr.", "Forslag", "Udvalg", "Kontor", "Deadline", 2024, 2025, "Afsluttet")
    assert len(plan.items) == 3


@pytest.mark.parametrize(
    "headings",
    [
        ["Navn", "Afdeling", "Telefon", "E-mail"],
        ["Udvalg", "Formand", "Adresse", "Mail"],
        ["Konto", "Tekst", "Budget", "Forbrug"],
        ["Hovedpunkt", "Antal", "Andel", "Sum"],
    ],
)
def test_a_table_of_other_things_is_no_plan(headings):
    with pytest.raises(PlanFileError):
        plan_of([headings, *[[f"{word} {place}" for word in headings] for place in range(6)]])


def test_a_list_of_people_with_the_committee_of_each_is_no_plan():
    rows = [["Skolemad", "12 34 56 78", "BUU"], ["Ny bro", "12 34 56 79", "MTU"], ["Ny hal", "12 34 56 80", "KFU"]]
    with pytest.raises(PlanFileError):
        plan_of([["Projekt", "Telefon", "Udvalg"], *rows])


def test_parents_over_the_columns_say_what_they_hold():
    plan = plan_of(
        [
            ["Nr.", "Emne", "Udvalg", "Periode", None, "Beløb i mio. kr.", None],
            [None, None, None, "Start", "Slut", 2024, 2025],
            [1, "Ny hal i Ørum", "KFU", "1/2-2025", "31/8-2025", 1.5, 2],
            [2, "Kunst på havnen", "KFU", "1/3-2025", "31/3-2025", 0.1, None],
        ],
        merged=((0, 3, 0, 4), (0, 5, 0, 6)),
    )
    assert plan.amounts["kroner"].tolist() == [1_500_000, 2_000_000, 100_000]
    assert plan.items[["due_from", "due_to"]].astype("string").values.tolist()[0] == ["2025-02-01", "2025-08-31"]


def test_each_table_has_its_own_kind_and_unit_from_the_line_above_it():
    head = ["Nr.", "Emne", "Udvalg", "Tidspunkt", 2024, 2025]
    plan = plan_of(
        [
            ["Tabel 1. Driftsændringer (1.000 kr.)"],
            head,
            [1, "Fælles indkøb", "ØK", "maj 2025", -250, -500],
            [],
            ["Tabel 2. Anlægsprojekter (mio. kr.)"],
            [*head, "Ansvarlig"],
            [1, "Cykelsti i Auning", "MTU", "2025", 1.5, 2, "Vej og park"],
        ]
    )
    assert plan.items["kind"].tolist() == ["operating_change", "capital_project"]
    assert plan.amounts["kroner"].tolist() == [-250_000, -500_000, 1_500_000, 2_000_000]
    assert plan.rest["role"].tolist() == ["title", "heading", "banner", "heading"]


def test_a_line_that_says_the_unit_is_no_section():
    plan = plan_of(
        [
            ["Nr.", "Emne", "Udvalg", "Tidspunkt", 2024],
            [None, "mio. kr."],
            [1, "Fælles indkøb", "ØK", "maj 2025", -2.5],
        ]
    )
    assert plan.items["section"].isna().all()
    assert plan.amounts["kroner"].tolist() == [-2_500_000]


def test_an_amount_that_grows_within_its_row_is_no_other_unit():
    rows = [[place, f"Indsats {place}", "KFU", "2026", 20, 25, 30] for place in range(1, 9)]
    rows.append([9, "Kulturhus i Ørsted", "KFU", "2026", 100, 300, 9_000])
    rows.append([10, "Ny pavillon", "KFU", "2026", 20_000, 25_000, 30_000])
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Tidspunkt", 2024, 2025, 2026], *rows])
    kroner = plan.amounts.set_index(["item", "year"])["kroner"]
    assert kroner.loc[plan.items.index[8]].tolist() == [100_000, 300_000, 9_000_000]
    assert kroner.loc[plan.items.index[9]].isna().all()


def test_a_title_and_a_text_in_one_cell_are_parted_and_a_broken_title_is_not():
    glued = plan_of(
        [
            ["Emne og aftaletekst", "Udvalg", "Tidspunkt"],
            ["Klasseloft på 24 elever\nMindre klasser i indskolingen.", "BUU", "2025"],
            ["Legeplads i Vivild\n400 m2", "BUU", "2025"],
        ]
    )
    assert glued.items[["title", "description"]].values.tolist() == [
        ["Klasseloft på 24 elever", "Mindre klasser i indskolingen."],
        ["Legeplads i Vivild", "400 m2"],
    ]
    broken = plan_of([["Emne", "Beskrivelse", "Udvalg"], ["Ny\nlegeplads", "I Vivild", "BUU"]])
    assert broken.items["title"].tolist() == ["Ny legeplads"]


def test_a_number_that_excel_has_shortened_gets_its_zero_back():
    rows = [[f"{number}", f"Indsats {number}", "BUU", "2025"] for number in (1.8, 1.9)]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Tidspunkt"], *rows, [1.1, "Indsats ti", "BUU", "2025"]])
    assert plan.items["number"].tolist() == ["1.8", "1.9", "1.10"]


def test_plans_side_by_side_are_read_apart_and_a_side_table_is_left_out():
    head = ["Nr.", "Emne", "Udvalg", "Tidspunkt", 2024]
    beside = plan_of(
        [
            ["Drift", None, None, None, None, None, "Anlæg"],
            [*head, None, *head],
            [1, "Fælles indkøb", "ØK", "maj 2025", -250, None, 1, "Cykelsti i Auning", "MTU", "2025", 900],
            [2, "Skolemad", "BUU", "2025", 100, None, None, None, None, None, None],
        ],
        merged=((0, 0, 0, 4), (0, 6, 0, 10)),
    )
    assert beside.items[["title", "kind"]].values.tolist() == [
        ["Fælles indkøb", "operating_change"],
        ["Skolemad", "operating_change"],
        ["Cykelsti i Auning", "capital_project"],
    ]
    assert beside.amounts["kroner"].tolist() == [-250_000, 100_000, 900_000]
    summed = plan_of(
        [[*head, None, "Udvalg", "Antal", 2024], [1, "Fælles indkøb", "ØK", "maj 2025", -250, None, "BUU", 3, 700]]
    )
    assert summed.amounts["kroner"].tolist() == [-250_000]
    assert summed.assignments["committee"].tolist() == ["ØK"]


def test_rows_that_explain_the_columns_are_no_items():
    head = ["Nr.", "Emne", "Udvalg", "Tidspunkt", 2024]
    item = [1, "Fælles indkøb", "ØK", "maj 2025", -2.5]
    for row in (
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, 2, 3, 4, 5],
        ["(nr.)", "(kort)", "(navn)", "(kvartal)", "(tal)"],
    ):
        assert plan_of([head, row, item]).items["title"].tolist() == ["Fælles indkøb"]
    assert plan_of([[*head, 2025], [None, None, None, None, "mio. kr.", "mio. kr."], [*item, 1]]).amounts[
        "kroner"
    ].tolist() == [-2_500_000, 1_000_000]


@pytest.mark.parametrize(
    ("banner", "kind", "committee", "section"),
    [
        ("Drift – Børne- og ungdomsudvalget", "operating_change", "BUU", None),
        ("Skoler og dagtilbud (anlæg)", "capital_project", None, "Skoler og dagtilbud"),
        ("III - Skoler og dagtilbud", None, None, "Skoler og dagtilbud"),
    ],
)
def test_a_banner_may_say_two_things(banner, kind, committee, section):
    plan = plan_of([["Nr.", "Emne", "Tidspunkt", "Proces"], [banner], [1, "Fælles indkøb", "maj 2025", "Udbud"]])
    item = records(plan.items)[0]
    assert (item["kind"], item["section"]) == (kind, section)
    assert plan.assignments["committee"].tolist() == ([committee] if committee else [])


def test_numbers_and_letters_under_the_committees_are_marks_of_a_matrix_and_give_the_order():
    head = ["Nr.", "Emne", "ØK", "BUU", "KB", "Tidspunkt"]
    plan = plan_of([head, [1, "Skolemad", 2, 1, 3, "maj 2025"], [2, "Ny skole", "O", "B", None, "2025"]])
    assert plan.assignments["committee"].tolist() == ["BUU", "ØK", "KB", "ØK", "BUU"]


def test_a_status_that_says_done_in_a_year_to_come_is_not_done():
    plan = plan_of(
        [
            ["Nr.", "Emne", "Udvalg", "Tidspunkt", "Status"],
            [1, "Skolemad", "BUU", "2027", "Afsluttet i 2027"],
            [2, "Ny rute", "ØK", "2024", "Afsluttet i marts 2024"],
        ]
    )
    assert plan.items["completion"].tolist() == ["open", "done"]


@pytest.mark.parametrize(
    ("due", "says"), [("Gennemført marts 2024", 1), ("Opstart maj 2025, færdig 30. september 2026", 0)]
)
def test_a_date_that_is_to_come_does_not_say_done(due, says):
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Tidspunkt", "Afsluttet"], [1, "Skolemad", "BUU", due, None]])
    assert len(plan.observed(Observation.DUE_SAYS_DONE)) == says


def test_years_of_two_figures_under_drift_and_anlaeg_are_those_of_amounts_in_each_table():
    over = ["Nr", "Aftale", "Udvalg", "Drift", None, "Anlæg", None, "Hvornår"]
    years = [None, None, None, "25", "26", "25", "26", None]
    plan = plan_of(
        [
            ["SKOLER"], over, years,
            [1, "Skolemad i alle klasser", "BUU", -90, -210, None, None, "maj 2025"],
            [2, "Ny skolegård", "BUU", None, None, 275, None, "juni 2025"],
            ["VEJE"], over, years,
            [3, "Cykelsti til havnen", "MTU", None, None, 900, 400, "maj 2026"],
        ]
    )  # fmt: skip
    assert told(plan, "kind", "kroner") == [
        ("operating_change", {2025: -90_000, 2026: -210_000}),
        ("capital_project", {2025: 275_000}),
        ("capital_project", {2025: 900_000, 2026: 400_000}),
    ]


def test_items_with_amounts_and_times_in_sentences_are_no_headings():
    heading = [None, "Aftalepunkt", "Uddrag af aftaleteksten", "Økonomi", "Udvalg og tidspunkt", "Siden sidst"]
    rows = [
        ["✓", "Voksne i børnehaver", "„Midler til flere voksne.“", "1,8 mio. kr. årligt", "BUU – januar 2025", "Ansat"],
        [None, "Tilbud om træning", "„Indsatsen ophører.“", "-0,4 mio. kr. årligt", "KFU – 1. kvartal 2025",
         "Sidste hold slutter 27. marts"],
        [None, "Besøgshunde", None, "50.000 kr. årligt", "KFU", None],
        [None, "Cykelsti til Auning", "„Stien anlægges.“", "Anlæg: 4,0 mio. kr. i 2025", "MTU – april 2025", "Udbud"],
    ]  # fmt: skip
    signs = ["✓ = på plads. Gennemstreget = udgår."]
    plan = plan_of([signs, [], heading, *rows])
    assert told(plan, "title", "kind", "committees", "completion") == [
        ("Voksne i børnehaver", None, "BUU", "done"),
        ("Tilbud om træning", None, "KFU", "open"),
        ("Besøgshunde", None, "KFU", "open"),
        ("Cykelsti til Auning", "capital_project", "MTU", "open"),
    ]
    assert [code for code, _ in findings(plan) if code in ("U303", "U505", "U506")] == []


def test_themes_counted_by_letters_are_sections_whatever_their_first_word_means():
    heading = ["Nr.", "Indsats", "Udvalg", "Frist"]
    plan = plan_of(
        [heading, ["Tema A: Grøn kommune"], [1, "Skovrejsning", "MTU", "maj 2025"],
         ["Tema B: Drift, udvikling og administration"], [2, "Nyt ESDH-system", "ØK", "juni 2025"]]
    )  # fmt: skip
    assert told(plan, "section", "kind") == [("Grøn kommune", None), ("Drift, udvikling og administration", None)]


def test_headings_that_say_the_unit_of_the_numbers_below_are_headings():
    rows = [["Bro over åen", "MTU", 100, -20], ["Sti til skoven", "MTU", 200, -30], ["Hal i byen", "KFU", 300, -30]]
    plan = plan_of([["Projekt", "Udvalg", "Udgift 1.000 kr.", "Indtægt 1.000 kr."], *rows])
    assert told(plan, "title", "committees") == [(row[0], row[1]) for row in rows]


@pytest.mark.parametrize(
    ("heading", "field", "text"),
    [
        ("Økonomis huskeseddel", "internal", "Lederen er kritisk – tag det roligt"),
        ("Controllerens kladde", "internal", "Tallene holder ikke"),
        ("Gitte-Maries post-its", "internal", "Ring til Eva"),
        ("Stabens scribbles", "internal", "Ring til Eva"),
        ("Besked til udvalget", "remarks", None),
        ("Info til fagudvalgene", "remarks", "Der er kommet to tilbud"),
        ("Orientering til byrådet", "remarks", "Der er kommet to tilbud"),
        ("Udvalgets huskeliste", None, "Besøg på Engskolen"),
    ],
)
def test_a_heading_tells_whose_notes_and_to_whom_they_are(heading: str, field: str | None, text: str | None) -> None:
    head = ["Nr.", "Emne", "Udvalg", "Tidspunkt", heading]
    plan = plan_of(
        [head, [1, "Skolemad", "BUU", "maj 2025", text], [2, "Ny skole", "ØK", "2025", "Der er sat penge af"]]
    )
    found = [one["field"] for one in records(plan.columns) if one["heading"] == heading]
    assert found == [field]
