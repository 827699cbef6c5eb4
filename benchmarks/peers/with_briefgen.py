"""Ours: the content as neutral blocks, drawn by both writers with all that a pack has."""

from __future__ import annotations

import atexit
import gc
import time
from collections import deque
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefgen.pack.blocks import (
    Align,
    Block,
    Column,
    Contents,
    Cover,
    Detail,
    Furniture,
    Heading,
    List,
    ListItem,
    ListStyle,
    Pack,
    Paragraph,
    SourceEntry,
    SourceList,
    Table,
)
from briefgen.pack.figure_blocks import Chart, ChartKind, DataPoint, FigureText, Series
from briefgen.pack.fingerprints import blocks_printed
from briefgen.pack.inlines import Citation, FactText, Figure, Inlines, Strong, Text
from briefgen.render.collector import collector_at_rest
from briefgen.render.files import find_house, render_files
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefgen.pack.inlines import Inline

# As the command line does.
gc.set_threshold(200_000)
atexit.register(gc.freeze)

HOUSE = "ministry"
_FACES = ("Regular", "Bold", "Italic", "BoldItalic")
_SHARES = (0.3, 0.25, 0.15, 0.15, 0.15)
_FURNITURE = Furniture("OFFICIAL", "A pack made up for measuring", "Information as at 1 July 2026")


def prepare(content: dict[str, Any], folder: Path) -> None:
    """Put our typeface where the peers find it."""
    del content
    (folder / "fonts").mkdir(exist_ok=True)
    for face in _FACES:
        whole = import_module(f"pymupdf_fonts.NotoSans_{face}").fontbuffer
        (folder / "fonts" / f"NotoSans-{face}.ttf").write_bytes(whole)


def write_docx(content: dict[str, Any], folder: Path, target: Path) -> None:
    """The Word file, the page numbers of its contents taken from our own layout."""
    del folder
    _write(content, [target])


def write_docx_unnumbered(content: dict[str, Any], folder: Path, target: Path) -> None:
    """The Word file as the peers write it: the numbers of the contents are left to Word."""
    from briefgen.render.docx import write_docx as draw  # noqa: PLC0415 - slow to import

    del folder
    house = find_house(bundled_templates(), HOUSE)
    with collector_at_rest():
        target.write_bytes(draw(make_pack(content), house, {}))


def write_pdf(content: dict[str, Any], folder: Path, target: Path) -> None:
    """The PDF."""
    del folder
    _write(content, [target])


def write_both(content: dict[str, Any], folder: Path, target: Path) -> None:
    """Both files from one layout."""
    del folder
    _write(content, [target.with_suffix(".docx"), target.with_suffix(".pdf")])


def _write(content: dict[str, Any], targets: list[Path]) -> None:
    house = find_house(bundled_templates(), HOUSE)
    with collector_at_rest():  # as the program makes a pack before it draws it
        files = render_files(make_pack(content), house, targets)
    for path, data in files.items():
        path.write_bytes(data)


def make_pack(content: dict[str, Any]) -> Pack:
    """``content`` as blocks, with the generation record of a pack."""
    blocks = tuple(_blocks(content))
    labels = (_FURNITURE.table_label, _FURNITURE.figure_label)
    record = {"format": 1, "blocks": blocks_printed(blocks, labels)}
    return Pack(
        title=content["title"],
        subject=content["subtitle"],
        author="Office",
        language="en-GB",
        as_of=date(2026, 7, 1),
        furniture=_FURNITURE,
        blocks=blocks,
        record=record,
    )


def draw_charts(content: dict[str, Any], folder: Path) -> float:
    """Make each chart with its workbook and pack it; CPU seconds for one."""
    from briefgen.render.docx.figures import Figures  # noqa: PLC0415 - not for a PDF
    from briefgen.render.docx.package import Relations, zip_parts  # noqa: PLC0415

    del folder
    pack = make_pack(content)
    charts = [block for block in pack.blocks if isinstance(block, Chart)]
    house = find_house(bundled_templates(), HOUSE)
    figures = Figures(house, Relations(), pack)
    begun = time.process_time()
    for chart in charts:
        deque(figures.runs(chart), maxlen=0)
    zip_parts(figures.parts)
    return (time.process_time() - begun) / len(charts)


def _blocks(content: dict[str, Any]) -> list[Block]:
    details = (Detail("Date", (Text("1 July 2026"),)),)
    blocks: list[Block] = [
        Cover("cover", content["title"], content["subtitle"], details),
        Contents("contents", "Contents"),
    ]
    for number, section in enumerate(content["sections"], 1):
        blocks += _section(section, f"section-{number}", content["right_from"])
    entries = (
        SourceEntry(number, f"source-{number}", _inlines(spans))
        for number, spans in enumerate(content["sources"], 1)
    )
    return [*blocks, Heading("sources", 1, "Sources"), SourceList("source-list", tuple(entries))]


def _section(section: dict[str, Any], name: str, right_from: int) -> list[Block]:
    paragraphs = [
        Paragraph(f"{name}.p{place}", _inlines(spans))
        for place, spans in enumerate(section["paragraphs"])
    ]
    points = tuple(
        ListItem(f"{name}.point{place}", _inlines(spans))
        for place, spans in enumerate(section["points"])
    )
    return [
        Heading(name, 1, section["heading"]),
        *paragraphs,
        _table(section["table"], f"{name}.table", right_from),
        List(f"{name}.points", points, ListStyle.NUMBER),
        _chart(section["chart"], f"{name}.chart"),
    ]


def _table(table: dict[str, Any], name: str, right_from: int) -> Table:
    columns = tuple(
        Column(head, share, Align.RIGHT if place >= right_from else Align.LEFT)
        for place, (head, share) in enumerate(zip(table["heads"], _SHARES, strict=True))
    )
    rows = tuple([tuple([(FactText(cell, "f"),) for cell in row]) for row in table["rows"]])
    return Table(name, table["caption"], columns, rows)


def _chart(chart: dict[str, Any], name: str) -> Chart:
    """A chart with the alternative and the source that none of ours goes without."""
    points = tuple(
        DataPoint(Decimal(str(value)), Figure(str(value), "o", "f")) for value in chart["values"]
    )
    told = ", ".join(map(str, chart["values"]))
    words = FigureText(
        caption=chart["title"],
        alternative=(FactText(f"{chart['series']} by year: {told}.", "f"),),
        source=(Text("Source: made up. "), _citation(1)),
    )
    series = (Series(chart["series"], points),)
    labels = tuple(chart["labels"])
    return Chart(name, words, ChartKind.COLUMNS, chart["series"], labels, series)


def _inlines(spans: list[list[Any]]) -> Inlines:
    return tuple([_MADE[kind](said) for kind, said in spans])


def _fact_text(text: str) -> FactText:
    return FactText(text, "f")


def _citation(number: int) -> Citation:
    return Citation((number,), ("f",))


_MADE: dict[str, Callable[[Any], Inline]] = {
    "text": _fact_text,
    "bold": Strong,
    "cite": _citation,
}
