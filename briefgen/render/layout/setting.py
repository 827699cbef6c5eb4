"""A style of the house made ready to set text: its inlines as runs, each in its ink."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import ParagraphStyle
from briefgen.pack.inlines import Citation, CrossReference, Emphasis, Footnote, Ids, Link, Strong
from briefgen.render.addresses import safe_address
from briefgen.render.faces.measure import (
    Ink,
    Run,
    Target,
    note_anchor,
    source_anchor,
)
from briefgen.render.foreign import foreign_inlines
from briefgen.render.house import CHARACTER_STYLES
from briefgen.render.layout.flow import takes_one_line
from briefgen.render.layout.letterforms import words_like
from briefgen.render.styles import Spread
from briefgen.render.unbroken import NO_BREAK, bound, comma_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.pack.inlines import Inline
    from briefgen.render.styles import TextStyle

_SPECIAL = (Ids, Link, Footnote, CrossReference)
_PAGE_TO_COME = "88"  # as wide as the number of a page, until that is known
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\u2028\u2029\u2002\u2003\u2009"), " ")


class NoteCalls:
    """What the text calls for that stands elsewhere.

    ``called`` are the footnotes in order, numbered from 1; ``pages`` counts how often the number
    of a page is asked for, which is known when all pages are filled.
    """

    __slots__ = ("called", "pages")

    def __init__(self) -> None:
        """Start without any."""
        self.called: list[Footnote] = []
        self.pages = 0

    def __len__(self) -> int:
        """How often the text has called for anything."""
        return len(self.called) + self.pages

    def call(self, note: Footnote) -> int:
        """Keep ``note``; its number."""
        self.called.append(note)
        return len(self.called)


class Setting:
    """A style of the house made ready to set text.

    What few texts call for is made when it is first asked for: a face is not read in vain.
    """

    def __init__(
        self,
        style: TextStyle,
        styles: Mapping[str, TextStyle],
        sources: frozenset[int] = frozenset(),
        notes: NoteCalls | None = None,
        references: Mapping[str, str] | None = None,
        *,
        from_right: bool = False,
    ) -> None:
        """Prepare ``style`` among the ``styles`` of its house.

        ``sources`` are the numbers that the source list holds; citations of them lead there.
        ``notes`` gathers the footnotes that are called.
        ``from_right`` sets paragraphs that run from right to left.
        """
        self.style = style
        self.is_bare = style.is_bare
        self.leading = style.leading
        # In a Word file lines from the right stand an exact number of points apart.
        self.hang = 0.0 if from_right else style.hang
        self.ink = _ink(style, from_right=from_right)
        self._styles = styles
        self._from_right = from_right
        self._foreign: dict[tuple[Ink, str], Ink] = {}
        self._cited_inks: dict[int, Ink] = {}  # to the source of each number
        self._cited_runs: dict[tuple[int, ...], list[Run]] = {}  # of citations of such numbers
        self._inks = _Inks(self)
        self._widest = _Widest(
            self._inks, even=style.spread is not Spread.LETTERS and not style.small_caps
        )
        self._sources = sources
        self._notes = NoteCalls() if notes is None else notes
        self._references = references or {}
        first = self.ink.words.faces.first
        ascent, self.depth = first.ascent * self.ink.scale, first.descent * self.ink.scale
        # What is left of the line beyond the letters is shared above and below them.
        self.baseline = (self.leading - ascent - self.depth) / 2 + ascent

    @cached_property
    def has_grounds(self) -> bool:
        """Whether anything may lie behind its words, or those of its citations, links and so on."""
        body = self._styles[ParagraphStyle.BODY]
        others = (self._styles[name].ground for name in CHARACTER_STYLES)
        return bool(self.style.ground) or any(ground != body.ground for ground in others)

    @cached_property
    def tag(self) -> Ink:
        """The ink of what stands behind an item in small type."""
        return self._over("Item Tag")

    @cached_property
    def mark(self) -> Ink:
        """The ink of the number or bullet of an item."""
        style = self.style
        if not style.mark_kind:
            return self.ink
        color = style.mark_color or style.color
        return self._ink(replace(style, bold=style.mark_bold, color=color))

    @cached_property
    def strong(self) -> Ink:
        """The ink of words that stand out."""
        return self._ink(replace(self.style, bold=True))

    @cached_property
    def emphasis(self) -> Ink:
        """The ink of words set apart."""
        return self._ink(replace(self.style, italic=True))

    @cached_property
    def _citation(self) -> Ink:
        return self._over("Citation")

    @cached_property
    def _link(self) -> Ink:
        return self._over("Hyperlink")

    @cached_property
    def _number(self) -> Ink:
        return self._over("Footnote Reference").raised()

    def _over(self, name: str) -> Ink:
        """The ink of this style under the character style ``name``."""
        body = self._styles[ParagraphStyle.BODY]
        return self._ink(_over(self.style, body, self._styles[name]))

    def _ink(self, style: TextStyle) -> Ink:
        return _ink(style, from_right=self._from_right)

    def text(self, text: str, ink: Ink | None = None) -> Run:
        """Plain ``text`` as a run of this style, or of this style in another ``ink``."""
        if not text.isprintable():
            text = _clean(text)
        return ink or self.ink, text.upper() if self.style.caps else text

    @property
    def calls(self) -> int:
        """How often the text has called for what stands elsewhere, in any style of the pack.

        What it calls for is looked for in lines that are made: text that called may not wait.
        """
        return len(self._notes)

    def runs_and_whether_they_may_wait(self, inlines: Sequence[Inline]) -> tuple[list[Run], bool]:
        """``inlines`` as runs of this style, and whether they call for nothing."""
        calls = self.calls
        return self.runs(inlines), self.calls == calls

    def runs(self, inlines: Sequence[Inline]) -> list[Run]:
        """``inlines`` as runs of this style."""
        if not self._from_right:
            return self._runs(inlines)
        runs: list[Run] = []
        for inline, foreign in zip(inlines, foreign_inlines(inlines), strict=True):
            made = self._runs((inline,))
            if runs and isinstance(inline, Citation):
                runs[-1] = _bound(runs[-1])
            runs += [(self._among_foreign(ink), text) for ink, text in made] if foreign else made
        return runs

    def _runs(self, inlines: Iterable[Inline]) -> list[Run]:
        runs: list[Run] = []
        inks, cited, caps = self._inks, self._cited_runs, self.style.caps
        for inline in inlines:
            ink = inks[type(inline)]
            if ink is not None:
                language = inline.language  # type: ignore[union-attr] # what has an ink has one
                if language:
                    ink = self._spoken(ink, language)
                text = inline.text
                is_clean = not caps and text.isprintable()  # most is
                runs.append((ink, text) if is_clean else self.text(text, ink))
            elif isinstance(inline, Citation):
                if runs:
                    runs[-1] = _bound(runs[-1])
                made = cited.get(inline.numbers)
                if made is None:
                    made = cited[inline.numbers] = self._cite(inline)
                runs += made
            elif isinstance(inline, _SPECIAL):
                runs.append(self._special(inline))
        return runs

    def takes_one_line(self, inlines: Sequence[Inline], room: float) -> bool:
        """Whether ``inlines`` are plain words, or none, that ``room`` points hold as one line.

        Told without measuring where they are so few letters that they fit whatever they are, as
        most cells of a table. False is no answer.
        """
        if len(inlines) != 1:
            return not inlines
        [inline] = inlines
        text, widest = inline.text, self._widest[type(inline)]
        if widest is None:
            return False
        if len(text) * widest <= room and text.isascii():
            return True
        ink = self._inks[type(inline)]
        return ink is not None and takes_one_line(*self.text(text, ink), room)

    def run_of(self, inlines: Sequence[Inline]) -> Run:
        """What `takes_one_line` was told of, where there is any of it, as a run of this style."""
        return self._runs(inlines)[0]

    def _special(self, inline: Ids | Link | Footnote | CrossReference) -> Run:
        match inline:
            case Ids():
                ink = self._spoken(self.tag, inline.language) if inline.language else self.tag
                return self.text(inline.text, ink)
            case Link():
                return self.text(inline.text, self._link_ink(inline.url))
            case Footnote():
                return self._call(inline)
            case CrossReference():
                return self._refer(inline)

    def _spoken(self, ink: Ink, language: str) -> Ink:
        """``ink`` for words in ``language``; the same object each time, so that runs join."""
        if (ink, language) not in self._foreign:
            self._foreign[ink, language] = ink.speaking(language)
        return self._foreign[ink, language]

    def _among_foreign(self, ink: Ink) -> Ink:
        """``ink`` for what runs with words in another language; the same object each time."""
        if ink.language:
            return ink
        if (ink, "") not in self._foreign:
            self._foreign[ink, ""] = ink.among_foreign()
        return self._foreign[ink, ""]

    def _cite(self, citation: Citation) -> list[Run]:
        """[1, 3], each number leading to its source where the pack lists it.

        The brackets around a number that stands alone lead there too: one word, one thing to hit.
        """
        numbers = citation.numbers
        if self._sources.isdisjoint(numbers):
            return [(self._citation, citation.text)]
        if len(numbers) == 1:
            return [(self._cited(numbers[0]), citation.text)]
        comma = comma_in(citation, narrow=self.style.name == "Table Text")
        runs: list[Run] = [(self._citation, "[")]
        for index, number in enumerate(numbers):
            if index:
                runs.append((self._citation, comma))
            runs.append((self._cited(number), str(number)))
        return [*runs, (self._citation, "]")]

    def _cited(self, number: int) -> Ink:
        """The ink of a citation that leads to source ``number``, where the pack lists it."""
        if number not in self._sources:
            return self._citation
        if number not in self._cited_inks:
            target = Target(anchor=source_anchor(number))
            self._cited_inks[number] = self._citation.linked(target)
        return self._cited_inks[number]

    def _call(self, note: Footnote) -> Run:
        number = self._notes.call(note)
        target = Target(anchor=note_anchor(number), note=number)
        return self._number.linked(target), str(number)

    def _refer(self, reference: CrossReference) -> Run:
        """The way to another block; nothing where a part of a pack is set that lacks it."""
        target = Target(anchor=reference.block, reference=True, page=reference.page)
        words = self._references.get(reference.block, "").replace(" ", NO_BREAK)
        if words and reference.page:
            words = _PAGE_TO_COME
            self._notes.pages += 1
        return self.text(words, self.ink.linked(target))

    def note_label(self, number: int) -> Run:
        """The number that stands before the words of a footnote."""
        return self._number, str(number)

    def _link_ink(self, url: str) -> Ink:
        address = safe_address(url)
        return self._link.linked(Target(url=address)) if address else self.ink


class _Inks(dict[type, "Ink | None"]):
    """The ink that a setting gives words of each kind; none for what is more than words."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._setting = setting

    def __missing__(self, kind: type) -> Ink | None:
        if issubclass(kind, (Citation, *_SPECIAL)):
            ink = None
        elif issubclass(kind, Strong):
            ink = self._setting.strong
        else:
            ink = self._setting.emphasis if issubclass(kind, Emphasis) else self._setting.ink
        self[kind] = ink
        return ink


class _Widest(dict[type, "float | None"]):
    """The widest letter of ASCII in words of each kind, in points; none for what is more.

    Nor is there one where words are not set as they are, ``even``, from the edge of their column.
    """

    def __init__(self, inks: _Inks, *, even: bool) -> None:
        super().__init__()
        self._inks, self._even = inks, even

    def __missing__(self, kind: type) -> float | None:
        ink = self._inks[kind]
        self[kind] = widest = ink.words.widest * ink.scale if ink and self._even else None
        return widest


def _bound(run: Run) -> Run:
    return run[0], bound(run[1])


def _ink(style: TextStyle, *, from_right: bool = False) -> Ink:
    words = words_like(style, bold=style.bold)
    ink = Ink(words, style.size, style.color, from_right=from_right)
    if style.underline or style.strike:
        ink = ink.ruled(underline=style.underline, color=style.underline_color, strike=style.strike)
    return ink.grounded(style.ground) if style.ground else ink


def _over(style: TextStyle, body: TextStyle, character: TextStyle) -> TextStyle:
    """``style`` with what the ``character`` style changes in ``body``."""
    lines = (character.underline, character.underline_color)
    ruled = style if lines == (body.underline, body.underline_color) else character
    return replace(
        style,
        font=style.font if character.font == body.font else character.font,
        size=style.size if character.size == body.size else character.size,
        color=style.color if character.color == body.color else character.color,
        bold=style.bold if character.bold == body.bold else character.bold,
        italic=style.italic if character.italic == body.italic else character.italic,
        small_caps=style.small_caps != (character.small_caps != body.small_caps),
        tracking=style.tracking + character.tracking - body.tracking,
        underline=ruled.underline,
        underline_color=ruled.underline_color,
        strike=style.strike if character.strike == body.strike else character.strike,
        ground=style.ground if character.ground == body.ground else character.ground,
    )


def _clean(text: str) -> str:
    """``text`` with line breaks and odd spaces as spaces, and without signs that print nothing."""
    text = text.translate(_SPACES)
    return "".join(char for char in text if char.isprintable() or char in f"{NO_BREAK}\u202f")
