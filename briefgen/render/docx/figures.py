"""Figures in the body: a chart of Word's own, or a group of shapes, each with its alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.figure_blocks import Chart
from briefgen.pack.inlines import plain
from briefgen.render.docx.charts import CHART, MAIN, chart_height, chart_part, is_crowded, rows_of
from briefgen.render.docx.package import RELATIONSHIPS, Relations
from briefgen.render.docx.text import attribute
from briefgen.render.docx.workbook import workbook
from briefgen.render.house import TALLEST_FIGURE
from briefgen.render.pdf.palette import Palette

if TYPE_CHECKING:
    from briefgen.pack.figure_blocks import FigureBlock
    from briefgen.render.house import House

_EMU = 12700  # a point in English Metric Units
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


class Figures:
    """The drawings of one document and the parts behind them."""

    def __init__(self, house: House, relations: Relations, language: str) -> None:
        """Draw in the shades of ``house``."""
        self.parts: dict[str, bytes] = {}
        self.texts: list[bytes] = []  # what the charts show, in pieces of their parts
        self._house = house
        self._palette = Palette(house)
        self._relations = relations
        self._language = language
        self._drawings = 0
        self._charts = 0

    def run(self, block: FigureBlock) -> str:
        """The run that holds the drawing of ``block``."""
        self._drawings += 1
        width = self._house.text_width
        if isinstance(block, Chart):
            crowded = is_crowded(block, self._palette, width)
            tall = min(chart_height(block, self._palette, crowded=crowded), self._tallest)
            graphic = self._chart(block, crowded=crowded)
            return f"<w:r>{self._inline(block, (width, tall), graphic)}</w:r>"
        from briefgen.render.docx.shapes import shapes_xml  # noqa: PLC0415 - charts need neither
        from briefgen.render.figures.drawn import scene_of  # noqa: PLC0415

        scene = scene_of(block, self._palette, width)
        scale = min(1.0, self._tallest / scene.height)
        shapes = (
            f'<a:graphicData uri="{_GROUP}">{shapes_xml(scene, self._drawings)}</a:graphicData>'
        )
        size = scene.width * scale, scene.height * scale
        return (
            f'<w:r><mc:AlternateContent xmlns:mc="{_COMPATIBILITY}" xmlns:wpg="{_GROUP}" '
            f'xmlns:wps="{_SHAPE}"><mc:Choice Requires="wpg">'
            f"{self._inline(block, size, shapes)}</mc:Choice><mc:Fallback><w:t>"
            f"{attribute(_alternative(block))}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        )

    @property
    def _tallest(self) -> float:
        """How tall a drawing may be."""
        house = self._house
        return TALLEST_FIGURE * (house.page_height - house.margin_top - house.margin_bottom)

    def _inline(self, block: FigureBlock, size: tuple[float, float], graphic: str) -> str:
        number = self._drawings
        return (
            f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{emu(size[0])}" cy="{emu(size[1])}"/>'
            '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{number}" name="Figure {number}" '
            f'descr="{attribute(_alternative(block))}"/><wp:cNvGraphicFramePr/>'
            f'<a:graphic xmlns:a="{MAIN}">{graphic}</a:graphic></wp:inline></w:drawing>'
        )

    def _chart(self, chart: Chart, *, crowded: bool) -> str:
        """The chart as graphic data, after its part and its workbook were added."""
        self._charts += 1
        name = f"chart{self._charts}.xml"
        rows = rows_of(chart)
        own = Relations()
        own.add(f"{RELATIONSHIPS}/package", f"../embeddings/chart{self._charts}.xlsx")
        drawn = chart_part(chart, rows, self._palette, self._language, crowded=crowded)
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
