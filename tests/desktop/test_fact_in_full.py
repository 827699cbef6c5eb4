"""The detail under the list: everything that vouches for a fact, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl

from briefgen.desktop.fact_text import FACT_LINK, fact_page
from briefgen.desktop.standing import judge_facts
from briefgen.desktop.words import date_text
from briefgen.factbase.dates import parse_edtf
from briefgen.pack.request import Request
from tests.desktop.desk import TODAY

if TYPE_CHECKING:
    from briefgen.desktop.library import Library
    from briefgen.desktop.window import MainWindow


def test_the_first_fact_is_shown_in_full_from_the_start(window: MainWindow) -> None:
    """An empty pane would not say what it is for."""
    one = window.panes.facts.model.fact_at(0)
    assert one
    assert one.fact.statement in window.panes.facts.detail.toPlainText()


def test_a_fact_is_shown_with_its_sources_and_figures(window: MainWindow, library: Library) -> None:
    """Statement, locator, reporter and period of each figure stand in the detail."""
    base = library.base
    fact = next(o.fact for o in base.observations.values() if o.fact in window.state.judged)
    window.panes.facts.show_fact(fact)
    words = window.panes.facts.detail.toPlainText()
    assert base.facts[fact].statement in words
    for citation in base.citations_of[fact]:
        assert citation.locator in words
        assert base.sources[citation.source].publisher in words
    for observation in base.observations_of[fact]:
        assert base.organisation_name(observation.reporter) in words


def test_what_disagrees_is_a_link_to_the_other_fact(window: MainWindow, library: Library) -> None:
    """Following the link shows the rival."""
    disagreement = library.base.disagreements[0]
    window.panes.facts.show_fact(disagreement.fact)
    assert (
        library.base.facts[disagreement.rival].statement in window.panes.facts.detail.toPlainText()
    )
    window.panes.facts.detail.anchorClicked.emit(QUrl(FACT_LINK + disagreement.rival))
    facts = window.panes.facts
    assert facts.shown_fact == disagreement.rival
    one = facts.model.fact_at(facts.table.currentIndex().row())
    assert one
    assert one.fact.id == disagreement.rival


def test_what_disagrees_stands_before_what_else_there_is_to_a_fact(
    window: MainWindow, library: Library
) -> None:
    """On a small screen the rest is below the edge."""
    for fact in library.base.disagreements_of:
        window.panes.facts.show_fact(fact)
        words = window.panes.facts.detail.toPlainText()
        assert words.index("What disagrees with it") < words.index("Topic")


def test_the_disputed_facts_can_be_listed_alone(window: MainWindow, library: Library) -> None:
    """Those of the request, or of all; the figures beside the topics go by them."""
    facts = window.panes.facts
    rivals = set(library.base.disagreements_of)
    facts.disputed.setChecked(True)
    rows = [facts.model.fact_at(row) for row in range(facts.model.rowCount())]
    listed = {one.fact.id for one in rows if one}
    assert listed
    assert listed < rivals
    assert window.panes.topics.counts()["trade.volume"] < len(rivals)
    facts.everything.setChecked(True)
    assert facts.model.rowCount() == len(rivals)

    facts.everything.setChecked(False)
    window.state.change(Request(topics=("culture.heritage",), first="1991", last="1991"), "none")
    assert facts.count.text().startswith("No fact of these topics and dates is disputed; “All")


def test_every_fact_can_be_shown(library: Library) -> None:
    """No record of the bundled base breaks the page."""
    for one in judge_facts(library.base, Request(), TODAY).values():
        assert "<p" in fact_page(library.base, one)


def test_dates_read_as_a_person_would_say_them() -> None:
    """EDTF marks are put into words."""
    said = {
        "2024-07-01": "2024-07-01",
        "2024-07/2025-06": "2024-07 to 2025-06",
        "1992/..": "since 1992",
        "../2019": "by 2019",
        "2026-02~": "about 2026-02",
    }
    assert {edtf: date_text(parse_edtf(edtf)) for edtf in said} == said
