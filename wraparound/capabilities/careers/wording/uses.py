"""Using something of one's own in what is said of one's readiness, in words."""

USE = "Use this in what is said of your readiness"
HEAD = "Where it stands in pipelines"
NOWHERE = "It stands beside nothing that is said of your readiness."
NO_ENTRY = "Nothing that is said of your readiness counts today, so there is nothing beside which it could stand."
WHO = (
    "Only those to whom you show it by name find a link there, and only while you show it; of an example, those who "
    "vouch for it. Others are not told that anything is there. Nothing of it is read by the site, and no readiness "
    "comes of it. You can take it away at any time, and what that readiness says stays as it is."
)
WORKS = "Your work across organisations"


def of_assessment(title: str) -> str:
    """A self-assessment, for its person."""
    return f"What you said of yourself against {title}"


def of_example(competency: str) -> str:
    """An example, for its person."""
    return f"Your example of {competency}"
