"""One body's sheet: its items as a work plan, ordered by its meetings or by when they are due.

Internal columns never come here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from udmoentning_xl.danish import counted
from udmoentning_xl.meetings import Step
from udmoentning_xl.register import Body
from udmoentning_xl.sheets.book import WHOLE_PLAN, Book, amounts_note, as_of_text, committee_key, limited, plan_title
from udmoentning_xl.sheets.facts import DEADLINE_TONES, SOON_DAYS, YES, Deadline, Facts, amount_width, thousands, total
from udmoentning_xl.sheets.quarters import quarter_name
from udmoentning_xl.sheets.style import PASSED_SIGN, set_page
from udmoentning_xl.sheets.table import Column, Table, set_columns, write_table
from udmoentning_xl.sheets.text import label, longest_word, shorten
from udmoentning_xl.terms import (
    COMPLETION_LABELS,
    COMPLETION_TOLD,
    KIND_LABELS,
    LABELS,
    SHORT_KINDS,
    TOTAL_LABEL,
    Field,
    Heading,
    SheetName,
)

PERIOD, ID = Heading.PERIOD, Heading.ITEM
SOON_MARK = f"inden {SOON_DAYS} dage"
CLOSED_MARK, HELD_MARK, STRUCK_MARK = "LUKKET PUNKT", "KAN VÆRE LUKKET", "GENNEMSTREGET"
#: How the line at the top counts the items of each mark.
_MARKED = {
    CLOSED_MARK: ("lukket punkt på arket", "lukkede punkter på arket"),
    HELD_MARK: (
        f"indsats kan være lukket (se {SheetName.CONTROL})",
        f"indsatser kan være lukket (se {SheetName.CONTROL})",
    ),
    STRUCK_MARK: (
        f"indsats er gennemstreget, men ikke afsluttet (se {SheetName.CONTROL})",
        f"indsatser er gennemstreget, men ikke afsluttet (se {SheetName.CONTROL})",
    ),
}
_KIND_WORDS = {KIND_LABELS[kind]: short for kind, short in SHORT_KINDS.items()}
#: What it is, in short; the whole text stands in Samlet plan.
_DESCRIPTION_LENGTH, _TEXT_LENGTH = 300, 1000
BRIEF = Heading.BRIEF
OPTIONAL = {
    BRIEF,
    Heading.SINCE,
    *(LABELS[field] for field in (Field.PROCESS, Field.CROSS_CUTTING, Field.RESPONSIBLE, Field.STATUS, Field.REMARKS)),
}
_FROZEN = 3
_WEEKDAY_WIDTH = 14.0
#: What the columns of meetings mean.
MEETINGS_NOTE = (
    f"{Heading.MEETING} er udvalgets sidste møde, der kan tage sagen, regnet baglæns fra den sidste dag. "
    f"{PASSED_SIGN} ved {Heading.CASE_DEADLINE}: fristen er gået."
)
#: The order of a work plan; what has a day and is not overdue stands between, by its day.
_BY_DAY = 1
_GROUPS = {
    Deadline.OVERDUE: 0,
    Deadline.CONTINUOUS: 2,
    Deadline.WAITING: 3,
    Deadline.UNDATED: 4,
    Deadline.OUTSIDE: 5,
    Deadline.UNCLEAR: 6,
    Deadline.DONE: 8,
    Deadline.DROPPED: 9,
}
_NO_DAY = 7  # has no day, or none that is still to come


@dataclass(frozen=True)
class WorkPlan:
    """The columns of a committee's sheet for all items, with wrapped lines counted once, and where each item stands.

    ``places`` are group and day by item; what a body's meetings add to them is its own. ``marks`` say of each item
    that it is closed, or why it is held back.
    """

    facts: Facts
    columns: list[Column]
    places: list[tuple[int, float]]
    marks: list[str | None]

    def order(self, rows: Sequence[int], short: str) -> list[int]:
        """The items of the body ``short``: by group, then by its meeting or else by day, then as in the plan."""
        return sorted(rows, key=lambda row: (*self._place(row, short), row))

    def _place(self, row: int, short: str) -> tuple[int, float]:
        group, day = self.places[row]
        step = _step(self.facts, row, short) if group == _BY_DAY else None
        return group, self.facts.serial(step.meeting) if step else day

    def meetings(self, rows: Sequence[int], short: str) -> list[Column]:
        """The columns of the body's meetings and of the terms for their cases; none where its meetings are not known.

        ``rows`` are in the order of the table.
        """
        facts = self.facts
        if short not in facts.calendar:
            return []
        steps = [_step(facts, row, short) for row in rows]
        days = [step and facts.serial(step.meeting) for step in steps]
        terms = [step and facts.serial(step.deadline) for step in steps]
        passed = ["weekday_passed" if step and step.deadline < facts.plan.as_of else None for step in steps]
        return [
            Column(Heading.MEETING, _WEEKDAY_WIDTH, days, "weekday"),
            Column(Heading.CASE_DEADLINE, _WEEKDAY_WIDTH + 2.5, terms, "weekday", styles=passed),
        ]


def work_plan(book: Book, first_item_row: int, held: Mapping[str, str] | None = None) -> WorkPlan:
    """Prepare what all committees' sheets share; ``first_item_row`` is the row of the first item in Samlet plan.

    ``held`` are the marks of the items that are held back, by their id.
    """
    facts = book.facts
    held_at = {facts.place[item]: mark for item, mark in (held or {}).items()}
    marks = [CLOSED_MARK if word == YES else held_at.get(row) for row, word in enumerate(facts.confidential)]
    day = _days(facts)
    periods = [_period(facts, str(word), when) for word, when in zip(facts.deadline, day, strict=True)]
    tones = [f"tone_{DEADLINE_TONES[Deadline(word)]}" for word in facts.deadline]
    links = [book.link(WHOLE_PLAN, xl_rowcol_to_cell(first_item_row + row, 0)) for row in range(len(facts.ids))]
    columns = [
        Column(PERIOD, 12.5, periods, styles=tones),
        Column(ID, longest_word(facts.ids, 6.5, 14), facts.ids, links=links),
        *_fields(facts, marks),
    ]
    return WorkPlan(facts, [column.measured() for column in columns], _places(facts, day), marks)


def _step(facts: Facts, row: int, short: str) -> Step | None:
    course = facts.courses.get(row)
    return course.chain.step(short) if course else None


def write_committee(book: Book, body: Body, plan: WorkPlan) -> Table:
    """Write the sheet of ``body``."""
    facts, key = book.facts, committee_key(body.short)
    sheet = book.sheet(key)
    rows = plan.order(facts.members(body.short), body.short)
    columns = _needed([_with_total(column.picked(rows)) for column in plan.columns])
    meetings = plan.meetings(rows, body.short)
    columns[_FROZEN:_FROZEN] = meetings
    columns[1] = replace(columns[1], links=limited(columns[1].links))
    warning = _warning([plan.marks[row] for row in rows])
    head = book.heading(
        sheet,
        body.name,
        f"Arbejdsplan · {plan_title(book.plan)} · {as_of_text(book.plan)} · {amounts_note(book.plan)}",
        "",
        "En udskrift af planen på opgørelsesdagen; den følger ikke med, når der skrives i Samlet plan.",
        *([MEETINGS_NOTE] if meetings else []),
        *([warning] if warning else []),
    )
    _write_figures(book, key, facts.deadline[rows])
    if warning:
        sheet.write_string(head - 2, 0, warning, book.styles["warning"])
    set_columns(sheet, book.styles, columns)
    text = f"Arbejdsplan for {label(body.name)}: {counted(len(rows), 'indsats', 'indsatser')}. {as_of_text(book.plan)}."
    table = write_table(sheet, book.styles, head, columns, (book.tables[key], label(body.name), text))
    sheet.freeze_panes(head + 1, _FROZEN)
    set_page(sheet, footer=f"{label(body.name)} – {plan_title(book.plan)}", as_of=book.plan.as_of)
    sheet.repeat_rows(head)
    return table


def _warning(marks: Sequence[str | None]) -> str:
    """What the sheet must not be used for, with the number of items of each mark on it; "" where it has none."""
    told = "; ".join(counted(marks.count(mark), *words) for mark, words in _MARKED.items() if mark in marks)
    return told and f"{told}: må ikke lægges på en åben dagsorden."


def _write_figures(book: Book, key: str, deadlines: np.ndarray[Any, Any]) -> None:
    """The body's own figures as one sentence, counted in the table below it."""
    table = book.tables[key]
    counts = [str((deadlines == str(word)).sum()) for word in (Deadline.DONE, Deadline.OVERDUE, Deadline.SOON)]
    words = ("Indsatser: ", " · Afsluttet: ", " · Overskredet: ", f" · Tidspunkt inden for {SOON_DAYS} dage: ")
    formulas = [
        f"COUNTA({table}[{ID}])",
        f'COUNTIFS({table}[{PERIOD}],"{Deadline.DONE}")',
        f'COUNTIFS({table}[{PERIOD}],"{Deadline.OVERDUE}")',
        f'COUNTIFS({table}[{PERIOD}],"*{SOON_MARK}")',
    ]
    formula = "=" + "&".join(f'"{word}"&{count}' for word, count in zip(words, formulas, strict=True))
    value = "".join(word + count for word, count in zip(words, [str(len(deadlines)), *counts], strict=True))
    book.sheet(key).write_formula(2, 0, formula, book.styles["lead_strong"], value)


def _fields(facts: Facts, marks: Sequence[str | None]) -> list[Column]:
    """The columns after period and id; which of them a committee needs is decided for each (``_needed``)."""
    text = facts.text
    kinds = [_KIND_WORDS[kind] if kind else None for kind in facts.kind]
    across = _shortened(text["cross_cutting"], _TEXT_LENGTH)
    year_width = amount_width(facts, 6.6)
    return [
        Column(LABELS[Field.TITLE], 19.5, text["title"], "strong"),
        Column(LABELS[Field.SECTION], longest_word(text["section"], 12, 18), text["section"]),
        Column(LABELS[Field.KIND], 8.5, kinds),
        Column(BRIEF, 20.5, _shortened(text["description"], _DESCRIPTION_LENGTH)),
        Column(LABELS[Field.PROCESS], 19, _shortened(text["process"], _TEXT_LENGTH)),
        Column(LABELS[Field.CROSS_CUTTING], longest_word(across, 13.5, 19.5), across),
        Column(LABELS[Field.RESPONSIBLE], longest_word(text["responsible"], 10, 19.5), text["responsible"]),
        Column(Heading.ROUTE, 14, facts.route),
        Column(LABELS[Field.DUE], 12, text["due_text"]),
        Column(Heading.SINCE, 16, _shortened(facts.since, _DESCRIPTION_LENGTH)),
        *(Column(str(year), year_width, thousands(facts.amounts[year]), facts.amount_style) for year in facts.years),
        Column(
            LABELS[Field.STATUS], 12, _status(facts, marks), styles=["tone_bad" if mark else None for mark in marks]
        ),
        Column(LABELS[Field.REMARKS], 14, text["remarks"]),
    ]


def _needed(columns: Sequence[Column]) -> list[Column]:
    """Without the columns that hold nothing for this committee and would only take paper."""
    return [column for column in columns if column.heading not in OPTIONAL or any(column.values)]


def _shortened(texts: Sequence[str | None], limit: int) -> list[str | None]:
    return [shorten(text, limit) if text else text for text in texts]


def _status(facts: Facts, marks: Sequence[str | None]) -> list[str | None]:
    """The mark of an item, the plan's status, and how far the item is where that is neither open nor done."""
    told = {COMPLETION_LABELS[key]: words for key, words in COMPLETION_TOLD.items()}
    texts = []
    for mark, completion, status in zip(marks, facts.completion, facts.text["status_text"], strict=True):
        parts = (mark, status, told.get(completion))
        texts.append(". ".join(part for part in parts if part) or None)
    return texts


def _with_total(column: Column) -> Column:
    if column.style.startswith("amount"):
        return replace(column, total=total(np.array(column.values, dtype=float)))
    return replace(column, total=TOTAL_LABEL) if column.heading == PERIOD else column


def _days(facts: Facts) -> list[float | None]:
    """The day an item is placed by: its last, else its first if that is still to come."""
    today = facts.serial(facts.plan.as_of)
    coming = [day if day is not None and day >= today else None for day in facts.first_day]
    return [first if last is None else last for first, last in zip(coming, facts.last_day, strict=True)]


def _period(facts: Facts, word: str, day: float | None) -> str:
    if Deadline(word) in _GROUPS or day is None:
        return word
    quarter = quarter_name(facts.epoch + timedelta(days=day))
    return f"{quarter} {SOON_MARK}" if word == Deadline.SOON else quarter


def _places(facts: Facts, day: Sequence[float | None]) -> list[tuple[int, float]]:
    """The place of each item in a work plan: its group, and the day within it."""
    return [
        (_GROUPS.get(Deadline(word), _NO_DAY if when is None else _BY_DAY), when or 0.0)
        for word, when in zip(facts.deadline, day, strict=True)
    ]
