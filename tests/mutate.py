"""Do the tests bite? Make each small fault of ``mutations.txt`` alone in a copy of the package, and see a test fail.

Run by hand and at night, not among the tests: ``python tests/mutate.py [-k WORD] [-j WORKERS]``. Exit code 1 where a
fault survives, 2 where the tests fail without any.
"""

import argparse
import compileall
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from queue import Queue

TESTS = Path(__file__).resolve().parent
PACKAGE = TESTS.parent / "udmoentning_xl"
#: What pytest returns where tests have failed, and not where it could not run them.
_FAILED = 1
#: So long may the tests of one fault take; one that makes them hang has been noticed.
_SECONDS = 600


@dataclass(frozen=True)
class Mutation:
    """A small fault: in the file ``path`` of the package ``new`` for ``old``, which ``tests`` should notice."""

    path: str
    old: str
    new: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        lines = (f"{sign} {line}" for sign, text in (("-", self.old), ("+", self.new)) for line in text.split("\n"))
        return "\n    ".join((self.path, *lines))


def mutations() -> list[Mutation]:
    """The table: a line „path: tests“, then lines with - before what stands in the file, and + before the fault."""
    found = []
    lines = (TESTS / "mutations.txt").read_text(encoding="utf-8").splitlines()
    for is_told, block in groupby(lines, key=lambda line: bool(line) and not line.startswith("#")):
        if is_told:
            head, *body = block
            path, tests = head.split(": ")
            old, new = ("\n".join(line[1:] for line in body if line[0] == sign) for sign in "-+")
            found.append(Mutation(path, old, new, tuple(tests.split())))
    return found


def run(tests: Sequence[str], folder: Path) -> tuple[int, str]:
    """The exit code of pytest for some tests with the package that lies in ``folder``, and what it says."""
    command = [sys.executable, "-P", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run(
            [*command, *(f"tests/{test}" for test in tests)],
            capture_output=True,
            text=True,
            check=False,
            cwd=TESTS.parent,
            env={**os.environ, "PYTHONPATH": str(folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},  # plugins take long
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return _FAILED, ""
    return done.returncode, done.stdout


def noticed(mutation: Mutation, folder: Path) -> str:
    """The test that fails with the fault in the copy of the package, "" for none; the copy is whole afterwards."""
    file = folder / PACKAGE.name / mutation.path
    whole = file.read_bytes()
    if whole.count(mutation.old.encode()) != 1:
        raise SystemExit(f"The table does not fit the code: what is replaced is to stand there once.\n{mutation}")
    file.write_bytes(whole.replace(mutation.old.encode(), mutation.new.encode()))
    try:
        code, told = run(mutation.tests, folder)
    finally:
        file.write_bytes(whole)
    if code not in (0, _FAILED):
        raise SystemExit(f"{told}\npytest could not run {' '.join(mutation.tests)} (exit code {code}) with\n{mutation}")
    failed = re.search(r"(?m)^(?:FAILED|ERROR) tests/(\S+)", told)
    return "" if code == 0 else failed[1] if failed else "a test that does not end"


def main() -> int:
    """Run those asked for, and say which survive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-k", metavar="WORD", default="", help="only faults with this word in path, text or tests")
    parser.add_argument("-j", metavar="WORKERS", type=int, default=1, help="so many at a time")
    asked = parser.parse_args()
    wanted = [one for one in mutations() if asked.k in f"{one}\n{one.tests}"]
    began = time.monotonic()
    folders: Queue[Path] = Queue()

    def checked(mutation: Mutation) -> Mutation | None:
        folder = folders.get()
        try:
            test = noticed(mutation, folder)
        finally:
            folders.put(folder)
        what = f"noticed by {test}" if test else "SURVIVES"
        print(f"{time.monotonic() - began:4.0f} s  {mutation}\n    {what}", flush=True)
        return None if test else mutation

    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(asked.j) as pool:
        for worker in range(asked.j):
            folder = Path(name) / str(worker)
            shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
            # by the text and not the time of a file, which a fault of the same length may share
            mode = py_compile.PycInvalidationMode.CHECKED_HASH
            compileall.compile_dir(folder, quiet=1, invalidation_mode=mode)
            folders.put(folder)
        tests = sorted({test for one in wanted for test in one.tests})
        code, told = run(tests, folder) if wanted else (0, "")
        if code:
            print(f"{told}\nThe tests fail without any fault.")
            return 2
        survivors = [one for one in pool.map(checked, wanted) if one]
    print(f"{len(wanted)} faults, {len(survivors)} survive, {time.monotonic() - began:.0f} s")
    for one in survivors:
        print(f"SURVIVES {one}\n    {' '.join(one.tests)}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
