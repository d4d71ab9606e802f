"""The language of a finished workbook: the writer knows no way to say that it is Danish, so it is said afterwards."""

from collections.abc import Callable
from pathlib import Path

from udmoentning_xl.package.archive import Archive, Content, read_archive, write_archive

LANGUAGE = "da-DK"
_PROPERTIES = "docProps/core.xml"
_END = b"</cp:coreProperties>"
Changes = dict[str, Content | None]
_CHART_LANGUAGE = b'<c:lang val="en-US"/>'


def copy_as_danish(generated: Path, target: Path, marks: Callable[[Archive], Changes] = lambda _: {}) -> None:
    """Copy a workbook made by xlsxwriter to ``target`` with Danish as the language of the document and its charts.

    ``marks`` gives further changed parts. Raises OSError when the target cannot be written.
    """
    archive = read_archive(generated)
    language = f"<dc:language>{LANGUAGE}</dc:language>".encode()
    changes: Changes = marks(archive) | {_PROPERTIES: archive.read(_PROPERTIES).replace(_END, language + _END)}
    for member in archive.members:
        if member.name.startswith("xl/charts/chart"):
            danish = f'<c:lang val="{LANGUAGE}"/>'.encode()
            changes[member.name] = archive.read(member.name).replace(_CHART_LANGUAGE, danish)
    with target.open("wb") as out:
        write_archive(archive, out, changes)
