"""A partnership as a file: one page of tagged PDF (UA-1), under a name that says what it is."""

from wraparound.capabilities.partnerships.terms.agreements import AgreementPage
from wraparound.capabilities.partnerships.wording.papers import agreement_paper
from wraparound.papers.pdf import as_pdf


def agreement_as_pdf(found: AgreementPage, where: str) -> bytes:
    """PDF/UA-1. `where`: the address at which the same can be read."""
    return as_pdf(agreement_paper(found, where))


def file_name(found: AgreementPage) -> str:
    """Such as partnership-12-ZZ02-helps-ZZ03.pdf."""
    return f"partnership-{found.number}-{found.helper_code}-helps-{found.helped_code}.pdf"
