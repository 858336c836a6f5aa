"""People, organisations and roles: lists, one of each, and what may be changed about them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.people.access import CHANGE_ACCESS, RULES, SEE_ALL_ACCESS, allows, require
from wraparound.people.actions import accounts, grants, people
from wraparound.people.forms import AsAtForm, FindForm, GiveForm, InviteForm, MembershipForm, OrganisationForm
from wraparound.people.queries import grants as held
from wraparound.people.queries import organisations as places
from wraparound.people.queries.people import head_of, members_of, moment_of, people_page, profile
from wraparound.people.tasks import send_invitation
from wraparound.people.terms.access import NewGrant, Scope, Subject, Viewer
from wraparound.people.terms.people import InvitationSent, NewPerson, OrganisationPage, PersonHead
from wraparound.people.wording import access as say
from wraparound.people.wording import records as tell
from wraparound.published.terms import CannotAnswer, NotInEvidence


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    form = FindForm(request.GET)
    page = people_page(form.question(), viewer=viewer, on=timezone.localdate())
    narrowed = [("", "Every organisation"), *(places.named(viewer=viewer) if page.names_visible else ())]
    context = {
        "page": page,
        "say": say,
        "tell": tell,
        "today": timezone.localdate(),
        "organisations": narrowed,
        "roles": [("", "Any role"), *((one.value, words) for one, words in say.ROLES.items())],
        "sees_roles": allows(viewer, SEE_ALL_ACCESS),
        "may_invite": allows(viewer, RULES["invite"]),
    }
    return render(request, "people/index.html", context)


@require_safe
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["person"])
    try:
        found = profile(str(key), viewer=viewer, at=timezone.localtime(), as_at=AsAtForm(request.GET).day())
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    context = {"person": found, "say": say, "tell": tell, "today": timezone.localdate()}
    return render(request, "people/person.html", context)


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["organisations"])
    found = places.organisations(viewer=viewer, on=timezone.localdate())
    context = {"organisations": found, "may_add": allows(viewer, RULES["add_organisation"])}
    return render(request, "people/organisations.html", context)


@require_safe
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["organisation"])
    on = timezone.localdate()
    as_at = AsAtForm(request.GET).day()
    moment = moment_of(as_at, on, viewer=viewer)
    day = as_at if moment and as_at else on
    try:
        row = places.organisation_of(code, viewer=viewer, moment=moment)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    about = Subject.at(row.pk, row.region_id)
    sees_access = allows(viewer, SEE_ALL_ACCESS, about)
    people_here = members_of(row.pk, row.region_id, viewer=viewer, on=on, as_at=as_at)
    page = OrganisationPage(
        organisation=places.in_terms(row, places.head_count(row, viewer=viewer, on=day, moment=moment)),
        people=people_here or (),
        names_visible=people_here is not None,
        grants=held.grants_over(row.pk, viewer=viewer, on=day, moment=moment) if sees_access else None,
        as_at=day if moment else None,
        controller=row.controller.name,
        removed_since=places.removed_since(row, moment, viewer=viewer),
    )
    context = {"page": page, "about": about, "say": say, "tell": tell, "today": on}
    return render(request, "people/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_organisation(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["add_organisation"])
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given, at = form.cleaned_data, timezone.localtime()
        try:
            code = given["region"][:10].upper().replace(" ", "-")
            region = people.add_region(code, given["region"], at=at, by=viewer)
            made = people.add_organisation(given["code"], given["name"], given["kind"], region, at=at, by=viewer)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, f"{made.name} is here now.")
            return redirect("people:organisation", code=made.code)
    regions = places.regions(viewer=viewer)
    return render(request, "people/add_organisation.html", {"form": form, "regions": regions})


@require_safe
def all_grants(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["grants"])
    everything = request.GET.get("ended") == "1"
    found = held.grants(viewer=viewer, on=timezone.localdate(), all_of_them=everything)
    return render(request, "people/grants.html", {"grants": found, "everything": everything, "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["give"])
    found = _found(str(key), viewer)
    start = {"starts": timezone.localdate()}
    form = GiveForm(request.POST if request.method == "POST" else None, targets=_targets(viewer), initial=start)
    if form.is_bound and form.is_valid():
        role, purpose = form.role_and_purpose()
        scope, target = form.scope_and_target()
        starts, ends = form.days()
        new = NewGrant(str(key), role, purpose, scope, target, starts, ends, form.cleaned_data["reason"])
        try:
            given = grants.give(new, at=timezone.localtime(), by=viewer)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, f"{found.name} is now {say.grant_line(given)}.")
            return redirect("people:person", key=key)
    return render(request, "people/give.html", {"form": form, "person": found})


@require_POST
def end_grant(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["end_grant"])
    try:
        ended = grants.end(number, at=timezone.localtime(), by=viewer)
    except CannotAnswer as trouble:
        messages.error(request, str(trouble))
        return redirect("people:grants")
    messages.success(request, f"{ended.person} is no longer {say.grant_line(ended)}.")
    return redirect("people:person", key=ended.person_key)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["invite"])
    choices = [(one.code, one.name) for one in places.changeable(viewer=viewer)]
    start = {"starts": timezone.localdate()}
    form = InviteForm(request.POST if request.method == "POST" else None, organisations=choices, initial=start)
    if form.is_bound and form.is_valid():
        given, at = form.cleaned_data, timezone.localtime()
        membership = (given["organisation"], given["job"], given["starts"], None)
        try:
            (key,) = people.bring_in([NewPerson(given["name"], given["email"], (membership,))], at=at, by=viewer)
            sent = accounts.invite(key, at=at, by=viewer)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            return _sent(sent, str(key), viewer, request=request)
    return render(request, "people/invite.html", {"form": form, "none_yet": not choices})


@require_POST
def invite_again(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["invite_again"])
    found = _found(str(key), viewer)
    try:
        sent = accounts.invite(found.key, at=timezone.localtime(), by=viewer)
    except CannotAnswer as trouble:
        messages.error(request, str(trouble))
        return redirect("people:person", key=key)
    return _sent(sent, str(key), viewer, request=request)


@require_http_methods(["GET", "HEAD", "POST"])
def add_membership(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["add_membership"])
    found = _found(str(key), viewer)
    choices = [(one.code, one.name) for one in places.changeable(viewer=viewer)]
    start = {"starts": timezone.localdate()}
    form = MembershipForm(request.POST if request.method == "POST" else None, organisations=choices, initial=start)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            people.add_membership(
                str(key),
                given["organisation"],
                given["job"],
                starts=given["starts"],
                at=timezone.localtime(),
                by=viewer,
            )
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, f"{found.name} belongs to one more organisation.")
            return redirect("people:person", key=key)
    return render(request, "people/add_membership.html", {"form": form, "person": found})


@require_POST
def end_membership(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    viewer = require(request, RULES["end_membership"])
    found = _found(str(key), viewer)
    try:
        people.end_membership(str(key), code, on=timezone.localdate(), at=timezone.localtime(), by=viewer)
    except CannotAnswer as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, f"Today is the last day of {found.name} there. Their history stays.")
    return redirect("people:organisation", code=code)


@require_POST
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["close"])
    found = _found(str(key), viewer)
    try:
        if found.is_open:
            people.close_account(str(key), at=timezone.localtime(), by=viewer)
            messages.success(
                request, f"{found.name} can no longer sign in and is in no list. Open it again at any time."
            )
        else:
            people.open_account_again(str(key), at=timezone.localtime(), by=viewer)
            messages.success(request, f"The account of {found.name} is open again.")
    except CannotAnswer as trouble:
        messages.error(request, str(trouble))
    return redirect("people:person", key=key)


def _sent(sent: InvitationSent, key: str, viewer: Viewer, *, request: HttpRequest) -> HttpResponse:
    link = request.build_absolute_uri(f"/people/accept/{sent.secret}/")
    send_invitation(sent, link, viewer.name)
    messages.success(
        request, f"An invitation is on its way to {sent.email}. Give {sent.person} a role when you know it."
    )
    return redirect("people:person", key=key)


def _found(key: str, viewer: Viewer) -> PersonHead:
    try:
        return head_of(key, CHANGE_ACCESS, viewer=viewer, on=timezone.localdate())
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble


def _targets(viewer: Viewer) -> list[tuple[str, str]]:
    """What the giver looks after: organisations, regions and the whole site as far as their own grant reaches."""
    far = [(f"{Scope.ORGANISATION}:{one.code}", one.name) for one in places.changeable(viewer=viewer)]
    far += [(f"{Scope.REGION}:{one.code}", one.name) for one in places.regions_changeable(viewer=viewer)]
    if places.whole_site_changeable(viewer=viewer):
        far.append((f"{Scope.NATION}:", "The whole site"))
    return far
