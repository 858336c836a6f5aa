"""Documents out of a compact: what each says, who may have it, and that no name or number breaks a page."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.compacts.actions import prospectuses, signing, texts
from wraparound.capabilities.compacts.actions.clock import apply_what_follows
from wraparound.capabilities.compacts.evidence import pay_framework
from wraparound.capabilities.compacts.exchange.papers import file_name, paper_as
from wraparound.capabilities.compacts.queries.compacts import compact
from wraparound.capabilities.compacts.queries.papers import COMPOSED, document, documents
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.terms.agreement import Concern, Follows, Party, Point
from wraparound.capabilities.compacts.terms.compacts import EffectTerms, ResultDue, UndertakingState
from wraparound.capabilities.compacts.terms.papers import NoSuchPaper, PaperContext, PaperSort
from wraparound.capabilities.compacts.terms.prospectuses import Offer, Prospect
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    begin,
    days,
    fill,
    in_force,
    look_as,
    offered,
    promise,
)
from wraparound.capabilities.compacts.wording.papers import PROPOSED, clipped, is_worse, say_paper
from wraparound.capabilities.compacts.wording.papers_month import MOST_RESULTS
from wraparound.capabilities.compacts.wording.papers_objectives import APPRAISER, HEADINGS, LEADER
from wraparound.capabilities.compacts.wording.papers_pay import LEFT_OUT, NO_HISTORY, NO_PAY, NOT_CONFIRMED
from wraparound.papers.pdf import as_pages, as_pdf
from wraparound.papers.word import as_word
from wraparound.people.access import NotYours
from wraparound.people.actions.grants import end
from wraparound.people.models import Grant, Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.records.models.log import Look
from wraparound.records.terms import Face

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("compact_once")]
WHERE = "https://made-up.example/compacts/1/"
LATER = date(2026, 9, 15)
HOSTILE = '#panic("x") <b>&amp; $1$ *bold* \x00\x0b “ד” 梁 ✅ العربية \\ / ]] '
LONG = "Wraparoundwithoutanyspaceatall" * 12


def paper(made, sort, viewer, *, on=TODAY, **more):
    return document(made.pk, sort, where=WHERE, viewer=viewer, on=on, **more)


def said(made, sort, viewer, **more):
    return say_paper(paper(made, sort, viewer, **more).paper)


def crowded(world, made, many, words):
    """The compact with so many of everything, all of it due or overdue, and every word as long as may be."""
    found = compact(made.pk, viewer=world.chair, on=LATER)
    agreed, known = found.text.agreement, found.text.ranges[0]
    results = tuple(
        replace(agreed.results[0], key=f"r{n}", name=f"{words} {n}"[:150], reason=words[:300]) for n in range(many)
    )
    one = found.undertakings[0]
    lines = tuple(
        replace(one, number=n, key=f"p{n}", words=f"{words} {n}"[:500], giver_words=words[:150], overdue=n % 2 == 0)
        for n in range(many)
    )
    conditions = tuple(replace(one, number=n, sort=found.undertakings[-1].sort, words=words[:500]) for n in range(many))
    promises = tuple(
        replace(agreed.promises[0], key=f"p{n}", words=words[:500], giver_name=words[:150], bears_on=(f"r{n}",))
        for n in range(many)
    )
    agreed = replace(agreed, results=results, promises=promises, starting_point=(words,) * 3, afterwards=words)
    text = replace(
        found.text, agreement=agreed, ranges=tuple(replace(known, key=each.key) for each in results), signatures=()
    )
    pauses = tuple(
        EffectTerms(
            number=n,
            sort=Follows.PAUSE,
            undertaking=n,
            because=words[:500],
            starts=LATER,
            ends=None,
            said_at=AT,
            bears_on=("r1",),
            ranges=(),
        )
        for n in range(many)
    )
    return replace(
        found,
        text=text,
        effects=pauses,
        due=tuple(ResultDue(each.key, each.by + days(80), 80) for each in results),
        undertakings=(*lines, *conditions),
        latest=tuple((each.key, 52.0, "quarter from January 2026") for each in results),
        leader=words[:60],
        organisation=words[:120],
        role=words[:100],
    )


def composed(sort, found):
    return COMPOSED[sort](found, PaperContext(where=WHERE, asked_by="Somebody", pay_rules=pay_framework()))


def test_the_letter_says_what_is_expected_promised_and_what_follows_and_who_signed(made, world):
    text = said(made, PaperSort.LETTER, world.chair)
    for words in (
        "From: Cara Chairwell, chair of Larkmoor Hospitals (made up)",
        "and: Reg Northway, regional director, No (made up)",
        "Dear Lena Leadbetter,",
        "A&E within four hours, major departments: 54% or more",
        "By 30 June 2027",
        "It stays because: Ours.",
        "the clock pauses until it is, for every result",
        "The inherited deficit, until 31 March 2027",
        "Always accountable for, and never bargained with",
        "A secondment right.",
        "Board: Cara Chairwell, chair of Larkmoor Hospitals (made up), for its board, on 4 May 2026.",
        "Nothing that follows touches pay or employment.",
        f"What was signed stands at {WHERE}",
    ):
        assert words in text
    assert re.search(r"Eight of ten lie between \d+% and \d+%; half reach \d+%", text)
    assert "fingerprint" in text
    assert "Made up" in text


def test_without_a_region_the_letter_comes_from_the_chair_alone(world):
    text = said(in_force(world, asks_region=False), PaperSort.LETTER, world.chair)
    assert "what the board expects of you" in text
    assert "regional director" not in text


def test_a_moved_day_stands_beside_the_one_that_was_agreed(made, world):
    apply_what_follows(at=AT + days(100), by=OPERATOR)
    text = said(made, PaperSort.LETTER, world.chair, on=(AT + days(100)).date())
    assert re.search(r"By \d+ \w+ 2027 \(agreed 30 June 2027; \d+ days later because the clock stood still\)", text)


def test_what_is_offered_gives_a_letter_and_a_board_paper_marked_as_not_signed(client, world):
    one = offered(world)
    for sort in (PaperSort.LETTER, PaperSort.BOARD):
        found = paper(one, sort, world.leader)
        assert found.proposed
        assert PROPOSED in found.paper.notices
        assert "Proposed, not signed." in found.paper.footer[0]
        assert "What is offered for signing stands at" in found.paper.footer[1]
        assert "-proposed-" in file_name("pdf", found, TODAY)
    assert "To decide whether the chair signs version 1" in said(one, PaperSort.BOARD, world.chair)
    for sort in set(PaperSort) - {PaperSort.LETTER, PaperSort.BOARD}:
        with pytest.raises(NoSuchPaper, match="It can be made once every side"):
            paper(one, sort, world.chair)
    page = look_as(client, world, "chair").get(f"/compacts/{one.pk}/").content.decode()
    assert f'href="/compacts/{one.pk}/documents/"' in page
    assert "letter.pdf?version=1" in client.get(f"/compacts/{one.pk}/documents/").content.decode()
    _, offers = documents(one.pk, viewer=world.chair, on=TODAY)
    assert [offer.sort for offer in offers] == [PaperSort.LETTER, PaperSort.BOARD]


def test_of_an_amendment_that_is_offered_both_versions_can_be_had(made, world):
    texts.answer(made.pk, 1, reason="More time", at=AT, by=world.chair)
    texts.share(made.pk, 2, at=AT, by=world.chair)
    signing.offer(made.pk, 2, at=AT, by=world.chair)
    _, offers = documents(made.pk, viewer=world.chair, on=TODAY)
    assert [(one.version, one.proposed) for one in offers] == [(1, False)] * 5 + [(2, True)] * 2
    found = paper(made, PaperSort.BOARD, world.chair, version=2)
    assert found.proposed
    assert "It amends what was agreed before, because: More time" in say_paper(found.paper)
    assert not paper(made, PaperSort.BOARD, world.chair).proposed


def test_of_a_draft_there_is_nothing_yet(client, world):
    one = begin(world)
    fill(one, world.chair)
    with pytest.raises(NoSuchPaper, match="offered for signing or in force"):
        paper(one, PaperSort.LETTER, world.chair)
    page = look_as(client, world, "chair").get(f"/compacts/{one.pk}/documents/").content.decode()
    assert "There are none yet" in page
    answer = client.get(f"/compacts/{one.pk}/documents/letter.pdf", follow=True)
    assert "This one is neither" in answer.content.decode()
    assert client.get(f"/api/compacts/{one.pk}/documents/letter").status_code == 422


def test_the_board_paper_tells_of_every_side_alike_and_of_risks_from_the_record(made, world):
    apply_what_follows(at=AT + days(100), by=OPERATOR)
    found = compact(made.pk, viewer=world.chair, on=(AT + days(100)).date())
    late = [one for one in found.undertakings if one.overdue]
    text = said(made, PaperSort.BOARD, world.chair, on=(AT + days(100)).date())
    assert {one.giver for one in late} == {Party.REGION, Party.BOARD}
    for one in late:
        assert f"by {one.giver_words}." in text.split("What the record shows of risks")[1]
    assert "To say how and by when 1 promise or condition of the board that is overdue will be kept." in text
    assert "On all sides alike: 0 kept or met, 2 overdue, 1 still to come." in text
    assert "The clock has stood still since 2 July 2026" in text
    assert "Net cost to the trust: £0; £144,000 by the region." in text
    assert "stays although it lies outside its range, because: Ours" in text
    assert "protected characteristics" in text


def test_the_board_paper_counts_no_private_version(made, world):
    texts.answer(made.pk, 1, reason="Mine alone", at=AT, by=world.leader)
    text = said(made, PaperSort.BOARD, world.leader)
    assert "1 version was shared between the sides" in text
    assert "Mine alone" not in text


def test_the_pay_case_is_made_only_for_the_chair_and_the_region(client, made, world):
    for side in ("chair", "region"):
        assert paper(made, PaperSort.PAY, getattr(world, side)).paper.notices[0] == NO_PAY
        assert look_as(client, world, side).get(f"/compacts/{made.pk}/documents/pay-case.pdf").status_code == 200
    for side in ("leader", "improver"):
        with pytest.raises(NotYours, match="only when the chair or the regional director"):
            paper(made, PaperSort.PAY, getattr(world, side))
        look_as(client, world, side)
        assert client.get(f"/compacts/{made.pk}/documents/pay-case.docx").status_code == 403
        assert client.get(f"/api/compacts/{made.pk}/documents/pay-case").status_code == 403
        page = client.get(f"/compacts/{made.pk}/documents/").content.decode()
        assert "pay-case.pdf" not in page
        assert "only when the chair or the regional director" in page
    with pytest.raises(NotYours):
        paper(made, PaperSort.PAY, OPERATOR)


def test_the_pay_case_states_evidence_and_marks_what_is_not_confirmed(made, world):
    found = paper(made, PaperSort.PAY, world.chair).paper
    text = say_paper(found)
    confirmed, unknown = (
        next(part for part in found.parts if part.heading.startswith(heading))
        for heading in ("What the framework asks for", NOT_CONFIRMED)
    )
    assert len(confirmed.points) == sum(one.confirmed for one in pay_framework())
    assert unknown.points == tuple(one.says for one in pay_framework() if not one.confirmed)
    assert {one.link for one in found.sources} == {one.link for one in pay_framework() if one.confirmed}
    assert "Cara Chairwell, for the board, asked for it" in text
    assert all(one in text for one in LEFT_OUT)
    assert "Newest figure" not in text
    # No amount of pay: the only money is what support costs, and the only percentages are those of results.
    assert not re.search(r"\d%|£", " ".join((*confirmed.points, *unknown.points)))


def test_how_leadership_has_changed_comes_from_a_prospectus_of_the_same_post_or_is_not_said(made, world):
    assert NO_HISTORY in said(made, PaperSort.PAY, world.chair)
    told = Prospect(
        title="Chief executive",
        history="Four chief executives in six years.",
        offers=(Offer(component="coaching", words="Monthly"),),
        not_judged=("The deficit",),
        afterwards="A right to return",
        contact="The chair's office",
    )
    for role in ("Director of nursing", "chief Executive"):
        one = prospectuses.begin("ZZ01", role, told, at=AT, by=world.chair)
        assert NO_HISTORY in said(made, PaperSort.PAY, world.chair)
        prospectuses.publish(one.pk, nobody_else_read_it=True, at=AT, by=world.chair)
    text = said(made, PaperSort.PAY, world.chair)
    assert "Four chief executives in six years." in text
    assert "edition 1 of its prospectus of this post, published on 4 May 2026" in text
    prospectuses.withdraw(one.pk, at=AT, by=world.chair)
    assert NO_HISTORY in said(made, PaperSort.PAY, world.chair)


def test_objectives_are_split_into_what_and_how_with_room_to_write_and_no_ratings(world):
    own = promise("p3", words="Rounds with night staff", giver=Party.LEADER, receiver=Party.BOARD, bears_on=("r1",))
    open_ = promise("p4", words="Half a day with those who speak up", giver=Party.LEADER, receiver=Party.BOARD)
    one = in_force(world, parts={"promises": (promise("p1", bears_on=("r1",)), own, open_)})
    found = paper(one, PaperSort.OBJECTIVES, world.leader).paper
    headings = [part.heading for part in found.parts]
    what, how = (headings.index(HEADINGS[concern]) for concern in (Concern.WHAT, Concern.HOW))
    assert what < headings.index("Rounds with night staff, 90 days") < how
    assert headings.index("Half a day with those who speak up, 90 days") > how
    assert all(part.rooms == (LEADER, APPRAISER) for part in found.parts if part.level == 3)
    first = found.parts[what + 1]
    assert any("An improvement director" in point and "promised by the region" in point for point in first.points)
    assert not any("Rounds with night staff" in point for point in first.points)
    assert "There are no ratings" in say_paper(found)
    assert not re.search("[☐□]|score|out of 5|exceeds|meets expectations", say_paper(found).lower())


def test_the_month_shows_what_is_due_and_overdue_first_and_what_is_kept_no_longer(made, world):
    found = compact(made.pk, viewer=world.chair, on=date(2026, 6, 15))
    text = say_paper(composed(PaperSort.MONTH, found))
    assert "An improvement director, two days a week | The region to the leader | 1 July 2026 | Due" in text
    kept = tuple(
        replace(one, state=UndertakingState.KEPT, counts_as_kept=True, overdue=False) for one in found.undertakings
    )
    quiet = say_paper(composed(PaperSort.MONTH, replace(found, undertakings=kept)))
    assert "Nothing is overdue on any side, and nothing is due within 30 days." in quiet
    assert "Every condition is met." in quiet


@pytest.mark.parametrize("words", ["Words of a usual length", "W" * 500, LONG, "W w " * 125, HOSTILE * 8])
@pytest.mark.parametrize("many", [6, 10, 40])
def test_the_month_is_one_page_whatever_it_holds(made, world, many, words):
    found = crowded(world, made, many, words)
    page = COMPOSED[PaperSort.MONTH](found, PaperContext(where=WHERE, points=((Point.MONTHS_24, date(2028, 9, 28)),)))
    assert len(as_pages(page, 20)) == 1
    if many > MOST_RESULTS:
        assert f"And {many - MOST_RESULTS} more on the site." in say_paper(page)


@pytest.mark.parametrize("sort", PaperSort)
def test_neither_forty_of_everything_nor_any_sign_nor_nothing_at_all_breaks_a_document(made, world, sort):
    found = compact(made.pk, viewer=world.chair, on=LATER)
    empty = replace(found.text.agreement, results=(), promises=(), conditions=(), not_yet=(), afterwards="")
    nothing = replace(
        found, text=replace(found.text, agreement=empty, ranges=(), signatures=()), undertakings=(), leader=""
    )
    for one in (crowded(world, made, 40, HOSTILE * 3), crowded(world, made, 3, LONG), nothing):
        composed_now = composed(sort, one)
        assert as_pdf(composed_now).startswith(b"%PDF")
        assert Document(io.BytesIO(as_word(composed_now))).paragraphs[0].style.name == "Heading 1"


@pytest.mark.parametrize("sort", PaperSort)
def test_every_pdf_is_tagged_titled_in_english_and_the_same_again(made, world, sort):
    found = paper(made, sort, world.chair)
    content = paper_as("pdf", found)
    assert b"/StructTreeRoot" in content
    assert b"pdfuaid:part>1" in content or b'pdfuaid:part="1"' in content
    assert re.search(rb"/Lang ?\(en-GB\)", content)
    assert paper_as("pdf", found) == content


@pytest.mark.parametrize("sort", PaperSort)
def test_word_has_headings_heading_rows_described_pictures_and_no_breaks_by_hand(made, world, sort):
    found = paper(made, sort, world.chair).paper
    content = as_word(found)
    word = Document(io.BytesIO(content))
    headings = [one.text for one in word.paragraphs if one.style.name.startswith("Heading")]
    assert headings[0] == found.title == word.core_properties.title
    assert headings[1:] == [
        *(part.heading for part in found.parts if part.heading),
        *(["Sources"] if found.sources else []),
    ]
    for table in word.tables:
        assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
        assert all(row._tr.trPr.xpath("w:cantSplit") for row in table.rows)
    inside = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "<w:br" not in inside
    pictures = sum(chart is not None for part in found.parts if part.table for chart in part.table.pictures)
    assert len(re.findall(r'<wp:docPr[^>]*descr="[^"]{20,}"', inside)) == pictures
    everything = "\n".join(
        one.text for one in (*word.paragraphs, *(c.paragraphs[0] for t in word.tables for c in t._cells))
    )
    for part in found.parts:
        assert all(words in everything for words in (*part.sentences, *part.points, *part.lines))
    footer = "\n".join(one.text for one in word.sections[0].footer.paragraphs)
    assert "Made up. Compact" in footer
    assert "page " in footer


def test_strangers_other_chairs_and_other_regions_find_no_document(client, made, world):
    for side in ("stranger", "other_chair", "other_region"):
        look_as(client, world, side)
        assert client.get(f"/compacts/{made.pk}/documents/").status_code == 404
        for sort in PaperSort:
            assert client.get(f"/compacts/{made.pk}/documents/{sort}.pdf").status_code == 404
            assert client.get(f"/api/compacts/{made.pk}/documents/{sort}").status_code == 404
    client.logout()
    assert client.get(f"/compacts/{made.pk}/documents/letter.pdf").status_code == 302
    with pytest.raises(NoSuchCompact):
        paper(made, PaperSort.LETTER, PUBLIC)


def test_when_a_role_has_ended_so_has_the_way_to_documents(made, world):
    grant = Grant.objects.get(person=world.people["chair"])
    end(grant.pk, at=AT, by=OPERATOR)
    later = viewer_for(world.people["chair"].pk, "Cara Chairwell", on=TODAY + days(1), viewer=PUBLIC)
    with pytest.raises(NoSuchCompact):
        paper(made, PaperSort.LETTER, later)


def test_each_document_is_a_look_that_says_which_one_left_the_site(client, made, world):
    look_as(client, world, "chair").get(f"/compacts/{made.pk}/documents/pay-case.pdf")
    look = Look.objects.filter(by=world.people["chair"].pk).latest("pk")
    assert (look.face, look.place) == (Face.EXPORT, "compacts:document")
    assert "evidence for a pay case" in look.fields
    assert Person.objects.get(pk=look.subjects.get().about).name == "Lena Leadbetter"


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_document_is_taken_from_the_page_with_a_name(client, made, world, ending, begins):
    look_as(client, world, "leader")
    page = client.get(f"/compacts/{made.pk}/documents/").content.decode()
    for sort in set(PaperSort) - {PaperSort.PAY}:
        assert f"/compacts/{made.pk}/documents/{sort}.{ending}" in page
        answer = client.get(f"/compacts/{made.pk}/documents/{sort}.{ending}")
        assert answer.content.startswith(begins)
        assert f'filename="{sort}-ZZ01-compact-{made.pk}-version-1-' in answer["Content-Disposition"]
    for wrong in ("letter.txt", "nothing.pdf", "letter.pdf?version=7"):
        assert client.get(f"/compacts/{made.pk}/documents/{wrong}").status_code == 404


def test_page_and_file_ask_the_database_little(client, made, world):
    look_as(client, world, "chair")
    client.get(f"/compacts/{made.pk}/documents/")
    for there in ("", "letter.pdf", "pay-case.pdf", "month.docx"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/compacts/{made.pk}/documents/{there}").status_code == 200
        assert len(asked) <= 15, [one["sql"][:80] for one in asked]


def test_api_and_library_say_the_same(client, made, world):
    look_as(client, world, "leader")
    told = client.get(f"/api/compacts/{made.pk}/documents/month").json()
    assert told["sort"] == "month"
    assert told["paper"]["title"].startswith("The month on one page: Lena Leadbetter")
    assert [one["sort"] for one in client.get(f"/api/compacts/{made.pk}/documents").json()] == list(PaperSort)
    assert client.get(f"/api/compacts/{made.pk}/documents/nothing").status_code == 422


@given(
    low=st.floats(0, 50), width=st.floats(0, 50), percent=st.floats(0, 100), better=st.sampled_from(("higher", "lower"))
)
def test_a_figure_inside_its_range_is_never_on_its_worse_side(low, width, percent, better):
    known = Range(key="r1", odds=0.5, low=low, half=low + width / 2, high=low + width, better=better)
    if low <= percent <= low + width:
        assert not is_worse(known, percent)
    else:
        assert is_worse(known, percent) == ((percent < low) == (better == "higher"))


@given(words=st.text(max_size=200), most=st.integers(2, 120))
def test_clipped_words_are_never_longer_and_begin_as_they_did(words, most):
    cut = clipped(words, most)
    assert len(cut) <= most
    assert words.startswith(cut.removesuffix("…")) or cut == words
