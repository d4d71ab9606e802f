"""What one text in a workbook of meeting dates says: days, bodies, a month, or that it is no meeting.

Where the text stands, and what that means for the days near it, is the business of ``meetingsheet``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from udmoentning_xl.danish import MONTHS, clean
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.dates import DueKind, read_due

#: Where no title names one, a day without its year is in doubt, whatever year is tried.
_NO_YEAR = 2000
#: A text with more than this names no body and is no day with words beside it.
LONGEST = 60
_LONGEST_LIST = 400

_WEEKDAY = (
    r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|man|tirs?|ons|tors?|fre|lør|søn"
    r"|ma|ti|on|to|fr|lø|sø)\b\.?,?\s?"
)
_WEEKDAYS = {name[:2]: name for name in ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")}
_TWO_LETTERS = re.compile(r"\A(ma|ti|on|to|fr|lø|sø)\b\.?,?", re.I)
_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b"
_DAY = re.compile(
    rf"(?<![\w./-])(?:{_WEEKDAY})?(?:den\s|d\.\s?)?(?:20\d\d-\d\d-\d\d"
    r"|\d{1,2}([./-])\d{1,2}\1(?:20)?\d\d|\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\."
    rf"|\d{{1,2}}\.?\s?{_MONTH}\.?(?:\s20\d\d)?)(?!\d|[/.:]\d)",
    re.I,
)
_BARE = re.compile(r"\A\d{1,2}/\d{1,2}\Z")  # „1/2“ alone may be a half
_CLOCK = r"\d{1,2}(?:[.:]\d\d)?(?:\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?)?"
_TIME = re.compile(rf"(?:\bkl\.?\s?|(?<![\d./-])){_CLOCK}(?![\d/])", re.I)
_ONLY_TIME = re.compile(rf"\Akl\.?\s?{_CLOCK}\Z|\A\d{{1,2}}[.:]\d\d\Z", re.I)
_ONLY_SPAN = re.compile(r"\A\d{1,2}(?:[.:]\d\d)?\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?\Z")
_BETWEEN = re.compile(r"(?:[\s,;+&]|\bog\b|\bsamt\b)*")
_MONTH_LABEL = re.compile(rf"\A({_MONTH})\.?(?:\s(20\d\d))?\Z", re.I)
_NUMBERS = re.compile(r"\A\d{1,2}\.?(?!\d)(?:\s?(?:,|\+|og)\s?\d{1,2}\.?(?!\d))*", re.I)
_UNDER_MONTH = re.compile(rf"\A((?:{_WEEKDAY})(?:den\s|d\.\s?)?|den\s|d\.\s?)(\d{{1,2}})\.?(?![\d./:-])", re.I)
#: A year that is no part of a day; „2026/27“ are two.
_YEAR = re.compile(r"(?<![\d./-])(20\d\d)(?:\s?[/–-]\s?(20)?(\d\d))?(?![\d./-]*\d)")
_ONLY_YEAR = re.compile(r"\A20\d\d\Z")
_COUNT = re.compile(r"\A\d{1,2}\.?\s(?:\w{0,20}møde|kvartal|halvår|år)\Z", re.I)
_WEEKDAY_ONLY = re.compile(rf"\A{_WEEKDAY}\Z", re.I)

_CANCELLED = re.compile(
    r"\baflys|\budgår|\budgået|\bannulle|\bbortfald|\bflytte[st]?\b(?! fra\b)|\budsat\b|\budsættes\b|\budskudt\b"
    r"|\bomberammet\b|\bikke møde\b|\bintet møde\b",
    re.I,
)
_EVENT = re.compile(
    r"(?:seminar(?:et|er|erne|dag\w{0,3})?|temamøder?|temamødet|temadage?|dialogmøder?|topmøder?|studieture?|formøder?"
    r"|gruppemøder?|dagsordensmøder?|borgermøder?|konference|kursus|besigtigelse|helligdage?|fridage?|lukkedage?)\b"
    r"|(?<!efter )(?<!før )\b(?:vinter|påske|sommer|efterårs|jule)?ferie",
    re.I,
)
#: What a row or a type begins with, whose days are terms.
_TERM = re.compile(
    r"\A(?:\w{1,20}\s)?(?:[a-zæøå-]{0,20}frist(?:en|er)?\b|deadlines?\b|dagsorden|reserve|udsend|afleverings|indmeld|alternativ"
    r"|referat|materiale)|\Asidste frist",
    re.I,
)
#: Headings of days that are not those of the meetings.
_NO_MEETING = re.compile(
    r"frist|deadline|dagsorden|indmeld|materiale|udsend|aflever|referat|opdater|oprettet|ændret|godkend|tilmeld"
    r"|reserve|alternativ|direktion|formøde",
    re.I,
)
_PLAN = re.compile(r"\bmøde(?:plan|kalender|dag|dato|r\b|rne\b)", re.I)
#: Words beside the name of a body that has an ordinary meeting, or another one.
_KINDS = re.compile(
    r"\b(?:ordinært|ekstraordinært|ekstraordinær|ekstra|ordinær|lukket|åbent|møde[rt]?|mødet|udvalgsmøde|budgetmøde"
    r"|første|anden|[12]\. ?behandling|budget|i|for|starter|start)\b",
    re.I,
)
_PARTS = re.compile(r"\s?[,;/+&\n]\s?|\s(?:og|samt)\s")
_SMALL = re.compile(r"\A[a-zæøå]{2,4}\Z")


class Why(StrEnum):
    """Why a day is no meeting."""

    CANCELLED = "aflyst eller flyttet"
    EVENT = "noget andet end et møde"
    TERM = "en frist"


@dataclass(frozen=True)
class Written:
    """The days that a text is; none where they are in doubt. ``shorts`` and ``why`` are of the words beside them."""

    days: tuple[date, ...]
    shorts: tuple[str, ...] = ()
    why: Why | None = None


def why_not(text: str) -> Why | None:
    """Why a text says that the day it is about is no meeting; None where it does not."""
    if _CANCELLED.search(text):
        return Why.CANCELLED
    if _TERM.match(text):
        return Why.TERM
    return Why.EVENT if _EVENT.search(text) else None


def heads_no_meetings(text: str) -> bool:
    """True for the heading of a column whose days are no meetings."""
    return not _PLAN.search(text) and not _DAY.search(text) and bool(_NO_MEETING.search(text) or _EVENT.search(text))


def is_banner_of_none(text: str) -> bool:
    """True for a line over days that are no meetings, „Ferie“, „Frister“."""
    return not _PLAN.search(text) and why_not(text) in (Why.EVENT, Why.TERM)


def is_event(text: str) -> bool:
    """True for what is no meeting and no term."""
    return bool(_EVENT.search(text))


def without_years(text: str) -> str:
    """The text without the years that a heading names."""
    return _YEAR.sub("", text)


def named(text: str, reader: CommitteeReader) -> tuple[str, ...]:
    """The bodies that a cell names beside nothing but what kind of meeting it is; () where it says other things."""
    if len(text) > 2 * LONGEST:
        return ()
    if whole := _one(text, reader):
        return (whole,)
    plain = clean(_KINDS.sub(" ", _TIME.sub(" ", text)).replace("(", " ").replace(")", " ")).strip(" -–:,.")
    if not plain:
        return ()
    if whole := _one(plain, reader):
        return (whole,)
    found: list[str] = []
    parts = _PARTS.split(plain)
    seams = _PARTS.findall(plain)
    while parts:  # „Børne- og ungdomsudvalget og ØK“: the longest run of parts that is one name
        for size in range(len(parts), 0, -1):
            words = parts[0] + "".join(seam + part for seam, part in zip(seams, parts[1:size], strict=False))
            if one := _one(words.strip(), reader):
                break
        else:
            return ()
        found.append(one)
        parts, seams = parts[size:], seams[size:]
    return tuple(dict.fromkeys(found))


def _one(text: str, reader: CommitteeReader) -> str | None:
    body = reader.find(text) or (reader.find(text.upper()) if _SMALL.match(text) else None)
    return body.short if body else None


def written(text: str, years: Sequence[int], reader: CommitteeReader) -> Written | None:
    """The days that a text is, „9. februar 2027“, „9/2, 9/3“, „BUU 9/2 (aflyst)“; None where it is another text.

    ``years`` are those that titles name: one of them is the year of a day without it, more leave it in doubt.
    """
    if len(text) > _LONGEST_LIST:
        return None
    found = list(_DAY.finditer(text))
    if not found:
        return None
    before, after = text[: found[0].start()].strip(" :-–"), text[found[-1].end() :].strip()
    if before and not named(before, reader) and not _WEEKDAY_ONLY.match(before):
        return None
    rest = clean(f"{'' if _WEEKDAY_ONLY.match(before) else before} {_TIME.sub(' ', after)}").strip(" .,;:()-–*")
    seams = [text[one.end() : two.start()] for one, two in pairwise(found)]
    why = why_not(rest) if rest else None
    shorts = named(rest, reader) if rest and not why else ()
    if rest and not why and not shorts:
        kind = clean(_KINDS.sub(" ", rest)).strip(" ()-–,.")
        if kind:
            return Written(()) if len(text) <= LONGEST else None
    if "*" in after or not all(_BETWEEN.fullmatch(seam) for seam in seams):
        return Written((), shorts, why)
    days = [_day(one[0].strip(" ,"), years) for one in found]
    sure = tuple(one for one in days if one is not None)
    return Written(sure if len(sure) == len(days) else (), shorts, why)


def _day(text: str, years: Sequence[int]) -> date | None:
    text = _TWO_LETTERS.sub(lambda found: _WEEKDAYS[found[1].lower()], text)
    due = read_due(f"den {text}" if _BARE.match(text) else text, years or (_NO_YEAR,))
    if due.kind == DueKind.INTERVAL and due.exact and due.first == due.last:
        return None if due.year_assumed and len(years) != 1 else due.first
    return None


def numbers(text: str) -> tuple[tuple[int, ...], Why | None] | None:
    """The days of a month that a text is, „5.“, „5. og 19.“, „5. (aflyst)“, () in doubt; None for another text."""
    found = _NUMBERS.match(text)
    if found is None:
        return None
    rest = text[found.end() :].strip(" .,;:()-–")
    why = why_not(rest) if rest else None
    every = tuple(int(one) for one in re.findall(r"\d{1,2}", found[0]))
    return ((), None) if rest and not why else (every, why)


def with_month(text: str, month: int, year: int) -> str | None:
    """The text with month and year after its day, „Tirsdag den 9.“; None where it names no day in that way."""
    found = _UNDER_MONTH.match(text)
    return f"{found[1]}{found[2]}. {MONTHS[month - 1]} {year}{text[found.end() :]}" if found else None


def month_of(text: str) -> tuple[int, int | None] | None:
    """The month that a label is, with its year where it says so."""
    found = _MONTH_LABEL.match(text)
    if found is None:
        return None
    month = next(place for place, name in enumerate(MONTHS, start=1) if name.startswith(found[1].lower()[:3]))
    return month, int(found[2]) if found[2] else None


def years_in(text: str) -> set[int]:
    """The years that a heading names, but those of whole days and of what was done on them."""
    text = _DAY.sub(" ", text)
    found = set()
    for one in _YEAR.finditer(text):
        found.add(int(one[1]))
        if one[3]:
            found.add(2000 + int(one[3]))
    return found


def is_year(text: str) -> bool:
    """True for a year and nothing else."""
    return bool(_ONLY_YEAR.match(text))


def is_time(text: str) -> bool:
    """True for a time of day, as a mark in a calendar may be."""
    return bool(_ONLY_TIME.match(text) or _ONLY_SPAN.match(text))


def is_weekday(text: str) -> bool:
    """True for the name of a weekday."""
    return bool(_WEEKDAY_ONLY.match(text))


def is_count(text: str) -> bool:
    """True for „2. møde“ and „3. kvartal“, which are no days."""
    return bool(_COUNT.match(text))
