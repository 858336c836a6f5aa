"""Writes docs/how-to/command-line.md from the command line itself.

It renders the parser's own parts rather than its help text, which differs between Python versions.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

PAGE = "docs/how-to/command-line.md"

OPENING = """# The command line

This page is made from the command line itself: `make help-pages` writes it, `make check` compares.
"""


def command_line_page() -> str:
    """The page as it should be, from the parser in the code."""
    from wraparound.cli import build_parser

    return "\n".join([OPENING, *_sections(build_parser(), "wraparound")]).rstrip() + "\n"


def _sections(parser: argparse.ArgumentParser, name: str) -> Iterator[str]:
    """A section for the command, and one for each command below it."""
    branches = list(_branches(parser))
    yield f"{'#' * min(name.count(' ') + 2, 4)} `{name}`\n"
    if about := _about(parser):
        yield f"{about}\n"
    yield f"```\n{' '.join([name, *_usage(parser)])}\n```\n"
    yield from _table(parser)
    if parser.epilog:
        yield f"For example:\n\n```\n{parser.epilog.strip()}\n```\n"
    for branch, help_text, below in branches:
        if help_text and not _about(below):
            below.description = f"{help_text[:1].upper()}{help_text[1:].rstrip('.')}."
        yield from _sections(below, f"{name} {branch}")


def _branches(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    for action in _subparsers(parser):
        helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, below in action.choices.items():
            yield name, helps.get(name, ""), below


def _subparsers(
    parser: argparse.ArgumentParser,
) -> Iterator["argparse._SubParsersAction[argparse.ArgumentParser]"]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield action


def _arguments(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What a person may type, without the branches and without --help, which every command has."""
    kinds = (argparse._SubParsersAction, argparse._HelpAction)
    return [one for one in parser._actions if not isinstance(one, kinds) and one.help is not argparse.SUPPRESS]


def _about(parser: argparse.ArgumentParser) -> str:
    return " ".join((parser.description or "").split())


def _usage(parser: argparse.ArgumentParser) -> Iterator[str]:
    arguments = _arguments(parser)
    for action in sorted(arguments, key=lambda action: not action.option_strings):
        words = _spelling(action)
        yield words if action.required and action.nargs not in ("?", "*") else f"[{words}]"
    for branching in _subparsers(parser):
        yield f"{branching.metavar or 'COMMAND'} …"


def _table(parser: argparse.ArgumentParser) -> Iterator[str]:
    rows = [f"| `{_spelling(action)}` | {_meaning(action)} |" for action in _arguments(parser)]
    if rows:
        yield "\n".join(["| you type | it means |", "|---|---|", *rows]) + "\n"


def _spelling(action: argparse.Action) -> str:
    """Its longest option with what follows it, or the argument's own name in capitals."""
    value = "" if action.nargs == 0 else _value(action)
    if action.option_strings:
        return f"{max(action.option_strings, key=len)} {value}".strip()
    return value


def _value(action: argparse.Action) -> str:
    name = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    return f"{name} …" if action.nargs in ("+", "*") else name


def _meaning(action: argparse.Action) -> str:
    text = " ".join((action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%").split())
    if action.choices and not isinstance(action.metavar, str):
        text += f" (one of {', '.join(map(str, action.choices))})"
    return text.replace("|", "\\|")


def main() -> int:
    root = Path(__file__).resolve().parent.parent
    sys.path.insert(0, str(root))
    page = command_line_page()
    if "--write" not in sys.argv:
        print(page, end="")
        return 0
    (root / PAGE).parent.mkdir(parents=True, exist_ok=True)
    (root / PAGE).write_text(page, encoding="utf-8")
    print(f"{PAGE} is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
