"""The large sample plans and their expected findings come from samples/kilde and from nowhere else."""

import sys
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

import pytest

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
sys.path.insert(0, str(SAMPLES))
full = import_module("sample_makers.full")
clean = import_module("sample_makers.clean")


def parts(workbook: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    """Name, date and content of every part, in order. Compressed bytes differ between builds of zlib."""
    with ZipFile(workbook) as package:
        return [(part.filename, part.date_time, package.read(part)) for part in package.infolist()]


def expected(name: str) -> list[list[str]]:
    """The columns of each expected finding."""
    lines = (SAMPLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("maker", [full, clean])
def test_a_sample_is_what_its_script_writes(maker, tmp_path):
    maker.make(tmp_path)
    assert parts(SAMPLES / maker.NAME) == parts(tmp_path / maker.NAME)


def test_every_planted_fault_is_expected_and_nothing_else_is(tmp_path):
    planted = [fault[:3] for fault in full.make(tmp_path)]
    assert [tuple(line[:3]) for line in expected("udmoentningsplan-2024-2027.fund.txt")] == planted


def test_the_faults_are_as_many_as_the_readme_says(tmp_path):
    codes = [fault[0] for fault in full.make(tmp_path)]
    said = f"{len(codes)} plantede fejl, som rammer {len(set(codes))} regler"
    assert said in (SAMPLES / "README.md").read_text(encoding="utf-8")


def test_nothing_is_expected_of_the_clean_plan():
    assert expected("ren-plan.fund.txt") == []
