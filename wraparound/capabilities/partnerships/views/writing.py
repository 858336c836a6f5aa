"""What a board writes and agrees: its own view of what is wrong, the shared text, the terms, accepting, and the end."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.actions import agreeing as act
from wraparound.capabilities.partnerships.calculation.agreements import DIAGNOSIS_FIRST, NOT_NOW
from wraparound.capabilities.partnerships.forms.agreements import (
    AcceptForm,
    DiagnosisForm,
    EndForm,
    JointForm,
    SeenForm,
    TermsForm,
    terms_as_typed,
)
from wraparound.capabilities.partnerships.queries.agreements import own_diagnosis_version
from wraparound.capabilities.partnerships.terms.agreements import AgreementPage, AgreementState, Move, Side
from wraparound.capabilities.partnerships.views.asking import REFUSED, of_a_board, words
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found

BEFORE_TERMS = (AgreementState.SUGGESTED, AgreementState.PROPOSED, AgreementState.DIAGNOSIS)

KEPT = "Kept. The other board reads it once both have written."
KEPT_LAST = "Kept. Both boards have written now, and read each other."


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def diagnosis(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["diagnosis"])
    found = of_a_board(number, viewer=viewer)
    if Move.TELL not in found.moves:
        return _not_now(found, visit=request)
    mine = next((one for one in found.own if one.side in found.sides), None)
    version = own_diagnosis_version(number, viewer=viewer)
    begun = {"words": mine.words if mine else "", "version": version}
    form = DiagnosisForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            act.tell_diagnosis(number, given["words"], version=given["version"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            _said_beside(form, trouble, "version", version)
        else:
            messages.success(request, KEPT_LAST if len({*found.told, *found.sides}) == len(Side) else KEPT)
            return redirect("partnerships:agreement", number=number)
    return render(request, "partnerships/diagnosis.html", words(form=form, found=found, mine=mine))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def joint(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["joint"])
    found = of_a_board(number, viewer=viewer)
    if Move.WRITE_DIAGNOSIS not in found.moves:
        return _not_now(found, visit=request)
    last = found.joint.number if found.joint else 0
    begun = {"words": found.joint.words if found.joint else "", "seen": last}
    form = JointForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            act.write_diagnosis(number, given["words"], seen=given["seen"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            _said_beside(form, trouble, "seen", last)
        else:
            messages.success(request, "Written. The other board can agree to it, or answer with another version.")
            return redirect("partnerships:agreement", number=number)
    return render(request, "partnerships/joint.html", words(form=form, found=found, review=None))


@require_POST
@or_not_found
def agree_joint(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["agree_joint"])
    of_a_board(number, viewer=viewer)
    form = SeenForm(request.POST)
    try:
        seen = form.cleaned_data["seen"] if form.is_valid() else 0
        act.agree_diagnosis(number, seen=seen, at=timezone.localtime(), by=viewer)
        messages.success(request, "Both boards agree what is wrong. Either can write the terms now.")
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect("partnerships:agreement", number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def terms(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["terms"])
    found = of_a_board(number, viewer=viewer)
    if Move.WRITE_TERMS not in found.moves:
        return _not_now(found, visit=request)
    last = found.terms.number if found.terms else 0
    begun = terms_as_typed(found.terms.terms if found.terms else None, found.topic, last, found.today)
    form = TermsForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_bound and form.is_valid():
        try:
            act.write_terms(number, form.terms(), seen=form.cleaned_data["seen"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            _said_beside(form, trouble, "seen", last)
        else:
            messages.success(request, "Written. Each board can accept exactly this version, or answer with another.")
            return redirect("partnerships:agreement", number=number)
    return render(request, "partnerships/terms.html", words(form=form, found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def accept(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["accept"])
    found = of_a_board(number, viewer=viewer)
    if Move.ACCEPT not in found.moves or found.terms is None:
        return _not_now(found, visit=request)
    begun = {"digest": found.terms.digest}
    form = AcceptForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            in_force = act.accept(
                number,
                digest=given["digest"],
                knows_days=given["knows_days"],
                at=timezone.localtime(),
                by=viewer,
            )
        except REFUSED as trouble:
            _said_beside(form, trouble, "digest", found.terms.digest)
        else:
            done = "Both boards have accepted: it is in force." if in_force else "Accepted. The other board is told."
            messages.success(request, done)
            return redirect("partnerships:agreement", number=number)
    return render(request, "partnerships/accept.html", words(form=form, found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def end(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["end"])
    found = of_a_board(number, viewer=viewer)
    if Move.END not in found.moves:
        return _not_now(found, visit=request)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            act.end(number, form.cleaned_data["why"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "It has ended. Both boards now write down what they learned.")
            return redirect("partnerships:agreement", number=number)
    return render(request, "partnerships/end.html", words(form=form, found=found))


def _not_now(found: AgreementPage, *, visit: HttpRequest) -> HttpResponse:
    """Back to the page of the partnership, with why that cannot be done now."""
    messages.error(visit, DIAGNOSIS_FIRST if found.state in BEFORE_TERMS else NOT_NOW)
    return redirect("partnerships:agreement", number=found.number)


def _said_beside(form: Form, trouble: Exception, carried: str, now: object) -> None:
    """The refusal beside what was typed, which stays; what the form carries is what stands now."""
    form.add_error(None, str(trouble))
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data[carried] = now  # type: ignore[index]
