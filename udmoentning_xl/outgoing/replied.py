"""Who has answered a dispatch: lines in its folder that are only ever added, one for each file that has come back.

A committee that has said that nothing has changed has answered too. What stands in the files is the business of
``merging``.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from udmoentning_xl.errors import TargetError
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.nearby import FOLDER
from udmoentning_xl.outgoing.folder import Manifest, Parcel, internal, read_manifest
from udmoentning_xl.plan import AwaitedAnswers

REPLIES_NAME = "svar.jsonl"


@dataclass(frozen=True)
class ReplyRecord:
    """That a committee has answered: with a file (its name and SHA-256), or by saying so, which has none."""

    committee: str
    file: str = ""
    sha256: str = ""


def replied(folder: Path) -> list[ReplyRecord]:
    """Who has answered the dispatch in ``folder``; a line that cannot be read tells nothing.

    Raises TargetError when the file cannot be read.
    """
    path = internal(folder, REPLIES_NAME)
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "den er beskadiget"
        raise TargetError(f"{path} kan ikke læses: {why}.") from error
    return [one for line in lines if (one := _read(line))]


def _read(line: str) -> ReplyRecord | None:
    try:
        told = json.loads(line)
        return ReplyRecord(str(told["committee"]), str(told["file"]), str(told["sha256"]))
    except (ValueError, KeyError, TypeError):
        return None


def note_replies(folder: Path, found: Iterable[ReplyRecord]) -> None:
    """Add those of ``found`` that are not there yet. Raises TargetError when they cannot be written."""
    known = set(replied(folder))
    new = [one for one in dict.fromkeys(found) if one not in known]
    if not new:
        return
    path, now = internal(folder, REPLIES_NAME), datetime.now().astimezone().isoformat(timespec="seconds")
    lines = [json.dumps({"time": now, **asdict(one)}, ensure_ascii=False) for one in new]
    try:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write("".join(f"{line}\n" for line in lines))
    except OSError as error:
        raise TargetError(f"{path} kan ikke skrives: {reason(error)}.") from error


def silent(manifest: Manifest, found: Iterable[ReplyRecord]) -> list[Parcel]:
    """The committees of a dispatch that were asked and have not answered."""
    answered = {one.committee for one in found}
    return [parcel for parcel in manifest.parcels if parcel.asked and parcel.committee not in answered]


def awaited(plan: Path) -> AwaitedAnswers | None:
    """Who has not answered the newest dispatch of ``plan`` in its own folder; None where there is none.

    A dispatch that is damaged tells nothing.
    """
    for folder in sorted(plan.parent.glob(f"{FOLDER}*"), reverse=True):
        with suppress(TargetError):
            manifest = read_manifest(folder)
            if manifest.plan == plan.name:
                asked = sum(parcel.asked for parcel in manifest.parcels)
                names = tuple(parcel.name for parcel in silent(manifest, replied(folder)))
                return AwaitedAnswers(manifest.as_of, manifest.reply_by, asked, names)
    return None
