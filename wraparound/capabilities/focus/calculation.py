"""Blocks of text to all that is said of a document (docs/methods/focus.md)."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from wraparound.capabilities.focus.terms.kept import KeptOverTime
from wraparound.capabilities.focus.terms.splits import SplitLine, SplitState
from wraparound.capabilities.focus.terms.texts import (
    AccuracyFigure,
    CodersAgreed,
    DatedDocument,
    DocumentRead,
    FlagAgreement,
    GenderedWord,
    HowRange,
    LikeSentence,
    PaddingSigns,
    RepeatedPhrase,
    RowScored,
    SentenceRead,
    TextKind,
    TextNotRead,
    UsualOfKind,
    WordPart,
)
from wraparound.methods.agreement import agreed
from wraparound.methods.focus.correcting import Tried, corrected_share
from wraparound.methods.focus.counting import FlagCounts, HowShare, ShareDifference, counted, difference, share_of_how
from wraparound.methods.focus.gendered import gendered
from wraparound.methods.focus.horizon import Horizon, horizon
from wraparound.methods.focus.language import Language, is_overlong, languages_of
from wraparound.methods.focus.letters import plain_letters
from wraparound.methods.focus.lexicon import Lexicon
from wraparound.methods.focus.model import FLAGS, Flag, Model, Scored, score
from wraparound.methods.focus.nearest import Examples, nearest
from wraparound.methods.focus.padding import padding
from wraparound.methods.focus.splitting import Block, PieceKind, Sentence, sentences_of
from wraparound.methods.focus.valence import negative

DIGITS = 6
FEWEST_TOGETHER = 5


@dataclass(frozen=True)
class ReadBy:
    """Everything that a document is read with: the model, coded sentences, words of valence, and gendered words."""

    model: Model
    examples: Examples
    valence: Lexicon
    gendered: Lexicon
    accuracy: tuple[AccuracyFigure, ...]
    tried: Mapping[Flag, Tried]
    usual: UsualOfKind


@dataclass(frozen=True)
class KnownOfKind:
    """What is known of a kind of document: how well it is read, how its flags were tried, and what is usual of it."""

    accuracy: tuple[AccuracyFigure, ...]
    tried: Mapping[Flag, Tried]
    usual: UsualOfKind


def corrected_of(counts: FlagCounts, tried: Mapping[Flag, Tried]) -> HowShare | None:
    """The share with misreadings counted in; none where too few sentences of the kind were coded to know of them."""
    if not all(tried[flag].is_sound for flag in FLAGS):
        return None
    return corrected_share(counts, tried["what"], tried["how"])


def score_row(row: int, text: str, model: Model) -> RowScored:
    """The amounts of one text by itself; both 0 and sure where it has no word."""
    found = score(text, model)
    if not found.tokens:
        return RowScored(row, 0.0, 0.0, what_flag=False, how_flag=False, unsure=False)
    return RowScored(
        row=row,
        what=round(found.what.amount, DIGITS),
        how=round(found.how.amount, DIGITS),
        what_flag=found.what.flagged,
        how_flag=found.how.flagged,
        unsure=found.unsure,
    )


def read_document(
    blocks: Iterable[Block], by: ReadBy, *, kind: TextKind, year: int, notes: tuple[str, ...] = ()
) -> DocumentRead:
    """A document from its blocks; TextNotRead where no sentence of it is in English, and nothing could be said.

    Args:
        blocks: headings, bullets, cells and paragraphs, in order, as whoever read the document found them.
        by: what it is read with.
        kind: what sort of document it is; gendered words are looked for in adverts alone.
        year: in which it was written: from it the horizon is told.
        notes: what was left out when it was read, to be said beside.
    """
    sentences = list(sentences_of(blocks))
    scores = [score(one.text, by.model) for one in sentences]
    languages = languages_of([one.text for one in sentences], scores)
    each = zip(sentences, zip(scores, languages, strict=True), strict=True)
    read = tuple(_sentence(number, *one, by, year) for number, one in enumerate(each, start=1))
    body = [place for place, one in enumerate(read) if one.kind is not PieceKind.HEADING]
    counting = [place for place in body if read[place].language is Language.ENGLISH]
    if body and not counting:
        raise TextNotRead(_no_english(len(body)))
    counts = counted(scores[place] for place in counting)
    own = [read[place] for place in counting]
    return DocumentRead(
        kind=kind,
        method=by.model.version,
        counts=counts,
        change=sum(one.change for one in own),
        negative=sum(one.negative for one in own),
        short=sum(one.horizon in {Horizon.SHORT, Horizon.BOTH} for one in own),
        long=sum(one.horizon in {Horizon.LONG, Horizon.BOTH} for one in own),
        headings=len(sentences) - len(body),
        not_english=len(body) - len(counting),
        overlong=tuple(read[place].number for place in counting if is_overlong(scores[place])),
        notes=notes,
        share=share_of_how(counts),
        sentences=read,
        padding=_padding(sentences, scores, counting, by.model),
        gendered=_gendered(read, by.gendered) if kind is TextKind.ADVERT else (),
        accuracy=tuple(one for one in by.accuracy if one.kind in {kind.value, "all"}),
        corrected=corrected_of(counts, by.tried),
        usual=by.usual,
    )


def _no_english(sentences: int) -> str:
    which = "The only sentence is not" if sentences == 1 else f"None of the {sentences:,} sentences is"
    return f"{which} in English, as far as can be told, and this measure knows English words alone. Give it in English."


def count_document(blocks: Iterable[Block], model: Model) -> tuple[FlagCounts, str]:
    """The counts of a document alone, of the sentences that `read_document` counts, and a mark of what it says."""
    sentences = [one for one in sentences_of(blocks) if one.kind is not PieceKind.HEADING]
    scores = [score(one.text, model) for one in sentences]
    languages = languages_of([one.text for one in sentences], scores)
    pairs = zip(scores, languages, strict=True)
    counts = counted(scored for scored, language in pairs if language is Language.ENGLISH)
    return counts, _mark(one.text for one in sentences)


def mark_of(read: DocumentRead) -> str:
    """A mark of what a document says, word for word, headings apart: the same as `count_document` gives."""
    return _mark(one.text for one in read.sentences if one.kind is not PieceKind.HEADING)


def _mark(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def over_time(found: Iterable[tuple[DatedDocument, str]], tried: Mapping[Flag, Tried]) -> tuple[DatedDocument, ...]:
    """Documents by day, each with its share and how much larger that is than the one before; those without a day last.

    Args:
        found: documents with the marks of what they say; of those that say the same the earliest is counted.
        tried: how flags were read in coded sentences of their kind.
    """
    told: list[DatedDocument] = []
    first: dict[str, DatedDocument] = {}
    before: HowShare | None = None
    for one, mark in sorted(found, key=_by_day):
        if one.counts and first.setdefault(mark, one) is not one:
            told.append(replace(one, counts=None, same_as=first[mark].name))
            continue
        share = share_of_how(one.counts) if one.counts else None
        since = difference(share, before) if share and before else None
        corrected = corrected_of(one.counts, tried) if one.counts else None
        told.append(replace(one, share=share, corrected=corrected, since=since))
        before = share or before
    return tuple(told)


def _by_day(pair: tuple[DatedDocument, str]) -> tuple[bool, date, str, int]:
    one, _ = pair
    return (one.day is None, one.day or date.min, one.name, one.number)


def usual_here(found: Sequence[DatedDocument]) -> HowRange | None:
    """The lowest and highest share among documents of one kind; none of fewer than five that have one."""
    shares = [one.share.share for one in found if one.share]
    if len(shares) < FEWEST_TOGETHER:
        return None
    return HowRange(low=min(shares), high=max(shares), documents=len(shares))


def kept_over_time(
    found: Iterable[tuple[TextKind, str, DatedDocument, str]], known: Callable[[TextKind], KnownOfKind]
) -> tuple[KeptOverTime, ...]:
    """Kept documents by kind and by how they were read, which alone can be compared; in the order of kinds.

    Args:
        found: of each kept document its kind, its method, itself with its counts, and the mark of what it says.
        known: what is known of a kind.
    """
    sorts: dict[tuple[TextKind, str], list[tuple[DatedDocument, str]]] = {}
    for kind, method, one, mark in found:
        sorts.setdefault((kind, method), []).append((one, mark))
    in_order = sorted(sorts, key=lambda sort: (list(TextKind).index(sort[0]), sort[1]))
    return tuple(_kept_sort(*sort, sorts[sort], known(sort[0])) for sort in in_order)


def _kept_sort(
    kind: TextKind, method: str, documents: Iterable[tuple[DatedDocument, str]], known: KnownOfKind
) -> KeptOverTime:
    found = over_time(documents, known.tried)
    return KeptOverTime(
        kind=kind,
        method=method,
        documents=found,
        overall=overall_of(found),
        together=together_of(found),
        here=usual_here(found),
        usual=known.usual,
        accuracy=known.accuracy,
    )


def overall_of(found: Sequence[DatedDocument]) -> ShareDifference | None:
    """The last share less the first; none where fewer than two have one."""
    shares = [one.share for one in found if one.share]
    return difference(shares[-1], shares[0]) if len(shares) > 1 else None


def together_of(found: Sequence[DatedDocument]) -> HowShare | None:
    """The share of all documents as one; none of fewer than five, which may be all of one hand."""
    counts = [one.counts for one in found if one.counts]
    if len(counts) < FEWEST_TOGETHER:
        return None
    names = [one.name for one in fields(FlagCounts)]
    return share_of_how(FlagCounts(**{name: sum(getattr(one, name) for one in counts) for name in names}))


def state_of_line(line: SplitLine, model: Model) -> SplitState:
    """What a statement says: by its author's mark where it has no words of its own, else by its words.

    One of several sentences says what any of them surely says; while that is not both, one that is too close to call
    leaves the whole so.
    """
    if line.marked and not line.worded:
        return line.marked
    texts = [one.text for one in sentences_of([Block(PieceKind.BULLET, plain_letters(line.text))])]
    scores = [score(text, model) for text in texts]
    languages = languages_of(texts, scores)
    read = [one for one, language in zip(scores, languages, strict=True) if language is Language.ENGLISH]
    if not read:
        return SplitState.NOT_READ
    what, how = (any(getattr(one, flag).flagged and not one.unsure for one in read) for flag in FLAGS)
    if what and how:
        return SplitState.BOTH
    if any(one.unsure for one in read):
        return SplitState.UNSURE
    return SplitState.WHAT if what else SplitState.HOW if how else SplitState.NEITHER


def counts_of_split(states: Iterable[SplitState]) -> FlagCounts:
    """How many statements of a set say what; those that were not read are in no count."""
    found = Counter(states)
    return FlagCounts(**{one.name: found[SplitState(one.name)] for one in fields(FlagCounts)})


def coders_agreed(codings: Mapping[str, Mapping[str, Mapping[str, str]]]) -> CodersAgreed:
    """How far coders agree, flag by flag.

    Args:
        codings: of each coder, for each sentence, what they said (“yes” or “no”) of each flag.
    """
    names = tuple(codings)
    rows = [row for row in codings[names[0]] if all(row in other for other in codings.values())]
    found = []
    for flag in FLAGS:
        result = agreed([[codings[name][row][flag] for name in names] for row in rows])
        alpha, low, high = (result.alpha, result.low, result.high) if result else (None, None, None)
        found.append(FlagAgreement(flag, alpha, low, high, sentences=len(rows)))
    return CodersAgreed(names, tuple(found))


def _sentence(number: int, one: Sentence, found: tuple[Scored, Language], by: ReadBy, year: int) -> SentenceRead:
    scored, language = found
    return SentenceRead(
        number=number,
        kind=one.kind,
        text=one.text,
        where=one.where,
        language=language,
        what=round(scored.what.amount, DIGITS),
        how=round(scored.how.amount, DIGITS),
        what_flag=scored.what.flagged,
        how_flag=scored.how.flagged,
        unsure=scored.unsure,
        what_start=scored.what.start,
        how_start=scored.how.start,
        change=scored.change > 0,
        horizon=horizon(one.text, year=year),
        negative=negative(scored.tokens, by.valence),
        parts=tuple(parts_of(one.text, scored)),
        alike=tuple(LikeSentence(like.text, like.code, round(how, 3)) for like, how in nearest(one.text, by.examples)),
    )


def parts_of(text: str, scored: Scored) -> list[WordPart]:
    """The text in pieces, words and what lies between them; put together they are the text again."""
    found, begin = [], 0
    for token, what, how in zip(scored.tokens, scored.what.by_word, scored.how.by_word, strict=True):
        if token.start > begin:
            found.append(WordPart(text[begin : token.start], 0.0, 0.0))
        found.append(WordPart(text[token.start : token.end], what, how))
        begin = token.end
    return [*found, WordPart(text[begin:], 0.0, 0.0)] if begin < len(text) else found


def _padding(
    sentences: Sequence[Sentence], scores: Sequence[Scored], counting: Sequence[int], model: Model
) -> PaddingSigns:
    found = padding([sentences[place].text for place in counting], [scores[place] for place in counting], model)
    phrases = tuple(RepeatedPhrase(words, times) for words, times in found.phrases)
    return PaddingSigns(phrases, tuple(counting[place] + 1 for place in found.hung_on), warned=found.warned)


def _gendered(read: Sequence[SentenceRead], words: Lexicon) -> tuple[GenderedWord, ...]:
    return tuple(
        GenderedWord(one.text[found.start : found.end], found.side, one.number)
        for one in read
        for found in gendered(one.text, words)
    )
