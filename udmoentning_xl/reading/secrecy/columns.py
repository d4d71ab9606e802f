"""Columns that ask of secrecy, and columns whose content goes to nobody. What their values mean is for ``values``."""

import re
from collections import defaultdict
from collections.abc import Sequence

from udmoentning_xl.danish import fold
from udmoentning_xl.reading.headings import END, START
from udmoentning_xl.reading.layout import SourceColumn
from udmoentning_xl.reading.secrecy.hints import Hints
from udmoentning_xl.reading.secrecy.scope import Scope, is_for_one
from udmoentning_xl.terms import TEXTS, Field
from udmoentning_xl.values.markers import is_mark, read_yes
from udmoentning_xl.values.secrecy import (
    Question,
    Secrecy,
    answers,
    are_notes_for_us,
    asks_who_sees,
    is_by_letters,
    is_for_us,
    question_of,
    read_secrecy,
    tells_apart,
)

#: Fields whose cells are text: a heading of secrecy over them says that the text is secret, not that the item is.
_TEXTS = frozenset({Field.TITLE, *TEXTS, Field.COMMITTEE, Field.DUE, Field.SECTION, Field.NUMBER}) - {Field.STATUS}
#: Fields in which „Lukket“ may mean that the matter is finished.
PROGRESS = frozenset((Field.STATUS, Field.COMPLETION))
#: What only the values of a column answer, if it is about secrecy at all.
_OF_VALUES = (Question.PERHAPS, Question.READERS, Question.VIEWERS, Question.READY)
#: A number with letters before or after it, and those that may stand for a closed item.
_LETTERED = re.compile(r"\W?(?P<before>[^\W\d]{1,3})?[ .-]?\d[\d.,-]*+ ?(?P<after>[^\W\d]{1,3})?\W?")
_LETTERS = frozenset(("L", "LP", "LD"))
_SHORT = 40  # characters; an answer to a question is no longer


def hear_columns(scope: Scope, hints: Hints) -> frozenset[int]:
    """Say what the columns say of the items, and which of them go to nobody; returns those that were asked."""
    hidden = set(scope.formatting.hidden_columns) | unseen_columns(scope)
    if scope.title is not None and scope.title in hidden:
        at = (scope.table.header.stop - 1, scope.title)
        hints.say(scope.items, Secrecy.HELD, "emnet står i en skjult kolonne", at)
    withheld, asked = hidden & set(scope.columns), set()
    for index in scope.used:
        column = scope.columns.get(index) or SourceColumn(
            index, scope.grid.text(scope.table.header.stop - 1, index), None, ""
        )
        texts = [scope.text(row, index) for row in scope.items]
        short = all(len(text) <= _SHORT for text in texts)
        if not any(texts):
            continue
        if column.target == Field.NUMBER:
            _hear_letters(scope, hints, index, texts)
        if _is_secret_text(column, texts, short=short):
            withheld.add(index)
        elif index > scope.last_column and (listed := _listed(scope, column, texts)):
            asked.add(index)
            at = (scope.table.header.stop - 1, index)
            hints.say(listed, Secrecy.CLOSED, column.heading, at)
        elif short and (question := _question(scope, column, texts)):
            asked |= {index} if _told(scope, hints, column, question, texts) else set()
    hints.withheld[scope.table.body.start] = frozenset(withheld - {scope.title})
    return frozenset(asked)


def _hear_letters(scope: Scope, hints: Hints, index: int, texts: Sequence[str]) -> None:
    """Hold the few items whose numbers have an L, „1.03 L“, where no number has any other letter."""
    found = list(map(_LETTERED.fullmatch, texts))
    letters = [match["before"] or match["after"] or "" if match else "" for match in found]
    marked = [row for row, letter in zip(scope.items, letters, strict=True) if letter in _LETTERS]
    if {*letters} <= {*_LETTERS, ""} and not scope.most(marked):
        for row in marked:
            hints.say([row], Secrecy.HELD, f"nummeret „{scope.text(row, index)}“ kan sige lukket", (row, index))


def unseen_columns(scope: Scope) -> set[int]:
    """Columns whose content can not be seen in most items: a column that helps to compute something."""
    unseen: dict[int, set[int]] = defaultdict(set)
    for row, column in scope.formatting.unseen:
        if row in scope.rows and column != scope.title:
            unseen[column].add(row)
    return {column for column, rows in unseen.items() if scope.most(rows)}


def _is_secret_text(column: SourceColumn, texts: Sequence[str], *, short: bool) -> bool:
    """True for a column of texts under a heading that says for whom they are not."""
    if column.target == Field.COMMITTEE:
        return False
    if column.target in {*_TEXTS, Field.STATUS} and is_for_us(column.heading):
        return not _answered(texts)
    is_text = column.target in _TEXTS or not short
    return question_of(column.heading) == Question.CLOSED and is_text and not _answered(texts)


def _listed(scope: Scope, column: SourceColumn, texts: Sequence[str]) -> list[int]:
    """The items whose numbers stand below a heading beside the table: a list of those that are closed."""
    numbers = [text for text in texts if text]
    named = scope.numbered(numbers) if question_of(column.heading) == Question.CLOSED else []
    return named if len(named) == len(set(numbers)) else []


def _question(scope: Scope, column: SourceColumn, texts: Sequence[str]) -> Question | None:
    comment = scope.formatting.comments.get((scope.table.header.stop - 1, column.index), "")
    over = scope.grid.text(scope.table.header.start - 1, column.index) if column.index else ""
    question = question_of(column.heading) or _from_above(over, comment, texts) or _by_marks(scope, column, texts)
    is_text = column.target in _TEXTS and question not in _OF_VALUES and not _answered(texts)
    is_name = column.target == Field.TITLE and question == Question.PERHAPS  # „Lukning af filial“ under Sag
    if column.target in (Field.COMPLETION, START, END) or is_text or is_name:
        question = None
    if column.target is None and column.heading == "L" and any(one.heading == "Å" for one in scope.table.columns):
        question = Question.CLOSED
    others = [text for text in texts if not (scope.letters_mean_other and is_by_letters(text))]
    if question is None and column.index <= scope.last_column and tells_apart(others):
        return Question.WHICH
    return question


def _from_above(over: str, comment: str, texts: Sequence[str]) -> Question | None:
    """What the cell over a heading or the comment on it asks, where the cells below answer with yes, no or a mark."""
    if not _answered(texts):
        return None
    return question_of(over) or (Question.CLOSED if read_secrecy(comment) else None)


def _by_marks(scope: Scope, column: SourceColumn, texts: Sequence[str]) -> Question | None:
    """What a heading asks in so few words, or so misspelt, that only yes, no or a mark below it tells that it asks."""
    is_other = is_by_letters(column.heading) and scope.letters_mean_other
    if is_other or not _answered(texts):
        return None
    return Question.CLOSED if is_for_one(column.heading, scope.committees) else asks_who_sees(column.heading)


def _answered(texts: Sequence[str]) -> bool:
    """True where every text is a yes, a no or a mark."""
    return all(read_yes(text) is not None or is_mark(text) for text in texts if text)


def _told(scope: Scope, hints: Hints, column: SourceColumn, question: Question, texts: Sequence[str]) -> bool:
    """Say what a column answers; returns whether it asked of secrecy and nothing else."""
    said = answers(question, _as_readers(scope, texts) if question == Question.VIEWERS else texts)
    if column.target == Field.INTERNAL and scope.most(
        [row for row, one in zip(scope.items, said, strict=True) if one is None]
    ):
        return False  # notes under a heading that says for whom they are
    if are_notes_for_us(column.heading):
        _noted(scope, hints, column, texts, said)
        return False
    header = (scope.table.header.stop - 1, column.index)
    heading = f"kolonnen „{column.heading}“"
    may_be_note = is_for_us(column.heading)
    is_answered = any(text and one is not None for one, text in zip(said, texts, strict=True))
    for row, text, answer in zip(scope.items, texts, said, strict=True):
        at = (row, column.index)
        if answer == Secrecy.OPEN:
            if question == Question.CLOSED and text and fold(text) not in ("", "0"):
                hints.denied.add(row)
        elif answer == Secrecy.CLOSED and column.target in PROGRESS:
            hints.say([row], Secrecy.HELD, f"„{text}“ i {heading}", at)
        elif answer == Secrecy.CLOSED or (question == Question.CLOSED and answer is None and not may_be_note):
            words = text if question == Question.CLOSED else f"{column.heading}: {text}".strip(": ")
            hints.say(
                [row], Secrecy.CLOSED, words, at, Field.CONFIDENTIAL if column.target == Field.CONFIDENTIAL else ""
            )
        elif mark := read_secrecy(text):
            hints.mark([row], mark, at)
        elif not is_answered:
            hints.say([row], Secrecy.HELD, f"det kan ikke ses af {heading}, hvad der er lukket", header)
        elif text:
            hints.say([row], Secrecy.HELD, f"{heading} siger „{text}“", at)
        else:
            hints.say([row], Secrecy.HELD, f"{heading} er ikke udfyldt", header)
    return question not in _OF_VALUES


def _as_readers(scope: Scope, texts: Sequence[str]) -> list[str]:
    """The texts with each committee of the plan as such: „BUU, MTU“ are readers outside."""
    parts = ([one.strip() for one in re.split(r"[,;/+&\n]| og ", text)] for text in texts)
    return [
        "udvalg" if text and any(map(scope.committees.find, own)) else text
        for own, text in zip(parts, texts, strict=True)
    ]


def _noted(
    scope: Scope, hints: Hints, column: SourceColumn, texts: Sequence[str], said: Sequence[Secrecy | None]
) -> None:
    """Hold what a mere mark among our own notes may close; the notes themselves are heard as every text is."""
    for row, text, answer in zip(scope.items, texts, said, strict=True):
        if answer == Secrecy.CLOSED and not read_secrecy(text):
            hints.say([row], Secrecy.HELD, f"kolonnen „{column.heading}“ siger „{text}“", (row, column.index))
