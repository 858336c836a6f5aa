"""Settings that every way of running Wraparound shares."""

import os
from pathlib import Path

from wraparound.web.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parents[3]
WEB = Path(__file__).resolve().parents[1]

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "wraparound.web.layout",
    *(one.package for one in CATALOGUE),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "wraparound.web.urls"
WSGI_APPLICATION = "wraparound.web.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            WEB / "layout" / "templates",
            *(WEB.parent / "capabilities" / one.name / "templates" for one in CATALOGUE),
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "wraparound.web.layout.environment.environment",
            "context_processors": ["wraparound.web.layout.context.every_page"],
        },
    },
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "assets"]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Everything a page needs comes from this site: no script, style, font or picture of anybody else's, and none inline.
SECURE_CSP = {
    "default-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"


def sqlite(path: Path) -> dict[str, object]:
    """SQLite as it stands up to several writers: write-ahead log, and a transaction takes its lock at once."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def postgresql(url: str) -> dict[str, object]:
    """PostgreSQL from an address such as postgresql://user:password@host:5432/name; a folder as host is a socket."""
    from urllib.parse import parse_qs, unquote, urlsplit

    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("WRAPAROUND_DATABASE_URL must begin with postgresql://; leave it out to use SQLite.")
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def database(folder: Path) -> dict[str, object]:
    """PostgreSQL where WRAPAROUND_DATABASE_URL names one, else one SQLite file in the site's own folder."""
    url = os.environ.get("WRAPAROUND_DATABASE_URL")
    return postgresql(url) if url else sqlite(folder / "wraparound.sqlite3")
