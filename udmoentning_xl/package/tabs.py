"""The changes to the workbook part: tabs, the names that belong to them, and the numbers that point to tabs.

``localSheetId`` and ``activeTab`` are places in the row of tabs (chart and macro sheets included), so they move when a
tab before them goes or comes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from udmoentning_xl.package.opc import OFFICE, STRICT_OF
from udmoentning_xl.package.workbook import MARK_NAME, Sheet, Workbook, foreign_names
from udmoentning_xl.package.xmlscan import Document, Edit, Node, escape, whole

_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")  # ECMA-376-1, 18.2.27, CT_Workbook


@dataclass(frozen=True)
class Placement:
    """Where one generated sheet goes. ``old`` is the sheet of an earlier run that it replaces."""

    made: Sheet
    key: str
    part: str
    rid: str
    sheet_id: int
    old: Sheet | None


class Tabs:
    """The row of tabs after the graft: the source's without ``removed``, and the new ones after or before them."""

    def __init__(
        self,
        host: Workbook,
        placements: Sequence[Placement],
        removed: Collection[str],
        *,
        in_front: bool = False,
        opens: str | None = None,
    ) -> None:
        """``opens`` is the key of the new sheet to open at, unless a generated one was open already."""
        self.host = host
        self.placements = placements
        self.removed = removed
        # Where nothing says which tab is open it is the first, and that must stay the one that is selected.
        self.in_front = in_front and bool(self._views())
        old = [sheet.rid for sheet in host.sheets if sheet.rid not in removed]
        new = [placement.rid for placement in placements if placement.old is None]
        self.opens = opens if self._views() else None
        self.rids = [*new, *old] if self.in_front else [*old, *new]
        self.moved = {
            old: self.rids.index(sheet.rid) for old, sheet in enumerate(host.sheets) if sheet.rid in self.rids
        }

    @property
    def was_open(self) -> str | None:
        """The rid of the generated sheet that was the open one when the source was saved, if it was one."""
        views = self._views()
        active = whole(views[0].attrs.get("activeTab")) if views else 0
        rid = self.host.sheets[active].rid if active < len(self.host.sheets) else None
        return next((placement.rid for placement in self.placements if placement.old and placement.rid == rid), None)

    @property
    def selected(self) -> str | None:
        """The rid of the generated sheet that is open in the result; None where one of the source's is."""
        opened = (placement.rid for placement in self.placements if placement.key == self.opens)
        return self.was_open or next(opened, None)

    def edited(self, made: Workbook) -> bytes:
        """The workbook part with its tabs, names and marks. ``made`` is the generated workbook."""
        edits = self._sheet_edits() + self._view_edits() + self._name_edits(made)
        return self.host.document.edited(edits)

    def _views(self) -> list[Node]:
        views = self.host.document.root.child("bookViews")
        return views.all("workbookView") if views is not None else []

    def _sheet_edits(self) -> list[Edit]:
        document = self.host.document
        edits = [Edit(s.node.start, s.node.end, b"") for s in self.host.sheets if s.rid in self.removed]
        added = []
        prefix = document.prefix(self.host.sheets[0].node)
        namespace = OFFICE + "relationships"
        for placement in self.placements:
            name = placement.made.name
            if placement.old is None:
                # Declared here, because the root may not declare it, or under another prefix.
                links = f'xmlns:r="{STRICT_OF[namespace] if self.host.strict else namespace}" r:id="{placement.rid}"'
                added.append(f'<{prefix}sheet name="{escape(name)}" sheetId="{placement.sheet_id}" {links}/>')
            elif placement.old.name != name:
                edits.append(document.set_attribute(placement.old.node, "name", name))
        parent = document.root.child("sheets")
        assert parent is not None  # the workbook has sheets
        xml = "".join(added).encode()
        first = self.host.sheets[0].node.start
        return edits + ([Edit(first, first, xml)] if self.in_front and added else document.append(parent, xml))

    def _view_edits(self) -> list[Edit]:
        edits = []
        for view in self._views():
            for name in ("firstSheet", "activeTab"):
                old = whole(view.attrs.get(name))
                new = self.moved.get(old, self._first_visible() if old < len(self.host.sheets) else old)
                if name == "activeTab" and view is self._views()[0] and self.selected:
                    new = self.rids.index(self.selected)
                if name == "firstSheet" and self.in_front:
                    new = 0  # where the new tabs are seen
                if new != old:
                    edits.append(self.host.document.set_attribute(view, name, str(new)))
        return edits

    def _first_visible(self) -> int:
        visible = (
            self.moved[index]
            for index, sheet in enumerate(self.host.sheets)
            if index in self.moved and sheet.node.attrs.get("state", "visible") == "visible"
        )
        return next(visible, 0)

    def _name_edits(self, made: Workbook) -> list[Edit]:
        document = self.host.document
        stay = foreign_names(self.host)
        replaced = {placement.rid for placement in self.placements} | set(self.removed)
        edits: list[Edit] = []
        for node in self.host.defined_names:
            index = node.attrs.get("localSheetId", "")
            local = self.host.sheets[int(index)] if index.isdecimal() and int(index) < len(self.host.sheets) else None
            # A generated sheet that stays although it was not made again keeps its names.
            if node not in stay and (local is None or local.rid in replaced):
                edits.append(Edit(node.start, node.end, b""))
            elif local is not None and self.moved[int(index)] != int(index):
                edits.append(document.set_attribute(node, "localSheetId", str(self.moved[int(index)])))
        return edits + _added(document, self._names(made))

    def _names(self, made: Workbook) -> list[tuple[Mapping[str, str], str]]:
        """The generated workbook's names, then the marks that say which sheets are generated."""
        places = {index: self.rids.index(placement.rid) for index, placement in enumerate(self.placements)}
        names = []
        for node in made.defined_names:
            attrs: Mapping[str, str] = dict(node.attrs)
            if "localSheetId" in attrs:
                attrs = {**attrs, "localSheetId": str(places[int(attrs["localSheetId"])])}
            names.append((attrs, node.text))
        return names + [_mark(places[index], placement.key) for index, placement in enumerate(self.placements)]


def mark_names(document: Document, keys: Mapping[int, str]) -> list[Edit]:
    """The edits of a workbook part that mark its sheets as generated: the key of each by its place."""
    return _added(document, [_mark(place, key) for place, key in keys.items()])


def _mark(place: int, key: str) -> tuple[Mapping[str, str], str]:
    quoted = '"' + key.replace('"', '""') + '"'
    return {"name": MARK_NAME, "localSheetId": str(place), "hidden": "1"}, quoted


def _added(document: Document, names: Sequence[tuple[Mapping[str, str], str]]) -> list[Edit]:
    """The edits that add defined names, each with its attributes and what it stands for."""
    parent = document.root.child("definedNames")
    prefix = document.prefix(document.root if parent is None else parent)
    xml = "".join(_name(prefix, *name) for name in names)
    if parent is not None:
        return document.append(parent, xml.encode())
    whole_list = f"<{prefix}definedNames>{xml}</{prefix}definedNames>"
    return document.insert_child(document.root, _BEFORE_NAMES, whole_list.encode())


def _name(prefix: str, attrs: Mapping[str, str], text: str) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attrs.items())
    return f"<{prefix}definedName{written}>{escape(text)}</{prefix}definedName>"
