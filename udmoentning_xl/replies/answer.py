"""A file that has come back, and the rows of the sheet Svar that come of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from udmoentning_xl.danish import fold, listed
from udmoentning_xl.replies.decide import Verdict
from udmoentning_xl.terms import LABELS, REPLY_COMPLETION, REPLY_DATE, REPLY_REMARK, Field
from udmoentning_xl.values.markers import read_yes

#: The field of the plan (a column of ``plan.items``) that each column to answer in is about.
REPLY_FIELDS = {REPLY_COMPLETION: "completion_text", REPLY_DATE: "due_text", REPLY_REMARK: "remarks"}
#: What is shown of a field under „Felt“.
FIELD_LABELS = {
    "completion_text": LABELS[Field.COMPLETION],
    "due_text": LABELS[Field.DUE],
    "remarks": LABELS[Field.REMARKS],
}
#: Between the committees one of which has answered, where nobody can see which.
EITHER = " eller "


def answer_key(committee: str, dispatched: date | None, sent_id: str, field: str, reply: str) -> tuple[object, ...]:
    """What makes an answer the same one when it is read once more, whatever the plan says meanwhile."""
    return committee, dispatched, sent_id, field, fold(reply)


@dataclass(frozen=True)
class Decision:
    """A row of Svar. ``item`` is the id now; ``write_as`` is what would be written in ``cell``, "" where nothing is.

    ``approved`` and ``outcome`` are as they stand in the sheet; ``committee`` is a short name. ``sure`` is False where
    something is assumed, as ``note`` then says.
    """

    verdict: str
    item: str
    title: str
    sent_id: str
    committee: str
    field: str
    sent: str
    now: str
    reply: str
    write_as: str = ""
    cell: str = ""
    place: str = ""
    saved: datetime | None = None
    dispatched: date | None = None
    note: str = ""
    approved: str = ""
    outcome: str = ""
    sure: bool = True

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same answer when it is read once more."""
        return answer_key(self.committee, self.dispatched, self.sent_id, self.field, self.reply)


#: How the clauses of a note begin that tell what was chosen and done before.
_CHOSEN, _PUT_IN = "I valgte ", "indført i "


def put_in(row: Decision, file: str) -> Decision:
    """The row of another copy of the plan, ``file``: what was put in there is not in this one, and is told instead."""
    if row.outcome == REFUSED:
        return row
    return replace(row, outcome="", note=_joined(row.note, f"{_PUT_IN}{file}" if row.outcome == DONE else ""))


def newest(own: Decision, other: Decision, file: str, *, is_newer: bool) -> Decision:
    """The row that holds of an answer that waits in the plan (``own``) and stands in ``file`` too.

    A blank in the newer one is a choice that was taken back. What two people may have chosen is told where it differs.
    """
    is_other = is_newer or (other.approved and not own.approved)
    latest = other if is_other else own
    if fold(own.approved) == fold(other.approved) or not own.approved or not (other.approved or is_newer):
        return latest
    here, there = f"{_CHOSEN}{own.approved} i planens Svar", f"{other.approved or 'intet'} i {file}"
    told = f"{here}, men siden {there}" if is_newer else f"{here} og {there}, så vælg igen"
    return replace(latest, approved=other.approved if is_newer else "", note=_joined(latest.note, told))


def has_chosen(row: Decision) -> bool:
    """Whether its note tells that somebody has chosen for it before."""
    return any(clause.startswith(_CHOSEN) for clause in row.note.split("; "))


def traced(note: str, before: Decision, *, anew: bool) -> str:
    """A note on a row with what was told before of what was chosen; ``anew`` where that is to be chosen anew."""
    told = [clause for clause in before.note.split("; ") if clause.startswith((_CHOSEN, _PUT_IN))]
    chosen = f"{_CHOSEN}{before.approved}, før det blev ændret" if anew and before.approved else ""
    return _joined(note, *told, chosen)


def _joined(*notes: str) -> str:
    """The clauses of the notes, each of them once."""
    return "; ".join(dict.fromkeys(clause for note in notes for clause in note.split("; ") if clause))


@dataclass(frozen=True)
class ReturnedFile:
    """A file that has come back: whose it is, how many answers it has, and sentences on what was odd about it.

    ``committee`` and ``run`` are "" where nobody knows; ``number`` counts the cells to answer in that are filled.
    ``dispatched`` is the day of the dispatch where that is known, and ``sha256`` the file's.
    """

    file: str
    committee: str
    run: str
    number: int = 0
    notes: tuple[str, ...] = ()
    dispatched: date | None = None
    saved: datetime | None = None
    sha256: str = ""


#: The verdicts on answers that can be written in a cell, and those that somebody is to say Ja or Nej to.
WRITABLE = (Verdict.CONFLICT, Verdict.PROPOSAL, Verdict.BASELESS)
ASKING = (*WRITABLE, Verdict.POINT)
#: What has been done with an answer, as it stands under „Udfald“; "" and ``WAITING`` wait for somebody to decide.
DONE, REFUSED, WAITING, REPLACED = "indført", "afvist", "venter", str(Verdict.REPLACED)
#: What is dealt with once and for all.
SETTLED = (DONE, REFUSED, REPLACED)
#: How „Udfald“ begins where what is approved could not be written, and what stands there of what the plan says already.
FAILED, AGREED = "kunne ikke indføres", str(Verdict.AGREES)
#: What people also write under Godkend, where it can mean nothing else than yes.
_APPROVED = frozenset({"ok", "okay", "godkend", "godkendt", "godkendes"})


def approved(row: Decision) -> bool | None:
    """Whether a row is approved; None where nothing, or nothing clear, is chosen."""
    if fold(row.approved).strip(" .!") in _APPROVED:
        return True
    return read_yes(row.approved) if row.approved else None


def is_asked(row: Decision) -> bool:
    """Whether somebody is to say Ja or Nej to a row, or may."""
    return row.verdict in ASKING or bool(row.cell)


#: Where an answer stands, in the order in which it is told, with the words for it.
_STANDING = {
    WAITING: "venter på Ja eller Nej",
    "Ja": "med Ja er ikke ført ind endnu",
    "Nej": "med Nej er ikke ført ind endnu",
    DONE: "er indført",
    REFUSED: "er afvist",
    REPLACED: "er afløst",
    FAILED: "kunne ikke indføres",
    AGREED: "svarer til planen",
    str(Verdict.STALE): "er svar på det gamle",
    str(Verdict.TOLD): "er til orientering",
}


def _standing(row: Decision) -> str:
    """A key of ``_STANDING``."""
    outcome = row.outcome.partition(":")[0]
    if outcome in (*SETTLED, FAILED, AGREED):
        return outcome
    if (chosen := approved(row)) is not None:
        return "Ja" if chosen else "Nej"
    return WAITING if is_asked(row) else row.verdict


def standing(rows: Iterable[Decision]) -> str:
    """How many answers wait for somebody, and how many do not and why: „2 venter på Ja eller Nej og 1 er afvist“."""
    counts = Counter(map(_standing, rows))
    return listed([f"{counts[key]} {words}" for key, words in _STANDING.items() if counts[key]])
