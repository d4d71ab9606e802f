"""The dispatches that a plan has had, and the files that have come back from them."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from functools import cached_property
from pathlib import Path, PurePath
from textwrap import shorten

from udmoentning_xl.danish import fold, listed
from udmoentning_xl.errors import PlanFileError, TargetError
from udmoentning_xl.files.folders import work_folder
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.nearby import (
    FOLDER,
    MANIFEST,
    RETURNS,
    WORKBOOKS,
    command_word,
    missing_file,
    opened_elsewhere,
    returns_in,
)
from udmoentning_xl.outgoing.folder import Manifest, Parcel, read_manifest
from udmoentning_xl.reading.returned import Answer, AnswerPlace, Arrival, Return, read_returned
from udmoentning_xl.reading.sent import SentWorkbook, read_sent

_MAIL = ".eml"
_TAGS = re.compile(r"<[^<>]{0,2000}+>")
_QUOTED = 200
#: How the subject of an answer begins that a machine has written, folded.
_AUTOMATIC = ("automatisk svar", "autosvar", "automatic reply", "ikke til stede", "out of office")
#: What lies in folders without anybody having put it there.
_UNSEEN = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Dispatch:
    """A dispatch that was made of the plan."""

    folder: Path
    manifest: Manifest

    def sent(self, years: Sequence[int]) -> Iterator[SentWorkbook]:
        """The workbooks that were sent, less those that are gone or damaged."""
        run, as_of = self.manifest.run, self.manifest.as_of
        for parcel in self.manifest.parcels:
            if parcel.workbook:  # a reminder has none
                with suppress(PlanFileError):
                    yield read_sent(self.folder / parcel.workbook.file, run, parcel.committee, as_of, years)

    @cached_property
    def digests(self) -> frozenset[str]:
        """The SHA-256 of every workbook that was sent."""
        return frozenset(parcel.workbook.sha256 for parcel in self.manifest.parcels if parcel.workbook)


@dataclass(frozen=True)
class Returns:
    """What has come back: the files by the dispatches they answer, and sentences on those that could not be read.

    ``strangers`` are the names of workbooks that are no answers, and ``notes`` say what else is to be known.
    """

    files: tuple[Return, ...]
    dispatches: tuple[Dispatch, ...]
    sent: tuple[SentWorkbook, ...]
    unread: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_returns(plan: Path, years: Sequence[int], places: Sequence[Path], dispatch: Path | None) -> Returns:
    """Read what has come back on the plan's dispatches to ``places`` (files, folders), else to those called Retur.

    ``dispatch`` is the folder of a dispatch that lies elsewhere. Raises PlanFileError when there is nothing to read,
    and TargetError when ``dispatch`` is none.
    """
    dispatches = _dispatches(plan, places, dispatch)
    places = places or _usual_places(plan, dispatches)
    sent = tuple(one for found in dispatches for one in found.sent(years))
    strangers, seen = list[str](), dict[str, str]()
    with work_folder() as folder:
        inbox = _Inbox(folder, dispatches)
        for arrival in _arrivals(places, inbox):
            if _is_our_own(arrival, dispatches):
                continue
            digest = _digest(arrival.path)
            if twin := seen.get(digest):
                inbox.unread.append(f"{arrival.name} er den samme fil som {twin}.")
                continue
            seen[digest] = arrival.name
            try:
                found = read_returned(arrival, sent, years)
            except PlanFileError as error:
                inbox.unread.append(str(error))
                continue
            if found is None:
                strangers.append(arrival.name)
            else:
                inbox.files.append(replace(found, sha256=digest))
    if not (inbox.files or inbox.unread or strangers or inbox.notes):
        raise PlanFileError(
            f"{command_word(places[0])} har ingen filer at læse. Læg de filer, der er kommet retur, der."
        )
    return Returns(
        tuple(inbox.files), tuple(dispatches), sent, tuple(inbox.unread), tuple(strangers), tuple(inbox.notes)
    )


def _dispatches(plan: Path, places: Sequence[Path], given: Path | None) -> list[Dispatch]:
    """The dispatches near the plan and near what has come back, the oldest first."""
    if given is not None:
        read_manifest(given)
    near = [plan.parent, plan.parent.parent, *(one for place in places for one in (place, *list(place.parents)[:2]))]
    folders = [given] if given else []
    folders += [one for place in near if place.is_dir() for one in (place, *sorted(place.glob(f"{FOLDER}*")))]
    found: dict[str, Dispatch] = {}
    for folder in folders:
        if (folder / MANIFEST).is_file():
            with suppress(TargetError):  # a damaged one is no base
                manifest = read_manifest(folder)
                if not manifest.reminds:
                    found.setdefault(manifest.run, Dispatch(folder, manifest))
    return sorted(found.values(), key=lambda one: (one.manifest.as_of, one.folder.name))


def _usual_places(plan: Path, dispatches: Sequence[Dispatch]) -> list[Path]:
    """The folders called Retur; raises PlanFileError when there is none."""
    if found := returns_in(plan.parent, *(one.folder for one in dispatches)):
        return found
    last = dispatches[-1].folder / RETURNS if dispatches else plan.parent / RETURNS
    raise PlanFileError(
        f"Der er ingen svar at flette. Læg de filer, der er kommet retur, i mappen {last}, eller angiv en anden: "
        f"udmoentning flet {command_word(plan.name)} MAPPE"
    )


@dataclass(frozen=True)
class _Inbox:
    """What has been looked at so far: the answers, and sentences on what could not be read and what is to be known.

    ``folder`` is where the workbooks from mails are put, and ``dispatches`` are those that may be answered.
    """

    folder: Path
    dispatches: Sequence[Dispatch]
    files: list[Return] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _arrivals(places: Sequence[Path], inbox: _Inbox) -> Iterator[Arrival]:
    """The files in ``places``, with those that came in mails; the rest is said.

    Answers that stand in the text of a mail are put among the files of ``inbox``.
    """
    for path in _files(places):
        suffix = path.suffix.lower()
        if suffix in WORKBOOKS:
            if told := opened_elsewhere(path):
                inbox.notes.append(told)
            yield Arrival(path, path.name, _moment(path))
        elif suffix == _MAIL:
            try:
                yield from _attached(path, inbox)
            except (OSError, ValueError) as error:
                why = reason(error) if isinstance(error, OSError) else "den er beskadiget"
                inbox.unread.append(f"{path.name} kan ikke læses: {why}.")
        else:
            inbox.unread.append(f"{path.name} er ikke et regneark. {_cure(suffix)}")


def _cure(suffix: str) -> str:
    if suffix == ".msg":
        return "Det er en mail fra Outlook: gem den vedhæftede fil fra mailen i mappen."
    return "Er der svar i den, så skriv dem selv ind i planen."


def _files(places: Sequence[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            inside = (one for one in sorted(place.rglob("*")) if one.is_file())
            yield from (one for one in inside if not _is_unseen(one, place))
        elif place.is_file():
            yield place
        else:
            raise PlanFileError(f"{place} findes ikke. {missing_file(place)}")


def _is_unseen(path: Path, place: Path) -> bool:
    """Whether a file is none that somebody has put there: a lock, what the system keeps, the inside of a dispatch."""
    own = path.relative_to(place).parts
    hidden = any(part.startswith((".", "~$")) for part in own) or path.name.casefold() in _UNSEEN
    is_draft = path.suffix.lower() in {".eml", ".txt", ".ics"} and (path.parent / MANIFEST).is_file()
    return hidden or MANIFEST.parts[0] in own[:-1] or is_draft


def _attached(path: Path, inbox: _Inbox) -> Iterator[Arrival]:
    """The workbooks in a mail; what the mail itself says is told, and that it has none. Raises OSError or ValueError
    when it is damaged.

    Where it has none, and it can be told which committee it is of, what it says is its answer.
    """
    mail = message_from_bytes(path.read_bytes(), policy=default)
    came = _moment(path)
    with suppress(TypeError, ValueError):
        came = parsedate_to_datetime(str(mail["Date"])).astimezone()
    text = " ".join(_TAGS.sub(" ", _body(mail)).split())
    others, found = list[str](), False
    for number, part in enumerate(mail.walk()):
        name = PurePath(part.get_filename() or "").name
        if PurePath(name).suffix.lower() in WORKBOOKS and isinstance(data := part.get_payload(decode=True), bytes):
            target = inbox.folder / f"{number}-{_digest(path)[:8]}{PurePath(name).suffix.lower()}"
            target.write_bytes(data)
            found = True
            yield Arrival(target, f"{name} i {path.name}", came)
        elif name and part.get_content_maintype() != "image":  # of the signature
            others.append(f"„{name}“")
    if not found and text and (own := _answer_of(mail, text, path, came, inbox.dispatches)):
        inbox.files.append(own)
        inbox.unread.extend([f"{path.name} har desuden {listed(others)}."] if others else [])
        return
    if text:
        quoted = shorten(text, _QUOTED, placeholder=" …")
        inbox.notes.append(f"{path.name} har selv tekst, som kun I kan læse: „{quoted}“")
    if not found:
        told = f"; den har {listed(others)}." if others else "."
        inbox.unread.append(f"{path.name} er en mail uden regneark{told}")


def _answer_of(
    mail: EmailMessage, text: str, path: Path, came: datetime, dispatches: Sequence[Dispatch]
) -> Return | None:
    """What a committee has written in a mail without workbooks; None where it cannot be told whose it is.

    It is of whom we wrote to under its subject, else to the address that it comes from. A machine's answer is none.
    """
    subject = fold(str(mail["Subject"] or ""))
    if fold(str(mail["Auto-Submitted"] or "no")) != "no" or subject.startswith(_AUTOMATIC):
        return None
    sender = parseaddr(str(mail["From"] or ""))[1].casefold()
    sent = [(one, parcel) for one in reversed(dispatches) for parcel in one.manifest.parcels]
    by_subject = [(one, parcel) for one, parcel in sent if (own := _subject(one, parcel)) and own in subject]
    by_sender = [(one, parcel) for one, parcel in sent if sender and sender in map(str.casefold, parcel.recipients)]
    found = by_subject or by_sender
    if len({parcel.committee for _, parcel in found}) != 1:
        return None
    (dispatch, parcel), place = found[0], path.name
    run, day, whose = dispatch.manifest.run, dispatch.manifest.as_of, parcel.committee
    answer = Answer(whose, "", "", "", text, AnswerPlace.OWN, place, dispatched=day, saved=came)
    notes = ("svaret står i mailens egen tekst",)
    return Return(place, whose, run, 1, notes, day, came, _digest(path), (answer,), plan=dispatch.manifest.plan_sha256)


def _subject(dispatch: Dispatch, parcel: Parcel) -> str:
    """The subject of the mail to a committee, folded; "" where the draft is gone."""
    with suppress(OSError):
        draft = (dispatch.folder / parcel.draft.file).read_bytes()
        return fold(str(BytesHeaderParser(policy=default).parsebytes(draft)["Subject"] or ""))
    return ""


def _body(mail: EmailMessage) -> str:
    """The text of a mail, "" for none; where its charset is none, the letters outside ASCII are lost."""
    body = mail.get_body(("plain", "html"))
    try:
        return str(body.get_content()) if body else ""
    except LookupError:
        data = body.get_payload(decode=True) if body else b""
        return data.decode("ascii", "replace") if isinstance(data, bytes) else ""


def _moment(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def _is_our_own(arrival: Arrival, dispatches: Sequence[Dispatch]) -> bool:
    """Whether a file is the very one that lies in a dispatch, and has not come back."""
    return any(arrival.path.parent.resolve() == one.folder.resolve() for one in dispatches) and any(
        _digest(arrival.path) in one.digests for one in dispatches
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
