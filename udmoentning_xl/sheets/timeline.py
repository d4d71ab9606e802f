"""Tidsplan: the items over the quarters of the plan, a bar each, one row per item with every committee it goes to.

Rows are grouped by hovedpunkt: under each of its committees an item would stand, and be counted, several times.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from udmoentning_xl.danish import counted, long_day
from udmoentning_xl.meetings.states import DEADLINE_TONES, Deadline
from udmoentning_xl.sheets.book import TIMELINE, WHOLE_PLAN, Book, as_of_text, limited, plan_title
from udmoentning_xl.sheets.facts import Facts
from udmoentning_xl.sheets.quarters import quarters_of
from udmoentning_xl.sheets.style import set_page
from udmoentning_xl.sheets.table import HEAD_LINE, LINE, Column, Table, draw_parts, page_room, set_columns, write_table
from udmoentning_xl.sheets.text import BOLD_HEADING, longest_word, shorten, whole_text, writable
from udmoentning_xl.terms import LABELS, Field, Heading, SheetName

LEFT_KEY = f"{TIMELINE}:udeladt"

#: The sign in a bar: what a colour alone must not say.
SIGNS = {Deadline.DONE: "✓", Deadline.OVERDUE: "!", Deadline.DROPPED: "–"}
PERIOD_SIGN, LAST_SIGN, ONWARD_SIGN = "■", "◆", "►"
NOW = "nu"
_SECTION, _COMMITTEE = LABELS[Field.SECTION], LABELS[Field.COMMITTEE]
_ONWARD = {Deadline.CONTINUOUS, Deadline.OPEN_ENDED}
_QUARTER_WIDTH = 4.3
_SECTION_LENGTH = 30  # characters
_TITLE_HEIGHT, _PART_HEIGHT = 28, 26  # points
_KEPT_TOGETHER = 6  # rows: heading, note and head, and the first items
_SURE = 0.95  # of a page; printers do not divide all alike
_HEAD_HEIGHT = 84  # points, for the turned names of the quarters with the buttons of the filter below


@dataclass(frozen=True)
class Bar:
    """An item's bar: the first and last quarter it covers, counted from the plan's first, and whether it is a day."""

    first: int
    last: int
    sign: str


def write_timeline(book: Book, hidden: Collection[str], first_item_row: int) -> Table:
    """Write the sheet; items without a place in time, or outside the plan's years, are named below.

    ``hidden`` are the ids of items that are closed or held, which are only counted: the sheet is shown widely.
    ``first_item_row`` is the row of the first item in Samlet plan, counted from 0.
    """
    sheet, facts, plan = book.sheet(TIMELINE), book.facts, book.plan
    quarters = quarters_of(plan.years)
    bars = [_bar(facts, row, len(quarters)) for row in range(len(facts.ids))]
    unnamed = {facts.place[item] for item in hidden}
    ordered = [row for row in _ordered(facts) if row not in unnamed]
    rows, left = [row for row in ordered if bars[row]], [row for row in ordered if not bars[row]]
    head = book.heading(
        sheet,
        str(SheetName.TIMELINE),
        f"{plan_title(plan)} · {as_of_text(plan)}",
        f"{PERIOD_SIGN} periode   {LAST_SIGN} senest   {ONWARD_SIGN} løbende eller fra   "
        f"✓ afsluttet   ! overskredet   – udgår. Kvartalet med opgørelsesdagen er mærket „{NOW}“.",
        f"Ét udvalgs indsatser: åbn filteret ved {_COMMITTEE}, og skriv udvalgets forkortelse i søgefeltet.",
        f"Øjebliksbillede fra {long_day(plan.as_of)}. Rettelser i Samlet plan vises her ved næste kørsel. "
        + (f"{counted(len(left), 'indsats', 'indsatser')} uden plads i tidsplanen står under den. " if left else "")
        + (_unnamed_told(len(unnamed)) if unnamed else ""),
    )
    now = next((n for n, (_, start, end) in enumerate(quarters) if start <= plan.as_of < end), None)
    names = _names(book, rows, first_item_row)
    columns = [*names, *_quarter_columns(quarters, [(bars[row], facts.deadline[row]) for row in rows], now)]
    set_columns(sheet, book.styles, columns)
    if now is not None:  # before the lines of the table itself, as the first rule that holds is the one that is drawn
        rule = {"type": "formula", "criteria": "=TRUE", "format": book.styles.overlay("now")}
        place = len(names) + now
        sheet.conditional_format(head + 1, place, head + max(len(rows), 1), place, rule)
    if names[0].heading == _SECTION:
        draw_parts(sheet, book.styles, head, columns, _SECTION)
    text = f"Indsatserne over planens kvartaler med en bjælke for hver. {as_of_text(plan)}."
    table = write_table(sheet, book.compact, head, columns, (book.tables[TIMELINE], "Tidsplan", text))
    sheet.set_row(head, _HEAD_HEIGHT)
    sheet.freeze_panes(head + 1, len(names) - 2)
    if left:
        below = _write_left(book, left, table, first_item_row)
        if not _fits_below(table, below):
            sheet.set_h_pagebreaks([table.last + 2])
    set_page(sheet, footer=f"{plan_title(plan)} – {SheetName.TIMELINE}", as_of=plan.as_of)
    sheet.repeat_rows(head)
    return table


def _unnamed_told(count: int) -> str:
    told = counted(count, "indsats", "indsatser")
    return f"{told}, der er lukket eller holdt tilbage, er ikke nævnt her; {SheetName.WHOLE_PLAN} har alle."


def _write_left(book: Book, left: Sequence[int], above: Table, first_item_row: int) -> list[float]:
    """What has no bar, named below the table. Gives the heights of its rows."""
    sheet, row = book.sheet(TIMELINE), above.last + 2
    sheet.set_row(row, _PART_HEIGHT)
    sheet.write_string(row, 0, "Ikke i tidsplanen", book.styles["section"])
    note = "De har intet tidspunkt, der kan læses, eller det ligger uden for planens år. Id fører til Samlet plan."
    sheet.write_string(row + 1, 0, note, book.styles["note"])
    columns = _names(book, left, first_item_row)
    text = f"Indsatser, der ikke har plads i tidsplanen. {as_of_text(book.plan)}."
    about = (book.tables[LEFT_KEY], "Ikke i tidsplanen", text)
    widths = [column.width for column in above.columns]
    table = write_table(sheet, book.compact, row + 2, columns, about, filtered=False, widths=widths)
    return [_PART_HEIGHT, LINE, HEAD_LINE, *table.row_heights()]


def _fits_below(above: Table, below: Sequence[float]) -> bool:
    """Whether the heading of what is ``below``, with its first rows, stands on the page where the table above ends."""
    room = page_room([column.width for column in above.columns])
    used = _TITLE_HEIGHT + LINE * (above.head - 1) + _HEAD_HEIGHT
    for height in above.row_heights():
        used = used + height if used + height <= room else _HEAD_HEIGHT + height
    return used + LINE + sum(below[:_KEPT_TOGETHER]) <= _SURE * room


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


def _ordered(facts: Facts) -> list[int]:
    """By hovedpunkt in the plan's order, those without last, then by the last day, then as in the plan."""
    written = [(name or "").casefold() for name in facts.text["section"]]
    names = dict.fromkeys([*(writable(name).casefold() for name in facts.plan.sections), *filter(None, written), ""])
    order = {name: number for number, name in enumerate(names)}
    return sorted(range(len(written)), key=lambda row: (order[written[row]], facts.last_day[row] or float("inf"), row))


def _names(book: Book, rows: Sequence[int], first_item_row: int) -> list[Column]:
    """The columns that say what an item is; without hovedpunkter in the plan none for them."""
    facts = book.facts
    sections, words = _one_line(facts.text["section"]), [str(facts.deadline[row]) for row in rows]
    links = [book.link(WHOLE_PLAN, xl_rowcol_to_cell(first_item_row + row, 0)) for row in rows]
    columns = [
        Column(_SECTION, BOLD_HEADING * whole_text(sections, 14, 25), [sections[row] for row in rows], "strong"),
        Column(Heading.ITEM, longest_word(facts.ids, 7.5, 14), [facts.ids[row] for row in rows], links=limited(links)),
        Column(LABELS[Field.TITLE], 40, [facts.text["title"][row] for row in rows]),
        Column(_COMMITTEE, whole_text(facts.committee, 11, 16), [facts.committee[row] for row in rows]),
        Column("Frist", 14, words, styles=[f"tone_{DEADLINE_TONES[Deadline(word)]}" for word in words]),
    ]
    return columns if any(sections) else columns[1:]


def _one_line(sections: Sequence[str | None]) -> list[str | None]:
    """The names of hovedpunkter cut to one line, as they stand in every row; whole where they would be mixed up."""
    short = {name: shorten(name, _SECTION_LENGTH) for name in sections if name}
    mixed = len(set(short.values())) < len(short)
    return list(sections) if mixed else [name and short[name] for name in sections]


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
