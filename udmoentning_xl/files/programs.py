"""Opening a file in the program that the system has for it."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

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
