"""How like two items of a plan are: what they are known again by, and what each likeness weighs.

Nothing here knows dates or completion, which are what changes; which pairs are made of it is decided in ``identity``.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from udmoentning_xl.danish import fold

#: What likeness of each sort weighs. A number weighs as much as the plan's numbers can be trusted.
WEIGHTS = {
    "title": 5.0,
    "number": 3.0,
    "description": 2.0,
    "amounts": 1.5,
    "kind": 0.7,
    "section": 0.7,
    "responsible": 0.6,
    "committees": 0.6,
}
#: From here two items are the same where no other is as near; between the two bars it is asked.
ACCEPTED, ASKED = 0.82, 0.50
_DOUBTED = 0.81
#: Twins are told apart by number where so many of the others have kept theirs.
TRUSTED = 0.9
#: Titles less alike than this are two, unless the descriptions are as like as that.
LEAST_TITLE, LIKE_DESCRIPTION = 0.45, 0.80
#: Titles that hold each other's words; and that name another: stage 1 and 2, two schools, girls and boys.
_CONTAINED, _OTHER = 0.85, 0.75
#: Words that are one but for a slip of the pen; and that begin alike („vuggestue“, „vuggestuer“).
_SLIP, _STEM, _BEGINS = 0.85, 5, 0.6
#: A name has no more words than this, and no fewer letters.
_NAME, _NAMING = 2, 4
#: Not „i“ alone, which is mostly a preposition.
_NUMERAL = re.compile(r"\d++|\b(?:i[ivx]++|v[i]*+|x[iv]*+)\b")
_SMALL = frozenset(
    """
    af ved i til og for på den det de en et med om fra som der at ny nye nyt
    """.split()  # noqa: SIM905
)


class Row(NamedTuple):
    """What an item is known again by. ``amounts`` are whole kroner by year; texts are as written, None for missing."""

    key: str  # its id, once in a version
    number: str | None = None
    kind: str | None = None
    section: str | None = None
    title: str | None = None
    description: str | None = None
    responsible: str | None = None
    committees: frozenset[str] = frozenset()
    amounts: tuple[tuple[int, int], ...] = ()


def likeness(one: Row, other: Row, trust: float = 1.0, common: Collection[str] = ()) -> float:
    """How like two items are, 0 to 1. ``common`` are folded descriptions that say nothing.

    Where the title names another, a number says nothing, as the one may have taken the other's place; and with other
    amounts besides it is asked. Nor does it of twins where numbers were given anew.
    """
    parts = {name: part for name, part in _likenesses(one, other, common) if part is not None}
    title, description = parts.get("title"), parts.get("description", 0.0)
    if title is None and trust == 1.0 and parts.get("number") == 1.0:
        return ACCEPTED
    if (title is None or title < LEAST_TITLE) and description < LIKE_DESCRIPTION:
        same_place = trust >= TRUSTED and all(parts.get(name) == 1.0 for name in ("number", "amounts", "committees"))
        return ASKED if same_place else 0.0
    is_another = title is not None and names_another(one.title or "", other.title or "")
    if is_another or (title == 1.0 and trust < TRUSTED):
        parts.pop("number", None)
    weights = {name: WEIGHTS[name] * (trust if name == "number" else 1.0) for name in parts}
    score = sum(weights[name] * part for name, part in parts.items()) / sum(weights.values())
    return min(score, _DOUBTED) if is_another and parts.get("amounts", 1.0) < 1.0 else score


def _likenesses(one: Row, other: Row, common: Collection[str]) -> Iterator[tuple[str, float | None]]:
    yield "title", title_likeness(one.title, other.title) if one.title and other.title else None
    yield "number", equal(one.number, other.number)
    yield "description", _description(one, other, common)
    yield "amounts", _amounts(dict(one.amounts), dict(other.amounts))
    yield "kind", equal(one.kind, other.kind)
    yield "section", equal(one.section, other.section)
    yield "responsible", equal(one.responsible, other.responsible)
    yield "committees", _share(one.committees, other.committees)


def title_likeness(one: str, other: str) -> float:
    """How like two titles are, 0 to 1, whichever comes first."""
    return _title_likeness(*sorted((fold(one), fold(other)), key=lambda text: (len(text), text)))


@lru_cache(maxsize=65536)
def _title_likeness(short: str, long: str) -> float:
    if short == long:
        return 1.0
    best = max(_ratio(short, long), _ratio(*(" ".join(sorted(text.split())) for text in (short, long))))
    best = max(best, _CONTAINED * _contained(words(short), words(long)))
    return best * _OTHER if names_another(short, long) else best


def _contained(ours: Collection[str], theirs: Collection[str]) -> float:
    """How much of the shorter title stands in the longer."""
    few, many = sorted((ours, theirs), key=len)
    return sum(max((_alike(word, other) for other in many), default=0.0) for word in few) / max(len(few), 1)


def _alike(word: str, other: str) -> float:
    """Whether two words are the same, or begin alike as forms and compounds of one do."""
    if word == other:
        return 1.0
    same = next((place for place, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    same = min(len(word), len(other)) if same is None else same
    return _CONTAINED if same >= _STEM and same >= _BEGINS * min(len(word), len(other)) else 0.0


@lru_cache(maxsize=65536)
def names_another(one: str, other: str) -> bool:
    """Whether two titles differ in a number, or in a word or two that stand where the other has quite others."""
    one, other = fold(one), fold(other)
    if set(_NUMERAL.findall(one)) != set(_NUMERAL.findall(other)):
        return True
    ours, theirs = _unlike(one.split(), other.split())
    if not (ours and theirs) or max(len(ours), len(theirs)) > _NAME or len(ours) == len(one.split()):
        return False
    short, long = sorted((" ".join(ours), " ".join(theirs)), key=lambda text: (len(text), text))
    if len(short) < _NAMING:
        return False
    return not long.startswith(short) and _ratio(short, long) < _SLIP


def _unlike(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """What stands between the words that both begin and end with."""
    least = min(len(one), len(other))
    first = next((place for place in range(least) if one[place] != other[place]), least)
    last = next((place for place in range(least - first) if one[-1 - place] != other[-1 - place]), least - first)
    return one[first : len(one) - last], other[first : len(other) - last]


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LEAST_TITLE else 0.0


@lru_cache(maxsize=65536)
def words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, folded."""
    found = fold(text).split()
    return frozenset(word for word in found if word not in _SMALL) or frozenset(found)


def equal(one: str | None, other: str | None) -> float | None:
    """1 where two texts are the same words, 0 where they are not, None where one is missing."""
    return float(fold(one) == fold(other)) if one and other else None


def _share(one: Collection[str], other: Collection[str]) -> float | None:
    """What two sets have in common, of all that is in them."""
    return len(set(one) & set(other)) / len(set(one) | set(other)) if one and other else None


def _description(one: Row, other: Row, common: Collection[str]) -> float | None:
    ours, theirs = fold(one.description or ""), fold(other.description or "")
    if not ours or not theirs or ours in common or theirs in common:
        return None
    counts = Counter(ours.split()), Counter(theirs.split())
    return 2 * (counts[0] & counts[1]).total() / (counts[0].total() + counts[1].total())


def _amounts(one: Mapping[int, int], other: Mapping[int, int]) -> float | None:
    """The likeness of two rows of amounts in the years that both have; none in common is none alike."""
    if not (any(one.values()) and any(other.values())):
        return None
    years = one.keys() & other.keys()
    size = sum(abs(one[year]) + abs(other[year]) for year in years)
    return 1 - sum(abs(one[year] - other[year]) for year in years) / size if size else 0.0
