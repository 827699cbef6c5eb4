"""References to pages: their numbers are put in when all pages are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.render.layout.strips import TextMark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.render.faces.measure import Span
    from briefgen.render.layout.filled import Page, Place
    from briefgen.render.layout.strips import Strip


def number_pages(pages: Sequence[Page], places: Mapping[str, Place]) -> None:
    """Put into ``pages`` the numbers of the pages that their text refers to.

    Lines were broken with room for two digits. With fewer or more a line ends a digit sooner or
    later, which only the ragged edge of the text shows.
    """
    for page in pages:
        for index, item in enumerate(page.items):
            if _waits(item.strip):
                marks = tuple(
                    _numbered(mark, places) if isinstance(mark, TextMark) else mark
                    for mark in item.strip.marks
                )
                page.items[index] = replace(item, strip=replace(item.strip, marks=marks))


def _waits(strip: Strip) -> bool:
    """Whether a page number is to come in ``strip``; asked of every strip, so in plain loops."""
    for mark in strip.marks:
        if isinstance(mark, TextMark):
            for span in mark.spans:
                link = span.ink.link
                if link is not None and link.page:
                    return True
    return False


def _numbered(mark: TextMark, places: Mapping[str, Place]) -> TextMark:
    """``mark`` with its page numbers; what is read after one stands close to it."""
    spans = list(mark.spans)
    for index in range(len(spans)):
        span = spans[index]  # as those before have moved it
        link = span.ink.link
        if link is None or not link.page:
            continue
        number = str(places[link.anchor].page + 1)
        spare = span.width - span.face.width(number) * span.ink.scale
        spans[index] = replace(span, text=number)
        if span.at is not None:
            spans = [_closed_up(other, span.at, spare) for other in spans]
    return replace(mark, spans=tuple(spans))


def _closed_up(span: Span, number: float, spare: float) -> Span:
    """``span`` of a line whose spans know their places, moved where the ``number`` left a gap."""
    if span.at is None:
        return span
    if span.ink.from_right:
        return replace(span, at=span.at + spare) if span.at <= number else span
    return replace(span, at=span.at - spare) if span.at > number else span
