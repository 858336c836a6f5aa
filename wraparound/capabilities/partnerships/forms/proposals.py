"""What a list of proposals is narrowed to, as an address carries it."""

from typing import Any

from django import forms
from django.http import QueryDict

from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.proposals import USUAL, Filter, ProposalQuestion


class ProposalsForm(forms.Form):
    """Filters, a topic and a page; what is not understood is left out. Without `narrow` the usual filters hold."""

    narrow = forms.BooleanField(required=False)
    only = forms.MultipleChoiceField(required=False, choices=[(one.value, one.value) for one in Filter])
    topic = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in Topic])
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def asked(self, code: str) -> ProposalQuestion:
        """The question about this organisation."""
        given = self._given()
        chosen = set(given.get("only") or ())
        filters = tuple(one for one in Filter if one in chosen) if given.get("narrow") or chosen else USUAL
        return ProposalQuestion(code=code, topic=Topic(given["topic"]) if given.get("topic") else None, filters=filters)

    def page_asked(self) -> int:
        """Which page, from 1."""
        return int(self._given().get("page") or 1)

    def _given(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data


def in_address(question: ProposalQuestion) -> str:
    """What of an address makes the same list again."""
    said = QueryDict(mutable=True)
    said["narrow"] = "1"
    said.setlist("only", [one.value for one in question.filters])
    if question.topic:
        said["topic"] = question.topic.value
    return said.urlencode()
