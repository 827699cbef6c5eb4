"""The program's own facts, compiled among their tables."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.factbase import load
from briefgen.factbase.compiled import CompiledBase, compile_factbase
from briefgen.factbase.load import load_factbase
from briefgen.factbase.records import Disagreement
from briefgen.resources import bundled_data
from tests.tiny_base import write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase


def compiled(base: FactBase, path: Path) -> FactBase:
    """``base`` written to ``path`` and opened again."""
    compile_factbase(base, path)
    return load_factbase(path)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands where the program's own facts stand, with a compiled file inside."""
    tables = write_tiny_base(tmp_path / "data")
    compile_factbase(load_factbase(tables), tables / load.COMPILED_INSIDE)
    monkeypatch.setattr(load, "bundled_data", lambda: tables)
    return tables


def test_the_program_opens_its_own_facts_compiled(shipped: Path) -> None:
    """With the same records, digest and folder as the tables beside them."""
    base = load_factbase(shipped)
    assert isinstance(base, CompiledBase)
    (shipped / load.COMPILED_INSIDE).unlink()
    tables = load_factbase(shipped)
    assert not isinstance(tables, CompiledBase)
    assert (base.folder, base.digest) == (tables.folder, tables.digest)
    assert dict(base.facts) == dict(tables.facts)


def test_tables_changed_since_are_read_instead(shipped: Path) -> None:
    """An edited table counts from the next start."""
    table = shipped / "facts.csv"
    table.write_text(table.read_text().replace("Trade came to", "Goods trade came to"))
    base = load_factbase(shipped)
    assert not isinstance(base, CompiledBase)
    assert base.facts["trade-2021"].statement.startswith("Goods trade")


@pytest.mark.parametrize("content", [b"", b"damaged"])
def test_a_damaged_file_among_the_tables_is_passed_over(shipped: Path, content: bytes) -> None:
    """The tables are there to be read."""
    (shipped / load.COMPILED_INSIDE).write_bytes(content)
    assert not isinstance(load_factbase(shipped), CompiledBase)


def test_a_file_of_another_program_version_is_passed_over(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version may judge the same tables differently."""
    monkeypatch.setattr(load, "__version__", "99.0")
    assert not isinstance(load_factbase(shipped), CompiledBase)


def test_the_bundled_facts_made_ready_are_those_of_the_tables(tmp_path: Path) -> None:
    """What lies beside our tables is what is read from them where it lacks."""
    elsewhere = shutil.copytree(bundled_data(), tmp_path / "data")
    ready, tables = load_factbase(bundled_data()), load_factbase(elsewhere)

    assert isinstance(ready, CompiledBase), "python3 .ci/setup.py test makes it anew"
    assert (ready.digest, ready.problems) == (tables.digest, tables.problems)
    for name in ("facts", "observations", "lines", "sources", "people", "corridors", "measures"):
        assert dict(getattr(ready, name)) == dict(getattr(tables, name))
    assert tuple(ready.citations) == tables.citations


def test_in_a_folder_from_elsewhere_the_tables_count(tmp_path: Path) -> None:
    """What people can read and review, not a file that claims to be the same."""
    tables = write_tiny_base(tmp_path / "data")
    compile_factbase(load_factbase(tables), tables / load.COMPILED_INSIDE)
    assert not isinstance(load_factbase(tables), CompiledBase)


def test_disagreements_belong_to_both_facts(tmp_path: Path) -> None:
    """A pair is found by either side, in the order of the table."""
    tiny = load_factbase(write_tiny_base(tmp_path / "tables"))
    pairs = (Disagreement("b", "a", "x", ""), Disagreement("a", "c", "y", ""))
    before = replace(tiny, disagreements=pairs)
    after = compiled(before, tmp_path / "a.briefbase")
    assert after.disagreements_of["a"] == pairs == before.disagreements_of["a"]
    assert set(after.disagreements_of) == {"a", "b", "c"}
