"""Text as a reader sees it: letters that only look like ours, letters with spaces between, words with hidden hyphens.

A disguise is rarely meant as one: text comes from PDF files, from Word, from a heading that was set wide. What the
words mean is for ``words``.
"""

import re
import unicodedata

from udmoentning_xl.danish import clean

#: Letters of other alphabets by the Latin letter that they look like; NFKC knows full-width and mathematical ones.
_ALIKE = {
    "a": "аɑα", "b": "ЬƄ", "c": "сϲᴄ", "d": "ԁɗ", "e": "еєɛҽε", "f": "ƒϝ", "g": "ɡցґ", "h": "һհ", "i": "іɩıιỉ",
    "j": "јϳ", "k": "кκқᴋ", "l": "ӏǀ∣│ⅼ", "m": "мᴍ", "n": "пոη", "o": "оοօσ०ᴏ", "p": "рρ", "r": "гᴦ", "s": "ѕꜱ",
    "t": "тτᴛ", "u": "υսᴜ", "v": "ѵνᴠ", "w": "ѡԝ", "x": "хχ×", "y": "уүγ", "z": "ᴢ",
    "A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "F": "Ϝ", "G": "Ԍ", "H": "НΗ", "I": "ІΙӀ", "J": "ЈͿ", "K": "КΚК",
    "L": "Ꮮ", "M": "МΜ", "N": "Ν", "O": "ОΟՕ", "P": "РΡ", "R": "Ꭱ", "S": "Ѕ", "T": "ТΤ", "U": "Ս", "V": "Ѵ",
    "X": "ХΧ", "Y": "ΥҮ", "Z": "ΖZ",
}  # fmt: skip
_LATIN = {ord(char): latin for latin, alike in _ALIKE.items() for char in alike}
#: Text in which nothing can be masked by another letter; nearly all text is.
_ORDINARY = re.compile(r"[ -~\næøåÆØÅ§–„“”’%]*+")
_OURS = frozenset("æøåÆØÅ§")
#: A digit or sign inside a word in the place of a letter.
_LEET = str.maketrans("013457@|$€", "oieastaise")
_SIGNS = "013457@|$€"
_LEET_L = str.maketrans("013457@|$€", "oleastalse")
_TOKEN = re.compile(r"(?<![\w@|$€])[\w@|$€]{5,40}+(?![\w@|$€])")
#: Four letters or more, each by itself, with the same sign between.
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?P<sign>[ ._*·|-])(?:[^\W\d_](?P=sign)){2,60}[^\W\d_](?!\w)")
#: A capital I that stands for an l.
_CAPITAL_I = re.compile(r"\bI(?=ukk)")
#: A sign or line break inside a word.
_INSIDE = re.compile(r"(?<=[^\W\d_])(?:[-_.*~·'|/]\n?|\n)(?=[^\W\d_])")
_STEMS = ("luk", "fortr", "hemm", "person", "tavs", "konfid")


def unmasked(text: str) -> str:
    """``text`` cleaned and in the letters that it looks to be written with; case and punctuation stay."""
    text = clean(text)
    if not _ORDINARY.fullmatch(text):
        text = "".join(map(_plain, unicodedata.normalize("NFKC", text.translate(_LATIN))))
    text = _CAPITAL_I.sub("l", text)
    text = _SPACED.sub(lambda match: match[0].replace(match["sign"], ""), text)
    return _TOKEN.sub(_without_digits, text) if any(sign in text for sign in _SIGNS) else text


def glued(text: str) -> str:
    """An unmasked text without the signs and line breaks that stand inside its words."""
    return _INSIDE.sub("", text)


def _plain(char: str) -> str:
    if char.isascii() or char in _OURS or not char.isalpha():
        return "" if unicodedata.combining(char) or unicodedata.category(char) == "Cf" else char
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else char


def _without_digits(match: re.Match[str]) -> str:
    if match[0].isalpha() or match[0].isdecimal():
        return match[0]
    for table in (_LEET, _LEET_L):
        word = match[0].translate(table)
        if word.casefold().startswith(_STEMS):
            return word
    return match[0]
