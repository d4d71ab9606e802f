"""One sheet of meeting dates: which days it has, whose they are, and which of them are no meetings.

A date belongs to the body that is named with it in its cell, else to the one its column is called after, else to the
one beside it in its own table, else to those whose columns are marked in its row, else to the one that a line above it
or its sheet is called after. Where the place of a body leaves a doubt, the date is nobody's, and that is told. What a
text says is the business of ``meetingtexts``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from udmoentning_xl.danish import clean, counted, fold, listed
from udmoentning_xl.meetings.chain import weekday_and_day
from udmoentning_xl.reading import meetingtexts as texts
from udmoentning_xl.reading.grid import column_letter
from udmoentning_xl.reading.meetinggrid import DAY_LABELS, Cell, MeetingGrid, is_label
from udmoentning_xl.reading.meetingtexts import Why, Written, why_not
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.markers import is_mark

_EXAMPLES = 3
#: Headings of bodies, and of what says nothing of whether there is a meeting.
_BODY_LABELS = ("udvalg", "organ", "råd", "forum", "politisk udvalg")
_ELSEWHERE = ("sted", "lokale", "adresse", "mødested", "tid", "tidspunkt", "kl", "klokken", "starttid", "ugedag", "uge")


@dataclass(frozen=True)
class _Reason:
    """Why a day is not used: the kind, and the words that say so."""

    why: Why
    words: str


class MeetingSheet(MeetingGrid):
    """One sheet of meeting dates. ``owner`` has the days that name no other body."""

    def __init__(self, sheet: SheetData, reader: CommitteeReader, owner: str | None, years: Sequence[int]) -> None:
        super().__init__(sheet, reader, years)
        self._owner, self._looks = owner, sheet.formatting
        own = reader.find(clean("".join(" " if one.isdigit() else one for one in sheet.name)))
        self._of_sheet: tuple[str, ...] = (own.short,) if own else (owner,) if owner else ()
        self._has_body_column = any(
            fold(self._texts[cell]) in _BODY_LABELS or (cell in self._bodies and cell[0] in self._by_row)
            for cells in self._rows.values()
            for cell in cells
        )
        self._is_calendar = bool(self._under) or any(one.shorts for one in self._days.values())
        self._left_out: dict[str, str] = {}  # heading -> its cell
        self._nobody: dict[str, list[str]] = {}  # what stands over or beside the days of nobody -> their cells
        self._not_held: dict[Why, list[str]] = {}
        self._others: dict[str, list[str]] = {}
        self._unread: list[str] = []

    def meetings(self) -> Iterator[tuple[str, date]]:
        """Each day with each body that meets on it."""
        self._hear_texts()
        for cell, one in sorted(self._days.items()):
            heading = self._heading(cell)
            over = self._texts[heading] if heading else ""
            if heading and self._is_left_out(cell):
                self._left_out.setdefault(over, self._address(heading))
                continue
            shorts, sources = (one.shorts, []) if one.shorts else self._bodies_of(cell)
            reason = self._reason(cell, one, sources)
            if reason and (shorts or not self._is_calendar or one.why):
                when = f"{weekday_and_day(one.days[0])} " if len(one.days) == 1 else ""
                self._not_held.setdefault(reason.why, []).append(f"{self._address(cell)} {when}„{reason.words}“")
            elif reason:
                continue
            elif not one.days:
                self._unread.append(f"{self._address(cell)} „{self._texts.get(cell, self._shown(cell))}“")
            elif not shorts:
                self._hear_nobody(cell, over)
            else:
                for short in shorts:
                    if self._owner and short != self._owner:
                        self._others.setdefault(short, []).append(self._address(cell))
                    else:
                        yield from ((short, when) for when in one.days)

    def notes(self) -> Iterator[str]:
        """What was not understood or not used, once ``meetings`` has been asked."""
        for heading, cell in self._left_out.items():
            if texts.is_event(heading):
                yield f"dagene under „{heading}“ ({cell}) er ikke regnet som møder"
            else:
                yield f"kolonnen „{heading}“ ({cell}) er ikke brugt; fristerne regnes efter opsætningen"
        for why, cells in self._not_held.items():
            yield f"{counted(len(cells), 'dag er', 'dage er')} ikke regnet med ({why}): {_some(cells)}"
        for short, cells in self._others.items():
            count = counted(len(cells), "dag", "dage")
            yield f"{count} for {short} er ikke brugt i {self._owner}'s egen fil ({_some(cells)})"
        for label, days in self._no_body.items():
            if fold(label).strip(" .:") not in _ELSEWHERE:
                self._nobody.setdefault(label, []).extend(map(self._address, days))
        for named, cells in self._nobody.items():
            over = f" ved „{named}“" if named else ""
            yield f"{counted(len(cells), 'dag', 'dage')}{over} hører ikke til et udvalg, der kendes ({_some(cells)})"
        if self._no_year:
            count = counted(len(self._no_year), "dag", "dage")
            cells = [self._address(cell) for cell in self._no_year]
            yield f"{count} har kun måned og dag, og året står ikke i arket eller i filens navn ({_some(cells)})"
        if self._unread:
            yield f"{counted(len(self._unread), 'dag', 'dage')} kan ikke læses med sikkerhed: {_some(self._unread)}"

    def _bodies_of(self, cell: Cell) -> tuple[tuple[str, ...], list[Cell]]:
        """The bodies that a day belongs to, and the cells that say so."""
        row, column = cell
        if self._under:
            below: list[Cell] = []
            while (at := (row + 1 + len(below), column)) in self._under:
                below.append(at)
            named = [at for at in below if at in self._bodies]
            is_sure = len(named) == len(below)
            return (
                (tuple(dict.fromkeys(short for at in named for short in self._bodies[at])), below)
                if is_sure
                else ((), below)
            )
        heading = self._heading(cell)
        if heading is not None and heading in self._bodies and heading[0] not in self._banners:
            return self._bodies[heading], [heading]
        if beside := self._beside(cell):
            return tuple(sorted({short for one in beside for short in self._bodies[one]})), beside
        first, behind = self._table(cell)
        marks = [
            one
            for one in self._rows.get(row, [])
            if first <= one[1] < behind and (is_mark(self._texts[one]) or texts.is_time(self._texts[one]))
        ]
        if marked := {short for one in marks for short in self._over(one)}:
            return tuple(sorted(marked)), marks
        if over := self._over(cell):
            return over, []
        if self._owner and self._has_body_column:
            return (), []
        banners = [at for at in self._banners if at < row]
        if banners and (shorts := self._bodies.get(self._rows[banners[-1]][0])):
            return shorts, [self._rows[banners[-1]][0]]
        return ((), []) if banners and not self._owner else (self._of_sheet, [])

    def _beside(self, cell: Cell) -> list[Cell]:
        """The cells that name the bodies of a day in its row, and in its table."""
        row, column = cell
        first, behind = self._table(cell)
        every = [one for one in self._rows.get(row, []) if one in self._bodies]
        own = [one for one in every if first <= one[1] < behind]
        if not own:
            return every if len(every) == 1 and self._is_of_all(every[0], first, behind) else []
        days = [at for at in self._used_columns(row) if first <= at < behind]
        if len(days) < 2 or all(one[1] < days[0] for one in own):
            return own
        nearest = [one for one in own if one[1] > column and not any(column < at < one[1] for at in days)]
        place = days.index(column) if column in days else 0
        is_span = place > 0 and days[place - 1] == column - 1  # „fra“ and „til“, or two meetings: not sure
        return [] if is_span else nearest

    def _is_of_all(self, body: Cell, first: int, behind: int) -> bool:
        """Whether a body stands before tables that have none of their own: „Udvalg | Frist | Møde | Frist | Møde“."""
        heading = self._heading(body)
        while heading in self._bodies and heading is not None:
            heading = self._heading(heading)
        if heading is None or body[1] >= first or any(at < body[1] for at in self._used_columns(body[0])):
            return False
        row = self._rows[heading[0]]
        own = [one for one in row if first <= one[1] < behind]
        return bool(own) and all(self._texts[one] != self._texts[heading] for one in own)

    def _reason(self, cell: Cell, one: Written, sources: Sequence[Cell]) -> _Reason | None:
        """Why a day is no meeting, by its own words, those beside it, how they look and what is noted at them."""
        if one.why:
            return _Reason(one.why, self._texts.get(cell, ""))
        remarks = self._remarks(cell)
        for at in (*sources, *remarks):
            if why := why_not(self._texts[at]):
                return _Reason(why, self._texts[at])
        for at in (cell, *sources):
            if at in self._looks.struck and not self._is_head(at):
                return _Reason(Why.CANCELLED, "overstreget")
        for at in (cell, *sources, *remarks):
            note = self._looks.comments.get(at, "")
            if not self._is_head(at) and (why := why_not(note)):
                return _Reason(why, clean(note)[: texts.LONGEST])
        banners = [at for at in self._banners if at < cell[0]]
        if banners and not self._under:
            words = self._texts[self._rows[banners[-1]][0]]
            if self._rows[banners[-1]][0] not in self._bodies:
                return _Reason(why_not(words) or Why.TERM, words)
        return None

    def _remarks(self, cell: Cell) -> list[Cell]:
        """The texts of a day's row, in its table, that stand neither in the place of a day nor of another body."""
        first, behind = self._table(cell)
        days = set(self._used_columns(cell[0]))
        found = []
        for one in self._rows.get(cell[0], []):
            heading = self._heading(one)
            label = fold(self._texts[heading]).strip(" .:") if heading else ""
            if one[1] >= behind:
                continue
            if one[1] in days or self._over(one) or label in _ELSEWHERE:
                continue
            if one[1] < first and not self._is_of_all(one, first, behind):
                continue
            found.append(one)
        return found

    def _hear_texts(self) -> None:
        """Note what stands in the place of days and is none: texts with figures, and formulas never computed."""
        for cells in self._rows.values():
            for cell in cells:
                text = self._texts[cell]
                heading = self._heading(cell)
                if heading is None or cell in self._bodies or cell[0] in self._banners or cell in self._spread:
                    continue
                if texts.month_of(text) or texts.is_time(text) or texts.is_weekday(text) or texts.is_year(text):
                    continue
                if texts.is_count(text):
                    continue
                is_cell = bool(self._over(cell)) or is_label(self._texts[heading], DAY_LABELS)
                text = texts.without_years(text)
                if is_cell and any(map(str.isdigit, text)):
                    self._unread.append(f"{self._address(cell)} „{self._texts[cell][: texts.LONGEST]}“")
        dated = {column for _, column in self._days}
        for cell in sorted(self._looks.formulas_without_value):
            heading = self._heading(cell)
            label = self._texts[heading] if heading else ""
            if cell[1] in dated or heading in self._bodies or is_label(label, DAY_LABELS):
                self._unread.append(f"{self._address(cell)} „en formel uden resultat“")

    def _hear_nobody(self, cell: Cell, over: str) -> None:
        """Note a day of nobody; in a calendar only where something is said of it."""
        first, behind = self._table(cell)
        if self._under:
            beside = [at for at in [(cell[0] + 1, cell[1])] if at in self._under]
        else:
            beside = [one for one in self._rows.get(cell[0], []) if first <= one[1] < behind]
        days = self._used_columns(cell[0])
        if len(days) > 1 and not self._under:
            beside = [one for one in beside if one[1] > cell[1] and not any(cell[1] < at < one[1] for at in days)]
        told = [one for one in beside if not texts.is_weekday(self._texts[one]) and fold(self._texts[one]) != "nej"]
        words = [self._texts[one] for one in told if not self._texts[one].isdigit()]
        is_calendar = (self._is_calendar or len(days) > 1 or self._is_marked()) and not self._is_under_unknown(cell)
        if words or not is_calendar:
            self._nobody.setdefault(words[0] if words else over, []).append(self._address(cell))

    def _is_under_unknown(self, cell: Cell) -> bool:
        """Whether the heading of a day stands among bodies, and is none that is known."""
        heading = self._heading(cell)
        if heading is None or heading in self._bodies or not self._is_head(heading):
            return False
        label = self._texts[heading]
        is_other = is_label(label, DAY_LABELS) or fold(label).strip(" .:") in _ELSEWHERE or texts.month_of(label)
        return not is_other and any(one in self._bodies for one in self._rows[heading[0]])

    def _is_marked(self) -> bool:
        """Whether the sheet is a calendar with marks under the bodies."""
        dated = (cell for row in self._by_row for cell in self._rows.get(row, []))
        return any((is_mark(text := self._texts[cell]) or texts.is_time(text)) and self._over(cell) for cell in dated)

    def _shown(self, cell: Cell) -> str:
        value = self._sheet.rows[cell[0]][cell[1]]
        return str(value)

    def _address(self, cell: Cell) -> str:
        return f"{self._sheet.name}!{column_letter(cell[1])}{cell[0] + 1}"


def _some(cells: Sequence[str]) -> str:
    left = len(cells) - _EXAMPLES
    return listed([*cells[:_EXAMPLES], *([f"{left} til"] if left > 0 else [])])
