"""The columns of the tables by committee, section and kind: what is counted, as formula and as value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from udmoentning_xl.meetings.states import SOON_DAYS, Deadline
from udmoentning_xl.sheets.book import OVERVIEW, WHOLE_PLAN, Book, committee_key
from udmoentning_xl.sheets.facts import total
from udmoentning_xl.sheets.membership import goes_to
from udmoentning_xl.sheets.table import Column, this_row
from udmoentning_xl.sheets.text import label, writable
from udmoentning_xl.terms import KIND_LABELS, LABELS, ROLE_LABELS, TOTAL_LABEL, Field, Heading

COMMITTEES_KEY = f"{OVERVIEW}:udvalg"
SECTIONS_KEY = f"{OVERVIEW}:hovedpunkter"
KINDS_KEY = f"{OVERVIEW}:typer"
STATUS_KEY = f"{OVERVIEW}:status"
#: More different texts than this are remarks, and no words of a status.
MOST_STATUSES = 15
ITEMS, DONE, SHARE, OVERDUE, REST, SHORT = "Indsatser", "Afsluttet", "Andel afsluttet", "Overskredet", "Øvrige", "Kort"
SOON = f"Inden {SOON_DAYS} dage"
#: The row of the items without a group.
WITHOUT = {SECTIONS_KEY: "Uden hovedpunkt", KINDS_KEY: "Uden type"}
_COUNTED = {DONE: Deadline.DONE, OVERDUE: Deadline.OVERDUE, SOON: Deadline.SOON}


Mask = np.ndarray[Any, Any]


def by_committee(book: Book) -> list[Column]:
    """A row per body; an item that goes to several counts in each."""
    facts, name = book.facts, book.tables[COMMITTEES_KEY]
    members = []
    for body in facts.bodies:
        mask = np.zeros(len(facts.ids), dtype=bool)
        mask[facts.members(body.short)] = True
        members.append(mask)
    condition = goes_to(this_row(name, SHORT), f"{book.tables[WHOLE_PLAN]}[{Heading.COUNTED_AT}]")
    return [
        Column("Udvalg", 44, [label(body.name) for body in facts.bodies], links=_links(book)),
        *_figures(book, name, condition, members, totals=False),
        Column(SHORT, 10, [label(body.short) for body in facts.bodies]),
        Column("Rolle", 12, [ROLE_LABELS[body.role] for body in facts.bodies]),
    ]


def _links(book: Book) -> list[str | None]:
    return [book.link(committee_key(body.short)) for body in book.facts.bodies]


@dataclass(frozen=True)
class Grouping:
    """Groups that share no item, each with its items, under a heading that is also one of Samlet plan."""

    heading: str
    members: list[tuple[str, Mask]]
    without: str

    def condition(self, book: Book, name: str) -> str:
        """What is true in Samlet plan of the items of the group that stands in a row of the table ``name``."""
        own = this_row(name, self.heading)
        return f'{book.tables[WHOLE_PLAN]}[{self.heading}]&""=IF({own}="{self.without}","",{own})'


def sections(book: Book) -> Grouping:
    """The hovedpunkter in the plan's order, then those the plan does not list, then items without one."""
    written = book.facts.text["section"]
    names: dict[str, str] = {}
    for name in [*map(writable, book.plan.sections), *filter(None, written)]:
        names.setdefault(name.casefold(), name)
    folded = np.array([(name or "").casefold() for name in written], dtype=object)
    groups = [(name, folded == key) for key, name in names.items()]
    return _with_rest("Hovedpunkt", groups, (WITHOUT[SECTIONS_KEY], folded == ""))


def kinds(book: Book) -> Grouping:
    """The kinds, also one without items, then items without a kind."""
    written = np.array([kind or "" for kind in book.facts.kind], dtype=object)
    groups = [(word, written == word) for word in KIND_LABELS.values()]
    return _with_rest("Type", groups, (WITHOUT[KINDS_KEY], written == ""))


def _with_rest(heading: str, groups: list[tuple[str, Mask]], without: tuple[str, Mask]) -> Grouping:
    """The row of those without a group is there when it is needed."""
    return Grouping(heading, [*groups, without] if without[1].any() or not groups else groups, without[0])


def by_group(book: Book, key: str, groups: Grouping, first_item_row: int) -> list[Column]:
    """A row per group, with a link to the first of its items in Samlet plan; they add up to the plan."""
    name = book.tables[key]
    links = [  # a link's words are one line
        book.link(WHOLE_PLAN, xl_rowcol_to_cell(first_item_row + int(mask.argmax()), 0))
        if mask.any() and word == label(word)
        else None
        for word, mask in groups.members
    ]
    words = Column(groups.heading, 44, [word for word, _ in groups.members], total=TOTAL_LABEL, links=links)
    condition = groups.condition(book, name)
    return [words, *_figures(book, name, condition, [mask for _, mask in groups.members], totals=True)]


def by_status(book: Book) -> list[Column]:
    """A row per word of the plan's own status, the most frequent first; no columns where the plan has none."""
    plan, name = book.tables[WHOLE_PLAN], book.tables[STATUS_KEY]
    counts: dict[str, list[str]] = {}
    for text in filter(None, book.facts.text["status_text"]):
        counts.setdefault(text.casefold(), []).append(text)
    known = sorted(counts.values(), key=lambda same: -len(same))
    if not known or len(known) > MOST_STATUSES:
        return []
    heading = LABELS[Field.STATUS]
    return [
        Column(heading, 0, [same[0] for same in known]),
        Column(
            ITEMS,
            0,
            [len(same) for same in known],
            "count",
            formula=f"=SUMPRODUCT(--({plan}[{heading}]={this_row(name, heading)}))",
        ),
    ]


def _figures(book: Book, name: str, condition: str, members: Sequence[Mask], *, totals: bool) -> list[Column]:
    """Counts and sums of the items of each row; ``condition`` is true of them in Samlet plan."""
    plan, facts = book.tables[WHOLE_PLAN], book.facts
    counts = {ITEMS: [int(mask.sum()) for mask in members]}
    formulas = {ITEMS: f"=SUMPRODUCT(--({condition}))"}
    for heading, deadline in _COUNTED.items():
        there = facts.deadline == str(deadline)
        counts[heading] = [int((mask & there).sum()) for mask in members]
        formulas[heading] = f'=SUMPRODUCT(({condition})*({plan}[Frist]="{deadline}"))'
    items, *parts = counts.values()
    counts[REST] = [whole - sum(some) for whole, *some in zip(items, *parts, strict=True)]
    formulas[REST] = "=" + "-".join(this_row(name, heading) for heading in (ITEMS, *_COUNTED))
    columns = {
        heading: Column(
            heading, 0, counts[heading], "count", formula=formulas[heading], total=_sum(counts[heading], totals)
        )
        for heading in counts
    }
    done = this_row(name, DONE)
    whole = this_row(name, ITEMS)
    shares = [part / number if number else 0 for part, number in zip(counts[DONE], items, strict=True)]
    share = Column(
        SHARE,
        0,
        shares,
        "share",
        formula=f"=IF({whole}=0,0,{done}/{whole})",
        total=sum(counts[DONE]) / (sum(items) or 1) if totals else None,
        total_formula=f"=IF(SUM({name}[{ITEMS}])=0,0,SUM({name}[{DONE}])/SUM({name}[{ITEMS}]))",
    )
    return [
        *(columns[heading] for heading in (ITEMS, DONE)),
        share,
        *(columns[heading] for heading in (OVERDUE, SOON, REST)),
        *_year_sums(book, condition, members, totals=totals),
    ]


def _year_sums(book: Book, condition: str, members: Sequence[Mask], *, totals: bool) -> list[Column]:
    facts, plan = book.facts, book.tables[WHOLE_PLAN]
    columns = []
    for year in facts.years:
        sums = [total(facts.amounts[year], mask) for mask in members]
        formula = f"=SUMPRODUCT(--({condition}),{plan}[{year}])"
        columns.append(Column(str(year), 0, sums, facts.amount_style, formula=formula, total=_sum(sums, totals)))
    return columns


def _sum(values: Sequence[float], wanted: bool) -> float | None:
    return round(sum(values), 6) if wanted else None
