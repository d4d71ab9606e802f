"""What the writer knows no way to say of a finished workbook: that it is Danish, and what its charts do not show."""

from collections.abc import Callable
from pathlib import Path

from udmoentning_xl.package.archive import Archive, Content, read_archive, write_archive

LANGUAGE = "da-DK"
_PROPERTIES = "docProps/core.xml"
_END = b"</cp:coreProperties>"
Changes = dict[str, Content | None]
_CHARTS = "xl/charts/chart"
#: In charts. What is left out of a label is for the host to decide, and hosts decide by the version that a file says it
#: is of; so it is said (ECMA-376-1, 21.2.2.49).
_SAID = {
    b'<c:lang val="en-US"/>': f'<c:lang val="{LANGUAGE}"/>'.encode(),
    b'<c:showVal val="1"/>': b'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    b'<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>',
}


def settle_charts(workbook: Path) -> None:
    """Say in the charts of a workbook made by xlsxwriter what it leaves to the host. Raises OSError as writing does."""
    archive = read_archive(workbook)
    changes: Changes = {}
    for member in archive.members:
        if member.name.startswith(_CHARTS):
            content = archive.read(member.name)
            for left, said in _SAID.items():
                content = content.replace(left, said)
            changes[member.name] = content
    if changes:
        with workbook.open("wb") as out:
            write_archive(archive, out, changes)


def copy_as_danish(generated: Path, target: Path, marks: Callable[[Archive], Changes] = lambda _: {}) -> None:
    """Copy a workbook made by xlsxwriter to ``target`` with Danish as the language of the document.

    ``marks`` gives further changed parts. Raises OSError when the target cannot be written.
    """
    archive = read_archive(generated)
    language = f"<dc:language>{LANGUAGE}</dc:language>".encode()
    changes: Changes = marks(archive) | {_PROPERTIES: archive.read(_PROPERTIES).replace(_END, language + _END)}
    with target.open("wb") as out:
        write_archive(archive, out, changes)
