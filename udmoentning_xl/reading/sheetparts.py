"""The bytes of the parts that carry values: cut down to what matters, and made sure to be safe to parse."""

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.names import part_key
from udmoentning_xl.package.opc import read_document
from udmoentning_xl.package.xmlscan import MAX_DEPTH, Node, decode, malformed
from udmoentning_xl.reading.limits import MAX_OPEN_ELEMENTS, MAX_TEXT_XML, MAX_TREE, MB

# Values end in </v> or </t>, formulas begin with <f, all perhaps with a prefix; other names like these only make the
# cut later.
_VALUE_MARKS = (b"</v", b"</t", b"<f", b":v", b":t", b":f")
_ROW_END = re.compile(rb"</(?:[\w.-]+:)?row\s*>")
_DATA_START = re.compile(rb"<(?:[\w.-]+:)?sheetData(?:\s[^<>]*)?>")
_DATA_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
_OVERLAP = 128  # bytes looked at again, longer than any of the above
_ROW_END_WITHIN = 8  # chunks: the rest of a row of 16,384 blank cells
_HELD_AT_ONCE = 64 * MB  # above it a sheet is read twice, so that its blank tail is never held
_DEPTH_CHUNK = 1 << 16


def sheet_xml(archive: Archive, part: str) -> bytes:
    """The worksheet as UTF-8 without the rows below the last value: a million formatted blank rows weigh nothing.

    Raises:
        PlanFileError: the part is missing or damaged, has a DTD, is nested too deep, or holds too much.
    """
    is_large = archive.by_key[part_key(part)].size > _HELD_AT_ONCE
    chunks = _chunks_with_values(archive, part) if is_large else archive.chunks(part)
    return without_blank_tail(_utf8(chunks, archive, part))


def text_xml(archive: Archive, part: str) -> bytes:
    """The part as UTF-8. Raises PlanFileError as ``sheet_xml`` does."""
    return _utf8(archive.chunks(part), archive, part)


def tree(archive: Archive, part: str, root: str) -> Node:
    """The part's elements, all at once. Raises PlanFileError when it is damaged, no ``root``, or too large for that."""
    refuse_large_trees(archive, [part])
    return read_document(archive, part, root).root


def refuse_large_trees(archive: Archive, parts: Iterable[str]) -> None:
    """Raise PlanFileError when one of the parts is too large for its elements to be held all at once."""
    for member in (archive.by_key.get(part_key(part)) for part in parts):
        if member and member.size > MAX_TREE:
            raise PlanFileError(
                f"Delen {named(archive, member.name)} fylder over {MAX_TREE // MB} MB og læses ikke. "
                "Kopiér planens ark over i en ny projektmappe, og gem den."
            )


def named(archive: Archive, part: str) -> str:
    """The part's name in messages."""
    return f"{part} i {archive.label}"


def _utf8(chunks: Iterable[bytes], archive: Archive, part: str) -> bytes:
    kept, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > MAX_TEXT_XML:
            raise too_much(archive.label)
        kept.append(chunk)
    data = decode(b"".join(kept), named(archive, part))[0]
    if b"<!DOCTYPE" in data:
        # Entities can be declared there that grow without end, or that fetch other files.
        raise PlanFileError(
            f"Delen {named(archive, part)} har en DTD, som ingen projektmappe skal have, og læses ikke."
        )
    if _most_open(data) > MAX_OPEN_ELEMENTS:
        _refuse_depth(data, named(archive, part))
    return data


def too_much(label: str) -> PlanFileError:
    """The exception for a workbook that holds more than can be read within the limits."""
    return PlanFileError(
        f"{label} indeholder over {MAX_TEXT_XML // MB} MB tekst og tal og læses ikke. "
        "Fjern de ark, der ikke hører til planen, og gem den igen."
    )


def _chunks_with_values(archive: Archive, part: str) -> Iterator[bytes]:
    """The part's chunks less those between the last value and the end of the cells, which are not held meanwhile."""
    last_value = data_end = -1
    before = b""
    for number, chunk in enumerate(archive.chunks(part)):
        seen = before + chunk
        if data_end < 0 and any(mark in seen for mark in _VALUE_MARKS):
            last_value = number
        if _DATA_END.search(seen):
            data_end = number
        before = chunk[-_OVERLAP:]
    for number, chunk in enumerate(archive.chunks(part)):
        if number <= last_value + _ROW_END_WITHIN or number >= data_end - 1:
            yield chunk


def without_blank_tail(data: bytes) -> bytes:
    """A worksheet less its rows below the last one that has a value."""
    end = data.rfind(b"<", 0, max(data.rfind(b"sheetData"), 0))
    if end < 0 or not _DATA_END.match(data, end):
        return data
    last_value = max(data.rfind(mark, 0, end) for mark in _VALUE_MARKS)
    start = _DATA_START.search(data, 0, end)
    cut = _ROW_END.search(data, last_value, end) if start and last_value > start.end() else start
    return data[: cut.end()] + data[end:] if cut else data


def _most_open(data: bytes) -> int:
    """An upper bound, give or take a chunk, of how many elements are open at once; no parser is needed for it."""
    bound = most = 0
    for start in range(0, len(data), _DEPTH_CHUNK):
        chunk = data[start : start + _DEPTH_CHUNK]
        bound += chunk.count(b"<") - 2 * chunk.count(b"</")
        most = max(most, bound)
    return most


def _refuse_depth(data: bytes, part: str) -> None:
    """Raise PlanFileError when the part is nested deeper than any real one. Many blank cells get here as well."""
    depth = 0

    def opened(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise PlanFileError(f"Delen {part} er indlejret i over {MAX_DEPTH} lag og læses ikke.")

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise malformed(part) from error
