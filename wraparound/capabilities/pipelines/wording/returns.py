"""The quarterly return on board vacancies, in words."""

from collections.abc import Collection, Mapping

from wraparound.capabilities.pipelines.terms.returns import (
    SOURCE,
    STANDARD,
    BoardKind,
    BoardReturn,
    Quarter,
    ReturnsPage,
    SeatCounts,
    SeatFact,
    Spend,
)
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.capabilities.pipelines.wording.vacancies import pounds

BOARD_KINDS: Mapping[BoardKind, str] = {
    BoardKind.EXECUTIVE: "Executive",
    BoardKind.NON_EXECUTIVE: "Non-executive",
    BoardKind.CHAIR: "Chair",
}
SPEND: Mapping[str, str] = {
    "advertising": "Advertising",
    "search_firm": "Search firm",
    "interim_cover": "Interim cover",
    "other": "Other",
}
NOT_SEEN = (
    f"In the shape of {STANDARD}: a quarterly collection of executive, non-executive and chair vacancies and of the "
    "cost of filling executive posts. Its list of items and their definitions were not seen. The names of the lines "
    "here are ours; put each against the form before you send it."
)
DEFINED = (
    "Vacant: nobody held the post substantively at the end of the last day. Where somebody stood in, it is vacant too.",
    "A post that several organisations share is counted once, with the one that it belongs to.",
    "What an executive post cost to fill is what was entered of its vacancies in the quarter: by the day of the entry, "
    "not of the invoice.",
)
NOT_CONFIRMED = "could not be confirmed"
NO_VACANCY = (
    "By the end of the quarter no vacancy of an executive post was entered that was open in it: that nothing was spent "
    f"{NOT_CONFIRMED}."
)
ONLY_LEADERS = "Costs are read by those who lead the organisation for talent."


def quarter_words(quarter: Quarter) -> str:
    """A quarter by its months and its place in the financial year."""
    return f"{quarter.starts:%B} to {quarter.ends:%B %Y} (quarter {quarter.number} of {quarter.year})"


def as_at_words(page: ReturnsPage) -> str:
    """Of which day all of it is, and as it is known when."""
    known = "as this site showed it at the end of that day" if page.as_shown else "as it is known today"
    if page.over:
        return f"As at {day(page.day)}, the last day of the quarter, {known}."
    return f"As at {day(page.day)}: the quarter is not over, and this is not the return yet."


def returns_sentence(page: ReturnsPage) -> str:
    """The answer above the returns: vacancies of each kind, of how many posts."""
    parts = [f"{one.vacant} of {one.posts} {BOARD_KINDS[one.kind].lower()}" for one in page.totals]
    return f"Vacant on the day: {parts[0]}, {parts[1]} and {parts[2]} posts."


def counts_words(one: SeatCounts) -> str:
    """Vacant posts of a kind, with those in which somebody stood in and those of which nothing is entered."""
    said = f"{one.vacant} of {one.posts}"
    more = [f"somebody stood in in {one.stood_in}"] if one.stood_in else []
    more += [f"{one.not_known} {NOT_CONFIRMED}"] if one.not_known else []
    return f"{said} ({'; '.join(more)})" if more else said


def spend_rows(spend: Spend) -> tuple[tuple[str, str], ...]:
    """Each part of what was spent, and all of it."""
    said = [(words, getattr(spend, name)) for name, words in SPEND.items()]
    return tuple((words, _amount(amount)) for words, amount in (*said, ("In all, of what was entered", spend.whole)))


def spend_words(one: BoardReturn) -> str:
    """What filling executive posts cost, in a few words; empty for whoever may not read it."""
    if one.spend is None:
        return ""
    missing = f" ({one.spend.not_said} {NOT_CONFIRMED})" if one.spend.not_said else ""
    return NOT_CONFIRMED if one.spend.whole is None else f"{pounds(one.spend.whole)}{missing}"


def _amount(pounds_said: int | None) -> str:
    return NOT_CONFIRMED if pounds_said is None else pounds(pounds_said)


def seat_words(one: SeatFact) -> str:
    """A vacant post: since when, and whether somebody stood in and a vacancy was open."""
    since = f"Vacant since {day(one.since)}" if one.since else f"Vacant; since when {NOT_CONFIRMED}"
    stood = "somebody stands in" if one.stood_in else "nobody stands in"
    return f"{since}; {stood}; {'a vacancy is open' if one.vacancy else 'no vacancy is open'}"


def unconfirmed_words(
    counts: tuple[SeatCounts, ...],
    spend: Spend | None,
    others: int,
    vacant: tuple[SeatFact, ...],
    shared: Collection[BoardKind] = (),
) -> tuple[str, ...]:
    """What of a return could not be confirmed, each in a sentence that says why."""
    found = []
    for one in counts:
        name = BOARD_KINDS[one.kind].lower()
        if not one.posts and one.kind in shared:
            found.append(f"No {name} post of its own: one of another organisation serves it too, and is counted there.")
        elif not one.posts:
            found.append(f"No {name} post is entered: whether there is none {NOT_CONFIRMED}.")
        if one.not_known:
            found.append(
                f"{_posts(one.not_known, name)}: whether vacant {NOT_CONFIRMED}. Neither who held it nor that it stood "
                "empty is entered. Not counted as vacant."
            )
    undated = sum(one.since is None for one in vacant)
    if undated:
        found.append(f"{_posts(undated, 'vacant')}: since when {NOT_CONFIRMED}. Only who stands in is entered.")
    if others:
        found.append(
            f"{_posts(others, 'other board')}: whether to be counted {NOT_CONFIRMED}. Of none of the three kinds."
        )
    return (*found, *_of_spend(spend))


def _of_spend(spend: Spend | None) -> tuple[str, ...]:
    if spend is None:
        return ()
    if not spend.vacancies and not spend.whole:
        return (NO_VACANCY,)
    if spend.not_said:
        who = "1 vacancy of an executive post says" if spend.not_said == 1 else f"{spend.not_said} say"
        return (f"Of {spend.vacancies} open in the quarter, {who} no cost at all: what was spent {NOT_CONFIRMED}.",)
    missing = [words.lower() for name, words in SPEND.items() if getattr(spend, name) is None]
    return (f"No vacancy says a cost of this sort, which {NOT_CONFIRMED}: {', '.join(missing)}.",) if missing else ()


def _posts(many: int, what: str) -> str:
    return f"1 {what} post" if many == 1 else f"{many} {what} posts"


def return_row(one: BoardReturn, quarter: Quarter) -> dict[str, str | int]:
    """The return of an organisation as a row of a sheet."""
    row: dict[str, str | int] = {
        "Organisation": one.organisation,
        "Code": one.organisation_code,
        "Quarter": f"{quarter.year} quarter {quarter.number}",
        "Last day": quarter.ends.isoformat(),
    }
    for counts in one.seats:
        name = BOARD_KINDS[counts.kind]
        row |= {
            f"{name} posts": counts.posts,
            f"{name} posts vacant": counts.vacant,
            f"{name} posts vacant with somebody standing in": counts.stood_in,
            f"{name} posts of which it {NOT_CONFIRMED}": counts.not_known,
        }
    for name, words in SPEND.items():
        amount = getattr(one.spend, name) if one.spend else ""
        row[f"{words}, executive posts (£)"] = NOT_CONFIRMED if amount is None else amount
    whole = one.spend.whole if one.spend else ""
    row["In all, executive posts (£)"] = NOT_CONFIRMED if whole is None else whole
    row["What could not be confirmed"] = " ".join(one.unconfirmed)
    return row


def seat_row(one: SeatFact) -> dict[str, str | int]:
    """A vacant post as a row of a sheet."""
    return {
        "Organisation": one.organisation,
        "Post": one.title,
        "Kind": BOARD_KINDS[one.kind] if one.kind else "",
        "Vacant since": one.since.isoformat() if one.since else NOT_CONFIRMED,
        "Somebody stands in": "yes" if one.stood_in else "no",
        "A vacancy is open": "yes" if one.vacancy else "no",
    }


def notes(page: ReturnsPage) -> tuple[str, ...]:
    """What stands beside the figures wherever they go."""
    return (
        quarter_words(page.quarter),
        as_at_words(page),
        NOT_SEEN,
        *DEFINED,
        ONLY_LEADERS,
        f"About the collection: {SOURCE}",
    )


def say_returns(page: ReturnsPage) -> str:
    """The returns at the terminal."""
    parts = ["\n".join((quarter_words(page.quarter), as_at_words(page), returns_sentence(page)))]
    for one in page.returns:
        lines = [f"{one.organisation} ({one.organisation_code})"]
        lines += [f"  {BOARD_KINDS[counts.kind]} posts vacant: {counts_words(counts)}" for counts in one.seats]
        lines += [f"  Filling executive posts: {spend_words(one)}"] if one.spend else []
        lines += [f"  {seat.title}: {seat_words(seat)}" for seat in one.vacant] if page.organisation else []
        lines += [f"  ! {words}" for words in one.unconfirmed] if page.organisation else []
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, NOT_SEEN])
