"""The text of an amount taken apart: figures with their signs and units, years, brackets, and the words between them.

What the parts mean together is ``reading``; here stands the grammar of a single number as Danes write it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from udmoentning_xl.danish import DASHES, MONTH_STARTS
from udmoentning_xl.values.amounts.units import PRICE_LEVEL, UNIT_WORD, WRITTEN_THOUSAND, factor_of

#: What stands where something was that has a number but is no amount: a count, a date, a reference.
COUNT, DATE, REFERENCE = "\ue000", "\ue001", "\ue002"

_MINUS = f"[{re.escape(DASHES)}÷]"
_SIGN = rf"(?:\+/-|\+-|±|\./\.|\+|{_MINUS}|\bminus\b|\bplus\b)"
_FRACTIONS = {
    "½": "5",
    "¼": "25",
    "¾": "75",
    "⅓": "333333333",
    "⅔": "666666667",
    "⅛": "125",
    "⅜": "375",
    "⅝": "625",
    "⅞": "875",
}
_NUMBER_WORDS = {
    "en halv": "0,5", "et halvt": "0,5", "halv": "0,5", "halvanden": "1,5", "halvandet": "1,5",
    "en": "1", "én": "1", "et": "1", "to": "2", "tre": "3", "fire": "4", "fem": "5", "seks": "6", "syv": "7",
    "otte": "8", "ni": "9", "ti": "10", "elleve": "11", "tolv": "12", "hundrede": "100", "et hundrede": "100",
}  # fmt: skip
_NUMBER_WORDS |= {
    f"{word}{space}hundrede": f"{digit}00"
    for word, digit in tuple(_NUMBER_WORDS.items())
    for space in (" ", "")
    if digit in set("23456789")
}
_MONTH = rf"(?:{MONTH_STARTS})[a-zæøå]*\.?"
_COUNTED = (
    r"(?:%|‰|(?:pct|procent|promille|årsværk|fuldtids\w*|stilling(?:er)?|medarbejdere?|ansatte|timer?|dage?|uger?|måned(?:er)?|mdr|år|årsv"
    r"|elev(?:er)?|børn|barn|borgere?|person(?:er)?|pladser|boliger|indbyggere?|m2|m²|kvm|km|meter|hektar|stk|styk|klasser|enheder"
    r"|gange?|møder|[km]wh|tons?)\b)"
)


@dataclass(frozen=True)
class Number:
    """A figure without its sign. ``sign`` is 0 when none is written; ``factor`` None when the cell gives no unit."""

    value: Decimal
    sign: int
    factor: int | None
    raw: str
    fault: str = ""


@dataclass(frozen=True)
class Years:
    """The years a text names in one breath; None stands for a numbered year without a date ("år 1")."""

    years: tuple[int | None, ...]
    is_period: bool = False


@dataclass(frozen=True)
class AmountParts:
    """Numbers and years in the order they stand; ``gaps[i]`` is the text before ``items[i]``, the last gap the rest."""

    items: tuple[Number | Years, ...]
    gaps: tuple[str, ...]
    remarks: str = (
        ""  # the words that stood in brackets beside an amount; a bracket with figures speaks of other things
    )

    @property
    def numbers(self) -> tuple[Number, ...]:
        return tuple(item for item in self.items if isinstance(item, Number))

    @property
    def text(self) -> str:
        return " ".join(self.gaps)

    @property
    def said(self) -> str:
        """All the words, those in brackets too."""
        return f"{self.text} {self.remarks}"


def _decimal_fraction(match: re.Match[str]) -> str:
    return f"{match[1] or 0},{_FRACTIONS[match[2]]}"


def _common_fraction(match: re.Match[str]) -> str:
    value = Decimal(match[1] or 0) + Decimal(match[2]) / Decimal(match[3])
    return f"{value:.9f}".replace(".", ",")


_UNABBREVIATED = {"udg": "udgift", "indt": "indtægt"}
_LESS = "mindre|færre|lavere|faldende|vigende|manglende|mistede?t?|tabte?|sparede?t?|reducere(?:t|de)|bortfaldn?e?t?"
_LESSENED = "(?:reducere|nedsætte|sænke|mindske|nedjustere|nedskrive|falde)[srt]?|nedsat|nedskrevet|faldet"
_RAISED = "(?:forhøje|øge|hæve|udvide|opjustere|opskrive|stige)[srt]?|opskrevet|steget"
# One after the other: what is not an amount leaves, what is one in another writing becomes figures.
_REWRITES = tuple(
    (re.compile(pattern, re.I), into)
    for pattern, into in (
        (r"(?<=\d)[¹²³⁰⁴-⁹]+\)?|[*†‡]+|\[\d\]$", ""),
        (r"((?<!\d)(?<!\d\.)\d{1,3}(?:\.\d{3})++)\d\)", r"\1"),
        (r"(?<=[\d.,])\s+(?:\d{1,2}|[a-h])\)(?!\w)", ""),
        (r"(?<=\d)\s*\(\d\)$", ""),
        (r"\b(kr|dkk)\.?(?=\d)", r"\1 "),
        (r"(?<=[a-zæøå][a-zæøå]\.)(?=\d)", " "),
        (r"\A(\W{0,2}),(?=\d)", r"\g<1>0,"),
        (rf"\(\s*{_MINUS}\s*\)\Z", "-"),
        (r"(?<![^\W_])((?:mer|mindre|netto|drifts|anlægs)[- ]?|min\.\s?)?(udg|indt)\b\.?(?!\saf\b)",
         lambda match: f"{match[1] or ''}{_UNABBREVIATED[match[2].lower()]} "),
        (rf"\b(?:{_LESS})[- ](?:netto|drifts|anlægs)?(?=udgift|indtægt|forbrug)", "mindre"),
        (r"\b(udgift|indtægt)s(?:tab|nedgang|fald|svigt|reduktion)\w*", r"mindre\1"),
        (r"\b(?:reduktion|nedgang|fald|tab|bortfald|ophør) (?:i|af|på) (?=udgift|indtægt)", "mindre"),
        (r"\b(?:stigning|forøgelse|vækst) (?:i|af|på) (?=udgift|indtægt)", "mer"),
        (r"\b20\d\d-(?!20\d\d\b)\d{4,6}\b(?![.,]\d)", REFERENCE),
        (rf"\b(udgift|indtægt)\w* (?:er )?(?:{_LESSENED}) med\b", r"mindre\1 "),
        (rf"\b(udgift|indtægt)\w* (?:er )?(?:{_RAISED}) med\b", r"mer\1 "),
        (rf"[(\[]\s*(?:beløb\s)?(?:i\s)?{WRITTEN_THOUSAND}\s*[)\]]", " t.kr. "),
        (rf"(?<=\d)\s+(?:i|x|×|à)\s+{WRITTEN_THOUSAND}", " t.kr. "),
        (rf"(?<=\d)\s*[(\[]\s*({UNIT_WORD})\s*[)\]]", r" \1 "),
        (rf"(?<![\d./,])(?:(\d{{1,4}})\s+)?([1-7])/([2-8])(?=\s*{UNIT_WORD})", _common_fraction),
        (r"(?<![\d./,])(\d{1,4})\s+([1-7])/([2-8])(?![\d/.-])", _common_fraction),
        (rf"(?:(?<!\d)(\d++))?\s?([{''.join(_FRACTIONS)}])", _decimal_fraction),
        (PRICE_LEVEL, " "),
        (rf"\b{_MONTH}\s+(?:19|20)\d\d\b|\b\d{{1,2}}\.?\s?{_MONTH}(?:\s+(?:20)?\d\d)?\b", DATE),
        (rf"(?<![\d.,/-])[0-3]?\d[/.-](?:0?[1-9]|1[0-2])[/.-](?:20)?\d\d(?![\d.,/]|\s*{UNIT_WORD})"
         r"|\b20\d\d-\d\d-\d\d(?:[ t]\d\d:\d\d(?::\d\d)?)?", DATE),
        (rf"(?<![\d.,/-])(?:[1-9]|[12]\d|3[01])/(?:[1-9]|1[0-2])(?:\s?-\s?\d\d)?(?![\d.,/]|\s*{UNIT_WORD})", DATE),
        (r"\b(?:q|kvt?|kvartal|uge)\s?\d+(?:\s+20\d\d)?\b|\b\d\.?\s?(?:kvartal|kvt|halvår)\b\.?(?:\s+20\d\d)?", DATE),
        (rf"(?<![\d.,])\d(?:[\d.,]*\d)?(?:\s?[-–/]\s?\d(?:[\d.,]*\d)?)?\s?{_COUNTED}\.?(?:/uge)?", COUNT),
        (r"\b(?:pkt|punkt|nr|note|bilag|side|afsnit|sag|sagsnr|§+|stk|kap|kapitel|fase|etape|model|forslag|ark|fane|linje|række)\.?\s?(?:nr\.?\s?)?"
         r"\d+(?:[./-]\d+)*\b|§\s?\d+"
         r"|\b(?!(?-i:KR|DKK|TKR|MAX|MIN|CA)|(?-i:B|BO|BF)-?(?:20)?\d\d\b)(?-i:[A-ZÆØÅ]{1,3})"
         r"-?\d{1,4}(?:[-/]\d+)*\b", REFERENCE),
        (r"\b(?:ændret|rettet|(?:op|ned)?justeret|(?:op|ned)skrevet|forhøjet|nedsat|reduceret|sænket|hævet)\b"
         r"[^.;\n]{0,200}?\btil\b(?=[^\w]*+\d)", " "),
    )
)  # fmt: skip
#: A figure and nothing else: the cell that most cells are.
FIGURE = re.compile(rf"{_MINUS}?\d[\d.,]*")
_NUMBER_WORD = re.compile(
    rf"\b({'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})\s+(?={UNIT_WORD}|million|tusind)", re.I
)
_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_ACCOUNTING = re.compile(
    rf"\A(?:\s*+({UNIT_WORD}))?\s*+\((?:\s*+({UNIT_WORD}))?\s*+"
    rf"(\d[\d.,'’ ]*+{_MINUS}{{0,2}}(?:{UNIT_WORD})?\s*+\??)\s*+\)(?:\s*+({UNIT_WORD}))?\s*+",
    re.I,
)
_ONLY_YEARS = re.compile(r"\A[^\d]*+20\d\d(?:[^\d]*+20\d\d|\s?[-–/]\s?\d\d)*+[^\d]*+")

_TOKEN = re.compile(
    r"(?P<period>\b20\d\d\s?[-–/]\s?(?:20)?\d\d\b(?![.,]?\d))"
    r"|\b(?:budget(?:år)?|bo|bf|b|r|overslag(?:sår)?)[\s-]?(?P<budget>(?:20)?\d\d)(?![.,\d])"
    r"|['’](?P<short>\d\d)(?=\s*[:=])|(?<![\w.,])(?P<colon>[2-4]\d)(?=\s*[:=])"
    r"|\bår\s?(?P<ordinal>\d)(?=\s*[:=])"
    r"|(?P<number>(?<![\d.,])(?:\d+(?:[.,]\d+)?e[+-]?\d{1,3}\b|\d{1,3}(?: \d{3})+(?:,\d+)?(?![.,'’]?\d)"
    r"|\d(?:[.,'’´`]?\d)*))",
    re.I,
)
# More signs than one say nothing sure, so that four of them are as many as any number.
_LEFT = re.compile(
    rf"(?P<before>(?:{_SIGN}\s*+){{0,4}})(?:(?<![^\W_])(?P<unit>{UNIT_WORD})\s*+)?(?P<after>(?:{_SIGN}\s*+){{0,4}})\Z",
    re.I,
)
_RIGHT = re.compile(
    rf"(?<!\s)(?P<dash>[.,][-–—−]{{1,2}})?(?P<first>\s*{_MINUS}(?=\s*(?:t\.?\s?)?(?:kr|dkk|mio)))?(?:\s*(?P<unit>{UNIT_WORD}(?!\w)))?"
    rf"(?P<minus>\s*{_MINUS}(?=\s*(?:$|[;\n)])))?",
    re.I,
)
_SEPARATING_DASH = re.compile(rf"\A(?: ++[-–—−] ++| ?[-–—−] *(?=$|{_SIGN}))")
_FORMS = tuple(
    (re.compile(rf"\A(?:{pattern})", re.I), form)
    for pattern, form in (
        (r"[1-9]\d{0,2}(?P<mark>[.'’´` ])\d{3}(?:(?P=mark)\d{3})*(?:,\d+)?", ""),
        (r"\d+(?:,\d+)?", ""),
        (r"\d+(?:[.,]\d+)?e[+-]?\d{1,3}", ""),
        # Written by a script: no thousands mark can stand there, so the dot is a decimal point.
        (r"\d+\.0|\d{4,}\.\d{1,2}|\d+\.\d{5,}", "plain"),
        (r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}", "english"),
        (r"\d+\.\d+", "english"),
    )
)
_LONGEST_NUMBER = 24


def take_apart(text: str) -> AmountParts:
    """Take a cleaned text apart; figures that are counts, dates, references or price levels are no numbers."""
    if FIGURE.fullmatch(text):
        return _scan(text, "")
    text = _NUMBER_WORD.sub(lambda word: _NUMBER_WORDS[word[1].lower()] + " ", text)
    for pattern, into in _REWRITES:
        text = pattern.sub(into, text)
    outside, remarks = _without_brackets(text)
    return _scan(outside, remarks)


def _without_brackets(text: str) -> tuple[str, str]:
    """The text without its bracketed remarks, and the remarks; brackets round the amount itself are its minus."""
    if match := _ACCOUNTING.fullmatch(text):
        before, inner_before, inner, after = (part or "" for part in match.groups())
        return f"-{inner.rstrip()} {before or inner_before or after}", ""
    kept: list[str] = []
    outside = _BRACKET.sub(" ", text)
    if not re.search(r"\d", outside):
        return re.sub(r"[()\[\]]", " ", text), ""

    def moved(match: re.Match[str]) -> str:
        content = match[1] if match[1] is not None else match[2]
        if _ONLY_YEARS.fullmatch(content):
            return f" {content} "
        if not re.search(r"\d", content):
            kept.append(content)
        return " "

    while _BRACKET.search(text):
        text = _BRACKET.sub(moved, text)
    return text, "; ".join(kept)


def _scan(text: str, remarks: str) -> AmountParts:
    items: list[Number | Years] = []
    gaps: list[str] = []
    position = 0
    matches = list(_TOKEN.finditer(text))
    figures = [match for match in matches if match["number"] and not _looks_like_year(match, "")]
    for match in matches:
        gap = text[position : match.start()]
        position = match.end()
        if not match["number"]:
            items.append(_years(match))
        elif _looks_like_year(match, gap) and (figures or _has_words(text)):
            items.append(Years((int(match[0]),)))
        else:
            right = _RIGHT.match(text, match.end())
            number, gap = _number(match[0], gap, right, has_one=bool(items) and isinstance(items[-1], Number))
            position = right.end() if right else position
            items.append(number)
        gaps.append(gap)
    return AmountParts(tuple(items), (*gaps, text[position:]), remarks)


def _has_words(text: str) -> bool:
    """True where a lone year stands beside words or a date: then it is a year, and no amount."""
    return DATE in text or bool(re.search(r"[^\W\d_]{2}|\bi\b", text, re.I))


def _looks_like_year(match: re.Match[str], gap: str) -> bool:
    """A bare 2000-2049 with neither sign nor unit beside it; ``gap`` is the text since the part before it."""
    if not re.fullmatch(r"20[0-4]\d", match[0]):
        return False
    right = _RIGHT.match(match.string, match.end())
    return not (right and right[0].strip()) and not re.search(rf"(?:{UNIT_WORD}|{_SIGN})\s*$", gap, re.I)


def _years(match: re.Match[str]) -> Years:
    if match["ordinal"]:
        return Years((None,))
    if match["period"]:
        first, last = (int(part) for part in re.findall(r"\d+", match["period"]))
        last = last if last >= 100 else first // 100 * 100 + last
        return Years(tuple(range(first, min(last, first + 20) + 1)), is_period=True)
    written = int(match["budget"] or match["short"] or match["colon"])
    return Years((written if written >= 100 else 2000 + written,))


def _number(raw: str, gap: str, right: re.Match[str] | None, *, has_one: bool) -> tuple[Number, str]:
    """A figure with the sign and unit beside it, and what is left of the gap before it."""
    kept = ""
    fault = ""
    if has_one and (dash := _SEPARATING_DASH.match(gap)):
        if re.fullmatch(rf" +{_MINUS}", gap):
            fault = "stregen mellem tallene kan være et minus"
        kept, gap = dash[0], gap[dash.end() :]
    left = _LEFT.search(gap)
    assert left is not None  # the pattern matches the empty text
    # A dash glued to a letter ("D-7") belongs to a code.
    signs = re.findall(_SIGN, left["before"] + left["after"], re.I)
    code = bool(left["before"]) and bool(re.search(r"[^\W\d_]$", gap[: left.start()]))
    unit = (right["unit"] if right else None) or left["unit"]
    ends = [part for part in ("first", "minus") if right and right[part]]
    value, fault_of_form = _value(raw)
    sign, fault_of_sign = _sign(signs, len(ends))
    number = Number(
        value=value,
        sign=sign,
        factor=factor_of(unit) if unit else 1 if right and right["dash"] else None,
        raw=raw,
        fault=fault or fault_of_form or fault_of_sign or ("tallet hører til en kode" if code else ""),
    )
    return number, kept + gap[: left.start()]


def _sign(before: list[str], behind: int) -> tuple[int, str]:
    if not before and not behind:
        return 0, ""
    if len(before) + behind > 1 or before[:1] in (["±"], ["+/-"], ["+-"]):
        return 0, "fortegnet er ikke entydigt"
    return (1 if before[:1] in (["+"],) or "".join(before).lower() == "plus" else -1), ""


def _value(raw: str) -> tuple[Decimal, str]:
    """The value of a figure, and why it cannot be trusted ("" when it can)."""
    form = next((form for pattern, form in _FORMS if pattern.fullmatch(raw)), None)
    if form is None or len(raw) > _LONGEST_NUMBER:
        return Decimal(0), "tallet er ikke skrevet som et beløb"
    digits = raw.replace(",", "") if form else re.sub(r"[.'’´` ]", "", raw).replace(",", ".")
    if "e" in raw.lower():
        digits = raw.replace(",", ".")
    value = Decimal(digits)
    if abs(value.adjusted()) > _LONGEST_NUMBER:
        return Decimal(0), "tallet er for stort til at være et beløb"
    if form == "english":
        return value, f"det er uklart, om {raw} er skrevet på engelsk"
    return value, ""
