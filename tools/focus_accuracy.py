"""How far focus agrees with coders of text that it never learned from: the page and the figures beside every result.

Run: make focus-accuracy (FOLDER=… for the sentences, if they are not in ../shared/focus; CODED="a.tsv b.tsv" for
codes of two people made by `wraparound focus annotate`, which are then what is judged by). Says so and leaves all as
it is where the sentences are not there. Settings were chosen on our own sentences; which way reads a flag is chosen by
these figures (LEAST_GAIN), and must be what SHIPPED in evidence.py says: else nothing is written.
"""

import csv
import re
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from focus_accuracy_page import CODERS, PAGE, chosen_by_rule, page, said_of_coders
from focus_model import write
from focus_shares import SEED, Line, Row, halves, shares, tried, usual
from project import ROOT

from wraparound.capabilities.focus import evidence
from wraparound.methods.focus import suites
from wraparound.methods.focus.evaluation import (
    Array,
    Coded,
    Figure,
    Interval,
    accuracy,
    area,
    best_threshold,
    kappa,
    macro_f1,
    with_interval,
)
from wraparound.methods.focus.features import lexicon_parts
from wraparound.methods.focus.lexicon import Lexicon, hits
from wraparound.methods.focus.model import FLAGS, UNSURE_WITHIN, Flag, Model, score
from wraparound.methods.focus.tokens import tokens_of
from wraparound.methods.focus.training import CODES_OF

FOLDER = ROOT.parent / "shared/focus"
TIMES = 2000
LEAST_OF_KIND, LEAST_DOCUMENTS = 30, 5
KINDS = {
    "advert": ("DCOO", "GM", "TL", "TM", "NTM", "DOO", "COO", "CICU", "J93", "J27"),
    "appraisal": ("APPR",),
    "plan": ("PLAN", "2026"),
    "board paper": ("IQPR",),
    "objectives": ("GOALS",),
    "strategy": ("VALUES",),
}
"""Kind of document by the last part of a source's name in sentences.tsv; others are “other”."""
NSW = {
    "what": "Deliver Results|Demonstrate Accountability|Plan and Prioritise|Think and Solve Problems|Finance|"
    "Procurement and Contract Management|Project Management|Optimise Business Outcomes",
    "how": "Communicate Effectively|Influence and Negotiate|Work Collaboratively|Manage and Develop People|Value "
    "Diversity",
}
ONET = {
    "what": "4.A.2.b.5|4.A.2.b.6|4.A.4.b.1|4.A.4.c.1|4.A.4.c.3",
    "how": "4.A.4.a.4|4.A.4.a.7|4.A.4.b.2|4.A.4.b.3|4.A.4.b.5",
}
"""Which parts of two published frameworks are plainly of one sort; fixed before anything was scored."""


def main() -> int:
    asked = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--folder", type=Path, help="where sentences.tsv and the published frameworks are")
    asked.add_argument("--coded", type=Path, nargs="+", default=[], metavar="FILE", help="codes of each of two people")
    given = asked.parse_args()
    folder = given.folder or FOLDER
    if not (folder / "sentences.tsv").is_file():
        print(f"Skipped: there is no {folder / 'sentences.tsv'}, and the measure is judged by no sentences of ours.")
        return 2 if given.folder or given.coded else 0
    lines = [one.cells() for one in measured(folder, given.coded)]
    if other := [flag for flag in FLAGS if chosen_by_rule(flag, lines) != _shipped(flag)]:
        print(f"Not written: by these figures {other[0]} is to be read by the {chosen_by_rule(other[0], lines)}.")
        print("Put that into SHIPPED in evidence.py, and run this again.")
        return 1
    write(evidence.ACCURACY, lines)
    _say_coders(lines)
    PAGE.write_text(page(lines, evidence.model().version, own=len(evidence.lessons())), encoding="utf-8")
    print("\n".join(" ".join(one) for one in lines))
    return 0


def _shipped(flag: Flag) -> str:
    return "model" if evidence.SHIPPED[flag] == evidence.WEIGHTS else "lexicon"


def _say_coders(lines: Sequence[tuple[str, ...]]) -> None:
    """The sidecar's word on who coded, in step with the figures."""
    sidecar = evidence.PUBLISHED / f"{evidence.ACCURACY}.toml"
    words = f'caveats = [\n  "{said_of_coders(lines)}",\n]'
    content = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(re.sub(r"caveats = \[.*?^\]", words, content, flags=re.DOTALL | re.MULTILINE), encoding="utf-8")


def measured(folder: Path, coded: Sequence[Path]) -> Iterator[Line]:
    rows = of_two_coders(coded) if coded else sentences(folder / "sentences.tsv")
    models = {
        "shipped": evidence.model(),
        "model": evidence.model_of(evidence.WEIGHTS),
        "lexicon": evidence.model_of(evidence.READABLE),
    }
    for name, model in models.items():
        yield from agreement(name, rows, model)
    yield from by_kind(rows, models["shipped"])
    documents = len({one.document for one in rows})
    coders = len({name for file in coded for name in _coders(file)}) if coded else 1
    yield Line(evidence.JUDGED_BY, "all", "both", CODERS, float(coders), len(rows), documents)
    yield from shares(rows, models["shipped"])
    yield from usual(rows, models["shipped"])
    yield from halves(rows, models["shipped"])
    if not coded:
        yield from by_kind(sentences(folder / "agenda_items.tsv", kind="agenda"), models["shipped"])
    yield from first_lexicon(folder, rows)
    for name, model in models.items():
        yield from frameworks(name, folder, model)
        yield from broken(name, model)


def sentences(file: Path, kind: str = "") -> list[Row]:
    """NHS sentences coded by one coder (docs/methods/focus.md), never learned from; of one kind where it is given."""
    return [
        Row(row["text"], kind or kind_of(row["src"]), row["src"], row["what"] == "1", row["how"] == "1")
        for row in rows_of(file)
    ]


def of_two_coders(files: Sequence[Path]) -> list[Row]:
    """Sentences that two people coded alike, from files of `wraparound focus annotate`; the others cannot judge."""
    one, *others = [{row["row"]: row for row in rows_of(file)} for file in files]
    alike = [key for key in one if all(key in other and _same(one[key], other[key]) for other in others)]
    return [
        Row(one[key]["text"], one[key].get("kind") or "other", one[key].get("document") or key, *_flags(one[key]))
        for key in alike
    ]


def agreement(name: str, rows: Sequence[Row], model: Model) -> Iterator[Line]:
    """Kappa, F1, accuracy and area of each flag, over whole documents; and what an unsure answer is worth."""
    documents = [one.document for one in rows]
    for flag in FLAGS:
        said, amounts = _said(rows, flag), _amounts(rows, flag, model)
        flagged = (amounts >= 0.5).astype(float)
        held: tuple[tuple[str, Figure, Array], ...] = (
            ("kappa", kappa, flagged),
            ("macro F1", macro_f1, flagged),
            ("accuracy", accuracy, flagged),
            ("area", area, amounts),
        )
        for figure, measure, against in held:
            chance = np.random.default_rng(SEED)
            found = with_interval(measure, Coded(said, against, documents), chance=chance, times=TIMES)
            yield Line(f"NHS sentences, {name}", "all", flag, figure, found, len(rows), len(set(documents)))
        sure = np.abs(amounts - 0.5) >= UNSURE_WITHIN
        yield Line(
            f"NHS sentences, {name}", "all", flag, "share sure", float(sure.mean()), len(rows), len(set(documents))
        )
        right = accuracy(said[sure], flagged[sure])
        yield Line(
            f"NHS sentences, {name}", "all", flag, "accuracy where sure", right, int(sure.sum()), len(set(documents))
        )
    yield _both(name, rows, model)


def by_kind(rows: Sequence[Row], model: Model) -> Iterator[Line]:
    """The same by kind of document, where a kind has enough sentences."""
    for kind in sorted({one.kind for one in rows}):
        own = [one for one in rows if one.kind == kind]
        documents = [one.document for one in own]
        for flag in FLAGS:
            said, amounts = _said(own, flag), _amounts(own, flag, model)
            flagged = (amounts >= 0.5).astype(float)
            figures: tuple[tuple[str, Figure], ...] = (("accuracy", accuracy), ("kappa", kappa))
            for figure, measure in figures[: 1 + (len(own) >= LEAST_OF_KIND)]:
                found = _of_kind(measure, Coded(said, flagged, documents))
                yield Line("NHS sentences, shipped", kind, flag, figure, found, len(own), len(set(documents)))
            yield from _trials(kind, own, flag, model)


def _trials(kind: str, own: Sequence[Row], flag: Flag, model: Model) -> Iterator[Line]:
    """How often a flag is given where the coder said yes, and left where they said no."""
    found, documents = tried(own, flag, model), len({one.document for one in own})
    for figure, right, of in ((evidence.FOUND, found.found, found.yes), (evidence.LEFT, found.left, found.no)):
        if of:
            yield Line(evidence.JUDGED_BY, kind, flag, figure, right / of, of, documents)


def _of_kind(measure: Figure, coded: Coded) -> Interval | float:
    """With its interval where there are documents enough to draw from."""
    if len(set(coded.documents)) < LEAST_DOCUMENTS:
        return measure(coded.said, coded.held)
    return with_interval(measure, coded, chance=np.random.default_rng(SEED), times=TIMES)


def first_lexicon(folder: Path, rows: Sequence[Row]) -> Iterator[Line]:
    """The first lexicon of about 170 stems, its threshold from our own sentences, for comparison."""
    words = evidence.first_lexicon(folder / "lexicon_v1_frozen.json")
    lessons = evidence.lessons()
    for flag in FLAGS:
        own = np.array([_dense(one.text, words, flag) for one in lessons])
        least = best_threshold(np.array([float(one.says(flag)) for one in lessons]), own)
        dense, said = np.array([_dense(one.text, words, flag) for one in rows]), _said(rows, flag)
        for figure, found in (("kappa", kappa(said, (dense >= least).astype(float))), ("area", area(said, dense))):
            documents = len({one.document for one in rows})
            yield Line("NHS sentences, first lexicon", "all", flag, figure, found, len(rows), documents)


def frameworks(name: str, folder: Path, model: Model) -> Iterator[Line]:
    """How often a statement of one sort has more what, beside how, than one of the other, in two frameworks."""
    nsw = [(row["text"], row["capability"]) for row in rows_of(folder / "nsw/nsw_capability_indicators.tsv")]
    onet = [(row["text"], row["element_id"]) for row in rows_of(folder / "onet/onet_dwa.tsv")]
    for title, found, parts in (("NSW framework", nsw, NSW), ("O*NET activities", onet, ONET)):
        chosen = [
            (text, "what" if part in parts["what"].split("|") else "how") for text, part in found if _in(part, parts)
        ]
        texts = list(dict.fromkeys(chosen))
        said = np.array([float(sort == "what") for _, sort in texts])
        beside = np.array([_what_beside_how(text, model) for text, _ in texts])
        figures = (("area", area(said, beside)), ("accuracy", accuracy(said, (beside >= 0).astype(float))))
        for figure, value in figures:
            yield Line(f"{title}, {name}", "framework", "what against how", figure, value, len(texts), 1)


def broken(name: str, model: Model) -> Iterator[Line]:
    """What becomes of sentences made to break the measure."""
    many = len(suites.TASKS)
    cases: list[tuple[str, str, Callable[[], float], int]] = [
        ("how", "flagged: tasks alone", lambda: suites.how_flagged(suites.TASKS, model), many),
        ("what", "flagged: tasks alone", lambda: suites.what_flagged(suites.TASKS, model), many),
    ]
    for tail in suites.TAILS:
        texts = suites.stuffed(tail)
        cases.append(("how", f"flagged: “{tail}” added", lambda texts=texts: suites.how_flagged(texts, model), many))  # type: ignore[misc]
        cases.append(("what", f"flagged: “{tail}” added", lambda texts=texts: suites.what_flagged(texts, model), many))  # type: ignore[misc]
    cases += [
        ("both", "padded documents warned of", lambda: suites.warned(model), 3 * len(suites.TAILS)),
        ("both", "a denial keeps both flags", lambda: suites.same_topic(model), len(suites.DENIED)),
        (
            "how",
            "flagged: listening to patients",
            lambda: suites.how_flagged(suites.LISTENING, model),
            len(suites.LISTENING),
        ),
        (
            "how",
            "flagged: doing things for patients",
            lambda: suites.how_flagged(suites.CARING, model),
            len(suites.CARING),
        ),
    ]
    for flag, figure, measure, sentences in cases:
        yield Line(f"suites, {name}", "made to break it", flag, figure, measure(), sentences, 0)


def kind_of(source: str) -> str:
    last = source.rpartition("_")[2]
    return next((kind for kind, ends in KINDS.items() if last.startswith(ends)), "other")


def _coders(file: Path) -> set[str]:
    return {row["coder"] for row in rows_of(file)}


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _both(name: str, rows: Sequence[Row], model: Model) -> Line:
    mixed = [one for one in rows if one.what and one.how]
    found = [score(one.text, model) for one in mixed]
    share = sum(one.what.flagged and one.how.flagged for one in found) / len(mixed)
    return Line(
        f"NHS sentences, {name}", "all", "both", "found", share, len(mixed), len({one.document for one in mixed})
    )


def _said(rows: Sequence[Row], flag: Flag) -> Array:
    return np.array([float(one.what if flag == "what" else one.how) for one in rows])


def _amounts(rows: Sequence[Row], flag: Flag, model: Model) -> Array:
    found = [score(one.text, model) for one in rows]
    return np.array([one.what.amount if flag == "what" else one.how.amount for one in found])


def _what_beside_how(text: str, model: Model) -> float:
    found = score(text, model)
    return found.what.amount - found.how.amount


def _dense(text: str, words: Lexicon, flag: Flag) -> float:
    tokens = tokens_of(text)
    names = [f"l:{code} dense" for code in CODES_OF[flag]]
    return sum(part.size for part in lexicon_parts(hits(tokens, words), len(tokens)) if part.name in names)


def _in(part: str, parts: dict[str, str]) -> bool:
    return any(part in side.split("|") for side in parts.values())


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    return _flags(one) == _flags(other)


def _flags(row: dict[str, str]) -> tuple[bool, bool]:
    return row["what"] == "yes", row["how"] == "yes"


if __name__ == "__main__":
    raise SystemExit(main())
