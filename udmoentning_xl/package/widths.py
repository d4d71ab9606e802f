"""How wide a column is: its width is told in figures of the font that the workbook's Normal style has.

The same number is therefore another width in a workbook with another font (ECMA-376-1, 18.3.1.13). The fonts of the
user's computer cannot be asked, so the width of a figure comes from a table.
"""

from udmoentning_xl.package.styles import normal_font
from udmoentning_xl.package.xmlscan import Document

CALIBRI_DIGIT = 7  # pixels of a figure of Calibri 11, the font in which the generated sheets tell their widths
_DEFAULT = "calibri", 11.0
#: The widest figure in thousandths of the font's size. One that is not here is taken to be as wide as Arial's, which
#: most fonts for a screen are about.
_DIGITS = {
    "aptos": 561,
    "aptos narrow": 490,
    "calibri": 507,
    "calibri light": 507,
    "cambria": 554,
    "century gothic": 554,
    "consolas": 550,
    "courier new": 600,
    "garamond": 469,
    "georgia": 614,
    "segoe ui": 539,
    "tahoma": 546,
    "times new roman": 499,
    "trebuchet ms": 524,
    "verdana": 636,
}
_ARIAL = 556
_ALIKE = 0.99  # what differs less is one width
#: Fonts made for the screen that are drawn narrower than their outline at one size.
_DRAWN = {("calibri", 11.0): CALIBRI_DIGIT}


def digit_width(font: str, size: float) -> float:
    """The pixels of the widest figure of a font of ``size`` points, at 96 dots per inch.

    Excel draws whole pixels on the screen. On paper, and in LibreOffice, a figure has its own width; where that is
    less, it is the one that counts, as text would else need more lines there than its row has.
    """
    name = font.strip().casefold()
    drawn = _DRAWN.get((name, size))
    thousandths = _DIGITS.get(name, _ARIAL)
    on_screen = drawn or max(1, round(round(size * 96 / 72) * thousandths / 1000))
    own = size * 96 / 72 * thousandths / 1000
    return own if own < _ALIKE * on_screen else on_screen


def digit_of(styles: Document | None) -> float:
    """:func:`digit_width` of the font of the workbook with this styles part, or without any."""
    name, size = normal_font(styles) if styles else (None, None)
    return digit_width(name or _DEFAULT[0], size or _DEFAULT[1])


def rescaled(width: str, digit: float) -> str:
    """The width of a generated column for a workbook where a figure is ``digit`` pixels: as many pixels as before."""
    if digit == CALIBRI_DIGIT:
        return width
    pixels = _pixels(float(width), CALIBRI_DIGIT)
    return f"{pixels * 256 // digit / 256:.8f}".rstrip("0").rstrip(".")


def _pixels(width: float, digit: int) -> int:
    return int((256 * width + 128 // digit) / 256 * digit)
