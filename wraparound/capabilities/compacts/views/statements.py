"""The statement of an ending: read, written, agreed, closed, and taken away."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import statements as act
from wraparound.capabilities.compacts.exchange.statements import statement_as_json, statement_as_pdf
from wraparound.capabilities.compacts.forms.endings import AgreeForm, WriteForm
from wraparound.capabilities.compacts.queries.endings import ending_page, facts_today, would_close
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.endings import (
    EndingPage,
    Statement,
    StatementState,
    StatementTerms,
    ToClose,
)
from wraparound.capabilities.compacts.views.asking import REFUSED, or_not_found
from wraparound.capabilities.compacts.views.endings import page_or_role_ended, prove_first, told
from wraparound.capabilities.compacts.wording.agreement import PARTIES
from wraparound.capabilities.compacts.wording.statements import sections
from wraparound.people.access import proved_lately, require
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.looks import exporting

SETTLED = (StatementState.AGREED, StatementState.NOT_AGREED)
NOT_SETTLED = "The statement is not settled yet. It can be taken away once it is."
ALTERED = "What is kept here is not what was settled, so it cannot be taken away. This page says what differs."


@require_safe
@or_not_found
def statement(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["statement"])
    found = ending_page(number, viewer=viewer, on=timezone.localdate())
    return _read(found, viewer, request=request)


@require_safe
@or_not_found
def statement_version(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = require(request, RULES["statement_version"])
    found = ending_page(number, viewer=viewer, on=timezone.localdate(), version=version)
    return _read(found, viewer, request=request)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def write_statement(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["write_statement"])
    found = page_or_role_ended(number, viewer, request=request)
    now = found.statement.statement if found.statement else None
    own = {Party.LEADER: now.leader_words, Party.BOARD: now.board_words} if now else {}
    seen = found.statement.number if found.statement else 0
    begun = {
        "joint": now.joint if now else "",
        "seen": seen,
        "own": own.get(found.writes[0], "") if found.writes else "",
    }
    choices = [(one.value, PARTIES[one].capitalize()) for one in found.writes]
    form = WriteForm(request.POST if request.method == "POST" else None, parties=choices, initial=begun)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            act.write(
                number,
                Party(given["party"]),
                given["joint"],
                given["own"],
                seen=given["seen"],
                at=timezone.localtime(),
                by=viewer,
            )
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            # What was typed stays, beside what stands now; sent again, it answers that.
            form.data = {**form.data.dict(), "seen": seen}  # type: ignore[attr-defined]  # as it was sent
        else:
            messages.success(request, "Both sides read it now. Agree to it yourself as well: it counts when both have.")
            return redirect("compacts:statement", number=number)
    return render(request, "compacts/statement_write.html", told(form=form, found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def agree_statement(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["agree_statement"])
    found = page_or_role_ended(number, viewer, request=request)
    parties = found.statement.may_agree if found.statement else ()

    def agree(party: Party, typed: str, digest: str) -> str:
        whole = act.agree(number, party, typed, digest=digest, at=timezone.localtime(), by=viewer)
        return (
            "Both sides have agreed: the statement is settled, and is the leader's to keep."
            if whole
            else "You have agreed. It waits for the other side."
        )

    return _with_a_name(found, parties, "agree", agree, viewer=viewer, request=request)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def close_statement(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["close_statement"])
    found = page_or_role_ended(number, viewer, request=request)
    parties = found.statement.may_close if found.statement else ()

    def close(party: Party, typed: str, digest: str) -> str:
        act.close(number, party, typed, digest=digest, at=timezone.localtime(), by=viewer)
        return "It is closed as not agreed. The facts stand, and what each side says beside them."

    return _with_a_name(found, parties, "close", close, viewer=viewer, request=request)


@require_safe
@or_not_found
def statement_pdf(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["statement_pdf"])
    with exporting("compacts:statement_pdf", by=viewer):
        found = ending_page(number, viewer=viewer, on=timezone.localdate())
    if found.statement is None or found.statement.state not in SETTLED or not found.statement.holds:
        return _not_taken_away(found, request=request)
    where = request.build_absolute_uri(reverse("compacts:statement", args=[number]))
    content = statement_as_pdf(found.statement, found.leader, where)
    return _file(content, "application/pdf", f"statement-{number}.pdf")


@require_safe
@or_not_found
def statement_json(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["statement_json"])
    with exporting("compacts:statement_json", by=viewer):
        found = ending_page(number, viewer=viewer, on=timezone.localdate())
    if found.statement is None or found.statement.state not in SETTLED or not found.statement.holds:
        return _not_taken_away(found, request=request)
    return _file(statement_as_json(found.statement), "application/json", f"statement-{number}.json")


def _read(found: EndingPage, viewer: Viewer, *, request: HttpRequest) -> HttpResponse:
    """A version of the statement; before anybody has written, its facts as they stand today."""
    one = found.statement
    whole: Statement | None = one.statement if one else None
    if whole is None and found.may_write:
        whole = Statement(number=0, facts=facts_today(found.compact, viewer=viewer, on=found.today))
    state = one.state if one else StatementState.OPEN
    parts = sections(whole, state, found.leader) if whole else ()
    return render(request, "compacts/statement.html", told(found=found, one=one, parts=parts))


def _with_a_name(
    found: EndingPage,
    parties: tuple[Party, ...],
    what: str,
    act_on: Callable[[Party, str, str], str],
    *,
    viewer: Viewer,
    request: HttpRequest,
) -> HttpResponse:
    """The whole statement with a name to be typed under it, by somebody who signed in a few minutes ago."""
    if request.method != "POST" and not parties:
        messages.error(request, "There is nothing for you to agree or close here now.")
        return redirect("compacts:statement", number=found.compact)
    if not proved_lately(request, timezone.localtime()):
        return prove_first(f"compacts:{what}_statement", found.compact)
    closing = what == "close"
    one: StatementTerms | ToClose | None = found.statement
    if closing and found.statement is not None and found.statement.state is StatementState.OPEN:
        one = would_close(found.compact, viewer=viewer, on=found.today)
    choices = [(each.value, PARTIES[each].capitalize()) for each in parties or found.writes]
    initial = {"digest": one.digest if one else ""}
    form = AgreeForm(request.POST if request.method == "POST" else None, parties=choices, initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            said = act_on(Party(given["party"]), given["typed"], given["digest"])
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            if one is not None and given["digest"] != one.digest:
                # Below stands what counts now, and it is to be read before it is sent again.
                kept = {name: words for name, words in form.data.items() if name != "read"}
                form.data = {**kept, "digest": one.digest}  # as it was sent
        else:
            messages.success(request, said)
            return redirect("compacts:statement", number=found.compact)
    state = StatementState.NOT_AGREED if closing else StatementState.OPEN
    parts = sections(one.statement, state, found.leader) if one else ()
    context = told(form=form, found=found, one=one, parts=parts, what=what, name=viewer.name)
    return render(request, "compacts/statement_agree.html", context)


def _not_taken_away(found: EndingPage, *, request: HttpRequest) -> HttpResponse:
    """Why there is no file: nothing is settled, or what is kept is not what was settled, and where that is said."""
    if found.statement is not None and not found.statement.holds:
        messages.error(request, ALTERED)
        return redirect("compacts:verify_ending", number=found.compact)
    messages.error(request, NOT_SETTLED)
    return redirect("compacts:ending", number=found.compact)


def _file(content: bytes, sort: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=sort, headers={"Content-Disposition": f'attachment; filename="{name}"'})
