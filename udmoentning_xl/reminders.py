"""The verb udsend --rykker: a short reminder to the committees of a dispatch that have not answered it.

A reminder holds nothing of the plan, and no file: what was sent may have been closed since.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from udmoentning_xl.config import Config
from udmoentning_xl.danish import counted, listed, long_day, some
from udmoentning_xl.errors import TargetError
from udmoentning_xl.files.folders import workshop
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.nearby import FOLDER, REMINDERS, WORKBOOKS, command_word, returns_in
from udmoentning_xl.outgoing import mail
from udmoentning_xl.outgoing.folder import (
    INTERNAL,
    MANIFEST_NAME,
    Manifest,
    Parcel,
    describe,
    file_stems,
    internal,
    read_manifest,
    sending_command,
)
from udmoentning_xl.outgoing.lines import how_to_address
from udmoentning_xl.outgoing.readdress import without_address, written_for
from udmoentning_xl.outgoing.replied import ReplyRecord, replied, silent

_MAILS, _SHOWN = (".eml", ".msg"), 5
_SUBJECT = "Påmindelse: svar på udmøntningsplanen"


@dataclass(frozen=True)
class ReminderReport:
    """The reminders that were made, the folder they lie in (None for none), and the lines to print."""

    manifest: Manifest | None
    folder: Path | None
    lines: tuple[str, ...]


def remind(
    dispatch: Path, config: Config, as_of: date, parent: Path | None = None, *, trial: bool = False
) -> ReminderReport:
    """Make a reminder to each committee that has not answered ``dispatch``, in a new folder beside it or in ``parent``.

    A committee for which something newer was made is not reminded of the older. With ``trial`` nothing is kept. Raises
    TargetError when ``dispatch`` is no dispatch, or the folder exists or cannot be written, and ConfigError for an
    address that cannot be used.
    """
    sent = read_manifest(dispatch)
    if sent.reminds:
        raise TargetError(f"{dispatch} er selv påmindelser. Angiv mappen med den udsendelse, der mangler svar på.")
    mail.refuse_bad_addresses(config)
    newer = _newer(dispatch, sent)
    replies = replied(dispatch)
    silent_still = silent(sent, replies)
    late = [one for one in silent_still if one.committee not in newer]
    told = [
        f"{one.committee} får ingen påmindelse: der er lavet en nyere udsendelse, {newer[one.committee]}. "
        "Mind om den i stedet; er den ikke sendt, så send den først."
        for one in silent_still
        if one.committee in newer
    ]
    if not late:
        none = (*told, "Intet er skrevet.") if told else ("Alle udvalg har svaret; der er ingen at minde om det.",)
        return ReminderReport(None, None, none)
    folder = (parent or dispatch.parent) / f"{REMINDERS}{as_of.isoformat()}"
    if folder.exists() and not trial:
        raise TargetError(f"Mappen {folder} findes allerede; flyt eller slet den, eller vælg et andet sted med --til.")
    try:
        with workshop(None if trial else folder.parent) as place:
            manifest = _make(sent, late, config, as_of, place)
            if not trial:
                os.rename(place, folder)
    except OSError as error:
        raise TargetError(f"Påmindelserne kan ikke skrives i {folder}: {reason(error)}.") from error
    kept = None if trial else folder
    lines = _lines(manifest, sent, kept, config.path, is_early=as_of <= sent.reply_by)
    return ReminderReport(manifest, kept, (*_unread(dispatch, sent, replies), *told, *lines))


def _unread(dispatch: Path, sent: Manifest, replies: Sequence[ReplyRecord]) -> Iterator[str]:
    """That files lie in Retur in which no answer has been found: they may be those of who is reminded."""
    files = [one for place in returns_in(dispatch.absolute().parent, dispatch) for one in sorted(place.iterdir())]
    unread = [
        one.name
        for one in files
        if one.suffix.lower() in (*WORKBOOKS, *_MAILS) and not any(one.name in reply.file for reply in replies)
    ]
    if unread:
        yield (
            f"I Retur ligger {counted(len(unread), 'fil', 'filer')}, som flet ikke har fundet svar i: "
            f"{some(unread, _SHOWN)}. Er svarene lige kommet, så kør „udmoentning flet {command_word(sent.plan)}“ "
            "først, og lav påmindelserne om."
        )


def _newer(dispatch: Path, sent: Manifest) -> dict[str, str]:
    """The committees for which something newer was made, in a dispatch beside this one, and the name of its folder."""
    found: dict[str, str] = {}
    for folder in sorted(dispatch.absolute().parent.glob(f"{FOLDER}*")):
        with suppress(TargetError):  # no dispatch, or no more a whole one
            other = read_manifest(folder)
            if other.as_of > sent.as_of and not other.reminds:
                found |= {parcel.committee: folder.name for parcel in other.parcels}
    return found


def _make(sent: Manifest, late: Sequence[Parcel], config: Config, as_of: date, place: Path) -> Manifest:
    what = (sent.run, as_of.isoformat(), [one.committee for one in late])
    run = hashlib.sha256(repr(what).encode()).hexdigest()[:16]
    stems = file_stems([one.committee for one in late], as_of)
    parcels = []
    for one in late:
        to = written_for(one.committee, one.name, config.bodies)
        lines = list(_paragraphs(one, sent, config, as_of))
        head = mail.Head(f"{_SUBJECT} – {one.name}", to, as_of, run)
        stem = stems[one.committee].replace("Udmoentningsplan", "Paamindelse")
        draft, text = place / f"{stem}.eml", place / f"{stem}.txt"
        draft.write_bytes(mail.unsent(head, config.dispatch, _plain(lines), mail.plain_page(head.subject, lines)))
        text.write_bytes(_plain(lines).encode())
        recipients = tuple(mail.address(written).addr_spec for written in to)
        warnings = () if to else (without_address(one.committee),)
        parcels.append(
            Parcel(
                one.committee, one.name, recipients, None, describe(draft), describe(text), (), one.sent_hash, warnings
            )
        )
    manifest = Manifest(
        run,
        as_of,
        sent.reply_by,
        sent.plan,
        sent.plan_sha256,
        sent.municipality,
        0,
        tuple(parcels),
        (),
        reminds=sent.run,
    )
    (place / INTERNAL).mkdir()
    internal(place, MANIFEST_NAME).write_text(manifest.to_json(), encoding="utf-8")
    return manifest


def _plain(lines: Sequence[str]) -> str:
    return "\n\n".join(lines) + "\n"


def _paragraphs(one: Parcel, sent: Manifest, config: Config, as_of: date) -> Iterator[str]:
    yield f"Til {one.name}"
    yield (
        f"Den {long_day(sent.as_of)} sendte vi jer udvalgets del af udmøntningsplanen og bad om svar senest "
        f"{long_day(sent.reply_by)}. Vi har ikke set noget svar fra jer endnu."
    )
    file = f"Filen hedder {one.workbook.file} og er vedhæftet mailen fra dengang. " if one.workbook else ""
    to = f" til {mail.address(mail.answers_to(config.dispatch)).addr_spec}" if mail.answers_to(config.dispatch) else ""
    when = f"senest {long_day(sent.reply_by)}" if as_of <= sent.reply_by else "så snart I kan"
    yield f"{file}Skriv i de gule felter, og send den{to} {when}. Er intet ændret, er et kort svar nok."
    yield "Har I svaret i mellemtiden, kan I se bort fra denne mail."
    yield mail.closing(sent.municipality, config.dispatch)


def _lines(
    manifest: Manifest, sent: Manifest, folder: Path | None, settings: Path | None, *, is_early: bool
) -> Iterator[str]:
    yield (
        f"Påmindelse om udsendelsen {long_day(sent.as_of)} (svar senest {long_day(sent.reply_by)}) til "
        f"{listed([one.committee for one in manifest.parcels])}."
    )
    if is_early:
        yield f"Svarfristen er ikke gået endnu: udvalgene kan svare til og med {long_day(sent.reply_by)}."
    yield from (words for one in manifest.parcels for words in one.warnings)
    yield from how_to_address(manifest.parcels, settings, is_made=folder is not None)
    yield ""
    if folder is None:
        yield "Prøve: intet er skrevet."
    else:
        yield f"Skrevet: {folder}"
        yield "Se kladderne igennem, og send dem fra mailprogrammet eller med:"
        yield f"  {sending_command(folder, settings)}"
