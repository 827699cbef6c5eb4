"""Lines of text: nothing of it is lost at their ends, and none is too long."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.render.faces.measure import Ink, Target, words_of
from briefgen.render.layout.flow import break_lines

_REGULAR, _BOLD = (words_of("Noto Sans", *look) for look in ((False, False), (True, False)))
_INKS = (
    Ink(_REGULAR, 10.0, "000000"),
    Ink(_BOLD, 10.0, "000000"),
    Ink(_REGULAR, 7.0, "333333", Target(anchor="source 1")),
)
_WORDS = (
    *("word", "a", "Шымкент–Алматы", "long-hyphened-word", "—", "/", "₸", "[1]", "", "n" * 40),
    "https://example.org/a/b?c=d&e=f",
)
_TEXTS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8).map(" ".join)
_RUNS = st.lists(st.tuples(st.sampled_from(_INKS), _TEXTS), min_size=1, max_size=5)


@settings(max_examples=400, deadline=None)
@given(runs=_RUNS, width=st.sampled_from([5.0, 30.0, 60.0, 200.0]))
def test_what_stands_in_lines_is_the_text(runs: list[tuple[Ink, str]], width: float) -> None:
    """Word by word; also where a word is broken, and where a break falls behind one."""
    lines = break_lines(runs, width)
    said = "".join(span.text for line in lines for span in line.spans)

    assert _squeezed(said) == _squeezed("".join(text for _, text in runs))


@settings(max_examples=400, deadline=None)
@given(runs=_RUNS, width=st.sampled_from([30.0, 60.0, 200.0]))
@example(runs=[(_INKS[0], "word"), (_INKS[2], " "), (_INKS[0], "word")], width=200.0)
def test_no_line_is_wider_than_its_room(runs: list[tuple[Ink, str]], width: float) -> None:
    """Nor drawn wider than it is taken to be."""
    for line in break_lines(runs, width, width / 2):
        text = "".join(span.text for span in line.spans)
        ending = line.spans[-1].ink.width(" ") if text.endswith(" ") else 0.0
        drawn = sum(span.width for span in line.spans) - ending

        assert line.width <= width + 0.01 + 1e-6  # rounding
        assert abs(drawn - line.width) < 0.01


def _squeezed(text: str) -> str:
    return re.sub(" +", " ", text).strip()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("rail-647km", ["rail-", "647km"]),
        ("2026-01", ["2026-", "01"]),
        ("Казахстан–Пакистан", ["Казахстан–", "Пакистан"]),
        ("2020–2026", ["2020–2026"]),
        ("Kazakhstan/Pakistan", ["Kazakhstan/Pakistan"]),
        ("analytical-articles/item", ["analytical-articles/item"]),
        ("https://www.kt.kz/?p=207777", ["https://www.kt.kz/?", "p=207777"]),
        (f"https://{'n' * 60}/item", [f"https://{'n' * 60}/", "item"]),
    ],
)
def test_a_word_is_broken_where_programs_that_read_word_files_break_it(
    word: str, parts: list[str]
) -> None:
    """Behind a hyphen and a question mark, and not at a stroke that is not far behind a space.

    So that pages are the same in both files. The line holds the word, less its last letter.
    """
    ink = _INKS[0]
    lines = break_lines([(ink, f"an {word}")], ink.width(f"an {word}"[:-1]))
    said = ["".join(span.text for span in line.spans).strip() for line in lines]
    first = f"an {parts[0]}" if len(parts) > 1 else "an"

    assert said == [first, parts[-1]]


def test_an_address_wider_than_a_line_begins_one() -> None:
    """It is then broken behind a stroke, as there is no better place."""
    ink = _INKS[0]
    address = "https://example.org/pakistan/kazakhstan"
    lines = break_lines([(ink, f"an {address}")], ink.width(address[:-2]))
    said = ["".join(span.text for span in line.spans).strip() for line in lines]

    assert said == ["an", "https://example.org/pakistan/", "kazakhstan"]
