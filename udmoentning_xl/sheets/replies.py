"""Svar: what committees have answered, a row for each answer, with a yellow column to approve it in.

What people choose there is read in ``reading.replies``, by the headings. The sheet is the office's own: it names the
committees to each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter import Workbook

from udmoentning_xl.danish import counted, day
from udmoentning_xl.package.names import free_sheet_name, free_table_name
from udmoentning_xl.package.workbook import HostNames
from udmoentning_xl.plan import Plan
from udmoentning_xl.replies.answer import Decision
from udmoentning_xl.replies.decide import Verdict
from udmoentning_xl.sheets.book import REPLIES, Book, as_of_text, close_workbook, limited, plan_title
from udmoentning_xl.sheets.facts import facts_of
from udmoentning_xl.sheets.style import HEAD, Styles, set_page
from udmoentning_xl.sheets.table import Column, set_columns, write_table
from udmoentning_xl.sheets.text import longest_word, writable
from udmoentning_xl.terms import LABELS, Field, Heading, SheetName

_TABLE = "Svar"
_TONES = {
    Verdict.CONFLICT: "bad",
    Verdict.POINT: "soon",
    Verdict.PROPOSAL: "plan",
    Verdict.BASELESS: "soon",
    Verdict.TOLD: "calm",
    Verdict.AGREES: "good",
}
#: The last column that is printed; after it stands where an answer comes from.
_PRINTED = Heading.NOTE


@dataclass(frozen=True)
class RepliesSheet:
    """What the sheet is written of: the rows, the command that puts in what is approved, and the source's names."""

    rows: Sequence[Decision]
    command: str
    host: HostNames


def write_replies(plan: Plan, told: RepliesSheet, target: Path) -> str:
    """Write a workbook with the sheet alone to ``target``, to be put into the plan's; give the name of the sheet.

    Raises OSError when it cannot be written.
    """
    names = told.host
    taken = [*names.sheets, *(name for name, key in names.generated.items() if key != REPLIES)]
    earlier = next((name for name, key in names.generated.items() if key == REPLIES), None)
    name = earlier or free_sheet_name(str(SheetName.REPLIES), taken)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "date_1904": names.date1904}
    workbook = Workbook(str(target), {**options, "tmpdir": str(target.parent)})
    sheet = workbook.add_worksheet(name)
    sheet.set_tab_color(HEAD)
    tables = {REPLIES: free_table_name(_TABLE, names.names)}
    styles = Styles(workbook)
    book = Book(workbook, styles, styles, facts_of(plan), {REPLIES: name}, tables, frozenset(names.sheets))
    columns = _columns(book, told.rows)
    head = book.heading(
        sheet,
        str(SheetName.REPLIES),
        f"{plan_title(plan)} · {as_of_text(plan)} · {counted(len(told.rows), 'svar', 'svar')}",
        f"Vælg Ja eller Nej i den gule kolonne {Heading.APPROVED}, gem filen, og kør: {told.command}",
        f"{Heading.WRITTEN_AS} er det, der kommer til at stå i planens celle; ret det dér, hvis der skal stå andet. "
        f"Ved „{Verdict.POINT}“ skrives indsatsens "
        f"id i den gule celle under {Heading.ID_NOW}.",
        "Arket er jeres eget: det nævner udvalgene for hinanden og bliver ikke sendt til nogen.",
    )
    set_columns(sheet, styles, columns)
    text = f"Svar fra udvalgene. {as_of_text(plan)}."
    table = write_table(sheet, styles, head, columns, (tables[REPLIES], str(SheetName.REPLIES), text))
    place = table.places[Heading.APPROVED]
    rule = {
        "validate": "list",
        "source": ["Ja", "Nej"],
        "error_type": "warning",
        "error_title": "Ja eller Nej",
        "error_message": "Vælg Ja, hvis svaret skal skrives i planen, eller Nej, hvis det ikke skal.",
    }
    sheet.data_validation(table.first, place, table.last, place, rule)
    for row, one in enumerate(told.rows, table.first):
        if one.verdict == Verdict.POINT and not one.item:
            sheet.write_blank(row, table.places[Heading.ID_NOW], None, styles["typed"])
    sheet.freeze_panes(head + 1, 1)
    set_page(sheet, footer=f"{plan_title(plan)} – {SheetName.REPLIES}", as_of=plan.as_of)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, table.last, table.places[_PRINTED])
    close_workbook(workbook)
    return name


def _columns(book: Book, rows: Sequence[Decision]) -> list[Column]:
    cells = [_text(one.cell) for one in rows]
    links = [_link(book, one.cell) for one in rows]
    tones = [_TONES.get(Verdict(one.verdict)) for one in rows]
    ids, committees = [_text(one.item) for one in rows], [_text(one.committee) for one in rows]
    sent, now = [_text(one.sent) for one in rows], [_text(one.now) for one in rows]
    typed = ["typed" if one.verdict == Verdict.POINT else None for one in rows]
    return [
        Column(Heading.APPROVED, 10, [_text(one.approved) for one in rows], "typed"),
        Column(Heading.OUTCOME, 10, [_text(one.outcome) for one in rows]),
        Column(Heading.VERDICT, 12.5, [_text(one.verdict) for one in rows], styles=[t and f"tone_{t}" for t in tones]),
        Column(Heading.ID_NOW, longest_word(ids, 8, 12), ids, styles=typed),
        Column(LABELS[Field.TITLE], 19, [_text(one.title) for one in rows], "strong"),
        Column(LABELS[Field.COMMITTEE], longest_word(committees, 9, 14), committees),
        Column(Heading.FIELD, 13.5, [_text(one.field) for one in rows]),
        Column(Heading.SENT, longest_word(sent, 13, 18), sent),
        Column(Heading.PLAN_NOW, longest_word(now, 13, 18), now),
        Column(Heading.REPLY, 16, [_text(one.reply) for one in rows], "strong"),
        Column(Heading.WRITTEN_AS, 14, [_text(one.write_as) for one in rows]),
        Column(Heading.NOTE, 19, [_text(one.note) for one in rows]),
        Column(Heading.CELL, longest_word(cells, 10, 24), cells, links=limited(links)),
        Column(
            Heading.ID_SENT, longest_word([one.sent_id for one in rows], 8, 12), [_text(one.sent_id) for one in rows]
        ),
        Column(Heading.DISPATCH, 12, [one.dispatched and day(one.dispatched) for one in rows]),
        Column(Heading.SAVED, 11, [one.saved and f"{one.saved:%d-%m-%Y %H:%M:%S}" for one in rows]),
        Column(Heading.FILE_CELL, 30, [_text(one.place) for one in rows]),
    ]


def _text(text: str) -> str | None:
    return writable(text) or None


def _link(book: Book, cell: str) -> str | None:
    sheet, told, address = cell.rpartition("!")
    return book.source_link(sheet, address) if told else None
