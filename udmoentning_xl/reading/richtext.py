"""Rich text: pieces of one cell's text with a format of their own: struck through, or white."""

from dataclasses import dataclass
from typing import NamedTuple

Attributes = dict[str, str]


class Run(NamedTuple):
    """A piece. ``struck`` is None where it has no format of its own and looks as the cell does."""

    text: str
    struck: bool | None = None
    white: bool = False


Runs = list[Run]

_FALSE = frozenset({"0", "false"})


@dataclass
class TextElement:
    """One element inside a cell or a shared text; ``start`` and ``end`` are where its tags stand, if that is told."""

    name: str
    attrs: Attributes
    start: int = 0
    text: str = ""
    end: int = 0
    closed: bool = False


def runs_of(elements: list[TextElement]) -> Runs:
    """The pieces of the rich text that ``elements`` (in document order) write; phonetic help is no text."""
    runs: Runs = []
    struck: bool | None = None
    white = phonetic = False
    for element in elements:
        if element.name in {"r", "rPh"}:
            struck, white, phonetic = None, False, element.name == "rPh"
        elif element.name == "rPr":
            struck = False
        elif element.name == "strike":
            struck = element.attrs.get("val") not in _FALSE
        elif element.name == "color":
            white = element.attrs.get("rgb", "")[-6:].upper() == "FFFFFF" or element.attrs.get("theme") == "0"
        elif element.name == "t" and not phonetic:
            runs.append(Run(element.text, struck, white))
    return runs


def without_struck(runs: Runs, cell_is_struck: bool) -> str | None:
    """The text without its struck pieces; None when nothing is struck. "" when everything is."""
    flags = [cell_is_struck if run.struck is None else run.struck for run in runs if run.text.strip()]
    if not any(flags):
        return None
    return "".join(run.text for run in runs if not (cell_is_struck if run.struck is None else run.struck)).strip()


def is_partly_white(runs: Runs) -> bool:
    """Whether a piece with words in it is white."""
    return any(run.white and run.text.strip() for run in runs)
