"""Tidsplan: the items over the quarters of the plan, a bar each, grouped by the body that is named first."""

from collections.abc import Sequence
from dataclasses import dataclass

from udmoentning_xl.danish import counted
from udmoentning_xl.sheets.book import TIMELINE, Book, as_of_text, plan_title
from udmoentning_xl.sheets.facts import DEADLINE_TONES, NO_COMMITTEE, Deadline, Facts
from udmoentning_xl.sheets.quarters import quarters_of
from udmoentning_xl.sheets.style import set_page
from udmoentning_xl.sheets.table import Column, Table, draw_parts, set_columns, write_table
from udmoentning_xl.sheets.text import label, longest_word
from udmoentning_xl.terms import SheetName

#: The sign in a bar: what a colour alone must not say.
SIGNS = {Deadline.DONE: "✓", Deadline.OVERDUE: "!", Deadline.DROPPED: "–"}
PERIOD_SIGN, LAST_SIGN, ONWARD_SIGN = "■", "◆", "►"
NOW = "nu"
NO_BODY = "Uden udvalg"
_ONWARD = {Deadline.CONTINUOUS, Deadline.OPEN_ENDED}
_QUARTER_WIDTH = 4.3
_HEAD_HEIGHT = 76  # points, for the turned names of the quarters
_NAMES = 4  # columns before the quarters


@dataclass(frozen=True)
class Bar:
    """An item's bar: the first and last quarter it covers, counted from the plan's first, and whether it is a day."""

    first: int
    last: int
    sign: str


def write_timeline(book: Book) -> Table:
    """Write the sheet; items without a place in time, or outside the plan's years, are counted in a note."""
    sheet, facts, plan = book.sheet(TIMELINE), book.facts, book.plan
    quarters = quarters_of(plan.years)
    bars = [_bar(facts, row, len(quarters)) for row in range(len(facts.ids))]
    rows = _ordered(facts, [row for row, bar in enumerate(bars) if bar])
    left = len(bars) - len(rows)
    head = book.heading(
        sheet,
        str(SheetName.TIMELINE),
        f"{plan_title(plan)} · {as_of_text(plan)}",
        f"{PERIOD_SIGN} periode   {LAST_SIGN} senest   {ONWARD_SIGN} løbende eller fra   "
        "✓ afsluttet   ! overskredet   – udgår. "
        f"Kvartalet med opgørelsesdagen er mærket „{NOW}“. "
        + (f"{counted(left, 'indsats', 'indsatser')} uden tidspunkt i planperioden er ikke vist." if left else ""),
    )
    now = next((n for n, (_, start, end) in enumerate(quarters) if start <= plan.as_of < end), None)
    columns = [
        *_names(facts, rows),
        *_quarter_columns(quarters, [(bars[row], facts.deadline[row]) for row in rows], now),
    ]
    set_columns(sheet, book.styles, columns)
    if now is not None:  # before the lines of the table itself, as the first rule that holds is the one that is drawn
        rule = {"type": "formula", "criteria": "=TRUE", "format": book.styles.overlay("now")}
        sheet.conditional_format(head + 1, _NAMES + now, head + max(len(rows), 1), _NAMES + now, rule)
    draw_parts(sheet, book.styles, head, columns, "Udvalg")
    text = f"Indsatserne over planens kvartaler med en bjælke for hver. {as_of_text(plan)}."
    about = (book.tables[TIMELINE], "Tidsplan", text)
    table = write_table(sheet, book.compact, head, columns, about, filtered=False)
    sheet.set_row(head, _HEAD_HEIGHT)
    sheet.freeze_panes(head + 1, 3)
    set_page(sheet, footer=f"{plan_title(plan)} – {SheetName.TIMELINE}", as_of=plan.as_of)
    sheet.repeat_rows(head)
    return table


def _bar(facts: Facts, row: int, count: int) -> Bar | None:
    """The bar of an item, cut to the plan's quarters; None when it has none there."""
    deadline = Deadline(facts.deadline[row])
    first, last = facts.first_day[row], facts.last_day[row]
    if deadline in _ONWARD:
        start = 0 if first is None else max(0, _quarter(facts, first))
        return Bar(start, count - 1, ONWARD_SIGN) if start < count else None
    if last is None:
        return None
    end = _quarter(facts, last)
    start = end if first is None else _quarter(facts, first)
    if start >= count or end < 0:
        return None
    sign = SIGNS.get(deadline, LAST_SIGN if first is None else PERIOD_SIGN)
    return Bar(max(start, 0), min(end, count - 1), sign)


def _quarter(facts: Facts, day: float) -> int:
    """The quarter of a day, counted from the first quarter of the plan."""
    when = facts.epoch.fromordinal(facts.epoch.toordinal() + int(day))
    return (when.year - min(facts.plan.years)) * 4 + (when.month - 1) // 3


def _group(facts: Facts, row: int) -> str:
    if facts.committees[row]:
        return facts.committees[row][0]
    return facts.committee[row] or NO_BODY


def _ordered(facts: Facts, rows: Sequence[int]) -> list[int]:
    """By body in the order of Oversigt, then by the last day, then as in the plan."""
    order = {body.short: number for number, body in enumerate(facts.bodies)}
    order |= {NO_COMMITTEE: len(order), NO_BODY: len(order) + 1}
    return sorted(rows, key=lambda row: (order[_group(facts, row)], facts.last_day[row] or float("inf"), row))


def _names(facts: Facts, rows: Sequence[int]) -> list[Column]:
    words = [str(facts.deadline[row]) for row in rows]
    groups = [label(_group(facts, row)) for row in rows]
    return [
        Column("Udvalg", 22 if NO_COMMITTEE in groups else longest_word(groups, 14, 22), groups, "strong"),
        Column("Id", longest_word(facts.ids, 7.5, 14), [facts.ids[row] for row in rows]),
        Column("Indsats", 46, [facts.text["title"][row] for row in rows]),
        Column("Frist", 16.5, words, styles=[f"tone_{DEADLINE_TONES[Deadline(word)]}" for word in words]),
    ]


def _quarter_columns(
    quarters: Sequence[tuple[str, object, object]], bars: Sequence[tuple[Bar | None, str]], now: int | None
) -> list[Column]:
    columns = []
    for number, (name, _, _) in enumerate(quarters):
        signs = [bar.sign if bar and bar.first <= number <= bar.last else None for bar, _ in bars]
        styles = [f"bar_{DEADLINE_TONES[Deadline(word)]}" for _, word in bars]
        heading = f"{name} ({NOW})" if number == now else name
        head_style = "head_now" if number == now else "head_turned"
        columns.append(
            Column(heading, _QUARTER_WIDTH, signs, styles=styles, lines=[1] * len(bars), head_style=head_style)
        )
    return columns
