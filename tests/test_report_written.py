"""Where the report is written: into a copy of the source, or beside it, whole or not at all."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from package_check import faults
from report_plans import believable_findings, believable_plan
from report_views import built

from udmoentning_xl.errors import TargetError
from udmoentning_xl.findings import findings_frame
from udmoentning_xl.plan import Plan
from udmoentning_xl.report import write_report


@pytest.fixture(scope="module")
def plan() -> Plan:
    return believable_plan(60)


def host_workbook(folder: Path) -> Path:
    """A workbook of the user's with a sheet, a table and names that ours would like to have."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet["A1"] = "Udmøntningsplan"
    book.create_sheet("oversigt")["A1"] = "min egen"
    book.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def on_disk(plan: Plan, path: Path) -> Plan:
    """The same plan, read from ``path``."""
    return replace(plan, source=replace(plan.source, path=path))


def test_the_report_comes_in_a_copy_of_the_source(tmp_path: Path, plan: Plan) -> None:
    source = host_workbook(tmp_path)
    before = source.read_bytes()
    written = write_report(on_disk(plan, source), believable_findings(plan), tmp_path / "ud.xlsx")
    names = openpyxl.load_workbook(written.target).sheetnames
    assert set(names) == {"Plan", "oversigt", *written.sheets}
    assert "Oversigt (2)" in written.sheets
    assert written.notes == ()
    assert source.read_bytes() == before
    assert faults(written.target) == []


def test_a_second_run_replaces_the_sheets_of_the_first(tmp_path: Path, plan: Plan) -> None:
    source = host_workbook(tmp_path)
    first = write_report(on_disk(plan, source), believable_findings(plan), tmp_path / "en.xlsx")
    second = write_report(on_disk(plan, first.target), believable_findings(plan), tmp_path / "to.xlsx")
    names = openpyxl.load_workbook(second.target).sheetnames
    assert names == openpyxl.load_workbook(first.target).sheetnames
    assert second.sheets == first.sheets
    assert faults(second.target) == []


def test_a_source_that_cannot_take_sheets_gives_a_workbook_of_its_own_and_says_why(tmp_path: Path, plan: Plan) -> None:
    source = tmp_path / "plan.ods"
    source.write_bytes(b"ikke en xlsx")
    written = write_report(on_disk(plan, source), findings_frame([]), tmp_path / "ud.xlsm")
    assert written.target == tmp_path / "ud.xlsx"
    assert openpyxl.load_workbook(written.target).sheetnames[0] == "Oversigt"
    assert len(written.notes) == 1
    assert written.notes[0].startswith("De nye ark er skrevet i en projektmappe for sig. ")


@pytest.mark.parametrize("alone", [True, False])
def test_a_target_that_cannot_be_written_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, plan: Plan, alone: bool
) -> None:
    source = host_workbook(tmp_path)
    with pytest.raises(TargetError, match="mappen findes ikke"):
        write_report(on_disk(plan, source), findings_frame([]), tmp_path / "mangler" / "ud.xlsx", alone=alone)
    with pytest.raises(TargetError, match="kilden"):
        write_report(on_disk(plan, source), findings_frame([]), source, alone=alone)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


def test_two_runs_give_the_same_bytes(tmp_path: Path, plan: Plan) -> None:
    one, other = tmp_path / "en", tmp_path / "to"
    one.mkdir()
    other.mkdir()
    findings = believable_findings(plan)
    assert built(one, plan, findings).read_bytes() == built(other, plan, findings).read_bytes()
