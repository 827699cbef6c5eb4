"""The pack that most rules are tried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pack.making import make_tiny

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack


@pytest.fixture
def made(tmp_path: Path) -> MadePack:
    """A pack of one fact and one line."""
    return make_tiny(tmp_path)
