"""Marks and status words -> whether an item is completed, and yes or no.

Only what surely means done is done. Whether a date lies in the future is for the caller: this module knows no calendar
and hands the written date over as text.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import lru_cache

from udmoentning_xl.danish import clean, fold
from udmoentning_xl.terms import words
from udmoentning_xl.values.dates_within import dates_in, without_dates
from udmoentning_xl.values.marker_words import CODE, HARMLESS, LABELS, Word, one_word_each, word_class


class Completion(StrEnum):
    """How far an item is, as somebody has marked it."""

    DONE = "done"
    OPEN = "open"
    PARTIAL = "partial"
    DROPPED = "dropped"
    UNCLEAR = "unclear"


class Habit(Enum):
    """How the whole column is filled in, where a single cell does not say what it means."""

    PLAIN = auto()
    ZERO_ONE = auto()  # nothing but 0, 1 and blanks
    YES_NO = auto()  # J and N


@dataclass(frozen=True)
class Marker:
    """What a completion cell says.

    ``day_text`` is the date written in it; where that lies in the future, DONE is no longer sure. ``lookalike`` is the
    character that was read as an X. ``why`` is a Danish clause: why the meaning is unclear, or what to note.
    """

    completion: Completion
    day_text: str = ""
    lookalike: str = ""
    why: str = ""


_LOOKALIKES = "ХхΧχ×✕✖⨯╳"
_TICKS = "✓✔☑√🗸✅☒🗹"
_MARK = re.compile(r"(\S)\s?[.,;:!]?")
_NOTHING = re.compile(r"[-–—−‐‑‒―÷/]+|[☐□◻]")
_NUMBER = re.compile(
    r"\A(?:(?:ca\.?|omkring|~)\s?(?=.*\D$))?(?P<whole>\d{1,3})(?:(?:(?P<date>\.)|,)(?P<decimals>\d{1,2}))?\s?(?P<percent>%|pct\.?|procent)?"
)
_ALL_OF_IT = re.compile(r"1[.,]0{1,2}")
_DAY_WORDS = re.compile(r"\b(?:d|den|pr)\b", re.I)
_FIRST_WORD = re.compile(r"(?:[xX]|[Jj]a|JA|[Yy]es|[Nn]ej|NEJ)(?![^\W_])")
_SMILEYS = re.compile(r"[JKL]|[☺☻😀😃😄🙂😐🙁☹😞🟢🟡🔴⚪⚫●🔵]\ufe0f?")
_YES = frozenset(("ja", "yes", "sand", "true"))
_NO = frozenset(("nej", "no", "n", "falsk", "false"))
_NO_WORD = re.compile(r"[^\w%]")
_FRACTION = re.compile(r"^(?:1/[234]|[23]/[34])(?=\s+[^\W\d])")  # "2/3 færdig" is a share, or 2 March
#: The number of a step before its one word: „5 Afsluttet“.
#: A light before what it means: „Grøn – følger planen“.
_LIGHT = re.compile(r"\A(?:grøn|gul|rød|blå|grå) ?[–—:,-] ?(?=\w)", re.I)
_STEP = re.compile(r"\A\d{1,2}(?:[.):]|\s?[-–])?\s+(?=[A-ZÆØÅ][a-zæøå]+\Z)")
_QUOTES = "\"'”“’‘»«"
_SHARE_WORDS = r"(?:\s?%|\s?pct\b\.?|\sprocent\b)"
#: A share of the work: a percentage beside a word of completion, not one beside anything else.
_SHARE = re.compile(
    rf"(?:\bca\b\.?\s|\bomkring\s|~\s?)?(?<![\d.,])(?:(?P<all>100)|(?P<none>0)|\d{{1,2}}(?:,\d+)?){_SHARE_WORDS}", re.I
)
#: „Færdig“ before a date is when it is to be.
_READY = re.compile(r"(?<!er )(?<!blev )\bfærdigt?\W+(?:(?:i|d|den|pr|til)\b\W*)*\Z", re.I)
_NO_SENTENCE = "betydningen er ikke sikker"


def habit_of(texts: Iterable[str]) -> Habit:
    """Return the habit of a column from all its texts: 0/1 throughout, J and N, or nothing special."""
    said = {clean(text).upper() for text in texts} - {""}
    if said and said <= {"0", "1"}:
        return Habit.ZERO_ONE
    return Habit.YES_NO if "J" in said and said <= {"J", "N", "JA", "NEJ", "-"} and len(said) > 1 else Habit.PLAIN


#: The initials of who has seen to it, and the day: „LMH 19/12“.
_SIGNED = re.compile(r"\A[A-ZÆØÅ]{2,4},? \d{1,2}[/.-]\d{1,2}(?:[/.-](?:20)?\d\d)?\Z")
#: What somebody only believes to be done.
_PERHAPS = re.compile(r"\A(?:måske|muligvis|vist|nok|vist nok|formentlig) \w*(?:et|t|ig|ført)\Z", re.I)


@lru_cache(maxsize=8192)
def read_marker(text: str, habit: Habit = Habit.PLAIN) -> Marker:
    """Return what a text in the completion column says; a blank is OPEN. ``habit`` is that of its column."""
    text = _STEP.sub("", _unquoted(text))
    for reader in _READERS:
        if marker := reader(text, habit):
            return marker
    said, day_text = _labels().get(fold(text)) or _meaning(text), _day(text)[0]
    if _SIGNED.match(text):
        return Marker(Completion.DONE, day_text)
    if said == Completion.OPEN and _PERHAPS.match(text):
        return Marker(Completion.UNCLEAR, day_text, why="der står ikke, om den er det")
    head, dash, _ = text.partition(" - ") if " - " in text else text.partition(" – ")
    if said is None and dash and _labels().get(fold(head), _meaning(head)) == Completion.PARTIAL:
        said = Completion.PARTIAL  # „Delvist – mangler evaluering“
    if said is None and _is_dropped_for(text):
        said = Completion.DROPPED
    return Marker(said, day_text) if said else Marker(Completion.UNCLEAR, day_text, why=_NO_SENTENCE)


def _is_dropped_for(text: str) -> bool:
    """True for a word that the item is dropped, and a reason that leaves no doubt of it: „Droppet, ingen vil køre“.

    After a full stop others may do what it was about: „Udgår. Løses af foreningerne selv“; with a time it is put off.
    """
    end = _REASON.search(text)
    if end is None or _meaning(text[: end.start()]) != Completion.DROPPED:
        return False
    reason = text[end.end() :]
    classes = {word for sentence in _sentences(reason) for word in sentence}
    is_done_so = end[0] != "," and not dates_in(reason)
    harmless = {Word.NOT, Word.NO, Word.FUTURE} | ({Word.UNDONE} if is_done_so else set())
    return not (classes & (_SPOILING - harmless) or _IF.search(reason))


def is_mark(text: str) -> bool:
    """True when a text is nothing but one mark: X, x, a tick, or a character that looks like an X."""
    return bool(_mark_of(_unquoted(text)))


def _unquoted(text: str) -> str:
    """The cleaned text without quotation marks round it or an apostrophe typed before it."""
    return clean(text).strip(_QUOTES + " ") or clean(text)


def read_yes(text: str) -> bool | None:
    """Return what a column of yes and no says: yes, no (also blank), or None when it is unclear."""
    text = _unquoted(text)
    word = text.casefold().strip(" .,;:!")
    if not word or _NOTHING.fullmatch(text) or word in _NO | {"0", "åben", "åbent", "offentlig", "offentligt"}:
        return False
    if is_mark(text) or word in _YES | {"1", "s", "j"}:
        return True
    if re.search(r"[?*]|\b(?:delvis|måske|evt)", word):
        return None
    if re.match(r"(?:ikke|ej|nej)\b", word):
        return False
    yes = re.match(r"(?:x|ja|yes|strategisk)(?:t|e)?(?![^\W_])", word)
    return True if yes and not re.search(r"\bikke\b", word) else None


#: A word of how far something is, before a colon and what it is about.
_LABEL_WORDS = 3
_REASON = re.compile(r",|[.!]\s")  # what comes before the reason ends so
_IF = re.compile(r"\b(?:hvis|såfremt|medmindre|forudsat|indtil|genop\w+|igen)\b", re.I)


@lru_cache(maxsize=8192)
def status_word(text: str) -> Completion | None:
    """Return what a status text surely says of the whole item, or None ("Grøn", "Godkendt", an untold step).

    "Færdig 30. september" names the day it is due; that it has come is not said.
    """
    text = _LIGHT.sub("", _STEP.sub("", clean(text)))
    if label := _labels().get(fold(text)):
        return label
    said = _meaning(text)
    head, colon, _ = text.partition(":")
    if said is None and colon and len(head.split()) <= _LABEL_WORDS:  # „Delvist: to af tre faser“
        said = _meaning(head)
    if said is None and _is_dropped_for(text):
        said = Completion.DROPPED
    return None if said == Completion.DONE and _is_deadline(clean(text)) else said


def _is_deadline(text: str) -> bool:
    return any(_READY.search(text[: date.start]) for date in dates_in(text))


#: What a mark and the status beside it cannot both say.
CONTRADICTIONS = (
    *((Completion.DONE, said) for said in (Completion.OPEN, Completion.PARTIAL, Completion.DROPPED)),
    (Completion.PARTIAL, Completion.DONE),
)


@lru_cache(maxsize=1)
def _labels() -> dict[str, Completion]:
    return {fold(word): Completion(said) for said, listed in LABELS.items() for word in words(listed)}


def _meaning(text: str) -> Completion | None:
    """What the sentences of a text say together."""
    sentences = _sentences(text)
    meanings = [_sentence(classes) for classes in sentences]
    said = {meaning for meaning in meanings if meaning}
    if len(said) != 1:
        is_begun = bool(said & {Completion.DONE, Completion.PARTIAL}) and Completion.DROPPED not in said
        return Completion.PARTIAL if is_begun else None
    meaning = said.pop()
    spoiled = any(classes & _SPOILING for classes, sense in zip(sentences, meanings, strict=True) if sense is None)
    return None if meaning in (Completion.DONE, Completion.DROPPED) and spoiled else meaning


def status_says_done(text: str) -> bool:
    """True when a status or remark surely says that the item is finished; a future or a condition never does."""
    if status_word(text) == Completion.DONE:
        return True
    said, _, more = text.partition(",")  # „Punktet er gennemført, alle ti hænger oppe“
    spoils = any(classes & _SPOILING for classes in _sentences(more)) or more.lstrip().startswith("men ")
    return bool(more) and not spoils and status_word(said) == Completion.DONE


def _lookalike(char: str) -> str:
    """The character when it only looks like an X, else ""."""
    return (
        char if char in _LOOKALIKES or (char not in "Xx" and unicodedata.normalize("NFKC", char) in ("X", "x")) else ""
    )


def _mark_of(text: str) -> str:
    match = _MARK.fullmatch(text)
    return match[1] if match and (match[1] in "Xx" + _TICKS or _lookalike(match[1])) else ""


def _nothing(text: str, _: Habit) -> Marker | None:
    if text == ".":
        return Marker(Completion.OPEN, why="punktum læst som tom celle")
    return Marker(Completion.OPEN) if not text or _NOTHING.fullmatch(text) else None


def _single(text: str, habit: Habit) -> Marker | None:
    """One mark, one answer or one smiley."""
    if _mark_of(text):
        return Marker(Completion.DONE, lookalike=_lookalike(text[0]))
    if habit == Habit.YES_NO and text.upper() in ("J", "N"):
        return Marker(Completion.DONE if text.upper() == "J" else Completion.OPEN)
    if _SMILEYS.fullmatch(text):
        return Marker(Completion.UNCLEAR, why="tegnet viser status, ikke om indsatsen er afsluttet")
    word = text.casefold().strip(" .,;:!")
    if word in _YES:
        return Marker(Completion.DONE)
    return Marker(Completion.OPEN) if word in _NO else None


def _number(text: str, habit: Habit) -> Marker | None:
    """A number is a percentage, but for a bare 1 or 0, which only a column of nothing else explains."""
    match = _NUMBER.fullmatch(text)
    all_of_it = _ALL_OF_IT.fullmatch(text)
    if match is None or (match["date"] and not match["percent"] and not all_of_it):
        return None  # 30.1 is a date
    whole, decimals = int(match["whole"]), int(match["decimals"] or 0)
    if text in ("0", "1"):
        if habit == Habit.ZERO_ONE:
            return Marker(Completion.DONE if text == "1" else Completion.OPEN)
    elif (whole == 100 and not decimals) or all_of_it:
        return Marker(Completion.DONE)
    elif whole < 100:
        return Marker(Completion.PARTIAL if whole or decimals else Completion.OPEN)
    return Marker(Completion.UNCLEAR, why="tallet siger ikke, om indsatsen er afsluttet")


def _marked(text: str, _: Habit) -> Marker | None:
    """An X, "ja" or "nej" with more behind it: the rest may date the mark, explain it or take it back."""
    first, lookalike = _FIRST_WORD.match(text), _lookalike(text[0])
    if not first and not lookalike and text[0] not in _TICKS:
        return None
    rest = text[first.end() if first else 1 :]
    day_text, _exact = _day(rest)
    classes = {word for sentence in _sentences(rest) for word in sentence}
    if first and first[0].lower() == "nej":
        spoiled = Word.DROPPED in classes or re.search(r"\?|(?<!\w)[xX](?!\w)", rest)
        return Marker(Completion.UNCLEAR if spoiled else Completion.OPEN, day_text, why=_NO_SENTENCE if spoiled else "")
    if classes & {Word.PARTIAL, Word.MISSING}:
        return Marker(Completion.PARTIAL, day_text, lookalike)
    only_signs = not any(char.isalnum() for char in rest) and rest.strip(" .,;:!")
    explained = {Word.DONE, Word.DECISION} | ({Word.WHOLE, Word.YES} if Word.DONE in classes else set())
    if only_signs or re.search(r"[?*]|^\W*til\b", rest) or classes - explained:
        return Marker(Completion.UNCLEAR, day_text, lookalike, "teksten ved siden af krydset gør det usikkert")
    return Marker(Completion.DONE, day_text, lookalike)


def _dated(text: str, _: Habit) -> Marker | None:
    """A date alone: the day it was done."""
    day_text, exact = _day(text)
    if not day_text or _DAY_WORDS.sub(" ", text.replace(day_text, " ")).strip(" .,;:()"):
        return None
    why = "" if exact else "et tidsrum siger ikke, om indsatsen er afsluttet"
    return Marker(Completion.DONE if exact else Completion.UNCLEAR, day_text, why=why)


def _day(text: str) -> tuple[str, bool]:
    """The first date of a text as written, and whether it names a day or a month rather than a longer time."""
    first = next(iter(dates_in(text)), None)
    return (text[first.start : first.end], first.exact) if first else ("", False)


_READERS = (_nothing, _single, _number, _marked, _dated)
_SPOILING = frozenset(set(Word) - {Word.DONE, Word.DROPPED, Word.DECISION, Word.WHOLE, Word.YES, Word.UNKNOWN})
_SHARES = {"andelhelt": Word.DONE, "andelingen": Word.NOT, "andeldel": Word.PARTIAL}
#: A full stop before a small letter belongs to an abbreviation ("forv. afsluttet").
_SENTENCE_END = re.compile(r"\n|;(?=\s|$)|\s[–—-]\s(?=[^\W\d])|[.!](?=\s*$|\s+[^\W\da-zæøå])")


def _sentences(text: str) -> list[frozenset[Word]]:
    """The classes of the words of each sentence; words without a weight are left out."""
    text = _SHARE.sub(_share, _FRACTION.sub("?", clean(text)))
    text = CODE.sub(_without_code, without_dates(text))
    sentences = []
    for sentence in _SENTENCE_END.split(text):
        folded = f" {' '.join(_NO_WORD.sub(' ', fold(sentence)).split())} "
        words = [word for word in one_word_each(folded).split() if word not in HARMLESS]
        sentences.append(frozenset(_classes(words) | ({Word.QUESTION} if "?" in sentence else set())))
    return sentences


def _classes(words: Sequence[str]) -> set[Word]:
    """The classes of words in order. A share counts alone or beside a word of completion, a reason's words do not."""
    each = [word_class(word) for word in words]
    for place, word in enumerate(words):
        if word in _SHARES and (len(words) == 1 or Word.DONE in each[max(0, place - 1) : place + 2]):
            each[place] = _SHARES[word]
    if Word.REASON in each:
        start = each.index(Word.REASON)
        each[start:] = [kind for kind in each[start:] if kind not in (Word.REASON, Word.UNKNOWN)]
    return set(each)


def _share(match: re.Match[str]) -> str:
    return f" andel{'helt' if match['all'] else 'ingen' if match['none'] else 'del'} "


def _without_code(match: re.Match[str]) -> str:
    """A code in capitals goes; a word in capitals ("IKKE") stays."""
    return " " if word_class(fold(match[0])) == Word.UNKNOWN else match[0]


def _sentence(classes: frozenset[Word]) -> Completion | None:
    """What one sentence says of the item, None when it says nothing sure."""
    classes -= {Word.WHOLE}
    if Word.QUESTION in classes:
        return None
    if Word.DROPPED in classes:
        return Completion.DROPPED if classes <= {Word.DROPPED, Word.DECISION} else None
    if classes >= {Word.YES, Word.NO}:
        return Completion.PARTIAL
    if Word.DONE in classes:
        return _with_done(classes)
    if Word.PARTIAL in classes:
        return Completion.PARTIAL if classes == {Word.PARTIAL} else None
    if classes >= {Word.UNDONE, Word.NOT}:
        return None  # "realiseres ikke": later, or never?
    return Completion.OPEN if classes & {Word.OPEN, Word.NO, Word.PLANNED, Word.UNDONE, Word.MISSING} else None


def _with_done(classes: frozenset[Word]) -> Completion | None:
    if classes & {Word.PARTIAL, Word.MISSING}:
        return Completion.PARTIAL
    if classes & {Word.NOT, Word.NO, Word.FUTURE, Word.PLANNED}:
        return Completion.OPEN
    if classes & {Word.OPEN, Word.UNDONE}:
        return Completion.PARTIAL
    return Completion.DONE if classes <= {Word.DONE, Word.DECISION, Word.YES} else None
