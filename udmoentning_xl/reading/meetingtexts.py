"""What one text in a workbook of meeting dates says: days, bodies, a month, or that it is no meeting.

Where the text stands, and what that means for the days near it, is the business of ``meetingsheet``.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from udmoentning_xl.danish import MONTHS, clean
from udmoentning_xl.reading.meetingnames import CLOCK, KINDS, LONGEST, TIME, MeetingNames, without_kinds
from udmoentning_xl.values.dates import DueKind, read_due

#: Where no title names one, a day without its year is in doubt, whatever year is tried.
_NO_YEAR = 2000
_LONGEST_LIST = 2000
_PAST_MONTH = 32

_WEEKDAY = (
    r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|man|tirs?|ons|tors?|fre|lør|søn"
    r"|ma|ti|on|to|fr|lø|sø)\b\.?,?\s?"
)
_WEEKDAYS = {name[:2]: name for name in ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")}
_WEEKDAY_IN = re.compile(r"\b(man|tirs?|ons|tors?|fre|lør|søn)(?:dage?)?\b", re.I)
_TWO_LETTERS = re.compile(r"\A(ma|ti|on|to|fr|lø|sø)\b\.?,?", re.I)
_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b"
_DAY = re.compile(
    rf"(?<![\w./-])(?:{_WEEKDAY})?(?:den\s|d\.\s?)?(?:20\d\d-\d\d-\d\d"
    r"|\d{1,2}([./-])\d{1,2}\1(?:20)?\d\d|\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\."
    rf"|\d{{1,2}}\.?\s?{_MONTH}\.?(?:\s20\d\d)?)(?!\d|[/.:]\d)",
    re.I,
)
_BARE = re.compile(r"\A\d{1,2}/\d{1,2}\Z")  # „1/2“ alone may be a half
_ONLY_TIME = re.compile(rf"\Akl\.?\s?{CLOCK}\Z|\A\d{{1,2}}[.:]\d\d\Z", re.I)
_ONLY_SPAN = re.compile(r"\A\d{1,2}(?:[.:]\d\d)?\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?\Z")
BETWEEN = re.compile(r"(?:[\s,;+&]|\bog\b|\bsamt\b)*")
_MONTH_LABEL = re.compile(rf"\A({_MONTH})\.?(?:\s(20\d\d))?\Z", re.I)
_NUMBERS = re.compile(r"\A\d{1,2}\.?(?!\d)(?:(?:\s?(?:,|\+|og)\s?\d{1,2}\.?|\s/\s\d{1,2}\.?|\n\d{1,2}\.)(?!\d))*", re.I)
_UNDER_MONTH = re.compile(rf"(?<![\w.])((?:{_WEEKDAY})(?:den\s|d\.\s?)?|den\s|d\.\s?)(\d{{1,2}})\.?(?![\d./:-])", re.I)
#: A year that is no part of a day; „2026/27“ are two.
_YEAR = re.compile(r"(?<![\d./-])(20\d\d)(?:\s?[/–-]\s?(20)?(\d\d))?(?![\d./-]*\d)")
#: A heading that says of which time the days under it are, „Efterår 2026“, „Møder i 2. halvår 2027“.
_PERIOD = re.compile(
    r"\A(?:(?:mødeplan|mødekalender|mødedatoer|mødedage|møder|kalender)\s)?(?:i\s|for\s)?"
    r"(?:(forår|efterår)(?:et)?\s|([12])\.\s?halvår\s|([1-4])\.\s?kvartal\s|året\s|år\s)?(20\d\d)\Z",
    re.I,
)
#: „februar 2026 – januar 2027“, „feb 26 - jan 27“, „august – december 2026“, with no day before.
_MONTHS_SPAN = re.compile(
    rf"(?<!\d)(?<!\d[.\s])(?<!\d\.\s)\b({_MONTH})\.?(?:\s['’]?((?:20)?\d\d))?\s?(?:[-–]|til)\s?"
    rf"({_MONTH})\.?\s['’]?((?:20)?\d\d)\b",
    re.I,
)
Span = tuple[tuple[int, int], tuple[int, int]]
#: „9/2-27“, „9/2 2027“, and „12. og 26. januar“ before their month.
_DASHED_YEAR = re.compile(r"(?<![\w./-])(\d{1,2}/\d{1,2})(?:-(?:20)?|\s?[-–]?\s?20|\s?-?['’])(2\d)(?![\d/.])")
_SHARED_MONTH = re.compile(
    rf"(?<![\w./:-])(?<!uge )((?:\d{{1,2}}\.\s?(?:,|og|samt|[+&])\s?|\d{{1,2}}\s?(?:og|[+&])\s?){{1,8}})"
    rf"(?=\d{{1,2}}\.?\s?({_MONTH}))",
    re.I,
)
_SPAN = re.compile(rf"(?<![\w./-])\d{{1,2}}\.?[-–]\d{{1,2}}\.?\s?{_MONTH}", re.I)  # „1.-2. februar“
_NUMBER = re.compile(r"\d{1,2}(?:\.|\b)")
#: A number before the first day, which may be a day of the same month: „1.-2. februar“.
_ENDS_OPEN = re.compile(r"(?<![\d.:])\d{1,2}\.?\s?(?:[-–,&+/]|og|til|eller|samt)\s?\Z")
#: „09.02“ and „9-2“, which may be days, and times of day as well.
_SHORT = re.compile(r"(?<![\w./:-])(\d{1,2})[.-](\d{1,2})\.?(?![\w/:-]|\.\d)")
_WEEK = re.compile(r"\A(\d{1,2}/\d{1,2})\s?[-–]\s?(\d{1,2}/\d{1,2})\Z")
_WEEK_NUMBER = re.compile(r"\Auge(?:nr|\snr)?[.:]?\s(\d{1,2})\.?\Z", re.I)
_DAYS_OF_WEEK = 7
_ONLY_YEAR = re.compile(r"\A20\d\d\Z")
_COUNT = re.compile(r"\A\d{1,2}\.?\s(?:\w{0,20}møde|kvartal|halvår|år)\Z", re.I)
#: „2. møde“, „5 udvalgsmøder“ and „1. behandling“: which one it is, or how many they are.
_MEETINGS = r"(?:\w{0,20}møder?|ordinære?\smøder?|beh\w{0,10})\b"
_COUNTED = re.compile(rf"\A\d{{1,2}}\.?\s{_MEETINGS}", re.I)
_WEEKDAY_ONLY = re.compile(rf"\A{_WEEKDAY}\Z", re.I)
_LETTERS = "MTOTFLS"
#: „2. pinsedag“ is no second of a month.
_SECOND_HOLIDAY = re.compile(r"\A\d\. ?(?:pinse|påske|jule|nytårs|søndag i)", re.I)
#: A day of a month as a calendar has it, „12“, „Fr 1.“, „F 1“, with what else its cell says.
_FIGURE = re.compile(
    rf"\A(?:({_WEEKDAY}|(?-i:[MTOFLS])\s)(?:den\s|d\.\s?)?(\d{{1,2}})(?:\.(?!\d))?(?=[\s:]|\Z)|(\d{{1,2}})\.?(?=[\s:]|\Z))",
    re.I,
)

CANCELLED = re.compile(
    r"\baflys|\budgår|\budgået|\bannulle|\bbortfald|\bflytte[st]?\b(?! fra\b)|\budsat\b|\budsættes\b|\budskudt\b"
    r"|\bomberammet\b|\b(?:ikke|intet|ingen) møde\b|\brykke[st]\b(?! fra\b)|\b(?:af)?holdes ikke\b|\bændres til\b",
    re.I,
)
_CALLED_OFF = re.compile(
    r"\s?\b(?:den\s)?(?:er\s|bliver\s)?"
    r"(?:aflys|udgår|udgået|annulle|bortfald|udsat|udskudt|flytte[st]|rykke[st]|(?:af)?holdes ikke)",
    re.I,
)
#: What has become the meeting's day, and what it was before.
_TOWARDS = re.compile(
    r"[\s(,:;–-]{0,4}+(?:er\s)?(?:(?:flytte[st]|rykke[st]|udsat|udsættes|udskudt|ændres|ændret)\stil|ny(?:\sdato)?:?|nu:?|→|->)"
    r"[\s:]{0,3}",
    re.I,
)
_MOVED_TO = re.compile(r"\b(?:flytte[st]|rykke[st]|udsat|udsættes|udskudt|ændre[st])\b[^.\d]{0,30}?\btil\b", re.I)
#: „flyttes fra onsdag den 8. til fredag den 10.“, „→ 10/4“, „ny: to. 15.“: the day that a meeting had, and the new.
_MOVE = re.compile(
    r"\b(?:flytte|rykke|ændre|udsæt|udsat)\w{0,3}+\b[^.\d]{0,30}?\bfra\b(?P<old>.{1,60}?)(?:\btil\b|→|->)(?P<new>.{1,40})",
    re.I,
)
_ARROW = re.compile(
    r"(?P<old>)(?:→|->|(?:\A|[(–-]\s?)(?:ny|nu)(?:\s(?:møde)?da(?:to|g))?:"
    rf"(?=\s?(?:{_WEEKDAY})?(?:den\s|d\.\s?)?\d))(?P<new>.{{1,40}})",
    re.I,
)
#: „den 9.“ and „tirsdag 9“; „3. sal“, „2. behandling“ and „1. halvår“ are of something else than a month.
_BARE_DAY = re.compile(
    rf"{_WEEKDAY}(?:den\s|d\.\s?)?\d{{1,2}}\b"
    rf"|(?:den\s|d\.\s?)?\d{{1,2}}\.(?![\d/]|\s?(?:{_MEETINGS}|(?:sal|etage|runde|kvartal|halvår|år)\b))",
    re.I,
)
_HALF_YEAR = timedelta(days=182)
_NEW_FIRST = re.compile(r"\A(?:ny|nu)(?:\sdato)?:?\s", re.I)
_NEW = re.compile(r"\A(?:ny|nyt|nu)(?:\sdato|\smøde)?\Z", re.I)
BEFORE = re.compile(r"\b(?:fra|før|tidligere|oprindelig\w{0,3}|i stedet for|erstatter)\b", re.I)
#: What stands before a day that is another one: what it was before, „BUU flyttet fra“, or where more is said, „BUU se“.
_OF_ANOTHER = re.compile(rf"(?:{BEFORE.pattern}|\b(?:se|jf)\b\.?)[^\d\n]{{0,30}}\Z", re.I)
_BRACKET = re.compile(r"\s?\(([^()]*+)\)")
_DASHED = re.compile(r"\s[–-]\s")
_SENTENCE = re.compile(r"(?<=[^\W\d]{2})[.!]\s|\n")
_CLOCK = re.compile(rf"\bkl\.?\s?{CLOCK}|\b\d{{1,2}}[.:]\d\d\b", re.I)
_AT_TIME = re.compile(rf"\bkl\.?\s?{CLOCK}(?![\d/])", re.I)
EXTRA = re.compile(r"\bekstra(?:ordinær\w{0,3})?\b|\bnyt møde\b", re.I)
LEADS_TO_NEW = re.compile(
    r"\b(?:(?:flytte[st]|rykke[st]|udsat|udsættes|udskudt|ændre[st])\b[^.]{0,30}? til|ny dato:?|nyt?:|nu)[\s:]*\Z"
    r"|\A\s?til\s\Z",
    re.I,
)
MOVED = re.compile(r"\b(?:flytte|rykke|ændre|oprindelig|i stedet for|erstatter|ny dato)", re.I)
_FROM_TO = re.compile(r"\b(?:flytte|rykke)[st] fra\b.{1,40}? til\b", re.I)
_FEWEST_WORDS = 5
HEADS_NEW = re.compile(
    r"\b(?:flyttet til|ændres til|flyttes til|ny (?:møde)?da(?:to|g)\b|nyt (?:møde)?tidspunkt|nyt møde)", re.I
)
HEADS_OLD = re.compile(r"\b(?:flyttet fra|planlagt|oprindelig|tidligere|gammel|nuværende|hidtidig)", re.I)
MADE = re.compile(r"\b(?:godkendt|vedtaget|opdateret|ajour|rettet den|revideret|udskrevet|udarbejdet)", re.I)
_LINES = re.compile(r"\s?[\n;·|]\s?")
_ITEM = re.compile(rf"\s?(?:{_WEEKDAY})?(?:den\s|d\.\s?)?\d", re.I)
_ITEMS = re.compile(r"\s?(?:[,;·\n+]|\bog\b|\bsamt\b)\s?")
#: The weekday of all days of a list, „Tirsdage: …“, „… (alle mandage)“, „… – alle dage kl. 9.30“.
_ALL_ON = re.compile(
    r"\A((?:man|tirs|ons|tors|fre)dag)e:?\s+(?=\d)|\s?[(–-]\s?(?:alle\s)((?:man|tirs|ons|tors|fre)?dag)e\s?\)?\s?\Z",
    re.I,
)
_MEETS = re.compile(r"\b(?:mødes|holder|afholder|indkaldt til)\b", re.I)
#: „* Mødet er aflyst“, and the mark of it at a day.
_FOOTNOTE = re.compile(r"\A(\*{1,8}|[¹²³⁴]|[1-9]\))\s?(?:[=:]\s?)?(?=[^\W\d]|[12]\. ?beh|\d[\d./]{0,9}\s?(?:→|->))")
_MARK = re.compile(r"\*{1,8}|[¹²³⁴]|(?<![\w(.,])[1-9]\)(?=\s|\Z)")
_MARK_LEGEND = re.compile(r"\s?\([^()*]*+\*[^()]*+\)\Z")  # „(ændrede møder er markeret med *)“ after a list
_VERB = re.compile(r"\b(?:er|har|skal|kan|står|bliver|gælder|\w{2,20}[dglrskptvn]es)\b", re.I)  # „sendes“
_EXPLAINS = re.compile(r"(?<!\w)\w{1,2}\s?=\s?\w")  # „x = møde   T = temamøde“
_CODE = re.compile(r"\s?([A-ZÆØÅ]{1,2}\d?)\s?[=:]\s?(.{1,60})\Z")
_WEEKS = re.compile(r"\buge\s\d{1,2}(?:\s?[-–]\s?\d{1,2})?", re.I)
HOLIDAY = re.compile(
    r"ferie|helligdag|\bjul(?:e\w*)?\b|nytår|påske|pinse|palmesøndag|skærtorsdag|langfredag|himmelfart|grundlovsdag|bededag|mødefri"
    r"|(?:sommer|vinter|jule|møde)pause",
    re.I,
)
EVENT = re.compile(
    r"(?:seminar(?:et|er|erne|dag\w{0,3})?|tema(?:møder?|mødet|dage?|drøftelser?|drøftelsen)|dialogmøder?|topmøder?|studieture?|formøder?"
    r"|gruppemøder?|gr\.møder?|dagsordensmøder?|borgermøder?|folkemøde|julefrokost|nytårskur|konference|kursus|besigtigelse|ekskursion(?:en)?"
    r"|helligdage?|fridage?|lukkedage?|holde[rs] lukket)\b"
    r"|\b(?:\w{3,20}s)?tur(?:en)?\b|\b(?:ingen|uden) (?:dagsorden|beslutning\w{0,2})\b|\bfællesmøde\w{0,3} m(?:ed\b|\.)"
    r"|(?<!efter )(?<!før )\b(?:vinter|påske|sommer|efterårs|jule)?ferie",
    re.I,
)
#: „evt.“ and the like; in doubt is the day in „evt. – afklares“, and not in „Evt. gæster kommer“.
_MAYBE = r"\b(?:evt|eventuel\w{0,2}|måske|muligvis|formentlig|forvent(?:et|ede|es)|tentativ\w?|reserve)\b\.?"
#: What says that a day may yet be another.
_UNSURE = re.compile(
    r"\bikke (?:endelig\w?|fastlagt|fastsat|besluttet|afklaret|bekræftet)\b|\bforeløbig\w{0,2}\b|\bmed forbehold\b"
    rf"|{_MAYBE}\W{{0,2}}(?:\Z|[–:;,)(-])"
    rf"|{_MAYBE} (?:ekstra\w{{0,10}} |ny\w? )?(?:afhold|(?:møde)?da(?:to|g)\b|møde\w{{0,2}}\b)"
    r"|(?:\A\W{0,2}|\b(?:dato|dag|møde)\w{0,3} (?:\w{1,12} )?)(?:afklares|bekræftes|fastlægges|fastsættes|afventer)\b"
    r"|\b(?:dato|dag|møde)\w{0,2}\s?\?|\A\W{0,2}\?",
    re.I,
)
_COLOUR = re.compile(r"\b(?:rød|gul|grøn|blå|grå|orange|lilla|lyserød|farve)(?:t|e|de|t?markeret)?\b", re.I)
_OF_COLOUR = re.compile(rf"\A{_COLOUR.pattern}[^=:–]{{0,30}}(?:[=:–]|\bbetyder\b)\s?", re.I)
_IN_BRACKETS = re.compile(r"\A\([^()]*+\)\Z")
#: What is beside a meeting, „Julefrokost efter mødet“, or why it has its day; and what is on another day than it.
_BESIDE = re.compile(
    r"\A\W{0,2}[\w-]{1,30}\sbagefter\b|"
    r"\b(?:efter|før|inden|forud for|i forlængelse af)\s\w{0,20}mødet\b"
    r"|\b(?:flytte|rykke)[st] fra\b.{1,40}?\b(?:pga\b|på grund af|grundet)",
    re.I,
)
_APART = re.compile(r"\b(?:dag|uge|aften|måned)\w{0,3}+\s(?:efter|før|inden)\b", re.I)
#: What a row or a type begins with, whose days are terms.
_TERM = re.compile(
    r"\A(?:\w{1,20}\s)?(?:[a-zæøå-]{0,20}frist(?:en|er)?\b|deadlines?\b|dagsorden|udsend|afleverings|indmeld|alternativ"
    r"|referat|materiale)|\Asidste frist",
    re.I,
)
_RESERVE = re.compile(r"\A(?:\w{1,20}\s)?reserve(?!r)", re.I)
#: Words of what is done for a meeting on another day than its own.
WORK = r"frist|deadline|dagsorden|indmeld|materiale|udsend|aflever|referat|tilmeld|\bsenest\b"
_OF_TERMS = re.compile(WORK, re.I)
PLAN = re.compile(r"\bmøde(?:plan|kalender|dag|dato|r\b|rne\b)", re.I)


class DayStatus(StrEnum):
    """Why a day is no meeting."""

    CANCELLED = "aflyst eller flyttet"
    EVENT = "noget andet end et møde"
    TERM = "en frist"
    RESERVE = "en reservedag"
    UNSURE = "ikke endeligt fastlagt"


@dataclass(frozen=True)
class DayText:
    """The days that a text is; none where they are in doubt. The rest is of the words beside them: ``shorts`` meet, the
    meetings of ``off`` are called off, ``left`` was not understood.
    """

    days: tuple[date, ...]
    shorts: tuple[str, ...] = ()
    why: DayStatus | None = None
    off: tuple[str, ...] = ()
    left: str = ""


@dataclass(frozen=True)
class DayWords:
    """What words at a day say: who meets, whose meeting is called off, and what was not understood."""

    held: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def said(text: str, names: MeetingNames) -> DayWords:
    """What the words at a day say of who meets, „ØK kl. 15 · VPU aflyst“."""
    if not is_of_terms(text) and (whole := names.named(text)):
        return DayWords(whole)
    held, off, left = list[str](), list[str](), list[str]()
    for clause in _clauses(text, names):
        if is_of_terms(clause) or is_unsure(clause):
            left.append(clause)
            continue
        is_off = bool(CANCELLED.search(clause))
        bare = _without_remarks(clause)
        shorts = names.named(clause) or (names.named(bare) if bare else ())
        if shorts:
            (off if is_off else held).extend(shorts)
        elif is_off and held and not bare:
            off, held = [*off, *held], []
        elif clean(TIME.sub(" ", clause)).strip(" .,;:()-–*•"):
            left.append(clause)
    return DayWords(tuple(dict.fromkeys(held)), tuple(dict.fromkeys(off)), tuple(left))


def _clauses(text: str, names: MeetingNames) -> list[str]:
    """The lines of a text, and what stands between „ / “ where the last of it says no more than who meets.

    Of „BUU / KFU aflyst“ nobody knows whether it is about both.
    """
    found = list[str]()
    for line in _LINES.split(text) if len(text) <= _LONGEST_LIST else [text]:
        several = line.split(" / ")
        found += several if names.named(several[-1]) else [line]
    return found


def _without_remarks(clause: str) -> str | None:
    """A clause without what is said of its meeting; None where that may be that it is none."""
    is_meeting = bool(TIME.search(clause) or "møde" in clause.lower())
    for remark in (*(one[1] for one in _BRACKET.finditer(clause)), *_DASHED.split(clause)[1:]):
        is_known = CANCELLED.search(remark) or BEFORE.search(remark) or not clean(KINDS.sub(" ", remark)).strip(" ,.")
        if _is_event(remark) or not (is_known or is_meeting):
            return None
    plain = _DASHED.split(_BRACKET.sub(" ", clause))[0]
    if found := _CALLED_OFF.search(plain):
        plain = plain[: found.start()]
    return clean(plain).strip(" .,;:()-–*•")


def moved_to(text: str, when: date) -> date | None:
    """The day that a meeting of the day ``when`` is moved to, „udsat til tirsdag 15. juni“, „flyttes til den 10.“."""
    why, new = move(text, when)
    if why is not None:
        return new
    found = _MOVED_TO.search(text)
    return _day_near(text[found.end() :], when) if found else None


def move(text: str, when: date) -> tuple[DayStatus | None, date | None]:
    """What a text at the day ``when`` says of a move from one day to another: that the meeting is no more on it, and
    its new day, None in doubt; or that it is unsure which day is meant. (None, None) where the meeting keeps its day
    or got it.
    """
    days = _days_of_move(text, when)
    if days is None or days[0] != when == days[1]:
        return None, None
    return (DayStatus.CANCELLED, days[1]) if days[0] == when != days[1] else (DayStatus.UNSURE, None)


def is_moved_to(text: str, when: date) -> bool:
    """True for a text that moves a meeting from another day to ``when``."""
    days = _days_of_move(text, when)
    return days is not None and days[0] != when == days[1]


def _days_of_move(text: str, when: date) -> tuple[date | None, date | None] | None:
    """The old and the new day of a move that a text at the day ``when`` tells, None in doubt; None of no move."""
    text = _AT_TIME.sub("", text)
    found = _MOVE.search(text) or _ARROW.search(text)
    if found is None or not (_says_day(found["old"]) or _says_day(found["new"])):
        return None
    new = _day_near(found["new"], when)
    if found["old"] or new == when:  # „3/3 → 10/3“ at its new day
        return _day_near(found["old"], when), new
    return when, new


def _says_day(text: str) -> bool:
    """Whether a text has a day, a weekday or a week."""
    return bool(_DAY.search(text) or _BARE_DAY.search(text) or _WEEKDAY_IN.search(text) or _WEEKS.search(text))


def _day_near(text: str, when: date) -> date | None:
    """The first day in a text, which may lack its month, „fredag den 10.“, or name only the weekday of ``when``."""
    bare = _BARE_DAY.search(text)
    found = _DAY.search(text)
    if bare and not (found and found.start() <= bare.start()):
        return _day(f"{bare[0].rstrip('. ')}. {MONTHS[when.month - 1]}", (when.year,))
    if found is None:
        weekday = _WEEKDAY_IN.search(text)
        return when if weekday and is_on(weekday[0], when) else None
    one = _day(found[0].strip(" ,"), (when.year,))
    return _day(found[0].strip(" ,"), (when.year + 1,)) if one and when - one > _HALF_YEAR else one


def footnote(text: str) -> tuple[str, str] | None:
    """The mark and the words of a note under a table."""
    found = _FOOTNOTE.match(text)
    return (found[1], text[found.end() :]) if found else None


def marks(text: str) -> tuple[str, list[str]]:
    """A text without the marks of notes, and the marks."""
    return clean(_MARK.sub("", text)), _MARK.findall(text)


def codes(text: str) -> dict[str, str]:
    """The short forms that a text explains, „B1 = 1. behandling“, with what it says of each."""
    found = map(_CODE.match, re.split(r"[,;\n]", text)) if "=" in text or ":" in text else ()
    return {one[1]: one[2] for one in found if one}


def without_times(text: str) -> str:
    """The text without the times of day and the weeks in it."""
    return _WEEKS.sub("", TIME.sub("", text))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [one for one in _SENTENCE.split(text) if one]


def days_in(text: str, years: Sequence[int]) -> list[tuple[str, date | None]]:
    """Each day in a text, None in doubt, with what stands between it and the one before."""
    text = _spelled_out(_AT_TIME.sub("", text))
    found = list(_DAY.finditer(text))
    ends = [0, *(one.end() for one in found)]
    return [(text[end : one.start()], _day(one[0].strip(" ,"), years)) for end, one in zip(ends, found, strict=False)]


def is_sentence_on_change(text: str) -> bool:
    """True for a sentence that changes a meeting, and is no day with words beside it."""
    is_extra = bool(EXTRA.search(text))
    is_change = is_extra or bool(CANCELLED.search(text) or _FROM_TO.search(text))
    is_one = len(text.split()) >= _FEWEST_WORDS and is_change and has_day(text)
    return is_one and not _DAY.match(text) and (is_extra or not _MEETS.search(text))


def changes_own_day(text: str) -> bool:
    """True for a text whose first day is neither a new one nor what another was before, „MTU 5/5 aflyst“."""
    lead = next((words for words, _ in days_in(text, ())), None)
    return lead is not None and not (LEADS_TO_NEW.search(lead) or BEFORE.search(lead) or CANCELLED.search(lead))


def is_extra_day(text: str) -> bool:
    """True for a day after no more than that it is an extra meeting's, „Ekstra: tirsdag 13/4 kl. 8“."""
    before = [words for words, _ in days_in(text, ())]
    return len(before) == 1 and bool(EXTRA.search(before[0])) and says_kind(before[0]) and not CANCELLED.search(text)


def has_day(text: str) -> bool:
    """True for a text in which a day stands."""
    return bool(_DAY.search(_AT_TIME.sub("", text)))


def figure(text: str) -> tuple[str, int, str] | None:
    """The weekday, if it says so, and the day of a month that a text begins with, and the rest of it."""
    found = None if _SECOND_HOLIDAY.match(text) or counts_meetings(text) else _FIGURE.match(text)
    return ((found[1] or "").strip(" .,"), int(found[2] or found[3]), text[found.end() :]) if found else None


def is_on(weekday: str, when: date) -> bool:
    """Whether a day is on a weekday, which may be one letter only."""
    name = _WEEKDAYS[list(_WEEKDAYS)[when.weekday()]]
    return weekday == _LETTERS[when.weekday()] or (len(weekday) > 1 and name.startswith(weekday.lower().strip(" .,")))


def why_not(text: str) -> DayStatus | None:
    """Why a text says that the day it is about is no meeting; None where it does not."""
    if CANCELLED.search(text):
        return DayStatus.CANCELLED
    if _TERM.match(text):
        return DayStatus.TERM
    if _RESERVE.match(text):
        return DayStatus.RESERVE
    if _is_event(text):
        return DayStatus.EVENT
    return DayStatus.UNSURE if _UNSURE.search(text) else None


def _is_event(text: str) -> bool:
    """Whether a text names what is no meeting, and not beside one."""
    return bool(EVENT.search(text)) and not (_BESIDE.search(text) and not _APART.search(text))


def of_colour(text: str) -> str:
    """What a text says of a colour, „reservedag“ in „gul = reservedag“; all of one that does not name it first."""
    return _OF_COLOUR.sub("", text)


def explains_colour(text: str) -> bool:
    """True for a text that says of a colour that its meetings are none, „Gul = aflyst“."""
    return bool(_COLOUR.search(text)) and why_not(of_colour(text)) is not None


def is_unsure(text: str) -> bool:
    """True for a text that says that its day may yet be another, „dato ikke endelig“, „evt.“."""
    return bool(_UNSURE.search(text))


def is_of_terms(text: str) -> bool:
    """True for a text about what is done before or after meetings, „Dagsorden ØK“, „Frister“, and not about their plan.

    What stands in brackets is a remark, „KB (se dagsordenen)“.
    """
    return not PLAN.search(text) and bool(_OF_TERMS.search(_BRACKET.sub("", text)))


def is_banner_of_none(text: str) -> bool:
    """True for a line over days that are no meetings, „Ferie“, „Frister“; one with a day of its own is about that."""
    is_sentence = bool(_VERB.search(text)) and (len(sentences(text)) > 1 or text.endswith("."))
    is_other = is_sentence or PLAN.search(text) or has_day(text) or _EXPLAINS.search(text)
    return not is_other and why_not(text) in (DayStatus.EVENT, DayStatus.TERM, DayStatus.RESERVE)


def without_years(text: str) -> str:
    """The text without the years that a heading names."""
    return _YEAR.sub("", text)


def written(text: str, years: Sequence[int], names: MeetingNames) -> DayText | None:
    """The days that a text is, „9. februar 2027“, „9/2, 9/3“, „BUU 9/2 (aflyst)“; None where it is another text.

    ``years`` are those that titles name: one of them is the year of a day without it, more leave it in doubt.
    """
    if len(text) > _LONGEST_LIST:
        return None
    text = _BRACKET.sub(lambda one: "" if BEFORE.search(one[1]) and not why_not(one[1]) else one[0], text)
    if (legend := _MARK_LEGEND.search(text)) and "*" not in text[: legend.start()]:
        text = text[: legend.start()]
    first = _DAY.search(text)
    if first and _IN_BRACKETS.match(text) and not why_not(text):
        return DayText(())  # nobody says what the brackets mean
    if first and _OF_ANOTHER.search(text, 0, first.start()):
        return None
    text = _AT_TIME.sub("", text)
    if all_on := _ALL_ON.search(text):
        return _on_weekday(all_on, written(f"{text[: all_on.start()]}{text[all_on.end() :]}", years, names))
    return _written(_spelled_out(text), years, names)


def _written(text: str, years: Sequence[int], names: MeetingNames) -> DayText | None:
    found = list(_DAY.finditer(text))
    if not found or _ENDS_OPEN.search(text, 0, found[0].start()):
        is_span = bool(found or _SPAN.search(text)) and not HOLIDAY.search(text)
        return DayText((), why=why_not(text)) if is_span else None
    before, after = text[: found[0].start()].strip(" :-–"), text[found[-1].end() :].strip()
    seams = [text[one.end() : two.start()] for one, two in pairwise(found)]
    shorts: tuple[str, ...] = ()
    if _says_nothing(before):
        before = ""
    elif not said(before, names).held:
        if not _MEETS.search(before) or CANCELLED.search(text):
            return None
        shorts = names.mentioned(before)  # „I første halvår mødes udvalget kl. 15 den ...“
        if (why := why_not(before)) or len(shorts) > 1 or TIME.sub(" ", after).strip(" .,"):
            return DayText((), shorts, why)
        before = ""
    if len(found) == 2 and _TOWARDS.fullmatch(seams[0]):
        found, seams = found[1:], []
    why = why_not(TIME.sub(" ", f"{before} {after}").strip(" .,;:()-–*"))
    rest = without_kinds(f"{before} {after}").strip(" .,;:()-–*+")
    left, off = "", tuple[str, ...]()
    if rest:
        words = said(f"{before}\n{after}" if before and "\n" in after else f"{before} {after}".strip(" .,:-–*"), names)
        shorts = words.held or shorts
        off = words.off
        if words.held or words.off:
            why, left = None, "; ".join(words.left)
            if not words.held:
                shorts, off, why = words.off, (), DayStatus.CANCELLED
        elif not why:
            return DayText(()) if len(text) <= LONGEST else None
    if "*" in after or not all(BETWEEN.fullmatch(seam) for seam in seams):
        return DayText((), shorts, why)
    days = [_day(one[0].strip(" ,"), years) for one in found]
    sure = tuple(one for one in days if one is not None)
    return DayText(sure if len(sure) == len(days) else (), shorts, why, off, left)


def _on_weekday(said_of_all: re.Match[str], one: DayText | None) -> DayText | None:
    """The days of a list, in doubt where one is not on the weekday of all."""
    weekday = said_of_all[1] or said_of_all[2]
    if one is None or weekday.lower() == "dag" or all(is_on(weekday, when) for when in one.days):
        return one
    return replace(one, days=())


def parts(text: str) -> list[str]:
    """The lines of a text with more than one list of days, or the days of a list, each with the name before them."""
    lines = [one for one in _LINES.split(text) if any(map(str.isdigit, one))]
    if len(lines) > 1 and all(":" in one for one in lines):
        return lines
    if len(lines) > 1 and len(lines) == len(_LINES.split(text)) and all(map(_ITEM.match, lines)):
        return lines
    name, colon, days = text.rpartition(":")
    items = [one for one in _ITEMS.split(days) if one.strip(" .") and not _is_holiday(one)]
    is_list = len(items) > 1 and all(map(_ITEM.match, items)) and not CANCELLED.search(_BRACKET.sub("", text))
    return [f"{name}{colon} {one}".strip() for one in items] if is_list else []


def _is_holiday(text: str) -> bool:
    return bool(HOLIDAY.search(text)) and not has_day(text)


def _spelled_out(text: str) -> str:
    """The text with the year after its day and the month after each of its days."""
    text = _SHARED_MONTH.sub(
        lambda found: _NUMBER.sub(lambda one: f"{one[0].rstrip('.')}. {found[2]} ", found[1]), text
    )
    return _DASHED_YEAR.sub(r"\1/20\2", text)


def says_kind(text: str) -> bool:
    """True for a text that says no more than what kind of meeting it is and when it begins, or nothing."""
    return not _CLOCK.sub(" ", KINDS.sub(" ", text)).strip(" ()-–,.:;")


def _says_nothing(before: str) -> bool:
    """Whether what stands before a day is its week or weekday, „ny dato“, or says what kind of meeting it is."""
    before = _WEEKS.sub("", before).strip(" :,")
    return bool(says_kind(before) or _WEEKDAY_ONLY.match(before) or _NEW.match(before))


def _day(text: str, years: Sequence[int]) -> date | None:
    text = _TWO_LETTERS.sub(lambda found: _WEEKDAYS[found[1].lower()], text)
    due = read_due(f"den {text}" if _BARE.match(text) else text, years or (_NO_YEAR,))
    if due.kind == DueKind.INTERVAL and due.exact and due.first == due.last:
        return None if due.year_assumed and len(years) != 1 else due.first
    return None


def may_be_day(number: float, years: Collection[int]) -> bool:
    """Whether a number may stand for a day: one of a month, or 46427, 90227 or 20270209 in one of the years."""
    digits = str(number)
    dues = (read_due(one, ()) for one in (digits, digits.zfill(len(digits) + len(digits) % 2)))
    return 0 < number < _PAST_MONTH or any(due.exact and due.first and due.first.year in years for due in dues)


def numbers(text: str) -> tuple[tuple[int, ...], DayStatus | None] | None:
    """The days of a month that a text is, „5.“, „5. og 19. (2. beh.)“, „5. (aflyst)“, () in doubt; None for another."""
    plain = _BRACKET.sub(lambda one: "" if says_kind(f"({one[1]})") else one[0], text)
    found = _NUMBERS.match(plain)
    if found is None or is_time(text) or HOLIDAY.search(text):
        return None
    rest = plain[found.end() :].strip(" .,;:()-–\n")
    why = why_not(rest) if rest else None
    every = tuple(int(one) for one in re.findall(r"\d{1,2}", found[0]))
    is_of_one = not any(map(_ITEM.match, plain.split("\n")[1:]))  # „9.\n23. (aflyst)“: which of them?
    is_sure = says_kind(rest) and not counts_meetings(text)
    return (every, why) if is_sure or (why and is_of_one) else ((), None)


def with_month(text: str, month: int, year: int) -> str | None:
    """The text with month and year after its days, „Tirsdag den 9.“; None where it names no day in that way."""
    text = _NEW_FIRST.sub("", text)
    if not _UNDER_MONTH.match(text):
        return None
    return _UNDER_MONTH.sub(lambda found: f"{found[1]}{found[2]}. {MONTHS[month - 1]} {year}", text)


def month_of(text: str) -> tuple[int, int | None] | None:
    """The month that a label is, with its year where it says so."""
    found = _MONTH_LABEL.match(text.rstrip(" :"))
    if found is None:
        return None
    return _month(found[1]), int(found[2]) if found[2] else None


def _month(name: str) -> int:
    return next(place for place, one in enumerate(MONTHS, start=1) if one.startswith(name.lower()[:3]))


def years_in(text: str) -> set[int]:
    """The years that a heading names, but those of whole days and of what was done on them."""
    made = MADE.search(text)
    if made and not PLAN.search(text, made.end()):
        text = text[: made.start()]
    text = KINDS.sub(" ", _DAY.sub(" ", _spelled_out(text)))
    found = set()
    for one in _YEAR.finditer(text):
        found.add(int(one[1]))
        if one[3]:
            found.add(2000 + int(one[3]))
    return found


def period(text: str) -> tuple[int, range] | None:
    """The year and the months that a heading says its days are in, „Efterår 2026“; None for another text."""
    found = _PERIOD.match(text)
    if found is None:
        return None
    season, half, quarter, year = found.groups()
    if season or half:
        return int(year), range(1, 8) if half == "1" or (season and season[0] in "fF") else range(7, 13)
    if quarter:
        return int(year), range(3 * int(quarter) - 2, 3 * int(quarter) + 1)
    return int(year), range(1, 13)


def span_of(text: str) -> Span | None:
    """The first and the last month, each with its year, of the time that a heading names."""
    found = _MONTHS_SPAN.search(text)
    if found is None:
        return None
    first, of_first, last, of_last = found.groups()
    year = 2000 + int(of_last) % 100
    span = (2000 + int(of_first) % 100 if of_first else year, _month(first)), (year, _month(last))
    return span if span[0] <= span[1] else None


def years_before(text: str) -> set[int]:
    """The years that a text names before its first day, „BUU 2027: 12/1“."""
    found = _DAY.search(text)
    return years_in(text[: found.start()]) if found else set()


def short_days(text: str) -> list[tuple[int, int, str]]:
    """The figures of a text that may be days, „09.02“, „9-2“, as two numbers and how the second is written: „.02“."""
    return [
        (int(one[1]), int(one[2]), one[0][len(one[1]) :].rstrip(".")) for one in _SHORT.finditer(_AT_TIME.sub("", text))
    ]


def has_short_day(text: str) -> bool:
    """True for a text with figures that are a day and a month, „09.02“, and not „15.30“."""
    return any(0 < day < _PAST_MONTH and 0 < month <= len(MONTHS) for day, month, _ in short_days(text))


def are_days(pairs: Sequence[tuple[int, int, str]]) -> bool:
    """Whether figures such as „16.02“ are days: some can be no month before a day, and not all a time of day."""
    return any(one > 12 for one, _, _ in pairs) and not all(len(end) > 2 and two % 5 == 0 for _, two, end in pairs)


def is_no_time(text: str) -> bool:
    """True for a text with „7.5“, which is no time of day."""
    return any(len(end) == 2 and end[0] == "." for _, _, end in short_days(text))


def slashed(text: str) -> str:
    """The text with „09.02“ as „09/02“."""
    return _SHORT.sub(r"\1/\2", _AT_TIME.sub("", text))


def is_year(text: str) -> bool:
    """True for a year and nothing else."""
    return bool(_ONLY_YEAR.match(text))


def is_time(text: str) -> bool:
    """True for a time of day, as a mark in a calendar may be."""
    return bool(_ONLY_TIME.match(text) or _ONLY_SPAN.match(text))


def is_weekday(text: str) -> bool:
    """True for the name of a weekday, or its first letter."""
    return bool(_WEEKDAY_ONLY.match(text)) or (len(text) == 1 and text in _LETTERS)


def weekday_in(text: str) -> str:
    """The weekday that a heading says its days are on, „BUU (ons)“, „onsdage kl. 16“; "" for another."""
    found = _WEEKDAY_IN.search(text)
    return found[1] if found else ""


def says_when(text: str) -> bool:
    """True for a text that says no more than on which weekday and when the meetings begin, „tirsdage kl. 16“."""
    return not _WEEKDAY_IN.sub(" ", TIME.sub(" ", text)).strip(" .,:()-–")


def is_week(text: str) -> bool:
    """True for the first and the last day of a week and nothing else, „5/1 - 9/1“."""
    return bool(_WEEK.match(text))


def days_of_week(text: str, year: int) -> tuple[date, ...]:
    """The days of a week from Monday to its last day, which may be in another year; () where they are none."""
    found = _WEEK.match(text)
    if found is None:
        return ()
    for of_first in (year, year - 1):
        first, end = (_day(one, (of_first,)) for one in found.groups())
        if first is None or end is None or first.weekday() or (of_first < year and first.month < len(MONTHS)):
            continue
        days = [first + timedelta(days=one) for one in range(_DAYS_OF_WEEK)]
        if last := [at for at, when in enumerate(days) if (when.day, when.month) == (end.day, end.month)]:
            return tuple(days[: last[0] + 1])
    return ()


def week_from(first: date) -> tuple[date, ...]:
    """The days of the week that a Monday begins; of another day that day alone."""
    return tuple(first + timedelta(days=one) for one in range(1 if first.weekday() else _DAYS_OF_WEEK))


def week_number(text: str, heading: str) -> int:
    """The number of a week that a text is, „Uge 5“, or „5“ under „Uge“; 0 for another."""
    found = _WEEK_NUMBER.match(text if _WEEK_NUMBER.match(text) else f"{heading} {text}")
    return int(found[1]) if found else 0


def week_of(year: int, number: int) -> tuple[date, ...]:
    """The days of a week by its number; () where the year has none such."""
    try:
        return week_from(date.fromisocalendar(year, number, 1))
    except ValueError:
        return ()


def is_count(text: str) -> bool:
    """True for „2. møde“ and „3. kvartal“, which are no days."""
    return bool(_COUNT.match(text))


def counts_meetings(text: str) -> bool:
    """True for a text that begins with a number of meetings, or with which one it is, and with no day of a month."""
    return bool(_COUNTED.match(text))
