"""Workbooks for the tests of the package floor: made by xlsxwriter, or written by hand where a trap asks for it."""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import quoteattr

import xlsxwriter

NAMES = ("Oversigt", "Kontrol", "BUU", "ØK")
TEXT = '  Indsats & <æøå> " s="12" '  # blanks at the ends, markup, and what looks like an attribute


def generated(
    path: Path, names: tuple[str, ...] = NAMES, rows: int = 6, date1904: bool = False, constant_memory: bool = False
) -> Path:
    """A workbook with one of everything that our sheets use."""
    book = xlsxwriter.Workbook(str(path), {"date_1904": date1904, "constant_memory": constant_memory})
    head = book.add_format({"bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF", "border": 1})
    money, day = book.add_format({"num_format": '#,##0 "kr."'}), book.add_format({"num_format": "dd-mm-yyyy"})
    red = book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE"})
    share, wrap = book.add_format({"num_format": "0.0 %"}), book.add_format({"text_wrap": True, "valign": "top"})
    for index, name in enumerate(names):
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 0, 30, wrap)
        sheet.set_row(rows + 4, 40, wrap)
        columns = [{"header": text, "header_format": head} for text in ("Emne", "Beløb", "Dato", "Afsluttet")]
        if not constant_memory:
            sheet.add_table(0, 0, rows, 3, {"name": f"udm_{index}", "columns": columns})
        for row in range(1, rows + 1):
            sheet.write_string(row, 0, f"{TEXT}{row}")
            sheet.write_number(row, 1, -1000 * row, money)
            sheet.write_number(row, 2, 45_000 + row, day)
            sheet.write_string(row, 3, "X" if row % 2 else "")
        sheet.conditional_format(1, 1, rows, 1, {"type": "cell", "criteria": "<", "value": -3000, "format": red})
        sheet.conditional_format(1, 2, rows, 2, {"type": "cell", "criteria": ">", "value": 1, "format": share})
        sheet.conditional_format(1, 1, rows, 1, {"type": "data_bar", "data_bar_2010": True})
        sheet.data_validation(1, 3, rows, 3, {"validate": "list", "source": ["X", "(X)"]})
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        if constant_memory:
            continue
        sheet.write_formula(rows + 1, 6, f'=COUNTIF(udm_{index}[Afsluttet],"X")', None, (rows + 1) // 2)
        sheet.write_url(rows + 1, 7, f"internal:'{names[0]}'!A1", string="Til oversigten")
        sheet.write_url(rows + 2, 7, "https://example.org/a?b=1&c=2")
        sheet.write_rich_string(rows + 3, 7, "normal ", red, "rød", " igen")
        sheet.write_comment(rows + 3, 8, "En note")
        if index == 0:
            chart = book.add_chart({"type": "bar"})
            chart.add_series({"values": [name, 1, 1, rows, 1], "categories": [name, 1, 0, rows, 0]})
            sheet.insert_chart("K2", chart, {"description": "Beløb"})
            sheet.insert_image("K20", "prik.png", {"image_data": BytesIO(png()), "description": "Prik"})
        if index == 1:
            sheet.autofilter(rows + 8, 0, rows + 9, 2)
    book.define_name("udm_dato", f"='{names[0]}'!$C$2")
    book.close()
    return path


def host(path: Path) -> Path:
    """A plan as an office keeps it: chart, notes, drop-downs, conditional formats, defined names, formulas, a date."""
    book = xlsxwriter.Workbook(str(path))
    sheet, lists = book.add_worksheet("Plan"), book.add_worksheet("Lister")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
    for column, text in enumerate(("Nr.", "Emne", "Beløb", "Frist", "Afsluttet")):
        sheet.write_string(0, column, text, bold)
    for row in range(1, 9):
        sheet.write_number(row, 0, row)
        sheet.write_string(row, 1, f"Emne {row}")
        sheet.write_number(row, 2, 100.5 * row)
        sheet.write_number(row, 3, 45_300 + row, day)
    sheet.write_formula("C11", "=SUM(C2:C9)", bold, 3618)
    sheet.write_comment("B3", "Se sag")
    sheet.data_validation("E2:E9", {"validate": "list", "source": "=Lister!$A$1:$A$2"})
    sheet.conditional_format("C2:C9", {"type": "cell", "criteria": ">", "value": 300, "format": bold})
    lists.write_column("A1", ["X", "(X)"])
    lists.add_table("C1:D3", {"name": "Lister_tabel"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Plan!$C$2:$C$9"})
    sheet.insert_chart("H2", chart)
    book.define_name("Afkryds", "=Lister!$A$1:$A$2")
    book.define_name("Plan!Lokal", "=Plan!$A$1")
    book.close()
    return path


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


_STYLES = {
    "plain": (
        '<{p}fonts count="1"><{p}font><{p}sz val="10"/><{p}name val="Arial"/></{p}font></{p}fonts>'
        '<{p}fills count="2"><{p}fill><{p}patternFill patternType="none"/></{p}fill>'
        '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill></{p}fills>'
        '<{p}borders count="1"><{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>'
        "</{p}borders>"
        '<{p}cellXfs count="1"><{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></{p}cellXfs>'
    ),
    "empty roots": (
        '<{p}numFmts count="0"/><{p}fonts count="0"/><{p}fills count="0" /><{p}borders count="0"/>'
        '<{p}cellXfs count="0"/><{p}cellStyles/><{p}dxfs count="0"/><{p}tableStyles count="0"/>'
    ),
    "no roots": "",
}


def by_hand(  # noqa: PLR0913 - each is one trap
    *,
    prefix: str = "",
    encoding: str = "utf-8",
    strict: bool = False,
    styles: str | None = "plain",
    workbook: str = "xl/workbook.xml",
    sheet: str = "xl/worksheets/sheet1.xml",
    absolute: bool = False,
    r_on_sheet: bool = False,
    date1904: bool = False,
    extra: dict[str, str] | None = None,
    workbook_xml: str = "",
    rels_prefix: str = "",
) -> bytes:
    """A package written by hand, sound but odd: one sheet ``Plan`` with a text in A1 and a number in B1."""
    p = prefix + ":" if prefix else ""
    q = rels_prefix + ":" if rels_prefix else ""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    if strict:
        main, office = (
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    declared = f'xmlns{":" + prefix if prefix else ""}="{main}"'
    r = f' xmlns:r="{office}"'
    declaration = {"utf-16": "UTF-16", "latin-1": "iso-8859-1"}.get(encoding, "UTF-8")
    head = f'<?xml version="1.0" encoding="{declaration}"?>\n'
    folder = workbook.rpartition("/")[0]
    styles_part = "xl/styles.xml"  # where openpyxl and calamine expect it, whatever the relationships say

    def target(part: str) -> str:
        if absolute:
            return "/" + part
        return part.removeprefix(folder + "/") if part.startswith(folder + "/") or not folder else "/" + part

    links = f'<{q}Relationship Id="x1" Type="{office}/worksheet" Target={quoteattr(target(sheet))}/>'
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    overrides = {workbook: "sheet.main+xml", sheet: "worksheet+xml"}
    if styles is not None:
        links += f'<{q}Relationship Id="x2" Type="{office}/styles" Target={quoteattr(target(styles_part))}/>'
        overrides[styles_part] = "styles+xml"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    opened = f'<{q}Relationships xmlns{":" + rels_prefix if rels_prefix else ""}="{rels}">'
    closed = f"</{q}Relationships>"
    date = f'<{p}workbookPr date1904="1"/>' if date1904 else ""
    tab = f'<{p}sheet{r if r_on_sheet else ""} name="Plan" sheetId="7" r:id="x1"/>'
    types = "".join(
        f'<Override PartName={quoteattr("/" + part)} ContentType="{kinds}{kind}"/>' for part, kind in overrides.items()
    )
    content = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'{opened}<{q}Relationship Id="a" Type="{office}/officeDocument" '
        f"Target={quoteattr(('/' if absolute else '') + workbook)}/>{closed}",
        f"{folder}/_rels/{workbook.rpartition('/')[2]}.rels".lstrip("/"): opened + links + closed,
        workbook: f"<{p}workbook {declared}{'' if r_on_sheet else r}>{date}<{p}sheets>{tab}</{p}sheets>{workbook_xml}"
        f"</{p}workbook>",
        sheet: f'<{p}worksheet {declared}><{p}sheetData><{p}row><{p}c t="inlineStr"><{p}is><{p}t>Værdi</{p}t></{p}is>'
        f"</{p}c><{p}c><{p}v>4.5</{p}v></{p}c></{p}row></{p}sheetData></{p}worksheet>",
        **(extra or {}),
    }
    if styles is not None:
        inner = _STYLES[styles].format(p=p)
        content[styles_part] = (
            f"<{p}styleSheet {declared}>{inner}</{p}styleSheet>" if inner else f"<{p}styleSheet {declared}/>"
        )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 2, 29, 12, 0, 0)), (head + xml).encode(encoding))
    return out.getvalue()


def parts(workbook: Path | bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(workbook) if isinstance(workbook, bytes) else workbook) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(workbook: Path | bytes, **changes: bytes | None) -> bytes:
    """The workbook with parts replaced (names with ``__`` for ``/``), added or removed (None); as zipfile writes it."""
    content = parts(workbook) | {name.replace("__", "/"): data for name, data in changes.items()}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            if data is not None:
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def is_original_plus_insertions(original: bytes, changed: bytes) -> bool:
    """Whether every byte of ``original`` is in ``changed`` in the same order."""
    rest = iter(changed)
    return all(byte in rest for byte in original)
