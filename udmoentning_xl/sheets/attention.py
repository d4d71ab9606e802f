"""The lists of Oversigt that name items: what is late, what comes next, what lacks a time or a committee, what is new.

Which items stand in a list is known on the day of the run; where each of them stands now follows Samlet plan.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.danish import counted, day, listed
from udmoentning_xl.meetings.states import SOON_DAYS, Deadline
from udmoentning_xl.sheets.book import AS_OF_CELL, CHANGES, OVERVIEW, WHOLE_PLAN, Book, as_of_text
from udmoentning_xl.sheets.committee import KIND_WORDS
from udmoentning_xl.sheets.facts import Facts, thousands
from udmoentning_xl.sheets.table import Column, Table, this_row, write_table
from udmoentning_xl.sheets.text import shorten, writable
from udmoentning_xl.terms import COMPLETION_LABELS, LABELS, Field, Heading
from udmoentning_xl.versions.change import Change, ChangeKind
from udmoentning_xl.versions.figures import headlines
from udmoentning_xl.versions.log import log_of

LATE_KEY, SOON_KEY, LACKING_KEY, NEWS_KEY, ANSWERS_KEY = (
    f"{OVERVIEW}:{name}" for name in ("sene", "snart", "mangler", "nyt", "svar")
)
ATTENTION_TABLES = {LATE_KEY: "Overskredne", SOON_KEY: "Kommende", LACKING_KEY: "Mangler", NEWS_KEY: "SidenSidst"}
#: So many items of a list are named, and so many of those that have changed; the others are counted.
MOST, MOST_NEWS = 20, 12
_REMARK = 300
#: What is told first of what has changed: what somebody must answer or explain.
_FIRST = [
    ChangeKind.SAME,
    ChangeKind.GONE,
    ChangeKind.REOPENED,
    ChangeKind.POSTPONED,
    ChangeKind.UNDATED,
    ChangeKind.AMOUNT,
    ChangeKind.DROPPED,
    ChangeKind.NEW,
    ChangeKind.BACK,
    ChangeKind.DONE,
]


@dataclass(frozen=True)
class List:
    """A list to write: its key, its title and the sentence under it, its columns, and the sentence on the rest."""

    key: str
    title: str
    lead: str
    columns: Sequence[Column] = ()
    rest: str = ""


@dataclass(frozen=True)
class _Listing:
    """What all lists are made of: the first row of Samlet plan's items, the mark of each item, and what it lacks."""

    book: Book
    first_item_row: int
    marks: Sequence[str | None]
    lacks: Sequence[str]


def attention_lists(book: Book, first_item_row: int, marks: Sequence[str | None]) -> Iterator[List]:
    """The lists of the plan as it is, each with its items in the order they are to be taken up.

    A list without items has no columns, and its ``lead`` says so. ``first_item_row`` is that of Samlet plan, and
    ``marks`` say of each item that it is closed, or why it is held back.
    """
    facts = book.facts
    made = _Listing(book, first_item_row, marks, _lacks(facts))
    yield _listed(
        made,
        List(LATE_KEY, "Overskredet", "Åbne indsatser, hvis sidste dag er passeret; de ældste øverst."),
        _by_day(facts, Deadline.OVERDUE),
        "Ingen indsatser er overskredet.",
    )
    yield _listed(
        made,
        List(SOON_KEY, f"De næste {SOON_DAYS} dage", f"Åbne indsatser med sidste dag inden for {SOON_DAYS} dage."),
        _by_day(facts, Deadline.SOON),
        f"Ingen indsatser har tidspunkt inden for {SOON_DAYS} dage.",
    )
    if lacking := [row for row, what in enumerate(made.lacks) if what]:
        lead = "Åbne indsatser, som ingen kan tage op, før planen er gjort færdig."
        yield _listed(made, List(LACKING_KEY, "Mangler tidspunkt eller udvalg", lead), lacking)


def _by_day(facts: Facts, deadline: Deadline) -> list[int]:
    rows = np.flatnonzero(facts.deadline == str(deadline)).tolist()
    return sorted(rows, key=lambda row: (facts.last_day[row] or 0, row))


def _lacks(facts: Facts) -> list[str]:
    """What each open item lacks, in words."""
    found = []
    for word, mark, committee in zip(facts.deadline.tolist(), facts.completion, facts.committee, strict=True):
        lacks = []
        if word == Deadline.UNDATED:
            lacks.append("tidspunkt")
        elif word == Deadline.UNCLEAR:
            lacks.append("klar markering" if mark == COMPLETION_LABELS["unclear"] else "klart tidspunkt")
        if committee is None and word not in (Deadline.DONE, Deadline.DROPPED):
            lacks.append("udvalg")
        found.append(" og ".join(lacks))
    return found


def _listed(made: _Listing, about: List, rows: Sequence[int], nothing: str = "") -> List:
    """The list ``about`` with its ``rows``, or with the sentence ``nothing`` where there are none."""
    if not rows:
        return replace(about, lead=nothing)
    left = len(rows) - MOST
    return replace(
        about,
        title=f"{about.title}: {len(rows)}",
        columns=_columns(made, about.key, rows[:MOST]),
        rest=_more(left, f"se kolonnen {Heading.DEADLINE} i Samlet plan"),
    )


def _more(left: int, where: str) -> str:
    return f"Og {counted(left, 'indsats', 'indsatser')} mere; {where}." if left > 0 else ""


def _columns(made: _Listing, key: str, rows: Sequence[int]) -> list[Column]:
    """What, whose, when and why, with what it is about in kroner; in the widths of Oversigt."""
    book = made.book
    facts, text, plan = book.facts, book.facts.text, book.tables[WHOLE_PLAN]
    place = f"MATCH({this_row(book.tables[key], Heading.ITEM)},{plan}[{Heading.ITEM}],0)"
    now = f'=IFERROR(INDEX({plan}[{Heading.DEADLINE}],{place}),"")'
    links = [book.link(WHOLE_PLAN, xl_rowcol_to_cell(made.first_item_row + row, 0)) for row in rows]
    columns = [
        Column(
            LABELS[Field.TITLE],
            0,
            [text["title"][row] or facts.ids[row] for row in rows],
            "strong",
            notes=[_why(facts, row, made.marks[row], is_late=key == LATE_KEY) for row in rows],
        ),
        Column(Heading.ITEM, 0, [facts.ids[row] for row in rows], links=links),
        Column(LABELS[Field.COMMITTEE], 0, [facts.committee[row] for row in rows]),
        Column(Heading.BY, 0, [facts.last_day[row] for row in rows], "date"),
        Column(Heading.DEADLINE, 0, facts.deadline[rows].tolist(), "strong", formula=now),
        _days(made, key, rows),
        Column(LABELS[Field.STATUS], 0, [text["status_text"][row] for row in rows]),
        *(Column(str(year), 0, thousands(facts.amounts[year][rows]), facts.amount_style) for year in facts.years),
        Column(LABELS[Field.KIND], 0, [KIND_WORDS[kind] if (kind := facts.kind[row]) else None for row in rows]),
        Column(LABELS[Field.RESPONSIBLE], 0, [text["responsible"][row] for row in rows]),
    ]
    if key == LACKING_KEY:
        columns[3] = Column(Heading.BY, 0, [text["due_text"][row] for row in rows])
    return columns


def _days(made: _Listing, key: str, rows: Sequence[int]) -> Column:
    """How many days an item is late, or how many it has left; what it lacks where that is what it is listed for."""
    if key == LACKING_KEY:
        return Column("Mangler", 0, [made.lacks[row] for row in rows])
    book, facts = made.book, made.book.facts
    last, today = this_row(book.tables[key], Heading.BY), facts.serial(book.plan.as_of)
    days = [abs((facts.last_day[row] or today) - today) for row in rows]
    if key == LATE_KEY:
        return Column("Dage over", 0, days, "count", formula=f"={AS_OF_CELL}-{last}")
    return Column("Dage til", 0, days, "count", formula=f"={last}-{AS_OF_CELL}")


def _why(facts: Facts, row: int, closed: str | None, *, is_late: bool) -> str | None:
    """What stands under the title: that the item is or may be closed, what is unclear, and the plan's own remark."""
    remark, mark = (facts.text[name][row] for name in ("remarks", "completion_text"))
    is_unclear = facts.completion[row] == COMPLETION_LABELS["unclear"] and mark
    parts = (
        closed,
        f"Markeringen „{shorten(mark or '', _REMARK // 4)}“ er uklar" if is_unclear else None,
        shorten(" ".join(remark.split()), _REMARK) if remark else "Ingen bemærkning" if is_late else None,
    )
    return ". ".join(filter(None, parts)) or None


def answers(book: Book) -> List | None:
    """Who has answered what was last sent; None where nothing was sent."""
    awaited = book.plan.awaited
    if awaited is None:
        return None
    title = f"Svar på udsendelsen {day(awaited.sent)}: {awaited.asked - len(awaited.silent)} af {awaited.asked}"
    term = f"Svarfrist {day(awaited.reply_by)}."
    return List(ANSWERS_KEY, title, f"{term} Mangler: {listed(awaited.silent)}." if awaited.silent else term)


def news(book: Book) -> List | None:
    """What has changed since the last run, item by item; None where there is nothing to compare with."""
    log, unchanged = log_of(book.plan), book.plan.unchanged_since
    since = log.base.as_of if log.base else unchanged
    if CHANGES not in book.sheets or since is None:
        return None
    title, groups = f"Siden sidst ({day(since)})", _by_item(log.latest)
    if not groups:
        return List(NEWS_KEY, title, "Ingen ændringer.")
    shown = groups[:MOST_NEWS]
    columns = [
        Column(
            LABELS[Field.TITLE],
            0,
            [_text(group[0].title) for group in shown],
            "strong",
            notes=[_text(headlines(group)) for group in shown],
        ),
        Column(Heading.ITEM, 0, [_text(group[0].now or group[0].then) for group in shown]),
        Column(LABELS[Field.COMMITTEE], 0, [_text(group[0].committees) for group in shown]),
        Column(Heading.WHAT, 0, [_text(group[0].what) for group in shown], links=[book.link(CHANGES)] * len(shown)),
    ]
    about = f"{title}: {counted(len(log.latest), 'ændring', 'ændringer')}"
    lead = "Det, der skal svares på eller forklares, står øverst."
    return List(NEWS_KEY, about, lead, columns, _more(len(groups) - MOST_NEWS, "se arket Ændringer"))


def _text(text: str | None) -> str | None:
    return writable(shorten(text, _REMARK)) if text else None


def _by_item(changes: Iterable[Change]) -> list[list[Change]]:
    """The changes of each item together, in the order of ``_FIRST``."""
    order = {str(what): place for place, what in enumerate(_FIRST)}
    groups: dict[tuple[str, str | None], list[Change]] = {}
    for change in sorted(changes, key=lambda one: order.get(one.what, len(order))):
        groups.setdefault((change.title, change.now or change.then), []).append(change)
    return list(groups.values())


def write_list(book: Book, sheet: Worksheet, row: int, one: List) -> tuple[Table | None, int]:
    """Write a list under its title at ``row``; give its table, if it has one, and the next free row."""
    sheet.set_row(row, 26)
    sheet.write_string(row, 0, one.title, book.styles["section"])
    sheet.write_string(row + 1, 0, one.lead, book.styles["note"])
    row += 2
    if not one.columns:
        return None, row + 1
    text = f"{one.title}. {one.lead} {as_of_text(book.plan)}."
    about = (book.tables[one.key], one.title, text)
    table = write_table(sheet, book.styles, row, one.columns, about, filtered=False, widths=book.grid())
    if Heading.DEADLINE in table.places:
        book.colour_deadlines(sheet, table)
    row = table.last + 1
    if one.rest:
        sheet.write_string(row, 0, one.rest, book.styles["note"])
        row += 1
    return table, row + 1
