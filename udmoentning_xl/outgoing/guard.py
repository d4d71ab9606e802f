"""The last guard: searches what is about to leave for items that its committee must not see.

An item's traces are its id and its texts. A text of up to ``_CHUNK`` words is one phrase; a longer one is cut into
phrases of so many words, so that a shortened or continued copy is found too. What keeps false alarms away:

* an id counts where it stands as a word of its own: D-1 is not in D-12;
* texts are compared unmasked and by the stems of their words, a title also without its own mark;
* a phrase of one word, or a very short one, counts only where it is all that stands there;
* what the committee's own items say, and what the same files say when all items are blanked, is nobody's secret.

The search is linear in the text: every place is looked up in a table of phrases by their first word.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from udmoentning_xl.errors import UdmoentningError
from udmoentning_xl.plan import Plan
from udmoentning_xl.secrecy import stem, without_mark
from udmoentning_xl.terms import TEXTS, WORK_TEXTS, Field
from udmoentning_xl.values.secrecy import unmasked

#: The texts of an item that nobody else may have.
FIELDS = ("title", *(TEXTS[field] for field in (*WORK_TEXTS, Field.REMARKS)))
_CHUNK = 8
_SHORT_PHRASE = 12
_WORD = re.compile(r"\w+")
_SPLIT = re.compile(r"[\s,;|]+")
_EDGES = ".,:;!?()[]{}<>\"'„“”»«…·*"


class LeakError(UdmoentningError):
    """A file held something its committee must not see; nothing was written."""


@dataclass(frozen=True)
class Trace:
    """Something found: what it was, and the items it could come from."""

    words: str
    items: tuple[str, ...]


class Traces:
    """The ids and phrases of the items of a plan, ready to be looked up."""

    def __init__(self, items: pd.DataFrame, fields: Sequence[str] = FIELDS) -> None:
        self._ids = {normal(str(name)): str(name) for name in items.index}
        self._phrases: dict[str, set[str]] = {}
        self._whole: dict[str, set[str]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._written: dict[str, str] = {}  # a phrase of stems -> the words as they stood
        for column in fields:
            for name, text in items[column].dropna().items():
                for variant in dict.fromkeys((str(text), without_mark(str(text)) if column == "title" else str(text))):
                    self._learn(str(name), variant)

    def _learn(self, item: str, text: str) -> None:
        written = _WORD.findall(normal(text))
        words = [*map(stem, written)]
        if not any(char.isalpha() for word in words for char in word):
            return
        if len(words) == 1 or len(" ".join(written)) < _SHORT_PHRASE:
            self._remember(words, written, self._whole, item)
            return
        starts = {*range(0, max(1, len(words) - _CHUNK + 1), _CHUNK), max(0, len(words) - _CHUNK)}
        for start in starts:
            chunk = words[start : start + _CHUNK]
            self._remember(chunk, written[start : start + _CHUNK], self._phrases, item)
            known = self._lengths.get(chunk[0], ())
            if len(chunk) not in known:
                self._lengths[chunk[0]] = (*known, len(chunk))

    def _remember(self, words: list[str], written: list[str], phrases: dict[str, set[str]], item: str) -> None:
        phrases.setdefault(" ".join(words), set()).add(item)
        self._written.setdefault(" ".join(words), " ".join(written))

    def as_written(self, found: str) -> str:
        """What was found, in the words of the plan."""
        return self._written.get(found, found)

    def find(self, units: Iterable[str]) -> dict[str, frozenset[str]]:
        """What stands in normalised ``units``: each id or phrase, with the items it belongs to."""
        found: dict[str, frozenset[str]] = {}
        for unit in units:
            for mark in {unit, *_SPLIT.split(unit)}:
                name = self._ids.get(mark) or self._ids.get(mark.strip(_EDGES))
                if name is not None:
                    found[normal(name)] = frozenset((name,))
            words = [*map(stem, _WORD.findall(unit))]
            if items := self._whole.get(" ".join(words)):
                found[" ".join(words)] = frozenset(items)
            for phrase in self._phrases_in(words):
                found[phrase] = frozenset(self._phrases[phrase])
        return found

    def _phrases_in(self, words: list[str]) -> Iterator[str]:
        for place, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                phrase = " ".join(words[place : place + length])
                if phrase in self._phrases:
                    yield phrase


def normal(text: str) -> str:
    """The form texts are compared in: unmasked, without case, every run of space as one."""
    return " ".join(unmasked(text).casefold().split())


@dataclass(frozen=True)
class CommitteeView:
    """What one committee may see: its own plan, and what its files say with every item blanked."""

    plan: Plan
    blanked: Callable[[], Iterable[str]]

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text of its items and their ids, normalised."""
        items = self.plan.items
        columns = [items[name] for name in items.columns if items[name].dtype == "string"]
        texts = {text for column in columns for text in column.dropna()}
        return frozenset(normal(str(text)) for text in [*texts, *items.index, *self.plan.assignments["committee"]])

    def harmless(self, traces: Traces) -> frozenset[str]:
        """The phrases and ids that stand in its own texts or in the blanked files."""
        return frozenset(traces.find({*self.texts, *map(normal, self.blanked())}))


def leaks(traces: Traces, own: CommitteeView, units: Iterable[str]) -> list[Trace]:
    """What ``units`` hold of items that are not in ``own``; empty when nothing leaks."""
    mine = frozenset(map(str, own.plan.items.index))
    found = {
        words: items for words, items in traces.find({*map(normal, units)} - own.texts).items() if not items & mine
    }
    if not found:
        return []
    harmless = own.harmless(traces)
    return [
        Trace(traces.as_written(words), tuple(sorted(items)))
        for words, items in sorted(found.items())
        if words not in harmless
    ]
