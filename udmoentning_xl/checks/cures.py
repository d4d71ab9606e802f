"""What to do about a finding, in the way in which the plan itself says that an item is done: by X, a word or a colour.

A cure may name ``{done}``, ``{undo}``, ``{leave}`` and ``{move}``: how to say it, take it back, leave it unsaid, and
say what an X in another column was meant to.
"""

from collections.abc import Iterable

import pandas as pd

from udmoentning_xl.checks.registry import Check
from udmoentning_xl.plan import Plan
from udmoentning_xl.terms import Field
from udmoentning_xl.values.markers import Completion, is_mark

_MARK, _WORD, _LONGEST_WORD = "X", "Afsluttet", 30
_LEAVE = "lad cellen være tom"


def cures(plan: Plan, checks: Iterable[Check]) -> dict[str, str]:
    """The cure of each rule by its code, as it is said about ``plan``."""
    words = _words(plan)
    return {check.code: check.cure.format_map(words) for check in checks}


def _words(plan: Plan) -> dict[str, str]:
    done = plan.items[plan.items["completion"] == Completion.DONE]
    column, status = (_heading(plan, field) for field in (Field.COMPLETION, Field.STATUS))
    if column:
        return _in_column(column, _own(plan, Field.COMPLETION) or _commonest(done["completion_text"], _MARK))
    if status and (done.empty or done["status_text"].notna().any()):
        words = done["status_text"][done["status_text"].map(_is_word, na_action="ignore").eq(True)]
        say = f"Skriv „{_own(plan, Field.STATUS) or _commonest(words, _WORD)}“ under „{status}“"
        return {"done": say, "undo": f"Ret „{status}“", "leave": "skriv, hvordan det går", "move": say}
    say = "Sæt X i en kolonne, der hedder Afsluttet" if done.empty else "Mærk den som de andre, der er afsluttet"
    return {"done": say, "undo": "Fjern mærket", "leave": _LEAVE, "move": say}


def _in_column(heading: str, said: str) -> dict[str, str]:
    if is_mark(said):
        return {"done": "Sæt X", "undo": "Fjern X", "leave": _LEAVE, "move": f"Flyt X til kolonnen {heading}"}
    say = f"Skriv „{said}“ under „{heading}“" if _is_word(said) else f"Udfyld „{heading}“"
    return {"done": say, "undo": f"Ret „{heading}“", "leave": _LEAVE, "move": say}


def _heading(plan: Plan, field: str) -> str:
    """The heading of the first column of a field; "" where there is none."""
    return next(
        (" ".join(one.split()) for one in plan.columns.loc[plan.columns["field"] == field, "label"].dropna()), ""
    )


def _own(plan: Plan, field: str) -> str:
    """The plan's own code for what is done in a column of a field, „Blå“ where it says „Blå = gennemført“; else ""."""
    return next(iter(plan.columns.loc[plan.columns["field"] == field, "done"].dropna()), "")


def _commonest(texts: "pd.Series[str]", otherwise: str) -> str:
    counts = texts.dropna().value_counts()
    return str(counts.index[0]) if len(counts) else otherwise


def _is_word(text: str) -> bool:
    """Whether a text is a word or two or a share, and no sentence or day."""
    return len(text) <= _LONGEST_WORD and (text.replace(" ", "").isalpha() or text.endswith("%"))
