"""How long records are kept, and until when: pure text and days."""

from datetime import date

from wraparound.published.months import months_before
from wraparound.records.calculation.retention_of_careers import OF_CAREERS
from wraparound.records.terms import RetentionClass

RETENTION: dict[str, RetentionClass] = {
    one.name: one
    for one in (
        RetentionClass(
            name="account",
            words="name, sign-in address and account",
            months=72,
            counted_from="the day the account was closed, or the last day anywhere of somebody without a role",
            ground="public task: knowing who works with this site and who may see what",
            erasable=True,
        ),
        RetentionClass(
            name="belonging",
            words="where somebody belongs, in which job, from when to when",
            months=72,
            counted_from="the last day there",
            ground="public task: which organisation is answerable for whom",
            erasable=True,
        ),
        RetentionClass(
            name="access",
            words="roles given and ended",
            months=72,
            counted_from="the day the role ended",
            ground="legal obligation: showing who could see personal data, and by whose decision",
            erasable=False,
            why_kept=(
                "Others must be able to find out who could see their records. What it was over stays, with a number "
                "instead of a name, for six years after the role ended."
            ),
        ),
        RetentionClass(
            name="contest",
            words="what somebody said is wrong about them, and the answer",
            months=24,
            counted_from="the day it was answered",
            ground="legal obligation: the right to have data put right",
            erasable=True,
        ),
        RetentionClass(
            name="conversation",
            words="conversations about somebody and their outcome",
            months=24,
            counted_from="the day of the conversation",
            ground="public task: developing those who could lead, in the open",
            erasable=True,
        ),
        RetentionClass(
            name="hold",
            words="legal holds",
            months=72,
            counted_from="the day it was released",
            ground="legal claims: keeping what a court or an inquiry may ask for",
            erasable=False,
            why_kept="A legal hold keeps everything about a person while a claim or an inquiry may need it.",
        ),
        RetentionClass(
            name="compact",
            words="compacts: what was agreed with a leader, what was promised, and who signed",
            months=72,
            counted_from="the day the compact ended",
            ground="public task: appointing and supporting leaders, with what both sides agreed to show for it",
            erasable=False,
            why_kept=(
                "Others signed it too and rely on it, and it says what was promised to you. It stays for six years "
                "after it ended."
            ),
        ),
        RetentionClass(
            name="check_in",
            words="check-ins: locked notes between a leader and the person they chose, and whom they chose",
            months=12,
            counted_from="the day the compact ended",
            ground="public task: supporting leaders, by notes that two people read",
            erasable=True,
        ),
        RetentionClass(
            name="pairing",
            words="mentors, buddies, peer groups and shadowing: who joined, what they said, and who was paired",
            months=12,
            counted_from="the day the pair or the cohort ended",
            ground="public task: developing leaders, by pairs that two people agreed",
            erasable=True,
        ),
        RetentionClass(
            name="pulse",
            words="pulses: what was asked, what may be told of it, what people wrote by nobody, and what was done",
            months=24,
            counted_from="the day the pulse was closed",
            ground="public task: knowing whether those in hard jobs have what was promised them",
            erasable=False,
            why_kept="It says that you opened a pulse. It stays, with a number instead of your name, for two years.",
        ),
        RetentionClass(
            name="call",
            words="calls for evidence: what was asked, what was sent with its documents, and what was heard",
            months=24,
            counted_from="the last day of the call",
            ground="public task: hearing what those who know would say before something is decided",
            erasable=False,
            why_kept=(
                "It says that you opened a call for evidence. It stays, with a number instead of your name, for two "
                "years. What you sent to one yourself you take back with its receipt."
            ),
        ),
        RetentionClass(
            name="asked",
            words="that a pulse asked somebody; never what they answered",
            months=15,
            counted_from="the day the pulse was closed",
            ground="public task: asking nobody too often, and telling nothing of few people by subtraction",
            erasable=False,
            why_kept=(
                "It says that you were asked, not whether you answered. Without it nobody could see to it that two "
                "reports together say nothing of few people. It goes after fifteen months."
            ),
        ),
        RetentionClass(
            name="willing",
            words="how often somebody agrees to be asked",
            ground="public task: asking nobody more often than they agreed to",
            erasable=True,
        ),
        RetentionClass(
            name="cohort",
            words="cohorts: their name, their place, and who opened them",
            months=24,
            counted_from="the day the cohort ended",
            ground="public task: knowing what was offered to leaders, where and by whom",
            erasable=False,
            why_kept="It says that you opened a cohort. It stays, with a number instead of your name, for two years.",
        ),
        RetentionClass(
            name="framework",
            words="competency frameworks that organisations brought in, and what carries over, and what roles ask",
            ground="none is needed: they are about roles, and not about anybody",
            erasable=False,
            why_kept="It is about what roles ask, not about a person, and people assessed themselves against it.",
        ),
        RetentionClass(
            name="self_assessment",
            words="what somebody says of themselves, competency by competency",
            ground="public task: developing those who could lead, in their own hands",
            erasable=True,
        ),
        RetentionClass(
            name="assessment_share",
            words="to whom somebody shows what they say of themselves, until when",
            months=12,
            counted_from="the last day on which it was to be shown",
            ground="public task: developing those who could lead, in their own hands",
            erasable=True,
        ),
        *OF_CAREERS,
        RetentionClass(
            name="own_reading",
            words="counts of texts that somebody keeps for themselves; never the text",
            ground="consent by use: each keeps what they like, and takes it away at any time",
            erasable=True,
        ),
        RetentionClass(
            name="kept_reading",
            words="counts of documents of an organisation, and who kept them; never the text",
            months=72,
            counted_from="the day they were kept",
            ground="public task: seeing what an organisation's documents talk about, over time",
            erasable=False,
            why_kept=(
                "It is about a document of an organisation. That you kept it stays, with a number instead of your "
                "name, for six years."
            ),
        ),
        RetentionClass(
            name="prospectus",
            words="prospectuses of posts",
            ground="none is needed: they are about a post, and were published",
            erasable=False,
            why_kept="It is about a post, not about a person, and those who applied must be able to read it as it was.",
        ),
        RetentionClass(
            name="post",
            words="posts, and whom they are shared with",
            ground="none is needed: they are not about anybody",
            erasable=False,
            why_kept="It is about a post, not about a person.",
        ),
        RetentionClass(
            name="post_holder",
            words="who held which post, from when to when",
            months=72,
            counted_from="the last day in the post",
            ground="public task: knowing who was answerable for what, and how long posts stood empty",
            erasable=False,
            why_kept=(
                "An organisation must be able to say who held its posts. It stays, with a number instead of a name, "
                "for six years after the last day."
            ),
        ),
        RetentionClass(
            name="readiness",
            words="readiness for roles, as it was agreed",
            months=24,
            counted_from="the day it no longer counted",
            ground="public task: developing those who could lead, in the open",
            erasable=True,
        ),
        RetentionClass(
            name="succession",
            words="who is named to follow, or to stand in, for a post",
            months=24,
            counted_from="the day they were no longer named",
            ground="public task: being ready when a post falls empty",
            erasable=True,
        ),
        RetentionClass(
            name="interests",
            words="what people say they would consider",
            ground="consent by use: each writes what they like, and takes it back at any time",
            erasable=True,
        ),
        RetentionClass(
            name="release",
            words="to whom a trust has released somebody, for what, and what they answered",
            months=24,
            counted_from="its last day",
            ground="legal obligation: showing on what ground others saw personal data",
            erasable=False,
            why_kept=(
                "It shows on what ground others could see you. It stays, with a number instead of a name, for two "
                "years after its last day."
            ),
        ),
        RetentionClass(
            name="import",
            words="imports: who sent which file, when, and how many rows; never the rows",
            months=24,
            counted_from="the day the file was sent",
            ground="public task: knowing where what is kept came from, and taking it back",
            erasable=False,
            why_kept="It says who sent a file and how many rows it had. It stays for two years.",
        ),
        RetentionClass(
            name="vacancy",
            words="vacancies: posts to be filled, their stages, what they ask for and what they cost",
            ground="none is needed: they are not about anybody",
            erasable=False,
            why_kept="It is about a post, not about a person.",
        ),
        RetentionClass(
            name="candidacy",
            words="who was considered for a vacancy, what was decided and why; outside applicants too",
            months=12,
            counted_from="the day of their outcome",
            ground="public task: appointing people fairly, with the reasons to show for it while it can be challenged",
            erasable=True,
        ),
        RetentionClass(
            name="talent_board",
            words="talent boards: agenda, who was there, conflicts of interest, minutes and actions",
            months=72,
            counted_from="the day the meeting was closed or called off, or its own day if it never was",
            ground="public task: showing why a plan was changed, by whom, and who had an interest in it",
            erasable=False,
            why_kept=(
                "Minutes show why plans were changed and who took part. They stay, with a number instead of your name, "
                "for six years after the meeting."
            ),
        ),
        RetentionClass(
            name="discussed",
            words="what was said of somebody at a talent board",
            months=24,
            counted_from="the day the meeting was closed, or its own day if it never was",
            ground="public task: developing those who could lead, in the open",
            erasable=True,
        ),
        RetentionClass(
            name="arrangement",
            words="how organisations are led together, and whose boards agreed",
            ground="none is needed: they are about organisations, and say who answered for what and when",
            erasable=False,
            why_kept="It is about organisations, and says who was answerable for what on any day.",
        ),
        RetentionClass(
            name="own_words",
            words="what organisations say they need help with, and what they could give",
            months=24,
            counted_from="the day it was no longer said",
            ground="public task: helping organisations to find each other",
            erasable=False,
            why_kept=(
                "It is about an organisation. That you said it for the organisation stays, with a number instead of "
                "your name, for two years after it was no longer said."
            ),
        ),
        RetentionClass(
            name="partnership",
            words="partnerships of two boards: proposals, diagnoses, what was agreed and by whom, and reviews",
            months=72,
            counted_from="the day the partnership ended, or the proposal was declined or taken back",
            ground="public task: two boards helping each other, with what both agreed to show for it",
            erasable=False,
            why_kept=(
                "Another board agreed to it too and relies on it. That you acted for a board stays, with a number "
                "instead of your name, for six years after it ended."
            ),
        ),
        RetentionClass(
            name="programme",
            words="programmes and recommendations that an organisation or a region added",
            months=72,
            counted_from="the day from which they were no longer followed",
            ground="none is needed: they are about what is to be done, and not about anybody",
            erasable=False,
            why_kept="It is about an organisation, not about a person.",
        ),
        RetentionClass(
            name="delivery_plan",
            words="answers to recommendations and milestones of an organisation: who answered, who owned what, by when",
            months=72,
            counted_from="the day a milestone was done or dropped, or an answer ended",
            ground="public task: carrying out what an organisation committed itself to, and showing for it",
            erasable=False,
            why_kept=(
                "It is the plan of an organisation, and others rely on it. That you answered or owned something stays, "
                "with a number instead of your name, for six years after it ended."
            ),
        ),
        RetentionClass(
            name="place",
            words="organisations and regions",
            ground="none is needed: they are not about anybody",
            erasable=False,
            why_kept="It is about an organisation, not about a person.",
        ),
        RetentionClass(
            name="look",
            words="who looked at what, when and why",
            months=24,
            counted_from="the day of the look",
            ground="legal obligation: being answerable for who sees personal data",
            erasable=False,
            why_kept=(
                "Looks at other people's records are theirs to read for two years. They stay by a number instead of a "
                "name."
            ),
        ),
    )
}
"""How long each sort of record is kept. The schedule in docs/papers says the same; a test holds the two together."""


def last_day_kept(retention: RetentionClass, today: date) -> date | None:
    """Records whose counting began on or before this day are due for removal today; none where none ever is."""
    return months_before(today, retention.months) if retention.months is not None else None
