"""What was sent, and what it would do, as it is kept while somebody looks at it: small, and read a page at a time."""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from wraparound.capabilities.pipelines.terms.exchange import ImportLine, Outcome, Taken

ON_A_PAGE = 50
_LINES = TypeAdapter(tuple[ImportLine, ...])
_TAKEN = TypeAdapter(tuple[Taken, ...])


def packed(value: object) -> bytes:
    """A value as it is kept."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(content: bytes | memoryview) -> Any:
    """The value again."""
    return json.loads(zlib.decompress(bytes(content)))


def lines_from(content: bytes | memoryview) -> tuple[ImportLine, ...]:
    """The rows of a page of a plan."""
    return _LINES.validate_json(zlib.decompress(bytes(content)))


def lines_in_parts(lines: Sequence[ImportLine]) -> Iterator[tuple[str, int, bytes]]:
    """The rows of a plan by outcome, packed page by page."""
    by_outcome: dict[Outcome, list[ImportLine]] = {}
    for line in lines:
        by_outcome.setdefault(line.outcome, []).append(line)
    for outcome, some in by_outcome.items():
        for place, start in enumerate(range(0, len(some), ON_A_PAGE)):
            page = tuple(some[start : start + ON_A_PAGE])
            yield outcome.value, place, zlib.compress(_LINES.dump_json(page), 6)


def taken_json(taken: Sequence[Taken]) -> str:
    """How the columns of a file are taken, as it is kept."""
    return json.dumps([asdict(one) for one in taken], ensure_ascii=False)


def taken_from_json(text: str) -> tuple[Taken, ...]:
    """The same again."""
    return _TAKEN.validate_json(text)
