"""Compacts at the terminal, for whoever runs the site: what is agreed, whether it holds, what was kept."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from wraparound.capabilities.compacts.commands.asking import choices, now, whole
from wraparound.capabilities.compacts.commands.papers import add_document
from wraparound.capabilities.compacts.commands.patience import add_patience
from wraparound.capabilities.compacts.commands.posts import add_posts
from wraparound.capabilities.compacts.commands.recognition import add_recognitions
from wraparound.capabilities.compacts.evidence import support_catalogue
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.compacts import (
    CompactQuestion,
    PromiseList,
    PromiseQuestion,
    UndertakingSort,
    UndertakingTerms,
)
from wraparound.capabilities.compacts.terms.prospectuses import ProspectusQuestion
from wraparound.capabilities.compacts.wording import endings_terminal as endings_said
from wraparound.capabilities.compacts.wording import terminal, terminal_reviews
from wraparound.capabilities.compacts.wording.check_ins import locked_anew
from wraparound.capabilities.compacts.wording.compacts import LIST_STATES, WHICH
from wraparound.capabilities.compacts.wording.sheets import rows_of
from wraparound.people.terms.access import OPERATOR
from wraparound.published.export import Row
from wraparound.published.release import EvidenceAltered

if TYPE_CHECKING:
    from argparse import _SubParsersAction

NEEDS_NO_DATABASE = frozenset({"catalogue", "patience", "verify-recognition"})


def add_commands(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound compacts`."""
    _add_compacts(verbs)
    _add_promises(verbs)
    _add_reviews(verbs)
    _add_prospectuses(verbs)
    add_patience(verbs)
    add_document(verbs)
    add_posts(verbs)
    add_recognitions(verbs)
    for name, verb in verbs.choices.items():
        if name not in NEEDS_NO_DATABASE:
            verb.set_defaults(needs_database=True)
            verb.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")


def _add_compacts(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    listed = verbs.add_parser("list", help="compacts by organisation", epilog="wraparound compacts list --q leeds")
    listed.add_argument("--q", default="", help="part of the name of an organisation, a leader or a post")
    listed.add_argument("--state", default="", choices=list(LIST_STATES), metavar="STATE", help=choices(LIST_STATES))
    listed.add_argument("--page", type=int, default=1)
    listed.set_defaults(answer=_list, say=terminal.compacts)

    show = verbs.add_parser(
        "show", help="one compact: its text, promises, and what followed", epilog="wraparound compacts show 12"
    )
    show.add_argument("number", type=int)
    show.add_argument("--version", type=int, default=None, metavar="N", help="the one in force when left out")
    show.set_defaults(answer=_show, say=terminal.compact)

    compare = verbs.add_parser(
        "compare",
        help="what differs between two versions of a text",
        epilog="wraparound compacts compare 12 --before 1 --after 2",
    )
    compare.add_argument("number", type=int)
    compare.add_argument("--before", type=int, required=True, metavar="N")
    compare.add_argument("--after", type=int, required=True, metavar="N")
    compare.set_defaults(answer=_compare, say=terminal.compared)

    verify = verbs.add_parser(
        "verify",
        help="whether a signed version is what was signed; ends with 1 where it is not",
        epilog="wraparound compacts verify 12",
    )
    verify.add_argument("number", type=int)
    verify.add_argument("--version", type=int, default=None, metavar="N", help="the one in force when left out")
    verify.set_defaults(answer=_verify, say=terminal.verified)

    ending = verbs.add_parser(
        "ending", help="how a compact ends or ended, and its statement", epilog="wraparound compacts ending 12"
    )
    ending.add_argument("number", type=int)
    ending.set_defaults(answer=_ending, say=endings_said.ending)

    verify_ending = verbs.add_parser(
        "verify-ending",
        help="whether a settled statement is what was settled; ends with 1 where it is not",
        epilog="wraparound compacts verify-ending 12",
    )
    verify_ending.add_argument("number", type=int)
    verify_ending.set_defaults(answer=_verify_ending, say=endings_said.verified)


def _add_reviews(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    listed = verbs.add_parser(
        "reviews",
        help="the reviews of a compact, what is to be done next, and its exit criteria",
        epilog="wraparound compacts reviews 12",
    )
    listed.add_argument("number", type=int)
    listed.set_defaults(answer=_reviews, say=terminal_reviews.reviews)

    one = verbs.add_parser(
        "review",
        help="one review: its paper before it is held, its record and what was known after it",
        epilog="wraparound compacts review 12 3",
    )
    one.add_argument("number", type=int)
    one.add_argument("review", type=int)
    one.set_defaults(answer=_review, say=terminal_reviews.review)


def _add_promises(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    promises = verbs.add_parser(
        "promises",
        help="promises and conditions on all sides, by the day they are due",
        epilog="wraparound compacts promises --which overdue --out overdue.xlsx",
    )
    promises.add_argument("--which", default="open", choices=list(WHICH), metavar="WHICH", help=choices(WHICH))
    promises.add_argument("--giver", default="", choices=["", *Party], metavar="PARTY", help=choices(Party))
    promises.add_argument(
        "--sort", default="", choices=["", *UndertakingSort], metavar="SORT", help=choices(UndertakingSort)
    )
    promises.add_argument("--q", default="", help="part of what was promised, or of an organisation or a leader")
    promises.add_argument("--page", type=int, default=1)
    promises.set_defaults(answer=_promises, say=terminal.promises, table=_table)

    follow = verbs.add_parser(
        "follow",
        help="let follow today what was agreed for what is not kept; the worker does so every day",
        epilog="wraparound compacts follow",
    )
    follow.set_defaults(answer=_follow, say=terminal.followed)

    anew = verbs.add_parser(
        "lock-anew",
        help="put everything that is kept locked under the newest key; shows none of it; stopped, run it again",
        epilog="wraparound compacts lock-anew",
    )
    anew.set_defaults(answer=_lock_anew, say=locked_anew)


def _add_prospectuses(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    listed = verbs.add_parser(
        "prospectuses", help="published prospectuses of posts", epilog="wraparound compacts prospectuses --q chair"
    )
    listed.add_argument("--q", default="", help="words of the title, the organisation, the region or the post")
    listed.add_argument("--page", type=int, default=1)
    listed.set_defaults(answer=_prospectuses, say=terminal.prospectuses)

    one = verbs.add_parser(
        "prospectus", help="one prospectus as everybody reads it", epilog="wraparound compacts prospectus 3"
    )
    one.add_argument("number", type=int)
    one.add_argument("--edition", type=int, default=None, metavar="N", help="the one that counts when left out")
    one.set_defaults(answer=_prospectus, say=terminal.prospectus)

    catalogue = verbs.add_parser(
        "catalogue",
        help="what support can consist of, and what is known of whether it works (needs no database)",
        epilog="wraparound compacts catalogue",
    )
    catalogue.set_defaults(answer=_catalogue, say=terminal.catalogue)


def _list(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.compacts import compacts

    question = CompactQuestion(asked.q, asked.state, max(1, asked.page))
    return compacts(question, viewer=OPERATOR, on=now().date())


def _show(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.compacts import compact

    with whole():
        return compact(asked.number, viewer=OPERATOR, on=now().date(), version=asked.version)


def _compare(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.compacts import compared

    with whole():
        return compared(asked.number, asked.before, asked.after, viewer=OPERATOR, on=now().date())


def _verify(asked: Namespace) -> object:
    """The answer; where it does not hold it is printed here, and then what is broken ends the command with 1."""
    from wraparound.capabilities.compacts.queries.verifying import verify

    found = verify(asked.number, viewer=OPERATOR, version=asked.version)
    if found.holds:
        return found
    print(json.dumps(asdict(found), ensure_ascii=False, indent=2) if asked.json else terminal.verified(found))
    raise EvidenceAltered(terminal.broken(found))


def _ending(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.endings import ending_page

    with whole():
        return ending_page(asked.number, viewer=OPERATOR, on=now().date())


def _verify_ending(asked: Namespace) -> object:
    """The answer; where it does not hold it is printed here, and then what is broken ends the command with 1."""
    from wraparound.capabilities.compacts.queries.verifying_endings import verify_ending

    found = verify_ending(asked.number, viewer=OPERATOR)
    if found.holds:
        return found
    print(json.dumps(asdict(found), ensure_ascii=False, indent=2) if asked.json else endings_said.verified(found))
    raise EvidenceAltered(endings_said.broken(found))


def _reviews(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.reviews import reviews

    with whole():
        return reviews(asked.number, viewer=OPERATOR, on=now().date())


def _review(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.reviews import review

    with whole():
        return review(asked.number, asked.review, viewer=OPERATOR, on=now().date())


def _promises(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.sheets import sheet_of
    from wraparound.capabilities.compacts.queries.undertakings import promises
    from wraparound.records.actions.looks import exporting

    question = PromiseQuestion(asked.which, asked.giver, asked.sort, asked.q, max(1, asked.page))
    if asked.out is None and asked.format is None:
        return promises(question, viewer=OPERATOR, on=now().date())
    with exporting(by=OPERATOR):
        return sheet_of(question, viewer=OPERATOR, on=now().date())


def _table(answer: PromiseList | tuple[UndertakingTerms, ...]) -> list[Row]:
    return rows_of(answer.lines if isinstance(answer, PromiseList) else answer)


def _follow(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.tasks import apply_what_follows

    return apply_what_follows(now())


def _lock_anew(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.actions.locking import lock_all_anew

    return lock_all_anew(by=OPERATOR)


def _prospectuses(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.prospectuses import published_page

    return published_page(ProspectusQuestion(asked.q, max(1, asked.page)), viewer=OPERATOR, on=now().date())


def _prospectus(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.prospectuses import public_prospectus

    return public_prospectus(asked.number, asked.edition, viewer=OPERATOR)


def _catalogue(asked: Namespace) -> object:
    return tuple(support_catalogue().values())
