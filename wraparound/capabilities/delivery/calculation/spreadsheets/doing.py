"""What bringing a file in would do, as one: answers first, since milestones refer to their recommendations."""

import hashlib
import json
from dataclasses import asdict, replace

from wraparound.capabilities.delivery.calculation.spreadsheets.answers import Answers
from wraparound.capabilities.delivery.calculation.spreadsheets.milestones import Milestones
from wraparound.capabilities.delivery.calculation.spreadsheets.recommending import Recommending
from wraparound.capabilities.delivery.terms.spreadsheets import Ground, SentSheets, Sheet, WhatItDoes


def what_it_does(sent: SentSheets, ground: Ground) -> WhatItDoes:
    """What would be added and changed, what stays, and what is wrong in which row."""
    answers = Answers(ground)
    told = [answers.take(row) for row in sent.rows if row.sheet is Sheet.ANSWERS]
    rows = [row for row in sent.rows if row.sheet is Sheet.MILESTONES]
    milestones = Milestones(ground, rows, answers.called)
    told += milestones.take(rows)
    found = WhatItDoes(
        rows=tuple(told),
        milestones=tuple(milestones.writes),
        answers=tuple(answers.writes),
        added=answers.added,
        stays=milestones.stays,
        elsewhere=milestones.elsewhere,
        names={one.key: one.name for one in ground.owners.values() if one.key},
        made_at=sent.made_at,
    )
    return replace(found, fingerprint=_fingerprint(found))


def what_it_recommends(sent: SentSheets, ground: Ground) -> WhatItDoes:
    """What a file would do to the programmes of a region: recommendations added and changed, and what is wrong."""
    recommending = Recommending(ground)
    rows = [row for row in sent.rows if row.sheet is Sheet.RECOMMENDATIONS]
    found = WhatItDoes(
        rows=recommending.take(rows),
        milestones=(),
        answers=(),
        added=recommending.added,
        recommended=tuple(recommending.writes),
        stays=0,
        elsewhere=False,
        made_at=sent.made_at,
    )
    return replace(found, fingerprint=_fingerprint(found))


def _fingerprint(found: WhatItDoes) -> str:
    """The checksum of all that would be written, and from what: the same only while the plan stays as it is."""
    whole = [[asdict(one) for one in found.rows], [asdict(one) for one in found.milestones]]
    whole += [[asdict(one) for one in found.answers], [asdict(one) for one in found.recommended]]
    added = {str(key): asdict(one) for key, one in found.added.items()}
    return hashlib.sha256(json.dumps([whole, added], default=str, sort_keys=True).encode()).hexdigest()
