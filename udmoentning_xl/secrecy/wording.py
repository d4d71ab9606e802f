"""Texts as words that can be compared: unmasked, without case, and without the endings that Danish words take."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from udmoentning_xl.values.secrecy import read_secrecy, unmasked

_WORD = re.compile(r"[^\W_]+")
_DIGRAPHS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
#: Endings, the longest first: of number, article (which is an ending in Danish), case and tense; and those that make
#: nouns and adjectives, which stand before them.
_ENDINGS = ("ernes", "enes", "eres", "erne", "ene", "ens", "ets", "ers", "ede", "et", "en", "er", "es", "e", "s", "t")
_MAKERS = ("ning", "else", "els", "ende", "ing", "end")
_SHORTEST = 3
_MARK_WORDS = re.compile(r"[(\[][^()\[\]]*[)\]]|(?:^|[-–—:;,/|])[^-–—:;,/|()]*")


class PlacedWord(NamedTuple):
    """A word of a text: its stem, and where it begins and ends in the unmasked text."""

    stem: str
    start: int
    end: int


def name_key(name: str) -> str:
    """What a name is known again by: „GRENAA“, „Grenås“ and „Grenå“ are one; names take no ending but -s."""
    key = _with_letters(name.casefold())
    return key[:-1] if len(key) > _SHORTEST + 1 and key.endswith("s") else key


def _with_letters(word: str) -> str:
    for written, letter in _DIGRAPHS:
        word = word.replace(written, letter)
    return word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without its ending, so that „grunden“, „grunde“ and „grund“ are one."""
    word = _with_letters(word)
    if len(word) <= _SHORTEST or not word.isalpha():
        return word
    for endings in (_ENDINGS, _MAKERS):
        word = _without(word, endings)
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word


def _without(word: str, endings: Sequence[str]) -> str:
    ending = next((one for one in endings if word.endswith(one) and len(word) - len(one) >= _SHORTEST), "")
    return word.removesuffix(ending)


def words_of(text: str) -> list[PlacedWord]:
    """The words of a text."""
    plain = unmasked(text)
    return [PlacedWord(stem(match[0].casefold()), *match.span()) for match in _WORD.finditer(plain)]


def without_mark(title: str) -> str:
    """A title less what marks it: „Køb af jord (lukket punkt)“ is „Køb af jord“."""
    return _MARK_WORDS.sub(
        lambda match: " " if read_secrecy(match[0].strip("-–—:;,/|()[] ")) else match[0], unmasked(title)
    )
