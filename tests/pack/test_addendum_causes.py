"""What an addendum traces to the request: a brief that was switched is told as one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.factbase.load import load_factbase
from briefgen.pack.addendum.making import make_addendum
from briefgen.pack.after.compare import Kind, Side, compare, side_of_made, side_of_printed
from briefgen.pack.after.grounds import pointers
from briefgen.pack.after.parts import parts_of
from briefgen.pack.blocks import Heading
from briefgen.pack.build import make_pack
from briefgen.pack.printed import printed_pack
from briefgen.pack.request import Likelihood
from briefgen.resources import bundled_data, bundled_templates
from tests.pack.base_edits import CITATION, EVENT, FACT, OBSERVATION, REQUEST, ROWS, changed_figure
from tests.pack.making import TODAY, make_bundled, make_sample
from tests.pack.test_compare import addendum, made_side, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.pack.blocks import Pack
    from briefgen.pack.printed import PrintedBlock
    from tests.tiny_base import Rows

EDUCATION = "culture.education"
SECOND = EVENT | {
    "id": "office-1994", "date": "1994", "statement": "An office opened in 1994.",
}  # fmt: skip
MEASURES: Rows = [
    {"id": name, "title": title, "unit": unit, "decimals": "2"}
    for name, title, unit in (
        ("trade.value", "Goods trade", "USD million"),
        ("trade.month", "Goods trade in one month", "USD million"),
        ("share.percent", "Share", "percent"),
    )
]
STILL_HOLDS = "Not printed any more; the facts behind it have not changed."
GAVE_WAY = "No longer printed, with the facts behind them unchanged:"
FOLLOWS = "This follows from the change of briefs. The part is printed below."


def sample_without(topic: str) -> Side:
    """The sample visit, one topic of which is not asked for."""
    topics = tuple(name for name in make_sample().selection.request.topics if name != topic)
    return side_of_made(make_sample(topics=topics), "b.brief")


def sample_with(likelihood: Likelihood) -> Side:
    """The sample visit with another likelihood of the first topic."""
    told = (*make_sample().selection.request.likelihood, ("trade.volume", likelihood))
    return side_of_made(make_sample(likelihood=told), "b.brief")


@pytest.fixture(scope="module")
def sample() -> Side:
    """The sample visit."""
    return side_of_made(make_sample(), "a.brief")


@pytest.fixture(scope="module")
def later_base(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    """The bundled facts after a figure was corrected."""
    folder = tmp_path_factory.mktemp("later")
    for path in [*bundled_data().glob("*.csv"), *bundled_data().glob("*.json")]:
        text = path.read_text("utf-8")
        if path.name in ("facts.csv", "observations.csv"):
            assert "105.6" in text
        (folder / path.name).write_text(text.replace("105.6", "150.6"), "utf-8")
    return load_factbase(folder)


@pytest.fixture(scope="module")
def known_by_words(later_base: FactBase) -> Side:
    """The sample visit as a finished file, which the later facts do not make again."""
    printed = printed_pack(make_sample().pack, "a.docx")
    side = side_of_printed(printed, later_base, bundled_templates())
    assert side.made is None
    return side


@pytest.fixture(scope="module")
def later(later_base: FactBase) -> Side:
    """The sample visit of the later facts, with another topic on culture."""
    request = make_sample().selection.request
    names = ("culture.heritage" if n == EDUCATION else n for n in request.topics)
    asked = replace(request, topics=tuple(names))
    return side_of_made(make_pack(later_base, asked, bundled_templates(), TODAY), "b.docx")


def bare_addendum(old: Side, new: Side) -> Pack:
    """The addendum to ``old``, whose pages are not laid out."""
    return make_addendum(old, new, compare(old, new), bundled_templates(), 1)


def test_a_brief_that_is_taken_out_is_told_first_and_once(sample: Side) -> None:
    """With why; in the tables of the pack its entries are a number, and no figures are listed."""
    pack = bare_addendum(sample, sample_without(EDUCATION))
    rows = rows_of(pack, "changes.table")

    assert rows[0] == [
        "4.1 Education and science",
        "The whole part.",
        "The brief is taken out: its topic is no longer asked for.",
    ]
    told = {row[0]: row[1:] for row in rows}
    assert told["Agreements and pledges"] == ["Entries taken out: 6.", f"Taken out. {FOLLOWS}"]
    assert told["Timeline"] == ["Entries taken out: 3.", f"Entries put in: 3. {FOLLOWS}"]
    assert len(rows) < 10
    assert not [block for block in pack.blocks if block.id.startswith("figures")]


def test_a_brief_that_is_put_in_is_told_first_and_printed(sample: Side) -> None:
    """The reader needs to know that it was asked for since, and where it stands."""
    pack = bare_addendum(sample_without(EDUCATION), sample)

    assert rows_of(pack, "changes.table")[0] == [
        "4.1 Education and science",
        "Not in the pack.",
        "A new brief: its topic was not asked for before. It is printed below.",
    ]
    assert f"topic.{EDUCATION}" in {b.id for b in pack.blocks if isinstance(b, Heading)}


def test_what_is_gone_follows_where_the_old_facts_are_not_at_hand(
    known_by_words: Side, later: Side
) -> None:
    """The usual case: a finished file, a topic exchanged for another, and a figure corrected."""
    rows = rows_of(bare_addendum(known_by_words, later), "changes.table")
    timeline = [row[1:] for row in rows if row[0] == "Timeline"]

    # More are put in than go with the topic: entries of other topics leave room for them.
    assert timeline[0] == ["Entries taken out: 3.", f"Entries put in: 6. {FOLLOWS}"]
    assert timeline[1:] == [["as printed there", f"{GAVE_WAY} 3."]]  # the part is printed whole
    assert any("150.6" in row[2] and "105.6" in row[1] for row in rows)


def test_another_likelihood_is_told_as_the_cause(sample: Side) -> None:
    """Not forty lines that are gone, but one sentence; both likelihoods stand beside each other."""
    pack = bare_addendum(sample, sample_with(Likelihood.UNLIKELY))
    rows = rows_of(pack, "changes.table")

    assert rows[0] == [
        "1.1 Trade volumes and balance",
        "Certain to come up.",
        "Unlikely to come up. The brief is printed anew below, at the length that goes with it.",
    ]
    assert [row[0] for row in rows].count("1.1 Trade volumes and balance") == 1
    assert f"Entries put in: 3. {FOLLOWS}" in {row[2] for row in rows if row[0] == "Core script"}


def test_a_few_entries_that_follow_are_told_in_their_words(sample: Side) -> None:
    """Whoever speaks the three messages reads which of them is another."""
    pack = bare_addendum(sample, sample_with(Likelihood.UNLIKELY))
    messages = [row for row in rows_of(pack, "changes.table") if row[0] == "Top three messages"]

    assert [row[1] == "Not there before." for row in messages] == [True, False]
    assert messages[1][1].startswith("I propose that our statistics services")


def test_what_the_facts_change_is_told_beside_what_the_request_does(tmp_path: Path) -> None:
    """A brief switched off on the day a figure changes does not hide the figure."""
    old = made_side(tmp_path / "old")
    new = made_side(
        tmp_path / "new", replace(REQUEST, topics=("trade",)), **changed_figure("46")
    )  # fmt: skip
    rows = rows_of(addendum(old, new), "changes.table")

    assert rows[0][0] == "5.1 Foundations"
    assert rows[0][2] == "The brief is taken out: its topic is no longer asked for."
    assert any("46 million dollars" in row[2] for row in rows if row[0] == "1.1 Trade volumes")
    assert [row[1:] for row in rows_of(addendum(old, new), "figures.table")] == [
        ["45 million dollars", "46 million dollars"]
    ]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ({}, STILL_HOLDS),  # dropped by the request, as for want of room
        ({"facts": [FACT, EVENT], "citations": ROWS["citations"]}, "Taken out."),  # withdrawn
        (
            {
                "facts": [FACT, EVENT, SECOND | {"statement": "An office opened in 1995."}],
                "citations": [*ROWS["citations"], CITATION | {"fact": "office-1994"}],
            },
            "Taken out.",  # it says something else: nothing more is claimed of it
        ),
    ],
)
def test_what_only_gave_way_is_not_told_as_withdrawn(
    tmp_path: Path, now: dict[str, Rows], told: str
) -> None:
    """Who holds the old pack may go on saying it as long as its facts are what they were."""
    facts: dict[str, Rows] = {
        "facts": [FACT, EVENT, SECOND],
        "citations": [*ROWS["citations"], CITATION | {"fact": "office-1994"}],
    }
    old = made_side(tmp_path / "old", **facts)
    tables = facts | now
    dropped = ("office-1994",) if any(row["id"] == "office-1994" for row in tables["facts"]) else ()
    new = made_side(tmp_path / "new", replace(REQUEST, dropped=dropped), **tables)
    rows = rows_of(addendum(old, new), "changes.table")

    gone = [row[2] for row in rows if "An office opened in 1994" in row[1]]
    assert gone
    assert set(gone) == {told}


def test_a_brief_that_goes_with_its_facts_is_not_laid_on_the_request(tmp_path: Path) -> None:
    """Both requests ask for the topic; the fact base has nothing on it any more."""
    old = made_side(tmp_path / "old")
    new = made_side(tmp_path / "new", facts=[FACT], citations=[CITATION])
    told = {row[0]: row[1:] for row in rows_of(addendum(old, new), "changes.table")}

    assert told["5.1 Foundations"] == ["The whole part.", "Taken out."]


@pytest.mark.parametrize(
    "other", [{"period": "2020"}, {"reporter": "office"}, {"measure": "trade.month"}]
)
def test_unlike_figures_are_not_before_and_after(tmp_path: Path, other: dict[str, str]) -> None:
    """Another period, reporter or measure: one figure goes, another comes."""
    values = {"id": "trade.other", "value": "50", **other}
    fact = FACT | {"statement": "Trade was counted.", "date": "2020/2021"}
    tables = {"facts": [fact, EVENT], "lines": [], "measures": MEASURES}
    old = made_side(tmp_path / "old", **tables)
    new = made_side(tmp_path / "new", **tables, observations=[OBSERVATION | values])
    found = [d for d in compare(old, new) if d.block == "trade.volume.figures.table"]
    rows = [d for d in found if "dollars" in f"{d.before}{d.now}"]  # not what leads to the table

    assert [d.kind for d in rows] == [Kind.ADDED, Kind.GONE]
    assert "50 million" in rows[0].now
    assert "45 million" in rows[1].before


def test_the_same_count_under_another_id_is_before_and_after(tmp_path: Path) -> None:
    """Curators may rename a row; what it counts is the same."""
    renamed = OBSERVATION | {"id": "trade.total.2021", "value": "46"}
    fact = FACT | {"statement": "Trade was counted."}
    old = made_side(tmp_path / "old", facts=[fact, EVENT], lines=[])
    new = made_side(tmp_path / "new", facts=[fact, EVENT], lines=[], observations=[renamed])
    rows = [d for d in compare(old, new) if d.block == "trade.volume.figures.table"]

    assert [d.kind for d in rows] == [Kind.CHANGED]


def test_a_figure_is_named_so_that_it_is_understood_alone(tmp_path: Path) -> None:
    """“Share” is no name: the curators' words for it, or else the statement it belongs to."""
    told = [
        {"fact": "trade-2021", "label": ""},
        {"fact": "trade-2021", "label": "Share of cotton in trade"},
    ]
    names = []
    for number, one in enumerate(told):
        share = OBSERVATION | {"id": "share", "measure": "share.percent", "flow": ""}
        share |= {"unit": "percent", "value": "20", **one}
        fact = FACT | {"statement": "Cotton is a part of trade."}
        facts = {"facts": [fact, EVENT], "lines": [], "measures": MEASURES}
        old = made_side(tmp_path / f"old{number}", **facts, observations=[share])
        new = made_side(tmp_path / f"new{number}", **facts, observations=[share | {"value": "21"}])
        names.append(rows_of(addendum(old, new), "figures.table")[0][0])

    assert names == [
        "Share (Cotton is a part of trade), 2021, Bureau of Trade",
        "Share of cotton in trade, 2021, Bureau of Trade",
    ]


def test_agreements_on_other_facts_are_not_before_and_after(
    known_by_words: Side, later: Side
) -> None:
    """Two entries have half their letters in common; one is gone, the other is new."""
    for old in (known_by_words, side_of_made(make_sample(), "a.brief")):
        found = [d for d in compare(old, later) if d.block == "agreements.table"]

        assert {d.kind for d in found} == {Kind.ADDED, Kind.GONE}
        assert any(d.before.startswith("Agreements on education") for d in found)


def test_an_agreement_that_is_signed_now_is_before_and_after(tmp_path: Path) -> None:
    """Its status rests on a new fact; what shows that there is one is the same."""
    row = {"id": "transit", "title": "Transit agreement", "instrument": "agreement", "date": ""}
    row |= {"fact": "relations-1992", "next_step": "", "owner": "", "due": "", "next_fact": ""}
    planned = row | {"status": "planned", "status_fact": "relations-1992"}
    signed = row | {"status": "signed", "status_fact": FACT["id"]}
    old = made_side(tmp_path / "old", agreements=[planned])
    new = made_side(tmp_path / "new", agreements=[signed])
    rows = [d for d in compare(old, new) if d.block == "agreements.table"]

    assert [d.kind for d in rows] == [Kind.CHANGED]


def test_notes_on_different_figures_are_not_before_and_after() -> None:
    """Where the figures of the old note are not known, its values and periods tell them apart."""
    likelihood = (("trade.volume", Likelihood.POSSIBLE),)
    made = make_bundled(topics=("trade.volume",), likelihood=likelihood)
    new = side_of_made(made, "b.docx")
    kept = "Other counts: 250.8 million dollars (FY2024/25"
    reads = "Associated Press of Pakistan). No figure is preferred."

    def as_it_was(block: PrintedBlock) -> PrintedBlock:
        """The block with one note on other counts, which named no preferred figure then."""
        units = [unit for unit in block.units if not unit[0].startswith("Other counts")]
        if len(units) < len(block.units):
            units.append((f"{kept} (July to June), {reads}",))
        return replace(block, units=tuple(units), figures=())

    old = Side(
        replace(new.printed, blocks=tuple(map(as_it_was, new.printed.blocks))),
    )
    found = [d for d in compare(old, new) if "Other counts" in d.now]

    assert [d.now.startswith(kept) for d in found if d.kind is Kind.CHANGED] == [True]
    assert [d.before for d in found if d.now.startswith("Other counts: 11.8 million")] == [""]


def test_a_part_that_is_in_the_old_pack_is_not_told_as_missing() -> None:
    """Its page is to be replaced: what is new in it is new entries and figures, told once."""
    made = [make_bundled(topics=topics) for topics in (("trade",), ("trade", "corridor"))]
    old, new = (side_of_made(one, "a.brief") for one in made)
    rows = rows_of(bare_addendum(old, new), "changes.table")
    there = {part.title for part in parts_of(old.printed).values()}
    told = {row[0]: row[1:] for row in rows if row[0] in ("Agreements and pledges", "Charts")}

    assert set(told) <= there
    assert {row[0] for row in told.values()} == {"Nothing taken out."}
    assert told["Agreements and pledges"][1].startswith("Entries put in: ")
    assert told["Charts"][1].startswith("New figures, printed below: ")
    assert [row[0] for row in rows].count("Charts") == 1


def test_a_line_that_leads_to_another_page_is_told_without_the_way(
    known_by_words: Side, later: Side
) -> None:
    """The number of the page is not compared, and the sentence says nothing without it."""
    ways = [b for b in later.grounds if b.startswith("press.") and list(pointers(later.grounds[b]))]
    found = [d for d in compare(known_by_words, later) if d.block in ways]

    assert found
    for difference in found:
        assert "If it comes up." in difference.now
        assert "Answer, for the principal" not in difference.before + difference.now
