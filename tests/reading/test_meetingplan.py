"""A workbook of meeting dates is understood as the office has made it, and what is not understood is told."""

import subprocess
import sys
from datetime import date, datetime

import openpyxl
import pytest
from grids import plan_of

from udmoentning_xl.config import default_config, parse_config
from udmoentning_xl.errors import ConfigError, PlanFileError
from udmoentning_xl.reading import read_plan
from udmoentning_xl.reading.meetingplan import read_meetings, with_meetings

BODIES = default_config().bodies
FIRST, SECOND, THIRD = date(2027, 2, 9), date(2027, 3, 9), date(2027, 3, 16)
BOTH = {"BUU": (FIRST, SECOND), "ØK": (THIRD,)}


def written(path, **sheets):
    """A workbook with these sheets; "_" in a name is a space."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


LAYOUTS = {
    "a row for each meeting": {
        "Ark1": [["Dato", "Udvalg", "Sted"], [FIRST, "BUU", "Rådhuset"], [THIRD, "Økonomiudvalget"], [SECOND, "BUU"]]
    },
    "a column for each body": {"Ark1": [["Mødeplan 2027"], ["BUU", "ØK"], [FIRST, THIRD], [SECOND, None]]},
    "a row for each body": {
        "Ark1": [["Udvalg", "Februar", "Marts"], ["BUU", FIRST, SECOND], ["Økonomiudvalget (ØK)", None, THIRD]]
    },
    "marks in a calendar": {
        "Ark1": [["Dato", "BUU", "ØK"], [FIRST, "X", None], [SECOND, "x", None], [THIRD, None, "X"]]
    },
    "a sheet for each body": {
        "BUU_2027": [["Mødedage"], [FIRST], [SECOND]],
        "Økonomiudvalget": [["Mødedage"], [THIRD]],
    },
    "a line over each body's days": {
        "Ark1": [["Børne- og ungdomsudvalget"], [None, FIRST], [None, SECOND], ["Økonomiudvalget"], [None, THIRD]]
    },
    "days written out under a title with the year": {
        "Mødeplan": [
            ["Mødekalender 2027"],
            ["Udvalg", "Mødedato"],
            ["BUU", "tirsdag den 9. februar"],
            ["BUU", "9/3"],
            ["ØK", "16.03.2027"],
        ]
    },
    "with the time of day": {
        "Ark1": [
            ["Udvalg", "Dato"],
            ["BUU", datetime(2027, 2, 9, 16)],
            ["BUU", datetime(2027, 3, 9, 16)],
            ["ØK", THIRD],
        ]
    },
}


@pytest.mark.parametrize("sheets", LAYOUTS.values(), ids=list(LAYOUTS))
def test_the_days_are_found_however_they_are_laid_out(tmp_path, sheets):
    found = read_meetings(written(tmp_path / "moedeplan.xlsx", **sheets), BODIES)
    assert (found.days, found.notes) == (BOTH, ())


def test_a_body_whose_heading_is_merged_has_the_days_of_every_column_under_it(tmp_path):
    path = written(tmp_path / "m.xlsx", Ark1=[["BUU", None, "ØK"], [FIRST, SECOND, THIRD]])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A1:B1")
    book.save(path)
    assert read_meetings(path, BODIES).days == BOTH


def test_the_same_day_in_an_overview_and_in_a_list_is_one_meeting(tmp_path):
    path = written(tmp_path / "m.xlsx", Ark1=[["BUU"], [FIRST]], Ark2=[["Udvalg", "Dato"], ["BUU", FIRST]])
    assert read_meetings(path, BODIES).days == {"BUU": (FIRST,)}


def test_days_that_are_no_meetings_and_bodies_nobody_knows_are_told(tmp_path):
    path = written(
        tmp_path / "m.xlsx",
        Ark1=[
            ["Udvalg", "Sagsfrist", "Møde"],
            ["BUU", date(2027, 1, 25), FIRST],
            ["Byplanudvalget", date(2027, 1, 25), SECOND],
            ["ØK", date(2027, 3, 1), THIRD],
        ],
    )
    found = read_meetings(path, BODIES)
    assert found.days == {"BUU": (FIRST,), "ØK": (THIRD,)}
    assert found.notes == (
        "kolonnen „Sagsfrist“ (Ark1!B1) er ikke brugt; fristerne regnes efter opsætningen",
        "1 dag ved „Byplanudvalget“ hører ikke til et udvalg, der kendes (Ark1!C3)",
    )


def test_days_that_are_in_doubt_are_told_and_not_used(tmp_path):
    path = written(
        tmp_path / "m.xlsx",
        Ark1=[["BUU"], ["mandag den 9. februar 2027"], ["9/2 til 23/2"], ["aflyst"], [SECOND]],
        Ark2=[["ØK"], ["9/3"]],
    )
    found = read_meetings(path, BODIES)
    assert found.days == {"BUU": (SECOND,)}
    assert found.notes == (
        "2 dage kan ikke læses med sikkerhed: Ark1!A2 „mandag den 9. februar 2027“ og Ark1!A3 „9/2 til 23/2“",
        "1 dag kan ikke læses med sikkerhed: Ark2!A2 „9/3“",
    )


def test_a_hidden_sheet_is_not_read(tmp_path):
    path = written(tmp_path / "m.xlsx", Ark1=[["BUU"], [FIRST]], Gammel=[["BUU"], [SECOND]])
    book = openpyxl.load_workbook(path)
    book["Gammel"].sheet_state = "hidden"
    book.save(path)
    assert read_meetings(path, BODIES).days == {"BUU": (FIRST,)}


def test_a_workbook_without_any_day_is_refused(tmp_path):
    with pytest.raises(PlanFileError) as caught:
        read_meetings(written(tmp_path / "m.xlsx", Ark1=[["BUU", "ØK"], ["Navn", "Telefon"]]), BODIES)
    assert str(caught.value) == "Der er ingen mødedage i m.xlsx. Er det den rigtige fil?"


ROWS = [["Nr.", "Emne", "Udvalg", "Tidspunkt"], [1, "Skolestruktur", "BUU, ØK", "marts 2027"]]
REGISTER = """
[[udvalg]]
kort = "BUU"
navn = "Børneudvalget"
{own}
sagsfrist_hverdage = 10
[[udvalg]]
kort = "ØK"
navn = "Økonomiudvalget"
rolle = "økonomi"
[[udvalg]]
kort = "KB"
navn = "Byrådet"
rolle = "råd"
{common}
"""


def settings(tmp_path, own="", common=""):
    return parse_config(REGISTER.format(own=own, common=common), default_config(), tmp_path / "udmoentning.toml")


def test_the_settings_name_a_workbook_for_all_and_a_body_its_own_days(tmp_path):
    written(tmp_path / "m.xlsx", Ark1=[["BUU", "ØK"], [SECOND, THIRD]])
    config = settings(tmp_path, "moeder = [2027-02-09]", '[moeder]\nfil = "m.xlsx"\nafstand_dage = 6')
    plan = with_meetings(plan_of(ROWS, config=config), config)
    assert {body.short: body.meetings for body in plan.bodies} == {"BUU": (FIRST,), "ØK": (THIRD,), "KB": ()}
    assert (plan.bodies[0].case_days, plan.meeting_rules.gap_days, plan.meeting_notes) == (
        10,
        6,
        (
            "m.xlsx: BUU har andre mødedage end listen moeder i udmoentning.toml, som gælder "
            "(kun i regnearket: tir 09-03-2027; kun i listen: tir 09-02-2027)",
        ),
    )


def test_a_list_that_is_as_the_workbook_says_is_no_finding(tmp_path):
    written(tmp_path / "m.xlsx", Ark1=[["BUU", "ØK"], [FIRST, THIRD]])
    config = settings(tmp_path, "moeder = [2027-02-09]", '[moeder]\nfil = "m.xlsx"')
    assert with_meetings(plan_of(ROWS, config=config), config).meeting_notes == ()


def test_a_common_workbook_that_is_gone_is_told_although_no_body_needs_it(tmp_path):
    written(tmp_path / "buu.xlsx", Ark1=[["Mødedage"], [FIRST]])
    config = settings(tmp_path, 'moeder = "buu.xlsx"', '[moeder]\nfil = "nej.xlsx"')
    plan = plan_of([ROWS[0], [1, "Skole", "BUU", "marts 2027"]], config=config)
    with pytest.raises(ConfigError) as caught:
        with_meetings(plan, config)
    assert "nej.xlsx, som udmoentning.toml nævner, findes ikke." in str(caught.value)


def test_the_workbook_of_one_body_need_not_name_it(tmp_path):
    written(tmp_path / "m.xlsx", Ark1=[["Mødedage"], [FIRST], [SECOND]])
    config = settings(tmp_path, 'moeder = "m.xlsx"')
    plan = with_meetings(plan_of(ROWS, config=config), config)
    assert plan.bodies[0].meetings == (FIRST, SECOND)


def test_a_workbook_that_says_nothing_of_the_body_is_told(tmp_path):
    written(tmp_path / "m.xlsx", Ark1=[["ØK"], [THIRD]])
    config = settings(tmp_path, 'moeder = "m.xlsx"')
    assert with_meetings(plan_of(ROWS, config=config), config).meeting_notes == (
        "m.xlsx: 1 dag for ØK er ikke brugt i BUU's egen fil (Ark1!A2)",
        "m.xlsx: der er ingen mødedage for BUU",
    )


def test_a_workbook_that_is_gone_is_one_sentence(tmp_path):
    config = settings(tmp_path, 'moeder = "m.xlsx"')
    with pytest.raises(ConfigError) as caught:
        with_meetings(plan_of(ROWS, config=config), config)
    assert str(caught.value) == (
        f"Mødeplanen {tmp_path / 'm.xlsx'}, som udmoentning.toml nævner, findes ikke. Ret navnet, eller læg filen der."
    )


def test_the_plan_itself_is_no_workbook_of_meetings(tmp_path):
    path = written(tmp_path / "plan.xlsx", Plan=ROWS)
    config = settings(tmp_path, common='[moeder]\nfil = "plan.xlsx"')
    with pytest.raises(PlanFileError) as caught:
        read_plan(path, config)
    assert str(caught.value) == (
        "plan.xlsx er i udmoentning.toml sat til at være mødeplanen og bliver læst af sig selv sammen med planen. "
        "Angiv selve planen, fx „udmoentning PLAN.xlsx“; er plan.xlsx planen, så ret navnet i udmoentning.toml, og læg "
        "mødedagene i et regneark for sig."
    )


def test_a_body_that_the_plan_calls_otherwise_keeps_the_meetings_of_the_settings(tmp_path):
    rows = [*ROWS, [2, "Bad", "UB", "maj 2027"]]
    others = {"Forkortelser": [["UB", "Børneudvalget"], ["ØK", "Økonomiudvalget"]]}
    config = settings(tmp_path, "moeder = [2027-02-09]")
    plan = with_meetings(plan_of(rows, config=config, others=others), config)
    assert {body.short: body.meetings for body in plan.bodies if body.name == "Børneudvalget"} == {
        body.short: (FIRST,) for body in plan.bodies if body.name == "Børneudvalget"
    }


def test_without_meetings_in_the_settings_nothing_that_reads_them_is_loaded(tmp_path):
    path = written(tmp_path / "plan.xlsx", Plan=ROWS)
    code = f"from udmoentning_xl import read_plan; read_plan({str(path)!r}); import sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in loaded if name.startswith("udmoentning_xl.reading.meeting")] == []
