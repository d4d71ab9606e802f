"""Time phrases of a number and a word: 1. kvartal, uge 7-8 og 42, Q3, 3. og 4. marts, sidste uge i juni."""

from udmoentning_xl.values import dates_events as events
from udmoentning_xl.values import dates_words as words
from udmoentning_xl.values.calendar import MONTH_NAMES, NoSuchDateError, Period
from udmoentning_xl.values.dates_lexer import Token, Tokens, at
from udmoentning_xl.values.dates_numeric import (
    LIKELY_SHORT_YEARS,
    Found,
    Tail,
    days_of_month,
    full_year,
    is_year,
    read_tail,
    single_year,
    skip,
    two_years,
    with_tail,
)
from udmoentning_xl.values.dates_spans import Span, month_span, numbered
from udmoentning_xl.values.dates_words import LAST_ONE, TimeUnit

ORDINAL_ENDINGS = frozenset({"ste", "st", "nd", "rd", "th"})
LONGEST_LIST = 6  # numbers in "1., 2. og 3. kvartal"


def ordinal(token: Token) -> int | None:
    """The number that a number or a number word stands for; None when it is neither, LAST_ONE for sidste."""
    return token.value if 1 <= token.digits <= 2 else words.ORDINALS.get(token.text)


def skip_dot(tokens: Tokens, index: int) -> int:
    """The index after the dot, or the ending, of an ordinal number (1., 1ste, 1st)."""
    token = tokens[index]
    return index + (token.text == "." or (token.text in ORDINAL_ENDINGS and not token.gap))


# -- numbers before a word ---------------------------------------------------------------------------------------------


def read_number_first(tokens: Tokens, index: int) -> Found | None:
    """1. kvartal, 1.-2. halvår 2024, 3. og 4. marts, første uge i maj, 2. påskedag, 2. budgetopfølgning."""
    values, end, links = _number_list(tokens, index)
    if not values or ("/" in links and len(links) > 1):  # "1/3-24 og 2. halvår": a slash among other signs is a date
        return None
    end = _over_sign(tokens, end) if len(values) == 1 else end
    word = tokens[end]
    unit = words.UNITS.get(word.text)
    if tokens[index].text in words.ROMANS and unit not in words.DIVISIONS:
        return None  # "i uge 12": a preposition
    if word.text in words.DAY_MONTHS:
        return _days(tokens, values, end, bool(links & words.RANGE_LINKS))
    if unit is TimeUnit.WEEK:
        return _numbered_week(tokens, values, end)
    if unit is None:
        return _numbered_event(tokens, values[0], end)
    if (unit is TimeUnit.MONTH and tokens[end - 1].text != ".") or (word.text in words.SINGLE_LETTERS and word.gap):
        return None
    return _units(tokens, values, unit, end + 1)


def _over_sign(tokens: Tokens, index: int) -> int:
    """The index of the word in 1-mar-24 (as Excel writes it) and in "1, kvartal" (a slip of the keys)."""
    sign, word = tokens[index], at(tokens, index + 1)
    tight = sign.text in ("-", "/") and word.text in words.DAY_MONTHS and not (sign.gap or word.gap)
    slip = sign.text == "," and not sign.gap and words.UNITS.get(word.text) in words.DIVISIONS and len(word.text) > 1
    return index + (tight or slip)


def _number_list(tokens: Tokens, index: int) -> tuple[list[int], int, set[str]]:
    """The numbers of "1., 2. og 3.", the index after them, and what joins them."""
    values: list[int] = []
    links: set[str] = set()
    end = index
    while len(values) < LONGEST_LIST:
        value = ordinal(tokens[index])
        value = words.ROMANS.get(tokens[index].text) if value is None else value
        if value is None:
            break
        values.append(value)
        end = skip_dot(tokens, index + 1)
        index = skip(tokens, end, words.CONNECTORS)
        if index == end:
            break
        link = tokens[end].text
        index = skip(tokens, index, ("d", "den"))
        if ordinal(tokens[index]) is not None or tokens[index].text in words.ROMANS:
            links.add(link)
    return values, end, links


def _days(tokens: Tokens, values: list[int], end: int, ranges: bool) -> Found | None:
    """Days before a month's name."""
    values = [value for value in values if value != LAST_ONE]
    if not values:
        return None
    month = words.DAY_MONTHS[tokens[end].text]
    first, last = (values[0], values[1]) if ranges and len(values) == 2 else (min(values), max(values))
    span = days_of_month(first, last, month)._replace(note=tokens[end].note)
    return with_tail(span, single_year(read_tail(tokens, skip_dot(tokens, end + 1))))


def _numbered_week(tokens: Tokens, values: list[int], end: int) -> Found | None:
    """Sidste uge i juni: seven days of the month; 12. uge 2024: the ISO week. "6 uger" is no time."""
    word = tokens[end].text
    if word in ("uger", "weeks") or word in words.SINGLE_LETTERS:
        return None
    month = skip(tokens, end + 1, ("i", "af", "in", "of"))
    if tokens[month].text in words.MONTHS:
        number = words.MONTHS[tokens[month].text]
        span = _week_of_month(month_span(number, number), values[0], values[-1])
        return with_tail(span, read_tail(tokens, month + 1))
    tail = read_tail(tokens, end + 1)
    if tail.year is None and tokens[end - 1].text != ".":
        return None
    return with_tail(numbered(TimeUnit.WEEK, values)[0], tail)


def _week_of_month(month: Span, first: int, last: int) -> Span:
    wrong = next((number for number in (first, last) if number != LAST_ONE and not 1 <= number <= 5), None)

    def bounds(year: int) -> Period:
        if wrong is not None:
            raise NoSuchDateError(f"{wrong}. uge i en måned findes ikke")
        start, end = month.bounds(year)
        opening = end.day - 6 if first == LAST_ONE or first > 4 else first * 7 - 6
        closing = end.day if last == LAST_ONE or last > 4 else last * 7
        return start.replace(day=opening), start.replace(day=max(opening, closing))

    return month._replace(unit=TimeUnit.OTHER, bounds=bounds, approximate=True)


def _numbered_event(tokens: Tokens, number: int, end: int) -> Found | None:
    word = tokens[end].text
    if (word, number) in words.SECOND_DAYS:
        return events.feast(words.SECOND_DAYS[word, number], tokens, end + 1)
    if word in words.FOLLOW_UPS and len(word) > 2 and 1 <= number <= 4:
        return events.numbered_follow_up(number, read_tail(tokens, end + 1))
    return None


def _units(tokens: Tokens, values: list[int], unit: TimeUnit, end: int) -> Found:
    """The numbered units with the year after them; 2024/25 leaves doubt about which half or quarter is meant."""
    span, rolled = numbered(unit, values)
    tail = read_tail(tokens, end)
    if tail.year is None:
        return with_tail(span, tail)
    if tail.second is not None:
        return _of_two_years(span, tail, values)
    return span._replace(year=tail.year - rolled), tail.end


def _of_two_years(span: Span, tail: Tail, values: list[int]) -> Found:
    """1. halvår 2024/25 is the autumn of 2024, 2. halvår the spring of 2025; all else reaches over both years."""
    if span.unit is TimeUnit.HALF and tail.slash and len(values) == 1:
        half = month_span(7, 12) if values[0] == 1 else month_span(13, 18)
        return half._replace(year=tail.year, doubt=two_years(tail)), tail.end
    return with_tail(span, tail)


# -- words before a number ---------------------------------------------------------------------------------------------


def read_unit(tokens: Tokens, index: int) -> Found | None:
    """Uge 12, uge 7-8 og 42, kvartal 2, Q1, K1, H2."""
    word = tokens[index].text
    unit = words.UNITS[word]
    start = skip(tokens, index + 1, (".", "nr", "nummer") if word not in words.SINGLE_LETTERS else (".",))
    number = tokens[start]
    roman = words.ROMANS.get(number.text, 0) if unit is TimeUnit.QUARTER and len(number.text) > 1 else 0
    touches = word not in words.SINGLE_LETTERS or word in "quw" or not number.gap
    if word == "kv" and start == index + 1 and (is_year(number) or number.value in LIKELY_SHORT_YEARS):
        return events.feast("kommunalvalg", tokens, start)  # KV25
    if not (1 <= number.digits <= 2 or roman) or not touches or not stands_alone(tokens, start):
        return _unnumbered(tokens, unit, start) if len(word) > 1 and tokens[index - 1].value < 0 else None
    values, end = _further_numbers(tokens, start, roman or number.value, unit)
    year = tokens[end - 1]
    if unit is TimeUnit.WEEK and len(values) == 2 and tokens[end - 2].text == "/" and _more_like_year(values, year):
        doubt = f"uge {values[0]} i {full_year(year)} eller uge {values[0]} og {values[1]}"
        return numbered(unit, values[:1])[0]._replace(year=full_year(year), doubt=doubt), end
    return _units(tokens, values, unit, end)


def _unnumbered(tokens: Tokens, unit: TimeUnit, index: int) -> Found | None:
    """ "Kvartal 2024": which one is not said."""
    if not is_year(tokens[index]):
        return None
    year = month_span(1, 12, TimeUnit.YEAR)._replace(year=tokens[index].value)
    return year._replace(doubt=f"det står ikke, hvilket {unit} det er"), index + 1


def _more_like_year(values: list[int], year: Token) -> bool:
    """Uge 12/24 can be a week of 2024, uge 7/8 and uge 23/24 hardly."""
    return year.value in LIKELY_SHORT_YEARS and values[1] != values[0] + 1


def stands_alone(tokens: Tokens, index: int) -> bool:
    """False for "uge 1. maj": the number begins another phrase."""
    after = at(tokens, index + 1)
    then = at(tokens, index + 2) if after.text == "." else after
    return then.text not in words.MONTHS and not (after.text == "." and then.text in words.UNITS)


def _further_numbers(tokens: Tokens, index: int, value: int, unit: TimeUnit) -> tuple[list[int], int]:
    """The numbers of "uge 7-8 og 42"; a number that cannot be one of them is left for what it is."""
    values, end = [value], index + 1
    while tokens[end].text in words.CONNECTORS and len(values) < LONGEST_LIST:
        start = skip(tokens, end, words.CONNECTORS | {"."})
        if not _is_further(tokens, end, start, unit):
            break
        values.append(tokens[start].value)
        end = start + 1
    return values, end


def _is_further(tokens: Tokens, link: int, index: int, unit: TimeUnit) -> bool:
    number, after = tokens[index], at(tokens, index + 1)
    is_short_year = tokens[link].text == "-" and tokens[link].gap and not number.gap  # Q2 -24
    begins_date = after.text in ("/", ".") and bool(at(tokens, index + 2).digits) and not after.gap
    fits = number.digits in (1, 2) and 1 <= number.value <= words.UNIT_COUNT[unit]
    return fits and not is_short_year and not begins_date and stands_alone(tokens, index)


# -- months ------------------------------------------------------------------------------------------------------------


def read_month(tokens: Tokens, index: int) -> Found | None:
    """Maj, maj 2024, maj -24, jan 24; "maj 25" is May 2025 or 25 May; "maj 25, 2024" is the day."""
    token, number = tokens[index], tokens[index + 1]
    month = words.MONTHS[token.text]
    year = index + 2 + (tokens[index + 2].text == ",")
    if 1 <= number.digits <= 2 and number.gap and is_year(tokens[year]):
        span = days_of_month(number.value, number.value, month)
        return span._replace(year=tokens[year].value, note=token.note), year + 1
    tail = read_tail(tokens, index + 1)
    span = month_span(month, month)._replace(note=token.note)
    if tail.bare and token.text in words.FULL_MONTHS and number.digits == 2 and number.value <= 31:
        return _month_or_day(span, month, number), tail.end
    return with_tail(span, tail)


def _month_or_day(span: Span, month: int, number: Token) -> Span:
    year = full_year(number)
    name = MONTH_NAMES[month - 1]
    doubt = f"{name} {year} eller {number.value}. {name}"
    if number.value in LIKELY_SHORT_YEARS:
        return span._replace(year=year, doubt=doubt)
    return days_of_month(number.value, number.value, month)._replace(doubt=doubt)
