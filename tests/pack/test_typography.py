"""Quotes and apostrophes: print has one kind, whatever kind was typed."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.load import load_factbase
from briefgen.pack.build import make_pack
from briefgen.pack.inlines import Citation, Footnote, Ids, Link
from briefgen.pack.request import PracticalNote, Request, Side, Visit
from briefgen.pack.said import block_text, inline_runs
from briefgen.pack.templates import read_words
from briefgen.pack.typography import marks_of
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, make_tiny
from tests.pack.test_visit_parts import sample
from tests.tiny_base import FACT, LINE, SOURCE, write_tiny_base

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefgen.pack.blocks import Pack

TYPED = ("'", '"')


def printed(pack: Pack) -> Iterator[str]:
    """All that ``pack`` prints but addresses and ids: titles, labels, drawings, running text."""
    codes = {
        inline.text
        for block in pack.blocks
        for inline in chain.from_iterable(inline_runs(block))
        if isinstance(inline, (Citation, Ids, Link))
    }
    yield from (pack.title, pack.subject, pack.author, pack.furniture.marking)
    yield pack.furniture.running_title
    for block in pack.blocks:
        for piece in block_text(block):
            yield " ".join(word for word in piece.split() if word not in codes)


@pytest.mark.parametrize("product", ["visit-pack", "call-brief", "releasable"])
@pytest.mark.parametrize("language", ["en", "ru", "ur"])
def test_a_pack_prints_no_typed_quote_or_apostrophe(product: str, language: str) -> None:
    """The facts are typed with straight ones, the templates with curly ones; print has one kind."""
    voice = "neutral" if product == "releasable" else "PAK"
    found = list(printed(sample(product, voice, language).pack))

    assert any("’" in piece for piece in found)
    assert [piece for piece in found if any(mark in piece for mark in TYPED)] == []


def test_what_others_type_prints_right_too(tmp_path: Path) -> None:
    """Facts, lines and requests of one's own: quotes open and close, apostrophes stay so."""
    fact = FACT | {
        "kind": "claim",
        "statement": 'The bureau\'s "final" count put trade at 45 million dollars.',
    }
    line = LINE | {"text": "We call '{trade.2021.total|amount}' the bureau's \"only\" count."}
    visit = Visit(title='The minister\'s "first" visit', prepared_by="Ministers' office")
    request = Request(
        topics=("trade",),
        voice=Side.PAK,
        visit=visit,
        practical=(PracticalNote("'Gifts'", "none"),),
    )
    pack = make_tiny(tmp_path, request, facts=[fact], lines=[line]).pack
    said = "\n".join(printed(pack))

    assert pack.title == "The minister’s “first” visit"
    assert pack.author == "Ministers’ office"
    assert "The bureau’s “final” count put trade at 45 million dollars." in said
    assert "We call ‘45 million dollars’ the bureau’s “only” count." in said
    assert "‘Gifts’" in said


def test_addresses_and_ids_stay_as_they_are(tmp_path: Path) -> None:
    """Whoever copies an address or an id from a pack must find what it names."""
    address = "https://example.org/bureau's"
    folder = write_tiny_base(tmp_path)
    (folder / "sources.json").write_text(
        json.dumps([SOURCE | {"title": "It's a report", "URL": address}]), encoding="utf-8"
    )
    request = Request(topics=("trade",), voice=Side.PAK)
    pack = make_pack(load_factbase(folder), request, bundled_templates(), TODAY).pack
    runs = [run for block in pack.blocks for run in inline_runs(block)]
    links = {i.url: i.text for i in chain.from_iterable(runs) if isinstance(i, Link)}

    assert links == {address: address}
    assert any("It’s a report" in text for block in pack.blocks for text in block_text(block))


@pytest.mark.parametrize(
    ("language", "typed", "set_in"),
    [
        ("en", "Kazakhstan's count", "Kazakhstan’s count"),
        ("en", "the ministers' count", "the ministers’ count"),
        ("en", 'He said "now".', "He said “now”."),
        ("en", "He said ('now').", "He said (‘now’)."),
        ("en", '"The \'90s"', "“The ’90s”"),
        ("en", "the talks of '91", "the talks of ’91"),
        ("en", "relations ('91) and trade", "relations (’91) and trade"),
        ("en", "the '91 papers", "the ’91 papers"),
        ("en", "the '12 papers' of May", "the ‘12 papers’ of May"),
        ("en", "the '2030 vision'", "the ‘2030 vision’"),
        ("en", "\"'First' visit\" of many", "“‘First’ visit” of many"),
        ("en", 'the non-"dollar" talks', "the non-“dollar” talks"),
        ("en", "\"It said 'now'\"", "“It said ‘now’”"),
        ("en", 'under "Vision 2030"', "under “Vision 2030”"),
        ("en", "FY25's count", "FY25’s count"),
        ("en", "at 43°15'22\" north", "at 43°15'22\" north"),
        ("en", "“set” and ‘set’ already, it’s so", "“set” and ‘set’ already, it’s so"),
        ("ru", 'план "Дорожная карта"', "план «Дорожная карта»"),
        ("kk", '"Қазақстан 2050"', "«Қазақстан 2050»"),
        ("ur", '"پاکستان"', "«پاکستان»"),
    ],
)
def test_marks_are_those_of_the_language(language: str, typed: str, set_in: str) -> None:
    """A mark opens behind a space and closes behind a word; minutes and seconds are no quotes."""
    assert marks_of(read_words(bundled_templates(), language)).set_in(typed) == set_in


def test_footnotes_are_set_as_well() -> None:
    """A note is part of what is printed."""
    blocks = sample().pack.blocks
    notes = [
        piece.text
        for block in blocks
        for run in inline_runs(block)
        for inline in run
        if isinstance(inline, Footnote)
        for piece in inline.inlines
    ]

    assert "'" not in "".join(notes)
