"""Figures in the finished files: words, tags, numbers, and what is refused."""

from __future__ import annotations

import io
import re
from itertools import combinations
from typing import TYPE_CHECKING

import pikepdf
import pytest
from msgspec.structs import replace

from briefgen.errors import FigureError
from briefgen.pack.figure_blocks import Chart, ChartKind, RouteMap, Series
from briefgen.pack.inlines import plain
from briefgen.render.docx import write_docx
from briefgen.render.figures.axis import axis_of
from briefgen.render.figures.drawn import scene_of
from briefgen.render.figures.maps import outlines
from briefgen.render.figures.palette import palette_of
from briefgen.render.figures.scene import Label, Path, lightness
from briefgen.render.pdf.document import write_pdf
from tests.pack.making import make_sample
from tests.render import figures
from tests.render.languages import sample_house, sample_pack
from tests.render.pdf_reading import Element, ReadPdf, descriptor_of, squeezed

if TYPE_CHECKING:
    from pathlib import Path as Folder

    from briefgen.pack.figure_blocks import FigureBlock
    from briefgen.render.figures.scene import Scene

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def labels_of(scene: Scene) -> list[Label]:
    """The labels of a drawing."""
    return [mark for mark in scene.draw() if isinstance(mark, Label)]


# --- refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize("figure", figures.ALL, ids=lambda figure: figure.id)
@pytest.mark.parametrize("missing", ["alternative", "source"])
def test_a_figure_without_alternative_or_source_is_refused(
    figure: FigureBlock, missing: str
) -> None:
    """By both writers, with the figure named."""
    bare = replace(figure, text=replace(figure.text, **{missing: ()}))
    pack = figures.pack_of(bare)

    with pytest.raises(FigureError, match=f"{figure.id} .*{missing}"):
        write_pdf(pack, sample_house())
    with pytest.raises(FigureError, match=f"{figure.id} .*{missing}"):
        write_docx(pack, sample_house(), {})


@pytest.mark.parametrize(
    "bare",
    [
        replace(figures.BARS, series=()),
        replace(figures.COLUMNS, categories=(), series=()),
        replace(figures.MARKS, series=(Series("Nobody counted", (None, None)),)),
    ],
    ids=("no series", "no categories", "no values"),
)
def test_a_chart_without_a_number_is_refused(bare: FigureBlock) -> None:
    """Axes around nothing say nothing; the chart is named in the message of both writers."""
    pack = figures.pack_of(bare)

    with pytest.raises(FigureError, match=f"{bare.id} .*number"):
        write_pdf(pack, sample_house())
    with pytest.raises(FigureError, match=f"{bare.id} .*number"):
        write_docx(pack, sample_house(), {})


# --- PDF ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_figures_keep_the_pdf_accessible_and_archival(profile: str, tmp_path: Folder) -> None:
    """PDF/UA-1 and PDF/A-2a, with all kinds of figures."""
    page = pytest.importorskip("page", reason="the validator is not installed")
    file = tmp_path / "figures.pdf"
    file.write_bytes(figures.made_pdf())
    result = page.validate_pdf(str(file), profile=profile)
    assert result.is_compliant, result.failures


def _figure_tags() -> list[Element]:
    return [
        element for element in ReadPdf(figures.made_pdf()).tree().walk() if element.role == "Figure"
    ]


def test_each_figure_has_its_caption_alternative_and_place_in_the_pdf() -> None:
    """In this order: Caption, Figure with Alt and BBox, finding, source."""
    groups = [e for e in ReadPdf(figures.made_pdf()).tree().walk() if e.role == "Div"]

    assert len(groups) == len(figures.ALL)
    for number, (group, figure) in enumerate(zip(groups, figures.ALL, strict=True), 1):
        caption, drawing, finding, source = group.kids
        assert caption.role == "Caption"
        assert caption.text() == f"Figure {number}. {figure.text.caption}"
        assert drawing.role == "Figure"
        assert drawing.text() == plain(figure.text.alternative)
        left, bottom, right, top = (
            float(n) for n in re.findall(r"[-\d.]+", drawing.attributes["/BBox"])[-4:]
        )
        assert right - left == pytest.approx(sample_house().text_width, abs=0.1)
        assert sample_house().margin_bottom < bottom < top < sample_house().page_height
        assert finding.text() == plain(figure.text.finding)
        assert source.role == "Note"
        assert squeezed(source.text()) == plain(figure.text.source)


def test_every_number_of_a_chart_is_drawn_in_the_pdf_as_it_is_printed() -> None:
    """With its hedge, its separators and its sign."""
    drawn = [element.drawn for element in _figure_tags()]

    for words, chart in zip(drawn, (figures.COLUMNS, figures.MARKS, figures.BARS), strict=False):
        for series in chart.series:
            for point in series.points:
                assert point.printed.text in words


def test_drawings_are_vectors_with_embedded_type() -> None:
    """No picture is in the file, and no label in a face that is not."""
    pdf = pikepdf.open(io.BytesIO(figures.made_pdf()))

    assert not any(page.get_images() for page in pdf.pages)
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            assert "/FontFile2" in descriptor_of(font)


CROWDED = (
    figures.LOSSES,
    *(figures.many(kind) for kind in ChartKind),
    figures.many(ChartKind.COLUMNS, 7, 3),
)


@pytest.mark.parametrize("figure", [*figures.ALL, *CROWDED], ids=lambda figure: figure.id)
def test_no_label_stands_over_the_edge_or_on_another(figure: FigureBlock) -> None:
    """All labels lie inside the drawing and apart from each other."""
    scene = scene_of(figure, palette_of(sample_house()), sample_house().text_width)
    boxes = []
    for mark in scene.draw():
        if isinstance(mark, Label):
            tall = mark.ink.size
            right = mark.left + mark.ink.width(mark.text)
            boxes.append((mark.left, mark.y - 0.75 * tall, right, mark.y + 0.2 * tall, mark.text))
    for left, top, right, bottom, text in boxes:
        assert left >= -0.1, text
        assert right <= scene.width + 0.1, text
        assert top >= -0.1, text
        assert bottom <= scene.height + 0.1, text
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )
            assert apart, (one[4], other[4])


@pytest.mark.parametrize(
    "figure",
    [figures.COLUMNS, figures.MARKS, figures.BELOW, *CROWDED],
    ids=lambda figure: figure.id,
)
@pytest.mark.parametrize("width", [300.0, 437.0])
def test_no_line_of_the_grid_runs_through_a_number(figure: FigureBlock, width: float) -> None:
    """“−31.67” on the line of −50 is read as struck out; the line is broken on both sides of it."""
    palette = palette_of(sample_house())
    marks = list(scene_of(figure, palette, width).draw())
    lines = [line for m in marks if isinstance(m, Path) for line in m.lines if len(line) == 2]
    across = [(a, b) for a, b in lines if a[1] == b[1]]
    numbers = [m for m in marks if isinstance(m, Label) and m.ink is palette.bold][1:]

    assert numbers
    for label in numbers:
        right = label.left + label.ink.width(label.text)
        top, bottom = label.y - 0.7 * label.ink.size, label.y + 0.5
        through = [
            a for a, b in across if top < a[1] < bottom and a[0] < right and b[0] > label.left
        ]
        assert through == [], label.text


def test_a_code_of_a_country_is_told_in_the_key() -> None:
    """Where its name has no room under its one stop; a name that has room stays a name."""
    scene = scene_of(figures.DIAGRAM, palette_of(sample_house()), 150)
    texts = [m.text for m in sorted(labels_of(scene), key=lambda m: (m.y, m.left))]

    assert texts.count("AFG") == 2
    assert texts[texts.index("Land of AFG") - 1] == "AFG"
    assert texts.count("Land of PAK") == 1
    assert "PAK" not in texts


def test_shades_differ_in_grey() -> None:
    """Dark and light fills lie far apart in lightness; the balance is hatched."""
    palette = palette_of(sample_house())

    assert lightness(palette.light) - lightness(palette.dark) > 0.4
    scene = scene_of(figures.COLUMNS, palette, 400)
    hatched = [m for m in scene.draw() if isinstance(m, Path) and not m.fill and len(m.lines) > 3]
    assert hatched


def test_bars_below_nought_run_to_the_left_of_it_with_their_numbers() -> None:
    """The upright line stands at nought; each bar begins there and ends at its number."""
    scene = scene_of(figures.LOSSES, palette_of(sample_house()), 400)
    lines = [line for mark in scene.draw() if isinstance(mark, Path) for line in mark.lines]
    [nought] = {line[0][0] for line in lines if len(line) == 2}
    spans = [(min(x for x, _ in bar), max(x for x, _ in bar)) for bar in lines if len(bar) > 2]
    labels = {m.text: m for m in scene.draw() if isinstance(m, Label)}

    assert [(left < nought, right > nought) for left, right in spans] == [
        (True, False), (False, True), (True, False), (True, False), (True, False),
    ]  # fmt: skip
    for text in ("−12.5", "−1,032.63", "−8 to −3"):
        assert labels[text].left + labels[text].ink.width(text) < nought
    assert labels["4"].left > nought


def test_rival_figures_are_joined_by_no_line() -> None:
    """Each line of a chart of marks runs straight up or straight across."""
    scene = scene_of(figures.MARKS, palette_of(sample_house()), 400)

    for mark in scene.draw():
        if isinstance(mark, Path):
            for line in mark.lines:
                xs, ys = {x for x, _ in line}, {y for _, y in line}
                assert len(xs) == 1 or len(ys) == 1


def test_the_axis_holds_all_values_and_nought() -> None:
    """Round steps from below the least to above the greatest."""
    axis = axis_of(figures.COLUMNS)

    assert axis.low <= -1032
    assert axis.high >= 1129
    assert 0 in axis.ticks


def test_values_of_the_axis_are_printed_in_the_language_of_the_pack() -> None:
    """Thousands and decimals are parted as in the numbers of the chart, in both files."""
    parted = replace(figures.COLUMNS, separators=("\u00a0", ","))
    few = (figures.point("2,4", "2.4"), figures.point("1,2", "1.2"))
    small = replace(parted, series=(Series("Share", few),))

    printed = {label.text for label in labels_of(scene_of(parted, palette_of(sample_house()), 400))}
    assert {"1\u00a0000", "\u22121\u00a0000"} <= printed
    printed = {label.text for label in labels_of(scene_of(small, palette_of(sample_house()), 400))}
    assert {"0", "0,5", "2,5"} <= printed
    axis = figures.made_part("word/charts/chart1.xml").find(f".//{C}valAx/{C}numFmt")
    assert axis.get("formatCode").startswith("#,##0;")


@pytest.mark.parametrize(("language", "separators"), [("en", (",", ".")), ("ru", ("\u00a0", ","))])
def test_charts_know_how_their_language_parts_numbers(
    language: str, separators: tuple[str, str]
) -> None:
    """Every chart of the sample, whatever it compares."""
    charts = [block for block in sample_pack(language).blocks if isinstance(block, Chart)]

    assert charts
    assert {chart.separators for chart in charts} == {separators}


# --- DOCX ---------------------------------------------------------------------------------------


def test_the_same_figures_make_the_same_bytes() -> None:
    """Charts, workbooks and shapes included."""
    pack = figures.pack_of(*figures.ALL)

    assert write_docx(pack, sample_house(), {}) == figures.made_docx()
    assert write_pdf(pack, sample_house()).data == figures.made_pdf()


def test_a_map_shows_coasts_and_no_boundary() -> None:
    """Its outlines are rings of land; the borders that routes cross lie in none of them."""
    rings = outlines()
    inland = (71.1, 34.1)  # Torkham: a boundary runs here
    near = [
        point
        for ring in rings
        for point in ring
        if abs(point[0] - inland[0]) < 3 and abs(point[1] - inland[1]) < 3
    ]
    assert near == []
    assert len(rings) > 10


def test_a_map_names_every_stop_and_sets_lines_side_by_side() -> None:
    """Where stops crowd, a name stands farther off; two routes on one road are two lines."""
    made = make_sample(route_map=True)
    block = next(b for b in made.pack.blocks if isinstance(b, RouteMap))
    palette = palette_of(sample_house())
    scene = scene_of(block, palette, 460.0)
    marks = list(scene.draw())
    names = [m for m in marks if isinstance(m, Label) and m.ink is palette.small]
    boxes = [(m.x, m.y - 6.0, m.x + palette.small.width(m.text), m.y) for m in names]
    strokes = [m for m in marks if isinstance(m, Path) and m.stroke and m.fill is None]
    legs = [line for m in strokes if m.stroke.width > 0.6 for line in m.lines if len(line) == 2]

    stops = {stop.name for route in block.routes for stop in route.stops if stop.position}
    assert {m.text for m in names} == stops
    assert len(names) == len(stops)
    assert len(set(map(frozenset, legs))) == len(legs) > 20
    for one, other in combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        assert across <= 0 or down <= 0
