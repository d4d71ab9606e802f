"""Below the findings in Kontrol: what somebody once signed off and no longer needs to; told once, then it is gone."""

from collections.abc import Mapping

import pandas as pd

from udmoentning_xl.sheets.book import CONTROL, Book
from udmoentning_xl.sheets.facts import written_texts
from udmoentning_xl.sheets.table import Column, Table, write_table
from udmoentning_xl.terms import LABELS, Field, Heading

#: The key of the table's name in ``Book.tables``.
UNNEEDED_KEY = f"{CONTROL}:kvitteringer"
_TITLE = "Kvitteringer, der ikke længere er brug for"
_NOTE = "De står her denne ene gang, så begrundelserne ikke forsvinder ubemærket."


def write_unneeded(book: Book, findings: Table, unneeded: pd.DataFrame, rules: Mapping[str, tuple[str, str]]) -> None:
    """Write ``unneeded`` (``checks.unneeded_acknowledgements``) below the table ``findings``, if there are any.

    The heading Kvittering is not used again, as what stands under it is read at the next run.
    """
    if unneeded.empty:
        return
    sheet, row = book.sheet(CONTROL), findings.last + 3
    sheet.write_string(row - 1, 0, _TITLE, book.styles["section"])
    sheet.write_string(row, 0, _NOTE, book.styles["note"])
    codes, items = written_texts(unneeded["code"]), written_texts(unneeded["item"])
    here = written_texts(unneeded["item"].mask(unneeded["lost"]))
    places = [book.facts.place.get(item) if item else None for item in here]
    pairs = zip(written_texts(unneeded["sheet"]), written_texts(unneeded["cell"]), strict=True)
    columns = [
        Column("Siden sidst", 0, written_texts(unneeded["why"])),
        Column(Heading.CODE, 0, codes, "strong"),
        Column("Regel", 0, [rules.get(code or "", ("", ""))[0] or None for code in codes]),
        Column(LABELS[Field.COMMITTEE], 0, [None if one is None else book.facts.committee[one] for one in places]),
        Column(Heading.ITEM, 0, items),
        Column(LABELS[Field.TITLE], 0, written_texts(unneeded["title"])),
        Column("Hvad var galt", 0, written_texts(unneeded["message"])),
        Column("Stod i", 0, ["!".join(filter(None, pair)) or None for pair in pairs]),
        Column("Begrundelse", 0, written_texts(unneeded["text"])),
    ]
    widths = [column.width for column in findings.columns]
    about = (book.tables[UNNEEDED_KEY], _TITLE, f"{_TITLE}. {_NOTE}")
    write_table(sheet, book.styles, row + 1, columns, about, filtered=False, widths=widths)
