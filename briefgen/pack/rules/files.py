"""Rules on what a pack becomes as a file: language, name, figures told in words, no leaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Heading
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.inlines import facts_of, plain
from briefgen.pack.naming import names_nobody, suggested_name
from briefgen.pack.product import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.findings import Checked

# What is tested on the finished files.
LEAKS, CLEAN_PACKAGE, INFORMATION, CLEAN_PICTURES = "D4", "D2", "D3", "D5"
PAPER, ACCESSIBLE = "L10", "L12"
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")  # BCP 47, as far as we go


def _figures_are_told(checked: Checked) -> Iterator[Flaw]:
    for block in checked.pack.blocks:
        if isinstance(block, FigureBlock):
            if not plain(block.text.alternative).strip():
                yield Flaw(block.id, "Who cannot see the figure learns nothing of it.", "Tell it.")
            if not any(facts_of(block.text.source)):
                yield Flaw(block.id, "The figure names no source.", "Cite the facts it shows.")


def _language_is_set(checked: Checked) -> Iterator[Flaw]:
    if not _LANGUAGE.fullmatch(checked.pack.language):
        yield Flaw(
            "pack",
            f"“{checked.pack.language}” is no language that a screen reader knows.",
            "Set “language” in the printed words to a tag such as en-GB.",
        )


def _outline_has_every_brief(checked: Checked) -> Iterator[Flaw]:
    titles = [b for b in checked.pack.blocks if isinstance(b, Heading) and not b.text.strip()]
    for heading in titles:
        yield Flaw(
            heading.id, "The heading is empty, so the outline cannot lead to it.", "Name it."
        )


def _properties_are_set(checked: Checked) -> Iterator[Flaw]:
    if not checked.pack.title.strip() or not checked.pack.subject.strip():
        yield Flaw("pack", "The file would have no title or subject.", "Set visit.title.")
    if not checked.pack.author.strip():
        yield Flaw("pack", "The file would name no office as its author.", "Set visit.prepared_by.")


def _only_the_files_tell(_: Checked) -> Iterator[Flaw]:
    """Nothing, before there are files; whoever makes them adds what they tell."""
    return iter(())


def _name_tells_no_person(checked: Checked) -> Iterator[Flaw]:
    request = checked.selection.request
    marking = checked.pack.furniture.marking
    name = suggested_name(request, marking, checked.pack.as_of)
    if not names_nobody(name):
        yield Flaw("pack", f"The file name {name} does not fit its pattern.", "Set visit.number.")


RULES = (
    Rule("L7", "A figure is told in words and names its source.", Level.BLOCKS, _figures_are_told),
    Rule("L8", "The language of the pack is set.", Level.BLOCKS, _language_is_set),
    Rule("L11", "The outline leads to every brief.", Level.BLOCKS, _outline_has_every_brief),
    Rule("D1", "The file’s title, subject and author are set.", Level.ADVICE, _properties_are_set),
    Rule(
        PAPER,
        "On paper each sheet of its own begins on a right-hand page.",
        Level.WARNING,
        _only_the_files_tell,
    ),
    Rule(
        ACCESSIBLE,
        "Both finished files can be read aloud, whole.",
        Level.BLOCKS,
        _only_the_files_tell,
    ),
    Rule(
        CLEAN_PACKAGE,
        "The Word file holds no thumbnail and no trace of another program.",
        Level.BLOCKS,
        _only_the_files_tell,
    ),
    Rule(
        INFORMATION,
        "The PDF says title, subject and author, and shows its title.",
        Level.BLOCKS,
        _only_the_files_tell,
    ),
    Rule(LEAKS, "The finished files give nothing away.", Level.BLOCKS, _only_the_files_tell),
    Rule(
        CLEAN_PICTURES,
        "Pictures tell nothing of who took them, where, or with what.",
        Level.BLOCKS,
        _only_the_files_tell,
    ),
    Rule(
        "D6",
        "The file’s name tells pack and issue and no person.",
        Level.ADVICE,
        _name_tells_no_person,
    ),
)
