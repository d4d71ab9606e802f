"""Sending what was prepared: which mails are still to go, the user's yes, one mail at a time, and the ledger of it.

How one mail goes is the business of ``smtp``, what the folder holds of ``folder``.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

from udmoentning_xl.config import Config
from udmoentning_xl.danish import counted, listed
from udmoentning_xl.errors import ConfigError, TargetError
from udmoentning_xl.outgoing.folder import Parcel, ascii_name, read_manifest, verify
from udmoentning_xl.outgoing.ledger import Entry, Ledger, Standing, State
from udmoentning_xl.outgoing.mail import address
from udmoentning_xl.outgoing.smtp import TIMEOUT, MailServerError, Outcome, Server, outgoing, server, transmit

#: Told before each mail: how many have gone, of how many, and whose turn it is.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Asked:
    """What a user can ask of one sending. ``only`` are short names; uncertain mails go again only when asked for."""

    only: Sequence[str] = ()
    resend_uncertain: bool = False


@dataclass(frozen=True)
class Sent:
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
    asked: Asked = Asked(),
    *,
    environ: Mapping[str, str] = os.environ,
    timeout: float = TIMEOUT,
) -> Sent:
    """Send the mails in ``folder`` that have not gone, after ``confirm`` has said yes to the lines it is given.

    Nobody who has a mail gets it again. A mail that may have gone is only sent again when ``asked`` says so.
    ``timeout`` is in seconds, for each step of the talk with the server.

    Raises:
        ConfigError: server, sender or password is missing, or a committee of ``asked`` is not in the dispatch.
        TargetError: the folder is no dispatch, a file is not as it was prepared, or the ledger cannot be written.
        MailServerError: the server cannot be reached, trusted or logged in to; the text says how many mails had gone.
    """
    manifest = read_manifest(folder)
    parcels = _chosen(manifest.parcels, asked.only)
    verify(folder, parcels)
    to, sender = server(config, environ, timeout), address(config.dispatch.sender)
    ledger = Ledger(folder)
    standing = ledger.standing()
    domain = f"{manifest.run}@{sender.domain}"
    mails = [
        _Mail(one, left, f"<{ascii_name(one.committee)}.{domain}>", _draft(folder, one))
        for one in parcels
        if (left := _outstanding(one, standing.get(one.committee, Standing()), asked))
    ]
    aside = list(_aside(parcels, standing, asked))
    if not mails:
        return Sent(("Der er ikke noget at sende.", *aside), _complete(parcels, standing))
    if not confirm([*_announcement(mails, sender.addr_spec, to), *aside]):
        return Sent(("Intet er sendt.",), complete=False)
    outcomes = _send_all(mails, to, sender.addr_spec, ledger, progress)
    return Sent((*_report(mails, outcomes), *aside), _complete(parcels, ledger.standing()))


def _chosen(parcels: Sequence[Parcel], only: Sequence[str]) -> list[Parcel]:
    known = [one.committee for one in parcels]
    for short in only:
        if short not in known:
            raise ConfigError(f"Udvalget „{short}“ er ikke med i udsendelsen; den har {listed(known)}.")
    return [one for one in parcels if not only or one.committee in only]


def _outstanding(parcel: Parcel, standing: Standing, asked: Asked) -> tuple[str, ...]:
    """The recipients who are still to get the mail."""
    if standing.state == State.UNCERTAIN and not asked.resend_uncertain:
        return ()
    return tuple(one for one in dict.fromkeys(parcel.recipients) if one not in standing.accepted)


def _complete(parcels: Sequence[Parcel], standing: Mapping[str, Standing]) -> bool:
    """True when every parcel has recipients, and all of them have it."""
    return all(_arrived(one, standing.get(one.committee, Standing())) for one in parcels)


def _arrived(parcel: Parcel, standing: Standing) -> bool:
    return bool(parcel.recipients) and set(parcel.recipients) <= standing.accepted


def _draft(folder: Path, parcel: Parcel) -> bytes:
    path = folder / parcel.draft.file
    data = path.read_bytes()
    if not message_from_bytes(data, policy=SMTP)["From"]:
        raise TargetError(f"{path} har ingen afsender; sæt afsender i udmoentning.toml, og lav udsendelsen igen.")
    return data


def _announcement(mails: Sequence[_Mail], sender: str, to: Server) -> Iterator[str]:
    yield f"Der sendes {counted(len(mails), 'mail', 'mails')} fra {sender} gennem {to.host}:"
    width = max(len(one.parcel.committee) for one in mails)
    yield from (f"  {one.parcel.committee:<{width}}  {', '.join(one.recipients)}" for one in mails)


def _aside(parcels: Sequence[Parcel], standing: Mapping[str, Standing], asked: Asked) -> Iterator[str]:
    """The mails that are not sent now, and why."""
    stands = {one.committee: standing.get(one.committee, Standing()) for one in parcels}
    done = [one.committee for one in parcels if _arrived(one, stands[one.committee])]
    if done:
        yield f"Allerede sendt: {listed(done)}."
    nobody = [one.committee for one in parcels if not one.recipients]
    if nobody:
        yield f"Uden modtager: {listed(nobody)}."
    for short, stand in stands.items():
        if stand.state == State.UNCERTAIN and short not in done and not asked.resend_uncertain:
            yield (
                f"{short} er uvis: mailen {stand.message_id} er måske nået frem. Spørg modtageren; den sendes kun igen "
                "med --send-uvisse."
            )


def _send_all(
    mails: Sequence[_Mail], to: Server, sender: str, ledger: Ledger, progress: Progress
) -> list[tuple[_Mail, Outcome]]:
    for one in mails:
        ledger.add(Entry(one.parcel.committee, State.PLANNED, one.message_id))
    done: list[tuple[_Mail, Outcome]] = []
    for number, one in enumerate(mails):
        progress(number, len(mails), one.parcel.committee)
        try:
            done.append((one, _send_one(one, to, sender, ledger)))
        except MailServerError as error:
            sent = sum(outcome.state == State.SENT for _, outcome in done)
            raise MailServerError(f"{error} Sendt indtil nu: {sent} af {len(mails)}.") from error
    progress(len(mails), len(mails), "")
    return done


def _send_one(one: _Mail, to: Server, sender: str, ledger: Ledger) -> Outcome:
    short = one.parcel.committee
    message = outgoing(one.draft, one.message_id)

    def leaving() -> None:
        ledger.add(Entry(short, State.SENDING, one.message_id))

    outcome = transmit(to, sender, one.recipients, message, leaving)
    ledger.add(Entry(short, outcome.state, one.message_id, outcome.accepted, outcome.refused, outcome.told))
    return outcome


def _report(mails: Sequence[_Mail], outcomes: Sequence[tuple[_Mail, Outcome]]) -> Iterator[str]:
    sent = sum(outcome.state == State.SENT for _, outcome in outcomes)
    yield f"Sendt: {sent} af {counted(len(mails), 'mail', 'mails')}."
    for one, outcome in outcomes:
        short = one.parcel.committee
        yield from (f"{short}: {who} blev afvist: {why}" for who, why in outcome.refused.items())
        if outcome.state == State.REFUSED and not outcome.refused:
            yield f"{short}: ikke sendt: {outcome.told}"
        if outcome.state == State.UNCERTAIN:
            yield f"{short}: uvist: {outcome.told} ({one.message_id}). Den sendes kun igen med --send-uvisse."
