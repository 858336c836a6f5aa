"""What a prospectus must hold before it is published, and the order of a list of them: pure."""

from dataclasses import replace
from datetime import date

from wraparound.capabilities.compacts.terms.prospectuses import Missing, Prospect, ProspectusLine


def missing_from(prospect: Prospect, today: date) -> tuple[Missing, ...]:
    """What stands in the way of publishing on the day; a closing day of today can still be met.

    >>> said = Prospect(title="Chair", afterwards="A year's notice", contact="The board's office")
    >>> missing_from(said, date(2026, 3, 3))
    (<Missing.SUPPORT: 'support'>, <Missing.NOT_JUDGED: 'not_judged'>)
    """
    found = {
        Missing.TITLE: not prospect.title.strip(),
        Missing.SUPPORT: not prospect.offers,
        Missing.NOT_JUDGED: not prospect.not_judged,
        Missing.AFTERWARDS: not prospect.afterwards.strip(),
        Missing.CONTACT: not prospect.contact.strip(),
        Missing.CLOSED: prospect.closes is not None and prospect.closes < today,
    }
    return tuple(one for one, is_missing in found.items() if is_missing)


def as_written(prospect: Prospect) -> Prospect:
    """Only what its owner wrote: without all that is set down at publishing."""
    return replace(
        prospect,
        offers=tuple(replace(one, name="", what="") for one in prospect.offers),
        realistic=None,
        organisation="",
        region="",
        always_judged=(),
    )


def in_order(lines: tuple[ProspectusLine, ...]) -> tuple[ProspectusLine, ...]:
    """Open ones first, the soonest to close before the others, those without a closing day last; then closed ones.

    Of the closed ones the latest to close comes first.
    """
    opened = sorted((one for one in lines if one.is_open), key=lambda one: (one.closes or date.max, one.number))
    closed = sorted((one for one in lines if not one.is_open), key=lambda one: (one.closes or date.max, one.number))
    return (*opened, *reversed(closed))
