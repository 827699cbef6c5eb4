"""Python's search for unused cycles: at rest while documents are drawn, and only then."""

from __future__ import annotations

import gc

import pytest

from briefgen.render.collector import collector_at_rest
from briefgen.render.docx import write_docx
from briefgen.render.docx.body import Body
from briefgen.render.docx.runs import Runs
from briefgen.render.house_file.reader import read_house
from tests.render.sample import every_block
from tests.render.word_files import ministry


def test_the_search_rests_and_goes_on_after_an_error_too() -> None:
    """One that stayed off would let a window that is open for days grow."""
    with collector_at_rest():
        assert not gc.isenabled()
    assert gc.isenabled()

    with pytest.raises(ValueError, match="drawn"), collector_at_rest():
        raise ValueError("drawn")
    assert gc.isenabled()


def test_within_another_rest_nothing_ends_it_early() -> None:
    """The outer one ends it."""
    with collector_at_rest():
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_made_meanwhile_is_searched_like_anything_else() -> None:
    """A cycle that is let go is found later on: it is moved on, not kept for good."""

    class Ring:
        def __init__(self) -> None:
            self.itself = self

    with collector_at_rest():
        rings = [Ring() for _ in range(1000)]
    assert gc.get_freeze_count() == 0
    del rings
    assert gc.collect() >= 1000


def test_a_word_file_leaves_nothing_that_only_the_search_would_find() -> None:
    """While the search rests, what holds itself would pile up file by file."""
    pack, house = every_block(), read_house(ministry())
    write_docx(pack, house, {})
    gc.collect()
    with collector_at_rest():
        write_docx(pack, house, {})
        left = [one for one in gc.get_objects() if isinstance(one, (Body, Runs))]
    assert left == []
