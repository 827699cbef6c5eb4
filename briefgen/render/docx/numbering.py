"""Lists: each numbered list of the document counts by itself, in the look of its style."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.docx.package import NAMESPACES
from briefgen.render.docx.text import attribute
from briefgen.render.furniture.cleaning import drop_session_marks, remove
from briefgen.render.house_completion import replace_fonts
from briefgen.render.house_package import W, data_of_kind, parse_part
from briefgen.render.list_marks import BULLET, FORMATS, bullet_sign

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.render.docx.styles import StyleSheet

_KEPT = 4  # houses whose lists are kept ready
_LEVELS = 9  # Word wants all of them in a list it is to keep


class Numbering:
    """The numbering part, which grows by one list for each that starts to count anew."""

    def __init__(self, parts: Mapping[str, bytes], sheet: StyleSheet) -> None:
        """Start from the lists that the house file ``parts`` defines."""
        data = data_of_kind(parts, "numbering")
        self._root = deepcopy(_lists_in(data or f"<w:numbering {NAMESPACES}/>".encode()))
        self._sheet = sheet
        self._last = max([0, *self._numbers("num", "numId")])
        self._abstract: dict[str, str] = {}
        self._lists: list[str] = []

    def bullets(self, style: str) -> int:
        """The list that an item has to name, or 0 where its style makes the mark by itself."""
        if self._sheet.list_number(style) != "0":
            return 0
        return self._new_list(style, start=None) if style in FORMATS else 0

    def restart(self, style: str, start: int = 1) -> int:
        """A list of its own that looks like those of ``style`` and begins at ``start``."""
        return self._new_list(style, start)

    def part(self) -> bytes:
        """The lists as a part."""
        lists = etree.fromstring(f"<w:numbering {NAMESPACES}>{''.join(self._lists)}</w:numbering>")
        after = self._root.find(f"{W}numIdMacAtCleanup")
        place = len(self._root) if after is None else self._root.index(after)
        for offset, element in enumerate(list(lists)):
            self._root.insert(place + offset, element)
        return etree.tostring(self._root, encoding="UTF-8", xml_declaration=True, standalone=True)

    def _new_list(self, style: str, start: int | None) -> int:
        self._last += 1
        override = ""
        if start is not None:
            override = (
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            )
        self._lists.append(
            f'<w:num w:numId="{self._last}">'
            f'<w:abstractNumId w:val="{attribute(self._abstract_of(style))}"/>{override}</w:num>'
        )
        return self._last

    def _abstract_of(self, style: str) -> str:
        """The id of the definition behind a style's list; made here where the house has none."""
        if style not in self._abstract:
            found = self._root.xpath(
                "w:num[@w:numId = $id]/w:abstractNumId/@w:val",
                namespaces={"w": W[1:-1]},
                id=self._sheet.list_number(style),
            )
            known = isinstance(found, list) and bool(found)
            self._abstract[style] = str(found[0]) if known else self._define(style)  # type: ignore[index]
        return self._abstract[style]

    def _define(self, style: str) -> str:
        number = max([-1, *self._numbers("abstractNum", "abstractNumId")]) + 1
        kind, text = FORMATS.get(style, BULLET)
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text.replace("1", str(level + 1))}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{440 * (level + 1)}" w:hanging="440"/></w:pPr></w:lvl>'
            for level in range(_LEVELS)
        )
        definition = etree.fromstring(
            f'<w:abstractNum {NAMESPACES} w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        first = self._root.find(f"{W}num")
        self._root.insert(len(self._root) if first is None else self._root.index(first), definition)
        return str(number)

    def _numbers(self, tag: str, name: str) -> list[int]:
        numbers = [element.get(f"{W}{name}", "") for element in self._root.iter(f"{W}{tag}")]
        return [int(number) for number in numbers if number.isdecimal()]


@lru_cache(maxsize=_KEPT)
def _lists_in(data: bytes) -> etree._Element:
    """The lists that a house defines, as each of its documents takes them."""
    root = parse_part(data)
    drop_session_marks(root)
    for tag in ("numPicBullet", "lvlPicBulletId"):  # pictures as bullets are not carried over
        for element in list(root.iter(f"{W}{tag}")):
            remove(element)
    for kind in root.iter(f"{W}numFmt"):
        level = kind.getparent() if kind.get(f"{W}val") == "bullet" else None
        text = None if level is None else level.find(f"{W}lvlText")
        if text is not None:
            text.set(f"{W}val", bullet_sign(text.get(f"{W}val", "")))
    replace_fonts(root, {})  # bullets of fonts that cannot be embedded are signs of those that are
    return root
