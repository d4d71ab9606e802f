"""What is no workbook, or would harm: one Danish sentence, within 20 seconds and 1 GB. And what only looks harmful."""

import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from files_made import binary_cell, in_memory, ole, parts_of, sheet, texts, xlsb_parts, zipped

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.reading import opening
from udmoentning_xl.reading.limits import MB
from udmoentning_xl.reading.source import read_workbook

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
SAVE_AS = "Åbn den i Excel, gem den som Excel-projektmappe (.xlsx), og prøv igen."
SAVE_ANEW = "Åbn filen i Excel, gem den som en ny fil, og prøv igen."
THE_PLAN = "Angiv den projektmappe, som planen står i."


def refusal(path: Path) -> str:
    with pytest.raises(PlanFileError) as caught:
        read_workbook(path)
    return str(caught.value)


# ------------------------------------------------------------------------------------------------ no file, other files


def test_a_missing_file_is_named_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "mangler.xlsx"
    assert refusal(path) == f"{path} findes ikke. Kontrollér navn og mappe."
    assert refusal(path / "under.xlsx") == f"{path / 'under.xlsx'} findes ikke. Kontrollér navn og mappe."


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "planer.xlsx").mkdir()
    assert refusal(tmp_path / "planer.xlsx") == (
        "planer.xlsx er en mappe. Angiv selve projektmappen, f.eks. planer.xlsx/plan.xlsx."
    )


@pytest.mark.parametrize("name", ["~$plan.xlsx", ".~lock.plan.xlsx#"])
def test_a_lock_file_points_to_the_workbook_that_is_open(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x05Kontoret")
    assert refusal(tmp_path / name) == (f"{name} er kun en låsefil, fordi plan.xlsx er åben. Brug plan.xlsx i stedet.")


def test_a_file_that_excel_holds_open_is_said_to_be_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "plan.xlsx", parts_of(sheet(ONE)))

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert refusal(path) == (
        "plan.xlsx kan ikke åbnes, fordi den er i brug, eller fordi du ikke har adgang til den. "
        "Luk den i Excel, og prøv igen."
    )


def test_a_file_that_excel_has_open_but_shares_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "plan.xlsx", parts_of(sheet(ONE)))
    (tmp_path / "~$plan.xlsx").write_bytes(b"\x05Kontoret")
    with path.open("r+b"):
        assert read_workbook(path).sheets[0].rows == [[1]]


def test_a_file_beyond_the_limit_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILE", 3 * MB)
    (tmp_path / "stor.xlsx").write_bytes(b"PK" * 2 * MB)
    assert refusal(tmp_path / "stor.xlsx") == (
        "stor.xlsx fylder over 3 MB og læses ikke. Fjern billeder og ark, der ikke hører til planen, og gem den igen."
    )


FOREIGN = {
    "CSV": ("Nr;Emne;Beløb\r\n1;Kørsel;-1250\r\n".encode("latin-1"), "en tekstfil (f.eks. CSV)"),
    "CSV in UTF-16": ("Nr;Emne".encode("utf-16"), "en tekstfil (f.eks. CSV)"),
    "web page saved as .xls": (b"\r\n<HTML><table><tr><td>1</td></tr></table></HTML>", "en webside (HTML)"),
    "web page with mark": (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "en webside (HTML)"),
    "XML spreadsheet": (b'<?xml version="1.0"?><Workbook/>', "en XML-fil"),
    "PDF": (b"%PDF-1.7\n\x00\x01", "en PDF-fil"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "et billede"),
    "something else": (bytes(range(256)), "noget andet"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_another_kind_of_file_is_called_what_it_is(tmp_path: Path, name: str) -> None:
    content, what = FOREIGN[name]
    (tmp_path / "plan.xlsx").write_bytes(content)
    assert refusal(tmp_path / "plan.xlsx") == f"plan.xlsx er ikke en Excel-projektmappe, men {what}. {SAVE_AS}"


def test_empty_files_are_said_to_be_empty(tmp_path: Path) -> None:
    for name, content in (("tom.xlsx", b""), ("nul.xlsx", b"\0" * 5000)):
        (tmp_path / name).write_bytes(content)
    assert (
        refusal(tmp_path / "tom.xlsx") == "tom.xlsx er tom (0 byte). Hent filen igen, eller gem planen igen fra Excel."
    )
    assert refusal(tmp_path / "nul.xlsx") == (
        "nul.xlsx er beskadiget: den har kun nuller. Hent filen igen, eller find en sikkerhedskopi."
    )


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
PACKAGES: dict[str, tuple[dict[str, Any], str]] = {
    "a Word document": (parts_of(book_type=WORD), "et Word-dokument"),
    "slides": (parts_of(book_type=SLIDES), "en PowerPoint-præsentation"),
    "an ODF text": ({"mimetype": "application/vnd.oasis.opendocument.text"}, "et tekstdokument (OpenDocument)"),
    "a bare zip": ({"plan.csv": "a;b"}, "en zip-fil"),
    "no main part": ({"[Content_Types].xml": "<Types/>"}, "en zip-fil"),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_zip_that_is_no_workbook_is_called_what_it_is(tmp_path: Path, name: str) -> None:
    parts, what = PACKAGES[name]
    assert refusal(zipped(tmp_path / "plan.xlsx", parts)) == (
        f"plan.xlsx er ikke en Excel-projektmappe, men {what}. {THE_PLAN}"
    )


OLE_FILES = {
    ("EncryptionInfo", "EncryptedPackage"): (
        "plan.xlsx er beskyttet med adgangskode. Åbn den i Excel, fjern adgangskoden under Filer > Oplysninger, "
        "og gem den igen."
    ),
    ("EncryptedPackage", "\6DataSpaces", "DRMEncryptedTransform"): (
        "plan.xlsx er krypteret med en følsomhedsmærkat. Åbn den i Excel, fjern mærkaten eller gem en kopi uden, "
        "og prøv igen."
    ),
    ("WordDocument", "1Table"): f"plan.xlsx er ikke en Excel-projektmappe, men et Word-dokument. {THE_PLAN}",
    ("Noget",): f"plan.xlsx er ikke en Excel-projektmappe, men en anden slags Office-fil. {THE_PLAN}",
}


@pytest.mark.parametrize("names", OLE_FILES)
def test_encrypted_and_other_office_files_are_told_apart(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "plan.xlsx").write_bytes(ole(*names))
    assert refusal(tmp_path / "plan.xlsx") == OLE_FILES[names]


def test_an_old_workbook_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    records = struct.pack("<HHHH", 0x809, 4, 0x600, 5) + struct.pack("<HHHHH", 0x2F, 6, 1, 1, 1)
    (tmp_path / "plan.xls").write_bytes(ole("Workbook", content=records + struct.pack("<HH", 0x0A, 0)))
    assert refusal(tmp_path / "plan.xls").startswith("plan.xls er beskyttet med adgangskode. ")


# --------------------------------------------------------------------------------------------------------- damage


def test_a_truncated_zip_is_said_to_be_cut_short(tmp_path: Path) -> None:
    data = in_memory(parts_of(sheet(ONE)))
    (tmp_path / "plan.xlsx").write_bytes(data[: len(data) // 2])
    assert refusal(tmp_path / "plan.xlsx") == (
        f"plan.xlsx er beskadiget: den er ikke hel, måske fordi en kopiering blev afbrudt. {SAVE_ANEW}"
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_damage(tmp_path: Path) -> None:
    path = zipped(tmp_path / "plan.xlsx", parts_of(sheet(ONE)))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/worksheets/sheet1.xml", sheet(ONE.replace("<v>1", "<v>2")))
    assert refusal(path) == f"plan.xlsx er beskadiget: delen xl/worksheets/sheet1.xml findes to gange. {SAVE_ANEW}"


DAMAGED = {
    "no bytes": "",
    "not closed": sheet(ONE)[:-20],
    "a reference in another row": sheet(ONE.replace("A1", "A2")),
    "a column beyond XFD": sheet(ONE.replace("A1", "XFE1")),
    "a column without end": sheet(ONE.replace("A1", "ZZZZZZZZZZZZ1")),
    "a row beyond the last": sheet('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
    "a shared text there is none of": sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
    "an unknown kind of cell": sheet('<row r="1"><c r="A1" t="zz"><v>7</v></c></row>'),
    "an entity": sheet('<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>'),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_sheet_is_said_to_be_damaged(tmp_path: Path, name: str) -> None:
    message = refusal(zipped(tmp_path / "plan.xlsx", parts_of(DAMAGED[name])))
    assert message.endswith("beskadiget. " + SAVE_ANEW) or message.endswith(
        "er beskadiget og kan ikke læses. Åbn den i Excel, gem den som en ny fil, og prøv igen."
    )


def test_a_sheet_whose_part_is_missing_is_damage(tmp_path: Path) -> None:
    parts = parts_of(sheet(ONE))
    del parts["xl/worksheets/sheet1.xml"]
    assert refusal(zipped(tmp_path / "plan.xlsx", parts)) == f"plan.xlsx er beskadiget: arket Ark1 mangler. {SAVE_ANEW}"


DTD = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
WITH_DTD = {
    "xl/worksheets/sheet1.xml": DTD + sheet('<row r="1"><c r="A1" t="str"><v>&b;&c;</v></c></row>'),
    "xl/workbook.xml": DTD + str(parts_of(sheet(ONE))["xl/workbook.xml"]),
    "xl/sharedStrings.xml": DTD + texts("<t>&b;</t>"),
    "xl/styles.xml": DTD + "<styleSheet/>",
}


@pytest.mark.parametrize("part", WITH_DTD)
def test_a_part_with_a_dtd_is_refused(tmp_path: Path, part: str) -> None:
    parts = parts_of(sheet(ONE), strings=texts("<t>a</t>"), styles="<styleSheet/>") | {part: WITH_DTD[part]}
    assert refusal(zipped(tmp_path / "plan.xlsx", parts)) == (
        f"Delen {part} i plan.xlsx har en DTD, som ingen projektmappe skal have, og læses ikke."
    )


# ------------------------------------------------------------------------------- what may take all memory or all day


def lying_sizes(path: Path) -> Path:
    """A zip bomb whose headers say that the sheet unpacks to 1,000 bytes."""
    data = bytearray(in_memory(parts_of(sheet(ONE), strings=texts("<t>" + "a" * (1 << 26) + "</t>"))))
    local, central = data.index(b"xl/sharedStrings.xml") - 30, data.rindex(b"xl/sharedStrings.xml") - 46
    struct.pack_into("<L", data, local + 22, 1000)
    struct.pack_into("<L", data, central + 24, 1000)
    path.write_bytes(data)
    return path


def blank_rows(path: Path) -> Path:
    """A million formatted rows with six formatted blank cells each, and two values."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        parts = parts_of("")
        for name, content in parts.items():
            if not name.endswith("sheet1.xml"):
                package.writestr(name, content)
        head, tail = sheet("\0").split("\0")
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(
                head.encode() + b'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="F2"><v>2</v></c></row>'
            )
            for row in range(3, 1_000_001):
                cells = "".join(f'<c r="{letter}{row}" s="1"/>' for letter in "ABCDEF")
                part.write(f'<row r="{row}" s="1" customFormat="1" ht="15">{cells}</row>'.encode())
            part.write(tail.encode())
    return path


def formatted_by_xlsxwriter(path: Path) -> Path:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    page, grey = book.add_worksheet("Ark1"), book.add_format({"bg_color": "#DDDDDD"})
    page.write(0, 0, 1)
    page.write(1, 5, 2)
    for row in range(2, 1_000_000):
        page.set_row(row, 15, grey)
    book.close()
    return path


def many_members(path: Path) -> Path:
    return zipped(path, parts_of(sheet(ONE)) | {f"xl/media/{n}.png": b"" for n in range(60_000)}, zipfile.ZIP_STORED)


ODS = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def ods(path: Path, rows: str) -> Path:
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="Plan">{rows}</table:table>'
    content = f"<office:document-content {names}>{body}</office:spreadsheet></office:body></office:document-content>"
    return zipped(path, {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": MANIFEST})


def ods_cell(text: str, repeat: int = 1) -> str:
    return (
        f'<table:table-cell table:number-columns-repeated="{repeat}" office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


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
TOO_DEEP = "Delen xl/worksheets/sheet1.xml i plan er indlejret i over 200 lag og læses ikke."
BAD_COUNT = f'<sst uniqueCount="99999999999" count="7">{texts("<t>ja</t>")[5:].partition(">")[2]}'
LONG = texts(f"<t>{'a' * 1_000_000}</t>")
SAME_TEXT = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2001))

#: name -> (what writes the file, what the message is or what the rows are)
HARMS: dict[str, tuple[Callable[[Path], Path], object]] = {
    "sizes that lie": (
        lying_sizes,
        f"plan er beskadiget: delen xl/sharedStrings.xml er større, end filen selv siger. {SAVE_ANEW}",
    ),
    "a part of 200 MB": (
        lambda path: zipped(path, parts_of(sheet(ONE), strings=texts("<t>" + "a" * 200_000_000 + "</t>"))),
        TOO_MUCH,
    ),
    "sixty thousand members": (
        many_members,
        "plan har 60005 dele, flere end en projektmappe kan have, og læses ikke.",
    ),
    "a million formatted blank rows": (blank_rows, [[1], [None, None, None, None, None, 2]]),
    "a million rows formatted as rows": (formatted_by_xlsxwriter, [[1], [None, None, None, None, None, 2]]),
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
        lambda path: zipped(path, parts_of(sheet(cell("XFD1").replace("<v>1</v>", "") + cell("B400000")))),
        [[]] * 399_999 + [[None, 1]],
    ),
    "a dimension of the whole sheet": (
        lambda path: zipped(path, parts_of(sheet(ONE + cell("B2"), before='<dimension ref="A1:XFD1048576"/>'))),
        [[1], [None, 1]],
    ),
    "deep nesting": (
        lambda path: zipped(path, parts_of(sheet(ONE, "<a>" * 3_000_000 + "</a>" * 3_000_000))),
        TOO_DEEP,
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
        "plan er beskadiget og kan ikke læses. Åbn den i Excel, gem den som en ny fil, og prøv igen.",
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
