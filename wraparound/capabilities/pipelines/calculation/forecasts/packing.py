"""Forecasts and scenarios as text for the store, and back."""

from functools import cache

from pydantic import TypeAdapter

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


def result_in(text: str) -> ForecastResult:
    """The result of such a text."""
    return _results().validate_json(text)


@cache
def _whats() -> TypeAdapter[WhatIf]:
    return TypeAdapter(WhatIf)


@cache
def _results() -> TypeAdapter[ForecastResult]:
    return TypeAdapter(ForecastResult)
