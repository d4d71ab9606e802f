"""Files that udmoentning made and that are no plans: each is refused in one sentence that says what it is."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from udmoentning_xl.checks import run_checks
from udmoentning_xl.config import Config, DispatchSettings
from udmoentning_xl.dispatch import Options, prepare
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.nearby import command_word
from udmoentning_xl.outgoing.folder import read_manifest
from udmoentning_xl.reading import read_plan
from udmoentning_xl.report import write_report

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "ren-plan.xlsx"
AS_OF = date(2024, 11, 22)
CURE = "Før svaret ind i planen med: udmoentning flet PLAN.xlsx"
libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dispatch of the sample plan."""
    plan = read_plan(SAMPLE, None, AS_OF)
    target = tmp_path_factory.mktemp("udsend") / "Udsendelse"
    return prepare(plan, Config(dispatch=DispatchSettings(sender="budget@example.dk")), target, Options()).folder


def committee_file(folder: Path) -> Path:
    return next(path for path in sorted(folder.glob("*_BUU_*.xlsx")))


def refusal(path: Path) -> str:
    with pytest.raises(PlanFileError) as refused:
        read_plan(path, None, AS_OF)
    return str(refused.value)


def sent(folder: Path, name: str) -> str:
    """The sentence about a committee's file."""
    run = read_manifest(folder).run
    what = f"{name} er den fil, som BUU fik i udsendelsen den 22-11-2024 (kørsel {run}), og ikke en plan."
    return f"{what} {CURE} {command_word(name)}"


def test_a_committees_answered_and_renamed_file_is_no_plan(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(committee_file(folder))
    rows = [[cell for cell in row if cell.value == "Svar: afsluttet"] for row in book.worksheets[0]]
    heading = next(row[0] for row in rows if row)
    book.worksheets[0].cell(heading.row + 1, heading.column).value = "Ja"
    book.save(tmp_path / "Svar fra os.xlsx")
    assert refusal(tmp_path / "Svar fra os.xlsx") == sent(folder, "Svar fra os.xlsx")


def test_a_committees_file_is_known_by_its_answers_when_its_properties_are_lost(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(committee_file(folder))
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(tmp_path / "svar.xlsx")
    sentence = "svar.xlsx er en fil, som et udvalg har fået i en udsendelse, og ikke en plan."
    assert refusal(tmp_path / "svar.xlsx") == f"{sentence} {CURE} svar.xlsx"


def test_a_plan_with_the_columns_of_answers_is_told_how_to_be_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    own = ("Indsats", "Udvalg", "Vejledende tidspunkt", "2027", "Svar: afsluttet")
    book.active.append((*own, "Svar: nyt tidspunkt", "Svar: bemærkning"))
    book.active.append(("Havnefest", "KFU", "maj 2027", -100, "Ja"))
    book.save(tmp_path / "plan.xlsx")
    assert refusal(tmp_path / "plan.xlsx") == (
        "plan.xlsx har de kolonner til svar, som udvalgene får. Er det planen, så giv „Svar: afsluttet“ en anden "
        "overskrift, fx „Udvalgets svar“, og kør igen; er det et svar, så før det ind i planen med: "
        "udmoentning flet PLAN.xlsx plan.xlsx"
    )
    book.active["E1"] = "Udvalgets svar"
    book.save(tmp_path / "plan.xlsx")
    assert len(read_plan(tmp_path / "plan.xlsx", None, AS_OF).items) == 1


def test_a_plan_that_a_committees_sheet_was_put_into_is_still_a_plan(folder: Path, tmp_path: Path) -> None:
    answers, book = openpyxl.load_workbook(committee_file(folder)).worksheets[0], openpyxl.load_workbook(SAMPLE)
    book.create_sheet("Andet")["A1"] = "Noter"
    sheet = book.create_sheet("Svar BUU")
    for row in answers.iter_rows(values_only=True):
        sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    assert len(read_plan(tmp_path / "plan.xlsx", None, AS_OF).items) >= len(read_plan(SAMPLE, None, AS_OF).items)


def test_the_overview_of_a_dispatch_is_no_plan(folder: Path) -> None:
    sentence = "oversigt.xlsx er oversigten over en udsendelse den 22-11-2024 og ikke en plan."
    assert refusal(folder / "internt" / "oversigt.xlsx") == f"{sentence} Angiv den plan, som der er udsendt fra."


def saved_as(suffix: str, path: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format."""
    profile = f"-env:UserInstallation=file://{folder}/profil"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / f"{path.stem}.{suffix}"


@pytest.mark.libreoffice
@libreoffice
def test_the_same_files_are_known_in_other_formats(folder: Path, tmp_path: Path) -> None:
    returned = shutil.copy(committee_file(folder), tmp_path / "svar.xlsx")
    assert refusal(saved_as("ods", returned, tmp_path)) == sent(folder, "svar.ods")
    assert refusal(saved_as("xls", returned, tmp_path)) == (
        f"svar.xls er en fil, som et udvalg har fået i en udsendelse, og ikke en plan. {CURE} svar.xls"
    )
    overview = saved_as("ods", folder / "internt" / "oversigt.xlsx", tmp_path)
    assert refusal(overview) == (
        "oversigt.ods er oversigten over en udsendelse den 22-11-2024 og ikke en plan. "
        "Angiv den plan, som der er udsendt fra."
    )


@pytest.mark.libreoffice
@libreoffice
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_a_result_saved_in_another_format_says_what_it_is(suffix: str, tmp_path: Path) -> None:
    result = tmp_path / "plan.xlsx"
    plan = read_plan(SAMPLE, None, AS_OF)
    write_report(plan, run_checks(plan), result)
    name = saved_as(suffix, result, tmp_path).name
    assert refusal(tmp_path / name) == (
        f"{name} er et resultat af udmoentning, som er gemt i et andet format, så arkene ikke kan kendes igen. "
        "Gem det som .xlsx, eller angiv den fil, som det er lavet af."
    )
