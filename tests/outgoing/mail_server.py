"""A real mail server on loopback, with TLS and the faults that mail servers have."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "budget@example.dk", "hemmeligt kodeord"


@dataclass
class Mails:
    """A handler that keeps what it gets. ``refused`` answers recipients, ``answer`` the text of the mail."""

    refused: dict[str, str] = field(default_factory=dict)
    answer: str = "250 OK"
    slow: bool = False
    got: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.slow:
            await asyncio.sleep(60)
        if self.answer.startswith("250"):
            self.got.append(envelope)
        return self.answer


class HangsUpAfterTheText(Mails):
    """Takes the whole text, and hangs up instead of answering."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        server.transport.close()
        return "250 OK"


class DropsBeforeTheText(SMTP):
    """Hangs up when it hears the sender."""

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802
        self.transport.close()


def knows(user: str, password: str) -> Callable[..., AuthResult]:
    """An authenticator that knows one user."""

    def check(server: Any, session: Any, envelope: Any, mechanism: Any, data: Any) -> AuthResult:
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=known, handled=False)

    return check


@contextmanager
def running(
    handler: Mails,
    certificate: Path,
    *,
    implicit: bool = False,
    login: bool | tuple[str, str] = False,
    kind: type[SMTP] = SMTP,
) -> Iterator[int]:
    """Run a server on 127.0.0.1 and give its port; ``implicit`` is TLS from the first byte, else STARTTLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    options: dict[str, Any] = {} if implicit else {"tls_context": context, "require_starttls": True}
    if login:
        known = login if isinstance(login, tuple) else (USER, PASSWORD)
        options |= {"authenticator": knows(*known), "auth_required": True, "auth_require_tls": not implicit}
    loop = asyncio.new_event_loop()
    listening = loop.run_until_complete(
        loop.create_server(
            lambda: kind(handler, loop=loop, **options), "127.0.0.1", 0, ssl=context if implicit else None
        )
    )
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_stop(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stop(listening: asyncio.Server) -> None:
    listening.close()
    await asyncio.sleep(0.05)
    mine = asyncio.current_task()
    others = [task for task in asyncio.all_tasks() if task is not mine]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def make_certificates(folder: Path) -> tuple[Path, Path]:
    """An authority of its own (PEM), and a certificate with key for 127.0.0.1 that it has issued."""
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Prøvekommunens CA")])
    authority = (
        _certificate(authority_name, authority_name, authority_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    issued = (
        _certificate(name, authority_name, key.public_key())
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    ca_file, server_file = folder / "ca.pem", folder / "server.pem"
    ca_file.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    server_file.write_bytes(secret + issued.public_bytes(serialization.Encoding.PEM))
    return ca_file, server_file


def _certificate(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )
