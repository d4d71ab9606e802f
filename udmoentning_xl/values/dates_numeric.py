"""Dates in figures, and the year after a time phrase: 1/3-24, 1.3.2024, 2024-03-01, 03/2024, 2024-27, "... 2024/25"."""

from collections.abc import Collection
from typing import NamedTuple

from udmoentning_xl.values.calendar import FIRST_YEAR, LAST_YEAR, MONTH_NAMES, day, months
from udmoentning_xl.values.dates_lexer import MAX_DIGITS, NEWLINE, Token, Tokens, at
from udmoentning_xl.values.dates_spans import Span, fixed, impossible, month_span
from udmoentning_xl.values.dates_words import BUDGET_WORDS, DURATIONS, MEASURES, MONTHS, PRICE_WORDS, UNITS, TimeUnit

Found = tuple[Span, int]  # a span, and the index of the token after it

SEPARATORS = frozenset("./-")  # and the comma, where a year follows it as well
TAIL_WORDS = frozenset({"i", "af", "år", "året", "måned", "md", "mdr", ".", "for", "of", "in", "ca"})
TAIL_SIGNS = frozenset({",", "-", "/", "'", "("})
LIKELY_SHORT_YEARS = range(20, 40)  # two figures that are taken for a year at once
LIKELY_YEARS = range(2010, 2051)
SKIPPED_AT_MOST = 6  # tokens between a phrase and its year: reading stays linear in whatever text


class Tail(NamedTuple):
    """The year written after a time phrase, or none."""

    end: int  # the index of the token after it
    year: int | None = None
    second: int | None = None  # of 2024/25
    slash: bool = False
    bare: bool = False  # two figures after nothing but a blank: "maj 25"
    wrong: str = ""  # why it is no year


def skip(tokens: Tokens, index: int, texts: Collection[str]) -> int:
    """The index after the tokens with these texts, a few at most."""
    end = min(index + SKIPPED_AT_MOST, len(tokens) - 1)
    while index < end and tokens[index].text in texts:
        index += 1
    return index


def is_year(token: Token) -> bool:
    """True for four figures within the years that a plan can speak of."""
    return token.digits == 4 and FIRST_YEAR <= token.value <= LAST_YEAR


def full_year(token: Token) -> int:
    """2024 of 2024 and of 24; 1995 of 95."""
    if token.digits > 2:
        return token.value
    return token.value + (1900 if token.value >= 90 else 2000)


# -- the year after a phrase -------------------------------------------------------------------------------------------


def read_tail(tokens: Tokens, start: int) -> Tail:
    """Read the year that follows a time phrase at ``start``; ``end`` is ``start`` when there is none."""
    index = skip(tokens, start, TAIL_WORDS)
    sign = tokens[index].text if tokens[index].text in TAIL_SIGNS else ""
    if sign:
        index = skip(tokens, index + 1, ("'", "i", "år"))
    number = at(tokens, index)
    if is_year(number):
        closed = sign != "(" or at(tokens, index + 1).text == ")"
        return _with_second(tokens, index, sign) if closed else Tail(start)
    if number.digits == 2 and sign not in (",", "("):
        tail = _with_second(tokens, index, sign)
        likely = number.value in LIKELY_SHORT_YEARS
        return tail if tail.second or may_be_year(tokens, index, likely) else Tail(start)
    if number.digits > 2 and sign in ("", "-", "/") and _ends_here(tokens, index + 1):
        return Tail(index + 1, wrong=_why_no_year(number))
    return Tail(start)


def _why_no_year(number: Token) -> str:
    if number.digits == 4 and number.value < 10000:
        return f"årstallet {number.text} ligger uden for {FIRST_YEAR}-{LAST_YEAR}"
    return f"{number.text[:MAX_DIGITS]} er ikke et årstal"


def _with_second(tokens: Tokens, index: int, sign: str) -> Tail:
    """The year at ``index`` with the ``/25`` of 2024/25 or the ``-27`` of 2024-27."""
    first = full_year(tokens[index])
    link, number = at(tokens, index + 1), at(tokens, index + 2)
    if link.text in ("/", "-") and number.digits in (2, 4) and not (link.gap or number.gap):
        second = full_year(number)
        short = tokens[index].digits == 2
        if (second == first + 1 if short else first < second <= LAST_YEAR) and may_be_year(tokens, index + 2, True):
            return Tail(index + 3, first, second, slash=link.text == "/")
    return Tail(index + 1 + (sign == "("), first, bare=not sign and tokens[index].digits == 2)


def _ends_here(tokens: Tokens, index: int) -> bool:
    after = at(tokens, index)
    return after.text in ("", ",", ";", ")", "(", NEWLINE) or (after.text == "." and not at(tokens, index + 1).digits)


def may_be_year(tokens: Tokens, index: int, likely: bool) -> bool:
    """False where the figures belong to what comes after them: 24. juni, 24/6, 24 %, 24 skoler."""
    after, then = at(tokens, index + 1), at(tokens, index + 2)
    if then.digits and not then.gap:
        if after.text in (".", "/", ":"):
            return False
        if after.text == "-" and at(tokens, index + 3).text == "-":
            return False
    word = then if after.text == "." else after
    if word.text in MONTHS or word.text in MEASURES or word.text in DURATIONS:
        return False
    if word.text in UNITS and len(word.text) > 1:
        return False
    return likely or len(word.text) <= 4


def with_tail(span: Span, tail: Tail) -> Found:
    """Give the span the year that was read after it; two years leave doubt, and reach from the first to the last."""
    if tail.wrong:
        return impossible(tail.wrong), tail.end
    if tail.year is None:
        return span, tail.end
    if tail.second is None:
        return span._replace(year=tail.year), tail.end
    bounds, further = span.bounds, tail.second - tail.year
    two = span._replace(
        unit=TimeUnit.OTHER, bounds=lambda year: (bounds(year)[0], bounds(year + further)[1]), doubt=two_years(tail)
    )
    return two._replace(year=tail.year), tail.end


def two_years(tail: Tail) -> str:
    """The doubt of 2024/25 after a phrase."""
    first, second = tail.year or 0, tail.second or 0
    if tail.slash and second == first + 1:
        return f"{first}/{second % 100:02} er to kalenderår eller et skoleår"
    return f"i hvert af årene {first}-{second} eller hele perioden"


def with_pair(span: Span, tail: Tail) -> Found:
    """The same for what lies across the turn of a year (vinteren 2024/25): two years are one, that it begins in."""
    return with_tail(span, tail._replace(second=None))


# -- dates -------------------------------------------------------------------------------------------------------------


def read_date(tokens: Tokens, index: int) -> Found | None:
    """Read a date in figures, with or without a year."""
    first = tokens[index]
    if is_year(first):
        return _year_first(tokens, index)
    return _day_first(tokens, index) if first.digits in (1, 2) else None


def days_of_month(first: int, last: int, month: int) -> Span:
    """Days of one month, the year still open."""
    if last < first:
        return impossible(f"den {last}. kommer før den {first}.")
    return Span(TimeUnit.DAY, lambda year: (day(year, month, first), day(year, month, last)), many=first != last)


def _month_of(month: int, year: int) -> Span:
    return (
        month_span(month, month)._replace(year=year) if 1 <= month <= 12 else impossible(f"der er ingen måned {month}")
    )


def _year_first(tokens: Tokens, index: int) -> Found | None:
    """2024-03-01, 2024-03, 2024.03; else years."""
    year, sign, number = tokens[index].value, tokens[index + 1], tokens[index + 2]
    if sign.text in SEPARATORS and number.digits in (1, 2) and not (sign.gap or number.gap):
        then, last = at(tokens, index + 3), at(tokens, index + 4)
        if then.text == sign.text and last.digits in (1, 2) and not then.gap:
            span = days_of_month(last.value, last.value, number.value)
            return span._replace(year=year), _after_time(tokens, index + 5)
        is_month = number.value <= 12 or full_year(number) < year
        if is_month and then.text != "." and may_be_year(tokens, index + 2, False):
            return _month_of(number.value, year), index + 3
    name = index + 1 + (sign.text == "-" and not sign.gap)
    return None if tokens[name].text in PRICE_WORDS or _is_budget(tokens, name) else _years(tokens, index)


def _is_budget(tokens: Tokens, index: int) -> bool:
    return tokens[index].text in BUDGET_WORDS and tokens[index - 1].text == "-"


def _after_time(tokens: Tokens, index: int) -> int:
    """The index after T00:00:00."""
    return index + 2 if tokens[index].text == "t" and not tokens[index].gap and at(tokens, index + 1).digits else index


def _years(tokens: Tokens, index: int) -> Found:
    """2024, 2024-27, 2024-2027, 2024/25, 2024/2025/2026."""
    first = last = tokens[index].value
    end, slashes, dashes = index + 1, 0, 0
    while tokens[end].text in ("/", "-") and end - index < 2 * SKIPPED_AT_MOST:
        number = at(tokens, end + 1)
        short = number.digits == 2 and full_year(number) > last and may_be_year(tokens, end + 1, True)
        if not short and (not is_year(number) or _begins_date(tokens, end + 1)):
            break
        slashes, dashes = slashes + (tokens[end].text == "/"), dashes + (tokens[end].text == "-")
        last, end = full_year(number), end + 2
    return _year_span(first, last, slashes == 1 and not dashes), end


def _begins_date(tokens: Tokens, index: int) -> bool:
    then = at(tokens, index + 1)
    return then.text in SEPARATORS and not then.gap and at(tokens, index + 2).digits in (1, 2)


def _year_span(first: int, last: int, slash: bool) -> Span:
    if last < first:
        return impossible(f"{last} kommer før {first}")
    doubt = f"to kalenderår, et skoleår eller årsskiftet {first}/{last}" if slash and last == first + 1 else ""
    span = fixed(TimeUnit.YEAR, months(first, 1)[0], months(last, 12)[1])
    return span._replace(doubt=doubt, many=last > first)


# -- the day first -----------------------------------------------------------------------------------------------------


def _day_first(tokens: Tokens, index: int) -> Found | None:
    """1/3, 1/3-24, 1.3.2024, 1. 3. 2024, 12-14/3, 03/2024."""
    sign_at = index + 1
    if tokens[sign_at].text == "." and tokens[index + 2].text in ("-", "/"):  # 1.-3/5, 1./3
        sign_at += 1
    sign, second = tokens[sign_at], at(tokens, sign_at + 1)
    if sign.text not in SEPARATORS and not _is_comma_date(tokens, index):
        return None
    if is_year(second):
        return None if second.gap else (_month_of(tokens[index].value, second.value), sign_at + 2)
    if second.digits not in (1, 2) or (second.gap and sign.text == "-"):
        return None
    after, then = at(tokens, sign_at + 2), at(tokens, sign_at + 3)
    if sign.text == "-" and after.text in ("/", ".") and not after.gap and then.digits in (1, 2):
        return _day_range(tokens, tokens[index].value, sign_at + 1)
    return _day_and_month(tokens, index, sign_at + 1, sign.text)


def _is_comma_date(tokens: Tokens, index: int) -> bool:
    """7,6,2025."""
    signs = tokens[index + 1].text, at(tokens, index + 3).text
    return (
        signs == (",", ",") and is_year(at(tokens, index + 4)) and not any(t.gap for t in tokens[index + 1 : index + 5])
    )


def _day_range(tokens: Tokens, first: int, index: int) -> Found | None:
    """12-14/3 2024: two days of one month."""
    last, month = tokens[index].value, tokens[index + 2].value
    if not (1 <= month <= 12 and first < last):
        return None
    return with_tail(days_of_month(first, last, month), single_year(read_tail(tokens, index + 3)))


def single_year(tail: Tail) -> Tail:
    """A day has one year: what follows a second hyphen is read on its own."""
    return tail if tail.second is None else Tail(tail.end - 2, tail.year)


def _day_and_month(tokens: Tokens, index: int, month_at: int, sign: str) -> Found | None:
    first, second = tokens[index], tokens[month_at]
    after, then = at(tokens, month_at + 1), at(tokens, month_at + 2)
    closed = after.text == "." and not after.gap
    if closed and then.digits not in (0, 2, 4) and not then.gap:  # 1.2.3 numbers an item, 1.250.000 is an amount
        return None
    tail = single_year(read_tail(tokens, month_at + 1))
    if tail.year is not None:
        return _with_year(first.value, second.value, tail.year), tail.end
    if tail.wrong:
        return impossible(tail.wrong), tail.end
    counts = after.text in MEASURES or after.text in DURATIONS or after.text in UNITS
    alone = at(tokens, month_at + 3).text not in ("/", ".")
    goes_on = after.text in ("/", ":", "-") and not after.gap and then.digits == 1 and alone  # 1/3/5
    return None if counts or goes_on else (_without_year(first, second, sign, closed), month_at + 1)


def _with_year(number: int, month: int, year: int) -> Span:
    """Day, month, year; or 24-03-01, which begins with the year when its end is a year far off."""
    if year not in LIKELY_YEARS and number in LIKELY_SHORT_YEARS and 1 <= month <= 12:
        doubt = f"{number} er læst som {2000 + number}"
        return days_of_month(year % 100, year % 100, month)._replace(year=2000 + number, doubt=doubt)
    return days_of_month(number, number, month)._replace(year=year)


def _without_year(first: Token, second: Token, sign: str, closed: bool) -> Span:
    number, month = first.value, second.value
    if month in LIKELY_SHORT_YEARS and sign != "." and number in LIKELY_SHORT_YEARS and number < month:
        years = full_year(first), full_year(second)
        doubt = f"årene {years[0]} til {years[1]} eller tallene {number} og {month}"
        return _year_span(*years, slash=False)._replace(doubt=doubt)
    if month in LIKELY_SHORT_YEARS and 1 <= number <= 12:
        year = full_year(second)
        return _month_of(number, year)._replace(
            doubt=f"{MONTH_NAMES[number - 1]} {year} eller tallene {number} og {month}"
        )
    span = days_of_month(number, number, month)
    doubt = _other_reading(first, second, sign) if 1 <= month <= 12 and not closed else ""
    return span._replace(doubt=doubt, soft=True)


def _other_reading(first: Token, second: Token, sign: str) -> str:
    """What a day and month without a year can also be: a number, steps, a range, a month."""
    number, month = first.value, second.value
    name = f"{number}. {MONTH_NAMES[month - 1]}"
    if sign == ".":
        as_month = f"{MONTH_NAMES[month - 1]} {full_year(first)}" if number in LIKELY_SHORT_YEARS else ""
        return f"{name} eller {as_month or f'tallet {first.text},{second.text}'}"
    if sign == "/":
        return f"{name} eller trin {number} af {month}" if 2 <= month <= 4 and number <= month else ""
    return f"{name} eller {number} til {month}" if number < month else ""
