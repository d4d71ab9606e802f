"""The plan as data: a frozen set of pandas frames, and the address of every value.

What stands in the workbook is here, and what was noticed while reading it; no judgement (that is ``checks``) and no
reading of text (``values``). A missing value is NA, never 0 and never "".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import pandas as pd

from udmoentning_xl.register import Body, MeetingRules

#: One row per item; the index is the stable id (``D-7``, ``A-3``, ``H-12``, or a short hash). ``row`` is the row in
#: Excel, ``due_from`` and ``due_to`` are inclusive, ``number`` is the plan's own number as written.
ITEM_DTYPES = {
    "number": "string",
    "kind": "category",
    "section": "string",
    "title": "string",
    "description": "string",
    "process": "string",
    "cross_cutting": "string",
    "responsible": "string",
    "committee_text": "string",
    "due_text": "string",
    "due_kind": "category",
    "due_from": "datetime64[ns]",
    "due_to": "datetime64[ns]",
    "completion": "category",
    "completion_text": "string",
    "strategic": "boolean",
    "confidential": "boolean",
    "status_text": "string",
    "remarks": "string",
    "sheet": "string",
    "row": "Int64",
}
#: One row per item and body. ``order`` 1 is the body named first; ``source`` is column, banner, sheet or matrix.
ASSIGNMENT_DTYPES = {
    "item": "string",
    "committee": "string",
    "order": "Int64",
    "conditional": "boolean",
    "source": "category",
}
#: One row per item and year. ``kroner`` is whole kroner, a saving or income negative; NA where the cell says no amount.
AMOUNT_DTYPES = {"item": "string", "year": "Int64", "kroner": "Int64", "written": "string", "cell": "string"}
#: One row per item and sum of its amounts that is of no year: ``part`` is a :class:`SumPart`, ``kroner`` as in amounts.
SUM_DTYPES = {"item": "string", "part": "category", "kroner": "Int64", "written": "string", "cell": "string"}
#: One row per source row that is not an item; ``cell`` is where its first text stands.
REST_DTYPES = {"sheet": "string", "row": "Int64", "role": "category", "text": "string", "cell": "string"}
#: One row per total row and year, as written.
TOTAL_DTYPES = {
    "sheet": "string",
    "row": "Int64",
    "cell": "string",
    "label": "string",
    "year": "Int64",
    "kroner": "Int64",
}
#: One row per thing that reading noticed and a check may judge; ``what`` is an :class:`Observation`.
OBSERVATION_DTYPES = {
    "what": "category",
    "item": "string",
    "field": "string",
    "sheet": "string",
    "row": "Int64",
    "cell": "string",
    "text": "string",
    "detail": "string",
}
#: One row per finding that someone signed off in Kontrol of an earlier run, as it stood there; ``text`` is the reason.
#: ``sole`` says that no other finding of that run had the same code, item, sheet and words, and ``lost`` that the item
#: is not found again in this plan; ``item`` is then the id it had.
ACKNOWLEDGEMENT_DTYPES = {
    "code": "string",
    "item": "string",
    "sheet": "string",
    "cell": "string",
    "title": "string",
    "message": "string",
    "text": "string",
    "sole": "boolean",
    "lost": "boolean",
}
#: One row per column of each table found: which heading was understood as which field, why, and how surely (the
#: strengths of ``reading.headings``). ``label`` is the heading as Læsning has it, another for each column of a sheet;
#: ``guess`` the field without what somebody wrote there, which is the ``choice``; ``refusal`` says why it is not
#: followed. ``kept`` says why we keep it in without anybody having chosen that for it, and ``instead_of`` which column
#: of the last run it is taken for, where that is told for the first time; the choice ends in a question mark where
#: somebody is asked. ``is_new`` says that Læsning of the last run does not list it. ``example`` is the text of an item
#: that is no secret, and ``done`` the plan's own code there for what is done, where a list of codes says so.
COLUMN_DTYPES = {
    "sheet": "string",
    "column": "string",
    "cell": "string",
    "heading": "string",
    "label": "string",
    "field": "string",
    "why": "string",
    "strength": "Int64",
    "guess": "string",
    "choice": "string",
    "refusal": "string",
    "instead_of": "string",
    "kept": "string",
    "is_new": "boolean",
    "hidden": "boolean",
    "example": "string",
    "done": "string",
}
#: One row per table of the plan, those under a heading that comes again as one: its heading rows, the first and the
#: last row of its items, and what is said of its amounts. Of a turned plan they are columns, by their letters.
TABLE_DTYPES = {
    "sheet": "string",
    "header_rows": "string",
    "first": "string",
    "last": "string",
    "unit": "string",
    "price_level": "string",
    "sign_rule": "string",
}
#: Every cell that holds something in a sheet that is read, counted by its column and by what became of it. ``use`` is a
#: :class:`Use`; ``what`` the field or year it was read into, or the role of its row when that is no item's; ``heading``
#: is that of the column, "" where it has none, and NA for a row that is no item's.
LEDGER_DTYPES = {
    "sheet": "string",
    "column": "string",
    "heading": "string",
    "use": "category",
    "what": "string",
    "cells": "Int64",
}
#: One row per thing that has changed since an earlier version, the oldest first: the fields of ``versions.Change``.
#: ``now`` is the id the item has now, NA where it has none; ``months`` and ``kroner`` are how much it has moved.
CHANGE_DTYPES = {
    "as_of": "datetime64[ns]",
    "what": "string",
    "title": "string",
    "now": "string",
    "then": "string",
    "committees": "string",
    "sentence": "string",
    "before": "string",
    "after": "string",
    "months": "Float64",
    "kroner": "Int64",
    "place": "string",
    "nth": "Int64",
    "same_as": "string",
}
#: One row per version that the changes are counted between, the oldest first, this plan's own last where it is another.
VERSION_DTYPES = {"as_of": "datetime64[ns]", "name": "string", "items": "Int64", "changes": "Int64"}
#: One row per sheet of the workbook: ``role`` is a :class:`SheetRole`, ``detail`` says why in Danish.
SHEET_DTYPES = {
    "sheet": "string",
    "role": "category",
    "detail": "string",
    "header_rows": "string",
    "unit": "string",
    "price_level": "string",
    "sign_rule": "string",
    "items": "Int64",
}


class Use(StrEnum):
    """What became of a cell that holds something."""

    READ = "read"  # into a field or a year of an item
    STRUCTURE = "structure"  # heading, banner, total, note, title
    UNREAD = "unread"


class SumPart(StrEnum):
    """What a sum of an item's amounts covers."""

    TOTAL = "total"  # the whole project
    BEFORE = "before"  # what was given or spent before the years of the plan
    AFTER = "after"
    YEARS = "years"  # the row's own sum, „I alt“, mostly of the plan's years


class Kind(StrEnum):
    """What an item is; the letter that opens its id is ``KIND_LETTERS``."""

    OPERATING_CHANGE = "operating_change"
    CAPITAL_PROJECT = "capital_project"
    DECLARATION_OF_INTENT = "declaration_of_intent"


KIND_LETTERS = {Kind.OPERATING_CHANGE: "D", Kind.CAPITAL_PROJECT: "A", Kind.DECLARATION_OF_INTENT: "H"}


class RowRole(StrEnum):
    """What a source row is when it is no item."""

    TITLE = "title"
    HEADING = "heading"
    BANNER = "banner"
    TOTAL = "total"
    NOTE = "note"
    BLANK = "blank"
    UNREAD = "unread"


class SheetRole(StrEnum):
    """What a sheet is to the plan."""

    PLAN = "plan"
    COMPLETED = "completed"  # items here are done because they stand here
    COMPANION = "companion"  # says more of the items: their amounts, their status
    LEGEND = "legend"  # what the plan is read by: its committees, what its codes and colours mean
    EARLIER = "earlier"  # an earlier plan or an archive: left out, one finding
    ASIDE = "aside"  # cover, read-me, addresses, diagrams: left out without a word
    UNREAD = "unread"  # holds a table that could not be read as a plan
    GENERATED = "generated"  # ours, of an earlier run
    EXCLUDED = "excluded"  # left out by the settings
    EMPTY = "empty"


class Observation(StrEnum):
    """What reading noticed. In brackets: what ``text`` and ``detail`` hold."""

    HIDDEN_COLUMN = "hidden_column"  # (heading)
    STRUCK = "struck"  # the item's title is struck through
    FILL_STATUS = "fill_status"  # (Danish colour name) the status column says something by colour alone
    STRAY_MARK = "stray_mark"  # (X as written) in a column that takes none
    LOOKALIKE = "lookalike"  # (as written, the character) read as X
    COMPLETION_UNCLEAR = "completion_unclear"  # (as written, why)
    DUE_UNREADABLE = "due_unreadable"  # (as written, why)
    DUE_ASSUMED = "due_assumed"  # (as written, what was assumed)
    DUE_EXACT = "due_exact"  # the last day is an exact calendar day
    DUE_MEETING = "due_meeting"  # (as written, a ``values.dates.MeetingKind``) the day of a meeting, which is not named
    DUE_SAYS_DONE = "due_says_done"  # (as written)
    STATUS_SAYS_DONE = "status_says_done"  # (as written) in status or remarks
    STATUS_SAYS_PARTIAL = "status_says_partial"  # (as written) in status or remarks
    STATUS_SAYS_DROPPED = "status_says_dropped"  # (as written) in status or remarks
    COMMITTEE_UNKNOWN = "committee_unknown"  # (the unknown name, the nearest known name or NA)
    BODY_LEARNED = "body_learned"  # (the bodies that the plan names and the register does not, as a list)
    COMMITTEE_AMBIGUOUS = "committee_ambiguous"  # (as written, why)
    COMMITTEE_ALL = "committee_all"  # („Alle udvalg“ as written, the bodies it was read as)
    COMMITTEE_ON_PURPOSE = "committee_on_purpose"  # (as written) no committee is meant to handle it
    STEP_OPEN = "step_open"  # (its time as written, its last day as ISO) where each step has its own mark, and it none
    STEP_DONE = "step_done"  # (its time as written, its first day as ISO) it has its mark
    CLOSED = "closed"  # (the text or heading that marks the item as closed or confidential)
    HELD = "held"  # (what may mean that the item is closed, or is hidden, as a Danish clause)
    CLOSED_NOT_FOUND = "closed_not_found"  # (a line of a list of closed items that names no item of the plan)
    SECTION_UNKNOWN = "section_unknown"  # (as written, the nearest known section or NA)
    KIND_ASSUMED = "kind_assumed"  # (as written) read as an operating change, the one kind that is left
    AMOUNT_UNREADABLE = "amount_unreadable"  # (as written, why)
    AMOUNT_OTHER_UNIT = "amount_other_unit"  # (as written, why)
    AMOUNT_ELSEWHERE = "amount_elsewhere"  # (the year, kroner) another sheet has this amount for the item
    UNIT_ASSUMED = "unit_assumed"  # (the unit, what speaks against it) nobody has said it
    UNIT_DOUBTFUL = "unit_doubtful"  # (the unit, what speaks against it) it has been said
    FORMULA_WITHOUT_VALUE = "formula_without_value"  # (the formula)
    TOTAL_WITHOUT_VALUE = "total_without_value"  # (the first such formula, how many) once for a sheet
    ERROR_VALUE = "error_value"  # (#REF! ...)
    DERIVED_OPERATION = "derived_operation"  # afledt drift: the same title as its project is no duplicate
    COLUMN_UNREAD = "column_unread"  # (heading, how many cells)
    CHOICE_LOST = "choice_lost"  # (the label of a column that is gone, what somebody chose for it in Læsning)
    SETTING_LOST = "setting_lost"  # (the heading that no column has, what the settings say of it and where)
    GENERATED_EDIT = "generated_edit"  # (the proposal as a sentence, what was written) in a sheet of an earlier run


@dataclass(frozen=True)
class Source:
    """The workbook that was read."""

    path: Path
    sha256: str
    format: str  # xlsx, xlsm, xlsb, xls, ods
    date1904: bool = False
    sheets: Mapping[str, str] = field(default_factory=dict)  # fingerprint of what stands in each sheet, by its name

    @property
    def has_looks(self) -> bool:
        """Whether more than values is read of this format; only these can take our sheets, and be sent from."""
        return self.format in ("xlsx", "xlsm")


@dataclass(frozen=True)
class AwaitedAnswers:
    """The answers to a dispatch: its day, the last day for them, how many were asked, and the names of the silent."""

    sent: date
    reply_by: date
    asked: int
    silent: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan as read. No function changes a frame in place; the dtypes are those of the tables above.

    A plan is equal to itself alone, so that what is worked out of it can be remembered.
    """

    items: pd.DataFrame
    assignments: pd.DataFrame
    amounts: pd.DataFrame
    cells: pd.DataFrame  # index item; the columns of items, and one per year: the address each value came from
    rest: pd.DataFrame
    totals: pd.DataFrame
    observations: pd.DataFrame
    columns: pd.DataFrame
    sheets: pd.DataFrame
    source: Source
    as_of: date
    years: tuple[int, ...]
    unit: str  # the label written over the amounts, e.g. "1.000 kr."
    sections: tuple[str, ...]
    bodies: tuple[Body, ...]
    municipality: str  # "" where the plan is another's than the built-in one, and no settings say whose
    #: (item, column of items or year) -> what is left of the value when nothing of a hidden column is told.
    shown: Mapping[tuple[str, str], object] = field(default_factory=dict)
    acknowledgements: pd.DataFrame = field(default_factory=lambda: typed_frame([], ACKNOWLEDGEMENT_DTYPES))
    tables: pd.DataFrame = field(default_factory=lambda: typed_frame([], TABLE_DTYPES))
    sums: pd.DataFrame = field(default_factory=lambda: typed_frame([], SUM_DTYPES))
    ledger: pd.DataFrame = field(default_factory=lambda: typed_frame([], LEDGER_DTYPES))
    versions: pd.DataFrame = field(default_factory=lambda: typed_frame([], VERSION_DTYPES))
    changes: pd.DataFrame = field(default_factory=lambda: typed_frame([], CHANGE_DTYPES))
    #: The day since which nothing has changed, by the last run; None where that is not known, or something has.
    unchanged_since: date | None = None
    #: Who has not answered what was last sent; None where nothing was sent from the plan's folder.
    awaited: "AwaitedAnswers | None" = None
    meeting_rules: MeetingRules = field(default_factory=MeetingRules)
    #: What could not be used of the workbooks of meeting dates that the settings name, as Danish clauses.
    meeting_notes: tuple[str, ...] = ()

    def observed(self, *whats: Observation) -> pd.DataFrame:
        """The observations of these sorts, in source order."""
        return self.observations[self.observations["what"].isin(list(whats))]


def typed_frame(rows: Iterable[Mapping[str, object]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """A frame with exactly the columns and dtypes of ``dtypes``, also when there are no rows."""
    frame = pd.DataFrame(list(rows), columns=list(dtypes))
    return frame.astype(dict(dtypes))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dicts of plain Python values, with None for what is missing."""
    rows = frame.astype("object").to_dict("records")
    return [{str(name): None if pd.isna(value) else value for name, value in row.items()} for row in rows]


def without_committee(plan: Plan) -> "pd.Series[bool]":
    """Per item, whether nobody handles it: no body is known, and none was left out on purpose."""
    index = plan.items.index
    on_purpose = plan.observed(Observation.COMMITTEE_ON_PURPOSE)["item"]
    return pd.Series(~index.isin(plan.assignments["item"]) & ~index.isin(on_purpose), index=index)


#: A budget is of its year and the three that follow (lov om kommunernes styrelse, section 37).
BUDGETED = 4


def plan_period(plan: Plan) -> tuple[date, date] | None:
    """The first and the last day that an item of the plan can have; None where the plan has no years.

    A budget is adopted by 15 October of the year before (kommunestyrelsesloven § 38), and carried out from then on. A
    plan is of a budget's four years, also where it has amounts in fewer.
    """
    return period_of(plan.years)


def period_of(years: Sequence[int]) -> tuple[date, date] | None:
    """The period of a plan that has amounts in ``years``; None for none."""
    return (date(years[0] - 1, 10, 1), date(max(years[-1], years[0] + BUDGETED - 1), 12, 31)) if years else None


def outside_years(plan: Plan) -> "pd.Series[bool]":
    """Per item, whether its date lies wholly outside the plan's period."""
    items, period = plan.items, plan_period(plan)
    if period is None:
        return pd.Series(False, index=items.index)
    first, last = map(pd.Timestamp, period)
    ends = items["due_to"].fillna(items["due_from"]).mask(items["due_kind"] == "from")  # which has no end
    begins = items["due_from"].fillna(items["due_to"])
    is_done = items["completion"].eq("done")  # an item of the plan before, that is still shown
    return ((ends < first) & ~is_done) | (begins > last)
