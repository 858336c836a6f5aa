"""Calls for evidence in words."""

from wraparound.capabilities.listening.terms.calls import (
    LARGEST_DOCUMENT,
    MOST_FROM_A_PLACE,
    CallLine,
    CallPage,
    EvidenceLine,
    EvidencePage,
    Forwhom,
    ReceiptPage,
    TakenOut,
    TakenOutBecause,
)
from wraparound.capabilities.listening.wording.plain import day
from wraparound.capabilities.listening.wording.themes import opened_words

CLOSED_NOW = "This call was closed early. Nothing can be sent to it now. What you see here was not kept."
CLOSED_ALREADY = "This call is closed already."
NOT_REOPENED = (
    "This call cannot be opened again: it is open, its last day is over, or what was sent is sorted or published "
    "already."
)
NOT_THERE = "Nothing of this piece is here any more: whoever sent it took it back, or it was taken out before."
TAKE_OUT = {
    TakenOutBecause.NAMES: "It names somebody, or somebody can be known by it",
    TakenOutBecause.HARMS: "It accuses somebody, or could harm their good name",
    TakenOutBecause.ABUSES: "It insults or threatens, or could harm whoever opens it",
    TakenOutBecause.ASTRAY: "It does not answer the question, such as advertising",
}
TAKE_OUT_WARNING = (
    "Its words, name, contact and document are removed at once, for both readers and for good. That it was taken out, "
    "on which day, in which role and why, is kept. Everybody reads how many pieces were taken out; whoever sent it "
    "reads the reason with their receipt. What you published already stays as it was written: change it there, if it "
    "quotes this."
)
SURE = "I have read it, and it is to go for good"
OVER = "The last day of this call is over. Nothing can be sent to it any more."
FULL = "This call has been sent as many pieces as it takes, and takes no more. Write to whoever asks."
FULL_TODAY = (
    "This call has been sent as many pieces as it takes in a day. Until its last day, you can try again on another day."
)
NO_MORE_DOCUMENTS = (
    "This call has been sent as many documents as it takes. It still takes words: write them here, without a document."
)
NO_MORE_DOCUMENTS_TODAY = (
    "This call has been sent as many documents as it takes in a day. It still takes words: write them here, without a "
    "document. Until its last day, you can send the document on another day."
)
FROM_ONE_PLACE = (
    f"Something was sent from your network {MOST_FROM_A_PLACE} times within an hour, which is as often as is taken. "
    "Try again in an hour. What you sent just now was not kept."
)
SENT_OTHERWISE = (
    "Something else was sent from this page before, and has its own receipt. What you see here is not sent yet. "
    "Choose your document again if there is one, and press “Send it” once more."
)
FORWHOM = {
    Forwhom.PUBLIC: "Everybody: it is on the public list",
    Forwhom.INVITED: "Whoever has its link: it is on no list",
}
DOCUMENT_HINT = (
    f"PDF, Word (.docx), Excel (.xlsx) or plain text, up to {LARGEST_DOCUMENT // 1_000_000} MB, without macros. "
    "Take out what names patients or colleagues. The file itself may name you: send plain text if you must not be known"
)
RETENTION = (
    "What is sent is kept for two years after the last day, then removed. You can take it back at any time before."
)
PRIVACY = (
    "You need no account. Your name and how to reach you are yours to give or to leave out. Nothing else about you is "
    "kept with it: no address of your computer and no cookie."
)
CONSENT = "What I send may be quoted in what is published, without my name"
NO_CONSENT = "Not to be quoted"
QUOTED = "May be quoted, without a name"
TAKEN_BACK = "It is taken back. Words, name and document are gone."
AFTER_PUBLISHED = (
    "What was published already stays as it was written; if it quotes you, write to whoever asked. "
    "Counts of themes stay."
)
KEEP_RECEIPT = "Write it down or print this page: it is kept nowhere, and nobody can give it to you again."


def call_words(line: CallLine) -> str:
    """A call in a list, under its title."""
    heard = "What was heard is published" if line.is_heard else "What was heard is not published yet"
    if line.is_open:
        return f"{line.place} asks, until {day(line.closes_on)}."
    if line.closed_on:
        return f"{line.place} asked. It was closed early, on {day(line.closed_on)}. {heard}."
    return f"{line.place} asked, until {day(line.closes_on)}. {heard}."


def closed_words(page: CallPage) -> str:
    """Why a call was closed early; empty where it was not."""
    return f"Why it was closed early: {page.closed_because}" if page.closed_because else ""


def pieces_words(page: CallPage) -> str:
    """On how many pieces what was heard rests, and how many were taken out; empty while there is nothing to say."""
    said = f"{_pieces(page.taken_out)} taken out by whoever asked: the receipt of each says why."
    out = said if page.taken_out else ""
    if page.heard_on is None:
        return out
    return " ".join(part for part in (f"What was heard rests on {_many(page.sent)}.", out) if part)


def _many(count: int) -> str:
    return f"{count} piece" if count == 1 else f"{count} pieces"


def _pieces(count: int) -> str:
    return f"{_many(count)} {'was' if count == 1 else 'were'}"


def sent_words(page: EvidencePage) -> str:
    """How many pieces there are, for their readers, and how many were taken back or taken out."""
    gone = [f"{count} more {words}" for count, words in _gone(page) if count]
    nothing = "Nothing of what was sent is here" if gone else "Nothing was sent yet"
    there = f"{_pieces(len(page.sent))} sent" if page.sent else nothing
    return f"{'; '.join((there, *gone))}."


def _gone(page: EvidencePage) -> tuple[tuple[int, str], ...]:
    return ((page.withdrawn, "taken back by whoever sent it"), (len(page.taken_out), "taken out"))


def taken_out_words(one: TakenOut) -> str:
    """That a piece was taken out: when, in which role, and why."""
    return f"Taken out on {day(one.on)}, in the role of {_lower(one.by)}. {TAKE_OUT[one.because]}."


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def reads_words(page: CallPage) -> str:
    """Who reads what is sent."""
    return f"{' and '.join(page.readers)} {'read' if len(page.readers) > 1 else 'reads'} what you send."


def by_words(one: EvidenceLine) -> str:
    """Who sent something, as far as they said, and whether it may be quoted."""
    who = " · ".join(part for part in (one.name, one.contact) if part) or "Without a name"
    return f"{who}. Sent on {day(one.sent_on)}. {QUOTED if one.may_publish else NO_CONSENT}."


def became_words(page: ReceiptPage) -> tuple[str, ...]:
    """What became of what was sent, step by step."""
    if page.withdrawn_on is not None:
        return (f"Sent on {day(page.sent_on)}, and taken back on {day(page.withdrawn_on)}. Nothing of it is kept.",)
    if page.taken_out is not None:
        return (f"It came on {day(page.sent_on)}.", taken_out_words(page.taken_out), "Nothing of it is kept.")
    document = " with a document" if page.had_document else ""
    steps = [f"It came on {day(page.sent_on)}{document}.", _opened(page)]
    if page.is_sorted:
        steps.append("It was sorted into themes.")
    if page.heard_on is not None:
        steps.append(f"What was heard was published on {day(page.heard_on)}.")
    elif page.closed_on is not None:
        steps.append(f"What was heard is not published yet. The call was closed early, on {day(page.closed_on)}.")
    else:
        steps.append(f"What was heard is not published yet. The last day of the call is {day(page.closes_on)}.")
    return tuple(steps)


def _opened(page: ReceiptPage) -> str:
    """Who opened it; of the day on which it came itself nobody knows which was first, since days are kept alone."""
    later = [one for one in page.opened if one.on > page.sent_on]
    same = [one.name for one in page.opened if one.on == page.sent_on]
    said = [opened_words(later)] if later else []
    if same:
        said.append(f"On the day you sent it, {' and '.join(same)} opened what had come by then, perhaps before yours.")
    return " ".join(said) or "Nobody has opened it yet."
