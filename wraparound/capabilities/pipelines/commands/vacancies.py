"""Vacancies, matching and the board-vacancy return at the terminal."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from wraparound.capabilities.pipelines.commands.asking import a_day
from wraparound.capabilities.pipelines.terms.matching import MatchPage, Narrow
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.returns import ReturnsPage
from wraparound.capabilities.pipelines.terms.vacancies import (
    Show,
    Stage,
    VacanciesPage,
    VacanciesQuestion,
    VacancyTerms,
)
from wraparound.capabilities.pipelines.wording.matching import say_match
from wraparound.capabilities.pipelines.wording.returns import say_returns
from wraparound.capabilities.pipelines.wording.terminal_vacancies import say_vacancies, say_vacancy

if TYPE_CHECKING:
    from argparse import _SubParsersAction

WHO = "essential: who meets everything essential; possible: who fails nothing essential"


def add_vacancies(commands: "_SubParsersAction[ArgumentParser]") -> None:
    listed = commands.add_parser(
        "vacancies",
        help="posts to be filled and how far they have come",
        epilog="wraparound pipelines vacancies --stage shortlist",
    )
    listed.add_argument("--q", default="", metavar="WORDS", help="part of a post or an organisation")
    for name, words in (("stage", Stage), ("role", PostRole), ("level", PostLevel)):
        said = f"one of: {', '.join(words)}"
        listed.add_argument(f"--{name}", type=words, choices=list(words), metavar=name.upper(), help=said)
    listed.add_argument("--organisation", default="", metavar="CODE")
    listed.add_argument("--region", default="", metavar="CODE")
    listed.add_argument(
        "--show", type=Show, choices=list(Show), default=Show.OPEN, metavar="SHOW", help=", ".join(Show)
    )
    listed.add_argument("--page", type=int, default=1)
    listed.set_defaults(answer=_vacancies, say=say_vacancies)
    vacancy = commands.add_parser(
        "vacancy", help="one vacancy: stages, days, candidates", epilog="wraparound pipelines vacancy 3 --json"
    )
    vacancy.set_defaults(answer=_vacancy, say=say_vacancy)
    match = commands.add_parser(
        "match",
        help="who could be considered for a vacancy, requirement by requirement",
        epilog="wraparound pipelines match 3 --on 2026-03-31 --who essential",
    )
    match.add_argument("--who", type=Narrow, choices=list(Narrow), default=Narrow.EVERYBODY, metavar="WHO", help=WHO)
    match.add_argument("--shown", action="store_true", help="as this site showed it on that day")
    match.add_argument("--page", type=int, default=1)
    match.set_defaults(answer=_match, say=say_match)
    returned = commands.add_parser(
        "board-return",
        help="board vacancies of a quarter, in the shape of DAPB4009",
        epilog="wraparound pipelines board-return --quarter 2026-09-30 --organisation RXW",
    )
    returned.add_argument(
        "--quarter", type=a_day, default=None, metavar="DAY", help="a day of it; else the last that ended"
    )
    returned.add_argument("--organisation", default="", metavar="CODE", help="one alone, with what lies behind it")
    returned.add_argument("--shown", action="store_true", help="as this site showed it at the end of the quarter")
    returned.set_defaults(answer=_board_return, say=say_returns)
    for verb in (vacancy, match):
        verb.add_argument("number", type=int, help="the number at the end of its address")
    for verb in (listed, vacancy, match):
        verb.add_argument("--on", type=a_day, default=None, metavar="DAY", help="such as 2026-03-31")


def _board_return(arguments: Namespace) -> ReturnsPage:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.calculation.returns import quarter_due
    from wraparound.capabilities.pipelines.queries.returns import board_returns
    from wraparound.people.terms.access import OPERATOR

    today, code = timezone.localdate(), arguments.organisation
    of = arguments.quarter or quarter_due(today)
    return board_returns(of, organisation=code, as_shown=arguments.shown, viewer=OPERATOR, today=today)


def _vacancies(arguments: Namespace) -> VacanciesPage:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.capabilities.pipelines.queries.vacancy_lists import vacancies_page
    from wraparound.people.terms.access import OPERATOR

    asked = VacanciesQuestion(
        text=arguments.q,
        stage=arguments.stage,
        role=arguments.role,
        level=arguments.level,
        organisation=arguments.organisation,
        region=arguments.region,
        show=arguments.show,
        page=max(1, arguments.page),
        on=arguments.on,
    )
    return vacancies_page(asked, viewer=OPERATOR, day=day_of(asked.on, timezone.localdate(), viewer=OPERATOR))


def _vacancy(arguments: Namespace) -> VacancyTerms:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.capabilities.pipelines.queries.vacancies import vacancy_of
    from wraparound.people.terms.access import OPERATOR

    today = day_of(None, timezone.localdate(), viewer=OPERATOR)
    day = day_of(arguments.on, today.on, viewer=OPERATOR)
    return vacancy_of(arguments.number, viewer=OPERATOR, day=day, today=today)


def _match(asked: Namespace) -> MatchPage:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.capabilities.pipelines.queries.matching import match_page
    from wraparound.people.terms.access import OPERATOR

    today = day_of(None, timezone.localdate(), viewer=OPERATOR)
    day = day_of(asked.on, today.on, viewer=OPERATOR, as_shown=asked.shown)
    page = max(1, asked.page)
    return match_page(asked.number, narrow=asked.who, page=page, viewer=OPERATOR, day=day, today=today)
