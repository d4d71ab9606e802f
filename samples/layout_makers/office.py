"""What every maker needs: one set of calls for xlsxwriter and openpyxl, and the truth written down beside the cells.

A maker puts cells where its office would have put them and says at the same time what it meant by them. Nothing here
reads a plan; `_contradictions` only holds that the meanings a maker wrote down obey the rules that follow from them.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

LAYOUTS = Path(__file__).resolve().parent.parent / "layouts"
STAMP = dt.datetime(2024, 11, 22, 9, 0, 0)
KINDS = {"D": "operating_change", "A": "capital_project", "H": "declaration_of_intent", None: None}

# The cell a rule points at when the maker names none.
FIELD_OF_RULE = {
    "U101": "committee", "U102": "committee", "U103": "committee", "U104": "committee",
    "U201": "due", "U202": "due", "U203": "due", "U204": "due", "U205": "due", "U206": "due",
    "U301": "completion", "U302": "completion", "U305": "completion", "U306": "completion",
    "U501": "title", "U502": "title", "U503": "number", "U504": "section", "U505": "kind",
    "U507": "responsible", "U508": "process", "U601": "title", "U602": "title", "U603": "status", "U604": "confidential",
}  # fmt: skip
HOLIDAYS = {
    dt.date.fromisoformat(day)
    for day in ["2024-01-01", "2024-03-28", "2024-03-29", "2024-04-01", "2024-05-09", "2024-05-20", "2024-06-05", "2024-12-24", "2024-12-25", "2024-12-26", "2025-01-01", "2025-04-17", "2025-04-18", "2025-04-21", "2025-05-29", "2025-06-05", "2025-06-09", "2025-12-24", "2025-12-25", "2025-12-26", "2026-01-01", "2026-04-02", "2026-04-03", "2026-04-06", "2026-05-14", "2026-05-25", "2026-06-05", "2026-12-24", "2026-12-25"]
}
MISSING = object()


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

    def __init__(
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
        self.pages.append(page)
        return page

    def format(self, look: dict[str, Any]) -> Any:
        """The xlsxwriter format of a look, made once."""
        key = json.dumps(look, sort_keys=True)
        if key not in self.formats:
            names = {"font": "font_name", "size": "font_size", "color": "font_color", "bg": "bg_color", "num": "num_format",
                     "wrap": "text_wrap", "strike": "font_strikeout"}  # fmt: skip
            self.formats[key] = self.book.add_format({names.get(k, k): v for k, v in look.items()})
        return self.formats[key]

    def finding(self, code: str, cell: str) -> None:
        """A finding that belongs to no single item (a sheet, a column, a total)."""
        self.findings.append([code, cell])

    def save(self) -> None:
        """Write the workbook, `udmoentning.toml` when there is one, and `expected.json`."""
        self.book.close() if self.library == "xlsxwriter" else self.book.save(self.buffer)
        (self.folder / self.name).write_bytes(_same_each_time(self.buffer.getvalue()))
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
        if self.office.library == "openpyxl":
            self.put(first, value, **look)
            self.ws.merge_cells(area)
        else:
            self.ws.merge_range(area, value, self.office.format({**self.office.base, **look}))

    def widths(self, **widths: float) -> None:
        """Column widths by letter."""
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
        self.line(row, cells, {**money, **(looks or {})}, **{**self.body.get("look", {}), **look})
        truth = self._truth(row, cells, merged)
        self.office.items.append(truth)
        codes = []
        for word in say.split():
            code, _, letter = word.partition("@")
            codes.append(code)
            self.office.findings.append([code, f"{self.name}!{letter or self.fields[FIELD_OF_RULE[code]]}{row}"])
        self._contradictions(truth, cells, set(codes), merged)

    def _truth(self, row: int, cells: dict[str, Any], meant: dict[str, Any]) -> dict[str, Any]:
        def text(name: str) -> str | None:
            value = meant[name] if name in meant else cells.get(self.fields.get(name, ""))
            return None if value in (None, "") else str(value).strip()

        kind, *days = meant["due"].split()
        days += ["-"] * (2 - len(days))
        committees = meant["committees"]
        return {
            "number": text("number"), "kind": KINDS[meant.get("kind")], "section": text("section"), "title": text("title"),
            "committees": committees.split() if isinstance(committees, str) else committees,
            "responsible": text("responsible"),
            "due": {"kind": kind, "from": None if days[0] == "-" else days[0], "to": None if days[1] == "-" else days[1]},
            "amounts": self._amounts(cells, meant), "completion": meant["completion"],
            "strategic": self._flag("strategic", cells, meant), "confidential": self._flag("confidential", cells, meant),
            "sheet": self.name, "row": row,
        }  # fmt: skip

    def _flag(self, name: str, cells: dict[str, Any], meant: dict[str, Any]) -> bool | None:
        if name in meant:
            return meant[name]
        return bool(cells.get(self.fields[name])) if name in self.fields else None

    def _amounts(self, cells: dict[str, Any], meant: dict[str, Any]) -> dict[str, int]:
        """In whole kroner; `amounts` is given in the sheet's unit, in the order of the years, None for a year unsaid."""
        if "amounts" in meant:
            written = dict(zip(self.office.years, meant["amounts"], strict=False))
        else:
            cached = {y: cells.get(self.fields.get(y, "")) for y in self.office.years}
            written = {y: v.cached if isinstance(v, Formula) else v for y, v in cached.items()}
        sign = meant.get("sign", 1)
        return {y: round(sign * v * self.unit) for y, v in written.items() if isinstance(v, int | float)}

    def _contradictions(
        self, truth: dict[str, Any], cells: dict[str, Any], said: set[str], meant: dict[str, Any]
    ) -> None:
        """Refuse a maker whose findings do not follow from its own meanings."""
        must: set[str] = set()
        for code, name in (("U507", "responsible"), ("U508", "process"), ("U501", "title"), ("U505", "kind")):
            absent = (
                truth.get(name) is None
                if name in truth
                else not cells.get(self.fields.get(name, "")) and name not in meant
            )
            must |= {code} if absent else set()
        if (
            not truth["amounts"]
            and truth["kind"] in (KINDS["D"], KINDS["A"])
            and not said & {"U401", "U404", "U405", "U406"}
        ):
            must.add("U403")
        must |= _due_rules(truth, self.office)
        may = {"U507", "U508", "U501", "U505", "U403", "U201", "U202", "U204", "U206", "U302"}
        if (said & may) - self.office.off != must - self.office.off - set(meant.get("unless", "").split()):
            raise ValueError(
                f"{self.office.folder.name} {self.name}!{truth['row']}: said {sorted(said & may)}, must {sorted(must)}"
            )


def _due_rules(truth: dict[str, Any], office: Office) -> set[str]:
    due, done, today = truth["due"], truth["completion"], dt.date.fromisoformat(office.date)
    first, last = (dt.date.fromisoformat(d) if d else None for d in (due["from"], due["to"]))
    must: set[str] = set()
    start, end = dt.date(int(office.years[0]) - 1, 12, 1), dt.date(int(office.years[-1]), 12, 31)
    outside = bool((last and last < start) or (first and first > end))
    if outside:
        return {"U204"}
    if due["kind"] in ("interval", "until") and done in ("open", "partial") and last < today:
        must.add("U201")
    if due["kind"] == "unset" and done in ("open", "partial"):
        must.add("U202")
    if done == "done" and first and first > today:
        must.add("U302")
    resting = last and (last in HOLIDAYS or last.weekday() > 4)
    in_july = bool(last and last.month == 7 and (first is None or first.month == 7))
    if due["kind"] in ("interval", "until") and (in_july or (first == last and resting)):
        must.add("U206")
    if due["kind"] == "until" and resting and (last + dt.timedelta(days=1)).day != 1:
        raise ValueError(f"{office.folder.name}: {last} is a day off; arguable, choose another")
    return must


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


def letters(first: str, count: int) -> list[str]:
    """`letters("C", 3)` is `["C", "D", "E"]`."""
    start = column_index_from_string(first)
    return [get_column_letter(start + n) for n in range(count)]


def spread(first: str, values: list[Any]) -> dict[str, Any]:
    """The values from column `first` on; None leaves a cell out."""
    return {letter: v for letter, v in zip(letters(first, len(values)), values, strict=True) if v is not None}
