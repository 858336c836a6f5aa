"""The API: each capability's router under its name, one description, and plain words for what cannot be answered."""

from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

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


@cache
def description() -> dict[str, Any]:
    """What the API says of itself, as OpenAPI: it takes most of a second to write, and is the same until a restart."""
    return dict(api.get_openapi_schema(path_prefix="/api/"))


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
