"""The workbook that one committee gets: its work plan with columns to answer in, and Læs mig. All else is protected.

The plan given must already be reduced to the committee's items; nothing is left out here.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.danish import counted, long_day
from udmoentning_xl.package.names import free_sheet_name
from udmoentning_xl.plan import Plan
from udmoentning_xl.register import Body
from udmoentning_xl.sheets.book import (
    WHOLE_PLAN,
    Book,
    amounts_note,
    as_of_text,
    close_workbook,
    committee_key,
    plan_title,
)
from udmoentning_xl.sheets.committee import ID, MEETINGS_NOTE, work_plan
from udmoentning_xl.sheets.facts import YES, facts_of, total
from udmoentning_xl.sheets.language import copy_as_danish
from udmoentning_xl.sheets.readme import write_readme
from udmoentning_xl.sheets.style import DAY, FONT, FORMATS, INK, SIZE, Styles, set_page
from udmoentning_xl.sheets.table import Column, Table, set_widths, write_table
from udmoentning_xl.sheets.text import label
from udmoentning_xl.terms import LABELS, README, Field, Heading

_TABLE = "Arbejdsplan"
_FROZEN = 3
_LONGEST_REMARK = 2000
#: What may be done on the protected sheet besides answering; there is no password.
_ALLOWED = {"autofilter": True, "format_columns": True, "format_rows": True}


@dataclass(frozen=True)
class Replies:
    """The columns to answer in, and how: their headings, and the choices of the first."""

    completion: str
    date: str
    remark: str
    choices: Sequence[str]


@dataclass(frozen=True)
class Request:
    """What the committee is asked: by when, and to which address ("" when none is set)."""

    reply_by: date
    answers_to: str
    replies: Replies


#: From the rows that are sent (heading -> value) to the custom document properties of the file.
Sealer = Callable[[Sequence[Mapping[str, object]]], Mapping[str, str]]


def write_committee_file(own: Plan, body: Body, request: Request, seal: Sealer, target: Path) -> None:
    """Write the workbook of ``body`` to ``target``; ``own`` is the plan of its items alone.

    Raises OSError when the file cannot be written.
    """
    draft = target.with_name(f".{target.name}")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "tmpdir": str(target.parent)}
    workbook = Workbook(str(draft), options)
    name = free_sheet_name(label(body.short), [README])
    sheet, readme = workbook.add_worksheet(name), workbook.add_worksheet(README)
    # The work plan's links lead to the row in Samlet plan; there is none here, and the links are dropped.
    names = {committee_key(body.short): name, WHOLE_PLAN: name}
    book = Book(workbook, Styles(workbook), Styles(workbook, "vcenter"), facts_of(own), names, {})
    sent = _sent_columns(book, body.short)
    table = _write_work_plan(book, sheet, body, request, sent)
    _open_replies(workbook, sheet, table, request)
    meets = any(column.heading == Heading.MEETING for column in sent)
    points = _points(own, body, request, [("Møderne", MEETINGS_NOTE)] if meets else [])
    write_readme(readme, book.styles, f"{label(body.name)}: {plan_title(own)}", points, own.as_of)
    for one in (sheet, readme):
        one.protect("", _ALLOWED)
    _set_properties(workbook, own, body, seal(sent_rows(sent)))
    try:
        close_workbook(workbook)
        copy_as_danish(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def sent_rows(columns: Sequence[Column]) -> list[dict[str, object]]:
    """The rows of a table as heading -> value."""
    headings = [column.heading for column in columns]
    rows = zip(*(column.values for column in columns), strict=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def _sent_columns(book: Book, short: str) -> list[Column]:
    """The work plan's columns that hold anything, in its order of items; the guiding date and the body's meetings
    beside the title."""
    plan = work_plan(book, 1)
    order = plan.order(range(len(book.facts.ids)), short)
    columns = [replace(column.picked(order), links=None, total=None) for column in plan.columns]
    always = (*(column.heading for column in columns[:_FROZEN]), LABELS[Field.DUE])
    columns = [column for column in columns if column.heading in always or any(map(_is_there, column.values))]
    due = next(column for column in columns if column.heading == LABELS[Field.DUE])
    columns.remove(due)
    return [*columns[:_FROZEN], due, *plan.meetings(order, short), *columns[_FROZEN:]]


def _is_there(value: object) -> bool:
    return value is not None and not (isinstance(value, float) and math.isnan(value))


def _write_work_plan(book: Book, sheet: Worksheet, body: Body, request: Request, sent: Sequence[Column]) -> Table:
    plan, styles = book.plan, book.styles
    count = len(sent[0].values)
    blank: list[Any] = [None] * count
    replies = [
        Column(request.replies.completion, 11, blank, "typed"),
        Column(request.replies.date, 12.5, blank, "typed"),
        Column(request.replies.remark, 28, blank, "typed"),
    ]
    before = _FROZEN + 1 + sum(column.heading in (Heading.MEETING, Heading.CASE_DEADLINE) for column in sent)
    columns = [*sent[:before], *replies, *map(_with_total, sent[before:])]
    columns[0] = replace(columns[0], total="I alt")
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, label(body.name), styles["title"])
    lead = f"Arbejdsplan · {plan_title(plan)} · {as_of_text(plan)} · {amounts_note(plan)}"
    sheet.write_string(1, 0, label(lead), styles["lead"])
    ask = f"Udfyld de tre gule kolonner, og send filen retur{_to(request)} senest {long_day(request.reply_by)}."
    sheet.write_string(2, 0, f"{ask} Se arket {README}.", styles["lead"])
    closed = sum(word == YES for word in book.facts.confidential)
    if closed:
        sheet.write_string(3, 0, closed_warning(closed), styles["warning"])
    set_widths(sheet, styles, [column.width for column in columns])
    text = f"Arbejdsplan for {label(body.name)}: {counted(count, 'indsats', 'indsatser')}. {as_of_text(plan)}."
    table = write_table(sheet, styles, 4, columns, (_TABLE, label(body.name), text))
    sheet.freeze_panes(5, _FROZEN)
    set_page(sheet, footer=f"{label(body.name)} – {plan_title(plan)}", as_of=plan.as_of)
    sheet.repeat_rows(4)
    return table


def closed_warning(closed: int) -> str:
    """What stands on a file that holds closed items."""
    return f"{counted(closed, 'lukket punkt', 'lukkede punkter')} i filen: må ikke lægges på en åben dagsorden."


def _with_total(column: Column) -> Column:
    if not column.style.startswith("amount"):
        return column
    return replace(column, total=total(np.array(column.values, dtype=float)))


def _to(request: Request) -> str:
    return f" til {request.answers_to}" if request.answers_to else ""


def _open_replies(workbook: Workbook, sheet: Worksheet, table: Table, request: Request) -> None:
    """Unlock the cells to answer in, and say what may stand in them."""
    base = {
        "font_name": FONT,
        "font_size": SIZE,
        "font_color": INK,
        "valign": "top",
        **FORMATS["typed"],
        "locked": False,
    }
    numbers = {request.replies.completion: "@", request.replies.date: DAY, request.replies.remark: "@"}
    rules = _validations(request)
    for heading, number_format in numbers.items():
        look, place = workbook.add_format({**base, "num_format": number_format}), table.places[heading]
        for row in range(table.first, table.last + 1):
            sheet.write_blank(row, place, None, look)
        sheet.data_validation(table.first, place, table.last, place, rules[heading])


def _validations(request: Request) -> dict[str, dict[str, Any]]:
    replies = request.replies
    return {
        replies.completion: {
            "validate": "list",
            "source": list(replies.choices),
            "input_title": "Er indsatsen afsluttet?",
            "input_message": "Vælg fra listen. Lad feltet stå tomt, når intet er ændret.",
            "error_title": "Vælg fra listen",
            "error_message": f"Svaret skal være et af disse: {', '.join(replies.choices)}.",
        },
        # Any text is taken: people write „3. kvartal 2027“ too, and that is read as the plan's own times are.
        replies.date: {
            "validate": "any",
            "input_title": "Nyt vejledende tidspunkt",
            "input_message": "Skriv den sidste dag, fx 31-03-2027, eller en periode, fx 3. kvartal 2027.",
        },
        replies.remark: {
            "validate": "length",
            "criteria": "<=",
            "value": _LONGEST_REMARK,
            "error_title": "For lang tekst",
            "error_message": f"En bemærkning kan højst være {_LONGEST_REMARK} tegn.",
        },
    }


def _points(own: Plan, body: Body, request: Request, meetings: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What Læs mig says; ``meetings`` is what it says of them."""
    replies = request.replies
    closed = int(own.items["confidential"].fillna(False).sum())
    warning = [("Lukkede punkter", closed_warning(closed))] if closed else []
    return [
        (
            "Hvad er det?",
            f"{counted(len(own.items), 'indsats', 'indsatser')} i {plan_title(own).lower()}"
            f"{f' ({label(own.municipality)})' if own.municipality else ''}, der hører til {label(body.name)}; "
            f"opgjort pr. {long_day(own.as_of)}. "
            "Øverst står det, der er overskredet, derefter det kommende, og til sidst det afsluttede.",
        ),
        *warning,
        *meetings,
        (
            "Hvad skal udfyldes?",
            f"De gule kolonner. {replies.completion}: vælg {', '.join(replies.choices)}. "
            f"{replies.date}: den dato eller periode, der bør stå i stedet. {replies.remark}: hvad vi ellers "
            "skal vide. Er intet ændret, lades felterne tomme.",
        ),
        ("Hvornår?", f"Senest {long_day(request.reply_by)}."),
        (
            "Til hvem?",
            f"Gem filen, og send den til {request.answers_to}." if request.answers_to else "Til den, filen kom fra.",
        ),
        (
            "Resten er låst",
            f"Andre celler kan læses, filtreres og kopieres, men ikke ændres; der er ingen adgangskode. På kolonnen "
            f"{ID} kendes indsatsen igen, når svaret føres ind i planen. Filen må gerne omdøbes.",
        ),
    ]


def _set_properties(workbook: Workbook, own: Plan, body: Body, sealed: Mapping[str, str]) -> None:
    workbook.set_properties(
        {
            "title": label(f"{plan_title(own)} – {body.name}"),
            "author": label(own.municipality),
            "company": label(own.municipality),
            "created": datetime.combine(own.as_of, time()),
        }
    )
    for name, value in sealed.items():
        workbook.set_custom_property(name, value)
