"""What of a house's styles is followed in neither format: taken out of both, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.house import CHARACTER_STYLES, STYLE_NAMES
from briefgen.render.house_file.cleaning import DIRECTIONS, remove
from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import (
    BEFORE_INDENT,
    child_of,
    first_child,
    in_order,
    is_on,
    paragraph_properties,
    value_of,
)
from briefgen.render.list_marks import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.render.house_file.look import Look

# Of these a pack makes no lists; what numbers they have, as headings do, it writes itself.
_COUNTED = frozenset({*FORMATS, "Callout Text"})
_UNNUMBERED = [
    name for name in STYLE_NAMES if name not in _COUNTED and name not in CHARACTER_STYLES
]
IN_CELLS = ("Table Head", "Table Text")  # what words of tables are set in
_MAX_DEPTH = 20
_BEFORE = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")


def take_out_directions(styles: etree._Element) -> Iterator[str]:
    """Let the language of each pack say which way its text runs; what is said of it comes out."""
    found = list(styles.iter(*(f"{W}{tag}" for tag in DIRECTIONS)))
    for element in found:
        remove(element)
    if any(map(is_on, found)):
        yield "its text runs from the right: a pack runs as its language does"


def take_out_numbers(styles: etree._Element, lists: etree._Element | None = None) -> Iterator[str]:
    """Take the numbering out of what is no list in a w:styles; what is said of it comes out.

    Levels of ``lists``, a w:numbering, that show nothing, as those of LibreOffice's headings, are
    not missed.
    """
    silent = set() if lists is None else _silent_levels(lists)
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    by_name = {
        value_of(style, "name", "").lower(): style
        for style in by_id.values()
        if style.get(f"{W}type", "paragraph") == "paragraph"
    }
    numbered = []
    for name in _UNNUMBERED:
        style = by_name.get(name.lower())
        level = _level_of(style, by_id)
        if style is not None and level is not None:
            numbered.append((name, style, level))
    for _, style, _ in numbered:
        _unnumber(style)
    names = ", ".join(name for name, _, level in numbered if level not in silent)
    if names:
        yield f"the numbers of its style {names} were left out: a pack has numbers of its own"


def take_out_cell_indents(styles: etree._Element, looks: Mapping[str, Look]) -> Iterator[str]:
    """Let words of cells begin and end where their cells do; what is said of it comes out.

    ``looks`` are those of styles by name: an indent may stand in what theirs stand on.
    """
    indented = [
        name
        for name, look in looks.items()
        if look.left_indent or look.right_indent or look.first_line_indent
    ]
    lower = [name.lower() for name in indented]
    for style in styles.iter(f"{W}style"):
        kind = style.get(f"{W}type", "paragraph")
        if kind == "paragraph" and value_of(style, "name", "").lower() in lower:
            indent = in_order(paragraph_properties(style), "ind", BEFORE_INDENT)
            indent.attrib.clear()
            for side in ("left", "right", "firstLine"):
                indent.set(f"{W}{side}", "0")
    if indented:
        names = ", ".join(indented)
        yield f"the indents of its style {names} were left out: cells have room of their own"


def _silent_levels(lists: etree._Element) -> set[tuple[str, str]]:
    """The levels without number or bullet, each as the id of a list and its own."""
    forms = {form.get(f"{W}abstractNumId"): form for form in lists.iter(f"{W}abstractNum")}
    found = set()
    for one in lists.iter(f"{W}num"):
        form = forms.get(value_of(one, "abstractNumId", ""))
        own = {level.get(f"{W}ilvl"): level for level in one.iter(f"{W}lvl")}
        for level in () if form is None else form.iter(f"{W}lvl"):
            said = own.get(level.get(f"{W}ilvl"), level)
            if value_of(said, "numFmt", "decimal") == "none" and not value_of(said, "lvlText", ""):
                found.add((one.get(f"{W}numId", ""), said.get(f"{W}ilvl", "0")))
    return found


def _level_of(
    style: etree._Element | None, by_id: Mapping[str, etree._Element]
) -> tuple[str, str] | None:
    """The list that numbers ``style``, and the level of it, if one does."""
    level = ""
    for _ in range(_MAX_DEPTH):
        if style is None:
            break
        # What it does not say is that of what it is based on.
        said = child_of(child_of(style, "pPr"), "numPr")
        level = level or ("" if said is None else value_of(said, "ilvl", ""))
        number = child_of(said, "numId")
        if number is not None:
            list_id = number.get(f"{W}val", "0")
            return None if list_id == "0" else (list_id, level or "0")
        style = by_id.get(value_of(style, "basedOn", ""))
    return None


def _unnumber(style: etree._Element) -> None:
    """Let ``style`` be of no list, whatever it is based on."""
    properties = paragraph_properties(style)
    old = child_of(properties, "numPr")
    if old is not None:
        properties.remove(old)
    made = etree.Element(f"{W}numPr")
    first_child(made, "numId").set(f"{W}val", "0")
    places = [n for n, one in enumerate(properties, 1) if etree.QName(one).localname in _BEFORE]
    properties.insert(max(places, default=0), made)
