"""Small plans as offices make them, in which something is marked or hidden; and how each item then stands."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from udmoentning_xl.plan import Plan
from udmoentning_xl.reading import read_plan
from udmoentning_xl.secrecy import closed_items, held_reasons

HEADINGS = (
    "Nr", "Hovedpunkt", "Emne", "Beskrivelse", "Proces", "Fagudvalg", "Vejledende tidspunkt", "2025", "Bemærkninger",
)  # fmt: skip
#: Where the columns stand (1-based), and the row of the first item.
NR, SECTION, TITLE, DESCRIPTION, PROCESS, COMMITTEE, DUE, AMOUNT, REMARKS = range(1, 10)
FIRST = 4
#: The item that is marked is the third of six.
ROW = FIRST + 2
ITEMS = tuple(
    tuple(cell if cell != "-" else None for cell in line.split(" | "))
    for line in """
1.01 | Skoler og dagtilbud | Flere pædagoger i børnehaverne | Normeringen hæves | Drøftes | BUU | juni 2025 | 400 | -
1.02 | Skoler og dagtilbud | Lukning af skolen i Voldby | Den lukkes til sommer | Høring | BUU | maj 2025 | -900 | -
1.03 | Kultur og fritid | Køb af jord ved Grenaa Havn | Areal til erhverv | Forhandles | MTU | maj 2025 | 2500 | Ja
2.01 | Kultur og fritid | Åbningstider i hallen | Hallen er lukket om mandagen | Drøftes | KFU | oktober 2025 | -120 | -
2.02 | Ældre og sundhed | Mere hjemmehjælp | Timerne udvides | Udmøntes | VPU | marts 2025 | 800 | Offentlig høring
2.03 | Ældre og sundhed | Ny kantine på rådhuset | Lukkede sale omdannes | Afklares | ØK | juni 2025 | 150 | -
""".strip().splitlines()
)

Change = Callable[[Worksheet], object]


def written(path: Path, change: Change | None = None, headings: Sequence[str] = HEADINGS, name: str = "Plan") -> Path:
    """The plan as a workbook, changed."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    sheet["A1"] = "Udmøntningsplan 2025"
    for column, heading in enumerate(headings, 1):
        sheet.cell(FIRST - 1, column, heading)
    for row, item in enumerate(ITEMS, FIRST):
        for column, value in enumerate(item, 1):
            sheet.cell(row, column, int(value) if column == AMOUNT and value else value)
    if change:
        change(sheet)
    book.save(path)
    return path


def column_of(heading: str, values: Sequence[object]) -> Change:
    """A further column right of the others."""

    def change(sheet: Worksheet) -> None:
        sheet.cell(FIRST - 1, REMARKS + 1, heading)
        for row, value in enumerate(values, FIRST):
            sheet.cell(row, REMARKS + 1, value)

    return change


def read(path: Path) -> Plan:
    """The plan as the tool reads it."""
    return read_plan(path, as_of=date(2025, 1, 15))


def standing(plan: Plan) -> dict[str, str]:
    """Title -> "lukket" or "holdt", for the items that are not open."""
    titles = plan.items["title"].to_dict()
    told = dict.fromkeys((titles[item] for item in held_reasons(plan)), "holdt")
    return told | dict.fromkeys((titles[item] for item in closed_items(plan)), "lukket")
