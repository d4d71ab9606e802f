"""What every sheet needs while it is written: the workbook, its formats, the facts, and the names of all sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.danish import day
from udmoentning_xl.meetings.states import DEADLINE_TONES, Deadline
from udmoentning_xl.plan import Plan
from udmoentning_xl.sheets.facts import Facts, amount_width
from udmoentning_xl.sheets.style import PAGE_PIXELS, Styles
from udmoentning_xl.sheets.table import Table, pixels
from udmoentning_xl.sheets.text import label, longest_word
from udmoentning_xl.terms import Heading

OVERVIEW, CONTROL, WHOLE_PLAN, TIMELINE = "oversigt", "kontrol", "samlet", "tidsplan"
READING, ABOUT, CHANGES = "laesning", "om", "aendringer"
MEETINGS, REPLIES = "moedeplan", "svar"
#: Where the day of the report stands on Oversigt; every formula about time refers to it.
AS_OF_CELL = "$A$3"
#: Excel keeps at most 65,530 hyperlinks on a sheet.
LINK_LIMIT = 65_000


def close_workbook(workbook: Workbook) -> None:
    """Write the workbook to its file; raises OSError when it cannot be written."""
    try:
        workbook.close()
    except FileCreateError as error:  # wraps the OSError
        raise error.args[0] from error


def committee_key(short: str) -> str:
    """The key of a committee's sheet in ``Book.sheets``."""
    return f"udvalg:{short}"


@dataclass(frozen=True)
class Book:
    """A workbook being written.

    ``sheets`` and ``tables`` give the names by key. ``compact`` are the formats for rows of one line. ``linkable`` are
    the sheets of the source that stand in the same workbook, so that a link can lead to them.
    """

    workbook: Workbook
    styles: Styles
    compact: Styles
    facts: Facts
    sheets: Mapping[str, str]
    tables: Mapping[str, str]
    linkable: frozenset[str] = frozenset()

    @property
    def plan(self) -> Plan:
        """The plan that is shown."""
        return self.facts.plan

    def sheet(self, key: str) -> Worksheet:
        """The worksheet with this key."""
        found = self.workbook.get_worksheet_by_name(self.sheets[key])
        assert found is not None  # every sheet is made before the first is written
        return found

    def link(self, key: str, cell: str = "A1") -> str:
        """A link to a cell of one of our sheets."""
        return f"internal:{quoted(self.sheets[key])}!{cell}"

    def source_link(self, sheet: object, cell: object) -> str | None:
        """A link to a cell of the source, or None when the source is not in this workbook."""
        if not isinstance(sheet, str) or sheet not in self.linkable:
            return None
        return f"internal:{quoted(sheet)}!{cell if isinstance(cell, str) else 'A1'}"

    def grid(self) -> list[float]:
        """The column widths of Oversigt, which all its tables share: names, counts, years, and two short texts."""
        amount, last = amount_width(self.facts, 9.5), longest_word(self.facts.text["responsible"], 12, 21)
        counts = [max(amount, width) for width in (10, 10.5, 12.5, 9.5, 12)]
        second = longest_word([Deadline.OVERDUE], 10, 14)  # where the parts of the money stand
        others = [second, *counts, *[max(amount, 10)] * max(len(self.facts.years), 4), 10, last]
        left = (PAGE_PIXELS - sum(map(pixels, others))) / 7 - 1  # so that it prints in a size that can be read
        return [min(50.0, max(32.0, left)), *others]

    def as_of(self) -> str:
        """The reference to the day of the report."""
        return f"{quoted(self.sheets[OVERVIEW])}!{AS_OF_CELL}"

    def colour_deadlines(self, sheet: Worksheet, table: Table) -> None:
        """Lay over each word of the column Frist its colour, also when a formula gives another."""
        place = table.places[Heading.DEADLINE]
        for word, tone in DEADLINE_TONES.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.styles.tone(tone)}
            sheet.conditional_format(table.first, place, table.last, place, rule)

    def heading(self, sheet: Worksheet, title: str, lead: str, *notes: str) -> int:
        """Write title, lead, notes and the way back to Oversigt, if it is there, at the top; give the next free row."""
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, label(title), self.styles["title"])
        sheet.write_string(1, 0, label(lead), self.styles["lead"])
        for row, note in enumerate(notes, 2):
            sheet.write_string(row, 0, note, self.styles["note"])
        row = 2 + len(notes)
        if OVERVIEW in self.sheets:
            sheet.write_url(row, 0, self.link(OVERVIEW), self.styles["link"], "Til Oversigt")
        return row + 1


def limited(links: Sequence[str | None] | None) -> list[str | None]:
    """The links of a column, no more than a sheet can hold."""
    return [link if place < LINK_LIMIT else None for place, link in enumerate(links or ())]


def quoted(sheet: str) -> str:
    """A sheet's name as a reference writes it; quoted always, since "BUU1" or "R1" would be a cell."""
    return "'" + sheet.replace("'", "''") + "'"


def plan_title(plan: Plan) -> str:
    """The plan's name with its years, "Udmøntningsplan 2024-2027"."""
    if not plan.years:
        return "Udmøntningsplan"
    first, last = min(plan.years), max(plan.years)
    return f"Udmøntningsplan {first}-{last}" if first != last else f"Udmøntningsplan {first}"


def amounts_note(plan: Plan) -> str:
    """What the amounts are counted in, with the price level where the plan states one, and what minus means."""
    levels = [str(level) for level in plan.sheets["price_level"].dropna().unique()]
    level = f" ({', '.join(levels)})" if levels else ""
    return f"Beløb i 1.000 kr.{level}; minus er en besparelse eller en indtægt."


def as_of_text(plan: Plan) -> str:
    """ "Opgjort pr. 01-03-2024"."""
    return f"Opgjort pr. {day(plan.as_of)}"
