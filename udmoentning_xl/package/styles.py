"""Putting the formats of the generated sheets into the styles part of the source, each once.

What is there already is used; the rest is appended, so every index in the source stays what it was. The ``count``
attributes are left alone: no program reads them, and the part stays what it was plus insertions.
"""

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.opc import STRICT_OF, XML_HEAD
from udmoentning_xl.package.workbook import MAIN, MAX_FORMATS
from udmoentning_xl.package.xmlscan import Document, Edit, Node, escape, parse, whole

# The order of the collections in a styles part (ECMA-376-1, 18.8.39, CT_Stylesheet).
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs",
    "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
)  # fmt: skip
_MAX_FONT_SIZE = 409  # points (Excel specifications and limits)
_FIRST_CUSTOM = 164  # number formats below are built in
# Built-in formats that show a date, those of time alone left out (18.8.30).
_BUILT_IN_DATES = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58}
# An m is a minute beside an hour or a second.
_NOT_DATE = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*+\]|[hs:.,0#]++m*+|(?<!m)m++[hs:.,0#]++|General|Standard', re.IGNORECASE
)
_FORMAT_NUMBER = re.compile(rb"""<[^<>]*?\s(?:s|style)\s?=\s?["'](\d{1,5})["']""")
_PLAIN = {"true": "1", "false": "0"}
_SWITCHES = {"b", "i", "strike", "outline", "shadow", "condense", "extend"}
# Theme colours are numbered with light and dark swapped against their order in the theme part (18.8.3).
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2",
    "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip


class Element(NamedTuple):
    """A piece of styles XML, apart from where it stands and from the prefix it is written with."""

    name: str
    attrs: Mapping[str, str] = MappingProxyType({})
    children: tuple["Element", ...] = ()

    def with_attrs(self, **changed: str) -> "Element":
        return self._replace(attrs={**self.attrs, **changed})


_NO_FORMAT = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"}
# What a collection must begin with, because Excel gives these places a meaning (default font, no fill, grey raster).
_FIRST: Mapping[str, tuple[Element, ...]] = {
    "fonts": (Element("font", {}, (Element("sz", {"val": "11"}), Element("name", {"val": "Calibri"}))),),
    "fills": tuple(
        Element("fill", {}, (Element("patternFill", {"patternType": kind}),)) for kind in ("none", "gray125")
    ),
    "borders": (Element("border", {}, tuple(map(Element, ("left", "right", "top", "bottom", "diagonal")))),),
    "cellStyleXfs": (Element("xf", _NO_FORMAT),),
    "cellXfs": (Element("xf", _NO_FORMAT | {"xfId": "0"}),),
}


@dataclass
class _Pool:
    """One collection of the source: what it holds, and what is to be appended."""

    size: int
    known: dict[str, int]
    added: list[Element] = field(default_factory=list)

    def place(self, element: Element) -> int:
        """The index of ``element``, which is appended when nothing equal is there."""
        key = _key(element)
        if key not in self.known:
            self.known[key] = self.size
            self.added.append(element)
            self.size += 1
        return self.known[key]

    def fill(self, size: int, element: Element) -> None:
        """Append ``element`` until there are ``size`` places."""
        missing = max(size - self.size, 0)
        self.added += [element] * missing
        self.size += missing


class MergedStyles(NamedTuple):
    """``data`` is the styles part to write; the tuples give the new index of each generated cell and dxf format."""

    data: bytes
    cells: tuple[int, ...]
    differential: tuple[int, ...]


def merge_styles(
    host: Document | None, made: Document, palette: Mapping[int, str], used: int, *, strict: bool
) -> MergedStyles:
    """Append to the source's styles what the generated ones need.

    ``used`` is the highest cell format that the source's own cells name. Where it has none so high, plain ones come
    first: its cells must not take on formats of ours.

    ``palette`` holds the colours of the generated theme by number, as ``RRGGBB``: they are written out, as the same
    number means another colour in the source. ``host`` None stands for a workbook without styles.

    Raises:
        PlanFileError: the source would have more cell formats than Excel can open.
    """
    sheet = host or _bare(strict=strict)
    pools = {name: _pool(sheet, name) for name in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs")}
    pools["cellXfs"].fill(used + 1, _FIRST["cellXfs"][0])
    formats = _NumberFormats(sheet)
    own = {name: [explicit(_element_of(node), palette) for node in _items(made, name)] for name in (*pools, "numFmts")}
    codes = {item.attrs["numFmtId"]: item.attrs["formatCode"] for item in own["numFmts"]}
    normal = _normal_style(sheet)

    def cell_format(xf: Element) -> int:
        places = {
            id_: str(pools[name].place(own[name][int(xf.attrs.get(id_, "0"))]))
            for id_, name in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))
        }
        number = formats.place(xf.attrs.get("numFmtId", "0"), codes)
        return pools["cellXfs"].place(xf.with_attrs(**places, numFmtId=number, xfId=normal))

    # Cells without a format have the source's default, so the first of ours, which is the default, becomes theirs.
    cells = (0, *(cell_format(xf) for xf in own["cellXfs"][1:]))
    differential = tuple(pools["dxfs"].place(_renumbered(dxf, formats)) for dxf in own["dxfs"])
    if pools["cellXfs"].added and pools["cellXfs"].size > MAX_FORMATS:
        raise PlanFileError(
            f"Projektmappen har for mange celleformater ({pools['cellXfs'].size:,} mod højst {MAX_FORMATS:,})".replace(
                ",", "."
            )
            + " til at få flere ark; ryd op i formaterne, og prøv igen."
        )
    added = {name: pool.added for name, pool in pools.items()} | {"numFmts": formats.added}
    return MergedStyles(sheet.edited(_edits(sheet, added)), cells, differential)


def used_format(sheet: bytes) -> int:
    """The highest cell format that the cells, rows and columns of a sheet part name; 0 is the default."""
    # UTF-16, which no program writes here but may, has a zero byte at each letter.
    numbers = map(int, set(_FORMAT_NUMBER.findall(sheet.replace(b"\0", b""))))
    return max((number for number in numbers if number < MAX_FORMATS // 2), default=0)


def date_format(host: Document, index: int) -> int | None:
    """The number format of cell format ``index`` when it shows a date, else None."""
    formats = _items(host, "cellXfs")
    number = formats[index].attrs.get("numFmtId", "0") if index < len(formats) else "0"
    codes = {node.attrs.get("numFmtId"): node.attrs.get("formatCode", "") for node in _items(host, "numFmts")}
    shown = _NOT_DATE.sub("", codes.get(number, ""))
    return whole(number) if whole(number) in _BUILT_IN_DATES or re.search("[dmyDMY]", shown) else None


def with_number_format(host: Document, index: int, number_format: int) -> tuple[bytes, int]:
    """The styles part and the index in it of cell format ``index`` with another number format, all else equal."""
    pool = _pool(host, "cellXfs")
    # Without formats, the default is meant.
    formats: list[Node | Element] = [*_items(host, "cellXfs")[index:], *_FIRST["cellXfs"]]
    xf = _element_of(formats[0])
    place = pool.place(xf.with_attrs(numFmtId=str(number_format), applyNumberFormat="1"))
    return host.edited(_edits(host, {"cellXfs": pool.added})), place


def theme_palette(theme: Document | None) -> dict[int, str]:
    """The theme's colours by the number that a ``theme`` attribute gives, as ``RRGGBB``."""
    if theme is None:
        return {}
    scheme = next((node for node in theme.root.walk() if node.name == "clrScheme"), None)
    colours = {node.name: node.children[0] for node in scheme.children if node.children} if scheme else {}
    return {
        number: colours[name].attrs.get("lastClr", colours[name].attrs.get("val", "000000"))
        for number, name in enumerate(_THEME_ORDER)
        if name in colours
    }


def explicit(element: Element, palette: Mapping[int, str]) -> Element:
    """``element`` without anything that follows the workbook's theme: colours written out, no theme font."""
    children = tuple(explicit(child, palette) for child in element.children if child.name != "scheme")
    attrs = dict(element.attrs)
    if attrs.get("theme", "").isdecimal() and int(attrs["theme"]) in palette:
        attrs["rgb"] = "FF" + _tinted(palette[int(attrs.pop("theme"))], float(attrs.pop("tint", "0")))
    return Element(element.name, attrs, children)


def normal_font(host: Document) -> tuple[str | None, float | None]:
    """The name and the size in points of the font of the style "Normal", each None where it does not say."""
    styles, fonts = _items(host, "cellStyleXfs"), _items(host, "fonts")
    style = whole(_normal_style(host))
    place = whole(styles[style].attrs.get("fontId")) if style < len(styles) else 0
    font = {node.name: node.attrs.get("val", "") for node in fonts[place].children} if place < len(fonts) else {}
    try:
        size = float(font.get("sz", ""))
    except ValueError:
        size = 0.0
    return font.get("name") or None, size if 0 < size <= _MAX_FONT_SIZE else None


def render(element: Element, prefix: str) -> str:
    """The element as XML, every name written with ``prefix``."""
    attrs = "".join(f' {key}="{escape(value)}"' for key, value in element.attrs.items())
    inner = "".join(render(child, prefix) for child in element.children)
    name = prefix + element.name
    return f"<{name}{attrs}>{inner}</{name}>" if inner else f"<{name}{attrs}/>"


class _NumberFormats:
    """The number formats of the source by code, and those to be appended."""

    def __init__(self, host: Document) -> None:
        found = [(node.attrs.get("formatCode", ""), node.attrs.get("numFmtId", "")) for node in _items(host, "numFmts")]
        self.known = dict(reversed(found))
        numbers = [int(number) for _, number in found if number.isdecimal()]
        self.next = max([_FIRST_CUSTOM - 1, *numbers]) + 1
        self.added: list[Element] = []

    def place(self, number: str, codes: Mapping[str, str]) -> str:
        """The number in the source for the generated ``number``; a built-in one stays."""
        if number not in codes:
            return number
        code = codes[number]
        if code not in self.known:
            self.known[code] = str(self.next)
            self.added.append(Element("numFmt", {"numFmtId": str(self.next), "formatCode": code}))
            self.next += 1
        return self.known[code]


def _renumbered(dxf: Element, formats: _NumberFormats) -> Element:
    """A differential format carries its number format itself, with a number that must be the source's for that code."""
    children = []
    for child in dxf.children:
        attrs = child.attrs
        if child.name == "numFmt" and int(attrs["numFmtId"]) >= _FIRST_CUSTOM:
            number = formats.place(attrs["numFmtId"], {attrs["numFmtId"]: attrs["formatCode"]})
            children.append(child.with_attrs(numFmtId=number))
        else:
            children.append(child)
    return dxf._replace(children=tuple(children))


def _bare(*, strict: bool) -> Document:
    namespace = STRICT_OF[MAIN] if strict else MAIN
    return parse(XML_HEAD + f'<styleSheet xmlns="{namespace}"></styleSheet>'.encode(), "xl/styles.xml")


def _items(document: Document, collection: str) -> list[Node]:
    found = document.root.child(collection)
    return found.children if found is not None else []


def _pool(host: Document, collection: str) -> _Pool:
    items: list[Node | Element] = [*_items(host, collection)]
    missing = list(_FIRST.get(collection, ())[len(items) :])
    known: dict[str, int] = {}
    for index, item in enumerate([*items, *missing]):
        known.setdefault(_key(item), index)
    return _Pool(len(items) + len(missing), known, missing)


def _normal_style(host: Document) -> str:
    """The index of the style "Normal" (built-in style 0), which ours are based on."""
    for node in _items(host, "cellStyles"):
        if node.attrs.get("builtinId") == "0":
            return node.attrs.get("xfId", "0")
    return "0"


def _edits(host: Document, added: Mapping[str, list[Element]]) -> list[Edit]:
    """The insertions; collections that are missing and would stand at one place are put there in their order."""
    prefix = host.prefix(host.root)
    edits: list[Edit] = []
    missing: list[bytes] = []
    for position, name in enumerate(_ORDER):
        xml = "".join(render(element, prefix) for element in added.get(name, ())).encode()
        collection = host.root.child(name)
        if xml and collection is not None:
            edits += host.append(collection, xml)
        elif xml:
            missing.append(
                f'<{prefix}{name} count="{len(added[name])}">'.encode() + xml + f"</{prefix}{name}>".encode()
            )
            edits += host.insert_child(host.root, _ORDER[:position], missing[-1]) if host.root.close >= 0 else []
    return edits if host.root.close >= 0 else host.append(host.root, b"".join(missing))


def _element_of(node: Node | Element) -> Element:
    """The node as a value. Attributes of foreign namespaces and extensions are left out."""
    attrs = {key: value for key, value in node.attrs.items() if "}" not in key}
    return Element(node.name, attrs, tuple(_element_of(child) for child in node.children if child.name != "extLst"))


def _key(element: Node | Element) -> str:
    """A text that is equal for elements that mean the same, whichever program wrote them."""
    name = element.name
    attrs = {key: _PLAIN.get(value, value) for key, value in element.attrs.items() if "}" not in key}
    if name == "xf":
        attrs = {key: value for key, value in attrs.items() if value != "0"}
    elif name in _SWITCHES and attrs.get("val") == "1":
        attrs = {}
    elif "rgb" in attrs:
        attrs["rgb"] = attrs["rgb"].upper()
    children = [_key(child) for child in element.children if child.name != "extLst"]
    if name in {"font", "dxf"}:  # the order is fixed by the schema, but programs differ
        children.sort()
    # No XML can hold the control characters that keep names, values and children apart.
    return "\x01".join(
        [name, *(f"{key}\x02{attrs[key]}" for key in sorted(attrs)), *(f"\x03{c}\x04" for c in children)]
    )


def _tinted(rgb: str, tint: float) -> str:
    """The colour lightened (tint above 0) or darkened (18.8.19: the luminance is moved towards white or black)."""
    red, green, blue = (int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * part):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))
