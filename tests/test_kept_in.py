"""A column that was internal in the last result stays at home under another heading, or is held and asked about."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from test_choices import book, choose, listed, told

from udmoentning_xl.cli import cli
from udmoentning_xl.outgoing.contents import package_texts

ITEMS = [
    ["1", "Ny legeplads ved skolen", "BUU", "1. juni 2027"],
    ["2", "Mere skov ved byen", "MTU", "2. kvartal 2027"],
    ["3", "Lys på stien langs åen", "MTU", "1. maj 2028"],
    ["4", "Fælles køkken for ældre", "VPU", "3. kvartal 2027"],
]
HEAD = ["Nr.", "Indsats", "Udvalg", "Vejledende tidspunkt"]
OPEN = ["Første rate er givet", "Afventer lokalplan", "Udbud kører", "Køkkenet er tegnet"]
NOTES = [
    "Bo vil ikke være med",
    "Prisen er sat for lavt",
    "Kan droppes, hvis der skal spares",
    "Leverandøren er i krise",
]
NEW = ["Ring til Eva om det", "Regnskabet er forkert", "Direktøren er imod", "Den går ikke igennem"]
Columns = Sequence[tuple[str, Sequence[str | None]]]


def save(path: Path, columns: Columns, sheet: str = "Plan", *, numbered: bool = True) -> Path:
    rows = [[*HEAD, *(heading for heading, _ in columns)]]
    rows += [[*item, *(texts[place] for _, texts in columns)] for place, item in enumerate(ITEMS)]
    return book(path, {sheet: [row if numbered else row[1:] for row in rows]})


def run(*arguments: object, day: str = "2026-11-22") -> str:
    result = CliRunner().invoke(cli, [*map(str, arguments), "--dato", day])
    assert result.exit_code in (0, 1), result.output
    return result.output


def sent(plan: Path, day: str = "2026-11-22") -> tuple[str, set[str]]:
    """What ``udsend`` says, and which of our notes are in what it makes for the committees."""
    shown = run("udsend", plan, day=day)
    folder = plan.parent / f"Udsendelse_{day}"
    made = [text for path in folder.glob("*.xlsx") for text in package_texts(path.read_bytes())]
    made += [path.read_text(encoding="utf-8", errors="replace") for path in folder.glob("*.txt")]
    made += [path.read_text(encoding="utf-8", errors="replace") for path in folder.glob("*.eml")]
    return shown, {one for one in (*NOTES, *NEW) if any(one in text for text in made)}


def january(folder: Path, heading: str = "Noter ØK (kun os selv)", name: str = "plan jan.xlsx") -> Path:
    plan = save(folder / name, [("Bemærkninger", OPEN), (heading, NOTES)])
    run("byg", plan, day="2026-10-22")
    return plan


@pytest.mark.parametrize("name", ["plan jan.xlsx", "plan feb.xlsx"])
def test_an_internal_column_is_known_again_by_its_texts_month_after_month(tmp_path: Path, name: str) -> None:
    january(tmp_path)
    plan = save(
        tmp_path / name, [("Kommentarer BN", [*NOTES[:3], "Leverandøren er nu i krise"]), ("Bemærkninger", OPEN)]
    )
    why = "4 af dens 4 tekster stod sidst i kolonnen „Noter ØK (kun os selv)“, som var „Intern“"
    shown, leaked = sent(plan)
    assert f"Kolonnen „Kommentarer BN“ læses som Intern: {why}. Er det forkert, så ret det i arket Læsning.\n" in shown
    assert "Ikke sendt: „Kommentarer BN“ (intern).\n" in shown
    assert leaked == set()
    assert why in run("tjek", plan)
    run("byg", plan)
    result = plan.with_name(f"{plan.stem}_udmoentet.xlsx")
    row = listed(result)["Kommentarer BN"]
    assert [row[one] for one in ("Læst som", "Hvor sikkert", "Hvorfor")] == ["Intern", "som ved sidste kørsel", why]
    assert told(result) == [("advarsel", "Plan!E1", f"kolonne E „Kommentarer BN“ læses som Intern: {why}")]
    march = save(tmp_path / "plan mar.xlsx", [("Bemærkninger", OPEN), ("Opfølgning", [*NOTES[:2], None, NEW[0]])])
    shown, leaked = sent(march, "2026-12-22")
    assert "2 af dens 3 tekster stod sidst i kolonnen „Kommentarer BN“, som var „Intern“" in shown
    assert leaked == set()


def test_a_new_column_in_the_place_of_an_internal_one_is_held_until_somebody_says_what_it_is(tmp_path: Path) -> None:
    january(tmp_path)
    plan = save(tmp_path / "plan feb.xlsx", [("Bemærkninger", OPEN), ("Kommentarer BN", NEW)])
    why = "kolonnen „Noter ØK (kun os selv)“, som var „Intern“, er her ikke mere, og den står på dens plads"
    asked = (
        f"Kolonnen „Kommentarer BN“ er holdt tilbage fra udvalgene: {why}. Skal den stadig være Intern? Svar i arket "
        "Læsning: vælg „Intern“, eller hvad den ellers er.\n"
    )
    shown, leaked = sent(plan)
    assert asked in shown
    assert "Ikke sendt: „Kommentarer BN“ (holdt tilbage: er den stadig intern?).\n" in shown
    assert leaked == set()
    result = tmp_path / "plan feb_udmoentet.xlsx"
    for _ in range(2):
        assert asked in run("byg", plan)
        assert listed(result)["Kommentarer BN"]["Læst som"] == "Intern?"
    choose(result, {"Kommentarer BN": "Intern"})
    assert "holdt tilbage" not in run("byg", plan)
    assert listed(result)["Kommentarer BN"]["Hvor sikkert"] == "rettet af jer"
    choose(result, {"Kommentarer BN": "Bemærkninger"})
    assert sent(plan, "2026-11-23")[1] == set(NEW)


@pytest.mark.parametrize(
    "columns",
    [
        [
            ("Bemærkninger", OPEN),
            ("Kommentarer BN", [*NOTES[:2], None, None]),
            ("Opfølgning", [None, None, *NOTES[2:]]),
        ],
        [("Bemærkninger", OPEN), ("Kommentarer BN", NOTES), ("Opfølgning", NEW)],
        [("Bemærkninger", [f"{one}. {note}" for one, note in zip(OPEN, NOTES, strict=True)])],
        [("Bemærkninger", NOTES)],
        [("Status", NOTES), ("Bemærkninger", OPEN)],
        [("Bemærkninger", OPEN), ("BN", NOTES)],
    ],
    ids=["split", "split with new texts", "put into another", "in place of another", "a status", "not understood"],
)
def test_no_note_is_sent_when_the_internal_column_is(tmp_path: Path, columns: Columns) -> None:
    january(tmp_path)
    assert sent(save(tmp_path / "plan feb.xlsx", columns))[1] == set()


def test_no_note_is_sent_from_a_plan_without_numbers_or_a_sheet_of_another_name(tmp_path: Path) -> None:
    columns = [("Bemærkninger", OPEN), ("Kommentarer BN", NOTES)]
    january(tmp_path)
    assert sent(save(tmp_path / "plan feb.xlsx", columns, "Februar", numbered=False))[1] == set()


def test_no_note_is_sent_from_another_sheet_that_it_was_moved_to(tmp_path: Path) -> None:
    january(tmp_path)
    plan = save(tmp_path / "plan feb.xlsx", [("Bemærkninger", OPEN)])
    made = openpyxl.load_workbook(plan)
    sheet = made.create_sheet("Opfølgning")
    for row in [["Nr.", "Indsats", "Kommentar"], *([*item[:2], note] for item, note in zip(ITEMS, NOTES, strict=True))]:
        sheet.append(row)
    made.save(plan)
    assert sent(plan)[1] == set()


@pytest.mark.parametrize("was_beside", [False, True])
def test_no_note_is_sent_from_a_table_beside_the_plan_or_a_sheet_that_says_more(
    tmp_path: Path, *, was_beside: bool
) -> None:
    def saved(path: Path, heading: str) -> Path:
        rows = [["Nr.", "Indsats", heading], *([*item[:2], note] for item, note in zip(ITEMS, NOTES, strict=True))]
        plan = [[*HEAD, "Bemærkninger"], *([*item, text] for item, text in zip(ITEMS, OPEN, strict=True))]
        if was_beside:
            return book(path, {"Plan": plan, "Opfølgning": rows})
        return book(path, {"Plan": [[*one, None, None, *other] for one, other in zip(plan, rows, strict=True)]})

    run("byg", saved(tmp_path / "plan jan.xlsx", "Egne noter"), day="2026-10-22")
    assert sent(saved(tmp_path / "plan feb.xlsx", "Kommentarer BN"))[1] == set()


def test_what_the_settings_kept_in_stays_in_when_they_are_gone(tmp_path: Path) -> None:
    settings = tmp_path / "udmoentning.toml"
    settings.write_text('[kolonner]\n"Noter" = "intern"\n', encoding="utf-8")
    plan = january(tmp_path, "Noter")
    settings.unlink()
    shown, leaked = sent(plan)
    assert "Kolonnen „Noter“ læses som Intern: den var „Intern“ ved sidste kørsel." in shown
    assert leaked == set()


def test_what_was_picked_where_it_says_internal_already_is_kept_in_after_the_heading_is_changed(tmp_path: Path) -> None:
    plan = january(tmp_path)
    choose(tmp_path / "plan jan_udmoentet.xlsx", {"Noter ØK (kun os selv)": "Intern"})
    save(plan, [("Bemærkninger", OPEN), ("Kommentarer BN", NOTES)])
    assert sent(plan)[1] == set()


@pytest.mark.parametrize(
    "columns",
    [
        [("Bemærkninger", OPEN), ("Egne noter", NOTES), ("Status", ["I gang", "I gang", "Afsluttet", "I gang"])],
        [("Kommentarer", OPEN), ("Egne noter", NOTES)],
        [("Kommentarer", OPEN)],
    ],
    ids=["a new column beside it", "another renamed", "another renamed, and the notes gone"],
)
def test_an_ordinary_change_of_other_columns_is_not_asked_about(tmp_path: Path, columns: Columns) -> None:
    january(tmp_path, "Egne noter")
    shown, leaked = sent(save(tmp_path / "plan feb.xlsx", columns))
    assert ("holdt tilbage" in shown, "læses som Intern" in shown, leaked) == (False, False, set())


def test_a_column_of_texts_is_told_when_it_goes_to_the_committees_for_the_first_time(tmp_path: Path) -> None:
    first = "Sendes for første gang: kolonnen „Status“.\n"
    january(tmp_path, "Noter")
    choose(tmp_path / "plan jan_udmoentet.xlsx", {"Noter": "Intern"})
    columns = [("Bemærkninger", OPEN), ("Noter", NOTES), ("Status", ["I gang"] * 4)]
    plan = save(tmp_path / "plan feb.xlsx", columns)
    assert first in sent(plan)[0]
    assert "Sendes for første gang" not in sent(plan, "2026-11-23")[0]
    run("byg", plan)
    choose(tmp_path / "plan feb_udmoentet.xlsx", {"Noter": "Bemærkninger"})
    assert "Sendes for første gang: kolonnen „Noter“.\n" in sent(plan, "2026-11-24")[0]


def test_a_column_that_has_only_got_another_heading_is_not_sent_for_the_first_time(tmp_path: Path) -> None:
    last = ["I gang", "Etape 1 afsluttet", "I gang", "Udbud forberedes"]
    sent(save(tmp_path / "plan jan.xlsx", [("Bemærkninger", OPEN), ("Status", last)]), "2026-10-22")
    for now, is_new in (([*last[:3], "Udbud kører"], False), (["Nyt her", "Også nyt", "Alt nyt", "Andet"], True)):
        plan = save(tmp_path / "plan feb.xlsx", [("Bemærkninger", OPEN), ("Hvor langt er vi?", now)])
        shown = run("udsend", plan, "--proeve", day="2026-11-22")
        assert "„Hvor langt er vi?“" in shown
        assert ("Sendes for første gang: kolonnen „Hvor langt er vi?“." in shown) is is_new


def settings(folder: Path, *lines: str) -> None:
    """Settings as ``opsaet`` makes them, with the columns of a plan."""
    known = ('"Nr." = "nr"', '"Indsats" = "emne"', '"Udvalg" = "udvalg"', '"Vejledende tidspunkt" = "tidspunkt"')
    text = "\n".join(("[kolonner]", *known, *lines, ""))
    (folder / "udmoentning.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("lines", "columns", "held"),
    [
        (['"Økonomis sedler" = "intern"'], [("Bemærkninger", NOTES)], {"Bemærkninger"}),
        (
            ['"Hvor langt" = "status"', '"Økonomis sedler" = "intern"'],
            [("Stade", OPEN), ("Kommentarer", NOTES)],
            {"Kommentarer"},
        ),
        (
            ['"Beskrivelse" = "beskrivelse"', '"Sedler" = "intern"'],
            [("Beskrivelse", OPEN), ("Status", NOTES)],
            {"Status"},
        ),
        (['"Sedler" = "intern"'], [("Beskrivelse", OPEN), ("Bemærkninger", NOTES)], {"Bemærkninger"}),
    ],
    ids=["remarks", "another renamed too", "a field that the settings do not name", "settings that name but that one"],
)
def test_a_column_that_may_be_the_one_the_settings_keep_in_is_held_in_a_folder_without_results(
    tmp_path: Path, lines: list[str], columns: Columns, held: set[str]
) -> None:
    settings(tmp_path, *lines)
    plan = save(tmp_path / "plan feb.xlsx", columns)
    shown, leaked = sent(plan)
    assert leaked == set()
    name = lines[-1].split('"')[1]
    why = (
        f"kolonnen „{name}“, som er „Intern“ i udmoentning.toml, linje {5 + len(lines)}, er her ikke, og den er "
        "ikke nævnt dér"
    )
    assert {one for one, _ in columns if f"Kolonnen „{one}“ er holdt tilbage fra udvalgene: {why}." in shown} == held
    run("byg", plan)
    result = tmp_path / "plan feb_udmoentet.xlsx"
    assert {one for one, row in listed(result).items() if row["Læst som"] == "Intern?"} == held
    choose(result, dict.fromkeys(held, "Bemærkninger"))
    shown, leaked = sent(plan, "2026-11-23")
    assert (leaked, "holdt tilbage" in shown) == (set(NOTES), False)


@pytest.mark.parametrize("heading", ["Økonomis sedler", "Interne noter"])
def test_settings_that_fit_or_a_column_that_is_internal_by_itself_hold_no_other(tmp_path: Path, heading: str) -> None:
    settings(tmp_path, '"Økonomis sedler" = "intern"')
    plan = save(tmp_path / "plan feb.xlsx", [("Bemærkninger", OPEN), (heading, NOTES)])
    shown, leaked = sent(plan)
    assert (leaked, "holdt tilbage" in shown, "linje 6" in shown) == (set(), False, False)


def test_a_column_that_the_settings_keep_in_and_no_sheet_has_is_told(tmp_path: Path) -> None:
    plan = save(tmp_path / "plan feb.xlsx", [("Bemærkninger", OPEN)])
    run("byg", plan)
    settings(tmp_path, '"Økonomis sedler" = "intern"')
    said = "„Intern“ i udmoentning.toml, linje 6, gælder kolonnen „Økonomis sedler“, som ikke er i planen"
    assert said in sent(plan)[0]
    run("byg", plan)
    assert ("note", None, said) in told(plan.with_name("plan feb_udmoentet.xlsx"))


def test_a_column_whose_texts_stood_in_one_that_was_not_read_is_asked_about(tmp_path: Path) -> None:
    save(tmp_path / "plan jan.xlsx", [("Bemærkninger", OPEN), ("Xyzzy", NOTES)])
    run("byg", tmp_path / "plan jan.xlsx", day="2026-10-22")
    plan = save(tmp_path / "plan feb.xlsx", [("Bemærkninger", OPEN), ("Kommentarer", NOTES)])
    why = "4 af dens 4 tekster stod sidst i kolonnen „Xyzzy“, som ikke blev læst og ikke sendt"
    shown, leaked = sent(plan)
    assert f"Kolonnen „Kommentarer“ er holdt tilbage fra udvalgene: {why}." in shown
    assert leaked == set()
    run("byg", plan)
    choose(tmp_path / "plan feb_udmoentet.xlsx", {"Kommentarer": "Bemærkninger"})
    assert sent(plan, "2026-11-23")[1] == set(NOTES)


def test_once_somebody_has_said_what_an_internal_column_has_become_it_is_not_asked_for_again(tmp_path: Path) -> None:
    plan, result = january(tmp_path, "Noter"), tmp_path / "plan jan_udmoentet.xlsx"
    choose(result, {"Noter": "Intern"})
    run("byg", plan)
    save(plan, [("Bemærkninger", OPEN), ("Kommentarer BN", NEW)])
    assert "som I har valgt „Intern“ for i Læsning, er ikke i planen mere.\n" in run("byg", plan)
    choose(result, {"Kommentarer BN": "Intern"})
    assert "er ikke i planen mere" not in run("byg", plan)
