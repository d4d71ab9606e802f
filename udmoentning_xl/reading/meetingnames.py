"""Which bodies a text in a workbook of meeting dates names: by the register, by the workbook's own list, or informally.

What else the text says is the business of ``meetingtexts``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from udmoentning_xl.danish import clean, fold
from udmoentning_xl.reading.bodies import by_every_name
from udmoentning_xl.register import Body
from udmoentning_xl.values.committees import CommitteeReader

#: A text with more than twice this names no body beside nothing else.
LONGEST = 60
_LONGEST_PROSE = 1000
CLOCK = r"\d{1,2}(?:[.:]\d\d)?(?:\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?(?!\d|\.\s?beh))?"
_ENDS_DAY = r"\.(?:[,;)\n]|\s(?:og|samt)\b|\Z)"  # „27.“ after a name is a day, and no time
TIME = re.compile(rf"(?:\bkl\.?\s?{CLOCK}|(?<![\d./-]){CLOCK}(?!{_ENDS_DAY}))(?![\d/])", re.I)
_DAY_AFTER = re.compile(rf"\s\d{{1,2}}{_ENDS_DAY}")

#: „B&U = Børne- og Ungdomsudvalget kl. 16“
_DEFINED = re.compile(r"(?<![\w.&/-])([^\W\d_][\w.&/-]{0,14}+) ?[=:] ?([^\W\d_][^,;=:|\n]{2,59}+)")
#: Words that say something of a meeting, before it.
_NO_CODE = re.compile(
    r"\A(?:aflys\w*|flyt\w*|ryk\w*|udgår|udgået|udsat|udskudt|annul\w*|bortfald\w*|ændr\w*|ny|nyt|nye|ekstra\w*|obs|nb"
    r"|husk|note|bemærk\w*|møde\w*|tema\w*|frist\w*|deadline\w*|dagsorden\w*|referat\w*|start|slut|kl|uge|\w{2,4}dag|dato|dag)\Z",
    re.I,
)
_LONGEST_CODE = 5
#: „Økonomiudvalgsmøde“, and a name that is divided at the end of a line.
_COMPOUND = re.compile(r"(?<=\w)(udvalg|råd|bestyrelse)(?:s|ns)?-?møde(?:t|r|rne)?\b", re.I)
_DIVIDED = re.compile(r"(?:(?<=\w)-\n(?=[a-zæøå])|(?<=[A-ZÆØÅ])-\n(?=[A-ZÆØÅ]))(?!(?i:og|eller)\b)")
#: Words beside the name of a body that has an ordinary meeting, or another one; a weekday only after it.
KINDS = re.compile(
    r"\b(?:(?:ekstra)?ordinært?|(?:ekstra|ekstr|ekstraord|ord)\b\.?|lukket|åbent|møde[rt]?|mødet|udvalgsmøde|budgetmøde"
    r"|(?:første|anden|[12]\.) ?(?:behandling|beh\b\.?)(?: af)?|første|anden|budget(?: 20\d\d)?|i|for|starter|start"
    r"|(?<=\()(?:man|tirs?|ons|tors?|fre)(?=\.?\))"
    r"|(?<=[\s(])(?:[1-5]\. ?|sidste |hver )?(?:(?:man|tirs|ons|tors|fre|lør|søn)dage?|(?:ma|ti|on|to|fr)\.)"
    r"(?: i måneden)?)(?!\w)",
    re.I,
)
_WEEKDAY_LINE = re.compile(r"\A(?:man|tirs|ons|tors|fre)dage?\s?\n", re.I)
_TWICE = re.compile(r"\A([^()]+?)\s?\(([^()]+)\)\Z")  # „Ældrerådet (ÆR)“
_PARTS = re.compile(r"\s?[,;/+&\n]\s?|\s(?:og|samt)\s")
_LETTERS = re.compile(r"[^\s,;/+&]+")
_SMALL = re.compile(r"\A[a-zæøå]{2,4}\Z")
#: „Byråd og udvalg“ is more than the byråd, and nobody knows who.
_AND_OTHERS = re.compile(r"(?:\b(?:og|samt)\b|[,&/+])\s?(?:\w+\s)?(?:udvalg|udvalgene|råd|nævn)\b", re.I)
_EVERY = re.compile(r"\b(?:alle|øvrige|resten|samtlige)\b", re.I)
_WORDS = re.compile(r"[^\W\d_]+")
_NO_STEM = frozenset(("og", "for", "i", "udvalg", "udvalget", "udv"))
_ENDS = ("udvalget", "udvalg")
_SHARED, _LEAST = 0.66, 3
_FEWEST_KEYS = 3


class MeetingNames:
    """Names of bodies in one workbook, whose ``texts`` may say what its own abbreviations stand for."""

    def __init__(self, bodies: Sequence[Body], texts: Iterable[str]) -> None:
        self._reader = CommitteeReader(by_every_name(bodies))
        self._stems = {body.short: _stems(body.name) for body in bodies}
        self._own: dict[str, str] = {}
        self._letters: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None
        every = list(texts)
        own = {code: short for text in every if "=" in text or ":" in text for code, short in self._defined(text)}
        is_weekday = set("MTOF") <= set(every)  # a calendar with a letter for each weekday
        self._letters = {one: own[one] for one in own if len(one) == 1 and not (is_weekday and one in "MTOFLS")}
        own = {code: short for code, short in own.items() if len(code) > 1}
        self._own = {code: short for code, short in own.items() if self._one(code) != short}
        if self._own:
            codes = "|".join(re.escape(code) for code in sorted(self._own, key=len, reverse=True))
            self._pattern = re.compile(rf"(?<![\w&])(?:{codes})(?![\w&])")

    def _defined(self, text: str) -> list[tuple[str, str]]:
        found = (
            (one[1], self._one(name))
            for one in _DEFINED.finditer(text)
            if _may_stand_for(one[1], name := one[2].split(" kl")[0].strip(" .)"), is_sure="=" in one[0])
        )
        return [(code, short) for code, short in found if short]

    def is_list(self, text: str) -> bool:
        """True for a text that says what abbreviations stand for."""
        return bool(self._defined(text))

    def named(self, text: str) -> tuple[str, ...]:
        """The bodies that a cell names beside nothing but what kind of meeting it is; () where it says other things."""
        if len(text) > 2 * LONGEST or _AND_OTHERS.search(text) or _DAY_AFTER.search(without_kinds(text)):
            return ()
        if self._letters and (letters := _LETTERS.findall(text)) and set(letters) <= self._letters.keys():
            return tuple(dict.fromkeys(self._letters[one] for one in letters))
        text = self._plain(_WEEKDAY_LINE.sub("", text))
        if whole := self._one(text):
            return (whole,)
        if (twice := _TWICE.match(text)) and (whole := self._one(twice[1])) and whole == self._one(twice[2]):
            return (whole,)
        plain = clean(without_kinds(text).replace("(", " ").replace(")", " ")).strip(" -–:,.•·")
        if not plain:
            return ()
        if whole := self._one(plain):
            return (whole,)
        found: list[str] = []
        parts = _PARTS.split(plain)
        seams = _PARTS.findall(plain)
        while parts:  # „Børne- og ungdomsudvalget og ØK“: the longest run of parts that is one name
            for size in range(len(parts), 0, -1):
                words = parts[0] + "".join(seam + part for seam, part in zip(seams, parts[1:size], strict=False))
                if one := self._one(words.strip(" -–:,.")):
                    break
            else:
                return ()
            found.append(one)
            parts, seams = parts[size:], seams[size:]
        return tuple(dict.fromkeys(found))

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The bodies that a text names anywhere in it."""
        read = self._reader.read(_EVERY.sub(" ", self._plain(text[:_LONGEST_PROSE])))
        found = [*(one.short for one in read.mentions), *read.left_out, *self.named(text)]
        return tuple(dict.fromkeys(found))

    def heading(self, text: str) -> str | None:
        """The one body that the name of a sheet names."""
        return self._one(text)

    def _plain(self, text: str) -> str:
        """The text with the workbook's own abbreviations as those of the register."""
        text = _COMPOUND.sub(r"\1 møde", _DIVIDED.sub("", text))
        return self._pattern.sub(lambda found: self._own[found[0]], text) if self._pattern else text

    def _one(self, text: str) -> str | None:
        if not text:
            return None
        body = self._reader.find(text) or (self._reader.find(text.upper()) if _SMALL.match(text) else None)
        return body.short if body else self._informal(text)

    def _informal(self, text: str) -> str | None:
        """The body that „Børn/Unge“ or „Miljø & Teknik“ names: each word is like that of its name, in their order."""
        words = _stems(text)
        found = [
            short
            for short, stems in self._stems.items()
            if len(words) == len(stems) > 0 and all(map(_are_alike, words, stems, [len(words) > 1] * len(words)))
        ]
        if not found and len(words) == 1:
            found = self._begun(fold(words[0]))
        return found[0] if len(found) == 1 else None

    def _begun(self, area: str) -> list[str]:
        """The body whose area is written without the s before „udvalg“, where no other body's name begins so."""
        begun = [short for short, stems in self._stems.items() if fold("".join(stems)).startswith(area)]
        return [short for short in begun if len(begun) == 1 and list(map(fold, self._stems[short])) == [f"{area}s"]]


def without_kinds(text: str) -> str:
    """A text without what kind of meeting it is and when it begins; the kind first, „1. behandling“ is no time."""
    return clean(TIME.sub(" ", KINDS.sub(" ", text)))


def _may_stand_for(code: str, name: str, *, is_sure: bool) -> bool:
    """Whether a word may be short for a name. „Aflyst: BUU“ and „Tirsdag: BUU“ say something of it; after a colon a
    short form has capitals, or the letters of the name in their order.
    """
    if _NO_CODE.match(code):
        return False
    if is_sure or (sum(map(str.isupper, code)) > 1 and len(code) <= _LONGEST_CODE):
        return True
    rest = iter(name.lower())
    return all(letter in rest for letter in code.lower() if letter.isalpha())


def _stems(name: str) -> list[str]:
    words = (word.lower() for word in _WORDS.findall(name))
    stems = (next((word.removesuffix(end) for end in _ENDS if word.endswith(end)), word) for word in words)
    return [word for word in stems if word and word not in _NO_STEM]


def _are_alike(word: str, stem: str, is_one_of_several: bool) -> bool:
    """Whether two words begin alike; one that stands alone has to be the whole of the other."""
    if not is_one_of_several:
        return fold(word) == fold(stem)
    shorter = min(len(word), len(stem))
    shared = next((at for at in range(shorter) if word[at] != stem[at]), shorter)
    return shared >= _LEAST and shared >= _SHARED * shorter


def letter_keys(cells: Mapping[tuple[int, int], str]) -> Iterator[tuple[int, int]]:
    """The cells of lists that say at the right of a sheet what letters stand for, „N | Natur og Teknik“: three or more
    names below each other, with nothing behind them, each after a letter of its own with which a word of it begins.
    """
    last: dict[int, int] = {}
    for row, column in cells:
        last[row] = max(column, last.get(row, column))
    blocks: list[list[tuple[int, int]]] = []  # the last cells of rows below each other in one column
    for cell in sorted(last.items(), key=lambda at: (at[1], at[0])):
        if not blocks or blocks[-1][-1] != (cell[0] - 1, cell[1]):
            blocks.append([])
        blocks[-1].append(cell)
    for block in blocks:
        pairs = [(cells.get((row, column - 1), ""), cells[row, column]) for row, column in block]
        letters = [(code, name) for code, name in pairs if len(code) == 1 and code.isupper()]
        is_key = all(code in {stem[0].upper() for stem in _stems(name)} for code, name in letters)
        if is_key and len(letters) == len({code for code, _ in letters}) >= _FEWEST_KEYS:
            yield from ((row, at) for row, column in block for at in (column - 1, column) if (row, at) in cells)


def keys(cells: Mapping[tuple[int, int], str]) -> Iterator[str]:
    """What a sheet explains in two cells beside each other, „KUF | Kultur- og Fritidsudvalget“, or in brackets after
    the name, as „KUF: Kultur- og Fritidsudvalget“; the letters are those that the words of the name begin with.
    """
    for (row, column), text in cells.items():
        beside = cells.get((row, column + 1), "")
        twice = _TWICE.match(text)
        pairs = [(text, beside), (beside, text), *([(twice[2], twice[1])] if twice else [])]
        yield from (f"{code}: {name}" for code, name in pairs if _are_initials(code, name))
    of_letters = set(letter_keys(cells))
    for row, column in of_letters:
        if (row, column + 1) in of_letters:
            yield f"{cells[row, column]}={without_kinds(cells[row, column + 1]).replace(',', ' ')}"


def _are_initials(code: str, name: str) -> bool:
    """Whether capitals are the first letters of all words of a name, in any order, also with that of „udvalg“."""
    initials = sorted(stem[0].upper() for stem in _stems(name))
    letters = sorted(code)
    return len(initials) > 1 and code.isupper() and (letters == initials or letters == sorted([*initials, "U"]))
