"""What has changed between two versions of a plan: meaning, not writing. One row per change, with its sentence.

Which item is which comes from ``identity``; how a change is kept over the year is the business of ``log``.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from udmoentning_xl.danish import counted, fold, kroner, listed
from udmoentning_xl.terms import COMPLETION_LABELS, KIND_LABELS, UNMARKED
from udmoentning_xl.versions.change import (
    ASKED,
    STANDS_IN,
    UNTITLED,
    WHOLE,
    WORDS,
    Change,
    ChangeKind,
    amounts_told,
    due_told,
    in_words,
    months_between,
    move_told,
    place_in,
    short,
    summary,
    told_postponements,
    years_told,
)
from udmoentning_xl.versions.identity import Division, Pairing
from udmoentning_xl.versions.states import WRITTEN, Due, State, Version
from udmoentning_xl.versions.whole import WholePlan, whole_plan


def changes_between(old: Version, new: Version, pairing: Pairing, *, alike: bool = False) -> list[Change]:
    """Every change from ``old`` to ``new``; what asks for attention first, then in the new plan's order.

    With ``alike`` also what is only written otherwise.
    """
    pairs = [(old.states[one.old], new.states[one.new]) for one in pairing.pairs]
    whole = whole_plan(old, new, pairs)
    missing = {sheet for sheet in old.sheets - new.sheets if _all_gone(old, sheet, pairing)}
    lists = [
        (_gone(old.states[key], old) for key in pairing.gone if old.states[key].sheet not in missing),
        _questions(old, new, pairing, whole),
        (_unread_sheet(old, sheet) for sheet in sorted(missing)),
        whole.told,
        (_new(new.states[key]) for key in pairing.new),
        (
            change
            for before, after in sorted(pairs, key=lambda pair: _order(new)[pair[1].row.key])
            for change in _of_item(before, after, whole, alike=alike)
        ),
    ]
    return [change for one in lists for change in one]


def _order(version: Version) -> Mapping[str, int]:
    return {key: place for place, key in enumerate(version.states)}


# -- what has come and gone -------------------------------------------------------------------------------------------


def _gone(state: State, old: Version) -> Change:
    done = state.completion in ("done", "dropped")
    label = COMPLETION_LABELS[state.completion].lower()
    told = f"står ikke i planen mere og var {label}" if done else "står ikke i planen mere og var ikke afsluttet"
    total = sum(amount for _, amount in state.row.amounts)
    change = _told(ChangeKind.GONE, state, told + _bracketed(amounts_told(state.row.amounts)))
    place = place_in(change.place, old.name, old.as_of)
    return replace(change, now=None, before=summary(state), kroner=-total or None, place=place)


def _new(state: State) -> Change:
    total = sum(amount for _, amount in state.row.amounts)
    change = _told(ChangeKind.NEW, state, "er ny i planen" + _bracketed(amounts_told(state.row.amounts)))
    return replace(change, then=None, after=summary(state), kroner=total or None)


def _all_gone(old: Version, sheet: str, pairing: Pairing) -> bool:
    """Whether nothing that stood in the sheet is found again."""
    own = {key for key, state in old.states.items() if state.sheet == sheet}
    return len(own) > 1 and own <= set(pairing.gone)


def _unread_sheet(old: Version, sheet: str) -> Change:
    count = sum(state.sheet == sheet for state in old.states.values())
    told = f"arket {sheet} er ikke læst denne gang ({counted(count, 'indsats', 'indsatser')})"
    return Change(ChangeKind.GONE, WHOLE, None, None, "", told, place=sheet)


def _questions(old: Version, new: Version, pairing: Pairing, whole: WholePlan) -> Iterator[Change]:
    """A row for each pair that is asked, then what would have changed if they are the same."""
    for parts in pairing.parts:
        yield from _question_of_parts(old, new, parts, whole)
    for then, now, _ in pairing.asked:
        before, after = old.states[then], new.states[now]
        yield _question(before, after, f"ligner {now} „{short(after.row.title)}“")
        yield from _if_same(before, after, whole)


def _if_same(before: State, after: State, whole: WholePlan) -> Iterator[Change]:
    """What has changed if two items are the same, which is asked."""
    for change in _of_item(before, after, whole, alike=False):
        if change.what != ChangeKind.RENAMED:  # which is what is asked
            yield replace(change, what=f"{change.what}{ASKED}")


def _question_of_parts(old: Version, new: Version, parts: Division, whole: WholePlan) -> Iterator[Change]:
    is_divided = len(parts.old) == 1
    several = [new.states[key] for key in parts.new] if is_divided else [old.states[key] for key in parts.old]
    told = "ser ud til at være " + ("delt i " if is_divided else "lagt sammen af ")
    told += listed([f"{part.row.key} „{short(part.row.title)}“" for part in several])
    if parts.with_amounts:
        sums = [sum(amount for _, amount in part.row.amounts) for part in several]
        sum_told = " + ".join(kroner(one).removesuffix(" kr.") for one in sums)
        told += f"; beløbene passer ({sum_told} = {kroner(sum(sums))})"
    for then in parts.old:
        for now in parts.new:
            before, after = old.states[then], new.states[now]
            yield _question(before, after, told)
            yield from _if_same(before, after, whole)


def _question(before: State, after: State, told: str) -> Change:
    change = _told(ChangeKind.SAME, before, told)
    new = ", ".join(filter(None, (f"„{after.row.title or UNTITLED}“", summary(after))))
    return replace(change, now=after.row.key, before=summary(before), after=new, place=after.cells.get("title", ""))


def _told(what: str, state: State, sentence: str, field: str = "") -> Change:
    """The change of an item whose ids are the same then and now, at the cell of ``field`` or of what it is of."""
    key, title = state.row.key, state.row.title or UNTITLED
    place = state.cells.get(field or STANDS_IN.get(what, "")) or state.cells.get("title", "")
    return Change(what, title, key, key, ", ".join(state.bodies), sentence, place=place)


def _bracketed(text: str) -> str:
    return f" ({text})" if text else ""


# -- one item ---------------------------------------------------------------------------------------------------------


def _of_item(before: State, after: State, whole: WholePlan, *, alike: bool) -> Iterator[Change]:
    """What has changed for an item that is found again."""
    for compare in (*_COMPARED, *([_written_otherwise] if alike else [])):
        for change in compare(before, after, whole):
            yield replace(change, then=before.row.key)


def _title(before: State, after: State, _: WholePlan) -> Iterator[Change]:
    then, now = before.row.title, after.row.title
    if then and now and fold(then) != fold(now):
        told = f"hedder nu „{short(now)}“, før „{short(then)}“ (regnet som den samme)"
        yield replace(_told(ChangeKind.RENAMED, after, told), before=then, after=now)


def _completion(before: State, after: State, _: WholePlan) -> Iterator[Change]:
    then, now = before.completion, after.completion
    found = next((_COMPLETIONS[key] for key in ((then, now), ("", now), (then, "")) if key in _COMPLETIONS), None)
    if then != now and found:
        labels = COMPLETION_LABELS[then].lower(), COMPLETION_LABELS[now].lower()
        then_told = ", ".join(filter(None, (labels[0], due_told(before.due))))
        yield replace(_told(found[0], after, found[1]), before=then_told, after=labels[1])


#: What is told of an item that is finished, whenever that was.
DONE_TOLD = "er afsluttet"
#: (completion then, completion now), "" for any other, to what it is and the sentence.
_COMPLETIONS = {
    ("done", "partial"): (ChangeKind.REOPENED, "er ikke længere afsluttet, men delvist gennemført"),
    ("dropped", "partial"): (ChangeKind.REOPENED, "er ikke længere udgået"),
    ("", "done"): (ChangeKind.DONE, DONE_TOLD),
    ("", "partial"): (ChangeKind.PARTIAL, "er delvist gennemført"),
    ("", "dropped"): (ChangeKind.DROPPED, "er udgået"),
    ("done", ""): (ChangeKind.REOPENED, "er ikke længere afsluttet"),
    ("partial", ""): (ChangeKind.REOPENED, "er ikke længere delvist gennemført"),
    ("dropped", ""): (ChangeKind.REOPENED, "er ikke længere udgået"),
}


def _due(before: State, after: State, _: WholePlan) -> Iterator[Change]:
    then, now = before.due.day, after.due.day
    if then == now and (then or _wordless(before.due) == _wordless(after.due)):
        return
    if not (then and now) and before.due.text and fold(before.due.text) == fold(after.due.text or ""):
        return  # the same words, of which only one version knows the day
    is_done = after.completion == "done"
    if is_done and (before.completion == "done" or not (then and now and now > then)):
        return  # when it was done, and no guiding date any more
    old, new = due_told(before.due), due_told(after.due)
    months = None
    if then and now:
        is_later, months = now > then, months_between(then, now)
        what = ChangeKind.POSTPONED if is_later else ChangeKind.BROUGHT_FORWARD
        told = move_told(then, now, in_words(after.due))
    elif then and not new:
        what, told = ChangeKind.UNDATED, f"har ikke længere et tidspunkt (før {old})"
    elif now and before.due.outside:  # which was no date to move from
        what, told = ChangeKind.DATED, f"har fået rettet tidspunktet til {in_words(after.due) or new} (før {old})"
    else:
        exact = in_words(after.due) or new
        told = f"har fået tidspunktet {exact}" if now else f"er nu {new}" if new else "har ikke længere et tidspunkt"
        what, told = ChangeKind.DATED, told + _bracketed(f"før {old}" if old else "")
    times = (told_postponements(after.telling) or None) if what == ChangeKind.POSTPONED else None
    yield replace(_told(what, after, told), before=old, after=new, months=months, nth=times)


def _wordless(due: Due) -> str:
    """What a date without a day says."""
    return "unset" if due.kind in (None, "unset") else due.kind if due.kind in WORDS else "unclear"


def _amounts(before: State, after: State, whole: WholePlan) -> Iterator[Change]:
    then, now = whole.scaled(before.row.amounts), dict(after.row.amounts)
    unread = before.unread | after.unread
    years = [year for year in whole.years if then.get(year, 0) != now.get(year, 0) and year not in unread]
    if not years:
        return
    was, are = ({year: amounts[year] for year in years if year in amounts} for amounts in (then, now))
    same = defaultdict[tuple[int | None, int | None], list[int]](list)
    for year in years:
        same[was.get(year), are.get(year)].append(year)
    moves = [f"{years_told(own)} fra {_kroner(one)} til {_kroner(other)}" for (one, other), own in same.items()]
    told = _told(ChangeKind.AMOUNT, after, f"har fået andre beløb: {listed(moves)}", str(years[0]))
    difference = sum(are.values()) - sum(was.values())
    old, new = amounts_told(was.items()), amounts_told(are.items())
    yield replace(told, before=old, after=new, kroner=difference or None)


def _kroner(amount: int | None) -> str:
    return kroner(amount) if amount else "intet"


def _committees(before: State, after: State, whole: WholePlan) -> Iterator[Change]:
    then = {whole.bodies.get(short, short) for short in before.bodies}
    came = [short for short in after.bodies if short not in then]
    left = sorted(then - set(after.bodies))
    told = [f"er kommet til {listed(came)}"] if came else []
    told += [f"er ikke længere hos {listed(left)}"] if left else []
    if told:
        change = _told(ChangeKind.COMMITTEES, after, " og ".join(told))
        yield replace(change, before=", ".join(before.bodies), after=", ".join(after.bodies))


def _responsible(before: State, after: State, whole: WholePlan) -> Iterator[Change]:
    yield from _text(ChangeKind.RESPONSIBLE, "responsible", "ansvarlig", (before, after), whole)


def _section(before: State, after: State, whole: WholePlan) -> Iterator[Change]:
    yield from _text(ChangeKind.SECTION, "section", "hovedpunktet", (before, after), whole)


def _kind(before: State, after: State, whole: WholePlan) -> Iterator[Change]:
    yield from _text(ChangeKind.KIND, "kind", "typen", (before, after), whole)


def _text(what: ChangeKind, name: str, words: str, states: tuple[State, State], whole: WholePlan) -> Iterator[Change]:
    """The comparison of a text; what has changed for the whole plan is left to that."""
    then, now = (getattr(state.row, name) or "" for state in states)
    if whole.is_told(name, then, now):
        return
    old, new = (KIND_LABELS.get(text, text) for text in (then, now))
    told = f"har nu {words} „{short(new)}“" if now else f"har ikke længere {words}"
    change = _told(what, states[1], told + _bracketed(f"før „{short(old)}“" if old else ""))
    yield replace(change, before=old, after=new)


def _closed(before: State, after: State, whole: WholePlan) -> Iterator[Change]:
    """What was closed is open where its mark has been taken out; where what it stood in is gone, that is told."""
    if before.closed != after.closed:
        what = ChangeKind.CLOSED if after.closed else ChangeKind.OPENED
        gone = [one for one in before.closed_in if fold(one) not in whole.headings]
        told = "er blevet lukket" if after.closed else "er ikke længere lukket"
        if gone and not after.closed and not after.said_open:
            column = next(filter(None, gone), "")
            told = f"{UNMARKED}: {f'kolonnen „{column}“' if column else 'det, der lukkede den,'} er her ikke mere"
        yield _told(what, after, told)


_COMPARED = (_title, _completion, _due, _amounts, _committees, _responsible, _section, _kind, _closed)


def _written_otherwise(before: State, after: State, _: WholePlan) -> Iterator[Change]:
    """Fields that say the same in other words; what has changed in meaning is told as that."""
    same = {
        "number": True,
        "committee_text": set(before.bodies) == set(after.bodies),
        "due_text": before.due.day == after.due.day,
        "completion_text": before.completion == after.completion,
    }
    for name in WRITTEN:
        then, now = before.written.get(name) or "", after.written.get(name) or ""
        if same[name] and fold(then) != fold(now):
            told = f"er skrevet anderledes: „{short(now)}“, før „{short(then)}“"
            yield replace(_told(ChangeKind.WRITTEN, after, told, name), before=then, after=now)
