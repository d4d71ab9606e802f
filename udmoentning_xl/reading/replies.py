"""The sheet Svar as it stands: its rows with what people have chosen there, and the cells of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from udmoentning_xl.package.patch import CellAddress
from udmoentning_xl.reading.edits import TITLE, header, texts_of
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.replies.answer import Decision
from udmoentning_xl.replies.decide import Verdict
from udmoentning_xl.terms import LABELS, Field, Heading

REPLIES = "svar"  # the key of the sheet
#: The fields of a decision that are texts, by their headings.
_TEXTS = {
    "verdict": Heading.VERDICT,
    "item": Heading.ID_NOW,
    "title": TITLE,
    "sent_id": Heading.ID_SENT,
    "committee": LABELS[Field.COMMITTEE],
    "field": Heading.FIELD,
    "sent": Heading.SENT,
    "now": Heading.PLAN_NOW,
    "reply": Heading.REPLY,
    "write_as": Heading.WRITTEN_AS,
    "cell": Heading.CELL,
    "place": Heading.FILE_CELL,
    "note": Heading.NOTE,
    "approved": Heading.APPROVED,
    "outcome": Heading.OUTCOME,
}
_HEADINGS = [*_TEXTS.values(), Heading.DISPATCH, Heading.SAVED]
_NEEDED = frozenset({Heading.APPROVED, Heading.VERDICT, Heading.FIELD, Heading.REPLY})


@dataclass(frozen=True)
class ReplyRow:
    """A row of the sheet, with the cells of its columns by heading."""

    decision: Decision
    cells: Mapping[str, CellAddress]


def read_replies(sheet: SheetData) -> list[ReplyRow]:
    """The rows of the sheet, wherever people have moved them or its columns; none where the table is gone."""
    rows = texts_of(sheet)
    head, places = header(rows, map(str, _HEADINGS))
    if not places.keys() >= _NEEDED:
        return []
    found = []
    for number, row in enumerate(rows[head + 1 :], head + 2):
        cells = {name: row[column] for name, column in places.items() if column < len(row)}
        if cells.get(Heading.VERDICT) in set(Verdict) and cells.get(Heading.REPLY):
            texts = {name: cells.get(heading, "") for name, heading in _TEXTS.items()}
            decision = Decision(**texts, saved=_moment(cells), dispatched=_day(cells), sure=True)
            addresses = {name: CellAddress(sheet.name, number, column + 1) for name, column in places.items()}
            found.append(ReplyRow(decision, addresses))
    return found


def _moment(cells: Mapping[str, str]) -> datetime | None:
    try:
        return datetime.strptime(cells.get(Heading.SAVED, ""), "%d-%m-%Y %H:%M:%S").astimezone()
    except ValueError:
        return None


def _day(cells: Mapping[str, str]) -> date | None:
    try:
        return datetime.strptime(cells.get(Heading.DISPATCH, "")[:10], "%d-%m-%Y").date()
    except ValueError:
        return None
