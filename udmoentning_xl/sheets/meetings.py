"""Mødeplan: which meeting of which body takes which items and by when their cases are due; and the items at none.

Of closed and held items a meeting says only how many it takes: the sheet is what people copy to all the committees.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from xlsxwriter.utility import xl_rowcol_to_cell

from udmoentning_xl.danish import counted
from udmoentning_xl.meetings import Step
from udmoentning_xl.meetings.courses import Absence, off_of, onward, sittings
from udmoentning_xl.register import Body, Role
from udmoentning_xl.sheets.book import MEETINGS, WHOLE_PLAN, Book, as_of_text, limited, plan_title
from udmoentning_xl.sheets.facts import Facts, does
from udmoentning_xl.sheets.style import PASSED_SIGN, set_page
from udmoentning_xl.sheets.table import Column, Table, draw_parts, set_columns, write_table
from udmoentning_xl.sheets.text import label
from udmoentning_xl.terms import LABELS, Field, Heading, SheetName

_WIDTHS = (15.5, 10, 19, 17, 8.5, 40, 12, 22, 13, 19)
_COMMITTEE, _LAST, _WHY = LABELS[Field.COMMITTEE], "Sidste dag", "Uden møde, fordi"


@dataclass(frozen=True)
class _Case:
    """A row: a body, its meeting, and the place of an item in the facts; or how many it takes that are not named.

    An item at no meeting of the body has a reason instead of a step.
    """

    body: Body
    row: int | None
    step: Step | None = None
    why: Absence | None = None
    unnamed: int = 0


def write_meetings(book: Book, hidden: Collection[str], first_item_row: int) -> Table:
    """Write the sheet. ``hidden`` are the ids of items that are closed or held.

    ``first_item_row`` is the row of the first item in Samlet plan, counted from 0.
    """
    sheet, facts, plan = book.sheet(MEETINGS), book.facts, book.plan
    places = {facts.place[item] for item in hidden}
    order = {body.short: number for number, body in enumerate(facts.bodies)}
    taken = [(step.meeting, order[one.body.short], one) for one in _cases(facts, places) if (step := one.step)]
    cases = [one for *_, one in sorted(taken, key=lambda one: one[:2])]
    off = sorted(_off(facts, places), key=lambda one: (list(Absence).index(one.why or Absence.UNKNOWN), one.row))
    rules = plan.meeting_rules
    unnamed = sum(row in places for row in facts.courses)
    head = book.heading(
        sheet,
        str(SheetName.MEETINGS),
        f"{plan_title(plan)} · {as_of_text(plan)} · {_summary(cases, off)}",
        "Regnet baglæns fra indsatsens sidste dag: hvert udvalgs sidste møde, der kan tage sagen, så den når de næste. "
        f"Sagerne afleveres {rules.case_days} hverdage før mødet, og dagsordenen sendes {rules.agenda_days} hverdage "
        "før, hvor udvalget ikke har sine egne frister.",
        f"{PASSED_SIGN} ved {Heading.CASE_DEADLINE}: fristen er gået. Lukkede indsatser, og dem, der er holdt tilbage, "
        f"er hverken talt med ovenfor eller nævnt ({unnamed}); ved et møde står kun, hvor mange af dem det skal tage. "
        f"Et øjebliksbillede; rettelser i {SheetName.WHOLE_PLAN} vises her ved næste kørsel.",
    )
    columns = _columns(book, [*cases, *off], first_item_row)
    set_columns(sheet, book.styles, columns)
    draw_parts(sheet, book.styles, head, columns, Heading.MEETING)
    about = (book.tables[MEETINGS], str(SheetName.MEETINGS), f"Møderne og deres sager. {as_of_text(plan)}.")
    table = write_table(sheet, book.compact, head, columns, about)
    sheet.freeze_panes(head + 1, 2)
    set_page(sheet, footer=f"{plan_title(plan)} – {SheetName.MEETINGS}", as_of=plan.as_of)
    sheet.repeat_rows(head)
    return table


def _cases(facts: Facts, hidden: Collection[int]) -> Iterator[_Case]:
    """The items of each meeting of each body that is still to come."""
    rows = {course.item: row for row, course in facts.courses.items()}
    found = {course.item: course for course in facts.courses.values()}
    for body in facts.bodies:
        for sitting in sittings(found, body.short, facts.plan.as_of):
            own = [rows[course.item] for course in sitting.cases]
            yield from (_Case(body, row, sitting.step) for row in own if row not in hidden)
            if unnamed := sum(row in hidden for row in own):
                yield _Case(body, None, sitting.step, unnamed=unnamed)


def _off(facts: Facts, hidden: Collection[int]) -> Iterator[_Case]:
    """The items that are at no meeting of a body that handles them; nothing waits for those who are only informed."""
    for body in facts.bodies:
        for row, course in facts.courses.items():
            is_shown = body.short in course.route and row not in hidden
            why = off_of(course, body.short, facts.plan.as_of) if is_shown else None
            if why and not (why == Absence.UNKNOWN and body.role == Role.OTHER):
                yield _Case(body, row, why=why)


def _summary(cases: Sequence[_Case], off: Sequence[_Case]) -> str:
    meetings = {(one.body.short, one.step) for one in cases if one.row is not None}
    items = {one.row for one in cases if one.row is not None}
    without = {one.row for one in off} - items
    told = f"{counted(len(meetings), 'møde', 'møder')} med {counted(len(items), 'indsats', 'indsatser')}"
    return f"{told} · {counted(len(without), 'indsats', 'indsatser')} uden møde"


def _columns(book: Book, cases: Sequence[_Case], first_item_row: int) -> list[Column]:
    facts = book.facts
    steps, rows = [one.step for one in cases], [one.row for one in cases]
    days = [
        [facts.serial(when(step)) if step else None for step in steps]
        for when in (attrgetter("meeting"), attrgetter("deadline"), attrgetter("agenda"))
    ]
    passed = ["weekday_passed" if step and step.deadline < facts.plan.as_of else None for step in steps]
    links = [None if row is None else book.link(WHOLE_PLAN, xl_rowcol_to_cell(first_item_row + row, 0)) for row in rows]
    last = [None if row is None or step is None else facts.last_day[row] for row, step in zip(rows, steps, strict=True)]
    return [
        Column(Heading.MEETING, _WIDTHS[0], days[0], "weekday"),
        Column(_COMMITTEE, _WIDTHS[1], [label(one.body.short) for one in cases], "strong"),
        Column(Heading.CASE_DEADLINE, _WIDTHS[2], days[1], "weekday", passed),
        Column("Dagsorden senest", _WIDTHS[3], days[2], "weekday"),
        Column(
            Heading.ITEM, _WIDTHS[4], [None if row is None else facts.ids[row] for row in rows], links=limited(links)
        ),
        Column(LABELS[Field.TITLE], _WIDTHS[5], [_title(facts, one) for one in cases]),
        Column("Udvalget", _WIDTHS[6], [_does(facts, one) for one in cases]),
        Column("Derefter", _WIDTHS[7], [_after(facts, one) for one in cases]),
        Column(_LAST, _WIDTHS[8], last, "date"),
        Column(_WHY, _WIDTHS[9], [one.why and str(one.why) for one in cases]),
    ]


def _title(facts: Facts, case: _Case) -> str | None:
    if case.row is not None:
        return facts.text["title"][case.row]
    return counted(case.unnamed, "sag, der er lukket eller holdt tilbage", "sager, der er lukket eller holdt tilbage")


def _does(facts: Facts, case: _Case) -> str | None:
    """As Sagsgang says it; what is not named may be of several kinds."""
    if case.row is None:
        return None
    return does(facts.courses[case.row].route, case.body.short, {body.short: body.role for body in facts.bodies})


def _after(facts: Facts, case: _Case) -> str | None:
    if case.row is None or case.step is None:
        return None
    roles = {body.short: body.role for body in facts.bodies}
    return onward(facts.courses[case.row], case.body.short, roles)
