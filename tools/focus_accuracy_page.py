"""The published page about how far focus agrees with coders, from the lines that were measured."""

from collections.abc import Iterable, Sequence

from project import ROOT

PAGE = ROOT / "docs/methods/focus-accuracy.md"

FLAGS = ("what", "how")

type Cells = tuple[str, ...]

BEGINNING = """# How far the focus measure agrees with coders

This page and the figures beside every result are made by `make focus-accuracy`, and by nothing else. What is measured
and how sentences are coded is in [focus.md](focus.md). Measured: {version}.

**What it rests on.** 207 sentences of published NHS adverts, appraisal papers, plans and other documents, coded for
what and how by one coder before this measure was made. They taught it nothing: its words were written and its weights
learned from sentences of our own (`sentences.csv`: {own:,} of them), and every setting was chosen on those, kinds of
document held out in turn. The codes are one coder's. No two people have coded them yet, so nobody knows how far people
would agree; until then every figure here is provisional. Codes of two people, made with `wraparound focus annotate`,
replace them in one command.

**How often the NHS sentences were opened:** {opened}

**Intervals** are 95%, from drawing whole documents again (2,000 times, seed 17). Kappa is agreement beyond chance;
the area is how often a sentence that the coder said yes to has the higher amount. “Model” and “lexicon” are the two
ways of reading a flag; a flag is read by the model only where its kappa is at least 0.05 above the lexicon's, whose
threshold came from the same sentences as the model. “First lexicon” is the list of about 170 stems that we began with.
"""
OPENED = (
    "three times. The first time, with 1,100 sentences of our own, kappa was 0.55 for what and 0.70 for how by the "
    "model, and 0.57 and 0.57 by the lexicon. Long sentences were those on which our own held-out figures were worst, "
    "so 210 of our own were added, most of them long; nothing else was changed, and none of the NHS set was looked at. "
    "The second time it was 0.64 and 0.75 by the model, and 0.57 and 0.57 by the lexicon. Plans were then worst by our "
    "own held-out figures, and one word that only joins others had a weight: 107 more of our own were added, half of "
    "them as plans say things, and eight such words taken out. The third time is what stands below, a little too good "
    "for having been the third."
)
LEAST_GAIN = 0.05
"""How much more kappa than the lexicon the model must have to be what a flag is read by."""
TABLES = (
    (
        "NHS sentences",
        "NHS sentences, shipped",
        "207 sentences of 31 documents, and beside them 42 items of agendas, which are in no figure of “all”.",
        True,
    ),
    ("Model and lexicon", "NHS sentences, model|NHS sentences, lexicon|NHS sentences, first lexicon", "", True),
    (
        "Published frameworks",
        "NSW framework|O*NET activities",
        "Statements that their own authors put under a heading plainly of one sort, the headings fixed "
        "beforehand: how often "
        "one of the first sort has more what, beside how, than one of the other. NSW Capability Framework (State "
        "of New "
        "South Wales, CC BY 3.0 AU); O*NET (US Department of Labor, CC BY 4.0). Neither is kept here.",
        True,
    ),
    (
        "Made to break it",
        "suites, shipped",
        "Twenty tasks alone and with kind words hung on the end; sentences and their denial; listening to "
        "patients beside "
        "doing things for them. The words “in a compassionate and inclusive way” alone are no how by our coding; "
        "working "
        "with colleagues and developing people are. Padded documents: each of the three endings in 30, 50 and "
        "100 of 100 "
        "sentences.",
        False,
    ),
)
END = """
## What this does not say

How the measure does on documents of kinds that are not here, on informal talk, or in another dialect; whether those who
write about people treat them well; anything about a person. It measures wording, and wording is easily changed.
"""


def page(lines: Sequence[Cells], version: str, *, own: int) -> str:
    """The whole page as Markdown."""
    parts = [BEGINNING.format(version=version, opened=OPENED, own=own), *(_decision(flag, lines) for flag in FLAGS), ""]
    for title, sets, words, ends in TABLES:
        chosen = [line for line in lines if any(line[0].startswith(one) for one in sets.split("|"))]
        parts.append("\n".join((f"## {title}", "", *([words, ""] if words else []), *_table(chosen, ends=ends), "")))
    return "\n".join(parts) + END


def gain(flag: str, lines: Sequence[Cells]) -> tuple[float, float]:
    """Kappa of one flag by the model and by the lexicon."""
    found = {line[0]: float(line[4]) for line in lines if line[1:4] == ("all", flag, "kappa")}
    return found["NHS sentences, model"], found["NHS sentences, lexicon"]


def _decision(flag: str, lines: Sequence[Cells]) -> str:
    model, lexicon = gain(flag, lines)
    by = "model" if model - lexicon >= LEAST_GAIN else "lexicon"
    said = f"kappa {model:.2f} by the model, {lexicon:.2f} by the lexicon"
    return f"- **{flag.capitalize()}** is read by the {by}: {said}."


def _table(lines: Iterable[Cells], *, ends: bool) -> list[str]:
    head = ["Set", "Kind", "Flag", "Figure", "Value", *(["95% interval"] if ends else []), "Sentences"]
    rows = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for set_, kind, flag, figure, value, low, high, sentences, _ in lines:
        interval = [f"{low} to {high}" if low else ""] if ends else []
        rows.append(f"| {' | '.join((set_, kind, flag, figure, value, *interval, sentences))} |")
    return rows
