"""Pipelines at the terminal."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.capabilities.pipelines.terms.cards import Card
from wraparound.capabilities.pipelines.terms.charts import DEEPEST, Chart, ChartQuestion
from wraparound.capabilities.pipelines.terms.exchange import ImportSaid, Sheet, Undoing
from wraparound.capabilities.pipelines.terms.lists import PostTerms
from wraparound.capabilities.pipelines.terms.matching import MatchPage, Narrow
from wraparound.capabilities.pipelines.terms.plans import PlanTerms
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.question import Gap, GroupBy, PostsPage, PostsQuestion
from wraparound.capabilities.pipelines.terms.readiness import BenchPage, BenchQuestion, Which
from wraparound.capabilities.pipelines.terms.returns import ReturnsPage
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.terms.vacancies import (
    Show,
    Stage,
    VacanciesPage,
    VacanciesQuestion,
    VacancyTerms,
)
from wraparound.capabilities.pipelines.wording.cards import say_card
from wraparound.capabilities.pipelines.wording.charts import chart_text
from wraparound.capabilities.pipelines.wording.exchange import say_imported, undoing_words
from wraparound.capabilities.pipelines.wording.matching import say_match
from wraparound.capabilities.pipelines.wording.readiness import say_bench
from wraparound.capabilities.pipelines.wording.returns import say_returns
from wraparound.capabilities.pipelines.wording.terminal import say_post, say_posts
from wraparound.capabilities.pipelines.wording.terminal_plans import say_plan
from wraparound.capabilities.pipelines.wording.terminal_vacancies import say_vacancies, say_vacancy

WHO = "essential: who meets everything essential; possible: who fails nothing essential"

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound pipelines`."""
    post = commands.add_parser("post", help="one post by its number", epilog="wraparound pipelines post 12 --json")
    post.add_argument("number", type=int, help="the number at the end of its address")
    post.set_defaults(answer=_post, say=say_post)
    chart = commands.add_parser(
        "chart",
        help="the posts of an organisation by who reports to whom, and who could follow",
        epilog="wraparound pipelines chart RXW --on 2026-03-31",
    )
    chart.add_argument("code", help="the code of the organisation")
    chart.add_argument("--on", type=_day, default=None, metavar="DAY", help="an earlier day: 2026-03-31")
    chart.add_argument("--shown", action="store_true", help="as this site showed that day then")
    chart.add_argument("--top", type=int, default=None, metavar="N", help="from the post of this number down")
    chart.set_defaults(answer=_chart, say=chart_text)

    posts = commands.add_parser(
        "posts",
        help="posts, who holds them and how they are covered",
        epilog="wraparound pipelines posts --role finance --gap nobody_ready --critical",
    )
    posts.add_argument("--q", default="", metavar="WORDS", help="part of a post, an organisation or a name")
    posts.add_argument("--organisation", default="", metavar="CODE")
    posts.add_argument("--kind", default="", help="kind of organisation, such as Acute")
    posts.add_argument("--region", default="", metavar="CODE")
    for name, words in (("role", PostRole), ("level", PostLevel), ("gap", Gap), ("group", GroupBy)):
        said = f"one of: {', '.join(words)}"
        posts.add_argument(f"--{name}", type=words, choices=list(words), metavar=name.upper(), help=said)
    posts.add_argument("--critical", action="store_true", help="critical posts only")
    posts.add_argument("--page", type=int, default=1)
    posts.add_argument("--on", type=_day, default=None, metavar="DAY", help="as at, such as 2026-03-03")
    posts.add_argument("--shown", action="store_true", help="as this site showed it on that day")
    posts.set_defaults(answer=_posts, say=say_posts)

    plan = commands.add_parser(
        "plan",
        help="who is named for a post, and what would follow",
        epilog="wraparound pipelines plan 12 --on 2026-03-03",
    )
    plan.add_argument("number", type=int, help="the number at the end of the address of the post")
    plan.add_argument("--on", type=_day, default=None, metavar="DAY", help="as it was on an earlier day: 2026-03-03")
    plan.add_argument("--shown", action="store_true", help="as this site showed it on that day")
    plan.set_defaults(answer=_plan, say=say_plan)
    _add_people(commands)
    _add_exchange(commands)
    _add_vacancies(commands)
    for verb in commands.choices.values():
        verb.set_defaults(needs_database=True)
        verb.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day: write it like 2026-03-03") from None


def _add_people(commands: "_SubParsersAction[ArgumentParser]") -> None:
    people = commands.add_parser(
        "bench",
        help="people by name with what is agreed about them",
        epilog="wraparound pipelines bench --role finance --band ready_now",
    )
    people.add_argument("--q", default="", help="part of a name")
    people.add_argument("--role", type=PostRole, choices=list(PostRole), metavar="ROLE", help=", ".join(PostRole))
    people.add_argument("--level", type=PostLevel, choices=list(PostLevel), metavar="LEVEL", help=", ".join(PostLevel))
    people.add_argument("--kind", default="", help="kind of organisation, such as Acute")
    people.add_argument("--band", type=Band, choices=list(Band), metavar="BAND", help=", ".join(Band))
    which = [one for one in Which if one]
    people.add_argument(
        "--which", type=Which, choices=which, default=Which.EVERYBODY, metavar="WHICH", help=", ".join(which)
    )
    people.add_argument("--challenged", action="store_true", help="open to organisations in difficulty")
    people.add_argument("--organisation", default="", metavar="CODE")
    people.add_argument("--page", type=int, default=1)
    people.set_defaults(answer=_bench, say=say_bench)
    card = commands.add_parser("card", help="the card of a person", epilog="wraparound pipelines card KEY --json")
    card.add_argument("key", help="the key in the address of the card")
    card.set_defaults(answer=_card, say=say_card)
    for verb in (people, card):
        verb.add_argument("--on", type=_day, default=None, metavar="DAY", help="such as 2026-03-31")
        verb.add_argument("--shown", action="store_true", help="as this site showed it on that day")


def _add_exchange(commands: "_SubParsersAction[ArgumentParser]") -> None:
    importing = commands.add_parser(
        "import",
        help="look at a spreadsheet of people, posts and holders, and write it with --apply",
        epilog="wraparound pipelines import staff.xlsx --organisation RXW --mapping 'ESR staff in post' --apply",
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="Excel or CSV")
    importing.add_argument("--organisation", required=True, metavar="CODE")
    importing.add_argument(
        "--mapping", default="", metavar="NAME", help="what its columns are, as the organisation saved"
    )
    importing.add_argument("--from", dest="counts_from", type=_day, metavar="DAY", help="where a row has no first day")
    importing.add_argument("--apply", action="store_true", help="write it (default: only look)")
    importing.set_defaults(answer=_import, say=say_imported)
    out = commands.add_parser(
        "export",
        help="people, posts, holders and plans of an organisation as a workbook, or a sheet of it as CSV",
        epilog="wraparound pipelines export RXW.xlsx --organisation RXW",
    )
    out.add_argument("file", type=Path, metavar="FILE", help="to write; one that ends in .csv holds one sheet")
    out.add_argument("--organisation", required=True, metavar="CODE")
    said = ", ".join(Sheet)
    out.add_argument("--sheet", type=Sheet, choices=list(Sheet), default=Sheet.PEOPLE, metavar="SHEET", help=said)
    out.set_defaults(answer=_export, say=str)
    undo = commands.add_parser("undo", help="take a whole import back", epilog="wraparound pipelines undo 12 --apply")
    undo.add_argument("number", type=int, help="its number, as import said it")
    undo.add_argument("--apply", action="store_true", help="do it (default: only say what it would do)")
    undo.set_defaults(answer=_undo, say=undoing_words)


def _import(arguments: Namespace) -> ImportSaid:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.actions.terminal import bring_in_file
    from wraparound.capabilities.pipelines.exchange.tables import read_tables
    from wraparound.people.terms.access import OPERATOR

    tables = read_tables(arguments.file.name, arguments.file.read_bytes())
    return bring_in_file(
        arguments.organisation,
        arguments.file.name,
        tables,
        mapping=arguments.mapping,
        counts_from=arguments.counts_from,
        apply=arguments.apply,
        at=timezone.localtime(),
        by=OPERATOR,
    )


def _export(arguments: Namespace) -> str:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.exchange.tables import csv_out, workbook_out
    from wraparound.capabilities.pipelines.queries.exporting import export_of
    from wraparound.people.terms.access import OPERATOR

    one = arguments.sheet if arguments.file.suffix.casefold() == ".csv" else None
    rows = export_of(arguments.organisation, viewer=OPERATOR, on=timezone.localdate(), sheet=one)
    arguments.file.write_bytes(csv_out(rows, one) if one else workbook_out(rows))
    return f"{arguments.file}: {sum(len(some) for some in rows.values()):,} rows."


def _undo(arguments: Namespace) -> Undoing:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.actions.undoing import undo, undoing
    from wraparound.people.terms.access import OPERATOR

    at = timezone.localtime()
    found = undoing(arguments.number, on=at.date(), by=OPERATOR)
    if arguments.apply:
        undo(arguments.number, seen=len(found.left), at=at, by=OPERATOR)
    return found


def _add_vacancies(commands: "_SubParsersAction[ArgumentParser]") -> None:
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
    returned.add_argument("--quarter", type=_day, default=None, metavar="DAY", help="a day of it; this one otherwise")
    returned.add_argument("--organisation", default="", metavar="CODE", help="one alone, with what lies behind it")
    returned.add_argument("--shown", action="store_true", help="as this site showed it at the end of the quarter")
    returned.set_defaults(answer=_board_return, say=say_returns)
    for verb in (vacancy, match):
        verb.add_argument("number", type=int, help="the number at the end of its address")
    for verb in (listed, vacancy, match):
        verb.add_argument("--on", type=_day, default=None, metavar="DAY", help="such as 2026-03-31")


def _board_return(arguments: Namespace) -> ReturnsPage:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.returns import board_returns
    from wraparound.people.terms.access import OPERATOR

    today, code = timezone.localdate(), arguments.organisation
    of = arguments.quarter or today
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


def _post(arguments: Namespace) -> PostTerms:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.capabilities.pipelines.queries.seeing import post_of, post_terms
    from wraparound.people.terms.access import OPERATOR

    today = day_of(None, timezone.localdate(), viewer=OPERATOR)
    return post_terms(post_of(arguments.number, viewer=OPERATOR, day=today), viewer=OPERATOR, day=today)


def _chart(arguments: Namespace) -> Chart:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.charts import chart_of
    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.people.terms.access import OPERATOR

    today = day_of(None, timezone.localdate(), viewer=OPERATOR)
    day = day_of(arguments.on, today.on, viewer=OPERATOR, as_shown=arguments.shown)
    asked = ChartQuestion(top=arguments.top, levels=DEEPEST)
    return chart_of(arguments.code, asked, viewer=OPERATOR, day=day, today=today)


def _posts(asked: Namespace) -> PostsPage:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.capabilities.pipelines.queries.lists import posts_page
    from wraparound.people.terms.access import OPERATOR

    question = PostsQuestion(
        text=asked.q,
        organisation=asked.organisation,
        kind=asked.kind,
        region=asked.region,
        role=asked.role,
        level=asked.level,
        critical=asked.critical,
        gap=asked.gap,
        group=asked.group,
        page=max(1, asked.page),
        on=asked.on,
        shown=asked.shown and asked.on is not None,
    )
    on = timezone.localdate()
    day = day_of(question.on, on, viewer=OPERATOR, as_shown=question.shown)
    return posts_page(question, viewer=OPERATOR, day=day, today=day_of(None, on, viewer=OPERATOR))


def _plan(arguments: Namespace) -> PlanTerms:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.capabilities.pipelines.queries.plans import plan_of
    from wraparound.people.terms.access import OPERATOR

    today = day_of(None, timezone.localdate(), viewer=OPERATOR)
    day = day_of(arguments.on, today.on, viewer=OPERATOR, as_shown=arguments.shown)
    return plan_of(arguments.number, viewer=OPERATOR, day=day, today=today)


def _bench(arguments: Namespace) -> BenchPage:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.capabilities.pipelines.queries.readiness import bench
    from wraparound.people.terms.access import OPERATOR

    asked = BenchQuestion(
        text=arguments.q,
        role=arguments.role,
        level=arguments.level,
        kind=arguments.kind,
        band=arguments.band,
        which=arguments.which,
        challenged=arguments.challenged,
        organisation=arguments.organisation,
        page=max(1, arguments.page),
    )
    today = timezone.localdate()
    day = day_of(arguments.on, today, viewer=OPERATOR, as_shown=arguments.shown)
    return bench(asked, viewer=OPERATOR, day=day, today=day_of(None, today, viewer=OPERATOR))


def _card(arguments: Namespace) -> Card:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.cards import card
    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.people.terms.access import OPERATOR

    today = timezone.localdate()
    day = day_of(arguments.on, today, viewer=OPERATOR, as_shown=arguments.shown)
    return card(arguments.key, viewer=OPERATOR, day=day, today=day_of(None, today, viewer=OPERATOR))
