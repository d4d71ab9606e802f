"""What becomes of the cells of a sheet of meeting dates that gave no meeting: they are structure, or they are told.

A cell that names a body, in which a day stands, or whose comment changes a meeting is never passed over.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from udmoentning_xl.danish import clean, listed
from udmoentning_xl.meetings.chain import weekday_and_day
from udmoentning_xl.reading import meetingheadings as headings
from udmoentning_xl.reading import meetingtexts as texts
from udmoentning_xl.reading.meetingcells import TITLE_ROWS, Cell
from udmoentning_xl.reading.meetingledger import MeetingLedger, Reason, quoted
from udmoentning_xl.reading.meetingsheet import WORDS, Meeting, MeetingSheet
from udmoentning_xl.values.markers import is_mark

_ENDLESS = 1 << 30
_FEWEST_DAYS = 4
_FEW_WORDS = 3
_NEAR = 62  # days from one meeting of a body to the next
_OF_PLAN = re.compile(r"\b(?:møde)?(?:plan|kalender)\w{0,3}\b|\b(?:møde)?(?:dage|datoer)(?:ne)?\b", re.I)


class WholeSheet(MeetingSheet):
    """A sheet of meeting dates of which every cell is accounted for in ``ledger``."""

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self._sheet.name

    @property
    def draft(self) -> str:
        """The name, the title or a line of the sheet that says that its plan is not in force; "" for another."""
        return next((text for text in (*self._titles(), *self._asides()) if headings.names_draft(text)), "")

    def _asides(self) -> Iterator[str]:
        """The few words beside a title, „UDKAST“, and the lines below all days that are about the plan."""
        heads = {self._heading(cell) for cell in self._days}
        first, last = min(self._by_row, default=0), max(self._by_row, default=_ENDLESS)
        for row, cells in self._rows.items():
            for cell in cells if row < first else cells if row > last and len(cells) == 1 else ():
                text = self._texts[cell]
                is_beside = row < min(first, TITLE_ROWS) and cell not in heads and len(text.split()) <= _FEW_WORDS
                if is_beside or (row > last and _OF_PLAN.search(text)):
                    yield text

    def other_years(self) -> str:
        """Where no meeting is of the years that the name and the titles say, what to say of it; "" elsewhere."""
        named = self._title_years()
        years = sorted({one.when.year for one in self.held})
        if not named or not years or set(named) & set(years):
            return ""
        return (
            f"arket {self._sheet.name} siger {listed(list(map(str, named)))}, men dets mødedage er i "
            f"{listed(list(map(str, years)))} og er brugt sådan"
        )

    def years_at(self, cell: Cell) -> Sequence[int]:
        """The years that may be meant at a cell."""
        return self._years_at(cell)

    def has_days(self) -> bool:
        """Whether any day was seen, used or not."""
        return bool(self._days or self._no_year or self.corrections or self._looks.formulas_without_value)

    def leave_out(self, reason: Reason, words: str) -> None:
        """Use nothing of a sheet whose plan is not in force, and tell that once, with the words that say so."""
        cells = {*self._days, *self._no_year, *(cell for cells in self._no_body.values() for cell in cells)}
        self.held, self.called_off, self.asides, self.corrections = [], [], [], []
        self.ledger = MeetingLedger(self._sheet.name, self._owner)
        self.ledger.structure |= self._texts.keys() - cells
        for cell in sorted(cells):
            self.ledger.tell(reason, cell, key=words)

    @property
    def final(self) -> str:
        """The name or the title of the sheet that says that its plan is the one in force; "" for another."""
        return next((text for text in self._titles() if headings.names_final(text)), "")

    def doubt(self, held: Meeting, other: str) -> None:
        """Use a meeting no more that another version of the plan, the sheet ``other``, does not have."""
        self.held.remove(held)
        self.ledger.tell(Reason.VERSION, held.cell, f"{held.short} {weekday_and_day(held.when)}", key=other)

    def doubt_years(self) -> None:
        """Use no day that breaks the order of its body's days in a column or a row, and would not a year off."""
        lines: dict[tuple[str, int, int], list[Meeting]] = {}
        for one in sorted(self.held, key=lambda held: held.cell):
            lines.setdefault((one.short, 0, one.cell[1]), []).append(one)
            lines.setdefault((one.short, 1, one.cell[0]), []).append(one)
        for line in lines.values():
            for before, one, after in zip([None, *line], line, [*line[1:], None], strict=False):
                if (other := _out_of_order(before, one, after)) and one in self.held:
                    self.held.remove(one)
                    place = "efter" if other is before else "før"
                    words = f"{one.short} {weekday_and_day(one.when)}, der står {place} {weekday_and_day(other.when)}"
                    self.ledger.tell(Reason.UNREAD, one.cell, words)

    def has_plan(self) -> bool:
        """Whether a sheet has meetings, or at least so many days that it may be a plan."""
        days = [cell for cell in self._days if not (self._title_of_terms or self._is_left_out(cell))]
        return bool(self.held) or len(days) + len(self._no_year) >= _FEWEST_DAYS

    def take(self, meeting: Meeting) -> bool:
        """Add a meeting; False where it is another body's than that of the file."""
        is_own = self._owner in (None, meeting.short)
        if is_own:
            self.held.append(meeting)
        return is_own

    def body_of(self, cell: Cell) -> tuple[str, ...]:
        """The bodies that the column of a comment, a line over a text, or the sheet is called after."""
        lines = [at for at in self._banners if at < cell[0] and self._rows[at][0] in self._bodies]
        over = self._over(cell) if cell in self._looks.comments else ()
        return over or (self._bodies[self._rows[lines[-1]][0]] if lines else self._of_sheet)

    def loose_texts(self) -> Iterator[tuple[Cell, str]]:
        """The texts in which days stand and that gave no day, and the comments on cells."""
        for cell, text in sorted(self._texts.items()):
            is_settled = self.ledger.is_known(cell) or cell in self._spread | self._resolved | self._looks.struck
            if not is_settled and cell not in self._days and texts.has_day(text):
                yield cell, text
        for cell, note in sorted(self._looks.comments.items()):
            if texts.has_day(note) and not self.ledger.is_known(cell):
                yield cell, clean(note)

    def remarks_on_rows(self) -> Iterator[tuple[Cell, str, list[Meeting]]]:
        """The texts beside the days of meetings in use, with those of the row that each may be about, and the notes
        whose marks stand at days.
        """
        for one in list(self.held):
            if note := self._footnotes.get(one.cell):
                yield self._note_of[one.cell], note, [one]
        rows: dict[int, list[Meeting]] = {}
        for one in self.held if not (self._figures or self._under) else ():
            rows.setdefault(one.cell[0], []).append(one)
        for row, held in sorted(rows.items()):
            for cell in sorted(at for at in self._texts if at[0] == row):
                is_remark = not (cell in self._bodies and cell in self.ledger.used) and cell not in self._spread
                if not is_remark or (cell in self._days and self._days[cell].why):
                    continue
                others = [one for one in held if one.cell != cell]
                shorts = self._names.mentioned(self._texts[cell]) or self._over(cell)
                is_one = len({one.when for one in others}) == 1
                about = [one for one in others if one.short in shorts] if shorts else others if is_one else []
                if about:
                    yield cell, self._texts[cell], about

    def tell_rest(self) -> None:
        """Tell every cell that names a body or a day and is neither used nor structure nor told already."""
        for cell, text in sorted(self._texts.items()):
            if cell in self._spread or self.ledger.is_known(cell):
                continue
            if self._is_unread_mark(cell, text):
                self.ledger.tell(Reason.UNREAD, cell, quoted(text))
                continue
            shorts, has_day = self._names.mentioned(text), cell in self._days or texts.has_day(text)
            is_change = texts.CANCELLED.search(text) and "møde" in text.lower()
            if not (shorts or has_day or is_change):
                continue
            if self._is_structure(cell, text, names_body=bool(shorts), has_day=has_day):
                self.ledger.structure.add(cell)
                continue
            reason = Reason.CHANGE if texts.CANCELLED.search(text) else Reason.BODIES if shorts else Reason.DAYS
            self.ledger.tell(reason, cell, quoted(text))
        for cell, note in sorted(self._looks.comments.items()):
            if texts.CANCELLED.search(note) and cell not in self._heard and cell not in self.ledger.told:
                self.ledger.tell(Reason.CHANGE, cell, quoted(clean(note)))

    def _is_unread_mark(self, cell: Cell, text: str) -> bool:
        """Whether a text is a mark under a body in a row whose days are not its own."""
        is_of_marks = cell[0] in self._by_row and not any(self._over((cell[0], at)) for at in self._by_row[cell[0]])
        return is_of_marks and bool(self._over(cell)) and (is_mark(text) or texts.is_time(text))

    def _is_structure(self, cell: Cell, text: str, *, names_body: bool, has_day: bool) -> bool:
        """Whether a text is a title, a list of abbreviations or colours, a holiday, or about all meetings."""
        if cell in self._resolved | self._coloured or texts.CANCELLED.search(text):
            return cell in self._resolved | self._coloured
        if self._names.is_list(text) or texts.MADE.search(text):
            return True
        first, last = min(self._by_row, default=TITLE_ROWS), max(self._by_row, default=_ENDLESS)
        if not names_body:
            is_event = bool(texts.EVENT.search(text))
            return bool(texts.HOLIDAY.search(text)) or (not has_day if is_event else cell[0] < first)
        is_alone = sum(value is not None for value in self._sheet.rows[cell[0]]) == 1
        has_figure = has_day or (text[0].isdigit() and not texts.years_in(text))  # „1.-2.: KB“
        if cell[0] < first and not has_figure and (cell not in self._bodies or (is_alone and cell[0] < TITLE_ROWS)):
            return True
        return not has_figure and len(text.split()) > WORDS and not (first <= cell[0] <= last or cell in self._under)


def _out_of_order(before: Meeting | None, one: Meeting, after: Meeting | None) -> Meeting | None:
    """The neighbour with which a meeting is out of order, where it would not be a year later or earlier, and near."""
    broken = before if before and before.when > one.when else after if after and after.when < one.when else None
    if broken is None:
        return None
    near = timedelta(days=_NEAR)
    earliest, latest = before.when if before else broken.when - near, after.when if after else broken.when + near
    away = 365 if broken is before else -365
    is_near = abs(broken.when - one.when - timedelta(days=away)) <= near
    return broken if is_near and earliest <= one.when + timedelta(days=away) <= latest else None
