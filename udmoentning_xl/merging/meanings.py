"""What a text means where answers, what was sent and what the plan says are compared: „X“ and „Afsluttet“ are one.

A guiding time is compared by the day that it moves by: its last, and of what begins only its first.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from udmoentning_xl.danish import DASHES, fold, shortened, suggest, thousands
from udmoentning_xl.meetings.dues import MeetingDays
from udmoentning_xl.plan import Plan, period_of
from udmoentning_xl.replies.seal import REPLY_CHOICES
from udmoentning_xl.terms import COMPLETION_LABELS, words
from udmoentning_xl.values.amounts import AmountKind, read_amount
from udmoentning_xl.values.calendar import MONTH_NAMES, WEEKDAY_NAMES
from udmoentning_xl.values.dates import EXCEL_DAY_ZERO, SERIALS, DueDate, DueKind, read_due
from udmoentning_xl.values.dates_within import dates_in, without_dates
from udmoentning_xl.values.marker_words import HARMLESS, LABELS, Word, one_word_each, word_class
from udmoentning_xl.values.markers import Completion, read_marker

COMPLETION, DUE, REMARKS = "completion_text", "due_text", "remarks"
#: What an amount that is not there means.
BLANK = ("blank",)
_CHOICES = {fold(word): meaning for word, meaning in REPLY_CHOICES.items()}
_CHOICES |= {fold(label): name for name, label in COMPLETION_LABELS.items()}
#: A word, and what sets off what is said besides: „delvist – 4 er hjemtaget“.
_HEAD = re.compile(rf"\A([^\W\d_]{{1,20}}+) ?[,:;(.{re.escape(DASHES)}] ?(?=\w)")
_QUOTED = 60
#: A word or two, and no figure.
_SHORT = re.compile(r"\A[^\d\s]{1,30}+(?:\s[^\d\s]{1,30}+)?[.!]?\Z")
#: „Uændret“, „ingen bemærkninger“, „intet nyt siden sidst“: all that a text says, and no more than that.
_NOTHING_NEW = re.compile(
    r"(?:(?:vi|udvalget) har |der er |det er |er |status(?:en)?(?: er)?:? |fortsat |stadig ){0,3}"
    r"(?:u(?:ændret|forandret)|ikke ændret|som (?:før|hidtil|sidst)"
    r"|(?:intet|ikke noget|ikke nogen|ingen)(?: (?:nye?|nyt|yderligere|særlige))?"
    r" (?:nyt|bemærkning(?:er)?|kommentar(?:er)?|ændring(?:er)?|at (?:bemærke|tilføje)))"
    r"(?: siden sidst| her(?:fra| til)?| hos os)?[.!]?"
)
#: The words of a day that is nothing but a day, besides the names of months and weekdays.
_DAY_WORDS, _NAMES = frozenset({"d", "den", "kl", "t", "z"}), [*map(fold, (*MONTH_NAMES, *WEEKDAY_NAMES))]
_WORDS = re.compile(r"[^\W\d_]+")
_UNSURE = re.compile(r"[^\w\s.,/:()'’-]")
_DASH = re.compile(rf"[{re.escape(DASHES)}./ ]{{1,9}}")
_NOT_DONE = frozenset({"open", "partial", "unclear"})
_UNREADABLE = frozenset({DueKind.INVALID, DueKind.AMBIGUOUS, DueKind.STATUS, DueKind.UNSET})
_BY_LAST = frozenset({DueKind.INTERVAL, DueKind.UNTIL})
#: What a yes may say besides, in words that are no sure sign of it in a plan.
_DONE_WORDS = frozenset({"lavet", "klaret"} | {part for one in words(LABELS["done"]) for part in fold(one).split()})
#: Words of a time that is one of two, or that holds only if; and of two days that are no days from and to.
_OR, _RESERVED, _TWO_DAYS = "eller", frozenset({"men", "hvis", "medmindre", "måske"}), frozenset({"og", "samt"})
#: Why a question is told and proposed for nothing.
ASKED = "der er spurgt, og det er ikke et svar endnu"
_YES, _NO = re.compile(r"\A(?:ja|yes|x)\b"), re.compile(r"\A(?:nej|no)\b")


class Interpretation(NamedTuple):
    """What an answer says of how far an item is, None where that is not sure; why, or what else, as a Danish clause.

    ``sure`` is False where something of it is assumed.
    """

    meaning: str | None
    note: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Meanings:
    """How texts are read about a plan of these ``years`` and ``bodies`` (short and full names) on the day ``as_of``.

    ``meetings`` tells the days of times that mean a meeting.
    """

    years: tuple[int, ...]
    bodies: frozenset[str]
    as_of: date
    meetings: MeetingDays

    @classmethod
    def of(cls, plan: Plan) -> "Meanings":
        """Those of a plan."""
        names = frozenset(name for body in plan.bodies for name in (body.short, body.name))
        return cls(plan.years, names, plan.as_of, MeetingDays.of(plan))

    def due(self, text: str, since: date | None = None) -> DueDate:
        """A written time; a plain number that can only be a day that lost its format is one.

        Where no year is written it is the first in which the time is not past on the day ``since``, when that is known.
        """
        if text.isdecimal() and int(text) in SERIALS:
            when = EXCEL_DAY_ZERO + timedelta(int(text))
            return DueDate(DueKind.INTERVAL, when, when, exact=True)
        due = read_due(text, self.years, self.bodies)
        return (self._first_from(text, since) if since and due.year_assumed else None) or due

    def assumed_years(self, text: str, *since: date | None) -> list[int]:
        """The years that a time without one may be of: the first from each of the days that are known; else none."""
        if not self.due(text).year_assumed:
            return []
        found = (self._first_from(text, when) for when in since if when)
        return sorted({(one.last or one.first or date.max).year for one in found if one})

    def _first_from(self, text: str, since: date) -> DueDate | None:
        """A time without a year in the first in which it is not past on a day."""
        later = (read_due(text, range(year, year + 4), self.bodies) for year in (since.year, since.year + 1))
        return next((one for one in later if (one.last or one.first or since) >= since), None)

    def day(self, text: str, since: date | None = None) -> date | None:
        """The day that a text is, None where it says anything else or more: „ca. 1. maj“, „1. maj, hvis vi når det“."""
        due = self.due(text, since)
        words = _WORDS.findall(fold(text))
        is_alone = not _UNSURE.search(text) and all(map(_is_of_a_day, words))
        return due.first if due.kind == DueKind.INTERVAL and due.exact and due.first == due.last and is_alone else None

    def doubts(self, text: str, since: date | None = None) -> Iterator[str]:
        """What a person should look at in a time before it is written, as Danish clauses."""
        due, period = self.due(text, since), period_of(self.years)
        first, last = due.first or due.last, due.last or due.first
        said = _WORDS.findall(fold(text))
        two_days = due.exact and due.first and due.last and due.first != due.last and not _TWO_DAYS.isdisjoint(said)
        if _OR in said or two_days or len(dates_in(text)) > 1:
            yield "der står mere end ét tidspunkt"
        elif not _RESERVED.isdisjoint(said):
            yield "der er taget forbehold i svaret"
        is_begun = due.kind == DueKind.FROM
        if period and first and last and (first > period[1] or (last < period[0] and not is_begun)):
            yield "tidspunktet ligger uden for planens år"
        elif last and last < self.as_of and not is_begun:
            yield "tidspunktet er forbi"

    def of_text(self, field: str, text: str, since: date | None = None, item: str = "") -> Hashable | None:
        """What an answer at an item means, or a text as it was sent; None where that is not sure.

        A ``field`` that is a year has an amount in 1.000 kr., which means whole kroner.
        """
        if field.isdigit():
            return _amount_meaning(text)
        if field == COMPLETION:
            return self.completion(text, since).meaning
        if field == DUE:
            due = self.meetings.due(item, text, self.due(text, since))
            return due_meaning(str(due.kind), due.first, due.last, text)
        return fold(text)

    def completion(self, text: str, since: date | None = None) -> Interpretation:
        """How far an item is, by a word that a committee may choose or write.

        What says more than that, as a day to come, a postponement, a question or a reservation, is not sure; nor is
        what says neither yes nor no. A day without a year is the nearest to the day ``since``.
        """
        if "?" in text:
            return Interpretation(None, ASKED)
        if chosen := _CHOICES.get(fold(text)):
            return Interpretation(chosen)
        head = _HEAD.match(text)
        if head and (begun := _CHOICES.get(fold(head[1]))) in (Completion.PARTIAL, Completion.DROPPED):
            return Interpretation(
                begun, f"der står også „{shortened(text[head.end() :].strip(' )'), _QUOTED)}“", sure=False
            )
        marker = read_marker(text)
        words = one_word_each(f" {fold(without_dates(text))} ").split()
        if marker.completion == Completion.DONE or (_is_yes(text) and all(map(_says_done, words))):
            return self._done(marker.day_text, since or self.as_of)
        if marker.completion == Completion.OPEN and not marker.day_text and all(map(_says_no, words)):
            return Interpretation("open")
        if marker.completion in (Completion.PARTIAL, Completion.DROPPED) and _SHORT.fullmatch(text):
            told = (
                f"der står „{text}“, og det er læst som {COMPLETION_LABELS[marker.completion]}" if " " in text else ""
            )
            return Interpretation(str(marker.completion), told, sure=not told)
        if _is_yes(text) or _NO.match(fold(text)):
            return Interpretation(None, "der står mere end ja eller nej; læs ordene, og skriv det selv")
        return Interpretation(None, "svaret er hverken ja eller nej; læs det som en bemærkning")

    def _done(self, day_text: str, since: date) -> Interpretation:
        """That an item was done, and on which day, if any; a day to come is not sure."""
        due = self.due(day_text) if day_text else DueDate(DueKind.UNSET)
        if due.year_assumed:
            near = [read_due(day_text, range(since.year + more, since.year + 4), self.bodies) for more in (-1, 0, 1)]
            due = min(near, key=lambda one: abs((one.last or one.first or date.max) - since))
        when = due.last or due.first
        if when and when > self.as_of:
            return Interpretation(None, f"tidspunktet i svaret ({day_text}) er ikke kommet endnu")
        if not due.year_assumed or when is None:
            return Interpretation("done", f"tidspunktet i svaret: {day_text}" if day_text else "")
        return Interpretation(
            "done", f"tidspunktet i svaret: {day_text}; året er ikke skrevet; læst som {when.year}", sure=False
        )


def _is_yes(text: str) -> bool:
    return _YES.match(fold(text)) is not None


def _says_done(word: str) -> bool:
    """Whether a folded word after a yes says no more than that."""
    return word in HARMLESS or word in _DONE_WORDS or word_class(word) in (Word.DONE, Word.DECISION, Word.YES)


def _says_no(word: str) -> bool:
    """Whether a folded word in a text that says open says no more than no."""
    return word in HARMLESS or word_class(word) in (Word.NO, Word.NOT, Word.DONE, Word.UNDONE)


def _is_of_a_day(word: str) -> bool:
    """Whether a folded word is one that a day is written with: a name in full, shortened or misspelt, or „den“."""
    return word in _DAY_WORDS or any(name.startswith(word) for name in _NAMES) or suggest(word, _NAMES) is not None


def is_nothing_new(text: str) -> bool:
    """Whether an answer says that nothing has changed, or that there is nothing to remark, and no more; so does „-“."""
    return _NOTHING_NEW.fullmatch(fold(text)) is not None or _DASH.fullmatch(text) is not None


def is_question(text: str) -> bool:
    """Whether an answer is a question mark and nothing else."""
    return "?" in text and not fold(text)


def is_no_time(due: DueDate) -> bool:
    """Whether a time says nothing of when."""
    return due.kind != DueKind.CONTINUOUS and due.first is None and due.last is None


def due_meaning(kind: str, first: date | None, last: date | None, text: str) -> Hashable | None:
    """What a time is compared by; None for one that cannot be read, and a blank one is a meaning of its own."""
    if kind == DueKind.UNSET and not text:
        return ("unset",)
    if kind in _UNREADABLE:
        return None
    when = last if kind in _BY_LAST else first
    return (kind if kind not in _BY_LAST else "by", when) if when else (kind, fold(text))


def _amount_meaning(text: str) -> Hashable | None:
    amount = read_amount(text, 1_000)
    if amount.kind == AmountKind.BLANK:
        return BLANK
    return amount.kroner if amount.kind == AmountKind.AMOUNT and not amount.approximate else None


def in_thousands(amount: int) -> str:
    """Whole kroner as a committee's table shows them, in 1.000 kr. with what decimals there are: „-1.250,5“."""
    whole, rest = divmod(abs(amount), 1_000)
    decimals = f",{rest:03d}".rstrip("0") if rest else ""
    return f"{'-' if amount < 0 else ''}{thousands(whole * 1_000)}{decimals}"


def settled(value: Hashable, others: Sequence[Hashable]) -> Hashable:
    """„Nej“ means that it is not done: the same as whichever of ``others`` says so first in more words."""
    if value != "open":
        return value
    return next((other for other in others if other in _NOT_DONE), value)
