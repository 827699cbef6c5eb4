"""The topics tree and the list of facts against counts made by hand from the tables."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from briefgen import resources
from briefgen.desktop import actions
from briefgen.desktop.facts_model import INCLUDED
from briefgen.desktop.standing import Standing, judge_facts, ticked, topics_as_asked
from briefgen.desktop.topic_rows import FACTS
from briefgen.factbase.records import Use
from briefgen.pack.build import make_pack
from briefgen.pack.request import Request, Side
from briefgen.pack.select import select
from tests.desktop.desk import TODAY, show_preview

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeWidgetItem
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from briefgen.desktop.library import Library
    from briefgen.desktop.window import MainWindow


def _rows() -> list[dict[str, str]]:
    path = resources.bundled_data() / "facts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _listed(window: MainWindow) -> list[str]:
    model = window.panes.facts.model
    found = (model.fact_at(row) for row in range(model.rowCount()))
    return [one.fact.id for one in found if one]


def _item(window: MainWindow, title: str) -> QTreeWidgetItem:
    found = window.panes.topics.tree.findItems(
        title, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 0
    )
    assert len(found) == 1
    return found[0]


def _type_dates(window: MainWindow, first: str, last: str) -> None:
    for field, text in ((window.panes.choices.first, first), (window.panes.choices.last, last)):
        field.setText(text)
        field.judge()


def test_without_dates_each_topic_counts_all_its_printable_facts(window: MainWindow) -> None:
    """The figure beside a topic is the number of rows it brings."""
    _type_dates(window, "", "")
    superseded = {row["supersedes"] for row in _rows()} - {""}
    by_hand = Counter(
        row["topic"] for row in _rows() if row["use"] != "never" and row["id"] not in superseded
    )
    shown = window.panes.topics.counts()
    assert shown == {topic: by_hand[topic] for topic in shown}
    assert sum(shown.values()) == by_hand.total()


def test_counts_follow_the_typed_dates(window: MainWindow) -> None:
    """A topic counts the facts whose date lies in the range, as a reader of the table would."""
    _type_dates(window, "2024", "2024-12-31")
    by_hand = sum(
        row["topic"] == "trade.goods"
        and row["use"] != "never"
        and row["date"].rstrip("~?%").split("/")[0][:4] == "2024"
        for row in _rows()
        if "/" not in row["date"]
    ) + sum(
        row["topic"] == "trade.goods"
        and row["use"] != "never"
        and (row["date"].split("/")[0][:4] or "0000") <= "2024"
        and ("9999" if row["date"].endswith("/..") else row["date"].split("/")[1][:4]) >= "2024"
        for row in _rows()
        if "/" in row["date"]
    )
    assert window.panes.topics.counts()["trade.goods"] == by_hand


def test_a_category_shows_the_sum_of_its_topics(window: MainWindow) -> None:
    """The figure of a category is that of its topics together."""
    counts = window.panes.topics.counts()
    trade = sum(number for topic, number in counts.items() if topic.startswith("trade."))
    assert _item(window, "Trade").text(FACTS) == str(trade)


def test_typed_words_narrow_the_list_and_the_counts(qtbot: QtBot, window: MainWindow) -> None:
    """Counts are of the same facts that the list shows."""
    with qtbot.waitSignal(window.state.listing_changed):
        qtbot.keyClicks(window.panes.facts.search, "railway")
    assert _listed(window)
    for fact in _listed(window):
        assert window.state.library
        assert "railway" in _searchable(window.state.library, fact)
    chosen = window.panes.topics.chosen()
    shown = sum(number for topic, number in window.panes.topics.counts().items() if topic in chosen)
    assert shown == window.panes.facts.model.rowCount()


def _searchable(library: Library, fact: str) -> str:
    record = library.base.facts[fact]
    corridor = library.base.corridors.get(record.corridor)
    names = [library.base.organisation_name(actor) for actor in record.actors]
    topic = library.base.topics[record.topic].title
    words = (record.statement, topic, corridor.title if corridor else "", *names, fact)
    return " ".join(words).casefold()


def test_words_that_match_nothing_grey_the_topics_and_hide_none(window: MainWindow) -> None:
    """A chosen topic never vanishes, or it could not be switched off."""
    chosen = window.panes.topics.chosen()
    topics = set(window.panes.topics.counts())
    window.panes.facts.search.setText("xyzzy")
    window.state.show("xyzzy", everything=False)
    assert set(window.panes.topics.counts().values()) == {0}
    assert set(window.panes.topics.counts()) == topics
    assert window.panes.topics.chosen() == chosen
    assert window.panes.facts.model.rowCount() == 0
    assert window.panes.facts.count.text().startswith("No fact of these topics and dates holds")


def test_a_category_is_ticked_in_part_when_some_of_its_topics_are(window: MainWindow) -> None:
    """Three states: all, some, none."""
    trade, goods = _item(window, "Trade"), _item(window, "Goods and sectors")
    trade.setCheckState(0, Qt.CheckState.Checked)
    assert goods.checkState(0) is Qt.CheckState.Checked
    goods.setCheckState(0, Qt.CheckState.Unchecked)
    assert trade.checkState(0) is Qt.CheckState.PartiallyChecked
    trade.setCheckState(0, Qt.CheckState.Unchecked)
    assert not any(topic.startswith("trade.") for topic in window.panes.topics.chosen())


def test_a_whole_category_is_saved_by_its_own_name(library: Library) -> None:
    """A topic that a later fact base adds to the category then comes in by itself."""
    goods = {t for t in library.base.topics if t.startswith("trade.")}
    assert topics_as_asked(library.base, {*goods, "corridor.air"}) == ("trade", "corridor.air")


def test_choosing_a_topic_changes_the_list_and_the_pages(qtbot: QtBot, window: MainWindow) -> None:
    """What is ticked in the tree is what the pages are about."""
    for category in ("Trade", "Corridors", "Security", "Relations"):
        _item(window, category).setCheckState(0, Qt.CheckState.Unchecked)
    _item(window, "Culture").setCheckState(0, Qt.CheckState.Checked)
    assert window.state.library
    facts = window.state.library.base.facts
    assert {facts[fact].topic.split(".")[0] for fact in _listed(window)} == {"culture"}
    words = show_preview(qtbot, window)
    assert "Education and science" in words
    assert "Trade volumes and balance" not in words


def test_narrowing_the_dates_changes_the_list_and_the_pages(
    qtbot: QtBot, window: MainWindow
) -> None:
    """A fact outside the typed dates is neither listed nor printed."""
    assert any(fact_date.startswith("2026") for fact_date in _dates(window))
    _type_dates(window, "2020", "2022")
    assert not any(fact_date.startswith("2026") for fact_date in _dates(window))
    assert "2020 to 2022" in show_preview(qtbot, window)


def _dates(window: MainWindow) -> list[str]:
    assert window.state.library
    return [window.state.library.base.facts[fact].date.edtf for fact in _listed(window)]


def test_taking_a_tick_away_takes_the_fact_out_of_the_pack(
    qtbot: QtBot, window: MainWindow
) -> None:
    """The tick of a row is whether the fact is printed; undo brings it back."""
    model, printed = window.panes.facts.model, _words(show_preview(qtbot, window))
    rows = (n for n in range(100) if (f := model.fact_at(n)) and f.fact.statement in printed)
    row = next(rows)  # a brief has no room for every fact
    index, one = model.index(row, INCLUDED), model.fact_at(row)
    assert one
    window.panes.facts.model.setData(
        index, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole
    )
    assert window.state.request.dropped == (one.fact.id,)
    assert window.state.judged[one.fact.id].standing is Standing.DROPPED
    assert one.fact.id in _listed(window)
    assert index.data() == "Dropped"
    library = window.state.library
    assert library
    made = make_pack(library.base, window.state.request, library.templates, TODAY)
    assert one.fact.id not in made.selection.facts
    assert one.fact.statement not in _words(show_preview(qtbot, window))
    window.state.history.undo()
    assert window.state.request.dropped == ()
    assert one.fact.statement in _words(show_preview(qtbot, window))


def _words(text: str) -> str:
    return " ".join(text.split())


def test_the_space_key_ticks_all_chosen_rows_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    """What the mouse can do the keyboard can, and one act is one step back."""
    window.panes.facts.table.selectAll()
    qtbot.keyClick(window.panes.facts.table, Qt.Key.Key_Space)
    assert window.state.listing.included == 0
    qtbot.keyClick(window.panes.facts.table, Qt.Key.Key_Space)
    assert window.state.listing.included == window.panes.facts.model.rowCount()
    window.state.history.undo()
    window.state.history.undo()
    assert not window.state.unsaved


def test_a_fact_outside_the_choices_can_be_pinned(window: MainWindow) -> None:
    """All facts can be listed, and a tick pins one that topics and dates leave out."""
    window.panes.facts.everything.setChecked(True)
    assert window.panes.facts.model.rowCount() == len(_rows())
    outside = next(one for one in window.state.judged.values() if one.standing is Standing.OUTSIDE)
    actions.tick_facts(desk=window.desk, facts=[outside], include=True)
    assert window.state.request.pinned == (outside.fact.id,)
    window.panes.facts.everything.setChecked(False)
    assert outside.fact.id in _listed(window)
    pinned = window.state.judged[outside.fact.id]
    actions.tick_facts(desk=window.desk, facts=[pinned], include=False)
    assert window.state.request.pinned == ()
    assert window.state.request.dropped == ()


REQUESTS = (
    Request(),
    Request(topics=("trade",), first="2020", last="2022", voice=Side.PAK),
    Request(topics=("relations.foundations", "corridor"), first="2024-07"),
    Request(topics=("culture",), last="1995"),
    Request(topics=("security",), as_of=date(2023, 6, 30)),
)


@pytest.mark.parametrize("request_", REQUESTS, ids=("all", "dates", "founding", "early", "as-of"))
def test_a_tick_in_the_list_and_a_fact_in_the_pack_are_the_same(
    library: Library, request_: Request
) -> None:
    """The list says of every fact what the engine does with it."""
    some = sorted(library.base.facts)[::40]
    asked = replace(request_, pinned=tuple(some[:5]), dropped=tuple(some[5:]))
    for request in (request_, asked):
        judged = judge_facts(library.base, request, TODAY)
        listed = {fact for fact, one in judged.items() if one.standing.included}
        assert listed == set(select(library.base, request, TODAY).facts)


def test_facts_held_back_from_print_cannot_be_ticked(library: Library) -> None:
    """No choice of the user prints what the curators hold back."""
    judged = judge_facts(library.base, Request(), TODAY)
    for one in judged.values():
        assert (one.standing is Standing.HELD_BACK) == (one.fact.use is Use.NEVER)
    shut = [one for one in judged.values() if not one.standing.printable]
    assert shut
    assert ticked(Request(), shut, include=True) == Request()


def test_the_list_is_a_sound_model(qtmodeltester: ModelTester, window: MainWindow) -> None:
    """Qt's own checks of a model hold."""
    qtmodeltester.check(window.panes.facts.model)


@pytest.mark.parametrize("column", range(6))
def test_each_column_sorts_both_ways_and_keeps_the_chosen_fact(
    window: MainWindow, column: int
) -> None:
    """Sorting loses no row, and the row chosen before is chosen after."""
    before = sorted(_listed(window))
    chosen = window.panes.facts.shown_fact
    texts = []
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        window.panes.facts.table.sortByColumn(column, order)
        model = window.panes.facts.model
        texts.append([model.index(row, column).data() for row in range(model.rowCount())])
        assert sorted(_listed(window)) == before
        current = model.fact_at(window.panes.facts.table.currentIndex().row())
        assert current
        assert current.fact.id == chosen
    assert texts[0][0] == texts[1][-1]


def test_the_detail_shows_what_is_listed(qtbot: QtBot, window: MainWindow) -> None:
    """After a search, where nothing is found, and after another choice of topics."""
    facts = window.panes.facts
    qtbot.keyClicks(facts.search, "railway")
    qtbot.keyClick(facts.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: facts.model.row_of(facts.shown_fact) >= 0)
    facts.search.setText("no such words")
    qtbot.waitUntil(lambda: facts.model.rowCount() == 0)
    assert (facts.shown_fact, facts.detail.toPlainText()) == ("", "")
    facts.search.clear()
    qtbot.waitUntil(lambda: facts.model.rowCount() > 10)
    shown = facts.model.row_of(facts.shown_fact)
    assert shown == facts.table.currentIndex().row() == 0
    assert facts.detail.toPlainText()
    topic = window.state.judged[facts.shown_fact].fact.topic
    window.panes.topics.topics_chosen.emit(window.panes.topics.chosen() - {topic})
    assert facts.model.row_of(facts.shown_fact) == facts.table.currentIndex().row() >= 0


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_C, 0), (Qt.Key.Key_L, 1)])
def test_the_keys_of_the_left_pane_lead_into_it(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, place: int
) -> None:
    """Wherever the cursor was, and whether or not the tab was shown."""
    panes = window.panes
    inside = (panes.topics.tree, panes.visit.list)[place]
    window.activateWindow()
    for before in (0, 1):
        panes.tabs.setCurrentIndex(before)
        panes.facts.search.setFocus()
        qtbot.keyClick(panes.facts.search, key, Qt.KeyboardModifier.AltModifier)
        assert panes.tabs.currentIndex() == place
        assert window.focusWidget() is inside
    assert panes.facts.search.text() == ""


def test_chosen_facts_that_the_pages_leave_out_are_told(qtbot: QtBot, window: MainWindow) -> None:
    """What is printed is known of the pages shown, and not of those that are yet to come."""
    facts, state = window.panes.facts, window.state
    state.change(
        replace(state.request, topics=("trade", "relations"), product="call-brief"), "more"
    )
    show_preview(qtbot, window)
    made = window.live.made
    assert made is not None
    printed = set(made.pack.record["facts"])
    chosen = {name for name, one in state.judged.items() if one.standing.included}

    assert chosen - printed, "a page has no room for all"
    assert facts.count.text().endswith(f"facts chosen, {len(chosen & printed)} printed")
    tips = {}
    for row in range(facts.model.rowCount()):
        one = facts.model.fact_at(row)
        assert one is not None
        cell = facts.model.index(row, INCLUDED)
        tips[one.fact.id] = cell.data(Qt.ItemDataRole.ToolTipRole)
        left_out = one.standing.included and one.fact.id not in printed
        assert (cell.data() == "Not printed") == left_out
    for name in chosen & tips.keys():
        assert tips[name].startswith("Chosen, but not printed") == (name not in printed)

    state.change(replace(state.request, topics=("trade",)), "fewer")
    assert "printed" not in facts.count.text()


def test_what_is_typed_about_the_visit_does_not_choose_the_facts_anew(
    qtbot: QtBot, window: MainWindow
) -> None:
    """A key in such a field leaves the list alone; a date, and undoing it, do not."""
    changed: list[int] = []
    window.state.listing_changed.connect(lambda: changed.append(window.state.listing.included))
    window.panes.tabs.setCurrentIndex(1)
    qtbot.keyClicks(window.panes.visit.fields["title"], "Almaty, ")
    assert window.state.request.visit.title.startswith("Almaty, ")
    assert changed == []

    window.state.change(replace(window.state.request, first="2026"), "dates")
    window.menus.actions["undo"].trigger()
    assert len(changed) == 2
    assert changed[0] < changed[1]
