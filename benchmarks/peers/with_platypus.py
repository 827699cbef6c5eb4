"""reportlab's platypus with a contents list, as its guide shows: flowables and multiBuild."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

if TYPE_CHECKING:
    from pathlib import Path

_MARGIN = 25 * mm
_SHARES = (0.3, 0.25, 0.15, 0.15, 0.15)
_WIDTH = A4[0] - 2 * _MARGIN


def _style(name: str, size: float, leading: float, after: float, **more: Any) -> ParagraphStyle:  # noqa: ANN401
    return ParagraphStyle(
        name, fontName="Noto", fontSize=size, leading=leading, spaceAfter=after, **more
    )


_BODY = _style("body", 11, 15, 8)
_BOLD = {"fontName": "Noto-Bold"}
_HEADING = ParagraphStyle("heading", _style("h", 20, 26, 12, spaceBefore=24, keepWithNext=1))
_HEADING.fontName = "Noto-Bold"
_CAPTION = _style("caption", 10, 13.6, 5, spaceBefore=14, keepWithNext=1)
_POINT = _style("point", 11, 15, 4, leftIndent=24, bulletIndent=4)
_SOURCE = _style("source", 10, 13.6, 5, leftIndent=30, bulletIndent=0)
_CELL = _style("cell", 10, 13, 0)
_FIGURE = _style("figure", 10, 13, 0, alignment=2)


def prepare(content: dict[str, Any], folder: Path) -> None:
    """Nothing is needed beforehand."""
    del content, folder


def write(content: dict[str, Any], folder: Path, target: Path) -> None:
    """Lay out ``content`` and write the file; numbers of the contents by further passes."""
    for name, file in (("Noto", "Regular"), ("Noto-Bold", "Bold")):
        pdfmetrics.registerFont(TTFont(name, str(folder / "fonts" / f"NotoSans-{file}.ttf")))
    pdfmetrics.registerFontFamily("Noto", "Noto", "Noto-Bold", "Noto", "Noto-Bold")
    _Document(str(target), title=content["title"]).multiBuild(_story(content))


class _Document(BaseDocTemplate):
    def __init__(self, target: str, title: str) -> None:
        super().__init__(target, pagesize=A4, title=title)
        frame = Frame(
            _MARGIN, _MARGIN, _WIDTH, A4[1] - 2 * _MARGIN,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        self.addPageTemplates(PageTemplate("page", [frame], onPage=_foot))

    def afterFlowable(self, flowable: Any) -> None:  # noqa: ANN401, N802 - the library's own name
        """Tell the contents where a heading came to stand."""
        if getattr(flowable, "style", None) is _HEADING:
            mark = f"h{id(flowable)}"
            self.canv.bookmarkPage(mark)
            self.canv.addOutlineEntry(flowable.getPlainText(), mark, 0)
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page, mark))


def _foot(canvas: Any, document: Any) -> None:  # noqa: ANN401
    canvas.setFont("Noto", 9)
    canvas.drawRightString(A4[0] - _MARGIN, 40, f"Page {document.page}")


def _story(content: dict[str, Any]) -> list[Any]:
    contents = TableOfContents(levelStyles=[_style("toc", 11, 15, 3)], dotsMinLevel=0)
    story: list[Any] = [
        Paragraph(escape(content["title"]), _HEADING),
        Paragraph(escape(content["subtitle"]), _BODY),
        PageBreak(),
        Paragraph("Contents", _CAPTION),
        contents,
    ]
    story[0] = Paragraph(escape(content["title"]), _style("title", 24, 30, 12))
    for section in content["sections"]:
        story.append(Paragraph(escape(section["heading"]), _HEADING))
        story += [Paragraph(_markup(spans), _BODY) for spans in section["paragraphs"]]
        story += _table(section["table"])
        story += [
            Paragraph(_markup(spans), _POINT, bulletText=f"{number}.")
            for number, spans in enumerate(section["points"], 1)
        ]
        story += [Paragraph(escape(section["chart"]["title"]), _CAPTION), _chart(section["chart"])]
    story.append(Paragraph("Sources", _HEADING))
    story += [
        Paragraph(_markup(spans), _SOURCE, bulletText=f"[{number}]")
        for number, spans in enumerate(content["sources"], 1)
    ]
    return story


def _markup(spans: list[list[Any]]) -> str:
    marks = {"text": "{}", "bold": "<b>{}</b>", "cite": "<super>[{}]</super>"}
    return "".join(marks[kind].format(escape(str(text))) for kind, text in spans)


def _table(data: dict[str, Any]) -> list[Any]:
    styles = (_CELL, _CELL, _FIGURE, _FIGURE, _FIGURE)
    rows = [
        [Paragraph(escape(text), style) for text, style in zip(row, styles, strict=True)]
        for row in (data["heads"], *data["rows"])
    ]
    table = Table(rows, [share * _WIDTH for share in _SHARES], repeatRows=1, spaceAfter=8)
    table.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor("#D3DBDF")),
                ("LINEABOVE", (0, 0), (-1, 0), 1, HexColor("#12394A")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return [Paragraph(escape(data["caption"]), _CAPTION), table]


def _chart(data: dict[str, Any]) -> Drawing:
    drawing = Drawing(_WIDTH, 165)
    bars = VerticalBarChart()
    bars.x, bars.y, bars.width, bars.height = 40, 20, _WIDTH - 50, 135
    bars.data = [tuple(data["values"])]
    bars.categoryAxis.categoryNames = data["labels"]
    bars.categoryAxis.labels.fontName = bars.valueAxis.labels.fontName = "Noto"
    bars.barLabels.fontName = "Noto"
    bars.barLabelFormat = "%.1f"
    bars.barLabels.nudge = 8
    bars.bars[0].fillColor = HexColor("#12394A")
    bars.valueAxis.valueMin = 0
    bars.valueAxis.strokeColor = black
    drawing.add(bars)
    return drawing
