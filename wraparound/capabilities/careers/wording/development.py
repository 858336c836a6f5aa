"""Development plans, and talks about them, in words."""

from collections.abc import Mapping
from datetime import date

from wraparound.capabilities.careers.terms.development import (
    DAYS_BEFORE,
    LONGEST_SHOWN,
    LONGEST_STEP,
    LONGEST_TALK,
    LONGEST_WHY,
    MOST_STEPS,
    MOST_TEXTS,
    DevelopmentPlanLine,
    DevelopmentPlanPage,
    Direction,
    PlanStep,
    Side,
    TalkOver,
    TalkTerms,
    TalkText,
)
from wraparound.capabilities.careers.wording.frameworks import day, how_many

DIRECTIONS: Mapping[Direction, str] = {
    Direction.DEPTH: "Depth",
    Direction.BREADTH: "Breadth",
    Direction.STRETCH: "Stretch",
}
MEANS: Mapping[Direction, str] = {
    Direction.DEPTH: "I stay in the role that I have, and go further in it.",
    Direction.BREADTH: "I learn more kinds of work, in other fields or places.",
    Direction.STRETCH: "I move towards a role that asks more than mine.",
}
SOURCE = "Scope for Growth, as the NHS Leadership Academy in the South West tells it"
SOURCE_LINK = "https://sw.leadershipacademy.nhs.uk/scope-for-growth-2/"
ABOUT_DIRECTIONS = "These three are from Scope for Growth, in our own words. None is better than another."
YOURS = (
    "It is yours: nobody reads it but those to whom you show it, by name and until a day. The site never chooses a "
    "direction, and nobody is scored."
)
AFTER_A_TALK = "Choose it after a talk: show the plan to somebody, and write down what you talked about."
NO_DIRECTION = "You have not chosen a direction yet."
NO_STEPS = "No step is written yet."
SPLIT_HEAD = "What gets done, and how, in your open steps"
SPLIT_BESIDE = (
    "A word on how could be, for instance, whom you will work with, ask or listen to, or what you want to learn by it. "
    "Leave it where it needs none."
)
SPLIT_ALONE = "Only you see this, while you write: nobody to whom you show the plan does, and nothing of it is kept."
SPLIT_NONE = "There is no open step to read yet."
NO_TALK = "Nobody but you reads it. Show it to your manager, or to somebody else you trust."
NO_NAMES = "Leave out names of patients, and what others told you in confidence."
BOTH = (
    "Whoever writes agrees to what they wrote; the other side agrees too, or writes what they would say. Nothing "
    "written is altered. Both of you read all of it for as long as the plan is shown; after that, whoever’s plan it is "
    "goes on reading it, and the other keeps what they wrote themselves in the copy of their data."
)
TAKING_BACK = (
    "If you take it back, they read nothing of it any more: neither your steps nor what you both wrote. If they open "
    "it again, they are told that you took it back. You go on reading all of it."
)
YOURSELF = "Choose somebody else: a talk takes two."
SHOWN_ALREADY = "You show it to them already. Take that back first, if you want another day, or to begin anew."
WHEN = f"Choose a day from tomorrow on, within {LONGEST_SHOWN // 366} years."
HELD = "Give the day of the talk: today or before."
NO_WORDS = "Say what you will do."
NO_TALK_WORDS = "Write down what you talked about."
NO_WHY = "Say in a few words why this direction fits."
STEP_LONG = f"Keep what you will do under {LONGEST_STEP} characters, and what help you need too."
TALK_LONG = f"Keep it under {LONGEST_TALK:,} characters."
WHY_LONG = f"Keep it under {LONGEST_WHY} characters."
TOO_MANY = f"A plan has {MOST_STEPS} steps at most. Take one off first."
TOO_MANY_TEXTS = f"{MOST_TEXTS} texts stand here already. Take the plan back, show it again, and begin there."
TOO_EARLY = "Give a day from today on."
NOT_ASKED = "Choose a competency that the role asks for, or none."
NEWER = "Something newer was written meanwhile. Read it first."
NOTHING_WAITS = "Nothing waits for you here."
ON_HOLD = "A legal hold lies on this, so nothing of it can be deleted while it lasts."


def why_let_in(until: date) -> str:
    """Why a partner was let in, for the log of looks."""
    return f"You show them your development plan until {day(until)}"


def lead_words(page: DevelopmentPlanPage) -> str:
    """How far the plan is, in a sentence."""
    if not page.steps:
        return NO_STEPS
    done = sum(one.done_on is not None for one in page.steps)
    return f"{how_many(len(page.steps), 'step')}, {done} done."


def direction_words(page: DevelopmentPlanPage) -> str:
    """The direction that was chosen."""
    if page.direction is None:
        return NO_DIRECTION
    return f"{DIRECTIONS[page.direction]}: {MEANS[page.direction]}"


def line_words(one: DevelopmentPlanLine) -> str:
    """A plan in a list."""
    chosen = DIRECTIONS[one.direction] if one.direction else "no direction chosen"
    following = f" Next by {day(one.next_on)}." if one.next_on else ""
    return f"{chosen.capitalize()}. {how_many(one.steps, 'step')}, {one.done} done.{following}"


def step_words(one: PlanStep, on: date) -> str:
    """When a step is due, or that it is done."""
    if one.done_on:
        return f"Done on {day(one.done_on)}."
    late = " That day is over." if one.is_overdue(on) else ""
    return f"By {day(one.by_when)}.{late}"


def talk_words(one: TalkTerms, on: date) -> str:
    """Where a talk stands, for whose plan it is."""
    if one.taken_back_on:
        read = f"Taken back from {one.partner} on {day(one.taken_back_on)}."
    else:
        reads = "reads" if one.counts(on) else "could read"
        read = f"{one.partner} {reads} it until {day(one.until)}."
    return f"{read} {agreed_words(one, on)}"


def agreed_words(one: TalkTerms, on: date, reader: Side | None = None) -> str:
    """What both agreed, and what waits; nothing waits once it is taken back or over. Whoever reads it is “you”."""
    if not one.texts:
        return "Nothing is written about a talk yet."
    latest = one.texts[0]
    if latest.agreed_on:
        return f"Both agreed on {day(latest.agreed_on)} what was said on {day(latest.held_on)}."
    if not one.counts(on):
        return f"What was said on {day(latest.held_on)} was not agreed by both."
    waits = one.partner if one.waits_for is Side.PARTNER else one.person
    waits = "you" if one.waits_for is reader else waits
    return f"What was said on {day(latest.held_on)} waits for {waits} to agree."


def text_words(one: TalkText, reader: Side | None = None) -> str:
    """Who wrote a text, about which talk, and whether the other side agreed; whoever reads it is “you”."""
    who = "you" if one.by is reader else one.name
    other = "you" if reader is not None and one.by is not reader else "the other side"
    agreed = f"Agreed by {other} on {day(one.agreed_on)}." if one.agreed_on else f"Not agreed yet by {other}."
    return f"Written by {who} on {day(one.written_on)}, about the talk of {day(one.held_on)}. {agreed}"


def over_words(one: TalkOver) -> str:
    """That a plan which was shown to the reader is theirs to read no longer."""
    end = (
        f"{one.person} took their development plan back on {day(one.taken_back_on)}."
        if one.taken_back_on
        else f"{one.person} showed you their development plan until {day(one.until)}, and that day is over."
    )
    return f"{end} You read no more of it. What you wrote yourself is in the copy of your data, under “My record”."


def need_step(by: date, on: date) -> str:
    """A reminder of a step."""
    return "A step of your plan was due" if by < on else "A step of your plan is due soon"


def need_shown(person: str) -> str:
    """That somebody shows their plan to the viewer."""
    return f"{person} shows you their development plan"


def need_talk(other: str) -> str:
    """That a text waits for the viewer."""
    return f"{other} wrote down what you talked about, and asks whether you agree"


STEP_WRITTEN = "You wrote a step for it."
REMINDED = f"You are reminded {DAYS_BEFORE} days before the day of a step."
