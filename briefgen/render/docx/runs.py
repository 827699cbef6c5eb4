"""Inlines as runs: plain words joined, citations linked to their sources, addresses clickable."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

from briefgen.pack.inlines import (
    Citation,
    CrossReference,
    Emphasis,
    FactText,
    Figure,
    Footnote,
    Ids,
    Link,
    PersonName,
    RequestText,
    Strong,
    Text,
)
from briefgen.render.addresses import safe_address
from briefgen.render.docx.text import anchor, character_style, escape, field, run, spoken_in
from briefgen.render.printable import clean
from briefgen.render.unbroken import bound, comma_in, is_whole, whole_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefgen.pack.blocks import ListItem
    from briefgen.pack.inlines import Inlines
    from briefgen.render.docx.package import Relations
    from briefgen.render.docx.styles import StyleSheet

_PLAIN = frozenset((FactText, Figure, PersonName, RequestText, Text))  # the look of their style
_SMALL = frozenset((Citation, Ids))  # the style of their words is of smaller letters
_STRONG = "<w:b/><w:bCs/>"
_EMPHASIS = "<w:i/><w:iCs/>"
# A space in the look of the paragraph, behind small words that may stand alone in its last line:
# Word takes the height of that line from the mark of the paragraph, LibreOffice from its words. It
# is as narrow as can be: LibreOffice gives one that finds no room in a full line a line of its own.
# A citation that no line is broken before or within is never alone.
_TALL = run(" ", '<w:w w:val="1"/>')


class Place(Struct, frozen=True, gc=False):
    """A place that can be referred to: its bookmark, its words (“Table 3”) and its page."""

    bookmark: str
    words: str
    page: str


class Runs:
    """Turns inlines into runs; ``sources`` are the numbers that the source list holds."""

    def __init__(
        self,
        sheet: StyleSheet,
        relations: Relations,
        sources: frozenset[int],
        references: Mapping[str, Place],
        call: Callable[[Footnote], str] | None = None,
    ) -> None:
        """Name the styles by ``sheet`` and add the addresses to ``relations``.

        ``references`` are the places of the blocks that can be referred to.
        ``call`` keeps a footnote and gives the run that calls it; within notes there is none.
        """
        self._references = references
        self._call = call
        self.stressed = False  # whether any words were set in italics for stress
        self._relations = relations
        self._sources = sources
        self._citation = character_style(sheet.id("Citation"))
        self._link = character_style(sheet.id("Hyperlink"))
        self._tag = character_style(sheet.id("Item Tag"))
        self._marks: dict[tuple[int, ...], str] = {}  # most are cited many times

    def of(self, inlines: Inlines, *, narrow: bool = False) -> list[str]:
        """The runs of ``inlines``, neighbours of one look joined.

        ``narrow`` is a column of a table, in which a citation may be broken over lines.
        """
        told: tuple[Any, ...] = inlines  # by type(): isinstance() takes longer, of many kinds
        writers = self._narrow_writers if narrow else self._writers
        pieces: list[str] = []
        words = language = ""
        held = False  # whether the small words at the end stand on a line with others
        for inline in told:
            kind = type(inline)
            write = writers.get(kind)
            if write is None:
                if words and inline.language != language:
                    pieces.append(_plain(words, language))
                    words = ""
                words += inline.text
                language = inline.language
                continue
            held = False
            if words:
                held = kind is Citation
                pieces.append(_plain(words, language, held=held))
                held = held and is_whole(inline, narrow=narrow)
                words = ""
            pieces.append(write(self, inline))
        if words:
            pieces.append(_plain(words, language))
        elif not held and told and type(told[-1]) in _SMALL:
            pieces.append(_TALL)
        return pieces

    def of_item(self, item: ListItem) -> list[str]:
        """The runs of a list's item, its tag after it in brackets."""
        words = self.of(item.inlines)
        if item.tag:
            if words[-1:] == [_TALL]:
                words.pop()  # the tag has its own
            words += (run(f" ({escape(whole_tag(item.tag))})", self._tag), _TALL)
        return words

    def _strong(self, inline: Strong) -> str:
        return run(escape(inline.text), _STRONG + spoken_in(inline.language))

    def _emphasis(self, inline: Emphasis) -> str:
        self.stressed = True
        return run(escape(inline.text), _EMPHASIS + spoken_in(inline.language))

    def _ids(self, inline: Ids) -> str:
        return run(escape(inline.text), self._tag + spoken_in(inline.language))

    def _note(self, inline: Footnote) -> str:
        return self._call(inline) if self._call else ""

    def _refer(self, reference: CrossReference) -> str:
        """“Table 3”, the words of a heading, or a page number, as a field that leads there."""
        place = self._references.get(reference.block)
        if place is None:
            return ""  # a part of a pack that lacks it
        if reference.page:
            return field(f"PAGEREF {place.bookmark} \\h", place.page)
        return field(f"REF {place.bookmark} \\h", escape(place.words))

    def _cite(self, citation: Citation) -> str:
        """[1, 3] with each number leading to its entry, where the pack has one; [1] as a whole.

        In running text it is not broken over lines where it is short.
        """
        known = self._marks.get(citation.numbers)
        if known is None:
            known = self._marks[citation.numbers] = self._new_mark(citation, comma_in(citation))
        return known

    def _cite_narrow(self, citation: Citation) -> str:
        return self._new_mark(citation, comma_in(citation, narrow=True))

    def _new_mark(self, citation: Citation, comma: str) -> str:
        numbers = citation.numbers
        if self._sources.isdisjoint(numbers):
            return run(citation.text.replace(", ", comma), self._citation)
        if len(numbers) == 1:
            return anchor(source_bookmark(numbers[0]), run(citation.text, self._citation))
        marks = []
        for number in numbers:
            mark = run(str(number), self._citation)
            linked = number in self._sources
            marks.append(anchor(source_bookmark(number), mark) if linked else mark)
        between = run(comma, self._citation).join(marks)
        return run("[", self._citation) + between + run("]", self._citation)

    def _address(self, link: Link) -> str:
        target = safe_address(clean(link.url))
        words = run(escape(link.text), self._link if target else "")
        if not target:
            return words
        relation = self._relations.link(target)
        return f'<w:hyperlink r:id="{relation}" w:history="1">{words}</w:hyperlink>'

    # By class and not by object: methods kept in an object would keep it alive.
    _writers: ClassVar[dict[type, Callable[[Runs, Any], str]]] = {
        Citation: _cite,
        CrossReference: _refer,
        Emphasis: _emphasis,
        Footnote: _note,
        Ids: _ids,
        Link: _address,
        Strong: _strong,
    }
    _narrow_writers: ClassVar[dict[type, Callable[[Runs, Any], str]]] = {
        **_writers,
        Citation: _cite_narrow,
    }


def plain_words(cells: Sequence[Inlines]) -> tuple[str, ...] | None:
    """The words of ``cells`` where each has some that stand in a run as they are.

    They are looked at together: there are thousands in a table.
    """
    inlines: list[Any] = [*chain.from_iterable(cells)]
    if set(map(len, cells)) != {1} or not _PLAIN.issuperset(map(type, inlines)):
        return None
    if "".join([inline.language for inline in inlines]):
        return None
    words = tuple([inline.text for inline in inlines])
    whole = "".join(words)
    if "" in words or escape(whole) is not whole or words != tuple(map(str.strip, words)):
        return None
    return words


def _plain(text: str, language: str, *, held: bool = False) -> str:
    """Words in the look of their style; where ``held``, no line is broken behind them."""
    text = escape(text)
    return run(bound(text) if held else text, spoken_in(language) if language else "")


def source_bookmark(number: int) -> str:
    """The name of the place where entry ``number`` of the source list stands."""
    return f"_Source{number}"
