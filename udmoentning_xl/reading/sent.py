"""What a committee was sent, read back from the workbook of a dispatch: as a version of its part of the plan, and as
fingerprints to compare a returned file with.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from udmoentning_xl.proposals import SheetBaseline, TableBaseline, fingerprint, formula_print, joined
from udmoentning_xl.reading.edits import TITLE, Texts, header, texts_of
from udmoentning_xl.reading.known import row_of
from udmoentning_xl.reading.source import SheetData, read_workbook
from udmoentning_xl.terms import (
    COMPLETION_LABELS,
    COMPLETION_TOLD,
    LABELS,
    REPLY_HEADINGS,
    ROLE_LABELS,
    SHORT_KINDS,
    TEXTS,
    TOTAL_LABEL,
    Field,
    Heading,
)
from udmoentning_xl.values.dates import read_due
from udmoentning_xl.versions.states import Due, State, Version

_KINDS = {short: kind for kind, short in SHORT_KINDS.items()}
#: Every heading that a committee's table may have, and with those to answer in.
HEADINGS = frozenset([*map(str, Heading), *LABELS.values(), *map(str, range(2000, 2100))])
KNOWN = HEADINGS | set(REPLY_HEADINGS)


@dataclass(frozen=True)
class SentWorkbook:
    """A committee's workbook as it was sent in the dispatch ``run`` of the day ``version.as_of``.

    ``aside`` are the texts that stand in its other sheets, ``fills`` and ``inks`` the colours of the table's.
    """

    run: str
    committee: str
    version: Version
    baseline: SheetBaseline
    aside: frozenset[str] = frozenset()
    fills: frozenset[str] = frozenset()
    inks: frozenset[str] = frozenset()


def read_sent(path: Path, run: str, committee: str, as_of: date, years: Sequence[int]) -> SentWorkbook:
    """The workbook that was sent; ``years`` are those of the plan. Raises PlanFileError when it cannot be read."""
    sheet, *others = read_workbook(path).sheets
    aside = frozenset(text for other in others for row in texts_of(other) for text in row if text)
    version, looks = _version(sheet, path.name, as_of, years), sheet.formatting
    colours = frozenset(looks.fills.values()), frozenset(looks.inks.values())
    return SentWorkbook(run, committee, version, _baseline(sheet), aside, *colours)


def sent_version(path: Path, as_of: date, years: Sequence[int]) -> Version:
    """The version in a committee's workbook that was sent on the day ``as_of``; ``years`` are those of the plan.

    Of an item it holds what the committee saw: the fields, the date, the amounts of the years, and if it was done.
    Raises PlanFileError when the file cannot be read; one without the table gives a version without items.
    """
    return _version(read_workbook(path).sheets[0], path.name, as_of, years)


def _version(sheet: SheetData, name: str, as_of: date, years: Sequence[int]) -> Version:
    rows = texts_of(sheet)
    head, places = header(rows, HEADINGS)
    states = {item: state_of(cells, years) for _, item, cells in _item_rows(rows, head, places)}
    told = tuple(int(name) for name in places if name.isdigit())
    return Version(name, as_of, states, tuple(sorted(told)))


def _item_rows(rows: Texts, head: int, places: Mapping[str, int]) -> Iterable[tuple[int, str, dict[str, str]]]:
    """The rows of items: their number, the id, and the texts by heading."""
    if not {Heading.ITEM, TITLE} <= places.keys():
        return
    for number, row in enumerate(rows[head + 1 :], head + 1):
        cells = {name: row[column] for name, column in places.items() if column < len(row)}
        if cells.get(Heading.ITEM) and cells.get(TITLE) and row[0] != TOTAL_LABEL:
            yield number, cells[Heading.ITEM], cells


def _baseline(sheet: SheetData) -> SheetBaseline:
    """What we wrote in the sheet: its table of items, and all that stands outside it."""
    rows = texts_of(sheet)
    head, unordered = header(rows, KNOWN)
    places = dict(sorted(unordered.items(), key=lambda one: one[1]))
    items = {number: (item, cells) for number, item, cells in _item_rows(rows, head, places)}
    marks = {item: "".join(fingerprint(cells.get(name, "")) for name in places) for item, cells in items.values()}
    outside = [fingerprint(text) for number, row in enumerate(rows) if number not in items for text in row if text]
    formulas = joined(map(formula_print, sheet.formatting.formulas.values()))
    return SheetBaseline(fingerprint(sheet.name), joined(outside), formulas, table=TableBaseline(tuple(places), marks))


def state_of(cells: Mapping[str, str], years: Sequence[int]) -> State:
    """An item as a committee's table tells of it, by heading."""
    bodies = tuple(filter(None, map(_body, cells.get(Heading.ROUTE, "").split("\n"))))
    shown = {
        **cells,
        LABELS[Field.COMMITTEE]: ";".join(bodies),
        LABELS[Field.DESCRIPTION]: cells.get(Heading.BRIEF, ""),
    }
    row = row_of(cells[Heading.ITEM], shown)._replace(kind=_KINDS.get(cells.get(LABELS[Field.KIND], "")))
    text = cells.get(LABELS[Field.DUE], "")
    due = read_due(text, years, frozenset(bodies))
    written = {column: cells.get(heading, "") for column, heading in _WRITTEN.items()}
    guiding = Due.of(text, str(due.kind), (due.first, due.last), years)
    return State(row, guiding, _completion(cells), written=written, bodies=bodies)


#: The texts of an item that a committee was sent whole, by the column of ``plan.items``.
_WRITTEN = {
    "title": TITLE,
    "due_text": LABELS[Field.DUE],
    **{column: LABELS[field] for field, column in TEXTS.items()},
    TEXTS[Field.DESCRIPTION]: Heading.BRIEF,
}


def _completion(cells: Mapping[str, str]) -> str:
    told = {COMPLETION_LABELS[name]: name for name in ("done", "dropped")}.get(cells.get(Heading.PERIOD, ""))
    status = cells.get(LABELS[Field.STATUS], "").split(". ")  # as the sheet puts together what it says there
    for name, words in COMPLETION_TOLD.items():
        if {words, COMPLETION_LABELS[name]} & set(status):  # the label alone in what was sent by older versions
            return told or name
    return told or "open"


def _body(step: str) -> str:
    """The body of a step of the route: „BUU behandler“, „ØK indstiller (evt.)“."""
    words = step.removesuffix(" (evt.)")
    return next((words.removesuffix(f" {role}") for role in ROLE_LABELS.values() if words.endswith(f" {role}")), "")
