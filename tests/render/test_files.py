"""Drawing a pack in the formats asked for, and what the program does by the way."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.render.files import find_house, render_files
from briefgen.resources import bundled_templates
from tests.render.sample import every_block

WORD, PAGES = Path("a.docx"), Path("a.pdf")


def test_a_word_file_alone_is_that_beside_the_pages() -> None:
    """Its contents are numbered from the same layout, whether or not the PDF is drawn."""
    house = find_house(bundled_templates(), "ministry")

    alone = render_files(every_block(), house, [WORD])
    both = render_files(every_block(), house, [PAGES, WORD])

    assert alone[WORD] == both[WORD]
    assert list(both) == [PAGES, WORD]


def test_unused_cycles_are_looked_for_again_after_drawing() -> None:
    """The search rests while a pack is drawn, and goes on even where the drawing fails."""
    house = find_house(bundled_templates(), "ministry")
    seen = []

    render_files(every_block(), house, [WORD], lambda _: seen.append(gc.isenabled()))
    with pytest.raises(KeyError):
        render_files(every_block(), replace(house, styles={}), [PAGES])

    assert not any(seen)
    assert gc.isenabled()


def test_a_search_that_was_off_stays_off() -> None:
    """Who called for no search is not given one."""
    house = find_house(bundled_templates(), "ministry")

    gc.disable()
    try:
        render_files(every_block(), house, [WORD])
        assert not gc.isenabled()
    finally:
        gc.enable()
