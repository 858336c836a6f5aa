"""Prospectuses: written, read by somebody else, published edition by edition, and read by everybody."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.reading import words_in_pdf
from wraparound.capabilities.compacts.actions import prospectuses as act
from wraparound.capabilities.compacts.calculation.documents import prospect_in
from wraparound.capabilities.compacts.exchange.prospectuses import prospectus_as_pdf
from wraparound.capabilities.compacts.models.agreed import Edition, Prospectus
from wraparound.capabilities.compacts.queries import prospectuses as ask
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.prospectuses import NoSuchProspectus
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.prospectuses import (
    EditionState,
    Offer,
    Prospect,
    ProspectusQuestion,
    Reading,
)
from wraparound.capabilities.compacts.wording import prospectuses as say
from wraparound.papers.signs import STAND_IN, printable
from wraparound.people.access import NotYours, SignInNeeded
from wraparound.people.actions.people import add_organisation
from wraparound.people.models import Person
from wraparound.people.terms.access import OPERATOR, PUBLIC, Purpose, Role, Scope
from wraparound.people.tests.factories import (
    grant_of,
    make_person,
    make_region,
    make_trust,
    viewer_of_key,
)
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import Change, Look

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FINE = Reading(fine=True)
HOSTILE = '<script>alert(1)</script> {{ 7*7 }} #panic("x") " onmouseover=x '


def now():
    return timezone.localtime()


def asking(viewer):
    """What wants somebody, as the page of today has it."""
    return ask.asking(ask.editions_asking(viewer=viewer), viewer=viewer)


def today():
    return timezone.localdate()


def whole(**changed):
    given = {
        "title": "Chief executive",
        "closes": today() + timedelta(days=30),
        "summary": "Two hospitals, twelve miles apart.",
        "history": "Five chief executives in eight years.\nThe longest stayed three.",
        "offers": (
            Offer(component="coaching", words="Twelve days a year, with a coach of your choice"),
            Offer(component="return_ticket", words=""),
        ),
        "not_judged": ("The deficit of the years before, for twelve months", "The building, until 2028"),
        "afterwards": "You go back to your own trust on your own terms.",
        "contact": "The chair's office, 01234 567890",
    }
    return Prospect(**{**given, **changed})


@pytest.fixture
def region():
    return make_region("NORTH")


@pytest.fixture
def trust(region):
    return make_trust("ZZ01", region)


def holder(name, role, scope=Scope.ORGANISATION, target="ZZ01", purpose=Purpose.COMPACT):
    key = make_person(name, "ZZ01")
    grant_of(key, role, purpose, scope, target)
    return viewer_of_key(key, on=today())


@pytest.fixture
def chair(trust):
    return holder("Cora Chair", Role.CHAIR)


@pytest.fixture
def chief(trust):
    return holder("Chas Chief", Role.CHIEF_EXECUTIVE)


@pytest.fixture
def director(trust):
    return holder("Rhea Regional", Role.REGIONAL_DIRECTOR, Scope.REGION, "NORTH")


@pytest.fixture
def draft(chair):
    return act.begin("ZZ01", "Chief executive", whole(), at=now(), by=chair).pk


@pytest.fixture
def out(draft, chair):
    """A published prospectus."""
    act.publish(draft, nobody_else_read_it=True, at=now(), by=chair)
    return draft


def newest(number):
    return Edition.objects.filter(prospectus=number).order_by("-number").first()


def version(number, viewer):
    return ask.working_prospectus(number, viewer=viewer, on=today()).edition.version


def sign_in(client, viewer):
    client.force_login(Person.objects.get(pk=viewer.person), backend=BACKEND)
    return client


class TestTheWholeLife:
    def test_written_read_changed_read_again_published_replaced_withdrawn_and_put_back(self, draft, chair, director):
        act.send_for_review(draft, at=now(), by=chair)
        assert [one.number for one in asking(director)] == [draft]
        assert asking(chair) == ()
        said = Reading(fine=False, words="Say who pays for the coach.")
        act.review(draft, said, version=version(draft, director), at=now(), by=director)
        found = ask.working_prospectus(draft, viewer=chair, on=today())
        assert (found.edition.state, found.edition.review) == (EditionState.DRAFT, "Say who pays for the coach.")
        assert found.edition.reviewed_by == "Rhea Regional"

        paid = whole(offers=(Offer(component="coaching", words="Twelve days, paid by the region"),))
        act.rewrite(draft, paid, version=found.edition.version, at=now(), by=chair)
        act.send_for_review(draft, at=now(), by=chair)
        assert newest(draft).review == ""
        act.review(draft, FINE, version=version(draft, director), at=now(), by=director)
        assert act.publish(draft, at=now(), by=chair) == 1
        first = ask.public_prospectus(draft, viewer=PUBLIC)
        assert first.edition.prospect.offers[0].words == "Twelve days, paid by the region"
        assert "Somebody other than the writer read it before it was published." in say.how_we_know(first)

        assert act.new_edition(draft, at=now(), by=chair) == 2
        assert act.new_edition(draft, at=now(), by=chair) == 2
        again = replace(paid, title="Chief executive, for three years")
        act.rewrite(draft, again, version=version(draft, chair), at=now(), by=chair)
        act.publish(draft, nobody_else_read_it=True, at=now(), by=chair)
        second = ask.public_prospectus(draft, viewer=PUBLIC)
        assert (second.edition.number, second.newest) == (2, 2)
        assert [(one.number, one.replaced_at is None) for one in second.editions] == [(2, True), (1, False)]
        assert "Nobody but its writers read it before it was published." in say.how_we_know(second)

        act.withdraw(draft, at=now(), by=chair)
        assert ask.published(viewer=PUBLIC, on=today()) == ()
        assert ask.public_prospectus(draft, viewer=PUBLIC).withdrawn_at is not None
        act.put_back(draft, at=now(), by=chair)
        assert [one.title for one in ask.published(viewer=PUBLIC, on=today())] == ["Chief executive, for three years"]

    def test_what_is_realistic_is_worked_out_and_set_down_at_publishing(self, draft, chair):
        assert prospect_in(newest(draft).content).realistic is None
        act.publish(draft, nobody_else_read_it=True, at=now(), by=chair)
        said = ask.public_prospectus(draft, viewer=PUBLIC).edition.prospect
        assert said.realistic.worked_out == today()
        assert said.realistic.release == "2026-11-23"
        assert said.realistic.made_up
        assert "half are at" in " ".join(said.realistic.sentences)
        assert [one.name for one in said.offers] == ["Coaching", "Return ticket"]
        assert said.organisation == "Trust ZZ01 (made up)"
        assert "the safety of patients" in said.always_judged

    def test_where_nothing_is_known_it_says_so(self, region):
        make_trust("N9", region)
        key = make_person("Nora Nine", "N9")
        grant_of(key, Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "N9")
        nora = viewer_of_key(key, on=today())
        number = act.begin("N9", "Chair", whole(), at=now(), by=nora).pk
        act.publish(number, nobody_else_read_it=True, at=now(), by=nora)
        first = say.sections(ask.public_prospectus(number, viewer=PUBLIC))[0]
        assert first.paragraphs == (say.NOTHING_KNOWN,)

    def test_an_old_edition_stays_byte_for_byte(self, out, chair, client):
        kept = newest(out).content
        before = client.get(f"/compacts/prospectuses/{out}/editions/1/").content.decode()
        act.new_edition(out, at=now(), by=chair)
        act.rewrite(out, whole(history="Another history."), version=version(out, chair), at=now(), by=chair)
        act.publish(out, nobody_else_read_it=True, at=now(), by=chair)
        assert Edition.objects.get(prospectus=out, number=1).content == kept
        page = client.get(f"/compacts/prospectuses/{out}/editions/1/").content.decode()
        told = re.search(r'<h2 id="realistic">.*?<nav class="wrap-measures"', before, re.S).group()
        assert told in page
        assert "edition 2 is newer" in page
        assert "Another history" not in page
        assert "Another history" in client.get(f"/compacts/prospectuses/{out}/").content.decode()

    def test_every_change_is_kept_with_who_made_it(self, draft, chair, director):
        act.send_for_review(draft, at=now(), by=chair)
        act.review(draft, FINE, version=version(draft, director), at=now(), by=director)
        said = list(Change.objects.order_by("-pk").values_list("why", "by")[:2])
        assert said == [
            ("A prospectus was read by somebody else", director.person),
            ("A prospectus was sent to be read", chair.person),
        ]


class TestRefusals:
    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"title": " "}, "Give it a title"),
            ({"offers": ()}, "what support comes with the post"),
            ({"not_judged": ()}, "will not be judged on"),
            ({"afterwards": ""}, "what happens afterwards"),
            ({"contact": " "}, "whom to ask"),
            ({"closes": date(2026, 1, 1)}, "closing day has passed"),
        ],
    )
    def test_it_is_not_published_while_something_is_missing(self, chair, changed, words):
        number = act.begin("ZZ01", "Chief executive", whole(**changed), at=now(), by=chair).pk
        with pytest.raises(CannotAgree, match=words):
            act.publish(number, nobody_else_read_it=True, at=now(), by=chair)
        assert newest(number).state == EditionState.DRAFT

    def test_it_is_not_published_unread_unless_that_is_said(self, draft, chair):
        with pytest.raises(CannotAgree, match="Nobody else has read it"):
            act.publish(draft, at=now(), by=chair)
        act.send_for_review(draft, at=now(), by=chair)
        with pytest.raises(CannotAgree, match="Nobody else has read it"):
            act.publish(draft, at=now(), by=chair)
        act.publish(draft, nobody_else_read_it=True, at=now(), by=chair)

    def test_a_reader_who_asked_for_a_change_did_not_find_it_fine(self, draft, chair, director):
        act.send_for_review(draft, at=now(), by=chair)
        act.review(draft, Reading(fine=False, words="No."), version=version(draft, director), at=now(), by=director)
        (need,) = needs_today(viewer=chair, at=now())
        assert need.words.endswith("was read by somebody else, and something is to be changed.")
        act.publish(draft, nobody_else_read_it=True, at=now(), by=chair)
        edition = ask.public_prospectus(draft, viewer=PUBLIC).edition
        assert (edition.was_read, edition.objected) == (False, True)
        assert "asked for a change" in say.read_words(edition)
        assert needs_today(viewer=chair, at=now()) == ()

    def test_what_was_changed_and_found_fine_then_is_read_and_no_longer_objected_to(self, draft, chair, director):
        for said in (Reading(fine=False, words="No."), FINE):
            act.send_for_review(draft, at=now(), by=chair)
            act.review(draft, said, version=version(draft, director), at=now(), by=director)
        (need,) = needs_today(viewer=chair, at=now())
        assert need.words.endswith("and can be published.")
        act.publish(draft, at=now(), by=chair)
        edition = ask.public_prospectus(draft, viewer=PUBLIC).edition
        assert (edition.was_read, edition.objected) == (True, False)

    def test_nobody_reads_their_own(self, draft, chair):
        act.send_for_review(draft, at=now(), by=chair)
        with pytest.raises(CannotAgree, match="You wrote it, or a part of it"):
            act.review(draft, FINE, version=version(draft, chair), at=now(), by=chair)

    def test_whoever_wrote_any_part_of_it_is_none_of_its_readers(self, draft, chair, chief, director):
        act.rewrite(draft, whole(summary="From the chief."), version=version(draft, chief), at=now(), by=chief)
        act.send_for_review(draft, at=now(), by=chief)
        for writer in (chair, chief):
            assert not ask.working_prospectus(draft, viewer=writer, on=today()).may_say
            assert asking(writer) == ()
            assert [one.asks for one in ask.own_list(viewer=writer, on=today())] == [False]
            with pytest.raises(CannotAgree, match="You wrote it, or a part of it"):
                act.review(draft, FINE, version=version(draft, writer), at=now(), by=writer)
        assert newest(draft).state == EditionState.IN_REVIEW
        assert ask.working_prospectus(draft, viewer=director, on=today()).may_say
        assert [one.asks for one in ask.own_list(viewer=director, on=today())] == [True]

    def test_whoever_wrote_an_older_edition_only_may_read_the_next(self, out, chair, chief):
        act.new_edition(out, at=now(), by=chief)
        act.send_for_review(out, at=now(), by=chief)
        act.review(out, FINE, version=version(out, chair), at=now(), by=chair)
        assert newest(out).state == EditionState.REVIEWED

    def test_whoever_asks_for_a_change_says_which_and_only_while_it_waits(self, draft, chair, chief, director):
        with pytest.raises(CannotAgree, match="does not wait"):
            act.review(draft, FINE, version=version(draft, chief), at=now(), by=chief)
        act.send_for_review(draft, at=now(), by=chair)
        with pytest.raises(CannotAgree, match="Say what should be changed"):
            act.review(draft, Reading(fine=False), version=version(draft, director), at=now(), by=director)

    def test_what_was_sent_or_published_is_not_rewritten(self, draft, chair):
        act.send_for_review(draft, at=now(), by=chair)
        with pytest.raises(CannotAgree, match="Take it back first"):
            act.rewrite(draft, whole(), version=version(draft, chair), at=now(), by=chair)
        act.take_back(draft, at=now(), by=chair)
        with pytest.raises(CannotAgree, match="draft already"):
            act.take_back(draft, at=now(), by=chair)
        act.publish(draft, nobody_else_read_it=True, at=now(), by=chair)
        for deed in (
            lambda: act.rewrite(draft, whole(), version=version(draft, chair), at=now(), by=chair),
            lambda: act.send_for_review(draft, at=now(), by=chair),
            lambda: act.publish(draft, nobody_else_read_it=True, at=now(), by=chair),
        ):
            with pytest.raises(CannotAgree, match="Begin a new edition"):
                deed()

    def test_what_was_taken_back_has_to_be_read_again(self, draft, chair, director):
        act.send_for_review(draft, at=now(), by=chair)
        act.review(draft, FINE, version=version(draft, director), at=now(), by=director)
        act.take_back(draft, at=now(), by=chair)
        with pytest.raises(CannotAgree, match="Nobody else has read it"):
            act.publish(draft, at=now(), by=chair)

    def test_a_withdrawn_one_is_put_back_first(self, out, chair):
        act.withdraw(out, at=now(), by=chair)
        with pytest.raises(CannotAgree, match="withdrawn already"):
            act.withdraw(out, at=now(), by=chair)
        with pytest.raises(CannotAgree, match="Put it back first"):
            act.new_edition(out, at=now(), by=chair)
        act.put_back(out, at=now(), by=chair)
        with pytest.raises(CannotAgree, match="not withdrawn"):
            act.put_back(out, at=now(), by=chair)

    def test_a_post_has_a_name(self, chair):
        with pytest.raises(CannotAgree, match="which post"):
            act.begin("ZZ01", " ", whole(), at=now(), by=chair)


class TestTwoAtOnce:
    def test_the_second_editor_is_told_and_nothing_is_written(self, draft, chair, chief):
        read = version(draft, chair)
        act.rewrite(draft, whole(summary="From the chief."), version=read, at=now(), by=chief)
        with pytest.raises(ChangedMeanwhile, match="Nothing of yours was lost"):
            act.rewrite(draft, whole(summary="From the chair."), version=read, at=now(), by=chair)
        assert prospect_in(newest(draft).content).summary == "From the chief."

    def test_a_reader_speaks_only_of_what_they_read(self, draft, chair, director):
        act.send_for_review(draft, at=now(), by=chair)
        read = version(draft, director)
        act.take_back(draft, at=now(), by=chair)
        act.rewrite(draft, whole(summary="Other words."), version=version(draft, chair), at=now(), by=chair)
        act.send_for_review(draft, at=now(), by=chair)
        with pytest.raises(ChangedMeanwhile):
            act.review(draft, FINE, version=read, at=now(), by=director)

    def test_what_is_published_is_what_was_read_through(self, draft, chair, chief):
        read = version(draft, chair)
        act.rewrite(draft, whole(summary="From the chief."), version=read, at=now(), by=chief)
        with pytest.raises(ChangedMeanwhile):
            act.publish(draft, version=read, nobody_else_read_it=True, at=now(), by=chair)

    def test_saving_without_a_change_makes_nobody_the_writer(self, draft, chair, chief):
        act.rewrite(draft, whole(), version=version(draft, chief), at=now(), by=chief)
        assert newest(draft).written_by_id == chair.person

    def test_the_page_keeps_what_the_second_typed_beside_what_it_says_now(self, draft, chair, chief, client):
        page = sign_in(client, chair).get(f"/compacts/prospectuses/{draft}/edit/").content.decode()
        given = typed(page)
        act.rewrite(draft, whole(summary="From the chief."), version=version(draft, chief), at=now(), by=chief)
        answer = client.post(f"/compacts/prospectuses/{draft}/edit/", {**given, "summary": "From the chair."})
        page = answer.content.decode()
        assert "Somebody else changed this" in page
        assert "From the chair.</textarea>" in page
        assert "<dd>From the chief.</dd>" in page
        assert page.count("<dt>") == 1
        again = {**typed(page), "summary": "From both."}
        assert client.post(f"/compacts/prospectuses/{draft}/edit/", again).status_code == 302
        assert prospect_in(newest(draft).content).summary == "From both."

    def test_what_was_typed_is_kept_where_it_was_sent_to_be_read_meanwhile(self, draft, chair, chief, client):
        given = typed(sign_in(client, chair).get(f"/compacts/prospectuses/{draft}/edit/").content.decode())
        act.send_for_review(draft, at=now(), by=chief)
        answer = client.post(f"/compacts/prospectuses/{draft}/edit/", {**given, "summary": "Late words."})
        assert "Take it back first" in answer.content.decode()
        assert "Late words.</textarea>" in answer.content.decode()


class TestWhoMay:
    def test_a_draft_is_there_for_those_who_write_and_read_only(self, draft, chair, chief, director, region):
        make_trust("ZZ02", region)
        south = make_trust("S1", make_region("SOUTH"))
        assert south
        act.send_for_review(draft, at=now(), by=chair)
        for viewer in (chair, chief, director):
            assert ask.working_prospectus(draft, viewer=viewer, on=today()).may_review
            assert [one.number for one in ask.own_list(viewer=viewer, on=today())] == [draft]
        others = [
            viewer_of_key(make_person("Colin Colleague", "ZZ01"), on=today()),
            holder("Nia Neighbour", Role.CHAIR, target="ZZ02"),
            holder("Sol South", Role.REGIONAL_DIRECTOR, Scope.REGION, "SOUTH"),
            holder("Tal Talent", Role.CHAIR, purpose=Purpose.TALENT),
            PUBLIC,
            OPERATOR,
        ]
        for viewer in others:
            with pytest.raises(NoSuchProspectus):
                ask.working_prospectus(draft, viewer=viewer, on=today())
            assert ask.own_list(viewer=viewer, on=today()) == ()
            assert asking(viewer) == ()
            with pytest.raises(NoSuchProspectus):
                act.publish(draft, nobody_else_read_it=True, at=now(), by=viewer)
            with pytest.raises(NoSuchProspectus):
                ask.public_prospectus(draft, viewer=viewer)

    @pytest.mark.parametrize("who", ["region", "improvement"])
    def test_outside_the_organisation_a_draft_is_not_there_until_it_was_sent(self, draft, chair, chief, client, who):
        regional = holder("Rhea Regional", Role.REGIONAL_DIRECTOR, Scope.REGION, "NORTH")
        outside = regional if who == "region" else holder("Ida Improve", Role.IMPROVEMENT_DIRECTOR)
        pages = [f"/compacts/prospectuses/{draft}/{one}/" for one in ("edit", "review")]
        sign_in(client, outside)
        with pytest.raises(NoSuchProspectus):
            ask.working_prospectus(draft, viewer=outside, on=today())
        with pytest.raises(NoSuchProspectus):
            act.review(draft, FINE, version=1, at=now(), by=outside)
        assert ask.own_list(viewer=outside, on=today()) == ()
        assert [client.get(one).status_code for one in pages] == [404, 404]
        assert client.post(pages[1], {"version": 1, "verdict": "fine"}).status_code == 404
        assert ask.working_prospectus(draft, viewer=chief, on=today()).edition.state is EditionState.DRAFT

        act.send_for_review(draft, at=now(), by=chair)
        assert [client.get(one).status_code for one in pages] == [200, 200]
        act.take_back(draft, at=now(), by=chair)
        assert [client.get(one).status_code for one in pages] == [200, 200]
        assert [one.number for one in ask.own_list(viewer=outside, on=today())] == [draft]
        assert asking(outside) == ()

    def test_outside_the_organisation_a_new_edition_is_not_there_until_it_was_sent(self, out, chair, director, client):
        act.new_edition(out, at=now(), by=chair)
        act.rewrite(out, whole(history="Not yet told."), version=version(out, chair), at=now(), by=chair)
        address = f"/compacts/prospectuses/{out}/"
        sign_in(client, director)
        assert ask.working_prospectus(out, viewer=director, on=today()).edition.number == 1
        assert ask.own_list(viewer=director, on=today()) == ()
        assert ask.public_prospectus(out, viewer=director).working is None
        for page in (client.get(f"{address}{one}").content.decode() for one in ("", "edit/", "review/")):
            assert "Not yet told" not in page
            assert "being written" not in page
        with pytest.raises(CannotAgree, match="does not wait"):
            act.review(out, FINE, version=version(out, director), at=now(), by=director)

        act.send_for_review(out, at=now(), by=chair)
        assert ask.public_prospectus(out, viewer=director).working == 2
        assert "Not yet told" in client.get(f"{address}review/").content.decode()

    def test_who_only_reads_does_not_write(self, draft, chair, director):
        act.send_for_review(draft, at=now(), by=chair)
        for deed in (act.send_for_review, act.take_back, act.new_edition, act.withdraw, act.put_back):
            with pytest.raises(NotYours, match="chair or the chief executive"):
                deed(draft, at=now(), by=director)
        with pytest.raises(NotYours):
            act.rewrite(draft, whole(), version=version(draft, director), at=now(), by=director)
        with pytest.raises(NotYours):
            act.publish(draft, at=now(), by=director)
        with pytest.raises(NotYours):
            act.begin("ZZ01", "Chair", whole(), at=now(), by=director)
        with pytest.raises(SignInNeeded):
            act.begin("ZZ01", "Chair", whole(), at=now(), by=PUBLIC)

    def test_an_improvement_director_there_may_read_it(self, draft, chair):
        near = holder("Ida Improve", Role.IMPROVEMENT_DIRECTOR)
        act.send_for_review(draft, at=now(), by=chair)
        act.review(draft, FINE, version=version(draft, near), at=now(), by=near)
        assert newest(draft).state == EditionState.REVIEWED

    def test_names_of_writers_are_shown_to_those_inside_and_the_look_is_noted(self, out, chair, director):
        assert ask.public_prospectus(out, viewer=PUBLIC).edition.written_by == ""
        assert ask.public_prospectus(out, viewer=director).edition.written_by == ""
        Look.objects.all().delete()
        assert ask.working_prospectus(out, viewer=director, on=today()).edition.written_by == "Cora Chair"
        assert [one.why for one in Look.objects.all()] == ["Regional director, for what was agreed with a leader"]

    def test_an_unpublished_edition_of_a_published_one_stays_inside(self, out, chair, client):
        act.new_edition(out, at=now(), by=chair)
        act.rewrite(out, whole(history="Not yet told."), version=version(out, chair), at=now(), by=chair)
        for address in ("", "editions/1/", "editions/1.pdf"):
            assert client.get(f"/compacts/prospectuses/{out}/{address}").status_code == 200
        assert client.get(f"/compacts/prospectuses/{out}/editions/2/").status_code == 404
        assert client.get(f"/compacts/prospectuses/{out}/editions/2.pdf").status_code == 404
        page = client.get(f"/compacts/prospectuses/{out}/").content.decode()
        assert "Not yet told" not in page
        assert "being written" not in page
        assert (
            "Edition 2 is being written"
            in sign_in(client, chair).get(f"/compacts/prospectuses/{out}/").content.decode()
        )

    def test_pages_behind_the_door_ask_for_a_sign_in_and_refuse_colleagues(self, draft, client, region):
        behind = [f"/compacts/prospectuses/{draft}/{one}/" for one in ("edit", "review")]
        behind += ["/compacts/prospectuses/write/ZZ01/"]
        sent = [
            f"/compacts/prospectuses/{draft}/{one}/" for one in ("send", "publish", "withdraw", "edition/new", "edit")
        ]
        for address in behind:
            assert client.get(address).status_code == 302
        for address in sent:
            assert client.post(address).status_code == 302
        assert client.get(f"/compacts/prospectuses/{draft}/").status_code == 404
        sign_in(client, viewer_of_key(make_person("Colin Colleague", "ZZ01")))
        assert {client.get(one).status_code for one in behind} == {403}
        assert {client.post(one).status_code for one in sent} == {403}
        make_trust("ZZ02", region)
        sign_in(client, holder("Nia Neighbour", Role.CHAIR, target="ZZ02"))
        assert [client.get(one).status_code for one in behind] == [404, 404, 403]
        assert {client.post(one, {"version": 1}).status_code for one in sent} == {404}
        assert Prospectus.objects.get(pk=draft).withdrawn_at is None


class TestPages:
    def test_the_public_ones_answer_without_a_cookie_with_two_statements_at_most(self, out, chair, client):
        act.new_edition(out, at=now(), by=chair)
        act.publish(out, nobody_else_read_it=True, at=now(), by=chair)
        for address in (
            "/compacts/prospectuses/",
            "/compacts/prospectuses/?q=chief+north",
            f"/compacts/prospectuses/{out}/",
            f"/compacts/prospectuses/{out}/editions/1/",
            f"/compacts/prospectuses/{out}/editions/1.pdf",
            "/compacts/catalogue/",
        ):
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
            assert answer.status_code == 200, address
            assert len(queries) <= 2, address
            assert all(one["sql"].lstrip().upper().startswith("SELECT") for one in queries)
            assert "Set-Cookie" not in answer.headers
            assert not client.cookies

    def test_each_has_one_heading_steps_down_and_names_things_once(self, out, client, chair):
        public = ["/compacts/prospectuses/", f"/compacts/prospectuses/{out}/", "/compacts/catalogue/"]
        own = [f"/compacts/prospectuses/{out}/edit/", "/compacts/prospectuses/write/ZZ01/"]
        pages = [client.get(one).content.decode() for one in public]
        sign_in(client, chair)
        pages += [client.get(one).content.decode() for one in (*public, *own)]
        act.new_edition(out, at=now(), by=chair)
        pages += [client.get(one).content.decode() for one in own]
        for page in pages:
            assert len(re.findall(r"<h1[ >]", page)) == 1
            levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
            assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), levels
            names = re.findall(r'\sid="([^"]+)"', page)
            assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
            assert not re.search(r'\sstyle="|<style|\son\w+="|javascript:', page)

    def test_it_answers_first_and_says_loudly_what_is_made_up(self, out, client):
        page = client.get(f"/compacts/prospectuses/{out}/").content.decode()
        headings = re.findall(r"<h[12][^>]*>([^<]+)", page)
        assert [one.strip() for one in headings] == [
            "Chief executive",
            "What is realistic here, and why",
            "The post and the place",
            "How leadership has changed",
            "The support that comes with the post",
            "What you will not be judged on",
            "What happens afterwards",
            "Whom to ask, and how to apply",
            "How we know",
        ]
        assert say.MADE_UP in page
        assert "the safety of patients" in page.casefold()
        assert "Twelve days a year" in page
        assert "Cora Chair" not in page
        description = re.search(r'name="description" content="([^"]+)"', page).group(1)
        assert description.startswith("Chief executive, Trust ZZ01 (made up)")

    def test_a_real_one_rests_on_what_is_published_and_leads_there(self, region, client):
        add_organisation("RXW", "Shrewsbury and Telford Hospital", "Acute", region, at=now(), by=OPERATOR)
        key = make_person("Rory Real", "RXW")
        grant_of(key, Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "RXW")
        rory = viewer_of_key(key, on=today())
        number = act.begin("RXW", "Chief executive", whole(), at=now(), by=rory).pk
        act.publish(number, nobody_else_read_it=True, at=now(), by=rory)
        page = client.get(f"/compacts/prospectuses/{number}/").content.decode()
        assert "eight of ten lie between 41% and 58%" in page
        assert "half end in recovery within 29 months" in page
        assert 'href="/expectations/RXW/"' in page
        assert 'href="/sources/2026-11-23/"' in page
        assert "made up" not in re.search(r"<main.*</main>", page, re.S).group().replace("(made up)", "")
        for link in set(re.findall(r'href="(/[^"#]*)', page)):
            if not link.startswith("/static/"):
                answer = client.get(link)
                asks = answer.status_code == 302 and answer.headers["Location"].startswith("/people/sign-in/")
                assert answer.status_code == 200 or asks, link

    def test_a_withdrawn_one_says_so_with_the_day_and_stays_readable(self, out, chair, client):
        act.withdraw(out, at=now(), by=chair)
        page = client.get(f"/compacts/prospectuses/{out}/").content.decode()
        assert f"This prospectus was withdrawn on {say.day(today())}" in page
        assert "Twelve days a year" in page
        assert client.get(f"/compacts/prospectuses/{out}/editions/1/").status_code == 200
        assert "None is published here today" in client.get("/compacts/prospectuses/").content.decode()

    def test_the_list_has_open_ones_by_closing_day_then_closed_ones(self, chair, client):
        for title, days in (("Late", 60), ("Soon", 3), ("Whenever", None), ("Past", 1), ("Long past", 0)):
            closes = None if days is None else today() + timedelta(days=days)
            number = act.begin("ZZ01", "Director", whole(title=title, closes=closes), at=now(), by=chair).pk
            act.publish(number, nobody_else_read_it=True, at=now(), by=chair)
        lines = ask.published(viewer=PUBLIC, on=today() + timedelta(days=2))
        assert [one.title for one in lines] == ["Soon", "Late", "Whenever", "Past", "Long past"]
        page = ask.published_page(ProspectusQuestion("LATE zz01"), viewer=PUBLIC, on=today())
        assert [one.title for one in page.lines] == ["Late"]
        assert ask.published_page(ProspectusQuestion("", 9), viewer=PUBLIC, on=today()).page == 1
        assert "None fits “nowhere”" in client.get("/compacts/prospectuses/?q=nowhere").content.decode()

    def test_lists_are_bounded_and_leave_out_the_oldest(self, chair, director, monkeypatch):
        for title in ("First", "Second", "Third"):
            number = act.begin("ZZ01", "Director", whole(title=title), at=now(), by=chair).pk
            act.publish(number, nobody_else_read_it=True, at=now(), by=chair)
        for title in ("Fourth", "Fifth", "Sixth"):
            number = act.begin("ZZ01", "Director", whole(title=title), at=now(), by=chair).pk
            act.send_for_review(number, at=now(), by=chair)
        for name in ("MOST_PUBLISHED", "MOST_OWN", "MOST_TO_REVIEW"):
            monkeypatch.setattr(ask, name, 2)
        with CaptureQueriesContext(connection) as queries:
            assert [one.title for one in ask.published(viewer=PUBLIC, on=today())] == ["Second", "Third"]
            assert [one.title for one in ask.own_list(viewer=chair, on=today())] == ["Sixth", "Fifth"]
            assert [one.title for one in asking(director)] == ["Fourth", "Fifth"]
        assert [one["sql"].endswith("LIMIT 2") for one in queries] == [True] * 3

    def test_what_was_never_there_is_not_found(self, client, chair):
        for address in ("999/", "999/editions/1/", "999/editions/1.pdf", "99999999999999999999/"):
            assert client.get(f"/compacts/prospectuses/{address}").status_code == 404
        assert sign_in(client, chair).get("/compacts/prospectuses/write/NOWHERE/").status_code == 404

    def test_hostile_words_stay_words(self, chair, client):
        said = whole(
            **dict.fromkeys(("title", "summary", "history", "afterwards", "contact"), HOSTILE),
            offers=(Offer(component="coaching", words=HOSTILE),),
            not_judged=(HOSTILE,),
        )
        number = act.begin("ZZ01", HOSTILE, said, at=now(), by=chair).pk
        act.publish(number, nobody_else_read_it=True, at=now(), by=chair)
        pages = [client.get(f"/compacts/prospectuses/{one}").content.decode() for one in ("", f"{number}/")]
        sign_in(client, chair)
        act.new_edition(number, at=now(), by=chair)
        pages += [client.get(f"/compacts/prospectuses/{number}/{one}/").content.decode() for one in ("edit", "review")]
        for page in pages:
            assert "<script>alert" not in page
            assert "&lt;script&gt;alert(1)" in page
            assert "{{ 7*7 }}" in page
            assert not re.search(r'"\s*onmouseover=', page)
        assert client.get(f"/compacts/prospectuses/{number}/editions/1.pdf").content.startswith(b"%PDF")

    def test_the_catalogue_names_every_part_with_its_source(self, client):
        page = client.get("/compacts/catalogue/").content.decode()
        for one in ask.support(viewer=PUBLIC).values():
            assert f'id="{one.key}"' in page
            assert one.link.replace("&", "&amp;") in page


class TestWriting:
    def test_from_the_first_form_to_a_published_page(self, chair, director, client):
        sign_in(client, chair)
        listed = client.get("/compacts/prospectuses/").content.decode()
        assert "/compacts/prospectuses/write/ZZ01/" in listed
        given = {"role": "Chief executive", "title": "Chief executive", "closes": ""}
        answer = client.post("/compacts/prospectuses/write/ZZ01/", given)
        number = Prospectus.objects.get().pk
        assert answer.headers["Location"] == f"/compacts/prospectuses/{number}/edit/"
        page = client.get(answer.headers["Location"]).content.decode()
        assert "Still missing before it can be published" in page
        words = {
            "not_judged": "The old deficit\r\n\r\n  The building  ",
            "afterwards": "You go back.",
            "contact": "The board's office",
            "offer_coaching": "on",
            "words_coaching": "Twelve days",
        }
        assert client.post(f"/compacts/prospectuses/{number}/edit/", {**typed(page), **words}).status_code == 302
        said = prospect_in(newest(number).content)
        assert said.not_judged == ("The old deficit", "The building")
        assert said.offers == (Offer(component="coaching", words="Twelve days"),)
        client.post(f"/compacts/prospectuses/{number}/send/")
        assert newest(number).state == EditionState.IN_REVIEW
        assert "What do you say?" not in client.get(f"/compacts/prospectuses/{number}/review/").content.decode()

        sign_in(client, director)
        page = client.get(f"/compacts/prospectuses/{number}/review/").content.decode()
        assert "What do you say?" in page
        assert "Publish edition" not in page
        read = {"version": version(number, director)}
        answer = client.post(f"/compacts/prospectuses/{number}/review/", {**read, "verdict": "change", "words": ""})
        assert "Say what should be changed" in answer.content.decode()
        assert newest(number).state == EditionState.IN_REVIEW
        client.post(f"/compacts/prospectuses/{number}/review/", {**read, "verdict": "fine", "words": "Good."})
        assert newest(number).state == EditionState.REVIEWED

        sign_in(client, chair)
        page = client.get(f"/compacts/prospectuses/{number}/edit/").content.decode()
        assert "Rhea Regional read it and says:" in page
        answer = client.post(f"/compacts/prospectuses/{number}/publish/", {"version": version(number, chair)})
        assert answer.headers["Location"] == f"/compacts/prospectuses/{number}/"
        client.post(f"/compacts/prospectuses/{number}/withdraw/")
        assert Prospectus.objects.get().withdrawn_at is not None
        assert "Put it back" in client.get(f"/compacts/prospectuses/{number}/edit/").content.decode()
        client.post(f"/compacts/prospectuses/{number}/withdraw/", {"back": "1"})
        assert Prospectus.objects.get().withdrawn_at is None

    def test_what_cannot_be_done_is_said_where_it_was_asked(self, draft, chair, client):
        sign_in(client, chair)
        answer = client.post(
            f"/compacts/prospectuses/{draft}/publish/", {"version": version(draft, chair)}, follow=True
        )
        assert "Nobody else has read it" in answer.content.decode()
        answer = client.post(f"/compacts/prospectuses/{draft}/publish/", {}, follow=True)
        assert "Read it through and publish it from there" in answer.content.decode()

    def test_words_without_a_tick_are_asked_about_and_a_tick_taken_away_takes_its_words(self, draft, chair, client):
        sign_in(client, chair)
        given = typed(client.get(f"/compacts/prospectuses/{draft}/edit/").content.decode())
        assert given["offer_coaching"] == "on"
        answer = client.post(f"/compacts/prospectuses/{draft}/edit/", {**given, "words_forbearance": "Until May"})
        assert "Forbearance: you wrote about it and did not tick it" in answer.content.decode()
        assert "Until May</textarea>" in answer.content.decode()
        del given["offer_coaching"]
        assert client.post(f"/compacts/prospectuses/{draft}/edit/", given).status_code == 302
        assert [one.component for one in prospect_in(newest(draft).content).offers] == ["return_ticket"]

    def test_too_much_is_refused_and_kept(self, draft, chair, client):
        sign_in(client, chair)
        given = typed(client.get(f"/compacts/prospectuses/{draft}/edit/").content.decode())
        lines = "\n".join(f"Line {number}" for number in range(30))
        answer = client.post(f"/compacts/prospectuses/{draft}/edit/", {**given, "not_judged": lines})
        assert "These are 30 lines" in answer.content.decode()
        assert "Line 29" in answer.content.decode()
        answer = client.post(f"/compacts/prospectuses/{draft}/edit/", {**given, "not_judged": "x" * 301})
        assert "is longer than 300 letters" in answer.content.decode()

    def test_hidden_marks_are_left_out(self, draft, chair, client):
        sign_in(client, chair)
        given = typed(client.get(f"/compacts/prospectuses/{draft}/edit/").content.decode())
        client.post(f"/compacts/prospectuses/{draft}/edit/", {**given, "title": "Chief\u202e\u0007 executive"})
        assert prospect_in(newest(draft).content).title == "Chief executive"


class TestOnPaper:
    def test_it_is_tagged_titled_and_says_what_the_page_says(self, out, client):
        answer = client.get(f"/compacts/prospectuses/{out}/editions/1.pdf")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert f'filename="prospectus-ZZ01-{out}-edition-1.pdf"' in answer.headers["Content-Disposition"]
        for mark in (b"/MarkInfo", b"/StructTreeRoot"):
            assert mark in answer.content
        assert re.search(rb"/Lang ?\(en-GB\)", answer.content)
        found = ask.public_prospectus(out, viewer=PUBLIC)
        page = unescape(client.get(f"/compacts/prospectuses/{out}/").content.decode())
        paper = words_in_pdf(answer.content)
        assert f"http://testserver/compacts/prospectuses/{out}/editions/1/" in paper.replace(" ", "")
        assert say.MADE_UP in paper
        for one in say.sections(found):
            for words in (one.heading, *one.paragraphs, *(each.name for each in one.points)):
                assert words in page
                assert words in paper
            assert all(each.words in paper for each in one.points)
        assert answer.content == client.get(f"/compacts/prospectuses/{out}/editions/1.pdf").content

    def test_words_in_every_script_are_set_and_signs_without_a_shape_stand_as_squares(self, chair):
        said = whole(title="Chief 😀 executive 中", history="Zoë O’Brien, ابن سينا\u0301 \u200d done")
        number = act.begin("ZZ01", "Chief executive", said, at=now(), by=chair).pk
        act.publish(number, nobody_else_read_it=True, at=now(), by=chair)
        found = ask.public_prospectus(number, viewer=PUBLIC)
        paper = words_in_pdf(prospectus_as_pdf(found, "http://testserver/", today()))
        assert f"Chief {STAND_IN} executive {STAND_IN}" in paper
        assert "Zoë O’Brien" in paper
        assert printable("a 😀 é–’") == f"a {STAND_IN} é–’"


def typed(page):
    """What a browser would send of the form of a page as it stands."""
    form = re.search(r'<form method="post" action="/compacts/prospectuses/.*?</form>', page, re.S).group()
    given = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            given[name.group(1)] = value.group(1) if value else "on" if 'type="checkbox"' in tag else ""
    for name, words in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s*(.*?)</textarea>', form, re.S):
        given[name] = words.replace("&#x27;", "'")
    return given
