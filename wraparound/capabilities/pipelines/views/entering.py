"""What every form about posts does alike: a refusal is said beside what was typed, and nothing of it is lost."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.wording import keeping as tell
from wraparound.capabilities.pipelines.wording import posts as say
from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.rights import ChangedMeanwhile


def today_of() -> Day:
    """The day on which somebody writes."""
    return Day(timezone.localdate())


def words(**more: object) -> dict[str, object]:
    """The context of a page: what it shows, with the functions that say it."""
    return {"say": say, "tell": tell, **more}


def refuse(form: Any, trouble: CannotAnswer, version: int, *, name: str = "version") -> None:
    """Says what was wrong; where somebody else was quicker, what was typed stays and carries their version."""
    form.add_error(None, str(trouble))
    if isinstance(trouble, ChangedMeanwhile):
        carry(form, name, str(version))


def carry(form: Any, name: str, value: str) -> None:
    """Has a form that is shown again carry this in a hidden field."""
    form.data = form.data.copy()
    form.data[name] = value


def said(visit: HttpRequest, *sentences: str, undo: str = "", at: str = "") -> None:
    """What is so now, on the next page, with the way back where there is one."""
    whole = " ".join(one for one in sentences if one)
    messages.success(visit, format_html('{} <a href="{}">{}</a>', whole, at, undo) if undo else whole)
