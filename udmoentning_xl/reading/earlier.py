"""What people have typed in the sheets of an earlier run: acknowledgements in Kontrol, changes in the work sheets.

Sheets are known by their key and rows by their code and id, so nothing is lost when the sheets are sorted, filtered,
renamed or get more rows and columns. Which findings an acknowledgement covers is the business of ``checks``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from udmoentning_xl.plan import ACKNOWLEDGEMENT_DTYPES, OBSERVATION_DTYPES, Observed, Plan, typed_frame
from udmoentning_xl.proposals import ANYTHING, Baseline, Proposal, TableBaseline, fingerprint, read_proposal
from udmoentning_xl.reading.grid import column_letter, written
from udmoentning_xl.reading.plansays import PlanSays
from udmoentning_xl.reading.source import SheetData, Workbook
from udmoentning_xl.terms import LABELS, TOTAL_LABEL, Field, Heading, SheetName

CONTROL = "kontrol"
#: The rule whose findings are proposals; they live in Kontrol until the plan agrees.
PROPOSAL_CODE = "U801"
_CODE = re.compile(r"U\d{3}")
_TITLE = LABELS[Field.TITLE]
_TITLED = re.compile(rf"{_TITLE}: (.*?)(?:; |$)", re.DOTALL)
#: What a row of Kontrol tells, by the headings.
_ROWS = {
    "code": Heading.CODE,
    "item": Heading.ITEM,
    "title": _TITLE,
    "message": Heading.MESSAGE,
    "text": Heading.ACKNOWLEDGED,
}
_LONGEST_OLD = 60

Texts = list[list[str]]


@dataclass(frozen=True)
class Earlier:
    """The generated sheets of an earlier run: each with its key, and their baseline, if it is known."""

    sheets: Mapping[str, SheetData]
    baseline: Baseline | None

    @classmethod
    def of(cls, workbook: Workbook, keys: Mapping[str, str], data: str | None) -> "Earlier":
        """From an opened workbook. ``keys`` gives the key of each generated sheet by name, ``data`` what was kept."""
        sheets = {keys[sheet.name]: sheet for sheet in workbook.sheets if sheet.name in keys}
        return cls(sheets, Baseline.from_text(data) if data else None)


@dataclass(frozen=True)
class _Edit:
    """A cell that does not say what we wrote. ``heading`` is None for a text that is no change of a cell of ours.

    ``title`` is the item's in that row, "" where it is the title that was changed.
    """

    item: str | None
    heading: str | None
    text: str
    place: str
    title: str = ""


def with_earlier(plan: Plan, earlier: Earlier) -> Plan:
    """The plan with what people typed in an earlier run's sheets: acknowledgements, and proposals as observations."""
    findings = _control(earlier.sheets[CONTROL]) if CONTROL in earlier.sheets else []
    proposals = _proposals(plan, earlier, [row for row in findings if row["code"] == PROPOSAL_CODE])
    observed = typed_frame(proposals, OBSERVATION_DTYPES)
    return replace(
        plan,
        acknowledgements=_acknowledgements(findings),
        observations=_stacked(plan.observations, observed) if proposals else plan.observations,
    )


def _stacked(frame: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame.astype("object"), more.astype("object")], ignore_index=True).astype(OBSERVATION_DTYPES)


# -- Kontrol ------------------------------------------------------------------------------------------------------


def _control(sheet: SheetData) -> list[dict[str, str]]:
    """The rows of Kontrol, as they stand; a second table below the findings is none of them."""
    rows = _texts(sheet)
    wanted = {Heading.CODE, Heading.ITEM, _TITLE, Heading.MESSAGE, Heading.PLACE, Heading.ACKNOWLEDGED}
    head, places = _header(rows, [str(one) for one in wanted])
    if len(places) < len(wanted):
        return []
    found = []
    for row in rows[head + 1 :]:
        cells = {name: row[column] if column < len(row) else "" for name, column in places.items()}
        if cells[Heading.CODE] == Heading.CODE:
            break
        if _CODE.fullmatch(cells[Heading.CODE]) or cells[Heading.ACKNOWLEDGED]:
            place, _, cell = cells[Heading.PLACE].rpartition("!")
            found.append({name: cells[heading] for name, heading in _ROWS.items()} | {"sheet": place, "cell": cell})
    return found


def _acknowledgements(findings: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    def alike(row: Mapping[str, str]) -> tuple[str, ...]:
        return row["code"], row["item"], row["sheet"], row["message"]

    times = Counter(map(alike, findings))
    rows = [
        {**{name: value or None for name, value in row.items()}, "sole": times[alike(row)] == 1}
        for row in findings
        if row["text"]
    ]
    return typed_frame(rows, ACKNOWLEDGEMENT_DTYPES)


# -- changes ------------------------------------------------------------------------------------------------------


def _proposals(plan: Plan, earlier: Earlier, listed: Iterable[Mapping[str, str]]) -> list[dict[str, object]]:
    """The proposals still standing: those that Kontrol lists, then what was changed since; each only once."""
    says = PlanSays(plan)
    found: dict[tuple[str | None, ...], dict[str, object]] = {}
    for written_about, proposal in (*map(_listed, listed), *(_made(says, edit) for edit in _all_edits(earlier))):
        item, proposal = _about(says, written_about, proposal)
        if not _settled(says, item, proposal):
            found.setdefault((item, proposal.field, proposal.new), _observation(says, item, proposal))
    return list(found.values())


def _listed(row: Mapping[str, str]) -> tuple[tuple[str, str], Proposal]:
    """A proposal that stands in Kontrol, with its item; a sentence that somebody has changed is kept as it is."""
    place = f"{row['sheet']}!{row['cell']}" if row["cell"] else SheetName.CONTROL
    proposal = read_proposal(row["message"]) or Proposal(None, "", row["message"], place)
    return (row["item"], row["title"]), proposal


def _made(says: PlanSays, edit: _Edit) -> tuple[tuple[str, str], Proposal]:
    old = says.text(edit.item, edit.heading) if edit.item and edit.heading and says.knows(edit.item) else ""
    return (edit.item or "", edit.title), Proposal(edit.heading, _short(old), edit.text, edit.place)


def _about(says: PlanSays, known: tuple[str, str], proposal: Proposal) -> tuple[str | None, Proposal]:
    """The item that a proposal is about; where the plan has no such item any more, the proposal says which it was."""
    item, title = known
    if not item or says.is_about(item, title):
        return item or None, proposal
    text = f"{proposal.field}: {proposal.new}" if proposal.field else proposal.new
    return None, Proposal(None, "", f"{text} ({f'{item} {title}'.strip()})", proposal.place)


def _settled(says: PlanSays, item: str | None, proposal: Proposal) -> bool:
    """Whether the plan now says what was proposed."""
    if item is not None and proposal.field is not None:
        return says.same(item, proposal.field, proposal.new)
    title = _TITLED.search(proposal.new) if item is None else None
    return title is not None and says.has_title(title[1])


def _observation(says: PlanSays, item: str | None, proposal: Proposal) -> dict[str, object]:
    """The proposal at the cell of the plan that it is about, else where it was written."""
    address = says.address(item, proposal.field) if item is not None else proposal.place
    return {
        "what": Observed.GENERATED_EDIT,
        "item": item,
        "field": proposal.field,
        "sheet": address.rpartition("!")[0],
        "cell": address,
        "text": proposal.sentence(),
        "detail": proposal.new,
    }


def _all_edits(earlier: Earlier) -> Iterator[_Edit]:
    for key, table in earlier.baseline.sheets.items() if earlier.baseline else ():
        if key in earlier.sheets:
            yield from _edits(earlier.sheets[key], table)


def _edits(sheet: SheetData, table: TableBaseline) -> Iterator[_Edit]:
    """What differs from what we wrote, in the order of the sheet. A table that cannot be found again says nothing."""
    rows = _texts(sheet)
    head, places = _header(rows, table.headings)
    if Heading.ITEM not in places:
        return
    places |= _renamed(rows, head, places, table)
    ours = {column: heading for heading, column in places.items()}
    computed = {name for item in list(table.rows)[:1] for name, mark in table.of(item).items() if mark == ANYTHING}
    first = min(ours)
    for number, row in enumerate(rows):
        item = row[places[Heading.ITEM]] if places[Heading.ITEM] < len(row) else ""
        if number < head:
            yield from _loose(sheet, number, row, (column for column in range(len(row)) if column != first))
        elif number > head and item in table.rows:
            yield from _changed(sheet, number, row, places, table.of(item))
            beside = [column for column in range(len(row)) if column not in ours]
            yield from _loose(sheet, number, row, beside, item, rows[head])
        elif number > head and TOTAL_LABEL not in row:
            cells = [(column, text) for column, text in enumerate(row) if text and ours.get(column) not in computed]
            said = "; ".join(f"{ours[column]}: {text}" if column in ours else text for column, text in cells)
            if said:
                yield _Edit(None, None, said, _place(sheet, number, cells[0][0]))
    yield from _comments(sheet, rows, places[Heading.ITEM], table)


def _changed(
    sheet: SheetData, number: int, row: Sequence[str], places: Mapping[str, int], marks: Mapping[str, str]
) -> Iterator[_Edit]:
    cells = {heading: row[column] if column < len(row) else "" for heading, column in places.items()}
    changed = [heading for heading, text in cells.items() if marks[heading] not in (ANYTHING, fingerprint(text))]
    title = "" if _TITLE in changed else cells.get(_TITLE, "")
    for heading in changed:
        place = _place(sheet, number, places[heading])
        yield _Edit(cells[Heading.ITEM], heading, cells[heading], place, title)


def _loose(
    sheet: SheetData,
    number: int,
    row: Sequence[str],
    columns: Iterable[int],
    item: str | None = None,
    headings: Sequence[str] = (),
) -> Iterator[_Edit]:
    """Texts in cells that are not ours, with the heading that someone gave the column."""
    for column in columns:
        if row[column]:
            heading = headings[column] if column < len(headings) else ""
            text = f"{heading}: {row[column]}" if heading else row[column]
            yield _Edit(item, None, text, _place(sheet, number, column))


def _comments(sheet: SheetData, rows: Texts, column: int, table: TableBaseline) -> Iterator[_Edit]:
    """Comments: we write none."""
    for place, text in sorted(sheet.formatting.comments.items()):
        row = rows[place[0]] if place[0] < len(rows) else []
        item = row[column] if column < len(row) else ""
        yield _Edit(item if item in table.rows else None, None, f"Kommentar: {text}", _place(sheet, *place))


def _renamed(rows: Texts, head: int, places: Mapping[str, int], table: TableBaseline) -> dict[str, int]:
    """Headings that someone has changed -> their columns, known by what stands below."""
    free = [column for column, text in enumerate(rows[head]) if text and column not in places.values()]
    found: dict[str, int] = {}
    for heading in table.headings:
        for column in free:
            if (
                heading not in places
                and heading not in found
                and _holds(rows[head + 1 :], column, heading, (places, table))
            ):
                found[heading] = column
                free.remove(column)
                break
    return found


def _holds(rows: Texts, column: int, heading: str, known: tuple[Mapping[str, int], TableBaseline]) -> bool:
    """Whether most cells of the column are what we wrote under ``heading``, and not only the blank ones."""
    places, table = known
    own = places[Heading.ITEM]
    pairs = [
        (table.of(row[own])[heading], fingerprint(row[column] if column < len(row) else ""))
        for row in rows
        if own < len(row) and row[own] in table.rows
    ]
    filled = [was == now for was, now in pairs if was != fingerprint("")]
    return bool(filled) and 2 * sum(filled) > len(filled)


# -- cells --------------------------------------------------------------------------------------------------------


def _texts(sheet: SheetData) -> Texts:
    return [[written(value) for value in row] for row in sheet.rows]


def _header(rows: Texts, names: Iterable[str]) -> tuple[int, dict[str, int]]:
    """The row that holds most of the names, and the first column of each of them there."""
    wanted = set(names)
    best, places = 0, dict[str, int]()
    for number, row in enumerate(rows):
        found = {text: column for column, text in reversed(list(enumerate(row))) if text in wanted}
        if len(found) > len(places):
            best, places = number, found
    return best, places


def _place(sheet: SheetData, row: int, column: int) -> str:
    return f"{sheet.name}!{column_letter(column)}{row + 1}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_OLD else line[: _LONGEST_OLD - 1].rstrip() + "…"
