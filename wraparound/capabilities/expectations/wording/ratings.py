"""What became of ratings, in words: counts before shares, and how partial the record is."""

from wraparound.capabilities.expectations.terms.ratings import (
    HowKnown,
    MoveRow,
    MoveShare,
    RatingMove,
    RatingRecord,
)
from wraparound.capabilities.expectations.wording.numbers import (
    count_of,
    listed,
    percent_range,
    short_name,
    source_date,
)

YEAR_WORDS = {1: "one year", 2: "two years", 3: "three years"}
SENTENCE_YEARS = 2
FEWEST_FOR_A_SENTENCE = 5


def rating_sentences(record: RatingRecord) -> tuple[str, ...]:
    """For each rating, what it was two years later where we know; then how little that is."""
    said = [
        row_sentence(row) for row in record.rows if row.years == SENTENCE_YEARS and row.known >= FEWEST_FOR_A_SENTENCE
    ]
    return (*said, partial_sentence(record))


def row_sentence(row: MoveRow) -> str:
    """ "Of 20 trusts rated Inadequate whose rating two years later we know, 14 were rated Requires improvement …" """
    became = [
        f"{share.count} {'was' if share.count == 1 else 'were'} rated {share.rating}"
        for share in row.shares
        if share.count
    ]
    unknown = f" Of {row.unknown} more we do not know." if row.unknown else ""
    whose = f"Of {count_of(row.known, 'trust', 'trusts')} rated {row.first}"
    return f"{whose} whose rating {YEAR_WORDS[row.years]} later we know, {listed(became)}.{unknown}"


def partial_sentence(record: RatingRecord) -> str:
    """How much of the whole we hold."""
    return (
        f"This rests on {record.ratings} ratings of {record.trusts} trusts, some of them closed since; about "
        f"{record.open_trusts} are open today. Mostly they are trusts that have been in a regime, so it is no fair "
        "sample of all."
    )


def rating_limits(record: RatingRecord) -> tuple[str, ...]:
    """What the record cannot say."""
    return (
        partial_sentence(record),
        "Trusts with a low rating are inspected again sooner, and a change is published sooner than the lack of one: "
        "what we know leans towards change.",
        "A rating counts as known on a day only where we hold one published after that day too; the last we hold is "
        "never carried forward. Even so, one that we do not hold may lie between two that we do.",
        "Where only the year of a rating is known, its years are counted from every day it may be.",
        "Overall ratings of whole trusts stop about mid-2025. A rating can also move after an inspection of one "
        "service.",
        "Nothing here says what moved a rating, or who.",
    )


def share_cell(row: MoveRow, share: MoveShare) -> str:
    """ "7 of 12 (32% to 81%)"."""
    return f"{share.count} of {row.known} ({percent_range(share.low, share.high)})"


def row_name(row: MoveRow) -> str:
    """ "Inadequate, after one year"."""
    return f"{row.first}, after {YEAR_WORDS[row.years]}"


def not_known_cell(row: MoveRow) -> str:
    """How many are not known."""
    return str(row.unknown)


def between_cell(row: MoveRow) -> str:
    """How many of the known rest on a rating between two that we hold."""
    return str(row.between)


def move_line(move: RatingMove) -> str:
    """ "Inadequate, 16 January 2014; two years later Requires improvement (published by then)"."""
    later = move.later or "not known"
    how = "" if move.how is HowKnown.NOT_SEEN else f" ({move.how})"
    return f"{move.first}, {source_date(move.published)}; {YEAR_WORDS[move.years]} later {later}{how}"


def move_name(move: RatingMove) -> str:
    """The trust, by its name then."""
    return short_name(move.name_then)


def say_rating_record(record: RatingRecord) -> str:
    """The whole record as text for a terminal."""
    lines = [*record.sentences, ""]
    for row in record.rows:
        if row.known or row.unknown:
            cells = "; ".join(f"{share.rating} {share_cell(row, share)}" for share in row.shares if share.count)
            lines.append(f"{row_name(row)}: {cells or 'none known'}; not known {row.unknown}")
    lines += ["", *record.limits[1:], "", f"Evidence release {record.release}."]
    return "\n".join(lines)
