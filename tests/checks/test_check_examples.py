"""Every example of every rule: the whole finding is compared, text included."""

import pytest
from checks import (
    amount_cases,
    change_cases,
    committee_cases,
    completion_cases,
    date_cases,
    generated_cases,
    meeting_cases,
    structure_cases,
    visibility_cases,
)
from checks.cases import Case, expected, findings

from udmoentning_xl.checks import rule

CASES: dict[str, tuple[Case, ...]] = {
    **committee_cases.CASES,
    **date_cases.CASES,
    **meeting_cases.CASES,
    **completion_cases.CASES,
    **amount_cases.CASES,
    **structure_cases.CASES,
    **visibility_cases.CASES,
    **change_cases.CASES,
    **generated_cases.CASES,
}
EVERY = [pytest.param(code, case, id=f"{code}-{case.name}") for code, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("code", "case"), EVERY)
def test_a_rule_finds_what_its_example_says(code: str, case: Case) -> None:
    assert findings(rule(code), case.plan) == expected(rule(code), case)
