"""Other ways of writing the same time, turned into the one that the grammar knows, on the normalised text.

Only what can be told from the signs themselves stands here; words and their meaning are the tables' business.
"""

import re

from udmoentning_xl.danish import MONTHS
from udmoentning_xl.values.dates_lexer import known_words

_MONTH_OR_FIGURE = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|\d)"
_ENGLISH_MONTH = r"((?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october)"
#: What is turned and the months it has: the turn of a quarter (kvartalsskiftet 1/2 2027) is that of two months.
_TURNED = (("måned", 1), ("kvartal", 3))
_REWRITES = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        *(
            (
                rf"\b{word}s?skiftet? {one}\.?(?: ?[/-] ?| og ){one + 1}\b\.?(?: kvartal)?",
                f"månedsskiftet {MONTHS[one * size - 1]}/{MONTHS[one * size]}",
            )
            for word, size in _TURNED
            for one in range(1, 12 // size)
        ),
        (r"\bhalvårs?skiftet?\b", "månedsskiftet juni/juli"),
        (rf"\b{_ENGLISH_MONTH} (\d\d?)(?:st|nd|rd|th)\b,?", r"\2. \1"),  # June 1st
        (r"(?<=\d)(?:st|nd|rd|th)\b(?: of\b)?", "."),  # the 1st of June
        (r"(?<=[./-]\d{4}) \d\d[.:]\d\d(?:[.:]\d\d)?(?= ?(?:\n|\Z))", ""),  # the midnight of an exported date
        (r"(?<=\d)\.\.(?= )", "."),
        (r"(?<=\d)\.\.(?=\d\d?\.\d{4}(?!\d))", "."),  # a full stop too many in a date
        (r"(?<=\d) \([^()\d]{3,30}\)(?= 20\d\d(?!\d))", ""),  # uge 7 (vinterferien) 2026
        (r"\A(\d\d) (\d\d) (20\d\d|2\d)\Z", r"\1.\2.\3"),
        (r"(?<=[^\W_])_(?=[^\W_])", " "),
        (r"\b(?:overslags|budget)år ?[0-4] ?\((20\d\d)\)", r"\1"),  # which overslagsår 2 is
        (r"\b(2\d)q([1-4])\b", r"q\2 20\1"),
        (r"\b[kq]\.? ([1-4])\b(?=[ .](?:20)?2\d\b)", r"\1. kvartal"),
        (r"\b([1-4])\. ?[kq]\.? (?=(?:20)?2\d\b)", r"\1. kvartal "),
        (rf"\bmed\. ?(?={_MONTH_OR_FIGURE})", "medio "),
        (r"\bårets (?=(?:første|andet|anden|tredje|fjerde|sidste|[1-4]\.?) (?:kvartal|halvår|måned)\b)", ""),
        (r"\bikke (?:[a-zæøå]+ ){1,2}(?=(?:før|inden)\b)", "ikke "),  # "ikke aktuelt før 2026" opens in 2026
        (r"\Aikke [^,;.\n]{1,40}, men (?=\S)", ""),
    )
)
_BLANKS = re.compile(r"[ \t]{2,}|\t")
_BROKEN_WORD = re.compile(r"(?<![a-zæøå])([a-zæøå]{2,}+)-\n([a-zæøå]{2,}+)")


def rewritten(text: str) -> str:
    """Return the normalised text in the grammar's own writing, a word that was parted at a line's end whole again."""
    text = _BLANKS.sub(" ", text)
    for pattern, into in _REWRITES:
        text = pattern.sub(into, text)
    return _BROKEN_WORD.sub(_whole, text) if "-\n" in text else text


def _whole(match: re.Match[str]) -> str:
    word = match[1] + match[2]
    return word if word in known_words() else match[0]
