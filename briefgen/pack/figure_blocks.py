"""The blocks that are drawn: charts, corridor diagrams, timelines and route maps.

They hold what is shown and the words that go with it, never how it looks. Every number in them is
an observation's, every place and status a fact's; the words of a figure are runs of inlines, so
that checks, the generation record and comparisons account for them as for any other text.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from briefgen.pack.inlines import FactText, Figure, Inlines


class FigureText(Struct, frozen=True, gc=False):
    """The words of a figure, the same in every format.

    ``alternative`` tells those who do not see it what it shows; ``finding`` is what a hurried
    reader should take from it; ``source`` says who counted, cites, and as at when. A figure
    without an alternative or a source is refused by the writers.
    """

    caption: str
    alternative: Inlines
    source: Inlines
    finding: Inlines = ()


class ChartKind(StrEnum):
    """How the numbers of a chart stand to each other."""

    COLUMNS = "columns"  # a series over periods, one column a period and direction
    MARKS = "marks"  # rival figures of one thing side by side: nothing joins them
    BARS = "bars"  # one measure of several things


class DataPoint(Struct, frozen=True, gc=False):
    """A number of a chart and how it is printed; ``high`` is the upper end of a range."""

    value: Decimal
    printed: Figure
    high: Decimal | None = None


class Series(Struct, frozen=True, gc=False):
    """Numbers that may be read as one series, one for each category, None where there is none.

    A ``balance`` is worked out from the other series and may be below nought. ``upper`` names the
    upper ends where points are ranges.
    """

    name: str
    points: tuple[DataPoint | None, ...]
    balance: bool = False
    upper: str = ""


class Chart(Struct, frozen=True, gc=False):
    """Numbers of one unit by category: periods, reporters or things.

    ``separators`` part thousands, and whole numbers from decimals, in the language of the pack:
    the values of the axis are printed with them.
    """

    id: str
    text: FigureText
    kind: ChartKind
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    separators: tuple[str, str] = (",", ".")


class Stop(Struct, frozen=True, gc=False):
    """A place on a route; ``fact`` is the one that names it there, empty where none does.

    ``country`` is its code (ISO 3166-1 alpha-3), ``position`` its longitude and latitude in
    degrees.
    """

    place: str
    name: str
    country: str
    country_name: str
    fact: str = ""
    position: tuple[float, float] | None = None


class Route(Struct, frozen=True, gc=False):
    """A corridor with its stops in order.

    ``standing`` is what is printed of its ``mode`` and its ``status``, which are keys.
    """

    corridor: str
    title: FactText
    mode: str
    status: str
    standing: str
    stops: tuple[Stop, ...]


class Sign(StrEnum):
    """What a key under a diagram or a map explains, beside the statuses of routes."""

    NAMED = "named"  # a stop that a cited source names on the route
    UNNAMED = "unnamed"  # a stop that only the register of places gives
    CROSSING = "crossing"  # two stops in different countries


class KeyEntry(Struct, frozen=True, gc=False):
    """A sign, or the line of a status, and its meaning."""

    sign: str
    words: str


class CorridorDiagram(Struct, frozen=True, gc=False):
    """Routes as rows of stops at even distances: no scale, no boundaries."""

    id: str
    text: FigureText
    routes: tuple[Route, ...]
    keys: tuple[KeyEntry, ...]


class TimelineMark(Struct, frozen=True, gc=False):
    """All that happened on a day or in a span of days; ``last`` is its last day."""

    first: date
    last: date
    when: FactText
    what: tuple[FactText, ...]


class TimelineDiagram(Struct, frozen=True, gc=False):
    """Dated marks along an axis of years, in order of date."""

    id: str
    text: FigureText
    marks: tuple[TimelineMark, ...]


class RouteMap(Struct, frozen=True, gc=False):
    """Routes over coastlines; stops without a position are left out."""

    id: str
    text: FigureText
    routes: tuple[Route, ...]
    keys: tuple[KeyEntry, ...]


FigureBlock = Chart | CorridorDiagram | TimelineDiagram | RouteMap


def figure_runs(block: FigureBlock) -> Iterator[Inlines]:
    """The runs of inlines of a figure in reading order: its drawing is read as the alternative."""
    text = block.text
    yield text.alternative
    if text.finding:
        yield text.finding
    yield text.source
