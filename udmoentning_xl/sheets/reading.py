"""Læsning: which tables were found, what each column was read as, and the column in which people correct it.

What is chosen there is read at the next run in ``reading.choices``, by the headings.
"""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_range_abs

from udmoentning_xl.plan import Observation, Plan, records
from udmoentning_xl.sheets.book import READING, Book, as_of_text, plan_title
from udmoentning_xl.sheets.facts import written_texts
from udmoentning_xl.sheets.style import set_page
from udmoentning_xl.sheets.table import Column, Table, set_widths, write_table
from udmoentning_xl.sheets.text import shorten, writable
from udmoentning_xl.terms import ASKED, CHOICES, ChoiceStatus, Heading, SheetName, choice_label

#: The names of the tables of the sheet by key.
READING_TABLES = {READING: "Laesning", f"{READING}:tabeller": "Laesning_tabeller", f"{READING}:valg": "Laesning_valg"}
_WIDTHS = (26, 29, 32, 27, 16, 28, 24)
_EXAMPLE = 120
_FROZEN = 2
#: How sure the reader is, by the least strength of a guess (``reading.headings``), and the tone it is shown in.
_SURENESS = (
    (200, str(ChoiceStatus.FOLLOWED), "tone_plan"),
    (100, "sat i opsætningen", "tone_plan"),
    (8, "sikkert", None),
    (5, "ret sikkert", None),
    (4, "måske", "tone_soon"),
    (1, "et gæt", "tone_soon"),
    (0, "ikke læst", "tone_calm"),
)


def write_reading(book: Book) -> None:
    """Write the sheet."""
    sheet, plan = book.sheet(READING), book.plan
    set_widths(sheet, book.styles, _WIDTHS)
    head = book.heading(
        sheet,
        f"{SheetName.READING}: sådan er planen forstået",
        f"{plan_title(plan)} · {as_of_text(plan)}",
        f"Er en kolonne læst forkert, så vælg det rigtige i {Heading.READ_AS}. Det gælder fra næste kørsel, så længe "
        "det står der; en tom celle overlader det til programmet.",
    )
    columns = _write(book, head, READING, "Planens kolonner", _columns(book))
    tables = _write_part(book, columns.last + 2, "tabeller", "Planens tabeller", _tables(plan))
    choices = _write_part(book, tables.last + 2, "valg", "Det kan en kolonne læses som", _choices(plan))
    place = columns.places[Heading.READ_AS]
    sheet.data_validation(
        columns.first,
        place,
        columns.last,
        place,
        {
            "validate": "list",
            "source": f"={xl_range_abs(choices.first, 0, choices.last, 0)}",
            "error_title": "Kendes ikke",
            "error_message": "Vælg på listen. Det, der ikke står på den, kan ikke følges.",
            "error_type": "warning",
        },
    )
    sheet.freeze_panes(head + 1, _FROZEN)
    set_page(sheet, footer=f"{plan_title(plan)} – {SheetName.READING}", as_of=plan.as_of)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, tables.last, len(_WIDTHS) - 1)  # the choices are for the screen


def _write_part(book: Book, row: int, key: str, title: str, columns: list[Column]) -> Table:
    sheet = book.sheet(READING)
    sheet.set_row(row, 26)
    sheet.write_string(row, 0, title, book.styles["section"])
    return _write(book, row + 1, f"{READING}:{key}", title, columns)


def _write(book: Book, row: int, key: str, title: str, columns: list[Column]) -> Table:
    about = (book.tables[key], title, f"{title}. {as_of_text(book.plan)}.")
    filtered = key == READING
    return write_table(book.sheet(READING), book.compact, row, columns, about, filtered=filtered, widths=_WIDTHS)


def _columns(book: Book) -> list[Column]:
    """The columns of the plan, and those that somebody chose something for and that are gone."""
    plan = book.plan
    rows = records(plan.columns[plan.columns["label"].fillna("").ne("")])  # those beside a plan cannot be chosen
    lost = records(plan.observed(Observation.CHOICE_LOST))
    sureness = [_sureness(row) for row in rows]
    links = [book.source_link(row["sheet"], row["cell"]) for row in rows]
    examples = [" ".join(shorten(row["example"], _EXAMPLE).split()) if row["example"] else None for row in rows]
    read_as = [row["choice"] if _is_as_written(row) else choice_label(row["field"]) or None for row in rows]
    why = ["; ".join(filter(None, (row["refusal"] or row["why"], "skjult" if row["hidden"] else ""))) for row in rows]
    gone: list[Any] = [None] * len(lost)
    return [
        Column(Heading.SHEET, 0, _texts([one["sheet"] for one in (*rows, *lost)])),
        Column(
            Heading.COLUMN_HEADING,
            0,
            _texts([*(row["label"] for row in rows), *(one["text"] for one in lost)]),
            "strong",
            links=[*links, *gone],
        ),
        Column("Eksempel", 0, [*_texts(examples), *gone], "faint"),
        Column(Heading.READ_AS, 0, _texts([*read_as, *(one["detail"] for one in lost)]), "typed"),
        Column(
            Heading.SURENESS,
            0,
            [*(word for word, _ in sureness), *(str(ChoiceStatus.LOST) for _ in lost)],
            styles=[*(tone for _, tone in sureness), *("tone_bad" for _ in lost)],
        ),
        Column(Heading.WHY, 0, [*_texts([one or None for one in why]), *gone]),
        Column(Heading.GUESS, 0, [*(choice_label(row["guess"]) or None for row in rows), *gone], "faint"),
    ]


def _is_as_written(column: Mapping[str, Any]) -> bool:
    """Whether what is chosen for a column is no word for what it is read as: it is not followed, or asked about."""
    return bool(column["refusal"]) or (column["choice"] or "").endswith(ASKED)


def _sureness(column: Mapping[str, Any]) -> tuple[str, str | None]:
    """How surely a column was read, and its tone."""
    if column["refusal"]:
        return str(ChoiceStatus.REFUSED), "tone_bad"
    if column["kept"]:
        is_asked = column["choice"].endswith(ASKED)
        return (str(ChoiceStatus.ASKED), "tone_bad") if is_asked else (str(ChoiceStatus.KEPT), "tone_plan")
    strength = column["strength"] or 0
    return next((word, tone) for least, word, tone in _SURENESS if strength >= least)


def _texts(texts: list[str | None]) -> list[str | None]:
    return [None if text is None else writable(text) for text in texts]


def _tables(plan: Plan) -> list[Column]:
    frame = plan.tables
    rows = [
        ("kolonne " if first.isalpha() else "") + (f"{first}-{last}" if first != last else first)
        for first, last in zip(frame["first"], frame["last"], strict=True)
    ]
    return [
        Column("Ark", 0, written_texts(frame["sheet"]), "strong"),
        Column(Heading.HEADER_ROWS, 0, written_texts(frame["header_rows"])),
        Column("Indsatser i række", 0, rows),
        Column("Enhed", 0, written_texts(frame["unit"])),
        Column("Prisniveau", 0, written_texts(frame["price_level"])),
        Column("Fortegn", 0, written_texts(frame["sign_rule"])),
    ]


def _choices(plan: Plan) -> list[Column]:
    """What a column can be read as: the fields, the plan's years, and each body for a column of marks."""
    years = [(str(year), "Årets beløb") for year in plan.years]
    bodies = [(f"body:{body.short}", "X eller dato ved udvalgets indsatser") for body in plan.bodies]
    rows = [*CHOICES.items(), *years, *bodies]
    return [
        Column(Heading.CHOICE, 0, [choice_label(target) for target, _ in rows], "strong"),
        Column("Hvad der står i kolonnen", 0, [said for _, said in rows]),
    ]
