"""The calculation chain, less the cells that no longer hold a formula: Excel repairs a workbook whose chain has one."""

from collections.abc import Callable

from udmoentning_xl.package.xmlscan import Document, Edit


def without(chain: Document, gone: Callable[[int, str], bool]) -> bytes | None:
    """The part without the entries for which ``gone(sheetId, cell)`` holds; None when no entry is left.

    An entry without a sheet id has that of the one before it, so the first that stays after a gap is given its own.
    """
    edits, sheet, written = [], 0, 0
    for node in chain.root.children:
        own = node.attrs.get("i", "")
        sheet = int(own) if own.isdecimal() else sheet
        if gone(sheet, node.attrs.get("r", "")):
            edits.append(Edit(node.start, node.end, b""))
            continue
        if not own and sheet != written:
            edits.append(chain.set_attribute(node, "i", str(sheet)))
        written = sheet
    removed = sum(edit.new == b"" for edit in edits)
    return None if removed == len(chain.root.children) else chain.edited(edits)
