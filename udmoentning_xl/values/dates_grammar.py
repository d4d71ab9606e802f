"""The grammar of one time phrase: ``read_span`` says whether one begins at a token, what it is, and where it ends.

Here are parts (primo, 1. halvdel af), weekdays, seasons and the choice of reader; the readers themselves are in
``dates_numbered`` (a number and a word), ``dates_numeric`` (figures alone) and ``dates_events`` (municipal life).
Which phrases a whole cell holds, and what the words between them do to them, is ``dates_sentence``.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from udmoentning_xl.values import dates_events as events
from udmoentning_xl.values import dates_words as words
from udmoentning_xl.values.calendar import NoSuchDateError, Period, summer_holiday
from udmoentning_xl.values.dates_lexer import Token, Tokens
from udmoentning_xl.values.dates_numbered import ordinal, read_month, read_number_first, read_unit, skip_dot
from udmoentning_xl.values.dates_numeric import (
    LIKELY_SHORT_YEARS,
    Found,
    full_year,
    is_year,
    may_be_year,
    read_date,
    read_tail,
    skip,
)
from udmoentning_xl.values.dates_spans import Span, fraction_of, month_span, part_of
from udmoentning_xl.values.dates_words import Part, TimeUnit

Reader = Callable[[Tokens, int], Found | None]


def read_span(tokens: Tokens, index: int) -> Found | None:
    """Read the time phrase that begins at ``index``, or return None."""
    token = tokens[index]
    for forms, reader in _OUTER_READERS:
        if token.text in forms and (found := reader(tokens, index)):
            return found
    return _read_fraction(tokens, index) or _read_nth_weekday(tokens, index) or _read_base(tokens, index)


def _read_base(tokens: Tokens, index: int) -> Found | None:
    """Read a time phrase without part, weekday or follow-up before it; these call here, so nothing goes deeper."""
    token = tokens[index]
    if token.value >= 0:
        for reader in _NUMBER_READERS:
            if found := reader(tokens, index):
                return found
        return None
    word_reader = _word_readers().get(token.text)
    found = word_reader(tokens, index) if word_reader else None
    if found is None and (token.text in words.ORDINALS or token.text in words.ROMANS):
        return read_number_first(tokens, index)
    return found


_NUMBER_READERS: tuple[Reader, ...] = (
    events.read_reading,
    read_number_first,
    events.read_after_adoption,
    events.read_year_budget,
    read_date,
)


@lru_cache(maxsize=1)
def _word_readers() -> dict[str, Reader]:
    table: dict[str, Reader] = {"'": _read_short_year}
    for forms, reader in (
        (words.MONTHS, read_month),
        (words.SEASONS, _read_season),
        (words.UNITS, read_unit),
        (words.FEAST_WORDS, events.read_feast),
        (words.CHRISTMAS_OR_JULY, events.read_jul),
        (words.TURN_WORDS, events.read_turn_of_year),
        (words.MONTH_TURNS, events.read_month_turn),
        (words.YEAR_WORDS, events.read_year_word),
        (words.RELATIVE_YEARS, events.read_relative_year),
        (words.SCHOOL_YEARS, events.read_school_year),
        (words.TERM_WORDS, events.read_term),
        (words.PLAN_WORDS, events.read_plan_period),
        (words.LATER_YEARS, events.read_later_years),
        (words.BUDGET_WORDS, events.read_budget),
        (words.BUDGET_PROCESS, events.read_budget_process),
        (words.READINGS, events.read_reading),
        (words.HALF_YEAR_ACCOUNTS, events.read_half_year_accounts),
        (words.ACCOUNTS, events.read_accounts),
    ):
        table |= dict.fromkeys(forms, reader)
    return table


# -- parts -------------------------------------------------------------------------------------------------------------


def _read_part(tokens: Tokens, index: int) -> Found | None:
    """Primo maj; primo/medio maj (from the one to the other); before a day, start and slut name what happens on it."""
    first = last = words.PARTS[tokens[index].text]
    end = skip_dot(tokens, index + 1)
    if tokens[end].text in words.CONNECTORS and tokens[end + 1].text in words.PARTS:
        last, end = words.PARTS[tokens[end + 1].text], end + 2
    end = skip(tokens, end, words.PART_LINKS)
    found = _read_fraction(tokens, end) or _read_base(tokens, end) or _read_lone_year(tokens, end)
    if not found:
        return None
    span, after = found
    if span.many and is_year(tokens[end]):  # "medio 2024 - 2025": from the middle of 2024
        span, after = _year(tokens[end]), end + 1
    if span.doubt and span.unit is TimeUnit.OTHER:  # "ultimo maj 2024/25": of which, nobody knows
        return span, after
    opening, closing = part_of(span, first), part_of(span, last)
    if first is last or span.unit is TimeUnit.DAY:
        return opening, after

    def bounds(year: int) -> Period:
        return opening.bounds(year)[0], closing.bounds(year)[1]

    return closing._replace(bounds=bounds), after


def _read_lone_year(tokens: Tokens, index: int) -> Found | None:
    """Ultimo 24: two figures can only be a year here."""
    token = tokens[index]
    if token.digits == 2 and token.value in LIKELY_SHORT_YEARS and may_be_year(tokens, index, True):
        return _year(token), index + 1
    return None


def _read_short_year(tokens: Tokens, index: int) -> Found | None:
    """'26."""
    token = tokens[index + 1]
    return (_year(token), index + 2) if token.digits == 2 and not token.gap else None


def _year(token: Token) -> Span:
    return month_span(1, 12, TimeUnit.YEAR)._replace(year=full_year(token))


def _read_fraction(tokens: Tokens, index: int) -> Found | None:
    """1. halvdel af 2024, sidste tredjedel af maj."""
    number = ordinal(tokens[index])
    word = skip_dot(tokens, index + 1)
    count = words.FRACTIONS.get(tokens[word].text)
    if not (number and count):
        return None
    found = _read_base(tokens, skip(tokens, word + 1, words.PART_LINKS))
    return (fraction_of(found[0], number, count), found[1]) if found else None


# -- weekdays, seasons, follow-ups -------------------------------------------------------------------------------------


def _read_weekday(tokens: Tokens, index: int) -> Found | None:
    """Fredag d. 28/6 (weekday and day are compared once the year is known); mandag i uge 12."""
    weekday = words.WEEKDAYS[tokens[index].text]
    found = _read_base(tokens, skip(tokens, index + 1, (".", ",", "d", "den", "i")))
    if not found or found[0].many:
        return None
    span, end = found
    if span.unit is TimeUnit.DAY:
        return span._replace(weekday=weekday, doubt=""), end
    if span.unit is not TimeUnit.WEEK:
        return None
    base = span.bounds

    def bounds(year: int) -> Period:
        chosen = date.fromordinal(base(year)[0].toordinal() + weekday)
        return chosen, chosen

    return span._replace(unit=TimeUnit.DAY, bounds=bounds), end


def _read_nth_weekday(tokens: Tokens, index: int) -> Found | None:
    """2. tirsdag i marts 2027, sidste fredag i juni: a day."""
    number = ordinal(tokens[index])
    word = skip_dot(tokens, index + 1)
    weekday = words.WEEKDAYS.get(tokens[word].text)
    if not number or weekday is None:
        return None
    found = _read_base(tokens, skip(tokens, word + 1, ("i", "af")))
    if not found or found[0].unit is not TimeUnit.MONTH or found[0].many:
        return None
    name, base = tokens[word].text, found[0].bounds

    def bounds(year: int) -> Period:
        first, last = (day.toordinal() for day in base(year))
        days = [day for day in range(first, last + 1) if date.fromordinal(day).weekday() == weekday]
        if number > len(days):
            raise NoSuchDateError(f"{number}. {name} i måneden findes ikke")
        chosen = date.fromordinal(days[number - (number > 0)])
        return chosen, chosen

    return found[0]._replace(unit=TimeUnit.DAY, bounds=bounds), found[1]


def _read_season(tokens: Tokens, index: int) -> Found | None:
    """Forår 2024; vinteren 2024/25 is one winter. In "efter sommer" and "over sommeren" it is the holiday."""
    first, last = words.SEASONS[tokens[index].text]
    span = month_span(first, last, TimeUnit.SEASON)._replace(note=tokens[index].note)
    if (first, last) == words.SUMMER:
        span = span._replace(outer=lambda year: (date(year, 5, 31), date(year, 8, 1)))
        if index and tokens[index - 1].text in ("over", "hen over"):
            span = span._replace(bounds=lambda year: (date(year, 7, 1), summer_holiday(year)[1]))
    return events.read_with_part(span, tokens, index, pairs=last > 12)


def _read_follow_up(tokens: Tokens, index: int) -> Found | None:
    """Budgetopfølgning pr. 31. marts, budgetopfølgning 2, budgetrevision III."""
    number = tokens[index + 1]
    short = len(tokens[index].text) == 2
    if events.follow_up_number(number) and tokens[index + 2].text not in (".", "/") and not (short and number.gap):
        return events.numbered_follow_up(events.follow_up_number(number), read_tail(tokens, index + 2))
    if number.text in ("pr", "per"):
        end = skip(tokens, index + 2, (".", "d", "den"))
    elif words.PARTS.get(number.text) is Part.LAST:
        end = index + 1
    else:
        return None
    found = _read_part(tokens, end) if tokens[end].text in words.PARTS else _read_base(tokens, end)
    return (events.follow_up(found[0]), found[1]) if found else None


_OUTER_READERS: tuple[tuple[dict[str, Part] | dict[str, int] | frozenset[str], Reader], ...] = (
    (words.PARTS, _read_part),
    (words.WEEKDAYS, _read_weekday),
    (words.FOLLOW_UPS, _read_follow_up),
)
