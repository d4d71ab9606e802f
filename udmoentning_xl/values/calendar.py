"""The Danish calendar as pure functions: days, weeks, months, Easter, public holidays and school holidays.

A period is a pair of dates, both inclusive. What a *written* date means is the business of ``values.dates``.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

Period = tuple[date, date]

FIRST_YEAR, LAST_YEAR = 1990, 2099  # a plan's dates; anything outside is a typing error
MONTH_NAMES = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
WEEKDAY_NAMES = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
STORE_BEDEDAG_LAST = 2023  # abolished by lov nr. 214 af 6. marts 2023
SATURDAY = 5


class NoSuchDateError(ValueError):
    """The written day, week or month does not exist; the text is the reason, in Danish."""


def day(year: int, month: int, number: int) -> date:
    """The day; raises NoSuchDateError with the reason when the month or the day of it does not exist."""
    if not 1 <= month <= 12:
        raise NoSuchDateError(f"der er ingen måned {month}")
    days = months(year, month)[1].day
    if number < 1:
        raise NoSuchDateError(f"der er ingen dag {number} i en måned")
    if number > days:
        name = f"februar {year}" if month == 2 and number == 29 else MONTH_NAMES[month - 1]
        raise NoSuchDateError(f"{name} har kun {days} dage")
    return date(year, month, number)


def months(year: int, first: int, last: int | None = None) -> Period:
    """The months ``first``..``last`` of the year, whole; 13 is January of the year after, 0 December before."""
    last = first if last is None else last
    start_year, start = divmod(first - 1, 12)
    next_year, following = divmod(last, 12)
    return date(year + start_year, start + 1, 1), date(year + next_year, following + 1, 1) - timedelta(1)


def iso_weeks(year: int) -> int:
    """How many ISO weeks the year has: 28 December always lies in the last one."""
    return date(year, 12, 28).isocalendar().week


def weeks(year: int, first: int, last: int | None = None) -> Period:
    """Monday of ISO week ``first`` to Sunday of ISO week ``last``; raises NoSuchDateError."""
    last = first if last is None else last
    for week in (first, last):
        if not 1 <= week <= iso_weeks(year):
            raise NoSuchDateError(f"uge {week} findes ikke, {year} har {iso_weeks(year)} uger")
    return date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)


@lru_cache(maxsize=256)
def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian algorithm, Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)


@lru_cache(maxsize=256)
def public_holidays(year: int) -> Mapping[date, str]:
    """Day -> Danish name: helligdage, and the three days on which a town hall is closed all the same.

    Store bededag is in it to 2023. Where two fall together, the helligdag gives the name.
    """
    sunday = easter(year)
    movable = {-3: "skærtorsdag", -2: "langfredag", 0: "påskedag", 1: "2. påskedag"}
    movable |= {26: "store bededag"} if year <= STORE_BEDEDAG_LAST else {}
    movable |= {39: "Kristi himmelfartsdag", 49: "pinsedag", 50: "2. pinsedag"}
    fixed = {(1, 1): "nytårsdag", (6, 5): "grundlovsdag", (12, 24): "juleaftensdag", (12, 25): "juledag"}
    fixed |= {(12, 26): "2. juledag", (12, 31): "nytårsaftensdag"}
    found = {date(year, *key): name for key, name in fixed.items()}
    found |= {sunday + timedelta(days): name for days, name in movable.items()}
    return MappingProxyType(dict(sorted(found.items())))


def is_working_day(when: date) -> bool:
    """True from Monday to Friday outside the public holidays."""
    return when.weekday() < SATURDAY and when not in public_holidays(when.year)


def working_day_before(when: date) -> date:
    """The last working day before the day."""
    when -= timedelta(1)
    while not is_working_day(when):
        when -= timedelta(1)
    return when


def on_or_after(when: date, weekday: int) -> date:
    """The first such weekday (Monday is 0) on or after the day."""
    return when + timedelta((weekday - when.weekday()) % 7)


def summer_holiday(year: int) -> Period:
    """From the last Saturday of June (folkeskoleloven § 14 a) to the day before the second Monday of August."""
    return on_or_after(date(year, 6, 24), SATURDAY), on_or_after(date(year, 8, 8), 0) - timedelta(1)


def school_start(year: int) -> Period:
    """The first school week after the summer holiday, Monday to Friday."""
    monday = summer_holiday(year)[1] + timedelta(1)
    return monday, monday + timedelta(4)


def christmas_holiday(year: int) -> Period:
    """The schools' holiday that begins in the year: from the last Saturday before the 23rd to a Sunday in January."""
    return on_or_after(date(year, 12, 16), SATURDAY), on_or_after(date(year + 1, 1, 2), 6)


def council_term(year: int) -> Period:
    """The four-year council term (valgperiode) that holds the year: 2022-2025, 2026-2029 ..."""
    first = year - (year - 2022) % 4
    return date(first, 1, 1), date(first + 3, 12, 31)


def council_election(year: int) -> Period:
    """The municipal election of the term that holds the year: the third Tuesday of November of its last year."""
    tuesday = on_or_after(date(council_term(year)[1].year, 11, 15), 1)
    return tuesday, tuesday


def _around_easter(first: int, last: int | None = None) -> Callable[[int], Period]:
    last = first if last is None else last
    return lambda year: (easter(year) + timedelta(first), easter(year) + timedelta(last))


def _fixed(month: int, first: int, last: int | None = None) -> Callable[[int], Period]:
    last = first if last is None else last
    return lambda year: (date(year, month, first), date(year, month, last))


FEASTS: Mapping[str, Callable[[int], Period]] = {
    "påske": _around_easter(-3, 1),
    "påskeferie": _around_easter(-8, 1),
    "palmesøndag": _around_easter(-7),
    "skærtorsdag": _around_easter(-3),
    "langfredag": _around_easter(-2),
    "påskedag": _around_easter(0),
    "anden påskedag": _around_easter(1),
    "store bededag": _around_easter(26),
    "himmelfart": _around_easter(39),
    "pinse": _around_easter(49, 50),
    "pinsedag": _around_easter(49),
    "anden pinsedag": _around_easter(50),
    "fastelavn": _around_easter(-49),
    "grundlovsdag": _fixed(6, 5),
    "sankthans": _fixed(6, 23),
    "mortensaften": _fixed(11, 10),
    "jul": _fixed(12, 24, 26),
    "juleaften": _fixed(12, 24),
    "juledag": _fixed(12, 25),
    "anden juledag": _fixed(12, 26),
    "nytårsdag": _fixed(1, 1),
    "nytårsaften": _fixed(12, 31),
    "sommerferie": summer_holiday,
    "efterårsferie": lambda year: weeks(year, 42),
    "vinterferie": lambda year: weeks(year, 7),
    "juleferie": christmas_holiday,
    "industriferie": lambda year: weeks(year, 28, 30),
    "sommerpause": lambda year: months(year, 7),
    "skolestart": school_start,
    "kommunalvalg": council_election,
    "badesæson": lambda year: (date(year, 6, 1), date(year, 9, 1)),
}
