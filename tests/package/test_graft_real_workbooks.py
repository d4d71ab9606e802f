"""The graft on workbooks that others made: every sample, and every file in the folder UDMOENTNING_WORKBOOKS names."""

import json
import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from package_check import faults
from python_calamine import CalamineError, CalamineWorkbook
from workbooks_made import NAMES, TEXT, generated, is_original_plus_insertions, parts

from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.graft import graft
from udmoentning_xl.package.workbook import host_names

FOLDER = os.environ.get("UDMOENTNING_WORKBOOKS")
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SOURCES = sorted(
    path
    for folder in ([SAMPLES, Path(FOLDER)] if FOLDER else [SAMPLES])
    for path in folder.rglob("*.xls[xm]")
    if not path.name.startswith("~$") and not path.stem.endswith("_udmoentet")  # what somebody has made of a sample
)
VALIDATOR = os.environ.get("UDMOENTNING_OOXML_VALIDATOR") or shutil.which("ooxml-validator")
SOFFICE = shutil.which("soffice")
TOUCHED = {"[Content_Types].xml", "_rels/.rels", "docProps/custom.xml"}


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.fixture(scope="module", params=SOURCES, ids=name_of)
def grafted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A source that can be changed, and the source with the sheets in it."""
    source: Path = request.param
    if sentence := host_names(source).refusal:
        pytest.skip(sentence)
    return source, graft_into(source, tmp_path_factory.mktemp("graft"), "ud")


def graft_into(source: Path, folder: Path, stem: str) -> Path:
    """The source with the sheets in it, written to ``folder`` beside the generated workbook."""
    folder.mkdir(exist_ok=True)
    names = host_names(source)
    made = generated(folder / "gen.xlsx", unused(names.sheets), date1904=names.date1904)
    graft(source, made, folder / f"{stem}{names.suffix}")
    return folder / f"{stem}{names.suffix}"


def unused(taken: tuple[str, ...]) -> tuple[str, ...]:
    used = {name.casefold() for name in taken}
    return tuple(name if name.casefold() not in used else f"{name} (2)" for name in NAMES)


def test_untouched_parts_are_identical_in_bytes_order_and_date(grafted: tuple[Path, Path]) -> None:
    source, target = grafted
    before, after = read_archive(source), read_archive(target)
    assert [m.name for m in after.members[: len(before.members)]] == [m.name for m in before.members]
    for old, new in zip(before.members, after.members, strict=False):
        if before.read(old.name) == after.read(new.name):
            assert before.raw[old.offset : old.end] == after.raw[new.offset : new.end]
            assert old.central[:42] == new.central[:42]
        else:
            assert old.name in TOUCHED or "workbook" in old.name or "styles" in old.name
            assert old.central[12:16] == new.central[12:16]  # time and date


def test_touched_parts_are_the_original_plus_insertions(grafted: tuple[Path, Path]) -> None:
    source, target = grafted
    after = parts(target)
    for name, data in parts(source).items():
        assert data == after[name] or is_original_plus_insertions(data, after[name]), name


def test_grafting_twice_is_grafting_once(grafted: tuple[Path, Path], tmp_path: Path) -> None:
    _, target = grafted
    again = tmp_path / target.name
    graft(target, target.with_name("gen.xlsx"), again)
    assert again.read_bytes() == target.read_bytes()


def test_no_fault_is_there_that_the_original_did_not_have(grafted: tuple[Path, Path]) -> None:
    source, target = grafted
    known = faults(source)
    assert [fault for fault in faults(target) if fault not in known] == []


def cells(path: Path, reader: str) -> dict[str, list[list[Any]]] | None:
    """Every value of every sheet, None when the reader cannot open the file."""
    try:
        if reader == "calamine":
            book = CalamineWorkbook.from_path(path)
            return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened = openpyxl.load_workbook(path)
        return {sheet.title: [[_plain(cell.value) for cell in row] for row in sheet] for sheet in opened.worksheets}
    except (CalamineError, ValueError, KeyError, ZeroDivisionError, IndexError):
        return None


def _plain(value: Any) -> Any:
    return value.text if hasattr(value, "ref") else value  # an array formula compares by identity


@pytest.mark.parametrize("reader", ["calamine", "openpyxl"])
def test_other_readers_find_the_cells_of_the_source_unchanged(grafted: tuple[Path, Path], reader: str) -> None:
    source, target = grafted
    before, after = cells(source, reader), cells(target, reader)
    if before is None:
        pytest.skip(f"{reader} cannot read the source itself")
    assert after is not None
    assert {name: after[name] for name in before} == before


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_result_with_the_generated_cells(tmp_path: Path) -> None:
    assert SOFFICE is not None
    targets = []
    for number, source in enumerate(SOURCES):
        if host_names(source).refusal is None:  # all at once, as starting LibreOffice is what takes the time
            targets.append(graft_into(source, tmp_path / str(number), f"{number}"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), *map(str, targets)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    for target in targets:
        opened = CalamineWorkbook.from_path(tmp_path / f"{target.stem}.ods")
        for name in host_names(target).generated:
            sheet = opened.get_sheet_by_name(name).to_python()
            assert [str(value) for value in sheet[1][:2]] == [f"{TEXT}1", "-1000.0"]


def findings(path: Path) -> list[tuple[str, str]]:
    assert VALIDATOR is not None
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    run = subprocess.run(
        [VALIDATOR, str(path)], capture_output=True, text=True, timeout=120, env=environment, check=False
    )
    return [(error.get("part", ""), error["description"]) for error in json.loads(run.stdout)["errors"]]


@pytest.mark.validator
@pytest.mark.skipif(VALIDATOR is None, reason="the Open XML SDK validator is not installed")
def test_the_validator_finds_nothing_that_it_did_not_find_before(grafted: tuple[Path, Path]) -> None:
    source, target = grafted
    known = findings(source)
    assert [finding for finding in findings(target) if finding not in known] == []
