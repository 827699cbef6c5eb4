"""The rule on what only holds a place: words of the sample visit, or of a form not filled in.

Who copies the sample and writes a visit into it may leave its clearance, number and issues
standing, and a final pack would say that somebody cleared it who never saw it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from briefgen.pack.brief_file import document_of
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.product import Level
from briefgen.pack.said import block_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.blocks import Pack
    from briefgen.pack.findings import Checked

PLACEHOLDERS = "M15"
_WHAT = ("visit", "programme", "delegation", "practical", "clearance", "issues")
_WORD_ENDS = re.compile(r"\W+")


class _Printed:
    """The texts of a pack, however their quotes are set."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def where(self, bare: str) -> str:
        """The block that prints a ``bare`` text; the pack for none."""
        return next((name for name, text in self._texts if bare in text), "pack")

    @cached_property
    def _texts(self) -> list[tuple[str, str]]:
        return [
            (block.id, _bare(piece)) for block in self._pack.blocks for piece in block_text(block)
        ]


def _nothing_holds_a_place(checked: Checked) -> Iterator[Flaw]:
    """Nobody minds them in a draft; whoever reads a final pack would take them for true.

    Least of all that somebody cleared it who never saw it.
    """
    draft = checked.pack.furniture.draft
    printed = _Printed(checked.pack)
    for flaw in (
        *_words_that_hold_a_place(checked, printed),
        *_left_of_the_sample(checked, printed),
    ):
        yield replace(flaw, level=Level.ADVICE if draft else flaw.level or Level.WARNING)


def _words_that_hold_a_place(checked: Checked, printed: _Printed) -> Iterator[Flaw]:
    words = [f" {_bare(listed)} " for listed in checked.listed("placeholders")]
    alone = {_bare(listed) for listed in checked.listed("placeholders_alone")}
    document = document_of(checked.selection.request)
    for key, text in _texts({key: document.get(key) for key in _WHAT}):
        bare = _bare(text)
        if bare in alone or any(one in f" {bare} " for one in words):
            yield Flaw(
                printed.where(bare),
                f"“{text}” ({key}) only holds a place.",
                "Write what is true, or leave it out.",
            )


def _left_of_the_sample(checked: Checked, printed: _Printed) -> Iterator[Flaw]:
    """The number, clearances and issues that are word for word those of the sample visit."""
    if not (sample := checked.sample):
        return
    asked = checked.selection.request
    number = asked.visit.number
    if number and number == sample.visit.number:
        yield Flaw(
            printed.where(_bare(number)),
            f"“{number}” (visit.number) is the number of the sample.",
            "Give the pack a number of its own, or leave it out.",
        )
    given = {(one.part, one.cleared_by, one.on) for one in sample.clearance if one.cleared_by}
    for row, one in enumerate(asked.clearance, 1):
        if (one.part, one.cleared_by, one.on) in given:
            yield Flaw(
                printed.where(_bare(one.cleared_by)),
                f"“{one.cleared_by}”, {one.on} (clearance {row}) is a clearance of the sample.",
                "Write who cleared this pack and when, or leave it out.",
                Level.BLOCKS,
            )
    for row, issue in enumerate(asked.issues, 1):
        if issue in sample.issues:
            yield Flaw(
                printed.where(_bare(issue.change)),
                f"“{issue.change}”, {issue.on} (issues {row}) is an issue of the sample.",
                "Write the issues of this pack, or leave them out.",
            )


def _bare(text: str) -> str:
    return _WORD_ENDS.sub(" ", text.casefold()).strip()


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - of a document
    """Every text in ``value`` with its key, the entries of lists counted from one."""
    match value:
        case str():
            yield key, value
        case dict():
            for name, inside in value.items():
                yield from _texts(inside, f"{key}.{name}".lstrip("."))
        case list():
            for number, inside in enumerate(value, 1):
                yield from _texts(inside, f"{key} {number}")


RULES = (
    Rule(
        PLACEHOLDERS,
        "A final pack prints nothing that only holds a place or is the sample’s.",
        Level.WARNING,
        _nothing_holds_a_place,
    ),
)
