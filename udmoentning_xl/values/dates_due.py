"""What a read cell comes to: which of its phrases hold, what its marks make of them, and the ``DueDate`` in the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from udmoentning_xl.danish import day
from udmoentning_xl.values.dates_events import FROM_FIRST_YEAR, NO_MEETING_DATE
from udmoentning_xl.values.dates_marks import Mark, Rel
from udmoentning_xl.values.dates_phrases import NAME_OR_YEAR, Phrase, PhraseRole
from udmoentning_xl.values.dates_resolve import DatedPhrase, DateRange, combine, limits_of, merge_ranges, place
from udmoentning_xl.values.dates_sentence import Sentence, SentenceMark
from udmoentning_xl.values.dates_words import TimeUnit

UNREADABLE = "kan ikke læses som tidspunkt"
ONLY_OLD = "kun det gamle tidspunkt er nævnt"
NO_MEETING = "mødedagen kendes ikke"
_NO_YEAR = "årstal mangler"
#: What begins a note of a year that is taken from the plan's, for who takes it from elsewhere.
COUNTED_IN_PLAN = (_NO_YEAR, FROM_FIRST_YEAR)
CLOSING = (Rel.BY, Rel.BEFORE, Rel.TO, Rel.UNTIL)  # they give a last day


class DueKind(StrEnum):
    """How far a guiding date binds."""

    INTERVAL = "interval"
    UNTIL = "until"  # senest, inden
    FROM = "from"  # efter, tidligst, og frem
    CONTINUOUS = "continuous"
    DEPENDS = "depends"
    UNSET = "unset"
    INVALID = "invalid"
    AMBIGUOUS = "ambiguous"  # first and last are the best guess
    STATUS = "status"  # a status stands where the date should


class MeetingKind(StrEnum):
    """Which meeting is meant where a text names one, or what is dealt with at one, and no day."""

    ONE = "one"  # one of those in the time named: „mødet i maj“, „budgetopfølgning 2“
    FIRST_READING = "first_reading"  # of the budget
    SECOND_READING = "second_reading"
    FIRST = "first"  # the first from a day: „første møde efter sommerferien“


READINGS = (None, MeetingKind.FIRST_READING, MeetingKind.SECOND_READING)


@dataclass(frozen=True)
class DueDate:
    """A guiding date as read. ``first`` and ``last`` are inclusive, None where open or where there is no date."""

    kind: DueKind
    first: date | None = None
    last: date | None = None
    approximate: bool = False  # ca., omkring, medio ...
    year_assumed: bool = False
    exact: bool = False  # first and last, where they are set, are calendar days that the text names
    says_done: bool = False  # "Gennemført dec. 2023"
    why: str = ""  # Danish: why it is invalid or ambiguous, or what was assumed
    meeting: MeetingKind | None = None  # what only the calendar of meetings can tell the day of


class _Evidence(NamedTuple):
    """What the marks of a cell are weighed against."""

    clauses: frozenset[int]  # of the phrases that hold
    closes: bool  # one of them gives a last day
    yearless: bool  # none of them has a year
    bracketed: bool  # all stand in brackets
    ending: int  # the last clause that speaks of an end
    hereafter: bool
    expected: bool


def decide(sentence: Sentence, years: Sequence[int]) -> DueDate:
    """What the sentence comes to in a plan of these years; raises NoSuchDateError for a date that does not exist."""
    phrases = _holding(sentence)
    if not phrases:
        return _without_date(sentence)
    facts = _facts(sentence, phrases)
    kind = next((kind for said in sentence.said if (kind := _overruled(said, facts))), None)
    if kind:
        return DueDate(kind)
    if facts.closes and sentence.has(Mark.ONGOING):  # "løbende, senest 2025": the last day is what counts
        phrases = [phrase for phrase in phrases if phrase.rel in CLOSING]
    placed = merge_ranges(place(phrases, years))
    done = _says_done(sentence, phrases)
    span = combine([_days_of(item, done) for item in placed])
    if span.first and not facts.closes and any(_goes_on(said) for said in sentence.said):
        span = DateRange(span.first, None, False)
    return _due(sentence, placed, span, done)


# -- which phrases hold ------------------------------------------------------------------------------------------------


def _holding(sentence: Sentence) -> list[Phrase]:
    """The phrases that hold: not the old date, not what is waited for or referred to, not a remark in brackets."""
    others = _references(sentence)
    current = [phrase for index, phrase in enumerate(sentence.phrases) if index not in others]
    phrases = [phrase for phrase in current if phrase.role is not PhraseRole.OLD]
    phrases = [phrase for phrase in phrases if phrase.span.doubt != NAME_OR_YEAR] or phrases
    moved = max((index for index, phrase in enumerate(phrases) if phrase.role is PhraseRole.NEW), default=0)
    phrases = phrases[moved:]
    return [phrase for phrase in phrases if phrase.depth == 0 or phrase.role is PhraseRole.NEW] or phrases


def _references(sentence: Sentence) -> set[int]:
    """Indices of dates not the item's own: after "afventer" in its clause, unless expected; next after "jf."."""
    found = set()
    marks, position = sentence.said, 0
    waiting = -1  # the clause in which something is waited for
    for index, phrase in enumerate(sentence.phrases):
        seen = -1
        while position < len(marks) and marks[position].before <= index:
            said = marks[position]
            waiting = said.clause if said.mark is Mark.WAITING else -1 if said.mark is Mark.EXPECTED else waiting
            seen = said.clause if said.mark is Mark.SEE else seen
            position += 1
        if phrase.clause in (waiting, seen):
            found.add(index)
    return found


# -- what the marks make of them ---------------------------------------------------------------------------------------


def _facts(sentence: Sentence, phrases: list[Phrase]) -> _Evidence:
    return _Evidence(
        clauses=frozenset(phrase.clause for phrase in phrases),
        closes=any(phrase.rel in CLOSING for phrase in phrases),
        yearless=all(phrase.span.year is None for phrase in phrases),
        bracketed=all(phrase.depth for phrase in phrases),
        ending=max((said.clause for said in sentence.said if said.mark is Mark.ENDING), default=-1),
        hereafter=sentence.has(Mark.HEREAFTER),
        expected=sentence.has(Mark.EXPECTED),
    )


def _overruled(said: SentenceMark, facts: _Evidence) -> DueKind | None:
    """The kind that a mark gives although there are dates: a recurring item, a dropped one, one that waits."""
    if said.depth and not facts.bracketed:
        return DueKind.CONTINUOUS if said.mark is Mark.RECURRING and facts.yearless else None  # "marts (hvert år)"
    if said.mark is Mark.DROPPED and said.opens:
        return DueKind.STATUS
    if said.mark is Mark.WAITING and facts.bracketed and not facts.expected:
        return DueKind.DEPENDS
    return DueKind.CONTINUOUS if _recurs(said, facts) else None


def _recurs(said: SentenceMark, facts: _Evidence) -> bool:
    if said.mark is Mark.CYCLIC:
        return facts.yearless
    if said.mark is Mark.ONGOING and facts.closes:
        return False
    if said.mark not in (Mark.RECURRING, Mark.ONGOING) or (facts.hereafter and said.before):
        return False
    comes_first = said.before == 0 or facts.bracketed
    return said.clause in facts.clauses or (comes_first and facts.ending <= said.clause)


def _goes_on(said: SentenceMark) -> bool:
    """2024, herefter løbende: from then on."""
    return said.mark in (Mark.RECURRING, Mark.ONGOING) and said.before > 0 and said.depth == 0


def _says_done(sentence: Sentence, phrases: list[Phrase]) -> bool:
    """A done mark in the clause of the deciding date, or alone in the clause before it."""
    last = phrases[-1]
    taken = {phrase.clause for phrase in phrases}
    clauses = {last.clause, *({last.clause - 1} - taken)}
    done = any(said.mark is Mark.DONE and said.clause in clauses for said in sentence.said)
    return done and last.rel in (Rel.IN, Rel.AS_OF)


# -- the result --------------------------------------------------------------------------------------------------------


def _days_of(item: DatedPhrase, done: bool) -> DateRange:
    """What is done on a day does not begin there: "implementeret pr. 1.1.2024"."""
    return DateRange(item.first, item.last, item.exact) if done and item.rel is Rel.AS_OF else limits_of(item)


def _due(sentence: Sentence, placed: list[DatedPhrase], span: DateRange, done: bool) -> DueDate:
    doubt = next((item.doubt for item in placed if item.doubt), "")
    between = f"; regnet som {day(span.first)} til {day(span.last)}" if span.first and span.last else ""
    has_no_day = doubt == NO_MEETING_DATE
    is_at_meeting = not doubt and _is_at_meeting(sentence, placed)
    unknown = f"{NO_MEETING}; regnet som senest {day(span.last)}" if is_at_meeting and span.last else ""
    assumed = next((f"{_NO_YEAR}, {item.year} antaget" for item in placed if item.assumed), "")
    notes = [
        f"{doubt}{between}" if has_no_day else doubt,
        unknown,
        assumed,
        *(item.phrase.span.note for item in placed),
    ]
    kind = DueKind.INTERVAL if span.first and span.last else DueKind.UNTIL if span.last else DueKind.FROM
    return DueDate(
        DueKind.AMBIGUOUS if doubt else kind,
        span.first,
        span.last,
        approximate=sentence.approximate or any(_is_approximate(item) for item in placed),
        year_assumed=bool(assumed),
        exact=span.exact and kind is not DueKind.FROM,
        says_done=done,
        why="; ".join(note for note in notes if note),
        meeting=READINGS[placed[-1].phrase.span.reading] or (MeetingKind.ONE if is_at_meeting or has_no_day else None),
    )


def _is_approximate(item: DatedPhrase) -> bool:
    """Medio maj is; inden udgangen af maj and pr. ultimo maj name a day."""
    names_a_day = item.rel is Rel.AS_OF or (item.rel in (*CLOSING, Rel.AFTER) and item.phrase.span.outer is not None)
    return item.phrase.span.approximate and not names_a_day


def _is_at_meeting(sentence: Sentence, placed: list[DatedPhrase]) -> bool:
    """A meeting in a month needs the calendar of meetings; a last day ("senest på mødet i maj") does not."""
    clauses = {said.clause for said in sentence.said if said.mark is Mark.MEETING}
    vague = (item.rel is Rel.IN and item.phrase.span.unit is not TimeUnit.DAY for item in placed)
    return any(v and item.phrase.clause in clauses for v, item in zip(vague, placed, strict=True))


_WITHOUT_DATE: tuple[tuple[DueKind, tuple[Mark, ...]], ...] = (
    (DueKind.CONTINUOUS, (Mark.RECURRING, Mark.ONGOING, Mark.CYCLIC)),
    (DueKind.DEPENDS, (Mark.WAITING, Mark.SOON)),
    (DueKind.UNSET, (Mark.UNSET,)),
    (DueKind.STATUS, (Mark.DROPPED, Mark.DONE, Mark.STATUS, Mark.PARTLY)),
    (DueKind.DEPENDS, (Mark.SEE, Mark.CONDITION, Mark.MEETING)),
    (DueKind.UNSET, (Mark.NEGATED,)),
)


def _without_date(sentence: Sentence) -> DueDate:
    """A cell without a date of its own: the strongest mark decides; signs and fillers alone say nothing."""
    if sentence.phrases and all(phrase.role is PhraseRole.OLD for phrase in sentence.phrases):
        return DueDate(DueKind.UNSET, why=ONLY_OLD)
    said = sentence.said
    if any(one.opens and one.mark in (Mark.SEE, Mark.CONDITION) for one in said) and not sentence.has(Mark.RECURRING):
        return DueDate(DueKind.DEPENDS)  # "efter gennemført udbud", "se status"
    for kind, marks in _WITHOUT_DATE:
        if sentence.has(*marks):
            return DueDate(kind)
    return DueDate(DueKind.UNSET) if sentence.understood else DueDate(DueKind.INVALID, why=UNREADABLE)
