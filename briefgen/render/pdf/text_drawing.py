"""Lines of text as drawing operators, each piece marked with what it is and where it leads."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.render.faces.measure import SPACES
from briefgen.render.layout.strips import Patch
from briefgen.render.layout.tags import Tag, marked_piece
from briefgen.render.pdf.drawing import (
    fill_operator,
    hundredths,
    rectangle,
    thousandths,
    type_operator,
)
from briefgen.render.pdf.links import Box, LinkArea, LinkTag
from briefgen.render.pdf.showing import show_placed, show_wide
from briefgen.render.pdf_strings import text_string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefgen.render.faces.chains import Face
    from briefgen.render.faces.measure import Edges, Ink, Span, Target
    from briefgen.render.faces.shaping import Shaped
    from briefgen.render.layout.strips import TextMark
    from briefgen.render.pdf.font_table import FontTable
    from briefgen.render.pdf.letter_fonts import ByteFont, WideFont

_MARKS = 5_000  # operators that begin them, kept as they are written
TOUCH = 0.05  # points between two areas that are one


class TextDrawer:
    """Draws the text of one page, counted from 0."""

    def __init__(self, page: int, fonts: FontTable) -> None:
        """Start a page; ``fonts`` gathers what the pages use."""
        self.page = page
        self.links: list[LinkArea] = []
        self.rules: list[Patch] = []  # along words on the page, y up from its lower edge
        self._fonts = fonts
        self._out: list[bytes] = []
        self._open: Tag | None = None
        self._page_marks = marked_piece(page, 0)
        self._room = (0.0, 0.0)  # in points: so much wider are spaces, so much is behind letters
        self.marks = 0  # how many pieces of the page are marked
        self._at = (0, 0)  # where the last line of text began, in hundredths of a point
        self._forget()

    def _forget(self) -> None:
        """Let nothing be known of what letters are drawn with."""
        self._ink: Ink | None = None
        self._face: Face | None = None
        self._font: ByteFont | WideFont | None = None
        self._string: Callable[[str], bytes | None] = _nothing
        self._size = 0.0
        self._color = ""

    def content(self) -> bytes:
        """What has been drawn."""
        return b"\n".join(self._out)

    def fill(self, patches: Sequence[Patch]) -> None:
        """Fill ``patches``, whose y runs up from the lower edge of the page."""
        out = self._out
        lines: list[bytes] = []
        if any(patch.form for patch in patches):
            from briefgen.render.pdf.line_forms import (  # noqa: PLC0415 - few houses have such
                plain_and_stroked,
            )

            patches, lines = plain_and_stroked(patches)
        for index, patch in enumerate(patches):
            if patch.color != self._color:
                if index:
                    out.append(b"f")
                self._set_color(patch.color)
            out.append(rectangle(patch.x, patch.y, patch.width, patch.height))
        if patches:
            out.append(b"f")
        out += lines

    def furniture(self, patches: Sequence[Patch], marks: Sequence[TextMark], height: float) -> None:
        """Draw what stands on a page of ``height``, its y told from the top."""
        self.fill(
            [
                Patch(p.x, height - p.y - p.height, p.width, p.height, p.color, p.form)
                for p in patches
            ]
        )
        if marks:
            self._begin_text(b"BT")
            for mark in marks:
                self.text(mark, mark.x, height - mark.y)
            self._end_text()
            self.fill(self.rules)
            self.rules = []

    def text(self, mark: TextMark, x: float, y: float) -> None:
        """Draw a line of text from ``x`` on, its baseline at ``y`` on the page."""
        spans, tag = mark.spans, mark.tag
        span = spans[0]
        ink = span.ink
        special = ink.link is not None or ink.language or ink.rules
        if len(spans) > 1 or special or span.at is not None:
            self._several(spans, tag, x, y)
            return
        if tag is not self._open and tag is not None:
            self._open_mark(tag)
        if span.shaped is None and not ink.rise:  # most lines: all in one step
            if ink is not self._ink or span.face is not self._face:
                self._draw_with(span.face, ink)
            string = self._string(span.text)
            if string is not None:
                across, up = round(x * 100), round(y * 100)
                before, below = self._at
                self._at = (across, up)
                move = (hundredths(across - before), hundredths(up - below), string)
                self._out.append(b"%s %s Td\n(%s)Tj" % move)
                return
        self._move(x, y)
        self._span(span)

    def _several(self, spans: tuple[Span, ...], tag: Tag | None, x: float, y: float) -> None:
        """Draw a line of several pieces, or of one that more is to be told of."""
        start, out = x, self._out
        for place, span in enumerate(spans):
            ink = span.ink
            if tag is not None:
                own = _inner_tag(ink, tag) if ink.language or ink.link is not None else tag
                if own is not self._open:
                    self._open_mark(own)
            if span.at is not None:
                x = start + span.at
            if span.at is not None or not place:
                self._move(x, y)
            if ink.link is not None:
                left, right = span.edges or _edges(spans, place)
                area = Box(start + left, y, start + right, y + ink.size)
                self._note_link(ink.link, span, area)
            if ink.rules:
                self._note_rules(spans, place, start, y)
            if span.shaped is None and not ink.rise:
                if ink is not self._ink or span.face is not self._face:
                    self._draw_with(span.face, ink)
                string = self._string(span.text)
                if string is not None:
                    out.append(b"(%s)Tj" % string)
                    continue
            self._span(span)

    def _begin_text(self, operators: bytes) -> None:
        self._out.append(operators)
        self._at = (0, 0)

    def _end_text(self) -> None:
        """End text with no more room in it, which forms that are drawn later would take over."""
        self._set_room(0.0, 0.0)
        self._out.append(b"ET")

    def _move(self, x: float, y: float) -> None:
        """Go to where a line begins, told from where the last one began: that is often the same."""
        across, up = round(x * 100), round(y * 100)
        before, below = self._at
        self._at = (across, up)
        self._out.append(b"%s %s Td" % (hundredths(across - before), hundredths(up - below)))

    def _span(self, span: Span) -> None:
        ink, face = span.ink, span.face
        if ink.rise:
            self._out.append(b"%.2f Ts" % ink.rise)
        if span.shaped is not None:
            self._show_shaped(face, ink, span.shaped)
        else:
            self._show(face, ink, span.text)
        if ink.rise:
            self._out.append(b"0 Ts")

    def _show(self, face: Face, ink: Ink, text: str) -> None:
        if ink is not self._ink or face is not self._face:
            self._draw_with(face, ink)
        string = self._string(text)
        if string is None:
            wide = self._fonts.wide(face)
            self._set_type(wide, ink)
            self._out.append(show_wide(wide, ink, text))
        else:
            self._out.append(b"(%s)Tj" % string)

    def _draw_with(self, face: Face, ink: Ink) -> None:
        """Let the next letters be of ``face`` in ``ink``, and `_string` give what shows them."""
        font = self._fonts.plain(face)
        size = ink.size * face.share
        if font is not self._font or size != self._size or ink.color != self._color:
            self._set_type(font, ink)
        self._set_room(ink.spread, ink.tracking)
        self._ink, self._face, self._string = ink, face, font.string

    def _show_shaped(self, face: Face, ink: Ink, shaped: Shaped) -> None:
        """Joined letters, marked as read from their end.

        Where an outline stands for other letters elsewhere in the file, the run says its letters.
        """
        font, strings, plain = self._fonts.shaped(face, shaped)
        self._set_type(font, ink)
        self._set_room(0.0, 0.0)
        said = shaped.letters.encode("utf-16-be").hex().upper().encode("ascii")
        opening = b"/ReversedChars BMC" if plain else b"/Span<</ActualText<FEFF%s>>>BDC" % said
        self._out.append(opening)
        self._out += show_placed(face, ink, zip(shaped.outlines, strings, strict=True))
        self._out.append(b"EMC")

    def _set_type(self, font: ByteFont | WideFont, ink: Ink) -> None:
        size = ink.size * font.face.share
        if font is not self._font or size != self._size:
            self._out.append(type_operator(font.name, size))
            self._font, self._size = font, size
            self._ink = None
        if ink.color != self._color:
            self._set_color(ink.color)

    def _set_room(self, space: float, letter: float) -> None:
        """Widen spaces, and the room behind letters."""
        if (space, letter) != self._room:
            wider, behind = self._room
            if space != wider:
                self._out.append(b"%s Tw" % thousandths(space))
            if letter != behind:
                self._out.append(b"%s Tc" % thousandths(letter))
            self._room = (space, letter)
            self._ink = None

    def _set_color(self, color: str) -> None:
        if color != self._color:
            self._out.append(fill_operator(color))
            self._color = color
            self._ink = None  # of which nothing had to be told

    # --- marks ---

    def _open_mark(self, tag: Tag) -> None:
        number = self.marks
        operators = _next_mark if self._open is not None else _first_mark
        self._out.append(operators(tag.role, number))
        tag.kids.append(self._page_marks + number)
        self.marks = number + 1
        self._open = tag

    def _close(self) -> None:
        if self._open is not None:
            self._out.append(b"EMC")
            self._open = None

    # --- links ---

    def _note_link(self, link: Target, span: Span, box: Box) -> None:
        tag = self._open
        if tag is None:
            return
        if not self.links or self.links[-1].tag is not tag:
            self.links.append(LinkArea(tag, link))
        area = self.links[-1]
        area.text += span.text
        last = area.boxes[-1] if area.boxes else None
        if last is not None and abs(last.bottom - box.bottom) < TOUCH:
            # A line from the right goes on to the left of what was drawn last.
            left, right = min(last.left, box.left), max(last.right, box.right)
            area.boxes[-1] = Box(left, last.bottom, right, last.top)
        else:
            area.boxes.append(box)

    def _note_rules(self, spans: Sequence[Span], place: int, start: float, y: float) -> None:
        """Lines along the span at ``place`` of a line from ``start`` on, but for a last space."""
        span = spans[place]
        ink = span.ink
        left, right = _edges(spans, place)
        if place == len(spans) - 1 and span.text.endswith(" "):
            if span.at is not None and ink.from_right:
                left += ink.space
            else:
                right -= ink.space
        if right > left:
            for rule in ink.rules:
                color, up, thick = (
                    rule.color or ink.color,
                    rule.up * ink.size,
                    rule.thick * ink.size,
                )
                stretches = _words(span, left) if rule.skips else ((left, right),)
                self.rules += [
                    Patch(start + begin, y + up, end - begin, thick, color, rule.form)
                    for begin, end in stretches
                ]


@lru_cache(maxsize=_MARKS)
def _first_mark(role: bytes, number: int) -> bytes:
    """The operator that begins a marked piece."""
    return b"/%s<</MCID %d>>BDC" % (role, number)


@lru_cache(maxsize=_MARKS)
def _next_mark(role: bytes, number: int) -> bytes:
    """The operators that end one and begin another."""
    return b"EMC\n" + _first_mark(role, number)


def _nothing(_text: str) -> None:
    """What shows a text before it is known what to draw it with."""


def _edges(spans: Sequence[Span], place: int) -> Edges:
    """Where the span at ``place`` begins and ends, from the start of the line."""
    left = right = 0.0
    for span in spans[: place + 1]:
        left = right if span.at is None else span.at
        right = left + span.width
    return left, right


def _words(span: Span, left: float) -> Iterator[Edges]:
    """Where each word of ``span``, which begins at ``left``, begins and ends."""
    ink, shaped = span.ink, span.shaped
    if shaped is None:
        signs = [(char, span.face.width(char)) for char in span.text]
    else:
        signs = [(outline.letters, outline.step) for outline in shaped.outlines]
    begun = x = left
    for said, advance in signs:
        end = x + advance * ink.scale + ink.stretch(said, joined=shaped is not None)
        if said in SPACES:
            if x > begun:
                yield begun, x
            begun = end
        x = end
    if x > begun:
        yield begun, x


def _inner_tag(ink: Ink, tag: Tag) -> Tag:
    """The element of a link, or of words of a language, within ``tag``."""
    if ink.language:
        return _language_tag(ink.language, tag)
    return tag if ink.link is None else _link_tag(ink.link, tag)


def _link_tag(link: Target, parent: Tag) -> Tag:
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


def _language_tag(language: str, parent: Tag) -> Tag:
    """The element of words in ``language``: the last one if they go on, else a new one."""
    attributes = b"/Lang%s" % text_string(language)
    last = parent.kids[-1] if parent.kids else None
    if isinstance(last, Tag) and last.attributes == attributes:
        return last
    return Tag(b"Span", parent, attributes)
