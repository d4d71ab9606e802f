"""From a cell's text to tokens: one spelling of every sign, expressions of several words joined.

Nothing here knows what a date is; the grammar of one time phrase is ``dates_grammar``.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from udmoentning_xl.values import dates_marks, dates_words
from udmoentning_xl.values.dates_spelling import correct, with_danish_letters

MAX_DIGITS = 9  # a longer number is no date, and int() refuses numbers of thousands of digits
NO_NUMBER = 10**MAX_DIGITS  # the value of such a number, and of 2o24
NEWLINE = "\n"
BULLET = "•"
ARROW = "→"
BODY = "¤"  # stands for the name of a body that the caller knows


class Token(NamedTuple):
    """A number, a word (lower case), a sign (one character) or the end of the text (empty)."""

    text: str
    value: int = -1  # of a number
    gap: bool = False  # white space stands before it
    note: str = ""  # a corrected spelling, in Danish
    start: int = 0  # where it stands in the text
    end: int = 0

    @property
    def digits(self) -> int:
        """How many figures a number is written with; 0 for all else, and more than any date has for 2o24."""
        return 0 if self.value < 0 else len(self.text) if self.value < NO_NUMBER else MAX_DIGITS + 1


END = Token("")
Tokens = list[Token]


def at(tokens: Tokens, index: int) -> Token:
    """The token, or the end of the text."""
    return tokens[index] if index < len(tokens) else END


_SIGNS = {
    "‐‑‒–—―−⁃﹘﹣－": "-",
    "’‘‛`´′ʼ＇": "'",
    "→⇒➔➜⟶➝►▶": f" {ARROW} ",
    "·•●▪◦‣∙○■*": f" {BULLET} ",
    '\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f¹²³⁴⁵⁶⁷⁸⁹⁰ªº"“”„«»': "",  # invisible, quotes, footnote marks
    "\r\v\f\x85\u2028\u2029": NEWLINE,
    "⁄": "/",
}
_TABLE = {ord(sign): plain for signs, plain in _SIGNS.items() for sign in signs}
_ASCII_TABLE = {sign: plain for sign, plain in _TABLE.items() if sign < 128}
# UTF-8 that was read as Windows-1252 on its way through a CSV file.
_MOJIBAKE = {"Ã¥": "å", "Ã¸": "ø", "Ã¦": "æ", "Ã˜": "Ø", "Ã†": "Æ", "Ã…": "Å", "â€“": "-"}


def normalise(text: str) -> str:
    """Return the text in lower case with one sign for each meaning; Unicode forms and broken letters repaired."""
    if text.isascii():
        return text.translate(_ASCII_TABLE).lower()
    if "Ã" in text or "â€" in text:
        for broken, right in _MOJIBAKE.items():
            text = text.replace(broken, right)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFC", text).translate(_TABLE)).lower()


def in_place(text: str) -> str:
    """The text in lower case with one sign for each meaning, every character where it stood."""
    return "".join(plain if len(plain := one.translate(_TABLE).strip().lower()) == 1 else " " for one in text)


@lru_cache(maxsize=1)
def _token_pattern() -> re.Pattern[str]:
    # Line break, number with an o for a nought, number, dotted abbreviation (t.o.m.), word, arrow, any other sign.
    return re.compile(
        r"\n|(?<![\do])\d++o[\do]*+(?![^\W_])|\d+|(?:[^\W\d_]\.){2,}[^\W\d_]{0,3}|[^\W\d_]+"
        r"|(?<![-=])[-=]++>|[<>]=|\S"
    )


def tokenise(text: str) -> Tokens:
    """Return the tokens of a normalised text, expressions joined, with a few ends behind as a sentinel."""
    raw = list(_raw_tokens(text))
    starts = _expressions()
    joined = list(_joined(raw)) if any(token.text in starts for token in raw) else raw
    return [*joined, END, END, END, END]


def _raw_tokens(text: str) -> Iterator[Token]:
    known = known_words()
    end = 0
    for match in _token_pattern().finditer(text):
        piece, (start, after) = match.group(), match.span()
        gap, end = start > end, after
        if piece in known or (len(piece) == 1 and not piece.isdecimal()):
            yield Token(piece, -1, gap, "", start, end)
        elif piece[0].isdecimal():
            plain = piece.isdecimal() and len(piece) <= MAX_DIGITS
            yield Token(piece, int(piece) if plain else NO_NUMBER, gap, "", start, end)
        elif piece[0].isalpha():
            yield from (token._replace(start=start, end=end) for token in _words(piece, gap, known))
        else:
            yield Token({"<=": "≤", ">=": "≥"}.get(piece, ARROW), -1, gap, "", start, end)


def _words(piece: str, gap: bool, known: Collection[str]) -> Iterator[Token]:
    """An unknown word: an abbreviation without its dots, a month's meeting as two words, or its right spelling."""
    if "." in piece:
        dotted = piece.rstrip(".")
        yield Token(dotted if dotted in known else dotted.replace(".", ""), -1, gap)
        return
    month, meeting, rest = piece.partition("møde")
    if meeting and len(rest) < 4 and month in dates_words.MONTHS:
        yield Token(month, -1, gap)
        yield Token(meeting, -1, True)
        return
    right = correct(piece, known)
    guessed = right != piece and right != with_danish_letters(piece)
    yield Token(right, -1, gap, f"»{piece}« læst som {right}" if guessed else "")


def _joined(raw: Tokens) -> Iterator[Token]:
    """Join expressions of several words, longest first; a dot inside one does not count ("pr. år")."""
    starts = _expressions()
    index = 0
    while index < len(raw):
        token = raw[index]
        for expression in starts.get(token.text, ()):
            end = _match(raw, index + 1, expression[1:])
            if end:
                yield token._replace(text=" ".join(expression), end=raw[end - 1].end)
                index = end
                break
        else:
            yield token
            index += 1


def _match(raw: Tokens, index: int, rest: tuple[str, ...]) -> int:
    """The index after the words ``rest``, when they stand at ``index``; else 0."""
    for word in rest:
        if index < len(raw) and raw[index].text == "." and not raw[index].gap:
            index += 1
        if index >= len(raw) or raw[index].text != word:
            return 0
        index += 1
    return index


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """Every word and expression of the two modules of tables."""
    names = {**vars(dates_words), **vars(dates_marks)}
    tables = [table for name, table in names.items() if not name.startswith("_")]
    return frozenset(
        word for table in tables if isinstance(table, (dict, frozenset)) for word in table if isinstance(word, str)
    )


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Every single word that the tables know."""
    return frozenset(part for word in _vocabulary() for part in word.split())


@lru_cache(maxsize=1)
def _expressions() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for word in _vocabulary():
        parts = tuple(word.split())
        if len(parts) > 1:
            found.setdefault(parts[0], []).append(parts)
    return {first: sorted(parts, key=len, reverse=True) for first, parts in found.items()}
