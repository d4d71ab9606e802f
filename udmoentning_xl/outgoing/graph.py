"""A mail as a draft in a mailbox of Microsoft 365, through Microsoft Graph: whole, or not there.

A mail that Graph takes in one piece is created from its own bytes (MIME), as it was prepared; of a larger one the text
is created so and the files are added, those over 3 MB in parts. Which mails, and the ledger of them, is the business of
``sending``; logging in that of ``m365``.
"""

import json
import re
import time
from base64 import b64encode
from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any
from urllib.parse import quote

from udmoentning_xl.outgoing.answers import one_line
from udmoentning_xl.outgoing.ledger import MailState
from udmoentning_xl.outgoing.m365 import Login
from udmoentning_xl.outgoing.smtp import Delivery, MailServerError
from udmoentning_xl.outgoing.web import Response

#: What a request to Graph may hold, and what an attachment may that is added in one piece (learn.microsoft.com/graph).
MOST_AT_ONCE, MOST_ATTACHED = 4 << 20, 3 << 20
#: A part of an upload: a multiple of 320 KiB and less than 4 MB.
PART = 10 * 320 * 1024
#: So often is a busy server asked again, and so long may it have us wait for it, in seconds.
_TRIES, _LONGEST_WAIT = 5, 300.0
_BUSY = frozenset({429, 500, 502, 503, 504})
#: What says that nothing was done: only then is a thing that must not be done twice asked for again without looking.
_NOT_DONE = frozenset({429})
_IT = "spørg jeres it-afdeling"
#: Graph's own word for an error, else the status -> what is so, and what to do. The first stops every mail.
_NO_ACCESS = f"der er ikke ret til at lægge kladder i postkassen; {_IT}"
_NO_MAILBOX = "postkassen findes ikke i Microsoft 365; ret postkasse under [m365] eller afsender under [udsendelse]"
_FOR_ALL = {
    "ErrorAccessDenied": _NO_ACCESS,
    "Authorization_RequestDenied": _NO_ACCESS,
    "ErrorInvalidUser": _NO_MAILBOX,
    "Request_ResourceNotFound": _NO_MAILBOX,
    "MailboxNotEnabledForRESTAPI": _NO_MAILBOX,
    "ErrorQuotaExceeded": "postkassen er fuld; ryd op i den, og prøv igen",
    "401": f"login bliver ikke godtaget; {_IT}",
    "403": _NO_ACCESS,
    "404": _NO_MAILBOX,
}
_FOR_ONE = {
    "ErrorItemNotFound": f"kladden kan ikke findes i postkassen; {_IT}",
    "ErrorMessageSizeExceeded": "mailen er for stor til postkassen; send filen på en anden måde",
    "413": "mailen er for stor til postkassen; send filen på en anden måde",
    "400": f"Microsoft 365 kan ikke læse mailen; {_IT}",
    "429": "Microsoft 365 beder om, at der bliver ventet; prøv igen om lidt",
}
_LATER = "Microsoft 365 har en fejl lige nu; prøv igen om lidt"
_LOST = "forbindelsen faldt ud"
_BOUNDARY = re.compile(rb'(?im)^Content-Type: multipart/mixed;[^\x00]{0,200}?boundary="([^"\r\n]{1,100})"')


class _RefusedError(Exception):
    """Graph said no to something; the text is what is told of it."""

    def __init__(self, answer: Response) -> None:
        super().__init__(_told(answer))
        self.status = answer.status


@dataclass(frozen=True)
class Mailbox:
    """The mailbox that drafts are laid in, as whom, and where Graph is."""

    address: str
    login: Login
    graph: str
    sleep: Callable[[float], None] = time.sleep

    @property
    def messages(self) -> str:
        """The address of its messages."""
        return f"{self.graph}/users/{quote(self.address)}/messages"


def lay_draft(
    to: Mailbox, recipients: tuple[str, ...], message: bytes, message_id: str, leaving: Callable[[], None]
) -> Delivery:
    """Lay one mail in the mailbox as a draft; ``leaving`` is called just before anything is made there.

    One with the same id that is there already is taken for it, so that nothing is laid twice. What is only half laid
    is removed again. Raises MailServerError when no draft can be laid at all, ConfigError as the login does.
    """
    try:
        found = _found(to, message_id)
        if found and (found.get("hasAttachments") or not found.get("isDraft", True)):
            return Delivery(MailState.DRAFTED, recipients, {}, "kladden lå der allerede")
        if found:
            _remove(to, str(found["id"]))
        leaving()
        return _lay(to, recipients, message, message_id)
    except _RefusedError as error:
        return Delivery(MailState.REFUSED, (), {}, str(error))
    except OSError:
        return Delivery(MailState.REFUSED, (), {}, f"{_LOST}, før kladden blev lagt")


def _lay(to: Mailbox, recipients: tuple[str, ...], message: bytes, message_id: str) -> Delivery:
    whole = b64encode(message)
    apart = [] if len(whole) <= MOST_AT_ONCE else _attachments(message)
    body = whole if not apart else b64encode(_without_attachments(message))
    try:
        draft = _created(to, body, message_id)
    except OSError:
        return _after_the_loss(to, recipients, message_id, bool(apart))
    except MailServerError as error:
        return Delivery(MailState.REFUSED, (), {}, str(error), stop=str(error))
    try:
        for name, kind, data in apart:
            _attach(to, draft, name, kind, data)
    except _RefusedError as error:
        return _taken_back(to, draft, str(error))
    except OSError:
        return _taken_back(to, draft, f"{_LOST}, mens filen blev lagt i kladden")
    except MailServerError as error:
        return replace(_taken_back(to, draft, str(error)), stop=str(error))
    return Delivery(MailState.DRAFTED, recipients, {}, "kladden er lagt")


def _created(to: Mailbox, body: bytes, message_id: str) -> str:
    """The id of a new draft. After a fault of the server's it is looked for first, since it may have been made."""
    for number in range(_TRIES):
        try:
            return str(_ask(to, "POST", to.messages, body, "text/plain").data().get("id", ""))
        except _RefusedError as error:
            if error.status < 500 or number == _TRIES - 1:
                raise
        if found := _found(to, message_id):
            return str(found["id"])
        to.sleep(float(2**number))
    raise AssertionError


def _after_the_loss(to: Mailbox, recipients: tuple[str, ...], message_id: str, is_half: bool) -> Delivery:
    """What is known when there was no answer to the making of a draft: whatever the mailbox itself says."""
    try:
        found = _found(to, message_id)
    except (_RefusedError, OSError, MailServerError):
        return Delivery(MailState.UNCERTAIN, (), {}, f"{_LOST}, mens kladden blev lagt; se efter i postkassens kladder")
    if found is None:
        return Delivery(MailState.REFUSED, (), {}, f"{_LOST}, før kladden blev lagt")
    if is_half:
        return _taken_back(to, str(found["id"]), f"{_LOST}, før filen blev lagt i kladden")
    return Delivery(MailState.DRAFTED, recipients, {}, "kladden er lagt")


def _taken_back(to: Mailbox, draft: str, told: str) -> Delivery:
    """A draft without its file is removed; where that fails too, somebody must look."""
    try:
        _remove(to, draft)
    except (_RefusedError, OSError, MailServerError):
        return Delivery(MailState.UNCERTAIN, (), {}, f"{told}; slet kladden uden fil i postkassen")
    return Delivery(MailState.REFUSED, (), {}, told)


def _found(to: Mailbox, message_id: str) -> dict[str, Any] | None:
    """The draft with this id, None when there is none."""
    wanted = quote("internetMessageId eq '{}'".format(message_id.replace("'", "''")))
    answer = _ask(to, "GET", f"{to.messages}?$filter={wanted}&$select=id,isDraft,hasAttachments")
    listed = answer.data().get("value")
    return next((one for one in listed if isinstance(one, dict)), None) if isinstance(listed, list) else None


def _remove(to: Mailbox, draft: str) -> None:
    try:
        _ask(to, "DELETE", f"{to.messages}/{quote(draft, safe='')}")
    except _RefusedError as error:
        if error.status != 404:  # it is gone already
            raise


def _attach(to: Mailbox, draft: str, name: str, kind: str, data: bytes) -> None:
    place = f"{to.messages}/{quote(draft, safe='')}/attachments"
    if len(data) <= MOST_ATTACHED:
        file = {"@odata.type": "#microsoft.graph.fileAttachment", "name": name, "contentType": kind}
        _ask(to, "POST", place, _json({**file, "contentBytes": b64encode(data).decode()}), "application/json")
        return
    item = {"AttachmentItem": {"attachmentType": "file", "name": name, "size": len(data), "contentType": kind}}
    session = _ask(to, "POST", f"{place}/createUploadSession", _json(item), "application/json")
    url, start = str(session.data().get("uploadUrl", "")), 0
    while start < len(data):
        part = data[start : start + PART]
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Range": f"bytes {start}-{start + len(part) - 1}/{len(data)}",
        }
        # The address is for this upload alone, and takes no token.
        answer = _asked_again(to, partial(to.login.web.ask, "PUT", url, headers, part))
        if answer.status not in (200, 201, 202):
            raise _RefusedError(answer)
        start = _next_start(answer, start + len(part))


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told).encode()


def _next_start(answer: Response, sent: int) -> int:
    """Where the next part begins: where the server says that it waits for one, else after the last."""
    expected = answer.data().get("nextExpectedRanges") or answer.data().get("NextExpectedRanges")
    first = str(expected[0]).partition("-")[0] if isinstance(expected, list) and expected else ""
    if answer.status == 201 or not first.isdecimal():
        return sent
    if int(first) < sent:
        raise ConnectionAbortedError  # a part was lost on the way
    return int(first)


def _ask(to: Mailbox, method: str, url: str, body: bytes | None = None, kind: str = "") -> Response:
    """The answer of Graph to a question that it takes.

    A token that is not taken any more is renewed once. Raises _RefusedError for a no to this one, MailServerError for
    one to everything, OSError when there is no answer.
    """

    def ask(renewed: bool = False) -> Response:
        headers = {"Authorization": f"Bearer {to.login.token('graph', renewed=renewed)}", "Accept": "application/json"}
        headers |= {"Content-Type": kind} if kind else {}
        return to.login.web.ask(method, url, headers, body)

    busy = _NOT_DONE if method == "POST" else _BUSY
    answer = _asked_again(to, ask, busy)
    if answer.status == 401:
        answer = _asked_again(to, lambda: ask(renewed=True), busy)
    if answer.status < 300:
        return answer
    error = answer.data().get("error")
    word = str(error.get("code", "")) if isinstance(error, dict) else ""
    for_all = _FOR_ALL.get(word) or (_FOR_ALL.get(str(answer.status)) if word not in _FOR_ONE else None)
    if for_all:
        raise MailServerError(f"Microsoft 365 siger nej for {to.address}: {for_all} ({_own_words(answer)}).")
    raise _RefusedError(answer)


def _asked_again(to: Mailbox, ask: Callable[[], Response], busy: Container[int] = _BUSY) -> Response:
    """The answer, after as many waits as a server that is ``busy`` asks for within reason."""
    waited = 0.0
    for number in range(_TRIES):
        answer = ask()
        pause = _pause(answer, number)
        if answer.status not in busy or waited + pause > _LONGEST_WAIT or number == _TRIES - 1:
            return answer
        to.sleep(pause)
        waited += pause
    return answer


def _pause(answer: Response, number: int) -> float:
    """How long to wait: what Retry-After says (seconds, or a moment by RFC 9110), else twice as long each time."""
    said = answer.headers.get("retry-after", "")
    if said.isdecimal():
        return float(said)
    try:
        return max((parsedate_to_datetime(said).timestamp() - time.time()), 0.0)
    except ValueError:
        return float(2**number)


def _told(answer: Response) -> str:
    error = answer.data().get("error")
    word = str(error.get("code", "")) if isinstance(error, dict) else ""
    meaning = _FOR_ONE.get(word) or _FOR_ONE.get(str(answer.status)) or (_LATER if answer.status >= 500 else _IT)
    return f"{meaning} ({_own_words(answer)})"


def _own_words(answer: Response) -> str:
    error = answer.data().get("error")
    said = f"{error.get('code', '')} {error.get('message', '')}" if isinstance(error, dict) else ""
    return f"Microsoft svarede: {one_line(answer.status, said)}"


# -- a mail in pieces --------------------------------------------------------------------------------------------------


def _attachments(message: bytes) -> list[tuple[str, str, bytes]]:
    """Name, content type and bytes of each file in a mail."""
    read = message_from_bytes(message, policy=SMTP)
    assert isinstance(read, EmailMessage)
    return [
        (part.get_filename() or "fil", part.get_content_type(), bytes(part.get_payload(decode=True) or b""))
        for part in read.iter_attachments()
    ]


def _without_attachments(message: bytes) -> bytes:
    """The mail without its files, all else byte for byte."""
    head, gap, body = message.partition(b"\r\n\r\n")
    found = _BOUNDARY.search(head)
    if not found:
        return message
    line = b"--" + found[1]
    parts = body.split(line)
    kept = [part for part in parts if b"content-disposition: attachment" not in part.partition(b"\r\n\r\n")[0].lower()]
    return head + gap + line.join(kept)
