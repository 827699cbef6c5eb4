"""The register of agreements: which rows a pack prints, and what it says of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.records import Use
from briefgen.pack.blocks import Heading, SourceList, Table
from briefgen.pack.inlines import Citation, facts_of, plain
from briefgen.pack.request import Request
from tests.pack.making import bundled_base, make_bundled, make_tiny
from tests.tiny_base import CITATION, FACT

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack
    from tests.tiny_base import Rows

SIGNED = FACT | {
    "id": "treaty-signed", "topic": "relations.foundations", "kind": "agreement",
    "date": "2021-03-04", "statement": "The two countries signed a treaty on 4 March 2021.",
}  # fmt: skip
STEP = FACT | {
    "id": "treaty-step", "topic": "trade.volume", "kind": "plan", "date": "2021-05",
    "statement": "The bureau is to publish the treaty by July 2026.",
}  # fmt: skip
IN_FORCE = FACT | {
    "id": "treaty-holds", "topic": "relations.foundations", "kind": "status", "date": "2021-06/..",
    "statement": "The treaty has been in force since June 2021.", "as_of": "2021-07-01",
}  # fmt: skip
TREATY = {
    "id": "treaty-2021", "title": "Treaty of friendship", "instrument": "treaty",
    "date": "2021-03-04", "status": "in-force", "fact": "treaty-signed",
    "status_fact": "treaty-holds", "next_step": "Publish the text", "owner": "bureau",
    "due": "2026-07", "next_fact": "treaty-step",
}  # fmt: skip
BARE = {"next_step": "", "owner": "", "due": "", "next_fact": ""}
RELATIONS = ("relations",)
SHIPPED = bundled_base().agreements.values()


def _tables(agreements: Rows, *more: dict[str, str], **changes: dict[str, str]) -> dict[str, Rows]:
    facts = [FACT, SIGNED, STEP, IN_FORCE, *more]
    facts = [fact | changes.get(fact["id"].replace("-", "_"), {}) for fact in facts]
    citations = [CITATION | {"fact": fact["id"]} for fact in facts]
    return {"facts": facts, "citations": citations, "agreements": agreements}


def _table(made: MadePack) -> Table | None:
    found = (b for b in made.pack.blocks if isinstance(b, Table) and b.id == "agreements.table")
    return next(found, None)


def _rows(made: MadePack) -> list[list[str]]:
    table = _table(made)
    return [[plain(cell) for cell in row] for row in table.rows] if table else []


def _ask(**values: object) -> Request:
    return Request(**({"topics": RELATIONS, "as_of": date(2026, 6, 30)} | values))  # type: ignore[arg-type]


def test_a_row_tells_instrument_date_status_and_next_step(tmp_path: Path) -> None:
    """Who is to do what by when stands beside what was signed, each with its source."""
    made = make_tiny(tmp_path, _ask(), **_tables([TREATY]))

    assert _rows(made) == [
        [
            "Treaty of friendship [1]",
            "4 March 2021",
            "In force [1]",
            "Publish the text; Bureau of Trade; due July 2026 [1]",
        ]
    ]


@pytest.mark.parametrize(("day", "is_overdue"), [((2026, 7, 31), False), ((2026, 8, 1), True)])
def test_a_step_past_its_day_is_called_overdue(
    tmp_path: Path, day: tuple[int, int, int], is_overdue: bool
) -> None:
    """The last day that the due date covers is still in time; the day after is not."""
    made = make_tiny(tmp_path, _ask(as_of=date(*day)), **_tables([TREATY]))

    assert ("Overdue, not shown as done." in _rows(made)[0][3]) is is_overdue


@pytest.mark.parametrize(
    ("day", "told"), [((2026, 7, 31), "; due July 2026"), ((2026, 8, 1), "; was due July 2026")]
)
def test_a_copy_for_release_does_not_call_for_a_step_whose_day_has_passed(
    tmp_path: Path, day: tuple[int, int, int], told: str
) -> None:
    """It says what the day was, and passes no judgement on what came of it."""
    made = make_tiny(tmp_path, _ask(as_of=date(*day), product="releasable"), **_tables([TREATY]))
    step = _rows(made)[0][3]

    assert told in step
    assert "verdue" not in step


def test_without_a_shown_agreement_there_is_no_section(tmp_path: Path) -> None:
    """A heading with nothing under it is not printed."""
    made = make_tiny(tmp_path, _ask(topics=("trade",)), **_tables([TREATY]))

    assert _table(made) is None
    assert "agreements" not in {b.id for b in made.pack.blocks if isinstance(b, Heading)}


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [("2021", "2021", True), ("2021-03-04", None, True), ("2021-04", None, False)],
)
def test_a_narrowed_range_keeps_what_was_signed_in_it(
    tmp_path: Path, first: str, last: str | None, shown: bool
) -> None:
    """A founding text is in the pack whenever it was signed, but in the register only in range."""
    made = make_tiny(tmp_path, _ask(first=first, last=last), **_tables([TREATY]))

    assert bool(_rows(made)) is shown


def test_a_pinned_fact_brings_its_agreement(tmp_path: Path) -> None:
    """What the user asks for by name is printed, whatever the range."""
    request = _ask(first="2022", pinned=("treaty-signed",))
    made = make_tiny(tmp_path, request, **_tables([TREATY]))

    assert _rows(made)[0][0] == "Treaty of friendship [1]"


def test_what_is_not_known_yet_is_not_said(tmp_path: Path) -> None:
    """A pack of an earlier day does not know the later fact that shows the status or the step."""
    later = {"as_of": "2026-06-30"}
    tables = _tables([TREATY], treaty_holds=later, treaty_step=later)
    made = make_tiny(tmp_path, _ask(as_of=date(2026, 6, 29)), **tables)

    assert _rows(made)[0][2:] == ["Not stated"]


def test_a_fact_that_is_held_back_or_dropped_shows_nothing(tmp_path: Path) -> None:
    """Neither the status nor the step may rest on what the pack must not use."""
    request = _ask(dropped=("treaty-step",))
    tables = _tables([TREATY], treaty_holds={"use": "never"})
    made = make_tiny(tmp_path, request, **tables)

    assert _rows(made)[0][2:] == ["Not stated"]


@pytest.mark.parametrize("product", ["visit-pack", "releasable"])
def test_a_table_without_a_next_step_keeps_no_column_for_it(tmp_path: Path, product: str) -> None:
    """Nor does its note speak of steps; with one, the others stay empty in their rows."""
    bare = TREATY | BARE
    rows = [TREATY, bare | {"id": "other", "title": "Another"}]
    alone = _table(make_tiny(tmp_path, _ask(product=product), **_tables([bare])))
    both = _table(make_tiny(tmp_path, _ask(product=product), **_tables(rows)))

    assert alone is not None
    assert both is not None
    assert [column.title for column in alone.columns] == ["Instrument", "Date", "Status"]
    assert [len(row) for row in (*alone.rows, *both.rows)] == [3, 4, 4]
    assert sum(column.share for column in alone.columns) == pytest.approx(1)
    assert " step " not in plain(alone.notes[0])
    assert " next step " in plain(both.notes[0])


def test_the_newest_stands_first_and_the_unsigned_last(tmp_path: Path) -> None:
    """A reader wants to know how things stand; what is only planned has no day to go by."""
    rows = [
        TREATY | BARE | {"id": "a", "title": "Plan", "date": "", "status": "planned"},
        TREATY | BARE | {"id": "b", "title": "Older", "date": "1995"},
        TREATY | BARE | {"id": "c", "title": "Newer"},
    ]
    made = make_tiny(tmp_path, _ask(), **_tables(rows))

    assert [row[0].split(" [")[0] for row in _rows(made)] == ["Newer", "Older", "Plan"]
    assert _rows(made)[2][1] == "no date"


# --- the bundled register -----------------------------------------------------------------------


def test_the_bundled_register_is_printed_whole_and_passes_the_checks() -> None:
    """A pack on everything prints each row; no number is loose and every source is listed."""
    made = make_bundled(topics=("trade", "corridor", "security", "culture", "relations"))
    table = _table(made)
    listed = {
        entry.number
        for block in made.pack.blocks
        if isinstance(block, SourceList)
        for entry in block.entries
    }

    assert table is not None
    assert len(table.rows) == len(SHIPPED) >= 25
    for row in table.rows:
        marks = [inline for cell in row for inline in cell if isinstance(inline, Citation)]
        named = {fact for cell in row for fact in facts_of(cell)}
        assert named == {fact for mark in marks for fact in mark.facts}
        assert all(set(mark.numbers) <= listed for mark in marks)
    assert not [f for f in made.findings if f.block.startswith("agreements")]


def test_the_bundled_register_rests_on_usable_facts() -> None:
    """No row rests on a fact that was replaced or is held back."""
    base = bundled_base()
    facts = {f for a in SHIPPED for f in (a.fact, a.status_fact, a.next_fact) if f}

    assert not [fact for fact in facts if fact in base.superseded]
    assert not [fact for fact in facts if base.facts[fact].use is Use.NEVER]


def test_only_a_fact_that_says_so_puts_a_bundled_text_in_force() -> None:
    """Signed is not in force."""
    base = bundled_base()
    for agreement in SHIPPED:
        if agreement.status == "in-force":
            assert "in force" in base.facts[agreement.status_fact].statement


def test_what_is_planned_or_negotiated_has_no_date_of_signing() -> None:
    """A date there would tell a plan as done."""
    open_ones = [a for a in SHIPPED if a.status in ("planned", "negotiating")]

    assert open_ones
    assert not [a.id for a in open_ones if a.date]


def test_who_asks_for_agreements_is_shown_those_of_every_field() -> None:
    """What was signed on transit is filed under ports, and is an agreement all the same."""
    made = make_bundled(topics=("relations.agreements",))
    instruments = [row[0] for row in _rows(made)]

    for title in ("Transit trade agreement", "Document on United Nations peacekeeping"):
        assert any(instrument.startswith(title) for instrument in instruments), title
    transit = next(row for row in _rows(made) if row[0].startswith("Transit trade agreement"))
    assert transit[1:3] == ["4 February 2026", "Signed"]


def test_who_asks_for_another_topic_is_shown_its_own_agreements_alone() -> None:
    """Ports tell of transit; what was signed on peacekeeping is not asked for there."""
    made = make_bundled(topics=("corridor.ports",))
    instruments = [row[0] for row in _rows(made)]

    assert any(instrument.startswith("Transit trade agreement") for instrument in instruments)
    assert not any("peacekeeping" in instrument for instrument in instruments)


def test_a_fact_that_was_dropped_takes_its_agreement_out_of_every_field() -> None:
    """And what lies outside the dates stays out."""
    asked: dict[str, object] = {"topics": ("relations.agreements",)}
    whole = [row[0] for row in _rows(make_bundled(**asked))]
    dropped = [row[0] for row in _rows(make_bundled(**asked, dropped=("tta-signed-2026-02",)))]
    early = [row[0] for row in _rows(make_bundled(**asked, last="2024"))]

    gone = {title.partition(" [")[0] for title in whole} - {t.partition(" [")[0] for t in dropped}
    assert gone == {"Transit trade agreement, as the Press Trust of India reported"}
    assert early
    assert not any(title.startswith("Transit trade agreement") for title in early)


def test_what_has_neither_date_nor_step_is_no_news_to_who_did_not_ask_for_its_field() -> None:
    """“Agreements on energy, no date, not stated” stands in a pack on energy alone."""

    def titles(topic: str) -> list[str]:
        return [row[0].partition(" [")[0] for row in _rows(make_bundled(topics=(topic,)))]

    assert "Agreements on energy" in titles("trade.energy")
    assert "Agreements on energy" not in titles("relations.agreements")


def test_of_one_day_the_weightiest_stands_first() -> None:
    """The register has the declaration of the presidents before the papers of their ministries."""
    made = make_bundled(topics=("relations.agreements",), first="2026-02-04", last="2026-02-04")

    assert _rows(made)[0][0].startswith("Joint Declaration on Establishing Strategic Partnership")
