"""Who counted: no claim stands twice, no two counts look the same, no echo looks like a count."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from briefgen.pack.blocks import Callout, Table
from briefgen.pack.figure_blocks import Chart
from briefgen.pack.inlines import Figure, Footnote, plain
from briefgen.pack.request import Side
from briefgen.pack.said import block_text, inline_runs
from tests.pack.making import make_bundled
from tests.pack.test_visit_parts import block, sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.build import MadePack
    from briefgen.pack.inlines import Inlines

UNSOURCED = "who names no source"
BAIG = f"Muzna Baig (writer), {UNSOURCED}"


def rows(made: MadePack, name: str) -> list[list[str]]:
    """The words of the rows of a table."""
    table = block(made.pack, name)
    assert isinstance(table, Table)
    return [[plain(cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize("voice", ["PAK", "KAZ", "neutral"])
def test_a_claim_stands_once_with_all_who_make_it(voice: str) -> None:
    """One period, one flow and one value make one row, and one row of what is worked out of it."""
    made = sample(voice=voice)
    trade = rows(made, "trade_table.table")
    derived = rows(made, "trade_table.derived")
    fiscal = [row for row in trade if row[0].startswith("FY2024/25") and row[2] == "97.96"]

    assert [re.sub(r" \[[\d, ]+\]", "", row[3]) for row in fiscal] == [
        "State Bank of Pakistan; Muzna Baig (writer), who names no source"
    ]
    assert len({(row[0], row[1], row[2]) for row in derived}) == len(derived)
    assert len({tuple(row[:3]) for row in trade}) == len(trade)


def test_two_counts_of_one_reporter_for_one_period_are_told_apart() -> None:
    """An embassy that gave two totals for one year gave them on two days."""
    made = sample()
    (chart,) = (b for b in made.pack.blocks if isinstance(b, Chart) and b.id == "charts.rivals")
    labels = [(row[0], row[1], row[3]) for row in rows(made, "trade_table.table")]

    assert len(set(chart.categories)) == len(chart.categories)
    assert any("as of 9 September 2025" in name for name in chart.categories)
    assert len(set(labels)) == len(labels)


def test_each_count_of_a_shared_row_is_vouched_for() -> None:
    """A reporter behind another's number stands for his own figure, which may come to change."""
    table = block(sample().pack, "trade_table.table")
    assert isinstance(table, Table)
    told = {i.observation for row in table.rows for cell in row for i in cell
            if isinstance(i, Figure)}  # fmt: skip

    assert {"trade.fy25.pak-kaz.sbp", "trade.fy25.pak-kaz.baig"} <= told
    assert {"trade.fy24.kaz-pak.sbp", "trade.fy24.kaz-pak.baig"} <= told


def told_of(made: MadePack) -> Iterator[Inlines]:
    """The runs that set rival figures side by side: boxes and notes."""
    for one in made.pack.blocks:
        if isinstance(one, Callout) and one.id.endswith(".disagreements"):
            yield from (item.inlines for item in one.items)
        runs = chain.from_iterable(inline_runs(one))
        yield from (inline.inlines for inline in runs if isinstance(inline, Footnote))


def test_who_names_no_source_is_said_to_name_none() -> None:
    """A writer who repeats a figure is no second count; a reporter who counted has no such mark."""
    made = make_bundled(topics=("trade",))
    base = made.selection.base
    authors = {o.name for o in base.organisations.values() if o.kind == "author"}
    said = "\n".join(map(plain, told_of(made)))
    marked = set(re.findall(rf"\(?(?:[^,;(]+), ([^,;]+), {UNSOURCED}", said))

    assert marked
    assert marked <= authors
    for name in authors:
        assert said.count(name) == said.count(f"{name}, {UNSOURCED}")
    assert (
        f"129.63 million dollars (FY2024/25 (July to June), State Bank of Pakistan; {BAIG}) ["
        in said
    )
    assert said.count("129.63 million dollars (") == 1


def test_a_copy_for_release_keeps_back_what_we_think_of_sources() -> None:
    """The other side reads who said it, and no remark on him."""
    pack = sample("releasable", "neutral").pack
    said = "\n".join(piece for one in pack.blocks for piece in block_text(one))

    assert "Muzna Baig" in said
    assert UNSOURCED not in said


@pytest.mark.parametrize("voice", list(Side))
def test_what_the_box_tells_no_note_tells_again(voice: Side) -> None:
    """Rival figures stand side by side once in a brief; the row says that there are some."""
    made = make_bundled(voice=voice, topics=("trade.volume",))
    table, box = (block(made.pack, f"trade.volume.{n}") for n in ("figures.table", "disagreements"))
    assert isinstance(table, Table)
    assert isinstance(box, Callout)
    boxed = {i.observation for item in box.items for i in item.inlines if hasattr(i, "observation")}

    marked = 0
    for row in table.rows:
        shown = row[1][0].observation  # type: ignore[union-attr]
        notes = [i for i in row[3] if isinstance(i, Footnote)]
        told = {i.observation for n in notes for i in n.inlines if hasattr(i, "observation")}
        assert not told or not told | {shown} <= boxed
        marked += "others say otherwise" in plain(row[3])
    assert marked


@pytest.mark.parametrize(("product", "voice"), [("visit-pack", "PAK"), ("releasable", "neutral")])
def test_a_choice_among_counts_stands_beneath_the_statements_that_tell_them(
    product: str, voice: str
) -> None:
    """Eight counts of one visit: the reader is told which to use, and why; not who takes a copy."""
    pack = sample(product, voice).pack
    (told,) = (
        plain(item.inlines)
        for one in pack.blocks
        if isinstance(one, Callout)
        for item in one.items
        if plain(item.inlines).startswith("How many documents were signed")
    )
    box = [b for b in pack.blocks if b.id == "relations.foundations.disagreements"]

    if product == "releasable":
        assert told.endswith("Preferred: 37 documents.")
    else:
        assert "Preferred: 37 documents. It is the host government’s own count" in told
    assert all("Preferred:" not in piece for one in box for piece in block_text(one))


COUNTED_BY = ("trade_table.table", "trade_table.derived")
UNCOUNTED = {
    "en": "not saying who counted",
    "ru": "без указания, кто считал",
    "kk": "кім есептегені көрсетілмеген",
    "ur": "شمار کنندہ کا ذکر نہیں",
}


@pytest.mark.parametrize("language", list(UNCOUNTED))
def test_a_paper_or_an_agency_that_only_told_is_said_to_have_counted_nothing(language: str) -> None:
    """In the table of trade, and in what is worked out of it."""
    made = make_bundled(topics=("trade",), language=language)
    base = made.selection.base
    press = {o.name for o in base.organisations.values() if o.kind == "press"}
    checked = set()
    for one in made.pack.blocks:
        if isinstance(one, Table) and one.id in COUNTED_BY:
            for row in one.rows:
                name, said = plain(row[-1][:1]), plain(row[-1][:3])
                assert (UNCOUNTED[language] in said) == (name in press)
                checked.add((one.id, name in press))
    assert checked == {(name, is_press) for name in COUNTED_BY for is_press in (True, False)}


def test_a_copy_for_release_judges_no_paper() -> None:
    """The remark is for our side."""
    pack = sample("releasable", "neutral").pack
    said = "\n".join(piece for one in pack.blocks for piece in block_text(one))
    assert UNCOUNTED["en"] not in said


def test_data_that_somebody_else_tells_are_not_called_his_count() -> None:
    """The ambassador spoke of Pakistani data; an agency drew on no ministry's count."""
    trade = {row[2]: row[3] for row in rows(make_bundled(topics=("trade",)), "trade_table.table")}

    assert trade["197"].startswith("Pakistani data, in the words of the Embassy of Kazakhstan")
    assert trade["53.7"].startswith(f"Trend News Agency, {UNCOUNTED['en']}")


def test_what_is_worked_out_of_figures_that_do_not_fit_bears_the_note_of_the_curators() -> None:
    """The agency's own percentage of a fall is another than its figures give; others bear none."""
    made = sample()
    (found,) = (d for d in made.selection.base.disagreements if d.about.startswith("the fall"))
    derived = block(made.pack, "trade_table.derived")
    assert isinstance(derived, Table)
    noted = [plain(note) for note in derived.notes[1:]]

    assert noted == [f"−28.6 percent: {found.note}"]
    released = sample("releasable", "neutral").pack
    assert found.note not in "\n".join(p for one in released.blocks for p in block_text(one))
