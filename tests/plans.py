"""Small plans for tests: only what matters to the test is said, everything else is in order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from udmoentning_xl.plan import (
    AMOUNT_DTYPES,
    ASSIGNMENT_DTYPES,
    COLUMN_DTYPES,
    ITEM_DTYPES,
    KIND_LETTERS,
    OBSERVATION_DTYPES,
    REST_DTYPES,
    SHEET_DTYPES,
    TOTAL_DTYPES,
    Kind,
    Plan,
    Source,
    typed_frame,
)
from udmoentning_xl.register import Body, Role

Row = Mapping[str, Any]

#: Where each field stands on every sheet of a made plan; the titles are in D, the first item in row 5.
COLUMNS = {
    "number": "A",
    "kind": "B",
    "section": "C",
    "title": "D",
    "process": "E",
    "responsible": "F",
    "committee": "G",
    "due": "H",
    "2024": "I",
    "2025": "J",
    "2026": "K",
    "2027": "L",
    "completion": "M",
    "status": "N",
    "remarks": "O",
}
FIRST_ROW = 5
#: The column of ``items`` and ``cells`` that holds the text of a field, where it is not named as the field.
TEXTS = {"committee": "committee_text", "due": "due_text", "completion": "completion_text", "status": "status_text"}
#: A complete item without a fault on 22-11-2024.
SOUND: Row = {
    "kind": "operating_change",
    "section": "Effektiviseringer",
    "process": "Sag til udvalget",
    "responsible": "Økonomichefen",
    "committee_text": "BUU",
    "committees": ("BUU",),
    "due_text": "2. kvartal 2025",
    "due_kind": "interval",
    "due_from": "2025-04-01",
    "due_to": "2025-06-30",
    "completion": "open",
    "amounts": {2024: 100_000},
    "sheet": "Plan",
}
BODIES = (
    Body("BUU", "Børne- og ungdomsudvalget"),
    Body("MTU", "Miljø- og teknikudvalget"),
    Body("KFU", "Kultur- og fritidsudvalget"),
    Body("KUU", "Kultur- og udviklingsudvalget", valid_to=date(2017, 12, 31), successor="KFU"),
    Body("BSU", "Børne- og skoleudvalget", valid_from=date(2026, 1, 1)),
    Body("ØK", "Økonomiudvalget", Role.FINANCE),
    Body("KB", "Kommunalbestyrelsen", Role.COUNCIL),
)


def make_plan(
    items: Iterable[Row] = (),
    observations: Iterable[Row] = (),
    totals: Iterable[Row] = (),
    rest: Iterable[Row] = (),
    *,
    columns: Iterable[str] = tuple(COLUMNS),
    chosen: Mapping[str, Row] | None = None,
    sheets: Iterable[Row] = (),
    **others: Any,
) -> Plan:
    """A plan of ``items``, each SOUND but for what is said of it; ``others`` are fields of Plan.

    An item may also say ``id``, ``committees`` and ``amounts`` (year -> kroner). ``columns`` are the fields that every
    sheet has; ``sheets`` are rows beside those that the items stand on; ``chosen`` adds to a column
    by its field.
    """
    rows = list(_numbered(items))
    names = list(dict.fromkeys(row["sheet"] for row in rows)) or ["Plan"]
    observed = [{"sheet": names[0], **one} for one in observations]
    fields: dict[str, Any] = {
        "items": _items(rows),
        "assignments": typed_frame(_assignments(rows), ASSIGNMENT_DTYPES),
        "amounts": typed_frame(_amounts(rows), AMOUNT_DTYPES),
        "cells": _cells(rows, tuple(columns)),
        "rest": typed_frame(
            [{"sheet": names[0], "cell": f"{names[0]}!A{one['row']}", **one} for one in rest], REST_DTYPES
        ),
        "totals": typed_frame([{"sheet": names[0], **one} for one in totals], TOTAL_DTYPES),
        "observations": typed_frame(observed, OBSERVATION_DTYPES),
        "columns": typed_frame(_columns(names, tuple(columns), chosen or {}), COLUMN_DTYPES),
        "sheets": typed_frame([{"sheet": name, "role": "plan"} for name in names] + list(sheets), SHEET_DTYPES),
        "source": Source(Path("plan.xlsx"), "0" * 64, "xlsx"),
        "as_of": date(2024, 11, 22),
        "years": (2024, 2025, 2026, 2027),
        "unit": "1.000 kr.",
        "sections": ("Økonomisk Politik", "Effektiviseringer", "Skoler og dagtilbud"),
        "bodies": BODIES,
        "municipality": "Norddjurs Kommune",
    }
    return Plan(**(fields | others))


def _numbered(items: Iterable[Row]) -> Iterable[dict[str, Any]]:
    """The items with an id, a title, a sheet and a row."""
    last: dict[str, int] = {}
    for count, given in enumerate(items, 1):
        row = {**SOUND, "title": f"Indsats {count}", **given}
        row.setdefault("row", last.get(row["sheet"], FIRST_ROW - 1) + 1)
        last[row["sheet"]] = row["row"]
        letter = KIND_LETTERS[Kind(row["kind"])] if row["kind"] else "X"
        row.setdefault("id", f"{letter}-{count}")
        yield row


def _items(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    frame = typed_frame(({name: row.get(name) for name in ITEM_DTYPES} for row in rows), ITEM_DTYPES)
    return frame.set_index(pd.Index([row["id"] for row in rows], name="item", dtype="string"))


def _assignments(rows: Iterable[dict[str, Any]]) -> Iterable[Row]:
    for row in rows:
        for order, committee in enumerate(row["committees"], 1):
            yield {"item": row["id"], "committee": committee, "order": order, "conditional": False, "source": "column"}


def _amounts(rows: Iterable[dict[str, Any]]) -> Iterable[Row]:
    for row in rows:
        for year, kroner in row["amounts"].items():
            cell = f"{row['sheet']}!{COLUMNS.get(str(year), 'I')}{row['row']}"
            yield {"item": row["id"], "year": year, "kroner": kroner, "written": str(kroner), "cell": cell}


def _cells(rows: Sequence[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    """The address of every value, and of every blank cell in a column that there is."""
    records = [
        {
            TEXTS.get(field, field): f"{row['sheet']}!{COLUMNS[field]}{row['row']}"
            for field in columns
            if not field.isdigit() or int(field) in row["amounts"]
        }
        for row in rows
    ]
    years = [field for field in columns if field.isdigit()]
    frame = pd.DataFrame(records, columns=[*ITEM_DTYPES, *years]).astype("string")
    return frame.set_index(pd.Index([row["id"] for row in rows], name="item", dtype="string"))


def _columns(sheets: Iterable[str], fields: tuple[str, ...], chosen: Mapping[str, Row]) -> Iterable[Row]:
    for sheet in sheets:
        for field in fields:
            letter = COLUMNS[field]
            own = {"column": letter, "cell": f"{letter}{FIRST_ROW - 1}", "heading": field, "label": field}
            yield {"sheet": sheet, **own, "field": field, "hidden": False, **chosen.get(field, {})}


def dated_items() -> list[dict[str, object]]:
    """Items at the borders of the plan's years and of today, of every completion, with a first day and without."""
    today = "2024-11-22"
    days = ("2014-03-13", "2023-09-30", "2023-10-01", "2024-09-30", "2024-11-21", today, "2025-02-20", "2025-02-21")
    days += ("2027-12-31", "2031-01-01")
    kinds = ("interval", "until", "from", "ambiguous", "continuous", "depends", "invalid", "status")
    return [
        {"due_kind": kind, "due_from": first, "due_to": last, "completion": completion}
        for kind in kinds
        for completion in ("open", "partial", "done", "dropped", "unclear")
        for last in days
        for first in (last, None, "2024-01-01", today, "2024-11-23")
        if first is None or first <= last
    ]
