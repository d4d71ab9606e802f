"""Microsoft's login and Microsoft Graph on loopback, as far as they are documented, with the faults they can have.

What it is held to: learn.microsoft.com, „OAuth 2.0 device authorization grant“, „client credentials flow“ (with a
certificate), „Create message“ (MIME), „Add attachment“, „attachment: createUploadSession“, „Microsoft Graph throttling
guidance“ and „error responses“. It is not Microsoft's own service.
"""

import json
import ssl
import threading
import time
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import SMTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlparse

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes

TENANT, CLIENT, BOX = "proevekommune.example.dk", "11111111-2222-3333-4444-555555555555", "budget@example.dk"
_MOST = 4 << 20
_STEP = 320 * 1024


@dataclass
class Draft:
    """What lies in the mailbox: the MIME it was made of, and the files that were added."""

    mime: bytes
    files: dict[str, bytes] = field(default_factory=dict)
    is_draft: bool = True

    @property
    def message(self) -> Any:
        return message_from_bytes(self.mime, policy=SMTP)

    @property
    def attached(self) -> dict[str, bytes]:
        """Every file of the draft, however it came there."""
        inside = {one.get_filename(): one.get_payload(decode=True) for one in self.message.iter_attachments()}
        return {**inside, **self.files}


@dataclass
class Fault:
    """What happens instead of an answer: the first question that ``fits`` gets it, ``times`` times.

    With ``does`` the question is carried out first. A ``status`` of 0 hangs up.
    """

    fits: Callable[[str, str], bool]
    status: int
    word: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    does: bool = False


@dataclass
class Microsoft:
    """The state of the service. ``rights`` are what the tokens it gives out may be used for."""

    pending: int = 0  # so often the code has not been typed yet
    rights: bool = True
    mailboxes: tuple[str, ...] = (BOX,)
    lifetime: int = 3600
    login_error: dict[str, str] = field(default_factory=dict)
    certificate: x509.Certificate | None = None
    faults: list[Fault] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)  # token -> its scope
    revoked: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)  # method and path of every question
    grants: list[str] = field(default_factory=list)
    uploads: dict[str, tuple[str, str, int, bytearray]] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)  # Content-Range of every part
    url: str = ""
    scope: str = ""  # that the last code was asked for


class _Handler(BaseHTTPRequestHandler):
    service: Microsoft
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _serve(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        service, path = self.service, unquote(urlparse(self.path).path)
        service.asked.append(f"{self.command} {path}")
        fault = next((one for one in service.faults if one.times and one.fits(self.command, path)), None)
        if fault:
            fault.times -= 1
            if fault.does:
                self._answer(path, data)
            if fault.status == 0:
                self.close_connection = True
                self.connection.close()
                return
            self._say(fault.status, _error(fault.word, "en fejl"), fault.headers)
            return
        status, told = self._answer(path, data)
        self._say(status, told)

    do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815

    def _say(self, status: int, told: Any, headers: dict[str, str] | None = None) -> None:
        body = b"" if told is None else json.dumps(told).encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, path: str, data: bytes) -> tuple[int, Any]:
        service = self.service
        if path == f"/{TENANT}/v2.0/.well-known/openid-configuration":
            base = f"{service.url}/{TENANT}/oauth2/v2.0"
            return 200, {
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "device_authorization_endpoint": f"{base}/devicecode",
                "issuer": f"{service.url}/{TENANT}/v2.0",
            }
        if path.endswith("/.well-known/openid-configuration"):
            words = "AADSTS90002: Tenant 'anden' not found."
            return 400, {"error": "invalid_tenant", "error_description": words, "error_codes": [90002]}
        form = (
            {key: values[0] for key, values in parse_qs(data.decode("latin-1")).items()} if b"=" in data[:2000] else {}
        )
        if path.endswith("/devicecode"):
            service.scope = form["scope"]
            return 200, {
                "user_code": "ABCD1234",
                "device_code": "hemmelig",
                "verification_uri": "https://microsoft.com/devicelogin",
                "expires_in": 900,
                "interval": 0,
                "message": "To sign in, use a web browser ...",
            }
        if path.endswith("/token"):
            return self._token(form)
        if path.startswith("/upload/"):
            return self._upload(path, data)
        return self._graph(path, data)

    # -- tokens --------------------------------------------------------------------------------------------------------

    def _token(self, form: dict[str, str]) -> tuple[int, Any]:
        service = self.service
        service.grants.append(form["grant_type"])
        if service.login_error:
            return 400, service.login_error
        if form["grant_type"].endswith("device_code") and service.pending:
            service.pending -= 1
            return 400, {"error": "authorization_pending", "error_description": "AADSTS70016: pending"}
        if form["grant_type"] == "client_credentials":
            return self._by_certificate(form)
        token = self._issue(form.get("scope", service.scope))
        return 200, {
            **token,
            "refresh_token": f"fornyer-{len(service.tokens)}",
            "client_info": _unpadded({"uid": "uid", "utid": "utid"}),
            "id_token": ".".join(
                [
                    _unpadded({"alg": "none", "typ": "JWT"}),
                    _unpadded(
                        {
                            "aud": form["client_id"],
                            "iss": f"{service.url}/{TENANT}/v2.0",
                            "exp": int(time.time()) + 3600,
                            "iat": int(time.time()),
                            "sub": "sub",
                            "oid": "uid",
                            "tid": "utid",
                            "preferred_username": BOX,
                        }
                    ),
                    "sig",
                ]
            ),
        }

    def _by_certificate(self, form: dict[str, str]) -> tuple[int, Any]:
        certificate = self.service.certificate
        assert certificate is not None
        assertion = form["client_assertion"]
        try:
            claims = jwt.decode(
                assertion,
                certificate.public_key(),
                algorithms=["RS256", "PS256"],
                audience=self._token_url(),
                issuer=CLIENT,
            )
            head = jwt.get_unverified_header(assertion)
        except jwt.InvalidTokenError as error:
            return 401, {"error": "invalid_client", "error_description": f"AADSTS700027: {error}"}
        known = {
            _digest(certificate, hashes.SHA1()),
            _digest(certificate, hashes.SHA256()),
        }
        if not {str(head.get(name)).rstrip("=") for name in ("x5t", "x5t#S256")} & known or claims["sub"] != CLIENT:
            return 401, {"error": "invalid_client", "error_description": "AADSTS700027: not registered"}
        return 200, self._issue(form["scope"])

    def _token_url(self) -> str:
        return f"{self.service.url}/{TENANT}/oauth2/v2.0/token"

    def _issue(self, scope: str) -> dict[str, Any]:
        token = f"adgang-{len(self.service.tokens) + 1}"
        self.service.tokens[token] = scope
        return {"token_type": "Bearer", "access_token": token, "expires_in": self.service.lifetime, "scope": scope}

    # -- Graph ---------------------------------------------------------------------------------------------------------

    def _graph(self, path: str, data: bytes) -> tuple[int, Any]:
        service = self.service
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        if token in service.revoked or token not in service.tokens:
            return 401, _error("InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.")
        if "graph.microsoft.com" not in service.tokens[token]:
            return 401, _error("InvalidAuthenticationToken", "Access token validation failure. Invalid audience.")
        if not service.rights:
            return 403, _error("ErrorAccessDenied", "Access is denied. Check credentials and try again.")
        parts = path.removeprefix("/v1.0/users/").split("/")
        if parts[0] not in service.mailboxes:
            return 404, _error("ErrorInvalidUser", f"The requested user '{parts[0]}' is invalid.")
        if parts[1:] == ["messages"]:
            return self._find() if self.command == "GET" else self._create(data)
        draft = service.drafts.get(parts[2])
        if draft is None:
            return 404, _error("ErrorItemNotFound", "The specified object was not found in the store.")
        if self.command == "DELETE":
            del service.drafts[parts[2]]
            return 204, None
        if parts[-1] == "createUploadSession":
            item = json.loads(data)["AttachmentItem"]
            name = f"/upload/{len(service.uploads)}"
            service.uploads[name] = (parts[2], item["name"], item["size"], bytearray())
            return 201, {"uploadUrl": f"{service.url}{name}", "nextExpectedRanges": ["0-"]}
        told = json.loads(data)
        content = b64decode(told["contentBytes"])
        if len(content) > 3 << 20:
            return 413, _error("ErrorMessageSizeExceeded", "too large")
        draft.files[told["name"]] = content
        return 201, {"id": told["name"]}

    def _find(self) -> tuple[int, Any]:
        wanted = parse_qs(urlparse(self.path).query)["$filter"][0].removeprefix("internetMessageId eq '")[:-1]
        found = [
            {"id": key, "isDraft": one.is_draft, "hasAttachments": bool(one.attached)}
            for key, one in self.service.drafts.items()
            if one.message["Message-ID"] == wanted.replace("''", "'")
        ]
        return 200, {"value": found}

    def _create(self, data: bytes) -> tuple[int, Any]:
        if len(data) > _MOST:
            return 413, _error("RequestEntityTooLarge", "The request is too large.")
        if self.headers["Content-Type"] != "text/plain":
            return 415, _error("UnsupportedMediaType", "")
        key = f"AAMk/{len(self.service.asked)}=="  # ids of Exchange hold / and =
        key = urlsafe_b64encode(key.encode()).decode()
        self.service.drafts[key] = Draft(b64decode(data, validate=True))
        return 201, {"id": key, "isDraft": True}

    def _upload(self, path: str, data: bytes) -> tuple[int, Any]:
        service = self.service
        draft, name, size, got = service.uploads[path]
        if self.headers.get("Authorization"):
            return 401, _error("InvalidAudience", "An upload takes no token.")
        service.parts.append(self.headers["Content-Range"])
        span, _, total = self.headers["Content-Range"].removeprefix("bytes ").partition("/")
        first, last = map(int, span.split("-"))
        whole = last + 1 == size
        if first != len(got) or last - first + 1 != len(data) or int(total) != size or len(data) >= _MOST:
            return 416, _error("InvalidRange", "")
        if not whole and len(data) % _STEP:
            return 400, _error("InvalidRange", "a part is a multiple of 320 KiB")
        got += data
        if whole:
            service.drafts[draft].files[name] = bytes(got)
            return 201, None
        return 200, {"nextExpectedRanges": [f"{len(got)}-"]}


def _error(word: str, words: str) -> dict[str, Any]:
    return {"error": {"code": word, "message": words, "innerError": {"request-id": "x"}}}


def _unpadded(told: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


def _digest(certificate: x509.Certificate, kind: Any) -> str:
    return urlsafe_b64encode(certificate.fingerprint(kind)).decode().rstrip("=")


@contextmanager
def microsoft_running(service: Microsoft, certificate: Path) -> Iterator[str]:
    """Run the service on 127.0.0.1 and give its address."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    handler = type("Handler", (_Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    service.url = f"https://127.0.0.1:{server.server_address[1]}"
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service.url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def bearer(challenge: str) -> tuple[str, str]:
    """User and token of an XOAUTH2 answer."""
    user, auth, *rest = b64decode(challenge).decode().split("\x01")
    assert rest == ["", ""]
    return user.removeprefix("user="), auth.removeprefix("auth=Bearer ")


CHALLENGE = b64encode(b'{"status":"400","schemes":"Bearer","scope":"https://outlook.office.com"}').decode()
