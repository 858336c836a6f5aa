"""What runs in the background, in words."""

from wraparound.records.terms import Background, DeliveryState, DeliveryTerms

EVENTS = {
    "sources.release_made": "Evidence was imported",
    "sources.release_in_use": "Evidence was taken into use",
    "people.told": "Somebody has something to read",
    "people.contested": "Somebody said that an entry is wrong",
    "people.left": "Somebody left",
    "people.control_passed": "Control of records passed on",
}
LISTENERS = {
    "expectations.make_fits": "make its ranges",
    "sources.take_into_use": "take it into use",
    "people.mail_news": "send a mail that says so",
}
STATES = {
    DeliveryState.WAITING: "waiting",
    DeliveryState.WORKING: "at work",
    DeliveryState.DONE: "done",
    DeliveryState.DEAD: "given up",
}


def delivery(one: DeliveryTerms) -> str:
    """What happened and what is to be done about it."""
    return f"{EVENTS.get(one.event.name, one.event.name)}: {LISTENERS.get(one.listener, one.listener)}"


def standing(found: Background) -> str:
    """How the background stands, in a sentence."""
    counts = dict(found.counts)
    alive = sum(one.alive for one in found.workers)
    waiting = counts[DeliveryState.WAITING] + counts[DeliveryState.WORKING]
    if not alive:
        wait = f"Nobody is at work, and {waiting:,} tasks wait."
        return f"{wait} Start a worker: wraparound work. Nothing is lost meanwhile."
    working = "One process is" if alive == 1 else f"{alive} processes are"
    dead = counts[DeliveryState.DEAD]
    given_up = f" {dead:,} were given up after eight tries: see below." if dead else ""
    return f"{working} at work; {waiting:,} tasks wait.{given_up}"
