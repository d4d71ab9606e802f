"""Reads .ods (OpenDocument 1.3, part 3, chapter 9).

Calamine spreads out what is written once for many cells, so that the extent is counted first; and what it takes for
another thing than the cell shows (errors, percentages, times of day, text beside a drawing) is read here.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.xmlscan import MAX_DEPTH, malformed
from udmoentning_xl.reading import calamine
from udmoentning_xl.reading.legacy import Scan, sheets_of
from udmoentning_xl.reading.limits import MAX_AREA, MAX_ROW
from udmoentning_xl.reading.rawsheet import Area, RawBook
from udmoentning_xl.reading.sheetparts import named, text_xml

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE = f"{_ODF}table:1.0}}", f"{_ODF}text:1.0}}", f"{_ODF}office:1.0}}"
_SHOWN_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
#: What a formula fetched last from another program or workbook is kept as a table too, the latter among the sheets
#: under the name of file and sheet.
_KEPT_LINK = f"{_TABLE}dde-link"
_OTHER_WORKBOOK = re.compile(r"'[^']*'#")
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
#: How programs write that a formula has failed; in older files only what is shown tells it.
_ERROR = re.compile(r"#[A-ZÆØÅ/0]+[!?]?|(?:Err|Fejl):\d{3}")
#: Types whose cells are read as what they show; without a type there is only that.
_AS_SHOWN = frozenset({None, "percentage", "time"})
_BLANKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


def read_ods(archive: Archive) -> RawBook:
    """The worksheets of the OpenDocument spreadsheet.

    Raises:
        PlanFileError: the file is encrypted or damaged, or holds more than can be read safely.
    """
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise calamine.password(archive.label)
    scans = _scans(text_xml(archive, _CONTENT), named(archive, _CONTENT))
    sheets = sheets_of(archive.raw, archive.label, scans)
    return RawBook("ods", False, [sheet for sheet in sheets if not _OTHER_WORKBOOK.match(sheet.name)])


def _scans(data: bytes, part: str) -> list[Scan]:
    """A scan of each table; those inside a cell or a link, which calamine does not read, are none."""
    scans = list[Scan]()
    inside = row = column = down = 0
    try:
        for opens, node in _nodes(data, part):
            if node.tag in (f"{_TABLE}table", _KEPT_LINK):
                inside += 1 if opens else -1
                if opens and inside == 1 and node.tag != _KEPT_LINK:
                    scans.append(Scan(node.get(f"{_TABLE}name", "")))
                    row = 0
            elif inside != 1:
                continue
            elif node.tag == f"{_TABLE}table-row":
                if opens:
                    column, down, line = 0, _number(node, f"{_TABLE}number-rows-repeated"), node
                else:
                    row += down
            elif node.tag in _CELLS and not opens:
                right = _number(node, f"{_TABLE}number-columns-repeated")
                _look(scans[-1], node, (row, column, row + down - 1, column + right - 1))
                column += right
                line.clear()
    except ParseError as error:
        raise malformed(part) from error
    return scans


def _nodes(data: bytes, part: str) -> Iterator[tuple[bool, Element]]:
    """Every element as it opens, with its attributes alone, and as it closes."""
    depth = 0
    for event, node in iterparse(BytesIO(data), ("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise PlanFileError(f"Delen {part} er indlejret i over {MAX_DEPTH} lag og læses ikke.")
        yield event == "start", node


def _look(scan: Scan, cell: Element, area: Area) -> None:
    """Note what there is to say of a cell that stands for all of ``area``."""
    top, left, bottom, right = area
    spans = _number(cell, f"{_TABLE}number-rows-spanned"), _number(cell, f"{_TABLE}number-columns-spanned")
    if spans != (1, 1):
        scan.merged.append((top, left, top + spans[0] - 1, left + spans[1] - 1))
    kind, text = cell.get(f"{_OFFICE}value-type"), "\n".join(_shown(node) for node in cell if node.tag == f"{_TEXT}p")
    if not kind and not text:
        return
    scan.reach(bottom, right)
    if f"{_TABLE}formula" in cell.attrib:
        scan.formulas.add((top, left))
    count = (bottom - top + 1) * (right - left + 1)
    scan.text += count * sum(map(len, (*cell.itertext(), *cell.attrib.values())))
    is_error = cell.get(_SHOWN_TYPE) == "error" or (f"{_TABLE}formula" in cell.attrib and _ERROR.fullmatch(text))
    is_other = kind in _AS_SHOWN or (kind == "string" and any(_is_aside(node) for node in cell.iter()))
    if (is_error or is_other) and count <= MAX_AREA:
        told = scan.errors if is_error else scan.texts
        told |= {(row, column): text for row in range(top, bottom + 1) for column in range(left, right + 1)}


def _is_aside(node: Element) -> bool:
    return node.tag in _BLANKS or "xmlns:drawing:" in node.tag


def _shown(node: Element) -> str:
    """The text of a paragraph. Comments and drawings stand beside it."""
    if node.tag == f"{_TEXT}s":
        return " " * _number(node, f"{_TEXT}c")
    inner = "".join(_shown(child) + (child.tail or "") for child in node)
    return _BLANKS.get(node.tag, "") + (node.text or "") + inner


def _number(node: Element, name: str) -> int:
    """The number in an attribute, 1 where there is none, never more than a sheet has rows."""
    written = node.get(name, "1")
    return min(max(int(written), 1), MAX_ROW) if written.isascii() and written.isdecimal() and len(written) < 12 else 1
