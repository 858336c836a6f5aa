"""While results are written, their own side sees which of them say how: on the draft, and as one types."""

import pytest

from wraparound.capabilities.compacts.actions import texts
from wraparound.capabilities.compacts.models.agreed import Text, TextVersion
from wraparound.capabilities.compacts.queries.drafting import split_of_results
from wraparound.capabilities.compacts.terms.agreement import Concern, ResultSort
from wraparound.capabilities.compacts.tests.factories import AT, begin, fill, look_as, result
from wraparound.capabilities.compacts.wording.agreement import SPLIT_ALONE, SPLIT_HEAD, SPLIT_NONE
from wraparound.people.terms.access import PUBLIC

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TASK = "Clear the backlog of scans by the end of March"
PEOPLE = "Ward staff are listened to each week, and what they say is acted on"
SAID = "Of 3 results, 2 say what is to be done and 1 says how."


def typed(key, words, concern):
    return result(key, sort=ResultSort.TYPED, measure="", level=None, words=words, concern=concern)


RESULTS = (
    result("r1", measure="staff_enough", level=31.0, concern=Concern.HOW),
    result("r2"),
    typed("r3", TASK, Concern.HOW),
)


@pytest.fixture
def draft(world):
    made = begin(world)
    fill(made, world.chair, results=RESULTS)
    return made


def here(made):
    return f"/compacts/{made.pk}/versions/1/"


def everything():
    return list(Text.objects.values()), list(TextVersion.objects.values())


def test_a_measure_counts_by_its_mark_and_typed_words_as_they_read():
    read = split_of_results(RESULTS, viewer=PUBLIC)
    assert read.said == SAID
    assert [one.key for one in read.without_how] == ["r2", "r3"]
    assert read.differing == (f"“{TASK}” is marked as “how it gets done”, and its words were read as what.",)
    added = split_of_results((*RESULTS, typed("r4", PEOPLE, Concern.WHAT)), viewer=PUBLIC)
    assert [one.key for one in added.without_how] == ["r2", "r3"]


def test_the_side_that_writes_sees_it_and_nothing_is_kept_of_it(world, draft, client):
    kept = everything()
    page = look_as(client, world, "chair").get(f"{here(draft)}edit/").content.decode()
    assert SAID in page
    assert SPLIT_ALONE in page
    part = page.partition("In these no word on how was found")[2].partition("</ul>")[0]
    assert TASK in part
    assert part.count("<li>") == 2
    assert everything() == kept


@pytest.mark.parametrize("side", ["leader", "region", "improver", "centre", "stranger"])
def test_nobody_else_sees_it_before_or_after_it_is_shared(world, draft, client, side):
    look_as(client, world, side)
    addresses = [f"{here(draft)}{one}" for one in ("", "edit/", "results/new/", "results/r3/")]
    before = [client.get(one, follow=True).content.decode() for one in addresses]
    texts.share(draft.pk, 1, at=AT, by=world.chair)
    after = [client.get(one, follow=True).content.decode() for one in addresses]
    assert not [page for page in (*before, *after) if SPLIT_HEAD in page or "say what is to be done" in page]


def test_it_is_read_as_one_types_and_nothing_is_saved(world, draft, client):
    look_as(client, world, "chair")
    kept, form = everything(), f"{here(draft)}results/new/"
    sent = {"live": "1", "sort": "typed", "concern": "how", "words": PEOPLE}
    part = client.post(form, sent).content.decode()
    assert "Of 4 results, 2 say what is to be done and 2 say how." in part
    assert "<h1" not in part
    changed = client.post(f"{here(draft)}results/r3/", sent).content.decode()
    assert "Of 3 results, 1 says what is to be done and 2 say how." in changed
    assert SAID in client.post(form, {"live": "1", "sort": "measure"}).content.decode()
    assert SAID in client.post(form, {"sort": "measure", "check": "1"}).content.decode()
    assert everything() == kept


def test_a_form_of_anything_else_says_nothing_of_it(world, draft, client):
    look_as(client, world, "chair")
    assert SPLIT_HEAD not in client.get(f"{here(draft)}promises/new/").content.decode()
    assert client.post(f"{here(draft)}promises/new/", {"live": "1"}).content.decode().strip() == ""


def test_an_empty_draft_says_so_on_the_form_and_nothing_on_its_page(world, client):
    made = begin(world)
    look_as(client, world, "chair")
    assert SPLIT_NONE in client.get(f"{here(made)}results/new/").content.decode()
    assert SPLIT_HEAD not in client.get(f"{here(made)}edit/").content.decode()
