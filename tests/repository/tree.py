"""Walking the project: which files a rule looks at, and how they parse."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# Made by machines, or by the person whose copy it is.
NOT_OURS = frozenset({"__pycache__", "node_modules", "dist", "var"})


def files(folder: Path, pattern: str = "*") -> Iterator[Path]:
    """Every file of ours below a folder whose name fits, in alphabetical order."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if is_ours(path):
                yield from files(path, pattern)
        elif path.match(pattern):
            yield path


def is_ours(path: Path) -> bool:
    return path.name not in NOT_OURS and (path.name == ".ci" or not path.name.startswith("."))


def product_modules(root: Path) -> Iterator[Path]:
    """Python of the product itself: neither tests nor migrations."""
    for module in files(root / "wraparound", "*.py"):
        if not {"tests", "migrations"} & set(module.relative_to(root).parts):
            yield module


def room(root: Path, name: str) -> Iterator[Path]:
    """The modules of one room, a file or a package, in every folder that has rooms."""
    for module in product_modules(root):
        parts = module.relative_to(root / "wraparound").with_suffix("").parts
        if name in parts:
            yield module


def capabilities(root: Path) -> list[Path]:
    """The folders of the capabilities."""
    return [path for path in sorted((root / "wraparound/capabilities").iterdir()) if path.is_dir() and is_ours(path)]


def text_of(file: Path) -> str:
    """What is written in a file; nothing when it is missing, so that a rule can say what should be there."""
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(text_of(module), filename=str(module))


@cache
def nodes(module: Path) -> tuple[ast.AST, ...]:
    """Everything in a module: several rules look through all of it, and walking takes longer than looking."""
    return tuple(ast.walk(parsed(module)))


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions at the top of a module."""
    for node in parsed(module).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called_name(node: ast.AST) -> str:
    """What a call calls, without what stands before the last dot; nothing for anything else."""
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name
    return ""
