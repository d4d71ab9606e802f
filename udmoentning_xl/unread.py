"""What of a plan was not read, or is not in it, as Danish sentences for the terminal and the sheet Om.

Which cells those are is the plan's ledger; what is a fault is a finding of ``checks``.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from udmoentning_xl.danish import counted, listed
from udmoentning_xl.plan import Plan, SheetRole, Use, records
from udmoentning_xl.terms import Field
from udmoentning_xl.values.markers import status_word

#: What the items of a plan are asked: the column of ``Plan.cells`` that an answer comes from, and its field.
_ASKED = {
    ("completion", Field.COMPLETION): "hvad der er afsluttet",
    ("committee_text", Field.COMMITTEE): "hvilket udvalg der har indsatsen",
    ("due_text", Field.DUE): "hvornår den skal være færdig",
}
_NUMBER = re.compile(r"(?P<opens>\D{0,6}?)(?P<digits>\d{1,4})")
#: Where more than this part of a row of numbers is not there, they are no row.
_MOST_MISSING = 0.3
#: A code of a list of how far things are is no longer than this.
_LONGEST_CODE = 3


def unread_columns(plan: Plan) -> Iterator[dict[str, object]]:
    """The columns with cells of items that were not read: sheet, column, heading, cells. None that is internal."""
    cells = plan.ledger[(plan.ledger["use"] == Use.UNREAD) & plan.ledger["heading"].notna()]
    yield from records(cells[cells["what"].isna()][["sheet", "column", "heading", "cells"]])


def unread_sentences(plan: Plan) -> Iterator[str]:
    """One sentence for each sheet with columns that were not read."""
    by_sheet: dict[str, list[str]] = defaultdict(list)
    for one in unread_columns(plan):
        name = f"„{' '.join(str(one['heading']).split())}“" if one["heading"] else "uden overskrift"
        word = "række" if str(one["column"]).isdigit() else "kolonne"
        cells = counted(int(str(one["cells"])), "celle", "celler")
        by_sheet[str(one["sheet"])].append(f"{word} {one['column']} {name} ({cells})")
    for sheet, columns in by_sheet.items():
        yield f"Ikke læst i arket „{sheet}“: {', '.join(columns)}"


def unsaid(plan: Plan) -> Iterator[str]:
    """What nothing says of any item of the plan, or of a sheet of it; of committees that is a fault where others have.

    An empty column asks, so that what stands in none of its cells is a fault and not unsaid.
    """
    items, everywhere, by_sheet = plan.items, [], defaultdict[str, list[str]](list)
    for (column, field), words in _ASKED.items():
        has_place = plan.cells[column].notna() | items["sheet"].isin(
            plan.columns.loc[plan.columns["field"] == field, "sheet"]
        )
        if column == "completion":
            done = plan.sheets.loc[plan.sheets["role"] == SheetRole.COMPLETED, "sheet"]
            has_place |= items["sheet"].isin(done) | (items["completion"] != "open")
        if field == Field.COMMITTEE:
            has_place |= items.index.isin(plan.assignments["item"])
        silent = items.loc[~items["sheet"].isin(items.loc[has_place, "sheet"]), "sheet"].unique()
        if not has_place.any():
            everywhere.append(words)
        elif field != Field.COMMITTEE:
            for sheet in silent:
                by_sheet[sheet].append(words)
    if everywhere and len(items):
        yield f"Ingen kolonne siger, {listed(everywhere)}"
    yield from _by_steps(plan)
    if codes := _unexplained(plan):
        yield f"Ingen siger, hvad koderne under Status ({listed(codes)}) betyder, så intet er afsluttet efter dem"
    fields = set(plan.columns["field"].dropna())
    if "amount" in fields and "year" not in fields and not any(map(str.isdigit, fields)):
        said = set(plan.amounts["year"]) or {None}
        if said == {plan.years[0]}:
            yield f"Ingen kolonne siger, hvilket år beløbene er for; de er regnet med i {plan.years[0]}"
    yield from _in_each_year(plan, fields)
    for sheet, lacking in by_sheet.items():
        yield f"Ingen kolonne i arket „{sheet}“ siger, {listed(lacking)}"


def _by_steps(plan: Plan) -> Iterator[str]:
    """That the items are due at the last of the steps that they are told with, where they are."""
    if (plan.cells["due_text"].notna() & (plan.cells["due_text"] == plan.cells["process"])).any():
        yield f"Ingen kolonne siger, {_ASKED['due_text', Field.DUE]}; den sidste dato i processen er brugt"


def _in_each_year(plan: Plan, fields: set[str]) -> Iterator[str]:
    """What is counted in each of the years that stand beside it, where nothing says that it is for each of them."""
    plain = plan.amounts[~plan.amounts["written"].str.contains(r"\bår|varig", case=False, na=True)]
    if not (fields & {"year", "effect"} and (plain.groupby(["item", "cell"])["year"].nunique() > 1).any()):
        return
    if "year" in fields:
        yield "Det står ikke, om et beløb ud for flere år er for hvert af dem; det er regnet med i hvert år"
    for heading in plan.columns.loc[plan.columns["field"] == "effect", "heading"].unique():
        yield f"Et beløb er regnet med i hvert af de år, som kolonnen „{heading}“ siger ud for det"


def _unexplained(plan: Plan) -> list[str]:
    """The codes of a plan whose items have one each under Status, which no list explains and which say nothing."""
    items = plan.items
    texts = items["status_text"].dropna()
    codes = sorted({f"„{text}“" for text in texts})
    are_codes = texts.str.len().le(_LONGEST_CODE).all() and texts.map(status_word).isna().all()
    is_silent = items["completion_text"].isna().all() and items["completion"].eq("open").all()
    return codes if are_codes and is_silent and 1 < len(codes) <= len(texts) / 2 else []


def numbering_gaps(plan: Plan) -> list[str]:
    """The numbers that no item has, in rows of numbers that hardly lack any: „13-20 (mellem 12 og 21)“."""
    rows: dict[str, set[int]] = defaultdict(set)
    for number in plan.items["number"].dropna():
        if found := _NUMBER.fullmatch(number):
            rows[found["opens"]].add(int(found["digits"]))
    gaps = []
    for opens, own in rows.items():
        numbers = sorted(own)
        between = [(one, two) for one, two in pairwise(numbers) if two > one + 1]
        lacking = sum(two - one - 1 for one, two in between)
        if lacking <= _MOST_MISSING * len(numbers):
            gaps += [_gap(opens, one, two) for one, two in between]
    return gaps


def _gap(opens: str, before: int, after: int) -> str:
    first, last = f"{opens}{before + 1}", f"{opens}{after - 1}"
    return f"{first if first == last else f'{first}-{last}'} (mellem {opens}{before} og {opens}{after})"
