"""The second step: what people have approved in Svar is written into the plan's own cells, and nothing else changes.

Every answer is decided anew against the plan in the file, which may have been worked on since. The result is read back:
the plan must differ in the approved cells and nowhere else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from udmoentning_xl.config import Config
from udmoentning_xl.danish import clean, fold, shortened, some
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.files.folders import work_folder
from udmoentning_xl.merging.collecting import free_name
from udmoentning_xl.merging.decisions import COMPARED, MatchedAnswer, decided_in_order, entries_of, meaning_in, signed
from udmoentning_xl.merging.meanings import COMPLETION, DUE, REMARKS, Meanings, settled
from udmoentning_xl.merging.writing import Pen, Writing
from udmoentning_xl.nearby import MERGED, command_word, plan_stem
from udmoentning_xl.package.cells import CellValue
from udmoentning_xl.package.patch import CellAddress, patch
from udmoentning_xl.package.writing import replace_file
from udmoentning_xl.plan import Plan, records
from udmoentning_xl.reading import OpenedPlan, open_plan
from udmoentning_xl.reading.choices import Choices
from udmoentning_xl.reading.replies import ReplyRow
from udmoentning_xl.replies.answer import (
    AGREED,
    DONE,
    FAILED,
    REFUSED,
    REPLACED,
    SETTLED,
    WAITING,
    Decision,
    approved,
    is_asked,
    traced,
)
from udmoentning_xl.replies.decide import Verdict
from udmoentning_xl.sheets.text import writable
from udmoentning_xl.terms import Heading

_CLASH = "to godkendte svar vil skrive hver sit i cellen"
#: What somebody can do with an answer that is not put in; its cell follows.
_SELF = "skriv det selv"
_OTHERWISE = f"{_SELF} på en anden måde i"
_IF_MEANT = f"er det meningen, så {_SELF} i"
#: What ends it here, where an answer can never be put in.
_NO = ", og vælg Nej her"
#: So many cells are named that would be read otherwise, and so much of a text.
_SHOWN_CELLS, _LONGEST = 3, 60
#: The columns of ``plan.items`` that follow from another.
_DERIVED = {COMPLETION: ("completion",), DUE: ("due_kind", "due_from", "due_to")}
#: The frames of a plan that an answer changes nothing in.
_UNTOUCHED = ("assignments", "amounts", "sums", "rest", "totals")


@dataclass
class Outcome:
    """What becomes of a row of Svar: the decision on it now, and ``text``, which is to stand under Udfald.

    ``chosen`` is whether somebody has approved it, None where nothing clear is chosen. ``writing`` is what is put in of
    it, None where nothing is; ``typed`` is what somebody has typed under Skrives som instead of ours, "" for nothing.
    ``clash`` says that it is at odds with another row.
    """

    row: ReplyRow
    entry: MatchedAnswer
    now: Decision
    text: str
    chosen: bool | None = None
    writing: Writing | None = None
    typed: str = ""
    clash: bool = False


@dataclass(frozen=True)
class MergeReport:
    """What became of the rows of Svar that were not settled before. ``target`` is None where nothing was written.

    ``there`` is the file in which just this stands already. ``settled`` are the others, and ``unclear`` is what
    stands under Godkend and is neither yes nor no.
    """

    outcomes: tuple[Outcome, ...]
    target: Path | None
    there: Path | None
    settled: tuple[Decision, ...]
    unclear: tuple[str, ...]

    @property
    def asked(self) -> bool:
        """Whether something was chosen."""
        return any(one.chosen is not None for one in self.outcomes)


def merge(opened: OpenedPlan, choices: Choices, plan: Plan, config: Config, *, trial: bool = False) -> MergeReport:
    """Write a copy of the plan with what is approved in its sheet Svar, beside it; as a ``trial`` nothing is written.

    ``plan`` is as the workbook is read with ``choices`` of a sheet Læsning. Raises PlanFileError when the plan has no
    sheet Svar, or cannot be written in, and TargetError when the copy cannot be written.
    """
    if not opened.replies:
        raise PlanFileError(
            f"{opened.path.name} har ikke noget ark Svar med svar at føre ind. Lav det først med: udmoentning flet "
            "PLAN.xlsx MAPPE"
        )
    rows = [row for row in opened.replies if row.decision.outcome not in SETTLED]
    before = tuple(row.decision for row in opened.replies if row.decision.outcome in SETTLED)
    outcomes = _outcomes(rows, plan, Pen(plan, opened.own, Meanings.of(plan), adds=config.merge.adds))
    unclear = tuple(row.decision.approved for row in rows if row.decision.approved and approved(row.decision) is None)
    work = _Work(opened, choices, config, plan)
    target, there = None, None
    if any(one.chosen is not None for one in outcomes):
        target, there = _write(work, outcomes, trial=trial)
    return MergeReport(tuple(outcomes), target, there, before, unclear)


@dataclass(frozen=True)
class _Work:
    """The plan that is written in, and how its workbook is read."""

    opened: OpenedPlan
    choices: Choices
    config: Config
    plan: Plan

    @property
    def path(self) -> Path:
        return self.opened.path

    def read(self, path: Path) -> Plan:
        """The plan in another copy of the workbook, read in the same way."""
        return open_plan(path, self.config, self.plan.as_of).read(self.choices)


def _write(work: _Work, outcomes: Sequence[Outcome], *, trial: bool) -> tuple[Path | None, Path | None]:
    """Write what is put in, and what became of every row; give the file, or the one in which just this stands."""
    suffix = work.path.suffix
    wanted = work.path.with_name(f"{plan_stem(work.path)}{MERGED}{work.plan.as_of.isoformat()}{suffix}")
    with work_folder() as folder:
        _try(work, outcomes, folder / f"proeve{suffix}")
        made = folder / f"flettet{suffix}"
        patch(work.path, {**_own_cells(outcomes), **_told(outcomes)}, made)
        if wanted.is_file() and wanted.read_bytes() == made.read_bytes():
            return None, wanted
        if trial:
            return None, None
        target = free_name(wanted)
        with replace_file(target, work.path) as temporary:
            temporary.write_bytes(made.read_bytes())
    return target, None


def changed_since(opened: OpenedPlan, plan: Path) -> str:
    """A sentence where the file ``plan`` is no more what the copy with Svar was made of; "" where it is.

    Where answers have been put in, the copy itself is another, and nothing can be said.
    """
    if any(placed.decision.outcome == DONE for placed in opened.replies):
        return ""
    try:
        now = open_plan(plan, opened.config).plan.source.sheets if plan.is_file() and plan != opened.path else {}
    except PlanFileError:
        return ""
    then = opened.plan.source.sheets
    moved = [name for name, mark in now.items() if then.get(name) != mark]
    if not moved:
        return ""
    return (
        f"{plan.name} er ændret (arket {moved[0]}), siden {opened.path.name} blev lavet af den, og det er ikke med "
        f"her. Skal det med, så kør først: udmoentning flet {command_word(plan.name)}"
    )


# -- what is to be written ----------------------------------------------------------------------------------------


def _outcomes(rows: Sequence[ReplyRow], plan: Plan, pen: Pen) -> list[Outcome]:
    """What becomes of each row."""
    found = entries_of((row.decision for row in rows), plan, pen.meanings)
    outcomes, by_cell = [], defaultdict[str, list[Outcome]](list)
    for row, entry, now in zip(rows, found, decided_in_order(found, plan, pen), strict=True):
        one = _outcome(row, entry, now, pen)
        if one.writing:
            by_cell[one.now.cell].append(one)
        outcomes.append(one)
    for together in by_cell.values():
        _settle(together, pen)
    return outcomes


def _outcome(row: ReplyRow, entry: MatchedAnswer, now: Decision, pen: Pen) -> Outcome:
    """What becomes of a row, were it the only one; what stands under Skrives som is what is written."""
    typed = _typed(row, entry, now)
    writing = pen.typed(entry.item, entry.field, typed, entry.since) if typed else None
    one = Outcome(row, entry, now, _text(row, now, writing), approved(row.decision), typed=typed)
    if one.text == WAITING and entry.field == REMARKS:
        return one  # what was typed there may be no more than what stood before
    if writing and not writing.why:
        one.now = replace(now, cell=str(writing.cell), write_as=writing.shown)
    if one.text == DONE:
        own = pen.write(now.item, entry.field, entry.text, signed(entry), entry.since)
        one.writing = writing or own
    return one


def _typed(row: ReplyRow, entry: MatchedAnswer, now: Decision) -> str:
    """What somebody has typed under Skrives som of an approved row, "" where what stands there is ours."""
    can_be = entry.item and not entry.why and entry.field in (*COMPARED, REMARKS) and now.verdict != Verdict.REPLACED
    said = row.decision.write_as
    return said if can_be and approved(row.decision) and said != clean(writable(now.write_as)) else ""


def _text(row: ReplyRow, now: Decision, typed: Writing | None) -> str:
    """What is to stand under Udfald of a row, were it the only one; ``typed`` is what somebody wants written."""
    chosen = approved(row.decision)
    if now.verdict == Verdict.REPLACED:
        return REPLACED
    if chosen is False:
        return REFUSED
    if chosen is None:
        return WAITING if is_asked(now) else ""
    if why := typed.why if typed else _obstacle(row, now):
        return why if why == AGREED else f"{FAILED}: {why}{_NO if typed else ''}"
    # What somebody has approved was approved as the plan was then; pointing out an item approves no conflict.
    pointed = row.decision.verdict == Verdict.POINT
    moved = now.verdict == Verdict.CONFLICT if pointed else fold(now.now) != fold(row.decision.now)
    return WAITING if moved else DONE


def _obstacle(row: ReplyRow, now: Decision) -> str:
    """Why an approved answer cannot be written as we would, or that it need not be; "" where it can."""
    if now.verdict == Verdict.AGREES:
        return AGREED
    if now.verdict == Verdict.POINT:
        return now.note
    if not now.cell:
        why = now.note or "der er ingen celle at skrive i"
        return f"{why}{'' if _SELF in why else f'; {_SELF} i planen'}{_NO}"
    if row.decision.cell and not row.decision.write_as and Heading.WRITTEN_AS in row.cells:
        return f"{Heading.WRITTEN_AS} er tom; skriv dér, hvad der skal stå i {now.cell}, eller vælg Nej her"
    return ""


def _settle(together: Sequence[Outcome], pen: Pen) -> None:
    """Settle the approved rows for one cell: the same once, remarks after one another, nothing where they differ."""
    first, *others = together
    values = {repr(one.writing and one.writing.value) for one in together}
    old = pen.text(first.now.item, first.entry.field)
    adds = all(one.entry.field == REMARKS and not one.entry.white for one in together)
    if adds and all(one.typed.startswith(old) for one in together if one.typed and others):
        assert first.writing is not None
        whole = str(first.writing.value)
        for one in others:
            line = one.typed.removeprefix(old).strip() if one.typed else f"{signed(one.entry)}: {one.entry.text}"
            if f"\n{line}\n" not in f"\n{whole}\n":  # the same may have been typed at each of them
                whole = "\n".join(filter(None, (whole, line)))
        for one in together:
            one.writing = Writing(first.writing.cell, whole, whole)
    elif len(values) > 1:
        for one in together:
            one.text, one.writing, one.clash = f"{FAILED}: {_CLASH}", None, True


def _own_cells(outcomes: Iterable[Outcome]) -> dict[CellAddress, CellValue]:
    """What is written in the plan's own cells."""
    return {cell: one.writing.value for one in outcomes if one.writing and (cell := one.writing.cell)}


def _told(outcomes: Iterable[Outcome]) -> dict[CellAddress, CellValue]:
    """What is written in Svar: what became of each row, and of one that is decided otherwise now why."""
    changes: dict[CellAddress, CellValue] = {}
    for one in outcomes:
        before, now = one.row.decision, one.now
        told = {Heading.OUTCOME: (before.outcome, one.text)}
        if one.typed and one.writing:
            told |= {
                Heading.WRITTEN_AS: (before.write_as, one.writing.shown),
                Heading.CELL: (before.cell, one.now.cell),
            }
        if one.text == WAITING and one.chosen:
            told |= {
                Heading.VERDICT: (before.verdict, str(now.verdict)),
                Heading.PLAN_NOW: (before.now, now.now),
                Heading.WRITTEN_AS: (before.write_as, now.write_as),
                Heading.CELL: (before.cell, now.cell),
                Heading.NOTE: (before.note, traced(now.note, before, anew=True)),
                Heading.APPROVED: (before.approved, ""),
            }
        changes |= {
            one.row.cells[heading]: new
            for heading, (old, new) in told.items()
            if heading in one.row.cells and old != new
        }
    return changes


# -- whether that is all that happens -----------------------------------------------------------------------------


def _try(work: _Work, outcomes: Sequence[Outcome], trial: Path) -> None:
    """Take out what would change more of the plan than its own cell."""
    written = [one for one in outcomes if one.writing]
    if not _fault(work, written, trial):
        return
    by_cell = defaultdict[CellAddress | None, list[Outcome]](list)
    for one in written:
        by_cell[one.writing.cell if one.writing else None].append(one)
    alone = {cell: _fault(work, some, trial) for cell, some in by_cell.items()}
    left = [one for cell, some in by_cell.items() if not alone[cell] for one in some]
    if together := _fault(work, left, trial):
        left = []
    for one in written:
        if one not in left:
            why = alone[one.writing.cell if one.writing else None] or together
            one.text, one.writing = f"{FAILED}: {why} {one.now.cell}{_NO}", None


def _fault(work: _Work, written: Sequence[Outcome], trial: Path) -> str:
    """Why the plan, with these written, does not say what was approved and is else the same, and what to do in the
    cell; "" where it does.
    """
    trial.unlink(missing_ok=True)
    if refused := patch(work.path, _own_cells(written), trial).refused:
        return f"{next(iter(refused.values()))}; {_OTHERWISE}"
    try:
        after = work.read(trial)
    except PlanFileError:
        return f"planen ville ikke kunne læses; {_OTHERWISE}"
    if len(work.plan.items) != len(after.items):
        return f"planen ville få andre indsatser; {_IF_MEANT}"
    if places := list(dict.fromkeys(_other_places(work.plan, after, written))):
        return f"planen ville også blive læst anderledes i {some(places, _SHOWN_CELLS)}; {_IF_MEANT}"
    wrong = next((one for one in written if not _says(after, one, work.plan)), None)
    shown = wrong.writing.shown if wrong and wrong.writing else ""
    told = f"„{shortened(shown, _LONGEST)}“ ville blive læst som noget andet"
    return f"{told}{'' if wrong.typed else ' end svaret'}; {_OTHERWISE}" if wrong else ""


def _other_places(before: Plan, after: Plan, written: Sequence[Outcome]) -> Iterator[str]:
    """The cells besides those that are written, in which ``after`` is read otherwise."""
    cells = dict(zip(map(str, before.items.index), records(before.cells), strict=True))
    touched: dict[str, set[str]] = defaultdict(set)
    for one in written:
        touched[one.now.item].add(one.now.cell)
    for (item, own), old, new in zip(cells.items(), records(before.items), records(after.items), strict=True):
        named = {name for name, address in own.items() if address in touched.get(item, ())}
        free = {*named, *(name for column in named for name in _DERIVED.get(column, ()))}
        yield from (str(own.get(name) or own["title"]) for name in old if name not in free and old[name] != new[name])
    for name in _UNTOUCHED:
        then, now = (records(getattr(plan, name)) for plan in (before, after))
        if then != now:
            known = {repr(row) for row in then} & {repr(row) for row in now}
            for row in [row for row in (*then, *now) if repr(row) not in known] or (*then, *now)[:1]:
                title = cells.get(str(row.get("item")), {}).get("title")
                yield str(title or f"{row.get('sheet') or 'planen'}!{row.get('cell')}")


def _says(after: Plan, one: Outcome, before: Plan) -> bool:
    """Whether the plan says what was approved."""
    field = one.entry.field
    said = meaning_in(after.items.iloc[list(map(str, before.items.index)).index(one.now.item)], field)
    if field not in COMPARED:
        return said == fold(one.writing.shown if one.writing else "")
    if one.writing and one.writing.meaning is not None:
        return said == one.writing.meaning
    return settled(Meanings.of(before).of_text(field, one.entry.text, one.entry.since, one.now.item), [said]) == said
