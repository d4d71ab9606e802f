"""Sending what was prepared: which mails are still to go, the user's yes, one mail at a time, and the ledger of it.

How one mail goes is the business of ``smtp``, what the folder holds of ``folder``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from platform import node
from typing import Any

from udmoentning_xl.config import CONFIG_NAME, Config
from udmoentning_xl.danish import counted, listed
from udmoentning_xl.errors import ConfigError, TargetError
from udmoentning_xl.files.locks import LockedError, lock
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.outgoing.answers import explained
from udmoentning_xl.outgoing.folder import (
    LEDGER_NAME,
    LOCK_NAME,
    Manifest,
    Parcel,
    internal,
    read_manifest,
    sending_command,
    verify,
)
from udmoentning_xl.outgoing.ledger import Entry, Ledger, MailState, Standing
from udmoentning_xl.outgoing.mail import address, refuse_bad_addresses
from udmoentning_xl.outgoing.readdress import (
    WriteOverview,
    differs,
    keep,
    readdressed,
    recipients_now,
    with_recipients,
    written_for,
)
from udmoentning_xl.outgoing.smtp import Delivery, MailServerError
from udmoentning_xl.outgoing.ways import BY_MAIL_SERVER, Carry, MakeWay, Way
from udmoentning_xl.values.typed import committees

#: Told before each mail: how many have gone, of how many, and whose turn it is.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class SendOptions:
    """What a user can ask of one sending. ``only`` are committees as written; uncertain mails go again if wanted.

    A ``trial`` tells who would get what: nobody is asked, nothing goes, and nothing is written. ``readdress`` is for
    recipients that have been changed in the settings since; of those who have their mail, only a committee of ``only``
    gets it at the new address too.
    """

    only: Sequence[str] = ()
    resend_uncertain: bool = False
    trial: bool = False
    readdress: bool = False


@dataclass(frozen=True)
class SendReport:
    """What came of it: the lines to print, and whether every mail of the dispatch is now with everyone."""

    lines: tuple[str, ...]
    complete: bool


@dataclass(frozen=True)
class _Mail:
    parcel: Parcel
    recipients: tuple[str, ...]
    message_id: str
    draft: bytes


def send(
    folder: Path,
    config: Config,
    confirm: Callable[[Sequence[str]], bool],
    progress: Progress,
    asked: SendOptions = SendOptions(),
    make_way: MakeWay = BY_MAIL_SERVER,
    write_overview: WriteOverview = lambda *_: None,
) -> SendReport:
    """Send the mails in ``folder`` that have not gone, after ``confirm`` has said yes to the lines it is given.

    Nobody who has a mail gets it again, by whatever way. A mail that may have gone is only sent again when ``asked``
    says so. ``make_way`` makes the way that they go of the settings: through a mail server, or as drafts. Where the
    settings name other recipients now, nothing goes unless ``asked`` says so; then the folder is changed to them, with
    ``write_overview``.

    Raises:
        ConfigError: server, sender or password is missing, or a committee of ``asked`` is not in the dispatch.
        TargetError: the folder is no dispatch, is being sent by another run, holds a file that is not as it was
            prepared, is to others than the settings name now, or its ledger cannot be written.
        MailServerError: the server cannot be reached, trusted or logged in to; the text says how many mails had gone.
    """
    manifest = read_manifest(folder)
    parcels = _chosen(manifest.parcels, asked.only)
    with nullcontext() if asked.trial else _locked(folder):
        verify(folder, parcels)
        refuse_bad_addresses(config)
        way = make_way(config)
        if way.lacks and not (asked.trial and config.dispatch.sender):
            raise ConfigError(f"Der kan ikke sendes: {way.lacks}")
        sender = address(config.dispatch.sender).addr_spec
        ledger = Ledger(internal(folder, LEDGER_NAME))
        standing = ledger.standing()
        changed = [one for one in parcels if differs(one, config.bodies)]
        arrived = {one.committee for one in parcels if _arrived(one, standing.get(one.committee, Standing()))}
        follow = [one for one in changed if one.committee not in arrived or (asked.readdress and asked.only)]
        if follow and not asked.readdress:
            raise TargetError(_changed(follow, config, _command(folder, config, way, asked)))
        new = {one.committee: _renewed(folder, one, sender, config) for one in follow}
        parcels = [new[one.committee][0] if one.committee in new else one for one in parcels]
        mails = [
            _Mail(
                one,
                left,
                _message_id(one, manifest.run, sender),
                new[one.committee][1] if one.committee in new else _draft(folder, one, sender),
            )
            for one in parcels
            if (left := _outstanding(one, standing.get(one.committee, Standing()), asked))
        ]
        aside = [*_aside(parcels, standing, asked, way), *_elsewhere(changed, new, folder, config, way)]
        if not mails:
            _keep(folder, manifest, new, asked, write_overview)
            return SendReport(("Der er ikke noget at sende.", *aside), _complete(parcels, standing))
        if asked.trial:
            before = [f"Før der kan sendes: {way.lacks}"] if way.lacks else []
            told = (*_announcement(mails, sender, way), *aside, *before, "Prøve: intet er sendt.")
            return SendReport(told, complete=False)
        if not confirm([*_announcement(mails, sender, way), *aside]):
            return SendReport(("Intet er sendt.",), complete=False)
        _keep(folder, manifest, new, asked, write_overview)
        outcomes = _send_all(mails, way.open(), sender, ledger, progress)
        again = _command(folder, config, way, asked)
        return SendReport((*_report(mails, outcomes, way, again), *aside), _complete(parcels, ledger.standing()))


_Renewed = Mapping[str, tuple[Parcel, bytes]]  # by committee, what is to other recipients now, and its draft


def _command(folder: Path, config: Config, way: Way, asked: SendOptions = SendOptions()) -> str:
    """The command that sends what has not gone, to the recipients that the settings name then."""
    only = ["--udvalg", ", ".join(asked.only)] if asked.only else []
    return sending_command(folder, config.path, *only, "--nye-adresser", option=way.option)


def _changed(parcels: Sequence[Parcel], config: Config, command: str) -> str:
    settings = config.path.name if config.path else CONFIG_NAME
    told = (
        f"{one.committee} er til {listed(one.recipients) or 'ingen'}, men adressen i {settings} er nu "
        f"{listed(recipients_now(one, config.bodies)) or 'fjernet'}"
        for one in parcels
    )
    return f"{'; '.join(told)}. Der er ikke sendt noget; send til de adresser, der står nu, med „{command}“."


def _renewed(folder: Path, parcel: Parcel, sender: str, config: Config) -> tuple[Parcel, bytes]:
    written = written_for(parcel.committee, parcel.name, config.bodies)
    draft = with_recipients(_draft(folder, parcel, sender), written)
    return readdressed(parcel, draft, config.bodies), draft


def _elsewhere(changed: Sequence[Parcel], new: _Renewed, folder: Path, config: Config, way: Way) -> Iterator[str]:
    """What is said of the mails that have gone to an address that has been changed since."""
    for one in changed:
        now = [who for who in recipients_now(one, config.bodies) if who not in one.recipients]
        if now and one.committee not in new:
            again = _command(folder, config, way, SendOptions(only=(one.committee,)))
            yield (
                f"{one.committee}: mailen var til {listed(one.recipients)}, og opsætningen har nu {listed(now)}. Skal "
                f"den også derhen, så skriv „{again}“."
            )


def _keep(folder: Path, manifest: Manifest, new: _Renewed, asked: SendOptions, write_overview: WriteOverview) -> None:
    if new and not asked.trial:
        parcels = tuple(new[one.committee][0] if one.committee in new else one for one in manifest.parcels)
        drafts = {parcel.draft.file: draft for parcel, draft in new.values()}
        keep(folder, replace(manifest, parcels=parcels), drafts, write_overview)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let no other run send from ``folder`` meanwhile; raises TargetError when one does, or nothing can be locked."""
    held = ExitStack()
    try:
        note = f"fra {node()} siden kl. {datetime.now():%H.%M}"
        held.enter_context(lock(internal(folder, LOCK_NAME), note, remove=True))
    except LockedError as error:
        by = f" {error}" if str(error) else ""
        raise TargetError(
            f"{folder} er allerede ved at blive sendt{by}. Vent, til det er færdigt, og prøv så igen."
        ) from error
    except OSError as error:
        raise TargetError(f"{folder} kan ikke låses, så der er ikke sendt noget: {reason(error)}.") from error
    with held:
        yield


def _message_id(parcel: Parcel, run: str, sender: str) -> str:
    """The same for a mail each time it is sent, and no other mail's: the names of the files are all different."""
    return f"<{Path(parcel.draft.file).stem}.{run}@{sender.rpartition('@')[2]}>"


def _chosen(parcels: Sequence[Parcel], only: Sequence[str]) -> list[Parcel]:
    known = {one.committee: (one.name,) for one in parcels}
    chosen = committees(only, known, "er ikke med i udsendelsen", "den har")
    return [one for one in parcels if not chosen or one.committee in chosen]


def _outstanding(parcel: Parcel, standing: Standing, asked: SendOptions) -> tuple[str, ...]:
    """The recipients who are still to get the mail."""
    if standing.state == MailState.UNCERTAIN and not asked.resend_uncertain:
        return ()
    return tuple(one for one in dict.fromkeys(parcel.recipients) if one not in standing.accepted)


def _complete(parcels: Sequence[Parcel], standing: Mapping[str, Standing]) -> bool:
    """True when every parcel has recipients, and all of them have it."""
    return all(_arrived(one, standing.get(one.committee, Standing())) for one in parcels)


def _arrived(parcel: Parcel, standing: Standing) -> bool:
    return bool(parcel.recipients) and set(parcel.recipients) <= standing.accepted


def _draft(folder: Path, parcel: Parcel, sender: str) -> bytes:
    """The draft of ``parcel``, which is from ``sender`` and to the very recipients that the manifest names."""
    path = folder / parcel.draft.file
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TargetError(f"{path} kan ikke læses: {reason(error)}.") from error
    message = message_from_bytes(data, policy=SMTP)
    written, to = _addresses(message["From"]), _addresses(message["To"])
    if not written:
        raise TargetError(f"{path} har ingen afsender; sæt afsender i udmoentning.toml, og lav udsendelsen igen.")
    if written != [sender]:
        raise TargetError(
            f"{path} er fra {listed(written)}, men afsender i udmoentning.toml er nu {sender}; lav udsendelsen igen."
        )
    if to != list(parcel.recipients):
        raise TargetError(
            f"{path} er til {listed(to) or 'ingen'}, men udsendelsen er lavet til {listed(parcel.recipients)}; lav den "
            "igen, før der sendes."
        )
    return data


def _addresses(header: Any) -> list[str]:
    return [one.addr_spec for one in getattr(header, "addresses", ())]


def _announcement(mails: Sequence[_Mail], sender: str, way: Way) -> Iterator[str]:
    yield way.announce(counted(len(mails), "mail", "mails"), sender)
    width = max(len(one.parcel.committee) for one in mails)
    yield from (f"  {one.parcel.committee:<{width}}  {', '.join(one.recipients)}" for one in mails)


def _aside(parcels: Sequence[Parcel], standing: Mapping[str, Standing], asked: SendOptions, way: Way) -> Iterator[str]:
    """The mails that are not sent now, and why."""
    stands = {one.committee: standing.get(one.committee, Standing()) for one in parcels}
    done = [one.committee for one in parcels if _arrived(one, stands[one.committee])]
    drafts = [short for short in done if stands[short].state == MailState.DRAFTED]
    if sent := [short for short in done if short not in drafts]:
        yield f"Allerede sendt: {listed(sent)}."
    if drafts:
        yield f"Allerede lagt som kladder i Outlook: {listed(drafts)}."
    nobody = [one.committee for one in parcels if not one.recipients]
    if nobody:
        yield f"Uden modtager: {listed(nobody)}."
    for short, stand in stands.items():
        if stand.state == MailState.UNCERTAIN and short not in done and not asked.resend_uncertain:
            yield f"{short} er uvis: mailen {stand.message_id} {way.unsure}."


def _send_all(
    mails: Sequence[_Mail], carry: Carry, sender: str, ledger: Ledger, progress: Progress
) -> list[tuple[_Mail, Delivery]]:
    for one in mails:
        ledger.add(Entry(one.parcel.committee, MailState.PLANNED, one.message_id))
    done: list[tuple[_Mail, Delivery]] = []
    for number, one in enumerate(mails):
        progress(number, len(mails), one.parcel.committee)
        try:
            done.append((one, _send_one(one, carry, sender, ledger)))
        except MailServerError as error:
            sent = sum(bool(outcome.accepted) for _, outcome in done)
            raise MailServerError(f"{error} Sendt indtil nu: {sent} af {len(mails)}.") from error
    progress(len(mails), len(mails), "")
    return done


def _send_one(one: _Mail, carry: Carry, sender: str, ledger: Ledger) -> Delivery:
    short = one.parcel.committee

    def leaving() -> None:
        ledger.add(Entry(short, MailState.SENDING, one.message_id))

    outcome = carry(sender, one.recipients, one.draft, one.message_id, leaving)
    ledger.add(Entry(short, outcome.state, one.message_id, outcome.accepted, outcome.refused, outcome.told))
    if outcome.stop:
        raise MailServerError(outcome.stop)
    return outcome


def _report(mails: Sequence[_Mail], outcomes: Sequence[tuple[_Mail, Delivery]], way: Way, again: str) -> Iterator[str]:
    sent = sum(outcome.state == way.state for _, outcome in outcomes)
    yield f"{way.done}: {sent} af {counted(len(mails), 'mail', 'mails')}."
    for one, outcome in outcomes:
        short = one.parcel.committee
        yield from (f"{short}: {who} blev afvist: {explained(why)}." for who, why in outcome.refused.items())
        if outcome.state == MailState.REFUSED and not set(one.recipients) <= outcome.refused.keys():
            yield f"{short}: ikke sendt: {explained(outcome.told)}."
        if outcome.state == MailState.UNCERTAIN:
            yield f"{short}: uvist: {outcome.told} ({one.message_id}). Den sendes kun igen med --send-uvisse."
    if any(outcome.refused for _, outcome in outcomes):
        yield "Er en adresse forkert, så ret den under mail i opsætningen, og send til den alene med:"
        yield f"  {again}"
