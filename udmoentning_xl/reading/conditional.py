"""Conditional formats that colour text, strike it through, or hide it: in the colour of the ground, or by its format.

Of their formulas only a comparison of two cells, or of a cell and a value, is computed; any other may come true.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from html import unescape

from udmoentning_xl.reading.sheetscan import column_letters, column_number
from udmoentning_xl.reading.styles import Effect

Cell = tuple[int, int]
Values = Sequence[Sequence[object]]

_FORMAT = re.compile(
    rb"<(?:[\w.-]+:)?conditionalFormatting\s(?P<attrs>[^<>]*)>(?P<rules>(?:(?!</?(?:[\w.-]+:)?conditionalFormatting\b).)*)",
    re.S,
)
_RULE = re.compile(rb"<(?:[\w.-]+:)?cfRule\s(?P<attrs>[^<>]*)>(?P<inner>(?:(?!</?(?:[\w.-]+:)?cfRule\b).)*)", re.S)
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?formula>([^<]*)</")
_ATTRIBUTE = re.compile(rb"\b(\w+)=([\"'])([^<>\"']*)\2")
_REF = r"\$?[A-Z]{1,3}\$?\d{1,7}"
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_CELL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})")
_COMPARED = re.compile(rf"\A({_REF}) ?(=|<>) ?({_REF}|\"[^\"]*\"|-?\d+(?:\.\d+)?)\Z")
_SIGNS = {"equal": "=", "notEqual": "<>"}


@dataclass(frozen=True)
class ConditionalRule:
    """A rule with an ``effect`` in ``areas`` (0-based corners) where its ``formula``, seen from ``origin``, is true.

    Without a formula it is not known when it has.
    """

    areas: tuple[tuple[Cell, Cell], ...]
    origin: Cell
    effect: Effect
    formula: str = ""


def conditional_rules(data: bytes, formats: Callable[[], Mapping[str, Effect]]) -> Iterator[ConditionalRule]:
    """The rules of a worksheet whose format is one of ``formats``, which are asked for where there are rules."""
    for found in _FORMAT.finditer(data, max(data.rfind(b"sheetData"), 0)):
        areas = tuple(_areas(_attributes(found["attrs"]).get("sqref", "")))
        for rule in _RULE.finditer(found["rules"]) if areas else ():
            attrs = _attributes(rule["attrs"])
            effect = formats().get(attrs.get("dxfId", ""))
            if effect is not None:
                yield ConditionalRule(areas, areas[0][0], effect, _formula(attrs, rule["inner"], areas[0][0]))


def hidden_cells(rules: Iterable[ConditionalRule], rows: Values) -> Mapping[Cell, str]:
    """The cells with a text that a rule may hide -> how, in Danish.

    A text that repeats the one above is not told: hiding repetitions makes a plan readable, and hides nothing.
    """
    found: dict[Cell, str] = {}
    for rule in (rule for rule in rules if rule.effect.hides):
        for cell, is_sure in _held_by(rule, rows):
            row, column = cell
            if not row or _value(rows, (row - 1, column)) != _value(rows, cell):
                found[cell] = f"en betinget formatering {'skjuler' if is_sure else 'kan skjule'} teksten"
    return found


def struck_cells(rules: Iterable[ConditionalRule], rows: Values) -> Iterator[Cell]:
    """The cells with a text that a rule surely strikes through."""
    for rule in (rule for rule in rules if rule.effect.strikes and not rule.effect.hides):
        yield from (cell for cell, is_sure in _held_by(rule, rows) if is_sure)


def painted_cells(rules: Iterable[ConditionalRule], rows: Values) -> Mapping[Cell, Set[str]]:
    """The cells with a text that rules colour, or may colour -> with what, "RRGGBB"; any of them may show."""
    found: dict[Cell, set[str]] = defaultdict(set)
    for rule in (rule for rule in rules if rule.effect.fill):
        for cell, _ in _held_by(rule, rows):
            found[cell].add(rule.effect.fill)
    return found


def _held_by(rule: ConditionalRule, rows: Values) -> Iterator[tuple[Cell, bool]]:
    """The cells with a text that a rule holds for, or may hold for, and whether that is sure."""
    match = _COMPARED.match(rule.formula.strip())
    for cell in _texts_in(rule, rows):
        if match is None or _is_true(match, cell, rule.origin, rows):
            yield cell, match is not None


def _attributes(written: bytes) -> dict[str, str]:
    return {name.decode(): unescape(value.decode()) for name, _, value in _ATTRIBUTE.findall(written)}


def _areas(sqref: str) -> Iterator[tuple[Cell, Cell]]:
    for part in sqref.split():
        if match := _AREA.fullmatch(part):
            first, top, last, bottom = match.groups()
            start = int(top) - 1, column_number(first) - 1
            yield start, (int(bottom) - 1, column_number(last) - 1) if last else start


def _formula(attrs: Mapping[str, str], inner: bytes, origin: Cell) -> str:
    formula = next((unescape(text.decode()) for text in _FORMULA.findall(inner)), "")
    if attrs.get("type") == "expression":
        return formula
    sign = _SIGNS.get(attrs.get("operator", "")) if attrs.get("type") == "cellIs" else None
    return f"{column_letters(origin[1] + 1)}{origin[0] + 1}{sign}{formula}" if sign else ""


def _texts_in(rule: ConditionalRule, rows: Values) -> Iterator[Cell]:
    for (top, left), (bottom, right) in rule.areas:
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                if isinstance(rows[row][column], str):
                    yield row, column


def _is_true(match: re.Match[str], cell: Cell, origin: Cell, rows: Values) -> bool:
    one, sign, other = match.groups()
    moved = cell[0] - origin[0], cell[1] - origin[1]
    return (_operand(one, moved, rows) == _operand(other, moved, rows)) == (sign == "=")


def _operand(written: str, moved: Cell, rows: Values) -> object:
    """The value of a reference, seen from so many rows and columns on, or of a literal; texts without case."""
    if match := _CELL.fullmatch(written):
        column = column_number(match[2]) - 1 + (0 if match[1] else moved[1])
        row = int(match[4]) - 1 + (0 if match[3] else moved[0])
        value = _value(rows, (row, column))
    else:
        value = written.strip('"') if written.startswith('"') else float(written)
    return "" if value is None else value.casefold() if isinstance(value, str) else value


def _value(rows: Values, cell: Cell) -> object:
    row, column = cell
    return rows[row][column] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else None
