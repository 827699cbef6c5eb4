"""Packs with rewordings, an order and likelihoods: verified, made again and compared like any."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.factbase.load import load_factbase
from briefgen.pack.addendum.making import make_addendum
from briefgen.pack.after.compare import Kind, compare, side_of_made, side_of_printed
from briefgen.pack.after.verify import Fate, verify
from briefgen.pack.brief_file import brief_text, read_brief, request_from
from briefgen.pack.build import make_pack
from briefgen.pack.fingerprints import squeezed
from briefgen.pack.places import places_of
from briefgen.pack.request import Likelihood, Request, Rewording, Side
from briefgen.render.files import export, find_house
from briefgen.render.reading import read_pack
from briefgen.render.remaking import why_not_same
from briefgen.resources import bundled_data, bundled_templates
from tests.pack.base_edits import (
    MADE_ON,
    REQUEST,
    base_of,
    changed_figure,
    files_from,
    made_from,
)

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase

WORDS = "I ask for one table, because trade was {trade.2021.total|speak}."


def own_request(base: FactBase) -> Request:
    """The request with a reworded line, another order and a topic that is unlikely."""
    made = made_from(base)
    grounds = {p.id: p.ground for block in made.pack.blocks for p in places_of(block)}
    return replace(
        REQUEST,
        order=("relations.foundations", "line-1"),
        likelihood=(("relations", Likelihood.UNLIKELY), ("trade.volume", Likelihood.POSSIBLE)),
        reworded=(
            Rewording("line.line-1", grounds["line.line-1"], WORDS),
            Rewording("topic.trade.volume", grounds["topic.trade.volume"], "Trade, both ways"),
        ),
    )


@pytest.fixture
def base(tmp_path: Path) -> FactBase:
    """The base the packs are made of."""
    return base_of(tmp_path / "base")


def test_a_pack_of_ones_own_is_verified_and_made_again(base: FactBase, tmp_path: Path) -> None:
    """The request travels in the record with all of it, so the same bytes come out."""
    request = own_request(base)
    for path in files_from(base, tmp_path / "out", request):
        printed = read_pack(path)
        verdict = verify(printed, base, bundled_templates(), MADE_ON)

        assert verdict.is_unchanged
        assert verdict.remade.different == ()
        assert why_not_same(path, printed, verdict.remade, bundled_templates()) == ""
        assert set(printed.record["reworded"]) == {"line.line-1", "topic.trade.volume"}
        assert verdict.remade.made
        assert verdict.remade.made.selection.request == request


def test_a_figure_under_a_rewording_is_named_when_it_changes(
    base: FactBase, tmp_path: Path
) -> None:
    """And the block with the reworded line would read differently: its figure is a token."""
    path, _ = files_from(base, tmp_path / "out", own_request(base))
    later = base_of(tmp_path / "later", **changed_figure("46"))
    verdict = verify(read_pack(path), later, bundled_templates(), MADE_ON)

    assert (Fate.CHANGED, "trade.2021.total") in {(c.fate, c.id) for c in verdict.changes}
    assert "trade.volume.points.list" in verdict.remade.different
    assert verdict.edits == ()


def test_a_rewording_is_a_difference_and_an_order_is_none(base: FactBase, tmp_path: Path) -> None:
    """Two .brief files: the old words beside the new ones, and nothing else."""
    own = replace(own_request(base), likelihood=())
    paths = {name: tmp_path / f"{name}.brief" for name in ("old", "own", "ordered")}
    for name, request in (("old", REQUEST), ("own", own), ("ordered", replace(own, reworded=()))):
        paths[name].write_text(brief_text(request), encoding="utf-8")
    sides = {
        name: side_of_made(made_from(base, request_from(read_brief(path), path)), path.name)
        for name, path in paths.items()
    }

    found = compare(sides["old"], sides["own"])
    assert {(d.kind, d.block) for d in found if d.block != "cover"} == {
        (Kind.CHANGED, "topic.trade.volume"), (Kind.CHANGED, "trade.volume.points.list"),
    }  # fmt: skip
    line = next(d for d in found if d.block == "trade.volume.points.list")
    assert line.before.startswith("We ask for one table")
    assert line.now == "I ask for one table, because trade was 45 million dollars in 2021."
    assert compare(sides["old"], sides["ordered"]) == ()


def test_the_addendum_prints_the_rewording(base: FactBase, tmp_path: Path) -> None:
    """It holds the brief with the new words, and can be verified in turn."""
    old, new = (side_of_made(made_from(base, r), "a") for r in (REQUEST, own_request(base)))
    pack = make_addendum(old, new, compare(old, new), bundled_templates(), 1)
    path = tmp_path / "addendum.docx"
    export(pack, find_house(bundled_templates(), "ministry"), [path])
    printed = read_pack(path)
    said = squeezed(" ".join(piece for block in printed.blocks for piece in block.pieces))

    assert said.count("I ask for one table, because trade was 45 million dollars in 2021.") == 2
    assert "Relations began" not in said
    assert verify(printed, base, bundled_templates(), MADE_ON).edits == ()


# --- one observation of the real facts ----------------------------------------------------------

FIGURE, FACT = "trade.fy25.pak-kaz.baig", "pak-exports-fy25-baig"
OLD, NEW = "97.96", "98.76"


def test_one_changed_observation_is_named_and_the_addendum_holds_only_what_it_touches(
    tmp_path: Path,
) -> None:
    """In a copy of the bundled facts: verify from the old file, compare, addendum."""
    copy = tmp_path / "facts"
    shutil.copytree(bundled_data(), copy)
    for table in ("facts.csv", "observations.csv"):
        rows = (copy / table).read_text(encoding="utf-8")
        lines = [
            line.replace(OLD, NEW) if line.startswith((f"{FIGURE},", f"{FACT},")) else line
            for line in rows.splitlines(keepends=True)
        ]
        (copy / table).write_text("".join(lines), encoding="utf-8")
    before, after = load_factbase(bundled_data()), load_factbase(copy)
    assert after.problems == before.problems
    request = Request(voice=Side.PAK, topics=("trade", "culture"), as_of=MADE_ON)
    templates = bundled_templates()
    path = tmp_path / "old.docx"
    old_made = make_pack(before, request, templates, MADE_ON)
    export(old_made.pack, find_house(templates, "ministry"), [path])

    verdict = verify(read_pack(path), after, templates, MADE_ON)
    assert {change.id for change in verdict.changes if change.fate is Fate.CHANGED} >= {FIGURE}
    assert all(FIGURE in change.id or "baig" in change.id for change in verdict.changes)

    old = side_of_printed(read_pack(path), before, templates)
    new = side_of_made(make_pack(after, request, templates, MADE_ON), "new.brief")
    found = compare(old, new)
    assert found
    others = [d for d in found if NEW not in d.now and FIGURE not in d.figures]
    # The row that it shared with the reporter whose count stays as it is.
    assert [(d.block, d.now) for d in others] == [
        (
            "trade_table.table",
            f"FY2024/25 (July to June) · Pakistan to Kazakhstan · {OLD} · State Bank of Pakistan",
        )
    ]
    addendum = make_addendum(old, new, found, templates, 1)
    topics = {b.id for b in addendum.blocks if b.id.startswith("topic.")}
    assert topics == {"topic.trade.volume"}
