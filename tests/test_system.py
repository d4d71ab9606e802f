"""What a helpdesk is told, and the list of what is installed with the tool."""

import os
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner

from udmoentning_xl import __version__
from udmoentning_xl.cli import cli
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.system import LIBRARIES, system_report

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs"))
import afhaengigheder  # noqa: E402


def run(*words):
    return CliRunner().invoke(cli, [*map(str, words)])


def test_a_helpdesk_is_told_versions_encoding_fonts_and_folders(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = run("tjek", "--system")
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    assert lines[0].startswith(f"udmoentning  {__version__}  (")
    assert lines[1].startswith(f"Python       {sys.version.split()[0]}  64 bit  ({sys.executable})")
    assert [f"  {name:<16} {version(name)}" for name in LIBRARIES] == lines[6 : 6 + len(LIBRARIES)]
    assert "  disse skal kunne læses: æøåÆØÅ „“ – § ½" in lines
    assert [heading for heading in ("Biblioteker", "Tegn", "Skrifter", "Mapper") if heading in lines] != []
    places = [line for line in lines if "kan skrives" in line]
    assert [line.partition("  kan læses")[0] for line in places] == [
        f"  planernes: {tmp_path}",
        f"  midlertidige filer: {tempfile.gettempdir()}",
    ]
    assert all(re.search(r"  kan læses, kan skrives, kan låses, \d+,\d GB fri\Z", line) for line in places)
    assert lines[-1] == "Alt, hvad udmoentning skal bruge, er der."
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_a_plan_is_the_one_that_is_told(tmp_path):
    (tmp_path / "udmoentning.toml.txt").write_text("", encoding="utf-8")
    for place in (tmp_path, tmp_path / "plan.xlsx"):
        out = run("tjek", "--system", place).stdout
        assert f"  planernes: {tmp_path}  kan læses" in out
        assert "  opsætning: udmoentning.toml.txt bliver ikke læst: " in out


def test_a_folder_that_is_not_there_is_a_problem_with_what_to_do(tmp_path):
    told = system_report(tmp_path / "væk")
    gone = reason(FileNotFoundError(2, ""))
    assert told.problems == tuple(
        f"{tmp_path / 'væk'} kan ikke {what}: {gone}." for what in ("læses", "skrives", "låses")
    )
    assert (
        f"  planernes: {tmp_path / 'væk'}  kan ikke læses, kan ikke skrives, kan ikke låses, ukendt plads" in told.lines
    )


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_a_problem(tmp_path):
    tmp_path.chmod(0o500)
    result = run("tjek", "--system", tmp_path)
    tmp_path.chmod(0o700)
    assert result.exit_code == 1
    assert f"{tmp_path} kan ikke skrives: " in result.stdout


def test_a_screen_and_a_system_of_another_encoding_are_told():
    command = [
        sys.executable,
        "-X",
        "utf8=0",
        "-c",
        "from udmoentning_xl.system import *; print(system_report(Path()).lines)",
    ]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252:replace", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="cp1252", env=environment)
    assert "  skrives som cp1252  systemets " in shown.stdout


def test_without_a_plan_and_without_system_the_plan_is_asked_for():
    assert run("tjek").stderr == "Der mangler PLAN.xlsx. Se „udmoentning tjek --hjælp“.\n"


# -- dependencies ------------------------------------------------------------------------------------------------------

LISTED = dict(
    re.findall(
        r"(?m)^\| (?:\*\*)?([\w.-]+?)(?:\*\*)? \| [\d.]* \| ([^|]+) \|", afhaengigheder.TARGET.read_text("utf-8")
    )
)


def test_all_that_is_installed_is_in_the_list():
    wanted = [requirement for group in afhaengigheder.direct().values() for requirement in group]
    assert {name for one in wanted for name in afhaengigheder.with_theirs(one)} - LISTED.keys() == set()


def test_the_list_has_the_lower_bounds_that_are_asked_for():
    text = afhaengigheder.TARGET.read_text("utf-8")
    for group in afhaengigheder.direct().values():
        for name, least in (requirement.split(">=") for requirement in group):
            assert f"| **{name}** | {least} | " in text


def test_every_licence_may_be_used_beside_ours():
    free = re.compile(r"(MIT|BSD|Apache|PSF|MPL|0BSD|Zlib|CC0)", re.IGNORECASE)
    assert [name for name, licence in LISTED.items() if not free.search(licence) or "GPL" in licence] == []
