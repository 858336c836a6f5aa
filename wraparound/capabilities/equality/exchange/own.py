"""What a person gave, as a file that they take away."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from wraparound.capabilities.equality.terms.answers import AnswerList, Characteristic, OwnAnswers, Without
from wraparound.capabilities.equality.terms.programmes import OwnBeside
from wraparound.capabilities.equality.terms.stages import OwnStage
from wraparound.capabilities.equality.wording.adjustments import PURPOSES
from wraparound.capabilities.equality.wording.own import STAGES
from wraparound.capabilities.equality.wording.questions import QUESTIONS, answer_words


def own_file(
    found: OwnAnswers,
    stages: Sequence[OwnStage],
    beside: OwnBeside,
    lists: Mapping[str, AnswerList],
    *,
    taken_on: date,
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
        **_beside(beside),
    }
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


def _beside(found: OwnBeside) -> dict[str, object]:
    """Adjustments, what was released of them with every look, programmes, and the person's own looks at others'."""
    return {
        "adjustments": list(found.adjustments.lines),
        "adjustments_changed_on": found.adjustments.on.isoformat() if found.adjustments.on else None,
        "released": [
            {
                "to": one.reader,
                "for": PURPOSES[one.purpose],
                "about": one.about,
                "adjustments": list(one.lines),
                "released_on": one.released_on.isoformat(),
                "until": one.until.isoformat(),
                "state": one.state.value,
                "opened_at": [at.isoformat() for at in one.looks],
            }
            for one in found.releases
        ],
        "programmes": [
            {"title": one.title, "asked_on": one.on.isoformat(), "state": one.state.value} for one in found.joinings
        ],
        "you_opened_what_others_released_at": [at.isoformat() for at in found.looks],
    }
