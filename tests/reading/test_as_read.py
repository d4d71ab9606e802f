"""Everything the samples and layouts are read as, row by row: a change of the reader shows as a difference to sign.

``pytest tests/reading/test_as_read.py --update`` rewrites the files. What the layouts should be read as is for
``test_layouts``; what is held here is what no truth tells of: roles of sheets, columns and rows, and what is not read.
"""

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from udmoentning_xl import load_config, read_plan

SAMPLES = Path(__file__).parents[2] / "samples"
PLANS = [
    *sorted(path for path in SAMPLES.glob("*.xlsx") if not path.stem.endswith("_udmoentet")),
    *sorted(path for path in SAMPLES.glob("layouts/*/plan.*") if path.suffix != ".json"),
]
AS_OF = date(2024, 11, 22)
LONGEST = 60  # characters of a text
#: Of each frame the columns that say what was read; the rest is derived from them, or worded for people.
FRAMES = {
    "sheets": ("sheet", "role", "header_rows", "unit", "price_level", "sign_rule"),
    "columns": ("cell", "sheet", "heading", "field"),
    "items": (),
    "assignments": (),
    "amounts": (),
    "sums": (),
    "totals": (),
    "rest": (),
    "observations": (),
    "ledger": (),
}
PER_ITEM = ("assignments", "amounts", "sums")


def plain(value):
    """A value as JSON has it; of a long text the beginning and the end."""
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[: LONGEST // 2]} … {value[-LONGEST // 2 :]}"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value if isinstance(value, int | float) else str(value)


def rows_of(name, frame):
    """The rows of a frame, a line each, without what is missing; of what an item has several of, a line per item."""
    columns = FRAMES[name]
    frame = frame[list(columns)] if columns else frame
    if name == "items":
        frame = frame.reset_index(names="key")
    rows = [
        {column: plain(value) for column, value in row.items() if pd.notna(value)} for row in frame.to_dict("records")
    ]
    if name in PER_ITEM:
        held = {}
        for row in rows:
            held.setdefault(row.pop("item"), []).append(" | ".join(map(str, row.values())))
        rows = [{"item": item, "has": values} for item, values in held.items()]
    return [json.dumps(row, ensure_ascii=False) for row in rows]


def as_read(source):
    """The plan as the lines of one JSON document."""
    plan = read_plan(source, load_config(source), AS_OF)
    frames = (
        f' "{name}": [\n' + ",\n".join(f"  {row}" for row in rows_of(name, getattr(plan, name))) + "\n ]"
        for name in FRAMES
    )
    return "{\n" + ",\n".join(frames) + "\n}\n"


@pytest.mark.parametrize("source", PLANS, ids=lambda path: path.parent.name if path.stem == "plan" else path.stem)
def test_a_plan_is_read_as_it_was_read_before(source, request):
    name = source.parent.name if source.stem == "plan" else source.stem
    file = SAMPLES / "laest" / f"{name}.json"
    now = as_read(source)
    if request.config.getoption("--update"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
    assert json.loads(now) == json.loads(file.read_text(encoding="utf-8"))


def test_no_file_is_left_of_a_plan_that_is_gone():
    named = {source.parent.name if source.stem == "plan" else source.stem for source in PLANS}
    assert {file.stem for file in (SAMPLES / "laest").glob("*.json")} == named
