"""Type at its size: how wide words are, and how a style of the house sets them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen.pack.blocks import Citation, Emphasis, Footnote, Link, ParagraphStyle, Strong
from briefgen.render.addresses import safe_address
from briefgen.render.pdf.arabic import has_arabic, signs
from briefgen.render.pdf.faces import face_chain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.pack.blocks import Inline
    from briefgen.render.house import TextStyle
    from briefgen.render.pdf.faces import Face

NO_BREAK = "\u00a0"
_WORDS_KEPT = 200_000  # a long session must not gather words for ever
_RAISED_SIZE, _RISE = 0.66, 0.36  # of the number of a note, in parts of the size around it
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\u2028\u2029\u2002\u2003\u2009"), " ")


class Target(NamedTuple):
    """Where a click leads: an address outside, or a place in the pack."""

    url: str = ""
    anchor: str = ""  # a heading's id, or what `source_anchor` or `note_anchor` gives
    note: int = 0  # the number of the footnote that stands there, if one does


class Word(NamedTuple):
    """A word's advance in thousandths of the size; ``whole`` if the first face draws it all."""

    advance: float
    whole: bool


class Words(dict[str, Word]):
    """Words measured once, in the faces of one look."""

    def __init__(self, family: str, bold: bool, italic: bool) -> None:
        """Measure in the faces for ``family``, ``bold`` and ``italic``."""
        super().__init__()
        self.faces = face_chain(family, bold, italic)

    def __missing__(self, word: str) -> Word:
        """Measure ``word`` and keep what was found."""
        text = "".join(piece for piece, _ in signs(word)) if has_arabic(word) else word
        pieces = self.faces.split(text)
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
    """How a run of text is drawn: faces, size in points, colour, and where a click leads."""

    __slots__ = ("color", "ground", "link", "rise", "scale", "size", "space", "words")

    def __init__(
        self,
        words: Words,
        size: float,
        color: str,
        link: Target | None = None,
        rise: float = 0.0,
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
        self.scale = size / 1000
        self.space = words[" "].advance * self.scale

    def linked(self, target: Target) -> Ink:
        """The same ink, leading to ``target`` when clicked."""
        linked = Ink(self.words, self.size, self.color, target, self.rise)
        linked.space = self.space
        return linked

    def raised(self) -> Ink:
        """The same ink, small and high, as the number of a note is set."""
        size = self.size * _RAISED_SIZE
        raised = Ink(self.words, size, self.color, self.link, self.size * _RISE)
        raised.space = self.space  # what parts it from the next word is of the text around it
        return raised

    def grounded(self, color: str) -> Ink:
        """The same ink on a ground of ``color``."""
        made = Ink(self.words, self.size, self.color, self.link)
        made.ground = color
        return made

    def width(self, text: str) -> float:
        """Advance of ``text`` in points."""
        return self.words[text].advance * self.scale


Run = tuple[Ink, str]


class Span(NamedTuple):
    """Text of one face in one ink; ``reversed`` if it is read from its end."""

    face: Face
    ink: Ink
    text: str
    reversed: bool = False


def source_anchor(number: int) -> str:
    """What links to entry ``number`` of the source list call it."""
    return f"source {number}"


def note_anchor(number: int) -> str:
    """What links to footnote ``number`` call it."""
    return f"footnote {number}"


class NoteCalls:
    """The footnotes that were called, in order; they are numbered from 1."""

    __slots__ = ("called",)

    def __init__(self) -> None:
        """Start without any."""
        self.called: list[Footnote] = []

    def call(self, note: Footnote) -> int:
        """Keep ``note``; its number."""
        self.called.append(note)
        return len(self.called)


class Setting:
    """A style of the house made ready to set text."""

    __slots__ = (
        *("_citation", "_emphasis", "_link", "_notes", "_number", "_sources", "_strong"),
        *("baseline", "depth", "ink", "leading", "style", "tag"),
    )

    def __init__(
        self,
        style: TextStyle,
        styles: Mapping[str, TextStyle],
        sources: frozenset[int] = frozenset(),
        notes: NoteCalls | None = None,
    ) -> None:
        """Prepare ``style`` among the ``styles`` of its house.

        ``sources`` are the numbers that the source list holds; citations of them lead there.
        ``notes`` gathers the footnotes that are called.
        """
        self.style = style
        self.leading = style.leading
        self.ink = _ink(style)
        self._strong = _ink(replace(style, bold=True))
        self._emphasis = _ink(replace(style, italic=True))
        body = styles[ParagraphStyle.BODY]
        self._citation = _ink(_over(style, body, styles["Citation"]))
        self._link = _ink(_over(style, body, styles["Hyperlink"]))
        self.tag = _ink(_over(style, body, styles["Item Tag"]))
        self._number = _ink(_over(style, body, styles["Footnote Reference"])).raised()
        self._sources = sources
        self._notes = notes or NoteCalls()
        first = self.ink.words.faces.first
        ascent, self.depth = first.ascent * self.ink.scale, first.descent * self.ink.scale
        # What is left of the line beyond the letters is shared above and below them.
        self.baseline = (self.leading - ascent - self.depth) / 2 + ascent

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
                case Strong():
                    runs.append(self.text(inline.text, self._strong))
                case Emphasis():
                    runs.append(self.text(inline.text, self._emphasis))
                case Link():
                    runs.append(self.text(inline.text, self._link_ink(inline.url)))
                case Footnote():
                    runs.append(self._call(inline))
                case _:
                    runs.append(self.text(inline.text))
        return runs

    def _cite(self, citation: Citation) -> list[Run]:
        """[1, 3], each number leading to its source where the pack lists it."""
        ink = self._citation
        if self._sources.isdisjoint(citation.numbers):
            return [(ink, citation.text)]
        runs: list[Run] = [(ink, "[")]
        for index, number in enumerate(citation.numbers):
            if index:
                runs.append((ink, ", "))
            linked = number in self._sources
            target = Target(anchor=source_anchor(number))
            runs.append((ink.linked(target) if linked else ink, str(number)))
        return [*runs, (ink, "]")]

    def _call(self, note: Footnote) -> Run:
        number = self._notes.call(note)
        target = Target(anchor=note_anchor(number), note=number)
        return self._number.linked(target), str(number)

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


def _ink(style: TextStyle) -> Ink:
    return Ink(words_of(style.font, style.bold, style.italic), style.size, style.color)


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
