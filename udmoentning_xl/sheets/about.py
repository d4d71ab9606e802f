"""Om: what was read and how it was understood, so that a reader can check the work."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl import __version__
from udmoentning_xl.danish import counted, day, listed
from udmoentning_xl.meetings.states import STATES
from udmoentning_xl.plan import Observation, Plan, RowRole, SheetRole
from udmoentning_xl.sheets.book import ABOUT, Book, as_of_text, plan_title
from udmoentning_xl.sheets.facts import written_texts
from udmoentning_xl.sheets.style import set_page
from udmoentning_xl.sheets.table import Column, Table, set_widths, write_table
from udmoentning_xl.sheets.text import row_heights, shorten, writable
from udmoentning_xl.terms import ROW_ROLE_LABELS, SheetName
from udmoentning_xl.unread import numbering_gaps, unread_columns, unsaid

#: The tables of the sheet by key, with their titles.
ABOUT_PARTS = {
    "kilde": "Kilden",
    "ark": "Arkene i kilden",
    "laesning": "Sådan er planen læst",
    "udeladt": "Rækker, der ikke er indsatser, og kolonner, der ikke er læst",
}
_WIDTHS = (28, 44, 40, 22, 13, 13, 13, 11)
#: Points: what a page holds of a sheet of these widths, its title, and the title and heading row of a part.
_PAGE_HEIGHT, _TITLE_HEIGHT, _PART_HEIGHT = 620.0, 60.0, 61.0
_EXAMPLE, _RUNS = 160, 40
_UNREAD_COLUMN = "ikke læst"
SHEET_ROLES = {
    SheetRole.PLAN: "læst som planen",
    SheetRole.COMPLETED: "læst som afsluttede indsatser",
    SheetRole.COMPANION: "læst med ved planens indsatser",
    SheetRole.LEGEND: "brugt til navne, koder eller farver",
    SheetRole.EARLIER: "tidligere plan, udeladt",
    SheetRole.ASIDE: "ingen plan, udeladt",
    SheetRole.UNREAD: "kunne ikke læses",
    SheetRole.GENERATED: "lavet af en tidligere kørsel",
    SheetRole.EXCLUDED: "udeladt af opsætningen",
    SheetRole.EMPTY: "tomt",
}
CONVENTIONS = (
    *((str(word), state.means) for word, state in STATES.items()),
    (
        "Id",
        "Planens eget nummer efter et bogstav for typen: D drift, A anlæg, H hensigt, I ingen type. Mangler nummeret, "
        "eller har flere det samme, er det tegn som i I-c5bd53, der er de samme næste gang.",
    ),
    ("Inden og senest", "„Inden 1. maj“ er til og med 30. april; „senest 1. maj“ er til og med 1. maj."),
    ("Primo, medio, ultimo", "Dag 1-10, 11-20 og 21 til månedens sidste dag; af et år januar, juni-juli og december."),
    ("Årstider", "Forår er marts-maj, sommer juni-august, efterår september-november, vinter december-februar."),
    ("Intet årstal", "Planens første år; det står som et fund i Kontrol."),
    ("Flyttet tidspunkt", "Det sidst skrevne gælder. Ved flere milepæle er det den sidste, der afgør."),
    ("Beløb", "Hele 1.000 kr.; besparelser og indtægter har minus. En tom celle er ikke 0 og tælles ikke."),
    ("Flere udvalg", "Indsatsen står hos hvert udvalg og tælles én gang i alt. Den første nævnte behandler den først."),
)


def write_about(book: Book) -> None:
    """Write the sheet."""
    sheet, plan = book.sheet(ABOUT), book.plan
    set_widths(sheet, book.styles, _WIDTHS)
    row = book.heading(sheet, f"{SheetName.ABOUT} opgørelsen", f"{plan_title(plan)} · {as_of_text(plan)}")
    breaks: list[int] = []
    parts = (_source(plan), _sheets(plan), _conventions(), _rest(plan))
    used = _TITLE_HEIGHT
    for (key, title), columns in zip(ABOUT_PARTS.items(), parts, strict=True):
        table = _write_part(book, sheet, row, key, title, columns)
        if used + _height(table) > _PAGE_HEIGHT:  # what does not fit on the rest of the page starts on a new one
            breaks.append(row)
            used = 0.0
        used += _height(table)
        row = table.last + 2
    sheet.set_h_pagebreaks(breaks)
    set_page(sheet, footer=f"{plan_title(plan)} – {SheetName.ABOUT}", as_of=plan.as_of)


def _write_part(book: Book, sheet: Worksheet, row: int, key: str, title: str, columns: Sequence[Column]) -> Table:
    sheet.set_row(row, 26)
    sheet.write_string(row, 0, title, book.styles["section"])
    about = (book.tables[f"{ABOUT}:{key}"], title, f"{title}. {as_of_text(book.plan)}.")
    return write_table(sheet, book.compact, row + 1, columns, about, filtered=False, widths=_WIDTHS)


def _height(table: Table) -> float:
    """The height of a part in points, with its title and the empty row below it."""
    lines = [column.lines for column in table.columns if column.lines is not None]
    return _PART_HEIGHT + sum(row_heights(lines, table.last - table.first + 1))


def _source(plan: Plan) -> list[Column]:
    """The file itself. Its folder is not told, since the workbook may be sent on."""
    path = plan.source.path
    changed = datetime.fromtimestamp(path.stat().st_mtime) if path.exists() else None
    chosen = int((plan.columns["choice"].notna() & plan.columns["kept"].isna()).sum())
    facts = {
        "Fil": path.name,
        "Sidst ændret": f"{day(changed.date())} kl. {changed:%H.%M}" if changed else None,
        "SHA-256": plan.source.sha256,
        "Opgjort pr.": day(plan.as_of),
        "Planens år": ", ".join(map(str, plan.years)),
        "Beløb i kilden": plan.unit,
        "Indsatser": str(len(plan.items)),
        "Står ikke i planen": ". ".join(unsaid(plan)),
        "Numre uden indsats": listed(numbering_gaps(plan)) or None,
        "Alle udvalg": ". ".join(_every_committee(plan)),
        f"Rettet i {SheetName.READING}": counted(chosen, "kolonne", "kolonner") if chosen else None,
        "Program": f"udmoentning-xl {__version__}",
    }
    told = {name: text for name, text in facts.items() if text}
    return [
        Column("Oplysning", 0, list(told), "strong"),
        Column("Værdi", 0, [writable(text) for text in told.values()]),
    ]


def _every_committee(plan: Plan) -> list[str]:
    """What each text such as „Alle udvalg“ was read as, once each."""
    seen = plan.observed(Observation.COMMITTEE_ALL)[["text", "detail"]].drop_duplicates()
    return [
        f"„{' '.join(shorten(written, _EXAMPLE).split())}“ læst som: {bodies}"
        for written, bodies in zip(seen["text"], seen["detail"], strict=True)
    ]


def _sheets(plan: Plan) -> list[Column]:
    frame = plan.sheets[plan.sheets["role"] != SheetRole.GENERATED]
    roles = [SHEET_ROLES[SheetRole(role)] if isinstance(role, str) else None for role in frame["role"].astype("object")]
    return [
        Column("Ark", 0, written_texts(frame["sheet"]), "strong"),
        Column("Brug", 0, roles),
        Column("Hvorfor", 0, written_texts(frame["detail"])),
        Column("Fortegn", 0, written_texts(frame["sign_rule"])),
        Column("Enhed", 0, written_texts(frame["unit"])),
        Column("Prisniveau", 0, written_texts(frame["price_level"])),
        Column("Overskrift i række", 0, written_texts(frame["header_rows"])),
        Column("Indsatser", 0, [None if count is pd.NA else int(count) for count in frame["items"]], "count"),
    ]


def _rest(plan: Plan) -> list[Column]:
    """The rows that are no items: one line per sheet and sort, but each unread row by itself with its text.

    Below them each column of which cells were not read.
    """
    rest = plan.rest[plan.rest["role"] != RowRole.BLANK]
    single = (rest["role"] == RowRole.UNREAD).to_numpy()
    keys = [
        (sheet, role, row if alone else 0)
        for sheet, role, row, alone in zip(rest["sheet"], rest["role"], rest["row"], single, strict=True)
    ]
    groups: dict[tuple[str, str, int], list[tuple[int, str]]] = {}
    for key, row, text in zip(keys, rest["row"], rest["text"], strict=True):
        groups.setdefault(key, []).append((int(row), "" if text is pd.NA else text))
    examples = [
        " ".join(shorten(next((text for _, text in rows if text), ""), _EXAMPLE).split()) for rows in groups.values()
    ]
    lines = [
        (sheet, text, _ranges([row for row, _ in rows]), ROW_ROLE_LABELS[role], len(rows))
        for ((sheet, role, _), rows), text in zip(groups.items(), examples, strict=True)
    ]
    for one in unread_columns(plan):
        heading = shorten(" ".join(str(one["heading"]).split()), _EXAMPLE)
        lines.append((str(one["sheet"]), heading, f"kolonne {one['column']}", _UNREAD_COLUMN, int(str(one["cells"]))))
    return [
        Column("Ark", 0, [writable(sheet) for sheet, *_ in lines], "strong"),
        Column("Tekst (den første)", 0, [writable(text) or None for _, text, *_ in lines]),
        Column("Rækker", 0, [rows for _, _, rows, *_ in lines]),
        Column("Slags", 0, [label for *_, label, _ in lines]),
        Column("Antal", 0, [count for *_, count in lines], "count"),
    ]


def _ranges(rows: Sequence[int]) -> str:
    """Row numbers in short, "4-6, 12, 30"; cut where there are very many."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    parts = [f"{first}-{last}" if last > first else str(first) for first, last in runs]
    return ", ".join(parts[:_RUNS]) + (f" og {len(parts) - _RUNS} steder til" if len(parts) > _RUNS else "")


def _conventions() -> list[Column]:
    return [
        Column("Emne", 0, [name for name, _ in CONVENTIONS], "strong"),
        Column("Sådan er det forstået", 0, [text for _, text in CONVENTIONS]),
    ]
