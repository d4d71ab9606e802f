"""The verb udsend: a plan becomes one workbook and one mail draft per committee, in a folder of its own.

Everything is made beside the folder, searched for leaks, and only then moved into place. Sending what was prepared is
the business of ``sending``.
"""

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import pandas as pd

from udmoentning_xl.config import Config
from udmoentning_xl.danish import counted, day, listed, long_day, suggest
from udmoentning_xl.errors import ConfigError, TargetError, UdmoentningError
from udmoentning_xl.outgoing import contents, guard, mail, seal
from udmoentning_xl.outgoing.digest import digest, reply_by
from udmoentning_xl.outgoing.extract import closed_items, committee_items, committee_plan, left_out
from udmoentning_xl.outgoing.folder import MANIFEST_NAME, OVERVIEW_NAME, Manifest, Parcel, describe, file_stems
from udmoentning_xl.plan import Plan
from udmoentning_xl.register import Body
from udmoentning_xl.sheets.dispatched import Sending, write_dispatch_overview
from udmoentning_xl.sheets.reply import Replies, Request, write_committee_file
from udmoentning_xl.terms import REPLY_HEADINGS

_REPLIES = Replies(*REPLY_HEADINGS, tuple(seal.REPLY_CHOICES))
#: What every text of an item becomes in the files that show what we say ourselves.
_BLANK = "…"
_SHOWN = 12
_ELSEWHERE = "Vælg et andet sted med --til."
_STOPPED = "Udsendelsen er stoppet, før noget blev skrevet:"


class LeakError(UdmoentningError):
    """A file held something its committee must not see; nothing was written."""


@dataclass(frozen=True)
class Options:
    """What a user can ask of one dispatch. ``only`` are short names; ``changes`` are sentences by item id."""

    only: Sequence[str] = ()
    include_closed: bool = False
    accept_quotes: bool = False
    changes: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Prepared:
    """What was prepared, the folder it lies in (None when it was only shown), and the lines to print."""

    manifest: Manifest
    folder: Path | None
    lines: tuple[str, ...]


def folder_for(plan: Plan, parent: Path | None = None) -> Path:
    """The dated folder of a dispatch, in ``parent`` or beside the plan: ``Udsendelse_2026-11-22``."""
    return (parent or plan.source.path.parent) / f"Udsendelse_{plan.as_of.isoformat()}"


def prepare(plan: Plan, config: Config, folder: Path, options: Options = Options(), *, trial: bool = False) -> Prepared:
    """Make the files of a dispatch in the new folder ``folder``; with ``trial`` make and check them, but keep nothing.

    A folder that exists is never added to or replaced, since it may say who has already got what.

    Raises:
        ConfigError: an address or a committee of ``options.only`` cannot be used.
        LeakError: a file or mail holds something of an item that its committee does not have.
        TargetError: the folder exists or cannot be written.
    """
    bodies = _bodies(plan, options)
    if folder.exists() and not trial:
        raise TargetError(f"Mappen {folder} findes allerede; flyt eller slet den, eller vælg et andet sted med --til.")
    with _workshop(None if trial else folder.parent) as place:
        manifest = _make(plan, config, options, bodies, place)
        if not trial:
            _move(place, folder)
    return Prepared(manifest, None if trial else folder, tuple(_lines(manifest, None if trial else folder)))


def _bodies(plan: Plan, options: Options) -> list[Body]:
    """The bodies that get a file, in the register's order; each has items that may be sent."""
    registered = {body.short: body for body in plan.bodies}
    named = [str(short) for short in plan.assignments["committee"].dropna().unique()]
    known = [*(short for short in registered if short in named), *(short for short in named if short not in registered)]
    for short in options.only:
        if short not in known:
            nearest = suggest(short, known)
            hint = f"mente du {nearest}" if nearest else f"planen har {listed(known) or 'ingen'}"
            raise ConfigError(f"Udvalget „{short}“ har ingen indsatser i planen; {hint}?")
    chosen = [short for short in known if not options.only or short in options.only]
    found = [short for short in chosen if committee_items(plan, short, include_closed=options.include_closed)]
    return [registered.get(short, Body(short, short)) for short in found]


@contextmanager
def _workshop(beside: Path | None) -> Iterator[Path]:
    """A folder to work in, gone again unless it was moved away; beside the target, so that moving is one step.

    It is no ``tempfile.mkdtemp`` there, which would make it private, and the folder would stay so on a shared drive.
    """
    try:
        if beside is None:
            place = Path(tempfile.mkdtemp(prefix="udmoentning-"))
        else:
            place = beside / f".udsendelse-{secrets.token_hex(6)}"
            place.mkdir()
    except OSError as error:
        raise TargetError(f"Der kan ikke skrives i {beside}: {error.strerror}. {_ELSEWHERE}") from error
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _move(place: Path, folder: Path) -> None:
    try:
        os.rename(place, folder)
    except OSError as error:
        raise TargetError(f"Mappen {folder} kan ikke laves: {error.strerror}. {_ELSEWHERE}") from error


def _make(plan: Plan, config: Config, options: Options, bodies: Sequence[Body], place: Path) -> Manifest:
    """Write and search every file; give what they are."""
    what = (plan.source.sha256, plan.as_of.isoformat(), [body.short for body in bodies], options.include_closed)
    run = hashlib.sha256(repr(what).encode()).hexdigest()[:16]
    job = _Job(plan, config, options, run, guard.Traces(plan.items), plan.items.loc[_closed(plan, options)])
    stems = file_stems([body.short for body in bodies], plan.as_of)
    try:
        parcels = tuple(_parcel(job, body, place, stems[body.short]) for body in bodies)
        left = left_out(plan, [body.short for body in bodies], include_closed=options.include_closed)
        manifest = Manifest(
            run=run,
            as_of=plan.as_of,
            reply_by=reply_by(plan.as_of, config.dispatch.reply_days),
            plan=plan.source.path.name,
            plan_sha256=plan.source.sha256,
            municipality=plan.municipality,
            items=len(plan.items),
            parcels=parcels,
            left_out=tuple(left),
            warnings=tuple(_warnings(config)),
        )
        (place / MANIFEST_NAME).write_text(manifest.to_json(), encoding="utf-8")
        _write_overview(manifest, place / OVERVIEW_NAME)
    except OSError as error:
        raise TargetError(f"Udsendelsen kan ikke skrives: {error.strerror or error}. {_ELSEWHERE}") from error
    return manifest


def _closed(plan: Plan, options: Options) -> list[str]:
    closed = frozenset() if options.include_closed else closed_items(plan)
    return [str(item) for item in plan.items.index if item in closed]


def _warnings(config: Config) -> Iterator[str]:
    if not config.dispatch.sender:
        yield "Afsenderen mangler: sæt afsender under [udsendelse] i udmoentning.toml, før der sendes."


@dataclass(frozen=True)
class _Job:
    """What making every committee's files has in common."""

    plan: Plan
    config: Config
    options: Options
    run: str
    traces: guard.Traces
    closed: pd.DataFrame


@dataclass(frozen=True)
class _Made:
    """The bytes of one committee's files."""

    workbook: bytes
    draft: bytes
    text: bytes
    sent_hash: str

    def units(self) -> Iterator[str]:
        """Every text in them; the attachment is the workbook and is searched once."""
        texts = self.text.decode().splitlines()
        return chain(contents.package_texts(self.workbook), contents.mail_texts(self.draft, self.workbook), texts)


def _parcel(job: _Job, body: Body, place: Path, stem: str) -> Parcel:
    """Make the files of ``body``, search them, and write them to ``place``."""
    own = committee_plan(job.plan, body.short, include_closed=job.options.include_closed)
    changes = job.options.changes or {}
    made = _files(job, own, body, place / f"{stem}.xlsx", changes)
    warnings = [*_quotes(job, own, body), *_about(body, own, job.plan)]
    _search(job, own, body, made, place / f"{stem}.xlsx")
    (place / f"{stem}.eml").write_bytes(made.draft)
    (place / f"{stem}.txt").write_bytes(made.text)
    return Parcel(
        committee=body.short,
        name=body.name,
        recipients=tuple(mail.address(written).addr_spec for written in body.mail),
        workbook=describe(place / f"{stem}.xlsx"),
        draft=describe(place / f"{stem}.eml"),
        text=describe(place / f"{stem}.txt"),
        items=tuple(map(str, own.items.index)),
        sent_hash=made.sent_hash,
        warnings=tuple(warnings),
    )


def _files(job: _Job, own: Plan, body: Body, path: Path, changes: Mapping[str, str]) -> _Made:
    """The workbook, the draft and the plain text of ``body``."""
    settings = job.config.dispatch
    hashes: list[str] = []

    def sealed(rows: Sequence[Mapping[str, object]]) -> Mapping[str, str]:
        hashes.append(seal.sent_hash(rows))
        return seal.Seal(job.plan.source.sha256, job.run, body.short, hashes[0]).properties()

    told = digest(own, body, settings.reply_days, changes)
    request = Request(told.reply_by, mail.answers_to(settings), _REPLIES)
    write_committee_file(own, body, request, sealed, path)
    workbook = path.read_bytes()
    draft = mail.draft(told, settings, (path.name, workbook), job.run).as_bytes()
    return _Made(workbook, draft, mail.text(told, settings).encode(), hashes[0])


def _search(job: _Job, own: Plan, body: Body, made: _Made, path: Path) -> None:
    """Raise LeakError when the files of ``body`` hold what it must not see."""

    def blanked() -> Iterator[str]:
        with tempfile.TemporaryDirectory(prefix="udmoentning-") as folder:
            return iter([*_files(job, _blanked(own), body, Path(folder, path.name), {}).units()])

    odd = contents.package_oddities(made.workbook)
    if odd:
        raise LeakError(f"{_STOPPED} filen til {body.short} har {listed(odd)}.")
    found = guard.leaks(job.traces, guard.Own(own, blanked), made.units())
    if found:
        items = sorted({item for trace in found for item in trace.items})
        raise LeakError(
            f"{_STOPPED} filerne til {body.short} har tekst fra "
            f"{_some(items)}, som udvalget ikke skal have („{found[0].words[:80]}“)."
        )


def _blanked(own: Plan) -> Plan:
    """The plan with every text and id replaced: what its files say is then our own words."""
    ids = {str(item): f"{_BLANK}{number}" for number, item in enumerate(own.items.index)}
    items = own.items.rename(index=ids)
    for name in [name for name in items.columns if items[name].dtype == "string"]:
        items = items.assign(**{name: items[name].where(items[name].isna(), _BLANK)})
    return replace(
        own,
        items=items,
        assignments=own.assignments.assign(item=own.assignments["item"].map(ids)),
        amounts=own.amounts.assign(item=own.amounts["item"].map(ids)),
    )


def _quotes(job: _Job, own: Plan, body: Body) -> Iterator[str]:
    """Warnings about texts that quote a closed item; raises LeakError for one that can be no accident."""
    for quote in guard.quotes(job.closed, own):
        told = f"{quote.item} nævner den lukkede indsats {_some(quote.closed)} („{quote.words[:80]}“)"
        if quote.surely and not job.options.accept_quotes:
            raise LeakError(
                f"{_STOPPED} {told}, og {body.short} får {quote.item}; ret teksten i "
                "planen, eller brug --godkend-omtale, hvis omtalen er i orden."
            )
        yield f"{told}."


def _about(body: Body, own: Plan, plan: Plan) -> Iterator[str]:
    if not body.mail:
        yield f"{body.short} har ingen mailadresse: kladden er uden modtager."
    if body not in plan.bodies:
        yield f"{body.short} står ikke i listen over udvalg."
    elif not body.is_valid_on(plan.as_of):
        then = f"; efterfølgeren er {body.successor}" if body.successor else ""
        yield f"{body.short} findes ikke pr. {day(plan.as_of)}{then}."
    closed = closed_items(own)
    if closed:
        yield f"{counted(len(closed), 'lukket punkt', 'lukkede punkter')} er med: {_some(sorted(closed))}."


def _some(items: Sequence[str]) -> str:
    shown = [*items[:5], *([f"{len(items) - 5} andre"] if len(items) > 5 else [])]
    return listed(shown)


def _write_overview(manifest: Manifest, target: Path) -> None:
    sendings = [
        Sending(
            name=one.name,
            recipients=one.recipients,
            file=one.workbook.file,
            size=one.workbook.size,
            items=len(one.items),
            sha256=one.workbook.sha256,
            warnings=one.warnings,
        )
        for one in manifest.parcels
    ]
    left = [(one.item, one.title, one.reason) for one in manifest.left_out]
    write_dispatch_overview(sendings, left, manifest.as_of, target)


def _lines(manifest: Manifest, folder: Path | None) -> Iterator[str]:
    """The overview for a terminal."""
    yield f"Udsendelse pr. {long_day(manifest.as_of)} · svar senest {long_day(manifest.reply_by)}"
    yield ""
    rows = [("Udvalg", "Indsatser", "Kilobyte", "Modtagere")]
    rows += [_row(one) for one in manifest.parcels]
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    for short, items, size, recipients in rows:
        yield f"  {short:<{widths[0]}}  {items:>{widths[1]}}  {size:>{widths[2]}}  {recipients}"
    if manifest.left_out:
        yield ""
        yield f"I ingen fil: {counted(len(manifest.left_out), 'indsats', 'indsatser')}"
        yield from (f"  {one.item}  {one.title[:60]}: {one.reason}" for one in manifest.left_out[:_SHOWN])
        if len(manifest.left_out) > _SHOWN:
            yield f"  … og {len(manifest.left_out) - _SHOWN} til; alle står i {OVERVIEW_NAME}"
    warnings = [*manifest.warnings, *(words for one in manifest.parcels for words in one.warnings)]
    if warnings:
        yield ""
        yield "Læg mærke til"
        yield from (f"  {words}" for words in warnings)
    yield ""
    if folder is None:
        yield "Prøve: intet er skrevet."
    else:
        yield f"Skrevet: {folder}"
        yield "Se kladderne igennem, og send dem fra mailprogrammet eller med:"
        yield f"  udmoentning udsend --send {folder}"


def _row(parcel: Parcel) -> tuple[str, str, str, str]:
    size = f"{-(-parcel.workbook.size // 1024)}"
    return parcel.committee, str(len(parcel.items)), size, ", ".join(parcel.recipients) or "(ingen adresse)"
