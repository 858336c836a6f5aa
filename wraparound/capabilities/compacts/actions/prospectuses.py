"""Writing a prospectus, having it read by somebody else, publishing it edition by edition, and withdrawing it.

What was published is never changed again: a change is a new edition, and the old one stays as it was.
"""

from datetime import datetime

from django.db.models import Max

from wraparound.capabilities.compacts.access import WRITE_PROSPECTUS
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import prospect_in, written
from wraparound.capabilities.compacts.calculation.prospectuses import as_written, missing_from
from wraparound.capabilities.compacts.models.agreed import Edition, Prospectus
from wraparound.capabilities.compacts.queries.posts import post_meant
from wraparound.capabilities.compacts.queries.prospectuses import (
    about,
    as_it_reads,
    prospectus_of,
    realistic_here,
    wrote_part_of,
)
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.prospectuses import (
    LONGEST_REVIEW,
    LONGEST_ROLE,
    UNPUBLISHED,
    EditionState,
    Prospect,
    Reading,
)
from wraparound.capabilities.compacts.wording.prospectuses import missing_words
from wraparound.people.access import ensure
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged

STATE = EditionState


def begin(code: str, role: str, prospect: Prospect, *, post: int | None = None, at: datetime, by: Viewer) -> Prospectus:
    """Begins the prospectus of a post, as a first draft; NotYours for organisations that are not one's own.

    `post` is the number of one of its posts, whose title then takes the place of `role`; without it, it points at the
    only one that is called as was typed.
    """
    place = organisation_of(code, viewer=by)
    ensure(by, WRITE_PROSPECTUS, about(place, viewer=by))
    meant = post_meant(place, post, role, WRITE_PROSPECTUS, viewer=by, on=day_of(at))
    words = meant.title if meant is not None and post is not None else " ".join(role.split())
    if not 0 < len(words) <= LONGEST_ROLE:
        raise CannotAgree(f"Say which post it is for, in up to {LONGEST_ROLE} letters, such as chief executive.")
    with changing("A prospectus was begun", at=at, by=by):
        row = Prospectus.objects.create(
            controller=place.controller,
            organisation=place,
            role=words,
            post=meant.number if meant is not None else None,
            opened_at=at,
        )
        _add_edition(row, prospect, by=by)
    return row


def rewrite(number: int, prospect: Prospect, *, version: int, at: datetime, by: Viewer) -> None:
    """Puts new words in place of a draft's; ChangedMeanwhile, with nothing written, where somebody was faster."""
    with changing("The draft of a prospectus was changed", at=at, by=by):
        draft = _working(_own(number, by))
        if draft.state != STATE.DRAFT:
            raise CannotAgree("It was sent to be read, so its words stay. Take it back first, then change it.")
        ensure_unchanged(draft, version, by=by)
        content = written(as_written(prospect))
        if content != draft.content:
            draft.content = content
            draft.written_by_id, draft.written_by_name = by.person, "" if by.person else by.name[:60]
            draft.save(update_fields=["content", "written_by", "written_by_name"])


def send_for_review(number: int, *, at: datetime, by: Viewer) -> None:
    """Asks for somebody else to read the draft; until they have, its words stay."""
    with changing("A prospectus was sent to be read", at=at, by=by):
        draft = _working(_own(number, by))
        if draft.state != STATE.DRAFT:
            raise CannotAgree("It was sent to be read already.")
        _set(draft, STATE.IN_REVIEW)


def take_back(number: int, *, at: datetime, by: Viewer) -> None:
    """Makes it a draft again, to change it; who had read it has not read what it says then."""
    with changing("A prospectus was taken back to be changed", at=at, by=by):
        draft = _working(_own(number, by))
        if draft.state == STATE.DRAFT:
            raise CannotAgree("It is a draft already: change it as you like.")
        _set(draft, STATE.DRAFT)


def review(number: int, said: Reading, *, version: int, at: datetime, by: Viewer) -> None:
    """Somebody who wrote no part of it says that it is fine, or what to change; then it is a draft again."""
    with changing("A prospectus was read by somebody else", at=at, by=by):
        row = prospectus_of(number, viewer=by)
        _ensure_there(row)
        draft = _newest(row)
        if draft.state != STATE.IN_REVIEW:
            raise CannotAgree("It does not wait to be read any more: somebody else was faster, or it was taken back.")
        if by.person is None or wrote_part_of(draft, viewer=by):
            raise CannotAgree("You wrote it, or a part of it. Somebody else must read it before it counts as read.")
        ensure_unchanged(draft, version, by=by)
        if not said.fine and not said.words.strip():
            raise CannotAgree("Say what should be changed, so that the writer can do it.")
        draft.objected = not said.fine
        _set(draft, STATE.REVIEWED if said.fine else STATE.DRAFT, reader=by.person, words=said.words.strip())


def publish(
    number: int, *, version: int | None = None, nobody_else_read_it: bool = False, at: datetime, by: Viewer
) -> int:
    """Publishes the edition that was written, with what is realistic as at this day; its number.

    CannotAgree where something is missing, or where nobody else has read it and that is not said openly. `version`:
    that of the words which were read before it was published; where it is given, others make it ChangedMeanwhile.
    """
    place = _own(number, by).organisation
    today = day_of(at)
    realistic = realistic_here(place, viewer=by, on=today)
    with changing("An edition of a prospectus was published", at=at, by=by):
        edition = _working(_own(number, by))
        if version is not None:
            ensure_unchanged(edition, version, by=by)
        if edition.state != STATE.REVIEWED and not nobody_else_read_it:
            raise CannotAgree(
                "Nobody else has read it. Send it to be read, or say that you publish it although nobody else did: "
                "its readers are told."
            )
        said = prospect_in(edition.content)
        if missing := missing_from(said, today):
            raise CannotAgree(f"It cannot be published yet. {' '.join(missing_words(missing))}")
        older = Edition.objects.filter(prospectus=edition.prospectus_id, state=STATE.PUBLISHED)
        older.update(state=STATE.REPLACED, replaced_at=at)
        if edition.state != STATE.REVIEWED:
            edition.reviewed_by_id, edition.review = None, ""
        edition.state, edition.published_at = STATE.PUBLISHED, at
        edition.content = written(as_it_reads(said, place, realistic, viewer=by))
        edition.save(update_fields=["state", "published_at", "content", "reviewed_by", "review"])
    return int(edition.number)


def new_edition(number: int, *, at: datetime, by: Viewer) -> int:
    """A draft that begins as a copy of what is published; its number. One that is there already is gone on with."""
    with changing("A new edition of a prospectus was begun", at=at, by=by):
        row = _own(number, by)
        _ensure_there(row)
        newest = _newest(row)
        if newest.state in UNPUBLISHED:
            return int(newest.number)
        return int(_add_edition(row, prospect_in(newest.content), by=by).number)


def withdraw(number: int, *, at: datetime, by: Viewer) -> None:
    """Takes it off the list: its page says so with the day, and its editions stay readable. Undone by `put_back`."""
    with changing("A prospectus was withdrawn", at=at, by=by):
        row = _own(number, by)
        if row.withdrawn_at is not None:
            raise CannotAgree("It was withdrawn already.")
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])


def put_back(number: int, *, at: datetime, by: Viewer) -> None:
    """Undoes withdrawing it."""
    with changing("A prospectus was put back", at=at, by=by):
        row = _own(number, by)
        if row.withdrawn_at is None:
            raise CannotAgree("It is not withdrawn.")
        row.withdrawn_at = None
        row.save(update_fields=["withdrawn_at"])


def _own(number: int, by: Viewer) -> Prospectus:
    """The row, for those who write it; NoSuchProspectus or NotYours otherwise."""
    row = prospectus_of(number, viewer=by)
    ensure(by, WRITE_PROSPECTUS, about(row.organisation, viewer=by))
    return row


def _working(row: Prospectus) -> Edition:
    """The edition that is being written; CannotAgree where all are published, or it was withdrawn."""
    _ensure_there(row)
    newest = _newest(row)
    if newest.state not in UNPUBLISHED:
        raise CannotAgree("What was published is not changed any more. Begin a new edition.")
    return newest


def _newest(row: Prospectus) -> Edition:
    return Edition.objects.select_for_update(of=("self",)).filter(prospectus=row.pk).order_by("-number")[0]


def _ensure_there(row: Prospectus) -> None:
    if row.withdrawn_at is not None:
        raise CannotAgree("This prospectus was withdrawn. Put it back first.")


def _set(edition: Edition, state: EditionState, *, reader: int | None = None, words: str = "") -> None:
    edition.state, edition.reviewed_by_id, edition.review = state, reader, words[:LONGEST_REVIEW]
    edition.save(update_fields=["state", "reviewed_by", "review", "objected"])


def _add_edition(row: Prospectus, prospect: Prospect, *, by: Viewer) -> Edition:
    last = Edition.objects.filter(prospectus=row.pk).aggregate(last=Max("number"))["last"] or 0
    return Edition.objects.create(
        controller=row.controller,
        prospectus=row,
        number=last + 1,
        content=written(as_written(prospect)),
        written_by_id=by.person,
        written_by_name="" if by.person else by.name[:60],
    )
