"""Talent boards at the terminal."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from wraparound.capabilities.pipelines.terms.boards import BoardsPage, TalentBoard
from wraparound.capabilities.pipelines.wording.board_terminal import say_board, say_boards

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_boards(commands: "_SubParsersAction[ArgumentParser]") -> None:
    boards = commands.add_parser(
        "boards", help="talent boards that are not private", epilog="wraparound pipelines boards --json"
    )
    boards.set_defaults(answer=_boards, say=say_boards)
    board = commands.add_parser(
        "board",
        help="one talent board: agenda, what changed and why, actions",
        epilog="wraparound pipelines board 12",
    )
    board.add_argument("number", type=int, help="the number in its address")
    board.set_defaults(answer=_board, say=say_board)


def _boards(_: Namespace) -> BoardsPage:
    from wraparound.capabilities.pipelines.queries.boards import boards_page
    from wraparound.people.terms.access import OPERATOR

    return boards_page(viewer=OPERATOR)


def _board(arguments: Namespace) -> TalentBoard:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.board_pages import talent_board
    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.people.terms.access import OPERATOR

    today = day_of(None, timezone.localdate(), viewer=OPERATOR)
    return talent_board(arguments.number, viewer=OPERATOR, today=today, whole=True)
