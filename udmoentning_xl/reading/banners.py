"""What a banner, a title line or a sheet name says for everything under it: kind, section, committee, secrecy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from udmoentning_xl.danish import clean, fold, suggest
from udmoentning_xl.reading.sorts import is_time, kind_of
from udmoentning_xl.terms import COMPLETED_SHEETS, Field, words
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.markers import Completion

_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])(?:\s*[.):]|\s+[-–])\s+|^\d+(?:\.\d+)*\s+(?=\D)", re.ASCII)
_LABEL = re.compile(
    r"^(?:(?P<section>hovedpunkt|tema|afsnit|kapitel|politikområde|område|indsatsområde|gruppe)"
    r"|(?P<committee>fagudvalg|udvalg|behandles i)"
    r"|(?P<kind>type|art|kategori))(?:\s*+nr\.?)?(?:\s*+(?:\d+(?:\.\d+)*|[IVX]+|[A-Z](?=[:.]| [–-] )))?\s*+[:.–-]\s*+",
    re.IGNORECASE,
)
#: A word and a counter before a name: „Spor 1: Trygge børn“.
_COUNTED = re.compile(r"\A[A-ZÆØÅ][a-zæøå]{2,14} (?:\d{1,2}|[IVX]{1,4})(?: ?:| [–-]) +(?=[^\W\d_])")
#: What may stand in brackets behind a name, and what may stand there without.
_ASIDE_IN_BRACKETS = re.compile(r"(?:fortsat|forts\.?)\Z|\d{4}", re.IGNORECASE)
_ASIDE = re.compile(r"(?<!\s)\s++(?:fortsat|20\d\d(?:\s*+[-–]\s*+(?:20)?\d\d)?)\Z", re.IGNORECASE)
_DONE = re.compile(
    r"(?:afsluttede|færdigbehandlede|behandlede|færdige|gennemførte|udførte|realiserede|effektuerede|færdiggjorte)"
    r"(?: \w+)?"
)
_GOES_ON = re.compile(r"(?:igangværende|aktuelle|åbne|uafsluttede|ikke afsluttede)(?: \w+)?")
_CAPTION = re.compile(
    r"^(?:tabel|bilag|skema|oversigt|liste|del)(?:\s*+(?:\d+|[IVX]+|[A-Z]))?(?:\s*+[.:–-])?\s++", re.IGNORECASE
)
_DAY = re.compile(r"\b[0-3]?\d(?:\. ?[a-zæøå]{3}|[./-][01]?\d[./-])", re.IGNORECASE)
#: „Møde i Børneudvalget den 21. januar 2026“: who meets, and when.
_MEETING = re.compile(
    r"\A(?:møde i )?(?P<body>[^\d]{2,80}?),?(?: møde)?(?: d\.| den| pr\.)? "
    r"(?P<day>\d{1,2}[./-] ?(?:\d{1,2}|[a-zæøå]{3,9}\.?)"
    r"(?:[ ./-]{1,2}20\d\d)?)\Z",
    re.I,
)
_BETWEEN = re.compile(r"(?<!\s)\s++(?:[-–—|>·•]\s++|[:;|→/()]\s*+)|[:;|→/()]\s*+|\n")


@dataclass(frozen=True)
class Statement:
    """One thing a text says.

    ``field`` is kind, section, committee, due or completion; ``value`` a Kind, a section, a short name, a day as
    written or a Completion.
    """

    field: str
    value: str
    known: bool = True


class BannerReader:
    """Reads banners with one register of bodies and one list of sections."""

    def __init__(self, committees: CommitteeReader, sections: Sequence[str]) -> None:
        self._committees = committees
        self._sections = {fold(section): section for section in sections}

    def section(self, text: str) -> str | None:
        """The known section that a text names, whatever its numbering and spelling of case and signs, else None."""
        bare = without_aside(clean(text))
        for variant in (bare, _NUMBERING.sub("", bare), _LABEL.sub("", bare)):
            if found := self._sections.get(fold(variant)):
                return found
        return None

    def nearest_section(self, text: str) -> str | None:
        """The known section most like a text, for a suggestion that is never applied."""
        return suggest(_NUMBERING.sub("", clean(text)), self._sections.values())

    def read(self, text: str) -> tuple[Statement, ...]:
        """Everything that the text surely says: two things in its parts, else one as a whole, else one in a part."""
        text = clean(text)
        if (meeting := _MEETING.match(text)) and (body := self._committees.find(meeting["body"])):
            return Statement(Field.COMMITTEE, body.short), Statement(Field.DUE, meeting["day"])
        whole = self.whole(text)
        if whole and whole.field == Field.SECTION and whole.known:
            return (whole,)
        parts = [part for part in _BETWEEN.split(_NUMBERING.sub("", _CAPTION.sub("", text))) if part.strip()]
        said = [one for part in parts if (one := self.whole(part))] if len(parts) <= 6 else []
        if len(said) == 1 and said[0].field == Field.COMMITTEE:  # a meeting: „13. januar 2025 – Børneudvalget“
            days = [part for part in parts if _DAY.search(part)]
            said += [Statement(Field.DUE, days[0].strip())] if len(days) == 1 and not self.whole(days[0]) else []
        found = tuple({one.field: one for one in reversed(said)}.values())[::-1]
        return (whole,) if whole and len(found) < 2 else found

    def whole(self, text: str) -> Statement | None:
        """What a text says when it says one thing and nothing else."""
        if is_time(text):
            return Statement(Field.DUE, text)
        bare = _CAPTION.sub("", without_aside(text)).strip()
        label = _LABEL.match(bare)
        if label and label.lastgroup == Field.SECTION:
            rest = bare[label.end() :].strip()
            return (
                Statement(Field.SECTION, self.section(rest) or rest, known=self.section(rest) is not None)
                if rest
                else None
            )
        if label:
            bare = bare[label.end() :]
        if section := self.section(bare):
            return Statement(Field.SECTION, section)
        if is_done := _said_done(_NUMBERING.sub("", bare)):
            return Statement(Field.COMPLETION, is_done)
        for variant in dict.fromkeys((bare, _NUMBERING.sub("", bare))):
            if kind := kind_of(variant):
                return Statement(Field.KIND, kind) if len(variant) > 1 else None
            if body := self._committees.find(variant):
                return Statement(Field.COMMITTEE, body.short)
        return None


def names_the_done(text: str) -> bool:
    """True for what a sheet or a banner over finished items is called: „Afsluttede“, „Gennemførte punkter“."""
    folded = fold(text)
    return folded in {fold(name) for name in words(COMPLETED_SHEETS)} or _DONE.fullmatch(folded) is not None


@cache
def _said_done(text: str) -> str | None:
    """Whether what stands under a banner is done: „Afsluttede indsatser“, and what ends that: „Igangværende“."""
    folded = fold(text)
    return Completion.DONE if names_the_done(text) else Completion.OPEN if _GOES_ON.fullmatch(folded) else None


def without_number(text: str) -> str:
    """The text without the number or the letter before it: „2. Teknik, miljø og byer“, „Spor 2: Teknik“."""
    return _NUMBERING.sub("", text) or text if _COUNTED.match(text) is None else _COUNTED.sub("", text)


def without_aside(text: str) -> str:
    """The text without what is said of it at its end: that it goes on, its years, or the unit of its amounts."""
    text = text.rstrip()
    if not text.endswith((")", "]")):
        return _ASIDE.sub("", text)
    first = text.rfind(")", 0, -1) + 1  # an aside has no bracket that is closed inside it
    says_unit = text.lower().rfind("kr")
    for place in (place for place in range(first, len(text) - 1) if text[place] in "(["):
        if place < says_unit or _ASIDE_IN_BRACKETS.match(text, place + 1, len(text) - 1):
            return text[:place].rstrip()
    return text
