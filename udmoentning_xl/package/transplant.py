"""Copying the parts of generated sheets: the sheet as a stream, and the parts that it reaches.

The parts come from xlsxwriter, whose way of writing is known: main namespace without prefix, attributes in double
quotes, ``>`` never bare inside a tag. Only indexes, part names, table ids and the unit of widths change on the way.
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.opc import OFFICE, STRICT_OF
from udmoentning_xl.package.styles import Element, explicit, render
from udmoentning_xl.package.widths import rescaled
from udmoentning_xl.package.xmlscan import Document, Edit, Node, parse

# Start tags of rows and cells; "<" never stands bare in text, so nothing that a user typed can match.
_STYLED = re.compile(rb'(<(?:c r="[^"]*"|row [^<>]*?) s=")(\d+)')
_SHARED = re.compile(rb' t="s"><v>(\d+)</v>')
_CELL_METADATA = re.compile(rb'(<c [^<>]*?) cm="\d+"')
_STRING_ITEM = re.compile(rb"<si>((?:[^<]++|<(?!/?si>))*+)</si>|<si/>")
_RUN_COLOUR = re.compile(rb'<color theme="(\d+)"/>')
_NAMESPACES = re.compile(rb'\b(xmlns(?::\w+)?|uri)="([^"]+)"')
_SELECTED = re.compile(rb"""(<(?:\w+:)?sheetView\b[^<>]*?)\stabSelected=(?:"\w*"|'\w*')""")
_ROWS, _ROWS_END, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"


@dataclass(frozen=True)
class Reindex:
    """How the numbers of the generated workbook read in the source."""

    cells: Mapping[bytes, bytes]
    differential: tuple[int, ...]
    strings: tuple[bytes, ...]
    digit: float  # pixels of a figure there, in which the widths of columns are told
    strict: bool


def shared_strings(archive: Archive, part: str | None, palette: Mapping[int, str]) -> tuple[bytes, ...]:
    """The inner XML of each shared string, fit to stand inline; colours of rich text do not follow the theme."""
    if part is None:
        return ()

    def colour(found: re.Match[bytes]) -> bytes:
        return render(explicit(Element("color", {"theme": found[1].decode()}), palette), "").encode()

    data = _RUN_COLOUR.sub(colour, archive.read(part)).replace(b'<scheme val="minor"/>', b"")
    return tuple(_STRING_ITEM.findall(data))


def sheet_stream(archive: Archive, part: str, reindex: Reindex, *, selected: bool) -> Iterator[bytes]:
    """The generated sheet as it is to stand in the source, a piece at a time, whatever its number of rows."""
    chunks = archive.chunks(part)
    buffer = b""
    for chunk in chunks:
        buffer += chunk
        if _ROWS in buffer or _ROWS_END in buffer or b"<sheetData/>" in buffer:
            break
    start = _after(buffer, _ROWS) or _after(buffer, b"<sheetData/>")
    head, buffer = buffer[:start], buffer[start:]
    opening = head[head.index(b"<worksheet") : head.index(b">", head.index(b"<worksheet")) + 1]
    yield _namespaced(_head(head, reindex, selected=selected), reindex)
    for chunk in chunks:
        buffer += chunk
        if cut := _after(buffer, _ROW_END, last=True):
            yield _rows(buffer[:cut], reindex)
            buffer = buffer[cut:]
    cut = _after(buffer, _ROWS_END)
    yield _rows(buffer[:cut], reindex)
    yield _namespaced(_tail(opening, buffer[cut:], reindex), reindex)


def is_selected(archive: Archive, part: str) -> bool | None:
    """Whether a sheet of the source is selected, None where that cannot be seen byte by byte (UTF-16)."""
    head = next(archive.chunks(part), b"")  # it stands before the rows
    return None if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else bool(_SELECTED.search(head))


def unselected_stream(archive: Archive, part: str) -> Iterator[bytes]:
    """A sheet of the source without the mark of being selected, and else every byte as it is."""
    chunks = archive.chunks(part)
    yield _SELECTED.sub(rb"\1", next(chunks, b""))
    yield from chunks


def table(raw: bytes, number: int, reindex: Reindex) -> bytes:
    """The table part with its new id and formats."""
    document = parse(raw, "table")
    edits = [document.set_attribute(document.root, "id", str(number)), *_format_edits(document, reindex)]
    return _namespaced(document.edited(edits), reindex)


def plain_stream(archive: Archive, part: str, reindex: Reindex) -> Iterable[bytes]:
    """Any other part: as it is, with its namespaces translated when the source is strict."""
    if part.endswith(".xml") and reindex.strict:
        return (_namespaced(archive.read(part), reindex),)
    return archive.chunks(part)


def relation_type(kind: str, *, strict: bool) -> str:
    """The relationship type as the source writes it."""
    return kind.replace(OFFICE + "relationships", STRICT_OF[OFFICE + "relationships"]) if strict else kind


def _after(data: bytes, token: bytes, *, last: bool = False) -> int:
    """The place after ``token`` in ``data``, 0 when it is not there."""
    place = data.rfind(token) if last else data.find(token)
    return place + len(token) if place >= 0 else 0


def _head(head: bytes, reindex: Reindex, *, selected: bool) -> bytes:
    """What stands before the rows. Excel groups sheets that are selected together: an edit would go to all of them."""
    closing = b"</sheetData></worksheet>" if head.endswith(_ROWS) else b"</worksheet>"
    document = parse(head + closing, "sheet")
    edits = _format_edits(document, reindex)
    for node in document.root.walk():
        if node.name == "sheetView" and (selected or "tabSelected" in node.attrs):
            edits.append(document.set_attribute(node, "tabSelected", "1" if selected else None))
        if node.name == "col":
            edits.append(document.set_attribute(node, "width", rescaled(node.attrs["width"], reindex.digit)))
        if node.name == "col" and "style" in node.attrs:
            edits.append(document.set_attribute(node, "style", reindex.cells[node.attrs["style"].encode()].decode()))
    return document.edited(edits)[: -len(closing)]


def _tail(opening: bytes, tail: bytes, reindex: Reindex) -> bytes:
    """What stands after the rows; ``opening`` is the sheet's root tag, whose namespaces the tail uses."""
    document = parse(opening + tail, "sheet")
    return document.edited(_format_edits(document, reindex))[len(opening) :]


def _format_edits(document: Document, reindex: Reindex) -> list[Edit]:
    """The new index for every attribute that names a differential format: dxfId, headerRowDxfId, dataDxfId ..."""
    return [
        document.set_attribute(node, name, str(reindex.differential[int(value)]))
        for node, name, value in _attributes(document.root)
        if name.lower().endswith("dxfid")
    ]


def _attributes(root: Node) -> Iterator[tuple[Node, str, str]]:
    return ((node, name, value) for node in root.walk() for name, value in node.attrs.items())


def _rows(rows: bytes, reindex: Reindex) -> bytes:
    """Rows with their formats renumbered and their strings inline. Split and join: a call per cell is slow."""
    parts = _STYLED.split(rows)
    parts[2::3] = map(reindex.cells.__getitem__, parts[2::3])
    parts = _SHARED.split(b"".join(parts))
    parts[1::2] = [b' t="inlineStr"><is>' + reindex.strings[int(index)] + b"</is>" for index in parts[1::2]]
    rows = b"".join(parts)
    # A dynamic array needs xl/metadata.xml, which is the source's own; without the mark it is an ordinary array.
    return _CELL_METADATA.sub(rb"\1", rows) if b' cm="' in rows else rows


def _namespaced(data: bytes, reindex: Reindex) -> bytes:
    if not reindex.strict:
        return data
    strict = {old.encode(): new.encode() for old, new in STRICT_OF.items()}
    return _NAMESPACES.sub(lambda found: found[1] + b'="' + strict.get(found[2], found[2]) + b'"', data)
