"""Rewordings: a person's words in place of those of lines, facts and templates.

The facts stay answerable: figures, names and sources that still stand in the new words are those of
the old ones, and a source that was left out is put back at the end. A number that nothing accounts
for stays plain text, which the rule on typed numbers stops.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.factbase.tokens import Token, split_line, table_of, tokens_of
from briefgen.pack.inlines import (
    Citation,
    Emphasis,
    FactText,
    Figure,
    Footnote,
    Link,
    PersonName,
    Strong,
    Text,
    facts_of,
    plain,
)
from briefgen.pack.places import places_of, with_words
from briefgen.pack.reworded import Fate, Reworded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.pack.blocks import Block
    from briefgen.pack.draft import Draft
    from briefgen.pack.inlines import Inline, Inlines
    from briefgen.pack.places import Place
    from briefgen.pack.request import Rewording
    from briefgen.pack.select import Selection

Voucher = tuple[str, "Inline"]  # a pattern and what stands where it is found

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_CARD, _ON_CARDS = "card", ("line", "message")  # kinds of places, before the id of a line
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_NEXT_WORD = re.compile(r"[ \u00a0\u202f-]?(?:%|\w+)")
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
_ROOT = 5  # letters
_FEW = 4  # words, from which on it is told whose they are
_ALONE = r"(?![ \u00a0\u202f-]?[\w%])"  # a bare number must not be given a unit


def _roots(text: str) -> set[str]:
    """What the longer words of ``text`` begin with: their forms differ at the end."""
    return {word[:_ROOT] for word in _LONGER_WORD.findall(text.casefold())}


class Rewordings:
    """Lays the rewordings of a request over the blocks of its pack, section by section."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._wanted = {one.place: one for one in draft.selection.request.reworded}
        self._met: dict[str, Reworded] = {}

    def laid_over(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """``blocks`` with a person's words where there are any."""
        for block in blocks:
            if not self._wanted:
                yield block
                continue
            words = {
                place.id: printed
                for place in places_of(block)
                if (one := self._for(place)) and (printed := self._words(place, one))
            }
            yield with_words(block, words) if words else block

    @property
    def outcome(self) -> tuple[Reworded, ...]:
        """What became of each rewording, in the order of the request."""
        return tuple(
            self._met.get(place) or Reworded(place, Fate.PLACELESS) for place in self._wanted
        )

    def _for(self, place: Place) -> Rewording | None:
        """The rewording of ``place``, or that of the line which it prints in the same words.

        A card has points of briefs that it does not hold: who put one in other words means it.
        """
        kind, _, row = place.id.partition(".")
        if place.id in self._wanted or kind != _CARD:
            return self._wanted.get(place.id)
        several = (self._wanted.get(f"{one}.{row}") for one in _ON_CARDS)
        return next((one for one in several if one and one.replaces == place.ground), None)

    def _words(self, place: Place, rewording: Rewording) -> Inlines:
        """What is printed at ``place``; nothing where the rewording cannot be."""
        at = place.id if place.id != rewording.place else ""
        known = Reworded(rewording.place, Fate.PRINTED, place.words, place.ground, at=at)
        unknown = unheld_token(self._draft.selection, place, rewording.text)
        if unknown:
            self._met[rewording.place] = replace(known, fate=Fate.REFUSED, unknown=unknown)
            return ()
        fate = Fate.PRINTED if rewording.replaces == place.ground else Fate.MOVED
        words = self._typed(place, rewording)
        typed = _typed_number(place, words) if place.title else ""
        own = not place.title and self._are_own(place, words)
        self._met[rewording.place] = replace(known, fate=fate, typed=typed, own=own)
        return words

    def _are_own(self, place: Place, words: Inlines) -> bool:
        """Whether most of the ``words`` stand neither at ``place`` nor in the facts cited there.

        What a figure, a name or a statement vouches for is not looked at, nor words of few.
        """
        cited = set(facts_of(place.body))
        facts = self._draft.selection.base.facts
        told = [place.words, *(facts[fact].statement for fact in cited if fact in facts)]
        new = _roots(plain(inline for inline in words if isinstance(inline, Text)))
        kept = new & _roots(" ".join(told))
        return bool(cited) and len(new) >= _FEW and len(kept) < len(new) / 2

    def _typed(self, place: Place, rewording: Rewording) -> Inlines:
        vouchers = vouchers_of(place.body)
        found: list[Inline] = []
        for part in split_line(rewording.text):
            if isinstance(part, str):
                found += vouched(part, vouchers)
            elif part.form == "cite":
                found.append(self._draft.cite([part.id]))
            else:
                found += self._draft.token(part)
        label = place.inlines[: len(place.inlines) - len(place.body)]
        found = _joined(found, self._draft)
        notes = (inline for inline in place.body if isinstance(inline, Footnote))
        return (*label, *found, *notes, *self._sources_left_out(place, found))

    def _sources_left_out(self, place: Place, words: list[Inline]) -> Inlines:
        cited = {f for i in words if isinstance(i, Citation) for f in i.facts}
        wanted = [f for i in place.body if isinstance(i, Citation) for f in i.facts]
        missing = [f for f in dict.fromkeys([*wanted, *facts_of(words)]) if f not in cited]
        if place.title or not missing:
            return ()
        return Text(" "), self._draft.cite(missing)


def _joined(words: list[Inline], draft: Draft) -> list[Inline]:
    """``words`` with neighbouring citations made one."""
    joined: list[Inline] = []
    for inline in words:
        last = joined[-1] if joined else None
        if isinstance(inline, Citation) and isinstance(last, Citation):
            joined[-1] = draft.cite([*last.facts, *inline.facts])
        else:
            joined.append(inline)
    return joined


# --- what vouches for words ---------------------------------------------------------------------


def vouchers_of(inlines: Iterable[Inline]) -> tuple[Voucher, ...]:
    """What in new words may stand as it stood in ``inlines``: the longest first.

    A number is vouched for together with the word after it, its unit; a year by itself.
    """
    found: dict[str, Inline] = {}
    for inline in inlines:
        if isinstance(inline, Text) or (isinstance(inline, Strong) and not inline.fact):
            continue
        text = inline.text.strip()
        if text:
            found.setdefault(_whole(text), _with_text(inline, text))
        if isinstance(inline, (Figure, FactText, Strong)):
            for pattern, number in _numbers(inline.text):
                found.setdefault(pattern, _with_text(inline, number))
    return tuple(sorted(found.items(), key=lambda voucher: -len(voucher[1].text)))


def _with_text(inline: Inline, text: str) -> Inline:
    match inline:
        case Strong():
            return FactText(text, inline.fact)
        case Figure() | FactText() | PersonName() | Emphasis() | Link():
            return replace(inline, text=text)
        case _:
            return inline


def _whole(text: str) -> str:
    before = r"(?<![\w.,])" if text[:1].isdigit() else r"(?<!\w)" if text[:1].isalnum() else ""
    after = _ALONE if text[-1:].isdigit() else r"(?!\w)" if text[-1:].isalnum() else ""
    return f"{before}{_escaped(text)}{after}"


def _escaped(text: str) -> str:
    """A pattern for ``text``, whatever a word processor made of its spaces and quotes."""
    words = "[ \u00a0\u202f]".join(map(re.escape, text.split()))
    return re.sub("['‘’ʼ]", "['‘’ʼ]", re.sub('["“”„]', '["“”„]', words))


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """The numbers in ``text``: a pattern that finds each again, and its words."""
    for match in _NUMBER.finditer(text):
        number = match.group()
        following = _NEXT_WORD.match(text, match.end())
        if _YEAR.fullmatch(number):
            yield rf"(?<![\w.,]){number}(?![.,]?\d)(?!\w)", number
        elif following:
            words = number + following.group()
            yield rf"(?<![\w.,]){_escaped(words)}(?!\w)", words
        else:
            yield rf"(?<![\w.,]){re.escape(number)}(?![.,]?\d){_ALONE}", number


def vouched(text: str, vouchers: tuple[Voucher, ...]) -> Iterator[Inline]:
    """``text`` as inlines, what one of ``vouchers`` stands for being that again."""
    position = 0
    for match, inline in found_in(text, vouchers):
        if match.start() > position:
            yield Text(text[position : match.start()])
        yield inline
        position = match.end()
    if position < len(text):
        yield Text(text[position:])


def found_in(text: str, vouchers: tuple[Voucher, ...]) -> Iterator[tuple[re.Match[str], Inline]]:
    """Where in ``text`` which of ``vouchers`` stands."""
    if not vouchers:
        return
    pattern = "|".join(f"({pattern})" for pattern, _ in vouchers)
    for match in re.finditer(pattern, text):
        yield match, vouchers[(match.lastindex or 1) - 1][1]


def _typed_number(place: Place, words: Inlines) -> str:
    """A number in the new words of a title that the old title does not hold."""
    known = set(_NUMBER.findall(place.words))
    loose = plain(inline for inline in words if isinstance(inline, Text))
    return next((number for number in _NUMBER.findall(loose) if number not in known), "")


def unheld_token(selection: Selection, place: Place, text: str) -> str:
    """The first token in ``text`` that names nothing the pack holds, as it is written."""
    shown = set(facts_of(place.inlines))
    for token in tokens_of(text):
        if not _is_held(selection, token, shown):
            return f"{{{token.id}|{token.form}}}"
    return ""


def _is_held(selection: Selection, token: Token, shown: set[str]) -> bool:
    base = selection.base
    match table_of(token):
        case "observations":
            observation = base.observations.get(token.id)
            known = token.id in selection.observations
            return known or (observation is not None and observation.fact in shown)
        case "people":
            person = base.people.get(token.id)
            return person is not None and (person.fact in selection.facts or person.fact in shown)
        case "facts":
            return token.id in selection.facts or token.id in shown
        case _:
            return False
