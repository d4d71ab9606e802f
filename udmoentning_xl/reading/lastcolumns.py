"""The columns that a plan had at the last run, from the workbook that it wrote: what they were, what stood in them."""

from collections.abc import Iterator, Mapping

from udmoentning_xl.config import Config
from udmoentning_xl.danish import fold
from udmoentning_xl.reading.choices import Choice, keeps_in
from udmoentning_xl.reading.earlier import EarlierRun
from udmoentning_xl.reading.former import FormerColumn, Texts, placed_columns, texts_of_columns
from udmoentning_xl.reading.headings import LEFT_OUT, field_named
from udmoentning_xl.reading.source import SourceWorkbook
from udmoentning_xl.reading.vocabulary import find_all_tables
from udmoentning_xl.terms import ASKED, Field, choice_label, choice_target
from udmoentning_xl.values.secrecy import is_for_us

#: A heading is no longer, and stands no further down.
_LONGEST, _TOP = 60, 40


def former_columns(
    workbook: SourceWorkbook, config: Config, generated: Mapping[str, str], earlier: EarlierRun
) -> tuple[FormerColumn, ...]:
    """The columns as Læsning lists them, else as they are read now; none where all of them were sent.

    What was internal then is it still, whatever the settings have come to say. ``generated`` are our sheets by name.
    """
    chosen = {(one.sheet, fold(one.label)): one for one in earlier.choices.own if keeps_in(one.text)}
    listed = earlier.read
    known = {(one.sheet, fold(one.label)) for one in listed}
    beside = [one for sheet, one in _beside(workbook, generated) if (sheet, fold(one.label)) not in known]
    if listed and not chosen and not any(_is_internal(one) or _is_unread(one) for one in listed):
        return tuple(beside)
    columns: dict[tuple[str, str], tuple[Choice, Texts]] = {}
    found = find_all_tables(workbook.sheets, config, generated, earlier.choices)
    for grid, tables in (*found.sheets, *found.loose):
        below = dict(texts_of_columns(grid, tables))
        for place, column in placed_columns(tables):
            one = Choice(grid.sheet.name, column.label or column.heading, choice_label(column.target))
            columns.setdefault((one.sheet, fold(one.label)), (one, below.get(place, ())))
    former = []
    for one in listed or [one for one, _ in columns.values()]:
        key = one.sheet, fold(one.label)
        kept = chosen.get(key, one)
        if _is_unread(kept) and key in columns and _is_internal(columns[key][0]):  # it says so, and was not understood
            kept = columns[key][0]
        label = kept.text.removesuffix(ASKED) if key in chosen or _is_internal(kept) else ""
        texts = columns[key][1] if key in columns else ()
        former.append(FormerColumn(one.sheet, one.label, label, texts, is_unread=_is_unread(one)))
    return (*former, *beside)


def _beside(workbook: SourceWorkbook, generated: Mapping[str, str]) -> Iterator[tuple[str, FormerColumn]]:
    """What stands below a heading of texts for the office alone, by sheet, whatever table it is of.

    Læsning need not list it, so that it has no place in a sheet and is known again by its texts alone.
    """
    for sheet in workbook.sheets:
        for number, row in enumerate(sheet.rows[:_TOP] if sheet.name not in generated else ()):
            named = {field_named(one) for one in row if isinstance(one, str)}
            for column, text in enumerate(row) if named >= {Field.NUMBER, Field.TITLE} else ():
                if isinstance(text, str) and len(text) <= _LONGEST and is_for_us(text):
                    below = (one[column] for one in sheet.rows[number + 1 :] if column < len(one))
                    texts = tuple(("", fold(one)) for one in below if isinstance(one, str))
                    yield sheet.name, FormerColumn("", text, choice_label(Field.INTERNAL), texts)


def _is_internal(one: Choice) -> bool:
    """Whether a column was read as internal; what was not read for another reason was not kept in."""
    return choice_target(one.text) == Field.INTERNAL


def _is_unread(one: Choice) -> bool:
    return choice_target(one.text) in (None, LEFT_OUT)
