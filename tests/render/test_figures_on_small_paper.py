"""Figures of the sample in narrow columns and on low pages: labels apart, nothing left behind."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, get_args

import pytest
from lxml import etree

from briefgen.pack.figure_blocks import CorridorDiagram, FigureBlock, RouteMap
from briefgen.pack.inlines import plain
from briefgen.render.docx import write_docx
from briefgen.render.figures.drawn import scene_of
from briefgen.render.figures.palette import palette_of
from briefgen.render.figures.scene import Disc, Label
from briefgen.render.files import find_house, house_names
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from briefgen.resources import bundled_templates
from tests.pack.making import make_sample
from tests.render.languages import LANGUAGES, sample_pack
from tests.render.libreoffice import printed_by_libreoffice
from tests.render.pdf_reading import ReadPdf
from tests.render.test_docx_file import findings
from tests.render.word_files import A5, A6, house_on, parts_of

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.render.figures.scene import Mark

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# The columns of A6, of A5, of A5 with wide margins, of A4 with wide margins.
WIDTHS = (241.0, 334.0, 278.0, 311.0)
Box = tuple[float, float, float, float, str]


@cache
def figures_of(language: str) -> tuple[FigureBlock, ...]:
    """The figures of the sample."""
    return tuple(b for b in sample_pack(language).blocks if isinstance(b, get_args(FigureBlock)))


def _touch(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.05 and down > 0.05


def _boxes(marks: list[Mark]) -> tuple[list[Box], list[Box]]:
    """Where labels stand, and where stops and other discs do."""
    labels, discs = [], []
    for mark in marks:
        if isinstance(mark, Label):
            right, size = mark.left + mark.ink.width(mark.text), mark.ink.size
            labels.append((mark.left, mark.y - 0.75 * size, right, mark.y + 0.2 * size, mark.text))
        elif isinstance(mark, Disc):
            x, y, r = mark.x, mark.y, mark.radius
            discs.append((x - r, y - r, x + r, y + r, "disc"))
    return labels, discs


@pytest.mark.parametrize("house", house_names(bundled_templates()))
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_stand_apart_in_a_narrow_column(language: str, width: float, house: str) -> None:
    """From each other, from stops and marks, and from the edge of the drawing."""
    palette = palette_of(find_house(bundled_templates(), house))
    assert len(figures_of(language)) >= 6
    for figure in figures_of(language):
        scene = scene_of(figure, palette, width)
        labels, discs = _boxes(list(scene.draw()))
        touching = [
            (one[4], other[4]) for one, other in combinations(labels, 2) if _touch(one, other)
        ]
        touching += [(one[4], "disc") for one in labels for disc in discs if _touch(one, disc)]
        assert touching == [], figure.id
        over = [one for one in labels if one[0] < -0.1 or one[2] > width + 0.1]
        assert over == [], figure.id


@pytest.mark.parametrize("width", WIDTHS)
def test_a_route_that_goes_on_beneath_keeps_all_its_stops(width: float) -> None:
    """Each is named once, in order; the line runs off the sheet and comes in again."""
    diagrams = [f for f in figures_of("en") if isinstance(f, CorridorDiagram)]
    palette = palette_of(find_house(bundled_templates(), "ministry"))
    for route in (route for diagram in diagrams for route in diagram.routes):
        figure = CorridorDiagram("one", diagrams[0].text, (route,), ())
        scene = scene_of(figure, palette, width)
        marks = list(scene.draw())
        discs = [mark for mark in marks if isinstance(mark, Disc)]
        names = [mark.text for mark in marks if isinstance(mark, Label)]

        assert len(discs) == len(route.stops)
        assert [(d.y, d.x) for d in discs] == sorted((d.y, d.x) for d in discs)
        assert [name for name in names if name in {s.name for s in route.stops}] == [
            stop.name for stop in route.stops
        ]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_map_in_a_narrow_column_names_every_stop(width: float) -> None:
    """What finds no room near its stop stands farther off, and touches no other name."""
    block = next(b for b in make_sample(route_map=True).pack.blocks if isinstance(b, RouteMap))
    palette = palette_of(find_house(bundled_templates(), "ministry"))
    labels, _ = _boxes(list(scene_of(block, palette, width).draw()))

    stops = {stop.name for route in block.routes for stop in route.stops if stop.position}
    assert stops <= {label[4] for label in labels}
    assert [(a[4], b[4]) for a, b in combinations(labels, 2) if _touch(a, b)] == []


# --- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "paper"), [*((language, A5) for language in LANGUAGES), ("en", A6)]
)
def test_labels_of_a_small_page_stand_apart_as_drawn(
    language: str, paper: tuple[int, int], tmp_path: Path
) -> None:
    """As the file has them; a caption stands with the beginning of its drawing."""
    read = ReadPdf(write_pdf(sample_pack(language), read_house(house_on(paper, tmp_path))).data)
    groups = [
        element
        for element in read.tree().walk()
        if [getattr(kid, "role", "") for kid in element.kids[:2]] == ["Caption", "Figure"]
    ]

    assert len(groups) == len(figures_of(language))
    for group in groups:
        caption, drawing = group.kids[:2]
        marks = set(drawing.marks)
        labels = [
            (line.x, line.y - 0.2 * line.size, line.right, line.y + 0.75 * line.size, line.text)
            for line in read.lines
            if (line.page, line.mark) in marks
        ]
        pages = [line.page for line in read.lines if (line.page, line.mark) in marks]
        there = list(zip(pages, labels, strict=True))
        assert labels
        touching = [
            (one[4], other[4])
            for (page, one), (second, other) in combinations(there, 2)
            if page == second and _touch(one, other)
        ]
        assert touching == []
        assert caption.pages[-1] == drawing.pages[0]


def test_a_tall_diagram_goes_on_overleaf_in_full_size(tmp_path: Path) -> None:
    """Cut between two routes, each piece with a key of its own; it is one figure to a listener."""
    house = read_house(house_on(A5, tmp_path))
    data = write_pdf(sample_pack("en"), house).data
    read = ReadPdf(data)
    figures = [e for e in read.tree().walk() if e.role == "Figure"]
    several = [e for e in figures if len(set(e.pages)) > 1]

    assert several
    for figure in several:
        assert "/BBox" not in figure.attributes  # it would be of one page
        sizes = {line.size for line in read.lines if (line.page, line.mark) in set(figure.marks)}
        assert min(sizes) >= 0.9 * palette_of(house).size - 0.01
    for profile in ("ua1", "2a"):
        page = pytest.importorskip("page", reason="the validator is not installed")
        file = tmp_path / "pack.pdf"
        file.write_bytes(data)
        result = page.validate_pdf(str(file), profile=profile)
        assert result.is_compliant, result.failures


def test_a_tall_diagram_in_word_is_told_once(tmp_path: Path) -> None:
    """Its pieces stand in paragraphs of their own; the first has the alternative to all."""
    house = read_house(house_on(A5, tmp_path))
    data = write_docx(sample_pack("en"), house, {})
    body = etree.fromstring(parts_of(data)["word/document.xml"])
    told = [element.get("descr") for element in body.iter(f"{WP}docPr")]

    alternatives = [" ".join(plain(f.text.alternative).split()) for f in figures_of("en")]
    assert [one for one in told if one] == alternatives
    assert len(told) > len(alternatives)
    assert findings(data, tmp_path) == []


@pytest.mark.timeout(300)
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or poppler is not installed",
)
def test_word_sets_each_caption_above_its_drawing(tmp_path: Path) -> None:
    """As LibreOffice prints it on A5: the first route of a diagram stands under its caption."""
    data = write_docx(sample_pack("en"), read_house(house_on(A5, tmp_path)), {})
    printed = printed_by_libreoffice(data, tmp_path)
    command = ["pdftotext", "-layout", str(printed), "-"]
    pages = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    diagrams = [f for f in figures_of("en") if isinstance(f, CorridorDiagram)]

    assert diagrams
    for diagram in diagrams:
        page = next(page for page in pages.split("\f") if diagram.text.caption in page)
        assert diagram.routes[0].title.text in page
