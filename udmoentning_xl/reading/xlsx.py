"""Reads .xlsx and .xlsm: the parts are found and scanned here, and calamine is handed a plain copy of them.

The copy holds the cells, the shared texts and the stylesheet, in UTF-8, under names of our own. So calamine never
sees what it cannot read (UTF-16, ``./`` in a target, #SPILL!) nor what makes it ask for more memory than there is
(a cell in XFD1048576, a count of texts that is a lie), and what was checked is what is read.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from html import unescape
from io import BytesIO
from urllib.parse import unquote

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.opc import Relations, relations
from udmoentning_xl.package.xmlscan import Node, apply
from udmoentning_xl.reading import calamine
from udmoentning_xl.reading.comments import Cell, cell_of, read_comments
from udmoentning_xl.reading.conditional import ConditionalRule, conditional_rules
from udmoentning_xl.reading.formatting import Surroundings, formatting_of
from udmoentning_xl.reading.limits import MAX_AREA, MAX_TEXT, MAX_TEXT_XML
from udmoentning_xl.reading.rawsheet import RawBook, RawSheet, refuse_too_far
from udmoentning_xl.reading.richtext import Runs
from udmoentning_xl.reading.sharedtexts import rich_texts, shows_more, without_count
from udmoentning_xl.reading.sheetparts import named, sheet_xml, text_xml, too_much, tree
from udmoentning_xl.reading.sheetscan import Marks, scan, scan_values
from udmoentning_xl.reading.styles import Look, conditional_formats, read_looks

_TRUE = frozenset({"1", "true"})
#: A piece of rich text that may be struck through or white.
_TOLD_RUN = re.compile(rb"""strike|["'](?:FF)?FFFFFF["']|theme=["']0["']""", re.I)
_MARGIN = re.compile(rb"<(?:[\w.-]+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
#: What is no text in a margin: its parts, fields, fonts, sizes and colours (ECMA-376-1, 18.3.1.46).
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z])')
#: The parts of properties by the kind of their relation, and the names of their root; and what programs write in them.
_PROPERTIES = {
    "core-properties": "coreProperties",
    "coreproperties": "coreProperties",
    "customproperties": "Properties",
}
_OF_PROGRAMS = frozenset(("creator", "lastModifiedBy", "created", "modified", "revision", "version", "language"))
_LABEL = re.compile(r"\Aintern[te]?\Z|\A\Z", re.I)
_LINK = re.compile(rb"<(?:[\w.-]+:)?hyperlink\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"\b(\w+)=([\"'])([^<>\"']*)\2")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class _SheetEntry:
    name: str
    visible: bool
    part: str


@dataclass(frozen=True)
class _SharedParts:
    """What all sheets draw on."""

    looks: dict[str, Look]
    texts: bytes
    rich: dict[int, Runs]


@dataclass(frozen=True)
class _Trailer:
    """What a worksheet says after its cells: texts in the margins, links, and conditional formats that hide."""

    margins: list[str]
    links: list[bytes]
    rules: list[ConditionalRule]
    properties: list[str]  # of the whole workbook


def read_xlsx(archive: Archive, book_part: str, book_type: str) -> RawBook:
    """The worksheets of the workbook whose main part is ``book_part``, of content type ``book_type``.

    Raises:
        PlanFileError: a part is damaged, or there is more in it than can be read safely.
    """
    root = tree(archive, book_part, "workbook")
    related = relations(archive, book_part)
    date1904 = any(node.attrs.get("date1904") in _TRUE for node in root.all("workbookPr"))
    sheets = _worksheets(archive, root, related)
    shared = _read_shared(archive, related)
    xml = _sheets_xml(archive, sheets, MAX_TEXT_XML - len(shared.texts))
    if shows_more(shared.texts, xml, MAX_TEXT):
        raise too_much(archive.label)
    formats = cache(partial(conditional_formats, archive, _part(related, "styles"), _part(related, "theme")))
    properties = list(_properties(archive))
    asides = [
        _Trailer(_margins(data), _links(data), list(conditional_rules(data, formats)), properties) for data in xml
    ]
    marks = [_scan(named(archive, sheet.part), data, shared) for sheet, data in zip(sheets, xml, strict=True)]
    refuse_too_far(archive.label, list(map(_used, sheets, xml, marks)))
    cells = (_cells_only(data, mark) for data, mark in zip(xml, marks, strict=True))
    plain = _plain_copy(date1904, _bytes_of(archive, related, "styles", b"<styleSheet/>"), shared.texts, cells)
    del xml
    with calamine.opened(plain, archive.label) as book:
        values = [calamine.values(book, index) for index in range(len(sheets))]
    raw = [
        _raw_sheet(archive, sheet, mark, shared, (rows, aside))
        for sheet, mark, rows, aside in zip(sheets, marks, values, asides, strict=True)
    ]
    return RawBook("xlsm" if "macroenabled" in book_type.lower() else "xlsx", date1904, raw)


def _worksheets(archive: Archive, root: Node, related: Relations) -> list[_SheetEntry]:
    """The sheets that have cells, in tab order; sheets of charts, dialogs and macros have none."""
    found = []
    for node in (node for group in root.all("sheets") for node in group.all("sheet")):
        if node.attr("id") == "":  # a module of Excel 95, whose code is elsewhere
            continue
        relation = related.by_id(node.attr("id"))
        if relation is None or relation.part not in archive:
            raise archive.damaged(f"arket {node.attrs.get('name', '')} mangler")
        if relation.kind == "worksheet":
            visible = node.attrs.get("state", "visible") == "visible"
            found.append(_SheetEntry(node.attrs.get("name", ""), visible, relation.part))
    return found


def _read_shared(archive: Archive, related: Relations) -> _SharedParts:
    looks = read_looks(archive, _part(related, "styles"), _part(related, "theme"))
    texts = without_count(_bytes_of(archive, related, "sharedstrings", b"<sst/>"))
    asked = _TOLD_RUN.search(texts) is not None or any(look.struck for look in looks.values())
    part = named(archive, _part(related, "sharedstrings"))
    return _SharedParts(looks, texts, rich_texts(texts, part) if asked else {})


def _part(related: Relations, kind: str) -> str:
    relation = related.of_kind(kind)
    return relation.part if relation else ""


def _bytes_of(archive: Archive, related: Relations, kind: str, absent: bytes) -> bytes:
    part = _part(related, kind)
    return text_xml(archive, part) if part in archive else absent


def _sheets_xml(archive: Archive, sheets: Iterable[_SheetEntry], room: int) -> list[bytes]:
    """The sheets' parts. One part may serve as many sheets, so that the room they take is counted here."""
    found = []
    for sheet in sheets:
        found.append(sheet_xml(archive, sheet.part))
        room -= len(found[-1])
        if room < 0:
            raise too_much(archive.label)
    return found


def _scan(part: str, data: bytes, shared: _SharedParts) -> Marks:
    struck = [style for style, look in shared.looks.items() if look.struck] if shared.rich else []
    every_text = any(run.struck or run.white for runs in shared.rich.values() for run in runs)
    return scan(data, part, shared.looks.keys(), struck, every_text=every_text)


def _used(sheet: _SheetEntry, data: bytes, marks: Marks) -> tuple[str, int, int]:
    """The sheet's name, rows and columns; formatted blank cells count only while they make no difference."""
    rows, columns = marks.reach()
    if rows * columns > MAX_AREA:
        rows, columns = scan_values(data, sheet.part).reach()
    return sheet.name, rows, columns


def _cells_only(data: bytes, marks: Marks) -> bytes:
    """The worksheet with nothing but its cells, and those changed that calamine would not take."""
    end = data.rfind(b"<", 0, max(data.rfind(b"sheetData"), 0))
    prefix = marks.prefix.encode()
    cells = data[marks.data_start : end] if 0 <= marks.data_start < end else b""
    if cells and marks.edits:
        cells = apply(data[:end], marks.edits)[marks.data_start :]
    closing = b"</%ssheetData>" % prefix if cells else b""
    return b"<%sworksheet>%s%s</%sworksheet>" % (prefix, cells, closing, prefix)


def _plain_copy(date1904: bool, styles: bytes, texts: bytes, sheets: Iterable[bytes]) -> bytes:
    """A workbook of just these parts. Stored and not deflated: it is read once, at once."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        targets = [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
        package.writestr("xl/sharedStrings.xml", texts)
        package.writestr("xl/styles.xml", styles)
        listed = ""
        for number, cells in enumerate(sheets, 1):
            package.writestr(f"xl/sheet{number}.xml", cells)
            targets.append(("worksheet", f"sheet{number}.xml"))
            listed += f'<sheet name="{number}" sheetId="{number}" r:id="r{len(targets)}"/>'
        package.writestr("_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")]))
        package.writestr("xl/_rels/workbook.xml.rels", _relationships(targets))
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{date1904:d}"/>'
            f"<sheets>{listed}</sheets></workbook>",
        )
    return out.getvalue()


def _relationships(targets: Sequence[tuple[str, str]]) -> str:
    entries = (
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(entries)}</Relationships>'


def _margins(data: bytes) -> list[str]:
    """The texts in the margins of the printed sheet. They stand after the cells."""
    found = _MARGIN.findall(data, max(data.rfind(b"sheetData"), 0))
    return [_MARGIN_CODE.sub(" ", unescape(text.decode())) for text in found]


def _links(data: bytes) -> list[bytes]:
    """The elements of the sheet's links. They stand after the cells."""
    return _LINK.findall(data, max(data.rfind(b"sheetData"), 0))


def _said_by_links(elements: Iterable[bytes], related: Relations) -> dict[Cell, str]:
    """What the links of a sheet say: tip, text and the words of the address, by the first cell of each."""
    found: dict[Cell, str] = {}
    for element in elements:
        attrs = {name.decode(): unescape(value.decode()) for name, _, value in _ATTRIBUTE.findall(element)}
        relation = related.by_id(attrs.get("id"))
        address = unquote(relation.target if relation else "")
        said = [attrs.get("tooltip", ""), attrs.get("display", ""), re.sub(r"[/\\_.-]+", "\n", address)]
        if cell := cell_of(attrs.get("ref", "").partition(":")[0]):
            found[cell] = "\n".join(filter(None, said))
    return found


def _properties(archive: Archive) -> Iterator[str]:
    """What people, and labels of sensitivity, have written in the properties of the workbook."""
    parts = [(item.part, name) for item in relations(archive, "").items if (name := _PROPERTIES.get(item.kind))]
    for part, root in parts:
        try:
            nodes = list(tree(archive, part, root).walk()) if part in archive else []
        except PlanFileError:  # nothing in the plan depends on them
            continue
        texts = (node.text.strip() for node in nodes if node.name not in _OF_PROGRAMS)
        yield from (text for text in texts if not _LABEL.match(text))


def _drawn(archive: Archive, related: Relations) -> Iterator[str]:
    """The paragraphs of the sheet's text boxes."""
    for part in (item.part for item in related.items if item.kind == "drawing" and item.part in archive):
        for node in tree(archive, part, "wsDr").walk():
            if node.name == "p":
                yield "".join(text.text for text in node.walk() if text.name == "t")


def _raw_sheet(
    archive: Archive,
    sheet: _SheetEntry,
    marks: Marks,
    shared: _SharedParts,
    said: tuple[list[list[object]], _Trailer],
) -> RawSheet:
    values, after = said
    related = relations(archive, sheet.part)
    aside = [("arkets sidehoved eller sidefod", text) for text in after.margins if text.strip()]
    aside += [("en tekstboks på arket", text) for text in _drawn(archive, related) if text.strip()]
    aside += [("filens egenskaber", text) for text in after.properties]
    links = _said_by_links(after.links, related)
    told = Surroundings(read_comments(archive, related), tuple(aside), links, after.rules)
    formatting = partial(formatting_of, marks, shared.looks, shared.rich, told)
    return RawSheet(sheet.name, sheet.visible, values, marks.errors, marks.merged, formatting)
