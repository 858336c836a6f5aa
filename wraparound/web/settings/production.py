"""A site for others to use: everything that differs between sites comes from the environment, or it does not start."""

import os

from wraparound.web.settings.base import *  # noqa: F403  # settings modules build on one another by this idiom
from wraparound.web.settings.base import ROOT, postgresql, sqlite


class NotConfigured(RuntimeError):
    """A setting without which the site would not be safe; the message names it."""


def _required(name: str) -> str:
    if value := os.environ.get(name, "").strip():
        return value
    raise NotConfigured(f"Set {name} before starting the site; see docs/how-to/deploy.md.")


VAR = ROOT / "var" if "WRAPAROUND_VAR" not in os.environ else type(ROOT)(os.environ["WRAPAROUND_VAR"])
SECRET_KEY = _required("WRAPAROUND_SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in _required("WRAPAROUND_HOSTS").split(",")]
DEBUG = False
DATABASES = {
    "default": postgresql(url)
    if (url := os.environ.get("WRAPAROUND_DATABASE_URL"))
    else sqlite(VAR / "wraparound.sqlite3")
}
STATIC_ROOT = VAR / "static"
STORAGES = {"staticfiles": {"BACKEND": "wraparound.web.layout.assets.HashedAssets"}}
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
CSRF_COOKIE_SECURE = True
