"""What published evidence says of an organisation and of each result: asked of expectations, never kept here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.compacts import evidence
from wraparound.capabilities.compacts.calculation.realism import (
    months_between,
    range_of_exit,
    range_of_rating,
    range_of_target,
    without_evidence,
)
from wraparound.capabilities.compacts.terms.agreement import Agreement, Result, ResultSort
from wraparound.capabilities.compacts.terms.patience import PATIENCE_METHOD, RuleTerms
from wraparound.capabilities.compacts.terms.ranges import RANGE_METHOD, Frozen, Range
from wraparound.capabilities.compacts.wording.agreement import day
from wraparound.capabilities.compacts.wording.ranges import MADE_UP, told
from wraparound.capabilities.expectations.queries import answers, made_up
from wraparound.capabilities.expectations.queries.lists import organisations
from wraparound.capabilities.expectations.queries.releases import release_for
from wraparound.capabilities.expectations.terms.made_up import MadeUpTrust
from wraparound.capabilities.expectations.terms.performance import (
    FORECAST_METHOD,
    SEED,
    ForecastAnswer,
    ForecastQuestion,
    TargetAnswer,
    TargetQuestion,
)
from wraparound.capabilities.expectations.terms.recovery import METHOD_VERSION, RecoveryQuestion
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.models import Organisation as Place
from wraparound.people.terms.access import Viewer
from wraparound.published.measure_files import cards_in, measure_cards
from wraparound.published.terms import CannotAnswer, Kind, Measure, Organisation, Regime, RowAddress


@dataclass(frozen=True)
class Standing:
    """An organisation as evidence knows it: its code, and its invented figures where it is made up."""

    code: str
    known: bool
    invented: MadeUpTrust | None


def standing_of(place: Place, *, viewer: Viewer, release: str | None = None) -> Standing:
    """What evidence there is for an organisation: published, made up (only where it is made up itself), or none."""
    if not place.made_up:
        return Standing(place.code, place.code in organisations(viewer=viewer, release=release), None)
    figures = evidence.made_up_figures(place.code)
    if not figures:
        return Standing(place.code, False, None)
    kinds = {one.value: one for one in Kind}
    invented = Organisation(
        code=place.code,
        name=place.name,
        kind=kinds.get(place.kind.lower(), Kind.OTHER),
        region=place.region.name,
        opened=None,
        closed=None,
        address=RowAddress(evidence.MADE_UP_RELEASE, evidence.MADE_UP, 1),
    )
    return Standing(place.code, True, MadeUpTrust(organisation=invented, figures=figures))


def measures_of(standing: Standing, *, viewer: Viewer) -> tuple[Measure, ...]:
    """The measures with a figure of this organisation, in the order in which measures are offered."""
    if not standing.known:
        return ()
    if standing.invented is None:
        return answers.trust(standing.code, viewer=viewer).measures
    held = {one.measure for one in standing.invented.figures}
    return tuple(one for one in measure_cards() if one in held)


def starting_point(place: Place, *, viewer: Viewer) -> tuple[str, ...]:
    """Where things stand, in sentences from evidence: each measure's last year, spells and ratings held."""
    standing = standing_of(place, viewer=viewer)
    if not standing.known:
        return ()
    lines = [_start_line(one, standing, viewer) for one in measures_of(standing, viewer=viewer)]
    found = [line for line in lines if line]
    if standing.invented is not None:
        return (*found, "These figures are made up. Those it is compared with are real.") if found else ()
    about = answers.trust(standing.code, viewer=viewer)
    rated = [
        f"Rated {one.overall} by the Care Quality Commission, published {one.published}." for one in about.ratings[-1:]
    ]
    return (*found, *about.recovery_sentences[:1], *rated)


def realistic_sentences(place: Place, *, viewer: Viewer) -> tuple[str, ...]:
    """What is realistic here, as a prospectus says it: the answer that opens the page of the trust."""
    standing = standing_of(place, viewer=viewer)
    if not standing.known:
        return ()
    if standing.invented is None:
        about = answers.trust(standing.code, viewer=viewer)
        found = about.realistic
        said_of_it = about.sentences if found and found.fan else ((found.why_not,) if found else ())
        return (*(one for one in said_of_it if one), *about.recovery_sentences[:2])
    said: list[str] = []
    for one in measures_of(standing, viewer=viewer):
        said += _forecast(one, standing, viewer).sentences[:2]
    return (*said, MADE_UP) if said else ()


def ranges_of(
    agreement: Agreement, place: Place, *, today: date, viewer: Viewer, release: str | None = None
) -> tuple[Range, ...]:
    """The range of every result, from the release in use or the one named; what nothing is known of says why."""
    standing = standing_of(place, viewer=viewer, release=release)
    return tuple(range_of(one, standing, today=today, viewer=viewer, release=release) for one in agreement.results)


def range_of(result: Result, standing: Standing, *, today: date, viewer: Viewer, release: str | None = None) -> Range:
    """The range of one result; where the question cannot be answered, the reason in words."""
    try:
        found = _found(result, standing, today, viewer, release)
    except CannotAnswer as trouble:
        found = without_evidence(result, str(trouble))
    return told(found, result)


def frozen(ranges: Sequence[Range], rules: Sequence[RuleTerms], place: Place, *, today: date, viewer: Viewer) -> Frozen:
    """What is kept with a text when it is offered: ranges, patience rules, and all that it takes to make them again."""
    return Frozen(
        ranges=tuple(ranges),
        release=release_in_use(viewer=viewer).id,
        made_up_release=evidence.MADE_UP_RELEASE if place.made_up else "",
        methods=(RANGE_METHOD, FORECAST_METHOD, METHOD_VERSION, PATIENCE_METHOD),
        seed=SEED,
        worked_out=today.isoformat(),
        patience=tuple(rules),
    )


def _found(result: Result, standing: Standing, today: date, viewer: Viewer, release: str | None) -> Range:
    if result.sort is ResultSort.MEASURE and standing.known:
        answer = _checked(result, standing, viewer, release)
        # By the cards of the release that was asked: a later one may call it otherwise, or lack it.
        cards = cards_in(release_for(release, viewer=viewer)) if release else measure_cards()
        card = cards[Measure(result.measure)]
        return range_of_target(result, answer, lower=card.lower_is_better, made_up=standing.invented is not None)
    if result.sort is ResultSort.REGIME and result.since is not None:
        served = max(0.0, months_between(result.since, today))
        asked = RecoveryQuestion(regime=Regime(result.regime), months_served=served)
        return range_of_exit(result, answers.recovery(asked, viewer=viewer, release=release))
    if result.sort is ResultSort.RATING and result.rating_now:
        return range_of_rating(result, answers.ratings(viewer=viewer, release=release), today)
    return without_evidence(result)


def _checked(result: Result, standing: Standing, viewer: Viewer, release: str | None) -> TargetAnswer:
    asked = TargetQuestion(
        code=standing.code, measure=Measure(result.measure), target=result.level or 0.0, by=f"{result.by:%Y-%m}"
    )
    if standing.invented is not None:
        return made_up.check_made_up(asked, standing.invented, viewer=viewer, release=release)
    return answers.check(asked, viewer=viewer, release=release)


def _forecast(measure: Measure, standing: Standing, viewer: Viewer) -> ForecastAnswer:
    asked = ForecastQuestion(code=standing.code, measure=measure)
    if standing.invented is not None:
        return made_up.forecast_made_up(asked, standing.invented, viewer=viewer)
    return answers.forecast(asked, viewer=viewer)


def _start_line(measure: Measure, standing: Standing, viewer: Viewer) -> str:
    try:
        found = _forecast(measure, standing, viewer)
    except CannotAnswer:
        return ""
    if found.baseline is None:
        return ""
    card = measure_cards()[measure]
    beside = found.baseline.beside_median
    side = "above" if beside >= 0 else "below"
    return (
        f"{card.label}: {found.baseline.level:g}% over the year to {day(found.data_to)}, {abs(beside):g} points {side} "
        "the median trust."
    )


def latest_of(result: Result, standing: Standing, *, viewer: Viewer) -> tuple[float, str] | None:
    """The newest figure of a result's measure in percent, with its period in words; none of other sorts."""
    known = figures_of(result, standing, viewer=viewer)
    return known[-1][1:] if known else None


def figures_of(result: Result, standing: Standing, *, viewer: Viewer) -> tuple[tuple[date, float, str], ...]:
    """The published figures of a result's measure: first day of the period, percent, period in words; oldest first."""
    if result.sort is not ResultSort.MEASURE or not standing.known:
        return ()
    try:
        found = _forecast(Measure(result.measure), standing, viewer)
    except (CannotAnswer, ValueError):
        return ()
    card = measure_cards()[Measure(result.measure)]
    return tuple(
        (one.period, one.percent, _period_words(card.period, card.months_per_period, one.period))
        for one in found.past
        if one.percent is not None
    )


def _period_words(name: str, months: int, first: date) -> str:
    return f"{name} from {first:%B %Y}" if months < 12 else f"{first.year}"
