"""What a committee was sent, read back from the workbook of a dispatch as a version of its part of the plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from udmoentning_xl.reading.edits import TITLE, header, texts_of
from udmoentning_xl.reading.known import row_of
from udmoentning_xl.reading.source import read_workbook
from udmoentning_xl.terms import COMPLETION_LABELS, LABELS, ROLE_LABELS, SHORT_KINDS, Field, Heading
from udmoentning_xl.values.dates import read_due
from udmoentning_xl.versions.states import Due, State, Version

_KINDS = {short: kind for kind, short in SHORT_KINDS.items()}


def sent_version(path: Path, as_of: date, years: Sequence[int]) -> Version:
    """The version in a committee's workbook that was sent on the day ``as_of``; ``years`` are those of the plan.

    Of an item it holds what the committee saw: the fields, the date, the amounts of the years, and if it was done.
    Raises PlanFileError when the file cannot be read; one without the table gives a version without items.
    """
    rows = texts_of(read_workbook(path).sheets[0])
    wanted = [*map(str, Heading), *LABELS.values(), *map(str, range(2000, 2100))]
    head, places = header(rows, wanted)
    states = {}
    if {Heading.ITEM, TITLE} <= places.keys():
        for row in rows[head + 1 :]:
            cells = {name: row[column] for name, column in places.items() if column < len(row)}
            if cells.get(Heading.ITEM) and cells.get(TITLE):
                states[cells[Heading.ITEM]] = _state(cells, years)
    told = tuple(int(name) for name in places if name.isdigit())
    return Version(path.name, as_of, states, tuple(sorted(told)))


def _state(cells: Mapping[str, str], years: Sequence[int]) -> State:
    bodies = tuple(filter(None, map(_body, cells.get(Heading.ROUTE, "").split("\n"))))
    shown = {
        **cells,
        LABELS[Field.COMMITTEE]: ";".join(bodies),
        LABELS[Field.DESCRIPTION]: cells.get(Heading.BRIEF, ""),
    }
    row = row_of(cells[Heading.ITEM], shown)._replace(kind=_KINDS.get(cells.get(LABELS[Field.KIND], "")))
    text = cells.get(LABELS[Field.DUE], "")
    due = read_due(text, years, frozenset(bodies))
    completion = {"Afsluttet": "done", "Udgår": "dropped"}.get(cells.get(Heading.PERIOD, ""), "open")
    if completion == "open" and cells.get(LABELS[Field.STATUS], "").startswith(COMPLETION_LABELS["partial"]):
        completion = "partial"
    return State(row, Due(text, str(due.kind), due.first, due.last), completion, bodies=bodies)


def _body(step: str) -> str:
    """The body of a step of the route: „BUU behandler“, „ØK indstiller (evt.)“."""
    words = step.removesuffix(" (evt.)")
    return next((words.removesuffix(f" {role}") for role in ROLE_LABELS.values() if words.endswith(f" {role}")), "")
