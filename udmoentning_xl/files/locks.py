"""A lock that only one run can hold, on a file of its own, also between machines on a network share.

The operating system holds it for the process, so it is gone when the process is, however that ended: a lock file that
a killed run left behind locks nothing. What is locked, and what the second one is told, is the business of the caller.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: The byte that is locked on Windows, where a locked byte cannot be read: far behind the text of the file.
_LOCKED_BYTE = 1 << 30
_LONGEST = 300
_ON_WINDOWS = sys.platform == "win32"
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK}


class LockedError(Exception):
    """Somebody else holds the lock; the text is what they wrote into its file, "" when it cannot be read."""


@contextmanager
def lock(path: Path, note: str = "", *, remove: bool = False) -> Iterator[None]:
    """Hold the lock on ``path`` until the block ends; ``note`` stands in the file meanwhile, for others to read.

    The file is made when it is not there. It stays, empty, unless ``remove`` is set.

    Raises:
        LockedError: another run, or another thread of this one, holds it.
        OSError: the file cannot be made, or the drive cannot lock (ENOLCK, EOPNOTSUPP).
    """
    descriptor = _acquire(path)
    try:
        _write(descriptor, note)
        yield
    finally:
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, 0)
        if remove and not _ON_WINDOWS:
            _unlink(path)  # while it is still held: afterwards it may be somebody else's
        os.close(descriptor)
        if remove and _ON_WINDOWS:
            _unlink(path)  # an open file cannot be removed there, and so not one that somebody else has opened since


def _acquire(path: Path) -> int:
    """An open file that is locked and is the one that ``path`` names now."""
    while True:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o666)
        try:
            _lock(descriptor)
            if _is(descriptor, path):
                return descriptor
        except OSError as error:
            os.close(descriptor)
            if error.errno in _TAKEN:
                raise LockedError(_read(path)) from error
            raise
        os.close(descriptor)  # its last holder removed the file after we had opened it


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _write(descriptor: int, note: str) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, note.encode()[:_LONGEST])


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return " ".join(file.read(_LONGEST).decode("utf-8", "replace").split())
    except OSError:
        return ""


def _unlink(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
