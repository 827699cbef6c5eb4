"""What of a house only a Word file carries: its styles, lists, theme and section, as XML."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.faces.fonts import DEFAULT_FAMILY, is_carried
from briefgen.render.house import (
    COLUMN_MARK,
    FORMS_MARK,
    LANGUAGE_MARK,
    LISTS_MARK,
    SECTION_TAGS,
    STYLE_NAMES,
    TABLE_STYLE,
    WordParts,
)
from briefgen.render.house_file.cleaning import DIRECTIONS, drop_session_marks, remove, replace_by
from briefgen.render.house_file.completion import FONT_SLOTS, replace_fonts
from briefgen.render.house_file.furniture.hiding import show_all
from briefgen.render.house_file.package import W, parse_part, part_of_kind, read_parts
from briefgen.render.house_file.plain_xml import declaring, part_of, text_of
from briefgen.render.house_file.properties import (
    BEFORE_COLOR,
    BEFORE_SPACING,
    BEFORE_TABS,
    columns_of,
    first_child,
    in_order,
    says_yes,
    value_of,
)
from briefgen.render.house_file.sections import sections_of
from briefgen.render.list_marks import bullet_sign
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from briefgen.render.house_file.furniture.taken import TakenPart
    from briefgen.render.house_file.styles import StyleBook

_IN_CONTENTS = ("TOC 1", "TOC 2", "TOC 3")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_THEME_NAME = "Briefing"  # what a house calls its own may tell of a person
_PLAIN_FILL = f'<a:solidFill xmlns:a="{_DRAWING}"><a:schemeClr val="phClr"/></a:solidFill>'


def word_parts(
    parts: Mapping[str, bytes], book: StyleBook, furniture: Iterable[TakenPart]
) -> WordParts:
    """What a Word file carries of the house file ``parts``, whose styles are ``book``.

    ``furniture`` are the headers and footers that it takes along.
    """
    styles = _styles(book)
    ids = {name: book.style_id(name) for name in (*STYLE_NAMES, TABLE_STYLE)}
    lists = _lists(parts)
    _colour_cells(styles, ids["Table Text"])
    named = _named_in(lists).union(*(_named_in(parse_part(part.xml)) for part in furniture))
    _drop_unused(styles, named | {style_id for style_id in ids.values() if style_id is not None})
    _unlink(lists, {ids[name] for name in STYLE_NAMES if book.list_number(name) == "0"})
    of_style = {name: number for name in STYLE_NAMES if (number := book.list_number(name)) != "0"}
    forms = {name: _form_of(lists, number) for name, number in of_style.items()}
    return WordParts(
        styles=part_of(styles).decode(),
        styles_in_columns=part_of(_in_columns(styles, ids)).decode(),
        style_ids={name: style_id for name, style_id in ids.items() if style_id is not None},
        lists=_marked(lists),
        listed=tuple(of_style),
        list_forms={name: form for name, form in forms.items() if form is not None},
        last_list=max(0, _highest(lists, "num", "numId")),
        last_form=_highest(lists, "abstractNum", "abstractNumId"),
        theme=_theme(parts),
        section=_section(parts),
    )


def _styles(book: StyleBook) -> etree._Element:
    """The styles in one language, that of the pack; what single ones say of it is taken out."""
    root = book.styles()
    drop_session_marks(root)
    show_all(root)
    for element in list(root.iter(f"{W}lang")):
        remove(element)
    defaults = first_child(root, "docDefaults")
    properties = first_child(first_child(defaults, "rPrDefault"), "rPr")
    fonts = first_child(properties, "rFonts")
    for slot in FONT_SLOTS:  # what nothing names would be a face of the machine
        fonts.set(f"{W}{slot}", fonts.get(f"{W}{slot}", DEFAULT_FAMILY))
    element = etree.SubElement(properties, f"{W}lang")
    for name in ("val", "eastAsia"):
        element.set(f"{W}{name}", LANGUAGE_MARK)
    return root


def _colour_cells(styles: etree._Element, style_id: str | None) -> None:
    """Let the style of cells say the colour that all text has, where it has no other.

    LibreOffice else paints all words of a cell in that colour, whatever their own styles say.
    """
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    cells = base = by_id.get(style_id or "")
    common = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}color")
    seen: set[str] = set()
    while base is not None and base.get(f"{W}styleId", "") not in seen:
        if base.find(f"{W}rPr/{W}color") is not None:
            return
        seen.add(base.get(f"{W}styleId", ""))
        base = by_id.get(value_of(base, "basedOn", ""))
    if cells is None or common is None:
        return
    look = cells.find(f"{W}rPr")
    if look is None:
        look = etree.SubElement(cells, f"{W}rPr")
    in_order(look, "color", BEFORE_COLOR).attrib.update(common.attrib)


def _named_in(root: etree._Element) -> set[str]:
    """The ids of the styles that a header, a footer or the lists name."""
    tags = (f"{W}{tag}" for tag in ("pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink"))
    return {element.get(f"{W}val", "") for element in root.iter(*tags)}


def _drop_unused(styles: etree._Element, named: Iterable[str]) -> None:
    """Take out the house's own styles that nothing stands on: a name may tell of a person."""
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    built_in = (
        style_id
        for style_id, style in by_id.items()
        if says_yes(style, "default") or not says_yes(style, "customStyle")
    )
    kept: set[str] = set()
    waiting = [*named, *built_in]
    while waiting:
        style_id = waiting.pop()
        if style_id in by_id and style_id not in kept:
            kept.add(style_id)
            style = by_id[style_id]
            waiting += [value_of(style, tag, "") for tag in ("basedOn", "link", "next")]
    for style_id, style in by_id.items():
        if style_id not in kept:
            remove(style)
    for other_name in list(styles.iter(f"{W}aliases")):
        remove(other_name)


def _in_columns(styles: etree._Element, ids: Mapping[str, str | None]) -> etree._Element:
    """The same, the entries of the contents made for columns.

    Each ends where the mark of its style says, and without room above, so that all columns begin
    at the same height.
    """
    root = deepcopy(styles)
    by_id = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    for name in _IN_CONTENTS:
        style = by_id[ids[name]]
        properties = style.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            run = style.find(f"{W}rPr")
            style.insert(len(style) if run is None else style.index(run), properties)
        tabs = in_order(properties, "tabs", BEFORE_TABS)
        tabs[:] = []
        stop = etree.SubElement(tabs, f"{W}tab")
        for key, value in (("val", "right"), ("leader", "dot"), ("pos", COLUMN_MARK.format(name))):
            stop.set(f"{W}{key}", value)
        spacing = in_order(properties, "spacing", BEFORE_SPACING)
        for other in {f"{W}beforeAutospacing", f"{W}beforeLines"} & set(spacing.attrib):
            del spacing.attrib[other]
        spacing.set(f"{W}before", "0")
    return root


def _lists(parts: Mapping[str, bytes]) -> etree._Element:
    """The lists that a house defines, as each of its documents takes them."""
    root = part_of_kind(parts, "numbering")
    if root is None:
        return etree.Element(f"{W}numbering", nsmap={"w": W[1:-1]})
    drop_session_marks(root)
    show_all(root)
    # Pictures as bullets are not carried over, nor what somebody called a list.
    for tag in ("numPicBullet", "lvlPicBulletId", *DIRECTIONS):
        for element in list(root.iter(f"{W}{tag}")):
            remove(element)
    for name in root.findall(f"{W}abstractNum/{W}name"):
        remove(name)
    for kind in root.iter(f"{W}numFmt"):
        level = kind.getparent() if kind.get(f"{W}val") == "bullet" else None
        text = None if level is None else level.find(f"{W}lvlText")
        if text is not None:
            text.set(f"{W}val", bullet_sign(text.get(f"{W}val", "")))
    replace_fonts(root, {})  # bullets of fonts that cannot be embedded are signs of those that are
    return declaring(root)


def _unlink(lists: etree._Element, unnumbered: Collection[str | None]) -> None:
    """Let no level of a list call for a style that is of none: Word would number it all the same.

    ``unnumbered`` are the ids of such styles.
    """
    for link in list(lists.iter(f"{W}pStyle")):
        if link.get(f"{W}val") in unnumbered:
            remove(link)


def _marked(lists: etree._Element) -> str:
    """The lists as text, with a mark behind the definitions and one behind the lists."""
    first, after = lists.find(f"{W}num"), lists.find(f"{W}numIdMacAtCleanup")
    end = len(lists) if after is None else lists.index(after)
    lists.insert(end, etree.ProcessingInstruction(LISTS_MARK[2:-3]))
    place = end if first is None else lists.index(first)
    lists.insert(place, etree.ProcessingInstruction(FORMS_MARK[2:-3]))
    return part_of(lists).decode()


def _form_of(lists: etree._Element, number: str) -> str | None:
    """The id of the definition behind list ``number``."""
    found = lists.xpath(
        "w:num[@w:numId = $id]/w:abstractNumId/@w:val", namespaces={"w": W[1:-1]}, id=number
    )
    return str(found[0]) if isinstance(found, list) and found else None


def _highest(lists: etree._Element, tag: str, name: str) -> int:
    """The highest number of a ``tag`` in ``name``; -1 where there is none."""
    numbers = [element.get(f"{W}{name}", "") for element in lists.iter(f"{W}{tag}")]
    return max((int(number) for number in numbers if number.isdecimal()), default=-1)


def _theme(parts: Mapping[str, bytes]) -> bytes:
    """The house's palette and fonts, without the pictures a theme may drag along.

    A house that has none, as LibreOffice leaves it out, gets that of our plain house: Word asks
    for one.
    """
    root = part_of_kind(parts, "theme")
    if root is None:
        plain = bundled_templates() / "house" / "plain.docx"
        root = part_of_kind(read_parts(plain.read_bytes(), plain), "theme")
    if root is None:
        raise ValueError("the plain house has a theme")
    for tag in ("theme", "clrScheme", "fontScheme", "fmtScheme"):
        for named in root.iter(f"{{{_DRAWING}}}{tag}"):
            named.set("name", _THEME_NAME)
    for fill in list(root.iter(f"{{{_DRAWING}}}blipFill")):
        replace_by(fill, [etree.fromstring(_PLAIN_FILL)])
    for latin in root.iter(f"{{{_DRAWING}}}latin"):
        if not is_carried(latin.get("typeface", "")):
            latin.attrib.clear()
            latin.set("typeface", DEFAULT_FAMILY)
    return part_of(root)


def _section(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The properties of the house's last section that a document keeps, by tag."""
    found = sections_of(parts)[0]
    margins = found.find(f"{W}pgMar")
    if margins is not None:
        for side in ("top", "bottom"):
            # One that is exact would let the text run into what is added to header and footer.
            margins.set(f"{W}{side}", margins.get(f"{W}{side}", "0").removeprefix("-"))
    kept = {tag: found.find(f"{W}{tag}") for tag in SECTION_TAGS}
    if columns_of(found) > 1:
        del kept["cols"]
    return {tag: text_of(element) for tag, element in kept.items() if element is not None}
