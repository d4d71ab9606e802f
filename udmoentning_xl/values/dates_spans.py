"""A time phrase as data: which days it covers once its year is known, and what its parts are.

The conventions of primo, medio and ultimo live here. Reading the words is the business of ``dates_grammar``.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from udmoentning_xl.values.calendar import NoSuchDateError, Period, months, weeks, working_day_before
from udmoentning_xl.values.dates_words import LAST_ONE, UNIT_COUNT, Part, TimeUnit

Bounds = Callable[[int], Period]
ONE_DAY = timedelta(1)
Piece = TypeVar("Piece")


class Span(NamedTuple):
    """One time phrase. ``bounds`` gives its days for a year and raises NoSuchDateError when there are none."""

    unit: TimeUnit
    bounds: Bounds
    year: int | None = None
    doubt: str = ""  # another reading, in Danish; the bounds are the best guess
    soft: bool = False  # the doubt goes when a preposition or an article stands before the phrase
    approximate: bool = False
    outer: Bounds | None = None  # last day of "inden", first day of "efter", where they are not the neighbouring days
    point: Callable[[int], date] | None = None  # the day of "pr. ultimo ..."
    weekday: int | None = None  # a weekday that is written beside the day
    many: bool = False  # a range in itself: "uge 12-14"
    note: str = ""  # a corrected spelling
    reading: int = 0  # of the budget: its first or second reading


def before_and_after(span: Span, year: int) -> Period:
    """The last day before the span and the first day after it."""
    if span.outer:
        return span.outer(year)
    first, last = span.bounds(year)
    return first - ONE_DAY, last + ONE_DAY


def impossible(reason: str) -> Span:
    """A span that has no days in any year."""

    def bounds(_: int) -> Period:
        raise NoSuchDateError(reason)

    return Span(TimeUnit.OTHER, bounds)


def month_span(first: int, last: int, unit: TimeUnit = TimeUnit.MONTH) -> Span:
    """The months ``first``..``last`` counted from January of the year."""
    return Span(unit, lambda year: months(year, first, last))


def fixed(unit: TimeUnit, first: date, last: date) -> Span:
    """A span whose days are known whatever the plan's year."""
    return Span(unit, lambda _: (first, last), year=first.year)


def working_days_around(bounds: Bounds) -> Bounds:
    """What is due inden sommerferien is due by the last working day before it."""

    def outer(year: int) -> Period:
        first, last = bounds(year)
        return working_day_before(first), last + ONE_DAY

    return outer


# -- numbered units ----------------------------------------------------------------------------------------------------


def numbered(unit: TimeUnit, values: list[int]) -> tuple[Span, bool]:
    """Kvartal 1, uge 7-8 og 42 ... as one span, and whether it runs on into the year after (uge 51-2)."""
    count = UNIT_COUNT[unit]
    values = [count if value == LAST_ONE else value for value in values]
    wrong = [value for value in values if not 1 <= value <= count]
    if wrong:
        return impossible(f"{unit} {wrong[0]} findes ikke"), False
    rolled = len(values) == 2 and values[0] > values[1]
    first, last = (values[0], values[1]) if rolled else (min(values), max(values))
    many = len(values) > 1
    if unit is TimeUnit.WEEK:
        return Span(unit, lambda year: _weeks(year, first, last, rolled), many=many), rolled
    size = 12 // count
    start, end = (first - 1) * size + 1, (last + count * rolled) * size
    return Span(unit, lambda year: months(year, start, end), many=many), rolled


def _weeks(year: int, first: int, last: int, rolled: bool) -> Period:
    return (weeks(year, first)[0], weeks(year + 1, last)[1]) if rolled else weeks(year, first, last)


# -- parts -------------------------------------------------------------------------------------------------------------


def part_of(span: Span, part: Part) -> Span:
    """Primo, medio, ultimo ... of a span; a single day has no parts ("slut 31/12" names what happens on it)."""
    if span.unit is TimeUnit.DAY:
        return span
    base = span.bounds

    def bounds(year: int) -> Period:
        return _cut(span.unit, part, *base(year))

    def at_the_end(year: int) -> Period:
        # "Inden udgangen af juni" includes the last day of June.
        return base(year)[1], before_and_after(span, year)[1]

    def point(year: int) -> date:
        first, last = bounds(year)
        return _choose(part, first, first + (last - first) // 2, last)

    return span._replace(
        unit=TimeUnit.OTHER,
        bounds=bounds,
        approximate=True,
        outer=at_the_end if part in (Part.LAST, Part.END) else None,
        point=point,
        doubt="en uge har ikke primo, medio og ultimo"
        if span.unit is TimeUnit.WEEK
        else span.doubt * (span.unit is TimeUnit.YEAR),
        soft=span.unit is TimeUnit.WEEK,
        many=False,
    )


def _choose(part: Part, first: Piece, middle: Piece, last: Piece) -> Piece:
    return {Part.FIRST: first, Part.EARLY: first, Part.MIDDLE: middle}.get(part, last)


def _cut(unit: TimeUnit, part: Part, first: date, last: date) -> Period:
    if unit is TimeUnit.WEEK:
        opening, closing = _choose(part, (0, 1), (2, 2), (3, 4))
        return first + timedelta(opening), first + timedelta(closing)
    if unit is TimeUnit.OTHER:
        return _cut_days(part, first, last)
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    middle = (start + end + 1) // 2
    if unit in (TimeUnit.YEAR, TimeUnit.HALF, TimeUnit.THIRD):
        return _choose(part, _month(start), (_month(middle - 1)[0], _month(middle)[1]), _month(end))
    if unit is TimeUnit.SEASON and part in (Part.EARLY, Part.LATE):
        return _choose(part, _month(start), _month(middle), _month(end))
    centre = _month(middle)[0]
    return _choose(
        part,
        (first, first.replace(day=10)),
        (centre.replace(day=11), centre.replace(day=20)),
        (last.replace(day=21), last),
    )


def _month(count: int) -> Period:
    """The month that lies ``count`` months after January of the year 0."""
    return months(count // 12, count % 12 + 1)


def _cut_days(part: Part, first: date, last: date) -> Period:
    third = timedelta(((last - first).days + 1) // 3)
    middle = first + third
    return _choose(
        part, (first, max(first, middle - ONE_DAY)), (middle, max(middle, last - third)), (last - third, last)
    )


def fraction_of(span: Span, number: int, count: int) -> Span:
    """The first or second half, the first, second or third third, of a span."""
    if span.unit is TimeUnit.DAY:
        return span
    number = count if number == LAST_ONE else min(number, count)
    base = span.bounds

    def bounds(year: int) -> Period:
        first, last = base(year)
        length = (last.year - first.year) * 12 + last.month - first.month + 1
        if first.day == 1 and length % count == 0:
            size = length // count
            return months(first.year, first.month + size * (number - 1), first.month + size * number - 1)
        size = ((last - first).days + 1) // count
        opening = first + timedelta(size * (number - 1))
        return opening, last if number == count else opening + timedelta(size - 1)

    return span._replace(unit=TimeUnit.OTHER, bounds=bounds, outer=None, doubt="", many=False)
