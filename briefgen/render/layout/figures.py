"""Figures made into strips: caption, drawing, finding and source, held together on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import ParagraphStyle
from briefgen.pack.inlines import plain
from briefgen.render.figures.cutting import scenes_of, tallest_drawing
from briefgen.render.house import AFTER_FIGURE, AFTER_TABLE
from briefgen.render.layout.paragraphs import Sheet, styled_text
from briefgen.render.layout.strips import Drawing, Hold, Strip
from briefgen.render.layout.tags import Tag, note_id
from briefgen.render.pdf_strings import text_string

if TYPE_CHECKING:
    from briefgen.pack.figure_blocks import FigureBlock
    from briefgen.pack.inlines import Inlines


def figure(sheet: Sheet, block: FigureBlock, number: int, parent: Tag) -> list[Strip]:
    """A figure with its words; the drawing is read aloud as its alternative."""
    outer, text = Tag(b"Div", parent), block.text
    setting = sheet["Caption"]
    caption = [setting.text(f"{sheet.figure_label.format(number=number)} {text.caption}")]
    tag = Tag(b"Caption", outer)
    strips = styled_text(sheet, setting, caption, tag, hold=Hold.MUST, may_wait=True)
    alternative = b"/Alt%s" % text_string(" ".join(plain(text.alternative).split()))
    strips += _drawings(sheet, block, Tag(b"Figure", outer, alternative))
    if text.finding:
        strips += _words(sheet, ParagraphStyle.BODY, text.finding, Tag(b"P", outer), Hold.WISH)
    tag = Tag(b"Note", outer, note_id(f"{block.id}.source"))
    strips += _words(sheet, ParagraphStyle.NOTE, text.source, tag)
    strips[-1] = replace(strips[-1], after=max(strips[-1].after, AFTER_TABLE))
    return strips


def _drawings(sheet: Sheet, block: FigureBlock, tag: Tag) -> list[Strip]:
    """The drawing, in pieces where it is too tall for a page; the last holds its words."""
    tallest = tallest_drawing(sheet.house, sheet.height)
    scenes = scenes_of(block, sheet.palette, sheet.width, tallest)
    strips = []
    for scene in scenes:
        scale = min(1.0, tallest / scene.height)
        drawing = Drawing(scene, scale, tag, whole=len(scenes) == 1)
        strips.append(Strip(scene.height * scale, after=AFTER_FIGURE, drawing=drawing))
    strips[-1] = replace(strips[-1], hold=Hold.MUST)
    return strips


def _words(
    sheet: Sheet, style: ParagraphStyle, inlines: Inlines, tag: Tag, hold: Hold = Hold.NONE
) -> list[Strip]:
    setting = sheet[style]
    runs, may_wait = setting.runs_and_whether_they_may_wait(inlines)
    return styled_text(sheet, setting, runs, tag, hold=hold, may_wait=may_wait)
