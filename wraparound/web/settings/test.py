"""Tests: a throw-away database, assets straight from the source tree."""

import os

from wraparound.web.settings.base import *  # noqa: F403  # settings modules build on one another by this idiom
from wraparound.web.settings.base import ROOT, in_own_schema, postgresql, sqlite
from wraparound.web.store.apart import EQUALITY_STORE

SECRET_KEY = "only for tests"
LOCK_KEYS = ["only for tests, and long enough to lock with"]
EQUALITY_KEYS = ["only for tests too, another one and long enough"]
DEBUG = False
PAST_IS_MADE_UP = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
VAR = ROOT / "var"
VAR.mkdir(exist_ok=True)
DATABASES = {
    "default": postgresql(url)
    if (url := os.environ.get("WRAPAROUND_DATABASE_URL"))
    # A file of its own for each run: an in-memory database would behave otherwise with two writers at once.
    else {**sqlite(VAR / "unused.sqlite3"), "TEST": {"NAME": VAR / f"test-{os.getpid()}.sqlite3"}},
    # On PostgreSQL the made store of a test is another database: Django makes no two in one.
    EQUALITY_STORE: {**in_own_schema(postgresql(url)), "TEST": {"NAME": f"test_equality_{os.getpid()}"}}
    if url
    else {**sqlite(VAR / "unused.sqlite3"), "TEST": {"NAME": VAR / f"test-equality-{os.getpid()}.sqlite3"}},
}
STATIC_ROOT = VAR / "test-static"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
# The real hasher takes a tenth of a second on purpose; one test of sign-in uses it, the others need not wait.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A worker of a test is gone before its first: another thread may not use the database of a test.
HEARTBEAT_SECONDS = 86_400
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
