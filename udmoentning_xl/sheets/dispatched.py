"""oversigt.xlsx: who gets what in a dispatch, and which items nobody gets. It stays in the house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from xlsxwriter import Workbook

from udmoentning_xl.danish import day
from udmoentning_xl.sheets.book import close_workbook
from udmoentning_xl.sheets.language import copy_as_danish
from udmoentning_xl.sheets.style import Styles, set_page
from udmoentning_xl.sheets.table import Column, set_widths, write_table
from udmoentning_xl.sheets.text import label, writable
from udmoentning_xl.terms import SentProperty

_SHEETS = ("Udsendelse", "Ikke udsendt")


@dataclass(frozen=True)
class Sending:
    """What one body gets; ``size`` is the workbook's in bytes."""

    name: str
    recipients: Sequence[str]
    file: str
    size: int
    items: int
    sha256: str
    warnings: Sequence[str]


def write_dispatch_overview(
    sendings: Sequence[Sending], left_out: Sequence[tuple[str, str, str, bool]], as_of: date, target: Path
) -> None:
    """Write the overview; ``left_out`` are id, title, reason, and whether it is held.

    Raises OSError when it cannot be written.
    """
    draft = target.with_name(f".{target.name}")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "tmpdir": str(target.parent)}
    workbook = Workbook(str(draft), options)
    workbook.set_properties({"title": f"{_SHEETS[0]} {day(as_of)}", "created": datetime.combine(as_of, time())})
    workbook.set_custom_property(SentProperty.OVERVIEW, as_of.isoformat())
    styles = Styles(workbook)
    outside = [
        Column("Id", 10, [writable(item) for item, *_ in left_out], "strong"),
        Column("Indsats", 56, [writable(words) or None for _, words, *_ in left_out]),
        Column("Holdt tilbage", 10, ["Ja" if held else None for *_, held in left_out]),
        Column("Hvorfor", 58, [writable(reason) for _, _, reason, _ in left_out]),
    ]
    for name, columns in zip(_SHEETS, (_sendings(sendings), outside), strict=True):
        sheet = workbook.add_worksheet(name)
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, f"{name} {day(as_of)}", styles["title"])
        set_widths(sheet, styles, [column.width for column in columns])
        if columns[0].values:
            table = (name.replace(" ", "_"), name, f"{name}: {len(columns[0].values)} rækker.")
            write_table(sheet, styles, 2, columns, table, filtered=False)
            sheet.freeze_panes(3, 1)
            sheet.repeat_rows(2)
        else:
            sheet.write_string(2, 0, "Alle indsatser er i mindst ét udvalgs fil.", styles["lead"])
        set_page(sheet, footer=name, as_of=as_of)
    try:
        close_workbook(workbook)
        copy_as_danish(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def _sendings(sendings: Sequence[Sending]) -> list[Column]:
    return [
        Column("Udvalg", 34, [label(one.name) for one in sendings], "strong"),
        Column("Modtagere", 34, ["\n".join(one.recipients) or None for one in sendings]),
        Column("Indsatser", 10, [one.items for one in sendings], "count"),
        Column("Fil", 44, [one.file for one in sendings]),
        Column("Bytes", 10, [one.size for one in sendings], "count"),
        Column("Advarsler", 44, ["\n".join(one.warnings) or None for one in sendings]),
        Column("SHA-256", 34, [one.sha256 for one in sendings], "faint"),
    ]
