"""The two sample plans give exactly the findings that stand beside them, text included.

A new case is a new row in the sample; ``pytest tests/test_samples.py --update`` rewrites the files, so that a change of
a rule shows as a readable difference.
"""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from udmoentning_xl import read_plan, run_checks

SAMPLES = Path(__file__).parent.parent / "samples"
HEAD = "# kode, celle, nr., alvor, fund; dato for kørslen: 2024-11-22\n"


def lines_of(plan, findings):
    """The findings as the file has them: by code, then by row."""
    numbers = plan.items["number"]
    rows = []
    for one in findings.itertuples():
        number = numbers.get(one.item) if pd.notna(one.item) else None
        row = int("".join(char for char in one.cell if char.isdigit()))
        place = f"{one.sheet}!{one.cell}"
        fields = [one.code, place, number if number and pd.notna(number) else "-", one.severity, one.message]
        rows.append(((one.code, row, one.cell), "\t".join(fields)))
    return [line for _, line in sorted(rows)]


@pytest.mark.parametrize("name", ["udmoentningsplan-2024-2027", "ren-plan"])
def test_the_findings_are_those_beside_the_sample(name, request):
    plan = read_plan(SAMPLES / f"{name}.xlsx", as_of=date(2024, 11, 22))
    found = lines_of(plan, run_checks(plan))
    file = SAMPLES / f"{name}.fund.txt"
    if request.config.getoption("--update"):
        file.write_text(HEAD + "".join(f"{line}\n" for line in found), encoding="utf-8")
    expected = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert found == expected


def test_the_faults_in_the_sample_touch_at_least_25_rules():
    lines = (SAMPLES / "udmoentningsplan-2024-2027.fund.txt").read_text(encoding="utf-8").splitlines()
    codes = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    assert len(codes) >= 30
    assert len(set(codes)) >= 25
