"""A plan saved under a new name: what people chose and signed off goes on with it, and nothing leaks in doubt."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from again import kvittering, typed, worked_on
from click.testing import CliRunner, Result
from test_again_changes import log
from test_choices import choose, listed
from test_target import signatures
from versions.months_made import changed, items, save

from udmoentning_xl.cli import cli
from udmoentning_xl.outgoing.contents import package_texts
from udmoentning_xl.reading.source import read_workbook

PLAN = [{**item, "done": None, "due": "ad åre" if not place else item["due"]} for place, item in enumerate(items(24))]
NOVEMBER, JANUARY = "Udmøntning nov 2026", "Udmøntning jan 2027"
SECRET = "Det gælder"
MOVED = changed(PLAN, PLAN[3]["title"], due="1. kvartal 2030")


def run(*arguments: object, day: str = "2026-11-28") -> Result:
    result = CliRunner().invoke(cli, [*map(str, arguments), "--dato", day])
    assert result.exit_code in (0, 1), result.output
    return result


def plan(folder: Path, name: str, rows: list[dict]) -> Path:
    path = folder / f"{name}.xlsx"
    save(path, rows)
    return path


def result_of(path: Path) -> Path:
    return path.with_name(f"{path.stem}_udmoentet.xlsx")


def worked_in(folder: Path, rows: list[dict] = PLAN, name: str = NOVEMBER) -> Path:
    """November's result, in which somebody has said that the descriptions are internal, and signed off one finding."""
    november = plan(folder, name, rows)
    run("byg", november)
    result = result_of(november)
    choose(result, {"Beskrivelse": "Intern"})
    shutil.move(worked_copy(result, "gemmes.xlsx"), result)
    return result


def sent(folder: Path) -> str:
    return "\n".join(text for path in folder.rglob("*.xlsx") for text in package_texts(path.read_bytes()))


def test_next_months_plan_under_another_name_goes_on_from_the_last_result(tmp_path: Path) -> None:
    worked_in(tmp_path)
    january = plan(tmp_path, JANUARY, MOVED)
    shown = run("byg", january, day="2027-01-04").stdout
    assert (
        f"Sidste kørsel på den samme plan var på {NOVEMBER}.xlsx: 1 rettelse i Læsning og 1 kvittering er taget over "
        f"fra {NOVEMBER}_udmoentet.xlsx.\n"
    ) in shown
    assert "Siden sidst (28-11-2026): 1 udskudt. Se arket Ændringer.\n" in shown
    result = result_of(january)
    assert listed(result)["Beskrivelse"]["Læst som"] == "Intern"
    assert signatures(result) == ["Aftalt med ØK"]
    assert [row["Hvad"] for row in log(result)] == ["udskudt"]
    again = run("byg", january, day="2027-01-05").stdout  # from then on it has a result of its own
    assert "Sidste kørsel på den samme plan" not in again
    assert signatures(result) == ["Aftalt med ØK"]


def test_udsend_sends_no_column_that_was_internal_when_the_plan_had_another_name(tmp_path: Path) -> None:
    worked_in(tmp_path)
    january = plan(tmp_path, JANUARY, MOVED)
    done = run("udsend", january, "--til", tmp_path / "ud", day="2027-01-04")
    assert "er taget over fra" in done.stderr
    assert PLAN[3]["title"] in sent(tmp_path / "ud")
    assert SECRET not in sent(tmp_path / "ud")


def test_a_column_that_was_internal_is_not_sent_though_somebody_deletes_laesning(tmp_path: Path) -> None:
    result = worked_in(tmp_path)
    november = tmp_path / f"{NOVEMBER}.xlsx"
    run("byg", november)
    shutil.move(worked_on(result, tmp_path / "gemmes.xlsx", lambda book: book.remove(book["Læsning"])), result)
    done = run("udsend", november, "--til", tmp_path / "ud")
    assert done.stderr.splitlines()[0] == (
        f"Arket Læsning er slettet i {result.name}, så rettelserne i det er ikke med. Det, der i Læsning var valgt som "
        "internt, lukket eller ikke læst, gælder stadig. Skal de med, så hent filen, som den var, før det skete (i "
        "OneDrive og SharePoint: Versionshistorik), og kør igen."
    )
    assert PLAN[3]["title"] in sent(tmp_path / "ud")
    assert SECRET not in sent(tmp_path / "ud")
    run("byg", november)
    assert listed(result)["Beskrivelse"]["Læst som"] == "Intern"


def test_of_several_months_the_last_one_is_gone_on_from(tmp_path: Path) -> None:
    first = worked_in(tmp_path)
    december = plan(tmp_path, "Udmøntning dec 2026", PLAN)
    run("byg", december, day="2026-12-15")
    choose(result_of(december), {"Beskrivelse": None})
    first.touch()  # somebody looks into the old one and saves it
    january = plan(tmp_path, JANUARY, MOVED)
    shown = run("byg", january, day="2027-01-04").stdout
    assert "er taget over fra Udmøntning dec 2026_udmoentet.xlsx" in shown
    assert listed(result_of(january))["Beskrivelse"]["Læst som"] == "Beskrivelse"


def test_in_doubt_what_keeps_a_column_from_being_sent_is_taken_over_and_the_rest_is_told(tmp_path: Path) -> None:
    worked_in(tmp_path, PLAN[:12])
    january = plan(tmp_path, JANUARY, MOVED)  # twice the items: perhaps another plan
    said = (
        f"{NOVEMBER}_udmoentet.xlsx kan være en rapport over den samme plan (12 af 12 indsatser hedder det samme). For "
        "en sikkerheds skyld er læst som dér: „Beskrivelse“ (Intern); ret det i Læsning, hvis det er forkert. Andet er "
        f'ikke taget over; er det den samme plan, så kør udmoentning "{JANUARY}.xlsx" --fortsaet '
        f'"{NOVEMBER}_udmoentet.xlsx".\n'
    )
    done = run("udsend", january, "--til", tmp_path / "ud", day="2027-01-04")
    assert said in done.stderr
    assert SECRET not in sent(tmp_path / "ud")
    assert said in run("byg", january, day="2027-01-04").stdout
    result = result_of(january)
    assert (listed(result)["Beskrivelse"]["Læst som"], signatures(result)) == ("Intern", [])
    choose(result, {"Beskrivelse": None})  # it was another plan
    run("udsend", january, "--til", tmp_path / "ud2", day="2027-01-05")
    assert SECRET in sent(tmp_path / "ud2")


def test_somebody_can_say_which_result_a_plan_goes_on_from(tmp_path: Path) -> None:
    november = worked_in(tmp_path, PLAN[:20])
    january = plan(tmp_path, JANUARY, [*MOVED, *items(60)[30:50]])
    run("byg", january, day="2027-01-04")
    assert signatures(result_of(january)) == []
    run("byg", january, "--fortsaet", november, day="2027-01-04")
    assert signatures(result_of(january)) == ["Aftalt med ØK"]
    refused = CliRunner().invoke(cli, ["byg", str(january), "--fortsaet", str(january)])
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "er ikke en rapport, som udmoentning har lavet; angiv resultatet fra sidste kørsel" in refused.stderr


def test_a_column_marked_internal_under_the_old_name_after_the_new_one_was_run_is_not_sent(tmp_path: Path) -> None:
    november = plan(tmp_path, NOVEMBER, PLAN)
    run("byg", november)
    january = plan(tmp_path, JANUARY, MOVED)
    run("byg", january, day="2027-01-04")
    choose(result_of(november), {"Beskrivelse": "Intern"})
    done = run("udsend", january, "--til", tmp_path / "ud", day="2027-01-04")
    assert "„Beskrivelse“ (Intern)" in done.stderr
    assert SECRET not in sent(tmp_path / "ud")


def test_another_plan_beside_it_give_nothing(tmp_path: Path) -> None:
    worked_in(tmp_path, [{**item, "due": "ad åre"} for item in items(60)[30:50]], "Anlæg nov 2026")
    january = plan(tmp_path, JANUARY, MOVED)
    done = run("byg", january, day="2027-01-04")
    assert "Anlæg" not in done.output
    assert (listed(result_of(january))["Beskrivelse"]["Læst som"], signatures(result_of(january))) == (
        "Beskrivelse",
        [],
    )


def test_last_years_plan_is_not_gone_on_from_though_most_items_go_on(tmp_path: Path) -> None:
    worked_in(tmp_path, name="Udmøntning 2026")
    book = openpyxl.load_workbook(tmp_path / "Udmøntning 2026.xlsx")
    sheet = book.active
    sheet["A1"] = "Udmøntningsplan 2028-2031, beløb i kr."
    for cell in sheet[2]:
        cell.value = cell.value + 1 if isinstance(cell.value, int) else cell.value
    book.save(tmp_path / "Udmøntning 2027.xlsx")
    done = run("byg", tmp_path / "Udmøntning 2027.xlsx", day="2027-11-28")
    assert "kan være en rapport over den samme plan (24 af 24 indsatser hedder det samme)" in done.stdout
    assert "Siden sidst" not in done.stdout
    assert signatures(tmp_path / "Udmøntning 2027_udmoentet.xlsx") == []


def test_a_dispatched_file_of_a_committee_is_no_result_to_go_on_from(tmp_path: Path) -> None:
    november = plan(tmp_path, NOVEMBER, PLAN)
    run("udsend", november, "--til", tmp_path / "ud")
    for path in (tmp_path / "ud").rglob("*.xlsx"):
        shutil.copy(path, tmp_path)
    january = plan(tmp_path, JANUARY, MOVED)
    assert "samme plan" not in run("byg", january, day="2027-01-04").output


@pytest.mark.parametrize("arguments", [(), ("--kun-rapport",)])
def test_a_copy_of_a_plan_goes_on_from_the_result_of_the_first(arguments: tuple[str, ...], tmp_path: Path) -> None:
    november = plan(tmp_path, NOVEMBER, PLAN)
    run("byg", november, *arguments)
    choose(result_of(november), {"Beskrivelse": "Intern"})
    copy = Path(shutil.copy(november, tmp_path / "kopi.xlsx"))
    assert "1 rettelse i Læsning er taget over" in run("byg", copy).stdout
    assert listed(result_of(copy))["Beskrivelse"]["Læst som"] == "Intern"


@pytest.mark.parametrize("name", ["Kopi af plan_udmoentet", "plan_udmoentet - rettet af kollega"])
def test_what_is_typed_in_a_later_copy_of_the_result_is_told_and_never_merged(name: str, tmp_path: Path) -> None:
    own = plan(tmp_path, "plan", PLAN)
    run("byg", own)
    result = result_of(own)
    copy = worked_copy(result, f"{name}.xlsx")
    told = (
        f"{name}.xlsx er gemt senere end plan_udmoentet.xlsx og har 1 kvittering, som ikke er taget med. Skal det med, "
        f'så kør udmoentning plan.xlsx --fortsaet "{name}.xlsx".\n'
    )
    assert told in run("tjek", own).stderr
    assert told in run("byg", own).stdout
    assert signatures(result) == []
    run("byg", own, "--fortsaet", copy)
    assert signatures(result) == ["Aftalt med ØK"]
    assert "er gemt senere" not in run("byg", own).output


def test_a_later_copy_of_the_result_in_which_nothing_is_typed_is_not_told(tmp_path: Path) -> None:
    own = plan(tmp_path, "plan", PLAN)
    run("byg", own)
    shutil.move(worked_copy(result_of(own), "gemmes.xlsx"), result_of(own))
    shutil.copy(result_of(own), tmp_path / "Kopi af plan_udmoentet.xlsx")
    assert "Kopi" not in run("byg", own).output


def worked_copy(result: Path, name: str) -> Path:
    """A copy of the result under another name, in which somebody has signed off one finding."""
    rows = next(sheet.rows for sheet in read_workbook(result).sheets if sheet.name == "Kontrol")
    head = next(row for row in rows if "Kvittering" in row)
    below = rows[rows.index(head) + 1 :]
    code, item = next((row[head.index("Kode")], row[head.index("Id")]) for row in below if row[head.index("Id")])
    return typed(result, result.with_name(name), (kvittering(result, code, item), "Aftalt med ØK"))
