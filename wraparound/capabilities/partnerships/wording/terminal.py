"""Partnerships at the terminal."""

from collections.abc import Iterator

from wraparound.capabilities.partnerships.terms.agreements import AgreementLine, AgreementPage, PartnershipsPage
from wraparound.capabilities.partnerships.terms.own_words import OwnNeed, OwnOffer, OwnWordsPage
from wraparound.capabilities.partnerships.wording.agreements import (
    heading,
    line_words,
    state_words,
    terms_lines,
    unheard_words,
)
from wraparound.capabilities.partnerships.wording.own_words import TOPICS, means_words, offer_words, since_words
from wraparound.capabilities.partnerships.wording.plain import day
from wraparound.capabilities.partnerships.wording.reviews import line_words as review_words
from wraparound.capabilities.partnerships.wording.reviews import name_words


def partnerships(found: PartnershipsPage) -> str:
    """Every partnership, those under way first, by the name of who is helped."""
    lines = ["Under way:", *_listed(found.open), "", "Past:", *_listed(found.past)]
    return "\n".join(lines)


def agreement(found: AgreementPage) -> str:
    """One partnership with what is wrong, its terms and its reviews."""
    lines = [
        heading(found.helper, found.helped, agreed=found.in_force_on is not None),
        TOPICS[found.topic],
        state_words(found),
        *([unheard_words(found)] if found.unheard else []),
    ]
    if found.joint:
        lines += ["", "What both boards say is wrong", found.joint.words]
    if found.terms:
        lines += ["", f"Terms, version {found.terms.number}", *(f"- {one}" for one in found.terms.terms.aims)]
        lines += [f"{head}: {words}" for head, words in terms_lines(found.terms.terms)]
        lines += [f"Accepted for {found.name_of(one.side)} on {day(one.on)}" for one in found.terms.accepted]
    if found.reviews:
        lines += ["", *(f"{name_words(one.is_ending)}: {review_words(one)}" for one in found.reviews)]
    return "\n".join(lines)


def own_words(found: OwnWordsPage) -> str:
    """What one organisation says it needs and could give."""
    needs = [line for one in found.needs for line in _said(one, found)] or ["Nothing is said."]
    offers = [line for one in found.offers for line in _said(one, found)] or ["Nothing is said."]
    return "\n".join([found.name, "", "What it needs:", *needs, "", "What it could give:", *offers])


def _listed(lines: tuple[AgreementLine, ...]) -> list[str]:
    return [
        f"{one.number:>6}  {heading(one.helper, one.helped, agreed=one.last_day is not None)}. {line_words(one)}"
        for one in lines
    ] or ["none"]


def _said(one: OwnNeed | OwnOffer, found: OwnWordsPage) -> Iterator[str]:
    yield f"- {TOPICS[one.topic]}: {one.words}"
    if isinstance(one, OwnOffer):
        yield f"  {offer_words(one)}"
    if one.means:
        yield f"  {means_words(one.means)}"
    yield f"  {since_words(one, found.today)}"
