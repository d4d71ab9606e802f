"""The dates that stand in a text about something else: where each is written, and how exact it is.

What a whole cell of dates says is ``dates``; here a date is only found, to be read by it or left out of a sentence.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from udmoentning_xl.values import dates_words as words
from udmoentning_xl.values.calendar import NoSuchDateError
from udmoentning_xl.values.dates_grammar import read_span
from udmoentning_xl.values.dates_lexer import Token, in_place, tokenise
from udmoentning_xl.values.dates_words import TimeUnit

#: What a time of the calendar begins with, if not with a figure; a budget or a term is more than a time.
_CALENDAR = frozenset().union(
    words.MONTHS, words.SEASONS, words.UNITS, words.PARTS, words.WEEKDAYS, words.ORDINALS,
    words.FEAST_WORDS, words.CHRISTMAS_OR_JULY, words.TURN_WORDS, words.MONTH_TURNS, ("'",),
)  # fmt: skip
#: A figure goes on, is a clock's or a number's: „kl. 10.30“, „møde nr. 3/2024“.
_BEFORE = re.compile(r"(?:\w[.,/-]|[-.,]|\b(?:kl|nr|pkt|punkt|sag|side|§)\.? ?)\Z")
_AFTER = re.compile(r"\s?%|[.,/-]?\d|\w")
_CLOCK = re.compile(r"[ t]\d\d:\d\d(?::\d\d)?")
#: Two dates are one with no more than this between them: „jan.-marts 2024“, „1/7 og 1/9“.
_BETWEEN = re.compile(r"\.?\s?(?:[-/,&]|og|til|eller|samt)\s?")
_EXACT = (TimeUnit.DAY, TimeUnit.MONTH)
_SOME_YEAR, _NEAR = 2024, 8


class WrittenDate(NamedTuple):
    """A date in a text, from ``start`` up to ``end``; ``exact`` is one day or one month."""

    start: int
    end: int
    exact: bool


@lru_cache(maxsize=4096)
def dates_in(text: str) -> tuple[WrittenDate, ...]:
    """Return the dates of a text in their order: days, weeks, months, quarters, years, with a year or without."""
    plain = in_place(text)
    tokens, index = tokenise(plain), 0
    found: list[WrittenDate] = []
    while tokens[index].text:
        date, index = _date(plain, tokens, index)
        if date and found and _BETWEEN.fullmatch(plain, found[-1].end, date.start):
            found[-1] = WrittenDate(found[-1].start, date.end, exact=False)
        elif date:
            found.append(date)
    return tuple(found)


def without_dates(text: str) -> str:
    """The text with a space where each date was."""
    for date in reversed(dates_in(text)):
        text = f"{text[: date.start]} {text[date.end :]}"
    return text


def _date(text: str, tokens: list[Token], index: int) -> tuple[WrittenDate | None, int]:
    """The date that begins at a token, if any, and the token after it."""
    token = tokens[index]
    goes_on = token.value >= 0 and _BEFORE.search(text[max(0, token.start - _NEAR) : token.start])
    begins = not goes_on if token.value >= 0 else token.text in _CALENDAR
    found = read_span(tokens, index) if begins else None
    if not found or found[0].reading:
        return None, index + 1
    span, after = found
    clock = _CLOCK.match(text, tokens[after - 1].end)
    end = clock.end() if clock else tokens[after - 1].end
    if _AFTER.match(text, end):
        return None, index + 1
    try:
        span.bounds(span.year or _SOME_YEAR)
    except NoSuchDateError:
        return None, index + 1
    after = next(place for place in range(after, len(tokens)) if tokens[place].start >= end or not tokens[place].text)
    return WrittenDate(token.start, end, span.unit in _EXACT and not span.many), after
