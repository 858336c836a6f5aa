"""Identifiers of parts of a CASE package that came without one, and names that our rubrics have."""

import uuid

from wraparound.capabilities.careers.terms.frameworks import Framework

OURS = uuid.UUID("6f0c1a5e-3d0b-4f43-9c7f-5a6f0a2b8d11")
"""The namespace of identifiers that we make for parts that came without one."""
STAGES, SCALE = "stages", "scale"


def made_identifier(one: Framework, sort: str, key: str) -> str:
    """The identifier of a part that came without: always the same for the same framework, version, part and key."""
    return str(uuid.uuid5(OURS, "|".join((one.name, one.version, sort, key))))
