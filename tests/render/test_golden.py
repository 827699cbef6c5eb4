"""Golden packs: what is drawn of them is compared, part by part, with what is kept in `golden`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from briefgen.pack.blocks import Block, List, ListStyle, Paragraph, ParagraphStyle
from briefgen.pack.inlines import Footnote, Inline
from briefgen.pack.said import inline_runs
from briefgen.render.docx import write_docx
from briefgen.render.pdf.document import write_pdf
from tests.render.golden_files import difference, keep, kept, told
from tests.render.golden_packs import golden_packs
from tests.render.languages import sample_house

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.pack.blocks import Pack

FOLDER = Path(__file__).parent / "golden"
NAMES = ("blocks", "figures", "paper", "urdu", "visit")  # the first holds what all have alike


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Pack]:
    """The packs by name."""
    return golden_packs(tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_is_drawn_as_it_was(
    packs: Mapping[str, Pack], name: str, pytestconfig: pytest.Config
) -> None:
    """Each part of the Word file, and the tree, outline and pages of the PDF.

    A difference that is meant is kept with `--update-golden`, and is read in the commit.
    """
    house = sample_house()
    pdf = write_pdf(packs[name], house)
    now = told(write_docx(packs[name], house, pdf.block_pages), pdf.data)
    folder, base = FOLDER / name, FOLDER / NAMES[0]
    if pytestconfig.getoption("update_golden"):
        keep(folder, base, now)

    changed = difference(kept(folder, base), now)

    if changed:
        said = f"“{name}” is drawn otherwise; --update-golden keeps what is meant:\n{changed}"
        pytest.fail(said, pytrace=False)


def test_the_packs_show_all_that_can_be_drawn(packs: Mapping[str, Pack]) -> None:
    """Every kind of block and inline, and every style of paragraph and list."""
    blocks = [block for pack in packs.values() for block in pack.blocks]
    runs = [run for block in blocks for run in inline_runs(block)]
    inlines = [inline for run in runs for inline in run]

    assert set(packs) == set(NAMES)
    assert {type(block) for block in blocks} == set(get_args(Block))
    assert {type(inline) for inline in inlines} == set(get_args(Inline))
    assert {b.style for b in blocks if isinstance(b, Paragraph)} == set(ParagraphStyle)
    assert {b.style for b in blocks if isinstance(b, List)} == set(ListStyle)
    assert any(isinstance(inline, Footnote) for inline in inlines)


def test_a_difference_is_shown_line_by_line() -> None:
    """Where it stands, what was there, what is there now; a part that came or went too."""
    before = {"docx/a.xml": "<a>\n <b/>\n</a>\n", "gone": "x\n", "same": "y\n"}
    now = {"docx/a.xml": "<a>\n <c/>\n</a>\n", "same": "y\n"}

    assert difference(before, now).splitlines() == [
        "--- kept/docx/a.xml",
        "+++ made/docx/a.xml",
        "@@ -1,3 +1,3 @@",
        " <a>",
        "- <b/>",
        "+ <c/>",
        " </a>",
        "--- kept/gone",
        "+++ made/gone",
        "@@ -1 +0,0 @@",
        "-x",
    ]
    assert difference(before, {}, most=3).splitlines()[3:] == ["... and 11 lines more"]


def test_what_two_packs_have_alike_is_stored_once(tmp_path: Path) -> None:
    """The house's styles are a long part; a part that a pack lacks is not taken from the other."""
    first, second = tmp_path / "first", tmp_path / "second"
    common = {"parts.txt": "a.xml\nb.xml\n", "docx/a.xml": "a\n", "docx/b.xml": "b\n"}
    other = {"parts.txt": "a.xml\n", "docx/a.xml": "a\n"}
    keep(first, first, common)
    keep(second, first, other)

    assert [path.name for path in second.rglob("*") if path.is_file()] == ["parts.txt"]
    assert kept(first, first) == common
    assert kept(second, first) == other
    keep(second, first, other | {"docx/a.xml": "A\n"})
    assert kept(second, first)["docx/a.xml"] == "A\n"
