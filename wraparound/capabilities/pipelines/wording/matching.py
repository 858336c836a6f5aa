"""What a vacancy asks for, and how people's facts answer it, in words."""

from collections.abc import Callable, Mapping
from datetime import date

from wraparound.capabilities.pipelines.terms.matching import (
    Answer,
    Asks,
    Finding,
    MatchPage,
    Narrow,
    PostFact,
    Reason,
    RequirementSort,
    RequirementTerms,
    ShutOut,
    Verdict,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.wording.posts import KINDS, LEVELS, ROLES, day
from wraparound.capabilities.pipelines.wording.succession import BANDS

SORT = RequirementSort
SORTS: Mapping[RequirementSort, str] = {
    SORT.ROLE_HELD: "Has held such a role",
    SORT.KIND_HELD: "Has held a post in such an organisation",
    SORT.YEARS: "Years in such a role",
    SORT.READINESS: "Agreed readiness",
    SORT.WOULD_ROLE: "Would consider this role",
    SORT.WOULD_PLACE: "Would consider this region",
    SORT.WOULD_KIND: "Would consider this kind of organisation",
    SORT.WOULD_CHALLENGED: "Would consider an organisation in difficulty",
    SORT.WOULD_MOVE: "Would move house",
    SORT.AVAILABLE_BY: "Available by a day",
    SORT.WORDS: "In words, for people to judge",
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.MEETS: "meets",
    Verdict.DOES_NOT: "does not",
    Verdict.NOT_KNOWN: "not known",
    Verdict.TO_JUDGE: "for you to judge",
}
NARROWED: Mapping[Narrow, str] = {
    Narrow.EVERYBODY: "Everybody",
    Narrow.ESSENTIAL: "Those who meet everything essential",
    Narrow.POSSIBLE: "Those who fail nothing essential",
}
MEANS = (
    "Each answer rests on what is entered here, with the fact and its day beside it. “Does not” means that what is "
    "entered says otherwise, “not known” that nothing is entered that you may read. People stand by name. Nothing is "
    "added up, and nobody is put before anybody else. You decide, and say why."
)
WHO = (
    "Those of this organisation who hold or held a post, with an agreed readiness, or who let it read what they would "
    "consider; and those released to the trusts of the region to be considered for posts. Outside applicants are added "
    "by name on the page of the vacancy."
)
NO_REQUIREMENTS = "Nothing is asked for yet. Say what the vacancy asks for, then see who could be considered."
CARE: Mapping[RequirementSort, str] = {
    SORT.YEARS: (
        "Unbroken time shuts out people who took time for children, for somebody ill, or for illness of their own. "
        "Consider years in all."
    ),
    SORT.WOULD_MOVE: (
        "Moving house shuts out people who care for others or cannot afford it. Consider whether the work needs it."
    ),
}


def requirement_words(one: RequirementTerms) -> str:
    """What it asks, in a few words: “At least 3 years in finance at board level, in one stay”."""
    return _ASKED[one.sort](one.asks)


def weight_words(one: RequirementTerms) -> str:
    """Whether somebody must meet it."""
    return "essential" if one.essential else "desirable"


def fact_words(one: RequirementTerms, found: Finding, on: date) -> str:
    """The fact that answers it, with its day; or that there is none."""
    return _SAID[found.reason](one, found, on)


def missing_words(one: RequirementTerms, found: Finding, on: date) -> str:
    """What somebody lacks for a requirement, in words; empty where they lack nothing that is held here."""
    if found.verdict not in (Verdict.DOES_NOT, Verdict.NOT_KNOWN):
        return ""
    return f"{requirement_words(one)}: {VERDICTS[found.verdict]}"


def shut_out_words(one: ShutOut, asked: RequirementTerms) -> str:
    """What a requirement does on its own, in people."""
    if not one.meet_others:
        return "Nobody meets everything else that is essential, so it makes no difference yet."
    parts = [f"{one.do_not} {'does' if one.do_not == 1 else 'do'} not"] if one.do_not else []
    parts += [f"of {one.not_known} it is not known"] if one.not_known else []
    rest = f"; {' and '.join(parts)}" if parts else ""
    meet = "nobody among them meets this" if one.meet == 0 else f"{one.meet} of them meet this"
    return f"{_people(one.meet_others)} everything else that is essential: {meet}{rest}."


def marks(one: ShutOut) -> tuple[str, ...]:
    """What stands beside a requirement that many do not meet; of whom it is not known is kept out by nothing held."""
    kept_out = (f"keeps out {one.do_not}",) if one.do_not else ()
    return (*kept_out, f"not known of {one.not_known}") if one.not_known else kept_out


def care_words(one: ShutOut, asked: RequirementTerms) -> str:
    """Why a requirement should be looked at twice; empty where nothing is known against its sort."""
    return CARE[asked.sort] if one.takes_care else ""


def match_sentence(page: MatchPage) -> str:
    """The answer above a match, in people."""
    if not page.requirements:
        return f"{page.people} people could be considered. {NO_REQUIREMENTS}"
    who = "1 person" if page.people == 1 else f"{page.people} people"
    many = {0: "nobody meets", 1: "1 meets"}.get(page.meet_all, f"{page.meet_all} meet")
    return f"Of {who} who could be considered, {many} everything essential that facts can answer ({day(page.day)})."


def hidden_words(page: MatchPage) -> str:
    """How many of them are not the viewer's to see by name; empty where all are."""
    if not page.hidden:
        return ""
    return f"{page.hidden} of them {'is' if page.hidden == 1 else 'are'} not released to you by name."


def say_match(page: MatchPage) -> str:
    """A match at the terminal: what is asked, what shuts people out, and each person with every answer."""
    asked = {one.number: one for one in page.requirements}
    head = [f"{page.title}, {page.organisation}: vacancy {page.vacancy}", match_sentence(page)]
    if page.hidden:
        head.append(f"{page.hidden} of them are not yours to see by name.")
    head += [f"- {requirement_words(one)} ({weight_words(one)})" for one in page.requirements]
    for out in page.shut_out:
        if out.many or out.takes_care:
            one = asked[out.requirement]
            head.append(f"! {requirement_words(one)}: {shut_out_words(out, one)} {care_words(out, one)}".rstrip())
    people = []
    for row in page.rows:
        lines = [f"{row.known.name}{' (released)' if row.released else ''}{', on the lists' if row.listed else ''}"]
        lines += [
            f"  {requirement_words(asked[each.requirement])}: {VERDICTS[each.verdict]}. {each.fact}"
            for each in row.answers
        ]
        people.append("\n".join(lines))
    shown = f"{page.matching} shown by name, page {page.page} of {page.pages}"
    return "\n\n".join(["\n".join(head), *people, shown])


def answered(one: RequirementTerms, found: Finding, on: date) -> Answer:
    """A finding as it is read."""
    return Answer(
        requirement=one.number,
        verdict=found.verdict,
        reason=found.reason,
        fact=fact_words(one, found, on),
        on=found.on,
    )


def _people(many: int) -> str:
    return "1 person meets" if many == 1 else f"{many} people meet"


def _role(asks: Asks) -> str:
    role = ROLES[asks.role].lower() if asks.role else "any role"
    level = f", {LEVELS[asks.level].lower()}" if asks.level else ""
    kind = f", {asks.kind.lower()}" if asks.kind else ""
    return f"{role}{level}{kind}"


_CALLED = frozenset({PostRole.CHIEF_EXECUTIVE, PostRole.CHAIR, PostRole.NON_EXECUTIVE})
"""Roles that are what somebody is called; the others are what a post answers for."""
_AT: Mapping[PostLevel, str] = {PostLevel.BOARD: "at board level", PostLevel.DEPUTY: "as a deputy"}


def _years(asks: Asks) -> str:
    many = "1 year" if asks.years == 1 else f"{asks.years} years"
    level = f" {_AT[asks.level]}" if asks.level else ""
    kind = f", {asks.kind.lower()}" if asks.kind else ""
    return f"At least {many} {_in_role(asks.role)}{level}{kind}{', in one stay' if asks.unbroken else ''}"


def _in_role(role: PostRole | None) -> str:
    if role is None:
        return "in any role"
    if role is PostRole.OTHER:
        return "in another role"
    return f"{'as' if role in _CALLED else 'in'} {ROLES[role].lower()}"


def _band(asks: Asks) -> str:
    assert asks.band is not None  # a readiness is asked for with its band
    or_nearer = "" if asks.band.value == "ready_now" else ", or nearer"
    return f"Readiness {BANDS[asks.band].lower()}{or_nearer}: {_role(asks)}"


_ASKED: Mapping[RequirementSort, Callable[[Asks], str]] = {
    SORT.ROLE_HELD: lambda asks: f"Has held a post: {_role(asks)}",
    SORT.KIND_HELD: lambda asks: f"Has held a post in an organisation of the kind {asks.kind}",
    SORT.YEARS: _years,
    SORT.READINESS: _band,
    SORT.WOULD_ROLE: lambda asks: f"Would consider: {_role(asks)}",
    SORT.WOULD_PLACE: lambda asks: f"Would consider this region ({asks.place})",
    SORT.WOULD_KIND: lambda asks: f"Would consider an organisation of the kind {asks.kind}",
    SORT.WOULD_CHALLENGED: lambda _asks: "Would consider an organisation in difficulty",
    SORT.WOULD_MOVE: lambda _asks: "Would move house",
    SORT.AVAILABLE_BY: lambda asks: f"Available by {day(asks.by) if asks.by else 'a day'}",
    SORT.WORDS: lambda asks: asks.words,
}


def _post(one: PostFact) -> str:
    until = f" to {day(one.ends)}" if one.ends else ""
    return f"{one.title}, {one.organisation}, {KINDS[one.how]}, from {day(one.starts)}{until}"


def _posts(one: RequirementTerms, found: Finding, on: date) -> str:
    return "; ".join(_post(each) for each in found.posts[:3]) + "."


def _others(one: RequirementTerms, found: Finding, on: date) -> str:
    return f"No such post is entered that you may read. Entered: {_posts(one, found, on)}"


def _length(one: RequirementTerms, found: Finding, on: date) -> str:
    stay = "in one stay" if one.asks.unbroken else "in all"
    years, rest = divmod(found.days, 365)
    said = f"{years} years and {rest} days" if years else f"{rest} days"
    return f"{said} {stay} to {day(on)}: {_posts(one, found, on)}"


def _agreed(one: RequirementTerms, found: Finding, on: date) -> str:
    assert found.ready is not None
    return f"{BANDS[found.ready.band]}, agreed on {day(found.ready.agreed_on)}."


def _stale(one: RequirementTerms, found: Finding, on: date) -> str:
    assert found.ready is not None
    agreed = f"{BANDS[found.ready.band]}, agreed on {day(found.ready.agreed_on)}"
    return f"{agreed}, and past its review since {day(found.ready.review_by)}."


def _own_words(one: RequirementTerms, found: Finding, on: date) -> str:
    when = f" on {day(found.on)}" if found.on else ""
    if found.reason is Reason.SAID:
        return f"They say so in what they would consider, written{when}."
    return f"What they would consider, written{when}, does not name it."


_SAID: Mapping[Reason, Callable[[RequirementTerms, Finding, date], str]] = {
    Reason.HELD: _posts,
    Reason.NOT_HELD: _others,
    Reason.NOTHING_ENTERED: lambda *_: "No post of theirs is entered that you may read.",
    Reason.LONG_ENOUGH: _length,
    Reason.TOO_SHORT: _length,
    Reason.READY: _agreed,
    Reason.LATER: _agreed,
    Reason.STALE: _stale,
    Reason.NOT_AGREED: lambda *_: "None was agreed for this role and kind.",
    Reason.SAID: _own_words,
    Reason.SAID_OTHERWISE: _own_words,
    Reason.NOT_SAID: lambda *_: "They have not said, or do not let it be read here.",
    Reason.JUDGE: lambda *_: "",
}
