"""A pack with every kind of figure, for the tests of the writers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from lxml import etree
from msgspec.structs import replace

from briefgen.pack.blocks import Heading, Pack
from briefgen.pack.figure_blocks import (
    Chart,
    ChartKind,
    CorridorDiagram,
    DataPoint,
    FigureBlock,
    FigureText,
    KeyEntry,
    Route,
    RouteMap,
    Series,
    Sign,
    Stop,
    TimelineDiagram,
    TimelineMark,
)
from briefgen.pack.inlines import Citation, FactText, Figure, Text
from briefgen.render.docx import write_docx
from briefgen.render.pdf.document import write_pdf
from tests.render.languages import sample_house
from tests.render.sample import every_block
from tests.render.word_files import parts_of


def words_of(what: str) -> FigureText:
    """The words of a figure that shows ``what``."""
    return FigureText(
        f"Caption of {what}",
        (Text(f"Told of {what}: "), Figure("1.5", "o1", "f1"), Text(" ₸ & <more>.")),
        (Text("Source: Ministry "), Citation((1,), ("f1",)), Text(". As at 1 July 2025.")),
        (Text(f"Finding of {what}."),),
    )


def point(text: str, value: str, high: str = "") -> DataPoint:
    """A number of a chart, printed as ``text``."""
    figure = Figure(text, "o1", "f1")
    return DataPoint(Decimal(value), figure, Decimal(high) if high else None)


COLUMNS = Chart(
    "columns",
    words_of("columns"),
    ChartKind.COLUMNS,
    "USD million",
    ("FY2023/24", "FY2024/25"),
    (
        Series("Pakistan to Kazakhstan", (point("185.25", "185.25"), point("about 97", "97"))),
        Series("Kazakhstan to Pakistan", (point("0.677", "0.677"), point("1,129.63", "1129.63"))),
        Series(
            "Balance", (point("+184.57", "184.57"), point("−1,032.63", "-1032.63")), balance=True
        ),
    ),
)
BELOW = Chart(
    "below",
    words_of("below"),
    ChartKind.COLUMNS,
    "USD million",
    ("FY2023/24 (July to June)", "FY2024/25 (July to June)"),
    (
        Series("There", (point("185.25", "185.25"), point("97.96", "97.96"))),
        Series("Back", (point("0.677", "0.677"), point("129.63", "129.63"))),
        Series("Balance", (point("+184.573", "184.573"), point("−31.67", "-31.67")), balance=True),
    ),
)
MARKS = Chart(
    "marks",
    words_of("marks"),
    ChartKind.MARKS,
    "USD million",
    ("Ministry, 2025", "Embassy, 2025"),
    (Series("Both directions", (point("105.6", "105.6"), point("about 300", "300"))),),
)
BARS = Chart(
    "bars",
    words_of("bars"),
    ChartKind.BARS,
    "days",
    ("By road", "By rail"),
    (Series("Time", (point("3–4", "3", "4"), point("9", "9")), upper="Time, up to"),),
)


def stop(name: str, country: str, x: float, y: float, fact: str = "f1") -> Stop:
    """A stop of a route."""
    return Stop(name.lower(), name, country, f"Land of {country}", fact, (x, y))


ROUTE = Route(
    "road",
    FactText("Road corridor", "f1"),
    "road",
    "disrupted",
    "road, disrupted",
    (
        stop("Karachi", "PAK", 67.0, 24.9),
        stop("Torkham", "PAK", 71.1, 34.1, ""),
        stop("Kabul", "AFG", 69.2, 34.5),
        stop("Almaty", "KAZ", 76.9, 43.2),
    ),
)
KEYS = (KeyEntry("disrupted", "disrupted"), KeyEntry(Sign.NAMED, "named"))
DIAGRAM = CorridorDiagram("diagram", words_of("diagram"), (ROUTE,), KEYS)
TIMELINE = TimelineDiagram(
    "timeline",
    words_of("timeline"),
    (
        TimelineMark(
            date(2023, 1, 1),
            date(2023, 12, 31),
            FactText("2023", "f1"),
            (FactText("Memorandum on culture", "f1"), FactText("Treaty", "f2")),
        ),
        TimelineMark(
            date(2026, 2, 4),
            date(2026, 2, 4),
            FactText("4 February 2026", "f1"),
            (FactText("Declaration", "f1"),),
        ),
    ),
)
MAP = RouteMap("map", words_of("map"), (ROUTE,), KEYS)
LOSSES = Chart(
    "losses",
    words_of("losses"),
    ChartKind.BARS,
    "per cent",
    ("By road", "By rail", "By air", "In all, whatever the way that is taken"),
    (
        Series(
            "Change",
            (
                point("−12.5", "-12.5"),
                point("4", "4"),
                point("−8 to −3", "-8", "-3"),
                point("−1,032.63", "-1032.63"),
            ),
            upper="Change, up to",
        ),
    ),
)


def many(kind: ChartKind, count: int = 60, series: int = 1) -> Chart:
    """A chart of ``count`` categories, every third number below nought."""
    numbers = [(n * 37 % 101) * (-1 if n % 3 == 0 else 1) for n in range(count)]
    points = tuple(point(f"{n:,}".replace("-", "−"), str(n)) for n in numbers)
    names = tuple(f"FY{1960 + n}/{(1961 + n) % 100:02}" for n in range(count))
    rows = tuple(Series(f"Series {number}", points) for number in range(series))
    return Chart(f"many {kind}", words_of(f"many {kind}"), kind, "USD million", names, rows)


ALL: tuple[FigureBlock, ...] = (COLUMNS, MARKS, BARS, DIAGRAM, TIMELINE, MAP)


def pack_of(*figures: FigureBlock) -> Pack:
    """A pack of one heading and ``figures``."""
    whole = every_block()
    return replace(whole, blocks=(Heading("figures", 1, "Figures"), *figures))


@cache
def made_pdf() -> bytes:
    """The PDF of a pack with all of them."""
    return write_pdf(pack_of(*ALL), sample_house()).data


@cache
def made_docx() -> bytes:
    """Its Word file."""
    return write_docx(pack_of(*ALL), sample_house(), {})


def made_part(name: str) -> etree._Element:
    """A part of that."""
    return etree.fromstring(parts_of(made_docx())[name])
