"""What is drawn on a worksheet: charts, and the shapes, text boxes and pictures that only people put there."""

from collections import Counter
from collections.abc import Iterator

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.opc import relations
from udmoentning_xl.package.xmlscan import Node
from udmoentning_xl.reading.sheetparts import tree

CHART = "diagram"
#: An element of a drawing -> what it is. A group is told by what is in it.
_KINDS = {"graphicFrame": CHART, "sp": "figur", "pic": "billede", "cxnSp": "streg", "contentPart": "håndskrift"}

#: What is drawn, each with the text in it, and how often.
Drawn = Counter[tuple[str, str]]


def read_drawn(archive: Archive, part: str) -> Drawn:
    """What is drawn on the worksheet ``part``; a drawing that cannot be read is one thing without text."""
    links = [link for link in relations(archive, part).items if link.kind == "drawing" and link.part in archive]
    try:
        return Counter(found for link in links for found in _drawn(tree(archive, link.part, "wsDr")))
    except PlanFileError:
        return Counter({("tegning", ""): 1})


def _drawn(node: Node) -> Iterator[tuple[str, str]]:
    if node.name in _KINDS:
        yield _KINDS[node.name], "\n".join(filter(None, map(_line, (n for n in node.walk() if n.name == "p")))).strip()
    elif node.name != "Fallback":  # repeats for old programs what stands beside it
        for child in node.children:
            yield from _drawn(child)


def _line(paragraph: Node) -> str:
    return "".join(node.text for node in paragraph.walk() if node.name == "t")
