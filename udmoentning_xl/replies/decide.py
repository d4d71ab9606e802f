"""What becomes of what has been answered for one cell of the plan: of what was sent, what the plan says now, and who
answered what when. What the values mean is the caller's business: they are compared, and no more.
"""

from collections.abc import Hashable, Sequence
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What becomes of an answer, in the order in which people should look at them."""

    CONFLICT = "konflikt"
    POINT = "skal I pege på"  # it is not known which item it is about, or whether that may be told
    PROPOSAL = "forslag"
    BASELESS = "forslag uden grundlag"  # it is not known what was sent
    TOLD = "til orientering"
    STALE = "svar på det gamle"  # what was sent, and the plan has moved on
    AGREES = "svarer til planen"
    REPLACED = "afløst"  # by a later answer of the same committee


class Base(Enum):
    """What stands for what was sent, where nobody knows it."""

    UNKNOWN = "unknown"


class Reply(NamedTuple):
    """An answer of a committee. ``base`` is what was sent, ``sent`` the dispatch's day, ``saved`` the file's moment."""

    committee: str
    value: Hashable
    base: Hashable = Base.UNKNOWN
    sent: date | None = None
    saved: datetime | None = None


class Ruling(NamedTuple):
    """The verdict on an answer, and why as a Danish clause ("" where the verdict says it all)."""

    verdict: Verdict
    why: str = ""


_TWO_ANSWERS = "udvalget har svaret to ting, og det kan ikke ses, hvad der er svaret sidst"
_DISAGREE = "udvalgene er uenige"
_OTHERS_AGREE = "et andet udvalg svarer som planen"
_PLAN_MOVED = "planen er ændret siden udsendelsen"


def decide(plan: Hashable, replies: Sequence[Reply]) -> list[Ruling]:
    """The verdict on each of ``replies``, in their order; ``plan`` is what the plan says now.

    A blank reply is none, and is not to be among them. The verdicts do not depend on the order.
    """
    standing = [place for place, one in enumerate(replies) if not _is_replaced(place, one, replies)]
    live = [replies[place] for place in standing]
    outside = {one.value for one in live if one.value not in (plan, one.base)}
    return [
        _verdict(plan, one, live, outside) if place in standing else Ruling(Verdict.REPLACED, "af et senere svar")
        for place, one in enumerate(replies)
    ]


def _is_replaced(place: int, one: Reply, replies: Sequence[Reply]) -> bool:
    """Whether the committee has answered again since, or has answered the very same before in the list."""
    own = [(other, at) for at, other in enumerate(replies) if at != place and other.committee == one.committee]
    return any(
        _is_later(other, one) or (_is_tie(other, one) and other.value == one.value and at < place) for other, at in own
    )


def _is_later(one: Reply, other: Reply) -> bool:
    """Whether ``one`` was surely given after ``other``: on a later dispatch, or in a file that was saved later."""
    if one.sent and other.sent and one.sent != other.sent:
        return one.sent > other.sent
    return bool(one.saved and other.saved and one.saved > other.saved)


def _is_tie(one: Reply, other: Reply) -> bool:
    return not _is_later(one, other) and not _is_later(other, one)


def _verdict(plan: Hashable, one: Reply, live: Sequence[Reply], outside: set[Hashable]) -> Ruling:
    if one.value == plan:
        return Ruling(Verdict.AGREES)
    if one.value == one.base:
        return Ruling(Verdict.STALE, _PLAN_MOVED)
    if any(other.committee == one.committee and other.value != one.value for other in live):
        return Ruling(Verdict.CONFLICT, _TWO_ANSWERS)
    if len(outside) > 1:
        return Ruling(Verdict.CONFLICT, _DISAGREE)
    if any(other.value == plan for other in live):
        return Ruling(Verdict.CONFLICT, _OTHERS_AGREE)
    if one.base is Base.UNKNOWN:
        return Ruling(Verdict.BASELESS)
    return Ruling(Verdict.PROPOSAL) if one.base == plan else Ruling(Verdict.CONFLICT, _PLAN_MOVED)
