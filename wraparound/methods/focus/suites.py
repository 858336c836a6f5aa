"""Sentences made to break the measure: what becomes of them is published beside its accuracy.

Each is built from plain parts of our own, so that what was changed is known: a task alone, and the same task with kind
words hung on its end; a thing and its denial; listening to patients beside doing things for them.
"""

from collections.abc import Sequence

from wraparound.methods.focus.evaluation import share_yes
from wraparound.methods.focus.model import Model, score
from wraparound.methods.focus.padding import padding

TASKS = (
    "Clear the backlog of scans by the end of March.",
    "Submit the financial return by the tenth of each month.",
    "Hold agency spending below the agreed ceiling.",
    "Bring bed occupancy down to 92 per cent.",
    "Complete the audit of medicines on every ward.",
    "Replace the boilers before the winter.",
    "Deliver the activity plan for outpatients.",
    "Close all overdue actions from the inspection.",
    "Reduce the length of stay in medicine by half a day.",
    "Report performance against the four-hour standard each week.",
    "Find savings of two million pounds from procurement.",
    "Validate the waiting list every twelve weeks.",
    "Publish the board papers five days before the meeting.",
    "Migrate the booking system without loss of data.",
    "Achieve compliance with the cleaning standard.",
    "Start theatre lists on time.",
    "Discharge a third of patients before noon.",
    "Cut the number of cancelled operations by a fifth.",
    "Keep the risk register up to date.",
    "Meet the 62-day cancer standard.",
)
VALUES = "in a compassionate and inclusive way"
COLLEAGUES = "working collaboratively with colleagues"
PEOPLE = "valuing, supporting and developing our people"
TAILS = (VALUES, COLLEAGUES, PEOPLE)
DENIED = (
    ("Staff feel listened to.", "Staff do not feel listened to."),
    ("Managers support their teams.", "Managers do not support their teams."),
    ("Colleagues were consulted about the move.", "Colleagues were not consulted about the move."),
    ("The team was thanked for its work.", "The team was never thanked for its work."),
    ("People feel safe to speak up.", "People do not feel safe to speak up."),
    ("Partners were invited to the review.", "Partners were not invited to the review."),
    ("The standard was met in May.", "The standard was not met in May."),
    ("The audits were completed.", "The audits were not completed."),
    ("The savings were found.", "The savings were not found."),
    ("The report was finished in time.", "The report was not finished in time."),
)
LISTENING = (
    "Listens to patients without interrupting them.",
    "Takes time to hear what families are afraid of.",
    "Shows empathy when giving bad news to a patient.",
    "Asks patients what matters to them and acts on it.",
    "Builds trust with people who have been let down by services.",
    "Involves carers in decisions as equals.",
    "Treats each patient with dignity and patience.",
    "Explains choices to patients in words that they use themselves.",
)
CARING = (
    "Gives patients their medicines on time.",
    "Sees every patient within four hours of arrival.",
    "Records observations for each patient twice a shift.",
    "Keeps waiting times for scans below six weeks.",
    "Reduces infections on the ward.",
    "Makes sure that discharge letters are sent within a day.",
    "Reviews treatment plans each week.",
    "Moves patients to the right ward within the hour.",
)


def how_flagged(texts: Sequence[str], model: Model) -> float:
    """The share of texts with a flag of how."""
    return share_yes(score(text, model).how.flagged for text in texts)


def what_flagged(texts: Sequence[str], model: Model) -> float:
    """The share of texts with a flag of what."""
    return share_yes(score(text, model).what.flagged for text in texts)


def stuffed(tail: str) -> tuple[str, ...]:
    """The tasks, each with the same words hung on its end."""
    return tuple(f"{task.rstrip('.')}, {tail}." for task in TASKS)


def same_topic(model: Model) -> float:
    """The share of pairs whose flags are the same, the sentence and its denial."""
    return share_yes(_flags(plain, model) == _flags(denied, model) for plain, denied in DENIED)


def warned(model: Model, *, parts: Sequence[float] = (0.3, 0.5, 1.0)) -> float:
    """The share of documents padded with each tail, in each of these parts of their sentences, that are warned of."""
    return share_yes(_warned(tail, part, model) for tail in TAILS for part in parts)


def _flags(text: str, model: Model) -> tuple[bool, bool]:
    scored = score(text, model)
    return scored.what.flagged, scored.how.flagged


def _warned(tail: str, part: float, model: Model) -> bool:
    many = round(part * len(TASKS))
    texts = [*stuffed(tail)[:many], *TASKS[many:]]
    return padding(texts, [score(text, model) for text in texts], model).warned
