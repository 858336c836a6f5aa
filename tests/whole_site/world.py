"""Two made-up regions of two trusts each, people in all of them, and somebody for every grant there can be.

The fixture on which faults of other systems become tests of ours, as capabilities arrive that could have them.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from tests.whole_site.addresses import (
    ABOVE,
    ARRANGED,
    ASKED_OFFER,
    ASSESSMENT,
    BESIDE,
    BOARD,
    BOARD_ACTION,
    BOARD_FIGURE,
    BOARD_ITEM,
    BOARD_OFFER,
    CALL,
    CANDIDACY,
    COHORT,
    CONFIRMING,
    CREDITED,
    CRITERION,
    DECISION,
    DEVELOPMENT,
    DOCUMENT,
    EXAMPLE,
    FORECAST,
    FRAMEWORK,
    HOLDER,
    IMPORT,
    INTEREST,
    INTEREST_LINK,
    INVITED,
    JOINED,
    MONITORING,
    OFFERED,
    OPENING,
    OTHER_POST,
    OWN_NEED,
    OWN_OFFER,
    OWN_READING,
    PAIR,
    PARTNERSHIP,
    PARTNERSHIP_REVIEW,
    PIECE,
    PLAN,
    POSITIVE,
    POST,
    PROFILE,
    PULSE,
    READINESS,
    READING,
    RELEASED,
    REQUIREMENT,
    REVIEW,
    ROUND,
    SHOWN,
    STAGE,
    STEP,
    SUCCESSOR,
    SURVEY,
    TALK,
    VACANCY,
    VOUCHED,
    WHAT_IF,
    WORK,
    WORK_SHOWN,
)
from wraparound.capabilities.careers.actions import (
    assessments,
    credits,
    development,
    examples,
    interests,
    system_work,
)
from wraparound.capabilities.careers.actions.frameworks import bring_in_framework
from wraparound.capabilities.careers.actions.offer_requests import ask_for
from wraparound.capabilities.careers.actions.offers import put_offer
from wraparound.capabilities.careers.actions.profiles import write_profile
from wraparound.capabilities.careers.actions.programmes import name_programme
from wraparound.capabilities.careers.actions.ways_in import add_opening
from wraparound.capabilities.careers.models.feedback import FeedbackInvitation, FeedbackRound
from wraparound.capabilities.careers.queries.offers import employers_of
from wraparound.capabilities.careers.terms.credits import NewCredit
from wraparound.capabilities.careers.terms.development import NewPlanStep
from wraparound.capabilities.careers.terms.examples import NewExample
from wraparound.capabilities.careers.terms.frameworks import Competency, Domain, Framework
from wraparound.capabilities.careers.terms.interests import NewInterest
from wraparound.capabilities.careers.terms.offers import Backfill, NewBoardOffer, OfferKind
from wraparound.capabilities.careers.terms.profiles import Ask, NewProfile, RoleLevel, RoleSought
from wraparound.capabilities.careers.terms.programmes import NewProgramme
from wraparound.capabilities.careers.terms.system_work import NewSystemWork, SystemPlace
from wraparound.capabilities.careers.terms.ways_in import NewOpening
from wraparound.capabilities.compacts.actions import (
    check_ins,
    confidants,
    criteria,
    endings,
    prospectuses,
    raised,
    recognition,
    reviews,
    signing,
    statements,
    texts,
    thanks,
)
from wraparound.capabilities.compacts.calculation.documents import agreement_in, digest_of
from wraparound.capabilities.compacts.models.agreed import Text, Undertaking
from wraparound.capabilities.compacts.models.endings import EndStatement
from wraparound.capabilities.compacts.models.recognition import Recognition
from wraparound.capabilities.compacts.models.reviews import Review, ReviewStep
from wraparound.capabilities.compacts.queries.confidants import chosen_version, door_to
from wraparound.capabilities.compacts.queries.recognition import recognition as kept_recognition
from wraparound.capabilities.compacts.queries.texts import digest_to_sign
from wraparound.capabilities.compacts.terms.agreement import Concern, Party, Promise, Result, ResultSort
from wraparound.capabilities.compacts.terms.check_ins import CheckInQuestion, RaisedTo
from wraparound.capabilities.compacts.terms.compacts import NewCompact
from wraparound.capabilities.compacts.terms.criteria import NewCriterion
from wraparound.capabilities.compacts.terms.endings import EndingHow, NewEnding
from wraparound.capabilities.compacts.terms.prospectuses import Offer, Prospect
from wraparound.capabilities.compacts.terms.recognition import Written
from wraparound.capabilities.compacts.terms.reviews import NewStep, ReviewRecord
from wraparound.capabilities.delivery.actions import answers as answers_to_recommendations
from wraparound.capabilities.delivery.actions import milestones, spreadsheets
from wraparound.capabilities.delivery.models.recommendations import OwnRecommendation
from wraparound.capabilities.delivery.terms.milestones import NewMilestone
from wraparound.capabilities.delivery.terms.recommendations import NewRecommendation, number_in
from wraparound.capabilities.equality.actions import adjustments
from wraparound.capabilities.equality.actions import programmes as positive
from wraparound.capabilities.equality.actions.monitoring import look_at
from wraparound.capabilities.equality.actions.survey import look_at_survey, say_own_board
from wraparound.capabilities.equality.queries.programmes import own_joining
from wraparound.capabilities.equality.terms.adjustments import NewAdjustmentRelease, ReleasedFor
from wraparound.capabilities.equality.terms.answers import Characteristic
from wraparound.capabilities.equality.terms.monitoring import IndicatorSide, MonitoringRow, MonitoringSheet
from wraparound.capabilities.equality.terms.programmes import ForWhom, NewPositiveProgramme
from wraparound.capabilities.equality.terms.survey import SURVEY_QUESTIONS, BoardSaid, SurveyRow
from wraparound.capabilities.focus.actions.keeping import keep_for_organisation, keep_own
from wraparound.capabilities.focus.terms.kept import NewKept, ReadToKeep
from wraparound.capabilities.focus.terms.texts import TextKind
from wraparound.capabilities.listening.actions.calls import open_call, send_evidence
from wraparound.capabilities.listening.actions.pulses import open_pulse
from wraparound.capabilities.listening.models.calls import Document
from wraparound.capabilities.listening.queries.calls import call_row
from wraparound.capabilities.listening.terms.calls import DocumentKind, Forwhom, NewCall, NewEvidence, SentDocument
from wraparound.capabilities.listening.terms.pulses import NewPulse, Split, Whom
from wraparound.capabilities.partnerships.actions import (
    agreeing,
    arrangements,
    asking,
    cohorts,
    joining,
    own_words,
    pairs,
)
from wraparound.capabilities.partnerships.models.agreements import Terms
from wraparound.capabilities.partnerships.models.pairs import PairPart
from wraparound.capabilities.partnerships.models.reviews import PartnershipReview
from wraparound.capabilities.partnerships.terms.agreements import Move, NewProposal, Payer, Side, WrittenTerms
from wraparound.capabilities.partnerships.terms.arrangements import ArrangementSort, NewArrangement
from wraparound.capabilities.partnerships.terms.own_words import Means, NewNeed, NewOffer, Topic
from wraparound.capabilities.partnerships.terms.pairs import NewCohort, NewJoining, PairSort
from wraparound.capabilities.pipelines.actions import (
    board_agenda,
    board_notes,
    boards,
    candidacies,
    forecasts,
    imports,
    posts,
    readiness,
    releases,
    requirements,
    succession,
    vacancies,
)
from wraparound.capabilities.pipelines.actions import holders as holders_of
from wraparound.capabilities.pipelines.actions.references import show_beside
from wraparound.capabilities.pipelines.calculation.forecasts.packing import result_text
from wraparound.capabilities.pipelines.models.boards import Invited
from wraparound.capabilities.pipelines.models.forecasts import Forecast
from wraparound.capabilities.pipelines.models.succession import Reference
from wraparound.capabilities.pipelines.models.vacancies import CandidacyStage, VacancyStage
from wraparound.capabilities.pipelines.terms.boards import NewBoard
from wraparound.capabilities.pipelines.terms.forecasts import ForecastState, WhatIf
from wraparound.capabilities.pipelines.terms.matching import Asks, RequirementSort, RequirementTerms
from wraparound.capabilities.pipelines.terms.people import NewRelease, ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, NewHolder, NewPost, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, NewReadiness, NewSuccessor, Sort, Use
from wraparound.capabilities.pipelines.terms.vacancies import NewCandidate, NewVacancy
from wraparound.capabilities.pipelines.tests.forecast_examples import RESULT
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.methods.focus.counting import FlagCounts
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import KEPT_TO, OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.changes import changing
from wraparound.records.queries.history import version_number

AT = datetime(2024, 4, 1, 9, tzinfo=UTC)
SINCE = date(2024, 4, 1)
SECRET = "Words of a check-in that two people read"
RELATIONS = ("self", "colleague", "other organisation", "other region")


@dataclass(frozen=True)
class Holder:
    """Somebody who looks, known by the grant they hold; role, purpose and scope are empty for those without."""

    label: str
    person: Person | None
    role: str = ""
    purpose: str = ""
    scope: str = ""


@dataclass(frozen=True)
class World:
    """Everyone who looks, and whom they look at: a colleague in N1, someone in N2, someone in S1."""

    holders: tuple[Holder, ...]
    colleague: Person
    elsewhere: Person
    far: Person
    colleagues_grant: int
    compact: int
    ended: int
    undertaking: int
    prospectus: int
    recognition: int
    thanks: int
    token: str
    hanging: dict[str, int]
    check_in: int
    raised: int
    pipeline: dict[str, int]
    partnership: dict[str, int]
    milestone: int
    plan_file: int
    own_recommendation: tuple[int, int]
    listening: dict[str, int]
    careers: dict[str, int]
    equality: dict[str, int]
    focus: dict[str, int]

    def subject(self, holder, relation):
        """Whose record is meant."""
        there = {"colleague": self.colleague, "other organisation": self.elsewhere, "other region": self.far}
        return holder.person if relation == "self" else there[relation]

    def holder(self, role, scope, purpose=None):
        """The first holder that fits."""
        return next(
            one for one in self.holders if one.role == role and one.scope == scope and purpose in (None, one.purpose)
        )


def make_world():
    north, south = (
        add_region(code, f"{name} (made up)", at=AT, by=OPERATOR, made_up=True)
        for code, name in (("NORTH", "Northmoor"), ("SOUTH", "Southfen"))
    )
    for code, region in (("N1", north), ("N2", north), ("S1", south), ("S2", south)):
        add_organisation(code, f"Trust {code} (made up)", "Acute", region, at=AT, by=OPERATOR, made_up=True)
    colleague, elsewhere, far = (
        _person(name, code, number)
        for number, (name, code) in enumerate(
            (("Colla Samehouse", "N1"), ("Elsa Nextdoor", "N2"), ("Farid Otherside", "S1"))
        )
    )
    holders = [Holder("nobody", None), Holder("member", _person("Memo Plainly", "N1", 3))]
    for number, (role, purpose, scope) in enumerate(every_grant()):
        person = _person(f"Holder Number{number:02}", "N1", 10 + number)
        target = {Scope.PERSON: str(colleague.key), Scope.ORGANISATION: "N1", Scope.REGION: "NORTH", Scope.NATION: ""}[
            scope
        ]
        give(NewGrant(str(person.key), role, purpose, scope, target, SINCE, None, "For the test"), at=AT, by=OPERATOR)
        holders.append(Holder(f"{role} for {purpose} over {scope}", person, role.value, purpose.value, scope.value))
    new = NewGrant(
        str(colleague.key), Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "N1", SINCE, None, "For the test"
    )
    given = give(new, at=AT, by=OPERATOR).number
    compact = make_compact(tuple(holders), colleague)
    ended = make_ended_compact(tuple(holders), colleague)
    promised = Undertaking.objects.get(compact=compact).pk
    prospectus = make_prospectus(tuple(holders))
    recognised = make_recognition(tuple(holders), colleague, compact)
    numbers = (compact, ended, promised, prospectus, *recognised)
    hanging = make_review(tuple(holders), compact)
    between_two = make_check_in(compact, colleague, elsewhere)
    pipeline = make_pipeline(tuple(holders), colleague, elsewhere)
    partnership = {**make_partnership(tuple(holders)), **make_pair(tuple(holders), colleague, elsewhere)}
    pulse = make_pulse(tuple(holders))
    return World(
        *(tuple(holders), colleague, elsewhere, far, given),
        *numbers,
        hanging,
        *between_two,
        pipeline,
        partnership,
        make_milestone(tuple(holders), colleague),
        make_plan_file(tuple(holders)),
        make_own_recommendation(tuple(holders)),
        pulse,
        make_careers(tuple(holders), colleague, elsewhere),
        make_monitoring(tuple(holders), colleague)
        | make_programme(tuple(holders), colleague)
        | make_adjustments(colleague, elsewhere),
        make_readings(tuple(holders), colleague),
    )


def make_readings(holders, colleague):
    """Counts of a board paper that the director of people of N1 keeps for it, and of a text of the colleague's own."""
    director = viewer_of(holders, "people_director", "talent")
    own = viewer_for(colleague.pk, colleague.name, on=SINCE, viewer=PUBLIC)
    counts = FlagCounts(what=40, how=12, both=5, neither=20, unsure=8)
    paper, objectives = (
        ReadToKeep(kind=kind, counts=counts, method="test", mark="m", once=f"{kind} once")
        for kind in (TextKind.BOARD_PAPER, TextKind.OBJECTIVES)
    )
    new = NewKept(name="Board paper", day=SINCE, whole_month=True, organisation="N1")
    mine = replace(new, name=SECRET, organisation="")
    return {
        READING: keep_for_organisation(paper, new, at=AT, by=director),
        OWN_READING: keep_own(objectives, mine, at=AT, by=own),
    }


def make_milestone(holders, colleague):
    """A milestone of N1 that the colleague owns, not shared."""
    lead = viewer_of(holders, "chief_executive", "improvement")
    new = NewMilestone(title="Train every ward leader", owner=colleague.name, due=SINCE + timedelta(days=60))
    return milestones.commit_to("N1", new, at=AT, by=lead)


def make_own_recommendation(holders):
    """A recommendation that N1 added to its plan: its number and that of its programme."""
    lead = viewer_of(holders, "chief_executive", "improvement")
    new = NewRecommendation(programme="Well-led review", title="Walk the wards")
    number = number_in(answers_to_recommendations.recommend("N1", new, at=AT, by=lead))
    return number, OwnRecommendation.objects.get(pk=number).programme_id


def make_plan_file(holders):
    """A spreadsheet that was sent for the plan of N1, and not written."""
    lead = viewer_of(holders, "chief_executive", "improvement")
    rows = [["What will be so", "Owner", "Due on"], ["Walk the wards", lead.name, "2031-01-01"]]
    return spreadsheets.send("N1", "plan.xlsx", [("Milestones", rows)], at=AT, by=lead)


def make_partnership(holders):
    """What N1 says it needs and could give, and a partnership in force in which N2 helps it."""
    chair, other = viewer_of(holders, "chair"), _chair_of("N2")
    need = NewNeed(topic=Topic.URGENT_CARE, words="Ambulances wait at our door")
    offer = NewOffer(topic=Topic.MONEY, means=(Means.SKILL,), words="Two people from finance", days=4.0)
    said = {
        OWN_NEED: own_words.say_need("N1", need, at=AT, by=chair),
        OWN_OFFER: own_words.say_offer("N1", offer, at=AT, by=chair),
    }
    asked = NewProposal(mine="N1", theirs="N2", side=Side.HELPED, topic=Topic.URGENT_CARE, words="Would you help?")
    number = asking.propose(asked, at=AT, by=chair).number
    asking.answer(number, Move.TAKE_UP, at=AT, by=other)
    for viewer in (chair, other):
        agreeing.tell_diagnosis(number, "Late decisions", version=0, at=AT, by=viewer)
    agreeing.write_diagnosis(number, "Decisions are late", seen=0, at=AT, by=chair)
    agreeing.agree_diagnosis(number, seen=1, at=AT, by=other)
    agreeing.write_terms(number, partnership_terms(), seen=0, at=AT, by=chair)
    digest = Terms.objects.get(agreement=number).digest
    for viewer in (chair, other):
        agreeing.accept(number, digest=digest, at=AT, by=viewer)
    one = PartnershipReview.objects.filter(agreement=number).order_by("due_on")[0]
    arranged = arrangements.say_arrangement(shared_chair(), at=AT, by=chair)
    return {**said, PARTNERSHIP: number, PARTNERSHIP_REVIEW: one.pk, ARRANGED: arranged}


def shared_chair():
    """An arrangement to which the board of N2 has not agreed."""
    return NewArrangement(
        sort=ArrangementSort.SHARED_CHAIR,
        leads="N1",
        others=("N2",),
        starts=SINCE,
        until=None,
        accountable="Each board for its own.",
        why="",
    )


def partnership_terms():
    """A team for three years, without money."""
    return WrittenTerms(
        topic=Topic.URGENT_CARE,
        aims=("Decisions by eleven",),
        people="A flow team",
        days=4.0,
        money=0,
        paid_by=Payer.NOBODY,
        starts=SINCE,
        ends=SINCE + timedelta(days=1_095),
        reviews=(SINCE + timedelta(days=90),),
        gains="What our wards do better",
    )


def make_pair(holders, colleague, elsewhere):
    """A cohort of the North that the two joined, shown by first name; they are paired, and one wrote a note."""
    keeper = viewer_of(holders, "talent_lead", "talent")
    seeker, giver = (viewer_for(one.pk, one.name, on=SINCE, viewer=PUBLIC) for one in (colleague, elsewhere))
    new = NewCohort(sort=PairSort.MENTORING, name="First years", over="region:NORTH", joins_until=SINCE)
    number = cohorts.open_cohort(new, seed=1, at=AT, by=keeper)
    for viewer, seeks in ((seeker, True), (giver, False)):
        said = NewJoining(seeks=seeks, gives=not seeks, wants=SECRET, shown_as=viewer.name.split()[0])
        joining.join(number, said, version=0, at=AT, by=viewer)
    at = AT + timedelta(days=1)
    cohorts.make_pairs(number, at=at, by=keeper)
    pair = PairPart.objects.get(person=colleague).pair_id
    for viewer in (seeker, giver):
        pairs.accept(pair, at=at, by=viewer)
    pairs.note(pair, SECRET, at=at, by=seeker)
    return {PAIR: pair, COHORT: number}


def make_monitoring(holders, colleague):
    """A monitoring file of N1 with the colleague in it, looked at and not counted yet."""
    who = next(one for one in holders if (one.role, one.scope) == ("equality_lead", "organisation")).person
    lead = viewer_for(who.pk, who.name, on=SINCE, viewer=PUBLIC)
    row = MonitoringRow(
        row=2,
        sheet=MonitoringSheet.STAFF,
        reference="E0001",
        email=colleague.email,
        given={Characteristic.ETHNICITY: "K"},
        level="vsm",
        sides=frozenset({IndicatorSide.STAFF}),
    )
    return {MONITORING: look_at("N1", AT.year, [row], at=AT, by=lead), **make_published(lead)}


def make_published(lead):
    """What others published of N1: a percentage that waits for a yes, and a figure of its board."""
    answered = SurveyRow(
        row=2,
        question=SURVEY_QUESTIONS[0],
        group="white",
        percent=12.5,
        responses=400,
        source="Made up",
        published_on=AT.date(),
    )
    board = BoardSaid(
        standard=Standard.WRES,
        year=AT.year,
        board=8.3,
        workforce=27.5,
        link="https://made-up.example/board",
        published_on=AT.date(),
    )
    return {
        SURVEY: look_at_survey("N1", AT.year, [answered], at=AT, by=lead),
        BOARD_FIGURE: say_own_board("N1", board, at=AT, by=lead),
    }


def make_programme(holders, colleague):
    """A programme that the equality lead of N1 offers, and that the colleague asked to join."""
    who = next(one for one in holders if (one.role, one.scope) == ("equality_lead", "organisation")).person
    lead, mine = (viewer_for(one.pk, one.name, on=SINCE, viewer=PUBLIC) for one in (who, colleague))
    today = timezone.localtime()
    new = NewPositiveProgramme(
        place="organisation:N1",
        title="Ready to lead (made up)",
        gives="Six days and a mentor",
        for_whom="Disabled people",
        rule=ForWhom(answers={Characteristic.DISABILITY: frozenset({"Y"})}),
        why="Too few (made up)",
        source="Made up",
        places=5,
        starts_on=today.date() + timedelta(days=60),
        closes_on=today.date() + timedelta(days=30),
    )
    number = positive.write_programme(new, at=today, by=lead)
    positive.join(number, at=today, by=mine)
    return {POSITIVE: number, JOINED: own_joining(number, viewer=mine).pk}


def make_adjustments(colleague, elsewhere):
    """What helps the colleague, released to somebody elsewhere."""
    mine, today = viewer_for(colleague.pk, colleague.name, on=SINCE, viewer=PUBLIC), timezone.localtime()
    adjustments.write_adjustments([SECRET], at=today, by=mine)
    new = NewAdjustmentRelease(
        reader=elsewhere.email,
        purpose=ReleasedFor.FIRST_DAY,
        about="",
        lines=(SECRET,),
        until=today.date() + timedelta(days=30),
    )
    return {RELEASED: adjustments.release(new, at=today, by=mine)}


def make_careers(holders, colleague, elsewhere):
    """A framework of N1 and what it asks of one role, and what the colleague says of themselves."""
    director = viewer_of(holders, "people_director", "talent")
    one = Framework(
        name="Standards (made up)",
        version="2026",
        domains=(Domain(key="1", title="Leading"),),
        competencies=(Competency(key="1", domain="1", title="Leading a ward"),),
    )
    new = NewProfile(
        place="organisation:N1",
        sought=RoleSought(role=PostRole.NURSING, level=RoleLevel.DEPUTY),
        framework="board-2024",
        asks=(Ask(competency="1", rung="Almost always"),),
    )
    earlier = NewCredit(
        person=str(colleague.key),
        organisation="N1",
        framework="board-2024",
        competencies=("1",),
        why="Led a platoon",
        evidence="A reference",
    )
    mine = viewer_for(colleague.pk, colleague.name, on=SINCE, viewer=PUBLIC)
    assessment = assessments.begin_assessment("board-2024", at=AT, by=mine)
    today = timezone.localtime()
    new_example = NewExample(framework="board-2024", competency="1", words=SECRET)
    example = examples.write_example(new_example, at=today, by=mine)
    last = today.date() + timedelta(days=14)
    profile = write_profile(new, at=AT, by=director)
    plan = development.begin_plan(profile, at=today, by=mine)
    development.add_step(plan, NewPlanStep(words=SECRET, by_when=last), at=today, by=mine)
    return {
        EXAMPLE: example,
        VOUCHED: examples.ask_to_vouch(example, elsewhere.email, last, at=today, by=mine),
        ASSESSMENT: assessment,
        SHOWN: assessments.show_assessment(assessment, elsewhere.email, today.date(), at=today, by=mine),
        FRAMEWORK: bring_in_framework("organisation:N1", one, at=AT, by=director),
        PROFILE: profile,
        PLAN: plan,
        DEVELOPMENT: name_programme(a_programme(today.date()), at=today, by=director),
        TALK: development.show_plan(plan, elsewhere.email, last, at=today, by=mine),
        **make_ways_in(director, today),
        CREDITED: credits.credit(earlier, at=today, by=director),
        **make_round(colleague, elsewhere, today),
        **make_system_work(mine, elsewhere, today),
        **make_offers(director, elsewhere, today),
    }


def make_offers(director, elsewhere, now):
    """What N1 offers, and that somebody elsewhere asks for it."""
    day = now.date() + timedelta(days=60)
    new = NewBoardOffer(
        organisation="N1",
        kind=OfferKind.PROJECT,
        title="A project",
        where="Here",
        does="Leads it",
        host_gets="A view from elsewhere",
        starts=day,
        ends=day + timedelta(days=90),
        closes_on=day,
        framework="board-2024",
        competencies=("1",),
        half_days=2,
        backfill=Backfill.NOT_NEEDED,
    )
    offer = put_offer(new, at=now, by=director)
    theirs = viewer_for(elsewhere.pk, elsewhere.name, on=now.date(), viewer=PUBLIC)
    employer = employers_of(viewer=theirs, on=now.date())[0][0]
    return {BOARD_OFFER: offer, ASKED_OFFER: ask_for(offer, SECRET, employer, at=now, by=theirs)}


def a_programme(today):
    """A programme of N1 that has begun."""
    last = today + timedelta(days=30)
    return NewProgramme(place="organisation:N1", name="Ready (made up)", starts_on=today, ends_on=last)


def make_system_work(mine, elsewhere, now):
    """What the colleague did with others, which somebody elsewhere is asked to confirm and is shown."""
    new = NewSystemWork(
        place=SystemPlace.PLACE, name="A place", purpose=SECRET, partners=SECRET, changed=SECRET, began_on=SINCE
    )
    work = system_work.write_work(new, at=now, by=mine)
    return {
        WORK: work,
        CONFIRMING: system_work.ask_to_confirm(work, elsewhere.email, at=now, by=mine),
        WORK_SHOWN: system_work.show_work(elsewhere.email, now.date(), at=now, by=mine),
    }


def make_ways_in(director, now):
    """An opening of N1, and somebody without an account who applies for it and has said yes."""
    closes_on = now.date() + timedelta(days=30)
    new = NewOpening(place="organisation:N1", route="graduate", title="Trainee", where="Here", closes_on=closes_on)
    opening = add_opening(new, at=now, by=director)
    said = NewInterest(
        route="graduate",
        name="Guest",
        address="guest@made-up.example",
        region="",
        brings="A night shift",
        agrees=True,
        opening=opening,
    )
    kept = interests.register(said, place="192.0.2.9", at=now, by=PUBLIC)
    number, token = kept.path.split("/")[-3:-1]
    interests.confirm(int(number), token, at=now, by=PUBLIC)
    return {OPENING: opening, INTEREST: int(number), INTEREST_LINK: f"{number}/{token}"}


def make_round(colleague, elsewhere, now):
    """A round, open today, in which the colleague asks somebody elsewhere."""
    place, last = colleague.controller, now.date() + timedelta(days=14)
    with changing("For the test", at=now, by=OPERATOR):
        row = FeedbackRound.objects.create(
            controller=place,
            person=colleague,
            framework="board-2024",
            asked=1,
            opened_on=now.date(),
            closes_on=last,
        )
        invited = FeedbackInvitation.objects.create(
            controller=place, feedback=row, person=elsewhere, role="peer", group="peer", on=now.date()
        )
    return {ROUND: row.pk, INVITED: invited.pk}


def make_pulse(holders):
    """A pulse of N1 that its director of people opened today."""
    now = timezone.localtime()
    new = NewPulse(
        title="How is it",
        over="organisation:N1",
        whom=Whom.BELONG,
        split=Split.NONE,
        standing=("help_kept",),
        own=(),
        free="What would help?",
        closes_on=now.date() + timedelta(days=14),
    )
    director = viewer_of(holders, "people_director", "talent")
    return {PULSE: open_pulse(new, at=now, by=director), **make_call(now, director)}


def make_call(now, director):
    """A public call of N1 that its director of people opened and reads, and a document that a guest sent to it."""
    new = NewCall(
        title="What helps",
        question="What helped you?",
        over="organisation:N1",
        forwhom=Forwhom.PUBLIC,
        publishes="What we heard",
        closes_on=now.date() + timedelta(days=14),
    )
    number = open_call(new, at=now, by=director)
    document = SentDocument(name="plan.txt", kind=DocumentKind.TEXT, content=b"A plan")
    sent = NewEvidence(words="A mentor helped", name="", contact="", may_publish=True, once="a" * 32, document=document)
    send_evidence(call_row(number, viewer=PUBLIC), sent, at=now, by=PUBLIC)
    sent = Document.objects.get()
    return {CALL: number, DOCUMENT: sent.pk, PIECE: sent.evidence_id}


def make_pipeline(holders, colleague, elsewhere):
    """A post of N1 that the colleague holds, is ready to rise from, and is named to follow in.

    Nobody was released: the colleague was asked and has not answered.

    The neighbouring trust keeps a post of its own, held by somebody of it.
    """
    director, neighbour = (viewer_of(holders, "people_director", "talent"), _leader_of("N2"))
    post = posts.add_post("N1", post_called("Director of finance", PostRole.FINANCE), at=AT, by=director)
    above = posts.add_post("N1", post_called("Chief executive", PostRole.CHIEF_EXECUTIVE), at=AT, by=director)
    other = posts.add_post("N2", post_called("Director of nursing", PostRole.NURSING), at=AT, by=neighbour)
    holding = NewHolder(kind=HolderKind.SUBSTANTIVE, starts=SINCE, person=str(colleague.key))
    holder = holders_of.take_up(post, holding, at=AT, by=director)
    theirs = NewHolder(kind=HolderKind.SUBSTANTIVE, starts=SINCE, person=str(elsewhere.key))
    holders_of.take_up(other, theirs, at=AT, by=neighbour)
    asked = NewRelease(
        person=str(colleague.key),
        purpose=ReleaseFor.POSTS,
        to=ReleaseTo.TRUSTS,
        ends=SINCE + timedelta(days=360),
        because="To be known",
    )
    offered = releases.offer(asked, at=AT, by=director)
    following = NewSuccessor(use=Use.SUCCESSOR, sort=Sort.NAMED, person=str(colleague.key), because="A good deputy")
    successor = succession.name(above, following, at=AT, by=director)
    ready = readiness.agree(ready_to_rise(colleague), at=AT, by=director)
    sent = imports.send(
        "N1", "people.csv", [("People", [["Name", "Job"], ["Newly Sent", "Matron"]])], at=AT, by=director
    )
    imports.take_as(sent, None, at=AT, by=director)
    considered = make_vacancy(above, director)
    numbers = {
        **considered,
        IMPORT: sent,
        POST: post,
        ABOVE: above,
        OTHER_POST: other,
        HOLDER: holder,
        READINESS: ready,
    }
    mine = viewer_for(colleague.pk, colleague.name, on=SINCE, viewer=PUBLIC)
    show_beside(ready, "a" * 40, at=AT, by=mine)
    beside = Reference.objects.get(readiness=ready).pk
    numbers = {**numbers, SUCCESSOR: successor, OFFERED: offered, BESIDE: beside, **make_forecast(director)}
    return {**numbers, **make_talent_board(director, above, colleague)}


def make_forecast(director):
    """A forecast of N1 that is done, and a what-if that its director of people shares."""
    place = "organisation:N1"
    number = forecasts.begin_forecast(place, at=AT, by=director)
    Forecast.objects.filter(pk=number).update(state=ForecastState.DONE, result=result_text(RESULT), ended_at=AT)
    what_if = forecasts.save_scenario(place, "Keep one in ten", WhatIf(leaving=90), shared=True, at=AT, by=director)
    return {FORECAST: number, WHAT_IF: what_if}


def make_talent_board(director, post, colleague):
    """A talent board of N1 that is open: a post on its agenda, the colleague by name, and what was said of them."""
    board = boards.prepare(NewBoard(name="A talent board", day=SINCE, code="N1"), at=AT, by=director)
    item = board_agenda.add_post_item(board, post, "It may fall empty", at=AT, by=director)
    board_agenda.add_person_item(board, str(colleague.key), "Came back to us", at=AT, by=director)
    chair = Invited.objects.get(board=board)
    board_agenda.choose_chair(board, chair.pk, at=AT, by=director)
    boards.open_board(board, at=AT, by=director)
    board_notes.write_said(board, item, str(colleague.key), "Would like it", seen=0, at=AT, by=director)
    action = board_notes.add_action(board, item, "Find a mentor", chair.person_id, SINCE, at=AT, by=director)
    return {BOARD: board, BOARD_ITEM: item, BOARD_ACTION: action}


def make_vacancy(post, director):
    """A vacancy of a post that asks for something, with an outside applicant on its long list."""
    vacancy = vacancies.open_vacancy(post, NewVacancy(opened_on=SINCE, needed_from=SINCE), at=AT, by=director)
    listed = NewCandidate(name="Oona Outside", on=SINCE, because="Wrote to the chair")
    candidacy, _ = candidacies.add_candidate(vacancy, listed, at=AT, by=director)
    wanted = RequirementTerms(
        number=0, sort=RequirementSort.ROLE_HELD, essential=True, asks=Asks(role=PostRole.CHIEF_EXECUTIVE)
    )
    asked = requirements.ask(vacancy, wanted, at=AT, by=director)
    return {
        VACANCY: vacancy,
        STAGE: VacancyStage.objects.filter(vacancy=vacancy).order_by("pk").values_list("pk", flat=True)[0],
        CANDIDACY: candidacy,
        DECISION: CandidacyStage.objects.get(candidacy=candidacy).pk,
        REQUIREMENT: asked,
    }


def ready_to_rise(person):
    return NewReadiness(
        person=str(person.key),
        role=PostRole.CHIEF_EXECUTIVE,
        level=RoleLevel.BOARD,
        kind="Acute",
        band=Band.READY_NOW,
        agreed_on=SINCE,
        agreed_by="Ada Chair",
        evidence="Stood in for the chief executive for half a year",
        review_by=date(2025, 4, 1),
    )


def post_called(title, role):
    return NewPost(
        title=title, role=role, level=RoleLevel.BOARD, critical=True, critical_because="Nobody stands in", starts=SINCE
    )


def _leader_of(code):
    """Somebody brought in to lead an organisation for talent."""
    person = _person(f"Leader Of{code.lower()}", code, 900)
    new = NewGrant(
        *(str(person.key), Role.PEOPLE_DIRECTOR, Purpose.TALENT, Scope.ORGANISATION, code, SINCE, None, "For the test")
    )
    give(new, at=AT, by=OPERATOR)
    return viewer_for(person.pk, person.name, on=SINCE, viewer=PUBLIC)


def _chair_of(code):
    """Somebody brought in to chair an organisation, for compacts."""
    person = _person(f"Chair Of{code.lower()}", code, 901)
    new = NewGrant(
        *(str(person.key), Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, code, SINCE, None, "For the test")
    )
    give(new, at=AT, by=OPERATOR)
    return viewer_for(person.pk, person.name, on=SINCE, viewer=PUBLIC)


def make_ended_compact(holders, leader):
    """A compact of N1 that its chair ended early, with a statement to which both sides have agreed."""
    made = make_compact(holders, leader, role="Director of finance")
    chair, himself = viewer_of(holders, "chair"), viewer_for(leader.pk, leader.name, on=SINCE, viewer=PUBLIC)
    at = AT + timedelta(days=40)
    new = NewEnding(how=EndingHow.BOARD, ends_on=at.date(), reason="The post was joined with another")
    endings.declare(made, new, seen=0, at=at, by=chair)
    statements.write(made, Party.LEADER, "We began well.", "I would do it again.", seen=0, at=at, by=himself)
    digest = digest_of(EndStatement.objects.get(compact=made).content)
    for party, viewer in ((Party.LEADER, himself), (Party.BOARD, chair)):
        statements.agree(made, party, viewer.name, digest=digest, at=at, by=viewer)
    return made


def make_compact(holders, leader, role="Chief executive"):
    """A compact of N1 in force: its leader is the colleague, its chair and its region hold the roles that there are."""
    chair = viewer_of(holders, "chair")
    new = NewCompact(
        organisation="N1",
        role=role,
        leader=leader.email,
        starts=date(2024, 4, 8),
        months=24,
        asks_region=True,
        asks_centre=True,
    )
    made = texts.begin(new, at=AT, by=chair)
    draft = Text.objects.get(compact=made)
    expected = Result(
        key="r1", sort=ResultSort.TYPED, concern=Concern.HOW, by=date(2025, 4, 8), words="Staff say that they are heard"
    )
    promised = Promise(
        key="p1", words="A mentor, a day a month", giver=Party.REGION, starts=date(2024, 4, 8), due=date(2025, 4, 8)
    )
    whole = replace(agreement_in(draft.content), results=(expected,), promises=(promised,))
    texts.set_text(made.pk, 1, whole, version=version_number(draft, viewer=OPERATOR), at=AT, by=chair)
    texts.share(made.pk, 1, at=AT, by=chair)
    signing.offer(made.pk, 1, at=AT, by=chair)
    digest = digest_to_sign(made.pk, 1, viewer=chair)
    himself = viewer_for(leader.pk, leader.name, on=SINCE, viewer=PUBLIC)
    sides = ((Party.LEADER, himself), (Party.BOARD, chair), (Party.REGION, viewer_of(holders, "regional_director")))
    for party, viewer in sides:
        signing.sign(made.pk, 1, party, viewer.name, digest=digest, at=AT, by=viewer)
    return made.pk


def make_recognition(holders, leader, compact):
    """A recognition of it by the board, with thanks from somebody without a role, issued and shown by its leader."""
    chair = viewer_of(holders, "chair")
    himself = viewer_for(leader.pk, leader.name, on=SINCE, viewer=PUBLIC)
    made = recognition.begin(compact, Party.BOARD, at=AT, by=chair)
    for viewer, words in ((himself, {"leader_words": "We listened."}), (chair, {"board_words": "They listened."})):
        row = Recognition.objects.get(pk=made.pk)
        whole = Written(kept=("r1",), **words)
        recognition.write(compact, made.pk, whole, version=version_number(row, viewer=OPERATOR), at=AT, by=viewer)
    member = next(one.person for one in holders if one.label == "member")
    asked = thanks.ask(compact, made.pk, member.email, at=AT, by=chair)
    digest = kept_recognition(compact, made.pk, viewer=himself).digest
    recognition.agree(compact, made.pk, digest=digest, at=AT, by=himself)
    recognition.issue(compact, made.pk, chair.name, digest=digest, at=AT, by=chair)
    shown = recognition.show(compact, made.pk, on=True, at=AT, by=himself)
    return made.pk, asked.pk, shown


def make_check_in(compact, leader, chosen):
    """A check-in of the leader, read by somebody of another trust whom they chose, and something raised openly."""
    himself, other = (viewer_for(one.pk, one.name, on=SINCE, viewer=PUBLIC) for one in (leader, chosen))
    confidants.choose(compact, chosen.email, reads_earlier=False, version=0, at=AT, by=himself)
    version = chosen_version(door_to(compact, viewer=other), viewer=other)
    confidants.accept(compact, version=version, at=AT, by=other)
    written = check_ins.write(compact, {CheckInQuestion.HOW: SECRET}, seen=0, at=AT, by=himself)
    return written, raised.raise_it(compact, "The mentor has not come", tuple(RaisedTo), at=AT, by=himself)[0]


def make_prospectus(holders):
    """A prospectus of N1, published."""
    prospect = Prospect(
        title="Director of nursing",
        offers=(Offer(component="peer_mentoring", words="Two hours a month"),),
        not_judged=("Vacancies of the first day",),
        afterwards="A statement written together.",
        contact="The chair's office",
    )
    chair = viewer_of(holders, "chair")
    made = prospectuses.begin("N1", "Director of nursing", prospect, at=AT, by=chair)
    prospectuses.publish(made.pk, nobody_else_read_it=True, at=AT, by=chair)
    return made.pk


def make_review(holders, compact):
    """A review of that compact that was held and is being written down, a step of it, and an exit criterion."""
    chair = viewer_of(holders, "chair")
    number = reviews.call(compact, "Two wards closed", None, at=AT, by=chair)
    row = Review.objects.get(pk=number)
    reviews.hold(compact, number, SINCE, "Both sides", version=version_number(row, viewer=OPERATOR), at=AT, by=chair)
    step = NewStep(words="Write to the ward sisters", party=Party.BOARD, due=date(2024, 6, 1))
    record = ReviewRecord(agreed=("The plan stays",), steps=(step,))
    reviews.write_record(compact, number, record, version=version_number(row, viewer=OPERATOR), at=AT, by=chair)
    new = NewCriterion(programme="A programme (made up)", words="Two good inspections", decided_by="The region")
    criterion = criteria.begin(compact, new, at=AT, by=chair)
    return {REVIEW: number, STEP: ReviewStep.objects.get(review=number).pk, CRITERION: criterion}


def viewer_of(holders, role, purpose="compact"):
    """Whoever holds the role for compacts, or for another purpose, as a viewer."""
    holder = next(one for one in holders if (one.role, one.purpose) == (role, purpose))
    return viewer_for(holder.person.pk, holder.person.name, on=SINCE, viewer=PUBLIC)


def every_grant():
    """Every role with every purpose and scope for which it can be given."""
    for role, (purposes, scopes) in KEPT_TO.items():
        for purpose in (one for one in Purpose if one in purposes):
            for scope in (one for one in Scope if one in scopes):
                yield role, purpose, scope


def _person(name, code, number):
    email = f"{name.replace(' ', '.').lower()}@made-up.example"
    (key,) = bring_in([NewPerson(name, email, ((code, "Manager", SINCE, None),))], at=AT, by=OPERATOR)
    person = Person.objects.get(key=key)
    # A key that can be foretold, so that a failing case can be run again by name.
    person.key = uuid.UUID(int=number + 1)
    person.password = "!none"  # nobody signs in with it
    with changing("A key that can be foretold", at=AT, by=OPERATOR):
        person.save()
    return person
