"""The site as a WSGI application, for granian and any other server."""

import os

from django.core.wsgi import get_wsgi_application

from wraparound.published.release import hold_releases_in
from wraparound.web.settings.folders import RELEASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wraparound.web.settings.local")
application = get_wsgi_application()
hold_releases_in(RELEASES)


def _make_ready() -> None:
    """Loads addresses, evidence and templates now, so that no visitor waits for it."""
    # Imported here: settings must be in place first.
    from django.template import engines
    from django.template.backends.jinja2 import Jinja2
    from django.urls import get_resolver

    from wraparound.capabilities.expectations.queries.answers import make_ready
    from wraparound.people.terms.access import PUBLIC

    assert get_resolver().url_patterns
    make_ready(viewer=PUBLIC)
    for engine in engines.all():
        if isinstance(engine, Jinja2):
            for name in engine.env.list_templates(filter_func=_is_ours):
                engine.env.get_template(name)


def _is_ours(name: str) -> bool:
    return name.endswith(".html")


_make_ready()
