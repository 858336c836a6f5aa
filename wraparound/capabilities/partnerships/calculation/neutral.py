"""The order of those whom nothing tells apart."""

from hashlib import blake2b


def neutral_place(number: int, seed: int) -> int:
    """Where somebody stands by chance, of seed and number of their joining alone: who joins later moves nobody."""
    return int.from_bytes(blake2b(f"{seed}:{number}".encode(), digest_size=7).digest())
