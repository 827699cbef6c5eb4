"""The bundled facts as tables and as one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.compiled import compile_factbase
from briefgen.factbase.load import load_factbase
from briefgen.resources import bundled_data

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase


@pytest.fixture(scope="session")
def bundled() -> FactBase:
    """The bundled facts, from their tables."""
    return load_factbase(bundled_data())


@pytest.fixture(scope="session")
def compiled_file(bundled: FactBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled facts, compiled."""
    path = tmp_path_factory.mktemp("compiled") / "facts.briefbase"
    compile_factbase(bundled, path)
    return path


@pytest.fixture
def compiled_base(compiled_file: Path) -> FactBase:
    """The compiled facts, freshly opened."""
    return load_factbase(compiled_file)
