"""One mail through the mail server: encrypted, certificate checked, and a plain answer to what came of it.

Which mails are sent, and the ledger of them, is the business of ``sending``.
"""

import os
import re
import smtplib
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from importlib import import_module
from pathlib import Path

from udmoentning_xl.config import Config, Dispatch
from udmoentning_xl.errors import ConfigError, UdmoentningError
from udmoentning_xl.outgoing.ledger import State

PASSWORD_VARIABLE = "UDMOENTNING_SMTP_KODEORD"
#: The service a password is kept under in the system's key ring.
KEYRING_SERVICE = "udmoentning"
#: A mail server may scan an attachment before it answers; RFC 5321 (4.5.3.2) allows it far longer.
TIMEOUT = 120.0
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
    password: str
    context: ssl.SSLContext
    timeout: float = TIMEOUT


@dataclass(frozen=True)
class Outcome:
    """What came of one mail; who got it, who was refused and why, and the server's words."""

    state: State
    accepted: tuple[str, ...] = ()
    refused: dict[str, str] = field(default_factory=dict)
    told: str = ""


def server(config: Config, environ: Mapping[str, str] = os.environ, timeout: float = TIMEOUT) -> Server:
    """The mail server of ``[udsendelse]``; raises ConfigError when something is missing that cannot be guessed."""
    settings = config.dispatch
    for value, key in ((settings.host, "vaert"), (settings.sender, "afsender")):
        if not value:
            raise ConfigError(f"Der kan ikke sendes: {key} mangler under [udsendelse] i udmoentning.toml.")
    secret = _password(settings, environ) if settings.user else ""
    return Server(settings.host, settings.port, settings.security, settings.user, secret, _context(config), timeout)


def _password(settings: Dispatch, environ: Mapping[str, str]) -> str:
    secret = environ.get(PASSWORD_VARIABLE) or _from_keyring(settings.user)
    if not secret:
        raise ConfigError(
            f"Adgangskoden til {settings.user} mangler: sæt den i miljøvariablen {PASSWORD_VARIABLE}, og prøv igen."
        )
    return secret


def _from_keyring(user: str) -> str | None:
    """The password in the system's key ring, when the extra ``keyring`` is installed."""
    try:
        keyring = import_module("keyring")
    except ModuleNotFoundError:
        return None
    try:
        found = keyring.get_password(KEYRING_SERVICE, user)
    except keyring.errors.KeyringError:
        return None
    return None if found is None else str(found)


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
) -> Outcome:
    """Send one mail over a connection of its own; ``before_text`` is called just before its text begins to go.

    Raises MailServerError when the server cannot be reached, trusted or logged in to: then no mail can be sent at all.
    """
    with _connected(to) as connection:
        try:
            refused = _envelope(connection, sender, recipients)
            accepted = tuple(one for one in recipients if one not in refused)
            if not accepted:
                return Outcome(State.REFUSED, (), refused, "alle modtagere blev afvist")
            _expect(connection.docmd("DATA"), 354)
        except smtplib.SMTPResponseException as error:
            return Outcome(State.REFUSED, told=_words(error.smtp_code, error.smtp_error))
        except (smtplib.SMTPException, OSError):
            return Outcome(State.REFUSED, told="forbindelsen faldt ud, før mailen var på vej")
        before_text()
        code, words = _text(connection, message)
    if code == _LOST:
        return Outcome(State.UNCERTAIN, (), refused, "forbindelsen faldt ud, mens mailen var på vej")
    sent = code == 250
    return Outcome(State.SENT if sent else State.REFUSED, accepted if sent else (), refused, _words(code, words))


def _text(connection: smtplib.SMTP, message: bytes) -> tuple[int, bytes]:
    """Send the text of a mail and give the answer; the code is ``_LOST`` when none came that could be read."""
    try:
        connection.send(_DOT_LINE.sub(b"..", message).removesuffix(b"\r\n") + b"\r\n.\r\n")
        return connection.getreply()
    except (smtplib.SMTPException, OSError):
        return _LOST, b""


class _connected:  # noqa: N801 - used as a function in a with statement
    """A connection that is encrypted and logged in; closing it never fails."""

    def __init__(self, to: Server) -> None:
        self._connection = _open(to)

    def __enter__(self) -> smtplib.SMTP:
        return self._connection

    def __exit__(self, *_: object) -> None:
        try:
            self._connection.quit()
        except (smtplib.SMTPException, OSError):
            self._connection.close()


def _open(to: Server) -> smtplib.SMTP:
    where = f"Mailserveren {to.host}:{to.port}"
    connection: smtplib.SMTP | None = None
    try:
        if to.security == "tls":
            connection = smtplib.SMTP_SSL(to.host, to.port, timeout=to.timeout, context=to.context)
        else:
            connection = smtplib.SMTP(to.host, to.port, timeout=to.timeout)
            connection.starttls(context=to.context)
        if to.user:
            connection.login(to.user, to.password)
    except Exception as error:
        if connection is not None:
            connection.close()
        problem = next((words for kind, words in _PROBLEMS if isinstance(error, kind)), None)
        if problem is None:
            raise
        raise MailServerError(f"{where} {problem}") from error
    return connection


#: What can go wrong before there is a connection; the first that fits is told.
_PROBLEMS: tuple[tuple[type[Exception], str], ...] = (
    (
        ssl.SSLCertVerificationError,
        "har et certifikat, som ikke kan godkendes; er det kommunens eget, så angiv ca_fil i udmoentning.toml.",
    ),
    (ssl.SSLError, "svarer ikke krypteret; kontrollér port og sikkerhed i udmoentning.toml."),
    (smtplib.SMTPAuthenticationError, f"afviste bruger eller adgangskode; ret bruger eller {PASSWORD_VARIABLE}."),
    (
        smtplib.SMTPNotSupportedError,
        "kan ikke det, der er sat op; ret port, sikkerhed eller bruger i udmoentning.toml.",
    ),
    (smtplib.SMTPException, "svarer ikke, som den skal; kontrollér vaert og port, eller prøv igen senere."),
    (OSError, "kan ikke nås; kontrollér vaert, port og netværk, eller prøv igen senere."),
)


def _envelope(connection: smtplib.SMTP, sender: str, recipients: Sequence[str]) -> dict[str, str]:
    """Name sender and recipients; the recipients that were refused, with the server's words."""
    connection.ehlo_or_helo_if_needed()
    _expect(connection.mail(sender), 250)
    refused = {}
    for recipient in recipients:
        code, words = connection.rcpt(recipient)
        if code == 421:
            raise smtplib.SMTPServerDisconnected
        if code not in (250, 251):
            refused[recipient] = _words(code, words)
    return refused


def _expect(reply: tuple[int, bytes], code: int) -> None:
    if reply[0] != code:
        raise smtplib.SMTPResponseException(*reply)


def _words(code: int, words: bytes | str) -> str:
    told = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(told.split())}"[:300]
