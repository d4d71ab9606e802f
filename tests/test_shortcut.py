"""The shortcut on the desktop: what it runs, with names of every kind, and where it is put."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from udmoentning_xl import shortcut
from udmoentning_xl.cli import cli
from udmoentning_xl.errors import TargetError
from udmoentning_xl.shortcut import SYSTEMS, this_system, write_shortcut

ROOT = Path(__file__).parent.parent
CLEAN = ROOT / "samples" / "ren-plan.xlsx"
PROGRAM = (r"C:\Users\Åse Ø\AppData\100% rigtig\python.exe", "-P", "-m", "udmoentning_xl")
posix = pytest.mark.skipif(sys.platform == "win32", reason="runs a shell")


def run(*words):
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """A program that is started for a file, and writes down which; gives a function that waits for it."""
    programs, told = tmp_path / "programmer", tmp_path / "åbnet.txt"
    programs.mkdir()
    for name in ("xdg-open", "open"):
        (programs / name).write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{told}"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    def files(count):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
            if len(lines) >= count:
                return lines
            time.sleep(0.05)
        raise AssertionError("nothing was opened")

    return files


def put(folder, *names):
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(CLEAN.read_bytes())
    return [folder / name for name in names]


# -- --aabn ------------------------------------------------------------------------------------------------------------


@posix
def test_the_finished_workbook_is_opened(tmp_path, opened):
    (plan,) = put(tmp_path / "på Økonomi", "min plan (2).xlsx")
    result = run(plan, "--aabn")
    assert (result.exit_code, result.stderr) == (0, "")
    assert opened(1) == [str(plan.with_name("min plan (2)_udmoentet.xlsx"))]


@posix
def test_where_there_is_no_program_for_it_it_is_told(tmp_path, monkeypatch):
    (plan,) = put(tmp_path / "p", "plan.xlsx")
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run(plan, "--aabn")
    assert (result.exit_code, result.stderr) == (0, "plan_udmoentet.xlsx kan ikke åbnes herfra; åbn den selv.\n")


# -- the scripts -------------------------------------------------------------------------------------------------------


def test_the_windows_script_quotes_names_and_speaks_utf8():
    text = SYSTEMS["windows"][1](PROGRAM)
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
    assert all(line.isascii() for line in lines[:2])
    program = r'"C:\Users\Åse Ø\AppData\100%% rigtig\python.exe" -P -m udmoentning_xl'
    assert f'{program} byg --aabn "%~1"' in lines
    assert f'{program} byg --aabn "%*"' in lines
    assert program in lines
    assert lines[-3:] == ["echo.", "pause", ""]
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert {line.rpartition("goto ")[2] for line in lines if "goto " in line} <= labels


def exec_words(entry):
    """The words that a desktop takes Exec for (Desktop Entry Specification 1.5: values, then quoting)."""
    value = next(line.removeprefix("Exec=") for line in entry.splitlines() if line.startswith("Exec="))
    value = value.replace("\\\\", "\\")
    words, word, quoted, at = [], "", False, 0
    while at < len(value):
        sign = value[at]
        if quoted and sign == "\\":
            at += 1
            word += value[at]
        elif sign == '"':
            quoted = not quoted
        elif sign == " " and not quoted:
            words, word = [*words, word], ""
        else:
            word += sign
        at += 1
    return [one.replace("%%", "%") for one in [*words, word]]


def script(folder, system):
    """A shortcut for this very program, as it is made on that system."""
    target = write_shortcut(folder, system)
    target.write_text(SYSTEMS[system][1](shortcut.PROGRAM), encoding="utf-8")
    return target


@posix
@pytest.mark.parametrize("system", ["linux", "mac"])
def test_files_that_are_dropped_are_read_and_opened_whatever_they_are_called(tmp_path, opened, system):
    plans = put(tmp_path / "H & Økonomi", "min plan (2).xlsx", "år;$5 `x` 100%.xlsx", "a'b.xlsx")
    target = script(tmp_path / "H & Økonomi", system)
    if system == "mac":
        command = [str(target), *map(str, plans)]
    else:
        words = exec_words(target.read_text(encoding="utf-8"))
        assert words[-1] == "%F"
        command = [*words[:-1], *map(str, plans)]
    shown = subprocess.run(command, input="\n", capture_output=True, check=True, encoding="utf-8", cwd="/")
    results = [str(plan.with_name(f"{plan.stem}_udmoentet.xlsx")) for plan in plans]
    assert sorted(opened(3)) == sorted(results)
    assert [line.removeprefix("Skrevet: ") for line in shown.stdout.splitlines() if "Skrevet: " in line] == results
    assert shown.stdout.endswith("Tryk Enter for at lukke vinduet. ")


@posix
@pytest.mark.parametrize("system", ["linux", "mac"])
def test_the_window_stays_also_when_the_run_fails(tmp_path, system):
    target = script(tmp_path, system)
    start = [str(target)] if system == "mac" else exec_words(target.read_text(encoding="utf-8"))[:-1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    shown = subprocess.run(
        [*start, str(tmp_path / "væk.xlsx")],
        input="\n",
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=environment,
    )
    assert f"{tmp_path / 'væk.xlsx'} findes ikke." in shown.stderr
    assert shown.stdout.endswith("Tryk Enter for at lukke vinduet. ")


def test_the_entry_of_a_desktop_has_what_it_must_have():
    lines = SYSTEMS["linux"][1](("/usr/bin/python3",)).splitlines()
    assert lines[0] == "[Desktop Entry]"
    values = dict(line.split("=", 1) for line in lines[1:])
    assert (values["Type"], values["Terminal"], values["Name"]) == ("Application", "true", "Udmøntning")
    assert values["MimeType"].endswith(";")


def test_a_shortcut_for_this_system_runs_this_program_and_one_for_another_runs_it_by_name(tmp_path):
    ours = this_system()
    other = next(name for name in SYSTEMS if name != ours)
    assert sys.executable in write_shortcut(tmp_path, ours).read_text(encoding="utf-8")
    text = write_shortcut(tmp_path, other).read_text(encoding="utf-8")
    assert (sys.executable in text, "udmoentning byg --aabn" in text) == (False, True)


# -- where it goes -----------------------------------------------------------------------------------------------------


@posix
def test_the_shortcut_goes_to_the_desktop_wherever_that_is(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    for place in ("Skrivebord", "Desktop"):
        (tmp_path / place).mkdir()
        assert run("genvej", "--til-system", "windows").stdout == (
            f"Skrevet: {tmp_path / place / 'Udmøntning.cmd'}. Træk et regneark hen på den, eller dobbeltklik på den.\n"
        )
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text('# x\nXDG_DESKTOP_DIR="$HOME/Mit bord"\n', encoding="utf-8")
    (tmp_path / "Mit bord").mkdir()
    assert run("genvej").exit_code == 0
    written = tmp_path / "Mit bord" / f"Udmøntning{'.command' if sys.platform == 'darwin' else '.desktop'}"
    assert written.stat().st_mode & stat.S_IXUSR


def test_an_earlier_shortcut_is_replaced_and_a_foreign_file_is_not(tmp_path):
    target = write_shortcut(tmp_path, "windows")
    text = target.read_text(encoding="utf-8")
    target.write_text("rem udmoentning", encoding="utf-8")
    write_shortcut(tmp_path, "windows")
    assert target.read_text(encoding="utf-8") == text
    target.write_text("echo min egen", encoding="utf-8")
    with pytest.raises(TargetError) as failed:
        write_shortcut(tmp_path, "windows")
    assert str(failed.value) == (
        f"{target} findes allerede og er ikke en genvej, som udmoentning har lavet. Flyt den først."
    )
    assert target.read_text(encoding="utf-8") == "echo min egen"


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    result = run("genvej", tmp_path / "væk", "--til-system", "mac")
    assert result.exit_code == 2
    assert result.stderr == f"Mappen {tmp_path / 'væk'} findes ikke. Opret den, eller skriv en anden.\n"
