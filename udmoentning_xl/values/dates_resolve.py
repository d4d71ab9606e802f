"""From time phrases to days: which year each is in, what its preposition makes of it, and what they span together."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from udmoentning_xl.values.calendar import MONTH_NAMES, WEEKDAY_NAMES, NoSuchDateError
from udmoentning_xl.values.dates_marks import Rel
from udmoentning_xl.values.dates_phrases import TIED, Join, Phrase
from udmoentning_xl.values.dates_spans import ONE_DAY, before_and_after
from udmoentning_xl.values.dates_words import TimeUnit

HALF_A_YEAR = timedelta(183)  # a phrase that jumps back further than this is meant in the next year


class DatedPhrase(NamedTuple):
    """A phrase (or a range of two) with its days."""

    rel: Rel
    first: date
    last: date
    before: date  # the last day of "inden"
    after: date  # the first day of "efter"
    exact: bool  # first and last are days that the text names
    year: int
    assumed: bool  # the year is the plan's
    doubt: str
    phrase: Phrase


class DateRange(NamedTuple):
    """What the cell as a whole comes to; None is an open end."""

    first: date | None
    last: date | None
    exact: bool


def place(phrases: Sequence[Phrase], plan: Sequence[int]) -> list[DatedPhrase]:
    """Give every phrase its year and its days; raises NoSuchDateError for an impossible day."""
    placed: list[DatedPhrase] = []
    for phrase, year in zip(phrases, _years_from_behind(phrases), strict=True):
        placed.append(_place(phrase, year, placed[-1] if placed else None, plan))
    return placed


def _years_from_behind(phrases: Sequence[Phrase]) -> list[int | None]:
    """A year that stands later counts for the phrases before it: nov.-feb. 2024, KB 23/1 og 30/1 2024."""
    years = [phrase.span.year for phrase in phrases]
    for index in range(len(phrases) - 2, -1, -1):
        following = years[index + 1]
        tied = phrases[index + 1].join in TIED
        if years[index] is not None or following is None or not (tied or all(year is None for year in years[:index])):
            continue
        first = phrases[index].span.bounds(following)[0]
        jump = first - phrases[index + 1].span.bounds(following)[0]
        years[index] = following - (jump > (timedelta(0) if tied else HALF_A_YEAR))
    return years


def _place(phrase: Phrase, year: int | None, previous: DatedPhrase | None, plan: Sequence[int]) -> DatedPhrase:
    assumed = year is None and (previous is None or previous.assumed)
    if year is None:
        year = _year_after(phrase, previous) if previous else _first_plan_year(phrase, plan)
    span = phrase.span
    first, last = span.bounds(year)
    before, after = before_and_after(span, year)
    if span.point and phrase.rel is Rel.AS_OF:
        first = last = span.point(year)
    settled = span.soft and span.unit is TimeUnit.DAY and not assumed
    doubt = ("" if settled else span.doubt) or _weekday_doubt(span.weekday, first)
    exact = span.unit is TimeUnit.DAY
    return DatedPhrase(phrase.rel, first, last, before, after, exact, year, assumed, doubt, phrase)


def _first_plan_year(phrase: Phrase, plan: Sequence[int]) -> int:
    """The plan's first year, or the plan year in which the written weekday is right."""
    if not plan:
        raise NoSuchDateError("årstal mangler, og planens år kendes ikke")
    weekday = phrase.span.weekday
    if weekday is None:
        return plan[0]
    return next((year for year in plan if phrase.span.bounds(year)[0].weekday() == weekday), plan[0])


def _year_after(phrase: Phrase, previous: DatedPhrase) -> int:
    """The year of the phrase before, or the next one where the phrase would else lie before it: dec.-jan."""
    back = previous.first - phrase.span.bounds(previous.year)[0]
    rolls = back > timedelta(0) and (phrase.join in TIED or phrase.span.unit is not TimeUnit.DAY or back > HALF_A_YEAR)
    return previous.year + rolls


def _weekday_doubt(weekday: int | None, day: date) -> str:
    if weekday is None or day.weekday() == weekday:
        return ""
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year} er en {WEEKDAY_NAMES[day.weekday()]}"


def merge_ranges(placed: Sequence[DatedPhrase]) -> list[DatedPhrase]:
    """Make one of two phrases that are the ends of a range (maj-juni, fra maj til juni, efterår/vinter)."""
    merged: list[DatedPhrase] = []
    for item in placed:
        if merged and item.phrase.join in TIED and item.rel is Rel.IN:
            merged[-1] = _joined(merged[-1], item)
        elif merged and item.phrase.join is Join.AND and item.rel is Rel.IN and merged[-1].rel in (Rel.BY, Rel.BEFORE):
            merged.append(item._replace(rel=merged[-1].rel))
        else:
            merged.append(item)
    return merged


def _joined(start: DatedPhrase, end: DatedPhrase) -> DatedPhrase:
    if end.first < start.first and end.phrase.join is Join.RANGE:
        raise NoSuchDateError("slutter, før det begynder")
    units = {start.phrase.span.unit, end.phrase.span.unit}
    alike = units in ({TimeUnit.MONTH}, {TimeUnit.DAY})  # "maj-juni 25" and "1/3-1/4" are what they look like
    return start._replace(
        rel=Rel.IN if start.rel in (Rel.FROM, Rel.AS_OF) else start.rel,
        first=min(start.first, end.first),
        last=max(start.last, end.last),
        before=min(start.before, end.before),
        after=max(start.after, end.after),
        exact=start.exact and end.exact,
        assumed=start.assumed or end.assumed,
        doubt="" if alike else start.doubt or end.doubt,
        phrase=start.phrase._replace(span=start.phrase.span._replace(many=True)),
    )


def _by(item: DatedPhrase) -> DateRange:
    """Senest ved udgangen af uge 20 is by its Sunday, though ultimo uge 20 is Thursday and Friday."""
    span = item.phrase.span
    return DateRange(None, item.before if span.approximate and span.outer else item.last, item.exact)


def _to(item: DatedPhrase) -> DateRange:
    """Til foråret is Danish for the coming spring."""
    if item.phrase.span.unit is TimeUnit.SEASON:
        return DateRange(item.first, item.last, False)
    return _until(item)


def _until(item: DatedPhrase) -> DateRange:
    """Indtil april ends before April; but nobody who writes "indtil 31. december" leaves that day out."""
    last_of_month = item.exact and (item.last + ONE_DAY).day == 1
    return DateRange(None, item.last, True) if last_of_month else DateRange(None, item.before, False)


def _as_of(item: DatedPhrase) -> DateRange:
    """Pr. 1. januar and pr. 2025 take effect; pr. 30. september is a day of account."""
    takes_effect = (item.exact and item.first.day == 1) or item.phrase.span.unit in (TimeUnit.MONTH, TimeUnit.YEAR)
    return DateRange(item.first, None, False) if takes_effect else DateRange(item.first, item.last, item.exact)


def _from(item: DatedPhrase) -> DateRange:
    """Fra 2024-2027 is the range all the same."""
    span = item.phrase.span
    first = span.point(item.year) if span.soft and span.point else item.first
    return DateRange(first, item.last if span.many else None, False)


def _into(item: DatedPhrase) -> DateRange:
    """What indgår i budget 2025 must be ready before the budget is; indgår i 2024 is a time like any other."""
    soft = item.phrase.span.soft
    return DateRange(None, item.before, False) if soft else DateRange(item.first, item.last, item.exact)


_LIMITS: dict[Rel, Callable[[DatedPhrase], DateRange]] = {
    Rel.IN: lambda item: DateRange(item.first, item.last, item.exact),
    Rel.BY: _by,
    Rel.BEFORE: lambda item: DateRange(None, item.before, False),
    Rel.TO: _to,
    Rel.UNTIL: _until,
    Rel.FROM: _from,
    Rel.AFTER: lambda item: DateRange(item.after, None, False),
    Rel.AS_OF: _as_of,
    Rel.INTO: _into,
}


def limits_of(item: DatedPhrase) -> DateRange:
    """What the preposition makes of the days."""
    return _LIMITS[item.rel](item)


def combine(limits: Sequence[DateRange]) -> DateRange:
    """The span of several milestones: an open end counts only where it comes first or last."""
    firsts = [item.first for item in limits if item.first]
    lasts = [item.last for item in limits if item.last]
    first = min(firsts) if firsts and (limits[0].first or not lasts) else None
    last = max(lasts) if lasts and limits[-1].last else None
    if first is None and last is None:
        first, last = (min(firsts), None) if firsts else (None, max(lasts))
    if first and last and first > last:
        raise NoSuchDateError("slutter, før det begynder")
    return DateRange(first, last, all(item.exact for item in limits))
