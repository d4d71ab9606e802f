"""Logging in to Microsoft 365: a token for a mailbox, by a code that a person types in a browser, or by a certificate.

The token is kept by the operating system (DPAPI, the key chain, the secret service) and never written by us. It is only
asked for at Microsoft's own address, and only given to Microsoft's own servers: the settings lie on a shared drive, and
nobody may have it sent elsewhere by changing them. What it is used for is the business of ``ways`` and ``graph``.
"""

import contextlib
import hashlib
import os
import re
import ssl
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from udmoentning_xl.config import CONFIG_NAME, Config
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.outgoing.answers import one_line
from udmoentning_xl.outgoing.smtp import MailServerError
from udmoentning_xl.outgoing.web import Web

#: Shows one line to whoever logs in; None when nobody sits there.
Show = Callable[[str], None]

_GRAPH, _SMTP = "https://graph.microsoft.com/", "https://outlook.office.com/"
#: What a token may be used for: on behalf of a person, and on that of the program with its certificate.
SCOPES = {
    "graph": ((f"{_GRAPH}Mail.ReadWrite.Shared",), (f"{_GRAPH}.default",)),
    "smtp": ((f"{_SMTP}SMTP.Send",), ("https://outlook.office365.com/.default",)),
}
_KEY = re.compile(r"-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[^-]++-----END (?:RSA |EC )?PRIVATE KEY-----")
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----[^-]++-----END CERTIFICATE-----")
_IT = "spørg jeres it-afdeling"
_CODE = re.compile(r"AADSTS(\d{4,8})")
#: Codes of Microsoft Entra ID -> what is so, and what to do.
_ERRORS = {
    "65001": f"kommunen har ikke godkendt, at programmet må bruge postkassen; {_IT}",
    "90094": f"kommunens administrator skal først godkende programmet; {_IT}",
    "700016": f"programmet kendes ikke i kommunens Microsoft 365; ret klient under [m365], eller {_IT}",
    "90002": "kommunens Microsoft 365 findes ikke under det navn; ret lejer under [m365]",
    "900023": "kommunens Microsoft 365 findes ikke under det navn; ret lejer under [m365]",
    "50105": f"du er ikke blandt dem, der må bruge programmet; {_IT}",
    "50034": f"brugeren findes ikke i kommunens Microsoft 365; {_IT}",
    "53003": f"kommunens adgangsregler spærrer for login herfra; {_IT}",
    "50076": "login skal bekræftes en gang til; prøv igen, og følg det, der står i browseren",
    "50079": "login skal bekræftes en gang til; prøv igen, og følg det, der står i browseren",
    "700027": f"certifikatet godkendes ikke; ret certifikat under [m365], eller {_IT}",
    "7000222": f"certifikatet er udløbet; {_IT}",
    "7000218": "programmet må ikke logge ind med en kode; bed it-afdelingen tillade „public client flows“",
    "70016": "der er ikke logget ind i browseren endnu; prøv igen",
    "70019": "koden nåede at udløbe; prøv igen",
    "70020": "koden nåede at udløbe; prøv igen",
}
_WORDS = {
    "authorization_declined": "der blev svaret nej i browseren; prøv igen",
    "expired_token": "koden nåede at udløbe; prøv igen",
    "code_expired": "koden nåede at udløbe; prøv igen",
    "authorization_pending": "der er ikke logget ind i browseren endnu; prøv igen",
    "temporarily_unavailable": "Microsoft 365 har travlt; prøv igen om lidt",
}


class LoginError(MailServerError):
    """There is no token to be had; nothing can be sent or laid as drafts."""


@dataclass(frozen=True)
class Service:
    """Where Microsoft 365 is. There is one, ``MICROSOFT``; tests have one of their own."""

    authority: str = "https://login.microsoftonline.com"
    graph: str = "https://graph.microsoft.com/v1.0"
    mail_hosts: frozenset[str] = frozenset({"smtp.office365.com", "outlook.office365.com", "smtp-hve.office365.com"})
    cache: Path | None = None  # where the token is kept, None for no place
    sleep: Callable[[float], None] = time.sleep
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)


def microsoft() -> Service:
    """Microsoft's own service, with the token kept where this user's programs keep what is theirs."""
    home = Path.home()
    bases = {
        "win32": Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"),
        "darwin": home / "Library" / "Application Support",
    }
    base = bases.get(sys.platform) or Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return Service(cache=base / "udmoentning" / "m365.bin")


class Login:
    """A login of ``[m365]``; a token is fetched when it is first asked for and renewed when it is about to end."""

    def __init__(self, config: Config, service: Service, show: Show | None = None) -> None:
        self._config, self._service, self._show = config, service, show
        self.web = Web(service.context)
        self._app: Any = None
        self._is_kept = False

    def check(self) -> None:
        """Raise ConfigError when something is missing under ``[m365]``, or msal is not there."""
        settings = self._config.m365
        for value, key in ((settings.tenant, "lejer"), (settings.client, "klient")):
            if not value:
                where = self._config.path or CONFIG_NAME
                raise ConfigError(f"Der kan ikke logges ind hos Microsoft 365: {key} mangler under [m365] i {where}.")
        _library("msal")

    def token(self, purpose: str, *, renewed: bool = False) -> str:
        """A token for "graph" or "smtp"; ``renewed`` when the last one was not taken any more.

        Raises:
            ConfigError: something is missing under ``[m365]``, the certificate cannot be read, or msal is not there.
            LoginError: Microsoft says no or cannot be reached, or somebody must log in and nobody sits there.
        """
        try:
            told = self._fetch(purpose, renewed)
        except (OSError, ValueError, RuntimeError) as error:
            # msal's own, for a tenant that there is not or a bad certificate, hide what was behind them.
            behind = error.__context__ if isinstance(error.__context__, OSError | ValueError) else error
            if isinstance(behind, OSError):
                raise LoginError(f"Login hos Microsoft 365 kan ikke nås: {reason(behind)}.") from error
            told = {"error_description": str(behind)}
        if "access_token" not in told:
            raise LoginError(f"Login hos Microsoft 365 lykkedes ikke: {_explained(told)}.")
        return str(told["access_token"])

    def _fetch(self, purpose: str, renewed: bool) -> dict[str, Any]:
        by_person, by_program = SCOPES[purpose]
        app = self._application()
        if self._config.m365.certificate:
            # msal gives the token it has; one that is not taken any more is only had anew when it is forgotten.
            if renewed:
                app.remove_tokens_for_client()
            return dict(app.acquire_token_for_client(scopes=list(by_program)))
        for account in app.get_accounts(username=self._config.m365.user or None):
            told = app.acquire_token_silent_with_error(list(by_person), account=account, force_refresh=renewed)
            if told and "access_token" in told:
                return dict(told)
        if self._show is None:
            raise LoginError(
                "Der skal logges ind hos Microsoft 365, og det kan kun ske ved et tastatur. Kør kommandoen i et vindue "
                "én gang; derefter huskes login."
            )
        flow = app.initiate_device_flow(scopes=list(by_person))
        if "user_code" not in flow:
            return dict(flow)
        self._show(f"Log ind: åbn {flow['verification_uri']} i en browser, og skriv koden {flow['user_code']}.")
        told = dict(app.acquire_token_by_device_flow(flow))
        if "access_token" in told and not self._is_kept:
            self._show("Login kan ikke gemmes krypteret på denne maskine, så der skal logges ind igen næste gang.")
        return told

    def _application(self) -> Any:
        if self._app is None:
            settings = self._config.m365
            self.check()
            msal = _library("msal")
            options: dict[str, Any] = {
                "authority": f"{self._service.authority}/{settings.tenant}",
                "http_client": self.web,
                "instance_discovery": False,  # the address is ours, not one that somebody has typed
            }
            if settings.certificate:
                credential = _credential(
                    (self._config.path.parent if self._config.path else Path()) / settings.certificate
                )
                self._app = msal.ConfidentialClientApplication(settings.client, client_credential=credential, **options)
            else:
                cache = _kept(self._service.cache)
                self._is_kept = cache is not None
                self._app = msal.PublicClientApplication(settings.client, token_cache=cache, **options)
        return self._app


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise ConfigError(
            "Microsoft 365 er et tilvalg, som ikke er installeret: installér udmoentning igen med [m365] efter navnet."
        ) from error


def _kept(path: Path | None) -> Any:
    """The cache in the operating system's own store; None, for one in memory, where the system has none."""
    if path is None:
        return None
    extensions = _library("msal_extensions")
    with contextlib.suppress(Exception):  # a store fails in as many ways as there are systems; then it is not kept
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        persistence = extensions.build_encrypted_persistence(str(path))
        if getattr(persistence, "trial_run", None):
            persistence.trial_run()
        return extensions.PersistedTokenCache(persistence)
    return None


def _credential(path: Path) -> dict[str, str]:
    """The private key and the thumbprint of the certificate in a PEM file."""
    try:
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "den er ikke en PEM-fil"
        raise ConfigError(f"Certifikatet {path} kan ikke læses: {why}; ret certifikat under [m365].") from error
    key, certificate = _KEY.search(text), _CERTIFICATE.search(text)
    if not key or not certificate:
        raise ConfigError(f"{path} skal være en PEM-fil med både certifikatet og dets private nøgle uden adgangskode.")
    der = ssl.PEM_cert_to_DER_cert(certificate[0])
    thumbprint = hashlib.sha1(der, usedforsecurity=False).hexdigest().upper()
    return {"private_key": key[0], "thumbprint": thumbprint, "public_certificate": certificate[0]}


def _explained(told: dict[str, Any]) -> str:
    """What Microsoft answered, as a Danish clause with its own words after."""
    description = str(told.get("error_description") or "")
    code = _CODE.search(description)
    description = one_line(0, description[code.start() :].partition('"')[0] if code else description)[2:]
    meaning = _ERRORS.get(code[1] if code else "") or _WORDS.get(str(told.get("error"))) or _IT
    own = description or str(told.get("error") or "intet")
    return f"{meaning} (Microsoft svarede: {own})"
