"""What every maker needs: one set of calls for xlsxwriter and openpyxl, and the truth written down beside the cells.

A maker puts cells where its office would have put them and says at the same time what it meant by them. Nothing here
reads a plan.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.properties import PageSetupProperties

from .follows import refuse_contradiction

LAYOUTS = Path(__file__).resolve().parent.parent / "layouts"
STAMP = dt.datetime(2024, 11, 22, 9, 0, 0)
KINDS = {"D": "operating_change", "A": "capital_project", "H": "declaration_of_intent", None: None}

# The cell a rule points at when the maker names none.
FIELD_OF_RULE = {
    "U101": "committee", "U102": "committee", "U103": "committee", "U104": "committee",
    "U201": "due", "U202": "due", "U203": "due", "U204": "due", "U205": "due", "U206": "due",
    "U301": "completion", "U302": "completion", "U305": "completion", "U306": "completion",
    "U501": "title", "U502": "title", "U503": "number", "U504": "section", "U505": "kind",
    "U507": "responsible", "U508": "process", "U602": "title", "U603": "status",
    "U604": "confidential",
}  # fmt: skip


@dataclass(frozen=True)
class Formula:
    """A formula and the value Excel had last computed; openpyxl writes the formula alone."""

    text: str
    cached: Any = None


@dataclass(frozen=True)
class Err:
    """An error cell, e.g. `#REF!`."""

    code: str


def month(year: int, first: int, last: int | None = None) -> str:
    """The due date `interval` from the first day of month `first` to the last day of month `last`."""
    last = last or first
    end = dt.date(year + last // 12, last % 12 + 1, 1) - dt.timedelta(days=1)
    return f"interval {year}-{first:02d}-01 {end}"


def quarter(year: int, first: int, last: int | None = None) -> str:
    """The due date of one or more whole quarters."""
    return month(year, 3 * first - 2, 3 * (last or first))


def day(text: str) -> str:
    """The due date of one day, ISO."""
    return f"interval {text} {text}"


def until(text: str) -> str:
    """A last day, ISO."""
    return f"until - {text}"


class Office:
    """One folder: the workbook, its configuration and what is to be read from it."""

    def __init__(  # noqa: PLR0913 -- one keyword for each thing an office does its own way
        self, folder: str, *, years: range | list[int], date: str = "2024-11-22", library: str = "xlsxwriter",
        base: dict[str, Any] | None = None, toml: str | None = None, remarks: list[str] | None = None,
        name: str = "plan.xlsx", mac: bool = False, title: str = "", author: str = "Økonomi",
    ) -> None:  # fmt: skip
        self.folder = LAYOUTS / folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.years, self.date, self.base, self.name = [str(y) for y in years], date, base or {}, name
        self.toml, self.remarks, self.pages = toml, remarks or [], []
        self.off = set(re.findall(r'^(U\d+) = "fra"', toml or "", re.M))
        self.items: list[dict[str, Any]] = []
        self.findings: list[list[str]] = []
        self.rest: dict[str, dict[str, list[int]]] = {}
        self.buffer, self.formats = io.BytesIO(), {}
        if library == "xlsxwriter":
            self.book: Any = xlsxwriter.Workbook(self.buffer, {"in_memory": True, "date_1904": mac})
            self.book.set_properties({"title": title, "author": author, "created": STAMP})
            if self.base:
                self.book.formats[0].set_font_name(self.base.get("font", "Calibri"))
                self.book.formats[0].set_font_size(self.base.get("size", 11))
        else:
            self.book = openpyxl.Workbook()
            self.book.remove(self.book.active)
            self.book.properties.title, self.book.properties.creator = title, author
            self.book.properties.created = STAMP
            if mac:
                self.book.epoch = CALENDAR_MAC_1904
        self.library = library

    def sheet(self, name: str, fields: dict[str, str] | None = None, *, unit: int = 1000, **constants: Any) -> Page:
        """A new sheet. `fields` maps a field to its column letter; `constants` are meant for every item on it."""
        add = self.book.add_worksheet if self.library == "xlsxwriter" else self.book.create_sheet
        page = Page(self, add(name), name, fields or {}, unit, constants)
        if self.library == "xlsxwriter":
            page.ws.set_landscape()
            page.ws.set_paper(9)
            page.ws.fit_to_pages(1, 0)
        else:
            page.ws.page_setup.orientation, page.ws.page_setup.paperSize = "landscape", 9
            page.ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
            page.ws.page_setup.fitToHeight = 0
        self.pages.append(page)
        return page

    def format(self, look: dict[str, Any]) -> Any:
        """The xlsxwriter format of a look, made once."""
        key = json.dumps(look, sort_keys=True)
        if key not in self.formats:
            names = {"font": "font_name", "size": "font_size", "color": "font_color", "bg": "bg_color",
                     "num": "num_format", "wrap": "text_wrap", "strike": "font_strikeout"}  # fmt: skip
            self.formats[key] = self.book.add_format({names.get(k, k): v for k, v in look.items()})
        return self.formats[key]

    def finding(self, code: str, cell: str) -> None:
        """A finding that belongs to no single item (a sheet, a column, a total)."""
        self.findings.append([code, cell])

    def save(self) -> None:
        """Write the workbook, `udmoentning.toml` when there is one, and `expected.json`."""
        self.book.close() if self.library == "xlsxwriter" else self.book.save(self.buffer)
        target = self.folder / self.name
        if target.suffix == ".xlsx":
            target.write_bytes(_same_each_time(self.buffer.getvalue()))
        elif "--konverter" in sys.argv or not target.exists():
            _convert(self.buffer.getvalue(), target)
        if self.toml:
            (self.folder / "udmoentning.toml").write_text(self.toml.strip() + "\n", encoding="utf-8")
        self.write_expected()

    def write_expected(self) -> None:
        """Write `expected.json`, one item a line so that a change reads well in a diff."""
        lines = [f' "date": {json.dumps(self.date)}']
        if self.remarks:
            lines.append(' "remarks": ' + _listed(self.remarks))
        lines.append(' "items": ' + _listed(self.items))
        lines.append(' "findings": ' + _listed(sorted(f for f in self.findings if f[0] not in self.off)))
        rest = [f"  {_json(name)}: {_json(roles)}" for name, roles in self.rest.items()]
        lines.append(' "rest": {\n' + ",\n".join(rest) + "\n }")
        (self.folder / "expected.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


@dataclass
class Page:
    """One sheet of an office's workbook."""

    office: Office
    ws: Any
    name: str
    fields: dict[str, str]
    unit: int
    constants: dict[str, Any]
    body: dict[str, Any] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def put(self, ref: str, value: Any, **look: Any) -> None:
        """One cell."""
        look = {**self.office.base, **look}
        if self.office.library == "openpyxl":
            self._put_openpyxl(ref, value, look)
            return
        fmt = self.office.format(look)
        if isinstance(value, Formula):
            self.ws.write_formula(ref, value.text, fmt, "" if value.cached is None else value.cached)
        elif isinstance(value, Err):
            self.ws.write_formula(ref, "=" + value.code, fmt, value.code)
        elif isinstance(value, bool):
            self.ws.write_boolean(ref, value, fmt)
        elif isinstance(value, dt.date):
            self.ws.write_datetime(ref, value, fmt)
        elif value is None or value == "":
            self.ws.write_blank(ref, None, fmt)
        elif isinstance(value, str):
            self.ws.write_string(ref, value, fmt)
        else:
            self.ws.write_number(ref, value, fmt)

    def _put_openpyxl(self, ref: str, value: Any, look: dict[str, Any]) -> None:
        cell = self.ws[ref]
        cell.value = value.text if isinstance(value, Formula) else value.code if isinstance(value, Err) else value
        if isinstance(value, str) and value[:1] in "=+-@":
            cell.data_type = "s"
        cell.font = Font(name=look.get("font", "Calibri"), size=look.get("size", 11), bold=look.get("bold", False),
                         italic=look.get("italic", False), strike=look.get("strike", False),
                         color=look["color"].lstrip("#") if "color" in look else None)  # fmt: skip
        if "bg" in look:
            cell.fill = PatternFill("solid", start_color=look["bg"].lstrip("#"))
        cell.alignment = Alignment(wrap_text=look.get("wrap", False), vertical=look.get("valign"),
                                   horizontal=look.get("align"))  # fmt: skip
        if look.get("border"):
            cell.border = Border(*[Side(style="thin")] * 4)
        if "num" in look:
            cell.number_format = look["num"]

    def line(
        self, row: int, cells: dict[str, Any], looks: dict[str, dict[str, Any]] | None = None, **look: Any
    ) -> None:
        """Several cells of a row, `{"A": 1, "C": "text"}`; `looks` gives single columns their own."""
        for letter, value in cells.items():
            self.put(f"{letter}{row}", value, **{**look, **(looks or {}).get(letter, {})})

    def merge(self, area: str, value: Any, **look: Any) -> None:
        """A merged area with the value in its first cell."""
        first = area.split(":", maxsplit=1)[0]
        left, top, right, bottom = range_boundaries(area)
        self.taken |= {f"{get_column_letter(c)}{r}" for c in range(left, right + 1) for r in range(top, bottom + 1)}
        if self.office.library == "openpyxl":
            self.put(first, value, **look)
            self.ws.merge_cells(area)
        else:
            self.ws.merge_range(area, value, self.office.format({**self.office.base, **look}))

    def widths(self, **widths: float) -> None:
        """Column widths by letter."""
        self.seen.update(widths)
        for letter, width in widths.items():
            if self.office.library == "openpyxl":
                self.ws.column_dimensions[letter].width = width
            else:
                self.ws.set_column(f"{letter}:{letter}", width)

    def role(self, role: str, *rows: int) -> None:
        """Say that rows are title, heading, banner, total, note or unread."""
        self.office.rest.setdefault(self.name, {}).setdefault(role, []).extend(rows)

    def rest(self, role: str, row: int, cells: dict[str, Any], **look: Any) -> None:
        """A row that is no item, written and accounted for at once."""
        self.line(row, cells, **look)
        self.role(role, row)
        if look.get("wrap") and self.office.library == "xlsxwriter":
            self.ws.set_row(row - 1, 34)
        if role == "unread":
            self.office.finding("U506", f"{self.name}!{next(iter(cells))}{row}")

    def note(self, ref: str, text: str, author: str = "Økonomi") -> None:
        """A cell comment."""
        if self.office.library == "openpyxl":
            self.ws[ref].comment = Comment(text, author)
        else:
            self.ws.write_comment(ref, text, {"author": author})

    def item(self, row: int, cells: dict[str, Any], *, say: str = "", looks: Any = None, **meant: Any) -> None:
        """One item: its cells, what is meant by them where the cells do not say it plainly, and its findings.

        `say` lists codes, each with its column where it is not the rule's own: `"U201 U401@J"`.
        """
        look = meant.pop("look", {})
        merged = {"completion": "open", "due": "unset", "committees": "", **self.constants, **meant}
        money = {letter: {"num": self.body.get("money", "#,##0")} for f, letter in self.fields.items() if f.isdigit()}
        free = [c for c in self.fields.values() if f"{c}{row}" not in self.taken] if self.body.get("look") else []
        whole = dict.fromkeys(free)
        self.line(row, {**whole, **cells}, {**money, **(looks or {})}, **{**self.body.get("look", {}), **look})
        self._make_room(row, cells)
        truth = self._truth(row, cells, merged)
        self.office.items.append(truth)
        codes = []
        for word in say.split():
            code, _, letter = word.partition("@")
            codes.append(code)
            self.office.findings.append([code, f"{self.name}!{letter or self.fields[FIELD_OF_RULE[code]]}{row}"])
        empty = {f for f in ("process",) if not cells.get(self.fields.get(f, "")) and f not in merged}
        refuse_contradiction(truth, empty, set(codes), self.office)

    def _make_room(self, row: int, cells: dict[str, Any]) -> None:
        """The row as high as its longest wrapped text needs, which Excel would have seen to."""
        if not self.body.get("look", {}).get("wrap"):
            return
        texts = [(letter, line) for letter, v in cells.items() for line in [str(v).split("\n")] if isinstance(v, str)]
        lines = max(sum(1 + int(len(t) * 1.1 / self.seen.get(letter, 9)) for t in split) for letter, split in texts)
        if self.office.library == "openpyxl":
            self.ws.row_dimensions[row].height = 15 * lines
        else:
            self.ws.set_row(row - 1, 15 * lines)

    def _truth(self, row: int, cells: dict[str, Any], meant: dict[str, Any]) -> dict[str, Any]:
        def text(name: str) -> str | None:
            value = meant[name] if name in meant else cells.get(self.fields.get(name, ""))
            return None if value in (None, "") else str(value).strip()

        kind, *days = meant["due"].split()
        days += ["-"] * (2 - len(days))
        committees = meant["committees"]
        return {
            "number": text("number"), "kind": KINDS[meant.get("kind")], "section": text("section"),
            "title": text("title"),
            "committees": committees.split() if isinstance(committees, str) else committees,
            "responsible": text("responsible"),
            "due": {"kind": kind, "from": _unless_dash(days[0]), "to": _unless_dash(days[1])},
            "amounts": self._amounts(cells, meant), "completion": meant["completion"],
            "strategic": self._flag("strategic", cells, meant),
            "confidential": self._flag("confidential", cells, meant),
            "sheet": self.name, "row": row,
        }  # fmt: skip

    def _flag(self, name: str, cells: dict[str, Any], meant: dict[str, Any]) -> bool | None:
        if name in meant:
            return meant[name]
        return bool(cells.get(self.fields[name])) if name in self.fields else None

    def _amounts(self, cells: dict[str, Any], meant: dict[str, Any]) -> dict[str, int]:
        """In whole kroner; `amounts` is in the sheet's unit, one for each year in order, None for a year unsaid."""
        if "amounts" in meant:
            written = dict(zip(self.office.years, meant["amounts"], strict=False))
        else:
            cached = {y: cells.get(self.fields.get(y, "")) for y in self.office.years}
            written = {y: v.cached if isinstance(v, Formula) else v for y, v in cached.items()}
        sign = meant.get("sign", 1)
        return {y: round(sign * v * self.unit) for y, v in written.items() if isinstance(v, int | float)}


def _unless_dash(text: str) -> str | None:
    return None if text == "-" else text


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _listed(values: list[Any]) -> str:
    return "[\n" + ",\n".join("  " + _json(v) for v in values) + "\n ]" if values else "[]"


def _same_each_time(data: bytes) -> bytes:
    """The same package with fixed times, as both libraries stamp the hour of the run."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                stamp = STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            info = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return out.getvalue()


def _convert(data: bytes, target: Path) -> None:
    """Let LibreOffice write the workbook in the target's format; its files differ from run to run."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "plan.xlsx")
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profil"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            target.suffix[1:],
            "--outdir",
            str(target.parent),
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def letters(first: str, count: int) -> list[str]:
    """`letters("C", 3)` is `["C", "D", "E"]`."""
    start = column_index_from_string(first)
    return [get_column_letter(start + n) for n in range(count)]


def spread(first: str, values: list[Any]) -> dict[str, Any]:
    """The values from column `first` on; None leaves a cell out."""
    return {letter: v for letter, v in zip(letters(first, len(values)), values, strict=True) if v is not None}
