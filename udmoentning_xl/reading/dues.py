"""When an item is due: by its column, by start and end, by year and quarter, by meetings or a Gantt chart."""

import re
from dataclasses import replace
from datetime import date

from udmoentning_xl.danish import MONTH_STARTS, day, says_something
from udmoentning_xl.plan import Observation
from udmoentning_xl.reading.cells import Cells, RawItem, Settings, Text
from udmoentning_xl.reading.headings import AMOUNT, END, MONTH, QUARTER, SPAN, START, WEEK, YEAR
from udmoentning_xl.reading.rows import CellStatement
from udmoentning_xl.reading.shown import shows_year
from udmoentning_xl.terms import Field
from udmoentning_xl.values.dates import DueDate, DueKind, due_of_date, read_due
from udmoentning_xl.values.markers import is_mark, status_says_done

#: A day as Excel counts it, in a cell that has lost its date format.
_SERIAL = re.compile(r"(?:\A| - )\d{5}(?:,\d{1,10})?\Z")


#: A day that stands with a committee, perhaps with its year.
_DAY = re.compile(
    rf"(?<![\d/.-])(?:d\. ?)?(\d{{1,2}}(?:[/.-]\d{{1,2}}|\. ?(?:{MONTH_STARTS})[a-z]*))"
    r"(?:[/.-](?P<short>(?:20)?[2-4]\d)(?!\d)|(?![/.-]?\d)[ .,/-]{0,2}(?P<year>20\d\d)?)",
    re.IGNORECASE,
)


#: „Inden sommerferien 2026 (senest 30/6)“: the day in the bracket holds.
_AT_LAST = re.compile(r"\A(?P<before>[^()\n]{1,80})\((?P<day>senest [^()]{3,30})\)\Z", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
#: Between a meeting and the next: „BUU: maj 2025, KB: juni 2025“.
_MEETINGS = re.compile(r"[\n;]|, (?=[A-ZÆØÅ]{2})| og (?=[A-ZÆØÅ]{2})")


def set_due(item: RawItem, cells: Cells, settings: Settings, meeting: CellStatement | None = None) -> None:
    """Give the item its due date, as written and as read, and note what was assumed or could not be read.

    A banner that names the ``meeting`` it stands for says the day where no column does.
    """
    cell = cells.text(item.row, Field.DUE)
    is_end = cell is not None and START in cells.fields and END not in cells.fields
    if cell and cell.text and not is_end:
        due: DueDate | None = _read(cells, settings, cell)
    else:
        found = (
            _start_and_end(item, cells, settings, cell if is_end else cells.text(item.row, END))
            or _year_and_part(item.row, cells, settings)
            or _matrix_dates(item, cells, settings)
            or _marked_spans(item.row, cells, settings)
            or _beside_committees(item.row, cells, settings)
            or (None if meeting else _last_step(item.row, cells, settings))
        )
        of_due = (Field.DUE, END, START, *_PARTS, *(() if AMOUNT in cells.fields else (YEAR,)))
        blank = (cells.text(item.row, name) for name in of_due)
        cell, due = found or (next(filter(None, blank), None), None)
    if (cell is None or not cell.text) and meeting is not None:
        cell = Text(meeting.said.value, None, max(meeting.row, 0), max(meeting.column, 0))
        due = read_due(cell.text, settings.years)
    if cell is None:
        return
    item.set("due_text", cell)
    item.cells |= dict.fromkeys(("due_kind", "due_from", "due_to"), item.cells["due_text"])
    item.values["due_kind"] = DueKind.UNSET
    if due is not None:
        item.values |= {"due_kind": due.kind, "due_from": due.first, "due_to": due.last}
        _notice(item, cell, due, settings)


def _notice(item: RawItem, cell: Text, due: DueDate, settings: Settings) -> None:
    if due.kind == DueKind.INVALID:
        why = None if due.why.startswith("kan ikke læses") else due.why  # which the finding says already
        item.notice(Observation.DUE_UNREADABLE, cell, cell.text, why, Field.DUE)
    elif due.kind == DueKind.AMBIGUOUS or due.year_assumed or (due.meeting and due.why):
        item.notice(Observation.DUE_ASSUMED, cell, cell.text, due.why, Field.DUE)
    elif due.last and _SERIAL.search(cell.text):
        item.notice(Observation.DUE_ASSUMED, cell, cell.text, f"som Excels tal for {day(due.last)}", Field.DUE)
    if due.exact:
        item.notice(Observation.DUE_EXACT, cell, cell.text, None, Field.DUE)
    if due.meeting:
        item.notice(Observation.DUE_MEETING, cell, cell.text, due.meeting, Field.DUE)
    done = due.says_done and (due.last is None or due.last <= settings.as_of)  # "færdig september 2026" is a plan
    if done or (due.kind == DueKind.STATUS and status_says_done(cell.text)):
        item.notice(Observation.DUE_SAYS_DONE, cell, cell.text, None, Field.DUE)


def _read(cells: Cells, settings: Settings, cell: Text) -> DueDate:
    if isinstance(cell.value, date) and cell.text == cells.grid.text(cell.row, cell.column):
        number_format = cells.grid.sheet.formatting.number_formats.get((cell.row, cell.column), "")
        return _of_date(cell.value, cell.text, number_format, settings)
    text = f"{cell.value:.10g}" if isinstance(cell.value, float) else _in_full(cell.text, settings)
    due = read_due(text, settings.years, settings.body_names)
    if due.year_assumed and settings.sheet_year:  # the sheet is of one year: nothing is assumed
        return replace(read_due(text, (settings.sheet_year,), settings.body_names), year_assumed=False, why="")
    return due


def _in_full(text: str, settings: Settings) -> str:
    """A time in words that the plan explains as what they mean, and with the last day that a bracket names."""
    for words, time in settings.times.items():
        at = text.casefold().find(words)
        if at >= 0 and len(text.casefold()) == len(text):
            text = f"{text[:at]}{time}{text[at + len(words) :]}"
    if match := _AT_LAST.search(text):
        year = _YEAR.search(match["before"]) if not _YEAR.search(match["day"]) else None
        return f"{match['day']} {year[0] if year else ''}".strip()
    return text


def _of_date(value: date, text: str, number_format: str, settings: Settings) -> DueDate:
    """A real date; where its format shows no day, it is the time that is shown: „juni 2025“, „3. kvartal 2025“."""
    due = due_of_date(value, number_format)
    said = read_due(text, settings.years) if number_format else due
    if not number_format or (shows_year(number_format) and said.last is None):
        return due
    if shows_year(number_format) or said.last is None:
        return said
    return replace(due, year_assumed=True, why=f"cellen viser ikke året {value.year}")


def _start_and_end(item: RawItem, cells: Cells, settings: Settings, end: Text | None) -> tuple[Text, DueDate] | None:
    """A due date given as two columns; either may be blank. The end decides; of a start nobody can read is told."""
    start = cells.text(item.row, START)
    first = _read(cells, settings, start) if start and start.text else None
    last = _read(cells, settings, end) if end and end.text else None
    if start is None or first is None:
        return (end, last) if end and last else None
    if end is None:
        return start, first
    if last is None and first.kind in (DueKind.CONTINUOUS, DueKind.DEPENDS):
        return start, first  # „Løbende“ ends at no time
    if last is None:
        return Text(_span_told(start.text, ""), None, end.row, end.column), DueDate(DueKind.UNSET)
    text = Text(_span_told(start.text, end.text), None, end.row, end.column)
    if last.kind == DueKind.UNSET:
        return text, last
    if last.last is None:
        return text, last
    if first.kind == DueKind.INVALID:
        _notice(item, start, first, settings)
    together = read_due(text.text, settings.years) if first.year_assumed or last.year_assumed else None
    if together and together.kind == DueKind.INTERVAL and not together.year_assumed:
        return text, together  # „november 2025“ and „februar“: each may have the other's year
    if first.first is None:
        return end, last
    if last.last < first.first:
        return text, DueDate(DueKind.INVALID, why="slut ligger før start")
    assumed, why = first.year_assumed or last.year_assumed, first.why or last.why
    return text, DueDate(DueKind.INTERVAL, first.first, last.last, year_assumed=assumed, exact=last.exact, why=why)


def _span_told(start: str, end: str) -> str:
    """A start and an end as one time: what both say is said once, and a dash alone says nothing."""
    if start == end or not says_something(start):
        return end
    return f"{start} - {end}" if says_something(end) else f"{start} -"


def _year_and_part(row: int, cells: Cells, settings: Settings) -> tuple[Text, DueDate] | None:
    """A due date given as a year and, in a column of its own, a quarter, a month or a week."""
    parts = [(name, at) for name in _PARTS if (at := cells.text(row, name)) is not None]
    year = cells.text(row, YEAR)
    filled = [(name, at) for name, at in parts if at.text]
    if not parts or year is None or not (year.text or filled):
        return None
    name, at = filled[0] if filled else (YEAR, year)
    number = re.sub(r"\D", "", at.text)
    said = _PARTS[name].format(number) if name in _PARTS and number and len(at.text) <= 3 else at.text
    text = Text(said if at is year else f"{said} {year.text}".strip(), None, at.row, at.column)
    return text, read_due(text.text, settings.years)


#: What a bare number is in a column of quarters, months or weeks.
_PARTS = {QUARTER: "{}. kvartal", MONTH: "{}. måned", WEEK: "uge {}"}


def _matrix_dates(item: RawItem, cells: Cells, settings: Settings) -> tuple[Text, DueDate] | None:
    """The last of the meeting dates under the committees' headings; of one that nobody can read is told."""
    found, unread = [], []
    for column in cells.bodies:
        text = cells.grid.text(item.row, column.index)
        if text and not is_mark(text):
            cell = Text(text, cells.grid.value(item.row, column.index), item.row, column.index)
            due = _read(cells, settings, cell)
            if due.last is not None:
                found.append((cell, due))
            elif due.kind == DueKind.INVALID and any(map(str.isdigit, text)):
                unread.append((cell, due))
    if not found:
        return unread[0] if unread else None
    for cell, due in unread:
        _notice(item, cell, due, settings)
    return max(found, key=lambda one: one[1].last or date.min)


def _beside_committees(row: int, cells: Cells, settings: Settings) -> tuple[Text, DueDate] | None:
    """The last of the days that stand with the committees: „BUU 11/3, ØK 18/3 2025“."""
    cell = cells.text(row, Field.COMMITTEE, ", ")
    if cell is None:
        return None
    days = list(_DAY.finditer(cell.text))
    if not days:
        dues = [_read(cells, settings, cell._replace(text=part, value=None)) for part in _MEETINGS.split(cell.text)]
        last = max(
            (due for due in dues if due.kind == DueKind.INTERVAL), key=lambda due: due.last or date.min, default=None
        )
        return (cell, last) if last is not None and any(map(str.isdigit, cell.text)) else None
    year = next((day["year"] or f"20{day['short'][-2:]}" for day in reversed(days) if day["year"] or day["short"]), "")
    due = _read(cells, settings, cell._replace(text=f"{days[-1][1]} {year}".strip(), value=None))
    return (cell, due) if due.last is not None else None


def _last_step(row: int, cells: Cells, settings: Settings) -> tuple[Text, DueDate] | None:
    """The time of the last step of the process, where most have one and no column says when the items are due."""
    cell = cells.text(row, Field.PROCESS) if cells.steps_are_dated else None
    if cell is None:
        return None
    due = _read(cells, settings, cell)
    if due.kind in (DueKind.INVALID, DueKind.STATUS):
        return cell._replace(text=""), DueDate(DueKind.UNSET)
    return cell, due


def _marked_spans(row: int, cells: Cells, settings: Settings) -> tuple[Text, DueDate] | None:
    """From the first to the last of the quarters, months or weeks that are marked, or coloured, in a Gantt chart."""
    columns = cells.fields.get(SPAN, [])
    marked = [column for column in columns if cells.grid.text(*cells.grid.origin(row, column.index))]
    marked = marked or [column for column in columns if _is_bar(row, column.index, cells)]
    if not marked:
        return (Text("", None, row, columns[0].index), DueDate(DueKind.UNSET)) if columns else None
    if any(settings.committees.find(cells.grid.text(row, column.index)) for column in marked):
        cells.taken |= {(row, column.index): Field.COMMITTEE for column in marked}
        marked = marked[-1:]  # who handles it in each of them: the last one decides
    cells.taken |= {cells.grid.origin(row, column.index): Field.DUE for column in marked}
    written = list(dict.fromkeys(cells.grid.text(*cells.grid.origin(row, column.index)) for column in marked))
    if len(written) == 1 and len(written[0]) > 1 and not is_mark(written[0]):  # „Løbende“ in the chart itself
        cell = Text(written[0], None, row, marked[0].index)
        due = _read(cells, settings, cell)
        if due.kind in (DueKind.CONTINUOUS, DueKind.DEPENDS, DueKind.UNSET):
            return cell, due
    ends = list(dict.fromkeys(_span(column.heading) for column in (marked[0], marked[-1])))
    years = (settings.sheet_year,) if settings.sheet_year else settings.years
    first, last = read_due(ends[0], years), read_due(ends[-1], years)
    text = Text(" - ".join(ends), None, row, marked[-1].index)
    if first.first is None or last.last is None:
        return text, DueDate(DueKind.INVALID, why="overskriften over krydset kan ikke læses som et tidsrum")
    assumed, why = first.year_assumed or last.year_assumed, first.why or last.why
    if settings.sheet_year:  # the sheet is of one year: nothing is assumed
        assumed, why = False, ""
    return text, DueDate(DueKind.INTERVAL, first.first, last.last, year_assumed=assumed, why=why)


def _span(heading: str) -> str:
    """The quarter, month or week of a heading with the year that it or what stands over it names: „Plan 2026: Apr“."""
    own, year = heading.rsplit(": ", 1)[-1], re.search(r"(?<!\d)20\d\d(?!\d)", heading)
    return own if year is None or year[0] in own else f"{own} {year[0]}"


def _is_bar(row: int, column: int, cells: Cells) -> bool:
    """True for a cell that is coloured otherwise than its row is."""
    fills = cells.grid.sheet.formatting.fills
    titles = cells.fields.get(Field.TITLE, [])
    return bool(fills.get((row, column))) and all(fills.get((row, one.index)) != fills[row, column] for one in titles)
