"""Forecasts at the terminal: worked out here and now, stored as those of the pages are, or read as they are stored."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wraparound.capabilities.pipelines.terms.forecasts import (
    REPLICATIONS,
    CannotForecast,
    ForecastTerms,
    PlaceSort,
    Programme,
    WhatIf,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.wording.terminal_forecasts import say_forecast
from wraparound.people.terms.people import KINDS
from wraparound.published.terms import CannotAnswer

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from wraparound.methods.stockflow.simulation import Through

PROGRAMME = "A_YEAR:ROLE:LEVEL:KIND:BAND"
PROGRAMME_MEANS = (
    f"people who come besides, such as “5:finance:board:Mental health:ready_now” with its quotes. ROLE is one of "
    f"{', '.join(PostRole)}; LEVEL of {', '.join(PostLevel)}; KIND, of organisation, of "
    f"{', '.join(one for one in KINDS if one != 'Region')}; BAND of {', '.join(Band)}"
)
NO_PLACE = (
    "Say whose posts: --region CODE, --organisation CODE, or --nation for all regions. One that is stored is read with "
    "--number N."
)


def add_forecasts(commands: "_SubParsersAction[ArgumentParser]") -> None:
    forecast = commands.add_parser(
        "forecast",
        help="vacancies to come, whether the bench could cover them, and what would change that",
        epilog="wraparound pipelines forecast --region MADEUP --leaving 80 --pause 0-6",
    )
    place = forecast.add_mutually_exclusive_group()
    place.add_argument("--region", default="", metavar="CODE", help="for a region")
    place.add_argument("--organisation", default="", metavar="CODE", help="for an organisation alone")
    place.add_argument("--nation", action="store_true", help="for all regions together")
    place.add_argument("--number", type=int, metavar="N", help="one that is stored, by its number")
    forecast.add_argument("--stored", action="store_true", help="the newest that is stored; work nothing out")
    forecast.add_argument("--replications", type=int, default=REPLICATIONS, metavar="N")
    forecast.add_argument("--scheduler", default="", metavar="ADDRESS", help="of a Dask cluster to work it out on")
    hundredths = "in hundredths of now"
    forecast.add_argument("--leaving", type=int, default=100, metavar="N", help=f"how many leave, {hundredths}")
    forecast.add_argument("--filling", type=int, default=100, metavar="N", help=f"how quickly posts fill, {hundredths}")
    forecast.add_argument("--coming", type=int, default=100, metavar="N", help=f"how many come, {hundredths}")
    forecast.add_argument(
        "--released", type=int, default=0, metavar="N", help="of a hundred not released, how many are"
    )
    forecast.add_argument(
        "--pause", type=_months, default=(0, 0), metavar="FROM-UNTIL", help="months nothing is filled"
    )
    forecast.add_argument("--merge", type=_merger, default=None, metavar="CODE:CODE[:MONTH]", help="two become one")
    forecast.add_argument(
        "--programme", type=_programme, action="append", default=[], metavar=PROGRAMME, help=PROGRAMME_MEANS
    )
    forecast.set_defaults(answer=_forecast, say=say_forecast)


def _months(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    if not (first.isdigit() and last.isdigit()):
        raise ArgumentTypeError(f"“{text}” is no time: write months like 0-6")
    return int(first), int(last)


def _merger(text: str) -> tuple[str, str, int]:
    parts = text.upper().split(":")
    if len(parts) not in (2, 3) or not all(parts) or (len(parts) == 3 and not parts[2].isdigit()):
        raise ArgumentTypeError(f"“{text}” is no merger: write it like ZZ01:ZZ02 or ZZ01:ZZ02:12")
    return parts[0], parts[1], int(parts[2]) if len(parts) == 3 else 12


def _programme(text: str) -> Programme:
    try:
        many, role, level, kind, band = text.split(":")
        return Programme(a_year=int(many), role=PostRole(role), level=PostLevel(level), kind=kind, band=Band(band))
    except ValueError:
        raise ArgumentTypeError(
            f"“{text}” is no programme: write it like 5:finance:board:Acute:three_to_five ({PROGRAMME})"
        ) from None


def _forecast(asked: Namespace) -> ForecastTerms:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.actions.forecasts import (
        begin_forecast,
        fail_forecast,
        stop_forecast,
        work_out,
    )
    from wraparound.capabilities.pipelines.queries.forecasts import forecast_of, forecast_page
    from wraparound.people.terms.access import OPERATOR

    if asked.number is not None:
        return forecast_of(asked.number, viewer=OPERATOR)
    place = _place(asked)
    if asked.stored:
        newest = forecast_page(place, viewer=OPERATOR).newest
        if newest is None:
            raise CannotForecast("None is stored yet. Ask without --stored, and one is worked out.")
        return newest
    at = timezone.localtime()
    with _through(asked.scheduler) as through:
        number = begin_forecast(place, what=_what(asked), replications=asked.replications, at=at, by=OPERATOR)
        try:
            work_out(number, at=at, by=OPERATOR, through=through, told=_tell)
        except CannotAnswer as trouble:
            fail_forecast(number, str(trouble), at=at, by=OPERATOR)
            raise
        except BaseException:
            # Whoever interrupts it leaves nothing that looks as if it went on.
            stop_forecast(number, at=at, by=OPERATOR)
            raise
    return forecast_of(number, viewer=OPERATOR)


@contextmanager
def _through(scheduler: str) -> "Iterator[Through]":
    """What runs the parts: the processors of this machine, or those of a cluster."""
    if not scheduler:
        from wraparound.capabilities.pipelines.commands.processors import on_processors

        with on_processors() as through:
            yield through
        return
    from wraparound.capabilities.pipelines.commands.cluster import on_cluster

    with on_cluster(scheduler) as through:
        yield through


def _place(asked: Namespace) -> str:
    """The value of the place that was named; CannotForecast where none was."""
    if asked.region:
        return f"region:{asked.region}"
    if asked.organisation:
        return f"organisation:{asked.organisation}"
    if not asked.nation:
        raise CannotForecast(NO_PLACE)
    return str(PlaceSort.NATION)


def _what(asked: Namespace) -> WhatIf:
    first, second, month = asked.merge or ("", "", 12)
    return WhatIf(
        leaving=asked.leaving,
        filling=asked.filling,
        coming=asked.coming,
        released=asked.released,
        pause_from=asked.pause[0],
        pause_until=asked.pause[1],
        merges=(first, second) if asked.merge else None,
        merge_in=month,
        programmes=tuple(asked.programme),
    )


def _tell(done: int, parts: int) -> None:
    """How far it is, on a line of its own that is written over, where somebody looks on."""
    if sys.stderr.isatty():
        print(f"\r{done} of {parts} parts", end="\n" if done == parts else "", file=sys.stderr, flush=True)
