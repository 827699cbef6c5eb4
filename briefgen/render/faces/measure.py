"""Type at its size: how wide words are, and the ink they are set in."""

from __future__ import annotations

from functools import cache, cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.render.faces.bidi import FIRST_FROM_RIGHT, levels, runs_from_right
from briefgen.render.faces.chains import face_chain
from briefgen.render.faces.shaping import shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.render.faces.chains import Face
    from briefgen.render.faces.shaping import Shaped

SPACES = " \u00a0"  # that are wider in a line that is spread, as in Word
_ADVANCES = (0x590 + 0x2300 - 0x2010) * 8  # bytes, of the numbers that _breaking.c keeps
_WORDS_KEPT = 200_000  # a long session must not gather words for ever
_FINE, _HEAVY = 0.05, 0.1  # how thick a line along words is, in parts of their size
_RAISED_SIZE, _RISE = 0.66, 0.36  # of the number of a note, in parts of the size around it


class Target(Struct, frozen=True, gc=False):
    """Where a click leads: an address outside, or a place in the pack."""

    url: str = ""
    anchor: str = ""  # a heading's id, or what `source_anchor` or `note_anchor` gives
    note: int = 0  # the number of the footnote that stands there, if one does
    reference: bool = False  # it is a reference within the pack, whose words are the writer's
    page: bool = False  # what is printed is the number of its page


class Rule(Struct, frozen=True, gc=False):
    """A line along words: its lower edge above their baseline and its thickness, in parts of size.

    ``color`` where it is not theirs (RRGGBB); ``form`` as that of a `Patch`; one that ``skips``
    leaves out the spaces.
    """

    up: float
    thick: float = _FINE
    color: str = ""
    form: str = ""
    skips: bool = False


# By how many there are through words, and by what Word calls those beneath them.
_THROUGH = ((), (Rule(0.26),), (Rule(0.21), Rule(0.31)))
_UNDER = {
    "": (),
    "single": (Rule(-0.17),),
    "words": (Rule(-0.17, skips=True),),
    "double": (Rule(-0.14), Rule(-0.24)),
    "thick": (Rule(-0.2, _HEAVY),),
    "dotted": (Rule(-0.17, form="dotted"),),
    "dottedHeavy": (Rule(-0.2, _HEAVY, form="dotted"),),
    "dash": (Rule(-0.17, form="dashed"),),
    "dashedHeavy": (Rule(-0.2, _HEAVY, form="dashed"),),
    "dashLong": (Rule(-0.17, form="dashLong"),),
    "dashLongHeavy": (Rule(-0.2, _HEAVY, form="dashLong"),),
    "dotDash": (Rule(-0.17, form="dotDash"),),
    "dashDotHeavy": (Rule(-0.2, _HEAVY, form="dotDash"),),
    "dotDotDash": (Rule(-0.17, form="dotDotDash"),),
    "dashDotDotHeavy": (Rule(-0.2, _HEAVY, form="dotDotDash"),),
    "wave": (Rule(-0.23, 3 * _FINE, form="wave"),),
    "wavyHeavy": (Rule(-0.26, 2 * _HEAVY, form="wave"),),
    "wavyDouble": (Rule(-0.3, 5 * _FINE, form="doubleWave"),),
}


class Words(dict[str, float]):
    """The advance of words in thousandths of the size, measured once, in the faces of one look.

    ``mixed`` are those that the first face does not draw, or not from left to right. ``tracking``
    is the room behind each letter, as part of its advance. Words are as wide as the sum of their
    ``letters``, of which there are none where that is not so; ``advances`` is where code that is
    compiled keeps those that it has asked for, for good.
    """

    tracking = 0.0

    def __init__(self, family: str, bold: bool, italic: bool) -> None:
        """Measure in the faces for ``family``, ``bold`` and ``italic``."""
        super().__init__()
        self.family, self.bold = family, bold
        self.faces = face_chain(family, bold, italic)
        self.letters: Mapping[str, float] = self.faces.first.widths
        self.advances = bytearray(_ADVANCES)
        # Not cleared with the rest: what was measured may be about to be set. These are few.
        self.mixed: set[str] = set()
        self._steps: dict[tuple[float, float], Steps] = {}

    @cached_property
    def widest(self) -> float:
        """The advance of the widest letter of ASCII."""
        widest = max(self.faces.first.width(chr(code)) for code in range(0x20, 0x7F))
        return widest + max(self.tracking, 0.0)

    def steps(self, scale: float, space: float) -> Steps:
        """The steps of words at ``scale`` with a ``space`` of so many points before them."""
        found = self._steps.get((scale, space))
        if found is None:
            found = self._steps[scale, space] = Steps(self, scale, space)
        return found

    def __missing__(self, word: str) -> float:
        """Measure ``word`` and keep what was found."""
        if len(self) >= _WORDS_KEPT:
            self.clear()
        advance = self[word] = self.measured(word)
        return advance

    def measured(self, word: str) -> float:
        """The advance of ``word``, measured anew."""
        try:  # as most words are drawn
            if word.isascii() or max(word) < FIRST_FROM_RIGHT:
                return sum(map(self.letters.__getitem__, word))
        except KeyError:
            pass  # a letter that the first face lacks
        return self._put_together(word)

    def _put_together(self, word: str) -> float:
        """The advance of a word of several faces, or that runs from the right."""
        if runs_from_right(word):
            self.mixed.add(word)
            return sum(self._running(text, from_right=turned) for text, turned in _ways(word))
        pieces = self.faces.split(word)
        if pieces != ((self.faces.first, word),):
            self.mixed.add(word)
        return sum(face.width(text) for face, text in pieces)

    def _running(self, text: str, *, from_right: bool) -> float:
        """The advance of ``text`` as it is drawn: joined, or digits in the face of the others."""
        if from_right:
            return shape(*self.faces.joining(text)).advance
        return sum(face.width(piece) for face, piece in self.faces.split(text))


def _ways(word: str) -> Iterator[tuple[str, bool]]:
    """The parts of a ``word`` in a line from the right, and whether each runs from there."""
    for height, part in groupby(zip(levels(word, 1), word, strict=True), key=itemgetter(0)):
        yield "".join(char for _, char in part), bool(height % 2)


class Steps(dict[str, float]):
    """How far words of one look and size reach with the space before them, in points.

    They are measured here too: running text asks for nothing else, and many words stand in it once.
    """

    __slots__ = ("_letter", "_measured", "_scale", "_space")

    def __init__(self, measure: Words, scale: float, space: float) -> None:
        """Measure as ``measure`` does, at ``scale``; a ``space`` in points."""
        super().__init__()
        self._letter = measure.letters.__getitem__
        self._measured, self._scale, self._space = measure.measured, scale, space

    def __missing__(self, word: str) -> float:
        """Measure ``word`` and keep what was found."""
        if len(self) >= _WORDS_KEPT:
            self.clear()
        try:  # most words, for a call less
            advance = sum(map(self._letter, word)) if word.isascii() else self._measured(word)
        except KeyError:
            advance = self._measured(word)
        step = self[word] = advance * self._scale + self._space
        return step


@cache
def words_of(family: str, bold: bool, italic: bool) -> Words:
    """The measured words of one look, shared by all sizes and all packs."""
    return Words(family, bold, italic)


class Ink:
    """How a run of text is drawn: faces, size in points, colour, where a click leads.

    ``language`` is that of words in another language than the pack's, ``embedded`` what runs with
    such words; ``from_right`` where the paragraph runs from right to left.
    """

    __slots__ = (
        *("color", "embedded", "from_right", "ground", "language", "link"),
        *("rise", "rules", "scale", "size", "space", "spread", "steps", "tracking", "words"),
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
        space: float | None = None,
    ) -> None:
        """Set text with the measures ``words`` at ``size``, coloured ``color`` (RRGGBB).

        ``rise`` is how far above the baseline it stands, in points; ``space`` how wide what parts
        its words is, if not as wide as theirs.
        """
        self.words = words
        self.size = size
        self.color = color
        self.link = link
        self.rise = rise
        self.ground = ""  # RRGGBB behind the text
        self.rules: tuple[Rule, ...] = ()  # lines along it
        self.language = ""
        self.embedded = False
        self.from_right = from_right
        self.spread = 0.0  # how much wider than its own each space is set, in points
        self.scale = size / 1000
        self.tracking = words.tracking * self.scale  # room behind each letter, in points
        self.space = words[" "] * self.scale if space is None else space
        self.steps = words.steps(self.scale, self.space)

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

    def ruled(self, *, underline: str, color: str | None, strike: int) -> Ink:
        """The same ink with a line beneath its words, of a ``color`` of its own if it has one.

        ``underline`` is what Word calls it; ``strike`` how many there are through them, two at
        most.
        """
        made = self._like()
        under = _UNDER.get(underline, _UNDER["single"])
        if color:
            under = tuple(replace(rule, color=color) for rule in under)
        made.rules = (*under, *_THROUGH[strike])
        return made

    def speaking(self, language: str) -> Ink:
        """The same ink for words in another ``language`` (BCP 47)."""
        made = self._like()
        made.language = language
        return made

    def among_foreign(self) -> Ink:
        """The same ink for what runs with words in another language."""
        made = self._like()
        made.embedded = True
        return made

    def turned(self) -> Ink:
        """The same ink, in a line that runs from right to left."""
        made = self._like()
        made.from_right = True
        return made

    def spread_out(self, space: float, letter: float) -> Ink:
        """The same ink with so much more room in each space, and behind each letter."""
        made = self._like()
        made.spread = space
        made.tracking += letter
        made.space += space + letter
        return made

    def _like(self, size: float | None = None) -> Ink:
        """Another ink that draws the same; what parts it from the next word is as wide."""
        size = size or self.size
        made = Ink(self.words, size, self.color, self.link, self.rise, space=self.space)
        made.from_right = self.from_right
        made.rules = self.rules
        made.ground, made.language, made.embedded = self.ground, self.language, self.embedded
        return made

    def draws_like(self, other: Ink) -> bool:
        """Whether text in ``other`` looks the same and leads to the same place."""
        same = all(getattr(self, name) == getattr(other, name) for name in _LOOKS)
        return same and self.words is other.words  # a dictionary, long to compare

    @property
    def apart(self) -> bool:
        """Whether what it draws runs from the left by itself, whatever stands around it."""
        return bool(self.language or self.embedded or (self.link and self.link.url))

    def stretch(self, text: str, *, joined: bool) -> float:
        """How much longer ``text`` is than its letters and spaces by themselves, in points.

        Letters that are ``joined`` are not set apart.
        """
        apart = 0.0 if joined else self.tracking * len(text)
        return self.spread * sum(map(text.count, SPACES)) + apart

    def width(self, text: str) -> float:
        """Advance of ``text`` in points."""
        return self.words[text] * self.scale


_LOOKS = [name for name in Ink.__slots__ if name not in {"words", "steps"}]

Run = tuple[Ink, str]
Edges = tuple[float, float]  # where something begins and ends, from the start of its line


class Span(Struct, frozen=True, gc=False):
    """Text of one face in one ink.

    ``shaped`` where its letters are joined and run from the right; ``text`` is then what is read.
    ``at`` is where it stands in its line, in points, if not behind the span before it. ``edges``
    are known of most that lead somewhere.
    """

    face: Face
    ink: Ink
    text: str
    shaped: Shaped | None = None
    at: float | None = None
    edges: Edges | None = None

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        ink = self.ink
        joined = self.shaped is not None
        advance = self.shaped.advance if self.shaped else self.face.width(self.text)
        stretch = ink.stretch(self.text, joined=joined) if ink.spread or ink.tracking else 0.0
        return advance * ink.scale + stretch


def source_anchor(number: int) -> str:
    """What links to entry ``number`` of the source list call it."""
    return f"source {number}"


def note_anchor(number: int) -> str:
    """What links to footnote ``number`` call it."""
    return f"footnote {number}"
