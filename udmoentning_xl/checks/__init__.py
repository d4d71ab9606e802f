"""The rules: what is at fault in a plan, each with its code, its words and its page in the manual."""

from udmoentning_xl.checks.registry import RETIRED, Check
from udmoentning_xl.checks.runner import (
    CHECKS,
    manual,
    rule,
    run_checks,
    unneeded_acknowledgements,
)

__all__ = [
    "CHECKS",
    "RETIRED",
    "Check",
    "manual",
    "rule",
    "run_checks",
    "unneeded_acknowledgements",
]
