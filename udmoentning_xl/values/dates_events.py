"""Time phrases that take their days from municipal life: feasts, school years, council terms, budgets and accounts.

Each reader takes the tokens and the index of its word, and returns the span and the index after it, or None.
What the council deals with in a season (readings of the budget, follow-ups, accounts) has no day before the calendar of
meetings is known; it is read as the whole season, and in doubt.
"""

from datetime import date, timedelta

from udmoentning_xl.values.calendar import FEASTS, FIRST_YEAR, Period, council_term, months
from udmoentning_xl.values.dates_lexer import BODY, Token, Tokens
from udmoentning_xl.values.dates_numeric import (
    LIKELY_SHORT_YEARS,
    Found,
    Tail,
    full_year,
    is_year,
    read_tail,
    skip,
    with_pair,
    with_tail,
)
from udmoentning_xl.values.dates_spans import ONE_DAY, Span, fixed, month_span, part_of, working_days_around
from udmoentning_xl.values.dates_words import (
    ADOPTION,
    BUDGET_WORDS,
    DURATIONS,
    FEAST_WORDS,
    MONTHS,
    PARTS_AFTER,
    READING_WORDS,
    READINGS,
    RELATIVE_YEARS,
    ROMANS,
    SCHOOL_HOLIDAYS,
    TURN_WORDS,
    Part,
    TimeUnit,
)

NO_MEETING_DATE = "mødedatoen kendes ikke"
FROM_FIRST_YEAR = "regnet fra planens første år"
ADOPTED = (12, 12)  # the day in the year before the plan from which "efter vedtagelse" is counted, as a guess
BUDGET_LINKS = frozenset({"af", "for", "i", "til", "på", "om", "-", "budget", "budgettet", "budgetår", "budgetåret"})
LONGEST_DELAY = 120  # months, weeks ... after adoption; more is no delay


# -- feasts and the turn of the year -----------------------------------------------------------------------------------


def read_feast(tokens: Tokens, index: int) -> Found:
    """Påske, sommerferie, Sankt Hans, skolestart ..."""
    return read_with_part(_feast_span(FEAST_WORDS[tokens[index].text]), tokens, index)


def feast(name: str, tokens: Tokens, end: int) -> Found:
    """The feast of that name; its year, if any, stands at ``end``."""
    return with_tail(_feast_span(name), read_tail(tokens, end))


def _feast_span(name: str) -> Span:
    bounds = FEASTS[name]
    first, last = bounds(FIRST_YEAR)
    outer = working_days_around(bounds) if name in SCHOOL_HOLIDAYS else None
    return Span(TimeUnit.DAY if first == last else TimeUnit.OTHER, bounds, outer=outer)


def read_jul(tokens: Tokens, index: int) -> Found:
    """Christmas, or July shortened: a dot or a hyphen beside it is July; a year alone leaves doubt."""
    before, after = tokens[index - 1].text if index else "", tokens[index + 1].text
    tail = read_tail(tokens, index + 1)
    if before in ("-", "/") or (after in (".", "-", "'") and tokens[index + 2].text):
        return with_tail(month_span(7, 7), tail)
    if after in ("og", "/") and tokens[index + 2].text in TURN_WORDS:
        turn = Span(TimeUnit.OTHER, lambda year: (date(year, 12, 24), date(year + 1, 1, 1)))
        return with_tail(turn, read_tail(tokens, index + 3))
    if tail.year is not None and before not in ("før", "efter", "inden", "til", "i", "over", "omkring", "senest"):
        return with_tail(month_span(7, 7)._replace(doubt="juli eller julen"), tail)
    return feast("jul", tokens, index + 1)


def read_turn_of_year(tokens: Tokens, index: int) -> Found:
    """Årsskiftet 2024/25 ends 2024, and so it does without a year in a plan from 2024; "nytår 2025" begins 2025."""
    tail = read_tail(tokens, index + 1)
    begins = tail.year is not None and tail.second is None and tokens[index].text.startswith("ny")

    def bounds(year: int) -> Period:
        return date(year - begins, 12, 31), date(year - begins + 1, 1, 1)

    def outer(year: int) -> Period:
        first, last = bounds(year)
        return first, last + ONE_DAY

    return with_pair(Span(TimeUnit.OTHER, bounds, outer=outer), tail)


def read_month_turn(tokens: Tokens, index: int) -> Found | None:
    """Månedsskiftet maj/juni 2025: the last day of the one and the first of the other."""
    month = index + 1
    if tokens[month].text not in MONTHS or tokens[month + 1].text not in ("/", "-", "og"):
        return None
    number = MONTHS[tokens[month].text]

    def bounds(year: int) -> Period:
        last = months(year, number)[1]
        return last, last + ONE_DAY

    return with_tail(Span(TimeUnit.OTHER, bounds, approximate=True), read_tail(tokens, month + 3))


# -- years -------------------------------------------------------------------------------------------------------------


def read_with_part(span: Span, tokens: Tokens, index: int, pairs: bool = False) -> Found:
    """The span with the part that may follow its genitive ("årets udgang"), and with its year, or its pair of years."""
    part = PARTS_AFTER.get(tokens[index + 1].text) if tokens[index].text.endswith("s") else None
    tail = read_tail(tokens, index + 1 + (part is not None))
    return (with_pair if pairs else with_tail)(part_of(span, part) if part else span, tail)


def read_year_word(tokens: Tokens, index: int) -> Found | None:
    """År 2024, budgetåret 2024, i løbet af året, årets udgang; "år 2" is counted from the plan's first."""
    word, number = tokens[index].text, tokens[index + 1]
    if named := _named_years(tokens, index + 1):
        return named
    if word != "år":
        return read_with_part(month_span(1, 12, TimeUnit.YEAR), tokens, index)
    if number.digits == 1 and 1 <= number.value <= 4:
        later = 12 * (number.value - 1)
        return month_span(later + 1, later + 12, TimeUnit.YEAR)._replace(doubt=FROM_FIRST_YEAR), index + 2
    return None


def _named_years(tokens: Tokens, index: int) -> Found | None:
    """The year, or the years, that stand at the index."""
    if not is_year(tokens[index]):
        return None
    tail = read_tail(tokens, index)
    first, last = tokens[index].value, tail.second or tokens[index].value
    return fixed(TimeUnit.YEAR, date(first, 1, 1), date(last, 12, 31))._replace(many=last > first), tail.end


def read_relative_year(tokens: Tokens, index: int) -> Found:
    """I år, næste år: seen from the plan's first year, which is a guess; but "i år 2026" names it."""
    if named := _named_years(tokens, index + 1):
        return named
    later = 12 * RELATIVE_YEARS[tokens[index].text]
    return month_span(later + 1, later + 12, TimeUnit.YEAR)._replace(doubt=FROM_FIRST_YEAR), index + 1


def read_school_year(tokens: Tokens, index: int) -> Found:
    """Skoleåret 2024/25 is 1 August to 31 July; "skoleårets udgang 2025" is the end in 2025."""
    part = PARTS_AFTER.get(tokens[index + 1].text) if tokens[index].text.endswith("s") else None
    tail = read_tail(tokens, index + 1 + (part is not None))
    ends_in_it = part in (Part.END, Part.LAST) and tail.year is not None and tail.second is None
    span = month_span(-4, 7, TimeUnit.YEAR) if ends_in_it else month_span(8, 19, TimeUnit.YEAR)
    return with_pair(part_of(span, part) if part else span, tail)


def read_term(tokens: Tokens, index: int) -> Found:
    """Valgperioden: the council term that holds the plan's first year, the one after it, or the one with its years."""
    coming = index > 0 and tokens[index - 1].text in ("næste", "kommende", "ny", "nye")
    return read_with_part(Span(TimeUnit.YEAR, lambda year: council_term(year + 4 * coming)), tokens, index, pairs=True)


def read_plan_period(tokens: Tokens, index: int) -> Found:
    """Planperioden: the budget year and the three overslagsår (styrelsesloven § 37)."""
    named = _named_years(tokens, index + 1)
    return named or read_with_part(month_span(1, 48, TimeUnit.YEAR), tokens, index)


def read_later_years(tokens: Tokens, index: int) -> Found:
    """Overslagsårene: the three years after the budget year; overslagsår 2: the second of them."""
    number = tokens[index + 1]
    if number.digits == 1 and 1 <= number.value <= 3:
        return month_span(12 * number.value + 1, 12 * number.value + 12, TimeUnit.YEAR), index + 2
    return month_span(13, 48, TimeUnit.YEAR), index + 1


# -- budgets and accounts ----------------------------------------------------------------------------------------------


def read_budget(tokens: Tokens, index: int) -> Found | None:
    """Budget 2025: the budget year or its making in the year before; budget 2025-2028: the years."""
    number = skip(tokens, index + 1, ("for", "-", "år", "året"))
    token = tokens[number]
    short = token.digits == 2 and token.value in LIKELY_SHORT_YEARS and not (len(tokens[index].text) < 3 and token.gap)
    if not (is_year(token) or short):
        return None
    tail = read_tail(tokens, number)
    return budget_of(tail.year or full_year(token), tail.second), tail.end


def budget_of(year: int, last: int | None = None) -> Span:
    """The budget of one year, or of several; "inden budget 2025" is by the end of October 2024."""
    adopted = date(year - 1, 10, 31)
    doubt = "" if last else f"budgetlægningen i {year - 1} eller budgetåret {year}"
    span = fixed(TimeUnit.YEAR, date(year - (not last), 1, 1), date(last or year, 12, 31))
    return span._replace(
        year=year,
        doubt=doubt,
        soft=True,
        outer=lambda _: (adopted, adopted + ONE_DAY),
        point=lambda _: date(year, 1, 1),
        many=bool(last),
    )


def _season(first: int, last: int) -> Span:
    """Months in which something is dealt with at a meeting; what is due before it is due by its end."""

    def outer(year: int) -> Period:
        end = months(year, last)[1]
        return end, end + ONE_DAY

    return Span(TimeUnit.OTHER, lambda year: months(year, first, last), doubt=NO_MEETING_DATE, soft=True, outer=outer)


def read_budget_process(tokens: Tokens, index: int) -> Found:
    """Budgetforhandlingerne for 2025 are August to October 2024; budgetforhandlingerne i 2024 as well."""
    in_calendar_year = tokens[index + 1].text == "i"
    number = skip(tokens, index + 1, BUDGET_LINKS)
    tail = read_tail(tokens, number) if tokens[number].digits else Tail(index + 1)
    earlier = 0 if in_calendar_year or tail.year is None else 12
    return with_pair(_season(8 - earlier, 10 - earlier), tail)


def read_reading(tokens: Tokens, index: int) -> Found | None:
    """1. behandling af budget 2025: by the end of September 2024; 2. behandling: by the end of October."""
    number, after = _reading_number(tokens, index)
    if number not in (1, 2):
        return None
    link = skip(tokens, after, BUDGET_LINKS)
    nearby = [*tokens[max(0, index - 1) : index], *tokens[after - 1 : link]]
    named = any(token.text.startswith("budget") for token in nearby)
    if not named:
        return None
    tail = read_tail(tokens, link) if tokens[link].digits else Tail(link)
    earlier = 0 if tail.year is None else 12
    return with_pair(_season(7 + number - earlier, 8 + number - earlier)._replace(reading=number), tail)


def _reading_number(tokens: Tokens, index: int) -> tuple[int, int]:
    if tokens[index].text in READINGS:
        return READINGS[tokens[index].text], index + 1
    after = index + 1 + (tokens[index + 1].text == ".")
    return (tokens[index].value, after + 1) if tokens[after].text in READING_WORDS else (0, index)


def read_half_year_accounts(tokens: Tokens, index: int) -> Found:
    """Halvårsregnskabet: status on 30 June, the political case in August and September."""
    return with_tail(_season(8, 9), read_tail(tokens, index + 1))


def read_accounts(tokens: Tokens, index: int) -> Found | None:
    """Regnskab 2024 is dealt with in the spring of 2025."""
    tail = read_tail(tokens, index + 1)
    return None if tail.year is None else with_tail(_season(15, 17), tail)


def follow_up(status: Span) -> Span:
    """Budgetopfølgning pr. 31. marts: from the status day to the end of the third month after."""

    def bounds(year: int) -> Period:
        last = status.bounds(year)[1]
        return last, months(last.year, last.month + 3)[1]

    return Span(TimeUnit.OTHER, bounds, status.year, NO_MEETING_DATE, soft=True)


def numbered_follow_up(number: int, tail: Tail) -> Found:
    """Budgetopfølgning 1, 2, 3: status on 31 March, 30 June, 30 September."""
    return with_tail(follow_up(month_span(number * 3, number * 3)), tail)


def follow_up_number(token: Token) -> int:
    """1-4 of "budgetopfølgning 2" and "budgetrevision II"; 0 for anything else."""
    value = ROMANS.get(token.text, 0) or (token.value if token.digits == 1 else 0)
    return value if 1 <= value <= 4 else 0


def read_after_adoption(tokens: Tokens, index: int) -> Found | None:
    """6 mdr. efter vedtagelse."""
    number, measure = tokens[index], DURATIONS.get(tokens[index + 1].text)
    link = index + 2 + (tokens[index + 2].text == ".")
    if not measure or not number.value <= LONGEST_DELAY or tokens[link].text not in ("efter", "fra"):
        return None
    adopted = skip(tokens, link + 1, ("den", "endelig", "politisk", "budgettets", "af", "kb", "s", "'", BODY))
    return (_delay(number.value, measure), adopted + 1) if tokens[adopted].text in ADOPTION else None


def _delay(count: int, measure: str) -> Span:
    def bounds(year: int) -> Period:
        start = date(year - 1, *ADOPTED)
        if measure in ("days", "weeks"):
            when = start + timedelta(count * (7 if measure == "weeks" else 1))
        else:
            later = count * (12 if measure == "years" else 1)
            when = months(start.year, start.month + later)[0].replace(day=start.day)
        return when, when

    return Span(TimeUnit.OTHER, bounds, doubt="vedtagelsens dato kendes ikke")


def read_year_budget(tokens: Tokens, index: int) -> Found | None:
    """2025-budgettet."""
    word = index + 1 + (tokens[index + 1].text == "-")
    named = is_year(tokens[index]) and word > index + 1 and tokens[word].text in BUDGET_WORDS
    return (budget_of(tokens[index].value), word + 1) if named else None
