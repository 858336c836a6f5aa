"""Posts that were named here before posts were kept: entered once, by this site, on being told of them."""

from datetime import date, datetime

from django.db.models import Q

from wraparound.capabilities.pipelines.access import CARRY_OVER
from wraparound.capabilities.pipelines.calculation.titles import level_of_title, role_of_title
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.terms.posts import LONGEST_TITLE, Grade, PostRole
from wraparound.people.access import ensure
from wraparound.people.calculation import clean_name, name_key
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell

NOT_EXECUTIVE = frozenset({PostRole.CHAIR, PostRole.NON_EXECUTIVE})


def enter_named_post(code: str, title: str, since: date, *, at: datetime, by: Viewer) -> int | None:
    """A post of this title, there since the day; its number. None where the organisation has, or had, one so called.

    What it is mainly answerable for is guessed from its title, until somebody who keeps it puts it right.
    """
    ensure(by, CARRY_OVER)
    called, key = clean_name(title)[:LONGEST_TITLE], name_key(title)[: 2 * LONGEST_TITLE]
    if _placed(code, called, key) is None:
        return None
    with changing("A post that was named here before posts were kept", at=at, by=by):
        # One writes at a time, so two who are told of the same post do not both find none.
        place = _placed(code, called, key)
        if place is None:
            return None
        role, level = role_of_title(called), level_of_title(called)
        post = Post.objects.create(
            controller_id=place.controller_id,
            organisation=place,
            title=called,
            title_key=key,
            role=role,
            level=level,
            executive=role not in NOT_EXECUTIVE,
            voting=False,
            grade=Grade.UNKNOWN,
            critical=False,
            starts=since,
        )
        told = {"post": str(post.pk), "organisation": place.code, "on": at.date().isoformat()}
        tell("pipelines.post_opened", told, by=by, of=post)
    return int(post.pk)


def _placed(code: str, called: str, key: str) -> Organisation | None:
    """The organisation in which it would be entered; none where there is no such, or it has or had one so called."""
    place = Organisation.objects.filter(code=code).first()
    if place is None or not called or Post.objects.filter(_theirs(place), title_key=key).exists():
        return None
    return place


def _theirs(place: Organisation) -> Q:
    return Q(organisation=place) | Q(shares__organisation=place)
