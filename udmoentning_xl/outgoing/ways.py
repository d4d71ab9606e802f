"""The ways a mail can go: through a mail server, with a password or a login of Microsoft 365; or as a draft.

Each says what it will do, is opened when the user has said yes, and then carries one mail at a time. The ledger, the
lock and which mails are still to go are the same for all: see ``sending``.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from udmoentning_xl.config import CONFIG_NAME, Config, DispatchSettings
from udmoentning_xl.danish import listed
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.outgoing.answers import SEND_YOURSELF
from udmoentning_xl.outgoing.connection import LIMITS, Limits
from udmoentning_xl.outgoing.graph import Mailbox, lay_draft
from udmoentning_xl.outgoing.ledger import MailState
from udmoentning_xl.outgoing.m365 import Login, Service, Show, microsoft
from udmoentning_xl.outgoing.mail import address
from udmoentning_xl.outgoing.passwords import password
from udmoentning_xl.outgoing.smtp import Delivery, Server, outgoing, server, transmit

#: Carries one mail: sender, recipients, the draft, its id, and what to call just before it leaves.
Carry = Callable[[str, tuple[str, ...], bytes, str, Callable[[], None]], Delivery]


@dataclass(frozen=True)
class Way:
    """What it says it will do with so many mails from a sender, what it has done then, and the state of those mails.

    ``option`` is what a user asks for it with, ``unsure`` what is told of one that may have gone. ``open`` asks for
    what is needed, once, and gives what carries the mails. ``lacks`` is a sentence on what the settings have to say
    before anything goes; "" for nothing.
    """

    option: str
    announce: Callable[[str, str], str]
    done: str
    state: MailState
    unsure: str
    open: Callable[[], Carry]
    lacks: str = ""


#: Makes a way of the settings; ConfigError when something is missing in them.
MakeWay = Callable[[Config], Way]


def by_mail_server(
    find_password: Callable[[DispatchSettings], str] = password,
    limits: Limits = LIMITS,
    show: Show | None = None,
    service: Service | None = None,
) -> MakeWay:
    """Mails go through the server of ``[udsendelse]``; ``find_password`` gives the password where it wants one.

    With ``login = "m365"`` a token is shown instead, which ``show`` helps a person to get.
    """

    def make(config: Config) -> Way:
        to = server(config, limits)
        find: Callable[[], str] | None = None
        if config.dispatch.login == "m365" and to.host:
            find = _token_for(config, to, Login(config, service or microsoft(), show), service or microsoft())
        elif to.user:
            find = partial(find_password, config.dispatch)
        return Way(
            "--send",
            lambda mails, sender: f"Der sendes {mails} fra {sender} gennem {to.host or 'mailserveren'}:",
            "Sendt",
            MailState.SENT,
            "er måske nået frem. Spørg modtageren; den sendes kun igen med --send-uvisse",
            lambda: _through(to, find),
            _lacking(config, afsender=config.dispatch.sender, vaert=to.host),
        )

    return make


BY_MAIL_SERVER = by_mail_server()


#: What a line of the settings may say.
_EXAMPLES = {"afsender": "budget@example.dk", "vaert": "mail.example.dk"}


def _lacking(config: Config, **said: str) -> str:
    """What to write, and in which file, of the settings of ``[udsendelse]`` that say nothing; "" where all do."""
    missing = [key for key, value in said.items() if not value]
    meanwhile = f" Kender I ikke vaert, så {SEND_YOURSELF}." if "vaert" in missing else ""
    lines = listed([f'{key} = "{_EXAMPLES[key]}"' for key in missing])
    where = config.path or f"filen {CONFIG_NAME} ved siden af mappen med udsendelsen"
    return f"{listed(missing)} mangler. Skriv under [udsendelse] i {where}, fx: {lines}.{meanwhile}" if missing else ""


def _token_for(config: Config, to: Server, login: Login, service: Service) -> Callable[[], str]:
    """What gives a token for the server; ConfigError when the server is not one of Microsoft's."""
    if to.host.casefold().rstrip(".") not in service.mail_hosts:
        raise ConfigError(
            f'{config.place("udsendelse", "vaert")}: med login = "m365" kan der kun sendes gennem smtp.office365.com, '
            f"og ikke gennem {to.host}, som så ville få adgang til postkassen."
        )
    if not to.user:
        raise ConfigError(
            f'{config.place("udsendelse", "login")}: med login = "m365" skal bruger være postkassens adresse.'
        )
    login.check()
    return lambda: login.token("smtp")


def _through(to: Server, find: Callable[[], str] | None) -> Carry:
    if find:
        to = replace(to, password=find())  # asked for once, before the first mail

    def carry(
        sender: str, recipients: tuple[str, ...], draft: bytes, message_id: str, leaving: Callable[[], None]
    ) -> Delivery:
        ready = replace(to, password=find()) if find and to.by_token else to  # a token may end while we send
        return transmit(ready, sender, recipients, outgoing(draft, message_id), leaving)

    return carry


def as_drafts(show: Show | None = None, service: Service | None = None) -> MakeWay:
    """Mails are laid as drafts in the mailbox of ``[m365]``, or in the sender's, for people to look at and send."""

    def make(config: Config) -> Way:
        if lacks := _lacking(config, afsender=config.dispatch.sender):
            raise ConfigError(f"Der kan ikke lægges kladder: {lacks}")
        there = service or microsoft()
        box = config.m365.mailbox or address(config.dispatch.sender).addr_spec
        login = Login(config, there, show)
        login.check()

        def opened() -> Carry:
            login.token("graph")
            to = Mailbox(box, login, there.graph, there.sleep)

            def carry(
                _: str, recipients: tuple[str, ...], draft: bytes, message_id: str, leaving: Callable[[], None]
            ) -> Delivery:
                return lay_draft(to, recipients, outgoing(draft, message_id), message_id, leaving)

            return carry

        def announce(mails: str, sender: str) -> str:
            return f"Der lægges {mails} fra {sender} som kladder i postkassen {box}:"

        unsure = "ligger måske som kladde. Se efter i Outlook; den lægges kun igen med --send-uvisse"
        return Way("--kladder", announce, "Lagt som kladder i Outlook", MailState.DRAFTED, unsure, opened)

    return make
