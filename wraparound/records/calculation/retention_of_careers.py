"""How long is kept what people say of themselves and of each other, and what is written about ways in."""

from wraparound.records.terms import RetentionClass

_OWN = "public task: developing those who could lead, in their own hands"
OF_CAREERS = (
    RetentionClass(
        name="feedback",
        words="rounds in which somebody asked others what they see of them, and what was told of the replies",
        months=36,
        counted_from="the day the round was closed, or the pause after one that was deleted is over",
        ground=_OWN,
        erasable=True,
    ),
    RetentionClass(
        name="feedback_asked",
        words="that somebody asked somebody what they see of them; never what was replied",
        months=36,
        counted_from="the day the round was closed",
        ground="public task: developing those who could lead, and telling nothing of few people by subtraction",
        erasable=False,
        why_kept=(
            "It says that you were asked, not whether you replied. Without it nobody could see to it that two "
            "rounds together say nothing of few people. It goes with the round."
        ),
    ),
    RetentionClass(
        name="example",
        words="examples of what somebody did, in their own words",
        months=None,
        counted_from="",
        ground=_OWN,
        erasable=True,
    ),
    RetentionClass(
        name="vouch",
        words="who was asked to vouch for an example, and what they answered",
        months=12,
        counted_from="the last day on which it was to count",
        ground=_OWN,
        erasable=True,
    ),
    RetentionClass(
        name="count_in",
        words="whether somebody lets what they say of themselves be counted in their region",
        months=None,
        counted_from="",
        ground="public task: planning development, only of those who agreed",
        erasable=True,
    ),
    RetentionClass(
        name="development_plan",
        words="somebody's development plan: the direction that they chose, and their steps",
        months=None,
        counted_from="",
        ground=_OWN,
        erasable=True,
    ),
    RetentionClass(
        name="plan_talk",
        words="to whom somebody shows their plan, and what both wrote down of their talks",
        months=24,
        counted_from="the last day on which the plan was to be shown",
        ground=_OWN,
        erasable=True,
    ),
    RetentionClass(
        name="spending",
        words="what organisations spend on developing people, by level and kind, and what of it they shared",
        months=72,
        counted_from="the last day of the financial year",
        ground="none is needed: it is money, days and counts, and names nobody",
        erasable=False,
        why_kept="It is about money, by level and kind of development, and names nobody. It stays for six years.",
    ),
    RetentionClass(
        name="credit",
        words="earlier work of somebody that was credited: by whom, why, and on what it rests",
        months=24,
        counted_from="the day from which it no longer counted",
        ground="public task: developing those who could lead, in the open",
        erasable=True,
    ),
    RetentionClass(
        name="system_work",
        words="work across organisations, in its person's own words, and who was asked to confirm it",
        months=None,
        counted_from="",
        ground=_OWN,
        erasable=True,
    ),
    RetentionClass(
        name="offer",
        words="offers across organisations: what could be asked for, where, and from when to when",
        months=48,
        counted_from="the last day of what was offered",
        ground="none is needed: they are about work that was offered, and not about anybody",
        erasable=False,
        why_kept="It is about work that was offered, not about a person. It stays for four years.",
    ),
    RetentionClass(
        name="offer_needs",
        words="what somebody looks for among offers across organisations",
        months=None,
        counted_from="",
        ground=_OWN,
        erasable=True,
    ),
    RetentionClass(
        name="offer_request",
        words="that somebody asked for an offer, what both employers said, and what it led to",
        months=36,
        counted_from="its last day, or the day on which it was declined or taken back",
        ground=_OWN,
        erasable=True,
    ),
    RetentionClass(
        name="development_programme",
        words="development programmes: their name, whose they are, and their days",
        ground="none is needed: they are about what was offered, and not about anybody",
        erasable=False,
        why_kept="It is about what was offered, not about a person.",
    ),
    RetentionClass(
        name="opening",
        words="openings on ways in: what could be applied for, where, and until when",
        months=24,
        counted_from="the last day to apply",
        ground="none is needed: they are about work that was offered, and not about anybody",
        erasable=False,
        why_kept="It is about work that was offered, not about a person. It stays for two years.",
    ),
    RetentionClass(
        name="way_in",
        words="interest in a way in, of people without an account: what they wrote, what was answered, who read it",
        months=12,
        counted_from="the day on which it was last changed or answered",
        ground="consent: each says yes twice, and takes it back at any time by their own link",
        erasable=False,
        why_kept=(
            "It says that you read or answered what somebody without an account wrote. They may see who did. It "
            "goes with what they wrote, after a year at the latest, or sooner, when they take it back."
        ),
    ),
)
"""How long is kept what people say of themselves and of each other."""
