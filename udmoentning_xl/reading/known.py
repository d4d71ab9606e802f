"""The items of an earlier run as its sheets tell of them, to be found again in the plan of today.

An id that stands in a sheet of an earlier run is an id of that run: which item it is now is the business of
``versions.identity``.
"""

from collections.abc import Iterator, Mapping

from udmoentning_xl.plan import Plan
from udmoentning_xl.proposals import Baseline
from udmoentning_xl.reading.edits import TITLE, header, item_texts, texts_of
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.terms import KIND_LABELS, LABELS, Field, Heading
from udmoentning_xl.versions.identity import Pairing, pair
from udmoentning_xl.versions.likeness import Row
from udmoentning_xl.versions.states import version_of

_FIRST = "samlet"  # the sheet that tells most of every item
_KINDS = {label: kind for kind, label in KIND_LABELS.items()}


def found_again(sheets: Mapping[str, SheetData], baseline: Baseline | None, plan: Plan) -> Pairing:
    """Which items of the generated ``sheets`` (by key) of an earlier run are which in ``plan``."""
    rows: dict[str, Row] = {}
    for key in sorted(sheets, key=lambda key: key != _FIRST):
        base = baseline.sheets.get(key) if baseline else None
        texts = item_texts(sheets[key], base) if base and base.table else _listed(sheets[key])
        for item, cells in texts:
            rows.setdefault(item, row_of(item, cells))
    return pair(rows.values(), version_of(plan).rows)


def _listed(sheet: SheetData) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a table that has ids and titles, where there is nothing to compare them to."""
    rows = texts_of(sheet)
    head, places = header(rows, [Heading.ITEM, TITLE])
    for row in rows[head + 1 :] if len(places) > 1 else ():
        cells = {name: row[column] for name, column in places.items() if column < len(row)}
        if cells.get(Heading.ITEM) and cells.get(TITLE):
            yield cells[Heading.ITEM], cells


def row_of(item: str, cells: Mapping[str, str]) -> Row:
    """What an item is known again by, from what one of our sheets says of it by heading."""
    bodies = cells.get(LABELS[Field.COMMITTEE], "").replace(";", ",").split(",")
    return Row(
        item,
        cells.get(LABELS[Field.NUMBER]) or None,
        _KINDS.get(cells.get(LABELS[Field.KIND], "")),
        cells.get(LABELS[Field.SECTION]) or None,
        cells.get(TITLE) or None,
        cells.get(LABELS[Field.DESCRIPTION]) or None,
        cells.get(LABELS[Field.RESPONSIBLE]) or None,
        frozenset(one.strip() for one in bodies if one.strip()),
        tuple(_amounts(cells)),
    )


def _amounts(cells: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Whole kroner by year, from columns of thousands."""
    for heading, text in cells.items():
        if heading.isdigit() and text:
            try:
                yield int(heading), round(1000 * float(text.replace(",", ".")))
            except ValueError:
                continue
