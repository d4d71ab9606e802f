"""Draw the house from its own imports: ``.venv/bin/python docs/tegninger.py`` writes the drawings of architecture.md.

The rooms are folders, and groups of the modules that stand beside them; an arrow is an import, and what follows from
two other arrows is left out. The ways are lists of functions, each of which must be there.
"""

import ast
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "udmoentning_xl"
TARGET = ROOT / "docs" / "architecture.md"
#: Modules that make one room together; a module that is named in none of them is a room of its own.
GROUPS = {
    "commands": ("__main__", "cli", "danish_click", "questions", "failures", "progress"),
    "verbs": (
        *("report", "dispatch", "compare", "calendar", "corrections", "reminders"),
        *("settings", "system", "shortcut", "target"),
    ),
    "told": ("printing", "compared", "contract"),
    "plan": ("plan", "findings"),
    "words": ("terms", "danish", "register", "errors"),
}
#: How one plan goes through the house, and one cell of it: what each step makes, and the function that makes it.
WAYS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "plan": (
        ("the file's sheets, opened once", "reading.source:read_workbook"),
        ("tables, their headings and columns", "reading.layout:find_tables"),
        ("what each row is", "reading.rows:read_rows"),
        ("frames with stable ids: Plan", "reading.normalise:read_frames"),
        ("findings", "checks.runner:run_checks"),
        ("generated sheets", "report:write_report"),
        ("a copy of the source with the sheets in it", "package.graft:graft"),
    ),
    "cell": (
        ("the value as the file has it", "reading.source:read_workbook"),
        ("what its number format shows", "reading.shown:shown"),
        ("the column it stands under", "reading.columns:settle"),
        ("the text of the item in that field", "reading.cells:Cells.text"),
        ("what the text means", "values.dates:read_due"),
        ("a row of plan.items", "reading.normalise:read_frames"),
        ("a finding with its cell", "checks.dates:due_date_passed"),
        ("a line of Kontrol that leads to it", "sheets.control:write_control"),
    ),
}


def room_of(module: str) -> str:
    """The room of a module of the package, given by its first name."""
    return next((room for room, modules in GROUPS.items() if module in modules), module)


@lru_cache(maxsize=1)
def arrows() -> dict[str, set[str]]:
    """Which rooms each room imports from."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        own = room_of(path.relative_to(PACKAGE).with_suffix("").parts[0])
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if own != "__init__" and isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE.name):
                parts = (node.module or "").split(".")
                names = parts[1:2] or [one.name for one in node.names if (PACKAGE / f"{one.name}.py").exists()]
                found.setdefault(own, set()).update({room_of(name) for name in names} - {own})
    return {room: found.get(room, set()) for room in {*found, *(one for all_ in found.values() for one in all_)}}


def floors() -> dict[str, int]:
    """The floor of each room: one above the highest that it imports from; the ground is 0. Raises on a circle."""
    known: dict[str, int] = {}

    def floor(room: str, above: tuple[str, ...] = ()) -> int:
        if room in above:
            raise ValueError(f"{room} imports itself by {above}")
        if room not in known:
            known[room] = max((floor(one, (*above, room)) + 1 for one in arrows()[room]), default=0)
        return known[room]

    for room in arrows():
        floor(room)
    return known


def _reached(rooms: Iterable[str]) -> set[str]:
    """All that these rooms import, and what those import in turn."""
    found: set[str] = set()
    left = list(rooms)
    while left:
        for one in arrows()[left.pop()] - found:
            found.add(one)
            left.append(one)
    return found


def rooms_drawn() -> str:
    """The rooms by floor with the arrows that no others imply, as a Mermaid graph."""
    by_floor: dict[int, list[str]] = {}
    for room, floor in floors().items():
        by_floor.setdefault(floor, []).append(room)
    lines = ["flowchart TB"]
    for floor in sorted(by_floor, reverse=True):
        lines += [f"  subgraph floor{floor}[ ]", *(f"    {_box(room)}" for room in sorted(by_floor[floor])), "  end"]
    for room in sorted(arrows(), key=lambda one: (-floors()[one], one)):
        near = arrows()[room]
        lines += [f"  {room} --> {one}" for one in sorted(near - _reached(near))]
    return "\n".join(lines)


def _box(room: str) -> str:
    modules = GROUPS.get(room)
    return f'{room}["{room}<br/>{", ".join(modules)}"]' if modules else f'{room}["{room}"]'


def way_drawn(name: str) -> str:
    """One way as a Mermaid graph; each step stands in its room. Raises LookupError for a function that is not there."""
    lines = ["flowchart TB"]
    for number, (made, place) in enumerate(WAYS[name]):
        module, _, function = place.partition(":")
        if not _defines(PACKAGE / f"{module.replace('.', '/')}.py", function):
            raise LookupError(place)
        lines.append(f'  {name}{number}["{made}<br/><i>{module}.{function}</i>"]')
    lines += [f"  {name}{number} --> {name}{number + 1}" for number in range(len(WAYS[name]) - 1)]
    return "\n".join(lines)


def _defines(path: Path, function: str) -> bool:
    body: list[ast.stmt] = ast.parse(path.read_text(encoding="utf-8")).body
    for name in function.split("."):
        found = [one for one in body if isinstance(one, ast.FunctionDef | ast.ClassDef) and one.name == name]
        if not found:
            return False
        body = found[0].body
    return True


def drawn(text: str) -> str:
    """The text with each drawing as it is now, between its marks. Raises LookupError where one has no marks."""
    drawings = {"rooms": rooms_drawn(), **{f"way of a {name}": way_drawn(name) for name in WAYS}}
    for name, drawing in drawings.items():
        before, mark, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"\n<!-- /{name} -->")
        if not (mark and end):
            raise LookupError(f"{TARGET}: {name}")
        text = f"{before}{mark}```mermaid\n{drawing}\n```{end}{after}"
    return text


if __name__ == "__main__":
    TARGET.write_text(drawn(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
