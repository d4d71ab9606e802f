"""Danish as it is written: text made comparable, sort order, and numbers, dates and lists as a reader expects them.

Nothing here knows what a plan is; what a written date or amount *means* is the business of ``values``.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
#: The alternatives of a pattern for a month in full or shortened, which more letters may follow.
MONTH_STARTS = "|".join(month[:3] for month in MONTHS)

#: Every character that people and word processors write for a hyphen, a dash or a minus.
DASHES = "-‐‑‒–—―−﹘﹣－"

_LINE_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_PADDED_BREAK = re.compile(r" ?\n ?")
_SPACES = re.compile(r" {2,}")
_DASH = re.compile(f"[{re.escape(DASHES)}]")
_PLAIN = re.compile(r"[!-~æøåÆØÅ]+(?: [!-~æøåÆØÅ]+)*")
#: What stands where nothing is said.
_NOTHING = f"{DASHES}./ "
#: Letters of other alphabets that look like ours; they come with copied text and can not be seen on a screen.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХаеорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧ∅⌀", "ABEKMHOPCTYXaeopcyxABEZHIKMNOPTYXØØ")
_DIGRAPHS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("ä", "æ"), ("ö", "ø"))
#: Beyond this a text is no misspelt name, and comparing it would take long.
_LONGEST_WORD = 150
#: The shortest text in which two letters that have changed places are a slip of the pen.
_SHORTEST_SWAPPED = 3
_SORTED_LAST = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})


def is_one_line(text: str) -> bool:
    """True when ``text`` has no line break, tabulator or other control character."""
    return not _CONTROL.search(text)


def one_line(text: str) -> str:
    """``text`` with one blank for every run of white space and control characters, and none at its ends."""
    return " ".join(_CONTROL.sub(" ", text).split())


def says_something(text: str) -> bool:
    """Whether there is more in a text than dashes and the like, which people write where nothing is said."""
    return bool(text.strip(_NOTHING))


def shortened(text: str, longest: int) -> str:
    """``text`` on one line, cut to ``longest`` characters and „…“ where it is longer."""
    line = one_line(text)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def clean(text: str) -> str:
    """Return ``text`` composed (NFC), every kind of space as one space, invisible characters gone, ends stripped.

    Line breaks of every kind become ``\\n`` and stay; runs of spaces collapse; dashes and signs stay as written.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", text))
    text = text.translate(_VISIBLE)
    return _PADDED_BREAK.sub("\n", _SPACES.sub(" ", text)).strip(" \n")


def _visible(char: str) -> str:
    """A space for a space, nothing for a format character or variation selector, else the character itself."""
    if char == "\n":
        return char
    category = unicodedata.category(char)
    if category in ("Zs", "Cc"):
        return " "
    return "" if category == "Cf" or "\ufe00" <= char <= "\ufe0f" else char


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return the form in which two spellings of the same words are equal; idempotent.

    Case, accents, look-alike letters, aa/ae/oe against å/æ/ø, ``&`` and ``+`` against og do not count. Full stops
    and apostrophes vanish ("m.fl." = "mfl"); every other mark of punctuation, and every hyphen, parts two words.
    """
    text = clean(text).translate(_LOOKALIKES).casefold()
    text = unicodedata.normalize("NFC", text).translate(_MATCHING)
    for written, letter in _DIGRAPHS:
        text = text.replace(written, letter)
    return " ".join(text.split())


def _matching(char: str) -> str:
    """What one character of case-folded text counts for when matching."""
    if char in "&+":
        return " og "
    if char in ".'’‘´`":
        return ""
    if char in "åäöæø%#§" or (char.isascii() and char.isalnum()):
        return char
    base = "".join(part for part in unicodedata.normalize("NFD", char) if not unicodedata.combining(part))
    return " " if not base or base.isspace() or unicodedata.category(base[0]).startswith(("P", "C")) else base


class _PerCharacter(dict[int, str]):
    """A table for ``str.translate`` that asks a function about each character once."""

    def __init__(self, function: Callable[[str], str]) -> None:
        self._function = function

    def __missing__(self, code: int) -> str:
        self[code] = self._function(chr(code))
        return self[code]


_VISIBLE, _MATCHING = _PerCharacter(_visible), _PerCharacter(_matching)


def sort_key(text: str) -> tuple[str, str]:
    """Return a key that sorts as a Danish index: æ, ø, å last, aa as å, ü as y, and 2 before 10."""
    letters = clean(text).casefold().replace("aa", "å").translate(_SORTED_LAST)
    base = "".join(part for part in unicodedata.normalize("NFD", letters) if not unicodedata.combining(part))
    return re.sub(r"[0-9]+", _sorted_number, base), text


def _sorted_number(run: re.Match[str]) -> str:
    digits = run[0].lstrip("0") or "0"
    return f"{len(digits):05d}{digits}"


def kroner(amount: int) -> str:
    """Return whole kroner in full, "1.250.000 kr."."""
    return f"{_grouped(amount)} kr."


def thousands(amount: int) -> str:
    """Return whole kroner in 1.000 kr. without the unit, "1.250"; halves are rounded away from zero."""
    return _grouped((abs(amount) + 500) // 1000 * (-1 if amount < 0 else 1))


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def day(when: date) -> str:
    """Return a date in figures, "31-03-2024"."""
    return f"{when.day:02d}-{when.month:02d}-{when.year:04d}"


def long_day(when: date) -> str:
    """Return a date in words, "31. marts 2024"."""
    return f"{when.day}. {MONTHS[when.month - 1]} {when.year}"


def day_and_month(when: date) -> str:
    """Return a date in words without its year, "31. marts"."""
    return f"{when.day}. {MONTHS[when.month - 1]}"


def listed(parts: Sequence[str], last: str = "og") -> str:
    """Return the parts as a sentence lists them, "a, b og c"; ``last`` is the word before the last one."""
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def some(parts: Sequence[str], most: int, other: str = "anden") -> str:
    """Return the first ``most`` parts as a sentence lists them, and how many more there are: "a, b og 3 andre".

    ``other`` is the word for one more of them.
    """
    left = len(parts) - most
    return listed([*parts[:most], *([counted(left, other, "andre")] if left > 0 else [])])


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun, "1 indsats" or "3 indsatser"."""
    return f"{_grouped(number)} {one if number == 1 else many}"


def suggest(word: str, known: Iterable[str]) -> str | None:
    """Return the known spelling most like ``word``, or None when none is near; the order of words does not count.

    The bar is a likeness of 0.7 between the folded forms (0.6 between two short codes, in which one letter weighs a
    third), so that a slip of the pen is caught and another word is not.
    """
    wanted = fold(word)
    if len(wanted) > _LONGEST_WORD:
        return None
    best, best_ratio = None, 0.0
    for candidate in known:
        ratio = _likeness(wanted, fold(candidate))
        if ratio > best_ratio:
            best, best_ratio = candidate, ratio
    return best


def is_near(word: str, other: str) -> bool:
    """True when the two are the same words but for a slip of the pen, by the bar of ``suggest``."""
    return suggest(word, [other]) is not None


def _likeness(one: str, other: str) -> float:
    """The likeness of two folded texts, 0 when it is below the bar of ``suggest``."""
    bar = 0.6 if max(len(one), len(other)) <= 4 else 0.7
    if not one or not other or 2 * min(len(one), len(other)) < bar * (len(one) + len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < bar:
        return 0.0
    one, other = (" ".join(sorted(text.split())) for text in (one, other))
    ratio = max(matcher.ratio(), SequenceMatcher(None, one, other, autojunk=False).ratio(), _swapped(one, other))
    return ratio if ratio >= bar else 0.0


def _swapped(one: str, other: str) -> float:
    """The likeness of two texts of which two neighbouring letters have changed places, as if half a letter differed."""
    differs = [place for place, (here, there) in enumerate(zip(one, other, strict=False)) if here != there]
    if len(one) != len(other) or len(one) < _SHORTEST_SWAPPED or len(differs) != 2 or differs[1] - differs[0] != 1:
        return 0.0
    first, second = differs
    is_swap = (one[first], one[second]) == (other[second], other[first])
    return 1 - 1 / (2 * len(one)) if is_swap else 0.0
