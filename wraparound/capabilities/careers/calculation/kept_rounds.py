"""What is kept of a closed round, as plain data and back; and what of it is told, line by line."""

from collections.abc import Mapping, Sequence
from typing import Any

from wraparound.capabilities.careers.terms.feedback import BETWEEN, FeedbackRole, KeptRound, ToldLine, ToldReplies
from wraparound.capabilities.careers.terms.frameworks import Framework
from wraparound.methods.disclosure import Group, Report, Shown, classes


def as_data(one: KeptRound) -> dict[str, Any]:
    """As it is stored: of each set its roles, counts and classes. Who was asked stands with the invitations."""
    told = {
        key: [[shown.report.groups[0].name, list(shown.report.groups[0].counts), list(shown.level)] for shown in every]
        for key, every in one.told.items()
    }
    return {
        "told": told,
        "comments": list(one.comments),
        "manager": None if one.manager is None else dict(one.manager),
        "manager_words": one.manager_words,
    }


def from_data(data: Mapping[str, Any], asked: Mapping[int, str]) -> KeptRound:
    """From what is stored and, by opaque number of everybody asked, their role."""
    return KeptRound(
        told={
            key: tuple(_shown(name, counts, level, asked) for name, counts, level in every)
            for key, every in data["told"].items()
        },
        comments=tuple(data["comments"]),
        manager=data["manager"],
        manager_words=data["manager_words"],
    )


def told_lines(framework: Framework, kept: KeptRound) -> tuple[ToldLine, ...]:
    """Every competency with what is told of it, in the order of the framework."""
    rungs = [one.name for one in framework.rungs]
    said = kept.manager or {}
    return tuple(
        ToldLine(
            competency=one,
            groups=tuple(_told(shown, rungs) for shown in kept.told.get(one.key, ())),
            manager=said.get(one.key) or "",
            manager_no_chance=one.key in said and said[one.key] is None,
        )
        for one in framework.competencies
    )


def _shown(name: str, counts: Sequence[int], level: Sequence[int], asked: Mapping[int, str]) -> Shown:
    people = frozenset(person for person, role in asked.items() if role in name.split(BETWEEN))
    report = Report((Group(name=name, people=people, counts=tuple(counts)),))
    return Shown(report, (frozenset({name}),), tuple(level))


def _told(shown: Shown, rungs: Sequence[str]) -> ToldReplies:
    (group,) = shown.report.groups
    together = [
        tuple(rung for rung, own in zip(rungs, shown.level, strict=True) if own == at)
        for at in range(max(shown.level) + 1)
    ]
    return ToldReplies(
        roles=tuple(FeedbackRole(role) for role in group.name.split(BETWEEN)),
        classes=tuple(zip(together, classes(group.counts, shown.level), strict=True)),
    )
