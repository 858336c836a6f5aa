"""The chart of an organisation: found from its page, opened by pointer and by keys, searched, read without script."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.steps import looks_as

HERE = "/pipelines/organisations/ZZ01/chart/"
CHAIR = "Cressida Quillfeather"


def enter_posts():
    """Of ZZ01 a chief executive, six directors, eight deputies of each and no others; in a process of its own."""
    from django.utils import timezone

    from wraparound.capabilities.pipelines.actions.closing import close_post
    from wraparound.capabilities.pipelines.actions.posts import add_post
    from wraparound.capabilities.pipelines.actions.vacancies import end_vacancy
    from wraparound.capabilities.pipelines.models.posts import Post
    from wraparound.capabilities.pipelines.models.vacancies import Vacancy
    from wraparound.capabilities.pipelines.terms.posts import NewPost, PostLevel, PostRole
    from wraparound.capabilities.pipelines.terms.vacancies import OUTCOMES, NewOutcome, Stage
    from wraparound.people.models import Person
    from wraparound.people.queries.viewers import viewer_for
    from wraparound.people.terms.access import PUBLIC

    at = timezone.localtime()
    chair = viewer_for(Person.objects.get(name=CHAIR).pk, CHAIR, on=at.date(), viewer=PUBLIC)

    def add(title, level, above=None):
        new = NewPost(title=title, role=PostRole.OTHER, level=level, reports_to=above, starts=at.date())
        return add_post("ZZ01", new, at=at, by=chair)

    yesterday = at.date() - timedelta(days=1)
    over = [one.value for one in OUTCOMES]
    for vacancy in Vacancy.objects.filter(post__organisation__code="ZZ01").exclude(stages__stage__in=over):
        withdrawn = NewOutcome(stage=Stage.WITHDRAWN, on=yesterday, because="Made room", others="Room is made")
        end_vacancy(vacancy.pk, withdrawn, at=at, by=chair)
    for post in Post.objects.filter(organisation__code="ZZ01"):
        close_post(post.pk, last_day=yesterday, because="Made room", at=at, by=chair)
    chief = add("Chief executive", PostLevel.BOARD)
    for name in ("Digital", "Estates", "Finance", "Nursing", "People", "Strategy"):
        director = add(f"Director: {name}", PostLevel.BOARD, chief)
        for place in range(1, 9):
            add(f"Deputy {place}: {name}", PostLevel.DEPUTY, director)


@pytest.fixture(scope="module")
def charted(tmp_path_factory, opened_demo):
    """A made-up region, of which one organisation has many posts."""
    folder = tmp_path_factory.mktemp("charted")
    with opened_demo(folder, 40) as address:
        settings = {"WRAPAROUND_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "wraparound.web.settings.demo"}
        script = "import django; django.setup(); from tests.journeys.test_a_chart import enter_posts; enter_posts()"
        subprocess.run([sys.executable, "-c", script], env={**os.environ, **settings}, check=True)
        yield address


def focused(visitor):
    return visitor.page.evaluate("document.activeElement.textContent")


def test_a_chart_is_found_opened_and_walked_through(charted, visits):
    """Given a chair at a desk, the chart opens in place, arrows lead from post to post, and a search marks a post."""
    chair = visits(charted, DESK)
    looks_as(chair, CHAIR)
    chair.opens("/people/organisations/ZZ01/")
    chair.follows("Posts and who could follow")
    chair.sees("55 posts")
    assert not chair.page.get_by_role("link", name="Deputy 1: Digital").is_visible()
    chair.page.get_by_text("8 posts below: Director: Digital").click()
    assert chair.page.get_by_role("link", name="Deputy 1: Digital").is_visible()

    later = chair.page.locator("a[data-branch]").last
    assert "Director: Strategy" in later.inner_text()
    later.click()
    chair.page.get_by_role("link", name="Deputy 8: Strategy").wait_for()
    assert "8 posts below: Director: Strategy" in focused(chair)
    chair.looks()
    chair.is_at(HERE)

    chair.page.keyboard.press("ArrowDown")
    assert focused(chair) == "Deputy 1: Strategy"
    chair.page.keyboard.press("ArrowLeft")
    assert focused(chair) == "Director: Strategy"
    chair.page.keyboard.press("Home")
    assert focused(chair) == "Chief executive"
    chair.page.keyboard.press("ArrowLeft")
    assert not chair.page.get_by_role("link", name="Director: Strategy").is_visible()

    chair.page.get_by_label("Find a post or a person").fill("deputy 8 strategy")
    chair.page.keyboard.press("Enter")
    chair.page.wait_for_url(f"{charted}{HERE}?q=*#found")
    chair.looks()
    chair.sees("1 post found")
    assert chair.page.locator("#found").is_visible()
    assert chair.page.locator("#found").bounding_box()["y"] < DESK[1]


def test_on_a_phone_it_is_a_list_and_without_script_its_parts_are_pages(charted, visits, browser):
    """Given a phone, nothing is wider than it; given no script, what is not there is a page away."""
    chair = visits(charted, PHONE)
    looks_as(chair, CHAIR)
    chair.opens(f"{HERE}?depth=all")
    chair.sees("Deputy 8: Strategy")
    plain = browser.new_context(java_script_enabled=False, storage_state=chair.page.context.storage_state())
    page = plain.new_page()
    page.goto(f"{charted}{HERE}")
    page.locator("a[data-branch]").last.click()
    page.wait_for_url("**/reports/**")
    assert "Who reports to: Director: Strategy" in page.locator("main").inner_text()
    assert page.get_by_role("link", name="Deputy 8: Strategy").is_visible()
    plain.close()
