"""What a guiding date (vejledende tidspunkt) means: written text or a date cell -> ``DueDate``.

The conventions: a missing year is the plan's first year; primo, medio and ultimo of a month are days 1-10, 11-20 and
21 to the last, of a year January, June-July and December, of a quarter the matching part of its first, middle and last
month; forår is March-May, sommer June-August, efterår September-November, vinter December-February; weeks are ISO
weeks; "inden" excludes what it names and "senest" includes it; of a moved date the last one holds; several milestones
are read as the span of them, so that the last decides.

How it is read: ``dates_lexer`` (signs and spelling), ``dates_rewrites`` and ``dates_lines`` (what is written
in another way, or broken over two lines), ``dates_grammar`` (one time phrase), ``dates_sentence`` (the
cell), ``dates_resolve`` (years and days), ``dates_due`` (what it all comes to). Here are the entry points, and the
texts that are no sentence: bare numbers and placeholders.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from udmoentning_xl.values.calendar import FIRST_YEAR, LAST_YEAR, NoSuchDateError, months, public_holidays
from udmoentning_xl.values.dates_due import UNREADABLE, DueDate, DueKind, MeetingKind, decide
from udmoentning_xl.values.dates_lexer import BODY, known_words, normalise, tokenise
from udmoentning_xl.values.dates_lines import unwrapped
from udmoentning_xl.values.dates_rewrites import rewritten
from udmoentning_xl.values.dates_sentence import read_sentence
from udmoentning_xl.values.dates_words import MONTHS, UNITS

__all__ = ["DueDate", "DueKind", "MeetingKind", "due_of_date", "public_holidays", "read_due"]

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)", re.I)
PLACEHOLDER = "pladsholder, ingen dato er udfyldt"
EXCEL_DAY_ZERO = date(1899, 12, 30)
#: A part of a year that only the office knows, „F1 2026“: it is not all of the year.
_CODE = re.compile(r"\A[a-zæøå]{1,2} ?\d{1,2}[ ./-]{1,2}(?:20)?\d\d\Z")
#: What comes first after something: „første møde efter sommerferien“.
_FIRST_MEETING = re.compile(
    r"\A(?:på |ved )?(?:det |udvalgets )?(?:første|1\.) (?:\w{1,30}-?)?møde\w{0,5} (?:efter|i) "
)
SERIALS = range(43000, 50001)  # 2017-2036: a plain number is only here believed to be a date


def read_due(text: str, years: Sequence[int], bodies: Collection[str] = ()) -> DueDate:
    """Read a written guiding date. Never raises, whatever the text.

    ``years`` are the plan's years, the first of which is assumed where none is written; ``bodies`` are short and full
    names of bodies, which may stand among the dates ("ØK d. 23/1, KB d. 30/1").
    """
    return _read(text, tuple(years), bodies if isinstance(bodies, frozenset) else frozenset(bodies))


@lru_cache(maxsize=65536)
def _read(text: str, years: tuple[int, ...], bodies: frozenset[str]) -> DueDate:
    text = _in_danish_time(text)
    if (pattern := _capitals(bodies)) and pattern.search(text):  # „ULT maj 2026“, where ULT is a committee
        due = _read(pattern.sub(BODY, text), years, bodies)
        if due.last is not None and not _is_a_year(due):
            return due
    plain = rewritten(normalise(text).strip())
    if not plain:
        return DueDate(DueKind.UNSET)
    special = _bare_number(plain, years) or _placeholder(plain)
    if special:
        return special
    if bodies:
        plain = _without_bodies(plain, bodies)
    sentence = read_sentence(unwrapped(tokenise(plain)))
    try:
        due = decide(sentence, years)
    except NoSuchDateError as error:
        return DueDate(DueKind.INVALID, why=str(error))
    if _CODE.match(plain) and _is_a_year(due):
        return DueDate(DueKind.INVALID, why=UNREADABLE)
    if _FIRST_MEETING.match(plain) and (due.meeting or due.kind in (DueKind.FROM, DueKind.AMBIGUOUS)):
        return replace(due, meeting=MeetingKind.FIRST)
    return replace(due, meeting=MeetingKind.ONE) if _is_body_in_month(plain, due) else due


def _is_body_in_month(plain: str, due: DueDate) -> bool:
    """True for a body and a month, and nothing else: „ØK i maj 2027“ is its meeting then."""
    if due.kind != DueKind.INTERVAL or due.first is None or BODY not in plain:
        return False
    words = [word for word in re.findall(rf"\w+|{BODY}", plain) if word != "i"]
    is_bare = all(word == BODY or word in MONTHS or word.isdecimal() for word in words)
    return is_bare and words.count(BODY) == 1 and (due.first, due.last) == months(due.first.year, due.first.month)


def _is_a_year(due: DueDate) -> bool:
    return due.first is not None and (due.first, due.last) == months(due.first.year, 1, 12)


def due_of_date(value: date | datetime, number_format: str = "") -> DueDate:
    """Read a real date cell; a number format that shows no day (``mmm-yy``, ``åååå``) means the whole month or year.

    The time of day is ignored. A day outside the years of any plan is invalid (Excel shows an empty 0 as 00-01-1900).
    """
    day = value.date() if isinstance(value, datetime) else value
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return DueDate(DueKind.INVALID, why=f"årstallet {day.year} ligger uden for {FIRST_YEAR}-{LAST_YEAR}")
    # Quoted text, escaped and padding characters, colours and locales show no part of the date.
    shown = re.sub(r'"[^"]*"|\\.|\[[^\[\]]*+\]|[_*].', "", number_format.partition(";")[0].lower())
    if any(letter in shown for letter in "dhst"):
        return DueDate(DueKind.INTERVAL, day, day, exact=True)
    if "m" in shown:
        return DueDate(DueKind.INTERVAL, *months(day.year, day.month))
    if "y" in shown or "å" in shown:
        return DueDate(DueKind.INTERVAL, *months(day.year, 1, 12))
    return DueDate(DueKind.INTERVAL, day, day, exact=True)


def _in_danish_time(text: str) -> str:
    """The Danish day of a moment that a system has written with its zone („2025-12-31T23:00:00Z“); else the text."""
    match = _MOMENT.fullmatch(text.strip())
    try:
        moment = datetime.fromisoformat(match[0].upper()) if match else None
    except ValueError:
        moment = None
    return moment.astimezone(ZoneInfo("Europe/Copenhagen")).date().isoformat() if moment else text


# -- texts that are no sentence ----------------------------------------------------------------------------------------


def _bare_number(text: str, years: tuple[int, ...]) -> DueDate | None:
    """A number and nothing else: an Excel serial number, 20240301, 202403, or two figures of a year."""
    digits, _, fraction = text.rstrip(".").replace(",", ".").partition(".")
    if not (digits.isdecimal() and len(digits) <= 8 and (fraction.isdecimal() or not fraction)):
        return None
    number = int(digits)
    if len(digits) == 5 and number in SERIALS:  # the fraction is a time of day
        day = EXCEL_DAY_ZERO + timedelta(number)
        return DueDate(DueKind.INTERVAL, day, day, exact=True)
    if fraction.strip("0"):
        return None  # 24.03, 01.2024
    if len(digits) == 4 and FIRST_YEAR <= number <= LAST_YEAR:  # 2024, and 2024.0 from a number cell
        return DueDate(DueKind.INTERVAL, *months(number, 1, 12))
    return None if fraction else _figures(digits, years)


def _figures(digits: str, years: tuple[int, ...]) -> DueDate:
    if len(digits) in (6, 8):
        return _packed(digits)
    year = int(digits) + 2000
    if len(digits) == 2 and year in years:
        return DueDate(DueKind.AMBIGUOUS, *months(year, 1, 12), why=f"{year} eller tallet {digits}")
    return DueDate(DueKind.INVALID, why=f"{digits} er ikke et årstal" if len(digits) > 2 else UNREADABLE)


def _packed(digits: str) -> DueDate:
    """20240301, 01032024, 010324, 202403: figures without separators."""
    readings = ["%Y%m%d", "%d%m%Y"] if len(digits) == 8 else ["%d%m%y", "%Y%m"]
    found = []
    for reading in readings:
        try:
            day = datetime.strptime(digits, reading).date()
        except ValueError:
            continue
        if 2010 <= day.year <= 2050:
            found.append(months(day.year, day.month) if reading == "%Y%m" else (day, day))
    if not found:
        return DueDate(DueKind.INVALID, why=UNREADABLE)
    first, last = found[-1]
    if len(found) == 1:
        return DueDate(DueKind.INTERVAL, first, last, exact=first == last)
    return DueDate(DueKind.AMBIGUOUS, first, last, why=f"{digits} kan være flere datoer")


@lru_cache(maxsize=1)
def _placeholder_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:x{2,4}|mm|dd|åååå|yyyy)(?![^\W_])|__"  # xx.xx.2024, dd.mm.åååå, uge xx
        r"|[x?]\s?[./-]\s?[x?]|\?\?\s?[./-]|\b(?:19|20)(?:xx|\?\?|åå|\d[x?])"  # ?/? 2024, 20xx, 202x
        r"|(?<![^\W_])[x?]\.?\s?(?:kvartal|kvt|halvår|tertial)|\b(?:uge|kvartal|q)\s?[x?]"  # x. kvartal, uge ?
        r"|\b(?:indsæt|skriv|angiv|vælg|udfyld)\s(?:en\s|evt\.?\s)?(?:dato|tidspunkt|frist|tid)|\[\s?(?:dato|tid)"
        r"|^#"  # an error value, or a column too narrow for its date
    )


# Looking for these first spares nearly every cell the pattern.
_PLACEHOLDER_HINTS = ("x", "?", "_", "#", "[", "dd", "mm", "åå", "yy", "indsæt", "skriv", "angiv", "vælg", "udfyld")


def _placeholder(text: str) -> DueDate | None:
    hinted = any(hint in text for hint in _PLACEHOLDER_HINTS)
    found = hinted and _placeholder_pattern().search(" ".join(text.split()))
    return DueDate(DueKind.INVALID, why=PLACEHOLDER) if found else None


@lru_cache(maxsize=8)
def _body_pattern(bodies: frozenset[str]) -> re.Pattern[str] | None:
    names = {normalise(name).strip() for name in bodies} - known_words() - {""}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    alternatives = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if names else None


@lru_cache(maxsize=8)
def _capitals(bodies: frozenset[str]) -> re.Pattern[str] | None:
    """The short names that are words of time as well, in capitals: ULT; a month's only beside another month."""
    names = sorted(name for name in bodies if name.isupper() and normalise(name) in known_words() - UNITS.keys())
    if not names:
        return None
    month = "|".join(MONTHS)
    after = rf"(?=[ ,:/-]{{1,3}}(?:i )?(?:(?i:{month})\b))"
    alternatives = "|".join(re.escape(name) + (after if normalise(name) in MONTHS else "") for name in names)
    return re.compile(rf"(?<![\w.])(?:{alternatives})(?![\w.])")


def _without_bodies(text: str, bodies: frozenset[str]) -> str:
    pattern = _body_pattern(bodies)
    return pattern.sub(f" {BODY} ", text) if pattern else text
