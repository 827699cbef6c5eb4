"""What the abbreviations in a pack stand for is told in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from briefgen.pack.blocks import SourceList, Table
from briefgen.pack.inlines import Text, plain
from briefgen.pack.places import places_of
from briefgen.pack.said import block_text
from tests.pack.making import bundled_base, make_bundled, make_tiny
from tests.pack.test_visit_parts import block, sample
from tests.tiny_base import FACT

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.blocks import Pack

NAME = "abbreviations.table"


def told(pack: Pack) -> dict[str, str]:
    """The abbreviations that ``pack`` explains, and how."""
    table = block(pack, NAME)
    assert isinstance(table, Table)
    return {plain(short): plain(full) for short, full in table.rows}


@pytest.mark.parametrize("product", ["visit-pack", "checklist", "background", "releasable"])
def test_each_abbreviation_of_the_register_that_is_printed_is_explained(product: str) -> None:
    """By the alphabet, and no other; titles in the list of sources keep their own."""
    pack = sample(product).pack
    ids = [b.id for b in pack.blocks]
    before = [b for b in pack.blocks[: ids.index(NAME)] if not isinstance(b, SourceList)]
    texts = " ".join(piece for b in before for piece in block_text(b))
    register = {one.acronym: one.expansion for one in bundled_base().acronyms.values()}
    printed = {
        name
        for name in register
        if re.search(rf"(?<![\w\u2011-]){re.escape(name)}(?!\w)", texts.replace("\u2011", "-"))
    }

    assert told(pack) == {name: register[name] for name in printed}
    assert [*told(pack)] == sorted(printed, key=str.casefold)
    assert ids.index(NAME) > ids.index("sources")


def test_the_two_railways_and_the_power_line_are_told_apart() -> None:
    """“CASA-1000” is explained by the letters in it; “ML-1” is no “ML-4”."""
    explained = told(make_bundled(topics=("corridor", "trade.energy"), first="2020").pack)

    assert explained["CASA"] == "Central Asia-South Asia"
    assert explained["ML-1"] == "Main Line 1"
    assert "ML" not in explained


def test_in_another_language_what_is_held_in_english_is_marked_as_english() -> None:
    """A screen reader must not read English letters as Urdu ones."""
    table = block(sample(language="ur").pack, NAME)

    assert isinstance(table, Table)
    cells = [inline for row in table.rows for cell in row for inline in cell]
    assert {(type(inline), inline.language) for inline in cells if isinstance(inline, Text)} == {
        (Text, "en-GB")
    }


def test_a_pack_without_abbreviations_has_no_list_of_them(tmp_path: Path) -> None:
    """Nothing to explain, nothing printed."""
    assert "abbreviations" not in [b.id for b in make_tiny(tmp_path).pack.blocks]


def test_a_word_of_the_register_that_is_part_of_another_is_not_explained(tmp_path: Path) -> None:
    """Neither “ECOWAS” nor “SECO” is the ECO."""
    acronyms = [{"acronym": "ECO", "expansion": "Economic Cooperation Organization", "note": ""}]
    fact = FACT | {"kind": "status", "statement": "They sold tanks to ECOWAS, SECO and the ECO."}
    made = make_tiny(tmp_path, facts=[fact], observations=[], lines=[], acronyms=acronyms).pack

    assert told(made) == {"ECO": "Economic Cooperation Organization"}


def test_the_list_comes_from_the_register_and_cannot_be_reworded() -> None:
    """Who edits it in a Word file is told where it is made."""
    assert not [*places_of(block(sample().pack, NAME))]
