"""Findings: faults in a plan as values. Which faults there are is the business of ``checks``."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

import pandas as pd


class Severity(StrEnum):
    """How much a finding matters; the values are the Danish words that the user reads and writes."""

    ERROR = "fejl"
    WARNING = "advarsel"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One fault at one place. ``item`` is None for a fault of a sheet; ``cell`` is the address within ``sheet``."""

    code: str
    severity: Severity
    item: str | None
    sheet: str | None
    cell: str | None
    message: str
    acknowledgement: str | None = None  # the reason someone typed in the column Kvittering


#: The frame of findings, sorted by severity, code and place. Acknowledged findings are listed, never counted.
FINDING_DTYPES = {
    "code": "string",
    "severity": "category",
    "item": "string",
    "sheet": "string",
    "cell": "string",
    "message": "string",
    "acknowledgement": "string",
}


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """The findings as a frame with the columns and dtypes of ``FINDING_DTYPES``, in the order given."""
    frame = pd.DataFrame([asdict(finding) for finding in findings], columns=list(FINDING_DTYPES))
    severities = pd.CategoricalDtype(list(Severity), ordered=True)
    return frame.astype({**FINDING_DTYPES, "severity": severities})


def counted(findings: pd.DataFrame) -> pd.DataFrame:
    """The findings that count: those nobody has acknowledged."""
    return findings[findings["acknowledgement"].isna()]
