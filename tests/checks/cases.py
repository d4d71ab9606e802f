"""What the tables of examples have in common: a case is a plan and the findings of one rule, each in full."""

from dataclasses import dataclass

from udmoentning_xl.checks.registry import Check
from udmoentning_xl.checks.runner import findings_of
from udmoentning_xl.findings import Finding
from udmoentning_xl.plan import Plan


@dataclass(frozen=True)
class Case:
    """One example of a rule; ``found`` is (item, cell, message) each. The sheet is Plan, or stands in the cell.

    A finding about the whole file has no cell.
    """

    name: str
    plan: Plan
    found: tuple[tuple[str | None, str | None, str], ...] = ()


def findings(check: Check, plan: Plan) -> list[Finding]:
    """What one rule finds."""
    return findings_of(check, check.find(plan), check.severity)


def expected(check: Check, case: Case) -> list[Finding]:
    """The findings a case asks for."""
    places = [
        (item, cell.rpartition("!")[0] or "Plan", cell.rpartition("!")[2], text) if cell else (item, None, None, text)
        for item, cell, text in case.found
    ]
    return [Finding(check.code, check.severity, item, sheet, cell, text) for item, sheet, cell, text in places]
