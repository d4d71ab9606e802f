"""What the cells of one column look like, as shares of the sorts that ``sorts`` tells apart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import (
    is_cost,
    is_saving,
)
from udmoentning_xl.reading.legends import Legend, code_key, legend_of
from udmoentning_xl.reading.sorts import (
    is_amount,
    is_committee,
    is_due,
    is_named,
    is_number,
    is_state,
    is_year,
    kind_of,
)
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.markers import Completion, is_mark, read_marker, read_yes

#: A mark or a yes or no is no longer than this.
LONGEST_ANSWER = 3
#: So many filled cells of a column are read to see what it holds.
_SAMPLE = 50


@dataclass(frozen=True)
class Known:
    """The names that a plan may use: its bodies, its sections by any spelling, its codes and its headings."""

    committees: CommitteeReader
    section: Callable[[str], str | None]
    legends: Sequence[Legend] = ()
    headings: Mapping[str, str] = field(default_factory=dict)  # folded heading -> what it is in the workbook's tables


@dataclass(frozen=True)
class Profile:
    """What the filled cells of a column look like, as shares between 0 and 1."""

    filled: int
    number: float
    mark: float
    done: float
    due: float
    committee: float
    kind: float
    section: float  # names a known section
    amount: float
    worded: float  # amounts that are texts: with words, units, or several years
    distinct: float
    length: float  # mean number of characters
    year: float = 0.0
    state: float = 0.0  # words that say how far something is
    legend: Legend = field(default_factory=dict)  # what the codes in it stand for
    scattered: bool = False  # a text comes again after another
    tall: float = 0.0  # cells merged over several rows
    answer: float = 0.0  # yes or no
    dash: float = 0.0  # nothing, as „-“ says
    directed: float = 0.0  # words for what is saved or spent
    named: float = 0.0  # committees by their names or letters


def profile(grid: Grid, column: int, body: Sequence[int], known: Known, *, says_state: bool = False) -> Profile:
    """Look at the first filled cells of a column, in rows that hold more than a banner or a note.

    Where its heading says how far items are (``says_state``), a single code is one of a list.
    """
    sample, tall = [], 0
    for row in body:
        if grid.text(row, column) and len(grid.filled(row)) > 2:
            sample.append((grid.value(row, column), grid.text(row, column)))
            tall += grid.origin(row + 1, column) == (row, column)
            if len(sample) == _SAMPLE:
                break
    count = max(len(sample), 1)
    texts = [text for _, text in sample]
    legend = legend_of(texts, known.legends, 1) if says_state else legend_of(texts, known.legends)
    written = texts
    sample = [(legend.get(code_key(text), value), legend.get(code_key(text), text)) for value, text in sample]
    texts = [text for _, text in sample]

    def share(hits: Sequence[bool]) -> float:
        return sum(hits) / count

    committee = share([is_committee(text, known.committees) for text in written])
    return Profile(
        filled=len(sample),
        number=share([not isinstance(value, date) and is_number(text) for value, text in sample]),
        mark=share([is_mark(text) for text in texts]),
        done=share([len(text) <= 40 and read_marker(text).completion != Completion.UNCLEAR for text in texts]),
        due=share([is_due(value, text) for value, text in sample]),
        committee=committee,
        kind=share([kind_of(text) is not None for text in texts]),
        section=share([known.section(text) is not None for text in texts]),
        amount=share([is_amount(value, text) for value, text in sample]),
        worded=share([isinstance(value, str) and is_amount(value, text) for value, text in sample]),
        distinct=len(set(texts)) / count,
        length=sum(map(len, texts)) / count,
        year=share([is_year(text) for text in texts]),
        legend=legend,
        state=share([is_state(text) for text in texts]),
        tall=tall / count,
        directed=share([is_saving(text) or is_cost(text) for text in texts]),
        named=share([is_named(text, known.committees) for text in written]) if committee else 0.0,
        dash=share([text in ("-", "–", "—") for text in texts]),
        answer=share([len(text) <= LONGEST_ANSWER and read_yes(text) is not None for text in texts]),
        scattered=len([one for one, two in pairwise([*texts, None]) if one != two]) > len(set(texts)),
    )
