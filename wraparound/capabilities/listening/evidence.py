"""The file of standing questions → terms, checked."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from wraparound.capabilities.listening.terms.pulses import ANSWERS, QuestionTopic, StandingQuestion
from wraparound.published.release import EvidenceAltered
from wraparound.published.small_tables import checked_rows

PUBLISHED = Path(__file__).parent / "published"
QUESTIONS = "standing_questions"
COLUMNS = ("key", "version", "topic", "words", *(f"answer_{place}" for place in range(1, ANSWERS + 1)))


@cache
def standing_questions(folder: Path = PUBLISHED) -> Mapping[str, StandingQuestion]:
    """Every standing question, of each its newest version, by key in file order; EvidenceAltered where it cannot be."""
    rows, _ = checked_rows(folder, QUESTIONS, COLUMNS, whose="listening")
    found: dict[str, StandingQuestion] = {}
    for row in rows:
        one = _question(row)
        if one.key not in found or found[one.key].version < one.version:
            found[one.key] = one
    return MappingProxyType(found)


def _question(row: Mapping[str, str]) -> StandingQuestion:
    answers = tuple(row[f"answer_{place}"] for place in range(1, ANSWERS + 1))
    if len(set(answers)) < ANSWERS or not all((row["key"], row["words"], *answers)):
        raise EvidenceAltered(f"{QUESTIONS}.csv: {row['key']} needs words and five different answers.")
    return StandingQuestion(
        key=row["key"],
        version=int(row["version"]),
        topic=QuestionTopic(row["topic"]),
        words=row["words"],
        answers=answers,
    )
