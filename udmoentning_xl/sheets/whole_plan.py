"""Samlet plan: every item with every field, as one live table that the other sheets count in."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from udmoentning_xl.danish import counted, day
from udmoentning_xl.plan import plan_period
from udmoentning_xl.sheets.book import WHOLE_PLAN, Book, amounts_note, as_of_text, limited, plan_title
from udmoentning_xl.sheets.facts import (
    DATED_KINDS,
    DEADLINE_TONES,
    SOON_DAYS,
    STATES,
    YES,
    Deadline,
    amount_width,
    sums_of,
    thousands,
)
from udmoentning_xl.sheets.style import set_page
from udmoentning_xl.sheets.table import Column, Table, set_columns, this_row, write_table
from udmoentning_xl.sheets.text import longest_word, writable
from udmoentning_xl.terms import COMPLETION_LABELS, DUE_KIND_LABELS, LABELS, MAY_BE_CLOSED, Field, Heading, SheetName

DEADLINE = "Frist"
COMPLETION = LABELS[Field.COMPLETION]
COMMITTEE = LABELS[Field.COMMITTEE]
SECTION = LABELS[Field.SECTION]
KIND = LABELS[Field.KIND]
TITLE = LABELS[Field.TITLE]
#: What a cell of the column Afsluttet may say; X is how the plan itself marks an item as done.
COMPLETION_CHOICES = ("X", *COMPLETION_LABELS.values())
_FROZEN = 2
_BORDERS = "opens", "closes"  # of the plan's period, as ``STATES`` calls them
_EMPTY_WIDTH = 14


def write_whole_plan(book: Book, committee_names: str | None, held: Collection[str]) -> Table:
    """Write the sheet and give the place of its table; ``committee_names`` is the range the drop-down offers.

    ``held`` are the ids of the items that are held back, as they may be closed.
    """
    sheet, plan = book.sheet(WHOLE_PLAN), book.plan
    sources = ", ".join(f"„{name}“" for name in plan.items["sheet"].dropna().unique())
    head = book.heading(
        sheet,
        str(SheetName.WHOLE_PLAN),
        f"{plan_title(plan)} · {counted(len(plan.items), 'indsats', 'indsatser')} · {amounts_note(plan)}",
        f"Skriv X i kolonnen {COMPLETION}, så følger {DEADLINE} og Oversigt med. Planen selv rettes i arket "
        f"{sources or 'med planen'}; rettelser her bliver til forslag i Kontrol ved næste kørsel.",
        f"{DEADLINE} er opgjort pr. {day(plan.as_of)} (datoen på Oversigt). Farven i {Heading.LAST_DAY} følger dagens "
        f"dato: ! er overskredet, » er inden for {SOON_DAYS} dage.",
    )
    columns = _columns(book, held)
    set_columns(sheet, book.styles, columns)
    name = book.tables[WHOLE_PLAN]
    text = f"Alle planens indsatser med alle felter, én række pr. indsats. {as_of_text(plan)}."
    table = write_table(sheet, book.styles, head, columns, (name, "Samlet plan", text))
    sheet.freeze_panes(head + 1, _FROZEN)
    _add_choices(book, table, committee_names)
    _add_colours(book, table)
    set_page(sheet, footer=f"{plan_title(plan)} – Samlet plan", as_of=plan.as_of, paper=8)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, table.last, table.places[LABELS[Field.REMARKS]])
    return table


def _columns(book: Book, held: Collection[str]) -> list[Column]:
    """The columns in the order people look for them; from *Nr.* on they say where each value came from."""
    facts, text = book.facts, book.facts.text
    name = book.tables[WHOLE_PLAN]
    may_be_closed = {facts.place[item] for item in held}
    closed = [MAY_BE_CLOSED if row in may_be_closed else word for row, word in enumerate(facts.confidential)]
    shown = [
        Column(Heading.ITEM, longest_word(facts.ids, 7.5, 14), facts.ids, "strong"),
        Column(TITLE, 32, text["title"], "strong"),
        Column(KIND, 18, facts.kind),
        Column(SECTION, longest_word(text["section"], 16, 22), text["section"]),
        Column(LABELS[Field.DESCRIPTION], 38, text["description"]),
        Column(LABELS[Field.PROCESS], 34, text["process"]),
        Column(LABELS[Field.CROSS_CUTTING], 26, text["cross_cutting"]),
        Column(LABELS[Field.RESPONSIBLE], longest_word(text["responsible"], 16, 24), text["responsible"]),
        Column(COMMITTEE, longest_word(facts.committee, 13, 17), facts.committee),
        Column(LABELS[Field.DUE], 18, text["due_text"]),
        Column(Heading.READ_AS, 13, facts.due_kind),
        Column(Heading.FIRST_DAY, 12, facts.first_day, "date"),
        Column(Heading.LAST_DAY, 13.5, facts.last_day, "date"),
        Column(COMPLETION, 13, facts.completion, "typed"),
        Column(DEADLINE, 17, facts.deadline.tolist(), "strong", formula=deadline_formula(book, name)),
        Column(LABELS[Field.STRATEGIC], 13, facts.strategic),
        Column(LABELS[Field.CONFIDENTIAL], 10, closed),
        *(
            Column(str(year), amount_width(facts, 9.5), thousands(facts.amounts[year]), facts.amount_style)
            for year in facts.years
        ),
        *(Column(label, 13, own, facts.amount_style) for label, own in sums_of(book.plan).items()),
        Column(LABELS[Field.STATUS], 16, text["status_text"]),
        Column(LABELS[Field.REMARKS], 26, text["remarks"]),
    ]
    return [_narrow_if_empty(column) for column in (*shown, *_origins(book))]


def _narrow_if_empty(column: Column) -> Column:
    """A field that the plan does not have keeps its column, to be filled in, but takes no room from the others."""
    if any(value is not None for value in column.values):
        return column
    return replace(column, width=min(column.width, _EMPTY_WIDTH))


def _origins(book: Book) -> list[Column]:
    """Where each item came from: the plan's own number, what was written, and the row; left out of the print."""
    text, items = book.facts.text, book.plan.items
    pairs = [
        (sheet, row) if isinstance(sheet, str) and row is not pd.NA else None
        for sheet, row in zip(items["sheet"], items["row"], strict=True)
    ]
    places = [pair and f"{writable(pair[0])}, række {pair[1]}" for pair in pairs]
    links = [pair and book.source_link(pair[0], f"A{pair[1]}") for pair in pairs]
    return [
        Column(LABELS[Field.NUMBER], 8, text["number"], "faint"),
        Column(Heading.COMMITTEE_TEXT, 18, text["committee_text"], "faint"),
        Column(Heading.COMPLETION_TEXT, 14, text["completion_text"], "faint"),
        Column("Kilde", 18, places, "faint", links=limited(links)),
    ]


def deadline_formula(book: Book, table: str) -> str:
    """The formula of the column Frist: the rules of ``STATES`` in their order.

    IFS came with Excel 2019; its stored name has a prefix, by which the library also knows that it need not search the
    formula of every row for newer functions.
    """
    cells = {
        "completion": f"TRIM({this_row(table, COMPLETION)})",
        "kind": this_row(table, Heading.READ_AS),
        "first": this_row(table, Heading.FIRST_DAY),
        "last": this_row(table, Heading.LAST_DAY),
        "as_of": book.as_of(),
    }
    period = plan_period(book.plan)
    if period:
        cells |= {name: f"DATE({day.year},{day.month},{day.day})" for name, day in zip(_BORDERS, period, strict=True)}
    cases = [
        f'{state.excel.format(**cells)},"{word}"' for word, state in STATES.items() if period or word != Deadline.OUTSIDE
    ]
    return f"=_xlfn.IFS({','.join(cases)})"


def _add_choices(book: Book, table: Table, committee_names: str | None) -> None:
    """Drop-downs; another answer is possible, since several committees are written in one cell."""
    completion = {
        "validate": "list",
        "source": list(COMPLETION_CHOICES),
        "error_type": "warning",
        "error_title": "Ukendt markering",
        "error_message": "Skriv X, når indsatsen er afsluttet, eller vælg fra listen.",
    }
    _validate(book, table, COMPLETION, completion)
    if committee_names:
        committee = {
            "validate": "list",
            "source": f"={committee_names}",
            "input_title": COMMITTEE,
            "input_message": f"Flere udvalg skrives med „{book.facts.separator}“ imellem.",
            "error_type": "information",
            "error_title": COMMITTEE,
            "error_message": "Cellen holder ikke netop ét af listens udvalg. Det er i orden, når flere skrives sammen.",
        }
        _validate(book, table, COMMITTEE, committee)


def _validate(book: Book, table: Table, heading: str, options: Mapping[str, object]) -> None:
    place = table.places[heading]
    book.sheet(WHOLE_PLAN).data_validation(table.first, place, table.last, place, options)


def _add_colours(book: Book, table: Table) -> None:
    """Colour the words of Frist, closed items, and (by today's date) the last day of what is open."""
    sheet, styles = book.sheet(WHOLE_PLAN), book.styles
    words = {f'"{word}"': tone for word, tone in DEADLINE_TONES.items()}
    place = table.places[DEADLINE]
    for value, tone in words.items():
        rule = {"type": "cell", "criteria": "==", "value": value, "format": styles.tone(tone)}
        sheet.conditional_format(table.first, place, table.last, place, rule)
    place = table.places[LABELS[Field.CONFIDENTIAL]]
    for word in (YES, MAY_BE_CLOSED):
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": styles.tone("bad")}
        sheet.conditional_format(table.first, place, table.last, place, rule)
    last = table.places[Heading.LAST_DAY]
    for sign, days, tone in (("!", 0, "bad"), ("»", SOON_DAYS, "soon")):
        rule = {
            "type": "formula",
            "criteria": _due_before_today(table, days),
            "format": styles.tone(tone, f'"{sign} "dd-mm-yyyy'),
            "stop_if_true": True,
        }
        sheet.conditional_format(table.first, last, table.last, last, rule)


def _due_before_today(table: Table, days: int) -> str:
    """True for an open item whose last day lies before today plus ``days``."""
    day, kind, completion = (
        xl_rowcol_to_cell(table.first, table.places[heading], col_abs=True)
        for heading in (Heading.LAST_DAY, Heading.READ_AS, COMPLETION)
    )
    kinds = ",".join(f'{kind}="{DUE_KIND_LABELS[key]}"' for key in DATED_KINDS)
    opens = ",".join(f'{completion}="{COMPLETION_LABELS[key]}"' for key in ("open", "partial"))
    limit = f"{day}<=TODAY()+{days}" if days else f"{day}<TODAY()"
    return f'=AND(ISNUMBER({day}),{limit},OR({kind}="",{kinds}),OR({opens}))'
