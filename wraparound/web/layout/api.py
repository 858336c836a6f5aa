"""The API: each capability's router under its name, one description, and plain words for what cannot be answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi import schema
from ninja.schema import NinjaGenerateJsonSchema
from pydantic.json_schema import CoreModeRef, DefsRef

from wraparound.published.terms import CannotAnswer, NotInEvidence
from wraparound.web.catalogue import FACES

api = NinjaAPI(
    title="Wraparound",
    version=version("wraparound"),
    description="Published evidence on what is realistic for NHS trusts in England. Not an NHS service.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
for one in FACES:
    api.add_router(f"/{one.name}/", import_module(f"{one.package}.api").router)


NAMES_TERMS = "NinjaGenerateJsonSchema"
"""What the description calls, in ninja's own module, to name and describe a term."""


@cache
def description() -> dict[str, Any]:
    """What the API says of itself, as OpenAPI: it takes most of a second to write, and is the same until a restart."""
    with _names_by_area():
        return dict(api.get_openapi_schema(path_prefix="/api/"))


class ByArea(NinjaGenerateJsonSchema):
    """Names of terms that begin with their area: two areas may each have a Choice, and both are described.

    Of two terms of one name ninja keeps whichever comes last, and describes both answers by it.
    """

    def get_defs_ref(self, core_mode_ref: CoreModeRef) -> DefsRef:
        given = super().get_defs_ref(core_mode_ref)
        where = core_mode_ref[0].split(":", 1)[0]
        choices = self._prioritized_defsref_choices[given]
        choices[:2] = [DefsRef(f"{_area(where)}{one}") for one in choices[:2]]
        return given


def _area(module: str) -> str:
    """The area of a term by where it is defined.

    >>> _area("wraparound.capabilities.equality.terms.answers.AnswerList"), _area("wraparound.people.terms.Grant")
    ('Equality', 'People')
    """
    parts = module.split(".")
    if parts[0] != "wraparound":
        return ""
    return parts[2 if parts[1] == "capabilities" else 1].capitalize()


@contextmanager
def _names_by_area() -> Iterator[None]:
    """Ninja asks for no other way to name terms than the one it finds here."""
    usual: type[NinjaGenerateJsonSchema] = vars(schema)[NAMES_TERMS]
    setattr(schema, NAMES_TERMS, ByArea)
    try:
        yield
    finally:
        setattr(schema, NAMES_TERMS, usual)


@api.exception_handler(CannotAnswer)
def cannot_answer(request: HttpRequest, trouble: CannotAnswer) -> HttpResponse:
    """404 where the evidence does not hold it, 422 where the question contradicts itself; the sentence says which."""
    status = 404 if isinstance(trouble, NotInEvidence) else 422
    return api.create_response(request, {"detail": str(trouble)}, status=status)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, trouble: ValidationError) -> HttpResponse:
    """422 with one sentence that names each part that was not understood."""
    told = "; ".join(f"{error['loc'][-1]}: {error['msg']}" for error in trouble.errors)
    return api.create_response(request, {"detail": told}, status=422)
