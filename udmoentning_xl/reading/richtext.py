"""Rich text: pieces of one cell's text with a format of their own, of which only the strike-through is told."""

from dataclasses import dataclass

Attributes = dict[str, str]
#: The pieces; None where a piece has no format of its own and looks as the cell does.
Runs = list[tuple[str, bool | None]]

_FALSE = frozenset({"0", "false"})


@dataclass
class Element:
    """One element inside a cell or a shared text; ``start`` and ``end`` are where its tags stand, if that is told."""

    name: str
    attrs: Attributes
    start: int = 0
    text: str = ""
    end: int = 0
    closed: bool = False


def runs_of(elements: list[Element]) -> Runs:
    """The pieces of the rich text that ``elements`` (in document order) write; phonetic help is no text."""
    runs: Runs = []
    struck: bool | None = None
    phonetic = False
    for element in elements:
        if element.name in {"r", "rPh"}:
            struck, phonetic = None, element.name == "rPh"
        elif element.name == "rPr":
            struck = False
        elif element.name == "strike":
            struck = element.attrs.get("val") not in _FALSE
        elif element.name == "t" and not phonetic:
            runs.append((element.text, struck))
    return runs


def without_struck(runs: Runs, cell_is_struck: bool) -> str | None:
    """The text without its struck pieces; None when nothing is struck. "" when everything is."""
    flags = [cell_is_struck if struck is None else struck for text, struck in runs if text.strip()]
    if not any(flags):
        return None
    return "".join(text for text, struck in runs if not (cell_is_struck if struck is None else struck)).strip()
