"""How far somebody came, without saying who: the stages of the funnel."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FunnelStage(StrEnum):
    """A stage on the way to a post, in order. POOL: a readiness for a role was agreed; POST: they were appointed.

    Beside the way, in no order: PROGRAMME, they say that they were on a development programme; STRETCH, both employers
    agreed to an offer of theirs; RELEASED, they agreed to be seen by others in pipelines.
    """

    POOL = "pool"
    LONG_LIST = "long_list"
    SHORTLIST = "shortlist"
    INTERVIEW = "interview"
    OFFER = "offer"
    POST = "post"
    PROGRAMME = "programme"
    STRETCH = "stretch"
    RELEASED = "released"


BESIDE_THE_WAY = (FunnelStage.PROGRAMME, FunnelStage.STRETCH, FunnelStage.RELEASED)
THE_WAY = tuple(one for one in FunnelStage if one not in BESIDE_THE_WAY)
"""In the order in which people come to them."""

OF_A_CANDIDATE = {
    "long_list": FunnelStage.LONG_LIST,
    "shortlist": FunnelStage.SHORTLIST,
    "interview": FunnelStage.INTERVIEW,
    "offer": FunnelStage.OFFER,
    "appointed": FunnelStage.POST,
}
"""By the word that pipelines has for a stage of a candidate. Not being appointed is no stage of the funnel."""


@dataclass(frozen=True, kw_only=True)
class OwnStage:
    """A stage that whoever asks came to, at which organisation (code) and on which day; shown to them alone."""

    stage: FunnelStage
    on: date
    organisation: str
