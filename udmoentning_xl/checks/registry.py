"""What a rule is: its code, severity and words, and the function that finds the offending rows.

A rule names the fault and nothing else; the runner adds severity and order, and stamps the text. The list of rules is
in ``runner``; there is one module per group beside this one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import getdoc
from string import Formatter

import pandas as pd

from udmoentning_xl.findings import Severity
from udmoentning_xl.plan import Plan

#: Codes that were once in use, with the reason; they are never given to another rule.
RETIRED: dict[str, str] = {}


@dataclass(frozen=True)
class Check:
    """One rule. ``find`` returns a row per fault with ``item``, ``sheet``, ``cell`` and the fields of ``message``.

    A row may have a ``severity`` of its own.
    """

    code: str
    severity: Severity
    title: str  # the fault in a few words
    message: str  # one Danish sentence; its {fields} are columns of the rows
    cure: str  # what to do about it, one sentence; its {words} are the plan's own, see cures
    find: Callable[[Plan], pd.DataFrame]

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns that the message names."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.message) if name)

    @property
    def manual(self) -> str:
        """The manual page: code, severity and title, then the docstring of the function."""
        return f"{self.code} ({self.severity}): {self.title}\n\n{getdoc(self.find)}\n"


def check(
    code: str, severity: Severity, title: str, *, message: str, cure: str
) -> Callable[[Callable[[Plan], pd.DataFrame]], Check]:
    """Make the decorated function a rule; its docstring is the manual page, in Danish."""
    return lambda find: Check(code, severity, title, message, cure, find)
