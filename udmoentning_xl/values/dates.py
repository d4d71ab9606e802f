"""What a guiding date (vejledende tidspunkt) means: written text or a date cell -> ``DueDate``.

The conventions: a missing year is the plan's first year; primo, medio and ultimo of a month are days 1-10, 11-20 and
21 to the last, of a year January, June-July and December, of a quarter the matching part of its first, middle and last
month; forår is March-May, sommer June-August, efterår September-November, vinter December-February; weeks are ISO
weeks; "inden" excludes what it names and "senest" includes it; of a moved date the last one holds; several milestones
are read as the span of them, so that the last decides.

How it is read: ``dates_lexer`` (signs and spelling), ``dates_grammar`` (one time phrase), ``dates_sentence`` (the
cell), ``dates_resolve`` (years and days). Here is decided what all that comes to.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from udmoentning_xl.values.calendar import FIRST_YEAR, LAST_YEAR, NoSuchDateError, months, public_holidays
from udmoentning_xl.values.dates_lexer import known_words, normalise, tokenise
from udmoentning_xl.values.dates_marks import Mark, Rel
from udmoentning_xl.values.dates_phrases import Phrase, Role
from udmoentning_xl.values.dates_resolve import Limits, Placed, combine, limits_of, merge_ranges, place
from udmoentning_xl.values.dates_sentence import BODY, Said, Sentence, read_sentence
from udmoentning_xl.values.dates_words import Unit

__all__ = ["DueDate", "DueKind", "due_of_date", "public_holidays", "read_due"]

UNREADABLE = "kan ikke læses som tidspunkt"
PLACEHOLDER = "pladsholder, ingen dato er udfyldt"
EXCEL_DAY_ZERO = date(1899, 12, 30)
SERIALS = range(43000, 50001)  # 2017-2036: a plain number is only here believed to be a date


class DueKind(StrEnum):
    """How far a guiding date binds."""

    INTERVAL = "interval"
    UNTIL = "until"  # senest, inden
    FROM = "from"  # efter, tidligst, og frem
    CONTINUOUS = "continuous"
    DEPENDS = "depends"
    UNSET = "unset"
    INVALID = "invalid"
    AMBIGUOUS = "ambiguous"  # first and last are the best guess
    STATUS = "status"  # a status stands where the date should


@dataclass(frozen=True)
class DueDate:
    """A guiding date as read. ``first`` and ``last`` are inclusive, None where open or where there is no date."""

    kind: DueKind
    first: date | None = None
    last: date | None = None
    approximate: bool = False  # ca., omkring, medio ...
    year_assumed: bool = False
    exact: bool = False  # first and last, where they are set, are calendar days that the text names
    says_done: bool = False  # "Gennemført dec. 2023"
    why: str = ""  # Danish: why it is invalid or ambiguous, or what was assumed


def read_due(text: str, years: Sequence[int], bodies: Collection[str] = ()) -> DueDate:
    """Read a written guiding date. Never raises, whatever the text.

    ``years`` are the plan's years, the first of which is assumed where none is written; ``bodies`` are short and full
    names of bodies, which may stand among the dates ("ØK d. 23/1, KB d. 30/1").
    """
    return _read(text, tuple(years), bodies if isinstance(bodies, frozenset) else frozenset(bodies))


@lru_cache(maxsize=65536)
def _read(text: str, years: tuple[int, ...], bodies: frozenset[str]) -> DueDate:
    plain = normalise(text).strip()
    if not plain:
        return DueDate(DueKind.UNSET)
    special = _bare_number(plain, years) or _placeholder(plain)
    if special:
        return special
    if bodies:
        plain = _without_bodies(plain, bodies)
    sentence = read_sentence(tokenise(plain))
    try:
        return _decide(sentence, years)
    except NoSuchDateError as error:
        return DueDate(DueKind.INVALID, why=str(error))


def due_of_date(value: date | datetime, number_format: str = "") -> DueDate:
    """Read a real date cell; a number format that shows no day (``mmm-åå``, ``yyyy``) means the whole month or year."""
    day = value.date() if isinstance(value, datetime) else value
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return DueDate(DueKind.INVALID, why=f"årstallet {day.year} ligger uden for {FIRST_YEAR}-{LAST_YEAR}")
    shown = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", number_format.split(";", maxsplit=1)[0].lower())
    has_day, has_month, has_year = ("d" in shown), ("m" in shown), any(letter in shown for letter in "yåa")
    if has_day or not has_year or "h" in shown or "t" in shown:
        return DueDate(DueKind.INTERVAL, day, day, exact=True)
    first, last = months(day.year, day.month) if has_month else months(day.year, 1, 12)
    return DueDate(DueKind.INTERVAL, first, last)


# -- texts that are no sentence ----------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _number_pattern() -> re.Pattern[str]:
    return re.compile(r"(\d{1,8})(?:[.,]0{1,6}|[.,]\d{3,17})?")


def _bare_number(text: str, years: tuple[int, ...]) -> DueDate | None:
    """A number and nothing else: an Excel serial number, 20240301, 202403, or two figures of a year."""
    match = _number_pattern().fullmatch(text) if text[0].isdecimal() else None
    if not match:
        return None
    digits = match.group(1)
    number = int(digits)
    if number in SERIALS:
        day = EXCEL_DAY_ZERO + timedelta(number)
        return DueDate(DueKind.INTERVAL, day, day, exact=True)
    if len(digits) == 4 and FIRST_YEAR <= number <= LAST_YEAR and not re.search(r"[.,]\d*[1-9]", text):
        return DueDate(DueKind.INTERVAL, *months(number, 1, 12))
    if "." in text or "," in text:
        return DueDate(DueKind.INVALID, why=UNREADABLE) if len(digits) > 2 else None
    if len(digits) in (6, 8):
        return _packed(digits)
    if len(digits) == 2 and number + 2000 in years:
        first, last = months(number + 2000, 1, 12)
        return DueDate(DueKind.AMBIGUOUS, first, last, why=f"{number + 2000} eller tallet {number}")
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
        r"|\b[x?]\.?\s?(?:kvartal|kvt|halvår|tertial)|\b(?:uge|kvartal|q)\s?[x?]"  # x. kvartal, uge ?
        r"|\b(?:indsæt|skriv|angiv|vælg|udfyld)\s(?:en\s|evt\.?\s)?(?:dato|tidspunkt|frist|tid)|\[\s?(?:dato|tid)"
        r"|^#"  # an error value, or a column too narrow for its date
    )


def _placeholder(text: str) -> DueDate | None:
    return DueDate(DueKind.INVALID, why=PLACEHOLDER) if _placeholder_pattern().search(text) else None


@lru_cache(maxsize=8)
def _body_pattern(bodies: frozenset[str]) -> re.Pattern[str] | None:
    names = {normalise(name).strip() for name in bodies} - known_words() - {""}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    alternatives = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if names else None


def _without_bodies(text: str, bodies: frozenset[str]) -> str:
    pattern = _body_pattern(bodies)
    return pattern.sub(f" {BODY} ", text) if pattern else text


# -- the decision ------------------------------------------------------------------------------------------------------


def _decide(sentence: Sentence, years: tuple[int, ...]) -> DueDate:
    phrases = _holding(sentence)
    if not phrases:
        return _by_marks(sentence)
    said = _overruling(sentence, phrases)
    if said:
        return DueDate(said)
    if sentence.has(Mark.ONGOING) and any(phrase.rel in _CLOSING for phrase in phrases):
        phrases = [phrase for phrase in phrases if phrase.rel in _CLOSING]
    placed = merge_ranges(place(phrases, years))
    done = _says_done(sentence, phrases)
    limits = [_settle(limits_of(item), item, done) for item in placed]
    span = combine(limits)
    if _goes_on(sentence, phrases) and span.first:
        span = Limits(span.first, None, False)
    return _due(sentence, placed, span, done)


_CLOSING = (Rel.BY, Rel.BEFORE, Rel.TO)


def _settle(limits: Limits, item: Placed, done: bool) -> Limits:
    """What is done on a day does not begin there: "implementeret pr. 1.1.2024"."""
    return Limits(item.first, item.last, item.exact) if done and item.rel is Rel.AS_OF else limits


def _due(sentence: Sentence, placed: list[Placed], span: Limits, done: bool) -> DueDate:
    doubt = next((item.doubt for item in placed if item.doubt), "") or _meeting_doubt(sentence, placed)
    assumed = any(item.assumed for item in placed)
    notes = [doubt] if doubt else []
    notes += [f"årstal mangler, {placed[0].year} antaget"] if assumed else []
    notes += [item.phrase.span.note for item in placed if item.phrase.span.note]
    kind = DueKind.INTERVAL if span.first and span.last else DueKind.UNTIL if span.last else DueKind.FROM
    return DueDate(
        DueKind.AMBIGUOUS if doubt else kind,
        span.first,
        span.last,
        approximate=sentence.approximate or any(item.phrase.span.approximate for item in placed),
        year_assumed=assumed,
        exact=span.exact and kind is not DueKind.FROM,
        says_done=done,
        why="; ".join(notes),
    )


def _holding(sentence: Sentence) -> list[Phrase]:
    """The phrases that hold: not the old date, not what is waited for or referred to, not a remark in brackets."""
    phrases = [phrase for index, phrase in enumerate(sentence.phrases) if not _is_reference(sentence, phrase, index)]
    phrases = [phrase for phrase in phrases if phrase.role is not Role.OLD]
    moved = max((index for index, phrase in enumerate(phrases) if phrase.role is Role.NEW), default=0)
    phrases = phrases[moved:]
    outside = [phrase for phrase in phrases if phrase.depth == 0 or phrase.role is Role.NEW]
    return outside or phrases


def _is_reference(sentence: Sentence, phrase: Phrase, index: int) -> bool:
    """A date after "afventer", "når" or "jf." in the same clause is not the item's own, unless it is expected."""
    here = [said for said in sentence.said if said.clause == phrase.clause and said.before <= index]
    for said in reversed(here):
        if said.mark is Mark.EXPECTED:
            return False
        if said.mark in (Mark.WAITING, Mark.SEE):
            return True
    return False


def _overruling(sentence: Sentence, phrases: list[Phrase]) -> DueKind | None:
    """The kind that a mark gives although there are dates: a recurring item, a dropped one, one that waits."""
    only_brackets = all(phrase.depth for phrase in phrases)
    for said in sentence.said:
        if said.depth and not only_brackets:
            continue
        if said.mark is Mark.DROPPED and said.opens:
            return DueKind.STATUS
        if _recurs(sentence, said, phrases, only_brackets):
            return DueKind.CONTINUOUS
        if said.mark is Mark.WAITING and only_brackets and not sentence.has(Mark.EXPECTED):
            return DueKind.DEPENDS
    return None


def _recurs(sentence: Sentence, said: Said, phrases: list[Phrase], only_brackets: bool) -> bool:
    if said.mark is Mark.CYCLIC:
        return all(phrase.span.year is None for phrase in phrases)
    if said.mark not in (Mark.RECURRING, Mark.ONGOING):
        return False
    if said.mark is Mark.ONGOING and any(phrase.rel in _CLOSING for phrase in phrases):
        return False
    here = any(phrase.clause == said.clause for phrase in phrases)
    if sentence.has(Mark.HEREAFTER) and said.before:
        return False
    ending = any(other.mark is Mark.ENDING and other.clause > said.clause for other in sentence.said)
    return here or ((said.before == 0 or only_brackets) and not ending)


def _goes_on(sentence: Sentence, phrases: list[Phrase]) -> bool:
    """ "2024, herefter løbende": from then on."""
    return any(
        said.mark in (Mark.RECURRING, Mark.ONGOING) and said.before and said.depth == 0 for said in sentence.said
    ) and not any(phrase.rel in _CLOSING for phrase in phrases)


def _says_done(sentence: Sentence, phrases: list[Phrase]) -> bool:
    """A done mark in the clause of the deciding date, or alone in the clause before it."""
    clause, last = phrases[-1].clause, phrases[-1]
    if last.rel not in (Rel.IN, Rel.AS_OF):
        return False
    taken = {phrase.clause for phrase in phrases}
    return any(
        said.mark is Mark.DONE and (said.clause == clause or (said.clause == clause - 1 and said.clause not in taken))
        for said in sentence.said
    )


def _meeting_doubt(sentence: Sentence, placed: list[Placed]) -> str:
    """A meeting in a month needs the calendar of meetings; a last day ("senest på mødet i maj") does not."""
    clauses = {said.clause for said in sentence.said if said.mark is Mark.MEETING}
    vague = any(
        item.phrase.clause in clauses and item.rel is Rel.IN and item.phrase.span.unit is not Unit.DAY
        for item in placed
    )
    return "mødets dato kendes ikke" if vague else ""


_WITHOUT_DATES: tuple[tuple[DueKind, tuple[Mark, ...]], ...] = (
    (DueKind.CONTINUOUS, (Mark.RECURRING, Mark.ONGOING, Mark.CYCLIC)),
    (DueKind.DEPENDS, (Mark.WAITING, Mark.SOON)),
    (DueKind.UNSET, (Mark.UNSET,)),
    (DueKind.STATUS, (Mark.DROPPED, Mark.DONE, Mark.STATUS)),
    (DueKind.DEPENDS, (Mark.SEE, Mark.CONDITION)),
)


def _by_marks(sentence: Sentence) -> DueDate:
    """A cell without a date of its own: the strongest mark decides."""
    for kind, marks in _WITHOUT_DATES:
        if sentence.has(*marks):
            return DueDate(kind)
    if any(phrase.role is Role.OLD for phrase in sentence.phrases):
        return DueDate(DueKind.UNSET, why="kun det gamle tidspunkt er nævnt")
    if sentence.approximate or not sentence.understood or sentence.phrases:
        return DueDate(DueKind.UNSET) if sentence.approximate and sentence.understood else _unreadable()
    return DueDate(DueKind.UNSET)


def _unreadable() -> DueDate:
    return DueDate(DueKind.INVALID, why=UNREADABLE)
