"""Answers with their sentences: what a page, the terminal and the API all say of a range and of a target."""

from dataclasses import replace

from wraparound.capabilities.expectations.terms.performance import Beside, ForecastAnswer, TargetAnswer
from wraparound.capabilities.expectations.wording.beside import told_beside
from wraparound.capabilities.expectations.wording.numbers import short_name
from wraparound.capabilities.expectations.wording.odds import figure_name
from wraparound.capabilities.expectations.wording.outlooks import beyond_sentence, forecast_sentences, why_no_forecast
from wraparound.capabilities.expectations.wording.targets import target_sentence, target_sentences, too_far
from wraparound.published.terms import Measure, Organisation


def told_forecast(answer: ForecastAnswer, beside: Beside) -> ForecastAnswer:
    """The range in words, with what stands beside it, or why nothing can be said."""
    answer = replace(answer, why_not=why_no_forecast(answer), beside=told_beside(answer.measure, beside))
    answer = replace(answer, beyond=beyond_sentence(answer))
    return replace(answer, sentences=forecast_sentences(answer))


def told_target(answer: TargetAnswer, why_no_start: str, reaches_months: int) -> TargetAnswer:
    """The odds in words; else why the trust has no start, or that the history does not reach so many months."""
    why_not = why_no_start
    if answer.probability is None and not why_not:
        why_not = too_far(answer, reaches_months)
    answer = replace(answer, sentence=why_not or target_sentence(answer))
    return replace(answer, sentences=target_sentences(answer))


def wrong_code(code: str, made_up: Organisation) -> str:
    """For a question about another trust than the made-up one, and for a made-up trust with the code of a real one."""
    if code != made_up.code:
        return f"The question is about {code}, the made-up figures are of {made_up.code}: ask about {made_up.code}."
    return f"{code} is the code of a real trust: a made-up trust needs a code of its own."


def nothing_made_up(made_up: Organisation, measure: Measure) -> str:
    """For a measure of which a made-up trust has no figure in the years that the release covers."""
    return f"We cannot say: no {figure_name(measure)} was made up for {short_name(made_up.name)}."
