"""The columns of a plan as they were at an earlier run, and which of today has the texts of one that was kept in.

A heading can be changed; what stands at the items tells that a column is the same. What follows for how a column is
read is the business of ``chosen``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from udmoentning_xl.danish import fold
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import LEFT_OUT, Place
from udmoentning_xl.reading.layout import SourceColumn, SourceTable
from udmoentning_xl.terms import TEXTS, Field

#: A text of so many characters is known again at another item too.
_LONG = 12
#: A text that has been worked on, cut or added to has so many words in common with what it was, and such a part of the
#: shorter of them.
_COMMON, _MOSTLY = 3, 0.6

#: What a column may be that is, or may become, one of notes.
TEXTUAL = frozenset({*TEXTS, Field.INTERNAL, LEFT_OUT, None})

#: What stands in a column: each text that is not blank, folded, with the folded title of its item.
Texts = tuple[tuple[str, str], ...]


class FormerColumn(NamedTuple):
    """A column as Læsning of an earlier run lists it; ``kept`` is what kept it in, as „Intern“, or "".

    What was not read was not sent either, though nobody may have kept it in.

    Where it has no ``sheet``, it is known by its texts alone; or the settings name it as ``target``, where ``said_in``
    tells.
    """

    sheet: str
    label: str
    kept: str = ""
    texts: Texts = ()
    is_unread: bool = False
    said_in: str = ""
    target: str = ""


class Overlap(NamedTuple):
    """How many of ``all`` texts of a column stood in others before."""

    same: int
    all: int

    @property
    def told(self) -> str:
        """How many of a column's texts they are, in words."""
        return "dens tekst" if self.all == 1 else f"{self.same} af dens {self.all} tekster"

    @property
    def is_most(self) -> bool:
        """True where they are half or more."""
        return self.same > 0 and self.all <= 2 * self.same


class KnownTexts:
    """The texts of columns of an earlier run, ready to be looked up."""

    def __init__(self, columns: Iterable[Texts], without: "KnownTexts | None" = None) -> None:
        self._at = defaultdict[str, set[str]](set)
        self._long: set[str] = set()
        for title, text in (pair for texts in columns for pair in texts):
            if without is None or not without.stood(title, text):
                self._at[title].add(text)
                self._long |= {text} if len(text) >= _LONG else set()

    def stood(self, title: str, text: str) -> bool:
        """Whether the very text stood at the item, or anywhere where it is long enough to be known again."""
        return text in self._at.get(title, ()) or text in self._long

    def like(self, title: str, text: str) -> bool:
        """Whether the text, or one that it goes on from, stood at the item."""
        words = set(text.split())
        return any(_is_like(words, set(other.split())) for other in self._at.get(title, ()))


def _is_like(words: set[str], others: set[str]) -> bool:
    common = len(words & others)
    return common >= _COMMON and common >= _MOSTLY * min(len(words), len(others))


def overlap(texts: Texts, known: KnownTexts, others: KnownTexts) -> Overlap:
    """How many of a column's texts come from what is ``known`` and did not stand in the ``others``."""

    def is_known(title: str, text: str) -> bool:
        if others.stood(title, text):
            return False
        return known.stood(title, text) or (known.like(title, text) and not others.like(title, text))

    return Overlap(sum(is_known(*pair) for pair in texts), len(texts))


def placed_columns(tables: Iterable[SourceTable]) -> Iterator[tuple[Place, SourceColumn]]:
    """The columns of the tables, once each where a heading comes again, with their places."""
    seen: set[int] = set()
    for table in tables:
        if id(table.columns) not in seen:
            seen.add(id(table.columns))
            yield from (((table.header.stop, column.index), column) for column in table.columns)


def texts_of_columns(grid: Grid, tables: Sequence[SourceTable]) -> Iterator[tuple[Place, Texts]]:
    """What stands in the columns of texts of a sheet, by place; of tables that share their columns all of it."""
    found = defaultdict[Place, list[tuple[str, str]]](list)
    places = {id(column): place for place, column in placed_columns(tables) if column.target in TEXTUAL}
    for table in tables:
        named, title = table.column_of(Field.TITLE), ""
        for row in table.body:
            title = (fold(grid.text(*grid.origin(row, named.index))) if named else "") or title
            for column in table.columns:
                if id(column) in places and (text := fold(grid.text(row, column.index))):
                    found[places[id(column)]].append((title, text))
    return ((place, tuple(texts)) for place, texts in found.items())
