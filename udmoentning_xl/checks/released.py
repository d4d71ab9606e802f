"""What people have written in Kontrol about the held items, found by running the rules whose findings hold them."""

from typing import NamedTuple

from udmoentning_xl.checks.releases import CODES, signed_in_vain, signed_off
from udmoentning_xl.checks.runner import run_checks
from udmoentning_xl.plan import Plan


class SignedItems(NamedTuple):
    """The held items with a Kvittering, with what it says: those that all let it out, and those that do not."""

    off: dict[str, str]
    in_vain: dict[str, str]


def signed(plan: Plan) -> SignedItems:
    """The held items of ``plan`` that somebody has signed."""
    findings = run_checks(plan, select=CODES)
    return SignedItems(signed_off(plan, findings), signed_in_vain(plan, findings))
