"""Trusts found by a search, one line each."""

from wraparound.capabilities.expectations.terms.search import TrustFound, TrustList
from wraparound.capabilities.expectations.wording.numbers import count_of, short_name
from wraparound.published.terms import Kind

KIND_LABELS = {
    Kind.ACUTE: "Acute",
    Kind.ACUTE_SPECIALIST: "Specialist acute",
    Kind.AMBULANCE: "Ambulance",
    Kind.COMMUNITY: "Community",
    Kind.MENTAL_HEALTH: "Mental health",
    Kind.OTHER: "Other",
}


def found_line(found: TrustFound) -> str:
    """One line of a list: name, kind, region, code."""
    organisation = found.organisation
    line = f"{organisation.name} · {KIND_LABELS[organisation.kind]} · {organisation.region} · {organisation.code}"
    return line if organisation.is_open else f"{line} · closed"


def list_line(found: TrustFound) -> str:
    """Under a name in a list: kind, region, code, former name that matched, number of spells."""
    organisation = found.organisation
    parts = [KIND_LABELS[organisation.kind], organisation.region, organisation.code]
    if not organisation.is_open:
        parts.append("closed")
    if found.matched_name:
        parts.append(f"formerly, or now with, {short_name(found.matched_name)}")
    if found.spells:
        parts.append(count_of(found.spells, "spell", "spells"))
    return " · ".join(parts)


def suggestion_line(found: TrustFound) -> str:
    """One line under the search box; a former name is shown where it was the one that matched."""
    organisation = found.organisation
    former = f" · formerly {short_name(found.matched_name)}" if found.matched_name else ""
    return f"{short_name(organisation.name)}{former} · {organisation.region} · {organisation.code}"


def list_sentence(trusts: TrustList) -> str:
    """How many were found, or what to try."""
    if trusts.found:
        closed = f", and {count_of(trusts.closed, 'closed trust', 'closed trusts')} besides" if trusts.closed else ""
        return f"{count_of(len(trusts.found), 'trust', 'trusts')} found{closed}."
    if trusts.closed:
        return f"No open trust found, but {count_of(trusts.closed, 'closed trust', 'closed trusts')}."
    if trusts.near:
        return f"No trust is called “{trusts.search.text}”. Did you mean one of these?"
    return "No trust found. Try part of a name, a former name, a place or a code such as RXW, or take a filter away."
