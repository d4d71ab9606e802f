"""Put together what the rows of one item say: further texts, committees, amounts and milestones.

Which rows those are is found in ``groups``.
"""

import re
from datetime import date

from udmoentning_xl.danish import says_something
from udmoentning_xl.plan import Observation
from udmoentning_xl.reading.cells import RawItem
from udmoentning_xl.reading.headings import field_named
from udmoentning_xl.terms import TEXTS, Field
from udmoentning_xl.values.markers import Completion

_TEXTS = tuple(column for field, column in TEXTS.items() if field != Field.STATUS)
_DUE = ("due_text", "due_kind", "due_from", "due_to")
#: What is noticed of a line under an item and is no fault of the item: its own day is not the item's.
_OF_THE_LINE = (
    Observation.STATUS_SAYS_DONE,
    Observation.STATUS_SAYS_PARTIAL,
    Observation.STATUS_SAYS_DROPPED,
    Observation.DERIVED_OPERATION,
)


#: So long a text is what is said of an item, and no name of anything.
_LONG = 60


def is_sentence(text: str) -> bool:
    """True for a text that says something and is no title."""
    return len(text) >= _LONG or (text.endswith(".") and " " in text)


#: A line that begins with the heading of what it says.
_LABELLED = re.compile(r"([^\s:][^\n:]{2,24}):\s*(\S.*)", re.DOTALL)


def status_in(text: str) -> str:
    """What a line says of how far its item is, „Status: Afsluttet. Huset er solgt“; "" for any other line."""
    match = _LABELLED.fullmatch(text.strip())
    return match[2] if match and field_named(match[1]) == Field.STATUS else ""


def join(item: RawItem, more: RawItem, *, each_is_marked: bool = False) -> None:
    """Add a further row to its item.

    A row with a title of its own is a milestone: it is told in the process, and the last one decides when the item is
    due where the item does not say it itself. Amounts are added by year. Where ``each_is_marked`` when it is done, a
    row without a mark is not.
    """
    is_silent = not _says_how_far(item)
    is_line = bool(more.values.get("title")) and more.values.get("title") != item.values.get("title")
    for name in (*_TEXTS, *(() if is_line else ("status_text",))):
        _glue(item, name, more.text_of(name))
    if is_line and is_sentence(more.text_of("title")) and not _says_more(more):
        _glue(item, "description", more.text_of("title"))
    elif is_line:
        said = [more.text_of(name) for name in ("due_text", "status_text") if says_something(more.text_of(name))]
        _glue(item, "process", ": ".join(filter(None, (more.text_of("title"), ", ".join(said)))))
    known = {one["committee"] for one in item.assignments}
    for one in more.assignments:
        if one["committee"] not in known:
            item.assignments.append({**one, "order": len(item.assignments) + 1})
    noticed = [one for one in more.observations if one["row"] == more.row + 1 and one["what"] not in _OF_THE_LINE]
    if _decides(item, more, is_line=is_line):
        item.values |= {name: more.values.get(name) for name in _DUE}
        item.cells |= {name: more.cells[name] for name in _DUE if name in more.cells}
        item.observations = [one for one in item.observations if one["field"] != Field.DUE]
    else:
        noticed = [one for one in noticed if one["field"] != Field.DUE]
    item.observations += noticed
    if not is_line:
        is_step = each_is_marked and bool(more.text_of("due_text"))
        _join_completion(item, more, is_step=is_step, is_silent=is_silent)
    _add_amounts(item, more, is_line=is_line, is_again=bool(_bodies(more) - known))
    item.sums += [one for one in more.sums if one["part"] not in {other["part"] for other in item.sums}]


def note_step(item: RawItem) -> None:
    """Note down, of one step of an item in a plan where each has its own mark, when it is due and if it is done."""
    is_done = item.values.get("completion") == Completion.DONE
    day = item.values.get("due_from" if is_done else "due_to")
    if isinstance(day, date) and (is_done or not item.text_of("completion_text")):
        item.observations.append(
            {
                "what": Observation.STEP_DONE if is_done else Observation.STEP_OPEN,
                "row": item.row + 1,
                "cell": item.cells["completion" if is_done else "due_text"],
                "field": None,
                "text": item.text_of("due_text"),
                "detail": f"{day:%Y-%m-%d}",
            }
        )


def _says_more(item: RawItem) -> bool:
    """True for a row that has more than a title."""
    names = ("number", "due_text", "committee_text", "responsible", "status_text", "completion_text")
    return bool(item.amounts) or any(item.text_of(name) for name in names)


def _join_completion(item: RawItem, more: RawItem, *, is_step: bool, is_silent: bool) -> None:
    """Put together how far the rows of an item are: some done and some not is partly done; the first may be silent."""
    names = ("completion", "completion_text", "status_text")
    if not _says_how_far(more):
        if is_step and item.values.get("completion") == Completion.DONE:
            item.values["completion"] = Completion.PARTIAL
        return
    if is_silent:
        item.values |= {name: more.values.get(name) for name in names}
        item.cells |= {name: more.cells[name] for name in names if name in more.cells}
    elif more.cells.get("completion") != item.cells.get("completion"):
        each = {item.values.get("completion"), more.values.get("completion")}
        if len(each) > 1:
            unclear = Completion.UNCLEAR in each
            item.values["completion"] = Completion.UNCLEAR if unclear else Completion.PARTIAL


def _says_how_far(item: RawItem) -> bool:
    return bool(item.text_of("completion_text") or item.text_of("status_text"))


def _glue(item: RawItem, name: str, new: str) -> None:
    old = item.text_of(name)
    if new and new not in old:
        item.values[name] = f"{old}\n{new}" if old else new
        if not old and name == "process":
            item.cells.setdefault(name, item.cells.get("title", ""))


def _decides(item: RawItem, more: RawItem, *, is_line: bool) -> bool:
    """True where the further row says when the item is due: it is later, and the item's own row is silent or no sum."""
    if not more.text_of("due_text") or more.cells.get("due_text") == item.cells.get("due_text"):
        return False
    if not item.text_of("due_text"):
        return True
    own_row = str(item.cells.get("due_text", "")).endswith(str(item.row + 1))
    return not (is_line and own_row) and _last(more) >= _last(item)


def _last(item: RawItem) -> date:
    days = [day for name in ("due_to", "due_from") if isinstance(day := item.values.get(name), date)]
    return days[0] if days else date.min


def _bodies(item: RawItem) -> set[object]:
    return {one["committee"] for one in item.assignments}


def _add_amounts(item: RawItem, more: RawItem, *, is_line: bool, is_again: bool) -> None:
    """Add the amounts of a further row: a year that the item's own row has is not given again by its milestones.

    A row for another of its committees has the item's amounts again (``is_again``).
    """
    own = {amount["year"]: amount for amount in item.amounts}
    for amount in more.amounts:
        old = own.get(amount["year"])
        if old is None:
            item.amounts.append(amount)
            item.cells.setdefault(str(amount["year"]), str(amount["cell"]))
        elif is_again and old["kroner"] == amount["kroner"]:
            continue  # a row for each committee of the item, with its amounts each time
        elif not (is_line and str(old["cell"]).endswith(str(item.row + 1))) and old["cell"] != amount["cell"]:
            known = [int(str(one)) for one in (old["kroner"], amount["kroner"]) if one is not None]
            old |= {
                "kroner": sum(known) if known else None,
                "written": f"{old['written']} + {amount['written']}",
            }
    item.amounts.sort(key=lambda amount: int(str(amount["year"])))
