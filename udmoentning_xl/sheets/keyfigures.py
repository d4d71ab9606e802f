"""The key figures of Oversigt: their words, their formulas over the other sheets, and the values they have today.

What has happened since the version before is counted in Ændringer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from udmoentning_xl.danish import day
from udmoentning_xl.findings import Severity, counted
from udmoentning_xl.meetings.states import SOON_DAYS, Deadline
from udmoentning_xl.sheets import control
from udmoentning_xl.sheets.attention import LACKING_KEY, LATE_KEY, SOON_KEY
from udmoentning_xl.sheets.book import CHANGES, CONTROL, WHOLE_PLAN, Book
from udmoentning_xl.terms import Heading
from udmoentning_xl.versions.change import IN_TIME, LATE, Change, ChangeKind
from udmoentning_xl.versions.figures import open_questions
from udmoentning_xl.versions.log import log_of


@dataclass(frozen=True)
class Figure:
    """A key figure: its words, formula and value, what to look in (a sheet or a list), and the style of the value.

    ``at`` is the first row of that sheet's table that is counted, None for all of it.
    """

    words: str
    formula: str
    value: float
    key: str = WHOLE_PLAN
    style: str | None = None
    at: int | None = None


def key_figures(book: Book, findings: pd.DataFrame) -> list[Figure]:
    """The figures of the plan, then what has happened since last, then the findings that count."""
    found = book.tables[CONTROL]
    severities = counted(findings)["severity"].value_counts()
    shown = findings["severity"].tolist()
    return [
        *_of_plan(book),
        *(figure for figure in _since_last(book) if figure.value or log_of(book.plan).base is None),
        *(
            Figure(
                f"Fund i kontrollen: {words}",
                f'=COUNTIFS({found}[{control.SEVERITY}],"{severity}",{found}[{Heading.ACKNOWLEDGED}],"")',
                int(severities.get(severity, 0)),
                CONTROL,
                at=shown.index(severity) if severity in shown else None,
            )
            for severity, words in zip(Severity, ("fejl", "advarsler", "noter"), strict=True)
        ),
    ]


def _of_plan(book: Book) -> Iterator[Figure]:
    plan, facts = book.tables[WHOLE_PLAN], book.facts
    words = facts.deadline.tolist()
    yield Figure("Indsatser i planen", f"=COUNTA({plan}[Id])", len(facts.ids))
    for text, deadline, key in (
        ("Afsluttet", Deadline.DONE, WHOLE_PLAN),
        ("Overskredet – vejledende tidspunkt er passeret", Deadline.OVERDUE, LATE_KEY),
        (f"Tidspunkt inden for de næste {SOON_DAYS} dage", Deadline.SOON, SOON_KEY),
        ("Uden tidspunkt", Deadline.UNDATED, LACKING_KEY),
    ):
        at = words.index(str(deadline)) if key == WHOLE_PLAN and str(deadline) in words else None
        formula = f'=COUNTIFS({plan}[{Heading.DEADLINE}],"{deadline}")'
        yield Figure(text, formula, words.count(str(deadline)), key, at=at)
    without = sum(committee is None for committee in facts.committee)
    yield Figure("Uden udvalg", f'=COUNTIFS({plan}[Id],"?*",{plan}[Udvalg],"")', without, LACKING_KEY)


def _since_last(book: Book) -> Iterator[Figure]:
    """What has happened since the last run; nothing where there is none."""
    log, unchanged = log_of(book.plan), book.plan.unchanged_since
    if CHANGES not in book.sheets:
        return
    table, latest = book.tables[CHANGES], log.latest
    if log.base is None:
        if unchanged:
            formula = f'=COUNTIFS({table}[{Heading.AS_OF}],">{book.facts.serial(unchanged)}")'
            yield Figure(f"Siden {day(unchanged)}: ændringer", formula, 0, CHANGES)
        yield from _in_time(table, log.changes)
        return
    when = f"{table}[{Heading.AS_OF}],{book.facts.serial(log.versions[-1].as_of)},{table}[{Heading.WHAT}]"
    since = f"Siden {day(log.base.as_of)}"
    for words, what in (
        ("afsluttet", ChangeKind.DONE),
        ("genåbnet", ChangeKind.REOPENED),
        ("udskudt", ChangeKind.POSTPONED),
        ("nye", ChangeKind.NEW),
    ):
        yield Figure(f"{since}: {words}", f'=COUNTIFS({when},"{what}")', _count(latest, what), CHANGES)
    open_ = f'=COUNTIFS({when},"{ChangeKind.GONE}",{table}[{Heading.IN_WORDS}],"*ikke afsluttet*")'
    gone = sum(one.what == ChangeKind.GONE and "ikke afsluttet" in one.sentence for one in latest)
    yield Figure(f"{since}: væk uden at være afsluttet", open_, gone, CHANGES)
    asked = f'=COUNTIFS({table}[{Heading.WHAT}],"{ChangeKind.SAME}")'
    yield Figure("Ubesvarede spørgsmål til jer", asked, open_questions(log), CHANGES)
    months = _sum(latest, ChangeKind.POSTPONED, lambda one: one.months or 0)
    moved = f'=SUMIFS({table}[{Heading.MONTHS}],{when},"{ChangeKind.POSTPONED}")'
    yield Figure(f"{since}: måneder, der er udskudt i alt", moved, months, CHANGES, "figure_tenth")
    money = _sum(latest, ChangeKind.AMOUNT, lambda one: (one.kroner or 0) / 1000)
    more = f'=SUMIFS({table}[{Heading.KRONER}],{when},"{ChangeKind.AMOUNT}")'
    yield Figure(f"{since}: ændrede beløb, 1.000 kr.", more, money, CHANGES)
    yield from _in_time(table, log.changes)


def _in_time(table: str, changes: Sequence[Change]) -> Iterator[Figure]:
    """How many of those finished were so by the first day known, over all versions."""
    done = [one for one in changes if one.what == ChangeKind.DONE]
    held, late = (sum(word in one.sentence for one in done) for word in (IN_TIME, LATE))
    if not held + late:
        return

    def times(word: str) -> str:
        return f'COUNTIFS({table}[{Heading.WHAT}],"{ChangeKind.DONE}",{table}[{Heading.IN_WORDS}],"*{word}*")'

    formula = f"={times(IN_TIME)}/MAX(1,{times(IN_TIME)}+{times(LATE)})"
    yield Figure("Andel afsluttet til det første tidspunkt", formula, held / (held + late), CHANGES, "figure_share")


def _count(changes: Sequence[Change], what: ChangeKind) -> int:
    return sum(one.what == what for one in changes)


def _sum(changes: Sequence[Change], what: ChangeKind, number: Callable[[Change], float]) -> float:
    return round(sum(number(one) for one in changes if one.what == what), 6)
