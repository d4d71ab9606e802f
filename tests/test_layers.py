"""The house stands: every module imports from lower floors only, each library is imported where it belongs, and every
class has a name of its own that is a noun.
"""

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs"))
import tegninger  # noqa: E402

PACKAGE = ROOT / "udmoentning_xl"

#: The part of the package a module belongs to -> its floor. The package itself (``__init__``) only names its parts.
FLOORS = {
    "terms": 0,
    "errors": 0,
    "danish": 0,
    "register": 0,
    "files": 0,
    "plan": 1,
    "findings": 1,
    "proposals": 1,
    "config": 2,
    "nearby": 1,
    "values": 1,
    "package": 1,
    "secrecy": 2,
    "versions": 2,
    "meetings": 2,
    "replies": 2,
    "merging": 4,
    "reading": 3,
    "checks": 3,
    "sheets": 3,
    "outgoing": 3,
    "unread": 2,
    "printing": 3,
    "contract": 3,
    "target": 4,
    "report": 4,
    "compare": 4,
    "compared": 3,
    "dispatch": 4,
    "reminders": 4,
    "calendar": 4,
    "corrections": 4,
    "settings": 4,
    "shortcut": 4,
    "system": 4,
    "failures": 5,
    "progress": 5,
    "questions": 5,
    "danish_click": 6,
    "cli": 7,
    "__main__": 8,
}
HOMES = {
    "python_calamine": {"reading"},
    "openpyxl": {"reading"},
    "xlsxwriter": {"sheets", "report", "dispatch"},
    "msal": {"outgoing"},
    "click": {"cli", "danish_click", "failures", "questions"},
}
#: Participles that do not end in -ed, and other words that name nothing by themselves.
NO_NOUNS = """
    bound broken brought built chosen done drawn earlier found given gone heard held how kept known left lost made meant
    nearest off out own read said seen sent shown spoken taken told understood what when where who why written wrong
"""
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__")


def part_of(path: Path) -> str:
    """The part of the house: a folder's name, or a module's."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """Every module that a file imports, whether at the top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names if node.module == "udmoentning_xl"}
    return found


def classes() -> dict[str, list[str]]:
    """The modules of the package in which a class of each name stands; whether it is private makes no other name."""
    found = defaultdict(list)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name.lstrip("_")].append(str(path.relative_to(PACKAGE)))
    return found


def is_no_noun(name: str) -> bool:
    """True when the last word of a name is a participle or otherwise no noun: "Merged", "LeftOut", but not "Seed"."""
    last = re.split(r"(?<=[a-z0-9])(?=[A-Z])", name)[-1].lower()
    return last in NO_NOUNS.split() or re.search(r"[aeiouy]\w*(?<!e)ed\Z", last) is not None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_lower_floors_only(path):
    own = part_of(path)
    for name in imported(path):
        if name.startswith("udmoentning_xl.") and (other := name.split(".")[1]) in FLOORS and other != own:
            assert FLOORS[other] < FLOORS[own], f"{own} (floor {FLOORS[own]}) imports {other} (floor {FLOORS[other]})"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_is_imported_where_it_belongs(path):
    for library, homes in HOMES.items():
        if any(name.split(".")[0] == library for name in imported(path)):
            assert part_of(path) in homes, f"{library} does not belong in {part_of(path)}"


def test_the_package_part_needs_the_standard_library_alone():
    for path in (PACKAGE / "package").glob("*.py"):
        assert not {name.split(".")[0] for name in imported(path)} & {"pandas", "numpy", *HOMES}


def test_every_part_of_the_house_has_a_floor():
    assert {part_of(path) for path in MODULES} <= set(FLOORS)


def test_no_two_classes_have_one_name():
    assert {name: homes for name, homes in classes().items() if len(homes) > 1} == {}


def test_a_class_has_the_name_of_a_noun():
    assert {name: homes for name, homes in classes().items() if is_no_noun(name)} == {}


def test_what_is_no_noun_is_known_by_its_last_word():
    names = ["Merged", "Tied", "LeftOut", "Said", "Seed", "Bed", "LockedError", "FoundTables", "SentWorkbook"]
    assert [name for name in names if is_no_noun(name)] == ["Merged", "Tied", "LeftOut", "Said"]


def test_the_drawings_are_of_the_house_as_it_is():
    text = tegninger.TARGET.read_text(encoding="utf-8")
    assert tegninger.drawn(text) == text


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.rglob("test_*.py")), ids=lambda path: path.stem)
def test_every_test_asserts_something(path):
    """A test without an assertion passes whatever the code does."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asserting = {"raises", "assert_frame_equal", "assert_series_equal"}
    helpers = {
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and not node.name.startswith("test_")
    }
    for test in ast.walk(tree):
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test_"):
            calls = {
                call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
                for call in ast.walk(test)
                if isinstance(call, ast.Call)
            }
            has_assert = any(isinstance(node, ast.Assert) for node in ast.walk(test))
            assert has_assert or calls & (asserting | helpers) or any("assert" in name for name in calls), test.name
