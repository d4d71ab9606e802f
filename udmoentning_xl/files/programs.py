"""A file and the programs that people see it in: opening it as a double click does, and who has it open."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

#: Excel's and LibreOffice's lock files, which lie beside a workbook while they have it open.
LOCK = "~$"
_LOCKS = (LOCK + "{}", ".~lock.{}#")
#: In Excel's (MS-OFFCRYPTO says nothing of it; so Excel has written it since 97) the name of the user comes after its
#: length, padded to this place, and from here once more with two bytes to a letter.
_WIDE_NAME, _LONGEST_NAME = 55, 54
_OPENERS = ("open",) if sys.platform == "darwin" else ("xdg-open",)
#: Held so that nobody is told that they still run, which they may for as long as they like.
_started: "list[subprocess.Popen[bytes]]" = []


def open_in_program(path: Path) -> None:
    """Open ``path`` as a double click does; raises OSError when there is no program for it."""
    if sys.platform == "win32":
        os.startfile(path)
        return
    opener = next((found for name in _OPENERS if (found := shutil.which(name))), None)
    if opener is None:
        raise FileNotFoundError(errno.ENOENT, "", _OPENERS[0])
    command = [opener, str(path.absolute())]
    # On a session of its own, so that the program lives on when the window is closed.
    nowhere = subprocess.DEVNULL
    _started.append(subprocess.Popen(command, stdout=nowhere, stderr=nowhere, start_new_session=True))


def lock_of(path: Path) -> Path | None:
    """The lock file that says Excel or LibreOffice has the workbook open; None where there is none.

    It may be left from a program that broke down; nothing but the program itself knows.
    """
    try:
        return next((lock for one in _LOCKS if (lock := path.with_name(one.format(path.name))).is_file()), None)
    except (OSError, ValueError):
        return None


def lock_user(lock: Path) -> str:
    """Whoever has the workbook open, as Excel's lock file has it written; "" where it does not say."""
    if not lock.name.startswith(LOCK):
        return ""
    try:
        with lock.open("rb") as file:
            data = file.read(_WIDE_NAME + 2 + 2 * _LONGEST_NAME)
    except OSError:  # while the workbook is open on Windows nobody else may read it
        return ""
    length = data[_WIDE_NAME] if len(data) > _WIDE_NAME else 0
    wide = data[_WIDE_NAME + 2 : _WIDE_NAME + 2 + 2 * length] if length <= _LONGEST_NAME else b""
    return wide.decode("utf-16-le", "ignore")
