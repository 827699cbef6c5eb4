"""Filled pages turned into drawing operators, each piece marked with what it is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.render.figures.scene import Label
from briefgen.render.pdf.drawing import Pen, fill_operator
from briefgen.render.pdf.lines import spans_of
from briefgen.render.pdf.links import Box, LinkArea, LinkTag
from briefgen.render.pdf.objects import text_string
from briefgen.render.pdf.showing import show, show_placed
from briefgen.render.pdf.strips import PageNumberMark, Patch, TextMark
from briefgen.render.pdf.tags import Content, Tag, figure_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.render.house import Picture
    from briefgen.render.pdf.faces import Face
    from briefgen.render.pdf.fill import Placed
    from briefgen.render.pdf.font_table import FontTable
    from briefgen.render.pdf.furniture import PageFrame
    from briefgen.render.pdf.furniture_lines import Laid
    from briefgen.render.pdf.measure import Ink, Span, Target
    from briefgen.render.pdf.shaping import Shaped
    from briefgen.render.pdf.strips import Drawing, PictureMark, Strip

_UNDERLINE = (0.12, 0.05)  # how far beneath the baseline, how thick, in parts of the size
_DOT = ". "
_NO_FONT = (b"", 0.0)
_DISTANCES = 10_000  # between lines, kept as they are written
_TOUCH = 0.05  # points between two patches that are one


class PageDrawer:
    """Draws one page, counted from 0."""

    def __init__(
        self,
        page: int,
        frame: PageFrame,
        section: str,
        fonts: FontTable,
        images: dict[Picture, bytes],
    ) -> None:
        """Draw page ``page`` in ``frame``; it belongs to ``section`` of the pack.

        ``fonts`` and ``images`` gather what the pages use, and by which names.
        """
        self.page = page
        self.links: list[LinkArea] = []
        self._frame = frame
        self._section = section
        self._left = frame.house.margin_left
        self._height = frame.size[1]
        self._top = self._height - frame.top
        self._fonts = fonts
        self._images = images
        self._out: list[bytes] = []
        self._open: Tag | None = None
        self._marks = 0
        self._font = _NO_FONT
        self._color = ""
        self._at = (0, 0)  # where the last line of text began, in hundredths of a point
        self._lines: list[Patch] = []

    def draw(self, items: Sequence[Placed], numbers: Mapping[str, int], pages: int) -> bytes:
        """The content of the page; ``numbers`` are the page numbers of the headings."""
        self._patches(_patches(items))
        for item in items:
            if item.strip.drawing:
                self._figure(item.strip.drawing, self._top - item.y)
        self._begin_text(b"BT")
        for item in items:
            if item.repeated:
                self._close()
                self._out.append(b"/Artifact<</Type/Pagination>>BDC")
            self._strip(item.strip, item.y, numbers)
            if item.repeated:
                self._out.append(b"EMC")
        self._close()
        self._out.append(b"ET")
        self._patches(self._lines)
        section = self._section
        self._furniture(b"Header", b"Top", self._frame.header(self.page + 1, pages, section))
        self._furniture(b"Footer", b"Bottom", self._frame.footer(self.page + 1, pages, section))
        return b"\n".join(self._out)

    def _strip(self, strip: Strip, y: float, numbers: Mapping[str, int]) -> None:
        top = self._top - y
        for mark in strip.marks:
            if isinstance(mark, TextMark):
                self._text(mark, self._left + mark.x, top - mark.y)
            else:
                self._page_number(mark, top - mark.y, str(numbers.get(mark.heading, "")))

    def _figure(self, drawing: Drawing, top: float) -> None:
        """A drawing as one piece of its element, which learns where on the page it stands."""
        scene, tag = drawing.scene, drawing.tag
        pen = Pen(drawing.scale, self._left, top)
        right, bottom = pen.at(scene.width, scene.height)
        tag.attributes += figure_place(self._left, bottom, right, top)
        self._open_mark(tag)
        self._out.append(b"q 1 j")
        for mark in scene.marks:
            self._font, self._color = _NO_FONT, ""
            if isinstance(mark, Label):
                x, y = pen.at(mark.left, mark.y)
                self._begin_text(b"BT")
                self._text(TextMark(x, y, spans_of(pen.ink(mark), mark.text), tag), x, y)
                self._out.append(b"ET")
            else:
                self._out += pen.shape(mark)
        self._out.append(b"Q")
        self._font, self._color = _NO_FONT, ""
        self._close()

    def _text(self, mark: TextMark, x: float, y: float) -> None:
        spans, start = mark.spans, x
        self._begin(spans[0].ink, mark.tag)
        self._move(x, y)
        several = len(spans) > 1
        to_click = [place for place, span in enumerate(spans) if span.ink.link is not None]
        last = to_click[-1] if to_click else -1
        for place, span in enumerate(spans):
            ink = span.ink
            if span.at is not None:
                x = start + span.at
                self._begin(ink, mark.tag)
                self._move(x, y)
            elif several:
                self._begin(ink, mark.tag)
            if place <= last:  # only for what can be clicked has to be measured again
                width = span.width
                if ink.link is not None:
                    self._note_link(ink.link, span, Box(x, y, x + width, y + ink.size))
                x += width
            self._span(span)

    def _begin_text(self, operators: bytes) -> None:
        self._out.append(operators)
        self._at = (0, 0)

    def _move(self, x: float, y: float) -> None:
        """Go to where a line begins, told from where the last one began: that is often the same."""
        across, up = round(x * 100), round(y * 100)
        self._out.append(b"%s %s Td" % (_points(across - self._at[0]), _points(up - self._at[1])))
        self._at = (across, up)

    def _span(self, span: Span) -> None:
        ink = span.ink
        if ink.rise:
            self._out.append(b"%.2f Ts" % ink.rise)
        if span.shaped is None:
            self._show(span.face, ink.size, ink.color, span.text)
        else:
            self._show_shaped(span.face, ink, span.shaped)
        if ink.rise:
            self._out.append(b"0 Ts")

    def _show(self, face: Face, size: float, color: str, text: str) -> None:
        self._set_type(self._fonts.name(face, text), size, color)
        self._out.append(show(face.codes(text)))

    def _show_shaped(self, face: Face, ink: Ink, shaped: Shaped) -> None:
        """Joined letters, marked as read from their end.

        Where an outline stands for other letters elsewhere in the file, the run says its letters.
        """
        name, plain = self._fonts.name_of_shaped(face, shaped)
        self._set_type(name, ink.size, ink.color)
        said = shaped.letters.encode("utf-16-be").hex().upper().encode("ascii")
        opening = b"/ReversedChars BMC" if plain else b"/Span<</ActualText<FEFF%s>>>BDC" % said
        self._out.append(opening)
        self._out += show_placed(face, ink, shaped.outlines)
        self._out.append(b"EMC")

    def _set_type(self, name: bytes, size: float, color: str) -> None:
        if (name, size) != self._font:
            self._out.append(b"/%s %g Tf" % (name, size))
            self._font = (name, size)
        if color != self._color:
            self._set_color(color)

    def _page_number(self, mark: PageNumberMark, y: float, number: str) -> None:
        """The number at the far edge, and dots that lead the eye to it."""
        ink, pitch = mark.ink, mark.ink.width(_DOT)
        text, far = self._left + mark.left, self._left + mark.right
        wide = ink.width(number)
        gap = abs(far - text) - wide
        dots = int(gap / pitch) - 1
        if dots > 0:
            self._close()
            self._out.append(b"/Artifact BMC")
            place = far + wide + pitch if far < text else far - wide - pitch * (dots + 0.5)
            self._move(place, y)
            self._show(ink.words.faces.first, ink.size, ink.color, _DOT * dots)
            self._out.append(b"EMC")
        # The space parts the number from the heading for those who hear it.
        start = far if far < text else far - wide - ink.space
        self._text(TextMark(0.0, 0.0, spans_of(ink, f" {number}"), mark.tag), start, y)

    def _begin(self, ink: Ink, tag: Tag | None) -> None:
        """Let what follows belong to ``tag``, or to a link or words of a language within it."""
        if tag is None:
            return
        if ink.language:
            tag = self._language_tag(ink.language, tag)
        elif ink.link is not None:
            tag = self._link_tag(ink.link, tag)
        if tag is not self._open:
            self._open_mark(tag)

    def _open_mark(self, tag: Tag) -> None:
        self._close()
        tag.kids.append(Content(self.page, self._marks))
        self._out.append(b"/%s<</MCID %d>>BDC" % (tag.role, self._marks))
        self._marks += 1
        self._open = tag

    def _close(self) -> None:
        if self._open is not None:
            self._out.append(b"EMC")
            self._open = None

    def _link_tag(self, link: Target, parent: Tag) -> Tag:
        """The element of ``link``: the one just drawn if the link goes on, else a new one.

        The number of a footnote is a reference, which those who read the words alone pass over.
        """
        last = parent.kids[-1] if parent.kids else None
        refers = bool(link.note) or link.reference
        if refers and isinstance(last, Tag) and last.role == b"Reference":
            last = last.kids[-1]
        if isinstance(last, LinkTag) and last.target == link:
            return last
        return LinkTag(Tag(b"Reference", parent) if refers else parent, link)

    def _language_tag(self, language: str, parent: Tag) -> Tag:
        """The element of words in ``language``: the last one if they go on, else a new one."""
        attributes = b"/Lang%s" % text_string(language)
        last = parent.kids[-1] if parent.kids else None
        if isinstance(last, Tag) and last.attributes == attributes:
            return last
        return Tag(b"Span", parent, attributes)

    def _note_link(self, link: Target, span: Span, box: Box) -> None:
        tag = self._open
        if tag is None:
            return
        if not self.links or self.links[-1].tag is not tag:
            self.links.append(LinkArea(tag, link))
        area = self.links[-1]
        area.text += span.text
        if area.boxes and abs(area.boxes[-1].bottom - box.bottom) < _TOUCH:
            area.boxes[-1] = replace(area.boxes[-1], right=box.right)
        else:
            area.boxes.append(box)
        if link.url:
            self._underline(span.ink, box)

    def _underline(self, ink: Ink, box: Box) -> None:
        drop, thickness = _UNDERLINE
        top = self._top - (box.bottom - drop * ink.size)
        width = box.right - box.left
        self._lines.append(
            Patch(box.left - self._left, top, width, thickness * ink.size, ink.color)
        )

    def _patches(self, patches: Iterable[Patch]) -> None:
        drawn = [
            (patch, self._left + patch.x, self._top - patch.y - patch.height) for patch in patches
        ]
        if not drawn:
            return
        self._out.append(b"/Artifact BMC")
        for patch, x, y in drawn:
            self._set_color(patch.color)
            self._out.append(b"%.2f %.2f %.2f %.2f re f" % (x, y, patch.width, patch.height))
        self._out.append(b"EMC")

    def _furniture(self, kind: bytes, edge: bytes, laid: Laid) -> None:
        opening = b"/Artifact<</Type/Pagination/Subtype/%s/Attached[/%s]>>BDC" % (kind, edge)
        for picture in laid.pictures:
            self._out.append(opening)
            self._picture(picture)
            self._out.append(b"EMC")
        for patch in laid.patches:
            self._out.append(b"/Artifact BMC")
            self._set_color(patch.color)
            bottom = self._height - patch.y - patch.height
            self._out.append(
                b"%.2f %.2f %.2f %.2f re f EMC" % (patch.x, bottom, patch.width, patch.height)
            )
        if laid.marks:
            self._begin_text(opening + b" BT")
            for mark in laid.marks:
                self._text(mark, mark.x, self._height - mark.y)
            self._out.append(b"ET EMC")

    def _picture(self, mark: PictureMark) -> None:
        """A picture in its frame; what is cropped lies outside and is clipped away."""
        drawn = mark.drawn
        left, top, right, bottom = drawn.crop
        width = drawn.width / max(1 - left - right, 0.01)
        height = drawn.height / max(1 - top - bottom, 0.01)
        base = self._height - mark.y - drawn.height
        clip = b""
        if any(drawn.crop):
            clip = b"%.2f %.2f %.2f %.2f re W n " % (mark.x, base, drawn.width, drawn.height)
        x, y = mark.x - left * width, base - bottom * height
        name = self._images.setdefault(drawn.picture, b"I%d" % (len(self._images) + 1))
        self._out.append(
            b"q %s%.4f 0 0 %.4f %.2f %.2f cm /%s Do Q" % (clip, width, height, x, y, name)
        )

    def _set_color(self, color: str) -> None:
        if color != self._color:
            self._out.append(fill_operator(color))
            self._color = color


@lru_cache(maxsize=_DISTANCES)
def _points(hundredths: int) -> bytes:
    return b"%g" % (hundredths / 100)


def _patches(items: Sequence[Placed]) -> list[Patch]:
    """The patches of a page, those that touch as one, so that no seam shows between strips."""
    merged: list[Patch] = []
    growing: dict[tuple[float, float, str], int] = {}
    for item in items:
        for patch in item.strip.patches:
            y = patch.y + item.y
            side = (patch.x, patch.width, patch.color)
            index = growing.get(side)
            if index is not None:
                above = merged[index]
                if abs(above.y + above.height - y) < _TOUCH:
                    merged[index] = replace(above, height=y + patch.height - above.y)
                    continue
            growing[side] = len(merged)
            merged.append(replace(patch, y=y))
    return merged
