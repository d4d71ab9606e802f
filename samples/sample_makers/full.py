"""Makes udmoentningsplan-2024-2027.xlsx: the plan as a finance department keeps it, with planted faults."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from . import side_sheets
from .source import SAVED, YEARS, Planted, Row, amounts, in_order, lines_needed, rows, sums, write

NAME = "udmoentningsplan-2024-2027.xlsx"
SHEET = "Udmøntningsplan"
COLUMNS = {
    "nr": ("Nr.", 5.3),
    "emne": ("Emne", 23),
    "besk": ("Beskrivelse", 37),
    "proces": ("Proces", 36),
    "tvaer": ("Tværgående aspekter", 28),
    "udv": ("Udvalg/ sagsgang", 15.5),
    "ansv": ("Ansvarlig", 18.5),
    "tid": ("Vejledende tidspunkt", 15.5),
    **{year: (int(year), 8.3) for year in YEARS},
    "x": ("Afsluttet (X)", 9.2),
    "strat": ("Strategisk plan (X)", 10.5),
    "status": ("Status", 12.5),
    "bem": ("Bemærkninger", 24),
}
PLACE = {name: place for place, name in enumerate(COLUMNS)}
FIRST_YEAR, LAST = PLACE["2024"], len(COLUMNS) - 1
HEADER, FIRST_ROW = 6, 8
FILLS = {
    "Følger planen": "#C6E0B4",
    "Igangsat": "#C6E0B4",
    "I proces": "#FFE699",
    "Afventer": "#FFE699",
    "Forsinket": "#F4978E",
    "Gennemført": "#D9D9D9",
    "grøn": "#C6E0B4",
    "": None,
    "Ikke startet": None,
}
NOTES = [
    "Minus angiver mindreudgift/besparelse eller indtægt. Plus angiver merudgift.",
    "Alle beløb er i 1.000 kr. og i 2024-prisniveau (2024-PL), hvor andet ikke er skrevet.",
    "Tidspunkterne er vejledende og kan flyttes efter aftale med Økonomi.",
    "Gråtonede og gennemstregede emner er afsluttet. Emner i den strategiske plan er mærket med X.",
]
#: The grand total of 2025 was typed over when the agreement was printed, and never corrected.
TYPED_GRAND_TOTAL = 42000


@dataclass
class Part:
    """A kind or a section while it is being written: its name, its first row, its items."""

    name: str
    start: int
    items: list[Row] = field(default_factory=list)


class PlanSheet:
    """Writes the plan from the top down and remembers the address of every planted fault."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.sheet = book.add_worksheet(SHEET)
        self.row = FIRST_ROW
        self.planted: list[Planted] = []
        self.kind: Part | None = None
        self.section: Part | None = None
        self.kinds: list[Part] = []
        self.kind_rows: dict[str, int] = {}
        self.statuses: Counter[str] = Counter()
        self.last_row = 0
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, **properties: Any) -> Any:
        """One cell format per set of properties."""
        base = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(base | properties)
        return self.formats[key]

    def write_top(self) -> None:
        """Title block, legend, and the two header rows."""
        sheet = self.sheet
        sheet.write("A1", "Norddjurs Kommune", self.style(bold=True, font_size=11))
        sheet.write(
            "A2", "Udmøntningsplan for budget 2024-2027", self.style(bold=True, font_size=18, font_color="#1F3864")
        )
        sheet.write("A3", "Sagsnr. 23/99417. Godkendt af kommunalbestyrelsen den 12. december 2023", self.style())
        sheet.write("A4", "Opdateret pr. 15-11-2024", self.style(bold=True, font_color="#C00000"))
        sheet.write("F2", "Signaturforklaring", self.style(bold=True))
        for row, (status, text) in enumerate(
            [
                ("Følger planen", "Følger planen / igangsat"),
                ("I proces", "I proces eller afventer"),
                ("Forsinket", "Forsinket"),
            ],
            2,
        ):
            sheet.write_blank(row, 5, None, self.style(bg_color=FILLS[status], border=1))
            sheet.write(row, 6, text, self.style())
        sheet.write("H3", "X = afsluttet", self.style())
        head = {
            "bold": True,
            "bg_color": "#1F3864",
            "font_color": "#FFFFFF",
            "border": 1,
            "text_wrap": True,
            "valign": "vcenter",
        }
        for name, (label, width) in COLUMNS.items():
            column = PLACE[name]
            sheet.set_column(column, column, width)
            if name in YEARS:
                sheet.write_number(HEADER + 1, column, label, self.style(**head, align="right"))
            else:
                sheet.merge_range(HEADER, column, HEADER + 1, column, label, self.style(**head))
        sheet.merge_range(
            HEADER,
            FIRST_YEAR,
            HEADER,
            FIRST_YEAR + 3,
            "Beløb i 1.000 kr. (2024-PL)",
            self.style(**head, align="center"),
        )
        sheet.set_row(1, 25)
        sheet.set_row(HEADER, 18)
        sheet.set_row(HEADER + 1, 18)
        sheet.write_comment(HEADER, PLACE["tid"], "Vejledende. Flyttes et tidspunkt, så skriv det gamle i parentes.")
        sheet.write_comment(HEADER, PLACE["strat"], "X, hvis emnet også er med i den strategiske plan.")

    def write_row(self, row: Row) -> None:
        """One row of the source: a banner, an item, or text that is neither."""
        if "art" in row:
            self.close_kind()
            self.kind = Part(row["art"], self.row + 1)
            self.banner(row["art"].upper(), font_size=13, bg_color="#8EA9DB", height=24)
        elif "hovedpunkt" in row:
            self.close_section()
            self.banner(row["hovedpunkt"], font_size=11, bg_color="#D9E1F2", height=19)
            self.section = Part(row["hovedpunkt"].split(". ", 1)[1], self.row)
        elif "loes" in row:
            self.sheet.write(self.row, PLACE[row["felt"]], row["loes"], self.style(text_wrap=True, italic=True))
            self.sheet.set_row(self.row, 13.2 * lines_needed(row["loes"], COLUMNS[row["felt"]][1]) + 3)
            self.plant(row, "-")
            self.row += 1
        else:
            self.item(row)

    def banner(self, text: str, *, height: int, **look: Any) -> None:
        """A banner merged across the whole table."""
        style = self.style(bold=True, border=1, valign="vcenter", **look)
        self.sheet.merge_range(self.row, 0, self.row, LAST, text, style)
        self.sheet.set_row(self.row, height)
        self.row += 1

    def item(self, row: Row) -> None:
        cells = {**row, **dict(zip(YEARS, amounts(row), strict=True))}
        for name, column in PLACE.items():
            self.cell(column, cells.get(name, ""), self.look(name, row))
        lines = max(lines_needed(cells.get(name, ""), width) for name, (_, width) in COLUMNS.items())
        self.sheet.set_row(self.row, 13.2 * lines + 3, None, {"hidden": row.get("skjult", False)})
        if "kommentar" in row:
            self.sheet.write_comment(self.row, PLACE["emne"], row["kommentar"])
        for part in (self.kind, self.section):
            if part is not None:
                part.items.append(row)
        self.statuses[row.get("status", "")] += 1
        self.plant(row, row["nr"])
        self.row += 1

    def cell(self, column: int, value: Any, style: Any) -> None:
        """One cell; ~~text~~ is written struck through, with the rest of the text as it is."""
        if isinstance(value, str) and value.startswith("~~"):
            _, old, new = value.split("~~")
            struck = self.style(font_strikeout=True)
            self.sheet.write_rich_string(self.row, column, struck, old, self.style(), new, style)
        else:
            write(self.sheet, self.row, column, value, style)

    def look(self, name: str, row: Row) -> Any:
        """The format of an item's cell: by column, and by what the office coloured or struck through."""
        look: dict[str, Any] = {"border": 1, "border_color": "#A6A6A6", "text_wrap": True}
        if row.get("streg"):
            look["font_strikeout"] = True
        if name in YEARS:
            look |= {"num_format": "#,##0", "align": "right"}
        elif name in ("x", "strat"):
            look |= {"align": "center", "bold": True}
        elif name == "emne":
            look["bold"] = True
        elif name == "tid":
            look |= {"num_format": "dd-mm-yyyy" if not isinstance(row.get("tid"), int) else "0", "align": "left"}
        elif name == "status" and (fill := FILLS[str(row.get("farve") or row.get("status", ""))]):
            look["bg_color"] = fill
        return self.style(**look)

    def plant(self, row: Row, number: str) -> None:
        """Notes the row's faults with their cells."""
        for code, name, why in row.get("fund", []):
            self.planted.append((code, f"{SHEET}!{xl_rowcol_to_cell(self.row, PLACE[name])}", number, why))

    def total(self, label: str, formulas: list[str], values: list[float], **look: Any) -> None:
        """A row of sums; a formula comes with the value that Excel last calculated."""
        look = {"bold": True, "top": 1, "bottom": 1, "valign": "vcenter"} | look
        self.sheet.set_row(self.row, 17)
        for column in range(LAST + 1):
            self.sheet.write_blank(self.row, column, None, self.style(**look))
        self.sheet.write(self.row, PLACE["emne"], label, self.style(**look))
        for column, formula, value in zip(range(FIRST_YEAR, FIRST_YEAR + 4), formulas, values, strict=True):
            style = self.style(**look, num_format="#,##0", align="right")
            if formula:
                self.sheet.write_formula(self.row, column, formula, style, value)
            else:
                self.sheet.write_number(self.row, column, value, style)
        self.row += 1

    def subtotals(self, start: int, end: int) -> list[str]:
        return [f"=SUBTOTAL(9,{column}{start + 1}:{column}{end})" for column in "IJKL"]

    def close_section(self) -> None:
        """The section's sum, which misses an item that was put in below the summed range."""
        if self.section is None:
            return
        section, self.section = self.section, None
        summed = [row for row in section.items if not row.get("uden_for_sum")]
        missed = len(section.items) - len(summed)
        for year, (right, shown) in enumerate(zip(sums(section.items), sums(summed), strict=True)):
            if right != shown:
                cell = xl_rowcol_to_cell(self.row, FIRST_YEAR + year)
                why = "the sum's range stops one row short of the last item"
                self.planted.append(("U402", f"{SHEET}!{cell}", "-", why))
        formulas = self.subtotals(section.start, self.row - missed)
        self.total(f"I alt {section.name}", formulas, sums(summed), bg_color="#F2F2F2")

    def close_kind(self) -> None:
        """The kind's sum and the blank row that parts it from the next kind."""
        self.close_section()
        if self.kind is None:
            return
        kind, self.kind = self.kind, None
        self.kind_rows[kind.name] = self.row
        formulas = self.subtotals(kind.start, self.row)
        self.total(f"{kind.name} i alt", formulas, sums(kind.items), bg_color="#B4C6E7", font_size=11)
        self.kinds.append(kind)
        self.row += 1

    def close_plan(self) -> None:
        """The grand total, whose 2025 somebody typed, and the notes under the table."""
        self.close_kind()
        values = sums([row for kind in self.kinds for row in kind.items])
        formulas = ["=" + "+".join(f"{column}{row + 1}" for row in self.kind_rows.values()) for column in "IJKL"]
        formulas[1], values[1] = "", TYPED_GRAND_TOTAL
        self.planted.append(("U402", f"{SHEET}!J{self.row + 1}", "-", "typed over the formula and out of date"))
        self.total("Udmøntningsplan i alt", formulas, values, bg_color="#1F3864", font_color="#FFFFFF", font_size=11)
        self.last_row = self.row
        self.row += 1
        self.sheet.write(self.row, 0, "Noter", self.style(bold=True))
        for note in NOTES:
            self.row += 1
            self.sheet.write(self.row, 0, note, self.style(italic=True))

    def set_up(self) -> None:
        """What Excel does for whoever works in the sheet or prints it."""
        sheet, last = self.sheet, self.last_row - 1
        sheet.freeze_panes(FIRST_ROW, PLACE["besk"])
        sheet.set_zoom(85)
        choices = {"ignore_blank": True, "error_type": "information"}
        sheet.data_validation(
            FIRST_ROW, PLACE["x"], last, PLACE["x"], {"validate": "list", "source": ["X", "Delvist", "Udgår"]} | choices
        )
        sheet.data_validation(
            FIRST_ROW, PLACE["status"], last, PLACE["status"], {"validate": "list", "source": "=Statusliste"} | choices
        )
        help_text = {
            "input_title": "Udvalg/sagsgang",
            "input_message": "Skriv forkortelser i den rækkefølge, sagen går.",
        }
        sheet.data_validation(FIRST_ROW, PLACE["udv"], last, PLACE["udv"], {"validate": "any"} | help_text)
        done = self.book.add_format({"font_color": "#7F7F7F"})
        sheet.conditional_format(
            FIRST_ROW, 0, last, LAST, {"type": "formula", "criteria": f'=$M{FIRST_ROW + 1}="X"', "format": done}
        )
        late = self.book.add_format({"bold": True, "font_color": "#9C0006"})
        sheet.conditional_format(
            FIRST_ROW, PLACE["status"], last, PLACE["status"],
            {"type": "cell", "criteria": "==", "value": '"Forsinket"', "format": late},
        )  # fmt: skip
        sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:L{last + 1}"})
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(HEADER, HEADER + 1)
        sheet.print_area(0, 0, self.row, LAST)
        sheet.set_footer("&L&9Norddjurs Kommune, Økonomi&C&9Udmøntningsplan 2024-2027&R&9Side &P af &N")
        self.book.define_name("Plan_i_alt", f"={SHEET}!$I${last + 1}:$L${last + 1}")

    def kind_totals(self) -> dict[str, list[tuple[str, float]]]:
        """Address and value of each kind's sum, year by year."""
        return {
            kind.name: [
                (f"{SHEET}!{xl_rowcol_to_cell(self.kind_rows[kind.name], FIRST_YEAR + year)}", value)
                for year, value in enumerate(sums(kind.items))
            ]
            for kind in self.kinds
        }

    def make(self, source: list[Row]) -> None:
        """The whole sheet."""
        self.write_top()
        for row in source:
            self.write_row(row)
        self.close_plan()
        self.set_up()


def make(folder: Path) -> list[Planted]:
    """Writes the workbook into the folder; returns the planted faults, sorted by code, then by row."""
    book = xlsxwriter.Workbook(folder / NAME)
    book.set_properties(
        {
            "title": "Udmøntningsplan 2024-2027",
            "author": "Økonomi",
            "company": "Norddjurs Kommune",
            "comments": "Opdigtet eksempel",
            "created": SAVED,
        }
    )
    side_sheets.read_me(book)
    plan = PlanSheet(book)
    plan.make(rows("udmoentningsplan"))
    side_sheets.economy(book, plan.kind_totals(), (f"{SHEET}!$O${FIRST_ROW + 1}:$O${plan.last_row}", plan.statuses))
    side_sheets.lists(book)
    plan.sheet.activate()
    book.close()
    return in_order(plan.planted)
