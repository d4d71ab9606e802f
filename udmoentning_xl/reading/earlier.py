"""What people have typed in the sheets of an earlier run: acknowledgements in Kontrol, choices in Læsning, changes.

Sheets are known by their key and rows by their code and item, so nothing is lost when the sheets are sorted, filtered,
renamed or get more rows and columns, or when the plan is numbered anew (``known``). Every cell is ours, read back, or
told (``edits``). Which findings an acknowledgement covers is the business of ``checks``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from udmoentning_xl.danish import fold, shortened
from udmoentning_xl.plan import ACKNOWLEDGEMENT_DTYPES, OBSERVATION_DTYPES, Observation, Plan, records, typed_frame
from udmoentning_xl.proposals import (
    Baseline,
    Lot,
    Proposal,
    SheetBaseline,
    TableBaseline,
    counted_marks,
    fingerprint,
    formula_print,
    joined,
    read_proposal,
    unsure,
)
from udmoentning_xl.reading.changes import CHANGES, ChangesSheet
from udmoentning_xl.reading.choices import READING, Choice, Choices, ReadingSheet, keeps_in
from udmoentning_xl.reading.drawn import CHART, Drawn
from udmoentning_xl.reading.edits import TITLE, Cell, CellEdit, header, pieces, renamed_heading, sheet_edits, texts_of
from udmoentning_xl.reading.known import found_again
from udmoentning_xl.reading.plansays import PlanLookup
from udmoentning_xl.reading.source import SheetData, SourceWorkbook
from udmoentning_xl.terms import Heading, SheetName
from udmoentning_xl.versions.log import told_day

CONTROL, OVERVIEW, WHOLE_PLAN = "kontrol", "oversigt", "samlet"
#: The rule whose findings are proposals; they live in Kontrol until the plan agrees.
PROPOSAL_CODE = "U801"
#: What people write in the sheets that are read back, and lose with the sheet.
_WRITTEN_IN = {
    CONTROL: (SheetName.CONTROL, "kvitteringerne"),
    READING: (SheetName.READING, "rettelserne"),
    CHANGES: (SheetName.CHANGES, "loggen"),
}
_CODE = re.compile(r"U\d{3}")
_DAY = re.compile(r"\d\d-\d\d-\d{4}")
#: What a row of Kontrol tells, by the headings.
_ROWS = {
    "code": Heading.CODE,
    "item": Heading.ITEM,
    "title": TITLE,
    "message": Heading.MESSAGE,
    "text": Heading.ACKNOWLEDGED,
}
_WANTED = tuple(map(str, (*_ROWS.values(), Heading.PLACE)))
_NEEDED = frozenset(map(str, (Heading.CODE, Heading.MESSAGE, Heading.ACKNOWLEDGED)))
_LONGEST_OLD = 60
#: What a generated sheet says of its day, and in how many rows at its top.
_AS_OF, _TOP = re.compile(r"\bOpgjort pr\. (\d\d-\d\d-\d{4})\b"), 6
#: What is quoted, and the words outside of it.
_WORDS = re.compile(r"„[^“]*+(?:“|\Z)|[\w-]++")
_ADDRESS = re.compile(r"\A(.+)!([A-Z]{1,3}[0-9]+)", re.DOTALL)
#: A new row told as one text: „Indsats: Ny legeplads; Udvalg: BUU“.
_PART = re.compile(r"(?:^|; )([^:;]+): ")


@dataclass(frozen=True)
class EarlierRun:
    """The generated sheets of an earlier run in ``file`` by key, what is drawn on each, and their baseline if known."""

    file: str
    sheets: Mapping[str, SheetData]
    drawn: Mapping[str, Drawn]
    baseline: Baseline | None

    @classmethod
    def of(
        cls, workbook: SourceWorkbook, keys: Mapping[str, str], data: str | None, drawn: Mapping[str, Drawn]
    ) -> "EarlierRun":
        """From an opened workbook. ``keys`` gives the key of each generated sheet by name, ``data`` what was kept."""
        sheets = {keys[sheet.name]: sheet for sheet in workbook.sheets if sheet.name in keys}
        return cls(workbook.source.path.name, sheets, drawn, Baseline.from_text(data) if data else None)

    @property
    def choices(self) -> Choices:
        """What people chose in the sheet Læsning; where it is deleted, what keeps something from being sent."""
        if READING not in self.sheets:
            return Choices(tuple(one for one in self._chosen if keeps_in(one.text)))
        return self._laesning.choices

    @property
    def choices_then(self) -> Choices:
        """What the plan was read with when the sheets were written."""
        if READING not in self.sheets:
            return replace(self.choices, own=self._chosen)
        own = {(one.sheet, fold(one.label)): one for one in (*self._laesning.standing, *self._chosen)}
        return replace(self._laesning.choices, own=tuple(own.values()))

    @property
    def _chosen(self) -> tuple[Choice, ...]:
        return tuple(Choice(*one) for one in self.baseline.chosen) if self.baseline else ()

    @cached_property
    def _laesning(self) -> ReadingSheet:
        base = self.baseline.sheets.get(READING) if self.baseline else None
        return ReadingSheet(self.sheets[READING], base)

    @property
    def read(self) -> tuple[Choice, ...]:
        """What the sheet Læsning says of each column, in its order; nothing where it is deleted."""
        if READING not in self.sheets:
            return ()
        return tuple(self._laesning.read)

    @cached_property
    def log(self) -> ChangesSheet | None:
        """The sheet Ændringer, where there is one."""
        return ChangesSheet(self.sheets[CHANGES]) if CHANGES in self.sheets else None

    @property
    def written_day(self) -> date | None:
        """The day that the sheets say they were drawn up for; None where none says one, or they say several."""
        lines = (text for sheet in self.sheets.values() for row in sheet.rows[:_TOP] for text in row)
        days = {found[1] for text in lines if isinstance(text, str) and (found := _AS_OF.search(text))}
        return told_day(days.pop()) if len(days) == 1 else None

    def deleted(self) -> list[tuple[str, str]]:
        """The names of the sheets that somebody has deleted since we wrote them, and what is gone with each."""
        written = self.baseline.sheets if self.baseline else {}
        return [names for key, names in _WRITTEN_IN.items() if key in written and key not in self.sheets]

    def drawn_since(self) -> dict[str, Drawn]:
        """What people have drawn on the generated sheets, by the sheet's name; we draw charts alone."""
        found = {}
        for key, drawn in self.drawn.items():
            base = self.baseline.sheets.get(key) if self.baseline else None
            charts = sum(number for (kind, _), number in drawn.items() if kind == CHART)
            theirs = Counter({one: number for one, number in drawn.items() if one[0] != CHART})
            if base and charts > base.charts:
                theirs[CHART, ""] = charts - base.charts
            if theirs and key in self.sheets:
                found[self.sheets[key].name] = theirs
        return found


def baseline_of(
    workbook: SourceWorkbook,
    keys: Mapping[str, str],
    tables: Mapping[str, TableBaseline],
    drawn: Mapping[str, Drawn],
    formulas: Mapping[str, Counter[str]],
    plan: Plan,
) -> Baseline:
    """What the next run will find that we wrote: the generated sheets in ``workbook``, made from ``plan``.

    ``keys`` gives the key of each sheet by its name. By key, ``tables`` is the table of items in each sheet that has
    one, ``formulas`` are those of its rows, which have been left out of ``workbook``, and ``drawn`` is what is drawn.
    """
    sheets = {
        key: replace(
            _sheet_baseline(sheet, key, tables.get(key), formulas.get(key, Counter())), charts=drawn[key].total()
        )
        for sheet in workbook.sheets
        for key in [keys[sheet.name]]
    }
    source, laesning = plan.source, [sheet for sheet in workbook.sheets if keys[sheet.name] == READING]
    chosen = tuple(
        (one.sheet, one.label, one.text)
        for sheet in laesning
        for read in [ReadingSheet(sheet, None)]
        for one in read.choices.own
        if one in read.standing or keeps_in(one.text)
    )
    return Baseline(sheets, source.path.name, source.sha256, source.sheets, plan.as_of.isoformat(), chosen)


def _sheet_baseline(sheet: SheetData, key: str, table: TableBaseline | None, more: Counter[str]) -> SheetBaseline:
    rows, formulas = texts_of(sheet), sheet.formatting.formulas
    left_out, listed = set[Cell](), Counter[str]()
    if key in (CONTROL, READING):
        read = _Control(sheet, None) if key == CONTROL else ReadingSheet(sheet, None)
        left_out, listed = read.seen, read.listed
    elif key == CHANGES:
        left_out = ChangesSheet(sheet).seen
    texts = [
        fingerprint(text)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text and (number, column) not in left_out and (number, column) not in formulas
    ]
    return SheetBaseline(
        fingerprint(sheet.name),
        joined(texts),
        joined(map(formula_print, (*formulas.values(), *more.elements()))),
        joined(listed.elements()),
        table=table,
    )


def with_earlier(plan: Plan, earlier: EarlierRun, *, renamed: bool = False) -> Plan:
    """The plan with what people typed in an earlier run's sheets: acknowledgements, and the rest as observations.

    What the plan has from another earlier run stays beside it; of two acknowledgements of one finding that of
    ``earlier`` holds. With ``renamed`` a new name of a sheet is told too, as it is when the sheet itself does not stay.
    """
    control = earlier.sheets.get(CONTROL)
    base = earlier.baseline.sheets.get(CONTROL) if earlier.baseline else None
    read = _Control(control, base) if control else None
    edits = list(_edits(earlier, read, renamed=renamed))
    signed = [row for row in read.findings if row["text"]] if read else []
    listed = read.proposals if read else []
    items = _Items(plan, earlier) if signed or listed or edits else None
    proposals = _proposals(plan, items, earlier, listed, edits)
    observed = typed_frame(proposals, OBSERVATION_DTYPES)
    return replace(
        plan,
        acknowledgements=_acknowledgements(read.findings if read else [], items, plan.acknowledgements),
        observations=_stacked(plan.observations, observed) if proposals else plan.observations,
    )


class _Items:
    """The items of an earlier run, and which of them are which in the plan of today."""

    def __init__(self, plan: Plan, earlier: EarlierRun) -> None:
        self._pairing = found_again(earlier.sheets, earlier.baseline, plan)
        self._now = self._pairing.now

    def now(self, item: str) -> str | None:
        """The id that an item of then has now; None where it is not found again."""
        return self._now.get(item)

    def reworded(self, text: str) -> str:
        """A sentence about items of then, with the ids they have now; what is quoted in it stays."""
        if all(then == now for then, now in self._now.items()):
            return text
        return _WORDS.sub(lambda found: self._now.get(found[0], found[0]), text)


def not_read_back(earlier: EarlierRun) -> list[str]:
    """Where people have written or drawn something in the sheets that is not read back, as addresses."""
    if earlier.baseline is None:
        return [sheet.name for sheet in earlier.sheets.values()]
    return [edit.place for edit in _edits(earlier, None, renamed=False)]


def _stacked(frame: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame.astype("object"), more.astype("object")], ignore_index=True).astype(OBSERVATION_DTYPES)


def _edits(earlier: EarlierRun, control: "_Control | None", *, renamed: bool) -> Iterator[CellEdit]:
    for key, base in earlier.baseline.sheets.items() if earlier.baseline else ():
        if key not in earlier.sheets:
            continue
        sheet = earlier.sheets[key]
        if renamed and fingerprint(sheet.name) != base.name:
            yield CellEdit(None, None, f"Arkets navn: {sheet.name}", sheet.name, lot=Lot.NOT_CARRIED)
        if key == CONTROL and control is not None:
            yield from sheet_edits(sheet, base, control.seen, (control.head, control.places))
        elif key == READING:
            columns = ReadingSheet(sheet, base)
            yield from sheet_edits(sheet, base, columns.seen, (columns.head, columns.places))
        elif key == OVERVIEW:
            yield from sheet_edits(sheet, base, _day_cells(sheet))
        elif key == CHANGES and earlier.log:
            yield from sheet_edits(sheet, base, set(earlier.log.seen))
        else:
            yield from sheet_edits(sheet, base, set())
    for name, drawn in earlier.drawn_since().items():
        for kind, text in sorted(drawn):
            for piece in pieces(f"{kind.capitalize()}: {text}" if text else f"{kind.capitalize()} uden tekst"):
                yield CellEdit(None, None, piece, name, lot=Lot.NOT_CARRIED)


def _day_cells(sheet: SheetData) -> set[Cell]:
    """The cell of Oversigt with the day of the report, which is there to be changed: the first that is just a day."""
    days = [(number, 0) for number, row in enumerate(texts_of(sheet)) if row and _DAY.fullmatch(row[0])]
    return set(days[:1])


# -- Kontrol ------------------------------------------------------------------------------------------------------


class _Control:
    """Kontrol as it stands: the findings with what was typed at them, and the proposals that it lists.

    ``seen`` are the cells that are read back. With a baseline a Kvittering is read only where the row is one that we
    wrote; in any other row it would belong to nothing.
    """

    def __init__(self, sheet: SheetData, base: SheetBaseline | None) -> None:
        self.rows = texts_of(sheet)
        self.findings: list[dict[str, str]] = []
        self.proposals: list[dict[str, str]] = []
        self.seen: set[Cell] = set()
        self.listed: Counter[str] = Counter()
        self.head, self.places = header(self.rows, _WANTED)
        if base is not None:
            self.places |= renamed_heading(self.rows, self.head, self.places, _WANTED, base)
        written = counted_marks(base.rows) if base is not None else None
        complete = self.places.keys() >= _NEEDED
        below = False
        for number, row in enumerate(self.rows):
            cells = {name: row[n] if n < len(row) else "" for name, n in self.places.items()}
            code = cells.get(Heading.CODE, "") if complete and number > self.head and not below else ""
            below = below or (number > self.head and code == Heading.CODE)
            mark = fingerprint("|".join(cells.get(name, "") for name in (Heading.CODE, Heading.ITEM, Heading.MESSAGE)))
            found = {name: cells.get(heading, "") for name, heading in _ROWS.items()}
            place = cells.get(Heading.PLACE, "")
            cell = _ADDRESS.fullmatch(place)
            found |= {"sheet": cell[1], "cell": cell[2]} if cell else {"sheet": place, "cell": ""}
            self._read_proposal(number, row, found, code)
            if below or number <= self.head or not complete:
                continue
            if _CODE.fullmatch(code) or cells[Heading.ACKNOWLEDGED]:
                self.listed[mark] += 1
                if written is None or written[mark] > 0:
                    self.findings.append(found)
                    self.seen.add((number, self.places[Heading.ACKNOWLEDGED]))

    def _read_proposal(self, number: int, row: Sequence[str], found: dict[str, str], code: str) -> None:
        """A proposal is known by its code, and by its own words where the code is gone."""
        if code == PROPOSAL_CODE and found["message"]:
            self.proposals.append(found)
            self.seen.add((number, self.places[Heading.MESSAGE]))
            return
        for column, text in enumerate(row):
            if column == self.places.get(Heading.MESSAGE, column) and read_proposal(text) is not None:
                self.proposals.append({**found, "message": text})
                self.seen.add((number, column))


def _acknowledgements(findings: Sequence[Mapping[str, str]], items: _Items | None, known: pd.DataFrame) -> pd.DataFrame:
    def alike(row: Mapping[str, str]) -> tuple[str, ...]:
        return row["code"], row["item"], row["sheet"], row["message"]

    times = Counter(map(alike, findings))
    rows: list[dict[str, object]] = []
    for row in findings:
        if row["text"] and items:
            now = items.now(row["item"]) if row["item"] else ""
            told = {**row, "item": now or row["item"], "message": items.reworded(row["message"])}
            filled = {name: value or None for name, value in told.items()}
            rows.append({**filled, "lost": now is None, "sole": times[alike(row)] == 1})
    own = {tuple(row[name] for name in ("code", "item", "sheet", "cell", "message")) for row in rows}
    others = [
        row
        for row in records(known)
        if tuple(row[name] for name in ("code", "item", "sheet", "cell", "message")) not in own
    ]
    return typed_frame([*rows, *others], ACKNOWLEDGEMENT_DTYPES)


# -- changes ------------------------------------------------------------------------------------------------------


def _proposals(
    plan: Plan,
    items: _Items | None,
    earlier: EarlierRun,
    listed: Sequence[Mapping[str, str]],
    edits: Sequence[CellEdit],
) -> list[dict[str, object]]:
    """The proposals still standing: those that Kontrol lists, then what was changed since; each only once."""
    says = PlanLookup(plan)
    known = {(row["item"], row["text"]) for row in records(plan.observed(Observation.GENERATED_EDIT))}
    found: dict[tuple[str | None, ...], dict[str, object]] = {}
    made = [_listed(row) for row in listed] + [_made(says, items, edit) for edit in edits]
    if earlier.baseline is None:
        made.append((("", ""), unsure(earlier.file)))
    for written_about, proposal in made:
        item, proposal = _about(items, written_about, proposal)
        if not _settled(says, item, proposal) and (item, proposal.sentence()) not in known:
            found.setdefault((item, proposal.field, proposal.new), _observation(says, item, proposal))
    return list(found.values())


def _listed(row: Mapping[str, str]) -> tuple[tuple[str, str], Proposal]:
    """A proposal that stands in Kontrol, with its item; a sentence that somebody has changed is kept as it is."""
    place = "!".join(filter(None, (row["sheet"], row["cell"]))) or str(SheetName.CONTROL)
    proposal = read_proposal(row["message"]) or Proposal(None, "", row["message"], place, Lot.NOT_CARRIED)
    return (row["item"], row["title"]), proposal


def _made(says: PlanLookup, items: _Items | None, edit: CellEdit) -> tuple[tuple[str, str], Proposal]:
    now = items.now(edit.item) if items and edit.item else None
    old = shortened(says.text(now, edit.heading), _LONGEST_OLD) if now and edit.heading else ""
    return (edit.item or "", edit.title), Proposal(edit.heading, old, edit.text, edit.place, edit.lot)


def _about(items: _Items | None, known: tuple[str, str], proposal: Proposal) -> tuple[str | None, Proposal]:
    """The item that a proposal is about; where the plan has no such item any more, the proposal says which it was."""
    item, title = known
    now = items.now(item) if items and item else None
    if not item or now:
        return now, proposal
    text = f"{proposal.field}: {proposal.new}" if proposal.field else proposal.new
    return None, Proposal(None, "", f"{text} ({f'{item} {title}'.strip()})", proposal.place, proposal.lot)


def _settled(says: PlanLookup, item: str | None, proposal: Proposal) -> bool:
    """Whether the plan now says what was proposed."""
    if item is not None and proposal.field is not None:
        return says.same(item, proposal.field, proposal.new)
    if item is not None or proposal.lot != Lot.NOT_IN_PLAN:
        return False
    # A new row, once the plan has it with all that was written there.
    said = _PART.split(proposal.new)
    fields = dict(zip(said[1::2], said[2::2], strict=True)) if said[0] == "" else {}
    own = says.with_title(fields.pop(TITLE, ""))
    return own is not None and all(says.same(own, heading, text) for heading, text in fields.items())


def _observation(says: PlanLookup, item: str | None, proposal: Proposal) -> dict[str, object]:
    """The proposal at the cell of the plan that it is about, else where it was written."""
    address = says.address(item, proposal.field) if item is not None else proposal.place
    cell = _ADDRESS.fullmatch(address)
    return {
        "what": Observation.GENERATED_EDIT,
        "item": item,
        "field": proposal.field,
        "sheet": cell[1] if cell else address,
        "cell": address if cell else None,
        "text": proposal.sentence(),
        "detail": proposal.new,
    }
