"""The list of posts, as a page and as a sheet, and the views of it that people save."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wraparound.capabilities.pipelines.access import RULES, SEE_POSTS, SEE_RELEASED
from wraparound.capabilities.pipelines.actions import saved_views as keep
from wraparound.capabilities.pipelines.calculation.lists import group_of
from wraparound.capabilities.pipelines.exchange.lists import posts_workbook
from wraparound.capabilities.pipelines.exchange.tables import EXCEL
from wraparound.capabilities.pipelines.forms.lists import PostsForm, SaveViewForm
from wraparound.capabilities.pipelines.queries.candidates import to_name
from wraparound.capabilities.pipelines.queries.days import Day, day_of
from wraparound.capabilities.pipelines.queries.lists import choices_of, posts_page, posts_sheet
from wraparound.capabilities.pipelines.queries.saved_views import saved_views, sharable_with
from wraparound.capabilities.pipelines.terms.question import PostsPage, PostsQuestion
from wraparound.capabilities.pipelines.wording import lists as tell
from wraparound.capabilities.pipelines.wording.posts import LEVELS, ROLES, lies_ahead
from wraparound.capabilities.pipelines.wording.succession import BANDS, BANDS_MEAN
from wraparound.people.access import allows, require
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import KINDS
from wraparound.people.views.records import as_file
from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.looks import exporting

LEFT = "pipelines_list"
"""Where the session keeps how somebody narrowed the list last."""
TO_NAME = "name"
"""Whom somebody is about to name for a post, by key, while they choose it in the list."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    if not allows(viewer, SEE_POSTS):
        return redirect("pipelines:mine")
    form = PostsForm(_as_left(request))
    question = form.question()
    day, today = _days(question, viewer)
    page = posts_page(question, viewer=viewer, day=day, today=today)
    choices, led = choices_of(page.rows, viewer=viewer)
    organisation = _name_of(page, dict(choices.organisations))
    region = dict(choices.regions).get(question.region, question.region)
    naming = to_name(request.GET.get(TO_NAME, ""), viewer=viewer, today=today)
    narrowed = tell.narrowed_words(question, organisation, region)
    context = {
        "page": page,
        "naming": naming,
        "q": question,
        "tell": tell,
        "choices": choices,
        "led": led,
        "narrowed": narrowed,
        "narrowed_to": [words for words, _ in narrowed],
        "organisation": organisation,
        # A view leads to another list; whoever has come to choose a post needs none.
        "views": () if naming else saved_views(viewer=viewer),
        "trouble": form.trouble() or (lies_ahead(question.on) if question.on and question.on > today.on else ""),
        "asked": urlencode(question.asked()),
        "remembered": not request.GET and question.asked(),
        "gaps": [(one.value, words) for one, words in tell.GAPS.items()],
        "roles": [(one.value, words) for one, words in ROLES.items()],
        "levels": [(one.value, words) for one, words in LEVELS.items()],
        "groups": [(one.value, words) for one, words in tell.GROUPS.items()],
        "kinds": [(one, one) for one in KINDS],
        "bands": BANDS,
        "means": BANDS_MEAN,
        "group_of": group_of,
        "encoded": urlencode,
        "is_past": day != today,
        "today": today.on,
        "keeps_region": allows(viewer, SEE_RELEASED),
        "may_see_people": allows(viewer, RULES["people"]),
        "may_forecast": allows(viewer, RULES["forecasts"]),
    }
    return render(request, "pipelines/index.html", context)


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["sheet"])
    question = PostsForm(request.GET).question()
    day, today = _days(question, viewer)
    with exporting("pipelines:sheet", by=viewer):
        found = posts_sheet(question, viewer=viewer, day=day, today=today)
    return as_file(posts_workbook(found), "posts.xlsx", EXCEL)


@require_safe
def views(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["views"])
    question = PostsForm(request.GET).question()
    context = {
        "views": saved_views(viewer=viewer),
        "question": question,
        "asked": urlencode(question.of_today().asked()),
        "named": request.GET.get("name", "")[:200],
        "places": sharable_with(viewer=viewer),
        "share": request.GET.get("share", ""),
        "tell": tell,
        "words_of": lambda asked: tell.question_words(PostsForm(QueryDict(asked)).question()),
    }
    return render(request, "pipelines/views.html", context)


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["save_view"])
    question = PostsForm(QueryDict(request.POST.get("question", ""))).question()
    form = SaveViewForm(request.POST)
    trouble = ""
    if form.is_valid():
        try:
            again = keep.save_view(form.new_view(question), at=timezone.localtime(), by=viewer)
        except CannotAnswer as refused:
            trouble = str(refused)
        else:
            said = "The view is saved in place of the one of that name." if again else "The view is saved."
            messages.success(request, said)
            return redirect(f"{reverse('pipelines:index')}?{urlencode(question.of_today().asked()) or 'all=1'}")
    else:
        trouble = " ".join(str(one) for errors in form.errors.values() for one in errors)
    messages.error(request, trouble)
    typed = {"name": request.POST.get("name", "")[:200], "share": request.POST.get("share", "")[:30]}
    return redirect(f"{reverse('pipelines:views')}?{urlencode({**question.of_today().asked(), **typed})}")


@require_POST
def drop_view(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["drop_view"])
    try:
        name = keep.drop_view(number, by=viewer)
    except CannotAnswer as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, f"The view “{name}” is dropped.")
    return redirect("pipelines:views")


def _days(question: PostsQuestion, viewer: Viewer) -> tuple[Day, Day]:
    on = timezone.localdate()
    return day_of(question.on, on, viewer=viewer, as_shown=question.shown), day_of(None, on, viewer=viewer)


def _as_left(asked: HttpRequest) -> QueryDict:
    """What was asked; where nothing was, what was asked last in this browser. Its page and day are not kept."""
    session = getattr(asked, "session", None)
    if session is None or TO_NAME in asked.GET:
        return asked.GET
    if not asked.GET:
        return QueryDict(session.get(LEFT, ""))
    now = urlencode(PostsForm(asked.GET).question().of_today().asked())
    if session.get(LEFT, "") != now:
        session[LEFT] = now
    return asked.GET


def _name_of(page: PostsPage, known: dict[str, str]) -> str:
    """What the organisation is called to which the list is narrowed."""
    code = page.question.organisation
    shown = {row.organisation_code: row.organisation for row in page.rows}
    return known.get(code.upper()) or shown.get(code.upper()) or code
