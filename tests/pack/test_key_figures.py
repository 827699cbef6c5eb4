"""The key figures of a topic: one figure a line, and in a note what others count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.rivals import are_rivals
from briefgen.pack.blocks import Table
from briefgen.pack.inlines import Figure, Footnote, plain
from tests.pack.making import bundled_base, make_bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.inlines import Inlines


def _boxes() -> list[Table]:
    blocks = make_bundled(topics=("trade",)).pack.blocks
    return [b for b in blocks if isinstance(b, Table) and b.id.endswith(".figures.table")]


def _rows() -> Iterator[tuple[str, tuple[Inlines, ...], tuple[Footnote, ...]]]:
    for box in _boxes():
        for row in box.rows:
            [shown] = {i.observation for i in row[1] if isinstance(i, Figure)}
            yield shown, row, tuple(i for i in row[-1] if isinstance(i, Footnote))


def test_no_two_lines_of_a_box_contradict_each_other() -> None:
    """6e: one preferred figure; conflicts stand in its footnote."""
    observations = bundled_base().observations
    for box in _boxes():
        shown = [i.observation for row in box.rows for i in row[1] if isinstance(i, Figure)]
        claims = [observations[name] for name in shown if observations[name].flow]
        assert not [(a.id, b.id) for a in claims for b in claims if are_rivals(a, b)]


def test_a_note_gives_each_rival_with_its_period_and_who_counted() -> None:
    """Each of its figures is an observation, and none of them is the one that is shown."""
    base = bundled_base()
    noted = [(shown, notes) for shown, _, notes in _rows() if notes]
    assert noted
    for shown, [note] in noted:
        told = [i.observation for i in note.inlines if isinstance(i, Figure)]
        rivals = {name for name in told if name != shown}
        assert rivals
        for name in rivals:
            assert are_rivals(base.observations[shown], base.observations[name])
            assert base.organisation_name(base.observations[name].reporter) in plain(note.inlines)
            assert told.count(name) == 2  # its value and its period


def test_where_the_curators_chose_their_choice_is_the_one_shown() -> None:
    """The note says why; where nobody chose, it says that too."""
    chosen = {choice.observation for choice in bundled_base().choices}
    said = {shown: plain(notes[0].inlines) for shown, _, notes in _rows() if notes}
    assert any(shown in chosen and "Preferred: " in text for shown, text in said.items())
    assert all(
        "No figure is preferred" in text
        for shown, text in said.items()
        if "Preferred: " not in text
    )


def test_a_rival_that_counts_the_same_calls_no_note() -> None:
    """They agree, so there is nothing to tell."""
    observations = bundled_base().observations
    for shown, _, notes in _rows():
        for note in notes:
            for inline in note.inlines:
                if isinstance(inline, Figure) and inline.observation != shown:
                    other, own = observations[inline.observation], observations[shown]
                    assert (other.value, other.value_high) != (own.value, own.value_high)
