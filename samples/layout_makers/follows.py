"""What follows from a meaning: a maker that forgets one of these findings, or invents one, is refused.

Only the rules that can be told from the truth alone; the rest is the maker's own word.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .office import Office

DAYS_OFF = """
2024-01-01 2024-03-28 2024-03-29 2024-04-01 2024-05-09 2024-05-20 2024-06-05 2024-12-24 2024-12-25 2024-12-26
2025-01-01 2025-04-17 2025-04-18 2025-04-21 2025-05-29 2025-06-05 2025-06-09 2025-12-24 2025-12-25 2025-12-26
2026-01-01 2026-04-02 2026-04-03 2026-04-06 2026-05-14 2026-05-25 2026-06-05 2026-12-24 2026-12-25
"""
HOLIDAYS = {dt.date.fromisoformat(text) for text in DAYS_OFF.split()}
FOLLOWING = {"U507", "U508", "U501", "U505", "U403", "U201", "U202", "U204", "U206", "U302"}
UNREAD_AMOUNT = {"U401", "U404", "U405", "U406"}


def refuse_contradiction(truth: dict[str, Any], empty: set[str], said: set[str], office: Office) -> None:
    """Raise ValueError where the codes a maker `said` of an item are not those that follow from its truth."""
    named = {"U507": "responsible", "U501": "title", "U505": "kind"}
    must = {code for code, name in named.items() if truth[name] is None}
    must |= {"U508"} if "process" in empty else set()
    costs = truth["kind"] in ("operating_change", "capital_project")
    must |= {"U403"} if costs and not truth["amounts"] and not said & UNREAD_AMOUNT else set()
    must |= _due_rules(truth, office.years, office.date)
    if (said & FOLLOWING) - office.off != must - office.off:
        raise ValueError(f"{truth['sheet']}!{truth['row']}: said {sorted(said & FOLLOWING)}, must {sorted(must)}")


def _due_rules(truth: dict[str, Any], years: list[str], date: str) -> set[str]:
    due, done, today = truth["due"], truth["completion"], dt.date.fromisoformat(date)
    first, last = (dt.date.fromisoformat(d) if d else None for d in (due["from"], due["to"]))
    must: set[str] = set()
    start, end = dt.date(int(years[0]) - 1, 12, 1), dt.date(int(years[-1]), 12, 31)
    outside = bool((last and last < start) or (first and first > end))
    if outside:
        return {"U204"}
    if due["kind"] in ("interval", "until") and done in ("open", "partial") and last < today:
        must.add("U201")
    if due["kind"] == "unset" and done in ("open", "partial"):
        must.add("U202")
    if done == "done" and first and first > today and first != last:
        must.add("U302")
    resting = last and (last in HOLIDAYS or last.weekday() > 4)
    in_july = bool(last and last.month == 7 and (first is None or first.month == 7))
    turn_of_year = last and (last.day, last.month) in ((31, 12), (1, 1))
    if due["kind"] in ("interval", "until") and (in_july or (first == last and resting and not turn_of_year)):
        must.add("U206")
    if due["kind"] == "until" and resting and (last + dt.timedelta(days=1)).day != 1:
        raise ValueError(f"{truth['title']}: {last} is a day off; arguable, choose another")
    return must
