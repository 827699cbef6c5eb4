"""A person's words in place of those of lines, facts and templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.errors import BriefFileError
from briefgen.factbase.load import load_factbase
from briefgen.pack.blocks import Table
from briefgen.pack.brief_file import request_from
from briefgen.pack.inlines import Citation, CrossReference, FactText, Figure, Footnote, Text, plain
from briefgen.pack.places import Place, is_footnote, places_of, recorded_places, short_hash
from briefgen.pack.request import Rewording
from briefgen.pack.reworded import Fate
from briefgen.pack.rewording import vouched, vouchers_of
from briefgen.pack.said import block_text, inline_runs
from tests.pack.base_edits import LINE, REQUEST, base_of, changed_figure, made_from
from tests.pack.making import bundled_base, make_bundled, make_sample
from tests.tiny_base import write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.blocks import Block
    from briefgen.pack.build import MadePack
    from briefgen.pack.inlines import Inline
    from briefgen.pack.request import Request


def places(made: MadePack) -> dict[str, Place]:
    """The places of a pack by id."""
    return {place.id: place for block in made.pack.blocks for place in places_of(block)}


def reworded(made: MadePack, place: str, text: str) -> Request:
    """The request of ``made`` with other words at ``place``."""
    one = Rewording(place, places(made)[place].ground, text)
    return replace(made.selection.request, reworded=(one,))


def rules(made: MadePack) -> dict[str, str]:
    """The rules that a pack breaks, with where."""
    return {finding.rule: finding.block for finding in made.findings if finding.rule != "S2"}


def remade(folder: Path, place: str, text: str) -> MadePack:
    """The tiny pack with other words at ``place``."""
    base = base_of(folder)
    return made_from(base, reworded(made_from(base), place, text))


# --- what is printed ----------------------------------------------------------------------------


def test_a_figure_that_still_stands_is_the_figure(tmp_path: Path) -> None:
    """New words around it; it stays answerable, in the record too, and its source stays."""
    made = remade(tmp_path, "line.line-1", "Two tables, please: about trade of 45 million dollars.")
    inlines = places(made)["line.line-1"].inlines

    assert plain(inlines) == "Two tables, please: about trade of 45 million dollars. [1]"
    assert [i for i in inlines if isinstance(i, Figure)] == [
        Figure("45 million", "trade.2021.total", "trade-2021")
    ]
    assert isinstance(inlines[-1], Citation)
    assert "TP15" not in rules(made)
    assert made.pack.record["reworded"] == {"line.line-1": made.pack.reworded[0].ground}
    assert made.pack.record["observations"].keys() == {"trade.2021.total"}


@pytest.mark.parametrize(
    "text",
    [
        "Trade came to 46 million dollars.",
        "Trade came to 45 billion dollars.",
        "Trade came to 45.5 million dollars.",
        "Trade came to 145 million dollars.",
        "Trade of 2022 was better.",
        "Trade doubled 3 times.",
    ],
)
def test_a_number_that_nothing_accounts_for_is_stopped(tmp_path: Path, text: str) -> None:
    """Another digit, another unit, another year: TP15, and no final pack."""
    made = remade(tmp_path, "line.line-1", text)

    assert rules(made)["TP15"] == "trade.volume.points.list"
    assert made.blocking


@pytest.mark.parametrize("amount", ["2021 million dollars", "2021 percent", "2021 млн", "2021%"])
def test_a_year_does_not_vouch_for_an_amount(tmp_path: Path, amount: str) -> None:
    """The year of the old words may stand as a year, and not as a number of something."""
    made = remade(tmp_path, "line.line-1", f"Trade came to {amount}.")

    assert rules(made)["TP15"] == "trade.volume.points.list"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("timeline.table/relations-1992/2", "They sold 77 tanks."),
        ("trade_table.table/trade.2021.total/3", "99"),
    ],
)
def test_numbers_typed_into_tables_are_stopped_too(tmp_path: Path, place: str, text: str) -> None:
    """Also where the program itself counts and dates: the words are a person's there."""
    made = remade(tmp_path, place, text)

    assert place in places(made)
    assert rules(made)["TP15"] == place.partition("/")[0]
    assert made.blocking


def test_tokens_are_resolved_and_follow_the_facts(tmp_path: Path) -> None:
    """As in lines; a source stands where its token does."""
    text = "Trade was {trade.2021.total|speak} {trade-2021|cite}, we say."
    made = remade(tmp_path / "a", "line.line-1", text)
    said = plain(places(made)["line.line-1"].inlines)
    assert said == "Trade was 45 million dollars in 2021 [1], we say."

    base = base_of(tmp_path / "b", **changed_figure("46"))
    later = made_from(base, made.selection.request)
    assert "46 million dollars in 2021 [1], we say." in plain(places(later)["line.line-1"].inlines)


@pytest.mark.parametrize(
    "token", ["{nothing|speak}", "{trade-2021|spek}", "{hidden|statement}", "{x}"]
)
def test_a_token_that_names_what_the_pack_lacks_prints_nothing_of_it(
    tmp_path: Path, token: str
) -> None:
    """Unknown, mistyped, or of a fact that may not be printed: RW3, and the old words stand."""
    facts = base_of(tmp_path / "a").facts
    assert "hidden" not in facts
    made = remade(tmp_path / "b", "line.line-1", f"Trade: {token}.")

    assert rules(made)["RW3"] == "line.line-1"
    assert plain(places(made)["line.line-1"].inlines).startswith("We ask for one table")
    assert made.blocking


def test_every_kind_of_place_can_be_reworded() -> None:
    """Headings, captions, notes, boxes, items, cells, spoken lines; each prints its new words."""
    first = make_bundled(topics=("trade", "corridor"), product="visit-pack")
    wanted = {place.id: place for place in places(first).values()}
    parts = ("topic.", "messages", "/title", "/note1", ".disagreements.1", "fact.", "message.")
    parts += ("figures.table/trade", "timeline.table/n", "line.")
    kinds = {next(key for key in wanted if part in key) for part in parts}
    request = replace(
        first.selection.request,
        reworded=tuple(Rewording(k, wanted[k].ground, f"Words of {k[:1]}.") for k in kinds),
    )
    made = make_bundled(
        topics=("trade", "corridor"), product="visit-pack", reworded=request.reworded
    )
    now = places(made)

    assert {one.fate for one in made.pack.reworded} == {Fate.PRINTED}
    for key in kinds:
        assert now[key].words.startswith(f"Words of {key[:1]}.")
        assert now[key].label == wanted[key].label
        cited = {f for i in wanted[key].inlines if isinstance(i, Citation) for f in i.facts}
        assert cited == {f for i in now[key].inlines if isinstance(i, Citation) for f in i.facts}
    assert not {"S1", "RW1", "RW2", "RW3"} & set(rules(made))
    untouched = {key: place for key, place in wanted.items() if key not in kinds}
    assert {key: now[key].words for key in untouched} == {
        key: place.words for key, place in untouched.items()
    }


def test_what_only_shows_the_way_is_not_reworded() -> None:
    """“Topic briefs. Trade, page 8” has no words of its own, nor has a note with a table’s page."""
    blocks = make_bundled(product="visit-pack").pack.blocks
    ways = {b.id for b in blocks for run in inline_runs(b)
            if any(isinstance(i, CrossReference) for i in run)}  # fmt: skip
    places = [place for block in blocks for place in places_of(block)]

    assert {"steering.briefs", "trade.volume.figures.table"} <= ways
    assert "steering.briefs" not in {place.id for place in places}
    assert not any(isinstance(i, CrossReference) for place in places for i in place.inlines)


def test_a_reworded_cell_keeps_its_footnote() -> None:
    """The rivals of a figure stay told at the foot of the page."""
    first = make_bundled(topics=("trade.volume",))
    noted = next(
        place
        for place in places(first).values()
        if any(isinstance(inline, Footnote) for inline in place.inlines)
    )
    one = Rewording(noted.id, noted.ground, "Other words.")
    made = make_bundled(topics=("trade.volume",), reworded=(one,))

    kept = [i for i in places(made)[noted.id].inlines if isinstance(i, Footnote)]
    assert kept == [i for i in noted.inlines if isinstance(i, Footnote)]
    assert "Other words." in plain(places(made)[noted.id].inlines)


def test_places_have_ids_of_their_own() -> None:
    """No two places of a large pack share one."""
    made = make_bundled()
    ids = [place.id for block in made.pack.blocks for place in places_of(block)]

    assert len(ids) > 500
    assert len(set(ids)) == len(ids)
    record = made.pack.record
    for block in made.pack.blocks:
        if block.id in record["places"]:
            recorded = recorded_places(record, block.id)
            recorded = {name: one for name, one in recorded.items() if not is_footnote(name)}
            assert recorded == {p.id: short_hash(p.printed) for p in places_of(block)}


def test_a_number_typed_into_a_title_is_stopped(tmp_path: Path) -> None:
    """A heading is words alone, and the rule on numbers holds there too."""
    made = remade(tmp_path, "topic.trade.volume", "Trade of 300 million")

    assert rules(made)["TP15"] == "topic.trade.volume"
    assert next(b for b in made.pack.blocks if b.id == "topic.trade.volume").text == (
        "1.1 Trade of 300 million"
    )


# --- what changes underneath --------------------------------------------------------------------


def test_another_figure_under_a_rewording_is_told_and_the_words_are_kept(tmp_path: Path) -> None:
    """RW1 says how the words read now; the number that was typed is no longer accounted for."""
    made = remade(tmp_path / "a", "line.line-1", "Trade is small: 45 million dollars.")
    later = made_from(base_of(tmp_path / "b", **changed_figure("46")), made.selection.request)
    [finding] = [finding for finding in later.findings if finding.rule == "RW1"]

    assert "they now read “We ask for one table: trade was 46 million dollars" in finding.message
    assert "your words are kept" in finding.message
    assert plain(places(later)["line.line-1"].inlines).startswith("Trade is small: 45 million")
    assert rules(later)["TP15"] == "trade.volume.points.list"
    assert later.pack.reworded[0].ground in finding.fix


def test_another_line_under_a_rewording_is_told(tmp_path: Path) -> None:
    """A curator rewrote it meanwhile; a new number of a source alone is no change."""
    made = remade(tmp_path / "a", "line.line-1", "One table, please.")
    assert "RW1" not in rules(made)
    line = LINE | {"text": "We want one table: trade was {trade.2021.total|speak}."}
    later = made_from(base_of(tmp_path / "b", lines=[line]), made.selection.request)

    assert rules(later)["RW1"] == "line.line-1"


def test_a_rewording_whose_place_is_gone_is_told(tmp_path: Path) -> None:
    """RW2; nothing else changes."""
    base = base_of(tmp_path)
    request = replace(REQUEST, reworded=(Rewording("line.gone", "0" * 12, "Words."),))
    made = made_from(base, request)

    assert rules(made)["RW2"] == "line.gone"
    assert made.pack.blocks[1:-2] == made_from(base).pack.blocks[1:-2]


# --- other products of the same request ---------------------------------------------------------


def on_card() -> tuple[MadePack, str]:
    """The sample as a pocket card, and the id of the first line that its points print."""
    card = make_sample(product="pocket-card")
    return card, next(name for name in places(card) if name.startswith("card.")).partition(".")[2]


def test_a_card_takes_over_the_words_of_a_line_in_its_brief() -> None:
    """It has no briefs; who put the line in other words means the line."""
    _, line = on_card()
    place = places(make_sample())[f"line.{line}"]
    own = Rewording(place.id, place.ground, "We ask for one thing, and soon.")
    card = make_sample(product="pocket-card", reworded=(own,))

    assert places(card)[f"card.{line}"].words == "We ask for one thing, and soon."
    assert "RW2" not in rules(card)
    [outcome] = card.pack.reworded
    assert (outcome.place, outcome.printed_at) == (place.id, f"card.{line}")
    assert card.pack.record["reworded"] == {f"card.{line}": place.ground}


def test_words_of_the_card_itself_go_before_those_of_the_brief() -> None:
    """A shorter form for the hand; and words that stood for others are not taken over."""
    _, line = on_card()
    place = places(make_sample())[f"line.{line}"]
    brief = Rewording(place.id, place.ground, "We ask for one thing, and soon.")
    hand = Rewording(f"card.{line}", place.ground, "One thing.")
    both = make_sample(product="pocket-card", reworded=(brief, hand))
    other = make_sample(product="pocket-card", reworded=(replace(brief, replaces="0" * 12),))

    assert places(both)[f"card.{line}"].words == "One thing."
    assert places(other)[f"card.{line}"].words == place.words
    finding = next(f for f in other.findings if f.rule == "RW2")
    assert finding.block == f"card.{line}"
    assert finding.message == (
        f"You reworded line.{line}, which is not in this pack; the same line stands here in its "
        "own words."
    )


def test_where_the_line_is_in_the_pack_a_message_keeps_its_own_words() -> None:
    """The one is not the other: where old words still stand is told when edits are taken in."""
    sample = make_sample()
    message = next(name for name in places(sample) if name.startswith("message."))
    line = places(sample)[f"line.{message.partition('.')[2]}"]
    own = Rewording(line.id, line.ground, "We ask for one thing, and soon.")
    again = make_sample(reworded=(own,))

    assert places(again)[message].words == places(sample)[message].words
    assert places(again)[line.id].words == "We ask for one thing, and soon."


# --- vouching -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        (Figure("about 98 million dollars in 2022", "o", "f"), "some 98 million in 2022", 2),
        (Figure("97.96", "o", "f"), "It was 97.96.", 1),
        (Figure("97.96", "o", "f"), "It was 97.96 percent.", 0),
        (FactText("On 4 February 2026 they met.", "f"), "They met on 4 February 2026.", 2),
        (FactText("On 4 February 2026 they met.", "f"), "They met on 4 March 2026.", 1),
        (FactText("Growth was 12%.", "f"), "It grew by 12%.", 1),
        (Text("Article 5"), "Article 5 holds.", 0),
    ],
)
def test_a_number_is_vouched_for_with_its_unit(old: Inline, new: str, kept: int) -> None:
    """Whole numbers with the word behind them; years by themselves."""
    typed = [i for i in vouched(new, vouchers_of([old])) if not isinstance(i, Text)]

    assert len(typed) == kept
    assert "".join(i.text for i in vouched(new, vouchers_of([old]))) == new


# --- the file -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"place": "line.x", "replaces": "", "text": ""}], "empty “text”"),
        ([{"place": "", "replaces": "", "text": "x"}], "empty “place”"),
        ([{"place": "line.x", "replaces": "", "text": "x"}] * 2, "“line.x” is reworded twice"),
    ],
)
def test_a_rewording_that_says_nothing_is_refused(rows: list[dict[str, str]], message: str) -> None:
    """In one sentence that names the file."""
    with pytest.raises(BriefFileError, match=message):
        request_from({"reworded": rows}, "visit.brief")


def test_a_table_row_is_known_by_its_figure() -> None:
    """Also where rows before it come or go."""
    made = make_bundled(topics=("trade.volume",))
    table = next(b for b in made.pack.blocks if isinstance(b, Table) and "figures" in b.id)
    keys = [place.id.split("/")[1] for place in places_of(table) if place.id.endswith("/1")]

    assert set(keys) <= set(bundled_base().observations)
    shorter: Block = replace(table, rows=table.rows[1:])
    assert [p.id for p in places_of(shorter)] == [
        p.id for p in places_of(table) if f"/{keys[0]}/" not in p.id
    ]
    assert block_text(shorter)


def test_a_fact_that_may_not_be_printed_does_not_come_in_by_a_token(tmp_path: Path) -> None:
    """Use “never”, and what lies outside the range, stay out."""
    from tests.tiny_base import CITATION, FACT  # noqa: PLC0415

    never = FACT | {
        "id": "secret", "kind": "event", "use": "never", "statement": "A secret thing happened.",
    }  # fmt: skip
    base = load_factbase(
        write_tiny_base(
            tmp_path, facts=[FACT, never], citations=[CITATION, CITATION | {"fact": "secret"}]
        )
    )
    made = made_from(base)
    later = made_from(base, reworded(made, "line.line-1", "I say: {secret|statement}"))

    assert rules(later)["RW3"] == "line.line-1"
    assert "secret thing" not in " ".join(t for b in later.pack.blocks for t in block_text(b))


def test_words_that_no_source_says_are_told_as_the_desk_s_own(tmp_path: Path) -> None:
    """RW4 asks to look where a source would stand behind an invention; the record counts both."""
    base = base_of(tmp_path)
    first = made_from(base)
    invented = "Kazakhstan promises soldiers along every border and signed a defence pact."
    close = "We ask for one table of our trade, please: {trade-2021|speak}."
    own, kept = (
        made_from(base, reworded(first, "line.line-1", text)) for text in (invented, close)
    )

    assert rules(own)["RW4"] == "line.line-1"
    [finding] = [finding for finding in own.findings if finding.rule == "RW4"]
    assert "We ask for one table" in finding.message
    assert "RW4" not in rules(kept)
    told = {
        plain(row[0]): plain(row[1])
        for block in own.pack.blocks
        if isinstance(block, Table) and block.id == "record.table"
        for row in block.rows
    }
    assert told["Put in other words by hand"] == (
        "places: 1; mostly in words of whoever prepared the pack: 1"
    )
