"""What is taken along of a house's headers and footers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.render.styles import Picture


class TakenPart(Struct, frozen=True):
    """A header or footer of the house: a w:hdr or w:ftr, clean, its slots in one plain form."""

    xml: bytes
    links: Mapping[str, str] = {}  # addresses by the ids by which the XML calls them
    pictures: Mapping[str, Picture] = {}


class Taken(Struct, frozen=True):
    """The headers and footers of a house by place (header, footer) and kind of page.

    The kinds are those of Word: ``default``, and where the house has them ``first`` and ``even``.
    """

    parts: Mapping[tuple[str, str], TakenPart]
    remarks: tuple[str, ...]  # what could not be kept
    fonts: set[str]  # that are named there and not carried
