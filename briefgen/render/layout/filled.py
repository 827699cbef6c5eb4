"""Columns of text to fill, and what stands on pages that are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.render.layout.strips import Strip


class Placed(Struct, frozen=True, gc=False):
    """A strip with its top ``y`` points under the head of the text column.

    A ``repeated`` strip says again what was said before.
    """

    strip: Strip
    y: float
    repeated: bool = False


class Place(Struct, frozen=True):
    """Where something stands: its page counted from 0, its top from the page's lower edge."""

    page: int
    y: float


class Page(Struct, frozen=True, gc=False):
    """What stands on a page, whether it lies on its side, and how much further up it begins.

    ``parted`` is the anchor of what goes on from the page before though it asked to be kept from
    that: with all that it holds it is taller than a page.
    """

    items: list[Placed]
    wide: bool
    rise: float
    parted: str = ""


class More(Struct, frozen=True, gc=False):
    """How much further up and down than elsewhere the text goes on some pages."""

    above: float = 0.0
    below: float = 0.0


class Column(Struct, frozen=True, gc=False):
    """The text column of one kind of page: its height, and what stands between text and notes.

    Where the header or the footer of some sections is taller than that of others, ``more`` is how
    much further the text may go on pages of each, by the anchor of its heading; "" on those before
    the first.
    """

    height: float
    rule: Strip
    more: Mapping[str, More] = {}
