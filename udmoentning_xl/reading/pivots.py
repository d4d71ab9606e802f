"""Tables as Excel's pivot tables make them: a label in the first row of its group, and a total under the group."""

import re

from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.layout import SourceTable
from udmoentning_xl.terms import Field

#: What a total adds to the label of its group.
TOTAL_OF = re.compile(r"(?<!\s)\s+(?:total|i alt|sum|subtotal|resultat)\Z", re.I)
#: The fields by which such a table groups its rows.
GROUPS = (Field.COMMITTEE, Field.SECTION, Field.KIND)


def is_grouped(grid: Grid, table: SourceTable) -> bool:
    """True where totals stand under groups in the very columns that name the groups: what is blank there is as above.

    At least half of the labels of one column must come again as that of a total, and two of them.
    """
    for field in (Field.COMMITTEE, Field.SECTION):
        for column in table.columns_of(field):
            texts = [text for row in table.body if (text := grid.text(row, column.index))]
            totals = {TOTAL_OF.sub("", text) for text in texts if TOTAL_OF.search(text)}
            labels = {text for text in texts if not TOTAL_OF.search(text)}
            if len(totals & labels) >= max(2, len(labels) / 2):
                return True
    return False
