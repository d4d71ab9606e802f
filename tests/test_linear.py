"""Every pattern and every reader of a text takes time in proportion to the text, whatever somebody has written there.

Patterns are found by walking the modules, readers by their signature, so that a new one is tried by itself.
"""

import ast
import contextlib
import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from grids import plan_of
from linear import ORDINARY, attacks, steep

import udmoentning_xl
from udmoentning_xl.checks import run_checks
from udmoentning_xl.config import default_config
from udmoentning_xl.danish import is_near, suggest
from udmoentning_xl.outgoing.guard import Traces
from udmoentning_xl.reading.banners import BannerReader
from udmoentning_xl.reading.headings import HeadingReader, year_guesses
from udmoentning_xl.sheets.text import shorten
from udmoentning_xl.values.amounts import read_amount
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.dates import read_due
from udmoentning_xl.values.typed import committees, read_day

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(udmoentning_xl.__path__, "udmoentning_xl.")
    if not found.name.endswith("__main__")
]
CONFIG = default_config()
YEARS = (2024, 2025, 2026, 2027)


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every pattern in the package, by the name under which it is first found."""
    found: dict[tuple[Any, int], tuple[str, re.Pattern[Any]]] = {}
    for module in MODULES:
        for name, value in vars(module).items():
            for number, pattern in enumerate(_patterns_in(value, set())):
                place = f"{module.__name__}.{name}[{number}]"
                found.setdefault((pattern.pattern, pattern.flags), (place, pattern))
        for line, pattern in _written_in_calls(Path(str(module.__file__))):
            if pattern.pattern not in {text for text, _ in found}:  # the flags of a call are not read
                found[pattern.pattern, pattern.flags] = (f"{module.__name__}:{line}", pattern)
    return dict(found.values())


def _patterns_in(value: Any, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value and in what it holds: containers, classes and objects of ours, and closures."""
    if isinstance(value, re.Pattern):
        yield value
    if id(value) in seen or len(seen) > 100_000:
        return
    seen.add(id(value))
    inner: list[Any] = []
    if isinstance(value, dict):
        inner = [*value, *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        inner = list(value)
    elif str(getattr(value, "__module__", "")).startswith("udmoentning_xl"):
        closure = getattr(inspect.unwrap(value) if callable(value) else value, "__closure__", None) or ()
        inner = [cell.cell_contents for cell in closure]
        inner += list(vars(value).values()) if isinstance(value, type) or hasattr(value, "__dict__") else []
        if dataclasses.is_dataclass(value):
            inner += [getattr(value, field.name, None) for field in dataclasses.fields(value)]
    for one in inner:
        yield from _patterns_in(one, seen)


def _written_in_calls(path: Path) -> Iterator[tuple[int, re.Pattern[Any]]]:
    """The patterns that are written where they are used, as in ``re.search("x+", text)``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            if of_re and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                yield node.lineno, re.compile(node.args[0].value)


PATTERNS = patterns()


def tried(pattern: re.Pattern[Any]) -> Callable[[str], object]:
    def search(text: str) -> None:
        given: Any = text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")
        for _ in pattern.finditer(given):
            pass
        pattern.fullmatch(given)

    return search


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_time_in_proportion_to_the_text(name: str) -> None:
    pattern = PATTERNS[name]
    assert steep(tried(pattern), dict.fromkeys([*ORDINARY, *attacks(pattern)])) is None


def test_the_patterns_of_every_sort_of_place_are_found() -> None:
    """In a module, in a table, in a class, behind a remembered function, and written where it is used."""
    assert {"udmoentning_xl.reading.banners._CAPTION[0]", "udmoentning_xl.values.amounts.words.WHOLE_CELL[2]"} <= {
        *PATTERNS
    }
    assert any(name.startswith("udmoentning_xl.values.amounts.reading:") for name in PATTERNS)
    assert len(PATTERNS) > 250


COMMITTEES = CommitteeReader(CONFIG.bodies)
BANNERS = BannerReader(COMMITTEES, CONFIG.sections)
HEADINGS = HeadingReader(COMMITTEES, {}, 2024)
#: Those that need more than the text, or an object.
NAMED: dict[str, Callable[[str], object]] = {
    "amount": lambda text: read_amount(text, 1_000),
    "due": lambda text: read_due(text, YEARS, ("BUU", "ØK")),
    "committees": COMMITTEES.read,
    "committee": COMMITTEES.find,
    "banner": BANNERS.read,
    "section": BANNERS.section,
    "nearest section": BANNERS.nearest_section,
    "heading": HEADINGS.guesses,
    "year in a heading": lambda text: year_guesses(text, 2024),
    "nearest word": lambda text: suggest(text, ("Børne- og ungdomsudvalget", "BUU")),
    "likeness": lambda text: is_near(text, text[::-1]),
    "day asked for": lambda text: read_day(text, date(2024, 11, 22)),
    "committees asked for": lambda text: committees([text], {"BUU": ("Børne- og ungdomsudvalget",)}, "", ""),
    "shortened": lambda text: shorten(text, 80),
    "guard": lambda text: TRACES.find((text.casefold(),)),
}
#: What takes a text that is no cell's, or that its caller has cut short.
NOT_READERS = {
    "rule",
    "manual",
    "html_texts",
    "take_apart",
    "factor_of",
    "column_of",
    "column_number",
    "says_yes",
    "is_there",
    "say",
}


def readers() -> dict[str, Callable[[str], object]]:
    """Every function of ours that takes one text and no more."""
    found: dict[str, Callable[[str], object]] = {}
    for module in MODULES:
        for name, value in vars(module).items():
            function = inspect.unwrap(value) if callable(value) else None
            if not inspect.isfunction(function) or function.__module__ != module.__name__ or name[0] == "_":
                continue
            needed = [p for p in inspect.signature(function).parameters.values() if p.default is p.empty]
            if name not in NOT_READERS and len(needed) == 1 and needed[0].annotation in (str, "str"):
                found[f"{module.__name__}.{name}"] = value
    return found | NAMED


TRACES = Traces(plan_of([["Nr.", "Emne", "Udvalg"], [1, "Sagen er drøftet i udvalget", "BUU"]]).items)
READERS = readers()
SENTENCES = (
    "Indsatsen er afsluttet, og udvalget er orienteret. ", "Afventer møde den 12. marts 2025 kl. 14.30; ", "ØK og KB ",
    "2024: 500 ", "1.250 t.kr. i 2025 ", "ikke afsluttet ", "delvist ", "lukket punkt ", "„Emne“ er ændret fra ",
    "1. kvartal 2024 - ", "fra 1/1 til 31/12 ", "Ca. 50 % ", "evt. ", "m.fl. ", "afsluttet\n", "(x) ", "Heraf ",
    "uge 12-14, ", "primo ", "jan-feb ", "[indsæt ", "#REF! ", "Hovedpunkt 1: ", "Børne- og ungdomsudvalget, ",
    "2024-2027 ", "“ til „", "i alt ",
)  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_a_reader_takes_time_in_proportion_to_the_text(name: str) -> None:
    def read(text: str) -> None:
        with contextlib.suppress(ValueError, LookupError, TypeError, udmoentning_xl.UdmoentningError):
            READERS[name](text)

    try:
        assert steep(read, dict.fromkeys([*ORDINARY, *SENTENCES])) is None
    finally:
        for module in MODULES:
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


@pytest.mark.parametrize(
    "fragment", ["(kr. ", " ", "12-03-2024: Sagen er drøftet i udvalget. ", "1/1-", "BUU og ", "„"]
)
def test_a_plan_of_the_longest_cells_takes_time_in_proportion_to_them(fragment: str) -> None:
    heads = [
        "Nr.",
        "Hovedpunkt",
        "Type",
        "Emne",
        "Beskrivelse",
        "Udvalg",
        "Tidspunkt",
        "2024",
        "Afsluttet",
        "Bemærkning",
    ]

    def read(text: str) -> None:
        rows = [[n, text, text, f"Emne {n} {text}", *[text] * 6] for n in (1, 2)]
        sound = [[n, "Vækst", "Drift", f"Emne {n}", "", "BUU", "1. kvartal 2025", 100, "", text] for n in range(3, 9)]
        with contextlib.suppress(udmoentning_xl.UdmoentningError):
            plan = plan_of([[text], heads, *rows, [text], *sound, [text]])
            run_checks(plan)

    assert steep(read, [fragment], longest=32_767) is None
