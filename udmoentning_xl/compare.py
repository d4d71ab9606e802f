"""The verb sammenlign: versions of a plan, from files or a folder, become one log of what has changed between them.

Also what has changed for each committee since its last dispatch, which ``dispatch`` is told.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from glob import escape
from itertools import count
from pathlib import Path

from udmoentning_xl.config import Config
from udmoentning_xl.danish import day, fold, listed
from udmoentning_xl.errors import PlanFileError, TargetError
from udmoentning_xl.nearby import COLLECTED, COMPARED, CORRECTED, REPORTED, day_in_name, plan_stem
from udmoentning_xl.outgoing.folder import read_manifest
from udmoentning_xl.package.patch import CellAddress
from udmoentning_xl.plan import Plan, records
from udmoentning_xl.reading import OpenedPlan, Report, open_plan, read_report
from udmoentning_xl.reading.changes import CHANGES
from udmoentning_xl.reading.choices import Choices
from udmoentning_xl.reading.earlier import not_read_back
from udmoentning_xl.reading.edits import texts_of
from udmoentning_xl.reading.sent import sent_version
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.replies.answer import DONE
from udmoentning_xl.secrecy import closed_items, held_reasons
from udmoentning_xl.terms import SheetName
from udmoentning_xl.values.typed import committees
from udmoentning_xl.versions.change import STANDS_IN, Change, ChangeKind, short
from udmoentning_xl.versions.changes import changes_between
from udmoentning_xl.versions.identity import Pairing, pair
from udmoentning_xl.versions.log import Log, answered, as_answered, continued, extended, seen
from udmoentning_xl.versions.states import Version, stranger, version_of

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


@dataclass(frozen=True, eq=False)
class PlanVersion:
    """A version of the plan: when it is of, how that is known, and the plan itself.

    ``made_of`` is the hash of the file that a result was made of, "" for a plan itself; ``answers`` says that it is the
    copy in which answers wait for a Ja or Nej. ``own`` are its own sheets, and ``put_in`` the answers that flet has put
    into them with the cell of each.
    """

    version: Version
    why: str
    plan: Plan
    made_of: str = ""
    answers: bool = False
    own: tuple[SheetData, ...] = ()
    put_in: Mapping[tuple[object, ...], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """Versions in order of time with the log between them; ``notes`` are sentences on files that were left out.

    ``pairings`` say which item is which in each step, and ``target`` is where the sheet Ændringer goes. ``turned`` is
    the sentence on the order where it is not that in which the files were written.
    """

    drawn: tuple[PlanVersion, ...]
    log: Log
    pairings: tuple[Pairing, ...]
    target: Path
    notes: tuple[str, ...] = ()
    turned: str = ""

    @property
    def known(self) -> int:
        """How many items of the first version are known again in the last."""
        now = {pair.old: pair.new for pair in self.pairings[0].pairs}
        for pairing in self.pairings[1:]:
            now = {first: pairing.now[item] for first, item in now.items() if item in pairing.now}
        return len(now)

    @property
    def renumbered(self) -> bool:
        """Whether the plan was numbered anew between two of the versions."""
        return any(pairing.trust < _RENUMBERED for pairing in self.pairings)


_RENUMBERED = 0.9
_SAVED = "gemt"
_BY_DAYS = "filerne er sammenlignet efter deres dage og ikke i den rækkefølge, de er skrevet i."


def compare(
    paths: Sequence[Path],
    config: Config,
    *,
    target: Path | None = None,
    alike: bool = False,
    strangers: bool = False,
) -> Comparison:
    """Compare the versions of a plan in ``paths``: files, or folders whose plans are taken.

    All are read with the same settings and with what people have corrected in Læsning of their results. What people
    have answered in the workbook of an earlier comparison is carried out; that is ``target``, or stands beside the
    newest plan. With ``alike`` what is only written otherwise is told too; with ``strangers`` plans are also compared
    where most of the items are others.

    Raises:
        PlanFileError: a file cannot be read as a plan, there are not two versions, or they are of different plans.
        TargetError: ``target`` is another file that exists.
    """
    drawn, notes, results = _drawn(paths, config)
    if len(drawn) < 2:
        how = () if notes else ("Skriv to filer, eller den mappe, de ligger i.",)
        raise PlanFileError(" ".join(["Der skal være mindst to versioner af planen at sammenligne.", *how, *notes]))
    first, *others = drawn
    log, pairings = Log((seen(first.version),)), list[Pairing]()
    before = first.version
    for one in others:
        pairing = pair(before.rows, one.version.rows)
        if not strangers and (why := stranger(before, one.version, pairing)):
            raise PlanFileError(f"{why} ({before.name} og {one.version.name}). Brug --alligevel, hvis den er.")
        step = changes_between(before, one.version, pairing, alike=alike)
        log = extended(log, one.version, step, pairing.now)
        pairings.append(pairing)
        before = one.version
    place, kept = _target(drawn[-1].plan.source.path, target)
    written = [path for path in paths if path in {one.plan.source.path for one in drawn}]
    is_turned = [one.plan.source.path for one in drawn if one.plan.source.path in written] != written
    turned = f"Den ældste er {first.version.name}: {_BY_DAYS}" if is_turned else ""
    return Comparison(tuple(drawn), _continued(log, kept, results), tuple(pairings), place, tuple(notes), turned)


def _continued(log: Log, before: Path | None, results: Iterable[Report]) -> Log:
    """The log with what people have answered and corrected in the workbook of an earlier comparison.

    What has been answered in the ``results`` of the versions is not asked again.
    """
    log = as_answered(log, [sheet.log for one in results if (sheet := one.earlier.log)])
    report = read_report(before) if before else None
    sheet = report.earlier.log if report else None
    return continued(log, sheet.log) if sheet else answered(log)


def _target(newest: Path, wanted: Path | None) -> tuple[Path, Path | None]:
    """Where the sheet Ændringer goes, and the earlier comparison that it goes on from, where there is one.

    It goes to ``wanted``, else beside the newest plan, under the next name that is free. A workbook of an earlier
    comparison gives its place to the new one, unless somebody has written more in it than what is read back.
    """
    if wanted is not None:
        if wanted.exists() and (why := _kept(wanted)):
            raise TargetError(f"{wanted} {why} og bliver ikke overskrevet; vælg et andet navn med -o.")
        return wanted, wanted if wanted.exists() else None
    before = None
    for number in count(1):
        path = newest.with_name(f"{newest.stem}{COMPARED}{f'-{number}' if number > 1 else ''}.xlsx")
        if not path.exists() or not (why := _kept(path)):
            return path, path if path.exists() else before
        before = before if why == _FOREIGN else path
    raise AssertionError  # the names never end


_FOREIGN = "er ikke en sammenligning, som udmoentning har lavet,"


def _kept(path: Path) -> str:
    """Why a file may not be replaced, as the rest of a sentence; "" where it may."""
    report = read_report(path)
    if report is None or not report.alone or report.earlier.sheets.keys() != {CHANGES}:
        return _FOREIGN
    places = not_read_back(report.earlier)
    return f"har noget, som I selv har skrevet eller sat ind ({places[0]})," if places else ""


def only(done: Comparison, written: Sequence[str]) -> Log:
    """The log less what is of no item of the committees that are ``written``, then or now; all of it for none.

    Raises ConfigError for a committee that no version has.
    """
    if not written:
        return done.log
    names = {body.short: (body.name,) for one in done.drawn for body in one.plan.bodies}
    short = {body for one in done.drawn for state in one.version.states.values() for body in state.bodies}
    known: dict[str, tuple[str, ...]] = {body: names.get(body, (body,)) for body in sorted(short)}
    wanted = set(committees(written, known, "har ingen indsatser i planerne", "planerne har"))

    def is_theirs(change: Change) -> bool:
        told = [change.committees, *([change.before, change.after] if change.what == ChangeKind.COMMITTEES else [])]
        return any(body.strip() in wanted for text in told for body in text.split(","))

    return replace(done.log, changes=tuple(filter(is_theirs, done.log.changes)))


def told_openly(done: Comparison, log: Log) -> tuple[Log, int]:
    """The log less all of items that are or were closed or held in any of the versions, and how many items that is.

    Nor does it tell what only a hidden or internal column of the last version says.
    """
    hidden = _hidden(done)
    before: dict[date, set[str]] = defaultdict(set)  # what was hidden when a step began; several may be of one day
    for one, own in zip(done.drawn[1:], hidden, strict=False):
        before[one.version.as_of] |= own
    shown = done.drawn[-1].plan.shown
    unseen = {(item, name if not name.isdigit() else ChangeKind.AMOUNT) for item, name in shown}
    names = {fold(short(title)) for one, items in zip(done.drawn, hidden, strict=True) for title in _titles(one, items)}

    def is_hidden(change: Change) -> bool:
        is_theirs = change.then in before.get(change.as_of or date.min, hidden[0]) or change.now in hidden[-1]
        told = (change.title, *_QUOTED.findall(change.sentence))
        return is_theirs or any(fold(short(name)) in names for name in told)

    left = [change for change in log.changes if is_hidden(change)]
    untold = set(map(id, left))
    now = {fold(change.title): change.now for change in left if change.now}  # what is gone and back is one
    told = (
        one
        for one in log.changes
        if id(one) not in untold and (one.now, STANDS_IN.get(one.what, one.what)) not in unseen
    )
    items = {one.now or now.get(fold(one.title), one.title) for one in left}
    return replace(log, changes=tuple(told)), len(items)


_QUOTED = re.compile(r"„([^„“]{1,100}+)“")


def _titles(one: PlanVersion, items: Collection[str]) -> Iterator[str]:
    yield from (state.row.title for key, state in one.version.states.items() if key in items and state.row.title)


def _hidden(done: Comparison) -> list[set[str]]:
    """The ids, in each version, of the items that are closed or held in any of them."""
    hidden = [{*closed_items(one.plan), *held_reasons(one.plan)} for one in done.drawn]
    for number, pairing in enumerate(done.pairings):
        hidden[number + 1] |= {pairing.now[item] for item in hidden[number] if item in pairing.now}
    for number, pairing in reversed([*enumerate(done.pairings)]):
        hidden[number] |= {old for old, new in pairing.now.items() if new in hidden[number + 1]}
    return hidden


# -- the versions -----------------------------------------------------------------------------------------------------


def _drawn(paths: Sequence[Path], config: Config) -> tuple[list[PlanVersion], list[str], list[Report]]:
    """The plans in order of time, sentences on files that are none and on how columns are read, and their results."""
    found: dict[str, PlanVersion] = {}
    notes, asked, files = list[str](), set(), list[tuple[OpenedPlan, bool]]()
    for path, is_asked in _files(paths):
        with _left_out(notes, is_asked=is_asked):
            files.append((open_plan(path, config, day_in_name(path.stem)), is_asked))
    results = _results([opened for opened, _ in files])
    choices = _choices(results)
    for opened, is_asked in files:
        with _left_out(notes, is_asked=is_asked):
            one = _read(opened, choices)
            twin = found.setdefault(one.plan.source.sha256, one)
            if twin is not one:
                first, path = twin.plan.source.path, opened.path
                both = (path, first) if path.name == first.name else (path.name, first.name)
                is_twice = path.resolve() == first.resolve()
                same = f"{both[0]} er nævnt to gange" if is_twice else f"{both[0]} er den samme fil som {both[1]}"
                notes.append(f"Ikke taget med: {same}.")
            elif is_asked:
                asked.add(one)
    kept = {}
    for digest, one in found.items():
        if one in asked or not (why := _told_elsewhere(one, found)):
            kept[digest] = one
        else:
            notes.append(f"Ikke taget med: {one.version.name} {why}.")
    notes += _corrected(kept.values())
    return _ordered(kept.values(), asked), notes, results


def _ordered(drawn: Collection[PlanVersion], asked: Collection[PlanVersion]) -> list[PlanVersion]:
    """The versions in order of time; one that flet has put answers into comes after the plan it was made of."""
    found = []
    for one in drawn:
        copies = [other for other in drawn if _is_merged_of(other, one)]
        first = min((copy.version.as_of for copy in copies), default=one.version.as_of)
        moments = [_moment(other, other in asked) for other in (one, *copies) if other.version.as_of <= first]
        key = min(first, one.version.as_of), min(moments, default=0.0), -len(copies)
        found.append((key, _no_later(one, first)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _no_later(one: PlanVersion, last: date) -> PlanVersion:
    """The version, of the day ``last`` where its own is later: that of a month in its name, or of a copied file."""
    if one.version.as_of <= last:
        return one
    plan, version = replace(one.plan, as_of=last), replace(one.version, as_of=last)
    return replace(one, version=version, plan=plan, why=f"før svarene blev flettet ind {day(last)}")


def _is_merged_of(copy: PlanVersion, plan: PlanVersion) -> bool:
    """Whether ``copy`` is ``plan`` with answers that flet has put in: by its name, or as nothing else is another.

    What was saved under the plan's name without a day in it may have been worked on since, so the name is not enough.
    """
    if copy.put_in.keys() <= plan.put_in.keys():
        return False
    paths = copy.plan.source.path, plan.plan.source.path
    if plan_stem(paths[0]) == plan_stem(paths[1]) and not plan.why.startswith(_SAVED):
        return True
    then, now = _texts(plan), _texts(copy)
    others = {str(cell) for cell in then.keys() | now.keys() if then.get(cell) != now.get(cell)}
    return others <= set(copy.put_in.values())


def _texts(one: PlanVersion) -> dict[CellAddress, str]:
    """What stands in the version's own sheets, by cell."""
    return {
        CellAddress(sheet.name, row, column): text
        for sheet in one.own
        for row, texts in enumerate(texts_of(sheet), 1)
        for column, text in enumerate(texts, 1)
        if text
    }


@contextmanager
def _left_out(notes: list[str], *, is_asked: bool) -> Iterator[None]:
    """Tells in ``notes`` of a file that cannot be read; one that was named itself is an error."""
    try:
        yield
    except PlanFileError as error:
        if is_asked:
            raise
        notes.append(f"Ikke taget med: {error}")


def _results(files: Iterable[OpenedPlan]) -> list[Report]:
    """The results of the versions, given or beside them, the one that somebody last worked in last."""
    reports: dict[Path, Report] = {}
    for opened in files:
        beside = opened.path.parent.glob(f"{escape(opened.path.stem)}{REPORTED}*.xls[xm]")
        near = [report for path in beside if path not in reports and (report := read_report(path))]
        own = [opened.report] if opened.report else []
        reports |= {one.path: one for one in (*own, *near)}
    return sorted(reports.values(), key=lambda one: (one.path.stat().st_mtime_ns, one.as_of, one.path.name))


def _choices(results: Iterable[Report]) -> Choices:
    """What people have chosen in Læsning of any version's result, so that all versions are read in one way.

    Of two choices for one column that in the last of the ``results`` holds. What was chosen for a sheet holds for one
    of another name that has no choices of its own.
    """
    every = [one.earlier.choices for one in results]
    last = {(one.sheet, fold(one.label)): one for choices in every for one in choices.own}
    columns = frozenset(column for choices in every for column in choices.columns)
    return Choices(tuple(last.values()), frozenset(sheet for sheet, _ in last), columns)


def _corrected(drawn: Iterable[PlanVersion]) -> Iterator[str]:
    """That columns are read as somebody has chosen, where any is."""
    columns = [row for one in drawn for row in records(one.plan.columns[one.plan.columns["choice"].notna()])]
    told = dict.fromkeys(f"„{row['label']}“ ({row['choice']})" for row in columns if not row["refusal"])
    if told:
        yield f"Alle versioner er læst, som I har rettet i {SheetName.READING}: {listed(list(told))}."


def _told_elsewhere(one: PlanVersion, found: Mapping[str, PlanVersion]) -> str:
    """Why a file is no version of its own, as the rest of a sentence: it is what we have made of another; else ""."""
    if one.answers:
        return "er svarene, som flet har samlet til godkendelse"
    if one.made_of in found:
        return f"er resultatet af {found[one.made_of].version.name} og siger det samme"
    stem, corrected, _ = one.plan.source.path.stem.rpartition(CORRECTED)
    if source := next((other for other in found.values() if corrected and other.plan.source.path.stem == stem), None):
        return f"er {source.version.name} med det, som tjek --ret har rettet"
    plans = (other for other in found.values() if not (other.made_of or other.answers))
    same = (other for other in plans if one.made_of and other.plan.source.sheets == one.plan.source.sheets)
    return next((f"siger det samme som {other.version.name}" for other in same), "")


def _moment(one: PlanVersion, is_asked: bool) -> float:
    """When in the day a file of a folder was saved; those that are named stand as they are written."""
    return 0.0 if is_asked or not one.why.startswith(_SAVED) else one.plan.source.path.stat().st_mtime


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Each file, and whether it was named itself."""
    for path in paths:
        if not path.is_dir():
            yield path, True
            continue
        own = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES and not one.name.startswith("~$"))
        if not own:
            raise PlanFileError(f"Mappen {path} har ingen regneark at sammenligne.")
        yield from ((one, False) for one in own)


def _read(opened: OpenedPlan, choices: Choices) -> PlanVersion:
    """The plan in a file as it is read with ``choices``, on the day it is of."""
    path, report = opened.path, opened.report
    written = day_in_name(path.stem)
    if report:
        as_of, why = report.as_of, "opgjort"
    elif written:
        as_of, why = written, "dato i filnavnet"
    else:
        as_of, why = date.fromtimestamp(path.stat().st_mtime), _SAVED
    plan = replace(opened.read(choices), as_of=as_of)
    baseline = report.earlier.baseline if report else None
    made_of = baseline.digest if baseline else ""
    answers = bool(opened.replies) and COLLECTED in path.stem
    put_in = {row.decision.key: row.decision.cell for row in opened.replies if row.decision.outcome == DONE}
    version = version_of(plan, path.name)
    return PlanVersion(version, f"{why} {day(as_of)}", plan, made_of, answers, opened.own, put_in)


# -- since the last dispatch ------------------------------------------------------------------------------------------


def last_sent(plan: Plan, parent: Path) -> dict[str, Version]:
    """What each committee was sent in the newest dispatch in ``parent`` that had a file for it, by its short name.

    A dispatch that is damaged is no base, nor is a file that cannot be read.
    """
    found: dict[str, Version] = {}
    for folder in sorted(parent.glob("Udsendelse_*"), reverse=True):
        with suppress(TargetError):
            manifest = read_manifest(folder)
            for parcel in manifest.parcels:
                path = folder / parcel.workbook.file if parcel.workbook else None
                if parcel.committee not in found and path and path.is_file():
                    with suppress(PlanFileError):
                        found[parcel.committee] = sent_version(path, manifest.as_of, plan.years)
    return found
