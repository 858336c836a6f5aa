"""Writing a compact: begun, drafted item by item, shared, answered, commented on, put aside."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.compacts.access import RULES, START
from wraparound.capabilities.compacts.actions import texts
from wraparound.capabilities.compacts.calculation.documents import item_in, plain_of
from wraparound.capabilities.compacts.calculation.drafting import items_of, points_of, with_item
from wraparound.capabilities.compacts.forms.compacts import AnswerForm, BasicsForm, CommentForm, PartiesForm, StartForm
from wraparound.capabilities.compacts.forms.items import ITEM_FORMS, OTHER_DAY, ItemForm, ResultForm
from wraparound.capabilities.compacts.queries import compacts as kept
from wraparound.capabilities.compacts.queries.drafting import (
    components,
    leaders,
    measure_choices,
    place_called,
    preview,
    preview_rule,
    split_of_results,
)
from wraparound.capabilities.compacts.queries.posts import posts_of, who_holds
from wraparound.capabilities.compacts.queries.reading import compact_of
from wraparound.capabilities.compacts.terms.agreement import Agreement, CannotAgree, Item, Part, Result
from wraparound.capabilities.compacts.terms.compacts import CompactTerms, TextState
from wraparound.capabilities.compacts.views.asking import REFUSED, number_in, or_not_found, words
from wraparound.capabilities.compacts.wording.posts import leader_choices, post_choices
from wraparound.capabilities.focus.terms.splits import SplitRead
from wraparound.capabilities.pipelines.terms.pointing import PostName
from wraparound.people.access import require
from wraparound.people.calculation import name_key
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.rights import ChangedMeanwhile

TAKEN_OUT = "compacts_taken_out"
USUAL_POST = "Chief executive"
AS_ONE_TYPES = "live"
"""What is sent along by the script that asks, while somebody types, what the words say."""


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def start(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["start"])
    on = timezone.localdate()
    place = place_called(code, viewer=viewer)
    known = leaders(code, viewer=viewer, on=on)
    posts = posts_of(code, START, viewer=viewer, on=on)
    named = leader_choices(known, who_holds(posts, known, viewer=viewer, on=on))
    # Nobody is named by default: whoever is named sees at once that a compact with them is begun.
    begun = {"starts": on, "months": 24, "asks_region": True, **_usual_post(posts)}
    sent = request.POST if request.method == "POST" else None
    form = StartForm(sent, leaders=named, posts=post_choices(posts), initial=begun)
    if form.is_bound and form.is_valid():
        try:
            made = texts.begin(form.new(code), at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "It is begun. Nobody but your own side reads this draft until you share it.")
            return redirect("compacts:edit", number=made.pk, version=1)
    return render(request, "compacts/start.html", words(form=form, place=place))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def parties(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["parties"])
    on = timezone.localdate()
    found = kept.compact(number, viewer=viewer, on=on)
    known = list(leaders(found.organisation_code, viewer=viewer, on=on))
    if found.leader_key and found.leader_key not in dict(known):
        known.append((found.leader_key, found.leader))
    now = {"leader": found.leader_key, "asks_region": found.asks_region, "asks_centre": found.asks_centre}
    version = kept.version_of(number, viewer=viewer)
    now |= {"version": version}
    form = PartiesForm(request.POST if request.method == "POST" else None, leaders=known, initial=now)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            texts.set_parties(
                number,
                leader=given["address"] or given["leader"],
                asks_region=given["asks_region"],
                asks_centre=given["asks_centre"],
                version=given["version"],
                at=timezone.localtime(),
                by=viewer,
            )
        except REFUSED as trouble:
            form = _kept_text(form, version, str(trouble))
        else:
            messages.success(request, "Saved.")
            return redirect("compacts:compact", number=number)
    return render(request, "compacts/parties.html", words(form=form, found=found))


@require_safe
@or_not_found
def edit(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = require(request, RULES["edit"])
    found = _draft(number, version, viewer)
    if found.text is None or found.text.state is not TextState.PRIVATE or found.text.side not in found.sides:
        return redirect("compacts:text", number=number, version=version)
    taken = request.session.get(TAKEN_OUT)
    back = taken if taken and taken["text"] == [number, version] else None
    split = split_of_results(found.text.agreement.results, viewer=viewer)
    return render(request, "compacts/edit.html", words(found=found, back=back, part=Part, split=split))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def basics(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = require(request, RULES["basics"])
    found = _editable(number, version, viewer)
    assert found.text is not None  # _editable has seen to it
    now = found.text.agreement
    begun = {**asdict(now), "starting_point": "\n".join(now.starting_point), "version": found.text.version}
    form = BasicsForm(request.POST if request.method == "POST" else None, initial=begun)
    if not now.reason and not found.has_force:
        del form.fields["reason"]
    if form.is_bound and form.is_valid():
        try:
            texts.set_basics(
                number, version, _basics(form), version=form.cleaned_data["version"], at=timezone.localtime(), by=viewer
            )
        except REFUSED as trouble:
            form = _kept_text(form, found.text.version, str(trouble))
        else:
            return redirect("compacts:edit", number=number, version=version)
    return render(request, "compacts/basics.html", words(form=form, found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def item(request: HttpRequest, number: int, version: int, part: str, key: str) -> HttpResponse:
    viewer = require(request, RULES["item"])
    found = _editable(number, version, viewer)
    assert found.text is not None  # _editable has seen to it
    where = _part(part)
    known = next((one for one in items_of(found.text.agreement, where) if one.key == key), None)
    if known is None and key != "new":
        raise Http404("That is not part of this draft any more.")
    form = _form(where, found, known, viewer, request.POST if request.method == "POST" else None)
    agreed = found.text.agreement
    # Before anything is found wrong with the form: what was typed is read all the same.
    split = _split(form, agreed, key, viewer)
    if AS_ONE_TYPES in request.POST:
        return render(request, "compacts/_split.html", words(split=split))
    shown_range, rule = None, None
    if form.is_bound and form.is_valid():
        typed = form.item("" if key == "new" else key)
        if isinstance(typed, Result):
            shown_range = preview(typed, found.organisation_code, viewer=viewer, on=found.today)
            rule = preview_rule(typed, agreed, found.organisation_code, viewer=viewer, on=found.today)
        wants_reason = shown_range is not None and shown_range.outside and not typed.reason  # type: ignore[union-attr]
        if "check" not in request.POST and not wants_reason:
            try:
                texts.put_item(
                    number,
                    version,
                    where,
                    typed,
                    version=form.cleaned_data["version"],
                    at=timezone.localtime(),
                    by=viewer,
                )
            except REFUSED as trouble:
                form = _kept_text(form, found.text.version, str(trouble), isinstance(trouble, ChangedMeanwhile))
            else:
                messages.success(request, "Saved in your draft.")
                return redirect(f"{_edit_address(number, version)}#{where.value}")
        elif wants_reason and "check" not in request.POST:
            form.add_error("reason", "It lies outside its realistic range. Say why it stays, or change it.")
    elif known is not None and isinstance(known, Result):
        shown_range = preview(known, found.organisation_code, viewer=viewer, on=found.today)
        rule = preview_rule(known, agreed, found.organisation_code, viewer=viewer, on=found.today)
    context = words(form=form, found=found, part=where, key=key, known=known, shown=shown_range, rule=rule, split=split)
    return render(request, "compacts/item.html", context)


@require_POST
@or_not_found
def remove_item(request: HttpRequest, number: int, version: int, part: str, key: str) -> HttpResponse:
    viewer = require(request, RULES["remove_item"])
    where, at = _part(part), timezone.localtime()
    compact_of(number, viewer=viewer)
    try:
        token = _token(request.POST)
        if "back" in request.POST:
            taken = request.session.get(TAKEN_OUT)
            if taken and taken["text"] == [number, version] and taken["key"] == key:
                restored = item_in(where, taken["item"])
                texts.put_item(number, version, where, restored, version=token, at=at, by=viewer)
                del request.session[TAKEN_OUT]
                messages.success(request, "It is back.")
        else:
            gone = texts.take_item(number, version, where, key, version=token, at=at, by=viewer)
            request.session[TAKEN_OUT] = {
                "text": [number, version],
                "part": where.value,
                "key": key,
                "item": plain_of(gone),
            }
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect(f"{_edit_address(number, version)}#{where.value}")


@require_POST
@or_not_found
def share(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = require(request, RULES["share"])
    try:
        texts.share(number, version, at=timezone.localtime(), by=viewer)
    except REFUSED as trouble:
        messages.error(request, str(trouble))
        return redirect("compacts:edit", number=number, version=version)
    messages.success(request, "Every side can read it now, comment on it, answer it, or offer it for signing.")
    return redirect("compacts:text", number=number, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def answer(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = require(request, RULES["answer"])
    found = kept.compact(number, viewer=viewer, on=timezone.localdate(), version=version)
    amends = any(one.state is TextState.IN_FORCE for one in found.texts)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if not amends:
        del form.fields["reason"]
    if form.is_bound and form.is_valid():
        try:
            reason = form.cleaned_data.get("reason", "")
            made = texts.answer(number, version, reason=reason, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            return redirect("compacts:edit", number=number, version=made)
    return render(request, "compacts/answer.html", words(form=form, found=found, amends=amends, version=version))


@require_POST
@or_not_found
def leave_text(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = require(request, RULES["leave_text"])
    try:
        texts.leave(number, version, at=timezone.localtime(), by=viewer)
        messages.success(request, f"Version {version} is put aside. It stays in the list of versions.")
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect("compacts:compact", number=number)


@require_POST
@or_not_found
def put_aside(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["put_aside"])
    at = timezone.localtime()
    try:
        if "again" in request.POST:
            texts.take_up_again(number, at=at, by=viewer)
            messages.success(request, "It is taken up again.")
        else:
            texts.put_aside(number, at=at, by=viewer)
            messages.success(request, "It is put aside. You can take it up again.")
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect("compacts:compact", number=number)


@require_POST
@or_not_found
def comment(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = require(request, RULES["comment"])
    compact_of(number, viewer=viewer)
    form = CommentForm(request.POST)
    key = ""
    if form.is_valid():
        key = form.cleaned_data["key"]
        try:
            texts.comment(number, version, key, form.cleaned_data["words"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            messages.error(request, str(trouble))
    else:
        messages.error(request, "Say what you think of it; there was nothing to send, or more than 2,000 letters.")
    there = redirect("compacts:text", number=number, version=version).url
    return redirect(f"{there}#{key or 'comments'}")


@require_POST
@or_not_found
def take_back_comment(request: HttpRequest, number: int, comment: int) -> HttpResponse:
    viewer = require(request, RULES["take_back_comment"])
    try:
        texts.take_back_comment(number, comment, at=timezone.localtime(), by=viewer)
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    given = number_in(request.POST.get("version"))
    if given is not None:
        return redirect("compacts:text", number=number, version=given)
    return redirect("compacts:compact", number=number)


def _usual_post(posts: tuple[PostName, ...]) -> dict[str, str]:
    """The post that a form begins with: that of the chief executive, chosen where it is entered."""
    usual = next((one for one in posts if name_key(one.title) == name_key(USUAL_POST)), None)
    return {"post": str(usual.number)} if usual else {"role": "" if posts else USUAL_POST}


def _draft(number: int, version: int, viewer: Viewer) -> CompactTerms:
    return kept.compact(number, viewer=viewer, on=timezone.localdate(), version=version)


def _editable(number: int, version: int, viewer: Viewer) -> CompactTerms:
    found = _draft(number, version, viewer)
    if found.text is None or found.text.state is not TextState.PRIVATE or found.text.side not in found.sides:
        raise Http404("This version is not changed any more. Answer it with another one.")
    return found


def _part(given: str) -> Part:
    try:
        return Part(given)
    except ValueError as trouble:
        raise Http404("There is no such part of a compact.") from trouble


def _form(where: Part, found: CompactTerms, known: Item | None, viewer: Viewer, sent: QueryDict | None) -> ItemForm:
    assert found.text is not None  # whoever asks has a draft
    agreement = found.text.agreement
    more: dict[str, Any] = {
        "agreement": agreement,
        "measures": measure_choices(found.organisation_code, viewer=viewer),
        "initial": {**_begun(where, agreement, known, found), "version": found.text.version},
    }
    if where is Part.PROMISES:
        more["components"] = components(viewer=viewer)
    return ITEM_FORMS[where](sent, **more)


def _begun(where: Part, agreement: Agreement, known: Item | None, found: CompactTerms) -> dict[str, Any]:
    """What the form holds at first: the item as it is, or what is most likely of a new one."""
    if known is not None:
        begun = {**asdict(known), "at": getattr(known, "by", None) and known.by.isoformat()}  # type: ignore[union-attr]
        if isinstance(known, Result):
            days = {when.isoformat() for _, when in points_of(agreement.starts, agreement.months)}
            at_a_point = known.by.isoformat() in days
            begun |= {"at": known.by.isoformat(), "by": None} if at_a_point else {"at": OTHER_DAY}
        return begun
    if where is Part.PROMISES:
        return {"starts": agreement.starts, "paid_by": "region" if found.asks_region else "board"}
    return {"sort": "measure" if found.has_evidence else "typed"} if where is Part.RESULTS else {}


def _split(form: ItemForm, agreed: Agreement, key: str, viewer: Viewer) -> SplitRead | None:
    """What the results say of what and of how, with the one on the page as far as it is typed; none of other parts."""
    if not isinstance(form, ResultForm):
        return None
    typed = form.so_far("" if key == "new" else key) if form.is_bound else None
    results = with_item(agreed, Part.RESULTS, typed).results if typed else agreed.results
    return split_of_results(results, viewer=viewer)


def _basics(form: BasicsForm) -> Agreement:
    form.cleaned_data.setdefault("reason", "")
    return form.basics()


def _kept_text(form: Any, version: int, words: str, changed: bool = True) -> Any:
    """The form with everything that was typed, the version of now, and what was wrong: nothing is lost."""
    form.add_error(None, words)
    if changed:
        form.data = form.data.copy()
        form.data["version"] = version
    return form


def _token(sent: QueryDict) -> int:
    given = number_in(sent.get("version"))
    if given is None:
        raise CannotAgree("The page was incomplete. Open it again.")
    return given


def _edit_address(number: int, version: int) -> str:
    return redirect("compacts:edit", number=number, version=version).url
