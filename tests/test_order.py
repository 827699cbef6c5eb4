"""The order that files of tests are given to workers in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.order import BEGUN_FIRST, TESTS, place_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", BEGUN_FIRST)
def test_what_is_begun_first_is_there(name: str) -> None:
    """A file that was moved would be begun last again."""
    assert (TESTS / name).is_file()


def test_the_tests_of_this_run_are_in_that_order(request: pytest.FixtureRequest) -> None:
    """Each file in one piece, as far as it is one of those."""
    paths: list[Path] = list(dict.fromkeys(item.path for item in request.session.items))
    places = [place_of(path) for path in paths]

    assert places == sorted(places)
