"""One mail through the mail server: encrypted, certificate checked, and a plain answer to what came of it.

Which mails are sent, and the ledger of them, is the business of ``sending``.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from udmoentning_xl.config import Config
from udmoentning_xl.errors import ConfigError, UdmoentningError
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.outgoing.answers import SEND_YOURSELF, explained, one_line
from udmoentning_xl.outgoing.connection import LIMITS, Connection, EncryptedConnection, Limits, Patience
from udmoentning_xl.outgoing.ledger import MailState

#: So long may the farewell take, when all is said.
_GOODBYE = Limits(2.0, 2.0)
#: What smtplib calls an answer that is no answer.
_LOST = -1
_DOT_LINE = re.compile(rb"(?m)^\.")
_OWN_HEADERS = re.compile(rb"(?m)^(?:X-Unsent|Date|Message-ID):.*\r\n", re.IGNORECASE)


class MailServerError(UdmoentningError):
    """The mail server cannot be used as it is set up; nothing can be sent through it."""


@dataclass(frozen=True)
class Server:
    """Where to send, and as whom."""

    host: str
    port: int
    security: str
    user: str
    context: ssl.SSLContext
    password: str = field(default="", repr=False)
    limits: Limits = LIMITS
    by_token: bool = False  # the password is a token of Microsoft 365


@dataclass(frozen=True)
class Delivery:
    """What came of one mail; who got it, who was refused and why, and the server's words.

    ``stop`` is a sentence why no other mail can go either.
    """

    state: MailState
    accepted: tuple[str, ...] = ()
    refused: dict[str, str] = field(default_factory=dict)
    told: str = ""
    stop: str = ""


def server(config: Config, limits: Limits = LIMITS) -> Server:
    """The mail server of ``[udsendelse]``, as yet without a password."""
    settings = config.dispatch
    context = _context(config)
    return Server(
        settings.host,
        settings.port,
        settings.security,
        settings.user,
        context,
        limits=limits,
        by_token=settings.login == "m365",
    )


def _context(config: Config) -> ssl.SSLContext:
    """Certificates checked against the system's authorities, and the municipality's own when a file is named."""
    context = ssl.create_default_context()
    if config.dispatch.ca_file:
        path = (config.path.parent if config.path else Path()) / config.dispatch.ca_file
        try:
            context.load_verify_locations(path)
        except OSError as error:  # ssl.SSLError is one
            raise ConfigError(f"Certifikaterne i {path} kan ikke læses; ret ca_fil i udmoentning.toml.") from error
    return context


def outgoing(draft: bytes, message_id: str) -> bytes:
    """The draft as it is sent: no longer marked as unsent, dated now, with an id; the rest byte for byte."""
    head, gap, body = draft.partition(b"\r\n\r\n")
    kept = _OWN_HEADERS.sub(b"", head + b"\r\n")
    added = f"Date: {format_datetime(datetime.now().astimezone())}\r\nMessage-ID: {message_id}\r\n"
    return added.encode("ascii") + kept[:-2] + gap + body


def transmit(
    to: Server, sender: str, recipients: Sequence[str], message: bytes, before_text: Callable[[], None]
) -> Delivery:
    """Send one mail over a connection of its own; ``before_text`` is called just before its text begins to go.

    A mail whose end was not sent is refused, since no server may take it; one whose end was, but that had no answer, is
    uncertain. Raises MailServerError when the server cannot be reached, trusted or logged in to: then no mail can be
    sent at all.
    """
    refused: dict[str, str] = {}  # with the server's words
    with _connected(to) as connection:
        try:
            _name_both(connection, sender, recipients, refused)
            accepted = tuple(one for one in recipients if one not in refused)
            if not accepted:
                return Delivery(MailState.REFUSED, (), refused, "alle modtagere blev afvist")
            _expect(connection.docmd("DATA"), 354)
        except smtplib.SMTPResponseException as error:
            return Delivery(MailState.REFUSED, (), refused, one_line(error.smtp_code, error.smtp_error))
        except (smtplib.SMTPException, OSError):
            return Delivery(MailState.REFUSED, (), refused, f"{_lost(connection)}, før mailen var på vej")
        before_text()
        try:
            connection.send(_DOT_LINE.sub(b"..", message).removesuffix(b"\r\n"))
        except (smtplib.SMTPException, OSError):
            return Delivery(MailState.REFUSED, (), refused, f"{_lost(connection)}, før hele mailen var sendt")
        try:
            connection.send(b"\r\n.\r\n")
            code, words = connection.getreply()
        except (smtplib.SMTPException, OSError):
            code, words = _LOST, b""
        if code == _LOST:
            return Delivery(MailState.UNCERTAIN, (), refused, f"{_lost(connection)}, mens mailen var på vej")
    sent = code == 250
    return Delivery(
        MailState.SENT if sent else MailState.REFUSED, accepted if sent else (), refused, one_line(code, words)
    )


def _lost(connection: Connection) -> str:
    return "serveren var for længe om at svare" if connection.patience.is_over() else "forbindelsen faldt ud"


@contextmanager
def _connected(to: Server) -> Iterator[Connection]:
    """A connection that is encrypted and logged in; closing it never fails and never waits long."""
    connection = _open(to)
    try:
        yield connection
    finally:
        connection.patience = Patience(_GOODBYE)
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError, ValueError):  # ValueError: it was closed already
            connection.close()


def _open(to: Server) -> Connection:
    where = f"Mailserveren {to.host}:{to.port}"
    patience = Patience(to.limits)
    connection: Connection | None = None
    try:
        kind = EncryptedConnection if to.security == "tls" else Connection
        connection = kind(to.host, to.port, patience, to.context)
        if to.security != "tls":
            connection.encrypt()
        if to.user and to.by_token:
            connection.log_in_with_token(to.user, to.password)
        elif to.user:
            connection.log_in(to.user, to.password)
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        if connection is not None:
            connection.close()
        told = f"{_SLOW}; prøv igen senere." if patience.is_over() else _problem(error, by_token=to.by_token)
        raise MailServerError(f"{where} {told}") from error
    return connection


def _problem(error: OSError | UnicodeError, *, by_token: bool = False) -> str:
    """What went wrong before there was a connection that could be used."""
    if by_token and isinstance(error, smtplib.SMTPAuthenticationError):
        own = one_line(error.smtp_code, error.smtp_error)
        return f"godtager ikke login fra Microsoft 365: {_NO_TOKEN} (serveren svarede: {own})."
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        return f"siger nej: {explained(one_line(error.smtp_code, error.smtp_error))}."
    told = next((words for kind, words in _PROBLEMS if isinstance(error, kind)), None)
    if told:
        return told
    why = reason(error if isinstance(error, OSError) else socket.gaierror())
    return f"kan ikke nås: {why}. Hjælper det ikke, så {SEND_YOURSELF}."


_SLOW = "er for længe om at svare"
_NO_TOKEN = (
    "kontrollér, at bruger er postkassens adresse, og bed it-afdelingen slå SMTP AUTH til for postkassen og godkende, "
    "at programmet må sende"
)
#: What can go wrong before there is a connection; the first that fits is told.
_PROBLEMS: tuple[tuple[type[Exception], str], ...] = (
    (
        ssl.SSLCertVerificationError,
        "har et certifikat, som ikke kan godkendes; er det kommunens eget, så angiv ca_fil i udmoentning.toml.",
    ),
    (ssl.SSLError, "svarer ikke krypteret; kontrollér port og sikkerhed i udmoentning.toml."),
    (TimeoutError, f"{_SLOW}; kontrollér vaert og port i udmoentning.toml, eller prøv igen senere."),
    (
        smtplib.SMTPNotSupportedError,
        "kan ikke det, der er sat op; ret port, sikkerhed eller bruger i udmoentning.toml.",
    ),
    (
        smtplib.SMTPException,
        "svarer ikke, som den skal; kontrollér vaert, port og sikkerhed i udmoentning.toml, eller prøv igen senere.",
    ),
)


def _name_both(connection: Connection, sender: str, recipients: Sequence[str], refused: dict[str, str]) -> None:
    """Name sender and recipients; those of them that the server does not take are put into ``refused``."""
    connection.ehlo_or_helo_if_needed()
    _expect(connection.mail(sender), 250)
    for recipient in recipients:
        code, words = connection.rcpt(recipient)
        if code == 421:
            raise smtplib.SMTPResponseException(code, words)
        if code not in (250, 251):
            refused[recipient] = one_line(code, words)


def _expect(reply: tuple[int, bytes], code: int) -> None:
    if reply[0] != code:
        raise smtplib.SMTPResponseException(*reply)
