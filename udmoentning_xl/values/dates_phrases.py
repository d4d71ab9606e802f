"""A time phrase in its sentence: its preposition, how it hangs on the phrase before it, and whether it holds."""

from collections.abc import Collection
from enum import Enum, auto
from typing import NamedTuple

from udmoentning_xl.values.dates_lexer import ARROW, BULLET, NEWLINE, Tokens, at
from udmoentning_xl.values.dates_marks import OPEN_ENDED, OPENING_SIGNS, RELATIONS, Rel
from udmoentning_xl.values.dates_spans import Span
from udmoentning_xl.values.dates_words import PLAN_NAMES, RANGE_LINKS, TimeUnit

ARROWS = frozenset({ARROW, ">"})
BREAKS = frozenset({",", ";", "(", NEWLINE, BULLET})
NEXT_LINKS = BREAKS | {":", "-", ".", "i", "på", "d", "den"}
AND_LINKS = frozenset({",", "og", "samt", "+", "&", "d", "den", ".", "i"})
IN_LINKS = frozenset({"i", "på", "d", "den", ".", ":"})
YEAR_LINKS = frozenset({"i", "af", "over", "året", "hele", "på", "(", ")", ",", "møde", "mødet"})
CLOSING = frozenset({"", ")", ",", ";", NEWLINE})
NAME_OR_YEAR = "navnet på en plan eller et årstal"


class PhraseRole(Enum):
    """Whether a phrase holds, was moved away from, or was moved to."""

    CURRENT = auto()
    OLD = auto()
    NEW = auto()


class Join(Enum):
    """How a phrase hangs on the one before it."""

    NONE = auto()
    RANGE = auto()  # -, til
    SLASH = auto()
    NEXT = auto()  # a comma or a colon at most
    AND = auto()  # og, samt, +
    MOVED = auto()  # ->
    LIST = auto()  # other words between


TIED = (Join.RANGE, Join.SLASH)


class Phrase(NamedTuple):
    """A time phrase in its sentence."""

    span: Span
    rel: Rel
    role: PhraseRole
    join: Join
    clause: int
    depth: int  # of brackets


def join_of(links: Collection[str], noise: bool) -> Join:
    """How a phrase hangs on the one before it, from the signs and words that stand between."""
    between = set(links)
    if between & ARROWS and NEWLINE not in between:
        return Join.MOVED
    if noise:
        return Join.LIST
    if between & RANGE_LINKS and not between & BREAKS:
        return Join.RANGE
    if "/" in between:
        return Join.SLASH
    return Join.NEXT if between <= NEXT_LINKS else Join.AND if between <= AND_LINKS else Join.LIST


def rel_after(tokens: Tokens, end: int) -> tuple[Rel | None, int]:
    """What follows a phrase and opens it ("og frem", "ff.", "->") or closes it ("eller før", "senest", "(frist)")."""
    text, closed = tokens[end].text, at(tokens, end + 1).text in CLOSING
    if text in OPEN_ENDED:
        return OPEN_ENDED[text], end + 1
    if text in OPENING_SIGNS and closed:
        return Rel.FROM, end + 1
    bracket = text == "(" and at(tokens, end + 2).text == ")"
    word = at(tokens, end + 1).text if bracket else text
    rel = RELATIONS.get(word)
    if (rel is Rel.BY and closed) or (rel in (Rel.BY, Rel.FROM) and bracket):
        return rel, end + (3 if bracket else 1)
    return None, end


def settled(span: Span, rel: Rel, firm: bool, before: str) -> Span:
    """Drop the doubt that the words before the phrase take away, and add the one they bring."""
    if span.soft and (rel is not Rel.IN or (firm and span.unit is TimeUnit.DAY)):
        return span._replace(doubt="")
    if before in PLAN_NAMES and span.unit is TimeUnit.YEAR:
        return span._replace(doubt=NAME_OR_YEAR)
    return span


def as_one(previous: Phrase, new: Phrase, links: Collection[str]) -> Phrase | None:
    """The one phrase that two make together, where one of them only gives the other its year."""
    year, other = previous.span.year, new.span.year
    between = set(links)
    near = new.join in (Join.NEXT, Join.SLASH) or (new.join is Join.RANGE and between <= {"-"})
    if _is_plain_year(previous.span) and near and other is None and new.span.unit is not TimeUnit.YEAR:
        # "2024: 3. kvartal", "2024-Q4", "2024 uge 7", "2024 (1. kvartal)"
        rel = new.rel if new.rel is not Rel.IN else previous.rel
        role = new.role if new.role is not PhraseRole.CURRENT else previous.role
        return previous._replace(span=new.span._replace(year=year), rel=rel, role=role, clause=new.clause)
    if year is None and _is_plain_year(new.span) and between <= YEAR_LINKS and new.rel is Rel.IN:
        return previous._replace(span=previous.span._replace(year=other))  # "kvartal 2 og 3, i hele 2025"
    if previous.span.soft and previous.span.unit is TimeUnit.OTHER and between <= IN_LINKS:
        return new._replace(rel=previous.rel if new.rel is Rel.IN else new.rel)  # "budgetseminar i april 2025"
    happens_in = between == {"i"} and new.span.unit is TimeUnit.MONTH and previous.span.unit in _IN_A_MONTH
    remark = new.depth > previous.depth and between == {"("} and new.role is PhraseRole.CURRENT and other is not None
    if year is None and (happens_in or remark):  # "sommerferien i juli 2024", "uge 8 (17.-23. februar 2025)"
        return previous._replace(span=previous.span._replace(year=other))
    return None


_IN_A_MONTH = (TimeUnit.OTHER, TimeUnit.WEEK, TimeUnit.DAY)


def _is_plain_year(span: Span) -> bool:
    return span.unit is TimeUnit.YEAR and span.year is not None and not span.many and not span.doubt
