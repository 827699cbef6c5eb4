"""A room for each test: a base, a trusted signer, a home of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.trust.updates import Room, make_room

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A base that trusts one signer."""
    return make_room(tmp_path, monkeypatch)
