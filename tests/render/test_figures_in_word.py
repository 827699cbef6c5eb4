"""Figures in the Word file: charts of its own with their numbers, labels, alternatives."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.figure_blocks import ChartKind
from briefgen.pack.inlines import plain
from briefgen.render.docx import write_docx
from briefgen.render.docx.chart_rows import rows_of
from briefgen.render.docx.fonts import obfuscate
from briefgen.render.docx.number_formats import fixed, number_format
from briefgen.render.faces.fontfile import read_font
from briefgen.render.faces.fonts import LETTERS
from briefgen.render.faces.opentype import TableFile
from tests.render import figures
from tests.render.languages import sample_house
from tests.render.test_docx_file import findings

if TYPE_CHECKING:
    from pathlib import Path as Folder


C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.mark.parametrize("kind", ChartKind)
def test_sixty_categories_keep_their_names_and_numbers_in_word_too(
    kind: ChartKind, tmp_path: Folder
) -> None:
    """Upright where they would not stand apart; the chart is no taller than a page."""
    data = write_docx(figures.pack_of(figures.many(kind)), sample_house(), {})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        chart = etree.fromstring(package.read("word/charts/chart1.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
    labels = [label for series in chart.iter(f"{C}ser") for label in value_labels(series).values()]
    turns = {label.find(f"{C}txPr/{{*}}bodyPr").get("rot") for label in labels}
    tall = int(next(body.iter(f"{WP}extent")).get("cy")) / 12700

    assert len(labels) == 60
    assert turns == {None if kind is ChartKind.BARS else "-5400000"}
    assert (
        tall < sample_house().page_height - sample_house().margin_top - sample_house().margin_bottom
    )
    assert findings(data, tmp_path) == []


def value_labels(series: etree._Element) -> dict[int, etree._Element]:
    """What labels each value of a series, by its place: its own label, or that of the series."""
    usual = series.find(f"{C}dLbls")
    own = {int(one.find(f"{C}idx").get("val")): one for one in usual.iter(f"{C}dLbl")}
    places = [int(one.get("idx")) for one in series.iterfind(f"{C}val//{C}pt")]
    labels = {place: own.get(place, usual) for place in places}
    return {n: label for n, label in labels.items() if label.find(f"{C}delete") is None}


def test_the_word_file_with_figures_is_sound(tmp_path: Folder) -> None:
    """Our lint and the Open XML validator find nothing."""
    assert findings(figures.made_docx(), tmp_path) == []


def test_each_drawing_in_word_has_its_alternative() -> None:
    """In wp:docPr, where Word and screen readers look for it."""
    told = [
        element.get("descr")
        for element in figures.made_part("word/document.xml").iter(f"{WP}docPr")
    ]

    assert told == [plain(figure.text.alternative) for figure in figures.ALL]


def test_numbers_over_a_grid_stand_on_white_in_word() -> None:
    """So that no line runs through them; bars, which have no grid, need none."""
    for number, grounds in ((1, {"FFFFFF"}), (2, {"FFFFFF"}), (3, {None})):
        chart = figures.made_part(f"word/charts/chart{number}.xml")
        labels = [one for series in chart.iter(f"{C}ser") for one in value_labels(series).values()]
        fills = [label.find(f"{C}spPr/{{*}}solidFill/{{*}}srgbClr") for label in labels]

        assert {None if fill is None else fill.get("val") for fill in fills} == grounds


def test_a_label_that_differs_from_most_says_so_itself() -> None:
    """A series tells its usual label once; each value is printed as the chart has it all the same.

    A value without a printed number, the lower end of a range, has no label.
    """
    for number, figure in enumerate((figures.COLUMNS, figures.MARKS, figures.BARS), 1):
        chart = figures.made_part(f"word/charts/chart{number}.xml")
        for series, row in zip(chart.iter(f"{C}ser"), rows_of(figure), strict=True):
            formats = {
                place: label.find(f"{C}numFmt").get("formatCode")
                for place, label in value_labels(series).items()
            }
            told = enumerate(zip(row.printed, row.values, strict=True))
            assert formats == {
                place: number_format(text, value, fixed(value))
                for place, (text, value) in told
                if text
            }
            usual = series.find(f"{C}dLbls/{C}numFmt")
            for own in series.iterfind(f"{C}dLbls/{C}dLbl/{C}numFmt"):
                assert usual is None or own.get("formatCode") != usual.get("formatCode")


def test_charts_are_words_own_with_their_numbers_in_a_workbook() -> None:
    """Cached values and the cells they refer to are the same numbers."""
    with zipfile.ZipFile(io.BytesIO(figures.made_docx())) as package:
        assert len([n for n in package.namelist() if n.startswith("word/charts/chart")]) == 3
        book = zipfile.ZipFile(io.BytesIO(package.read("word/embeddings/chart1.xlsx")))
    sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    cells = {cell.get("r"): "".join(cell.itertext()) for cell in sheet.iter(f"{S}c")}

    assert (cells["A2"], cells["B1"]) == ("FY2023/24", "Pakistan to Kazakhstan")
    for series in figures.made_part("word/charts/chart1.xml").iter(f"{C}ser"):
        reference = series.find(f"{C}val/{C}numRef")
        letter = reference.findtext(f"{C}f").partition("$")[2][:1]
        values = [v.text for v in reference.iter(f"{C}v")]
        assert values == [cells[f"{letter}2"], cells[f"{letter}3"]]
        assert series.findtext(f"{C}tx//{C}v") == cells[f"{letter}1"]


def test_another_program_opens_the_workbook() -> None:
    """Cells as they were written, numbers as numbers."""
    with zipfile.ZipFile(io.BytesIO(figures.made_docx())) as package:
        book = openpyxl.load_workbook(io.BytesIO(package.read("word/embeddings/chart3.xlsx")))
    assert list(book.active.values) == [
        (None, "Time, up to", "Time"),
        ("By road", 4, 3),
        ("By rail", None, 9),
    ]


def test_a_letter_that_only_a_chart_shows_goes_along() -> None:
    """The faces in the file have what stands in the parts of charts too."""
    chart = replace(figures.COLUMNS, categories=("Ѣ", "Б"))
    with zipfile.ZipFile(
        io.BytesIO(write_docx(figures.pack_of(chart), sample_house(), {}))
    ) as package:
        table = etree.fromstring(package.read("word/fontTable.xml"))
        data = package.read("word/fonts/font1.odttf")
    key = next(value for one in table.iter() for name, value in one.items() if "fontKey" in name)
    drawn = read_font(TableFile(obfuscate(data, key.strip("{}")))).glyphs

    assert "Ѣ" not in LETTERS
    assert {ord("Ѣ"), ord("Б")} <= set(drawn)


def test_a_range_is_drawn_as_two_ends_and_labelled_once() -> None:
    """The upper ends first, so that the lower ones lie over them; nothing is worked out."""
    upper, lower = figures.made_part("word/charts/chart3.xml").iter(f"{C}ser")

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
    number = Decimal(value)
    assert number_format(text, number, fixed(number)) == code
