"""Whether an item is done: what its completion column says in context, and what other cells say where it is silent.

What a word or a mark means by itself is ``values.markers``.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from udmoentning_xl.danish import fold
from udmoentning_xl.plan import Observation
from udmoentning_xl.reading.cells import Cells, RawItem, Settings, Text
from udmoentning_xl.reading.headings import MILESTONE, SPAN
from udmoentning_xl.reading.rows import CellStatement
from udmoentning_xl.reading.sorts import is_share
from udmoentning_xl.terms import TEXTS, Field
from udmoentning_xl.values.dates import DueKind, read_due
from udmoentning_xl.values.markers import (
    CONTRADICTIONS,
    Completion,
    Habit,
    habit_of,
    is_mark,
    read_marker,
    status_says_done,
    status_word,
)

#: Columns in which an X means nothing; one that stands there was meant for the column beside it.
_TAKES_NO_MARK = (Field.DUE, *(text for text in TEXTS if text != Field.STATUS))


#: In a column of states so many cells are one; of a text as short as one it must be clear what it says.
_STATES, _LONGEST_STATE = 0.6, 30
#: „Status/bemærkning“: not all that stands there says how far things are.
_MIXED = re.compile(r"/| og ")
_NO_SHARE = re.compile(r"0(?:,0+)? ?(?:%|pct\.?|procent)")
#: What signs under Status say, where no legend says otherwise.
_SIGNS = {
    **dict.fromkeys("✓✔☑✅🗸●", Completion.DONE),
    **dict.fromkeys("◐◑◔◕", Completion.PARTIAL),
    **dict.fromkeys("○◯☐⬜", Completion.OPEN),
}
#: How a text begins that surely says that an item is partly done, folded; and what is noticed of such a text.
_PARTLY = "delvis"
_NOTICED = {
    Completion.DONE: Observation.STATUS_SAYS_DONE,
    Completion.PARTIAL: Observation.STATUS_SAYS_PARTIAL,
    Completion.DROPPED: Observation.STATUS_SAYS_DROPPED,
}
_OVER = (Completion.DONE, Completion.DROPPED)
#: Of shares there is one more that contradicts the status beside it, a nothing that somebody wrote.
_OF_SHARES = (*CONTRADICTIONS, (Completion.OPEN, Completion.DONE))
_ASKS_SHARE = re.compile(r"%|\bpct\b|\bprocent|\bandel\b|fremdrift", re.I)
#: Lights of how far things are in words; and what parts the texts of two columns where they are quoted.
_GREEN, _OTHER_LIGHTS, _BETWEEN = "grøn", ("gul", "rød"), " / "
#: A tick beside a step, where steps stand, and what parts those of one cell.
_TICK, _STEPS = re.compile(r"[✓✔☑√🗸✅]"), (SPAN, MILESTONE, Field.COMMITTEE)
_STEP_ENDS = re.compile(r"[,;/\n→]")
#: A time of fewer days is a quarter or a part of one.
_QUARTER = 93
#: What people colour of an item that is done.
_COLOURED = (Field.TITLE, Field.NUMBER)


@dataclass(frozen=True)
class _CellCompletion:
    completion: Completion
    lookalike: str = ""
    unclear: str = ""


class CompletionReader:
    """Reads the completion of one table's items."""

    def __init__(self, cells: Cells, settings: Settings) -> None:
        self.cells, self.settings = cells, settings
        columns = cells.fields.get(Field.COMPLETION, ())
        values = [cells.grid.value(row, column.index) for column in columns for row in cells.items]
        figures = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
        texts = [text for column in columns for row in cells.items if (text := cells.grid.text(row, column.index))]
        self._are_parts = bool(figures) and max(figures) <= 1 and any(0 < value < 1 for value in figures)
        self._habit = habit_of(texts)
        asks_share = any(_ASKS_SHARE.search(column.heading) for column in columns)
        #: Whether a blank there says that the item is not done: a share that nobody has written says nothing.
        self._has_marks = bool(columns) and not (
            (asks_share or any(text.endswith("%") for text in texts) or self._are_parts) and all(map(is_share, texts))
        )
        bare = [column for column in cells.table.columns if column.target is None and not column.heading]
        named = [column for name in _TAKES_NO_MARK for column in cells.fields.get(name, ())]
        states = [said.text for row in cells.items if (said := cells.text(row, Field.STATUS)) and said.text]
        is_mixed = any(_MIXED.search(column.heading) for column in cells.fields.get(Field.STATUS, ()))
        self._are_states = (
            not self._has_marks
            and not is_mixed
            and sum(status_word(text) is not None for text in states) >= _STATES * max(len(states), 1)
        )
        lines = [fold(line) for text in states for line in text.splitlines()]
        self._has_lights = _GREEN in lines and any(one in _OTHER_LIGHTS or status_word(one) for one in lines)
        self._without_marks = [*named, *cells.table.years, *bare]

    def read(self, item: RawItem, banner: CellStatement | None = None) -> None:
        """Set the item's completion; runs after its due date and status have been read.

        Under a ``banner`` of what is done it is, where its own row does not say otherwise.
        """
        cell = self.cells.text(item.row, Field.COMPLETION)
        item.set("completion_text", cell)
        strays = self._stray_marks(item)
        self._notice_words(item)
        if cell is not None and cell.text:
            item.cells["completion"] = item.cells["completion_text"]
            read = self._said(cell)
            if read.lookalike:
                item.notice(Observation.LOOKALIKE, cell, cell.text, read.lookalike, Field.COMPLETION)
            if read.unclear:
                item.notice(Observation.COMPLETION_UNCLEAR, cell, cell.text, read.unclear, Field.COMPLETION)
            item.values["completion"] = read.completion
            self._weigh_with_status(item, cell)
            return
        if cell is not None:
            item.cells["completion"] = item.cells["completion_text"]
        item.values["completion"] = self._elsewhere(item, strays)
        if banner and banner.said.value == Completion.DONE and item.values["completion"] == Completion.OPEN:
            item.values["completion"] = Completion.DONE
            item.cells["completion"] = self.cells.grid.address(banner.row, banner.column)

    def _weigh_with_status(self, item: RawItem, mark: Text) -> None:
        """Weigh a mark or a share of the work with the status beside it: „0 %“ or „Nej“ of what „Udgår“ is dropped.

        Where they contradict each other that is noted down: „100 %“ and „Rød“, „60 %“ and „Afsluttet“, X and „I gang“.
        """
        status = self.cells.text(item.row, Field.STATUS)
        if status is None:
            return
        said = status_word(status.text)
        is_dropped = Completion.DROPPED in (said, *map(status_word, status.text.splitlines()))
        marked = item.values["completion"]
        if is_dropped and (is_share(mark.text) or marked == Completion.OPEN):
            item.values["completion"], item.cells["completion"] = Completion.DROPPED, item.cells["status_text"]
        elif (marked, said) in (_OF_SHARES if is_share(mark.text) else CONTRADICTIONS):
            heading = next(one.heading for one in self.cells.fields[Field.STATUS] if one.index == status.column)
            why = f"under „{heading}“ står „{self.cells.grid.text(status.row, status.column)}“"
            item.notice(Observation.COMPLETION_UNCLEAR, mark, mark.text, why, Field.COMPLETION)

    def line(self, item: RawItem) -> None:
        """Set what a line of its own below an item says of how far that is."""
        said = self._status_said(item)
        is_early = said == Completion.DONE and self._is_to_come(item.text_of("status_text"))
        item.values["completion"] = Completion.OPEN if is_early or said is None else said
        item.cells["completion"] = item.cells["status_text"]

    # -- the column itself ----------------------------------------------------------------------------------------

    def _said(self, cell: Text) -> _CellCompletion:
        value = cell.value
        if isinstance(value, bool):
            return _CellCompletion(Completion.DONE if value else Completion.OPEN)
        if isinstance(value, int | float) and not cell.text.endswith("%"):
            return self._number(value)
        if isinstance(value, date):
            return self._dated(value.date() if isinstance(value, datetime) else value, cell.text)
        if any(fold(cell.text) == fold(column.heading) for column in self.cells.fields.get(Field.COMPLETION, ())):
            return _CellCompletion(Completion.DONE)  # „OK“ under OK
        marker = read_marker(cell.text, self._habit)
        if marker.day_text:
            sheet, today = self.settings.sheet_year, self.settings.as_of.year
            due = read_due(marker.day_text, (sheet,) if sheet else self.settings.years)
            if due.year_assumed and self.settings.years[0] > today:  # „x (KB 24/11)“, the autumn before the plan begins
                due = read_due(marker.day_text, (today,))
            if due.first is not None and due.last is not None and marker.day_text == cell.text:
                return self._in_time(due.first, due.last, cell.text)
            if due.last is not None and due.last > self.settings.as_of:
                return self._dated(due.last, marker.day_text)
        why = marker.why or "betydningen er ikke sikker"
        return _CellCompletion(
            marker.completion, marker.lookalike, why if marker.completion == Completion.UNCLEAR else ""
        )

    def _number(self, value: float) -> _CellCompletion:
        """A hundred is done, what lies between partly; a bare 1 is done only among 0 and 1, or parts of 1."""
        if value == 100 or (value == 1 and (self._are_parts or self._habit == Habit.ZERO_ONE)):
            return _CellCompletion(Completion.DONE)
        if 0 <= value < 100 and value != 1:
            return _CellCompletion(Completion.PARTIAL if value else Completion.OPEN)
        return _CellCompletion(Completion.UNCLEAR, unclear="et tal siger ikke, om indsatsen er afsluttet")

    def _in_time(self, first: date, last: date, text: str) -> _CellCompletion:
        """A time alone is when it was done; a quarter that has begun may be so, a longer time has to be over."""
        is_short = (last - first).days < _QUARTER
        return self._dated(first if is_short else last, text)

    def _dated(self, day: date, text: str) -> _CellCompletion:
        if day <= self.settings.as_of:
            return _CellCompletion(Completion.DONE)
        return _CellCompletion(Completion.UNCLEAR, unclear=f"datoen „{text}“ ligger i fremtiden")

    # -- the rest of the row --------------------------------------------------------------------------------------

    def _stray_marks(self, item: RawItem) -> set[str | None]:
        """The targets of the columns in which a mark stands that takes none."""
        strays: set[str | None] = set()
        for column in self._without_marks:
            text = self.cells.grid.text(item.row, column.index)
            if 0 < len(text) <= 3 and is_mark(text):
                strays.add(column.target)
                at = Text(text, text, item.row, column.index)
                item.notice(Observation.STRAY_MARK, at, text, column.heading, column.target or "")
        return strays

    def _notice_words(self, item: RawItem) -> None:
        for name in (Field.STATUS, Field.REMARKS):
            text = self.cells.text(item.row, name)
            if not text or not text.text or self._is_to_come(text.text):
                continue
            said = Completion.DONE if status_says_done(text.text) else status_word(text.text)
            if said == Completion.PARTIAL and not fold(text.text).startswith(_PARTLY):
                continue  # „50 %“, „forventes delvist gennemført“
            if said and (what := _NOTICED.get(said)):
                item.notice(what, text, _BETWEEN.join(text.text.splitlines()), None, name)

    def _coloured(self, item: RawItem) -> Completion | None:
        """What the item's colour says, in a plan that explains its colours."""
        fills = self.cells.grid.sheet.formatting.fills
        columns = [
            one for name in (Field.COMPLETION, Field.STATUS, *_COLOURED) for one in self.cells.fields.get(name, ())
        ]
        for column in columns if self.settings.colours else ():
            if said := self.settings.colours.get(fills.get((item.row, column.index), "")):
                item.cells["completion"] = self.cells.grid.address(item.row, column.index)
                return said
        return None

    def _is_to_come(self, text: str) -> bool:
        """True for a text whose date lies after the run's: "afsluttet i 2027" is a plan, whatever its tense."""
        due = read_due(text, self.settings.years)
        return due.last is not None and due.last > self.settings.as_of and not due.year_assumed

    def _status_said(self, item: RawItem) -> Completion | None:
        """What the item's status says in words or by a sign."""
        text = item.text_of("status_text")
        said = status_word(text)
        if said is None and len(self.cells.fields.get(Field.STATUS, ())) > 1:  # „Udgår“ beside „0 %“
            said = next(filter(None, map(status_word, text.splitlines())), None)
        if said is None and (_NO_SHARE.fullmatch(text) or self._is_green(text)):
            return Completion.OPEN
        if said is None and not self._has_marks and status_says_done(text):
            return Completion.DONE  # „Gennemført, kontrakten er ændret“
        return said or _SIGNS.get(text.strip("\ufe0f"))

    def _is_green(self, text: str) -> bool:
        """True for a green light: as planned, and not done, where another light or „Afsluttet“ stands in the column."""
        return self._has_lights and any(fold(line) == _GREEN for line in text.splitlines())

    def _elsewhere(self, item: RawItem, strays: set[str | None]) -> Completion:
        """What the rest of the row and the sheet say, where the completion column is blank or there is none."""
        if self.settings.completed_sheet:
            return Completion.DONE
        if strays:
            return Completion.DONE if Field.DUE in strays else Completion.UNCLEAR
        due_says_dropped = read_marker(item.text_of("due_text")).completion == Completion.DROPPED
        if item.values.get("due_kind") == DueKind.STATUS and due_says_dropped:
            item.cells["completion"] = item.cells["due_text"]
            return Completion.DROPPED
        said = self._status_said(item)
        title = self.cells.text(item.row, Field.TITLE)
        if said is None and title and (title.row, title.column) in self.cells.grid.sheet.formatting.struck:
            said = self.settings.struck if self.settings.struck != Completion.OPEN else None
            if said:
                item.cells["completion"] = self.cells.grid.address(title.row, title.column)
                return said
        if said is None and (coloured := self._coloured(item)):
            return coloured
        status = self.cells.text(item.row, Field.STATUS)
        if said is None and self._are_states and status and status.text and len(status.text) <= _LONGEST_STATE:
            item.notice(
                Observation.COMPLETION_UNCLEAR,
                status,
                _BETWEEN.join(status.text.splitlines()),
                "siger ikke, hvor langt indsatsen er",
                Field.STATUS,
            )
            said = Completion.UNCLEAR
        remarked = status_word(item.text_of("remarks"))
        if said is None and not self._has_marks and Field.STATUS not in self.cells.fields and remarked in _OVER:
            item.cells["completion"] = item.cells["remarks"]  # „Afsluttet“ as the only remark
            return remarked
        if said == Completion.DONE and self._is_to_come(item.text_of("status_text")):
            said = Completion.OPEN
        if said == Completion.DROPPED or (said is not None and not self._has_marks):
            item.cells["completion"] = item.cells["status_text"]
            return said
        return Completion.OPEN if said or self._has_marks else self._ticked(item)

    def _ticked(self, item: RawItem) -> Completion:
        """What ticks beside the steps of an item say: „BUU ✓“ under March and „KB“ under May is partly done."""
        grid = self.cells.grid
        columns = [*self.cells.bodies, *(one for name in _STEPS for one in self.cells.fields.get(name, ()))]
        texts = [(at, text) for one in columns if (text := grid.text(*(at := grid.origin(item.row, one.index))))]
        parts = [(at, part.strip()) for at, text in texts for part in _STEP_ENDS.split(text) if part.strip()]
        ticked = [at for at, part in parts if _TICK.search(part) and not is_mark(part)]
        if not ticked:
            return Completion.OPEN
        item.cells["completion"] = grid.address(*ticked[-1])
        return Completion.DONE if len(ticked) == len(parts) else Completion.PARTIAL
