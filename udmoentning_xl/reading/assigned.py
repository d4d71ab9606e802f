"""Which committees an item goes to: by column, matrix, banner, the sheet's name, or the prefix of its number."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from udmoentning_xl.plan import Observation
from udmoentning_xl.reading.cells import ARROW, Cells, RawItem, Settings, Text
from udmoentning_xl.reading.headings import BODIES, BODY, POLITICAL, SPAN
from udmoentning_xl.reading.rows import CellStatement
from udmoentning_xl.reading.sorts import title_and_bodies
from udmoentning_xl.terms import Field
from udmoentning_xl.values.markers import is_mark, read_yes

#: Texts in which people write that a committee does not get the item after all.
_SAYING = (Field.PROCESS, Field.REMARKS, Field.DESCRIPTION)
#: A column that names those who do not get the item.
NOT_FOR = re.compile(r"\b(?:ikke|ej)\b.{0,40}\b(?:til|sendes|udvalg)|\bundta\w*", re.I)
#: A column that names those who get the item beside the committee of its sheet or banner, or after it.
_ONWARD = re.compile(r"\b(?:videre|derefter|herefter|også|desuden)\b", re.I)
#: Under a committee's own heading: it does not get the item.
_NOT_MARKED = re.compile(r"(?:udgå|slettet|fjernet|bortfald|tidl|ikke\b|nej\b|ej\b)", re.I)
_AWAITS = re.compile(r"(?<=\w)[,;/] ?afvent\w* ([^,;/]{2,60})\Z", re.I)
#: The letters that open an item's number: a kind (D-7), or a committee (BI01).
CODE = re.compile(r"(?P<letters>[A-ZÆØÅ]{1,4})[ .-]?\d")


def assign(
    item: RawItem, cells: Cells, settings: Settings, banner: CellStatement | None, *, is_meeting: bool = False
) -> None:
    """Give the item its committees, first named first.

    A matrix adds to the column; the banner or the sheet's name, and then the number, hold where both are silent. Under
    a banner that names a meeting, the column says where the item goes after it.

    Its date must be known: which committees there are, and which of two a name means, depends on the day.
    """
    cell = cells.text(item.row, Field.COMMITTEE, ", ")
    item.set("committee_text", cell)
    asked = cells.text(item.row, POLITICAL)
    onward = (
        any(_ONWARD.search(column.heading) for column in cells.fields.get(Field.COMMITTEE, ())) or cells.adds_bodies
    )
    if (is_meeting or onward) and banner is not None and cell is not None and cell.text:
        _add(item, [(banner.said.value, False)], "banner")
    if cell is not None and cell.text:
        _by_own_cell(item, cells, settings, cell)
    elif cells.titles_name_bodies:
        title = cells.text(item.row, Field.TITLE)
        named = title_and_bodies(title.text)[1] if title else ""
        if title and named:
            at = title._replace(text=named)
            item.set("committee_text", at)
            _by_column(item, cells, settings, at)
    elif cells.dues_name_bodies and (due := cells.text(item.row, Field.DUE)) and due.text:
        item.set("committee_text", due)
        _by_column(item, cells, settings, due)
    _by_matrix(item, cells, settings)
    _less_denied(item, cells, settings)
    if item.assignments or (cell is not None and cell.text):
        return
    if asked is not None and read_yes(asked.text) is False:
        item.notice(Observation.COMMITTEE_ON_PURPOSE, asked, asked.text, None, Field.COMMITTEE)
    elif banner is not None:
        item.values["committee_text"] = banner.said.value
        if banner.row >= 0:
            item.cells["committee_text"] = item.grid.address(banner.row, banner.column)
        _add(item, [(banner.said.value, False)], "banner" if banner.row >= 0 else "sheet")
    else:
        _add(item, [(short, False) for short in _by_code(settings, item.text_of("number"))], "number")


def _add(item: RawItem, bodies: Iterable[tuple[str, bool]], source: str) -> None:
    for order, (short, conditional) in enumerate(bodies, len(item.assignments) + 1):
        item.assignments.append({"committee": short, "order": order, "conditional": conditional, "source": source})


def _by_own_cell(item: RawItem, cells: Cells, settings: Settings, cell: Text) -> None:
    """What the item's own cell names, unless that is struck through; of those of a former term it is told."""
    title = cells.text(item.row, Field.TITLE)
    struck = item.grid.sheet.formatting.struck
    if (cell.row, cell.column) in struck and not (title and (title.row, title.column) in struck):
        item.notice(Observation.COMMITTEE_AMBIGUOUS, cell, cell.text, "udvalget er streget ud", Field.COMMITTEE)
    else:
        _by_column(item, cells, settings, cell)
    if formerly := cells.formerly(cell):
        why = f"står kun under „{formerly}“"
        item.notice(Observation.COMMITTEE_AMBIGUOUS, cell, cell.text, why, Field.COMMITTEE)


def _by_column(item: RawItem, cells: Cells, settings: Settings, cell: Text) -> None:
    day = item.values.get("due_to") or item.values.get("due_from") or settings.as_of
    text = ARROW.sub(", ", cell.text) if cells.arrows_lead_on(settings.committees) else cell.text
    if (awaits := _AWAITS.search(text)) and not settings.committees.read(awaits[1]).mentions:
        text = text[: awaits.start()]  # „ØU, afventer lovforslag“: what it waits for is no committee
    read = settings.committees.read(text, day if isinstance(day, date) else None)
    _add(item, [(mention.short, mention.conditional) for mention in read.mentions], "column")
    for name, suggestion in read.unknown:
        item.notice(Observation.COMMITTEE_UNKNOWN, cell, name, suggestion, Field.COMMITTEE)
    for why in read.ambiguous:
        item.notice(Observation.COMMITTEE_AMBIGUOUS, cell, cell.text, why, Field.COMMITTEE)
    if read.fanned_out:
        item.notice(Observation.COMMITTEE_ALL, cell, cell.text, ", ".join(read.fanned_out), Field.COMMITTEE)
    if read.on_purpose:
        item.notice(Observation.COMMITTEE_ON_PURPOSE, cell, cell.text, None, Field.COMMITTEE)


def _by_matrix(item: RawItem, cells: Cells, settings: Settings) -> None:
    """A mark or a date under a committee's own heading: the item goes there; never that it is done.

    Numbers under the headings give the order; committees that the item's own column names come before them.
    """
    marked: list[tuple[int, str, bool]] = []
    for place, column in enumerate(cells.bodies):
        at = item.grid.origin(item.row, column.index)
        text = item.grid.text(*at)
        cells.taken[at] = Field.COMMITTEE
        if text and read_yes(text) is not False and not _NOT_MARKED.match(text):
            conditional = bool(re.search(r"evt|\(x\)|\?", text, re.IGNORECASE))
            step = int(text) if text.isdecimal() and len(text) < 3 else 100 + place
            shorts = (column.target or "").removeprefix(BODY).split(BODIES)
            marked += [(step, short, conditional) for short in shorts]
            if len(marked) == len(shorts):
                item.cells["committee_text"] = item.cells.get("committee_text") or item.grid.address(*at)
    for place, column in enumerate(cells.fields.get(SPAN, ())):  # the committee's name in the month of its meeting
        text = item.grid.text(item.row, column.index)
        mentions = settings.committees.read(text).mentions if text and not is_mark(text) else ()
        marked += [(100 + place, mention.short, mention.conditional) for mention in mentions]
        if mentions and len(marked) == len(mentions):
            item.cells["committee_text"] = item.grid.address(item.row, column.index)
    marked = [one for at, one in enumerate(marked) if one[1] not in [other[1] for other in marked[:at]]]
    if not marked and cells.bodies:
        item.cells.setdefault("committee_text", item.grid.address(item.row, cells.bodies[0].index))
    named = {str(one["committee"]) for one in item.assignments}
    route = [
        (short, conditional) for _, short, conditional in sorted(marked, key=lambda one: one[0]) if short not in named
    ]
    if route:
        parts = [item.text_of("committee_text"), *(short for short, _ in route)]
        item.values["committee_text"] = ", ".join(part for part in parts if part)
    _add(item, route, "matrix")


def _less_denied(item: RawItem, cells: Cells, settings: Settings) -> None:
    """Take from the item the committees that its other texts, a comment or a column of its own say do not get it."""
    for at, short, sentence in _denied(item, cells, settings) if item.assignments else ():
        if any(one["committee"] == short for one in item.assignments):
            item.assignments = [one for one in item.assignments if one["committee"] != short]
            item.notice(Observation.COMMITTEE_AMBIGUOUS, at, sentence, f"{short} er udeladt", Field.COMMITTEE)


def _denied(item: RawItem, cells: Cells, settings: Settings) -> Iterator[tuple[Text, str, str]]:
    texts = [text for name in _SAYING if (text := cells.text(item.row, name)) and text.text]
    looks = item.grid.sheet.formatting
    texts += [Text(text, None, item.row, column) for column, text in looks.comments_by_row.get(item.row, ())]
    for at in texts:
        yield from ((at, short, sentence) for short, sentence in settings.committees.left_out(at.text))
    for column in cells.table.columns:
        if column.target is None and NOT_FOR.search(column.heading):
            at = Text(item.grid.text(item.row, column.index), None, item.row, column.index)
            cells.taken[at.row, at.column] = Field.COMMITTEE
            named = settings.committees.read(at.text).mentions
            yield from ((at, mention.short, f"{column.heading}: {at.text}") for mention in named)


def _by_code(settings: Settings, number: str) -> list[str]:
    """The committees that the letters of a number name ("BI01", "BU06/BU17")."""
    prefixes = dict.fromkeys(code["letters"] for code in CODE.finditer(number) if len(code["letters"]) > 1)
    found = [settings.committees.find(prefix) for prefix in prefixes]
    return [body.short for body in found if body is not None]
