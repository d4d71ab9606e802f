"""The meetings of the bodies, and which of them must take each item of a plan."""

from udmoentning_xl.meetings.chain import (
    Chain,
    ChainBreak,
    Meetings,
    Step,
    calendar_of,
    chain,
    faults_of,
    stages,
    weekday_and_day,
    working_days_before,
)

__all__ = [
    "Chain",
    "ChainBreak",
    "Meetings",
    "Step",
    "calendar_of",
    "chain",
    "faults_of",
    "stages",
    "weekday_and_day",
    "working_days_before",
]
