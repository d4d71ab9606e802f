"""Samlet plan: every item with every field, as one live table that the other sheets count in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.danish import counted
from udmoentning_xl.meetings.states import SOON_DAYS, STATES, Deadline
from udmoentning_xl.plan import plan_period
from udmoentning_xl.sheets.asof import EARLIEST, LATEST, write_with_as_of
from udmoentning_xl.sheets.book import WHOLE_PLAN, Book, amounts_note, as_of_text, limited, plan_title
from udmoentning_xl.sheets.facts import NO, YES, amount_width, sums_of, thousands
from udmoentning_xl.sheets.membership import counted_at, counted_at_formula, parting
from udmoentning_xl.sheets.rowchecks import RowCheck, check_formula, checks
from udmoentning_xl.sheets.style import DAY, paper_for, set_page
from udmoentning_xl.sheets.table import Column, Table, set_columns, this_row, write_table
from udmoentning_xl.sheets.text import longest_word, writable
from udmoentning_xl.terms import (
    COMPLETION_LABELS,
    DUE_KIND_LABELS,
    KIND_LABELS,
    LABELS,
    MAY_BE_CLOSED,
    Field,
    Heading,
    SheetName,
)

DEADLINE, CHECK = Heading.DEADLINE, Heading.CHECK
COMPLETION = LABELS[Field.COMPLETION]
COMMITTEE = LABELS[Field.COMMITTEE]
SECTION = LABELS[Field.SECTION]
KIND = LABELS[Field.KIND]
TITLE = LABELS[Field.TITLE]
#: What a cell of the column Afsluttet may say; X is how the plan itself marks an item as done.
COMPLETION_CHOICES = ("X", *COMPLETION_LABELS.values())
_FROZEN = 2
_EMPTY_WIDTH = 14
_BORDERS = "opens", "closes"  # of the plan's period, as ``STATES`` calls them


def write_whole_plan(book: Book, held: Collection[str]) -> Table:
    """Write the sheet and give the place of its table.

    ``held`` are the ids of the items that are held back, as they may be closed.
    """
    sheet, plan = book.sheet(WHOLE_PLAN), book.plan
    sources = ", ".join(f"„{name}“" for name in plan.items["sheet"].dropna().unique())
    head = book.heading(
        sheet,
        str(SheetName.WHOLE_PLAN),
        f"{plan_title(plan)} · {counted(len(plan.items), 'indsats', 'indsatser')} · {amounts_note(plan)}",
        f"Skriv her, så følger {DEADLINE} og Oversigt med; hvad der ikke kan regnes med, bliver rødt og står i "
        f"{CHECK}. Udvalgenes ark og Tidsplan følger først med ved næste kørsel.",
        "",
        f"Planen selv rettes i arket {sources or 'med planen'}; rettelser her bliver til forslag i Kontrol ved næste "
        "kørsel.",
    )
    followed = f". Dagen står på Oversigt og kan rettes der. ! er overskredet, » er inden for {SOON_DAYS} dage."
    write_with_as_of(book, sheet, 3, f"{DEADLINE} og farven i {Heading.LAST_DAY} er opgjort pr. ", followed)
    rules = list(checks(book))
    columns = _columns(book, held, rules)
    set_columns(sheet, book.styles, columns)
    name = book.tables[WHOLE_PLAN]
    text = f"Alle planens indsatser med alle felter, én række pr. indsats. {as_of_text(plan)}."
    _add_rules(book, sheet, head, columns, rules)
    table = write_table(sheet, book.styles, head, columns, (name, "Samlet plan", text))
    sheet.freeze_panes(head + 1, _FROZEN)
    printed = table.places[LABELS[Field.REMARKS]]
    paper = paper_for([column.width for column in columns[: printed + 1]])
    set_page(sheet, footer=f"{plan_title(plan)} – Samlet plan", as_of=None, paper=paper)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, table.last, printed)
    return table


def _columns(book: Book, held: Collection[str], rules: Sequence[RowCheck]) -> list[Column]:
    """The columns: what is printed up to the remarks, then the other fields, then where each value came from."""
    facts, text = book.facts, book.facts.text
    name = book.tables[WHOLE_PLAN]
    may_be_closed = {facts.place[item] for item in held}
    closed = [MAY_BE_CLOSED if row in may_be_closed else word for row, word in enumerate(facts.confidential)]
    shown = [
        Column(Heading.ITEM, longest_word(facts.ids, 7.5, 14), facts.ids, "strong"),
        Column(TITLE, 28, text["title"], "strong"),
        Column(COMMITTEE, longest_word(facts.committee, 12, 15), facts.committee),
        Column(LABELS[Field.DUE], 17, text["due_text"]),
        Column(Heading.LAST_DAY, 14, facts.last_day, "typed_date"),
        Column(COMPLETION, 11.5, facts.completion, "typed"),
        Column(DEADLINE, 15.5, facts.deadline.tolist(), "strong", formula=deadline_formula(book, name)),
        *(
            Column(str(year), amount_width(facts, 9), thousands(facts.amounts[year]), facts.amount_style)
            for year in facts.years
        ),
        Column(LABELS[Field.STATUS], 13, text["status_text"]),
        Column(LABELS[Field.REMARKS], 22, text["remarks"]),
        Column(CHECK, 26, [""] * len(facts.ids), formula=check_formula(rules)),
        Column(Heading.READ_AS, 13, facts.due_kind),
        Column(Heading.FIRST_DAY, 12, facts.first_day, "date"),
        Column(LABELS[Field.DESCRIPTION], 80, text["description"]),
        Column(LABELS[Field.PROCESS], 70, text["process"]),
        Column(LABELS[Field.CROSS_CUTTING], 48, text["cross_cutting"]),
        Column(LABELS[Field.RESPONSIBLE], longest_word(text["responsible"], 16, 24), text["responsible"]),
        Column(KIND, 18, facts.kind),
        Column(SECTION, longest_word(text["section"], 16, 22), text["section"]),
        Column(LABELS[Field.STRATEGIC], 13, facts.strategic),
        Column(LABELS[Field.CONFIDENTIAL], 10, closed),
        *(Column(label, 13, own, facts.amount_style) for label, own in sums_of(book.plan).items()),
    ]
    return [_narrow_if_empty(column) for column in (*shown, *_origins(book))]


def _narrow_if_empty(column: Column) -> Column:
    """A field that the plan does not have keeps its column, to be filled in, but takes no room from the others."""
    if any(value is not None for value in column.values):
        return column
    return replace(column, width=min(column.width, _EMPTY_WIDTH))


def _origins(book: Book) -> list[Column]:
    """Where each item came from: the plan's own number, what was written, and the row; left out of the print."""
    text, items, marks = book.facts.text, book.plan.items, parting(book.facts)
    pairs = [
        (sheet, row) if isinstance(sheet, str) and row is not pd.NA else None
        for sheet, row in zip(items["sheet"], items["row"], strict=True)
    ]
    places = [pair and f"{writable(pair[0])}, række {pair[1]}" for pair in pairs]
    links = [pair and book.source_link(pair[0], f"A{pair[1]}") for pair in pairs]
    return [
        Column(LABELS[Field.NUMBER], 8, text["number"], "faint"),
        Column(Heading.DUE_TEXT, 18, text["due_text"], "faint"),
        Column(Heading.LAST_READ, 12, book.facts.last_day, "faint_date"),
        Column(Heading.COMMITTEE_TEXT, 18, text["committee_text"], "faint"),
        Column(
            Heading.COUNTED_AT,
            longest_word(book.facts.committee, 12, 18),
            [counted_at(cell, marks) for cell in book.facts.committee],
            "faint",
            formula=counted_at_formula(book.tables[WHOLE_PLAN], marks),
        ),
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
        f'{state.excel.format(**cells)},"{word}"'
        for word, state in STATES.items()
        if period or word != Deadline.OUTSIDE
    ]
    return f"=_xlfn.IFS({','.join(cases)})"


_NEVER = {"validate": "custom", "value": "=1=0"}
_DATE = {
    "validate": "date",
    "criteria": "between",
    "minimum": EARLIEST,
    "maximum": LATEST,
    "input_message": "Skriv en dato, fx 31-03-2025. Et kvartal skrives som sin sidste dag (Til) og sin første (Fra).",
    "error_title": "Ikke en dato",
    "error_message": "Skriv dagen som en dato: 31-03-2025. „3. kvartal 2025“ er 01-07-2025 i Fra, 30-09-2025 i Til.",
}
_AMOUNT = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": -1e9,
    "maximum": 1e9,
    "error_title": "Ikke et beløb",
    "error_message": "Skriv beløbet i 1.000 kr. som et tal, fx 1250 eller -400, uden bogstaver.",
}


def add_choices(book: Book, table: Table, ranges: Mapping[str, str]) -> None:
    """Say what may be typed in each column that is counted; ``ranges`` are what drop-downs offer, by heading.

    Several committees are written in one cell.
    """
    formula = {
        **_NEVER,
        "error_title": "En formel",
        "error_message": "Kolonnen regnes ud. Ret cellerne, den regner på.",
    }
    later = f"Teksten læses først ved næste kørsel. Skriv også dagen i {Heading.LAST_DAY}; den tæller med nu."
    amounts = [*map(str, book.facts.years), *sums_of(book.plan)]
    answers: dict[str, Mapping[str, object]] = {
        Heading.FIRST_DAY: _DATE,
        Heading.LAST_DAY: _DATE,
        **dict.fromkeys(amounts, _AMOUNT),
        **dict.fromkeys((DEADLINE, CHECK, Heading.COUNTED_AT), formula),
        LABELS[Field.DUE]: {
            **_NEVER,
            "error_type": "information",
            "error_title": "Planens egen tekst",
            "error_message": later,
        },
        Heading.READ_AS: _listed(DUE_KIND_LABELS.values(), "Vælg fra listen. Kun periode og senest har en frist."),
        KIND: _listed(KIND_LABELS.values(), "Vælg fra listen; andet tæller ikke med i Oversigt."),
        LABELS[Field.STRATEGIC]: _listed((YES, NO), "Vælg Ja eller Nej."),
        LABELS[Field.CONFIDENTIAL]: _listed((YES, NO, MAY_BE_CLOSED), "Vælg Ja eller Nej."),
        # A list in the rule itself tells x from X, so what is not in it may be written all the same.
        COMPLETION: {
            **_listed(COMPLETION_CHOICES, "Skriv X, når indsatsen er afsluttet, eller vælg fra listen."),
            "error_type": "warning",
        },
    }
    if SECTION in ranges:
        answers[SECTION] = _listed(f"={ranges[SECTION]}", "Vælg fra listen; andet tæller ikke med i Oversigt.")
    if COMMITTEE in ranges:
        answers[COMMITTEE] = {
            **_listed(f"={ranges[COMMITTEE]}", "Cellen holder ikke netop ét af listens udvalg. Flere skrives sammen."),
            "input_message": f"Flere udvalg skrives med „{book.facts.separator.strip()}“ imellem.",
            "error_type": "information",
        }
    for heading, options in answers.items():
        place = table.places[heading]
        book.sheet(WHOLE_PLAN).data_validation(table.first, place, table.last, place, options)


def _listed(source: str | Iterable[str], told: str) -> dict[str, object]:
    """A drop-down."""
    return {
        "validate": "list",
        "source": source if isinstance(source, str) else list(source),
        "error_title": "Ikke på listen",
        "error_message": told,
    }


def _add_rules(book: Book, sheet: Worksheet, head: int, columns: Sequence[Column], rules: Sequence[RowCheck]) -> None:
    """Colour what cannot be counted, the words of Frist, and after them the last day of what is due.

    Comes before the table itself is written, as the first rule that holds is the one that is drawn.
    """
    places = {column.heading: number for number, column in enumerate(columns)}
    last = head + max(len(columns[0].values), 1)

    def colour(heading: str, criteria: str, tone: str, number_format: str | None = None) -> None:
        look = {"format": book.styles.tone(tone, number_format), "stop_if_true": True}
        rule = {"type": "formula", "criteria": f"={criteria}", **look}
        sheet.conditional_format(head + 1, places[heading], last, places[heading], rule)

    def cell(heading: str) -> str:
        return str(xl_rowcol_to_cell(head + 1, places[heading], col_abs=True))

    told, deadline = cell(CHECK), cell(DEADLINE)
    for heading in dict.fromkeys(rule.heading for rule in rules):
        colour(heading, f'ISNUMBER(FIND("{heading} ",{told}))', "bad")
    for heading in (Heading.ITEM, CHECK):
        colour(heading, f'{told}<>""', "bad")
    for word, state in STATES.items():
        colour(DEADLINE, f'{deadline}="{word}"', state.tone)
    for due, sign in ((Deadline.OVERDUE, "!"), (Deadline.SOON, "»")):
        colour(Heading.LAST_DAY, f'{deadline}="{due}"', STATES[due].tone, f'"{sign} "{DAY}')
    for answer in (YES, MAY_BE_CLOSED):
        colour(LABELS[Field.CONFIDENTIAL], f'{cell(LABELS[Field.CONFIDENTIAL])}="{answer}"', "bad")
