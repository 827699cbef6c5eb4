"""Python's search for unused cycles: at rest while documents are drawn, and only then."""

from __future__ import annotations

import gc

import pytest

from briefgen.render.collector import collector_at_rest


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
