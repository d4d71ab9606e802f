"""The first step: what has come back becomes the sheet Svar in a copy of the plan, for somebody to approve."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from udmoentning_xl.danish import fold
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.files.folders import work_folder
from udmoentning_xl.merging.decisions import MatchedAnswer, Matching, decided, entries, entries_of
from udmoentning_xl.merging.meanings import REMARKS, Meanings
from udmoentning_xl.merging.returns import Dispatch, Returns, read_returns
from udmoentning_xl.merging.writing import Pen
from udmoentning_xl.nearby import COLLECTED, MERGED, command_word, plan_stem
from udmoentning_xl.outgoing.folder import Parcel
from udmoentning_xl.outgoing.replied import ReplyRecord, note_replies, replied, silent
from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.datapart import read_data
from udmoentning_xl.package.graft import Arrangement, graft
from udmoentning_xl.package.workbook import host_names, open_workbook
from udmoentning_xl.plan import Plan
from udmoentning_xl.reading import OpenedPlan, replies_in
from udmoentning_xl.reading.replies import REPLIES
from udmoentning_xl.replies.answer import EITHER, FIELD_LABELS, SETTLED, Decision, has_chosen, newest, put_in, traced
from udmoentning_xl.replies.decide import Verdict
from udmoentning_xl.sheets.replies import RepliesSheet, write_replies
from udmoentning_xl.values.typed import committees


@dataclass(frozen=True)
class ReturnedDecisions:
    """What has come back, and the decisions on it; ``settled`` are those that were dealt with before.

    ``dispatch`` is the newest that is answered, else the newest there is, and ``missing`` who has not answered it;
    ``new`` are the answers to it of this time.
    ``renumbered`` says that its items have other numbers in the plan now, and ``known`` are the keys of the decisions
    that stood in Svar before.
    """

    returns: Returns
    decisions: tuple[Decision, ...]
    settled: tuple[Decision, ...]
    target: Path
    dispatch: Dispatch | None = None
    missing: tuple[Parcel, ...] = ()
    new: tuple[ReplyRecord, ...] = ()
    renumbered: bool = False
    known: frozenset[tuple[object, ...]] = frozenset()

    @property
    def rows(self) -> tuple[Decision, ...]:
        """The rows of Svar."""
        return *self.decisions, *self.settled


def collect(
    opened: OpenedPlan,
    plan: Plan,
    places: Sequence[Path],
    dispatch: Path | None = None,
    nothing_new: Sequence[str] = (),
    *,
    suggest: bool = False,
) -> ReturnedDecisions:
    """Decide on what has come back to ``places``; with ``suggest`` proposals of which nothing is assumed get a „Ja“.

    ``nothing_new`` are committees, as written, that have answered that nothing has changed.

    What people have chosen in the sheet Svar of the plan, or of the last first step beside it, is carried on. Raises
    PlanFileError when the plan cannot be written in or nothing has come back, TargetError for ``dispatch``, and
    ConfigError for a committee of ``nothing_new`` that was sent nothing.
    """
    if not plan.source.has_looks:
        raise PlanFileError(
            f"{opened.path.name} er gemt som .{plan.source.format}, og der kan svar ikke føres ind. "
            "Gem planen som .xlsx (Filer > Gem som), og kør flet på den."
        )
    meanings, stem = Meanings.of(plan), plan_stem(opened.path)
    returns = read_returns(opened.path, plan.years, places, dispatch)
    kept = _earlier(opened.path, stem)
    settled, before = _before(opened, kept)
    done = {row.key for row in settled}
    known = Matching(plan, returns)
    found = entries(known)
    found = [one for one in found if one.key not in done or _is_said_again(one, settled, found)]
    fresh = {one.key for one in found}
    found += entries_of((row for key, row in before.items() if key not in done | fresh), plan, meanings)
    pen = Pen(plan, opened.own, meanings, adds=opened.config.merge.adds)
    now = decided(found, plan, pen)
    alone = _alone_in_their_cells(now) if suggest else set()
    rows = [_carried(row, before.get(row.key), suggest=row.key in alone) for row in now]
    newest = _answered(returns, known.strange)
    new = _new_replies(newest, returns, nothing_new) if newest else []
    missing = silent(newest.manifest, [*replied(newest.folder), *new]) if newest else []
    renumbered = any(row.item and row.sent_id and row.item != row.sent_id for row in rows)
    target = _target(opened.path, stem, plan)
    return ReturnedDecisions(
        returns,
        tuple(rows),
        tuple(settled),
        target,
        newest,
        tuple(missing),
        tuple(new),
        renumbered,
        frozenset(before),
    )


def note(done: ReturnedDecisions) -> None:
    """Write in the dispatch who has answered it, for those who remind the others. Raises TargetError when it fails."""
    if done.dispatch:
        note_replies(done.dispatch.folder, done.new)


def _answered(returns: Returns, strange: Set[str]) -> Dispatch | None:
    """The newest dispatch that has been answered, else the newest there is; those of another plan only at need."""
    runs = {file.run for file in returns.files}
    found = sorted(returns.dispatches, key=lambda one: (one.manifest.run not in strange, one.manifest.run in runs))
    return found[-1] if found else None


def _new_replies(dispatch: Dispatch, returns: Returns, nothing_new: Sequence[str]) -> list[ReplyRecord]:
    """Who has answered a dispatch: with which file, or by saying so."""
    known = {parcel.committee: (parcel.name,) for parcel in dispatch.manifest.parcels}
    said = committees(nothing_new, known, "er ikke med i udsendelsen", "den har")
    files = [file for file in returns.files if file.run == dispatch.manifest.run and file.answers + file.rows]
    theirs = {
        (committee, file.file, file.sha256)
        for file in files
        for answer in file.answers
        for committee in answer.committee.split(EITHER)
    }
    own = [(file.committee, file.file, file.sha256) for file in files]
    return [*(ReplyRecord(*one) for one in dict.fromkeys([*own, *sorted(theirs)])), *map(ReplyRecord, said)]


def _earlier(path: Path, stem: str) -> list[Path]:
    """The last file of each step beside the plan, the plan itself apart."""
    found = []
    for step in (COLLECTED, MERGED):
        made = [one for one in path.parent.glob(f"*{path.suffix}") if plan_stem(one) != one.stem and step in one.stem]
        theirs = [one for one in made if plan_stem(one) == stem and not one.samefile(path)]
        found += [max(theirs, key=lambda one: one.stat().st_mtime_ns)] if theirs else []
    return found


def _before(opened: OpenedPlan, beside: Sequence[Path]) -> tuple[list[Decision], dict[tuple[object, ...], Decision]]:
    """The rows of Svar so far: those that are settled, and the others by their keys.

    What is settled in the plan itself is so. Of another answer that stands both there and in a file beside it the row
    of the newer file holds; where the plan is the newer, what differs is asked again: it may have been saved for
    something else since somebody chose in the file.
    """
    own = [placed.decision for placed in opened.replies]
    waiting = {row.key: row for row in own if row.outcome not in SETTLED}
    done = {row.key for row in own} - waiting.keys()
    saved = opened.path.stat().st_mtime_ns
    rows = [row for row in own if row.key in done]
    for path in sorted(beside, key=lambda one: one.stat().st_mtime_ns):
        near = [put_in(placed.decision, path.name) for placed in replies_in(path)]
        is_newer = path.stat().st_mtime_ns >= saved
        for row in (row for row in near if row.key not in done):
            mine = waiting.get(row.key)
            rows.append(row if mine is None else newest(mine, row, path.name, is_newer=is_newer))
    beside_too = {row.key for row in rows}
    rows += (row for key, row in waiting.items() if key not in beside_too)
    settled = {(row.key, row.saved): row for row in rows if row.outcome in SETTLED}
    return list(settled.values()), {row.key: row for row in rows if row.outcome not in SETTLED}


def _is_said_again(one: MatchedAnswer, settled: Sequence[Decision], found: Sequence[MatchedAnswer]) -> bool:
    """Whether what is settled was answered once more after another answer of the committee to the same cell."""
    last = max((row.saved for row in settled if row.key == one.key and row.saved), default=None)
    answers: list[Decision | MatchedAnswer] = [*settled, *found]
    between = [other for other in answers if other.key != one.key and other.key[:-1] == one.key[:-1]]
    return any(last and one.saved and other.saved and last < other.saved < one.saved for other in between)


def _alone_in_their_cells(rows: Sequence[Decision]) -> set[tuple[object, ...]]:
    """The keys of the rows of which all that was answered for the cell would write the same; remarks stand together.

    What was written elsewhere, as in a mail, may be an answer to the items that it names.
    """
    elsewhere = {word.strip("()[].,:;") for row in rows if not row.item for word in row.reply.split()}
    by_cell = defaultdict[tuple[object, ...], list[Decision]](list)
    for row in rows:
        if row.verdict != Verdict.REPLACED:
            by_cell[(row.item, row.field, row.key if row.field == FIELD_LABELS[REMARKS] else "")].append(row)
    alone = [own for own in by_cell.values() if len({fold(one.write_as) for one in own}) == 1]
    return {row.key for own in alone for row in own if row.item not in elsewhere}


def _carried(row: Decision, before: Decision | None, *, suggest: bool) -> Decision:
    """The decision with what somebody has chosen for it before, where nothing has changed since."""
    is_free = before is None or not (before.approved or has_chosen(before))
    approved = "Ja" if suggest and is_free and row.verdict == Verdict.PROPOSAL and row.sure else ""
    if before is None:
        return replace(row, approved=approved)
    same = (before.verdict, before.now) == (row.verdict, row.now)
    note = traced(row.note, before, anew=not same)
    if same and before.approved and before.write_as:  # that is what somebody has approved, in their words or in ours
        row = replace(row, write_as=before.write_as)
    return replace(row, approved=before.approved if same and before.approved else approved, note=note)


def _target(path: Path, stem: str, plan: Plan) -> Path:
    return free_name(path.with_name(f"{stem}{COLLECTED}{plan.as_of.isoformat()}{path.suffix}"))


def free_name(path: Path) -> Path:
    """The path, or where a file stands there the next one that is free: with -2, -3, ..."""
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(one for one in chain([path], numbered) if not one.exists())


def write_collected(opened: OpenedPlan, plan: Plan, done: ReturnedDecisions) -> None:
    """Write the copy of the plan with the sheet Svar in front; its other sheets stay as they are, byte for byte.

    Raises PlanFileError when no sheet can be put into the plan, TargetError when the file cannot be written.
    """
    command = f"udmoentning flet --indfoer {command_word(done.target.name)}"
    with work_folder() as folder:
        generated = folder / "svar.xlsx"
        name = write_replies(plan, RepliesSheet(done.rows, command, host_names(opened.path)), generated)
        package = open_workbook(read_archive(opened.path))
        arrangement = Arrangement(standing=package.generated.keys(), in_front=True)
        graft(opened.path, generated, done.target, {name: REPLIES}, read_data(package), arrangement=arrangement)
