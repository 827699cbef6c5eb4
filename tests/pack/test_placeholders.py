"""What only holds a place is told: of the sample visit, or of a form not yet filled in (M15)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.build import make_pack
from briefgen.pack.product import Level
from briefgen.pack.request import PracticalNote, Request, Visit
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base

CHANGE = "Programme confirmed; brief on education shortened"
OF_THE_SAMPLE = [
    "“PKKZ(26) 1” (visit.number) is the number of the sample.",
    "“Director, Central Asia”, 2026-11-20 (clearance 1) is a clearance of the sample.",
    "“Director, Trade”, 2026-11-19 (clearance 2) is a clearance of the sample.",
    "“First issue”, 2026-11-16 (issues 1) is an issue of the sample.",
    f"“{CHANGE}”, 2026-11-20 (issues 2) is an issue of the sample.",
]
PLACES_OF_THE_SAMPLE = [
    "cover",
    "trade.targets.origin",
    "trade.volume.origin",
    "contents.issues",
    "contents.issues",
]


def told(request: Request, *, final: bool) -> list[tuple[Level, str, str]]:
    """Level, place and message of each finding of M15."""
    made = make_pack(bundled_base(), request, bundled_templates(), TODAY, final=final)
    return [(f.level, f.block, f.message) for f in made.findings if f.rule == "M15"]


def sample() -> Request:
    """The request of the sample visit."""
    path = bundled_templates() / "sample.brief"
    return request_from(read_brief(path), path)


def test_the_words_of_the_sample_do_not_pass_into_a_final_pack_unheard() -> None:
    """A warning for each, at the place where it is printed; in a draft no more than advice.

    That somebody cleared it who never saw it blocks.
    """
    final = told(sample(), final=True)

    blocking = [message for level, _, message in final if level is Level.BLOCKS]
    assert blocking == [message for message in OF_THE_SAMPLE if "(clearance" in message]
    assert {level for level, *_ in final} == {Level.WARNING, Level.BLOCKS}
    assert [(place, message) for _, place, message in final] == [
        ("cover", "“Sample visit to Astana” (visit.title) only holds a place."),
        ("steering.occasion", f"“{sample().visit.purpose}” (visit.purpose) only holds a place."),
        (
            "practical.table",
            "“number to be entered by the desk” (practical 1.text) only holds a place.",
        ),
        ("practical.table", "“none; this is a sample” (practical 2.text) only holds a place."),
        *zip(PLACES_OF_THE_SAMPLE, OF_THE_SAMPLE, strict=True),
    ]
    assert {level for level, *_ in told(sample(), final=False)} == {Level.ADVICE}


@pytest.mark.parametrize("text", ["Телефон вписать", "XXX", "نمونہ"])
def test_a_form_not_filled_in_is_told_in_any_language(text: str) -> None:
    """Whole words only, large or small."""
    request = Request(topics=("culture",), practical=(PracticalNote("Phone", text),))

    assert [message for *_, message in told(request, final=True)] == [
        f"“{text}” (practical 1.text) only holds a place."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "XX session of the commission",
        "Licence numbers XX 123",
        "Soil samples; sample counts agreed",
        "Sample counts agreed",
        "Образец документа согласован",
    ],
)
def test_a_word_that_means_something_holds_no_place(text: str) -> None:
    """A Roman number, a series of licences, and what a laboratory takes."""
    request = Request(topics=("culture",), practical=(PracticalNote("Note", text),))

    assert told(request, final=True) == []


def test_a_text_whose_quotes_are_set_is_found_where_it_is_printed() -> None:
    """Typed straight, printed curly."""
    visit = Visit(title="Minister's sample visit", place="Astana")
    request = Request(topics=("culture",), visit=visit)

    assert [place for _, place, _ in told(request, final=True)] == ["cover"]


def test_what_is_to_be_confirmed_is_no_placeholder() -> None:
    """It is what a pack says of what nobody knows yet; nor is a word that holds another."""
    visit = Visit(title="Visit of samplers", place="to be confirmed")

    own = replace(sample(), visit=visit, practical=(), clearance=(), issues=())

    assert told(own, final=True) == []


def test_a_copy_of_the_sample_does_not_pass_its_clearance_on_unheard() -> None:
    """With title, dates, purpose, topics and the rest written anew, these still stand."""
    visit = replace(sample().visit, title="Visit to Almaty", purpose="To agree on the routes.")
    copied = replace(sample(), visit=visit, practical=(), topics=("culture",))

    assert [message for *_, message in told(copied, final=True)] == OF_THE_SAMPLE
    assert {level for level, *_ in told(copied, final=False)} == {Level.ADVICE}


def test_a_clearance_of_ones_own_is_no_sample() -> None:
    """The same office may clear another pack on another day, and any pack has a first issue."""
    visit = replace(sample().visit, title="Visit to Almaty", purpose="Routes.", number="PKKZ(26) 2")
    own = replace(
        sample(),
        visit=visit,
        practical=(),
        clearance=tuple(replace(one, on="2026-11-22") for one in sample().clearance),
        issues=tuple(replace(one, on="2026-11-22") for one in sample().issues),
    )

    assert told(own, final=True) == []
