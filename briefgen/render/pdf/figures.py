"""Figures made into strips: caption, drawing, finding and source, held together on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import ParagraphStyle
from briefgen.pack.inlines import plain
from briefgen.render.figures.drawn import scene_of
from briefgen.render.house import AFTER_FIGURE, AFTER_TABLE, TALLEST_FIGURE
from briefgen.render.pdf.objects import text_string
from briefgen.render.pdf.paragraphs import Sheet, styled_text
from briefgen.render.pdf.strips import Drawing, Hold, Strip
from briefgen.render.pdf.tags import Tag, note_id

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
    scene = scene_of(block, sheet.palette, sheet.width)
    scale = min(1.0, TALLEST_FIGURE * sheet.height / scene.height)
    alternative = b"/Alt%s" % text_string(" ".join(plain(text.alternative).split()))
    drawing = Drawing(scene, scale, Tag(b"Figure", outer, alternative))
    strips.append(Strip(scene.height * scale, hold=Hold.MUST, after=AFTER_FIGURE, drawing=drawing))
    if text.finding:
        strips += _words(sheet, ParagraphStyle.BODY, text.finding, Tag(b"P", outer), Hold.WISH)
    tag = Tag(b"Note", outer, note_id(f"{block.id}.source"))
    strips += _words(sheet, ParagraphStyle.NOTE, text.source, tag)
    strips[-1] = replace(strips[-1], after=max(strips[-1].after, AFTER_TABLE))
    return strips


def _words(
    sheet: Sheet, style: ParagraphStyle, inlines: Inlines, tag: Tag, hold: Hold = Hold.NONE
) -> list[Strip]:
    setting = sheet[style]
    runs, may_wait = setting.runs_and_whether_they_may_wait(inlines)
    return styled_text(sheet, setting, runs, tag, hold=hold, may_wait=may_wait)
