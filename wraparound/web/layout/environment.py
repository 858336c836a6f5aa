"""The Jinja environment: our templates, the NHS components, and the few functions every template may call."""

from datetime import datetime
from importlib import import_module
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from wraparound.charts.terms import Chart
from wraparound.people.access import allows
from wraparound.people.queries import viewers
from wraparound.people.terms.access import PUBLIC, Subject, Viewer
from wraparound.people.terms.people import SiteState
from wraparound.published.terms import RowAddress
from wraparound.web.catalogue import CATALOGUE
from wraparound.web.layout.compiled import template_cache


def environment(**options: Any) -> Environment:
    """Our loader first, then the NHS components; undefined values chain because the NHS macros rely on it."""
    loader = ChoiceLoader([options.pop("loader"), PackageLoader("nhsuk_frontend_jinja")])
    # Every value is escaped by Jinja2 itself; the charts, which escape their own text, are the one exception.
    made = Environment(
        **{
            **options,
            "loader": loader,
            "undefined": ChainableUndefined,
            "bytecode_cache": template_cache(),
            "trim_blocks": True,
            "lstrip_blocks": True,
        }
    )
    made.globals.update(
        static=static,
        address=address,
        row_address=row_address,
        picture=picture,
        drawing=drawing,
        moment=moment,
        get_messages=said,
        site_state=site_state,
        chooser=chooser,
        places=places,
        navigation=[one for one in CATALOGUE if one.navigation],
        capabilities=CATALOGUE,
    )
    return made


def address(view: str, **arguments: object) -> str:
    """The address of a view by its name."""
    return reverse(view, kwargs=arguments or None)


def row_address(row: RowAddress) -> str:
    """The page of the row that a figure comes from."""
    return reverse("sources:row", kwargs={"release": row.release, "table": row.table, "row": row.row})


def places(viewer: Viewer, code: str, about: Subject) -> list[tuple[str, str]]:
    """Words and address of what the viewer can begin for an organisation: each says what, and its rule who."""
    found = []
    for one in CATALOGUE:
        if one.place and allows(viewer, import_module(f"{one.package}.access").RULES[one.place], about):
            found.append((one.place_words, address(f"{one.name}:{one.place}", code=code)))
    return found


def picture(chart: Chart, *, narrow: bool) -> Markup:
    """The chart's SVG. Charts escape every text they are given, so their markup is safe to place."""
    return Markup(chart.narrow if narrow else chart.wide)


def drawing(svg: str) -> Markup:
    """A code to scan, drawn by the package of second factors from its own secret: no text of anybody's is in it."""
    return Markup(svg[svg.index("<svg") :])


def moment(when: datetime) -> str:
    """A day and a time as people write them, in our own time zone."""
    local = timezone.localtime(when)
    return f"{local.day} {local:%B %Y, %H:%M}"


def said(request: HttpRequest) -> object:
    """What was just done, said once; nothing is asked of visitors without a session."""
    return get_messages(request) if getattr(request, "session", None) and request.session.session_key else ()


def site_state() -> SiteState:
    """How far this site is set up."""
    return viewers.site_state(viewer=PUBLIC)


def chooser() -> tuple[tuple[str, str, str], ...]:
    """The made-up people to look as."""
    return viewers.chooser(viewer=PUBLIC)
