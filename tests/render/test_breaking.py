"""Lines end in the same places whether or not the program was set up with a compiler."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.render.faces.measure import Ink, Target, words_of
from briefgen.render.layout import breaking
from briefgen.render.layout.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.render.faces.measure import Run, Words

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "briefgen" / "render" / "layout" / "_breaking.c"

_LOOKS = [
    words_of(family, bold, italic)
    for family in ("Noto Sans", "FiraGO")
    for bold in (False, True)
    for italic in (False, True)
]
_PLAIN = [Ink(words, size, "000000") for words in _LOOKS for size in (9.0, 10.5)]
_LINK = _PLAIN[0].linked(Target(url="https://example.org"))
_INKS = (
    *_PLAIN,
    _LINK,
    _PLAIN[0].linked(Target(anchor="source 1")).raised(),
    _PLAIN[1].speaking("ru"),
)
_WORDS = (
    *("a", "of", "corridor", "Pakistan", "1,234.5", "US$", "₸", "(c.i.f.)", "word—", "—", "–"),
    *("2024–25", "Шымкент–Алматы", "қазақ", "long-hyphened-word-", "a_b-c", "x²-y", "e\u0301-e"),
    *("km/h", "2023/24", "what?no", "n\u00a0b", "№", "™", "rail-road-port-by-way-of-it"),
)
_MORE = ("اردو", "日本", "\u200b", "\u202d", "٣", "\u2028", "\u205f", "W" * 40)
_GAPS = st.sampled_from([" ", " ", " ", "", "  "])


def _texts(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    pieces = st.lists(st.tuples(st.sampled_from(words), _GAPS), min_size=1, max_size=12)
    whole = st.builds(
        lambda lead, said: lead + "".join(word + gap for word, gap in said), _GAPS, pieces
    )
    return whole | st.just(" ")


def _runs(words: tuple[str, ...]) -> st.SearchStrategy[list[Run]]:
    return st.lists(st.tuples(st.sampled_from(_INKS), _texts(words)), min_size=1, max_size=5)


_ROOMS = st.sampled_from([90.0, 140.0, 200.0, 470.0]) | st.floats(-5.0, 500.0)


def _compiled() -> Callable[[list[Run], float, float], object]:
    """What was compiled; asked for where it is needed, so that a lack fails one test each."""
    assert breaking._ends_of_plain is not None, "set the project up with a compiler"
    return breaking._ends_of_plain


@settings(max_examples=1500, deadline=None)
@given(runs=_runs(_WORDS) | _runs(_WORDS) | _runs((*_WORDS, *_MORE)), room=_ROOMS, rest=_ROOMS)
@example(runs=[(_INKS[0], "a "), (_LINK, " "), (_INKS[0], "b")], room=25.0, rest=25.0)
@example(runs=[(_INKS[0], "n"), (_LINK, "1"), (_INKS[0], "n")] * 9, room=25.0, rest=25.0)
def test_the_ends_are_the_same_to_the_last_bit(runs: list[Run], room: float, rest: float) -> None:
    """Of text that the compiled code does not leave to the other."""
    apart = [
        one for one, before in zip(runs, [None, *runs], strict=False) if not _alike(one, before)
    ]

    found = _compiled()(apart, room, rest)

    alone = breaking._Words(apart).ends(room, rest)
    assert found is None or found == (alone.cuts, alone.edges)
    assert found is None or alone.is_plain


def _alike(one: Run, before: Run | None) -> bool:
    return before is not None and one[0] is before[0]


@pytest.mark.parametrize(
    "text",
    [
        "No. № 5, ½ of it, 3 °C, 4™ … • ‰ ",
        "Trade of 2024–25 was US$ 1,234.5 million (c.i.f.), of which rail took a well-known half. ",
        "Товарооборот 2024–25 годов — 1 234,5 млн долларов США, из них по железной дороге. ",
        "Қазақстан мен Пәкістан арасындағы сауда көлемі ₸ пен ₨ есебінде. ",
    ],
)
def test_running_text_is_not_left_to_the_slow_way(text: str) -> None:
    """In the languages that run from the left, with what they print."""
    assert _compiled()([(_PLAIN[0], text * 5)], 200.0, 200.0) is not None


@pytest.mark.parametrize(
    ("ink", "text"),
    [
        (_PLAIN[0], "a word in اردو"),
        (_PLAIN[0], "日本"),
        (_PLAIN[0], "a\u202eb"),
        (_PLAIN[0].turned(), "a word"),
        (_PLAIN[0], "W" * 60),
    ],
)
def test_what_it_cannot_do_it_leaves(ink: Ink, text: str) -> None:
    """Letters from the right or of another face, and words longer than a line."""
    assert _compiled()([(ink, text)], 200.0, 200.0) is None
    assert len(Flow([(ink, text)], 200.0, 200.0)) >= 1


@pytest.mark.parametrize(
    ("runs", "room", "lines"),
    [
        ([(_PLAIN[0], "rail-road-port-by-way-of-it and on")], 40.0, 4),  # cut more than once
        ([(_PLAIN[0], "of rail-ro"), (_PLAIN[4], "ad-port"), (_LINK, "1")], 40.0, 3),  # glued
        ([(_PLAIN[0], "www.example.org/" * 4 + "abc/def/ghi")], 360.0, 2),  # behind a stroke
        ([(_PLAIN[0], "one two "), (_LINK, "three four"), (_PLAIN[0], ", five six")], 50.0, 3),
    ],
)
def test_words_are_cut_inside_too(runs: list[Run], room: float, lines: int) -> None:
    """And text in several inks is broken, by the compiled code itself."""
    found = _compiled()(runs, room, room)

    alone = breaking._Words(runs).ends(room, room)
    assert found == (alone.cuts, alone.edges)
    assert len(alone.cuts) == lines


@pytest.mark.parametrize("words", _LOOKS)
def test_advances_are_whole(words: Words) -> None:
    """Their sums are then the same in whatever order they are made, and by whatever sum()."""
    signs = filter(words.faces.first.draws, "éжқң–—“”„‘’…•№₸€")
    said = [*map(chr, range(0x21, 0x7F)), *signs]

    assert len(said) > 100
    assert [char for char in said if not words.letters[char].is_integer()] == []


@pytest.mark.parametrize("runs", [None, [None], [()], [(_PLAIN[0], 1)], [(None, "a")]])
def test_what_is_no_text_is_an_error(runs: object) -> None:
    """And not the end of the program."""
    with pytest.raises((TypeError, AttributeError)):
        _compiled()(runs, 1.0, 1.0)  # type: ignore[arg-type]


def test_what_was_compiled_is_of_this_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it is not used: who changes the code writes the new `SOURCE` into breaking.py."""
    monkeypatch.syspath_prepend(ROOT / ".ci")
    source_of = importlib.import_module("compiling").source_of

    assert source_of(SOURCE.read_bytes()) == breaking.SOURCE
    assert importlib.import_module("briefgen.render.layout._breaking").SOURCE == breaking.SOURCE


_BUILD = """
import sys
if sys.argv.pop(1) == "without":
    sys.modules["briefgen.render.layout._breaking"] = None
from briefgen.cli import main
assert main(sys.argv[1:]) == 0
from briefgen.render.layout import breaking
print(breaking._ends_of_plain)
"""


def test_packs_are_the_same_byte_by_byte(tmp_path: Path) -> None:
    """With and without what is compiled."""
    assert _compiled()
    told = {}
    for way in ("with", "without"):
        files = [tmp_path / f"{way}.docx", tmp_path / f"{way}.pdf"]
        words = ["build", *(word for file in files for word in ("-o", str(file)))]
        done = subprocess.run(
            [sys.executable, "-c", _BUILD, way, *words],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
        told[way] = (done.stdout.splitlines()[-1], *(file.read_bytes() for file in files))

    assert told["with"][1:] == told["without"][1:]
    assert told["without"][0] == "None"
    assert told["with"][0] != "None"
