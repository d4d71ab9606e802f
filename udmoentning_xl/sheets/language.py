"""What the writer knows no way to say of a finished workbook: that it is Danish."""

from collections.abc import Callable
from pathlib import Path

from udmoentning_xl.package.archive import Archive, Content, read_archive, write_archive

LANGUAGE = "da-DK"
_PROPERTIES = "docProps/core.xml"
_END = b"</cp:coreProperties>"
Changes = dict[str, Content | None]


def copy_as_danish(generated: Path, target: Path, marks: Callable[[Archive], Changes] = lambda _: {}) -> None:
    """Copy a workbook made by xlsxwriter to ``target`` with Danish as the language of the document.

    ``marks`` gives further changed parts. Raises OSError when the target cannot be written.
    """
    archive = read_archive(generated)
    language = f"<dc:language>{LANGUAGE}</dc:language>".encode()
    changes: Changes = marks(archive) | {_PROPERTIES: archive.read(_PROPERTIES).replace(_END, language + _END)}
    with target.open("wb") as out:
        write_archive(archive, out, changes)
