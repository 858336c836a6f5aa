"""Names as people write them and as they are found, the end of a day, and from where a request comes: pure."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, tzinfo
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from wraparound.people.terms.network import MOST_PROXIES, NOWHERE, ONE_HOME, NoProxies, Proxies
from wraparound.people.terms.records import LookLine

LONGEST_NAME = 120
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners: invisible, and needed to spell names in Persian and several Indian scripts."""
_LAST, _HALVES, _PAST_HALVES = "\U0010ffff", range(0xD800, 0xE000), 0xE000
"""The last letter there is; and halves of letters, which are none by themselves and cannot be stored."""


def clean_name(text: str) -> str:
    """The name composed (NFC), with single spaces and without characters nobody can see, which could hide others."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (
        " " if one.isspace() else one
        for one in unicodedata.normalize("NFC", text)
        if one.isspace() or one in _JOINERS or unicodedata.category(one) not in _INVISIBLE
    )
    return " ".join("".join(kept).split())


def name_key(name: str) -> str:
    """What a name is sorted and found by: without accents, case or invisible marks.

    >>> name_key("Zoë O’Brien")
    "zoe o'brien"
    """
    if name.isascii():
        return " ".join(name.casefold().split())
    # Folded before and after it is taken apart: a letter in a circle comes apart into a capital.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name.replace("’", "'")).casefold())
    return " ".join("".join(one for one in plain if not unicodedata.combining(one) and one not in _JOINERS).split())


def name_words(name: str) -> tuple[str, ...]:
    """The words by which a name is found, each once: parts of double-barrelled names too. Marks alone are no word.

    >>> name_words("Zoë O’Brien-Voss"), name_words("-'")
    (('zoe', 'obrien', 'voss', "o'brien-voss"), ())
    """
    key = name_key(name)
    words = key.replace("-", " ").replace("'", "").split() + key.split()
    return tuple(dict.fromkeys(word[:60] for word in words if any(one.isalnum() for one in word)))


def words_asked(text: str, most: int = 5) -> tuple[tuple[str, str], ...]:
    """The words by which people are looked for: as they stand in a key, and bare, as the words of names are kept.

    Marks alone are nobody's word, though a name may hold them: to look for them would find no one.

    >>> words_asked("Zoë - O’Brien-Voss")
    (('zoe', 'zoe'), ("o'brien", 'obrien'), ('voss', 'voss'))
    """
    every = ((one, one.replace("'", "")[:60]) for one in name_key(text).replace("-", " ").split()[:most])
    return tuple((one, bare) for one, bare in every if any(letter.isalnum() for letter in bare))


def after(word: str) -> str | None:
    """The first text that no longer begins with the word, where there is one that can be stored.

    >>> after("ann"), after(f"a{chr(0x10FFFF)}"), after(chr(0x10FFFF)), after(chr(0xD7FF)) == chr(0xE000)
    ('ano', 'b', None, True)
    """
    bare = word.rstrip(_LAST)
    if not bare:
        return None
    following = ord(bare[-1]) + 1
    return bare[:-1] + chr(_PAST_HALVES if following in _HALVES else following)


def end_of(day: date, zone: tzinfo) -> datetime:
    """The last moment of a day in a time zone: as at which the state of that day is read.

    >>> end_of(date(2026, 3, 3), timezone.utc).isoformat()
    '2026-03-03T23:59:59.999999+00:00'
    """
    return datetime.combine(day, time.max, tzinfo=zone)


def together(looks: Iterable[LookLine]) -> tuple[LookLine, ...]:
    """Looks one after the other that say the same on the same day as one, with how many times; the latest stands."""
    found: list[LookLine] = []
    for one in looks:
        last = found[-1] if found else None
        if last is not None and _alike(last, one):
            found[-1] = replace(last, times=last.times + one.times)
        else:
            found.append(one)
    return tuple(found)


def _alike(one: LookLine, other: LookLine) -> bool:
    return one.at.date() == other.at.date() and (one.who, one.why, one.what, one.face, one.many, one.names) == (
        *(other.who, other.why, other.what, other.face, other.many, other.names),
    )


def proxies_from(words: str, name: str) -> Proxies:
    """A number, or networks apart by spaces or commas; NoProxies for anything else. `name` is that of the setting."""
    said = words.replace(",", " ").split()
    if len(said) == 1 and said[0].isdecimal() and int(said[0]) <= MOST_PROXIES:
        return Proxies(many=int(said[0]))
    try:
        networks = tuple(ip_network(one) for one in said)
    except ValueError as trouble:
        raise NoProxies(_wrong(words, name)) from trouble
    if any(one.prefixlen == 0 for one in networks):
        raise NoProxies(f"{name} names every address there is: whoever sends a request could say where it is from.")
    return Proxies(networks=networks)


def _wrong(words: str, name: str) -> str:
    return (
        f"{name} is “{words}”: write how many proxies stand in front of this site, from 0 to {MOST_PROXIES}, or their "
        "networks, such as 10.0.0.0/8 192.0.2.7. Leave it out if there is none."
    )


def place_behind(remote: str, forwarded: str, proxies: Proxies) -> str:
    """The place that counts: an IPv4 address, or the first of the 2^64 IPv6 addresses that are one home's.

    `remote` is who connected, `forwarded` what X-Forwarded-For says: each proxy adds, at the right, who connected to
    it. It is read from the right, past proxies that are believed, to the first that is not: what stands further left
    was sent by that one, and can be anything. What is no address ends it, at the last that was one.
    """
    found = _address(remote)
    further = forwarded.split(",")
    passed = 0
    while forwarded and further and _is_believed(found, passed, proxies):
        following = _address(further.pop())
        if following is None:
            break
        found, passed = following, passed + 1
    return _counted(found)


def _is_believed(one: IPv4Address | IPv6Address | None, passed: int, proxies: Proxies) -> bool:
    if proxies.networks:
        return one is not None and any(one in network for network in proxies.networks)
    return passed < proxies.many


def _address(words: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it, with a port or without; none where it is not one."""
    plain = words.strip()
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        found = ip_address(plain)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _counted(one: IPv4Address | IPv6Address | None) -> str:
    if isinstance(one, IPv6Address):
        return str(IPv6Address(int(one) >> ONE_HOME << ONE_HOME))
    return str(one) if one else NOWHERE
