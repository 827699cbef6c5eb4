"""From a figure block to its drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.figure_blocks import Chart, CorridorDiagram, RouteMap, TimelineDiagram
from briefgen.render.figures.charts import chart_scene
from briefgen.render.figures.diagrams import diagram_scene
from briefgen.render.figures.maps import map_scene
from briefgen.render.figures.timelines import timeline_scene

if TYPE_CHECKING:
    from briefgen.pack.figure_blocks import FigureBlock
    from briefgen.render.figures.scene import Scene
    from briefgen.render.pdf.palette import Palette


def scene_of(block: FigureBlock, palette: Palette, width: float) -> Scene:
    """``block`` drawn ``width`` points wide."""
    match block:
        case Chart():
            return chart_scene(block, palette, width)
        case CorridorDiagram():
            return diagram_scene(block, palette, width)
        case TimelineDiagram():
            return timeline_scene(block, palette, width)
        case RouteMap():
            return map_scene(block, palette, width)
