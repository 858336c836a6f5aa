"""Pages of expectations: find a trust, a trust, recovery by regime."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.expectations.access import RULES
from wraparound.capabilities.expectations.exchange.briefs import brief_as_pdf, brief_as_word
from wraparound.capabilities.expectations.exchange.sheets import (
    read_pasted,
    read_sheet,
    sheet_as_csv,
    sheet_as_excel,
    sheet_as_text,
)
from wraparound.capabilities.expectations.forms import OutlookForm, RecoveryForm, SearchForm, SheetForm, TargetForm
from wraparound.capabilities.expectations.queries import answers, lists
from wraparound.capabilities.expectations.queries.sheets import check_sheet
from wraparound.capabilities.expectations.terms.backtest import Scale
from wraparound.capabilities.expectations.terms.briefs import Brief
from wraparound.capabilities.expectations.terms.performance import TargetNotAskable
from wraparound.capabilities.expectations.terms.recovery import Cohort
from wraparound.capabilities.expectations.terms.search import TrustList, TrustSearch
from wraparound.capabilities.expectations.terms.sheets import MOST_ON_A_PAGE, SheetAnswer, SheetNotRead, SheetRow
from wraparound.capabilities.expectations.terms.trusts import TrustAnswer
from wraparound.capabilities.expectations.wording import (
    asking,
    finding,
    numbers,
    odds,
    outlook_pictures,
    outlooks,
    pictures,
    sheets,
    trusts,
)
from wraparound.capabilities.expectations.wording import backtest as backtest_words
from wraparound.capabilities.expectations.wording import ratings as rating_words
from wraparound.capabilities.expectations.wording import recovery as recovery_words
from wraparound.capabilities.expectations.wording import targets as target_words
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.published.export import Format
from wraparound.published.measure_files import measure_cards
from wraparound.published.terms import AE_ALL, CannotAnswer, Measure, NotInEvidence, Regime

MOST_SUGGESTIONS = 8
MONTHS_FOLLOWED = 24
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    form = SearchForm(request.GET)
    form.is_valid()
    errors = _errors(form)
    try:
        found = lists.trusts(form.search(), viewer=viewer)
    except CannotAnswer as trouble:
        errors = {**errors, "region": str(trouble)}
        found = lists.trusts(replace(form.search(), region=None), viewer=viewer)
    if _is_the_one(found) and "stay" not in request.GET:
        return HttpResponseRedirect(reverse("expectations:trust", args=[found.found[0].organisation.code]))
    context = {"trusts": found, "choices": lists.search_choices(viewer=viewer), "errors": errors}
    return render(request, "expectations/index.html", {**context, "say": finding, "ask": asking})


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["suggestions"])
    form = SearchForm(request.GET)
    form.is_valid()
    found = lists.trusts(TrustSearch(text=form.search().text), viewer=viewer).found if form.search().text else ()
    return JsonResponse(
        {
            "suggestions": [
                {
                    "address": reverse("expectations:trust", args=[one.organisation.code]),
                    "name": one.organisation.name,
                    "line": finding.suggestion_line(one),
                }
                for one in found[:MOST_SUGGESTIONS]
            ]
        }
    )


@require_safe
def trust(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["trust"])
    if code != code.upper():
        return HttpResponseRedirect(reverse("expectations:trust", args=[code.upper()]))
    answer = _trust_or_404(code, viewer)
    form = OutlookForm(request.GET)
    form.is_valid()
    asked = form.question(code, _leading(answer))
    shown = answers.forecast(asked, viewer=viewer) if answer.realistic or form.names_a_measure() else None
    context = {
        "answer": answer,
        "shown": shown,
        "fan": outlook_pictures.fan_picture(shown) if shown else None,
        "outlook": outlooks,
        "errors": _errors(form),
        "rule": recovery_words.rule_of_the_day(answer.like_it),
        "timeline": pictures.spells_picture(answer),
        "curve": pictures.recovery_picture(answer.like_it, own=pictures.own_spell(answer)),
        "numbers": numbers,
        "say": trusts,
        "ask": asking,
        "recovery": recovery_words,
    }
    return render(request, "expectations/trust.html", context)


@require_safe
def target(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["target"])
    about = _trust_or_404(code, viewer)
    form = TargetForm(request.GET or None)
    answer, errors = None, {}
    if form.is_valid():
        try:
            answer = answers.check(form.target_question(code, _leading(about)), viewer=viewer)
        except TargetNotAskable as trouble:
            errors = {trouble.about: str(trouble)}
    asked = form.question(code, _leading(about))
    context = {
        "about": about,
        "asked": asked,
        "shown": answers.forecast(asked, viewer=viewer),
        "answer": answer,
        "form": form,
        "errors": {**_errors_of_target(form, request), **errors},
        "ladder": outlook_pictures.ladder_picture(answer) if answer else None,
        "numbers": numbers,
        "say": target_words,
        "words": odds,
        "outlook": outlooks,
        "ask": asking,
    }
    return render(request, "expectations/target.html", context)


@csrf_exempt  # Nothing is kept or changed, and the public site sets no cookie to compare with (ADR 0009).
@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["targets"])
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    sheet, rows, errors = None, [], {}
    if form.is_bound and form.is_valid():
        source = "file" if form.cleaned_data.get("file") else "pasted"
        try:
            rows = _sheet_rows(form)
            sheet = check_sheet(rows, viewer=viewer)
        except SheetNotRead as trouble:
            errors = {source: str(trouble)}
    if sheet and request.POST.get("as") in {Format.CSV, Format.EXCEL}:
        return _sheet_download(sheet, Format(request.POST["as"]))
    context = {
        "sheet": sheet,
        "errors": {**_errors(form), **errors},
        "pasted": sheet_as_text(rows) if sheet else request.POST.get("pasted", ""),
        "most": MOST_ON_A_PAGE,
        "measures": asking.measure_choices(tuple(measure_cards())),
        "say": sheets,
        "numbers": numbers,
        "ask": asking,
    }
    return render(request, "expectations/targets.html", context)


def _sheet_rows(form: SheetForm) -> list[SheetRow]:
    """The rows of the file, else of what was pasted; SheetNotRead also where there are more than a page answers."""
    file = form.cleaned_data.get("file")
    rows = read_sheet(file.name, file.read()) if file else read_pasted(form.cleaned_data["pasted"])
    if len(rows) > MOST_ON_A_PAGE:
        raise SheetNotRead(sheets.too_many(len(rows)))
    return rows


def _sheet_download(sheet: SheetAnswer, wanted: Format) -> HttpResponse:
    content = sheet_as_csv(sheet) if wanted is Format.CSV else sheet_as_excel(sheet)
    kind = "text/csv; charset=utf-8" if wanted is Format.CSV else EXCEL_TYPE
    name = f"targets-{sheet.release}.{wanted}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_safe
def comparators(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["comparators"])
    about = _trust_or_404(code, viewer)
    form = OutlookForm(request.GET)
    form.is_valid()
    asked = form.question(code, _leading(about))
    shown = answers.forecast(asked, viewer=viewer)
    usual = min(MONTHS_FOLLOWED, shown.reaches_months)
    errors = _errors(form)
    months = form.months_ahead()
    try:
        answer = answers.comparators(asked, usual if months is None else months, viewer=viewer)
    except TargetNotAskable as trouble:
        errors = {**errors, trouble.about: str(trouble)}
        answer = answers.comparators(asked, usual, viewer=viewer)
    context = {
        "about": about,
        "asked": asked,
        "shown": shown,
        "answer": answer,
        "errors": errors,
        "numbers": numbers,
        "words": odds,
        "outlook": outlooks,
        "ask": asking,
    }
    return render(request, "expectations/comparators.html", context)


@require_safe
def brief_pdf(request: HttpRequest, code: str) -> HttpResponse:
    require(request, RULES["brief_pdf"])
    found = _brief(request, code)
    return _document(found, brief_as_pdf(found), "application/pdf", "pdf")


@require_safe
def brief_word(request: HttpRequest, code: str) -> HttpResponse:
    require(request, RULES["brief_word"])
    found = _brief(request, code)
    return _document(found, brief_as_word(found), WORD_TYPE, "docx")


def _brief(request: HttpRequest, code: str) -> Brief:
    viewer = require(request, RULES["brief_pdf"])
    form = OutlookForm(request.GET)
    form.is_valid()
    about = _trust_or_404(code, viewer)
    measure = form.question(code, _leading(about)).measure if form.names_a_measure() else None
    return answers.brief(code, measure, viewer=viewer)


def _document(found: Brief, content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"realistic-{found.organisation.code}-{found.release}.{ending}"
    shown = "inline" if ending == "pdf" else "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'{shown}; filename="{name}"'})


@require_safe
def ratings(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["ratings"])
    record = answers.ratings(viewer=viewer)
    return render(request, "expectations/ratings.html", {"record": record, "numbers": numbers, "say": rating_words})


@require_safe
def backtest(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["backtest"])
    kept = answers.backtests(viewer=viewer)
    tables = [
        (one, [*(backtest_words.backtest_table(one, scale) for scale in Scale), backtest_words.tenths_table(one)])
        for one in kept
    ]
    regression = [backtest_words.regression_sentence(*pair) for pair in answers.regression(viewer=viewer).items()]
    context = {"tables": tables, "words": odds, "say": backtest_words, "regression": regression}
    return render(request, "expectations/backtest.html", context)


@require_safe
def recovery(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["recovery"])
    context = {
        "answers": answers.every_regime(viewer=viewer),
        "leadership": answers.facts_about("leadership", viewer=viewer),
        "afterwards": answers.facts_about("what came next", viewer=viewer),
        "numbers": numbers,
        "say": recovery_words,
    }
    return render(request, "expectations/recovery.html", context)


@require_safe
def regime(request: HttpRequest, regime: str) -> HttpResponse:
    viewer = require(request, RULES["regime"])
    if regime not in set(Regime):
        raise Http404(f"There is no regime “{regime}”. There are: {', '.join(Regime)}.")
    form = RecoveryForm(request.GET)
    form.is_valid()
    errors = _errors(form)
    try:
        answer = answers.recovery(form.question(Regime(regime)), viewer=viewer)
    except CannotAnswer as trouble:
        errors = {**errors, "cohort": str(trouble)}
        answer = answers.recovery(replace(form.question(Regime(regime)), cohort=Cohort.ALL), viewer=viewer)
    context = {
        "form": form,
        "errors": errors,
        "answer": answer,
        "narrowed": bool(request.GET),
        "curve": pictures.recovery_picture(answer),
        "choices": lists.search_choices(viewer=viewer),
        "numbers": numbers,
        "say": recovery_words,
        "ask": asking,
    }
    return render(request, "expectations/regime.html", context)


def _trust_or_404(code: str, viewer: Viewer) -> TrustAnswer:
    try:
        return answers.trust(code, viewer=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble


def _leading(about: TrustAnswer) -> Measure:
    if about.realistic:
        return about.realistic.measure
    return about.measures[0] if about.measures else AE_ALL


def _is_the_one(found: TrustList) -> bool:
    """Whether nothing else can have been meant: one trust, and no closed trust of the same words."""
    return bool(found.search.text) and len(found.found) == 1 and not found.closed


def _errors_of_target(form: TargetForm, request: HttpRequest) -> dict[str, str]:
    """A page opened without a target asks for one, and does not complain that there is none."""
    asked = {"target", "by"} & set(request.GET)
    return {name: words for name, words in _errors(form).items() if asked or name not in {"target", "by"}}


def _errors(form: SearchForm | RecoveryForm | OutlookForm | SheetForm) -> dict[str, str]:
    """Each field that could not be understood, with one sentence."""
    return {name: str(messages[0]) for name, messages in form.errors.items()}
