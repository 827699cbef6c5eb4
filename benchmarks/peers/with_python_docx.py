"""python-docx, used as its guide shows: paragraphs, runs and cells by its own objects.

Like ours its file has all looks in named styles, those of cells and of citations too. Whoever
makes a pack for a ministry needs them: its house style is changed in one place.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from content import COLUMNS
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from pathlib import Path

CHART_WIDTH = Mm(160)
_PICTURE = (1260, 457)  # pixels: 200 to the inch
_STYLES = (
    *(("TOC Heading", 14), ("TOC 1", 11), ("Source Entry", 10)),
    *(("Table Head", 9), ("Table Text", 9)),
)


def prepare(content: dict[str, Any], folder: Path) -> None:
    """Draw the charts, which is not counted; the library takes pictures only."""
    draw_charts(content, folder)


def write(content: dict[str, Any], folder: Path, target: Path) -> None:
    """Write ``content`` paragraph by paragraph."""
    document = new_document()
    document.add_paragraph(content["title"], "Title")
    document.add_paragraph(content["subtitle"], "Subtitle")
    document.add_page_break()
    document.add_paragraph("Contents", "TOC Heading")
    for number, section in enumerate(content["sections"], 1):
        entry = document.add_paragraph(style="TOC 1")
        words = section["heading"].replace("&", "&amp;")
        entry._p.append(parse_xml(contents_entry(f"_Toc{number:08d}", words)))
    for number, section in enumerate(content["sections"], 1):
        heading = document.add_paragraph(section["heading"], "Heading 1")
        bookmark(heading, f"_Toc{number:08d}", str(number))
        for spans in section["paragraphs"]:
            _add_spans(document.add_paragraph(style="Body Text"), spans)
        _add_table(document, section["table"])
        for spans in section["points"]:
            _add_spans(document.add_paragraph(style="List Number"), spans)
        document.add_paragraph(section["chart"]["title"], "Caption")
        picture = document.add_paragraph(style="Picture").add_run()
        picture.add_picture(str(folder / f"chart{number}.png"), width=CHART_WIDTH)
    document.add_paragraph("Sources", "Heading 1")
    for number, spans in enumerate(content["sources"], 1):
        _add_spans(document.add_paragraph(style="Source Entry"), [["text", f"[{number}] "], *spans])
    document.save(target)


def new_document() -> Any:  # noqa: ANN401 - the library is not annotated
    """An empty document on our page, its styles in our type."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    for name, size in _STYLES:
        if name not in [style.name for style in document.styles]:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(size)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Sans", Pt(11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), Pt(15)
    document.styles["Table Head"].font.bold = True
    citation = document.styles.add_style("Citation", WD_STYLE_TYPE.CHARACTER)
    citation.font.superscript = True
    picture = document.styles.add_style("Picture", WD_STYLE_TYPE.PARAGRAPH)
    picture.paragraph_format.line_spacing = 1.0
    return document


def contents_entry(mark: str, words: str) -> str:
    """A line of the contents: a link, and a field that Word fills with the page number."""
    kinds = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    return (
        f'<w:hyperlink {nsdecls("w")} w:anchor="{mark}"><w:r><w:t>{words}</w:t></w:r>'
        f"<w:r><w:tab/></w:r>{begin}<w:r><w:instrText> PAGEREF {mark} </w:instrText></w:r>"
        f"{separate}<w:r><w:t>1</w:t></w:r>{end}</w:hyperlink>"
    )


def bookmark(paragraph: Any, name: str, number: str) -> None:  # noqa: ANN401
    """Set a bookmark around ``paragraph`` for the contents to lead to."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(tag)
        element.set(qn("w:id"), number)
        if tag.endswith("Start"):
            element.set(qn("w:name"), name)
        paragraph._p.append(element)


def add_header_row(table: Any, heads: list[str]) -> None:  # noqa: ANN401
    """Fill the first row of ``table`` and have it repeated on each page."""
    row = table.rows[0]
    for cell, head in zip(row.cells, heads, strict=True):
        cell.text = head
        cell.paragraphs[0].style = "Table Head"
    mark = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)


def draw_charts(content: dict[str, Any], folder: Path) -> float:
    """Draw each chart as a picture by Pillow, the fastest of its kind; seconds for one."""
    font = ImageFont.truetype(str(folder / "fonts" / "NotoSans-Regular.ttf"), 22)
    begun = time.process_time()
    for number, section in enumerate(content["sections"], 1):
        _draw_chart(section["chart"], font).save(folder / f"chart{number}.png")
    return (time.process_time() - begun) / len(content["sections"])


def _draw_chart(chart: dict[str, Any], font: Any) -> Image.Image:  # noqa: ANN401
    width, height = _PICTURE
    picture = Image.new("RGB", _PICTURE, "white")
    pen = ImageDraw.Draw(picture)
    top = max(chart["values"])
    pitch = (width - 120) / len(chart["values"])
    for place, (label, value) in enumerate(zip(chart["labels"], chart["values"], strict=True)):
        left = 80 + place * pitch
        tall = (height - 120) * value / top
        pen.rectangle((left, height - 60 - tall, left + pitch * 0.7, height - 60), fill="#12394A")
        pen.text((left, height - 50), label, fill="black", font=font)
        pen.text((left, height - 90 - tall), f"{value}", fill="black", font=font)
    pen.line((70, height - 60, width - 40, height - 60), fill="black", width=2)
    return picture


def _add_spans(paragraph: Any, spans: list[list[Any]]) -> None:  # noqa: ANN401
    for kind, text in spans:
        if kind == "cite":
            paragraph.add_run(f"[{text}]", "Citation")
        else:
            run = paragraph.add_run(text)
            if kind == "bold":
                run.bold = True


def _add_table(document: Any, data: dict[str, Any]) -> None:  # noqa: ANN401
    document.add_paragraph(data["caption"], "Caption")
    table = document.add_table(rows=len(data["rows"]) + 1, cols=COLUMNS, style="Table Grid")
    add_header_row(table, data["heads"])
    for row, cells in zip(list(table.rows)[1:], data["rows"], strict=True):
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.text = text
            cell.paragraphs[0].style = "Table Text"
            if column > 1:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
