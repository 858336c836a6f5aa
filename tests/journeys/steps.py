"""What visitors do in more than one story."""

import time
from datetime import UTC, datetime


def today():
    """Asked for when it is needed: a run may begin before midnight and come here after it."""
    return datetime.now(UTC).date()


def looks_as(visitor, name):
    visitor.opens("/people/sign-in/")
    visitor.page.get_by_role("button", name=name).click()
    visitor.looks()


def comes_to_see(visitor, address, words):
    """Opens a page until what is worked off beside the site has arrived there: a minute at most."""
    until = time.monotonic() + 60
    while words not in visitor.page.locator("main").inner_text() and time.monotonic() < until:
        visitor.page.goto(f"{visitor.site}{address}")
    visitor.opens(address)
    visitor.sees(words)


def proves(visitor, name):
    """Signs in once more, where that is asked."""
    if "once-more" in visitor.page.url:
        presses(visitor, f"Sign in again as {name}")


def presses(visitor, words):
    visitor.page.get_by_role("button", name=words, exact=True).click()
    visitor.looks()


def fills(visitor, **fields):
    """A label as a name: one line for a space, two for a comma and a space."""
    for label, value in fields.items():
        visitor.page.get_by_label(_label(label), exact=True).fill(str(value))


def chooses(visitor, **fields):
    for label, value in fields.items():
        visitor.page.get_by_label(_label(label), exact=True).select_option(value)


def agrees(visitor, name):
    """Agrees to a statement of an ending."""
    proves(visitor, name)
    visitor.page.get_by_label("I have read the whole statement").check()
    fills(visitor, Type_your_full_name=name)
    presses(visitor, "Agree to it")


def _label(name):
    return name.replace("__", ", ").replace("_", " ")
