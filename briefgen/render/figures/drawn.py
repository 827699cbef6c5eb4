"""From a figure block to its drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.figure_blocks import Chart, CorridorDiagram, RouteMap, TimelineDiagram
from briefgen.render.figures.charts import chart_scene

if TYPE_CHECKING:
    from briefgen.pack.figure_blocks import FigureBlock
    from briefgen.render.figures.palette import Palette
    from briefgen.render.figures.scene import Scene


def scene_of(block: FigureBlock, palette: Palette, width: float) -> Scene:
    """``block`` drawn ``width`` points wide; what draws rarer kinds is loaded for them alone."""
    match block:
        case Chart():
            return chart_scene(block, palette, width)
        case CorridorDiagram():
            from briefgen.render.figures.diagrams import diagram_scene  # noqa: PLC0415

            return diagram_scene(block, palette, width)
        case TimelineDiagram():
            from briefgen.render.figures.timelines import timeline_scene  # noqa: PLC0415

            return timeline_scene(block, palette, width)
        case RouteMap():
            from briefgen.render.figures.maps import map_scene  # noqa: PLC0415

            return map_scene(block, palette, width)
