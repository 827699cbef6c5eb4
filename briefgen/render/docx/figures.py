"""Figures in the body: a chart of Word's own, or a group of shapes, each with its alternative."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.pack.figure_blocks import Chart
from briefgen.pack.inlines import plain
from briefgen.render.docx.ample import is_low
from briefgen.render.docx.chart_rows import rows_of
from briefgen.render.docx.charts import CHART, MAIN, chart_part
from briefgen.render.docx.package import RELATIONSHIPS, Relations
from briefgen.render.docx.text import attribute
from briefgen.render.docx.workbook import workbook
from briefgen.render.figures.charts import drawn_chart
from briefgen.render.figures.palette import palette_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.blocks import Pack
    from briefgen.pack.figure_blocks import FigureBlock
    from briefgen.render.figures.charts import DrawnChart
    from briefgen.render.figures.scene import Scene
    from briefgen.render.house import House

_EMU = 12700  # a point in English Metric Units
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
# A drawing that goes on with one which has the alternative to both.
_DECORATIVE = (
    f'<a:extLst xmlns:a="{MAIN}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)


class Figures:
    """The drawings of one document and the parts behind them."""

    def __init__(self, house: House, relations: Relations, pack: Pack) -> None:
        """Draw in the shades of ``house`` for the pages of ``pack``."""
        self.parts: dict[str, bytes] = {}
        self.texts: list[bytes] = []  # what the charts show, in pieces of their parts
        self._house = house
        self._palette = palette_of(house)
        self._relations = relations
        self._pack = pack
        self._drawings = 0
        self._charts = 0

    def runs(self, block: FigureBlock) -> Iterator[str]:
        """The runs that hold the drawing of ``block``: several where it is too tall for a page.

        The first has the alternative to all of it.
        """
        told, width = _alternative(block), self._house.text_width
        if isinstance(block, Chart):
            drawn = drawn_chart(block, self._palette, width)
            # As tall as it is drawn in the PDF, so that what follows stands on the same page.
            tall = drawn.scene.height
            if not is_low(tall, self._house):
                tall = min(tall, self._tallest)
            self._drawings += 1
            graphic = self._chart(block, drawn)
            yield f"<w:r>{self._inline(told, (width, tall), graphic)}</w:r>"
            return
        from briefgen.render.figures.cutting import scenes_of  # noqa: PLC0415 - charts are not cut

        for scene in scenes_of(block, self._palette, width, self._tallest):
            self._drawings += 1
            yield self._shapes(told, scene)
            told = ""

    def _shapes(self, told: str, scene: Scene) -> str:
        """The run with ``scene`` as a group of shapes."""
        from briefgen.render.docx.shapes import shapes_xml  # noqa: PLC0415 - charts need none

        scale = min(1.0, self._tallest / scene.height)
        shapes = (
            f'<a:graphicData uri="{_GROUP}">{shapes_xml(scene, self._drawings)}</a:graphicData>'
        )
        size = scene.width * scale, scene.height * scale
        return (
            f'<w:r><mc:AlternateContent xmlns:mc="{_COMPATIBILITY}" xmlns:wpg="{_GROUP}" '
            f'xmlns:wps="{_SHAPE}"><mc:Choice Requires="wpg">'
            f"{self._inline(told, size, shapes)}</mc:Choice><mc:Fallback><w:t>"
            f"{attribute(told)}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        )

    @cached_property
    def _tallest(self) -> float:
        """How tall a drawing may be on an upright page, as in the PDF."""
        from briefgen.render.figures.cutting import tallest_drawing  # noqa: PLC0415 - as its pages
        from briefgen.render.layout.furniture import page_frame  # noqa: PLC0415

        frame = page_frame(self._house, self._pack)
        return tallest_drawing(self._house, frame.bottom - frame.top)

    def _inline(self, told: str, size: tuple[float, float], graphic: str) -> str:
        number = self._drawings
        alternative = (
            f'descr="{attribute(told)}"/>' if told else f'descr="">{_DECORATIVE}</wp:docPr>'
        )
        return (
            f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{emu(size[0])}" cy="{emu(size[1])}"/>'
            '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{number}" name="Figure {number}" {alternative}<wp:cNvGraphicFramePr/>'
            f'<a:graphic xmlns:a="{MAIN}">{graphic}</a:graphic></wp:inline></w:drawing>'
        )

    def _chart(self, chart: Chart, drawn_as: DrawnChart) -> str:
        """The chart as graphic data, after its part and its workbook were added."""
        self._charts += 1
        name = f"chart{self._charts}.xml"
        rows = rows_of(chart)
        own = Relations()
        own.add(f"{RELATIONSHIPS}/package", f"../embeddings/chart{self._charts}.xlsx")
        drawn = chart_part(chart, rows, self._palette, self._pack.language, drawn_as)
        self.texts += drawn
        self.parts |= {
            f"word/charts/{name}": b"".join(drawn),
            f"word/charts/_rels/{name}.rels": own.part(),
            f"word/embeddings/chart{self._charts}.xlsx": workbook(chart.categories, rows),
        }
        relation = self._relations.add(f"{RELATIONSHIPS}/chart", f"charts/{name}")
        return (
            f'<a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" r:id="{relation}"/>'
            "</a:graphicData>"
        )


def emu(points: float) -> int:
    """A length in the unit of drawings."""
    return round(points * _EMU)


def _alternative(block: FigureBlock) -> str:
    return " ".join(plain(block.text.alternative).split())
