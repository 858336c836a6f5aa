"""One's own: the page about oneself, where one is signed in, tokens, invitations and the made-up people."""

from importlib import import_module

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.people.access import RULES, NotYours, require
from wraparound.people.actions import accounts
from wraparound.people.actions.demo import made_up_person
from wraparound.people.actions.first import opens
from wraparound.people.actions.rights import mark_read
from wraparound.people.forms import FirstForm, PasswordsForm, TokenForm
from wraparound.people.queries import accounts as own
from wraparound.people.queries.elsewhere import contested_elsewhere, own_pages
from wraparound.people.queries.records import own_record
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.people.wording import records as tell
from wraparound.published.terms import CannotAnswer

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["me"])
    at = timezone.localtime()
    found = own_record(viewer=viewer, at=at)
    more = contested_elsewhere(viewer=viewer)
    context = {"record": found, "tell": tell, "openid": settings.OPENID_PROVIDERS, "more": own_pages(viewer=viewer)}
    context |= {"agreed_sorts": tuple(more), "agreed_at": sorted({(one.page, one.link) for one in more.values()})}
    page = render(request, "people/me.html", context)
    news = [(one.told_at, one.read_at) for one in found.conversations]
    news += [(one.told_at, one.read_at) for one in found.contests]
    if any(told and not read for told, read in news):
        mark_read(at=at, by=viewer)
    return page


@require_safe
def sign_ins(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["sign_ins"])
    found = own.sign_ins(viewer=viewer, session=request.session.session_key or "")
    return render(request, "people/sign_ins.html", {"sign_ins": found})


@require_POST
def end_sign_in(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["end_sign_in"])
    try:
        session = accounts.end_sign_in(number, at=timezone.localtime(), by=viewer)
    except CannotAnswer as trouble:
        raise Http404(str(trouble)) from trouble
    if session == request.session.session_key:
        logout(request)
        return redirect(settings.LOGIN_URL)
    import_module(settings.SESSION_ENGINE).SessionStore(session).delete()
    messages.success(request, "That sign-in is ended.")
    return redirect("people:sign_ins")


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["tokens"])
    form, secret = TokenForm(request.POST if request.method == "POST" else None), ""
    if form.is_bound and form.is_valid():
        try:
            secret = accounts.make_token(form.cleaned_data["name"], at=timezone.localtime(), by=viewer)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
    context = {"form": form, "secret": secret, "tokens": own.tokens(viewer=viewer)}
    return render(request, "people/tokens.html", context)


@require_POST
def end_token(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["end_token"])
    accounts.end_token(number, at=timezone.localtime(), by=viewer)
    messages.success(request, "That token no longer works.")
    return redirect("people:tokens")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    require(request, RULES["accept"])
    at = timezone.localtime()
    try:
        invitation = accounts.invitation_of(secret, at=at, by=PUBLIC)
    except CannotAnswer as trouble:
        return render(request, "people/closed_link.html", {"words": str(trouble)}, status=410)
    form = PasswordsForm(request.POST if request.method == "POST" and "elsewhere" not in request.POST else None)
    if request.method == "POST" and "elsewhere" in request.POST and settings.OPENID_PROVIDERS:
        # The link proves who this is; the invitation stays open until the other sign-in has come back and is joined.
        login(request, invitation.person, backend=BACKEND)
        # A page with a link, not a redirect: the content policy lets no form lead to another site.
        return render(request, "people/go_on.html", {"provider": settings.OPENID_PROVIDERS[0]})
    if form.is_bound and form.is_valid():
        try:
            person = accounts.accept(secret, form.cleaned_data["password1"], at=at, by=PUBLIC)
        except ValidationError as trouble:
            form.add_error("password1", trouble)
        except CannotAnswer as trouble:
            return render(request, "people/closed_link.html", {"words": str(trouble)}, status=410)
        else:
            login(request, person, backend=BACKEND)
            return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "invitation": invitation, "openid": settings.OPENID_PROVIDERS}
    return render(request, "people/accept.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest, secret: str) -> HttpResponse:
    require(request, RULES["first"])
    if not opens(secret, by=PUBLIC):
        words = (
            "This link no longer opens anything. Whoever runs the site can print another: wraparound people first-link"
        )
        return render(request, "people/closed_link.html", {"words": words}, status=410)
    form = FirstForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            person = accounts.open_first_account(
                given["name"], given["email"], given["password1"], at=timezone.localtime(), by=OPERATOR
            )
        except ValidationError as trouble:
            form.add_error("password1", trouble)
        except (CannotAnswer, NotYours) as trouble:
            form.add_error(None, str(trouble))
        else:
            login(request, person, backend=BACKEND)
            return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "people/first.html", {"form": form})


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    require(request, RULES["sign_in_as"])
    if not settings.DEMO:
        raise Http404("Nobody signs in that way here.")
    try:
        person = made_up_person(request.POST.get("key", ""), by=PUBLIC)
    except CannotAnswer as trouble:
        raise Http404(str(trouble)) from trouble
    request.session.flush()
    request.session["signed_in_by"] = "demo"
    login(request, person, backend=BACKEND)
    following = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    return redirect(following if safe else settings.LOGIN_REDIRECT_URL)
