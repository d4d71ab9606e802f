"""What a number format shows of a value, in Danish, and what must have been typed to show the same.

A format may give a number its unit, its sign, a scale, a prefix or its zeros („1,5 mio. kr.“ for 1,5, „100“ for
100000, „B-070“ for 70), and people read what they see. The codes are those of ECMA-376-1, 18.8.30 and 18.8.31.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

from udmoentning_xl.danish import clean, day
from udmoentning_xl.values.calendar import MONTH_NAMES

#: The formats that every workbook has without naming them, and that say more than their value.
BUILT_IN = {2: "0.00", 9: "0%", 10: "0.00%", 14: "dd-mm-yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 20: "h:mm"}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]{0,255}+)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\[\]-]{0,40}+)[^\[\]]{0,40}+\]'
    r"|\[(?P<when>[<>=]{1,2}) ?(?P<limit>-?\d{1,15}(?:\.\d{1,9})?)\]|\[(?P<elapsed>h{1,9}+|m{1,9}+|s{1,9}+)\]"
    r"|\[[^\[\]]{0,40}+\]|(?P<general>General)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<other>E[+-]|/|@)|(?P<date>y{1,9}+|m{1,9}+|d{1,9}+|h{1,9}+|s{1,9}+|AM/PM|A/P)|(?P<end>;)|(?P<literal>.)",
    re.I | re.DOTALL,
)
_HOLDS = {"<": lt, ">": gt, "=": eq, "<=": le, ">=": ge, "<>": ne}
#: Before a number they say that it is negative.
_MINUS = "-−÷("
_SIGNS = (*_MINUS, "+")
#: In a literal beside a number: what says more than that something stands there.
_TELLING = re.compile(r"[^\W_]|[%‰✓€£$<>≤≥~±?]|,-")
#: Figures that are no number: they begin with a zero, or something parts them.
_IS_CODE = re.compile(r"0\d|\d{1,20}+[^\d.,\s]")
_LONGEST_CODE = 255
_TOO_LARGE = 10**15  # Excel shows and computes with 15 digits
_ZERO_AS_DATE = "00-01-1900"


class ShownValue(NamedTuple):
    """The value that shows by itself what its format makes of it, and the text of it, "" where it is the value's."""

    value: object
    text: str = ""


class _FormatToken(NamedTuple):
    kind: str
    text: str


@dataclass(frozen=True, eq=False)  # each is made once, so that what is found of it is remembered by itself
class _Section:
    """One of the parts of a format, and the numbers it is for, where it says so („>=“, 1000000)."""

    tokens: tuple[_FormatToken, ...]
    when: str = ""
    limit: Decimal = Decimal(0)

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    @cached_property
    def parts(self) -> tuple[str, tuple[_FormatToken, ...], str]:
        """The literal before the number, the number itself, and the literal after it."""
        places = [place for place, token in enumerate(self.tokens) if token.kind in ("digit", "general")]
        first, last = (places[0], places[-1] + 1) if places else (len(self.tokens), len(self.tokens))
        return _literal(self.tokens[:first]), self.tokens[first:last], _literal(self.tokens[last:])


def shown(value: object, code: str) -> ShownValue:
    """What the number format ``code`` shows of a value.

    A scaled number is the smaller number; one with a unit, a percent sign, a prefix or leading zeros is a text, as if
    somebody had typed it. No figure is lost: where the format rounds, the text has them all. A date stays one.
    """
    sections = _sections(code)
    if isinstance(value, time):
        bare = any(token == ("date", "h") for token in sections[0].tokens)  # 1:10, and not 01:10
        return ShownValue(_ZERO_AS_DATE if _letters(sections) & set("yd") else value, f"{value.hour}:{value:%M}" * bare)
    if isinstance(value, datetime) and not _letters(sections) & set("yd") and _letters(sections) & set("hs"):
        return ShownValue(value.time())
    if isinstance(value, date):
        return ShownValue(value, _date(value, sections[0], shows_day=not shows_no_day(code)))
    if isinstance(value, str):
        return ShownValue(value, _text(value, sections))
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) >= _TOO_LARGE:
        return ShownValue(value)
    number = Decimal(str(value))
    section = _section_for(sections, number)
    if section is not sections[0] and _says_minus(sections[0]) and not _says_minus(section):
        number = abs(number)  # of a format that turns the signs: the first writes the minus that this one has not
    elif section.has("other", "date") or not _tells(section):
        return ShownValue(value)
    return _number(section, number)


def tells(code: str) -> bool:
    """True for a format that may show another thing than the value does by itself."""
    sections = _sections(code)
    return bool(_letters(sections)) or any(map(_tells, sections)) or bool(_text("", sections))


def shows_no_day(code: str) -> bool:
    """Whether a date format shows a month or a year but neither a day nor a time of day."""
    letters = _letters(_sections(code))
    return bool(letters & set("ym")) and not letters & set("dhs")


def shows_year(code: str) -> bool:
    """Whether a date format shows the year."""
    return "y" in _letters(_sections(code))


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    sections, tokens, condition = [], list[_FormatToken](), ("", Decimal(0))
    for match in _TOKEN.finditer(f"{code[:_LONGEST_CODE]};"):
        kind = match.lastgroup or ""
        if kind == "end":
            sections.append(_Section(tuple(tokens), *condition))
            tokens, condition = [], ("", Decimal(0))
        elif kind == "limit":
            condition = match["when"], Decimal(match["limit"])
        elif kind in ("quoted", "escaped", "currency", "literal"):
            tokens.append(_FormatToken("literal", match[kind]))
        elif kind:
            tokens.append(_FormatToken("date" if kind == "elapsed" else kind, match[kind]))
    return tuple(sections[:4]) or (_Section(tuple(tokens)),)


def _section_for(sections: tuple[_Section, ...], number: Decimal) -> _Section:
    """The section that shows a number: by its condition, else the second for negative ones and the third for zero."""
    if any(section.when for section in sections):
        holding = (one for one in sections if not one.when or _HOLDS.get(one.when, eq)(number, one.limit))
        return next(holding, sections[-1])
    place = 1 if number < 0 else 2 if number == 0 else 0
    return sections[place] if place < min(len(sections), 3) else sections[0]


@lru_cache(maxsize=2048)
def _letters(sections: tuple[_Section, ...]) -> Set[str]:
    """The kinds of parts of a date that the first section shows: y, m, d, h, s."""
    return {token.text[0].lower() for token in sections[0].tokens if token.kind == "date"}


def _literal(tokens: tuple[_FormatToken, ...]) -> str:
    return "".join(token.text for token in tokens if token.kind in ("literal", "percent"))


@lru_cache(maxsize=2048)
def _tells(section: _Section) -> bool:
    """True where a section shows a number otherwise than with its own figures."""
    before, number, after = section.parts
    if section.has("percent") or _scale(section) or _TELLING.search(before) or _TELLING.search(after):
        return True
    if not number:
        return False
    inside = any(kind == "literal" and text.strip() for kind, text in number)
    is_code = [text for _, text in number[:2]] == ["0", "0"] or any(kind == "point" for kind, _ in number)
    return (
        inside
        or before.strip()[:1] in _SIGNS
        or _says_minus(section)
        or (is_code and not any(kind == "comma" for kind, _ in number))
    )


@lru_cache(maxsize=2048)
def _says_minus(section: _Section) -> bool:
    """Whether a section writes a minus, or a bracket, round its number; „,-“ after it says kroner."""
    before, number, after = section.parts
    return bool(number) and (before.strip()[:1] in (*_MINUS,) or after.strip() in (*_MINUS,))


@lru_cache(maxsize=2048)
def _scale(section: _Section) -> int:
    """How many times a thousand a number is divided by: the commas with no place for a figure after them."""
    last = max((place for place, token in enumerate(section.tokens) if token.kind == "digit"), default=0)
    points = [place for place, token in enumerate(section.tokens) if token.kind == "point" and place < last]
    whole = section.tokens[: points[0]] if points else ()
    before_point = len(whole) - len(_stripped(whole))
    return before_point + sum(token.kind == "comma" for token in section.tokens[last:])


def _stripped(tokens: tuple[_FormatToken, ...]) -> tuple[_FormatToken, ...]:
    while tokens and tokens[-1].kind == "comma":
        tokens = tokens[:-1]
    return tokens


def _number(section: _Section, value: Decimal) -> ShownValue:
    before, places, after = section.parts
    if not places:  # „X“ for 1
        return ShownValue(before.strip() if re.search(r"[^\W\d_]|✓", before) else _plain(value))
    number = value / 1_000 ** _scale(section) * (100 if section.has("percent") else 1)
    is_negative = number < 0 or (number > 0 and _says_minus(section))
    figures, is_exact = _figures(places, abs(number))
    before = before.lstrip().lstrip(_MINUS).lstrip()
    after = "" if after.strip() in _MINUS else after.rstrip(" )")
    if not is_exact or places[0].kind == "general":
        figures = f"{abs(number).normalize():f}".replace(".", ",")
    minus = "" if "minus" in before.lower() else "-"
    text = clean(f"{minus * is_negative}{before}{figures}{' ' * after.startswith('%')}{after}")
    says_more = _TELLING.search(before + after) or (is_exact and _IS_CODE.match(figures))
    return ShownValue(text) if says_more else ShownValue(_plain(-abs(number) if is_negative else number), text)


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _figures(places: tuple[_FormatToken, ...], number: Decimal) -> tuple[str, bool]:
    """The figures of a number in the places of a format, and whether they are all it has."""
    at = next((place for place, token in enumerate(places) if token.kind == "point"), len(places))
    after = [token.text for token in places[at:] if token.kind == "digit"]
    rounded = number.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    whole, _, rest = f"{rounded:f}".partition(".")
    rest = rest[: after.count("0")] + rest[after.count("0") :].rstrip("0")
    before = _stripped(places[:at])
    left = list(whole.zfill(sum(token.text == "0" for token in before if token.kind == "digit")))
    grouped = any(token.kind == "comma" for token in before)
    parts = []
    for token in reversed(before):
        if token.kind == "literal":
            parts.append(token.text)
        elif token.kind == "digit" and left:
            parts.append(left.pop())
    parts += reversed(left)
    text = f"{int(whole):,}".replace(",", ".") if grouped else "".join(reversed(parts))
    return text + f",{rest}" * bool(rest), rounded == number


def _date(value: date, section: _Section, *, shows_day: bool) -> str:
    """A date as a format shows it that shows no day („juni 2025“, „jun-25“), or words beside it; else ""."""
    if shows_day:
        places = [place for place, (kind, _) in enumerate(section.tokens) if kind == "date"] or [len(section.tokens)]
        before, after = _literal(section.tokens[: places[0]]), _literal(section.tokens[places[-1] + 1 :])
        return clean(f"{before}{day(value)}{after}") if _TELLING.search(before + after) else ""
    parts = []
    for kind, text in section.tokens:
        if kind != "date":
            parts.append(text)
        elif text[0].lower() == "y":
            parts.append(f"{value.year:04}" if len(text) > 2 else f"{value.year % 100:02}")
        else:
            name = MONTH_NAMES[value.month - 1]
            parts.append({1: str(value.month), 2: f"{value.month:02}", 3: name[:3]}.get(len(text), name))
    return clean("".join(parts))


def _text(value: str, sections: tuple[_Section, ...]) -> str:
    """A text with the words that a format writes round it, "" where there are none."""
    section = sections[3] if len(sections) == 4 else sections[-1]
    place = next((place for place, (_, text) in enumerate(section.tokens) if text == "@"), None)
    if place is None:
        return ""
    before, after = _literal(section.tokens[:place]), _literal(section.tokens[place + 1 :])
    return f"{before}{value}{after}" if _TELLING.search(before + after) else ""
