"""Numbers of items in a text: after a word that says so („pkt. 3.05 og 3.06“), as an id, or with their stops.

A figure alone („§ 10“, „kl. 9“, „12. marts“) is an item's number only where it stands as one: alone in its clause.
"""

import re
from collections.abc import Iterator

_NUMBER = r"[A-ZÆØÅ]{0,3}+[ .-]?\d{1,4}+(?:[.-]\d{1,4}+)*+[a-z]?(?!\w)"
_UNTIL = r"(?:til(?: og med| ?& ?med)?\b|t\.?o\.?m\b\.?)"
#: The word may stand before each: „nr. 2 til nr. 4“.
_ONCE_MORE = r"(?:(?:nr|nummer|pkt|punkt)\b\.?\s?)?+"
_REFERENCE = re.compile(
    r"(?:#|\b(?:pkt|punkt(?:et|er|erne)?|nr|nummer|numre|emne(?:t|r)?|indsats(?:en|er)?|sag(?:en|er)?|initiativ(?:et|er)?"
    r"|forslag(?:et)?|linje)\b[.:]?)\s*+(?:(?:nr|nummer|pkt)\b[.:]?\s*+)?+",
    re.I,
)
#: „00.30.00-S00-1-25“ and „25/1234“ are numbers of cases, in the archive's key and by year.
_CASE = re.compile(r"\b\d\d\.\d\d(?:\.\d\d)?-[A-ZÆØÅ]\d\d(?:-\d{1,5}-\d\d)?\b|\b(?:20)?\d\d/\d{3,6}\b")
#: A number that follows, perhaps after another.
_NEXT = re.compile(
    rf"\s{{0,3}}(?:(?:,|og\b|samt\b|&|\+|/|-|–|{_UNTIL})\s{{0,3}}{_ONCE_MORE})?(?P<number>{_NUMBER})"
    r"(?!\.?\s{0,2}(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))",  # „lukket sag 12. marts“
    re.I,
)
_MOST_NUMBERS = 13
#: „3-5“, „3.02 til 3.05“, „D-3–D-7“: the first and the last of several.
_RANGE = re.compile(
    r"(?<![\w.,])(?P<stem>(?:[A-ZÆØÅ]{1,3}[ .-]?)?(?:\d{1,3}\.){0,3})(?P<first>\d{1,4})\s?"
    rf"(?:-|–|{_UNTIL})\s?{_ONCE_MORE}"
    r"(?P=stem)?(?P<last>\d{1,4})(?![\w,]|\.\d)",
    re.I,
)
_WIDEST_RANGE = 99
#: Numbers and nothing else, from where a clause begins to its end or its verb.
_ALONE = re.compile(
    rf"(?:\A|[\n:=;]|(?P<open>\()|\b[Ee]r\b)\s{{0,3}}"
    rf"(?P<numbers>{_NUMBER}(?:\s?(?:,|,? ?\bog\b|\bsamt\b|&|\+|-|–|\b{_UNTIL})\s?{_NUMBER})*+)"
    r"(?=\.?\s{0,3}(?:\Z|[\n:=(;–]|(?(open)\)|(?!))|(?:er|skal|må|kan|bør|holdes|behandles|drøftes|udsendes|sendes|lukkes)\b))",
)
#: Numbers that a clause says something of: „2 og 3 skal på lukket dagsorden“.
_SPOKEN_OF = re.compile(
    r"(?:\A|[\n:;]|\bat\b)\s{0,3}"
    rf"(?P<numbers>{_NUMBER}(?: ?(?:,|,? ?\bog\b|\bsamt\b|&|-|–|\btil\b) ?{_NUMBER}){{0,12}}+)"
    r"\s{1,3}(?:er|skal|må|kan|bør|holdes|behandles|drøftes|udsendes|sendes|lukkes)\b"
)
_AS_WRITTEN = re.compile(_NUMBER)
_ID = re.compile(r"(?<![\w.-])[A-ZÆØÅ]{1,4}[ .-]?\d{1,4}(?:[.-]\d{1,4})*[a-z]?(?![\w])")
#: A time of day and a day of the month have stops too.
_OF_TIME = re.compile(r"\b(?:kl|den|d)\.?\s{0,2}\Z", re.I)
_DOTTED = re.compile(r"(?<![\w.,-])\d{1,3}(?:\.\d{1,3}){1,3}(?![\w,]|\.\d|[ ]?(?:mio|mill|kr|pct|%|t\.?kr))")


def bare_number(number: str) -> str:
    """A number of an item as it is compared: „D-3.06.“ is „d3.06“, and „3-06“ and „3,06“ are „3.06“."""
    joined = re.sub(r"\s|(?<=[^\W\d])[.-](?=\d)", "", number)
    return re.sub(r"[,-]", ".", joined).rstrip(".:)").casefold()


def numbers_named(text: str) -> list[str]:
    """The numbers that a word before them says are items'."""
    return [number for number, _ in _referred(text)]


def numbers_spoken_of(text: str) -> set[str]:
    """The numbers that a clause of the text says something of, also without a word that says whose they are."""
    found: set[str] = set()
    for match in _SPOKEN_OF.finditer(text):
        found |= {number[0] for number in _AS_WRITTEN.finditer(match["numbers"])} | _between(match["numbers"])
    return found


def numbers_meant(text: str) -> set[str]:
    """The numbers that are items': by a word before them, by their form, or as they stand alone in a clause."""
    found = {*numbers_named(text), *(match[0] for match in _ID.finditer(text))}
    found |= {
        match[0]
        for match in _DOTTED.finditer(text)
        if not _OF_TIME.search(text[max(0, match.start() - 6) : match.start()])
    }
    for match in _ALONE.finditer(text):
        found |= {number[0] for number in _AS_WRITTEN.finditer(match["numbers"])} | _between(match["numbers"])
    return found


def _between(text: str) -> set[str]:
    """The numbers from the first to the last of each range in a text."""
    found: set[str] = set()
    for match in _RANGE.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        width = len(match["first"]) if match["first"].startswith("0") else 0
        found |= {f"{match['stem']}{number:0{width}}" for number in range(first, min(last, first + _WIDEST_RANGE) + 1)}
    return found


def numbers_quoted(text: str) -> Iterator[tuple[str, str]]:
    """Every number that may be an item's by how it is written, each with the words that quote it."""
    yield from _referred(text)
    for pattern in (_ID, _DOTTED):
        yield from ((match[0], match[0]) for match in pattern.finditer(text))


def _referred(written: str) -> Iterator[tuple[str, str]]:
    text = _CASE.sub(lambda match: "§" * len(match[0]), written)
    for word in _REFERENCE.finditer(text):
        numbers: list[str] = []
        end = word.end()
        while len(numbers) < _MOST_NUMBERS and (match := _NEXT.match(text, end)):
            numbers.append(match["number"])
            end = match.end()
        words = written[word.start() : end]
        parts = {part for number in numbers for part in (number, *number.split("-"))}
        yield from ((part, words) for part in sorted(parts | _between(words)))
