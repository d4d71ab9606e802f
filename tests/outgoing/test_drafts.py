"""Drafts in a mailbox of Microsoft 365, against a server on loopback that speaks what Microsoft documents."""

import json
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP as POLICY
from email.utils import format_datetime

import pytest
from click.testing import CliRunner
from mail_server import USER
from microsoft_server import BOX, CLIENT, TENANT, Fault, Microsoft, microsoft_running
from plans import BODIES, make_plan

from udmoentning_xl.cli import cli
from udmoentning_xl.config import M365, Config, DispatchSettings
from udmoentning_xl.dispatch import prepare
from udmoentning_xl.errors import ConfigError, TargetError
from udmoentning_xl.files.locks import lock
from udmoentning_xl.outgoing.folder import LEDGER_NAME, LOCK_NAME, MANIFEST_NAME, describe, internal, read_manifest
from udmoentning_xl.outgoing.graph import PART
from udmoentning_xl.outgoing.m365 import LoginError, Service
from udmoentning_xl.outgoing.sending import SendOptions, SendReport, send
from udmoentning_xl.outgoing.smtp import MailServerError
from udmoentning_xl.outgoing.ways import as_drafts

MAIL = {"BUU": ("buu@example.dk", "formand@example.dk"), "MTU": ("mtu@example.dk",), "KFU": ()}
CODE = "Log ind: åbn https://microsoft.com/devicelogin i en browser, og skriv koden ABCD1234."
NOT_KEPT = "Login kan ikke gemmes krypteret på denne maskine, så der skal logges ind igen næste gang."
ADDRESSED = tuple(replace(body, mail=MAIL.get(body.short, ())) for body in BODIES)
SETTINGS = Config(dispatch=DispatchSettings(sender=USER), bodies=ADDRESSED, m365=M365(TENANT, CLIENT))


@pytest.fixture
def folder(tmp_path):
    """A dispatch to three bodies, one of them without an address."""
    plan = make_plan([{"committees": (short,)} for short in MAIL], bodies=ADDRESSED)
    prepare(plan, Config(dispatch=DispatchSettings(sender=USER)), tmp_path / "Udsendelse")
    return tmp_path / "Udsendelse"


@pytest.fixture
def microsoft(certificates):
    """The service, running."""
    service = Microsoft()
    with microsoft_running(service, certificates[1]):
        yield service


class Drafting:
    """Laying drafts: what was shown while logging in, and the waits."""

    def __init__(self, service, authority):
        self.shown, self.waits = [], []
        context = ssl.create_default_context(cafile=authority)
        self.service = Service(service.url, f"{service.url}/v1.0", context=context, sleep=self.waits.append)

    def __call__(self, folder, config=SETTINGS, *, alone=False, **others):
        way = as_drafts(None if alone else self.shown.append, self.service)
        options = {"confirm": lambda lines: True, "progress": lambda *told: None}
        return send(folder, config, make_way=way, **{**options, **others})


@pytest.fixture
def draft(microsoft, certificates):
    return Drafting(microsoft, certificates[0])


def states(folder):
    lines = internal(folder, LEDGER_NAME).read_text(encoding="utf-8").splitlines()
    return [(line["udvalg"], line["tilstand"]) for line in map(json.loads, lines)]


def on(method, ending):
    """Fits questions of a method whose path ends so."""
    return lambda asked, path: asked == method and path.endswith(ending)


BUU = SendOptions(only=("BUU",))


# -- what is laid ------------------------------------------------------------------------------------------------------


def test_every_mail_lies_once_as_a_draft_that_is_the_mail_that_was_prepared(folder, microsoft, draft):
    first, second = draft(folder), draft(folder)
    assert first == SendReport(("Lagt som kladder i Outlook: 2 af 2 mails.", "Uden modtager: KFU."), complete=False)
    assert second.lines == (
        "Der er ikke noget at sende.",
        "Allerede lagt som kladder i Outlook: BUU og MTU.",
        "Uden modtager: KFU.",
    )
    assert states(folder) == [
        ("BUU", "planlagt"),
        ("MTU", "planlagt"),
        ("BUU", "sender"),
        ("BUU", "kladde"),
        ("MTU", "sender"),
        ("MTU", "kladde"),
    ]
    laid = [one.message for one in microsoft.drafts.values()]
    for message, file in zip(laid, sorted(folder.glob("*_[BM][TU]U_*.eml")), strict=True):
        prepared = message_from_bytes(file.read_bytes(), policy=POLICY)
        assert message["X-Unsent"] is None
        assert [message[name] for name in ("From", "To", "Subject")] == [
            prepared[name] for name in ("From", "To", "Subject")
        ]
        assert [part.get_content() for part in message.walk() if not part.is_multipart()] == [
            part.get_content() for part in prepared.walk() if not part.is_multipart()
        ]
    assert draft.shown == [CODE, NOT_KEPT]


def test_what_will_be_laid_and_where_is_shown_before_and_nothing_is_done_without_a_yes(folder, microsoft, draft):
    shown = []
    done = draft(folder, confirm=lambda lines: bool(shown.extend(lines)))
    assert shown == [
        f"Der lægges 2 mails fra {USER} som kladder i postkassen {BOX}:",
        "  BUU  buu@example.dk, formand@example.dk",
        "  MTU  mtu@example.dk",
        "Uden modtager: KFU.",
    ]
    assert (done.lines, microsoft.asked) == (("Intet er sendt.",), [])


def test_drafts_can_be_laid_in_a_shared_mailbox(folder, microsoft, draft):
    microsoft.mailboxes = ("faelles+budget@example.dk",)
    config = replace(SETTINGS, m365=replace(SETTINGS.m365, mailbox="faelles+budget@example.dk"))
    assert draft(folder, config, asked=BUU).complete
    assert "POST /v1.0/users/faelles+budget@example.dk/messages" in microsoft.asked


# -- files over 3 MB ---------------------------------------------------------------------------------------------------


def with_large_file(folder, size):
    """Let the mail to BUU carry a file of that size, as a plan with many items would; gives its bytes."""
    data = bytes(range(256)) * (size // 256)
    book = next(folder.glob("*_BUU_*.xlsx"))
    path = next(folder.glob("*_BUU_*.eml"))
    message = message_from_bytes(path.read_bytes(), policy=POLICY)
    for part in message.iter_attachments():
        part.set_content(data, "application", "octet-stream", filename=book.name)
    head = path.read_bytes().partition(b"\r\n\r\n")[0]
    path.write_bytes(head + b"\r\n\r\n" + message.as_bytes().partition(b"\r\n\r\n")[2])
    told = read_manifest(folder)
    parcels = [replace(one, draft=describe(path)) if one.committee == "BUU" else one for one in told.parcels]
    internal(folder, MANIFEST_NAME).write_text(replace(told, parcels=tuple(parcels)).to_json(), encoding="utf-8")
    return book.name, data


def test_a_file_over_three_megabytes_is_uploaded_in_parts(folder, microsoft, draft):
    name, data = with_large_file(folder, 8 << 20)
    assert draft(folder, asked=BUU).complete
    (laid,) = microsoft.drafts.values()
    assert laid.attached == {name: data}
    size = len(data)
    starts = range(0, size, PART)
    assert microsoft.parts == [f"bytes {start}-{min(start + PART, size) - 1}/{size}" for start in starts]
    prepared = message_from_bytes(next(folder.glob("*_BUU_*.eml")).read_bytes(), policy=POLICY)
    for kind in ("plain", "html"):
        assert laid.message.get_body((kind,)).get_content() == prepared.get_body((kind,)).get_content()
    assert laid.message["Subject"] == prepared["Subject"]


def test_a_file_too_large_for_one_request_but_not_for_one_attachment_is_added_whole(folder, microsoft, draft):
    name, data = with_large_file(folder, 5 << 19)
    assert draft(folder, asked=BUU).complete
    (laid,) = microsoft.drafts.values()
    assert (laid.files, microsoft.parts) == ({name: data}, [])


def test_a_server_that_is_busy_between_two_parts_is_waited_for(folder, microsoft, draft):
    name, data = with_large_file(folder, 8 << 20)
    microsoft.faults = [Fault(lambda asked, path: asked == "PUT" and len(microsoft.parts) == 1, 503, times=2)]
    assert draft(folder, asked=BUU).complete
    assert next(iter(microsoft.drafts.values())).attached == {name: data}
    assert draft.waits == [1.0, 2.0]


@pytest.mark.parametrize("status", [0, 400, 500])
def test_a_draft_that_does_not_get_its_file_is_removed_again(folder, microsoft, draft, status):
    with_large_file(folder, 8 << 20)
    microsoft.faults = [Fault(lambda asked, path: asked == "PUT" and len(microsoft.parts) == 1, status, times=9)]
    done = draft(folder, asked=BUU)
    assert (microsoft.drafts, states(folder)[-1]) == ({}, ("BUU", "afvist"))
    assert done.lines[1].startswith("BUU: ikke sendt: ")
    microsoft.faults = []
    assert draft(folder, asked=BUU).complete
    assert len(microsoft.drafts) == 1


def test_a_draft_without_its_file_that_cannot_be_removed_is_told(folder, microsoft, draft):
    with_large_file(folder, 8 << 20)
    microsoft.faults = [Fault(on("POST", "createUploadSession"), 500, times=9), Fault(on("DELETE", ""), 500, times=9)]
    done = draft(folder, asked=BUU)
    assert states(folder)[-1] == ("BUU", "uvist")
    assert "slet kladden uden fil i postkassen" in done.lines[1]


def test_a_half_draft_that_a_killed_run_left_is_replaced(folder, microsoft, draft):
    name, data = with_large_file(folder, 8 << 20)
    microsoft.faults = [Fault(on("POST", "createUploadSession"), 500, times=9), Fault(on("DELETE", ""), 500, times=9)]
    draft(folder, asked=BUU)
    microsoft.faults = []
    assert draft(folder, asked=SendOptions(("BUU",), resend_uncertain=True)).complete
    (laid,) = microsoft.drafts.values()
    assert laid.attached == {name: data}


# -- what goes wrong ---------------------------------------------------------------------------------------------------


def test_a_server_that_says_wait_is_waited_for_as_long_as_it_says(folder, microsoft, draft):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    microsoft.faults = [
        Fault(on("POST", "/messages"), 429, "TooManyRequests", {"Retry-After": "7"}),
        Fault(on("POST", "/messages"), 429, "TooManyRequests", {"Retry-After": later}),
        Fault(on("GET", "/messages"), 503, "serviceNotAvailable", {"Retry-After": "3"}),
    ]
    assert draft(folder, asked=BUU).complete
    assert len(microsoft.drafts) == 1
    assert draft.waits[:2] == [3.0, 7.0]
    assert 20 < draft.waits[2] <= 30


def test_a_server_that_never_has_time_takes_nothing_and_can_be_asked_again(folder, microsoft, draft):
    microsoft.faults = [Fault(on("POST", "/messages"), 429, "TooManyRequests", {"Retry-After": "200"}, times=9)]
    done = draft(folder, asked=BUU)
    assert done.lines[1] == (
        "BUU: ikke sendt: Microsoft 365 beder om, at der bliver ventet; prøv igen om lidt "
        "(Microsoft svarede: 429 TooManyRequests en fejl)."
    )
    assert (draft.waits, states(folder)[-1]) == ([200.0], ("BUU", "afvist"))
    microsoft.faults = []
    assert draft(folder, asked=BUU).complete


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_fault_of_the_server_lays_nothing_twice(folder, microsoft, draft, status):
    microsoft.faults = [Fault(on("POST", "/messages"), status, does=True), Fault(on("POST", "/messages"), status)]
    assert draft(folder).lines[0] == "Lagt som kladder i Outlook: 2 af 2 mails."
    assert len(microsoft.drafts) == 2


def test_a_fault_that_stays_is_told_for_each_mail(folder, microsoft, draft):
    microsoft.faults = [Fault(on("POST", "/messages"), 500, "InternalServerError", times=5)]
    done = draft(folder)
    assert done.lines[:2] == (
        "Lagt som kladder i Outlook: 1 af 2 mails.",
        "BUU: ikke sendt: Microsoft 365 har en fejl lige nu; prøv igen om lidt "
        "(Microsoft svarede: 500 InternalServerError en fejl).",
    )
    assert [one.message["To"] for one in microsoft.drafts.values()] == ["mtu@example.dk"]


def test_a_lost_answer_is_looked_up_in_the_mailbox(folder, microsoft, draft):
    microsoft.faults = [Fault(on("POST", "/messages"), 0, does=True)]
    assert draft(folder, asked=BUU).complete
    assert (len(microsoft.drafts), states(folder)[-1]) == (1, ("BUU", "kladde"))


def test_a_question_that_was_lost_on_the_way_laid_nothing(folder, microsoft, draft):
    microsoft.faults = [Fault(on("POST", "/messages"), 0)]
    assert draft(folder, asked=BUU).lines[1] == "BUU: ikke sendt: forbindelsen faldt ud, før kladden blev lagt."
    assert states(folder)[-1] == ("BUU", "afvist")


def test_what_cannot_be_looked_up_is_uncertain_and_not_laid_twice(folder, microsoft, draft):
    microsoft.faults = [
        Fault(on("POST", "/messages"), 0, does=True),
        Fault(lambda *_: len(microsoft.drafts) > 0, 0, times=9),
    ]
    done = draft(folder, asked=BUU)
    assert "BUU: uvist: forbindelsen faldt ud, mens kladden blev lagt; se efter i postkassens kladder" in done.lines[1]
    microsoft.faults = []
    again = draft(folder, asked=BUU).lines
    assert again[0] == "Der er ikke noget at sende."
    assert again[1].endswith("ligger måske som kladde. Se efter i Outlook; den lægges kun igen med --send-uvisse.")
    assert draft(folder, asked=SendOptions(("BUU",), resend_uncertain=True)).complete
    assert len(microsoft.drafts) == 1


def test_a_draft_that_somebody_has_sent_from_outlook_is_not_laid_again(folder, microsoft, draft):
    draft(folder, asked=BUU)
    next(iter(microsoft.drafts.values())).is_draft = False
    internal(folder, LEDGER_NAME).unlink()
    assert draft(folder, asked=BUU).complete
    assert len(microsoft.drafts) == 1


def test_a_mailbox_without_rights_stops_before_anything_is_laid(folder, microsoft, draft):
    microsoft.rights = False
    with pytest.raises(MailServerError) as failed:
        draft(folder)
    assert str(failed.value) == (
        f"Microsoft 365 siger nej for {BOX}: der er ikke ret til at lægge kladder i postkassen; spørg jeres "
        "it-afdeling (Microsoft svarede: 403 ErrorAccessDenied Access is denied. Check credentials and try again.). "
        "Sendt indtil nu: 0 af 2."
    )
    assert states(folder) == [("BUU", "planlagt"), ("MTU", "planlagt")]


def test_a_mailbox_that_may_be_read_but_not_written_leaves_nothing_uncertain(folder, microsoft, draft):
    microsoft.faults = [Fault(on("POST", "/messages"), 403, "ErrorAccessDenied")]
    with pytest.raises(MailServerError, match="der er ikke ret til at lægge kladder i postkassen"):
        draft(folder)
    assert states(folder)[-1] == ("BUU", "afvist")
    assert draft(folder, asked=BUU).complete


def test_a_mailbox_that_there_is_not_is_one_sentence(folder, draft):
    config = replace(SETTINGS, m365=replace(SETTINGS.m365, mailbox="vaek@example.dk"))
    with pytest.raises(MailServerError, match=r"Microsoft 365 siger nej for vaek@example\.dk: postkassen findes ikke"):
        draft(folder, config)


def test_a_token_that_has_ended_is_renewed_without_asking(folder, microsoft, draft):
    microsoft.revoked = {"adgang-1"}
    assert draft(folder, asked=BUU).complete
    assert microsoft.grants == ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"]
    assert draft.shown == [CODE, NOT_KEPT]


def test_a_token_that_is_never_taken_is_one_sentence(folder, microsoft, draft):
    microsoft.faults = [Fault(on("GET", "/messages"), 401, "InvalidAuthenticationToken", times=9)]
    with pytest.raises(MailServerError, match="login bliver ikke godtaget"):
        draft(folder)


# -- the same ledger, lock and guard as with SMTP ----------------------------------------------------------------------


def test_only_one_run_lays_drafts_at_a_time(folder, draft):
    with (
        lock(internal(folder, LOCK_NAME), "fra PC-1"),
        pytest.raises(TargetError, match="er allerede ved at blive sendt fra PC-1"),
    ):
        draft(folder)


def test_a_file_that_was_changed_is_not_laid(folder, microsoft, draft):
    path = next(folder.glob("*_BUU_*.eml"))
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(TargetError, match="er ændret, siden udsendelsen blev lavet"):
        draft(folder)
    assert microsoft.asked == []


def test_a_mail_from_another_sender_than_the_settings_say_is_not_laid(folder, microsoft, draft):
    with pytest.raises(TargetError, match="lav udsendelsen igen"):
        draft(folder, replace(SETTINGS, dispatch=DispatchSettings(sender="anden@example.dk")))
    assert microsoft.asked == []


# -- settings and login ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("m365", "key"), [(M365("", CLIENT), "lejer"), (M365(TENANT, ""), "klient")])
def test_what_is_missing_in_the_settings_is_named(folder, draft, m365, key):
    with pytest.raises(ConfigError) as failed:
        draft(folder, replace(SETTINGS, m365=m365))
    assert (
        str(failed.value)
        == f"Der kan ikke logges ind hos Microsoft 365: {key} mangler under [m365] i udmoentning.toml."
    )


def test_what_is_missing_is_told_before_anybody_is_asked(folder, tmp_path):
    (tmp_path / "udmoentning.toml").write_text(f'[udsendelse]\nafsender = "{USER}"\n', encoding="utf-8")
    result = CliRunner().invoke(cli, ["udsend", "--kladder", str(folder)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"Der kan ikke logges ind hos Microsoft 365: lejer mangler under [m365] i {tmp_path / 'udmoentning.toml'}.\n"
    )


@pytest.mark.parametrize("words", [[], ["--send", "x", "--kladder", "y"], ["plan.xlsx", "--kladder", "y"]])
def test_a_dispatch_is_either_made_or_sent_or_laid_as_drafts(words):
    result = CliRunner().invoke(cli, ["udsend", *words])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Skriv enten en plan, der skal laves filer af, eller --send, --kladder eller --rykker og udsendelsens mappe. "
        "Se „udmoentning udsend --hjælp“.\n"
    )


def test_whoever_is_slow_with_the_code_is_waited_for(folder, microsoft, draft):
    microsoft.pending = 2
    assert draft(folder, asked=BUU).complete
    assert len(microsoft.grants) == 3


def test_nobody_at_the_keyboard_is_one_sentence(folder, draft):
    with pytest.raises(LoginError, match="Der skal logges ind hos Microsoft 365, og det kan kun ske ved et tastatur"):
        draft(folder, alone=True)
    assert not internal(folder, LEDGER_NAME).exists()


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (
            {"error": "invalid_grant", "error_description": "AADSTS65001: The user or administrator has not consented"},
            "kommunen har ikke godkendt, at programmet må bruge postkassen; spørg jeres it-afdeling",
        ),
        (
            {
                "error": "invalid_grant",
                "error_description": "AADSTS53003: Access has been blocked by Conditional Access",
            },
            "kommunens adgangsregler spærrer for login herfra; spørg jeres it-afdeling",
        ),
        ({"error": "authorization_declined"}, "der blev svaret nej i browseren; prøv igen"),
        ({"error": "expired_token", "error_description": "AADSTS70020: expired"}, "koden nåede at udløbe; prøv igen"),
        ({"error": "noget_nyt", "error_description": "AADSTS999999: new"}, "spørg jeres it-afdeling"),
    ],
)
def test_what_microsoft_says_to_a_login_is_told_in_danish(folder, microsoft, draft, answer, meaning):
    microsoft.login_error = answer
    own = answer.get("error_description") or answer["error"]
    with pytest.raises(LoginError) as failed:
        draft(folder)
    assert str(failed.value) == f"Login hos Microsoft 365 lykkedes ikke: {meaning} (Microsoft svarede: {own})."


def test_a_tenant_that_there_is_not_is_told_in_danish(folder, draft):
    with pytest.raises(LoginError, match="kommunens Microsoft 365 findes ikke under det navn; ret lejer under"):
        draft(folder, replace(SETTINGS, m365=M365("anden.example.dk", CLIENT)))


def test_a_login_that_cannot_be_reached_is_one_sentence(folder, draft):
    draft.service = replace(draft.service, authority="https://127.0.0.1:9")
    with pytest.raises(LoginError, match="Login hos Microsoft 365 kan ikke nås: "):
        draft(folder)


def test_a_service_with_a_certificate_that_is_not_trusted_gets_nothing(folder, microsoft, draft):
    draft.service = replace(draft.service, context=ssl.create_default_context())
    with pytest.raises(LoginError, match="certifikatet kan ikke godkendes"):
        draft(folder)
    assert microsoft.asked == []
