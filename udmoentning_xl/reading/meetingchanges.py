"""What texts elsewhere in a workbook of meeting dates change: notes below, comments, lists of corrections.

A text that says surely which meeting it calls off, moves or adds is followed, and that is told; where it may be about a
meeting, the meeting is left out and told as doubtful.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from udmoentning_xl.danish import listed
from udmoentning_xl.meetings.chain import weekday_and_day
from udmoentning_xl.reading import meetingtexts as texts
from udmoentning_xl.reading.meetingcells import Cell
from udmoentning_xl.reading.meetingledger import Reason, quoted
from udmoentning_xl.reading.meetingnames import MeetingNames
from udmoentning_xl.reading.meetingrest import WholeSheet
from udmoentning_xl.reading.meetingsheet import Meeting

#: A remark that may be on the day itself.
_IS_NEW = re.compile(r"\A[^.]{0,60}?\bny(?:t|e)? (?:møde)?da(?:to|g)\b[ !.):]{0,3}\Z", re.I)
#: What says that a meeting has another day than the one it stands at.
_MOVED_AWAY = re.compile(
    r"\bny(?:t|e)? (?:møde)?da(?:to|g)\b|\b(?:flytte|rykke|ændre|udsæt|udsat|udskud)\w{0,4}+\b"
    r".{0,40}?\b(?:til|frem|tilbage)\b|\bi stedet\b(?! for)|\b(?:dage?|uger?|måned) (?:senere|før|tidligere|frem)\b",
    re.I,
)


@dataclass(frozen=True)
class MeetingChange:
    """Meetings of ``shorts`` that are no more, and new ones. ``is_sure`` is False where a day could not be read."""

    shorts: tuple[str, ...]
    gone: tuple[date, ...]
    new: tuple[date, ...]
    is_sure: bool = True


def changes_of(
    text: str, years: Sequence[int], names: MeetingNames, *, is_aside: bool = False
) -> Iterator[MeetingChange]:
    """What each sentence of a text changes; ``is_aside`` where it stands at a day, and says what it was before."""
    for sentence in texts.sentences(text):
        found = texts.days_in(sentence, years)
        is_change = texts.CANCELLED.search(sentence) or texts.EXTRA.search(sentence) or texts.MOVED.search(sentence)
        if not found or not (is_change or (is_aside and texts.BEFORE.search(sentence))):
            continue
        if texts.EVENT.search(sentence) and not names.mentioned(sentence):
            continue
        is_new = texts.EXTRA.search(sentence) and not texts.CANCELLED.search(sentence)
        gone, new, is_sure = list[date](), list[date](), True
        for lead, when in found:
            if texts.LEADS_TO_NEW.search(lead):
                is_new = True
            elif texts.BEFORE.search(lead):
                is_new = False
            elif (gone or new) and not texts.BETWEEN.fullmatch(lead):
                is_sure = False
            if when is None:
                is_sure = False
            else:
                (new if is_new else gone).append(when)
        yield MeetingChange(names.mentioned(sentence), tuple(gone), tuple(new), is_sure)


def follow_changes(sheets: Sequence[WholeSheet], names: MeetingNames) -> None:
    """Let the sheets follow what texts change, and drop the meetings that are called off in another place."""
    years = sorted({one.when.year for sheet in sheets for one in sheet.held})
    for sheet in sheets:
        for one in sheet.called_off:
            for other, held in _in_use(sheets, one.short, one.when):
                if (other, held.cell) != (sheet, one.cell):
                    what = _what(one.short, [one.when], [], is_moved=False, words=quoted(sheet.shown(one.cell)))
                    _drop(other, held, Reason.CHANGED, key=what)
        for aside in sheet.asides:
            for change in changes_of(aside.text, [aside.year] if aside.year else years, names, is_aside=True):
                told = MeetingChange(aside.shorts, change.gone, (), change.is_sure)
                _follow(sheets, sheet, aside.cell, told, aside.text, is_aside=True)
        for row in sheet.corrections:
            change = MeetingChange(row.shorts, row.gone, row.new, row.is_sure and bool(row.shorts))
            _follow(sheets, sheet, row.cell, change, row.words, is_plan=row.is_plan)
            sheet.ledger.structure.update(row.cells)
        for cell, text in sheet.loose_texts():
            for change in changes_of(text, sheet.years_at(cell) or years, names):
                shorts = change.shorts or sheet.body_of(cell)
                if not change.shorts and not all(
                    _in_use(sheets, short, when) for short in shorts for when in change.gone
                ):
                    shorts = ()  # it may be about those of another place
                told = MeetingChange(shorts, change.gone, change.new, change.is_sure and bool(shorts))
                _follow(sheets, sheet, cell, told, text)
    for sheet in sheets:
        _doubt_remarks(sheet, names)


def _doubt_remarks(sheet: WholeSheet, names: MeetingNames) -> None:
    """Leave out the meetings that a remark in their row may move, where nothing has followed it."""
    for cell, text, about in list(sheet.remarks_on_rows()):
        is_named = bool(names.mentioned(text))
        for held in about:
            if held in sheet.held and _is_moved_from(text, held.when, [held.when.year], is_named=is_named):
                _drop(sheet, held, Reason.DOUBT, text)
                sheet.ledger.told.add(cell)


def _is_moved_from(text: str, when: date, years: Sequence[int], *, is_named: bool) -> bool:
    """Whether a remark may say that a meeting is no more on its day ``when``; ``is_named`` where it names its body."""
    if (
        texts.is_of_terms(text)
        or texts.is_moved_to(text, when)
        or texts.EVENT.search(text)
        or (texts.EXTRA.search(text) and not texts.MOVED.search(text))
    ):
        return False
    fresh, is_before = list[date | None](), False
    for lead, day in texts.days_in(text, years):
        is_before = bool(texts.BEFORE.search(lead)) or (is_before and bool(texts.BETWEEN.fullmatch(lead)))
        if day == when:
            return False
        if not is_before:
            fresh.append(day)
    if fresh:
        return is_named or bool(_MOVED_AWAY.search(text))
    return not texts.has_day(text) and bool(_MOVED_AWAY.search(text)) and not _IS_NEW.match(text)


def _follow(
    sheets: Sequence[WholeSheet],
    sheet: WholeSheet,
    cell: Cell,
    change: MeetingChange,
    words: str,
    *,
    is_aside: bool = False,
    is_plan: bool = False,
) -> None:
    """Follow one change, or tell it."""
    reason = Reason.CHANGED if change.is_sure else Reason.DOUBT
    is_known = (
        is_aside
        or is_plan
        or all(
            any((one.short, one.when) == (short, when) for other in sheets for one in other.called_off)
            for short in change.shorts
            for when in change.gone
        )
    )
    is_moved = is_aside and not texts.CANCELLED.search(words)

    def what(short: str) -> str:
        return _what(short, change.gone, change.new, is_moved=is_moved, words=quoted(words))

    is_dropped = False
    for when in change.gone:
        for short in change.shorts or (None,):
            for other, held in _in_use(sheets, short, when):
                if (other, held.cell[0]) != (sheet, cell[0]) or not is_aside:
                    _drop(other, held, reason, words, what(held.short) if change.is_sure else "")
                    is_dropped = True
    if change.is_sure and (is_known or is_dropped):
        for short in change.shorts:
            for when in change.new:
                if sheet.take(Meeting(short, when, cell)):
                    sheet.ledger.tell(Reason.CHANGED, cell, key=what(short))
            if is_plan and not change.new:
                sheet.ledger.tell(Reason.CHANGED, cell, key=what(short))
        sheet.ledger.used.add(cell)
    elif not (is_aside or is_dropped):
        sheet.ledger.tell(Reason.CHANGE, cell, quoted(words))
    sheet.ledger.told.add(cell)  # with the meetings that it may change


def _what(short: str, gone: Sequence[date], new: Sequence[date], *, is_moved: bool, words: str) -> str:
    """What has become of meetings, and the ``words`` that say so; ``is_moved`` where they say not to which day."""
    days, fresh = (listed([weekday_and_day(when) for when in some]) for some in (gone, new))
    if not gone:
        return f"{short}: der er også møde {fresh} ({words})"
    became = f"er flyttet til {fresh}" if new else "er flyttet" if is_moved else "holdes ikke"
    return f"{short}: {'mødet' if len(gone) == 1 else 'møderne'} {days} {became} ({words})"


def _in_use(sheets: Sequence[WholeSheet], short: str | None, when: date) -> list[tuple[WholeSheet, Meeting]]:
    return [(sheet, one) for sheet in sheets for one in sheet.held if one.when == when and short in (None, one.short)]


def _drop(sheet: WholeSheet, held: Meeting, reason: Reason, words: str = "", key: str = "") -> None:
    """Leave out a meeting, and tell it by the ``key`` that says what became of it, else by the day and the words."""
    sheet.held.remove(held)
    day = "" if key else f"{held.short} {weekday_and_day(held.when)} {quoted(words)}"
    sheet.ledger.tell(reason, held.cell, day, key)
