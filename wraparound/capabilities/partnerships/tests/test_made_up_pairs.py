"""The made-up region has somebody to mentor and somebody who mentors."""

import pytest
from django.utils import timezone

from wraparound.capabilities.partnerships.models.pairs import Cohort, PairPart
from wraparound.capabilities.partnerships.tasks import make_up_pairs
from wraparound.people.actions.demo import seed_region
from wraparound.people.terms.access import OPERATOR

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_made_up_region_has_a_cohort_with_pairs_once():
    at = timezone.now()
    seed_region(30, at=at, by=OPERATOR)
    assert make_up_pairs(at) == 3
    assert make_up_pairs(at) == 0
    assert Cohort.objects.earliest("pk").name == "First-year leaders of Westmarch"
    accepted = [one.accepted_at is not None for one in PairPart.objects.all()]
    assert sorted(accepted) == [False, False, False, True, True, True]
