"""How often something was asked for from one place lately; each process of the site counts for itself."""

from datetime import datetime

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from wraparound.people.terms.access import Viewer


def too_often(what: str, place: str, *, most: int, seconds: int, at: datetime, by: Viewer) -> bool:
    """Counts one more from this place, and says whether that makes more than `most` in these seconds.

    `place`: an address of the network, as `place_of` has it. It is mixed with the key of the site, so that nobody reads
    it where it is counted, and forgotten soon after.
    """
    window = int(at.timestamp()) // seconds
    key = f"{what}:{salted_hmac('floods', f'{what}:{window}:{place}', algorithm='sha256').hexdigest()}"
    cache.add(key, 0, timeout=2 * seconds)
    try:
        return bool(cache.incr(key) > most)
    except ValueError:
        # The memory was full and let it go between the two.
        cache.set(key, 1, timeout=2 * seconds)
        return False
