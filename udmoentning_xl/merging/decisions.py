"""What becomes of each answer: which item of today it is about, what it is compared with, and how it would be written.

The same is done with answers that have just been read and with those that stand in a sheet Svar, so that what people
approve is decided anew against the plan as it is then.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from udmoentning_xl.danish import day, fold, listed, shortened
from udmoentning_xl.merging.meanings import (
    ASKED,
    BLANK,
    COMPLETION,
    DUE,
    REMARKS,
    Meanings,
    due_meaning,
    in_thousands,
    is_no_time,
    is_nothing_new,
    is_question,
    settled,
)
from udmoentning_xl.merging.returns import Returns
from udmoentning_xl.merging.writing import Pen, Writing
from udmoentning_xl.plan import Plan
from udmoentning_xl.reading.edits import TITLE
from udmoentning_xl.reading.returned import Answer, AnswerPlace, Return
from udmoentning_xl.replies.answer import EITHER, FIELD_LABELS, WRITABLE, Decision, answer_key
from udmoentning_xl.replies.decide import Base, Reply, Ruling, Verdict, decide
from udmoentning_xl.secrecy import closed_items
from udmoentning_xl.terms import COMPLETION_LABELS, LABELS, TEXTS, Field, Heading
from udmoentning_xl.values.dates import DueDate
from udmoentning_xl.values.dates_due import COUNTED_IN_PLAN
from udmoentning_xl.values.markers import Completion
from udmoentning_xl.versions.identity import Certainty, Pairing, pair
from udmoentning_xl.versions.states import State, Version, stranger, version_of

#: Of what was sent, where nobody knows it.
UNKNOWN = "(kendes ikke)"
WHITE_NOTE = "rettet i et hvidt felt"
_BY_HAND = f"{WHITE_NOTE}; ret det selv i planen, hvis det skal stå der"
_LABEL_FIELDS = {
    **{label: name for name, label in FIELD_LABELS.items()},
    LABELS[Field.TITLE]: "title",
    **{LABELS[field]: column for field, column in TEXTS.items()},
    str(Heading.BRIEF): TEXTS[Field.DESCRIPTION],
}
#: The fields whose answers are compared by their meaning.
COMPARED = (COMPLETION, DUE)
#: Why an answer to a dispatch of another plan is none: only what is surely the same item can be.
STRANGE = "svaret er på en anden plan eller en udsendelse, der ikke kendes, og indsatsen er ikke med sikkerhed i denne"
_PLAN_MOVED = "planen siger noget andet, end der blev sendt"
_NOTHING_NEW = "udvalget har intet nyt"
_OWN_TEXT = "egen tekst"
#: Of what is so, there is no time to come; and so much of an answer is quoted.
_OVER, _QUOTED = (Completion.DONE, Completion.DROPPED), 60
#: A remark of fewer characters is a mark.
_FEWEST_LETTERS = 2
_LIKELY = "regnet som den samme indsats som den, der blev sendt"
_CLOSED = "indsatsen er lukket; skriv det selv i planen, og vælg Nej her"


@dataclass(frozen=True)
class MatchedAnswer:
    """An answer, and where it belongs today. ``base`` is the meaning of what was sent, ``label`` what is shown as Felt.

    ``item`` is the id now, "" where that is not known, and ``why`` says why it is not. ``white`` says that it stands in
    a cell that was not to be answered in.
    """

    committee: str
    sent_id: str
    title: str
    label: str
    text: str
    place: str
    saved: datetime | None
    dispatched: date | None
    base_text: str
    base: Hashable
    item: str = ""
    why: str = ""
    white: bool = False
    approved: str = ""
    likely: bool = False

    @property
    def field(self) -> str:
        """The column of ``plan.items`` that it is about, or the year of an amount; "" for none."""
        return _field_of(self.label)

    @property
    def since(self) -> date | None:
        """The day from which a time without a year is counted: that of the dispatch, else the file's."""
        return self.dispatched or (self.saved.date() if self.saved else None)

    @property
    def key(self) -> tuple[object, ...]:
        """The key of the decision on it."""
        return answer_key(self.committee, self.dispatched, self.sent_id, self.label, self.text)


def _field_of(label: str) -> str:
    return label if label.isdigit() else _LABEL_FIELDS.get(label, "")


def entries(known: "Matching") -> list[MatchedAnswer]:
    """The answers in the files that have come back; of what was sent of another plan nothing is known."""
    found = [(file, answer) for file in known.returns.files for answer in file.answers]
    return [
        replace(
            _entry(replace(answer, sent=None) if known.is_strange(file) else answer, known.item_of(file, answer)),
            likely=known.is_likely(file, answer.item),
        )
        for file, answer in found
    ]


def _entry(answer: Answer, now: tuple[str, str]) -> MatchedAnswer:
    white = answer.where is AnswerPlace.WHITE
    label = FIELD_LABELS.get(answer.field) or (answer.heading if white else _OWN_TEXT)
    field = _field_of(label)
    base_text, base = _base(answer.sent, field, white=white)
    return MatchedAnswer(
        answer.committee,
        answer.item,
        answer.title,
        label,
        answer.text,
        answer.place,
        answer.saved,
        answer.dispatched,
        base_text,
        base,
        *now,
        white=white,
    )


def _base(sent: State | None, field: str, *, white: bool) -> tuple[str, Hashable]:
    """What was sent of a field, as text and by its meaning."""
    if sent is None:
        return UNKNOWN, Base.UNKNOWN
    if field == COMPLETION:
        return COMPLETION_LABELS[sent.completion], sent.completion
    if field == DUE:
        due = sent.due
        return due.text or "", due_meaning(str(due.kind), due.first, due.last, due.text or "")
    if field.isdigit():
        amount = dict(sent.row.amounts).get(int(field))
        return ("", BLANK) if amount is None else (in_thousands(amount), amount)
    text = str(sent.written.get(field) or "")
    return (text, fold(text)) if white or field == REMARKS else ("", "")


class Matching:
    """Which item of the plan each sent one is, and which dispatches and files are hardly of this plan."""

    def __init__(self, plan: Plan, returns: Returns) -> None:
        self.returns = returns
        self._now = version_of(plan)
        self._titles = {key: state.row.title or "" for key, state in self._now.states.items()}
        self._closed = closed_items(plan)
        sent: dict[str, dict[str, State]] = defaultdict(dict)
        for one in returns.sent:
            sent[one.run] |= one.version.states
        then = {run: Version(run, plan.as_of, states) for run, states in sent.items()}
        self._pairings = {run: pair(version.rows, self._now.rows) for run, version in then.items()}
        self.strange = {run for run, version in then.items() if stranger(version, self._now, self._pairings[run])}
        own = [one.manifest for one in returns.dispatches if one.manifest.run not in self.strange]
        self._plans = {plan.source.sha256, *(one.plan_sha256 for one in own)}

    def is_strange(self, file: Return) -> bool:
        """Whether a file answers a dispatch of another plan, or one of which nobody can say that it is of this one."""
        return file.run in self.strange if file.dispatched else file.plan not in self._plans

    @cached_property
    def _unbased(self) -> dict[str, Pairing]:
        """The pairing of each file of which the dispatch is not known."""
        files = [file for file in self.returns.files if not file.dispatched]
        rows = {file.file: {state.row.key: state.row for state in file.rows}.values() for file in files}
        return {name: pair(own, self._now.rows) for name, own in rows.items()}

    def item_of(self, file: Return, answer: Answer) -> tuple[str, str]:
        """The id now, and why it is not known or not to be written to."""
        if not answer.item:
            return "", ""
        based, is_strange = file.dispatched is not None, self.is_strange(file)
        pairing = self._pairing(file)
        if answer.item in (moved := self._moved(file)):
            other = moved[answer.item]
            return "", f"titlen i rækken er {other}, men resten er en anden indsats; hvilken gælder svaret?"
        found = next((one for one in pairing.pairs if one.old == answer.item), None)
        if found and ((based and not is_strange) or found.how is Certainty.SURE):
            return found.new, _CLOSED if found.new in self._closed else ""
        if is_strange:
            return "", STRANGE
        near = [new for item in answer.among or (answer.item,) for new in _near(pairing, item)]
        return "", self._question(near)

    def is_likely(self, file: Return, item: str) -> bool:
        """Whether an item that was sent is paired by likeness alone."""
        return bool(item) and any(
            one.old == item and one.how is not Certainty.SURE for one in self._pairing(file).pairs
        )

    def _pairing(self, file: Return) -> Pairing:
        return self._pairings[file.run] if file.dispatched is not None else self._unbased[file.file]

    def _moved(self, file: Return) -> dict[str, str]:
        """The items in whose row stands the title of another that was sent, as where the titles alone were sorted."""
        titles = {fold(state.row.title or ""): f"„{state.row.title}“" for state in file.rows}
        return {
            one.item: titles[fold(one.text)]
            for one in file.answers
            if one.heading == TITLE and one.item and fold(one.text) in titles
        }

    def _question(self, near: Sequence[str]) -> str:
        if not near:
            return "indsatsen står ikke i planen mere"
        return f"er det {listed([f'{item} „{self._titles[item]}“' for item in dict.fromkeys(near)], 'eller')}?"


def _near(pairing: Pairing, item: str) -> list[str]:
    """The items that one of those that were sent is, or may be."""
    near = [one.new for one in pairing.pairs if one.old == item]
    near += [new for old, new, _ in pairing.asked if old == item]
    return near + [new for parts in pairing.parts if item in parts.old for new in parts.new]


# -- what stands in Svar already ----------------------------------------------------------------------------------


def entries_of(rows: Iterable[Decision], plan: Plan, meanings: Meanings) -> list[MatchedAnswer]:
    """The answers that wait in a sheet Svar, at the items that they are about in ``plan``."""
    titles = {str(item): fold(str(title)) for item, title in plan.items["title"].dropna().items()}
    by_title: dict[str, list[str]] = defaultdict(list)
    for item, title in titles.items():
        by_title[title].append(item)
    closed = closed_items(plan)
    return [_again(row, titles, by_title, closed, meanings) for row in rows]


def _again(
    row: Decision,
    titles: Mapping[str, str],
    by_title: Mapping[str, Sequence[str]],
    closed: Iterable[str],
    meanings: Meanings,
) -> MatchedAnswer:
    field = _field_of(row.field)
    white = row.note.startswith(WHITE_NOTE)
    base: Hashable = Base.UNKNOWN if row.sent == UNKNOWN else meanings.of_text(field, row.sent)
    if field == DUE and not row.sent:
        base = ("unset",)
    pointed = row.verdict == Verdict.POINT and row.item in titles
    same = by_title.get(fold(row.title), [])
    if row.note.startswith(STRANGE):
        item, why = "", STRANGE
    elif pointed or (row.item in titles and titles[row.item] == fold(row.title)):
        item, why = row.item, ""
    elif row.verdict != Verdict.POINT and len(same) == 1:
        item, why = same[0], ""
    elif row.item or row.verdict == Verdict.POINT:
        odd = f"planen har ikke nogen indsats {row.item}" if row.item else row.note
        item, why = "", odd or "indsatsen står ikke i planen mere"
    else:
        item, why = "", ""
    return MatchedAnswer(
        row.committee,
        row.sent_id,
        row.title,
        row.field,
        row.reply,
        row.place,
        row.saved,
        row.dispatched,
        row.sent,
        base,
        item,
        _CLOSED if item in closed else why,
        white,
        row.approved,
        _LIKELY in row.note,
    )


# -- the decisions ------------------------------------------------------------------------------------------------


def decided(found: Sequence[MatchedAnswer], plan: Plan, pen: Pen) -> list[Decision]:
    """A decision on each of the answers, in the order in which people should look at them."""
    places = {str(item): place for place, item in enumerate(plan.items.index)}
    return sorted(
        decided_in_order(found, plan, pen),
        key=lambda row: (
            list(Verdict).index(Verdict(row.verdict)),
            places.get(row.item, len(places)),
            row.field,
            row.committee,
            row.place,
        ),
    )


def decided_in_order(found: Sequence[MatchedAnswer], plan: Plan, pen: Pen) -> list[Decision]:
    """A decision on each of the answers, in their order."""
    verdicts = _verdicts(found, pen)
    rows = [_decision(one, verdict, pen) for one, verdict in zip(found, verdicts, strict=True)]
    by_item: dict[str, list[tuple[Decision, MatchedAnswer]]] = defaultdict(list)
    for row, one in zip(rows, found, strict=True):
        by_item[one.item].append((row, one))
    return [_doubted(row, one, by_item[one.item], pen) for row, one in zip(rows, found, strict=True)]


def _doubted(row: Decision, one: MatchedAnswer, others: Sequence[tuple[Decision, MatchedAnswer]], pen: Pen) -> Decision:
    """The decision, unsure where another answer to the item says that it is over, or when it will be."""
    if row.verdict not in WRITABLE or not _says(one, pen):
        return row
    against = [
        other.text
        for decision, other in others
        if decision.verdict in (*WRITABLE, Verdict.TOLD) and not other.why
        if other.field != one.field and _says(other, pen)
    ]
    if not against:
        return row
    field = FIELD_LABELS[DUE if one.field == COMPLETION else COMPLETION].lower()
    told = f"der er også svaret „{shortened(against[0], _QUOTED)}“ under {field}"
    return replace(row, sure=False, note="; ".join(filter(None, (row.note, told))))


def _says(one: MatchedAnswer, pen: Pen) -> bool:
    """Whether an answer says that its item is over, or when it will be."""
    if one.field == COMPLETION:
        return pen.meanings.completion(one.text, one.since).meaning in _OVER
    return one.field == DUE and bool(one.text)


def _verdicts(found: Sequence[MatchedAnswer], pen: Pen) -> list[Ruling]:
    verdicts = [_alone(one, pen) for one in found]
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, (one, verdict) in enumerate(zip(found, verdicts, strict=True)):
        if verdict is None:
            # Remarks are put after one another: they are at odds with nobody's but the committee's own.
            groups[one.item, one.field, one.committee if one.field == REMARKS else ""].append(place)
    for (item, field, _), members in groups.items():
        together = _together([found[place] for place in members], item, field, pen)
        for place, verdict in zip(members, together, strict=True):
            verdicts[place] = verdict
    return [_of_whom(one, verdict or Ruling(Verdict.TOLD)) for one, verdict in zip(found, verdicts, strict=True)]


def _of_whom(one: MatchedAnswer, verdict: Ruling) -> Ruling:
    """The verdict on an answer; one of which nobody knows whose it is, is no proposal before somebody has said so."""
    if EITHER not in one.committee or verdict.verdict not in WRITABLE:
        return verdict
    return Ruling(Verdict.CONFLICT, f"det kan ikke ses, om det er {one.committee}, der svarer")


def _alone(one: MatchedAnswer, pen: Pen) -> Ruling | None:
    """The verdict on an answer that is compared with no other; None where it is."""
    if not one.sent_id or (not one.field and not one.white):
        return Ruling(Verdict.TOLD)
    if not one.item or one.why:
        return Ruling(Verdict.TOLD if one.why == STRANGE else Verdict.POINT, one.why)
    if one.field.isdigit():
        return _amount(one, pen)
    if one.white and (one.field not in COMPARED or not one.text):
        return Ruling(Verdict.TOLD, _white_note(one, pen))
    if _is_nothing_new(one):
        return None if one.field in COMPARED else Ruling(Verdict.AGREES, _NOTHING_NEW)
    if is_question(one.text) and one.field in (*COMPARED, REMARKS):
        return Ruling(Verdict.TOLD, ASKED)
    if one.field == COMPLETION and (said := pen.meanings.completion(one.text, one.since)).meaning is None:
        return Ruling(Verdict.TOLD, said.note)
    if one.field == DUE and pen.meanings.of_text(DUE, one.text, one.since, one.item) is None:
        why = _why_unsure(pen.meanings.due(one.text, one.since))
        return Ruling(Verdict.TOLD, f"svaret kan ikke læses med sikkerhed{f' ({why})' if why else ''}")
    if one.field == DUE and is_no_time(pen.meanings.due(one.text, one.since)):
        return Ruling(Verdict.TOLD, "svaret siger ikke hvornår; skal det stå i planen, så skriv det selv")
    if one.field == DUE and len(years := _years(one, pen)) > 1:
        return Ruling(Verdict.TOLD, f"året er ikke skrevet; det kan være {listed(list(map(str, years)), 'eller')}")
    return None


def _why_unsure(due: DueDate) -> str:
    """Why a time is not sure, with the year that it is read as where none is written."""
    year = _year_read(due)
    own = [part for part in due.why.split("; ") if not year or not part.startswith(COUNTED_IN_PLAN)]
    return "; ".join(filter(None, (*own, year)))


def _year_read(due: DueDate) -> str:
    """Which year a time is read as where none is written; "" where one is."""
    when = due.first or due.last
    return f"året er ikke skrevet; læst som {when.year}" if due.year_assumed and when else ""


def _years(one: MatchedAnswer, pen: Pen) -> list[int]:
    """The years that may be meant where none is written: the next time, and the next after what was sent."""
    sent = pen.meanings.due(pen.text(one.item, DUE) if one.base is Base.UNKNOWN else one.base_text)
    return pen.meanings.assumed_years(one.text, one.since, sent.last or sent.first)


def _is_nothing_new(one: MatchedAnswer) -> bool:
    return not one.white and is_nothing_new(one.text)


def _white_note(one: MatchedAnswer, pen: Pen) -> str:
    if not one.field:
        return _BY_HAND
    if not one.text:
        return f"{WHITE_NOTE}: det er slettet"
    if fold(pen.text(one.item, one.field)) != one.base:
        return f"{WHITE_NOTE}; {_PLAN_MOVED}"
    return WHITE_NOTE


def _amount(one: MatchedAnswer, pen: Pen) -> Ruling:
    """The verdict on what was written over an amount, which people put into the plan themselves, if at all."""
    now = pen.meanings.of_text(one.field, pen.text(one.item, one.field))
    said = pen.meanings.of_text(one.field, one.text)
    if said is not None and said == now:
        return Ruling(Verdict.AGREES)
    moved = one.base is not Base.UNKNOWN and one.base != now
    return Ruling(Verdict.TOLD, f"{_BY_HAND}; {_PLAN_MOVED}" if moved else _BY_HAND)


def _together(group: Sequence[MatchedAnswer], item: str, field: str, pen: Pen) -> list[Ruling]:
    """The verdicts on the answers to one cell."""
    now = meaning_in(pen.plan.items.loc[[item]].iloc[0], field)
    if field == REMARKS:
        said = f" {fold(pen.text(item, REMARKS))} "
        replies = [Reply(one.committee, fold(one.text), None, one.dispatched, one.saved) for one in group]
        verdicts = [Ruling(Verdict.PROPOSAL) if v.verdict is Verdict.CONFLICT else v for v in decide(None, replies)]
        return [
            Ruling(Verdict.AGREES) if v.verdict is Verdict.PROPOSAL and f" {fold(one.text)} " in said else v
            for v, one in zip(verdicts, group, strict=True)
        ]
    # What was written over in a white cell takes no answer's place, and is not at odds with one.
    by_place: dict[int, Ruling] = {}
    for white in (False, True):
        places = [place for place, one in enumerate(group) if one.white is white]
        replies = [_reply(group[place], now, pen) for place in places]
        by_place |= zip(places, decide(now, replies), strict=True)
    return [
        Ruling(Verdict.TOLD, f"{WHITE_NOTE}; {verdict.why}" if verdict.why else WHITE_NOTE)
        if one.white and verdict.verdict in WRITABLE
        else verdict
        for one, (_, verdict) in zip(group, sorted(by_place.items()), strict=True)
    ]


def _reply(one: MatchedAnswer, now: Hashable, pen: Pen) -> Reply:
    base = _sent(one, now, pen)
    return Reply(one.committee, _value(one, now, base, pen), base, one.dispatched, one.saved)


def _sent(one: MatchedAnswer, now: Hashable, pen: Pen) -> Hashable:
    """The meaning of what was sent; a time means the same meetings as in the plan, though they were not known then."""
    if one.field != DUE or one.base is Base.UNKNOWN or not one.base_text:
        return one.base
    if fold(one.base_text) == fold(pen.text(one.item, DUE)):
        return now
    is_meeting = pen.meanings.due(one.base_text).meeting is not None
    return pen.meanings.of_text(DUE, one.base_text, None, one.item) if is_meeting else one.base


def _value(one: MatchedAnswer, now: Hashable, base: Hashable, pen: Pen) -> Hashable:
    """What an answer means; that nothing is new means what was sent, or where nobody knows that what the plan says."""
    if _is_nothing_new(one):
        return now if base is Base.UNKNOWN else base
    return settled(pen.meanings.of_text(one.field, one.text, one.since, one.item), [now, base])


def meaning_in(item: pd.Series, field: str) -> Hashable:
    """What a plan says of an item, a row of ``plan.items``, by its meaning."""
    text = "" if pd.isna(item[field]) else str(item[field])
    if field == COMPLETION:
        return str(item["completion"])
    if field == DUE:
        first, last = (None if pd.isna(item[name]) else item[name].date() for name in ("due_from", "due_to"))
        return due_meaning(str(item["due_kind"]), first, last, text)
    return fold(text)


def _decision(one: MatchedAnswer, verdict: Ruling, pen: Pen) -> Decision:
    kind, note = verdict
    writing = Writing()
    now = shown_now(pen, one.item, one.field) if one.item and one.field and not one.why else ""
    is_white = kind is Verdict.TOLD and verdict.why == WHITE_NOTE
    if one.item and not one.why and (kind in WRITABLE or is_white):
        writing = pen.write(one.item, one.field, one.text, signed(one), one.since)
        if writing.why:
            note = "; ".join(filter(None, (note, writing.why)))
            kind = kind if kind is Verdict.CONFLICT else Verdict.TOLD
    assumed = list(_assumed(one, kind, pen))
    notes = [note, *assumed, *_asides(one, kind, pen)]
    return Decision(
        kind,
        one.item,
        pen.text(one.item, "title") if one.item and not one.why else one.title,
        one.sent_id,
        one.committee,
        one.label,
        one.base_text,
        now,
        one.text,
        writing.shown,
        str(writing.cell) if writing.cell else "",
        one.place,
        one.saved,
        one.dispatched,
        "; ".join(filter(None, notes)),
        one.approved,
        sure=not assumed,
    )


def signed(one: MatchedAnswer) -> str:
    """Whose a remark is, and when it was written: „BUU 12-01-2027“; "" for what is written in a white cell."""
    when = one.saved.date() if one.saved else one.dispatched
    return "" if one.white else f"{one.committee or '?'} {day(when) if when else ''}".rstrip()


def _asides(one: MatchedAnswer, kind: Verdict, pen: Pen) -> Iterator[str]:
    """What else somebody who is to approve an answer should know."""
    if kind not in WRITABLE or one.field not in COMPARED:
        return
    said = pen.meanings.completion(one.text, one.since) if one.field == COMPLETION else None
    if said and said.sure and said.note:
        yield said.note
    others = pen.committees.get(one.item, [])
    if len(others) > 1 and one.committee in others:
        yield f"også hos {listed([short for short in others if short != one.committee])}"


def _assumed(one: MatchedAnswer, kind: Verdict, pen: Pen) -> Iterator[str]:
    """What is assumed of an answer, so that a person is to look at it before it is approved."""
    if kind not in WRITABLE:
        return
    if one.field == DUE and (year := _year_read(pen.meanings.due(one.text, one.since))):
        yield year
    if one.field == DUE:
        yield from pen.meanings.doubts(one.text, one.since)
    if one.field == COMPLETION and not (said := pen.meanings.completion(one.text, one.since)).sure:
        yield said.note
    if one.field == COMPLETION and (told := pen.contradicted(one.item, one.text, one.since)):
        yield told
    if "?" in one.text:
        yield "der står et spørgsmålstegn i svaret"
    if one.field == REMARKS and (len(one.text) < _FEWEST_LETTERS or pen.meanings.completion(one.text).meaning):
        yield "svaret er et enkelt tegn eller siger, hvor langt indsatsen er; er det en bemærkning?"
    if one.likely:
        yield _LIKELY
    if not set(one.committee.split(EITHER)) & set(pen.committees.get(one.item, ())):
        yield f"{one.committee or 'udvalget'} står ikke ved indsatsen i planen nu"


def shown_now(pen: Pen, item: str, field: str) -> str:
    """What the plan says of an item now, as Svar shows it."""
    if field == COMPLETION:
        return COMPLETION_LABELS[str(pen.plan.items.at[item, "completion"])]
    return pen.text(item, field)
