"""The run mark, and the data kept for the next run, in a workbook of generated sheets alone.

``graft`` does the same where the sheets go into the user's own workbook.
"""

from collections.abc import Mapping

from udmoentning_xl.package.archive import Archive, Content
from udmoentning_xl.package.datapart import change_data
from udmoentning_xl.package.names import free_part, part_key, rels_of
from udmoentning_xl.package.opc import TYPES_PART
from udmoentning_xl.package.properties import CONTENT_TYPE, write_property
from udmoentning_xl.package.tabs import mark_names
from udmoentning_xl.package.workbook import MARK_PROPERTY, RunMark, open_workbook, write_mark


def alone_marks(archive: Archive, keys: Mapping[str, str], data: str) -> dict[str, Content | None]:
    """The changed parts that give the workbook its run mark; ``keys`` is the key of each sheet by its name."""
    workbook = open_workbook(archive)
    taken = set(archive.by_key)

    def free(part: str) -> str:
        found = free_part(part, taken)
        taken.add(part_key(found))
        return found

    ids = frozenset(sheet.sheet_id for sheet in workbook.sheets)
    names = frozenset(node.attrs["name"] for node in workbook.defined_names if "localSheetId" not in node.attrs)
    mark = write_mark(RunMark(ids, names, alone=True))
    changes, new = write_property(archive, MARK_PROPERTY, mark, strict=False)
    kept = change_data(workbook, data, free, in_package=False)
    changes |= kept.parts
    changes[TYPES_PART] = workbook.types.edited({}, kept.types | ({new: CONTENT_TYPE} if new else {}))
    if kept.added:
        link = (next(workbook.relations.free_ids()), *kept.added)
        changes[rels_of(workbook.part)] = workbook.relations.edited(set(), [link])
    marked = {number: keys[sheet.name] for number, sheet in enumerate(workbook.sheets)}
    changes[workbook.part] = workbook.document.edited(mark_names(workbook.document, marked))
    return changes
