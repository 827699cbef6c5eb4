"""The figure that docs/architecture.md follows from its row to the page takes that way."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.pack.blocks import List, Table
from briefgen.pack.inlines import Figure
from briefgen.pack.said import inline_runs
from briefgen.resources import bundled_data
from tests.pack.making import bundled_base, make_bundled

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROW = next(line for line in PAGE.splitlines() if line.startswith("trade.fy25."))
FIGURE = ROW.partition(",")[0]


def test_the_row_stands_in_the_table_as_it_is_shown() -> None:
    """With its last commas, and cited as the page says."""
    assert ROW in (bundled_data() / "observations.csv").read_text(encoding="utf-8").splitlines()
    base = bundled_base()
    cited = base.citations_of[base.observations[FIGURE].fact]
    assert re.findall(r"the fact is cited \(`([\w-]+)`\)", PAGE) == [one.source for one in cited]


def test_it_is_printed_where_the_page_says() -> None:
    """Said in a point in words, exactly in the key figures and in the table of trade."""
    made = make_bundled(topics=("trade",), first="2020", last="2026")
    printed = {
        block.id: [one.text for run in inline_runs(block) for one in run if _is_it(one)]
        for block in made.pack.blocks
        if isinstance(block, (List, Table))
    }

    assert printed["trade.volume.points.list"] == [
        "about 98 million dollars in the year to June 2025"
    ]
    assert "97.96 million dollars" in printed["trade.volume.figures.table"]
    assert "97.96" in printed["trade_table.table"]
    earlier = make_bundled(topics=("trade",), first="2020", last="2022")
    assert FIGURE not in earlier.selection.observations


def _is_it(inline: object) -> bool:
    return isinstance(inline, Figure) and inline.observation == FIGURE


def test_the_modules_and_tests_that_the_page_names_are_there() -> None:
    """In the folder that is named, or in the one that is spoken of."""
    named = set(re.findall(r"`((?:[\w-]+/)*\w+\.py)`", PAGE))
    files = {path.as_posix() for path in (ROOT / "briefgen").rglob("*.py")}
    files |= {path.as_posix() for path in (ROOT / "tests").rglob("*.py")}
    files |= {path.as_posix() for path in (ROOT / "docs").rglob("*.py")}
    assert [name for name in sorted(named) if not any(f.endswith(f"/{name}") for f in files)] == []
