"""What rests on a framework: while anything does, its import cannot be taken back."""

from wraparound.capabilities.careers.models.assessments import Assessment
from wraparound.capabilities.careers.models.credits import Credit
from wraparound.capabilities.careers.models.examples import Example
from wraparound.capabilities.careers.models.feedback import FeedbackRound
from wraparound.capabilities.careers.models.frameworks import CarryOver
from wraparound.capabilities.careers.models.offers import BoardOffer, OfferNeeds
from wraparound.capabilities.careers.models.profiles import PostProfile
from wraparound.capabilities.careers.wording.assessments import USED
from wraparound.capabilities.careers.wording.credits import IN_USE as CREDITED
from wraparound.capabilities.careers.wording.examples import USED as USED_IN_EXAMPLES
from wraparound.capabilities.careers.wording.feedback import USED as USED_IN_ROUNDS
from wraparound.capabilities.careers.wording.offers import IN_USE as OFFERED
from wraparound.capabilities.careers.wording.offers import LOOKED_FOR
from wraparound.capabilities.careers.wording.profiles import IN_USE
from wraparound.people.terms.access import Viewer


def uses_of(key: str, *, viewer: Viewer) -> tuple[str, ...]:
    """What rests on the framework of a key, in words; empty where nothing does."""
    counts = (
        ("what carries over from it to another framework", CarryOver.objects.filter(before=key)),
        (USED, Assessment.objects.filter(framework=key)),
        (CREDITED, Credit.objects.filter(framework=key)),
        (USED_IN_ROUNDS, FeedbackRound.objects.filter(framework=key)),
        (USED_IN_EXAMPLES, Example.objects.filter(framework=key)),
        (OFFERED, BoardOffer.objects.filter(framework=key)),
        (LOOKED_FOR, OfferNeeds.objects.filter(framework=key)),
        (IN_USE, PostProfile.objects.filter(framework=key)),
    )
    return tuple(what for what, rows in counts if rows.exists())
