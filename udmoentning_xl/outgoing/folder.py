"""The folder of one dispatch: the names of its files, and ``udsendelse.json``, which says what was prepared.

At the top lie the committees' files alone; what stays in the house lies in the folder ``internt``, where ``internal``
finds it. ``udsendelse.json`` is a public contract: English keys, one object, sealed with a hash of its own. Making the
files is the business of ``dispatch``.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from udmoentning_xl.config import CONFIG_NAME
from udmoentning_xl.errors import TargetError
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.nearby import FOLDER, MANIFEST, command_word, missing_folder
from udmoentning_xl.outgoing.extract import Omission
from udmoentning_xl.outgoing.gate import Release

INTERNAL, MANIFEST_NAME = MANIFEST.parts
OVERVIEW_NAME = "oversigt.xlsx"
LEDGER_NAME = "forsendelse.jsonl"
LOCK_NAME = "forsendelse.laas"
_FORMAT = 2
_SEAL = "seal"
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "AE", "Ø": "OE", "Å": "AA", "ß": "ss"})
_LONGEST = 40


def internal(folder: Path, name: str) -> Path:
    """Where the file ``name``, one of those that stay in the house, lies in the folder of a dispatch."""
    return folder / INTERNAL / name


@dataclass(frozen=True)
class File:
    """One prepared file: its name in the folder, size in bytes, and SHA-256."""

    file: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Parcel:
    """What was prepared for one body: its files, the items in them, and what to look at before it is sent.

    ``calendar`` is the calendar file of its meetings, None where there are none; a reminder has no ``workbook`` either.
    ``asked`` is False where the body is only informed, and no answer is waited for.
    """

    committee: str
    name: str
    recipients: tuple[str, ...]
    workbook: File | None
    draft: File
    text: File
    items: tuple[str, ...]
    sent_hash: str
    warnings: tuple[str, ...] = ()
    calendar: File | None = None
    asked: bool = True

    @property
    def files(self) -> tuple[File, ...]:
        """The files."""
        return tuple(file for file in (self.workbook, self.draft, self.text, self.calendar) if file)


@dataclass(frozen=True)
class Manifest:
    """A whole dispatch; ``plan`` and ``plan_sha256`` are the name and the hash of the source.

    ``reminds`` is the run of the dispatch that it reminds of, "" where it is none of reminders. ``columns`` are the
    headings of the plan's columns of texts that are in the files; none where an older version of the program wrote it.
    """

    run: str
    as_of: date
    reply_by: date
    plan: str
    plan_sha256: str
    municipality: str
    items: int
    parcels: tuple[Parcel, ...]
    left_out: tuple[Omission, ...]
    released: tuple[Release, ...] = ()
    warnings: tuple[str, ...] = ()
    reminds: str = ""
    columns: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The text of ``udsendelse.json``."""
        told: dict[str, Any] = {"format": _FORMAT, **asdict(self)}
        for key in ("reminds", "columns"):
            if not told[key]:
                del told[key]
        told["parcels"] = [
            {key: value for key, value in parcel.items() if value is not None and (key, value) != ("asked", True)}
            for parcel in told["parcels"]
        ]
        return json.dumps({**told, _SEAL: _sealed(told)}, ensure_ascii=False, indent=2, default=str) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """What was prepared in ``folder``.

    Raises TargetError when that is no folder of a dispatch, or when the manifest was changed since.
    """
    path = internal(folder, MANIFEST_NAME)
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if told["format"] != _FORMAT:
            raise TargetError(f"{path} er skrevet af en anden udgave af udmoentning; lav udsendelsen igen.")
        if told.pop(_SEAL) != _sealed(told):
            raise TargetError(f"{path} er ændret, siden udsendelsen blev lavet; lav den igen, før der sendes.")
        del told["format"]
        told["as_of"], told["reply_by"] = (date.fromisoformat(told[key]) for key in ("as_of", "reply_by"))
        told["parcels"] = tuple(_parcel(one) for one in told["parcels"])
        told["left_out"] = tuple(Omission(**one) for one in told["left_out"])
        told["released"] = tuple(Release(**one) for one in told["released"])
        told["warnings"], told["columns"] = tuple(told["warnings"]), tuple(told.get("columns", ()))
        return Manifest(**told)
    except (FileNotFoundError, NotADirectoryError) as error:
        if not folder.exists():
            raise TargetError(f"{folder} findes ikke. {missing_folder(folder)}") from error
        if folder.is_file():
            problem = f"{folder} er en fil og ikke mappen med en udsendelse; angiv den mappe, som udsend har lavet."
            raise TargetError(problem) from error
        missing = path.relative_to(folder).as_posix()
        problem = f"{folder} er ikke en udsendelse: {missing} mangler; angiv den mappe, som udsend har lavet."
        raise TargetError(problem) from error
    except OSError as error:
        raise TargetError(f"{path} kan ikke læses: {reason(error)}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TargetError(f"{path} er beskadiget; lav udsendelsen igen.") from error


def earlier_calendars(parent: Path) -> dict[str, bytes]:
    """By committee, the calendar it got in the newest of the dispatches in ``parent``."""
    found: dict[str, bytes] = {}
    for folder in sorted(parent.glob(f"{FOLDER}*")):
        try:
            parcels = [one for one in read_manifest(folder).parcels if one.calendar]
            found |= {one.committee: (folder / one.files[-1].file).read_bytes() for one in parcels}
        except (TargetError, OSError):  # no dispatch, or no more a whole one
            continue
    return found


def columns_sent(parent: Path) -> frozenset[str] | None:
    """The headings of all columns of texts that the dispatches in ``parent`` have sent; None where none tells."""
    found: frozenset[str] = frozenset()
    for folder in parent.glob(f"{FOLDER}*"):
        with suppress(TargetError):
            found |= set(read_manifest(folder).columns)
    return found or None


def _sealed(told: Mapping[str, Any]) -> str:
    """The SHA-256 over what a manifest says, however it is laid out."""
    text = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _parcel(told: dict[str, Any]) -> Parcel:
    files: dict[str, Any] = {key: File(**told[key]) for key in ("workbook", "draft", "text", "calendar") if key in told}
    lists = {key: tuple(told[key]) for key in ("recipients", "items", "warnings")}
    return Parcel(**{"workbook": None, **told, **files, **lists})


def verify(folder: Path, parcels: Iterable[Parcel]) -> None:
    """Raise TargetError for the first file that is gone or not as it was prepared."""
    for file in (file for parcel in parcels for file in parcel.files):
        path = folder / file.file
        try:
            same = describe(path) == file
        except FileNotFoundError as error:
            raise TargetError(f"{path} mangler; lav udsendelsen igen.") from error
        except OSError as error:
            raise TargetError(f"{path} kan ikke læses: {reason(error)}.") from error
        if not same:
            raise TargetError(f"{path} er ændret, siden udsendelsen blev lavet; lav den igen, før der sendes.")


def describe(path: Path) -> File:
    """Name, size and hash of a file."""
    return described(path.name, path.read_bytes())


def described(name: str, data: bytes) -> File:
    """Name, size and hash of the file ``name`` that holds ``data``."""
    return File(name, len(data), hashlib.sha256(data).hexdigest())


def sending_command(folder: Path, settings: Path | None, *more: str, option: str = "--send") -> str:
    """The command that sends what lies in ``folder``, as it works where it is printed: with the ``settings`` that were
    used, unless it finds them by itself, and the words ``more``.
    """
    found_by_itself = settings is None or settings.absolute() == (folder.parent / CONFIG_NAME).absolute()
    words = [str(folder), *more, *([] if found_by_itself else ["--opsaetning", str(settings)])]
    return " ".join(("udmoentning udsend", option, *map(command_word, words)))


def file_stems(shorts: Sequence[str], as_of: date) -> dict[str, str]:
    """The name of each body's files without extension, ASCII and all different: ``Udmoentningsplan_OEK_2026-11-22``."""
    return {short: f"Udmoentningsplan_{name}_{as_of.isoformat()}" for short, name in unique_names(shorts).items()}


def unique_names(shorts: Sequence[str], *others: str) -> dict[str, str]:
    """Each short name as part of a file name, ASCII and all different, whatever their case; none of ``others``."""
    names: dict[str, str] = {}
    taken = {name.casefold() for name in others}
    for short in shorts:
        name = wanted = ascii_name(short)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name.casefold())
        names[short] = name
    return names


def ascii_name(text: str) -> str:
    """``text`` as part of a file name that every mail server and drive takes: "ØK/KB" becomes "OEK-KB"."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).translate(_LETTERS))
    return re.sub(r"[^A-Za-z0-9]+", "-", plain.encode("ascii", "ignore").decode())[:_LONGEST].strip("-") or "udvalg"
