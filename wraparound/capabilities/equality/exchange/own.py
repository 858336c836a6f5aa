"""What a person gave, as a file that they take away."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from wraparound.capabilities.equality.terms.answers import AnswerList, Characteristic, OwnAnswers, Without
from wraparound.capabilities.equality.terms.stages import OwnStage
from wraparound.capabilities.equality.wording.own import STAGES
from wraparound.capabilities.equality.wording.questions import QUESTIONS, answer_words


def own_file(
    found: OwnAnswers, stages: Sequence[OwnStage], lists: Mapping[str, AnswerList], *, taken_on: date
) -> bytes:
    """Everything that the store holds of one person, as JSON: codes for machines, words for people."""
    answers = [
        {
            "question": QUESTIONS[one],
            "characteristic": one.value,
            "code": found.given.get(one, Without.NOT_ASKED.value),
            "answer": answer_words(one, found.given, lists),
            "list": lists[one.value].standing.value,
        }
        for one in Characteristic
    ]
    content = {
        "taken_on": taken_on.isoformat(),
        "last_changed_on": found.on.isoformat() if found.on else None,
        "objected_on": found.objected_on.isoformat() if found.objected_on else None,
        "answers": answers if found.is_held else [],
        "steps": [
            {"stage": one.stage.value, "words": STAGES[one.stage], "on": one.on.isoformat(), "where": one.organisation}
            for one in stages
        ],
    }
    return json.dumps(content, indent=1, ensure_ascii=False).encode()
