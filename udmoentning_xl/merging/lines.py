"""What the two steps of flet say on a terminal."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from udmoentning_xl.danish import counted, day, listed, shortened
from udmoentning_xl.merging.approval import MergeReport
from udmoentning_xl.merging.collecting import ReturnedDecisions
from udmoentning_xl.merging.decisions import STRANGE, WHITE_NOTE
from udmoentning_xl.merging.writing import NO_COLUMN
from udmoentning_xl.nearby import command_word
from udmoentning_xl.plan import Plan
from udmoentning_xl.reading.returned import AnswerPlace, Return
from udmoentning_xl.replies.answer import (
    AGREED,
    DONE,
    FAILED,
    FIELD_LABELS,
    REFUSED,
    REPLACED,
    SETTLED,
    WAITING,
    Decision,
    is_asked,
    standing,
)
from udmoentning_xl.replies.decide import Verdict

_SHOWN = 12
_LONGEST = 60
#: One and many of what answers become.
_COUNTED = {
    Verdict.CONFLICT: ("konflikt", "konflikter"),
    Verdict.POINT: ("skal I pege på", "skal I pege på"),
    Verdict.PROPOSAL: ("forslag", "forslag"),
    Verdict.BASELESS: ("forslag uden grundlag", "forslag uden grundlag"),
    Verdict.TOLD: ("til orientering", "til orientering"),
    Verdict.STALE: ("svar på det, der stod før", "svar på det, der stod før"),
    Verdict.AGREES: ("svarer allerede til planen", "svarer allerede til planen"),
    Verdict.REPLACED: ("er afløst af et senere", "er afløst af et senere"),
}


def collected_lines(done: ReturnedDecisions, plan: Plan) -> Iterator[str]:
    """What has come back, who has not answered, and what is to be decided."""
    newest = done.dispatch
    if newest:
        sent = newest.manifest
        yield (
            f"Svar på udsendelsen {day(sent.as_of)} (svarfrist {day(sent.reply_by)}), flettet med "
            f"{plan.source.path.name}, opgjort {day(plan.as_of)}"
        )
    else:
        yield f"Svar flettet med {plan.source.path.name}, opgjort {day(plan.as_of)}. Udsendelsen er ikke fundet."
    yield ""
    yield from _table(done)
    if done.missing:
        yield f"Mangler svar: {listed([parcel.committee for parcel in done.missing])}."
    if done.returns.strangers:
        yield f"Ikke et svar: {listed(list(done.returns.strangers))} (ingen mærkning fra en udsendelse)."
    yield from (f"Ikke læst: {sentence}" for sentence in done.returns.unread)
    yield from done.returns.notes
    yield ""
    counts = Counter(row.verdict for row in done.decisions)
    parts = [
        f"{counts[kind]} {one if counts[kind] == 1 else many}" for kind, (one, many) in _COUNTED.items() if counts[kind]
    ]
    yield (
        f"{counted(len(done.decisions), 'svar', 'svar')}: {listed(parts)}."
        if parts
        else "Der er ingen svar at tage stilling til."
    )
    if done.settled:
        yield f"Desuden {len(done.settled)}, der er taget stilling til før: {standing(done.settled)}."
    if done.renumbered:
        yield "Numrene i planen er givet om siden udsendelsen; svarene følger indsatsen."
    yield from _homeless(done)
    white = [row for row in done.decisions if row.note.startswith(WHITE_NOTE)]
    listings = [
        *(
            (heading, [_told(row) for row in done.decisions if row.verdict == kind])
            for kind, heading in ((Verdict.CONFLICT, "Konflikt"), (Verdict.POINT, "Skal I pege på"))
        ),
        ("Rettet i hvide felter", [_rewritten(row) for row in white]),
    ]
    for heading, rows in listings:
        if rows:
            yield ""
            yield heading
            yield from (f"  {row}" for row in rows[:_SHOWN])
            if len(rows) > _SHOWN:
                yield f"  … og {len(rows) - _SHOWN} til; alle står i arket Svar"


def _homeless(done: ReturnedDecisions) -> Iterator[str]:
    """What of the answers has nowhere to go for want of a column, each field once."""
    for field, why in NO_COLUMN.items():
        if number := sum(why in row.note.split("; ") for row in done.decisions):
            yield (
                f"{counted(number, 'svar', 'svar')} kan ikke føres ind: {why}. Sæt „{FIELD_LABELS[field]}“ ind "
                "i planen, og kør flet igen."
            )


def next_step(target: Path) -> Iterator[str]:
    """What to do with the file that was written."""
    yield f"Skrevet: {target}. Vælg Ja eller Nej i kolonnen Godkend i arket Svar, gem, og kør:"
    yield f"  udmoentning flet --indfoer {command_word(target)}"


def _table(done: ReturnedDecisions) -> Iterator[str]:
    """The files that have come back; those on earlier dispatches that ask and tell nothing more are only counted."""
    rows = [("Udvalg", "Fil", "Svar", "Bemærk")]
    files = [file for file in done.returns.files if not _is_dealt_with(file, done)]
    rows += [(file.committee or "?", file.file, str(file.number), "; ".join(_notes(file, done))) for file in files]
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    for committee, file, answers, notes in rows if files else ():
        yield f"  {committee:<{widths[0]}}  {file:<{widths[1]}}  {answers:>{widths[2]}}  {notes}".rstrip()
    if earlier := len(done.returns.files) - len(files):
        yield f"Desuden {counted(earlier, 'fil', 'filer')} fra tidligere udsendelser uden nyt at tage stilling til."


def _is_dealt_with(file: Return, done: ReturnedDecisions) -> bool:
    """Whether a file answers an earlier dispatch, and each of its answers was read before and waits for nobody."""
    own = [row for row in done.decisions if row.place == file.file or row.place.startswith(f"{file.file}, ")]
    return _is_earlier(file, done) and all(row.key in done.known and not is_asked(row) for row in own)


def _is_earlier(file: Return, done: ReturnedDecisions) -> bool:
    return bool(file.dispatched and done.dispatch and file.dispatched < done.dispatch.manifest.as_of)


def _notes(file: Return, done: ReturnedDecisions) -> Iterator[str]:
    if file.dispatched and done.dispatch and _is_earlier(file, done):
        yield f"svar på udsendelsen {day(file.dispatched)}, der er kommet en ny {day(done.dispatch.manifest.as_of)}"
    yield from file.notes
    strange = sum(row.note.startswith(STRANGE) and row.place.startswith(f"{file.file}, ") for row in done.decisions)
    if strange:
        yield (
            f"{counted(strange, 'svar er om en indsats', 'svar er om indsatser')}, som ikke med sikkerhed er i planen; "
            f"{'det' if strange == 1 else 'de'} er kun til orientering"
        )
    white = sum(answer.where is AnswerPlace.WHITE for answer in file.answers)
    own = sum(answer.where is AnswerPlace.OWN for answer in file.answers)
    if white:
        yield f"{counted(white, 'rettelse i et hvidt felt', 'rettelser i hvide felter')}"
    if own:
        yield f"{counted(own, 'egen tekst', 'egne tekster')}"


def _told(row: Decision) -> str:
    what = _item(row)
    if row.verdict == Verdict.POINT:
        return f"{what} ({row.committee}: {shortened(row.reply, _LONGEST)}): {row.note}"
    return (
        f"{what}: sendt „{shortened(row.sent, _LONGEST)}“ · planen nu „{shortened(row.now, _LONGEST)}“ · "
        f"{row.committee} svarer „{shortened(row.reply, _LONGEST)}“ ({row.note})"
    )


def _rewritten(row: Decision) -> str:
    """What somebody wrote over what was sent: whose item, who, when, what and where."""
    when = f" den {day(row.saved.date())}" if row.saved else ""
    what = f"skrevet „{shortened(row.reply, _LONGEST)}“" if row.reply else "slettet teksten"
    return f"{_item(row)}: {row.committee} har{when} {what} ({row.place})"


#: What else has come of answers, where any has.
_NOT_PUT = {
    "Afvist": REFUSED,
    "Venter": WAITING,
    "Kunne ikke indføres": FAILED,
    "Svarer til planen": AGREED,
    "Afløst": REPLACED,
}


def merged_lines(done: MergeReport, *, trial: bool = False) -> Iterator[str]:
    """What was put into the plan, what was not, and why; of a ``trial`` what would be."""
    put = [one for one in done.outcomes if one.text == DONE]
    if not done.asked and done.settled and not done.outcomes:
        yield f"Der er taget stilling til alle svar: {standing(done.settled)}. Intet er skrevet."
    elif not done.asked:
        yield "Intet er godkendt, og intet er skrevet. Vælg Ja eller Nej i kolonnen Godkend i arket Svar, og gem filen."
    elif done.there:
        yield f"Alt er indført: det samme står i {done.there.name}. Intet er skrevet."
    else:
        others = {word: sum(one.text.startswith(text) for one in done.outcomes) for word, text in _NOT_PUT.items()}
        yield " ".join(
            [
                f"{'Ville blive indført' if trial else 'Indført'}: {len(put)} svar.",
                *(f"{word}: {number}." for word, number in others.items() if number),
            ]
        )
        written = {one.now.cell: (one.now, one.writing.shown) for one in put if one.writing}
        for cell, (row, shown) in list(written.items())[:_SHOWN]:
            yield f"  {_item(row)}: {cell} {'ville blive' if trial else 'er nu'} „{shortened(shown, _LONGEST)}“"
        if len(written) > _SHOWN:
            yield f"  … og {len(written) - _SHOWN} til; alle står i arket Svar"
    left = [(one.now, one.text) for one in done.outcomes if one.text not in (*SETTLED, WAITING, "")]
    moved = "planen er ændret, siden I sagde Ja; se på svaret igen"
    left += [(one.now, moved) for one in done.outcomes if one.text == WAITING and one.chosen]
    if left:
        yield ""
        yield "Ville ikke blive skrevet" if trial else "Ikke skrevet"
        yield from (f"  {_item(row)} ({row.committee}): {why}" for row, why in left)
    if done.unclear:
        yield ""
        texts = listed([f"„{text}“" for text in dict.fromkeys(done.unclear)])
        yield f"{texts} under Godkend er hverken Ja eller Nej; de svar venter."


def _item(row: Decision) -> str:
    return f"{row.item or row.sent_id}  {row.title[:60]}, {row.field.lower()}"
