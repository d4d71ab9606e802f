"""Read a workbook into a Plan: open it safely, find the tables, normalise the rows."""

from datetime import date
from pathlib import Path

from udmoentning_xl.config import Config, load_config
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.datapart import read_data
from udmoentning_xl.package.workbook import open_workbook
from udmoentning_xl.plan import Plan
from udmoentning_xl.reading.earlier import Earlier, with_earlier
from udmoentning_xl.reading.normalise import read_frames
from udmoentning_xl.reading.source import Workbook, read_workbook

#: Formats that can carry our sheets from an earlier run.
_PACKAGES = ("xlsx", "xlsm")


def read_plan(
    path: str | Path, config: Config | None = None, as_of: date | None = None, earlier: Path | None = None
) -> Plan:
    """Read the plan in a workbook (xlsx, xlsm, xlsb, xls, ods). The file is only read, never written to.

    Args:
        path: the workbook.
        config: the settings; without them ``udmoentning.toml`` beside the workbook, else the built-in ones.
        as_of: the date that "today" is taken to be; without it, today.
        earlier: a workbook that a run before this one wrote, and people may have typed in. Only asked where the plan's
            own workbook has no such sheets; not when it is not there or has none either.

    Returns:
        The plan as frames, see :mod:`udmoentning_xl.plan` for columns and dtypes.

    Raises:
        PlanFileError: the file cannot be read safely, or holds no plan.
        ConfigError: the settings hold an unknown key or value.
    """
    path = Path(path)
    workbook = read_workbook(path)
    keys, typed = _generated(path, workbook)
    plan = read_frames(workbook, config or load_config(path), as_of or date.today(), keys)
    if not keys and earlier is not None:
        typed = _typed_before(earlier)
    return with_earlier(plan, typed) if typed else plan


def _generated(path: Path, workbook: Workbook) -> tuple[dict[str, str], Earlier | None]:
    """The keys of the sheets that a run before this one put into the workbook, by name, and what stands in them."""
    if workbook.source.format not in _PACKAGES:
        return {}, None
    package = open_workbook(read_archive(path))
    keys = {sheet.name: key for key, sheet in package.generated.items()}
    return keys, Earlier.of(workbook, keys, read_data(package)) if keys else None


def _typed_before(path: Path) -> Earlier | None:
    """What stands in the generated sheets of another workbook; None where it cannot be read, for the plan can."""
    try:
        return _generated(path, read_workbook(path))[1] if path.is_file() else None
    except PlanFileError:
        return None
