"""A login of Microsoft 365 for a mail server (XOAUTH2), by a person or a certificate, and where a token never goes."""

import json
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from mail_server import USER, Mails, running
from microsoft_server import CHALLENGE, CLIENT, TENANT, Microsoft, bearer, microsoft_running
from plans import BODIES, make_plan

from udmoentning_xl.config import M365, Config, DispatchSettings, default_config, parse_config
from udmoentning_xl.dispatch import prepare
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.outgoing.connection import Limits
from udmoentning_xl.outgoing.m365 import LoginError, Service, microsoft
from udmoentning_xl.outgoing.sending import send
from udmoentning_xl.outgoing.smtp import MailServerError
from udmoentning_xl.outgoing.ways import as_drafts, by_mail_server

ADDRESSED = tuple(replace(body, mail=(f"{number}@example.dk",)) for number, body in enumerate(BODIES[:2]))


@pytest.fixture
def folder(tmp_path):
    """A dispatch to two bodies."""
    plan = make_plan([{"committees": (body.short,)} for body in ADDRESSED], bodies=ADDRESSED)
    prepare(plan, Config(dispatch=DispatchSettings(sender=USER)), tmp_path / "Udsendelse")
    return tmp_path / "Udsendelse"


@pytest.fixture
def service(certificates):
    there = Microsoft()
    with microsoft_running(there, certificates[1]):
        yield there


def token_server(service):
    """A mail server that takes the tokens of the service for SMTP, as Exchange Online does."""

    class TokenServer(SMTP):
        async def auth_XOAUTH2(self, server, args):  # noqa: N802
            user, token = bearer(args[1])
            scope = service.tokens.get(token, "")
            if user == USER and ("SMTP.Send" in scope or "outlook.office365.com" in scope):
                service.grants.append(f"smtp {token}")
                return AuthResult(success=True)
            await server.challenge_auth(CHALLENGE, encode_to_b64=False)
            return AuthResult(success=False, handled=False)

    return TokenServer


def settings(port, certificates, **others):
    dispatch = DispatchSettings(
        sender=USER, host="127.0.0.1", port=port, ca_file=str(certificates[0]), user=USER, login="m365"
    )
    return Config(dispatch=replace(dispatch, **others), bodies=ADDRESSED, m365=M365(TENANT, CLIENT))


def sending(folder, config, service, certificates, shown=None, hosts=("127.0.0.1",)):
    context = ssl.create_default_context(cafile=certificates[0])
    there = Service(service.url, f"{service.url}/v1.0", frozenset(hosts), context=context)
    show = None if shown is None else shown.append
    way = by_mail_server(lambda _: pytest.fail("a password was asked for"), Limits(10.0, 20.0), show, there)
    return send(folder, config, lambda lines: True, lambda *_: None, make_way=way)


def test_mails_go_with_a_token_that_a_person_gets_once(folder, service, certificates):
    mails, shown = Mails(), []
    with running(mails, certificates[1], login=True, kind=token_server(service)) as port:
        done = sending(folder, settings(port, certificates), service, certificates, shown)
    assert (done.lines, done.complete) == (("Sendt: 2 af 2 mails.",), True)
    assert len(mails.got) == 2
    assert service.grants == ["urn:ietf:params:oauth:grant-type:device_code", "smtp adgang-1", "smtp adgang-1"]
    assert shown[0].startswith("Log ind: åbn https://microsoft.com/devicelogin i en browser")


def test_a_token_that_is_about_to_end_is_renewed_while_mails_go(folder, service, certificates):
    service.lifetime = 100  # msal takes none that has less than five minutes left
    mails = Mails()
    with running(mails, certificates[1], login=True, kind=token_server(service)) as port:
        assert sending(folder, settings(port, certificates), service, certificates, []).complete
    assert service.grants.count("refresh_token") == 2
    assert [one for one in service.grants if one.startswith("smtp")] == ["smtp adgang-2", "smtp adgang-3"]


def test_a_token_that_the_server_does_not_take_is_one_sentence(folder, service, certificates):
    other = Microsoft()  # its server knows none of these tokens
    with (
        running(Mails(), certificates[1], login=True, kind=token_server(other)) as port,
        pytest.raises(MailServerError) as failed,
    ):
        sending(folder, settings(port, certificates), service, certificates, [])
    assert str(failed.value).startswith(
        f"Mailserveren 127.0.0.1:{port} godtager ikke login fra Microsoft 365: kontrollér, at bruger er postkassens "
        "adresse, og bed it-afdelingen slå SMTP AUTH til for postkassen og godkende, at programmet må sende (serveren "
        "svarede: 535 "
    )


def test_a_server_that_takes_no_tokens_is_one_sentence(folder, service, certificates):
    with (
        running(Mails(), certificates[1], login=True) as port,
        pytest.raises(MailServerError, match="kan ikke det, der er sat op"),
    ):
        sending(folder, settings(port, certificates), service, certificates, [])


@pytest.mark.parametrize("host", ["mail.example.dk", "smtp.office365.com.example.dk", "x-smtp.office365.com"])
def test_a_token_goes_to_no_server_that_is_not_microsofts(folder, service, certificates, host):
    config = parse_config(
        f'[udsendelse]\nafsender = "budget@example.dk"\nbruger = "budget@example.dk"\nvaert = "{host}"\n'
        'login = "m365"\n'
        '[m365]\nlejer = "a"\nklient = "b"\n',
        default_config(),
        None,
    )
    with pytest.raises(ConfigError) as failed:
        sending(folder, config, service, certificates, [], microsoft().mail_hosts)
    assert str(failed.value) == (
        'udmoentning.toml, linje 4: med login = "m365" kan der kun sendes gennem smtp.office365.com, og ikke gennem '
        f"{host}, som så ville få adgang til postkassen."
    )
    assert service.asked == []


def test_a_login_needs_to_know_whose_mailbox_it_is(folder, service, certificates):
    with pytest.raises(ConfigError, match='med login = "m365" skal bruger være postkassens adresse'):
        sending(folder, settings(1, certificates, user=""), service, certificates, [])


def test_a_server_inside_the_house_is_used_without_a_login_as_before(folder, service, certificates):
    mails = Mails()
    with running(mails, certificates[1]) as port:
        config = settings(port, certificates, user="", login="adgangskode")
        assert sending(folder, config, service, certificates).complete
    assert service.asked == []


# -- a certificate -----------------------------------------------------------------------------------------------------


def made_certificate(path):
    """A new certificate for the program; its PEM file with the key goes to ``path``."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "udmoentning")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return certificate


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    """A certificate for the program, and the PEM file with it and its key."""
    path = tmp_path_factory.mktemp("program") / "program.pem"
    return made_certificate(path), path


def with_certificate(config, path):
    return replace(config, m365=replace(config.m365, certificate=str(path)))


def test_a_certificate_logs_in_without_a_person_for_a_mail_server(folder, service, certificates, program):
    service.certificate = program[0]
    mails = Mails()
    with running(mails, certificates[1], login=True, kind=token_server(service)) as port:
        config = with_certificate(settings(port, certificates), program[1])
        assert sending(folder, config, service, certificates).complete
    assert service.grants == ["client_credentials", "smtp adgang-1", "smtp adgang-1"]
    assert list(service.tokens.values()) == ["https://outlook.office365.com/.default"]


def drafting(folder, config, service, certificates):
    there = Service(service.url, f"{service.url}/v1.0", context=ssl.create_default_context(cafile=certificates[0]))
    return send(folder, config, lambda lines: True, lambda *_: None, make_way=as_drafts(None, there))


def test_a_certificate_logs_in_without_a_person_for_drafts_and_renews_its_token(folder, service, certificates, program):
    service.certificate = program[0]
    service.revoked = {"adgang-1"}
    config = with_certificate(settings(1, certificates), program[1])
    assert drafting(folder, config, service, certificates).complete
    assert (service.grants, len(service.drafts)) == (["client_credentials"] * 2, 2)


def test_a_certificate_that_is_not_registered_is_one_sentence(folder, service, certificates, program, tmp_path):
    service.certificate = made_certificate(tmp_path / "andet.pem")
    with pytest.raises(LoginError, match="certifikatet godkendes ikke; ret certifikat under"):
        drafting(folder, with_certificate(settings(1, certificates), program[1]), service, certificates)
    assert service.drafts == {}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "kan ikke læses: den findes ikke; kontrollér navn og mappe; ret certifikat under [m365]."),
        (b"\xff\xfe", "kan ikke læses: den er ikke en PEM-fil; ret certifikat under [m365]."),
        (b"hej", "skal være en PEM-fil med både certifikatet og dets private nøgle uden adgangskode."),
    ],
)
def test_a_file_that_is_no_certificate_is_one_sentence(folder, service, certificates, tmp_path, content, words):
    path = tmp_path / "program.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as failed:
        drafting(folder, with_certificate(settings(1, certificates), path), service, certificates)
    assert str(failed.value).endswith(f"{path} {words}")


# -- settings ----------------------------------------------------------------------------------------------------------


def test_every_setting_of_microsoft_365_can_be_written():
    text = (
        '[m365]\nlejer = "kommune.dk"\nklient = "1-2"\npostkasse = "b@k.dk"\nbruger = "i@k.dk"\ncertifikat = "c.pem"\n'
    )
    assert parse_config(text, Config(), None).m365 == M365("kommune.dk", "1-2", "b@k.dk", "i@k.dk", "c.pem")


@pytest.mark.parametrize("written", ["https://ond.example", "a/b", "a b", "", "a@b"])
def test_a_tenant_cannot_lead_anywhere_else(written):
    with pytest.raises(ConfigError) as failed:
        parse_config(f'[m365]\nlejer = "{written}"\n', Config(), None)
    assert str(failed.value) == (
        "udmoentning.toml, linje 2: „lejer“ må kun have bogstaver, tal, punktummer og bindestreger."
    )


def test_the_addresses_of_microsoft_stand_in_the_program_and_nowhere_else():
    there = microsoft()
    assert (there.authority, there.graph) == ("https://login.microsoftonline.com", "https://graph.microsoft.com/v1.0")
    assert all(host.endswith(".office365.com") for host in there.mail_hosts)


def test_without_the_extra_it_is_told_how_to_get_it(folder, service, certificates, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "msal", None)
    with pytest.raises(ConfigError, match=r"installér udmoentning igen med \[m365\] efter navnet"):
        drafting(folder, settings(1, certificates), service, certificates)


def test_a_token_lies_in_no_file_that_can_be_read(folder, service, certificates, tmp_path):
    place = tmp_path / "eget" / "m365.bin"
    context = ssl.create_default_context(cafile=certificates[0])
    there = Service(service.url, f"{service.url}/v1.0", context=context, cache=place)
    shown = []
    way = as_drafts(shown.append, there)
    assert send(folder, settings(1, certificates), lambda lines: True, lambda *_: None, make_way=way).complete
    texts = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    secrets = [*service.tokens, "fornyer-"]
    assert [secret for secret in secrets for text in texts if secret.encode() in text] == []
    assert len(shown) == 1 or shown[1].startswith("Login kan ikke gemmes krypteret på denne maskine")


def test_no_token_stands_in_the_ledger_or_in_a_sentence(folder, service, certificates):
    shown = []
    with running(Mails(answer="550 nej"), certificates[1], login=True, kind=token_server(service)) as port:
        done = sending(folder, settings(port, certificates), service, certificates, shown)
    everything = json.dumps([*done.lines, *shown]) + "".join(
        path.read_text("utf-8", "replace") for path in (folder / "internt").glob("*.json*")
    )
    assert [token for token in service.tokens if token in everything] == []
