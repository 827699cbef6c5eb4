"""The front matter made into strips: the cover and the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Contents, Cover, Heading, ParagraphStyle
from briefgen.render.pdf.lines import break_lines
from briefgen.render.pdf.measure import Target
from briefgen.render.pdf.paragraphs import Sheet, styled_text
from briefgen.render.pdf.strips import Hold, PageNumberMark, Strip, TextMark
from briefgen.render.pdf.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.pack.blocks import Detail

_ROOM_FOR_NUMBER = "00000"


def cover(sheet: Sheet, block: Cover, parent: Tag) -> list[Strip]:
    """The cover: title, subtitle, labelled rows, and the notice at the foot."""
    strips: list[Strip] = []
    for name, text in (("Title", block.title), ("Subtitle", block.subtitle)):
        if text:
            setting = sheet[name]
            strips += styled_text(sheet, setting, [setting.text(text)], Tag(b"P", parent))
    for detail in block.details:
        strips += _detail(sheet, detail, parent)
    if block.notice:
        setting = sheet[ParagraphStyle.NOTE]
        notice = styled_text(sheet, setting, setting.runs(block.notice), Tag(b"P", parent))
        strips += [strip._replace(hold=Hold.WISH, at_foot=True) for strip in notice]
        strips[-1] = strips[-1]._replace(hold=Hold.NONE)
    if strips:
        strips[0] = strips[0]._replace(fresh_page=True)
    return strips


def contents(
    sheet: Sheet, block: Contents, headings: Iterable[Heading], parent: Tag
) -> list[Strip]:
    """The list of ``headings``; their page numbers are known when the pages are drawn."""
    title = sheet["TOC Heading"]
    strips = styled_text(sheet, title, [title.text(block.title)], Tag(b"P", parent))
    strips = [strip._replace(hold=Hold.MUST) for strip in strips]
    entries = [heading for heading in headings if heading.level <= block.depth]
    if entries:
        tag = Tag(b"TOC", parent)
        for entry in entries:
            strips += _entry(sheet, entry, tag)
    return strips


def _detail(sheet: Sheet, detail: Detail, parent: Tag) -> list[Strip]:
    """A label with its value beneath."""
    label, value = sheet["Cover Label"], sheet["Cover Detail"]
    strips = styled_text(sheet, label, [label.text(detail.label)], Tag(b"P", parent))
    strips = [strip._replace(hold=Hold.MUST) for strip in strips]
    return strips + styled_text(sheet, value, value.runs(detail.value), Tag(b"P", parent))


def _entry(sheet: Sheet, heading: Heading, parent: Tag) -> list[Strip]:
    setting = sheet[f"TOC {min(heading.level, 3)}"]
    style = setting.style
    right = sheet.width - style.right_indent
    tag = Tag(b"Reference", Tag(b"TOCI", parent))
    ink = setting.ink.linked(Target(anchor=heading.id))
    room = right - style.left_indent - ink.width(_ROOM_FOR_NUMBER)
    lines = break_lines([setting.text(heading.text, ink)], room)
    strips = [
        Strip(
            setting.leading,
            (TextMark(style.left_indent, setting.baseline, line.spans, tag),),
            hold=Hold.MUST,
        )
        for line in lines
    ]
    if strips:
        end = style.left_indent + lines[-1].width
        number = PageNumberMark(end, right, setting.baseline, ink, heading.id, tag)
        strips[-1] = strips[-1]._replace(
            marks=(*strips[-1].marks, number), after=style.space_after, hold=Hold.NONE
        )
        strips[0] = strips[0]._replace(before=style.space_before)
    return strips
