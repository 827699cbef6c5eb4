"""Quotation marks and apostrophes as print has them, whatever keyboard typed them.

The tables, the templates and the request stay as they were typed, so that what is searched for,
compared and hashed does not move; marks are set when blocks are made. Addresses, ids and the
numbers of sources are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.msgpack import Encoder
from msgspec.structs import replace

from briefgen.errors import TemplateError
from briefgen.pack.inlines import Citation, CrossReference, Ids, Link, language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefgen.pack.blocks import Block
    from briefgen.pack.templates import Words

_TYPED = re.compile("['\"]")
_DECADE = re.compile(r"\d\ds")  # the ’90s begin with an apostrophe
_YEAR = re.compile(r"\d\d(?!\w)")  # and so does ’91, unless a quotation that it begins ends
_CLOSES = re.compile(r"(?<=\S)'(?!\w)")
_BEFORE_WORDS = "([{–—/“‘«„"  # what a quotation may stand behind, besides a space
_BEFORE_A_WORD = "-…"  # and these, where a letter follows
_CODES = (Citation, CrossReference, Ids, Link)
_NO_WORDS = frozenset({"id", "fact", "observation", "person", "language"})
_APOSTROPHE = "’"
_encoded = Encoder().encode


class Marks(Struct, frozen=True):
    """The marks of one language: those of a quotation, and of one within it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str

    def set_in(
        self, text: str, before: str = "", after: str = "", opened: Counter[str] | None = None
    ) -> str:
        """``text`` with its typed marks set; ``before`` and ``after`` are what it stands between.

        ``opened`` counts the quotations that are open, from text to text. A mark behind a number
        that closes nothing stays: it is one of feet, minutes or seconds.
        """
        if "'" not in text and '"' not in text:
            return text
        opened = Counter() if opened is None else opened
        begun = -1  # where a quotation began last

        def mark(match: re.Match[str]) -> str:
            nonlocal begun
            typed, place = match[0], match.start()
            last = text[place - 1] if place else before[-1:]
            if place and begun == place - 1:
                last = ""  # a quotation within another stands first in it
            following = text[place + 1 : place + 4] or after[:1]
            alone = typed == "'" and bool(_YEAR.match(following)) and not opened[typed]
            if alone and (_CLOSES.search(text, place + 1) or _CLOSES.search(after)):
                alone = False  # a quotation that begins with a number
            still = opened[typed]
            made = self._mark(typed, last, following, opened, is_year=alone)
            begun = place if opened[typed] > still else begun
            return made

        return _TYPED.sub(mark, text)

    def _mark(
        self, typed: str, last: str, following: str, opened: Counter[str], *, is_year: bool
    ) -> str:
        is_double = typed == '"'
        begins = not last or last.isspace() or last in _BEFORE_WORDS
        begins = begins or (is_double and last in _BEFORE_A_WORD and following[:1].isalpha())
        begins = begins and not (following or " ")[0].isspace()
        if begins and (is_double or not (is_year or _DECADE.match(following))):
            opened[typed] += 1
            return self.opening if is_double else self.inner_opening
        if opened[typed] and not following[:1].isalnum():
            opened[typed] -= 1
            return self.closing if is_double else self.inner_closing
        if last.isdigit() and not following[:1].isalpha():
            return typed
        return self.closing if is_double else _APOSTROPHE


def marks_of(words: Words) -> Marks:
    """The marks that the printed words of a language name.

    Raises TemplateError where they are not four.
    """
    marks = words.get("punctuation", "quotes").split()
    if len(marks) != len(Marks.__struct_fields__):
        raise TemplateError(words.path, "“quotes” under [punctuation] must be four marks.")
    return Marks(*marks)


class Typography:
    """Sets the marks of a pack: its own words in its language, others in the one they are held in.

    ``others`` are the words of languages that a pack holds besides its own.
    """

    def __init__(self, own: Words, *others: Words) -> None:
        """Take the marks of the language of the pack, and of the others in it."""
        self._own = marks_of(own)
        self._marks = {words.language: marks_of(words) for words in others}

    def laid_over(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """``blocks`` with their marks set."""
        for block in blocks:
            said = _encoded(block)  # one look at the bytes: most blocks hold no typed mark
            yield self._set(block) if b"'" in said or b'"' in said else block

    def text(self, text: str) -> str:
        """Words of the pack with their marks set."""
        return self._own.set_in(text)

    def _set(self, value: Any) -> Any:  # noqa: ANN401 - whatever a block holds
        if type(value) is str:
            return self._own.set_in(value)
        if isinstance(value, tuple):
            if any(hasattr(one, "text") and hasattr(one, "language") for one in value):
                return tuple(self._run(value))
            return tuple(map(self._set, value))
        if isinstance(value, Struct) and not isinstance(value, _CODES):
            return _changed(value, self._set)
        return value

    def _run(self, inlines: Sequence[Any]) -> Iterator[Any]:
        """A run of inlines, in which a mark looks at the words on both sides of it."""
        before, opened = "", Counter[str]()
        texts = [inline.text for inline in inlines]
        for place, inline in enumerate(inlines):
            text = texts[place]
            if text and not isinstance(inline, _CODES):
                after = next(filter(None, texts[place + 1 :]), "")
                marks = self._marks.get(language_of(inline), self._own)
                new = marks.set_in(text, before, after, opened)
                yield inline if new == text else replace(inline, text=new)
            else:
                yield self._set(inline)
            before = text or before


def _changed(record: Struct, change: Callable[[Any], Any]) -> Struct:
    """``record`` with ``change`` made in each of its fields that is printed."""
    new = {
        name: changed
        for name in record.__struct_fields__
        if name not in _NO_WORDS and (changed := change(old := getattr(record, name))) is not old
    }
    return replace(record, **new)
