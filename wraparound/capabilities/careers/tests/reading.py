"""How hard a page is to read: the Flesch–Kincaid grade of the sentences that a reader meets on it.

Labels (pieces of fewer than four words: headings, buttons, names in a menu) are left out: each would count as a short
sentence and flatter the page. Words of the glossary count as words of one syllable: a page may name them. What stands
in the hints of a form counts like the rest.
"""

import re
from html.parser import HTMLParser

GLOSSARY = (
    *("nhs", "apprenticeship", "ambulance", "hospital", "hospitals", "manager", "managers", "university"),
    *("mary", "seacole", "edward", "jenner", "surrey", "heartlands", "national", "medical", "director’s"),
    *("clinical", "fellow", "scheme", "graduate", "management", "training", "leadership", "academy", "careers"),
    *("employers", "step", "health", "november", "region", "foundation"),
)
"""Names of programmes and of months, and words of docs/words.md and of the trade that have no shorter one."""
LEAST_OF_A_SENTENCE = 4
ENDS_A_PIECE = frozenset(
    ("p", "li", "h1", "h2", "h3", "label", "dt", "dd", "div", "span", "button", "legend", "option", "a", "td", "th")
)
"""A link inside a sentence ends it too: what is left is judged as it stands."""
SILENT = re.compile(r"(?:(?<![sc]h)[^laeiouyscgxz]es|[^tdaeiouy]ed|[^laeiouy]e|[aeiouy]les?)$")
SPLIT = re.compile(r"ia|io(?!u)|(?<![ctx])iou|[aeiou]ing$|[dr]ea$|ua(?!r)|ism$")


def syllables(word):
    """How many syllables a word has, by its groups of vowels, silent ends, and vowels that are spoken apart."""
    plain = re.sub(r"[^a-z]", "", word.casefold().replace("’s", ""))
    if not plain or plain in GLOSSARY or word.casefold() in GLOSSARY:
        return 1
    groups = len(re.findall(r"[aeiouy]+", plain))
    if len(plain) > 3 and SILENT.search(plain):
        groups -= 1
    apart = re.sub(r"[tscg]io|[tsc]ia", "", plain)
    return max(1, groups + len(SPLIT.findall(apart)))


def grade(sentences):
    """The grade of sentences, each a list of words: 0.39 words a sentence + 11.8 syllables a word − 15.59."""
    words = [word for sentence in sentences for word in sentence]
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def sentences_of(text):
    """The sentences of a piece of text, as lists of words."""
    found = re.split(r"(?<=[.!?:;])\s+", text)
    return [words for one in found if (words := re.findall(r"[A-Za-z][A-Za-z’'-]*", one))]


class _Pieces(HTMLParser):
    def __init__(self):
        super().__init__()
        self.inside, self.pieces = False, [""]

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "main"
        if tag in ENDS_A_PIECE:
            self.pieces.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "main"
        if tag in ENDS_A_PIECE:
            self.pieces.append("")

    def handle_data(self, data):
        if self.inside:
            self.pieces[-1] += data


def grade_of_page(html):
    """The grade of what stands in the main part of a page, and how many sentences it rests on."""
    reader = _Pieces()
    reader.feed(html)
    told = [one for piece in reader.pieces for one in sentences_of(" ".join(piece.split()))]
    told = [one for one in told if len(one) >= LEAST_OF_A_SENTENCE]
    return grade(told), len(told)
