"""How the committees of a cell in Samlet plan are counted, so that „ØK,BUU“, „buu; øk“ and „BUU og ØK“ count alike."""

from collections.abc import Sequence

from udmoentning_xl.sheets.facts import NO_COMMITTEE, Facts
from udmoentning_xl.sheets.table import this_row
from udmoentning_xl.sheets.text import label
from udmoentning_xl.terms import LABELS, Field

#: Between the committees of a cell as they are counted.
MARK = "|"
#: What people write between two committees; what a committee's own name holds does not part it.
_PARTING = (",", ";", "/", "+", "&", "\n", " OG ")
_BLANKS = (" ", "\u00a0")


def parting(facts: Facts) -> list[str]:
    """What parts the committees of a cell in this plan."""
    names = [label(body.short).upper() for body in facts.bodies]
    return [mark for mark in _PARTING if not any(mark in name for name in names)]


def counted_at(text: str | None, marks: Sequence[str]) -> str:
    """The committees of a cell as they are counted: „ØK, Buu“ is „ØK|BUU“."""
    if not text or text == NO_COMMITTEE:
        return ""
    told = text.upper()
    for mark in marks:
        told = told.replace(mark, MARK)
    for blank in _BLANKS:
        told = told.replace(blank, "")
    return MARK.join(filter(None, told.split(MARK)))


def counted_at_formula(table: str, marks: Sequence[str]) -> str:
    """The formula of the column, which gives what :func:`counted_at` does."""
    cell = this_row(table, LABELS[Field.COMMITTEE])
    told = f"UPPER({cell})"
    for mark in marks:
        told = f'SUBSTITUTE({told},{quoted_text(mark)},"{MARK}")'
    for blank in _BLANKS:
        told = f'SUBSTITUTE({told},"{blank}","")'
    told = f'SUBSTITUTE(TRIM(SUBSTITUTE({told},"{MARK}"," "))," ","{MARK}")'  # TRIM leaves one mark between two
    return f'=IF({cell}="{NO_COMMITTEE}","",{told})'


def goes_to(short: str, counted: str) -> str:
    """Excel's condition that ``counted``, a cell or column of Tælles hos, names the committee in the cell ``short``."""
    name = f"UPPER({short})"
    for blank in _BLANKS:
        name = f'SUBSTITUTE({name},"{blank}","")'
    return f'ISNUMBER(FIND("{MARK}"&{name}&"{MARK}","{MARK}"&{counted}&"{MARK}"))'


def quoted_text(text: str) -> str:
    """A text as a formula writes it."""
    return "CHAR(10)" if text == "\n" else '"' + text.replace('"', '""') + '"'
