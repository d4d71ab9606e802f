"""The workbook that one committee gets: its work plan with columns to answer in, and Læs mig. All else is protected.

The plan given must already be reduced to the committee's items; nothing is left out here.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.danish import counted, long_day
from udmoentning_xl.meetings.tasks import Task, is_informed
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
from udmoentning_xl.sheets.committee import (
    BRIEF,
    FIRST,
    ID,
    MEETINGS_NOTE,
    PERIOD,
    PRINTED,
    WorkPlan,
    apart,
    with_total,
    work_plan,
    write_figures,
)
from udmoentning_xl.sheets.facts import YES, facts_of
from udmoentning_xl.sheets.language import copy_as_danish
from udmoentning_xl.sheets.readme import write_readme
from udmoentning_xl.sheets.style import DAY, FONT, FORMATS, INK, PAGE_PIXELS, PORTRAIT_PIXELS, SIZE, Styles, set_page
from udmoentning_xl.sheets.table import YEARS, Column, Table, draw_parts, pixels, set_widths, write_table
from udmoentning_xl.sheets.text import BOLD, label, longest_word
from udmoentning_xl.terms import LABELS, README, Field, Heading

_TABLE = "Arbejdsplan"
#: The pixels that are seen at once on a screen of 1024, beside the row numbers.
_SCREEN = 984
#: What stands before the columns to answer in and is printed, the most important first.
_SEEN = (
    *(*FIRST, Heading.MEETING, Heading.AMOUNT, LABELS[Field.STATUS], LABELS[Field.REMARKS], LABELS[Field.DUE]),
    *(Heading.CASE_DEADLINE, BRIEF, YEARS, Heading.SINCE),
)
#: How wide they are there at most.
_NARROW = {
    LABELS[Field.TITLE]: 17.0,
    LABELS[Field.DUE]: 12.0,
    LABELS[Field.STATUS]: 10.5,
    LABELS[Field.REMARKS]: 13.0,
}
_REPLY_WIDTHS = (9.0, 10.5, 15.5)
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
    """What a committee that is not only informed is asked: by when, and to which address ("" when none is set)."""

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
    tables = {committee_key(body.short): _TABLE}
    book = Book(workbook, Styles(workbook), Styles(workbook, "vcenter"), facts_of(own), names, tables)
    plan = work_plan(book, 1)
    rows = plan.rows(body.short)
    sent = _sent_columns(plan, body.short, rows)
    table = _write_work_plan(book, body, request, sent, [plan.tasks[body.short][row] for row in rows])
    if not is_informed(body.role):
        _open_replies(workbook, sheet, table, request)
    meets = any(column.heading == Heading.MEETING for column in sent)
    points = _points(own, body, request, [("Møderne", MEETINGS_NOTE)] if meets else [])
    write_readme(readme, book.styles, f"{label(body.name)}: {plan_title(own)}", points, own.as_of)
    for one in (sheet, readme):
        one.protect("", _ALLOWED)
    asked = {request.replies.completion, request.replies.date, request.replies.remark}
    written = [column for column in table.columns if column.heading not in asked]
    _set_properties(workbook, own, body, seal(sent_rows(written)))
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


def _sent_columns(plan: WorkPlan, short: str, rows: Sequence[int]) -> list[Column]:
    """The work plan's columns that hold anything, and the guiding date."""
    columns = [replace(column, links=None) for column in plan.of(short, rows)]
    columns = [one for one in columns if one.heading in (*FIRST, LABELS[Field.DUE]) or any(map(_is_there, one.values))]
    years = [one for one in columns if one.heading.isdigit()]
    return [one for one in columns if one.heading != Heading.AMOUNT or len(years) > 1]


def _is_there(value: object) -> bool:
    return value is not None and not (isinstance(value, float) and math.isnan(value))


def _write_work_plan(book: Book, body: Body, request: Request, sent: Sequence[Column], tasks: Sequence[Task]) -> Table:
    plan, styles, key = book.plan, book.styles, committee_key(body.short)
    sheet, is_asked = book.sheet(key), not is_informed(body.role)
    replies = _reply_columns(request.replies, len(tasks)) if is_asked else []
    wanted = _SEEN if is_asked else PRINTED
    room = _SCREEN - sum(pixels(column.width) for column in replies) if is_asked else PAGE_PIXELS
    seen, others = apart(map(_narrowed, sent) if is_asked else sent, wanted, room, tasks)
    columns = [*map(with_total, seen), *replies, *map(with_total, others)]
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, label(body.name), styles["title"])
    lead = f"Arbejdsplan · {plan_title(plan)} · Opgjort pr. {long_day(plan.as_of)}"
    sheet.write_string(1, 0, label(lead), styles["lead"])
    write_figures(book, key, body, tasks, 2)
    ask = f"Svar i de gule felter, og send filen som svar på mailen senest {long_day(request.reply_by)}."
    sheet.write_string(3, 0, ask if is_asked else "Til orientering: I skal ikke svare.", styles["lead"])
    sheet.write_string(4, 0, f"{amounts_note(plan)} Mere i arket {README}.", styles["note"])
    closed = sum(word == YES for word in book.facts.confidential)
    if closed:
        sheet.write_string(5, 0, closed_warning(closed), styles["warning"])
    set_widths(sheet, styles, [column.width for column in columns])
    head = 5 + bool(closed)
    places = [place for place, column in enumerate(columns) if column in replies]
    if places:  # the first rule that holds is the one that is drawn
        lines = {"type": "blanks", "format": styles.overlay("reply"), "stop_if_true": True}
        sheet.conditional_format(head + 1, places[0], head + max(len(tasks), 1), places[-1], lines)
    draw_parts(sheet, styles, head, columns, PERIOD)
    count = counted(len(tasks), "indsats", "indsatser")
    text = f"Arbejdsplan for {label(body.name)}: {count}. {as_of_text(plan)}."
    table = write_table(sheet, styles, head, columns, (_TABLE, label(body.name), text))
    sheet.freeze_panes(head + 1, len(FIRST))
    is_narrow = sum(pixels(column.width) for column in seen) <= PORTRAIT_PIXELS
    set_page(sheet, footer=f"{label(body.name)} – {plan_title(plan)}", as_of=plan.as_of, is_portrait=is_narrow)
    sheet.print_area(0, 0, table.last + 1, len(seen) - 1)
    sheet.repeat_rows(head)
    return table


def _narrowed(column: Column) -> Column:
    least = _NARROW.get(column.heading, column.width)
    most = longest_word(column.values, least, column.width, BOLD) if column.heading == LABELS[Field.TITLE] else least
    return replace(column, width=most, lines=None) if most < column.width else column


def _reply_columns(replies: Replies, count: int) -> list[Column]:
    blank: list[Any] = [None] * count
    headings = (replies.completion, replies.date, replies.remark)
    return [
        Column(heading, width, blank, "reply", head_style="head_reply")
        for heading, width in zip(headings, _REPLY_WIDTHS, strict=True)
    ]


def closed_warning(closed: int) -> str:
    """What stands on a file that holds closed items."""
    return f"{counted(closed, 'lukket punkt', 'lukkede punkter')} i filen: må ikke lægges på en åben dagsorden."


def _open_replies(workbook: Workbook, sheet: Worksheet, table: Table, request: Request) -> None:
    """Unlock the cells to answer in, and say what may stand in them."""
    base = {
        "font_name": FONT,
        "font_size": SIZE,
        "font_color": INK,
        "valign": "top",
        **FORMATS["reply"],
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
    closed = int(own.items["confidential"].fillna(False).sum())
    warning = [("Lukkede punkter", closed_warning(closed))] if closed else []
    is_asked = not is_informed(body.role)
    return [
        (
            "Hvad er det?",
            f"{counted(len(own.items), 'indsats', 'indsatser')} i {plan_title(own).lower()}"
            f"{f' ({label(own.municipality)})' if own.municipality else ''}, der hører til {label(body.name)}; "
            f"opgjort pr. {long_day(own.as_of)}. "
            "Øverst står det, der er aktuelt nu: det overskredne, og det, der skal ske inden 90 dage. Derefter kommer "
            "det senere, og til sidst det afsluttede og det, der udgår. Til højre for de kolonner, der bliver "
            "udskrevet, står der mere om hver indsats.",
        ),
        *warning,
        *meetings,
        *(_asking(request) if is_asked else [("Skal I svare?", "Nej, planen er til orientering.")]),
        (
            "Andre felter er låst" if is_asked else "Felterne er låst",
            "De kan læses, filtreres og kopieres, men ikke ændres; der er ingen adgangskode."
            + (f" {ID} bruges til at finde indsatsen igen, når svaret skrives ind i planen." if is_asked else "")
            + " Filen må gerne omdøbes.",
        ),
    ]


def _asking(request: Request) -> list[tuple[str, str]]:
    """What is asked, by when and how it is sent."""
    replies = request.replies
    to = f", eller send den til {request.answers_to}" if request.answers_to else ""
    return [
        (
            "Hvad skal udfyldes?",
            f"De gule felter. {replies.completion}: vælg {', '.join(replies.choices)}. "
            f"{replies.date}: den dato eller periode, der bør stå i stedet. {replies.remark}: hvad vi ellers "
            "skal vide. Er intet ændret, lades felterne tomme.",
        ),
        ("Hvornår?", f"Senest {long_day(request.reply_by)}."),
        ("Til hvem?", f"Gem filen, og svar med den på den mail, den kom med{to}."),
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
