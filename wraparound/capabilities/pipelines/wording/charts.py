"""The chart of an organisation in words: cards, counts, why a post stands where it does, and the chart as text."""

from collections import Counter
from collections.abc import Mapping, Sequence

from wraparound.capabilities.pipelines.terms.charts import Above, CardLine, Chart, ChartNode, Opening
from wraparound.capabilities.pipelines.terms.lists import HolderLine, Seen, SuccessorLine
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.succession import Sort, State, Use
from wraparound.capabilities.pipelines.wording.ahead import ahead_lines
from wraparound.capabilities.pipelines.wording.posts import KINDS, NOT_SHOWN, OF_TODAY, day
from wraparound.capabilities.pipelines.wording.succession import BANDS

NO_POSTS = "No post is entered here yet, so there is no chart."
FLAT = (
    "Nobody reports to anybody here yet, so the posts stand side by side. Open a post, change it, and say which post "
    "it reports to: it then stands below that one."
)
DAY_NOT_UNDERSTOOD = "We did not understand that day, so this is today. Write it like 3 March 2025."
NOTHING_FOUND = "No post of that name, and nobody you may see by that name, is on this chart."
WHOLE_CHART = "The whole chart, to print"
NOT_WHOLE = (
    "This paper does not have every post: some stand on the page only once they are opened. Choose “The whole chart, "
    "to print” on the page first."
)
LEVELS_OPEN: Mapping[str, str] = {
    "1": "1 level",
    "2": "2 levels",
    "3": "3 levels",
    "4": "4 levels",
    "6": "6 levels",
    "all": "Every level",
}
SUCCESSORS_SHOWN: Mapping[str, str] = {
    "0": "None",
    "1": "1 at most",
    "3": "3 at most",
    "5": "5 at most",
    "10": "10 at most",
}


def past_words(chart: Chart) -> str:
    """Of which earlier day a chart is, and by whose knowledge."""
    return f"As this site showed {day(chart.on)} on that day." if chart.as_shown else OF_TODAY


def posts_below(count: int) -> str:
    """How many posts are below one.

    >>> posts_below(1), posts_below(1200)
    ('1 post below', '1,200 posts below')
    """
    return f"{_posts(count)} below"


def lead(chart: Chart) -> str:
    """How large it is, and as at which day."""
    critical = f", {chart.critical:,} of them critical" if chart.critical else ""
    where = f"{chart.organisation}, from {chart.top[1]} down" if chart.top else chart.organisation
    return f"{where}: {_posts(chart.posts)}{critical}, on {day(chart.on)}."


def more_beside(count: int) -> str:
    """A link to the rest of a list."""
    return f"{_posts(count)} more beside these"


def found_words(chart: Chart, text: str) -> str:
    """What a search found."""
    if not chart.found:
        return NOTHING_FOUND
    if chart.matching > len(chart.found):
        few = f"{_posts(chart.matching)} found for “{text}”; the first {len(chart.found)} are opened and marked below."
        return f"{few} Write more of the name to find fewer:"
    return f"{_posts(len(chart.found))} found for “{text}”: opened and marked below."


def lacks_posts(chart: Chart) -> bool:
    """Whether posts of the chart are not on the page, open or closed."""
    return chart.more > 0 or any(one.opening is Opening.LATER or one.left_out for one in chart.nodes)


def top_words(node: ChartNode) -> str:
    """Why a post stands at the top, before the post it reports to where that may be seen; empty where it is plain."""
    words = {
        Above.ELSEWHERE: "Reports to a post of another organisation",
        Above.CLOSED: "Reports to a post that was not there on the day",
        Above.UNSEEN: f"Reports to {NOT_SHOWN}",
        Above.LOOP: "The posts above it report to it in turn: one of them should say another",
    }
    return words.get(node.why_top, "") if node.why_top else ""


def holder_lines(node: ChartNode) -> tuple[CardLine, ...]:
    """Who holds a post: by name where they may be seen, else how many; since when it is vacant; and what lies ahead."""
    ahead = tuple(CardLine(None, one) for one in ahead_lines(node.ahead))
    if not node.holders:
        return (CardLine(None, "No holder is entered", mark=True), *ahead)
    named = [CardLine(one.known, _holding(one)) for one in node.holders if one.known]
    vacant = [one for one in node.holders if one.kind is HolderKind.VACANT]
    rest = Counter(one.kind for one in node.holders if not one.known and one.kind is not HolderKind.VACANT)
    unnamed = [CardLine(None, _joined(_unnamed(count, node), _kind(kind))) for kind, count in rest.items()]
    return (
        *(CardLine(None, f"vacant since {day(one.starts)}", mark=True) for one in vacant),
        *named,
        *unnamed,
        *ahead,
    )


def successor_lines(node: ChartNode, most: int) -> tuple[CardLine, ...]:
    """Who could follow, and who would stand in: at most so many by name, the rest as a count; nobody if 0."""
    if not most:
        return ()
    if node.seen is Seen.YES_NO:
        return (CardLine(None, f"A successor is confirmed: {'yes' if node.followed else 'no'}", not node.followed),)
    successors = _of_use(node, Use.SUCCESSOR, most) or (CardLine(None, "No successor is named", mark=True),)
    return (*successors, *_of_use(node, Use.COVER, most))


def chart_text(chart: Chart) -> str:
    """The chart for a terminal: a line for each post, those that report to it indented below it."""
    lines = [lead(chart) if chart.nodes else f"{chart.organisation}: {NO_POSTS}"]
    for node in chart.nodes:
        indent = "    " * node.level
        lines.append(f"{indent}{node.title} ({node.number}){', critical' if node.critical else ''}")
        said = (*holder_lines(node), *successor_lines(node, len(node.named) or 1))
        lines += [f"{indent}  {_joined(one.known.name if one.known else '', one.words)}" for one in said]
        if top_words(node):
            lines.append(f"{indent}  {_joined(top_words(node), node.reports_to[1] if node.reports_to else '')}")
        if node.opening is Opening.LATER:
            lines.append(f"{indent}  {posts_below(node.below)}: ask with --top {node.number}")
    return "\n".join(lines)


def _of_use(node: ChartNode, use: Use, most: int) -> tuple[CardLine, ...]:
    those = [one for one in node.named if one.use is use]
    told = [one for one in those if one.known or one.sort is not Sort.NAMED]
    hidden = [one for one in those if not one.known and one.sort is Sort.NAMED]
    lines = [CardLine(one.known, _joined(_meant(one), _state(one, use))) for one in told[:most]]
    if len(told) > most:
        what = "as emergency cover" if use is Use.COVER else "who could follow"
        lines.append(CardLine(None, f"and {len(told) - most} more {what}"))
    if hidden:
        lines.append(CardLine(None, f"{_unnamed(len(hidden), node)}: {_counted(hidden, use)}"))
    return tuple(lines)


def _state(one: SuccessorLine, use: Use) -> str:
    """Readiness with what must be known to read it; of somebody who stands in, that."""
    said = [_if_cover(use).strip(" ,")] if use is Use.COVER else [_band(one)]
    if one.stale and use is Use.SUCCESSOR:
        said.append("review overdue")
    if one.state is State.PROPOSED:
        said.append("proposed")
    if not one.standing:
        said.append("no longer here")
    return ", ".join(said)


def _counted(those: Sequence[SuccessorLine], use: Use) -> str:
    counts = Counter(_state(one, use) for one in those)
    return "; ".join(f"{words} ({count})" if len(counts) > 1 else words for words, count in sorted(counts.items()))


def _band(one: SuccessorLine) -> str:
    if one.band is None:
        return "no readiness agreed" if one.sort is Sort.NAMED else "no time said"
    return BANDS[one.band].lower()


def _meant(one: SuccessorLine) -> str:
    if one.sort is Sort.EXTERNAL:
        return one.label or "somebody outside this site"
    return (one.label or "to be found") if one.sort is Sort.UNKNOWN else ""


def _if_cover(use: Use) -> str:
    return ", emergency cover" if use is Use.COVER else ""


def _holding(one: HolderLine) -> str:
    return _joined(_kind(one.kind), f"until {day(one.ends)}" if one.ends else "")


def _kind(kind: HolderKind) -> str:
    return "" if kind is HolderKind.SUBSTANTIVE else KINDS[kind]


def _unnamed(count: int, node: ChartNode) -> str:
    people = "1 person" if count == 1 else f"{count} people"
    if node.seen is Seen.YES_NO:
        return people
    return f"{people}, not named here" if node.leads else f"{people}, not released"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count:,} posts"
