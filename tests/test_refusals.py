"""Whatever the system refuses, at whatever point, is one Danish sentence, and leaves nothing half-made behind."""

import ast
import errno
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from udmoentning_xl.cli import cli

PACKAGE = Path(__file__).parent.parent / "udmoentning_xl"
DAY = ("--dato", "2024-11-22")
SETTINGS = """
[[udvalg]]
kort = "BUU"
navn = "Børne- og ungdomsudvalget"
mail = ["buu@example.dk"]
[udsendelse]
afsender = "budget@example.dk"
vaert = "127.0.0.1"
port = 1
"""
#: Every act of ours that the interpreter tells of before it asks the system.
ACTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "tempfile.mkdtemp"}
ENGLISH = re.compile(r"Errno|Input/output|No such file|Permission denied|File too large|[Ee]rror|exception|Traceback")


class Refuser:
    """Refuses one act on a file below ``root``; a hook of the interpreter cannot be taken away, so there is one."""

    def __init__(self) -> None:
        self.root, self.refused, self.seen = "", None, []
        sys.addaudithook(self.hook)

    def hook(self, event: str, args: tuple[object, ...]) -> None:
        if not self.root or event not in ACTS or not isinstance(args[0], str | os.PathLike):
            return
        path = os.fspath(args[0])
        if not path.startswith(self.root):
            return
        act = event, re.sub(r"[0-9a-f]{12}|tmp\w{8}", "*", path), "w" in str(args[1]) if event == "open" else False
        if act not in self.seen:
            self.seen.append(act)
        if act == self.refused:
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)


REFUSER = Refuser()


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a plan and its settings, and a folder for temporary files."""
    sheet = (book := openpyxl.Workbook()).active
    sheet.append(["Nr.", "Indsats", "Udvalg", "Tidspunkt", "Afsluttet", 2025])
    sheet.append(["D-1", "Ny skole i Prøvestad", "BUU", "4. kvartal 2024", "Nej", 100])
    sheet.append(["D-2", "Cykelsti ved havnen", "buu", "1. kvartal 2025", "Nej", 250])
    book.save(tmp_path / "plan.xlsx")
    (tmp_path / "udmoentning.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "midlertidig").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "midlertidig"))
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input="ja\n")


def tree(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() if path.is_file() else b"" for path in place.rglob("*")}


def sentence_of(result) -> str:
    """The one line of a failed run."""
    assert result.exit_code == 2, result.output
    line, empty = result.stderr.split("\n")
    assert empty == ""
    assert not ENGLISH.search(line), line
    assert "fejl i udmoentning selv" not in line
    assert line.endswith(".")
    return line


COMMANDS = {
    "byg": lambda place: (place / "plan.xlsx", *DAY),
    "byg alone": lambda place: (place / "plan.xlsx", *DAY, "--kun-rapport"),
    "tjek --ret": lambda place: ("tjek", place / "plan.xlsx", *DAY, "--ret"),
    "opsaet": lambda place: ("opsaet", place / "midlertidig"),
    "udsend": lambda place: ("udsend", place / "plan.xlsx", *DAY, "--til", place / "ud" / "her"),
    "udsend --proeve": lambda place: ("udsend", place / "plan.xlsx", *DAY, "--proeve"),
}


@pytest.fixture
def refusing(place):
    """Run a command while one act is refused (None: none), and give its result."""

    def run_refusing(act, *arguments):
        REFUSER.root, REFUSER.refused = str(place), act
        try:
            return run(*arguments)
        finally:
            REFUSER.root = ""

    REFUSER.seen = []
    return run_refusing


def back_to(place: Path, before: dict[str, bytes]) -> None:
    """Remove what has come since."""
    for name in sorted(tree(place).keys() - before.keys(), reverse=True):
        (place / name).rmdir() if (place / name).is_dir() else (place / name).unlink()


@pytest.mark.parametrize("command", COMMANDS)
def test_whatever_is_refused_is_one_danish_sentence_and_nothing_is_left(place, refusing, command):
    before, arguments = tree(place), COMMANDS[command](place)
    good = refusing(None, *arguments).exit_code
    told = 0
    for act in list(REFUSER.seen):
        back_to(place, before)
        result = refusing(act, *arguments)
        if result.exit_code == good:
            continue  # a thing that the command can do without, such as looking for what killed runs left behind
        sentence_of(result)
        told += 1
        if act[0] not in ("os.remove", "os.rmdir", "os.scandir", "os.listdir"):
            assert tree(place) == before, act
    assert told >= 2
    assert good in (0, 1)


def test_whatever_is_refused_while_sending_is_one_danish_sentence(place, refusing):
    assert run("udsend", place / "plan.xlsx", *DAY).exit_code == 0
    folder, before = place / "Udsendelse_2024-11-22", tree(place)
    assert "kan ikke nås: " in sentence_of(refusing(None, "udsend", "--send", folder))
    acts = list(REFUSER.seen)
    told = {sentence_of(refusing(act, "udsend", "--send", folder)) for act in acts}
    assert len(told) >= 6
    assert tree(place).keys() - before.keys() == {
        str(Path(folder.name, "internt", name)) for name in ("forsendelse.jsonl", "forsendelse.laas")
    }  # the lock is left where the act refused is its removal, and locks nothing then


FULL = """
import resource, sys
from udmoentning_xl.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("size", [10, 100, 3000])
@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("opsaet", "udsend --proeve")])
def test_a_file_that_cannot_be_written_to_its_end_is_one_danish_sentence(place, command, size):
    before = tree(place)
    done = subprocess.run(
        [sys.executable, "-c", FULL.format(size), *map(str, COMMANDS[command](place))],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "TMPDIR": str(place / "midlertidig"), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 2, done.stdout
    option = {"byg": " med -o", "udsend": " med --til"}.get(command.split()[0], "")
    assert re.fullmatch(
        rf"[^\n]*: filen bliver større, end drevet kan rumme; vælg et andet sted{option}\.\n", done.stderr
    )
    assert tree(place) == before


KILLED = """
import os, signal, sys
from udmoentning_xl import dispatch
dispatch.write_overview = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from udmoentning_xl.cli import cli
cli(sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that kills")
def test_what_a_killed_run_left_behind_is_cleared_by_the_next(place):
    arguments = ["udsend", str(place / "plan.xlsx"), *DAY]
    done = subprocess.run([sys.executable, "-c", KILLED, *arguments], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(list(place.glob(".udsendelse-*"))) == 2  # the folder and its lock
    assert run(*arguments).exit_code == 0
    assert sorted(path.name for path in place.iterdir()) == [
        *("Udsendelse_2024-11-22", "midlertidig", "plan.xlsx", "udmoentning.toml"),
    ]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_text_of_the_system_is_shown(path):
    """An OSError speaks English: only ``files.reasons`` turns one into words, so nobody formats it or asks it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "strerror"]
    for handler in (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.name and node.type):
        if re.search(r"OSError|FileNotFound|NotADirectory|Permission|Timeout|Exception\b", ast.unparse(handler.type)):
            shown = [ast.unparse(node.value) for node in ast.walk(handler) if isinstance(node, ast.FormattedValue)]
            asked = [ast.unparse(node) for node in ast.walk(handler) if isinstance(node, ast.Call)]
            assert handler.name not in shown, f"linje {handler.lineno}"
            assert not {f"str({handler.name})", f"repr({handler.name})"} & {*asked}, f"linje {handler.lineno}"
