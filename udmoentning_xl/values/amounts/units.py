"""The units and sign rules of a table of amounts, from its headings, the line above and the notes below."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from udmoentning_xl.danish import clean

_KRONER = r"(?:kr(?:oner|one)?|d\.?kr|dkk)\b\.?"
_WORDS = (
    (rf"(?:mia|mrd|milliard(?:er)?)\b\.?(?:\s?{_KRONER})?", 1_000_000_000),
    (rf"(?:mio|mill?|m)[.,]?\s?{_KRONER}|(?:mio|mill|million(?:er)?)\b\.?(?:\s?{_KRONER})?|(?-i:M)\b", 1_000_000),
    (rf"(?:t|k|tus|tusind(?:e|er)?)\.?\s?{_KRONER}|(?:tus|tusind(?:e|er)?)\b\.?|(?-i:[Kk])\b", 1_000),
    (_KRONER, 1),
)
#: A unit word as it stands beside a figure: "t.kr.", "mio. kr.", "tusind", "DKK", "M".
UNIT_WORD = rf"(?:{'|'.join(pattern for pattern, _ in _WORDS)})"
#: "1.000 kr." where it is a unit and no amount; what stands around it decides.
WRITTEN_THOUSAND = rf"1[. ]?000[\s-]?(?:{_KRONER})"
PRICE_LEVEL = (
    r"(?:(?<!\d)(?:20)?\d\d\s?[-–]?\s?(?:p/?l|priser|prisniveau|pris-\s?og\slønniveau|niveau)\b"
    r"|\b(?:p/?l|prisniveau|pris-\s?og\slønniveau)(?:[\s–-]?niveau)?[\s–-]{0,2}(?:20)?\d\d(?!\d)"
    r"|\b(?:p/?l|prisniveau|pris-\s?og\slønniveau)\b"
    r"|\b(?:løbende|faste|årets)\spriser)"
)
_FACTORS = tuple((re.compile(pattern, re.I), factor) for pattern, factor in _WORDS)
_LABELS = {1: "kr.", 1_000: "1.000 kr.", 1_000_000: "mio. kr.", 1_000_000_000: "mia. kr."}

# An amount as often as a unit, so that it must stand alone.
_WRITTEN_MILLION = rf"(?:\A|\b(?:i|hele)\s)1[. ]000[. ]000\s?(?:{_KRONER})(?=\s*(?:\Z|[)\],(]))"
# In a heading "kr." alone says something only after one of these; a larger unit says it anywhere but beside an amount
# ("2 mio. kr.") or after one of the words that lead up to an amount ("afsat 1.000 kr.").
_NO_FIGURE_NEXT = r"(?!\.?\s?(?!20[0-4]\d\b|\d\d\s?[-–]?\s?p/?l\b)\d)"
_HEADING = re.compile(
    rf"(?P<large>(?:{_WRITTEN_MILLION}|(?<![\d.,]){WRITTEN_THOUSAND}|(?<=[(\[])1[. ]?000(?=[)\]])"
    rf"|\b(?:i|hele)\s1[. ]?000(?![\d.,]|\s?(?:kr|dkk))|(?:kr\.?|dkk)\s?(?:1[. ]?000|[’']000)(?![\d.,])"
    rf"|{'|'.join(f'(?:{pattern})' for pattern, _ in _WORDS[:-1])}){_NO_FIGURE_NEXT})"
    rf"|(?P<small>\b{_KRONER}{_NO_FIGURE_NEXT})",
    re.I,
)
_BARE_LETTER = re.compile(r"[MKk]")
_BEFORE_KRONER = re.compile(r"(?:^|[(\[:,\n]|\b(?:i|hele|danske|beløb|20\d\d|[a-zæøå]+\d\d))\s*$", re.I)
_NO_AMOUNT_BEFORE = re.compile(rf"(?:\b20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?|{PRICE_LEVEL})[\s,:]*$", re.I)
_LEADS_TO_AMOUNT = re.compile(
    r"(?:(?<![a-zæøå\d.,])[\d.,]*\d"
    r"|\b(?:på|til|over|under|med|ca|af|for|end|fra|afsat|bevilget|besparelse|kun|mindst|max|plus|minus|et par|en|to"
    r"|tre))"
    r"[.:]?\s*$",
    re.I,
)


@dataclass(frozen=True)
class Unit:
    """What one written 1 is worth. ``factor`` is whole kroner; ``price_level`` "2024-PL", or "" when none is given."""

    factor: int
    price_level: str = ""
    label: str = ""


class SignRule(StrEnum):
    """Which way a table writes a saving, an income or an underspend."""

    NEGATIVE_IS_SAVING = "negative_is_saving"
    POSITIVE_IS_SAVING = "positive_is_saving"


def factor_of(word: str) -> int:
    """Return the kroner of one written 1 for a text that ``UNIT_WORD`` matched."""
    return next(factor for pattern, factor in _FACTORS if pattern.fullmatch(word))


@lru_cache(maxsize=2048)
def read_unit(text: str) -> Unit | None:
    """Return the unit that a heading, a line or a note gives for the amounts of a table, or None.

    "Beløb i 1.000 kr. (2024-PL)", "i t.kr.", "Service (mio. kr.)" and "hele kr. ekskl. moms" give one; an amount
    ("der er afsat 2 mio. kr.") gives none, nor does a text that names two different units.
    """
    text = clean(text)
    found = {"large": set[int](), "small": set[int]()}
    for match in _HEADING.finditer(text):
        if _says_unit(text[max(0, match.start() - 40) : match.start()], match):
            found[str(match.lastgroup)].add(_heading_factor(match[0]))
    factors = found["large"] or found["small"]
    if len(factors) != 1:
        return None
    factor = factors.pop()
    return Unit(factor, _price_level(text), _LABELS[factor])


def _says_unit(before: str, match: re.Match[str]) -> bool:
    glued = before[-1:].isalpha() and match[0][0].isalpha()
    if glued or _BARE_LETTER.fullmatch(match[0]):
        return False
    if match.lastgroup == "small":
        return bool(_BEFORE_KRONER.search(before))
    return not _LEADS_TO_AMOUNT.search(_NO_AMOUNT_BEFORE.sub("", before))


def _heading_factor(written: str) -> int:
    if written.count("000") == 2:
        return 1_000_000
    return 1_000 if written[-1:].isdigit() or written[0].isdigit() else factor_of(written)


def _price_level(text: str) -> str:
    """The price level of a heading, "2024-PL" or the words as they stand; "" when no year and no word is given."""
    match = re.search(PRICE_LEVEL, text, re.I)
    if match is None:
        return ""
    year = re.search(r"\d+", match[0])
    if year is None:
        return match[0].lower() if "priser" in match[0].lower() else ""
    return f"{int(year[0]) % 100 + 2000}-PL"


# A written + or - is a sign being explained only where it stands in brackets or quotes, beside an equals sign or a
# colon, or before a verb; a dash in running text is a dash.
_SENSE = re.compile(
    r"(?P<plus>\bplus(?:tal\w*|beløb\w*)?\b|\bpositiv\w*|uden fortegn|[(\"'”]\+[)\"'”]|\+(?=\s*[=:])|(?<=[=:])\s*\+"
    r"|\+(?=\s*(?:er|foran|betyder|angiver)\b))"
    r"|(?P<minus>\bminus(?:tal\w*|beløb\w*)?\b|\bnegativ\w*|[(\"'”][-–−÷][)\"'”]|[-–−÷](?=\s*[=:])|(?<=[=:])\s*[-–−÷]"
    r"|[-–−÷](?=\s*(?:er|foran|betyder|angiver)\b))"
    r"|(?P<cost>(?:mindre|færre|lavere)[- ]?indtægt|min\.\s?indtægt|(?<!mindre)(?<!mindre[- ])(?<!min\.)(?<!min\.\s)"
    r"(?:udgift|merudgift|merforbrug)|underskud|udvidelse|forværring|budgetforringelse|penge (?:ud|op af)\b)"
    r"|(?P<saving>(?:mindre|færre|lavere)[- ]?(?:udgift|forbrug)|spar(?:e[rs]?|et|ede)\b"
    r"|min\.\s?(?:udgift|forbrug)|indtægt|besparelse|effektivisering"
    r"|reduktion|overskud|forbedring|gevinst|provenu|penge i(?:nd)?\b)",
    re.I,
)
_SIGNS = ("plus", "minus")
_IS = re.compile(r"\A\s*(?:[=:]|(?:er|betyder|angiver|viser)\b)")
_PLUS_WITH_WORD = re.compile(r"(?<!\w)\+\s?[a-zæøå]", re.I)
_SIGN_WITH_WORD = re.compile(r"(?<!\w)([+\-–−÷])\s?(?=[a-zæøå])", re.I)


@lru_cache(maxsize=2048)
def read_sign_rule(text: str) -> SignRule | None:
    """Return the rule that a heading or note gives for signs, or None when it gives none or contradicts itself.

    "Minus angiver indtægter", "– foran et tal betyder besparelse", "Udgifter (+)/Indtægter (-)" and "Besparelser er
    angivet som positive tal" give one.
    """
    rules = {rule for sentence in re.split(r"[;\n]|\.\s", clean(text)) for rule in _rules_in(sentence)}
    return rules.pop() if len(rules) == 1 else None


def _rules_in(sentence: str) -> list[SignRule]:
    """One rule for each sign and what it stands for; a word goes with the sign before it, or a sign with the word."""
    if _PLUS_WITH_WORD.search(sentence):
        sentence = _SIGN_WITH_WORD.sub(r"\1= ", sentence)
    matches = list(_SENSE.finditer(sentence))
    if equated := [
        (sign, word)
        for sign, word in pairwise(matches)
        if sign.lastgroup in _SIGNS and word.lastgroup not in _SIGNS and _IS.match(sentence[sign.end() :])
    ]:  # „- = besparelse“ says it, whatever else the sentence speaks of
        return [_rule(str(sign.lastgroup), str(word.lastgroup)) for sign, word in equated]
    found = [str(match.lastgroup) for match in matches]
    signs_first = found[:1] in (["plus"], ["minus"])
    leading = ("plus", "minus") if signs_first else ("cost", "saving")
    rules, last = [], ""
    for word in found:
        if word in leading:
            last = word
        elif last:
            rules.append(_rule(last, word))
    return rules


def _rule(one: str, other: str) -> SignRule:
    usual = {one, other} in ({"minus", "saving"}, {"plus", "cost"})
    return SignRule.NEGATIVE_IS_SAVING if usual else SignRule.POSITIVE_IS_SAVING
