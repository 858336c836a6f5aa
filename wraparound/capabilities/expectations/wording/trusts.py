"""What is known about one trust, in sentences that page, command line and API share."""

from wraparound.capabilities.expectations.terms.performance import ForecastAnswer
from wraparound.capabilities.expectations.terms.recovery import RecoveryAnswer, Shown
from wraparound.capabilities.expectations.terms.trusts import CarriedSpell, LatestFigure, TrustAnswer
from wraparound.capabilities.expectations.wording.finding import KIND_LABELS
from wraparound.capabilities.expectations.wording.numbers import (
    KIND_NAMES,
    MEASURE_NAMES,
    REGIME_NAMES,
    STAFF_NAMES,
    dated,
    full_date,
    listed,
    of_100,
    on_or_in,
    percent,
    quarter,
    short_name,
    source_date,
    whole_months,
    years_and_months,
)
from wraparound.capabilities.expectations.wording.outlooks import no_measure_at_all
from wraparound.capabilities.expectations.wording.recovery import before_the_guidance, rule_of_the_day
from wraparound.published.measure_files import card_of
from wraparound.published.terms import (
    RTT_18_WEEKS,
    EndedBy,
    Fact,
    Kind,
    Rating,
    Regime,
    RegimeSpell,
    StaffIndicator,
)


def trust_sentences(answer: TrustAnswer) -> tuple[str, ...]:
    """What opens the page: what became of a closed trust, then what is realistic."""
    return (*_became(answer), *realistic_sentences(answer))


def realistic_sentences(answer: TrustAnswer) -> tuple[str, ...]:
    """What is realistic on the leading measure; or why we cannot say."""
    return answer.realistic.sentences if answer.realistic else (no_measure_at_all(answer.organisation),)


def page_sentences(answer: TrustAnswer, shown: ForecastAnswer | None) -> tuple[str, ...]:
    """The opening of the page when another measure than the leading one is shown."""
    return answer.sentences if shown is None else (*_became(answer), *shown.sentences)


def recovery_of_trust(answer: TrustAnswer) -> tuple[str, ...]:
    """Its own spells first, then what happened to others like it."""
    return (*_own_story(answer), others_like_it(answer))


def spell_sentence(carried: CarriedSpell) -> str:
    """One spell in one sentence; an exit we have no source for is said to be unknown, never "still in"."""
    spell = carried.spell
    who = short_name(spell.name_then)
    regime = REGIME_NAMES[spell.regime]
    if spell.entered is None:
        return _undated_entry(carried, who, regime)
    entered = f"{who} entered {regime} {on_or_in(spell.entered)}"
    if spell.ended_by is EndedBy.UNKNOWN or spell.exited is None:
        return f"{entered}{_last_seen(spell)}, so whether and when it left, we do not know."
    how = "and left" if spell.ended_by is EndedBy.RECOVERED else "and was in it until it merged into another trust"
    after = f"after {years_and_months(carried.length.months or 0)}"
    through = (
        f" It went on as recovery support from {source_date(spell.continued_as_recovery_support)}."
        if spell.continued_as_recovery_support
        else ""
    )
    return f"{entered} {how} {on_or_in(spell.exited)}, {after}.{through}"


def others_like_it(answer: TrustAnswer) -> str:
    """What recovery took for trusts like this one, against what was expected."""
    like = answer.like_it
    if like.shown is not Shown.CURVE or like.median_months is None:
        return f"Too few spells in {REGIME_NAMES[like.regime]} are known to say how long recovery usually takes."
    half = f"From {like.informative} spells of {_of_whom(answer)} in {REGIME_NAMES[like.regime]}"
    took = (
        f"we estimate that half end in recovery within {whole_months(like.median_months)} "
        f"({years_and_months(like.median_months)})"
    )
    rule = rule_of_the_day(like)
    if rule is None:
        return f"{half} {took}; no standard length was officially stated."
    return f"{_why_this_regime(answer)}{half} {took}. {_against(like, rule)}"


def _against(like: RecoveryAnswer, rule: Fact) -> str:
    by_then = next((row.out for row in like.by_month if row.months == rule.from_months), None)
    out = f"; {of_100(by_then)} were out by then" if by_then is not None else ""
    whose = before_the_guidance(like, rule.from_months or 0)
    return f"Guidance of 2014 said {rule.from_months} months{out}. {whose}".strip()


def _why_this_regime(answer: TrustAnswer) -> str:
    """Where a trust was only in recovery support: why another regime stands beside it."""
    own = {one.spell.regime for one in answer.spells if one.through is None}
    if own != {Regime.RECOVERY_SUPPORT}:
        return ""
    return (
        "Too few lengths of stay in the Recovery Support Programme are known, so the nearest evidence is the regime "
        "before it. "
    )


def what_is_missing(answer: TrustAnswer) -> tuple[str, ...]:
    """What we do not know about this trust, and why."""
    name = short_name(answer.organisation.name)
    missing = []
    regimes = {carried.spell.regime for carried in answer.spells}
    if Regime.FINANCIAL not in regimes:
        missing.append("Financial special measures: none recorded here, but our list is fair, not complete.")
    went_on = any(carried.spell.continued_as_recovery_support for carried in answer.spells)
    missing += [_unknown_exit(carried) for carried in answer.spells if carried.spell.exited is None]
    if Regime.RECOVERY_SUPPORT not in regimes and not went_on:
        missing.append(
            "The Recovery Support Programme: none recorded here, but our list is thin. "
            "It had about 20 trusts in late 2024, and we hold dates for few of them."
        )
    if answer.organisation.is_open:
        missing.append(
            "Today's oversight segment, and the provider improvement programme that followed in 2025: "
            "neither is in this evidence."
        )
    if not answer.performance:
        missing.append(_no_waiting_times(answer, name))
    if not answer.ratings:
        missing.append(
            f"Care Quality Commission ratings: we hold none {_under_its_code(answer)}. What we hold is mostly of "
            "trusts that have been in a regime; the Commission's own site has them all."
        )
    if not answer.staff:
        missing.append("NHS Staff Survey: nothing published for this code between 2021 and 2024.")
    return tuple(missing)


def _under_its_code(answer: TrustAnswer) -> str:
    if answer.predecessors:
        return "under this code; a predecessor's, where we hold any, stand on the predecessor's own page"
    return "for this trust"


def _unknown_exit(carried: CarriedSpell) -> str:
    regime = REGIME_NAMES[carried.spell.regime]
    name = f"{regime[0].upper()}{regime[1:]}"
    if carried.spell.regime is Regime.RECOVERY_SUPPORT:
        return f"{name}: the exit, if there was one. We found no source for it."
    return (
        f"{name}: the exit. We found no source for it. The Recovery Support Programme replaced special measures in "
        "July 2021; whether this trust went on in it, no source of ours says."
    )


def figure_sentence(figure: LatestFigure) -> str:
    """The newest share with its count and quarter; the year before stands beside it only where it compares."""
    latest = figure.latest
    when = quarter(latest.period)
    if latest.measure == RTT_18_WEEKS:
        when = f"end of {latest.period.replace(month=latest.period.month + 2):%B %Y}"
    now = f"{percent(latest.share)} ({latest.within:,} of {latest.total:,}), {when}"
    if not figure.is_newest:
        return f"{now}. Later quarters were not reported, or are too small to show."
    if figure.steps:
        return f"{now}. Not comparable with the year before: {figure.steps[-1].why}."
    if figure.mergers:
        return f"{now}. Not comparable with the year before: another trust was merged into it in between."
    if figure.year_before is None:
        return f"{now}. No figure for the year before."
    return f"{now}; {percent(figure.year_before.share)} a year before."


def measure_name(figure: LatestFigure) -> str:
    """What the figure measures, in words."""
    measure = figure.latest.measure
    return MEASURE_NAMES.get(measure) or card_of(measure).label


def staff_sentence(indicator: StaffIndicator) -> str:
    """ "35% feel burnt out because of their work (7,100 answered)"."""
    words = STAFF_NAMES.get(indicator.indicator, indicator.indicator.replace("_", " "))
    return f"{round(indicator.percent)}% {words} ({indicator.respondents:,} answered)"


def rating_sentence(rating: Rating) -> str:
    """Overall first, then the key questions that were given."""
    keys = [f"{key.replace('_', '-')}: {value}" for key, value in rating.by_key_question.items()]
    overall = rating.overall or "no overall rating given"
    return f"{overall} ({'; '.join(keys)})" if keys else overall


def staff_year(answer: TrustAnswer) -> str:
    """The year or years of the staff survey figures."""
    return listed(sorted({str(one.year) for one in answer.staff}))


def comparison_heading(answer: TrustAnswer) -> str:
    """Over the curve: whom it is about."""
    kinds = KIND_NAMES[answer.organisation.kind]
    return f"How long recovery took: {kinds}" if answer.like_it_same_kind else "How long recovery took elsewhere"


def place_line(answer: TrustAnswer) -> str:
    """Under the trust's name: code, kind, region."""
    organisation = answer.organisation
    closed = " · closed" if organisation.closed else ""
    return f"{organisation.code} · {KIND_LABELS[organisation.kind].lower()} · {organisation.region}{closed}"


def timeline_note(answer: TrustAnswer) -> str:
    """How to read the calendar picture."""
    notes = ["Solid: in the regime."]
    if any(carried.spell.exited is None or carried.spell.entered is None for carried in answer.spells):
        notes.append("Dotted: it may or may not have been in the regime; we do not know.")
    if any(carried.spell.regime is Regime.QUALITY for carried in answer.spells):
        notes.append("Tall amber mark: 12 months after entry, the usual longest stay by the guidance of 2014.")
    return " ".join(notes)


def bar_words(carried: CarriedSpell) -> str:
    """A spell in a few words: the regime and how long it lasted."""
    regime = REGIME_NAMES[carried.spell.regime].removeprefix("the ")
    name = f"{regime[0].upper()}{regime[1:]}"
    if carried.spell.exited is None:
        return f"{name}, end not known"
    return f"{name}, {years_and_months(carried.length.months)}" if carried.length.months else f"{name}, entry not known"


def dates_line(carried: CarriedSpell) -> str:
    """A spell over its source; with the trust's name where it was another trust's."""
    who = f"{short_name(carried.spell.name_then)}: " if carried.through else ""
    return f"{who}{bar_words(carried)}"


def about_dates(carried: CarriedSpell) -> str:
    """How firm the dates of a spell are, and what the compilers noted about them."""
    spell = carried.spell
    inferred = f" Inferred rather than read: {listed([one.replace('_', ' ') for one in spell.inferred])}."
    note = f" Note: {spell.note}." if spell.note else ""
    return f"Confidence in these dates: {spell.confidence}.{inferred if spell.inferred else ''}{note}"


def became_part(answer: TrustAnswer, code: str) -> str:
    """After a predecessor's name: what of its history is on this page."""
    if any(one.spell.code == code for one in answer.spells):
        return "became part of this trust; its spells are shown above under its own name."
    return "became part of this trust; no spell of it is recorded."


def like_it_note(answer: TrustAnswer) -> str:
    """Whom the trust is compared with, and why."""
    like = answer.like_it
    kinds = KIND_NAMES[answer.organisation.kind]
    own = {0: "", 1: " Its own spell is one of them."}.get(_own_in(answer), " Its own spells are among them.")
    if answer.like_it_same_kind:
        return f"Compared with: {like.informative} spells in {REGIME_NAMES[like.regime]} of {kinds}.{own}"
    few = (
        ""
        if answer.organisation.kind is Kind.OTHER
        else (f" Too few {kinds} have been in that regime to draw a curve of their own.")
    )
    return f"Compared with: {like.informative} spells in {REGIME_NAMES[like.regime]} of trusts of every kind.{few}{own}"


def _own_in(answer: TrustAnswer) -> int:
    return sum(
        one.through is None and one.spell.regime is answer.like_it.regime and one.length.informative
        for one in answer.spells
    )


def _became(answer: TrustAnswer) -> tuple[str, ...]:
    organisation = answer.organisation
    if organisation.closed is None:
        return ()
    closed = f"{short_name(organisation.name)} closed on {full_date(organisation.closed)}"
    if not answer.successors:
        return (f"{closed}. Our register names no successor.",)
    names = listed([short_name(one.name) for one in answer.successors])
    verb = "It was divided between" if len(answer.successors) > 1 else "It is now part of"
    return (f"{closed}. {verb} {names}.",)


def _own_story(answer: TrustAnswer) -> tuple[str, ...]:
    own = [carried for carried in answer.spells if carried.through is None]
    sentences = [spell_sentence(carried) for carried in own]
    if not own:
        sentences.append(_no_spell(answer))
    elif all(carried.spell.regime is not Regime.QUALITY for carried in own):
        sentences.append(
            f"It has not been in quality special measures since {_since(answer)}: "
            "our list of those is complete as far as we know."
        )
    for carried in answer.spells:
        if carried.through is not None:
            sentences.append(f"Before it became part of this trust: {spell_sentence(carried)}")
    return tuple(sentences)


def _no_spell(answer: TrustAnswer) -> str:
    name = short_name(answer.organisation.name)
    itself = " itself" if answer.spells else ""
    return (
        f"No spell of {name}{itself} in special measures or recovery support is recorded. For quality special measures "
        f"our list is complete as far as we know, so this trust has not been in that regime since {_since(answer)}."
    )


def _since(answer: TrustAnswer) -> str:
    """From when on our complete list covers the code: July 2013, or its opening where that is later."""
    opened = answer.organisation.opened
    return f"{opened:%B %Y}" if opened and (opened.year, opened.month) > (2013, 7) else "July 2013"


def _last_seen(spell: RegimeSpell) -> str:
    if spell.last_known and spell.entered and spell.last_known.earliest > spell.entered.latest:
        reading = ", by our reading of a source without a date" if "last_known" in spell.inferred else ""
        return f". The last source we hold shows it there {on_or_in(spell.last_known)}{reading}"
    return ". We hold no later source"


def _undated_entry(carried: CarriedSpell, who: str, regime: str) -> str:
    spell = carried.spell
    if spell.exited is not None:
        return f"{who} was in {regime} and left {on_or_in(spell.exited)}; when it entered, we do not know."
    seen = on_or_in(spell.last_known) if spell.last_known else "at a time we do not know"
    return f"{who} was in {regime} {seen}; when it entered, and whether and when it left, we do not know."


def when_entered(carried: CarriedSpell) -> str:
    """The entry for a table."""
    return dated(carried.spell.entered) if carried.spell.entered else "not known"


def when_left(carried: CarriedSpell) -> str:
    """The exit for a table."""
    return dated(carried.spell.exited) if carried.spell.exited else "not known"


def _of_whom(answer: TrustAnswer) -> str:
    if answer.like_it.kind:
        return KIND_NAMES[answer.like_it.kind]
    if answer.organisation.kind is Kind.OTHER:
        return "trusts of every kind"
    return f"trusts of every kind (few were {KIND_NAMES[answer.organisation.kind]})"


def _no_waiting_times(answer: TrustAnswer, name: str) -> str:
    if answer.organisation.kind in (Kind.AMBULANCE, Kind.COMMUNITY, Kind.MENTAL_HEALTH):
        return (
            f"Waiting times: the three measures we hold (A&E and the 18-week waiting list) do not apply to {name}, "
            "or it reports no list long enough to show."
        )
    return f"Waiting times: no figure for {name} under this code."
