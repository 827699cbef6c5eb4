"""From when things are known: no day is printed as a page's own that the page does not bear."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.load import load_factbase
from briefgen.pack.blocks import SourceList
from briefgen.pack.build import make_pack
from briefgen.pack.figure_blocks import Chart
from briefgen.pack.inlines import plain
from briefgen.pack.request import Request, Side
from briefgen.pack.said import block_text
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base, make_bundled, make_sample
from tests.pack.test_counters import rows
from tests.pack.test_visit_parts import block
from tests.tiny_base import CITATION, SOURCE, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

UNDATED = ", undated page ["
LANGUAGES = ["en", "ru", "kk", "ur"]


def test_a_figure_of_an_undated_page_has_no_day() -> None:
    """The State Bank's count of FY25 comes from a page without a date: it has no “as of”."""
    counted = {row[0]: row[3] for row in rows(make_sample(), "trade.volume.figures.table")}

    assert UNDATED in counted["Goods trade, Pakistan to Kazakhstan"]
    assert "as of" not in counted["Goods trade, Pakistan to Kazakhstan"]
    assert "as of 4 February 2026" in counted["Goods trade, both directions"]  # a dated page


def test_a_figure_drawn_from_undated_pages_tells_when_they_were_read() -> None:
    """A chart tells its day only where a page of it bears one."""
    charts = {b.id: b for b in make_sample().pack.blocks if isinstance(b, Chart)}

    assert "Undated; consulted 22 November 2026." in plain(charts["charts.trade"].text.source)
    assert "As at 5 February 2026." in plain(charts["charts.rivals"].text.source)


def test_an_undated_page_nobody_noted_reading_is_called_undated(tmp_path: Path) -> None:
    """What is not known is not filled in."""
    folder = write_tiny_base(tmp_path)
    bare = {key: value for key, value in SOURCE.items() if key not in ("issued", "accessed")}
    (folder / "sources.json").write_text(json.dumps([bare]), encoding="utf-8")
    request = Request(topics=("trade.volume",), voice=Side.PAK, product="call-brief")
    made = make_pack(load_factbase(folder), request, bundled_templates(), TODAY)
    (row,) = rows(made, "trade.volume.figures.table")
    (told,) = block_text(block(made.pack, "sources.list"))

    assert row[3] == "Bureau of Trade, undated page [1]"
    assert told == "A report on trade. Bureau of Trade."


def test_a_short_list_gives_the_titles_of_undated_pages_only_to_tell_them_apart(
    tmp_path: Path,
) -> None:
    """Who published a page and when it was read take one line of the two sides there are."""
    bare = {key: value for key, value in SOURCE.items() if key != "issued"}
    read = {"accessed": {"date-parts": [[2026, 11, 22]]}}
    titles = {"report-2022": "Trade in 2022", "b": "Trade by road", "c": "Trade by rail"}
    sources = [bare | read | {"id": name, "title": title} for name, title in titles.items()]
    sources[2]["publisher"] = "Bureau of Railways"
    cited = [CITATION | {"source": name} for name in titles]
    folder = write_tiny_base(tmp_path, citations=cited)
    (folder / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    request = Request(topics=("trade.volume",), voice=Side.PAK, product="call-brief")
    listed = block(
        make_pack(load_factbase(folder), request, bundled_templates(), TODAY).pack, "sources.list"
    )

    assert sorted(block_text(listed)) == [
        "Bureau of Railways, consulted 22 November 2026.",
        "Trade by road. Bureau of Trade, consulted 22 November 2026.",
        "Trade in 2022. Bureau of Trade, consulted 22 November 2026.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("product", ["call-brief", "pocket-card"])
def test_each_entry_of_a_short_list_of_sources_bears_a_day(product: str, language: str) -> None:
    """Its own, or the one on which it was consulted, as lists of references do."""
    made = make_sample(product=product, language=language)
    listed = block(made.pack, "sources.list")
    assert isinstance(listed, SourceList)
    sources = bundled_base().sources
    undated = [e for e in listed.entries if not sources[e.source].issued]

    assert all("202" in plain(entry.inlines) for entry in listed.entries)
    assert all(sources[e.source].accessed[-2:] in plain(e.inlines) for e in undated)


def test_the_list_of_sources_does_not_date_a_page_as_if_it_dated_itself() -> None:
    """An undated page's time is told as ours to judge."""
    listed = block(make_bundled(topics=("trade.volume",)).pack, "sources.list")
    assert isinstance(listed, SourceList)
    told = {e.source: plain(e.inlines) for e in listed.entries}

    assert "By what it tells, of about 1 July 2025." in told["profit-central-asia-fy25"]
    assert not any("Undated." in text and "Facts as of" in text for text in told.values())


@pytest.mark.parametrize(
    ("other", "note", "told"),
    [
        ("2026-11-22", "All of them were consulted on 22 November 2026.", 0),
        ("2026-11-27", "Consulted on 22 November 2026, where an entry gives no other day.", 1),
        ("", "", 2),
    ],
)
def test_the_day_on_which_most_sources_were_read_stands_over_their_list(
    tmp_path: Path, other: str, note: str, told: int
) -> None:
    """An entry tells another day; where one has none, each tells its own."""
    sources = [SOURCE | {"id": name} for name in ("report-2022", "b", "c")]
    del sources[2]["accessed"]
    if other:
        sources[2]["accessed"] = {"date-parts": [[int(part) for part in other.split("-")]]}
    cited = [CITATION | {"source": str(source["id"])} for source in sources]
    folder = write_tiny_base(tmp_path, citations=cited)
    (folder / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    request = Request(topics=("trade.volume",), voice=Side.PAK)
    pack = make_pack(load_factbase(folder), request, bundled_templates(), TODAY).pack
    listed = block(pack, "sources.list")
    assert isinstance(listed, SourceList)
    over = [text for b in pack.blocks if b.id == "sources.note" for text in block_text(b)]

    assert over == ([note] if note else [])
    assert sum("Consulted " in plain(entry.inlines) for entry in listed.entries) == told
