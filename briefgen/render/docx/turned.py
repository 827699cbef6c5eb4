"""A finished Word file made one that is read from the right: paragraphs, runs, tables, sections.

And one from the left that shows a few words from the right, to which it gives their face.

What Word calls left and right in indents, tabs and alignment means start and end in a paragraph
that runs from the right, so only the direction is told; borders are physical and are moved.
Letters that join take the complex-script font, size and weight of a run, which many houses leave
to chance, so they are made those of its other letters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.faces.fonts import JOINING_FAMILY
from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import first_child

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_PARTS = re.compile(r"word/(document|styles|numbering|footnotes|header\d+|footer\d+)\.xml")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FROM_LEFT = re.compile(r"[^\W\d_]")
_CITED = re.compile(r"\[\d+(?:,\s\d+)+\]")
_JOINED_LANGUAGE = "ur-PK"
_MARK = "\u200e"  # holds the signs at both ends of words from the left beside them
_COMPLEX = {"b": "bCs", "i": "iCs", "sz": "szCs"}
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
_OTHER_SIDE = {"left": "right", "right": "left"}
_BORDERS = ("top", "left", "bottom", "right", "between", "bar")
# What the schema wants before the direction of a paragraph, a run, a table, a section.
_BEFORE_BIDI = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
    *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN"),
)
_AFTER_SPACING = (
    *("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
    *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr"),
    "pPrChange",
)
_AFTER_RTL = ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange")
_AFTER_SECTION_BIDI = ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")


def turned(
    parts: Mapping[str, bytes], language: str, leadings: Mapping[str, float]
) -> dict[str, bytes]:
    """``parts`` of a Word file in ``language`` as they are where it is read from the right.

    ``leadings`` are the points from line to line that styles ask for, by their ids.
    """
    return {
        name: _turned_part(data, language, leadings) if _PARTS.fullmatch(name) else data
        for name, data in parts.items()
    }


def joining(styles: bytes) -> bytes:
    """The ``styles`` of a file from the left in which joined letters have their face, and its look.

    Programs take letters that join in the complex-script font, size and weight by themselves.
    """
    root = etree.fromstring(styles)
    for properties in list(root.iter(f"{W}rPr")):
        _match_complex(properties)
    for default in root.iter(f"{W}rPrDefault"):
        _set_default(default, _JOINED_LANGUAGE)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _turned_part(data: bytes, language: str, leadings: Mapping[str, float]) -> bytes:
    root = etree.fromstring(data)
    for paragraph in root.iter(f"{W}p"):
        drawn = next(paragraph.iter(*_DRAWN), None) is not None
        if drawn:
            _let_grow(first_child(paragraph, "pPr"))
        _direct(first_child(paragraph, "pPr"), from_right=not drawn)
    for label in root.iter(f"{W}txbxContent"):
        _keep_side(label)
    for properties in root.iter(f"{W}pPr"):
        _move_bar(properties)
    for style in root.iter(f"{W}style"):
        if style.get(f"{W}type") == "paragraph":
            _direct(_style_properties(style))
            _set_leading(style, leadings.get(style.get(f"{W}styleId", "")))
    for table in root.iter(f"{W}tbl"):
        _turn_table(table)
    for properties in list(root.iter(f"{W}rPr")):
        _match_complex(properties)
    _turn_runs(list(root.iter(f"{W}r")))
    for section in root.iter(f"{W}sectPr"):
        _put_before(section, etree.Element(f"{W}bidi"), _AFTER_SECTION_BIDI)
    for default in root.iter(f"{W}rPrDefault"):
        _set_default(default, language)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _direct(properties: etree._Element, *, from_right: bool = True) -> None:
    """Let a paragraph run from the right; one that holds a drawing does not.

    LibreOffice would move the labels of the drawing to its other side, and leave its lines.
    """
    if properties.find(f"{W}bidi") is None:
        place = sum(_tag(child) in _BEFORE_BIDI for child in properties)
        direction = etree.Element(f"{W}bidi")
        if not from_right:
            direction.set(f"{W}val", "0")
        properties.insert(place, direction)


def _keep_side(label: etree._Element) -> None:
    """A label of a drawing stays at the side of its box where it is drawn."""
    for justified in label.iter(f"{W}jc"):
        side = justified.get(f"{W}val", "")
        justified.set(f"{W}val", _OTHER_SIDE.get(side, side))


def _move_bar(properties: etree._Element) -> None:
    """A bar at the left edge of a paragraph stands at the right one, where its lines begin."""
    borders = properties.find(f"{W}pBdr")
    if borders is None:
        return
    for border in borders:
        other = _OTHER_SIDE.get(_tag(border))
        if other:
            border.tag = f"{W}{other}"
    borders[:] = sorted(borders, key=lambda border: _BORDERS.index(_tag(border)))


def _turn_table(table: etree._Element) -> None:
    """Columns from the right; figures still end at the right of their column."""
    properties = first_child(table, "tblPr")
    place = 1 if len(properties) and _tag(properties[0]) == "tblStyle" else 0
    properties.insert(place, etree.Element(f"{W}bidiVisual"))
    for justified in list(table.iter(f"{W}jc")):
        if justified.get(f"{W}val") in ("right", "end"):
            justified.getparent().remove(justified)  # type: ignore[union-attr]


def _hold_citations(runs: Sequence[etree._Element]) -> set[etree._Element]:
    """Those of ``runs`` that are of a citation of several numbers, each held by marks.

    They count from the left: behind Urdu they would stand the other way round, [22 ,18], and behind
    English not. With marks at its ends alone LibreOffice breaks a line within a number.
    """
    texts = ["".join(text.text or "" for text in run.findall(f"{W}t")) for run in runs]
    held: set[etree._Element] = set()
    start = None
    for place, text in enumerate(texts):
        if text.startswith("["):
            start = place
        if start is not None and text.endswith("]"):
            if _CITED.fullmatch("".join(texts[start : place + 1])):
                held.update(runs[start : place + 1])
            start = None
    for run in held:
        _mark_ends(run)
    return held


def _turn_runs(runs: Sequence[etree._Element]) -> None:
    held = _hold_citations(runs)
    for run in runs:
        if run not in held:
            _turn_run(run)


def _mark_ends(run: etree._Element) -> None:
    """Put a mark before and behind the words of ``run``."""
    texts = run.findall(f"{W}t")
    texts[0].text = _MARK + (texts[0].text or "")
    texts[-1].text = (texts[-1].text or "") + _MARK


def _turn_run(run: etree._Element) -> None:
    """Words from the right are told to be; words from the left are held together."""
    texts = run.findall(f"{W}t")
    words = "".join(text.text or "" for text in texts)
    properties = run.find(f"{W}rPr")
    foreign = properties is not None and properties.find(f"{W}lang") is not None
    if foreign or (_FROM_LEFT.search(words) and not _FROM_RIGHT.search(words)):
        if texts:
            _mark_ends(run)
        return
    _put_before(first_child(run, "rPr"), etree.Element(f"{W}rtl"), _AFTER_RTL)


def _match_complex(properties: etree._Element) -> None:
    """Size, weight and slope of joined letters as of the others."""
    for plain, complex_script in _COMPLEX.items():
        found = properties.find(f"{W}{plain}")
        for old in properties.findall(f"{W}{complex_script}"):
            properties.remove(old)
        if found is not None:
            twin = etree.Element(f"{W}{complex_script}")
            for name, value in found.attrib.items():
                twin.set(name, value)
            found.addnext(twin)
    fonts = properties.find(f"{W}rFonts")
    if fonts is not None:
        _set_family(fonts)


def _set_family(fonts: etree._Element) -> None:
    if fonts.get(f"{W}cstheme") is not None:
        del fonts.attrib[f"{W}cstheme"]
    fonts.set(f"{W}cs", JOINING_FAMILY)


def _set_default(default: etree._Element, language: str) -> None:
    properties = first_child(default, "rPr")
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        fonts = etree.Element(f"{W}rFonts")
        properties.insert(0, fonts)
    _set_family(fonts)
    for spoken in properties.findall(f"{W}lang"):
        spoken.set(f"{W}bidi", language)


def _set_leading(style: etree._Element, leading: float | None) -> None:
    """Let all lines of a style be as tall as the letters of its house make them, as in the PDF.

    Those of joined letters alone would be lower, by another font.
    """
    if leading is None:
        return
    properties = _style_properties(style)
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        spacing = etree.Element(f"{W}spacing")
        _put_before(properties, spacing, _AFTER_SPACING)
    spacing.set(f"{W}line", str(round(leading * 20)))
    spacing.set(f"{W}lineRule", "exact")


def _let_grow(properties: etree._Element) -> None:
    """Let the line of a picture be as tall as that, unless the paragraph says how tall it is."""
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        spacing = etree.Element(f"{W}spacing")
        _put_before(properties, spacing, _AFTER_SPACING)
    if spacing.get(f"{W}line") is None:
        spacing.set(f"{W}line", "240")
        spacing.set(f"{W}lineRule", "auto")


def _style_properties(style: etree._Element) -> etree._Element:
    """The paragraph properties of a style, made where it has none."""
    found = style.find(f"{W}pPr")
    if found is None:
        found = etree.Element(f"{W}pPr")
        _put_before(style, found, ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
    return found


def _put_before(parent: etree._Element, child: etree._Element, later: Iterable[str]) -> None:
    """Put ``child`` into ``parent`` before the first element of those that come ``later``."""
    names = set(later)
    place = next((n for n, other in enumerate(parent) if _tag(other) in names), len(parent))
    parent.insert(place, child)


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname
