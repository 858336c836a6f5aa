"""An OpenID provider in a process of its own, which does what the standard says until it is told to misbehave.

Run: python -m tests.samples.openid_provider PORT. POST /control with JSON {"rotate": true} or {"wrong": "issuer"}.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "wraparound", "a secret between the two"


class State:
    """What the provider knows: its keys, codes given out, and how it misbehaves."""

    def __init__(self, issuer):
        self.issuer, self.codes, self.wrong, self.subject, self.ago = issuer, {}, "", "someone", None
        self.rotate()

    def rotate(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.kid = secrets.token_hex(4)

    def token(self, asked):
        now = int(time.time())
        claims = {
            **{"iss": self.issuer, "sub": self.subject, "aud": CLIENT, "iat": now, "exp": now + 300},
            "nonce": asked.get("nonce", ""),
            "auth_time": self.asked_for_a_password(asked, now),
        }
        wrong_claims = {
            "issuer": {"iss": "http://127.0.0.1:9/"},
            "audience": {"aud": "another-site"},
            "two audiences": {"aud": [CLIENT, "another-site"]},
            "nonce": {"nonce": "of another question"},
            "expired": {"iat": now - 7200, "exp": now - 3600},
            "no subject": {"sub": None},
            "not asked again": {"auth_time": now - 3600},
            "asked tomorrow": {"auth_time": now + 86_400},
            "asked at no time": {"auth_time": "just now"},
            "no time": {"auth_time": None},
        }
        claims |= wrong_claims.get(self.wrong, {})
        kid = "gone" if self.wrong == "old key" else self.kid
        return self._signed({name: value for name, value in claims.items() if value is not None}, {"kid": kid})

    def asked_for_a_password(self, asked, now):
        """When: now where the other site wants that; else some seconds ago, or not said."""
        if asked.get("prompt") == "login" and asked.get("max_age") == "0":
            return now
        return None if self.ago is None else now - self.ago

    def _signed(self, claims, headers):
        if self.wrong == "unsigned":
            return jwt.encode(claims, "", algorithm="none", headers=headers)
        if self.wrong == "shared secret":
            return jwt.encode(claims, SECRET.ljust(32, "."), algorithm="HS256", headers=headers)
        other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        return jwt.encode(claims, other if self.wrong == "signature" else self.key, algorithm="RS256", headers=headers)

    def jwks(self):
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": self.kid, "use": "sig", "alg": "RS256"}]}


class Provider(BaseHTTPRequestHandler):
    """The addresses of a provider."""

    state: State

    def do_GET(self):
        place = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(place.query).items()}
        if place.path == "/.well-known/openid-configuration":
            issuer = self.state.issuer
            self._json({
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/jwks",
                "userinfo_endpoint": f"{issuer}/userinfo",
                "end_session_endpoint": f"{issuer}/end",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            })  # fmt: skip
        elif place.path == "/jwks":
            self._json(self.state.jwks())
        elif place.path == "/authorize":
            if asked.get("code_challenge_method") != "S256" or asked.get("client_id") != CLIENT:
                return self._json({"error": "no PKCE"}, 400)
            code = secrets.token_urlsafe(16)
            self.state.codes[code] = asked
            self.send_response(302)
            self.send_header(
                "Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            )
            self.end_headers()
        else:
            self._json({"error": "not here"}, 404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/control":
            told = json.loads(body)
            if told.get("rotate"):
                self.state.rotate()
            self.state.wrong, self.state.ago = told.get("wrong", ""), told.get("ago")
            self.state.subject = told.get("subject", self.state.subject)
            return self._json({})
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.state.codes.pop(sent.get("code", ""), None)
        verifier = sent.get("code_verifier", "")
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if asked is None or challenge != asked["code_challenge"] or sent.get("client_secret") != SECRET:
            return self._json({"error": "invalid_grant"}, 400)
        answer = {"access_token": secrets.token_urlsafe(8), "token_type": "Bearer"}
        if self.state.wrong != "no token":
            answer["id_token"] = self.state.token(asked)
        self._json(answer)

    def _json(self, what, status=200):
        content = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *said):
        pass


if __name__ == "__main__":
    port = int(sys.argv[1])
    Provider.state = State(f"http://127.0.0.1:{port}")
    ThreadingHTTPServer(("127.0.0.1", port), Provider).serve_forever()
