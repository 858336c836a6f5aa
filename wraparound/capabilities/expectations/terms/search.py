"""The words of a search for a trust."""

from dataclasses import dataclass

from wraparound.published.terms import Kind, Organisation


@dataclass(frozen=True)
class TrustFound:
    """One line of a search: the trust, and the former name that matched where it was not its own."""

    organisation: Organisation
    matched_name: str
    spells: int
    leads_to: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TrustSearch:
    """What was searched for; empty text means every trust, None means any."""

    text: str = ""
    region: str | None = None
    kind: Kind | None = None
    with_spells: bool = False
    closed_too: bool = False


@dataclass(frozen=True)
class TrustList:
    """The trusts found, best match first, and near misses where nothing matched.

    `closed` counts the closed trusts that the same words would find, where they were not asked for.
    """

    search: TrustSearch
    found: tuple[TrustFound, ...]
    near: tuple[TrustFound, ...]
    closed: int
    release: str


@dataclass(frozen=True)
class SearchChoices:
    """What a search can be narrowed to: regions in alphabetical order, kinds as the words of evidence list them."""

    regions: tuple[str, ...]
    kinds: tuple[Kind, ...]
