"""Rules as such: how grave they are, what overrides them, and what they say of the whole."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.pack.blocks import (
    Block,
    Column,
    List,
    ListItem,
    ListStyle,
    Paragraph,
    ParagraphStyle,
    Table,
)
from briefgen.pack.checks import RULES
from briefgen.pack.inlines import Figure, Text
from briefgen.pack.product import Level
from briefgen.pack.request import (
    Clearance,
    Override,
    Request,
)
from tests.pack.judging import CITED, found, points
from tests.pack.making import make_tiny
from tests.tiny_base import OBSERVATION

if TYPE_CHECKING:
    from briefgen.pack.build import MadePack

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("kind", "sources", "told"),
    [
        ("media", ["report-2022"], True),
        ("author", ["report-2022"], True),
        ("media", ["report-2022", "another-2023"], False),
        ("statistics", ["report-2022"], False),
        ("central-bank", ["report-2022"], False),
    ],
)
def test_a_figure_of_one_source_is_told(
    tmp_path: Path, kind: str, sources: list[str], *, told: bool
) -> None:
    """S3: neither official nor seconded."""
    made = make_tiny(tmp_path, observations=[OBSERVATION])
    shown = Table(
        "x.figures.table", "F", (Column("V", 1.0),),
        (((Figure("1", OBSERVATION["id"], "trade-2021"),),),),
    )  # fmt: skip
    base = made.selection.base
    reporter = made.selection.base.observations[OBSERVATION["id"]].reporter
    counter = replace(base.organisations[reporter], kind=kind)
    cited = tuple(replace(base.citations[0], source=source) for source in sources)
    spoken = replace(base, organisations={**base.organisations, reporter: counter}, citations=cited)

    assert bool(found(made, "S3", shown, selection=replace(made.selection, base=spoken))) == told


def test_the_range_of_dates_is_told(made: MadePack) -> None:
    """S4: under the contents."""
    request = replace(made.selection.request, first="2020")
    bare = tuple(b for b in made.pack.blocks if b.id != "contents.note")
    pack = replace(made.pack, blocks=bare)

    assert found(made, "S4", pack=pack, selection=replace(made.selection, request=request))


def test_a_rule_that_is_overridden_no_longer_blocks_and_says_why(tmp_path: Path) -> None:
    """The reason stands in the finding, in the record, and nowhere blocks."""
    brief = Request(topics=("trade", "relations"), clearance=(Clearance("pack", "Desk"),))
    reason = "Cleared by telephone on the way."
    excused = replace(brief, overrides=(Override("M11", reason),))

    made = make_tiny(tmp_path / "a", brief)
    again = make_tiny(tmp_path / "b", excused)

    assert "M11" in {f.rule for f in made.blocking}
    assert "M11" not in {f.rule for f in again.blocking}
    told = next(f for f in again.findings if f.rule == "M11")
    assert (told.level, told.excused) == (Level.WARNING, reason)
    assert any(f"M11: {reason}" in text for b in again.pack.blocks for text in _texts(b))


@pytest.mark.parametrize("topic", ["timeline", "record.a", "sources"])
def test_no_id_of_a_topic_frees_its_numbers(made: MadePack, topic: str) -> None:
    """TP15: a topic of one's own may be called like a section where the program counts."""
    item = ListItem("p", (Text("We ask for 77 tanks. "), CITED), "x")
    typed = Paragraph("line.q.more", (Text("77 tanks"),), ParagraphStyle.THEY_MAY_RAISE)

    for block in (List(f"{topic}.points.list", (item,), ListStyle.SPOKEN), typed):
        assert found(made, "TP15", block)


def test_a_rule_that_there_is_not_cannot_be_overridden(tmp_path: Path) -> None:
    """A slip would be printed in the record as if something had been excused."""
    brief = Request(topics=("trade", "relations"), overrides=(Override("TP110", "Agreed."),))

    with pytest.raises(UsageError, match=r"no rule “TP110” to override \(did you mean “TP1"):
        make_tiny(tmp_path, brief)


def _texts(block: Block) -> list[str]:
    if not isinstance(block, Table):
        return []
    return [inline.text for row in block.rows for cell in row for inline in cell]


def test_a_product_sets_how_grave_a_rule_is(made: MadePack) -> None:
    """Heavier, lighter, or not tested at all."""
    assert made.checked is not None
    bad = points("We ask for this; we ask for that.")
    levels = {}
    for level in (Level.BLOCKS, Level.ADVICE, Level.OFF):
        product = replace(made.checked.product, rules={"TP3": level})
        levels[level] = {f.level for f in found(made, "TP3", bad, product=product)}

    assert levels == {
        Level.BLOCKS: {Level.BLOCKS}, Level.ADVICE: {Level.ADVICE}, Level.OFF: set()
    }  # fmt: skip


def test_every_rule_is_tested_here_or_beside() -> None:
    """A rule without a test is no rule."""
    tests = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests").rglob("test_*.py"))
    missing = [rule for rule in RULES if f'"{rule}"' not in tests]

    assert missing == []


def test_the_page_on_rules_is_made_from_the_registry() -> None:
    """docs/rules.md holds the table that docs/make_rules.py makes."""
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    made_page = runpy.run_path(str(ROOT / "docs" / "make_rules.py"))["with_table"](page)

    assert page == made_page
