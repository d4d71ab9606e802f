"""A file that a committee has sent back: whose it is, and everything somebody has written in it.

A file is known by its seal, which Excel and LibreOffice keep in every zipped format; one that has lost it by the ids
and titles in it. A cell is an answer, or the edit of a cell that was sent, or their own; which item of the plan it is
about today, and what becomes of it, is not decided here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from udmoentning_xl.danish import counted, day, fold, listed, long_day
from udmoentning_xl.reading.answercolumns import FEWEST, with_headings
from udmoentning_xl.reading.colours import colour_name
from udmoentning_xl.reading.edits import TITLE, CellEdit, Texts, header, item_rows, place_of, sheet_edits, texts_of
from udmoentning_xl.reading.grid import column_letter
from udmoentning_xl.reading.made import DocumentProperties
from udmoentning_xl.reading.sent import KNOWN, SentWorkbook, state_of
from udmoentning_xl.reading.source import SheetData, read_workbook
from udmoentning_xl.reading.stacked import baseline_of, parts_of
from udmoentning_xl.replies.answer import EITHER, REPLY_FIELDS, ReturnedFile
from udmoentning_xl.replies.seal import Seal
from udmoentning_xl.terms import README, REPLY_HEADINGS, TOTAL_LABEL, Heading
from udmoentning_xl.values.calendar import FIRST_YEAR, LAST_YEAR
from udmoentning_xl.values.dates import EXCEL_DAY_ZERO
from udmoentning_xl.versions.states import State

#: A file without its seal is of the committee whose sent rows are so many of those in it.
_SAME_FILE = 0.9
_STRUCK = "teksten er streget over"


class AnswerPlace(StrEnum):
    """Where in a returned file something was written."""

    YELLOW = "yellow"  # in a cell to answer in
    WHITE = "white"  # over what was sent
    OWN = "own"  # in a column, a comment or a row of their own


@dataclass(frozen=True)
class Answer:
    """One thing that a committee has written. ``item`` is the id as it was sent, "" for what is at no item.

    Where it is at one of several items, and nothing tells which, ``item`` is all their ids, and they are ``among``.
    ``heading`` is that of the cell as it was sent, "" for a place of their own. ``sent`` is the item as it was sent,
    None where nobody knows that.
    """

    committee: str
    item: str
    title: str
    heading: str
    text: str
    where: AnswerPlace
    place: str  # „BUU svar.xlsx, BUU!E12“
    sent: State | None = None
    dispatched: date | None = None
    saved: datetime | None = None
    among: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The column of ``plan.items`` that it is about, "" for none."""
        return REPLY_FIELDS.get(self.heading, "")


@dataclass(frozen=True)
class Return(ReturnedFile):
    """A file that has come back with all that stands in it.

    ``rows`` are the items that it is about, as they were sent or, where that is not known, as they stand in it.
    ``plan`` is the SHA-256 of the plan that its seal names, "" where it has none.
    """

    answers: tuple[Answer, ...] = ()
    rows: tuple[State, ...] = ()
    plan: str = ""


@dataclass(frozen=True)
class Arrival:
    """A file that has come back: where it lies, what it is called when it is told of, and when it came, if known."""

    path: Path
    name: str
    came: datetime | None = None


def read_returned(arrival: Arrival, sent: Sequence[SentWorkbook], years: Sequence[int]) -> Return | None:
    """What stands in a returned file; None where it is none. ``sent`` are the workbooks of the known dispatches.

    Raises PlanFileError when it is no workbook, or cannot be read.
    """
    workbook = read_workbook(arrival.path)
    told = DocumentProperties.of_file(arrival.path, workbook)
    seal = Seal.read(told.own)
    may_be = [one for one in sent if seal is None or (one.run, one.committee) == (seal.run, seal.committee)]
    found = [(sheet, *with_headings(sheet, may_be, sealed=seal is not None)) for sheet in workbook.sheets]
    found = [one for one in found if _is_answered_in(texts_of(one[1]), sealed=seal is not None)]
    answered = [sheet for sheet, _, _ in found]
    found = [(sheet, *_with_years(*_spread(read, told_of))) for sheet, read, told_of in found]
    sheets, notes = [sheet for _, sheet, _ in found], [note for _, _, told_of in found for note in told_of]
    base = next(iter(may_be), None) if seal else _base(sheets, sent)
    if seal is None and not (sheets and _is_surely_answered(answered, sheets, base, told)):
        return None
    whose = base or seal
    returned = Return(
        arrival.name,
        whose.committee if whose else "",
        whose.run if whose else "",
        dispatched=base.version.as_of if base else None,
        saved=told.saved or arrival.came,
        plan=seal.plan if seal else "",
    )
    if not sheets:
        return replace(returned, notes=("overskrifterne over svarene er væk, så de er ikke læst; skriv dem selv ind",))
    if not workbook.source.has_looks:
        notes.append(f"kommentarer, farver og overstregning kan ikke ses i en .{workbook.source.format}")
    if base is None:
        notes.append("udsendelsen, som filen hører til, er ikke fundet, så rettelser i de hvide felter kan ikke ses")
        read = _without_base(returned, sheets, seal, years, notes)
    else:
        if seal is None:
            notes.append(f"filens mærkning er væk; indsatserne er dem, som {base.committee} fik")
        read = _compared(returned, sheets, base, [one for one in sent if one.run == base.run], notes)
    aside = [sheet for sheet in workbook.sheets if sheet not in answered and (base or sheet.name != README)]
    return replace(read, answers=(*read.answers, *_written_aside(returned, aside, base.aside if base else frozenset())))


def _written_aside(returned: Return, sheets: Sequence[SheetData], sent: Set[str]) -> Iterator[Answer]:
    """What somebody has written in other sheets than that of answers, row by row."""
    for sheet in sheets:
        for number, row in enumerate(texts_of(sheet)):
            cells = [column for column, text in enumerate(row) if text and text not in sent]
            if cells:
                said = "; ".join(row[column] for column in cells)
                edit = CellEdit(None, None, said, place_of(sheet, number, cells[0]))
                yield _answer(returned, edit, returned.committee, None)


def _is_answered_in(rows: Texts, *, sealed: bool) -> bool:
    """Whether a sheet has the table of answers; in a file with its seal the columns to answer in may not be sure."""
    _, places = header(rows, KNOWN)
    has_replies = bool(places.keys() & set(REPLY_HEADINGS))
    known_by = places.keys() & {Heading.ITEM, TITLE}
    return len(places) >= FEWEST and (len(known_by) + has_replies > 1 if sealed else TITLE in known_by and has_replies)


def _is_surely_answered(
    before: Iterable[SheetData], sheets: Sequence[SheetData], base: SentWorkbook | None, told: DocumentProperties
) -> bool:
    """Whether a file without its seal is one that was sent, and no plan or report with headings that are like those.

    ``before`` are the sheets as they came: they have a heading to answer in as we wrote it, or else its items by id.
    """
    if any(text in REPLY_HEADINGS for sheet in before for row in texts_of(sheet) for text in row):
        return base is not None or not told.own
    has_ids = any(cells.get(Heading.ITEM) for sheet in sheets for _, cells in _rows(sheet))
    return base is not None and has_ids and not told.own


def _base(sheets: Sequence[SheetData], sent: Sequence[SentWorkbook]) -> SentWorkbook | None:
    """The workbook that was sent, of a file without its seal: the newest dispatch whose items stand in it.

    Where the rows of several committees do, the file is taken for that of the one with most of them.
    """
    here = {(cells.get(Heading.ITEM, ""), fold(cells[TITLE])) for sheet in sheets for _, cells in _rows(sheet)}
    has_ids = any(item for item, _ in here)

    def known(some: Iterable[SentWorkbook]) -> int:
        items = [state.row for one in some for state in one.version.states.values()]
        return len(here & {(row.key if has_ids else "", fold(row.title or "")) for row in items})

    runs = defaultdict[str, list[SentWorkbook]](list)
    for one in sent:
        runs[one.run].append(one)
    texts = {text for sheet in sheets for row in texts_of(sheet) for text in row}
    fitting = [run for run in runs.values() if here and known(run) >= _SAME_FILE * len(here)]

    def order(run: Sequence[SentWorkbook]) -> tuple[bool, date]:
        """The day that the file itself tells, then the newest."""
        as_of = run[0].version.as_of
        told = [f"Opgjort pr. {one}" for one in (long_day(as_of), day(as_of))]  # the last in what was sent before
        return any(words in text for text in texts for words in told), as_of

    # Of two committees it is that which was sent little else.
    own = max(fitting, key=order, default=[])
    return max(own, key=lambda one: (known([one]), -len(one.version.states)), default=None)


def _rows(sheet: SheetData) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that have a title: their number, and their texts by heading."""
    rows = texts_of(sheet)
    head, places = header(rows, KNOWN)
    for number, row in enumerate(rows[head + 1 :], head + 1):
        cells = {name: row[column] for name, column in places.items() if column < len(row)}
        if cells.get(TITLE):
            yield number, cells


# -- what was merged --------------------------------------------------------------------------------------------------


def _spread(sheet: SheetData, notes: list[str]) -> tuple[SheetData, list[str]]:
    """The sheet with an answer in cells that were merged over several rows in each of them, and a note on each."""
    head, places = header(texts_of(sheet), KNOWN)
    yellow = {places[heading] for heading in REPLY_HEADINGS if heading in places}
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        text = rows[top][left] if left < len(rows[top]) else None
        if top > head and bottom > top and left in yellow and text is not None:
            for row in rows[top : bottom + 1]:
                row += [None] * (left + 1 - len(row))
                row[left] = text
            cells = f"{place_of(sheet, top, left)}:{column_letter(right)}{bottom + 1}"
            notes.append(f"{cells} er flettet sammen; svaret gælder hver af rækkerne")
    return replace(sheet, rows=rows), notes


def _with_years(sheet: SheetData, notes: list[str]) -> tuple[SheetData, list[str]]:
    """The sheet with a year where a cell of dates holds its bare number, which shows as a day in 1905; and notes."""
    rows = [list(row) for row in sheet.rows]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            year = (date(value.year, value.month, value.day) - EXCEL_DAY_ZERO).days if isinstance(value, date) else 0
            if FIRST_YEAR <= year <= LAST_YEAR:
                row[column] = year
                notes.append(f"{place_of(sheet, number, column)} viser en dag i 1905; det er læst som året {year}")
    return replace(sheet, rows=rows), notes


# -- what was written ---------------------------------------------------------------------------------------------


def _compared(
    returned: Return, sheets: Sequence[SheetData], base: SentWorkbook, run: Sequence[SentWorkbook], notes: list[str]
) -> Return:
    """The file with all in it that is not as it was sent; ``run`` are the workbooks of its dispatch."""
    answers, order, foreign, states, twins = [], list[str](), set[str](), dict[str, State](), 0
    for sheet in sheets:
        for whose, part in parts_of(sheet, base, run):
            baseline = baseline_of([whose])
            items, others = item_rows(part, baseline)
            here = list(items.values())
            states |= {item: whose.version.states[item] for item in here}
            is_own = whose is base or EITHER in whose.committee
            foreign |= {whose.committee} if whose is not base and here else set()
            order += here if is_own else []
            twins += others if is_own else 0
            marked, struck = _marked(part, items, whose.fills, whose.inks)
            seen = _sums(part) | _computed(part, items)
            edits = [edit for edit in sheet_edits(part, baseline, seen) if not _is_struck(edit, struck)]
            for edit in (*edits, *marked):
                answers.append(_answer(returned, edit, whose.committee, whose.version.states.get(edit.item or "")))
    notes += _order_notes(order, list(base.version.states), foreign, twins)
    states |= base.version.states
    return replace(
        returned, answers=tuple(answers), number=_number(answers), notes=tuple(notes), rows=tuple(states.values())
    )


def _marked(
    sheet: SheetData, items: Mapping[int, str], fills: Set[str] | None = None, inks: Set[str] | None = None
) -> tuple[list[CellEdit], set[str]]:
    """What somebody has said without words in the rows of items, by colours or by striking out; and the places struck.

    A colour is theirs when it is none of ``fills`` and ``inks``, those that were sent; where these are not known, a
    fill of a cell to answer in that is not their commonest. A coloured cell with an answer in it needs no telling.
    """
    looks, texts = sheet.formatting, texts_of(sheet)
    head, places = header(texts, KNOWN)
    yellow = {places[heading] for heading in REPLY_HEADINGS if heading in places}
    usual = Counter(looks.fills.get((row, column), "") for row in items for column in yellow).most_common(1)
    found, struck = list[CellEdit](), set[str]()
    for row, item in items.items():
        ways: dict[str, list[int]] = {}
        for column in range(len(texts[head])):
            cell, text = (row, column), texts[row][column] if column < len(texts[row]) else ""
            fill, ink, kept = looks.fills.get(cell, ""), looks.inks.get(cell, ""), looks.texts.get(cell, "")
            ours = fills if fills is not None else {usual[0][0]} if column in yellow else {fill}
            if text and (cell in looks.struck or (kept and isinstance(sheet.rows[row][column], str))):
                struck.add(place_of(sheet, row, column))
                left = f"; tilbage står „{kept}“" if kept and cell not in looks.struck else ""
                ways.setdefault(f"„{text}“ er streget over{left}" if column in yellow else _STRUCK, []).append(column)
            elif text and column in yellow:
                continue
            elif fill and fill not in ours:
                ways.setdefault(f"feltet har fået farven {colour_name(fill) or f'#{fill}'}", []).append(column)
            elif text and ink and inks is not None and ink not in inks:
                ways.setdefault(f"skriften har fået farven {colour_name(ink) or f'#{ink}'}", []).append(column)
        for way, columns in ways.items():
            where = listed([texts[head][column] or column_letter(column) for column in columns])
            found.append(CellEdit(item, None, f"{where}: {way}", place_of(sheet, row, columns[0])))
    return found, struck


def _is_struck(edit: CellEdit, struck: Set[str]) -> bool:
    """Whether an edit is an answer that was struck out: it is told as that."""
    return edit.heading in REPLY_HEADINGS and edit.place in struck


def _sums(sheet: SheetData) -> set[tuple[int, int]]:
    """The cells of the rows of sums, which change with the rows above them."""
    return {
        (number, column)
        for number, row in enumerate(sheet.rows)
        if TOTAL_LABEL in row
        for column, value in enumerate(row)
        if isinstance(value, (int, float))
    }


def _computed(sheet: SheetData, items: Mapping[int, str]) -> set[tuple[int, int]]:
    """The cells outside the rows of items with formulas that are not read, as in an .xls: most likely they are ours."""
    return {cell for cell, text in sheet.formatting.formulas.items() if not text and cell[0] not in items}


def _number(answers: Sequence[Answer]) -> int:
    return sum(answer.where is AnswerPlace.YELLOW for answer in answers)


def _answer(returned: Return, edit: CellEdit, committee: str, state: State | None) -> Answer:
    yellow = edit.heading in REPLY_HEADINGS
    return Answer(
        committee,
        edit.item or " eller ".join(edit.among),
        (state.row.title or "") if state else edit.title,
        edit.heading or "",
        edit.text,
        AnswerPlace.YELLOW if yellow else AnswerPlace.WHITE if edit.heading else AnswerPlace.OWN,
        f"{returned.file}, {edit.place}",
        state,
        returned.dispatched,
        returned.saved,
        edit.among,
    )


def _order_notes(here: Sequence[str], sent: Sequence[str], others: Set[str], twins: int) -> Iterator[str]:
    """What is to be said of rows that were moved, taken out, or came from another committee's file.

    A row that was copied tells nothing of the order; ``twins`` are rows that are one of several items of one title.
    """
    times = Counter(here)
    kept = [item for item in here if item in set(sent) and times[item] == 1]
    if kept != [item for item in sent if item in set(kept)]:
        yield "rækkerne er sorteret om"
    if (gone := len(set(sent) - set(here)) - twins) > 0:
        yield f"{counted(gone, 'række', 'rækker')} er slettet; de regnes som ubesvarede"
    if theirs := sorted(one for one in others if EITHER not in one):
        yield f"rækker fra {listed(theirs)} er regnet som deres svar"
    for either in sorted(others - set(theirs)):
        yield f"ved indsatser, som står her flere gange, kan det ikke ses, om det er {either}, der svarer"


def _without_base(
    returned: Return, sheets: Sequence[SheetData], seal: Seal | None, years: Sequence[int], notes: list[str]
) -> Return:
    """The file with its answers and own texts; what was sent is known of the rows that the seal says nobody has edited.

    A row that has lost its id is known by its title, and has its number for one.
    """
    answers, states = [], {}
    for sheet in sheets:
        rows, items = texts_of(sheet), dict[int, str]()
        head, places = header(rows, KNOWN)
        names = {column: name for name, column in places.items()}
        lines = list[tuple[int, list[str], dict[str, str]]]()
        for number, row in enumerate(rows[head + 1 :], head + 1):
            if TOTAL_LABEL in row or len(header([row], KNOWN)[1]) >= FEWEST:
                continue
            cells = {names[column]: text for column, text in enumerate(row) if column in names}
            lines.append((number, list(row), cells))
            if cells.get(TITLE) or cells.get(Heading.ITEM):
                items[number] = cells.get(Heading.ITEM) or f"række {number + 1}"
        marked, struck = _marked(sheet, items)
        answers += [_answer(returned, edit, returned.committee, None) for edit in marked]
        for number, row, cells in lines:
            item, known = items.get(number, ""), None
            if item:
                states[item] = state_of({**cells, Heading.ITEM: item}, years)
                values = {name: sheet.rows[number][column] for column, name in names.items() if column < len(row)}
                known = states[item] if seal and seal.holds(values) else None
            for column, text in enumerate(row):
                heading, place = names.get(column), place_of(sheet, number, column)
                is_reply = heading in REPLY_HEADINGS and bool(item)
                if text and (is_reply or heading is None or not item) and not (is_reply and place in struck):
                    over = "" if is_reply or column >= len(rows[head]) else rows[head][column]
                    said = f"{over}: {text}" if over else text
                    edit = CellEdit(item or None, heading if is_reply else None, said, place, cells.get(TITLE, ""))
                    answers.append(_answer(returned, edit, returned.committee, known))
        for cell, text in sorted(sheet.formatting.comments.items()):
            edit = CellEdit(items.get(cell[0]), None, f"Kommentar: {text}", place_of(sheet, *cell))
            answers.append(_answer(returned, edit, returned.committee, states.get(edit.item or "")))
    return replace(
        returned, answers=tuple(answers), number=_number(answers), notes=tuple(notes), rows=tuple(states.values())
    )
