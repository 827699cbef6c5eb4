"""Blocks set before are taken as they were, and no file can tell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import (
    Pack,
    Paragraph,
    SourceList,
)
from briefgen.pack.inlines import Text
from briefgen.render.files import find_house, render_files
from briefgen.render.layout.kept import Kept
from briefgen.render.layout.pages import lay_out
from briefgen.resources import bundled_templates
from tests.render.sample import every_block

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from briefgen.render.layout.strips import Strip
    from briefgen.render.layout.tags import Tag

PAGES = Path("a.pdf")


class Counting(Kept):
    """Counts the blocks that had to be set."""

    def __init__(self) -> None:
        """Start from none."""
        super().__init__()
        self.set = 0

    def put(self, key: Hashable, strips: Sequence[Strip], tops: Iterable[Tag]) -> None:
        """Count the block, then keep it."""
        self.set += 1
        super().put(key, strips, tops)


def with_other_words(pack: Pack, words: str) -> Pack:
    """``pack`` with other words in its first paragraph of running text."""
    place = next(n for n, block in enumerate(pack.blocks) if isinstance(block, Paragraph))
    paragraph = pack.blocks[place]
    assert isinstance(paragraph, Paragraph)
    changed = replace(paragraph, inlines=(Text(words),))
    return replace(pack, blocks=(*pack.blocks[:place], changed, *pack.blocks[place + 1 :]))


def drawn(pack: Pack, house: str, kept: Kept | None = None) -> bytes:
    """The PDF of ``pack``."""
    return render_files(pack, find_house(bundled_templates(), house), [PAGES], kept=kept)[PAGES]


def test_a_changed_pack_is_the_one_that_is_drawn_afresh() -> None:
    """Page, tags, footnotes and links of the blocks that stayed are those of a first drawing."""
    kept, pack = Kept(), every_block()
    without_sources = replace(
        pack, blocks=tuple(b for b in pack.blocks if not isinstance(b, SourceList))
    )
    plain = replace(pack, record={})
    fewer = replace(pack, blocks=pack.blocks[3:])

    for one in (pack, with_other_words(pack, "Other. " * 90), pack, without_sources, plain, fewer):
        assert drawn(one, "ministry", kept) == drawn(one, "ministry")


def test_a_change_of_one_block_sets_one_block() -> None:
    """What a tick in the window changes is what has to be set again, and nothing else."""
    kept, pack = Counting(), every_block()

    drawn(pack, "ministry", kept)
    first, kept.set = kept.set, 0
    drawn(with_other_words(pack, "Other words."), "ministry", kept)

    assert first > 5
    assert kept.set == 1


def test_another_house_or_direction_takes_nothing_from_the_last() -> None:
    """Widths and faces are those of the house and the language."""
    kept, pack = Kept(), every_block()
    turned = replace(pack, language="ur")

    for one, house in ((pack, "ministry"), (pack, "plain"), (turned, "plain"), (pack, "plain")):
        assert drawn(one, house, kept) == drawn(one, house)


def test_two_blocks_that_are_equal_are_both_drawn() -> None:
    """Elements are not shared within one file."""
    twice = replace(every_block(), blocks=(Paragraph("p", (Text("Said."),)),) * 2)
    kept = Kept()

    for _ in range(2):
        assert drawn(twice, "ministry", kept) == drawn(twice, "ministry")


def test_what_has_long_been_of_no_use_is_let_go() -> None:
    """A long session of small changes keeps no more than the blocks of a few hundred of them."""
    kept, house = Counting(), find_house(bundled_templates(), "plain")
    pack = replace(every_block(), blocks=(Paragraph("a", (Text("A"),)), Paragraph("b", ())))
    for number in range(400):
        lay_out(with_other_words(pack, f"Words {number}"), house, kept)
    known = kept.set
    lay_out(with_other_words(pack, "Words 399"), house, kept)
    lay_out(with_other_words(pack, "Words 350"), house, kept)

    assert kept.set == known

    lay_out(with_other_words(pack, "Words 0"), house, kept)

    assert kept.set == known + 1
