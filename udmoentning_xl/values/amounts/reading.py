"""One written amount -> its meaning in whole kroner, or why it has none. The grammar of the parts is ``written``."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite
from statistics import median

from udmoentning_xl.danish import clean, fold, kroner
from udmoentning_xl.values.amounts import words
from udmoentning_xl.values.amounts.meaning import Amount, AmountKind, NotAnAmountError
from udmoentning_xl.values.amounts.units import UNIT_WORD
from udmoentning_xl.values.amounts.written import COUNT, DATE, FIGURE, REFERENCE, AmountParts, Number, Years, take_apart

_LONGEST_TEXT = 1_000
_LARGEST_AMOUNT = 10**15
_SPAN = re.compile(r"[-–—−]|til|til og med|og op til|op til", re.I)
_RANGE_OF_YEARS = re.compile(r"\A\s*+(?:[-–]|til(?: og med)?)\s*+", re.I)
_IN_ORDER = (re.compile(r"/"), re.compile(r";"), re.compile(r"\|"), re.compile(r"\n"))
_IN_ORDER_OF_MANY = (re.compile(r"[-–—−]"), re.compile(r"\A(?:,|,?\s*+(?:og|samt))", re.I))
_SPLIT = re.compile(r"[^()]{1,200}\((?P<years>[^()]*\b20\d\d\b[^()]*\b20\d\d\b[^()]*)\)\.?")
_FACTORS = (1, 1_000, 1_000_000)
_SERIAL_DAYS = range(43_000, 50_000)  # 2017-2036 as Excel counts days


@lru_cache(maxsize=16384)
def read_amount(text: str, unit: int | None) -> Amount:
    """Return what a text in an amount cell means.

    ``unit`` is the kroner of one written 1 (1, 1_000, 1_000_000), or None when nobody knows: then only amounts with a
    unit of their own, and zero, are sure. A unit in the text wins over ``unit``. Danish figures are read ("1.250,5");
    English ones ("1.25", "1,250,000") are UNREADABLE with the doubt in ``why``, but for what only a script writes: a
    whole number with ".0", or four or more digits before a point ("1250.75"). A lone dash is a written zero. Words
    beside an amount with a unit are left unread and named in ``why``. Nothing raises.
    """
    text = clean(text)
    if not text:
        return Amount(AmountKind.BLANK)
    if len(text) > _LONGEST_TEXT:
        return Amount(AmountKind.UNREADABLE, why="teksten er for lang til at være et beløb")
    if not FIGURE.fullmatch(text):
        folded = fold(text)
        for pattern, meaning in words.WHOLE_CELL:
            if pattern.fullmatch(text) or pattern.fullmatch(folded):
                return meaning
    parts = take_apart(text)
    try:
        amount = _meaning(parts, unit) if parts.numbers else _without_number(parts)
        return _as_split(text, amount) if amount.kind == AmountKind.AMOUNT else amount
    except NotAnAmountError as reason:
        by_word = bool(words.NEGATIVE.search(parts.said)) and not words.POSITIVE.search(parts.said)
        return Amount(AmountKind.UNREADABLE, negative_by_word=by_word, why=str(reason))


def amount_of_number(value: float, unit: int) -> Amount:
    """Return the amount of a real number cell in a column whose written 1 is ``unit`` kroner."""
    if not isfinite(value) or abs(value) * unit > _LARGEST_AMOUNT:
        return Amount(AmountKind.UNREADABLE, why="tallet er for stort til at være et beløb")
    return Amount(AmountKind.AMOUNT, kroner=_whole(Decimal(str(value)) * unit))


def is_other_unit(value_kroner: int, neighbours: Sequence[int]) -> bool:
    """True when an amount looks a thousand times too large beside the other amounts of its column.

    At least four smaller neighbours other than zero are needed (the value itself may be among ``neighbours``). It must
    be 200 times their median and 20 times the largest of them, and a thousandth of it must be of their size.
    """
    value = abs(value_kroner)
    others = sorted(abs(other) for other in neighbours if 0 < abs(other) * 20 <= value)
    rest = sum(1 for other in neighbours if abs(other) * 20 > value)
    if len(others) < 4 or rest * 4 > len(others):
        return False
    return value >= 200 * median(others) and others[0] / 20 <= value / 1_000 <= others[-1] * 20


def _as_split(text: str, amount: Amount) -> Amount:
    """An amount as the bracket behind it splits it over the years: „12,5 mio. kr. (2026: 2,5, 2027: 10)“.

    In the unit, of those that there are, in which the years make the whole; where they do in none it is not sure.
    """
    match = _SPLIT.fullmatch(text)
    if match is None or amount.kroner is None:
        return amount
    read = [read_amount(match["years"].strip(), factor) for factor in _FACTORS]
    split = [one for one in read if one.kind == AmountKind.SEVERAL and all(year for year, _ in one.per_year)]
    whole = abs(amount.kroner)
    for one in split:
        if abs(sum(kroner for _, kroner in one.per_year)) == whole:
            turn = -1 if amount.kroner < 0 < sum(kroner for _, kroner in one.per_year) else 1
            per_year = tuple((year, turn * kroner) for year, kroner in one.per_year)
            return replace(amount, kind=AmountKind.SEVERAL, kroner=None, per_year=per_year, every_year=False, why="")
    if split:
        raise NotAnAmountError("årene i parentesen giver ikke det samlede beløb")
    return amount


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _without_number(parts: AmountParts) -> Amount:
    text = parts.said
    folded = fold(text)
    if words.ON_PURPOSE.search(folded) or ((COUNT in text or REFERENCE in text) and DATE not in text):
        return Amount(AmountKind.NONE, why="teksten er ikke et beløb")
    if parts.items or DATE in text:
        raise NotAnAmountError("der står en dato eller et årstal, ikke et beløb")
    if re.search(rf"\b{UNIT_WORD}", text, re.I):
        raise NotAnAmountError("der står en enhed, men intet tal")
    if len(folded.split()) >= 3:
        return Amount(AmountKind.NONE, why="teksten er ikke et beløb")
    raise NotAnAmountError("teksten er ikke et beløb")


def _meaning(parts: AmountParts, unit: int | None) -> Amount:
    for number in parts.numbers:
        if number.fault:
            raise NotAnAmountError(number.fault)
    if re.search(r"\d", parts.text) or re.search(r"[+^=]", parts.gaps[-1]):
        raise NotAnAmountError("tallet er ikke skrevet som et beløb")
    said = words.EVERY_YEAR.sub(" ", words.CEILING.sub(" ", words.FLOOR.sub(" ", parts.text)))
    for pattern, why in words.RISKY:
        if pattern.search(said):
            raise NotAnAmountError(why)
    parts = _with_shared_unit(parts)
    sign = _word_sign(parts)
    amounts = [
        _kroner(item, unit, sign if _may_be_said(parts, place, sign) else 0)
        for place, item in enumerate(parts.items)
        if isinstance(item, Number)
    ]
    amount = _combined(parts, amounts)
    if amount.kind in (AmountKind.AMOUNT, AmountKind.SEVERAL):
        for number in parts.numbers:
            if why := _suspicion(number, unit, parts):
                return Amount(AmountKind.OTHER_UNIT, why=why)
    signed = any(amounts) and not any(number.sign for number in parts.numbers)
    return replace(
        amount,
        approximate=bool(words.APPROXIMATE.search(parts.said)),
        every_year=amount.every_year
        or (amount.kind == AmountKind.AMOUNT and bool(words.EVERY_YEAR.search(parts.said))),
        own_unit=all(number.factor for number in parts.numbers),
        negative_by_word=signed and sign < 0,
        positive_by_word=signed and sign > 0,
    )


def _word_sign(parts: AmountParts) -> int:
    """-1, 1, or 0 when no word of the text carries a sign."""
    said = parts.said
    negative, positive = bool(words.NEGATIVE.search(said)), bool(words.POSITIVE.search(said))
    if negative and positive and not all(number.sign for number in parts.numbers):
        raise NotAnAmountError("ordene ved beløbet peger på hvert sit fortegn")
    for match in (*words.QUALIFIED.finditer(said), *words.QUALIFIED.finditer(parts.gaps[0])):
        qualifier = match[1] or match[2]
        if any(_unknown_words(match[0] if match[2] else qualifier)):
            raise NotAnAmountError(f"„{qualifier}“ kan vende beløbets fortegn")
    return positive - negative


def _may_be_said(parts: AmountParts, place: int, sign: int) -> bool:
    """False for a figure whose sign no word may give: it stands before the word, and others have a minus of their own.

    „2026: 300. Herefter besparelse: 2027: -150“: the first is spent.
    """
    if sign >= 0 or all(number.sign >= 0 for number in parts.numbers):
        return True
    number = parts.items[place]
    return not (isinstance(number, Number) and not number.sign and not words.NEGATIVE.search(_before(parts, place)))


def _before(parts: AmountParts, place: int) -> str:
    return " ".join(parts.gaps[: place + 1])


def _kroner(number: Number, unit: int | None, word_sign: int) -> int:
    factor = number.factor or unit
    if number.value and factor is None:
        raise NotAnAmountError(f"enheden er ukendt; mest sandsynligt {kroner(_likely_kroner(number.value))}")
    if number.value and number.sign * word_sign < 0:
        raise NotAnAmountError("fortegnet og ordet ved beløbet modsiger hinanden")
    # 1,250 is an English thousand unless the unit is so large that three decimals are whole kroner.
    if factor in (1, 1_000) and re.fullmatch(r"[1-9]\d{0,2},\d{3}", number.raw):
        raise NotAnAmountError(f"det er uklart, om {number.raw} er skrevet på engelsk")
    value = number.value * (factor or 1) * (number.sign or word_sign or 1)
    if abs(value) > _LARGEST_AMOUNT:
        raise NotAnAmountError("tallet er for stort til at være et beløb")
    return _whole(value)


def _likely_kroner(value: Decimal) -> int:
    factor = 1_000_000 if value < 100 else 1_000 if value < 100_000 else 1
    return _whole(min(value, Decimal(_LARGEST_AMOUNT)) * factor)


def _with_shared_unit(parts: AmountParts) -> AmountParts:
    """A unit written once holds for the figures beside it, where they are of one size ("1-2 mio. kr.")."""
    units = {number.factor for number in parts.numbers if number.factor}
    if len(units) != 1 or all(number.factor for number in parts.numbers):
        return parts
    unit = units.pop()
    sized = [number.value * unit for number in parts.numbers if number.factor and number.value]
    shared: list[Number | Years] = []
    for part in parts.items:
        item = part
        if isinstance(item, Number) and not item.factor and item.value and sized:
            fitting = [
                factor for factor in (unit, 1) if all(0.01 <= item.value * factor / size <= 100 for size in sized)
            ]
            if not fitting:
                raise NotAnAmountError("tallene i cellen har ikke samme enhed")
            item = replace(item, factor=fitting[0])
        shared.append(item)
    return replace(parts, items=tuple(shared))


def _combined(parts: AmountParts, amounts: Sequence[int]) -> Amount:
    if any(isinstance(item, Years) for item in parts.items):
        return _by_year(parts, amounts)
    if len(amounts) == 1:
        return _single(parts, amounts[0])
    between = [gap.strip(" ").strip(":").lower() or gap for gap in parts.gaps[1:-1]]
    opening = parts.gaps[0].lower().rstrip()
    if len(amounts) == 2 and (_SPAN.fullmatch(between[0]) or (between[0] == "og" and opening.endswith("mellem"))):
        return _span(parts, amounts)
    if len(amounts) == 2 and words.FLOOR.search(parts.gaps[0]) and words.CEILING.search(between[0]):
        return _span(parts, amounts)
    separators = _IN_ORDER + (_IN_ORDER_OF_MANY if len(amounts) > 2 else ())
    if any(all(separator.fullmatch(gap) for gap in between) for separator in separators):
        return Amount(AmountKind.SEVERAL, per_year=tuple((None, amount) for amount in amounts))
    raise NotAnAmountError("der står flere beløb i cellen")


def _span(parts: AmountParts, amounts: Sequence[int]) -> Amount:
    first, second = parts.numbers
    if first.sign and not second.sign:
        raise NotAnAmountError("det er uklart, om begge tal er negative")
    low, high = sorted(amounts)
    if abs(amounts[0]) > abs(amounts[1]) and amounts[0] != low:
        raise NotAnAmountError("de to tal i cellen falder i stedet for at stige")
    return Amount(AmountKind.SPAN, low=low, high=high)


def _single(parts: AmountParts, amount: int) -> Amount:
    before, behind = parts.gaps
    bounds = f"{behind} {parts.remarks if words.BOUND_BEHIND.fullmatch(parts.remarks.strip()) else ''}"
    said = before + " ".join(words.BOUND_BEHIND.findall(bounds))
    if words.CEILING.search(said):
        return Amount(AmountKind.CEILING, high=amount)
    if words.FLOOR.search(said):
        return Amount(AmountKind.FLOOR, low=amount)
    why = "beløbet dækker flere år" if words.TOTAL.search(behind) and COUNT in behind else ""
    return Amount(AmountKind.AMOUNT, kroner=amount, why=why or _unread(parts))


def _unread(parts: AmountParts) -> str:
    """The note that words beside the amount were not read; without a unit the figure must not lean on such a word."""
    before, behind = (_unknown_words(gap) for gap in (parts.gaps[0], parts.gaps[-1]))
    if not any(before) and not any(behind):
        return ""
    leans = (before[-1:] == [True] and not parts.gaps[0].rstrip().endswith((":", "="))) or behind[:1] == [True]
    if leans and not parts.numbers[0].factor:
        raise NotAnAmountError("ordene ved tallet gør det uklart, om det er et beløb")
    return "teksten ved siden af beløbet er ikke læst"


_KNOWN = (
    words.APPROXIMATE,
    words.EVERY_YEAR,
    words.ONE_OFF,
    words.TOTAL,
    words.POSITIVE,
    words.NEGATIVE,
    words.BOUND_BEHIND,
)


def _unknown_words(gap: str) -> list[bool]:
    """For each word of a gap, whether it is unknown."""
    for pattern in _KNOWN:
        gap = pattern.sub(" i ", gap)
    return [word not in words.HARMLESS for word in re.findall(r"[^\W\d_]+", gap.lower())]


def _by_year(parts: AmountParts, amounts: Sequence[int]) -> Amount:
    """Amounts that carry their years, before ("2024: 500") or behind ("500 i 2024")."""
    if any(isinstance(item, Years) and not item.years for item in parts.items):
        raise NotAnAmountError("perioden i cellen går baglæns")
    items, gaps = _joined_ranges(parts)
    items, goes_on = _with_years_after(items, gaps)
    pattern = "".join("Y" if isinstance(item, Years) else "N" for item in items)
    if len(amounts) == 1 and not (pattern.startswith("Y") and pattern.endswith("Y")):
        return _one_amount(parts, items, gaps, amounts[0])
    if re.fullmatch(r"\A(?:Y+N)+", pattern):
        groups = [f"{years}N" for years in pattern[:-1].split("N")]
    elif re.fullmatch(r"\A(?:NY+)+", pattern):
        groups = [f"N{years}" for years in pattern[1:].split("N")]
    else:
        raise NotAnAmountError("der står flere beløb i cellen, og årene passer ikke til dem")
    per_year: list[tuple[int | None, int]] = []
    position = 0
    for group, amount in zip(groups, amounts, strict=True):
        per_year += [
            (year, amount)
            for item in items[position : position + len(group)]
            if isinstance(item, Years)
            for year in item.years
        ]
        position += len(group)
    named = [year for year, _ in per_year if year is not None]
    if len(set(named)) != len(named):
        raise NotAnAmountError("det samme år står flere gange i cellen")
    every_year = goes_on or _onwards(items, gaps)
    return Amount(AmountKind.SEVERAL, per_year=tuple(per_year), every_year=every_year)


def _with_years_after(items: list[Number | Years], gaps: Sequence[str]) -> tuple[list[Number | Years], bool]:
    """The items with the year that the last amount begins in, where it is of those after the others: „derefter 0,8“."""
    *others, last = items
    years = [year for item in others if isinstance(item, Years) for year in item.years if year is not None]
    is_after = isinstance(last, Number) and words.THEREAFTER.search(f"{gaps[len(others)]} {gaps[-1]}")
    if not (years and is_after):
        return items, False
    begins = Years((max(years) + 1,))
    return ([*others, begins, last] if isinstance(others[-1], Number) else [*others, last, begins]), True


def _joined_ranges(parts: AmountParts) -> tuple[list[Number | Years], list[str]]:
    """The items and gaps with "2024 til 2026" as one period."""
    items, gaps = [parts.items[0]], [parts.gaps[0]]
    for item, gap in zip(parts.items[1:], parts.gaps[1:], strict=False):
        last = items[-1]
        if isinstance(item, Years) and isinstance(last, Years) and _RANGE_OF_YEARS.fullmatch(gap):
            first_year, last_year = last.years[0], item.years[-1]
            if first_year and last_year and first_year < last_year:
                items[-1] = Years(tuple(range(first_year, last_year + 1)), is_period=True)
                continue
        items.append(item)
        gaps.append(gap)
    return items, [*gaps, parts.gaps[-1]]


def _onwards(items: Sequence[Number | Years], gaps: Sequence[str]) -> bool:
    """True when the last year named is the first of many: "fra 2025", "2025 og frem"."""
    last = max(place for place, item in enumerate(items) if isinstance(item, Years))
    return bool(re.search(r"\bfra(?: og med)?\s*$", gaps[last], re.I) or words.ONWARDS.search(gaps[last + 1]))


def _one_amount(parts: AmountParts, items: Sequence[Number | Years], gaps: Sequence[str], amount: int) -> Amount:
    years = [item for item in items if isinstance(item, Years)]
    named = [year for item in years for year in item.years]
    each = bool(words.EVERY_YEAR.search(parts.text)) or (
        isinstance(items[0], Years) and gaps[len(years)].strip() in (":", "=")
    )
    onwards = _onwards(items, gaps)
    if len(named) == 1:
        why = f"beløbet gælder fra {named[0]}" if onwards else ""
        return Amount(AmountKind.AMOUNT, kroner=amount, per_year=((named[0], amount),), every_year=onwards, why=why)
    if words.TOTAL.search(parts.text):
        return Amount(AmountKind.AMOUNT, kroner=amount, why="beløbet dækker flere år")
    if any(item.is_period for item in years) and not each:
        raise NotAnAmountError("det er uklart, om beløbet er pr. år eller i alt")
    return Amount(AmountKind.SEVERAL, per_year=tuple((year, amount) for year in named), every_year=onwards)


def _suspicion(number: Number, unit: int | None, parts: AmountParts) -> str:
    """Why a bare figure is too large for its column, "" when it is not."""
    if number.factor or unit is None or unit < 1_000:
        return ""
    alone = len(parts.items) == 1 and not parts.text.strip() and not number.sign
    if alone and unit == 1_000 and re.fullmatch(r"\d{5}", number.raw) and int(number.raw) in _SERIAL_DAYS:
        return "tallet kan være en dato, der har mistet sit format"
    value = number.value
    if unit == 1_000:
        too_large = value >= 500_000 or (value >= 100_000 and value % 1_000 == 0)
    else:
        too_large = value >= (10_000 if unit == 1_000_000 else 100)
    if not too_large:
        return ""
    likely = value if value >= 100_000 else value * 1_000
    return f"tallet er for stort til kolonnens enhed; det er nok {kroner(_whole(likely) * (number.sign or 1))}"
