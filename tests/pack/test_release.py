"""Copies for release: what may not leave is neither printed nor in the record inside the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.pack.after.verify import verify
from briefgen.pack.blocks import List, SourceList
from briefgen.pack.inlines import plain
from briefgen.pack.places import places_of
from briefgen.pack.request import (
    Clearance,
    Delegate,
    Issue,
    Likelihood,
    Meeting,
    PracticalNote,
    ProgrammeEntry,
    Request,
    Rewording,
    Side,
    Visit,
)
from briefgen.pack.said import inline_runs
from briefgen.render.reading import read_pack
from briefgen.render.remaking import why_not_same
from briefgen.resources import bundled_templates
from tests.pack.base_edits import (
    CITATION,
    EVENT,
    FACT,
    LINE,
    MADE_ON,
    OBSERVATION,
    REQUEST,
    base_of,
    files_from,
    made_from,
)
from tests.pack.making import bundled_base, make_bundled

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase

HELD_BACK = FACT | {
    "id": "hush-2021", "statement": "Trade came to 99 million dollars in 2021, they say.",
    "releasable": "false",
}  # fmt: skip
HUSHED_FIGURE = OBSERVATION | {
    "id": "hush.figure", "fact": "hush-2021", "reporter": "office", "value": "99",
}  # fmt: skip
HUSHED_LINE = LINE | {"id": "hush-line", "text": "Trade was {hush.figure|speak}."}


@pytest.fixture
def base(tmp_path: Path) -> FactBase:
    """A base with a fact that is held back, a rival of one that is not, and a line on it."""
    return base_of(
        tmp_path / "base",
        facts=[FACT, EVENT, HELD_BACK],
        observations=[OBSERVATION, HUSHED_FIGURE],
        citations=[
            CITATION, CITATION | {"fact": "relations-1992"}, CITATION | {"fact": "hush-2021"},
        ],
        disagreements=[
            {"fact": "trade-2021", "rival": "hush-2021", "about": "Trade in 2021", "note": ""}
        ],
        lines=[LINE | {"type": "press"}, HUSHED_LINE],
    )  # fmt: skip


def whole_request(base: FactBase) -> Request:
    """A request that tells much that a copy for release does not print."""
    made = made_from(base)
    ground = next(p.ground for b in made.pack.blocks for p in places_of(b) if p.id == "line.line-1")
    return replace(
        REQUEST,
        product="releasable",
        visit=Visit(
            title="Visit to Astana", purpose="Secret purpose", requested_by="Secret office",
            principal="Secret minister", counterpart="Secret host", copy="Secret copy",
            distribution=("Secret receiver",), return_by="Secret return",
            last_met="hush-2021", time_zone="Secret zone", contact="Secret officer",
        ),
        meeting=Meeting(minutes=77),
        programme=(ProgrammeEntry("Secret talks"), ProgrammeEntry("Secret dinner")),
        delegation=(Delegate(Side.PAK, name="Secret delegate"),),
        practical=(PracticalNote("Secret telephone", "12345"),),
        clearance=(Clearance("pack", "Secret desk", "Secret director"),),
        issues=(Issue("1", change="Secret change"),),
        pinned=("hush-2021", "relations-1992"),
        dropped=("hush-line",),
        order=("hush-line", "line-1"),
        likelihood=(("relations", Likelihood.POSSIBLE),),
        reworded=(
            Rewording("line.line-1", ground, "We want one table: {trade.2021.total|speak}."),
            Rewording("line.hush-line", "x", "Secret words."),
            Rewording("topic.trade.volume", "x", "Secret title {hush-2021|date}"),
        ),
    )  # fmt: skip


def test_the_record_of_a_copy_for_release_tells_nothing_it_does_not_print(
    base: FactBase, tmp_path: Path
) -> None:
    """No people, telephones, words for lines left out, nor ids of facts that are held back."""
    for path in files_from(base, tmp_path / "out", whole_request(base)):
        told = json.dumps(dict(read_pack(path).record))

        assert "hush" not in told
        assert "Secret" not in told
        assert "12345" not in told
        assert "We want one table" in told
        kept = read_pack(path).record["request"]["selection"]
        assert kept == {"pinned": ["relations-1992"], "order": ["line-1"]}
        assert "likelihood" not in told


def test_a_copy_for_release_keeps_our_judgements_back() -> None:
    """What we think of a source or of a count, what is overdue by our watch, and ids of facts."""
    made = make_bundled(product="releasable", first="2020", last="2026", voice=Side.PAK)
    base = made.selection.base
    texts = [plain(inlines) for block in made.pack.blocks for inlines in inline_runs(block)]
    told = " ".join(texts)
    entries = [block for block in made.pack.blocks if isinstance(block, SourceList)]
    cited = [base.sources[entry.source] for block in entries for entry in block.entries]
    chosen = [choice.reason for choice in base.choices]

    assert any(source.note for source in cited)
    assert not [source.note for source in cited if source.note and source.note in told]
    assert not [reason for reason in chosen if reason in told]
    assert "overdue" not in told.lower()
    assert "was due 3 February 2026" in told  # no call to do now what was to be done then
    tags = [i.tag for b in made.pack.blocks if isinstance(b, List) for i in b.items]
    assert any("as of that time" in tag for tag in tags)
    assert not [fact for fact in made.selection.facts if fact in told]


def test_a_copy_for_release_names_the_preferred_figure_without_a_reason(tmp_path: Path) -> None:
    """Why we trust one count more than another is for our side."""
    rival = OBSERVATION | {"id": "trade.2021.office", "reporter": "office", "value": "95"}
    choice = {
        "observation": "trade.2021.office",
        "rivals": "trade.2021.total",
        "reason": "The other one is made up.",
        "reviewed": "2026-11-22",
    }
    base = base_of(tmp_path, observations=[OBSERVATION, rival], choices=[choice])

    def told_in(product: str) -> str:
        pack = made_from(base, replace(REQUEST, product=product)).pack
        return " ".join(plain(inlines) for b in pack.blocks for inlines in inline_runs(b))

    assert "Preferred: 95 million dollars. The other one is made up." in told_in("visit-pack")
    assert "Preferred: 95 million dollars." in told_in("releasable")
    assert "made up" not in told_in("releasable")


def test_a_copy_for_release_prints_no_note_of_our_curators() -> None:
    """What disagrees stands side by side; how to judge it, or whom to ask, is for our side."""
    notes = {d.note for d in bundled_base().disagreements if d.note}

    def notes_in(product: str) -> set[str]:
        made = make_bundled(
            product=product, topics=("trade.investment", "trade.volume"), first="2020"
        )
        texts = {plain(inlines) for b in made.pack.blocks for inlines in inline_runs(b)}
        return {note for note in notes if any(note in text for text in texts)}

    assert notes_in("visit-pack")
    assert notes_in("releasable") == set()


def test_no_entry_of_its_sources_ends_in_a_space() -> None:
    """The ids of facts that would follow are kept back."""
    pack = make_bundled(product="releasable", topics=("trade", "corridor"), language="ur").pack
    entries = [e for b in pack.blocks if isinstance(b, SourceList) for e in b.entries]

    assert len(entries) > 30
    assert [plain(e.inlines)[-20:] for e in entries if plain(e.inlines).endswith(" ")] == []


def test_a_copy_for_release_verifies_like_any_pack(base: FactBase, tmp_path: Path) -> None:
    """The rival that is held back was there before; the same bytes come out of the record."""
    for path in files_from(base, tmp_path / "out", whole_request(base)):
        printed = read_pack(path)
        verdict = verify(printed, base, bundled_templates(), MADE_ON)

        assert verdict.is_unchanged
        assert verdict.changes == ()
        assert why_not_same(path, printed, verdict.remade, bundled_templates()) == ""


def test_a_product_of_ones_own_keeps_what_it_prints(base: FactBase, tmp_path: Path) -> None:
    """A copy for release with a programme has one, and its record tells it."""
    text = (bundled_templates() / "products" / "releasable.toml").read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(text.replace('"cover", ', '"cover", "programme", '), encoding="utf-8")
    made = made_from(base, replace(whole_request(base), product=str(own)))

    assert "programme.table" in {block.id for block in made.pack.blocks}
    told = made.pack.record["request"]
    assert [row["event"] for row in told["programme"]] == ["Secret talks", "Secret dinner"]
    assert "practical" not in told


def test_a_full_pack_keeps_the_whole_request(base: FactBase) -> None:
    """What is not a copy for release can be made again with all of its words."""
    told = made_from(base, replace(whole_request(base), product="visit-pack")).pack.record

    assert told["request"]["practical"] == [{"label": "Secret telephone", "text": "12345"}]
    assert len(told["request"]["reworded"]) == 3


@pytest.mark.parametrize("contact", ["Secret officer, extension 412", ""])
def test_the_officer_who_drafted_is_not_in_a_copy_for_release(
    base: FactBase, tmp_path: Path, contact: str
) -> None:
    """Its receivers are told the office; nobody is asked for a contact that is not printed."""
    visit = Visit(title="Visit to Astana", prepared_by="Central Asia Desk", contact=contact)
    request = replace(REQUEST, product="releasable", visit=visit)
    made = made_from(base, request)

    assert "M9" not in {finding.rule for finding in made.findings}
    for path in files_from(base, tmp_path / "out", request):
        printed = read_pack(path)
        told = json.dumps(dict(printed.record), ensure_ascii=False)
        words = " ".join(piece for block in printed.blocks for piece in block.pieces)
        assert "Central Asia Desk" in words
        assert "Secret" not in told + words
        assert "Contact" not in words
