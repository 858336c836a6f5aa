"""A site for others to use: everything that differs between sites comes from the environment, or it does not start."""

import os

from wraparound.web.settings.base import *  # noqa: F403  # settings modules build on one another by this idiom
from wraparound.web.settings.base import database
from wraparound.web.settings.folders import VAR


class NotConfigured(RuntimeError):
    """A setting without which the site would not be safe; the message names it."""


def _required(name: str) -> str:
    if value := os.environ.get(name, "").strip():
        return value
    raise NotConfigured(f"Set {name} before starting the site; see docs/how-to/deploy.md.")


VAR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = _required("WRAPAROUND_SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in _required("WRAPAROUND_HOSTS").split(",")]
DEBUG = False
DATABASES = {"default": database(VAR)}
STATIC_ROOT = VAR / "static"
STORAGES = {"staticfiles": {"BACKEND": "wraparound.web.layout.assets.HashedAssets"}}
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
CSRF_COOKIE_SECURE = True
# Preloading binds a whole domain for years: its owner decides that, not this software.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
