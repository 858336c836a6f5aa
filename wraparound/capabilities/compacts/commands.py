"""Compacts at the terminal, for whoever runs the site: what is agreed, whether it holds, what was kept."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from wraparound.capabilities.compacts.calculation.patience_backtest import answer_patience_backtest
from wraparound.capabilities.compacts.evidence import support_catalogue
from wraparound.capabilities.compacts.terms.agreement import Party, TextAltered
from wraparound.capabilities.compacts.terms.attested import NotAttested
from wraparound.capabilities.compacts.terms.compacts import (
    CompactQuestion,
    PromiseList,
    PromiseQuestion,
    UndertakingSort,
    UndertakingTerms,
)
from wraparound.capabilities.compacts.terms.papers import PaperSort
from wraparound.capabilities.compacts.terms.prospectuses import ProspectusQuestion
from wraparound.capabilities.compacts.wording import attested, recognition, terminal, terminal_reviews
from wraparound.capabilities.compacts.wording import endings_terminal as endings_said
from wraparound.capabilities.compacts.wording.check_ins import locked_anew
from wraparound.capabilities.compacts.wording.compacts import LIST_STATES, WHICH
from wraparound.capabilities.compacts.wording.patience import backtest_sentences, say_patience_backtest
from wraparound.capabilities.compacts.wording.sheets import rows_of
from wraparound.capabilities.expectations.terms.performance import SEED
from wraparound.people.terms.access import OPERATOR
from wraparound.published.export import Row
from wraparound.published.panel_files import read_panel
from wraparound.published.release import EvidenceAltered
from wraparound.published.terms import AE_ALL, CannotAnswer

if TYPE_CHECKING:
    from argparse import _SubParsersAction

NEEDS_NO_DATABASE = frozenset({"catalogue", "patience", "verify-recognition"})


def add_commands(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound compacts`."""
    _add_compacts(verbs)
    _add_promises(verbs)
    _add_reviews(verbs)
    _add_prospectuses(verbs)
    _add_patience(verbs)
    _add_document(verbs)
    _add_recognitions(verbs)
    for name, verb in verbs.choices.items():
        if name not in NEEDS_NO_DATABASE:
            verb.set_defaults(needs_database=True)
            verb.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")


def _add_compacts(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    listed = verbs.add_parser("list", help="compacts by organisation", epilog="wraparound compacts list --q leeds")
    listed.add_argument("--q", default="", help="part of the name of an organisation, a leader or a post")
    listed.add_argument("--state", default="", choices=list(LIST_STATES), metavar="STATE", help=_choices(LIST_STATES))
    listed.add_argument("--page", type=int, default=1)
    listed.set_defaults(answer=_list, say=terminal.compacts)

    show = verbs.add_parser(
        "show", help="one compact: its text, promises, and what followed", epilog="wraparound compacts show 12"
    )
    show.add_argument("number", type=int)
    show.add_argument("--version", type=int, default=None, metavar="N", help="the one in force when left out")
    show.set_defaults(answer=_show, say=terminal.compact)

    figures = verbs.add_parser(
        "figures",
        help="what the patience rules of a compact say of the figures published since",
        epilog="wraparound compacts figures 12",
    )
    figures.add_argument("number", type=int)
    figures.set_defaults(answer=_figures, say=terminal.patience)

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
    promises.add_argument("--which", default="open", choices=list(WHICH), metavar="WHICH", help=_choices(WHICH))
    promises.add_argument("--giver", default="", choices=["", *Party], metavar="PARTY", help=_choices(Party))
    promises.add_argument(
        "--sort", default="", choices=["", *UndertakingSort], metavar="SORT", help=_choices(UndertakingSort)
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


def _add_patience(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    patience = verbs.add_parser(
        "patience",
        help="how often the patience rule would have flagged trusts, beside simpler rules (takes a minute)",
        epilog="wraparound compacts patience --backtest --panel months.csv",
    )
    patience.add_argument("--backtest", action="store_true", required=True, help="by the protocol of the method page")
    patience.add_argument("--measure", default=AE_ALL, help="a measure of the release, or any that the panel holds")
    patience.add_argument(
        "--panel",
        type=Path,
        default=None,
        metavar="FILE",
        help="CSV with ods_code, period, measure, numerator, denominator; the release's own quarters when left out",
    )
    patience.set_defaults(answer=_patience, say=say_patience_backtest)


def _patience(asked: Namespace) -> object:
    from wraparound.capabilities.expectations.queries.panels import panel_of
    from wraparound.capabilities.sources.queries.releases import release_in_use

    began = perf_counter()
    file: Path | None = asked.panel
    if file:
        panel, source = read_panel(file, asked.measure), file.name
    else:
        release = release_in_use(viewer=OPERATOR)
        panel, source = panel_of(asked.measure, release, viewer=OPERATOR), f"release {release.id}"
    answer = answer_patience_backtest(panel, asked.measure, source, _tell, np.random.default_rng(SEED))
    answer = replace(answer, seconds=round(perf_counter() - began, 1))
    return replace(answer, sentences=backtest_sentences(answer))


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _add_document(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    document = verbs.add_parser(
        "document",
        help="a document out of a compact; as PDF or Word with --out",
        epilog="wraparound compacts document 12 letter --out letter.pdf",
    )
    document.add_argument("number", type=int)
    document.add_argument("kind", type=PaperSort, choices=list(PaperSort), metavar="KIND", help=_choices(PaperSort))
    document.add_argument("--version", type=int, default=None, metavar="N", help="the one in force when left out")
    document.add_argument("--out", dest="to", type=Path, metavar="FILE", help="a name that ends in .pdf or .docx")
    document.set_defaults(answer=_document, say=terminal.document)


def _add_recognitions(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verify = verbs.add_parser(
        "verify-recognition",
        help="whether the file of a recognition is what was signed, without database or network; ends with 1 where not",
        epilog="wraparound compacts verify-recognition recognition.json --key keys.json",
    )
    verify.add_argument("file", type=Path, metavar="FILE", help="the file that was downloaded, or that of a revocation")
    verify.add_argument(
        "--key",
        default="",
        metavar="FILE_OR_FINGERPRINT",
        help="the file of published keys, or a fingerprint, to compare the key in the file with",
    )
    verify.set_defaults(answer=_verify_recognition, say=recognition.in_terminal)

    keys = verbs.add_parser(
        "keys",
        help="the published keys with which organisations and regions sign, from when to when",
        epilog="wraparound compacts keys --issuer rxw",
    )
    keys.add_argument("--issuer", default="", help="part of the name or the code of an organisation or region")
    keys.set_defaults(answer=_keys, say=attested.keys_in_lines)


def _list(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.compacts import compacts

    question = CompactQuestion(asked.q, asked.state, max(1, asked.page))
    return compacts(question, viewer=OPERATOR, on=_now().date())


def _show(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.compacts import compact

    with _whole():
        return compact(asked.number, viewer=OPERATOR, on=_now().date(), version=asked.version)


def _figures(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.patience import patience_of

    with _whole():
        return patience_of(asked.number, viewer=OPERATOR, on=_now().date())


def _compare(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.compacts import compared

    with _whole():
        return compared(asked.number, asked.before, asked.after, viewer=OPERATOR, on=_now().date())


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

    with _whole():
        return ending_page(asked.number, viewer=OPERATOR, on=_now().date())


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

    with _whole():
        return reviews(asked.number, viewer=OPERATOR, on=_now().date())


def _review(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.reviews import review

    with _whole():
        return review(asked.number, asked.review, viewer=OPERATOR, on=_now().date())


def _promises(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.sheets import sheet_of
    from wraparound.capabilities.compacts.queries.undertakings import promises
    from wraparound.records.actions.looks import exporting

    question = PromiseQuestion(asked.which, asked.giver, asked.sort, asked.q, max(1, asked.page))
    if asked.out is None and asked.format is None:
        return promises(question, viewer=OPERATOR, on=_now().date())
    with exporting(by=OPERATOR):
        return sheet_of(question, viewer=OPERATOR, on=_now().date())


def _table(answer: PromiseList | tuple[UndertakingTerms, ...]) -> list[Row]:
    return rows_of(answer.lines if isinstance(answer, PromiseList) else answer)


def _follow(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.tasks import apply_what_follows

    return apply_what_follows(_now())


def _lock_anew(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.actions.locking import lock_all_anew

    return lock_all_anew(by=OPERATOR)


def _prospectuses(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.prospectuses import published_page

    return published_page(ProspectusQuestion(asked.q, max(1, asked.page)), viewer=OPERATOR, on=_now().date())


def _prospectus(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.prospectuses import public_prospectus

    return public_prospectus(asked.number, asked.edition, viewer=OPERATOR)


def _document(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.exchange.papers import KINDS, paper_as
    from wraparound.capabilities.compacts.queries.papers import document
    from wraparound.records.actions.looks import exporting

    ending = asked.to.suffix.lower().lstrip(".") if asked.to else ""
    if asked.to and ending not in KINDS:
        raise CannotAnswer(f"We cannot write “{asked.to}”: end its name in {' or '.join(f'.{one}' for one in KINDS)}.")
    if asked.to and not asked.to.parent.is_dir():
        raise CannotAnswer(f"There is no folder {asked.to.parent} to write {asked.to.name} into.")
    where = f"/compacts/{asked.number}/ on this site"
    with _whole(), exporting(by=OPERATOR):
        made = document(asked.number, asked.kind, where=where, viewer=OPERATOR, on=_now().date(), version=asked.version)
    if asked.to:
        beside = asked.to.with_name(f".{asked.to.name}.{os.getpid()}.part")
        beside.write_bytes(paper_as(ending, made))
        beside.replace(asked.to)
    return made


def _catalogue(asked: Namespace) -> object:
    return tuple(support_catalogue().values())


def _verify_recognition(asked: Namespace) -> object:
    """The answer; where it does not count it is printed here, and then what is wrong ends the command with 1."""
    from wraparound.capabilities.compacts.exchange.attested import attested_in

    try:
        found = attested_in(asked.file, asked.key)
    except NotAttested as trouble:
        raise EvidenceAltered(attested.fault_words(trouble)) from trouble
    if found.holds:
        return found
    print(
        json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str)
        if asked.json
        else recognition.in_terminal(found)
    )
    raise EvidenceAltered(found.does_not[0])


def _keys(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.keys import published_keys

    wanted = asked.issuer.casefold()
    keys = published_keys(viewer=OPERATOR).keys
    return tuple(one for one in keys if wanted in f"{one.issuer.name} {one.issuer.code}".casefold())


@contextmanager
def _whole() -> Iterator[None]:
    """A text that is not what was written is broken, and not asked wrongly."""
    try:
        yield
    except TextAltered as trouble:
        raise EvidenceAltered(f"{trouble} Bring back a backup from before it was altered.") from trouble


def _choices(words: "type[Party] | type[UndertakingSort] | type[PaperSort] | dict[str, str]") -> str:
    return f"one of: {', '.join(str(one) for one in words if one)}"


def _now() -> datetime:
    """The moment by the clock on the wall: what counts today begins at our own midnight."""
    from django.utils import timezone

    return timezone.localtime()
