"""Footnotes: the part that holds their words, and the marks in the body that call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.docx.package import HEAD, NAMESPACES, RELATIONSHIPS, Relations
from briefgen.render.docx.runs import Place, Runs
from briefgen.render.docx.text import character_style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.pack.inlines import Footnote
    from briefgen.render.docx.styles import StyleSheet

# So that the lines above notes take as much room as in the PDF: half points of their type.
_LOW = '<w:rPr><w:sz w:val="9"/><w:szCs w:val="9"/></w:rPr>'
SEPARATORS = {"separator": -1, "continuationSeparator": 0}  # the lines above notes, by their ids


class Footnotes:
    """The footnotes of a document, numbered from 1 in the order they are called."""

    def __init__(
        self,
        sheet: StyleSheet,
        sources: frozenset[int],
        references: Mapping[str, Place],
    ) -> None:
        """Name the styles by ``sheet``; ``sources`` are the numbers that the source list holds.

        ``references`` are as `Runs` wants them.
        """
        self._relations = Relations()  # addresses in notes are relations of their own part
        self._runs = Runs(sheet, self._relations, sources, references)
        self._style = sheet.id("Footnote Text")
        self._mark = f"<w:rPr>{character_style(sheet.id('Footnote Reference'))}</w:rPr>"
        self._notes: list[str] = []

    def call(self, note: Footnote) -> str:
        """Add ``note``; the run that calls it."""
        number = len(self._notes) + 1
        self._notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{self._style}"/></w:pPr>'
            f"<w:r>{self._mark}<w:footnoteRef/></w:r>"
            '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
            f"{''.join(self._runs.of(note.inlines))}</w:p></w:footnote>"
        )
        return f'<w:r>{self._mark}<w:footnoteReference w:id="{number}"/></w:r>'

    @property
    def stressed(self) -> bool:
        """Whether any words of the notes are stressed."""
        return self._runs.stressed

    def parts(self, relations: Relations) -> dict[str, bytes]:
        """The part with all notes, and what it refers to; none for a pack without notes.

        ``relations`` are those of the document, which learn of it.
        """
        if not self._notes:
            return {}
        relations.add(f"{RELATIONSHIPS}/footnotes", "footnotes.xml")
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" '
            f'w:after="0" w:line="240" w:lineRule="auto"/>{_LOW}</w:pPr>'
            f"<w:r>{_LOW}<w:{kind}/></w:r></w:p></w:footnote>"
            for kind, number in SEPARATORS.items()
        )
        root = f"<w:footnotes {NAMESPACES}>{lines}{''.join(self._notes)}</w:footnotes>"
        parts = {"word/footnotes.xml": f"{HEAD}{root}".encode()}
        if self._relations:
            parts["word/_rels/footnotes.xml.rels"] = self._relations.part()
        return parts
