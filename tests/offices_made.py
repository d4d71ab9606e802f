"""Plans of invented offices, each a mixture of ordinary habits, with what a colleague reads in them.

Only ordinary habits are mixed here, as their number is what makes plans differ; stranger ones have tests of their own.
"""

import calendar
import random
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.styles import Font

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
TITLES = (
    "Flere pædagoger i dagtilbud", "Renovering af svømmehal", "Ny cykelsti", "Styrket rehabilitering", "Fælles indkøb",
    "Bedre udnyttelse af lokaler", "Kunstgræsbane", "Analyse af kørsel", "Digital post til alle", "Natur til alle",
    "Færre vikartimer", "Nyt plejecenter", "Sikker skolevej", "Klimasikring", "Fritidspas", "Lukning af filial",
    "Energirenovering", "Bosætningsstrategi", "Turisme ved kysten", "Biblioteksbus", "Ladestandere", "Nye legepladser",
    "Sundhedshus i centrum", "Mindre asfalt", "Skovrejsning", "Frivilligpolitik", "Evaluering af skolestruktur",
)  # fmt: skip
BODIES = (
    {"BSU": "Børne- og Skoleudvalget", "TMU": "Teknik- og Miljøudvalget", "SSU": "Social- og Sundhedsudvalget"},
    {"UUB": "Udvalget for Uddannelse og Børn", "UPT": "Udvalget for Plan og Teknik", "UVS": "Udvalget for Velfærd"},
    {"BFU": "Børne- og Familieudvalget", "KNU": "Klima- og Naturudvalget", "ÆSU": "Ældre- og Sundhedsudvalget"},
)
SECTIONS = (("Børn og unge", "Klima og natur", "Administration"), ("Et godt børneliv", "En attraktiv kommune"))
KINDS = {"operating_change": "Drift", "capital_project": "Anlæg", "declaration_of_intent": "Hensigt"}
UNITS = {"Beløb i 1.000 kr.": 1_000, "Alle beløb i mio. kr.": 1_000_000, "Beløb i hele kr.": 1}
HEADINGS = {
    "number": ("Nr.", "#", "ID", "Punkt nr."),
    "kind": ("Type", "Art", "Kategori"),
    "section": ("Tema", "Område", "Hovedpunkt"),
    "title": ("Emne", "Indsats", "Initiativ", "Forslag", "Punkt i aftalen"),
    "committee": ("Udvalg", "Politisk behandling", "Behandles i"),
    "due": ("Tidspunkt", "Deadline", "Forventet færdig", "Hvornår"),
    "responsible": ("Ansvarlig", "Tovholder", "Forvaltning"),
    "remarks": ("Bemærkninger", "Noter"),
}
DONE = {
    "Afsluttet": ("X", None),
    "Gennemført (ja/nej)": ("Ja", "Nej"),
    "Status": ("Afsluttet", "I gang"),
    "Færdig %": (1, 0),
}


class Item(NamedTuple):
    """What is true of one item: the committees by their letters, whole kroner per year, the last day it is due."""

    title: str
    kind: str
    section: str
    committees: tuple[str, ...]
    due_text: object
    due: date
    kroner: dict[int, int]
    done: bool


class Office(NamedTuple):
    """The path of a plan, its items, what it does not say of them, and the committees it calls by their names."""

    path: Path
    items: list[Item]
    silent: frozenset[str]
    names: dict[str, str]


def _due(pick: random.Random, year: int) -> tuple[object, date]:
    month = pick.randint(1, 12)
    quarter = (month + 2) // 3
    last = date(year, month, calendar.monthrange(year, month)[1])
    end = date(year, 3 * quarter, 30 if quarter in (2, 3) else 31)
    day = last.replace(day=pick.randint(1, 28))
    return pick.choice(
        [
            (f"{MONTHS[month - 1]} {year}", last),
            (f"senest {MONTHS[month - 1]} {year}", last),
            (f"{quarter}. kvartal {year}", end),
            (f"Q{quarter} {year}", end),
            (day, day),
            (f"{day.day}. {MONTHS[month - 1]} {year}", day),
        ]
    )


def _items(pick: random.Random, years: range, bodies: dict[str, str], sections: tuple[str, ...]) -> list[Item]:
    titles = pick.sample(TITLES, pick.randint(9, 18))
    found = []
    for at, title in enumerate(titles):
        kind = pick.choice(list(KINDS))
        amount = pick.choice([-1, 1]) * pick.choice([100, 250, 500, 1500]) * 1_000
        kroner = {} if kind == "declaration_of_intent" else dict.fromkeys(years, amount)
        who = (pick.choice(list(bodies)), *pick.choice([(), ("ØU",)]))
        due_text, due = _due(pick, pick.choice(years))
        section = sections[at * len(sections) // len(titles)]
        found.append(Item(title, kind, section, who, due_text, due, kroner, pick.random() < 0.3))
    return found


def make_office(seed: int, folder: Path) -> Office:
    """Write the plan of one office; the same seed makes the same plan."""
    pick = random.Random(seed)
    first = pick.choice([2025, 2026])
    years = range(first, first + 4)
    bodies, sections = pick.choice(BODIES), pick.choice(SECTIONS)
    items = _items(pick, years, bodies, sections)
    how = {
        "who": pick.choice(["letters", "names", "matrix", "brackets"]),
        "section": pick.choice(["column", "merged", "banner", "none"]),
        "kind": pick.choice(["column", "none"]),
        "unit": pick.choice(list(UNITS)),
        "done": pick.choice([*DONE, ""]),
        "years": pick.choice(["{}", "Budget {}", "B{}"]),
    }
    named = {**bodies, "ØU": "Økonomiudvalget"}
    middle = [
        "due",
        "responsible",
        "years",
        *({"letters": ["committee"], "names": ["committee"], "matrix": ["bodies"]}.get(how["who"], [])),
    ]
    pick.shuffle(middle)
    columns = [
        *(["number"] if pick.random() < 0.8 else []),
        *(["section"] if how["section"] in ("column", "merged") else []),
        *(["kind"] if how["kind"] == "column" else []),
        "title",
        *(one for name in middle for one in {"years": list(years), "bodies": list(named)}.get(name, [name])),
        *(["done"] if how["done"] else []),
        *(["remarks"] if pick.random() < 0.5 else []),
    ]
    headings = [
        how["years"].format(one)
        if isinstance(one, int)
        else how["done"]
        if one == "done"
        else pick.choice(HEADINGS.get(str(one), (one,)))
        for one in columns
    ]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = pick.choice(["Plan", "Ark1", "Opfølgning"])
    sheet.append([f"Udmøntningsplan for budgetaftale {years.start}-{years[-1]}"])
    sheet.append([how["unit"]])
    sheet.append(headings)
    before = None
    for at, item in enumerate(items, 1):
        is_new = item.section != before
        if how["section"] == "banner" and is_new:
            sheet.append([item.section])
            sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        sheet.append([_cell(one, item, at, how, named, is_new=is_new) for one in columns])
        for place, one in enumerate(columns, 1):
            if one == "done" and how["done"] == "Færdig %":
                sheet.cell(sheet.max_row, place).number_format = "0%"
        before = item.section
    if how["section"] == "merged":
        _merge(sheet, columns.index("section") + 1)
    if pick.random() < 0.5:
        sheet.append([None] * columns.index("title") + ["I alt"])
    path = folder / f"plan-{seed}.xlsx"
    book.save(path)
    silent = {name for name in ("section", "kind", "done") if how[name] in ("none", "")}
    return Office(path, items, frozenset(silent), named if how["who"] == "names" else {})


def _cell(column: object, item: Item, at: int, how: dict[str, str], named: dict[str, str], *, is_new: bool) -> Any:
    if isinstance(column, int):
        amount = item.kroner.get(column)
        return None if amount is None else amount / UNITS[how["unit"]]
    if column in named:
        return "x" if column in item.committees else None
    letters = "/".join(item.committees)
    values: dict[object, Any] = {
        "number": at,
        "kind": KINDS[item.kind],
        "section": item.section if is_new or how["section"] == "column" else None,
        "title": f"{item.title} ({letters})" if how["who"] == "brackets" else item.title,
        "committee": ", ".join(named[one] if how["who"] == "names" else one for one in item.committees),
        "due": item.due_text,
        "responsible": ("Lene", "Per", "Ida")[at % 3],
        "done": DONE[how["done"]][not item.done] if how["done"] else None,
        "remarks": (None, "Koordineres med andre")[at % 2],
    }
    return values[column]


def _merge(sheet: Any, column: int) -> None:
    """Merge each section's cell over its items."""
    starts = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, column).value]
    for start, end in zip(starts, [*starts[1:], sheet.max_row + 1], strict=True):
        sheet.merge_cells(start_row=start, end_row=end - 1, start_column=column, end_column=column)
