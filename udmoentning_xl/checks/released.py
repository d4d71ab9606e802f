"""The held items that people have released in Kontrol, found by running the rules whose findings hold them."""

from udmoentning_xl.checks.releases import CODES, signed_in_vain, signed_off
from udmoentning_xl.checks.runner import run_checks
from udmoentning_xl.plan import Plan


def released(plan: Plan) -> dict[str, str]:
    """The held items whose every reason has a Kvittering that lets it out, with what it says."""
    return signed_off(plan, run_checks(plan, select=CODES))


def not_released(plan: Plan) -> dict[str, str]:
    """The held items with a Kvittering that does not let them out, with what it says."""
    return signed_in_vain(plan, run_checks(plan, select=CODES))
