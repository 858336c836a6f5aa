"""One machine, one SQLite file, nothing to configure: what `wraparound serve` and the commands use."""

import os
import secrets
from pathlib import Path

from wraparound.web.settings.base import *  # noqa: F403  # settings modules build on one another by this idiom
from wraparound.web.settings.base import databases, mail_to_files, owners_only
from wraparound.web.settings.folders import VAR

owners_only(VAR)


def _secret_key(path: Path) -> str:
    """A key of this machine's own, made once and readable by its owner only."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        if key := path.read_text(encoding="ascii").strip():
            return key
        descriptor = os.open(path, os.O_WRONLY)
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


SECRET_KEY = _secret_key(VAR / "secret-key")
# What the database keeps locked opens with this; a copy of the database alone says nothing.
LOCK_KEYS = [_secret_key(VAR / "lock-key")]
# The store of equality has a key of its own: neither the other key nor both stores together open it.
EQUALITY_KEYS = [_secret_key(VAR / "equality-key")]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DATABASES = databases(VAR)
STATIC_ROOT = VAR / "static"
STORAGES = {"staticfiles": {"BACKEND": "wraparound.web.layout.assets.HashedAssets"}}
SECURE_CROSS_ORIGIN_OPENER_POLICY = None  # browsers ignore and complain about it on plain http
# Mail stays on this machine as files, for whoever tries the site alone.
MAILERS = mail_to_files(VAR / "mail")
