"""Settings that every way of running Wraparound shares."""

import os
from datetime import timedelta
from pathlib import Path

from wraparound.people.calculation import proxies_from
from wraparound.web.catalogue import CATALOGUE, FACES
from wraparound.web.store.apart import EQUALITY_STORE

ROOT = Path(__file__).resolve().parents[3]
WEB = Path(__file__).resolve().parents[1]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "wraparound.web.layout",
    "wraparound.web.sign_in",
    "wraparound.records",
    *(one.package for one in FACES),
]

MIDDLEWARE = [
    # First: it notes how every request ended, those that others below it refuse included.
    "wraparound.web.logs.NoteRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "wraparound.web.sign_in.middleware.RefuseFloods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wraparound.web.sign_in.middleware.KnowTheViewer",
    # Last: it turns a refused sign-in into the page that says to wait.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "wraparound.web.urls"
WSGI_APPLICATION = "wraparound.web.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            WEB / "layout" / "templates",
            WEB / "sign_in" / "templates",
            WEB.parent / "people" / "templates",
            *(WEB.parent / "capabilities" / one.name / "templates" for one in CATALOGUE),
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "wraparound.web.layout.environment.environment",
            "context_processors": ["wraparound.web.layout.context.every_page"],
        },
    },
]
# Widgets of forms are Django's own; everything around them is ours.
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Counts how often each place asks: as many places as there may be, or one would be forgotten for another.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}},
}

TRUSTED_PROXIES = proxies_from(os.environ.get("WRAPAROUND_PROXIES", ""), "WRAPAROUND_PROXIES")
"""Which proxies in front of the site say truly who connected to them; by default none is believed."""

TERMINAL_TOKEN = os.environ.get("WRAPAROUND_TOKEN", "")
"""A person's own token, as whom the terminal answers what is theirs; never needed by a site that serves pages."""
SITE_CONTROLLER = os.environ.get("WRAPAROUND_CONTROLLER", "Whoever runs this site")
"""The legal entity that runs the site: answerable for what belongs to no organisation."""

SEAL_KEYS_BEFORE: list[str] = []
"""Secret keys of before: what was sealed with them still verifies, and they open nothing else."""

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "assets"]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_ROUTERS = ["wraparound.web.store.apart.EqualityApart"]
EQUALITY_KEYS: list[str] = []
"""Keys of the store of equality alone, the newest first; they lie in neither store and in no backup."""
EQUALITY_LISTS = Path(_own) if (_own := os.environ.get("WRAPAROUND_EQUALITY_LISTS", "").strip()) else None
"""A CSV file with lists of answers in place of those that ship with this software and are not confirmed."""

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

LOG_LEVELS = ("debug", "info", "warning", "error")


def logging_from(level: str) -> dict[str, object]:
    """One JSON object a line on standard error: what we say from this level on, and from warnings on what others do."""
    if level not in LOG_LEVELS:
        raise ValueError(f"WRAPAROUND_LOG is “{level}”: set it to one of {', '.join(LOG_LEVELS)}, or leave it out.")
    # Packages bring handlers that would print or mail what is said in full: all of it goes through ours.
    through_ours: dict[str, object] = {"handlers": [], "propagate": True, "level": "WARNING"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "wraparound.web.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "wraparound": {"level": level.upper()},
            "django": through_ours,
            "django.server": through_ours,
            # A refusal or a page that is not there is told by our own line about the request.
            "django.request": {"level": "ERROR"},
            "_granian": through_ours,
            "granian.access": through_ours,
        },
    }


# At a terminal: trouble only, unless more is asked for. Production says more.
LOGGING = logging_from(os.environ.get("WRAPAROUND_LOG", "warning"))

# People and how they sign in.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_PASSWORDS}.CommonPasswordValidator"},
    {"NAME": f"{_PASSWORDS}.NumericPasswordValidator"},
    {"NAME": f"{_PASSWORDS}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("name", "email")}},
]
LOGIN_URL = "/people/sign-in/"
LOGIN_REDIRECT_URL = "/today/"
PASSWORD_RESET_TIMEOUT = 24 * 3600
SESSION_ENGINE = "wraparound.web.sign_in.sessions"
SESSION_COOKIE_NAME = "wraparound"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 12 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DEFAULT_FROM_EMAIL = os.environ.get("WRAPAROUND_MAIL_FROM", "Wraparound <wraparound@localhost>")

ACCOUNT_ADAPTER = "wraparound.web.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# The invitation went to the address: that is the proof of it.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Wrong passwords are counted by axes, in the database; this one holds floods off before a hash is computed.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": None}

MFA_ADAPTER = "wraparound.web.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Wraparound"

# Five wrong passwords for one address from one place, then a quarter of an hour of silence for the two together:
# nobody can lock somebody else out from elsewhere.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "wraparound.people.views.places.place_of"
AXES_USERNAME_CALLABLE = "wraparound.web.sign_in.lockout.name_tried"
AXES_LOCKOUT_CALLABLE = "wraparound.web.sign_in.lockout.locked"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_HTTP_RESPONSE_CODE = 429

# Sign-in by an organisation's own OpenID Connect provider, where one is named.
OPENID_PROVIDERS = [
    {
        "provider_id": "elsewhere",
        "name": os.environ.get("WRAPAROUND_OIDC_NAME", "your organisation"),
        "client_id": os.environ["WRAPAROUND_OIDC_CLIENT"],
        "secret": os.environ.get("WRAPAROUND_OIDC_SECRET", ""),
        "settings": {
            "server_url": issuer,
            "scope": ["openid", "email"],
            "oauth_pkce_enabled": True,
            "uid_field": "sub",
        },
    }
    for issuer in [os.environ.get("WRAPAROUND_OIDC_ISSUER", "").rstrip("/")]
    if issuer
]
SOCIALACCOUNT_ADAPTER = "wraparound.web.sign_in.adapters.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OPENID_PROVIDERS}}
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False

SECOND_FACTOR_FOR: frozenset[str] = frozenset()
"""Roles that sleep until their holder has a second factor; production names some."""
PAST_IS_MADE_UP = False
"""Whether changes may be dated before they were made: where a region is made up with a past, and in tests."""
DEMO = False
HEARTBEAT_SECONDS = 5
"""How often a worker in the background says that it is there."""
"""Whether this site is the made-up region, in which anyone may look as any of its people."""


def mail_to_files(folder: Path) -> dict[str, object]:
    """Mail as files in a folder, a file for each."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    return {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(folder)}}}


def owners_only(folder: Path) -> None:
    """Makes the folder of the site's own files, which only its owner may enter; one that is there stays as it is.

    Database, mail and keys lie in it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def sqlite(path: Path) -> dict[str, object]:
    """SQLite as it stands up to several writers: write-ahead log, and a transaction takes its lock at once."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            # What is removed is overwritten too, so that it cannot be read from the file.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        },
    }


def postgresql(url: str, name: str = "WRAPAROUND_DATABASE_URL") -> dict[str, object]:
    """PostgreSQL from an address such as postgresql://user:password@host:5432/name; a folder as host is a socket.

    `name` is the setting that gave the address.
    """
    from urllib.parse import parse_qs, unquote, urlsplit

    parts = urlsplit(url)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"{name} must begin with postgresql://; leave it out to use SQLite.")
    host = asked.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        # Such as sslmode=verify-full, for a server elsewhere.
        "OPTIONS": asked,
    }


def database(folder: Path) -> dict[str, object]:
    """PostgreSQL where WRAPAROUND_DATABASE_URL names one, else one SQLite file in the site's own folder."""
    url = os.environ.get("WRAPAROUND_DATABASE_URL")
    return postgresql(url) if url else sqlite(folder / "wraparound.sqlite3")


def equality_database(folder: Path) -> dict[str, object]:
    """The store of equality: a file of its own, or a schema of its own on the site's PostgreSQL server or on another.

    WRAPAROUND_EQUALITY_DATABASE_URL names the other server, where there is one.
    """
    name = "WRAPAROUND_EQUALITY_DATABASE_URL"
    if url := os.environ.get(name):
        return in_own_schema(postgresql(url, name))
    if url := os.environ.get("WRAPAROUND_DATABASE_URL"):
        return in_own_schema(postgresql(url))
    return sqlite(folder / "equality.sqlite3")


def in_own_schema(place: dict[str, object]) -> dict[str, object]:
    """The same server, seeing the schema of equality and no other: no statement can name a table of both stores."""
    asked = place["OPTIONS"]
    assert isinstance(asked, dict), "postgresql() gives a dict"
    told = f"{asked.get('options', '')} -c search_path={EQUALITY_STORE}".strip()
    return {**place, "OPTIONS": {**asked, "options": told}}


def databases(folder: Path) -> dict[str, dict[str, object]]:
    """Both stores of a site. What the second holds is in no table of the first, and the other way round."""
    return {"default": database(folder), EQUALITY_STORE: equality_database(folder)}
