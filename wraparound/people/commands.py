"""People at the terminal, for whoever runs the site."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date, datetime
from typing import TYPE_CHECKING

from wraparound.people.terms.access import OPERATOR, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import NewPerson, PeopleQuestion
from wraparound.people.wording import kept, terminal

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of people."""
    listed = verbs.add_parser("list", help="people by name", epilog="wraparound people list --q smith")
    listed.add_argument("--q", default="", help="part of a name")
    listed.add_argument("--organisation", default="", metavar="CODE")
    listed.add_argument("--role", default="", choices=["", *Role], metavar="ROLE", help=", ".join(Role))
    listed.add_argument("--page", type=int, default=1)
    listed.add_argument("--as-at", type=_day, default=None, metavar="DAY", help="as this site knew it at its end")
    listed.set_defaults(answer=_list, say=terminal.people)
    show = verbs.add_parser(
        "show", help="one person, their roles and who can see them", epilog="wraparound people show KEY"
    )
    show.add_argument("key")
    show.add_argument("--as-at", type=_day, default=None, metavar="DAY", help="as this site knew it at its end")
    show.set_defaults(answer=_show, say=terminal.person)
    places = verbs.add_parser(
        "organisations", help="the organisations of this site", epilog="wraparound people organisations"
    )
    places.set_defaults(answer=_organisations, say=terminal.organisations)
    _add_changes(verbs)
    _add_records(verbs)
    for verb in verbs.choices.values():
        verb.set_defaults(needs_database=True)
        verb.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")


def _add_changes(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    add = verbs.add_parser(
        "add-organisation",
        help="an organisation of this site",
        epilog='wraparound people add-organisation RXW "Its name" --region Midlands',
    )
    add.add_argument("code")
    add.add_argument("name")
    add.add_argument("--kind", default="Acute")
    add.add_argument("--region", required=True)
    add.set_defaults(answer=_add_organisation, say=lambda found: f"{found.name} is here now.")
    invite = verbs.add_parser(
        "invite",
        help="bring someone in and print the link that opens their account",
        epilog='wraparound people invite "Their Name" their.name@example.nhs.uk --organisation RXW --job "Chair"',
    )
    invite.add_argument("name")
    invite.add_argument("email")
    invite.add_argument("--organisation", required=True, metavar="CODE")
    invite.add_argument("--job", required=True)
    invite.set_defaults(answer=_invite, say=terminal.invitation)
    give = verbs.add_parser(
        "give",
        help="give someone a role",
        epilog='wraparound people give KEY --role chair --for talent --over organisation:RXW --why "Appointed in May"',
    )
    give.add_argument("key")
    give.add_argument("--role", required=True, choices=list(Role), metavar="ROLE", help=", ".join(Role))
    give.add_argument(
        "--for", dest="purpose", required=True, choices=list(Purpose), metavar="PURPOSE", help=", ".join(Purpose)
    )
    give.add_argument(
        "--over",
        required=True,
        type=_target,
        metavar="SCOPE",
        help="nation, region:CODE, organisation:CODE or person:KEY",
    )
    give.add_argument("--from", dest="starts", type=_day, default=None, metavar="DAY")
    give.add_argument("--until", dest="ends", type=_day, default=None, metavar="DAY")
    give.add_argument("--why", required=True)
    give.set_defaults(answer=_give, say=terminal.grant)
    roles = verbs.add_parser("roles", help="who was given what", epilog="wraparound people roles --ended")
    roles.add_argument("--ended", action="store_true", help="ended ones too")
    roles.set_defaults(answer=_roles, say=terminal.grants)
    end = verbs.add_parser("end", help="end a role by its number", epilog="wraparound people end 12")
    end.add_argument("number", type=int)
    end.set_defaults(answer=_end, say=terminal.grant)
    link = verbs.add_parser(
        "first-link", help="the link that opens the first account", epilog="wraparound people first-link"
    )
    link.set_defaults(answer=_first_link, say=str)


def _add_records(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    about = (
        ("record", "everything held about somebody, for answering them", _record, kept.record),
        ("history", "what was changed about somebody", _history, kept.history),
        ("looks", "who looked at somebody", _looks, kept.looks),
    )
    for name, words, answer, say in about:
        verb = verbs.add_parser(name, help=words, epilog=f"wraparound people {name} KEY")
        verb.add_argument("key")
        verb.set_defaults(answer=answer, say=say)
    audit = verbs.add_parser("audit", help="who changed what, newest first", epilog="wraparound people audit --page 2")
    audit.set_defaults(answer=_audit, say=kept.audit)
    for verb in (audit, verbs.choices["looks"]):
        verb.add_argument("--page", type=int, default=1)
    remove = verbs.add_parser(
        "remove", help="remove somebody's record at their own request", epilog="wraparound people remove KEY"
    )
    remove.add_argument("key")
    remove.set_defaults(answer=_remove, say=lambda gone: f"{gone:,} records were removed; dated marks stay.")
    retention = verbs.add_parser(
        "retention", help="what is past its time; with --act it is removed", epilog="wraparound people retention --act"
    )
    retention.add_argument("--act", action="store_true", help="remove it for good")
    retention.set_defaults(answer=_retention, say=kept.retention)
    held = verbs.add_parser("controllers", help="who is answerable for what", epilog="wraparound people controllers")
    held.set_defaults(answer=_controllers, say=kept.control)
    transfer = verbs.add_parser(
        "transfer",
        help="pass every record of one legal entity to another",
        epilog='wraparound people transfer N1 N2 --why "The two trusts merged on 1 April" --ends',
    )
    transfer.add_argument("before", help="code of the one that gives control away")
    transfer.add_argument("after", help="code of the one that takes it on")
    transfer.add_argument("--name", default="", help="name of the second, if it is new here")
    transfer.add_argument("--why", required=True)
    transfer.add_argument("--ends", action="store_true", help="the first is no more")
    transfer.set_defaults(answer=_transfer, say=kept.transfer)
    waiting = verbs.add_parser("background", help="what runs in the background", epilog="wraparound people background")
    waiting.set_defaults(answer=_background, say=kept.background)
    again = verbs.add_parser("again", help="send a dead delivery again", epilog="wraparound people again 12")
    again.add_argument("number", type=int)
    again.set_defaults(answer=_again, say=str)


def _record(asked: Namespace) -> object:
    from wraparound.people.queries.records import record_of

    return record_of(asked.key, viewer=OPERATOR, at=_now())


def _history(asked: Namespace) -> object:
    from wraparound.people.queries.records import history_of

    return history_of(asked.key, viewer=OPERATOR, on=_now().date())[1]


def _looks(asked: Namespace) -> object:
    from wraparound.people.queries.records import looks_at

    return looks_at(asked.key, max(1, asked.page), viewer=OPERATOR, on=_now().date())


def _audit(asked: Namespace) -> object:
    from wraparound.people.queries.audit import changes

    return changes(max(1, asked.page), viewer=OPERATOR, on=_now().date())


def _retention(asked: Namespace) -> object:
    from wraparound.records.actions.removal import run_retention

    return run_retention(at=_now(), by=OPERATOR, act=asked.act)


def _remove(asked: Namespace) -> object:
    from wraparound.people.actions.leaving import remove_person

    return remove_person(asked.key, at=_now(), by=OPERATOR)


def _controllers(asked: Namespace) -> object:
    from wraparound.people.queries.audit import control

    return control(viewer=OPERATOR)


def _transfer(asked: Namespace) -> object:
    from wraparound.people.actions.rights import enter_controller, transfer_control
    from wraparound.people.queries.audit import control

    at = _now()
    if asked.name:
        enter_controller(asked.after, asked.name, at=at, by=OPERATOR)
    transfer_control(asked.before, asked.after, asked.why, ends=asked.ends, at=at, by=OPERATOR)
    return control(viewer=OPERATOR).transfers[0]


def _background(asked: Namespace) -> object:
    from wraparound.people.queries.audit import background

    return background(viewer=OPERATOR, at=_now())


def _again(asked: Namespace) -> object:
    from wraparound.people.actions.rights import send_again

    send_again(asked.number, at=_now(), by=OPERATOR)
    return "It is on its way again."


def _list(asked: Namespace) -> object:
    from wraparound.people.queries.people import people_page

    question = PeopleQuestion(asked.q, asked.organisation, asked.role, max(1, asked.page), asked.as_at)
    return people_page(question, viewer=OPERATOR, on=_now().date())


def _show(asked: Namespace) -> object:
    from wraparound.people.queries.people import profile

    return profile(asked.key, viewer=OPERATOR, at=_now(), as_at=asked.as_at)


def _organisations(asked: Namespace) -> object:
    from wraparound.people.queries.organisations import organisations

    return organisations(viewer=OPERATOR, on=_now().date())


def _add_organisation(asked: Namespace) -> object:
    from wraparound.people.actions.people import add_organisation, add_region
    from wraparound.people.queries.organisations import in_terms

    at = _now()
    region = add_region(asked.region[:10].upper().replace(" ", "-"), asked.region, at=at, by=OPERATOR)
    return in_terms(add_organisation(asked.code, asked.name, asked.kind, region, at=at, by=OPERATOR), 0)


def _invite(asked: Namespace) -> object:
    from wraparound.people.actions.accounts import invite
    from wraparound.people.actions.people import bring_in

    at = _now()
    newcomer = NewPerson(asked.name, asked.email, ((asked.organisation, asked.job, at.date(), None),))
    (key,) = bring_in([newcomer], at=at, by=OPERATOR)
    return invite(key, at=at, by=OPERATOR)


def _give(asked: Namespace) -> object:
    from wraparound.people.actions.grants import give

    scope, target = asked.over
    at = _now()
    new = NewGrant(
        asked.key,
        Role(asked.role),
        Purpose(asked.purpose),
        scope,
        target,
        asked.starts or at.date(),
        asked.ends,
        asked.why,
    )
    return give(new, at=at, by=OPERATOR)


def _roles(asked: Namespace) -> object:
    from wraparound.people.queries.grants import grants

    return grants(viewer=OPERATOR, on=_now().date(), all_of_them=asked.ended)


def _end(asked: Namespace) -> object:
    from wraparound.people.actions.grants import end

    return end(asked.number, at=_now(), by=OPERATOR)


def _first_link(asked: Namespace) -> object:
    from wraparound.people.actions.first import first_link

    return first_link(by=OPERATOR)


def _now() -> datetime:
    """The moment by the clock on the wall: what counts today begins at our own midnight."""
    from django.utils import timezone

    return timezone.localtime()


def _target(text: str) -> tuple[Scope, str]:
    scope, _, target = text.partition(":")
    if scope not in set(Scope) or (scope != Scope.NATION) == (not target):
        raise ArgumentTypeError(f"“{text}” is no scope: give nation, region:CODE, organisation:CODE or person:KEY")
    return Scope(scope), target


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day: give it like 2026-11-24") from None
