"""How a rule gets its rows: items and observations with the place a reader should look at, and their texts made short.

A place is the columns ``sheet`` and ``cell``. What is at fault is the business of the groups of rules.
"""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from udmoentning_xl.danish import listed
from udmoentning_xl.plan import Observation, Plan
from udmoentning_xl.terms import Field

#: Longer quotations are cut: a finding names the place, and the whole text stands there.
_LONGEST_QUOTE = 60

#: So many cells of a column with the same fault have one cause.
_SEVERAL = 3
#: The item is over and done with, so that what is missing or late no longer matters.
OVER = ("done", "dropped")
#: The column of ``items`` and ``cells`` that holds what is written under a field, where it is not named as the field.
_WRITTEN: dict[str, str] = {
    Field.COMMITTEE: "committee_text",
    Field.DUE: "due_text",
    Field.COMPLETION: "completion_text",
    Field.STATUS: "status_text",
}
#: Cells whose fault has a rule of its own; what follows from it is not reported a second time.
BROKEN = (Observation.FORMULA_WITHOUT_VALUE, Observation.ERROR_VALUE)


def shown(text: str) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"


def located(plan: Plan, items: pd.DataFrame, field: str) -> pd.DataFrame:
    """``items`` (rows of ``plan.items``) with the columns ``item``, ``sheet`` and ``cell``.

    The cell is where the value of ``field`` stands; where there is none, the place for it in the item's row; on a
    sheet without such a column the title, and in the last resort the first cell of the row.
    """
    columns: list[Sequence[object]] = [items["sheet"].tolist(), items["row"].tolist()]
    for name in (field, Field.TITLE):
        columns += [source_of(plan, items, name).tolist(), _in_column(plan, items, name)]
    places = [
        _split(next(filter(_is_text, ways), f"{sheet}!A{row}")) for sheet, row, *ways in zip(*columns, strict=True)
    ]
    found = pd.DataFrame(places, columns=["sheet", "cell"], index=items.index, dtype="string")
    return items.assign(item=items.index.astype("string"), sheet=found["sheet"], cell=found["cell"])


def _in_column(plan: Plan, items: pd.DataFrame, field: str) -> list[object]:
    """The address in each item's row and the column of ``field`` on its sheet; None where that has no such column."""
    letters: dict[object, object] = {}
    for sheet, column, heard in zip(
        *(plan.columns[name].tolist() for name in ("sheet", "column", "field")), strict=True
    ):
        if (
            isinstance(heard, str) and heard == field and not str(column).isdigit()
        ):  # items that are columns have no row
            letters.setdefault(sheet, column)
    places = zip(items["sheet"], items["row"], strict=True)
    return [f"{sheet}!{letters[sheet]}{row}" if sheet in letters else None for sheet, row in places]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _split(address: object) -> list[str]:
    """Sheet and cell of a full address."""
    return str(address).rsplit("!", 1)


def source_of(plan: Plan, items: pd.DataFrame, field: str) -> "pd.Series[str]":
    """The address that each item has its ``field`` from; NA where it has none."""
    found = pd.Series(pd.NA, index=items.index, dtype="string")
    for name in (_WRITTEN.get(field, field), field):
        if name in plan.cells.columns:
            found = found.fillna(plan.cells[name].reindex(items.index).astype("string"))
    return found


def sheets_with(plan: Plan, *fields: str) -> "pd.Series[str]":
    """The sheets that have a column for one of the fields."""
    return plan.columns.loc[plan.columns["field"].isin(fields), "sheet"].drop_duplicates()


def year_fields(plan: Plan) -> list[str]:
    """The years that have a column, as they are named in ``plan.columns``, the first year first."""
    fields = plan.columns["field"].dropna().unique()
    return sorted(field for field in fields if field.isdigit())


def observed(plan: Plan, *whats: Observation, once_per_cell: bool = False) -> pd.DataFrame:
    """What reading noticed of these sorts, with ``sheet`` and ``cell`` always filled and texts fit to print.

    Adds ``why`` (": " and the detail, or nothing) and the item's ``completion`` and ``due_kind``. ``once_per_cell``
    gives one row for a banner or heading that many items have their value from; it then belongs to no item.
    """
    return _observed(plan, whats, once_per_cell) if _sorts(plan).intersection(whats) else _nothing(plan)


@lru_cache(maxsize=1)
def _sorts(plan: Plan) -> frozenset[str]:
    """The sorts of what reading noticed; in most plans they are few."""
    return frozenset(plan.observations["what"])


@lru_cache(maxsize=1)
def _nothing(plan: Plan) -> pd.DataFrame:
    """What ``observed`` gives where there is nothing of the sorts: its columns."""
    return _observed(plan, (), once_per_cell=False)


def _observed(plan: Plan, whats: Sequence[Observation], once_per_cell: bool) -> pd.DataFrame:
    rows = _noticed(plan, *whats)
    if once_per_cell:
        shared = rows.duplicated(["sheet", "cell", "text"], keep=False)
        rows = rows.assign(item=rows["item"].mask(shared)).drop_duplicates(["sheet", "cell", "text"])
    rows = rows.join(plan.items[["completion", "due_kind"]], on="item")
    return rows.assign(text=rows["text"].map(shown, na_action="ignore"), why=(": " + rows["detail"]).fillna(""))


def _noticed(plan: Plan, *whats: Observation) -> pd.DataFrame:
    """What reading noticed of these sorts, once each, with a place."""
    rows = plan.observed(*whats).drop_duplicates(["item", "sheet", "cell", "text"]).reset_index(drop=True)
    return _filled(plan, rows.assign(cell=rows["cell"].str.rsplit("!", n=1).str[-1]))


def _filled(plan: Plan, rows: pd.DataFrame) -> pd.DataFrame:
    """The observations with a place each: their own, else that of their item's field, else the start of the row."""
    if rows["cell"].notna().all():
        return rows
    lost = rows["cell"].isna() & rows["item"].isin(plan.items.index)
    for field, part in rows[lost].fillna({"field": Field.TITLE}).groupby("field"):
        place = located(plan, plan.items.loc[part["item"]], str(field))
        rows.loc[part.index, "sheet"] = place["sheet"].to_numpy()
        rows.loc[part.index, "cell"] = place["cell"].to_numpy()
    start = "A" + rows["row"].astype("string").fillna("1")
    return rows.assign(cell=rows["cell"].fillna(start))


def with_hint(found: pd.DataFrame) -> pd.DataFrame:
    """The observations with a ``hint``: the nearest known name, which is their detail, as a question."""
    return found.assign(hint=(" – mente I " + found["detail"] + "?").fillna(""))


def without_other_cause(plan: Plan, rows: pd.DataFrame, *causes: Observation) -> pd.DataFrame:
    """The rows whose cell has none of the causes: a broken cell is reported for that, and not for what follows."""
    if not _sorts(plan).intersection(causes):
        return rows
    return rows[~_pairs(rows).isin(_pairs(_noticed(plan, *causes)))]


def _pairs(rows: pd.DataFrame) -> "pd.Series[str]":
    return rows["sheet"] + "!" + rows["cell"]


def missing(plan: Plan, items: pd.DataFrame, field: str) -> pd.DataFrame:
    """A row for each of ``items``, which lack ``field``; one row for a whole sheet that has it nowhere.

    The column ``extent`` is empty for an item, and says so for a sheet.
    """
    gone = items["sheet"].value_counts()
    all_of_it = gone == plan.items["sheet"].value_counts().reindex(gone.index)
    nowhere = gone[~gone.index.isin(sheets_with(plan, field)) & all_of_it & (gone > 1)]
    single = missing_each(plan, items[~items["sheet"].isin(nowhere.index)], field)
    whole = pd.DataFrame(
        {
            "item": None,
            "sheet": nowhere.index,
            "cell": "A1",
            "extent": [f" ved alle {count} indsatser på arket, som ikke har en kolonne til det" for count in nowhere],
        }
    )
    return stacked([single.assign(extent=""), whole])


def steps(plan: Plan, what: Observation) -> pd.DataFrame:
    """The steps of items that are not over, with ``due_text`` and the ``day`` as a timestamp."""
    found = observed(plan, what)
    found = found[~found["completion"].isin(OVER)]
    return found.assign(due_text=found["text"], day=pd.to_datetime(found["detail"]))


def once_per_column(found: pd.DataFrame) -> pd.DataFrame:
    """The rows, of which several in one column are the first, about no item; ``more`` tells of the others' rows."""
    column = found["sheet"] + "!" + found["cell"].str.rstrip("0123456789")
    number = found["cell"].str.extract(r"(\d+)\Z")[0]
    others = number.groupby(column).agg(lambda own: listed(list(own)[1:]) if len(own) >= _SEVERAL else "")
    more = column.map(others).fillna("")
    kept = found.assign(
        item=found["item"].mask(more != ""), more=more.map(lambda rows: rows and f" (også række {rows})")
    )
    return kept[(more == "") | ~column.duplicated()]


def missing_each(plan: Plan, items: pd.DataFrame, field: str) -> pd.DataFrame:
    """A row for each of ``items``, which lack ``field``; not where the cell is broken, for that is another fault."""
    return without_other_cause(plan, located(plan, items, field), *BROKEN)


def stacked(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The frames under each other, with the columns they share."""
    shared = [name for name in frames[0].columns if all(name in frame.columns for frame in frames)]
    return pd.concat([frame[shared].astype("string") for frame in frames], ignore_index=True)
