"""Strips put on pages, in one pass."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefgen.render.pdf.strips import Hold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.render.pdf.strips import Strip

_SLACK = 0.01  # points a page may run over: rounding must not break it


class Placed(NamedTuple):
    """A strip with its top ``y`` points under the head of the text column.

    A ``repeated`` strip says again what was said before.
    """

    strip: Strip
    y: float
    repeated: bool = False


def fill_pages(strips: Sequence[Strip], height: float) -> list[list[Placed]]:
    """Put ``strips`` on pages whose text column is ``height`` tall; one page at least."""
    filler = _Filler(height)
    for group in _groups(strips, Hold.WISH):
        filler.place(group)
    return filler.pages


def _groups(strips: Sequence[Strip], least: Hold) -> Iterator[list[Strip]]:
    """``strips`` in groups that hold together at least as firmly as ``least``."""
    group: list[Strip] = []
    for strip in strips:
        if group and (_stands_apart(strip, group[-1]) or group[-1].hold < least):
            yield group
            group = []
        group.append(strip)
    if group:
        yield group


def _stands_apart(strip: Strip, before: Strip) -> bool:
    return strip.fresh_page or strip.at_foot != before.at_foot


class _Filler:
    """The pages so far; the last one is being filled."""

    def __init__(self, height: float) -> None:
        self.pages: list[list[Placed]] = [[]]
        self._height = height
        self._y = 0.0
        self._after = 0.0

    def place(self, group: list[Strip]) -> None:
        """Put ``group`` on the page, or on the next if it is too tall for what is left.

        Where it would not fit any page, wishes give way first, then everything.
        """
        if group[0].fresh_page:
            self._turn()
        if self._fits(group):
            self._put_all(group)
        elif self._fits_a_page(group):
            self._turn()
            self._put_all(group)
        else:
            for part in _groups(group, Hold.MUST):
                self._place_firm(part)

    def _place_firm(self, group: list[Strip]) -> None:
        if not self._fits(group):
            self._turn()
        for strip in group:
            if not self._fits([strip]):
                self._turn()
            self._put(strip)

    def _put_all(self, group: list[Strip]) -> None:
        if group[0].at_foot:
            self._y = max(self._y, self._height - _tall(group))
            self._after = 0.0
            group[0] = group[0]._replace(before=0.0)
        for strip in group:
            self._put(strip)

    def _put(self, strip: Strip) -> None:
        page = self.pages[-1]
        if page:
            self._y += max(self._after, strip.before)
        else:
            self._y = strip.before if strip.fresh_page else 0.0
            self._repeat_head(strip)
        page.append(Placed(strip, self._y))
        self._y += strip.height
        self._after = strip.after

    def _repeat_head(self, strip: Strip) -> None:
        if _head(strip) + strip.height > self._height + _SLACK:
            return
        for part in strip.head:
            self.pages[-1].append(Placed(part, self._y, repeated=True))
            self._y += part.height + part.after

    def _fits(self, group: Sequence[Strip]) -> bool:
        if not self.pages[-1]:
            return self._fits_a_page(group)
        need = max(self._after, group[0].before) + _tall(group)
        return self._y + need <= self._height + _SLACK

    def _fits_a_page(self, group: Sequence[Strip]) -> bool:
        first = group[0]
        above = first.before if first.fresh_page else _head(first)
        return above + _tall(group) <= self._height + _SLACK

    def _turn(self) -> None:
        """Start a fresh page, unless this one is still fresh."""
        if self.pages[-1]:
            self.pages.append([])
            self._y = self._after = 0.0


def _tall(group: Sequence[Strip]) -> float:
    """Height of ``group`` from the top of its first strip to the end of its last."""
    between = sum(max(a.after, b.before) for a, b in pairwise(group))
    return between + sum(strip.height for strip in group)


def _head(strip: Strip) -> float:
    return sum(part.height + part.after for part in strip.head)
