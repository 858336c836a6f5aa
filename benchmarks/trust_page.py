"""CPU time of one page in process, beside the same page's parts: `.venv/bin/python benchmarks/trust_page.py [ADDRESS]`.

Prints the minimum and the median of 200 requests through the whole stack (middleware, view, template), the time of an
empty 404-free page of the same site as the floor, and what the first, cold request cost.
"""

import os
import statistics
import sys
import time
from pathlib import Path

ROUNDS = 200


def main() -> None:
    """Measures the address given, or the page of Shrewsbury and Telford."""
    address = sys.argv[1] if len(sys.argv) > 1 else "/expectations/RXW/"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wraparound.web.settings.test")
    sys.path.insert(0, str(Path(__file__).parent.parent))
    import django

    django.setup()
    from django.test import Client

    client = Client()
    for name, measured in (("floor: /about/", "/about/"), (f"page:  {address}", address)):
        first = _cpu(client, measured)
        later = [_cpu(client, measured) for _ in range(ROUNDS)]
        print(
            f"{name:<40} first {first * 1000:6.1f} ms CPU   "
            f"min {min(later) * 1000:5.1f}   median {statistics.median(later) * 1000:5.1f}   of {ROUNDS}"
        )


def _cpu(client: "Client", address: str) -> float:  # type: ignore[name-defined]  # noqa: F821
    begun = time.process_time()
    response = client.get(address)
    spent = time.process_time() - begun
    if response.status_code != 200:
        sys.exit(f"{address} answered {response.status_code}.")
    return spent


if __name__ == "__main__":
    main()
