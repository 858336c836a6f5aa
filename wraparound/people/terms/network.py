"""Which proxies in front of the site are believed when they say who connected to them."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

type Network = IPv4Network | IPv6Network
NOWHERE = "0.0.0.0"  # an address that nobody has, and nothing listens on it here
MOST_PROXIES = 9
ONE_HOME = 64
"""Bits of an IPv6 address that one home, phone or office is given: the rest of them is theirs to change at will."""


class NoProxies(ValueError):
    """What is said of proxies cannot be; the message says what to write instead."""


@dataclass(frozen=True, kw_only=True)
class Proxies:
    """Which proxies are believed: so many in a row, whoever they are, or those of these networks; by default none."""

    many: int = 0
    networks: tuple[Network, ...] = ()
