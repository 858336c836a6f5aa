"""Forecasts and scenarios as text for the store, and back."""

from functools import cache

from pydantic import TypeAdapter, ValidationError

from wraparound.capabilities.pipelines.terms.forecasts import ForecastResult, WhatIf


def what_text(what: WhatIf) -> str:
    """What a scenario changes, as text: the same for the same."""
    return _whats().dump_json(what).decode()


def what_in(text: str) -> WhatIf:
    """What such a text says; nothing changed where there is none."""
    return _whats().validate_json(text) if text else WhatIf()


def result_text(result: ForecastResult) -> str:
    """A result as text."""
    return _results().dump_json(result).decode()


def result_in(text: str) -> ForecastResult | None:
    """The result of such a text; none where it is of a form that is no longer known."""
    try:
        return _results().validate_json(text)
    except ValidationError:
        return None


@cache
def _whats() -> TypeAdapter[WhatIf]:
    return TypeAdapter(WhatIf)


@cache
def _results() -> TypeAdapter[ForecastResult]:
    return TypeAdapter(ForecastResult)
