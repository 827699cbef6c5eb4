"""Figures in the finished files: words, tags, numbers, and what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import openpyxl
import pikepdf
import pytest
from lxml import etree
from msgspec.structs import replace

from briefgen.errors import FigureError
from briefgen.pack.figure_blocks import Chart, ChartKind, RouteMap, Series
from briefgen.pack.inlines import plain
from briefgen.render.docx import write_docx
from briefgen.render.docx.charts import rows_of
from briefgen.render.docx.fonts import obfuscate
from briefgen.render.docx.number_formats import number_format
from briefgen.render.figures.axis import axis_of
from briefgen.render.figures.drawn import scene_of
from briefgen.render.figures.maps import outlines
from briefgen.render.figures.scene import Label, Path, lightness
from briefgen.render.files import find_house
from briefgen.render.fonts import LETTERS
from briefgen.render.pdf import write_pdf
from briefgen.render.pdf.fontfile import read_font
from briefgen.render.pdf.opentype import TableFile
from briefgen.render.pdf.palette import Palette
from briefgen.resources import bundled_templates
from tests.pack.making import make_sample
from tests.render import figures
from tests.render.languages import sample_pack
from tests.render.pdf_reading import Element, ReadPdf, descriptor_of, squeezed
from tests.render.test_docx_file import findings

if TYPE_CHECKING:
    from pathlib import Path as Folder

    from briefgen.pack.figure_blocks import FigureBlock
    from briefgen.render.figures.scene import Scene
    from briefgen.render.house import House

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@cache
def _house() -> House:
    return find_house(bundled_templates(), "ministry")


@cache
def _pdf() -> bytes:
    return write_pdf(figures.pack_of(*figures.ALL), _house()).data


@cache
def _docx() -> bytes:
    return write_docx(figures.pack_of(*figures.ALL), _house(), {})


def _part(name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(_docx())) as package:
        return etree.fromstring(package.read(name))


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
        write_pdf(pack, _house())
    with pytest.raises(FigureError, match=f"{figure.id} .*{missing}"):
        write_docx(pack, _house(), {})


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
        write_pdf(pack, _house())
    with pytest.raises(FigureError, match=f"{bare.id} .*number"):
        write_docx(pack, _house(), {})


# --- PDF ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_figures_keep_the_pdf_accessible_and_archival(profile: str, tmp_path: Folder) -> None:
    """PDF/UA-1 and PDF/A-2a, with all kinds of figures."""
    page = pytest.importorskip("page", reason="the validator is not installed")
    file = tmp_path / "figures.pdf"
    file.write_bytes(_pdf())
    result = page.validate_pdf(str(file), profile=profile)
    assert result.is_compliant, result.failures


def _figure_tags() -> list[Element]:
    return [element for element in ReadPdf(_pdf()).tree().walk() if element.role == "Figure"]


def test_each_figure_has_its_caption_alternative_and_place_in_the_pdf() -> None:
    """In this order: Caption, Figure with Alt and BBox, finding, source."""
    groups = [e for e in ReadPdf(_pdf()).tree().walk() if e.role == "Div"]

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
        assert right - left == pytest.approx(_house().text_width, abs=0.1)
        assert _house().margin_bottom < bottom < top < _house().page_height
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
    pdf = pikepdf.open(io.BytesIO(_pdf()))

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
    scene = scene_of(figure, Palette(_house()), _house().text_width)
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
    palette = Palette(_house())
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
    scene = scene_of(figures.DIAGRAM, Palette(_house()), 150)
    texts = [m.text for m in sorted(labels_of(scene), key=lambda m: (m.y, m.left))]

    assert texts.count("AFG") == 2
    assert texts[texts.index("Land of AFG") - 1] == "AFG"
    assert texts.count("Land of PAK") == 1
    assert "PAK" not in texts


def test_shades_differ_in_grey() -> None:
    """Dark and light fills lie far apart in lightness; the balance is hatched."""
    palette = Palette(_house())

    assert lightness(palette.light) - lightness(palette.dark) > 0.4
    scene = scene_of(figures.COLUMNS, palette, 400)
    hatched = [m for m in scene.draw() if isinstance(m, Path) and not m.fill and len(m.lines) > 3]
    assert hatched


def test_bars_below_nought_run_to_the_left_of_it_with_their_numbers() -> None:
    """The upright line stands at nought; each bar begins there and ends at its number."""
    scene = scene_of(figures.LOSSES, Palette(_house()), 400)
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


@pytest.mark.parametrize("kind", ChartKind)
def test_sixty_categories_keep_their_names_and_numbers_in_word_too(
    kind: ChartKind, tmp_path: Folder
) -> None:
    """Upright where they would not stand apart; the chart is no taller than a page."""
    data = write_docx(figures.pack_of(figures.many(kind)), _house(), {})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        chart = etree.fromstring(package.read("word/charts/chart1.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
    labels = [label for series in chart.iter(f"{C}ser") for label in value_labels(series).values()]
    turns = {label.find(f"{C}txPr/{{*}}bodyPr").get("rot") for label in labels}
    tall = int(next(body.iter(f"{WP}extent")).get("cy")) / 12700

    assert len(labels) == 60
    assert turns == {None if kind is ChartKind.BARS else "-5400000"}
    assert tall < _house().page_height - _house().margin_top - _house().margin_bottom
    assert findings(data, tmp_path) == []


def test_rival_figures_are_joined_by_no_line() -> None:
    """Each line of a chart of marks runs straight up or straight across."""
    scene = scene_of(figures.MARKS, Palette(_house()), 400)

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

    printed = {label.text for label in labels_of(scene_of(parted, Palette(_house()), 400))}
    assert {"1\u00a0000", "\u22121\u00a0000"} <= printed
    printed = {label.text for label in labels_of(scene_of(small, Palette(_house()), 400))}
    assert {"0", "0,5", "2,5"} <= printed
    axis = _part("word/charts/chart1.xml").find(f".//{C}valAx/{C}numFmt")
    assert axis.get("formatCode").startswith("#,##0;")


@pytest.mark.parametrize(("language", "separators"), [("en", (",", ".")), ("ru", ("\u00a0", ","))])
def test_charts_know_how_their_language_parts_numbers(
    language: str, separators: tuple[str, str]
) -> None:
    """Every chart of the sample, whatever it compares."""
    charts = [block for block in sample_pack(language).blocks if isinstance(block, Chart)]

    assert charts
    assert {chart.separators for chart in charts} == {separators}


def value_labels(series: etree._Element) -> dict[int, etree._Element]:
    """What labels each value of a series, by its place: its own label, or that of the series."""
    usual = series.find(f"{C}dLbls")
    own = {int(one.find(f"{C}idx").get("val")): one for one in usual.iter(f"{C}dLbl")}
    places = [int(one.get("idx")) for one in series.iterfind(f"{C}val//{C}pt")]
    labels = {place: own.get(place, usual) for place in places}
    return {n: label for n, label in labels.items() if label.find(f"{C}delete") is None}


# --- DOCX ---------------------------------------------------------------------------------------


def test_the_word_file_with_figures_is_sound(tmp_path: Folder) -> None:
    """Our lint and the Open XML validator find nothing."""
    assert findings(_docx(), tmp_path) == []


def test_each_drawing_in_word_has_its_alternative() -> None:
    """In wp:docPr, where Word and screen readers look for it."""
    told = [element.get("descr") for element in _part("word/document.xml").iter(f"{WP}docPr")]

    assert told == [plain(figure.text.alternative) for figure in figures.ALL]


def test_numbers_over_a_grid_stand_on_white_in_word() -> None:
    """So that no line runs through them; bars, which have no grid, need none."""
    for number, grounds in ((1, {"FFFFFF"}), (2, {"FFFFFF"}), (3, {None})):
        chart = _part(f"word/charts/chart{number}.xml")
        labels = [one for series in chart.iter(f"{C}ser") for one in value_labels(series).values()]
        fills = [label.find(f"{C}spPr/{{*}}solidFill/{{*}}srgbClr") for label in labels]

        assert {None if fill is None else fill.get("val") for fill in fills} == grounds


def test_a_label_that_differs_from_most_says_so_itself() -> None:
    """A series tells its usual label once; each value is printed as the chart has it all the same.

    A value without a printed number, the lower end of a range, has no label.
    """
    for number, figure in enumerate((figures.COLUMNS, figures.MARKS, figures.BARS), 1):
        chart = _part(f"word/charts/chart{number}.xml")
        for series, row in zip(chart.iter(f"{C}ser"), rows_of(figure), strict=True):
            formats = {
                place: label.find(f"{C}numFmt").get("formatCode")
                for place, label in value_labels(series).items()
            }
            told = enumerate(zip(row.printed, row.values, strict=True))
            assert formats == {
                place: number_format(text, value) for place, (text, value) in told if text
            }
            usual = series.find(f"{C}dLbls/{C}numFmt")
            for own in series.iterfind(f"{C}dLbls/{C}dLbl/{C}numFmt"):
                assert usual is None or own.get("formatCode") != usual.get("formatCode")


def test_charts_are_words_own_with_their_numbers_in_a_workbook() -> None:
    """Cached values and the cells they refer to are the same numbers."""
    with zipfile.ZipFile(io.BytesIO(_docx())) as package:
        assert len([n for n in package.namelist() if n.startswith("word/charts/chart")]) == 3
        book = zipfile.ZipFile(io.BytesIO(package.read("word/embeddings/chart1.xlsx")))
    sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    cells = {cell.get("r"): "".join(cell.itertext()) for cell in sheet.iter(f"{S}c")}

    assert (cells["A2"], cells["B1"]) == ("FY2023/24", "Pakistan to Kazakhstan")
    for series in _part("word/charts/chart1.xml").iter(f"{C}ser"):
        reference = series.find(f"{C}val/{C}numRef")
        letter = reference.findtext(f"{C}f").partition("$")[2][:1]
        values = [v.text for v in reference.iter(f"{C}v")]
        assert values == [cells[f"{letter}2"], cells[f"{letter}3"]]
        assert series.findtext(f"{C}tx//{C}v") == cells[f"{letter}1"]


def test_another_program_opens_the_workbook() -> None:
    """Cells as they were written, numbers as numbers."""
    with zipfile.ZipFile(io.BytesIO(_docx())) as package:
        book = openpyxl.load_workbook(io.BytesIO(package.read("word/embeddings/chart3.xlsx")))
    assert list(book.active.values) == [
        (None, "Time, up to", "Time"),
        ("By road", 4, 3),
        ("By rail", None, 9),
    ]


def test_a_letter_that_only_a_chart_shows_goes_along() -> None:
    """The faces in the file have what stands in the parts of charts too."""
    chart = replace(figures.COLUMNS, categories=("Ѣ", "Б"))
    with zipfile.ZipFile(io.BytesIO(write_docx(figures.pack_of(chart), _house(), {}))) as package:
        table = etree.fromstring(package.read("word/fontTable.xml"))
        data = package.read("word/fonts/font1.odttf")
    key = next(value for one in table.iter() for name, value in one.items() if "fontKey" in name)
    drawn = read_font(TableFile(obfuscate(data, key.strip("{}")))).glyphs

    assert "Ѣ" not in LETTERS
    assert {ord("Ѣ"), ord("Б")} <= set(drawn)


def test_a_range_is_drawn_as_two_ends_and_labelled_once() -> None:
    """The upper ends first, so that the lower ones lie over them; nothing is worked out."""
    upper, lower = _part("word/charts/chart3.xml").iter(f"{C}ser")

    assert [v.text for v in upper.iterfind(f"{C}val//{C}v")] == ["4"]
    assert [v.text for v in lower.iterfind(f"{C}val//{C}v")] == ["3", "9"]
    formats = [f.get("formatCode") for f in upper.iter(f"{C}numFmt")]
    assert formats == ['"3–4"']


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("129.63", "129.63", "0.00"),
        ("12", "12", "0"),
        ("-5.0", "-5.0", "0.0"),
        ("4,600", "4600", "#,##0"),
        ("4\u00a0600,5", "4600.5", "#,##0.0"),
        ("184,573", "184.573", "0.000"),
        ("about 1,000", "1000", '"about "#,##0'),
        ("+184.573", "184.573", '"+"0.000;"−"0.000'),
        ("−31.67", "-31.67", '"+"0.00;"−"0.00'),
        ("منفی 31.67", "-31.67", '"منفی "0.00;"منفی "0.00'),
        ("3–4", "4", '"3–4"'),
    ],
)
def test_labels_are_number_formats_that_print_what_the_pdf_prints(
    text: str, value: str, code: str
) -> None:
    """Digits, separators, hedges and signs; they stay live when the workbook is edited."""
    assert number_format(text, Decimal(value)) == code


def test_the_same_figures_make_the_same_bytes() -> None:
    """Charts, workbooks and shapes included."""
    pack = figures.pack_of(*figures.ALL)

    assert write_docx(pack, _house(), {}) == _docx()
    assert write_pdf(pack, _house()).data == _pdf()


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
    palette = Palette(_house())
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
