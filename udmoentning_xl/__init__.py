"""Reads, checks and reports a Danish municipality's udmøntningsplan kept in Excel.

The library in three calls::

    from udmoentning_xl import read_plan, run_checks, write_report

    plan = read_plan("plan.xlsx")
    findings = run_checks(plan)
    write_report(plan, findings, "plan_udmoentet.xlsx")

The names are imported when they are first used, so that asking the command for help does not load pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from udmoentning_xl.checks import run_checks
    from udmoentning_xl.config import Config, load_config
    from udmoentning_xl.errors import UdmoentningError
    from udmoentning_xl.plan import Plan
    from udmoentning_xl.reading import read_plan
    from udmoentning_xl.report import write_report

#: Also the version of the distribution. Asking the installed metadata for it would load the machinery of e-mail.
__version__ = "0.1.0"
_HOMES = {
    "Config": "config",
    "Plan": "plan",
    "UdmoentningError": "errors",
    "load_config": "config",
    "read_plan": "reading",
    "run_checks": "checks",
    "write_report": "report",
}

__all__ = ["Config", "Plan", "UdmoentningError", "load_config", "read_plan", "run_checks", "write_report"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
