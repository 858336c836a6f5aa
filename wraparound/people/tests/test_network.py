"""From which place a request comes: read past proxies that are believed, and past nobody else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wraparound.people.calculation import place_behind, proxies_from
from wraparound.people.terms.network import NOWHERE, NoProxies, Proxies

ROOT = Path(__file__).resolve().parents[2]
NAME = "WRAPAROUND_PROXIES"
ONE, TWO = proxies_from("1", NAME), proxies_from("2", NAME)
NEAR = proxies_from("10.0.0.0/8, 192.0.2.7 2001:db8:ffff::/48", NAME)


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "place"),
    [
        (Proxies(), "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (ONE, "127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (ONE, "127.0.0.1", "", "127.0.0.1"),
        (ONE, "", "203.0.113.9", "203.0.113.9"),
        (ONE, "127.0.0.1", "203.0.113.9, unknown", "127.0.0.1"),
        (TWO, "127.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.3", "203.0.113.9"),
        (NEAR, "10.0.0.1", "198.51.100.1,203.0.113.9:4711, 192.0.2.7", "203.0.113.9"),
        (NEAR, "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (NEAR, "10.0.0.1", "10.0.0.8,10.0.0.9", "10.0.0.8"),
        (NEAR, "2001:db8:ffff::1", "[2001:db8:1:2:3::4]:443", "2001:db8:1:2::"),
        (Proxies(), "2001:db8:1:2:ffff::9", "", "2001:db8:1:2::"),
        (Proxies(), "::ffff:203.0.113.9", "", "203.0.113.9"),
        (Proxies(), "", "203.0.113.9", NOWHERE),
    ],
)
def test_a_place_is_whoever_the_last_believed_proxy_saw(proxies, remote, forwarded, place):
    assert place_behind(remote, forwarded, proxies) == place


@given(st.text(max_size=60) | st.ip_addresses().map(str), st.sampled_from([ONE, NEAR]), st.ip_addresses(v=6))
def test_a_made_up_header_gains_nothing(made_up, proxies, other):
    """Whatever somebody sends, the proxy adds who sent it; and nobody leaves their place by another address in it."""
    assert place_behind("10.0.0.1", f"{made_up}, 203.0.113.9", proxies) == "203.0.113.9"
    assert place_behind("203.0.113.9", made_up, Proxies()) == "203.0.113.9"
    network = int(other) >> 64 << 64
    first, last = (type(other)(network + host) for host in (1, 2**64 - 1))
    assert place_behind(str(first), "", Proxies()) == place_behind(str(last), "", Proxies())


@pytest.mark.parametrize("words", ["one", "10", "-1", "10.0.0.1/8", "10.0.0.0/8 proxy", "1 2", "1.5"])
def test_what_cannot_be_said_of_proxies_is_said_plainly(words):
    with pytest.raises(NoProxies, match=f"{NAME} is “.*write how many proxies"):
        proxies_from(words, NAME)


def test_nobody_is_believed_by_default_and_never_everybody():
    assert proxies_from(" ", NAME) == proxies_from("0", NAME) == Proxies()
    for everybody in ("0.0.0.0/0", "10.0.0.0/8 ::/0"):
        with pytest.raises(NoProxies, match="every address"):
            proxies_from(everybody, NAME)


def test_the_address_of_a_visitor_is_read_in_one_place():
    readers = [
        str(file.relative_to(ROOT))
        for file in ROOT.rglob("*.py")
        if "tests" not in file.parts and ("REMOTE_ADDR" in (text := file.read_text()) or "FORWARDED_FOR" in text)
    ]
    assert readers == ["people/views/places.py"]


def test_a_site_does_not_start_with_proxies_that_cannot_be():
    started = subprocess.run(
        [sys.executable, "-c", "import wraparound.web.settings.test"],
        env={**os.environ, NAME: "the one at the door"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert started.returncode
    assert "WRAPAROUND_PROXIES is “the one at the door”: write how many proxies" in started.stderr
