"""Says what answers an address: its view, its access rule, its templates and the tests that mention it."""

import inspect
import os
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import django
from django.urls import Resolver404, ResolverMatch, resolve

ROOT = Path(__file__).resolve().parent.parent

# An address in a test: what follows a quote, or the site's own address put in front of it.
ADDRESS_IN_TEST = re.compile(r"(?<=[\"'}])(/[^\"'\s?#]*)")


class NobodyAnswers(Exception):
    """No view has this address; the message says so."""


def found(address: str) -> ResolverMatch:
    """Who answers the address, which may be a whole link; NobodyAnswers otherwise."""
    path = "/" + unquote(urlsplit(address).path).lstrip("/")
    for attempt in (path, f"{path}/"):
        try:
            return resolve(attempt)
        except Resolver404:
            continue
    raise NobodyAnswers(f"Nobody answers {path}: see urls.py of each capability, and wraparound/web/urls.py.")


def views_behind(match: ResolverMatch) -> list[Callable[..., Any]]:
    """The functions of ours behind it: one view, or one operation of the API for each verb."""
    view = inspect.unwrap(match.func)
    if view.__module__.startswith("ninja."):
        path_view = inspect.getclosurevars(view).nonlocals["self"]
        return [inspect.unwrap(operation.view_func) for operation in path_view.operations]
    return [view]


def report(address: str) -> Iterator[tuple[str, str]]:
    """Label and text of each line."""
    match = found(address)
    yield "address", f"/{match.route}"
    yield "name", match.view_name
    for view in views_behind(match):
        yield "view", f"{view.__module__}.{view.__qualname__}  {_place(view)}"
        yield "access", _access_rule(view)
        for template in _templates(view):
            yield "template", template
    mentions = [str(test.relative_to(ROOT)) for test in _tests() if _mentions(test, match)]
    for test in mentions or ["none mentions it by name or address"]:
        yield "test", test


def _place(view: Callable[..., Any]) -> str:
    file = Path(inspect.getsourcefile(view) or "").resolve()
    line = inspect.getsourcelines(view)[1]
    return f"{file.relative_to(ROOT) if file.is_relative_to(ROOT) else file}:{line}"


def _access_rule(view: Callable[..., Any]) -> str:
    """The rule the view asks for, with its reason, from the access module beside the view."""
    asked = re.search(r"RULES\[[\"'](?P<key>[^\"']+)[\"']\]", inspect.getsource(view))
    module = f"{view.__module__.partition('.views')[0].partition('.api')[0]}.access"
    if not asked or find_spec(module) is None:
        return "none found: does the view begin with require(request, …)?"
    access = import_module(module)
    return f'RULES["{asked["key"]}"] of {module}: {access.RULES[asked["key"]].because}'


def _templates(view: Callable[..., Any]) -> Iterator[str]:
    for name in re.findall(r"[\"']([\w/-]+\.html)[\"']", inspect.getsource(view)):
        places = list((ROOT / "wraparound").glob(f"**/templates/{name}"))
        yield from (str(place.relative_to(ROOT)) for place in places)
        if not places:
            yield f"{name}, which is missing"


def _tests() -> Iterator[Path]:
    """Every file of tests but those about the repository itself, which mention addresses only in passing."""
    yield from (test for test in sorted((ROOT / "tests").rglob("test_*.py")) if "repository" not in test.parts)
    yield from sorted((ROOT / "wraparound").rglob("tests/test_*.py"))


def _mentions(test: Path, match: ResolverMatch) -> bool:
    """Whether a test names the view, or visits an address that the same view answers."""
    text = test.read_text(encoding="utf-8")
    if re.search(rf"[\"']{re.escape(match.view_name)}[\"']", text):
        return True
    values = [str(value) for value in match.kwargs.values()]
    return any(_same_view(_filled_in(path, values), match) for path in set(ADDRESS_IN_TEST.findall(text)))


def _filled_in(path: str, values: list[str]) -> str:
    """The address with each {variable} of an f-string replaced by what stands in the address asked about."""
    next_value = iter(values)
    return re.sub(r"\{[^{}]*\}", lambda variable: next(next_value, variable[0]), path)


def _same_view(path: str, match: ResolverMatch) -> bool:
    try:
        return resolve(path).view_name == match.view_name
    except Resolver404:
        return False


def main() -> int:
    if len(sys.argv) != 2:
        print("Say which address: make where URL=/expectations/RXW/", file=sys.stderr)
        return 2
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "wraparound.web.settings.test"
    django.setup()
    try:
        for label, text in report(sys.argv[1]):
            print(f"{label:<10}{text}")
    except NobodyAnswers as nobody:
        print(nobody, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
