"""The talk with a mail server under a time limit: smtplib, with an end to every wait, and logins in UTF-8.

smtplib limits each step of a talk alone, so a server that says one byte at a time could hold it for ever. It also
writes logins in ASCII, where the standard says UTF-8 (RFC 4616). What is said is the business of ``smtp``.
"""

import hmac
import io
import smtplib
import socket
import ssl
import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: More than this is no answer but an attempt to fill our memory.
_MOST_ANSWERED = 1 << 20
#: One record of TLS: so much is sent under one limit.
_CHUNK = 1 << 14


@dataclass(frozen=True)
class Limits:
    """How long one mail may take, in seconds: ``step`` for each wait, ``total`` from the first word to the last.

    A mail server may scan an attachment before it answers; RFC 5321 (4.5.3.2) allows it far longer.
    """

    step: float = 120.0
    total: float = 600.0


LIMITS = Limits()


class Patience:
    """The time that is left of ``limits``, counted from now."""

    def __init__(self, limits: Limits) -> None:
        self._step = limits.step
        self._end = time.monotonic() + limits.total

    def left(self) -> float:
        """The seconds that the next wait may take; raises TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, self._step)

    def is_over(self) -> bool:
        """True when the total has been used."""
        return time.monotonic() >= self._end


class _LimitedStream(io.RawIOBase):
    """What the server says, read under the limit."""

    def __init__(self, sock: socket.socket, left: Callable[[], float]) -> None:
        self._sock, self._left = sock, left
        self._answered = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._left())
        count = self._sock.recv_into(buffer)
        self._answered += count
        if self._answered > _MOST_ANSWERED:
            raise ConnectionAbortedError
        return count


class Connection(smtplib.SMTP):
    """A talk that is over when ``patience`` is; every failure to wait longer is a lost connection."""

    def __init__(self, host: str, port: int, patience: Patience, context: ssl.SSLContext) -> None:
        self.patience = patience
        self.context = context
        own_name = socket.getfqdn()  # a machine may be called Ø, which no greeting can hold; then our address is said
        super().__init__(host, port, own_name if own_name.isascii() else "[127.0.0.1]", timeout=patience.left())

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection((host, port), self.patience.left())

    def _left(self) -> float:
        """The seconds the next wait may take, also when ``patience`` has been exchanged meanwhile."""
        return self.patience.left()

    def getreply(self) -> tuple[int, bytes]:
        """The server's next answer."""
        if self.file is None:
            assert self.sock is not None
            self.file = io.BufferedReader(_LimitedStream(self.sock, self._left))
        return super().getreply()

    def send(self, s: Any) -> None:
        """Send text or bytes."""
        data = s.encode(self.command_encoding) if isinstance(s, str) else bytes(s)
        for start in range(0, len(data), _CHUNK):
            try:
                if self.sock is not None:
                    self.sock.settimeout(self.patience.left())
            except TimeoutError as error:
                self.close()
                raise smtplib.SMTPServerDisconnected("for langsom") from error
            super().send(data[start : start + _CHUNK])

    def encrypt(self) -> None:
        """Turn the connection into an encrypted one (STARTTLS)."""
        self.ehlo_or_helo_if_needed()
        if self.sock is not None:
            self.sock.settimeout(self.patience.left())
        self.starttls(context=self.context)

    def log_in(self, user: str, password: str) -> None:
        """Log in with the first method both sides know.

        Raises SMTPAuthenticationError when the server says no, SMTPNotSupportedError when it knows none of ours.
        """
        self.ehlo_or_helo_if_needed()
        offered = self.esmtp_features.get("auth", "").upper().split()
        known = [method for method in _METHODS if method in offered]
        if not known:
            raise smtplib.SMTPNotSupportedError
        for method in known:
            code, words = self._authenticate(method, _bytes(user), _bytes(password))
            if code in (235, 503):  # 503: already logged in
                return
            if code != 504:  # 504: it does not know the method after all
                break
        raise smtplib.SMTPAuthenticationError(code, words)

    def log_in_with_token(self, user: str, token: str) -> None:
        """Log in with a token (XOAUTH2; learn.microsoft.com, „Authenticate an IMAP, POP or SMTP connection“).

        Raises SMTPAuthenticationError when the server says no, SMTPNotSupportedError when it takes no tokens.
        """
        self.ehlo_or_helo_if_needed()
        if "XOAUTH2" not in self.esmtp_features.get("auth", "").upper().split():
            raise smtplib.SMTPNotSupportedError
        told = b64encode(_bytes(f"user={user}\x01auth=Bearer {token}\x01\x01")).decode("ascii")
        code, words = self.docmd("AUTH", f"XOAUTH2 {told}")
        if code == 334:  # what is wrong, as a challenge: an empty answer brings the refusal itself
            code, words = self.docmd("")
        if code not in (235, 503):
            raise smtplib.SMTPAuthenticationError(code, words)

    def _authenticate(self, method: str, user: bytes, password: bytes) -> tuple[int, bytes]:
        code, words = self.docmd("AUTH", method)
        for answer in _METHODS[method]:
            if code == 334:
                told = answer(words, user, password)
                code, words = self.docmd(b64encode(told).decode("ascii"))
        return code, words


class EncryptedConnection(Connection):
    """The same, encrypted from the first byte."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = super()._get_socket(host, port, timeout)
        plain.settimeout(self.patience.left())
        return self.context.wrap_socket(plain, server_hostname=host)


def _bytes(text: str) -> bytes:
    """UTF-8; what the environment held in another encoding comes out as it was."""
    return text.encode("utf-8", "surrogateescape")


def _signed(challenge: bytes, user: bytes, password: bytes) -> bytes:
    """The answer of CRAM-MD5 (RFC 2195)."""
    try:
        challenge = b64decode(challenge)
    except ValueError as error:
        raise smtplib.SMTPException from error
    return user + b" " + hmac.new(password, challenge, "md5").hexdigest().encode("ascii")


#: Each method, the preferred first, as what is answered to each challenge; the talk is encrypted, so all are safe.
_METHODS: dict[str, tuple[Callable[[bytes, bytes, bytes], bytes], ...]] = {
    "PLAIN": (lambda _, user, password: b"\0" + user + b"\0" + password,),
    "LOGIN": (lambda _, user, password: user, lambda _, user, password: password),
    "CRAM-MD5": (_signed,),
}
