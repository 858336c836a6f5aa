"""A partnership on one page of paper: what is wrong, what it is for, the terms, and who accepted them."""

from wraparound.capabilities.partnerships.terms.agreements import AgreementPage, Side, TermsPage
from wraparound.capabilities.partnerships.wording.agreements import heading, state_words, terms_lines
from wraparound.capabilities.partnerships.wording.own_words import TOPICS
from wraparound.capabilities.partnerships.wording.plain import day
from wraparound.papers.terms import Look, Paper, PaperPart

MADE_UP = "Two made-up organisations, to try things in."
NOT_AGREED = "Not in force: both boards have yet to accept it."
FOOTER = "Wraparound is not an NHS service. This paper says what two boards agreed, and nothing about either of them."


def agreement_paper(found: AgreementPage, where: str) -> Paper:
    """The paper of a partnership that has terms; `where` is the address at which the same can be read."""
    terms = found.terms
    assert terms is not None  # whoever calls has seen to it
    notices = [*([MADE_UP] if found.made_up else []), *([] if found.in_force_on else [NOT_AGREED])]
    return Paper(
        title=heading(found.helper, found.helped, agreed=found.in_force_on is not None),
        line=f"{state_words(found)} {_version(terms)}",
        notices=tuple(notices),
        parts=(
            PaperPart("What it is about", sentences=(f"{TOPICS[found.topic]}.",)),
            *_diagnosis(found),
            PaperPart("What it is for", points=terms.terms.aims),
            *(PaperPart(head, sentences=(words,)) for head, words in terms_lines(terms.terms)),
            PaperPart("Accepted", sentences=_accepted(found, terms)),
        ),
        footer=(FOOTER, where),
        day=terms.written_on,
        look=Look.ONE_PAGE,
        about=_version(terms),
    )


def _version(terms: TermsPage) -> str:
    """Such as: Version 2 of the terms, written on 3 May 2026; fingerprint 0a1b2c3d4e5f."""
    return f"Version {terms.number} of the terms, written on {day(terms.written_on)}; fingerprint {terms.digest[:12]}."


def _diagnosis(found: AgreementPage) -> tuple[PaperPart, ...]:
    """What both agree is wrong, where the reader may read it."""
    if found.joint is None:
        return ()
    paragraphs = tuple(line.strip() for line in found.joint.words.splitlines() if line.strip())
    return (PaperPart("What both boards agree is wrong", sentences=paragraphs),)


def _accepted(found: AgreementPage, terms: TermsPage) -> tuple[str, ...]:
    """Who accepted it for each board, and which has not."""
    done = {one.side: one for one in terms.accepted}
    return tuple(
        f"For {found.name_of(side)}: {done[side].name}, on {day(done[side].on)}."
        if side in done
        else f"{found.name_of(side)} has not accepted it."
        for side in Side
    )
