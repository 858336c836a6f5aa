"""Writing what a role asks, changing it, and no longer asking it."""

from dataclasses import asdict
from datetime import datetime

from wraparound.capabilities.careers.calculation.profiles import wrong_profile
from wraparound.capabilities.careers.models.profiles import PostProfile
from wraparound.capabilities.careers.queries.frameworks import framework_called, place_called
from wraparound.capabilities.careers.queries.profiles import kept_profile
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
from wraparound.capabilities.careers.terms.profiles import ANY_KIND, NewProfile
from wraparound.capabilities.careers.wording.profiles import ONE_ALREADY
from wraparound.people.models import Region
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged


def write_profile(new: NewProfile, *, at: datetime, by: Viewer) -> int:
    """Keeps what a role asks at a place that the actor keeps; the number of the profile.

    CannotKeepCareer where something of it cannot be asked, or the role has a profile there already.
    """
    place = place_called(new.place, viewer=by)
    _ensure(new, by)
    is_region = isinstance(place, Region)
    of = {"region": place} if is_region else {"organisation": place}
    role = {"role": new.sought.role, "level": new.sought.level, "kind": new.sought.kind if is_region else ANY_KIND}
    with changing("It was written what a role asks", at=at, by=by):
        if PostProfile.objects.filter(**of, **role, ended_at__isnull=True).exists():
            raise CannotKeepCareer(ONE_ALREADY)
        row = PostProfile(controller=place.controller, framework=new.framework, **of, **role)
        _write(row, new)
    return int(row.pk)


def change_profile(number: int, new: NewProfile, *, version: int, at: datetime, by: Viewer) -> None:
    """Changes what a profile asks, against the framework that it has; ChangedMeanwhile where a colleague was faster."""
    page = kept_profile(number, viewer=by)
    if new.framework != page.framework.key:
        raise CannotKeepCareer("A profile keeps its framework. Write a new one against another.")
    _ensure(new, by)
    with changing("What a role asks was changed", at=at, by=by):
        row = PostProfile.objects.select_for_update(of=("self",)).get(pk=number)
        ensure_unchanged(row, version, by=by)
        _write(row, new)


def end_profile(number: int, *, at: datetime, by: Viewer) -> None:
    """The profile no longer counts. It can be read as it was."""
    kept_profile(number, viewer=by)
    with changing("What a role asked is asked no longer", at=at, by=by):
        row = PostProfile.objects.select_for_update(of=("self",)).get(pk=number)
        row.ended_at = at
        row.save(update_fields=["ended_at"])


def _ensure(new: NewProfile, by: Viewer) -> None:
    framework = framework_called(new.framework, viewer=by).framework
    if trouble := next(wrong_profile(new, framework), ""):
        raise CannotKeepCareer(trouble)


def _write(row: PostProfile, new: NewProfile) -> None:
    row.asks = [asdict(one) for one in new.asks]
    row.experience = [{"words": one.words.strip(), "essential": one.essential} for one in new.experience]
    row.save()
