"""Folders to work in that are gone afterwards, and the clearing of those that killed runs left behind.

Beside every such folder stands a lock file of the same name while its run lives. A folder is cleared only when it has
such a file, the file is ours by name, and nobody holds it: all else may be somebody's.
"""

import contextlib
import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from udmoentning_xl.files.locks import LockedError, lock
from udmoentning_xl.files.reasons import NoTemporaryFolderError

TEMPORARY = "udmoentning-"
_LOCK_SUFFIX = ".laas"
_RANDOM = 6


@contextmanager
def work_folder(parent: Path | None = None, prefix: str = TEMPORARY, *, private: bool = True) -> Iterator[Path]:
    """A new folder in ``parent`` (else where the system keeps temporary files), removed when the block ends.

    The block may move it away. What killed runs left there under the same ``prefix`` is cleared first. ``private`` is
    for folders that stay temporary; one that is moved into place must be as open as its surroundings.

    Raises OSError when it cannot be made.
    """
    beside = parent or _temporary()
    clear(beside, prefix)
    folder = beside / f"{prefix}{secrets.token_hex(_RANDOM)}"
    with _held(_lock_of(folder)):
        folder.mkdir(0o700 if private else 0o777)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def workshop(beside: Path | None) -> Iterator[Path]:
    """A folder to make the files of a dispatch in, gone again unless it was moved away.

    It lies ``beside`` where it is to be, so that moving is one step; None is for what is not kept. Raises OSError when
    it cannot be made.
    """
    if beside is None:
        with work_folder() as place:
            yield place
    else:
        with new_folders(beside), work_folder(beside, ".udsendelse-", private=False) as place:
            yield place


@contextmanager
def new_folders(folder: Path) -> Iterator[None]:
    """Make ``folder`` with the folders above it; those that were not there before are gone again when the block fails.

    Raises OSError when it cannot be made.
    """
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "", str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for one in made:
            with contextlib.suppress(OSError):
                one.rmdir()
        raise


def clear(beside: Path, prefix: str = TEMPORARY) -> None:
    """Remove the work folders in ``beside`` whose run is no more; whatever cannot be removed stays, in silence."""
    ours = re.compile(rf"{re.escape(prefix)}[0-9a-f]{{{2 * _RANDOM}}}{re.escape(_LOCK_SUFFIX)}")
    try:
        names = [name for name in os.listdir(beside) if ours.fullmatch(name)]
    except OSError:
        return
    for name in names:
        with contextlib.suppress(OSError, LockedError), lock(beside / name, remove=True):
            shutil.rmtree(beside / name.removesuffix(_LOCK_SUFFIX), ignore_errors=True)  # which follows no link


def _temporary() -> Path:
    try:
        return Path(gettempdir())
    except FileNotFoundError as error:
        raise NoTemporaryFolderError from error


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _LOCK_SUFFIX)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold the lock where the drive can lock; elsewhere nothing is marked, and so nothing is ever cleared."""
    held = contextlib.ExitStack()
    try:
        held.enter_context(lock(path, remove=True))
    except (OSError, LockedError):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    with held:
        yield
