"""A house style out of a Word file: page, styles, header and footer, and what each falls to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.errors import HouseError
from briefgen.render.faces.fonts import DEFAULT_FAMILY, JOINING_FAMILY
from briefgen.render.house import House
from briefgen.render.house_file.borders import page_border
from briefgen.render.house_file.changes import without_changes
from briefgen.render.house_file.following import told_of_indents, told_of_letters, told_of_section
from briefgen.render.house_file.furniture.clearing import kept_clear, told_of_height
from briefgen.render.house_file.furniture.forming import Former
from briefgen.render.house_file.furniture.taking import take_furniture
from briefgen.render.house_file.lists import with_first_levels
from briefgen.render.house_file.measures import with_plain_measures
from briefgen.render.house_file.package import parse_part, part_of_kind, read_parts
from briefgen.render.house_file.properties import (
    UnreadableError,
    columns_of,
    first_child,
    points_of,
)
from briefgen.render.house_file.schema_order import with_schema_order
from briefgen.render.house_file.sections import (
    is_mirrored,
    sections_of,
    with_paper,
    with_sections_alone,
)
from briefgen.render.house_file.styles import read_styles
from briefgen.render.house_file.word import word_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from briefgen.render.furniture import Furniture
    from briefgen.render.house_file.furniture.taken import TakenPart
    from briefgen.render.house_file.styles import StyleBook

_MM = 72 / 25.4  # points
_READABLE = (90.0, 140.0)  # mm of text on a page, as A5 has with margins of 25
_MIN_TEXT, _MAX_PAGE = 100, 1584  # width and height of the text; Word's largest page is 22 inches


def house_in(data: bytes, path: Path) -> House:
    """The house style in ``data``, the Word file at ``path``.

    What it lacks is made from what it has, and said in the remarks of the house. Raises
    HouseError where the file is unsafe or has no page.
    """
    parts: Mapping[str, bytes] = read_parts(data, path)
    try:
        parts = with_sections_alone(parts)
        parts = with_schema_order(without_changes(parts))
        parts = with_first_levels(with_plain_measures(parts))
        parts, of_paper = with_paper(parts)
        page = _page(parts)
        width, _ = _room(page)
        book, missing, fonts, left_out = read_styles(parts, width)
        taken = take_furniture(parts, book, path)
        mirrored = is_mirrored(parts)
        furniture, told = _furniture(book, page, taken.parts, mirrored=mirrored)
        styles = book.text_styles()
        return House(
            name=path.stem,
            digest=hashlib.sha256(data).hexdigest(),
            **page,
            styles=styles,
            table=book.table_style(),
            word=word_parts(parts, book, taken.parts.values()),
            furniture=furniture,
            border=page_border(sections_of(parts)[0], part_of_kind(parts, "settings")),
            mirrored=mirrored,
            remarks=(
                *of_paper,
                *_told_of_room(page),
                *_told_of_columns(sections_of(parts)[0]),
                *_told(missing, fonts | taken.fonts),
                *left_out,
                *told_of_indents(styles, page),
                *told_of_section(sections_of(parts)[0]),
                *told_of_letters(book, [parse_part(one.xml) for one in taken.parts.values()]),
                *taken.remarks,
                *told,
            ),
        )
    except UnreadableError as error:
        raise HouseError(path, str(error)) from error
    except (KeyError, ValueError, OverflowError, etree.XMLSyntaxError) as error:
        raise HouseError(
            path, "its styles or its page cannot be made out. Save it anew in Word as .docx."
        ) from error


def _furniture(
    book: StyleBook,
    page: Mapping[str, float],
    taken: Mapping[tuple[str, str], TakenPart],
    *,
    mirrored: bool,
) -> tuple[tuple[Furniture, Furniture], list[str]]:
    """The headers and footers of upright pages and of those on their side, and what is to say."""
    width, _ = _room(page)
    side = _on_side(page)
    upright, on_side = (
        Former(book, page, room).furniture(taken) for room in (width, _room(side)[0])
    )
    told = [*told_of_height(upright, page)]
    upright, hidden = kept_clear(upright, page, mirrored=mirrored)
    on_side, hidden_on_side = kept_clear(on_side, side, mirrored=mirrored)
    return (upright, on_side), [*told, *dict.fromkeys(hidden + hidden_on_side)]


def _on_side(page: Mapping[str, float]) -> dict[str, float]:
    """The same page lying on its side; the margins stay at their edges."""
    return {**page, "page_width": page["page_height"], "page_height": page["page_width"]}


def _told_of_room(page: Mapping[str, float]) -> Iterator[str]:
    """What there is to say of a page too small for a brief: one would run to hundreds of them."""
    width, height = _room(page)
    if width < _READABLE[0] * _MM or height < _READABLE[1] * _MM:
        yield (
            f"its page leaves {width / _MM:.0f} by {height / _MM:.0f} mm for the text, too little "
            "to read a brief in: take paper of A5 or larger, or narrower margins"
        )


def _told_of_columns(section: etree._Element) -> Iterator[str]:
    columns = columns_of(section)
    if columns > 1:
        yield f"its text stands in {columns} columns: a pack has one, but for its contents"


def _told(missing: Collection[str], fonts: Collection[str]) -> Iterator[str]:
    """What there is to say of styles that were made and fonts that were replaced."""
    if fonts:
        names = ", ".join(sorted(fonts))
        yield (
            f"it uses {names}, which cannot be embedded: {DEFAULT_FAMILY} stands in "
            f"({DEFAULT_FAMILY} and {JOINING_FAMILY} travel with a pack)"
        )
    if missing:
        yield f"it has no style {', '.join(missing)}: made from its body text"


def _page(parts: Mapping[str, bytes]) -> dict[str, float]:
    """Page size and margins of the last section, in points."""
    section = sections_of(parts)[0]
    size, margin = first_child(section, "pgSz"), first_child(section, "pgMar")
    page = {
        "page_width": points_of(size, "w"),
        "page_height": points_of(size, "h"),
        "margin_top": abs(points_of(margin, "top")),
        "margin_right": points_of(margin, "right"),
        "margin_bottom": abs(points_of(margin, "bottom")),
        "margin_left": points_of(margin, "left") + points_of(margin, "gutter", 0),
        "header_distance": points_of(margin, "header", 36 * 20),
        "footer_distance": points_of(margin, "footer", 36 * 20),
    }
    _check_page(page)
    return page


def _room(page: Mapping[str, float]) -> tuple[float, float]:
    """Width and height of the text column."""
    width = page["page_width"] - page["margin_left"] - page["margin_right"]
    return width, page["page_height"] - page["margin_top"] - page["margin_bottom"]


def _check_page(page: Mapping[str, float]) -> None:
    width, height = _room(page)
    if not (_MIN_TEXT <= width <= _MAX_PAGE and _MIN_TEXT <= height <= _MAX_PAGE):
        raise UnreadableError(
            f"its page cannot be made out: it leaves {width / _MM:.0f} by {height / _MM:.0f} mm "
            "for the text. Set the paper and its margins in Word under Layout and save it again."
        )
