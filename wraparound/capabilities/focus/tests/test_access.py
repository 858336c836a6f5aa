"""Who may see focus: everyone, until it holds something about a person."""

from wraparound.capabilities.focus import urls
from wraparound.capabilities.focus.access import RULES
from wraparound.people.access import allows
from wraparound.people.terms.access import PUBLIC


def test_the_public_may_see_the_page(client):
    assert client.get("/focus/").status_code == 200


def test_the_public_may_read_it_as_json(client):
    assert set(client.get("/api/focus/").json()) == {"release", "tables", "rows"}


def test_every_address_has_a_rule_that_gives_its_reason():
    assert {pattern.name for pattern in urls.urlpatterns} <= RULES.keys()
    assert all(allows(PUBLIC, rule) and rule.because for rule in RULES.values())
