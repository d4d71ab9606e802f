"""Numbers of items in a text: after a word that says so („pkt. 3.05 og 3.06“), as an id, or with their stops."""

import re
from collections.abc import Iterator

_NUMBER = r"[A-ZÆØÅ]{0,3}+[ .-]?\d{1,4}+(?:[.-]\d{1,4}+)*+[a-z]?(?!\w)"
_REFERENCE = re.compile(
    r"\b(?:pkt|punkt(?:et|er|erne)?|nr|nummer|numre|emne(?:t|r)?|indsats(?:en|er)?|sag(?:en|er)?|initiativ(?:et|er)?"
    r"|forslag(?:et)?|linje)\b[.:]?\s*+(?:(?:nr|nummer|pkt)\b[.:]?\s*+)?+",
    re.I,
)
#: A number that follows, perhaps after another.
_NEXT = re.compile(rf"\s{{0,3}}(?:(?:,|og\b|samt\b|&|/|-|–|til\b)\s{{0,3}})?(?P<number>{_NUMBER})", re.I)
_MOST_NUMBERS = 13
_ID = re.compile(r"(?<![\w.-])[A-ZÆØÅ]{1,4}[ .-]?\d{1,4}(?:[.-]\d{1,4})*[a-z]?(?![\w])")
_DOTTED = re.compile(r"(?<![\w.,-])\d{1,3}(?:\.\d{1,3}){1,3}(?![\w,]|\.\d|[ ]?(?:mio|mill|kr|pct|%|t\.?kr))")


def bare_number(number: str) -> str:
    """A number of an item as it is compared: „D-3.06.“ is „d3.06“, and „3-06“ and „3,06“ are „3.06“."""
    joined = re.sub(r"\s|(?<=[^\W\d])[.-](?=\d)", "", number)
    return re.sub(r"[,-]", ".", joined).rstrip(".:)").casefold()


def numbers_named(text: str) -> list[str]:
    """The numbers that a word before them says are items'."""
    return [number for number, _ in _referred(text)]


def numbers_quoted(text: str) -> Iterator[tuple[str, str]]:
    """Every number that may be an item's by how it is written, each with the words that quote it."""
    yield from _referred(text)
    for pattern in (_ID, _DOTTED):
        yield from ((match[0], match[0]) for match in pattern.finditer(text))


def _referred(text: str) -> Iterator[tuple[str, str]]:
    for word in _REFERENCE.finditer(text):
        numbers: list[str] = []
        end = word.end()
        while len(numbers) < _MOST_NUMBERS and (match := _NEXT.match(text, end)):
            numbers.append(match["number"])
            end = match.end()
        for number in numbers:
            yield from ((part, text[word.start() : end]) for part in {number, *number.split("-")})
