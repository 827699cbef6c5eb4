"""What surely fits its page, told without laying pages out.

To know exactly is to load what lays out pages and to measure, which a file without page numbers
need not: most covers are short, and most charts low.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from briefgen.pack.inlines import plain
from briefgen.render.furniture import Break, Drawn, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.blocks import Cover
    from briefgen.render.furniture import FurnitureForm
    from briefgen.render.house import House

# Of the page between its margins: as low as a drawing is not made smaller but between headers and
# footers that take half of it, and as much as is left for a cover between those of a few lines.
_LOW = 0.3
_AMPLE = 0.75
_FEW = 4  # lines of a header or footer, which leave as much
_WIDTH = 0.9  # of the size: of a letter, with its share of what stays empty at the ends of lines


def is_low(height: float, house: House) -> bool:
    """Whether a drawing of that ``height``, in points, fits every page of ``house`` as it is."""
    return height <= _LOW * _between_margins(house)


def has_ample_room(cover: Cover, house: House) -> bool:
    """Whether ``cover`` fits its page with all its gaps by a long way."""
    if not all(map(_is_short, _around_cover(house))):
        return False
    return sum(_heights(cover, house)) <= _AMPLE * _between_margins(house)


def _around_cover(house: House) -> Iterator[FurnitureForm]:
    """The header and the footer of the first page."""
    forms = house.furniture[0].forms
    yield from forms.get("first", forms.get("default", {})).values()


def _is_short(form: FurnitureForm) -> bool:
    """Whether a header or footer has a few lines of words and nothing else."""
    lines = [item.drawn for item in form.items if isinstance(item.drawn, Line)]
    pieces = [piece for line in lines for piece in line.pieces]
    return len(lines) == len(form.items) <= _FEW and not any(
        isinstance(piece, (Break, Drawn)) for piece in pieces
    )


def _between_margins(house: House) -> float:
    return house.page_height - house.margin_top - house.margin_bottom


def _heights(cover: Cover, house: House) -> Iterator[float]:
    said = [("Title", cover.title), ("Subtitle", cover.subtitle), ("Note", plain(cover.notice))]
    for detail in cover.details:
        said += [("Cover Label", detail.label), ("Cover Detail", plain(detail.value))]
    for name, text in said:
        style = house.styles[name]
        lines = ceil(_WIDTH * len(text) * style.size / house.text_width)
        yield style.space_before + lines * style.leading + style.space_after
