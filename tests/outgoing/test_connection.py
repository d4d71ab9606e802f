"""A mail server that is slow, silent, endless or odd holds nobody for ever, and what it did is told truly."""

import hmac
import socket
import ssl
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import md5
from pathlib import Path

import pytest

from udmoentning_xl.config import Config, DispatchSettings
from udmoentning_xl.outgoing.connection import Limits
from udmoentning_xl.outgoing.ledger import MailState
from udmoentning_xl.outgoing.smtp import Delivery, MailServerError, server, transmit

USER, PASSWORD = "økonomi", "blåbær"
MAIL = b"Subject: x\r\n\r\nTekst\r\n"
GREETING = [(None, b"220 hej\r\n"), (b"EHLO", b"250-hej\r\n250 AUTH {methods}\r\n")]
ENVELOPE = [(b"MAIL", b"250 OK\r\n"), (b"RCPT", b"250 OK\r\n"), (b"DATA", b"354 kom\r\n")]
TEXT = [(b"SUBJECT", b""), (b"\r\n", b""), (b"TEKST", b""), (b".", b"250 OK\r\n")]
#: Time enough to come to the point where the server stops.
SHORT = Limits(600.0, 1.5)
#: Never an end: a line that goes on, lines that go on, and nothing.
DRIP = object()
FLOOD = object()
SILENCE = object()


@contextmanager
def scripted(certificate: Path, script, methods: str = "PLAIN") -> Iterator[tuple[int, list[bytes]]]:
    """A server that answers each line as the script says; gives its port, and the lines it heard."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    over, heard = threading.Event(), []

    def talk(sock: ssl.SSLSocket) -> None:
        file = sock.makefile("rb")
        for expected, answer in script:
            if expected is not None:
                heard.append(file.readline())
                assert heard[-1].upper().startswith(expected.upper())
            while answer in (DRIP, FLOOD) and not over.wait(0.02 if answer is DRIP else 0):
                sock.sendall(b"2" if answer is DRIP else b"220-x\r\n" * 1000)
            if answer is SILENCE:
                over.wait()
            elif isinstance(answer, bytes):
                sock.sendall(answer.replace(b"{methods}", methods.encode()))

    def serve() -> None:
        with suppress(OSError, AssertionError), context.wrap_socket(listening.accept()[0], server_side=True) as sock:
            talk(sock)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1], heard
        finally:
            over.set()
            thread.join()


def send(
    port: int, certificates, message: bytes = MAIL, before: Callable[[], None] = lambda: None, **others
) -> Delivery:
    """Send one mail."""
    limits = others.pop("limits", Limits(60.0, 60.0))
    settings = {"sender": "a@example.dk", "host": "127.0.0.1", "port": port, "security": "tls", **others}
    to = server(Config(dispatch=DispatchSettings(ca_file=str(certificates[0]), **settings)), limits)
    return transmit(replace(to, password=PASSWORD), "a@example.dk", ["b@example.dk"], message, before)


@pytest.mark.parametrize("answer", [DRIP, SILENCE], ids=["one byte at a time", "silent"])
def test_a_server_that_never_finishes_its_greeting_is_given_up(certificates, answer):
    with scripted(certificates[1], [(None, answer)]) as (port, _), pytest.raises(MailServerError) as failed:
        send(port, certificates, limits=SHORT)
    assert str(failed.value) == f"Mailserveren 127.0.0.1:{port} er for længe om at svare; prøv igen senere."


def test_a_server_that_never_stops_its_greeting_is_given_up(certificates):
    with scripted(certificates[1], [(None, FLOOD)]) as (port, _), pytest.raises(MailServerError) as failed:
        send(port, certificates)
    assert str(failed.value) == (
        f"Mailserveren 127.0.0.1:{port} svarer ikke, som den skal; kontrollér vaert, port og sikkerhed i "
        "udmoentning.toml, eller prøv igen senere."
    )


@pytest.mark.parametrize("step", [0, 1, 2])
@pytest.mark.parametrize("answer", [DRIP, SILENCE], ids=["one byte at a time", "silent"])
def test_a_server_that_stops_before_the_text_leaves_the_mail_to_be_sent(certificates, step, answer):
    script = [*GREETING, *ENVELOPE[:step], (ENVELOPE[step][0], answer)]
    begun = []
    with scripted(certificates[1], script) as (port, _):
        done = send(port, certificates, before=lambda: begun.append(1), limits=SHORT)
    assert (done.state, done.told, begun) == (
        MailState.REFUSED,
        "serveren var for længe om at svare, før mailen var på vej",
        [],
    )


def test_a_server_that_does_not_take_the_whole_text_cannot_have_the_mail(certificates):
    with scripted(certificates[1], [*GREETING, *ENVELOPE, (None, SILENCE)]) as (port, _):
        done = send(port, certificates, MAIL + b"x" * 76 * (1 << 18), limits=SHORT)
    assert (done.state, done.told) == (
        MailState.REFUSED,
        "serveren var for længe om at svare, før hele mailen var sendt",
    )


@pytest.mark.parametrize("answer", [DRIP, SILENCE], ids=["one byte at a time", "silent"])
def test_a_server_that_took_the_text_and_does_not_answer_may_have_the_mail(certificates, answer):
    with scripted(certificates[1], [*GREETING, *ENVELOPE, (b"Subject", answer)]) as (port, _):
        done = send(port, certificates, limits=SHORT)
    assert (done.state, done.told) == (
        MailState.UNCERTAIN,
        "serveren var for længe om at svare, mens mailen var på vej",
    )


def test_a_server_that_never_says_goodbye_has_the_mail_all_the_same(certificates):
    script = [*GREETING, *ENVELOPE, *TEXT, (b"QUIT", DRIP)]
    with scripted(certificates[1], script) as (port, _):
        done = send(port, certificates, limits=Limits(600.0, 600.0))
    assert (done.state, done.told) == (MailState.SENT, "250 OK")


def test_a_server_that_closes_for_now_is_heard(certificates):
    with scripted(certificates[1], [*GREETING, ENVELOPE[0], (b"RCPT", b"421 4.3.2 for travlt\r\n")]) as (port, _):
        done = send(port, certificates)
    assert (done.state, done.told) == (MailState.REFUSED, "421 4.3.2 for travlt")


def test_what_acts_on_a_terminal_is_taken_out_of_an_answer(certificates):
    answer = "550 5.7.60 \x1b[2Jnej\x07\u202etak\r\n".encode()
    with scripted(certificates[1], [*GREETING, (b"MAIL", answer)]) as (port, _):
        assert send(port, certificates).told == "550 5.7.60 [2Jnej tak"


SIGNED = hmac.new(PASSWORD.encode(), b"<1@server>", md5).hexdigest()


@pytest.mark.parametrize(
    ("methods", "script", "said"),
    [
        (
            "LOGIN PLAIN",
            [(b"AUTH PLAIN", b"334 \r\n"), (b"", b"235 OK\r\n")],
            [f"\0{USER}\0{PASSWORD}"],
        ),
        (
            "XOAUTH2 LOGIN",
            [(b"AUTH LOGIN", b"334 VXNlcm5hbWU6\r\n"), (b"", b"334 kode?\r\n"), (b"", b"235 OK\r\n")],
            [USER, PASSWORD],
        ),
        (
            "CRAM-MD5",
            [(b"AUTH CRAM-MD5", b"334 " + b64encode(b"<1@server>") + b"\r\n"), (b"", b"235 OK\r\n")],
            [f"{USER} {SIGNED}"],
        ),
        (
            "PLAIN LOGIN",
            [
                (b"AUTH PLAIN", b"504 ikke her\r\n"),
                (b"AUTH LOGIN", b"334 a\r\n"),
                (b"", b"334 b\r\n"),
                (b"", b"235 OK\r\n"),
            ],
            [USER, PASSWORD],
        ),
    ],
)
def test_a_login_is_written_in_utf_8_by_the_first_method_both_know(certificates, methods, script, said):
    with scripted(certificates[1], [*GREETING, *script, *ENVELOPE], methods) as (port, heard):
        send(port, certificates, user=USER)
    lines = [line for line in heard if not line.upper().startswith((b"EHLO", b"AUTH", b"MAIL", b"RCPT", b"DATA"))]
    assert [b64decode(line).decode() for line in lines] == said


@pytest.mark.parametrize("methods", ["XOAUTH2", ""])
def test_a_server_that_knows_none_of_our_methods_is_one_sentence(certificates, methods):
    with scripted(certificates[1], GREETING, methods) as (port, _), pytest.raises(MailServerError) as failed:
        send(port, certificates, user=USER)
    assert str(failed.value) == (
        f"Mailserveren 127.0.0.1:{port} kan ikke det, der er sat op; ret port, sikkerhed eller bruger i "
        "udmoentning.toml."
    )


def test_a_challenge_that_is_none_is_one_sentence(certificates):
    script = [*GREETING, (b"AUTH", b"334 a\r\n")]
    with scripted(certificates[1], script, "CRAM-MD5") as (port, _), pytest.raises(MailServerError) as failed:
        send(port, certificates, user=USER)
    assert "svarer ikke, som den skal" in str(failed.value)
