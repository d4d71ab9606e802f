"""Sheets put into sources of every make: the source's own bytes stay, and the result is sound."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from package_check import faults
from python_calamine import CalamineWorkbook
from workbooks_made import NAMES, TEXT, by_hand, generated, host, is_original_plus_insertions, parts, repacked

from udmoentning_xl.errors import PlanFileError, TargetError
from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.graft import Arrangement, graft
from udmoentning_xl.package.workbook import MAX_FORMATS, HostNames, host_names

TOUCHED = {"[Content_Types].xml", "_rels/.rels", "docProps/custom.xml"}

TRAPS: dict[str, dict[str, Any]] = {
    "plain": {},
    "r declared on each sheet": {"r_on_sheet": True},
    "prefixed main namespace": {"prefix": "x"},
    "prefixed relationships": {"rels_prefix": "pr"},
    "strict namespace": {"strict": True},
    "strict and prefixed": {"strict": True, "prefix": "s", "r_on_sheet": True},
    "absolute targets": {"absolute": True},
    "odd part names": {"workbook": "Bog.xml", "sheet": "ark/Ark%20nr.%201.xml"},
    "byte order mark": {"encoding": "utf-8-sig"},
    "UTF-16": {"encoding": "utf-16"},
    "Latin-1": {"encoding": "latin-1"},
    "empty roots": {"styles": "empty roots"},
    "empty roots, prefixed": {"styles": "empty roots", "prefix": "x"},
    "styles without content": {"styles": "no roots"},
    "no styles part": {"styles": None},
    "1904": {"date1904": True},
    "empty list of names": {"workbook_xml": "<definedNames/>"},
    "part names that ours would take": {"sheet": "XL/WORKSHEETS/SHEET1.XML", "workbook": "xl/workbook.xml"},
}


def read(path: Path, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()


def load(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl names the extensions that it would lose when it saves
        return openpyxl.load_workbook(path)


@pytest.mark.parametrize("trap", TRAPS)
def test_a_source_of_any_make_keeps_its_bytes_and_gets_the_sheets(trap: str, tmp_path: Path) -> None:
    source, target, again = tmp_path / "plan.xlsx", tmp_path / "ud.xlsx", tmp_path / "igen.xlsx"
    source.write_bytes(by_hand(**TRAPS[trap]))
    made = generated(tmp_path / "gen.xlsx", date1904=TRAPS[trap].get("date1904", False))
    report = graft(source, made, target)
    assert report.sheets == NAMES
    before, after = parts(source), parts(target)
    assert list(after)[: len(before)] == list(before)
    for name, data in before.items():
        assert data == after[name] or is_original_plus_insertions(data, after[name]), name
    changed = {name for name in before if before[name] != after[name]}
    assert all(name in TOUCHED or "ook" in name or "Bog" in name or name == "xl/styles.xml" for name in changed), (
        changed
    )
    assert faults(target) == faults(source) == []
    first = [f"{TEXT}1", -1000, datetime(2027, 3, 17) if "1904" in trap else datetime(2023, 3, 16), "X"]
    if "strict" in trap:  # which openpyxl does not read
        assert read(target, "Plan") == read(source, "Plan") == [["Værdi", 4.5]]
        assert read(target, "BUU")[1][:4] == [first[0], -1000.0, date(2023, 3, 16), "X"]
    else:
        book = load(target)
        assert list(book["Plan"].values) == list(load(source)["Plan"].values) == [("Værdi", 4.5)]
        assert [cell.value for cell in book["BUU"][2][:4]] == first
    assert graft(target, made, again).replaced == NAMES
    assert again.read_bytes() == target.read_bytes()


def conditions(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """Range, kind, font colour and number format of each conditional format."""
    for found in sheet.conditional_formatting:
        for rule in found.rules:
            font, number = (rule.dxf.font, rule.dxf.numFmt) if rule.dxf else (None, None)
            yield str(found.sqref), rule.type, font and font.color.rgb, number and number.formatCode


def test_the_generated_sheets_bring_all_they_have(tmp_path: Path) -> None:
    target = tmp_path / "ud.xlsx"
    graft(host(tmp_path / "plan.xlsx"), generated(tmp_path / "gen.xlsx"), target)
    book, made = load(target), load(tmp_path / "gen.xlsx")
    for name in NAMES:
        sheet, original = book[name], made[name]
        assert [[cell.value for cell in row] for row in sheet] == [[cell.value for cell in row] for row in original]
        for row, expected in zip(sheet, original, strict=True):
            for cell, wanted in zip(row, expected, strict=True):
                assert cell.number_format == wanted.number_format
                assert (cell.font.b, cell.fill.fgColor.rgb) == (wanted.font.b, wanted.fill.fgColor.rgb)
                assert (cell.comment and cell.comment.text) == (wanted.comment and wanted.comment.text)
                assert (cell.hyperlink and cell.hyperlink.location) == (wanted.hyperlink and wanted.hyperlink.location)
        assert sheet.freeze_panes == original.freeze_panes
        assert sheet.print_title_rows == original.print_title_rows == "$1:$1"
        assert [(t.name, t.ref) for t in sheet.tables.values()] == [(t.name, t.ref) for t in original.tables.values()]
        assert [v.formula1 for v in sheet.data_validations.dataValidation] == ['"X,(X)"']
        assert list(conditions(sheet)) == list(conditions(original))
        assert (len(sheet._charts), len(sheet._images)) == (len(original._charts), len(original._images))
    assert book["Kontrol"].auto_filter.ref == "A15:C16"
    assert book.defined_names["udm_dato"].attr_text == "'Oversigt'!$C$2"


def test_ids_and_choices_of_the_source_are_left_as_they_are(tmp_path: Path) -> None:
    target = tmp_path / "ud.xlsx"
    graft(host(tmp_path / "plan.xlsx"), generated(tmp_path / "gen.xlsx"), target)
    book = load(target)
    assert book.sheetnames == ["Plan", "Lister", *NAMES]
    assert book.active.title == "Plan"
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book] == [True, *[False] * 5]
    assert sorted(table.id for sheet in book for table in sheet.tables.values()) == [1, 2, 3, 4, 5]
    assert book["Plan"].defined_names["Lokal"].attr_text == "Plan!$A$1"


def test_the_result_opens_at_the_sheet_that_is_asked_for_and_at_no_other(tmp_path: Path) -> None:
    """Two selected sheets are a group in Excel, where what is typed in one goes to both."""
    source, target = host(tmp_path / "plan.xlsx"), tmp_path / "ud.xlsx"
    graft(source, generated(tmp_path / "gen.xlsx"), target, arrangement=Arrangement(opens="Kontrol"))
    book = load(target)
    assert book.active.title == "Kontrol"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["Kontrol"]
    before, after = read_archive(source), read_archive(target)
    plan = before.read("xl/worksheets/sheet1.xml")
    assert after.read("xl/worksheets/sheet1.xml") == plan.replace(b' tabSelected="1"', b"")
    assert after.read("xl/worksheets/sheet2.xml") == before.read("xl/worksheets/sheet2.xml")
    assert faults(target) == []


@pytest.mark.parametrize("trap", TRAPS)
def test_a_source_of_any_make_opens_at_one_sheet_alone(trap: str, tmp_path: Path) -> None:
    source, target = tmp_path / "plan.xlsx", tmp_path / "ud.xlsx"
    source.write_bytes(by_hand(**TRAPS[trap]))
    made = generated(tmp_path / "gen.xlsx", date1904=TRAPS[trap].get("date1904", False))
    graft(source, made, target, arrangement=Arrangement(opens="Kontrol"))
    assert faults(target) == []
    after = parts(target)
    for name, data in parts(source).items():
        own = re.sub(rb"""\stabSelected=["']1["']""", b"", data)
        assert after[name] in (data, own) or is_original_plus_insertions(data, after[name]), name


def test_what_the_generator_must_avoid_is_told_beforehand(tmp_path: Path) -> None:
    source = host(tmp_path / "plan.xlsx")
    assert host_names(source) == HostNames(
        sheets=("Plan", "Lister"), tables=frozenset({"Lister_tabel"}), defined_names=frozenset({"Afkryds", "Lokal"})
    )
    graft(source, generated(tmp_path / "gen.xlsx"), tmp_path / "ud.xlsx", {"BUU": "udvalg:BUU"})
    assert host_names(tmp_path / "ud.xlsx") == HostNames(
        sheets=("Plan", "Lister"),
        tables=frozenset({"Lister_tabel"}),
        defined_names=frozenset({"Afkryds", "Lokal"}),
        generated={"Oversigt": "Oversigt", "Kontrol": "Kontrol", "BUU": "udvalg:BUU", "ØK": "ØK"},
    )
    assert host_names(source).generated == {}


@pytest.mark.parametrize(
    ("names", "fault"), [(("PLAN",), "plan"), (("Oversigt", "lister"), "lister")], ids=["one sheet", "another case"]
)
def test_a_name_that_is_taken_is_the_callers_fault(names: tuple[str, ...], fault: str, tmp_path: Path) -> None:
    made = generated(tmp_path / "gen.xlsx", names)
    with pytest.raises(ValueError, match=f"taken in the source: \\['{fault}'\\]"):
        graft(host(tmp_path / "plan.xlsx"), made, tmp_path / "ud.xlsx")


def test_dates_of_the_other_system_are_the_callers_fault(tmp_path: Path) -> None:
    made = generated(tmp_path / "gen.xlsx", date1904=True)
    with pytest.raises(ValueError, match="date system"):
        graft(host(tmp_path / "plan.xlsx"), made, tmp_path / "ud.xlsx")


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SIGNED = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="a" Type="'
    + OFFICE.encode()
    + b'/officeDocument" Target="xl/workbook.xml"/><Relationship Id="s" '
    b'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" '
    b'Target="_xmlsignatures/origin.sigs"/></Relationships>'
)
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def typed(kind: str) -> bytes:
    """A workbook whose main part is of another content type."""
    raw = by_hand()
    types = parts(raw)["[Content_Types].xml"]
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return repacked(raw, **{"[Content_Types].xml": types.replace(main, kind.encode())})


def shared() -> bytes:
    raw = by_hand()
    links = parts(raw)["xl/_rels/workbook.xml.rels"]
    link = f'<Relationship Id="x9" Type="{OFFICE}/revisionHeaders" Target="revisions/revisionHeaders.xml"/>'
    return repacked(
        raw,
        **{
            "xl/_rels/workbook.xml.rels": links.replace(b"</Relationships>", link.encode() + b"</Relationships>"),
            "xl/revisions/revisionHeaders.xml": b"<headers/>",
        },
    )


CANNOT = {
    "signed": (
        repacked(by_hand(), **{"_rels/.rels": SIGNED, "_xmlsignatures/origin.sigs": b""}),
        "plan.xlsx er digitalt signeret, og nye ark ville gøre signaturen ugyldig; gem en kopi uden signatur.",
    ),
    "shared": (
        shared(),
        "plan.xlsx er en delt projektmappe (ældre form); slå delingen fra i Excel, gem, og prøv igen.",
    ),
    "ods": (repacked(by_hand(), mimetype=ODS), "plan.xlsx er gemt i OpenDocument-format (.ods); gem den som .xlsx."),
    "xlsb": (
        typed("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
        "plan.xlsx er gemt som .xlsb; gem den som .xlsx.",
    ),
    "template": (
        typed("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"),
        "plan.xlsx er en skabelon; gem den som .xlsx.",
    ),
    "macros in .xlsx": (
        typed("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "plan.xlsx har et efternavn, der ikke passer til indholdet; gem den igen som .xlsx eller .xlsm i Excel.",
    ),
    "another document": (
        typed("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        "plan.xlsx er ikke en Excel-projektmappe (.xlsx); gem den som .xlsx i Excel.",
    ),
    "external entities": (
        repacked(by_hand(), **{"xl/workbook.xml": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><workbook/>'}),
        "Delen xl/workbook.xml i plan.xlsx har en DTD, som ingen projektmappe skal have, og læses ikke.",
    ),
    "deep nesting": (
        repacked(by_hand(), **{"xl/workbook.xml": b"<a>" * 500 + b"</a>" * 500}),
        "Delen xl/workbook.xml i plan.xlsx er indlejret i over 200 lag og læses ikke.",
    ),
}


@pytest.mark.parametrize("kind", CANNOT)
def test_what_must_not_be_changed_is_refused_before_and_when_grafting(kind: str, tmp_path: Path) -> None:
    source, target = tmp_path / "plan.xlsx", tmp_path / "ud.xlsx"
    raw, sentence = CANNOT[kind]
    source.write_bytes(raw)
    assert host_names(source).refusal == sentence
    with pytest.raises(PlanFileError) as refusal:
        graft(source, generated(tmp_path / "gen.xlsx"), target)
    assert str(refusal.value) == sentence
    assert not target.exists()


def test_a_workbook_with_macros_keeps_its_kind_and_wants_its_suffix(tmp_path: Path) -> None:
    source = tmp_path / "plan.xlsm"
    source.write_bytes(typed("application/vnd.ms-excel.sheet.macroEnabled.main+xml"))
    made = generated(tmp_path / "gen.xlsx")
    assert host_names(source).suffix == ".xlsm"
    with pytest.raises(TargetError, match=r"skal have efternavnet \.xlsm ligesom kilden"):
        graft(source, made, tmp_path / "ud.xlsx")
    graft(source, made, tmp_path / "ud.xlsm")
    assert faults(tmp_path / "ud.xlsm") == []


def test_a_locked_structure_stays_locked_and_the_user_is_told(tmp_path: Path) -> None:
    source, target = tmp_path / "plan.xlsx", tmp_path / "ud.xlsx"
    raw = parts(by_hand())["xl/workbook.xml"]
    lock = b'<workbookProtection lockStructure="1"/><sheets>'
    source.write_bytes(repacked(by_hand(), **{"xl/workbook.xml": raw.replace(b"<sheets>", lock)}))
    report = graft(source, generated(tmp_path / "gen.xlsx"), target)
    assert report.notes == (
        "Projektmappens struktur er låst, og låsen er bevaret: arkene kan ikke flyttes eller slettes i Excel.",
    )
    assert b'<workbookProtection lockStructure="1"/>' in parts(target)["xl/workbook.xml"]


def with_formats(number: int) -> bytes:
    raw = parts(by_hand())["xl/styles.xml"]
    one = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    return repacked(by_hand(), **{"xl/styles.xml": raw.replace(one, one * number)})


def test_a_workbook_full_of_cell_formats_is_refused_in_one_sentence(tmp_path: Path) -> None:
    source, made = tmp_path / "plan.xlsx", generated(tmp_path / "gen.xlsx")
    source.write_bytes(with_formats(MAX_FORMATS - 1))
    with pytest.raises(
        PlanFileError, match=r"^Projektmappen har for mange celleformater \(65\.4\d\d mod højst 65\.490\)"
    ):
        graft(source, made, tmp_path / "ud.xlsx")
    source.write_bytes(with_formats(MAX_FORMATS - 100))
    graft(source, made, tmp_path / "ud.xlsx")
    assert faults(tmp_path / "ud.xlsx") == []


def test_theme_colours_of_the_generated_sheets_do_not_follow_the_source(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "gen.xlsx"))
    dark, light = xlsxwriter.color.Color((4, 4)), xlsxwriter.color.Color((4, 1))
    formats = [book.add_format({"font_color": colour, "bold": True}) for colour in (dark, light)]
    book.add_worksheet("Oversigt").write_row("A1", ["a"], formats[0])
    book.get_worksheet_by_name("Oversigt").write("A2", "b", formats[1])
    book.close()
    source = tmp_path / "plan.xlsx"
    source.write_bytes(by_hand())
    graft(source, tmp_path / "gen.xlsx", tmp_path / "ud.xlsx")
    styles = parts(tmp_path / "ud.xlsx")["xl/styles.xml"]
    assert b"theme=" not in styles
    assert b"scheme" not in styles
    # Accent 1 of the generated theme, 4F81BD, a quarter darker and four fifths lighter.
    sheet = load(tmp_path / "ud.xlsx")["Oversigt"]
    assert (sheet["A1"].font.color.rgb, sheet["A2"].font.color.rgb) == ("FF376092", "FFDCE6F2")


def test_many_rows_are_streamed_and_arrive_whole(tmp_path: Path) -> None:
    made = generated(tmp_path / "gen.xlsx", ("Samlet plan",), rows=3000)
    source = host(tmp_path / "plan.xlsx")
    graft(source, made, tmp_path / "ud.xlsx")
    assert read(tmp_path / "ud.xlsx", "Samlet plan") == read(made, "Samlet plan")
    assert faults(tmp_path / "ud.xlsx") == []


def test_a_workbook_written_in_constant_memory_is_grafted_too(tmp_path: Path) -> None:
    made = generated(tmp_path / "gen.xlsx", constant_memory=True)
    graft(host(tmp_path / "plan.xlsx"), made, tmp_path / "ud.xlsx")
    assert read(tmp_path / "ud.xlsx", "ØK") == read(made, "ØK")
    assert faults(tmp_path / "ud.xlsx") == []


def test_the_raw_bytes_of_every_part_that_need_not_change_are_copied(tmp_path: Path) -> None:
    source, target = host(tmp_path / "plan.xlsx"), tmp_path / "ud.xlsx"
    graft(source, generated(tmp_path / "gen.xlsx"), target)
    before, after = read_archive(source), read_archive(target)
    touched = {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert [m.name for m in after.members[: len(before.members)]] == [m.name for m in before.members]
    for old, new in zip(before.members, after.members, strict=False):
        if old.name not in touched:
            assert before.raw[old.offset : old.end] == after.raw[new.offset : new.end]


def test_the_highest_number_a_sheet_can_have_does_not_stop_new_ones(tmp_path: Path) -> None:
    source = tmp_path / "plan.xlsx"
    book = parts(by_hand())["xl/workbook.xml"].replace(b'sheetId="7"', b'sheetId="65534"')
    source.write_bytes(repacked(by_hand(), **{"xl/workbook.xml": book}))
    graft(source, generated(tmp_path / "gen.xlsx"), tmp_path / "ud.xlsx")
    numbers = re.findall(rb'sheetId="(\d+)"', parts(tmp_path / "ud.xlsx")["xl/workbook.xml"])
    assert numbers == [b"65534", b"1", b"2", b"3", b"4"]


def test_a_part_that_the_source_has_lost_is_not_replaced_by_one_of_ours(tmp_path: Path) -> None:
    source = host(tmp_path / "plan.xlsx")
    source.write_bytes(repacked(source, **{"xl/tables/table1.xml": None}))
    graft(source, generated(tmp_path / "gen.xlsx"), tmp_path / "ud.xlsx")
    assert "xl/tables/table1.xml" not in parts(tmp_path / "ud.xlsx")


@pytest.mark.parametrize("styles", ["no styles", "too few styles"])
def test_cells_of_a_source_that_lacks_their_formats_do_not_take_on_ours(tmp_path: Path, styles: str) -> None:
    """A program may number its cells' formats and write none, or fewer: they are plain, also beside our sheets."""
    source, target = tmp_path / "plan.xlsx", tmp_path / "ud.xlsx"
    made = parts(host(tmp_path / "alt.xlsx"))
    made["xl/worksheets/sheet1.xml"] = re.sub(
        rb'(<c r="[A-Z]+\d+")(?: s="\d+")?', rb'\1 s="9"', made["xl/worksheets/sheet1.xml"]
    )
    if styles == "no styles":
        del made["xl/styles.xml"]
        made["xl/_rels/workbook.xml.rels"] = re.sub(
            rb"<Relationship [^>]*styles.xml[^>]*>", b"", made["xl/_rels/workbook.xml.rels"]
        )
        made["[Content_Types].xml"] = re.sub(rb"<Override [^>]*styles.xml[^>]*>", b"", made["[Content_Types].xml"])
    with zipfile.ZipFile(source, "w") as package:
        for name, data in made.items():
            package.writestr(name, data)
    graft(source, generated(tmp_path / "gen.xlsx"), target)
    cells = [cell for row in load(target)["Plan"] for cell in row]
    assert {(cell.number_format, cell.font.b, cell.fill.fill_type) for cell in cells} == {("General", False, None)}
    assert read(target, "Plan")[1][3] == 45301.0  # a date that was never formatted as one
    assert faults(target) == [fault for fault in faults(source) if fault in faults(target)]


def test_a_macro_module_of_excel_95_stays_where_it_is(tmp_path: Path) -> None:
    source, target, again = tmp_path / "plan.xlsx", tmp_path / "ud.xlsx", tmp_path / "igen.xlsx"
    made = parts(host(tmp_path / "alt.xlsx"))
    modules = b'<sheet name="Modul1" sheetId="90" r:id=""/><sheet name="Modul2" sheetId="91" r:id=""/>'
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(b"<sheets>", b"<sheets>" + modules)
    made["xl/workbook.xml"] = re.sub(
        rb'localSheetId="(\d)"', lambda found: b'localSheetId="%d"' % (int(found[1]) + 2), made["xl/workbook.xml"]
    )
    with zipfile.ZipFile(source, "w") as package:
        for name, data in made.items():
            package.writestr(name, data)
    graft(source, generated(tmp_path / "gen.xlsx"), target)
    tabs = re.findall(rb'<sheet name="([^"]*)"[^>]*r:id="([^"]*)"', parts(target)["xl/workbook.xml"])
    assert [name.decode() for name, _ in tabs] == ["Modul1", "Modul2", "Plan", "Lister", *NAMES]
    assert [rid for _, rid in tabs[:2]] == [b"", b""]
    assert list(host_names(target).generated.values()) == list(NAMES)
    assert re.findall(rb'<definedName name="Lokal" localSheetId="(\d)"', parts(target)["xl/workbook.xml"]) == [b"2"]
    graft(target, tmp_path / "gen.xlsx", again)
    assert again.read_bytes() == target.read_bytes()
