"""What the cells of one column look like, as shares of the sorts that ``sorts`` tells apart."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise

from udmoentning_xl.danish import fold
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import (
    is_cost,
    is_saving,
)
from udmoentning_xl.reading.legends import Legend, code_key, legend_of
from udmoentning_xl.reading.sorts import (
    holds_in,
    is_amount,
    is_committee,
    is_due,
    is_named,
    is_number,
    is_share,
    is_state,
    is_year,
    kind_of,
)
from udmoentning_xl.reading.source import CellValue
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.dates_within import dates_in
from udmoentning_xl.values.marker_words import Word, word_class
from udmoentning_xl.values.markers import Completion, is_mark, read_marker, read_yes, status_word

#: A mark or a yes or no is no longer than this.
LONGEST_ANSWER = 3
#: So many filled cells of a column are read to see what it holds.
_SAMPLE = 50
#: So many notes make a column of them.
_FEW_NOTES = 3
_FIGURE_OF_DONE = re.compile(r"\d ?(?:%|pct)|\d[./-]\d")
_SAY_DONE = frozenset((Word.DONE, Word.UNDONE, Word.PARTIAL, Word.DROPPED, Word.MISSING, Word.YES, Word.NO))
_PER_CENT = re.compile(r"\d{1,3}(?:,\d+)? ?(?:%|pct\.?)")


@dataclass(frozen=True)
class PlanNames:
    """The names that a plan may use: its bodies, its sections by any spelling, its codes and its headings."""

    committees: CommitteeReader
    section: Callable[[str], str | None]
    legends: Sequence[Legend] = ()
    headings: Mapping[str, str] = field(default_factory=dict)  # folded heading -> what it is in the workbook's tables


@dataclass(frozen=True)
class Profile:
    """What the filled cells of a column look like, as shares between 0 and 1; each is found when it is asked for."""

    cells: Sequence[tuple[CellValue, str]]  # of each cell of the sample the value and the text, codes as what they say
    written: Sequence[str]  # the texts as they stand
    known: PlanNames
    legend: Legend = field(default_factory=dict)  # what the codes in it stand for
    merged: int = 0  # cells merged over several rows

    def _share(self, is_so: Callable[[str], object]) -> float:
        return sum(map(bool, map(is_so, self.texts))) / max(self.filled, 1)

    def _share_of_cells(self, is_so: Callable[[CellValue, str], bool]) -> float:
        return sum(is_so(value, text) for value, text in self.cells) / max(self.filled, 1)

    @cached_property
    def texts(self) -> Sequence[str]:
        return [text for _, text in self.cells]

    @cached_property
    def filled(self) -> int:
        return len(self.cells)

    @cached_property
    def number(self) -> float:
        return self._share_of_cells(lambda value, text: not isinstance(value, date) and is_number(text))

    @cached_property
    def mark(self) -> float:
        return self._share(is_mark)

    @cached_property
    def done(self) -> float:
        return self._share(lambda text: len(text) <= 40 and read_marker(text).completion != Completion.UNCLEAR)

    @cached_property
    def are_ends(self) -> bool:
        """True where marks stand with words of how it ended, and nothing else: x at some, „Udgår“ at others."""
        ends = [text for text in self.texts if status_word(text) in (Completion.DONE, Completion.DROPPED)]
        marks = [text for text in self.texts if is_mark(text) and text not in ends]
        return bool(marks and ends) and len(marks) + len(ends) == self.filled

    @cached_property
    def are_notes(self) -> bool:
        """True where no cell has a mark, a word, a day or a share of what is done: nothing but what somebody tells."""
        told = [text for text in self.texts if text not in ("-", "–", "—")]
        return len(told) >= _FEW_NOTES and all(map(_is_note, told))

    @cached_property
    def due(self) -> float:
        return self._share_of_cells(is_due)

    @cached_property
    def committee(self) -> float:
        return sum(is_committee(text, self.known.committees) for text in self.written) / max(self.filled, 1)

    @cached_property
    def named(self) -> float:
        """Committees by their names or letters."""
        if not self.committee:
            return 0.0
        return sum(is_named(text, self.known.committees) for text in self.written) / max(self.filled, 1)

    @cached_property
    def kind(self) -> float:
        return self._share(kind_of)

    @cached_property
    def section(self) -> float:
        """Names of known sections."""
        return self._share(lambda text: self.known.section(text) is not None)

    @cached_property
    def amount(self) -> float:
        return self._share_of_cells(is_amount)

    @cached_property
    def worded(self) -> float:
        """Amounts that are texts: with words, units, or several years."""
        return self._share_of_cells(lambda value, text: isinstance(value, str) and is_amount(value, text))

    @cached_property
    def distinct(self) -> float:
        return len(set(self.texts)) / max(self.filled, 1)

    @cached_property
    def length(self) -> float:
        """The mean number of characters."""
        return sum(map(len, self.texts)) / max(self.filled, 1)

    @cached_property
    def year(self) -> float:
        return self._share(is_year)

    @cached_property
    def effect(self) -> float:
        """Years in which something holds; none where each is a single one, that may as well be when it is due."""
        return self._share(holds_in) if not all(text.isdigit() for text in self.texts) else 0.0

    @cached_property
    def state(self) -> float:
        """Words that say how far something is."""
        return self._share(is_state)

    @cached_property
    def states(self) -> int:
        """How many different ones those are."""
        return len({status_word(text) for text in self.texts if is_state(text)})

    @cached_property
    def scattered(self) -> bool:
        """True where a text comes again after another."""
        return len([one for one, two in pairwise([*self.texts, None]) if one != two]) > len(set(self.texts))

    @cached_property
    def tall(self) -> float:
        return self.merged / max(self.filled, 1)

    @cached_property
    def answer(self) -> float:
        """Yes or no."""
        return self._share(lambda text: len(text) <= LONGEST_ANSWER and read_yes(text) is not None)

    @cached_property
    def dash(self) -> float:
        """Nothing, as „-“ says."""
        return self._share(lambda text: text in ("-", "–", "—"))

    @cached_property
    def directed(self) -> float:
        """Words for what is saved or spent."""
        return self._share(lambda text: is_saving(text) or is_cost(text))

    @cached_property
    def share(self) -> float:
        """Numbers from 0 to 100, and what is written per cent."""
        return self._share_of_cells(lambda value, text: not isinstance(value, date) and is_share(text))

    @cached_property
    def per_cent(self) -> float:
        """What is written per cent."""
        return self._share(_PER_CENT.fullmatch)


def profile(grid: Grid, column: int, body: Sequence[int], known: PlanNames, *, says_state: bool = False) -> Profile:
    """Look at the first filled cells of a column, in rows that hold more than a banner or a note.

    Where its heading says how far items are (``says_state``), a single code is one of a list.
    """
    sample: list[tuple[CellValue, str]] = []
    tall = 0
    for row in body:
        if grid.text(row, column) and len(grid.filled(row)) > 2:
            sample.append((grid.value(row, column), grid.text(row, column)))
            tall += grid.origin(row + 1, column) == (row, column)
            if len(sample) == _SAMPLE:
                break
    written = [text for _, text in sample]
    legend = legend_of(written, known.legends, 1) if says_state else legend_of(written, known.legends)
    cells = [(legend.get(code_key(text), value), legend.get(code_key(text), text)) for value, text in sample]
    return Profile(cells, written, known, legend, tall)


def _is_note(text: str) -> bool:
    """True for some words of which none says how much is done, and that begin with no mark: „Mødes hver uge“."""
    words = fold(text).split()
    says_done = any(word_class(word) in _SAY_DONE for word in words) or _FIGURE_OF_DONE.search(text)
    return (
        len(words) > 1 and not says_done and not dates_in(text) and not is_mark(text.split(maxsplit=1)[0].strip("()?"))
    )
