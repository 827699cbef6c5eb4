"""What differs between two packs as lines to read: what the request switched first, and once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.cli.options import counted
from briefgen.factbase.base import grouped
from briefgen.pack.addendum.causes import Causes
from briefgen.pack.after.compare import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.pack.addendum.causes import Switched
    from briefgen.pack.after.compare import Difference, Side

ONLY_COUNTS = "Nothing has changed but how much is shown or left out; --all lists it."
_MORE = "--all lists them"
_FOLLOWS = "this follows from the change of briefs"


def causes_between(old: Side, new: Side) -> Causes | None:
    """The briefs that the requests of two packs switch; None where the new one is words alone."""
    return Causes.between(old, new, new.made) if new.made else None


def told(differences: Sequence[Difference], causes: Causes | None) -> Iterator[str]:
    """Lines for ``differences``, part by part.

    What is there because a brief was switched is a number under its part, or a name in the last
    line where the part is new or gone with it; without ``causes`` each is told.
    """
    if not differences:
        yield "Nothing that is printed has changed."
    parts = grouped(differences, lambda difference: difference.part)
    briefs = causes.briefs if causes else {}
    moved: list[Difference] = []
    for name in sorted(parts, key=lambda name: name not in briefs):
        part = parts[name]
        follows = [causes is not None and causes.follow(one) for one in part]
        if name not in briefs and part[0].whole and follows[0]:
            moved += part
            continue
        yield part[0].title
        if name in briefs:
            yield f"  {_switched(briefs[name])}"
        for difference, follow in zip(part, follows, strict=True):
            if not follow:
                yield from _difference(difference)
        several = [one for one, follow in zip(part, follows, strict=True) if follow]
        if several and not several[0].whole:
            yield f"  {_FOLLOWS}: {_counted(several)}; {_MORE}"
    yield from _parts_told(moved)


def older_told(older: int | None) -> Iterator[str]:
    """How much another range of dates leaves out that holds; nothing for the same range."""
    if older:
        yield "Another range of dates"
        yield f"  printed no more, the facts behind it unchanged: {counted(older, 'text')}; {_MORE}"


def _parts_told(moved: Sequence[Difference]) -> Iterator[str]:
    """The parts that are new or gone with the briefs, as a line for each kind."""
    for kind, several in grouped(moved, lambda one: one.kind).items():
        yield f"Parts that are {'new' if kind is Kind.ADDED else 'gone'}"
        yield f"  {_FOLLOWS}: {'; '.join(one.title for one in several)}"


def _switched(switched: Switched) -> str:
    if switched.before is None:
        return "a new brief: its topic was not asked for before"
    if switched.now is None:
        return "the brief is taken out: its topic is no longer asked for"
    return f"likelihood: {switched.before} before, {switched.now} now"


def _counted(several: Sequence[Difference]) -> str:
    """How many texts there are of each kind: “2 added, 1 changed”."""
    count = Counter(one.kind for one in several)
    return ", ".join(f"{count[kind]} {kind}" for kind in Kind if count[kind])


def _difference(difference: Difference) -> Iterator[str]:
    if difference.whole:
        yield f"  {difference.kind}: the whole part"
        return
    figures = f" (figures: {', '.join(difference.figures)})" if difference.figures else ""
    yield f"  {difference.kind}: {difference.block}{figures}"
    for sign, text in (("-", difference.before), ("+", difference.now)):
        if text:
            yield f"    {sign} {text}"
