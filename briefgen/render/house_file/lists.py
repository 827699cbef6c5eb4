"""Lists of a house brought to their first level, the only one that packs have.

Word lets a style be of any level of a list, and lets a list change what its definition says. Such
a style gets a list of its own, whose first level is as its own was: both formats know no other.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.house_file.package import W, main_part, parse_part, relations_of
from briefgen.render.house_file.properties import child_of, value_of
from briefgen.render.list_marks import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

_STYLES = {name.lower() for name in (*FORMATS, "Callout Text")}
_MAX_DEPTH = 20
_PLACE = re.compile("%([1-9])")


def with_first_levels(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """``parts`` with the styles of lists at the first level of theirs, the same where they are."""
    names = {
        relation.kind: relation.target
        for relation in relations_of(parts, main_part(parts))
        if not relation.external and relation.target in parts
    }
    if not {"styles", "numbering"} <= names.keys():
        return parts
    styles, lists = (parse_part(parts[names[kind]]) for kind in ("styles", "numbering"))
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    changed = _with_linked_levels(lists)
    for style in by_id.values():
        named = value_of(style, "name", "").lower() in _STYLES
        if named and style.get(f"{W}type", "paragraph") == "paragraph":
            changed = _bring(style, by_id, lists) or changed
    if not changed:
        return parts
    made = {names["styles"]: styles, names["numbering"]: lists}
    return {**parts, **{name: etree.tostring(root) for name, root in made.items()}}


def _with_linked_levels(lists: etree._Element) -> bool:
    """Let a list that is told by a style of lists say its levels itself; whether there is one."""
    forms = lists.findall(f"{W}abstractNum")
    told = {value_of(form, "styleLink", ""): form for form in forms}
    changed = False
    for form in forms:
        link = child_of(form, "numStyleLink")
        meant = None if link is None else told.get(link.get(f"{W}val", ""))
        if link is None or meant is None or meant is form:
            continue
        form.remove(link)
        form.extend(deepcopy(meant.findall(f"{W}lvl")))
        for style in form.findall(f"{W}lvl/{W}pStyle"):
            style.getparent().remove(style)  # type: ignore[union-attr] # it has one
        changed = True
    return changed


def _bring(
    style: etree._Element, by_id: Mapping[str, etree._Element], lists: etree._Element
) -> bool:
    """Bring ``style`` to the first level of a list; whether anything had to be changed."""
    number, place = _list_of(style, by_id)
    own = lists.find(f"{W}num[@{W}numId='{number}']") if number.isdecimal() else None
    form = None if own is None else value_of(own, "abstractNumId", "")
    override = None if own is None else own.find(f"{W}lvlOverride[@{W}ilvl='{place}']/{W}lvl")
    if own is None or form is None or (place == 0 and override is None):
        return False
    level = override
    if level is None and form.isdecimal():
        abstract = lists.find(f"{W}abstractNum[@{W}abstractNumId='{form}']")
        level = None if abstract is None else abstract.find(f"{W}lvl[@{W}ilvl='{place}']")
    properties = child_of(style, "pPr")
    if level is None or properties is None:
        return False
    made = _add_list(lists, _as_first(level, place))
    for old in properties.findall(f"{W}numPr"):
        number_at = properties.index(old)
        properties.remove(old)
        properties.insert(number_at, _numbered(made))
    return True


def _list_of(style: etree._Element | None, by_id: Mapping[str, etree._Element]) -> tuple[str, int]:
    """The number of the list that a style is of by itself, and the level, from 0."""
    number, place = "", ""
    for depth in range(_MAX_DEPTH):
        found = None if style is None else style.find(f"{W}pPr/{W}numPr")
        if style is None or (depth == 0 and found is None):
            break
        if found is not None:
            number = number or value_of(found, "numId", "")
            place = place or value_of(found, "ilvl", "")
        style = by_id.get(value_of(style, "basedOn", ""))
    return number, int(place) if place.isdecimal() else 0


def _as_first(level: etree._Element, place: int) -> etree._Element:
    """``level`` as the first of a list: of the numbers above its own none is left but a 1."""
    made = deepcopy(level)
    made.set(f"{W}ilvl", "0")
    for tag in ("pStyle", "lvlRestart", "isLgl"):
        for old in made.findall(f"{W}{tag}"):
            made.remove(old)
    text = made.find(f"{W}lvlText")
    if text is not None:

        def number(found: re.Match[str]) -> str:
            own = int(found[1]) - 1
            return "%1" if own == place else "1" if own < place else ""

        text.set(f"{W}val", _PLACE.sub(number, text.get(f"{W}val", "")))
    return made


def _add_list(lists: etree._Element, level: etree._Element) -> str:
    """A list of that one ``level``, and its number."""
    form, number = _next(lists, "abstractNum", "abstractNumId"), _next(lists, "num", "numId")
    definition = etree.Element(f"{W}abstractNum")
    definition.set(f"{W}abstractNumId", form)
    etree.SubElement(definition, f"{W}multiLevelType").set(f"{W}val", "singleLevel")
    definition.append(level)
    first, after = lists.find(f"{W}num"), lists.find(f"{W}numIdMacAtCleanup")
    lists.insert(len(lists) if first is None else lists.index(first), definition)
    own = etree.Element(f"{W}num")
    own.set(f"{W}numId", number)
    etree.SubElement(own, f"{W}abstractNumId").set(f"{W}val", form)
    lists.insert(len(lists) if after is None else lists.index(after), own)
    return number


def _next(lists: etree._Element, tag: str, name: str) -> str:
    """The first number of a ``tag`` that is free, told in ``name``."""
    taken = [one.get(f"{W}{name}", "") for one in lists.iter(f"{W}{tag}")]
    return str(max((int(one) for one in taken if one.isdecimal()), default=0) + 1)


def _numbered(number: str) -> etree._Element:
    made = etree.Element(f"{W}numPr")
    for tag, value in (("ilvl", "0"), ("numId", number)):
        etree.SubElement(made, f"{W}{tag}").set(f"{W}val", value)
    return made
