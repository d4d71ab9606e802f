"""Files that ask for all memory or all day: a result or one sentence within 20 seconds and 1 GB."""

import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from files_made import binary_cell, in_memory, ods, ods_cell, parts_of, sheet, texts, xlsb_parts, zipped

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
UNREADABLE = (
    "plan kan ikke læses: den er beskadiget eller gemt på en måde, som værktøjet ikke kender. "
    "Åbn den i Excel, gem den som Excel-projektmappe (.xlsx), og prøv igen."
)


def lying_sizes(path: Path) -> Path:
    """A zip bomb whose headers say that the sheet unpacks to 1,000 bytes."""
    data = bytearray(in_memory(parts_of(sheet(ONE), strings=texts("<t>" + "a" * (1 << 26) + "</t>"))))
    local, central = data.index(b"xl/sharedStrings.xml") - 30, data.rindex(b"xl/sharedStrings.xml") - 46
    struct.pack_into("<L", data, local + 22, 1000)
    struct.pack_into("<L", data, central + 24, 1000)
    path.write_bytes(data)
    return path


def blank_rows(path: Path, columns: str) -> Path:
    """Two values, and a million formatted rows with a formatted blank cell in each of ``columns``."""
    head, tail = sheet("\0").split("\0")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts_of("").items():
            if content:
                package.writestr(name, content)
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f"{head}{cell('A1')}{cell('F2')}".encode())
            for row in range(3, 1_000_001):
                blanks = "".join(f'<c r="{column}{row}" s="1"/>' for column in columns)
                part.write(f'<row r="{row}" s="1" customFormat="1" ht="15">{blanks}</row>'.encode())
            part.write(tail.encode())
    return path


def many_members(path: Path) -> Path:
    return zipped(path, parts_of(sheet(ONE)) | {f"xl/media/{n}.png": b"" for n in range(60_000)}, zipfile.ZIP_STORED)


def cell(address: str) -> str:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{address}"><v>1</v></c></row>'


FAR = (
    "Arket {} i plan er brugt helt ud til celle {} og er for stort at læse. "
    "Slet i Excel de rækker og kolonner, der ligger uden for planen, og gem den igen."
)
TOO_MUCH = (
    "plan indeholder over 150 MB tekst og tal og læses ikke. Fjern de ark, der ikke hører til planen, og gem den igen."
)
TREE = "Delen {} i plan fylder over 16 MB og læses ikke. Kopiér planens ark over i en ny projektmappe, og gem den."
TOO_DEEP = "Delen xl/worksheets/sheet1.xml i plan er indlejret i over 200 lag og læses ikke."
BAD_COUNT = f'<sst uniqueCount="99999999999" count="7">{texts("<t>ja</t>")[5:].partition(">")[2]}'
LONG = texts(f"<t>{'a' * 1_000_000}</t>")
SAME_TEXT = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2001))

#: name -> (what writes the file, what the message is or what the rows are)
HARMS: dict[str, tuple[Callable[[Path], Path], object]] = {
    "sizes that lie": (
        lying_sizes,
        "plan er beskadiget: delen xl/sharedStrings.xml er større, end filen selv siger. "
        "Åbn filen i Excel, gem den som en ny fil, og prøv igen.",
    ),
    "a part of 160 MB": (
        lambda path: zipped(path, parts_of(sheet(ONE), strings=texts("<t>" + "a" * 160_000_000 + "</t>"))),
        TOO_MUCH,
    ),
    "sixty thousand members": (
        many_members,
        "plan har 60005 dele, flere end en projektmappe kan have, og læses ikke.",
    ),
    "a million formatted blank rows": (lambda path: blank_rows(path, "ABC"), [[1], [None] * 5 + [1]]),
    "a million rows formatted as rows": (lambda path: blank_rows(path, ""), [[1], [None] * 5 + [1]]),
    "16,384 columns": (
        lambda path: zipped(path, parts_of(sheet(cell("XFD1") + cell("A2")))),
        [[None] * 16_383 + [1], [1]],
    ),
    "a cell in the last corner": (
        lambda path: zipped(path, parts_of(sheet(ONE + cell("XFD1048576")))),
        FAR.format("Ark1", "XFD1048576"),
    ),
    "a formatted blank cell in the last corner": (
        lambda path: zipped(path, parts_of(sheet(ONE + cell("XFD1048576").replace("<v>1</v>", "")))),
        [[1]],
    ),
    "formatted blanks far right and far down": (
        lambda path: zipped(path, parts_of(sheet(cell("XFD1").replace("<v>1</v>", "") + cell("B40000")))),
        [[]] * 39_999 + [[None, 1]],
    ),
    "a dimension of the whole sheet": (
        lambda path: zipped(path, parts_of(sheet(ONE + cell("B2"), before='<dimension ref="A1:XFD1048576"/>'))),
        [[1], [None, 1]],
    ),
    "deep nesting": (
        lambda path: zipped(path, parts_of(sheet(ONE, "<a>" * 3_000_000 + "</a>" * 3_000_000))),
        TOO_DEEP,
    ),
    "a stylesheet of 40 MB": (
        lambda path: zipped(path, parts_of(sheet(ONE), styles=f"<styleSheet>{'<a/>' * 10_000_000}</styleSheet>")),
        TREE.format("xl/styles.xml"),
    ),
    "relationships of 40 MB": (
        lambda path: zipped(path, parts_of(sheet(ONE)) | {"_rels/.rels": f"<Relationships>{'<a/>' * 10_000_000}"}),
        TREE.format("_rels/.rels"),
    ),
    "a count of texts that is a lie": (
        lambda path: zipped(path, parts_of(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings=BAD_COUNT)),
        [["ja"]],
    ),
    "one long text in many cells": (
        lambda path: zipped(path, parts_of(sheet(SAME_TEXT), strings=LONG)),
        TOO_MUCH,
    ),
    "xlsb with a cell in the last corner": (
        lambda path: zipped(path, xlsb_parts([[binary_cell(n, 5, struct.pack("<d", 1)) for n in (0, 16_383)]] * 400)),
        FAR.format("Ark1", "XFD400"),
    ),
    "xlsb with a count of texts that is a lie": (
        lambda path: zipped(path, xlsb_parts([[binary_cell(0, 7, b"\0\0\0\0")]], ["ja"], announced=0xFFFFFFFF)),
        UNREADABLE,
    ),
    "ods with a million blank rows": (
        lambda path: ods(
            path,
            f"<table:table-row>{ods_cell('x')}</table:table-row>"
            '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>',
        ),
        [["x"]],
    ),
    "ods with one cell repeated over the sheet": (
        lambda path: ods(
            path, f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("x", 16_384)}</table:table-row>'
        ),
        FAR.format("Plan", "XFD1048576"),
    ),
    "ods with a long text repeated": (
        lambda path: ods(
            path, f'<table:table-row table:number-rows-repeated="4000">{ods_cell("x" * 100_000)}</table:table-row>'
        ),
        TOO_MUCH,
    ),
    "ods with deep nesting": (
        lambda path: ods(path, "<table:table-row>" * 100_000 + "</table:table-row>" * 100_000),
        "Delen content.xml i plan er indlejret i over 200 lag og læses ikke.",
    ),
}

CHILD = """
import sys
from pathlib import Path
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.reading.source import read_workbook
try:
    print(repr(read_workbook(Path(sys.argv[1])).sheets[0].rows))
except PlanFileError as error:
    print(error)
"""


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))


@pytest.mark.parametrize("name", HARMS)
def test_harm_ends_within_20_seconds_and_1_gb(tmp_path: Path, name: str) -> None:
    make, expected = HARMS[name]
    path = make(tmp_path / "plan")
    command = [sys.executable, "-c", CHILD, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limited, check=False, timeout=120)
    wanted = expected if isinstance(expected, str) else repr(expected)
    assert (done.returncode, done.stderr[-500:], done.stdout[:500]) == (0, "", f"{wanted}\n"[:500])
    assert done.stdout == f"{wanted}\n"
