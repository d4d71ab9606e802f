"""Running the rules: which of them, with which severity, and in what order."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from grids import plan_of
from plans import make_plan

from udmoentning_xl.checks import run_checks
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.findings import FINDING_DTYPES, Severity
from udmoentning_xl.plan import ACKNOWLEDGEMENT_DTYPES, Plan, typed_frame

NO_BODY: dict[str, Any] = {"committees": (), "committee_text": None}


def untidy() -> Plan:
    """Two sheets, the second named first among the items, with faults of every severity."""
    return make_plan(
        [
            {"sheet": "Drift", "row": 12, **NO_BODY},
            {"sheet": "Drift", "row": 5, "responsible": None, "process": None},
            {"sheet": "Anlæg", "row": 4, **NO_BODY, "due_kind": None, "due_text": None},
            {"sheet": "Drift", "row": 7, **NO_BODY},
        ]
    )


def brief(findings: pd.DataFrame) -> list[str]:
    """Severity, code and place of each finding."""
    return [f"{one.severity} {one.code} {one.sheet}!{one.cell}" for one in findings.itertuples()]


def test_findings_are_sorted_by_severity_code_and_place_in_the_workbook() -> None:
    assert brief(run_checks(untidy())) == [
        "fejl U101 Drift!G7",
        "fejl U101 Drift!G12",
        "fejl U101 Anlæg!G4",
        "advarsel U202 Anlæg!H4",
        "note U507 Drift!F5",
        "note U508 Drift!E5",
    ]


def test_a_sound_plan_has_no_findings_but_the_right_columns() -> None:
    findings = run_checks(make_plan([{}, {"title": "En anden"}]))
    assert findings.empty
    assert list(findings.columns) == list(FINDING_DTYPES)
    assert {name: str(findings[name].dtype) for name in ("code", "item", "message")} == dict.fromkeys(
        ("code", "item", "message"), "string"
    )
    assert list(findings["severity"].cat.categories) == list(Severity)


def test_settings_turn_a_rule_off_or_give_it_another_severity() -> None:
    found = brief(run_checks(untidy(), {"U101": "fra", "u507": "fejl", "U202": "note"}))
    assert found == ["fejl U507 Drift!F5", "note U202 Anlæg!H4", "note U508 Drift!E5"]


@pytest.mark.parametrize(
    ("select", "codes"),
    [(["U2"], ["U202"]), (["u508", "U1"], ["U101", "U101", "U101", "U508"]), (["U4"], []), (["U201"], [])],
)
def test_select_keeps_codes_and_groups(select: list[str], codes: list[str]) -> None:
    assert list(run_checks(untidy(), select=select)["code"]) == codes


def test_an_unknown_code_or_group_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"^„U1O1“ er ikke en regel\. Mente du U101\?$"):
        run_checks(untidy(), {"U1O1": "fra"})
    with pytest.raises(ConfigError, match=r"^„U9“ er ikke en regel eller en gruppe af regler\. "):
        run_checks(untidy(), select=["U1", "U9"])
    with pytest.raises(ConfigError, match=r"^„ “ er ikke en regel eller en gruppe af regler\. "):
        run_checks(untidy(), select=[" "])


def test_the_findings_do_not_depend_on_the_order_of_the_rows() -> None:
    plan = untidy()
    turned = make_plan_with(plan, plan.items.iloc[::-1])
    pd.testing.assert_frame_equal(run_checks(plan), run_checks(turned))


def make_plan_with(plan: Plan, items: pd.DataFrame) -> Plan:
    """The same plan with its items in another order."""
    fields = {name: getattr(plan, name) for name in Plan.__dataclass_fields__}
    return Plan(**{**fields, "items": items})


def test_running_the_rules_changes_no_frame() -> None:
    plan = untidy()
    before = {
        name: getattr(plan, name).copy() for name in ("items", "cells", "amounts", "observations", "columns", "rest")
    }
    run_checks(plan)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(plan, name), frame)


def test_a_signature_of_one_of_two_like_faults_does_not_pass_to_the_other():
    def found(first, second, signed=(), above=()):
        heading = ["Nr.", "Type", "Emne", "Udvalg", "Frist", 2025, 2026]
        row = [1, "Drift", "Mad", "BUU", "maj 2025", first, second]
        plan = plan_of([["Beløb i 1.000 kr."], heading, *above, row])
        checked = run_checks(replace(plan, acknowledgements=typed_frame(list(signed), ACKNOWLEDGEMENT_DTYPES)))
        return checked[checked["code"] == "U401"]

    both = found("op til 5", "op til 5")
    kvittering = {**both.iloc[0].to_dict(), "text": "Aftalt", "sole": False, "lost": False}
    kvittering = {name: kvittering.get(name) for name in ACKNOWLEDGEMENT_DTYPES}
    assert found("op til 5", 5, [kvittering])["acknowledgement"].tolist() == ["Aftalt"]
    new = [2, "Drift", "Bro", "MTU", "maj 2025", 7, 8]
    assert found("op til 5", 5, [kvittering], [new])["acknowledgement"].tolist() == ["Aftalt"]
    assert found(5, "op til 5", [kvittering])["acknowledgement"].isna().tolist() == [True]


@pytest.mark.parametrize(("number", "places"), [(2, ["Plan!E3", "Plan!E4"]), (3, ["Plan!E3"])])
def test_three_dropped_items_with_all_their_amounts_are_a_habit_and_two_are_not(number, places):
    rows = [[at, f"Emne {at}", "Drift", "BUU", "Udgår", 100 * at] for at in range(1, number + 1)]
    rows += [[9, "Emne 9", "Drift", "BUU", None, 500]]
    plan = plan_of([["Beløb i 1.000 kr."], ["Nr.", "Emne", "Type", "Udvalg", "Afsluttet", 2025], *rows])
    found = run_checks(plan)
    assert (found["sheet"] + "!" + found["cell"])[found["code"] == "U306"].tolist() == places


@pytest.mark.parametrize(("written", "codes"), [("1/7-25/7 2025", ["U206"]), ("15/7-10/8 2025", [])])
def test_a_time_that_goes_on_after_july_is_no_time_without_meetings(written, codes):
    rows = [[1, "Emne", "Drift", "BUU", written, 100]]
    plan = plan_of([["Beløb i 1.000 kr."], ["Nr.", "Emne", "Type", "Udvalg", "Frist", 2025], *rows])
    assert run_checks(plan)["code"].tolist() == codes
