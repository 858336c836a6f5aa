"""What of offers and needs in a region meets nobody, and what is left to give. No order but that of names."""

from collections.abc import Collection, Iterable, Mapping

from wraparound.capabilities.partnerships.terms.agreements import AgreementLine
from wraparound.capabilities.partnerships.terms.own_words import Helping, OwnNeed, OwnOffer, Topic
from wraparound.capabilities.partnerships.terms.regional import Capacity


def capacity_of(places: Iterable[tuple[str, str]], helping: Mapping[str, Helping]) -> tuple[Capacity, ...]:
    """The days of every organisation (code and name) that offers or has promised any, in the order given."""
    known = ((code, name, helping[code]) for code, name in places if code in helping)
    return tuple(
        Capacity(code=code, name=name, offered=one.days_offered, promised=one.days_promised, helps=one.helps)
        for code, name, one in known
        if one.days_offered is not None or one.days_promised
    )


def without_takers(
    offers: Iterable[OwnOffer], helping: Collection[AgreementLine], capacity: Iterable[Capacity]
) -> tuple[OwnOffer, ...]:
    """Offers on whose topic their organisation helps nobody, while days of it are left."""
    taken = {(one.helper_code, one.topic) for one in helping}
    spent = {one.code for one in capacity if one.left == 0}
    return tuple(one for one in offers if (one.code, one.topic) not in taken and one.code not in spent)


def without_offers(
    needs: Iterable[OwnNeed], offers: Collection[OwnOffer], helping: Collection[AgreementLine]
) -> tuple[OwnNeed, ...]:
    """Needs on whose topic nobody helps their organisation, and which nobody else offers to meet."""
    met = {(one.helped_code, one.topic) for one in helping}
    offered: dict[Topic, set[str]] = {}
    for one in offers:
        offered.setdefault(one.topic, set()).add(one.code)
    return tuple(
        one for one in needs if (one.code, one.topic) not in met and not offered.get(one.topic, set()) - {one.code}
    )
