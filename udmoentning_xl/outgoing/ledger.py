"""The ledger of a dispatch: what became of each mail, as lines that are only ever added and reach the disk at once.

A line is written before a mail goes and after; so a crash at any point leaves it clear who got what. How mails are sent
is the business of ``smtp``.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from udmoentning_xl.errors import TargetError
from udmoentning_xl.files.reasons import reason

_LINE_HEAD = b'{"tid"'


class MailState(StrEnum):
    """What became of a mail; the values are the Danish words the user reads in the file."""

    PLANNED = "planlagt"
    SENDING = "sender"  # the text is about to leave: with nothing after it, nobody knows
    SENT = "sendt"
    REFUSED = "afvist"  # the server did not take it; it can be sent again
    UNCERTAIN = "uvist"  # the connection was lost after the text had begun to go
    DRAFTED = "kladde"  # it lies in the mailbox, for somebody to send from Outlook: it is sent by us no more


@dataclass(frozen=True)
class Entry:
    """One line. ``accepted`` are the recipients the server took, ``refused`` those it did not, with its words."""

    committee: str
    state: MailState
    message_id: str
    accepted: Sequence[str] = ()
    refused: dict[str, str] = field(default_factory=dict)
    told: str = ""


@dataclass(frozen=True)
class Standing:
    """Where one committee's mail stands: who has it, and whether someone may have it without our knowing."""

    state: MailState | None = None
    accepted: frozenset[str] = frozenset()
    message_id: str = ""


class Ledger:
    """The file ``path``; it need not be there yet, but its folder must."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def standing(self) -> dict[str, Standing]:
        """Where each committee's mail stands, by short name; one that was being sent when all stopped is uncertain.

        Raises TargetError when the file cannot be read or understood.
        """
        found: dict[str, Standing] = {}
        for entry in self._entries():
            before = found.get(entry.committee, Standing())
            state = MailState.UNCERTAIN if entry.state == MailState.SENDING else entry.state
            found[entry.committee] = Standing(state, before.accepted | frozenset(entry.accepted), entry.message_id)
        return found

    def add(self, entry: Entry) -> None:
        """Write a line and wait until it is on the disk; raises TargetError when it cannot be written."""
        line = {
            "tid": datetime.now().astimezone().isoformat(timespec="seconds"),
            "udvalg": entry.committee,
            "tilstand": str(entry.state),
            "message_id": entry.message_id,
            "modtaget": list(entry.accepted),
            "afvist": entry.refused,
            "besked": entry.told,
        }
        try:
            with self._path.open("ab+") as file:
                file.write(self._opening(file.tell()) + json.dumps(line, ensure_ascii=False).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise TargetError(
                f"Forsendelsens log {self._path} kan ikke skrives, og der er ikke sendt mere: {reason(error)}."
            ) from error

    def _opening(self, size: int) -> bytes:
        """A line break where a crash left half a line."""
        return b"\n" if size and not self._path.read_bytes().endswith(b"\n") else b""

    def _entries(self) -> list[Entry]:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise TargetError(f"Forsendelsens log {self._path} kan ikke læses: {reason(error)}.") from error
        entries = []
        for number, line in enumerate(data.split(b"\n"), 1):
            try:
                entries += [_entry(json.loads(line))] if line.strip() else []
            except (ValueError, KeyError, TypeError) as error:
                if isinstance(error, json.JSONDecodeError) and line.startswith(_LINE_HEAD):
                    continue  # the half line that a crash leaves; its mail has an earlier line to go by
                problem = f"Linje {number} i {self._path} kan ikke læses; ret den, før der sendes igen."
                raise TargetError(problem) from error
        return entries


def _entry(line: dict[str, object]) -> Entry:
    accepted = line["modtaget"]
    assert isinstance(accepted, list)
    return Entry(
        str(line["udvalg"]), MailState(str(line["tilstand"])), str(line["message_id"]), tuple(map(str, accepted))
    )
