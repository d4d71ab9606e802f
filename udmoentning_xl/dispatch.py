"""The verb udsend: a plan becomes one workbook and one mail draft per committee, in a folder of its own.

Everything is made beside the folder, searched for leaks, and only then moved into place. Sending what was prepared is
the business of ``sending``.
"""

import getpass
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from udmoentning_xl.checks.released import signed
from udmoentning_xl.config import Config
from udmoentning_xl.danish import counted, day, listed, one_line, some
from udmoentning_xl.errors import PlanFileError, TargetError
from udmoentning_xl.files.folders import work_folder, workshop
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.meetings.courses import calendar
from udmoentning_xl.meetings.tasks import is_informed
from udmoentning_xl.nearby import FOLDER, day_in_name, dispatches_in
from udmoentning_xl.outgoing import contents, guard, mail
from udmoentning_xl.outgoing.columns import column_lines, lines_of_no_remarks, sent_columns
from udmoentning_xl.outgoing.digest import digest, reply_by
from udmoentning_xl.outgoing.events import agenda, calendar_plan, cancelled, events
from udmoentning_xl.outgoing.extract import blanked_plan, committee_items, committee_plan, left_out
from udmoentning_xl.outgoing.folder import (
    INTERNAL,
    LEDGER_NAME,
    MANIFEST_NAME,
    OVERVIEW_NAME,
    Manifest,
    Parcel,
    columns_sent,
    describe,
    earlier_calendars,
    file_stems,
    internal,
    read_manifest,
    sending_command,
)
from udmoentning_xl.outgoing.gate import Gate, Release
from udmoentning_xl.outgoing.guard import LeakError
from udmoentning_xl.outgoing.ics import calendar_file, days_by_uid, readable
from udmoentning_xl.outgoing.lines import dispatch_lines
from udmoentning_xl.outgoing.readdress import without_address
from udmoentning_xl.outgoing.since import asked_since, with_since
from udmoentning_xl.plan import Observation, Plan, SheetRole
from udmoentning_xl.register import Body
from udmoentning_xl.replies import seal
from udmoentning_xl.secrecy import closed_items, held_reasons
from udmoentning_xl.sheets.dispatched import Sending, write_dispatch_overview
from udmoentning_xl.sheets.reply import Replies, Request, write_committee_file
from udmoentning_xl.terms import REPLY_HEADINGS
from udmoentning_xl.values.typed import committees
from udmoentning_xl.versions.change import ChangeKind
from udmoentning_xl.versions.log import log_of
from udmoentning_xl.versions.states import Version

_REPLIES = Replies(*REPLY_HEADINGS, tuple(seal.REPLY_CHOICES))
_STOPPED = "Udsendelsen er stoppet, før noget blev skrevet:"
#: So many items are named in a sentence.
_NAMED = 5


@dataclass(frozen=True)
class Options:
    """What a user can ask of one dispatch. ``only`` are committees as written; the keys of ``before`` are short names.

    ``release`` are ids of held items that go out this once, on the word of whoever runs it. ``before`` is what each
    committee was sent last, to tell it what has changed since.
    """

    only: Sequence[str] = ()
    include_closed: bool = False
    release: Sequence[str] = ()
    before: Mapping[str, Version] = field(default_factory=dict)


@dataclass(frozen=True)
class DispatchReport:
    """What was prepared, the folder it lies in (None when it was only shown), and the lines to print."""

    manifest: Manifest
    folder: Path | None
    lines: tuple[str, ...]


def folder_for(plan: Plan, parent: Path | None = None) -> Path:
    """The dated folder of a dispatch, in ``parent`` or beside the plan: ``Udsendelse_2026-11-22``."""
    return (parent or plan.source.path.parent) / f"{FOLDER}{plan.as_of.isoformat()}"


#: Told before each committee: how many are done, of how many, and whose turn it is.
Progress = Callable[[int, int, str], None]


def prepare(
    plan: Plan,
    config: Config,
    folder: Path,
    options: Options = Options(),
    *,
    trial: bool = False,
    progress: Progress = lambda *_: None,
) -> DispatchReport:
    """Make the files of a dispatch in the new folder ``folder``; with ``trial`` make and check them, but keep nothing.

    A folder that exists is never added to or replaced, since it may say who has already got what.

    Raises:
        ConfigError: an address, a committee of ``options.only`` or an item of ``options.release`` cannot be used.
        PlanFileError: the plan is in a format in which it cannot be seen what is hidden.
        LeakError: a file or mail holds something of an item that its committee does not have.
        TargetError: the folder exists or cannot be written.
    """
    if not plan.source.has_looks:
        raise PlanFileError(
            f"{plan.source.path.name} er i et format, hvor det ikke kan ses, om noget er skjult. "
            "Gem planen som .xlsx (Filer > Gem som), og kør udsend på den."
        )
    mail.refuse_bad_addresses(config)
    gate = _gate(plan, options)
    bodies = _bodies(plan, options, gate)
    try:
        if not trial and folder.exists():
            raise TargetError(_already_there(folder, config))
        before = columns_sent(folder.parent)
        with workshop(None if trial else folder.parent) as place:
            manifest = _make(_Job.of(plan, config, options, gate, folder.parent), bodies, place, progress)
            if not trial:
                os.rename(place, folder)
    except OSError as error:
        what = "prøves" if trial else f"skrives i {folder}"
        raise TargetError(f"Udsendelsen kan ikke {what}: {reason(error)}.") from error
    made = None if trial else folder
    columns = [*column_lines(plan, before, options.before.values()), *lines_of_no_remarks(plan)]
    lines = dispatch_lines(manifest, made, config.path, columns)
    return DispatchReport(manifest, made, (*_older(plan, folder), *lines))


def _older(plan: Plan, folder: Path) -> Iterator[str]:
    """That the plan is by its name older than the one that was sent last, beside the ``folder`` of this dispatch."""
    for other in reversed([one for one in dispatches_in(folder.absolute().parent) if one.name != folder.name]):
        with suppress(TargetError):  # one that is damaged tells nothing
            last = read_manifest(other).plan
            own, then = day_in_name(plan.source.path.stem), day_in_name(Path(last).stem)
            if own and then and own < then:
                yield (
                    f"Planen er ældre end den, der sidst blev udsendt: {last} i {other.name}. "
                    f"Er {plan.source.path.name} den rigtige?"
                )
            return


def _already_there(folder: Path, config: Config) -> str:
    if not internal(folder, LEDGER_NAME).exists():
        return f"Mappen {folder} findes allerede; flyt eller slet den, eller vælg et andet sted med --til."
    way_on = sending_command(folder, config.path, "--nye-adresser")
    return (
        f"Mappen {folder} findes allerede, og der er sendt fra den. Resten, også dem med en ny adresse, sendes med "
        f"„{way_on}“; skal alle have en ny mail, så vælg et andet sted med --til."
    )


def _gate(plan: Plan, options: Options) -> Gate:
    """What is kept back; a held item goes out when every reason has a Kvittering, or on the word of the user."""
    found = signed(plan)
    releases = {item: Release(item, text) for item, text in found.off.items()}
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    for item in options.release:
        told = "; ".join(one.words for one in held_reasons(plan).get(item, ()))
        releases.setdefault(item, Release(item, told, _user(), now))
    gate = Gate.of(plan, list(releases.values()), open_closed=options.include_closed)
    return replace(gate, signed=found.in_vain)


def _user() -> str:
    """Who runs this, by the name that the system knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such name on this system
        return "ukendt"


def _bodies(plan: Plan, options: Options, gate: Gate) -> list[Body]:
    """The bodies that get a file, in the register's order; each has items that may be sent."""
    registered = {body.short: body for body in plan.bodies}
    named = [str(short) for short in plan.assignments["committee"].dropna().unique()]
    known = [*(short for short in registered if short in named), *(short for short in named if short not in registered)]
    names = {short: (one.name, *one.aliases) if (one := registered.get(short)) else () for short in known}
    only = committees(options.only, names, "har ingen indsatser i planen", "planen har")
    chosen = [short for short in known if not only or short in only]
    found = [short for short in chosen if committee_items(plan, short, gate.kept_back(short))]
    return [registered.get(short, Body(short, short)) for short in found]


def _make(job: "_Job", bodies: Sequence[Body], place: Path, progress: Progress) -> Manifest:
    """Write and search every file; give what they are."""
    plan, config = job.plan, job.config
    stems = file_stems([body.short for body in bodies], plan.as_of)
    parcels = []
    for number, body in enumerate(bodies):
        progress(number, len(bodies), body.short)
        parcels.append(_parcel(job, body, place, stems[body.short]))
    sent = {item for parcel in parcels for item in parcel.items}
    manifest = Manifest(
        run=job.run,
        as_of=plan.as_of,
        reply_by=reply_by(plan.as_of, config.dispatch.reply_days),
        plan=plan.source.path.name,
        plan_sha256=plan.source.sha256,
        municipality=plan.municipality,
        items=len(plan.items),
        parcels=tuple(parcels),
        left_out=tuple(left_out(plan, sent, job.gate)),
        released=job.gate.released,
        warnings=(*_warnings(config), *_sheets_left(plan), *_unanswered(plan), *_partly_sent(plan, parcels)),
        columns=sent_columns(plan),
    )
    (place / INTERNAL).mkdir()
    internal(place, MANIFEST_NAME).write_text(manifest.to_json(), encoding="utf-8")
    write_overview(manifest, internal(place, OVERVIEW_NAME))
    return manifest


def _warnings(config: Config) -> Iterator[str]:
    if not config.dispatch.sender:
        yield (
            'Kladderne er uden afsender: skriv fx afsender = "budget@example.dk" under [udsendelse] i udmoentning.toml'
            ", før I laver den udsendelse, der skal sendes."
        )


def _sheets_left(plan: Plan) -> Iterator[str]:
    """The sheets that look like the plan and are taken for an earlier one."""
    left = plan.sheets[plan.sheets["role"].eq(SheetRole.EARLIER)]
    for sheet, why in zip(left["sheet"], left["detail"], strict=True):
        yield f"Arket „{sheet}“ {why}; det er ikke læst, og ingen får noget derfra."


def _unanswered(plan: Plan) -> Iterator[str]:
    """That nobody has said yet whether some items are the same as before, so that what is told of them may be wrong."""
    asked = [change for change in log_of(plan).changes if change.what == ChangeKind.SAME]
    if asked:
        named = list(dict.fromkeys(change.now or change.title for change in asked))
        yield (
            f"{counted(len(asked), 'spørgsmål', 'spørgsmål')} om, hvad der er den samme indsats, er ikke besvaret i "
            f"arket Ændringer: {some(named, _NAMED)} kan være en, som udvalgene kender i forvejen, og deres mail siger "
            "intet om, hvad der er ændret ved den. Svar dér, kør igen, og lav så udsendelsen."
        )


def _not_known(plan: Plan, body: Body, asked: Sequence[str]) -> Iterator[str]:
    """That a committee may know items from its last dispatch, less those on which the log asks or has been answered."""
    settled = {change.now for change in log_of(plan).changes if change.what in _WHETHER_SAME}
    if named := [item for item in asked if item not in settled]:
        yield (
            f"Det kan ikke ses, om {some(named, _NAMED)} er en indsats, som {body.short} fik sidst; mailen siger intet "
            "om, hvad der er ændret ved den."
        )


#: What the log tells of an item of which it was, or is, to be said whether it is the same as before.
_WHETHER_SAME = (ChangeKind.SAME, ChangeKind.NEW, ChangeKind.RENAMED)


def _partly_sent(plan: Plan, parcels: Sequence[Parcel]) -> Iterator[str]:
    """What is said of items that some committees get, where the text names others that are not known for sure."""
    got: dict[str, list[str]] = {}
    for parcel in parcels:
        for item in parcel.items:
            got.setdefault(item, []).append(parcel.committee)
    for what, told in _NOT_KNOWN.items():
        seen = plan.observed(what)
        items: dict[tuple[str, str], list[str]] = {}
        for item, text in zip(seen["item"].astype("string").fillna(""), seen["text"].fillna(""), strict=True):
            if item in got and item not in (own := items.setdefault((text, listed(got[item])), [])):
                own.append(item)
        for (text, bodies), own in items.items():
            yield f"„{one_line(text)}“ {told}: {some(own, _NAMED)} kommer kun til {bodies}."


_NOT_KNOWN = {Observation.COMMITTEE_UNKNOWN: "kendes ikke som udvalg", Observation.COMMITTEE_AMBIGUOUS: "er tvetydigt"}


@dataclass(frozen=True)
class _Job:
    """What making every committee's files has in common; ``earlier`` are the last calendars by committee."""

    plan: Plan
    config: Config
    options: Options
    gate: Gate
    run: str
    traces: guard.Traces
    earlier: Mapping[str, bytes]

    @classmethod
    def of(cls, plan: Plan, config: Config, options: Options, gate: Gate, parent: Path) -> "_Job":
        released = [one.item for one in gate.released]
        what = (plan.source.sha256, plan.as_of.isoformat(), options.only, options.include_closed, released)
        run = hashlib.sha256(repr(what).encode()).hexdigest()[:16]
        earlier = earlier_calendars(parent) if calendar(plan) else {}
        return cls(plan, config, options, gate, run, guard.Traces(plan.items), earlier)


@dataclass(frozen=True)
class _CommitteeFiles:
    """The bytes of one committee's files."""

    workbook: bytes
    draft: bytes
    text: bytes
    sent_hash: str
    calendar: bytes | None = None

    def units(self) -> Iterator[str]:
        """Every text in them; the attachments are the workbook and the calendar and are searched once."""
        calendar = self.calendar or b""
        texts = (*self.text.decode().splitlines(), *readable(calendar))
        mail_texts = contents.mail_texts(self.draft, self.workbook, calendar)
        return chain(contents.package_texts(self.workbook), mail_texts, texts)


def _parcel(job: _Job, body: Body, place: Path, stem: str) -> Parcel:
    """Make the files of ``body``, search them, and write them to ``place``."""
    own = committee_plan(job.plan, body.short, job.gate.kept_back(body.short))
    hidden = {name for _, name in job.plan.shown}
    asked = asked_since(own, job.options.before.get(body.short))
    own = with_since(own, job.options.before.get(body.short), hidden)
    plans = own, calendar_plan(job.plan, body, job.gate)
    made = _files(job, plans, body, place / f"{stem}.xlsx")
    warnings = [*_about(body, own, job.plan), *_not_known(job.plan, body, asked)]
    _search(job, plans, body, made, place / f"{stem}.xlsx")
    (place / f"{stem}.eml").write_bytes(made.draft)
    (place / f"{stem}.txt").write_bytes(made.text)
    if made.calendar:
        (place / f"{stem}.ics").write_bytes(made.calendar)
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
        calendar=describe(place / f"{stem}.ics") if made.calendar else None,
        asked=not is_informed(body.role),
    )


def _files(job: _Job, plans: tuple[Plan, Plan], body: Body, path: Path) -> _CommitteeFiles:
    """The files of ``body``; ``plans`` are the plan of what it gets, and that of what it gets in a calendar."""
    own, meets = plans
    settings = job.config.dispatch
    hashes: list[str] = []

    def sealed(rows: Sequence[Mapping[str, object]]) -> Mapping[str, str]:
        sealing = seal.Seal.of(job.plan.source.sha256, job.run, body.short, rows)
        hashes.append(sealing.sent_hash)
        return sealing.properties()

    found = events(agenda(meets, body))
    before = job.earlier.get(body.short, b"")
    found += cancelled(days_by_uid(before), found, meets, [body])
    ics = calendar_file(found, f"Udmøntningsplan: {body.name}", meets.as_of, before) if found else None
    told = digest(own, body, settings.reply_days, has_calendar=ics is not None)
    request = Request(told.reply_by, mail.answers_to(settings), _REPLIES)
    write_committee_file(own, body, request, sealed, path)
    workbook = path.read_bytes()
    attached = (path.with_suffix(".ics").name, ics) if ics else None
    draft = mail.draft(told, settings, (path.name, workbook), job.run, attached)
    return _CommitteeFiles(workbook, draft, mail.text(told, settings).encode(), hashes[0], ics)


def _search(job: _Job, plans: tuple[Plan, Plan], body: Body, made: _CommitteeFiles, path: Path) -> None:
    """Raise LeakError when the files of ``body`` hold what it must not see."""
    own, meets = plans

    def blanked() -> Iterator[str]:
        with work_folder() as folder:
            return iter([*_files(job, (blanked_plan(own), blanked_plan(meets)), body, folder / path.name).units()])

    odd = contents.package_oddities(made.workbook)
    if odd:
        raise LeakError(f"{_STOPPED} filen til {body.short} har {listed(odd)}.")
    found = guard.leaks(job.traces, guard.CommitteeView(own, blanked), made.units())
    if found:
        items = sorted({item for trace in found for item in trace.items})
        raise LeakError(
            f"{_STOPPED} filerne til {body.short} har tekst fra "
            f"{some(items, _NAMED)}, som udvalget ikke skal have („{found[0].words[:80]}“)."
        )


def _about(body: Body, own: Plan, plan: Plan) -> Iterator[str]:
    if not body.mail:
        yield without_address(body.short)
    if body not in plan.bodies:
        yield f"{body.short} står ikke i listen over udvalg."
    elif not body.is_valid_on(plan.as_of):
        then = f"; efterfølgeren er {body.successor}" if body.successor else ""
        yield f"{body.short} findes ikke pr. {day(plan.as_of)}{then}."
    closed = closed_items(own)
    if closed:
        yield f"{counted(len(closed), 'lukket punkt', 'lukkede punkter')} er med: {some(sorted(closed), _NAMED)}."


def write_overview(manifest: Manifest, target: Path) -> None:
    """Write ``oversigt.xlsx`` of a dispatch; raises OSError when it cannot be written."""
    sendings = [
        Sending(
            name=one.name,
            recipients=one.recipients,
            file=book.file,
            size=book.size,
            items=len(one.items),
            sha256=book.sha256,
            warnings=one.warnings,
        )
        for one in manifest.parcels
        if (book := one.workbook)
    ]
    left = [(one.item, one.title, one.reason, one.held) for one in manifest.left_out]
    write_dispatch_overview(sendings, left, manifest.as_of, target)
