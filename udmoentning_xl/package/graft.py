"""Putting the sheets of a generated workbook into a copy of the source, and replacing those of an earlier run.

Parts that need not know of the new sheets are copied raw. Touched are the content types, the workbook part with its
relationships, the styles and the custom properties; each stays what it was plus insertions. Where the result opens at
one of the new sheets, the source's own lose the mark of being selected. On a later run the sheets
that carry the run mark are replaced where they stand, with the data kept for it; the parts that only they used go.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from udmoentning_xl.errors import PlanFileError, TargetError
from udmoentning_xl.package import calcchain, transplant
from udmoentning_xl.package.archive import Content, read_archive, write_archive
from udmoentning_xl.package.datapart import DataChange, change_data
from udmoentning_xl.package.names import free_part, part_key, rels_of
from udmoentning_xl.package.opc import (
    OFFICE,
    TYPES_PART,
    mentioned,
    reachable,
    read_document,
    relations,
    write_relations,
)
from udmoentning_xl.package.properties import CONTENT_TYPE as PROPERTIES_TYPE
from udmoentning_xl.package.properties import write_property
from udmoentning_xl.package.styles import merge_styles, theme_palette, used_format
from udmoentning_xl.package.tabs import Placement, Tabs
from udmoentning_xl.package.widths import digit_of
from udmoentning_xl.package.workbook import (
    MARK_PROPERTY,
    MAX_SHEET_ID,
    RunMark,
    Sheet,
    Workbook,
    foreign_names,
    open_workbook,
    refusal,
    tables,
    write_mark,
)
from udmoentning_xl.package.writing import replace_file
from udmoentning_xl.package.xmlscan import decode

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_MENTIONING = ("worksheet+xml", "chartsheet+xml", "chart+xml", "pivotcachedefinition+xml", "drawing+xml")
# Tools that the workbook part lists too: removed with their sheet they would leave a list that Excel repairs.
_TIED_TO_WORKBOOK = {"slicer": "udsnitsværktøj", "timeline": "tidslinje"}


@dataclass(frozen=True)
class GraftReport:
    """What was done, as names of sheets in tab order. ``notes`` are Danish sentences for the user."""

    sheets: tuple[str, ...]  # all generated sheets
    replaced: tuple[str, ...]  # those that stood there from an earlier run, by their present name
    removed: tuple[str, ...]  # those of an earlier run that were not made again
    kept: tuple[str, ...]  # not made again, but left because formulas of the user's point to them
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrangement:
    """How the tabs stand. Sheets of an earlier run whose keys are ``standing`` stay though they are not made again.

    New sheets come last, or ``in_front``; the workbook opens at the generated sheet that was open when it was saved,
    else at the one with the key ``opens``, else where it did.
    """

    standing: Container[str] = ()
    in_front: bool = False
    opens: str | None = None


def graft(
    source: Path,
    generated: Path,
    target: Path,
    keys: Mapping[str, str] | None = None,
    data: str | None = None,
    *,
    arrangement: Arrangement = Arrangement(),
) -> GraftReport:
    """Write to ``target`` a copy of ``source`` with the sheets of ``generated``, a workbook made by xlsxwriter.

    ``keys`` gives each generated sheet a key that stays the same from run to run, whatever the sheet is called; without
    it the name is the key. ``data`` is kept with the workbook for the next run, which replaces it. Names of
    sheets, tables and defined names must be free (``workbook.host_names``) and the date system the source's own;
    ValueError tells when they are not, as that is a fault in the caller.

    Raises:
        PlanFileError: the source cannot be read or must not be changed (``HostNames.refusal`` tells beforehand).
        TargetError: the result cannot be written there.
    """
    host = open_workbook(read_archive(source))
    if sentence := refusal(host):
        raise PlanFileError(sentence)
    if target.suffix.lower() in {".xlsx", ".xlsm"} and (target.suffix.lower() == ".xlsm") != host.macros:
        suffix = ".xlsm" if host.macros else ".xlsx"
        raise TargetError(f"{target} skal have efternavnet {suffix} ligesom kilden; vælg et andet navn med -o.")
    made = open_workbook(read_archive(generated))
    changes, report = _Graft(host, made, keys or {}, data, arrangement).compose()
    with replace_file(target, source) as temporary, temporary.open("wb") as out:
        write_archive(host.archive, out, changes)
    return report


@dataclass
class _Graft:
    """The work of one graft: what goes, what comes under which name, and the parts that change."""

    host: Workbook
    made: Workbook
    keys: Mapping[str, str]
    data: str | None
    arrangement: Arrangement
    changes: dict[str, Content | None] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)  # of the parts that come

    def compose(self) -> tuple[dict[str, Content | None], GraftReport]:
        """The changed parts and the report; nothing is written yet."""
        old, wanted = self.host.generated, [self.keys.get(sheet.name, sheet.name) for sheet in self.made.sheets]
        standing = [sheet for key, sheet in old.items() if key not in wanted and key in self.arrangement.standing]
        gone = {key: sheet for key, sheet in old.items() if key not in wanted and sheet not in standing}
        replaced = [old[key] for key in wanted if key in old]
        self.dead = self._dead([*replaced, *gone.values()])
        kept = self._kept(gone.values())
        removed = [sheet for sheet in gone.values() if sheet not in kept]
        self.dead = self._dead([*replaced, *removed])
        self._refuse_ties([*replaced, *removed])
        # A name that a relationship of the user's holds is taken even when the part is lost: ours is not what is meant.
        alive = mentioned(self.host.archive, [""], {part_key(sheet.part) for sheet in [*replaced, *removed]})
        self.taken = (set(self.host.archive.by_key) - set(self.dead)) | set(alive)
        self.taken |= {part_key(sheet.part) for sheet in replaced}
        placements = self._placements(wanted)
        self._check_names(placements, removed)
        self.changes |= dict.fromkeys(self.dead.values())
        self.changes |= {rels_of(part): None for part in self.dead.values() if rels_of(part) in self.host.archive}
        own = [sheet.part for sheet in self.host.sheets if sheet.part and sheet not in (*replaced, *removed)]
        selected = {part: transplant.is_selected(self.host.archive, part) for part in own}
        opens = self.arrangement.opens if None not in selected.values() else None
        front = self.arrangement.in_front
        tabs = Tabs(self.host, placements, {sheet.rid for sheet in removed}, in_front=front, opens=opens)
        self._copy_sheets(placements, tabs.selected)
        if tabs.selected:
            # Excel groups the sheets that are selected together: what is typed in one would go to all of them.
            for part in filter(selected.get, own):
                self.changes[part] = partial(transplant.unselected_stream, self.host.archive, part)
        self._shorten_calculation_chain([*replaced, *removed])
        self.changes[self.host.part] = tabs.edited(self.made)
        self._mark(placements, [*kept, *standing])
        self._relate(placements, removed, self._write_data())
        self.changes[TYPES_PART] = self.host.types.edited(self.dead, self.types)
        by_rid = {placement.rid: placement.made.name for placement in placements}
        return self.changes, GraftReport(
            tuple(by_rid[rid] for rid in tabs.rids if rid in by_rid),
            tuple(sheet.name for sheet in replaced),
            tuple(sheet.name for sheet in removed),
            tuple(sheet.name for sheet in kept),
            self._notes(kept),
        )

    def _dead(self, sheets: Iterable[Sheet]) -> dict[str, str]:
        """The parts that only ``sheets`` use: other programs let sheets share a picture."""
        parts = [sheet.part for sheet in sheets]
        alive = reachable(self.host.archive, [""], {part_key(part) for part in parts})
        return {key: part for key, part in reachable(self.host.archive, parts).items() if key not in alive}

    def _kept(self, gone: Iterable[Sheet]) -> list[Sheet]:
        """The sheets among ``gone`` that formulas, charts or links of the user's still point to."""
        names = {sheet.name.casefold() for sheet in self.made.sheets}
        candidates = [sheet for sheet in gone if sheet.name.casefold() not in names]
        if not candidates:
            return []
        texts = [node.text for node in foreign_names(self.host)]
        for key, part in reachable(self.host.archive, [""]).items():
            if key not in self.dead and self.host.types.of(part).lower().endswith(_MENTIONING):
                texts.append(decode(self.host.archive.read(part), part)[0].decode(errors="replace"))
        return [sheet for sheet in candidates if any(_mentions(text, sheet.name) for text in texts)]

    def _refuse_ties(self, sheets: Iterable[Sheet]) -> None:
        for sheet in sheets:
            for link in relations(self.host.archive, sheet.part).items:
                if tool := _TIED_TO_WORKBOOK.get(link.kind):
                    label = self.host.archive.label
                    raise PlanFileError(f"{label}: arket {sheet.name} har fået et {tool}; flyt det til et ark for sig.")

    def _placements(self, wanted: list[str]) -> list[Placement]:
        used = {sheet.sheet_id for sheet in self.host.sheets}
        highest = max(used) if max(used) + len(wanted) <= MAX_SHEET_ID else 0
        ids = (number for number in count(highest + 1) if number not in used)
        rids = self.host.relations.free_ids()
        placements = []
        for sheet, key in zip(self.made.sheets, wanted, strict=True):
            old = self.host.generated.get(key)
            if old is None:
                placements.append(Placement(sheet, key, self._free(sheet.part), next(rids), next(ids), None))
            else:
                placements.append(Placement(sheet, key, old.part, old.rid, old.sheet_id, old))
        return placements

    def _free(self, part: str) -> str:
        found = free_part(part, self.taken)
        self.taken.add(part_key(found))
        return found

    def _check_names(self, placements: list[Placement], removed: list[Sheet]) -> None:
        """The names are chosen before the workbook is generated, as formulas and charts hold them."""
        if self.host.date1904 != self.made.date1904:
            raise ValueError("the generated workbook must have the date system of the source")
        leaving = {sheet.rid for sheet in removed} | {placement.rid for placement in placements}
        taken = {sheet.name.casefold() for sheet in self.host.sheets if sheet.rid not in leaving}
        in_use = {name.casefold() for name, _ in tables(self.host, without=self.dead)}
        in_use |= {node.attrs.get("name", "").casefold() for node in foreign_names(self.host)}
        own = {name.casefold() for name, _ in tables(self.made)}
        own |= {node.attrs["name"].casefold() for node in self.made.defined_names if "localSheetId" not in node.attrs}
        clashes = (taken & {sheet.name.casefold() for sheet in self.made.sheets}) | (in_use & own)
        if clashes:
            raise ValueError(f"names of the generated workbook are taken in the source: {sorted(clashes)}")

    def _copy_sheets(self, placements: list[Placement], selected: str | None) -> None:
        archive = self.made.archive
        theme, styles = self.made.related("theme"), self.made.related("styles")
        palette = theme_palette(read_document(archive, theme, "theme") if theme else None)
        part = self.host.related("styles")
        own = read_document(self.host.archive, part, "styleSheet") if part else None
        merged = merge_styles(
            own,
            read_document(archive, styles or "xl/styles.xml", "styleSheet"),
            palette,
            max(used_format(self.host.archive.read(sheet.part)) for sheet in self.host.sheets if sheet.part),
            strict=self.host.strict,
        )
        self.styles = part or self._free("xl/styles.xml")
        if part is None:
            self.types[self.styles] = _STYLES_TYPE
        self.changes[self.styles] = merged.data
        self.reindex = transplant.Reindex(
            {str(old).encode(): str(new).encode() for old, new in enumerate(merged.cells)},
            merged.differential,
            transplant.shared_strings(archive, self.made.related("sharedstrings"), palette),
            digit_of(own),
            self.host.strict,
        )
        self.table_ids = count(max((number for _, number in tables(self.host, without=self.dead)), default=0) + 1)
        self.copied = {part_key(placement.made.part): placement.part for placement in placements}
        for placement in placements:
            made, chosen = placement.made.part, placement.rid == selected
            self.changes[placement.part] = partial(
                transplant.sheet_stream, archive, made, self.reindex, selected=chosen
            )
            self.types[placement.part] = self.made.types.of(made)
            self._copy_relations(made, placement.part)

    def _copy_relations(self, made: str, part: str) -> None:
        """Give ``part`` the relationships of ``made``, ids unchanged, and copy the parts they reach."""
        entries = []
        for link in relations(self.made.archive, made).items:
            kind = transplant.relation_type(link.type, strict=self.host.strict)
            target = self._copied(link.part) if link.part else link.target
            entries.append((link.id, kind, target, not link.part))
        if entries:
            self.changes[rels_of(part)] = write_relations(part, entries)

    def _copied(self, made: str) -> str:
        """The name under which the part ``made`` comes; copied the first time it is asked for."""
        key = part_key(made)
        if key not in self.copied:
            part = self.copied[key] = self._free(made)
            kind = self.types[part] = self.made.types.of(made)
            if kind.endswith(".table+xml"):
                self.changes[part] = transplant.table(self.made.archive.read(made), next(self.table_ids), self.reindex)
            else:
                self.changes[part] = partial(transplant.plain_stream, self.made.archive, made, self.reindex)
            self._copy_relations(made, part)
        return self.copied[key]

    def _shorten_calculation_chain(self, sheets: list[Sheet]) -> None:
        """Excel lists the formulas of our sheets too when it has saved the workbook; ours are not listed when new."""
        part = self.host.related("calcchain")
        ids = {sheet.sheet_id for sheet in sheets}
        if part is None or not ids:
            return
        shorter = calcchain.without(read_document(self.host.archive, part, "calcChain"), lambda sheet, _: sheet in ids)
        self.changes[part] = shorter
        if shorter is None:
            self.dead[part_key(part)] = part

    def _write_data(self) -> DataChange:
        change = change_data(self.host, self.data, self._free, in_package=rels_of("") not in self.changes)
        self.changes |= change.parts
        self.types |= change.types
        self.dead |= change.gone
        return change

    def _relate(self, placements: list[Placement], removed: list[Sheet], data: DataChange) -> None:
        links = self.host.relations
        base = transplant.relation_type(OFFICE + "relationships", strict=self.host.strict)
        added = [(p.rid, f"{base}/worksheet", p.part) for p in placements if p.old is None]
        stale = {sheet.rid for sheet in removed} | data.stale
        stale |= {link.id for link in links.items if link.kind == "calcchain" and part_key(link.part) in self.dead}
        used = {rid for rid, _, _ in added}
        free = (rid for rid in links.free_ids() if rid not in used)
        if self.styles in self.types:
            stale |= {link.id for link in links.items if link.kind == "styles"}
            added.append((next(free), f"{base}/styles", self.styles))
        if data.added:
            added.append((next(free), *data.added))
        if stale or added:
            self.changes[rels_of(self.host.part)] = links.edited(stale, added)

    def _mark(self, placements: list[Placement], kept: list[Sheet]) -> None:
        ids = {placement.sheet_id for placement in placements} | {sheet.sheet_id for sheet in kept}
        names = {node.attrs["name"] for node in self.made.defined_names if "localSheetId" not in node.attrs}
        mark = write_mark(RunMark(frozenset(ids), frozenset(names)))
        parts, new = write_property(self.host.archive, MARK_PROPERTY, mark, strict=self.host.strict)
        self.changes |= parts
        if new:
            self.types[new] = PROPERTIES_TYPE

    def _notes(self, kept: list[Sheet]) -> tuple[str, ...]:
        return tuple(_notes(self.host, kept))


def _notes(host: Workbook, kept: list[Sheet]) -> Iterator[str]:
    if host.locked:
        yield "Projektmappens struktur er låst, og låsen er bevaret: arkene kan ikke flyttes eller slettes i Excel."
    for sheet in kept:
        yield f"Arket {sheet.name} er ikke længere med, men bliver stående, fordi projektmappens formler bruger det."


def _mentions(text: str, name: str) -> bool:
    """Whether a formula, link or pivot source in ``text`` names the sheet, quoted or not."""
    quoted = name.replace("'", "''")
    forms = []
    for spelling in {quoted, quoted.replace("&", "&amp;")}:
        forms += [rf"(?<![\w.]){re.escape(spelling)}!", rf"'{re.escape(spelling)}'!", rf'sheet="{re.escape(spelling)}"']
        forms += [rf"&apos;{re.escape(spelling)}&apos;!"]
    return re.search("|".join(forms), text, re.IGNORECASE) is not None
