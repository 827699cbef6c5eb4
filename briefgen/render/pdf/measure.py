"""Type at its size: how wide words are, and how a style of the house sets them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from briefgen.pack.blocks import ParagraphStyle
from briefgen.pack.inlines import Citation, CrossReference, Emphasis, Footnote, Link, Strong
from briefgen.render.addresses import safe_address
from briefgen.render.pdf.bidi import runs_from_right
from briefgen.render.pdf.faces import face_chain
from briefgen.render.pdf.shaping import shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.pack.inlines import Inline
    from briefgen.render.house import TextStyle
    from briefgen.render.pdf.faces import Face
    from briefgen.render.pdf.shaping import Shaped

NO_BREAK = "\u00a0"
PAGE_TO_COME = "88"  # as wide as the number of a page, until that is known
_WHOLE_CITATION = 4  # numbers, up to which no line is broken within
_WORDS_KEPT = 200_000  # a long session must not gather words for ever
_RAISED_SIZE, _RISE = 0.66, 0.36  # of the number of a note, in parts of the size around it
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\u2028\u2029\u2002\u2003\u2009"), " ")


class Target(NamedTuple):
    """Where a click leads: an address outside, or a place in the pack."""

    url: str = ""
    anchor: str = ""  # a heading's id, or what `source_anchor` or `note_anchor` gives
    note: int = 0  # the number of the footnote that stands there, if one does
    reference: bool = False  # it is a reference within the pack, whose words are the writer's
    page: bool = False  # what is printed is the number of its page


class Word(NamedTuple):
    """A word's advance in thousandths of the size; ``whole`` if the first face draws it all."""

    advance: float
    whole: bool


class Words(dict[str, Word]):
    """Words measured once, in the faces of one look."""

    def __init__(self, family: str, bold: bool, italic: bool) -> None:
        """Measure in the faces for ``family``, ``bold`` and ``italic``."""
        super().__init__()
        self.family, self.bold = family, bold
        self.faces = face_chain(family, bold, italic)

    def __missing__(self, word: str) -> Word:
        """Measure ``word`` and keep what was found."""
        if runs_from_right(word):
            measured = Word(shape(*self.faces.joining(word)).advance, whole=False)
        else:
            pieces = self.faces.split(word)
            whole = pieces == ((self.faces.first, word),)
            measured = Word(sum(face.width(text) for face, text in pieces), whole)
        if len(self) >= _WORDS_KEPT:
            self.clear()
        self[word] = measured
        return measured


@cache
def words_of(family: str, bold: bool, italic: bool) -> Words:
    """The measured words of one look, shared by all sizes and all packs."""
    return Words(family, bold, italic)


class Ink:
    """How a run of text is drawn: faces, size in points, colour, where a click leads.

    ``language`` is that of words in another language than the pack's; ``from_right`` where the
    paragraph runs from right to left.
    """

    __slots__ = (
        *("color", "from_right", "ground", "language", "link"),
        *("rise", "scale", "size", "space", "words"),
    )

    def __init__(
        self,
        words: Words,
        size: float,
        color: str,
        link: Target | None = None,
        rise: float = 0.0,
        *,
        from_right: bool = False,
    ) -> None:
        """Set text with the measures ``words`` at ``size``, coloured ``color`` (RRGGBB).

        ``rise`` is how far above the baseline it stands, in points.
        """
        self.words = words
        self.size = size
        self.color = color
        self.link = link
        self.rise = rise
        self.ground = ""  # RRGGBB behind the text
        self.language = ""
        self.from_right = from_right
        self.scale = size / 1000
        self.space = words[" "].advance * self.scale

    def linked(self, target: Target) -> Ink:
        """The same ink, leading to ``target`` when clicked."""
        linked = self._like()
        linked.link = target
        return linked

    def raised(self) -> Ink:
        """The same ink, small and high, as the number of a note is set."""
        raised = self._like(self.size * _RAISED_SIZE)
        raised.rise = self.size * _RISE
        return raised

    def grounded(self, color: str) -> Ink:
        """The same ink on a ground of ``color``."""
        made = self._like()
        made.ground = color
        return made

    def speaking(self, language: str) -> Ink:
        """The same ink for words in another ``language`` (BCP 47)."""
        made = self._like()
        made.language = language
        return made

    def _like(self, size: float | None = None) -> Ink:
        """Another ink that draws the same; what parts it from the next word is as wide."""
        made = Ink(self.words, size or self.size, self.color, self.link, self.rise)
        made.space, made.from_right = self.space, self.from_right
        made.ground, made.language = self.ground, self.language
        return made

    @property
    def apart(self) -> bool:
        """Whether what it draws runs from the left by itself, whatever stands around it."""
        return bool(self.language or (self.link and self.link.url))

    def width(self, text: str) -> float:
        """Advance of ``text`` in points."""
        return self.words[text].advance * self.scale


Run = tuple[Ink, str]


class Span(NamedTuple):
    """Text of one face in one ink.

    ``shaped`` where its letters are joined and run from the right; ``text`` is then what is read.
    ``at`` is where it stands in its line, in points, if not behind the span before it.
    """

    face: Face
    ink: Ink
    text: str
    shaped: Shaped | None = None
    at: float | None = None

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        advance = self.shaped.advance if self.shaped else self.face.width(self.text)
        return advance * self.ink.scale


def source_anchor(number: int) -> str:
    """What links to entry ``number`` of the source list call it."""
    return f"source {number}"


def note_anchor(number: int) -> str:
    """What links to footnote ``number`` call it."""
    return f"footnote {number}"


class NoteCalls:
    """What the text calls for that stands elsewhere.

    ``called`` are the footnotes in order, numbered from 1; ``pages`` tells whether the number of
    a page is asked for, which is known when all pages are filled.
    """

    __slots__ = ("called", "pages")

    def __init__(self) -> None:
        """Start without any."""
        self.called: list[Footnote] = []
        self.pages = False

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
        self.leading = style.leading
        self.ink = _ink(style, from_right=from_right)
        self._styles = styles
        self._from_right = from_right
        self._foreign: dict[tuple[Ink, str], Ink] = {}
        self._sources = sources
        self._notes = notes or NoteCalls()
        self._references = references or {}
        first = self.ink.words.faces.first
        ascent, self.depth = first.ascent * self.ink.scale, first.descent * self.ink.scale
        # What is left of the line beyond the letters is shared above and below them.
        self.baseline = (self.leading - ascent - self.depth) / 2 + ascent

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
    def _strong(self) -> Ink:
        return self._ink(replace(self.style, bold=True))

    @cached_property
    def _emphasis(self) -> Ink:
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

    def runs(self, inlines: Iterable[Inline]) -> list[Run]:
        """``inlines`` as runs of this style."""
        runs: list[Run] = []
        for inline in inlines:
            match inline:
                case Citation():
                    if runs:
                        runs[-1] = _bound(runs[-1])
                    runs += self._cite(inline)
                case Link():
                    runs.append(self.text(inline.text, self._link_ink(inline.url)))
                case Footnote():
                    runs.append(self._call(inline))
                case CrossReference():
                    runs.append(self._refer(inline))
                case Strong():
                    ink = self._spoken(self._strong, inline.language)
                    runs.append(self.text(inline.text, ink))
                case Emphasis():
                    ink = self._spoken(self._emphasis, inline.language)
                    runs.append(self.text(inline.text, ink))
                case _:
                    runs.append(self.text(inline.text, self._spoken(self.ink, inline.language)))
        return runs

    def _spoken(self, ink: Ink, language: str) -> Ink:
        """``ink`` for words in ``language``; the same object each time, so that runs join."""
        if not language:
            return ink
        if (ink, language) not in self._foreign:
            self._foreign[ink, language] = ink.speaking(language)
        return self._foreign[ink, language]

    def _cite(self, citation: Citation) -> list[Run]:
        """[1, 3], each number leading to its source where the pack lists it."""
        ink = self._citation
        if self._sources.isdisjoint(citation.numbers):
            return [(ink, citation.text)]
        # A short one stays whole, but for tables, whose columns may be narrower than it is.
        whole = len(citation.numbers) <= _WHOLE_CITATION and self.style.name != "Table Text"
        comma = f",{NO_BREAK}" if whole else ", "
        runs: list[Run] = [(ink, "[")]
        for index, number in enumerate(citation.numbers):
            if index:
                runs.append((ink, comma))
            linked = number in self._sources
            target = Target(anchor=source_anchor(number))
            runs.append((ink.linked(target) if linked else ink, str(number)))
        return [*runs, (ink, "]")]

    def _call(self, note: Footnote) -> Run:
        number = self._notes.call(note)
        target = Target(anchor=note_anchor(number), note=number)
        return self._number.linked(target), str(number)

    def _refer(self, reference: CrossReference) -> Run:
        """The way to another block; nothing where a part of a pack is set that lacks it."""
        target = Target(anchor=reference.block, reference=True, page=reference.page)
        words = self._references.get(reference.block, "").replace(" ", NO_BREAK)
        if words and reference.page:
            words, self._notes.pages = PAGE_TO_COME, True
        return self.text(words, self.ink.linked(target))

    def note_label(self, number: int) -> Run:
        """The number that stands before the words of a footnote."""
        return self._number, str(number)

    def _link_ink(self, url: str) -> Ink:
        address = safe_address(url)
        return self._link.linked(Target(url=address)) if address else self.ink


def _bound(run: Run) -> Run:
    """``run`` with a space at its end that no line is broken at."""
    ink, text = run
    return (ink, text[:-1] + NO_BREAK) if text.endswith(" ") else run


def _ink(style: TextStyle, *, from_right: bool = False) -> Ink:
    words = words_of(style.font, style.bold, style.italic)
    return Ink(words, style.size, style.color, from_right=from_right)


def _over(style: TextStyle, body: TextStyle, character: TextStyle) -> TextStyle:
    """``style`` with what the ``character`` style changes in ``body``."""
    return replace(
        style,
        font=style.font if character.font == body.font else character.font,
        size=style.size if character.size == body.size else character.size,
        color=style.color if character.color == body.color else character.color,
        bold=style.bold if character.bold == body.bold else character.bold,
        italic=style.italic if character.italic == body.italic else character.italic,
    )


def _clean(text: str) -> str:
    """``text`` with line breaks and odd spaces as spaces, and without signs that print nothing."""
    text = text.translate(_SPACES)
    return "".join(char for char in text if char.isprintable() or char in f"{NO_BREAK}\u202f")
