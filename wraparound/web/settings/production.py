"""A site for others to use: everything that differs between sites comes from the environment, or it does not start."""

import os
from pathlib import Path

from wraparound.web.settings.base import *  # noqa: F403  # settings modules build on one another by this idiom
from wraparound.web.settings.base import databases, logging_from, mail_to_files, owners_only
from wraparound.web.settings.folders import VAR


class NotConfigured(RuntimeError):
    """A setting without which the site would not be safe; the message names it."""


def _required(name: str) -> str:
    if value := os.environ.get(name, "").strip():
        return value
    raise NotConfigured(f"Set {name} before starting the site; see docs/how-to/deploy.md.")


def _from_file_or_environment(name: str) -> list[str]:
    """Keys apart by commas, spaces or lines, from the file that `name`_FILE names, else from `name`; else none."""
    if path := os.environ.get(f"{name}_FILE", "").strip():
        try:
            return Path(path).read_text(encoding="ascii").replace(",", " ").split()
        except OSError as trouble:
            raise NotConfigured(f"{name}_FILE names {path}, which cannot be read: {trouble.strerror}.") from trouble
    return os.environ.get(name, "").replace(",", " ").split()


owners_only(VAR)
SECRET_KEY = _required("WRAPAROUND_SECRET_KEY")
SEAL_KEYS_BEFORE = os.environ.get("WRAPAROUND_SEAL_KEYS_BEFORE", "").split()
# The newest first. From the environment, or a file that only the site's own user reads; never from the database.
LOCK_KEYS = _from_file_or_environment("WRAPAROUND_LOCK_KEYS")
EQUALITY_KEYS = _from_file_or_environment("WRAPAROUND_EQUALITY_KEYS")
ALLOWED_HOSTS = [host.strip() for host in _required("WRAPAROUND_HOSTS").split(",")]
DEBUG = False
DATABASES = databases(VAR)
STATIC_ROOT = VAR / "static"
STORAGES = {"staticfiles": {"BACKEND": "wraparound.web.layout.assets.HashedAssets"}}
SECURE_SSL_REDIRECT = True
# Whoever balances the load asks over plain http whether this process lives and is ready.
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^ready/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_SECURE = True
LOGGING = logging_from(os.environ.get("WRAPAROUND_LOG", "info"))
SECOND_FACTOR_FOR = frozenset({"administrator", "auditor"})
if os.environ.get("WRAPAROUND_MAIL_HOST"):
    _SERVER = {
        "host": os.environ["WRAPAROUND_MAIL_HOST"],
        "port": int(os.environ.get("WRAPAROUND_MAIL_PORT", "587")),
        "username": os.environ.get("WRAPAROUND_MAIL_USER", ""),
        "password": os.environ.get("WRAPAROUND_MAIL_PASSWORD", ""),
        "use_tls": True,
        "timeout": 20,
    }
    MAILERS: dict[str, object] = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": _SERVER}
    }
else:
    # Until a mail server is named, mail is written to files that whoever runs the site passes on.
    MAILERS = mail_to_files(VAR / "mail")
# Preloading binds a whole domain for years: its owner decides that, not this software.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
