"""Sending through a real mail server on loopback, with each of the faults it can have."""

import json
import re
import ssl
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import SMTP as POLICY
from functools import partial
from pathlib import Path

import pytest
from mail_server import PASSWORD, USER, DropsBeforeTheText, HangsUpAfterTheText, Mails, running
from plans import BODIES, make_plan

from udmoentning_xl.config import Config, DispatchSettings
from udmoentning_xl.dispatch import prepare
from udmoentning_xl.errors import ConfigError, TargetError
from udmoentning_xl.outgoing.connection import Limits
from udmoentning_xl.outgoing.folder import LEDGER_NAME, LOCK_NAME, MANIFEST_NAME, internal, read_manifest
from udmoentning_xl.outgoing.ledger import Entry, Ledger, MailState
from udmoentning_xl.outgoing.passwords import PASSWORD_VARIABLE, SERVER_VARIABLE, password
from udmoentning_xl.outgoing.sending import SendOptions, SendReport, send
from udmoentning_xl.outgoing.smtp import MailServerError
from udmoentning_xl.outgoing.ways import by_mail_server
from udmoentning_xl.reminders import remind

MAIL = {"BUU": ("buu@example.dk", "formand@example.dk"), "MTU": ("mtu@example.dk",), "KFU": ()}
ADDRESSED = tuple(replace(body, mail=MAIL.get(body.short, ())) for body in BODIES)
BUU, MTU = (f"<Udmoentningsplan_{one}_2024-11-22.{{run}}@example.dk>" for one in ("BUU", "MTU"))

REFUSED = (
    "{} blev afvist: serveren afviser adressen eller mailen; kontrollér adressen, eller spørg jeres it-afdeling "
    "(serveren svarede: 550 {})."
)


def way_on(folder: Path, only: str) -> tuple[str, str]:
    """What is said after an address was refused."""
    return (
        "Er en adresse forkert, så ret den under mail i opsætningen, og send til den alene med:",
        f"  udmoentning udsend --send {folder} {only} --nye-adresser",
    )


@pytest.fixture
def folder(tmp_path):
    """A dispatch to three bodies, one of them without an address."""
    plan = make_plan([{"committees": (short,)} for short in MAIL], bodies=ADDRESSED)
    prepare(plan, Config(dispatch=DispatchSettings(sender=USER)), tmp_path / "Udsendelse")
    return tmp_path / "Udsendelse"


def settings(port: int, certificates: tuple[Path, Path], bodies=ADDRESSED, **others: object) -> Config:
    dispatch = DispatchSettings(sender=USER, host="127.0.0.1", port=port, ca_file=str(certificates[0]), **others)
    return Config(dispatch=dispatch, bodies=bodies)


def sending(folder: Path, config: Config, **others: object) -> SendReport:
    options = {"confirm": lambda lines: True, "progress": lambda *told: None}
    way = by_mail_server(partial(password, environ=others.pop("environ", {})), others.pop("limits", Limits(10.0, 20.0)))
    return send(folder, config, make_way=way, **{**options, **others})


def environment(port: int, secret: str = PASSWORD) -> dict[str, str]:
    return {PASSWORD_VARIABLE: secret, SERVER_VARIABLE: f"127.0.0.1:{port}"}


def ledger_of(folder: Path) -> Ledger:
    return Ledger(internal(folder, LEDGER_NAME))


def ledger(folder: Path) -> list[tuple[str, str]]:
    lines = internal(folder, LEDGER_NAME).read_text(encoding="utf-8").splitlines()
    return [(line["udvalg"], line["tilstand"]) for line in map(json.loads, lines)]


def run_of(folder: Path) -> str:
    return str(read_manifest(folder).run)


def test_every_mail_goes_once_over_starttls(folder, certificates):
    mails = Mails()
    with running(mails, certificates[1]) as port:
        first = sending(folder, settings(port, certificates))
        second = sending(folder, settings(port, certificates))
    assert [sorted(envelope.rcpt_tos) for envelope in mails.got] == [
        ["buu@example.dk", "formand@example.dk"],
        ["mtu@example.dk"],
    ]
    assert first == SendReport(("Sendt: 2 af 2 mails.", "Uden modtager: KFU."), complete=False)
    assert second.lines == ("Der er ikke noget at sende.", "Allerede sendt: BUU og MTU.", "Uden modtager: KFU.")
    assert ledger(folder) == [
        ("BUU", "planlagt"),
        ("MTU", "planlagt"),
        ("BUU", "sender"),
        ("BUU", "sendt"),
        ("MTU", "sender"),
        ("MTU", "sendt"),
    ]


def test_what_arrives_is_the_draft_no_longer_marked_as_unsent(folder, certificates):
    mails = Mails()
    with running(mails, certificates[1], implicit=True) as port:
        sending(folder, settings(port, certificates, security="tls"), asked=SendOptions(only=("BUU",)))
    arrived = message_from_bytes(mails.got[0].original_content, policy=POLICY)
    draft = message_from_bytes(next(folder.glob("*BUU*.eml")).read_bytes(), policy=POLICY)
    assert arrived["X-Unsent"] is None
    assert arrived["Message-ID"] == BUU.format(run=run_of(folder))
    assert arrived["Subject"] == draft["Subject"]
    assert [part.get_content() for part in arrived.walk() if not part.is_multipart()] == [
        part.get_content() for part in draft.walk() if not part.is_multipart()
    ]


def test_reminders_go_as_a_dispatch_does_and_with_nothing_attached(folder, certificates):
    mails, reminders = (
        Mails(),
        remind(folder, Config(dispatch=DispatchSettings(sender=USER), bodies=ADDRESSED), date(2024, 12, 20)).folder,
    )
    with running(mails, certificates[1]) as port:
        first = sending(reminders, settings(port, certificates))
        second = sending(reminders, settings(port, certificates))
    assert [sorted(envelope.rcpt_tos) for envelope in mails.got] == [
        ["buu@example.dk", "formand@example.dk"],
        ["mtu@example.dk"],
    ]
    assert (first.lines, second.lines[0]) == (
        ("Sendt: 2 af 2 mails.", "Uden modtager: KFU."),
        "Der er ikke noget at sende.",
    )
    arrived = message_from_bytes(mails.got[0].original_content, policy=POLICY)
    assert arrived["Subject"] == "Påmindelse: svar på udmøntningsplanen – Børne- og ungdomsudvalget"
    assert list(arrived.iter_attachments()) == []


def test_a_sending_to_all_is_complete(folder, certificates):
    with running(Mails(), certificates[1]) as port:
        assert sending(folder, settings(port, certificates), asked=SendOptions(only=("BUU", "MTU"))).complete


def test_nothing_goes_without_a_yes_to_the_list_of_recipients(folder, certificates):
    mails, shown = Mails(), []
    with running(mails, certificates[1]) as port:
        done = sending(folder, settings(port, certificates), confirm=lambda lines: bool(shown.extend(lines)))
    assert shown == [
        "Der sendes 2 mails fra budget@example.dk gennem 127.0.0.1:",
        "  BUU  buu@example.dk, formand@example.dk",
        "  MTU  mtu@example.dk",
        "Uden modtager: KFU.",
    ]
    assert (done.lines, mails.got) == (("Intet er sendt.",), [])
    assert not internal(folder, LEDGER_NAME).exists()


def test_progress_is_told_before_each_mail_and_at_the_end(folder, certificates):
    told = []
    with running(Mails(), certificates[1]) as port:
        sending(folder, settings(port, certificates), progress=lambda *one: told.append(one))
    assert told == [(0, 2, "BUU"), (1, 2, "MTU"), (2, 2, "")]


def test_a_refused_recipient_is_told_and_is_the_only_one_tried_again(folder, certificates):
    mails = Mails(refused={"formand@example.dk": "550 ukendt her"})
    with running(mails, certificates[1]) as port:
        first = sending(folder, settings(port, certificates))
        mails.refused = {}
        second = sending(folder, settings(port, certificates))
    assert first.lines[:2] == ("Sendt: 2 af 2 mails.", REFUSED.format("BUU: formand@example.dk", "ukendt her"))
    assert second.lines[0] == "Sendt: 1 af 1 mail."
    assert [envelope.rcpt_tos for envelope in mails.got][2:] == [["formand@example.dk"]]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("451 try later", "serveren kunne ikke behandle mailen; prøv igen om lidt"),
        (
            "552 too big",
            "mailen er for stor til serveren; send filen på en anden måde, eller ring til modtageren, hvis postkassen "
            "er fuld",
        ),
    ],
)
def test_a_mail_the_server_did_not_take_is_sent_at_the_next_run(folder, certificates, answer, told):
    mails = Mails(answer=answer)
    with running(mails, certificates[1]) as port:
        first = sending(folder, settings(port, certificates))
        mails.answer = "250 OK"
        second = sending(folder, settings(port, certificates))
    assert first.lines[:3] == (
        "Sendt: 0 af 2 mails.",
        f"BUU: ikke sendt: {told} (serveren svarede: {answer}).",
        f"MTU: ikke sendt: {told} (serveren svarede: {answer}).",
    )
    assert second.lines[0] == "Sendt: 2 af 2 mails."


def test_a_mail_whose_recipients_are_all_refused_has_no_text_sent(folder, certificates):
    mails = Mails(refused={"mtu@example.dk": "550 findes ikke"})
    with running(mails, certificates[1]) as port:
        done = sending(folder, settings(port, certificates), asked=SendOptions(only=("MTU",)))
    assert done.lines == (
        "Sendt: 0 af 1 mail.",
        REFUSED.format("MTU: mtu@example.dk", "findes ikke"),
        *way_on(folder, "--udvalg MTU"),
    )
    assert ledger(folder) == [("MTU", "planlagt"), ("MTU", "afvist")]


@pytest.mark.parametrize(
    ("handler", "lost"),
    [
        (Mails(slow=True), "forbindelsen faldt ud"),
        (HangsUpAfterTheText(), "forbindelsen faldt ud"),
    ],
    ids=["answer too slow", "dropped after the text"],
)
def test_a_mail_that_may_have_gone_is_not_sent_again_unless_asked(folder, certificates, handler, lost):
    only = SendOptions(only=("MTU",))
    with running(handler, certificates[1]) as port:
        first = sending(folder, settings(port, certificates), asked=only, limits=Limits(2.0, 20.0))
    good = Mails()
    with running(good, certificates[1]) as port:
        second = sending(folder, settings(port, certificates), asked=only)
        none = len(good.got)
        third = sending(folder, settings(port, certificates), asked=SendOptions(("MTU",), resend_uncertain=True))
    mail = MTU.format(run=run_of(folder))
    assert first.lines[1] == (
        f"MTU: uvist: {lost}, mens mailen var på vej ({mail}). Den sendes kun igen med --send-uvisse."
    )
    assert second.lines == (
        "Der er ikke noget at sende.",
        f"MTU er uvis: mailen {mail} er måske nået frem. Spørg modtageren; den sendes kun igen med --send-uvisse.",
    )
    assert (none, len(good.got)) == (0, 1)
    assert third == SendReport(("Sendt: 1 af 1 mail.",), complete=True)


def test_a_connection_dropped_before_the_text_leaves_the_mail_to_be_sent(folder, certificates):
    with running(Mails(), certificates[1], kind=DropsBeforeTheText) as port:
        done = sending(folder, settings(port, certificates), asked=SendOptions(only=("MTU",)))
    assert done.lines[1] == "MTU: ikke sendt: forbindelsen faldt ud, før mailen var på vej."
    assert ledger_of(folder).standing()["MTU"].state == MailState.REFUSED


def test_a_crash_while_a_mail_is_going_leaves_it_uncertain(folder, certificates):
    ledger_of(folder).add(Entry("MTU", MailState.SENDING, "<a@b>"))
    mails = Mails()
    with running(mails, certificates[1]) as port:
        done = sending(folder, settings(port, certificates))
    assert [envelope.rcpt_tos for envelope in mails.got] == [["buu@example.dk", "formand@example.dk"]]
    assert done.lines[-1].startswith("MTU er uvis: mailen <a@b> er måske nået frem.")


def test_a_crash_before_the_text_leaves_the_mail_to_be_sent(folder, certificates):
    ledger_of(folder).add(Entry("MTU", MailState.PLANNED, "<a@b>"))
    with running(Mails(), certificates[1]) as port:
        assert sending(folder, settings(port, certificates)).lines[0] == "Sendt: 2 af 2 mails."


def test_the_password_comes_from_the_environment(folder, certificates):
    mails = Mails()
    with running(mails, certificates[1], login=True) as port:
        config = settings(port, certificates, user=USER)
        sending(folder, config, environ=environment(port))
    assert len(mails.got) == 2


def test_a_password_is_first_looked_for_when_there_is_a_yes(folder, certificates):
    with running(Mails(), certificates[1], login=True) as port:
        config = settings(port, certificates, user=USER)
        assert sending(folder, config, confirm=lambda lines: False).lines == ("Intet er sendt.",)
        with pytest.raises(ConfigError, match=f"Der er ingen adgangskode gemt til {USER} på 127.0.0.1:{port}: "):
            sending(folder, config)


def test_a_wrong_password_stops_before_any_mail(folder, certificates):
    with running(Mails(), certificates[1], login=True) as port:
        config = settings(port, certificates, user=USER)
        with pytest.raises(MailServerError) as failed:
            sending(folder, config, environ=environment(port, "forkert"))
    assert str(failed.value) == (
        f"Mailserveren 127.0.0.1:{port} siger nej: forkert bruger eller adgangskode; kontrollér bruger i "
        "udmoentning.toml og adgangskoden (serveren svarede: 535 5.7.8 Authentication credentials invalid). "
        "Sendt indtil nu: 0 af 2."
    )
    assert {state for _, state in ledger(folder)} == {"planlagt"}


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_stops_before_any_mail(folder, certificates, security):
    mails = Mails()
    with running(mails, certificates[1], implicit=security == "tls") as port:
        config = settings(port, certificates, security=security)
        with pytest.raises(MailServerError, match="har et certifikat, som ikke kan godkendes"):
            sending(folder, replace(config, dispatch=replace(config.dispatch, ca_file="")))
    assert mails.got == []


def test_a_certificate_for_another_host_stops_before_any_mail(folder, certificates):
    with running(Mails(), certificates[1]) as port:
        config = settings(port, certificates)
        with pytest.raises(MailServerError, match="har et certifikat, som ikke kan godkendes"):
            sending(folder, replace(config, dispatch=replace(config.dispatch, host="localhost")))


def test_a_server_without_encryption_gets_nothing(folder, certificates):
    mails = Mails()
    with running(mails, certificates[1], implicit=True) as port, pytest.raises(MailServerError):
        sending(folder, settings(port, certificates, security="starttls"), limits=Limits(2.0, 20.0))
    assert mails.got == []


def test_a_server_that_is_not_there_is_one_sentence(folder, certificates):
    with running(Mails(), certificates[1]) as port:
        pass
    with pytest.raises(MailServerError, match=f"{port} kan ikke nås: der er ingen, der svarer på den port; kontrollér"):
        sending(folder, settings(port, certificates))


def test_a_line_that_is_only_a_full_stop_does_not_end_the_mail(folder, certificates):
    path = next(folder.glob("*MTU*.eml"))
    data = path.read_bytes().replace(b"\r\n\r\nTil ", b"\r\n\r\n.\r\n..to\r\nTil ")
    path.write_bytes(data)
    _reseal(folder, path)
    mails = Mails()
    with running(mails, certificates[1]) as port:
        sending(folder, settings(port, certificates), asked=SendOptions(only=("MTU",)))
    assert mails.got[0].original_content.partition(b"\r\n\r\n")[2] == data.partition(b"\r\n\r\n")[2]


def _reseal(folder: Path, changed: Path) -> None:
    """Let the manifest say what is there now."""
    from udmoentning_xl.outgoing.folder import describe

    manifest = internal(folder, MANIFEST_NAME)
    told = read_manifest(folder)
    parcels = [replace(one, draft=describe(changed)) if one.draft.file == changed.name else one for one in told.parcels]
    manifest.write_text(replace(told, parcels=tuple(parcels)).to_json(), encoding="utf-8")


def test_a_file_changed_since_it_was_prepared_is_not_sent(folder, certificates):
    path = next(folder.glob("*MTU*.xlsx"))
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(TargetError) as failed:
        sending(folder, settings(1, certificates))
    assert str(failed.value) == f"{path} er ændret, siden udsendelsen blev lavet; lav den igen, før der sendes."


def test_a_file_that_is_gone_is_one_sentence(folder, certificates):
    path = next(folder.glob("*MTU*.eml"))
    path.unlink()
    with pytest.raises(TargetError) as failed:
        sending(folder, settings(1, certificates))
    assert str(failed.value) == f"{path} mangler; lav udsendelsen igen."


def test_a_folder_that_is_no_dispatch_is_one_sentence(tmp_path, certificates):
    with pytest.raises(TargetError, match=r"er ikke en udsendelse: internt/udsendelse\.json mangler"):
        sending(tmp_path, settings(1, certificates))


def test_a_broken_manifest_is_one_sentence(folder, certificates):
    internal(folder, MANIFEST_NAME).write_text('{"format": 2}', encoding="utf-8")
    with pytest.raises(TargetError, match="er beskadiget; lav udsendelsen igen"):
        sending(folder, settings(1, certificates))


def test_a_draft_without_a_sender_is_not_sent(tmp_path, certificates):
    bodies = tuple(replace(body, mail=("a@example.dk",)) for body in BODIES)
    prepare(make_plan([{}], bodies=bodies), Config(), tmp_path / "ud")
    with pytest.raises(TargetError, match="har ingen afsender; sæt afsender"):
        sending(tmp_path / "ud", settings(1, certificates, bodies))


def test_a_committee_that_is_not_in_the_dispatch_is_refused(folder, certificates):
    with pytest.raises(ConfigError) as failed:
        sending(folder, settings(1, certificates), asked=SendOptions(only=("ØK",)))
    assert str(failed.value) == "Udvalget „ØK“ er ikke med i udsendelsen; den har BUU, MTU og KFU."


@pytest.mark.parametrize(
    ("missing", "keys", "lines"),
    [
        ({"host": ""}, "vaert", 'vaert = "mail.example.dk"'),
        ({"sender": ""}, "afsender", 'afsender = "budget@example.dk"'),
        (
            {"sender": "", "host": ""},
            "afsender og vaert",
            'afsender = "budget@example.dk" og vaert = "mail.example.dk"',
        ),
    ],
)
def test_settings_that_cannot_be_guessed_are_asked_for_with_the_lines_to_write(
    folder, certificates, missing, keys, lines
):
    config = settings(1, certificates)
    with pytest.raises(ConfigError) as failed:
        sending(folder, replace(config, dispatch=replace(config.dispatch, **missing)))
    meanwhile = (
        " Kender I ikke vaert, så spørg it-afdelingen, eller åbn .eml-filerne fra udsendelsens mappe i Outlook, og "
        "send dem derfra."
    )
    assert str(failed.value) == (
        f"Der kan ikke sendes: {keys} mangler. Skriv under [udsendelse] i filen udmoentning.toml ved siden af mappen "
        f"med udsendelsen, fx: {lines}.{meanwhile if 'vaert' in keys else ''}"
    )


def test_a_ca_file_stands_beside_the_settings(folder, certificates):
    mails = Mails()
    with running(mails, certificates[1]) as port:
        config = settings(port, certificates)
        path = certificates[0].with_name("udmoentning.toml")
        sending(folder, replace(config, path=path, dispatch=replace(config.dispatch, ca_file="ca.pem")))
    assert len(mails.got) == 2


def test_a_ca_file_that_is_not_there_is_one_sentence(folder, certificates):
    config = settings(1, certificates)
    with pytest.raises(ConfigError, match=r"ret ca_fil i udmoentning.toml"):
        sending(folder, replace(config, dispatch=replace(config.dispatch, ca_file="findes-ikke.pem")))


def test_the_checks_of_certificates_are_those_of_the_standard_library(certificates):
    from udmoentning_xl.outgoing.smtp import server

    context = server(settings(1, certificates)).context
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_a_password_in_the_key_ring_is_found_when_the_environment_has_none(folder, certificates):
    keyring = pytest.importorskip("keyring")

    class Ring(keyring.backend.KeyringBackend):
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            return PASSWORD if (service, username) == (f"udmoentning:127.0.0.1:{port}", USER) else None

        def set_password(self, service: str, username: str, password: str) -> None:
            raise NotImplementedError

    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    mails = Mails()
    try:
        with running(mails, certificates[1], login=True) as port:
            sending(folder, settings(port, certificates, user=USER))
    finally:
        keyring.set_keyring(before)
    assert len(mails.got) == 2


def test_a_folder_that_another_run_is_sending_from_is_refused(folder, certificates):
    mails, told = Mails(), []

    def meanwhile(lines: list[str]) -> bool:
        with pytest.raises(TargetError) as refused:
            sending(folder, config)
        told.append(str(refused.value))
        return True

    with running(mails, certificates[1]) as port:
        config = settings(port, certificates)
        sending(folder, config, confirm=meanwhile)
    assert len(mails.got) == 2
    assert re.fullmatch(
        rf"{re.escape(str(folder))} er allerede ved at blive sendt fra \S* siden kl\. \d\d\.\d\d\. "
        r"Vent, til det er færdigt, og prøv så igen\.",
        told[0],
    )
    assert not internal(folder, LOCK_NAME).exists()


@pytest.mark.parametrize("others", [{}, {"recipients": ("fremmed@example.com",)}, {"committee": "KFU"}])
def test_a_manifest_that_was_changed_sends_nothing(folder, certificates, others):
    path = internal(folder, MANIFEST_NAME)
    told = json.loads(path.read_text(encoding="utf-8"))
    told["parcels"][1] |= others
    if not others:
        del told["parcels"][0]
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(TargetError) as failed:
        sending(folder, settings(1, certificates))
    assert str(failed.value) == f"{path} er ændret, siden udsendelsen blev lavet; lav den igen, før der sendes."


def test_a_manifest_that_is_only_laid_out_anew_is_the_same(folder):
    path = internal(folder, MANIFEST_NAME)
    before = read_manifest(folder)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")), sort_keys=True), encoding="utf-8")
    assert read_manifest(folder) == before


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("andre@example.com", "andre@example.com"),
        ("mtu@example.dk, andre@example.com", "mtu@example.dk og andre@example.com"),
    ],
)
def test_a_draft_to_others_than_the_manifest_names_is_not_sent(folder, certificates, to, told):
    path = next(folder.glob("*MTU*.eml"))
    path.write_bytes(path.read_bytes().replace(b"To: mtu@example.dk", f"To: {to}".encode()))
    _reseal(folder, path)
    with pytest.raises(TargetError) as failed:
        sending(folder, settings(1, certificates))
    assert str(failed.value) == (
        f"{path} er til {told}, men udsendelsen er lavet til mtu@example.dk; lav den igen, før der sendes."
    )


def test_a_sender_changed_since_the_drafts_were_made_is_said(folder, certificates):
    config = settings(1, certificates)
    with pytest.raises(TargetError) as failed:
        sending(folder, replace(config, dispatch=replace(config.dispatch, sender="ny@example.dk")))
    assert str(failed.value) == (
        f"{next(folder.glob('*BUU*.eml'))} er fra {USER}, men afsender i udmoentning.toml er nu ny@example.dk; lav "
        "udsendelsen igen."
    )


def test_two_bodies_with_the_same_ascii_name_have_mails_of_their_own(tmp_path, certificates):
    bodies = tuple(replace(BODIES[0], short=short, mail=("a@example.dk",)) for short in ("ØK", "OEK"))
    plan = make_plan([{"committees": ("ØK",)}, {"committees": ("OEK",)}], bodies=bodies)
    prepare(plan, Config(dispatch=DispatchSettings(sender=USER)), tmp_path / "ud")
    mails = Mails()
    with running(mails, certificates[1]) as port:
        sending(tmp_path / "ud", settings(port, certificates, bodies))
    assert len({message_from_bytes(one.original_content)["Message-ID"] for one in mails.got}) == 2


def test_a_password_with_danish_letters_logs_in(folder, certificates):
    mails = Mails()
    with running(mails, certificates[1], login=("økonomi@example.dk", "blåbærgrød")) as port:
        config = settings(port, certificates, user="økonomi@example.dk")
        assert sending(folder, config, environ=environment(port, "blåbærgrød")).lines[0] == "Sendt: 2 af 2 mails."
    assert len(mails.got) == 2


def test_a_host_name_that_can_be_none_is_one_sentence(folder, certificates):
    config = settings(1, certificates)
    for host in ("a..b", "x" * 70 + ".dk", "mail.findes-ikke.invalid"):
        with pytest.raises(MailServerError) as failed:
            sending(folder, replace(config, dispatch=replace(config.dispatch, host=host)))
        assert str(failed.value) == (
            f"Mailserveren {host}:1 kan ikke nås: navnet kendes ikke i netværket; kontrollér stavemåden af vaert og "
            "netværket. Hjælper det ikke, så spørg it-afdelingen, eller åbn .eml-filerne fra udsendelsens mappe i "
            "Outlook, og send dem derfra. Sendt indtil nu: 0 af 2."
        )


def test_a_mail_that_one_recipient_and_then_the_server_refuses_tells_both(folder, certificates):
    mails = Mails(refused={"formand@example.dk": "550 ukendt her"}, answer="554 nej")
    with running(mails, certificates[1]) as port:
        done = sending(folder, settings(port, certificates), asked=SendOptions(only=("BUU",)))
    assert done.lines == (
        "Sendt: 0 af 1 mail.",
        REFUSED.format("BUU: formand@example.dk", "ukendt her"),
        "BUU: ikke sendt: serveren tager ikke imod mailen efter sine egne regler; spørg jeres it-afdeling "
        "(serveren svarede: 554 nej).",
        *way_on(folder, "--udvalg BUU"),
    )
