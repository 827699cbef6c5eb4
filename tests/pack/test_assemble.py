"""Assembling: which sections a pack holds, in which order, and what stands in them."""

from __future__ import annotations

import itertools
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import TemplateError, UsageError
from briefgen.factbase.load import load_factbase
from briefgen.pack.blocks import Callout, Cover, Heading, List, ListStyle, Pack, SourceList, Table
from briefgen.pack.build import make_pack
from briefgen.pack.inlines import plain
from briefgen.pack.request import Request, Side, Visit
from briefgen.pack.said import block_text
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, make_bundled, make_tiny
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION, SOURCE, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.blocks import Block


def _block(pack: Pack, block_id: str) -> Block:
    return next(block for block in pack.blocks if block.id == block_id)


def _text(pack: Pack) -> str:
    return "\n".join(piece for block in pack.blocks for piece in block_text(block))


def test_a_pack_on_trade_and_corridors_holds_what_a_briefing_needs() -> None:
    """Cover, contents, three messages, points, tables, timeline and sources, in that order."""
    pack = make_bundled(topics=("trade", "corridor"), first="2020", last="2026").pack
    headings = [block.id for block in pack.blocks if isinstance(block, Heading)]
    points = [
        item
        for block in pack.blocks
        if isinstance(block, List) and block.id.endswith(".points.list")
        for item in block.items
    ]
    messages = _block(pack, "messages.list")

    assert isinstance(pack.blocks[0], Cover)
    assert headings[:2] == ["steering", "messages"]
    assert headings.index("category.trade") < headings.index("category.corridor")
    assert headings[-4:] == ["sources", "sources.conflicts", "abbreviations", "record"]
    assert len(points) >= 8
    assert isinstance(messages, List)
    assert len(messages.items) == 3
    assert isinstance(_block(pack, "trade_table.table"), Table)
    assert isinstance(_block(pack, "corridor_table.table"), Table)


def test_culture_alone_holds_no_trade_table() -> None:
    """A section without content is not printed, nor its heading."""
    pack = make_bundled(topics=("culture",)).pack

    assert not [block.id for block in pack.blocks if block.id.startswith("trade")]
    assert [block.id for block in pack.blocks if block.id.startswith("culture")]


def test_no_heading_stands_without_content() -> None:
    """After each heading comes a block of its own, or a heading one level down."""
    blocks = make_bundled().pack.blocks
    for block, following in itertools.pairwise(blocks):
        if isinstance(block, Heading):
            deeper = isinstance(following, Heading) and following.level == block.level + 1
            assert deeper or not isinstance(following, Heading), block.id


def test_every_block_id_is_unique() -> None:
    """A rewording or a check must be able to point at one block."""
    ids = [block.id for block in make_bundled().pack.blocks]

    assert len(ids) == len(set(ids))


def test_a_line_is_printed_with_its_figure_and_source(tmp_path: Path) -> None:
    """Tokens become words; the number of the source stands at the end."""
    pack = make_tiny(tmp_path).pack
    points = _block(pack, "trade.volume.points.list")

    assert isinstance(points, List)
    assert points.style is ListStyle.SPOKEN
    assert plain(points.items[0].inlines) == (
        "We ask for one table: trade was 45 million dollars in 2021. [1]"
    )


def test_key_figures_and_trade_table_give_reporter_and_period(tmp_path: Path) -> None:
    """No number without who counted and for when."""
    pack = make_tiny(tmp_path).pack

    assert block_text(_block(pack, "trade.volume.figures.table"))[5:] == (
        "Goods trade, both directions",
        "45 million dollars",
        "2021",
        "Bureau of Trade, as of 27 January 2022 [1]",
        "All counts of trade, by period and reporter: , page\u00a0.",  # numbers are the writers'
    )
    assert block_text(_block(pack, "trade_table.table"))[5:9] == (
        "2021",
        "Both directions",
        "45",
        "Bureau of Trade [1]",
    )


def test_rival_figures_stand_side_by_side_with_the_choice(tmp_path: Path) -> None:
    """Both are printed; the preferred one with the curator's reason."""
    rival = OBSERVATION | {"id": "trade.2021.office", "reporter": "office", "value": "95"}
    rows = {"observations": [OBSERVATION, rival]}
    choice = {
        "observation": "trade.2021.office",
        "rivals": "trade.2021.total",
        "reason": "It counts by customs records.",
        "reviewed": "2026-11-22",
    }
    open_pack = make_tiny(tmp_path / "open", **rows).pack
    chosen_pack = make_tiny(tmp_path / "chosen", **rows, choices=[choice]).pack

    callout = _block(open_pack, "trade.volume.disagreements")
    assert isinstance(callout, Callout)
    assert plain(callout.items[0].inlines) == (
        "Goods trade, both directions: 95 million dollars (2021, Office of Trade) [1]; "
        "45 million dollars (2021, Bureau of Trade) [1]. "
        "No figure is preferred; name the reporter and the period with any of them."
    )
    assert "Preferred: 95 million dollars. It counts by customs records." in _text(chosen_pack)


def test_facts_that_disagree_are_both_told(tmp_path: Path) -> None:
    """Each with its own source; the note for the reader follows."""
    event = FACT | {"kind": "event", "statement": "Relations began in 1992."}
    facts = [event | {"id": "a"}, event | {"id": "b", "statement": "Relations began in 1991."}]
    pack = make_tiny(
        tmp_path,
        facts=facts,
        citations=[CITATION | {"fact": "a"}, CITATION | {"fact": "b"}],
        observations=[],
        lines=[],
        disagreements=[{"fact": "a", "rival": "b", "about": "the year", "note": "Both are told."}],
    ).pack

    assert (
        "The year: Relations began in 1992. [1] But: Relations began in 1991. [1] "
        "Both are told." in _text(pack)
    )


def test_background_is_split_by_what_may_be_said(tmp_path: Path) -> None:
    """Two lists; a plan whose day has passed is marked, never told as done."""
    event = FACT | {"kind": "event", "statement": "It happened."}
    facts = [
        event | {"id": "open"},
        event | {"id": "inside", "use": "background"},
        event | {"id": "held", "use": "never", "statement": "Unprintable."},
        event | {"id": "plan", "kind": "plan", "date": "2023", "statement": "A visit was planned."},
        event | {"id": "still", "kind": "status", "date": "1992/..", "statement": "It holds."},
    ]
    pack = make_tiny(
        tmp_path,
        Request(topics=("trade",), first="2020"),
        facts=facts,
        citations=[CITATION | {"fact": fact["id"]} for fact in facts],
        observations=[],
        lines=[],
    ).pack

    assert block_text(_block(pack, "trade.volume.background_say.list")) == (
        "It holds. [1] (standing, since 1992)",
        "It happened. [1] (2021)",
        "A visit was planned. [1] (2023; overdue for a check, not shown as done)",
    )
    assert block_text(_block(pack, "trade.volume.background_not_for_use.list")) == (
        "It happened. [1] (2021)",
    )
    assert "Unprintable" not in _text(pack)


def test_pairs_put_the_answer_under_what_they_may_raise(tmp_path: Path) -> None:
    """Between them why they may raise it; a question without an answer is not printed."""
    theirs = LINE | {"id": "q", "type": "they-may-raise", "text": "They may ask {trade-2021|cite}."}
    lines = [
        theirs,
        theirs | {"id": "unanswered"},
        LINE
        | {"id": "r", "type": "response", "answers": "q", "text": "We agree {trade-2021|cite}."},
    ]
    pack = make_tiny(tmp_path, lines=lines).pack
    ids = [block.id for block in pack.blocks]

    place = ids.index("line.q")
    assert ids[place : place + 3] == ["line.q", "basis.q", "line.r"]
    assert block_text(_block(pack, "basis.q")) == (
        "Basis. Trade came to 45 million dollars in 2021. [1]",
    )
    assert block_text(_block(pack, "line.q")) == ("They may raise. They may ask. [1]",)
    assert "line.unanswered" not in ids


def test_the_cover_says_what_the_pack_is_and_nothing_of_substance(tmp_path: Path) -> None:
    """Visit, dates and as-of on one page; the subjects of the talks are not for every eye."""
    request = Request(
        topics=("trade",),
        first="2020",
        last="2022",
        marking="TLP:AMBER",
        visit=Visit(title="Visit to Astana", dates="2026-12-07", prepared_by="Desk"),
        voice=Side.PAK,
    )
    pack = make_tiny(tmp_path, request).pack
    cover = pack.blocks[0]

    assert block_text(cover) == (
        "Visit to Astana", "Visit pack",
        "Place and dates", "7 December 2026",
        "Information as at", "22 November 2026; newest fact of 27 January 2022",
        "Oldest figure drawn on", "2021",
        "Prepared by", "Desk",
    )  # fmt: skip
    assert pack.furniture.marking == "TLP:AMBER"
    assert pack.author == "Desk"


def test_the_cover_tells_no_newest_fact_of_a_page_without_a_date(tmp_path: Path) -> None:
    """The day that a curator gave such a fact is none that a page says."""
    undated = [{name: value for name, value in SOURCE.items() if name != "issued"}]
    folder = write_tiny_base(tmp_path, lines=[])
    (folder / "sources.json").write_text(json.dumps(undated), encoding="utf-8")
    request = Request(topics=("trade",), voice=Side.PAK)
    cover = make_pack(load_factbase(folder), request, bundled_templates(), TODAY).pack.blocks[0]

    said = block_text(cover)
    assert said[said.index("Information as at") + 1] == "22 November 2026"


def test_sources_are_numbered_by_first_use_and_say_where(tmp_path: Path) -> None:
    """Publisher, title, date, address, day read, the places cited, and for which facts."""
    pack = make_tiny(tmp_path).pack
    sources = _block(pack, "sources.list")

    assert isinstance(sources, SourceList)
    assert block_text(sources) == (
        (
            "A report on trade. Bureau of Trade. 27 January 2022. https://example.org/report. "
            "Cited at: para 1. Cited for: trade-2021."
        ),
    )


def test_the_timeline_keeps_founding_dates_and_says_what_it_left_out(tmp_path: Path) -> None:
    """More events than rows: the newest stay, and the note counts them."""
    events = [
        FACT
        | {"id": f"e{n:02}", "kind": "event", "date": f"20{n:02}", "statement": "It happened."}
        | {"as_of": "2026-01-27"}
        for n in range(1, 25)
    ]
    founding = FACT | {
        "id": "founding", "kind": "event", "date": "1991", "topic": "relations.foundations",
        "statement": "Relations began.",
    }  # fmt: skip
    facts = [founding, *events]
    pack = make_tiny(
        tmp_path,
        Request(topics=("trade", "relations"), first="2001"),
        facts=facts,
        citations=[CITATION | {"fact": fact["id"]} for fact in facts],
        observations=[],
        lines=[],
    ).pack
    table = _block(pack, "timeline.table")

    assert isinstance(table, Table)
    assert len(table.rows) == 15
    assert [plain(row[0]) for row in table.rows][:2] == ["1991", "2011"]
    assert "Shown: 15 of 25 entries" in plain(table.notes[0])


def test_the_same_request_makes_the_same_pack() -> None:
    """Nothing of the clock or of dictionary order is in a pack."""
    assert make_bundled().pack == make_bundled().pack


def test_an_unknown_product_or_language_is_refused_with_what_there_is(tmp_path: Path) -> None:
    """The sentence names the nearest or the list."""
    with pytest.raises(UsageError, match="did you mean “checklist”"):
        make_tiny(tmp_path, Request(product="cheklist"))
    with pytest.raises(UsageError, match="languages: en"):
        make_tiny(tmp_path, Request(language="xx"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"timeline",',
            '"timline",',
            "line 9: “timline” in sections is none of .* .did you mean “timeline”",
        ),
        (
            "points = 4 ",
            "pionts = 4 ",
            "line 32: “limits.pionts” is no key .*did you mean “points”",
        ),
        ("format = 2", "format = 1", "line 3: its format is 1 and must be 2"),
        ("points = 4 ", "points = true ", "line 32: “limits.points” must be a whole number"),
        ("our_share = 0.5", "our_share = 50", "line .*: “speech.our_share” must be a part"),
        ("[rules]", '[rules]\nTP1 = "stops"', "“stops” is none of blocks, warning, advice, off"),
        ("[rules]", '[rules]\nTP99 = "off"', "“TP99” in rules is none of TP1"),
        ("[fit]", "[fti]", "“fti” is no key of a product"),
        ("[marking]", "[marking", "line"),
        ('"timeline",', '"timeline", "timeline",', "“timeline” stands twice in sections; keep one"),
        ('title = "Visit pack"', "", "it lacks “title”; add it"),
        ("contents_depth = 1 ", "contents_depth = 4 ", "line 14: “contents_depth” must be 1, 2"),
    ],
)
def test_a_slip_in_a_product_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    """The file, the key and what to do."""
    templates = tmp_path / "templates"
    shutil.copytree(bundled_templates(), templates)
    path = templates / "products" / "visit-pack.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    base = load_factbase(write_tiny_base(tmp_path / "base"))

    with pytest.raises(TemplateError, match=message):
        make_pack(base, Request(topics=("trade",)), templates, TODAY)


def test_a_statement_that_others_contradict_says_so() -> None:
    """In the background nothing else would tell that it is only one side of it."""
    made = make_bundled(topics=("corridor", "relations"), first="1991", last="2026")
    disputed = made.selection.base.disagreements_of
    tags = {
        item.id.removeprefix("fact."): item.tag
        for block in made.pack.blocks
        if isinstance(block, List) and ".background_" in block.id
        for item in block.items
    }

    assert any(fact in disputed for fact in tags)
    assert any(fact not in disputed for fact in tags)
    for fact, tag in tags.items():
        assert ("others say otherwise" in tag) == (fact in disputed), fact
