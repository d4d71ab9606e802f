"""Læsning: what somebody chooses there holds at the next run and from then on, and is told."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from again import AS_OF, table, worked_on
from click.testing import CliRunner, Result

from udmoentning_xl.cli import cli
from udmoentning_xl.terms import LABELS, choice_label, choice_target

HEADINGS = ["Nr.", "Det vi gør", "Emne", "Udvalg", "Hvornår", "Fjerpen", "2025", "Intern note", "Lukket"]
ROWS = [
    ["1", "Ny legeplads", "Børn", "BUU", "1. juni 2025", "Fuldført", 100, "Ring til Bo", "Ja"],
    ["2", "Mere skov", "Natur", "MTU", "2. kvartal 2025", "Åben", 200, "Pris 9 mio.", None],
    ["3", "Lys på stien", "Veje", "MTU", "1. maj 2026", "Åben", 300, None, None],
    ["4", "Fælles køkken", "Ældre", "VPU", "Løbende", "Åben", 400, None, None],
]
DUE = "Vejledende tidspunkt"
CHOSEN = {"Det vi gør": "Indsats", "Emne": "Hovedpunkt", "Fjerpen": "Afsluttet"}
RESULT = "plan_udmoentet.xlsx"


def book(path: Path, sheets: Mapping[str, list[list[Any]]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return book(tmp_path / "plan.xlsx", {"Plan": [HEADINGS, *ROWS]})


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [*map(str, arguments), "--dato", AS_OF.isoformat()])
    assert result.exit_code in (0, 1), result.output
    return result


def listed(path: Path) -> dict[str, dict[str, Any]]:
    """Heading of the plan -> its row in Læsning by the headings there."""
    rows = openpyxl.load_workbook(path)["Læsning"].iter_rows(values_only=True)
    found: dict[str, dict[str, Any]] = {}
    head: tuple[Any, ...] = ()
    for row in rows:
        if "Læst som" in row:
            head = row
        elif "Planens tabeller" in row:
            break
        elif head and any(row):
            line = dict(zip(head, row, strict=True))
            found[line["Overskrift"]] = line
    return found


def choose(path: Path, chosen: Mapping[str, str | None]) -> None:
    """Somebody opens the file, chooses, and saves it."""

    def work(made: openpyxl.Workbook) -> None:
        sheet = made["Læsning"]
        head = next(row for row in sheet.iter_rows() if "Læst som" in [cell.value for cell in row])
        columns = {cell.value: cell.column for cell in head}
        for row in range(head[0].row + 1, sheet.max_row + 1):
            heading = sheet.cell(row, columns["Overskrift"]).value
            if heading in chosen and sheet.cell(row, columns["Ark"]).value:
                sheet.cell(row, columns["Læst som"]).value = chosen[heading]

    shutil.move(worked_on(path, path.with_name("gemmes.xlsx"), work), path)


def read_as(path: Path) -> dict[str, Any]:
    return {heading: line["Læst som"] for heading, line in listed(path).items()}


def titles(path: Path, sheet: str = "Samlet plan") -> list[Any]:
    _, names, rows = table(path, sheet, "Indsats")
    return [row[names.index("Indsats")] for row in rows if row[names.index("Id")]]


def told(path: Path) -> list[tuple[Any, ...]]:
    """Severity, place and words of what Kontrol says of choices."""
    _, names, rows = table(path, "Kontrol", "Kvittering")
    wanted = [names.index(one) for one in ("Alvor", "Sted", "Hvad er galt")]
    return [tuple(row[place] for place in wanted) for row in rows if row[names.index("Kode")] == "U802"]


NOTES = [
    ("note", "Plan!B1", "kolonne B „Det vi gør“ læses som Indsats, fordi det er rettet i arket Læsning"),
    ("note", "Plan!C1", "kolonne C „Emne“ læses som Hovedpunkt, fordi det er rettet i arket Læsning"),
    ("note", "Plan!F1", "kolonne F „Fjerpen“ læses som Afsluttet, fordi det er rettet i arket Læsning"),
]


def test_laesning_says_of_every_column_what_it_is_an_example_and_how_sure(plan: Path) -> None:
    run("byg", plan)
    assert [tuple(line.values()) for line in listed(plan.with_name(RESULT)).values()] == [
        ("Plan", "Nr.", "2", "Nr.", "sikkert", "overskriften", "Nr."),
        ("Plan", "Det vi gør", "Mere skov", None, "ikke læst", None, None),
        ("Plan", "Emne", "Natur", "Indsats", "sikkert", "overskriften", "Indsats"),
        ("Plan", "Udvalg", "MTU", "Udvalg", "sikkert", "overskriften", "Udvalg"),
        ("Plan", "Hvornår", "2. kvartal 2025", *(DUE, "sikkert", "overskriften", DUE)),
        ("Plan", "Fjerpen", "Åben", None, "ikke læst", None, None),
        ("Plan", "2025", "200", "Beløb 2025", "sikkert", "årstal", "Beløb 2025"),
        ("Plan", "Intern note", None, "Intern", "sikkert", "overskriften", "Intern"),
        ("Plan", "Lukket", None, "Lukket", "sikkert", "overskriften", "Lukket"),
    ]


def test_the_drop_down_has_every_field_every_year_and_every_body_and_that_a_column_is_not_read(plan: Path) -> None:
    run("byg", plan)
    sheet = openpyxl.load_workbook(plan.with_name(RESULT))["Læsning"]
    (validation,) = sheet.data_validations.dataValidation
    choices = [row[0].value for row in sheet[validation.formula1.replace("$", "")]]
    assert {*LABELS.values(), "læses ikke", "Beløb 2025", "Beløb 2028", "Udvalg: kryds for BUU"} <= set(choices)
    assert len(choices) == len(set(choices))
    assert {choice_label(choice_target(one)) for one in choices} == set(choices)


def test_laesning_says_where_each_table_is_and_what_its_amounts_are(plan: Path) -> None:
    run("byg", plan)
    rows = list(openpyxl.load_workbook(plan.with_name(RESULT))["Læsning"].iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if "Overskrift i række" in row)
    assert rows[head + 1][:6] == ("Plan", "1", "2-5", "1.000 kr. (står ikke ved tabellen)", None, None)


def test_what_somebody_chooses_is_read_so_at_the_next_run_and_from_then_on_and_told_each_time(plan: Path) -> None:
    result = plan.with_name(RESULT)
    first = run("byg", plan)
    assert titles(result) == ["Børn", "Natur", "Veje", "Ældre"]
    assert "Læsning" not in first.stdout
    choose(result, CHOSEN)
    for _ in range(3):
        said = run("byg", plan)
        assert Path(said.stdout.splitlines()[-1].removeprefix("Skrevet: ")).name == RESULT
        assert "Rettet i arket Læsning: 3 kolonner (se U802 i Kontrol)" in said.stdout.splitlines()
        assert titles(result) == ["Ny legeplads", "Mere skov", "Lys på stien", "Fælles køkken"]
        assert told(result) == NOTES
        assert {name: line["Hvor sikkert"] for name, line in listed(result).items() if name in CHOSEN} == dict.fromkeys(
            CHOSEN, "rettet af jer"
        )
        about = dict(list(openpyxl.load_workbook(result)["Om"].iter_rows(max_col=2, values_only=True)))
        assert about["Rettet i Læsning"] == "3 kolonner"


def test_tjek_and_udsend_read_the_plan_as_it_was_chosen(plan: Path, tmp_path: Path) -> None:
    run("byg", plan)
    choose(plan.with_name(RESULT), CHOSEN)
    assert "U802  Plan!B1" in run("tjek", plan, "--vaelg", "U802").stdout
    run("udsend", plan, "--til", tmp_path / "ud")
    assert titles(next((tmp_path / "ud").rglob("*MTU*.xlsx")), "MTU") == ["Mere skov", "Lys på stien"]


def test_a_choice_holds_when_the_report_itself_is_run_and_the_plan_has_moved_its_columns(
    plan: Path, tmp_path: Path
) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    choose(result, CHOSEN)

    def moved(made: openpyxl.Workbook) -> None:
        made["Plan"].insert_cols(1)
        made["Plan"].insert_rows(1, 2)

    shutil.move(worked_on(result, tmp_path / "flyttet.xlsx", moved), result)
    run("byg", result, "-o", tmp_path / "ny.xlsx")
    assert titles(tmp_path / "ny.xlsx") == ["Ny legeplads", "Mere skov", "Lys på stien", "Fælles køkken"]
    assert told(tmp_path / "ny.xlsx") == [
        ("note", f"Plan!{new}3", words.replace(f"kolonne {old}", f"kolonne {new}"))
        for (_, _, words), old, new in zip(NOTES, "BCF", "CDG", strict=True)
    ]


def test_a_choice_holds_when_laesning_was_sorted_moved_and_named_anew(plan: Path) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    choose(result, CHOSEN)

    def work(made: openpyxl.Workbook) -> None:
        sheet = made["Læsning"]
        head = next(row[0].row for row in sheet.iter_rows() if "Læst som" in [cell.value for cell in row])
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1, max_row=head + len(HEADINGS))]
        for number, row in enumerate(reversed(rows), head + 1):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        sheet.tables.clear()
        sheet.insert_cols(2, 2)
        sheet.insert_rows(1, 3)
        sheet.title = "Sådan læses den"

    shutil.move(worked_on(result, result.with_name("gemmes.xlsx"), work), result)
    run("byg", plan)
    assert titles(result) == ["Ny legeplads", "Mere skov", "Lys på stien", "Fælles køkken"]


def test_a_blank_cell_leaves_the_column_to_the_program_again(plan: Path) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    choose(result, CHOSEN)
    run("byg", plan)
    choose(result, dict.fromkeys(CHOSEN))
    run("byg", plan)
    assert titles(result) == ["Børn", "Natur", "Veje", "Ældre"]
    assert told(result) == []
    assert read_as(result)["Emne"] == "Indsats"


def test_a_column_may_be_read_as_nothing_and_is_then_no_finding(plan: Path) -> None:
    result = plan.with_name(RESULT)
    assert "kolonnen „Det vi gør“ er ikke læst" in run("byg", plan).stdout
    choose(result, {"Det vi gør": "læses ikke"})
    assert "„Det vi gør“ er ikke læst" not in run("byg", plan).stdout
    assert told(result) == [
        ("note", "Plan!B1", "kolonne B „Det vi gør“ læses ikke, fordi det er rettet i arket Læsning")
    ]


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        (
            {"Det vi gør": "Indsatz"},
            "arket Læsning siger „Indsatz“ om kolonne B „Det vi gør“, men det kan ikke følges: det er ikke noget, en "
            "kolonne kan læses som; mente du „Indsats“?",
        ),
        (
            {"Emne": "Indsats", "Det vi gør": "Hvornår som helst"},
            "arket Læsning siger „Hvornår som helst“ om kolonne B „Det vi gør“, men det kan ikke følges: det er ikke "
            "noget, en kolonne kan læses som",
        ),
    ],
)
def test_what_cannot_be_followed_is_told_and_stays_where_it_was_written(
    plan: Path, chosen: dict[str, str], why: str
) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    choose(result, chosen)
    for _ in range(2):
        said = run("byg", plan).stdout.splitlines()
        assert "Kan ikke følges i arket Læsning: valget for 1 kolonne (se U802 i Kontrol)" in said
        assert not any(line.startswith("Rettet i arket Læsning") for line in said)
        assert told(result) == [("advarsel", "Plan!B1", why)]
        assert read_as(result)["Det vi gør"] == chosen["Det vi gør"]
        assert titles(result) == ["Børn", "Natur", "Veje", "Ældre"]


def test_of_two_columns_chosen_for_one_thing_the_first_is_followed_and_the_other_told(plan: Path) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    choose(result, {"Det vi gør": "Nr.", "Fjerpen": "Nr."})
    run("byg", plan)
    why = "det læses kolonne B „Det vi gør“ som, og det kan kun én kolonne være"
    assert told(result) == [
        ("advarsel", "Plan!F1", f"arket Læsning siger „Nr.“ om kolonne F „Fjerpen“, men det kan ikke følges: {why}"),
        ("note", "Plan!B1", "kolonne B „Det vi gør“ læses som Nr., fordi det er rettet i arket Læsning"),
    ]


def test_a_choice_that_leaves_no_plan_is_not_followed(plan: Path) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    nothing = dict.fromkeys([heading for heading in HEADINGS if heading != "Emne"], "læses ikke")
    choose(result, {**nothing, "Emne": "Ansvarlig"})
    run("byg", plan)
    assert titles(result)
    assert any(severity == "advarsel" for severity, _, _ in told(result))


def test_columns_of_one_heading_are_told_apart_and_chosen_one_by_one(tmp_path: Path) -> None:
    rows = [
        [["Emne", "Udvalg", "Noter", "Noter", None], ["Skov", "MTU", "a", "b", "c"], ["Sti", "MTU", "a", "b", "c"]][n]
        for n in range(3)
    ]
    path = book(tmp_path / "plan.xlsx", {"Plan": [*rows, ["Sø", "BUU", "a", "b", "c"]]})
    result = path.with_name(RESULT)
    run("byg", path)
    assert list(listed(result)) == ["Emne", "Udvalg", "Noter", "Noter (2)", "Kolonne E uden overskrift"]
    choose(result, {"Noter (2)": "Ansvarlig", "Kolonne E uden overskrift": "Status"})
    run("byg", path)
    assert [words for _, _, words in told(result)] == [
        "kolonne D „Noter (2)“ læses som Ansvarlig, fordi det er rettet i arket Læsning",
        "kolonne E „Kolonne E uden overskrift“ læses som Status, fordi det er rettet i arket Læsning",
    ]


def test_a_choice_for_a_column_that_is_gone_waits_for_it_to_come_back(plan: Path) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    choose(result, {"Fjerpen": "Afsluttet"})
    without = [[*row[:5], *row[6:]] for row in [HEADINGS, *ROWS]]
    book(plan, {"Plan": without})
    for _ in range(2):
        run("byg", plan)
        assert told(result) == [
            ("advarsel", "Plan", "arket Læsning siger „Afsluttet“ om kolonnen „Fjerpen“, som er væk")
        ]
        assert listed(result)["Fjerpen"]["Hvor sikkert"] == "ikke i planen mere"
    book(plan, {"Plan": [HEADINGS, *ROWS]})
    run("byg", plan)
    assert told(result) == NOTES[2:]


def test_a_choice_holds_on_a_sheet_that_has_got_another_name(plan: Path) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    choose(result, {"Fjerpen": "Afsluttet"})
    book(plan, {"Plan 2025": [HEADINGS, *ROWS], "Noter": [["Husk"]]})
    run("byg", plan)
    assert told(result) == [("note", "Plan 2025!F1", NOTES[2][2])]


def test_what_is_typed_elsewhere_in_laesning_is_told_as_in_every_sheet(plan: Path) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)

    def work(made: openpyxl.Workbook) -> None:
        made["Læsning"]["H6"] = "Ring til it"

    shutil.move(worked_on(result, result.with_name("gemmes.xlsx"), work), result)
    choose(result, {"Fjerpen": "Afsluttet"})
    assert "„Ring til it“ er skrevet i Læsning!H6, men kunne ikke føres videre" in run("byg", plan).stdout


@pytest.mark.parametrize("chosen", ["læses ikke", "Bemærkninger"])
def test_a_choice_never_opens_a_closed_item_and_no_committee_gets_anything_of_laesning(
    plan: Path, tmp_path: Path, chosen: str
) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    choose(result, {**CHOSEN, "Lukket": chosen})
    said = run("udsend", plan, "--til", tmp_path / "ud").stdout
    assert "I-1  Ny legeplads" in said
    for path in (tmp_path / "ud").rglob("Udmoentningsplan_*.xlsx"):
        texts = [str(value) for sheet in openpyxl.load_workbook(path) for row in sheet.values for value in row if value]
        assert not [text for text in texts if "Læsning" in text or "Det vi gør" in text or "legeplads" in text]


def test_no_example_is_of_a_closed_item_or_an_internal_column_whatever_was_chosen(plan: Path) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    choose(result, {"Intern note": "Bemærkninger"})
    run("byg", plan)
    examples = {heading: line["Eksempel"] for heading, line in listed(result).items()}
    assert examples["Intern note"] is None
    assert not {"1", "Ny legeplads", "Børn", "BUU", "Fuldført", "100", "Ja"} & set(examples.values())


def test_a_hidden_column_is_said_to_be_hidden_and_has_no_example(plan: Path) -> None:
    made = openpyxl.load_workbook(plan)
    made["Plan"].column_dimensions["D"].hidden = True
    made.save(plan)
    run("byg", plan)
    line = listed(plan.with_name(RESULT))["Udvalg"]
    assert (line["Eksempel"], line["Hvorfor"]) == (None, "overskriften; skjult")


def test_a_choice_for_another_column_never_becomes_what_the_program_reads_by_itself(tmp_path: Path) -> None:
    """What somebody chose for two sheets may be taken for a third; it must not be forgotten for that."""
    head = ["Emne", "Kuvert", "Hvornår", "Afsluttet"]
    path = book(
        tmp_path / "plan.xlsx",
        {
            name: [head, *([f"{title} {name}", "USK", "1. maj 2025", "X"] for title in ("Skov", "Sø", "Sti", "Hegn"))]
            for name in ("Ét", "To", "Tre")
        },
    )
    result = path.with_name(RESULT)
    run("byg", path)

    def work(made: openpyxl.Workbook) -> None:
        for row in made["Læsning"].iter_rows():
            if row[1].value == "Kuvert" and row[0].value != "Tre":
                row[3].value = "Udvalg"

    shutil.move(worked_on(result, result.with_name("gemmes.xlsx"), work), result)
    run("byg", path)
    first = told(result)
    assert [place for _, place, _ in first] == ["Ét!B1", "To!B1"]
    run("byg", path)
    assert told(result) == first


def test_the_report_is_known_by_its_titles_whichever_column_they_were_chosen_from(plan: Path) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    choose(result, {"Emne": "Hovedpunkt", "Det vi gør": "Indsats"})
    rows = [*ROWS]
    for added in ("Ny cykelsti", "Nyt hegn"):
        rows.append(["5", added, f"{added} i alt", "MTU", "Løbende", "Åben", 1])
        book(plan, {"Plan": [HEADINGS, *rows]})
        run("byg", plan)
        assert titles(result) == [row[1] for row in rows]


def test_a_heading_of_a_plan_that_stands_on_its_side_is_chosen_as_any_other(tmp_path: Path) -> None:
    path = book(tmp_path / "plan.xlsx", {"Plan": [list(row) for row in zip(HEADINGS, *ROWS, strict=True)]})
    result = path.with_name(RESULT)
    run("byg", path)
    choose(result, {"Fjerpen": "Afsluttet"})
    run("byg", path)
    assert told(result) == [
        ("note", "Plan!A6", "række 6 „Fjerpen“ læses som Afsluttet, fordi det er rettet i arket Læsning")
    ]


def test_what_is_chosen_in_a_report_of_its_own_beside_the_plan_holds_too(plan: Path) -> None:
    run("byg", plan, "--kun-rapport")
    result = plan.with_name(RESULT)
    choose(result, CHOSEN)
    run("byg", plan, "--kun-rapport")
    assert titles(result) == ["Ny legeplads", "Mere skov", "Lys på stien", "Fælles køkken"]


@pytest.mark.parametrize("chosen", ["Intern", "læses ikke"])
def test_a_choice_that_keeps_something_in_outlives_settings_that_say_the_same(tmp_path: Path, chosen: str) -> None:
    heads = ["Indsats", "Udvalg", "Hvornår", "Noter fra mødet"]
    path = book(tmp_path / "plan.xlsx", {"Plan": [heads, *([one, "BUU", "Løbende", "Evt. stop"] for one in "ABC")]})
    result, settings = path.with_name(RESULT), path.with_name("udmoentning.toml")
    run("byg", path)
    choose(result, {"Noter fra mødet": chosen})
    run("byg", path)
    first = told(result)
    assert len(first) == 1
    settings.write_text(
        f'[kolonner]\n"Noter fra mødet" = "{"intern" if chosen == "Intern" else "laeses_ikke"}"\n', encoding="utf-8"
    )
    for _ in range(3):
        run("byg", path)
        assert told(result) == first
        assert listed(result)["Noter fra mødet"]["Hvor sikkert"] == "rettet af jer"
    settings.unlink()
    run("byg", path)
    assert (told(result), read_as(result)["Noter fra mødet"]) == (first, chosen)
    made = openpyxl.load_workbook(result)
    assert not [
        sheet.title for sheet in made if sheet.title not in ("Plan", "Læsning") and "Evt. stop" in str([*sheet.values])
    ]


def test_a_choice_that_keeps_something_in_can_be_taken_back_where_settings_say_the_same(plan: Path) -> None:
    result = plan.with_name(RESULT)
    run("byg", plan)
    choose(result, {"Det vi gør": "Intern"})
    plan.with_name("udmoentning.toml").write_text('[kolonner]\n"Det vi gør" = "intern"\n', encoding="utf-8")
    run("byg", plan)
    run("byg", plan)
    choose(result, {"Det vi gør": None})
    run("byg", plan)
    assert (told(result), listed(result)["Det vi gør"]["Hvor sikkert"]) == ([], "sat i opsætningen")


OFFICE = ["Indsats", "Udvalg", "Hvornår", "Noter fra mødet"]


def with_notes(path: Path, headings: list[str], text: str = "Regnet") -> Path:
    texts = [text, f"{text} igen"][: len(headings) - 3]
    rows = [[f"Ny sti {one}", "BUU", "Løbende", *(f"{text} {one}" for text in texts)] for one in "ABC"]
    return book(path, {"Plan": [headings, *rows]})


def test_a_choice_that_keeps_a_column_in_holds_for_it_under_another_heading(tmp_path: Path) -> None:
    path = with_notes(tmp_path / "plan.xlsx", OFFICE)
    result = path.with_name(RESULT)
    run("byg", path)
    choose(result, {"Noter fra mødet": "Intern"})
    with_notes(path, [*OFFICE[:3], "Noter fra møderne", "Beskrivelse"], "Nyt")
    why = "kolonnen „Noter fra mødet“, som var „Intern“, er her ikke mere, og den hedder næsten det samme"
    sentences = (
        "Kolonnen „Noter fra mødet“, som I har valgt „Intern“ for i Læsning, er ikke i planen mere.\n"
        f"Kolonnen „Noter fra møderne“ er holdt tilbage fra udvalgene: {why}. Skal den stadig være Intern? Svar i "
        "arket Læsning: vælg „Intern“, eller hvad den ellers er.\n"
    )
    assert sentences in run("udsend", path, "--til", tmp_path / "ud").output
    (sent,) = (tmp_path / "ud").glob("*/*BUU*.xlsx")
    texts = [cell for row in openpyxl.load_workbook(sent)["BUU"].iter_rows(values_only=True) for cell in row]
    assert {"Nyt A", "Nyt igen A"} & set(texts) == {"Nyt igen A"}  # the description
    run("byg", path)
    assert told(result)[0] == (
        "advarsel",
        "Plan",
        "arket Læsning siger „Intern“ om kolonnen „Noter fra mødet“, som er væk",
    )
    assert told(result)[1] == (
        "advarsel",
        "Plan!D1",
        f"kolonne D „Noter fra møderne“ er holdt tilbage fra udvalgene, til I svarer i arket Læsning: {why}",
    )
    choose(result, {"Noter fra møderne": "Intern"})
    run("byg", path)
    assert told(result)[1] == (
        "note",
        "Plan!D1",
        "kolonne D „Noter fra møderne“ læses som Intern, fordi det er rettet i arket Læsning",
    )


def test_where_no_heading_is_like_that_of_a_column_kept_in_every_new_text_is_kept_in(tmp_path: Path) -> None:
    path = with_notes(tmp_path / "plan.xlsx", OFFICE)
    result = path.with_name(RESULT)
    run("byg", path)
    choose(result, {"Noter fra mødet": "Intern"})
    with_notes(path, [*OFFICE[:3], "Bemærkninger", "Beskrivelse"], "Nyt")
    run("byg", path)
    assert {name: read_as(result)[name] for name in ("Bemærkninger", "Beskrivelse")} == {
        "Bemærkninger": "Intern?",
        "Beskrivelse": "Intern?",
    }
    choose(result, {"Beskrivelse": None})
    run("byg", path)
    assert {name: read_as(result)[name] for name in ("Bemærkninger", "Beskrivelse")} == {
        "Bemærkninger": "Intern?",
        "Beskrivelse": "Beskrivelse",
    }


def test_a_choice_is_said_to_be_taken_over_only_where_it_is_followed(tmp_path: Path) -> None:
    path = with_notes(tmp_path / "plan dec.xlsx", OFFICE)
    run("byg", path)
    choose(tmp_path / "plan dec_udmoentet.xlsx", {"Noter fra mødet": "Intern"})
    later = with_notes(tmp_path / "plan jan.xlsx", [*OFFICE[:3], "Noter fra møderne"], "Nyt")
    shown = run("udsend", later, "--til", tmp_path / "ud").output
    assert "rettelse i Læsning" not in shown
    assert "Kolonnen „Noter fra møderne“ er holdt tilbage fra udvalgene" in shown
