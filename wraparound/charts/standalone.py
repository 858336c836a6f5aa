"""A picture that leaves the site: the same SVG with its looks written into it, for documents."""

import re

from wraparound.charts.terms import Chart

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no file of this sort may hold, whoever typed it."""

STYLE = """\
.chart-picture { font-family: "Liberation Sans", Arial, sans-serif; }
.chart-line { fill: none; stroke: #212b32; stroke-width: 3; stroke-linejoin: round; }
.chart-band { fill: #c9d9e6; }
.chart-grid { stroke: #e4e8ea; stroke-width: 1; }
.chart-base { stroke: #4c6272; stroke-width: 1; }
.chart-link, .chart-link-dashed { stroke: #212b32; stroke-width: 1.5; }
.chart-link-dashed { stroke-dasharray: 4 4; }
.chart-tick, .chart-axis { font-size: 14px; fill: #4c6272; }
.chart-label { font-size: 15px; fill: #212b32; paint-order: stroke; stroke: #fff; stroke-width: 4px;
  stroke-linejoin: round; }
.chart-strong { font-weight: 700; }
.chart-expected { fill: #f3dfb3; }
.chart-expected-edge { stroke: #8a5a00; stroke-width: 2; }
.chart-expected-tick { stroke: #8a5a00; stroke-width: 3; fill: none; }
.chart-half { stroke: #212b32; stroke-width: 1.5; stroke-dasharray: 2 4; }
.chart-dot { fill: #212b32; }
.chart-own { stroke: #005eb8; stroke-width: 3; }
.chart-leader { stroke: #4c6272; stroke-width: 1; }
.chart-spell { fill: #12343b; }
.chart-unknown { stroke: #12343b; stroke-width: 3; stroke-dasharray: 3 6; }
.chart-fan-outer { fill: #dde7ef; }
.chart-fan-most { fill: #b7cddf; }
.chart-fan-half { fill: #8aaecb; }
.chart-fan-middle { fill: none; stroke: #212b32; stroke-width: 1.5; stroke-dasharray: 5 4; }
.chart-median { fill: none; stroke: #4c6272; stroke-width: 1.5; }
.chart-median--assumed { stroke-dasharray: 2 3; }
.chart-break { stroke: #8a5a00; stroke-width: 1.5; stroke-dasharray: 6 3; }
.chart-target { stroke: #005eb8; stroke-width: 4; }
.chart-rung-start { fill: #212b32; }
.chart-rung-half { stroke: #212b32; stroke-width: 2.5; }
.chart-rung-best { fill: #fff; stroke: #212b32; stroke-width: 2.5; }
.chart-fan-edge { fill: none; stroke: #8fa9bf; stroke-width: 0.75; }
.chart-fan-target { fill: #005eb8; stroke: #fff; stroke-width: 1.5; }
.chart-band--ahead { fill: #eaf0f5; }
.chart-band-line { fill: none; stroke: #6f8ea8; stroke-width: 1.5; }
.chart-band-line--ahead { stroke-dasharray: 3 4; }
.chart-band-expected { fill: none; stroke: #4c6272; stroke-width: 1.5; stroke-dasharray: 5 4; }
.chart-band-agreed { stroke: #005eb8; stroke-width: 2; }
.chart-dot--quiet { fill: #8b99a5; }
.chart-ring { fill: #fff; stroke: #212b32; stroke-width: 3; }
.chart-break-words { font-size: 14px; fill: #4c6272; paint-order: stroke; stroke: #fff; stroke-width: 4px;
  stroke-linejoin: round; }
.chart-column { fill: #cfdde9; stroke: #8fa9bf; stroke-width: 0.75; }
.chart-column--second { fill: #7fa3c2; stroke: #4c6272; }
.chart-column-mean { stroke: #212b32; stroke-width: 2; }
.chart-interval { stroke: #212b32; stroke-width: 2; }
.chart-not-told { stroke: #4c6272; stroke-width: 2; stroke-dasharray: 2 5; }
"""
"""The looks of wraparound.css with its colours written out; a test keeps the two in step."""


def standalone(drawn: Chart, *, narrow: bool = False) -> str:
    """The wide picture, or the narrow one, as an SVG file of its own."""
    opening, rest = (drawn.narrow if narrow else drawn.wide).split(">", 1)
    return NOT_IN_XML.sub("", f"{opening}><style>{STYLE}</style>{rest}")
