"""A drawing as a group of Word's own shapes: paths, discs, and labels as boxes of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Align
from briefgen.render.docx.text import attribute, escape
from briefgen.render.figures.scene import Dash, Disc, Label, Path

if TYPE_CHECKING:
    from briefgen.render.figures.scene import Mark, Point, Scene, Stroke

_EMU = 12700
_LABEL_ROOM = (0.12, 4.0)  # a box is wider than its text, in parts of it and points: other
# programs measure letters otherwise, and a word that does not fit would not be shown
_SIDE = 9.0  # points kept free on both sides for what boxes are wider: LibreOffice moves a group
# whose shapes stand over its edge
_ASCENT = 1.07  # from the top of a line to its baseline, in parts of the size
_LINE = 1.4  # height of a line in parts of the size
_DASHES = {
    Dash.SOLID: "solid",
    Dash.DOTS: "sysDot",
    Dash.DASHES: "dash",
    Dash.LONG_DASHES: "lgDash",
}
_JUSTIFY = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_PER_FIGURE = 100_000  # ids of shapes are counted from here in the first figure


def shapes_xml(scene: Scene, figure: int) -> str:
    """The group that draws ``scene``; ``figure`` makes the ids of its shapes unlike others."""
    width, height, side = _emu(scene.width), _emu(scene.height), _emu(_SIDE)
    first = figure * _PER_FIGURE
    shapes = "".join(_shape(mark, first + place) for place, mark in enumerate(scene.draw(), 1))
    return (
        "<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
        f'<a:chOff x="{-side}" y="0"/><a:chExt cx="{width + 2 * side}" cy="{height}"/></a:xfrm>'
        "</wpg:grpSpPr>"
        f"{shapes}</wpg:wgp>"
    )


def _shape(mark: Mark, number: int) -> str:
    match mark:
        case Label():
            return _label(mark, number)
        case Disc(x=x, y=y, radius=r):
            geometry = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
            place = _place(x - r, y - r, 2 * r, 2 * r)
            return _drawn(number, place + geometry, mark.fill, mark.stroke)
        case Path():
            return _path(mark, number)


def _path(path: Path, number: int) -> str:
    xs = [x for line in path.lines for x, _ in line]
    ys = [y for line in path.lines for _, y in line]
    left, top = min(xs), min(ys)
    width, height = max(xs) - left, max(ys) - top
    drawn = "".join(_line(line, left, top, closed=bool(path.fill)) for line in path.lines)
    fill = "" if path.fill else ' fill="none"'
    geometry = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{_emu(width)}" h="{_emu(height)}"{fill}>{drawn}</a:path></a:pathLst>'
        "</a:custGeom>"
    )
    return _drawn(number, _place(left, top, width, height) + geometry, path.fill, path.stroke)


def _line(points: tuple[Point, ...], left: float, top: float, *, closed: bool) -> str:
    spots = [f'<a:pt x="{_emu(x - left)}" y="{_emu(y - top)}"/>' for x, y in points]
    steps = "".join(f"<a:lnTo>{spot}</a:lnTo>" for spot in spots[1:])
    return f"<a:moveTo>{spots[0]}</a:moveTo>{steps}{'<a:close/>' if closed else ''}"


def _drawn(number: int, geometry: str, fill: str | None, stroke: Stroke | None) -> str:
    inside = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
    line = "<a:ln><a:noFill/></a:ln>"
    if stroke:
        line = (
            f'<a:ln w="{_emu(stroke.width)}"><a:solidFill><a:srgbClr val="{stroke.color}"/>'
            f'</a:solidFill><a:prstDash val="{_DASHES[stroke.dash]}"/><a:round/></a:ln>'
        )
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name=""/><wps:cNvSpPr/>'
        f"<wps:spPr>{geometry}{inside}{line}</wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _label(label: Label, number: int) -> str:
    """A box without edges round a line of text, its middle or its end kept where it should be."""
    ink = label.ink
    share, points = _LABEL_ROOM
    room = ink.width(label.text) * share + points
    left = label.left - {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[label.align] * room
    width = ink.width(label.text) + room
    place = _place(left, label.y - _ASCENT * ink.size, width, _LINE * ink.size)
    bold = "<w:b/><w:bCs/>" if ink.words.bold else ""
    face, size = attribute(ink.words.family), round(ink.size * 2)
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name=""/><wps:cNvSpPr txBox="1"/><wps:spPr>{place}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        "</wps:spPr><wps:txbx><w:txbxContent><w:p><w:pPr>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{_JUSTIFY[label.align]}"/>'
        f'</w:pPr><w:r><w:rPr><w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:cs="{face}"/>{bold}'
        f'<w:color w:val="{ink.color}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(label.text)}</w:t></w:r></w:p></w:txbxContent>'
        '</wps:txbx><wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp>"
    )


def _place(left: float, top: float, width: float, height: float) -> str:
    return (
        f'<a:xfrm><a:off x="{_emu(left)}" y="{_emu(top)}"/>'
        f'<a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm>'
    )


def _emu(points: float) -> int:
    return round(points * _EMU)
