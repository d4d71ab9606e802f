"""One body's sheet: what it must act on now, nearest first, then what comes later and what is finished.

Internal columns never come here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from udmoentning_xl.danish import counted
from udmoentning_xl.meetings.states import DEADLINE_TONES, Deadline
from udmoentning_xl.meetings.tasks import NOW, Task, Urgency, is_informed, tasks
from udmoentning_xl.register import Body
from udmoentning_xl.sheets.book import WHOLE_PLAN, Book, amounts_note, as_of_text, committee_key, limited, plan_title
from udmoentning_xl.sheets.facts import YES, Facts, amount_width, thousands, total
from udmoentning_xl.sheets.style import PAGE_PIXELS, PASSED_SIGN, set_page
from udmoentning_xl.sheets.table import YEARS, Column, Table, draw_parts, in_front, set_columns, write_table
from udmoentning_xl.sheets.text import BOLD, label, longest_word, one_line, shorten, whole_text, writable
from udmoentning_xl.terms import (
    COMPLETION_LABELS,
    COMPLETION_TOLD,
    KIND_LABELS,
    LABELS,
    SHORT_KINDS,
    TEXTS,
    TOTAL_LABEL,
    Field,
    Heading,
    SheetName,
)

PERIOD, ID, BRIEF = Heading.PERIOD, Heading.ITEM, Heading.BRIEF
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
KIND_WORDS = {KIND_LABELS[kind]: short for kind, short in SHORT_KINDS.items()}
#: What it is, in short; the whole text stands in Samlet plan.
_DESCRIPTION_LENGTH, _TEXT_LENGTH = 300, 1000
#: The first columns, which stay where they are when the others are scrolled.
FIRST = (PERIOD, ID, LABELS[Field.TITLE])
#: What is left out where it holds nothing.
OPTIONAL = {
    BRIEF,
    Heading.SINCE,
    *(LABELS[field] for field in TEXTS),
}
#: The texts beside what an item is; a column of them that is hidden or for the office alone stands in no sheet here.
_SAID_BESIDE = tuple(TEXTS.values())
#: What is printed of an item, the most important first; what has no room stands to the right of the printed page.
PRINTED = (
    *FIRST,
    *(Heading.MEETING, Heading.CASE_DEADLINE, LABELS[Field.DUE], LABELS[Field.STATUS], LABELS[Field.REMARKS]),
    *(BRIEF, YEARS, Heading.SINCE, Heading.ROUTE, LABELS[Field.RESPONSIBLE]),
)
#: Of a finished item only a line is shown of these; what the plan says stays whole in its cell.
_CLIPPED = {LABELS[one] for one in (Field.PROCESS, Field.CROSS_CUTTING, Field.SECTION, Field.REMARKS)}
#: The widths of long texts beside what is printed and seen at once.
_ASIDE = {BRIEF: 44.0, LABELS[Field.PROCESS]: 44.0, LABELS[Field.CROSS_CUTTING]: 36.0, LABELS[Field.REMARKS]: 36.0}
_WEEKDAY_WIDTH = 14.5
#: What the columns of meetings mean.
MEETINGS_NOTE = (
    f"{Heading.MEETING} er udvalgets sidste møde, der kan tage sagen, regnet baglæns fra den sidste dag. "
    f"{PASSED_SIGN} ved {Heading.CASE_DEADLINE}: fristen er gået."
)
#: The order of what comes later, and of what is finished.
_ORDER = (
    *(Deadline.BEGUN, Deadline.LATER, Deadline.CONTINUOUS, Deadline.WAITING, Deadline.OPEN_ENDED, Deadline.UNDATED),
    *(Deadline.UNCLEAR, Deadline.OUTSIDE, Deadline.DONE, Deadline.DROPPED),
)


@dataclass(frozen=True)
class WorkPlan:
    """The columns that the sheets of all bodies share, with wrapped lines counted once.

    ``tasks`` are what each body must do with its items, by their place. ``marks`` say of each item that it is closed,
    or why it is held back.
    """

    facts: Facts
    columns: list[Column]
    tasks: Mapping[str, Mapping[int, Task]]
    marks: list[str | None]

    def rows(self, short: str) -> list[int]:
        """The items of the body ``short``: what it must do now, then later, then what is finished."""
        own = self.tasks[short]
        return sorted(own, key=lambda row: self._place(own[row], row))

    def _place(self, task: Task, row: int) -> tuple[object, ...]:
        when, duty, day = task.order
        return when, duty, 0 if task.is_now else _ORDER.index(Deadline(self.facts.deadline[row])), day, row

    def of(self, short: str, rows: Sequence[int]) -> list[Column]:
        """The columns of the body for ``rows``, those that hold nothing left out."""
        own = [self.tasks[short][row] for row in rows]
        words = [self._word(task, row) for task, row in zip(own, rows, strict=True)]
        tones = [f"tone_{DEADLINE_TONES[_deadline(word)]}" for word in words]
        columns = [column.picked(rows) for column in self.columns]
        columns = [column for column in columns if column.heading not in OPTIONAL or any(column.values)]
        period = Column(PERIOD, longest_word(words, 12.5, 16, BOLD), words, styles=tones)
        first = len(FIRST) - 1
        return [period.measured(), *columns[:first], *self._meetings(short, own), *columns[first:]]

    def _word(self, task: Task, row: int) -> str:
        return f"{task.when}\n{task.words}" if task.is_now else str(self.facts.deadline[row])

    def _meetings(self, short: str, own: Sequence[Task]) -> list[Column]:
        """The body's meetings and the terms for their cases; no columns where its meetings are not known."""
        facts = self.facts
        if short not in facts.calendar:
            return []
        steps = [task.step for task in own]
        days = [step and facts.serial(step.meeting) for step in steps]
        terms = [step and facts.serial(step.deadline) for step in steps]
        passed = ["weekday_passed" if step and step.deadline < facts.plan.as_of else None for step in steps]
        return [
            Column(Heading.MEETING, _WEEKDAY_WIDTH, days, "weekday"),
            Column(Heading.CASE_DEADLINE, _WEEKDAY_WIDTH + 1, terms, "weekday", styles=passed),
        ]


def _deadline(word: str) -> Deadline:
    """What a period means for its colour."""
    when = word.split("\n", maxsplit=1)[0]
    return Deadline.SOON if when == Urgency.NEXT else Deadline(when)


def apart(
    columns: Iterable[Column], wanted: Sequence[str], room: int, own: Sequence[Task]
) -> tuple[list[Column], list[Column]]:
    """The columns that stand first in ``room`` pixels, and the others, so wide that they make no row higher.

    ``own`` are the tasks of the rows; of finished items texts are cut to one line.
    """
    finished = [task.when is Urgency.FINISHED for task in own]
    first, others = in_front(list(columns), wanted, room)
    others = [replace(one, width=_ASIDE[one.heading], lines=None) if one.heading in _ASIDE else one for one in others]
    first, others = ([_cut_where(finished, one.measured()) for one in part] for part in (first, others))
    return first, others


def _cut_where(finished: Sequence[bool], column: Column) -> Column:
    """The column with a line alone of what it says of finished items, where that is a long text."""
    if column.lines is None or column.heading not in {BRIEF, *_CLIPPED}:
        return column
    lines = [1 if done else count for done, count in zip(finished, column.lines, strict=True)]
    if column.heading in _CLIPPED:
        return replace(column, styles=["clipped" if done else None for done in finished], lines=lines)
    told = zip(finished, column.values, strict=True)
    values = [one_line(value, column.width) if done and value else value for done, value in told]
    return replace(column, values=values, styles=["faint" if done else None for done in finished], lines=lines)


def work_plan(book: Book, first_item_row: int, held: Mapping[str, str] | None = None) -> WorkPlan:
    """Prepare what all committees' sheets share; ``first_item_row`` is the row of the first item in Samlet plan.

    ``held`` are the marks of the items that are held back, by their id.
    """
    facts = book.facts
    held_at = {facts.place[item]: mark for item, mark in (held or {}).items()}
    marks = [CLOSED_MARK if word == YES else held_at.get(row) for row, word in enumerate(facts.confidential)]
    links = [book.link(WHOLE_PLAN, xl_rowcol_to_cell(first_item_row + row, 0)) for row in range(len(facts.ids))]
    columns = [Column(ID, longest_word(facts.ids, 6.5, 14), facts.ids, links=links), *_fields(facts, marks)]
    found = tasks(facts.plan, (body.short for body in facts.bodies), {one.item: one for one in facts.courses.values()})
    own = {short: {facts.place[item]: task for item, task in items.items()} for short, items in found.items()}
    return WorkPlan(facts, [column.measured() for column in columns], own, marks)


def write_committee(book: Book, body: Body, plan: WorkPlan) -> Table:
    """Write the sheet of ``body``."""
    key = committee_key(body.short)
    sheet = book.sheet(key)
    rows = plan.rows(body.short)
    own = [plan.tasks[body.short][row] for row in rows]
    columns = [column for column in plan.of(body.short, rows) if column.heading != Heading.AMOUNT]
    printed, others = apart(columns, PRINTED, PAGE_PIXELS, own)
    columns = [with_total(column) for column in (*printed, *others)]
    columns[1] = replace(columns[1], links=limited(columns[1].links))
    warning = _warning([plan.marks[row] for row in rows])
    has_meetings = any(column.heading == Heading.MEETING for column in columns)
    head = book.heading(
        sheet,
        body.name,
        f"Arbejdsplan · {plan_title(book.plan)} · {as_of_text(book.plan)} · {amounts_note(book.plan)}",
        "",
        f"Et øjebliksbillede; rettelser i {SheetName.WHOLE_PLAN} vises her ved næste kørsel.",
        *([MEETINGS_NOTE] if has_meetings else []),
        *([warning] if warning else []),
    )
    write_figures(book, key, body, own, 2)
    if warning:
        sheet.write_string(head - 2, 0, warning, book.styles["warning"])
    set_columns(sheet, book.styles, columns)
    draw_parts(sheet, book.styles, head, columns, PERIOD)
    text = f"Arbejdsplan for {label(body.name)}: {counted(len(rows), 'indsats', 'indsatser')}. {as_of_text(book.plan)}."
    table = write_table(sheet, book.styles, head, columns, (book.tables[key], label(body.name), text))
    sheet.freeze_panes(head + 1, len(FIRST))
    set_page(sheet, footer=f"{label(body.name)} – {plan_title(book.plan)}", as_of=book.plan.as_of)
    sheet.print_area(0, 0, table.last + 1, len(printed) - 1)
    sheet.repeat_rows(head)
    return table


def _warning(marks: Sequence[str | None]) -> str:
    """What the sheet must not be used for, with the number of items of each mark on it; "" where it has none."""
    told = "; ".join(counted(marks.count(mark), *words) for mark, words in _MARKED.items() if mark in marks)
    return told and f"{told}: må ikke lægges på en åben dagsorden."


def write_figures(book: Book, key: str, body: Body, own: Sequence[Task], row: int) -> None:
    """What the body must act on, what comes later and what is finished as one sentence, counted in the table below."""
    table = book.tables[key]
    whens = [when for when in NOW if when is not Urgency.NEXT or body.short in book.facts.calendar]
    counts = [sum(task.when is when for task in own) for when in whens]
    ends = [sum(task.when is when for task in own) for when in (Urgency.LATER, Urgency.FINISHED)]
    each = [f'COUNTIFS({table}[{PERIOD}],"{when}*")' for when in whens]
    done = "+".join(f'COUNTIFS({table}[{PERIOD}],"{word}")' for word in (Deadline.DONE, Deadline.DROPPED))
    now = "+".join(each)
    told = "Til orientering nu" if is_informed(body.role) else "Det skal I tage stilling til nu"
    parts = [
        (f"{told}: ", f"({now})", sum(counts)),
        *(
            (f"{', ' if place else ' ('}{_inside(when)} ", each[place], counts[place])
            for place, when in enumerate(whens)
        ),
        (") · Senere: ", f"(COUNTA({table}[{ID}])-({now}+{done}))", ends[0]),
        (" · Afsluttet eller udgået: ", f"({done})", ends[1]),
    ]
    formula = "=" + "&".join(f'"{words}"&{count}' for words, count, _ in parts)
    value = "".join(f"{words}{count}" for words, _, count in parts)
    book.sheet(key).write_formula(row, 0, formula, book.styles["lead_strong"], value)


def _inside(when: Urgency) -> str:
    """The word inside a sentence."""
    return str(when)[0].lower() + str(when)[1:]


def _fields(facts: Facts, marks: Sequence[str | None]) -> list[Column]:
    """The columns after the id."""
    text = {**facts.text, **{name: _shown(facts, name) for name in _SAID_BESIDE}}
    kinds = [KIND_WORDS[kind] if kind else None for kind in facts.kind]
    across = _shortened(text["cross_cutting"], _TEXT_LENGTH)
    year_width = amount_width(facts, 6.6)
    status = _status(facts, text["status_text"], marks)
    steps = [f"{step} " for route in facts.route if route for step in route.split("\n")]
    return [
        Column(LABELS[Field.TITLE], longest_word(text["title"], 18, 21, BOLD), text["title"], "strong"),
        Column(BRIEF, 21, _shortened(text["description"], _DESCRIPTION_LENGTH)),
        Column(LABELS[Field.DUE], longest_word(text["due_text"], 11, 13), text["due_text"]),
        Column(Heading.AMOUNT, amount_width(facts, 7.6), _whole_amounts(facts), facts.amount_style),
        *(Column(str(year), year_width, thousands(facts.amounts[year]), facts.amount_style) for year in facts.years),
        Column(
            LABELS[Field.STATUS],
            longest_word(status, 9.5, 16),
            status,
            styles=["tone_bad" if mark else None for mark in marks],
        ),
        Column(LABELS[Field.REMARKS], longest_word(text["remarks"], 13.4, 16), text["remarks"]),
        Column(Heading.SINCE, 16, _shortened(facts.since, _DESCRIPTION_LENGTH)),
        Column(Heading.ROUTE, whole_text(steps, 13.5, 20), facts.route),
        Column(LABELS[Field.RESPONSIBLE], longest_word(text["responsible"], 10, 19), text["responsible"]),
        Column(LABELS[Field.PROCESS], _ASIDE[LABELS[Field.PROCESS]], _shortened(text["process"], _TEXT_LENGTH)),
        Column(LABELS[Field.SECTION], longest_word(text["section"], 12, 18), text["section"]),
        Column(LABELS[Field.KIND], 8.5, kinds),
        Column(LABELS[Field.CROSS_CUTTING], _ASIDE[LABELS[Field.CROSS_CUTTING]], across),
    ]


def _shown(facts: Facts, name: str) -> list[str | None]:
    """A text of each item as ``udsend`` would send it: without what stands in a hidden or internal column."""
    pairs = zip(facts.plan.items.index, facts.text[name], strict=True)
    left = [facts.plan.shown.get((item, name), text) for item, text in pairs]
    return [writable(one) if isinstance(one, str) else None for one in left]


def _whole_amounts(facts: Facts) -> list[float | None]:
    """The amounts of all years of each item; None where it has none."""
    rows = zip(*(facts.amounts[year] for year in facts.years), strict=True)
    return [total(np.array(row)) if not np.isnan(row).all() else None for row in rows] or [None] * len(facts.ids)


def _shortened(texts: Sequence[str | None], limit: int) -> list[str | None]:
    return [shorten(text, limit) if text else text for text in texts]


def _status(facts: Facts, said: Sequence[str | None], marks: Sequence[str | None]) -> list[str | None]:
    """The mark of an item, the plan's status, and how far the item is where that is neither open nor done."""
    told = {COMPLETION_LABELS[key]: words for key, words in COMPLETION_TOLD.items()}
    texts = []
    for mark, completion, status in zip(marks, facts.completion, said, strict=True):
        parts = (mark, status, told.get(completion))
        texts.append(". ".join(part for part in parts if part) or None)
    return texts


def with_total(column: Column) -> Column:
    """The column with its sum, or the word for it in the first."""
    if column.style.startswith("amount"):
        return replace(column, total=total(np.array(column.values, dtype=float)))
    return replace(column, total=TOTAL_LABEL) if column.heading == PERIOD else column
