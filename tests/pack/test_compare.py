"""Comparing: what a reader of an old pack must know, and the addendum that tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.pack.addendum.making import make_addendum
from briefgen.pack.addendum.old_pages import page_ranges
from briefgen.pack.after.compare import (
    Difference,
    Kind,
    Side,
    changed_rows,
    compare,
    renamed_rows,
    side_of_made,
    side_of_printed,
)
from briefgen.pack.after.parts import parts_of
from briefgen.pack.after.verify import verify
from briefgen.pack.blocks import Cover, Heading, Pack, SourceList, Table
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.figure_blocks import Chart
from briefgen.pack.fingerprints import bare
from briefgen.pack.inlines import Citation, Footnote, plain
from briefgen.pack.printed import PrintedBlock, PrintedPack, printed_block
from briefgen.pack.request import Likelihood, Visit
from briefgen.pack.said import block_text, inline_runs
from briefgen.render.files import export, find_house
from briefgen.render.reading import read_pack
from briefgen.render.remaking import with_pages
from briefgen.resources import bundled_templates
from tests.pack.base_edits import (
    CITATION,
    EVENT,
    FACT,
    LINE,
    MADE_ON,
    OBSERVATION,
    REQUEST,
    ROWS,
    base_of,
    changed_figure,
    files_from,
    made_from,
)
from tests.pack.making import make_bundled, make_sample

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.request import Request
    from tests.tiny_base import Rows


def made_side(folder: Path, request: Request = REQUEST, **changes: Rows) -> Side:
    """The side that the tiny base with ``changes`` makes."""
    return side_of_made(made_from(base_of(folder, **changes), request), "a.brief")


@pytest.fixture
def old(tmp_path: Path) -> Side:
    """The pack before anything changed."""
    return made_side(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> Side:
    """The pack after one figure changed."""
    return made_side(tmp_path / "new", **changed_figure("46"))


def addendum(old: Side, new: Side, number: int = 1) -> Pack:
    """The addendum to ``old`` that leads to ``new``."""
    templates = bundled_templates()
    return make_addendum(with_pages(old, templates), new, compare(old, new), templates, number)


def block_of(pack: Pack, name: str) -> Table:
    """The table of that id."""
    block = next(block for block in pack.blocks if block.id == name)
    assert isinstance(block, Table)
    return block


def rows_of(pack: Pack, name: str) -> list[list[str]]:
    """The cells of a table."""
    return [[plain(cell) for cell in row] for row in block_of(pack, name).rows]


# --- differences --------------------------------------------------------------------------------


def test_the_same_pack_has_no_differences(old: Side, tmp_path: Path) -> None:
    """Nor has one from a base in another state that prints the same."""
    facts = [FACT | {"note": "Looked at."}, EVENT]

    assert compare(old, old) == ()
    assert compare(old, made_side(tmp_path / "other", facts=facts)) == ()


def test_a_changed_figure_is_told_where_it_is_printed(old: Side, new: Side) -> None:
    """Old and new words of each place, and which figure it is."""
    found = compare(old, new)
    told = {d.block: (d.kind, d.before, d.now) for d in found}
    counted = "Bureau of Trade, as of 27 January 2022"

    assert told["trade.volume.figures.table"] == (
        Kind.CHANGED,
        f"Goods trade, both directions · 45 million dollars · 2021 · {counted}",
        f"Goods trade, both directions · 46 million dollars · 2021 · {counted}",
    )
    assert {d.part for d in found} == {"messages", "script", "topic.trade.volume", "trade_table"}
    figures = {d.block: d.figures for d in found}
    assert set(figures.values()) == {("trade.2021.total",)}


def test_what_is_new_and_what_is_gone_is_told(old: Side, tmp_path: Path) -> None:
    """A line more; a topic less."""
    second = LINE | {"id": "line-2", "text": "We also ask for a seat {trade-2021|cite}."}
    more = compare(old, made_side(tmp_path / "more", lines=[LINE, second]))
    less = compare(old, made_side(tmp_path / "less", facts=[FACT], citations=[CITATION]))

    assert Difference(
        Kind.ADDED, "topic.trade.volume", "1.1 Trade volumes", "trade.volume.points.list",
        "", "We also ask for a seat.",
    ) in more  # fmt: skip
    assert Difference(
        Kind.GONE, "topic.relations.foundations", "5.1 Foundations", "topic.relations.foundations",
        "", "", whole=True,
    ) in less  # fmt: skip
    assert not [d for d in less if d.part == "category.relations"]


def test_numbers_of_sources_and_order_are_no_difference(tmp_path: Path) -> None:
    """A fact that is cited first pushes all numbers on; a text may stand elsewhere in its block."""
    events = [
        EVENT | {"id": f"e{n}", "statement": f"{name} was signed.", "date": date}
        for n, (name, date) in enumerate((("The first", "1993"), ("The second", "1994")))
    ]
    cited = [*ROWS["citations"], *(CITATION | {"fact": fact["id"]} for fact in events)]
    one = made_side(tmp_path / "a", facts=[FACT, EVENT, *events], citations=cited)
    swapped = [events[0] | {"date": "1995"}, events[1]]
    other = made_side(tmp_path / "b", facts=[FACT, EVENT, *swapped], citations=cited)
    blocks = {d.block: (d.before, d.now) for d in compare(one, other)}

    assert blocks["timeline.table"] == (
        "1993 · The first was signed.",
        "1995 · The first was signed.",
    )
    assert blocks["relations.foundations.background_say.list"] == (
        "The first was signed. (1993)",
        "The first was signed. (1995)",
    )


def test_the_cover_is_compared_row_by_row(old: Side, tmp_path: Path) -> None:
    """Each value with its label."""
    request = replace(REQUEST, visit=replace(REQUEST.visit, place="Tashkent", title="Visit"))
    found = compare(old, made_side(tmp_path / "new", request))

    assert {(d.kind, d.before, d.now) for d in found} == {
        (Kind.CHANGED, "Visit to Astana", "Visit"),
        (Kind.ADDED, "", "Place and dates: Tashkent"),
    }
    assert {d.part for d in found} == {"cover"}


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_way_to_the_briefs_reads_with_their_titles(language: str) -> None:
    """It has no words of its own: the writers fill in titles and pages."""
    topics = ("trade.volume", "culture.education")
    makes = [make_bundled(topics=some, language=language) for some in (topics, topics[:1])]
    [told] = [
        d for d in compare(*(side_of_made(made, "a.brief") for made in makes))
        if d.block == "steering.briefs"
    ]  # fmt: skip

    headings = {b.id: b.text for b in makes[0].pack.blocks if isinstance(b, Heading)}
    trade, culture = headings["category.trade"], headings["category.culture"]
    assert told.before.endswith(f" {trade}; {culture}")
    assert told.now.endswith(f" {trade}")
    assert told.now.removesuffix(trade).strip()


def test_finished_packs_are_compared_like_requests(old: Side, new: Side, tmp_path: Path) -> None:
    """Word file against PDF, each with the base it was made from: the same differences."""
    before = base_of(tmp_path / "old")
    after = base_of(tmp_path / "new", **changed_figure("46"))
    word, _ = files_from(before, tmp_path / "a")
    _, pdf = files_from(after, tmp_path / "b")
    one = side_of_printed(read_pack(word), before, bundled_templates())
    other = side_of_printed(read_pack(pdf), after, bundled_templates())

    assert compare(one, other) == compare(old, new)


# --- the addendum -------------------------------------------------------------------------------


def test_an_addendum_holds_only_what_changed(old: Side, new: Side) -> None:
    """Cover, changes, figures, pages, what is new, its sources, the record.

    Of the script a line is another: that line is printed, not the script.
    """
    pack = addendum(old, new, 3)
    headings = [block.id for block in pack.blocks if isinstance(block, Heading) and block.level < 3]

    assert pack.title == "Addendum 3 to Visit to Astana"
    assert isinstance(pack.blocks[0], Cover)
    assert headings == [
        "said", "changes", "figures", "pages", "extracts", "script", "messages", "category.trade",
        "topic.trade.volume", "trade_table", "sources", "record",
    ]  # fmt: skip
    assert new.made
    in_full = [
        replace(b, runs_on=False) if isinstance(b, Heading) else b  # each part starts a page
        for b in new.made.pack.blocks
        if b.id.startswith(("trade.volume", "trade_table"))
    ]
    assert [b for b in pack.blocks if b.id.startswith(("trade.volume", "trade_table"))] == in_full


def test_a_brief_that_is_not_the_first_of_its_category_follows_its_heading() -> None:
    """In the pack it starts a page; here its category would stand alone on the one before.

    Nor is the addendum a place for what disagrees in all of the pack, or for its page numbers.
    """
    path = bundled_templates() / "sample.brief"
    visit = replace(request_from(read_brief(path), path).visit, purpose="To sign.")
    old = side_of_made(make_sample(), "a.brief")
    told = (*make_sample().selection.request.likelihood, ("trade.targets", Likelihood.POSSIBLE))
    new = side_of_made(make_sample(likelihood=told, visit=visit), "b.brief")
    pack = addendum(old, new)
    headings = [block for block in pack.blocks if isinstance(block, Heading) and block.level < 3]
    ids = [heading.id for heading in headings]
    brief = headings[ids.index("topic.trade.targets")]

    assert ids[ids.index(brief.id) - 1] == "category.trade"
    assert not brief.new_page
    assert new.made
    assert next(b for b in new.made.pack.blocks if b.id == brief.id).new_page
    said = {block.id for block in pack.blocks}
    assert not [b for b in pack.blocks if isinstance(b, Heading) and b.runs_on]
    assert "steering" in said
    assert "steering.briefs" not in said
    assert not [name for name in said if name.startswith("sources.conflicts")]


def test_two_points_that_begin_alike_are_not_before_and_after(tmp_path: Path) -> None:
    """One gave way to the other; a point of the same id that reads anew did change."""
    said = "We ask for one table of our trade, which was {trade.2021.total|speak}."
    other = "We ask for one list of our trade, which was {trade.2021.total|speak}."
    old = made_side(tmp_path / "old", lines=[LINE | {"text": said}])
    anew = made_side(tmp_path / "anew", lines=[LINE | {"text": other}])
    given = made_side(tmp_path / "given", lines=[LINE | {"id": "line-2", "text": other}])

    def kinds(new: Side) -> set[Kind]:
        return {d.kind for d in compare(old, new) if d.block == "trade.volume.points.list"}

    assert kinds(anew) == {Kind.CHANGED}
    assert kinds(given) == {Kind.ADDED, Kind.GONE}


def test_an_addendum_tells_old_and_new(old: Side, new: Side) -> None:
    """Every row has both; a figure says who counted what."""
    pack = addendum(old, new)

    assert rows_of(pack, "figures.table") == [
        ["Goods trade, both directions, 2021, Bureau of Trade", "45 million dollars",
         "46 million dollars"],
    ]  # fmt: skip
    row = "Goods trade, both directions · {} million dollars · 2021 · {}"
    counted = "Bureau of Trade, as of 27 January 2022"
    assert [
        "1.1 Trade volumes",
        row.format("45", counted),
        row.format("46", counted),
    ] in rows_of(pack, "changes.table")
    assert all(all(cells) for cells in rows_of(pack, "changes.table"))


def test_a_note_under_a_table_is_told_with_the_row_that_calls_it() -> None:
    """“Other counts: 250.8 million” says not of what; the cover is called by no title of a pack."""
    sample = make_sample()
    new = side_of_made(sample, "a.brief")
    table, row, note = next(
        (block, row, inline)
        for block in sample.pack.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for inline in cell
        if isinstance(inline, Footnote)
    )
    said = plain(note.inlines)
    blocks = tuple(
        replace(b, units=tuple((f"{said} Once.",) if u == (said,) else u for u in b.units))
        if b.id == table.id
        else b
        for b in new.printed.blocks
    )
    old = replace(new, printed=replace(new.printed, blocks=blocks))
    (told,) = rows_of(addendum(old, new), "changes.table")

    part = parts_of(new.printed)[table.id.removesuffix(".figures.table").join(("topic.", ""))]
    assert told == [f"{part.title}: {plain(row[0])}", f"{bare(said)} Once.", bare(said)]


def test_an_addendum_names_the_pages_of_the_old_pack(old: Side, tmp_path: Path) -> None:
    """To replace, to take out, and after which page a new part goes, in the order of the pages."""
    changes = changed_figure("46")
    less = made_side(
        tmp_path / "less", facts=[changes["facts"][0]], citations=[CITATION],
        observations=changes["observations"],
    )  # fmt: skip

    assert rows_of(addendum(old, less), "pages.table") == [
        ["Top messages", "3", "Replace by the part printed here."],
        ["Core script", "4", "Keep, and correct by hand."],
        ["1.1 Trade volumes", "5", "Replace by the part printed here."],
        ["5.1 Foundations", "6", "Take out."],
        ["Goods trade by period", "7", "Replace by the part printed here."],
        ["Timeline", "7", "Take out."],
    ]
    put_in = [row for row in rows_of(addendum(less, old), "pages.table") if "Put" in row[2]]
    assert put_in == [
        ["5.1 Foundations", "5", "Put the part in after this page."],
        ["Timeline", "5", "Put the part in after this page."],
    ]


def test_a_page_on_which_more_stands_is_kept() -> None:
    """In the sample the messages stand under the steering note, which says how long the talks are.

    Much else of it is new here, else it would be kept and corrected by hand. So is the cover,
    since an addendum has a cover of its own.
    """
    sample = make_sample()
    visit = replace(sample.selection.request.visit, prepared_by="Another Desk", last_met="")
    meeting = replace(sample.selection.request.meeting, minutes=30)
    raised = ("trade-volume.pak.tmr2", "corridor-trans-afghan.pak.tmr", "trade-volume.any.sens3")
    old = side_of_made(sample, "old.brief")
    asked = make_sample(visit=visit, meeting=meeting, dropped=raised)
    new = side_of_made(asked, "new.brief")

    rows = {row[0]: row[1:] for row in rows_of(addendum(old, new), "pages.table")}
    steering = rows["Steering note"]
    assert "Keep the page for what else stands on it: Top three messages." in steering[1]
    cover = next(row for title, row in rows.items() if title == "Cover")
    assert cover == ["1", "Correct by hand, from the table of changes."]


def test_an_addendum_tells_no_counts_and_no_words_for_figures() -> None:
    """Nobody reads how many entries are left out as a change, nor what stands for a drawing."""
    asked = make_sample().selection.request.topics
    gone = ("culture.education", "relations.agreements")
    topics = (*(topic for topic in asked if topic not in gone), "relations.commission", "trade")
    sample = make_sample(topics=(*topics, "culture.education"))
    new = side_of_made(make_sample(topics=topics), "new.brief")
    rows = rows_of(addendum(side_of_made(sample, "old.brief"), new), "changes.table")
    words = [cell for row in rows for cell in row]

    assert not [text for text in words if text.startswith("Shown:")]
    assert [
        "Agreements over the years",
        "as printed there",
        "Another figure, printed below.",
    ] in rows
    assert not [text for text in words if "in order of date" in text]
    assert not [r for r in rows if r[1].startswith("Memoranda of universities")]  # but counted


def test_counts_alone_make_no_addendum(old: Side) -> None:
    """One more entry that is not shown: there is nothing to tell, and no page to replace."""
    text = "Shown: {} of 16."
    part = "topic.trade.volume"
    only = Difference(Kind.CHANGED, part, "Trade", f"{part}.more", text.format(9), text.format(10))

    with pytest.raises(UsageError, match="nothing to tell"):
        make_addendum(old, old, [only], bundled_templates(), 1)


def test_a_figure_that_is_new_or_gone_is_told_as_such() -> None:
    """Not as printed there where nothing was, nor row by row by the words that stand for it."""
    sample = make_sample()
    topics = tuple(t for t in sample.selection.request.topics if not t.startswith("trade"))
    packs = side_of_made(sample, "a.brief"), side_of_made(make_sample(topics=topics), "b.brief")
    figure = next(b.id for b in sample.pack.blocks if isinstance(b, Chart))
    lost = {b.id for b in sample.pack.blocks} - {b.id for b in packs[1].made.pack.blocks}
    assert figure in lost

    for before, now, told in (
        (*packs, ("as printed there", "Taken out.")),
        (*packs[::-1], ("Nothing taken out.", "A new figure, printed below.")),
    ):
        kind = Kind.GONE if now is packs[1] else Kind.ADDED
        one = Difference(kind, "charts", "Charts", figure, "words", "words")
        pack = make_addendum(before, now, [one], bundled_templates(), 1)
        assert rows_of(pack, "changes.table") == [["Charts", *told]]


def test_an_addendum_lists_the_sources_it_cites_and_no_others(old: Side, new: Side) -> None:
    """S1, under the numbers of the new pack."""
    pack = addendum(old, new)
    listed = {e.number for b in pack.blocks if isinstance(b, SourceList) for e in b.entries}
    cited = {
        number
        for block in pack.blocks
        for inlines in inline_runs(block)
        for inline in inlines
        if isinstance(inline, Citation)
        for number in inline.numbers
    }

    assert listed == cited == {1}


def test_the_record_of_an_addendum_is_a_sheet_of_its_own(old: Side, new: Side) -> None:
    """It takes the place of the one in the pack, and a reader may leave it out."""
    heading = next(block for block in addendum(old, new).blocks if block.id == "record")

    assert isinstance(heading, Heading)
    assert heading.new_page


def test_block_ids_of_an_addendum_are_unique(old: Side, new: Side) -> None:
    """So that it can be verified like any pack."""
    ids = [block.id for block in addendum(old, new).blocks]

    assert len(ids) == len(set(ids))


def test_an_addendum_can_be_verified(old: Side, new: Side, tmp_path: Path) -> None:
    """Its own words and rows; it cannot be made again from one pack."""
    paths = (tmp_path / "a.docx", tmp_path / "a.pdf")
    export(addendum(old, new), find_house(bundled_templates(), "ministry"), paths)
    assert new.made
    for path in paths:
        printed = read_pack(path)
        verdict = verify(printed, new.made.selection.base, bundled_templates(), MADE_ON)

        assert verdict.is_unchanged
        assert "made from two packs" in verdict.remade.why_not
        assert set(printed.record["facts"]) == {"trade-2021"}


def test_the_same_packs_make_the_same_addendum(old: Side, new: Side) -> None:
    """No clock, no order of a dictionary."""
    assert addendum(old, new) == addendum(old, new)


def test_an_addendum_needs_the_facts_of_the_new_pack(old: Side, tmp_path: Path) -> None:
    """The words of a file are not enough to print its briefs."""
    after = base_of(tmp_path / "new", **changed_figure("46"))
    word, _ = files_from(after, tmp_path / "b")
    side = side_of_printed(read_pack(word), base_of(tmp_path / "old"), bundled_templates())

    assert side.made is None
    assert compare(old, side)
    with pytest.raises(UsageError, match="give the fact base that it was made from with --facts"):
        addendum(old, side)


def test_without_the_old_facts_the_addendum_says_so(new: Side, tmp_path: Path) -> None:
    """An old Word file alone tells neither its pages nor its figures; its words are told."""
    word, _ = files_from(base_of(tmp_path / "old"), tmp_path / "a")
    side = Side(read_pack(word))
    pack = addendum(side, new)

    assert rows_of(pack, "figures.table")[0][1:] == ["as printed there", "46 million dollars"]
    assert not [block for block in pack.blocks if block.id.startswith("pages")]


def test_parts_are_sections_and_briefs(old: Side) -> None:
    """With the blocks under each heading."""
    parts = parts_of(old.printed)

    assert list(parts) == [
        "cover", "contents", "messages", "script", "category.trade", "topic.trade.volume",
        "category.relations", "topic.relations.foundations", "timeline", "trade_table",
    ]  # fmt: skip
    assert parts["topic.trade.volume"].title == "1.1 Trade volumes"


def test_pages_are_closed_up() -> None:
    """Neighbours make a range."""
    assert page_ranges([9, 3, 4, 5, 3]) == "3–5, 9"


def test_a_figure_that_only_one_pack_prints_is_told(old: Side, tmp_path: Path) -> None:
    """The other side says that it is not printed."""
    later = OBSERVATION | {"id": "trade.2022.total", "period": "2022", "value": "50"}
    fact = FACT | {"statement": "Trade was counted.", "date": "2021/2022"}
    new = made_side(tmp_path / "new", observations=[OBSERVATION, later], facts=[fact, EVENT])
    rows = rows_of(addendum(old, new), "figures.table")

    assert rows == [
        ["Goods trade, both directions, 2022, Bureau of Trade", "not printed", "50 million dollars"]
    ]


def test_what_an_addendum_says_is_all_its_blocks_say(old: Side, new: Side) -> None:
    """Nothing is empty."""
    assert all(block_text(block) for block in addendum(old, new).blocks)
    assert Visit().title == "Briefing pack"


# --- all that is printed ------------------------------------------------------------------------

# What is told elsewhere, or only how a pack was made: the docs say so.
LEFT_OUT = ("contents.briefs", "sources", "abbreviations", "record")


def test_whatever_is_printed_is_compared() -> None:
    """Each text of each block is altered once; those of lists of what stands elsewhere are not."""
    old = side_of_made(make_sample(route_map=True), "a.brief").printed
    silent = set()
    for place, block in enumerate(old.blocks):
        for number, unit in enumerate(block.units[:4]):  # caption, head, and the first rows
            altered = (*unit[:-1], f"{unit[-1]} and what nobody had printed")
            units = (*block.units[:number], altered, *block.units[number + 1 :])
            blocks = list(old.blocks)
            blocks[place] = replace(block, units=units)
            if not compare(Side(old), Side(replace(old, blocks=tuple(blocks)))):
                silent.add(block.id)

    assert silent
    assert {name for name in silent if not name.startswith(LEFT_OUT)} == {"steering.briefs"}


def test_another_range_of_dates_is_told_under_the_contents(old: Side, tmp_path: Path) -> None:
    """And corrected by hand there: nobody puts a page of contents into a pack."""
    new = made_side(tmp_path / "new", replace(REQUEST, first="2020"))
    found = [one for one in compare(old, new) if one.block == "contents.note"]
    laid = with_pages(old, bundled_templates())

    assert [(one.kind, one.part, one.title) for one in found] == [
        (Kind.ADDED, "contents", "Contents")
    ]
    assert "2020" in found[0].now
    assert ["Contents", "2", "Correct by hand, from the table of changes."] in rows_of(
        addendum(laid, new), "pages.table"
    )
    assert not [b for b in addendum(laid, new).blocks if b.id.startswith("contents")]


# --- renamed ------------------------------------------------------------------------------------


def test_rows_that_have_another_id_and_say_the_same_are_no_difference(
    old: Side, tmp_path: Path
) -> None:
    """Nothing that is printed is another; the new ids are known, and no figure has changed."""
    fact = FACT | {"id": "trade-of-2021"}
    observation = OBSERVATION | {"id": "trade.of.2021", "fact": fact["id"]}
    line = LINE | {"id": "first", "text": LINE["text"].replace("trade.2021.total", "trade.of.2021")}
    new = made_side(
        tmp_path / "renamed",
        facts=[fact, EVENT],
        observations=[observation],
        lines=[line],
        citations=[CITATION | {"fact": fact["id"]}, CITATION | {"fact": EVENT["id"]}],
    )

    assert compare(old, new) == ()
    assert not any(changed_rows(old, new).values())
    renamed = renamed_rows(old, new)
    assert renamed is not None
    assert renamed.by_table == {
        "facts": {"trade-2021": "trade-of-2021"},
        "observations": {"trade.2021.total": "trade.of.2021"},
        "lines": {LINE["id"]: "first"},
    }


def test_a_figure_that_is_renamed_and_another_is_told(old: Side, tmp_path: Path) -> None:
    """By its new words, and by both ids."""
    changed = changed_figure("46")
    observation = changed["observations"][0] | {"id": "trade.of.2021"}
    line = LINE | {"text": LINE["text"].replace("trade.2021.total", "trade.of.2021")}
    new = made_side(
        tmp_path / "new", facts=changed["facts"], observations=[observation], lines=[line]
    )

    assert changed_rows(old, new)["observations"] == ("trade.2021.total", "trade.of.2021")
    assert any("46 million" in one.now for one in compare(old, new))


def test_an_interlocutor_that_is_renamed_is_the_same_part() -> None:
    """The part bears the id of the person; what it says decides."""
    sample = make_sample()
    old = side_of_made(sample, "a.brief")
    renamed = tuple(
        replace(block, id=block.id.replace("kosherbayev", "y-kosherbayev"))
        for block in sample.pack.blocks
    )
    record = dict(sample.pack.record)
    record["blocks"] = [
        [name.replace("kosherbayev", "y-kosherbayev"), *rest] for name, *rest in record["blocks"]
    ]
    pack = replace(sample.pack, blocks=renamed, record=record)
    new = side_of_made(replace(sample, pack=pack), "b.brief")

    assert any("kosherbayev" in block.id for block in sample.pack.blocks)
    assert compare(old, new) == ()


def test_of_several_that_say_the_same_the_first_became_the_first() -> None:
    """In the order of the packs, whatever the ids: what is left over is the last of them."""
    names = [f"practical.{letter}" for letter in "hgfedcba"]

    assert differing(names[:1], names) == [(Kind.ADDED, name) for name in names[1:]]
    assert differing(names, names[:1]) == [(Kind.GONE, name) for name in names[1:]]
    assert differing(names[:3], names[3:]) == [(Kind.ADDED, name) for name in names[6:]]
    assert differing(names[3:], names[:3]) == [(Kind.GONE, name) for name in names[6:]]


def differing(before: list[str], now: list[str]) -> list[tuple[Kind, str]]:
    """What differs between paragraphs of the same words in the practical notes, under those ids."""
    sample = make_sample()
    heading = next(b for b in sample.pack.blocks if b.id == "practical")
    old, new = (
        PrintedPack(
            "a.brief",
            sample.pack.record
            | {"blocks": [["practical", "", 1, 1], *([n, "", 1, 0] for n in ids)]},
            (printed_block(heading), *(PrintedBlock(name, (("The same.",),)) for name in ids)),
        )
        for ids in (before, now)
    )
    return [(one.kind, one.block) for one in compare(Side(old), Side(new))]
