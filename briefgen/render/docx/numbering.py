"""Lists: each numbered list of the document counts by itself, in the look of its style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.docx.text import attribute
from briefgen.render.house import FORMS_MARK, LISTS_MARK
from briefgen.render.list_marks import BULLET, FORMATS

if TYPE_CHECKING:
    from briefgen.render.house import WordParts

_LEVELS = 9  # Word wants all of them in a list it is to keep


class Numbering:
    """The numbering part, which grows by one list for each that starts to count anew."""

    def __init__(self, word: WordParts) -> None:
        """Start from the lists of the house that ``word`` is of."""
        self._word = word
        self._last = word.last_list
        self._known = dict(word.list_forms)
        self._forms: list[str] = []
        self._lists: list[str] = []

    def bullets(self, style: str) -> int:
        """The list that an item has to name, or 0 where its style makes the mark by itself."""
        if style in self._word.listed:
            return 0
        return self._new_list(style, start=None) if style in FORMATS else 0

    def restart(self, style: str, start: int = 1) -> int:
        """A list of its own that looks like those of ``style`` and begins at ``start``."""
        return self._new_list(style, start)

    def part(self) -> bytes:
        """The lists as a part."""
        text = self._word.lists.replace(FORMS_MARK, "".join(self._forms))
        return text.replace(LISTS_MARK, "".join(self._lists)).encode()

    def _new_list(self, style: str, start: int | None) -> int:
        self._last += 1
        override = ""
        if start is not None:
            override = (
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            )
        self._lists.append(
            f'<w:num w:numId="{self._last}">'
            f'<w:abstractNumId w:val="{attribute(self._form_of(style))}"/>{override}</w:num>'
        )
        return self._last

    def _form_of(self, style: str) -> str:
        """The id of the definition behind a style's list; made here where the house has none."""
        if style not in self._known:
            number = self._word.last_form + len(self._forms) + 1
            self._forms.append(_definition(style, number))
            self._known[style] = str(number)
        return self._known[style]


def _definition(style: str, number: int) -> str:
    kind, text = FORMATS.get(style, BULLET)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text.replace("1", str(level + 1))}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{440 * (level + 1)}" w:hanging="440"/></w:pPr></w:lvl>'
        for level in range(_LEVELS)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
