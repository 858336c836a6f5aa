"""SVG written by hand: escaped text, rounded coordinates, classes instead of styles (the page's policy allows none)."""

from collections.abc import Iterable
from html import escape

LETTER = 8.0
"""Width of a letter of a label at its widest: bold, 15 units high."""


def element(name: str, *children: str, **attributes: str | float | int) -> str:
    """One element. `class_` becomes class, underscores become hyphens; numbers are rounded to a tenth."""
    written = "".join(f' {_attribute(key)}="{escape(_value(value), quote=True)}"' for key, value in attributes.items())
    inside = "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def text(words: str, x: float, y: float, *, class_: str = "chart-label", anchor: str = "start") -> str:
    """A line of text at a point."""
    return element("text", escape(words), x=x, y=y, class_=class_, text_anchor=anchor)


def label(words: str, x: float, y: float, *, right: float, class_: str = "chart-label") -> str:
    """A line of text that begins at a point, or ends at `right` where it would run out of the picture."""
    if x + len(words) * LETTER > right:
        return text(words, right, y, class_=class_, anchor="end")
    return text(words, x, y, class_=class_)


def line(x1: float, y1: float, x2: float, y2: float, *, class_: str) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rectangle(x: float, y: float, width: float, height: float, *, class_: str) -> str:
    """A rectangle; a negative width or height is drawn as nothing."""
    return element("rect", x=x, y=y, width=max(0.0, width), height=max(0.0, height), class_=class_)


def path(points: Iterable[tuple[float, float]], *, class_: str, closed: bool = False) -> str:
    """A path through points in order."""
    steps = " L".join(f"{_number(x)} {_number(y)}" for x, y in points)
    return element("path", d=f"M{steps}{' Z' if closed else ''}", class_=class_)


def picture(*children: str, width: int, height: int, name: str, title: str, description: str) -> str:
    """The whole picture, named and described for those who do not see it; `name` must be unique on its page."""
    return element(
        "svg",
        element("title", escape(title), id=f"{name}-title"),
        element("desc", escape(description), id=f"{name}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_="chart-picture",
    )


def _attribute(key: str) -> str:
    if key == "viewBox":
        return key
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
