"""Writing a file so that it is either whole or not there. Knows nothing of what is written."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from udmoentning_xl.danish import one_line
from udmoentning_xl.errors import TargetError
from udmoentning_xl.files.programs import lock_of, lock_user
from udmoentning_xl.files.reasons import reason


@contextmanager
def replace_file(target: Path, source: Path | None = None) -> Iterator[Path]:
    """Yield an empty file beside ``target`` to write to; it takes the target's place when the block ends without error.

    ``source`` is a file that must never be overwritten. Nothing is left behind when the block fails.

    Raises:
        TargetError: the folder is missing or read-only, the disk is full, the target is the source itself, or it is
            open in Excel or LibreOffice, also where the system lets it be replaced: what is typed there now would be
            saved over the new file.
    """
    if source is not None and _same_file(target, source):
        raise TargetError(f"{target} er selve kilden, som aldrig overskrives; vælg et andet navn med -o.")
    if lock := lock_of(target):
        raise TargetError(_open_sentence(target, lock))
    temporary = target.with_name(f".udmoentning-{secrets.token_hex(6)}.tmp")
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "", str(target))
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except OSError as error:
        raise TargetError(_sentence(target, error)) from error
    try:
        yield temporary
        _sync(temporary)
        os.replace(temporary, target)
    except OSError as error:
        # An OSError about another file (the source, say) is not about the target.
        if error.filename is not None and Path(os.fsdecode(error.filename)) not in {temporary, target}:
            raise
        raise TargetError(_sentence(target, error)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _same_file(target: Path, source: Path) -> bool:
    try:
        return target.samefile(source)
    except OSError:
        return target.absolute() == source.absolute()


def _sync(path: Path) -> None:
    """Put the bytes on the disk before the name points to them, so that a power cut leaves the old file or the new."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sentence(target: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{target} kan ikke skrives: mappen findes ikke; opret den, eller vælg et andet sted med -o."
    return f"{target} kan ikke skrives: {reason(error)}."


def _open_sentence(target: Path, lock: Path) -> str:
    by = f" hos {who}" if (who := one_line(lock_user(lock))) else ""
    return (
        f"{target} kan ikke skrives: den ser ud til at være åben{by}; luk den, og prøv igen. Er den ikke åben nogen "
        f"steder, så slet {lock.name} i samme mappe: den er blevet tilbage, da et program gik ned."
    )
