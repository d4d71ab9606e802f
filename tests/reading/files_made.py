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
    """A compound file with streams of these names; the first holds ``content``, padded to 4096 bytes."""
    body = content.ljust(4096, b"\0") if content else b""
    size = len(body) // 512
    directory_sectors = len(names) // 4 + 1
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [table] + [n + 2 for n in range(directory_sectors - 1)] + [end]
    chain += [1 + directory_sectors + n + 1 for n in range(size - 1)] + ([end] if size else [])
    header = struct.pack("<8s16s5H6x9L", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 62, 3, 0xFFFE, 9, 6,
                         0, 1, 1, 0, 4096, end, 0, end, 0)  # fmt: skip
    header += struct.pack("<L", 0) + struct.pack("<L", free) * 108
    entries = [_entry("Root Entry", 5, end, 0)]
    entries += [_entry(name, 2, 1 + directory_sectors if i == 0 and size else end, len(body) if i == 0 else 0)
                for i, name in enumerate(names)]  # fmt: skip
    directory = b"".join(entries).ljust(512 * directory_sectors, b"\0")
    allocation = b"".join(struct.pack("<L", number) for number in chain).ljust(512, b"\xff")
    return header + allocation + directory + body


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le").ljust(64, b"\0")
    none = 0xFFFFFFFF
    return struct.pack(
        "<64sHBB3L16sLQQLQ", written, 2 * len(name) + 2, kind, 1, none, none, none, b"", 0, 0, 0, start, size
    )


def in_memory(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()
