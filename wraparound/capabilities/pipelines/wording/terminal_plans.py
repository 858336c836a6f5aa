"""A plan at the terminal, in words."""

from collections.abc import Iterator, Sequence

from wraparound.capabilities.pipelines.terms.plans import ChainMove, PlanGroup, PlanTerms
from wraparound.capabilities.pipelines.wording import plans as say
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.capabilities.pipelines.wording.terminal import say_post


def say_plan(plan: PlanTerms) -> str:
    """The plan of a post as lines."""
    leads = plan.post.leads
    lines = [say_post(plan.post), f"On {day(plan.on)}{', as this site showed it' if plan.as_shown else ''}:"]
    lines += plan.sentences
    for group in plan.confirmed:
        lines += _group(f"Confirmed, {say.band_words(group.band).lower()}", group, leads=leads)
    lines += _group("Proposed", plan.proposed, leads=leads)
    lines += _group("Emergency cover", plan.cover, leads=leads)
    lines += _group("No longer there", plan.gone, leads=leads)
    if plan.beyond:
        lines += ["Not of this site:", *(f"  {say.beyond_words(one.line)}" for one in plan.beyond)]
    if plan.chain:
        lines += ["If one of them took it up:", *_moves(plan.chain, plan.post.title, 1)]
    if plan.reports:
        lines.append(f"Posts that report to it: {', '.join(one.title for one in plan.reports)}")
    return "\n".join(lines)


def _group(words: str, group: PlanGroup, *, leads: bool) -> Iterator[str]:
    if not group.many:
        return
    yield f"{words}:"
    for one in group.named:
        who = one.line.known.name if one.line.known else say.SOMEBODY_GONE
        ready = f"{say.readiness_words(one.line)}; " if one.line.standing else ""
        yield f"  {who}: {ready}{say.named_words(one.line)}"
    if group.hidden:
        yield f"  {say.hidden_words(group, leads=leads)}"


def _moves(moves: Sequence[ChainMove], into: str, depth: int) -> Iterator[str]:
    for one in moves:
        yield f"{'  ' * depth}{say.move_words(one, into)}"
        if one.leaves is not None:
            yield from _moves(one.follows, one.leaves.title, depth + 1)
