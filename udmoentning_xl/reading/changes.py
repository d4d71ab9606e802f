"""The log of changes as it stands in the sheet Ændringer of an earlier run, with what people have answered in it.

Every cell of the two tables is read back and goes on into the next run, so what people correct there stays. What the
log means is the business of ``versions.log``.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TypeVar

from udmoentning_xl.reading.edits import TITLE, Cell, header, texts_of
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.terms import LABELS, Field, Heading
from udmoentning_xl.versions.change import ASKED, Change
from udmoentning_xl.versions.log import Log, LogVersion

CHANGES = "aendringer"
#: The headings of the log, by the field of a change.
LOG_HEADINGS: dict[str, str] = {
    "as_of": Heading.AS_OF,
    "title": TITLE,
    "now": Heading.ID_NOW,
    "then": Heading.ID_THEN,
    "committees": LABELS[Field.COMMITTEE],
    "what": Heading.WHAT,
    "before": Heading.BEFORE,
    "after": Heading.AFTER,
    "months": Heading.MONTHS,
    "kroner": Heading.KRONER,
    "sentence": Heading.IN_WORDS,
    "nth": Heading.NTH,
    "same_as": Heading.SAME_AS,
    "place": Heading.PLACE,
}
#: The headings of the table of versions, by the field of a version.
VERSION_HEADINGS: dict[str, str] = {
    "as_of": Heading.AS_OF,
    "name": Heading.FILE,
    "items": Heading.ITEMS,
    "changes": "Ændringer",
}


_NUMBERS = frozenset({"months", "kroner", "nth", "items", "changes"})
T = TypeVar("T")


class ChangesSheet:
    """Ændringer as it stands: its ``log``, and ``seen``, the cells that are read back."""

    def __init__(self, sheet: SheetData) -> None:
        self._rows = texts_of(sheet)
        self.seen: set[Cell] = set()
        changes = [one for row in self._table(LOG_HEADINGS) if (one := self._read(row, _change))]
        versions = [seen for row in self._table(VERSION_HEADINGS) if (seen := self._read(row, _version))]
        versions.reverse()  # of one day the newest stands first
        versions.sort(key=lambda one: one.as_of)
        self.log = Log(tuple(versions), tuple(sorted(changes, key=lambda one: one.as_of or date.min)))

    def _table(self, headings: Mapping[str, str]) -> Iterator[tuple[int, dict[str, int], dict[str, str]]]:
        """The rows below the headings until a blank one: their number, the columns, and the texts, both by field."""
        head, places = header(self._rows, headings.values())
        if len(places) < len(headings) - 1:
            return
        columns = {name: places[heading] for name, heading in headings.items() if heading in places}
        for number in range(head + 1, len(self._rows)):
            row = {name: self._text(number, columns.get(name)) for name in headings}
            if not any(row.values()):
                return
            yield number, columns, row

    def _read(
        self, row: tuple[int, dict[str, int], dict[str, str]], read: Callable[[Mapping[str, str]], T | None]
    ) -> T | None:
        """What a row tells; its cells are then seen, less those where a number should be and none is."""
        number, columns, texts = row
        found = read(texts)
        if found is not None:
            self.seen.update(
                (number, column)
                for name, column in columns.items()
                if name not in _NUMBERS or not texts[name] or _number(texts[name]) is not None
            )
        return found

    def _text(self, number: int, column: int | None) -> str:
        row = self._rows[number]
        return row[column] if column is not None and column < len(row) else ""


def _change(row: Mapping[str, str]) -> Change | None:
    when = _day(row["as_of"])
    if not when or not row["what"]:
        return None
    amount, months, nth = (_number(row[name]) for name in ("kroner", "months", "nth"))
    return Change(
        row["what"],
        row["title"],
        row["now"].removesuffix(ASKED) or None,
        row["then"] or None,
        row["committees"],
        row["sentence"],
        row["before"],
        row["after"],
        months,
        None if amount is None else round(1000 * amount),
        row["place"],
        None if nth is None else round(nth),
        when,
        row["same_as"],
    )


def _version(row: Mapping[str, str]) -> LogVersion | None:
    when, items, changes = _day(row["as_of"]), _number(row["items"]), _number(row["changes"])
    return LogVersion(when, row["name"], round(items or 0), round(changes or 0)) if when else None


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text[:10], "%d-%m-%Y").date()
    except ValueError:
        return None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(".", "").replace(",", "."))
    except ValueError:
        return None
