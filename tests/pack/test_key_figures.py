"""The key figures of a topic: one figure a line, and in a note what others count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.factbase.records import PeriodKind, Use
from briefgen.factbase.rivals import are_rivals
from briefgen.pack.blocks import Callout, Table
from briefgen.pack.fingerprints import straight
from briefgen.pack.inlines import Figure, Footnote, plain
from briefgen.pack.request import Side
from briefgen.pack.said import block_text
from briefgen.pack.sections.counters import has_only_told
from briefgen.pack.sections.key_figures import headline_figures, lasting_figures
from tests.pack.making import bundled_base, make_bundled, make_sample, make_tiny
from tests.tiny_base import CITATION, FACT, OBSERVATION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefgen.pack.inlines import Inlines


def _boxes() -> list[Table]:
    blocks = make_bundled(topics=("trade",)).pack.blocks
    return [b for b in blocks if isinstance(b, Table) and b.id.endswith(".figures.table")]


def _rows() -> Iterator[tuple[str, tuple[Inlines, ...], tuple[Footnote, ...]]]:
    for box in _boxes():
        for row in box.rows:
            [shown] = {i.observation for i in row[1] if isinstance(i, Figure)}
            yield shown, row, tuple(i for i in row[-1] if isinstance(i, Footnote))


def test_no_two_lines_of_a_box_contradict_each_other() -> None:
    """6e: one preferred figure; conflicts stand in its footnote."""
    observations = bundled_base().observations
    for box in _boxes():
        shown = [i.observation for row in box.rows for i in row[1] if isinstance(i, Figure)]
        claims = [observations[name] for name in shown if observations[name].flow]
        assert not [(a.id, b.id) for a in claims for b in claims if are_rivals(a, b)]


def test_a_note_gives_each_rival_with_its_period_and_who_counted() -> None:
    """Each of its figures is an observation, and none of them is the one that is shown."""
    base = bundled_base()
    noted = [(shown, notes) for shown, _, notes in _rows() if notes]
    assert noted
    for shown, [note] in noted:
        told = [i.observation for i in note.inlines if isinstance(i, Figure)]
        rivals = {name for name in told if name != shown}
        assert rivals
        for name in rivals:
            assert are_rivals(base.observations[shown], base.observations[name])
            reporter = base.organisation_name(base.observations[name].reporter)
            assert reporter in straight(plain(note.inlines))
            assert told.count(name) == 2  # its value and its period


def test_the_curators_note_on_two_counts_stands_where_their_figures_do() -> None:
    """It says why they may differ; of three counts it would not be seen which it speaks of."""
    blocks = {b.id: b for b in make_sample().pack.blocks}
    table = blocks["trade.volume.figures.table"]
    cells = [cell for row in table.rows for cell in row] if isinstance(table, Table) else []
    notes = [plain(i.inlines) for cell in cells for i in cell if isinstance(i, Footnote)]
    [told] = [text for text in notes if "46.8 million" in text]
    assert told.endswith(
        "The periods share half a year, yet the Pakistani count is far above the Kazakh one. "
        "No figure is preferred."
    )

    made = make_bundled(topics=("trade",), product="background")
    box = next(b for b in made.pack.blocks if b.id == "trade.volume.disagreements")
    items = [plain(item.inlines) for item in box.items] if isinstance(box, Callout) else []
    [pair] = [item for item in items if "67.11 million" in item]
    assert "The later figure may be a revision; neither page says who counted." in pair
    [three] = [item for item in items if "52.5 million" in item]
    assert "One is Kazakh data" not in three


def test_a_copy_for_release_has_no_note_on_two_counts() -> None:
    """A note judges what others say."""
    made = make_bundled(topics=("trade",), product="releasable")
    said = " ".join(" ".join(block_text(b)) for b in made.pack.blocks)
    assert "129.63 million" in said
    assert "share half a year" not in said
    assert "may be a revision" not in said


def test_where_the_curators_chose_their_choice_is_the_one_shown() -> None:
    """The note says why; where nobody chose, it says that too."""
    chosen = {choice.observation for choice in bundled_base().choices}
    said = {shown: plain(notes[0].inlines) for shown, _, notes in _rows() if notes}
    assert any(shown in chosen and "Preferred: " in text for shown, text in said.items())
    assert all(
        "No figure is preferred" in text
        for shown, text in said.items()
        if "Preferred: " not in text
    )


def test_a_rival_that_counts_the_same_calls_no_note() -> None:
    """They agree, so there is nothing to tell."""
    observations = bundled_base().observations
    for shown, _, notes in _rows():
        for note in notes:
            for inline in note.inlines:
                if isinstance(inline, Figure) and inline.observation != shown:
                    other, own = observations[inline.observation], observations[shown]
                    assert (other.value, other.value_high) != (own.value, own.value_high)


@pytest.mark.parametrize("voice", [Side.PAK, Side.KAZ])
def test_a_detail_of_a_statement_is_no_key_figure(voice: Side) -> None:
    """Years since, months of a waiver, numbers of sessions: only where a line speaks them."""
    base, made = bundled_base(), make_bundled(voice=voice)
    boxes = (b for b in made.pack.blocks if isinstance(b, Table) and b.id.endswith("figures.table"))
    shown = {
        inline.observation
        for box in boxes
        for row in box.rows
        for inline in row[1]
        if isinstance(inline, Figure)
    }
    details = {n for n in shown if base.measures[base.observations[n].measure].key_figure == "no"}

    assert "trade.fy25.pak-kaz.sbp" in shown
    assert details <= made.selection.spoken
    assert not [name for name in details if base.observations[name].measure == "anniversary.years"]
    assert not details & {"chabahar.waiver-months", "agreements.convicts.2025"}


@pytest.mark.parametrize("voice", [Side.PAK, Side.KAZ])
def test_key_figures_of_trade_hold_each_direction_and_the_total(voice: Side) -> None:
    """The whole years that the points speak or rest on, not the newest months."""
    made = make_bundled(voice=voice, topics=("trade",))
    stay = lasting_figures(made.selection, made.checked.product.limits, "trade.volume")
    told = {bundled_base().observations[name] for name in stay}
    trade = {o.flow: o for o in told if o.measure == "trade.value"}

    assert set(trade) == {"PAK>KAZ", "KAZ>PAK", "total"}
    assert trade["total"].period.edtf == "2025"
    assert PeriodKind.PART_YEAR not in {o.period_kind for o in trade.values()}


@pytest.mark.parametrize("voice", list(Side))
def test_a_row_says_in_few_words_what_is_counted(voice: Side) -> None:
    """Value, period and counter stand beside it, so that the statement would say them twice."""
    made = make_bundled(voice=voice)
    base = made.selection.base
    rows = [
        row
        for b in made.pack.blocks
        if isinstance(b, Table) and b.id.endswith(".figures.table")
        for row in b.rows
    ]

    assert len(rows) > 50
    for row in rows:
        fact = base.facts[row[1][0].fact]  # type: ignore[union-attr]
        told = straight(plain(row[0]))
        assert fact.statement not in told
        assert len(told.split()) <= 15, told


def test_goods_are_named_beside_their_direction() -> None:
    """Who reads “one kind of goods” asks which; a pack in Russian names no goods in English."""
    made = make_bundled(voice=Side.PAK, topics=("trade.goods",))
    russian = make_bundled(voice=Side.PAK, topics=("trade.goods",), language="ru")
    told, other = (
        [plain(row[0]) for b in one.pack.blocks if isinstance(b, Table) and ".figures." in b.id
         for row in b.rows]
        for one in (made, russian)
    )  # fmt: skip

    assert "Farm produce, Kazakhstan to Pakistan" in told
    assert not [text for text in other if text.startswith("Farm produce")]


def test_few_words_say_what_is_an_estimate(tmp_path: Path) -> None:
    """Without any the whole statement stands there, as in a table from before there were some."""
    few = {"flow": "", "label": "Size of the market", "status": "estimate"}
    for label, told in (
        (few, "Size of the market (estimate)"),
        (few | {"label": ""}, FACT["statement"]),
    ):
        made = make_tiny(tmp_path / told[:4], observations=[OBSERVATION | label])
        (table,) = (b for b in made.pack.blocks if b.id == "trade.volume.figures.table")
        assert isinstance(table, Table)
        assert [plain(row[0]) for row in table.rows] == [told]


def test_each_bundled_figure_says_in_few_words_what_is_counted() -> None:
    """A whole statement beside its own value says it twice; a direction says it with the measure.

    What is only a detail of a statement, or never printed, needs no words.
    """
    base = bundled_base()
    figures = [
        o
        for o in base.observations.values()
        if not o.flow
        and base.measures[o.measure].key_figure != "no"
        and base.facts[o.fact].use is not Use.NEVER
    ]

    assert figures
    assert not [o.id for o in figures if not o.label]
    assert not [o.id for o in figures if re.search(r"(?<![\w-])\d", o.label)]


def test_of_one_statement_the_figure_that_its_curator_put_first_is_shown() -> None:
    """Not what it was before: of a cost that has gone up, what it is now."""
    made = make_bundled(topics=("corridor.trans-afghan", "corridor.rail"))
    limits = replace(made.checked.product.limits, figures=200)
    shown = {
        o.id
        for topic in ("corridor.trans-afghan", "corridor.rail")
        for o in headline_figures(made.selection, limits, topic)
    }

    assert {"trans-afghan-rail.cost.astana-times", "titr.days.2026.astana-times"} <= shown
    assert "trans-afghan-rail.cost-first.astana-times" not in shown
    assert "titr.days-before.2026.astana-times" not in shown


def _periods(product: str, **dates: str) -> dict[str, list[str]]:
    """The rows of key figures in a pack of all topics, by the figure that they show."""
    boxes = make_bundled(product=product, **dates).pack.blocks
    return {
        shown: [plain(cell) for cell in row]
        for box in boxes
        if isinstance(box, Table) and box.id.endswith(".figures.table")
        for row in box.rows
        for shown in {i.observation for i in row[1] if isinstance(i, Figure)}
    }


def _aims(rows: dict[str, list[str]], word: str) -> set[str]:
    """The targets and potentials of ``rows`` whose period begins with ``word``."""
    observations = bundled_base().observations
    aims = {name for name in rows if observations[name].status in ("target", "potential")}
    return {name for name in aims if rows[name][2].startswith(word)}


def test_the_period_of_a_target_is_what_it_is_for() -> None:
    """A year that lies ahead: by then; of a goal for trade the day it was said: from then on."""
    rows = _periods("visit-pack", last="2030")
    measure, value, period, _ = rows["trade.target.2026"]
    ahead = _aims(rows, "by ")

    assert measure == "Goods trade within one year, both directions (target)"
    assert (value, period) == ("1 billion dollars", "from 4 February 2026")
    assert rows["trade.target.2025"][0].startswith("Goods trade in the years ahead,")
    assert rows["students.foreign.target.2029"][2] == "by 2029"
    assert all(", as of " in rows[name][3] for name in ahead)  # when it was said


def test_a_day_on_which_something_is_planned_is_no_term() -> None:
    """Flights begin then, people meet then: only a whole year is what a target is to reach."""
    observations = bundled_base().observations
    rows = {
        **_periods("background", first="2016", last="2030"),
        **_periods("background", first="2020", last="2022"),
    }
    named = {
        "scat.flights-weekly.2023": "8 July 2023",
        "companies.summit-2022": "May 2022",
        "ecological-summit.participants": "April 2026",
    }
    by = {name: rows[name][2] for name in _aims(rows, "by ")}

    assert {name: rows[name][2] for name in named} == named
    assert by
    for name, period in by.items():
        assert observations[name].status == "target"
        term = observations[name].target_for
        assert term is not None
        assert period == f"by {term.last.year}"


@pytest.mark.parametrize(
    ("status", "term", "period", "spoken"),
    [
        ("target", "2029", "by 2029", "45 million dollars by 2029"),
        ("target", "2027-03", "by March 2027", "45 million dollars by March 2027"),
        ("target", "2027/2029", "2027 to 2029", "45 million dollars in 2027 to 2029"),
        ("potential", "2030", "2030", "45 million dollars in 2030"),
        ("target", "", "27 January 2022", "45 million dollars"),
    ],
)
def test_what_a_target_is_for_stands_in_tables_and_is_spoken(
    tmp_path: Path, status: str, term: str, period: str, spoken: str
) -> None:
    """The period of the figure is when it was said, which stands beside who said it."""
    said = {"flow": "", "label": "Trade", "period": "2022-01-27", "period_kind": "point"}
    aim = OBSERVATION | said | {"status": status, "target_for": term}
    fact = FACT | {"kind": "plan", "date": "2022-01-27"}
    pack = make_tiny(tmp_path, observations=[aim], facts=[fact]).pack
    table, points = (
        next(b for b in pack.blocks if b.id == f"trade.volume.{part}")
        for part in ("figures.table", "points.list")
    )
    assert isinstance(table, Table)
    ((_, _, when, counted),) = (map(plain, row) for row in table.rows)

    assert when == period
    assert (", as of 27 January 2022 " in counted) is bool(term)
    assert f"trade was {spoken}. [1]" in block_text(points)[0]


def test_a_plan_is_overdue_when_the_time_it_is_for_has_passed(tmp_path: Path) -> None:
    """Not when its announcement is over."""
    said = {"flow": "", "period": "2022-01-27", "period_kind": "point", "status": "target"}
    fact = FACT | {"kind": "plan", "date": "2022-01-27"}
    told = {}
    for term in ("2029", "2025", ""):
        figures = [OBSERVATION | said | {"target_for": term}]
        pack = make_tiny(tmp_path / (term or "none"), observations=figures, facts=[fact], lines=[])
        (box,) = (b for b in pack.pack.blocks if b.id == "trade.volume.background_say.list")
        told[term] = "overdue" in block_text(box)[0]

    assert told == {"2029": False, "2025": True, "": True}


def test_the_day_of_an_estimate_is_no_beginning() -> None:
    """What an analyst thinks possible holds on the day he says it; nobody aims at it from then."""
    observations = bundled_base().observations
    rows = _periods("background", first="2016", last="2030")
    starts = _aims(rows, "from ")

    assert rows["trade.potential.long.janjua"][2] == "5 February 2026"
    assert rows["trade.potential.kaz-pak.2023"][2] == "about July 2023"
    assert starts
    assert {observations[name].status for name in starts} == {"target"}


def _with_newer(folder: Path, **newer: str) -> list[str]:
    """The periods of the key figures: a figure of 2022 beside the one of 2021 that is spoken."""
    told = {"id": "trade-2022", "date": "2022", "statement": "Trade came to 50 million dollars."}
    figure = {"id": "trade.2022.total", "fact": "trade-2022", "period": "2022", "value": "50"}
    made = make_tiny(
        folder,
        facts=[FACT, FACT | told],
        citations=[CITATION, CITATION | {"fact": "trade-2022"}],
        observations=[OBSERVATION, OBSERVATION | figure | newer],
        organisations=[
            {"id": "bureau", "name": "Bureau", "kind": "statistics", "country": "PAK"},
            {"id": "bank", "name": "Bank", "kind": "central-bank", "country": "KAZ"},
            {"id": "daily", "name": "Daily", "kind": "press", "country": "KAZ"},
        ],
    )
    (table,) = (b for b in made.pack.blocks if b.id == "trade.volume.figures.table")
    assert isinstance(table, Table)
    return [plain(row[2]) for row in table.rows]


@pytest.mark.parametrize("reporter", ["bureau", "bank"])
def test_what_a_counting_body_counted_last_comes_first(tmp_path: Path, reporter: str) -> None:
    """Though no line speaks it yet: a reader of key figures looks for the newest count."""
    assert _with_newer(tmp_path, reporter=reporter) == ["2022", "2021"]


@pytest.mark.parametrize(
    "newer",
    [
        {"reporter": "daily"},
        {"status": "target"},
        {"period": "2022-01/2022-03", "period_kind": "part-year"},
        {"period": "2020"},
    ],
)
def test_what_is_no_newer_count_of_a_whole_year_comes_after_what_is_said(
    tmp_path: Path, newer: dict[str, str]
) -> None:
    """A newspaper, an aim, some months or an older year push no spoken figure down."""
    assert _with_newer(tmp_path, **newer)[0] == "2021"


def test_key_figures_stand_by_what_is_counted_the_weightiest_first() -> None:
    """Those of one direction together, the newest first; not by the alphabet of their measures."""
    observations = bundled_base().observations
    (box, *_) = _boxes()
    shown = [
        observations[i.observation] for row in box.rows for i in row[1] if isinstance(i, Figure)
    ]
    series = [f"{o.measure} {o.flow}" for o in shown]

    assert shown[0].id == "trade.fy25.pak-kaz.sbp"
    assert series == sorted(series, key=series.index)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Not saying who counted: Afghan Verified; Trend News Agency."),
        ("ru", "Кто считал, не указывают: Afghan Verified; Trend News Agency."),
        ("kk", "Кім есептегенін көрсетпейді: Afghan Verified; Trend News Agency."),
        ("ur", "شمار کنندہ کا ذکر نہیں کرتے: Afghan Verified؛ Trend News Agency۔"),
    ],
)
def test_a_note_beneath_names_who_only_told_a_figure(language: str, told: str) -> None:
    """A reader of the box must not take a paper for a bureau of statistics."""
    made = make_bundled(topics=("corridor",), language=language)
    base, noted = made.selection.base, set()
    for box in made.pack.blocks:
        if not isinstance(box, Table) or not box.id.endswith(".figures.table"):
            continue
        shown = [i.observation for row in box.rows for i in row[1] if isinstance(i, Figure)]
        only_told = {
            base.organisation_name(base.observations[name].reporter)
            for name in shown
            if has_only_told(base, base.observations[name])
        }
        notes = [plain(note) for note in box.notes]
        assert all(any(name in note for note in notes) for name in only_told)
        assert bool(only_told) == bool(notes)
        noted |= set(notes)
    assert told in noted


def test_a_copy_for_release_has_no_note_on_who_only_told() -> None:
    """What we think of a source is for our side."""
    made = make_bundled(topics=("corridor",), product="releasable")
    boxes = [b for b in made.pack.blocks if isinstance(b, Table) and b.id.endswith(".table")]

    assert boxes
    assert not [n for box in boxes for n in box.notes if "Not saying who counted" in plain(n)]
