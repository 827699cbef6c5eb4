"""The checks: a good pack passes, and each rule catches what it is for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.factbase.load import load_factbase
from briefgen.pack.blocks import (
    Block,
    List,
    ListItem,
    ListStyle,
    Pack,
    Paragraph,
    ParagraphStyle,
    SourceList,
)
from briefgen.pack.build import make_pack
from briefgen.pack.checks import RULES, check
from briefgen.pack.inlines import Citation, FactText, Text
from briefgen.pack.product import Level, product_names
from briefgen.pack.request import Request, Side, Visit
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, make_bundled, make_tiny
from tests.tiny_base import CITATION, FACT, LINE, SOURCE, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack
    from briefgen.pack.findings import Finding


def _findings(made: MadePack, pack: Pack, rule: str) -> list[Finding]:
    assert made.checked is not None
    return [f for f in check(replace(made.checked, pack=pack)) if f.rule == rule]


def _with(pack: Pack, block: Block) -> Pack:
    return replace(pack, blocks=(*pack.blocks, block))


@pytest.mark.parametrize(
    ("product", "voice"),
    [
        (product, voice)
        for product in product_names(bundled_templates())
        for voice in Side
        if (product, voice) != ("pocket-card", Side.NEUTRAL)  # nobody speaks: see test_products
    ],
)
def test_every_bundled_product_passes_its_blocking_checks(product: str, voice: Side) -> None:
    """Whatever the voice; a neutral card would be empty, and is refused."""
    made = make_bundled(product=product, voice=voice)

    assert made.blocking == ()


def test_seven_points_in_a_topic_block(tmp_path: Path) -> None:
    """TP1: five warn, seven block."""
    made = make_tiny(tmp_path)
    items = tuple(ListItem(f"p{n}", (Text("We ask. "), Citation((1,)))) for n in range(7))
    five = List("x.points.list", items[:5], ListStyle.SPOKEN)
    seven = List("x.points.list", items, ListStyle.SPOKEN)

    assert [f.level for f in _findings(made, _with(made.pack, five), "TP1")] == [Level.WARNING]
    assert [f.level for f in _findings(made, _with(made.pack, seven), "TP1")] == [Level.BLOCKS]


def test_a_spoken_background_fact_blocks(tmp_path: Path) -> None:
    """TP14: in a point, an objective or a response; never in what they may raise."""
    secret = FACT | {"id": "secret", "kind": "event", "statement": "It.", "use": "background"}
    made = make_tiny(
        tmp_path, None, facts=[FACT, secret], citations=[CITATION, CITATION | {"fact": "secret"}]
    )
    spoken = (FactText("It.", "secret"), Citation((1,), ("secret",)))
    point = List("x.points.list", (ListItem("p", spoken),), ListStyle.SPOKEN)
    response = Paragraph("r", spoken, ParagraphStyle.OUR_RESPONSE)
    theirs = Paragraph("t", spoken, ParagraphStyle.THEY_MAY_RAISE)

    assert [f.block for f in _findings(made, _with(made.pack, point), "TP14")] == ["p"]
    assert [f.block for f in _findings(made, _with(made.pack, response), "TP14")] == ["r"]
    assert _findings(made, _with(made.pack, theirs), "TP14") == []


def test_a_line_left_out_for_its_background_fact_is_told(tmp_path: Path) -> None:
    """TP14 warns, so that the curator learns why a line never appears."""
    secret = FACT | {"id": "secret", "kind": "event", "statement": "It.", "use": "background"}
    made = make_tiny(
        tmp_path,
        None,
        facts=[FACT, secret],
        citations=[CITATION, CITATION | {"fact": "secret"}],
        lines=[LINE | {"text": "We say so {secret|cite}."}],
    )

    found = [f for f in made.findings if f.rule == "TP14"]
    assert [(f.level, f.block) for f in found] == [(Level.WARNING, "line.line-1")]


def test_a_typed_number_blocks(tmp_path: Path) -> None:
    """TP15: a numeral outside a figure, a fact or a citation."""
    made = make_tiny(tmp_path)
    typed = Paragraph("typed", (Text("Trade was 46 million."), Citation((1,))))

    assert [f.block for f in _findings(made, _with(made.pack, typed), "TP15")] == ["typed"]


@pytest.mark.parametrize(
    ("until", "last_seen", "level"),
    [
        ("", "2026-11", None),
        ("2027", "2026-11", None),
        ("2026-10", "2026-10", Level.BLOCKS),
        ("", "2022-01-27", Level.WARNING),
    ],
)
def test_an_office_holder_is_shown_in_office_at_the_visit(
    tmp_path: Path, until: str, last_seen: str, level: Level | None
) -> None:
    """TP20: who has left blocks; who has not been seen for a quarter is asked about."""
    person = {
        "id": "minister", "name": "A. Minister", "office": "minister", "country": "KAZ",
        "until": until, "last_seen": last_seen, "fact": "trade-2021",
    }  # fmt: skip
    line = LINE | {"text": "We thank {minister|name}."}
    request = Request(topics=("trade",), voice=Side.PAK, visit=Visit(dates="2026-12-07"))
    made = make_tiny(tmp_path, request, people=[person], lines=[line])

    found = [
        f.level
        for f in made.findings
        if f.rule == "TP20" and f.block == "line.line-1" and "How to say" not in f.message
    ]
    assert found == ([level] if level else [])


def test_a_missing_marking_blocks(tmp_path: Path) -> None:
    """M1."""
    made = make_tiny(tmp_path)
    bare = replace(made.pack, furniture=replace(made.pack.furniture, marking=" "))

    assert [f.level for f in _findings(made, bare, "M1")] == [Level.BLOCKS]


def test_sources_cited_and_listed_must_be_the_same(tmp_path: Path) -> None:
    """S1: a source not listed, one never cited, and a fact without a number."""
    made = make_tiny(tmp_path)
    unlisted = Paragraph("p", (FactText("It.", "trade-2021"), Citation((9,), ("trade-2021",))))
    bare = Paragraph("p", (FactText("It.", "trade-2021"),))
    listed = next(b for b in made.pack.blocks if isinstance(b, SourceList))
    extra = replace(listed, id="more", entries=(replace(listed.entries[0], number=2),))

    assert (
        "[9] is not in the source list"
        in _findings(made, _with(made.pack, unlisted), "S1")[0].message
    )
    assert "without a source number" in _findings(made, _with(made.pack, bare), "S1")[0].message
    assert "never cited" in _findings(made, _with(made.pack, extra), "S1")[0].message
    assert _findings(made, made.pack, "S1") == []


def test_an_incomplete_source_is_told() -> None:
    """S2: the lecture has neither a day of publication nor an address."""
    made = make_bundled(topics=("relations",))
    found = [f for f in made.findings if f.rule == "S2"]

    assert all(f.level is Level.WARNING for f in found)
    assert any("lacks its date and address." in f.message for f in found)


def test_what_a_source_lacks_is_told_in_words(tmp_path: Path) -> None:
    """S2: read in a sentence, the last of several with “and”."""
    write_tiny_base(tmp_path)
    bare = {key: SOURCE[key] for key in ("id", "type", "title")}
    (tmp_path / "sources.json").write_text(json.dumps([bare]), encoding="utf-8")
    request = Request(topics=("trade",), voice=Side.PAK)
    made = make_pack(load_factbase(tmp_path), request, bundled_templates(), TODAY)

    [flaw] = [f for f in made.findings if f.rule == "S2"]
    assert flaw.message == (
        "The source “A report on trade” lacks its publisher, date, address and day of reading."
    )


def test_each_rule_has_an_id_and_says_what_it_asks() -> None:
    """The registry is the list that the documentation is made from."""
    assert set(RULES) >= {"TP1", "TP14", "TP15", "M1", "S1", "S2"}
    assert all(rule.asks.endswith(".") for rule in RULES.values())
