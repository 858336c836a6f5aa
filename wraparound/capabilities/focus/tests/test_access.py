"""Whoever has a text may have it read; nothing of it is kept."""

from wraparound.capabilities.focus import urls
from wraparound.capabilities.focus.access import RULES
from wraparound.capabilities.focus.tests.test_documents import ARABIC
from wraparound.people.access import allows
from wraparound.people.terms.access import PUBLIC

TEXT = "Reduce the backlog by March.\nListen to staff and act on what they say."


def test_the_public_may_have_a_text_read_on_the_page(client):
    assert client.get("/focus/").status_code == 200
    page = client.post("/focus/", {"text": TEXT, "kind": "objectives"})
    words = page.content.decode()
    assert "2 sentences: 1 about what, 1 about how" in words
    assert "No percentage" in words
    assert page.cookies == {}


def test_what_cannot_be_read_is_said_beside_the_field(client):
    for text, answer in (
        ("", "Paste the text"),
        ("12 34 %", "no words in it"),
        ("a\0b", "has a zero between its letters"),
    ):
        page = client.post("/focus/", {"text": text, "kind": "objectives"}).content.decode()
        assert "There is a problem" in page
        assert answer in page
    page = client.post("/focus/", {"text": TEXT, "kind": "novel"}).content.decode()
    assert "Choose one of the sorts of document" in page


def test_words_of_a_text_are_never_taken_for_markup(client):
    page = client.post("/focus/", {"text": "<script>alert(1)</script> our people.", "kind": "plan"}).content.decode()
    assert "<script>alert" not in page


def test_the_public_may_have_a_text_read_as_json(client):
    assert client.get("/api/focus/").json()["figures"]
    sent = {"text": TEXT, "kind": "objectives", "year": 2026}
    answer = client.post("/api/focus/read", sent, content_type="application/json")
    assert answer.status_code == 200
    assert [(one["what_flag"], one["how_flag"]) for one in answer.json()["sentences"]] == [(True, False), (False, True)]
    for text, answer in (("…", "no words in it"), ("a\0b", "a zero between"), (ARABIC, "is not in English")):
        refused = client.post("/api/focus/read", {"text": text}, content_type="application/json")
        assert refused.status_code == 422
        assert answer in refused.content.decode()


def test_every_address_has_a_rule_that_gives_its_reason():
    assert {pattern.name for pattern in urls.urlpatterns} <= RULES.keys()
    assert all(rule.because for rule in RULES.values())
    assert {name for name, rule in RULES.items() if allows(PUBLIC, rule)} == {"index", "api_focus", "api_focus_read"}
