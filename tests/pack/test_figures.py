"""What is charted and drawn: only what the facts allow, and every number an observation's."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefgen.factbase.derive import derived_figures
from briefgen.factbase.records import PeriodKind
from briefgen.factbase.rivals import are_rivals, comparable
from briefgen.pack.blocks import Heading, Table
from briefgen.pack.figure_blocks import (
    Chart,
    ChartKind,
    CorridorDiagram,
    FigureBlock,
    RouteMap,
    TimelineDiagram,
)
from briefgen.pack.fingerprints import straight
from briefgen.pack.inlines import FactText, Figure, plain
from briefgen.pack.request import Request, Side
from briefgen.pack.said import block_text
from tests.pack.making import make_bundled, make_tiny
from tests.tiny_base import FACT

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.records import Observation
    from briefgen.pack.build import MadePack


@cache
def _made() -> MadePack:
    return make_bundled(first="2020", last="2026", route_map=True, voice=Side.NEUTRAL)


def _figures(made: MadePack) -> list[FigureBlock]:
    return [block for block in made.pack.blocks if isinstance(block, FigureBlock)]


def _charts(kind: ChartKind) -> list[Chart]:
    return [f for f in _figures(_made()) if isinstance(f, Chart) and f.kind is kind]


def _observed(chart: Chart, series: int) -> list[Observation]:
    points = [point for point in chart.series[series].points if point]
    return [_made().selection.observations[point.printed.observation] for point in points]


def test_every_number_of_a_chart_is_that_of_its_observation() -> None:
    """A balance excepted, which is worked out from two."""
    charts = [figure for figure in _figures(_made()) if isinstance(figure, Chart)]

    assert charts
    for chart in charts:
        for number, series in enumerate(chart.series):
            if not series.balance:
                observed = _observed(chart, number)
                points = [point for point in series.points if point]
                assert [(p.value, p.high) for p in points] == [
                    (o.value, o.value_high) for o in observed
                ]


def test_trade_is_charted_of_one_reporter_in_both_directions_with_the_balance() -> None:
    """Comparable by period; the curator's choice, the State Bank, comes before who repeats it."""
    (chart,) = _charts(ChartKind.COLUMNS)
    exports, imports = _observed(chart, 0), _observed(chart, 1)

    assert {o.reporter for o in exports + imports} == {"sbp"}
    assert all(comparable(exports[0], other) for other in exports)
    assert {o.flow for o in exports} == {"PAK>KAZ"}
    assert {o.flow for o in imports} == {"KAZ>PAK"}
    balances = [point.value for point in chart.series[2].points if point]
    assert balances == [a.value - b.value for a, b in zip(exports, imports, strict=True)]
    reckoned = {derived.value for derived in derived_figures([*exports, *imports])}
    assert set(balances) <= reckoned


def test_rival_figures_stand_side_by_side_under_their_reporters() -> None:
    """One series of marks, each named by who counted and for when; none is preferred."""
    (chart,) = _charts(ChartKind.MARKS)
    rivals = _observed(chart, 0)

    assert len({o.reporter for o in rivals}) > 1
    assert all(any(are_rivals(one, other) for other in rivals) for one in rivals)
    base = _made().selection.base
    for name, observation in zip(chart.categories, rivals, strict=True):
        assert base.organisation_name(observation.reporter) in straight(name)
        is_given = observation.period_kind is not PeriodKind.NOT_GIVEN
        assert ("2025" if is_given else "no period given") in name
    assert plain(chart.text.finding).endswith("name the reporter and the period with any of them.")


def test_corridors_are_compared_only_in_figures_of_one_reporter_from_one_place() -> None:
    """One measure, unit, time and status; each of another corridor."""
    charts = _charts(ChartKind.BARS)
    base = _made().selection.base

    assert charts
    for chart in charts:
        observed = _observed(chart, 0)
        facts = [base.facts[o.fact] for o in observed]
        assert all(comparable(observed[0], o) for o in observed)
        assert len({o.period.edtf for o in observed}) == 1
        assert len({fact.corridor for fact in facts}) == len(facts) > 1
        assert set(facts[0].places).intersection(*(fact.places for fact in facts))


def test_one_direction_alone_makes_no_chart(tmp_path: Path) -> None:
    """Nor does one figure; a chart that compares nothing is not drawn."""
    made = make_tiny(tmp_path, Request(topics=("trade",)))

    assert FACT["id"] in made.selection.facts
    assert _figures(made) == []
    assert not any(isinstance(b, Heading) and b.id == "charts" for b in made.pack.blocks)


def test_stops_rest_on_facts_of_the_pack_or_say_that_they_do_not() -> None:
    """A stop whose fact was not selected is drawn hollow, as one of the register alone."""
    diagrams = [f for f in _figures(_made()) if isinstance(f, CorridorDiagram)]
    facts = _made().selection.facts

    assert {route.mode for d in diagrams for route in d.routes} >= {"road", "rail", "multimodal"}
    for diagram in diagrams:
        for route in diagram.routes:
            corridor = _made().selection.base.corridors[route.corridor]
            assert route.title.fact == corridor.status_fact
            assert route.title.fact in facts
            assert all(not stop.fact or stop.fact in facts for stop in route.stops)
        named = {stop.name for route in diagram.routes for stop in route.stops if stop.fact}
        told = {i.text for i in diagram.text.alternative if isinstance(i, FactText)}
        assert named <= told


def test_diagrams_and_maps_say_that_no_boundary_is_drawn() -> None:
    """In the line under each."""
    drawn = [f for f in _figures(_made()) if isinstance(f, (CorridorDiagram, RouteMap))]

    assert all("oundaries are drawn" in plain(figure.text.source) for figure in drawn)


def test_a_map_is_made_only_where_the_request_asks_for_one() -> None:
    """Off by default; the record then says which outlines were used."""
    without = make_bundled(topics=("corridor",), voice=Side.NEUTRAL)

    assert not any(isinstance(figure, RouteMap) for figure in _figures(without))
    assert "map_sha256" not in without.pack.record
    (route_map,) = (f for f in _figures(_made()) if isinstance(f, RouteMap))
    assert "no opinion on the legal status" in plain(route_map.text.source)
    assert len(_made().pack.record["map_sha256"]) == 64
    for route in route_map.routes:
        for stop in route.stops:
            assert stop.position
            assert 40 <= stop.position[0] <= 95
            assert 10 <= stop.position[1] <= 60


def test_the_timeline_shows_dated_agreements_of_the_pack_in_order() -> None:
    """Those of one date under one mark."""
    (timeline,) = (f for f in _figures(_made()) if isinstance(f, TimelineDiagram))
    starts = [mark.first for mark in timeline.marks]

    assert starts == sorted(starts)
    assert len({mark.when.text for mark in timeline.marks}) == len(timeline.marks)
    assert all(what.fact in _made().selection.facts for m in timeline.marks for what in m.what)


def test_the_timeline_draws_what_the_table_shows_as_signed_and_says_so() -> None:
    """The table has what is planned, of no stated status or at no known time besides."""
    made = _made()
    (timeline,) = (f for f in _figures(made) if isinstance(f, TimelineDiagram))
    (table,) = (b for b in made.pack.blocks if b.id == "agreements.table")
    assert isinstance(table, Table)
    statuses = {plain(row[0]).split(" [")[0]: plain(row[2]) for row in table.rows}
    drawn = [straight(what.text) for mark in timeline.marks for what in mark.what]

    assert {statuses[title] for title in statuses if straight(title) in drawn} == {"Signed"}
    assert len(drawn) == len(set(drawn) & {straight(title) for title in statuses})
    assert "Memorandum on railways, as reported" not in drawn  # its status is not stated
    assert "the table of agreements has all" in plain(timeline.text.source)


def test_the_shades_of_a_range_are_explained_where_there_is_one() -> None:
    """Bars of single values need no such words."""
    ranges = [c for c in _charts(ChartKind.BARS) if any(p.high for p in c.series[0].points if p)]
    others = [c for c in _charts(ChartKind.COLUMNS) if c not in ranges]

    assert ranges
    assert all("the light part at the higher" in plain(c.text.source) for c in ranges)
    assert not any("light part" in plain(c.text.source) for c in others)


def test_what_is_charted_is_in_the_generation_record() -> None:
    """So that verify notices when an observation behind a chart changes."""
    recorded = _made().pack.record["observations"]
    blocks = {name: count for name, _, count, _ in _made().pack.record["blocks"]}

    for figure in _figures(_made()):
        assert blocks[figure.id] == len(block_text(figure))
        inlines = (*figure.text.alternative, *figure.text.finding)
        used = {i.observation for i in inlines if isinstance(i, Figure)}
        assert used <= set(recorded)


def test_every_figure_has_a_source_that_is_cited_and_dated() -> None:
    """“Source: … [n]. As at …” under each, or when it was read; each chart has its finding."""
    for figure in _figures(_made()):
        source = plain(figure.text.source)
        assert source.startswith("Source:")
        assert "[" in source
        assert ("As at " in source) != ("Undated; consulted " in source)
        if isinstance(figure, Chart):
            assert figure.text.finding


def test_a_direction_within_a_sentence_does_not_begin_with_a_capital() -> None:
    """Russian has a preposition there; the legend, where it stands first, has its capital."""
    made = make_bundled(topics=("trade.volume",), language="ru")
    (chart,) = (b for b in made.pack.blocks if isinstance(b, Chart) and b.id == "charts.trade")
    told = [plain(run) for run in (chart.text.finding, chart.text.alternative)]

    assert chart.series[0].name == "Из Пакистана в Казахстан"
    assert chart.series[2].name.startswith("Сальдо: из Пакистана в Казахстан минус из")
    assert all("из Казахстана в Пакистан" in text for text in told)
    assert not [text for text in told if "Из" in text]


def test_a_timeline_has_a_mark_for_each_day_and_one_for_all_of_a_day() -> None:
    """In order of date."""
    (timeline,) = (figure for figure in _figures(_made()) if isinstance(figure, TimelineDiagram))
    days = [(mark.first, mark.last) for mark in timeline.marks]

    assert len(days) > 2
    assert days == sorted(set(days))
    assert any(len(mark.what) > 1 for mark in timeline.marks)
