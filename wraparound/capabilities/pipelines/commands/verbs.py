"""Pipelines at the terminal: posts, their chart and their plans; the other verbs stand beside this."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from wraparound.capabilities.pipelines.commands.asking import a_day
from wraparound.capabilities.pipelines.commands.boards import add_boards
from wraparound.capabilities.pipelines.commands.exchange import add_exchange
from wraparound.capabilities.pipelines.commands.forecasts import add_forecasts
from wraparound.capabilities.pipelines.commands.people import add_people
from wraparound.capabilities.pipelines.commands.vacancies import add_vacancies
from wraparound.capabilities.pipelines.terms.charts import DEEPEST, Chart, ChartQuestion
from wraparound.capabilities.pipelines.terms.lists import PostTerms
from wraparound.capabilities.pipelines.terms.plans import PlanTerms
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.question import Gap, GroupBy, PostsPage, PostsQuestion
from wraparound.capabilities.pipelines.wording.charts import chart_text
from wraparound.capabilities.pipelines.wording.terminal import say_post, say_posts
from wraparound.capabilities.pipelines.wording.terminal_plans import say_plan

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
    chart.add_argument("--on", type=a_day, default=None, metavar="DAY", help="an earlier day: 2026-03-31")
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
    posts.add_argument("--on", type=a_day, default=None, metavar="DAY", help="as at, such as 2026-03-03")
    posts.add_argument("--shown", action="store_true", help="as this site showed it on that day")
    posts.set_defaults(answer=_posts, say=say_posts)

    plan = commands.add_parser(
        "plan",
        help="who is named for a post, and what would follow",
        epilog="wraparound pipelines plan 12 --on 2026-03-03",
    )
    plan.add_argument("number", type=int, help="the number at the end of the address of the post")
    plan.add_argument("--on", type=a_day, default=None, metavar="DAY", help="as it was on an earlier day: 2026-03-03")
    plan.add_argument("--shown", action="store_true", help="as this site showed it on that day")
    plan.set_defaults(answer=_plan, say=say_plan)
    add_people(commands)
    add_exchange(commands)
    add_vacancies(commands)
    add_boards(commands)
    add_forecasts(commands)
    for verb in commands.choices.values():
        verb.set_defaults(needs_database=True)
        verb.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")


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
