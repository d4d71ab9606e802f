"""Read a workbook into a Plan: open it safely, find the tables, normalise the rows."""

from datetime import date
from pathlib import Path

from udmoentning_xl.config import Config, load_config
from udmoentning_xl.package.workbook import generated_sheets
from udmoentning_xl.plan import Plan
from udmoentning_xl.reading.normalise import read_frames
from udmoentning_xl.reading.source import read_workbook

#: Formats that can carry our sheets from an earlier run.
_PACKAGES = ("xlsx", "xlsm")


def read_plan(path: str | Path, config: Config | None = None, as_of: date | None = None) -> Plan:
    """Read the plan in a workbook (xlsx, xlsm, xlsb, xls, ods). The file is only read, never written to.

    Args:
        path: the workbook.
        config: the settings; without them ``udmoentning.toml`` beside the workbook, else the built-in ones.
        as_of: the date that "today" is taken to be; without it, today.

    Returns:
        The plan as frames, see :mod:`udmoentning_xl.plan` for columns and dtypes.

    Raises:
        PlanFileError: the file cannot be read safely, or holds no plan.
        ConfigError: the settings hold an unknown key or value.
    """
    path = Path(path)
    workbook = read_workbook(path)
    generated = generated_sheets(path) if workbook.source.format in _PACKAGES else {}
    return read_frames(workbook, config or load_config(path), as_of or date.today(), generated)
