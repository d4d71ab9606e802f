"""Notes and threaded comments of a worksheet, as text."""

import re

from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.opc import Relations
from udmoentning_xl.package.xmlscan import Node
from udmoentning_xl.reading.sheetparts import tree
from udmoentning_xl.reading.sheetscan import column_number

Cell = tuple[int, int]
_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def read_comments(archive: Archive, sheet: Relations) -> dict[Cell, str]:
    """The comments by cell. A thread stands with its replies, one line each, instead of the note that repeats it."""
    notes = _texts(archive, sheet, "comments", "comments", "comment")
    threads = _texts(archive, sheet, "threadedcomment", "ThreadedComments", "threadedComment")
    return {cell: "\n".join(texts) for cell, texts in (notes | threads).items()}


def _texts(archive: Archive, sheet: Relations, kind: str, root: str, name: str) -> dict[Cell, list[str]]:
    found: dict[Cell, list[str]] = {}
    for part in (item.part for item in sheet.items if item.kind == kind and item.part in archive):
        for node in (node for node in tree(archive, part, root).walk() if node.name == name):
            cell = cell_of(node.attrs.get("ref", ""))
            text = _text(node).strip() if cell else ""
            if cell and text:
                found.setdefault(cell, []).append(text)
    return found


def cell_of(ref: str) -> Cell | None:
    """The 0-based row and column of an address, None where it is none."""
    match = _REF.fullmatch(ref.replace("$", ""))
    return (int(match[2]) - 1, column_number(match[1]) - 1) if match else None


def _text(node: Node) -> str:
    """The text in ``node``: of its ``t`` elements in a note, of ``text`` itself in a thread; phonetic help is none."""
    parts = [node.text] if node.name in {"t", "text"} else []
    parts += [_text(child) for child in node.children if child.name not in {"rPh", "extLst", "mentions"}]
    return "".join(parts)
