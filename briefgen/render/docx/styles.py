"""The house's styles in the document, found by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.docx.text import attribute
from briefgen.render.house import COLUMN_MARK, LANGUAGE_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.render.house import WordParts


class StyleSheet:
    """The styles part of the document and the ids by which its paragraphs name a style."""

    def __init__(self, word: WordParts, language: str) -> None:
        """Take the styles of the house that ``word`` is of; ``language`` is that of all text."""
        self._word = word
        self._language = language
        self._ends: Mapping[str, int] = {}

    def id(self, name: str) -> str:
        """The id of a style in STYLE_NAMES, or of the table style, as an attribute's value."""
        return attribute(self._word.style_ids[name])

    def set_in_columns(self, ends: Mapping[str, int]) -> None:
        """Let entries of the contents in the styles named end at so many twips, in columns.

        It is the style that is changed: Word makes the list anew in it.
        """
        self._ends = ends

    def part(self) -> bytes:
        """The styles as a part."""
        text = self._word.styles_in_columns if self._ends else self._word.styles
        for name, end in self._ends.items():
            text = text.replace(COLUMN_MARK.format(name), str(end))
        return text.replace(LANGUAGE_MARK, attribute(self._language)).encode()
