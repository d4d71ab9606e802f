"""The columns that a plan had at the last run, from the workbook that it wrote: what they were, what stood in them."""

from collections.abc import Mapping

from udmoentning_xl.config import Config
from udmoentning_xl.danish import fold
from udmoentning_xl.reading.choices import Choice, keeps_in
from udmoentning_xl.reading.earlier import EarlierRun
from udmoentning_xl.reading.former import FormerColumn, Texts, placed_columns, texts_of_columns
from udmoentning_xl.reading.source import SourceWorkbook
from udmoentning_xl.reading.vocabulary import find_all_tables
from udmoentning_xl.terms import ASKED, Field, choice_label, choice_target


def former_columns(
    workbook: SourceWorkbook, config: Config, generated: Mapping[str, str], earlier: EarlierRun
) -> tuple[FormerColumn, ...]:
    """The columns as Læsning lists them, else as they are read now; none where none of them was kept in.

    What was internal then is it still, whatever the settings have come to say. ``generated`` are our sheets by name.
    """
    chosen = {(one.sheet, fold(one.label)): one for one in earlier.choices.own if keeps_in(one.text)}
    listed = earlier.read
    if listed and not chosen and not any(map(_is_internal, listed)):
        return ()
    columns: dict[tuple[str, str], tuple[Choice, Texts]] = {}
    found = find_all_tables(workbook.sheets, config, generated, earlier.choices)
    for grid, tables in (*found.sheets, *found.loose):
        texts = dict(texts_of_columns(grid, tables))
        for place, column in placed_columns(tables):
            one = Choice(grid.sheet.name, column.label or column.heading, choice_label(column.target))
            columns.setdefault((one.sheet, fold(one.label)), (one, texts.get(place, ())))
    former = []
    for one in listed or [one for one, _ in columns.values()]:
        key = one.sheet, fold(one.label)
        kept = chosen.get(key, one).text.removesuffix(ASKED) if key in chosen or _is_internal(one) else ""
        former.append(FormerColumn(one.sheet, one.label, kept, columns[key][1] if key in columns else ()))
    return tuple(former) if any(one.kept for one in former) else ()


def _is_internal(one: Choice) -> bool:
    """Whether a column was read as internal; what was not read for another reason was not kept in."""
    return choice_target(one.text) == Field.INTERNAL
