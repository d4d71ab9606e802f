"""The days of meetings in a workbook of them: any table with a date per body, however it is laid out.

A date belongs to the body that its column is called after, else to the one that its row names, else to those whose
columns are marked in its row, else to the one that a line above it or its sheet is called after. What belongs to
nobody, and what cannot be read, is told. How the days are used is the business of ``meetings``.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import product
from pathlib import Path

from udmoentning_xl.config import Config
from udmoentning_xl.danish import clean, counted, fold, listed
from udmoentning_xl.errors import ConfigError, PlanFileError
from udmoentning_xl.meetings.dues import with_meeting_days
from udmoentning_xl.plan import Plan
from udmoentning_xl.reading.grid import column_letter
from udmoentning_xl.reading.source import SheetData, read_workbook
from udmoentning_xl.register import Body
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.dates import DueKind, read_due
from udmoentning_xl.values.markers import is_mark

#: Headings of days that are not those of the meetings.
_NO_MEETING = re.compile(
    r"frist|deadline|dagsorden|indmeld|materiale|udsend|aflever|referat|opdater|oprettet|ændret|godkend|tilmeld", re.I
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
#: Headings of the days of meetings.
_DAYS = re.compile(r"\b(?:møde|dato|dag)")
#: A text with more than this is no day of a meeting.
_LONGEST = 60
_TITLE_ROWS = 6
_EXAMPLES = 3
#: Where no title names one, a day without its year is in doubt, whatever year is tried.
_NO_YEAR = 2000

Cell = tuple[int, int]


@dataclass(frozen=True)
class MeetingPlan:
    """The days of each body by short name, in order, and what was not understood, as Danish clauses."""

    days: Mapping[str, tuple[date, ...]]
    notes: tuple[str, ...] = ()


def with_meetings(plan: Plan, config: Config) -> Plan:
    """The plan whose bodies have the meetings that the settings give them, in lists or in workbooks, and whose times
    that mean a meeting are its day.

    Raises ConfigError where a workbook of meeting dates is missing or the plan itself, PlanFileError where it cannot be
    read.
    """
    rules = config.meeting_rules
    if not rules.file and not any(body.meetings or body.meeting_file for body in config.bodies):
        return plan
    files = _Files(plan, config.path)
    bodies = tuple(_with_meetings(body, _set_for(body, config.bodies), files, rules.file) for body in plan.bodies)
    known = replace(plan, bodies=bodies, meeting_rules=rules, meeting_notes=tuple(dict.fromkeys(files.notes)))
    return with_meeting_days(known)


def _set_for(body: Body, settings: Sequence[Body]) -> Body | None:
    """What the settings say of a body, which the plan may call otherwise."""
    names = {fold(name) for name in (body.short, body.name, *body.aliases)}
    return next((one for one in settings if one.short == body.short or fold(one.name) in names), None)


def _with_meetings(body: Body, own: Body | None, files: "_Files", common: str) -> Body:
    if own is not None:
        body = replace(
            body,
            meetings=own.meetings,
            meeting_file=own.meeting_file,
            case_days=own.case_days,
            agenda_days=own.agenda_days,
            gap_days=own.gap_days,
        )
    if body.meetings:
        return body
    if body.meeting_file:
        return replace(body, meetings=files.of(body.meeting_file, body))
    return replace(body, meetings=files.of(common, body), meeting_file=common) if common else body


class _Files:
    """The workbooks of meeting dates, each read once."""

    def __init__(self, plan: Plan, settings: Path | None) -> None:
        self._bodies = plan.bodies
        self._plan = plan.source.path
        self._settings = settings
        self._read: dict[tuple[str, str], MeetingPlan] = {}
        self.notes: list[str] = []

    def of(self, file: str, body: Body) -> tuple[date, ...]:
        """The meetings of ``body`` in the workbook; of one that is its own, also those that name nobody."""
        is_own = body.meeting_file == file
        key = (file, body.short if is_own else "")
        if key not in self._read:
            path = (self._settings.parent if self._settings else Path()) / file
            if not path.is_file():
                where = self._settings.name if self._settings else "opsætningen"
                raise ConfigError(
                    f"Mødeplanen {path}, som {where} nævner, findes ikke. Ret navnet, eller læg filen der."
                )
            if path.resolve() == self._plan.resolve():  # in which other dates stand beside the committees
                raise ConfigError(f"Mødeplanen {file} er selve planen. Læg mødedagene i et regneark for sig.")
            self._read[key] = read_meetings(path, self._bodies, body.short if is_own else None)
            self.notes += [f"{path.name}: {note}" for note in self._read[key].notes]
        found = self._read[key].days.get(body.short, ())
        if is_own and not found:
            self.notes.append(f"{Path(file).name}: der er ingen mødedage for {body.short}")
        return found


def read_meetings(path: Path, bodies: Sequence[Body], owner: str | None = None) -> MeetingPlan:
    """The days of meetings in a workbook. ``owner`` gets the days that name no other body.

    Raises PlanFileError where the file is no workbook or cannot be read safely.
    """
    reader = CommitteeReader(bodies)
    found: dict[str, set[date]] = {}
    notes: list[str] = []
    for data in read_workbook(path).sheets:
        if data.visible:
            sheet = _Sheet(data, reader, owner)
            for short, when in sheet.meetings():
                found.setdefault(short, set()).add(when)
            notes += sheet.notes()
    if not found and not notes:
        raise PlanFileError(f"Der er ingen mødedage i {path.name}. Er det den rigtige fil?")
    return MeetingPlan({short: tuple(sorted(days)) for short, days in found.items()}, tuple(notes))


class _Sheet:
    """One sheet of meeting dates. Rows and columns count from 0."""

    def __init__(self, sheet: SheetData, reader: CommitteeReader, owner: str | None) -> None:
        self._sheet, self._reader = sheet, reader
        self._texts = {
            (row, column): clean(value)
            for row, cells in enumerate(sheet.rows)
            for column, value in enumerate(cells)
            if isinstance(value, str) and clean(value)
        }
        for top, left, bottom, right in sheet.merged:
            cells = product(range(top, bottom + 1), range(left, right + 1)) if (top, left) in self._texts else ()
            self._texts |= dict.fromkeys(cells, self._texts.get((top, left), ""))
        titles = [text for (row, _), text in self._texts.items() if row < _TITLE_ROWS]
        self._years = sorted({int(year) for text in (sheet.name, *titles) for year in _YEAR.findall(text)})
        self._days = dict(self._all_days())
        self._rows: dict[int, list[Cell]] = {}  # the cells with texts that are no days, by row and by column
        self._columns: dict[int, list[Cell]] = {}
        for cell in self._texts:
            if cell not in self._days:
                self._rows.setdefault(cell[0], []).append(cell)
                self._columns.setdefault(cell[1], []).append(cell)
        for own_cells in self._columns.values():
            own_cells.sort()
        self._bodies = {
            cell: body.short
            for cells in self._rows.values()
            for cell in cells
            if (body := reader.find(self._texts[cell])) is not None
        }
        dated = {row for row, _ in self._days}
        #: Rows that say nothing but whose meetings stand below.
        self._banners = [
            row
            for row, cells in self._rows.items()
            if len({self._texts[cell] for cell in cells}) == 1 and cells[0] in self._bodies and row not in dated
        ]
        own = reader.find(_YEAR.sub("", sheet.name).strip())
        self._of_sheet = [own.short] if own else [owner] if owner else []
        self._left_out: dict[str, str] = {}  # heading -> its cell
        self._nobody: dict[str, list[str]] = {}  # what stands over or beside the days of nobody -> their cells
        self._unread: list[str] = []

    def meetings(self) -> Iterator[tuple[str, date]]:
        """Each day with each body that meets on it."""
        self._hear_texts()
        for cell, when in self._days.items():
            heading = self._heading(cell)
            named = self._texts[heading] if heading else ""
            if heading and heading not in self._bodies and _NO_MEETING.search(named):
                self._left_out.setdefault(named, self._address(heading))
            elif when is None:
                self._unread.append(f"{self._address(cell)} „{self._texts[cell]}“")
            elif shorts := self._bodies_of(cell, heading):
                yield from ((short, when) for short in shorts)
            else:
                beside = self._rows.get(cell[0])
                self._nobody.setdefault(self._texts[beside[0]] if beside else named, []).append(self._address(cell))

    def notes(self) -> Iterator[str]:
        """What was not understood, once ``meetings`` has been asked."""
        for heading, cell in self._left_out.items():
            yield f"kolonnen „{heading}“ ({cell}) er ikke brugt; fristerne regnes efter opsætningen"
        for named, cells in self._nobody.items():
            over = f" ved „{named}“" if named else ""
            yield f"{counted(len(cells), 'dag', 'dage')}{over} hører ikke til et udvalg, der kendes ({_some(cells)})"
        if self._unread:
            yield f"{counted(len(self._unread), 'dag', 'dage')} kan ikke læses med sikkerhed: {_some(self._unread)}"

    def _all_days(self) -> Iterator[tuple[Cell, date | None]]:
        """Every cell that is a day, None where a text looks like one and cannot be read."""
        for row, cells in enumerate(self._sheet.rows):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    yield (row, column), value.date() if isinstance(value, datetime) else value
                elif (text := self._texts.get((row, column))) and len(text) <= _LONGEST:
                    yield from (((row, column), when) for when in self._day(text))

    def _day(self, text: str) -> Iterator[date | None]:
        """The day that a text is, None where it is one in doubt; nothing where it is another text."""
        if not any(map(str.isdigit, text)) or self._reader.find(text) is not None:
            return
        due = read_due(text, self._years or (_NO_YEAR,))
        if due.kind == DueKind.INTERVAL and due.exact and due.first == due.last:
            yield None if due.year_assumed and len(self._years) != 1 else due.first
        elif due.kind == DueKind.AMBIGUOUS and due.first is not None and due.first == due.last:
            yield None

    def _hear_texts(self) -> None:
        """Note the texts with figures in them that stand where the days of meetings do and are none."""
        for row, cells in self._rows.items():
            for cell in cells:
                heading = self._heading(cell)
                if heading is None or cell in self._bodies or row in self._banners:
                    continue
                is_day = heading in self._bodies or _DAYS.search(fold(self._texts[heading]))
                if is_day and any(map(str.isdigit, self._texts[cell])):
                    self._unread.append(f"{self._address(cell)} „{self._texts[cell][:_LONGEST]}“")

    def _heading(self, cell: Cell) -> Cell | None:
        """The nearest cell over this one with a text that is no day."""
        own = self._columns.get(cell[1], [])
        place = bisect_left(own, cell)
        return own[place - 1] if place else None

    def _bodies_of(self, cell: Cell, heading: Cell | None) -> list[str]:
        row, column = cell
        if heading in self._bodies and heading is not None and heading[0] not in self._banners:
            return [self._bodies[heading]]
        beside = [one for one in self._rows.get(row, []) if one in self._bodies]
        if beside:
            return sorted({self._bodies[one] for one in beside})
        marks = [one for one in self._rows.get(row, []) if is_mark(self._texts[one])]
        if marked := {short for one in marks for short in self._over(one)}:
            return sorted(marked)
        if over := self._over((row, column)):
            return over
        banners = [at for at in self._banners if at < row]
        return [self._bodies[self._rows[banners[-1]][0]]] if banners else self._of_sheet

    def _over(self, cell: Cell) -> list[str]:
        """The body that is named nearest over a cell, and not in a line of its own; [] for none."""
        above = (one for one in reversed(self._columns.get(cell[1], [])) if one < cell)
        return [self._bodies[one] for one in above if one in self._bodies and one[0] not in self._banners][:1]

    def _address(self, cell: Cell) -> str:
        return f"{self._sheet.name}!{column_letter(cell[1])}{cell[0] + 1}"


def _some(cells: Sequence[str]) -> str:
    left = len(cells) - _EXAMPLES
    return listed([*cells[:_EXAMPLES], *([f"{left} til"] if left > 0 else [])])
