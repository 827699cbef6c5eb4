"""A compiled fact base is read as it is asked: a few pages of however many."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.cli import main
from briefgen.errors import FactBaseError
from briefgen.factbase.compiled import compile_factbase
from briefgen.factbase.index import FactIndex, FactQuery
from briefgen.factbase.load import load_factbase
from tests.tiny_base import write_tiny_base

PAGE = 4096
MANY = 20_100


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty thousand facts, compiled."""
    folder = tmp_path_factory.mktemp("many")
    tiny = load_factbase(write_tiny_base(folder / "tables"))
    fact = tiny.facts["trade-2021"]
    facts = {
        f"fact-{number}": replace(
            fact, id=f"fact-{number}", statement=f"Fact {number} of many, {'words ' * 20}."
        )
        for number in range(MANY)
    }
    path = folder / "many.briefbase"
    compile_factbase(replace(tiny, facts=facts, observations={}, citations=(), lines={}), path)
    return path


def test_opening_reads_a_few_pages_however_many_there_are(many: Path, tmp_path: Path) -> None:
    """All but the first pages are damaged: opening and counting do not notice, reading does."""
    path = tmp_path / "damaged.briefbase"
    data = bytearray(many.read_bytes())
    read = 100 * PAGE
    assert len(data) > 10 * read
    data[read:] = b"\xa5" * (len(data) - read)
    path.write_bytes(data)

    base = load_factbase(path)
    assert (len(base.facts), len(base.topics), base.name) == (MANY, 2, load_factbase(many).name)
    with pytest.raises(FactBaseError, match="damaged"):
        list(base.facts.values())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux counts what is read")
def test_a_search_and_its_facts_read_a_small_part(many: Path) -> None:
    """Of the file's bytes less than a tenth are read to show the newest of all matches."""

    def read() -> int:
        lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
        return int(dict(line.split(": ") for line in lines)["rchar"])

    before = read()
    base = load_factbase(many)
    found = FactIndex(base).search(FactQuery(text="many words"), limit=50)
    facts = [base.facts[fact] for fact in found]
    assert len(facts) == 50
    assert read() - before < many.stat().st_size / 10


def test_a_long_table_is_walked_in_order(many: Path) -> None:
    """Also where its records are too many to be kept."""
    base = load_factbase(many)
    expected = [f"fact-{number}" for number in range(MANY)]
    assert list(base.facts) == expected
    assert [fact.id for fact in base.facts.values()] == expected
    assert [fact.id for fact in base.facts.values()] == expected


def test_a_mistyped_id_is_answered_with_one_like_it(
    many: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without comparing it to every id there is."""
    assert main(["facts", "show", "fact-20099x", "--facts", str(many)]) == 2
    assert "did you mean “fact-20099”" in capsys.readouterr().err
    assert main(["facts", "show", "nothing-like-it", "--facts", str(many)]) == 2
    assert "“nothing-like-it”;" in capsys.readouterr().err


def test_the_file_is_only_read(many: Path, tmp_path: Path) -> None:
    """A search leaves it and its folder as they were, even where nothing may be written."""
    path = tmp_path / "a.briefbase"
    shutil.copy(many, path)
    path.chmod(0o444)
    before = path.read_bytes()
    base = load_factbase(path)
    assert FactIndex(base).search(FactQuery(text="many"), limit=1)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    path.chmod(0o644)


def test_names_of_folders_with_signs_can_be_opened(many: Path, tmp_path: Path) -> None:
    """A path is no address: its signs mean themselves."""
    path = tmp_path / "100 % (mode=rw) ?#& Қ.briefbase"
    shutil.copy(many, path)
    assert len(load_factbase(path).facts) == MANY
