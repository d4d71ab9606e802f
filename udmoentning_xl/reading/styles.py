"""The stylesheet and the theme: what each cell style looks like, as far as it may carry meaning.

Read here and not by openpyxl, which raises on stylesheets that Excel itself opens without a word. Conventions:
ECMA-376-1, 18.8 (styles), 18.8.19 (tint), 18.8.27 (indexed colours), 20.1.6.2 (colour scheme).
"""

import colorsys
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.xmlscan import Node
from udmoentning_xl.reading.sheetparts import tree
from udmoentning_xl.reading.shown import BUILT_IN, tells
from udmoentning_xl.reading.symbols import is_symbols

_FALSE = frozenset({"0", "false", "none"})
#: Colours of the scheme in the order in which a workbook counts them: light before dark (18.8.3 swaps the pairs).
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
#: The colours that a workbook has by number; the first eight are there twice.
_INDEXED: list[str] = re.findall(
    "[0-9A-F]{6}",
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF" * 2
    + "800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF"
    + "000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC99"
    + "3366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333",
)
_WHITE, _BLACK = "FFFFFF", "000000"
#: Letters that nobody can read: so many points or less, and what stands for the colour of such a font.
_SMALLEST, _TINY = 3.0, "tiny"
#: Colours that differ by no more than this in each part look the same.
_ALIKE = 20
_Entry = TypeVar("_Entry")
_RGB = re.compile(r"(?:[0-9A-F]{2})?([0-9A-F]{6})")


@dataclass(frozen=True)
class Look:
    """What a cell style says. ``fill`` is "RRGGBB" or ""; ``format`` is "" unless it may show more than the value.

    ``unseen`` says in Danish why text in it can not be seen, "" where it can.
    """

    bold: bool = False
    italic: bool = False
    struck: bool = False
    fill: str = ""
    format: str = ""
    unseen: str = ""
    ink: str = ""  # the colour of the letters where it is none of black, grey and white
    symbols: str = ""  # the font where it shows signs for letters
    indent: int = 0  # how far the text is moved in from the cell's side


def read_looks(archive: Archive, styles: str, theme: str) -> dict[str, Look]:
    """The cell styles that carry meaning, by their index as written in a cell; "" for a part that there is none of.

    Raises:
        PlanFileError: the stylesheet or theme is damaged.
    """
    if styles not in archive:
        return {}
    root = tree(archive, styles, "styleSheet")
    palette = _Palette(_theme_colours(archive, theme), _own_indexed(root))
    fonts = [(_is_on(font, "b"), _is_on(font, "i"), _is_on(font, "strike")) for font in _listed(root, "fonts", "font")]
    names = [_symbols(font) for font in _listed(root, "fonts", "font")]
    inks = [palette.ink(font) for font in _listed(root, "fonts", "font")]
    fills = [palette.fill(fill) for fill in _listed(root, "fills", "fill")]
    grounds = [palette.ground(fill) for fill in _listed(root, "fills", "fill")]
    codes = {
        node.attrs.get("numFmtId"): node.attrs.get("formatCode", "") for node in _listed(root, "numFmts", "numFmt")
    }
    formats = {number: code for number, code in codes.items() if tells(code)}
    formats |= {str(number): code for number, code in BUILT_IN.items() if str(number) not in codes}
    looks = {}
    for index, xf in enumerate(_listed(root, "cellXfs", "xf")):
        bold, italic, struck = _at(fonts, xf.attrs.get("fontId"), (False, False, False))
        fill = _at(fills, xf.attrs.get("fillId"), "")
        ink, ground = _at(inks, xf.attrs.get("fontId"), ""), _at(grounds, xf.attrs.get("fillId"), _WHITE)
        blank = _shows_nothing(codes.get(xf.attrs.get("numFmtId"), ""))
        unseen = "vises ikke på grund af talformatet" if blank else _unseen(ink, ground)
        coloured = "" if ink == _TINY or _is_grey(ink) else ink
        symbols = _at(names, xf.attrs.get("fontId"), "")
        shown = formats.get(xf.attrs.get("numFmtId"), "")
        look = Look(bold, italic, struck, fill, shown, unseen, coloured, symbols, _indent(xf))
        if look != Look():
            looks[str(index)] = look
    return looks


class Effect(NamedTuple):
    """What a conditional format does to a cell: text in it can not be seen, is struck through, or has a ground."""

    hides: bool
    strikes: bool
    fill: str  # "RRGGBB", "" for none


def conditional_formats(archive: Archive, styles: str, theme: str) -> dict[str, Effect]:
    """The conditional formats that hide, strike through or colour, by their index.

    Raises:
        PlanFileError: the stylesheet or theme is damaged.
    """
    root = tree(archive, styles, "styleSheet") if styles in archive else None
    if root is None:
        return {}
    palette = _Palette(_theme_colours(archive, theme), _own_indexed(root))
    found = {}
    for index, dxf in enumerate(_listed(root, "dxfs", "dxf")):
        font = dxf.child("font")
        effect = Effect(palette.hides(dxf), bool(font and _is_on(font, "strike")), palette.tint(dxf))
        if any(effect):
            found[str(index)] = effect
    return found


def _shows_nothing(code: str) -> bool:
    """Whether a number format leaves the cell blank whatever stands in it: ``;;;``."""
    sections = [re.sub(r"\[[^\[\]]*+\]", "", section).strip() for section in code.split(";")]
    return len(sections) >= 3 and not any(sections)


def _is_grey(rgb: str) -> bool:
    parts = [int(rgb[at : at + 2], 16) for at in (0, 2, 4)] if rgb else [0]
    return max(parts) - min(parts) < _ALIKE


def _unseen(ink: str, ground: str) -> str:
    """Why text of this colour can not be seen on this ground; "" where it can, or where one of them is not known."""
    if ink == _TINY:
        return "er skrevet med bittesmå bogstaver"
    if not ink or not ground:
        return ""
    pairs = ((int(ink[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (0, 2, 4))
    return "er skrevet i baggrundens farve" if all(abs(one - other) <= _ALIKE for one, other in pairs) else ""


def _listed(root: Node, group: str, name: str) -> list[Node]:
    found = root.child(group)
    return found.all(name) if found else []


def _is_on(node: Node, name: str) -> bool:
    found = node.child(name)
    return found is not None and found.attrs.get("val", "1") not in _FALSE


def _symbols(font: Node) -> str:
    """The name of a font of symbols, "" for one of letters."""
    name = font.child("name")
    found = name.attrs.get("val", "") if name else ""
    return found if is_symbols(found) else ""


def _indent(xf: Node) -> int:
    alignment = xf.child("alignment")
    steps = alignment.attrs.get("indent", "") if alignment else ""
    return int(steps) if steps.isdecimal() else 0


def _at(values: Sequence[_Entry], index: str | None, default: _Entry) -> _Entry:
    """The entry that ``index`` points to; ``default`` where it points nowhere, as Excel does it."""
    number = int(index) if index and index.isdecimal() else 0
    return values[number] if number < len(values) else default


def _theme_colours(archive: Archive, theme: str) -> list[str]:
    if theme not in archive:
        return []
    scheme = next((node for node in tree(archive, theme, "theme").walk() if node.name == "clrScheme"), None)
    return [_scheme_colour(scheme.child(name)) for name in _THEME_ORDER] if scheme else []


def _scheme_colour(entry: Node | None) -> str:
    colour = entry.children[0].attrs if entry and entry.children else {}
    return _rgb(colour.get("lastClr") or colour.get("val"))


def _own_indexed(root: Node) -> list[str]:
    """The workbook's own indexed colours, where it has replaced Excel's."""
    colours = root.child("colors")
    own = colours.child("indexedColors") if colours else None
    return [_rgb(node.attrs.get("rgb")) for node in own.all("rgbColor")] if own else []


def _rgb(written: str | None) -> str:
    """ "RRGGBB" of a colour written with or without opacity; "" for what is none."""
    found = _RGB.fullmatch((written or "").upper())
    return found[1] if found else ""


class _Palette:
    def __init__(self, theme: list[str], indexed: list[str]) -> None:
        self._theme, self._indexed = theme, indexed

    def fill(self, fill: Node) -> str:
        """The colour of a solid fill; "" for white, patterns, gradients and no fill."""
        pattern = fill.child("patternFill")
        colour = pattern.child("fgColor") if pattern and pattern.attrs.get("patternType") == "solid" else None
        found = self._colour(colour.attrs) if colour else ""
        return "" if found == _WHITE else found

    def ground(self, fill: Node) -> str:
        """The colour behind the text of a cell, white where there is no fill; "" where it is not one colour."""
        pattern = fill.child("patternFill")
        if pattern is None:
            return "" if fill.children else _WHITE
        kind = pattern.attrs.get("patternType", "none")
        colour = pattern.child("fgColor") if kind == "solid" else None
        if kind == "solid":
            return self._colour(colour.attrs) if colour else _BLACK
        return _WHITE if kind == "none" else ""

    def ink(self, font: Node) -> str:
        """The colour of a font, "" where it is not known; ``_TINY`` where the letters are too small to read."""
        size, colour = font.child("sz"), font.child("color")
        try:
            if size and float(size.attrs.get("val", "11")) <= _SMALLEST:
                return _TINY
        except ValueError:
            pass
        return self._colour(colour.attrs) if colour and "auto" not in colour.attrs else _BLACK

    def _ground(self, dxf: Node) -> Node | None:
        fill = dxf.child("fill")
        pattern = fill.child("patternFill") if fill else None
        return pattern.child("bgColor") if pattern else None

    def tint(self, dxf: Node) -> str:
        """The colour of the fill of a conditional format, "" where it has none."""
        colour = self._ground(dxf)
        return self._colour(colour.attrs) if colour else ""

    def hides(self, dxf: Node) -> bool:
        """True for a conditional format whose letters have the colour of its ground, or that shows no value.

        Its ground is the background colour of its fill, unlike that of a cell (18.8.32); without one mostly white.
        """
        font, code = dxf.child("font"), dxf.child("numFmt")
        ground = self.tint(dxf) if self._ground(dxf) else _WHITE
        shown = font.child("color") if font else None
        blank = code is not None and _shows_nothing(code.attrs.get("formatCode", ""))
        return blank or (shown is not None and bool(_unseen(self._colour(shown.attrs), ground)))

    def _colour(self, attrs: dict[str, str]) -> str:
        base = _rgb(attrs.get("rgb"))
        if "theme" in attrs:
            base = _at(self._theme, attrs["theme"], "")
        elif "indexed" in attrs:
            base = self._by_index(attrs["indexed"])
        return _tinted(base, attrs.get("tint", "0")) if base else ""

    def _by_index(self, index: str) -> str:
        return _at(self._indexed or _INDEXED, index, "")


def _tinted(rgb: str, tint: str) -> str:
    """The colour made lighter (tint above 0) or darker; the lightness is moved, as 18.8.19 has it."""
    try:
        amount = min(1.0, max(-1.0, float(tint)))
    except ValueError:
        amount = 0.0
    if not amount:
        return rgb
    hue, light, saturation = colorsys.rgb_to_hls(*(int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4)))
    light = light * (1 + amount) if amount < 0 else light * (1 - amount) + amount
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))
