"""The weights of the evidence in the room of columns: how much the cells speak for or against what a heading may mean.

They are added to the strength of the heading's own guess (``headings``: 10 is sure, 2 is inferred), and what is worth
less than ``columns`` believes is nothing. Of the weights of one question the first that holds counts. Each has a
reason, and an example in ``tests/reading/test_weights.py`` that is read otherwise without it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from udmoentning_xl.reading.headings import (
    AFTER,
    AMOUNT,
    BEFORE,
    BODY,
    END,
    MONTH,
    QUARTER,
    ROW_TOTAL,
    SETTINGS,
    SPAN,
    START,
    TOTAL,
    WEEK,
    YEAR,
    Guess,
)
from udmoentning_xl.reading.profiles import LONGEST_ANSWER, Profile
from udmoentning_xl.terms import Field

#: Of so few cells it does not say much that they all differ.
FEW = 8
#: So many of the texts before the items are merged over several of them.
MERGED = 0.75
#: So few cells tell little of a column.
_PAIR = 2
#: The target of the columns of a year's amounts, whichever year it is, and of those of any committee in a matrix.
_A_YEAR, _A_BODY = "year of amounts", "committee of a matrix"
_FORBIDDEN = -12.0


@dataclass(frozen=True)
class Weight:
    """What the cells of a column add to the guess that it is ``target``, where ``holds`` does."""

    target: str
    points: float
    why: str
    holds: Callable[[Profile], bool]
    question: str = ""  # of several weights for the same question the first that holds counts


def _is_answer(seen: Profile) -> bool:
    return seen.mark + seen.due + seen.dash >= 0.6 or seen.length <= LONGEST_ANSWER


def _is_no_title(seen: Profile) -> bool:
    other = (seen.number > 0.6, seen.mark > 0.5, seen.kind > 0.6, seen.due > 0.7)
    return any(other) or seen.committee > 0.7 or seen.section > 0.6


def _is_no_section(seen: Profile) -> bool:
    return max(seen.number, seen.kind) > 0.6 or seen.mark > 0.5 or max(seen.due, seen.named) > 0.7


def _counts(seen: Profile) -> bool:
    return seen.number > 0.9 and seen.distinct > 0.9 and seen.filled > _PAIR


def _says_when(seen: Profile) -> bool:
    return seen.due >= 0.9 and seen.filled > _PAIR


WEIGHTS: tuple[Weight, ...] = (
    Weight(_A_BODY, 2.0, "marks, days and dashes say what a committee gets", _is_answer),
    Weight(_A_BODY, _FORBIDDEN, "texts under a committee's name are no matrix", lambda _: True),
    Weight(_A_YEAR, 2.0, "amounts stand there", lambda seen: seen.amount >= 0.4),
    Weight(_A_YEAR, -6.0, "a year among words is only a year", lambda _: True),
    Weight(AMOUNT, _FORBIDDEN, "texts are no amounts", lambda seen: seen.amount + seen.mark < 0.2),
    Weight(AMOUNT, 2.0, "amounts stand there", lambda seen: seen.amount >= 0.4),
    Weight(AMOUNT, -6.0, "few amounts under any other", lambda _: True),
    Weight(Field.NUMBER, -8.0, "no number is so long", lambda seen: seen.length > 18),
    Weight(Field.NUMBER, 2.0, "numbers stand there", lambda seen: seen.number >= 0.6),
    Weight(Field.NUMBER, -3.0, "and here none", lambda _: True),
    Weight(Field.TITLE, -7.0, "what is of another sort names no item", _is_no_title, "sort"),
    Weight(Field.TITLE, 1.0, "a title is no code", lambda seen: seen.length >= 8, "sort"),
    Weight(Field.TITLE, -3.0, "titles differ", lambda seen: seen.distinct < 0.5 and seen.filled > 3, "again"),
    Weight(Field.TITLE, -1.0, "a text so long describes", lambda seen: seen.length > 150, "length"),
    Weight(Field.DESCRIPTION, _FORBIDDEN, "times describe nothing", _says_when),
    Weight(Field.DESCRIPTION, 1.0, "a description is long", lambda seen: seen.length > 30),
    Weight(Field.DESCRIPTION, -2.0, "and not short", lambda _: True),
    Weight(Field.KIND, 4.0, "kinds stand there", lambda seen: seen.kind >= 0.6),
    Weight(Field.KIND, -6.0, "and here none", lambda seen: seen.kind < 0.2),
    Weight(Field.SECTION, 4.0, "known sections stand there", lambda seen: seen.section >= 0.5),
    Weight(Field.SECTION, _FORBIDDEN, "1, 1.1, 1.2 count the items and name nothing", _counts),
    Weight(Field.SECTION, -6.0, "what is of another sort is no section", _is_no_section),
    Weight(Field.SECTION, 0.0, "few cells do not say whether they come again", lambda seen: seen.filled <= FEW),
    Weight(Field.SECTION, 1.5, "sections come again", lambda seen: seen.distinct < 0.7),
    Weight(Field.SECTION, -4.0, "and are not another in each row", lambda seen: seen.distinct > 0.9),
    Weight(Field.COMMITTEE, 4.0, "committees stand there", lambda seen: seen.committee >= 0.4),
    Weight(
        Field.COMMITTEE,
        _FORBIDDEN,
        "days or marks are what a committee gets",
        lambda seen: seen.committee < 0.1 and seen.due + seen.mark >= 0.6,
    ),
    Weight(Field.COMMITTEE, -4.0, "no committees", lambda seen: seen.committee < 0.1 and seen.filled > 3),
    Weight(Field.DUE, -8.0, "marks are no times", lambda seen: seen.mark > 0.6),
    Weight(Field.DUE, 3.0, "times stand there", lambda seen: seen.due >= 0.5),
    Weight(Field.DUE, -4.0, "and here none", lambda seen: seen.due < 0.15),
    Weight(Field.COMPLETION, -5.0, "a mark is short", lambda seen: seen.length > 40),
    Weight(Field.COMPLETION, 2.0, "marks stand there", lambda seen: seen.done >= 0.5),
    Weight(Field.COMPLETION, -2.0, "and here none", lambda _: True),
    Weight(Field.STRATEGIC, -5.0, "an answer is short", lambda seen: seen.length > 40),
    Weight(
        Field.STRATEGIC,
        _FORBIDDEN,
        "texts merged over items are no answers",
        lambda seen: seen.tall >= MERGED and seen.answer < 0.2,
    ),
    Weight(Field.STRATEGIC, 1.0, "marks stand there", lambda seen: seen.mark >= 0.5),
    Weight(Field.CONFIDENTIAL, -6.0, "an answer is short", lambda seen: seen.length > 40),
    Weight(Field.STATUS, 3.0, "words of how far things are", lambda seen: seen.state >= 0.75),
    Weight(Field.STATUS, -3.0, "marks and times say when or that", lambda seen: seen.mark > 0.6 or seen.due >= 0.6),
    Weight(
        Field.REMARKS, -4.0, "marks or words of how far things are", lambda seen: seen.mark > 0.7 or seen.state >= 0.75
    ),
    Weight(Field.PROCESS, _FORBIDDEN, "times are no process", _says_when),
    Weight(Field.PROCESS, 1.0, "a process is told", lambda seen: seen.length > 20),
    Weight(Field.PROCESS, -2.0, "and not in a word", lambda _: True),
    Weight(Field.RESPONSIBLE, -5.0, "committees handle, they are not responsible", lambda seen: seen.committee > 0.7),
    Weight(Field.RESPONSIBLE, -3.0, "nobody's name is so long", lambda seen: seen.length > 120),
    Weight(ROW_TOTAL, -6.0, "amounts in words are no sums", lambda seen: seen.worded > 0.5),
    Weight(START, 3.0, "times stand there", lambda seen: seen.due >= 0.5),
    Weight(START, -9.0, "and here none", lambda _: True),
    Weight(END, 3.0, "times stand there", lambda seen: seen.due >= 0.5),
    Weight(END, -9.0, "and here none", lambda _: True),
    Weight(SPAN, 3.0, "marks or committees", lambda seen: max(seen.mark, seen.committee) >= 0.6 or seen.length <= 1),
    Weight(SPAN, _FORBIDDEN, "texts are no marks", lambda _: True),
    Weight(YEAR, 2.0, "years stand there", lambda seen: seen.year >= 0.7),
    Weight(YEAR, -9.0, "and here none", lambda _: True),
    Weight(QUARTER, 2.0, "a quarter is short", lambda seen: seen.length <= 12),
    Weight(QUARTER, -9.0, "a text is none", lambda _: True),
    Weight(MONTH, 2.0, "a month is short", lambda seen: seen.length <= 12),
    Weight(MONTH, -9.0, "a text is none", lambda _: True),
    Weight(WEEK, 2.0, "a week is short and no year", lambda seen: seen.length <= 12 and not seen.year),
    Weight(WEEK, -9.0, "a text is none", lambda _: True),
)


def points(guess: Guess, seen: Profile) -> float:
    """What the cells of a column add to a guess; nothing where somebody has said what it is, or nothing stands."""
    if guess.strength >= SETTINGS or not seen.filled:
        return 0.0
    target = guess.target
    target = _A_YEAR if target.isdigit() else _A_BODY if target.startswith(BODY) else target
    target = AMOUNT if target in (TOTAL, BEFORE, AFTER) else target
    answered: set[str] = set()
    added = 0.0
    for one in _BY_TARGET.get(target, ()):
        if one.question not in answered and one.holds(seen):
            answered.add(one.question)
            added += one.points
    return added


def by_target(weights: Sequence[Weight]) -> dict[str, list[Weight]]:
    """The weights of each target, in order."""
    return {target: [one for one in weights if one.target == target] for target in {one.target for one in weights}}


_BY_TARGET = by_target(WEIGHTS)
