"""Workbooks made part by part, for what no program writes on purpose."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"

Parts = dict[str, bytes | str]


def zipped(path: Path, parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write the parts, in that order, as a zip file."""
    with zipfile.ZipFile(path, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def sheet(cells: str, after: str = "", before: str = "") -> str:
    """A worksheet part around the content of sheetData."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{cells}</sheetData>{after}</worksheet>'


def texts(*items: str) -> str:
    """A part of shared texts; an item is the content of its element."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def relationships(targets: Sequence[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{entries}</Relationships>'


def parts_of(
    *sheets: str | bytes,
    strings: str | bytes = "",
    styles: str = "",
    book_type: str = BOOK_TYPE,
    book_name: str = "xl/workbook.xml",
    kind: str = "worksheet",
) -> Parts:
    """The parts of a workbook whose sheets are Ark1, Ark2 ..."""
    listed = "".join(f'<sheet name="Ark{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, len(sheets) + 1))
    targets = [(kind, f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    parts: Parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{book_name}" ContentType="{book_type}"/></Types>'
        ),
        "_rels/.rels": relationships([("officeDocument", book_name)]),
        book_name: f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
    }
    for number, content in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = content
    for name, content in (("sharedStrings", strings), ("styles", styles)):
        if content:
            parts[f"xl/{name}.xml"] = content
            targets.append((name, f"{name}.xml"))
    parts["xl/_rels/workbook.xml.rels"] = relationships(targets)
    return parts


def xlsb_parts(rows: Sequence[Sequence[bytes]], strings: Sequence[str] = (), announced: int = 0) -> Parts:
    """A binary workbook of one sheet; each cell is what ``binary_cell`` gives. ``announced`` is a number of texts."""
    book = b"".join(
        [
            _record(131),
            _record(153, struct.pack("<LL", 0, 0) + _wide("")),
            _record(143),
            _record(156, struct.pack("<LL", 0, 1) + _wide("rId1") + _wide("Ark1")),
            _record(144),
            _record(132),
        ]
    )
    body = b"".join(
        _record(0, struct.pack("<LLHHBBB", row, 0, 300, 0, 0, 0, 0) + struct.pack("<L", 0)) + b"".join(cells)
        for row, cells in enumerate(rows)
    )
    merged = _record(177, struct.pack("<L", 1)) + _record(176, struct.pack("<4L", 0, 1, 0, 1)) + _record(178)
    dimension = _record(148, struct.pack("<4L", 0, 0, 0, 0))
    made = _record(129) + dimension + _record(145) + body + _record(146) + merged + _record(130)
    shared = _record(159, struct.pack("<LL", announced or len(strings), announced or len(strings)))
    shared += b"".join(_record(19, b"\0" + _wide(text)) for text in strings) + _record(160)
    parts = parts_of(book_type=BINARY_TYPE, book_name="xl/workbook.bin")
    parts["xl/workbook.bin"] = book
    parts["xl/worksheets/sheet1.bin"] = made
    parts["xl/sharedStrings.bin"] = shared
    del parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.bin.rels"] = relationships(
        [("worksheet", "worksheets/sheet1.bin"), ("sharedStrings", "sharedStrings.bin")]
    )
    return parts


def binary_cell(column: int, kind: int, value: bytes) -> bytes:
    """A cell record of .xlsb: 3 error, 4 truth value, 5 number, 7 shared text."""
    return _record(kind, struct.pack("<LL", column, 0) + value)


def _record(kind: int, body: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(body)
    while size >= 0x80:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return number + length + bytes([size]) + body


def _wide(text: str) -> bytes:
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def ole(*names: str, content: bytes = b"") -> bytes:
    """A compound file with streams of these names; the first holds ``content``."""
    return compound(*((name, content if number == 0 else b"") for number, name in enumerate(names)))


def compound(*entries: tuple[str, bytes | list[tuple[str, bytes]]]) -> bytes:
    """A compound file of streams, and of storages that hold streams, in that order; streams are padded to 4096."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    flat: list[tuple[str, int, bytes, int]] = []  # name, kind, content, the entry below
    for name, held in entries:
        flat.append((name, 2, held, free) if isinstance(held, bytes) else (name, 1, b"", len(flat) + 2))
        flat += [(inner, 2, content, free) for inner, content in held] if isinstance(held, list) else []
    bodies = [
        content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0") if content else b"" for _, _, content, _ in flat
    ]
    directory_sectors = len(flat) // 4 + 1
    tables = -(-(directory_sectors + sum(map(len, bodies)) // 512 + 1) // 127)
    chain = [table] * tables + [tables + n + 1 for n in range(directory_sectors - 1)] + [end]
    records = [_entry("Root Entry", 5, end, 0, 1)]
    for (name, kind, _, child), body in zip(flat, bodies, strict=True):
        records.append(_entry(name, kind, len(chain) if body else end, len(body), child))
        chain += [len(chain) + n + 1 for n in range(len(body) // 512 - 1)] + ([end] if body else [])
    header = struct.pack("<8s16s5H6x9L", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 62, 3, 0xFFFE, 9, 6,
                         0, tables, tables, 0, 4096, end, 0, end, 0)  # fmt: skip
    header += struct.pack(f"<{tables}L", *range(tables)) + struct.pack("<L", free) * (109 - tables)
    directory = b"".join(records).ljust(512 * directory_sectors, b"\0")
    allocation = struct.pack(f"<{len(chain)}L", *chain).ljust(512 * tables, b"\xff")
    return header + allocation + directory + b"".join(bodies)


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    written = name.encode("utf-16-le").ljust(64, b"\0")
    none = 0xFFFFFFFF
    return struct.pack(
        "<64sHBB3L16sLQQLQ", written, 2 * len(name) + 2, kind, 1, none, none, child, b"", 0, 0, 0, start, size
    )


def xls_stream(*records: tuple[int, bytes], shared: bytes = b"") -> bytes:
    """The records of an .xls with the sheet Ark1, in the code page of Windows; ``shared`` is that of shared texts."""
    begin = [_old_record(0x809, struct.pack("<HHHHLL", 0x600, kind, 0, 0, 0, 0)) for kind in (5, 16)]
    texts_record = _old_record(0xFC, shared) if shared else b""
    page = _old_record(0x42, struct.pack("<H", 1252))
    start = len(begin[0]) + len(page) + 4 + 8 + len("Ark1") + len(texts_record) + 4
    bound = _old_record(0x85, struct.pack("<L4B", start, 0, 0, 4, 0) + b"Ark1")
    sheet_records = b"".join(_old_record(kind, body) for kind, body in records)
    return begin[0] + page + bound + texts_record + _old_record(0x0A) + begin[1] + sheet_records + _old_record(0x0A)


def _old_record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def xls_label(row: int, column: int, text: str) -> tuple[int, bytes]:
    """A text that stands in the cell itself."""
    return 0x204, struct.pack("<HHH", row, column, 15) + old_text(text)


def old_text(text: str) -> bytes:
    """A text as an .xls holds it: two bytes for each letter where one will not do."""
    is_wide = any(char > "\xff" for char in text)
    return struct.pack("<HB", len(text), is_wide) + text.encode("utf-16-le" if is_wide else "latin-1")


ODS = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def ods(path: Path, rows: str, after: str = "") -> Path:
    """An OpenDocument spreadsheet whose sheet Plan has ``rows``; ``after`` is what follows it."""
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="Plan">{rows}</table:table>{after}'
    content = f"<office:document-content {names}>{body}</office:spreadsheet></office:body></office:document-content>"
    return zipped(path, {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": MANIFEST})


def ods_cell(text: str, repeat: int = 1) -> str:
    """A cell with a text, written once for ``repeat`` columns."""
    return (
        f'<table:table-cell table:number-columns-repeated="{repeat}" office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def in_memory(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()
