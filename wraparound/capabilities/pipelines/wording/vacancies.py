"""Vacancies in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from wraparound.capabilities.pipelines.terms.vacancies import (
    OUTCOMES,
    CandidateLine,
    Costs,
    Entered,
    OwnCandidacy,
    PostVacancy,
    Show,
    Source,
    Stage,
    Unfilled,
    VacanciesPage,
    VacanciesQuestion,
    VacancyLine,
    VacancyTerms,
)
from wraparound.capabilities.pipelines.wording.posts import LEVELS, ROLES, day

STAGES: Mapping[Stage, str] = {
    Stage.OPENED: "Opened",
    Stage.ADVERTISED: "Advertised",
    Stage.LONG_LIST: "Long list",
    Stage.SHORTLIST: "Shortlist",
    Stage.INTERVIEW: "Interview",
    Stage.OFFER: "Offer",
    Stage.APPOINTED: "Appointed",
    Stage.NOT_APPOINTED: "Nobody appointed",
    Stage.WITHDRAWN: "Withdrawn",
}
STAGES_OF_CANDIDATES: Mapping[Stage, str] = {
    **STAGES,
    Stage.NOT_APPOINTED: "Not appointed",
    Stage.WITHDRAWN: "Withdrew",
}
UNFILLED: Mapping[Unfilled, str] = {
    Unfilled.NOBODY_APPLIED: "Nobody applied",
    Unfilled.NOBODY_MET_IT: "Nobody met what was asked",
    Unfilled.DECLINED: "The offer was declined",
    Unfilled.WITHDREW: "The candidates withdrew",
    Unfilled.PAY: "The pay was not agreed or approved",
    Unfilled.REORGANISED: "The post or the organisation changed",
    Unfilled.STAND_IN: "Whoever stands in goes on for now",
    Unfilled.OTHER: "Another reason",
}
SOURCES: Mapping[Source, str] = {
    Source.OWN: "of the organisation",
    Source.RELEASED: "released to it",
    Source.OUTSIDE: "outside applicant",
}
SHOWN: Mapping[Show, str] = {Show.OPEN: "Open", Show.ENDED: "Ended", Show.ALL: "Open and ended"}
COSTS: Mapping[str, str] = {
    "advertising": "Advertising",
    "search_firm": "Search firm",
    "interim_cover": "Interim cover",
    "other": "Other",
}
SAY_WHY = "Say why: whoever is considered will read it."
NO_LONGER_RELEASED = "Somebody no longer released to you"
OUTSIDE_HIDDEN = "An outside applicant"
WHO_SEES = (
    "Those who lead the organisation for talent see all of it, costs too. Those who keep the pipeline of its region "
    "see stages and counts, and by name only who was released to them to be considered for posts. Analysts, and those "
    "who lead another organisation that the post serves, see stages. Everybody who is considered reads their own "
    "stages, why, and the outcome."
)
WHO_READS_YOURS = (
    "Those who lead the organisation of the vacancy for talent read this. Those of the region to whom you are released "
    "to be considered for posts see that you are considered and how far you have come, not why. It goes 12 months "
    "after the outcome."
)
HOW_LONG_KEPT = (
    "What is held of candidates goes 12 months after their outcome. An outside applicant can be removed at once."
)
UPHELD = "Upheld as wrong"
CANDIDACY_UPHELD = (
    "The reason of the latest decision is replaced by your answer, and the person is told. What was decided is looked "
    "at again by those who decide: correct it, or take it back, on the page of the candidate."
)
KEPT_IN_HISTORY = "History keeps what it said before, and why."
KEPT_BY_MISTAKE = (
    "It is taken back. Their name is kept for 12 months from today, so that it can be said what was written."
)
REMOVE_AT_ONCE = "Remove it at once"
TELL_THEM_YOURSELF = "They have no account here: tell them yourself."
REMEMBERED = "As you left the list last."
NONE_SEEN = "No vacancy is open here yet. Trusts open them from their posts; they appear here as soon as they do."
NONE_YET = "No vacancy is open here. Open one from the page of a post, also while somebody still holds it."

NOT_SAID_HERE = (
    "Leave why they were appointed empty: a vacancy is kept for good, so why somebody was appointed stands on their "
    "page as a candidate, where they were one."
)


def days_words(days: int) -> str:
    """Days as people say them.

    >>> days_words(1), days_words(40)
    ('1 day', '40 days')
    """
    return "1 day" if days == 1 else f"{days:,} days"


def people_words(many: int) -> str:
    """How many people."""
    return "1 person" if many == 1 else f"{many:,} people"


def vacancies_words(many: int) -> str:
    """How many vacancies."""
    return "1 vacancy" if many == 1 else f"{many:,} vacancies"


def stage_line(one: PostVacancy) -> str:
    """How far it has come and since when: “Shortlist since 3 March 2026, 12 days”."""
    if one.stage in OUTCOMES:
        reason = f": {UNFILLED[one.unfilled].lower()}" if one.unfilled else ""
        return f"{STAGES[one.stage]} on {day(one.since)}{reason}"
    return f"{STAGES[one.stage]} since {day(one.since)}, {days_words(one.in_stage)}"


def since_words(one: VacancyLine) -> str:
    """Since when it is at its stage, or when it ended and why, beside the name of the stage."""
    if one.stage in OUTCOMES:
        reason = f": {UNFILLED[one.unfilled].lower()}" if one.unfilled else ""
        return f"on {day(one.since)}{reason}"
    return f"since {day(one.since)}, {days_words(one.in_stage)}"


def is_late(one: VacancyLine, on: date) -> bool:
    """Whether somebody was needed before the day, and the vacancy is still open."""
    return one.stage not in OUTCOMES and one.needed_from < on


def list_sentence(page: VacanciesPage) -> str:
    """The answer above the list: how many, and in which stages."""
    if not page.matching:
        return "No vacancy here is all of what is asked below."
    return f"{vacancies_words(page.matching)}: {stages_words(page.stages)}."


def open_line(one: PostVacancy) -> str:
    """How long it has been open in all; empty where its stage says so already."""
    if one.stage is Stage.OPENED:
        return ""
    if one.stage in OUTCOMES:
        return f"Opened on {day(one.opened_on)}; {days_words(one.days)} in all"
    return f"Opened on {day(one.opened_on)}, {days_words(one.days)} ago"


def candidates_line(one: VacancyLine) -> str:
    """How many are considered; empty for whoever sees no counts."""
    if one.candidates is None:
        return ""
    if one.considered == 0:
        return "No candidates"
    if one.candidates == one.considered:
        return f"{people_words(one.candidates)} considered"
    if one.candidates == 0:
        return f"Nobody is still considered, of {one.considered}"
    return f"{people_words(one.candidates)} still considered, of {one.considered}"


def answer_words(found: VacancyTerms) -> tuple[str, ...]:
    """The answer above a vacancy, in a sentence or two."""
    one = found.line
    words = [". ".join(line for line in (stage_line(one), open_line(one)) if line) + "."]
    if found.is_open:
        late = (found.day - one.needed_from).days
        if late > 0:
            words.append(f"Somebody was needed from {day(one.needed_from)}, {days_words(late)} ago.")
        else:
            words.append(f"Somebody is needed from {day(one.needed_from)}.")
    if candidates_line(one):
        words.append(f"{candidates_line(one)}.")
    return tuple(words)


def times_rows(found: VacancyTerms) -> tuple[tuple[str, str], ...]:
    """Each stage with the days in it, all times together."""
    return tuple((STAGES[stage], days_words(days)) for stage, days in found.in_each)


def entered_on(one: Entered) -> str:
    """The day of an entry, why nobody was appointed, and who entered it."""
    reason = f" {UNFILLED[one.unfilled]}." if one.unfilled else ""
    by = f" Entered by {one.by}." if one.by else ""
    return f"{day(one.on)}.{reason}{by}"


def entered_line(one: Entered, names: Mapping[Stage, str] = STAGES) -> str:
    """A stage on its day, with why and who entered it."""
    reason = f" {UNFILLED[one.unfilled]}." if one.unfilled else ""
    because = f" {_stop(one.because)}" if one.because else ""
    by = f" Entered by {one.by}." if one.by else ""
    return f"{names[one.stage]}, {day(one.on)}.{reason}{because}{by}"


def candidate_called(one: CandidateLine) -> str:
    """What to call a candidate."""
    if one.called:
        return one.called
    return OUTSIDE_HIDDEN if one.source is Source.OUTSIDE else NO_LONGER_RELEASED


def candidate_line(one: CandidateLine) -> str:
    """Where they come from and how far they are."""
    return f"{SOURCES[one.source].capitalize()}; {STAGES_OF_CANDIDATES[one.stage].lower()} since {day(one.since)}"


def hidden_words(found: VacancyTerms) -> str:
    """How many candidates are not the viewer's to see by name."""
    if not found.hidden:
        return ""
    verb = "is" if found.hidden == 1 else "are"
    return f"{people_words(found.hidden)} {verb} not released to you."


def pounds(amount: int | None) -> str:
    """Whole pounds, or that they were not said."""
    return "not said" if amount is None else f"£{amount:,}"


def cost_rows(costs: Costs) -> tuple[tuple[str, str], ...]:
    """Each cost, and all of them."""
    rows = [(words, pounds(getattr(costs, name))) for name, words in COSTS.items()]
    return (*rows, ("In all, of what was said", pounds(costs.whole)))


def stage_said(title: str, stage: Stage, on: date) -> str:
    """What is so once a stage was entered."""
    return f"{title}: {STAGES[stage].lower()} from {day(on)}."


def told_words(many: int) -> str:
    """How many candidates were told; empty where there were none."""
    if not many:
        return ""
    return "The candidate is told." if many == 1 else f"The {many} candidates are told."


def brought_words(stage: Stage, on: date) -> str:
    """That the vacancy came to a stage with its first candidate."""
    return f"With it the vacancy is at the stage “{STAGES[stage].lower()}” from {day(on)}."


def told_of(title: str, organisation: str) -> str:
    """What a candidate is told that it was about."""
    return f"You are considered for a vacancy: {title}, {organisation}"[:200]


def outcome_told(stage: Stage, on: date, because: str) -> str:
    """The outcome, as a candidate is told it."""
    return f"{STAGES_OF_CANDIDATES[stage]}, {day(on)}. Why: {because}"


def reopened_told(why: str) -> str:
    """That an outcome no longer counts, as a candidate is told it."""
    return f"What you were told of the outcome was taken back, and you are considered again. Why: {why}"


def corrected_told(stage: Stage, on: date, because: str) -> str:
    """That a decision which ends nothing was put right, as a candidate is told it."""
    return f"Put right: {outcome_told(stage, on, because)}"


def decision_taken_back_told(stage: Stage, why: str) -> str:
    """That a decision which ends nothing does not count, as a candidate is told it."""
    return f"Taken back, because it was entered by mistake: {STAGES_OF_CANDIDATES[stage].lower()}. Why: {why}"


def taken_back_told(why: str) -> str:
    """That somebody is a candidate no longer because they were entered by mistake."""
    return f"You were put on the long list by mistake, and are not considered. Why: {why}"


def own_line(one: OwnCandidacy) -> str:
    """How a candidacy stands, as the person reads it."""
    return f"{STAGES_OF_CANDIDATES[one.stage]} since {day(one.since)}"


def own_head(title: str, organisation: str) -> str:
    """What a candidacy is called on the page of the person."""
    return f"Vacancy: {title}, {organisation}"


def own_lines(one: OwnCandidacy) -> tuple[str, ...]:
    """Each stage of a candidacy with why and who decided."""
    return tuple(entered_line(each, STAGES_OF_CANDIDATES) for each in one.entered)


def narrowed_words(
    q: VacanciesQuestion, organisation: str = "", region: str = ""
) -> tuple[tuple[str, dict[str, str]], ...]:
    """Each thing that a list is narrowed to, with the question without it."""
    asked = q.asked()
    said = {
        "q": f"“{q.text}”",
        "stage": STAGES[q.stage] if q.stage else "",
        "role": ROLES[q.role] if q.role else "",
        "level": LEVELS[q.level] if q.level else "",
        "organisation": organisation or q.organisation,
        "region": region or q.region,
        "show": SHOWN[q.show],
    }
    return tuple(
        (said[name], {key: value for key, value in asked.items() if key != name}) for name in said if name in asked
    )


def stages_words(stages: Sequence[tuple[Stage, int]]) -> str:
    """How many are in each stage: “2 advertised, 1 shortlist”."""
    return ", ".join(f"{many} {STAGES[stage].lower()}" for stage, many in stages)


def sheet_row(one: VacancyLine) -> dict[str, str | int]:
    """A vacancy as a row of a sheet."""
    return {
        "Vacancy": one.number,
        "Post": one.title,
        "Organisation": one.organisation,
        "Code": one.organisation_code,
        "Region": one.region,
        "Role": ROLES[one.role],
        "Level": LEVELS[one.level],
        "Stage": STAGES[one.stage],
        "Since": one.since.isoformat(),
        "Days in stage": one.in_stage,
        "Opened": one.opened_on.isoformat(),
        "Days in all": one.days,
        "Needed from": one.needed_from.isoformat(),
        "Still considered (people)": "" if one.candidates is None else one.candidates,
        "Why unfilled": UNFILLED[one.unfilled] if one.unfilled else "",
    }


def _stop(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
