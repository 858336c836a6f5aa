"""Due days as a calendar that others subscribe to (RFC 5545): titles, days and links, and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from wraparound.capabilities.delivery.terms.feeds import DueDays

CALENDAR = "text/calendar; charset=utf-8"
MAKER = "-//Wraparound//Delivery//EN"
AGAIN_IN = timedelta(hours=6)


def as_calendar(found: DueDays, *, at: datetime, link: Callable[[int], str]) -> bytes:
    """A calendar with a whole day for each milestone; `link` gives the address of one by its number."""
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("x-wr-calname", found.name)
    made.add("refresh-interval", AGAIN_IN, parameters={"value": "DURATION"})
    for one in found.days:
        day = Event()
        day.add("uid", f"milestone-{one.number}@wraparound")
        day.add("dtstamp", at)
        day.add("dtstart", one.due)
        day.add("summary", one.title)
        day.add("url", link(one.number))
        day.add("transp", "TRANSPARENT")
        made.add_component(day)
    content: bytes = made.to_ical()
    return content
