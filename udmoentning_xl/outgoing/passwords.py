"""The password of the mail server, which goes to no other server than the one it was given for.

The settings lie on a shared drive, where somebody may change ``vaert``; so every place a password is kept in also says
for which server. The password itself is never written anywhere by us.
"""

import os
from collections.abc import Callable, Mapping
from importlib import import_module

from udmoentning_xl.config import DispatchSettings
from udmoentning_xl.errors import ConfigError

PASSWORD_VARIABLE = "UDMOENTNING_SMTP_KODEORD"
#: The server, "mail.example.dk:587", that the password in the environment is for.
SERVER_VARIABLE = "UDMOENTNING_SMTP_SERVER"
_SERVICE = "udmoentning:"

#: Asks the user for the password to "bruger på server"; None when nobody can be asked.
Ask = Callable[[str], str]


def password(settings: DispatchSettings, environ: Mapping[str, str] = os.environ, ask: Ask | None = None) -> str:
    """The password of ``bruger`` at this very host and port: from the environment, the key ring, or the user.

    Raises ConfigError when none is found, and when the one in the environment is for another server or for none.
    """
    place = server_name(settings)
    secret = environ.get(PASSWORD_VARIABLE)
    if secret:
        _same_server(environ.get(SERVER_VARIABLE, ""), place)
        return secret
    secret = _from_keyring(place, settings.user) or (ask(f"{settings.user} på {place}") if ask else "")
    if not secret:
        raise ConfigError(
            f"Der er ingen adgangskode gemt til {settings.user} på {place}: gem den med „keyring set {_SERVICE}{place} "
            f"{settings.user}“, eller sæt {PASSWORD_VARIABLE} og {SERVER_VARIABLE}, og prøv igen."
        )
    return secret


def server_name(settings: DispatchSettings) -> str:
    """Host and port as one word, the same for every spelling of the host: "mail.example.dk:587"."""
    return f"{settings.host.casefold().rstrip('.')}:{settings.port}"


def _same_server(given: str, place: str) -> None:
    if not given.strip():
        raise ConfigError(
            f"{PASSWORD_VARIABLE} er sat, men ikke hvilken server adgangskoden er til: sæt {SERVER_VARIABLE} til "
            f"{place}, hvis det er den, og prøv igen."
        )
    if given.strip().casefold() != place:
        raise ConfigError(
            f"Adgangskoden i {PASSWORD_VARIABLE} er til {given.strip()}, men udmoentning.toml siger {place}; den "
            f"sendes ikke dertil. Ret vaert og port, eller sæt {PASSWORD_VARIABLE} og {SERVER_VARIABLE} igen."
        )


def _from_keyring(place: str, user: str) -> str | None:
    """The password in the system's key ring, when the extra ``keyring`` is installed."""
    try:
        keyring = import_module("keyring")
    except ModuleNotFoundError:
        return None
    try:
        found = keyring.get_password(f"{_SERVICE}{place}", user)
    except keyring.errors.KeyringError:
        return None
    return None if found is None else str(found)
