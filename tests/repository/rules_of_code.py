"""What code may call, and how views, queries and actions begin. On imports, import-linter has the word."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.repository.tree import called_name, files, functions, nodes, product_modules, room, text_of

REACHES_OUT = frozenset({"open", "eval", "exec", "print", "input", "__import__", "breakpoint"})
VERBS_OF_HTTP = frozenset({"get", "post", "put", "patch", "delete", "api_operation"})


def calculations_reach_for_nothing(root: Path) -> Iterator[str]:
    """Builtins dig under the contract on imports; an unseeded generator is chance nobody can repeat."""
    floors = [*files(root / "wraparound/methods", "*.py"), *files(root / "wraparound/charts", "*.py")]
    for module in (*room(root, "calculation"), *floors):
        for node in nodes(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REACHES_OUT:
                yield f"{_place(root, module, node)} calls {node.func.id}(): take terms, return terms."
            if called_name(node) == "default_rng" and not (node.args or node.keywords):
                yield f"{_place(root, module, node)} makes an unseeded generator: take one as argument."


def queries_know_the_viewer(root: Path) -> Iterator[str]:
    """Who looks is part of every read."""
    yield from _without_keyword(root, "queries", "viewer", "who is looking")


def actions_know_who_acts(root: Path) -> Iterator[str]:
    """Nothing is written by nobody."""
    yield from _without_keyword(root, "actions", "by", "who is doing it")


def views_ask_first(root: Path) -> Iterator[str]:
    """The access check is a view's first line, where a reader sees it."""
    for module in room(root, "views"):
        for function in functions(module):
            first = function.args.args[0].arg if function.args.args else ""
            if first == "request" and not _begins_with_require(function):
                yield f"{_place(root, module, function)} {function.name} must begin with require(request, …)."


def operations_ask_first(root: Path) -> Iterator[str]:
    """The same in JSON."""
    for module in room(root, "api"):
        for function in functions(module):
            if _is_operation(function) and not _begins_with_require(function):
                yield f"{_place(root, module, function)} {function.name} must begin with require(request, …)."


def operations_answer_no_tuple(root: Path) -> Iterator[str]:
    """The package that serves the API takes a tuple of two for a status and an answer: lists leave as lists."""
    for module in room(root, "api"):
        for function in functions(module):
            if _is_operation(function) and ast.unparse(function.returns or ast.Constant(None)).startswith("tuple["):
                yield f"{_place(root, module, function)} {function.name} answers with a tuple: make it a list."


def nobody_digs_for_models(root: Path) -> Iterator[str]:
    """get_model finds by name what an import would have to own up to."""
    for module in product_modules(root):
        for node in nodes(module):
            if called_name(node) == "get_model":
                yield f"{_place(root, module, node)} calls get_model: import the query instead."


def only_settings_read_the_environment(root: Path) -> Iterator[str]:
    """A setting has one place, where all of them can be seen."""
    for module in product_modules(root):
        if module.is_relative_to(root / "wraparound/web/settings"):
            continue
        for node in nodes(module):
            if _reads_environment(node):
                yield f"{_place(root, module, node)} reads the environment: make it a setting instead."


def imports_name_what_they_want(root: Path) -> Iterator[str]:
    """A star hides where a name comes from. Settings alone build on one another with it."""
    for folder in ("wraparound", "tools", "tests", "benchmarks"):
        for module in files(root / folder, "*.py"):
            if module.is_relative_to(root / "wraparound/web/settings") or "import *" not in text_of(module):
                continue
            for node in nodes(module):
                if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
                    yield f"{_place(root, module, node)} imports *: name what you want."


def _place(root: Path, module: Path, node: ast.AST) -> str:
    return f"{module.relative_to(root)}:{getattr(node, 'lineno', 1)}"


def _without_keyword(root: Path, name: str, keyword: str, meaning: str) -> Iterator[str]:
    for module in room(root, name):
        for function in functions(module):
            keywords = {argument.arg for argument in function.args.kwonlyargs}
            if not function.name.startswith("_") and keyword not in keywords:
                yield (
                    f"{_place(root, module, function)} {function.name} does not take {keyword}= by keyword: "
                    f"add *, {keyword}, {meaning}."
                )


def _begins_with_require(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    match body[0] if body else None:
        case ast.Expr(value=value) | ast.Assign(value=value) | ast.AnnAssign(value=value):
            return value is not None and called_name(value) == "require"
    return False


def _is_operation(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(called_name(decorator) in VERBS_OF_HTTP for decorator in function.decorator_list)


def _reads_environment(node: ast.AST) -> bool:
    match node:
        # Naming the settings module is not reading: manage.py and the command line must.
        case ast.Attribute(value=ast.Name(id="os"), attr="getenv"):
            return True
        case ast.Subscript(value=ast.Attribute(value=ast.Name(id="os"), attr="environ")):
            return isinstance(node.ctx, ast.Load)
        case ast.Attribute(value=ast.Attribute(value=ast.Name(id="os"), attr="environ"), attr=attribute):
            return attribute != "setdefault"
        case ast.ImportFrom(module="os", names=names):
            return any(alias.name in {"environ", "getenv"} for alias in names)
    return False


RULES = (
    calculations_reach_for_nothing,
    queries_know_the_viewer,
    actions_know_who_acts,
    views_ask_first,
    operations_ask_first,
    operations_answer_no_tuple,
    nobody_digs_for_models,
    only_settings_read_the_environment,
    imports_name_what_they_want,
)
