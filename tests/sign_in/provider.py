"""A provider on this machine, as strict as a real one, whom a test can tell to lie.

It is four at once: the issuer of each profile is a folder of its own.
"""

import base64
import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

SECRET = "not/so:secret"


@dataclass
class Provider:
    """`claims`, `answer`, `metadata` and `given` change what it says; `asked` is what it was asked for."""

    port: int = 0
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "p1", "use": "sig"}))
    client_key: Any = None
    claims: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    broken: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    proofs: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    key_file: str = ""
    now: datetime | None = None

    def issuer(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/{name}"

    def sign_in(self, address: str, **claims: Any) -> str:
        """Somebody does at `address` what the page there asks for, and is sent back to where this says."""
        wanted = dict(parse_qsl(urlsplit(address).query))
        assert wanted["response_type"] == "code"
        assert wanted["code_challenge_method"] == "S256"
        assert min(len(wanted[name]) for name in ("state", "nonce", "code_challenge")) >= 43
        code = f"code-{len(self.codes)}"
        self.codes[code] = {**wanted, "claims": json.dumps(claims)}
        issuer = address.split("/authorize")[0]
        answer = {"code": code, "state": wanted["state"], "iss": issuer, **self.answer}
        said = {name: value for name, value in answer.items() if value is not None}
        return f"{wanted['redirect_uri']}?{urlencode(said)}"

    def page(self, path: str) -> str:
        """What a browser reads there: one link, onward."""
        issuer = self.issuer(path.split("/")[1])
        asked = dict(parse_qsl(urlsplit(path).query))
        if "/authorize" in path:
            onward = self.sign_in(issuer + path.removeprefix("/" + path.split("/")[1]), **self.people)
        else:
            onward = asked["post_logout_redirect_uri"]
        return f'<!doctype html><title>Provider</title><a href="{escape(onward)}">Onward</a>'

    def say_metadata(self, issuer: str) -> dict[str, Any]:
        said = {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/jwks",
            "end_session_endpoint": f"{issuer}/logout",
            "authorization_response_iss_parameter_supported": True,
            "code_challenge_methods_supported": ["S256"],
            **self.metadata,
        }
        return {name: value for name, value in said.items() if value is not None}

    def give(self, issuer: str, form: dict[str, str], authorization: str) -> dict[str, Any]:
        """The token, for a code that is used once, by whoever asked for it and can prove so."""
        wanted = self.codes.pop(form["code"])
        verified = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        assert verified.rstrip(b"=").decode() == wanted["code_challenge"]
        assert form["redirect_uri"] == wanted["redirect_uri"]
        assert form["grant_type"] == "authorization_code"
        if authorization:
            said = base64.b64decode(authorization.removeprefix("Basic ")).decode().split(":")
            assert [unquote(each) for each in said] == [wanted["client_id"], SECRET]
        else:
            proof = jwt.decode(form["client_assertion"], self.client_key, algorithms=["RS256", "PS256"])
            assert proof.claims["iss"] == proof.claims["sub"] == wanted["client_id"]
            self.proofs.append((proof.header, proof.claims))
        at = int((self.now or datetime.now(UTC)).timestamp())
        access = "opaque"
        half = base64.urlsafe_b64encode(hashlib.sha256(access.encode()).digest()[:16]).rstrip(b"=")
        claims = {
            "iss": issuer, "aud": wanted["client_id"], "sub": "pairwise", "nonce": wanted["nonce"],
            "iat": at, "exp": at + 120, "at_hash": half.decode(),
            **json.loads(wanted["claims"]), **self.claims,
        }  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)
        return {"access_token": access, "token_type": "Bearer", "id_token": token, **self.given}

    def reply(self, path: str, form: dict[str, str], authorization: str) -> tuple[int, bytes]:
        self.asked.append(path)
        if "/authorize?" in path or "/logout?" in path:
            return 200, self.page(path).encode()
        kind = path.rpartition("/")[2]
        if kind in self.broken:
            return self.broken[kind]
        issuer = self.issuer(path.split("/")[1])
        said = {
            "openid-configuration": lambda: self.say_metadata(issuer),
            "moved": lambda: self.say_metadata(issuer),
            "jwks": lambda: {"keys": [self.key.as_dict(private=False)]},
            "token": lambda: self.give(issuer, form, authorization),
        }[kind]()
        return 200, json.dumps(said).encode()


@contextmanager
def serving(provider: Provider) -> Any:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(*provider.reply(self.path, {}, ""))

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(sent).items()}
            try:
                self._answer(*provider.reply(self.path, form, self.headers.get("Authorization", "")))
            except (AssertionError, KeyError):
                self._answer(400, b'{"error": "invalid_grant"}')

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            page = body.startswith(b"<!doctype")
            self.send_header("Content-Type", "text/html" if page else "application/json")
            if 300 <= status < 400:
                self.send_header("Location", body.decode())
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    provider.port = server.server_port
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
