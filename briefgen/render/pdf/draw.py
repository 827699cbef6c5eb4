"""Filled pages turned into drawing operators, each piece marked with what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.figures.scene import Label
from briefgen.render.layout.filled import Placed
from briefgen.render.layout.lines import spans_of
from briefgen.render.layout.strips import Patch, TextMark
from briefgen.render.layout.tags import figure_place
from briefgen.render.pdf.drawing import Pen, points, rectangle
from briefgen.render.pdf.text_drawing import TOUCH, TextDrawer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.render.layout.filled import Page
    from briefgen.render.layout.furniture import PageFrame
    from briefgen.render.layout.furniture_lines import Laid
    from briefgen.render.layout.strips import Drawing, PageNumberMark, PictureMark, Strip
    from briefgen.render.pdf.font_table import FontTable
    from briefgen.render.pdf.furniture_forms import FurnitureForms
    from briefgen.render.pdf.pictures import PictureTable

_DOT = ". "
_HEADER, _FOOTER = (
    b"/Artifact<</Type/Pagination/Subtype/%s/Attached[/%s]>>BDC" % place
    for place in ((b"Header", b"Top"), (b"Footer", b"Bottom"))
)


class PageDrawer(TextDrawer):
    """Draws one page, counted from 0."""

    def __init__(
        self,
        page: int,
        frame: PageFrame,
        section: str,
        fonts: FontTable,
        forms: FurnitureForms,
        images: PictureTable,
    ) -> None:
        """Draw page ``page`` in ``frame``; it belongs to ``section`` of the pack.

        ``fonts``, ``forms`` and ``images`` gather what the pages use, and by which names.
        """
        super().__init__(page, fonts)
        self._frame = frame
        self._section = section
        self._house = frame.house_on(page + 1)
        self._left = self._house.margin_left
        self._height = frame.size[1]
        self._top = self._height - frame.top
        self._forms = forms
        self._images = images

    def draw(self, filled: Page, numbers: Mapping[str, int], pages: int) -> bytes:
        """The content of the page; ``numbers`` are the page numbers of the headings."""
        left, top = self._left, self._top + filled.rise
        items = _set(filled.items)
        header, footer = (
            furniture(self.page + 1, pages, self._section)
            for furniture in (self._frame.header, self._frame.footer)
        )
        self._pictures(_HEADER, [p for p in header.pictures if self._is_under(p)])
        self._pictures(_FOOTER, [p for p in footer.pictures if self._is_under(p)])
        self._border(filled.rise)
        self._patches(
            [
                Patch(left + p.x, top - p.y - p.height, p.width, p.height, p.color, p.form)
                for p in _patches(items)
            ]
        )
        for item in items:
            if item.strip.drawing:
                self._figure(item.strip.drawing, top - item.y)
        self._begin_text(b"BT")
        for item in items:
            if item.repeated:
                self._close()
                self._out.append(b"/Artifact<</Type/Pagination>>BDC")
            self._strip(item.strip, top - item.y, numbers)
            if item.repeated:
                self._out.append(b"EMC")
        self._close()
        self._end_text()
        self._patches(self.rules)
        self.rules = []
        self._furniture(_HEADER, header)
        self._furniture(_FOOTER, footer)
        return self.content()

    def _border(self, rise: float) -> None:
        """The lines around the page, whose text begins ``rise`` further up than on others."""
        house = self._house
        if house.border is None:
            return
        from briefgen.render.pdf.page_border import (  # noqa: PLC0415 - few houses have one
            border_operators,
        )

        text = (self._frame.top - rise, self._frame.bottom)
        border = border_operators(house, house.border, self.page, text)
        if border:
            self._out.append(border)

    def _strip(self, strip: Strip, top: float, numbers: Mapping[str, int]) -> None:
        left = self._left
        for mark in strip.marks:
            if isinstance(mark, TextMark):
                self.text(mark, left + mark.x, top - mark.y)
            else:
                self._page_number(mark, top - mark.y, str(numbers.get(mark.heading, "")))

    def _figure(self, drawing: Drawing, top: float) -> None:
        """A drawing as one piece of its element, which learns where on its page it stands.

        Its labels stand over its shapes.
        """
        scene, tag = drawing.scene, drawing.tag
        marks = [*scene.draw()]
        pen = Pen(drawing.scale, self._left, top)
        right, bottom = pen.at(scene.width, scene.height)
        if drawing.whole:
            tag.attributes += figure_place(self._left, bottom, right, top)
        self._open_mark(tag)
        self._out.append(b"q 1 j")
        self._out += pen.shapes(mark for mark in marks if not isinstance(mark, Label))
        self._forget()
        self._begin_text(b"BT")
        for mark in marks:
            if isinstance(mark, Label):
                x, y = pen.at(mark.left, mark.y)
                self.text(TextMark(x, y, spans_of(pen.ink(mark), mark.text), tag), x, y)
        self._out.append(b"ET\nQ")
        self._forget()
        self._close()

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
            self._show(ink.words.faces.first, ink, _DOT * dots)
            self._out.append(b"EMC")
        # The space parts the number from the heading for those who hear it.
        start = far if far < text else far - wide - ink.space
        self.text(TextMark(0.0, 0.0, spans_of(ink, f" {number}"), mark.tag), start, y)

    def _patches(self, patches: Sequence[Patch]) -> None:
        """Fill ``patches``, whose y runs up from the lower edge of the page."""
        if patches:
            self._out.append(b"/Artifact BMC")
            self.fill(patches)
            self._out.append(b"EMC")

    def _is_under(self, mark: PictureMark) -> bool:
        """Whether the text stands over a picture: where it wants to, or would hide words."""
        drawn = mark.drawn
        reaches = mark.y < self._frame.bottom and mark.y + drawn.height > self._frame.top
        return drawn.behind or (drawn.across is not None and not drawn.pushes and reaches)

    def _pictures(self, opening: bytes, pictures: Iterable[PictureMark]) -> None:
        for picture in pictures:
            self._out.append(opening)
            self._picture(picture)
            self._out.append(b"EMC")

    def _furniture(self, opening: bytes, laid: Laid) -> None:
        """A header or footer: pictures, then what is the same on many pages, then the rest."""
        self._pictures(opening, [p for p in laid.pictures if not self._is_under(p)])
        if not (laid.patches or laid.marks):
            return
        shown = self._forms.shown(laid, self._frame.size)
        self._out.append(opening)
        if shown.form:
            self._out.append(b"/%s Do" % shown.form)
        self.furniture(shown.patches, shown.marks, self._height)
        self._out.append(b"EMC")

    def _picture(self, mark: PictureMark) -> None:
        """A picture in its frame; what is cropped lies outside and is clipped away."""
        drawn = mark.drawn
        left, top, right, bottom = drawn.crop
        width = drawn.width / max(1 - left - right, 0.01)
        height = drawn.height / max(1 - top - bottom, 0.01)
        base = self._height - mark.y - drawn.height
        clip = b""
        if any(drawn.crop):
            clip = rectangle(mark.x, base, drawn.width, drawn.height) + b" W n "
        x, y = points(mark.x - left * width), points(base - bottom * height)
        name = self._images.name(drawn.picture)
        if drawn.strength < 1:
            clip = b"/%s gs %s" % (self._images.state(drawn.strength), clip)
        self._out.append(b"q %s%.4f 0 0 %.4f %s %s cm /%s Do Q" % (clip, width, height, x, y, name))


def _set(items: Iterable[Placed]) -> list[Placed]:
    """``items`` with the parts of those that were not set yet, in their places."""
    made = []
    for item in items:
        if item.strip.parts is None:
            made.append(item)
            continue
        y = item.y
        for part in item.strip.parts(to_cut=False):
            made.append(Placed(part, y))
            y += part.height
    return made


def _patches(items: Sequence[Placed]) -> list[Patch]:
    """The patches of a page, those that touch as one, so that no seam shows between strips."""
    under: list[Patch] = []
    over: list[Patch] = []
    growing: dict[tuple[float, float, str, str, bool], int] = {}
    for item in items:
        for patch in item.strip.patches:
            y = patch.y + item.y
            side = (patch.x, patch.width, patch.color, patch.form, patch.over)
            merged = over if patch.over else under
            index = growing.get(side)
            if index is not None:
                above = merged[index]
                if abs(above.y + above.height - y) < TOUCH:
                    height = y + patch.height - above.y
                    merged[index] = Patch(
                        above.x, above.y, above.width, height, above.color, above.form
                    )
                    continue
            growing[side] = len(merged)
            merged.append(Patch(patch.x, y, patch.width, patch.height, patch.color, patch.form))
    return under + over
