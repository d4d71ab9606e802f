"""Files as some program writes them, though no other does: what Excel and LibreOffice open is read, and read right."""

import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from files_made import (
    binary_cell,
    compound,
    ods,
    ods_cell,
    old_text,
    ole,
    parts_of,
    sheet,
    texts,
    xls_label,
    xls_stream,
    xlsb_parts,
    zipped,
)

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.reading import xlsb
from udmoentning_xl.reading.source import ErrorValue, read_workbook

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def rows_of(path: Path) -> dict[str, list[list[Any]]]:
    return {page.name: page.rows for page in read_workbook(path).sheets}


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# ------------------------------------------------------------------------------------------------------------ .xlsx


def test_a_macro_module_of_excel_95_is_no_sheet(tmp_path: Path) -> None:
    parts = parts_of(sheet(ONE))
    book = parts["xl/workbook.xml"]
    assert isinstance(book, str)
    modules = '<sheet name="Modul1" sheetId="8" r:id=""/><sheet name="Modul2" sheetId="9" state="veryHidden" r:id=""/>'
    parts["xl/workbook.xml"] = book.replace("</sheets>", f"{modules}</sheets>")
    assert rows_of(zipped(tmp_path / "plan.xlsx", parts)) == {"Ark1": [[1]]}


def test_a_part_of_no_bytes_that_is_said_to_be_deflated_is_empty(tmp_path: Path) -> None:
    path = zipped(tmp_path / "plan.xlsx", parts_of(sheet(ONE)) | {"docProps/thumbnail.wmf": b""}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    local, central = data.index(b"docProps/thumbnail") - 30, data.rindex(b"docProps/thumbnail") - 46
    struct.pack_into("<H", data, local + 8, 8)
    struct.pack_into("<H", data, central + 10, 8)
    assert rows_of(written(path, bytes(data))) == {"Ark1": [[1]]}


#: How a value may be written in XML, with what it is.
VALUES = {
    "a line break before": "\n{}",
    "a line break after": "{}\n",
    "blanks around": " {} ",
    "CDATA": "<![CDATA[{}]]>",
    "a comment before": "<!-- ny --> {}",
    "a comment after": "{}<!-- ny -->",
    "an instruction": "<?her?>{}",
    "a reference to a line break": "&#10;{}",
}


@pytest.mark.parametrize("writing", VALUES)
def test_a_value_is_the_same_however_it_is_written(tmp_path: Path, writing: str) -> None:
    kinds = {"A": ("s", "1"), "B": ("n", "7"), "C": ("b", "1"), "D": ("str", "en tekst"), "E": ("e", "#REF!")}
    kinds["F"] = ("e", "#SPILL!")
    cells = "".join(f'<c r="{c}1" t="{kind}"><v>{VALUES[writing].format(v)}</v></c>' for c, (kind, v) in kinds.items())
    parts = parts_of(sheet(f'<row r="1">{cells}<c r="G1"><v>5</v></c></row>'), strings=texts("<t>nul</t>", "<t>en</t>"))
    wanted = ["en", 7, True, "en tekst", ErrorValue("#REF!"), ErrorValue("#SPILL!"), 5]
    read = rows_of(zipped(tmp_path / "plan.xlsx", parts))["Ark1"]
    assert [[value.strip() if type(value) is str else value for value in row] for row in read] == [wanted]
    assert [type(value) for value in read[0]] == [type(value) for value in wanted]


def test_numbers_are_not_counted_as_the_longest_text_there_is(tmp_path: Path) -> None:
    """A text of 30 kB in one cell, and four sheets of 3,000 numbers: 30 kB and not 500 MB."""
    numbers = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 3_001))
    one = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    parts = parts_of(sheet(one), *[sheet(numbers)] * 4, strings=LONG)
    assert [len(rows) for rows in rows_of(zipped(tmp_path / "plan.xlsx", parts)).values()] == [1, *[3_000] * 4]


def test_texts_are_counted_over_all_sheets_together(tmp_path: Path) -> None:
    """Each of four sheets shows 40 MB of text."""
    shown = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1_335))
    parts = parts_of(*[sheet(shown)] * 4, strings=texts(f"<t>{'a' * 30_000}</t>"))
    assert refusal(zipped(tmp_path / "plan.xlsx", parts)) == TOO_MUCH


def test_a_shared_text_behind_a_comment_counts_too(tmp_path: Path) -> None:
    shown = "".join(f'<row r="{n}"><c r="A{n}" t="s"><!-- x --><v>0</v></c></row>' for n in range(1, 6_000))
    assert refusal(zipped(tmp_path / "plan.xlsx", parts_of(sheet(shown), strings=LONG))) == TOO_MUCH


LONG = texts(f"<t>{'a' * 30_000}</t>")
TOO_MUCH = (
    "plan.xlsx indeholder over 150 MB tekst og tal og læses ikke. Fjern de ark, der ikke hører til planen, "
    "og gem den igen."
)


def refusal(path: Path) -> str:
    with pytest.raises(PlanFileError) as caught:
        read_workbook(path)
    return str(caught.value)


# ------------------------------------------------------------------------------------------------------------- .xls

PLAN = xls_stream(xls_label(0, 0, "planen"))


@pytest.mark.parametrize("name", ["Workbook", "WORKBOOK", "workbook", "Book", "BOOK"])
def test_the_stream_of_an_old_workbook_is_found_in_any_case(tmp_path: Path, name: str) -> None:
    assert rows_of(written(tmp_path / "plan.xls", ole(name, content=PLAN))) == {"Ark1": [["planen"]]}


@pytest.mark.parametrize("first", [True, False])
def test_a_workbook_that_is_embedded_in_a_cell_is_not_the_plan(tmp_path: Path, first: bool) -> None:
    embedded = [("Workbook", xls_stream(xls_label(0, 0, "indlejret")))]
    entries: list[Any] = [("MBD0001", embedded), ("Workbook", PLAN)]
    data = compound(*(entries if first else reversed(entries)))
    assert rows_of(written(tmp_path / "plan.xls", data)) == {"Ark1": [["planen"]]}


def test_a_document_with_an_embedded_workbook_is_a_document(tmp_path: Path) -> None:
    data = compound(("WordDocument", b"tekst"), ("ObjectPool", [("Workbook", PLAN)]))
    assert refusal(written(tmp_path / "plan.xls", data)) == (
        "plan.xls er ikke en Excel-projektmappe, men et Word-dokument. Angiv den projektmappe, som planen står i."
    )


@pytest.mark.parametrize("text", ["Svømmehal", "Ældre – og „unge“"])
def test_every_sort_of_text_in_an_old_workbook_keeps_its_letters_together(tmp_path: Path, text: str) -> None:
    of_formula = b"\0\0\0\0\0\0\xff\xff" + bytes(8)
    records = [
        shows(0, 0),
        xls_label(1, 0, text),
        (0x06, struct.pack("<HHH", 2, 0, 15) + of_formula),
        (0x207, old_text(text)),
        (0xD6, struct.pack("<HHH", 3, 0, 15) + old_text(text) + bytes(2)),
    ]
    data = ole("Workbook", content=xls_stream(*records, shared=shared_texts(text)))
    assert rows_of(written(tmp_path / "plan.xls", data)) == {"Ark1": [[text]] * 4}


def shared_texts(*items: str) -> bytes:
    return struct.pack("<LL", len(items), len(items)) + b"".join(map(old_text, items))


def shows(row: int, text: int) -> tuple[int, bytes]:
    return 0xFD, struct.pack("<HHHL", row, 0, 15, text)


def test_one_long_text_in_many_cells_of_an_old_workbook_is_too_much(tmp_path: Path) -> None:
    stream = xls_stream(*(shows(row, 1) for row in range(5_300)), shared=shared_texts("kort", "a" * 30_000))
    assert refusal(written(tmp_path / "plan.xls", ole("Workbook", content=stream))) == TOO_MUCH.replace(
        "xlsx", "xls", 1
    )


def test_a_short_text_in_many_cells_of_an_old_workbook_is_read_beside_a_long_one(tmp_path: Path) -> None:
    cells = [*(shows(row, 0) for row in range(6_000)), shows(6_000, 1)]
    stream = xls_stream(*cells, shared=shared_texts("kort", "a" * 30_000))
    read = rows_of(written(tmp_path / "plan.xls", ole("Workbook", content=stream)))["Ark1"]
    assert (len(read), read[0], read[-1]) == (6_001, ["kort"], ["a" * 30_000])


def test_cells_of_an_old_workbook_share_a_text_and_an_error_is_told_in_its_cell(tmp_path: Path) -> None:
    error = (0x205, struct.pack("<HHHBB", 3, 1, 15, 0x17, 1))
    stream = xls_stream(shows(0, 0), shows(5, 0), shows(1, 0), error, shared=shared_texts("åben"))
    read = rows_of(written(tmp_path / "plan.xls", ole("Workbook", content=stream)))["Ark1"]
    assert read == [["åben"], ["åben"], [], [None, ErrorValue("#REF!")], [], ["åben"]]


def test_a_chart_on_a_sheet_of_an_old_workbook_does_not_end_the_sheet(tmp_path: Path) -> None:
    begin, value = struct.pack("<HHHHLL", 0x600, 32, 0, 0, 0, 0), struct.pack("<HHHd", 65_535, 255, 15, 7.0)
    merged = (0xE5, struct.pack("<HHHHH", 1, 0, 1, 0, 0))
    chart = [(0x809, begin), (0x203, value), (0x0A, b"")]
    after = (0x205, struct.pack("<HHHBB", 2, 0, 15, 0x2A, 1))
    data = ole("Workbook", content=xls_stream(xls_label(0, 0, "planen"), xls_label(1, 1, "x"), *chart, merged, after))
    page = read_workbook(written(tmp_path / "plan.xls", data)).sheets[0]
    assert (page.rows, page.merged) == ([["planen"], [None, "x"], [ErrorValue("#N/A")]], ((0, 0, 1, 0),))


@pytest.mark.parametrize("rows", [65_536, 0xFFFF_FFFF])
def test_the_size_that_an_old_workbook_announces_is_not_believed(tmp_path: Path, rows: int) -> None:
    size = (0x200, struct.pack("<LLHHH", 0, rows, 0, 256, 0))
    data = ole("Workbook", content=xls_stream(size, xls_label(0, 0, "planen")))
    assert rows_of(written(tmp_path / "plan.xls", data)) == {"Ark1": [["planen"]]}


def test_an_old_workbook_whose_sheets_have_the_same_cells_is_not_read(tmp_path: Path) -> None:
    stream = xls_stream(xls_label(0, 0, "planen"))
    place = stream.index(b"\x85\0")
    bound = bytearray(stream[place : place + 16])
    (start,) = struct.unpack_from("<L", bound, 4)
    struct.pack_into("<L", bound, 4, start + 32)
    twice = stream[:place] + bytes(bound) * 2 + stream[place + 16 :]
    twice = bytes(twice).replace(struct.pack("<L", start + 32), struct.pack("<L", start + 16))
    assert refusal(written(tmp_path / "plan.xls", ole("Workbook", content=twice))).startswith(
        "plan.xls kan ikke læses:"
    )


def test_a_name_that_cannot_be_read_does_not_spoil_an_old_workbook(tmp_path: Path) -> None:
    stream = xls_stream(xls_label(0, 0, "planen"))
    name = struct.pack("<HH", 0x18, 6) + b"\0\0\0\xff\xff\xff"
    place = stream.index(b"\x85\0")
    bound = bytearray(stream[:place] + name + stream[place:])
    (start,) = struct.unpack_from("<L", bound, place + len(name) + 4)
    struct.pack_into("<L", bound, place + len(name) + 4, start + len(name))
    assert rows_of(written(tmp_path / "plan.xls", ole("Workbook", content=bytes(bound)))) == {"Ark1": [["planen"]]}


# ------------------------------------------------------------------------------------------------------------ .xlsb


def test_a_rich_text_that_stands_in_a_cell_of_its_own_is_read(tmp_path: Path) -> None:
    rich = binary_cell(1, 62, b"\0" + struct.pack("<L", 6) + "planen".encode("utf-16-le"))
    assert rows_of(zipped(tmp_path / "plan.xlsb", xlsb_parts([[rich]]))) == {"Ark1": [[None, "planen"]]}


def test_the_parts_of_a_binary_workbook_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = xlsb_parts([[binary_cell(0, 5, struct.pack("<d", 1))]] * 500)
    size = len(parts["xl/worksheets/sheet1.bin"])
    monkeypatch.setattr(xlsb, "MAX_TEXT_XML", size)
    path = zipped(tmp_path / "plan.xlsb", parts)
    assert refusal(path) == TOO_MUCH.replace("xlsx", "xlsb", 1)
    monkeypatch.setattr(xlsb, "MAX_TEXT_XML", size + len(parts["xl/sharedStrings.bin"]))
    assert len(rows_of(path)["Ark1"]) == 500


# ------------------------------------------------------------------------------------------------------------- .ods


def test_what_a_link_to_another_program_fetched_is_no_sheet(tmp_path: Path) -> None:
    kept = f"<table:table><table:table-row>{ods_cell('hentet')}</table:table-row></table:table>"
    links = f"<table:dde-links><table:dde-link>{kept}</table:dde-link></table:dde-links>"
    path = ods(tmp_path / "plan.ods", f"<table:table-row>{ods_cell('planen')}</table:table-row>", after=links)
    assert rows_of(path) == {"Plan": [["planen"]]}


def test_what_is_kept_of_another_workbook_is_no_sheet(tmp_path: Path) -> None:
    kept = (
        """<table:table table:name="'file:///H:/plan2020.ods'#Plan"><table:table-source table:table-name="Plan"/>"""
        f"<table:table-row>{ods_cell('gammel')}</table:table-row></table:table>"
    )
    path = ods(tmp_path / "plan.ods", f"<table:table-row>{ods_cell('planen')}</table:table-row>", after=kept)
    assert rows_of(path) == {"Plan": [["planen"]]}


#: What stands in a cell (attributes, content) -> what it shows.
SHOWN: dict[str, tuple[str, str, Any]] = {
    "a percentage": ('office:value-type="percentage" office:value="-0.02"', "<text:p>-2 %</text:p>", "-2 %"),
    "hours": ('office:value-type="time" office:time-value="PT36H00M00S"', "<text:p>36:00</text:p>", "36:00"),
    "a line break": ('office:value-type="string"', "<text:p>to<text:line-break/>linjer</text:p>", "to\nlinjer"),
    "blanks and a tab": (
        'office:value-type="string"',
        '<text:p>a<text:s text:c="2"/>b<text:tab/>c</text:p>',
        "a  b\tc",
    ),
    "a comment": (
        'office:value-type="string"',
        "<office:annotation><text:p>note</text:p></office:annotation><text:p>tekst</text:p>",
        "tekst",
    ),
    "a text box beside it": (
        'office:value-type="string"',
        '<d:frame xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><text:p>boks</text:p></d:frame>'
        "<text:p>tekst</text:p>",
        "tekst",
    ),
    "no type": ("", "<text:p>tekst</text:p>", "tekst"),
    "an error of an older program": (
        'table:formula="of:=1/0" office:value-type="float" office:value="0"',
        "<text:p>#DIV/0!</text:p>",
        ErrorValue("#DIV/0!"),
    ),
    "the text of an error": ('office:value-type="string"', "<text:p>#REF!</text:p>", "#REF!"),
}


@pytest.mark.parametrize("what", SHOWN)
def test_a_cell_of_an_ods_is_what_it_shows(tmp_path: Path, what: str) -> None:
    attributes, content, shown = SHOWN[what]
    cell = f'<table:table-cell table:number-columns-repeated="2" {attributes}>{content}</table:table-cell>'
    read = rows_of(ods(tmp_path / "plan.ods", f"<table:table-row>{cell}</table:table-row>"))["Plan"]
    assert [[(type(value), value) for value in row] for row in read] == [[(type(shown), shown)] * 2]
