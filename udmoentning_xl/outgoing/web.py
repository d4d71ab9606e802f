"""One question to a web service over an encrypted connection, with a time limit; msal asks through it too.

The proxies of the system and its own authorities are used, so that it works where a browser does. What is asked, and
what an answer means, is the business of ``m365`` and ``graph``.
"""

import errno
import http.client
import json
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: More than this is no answer but an attempt to fill our memory.
_MOST_ANSWERED = 1 << 24
_SECONDS = 60.0


@dataclass(frozen=True)
class Response:
    """A status, its headers by name in small letters, and the text; msal asks for ``status_code`` and the rest."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def status_code(self) -> int:
        """The status, as requests calls it."""
        return self.status

    def raise_for_status(self) -> None:
        """Raise OSError for an answer that is an error, as requests does."""
        if self.status >= 400:
            raise ConnectionError(f"HTTP {self.status}")

    def data(self) -> dict[str, Any]:
        """The object that the text is as JSON; empty where it is none."""
        try:
            told = json.loads(self.text)
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else: a token is for the server it was asked for."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Web:
    """Asks servers whose certificates ``context`` can check."""

    def __init__(self, context: ssl.SSLContext, seconds: float = _SECONDS) -> None:
        self._opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), _NoRedirect)
        self._seconds = seconds

    def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None) -> Response:
        """The server's answer, whatever its status.

        Raises OSError when there is none, or the address is not one that is spoken to encrypted.
        """
        if not url.lower().startswith("https://"):
            raise ConnectionError(url)
        request = urllib.request.Request(url, body, dict(headers), method=method)
        try:
            with self._opener.open(request, timeout=self._seconds) as response:
                return _answer(response.status, response.headers, response.read(_MOST_ANSWERED))
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error.code, error.headers, error.read(_MOST_ANSWERED))
        except urllib.error.URLError as error:
            raise error.reason if isinstance(error.reason, OSError) else _cut_off() from error
        except http.client.HTTPException as error:
            raise _cut_off() from error

    def get(self, url: str, params: Any = None, headers: Mapping[str, str] | None = None, **_: Any) -> Response:
        """A question as msal puts it."""
        asked = f"{url}?{urllib.parse.urlencode(params)}" if params else url
        return self.ask("GET", asked, headers or {})

    def post(
        self, url: str, params: Any = None, data: Any = None, headers: Mapping[str, str] | None = None, **_: Any
    ) -> Response:
        """A form as msal sends it."""
        asked = f"{url}?{urllib.parse.urlencode(params)}" if params else url
        body = data if isinstance(data, bytes) else str(data).encode() if isinstance(data, str) else None
        if body is None:
            body = urllib.parse.urlencode(
                {key: value for key, value in (data or {}).items() if value is not None}
            ).encode()
        return self.ask("POST", asked, {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}, body)

    def close(self) -> None:
        """Nothing is held open."""


def _cut_off() -> OSError:
    return ConnectionResetError(errno.ECONNRESET, "")


def _answer(status: int, headers: Any, data: bytes) -> Response:
    return Response(status, {name.lower(): value for name, value in headers.items()}, data.decode("utf-8", "replace"))
