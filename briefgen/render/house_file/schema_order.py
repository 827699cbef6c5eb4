"""Properties in the order that the schema wants, which many programs do not keep to.

Word reads most of them in any order and asks to repair others; a file of ours is never asked about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.house_file.package import W, main_part, parse_part, relations_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARTS = ("styles", "numbering", "header", "footer")
_SIDES = "top left start bottom right end "
_ORDERS = {
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr "
    "tcPr tblStylePr",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "pBdr": f"{_SIDES}between bar",
    "tblBorders": f"{_SIDES}insideH insideV",
    "tcBorders": f"{_SIDES}insideH insideV tl2br tr2bl",
    "tblCellMar": _SIDES,
    "tcMar": _SIDES,
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
}
_PLACES = {
    f"{W}{tag}": {f"{W}{child}": place for place, child in enumerate(order.split())}
    for tag, order in _ORDERS.items()
}
_MANY = (f"{W}tblStylePr", f"{W}lvl")  # may stand more than once; of all others the last counts


def with_schema_order(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """``parts`` with the properties of styles, lists, headers and footers in their order."""
    made = dict(parts)
    for relation in relations_of(parts, main_part(parts)):
        if relation.kind in _PARTS and not relation.external and relation.target in parts:
            root = parse_part(parts[relation.target])
            orders = [_put_in_order(element) for element in root.iter(*_PLACES)]
            if any(orders):
                made[relation.target] = etree.tostring(root)
    return made


def _put_in_order(element: etree._Element) -> bool:
    """Sort what stands in ``element``; whether anything had to be moved or taken out."""
    places = _PLACES[element.tag]
    if _is_in_order(element, places):
        return False
    found = list(element)
    single = {child.tag: child for child in found if child.tag not in _MANY}
    kept = [child for child in found if child.tag in _MANY or single[child.tag] is child]
    ordered = sorted(kept, key=lambda child: places.get(child.tag, len(places)))
    if ordered == found:
        return False
    element[:] = ordered
    return True


def _is_in_order(element: etree._Element, places: Mapping[str, int]) -> bool:
    """Whether each child has a place of its own behind the one before, as most have."""
    last = -1
    for child in element:
        place = places.get(child.tag, -1)
        if place <= last:
            return False
        last = place
    return True
