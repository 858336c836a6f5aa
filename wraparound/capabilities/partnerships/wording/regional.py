"""A region in words and as a picture: who helps whom, what is left, where nobody meets anybody."""

from collections.abc import Sequence

from wraparound.capabilities.partnerships.terms.regional import Capacity, RegionalPage
from wraparound.capabilities.partnerships.wording.agreements import heading, line_words
from wraparound.capabilities.partnerships.wording.arrangements import title_words, when_words
from wraparound.capabilities.partnerships.wording.own_words import TOPICS, days_words, offer_words, topic_in_line
from wraparound.capabilities.partnerships.wording.plain import day
from wraparound.charts.terms import Chart, ChartTable
from wraparound.charts.two_columns import Line, TwoColumnsPicture, two_columns_chart

NAME = "Who helps whom"
NOBODY_HELPS = "No partnership is in force in this region."
NO_CAPACITY = "No organisation says what it could give, and none has promised any days."
NO_TAKERS = "Every offer is taken up, or nothing is offered."
NO_OFFERS = "Every need has an offer in the region, or none is said."
ORDER = "By name, in no other order."
DECLINED = (
    "What was proposed and has not come into force, or was declined, is the two boards’ own and counts nowhere here."
)


def answer_words(found: RegionalPage) -> tuple[str, ...]:
    """The region in a few sentences."""
    left = [one.left for one in found.capacity if one.left]
    pairs = len(found.helping)
    helped = "1 partnership is" if pairs == 1 else f"{pairs} partnerships are"
    sentences = [f"{helped} in force." if pairs else NOBODY_HELPS]
    if left:
        who = "1 organisation has" if len(left) == 1 else f"{len(left)} organisations have"
        sentences.append(f"{who} {days_words(sum(left))} left to give.")
    if found.no_offers:
        many = len(found.no_offers)
        need = "1 need has" if many == 1 else f"{many} needs have"
        sentences.append(f"{need} no offer in the region.")
    return tuple(sentences)


def said_words(found: RegionalPage) -> str:
    """Of how many anything is known at all: whoever says nothing may need or have much."""
    return f"{found.said} of {found.of} organisations of the region say what they need or could give."


def capacity_words(one: Capacity) -> str:
    """Offered, promised, left."""
    if one.offered is None:
        return f"promised {days_words(one.promised)}; it does not say what it could give"
    if one.promised > one.offered:
        return f"offers {days_words(one.offered)} and promised {days_words(one.promised)}: more than it offers"
    if not one.promised:
        return f"offers {days_words(one.offered)}, nothing promised"
    return f"offers {days_words(one.offered)}, promised {days_words(one.promised)}, {days_words(one.left or 0)} left"


def helping_picture(found: RegionalPage) -> Chart | None:
    """Who helps whom: a line from each helper to each helped; none where nobody does."""
    if not found.helping:
        return None
    helpers = tuple(dict.fromkeys(one.helper for one in sorted(found.helping, key=lambda each: each.helper)))
    helped = tuple(dict.fromkeys(one.helped for one in sorted(found.helping, key=lambda each: each.helped)))
    lines = tuple(Line(helpers.index(one.helper), helped.index(one.helped)) for one in found.helping)
    return two_columns_chart(
        TwoColumnsPicture(
            name="helping",
            title=f"{_organisations(len(helpers))} {'helps' if len(helpers) == 1 else 'help'} {_others(len(helped))}",
            description="Helpers on the left, who is helped on the right, and a line for each partnership in force.",
            headings=("Helps", "Is helped"),
            left=helpers,
            right=helped,
            lines=lines,
            table=ChartTable(
                caption=f"{NAME} in {found.name}",
                headings=("Helper", "Helped", "With", "Days a month", "Until"),
                rows=tuple(
                    (
                        one.helper,
                        one.helped,
                        TOPICS[one.topic],
                        f"{one.days:g}" if one.days is not None else "not said",
                        day(one.last_day) if one.last_day else "open",
                    )
                    for one in found.helping
                ),
            ),
        )
    )


def _organisations(many: int) -> str:
    return "One organisation" if many == 1 else f"{many} organisations"


def _others(many: int) -> str:
    return "another" if many == 1 else f"{many} others"


def say_region(found: RegionalPage) -> str:
    """The same at the terminal."""
    parts = [found.name, *answer_words(found), ""]
    parts += _section(NAME, [f"{heading(one.helper, one.helped)}. {line_words(one)}" for one in found.helping])
    parts += _section("Led together", [f"{title_words(one)}. {when_words(one)}" for one in found.arrangements])
    parts += _section("What is left to give", [f"{one.name}: {capacity_words(one)}" for one in found.capacity])
    takers = [f"{one.name}: {topic_in_line(one.said.topic)}. {offer_words(one.said)}" for one in found.no_takers]
    parts += _section("Offers without takers", takers)
    needs = [f"{one.name}: {topic_in_line(one.said.topic)}. {one.said.words}" for one in found.no_offers]
    parts += _section("Needs without offers", needs)
    return "\n".join([*parts, DECLINED])


def _section(head: str, lines: Sequence[str]) -> list[str]:
    return [f"{head}:", *(f"- {line}" for line in lines or ("none",)), ""]
