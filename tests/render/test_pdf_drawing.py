"""Drawings as operators: what is told once, and what is told shorter."""

from __future__ import annotations

import pytest

from briefgen.render.figures.scene import Dash, Disc, Path, Stroke
from briefgen.render.pdf.drawing import Pen, fill_operator, hundredths, rectangle

THIN, THICK = Stroke(0.5, "000000"), Stroke(2.0, "FF0000", Dash.DASHES)
ROUND_A_BAR = ((0.0, 10.0), (5.0, 10.0), (5.0, 30.0), (0.0, 30.0), (0.0, 10.0))


@pytest.mark.parametrize(
    ("count", "written"),
    [
        *((0, b"0"), (5, b".05"), (-70, b"-.7"), (-1, b"-.01"), (100, b"1"), (-1000, b"-10")),
        *((1250, b"12.5"), (-84190, b"-841.9"), (-84195, b"-841.95")),
        *((10_000_007, b"100000.07"), (-123_456_789, b"-1234567.89"), (10**9, b"10000000")),
    ],
)
def test_numbers_are_written_short_and_plain(count: int, written: bytes) -> None:
    """No nought before the point, none behind the last digit, no exponent, no digit lost."""
    assert hundredths(count) == written


def test_colours_keep_all_their_256_steps() -> None:
    """Three decimals tell any two apart."""
    operators = {fill_operator(f"{step:02X}0000") for step in range(256)}
    assert len(operators) == 256
    assert [round(255 * float(o.split()[0])) for o in sorted(operators, key=_first)] == [
        *range(256)
    ]


def _first(operator: bytes) -> float:
    return float(operator.split()[0])


def test_lines_of_one_look_are_drawn_at_once() -> None:
    """The look is told where it changes, and the paths of one look are painted together."""
    lines = [Path((((0.0, y), (10.0, y)),), THIN) for y in (1.0, 2.0)]
    other = Path((((0.0, 3.0), (10.0, 3.0)),), THICK)

    assert Pen(1.0, 0.0, 100.0).shapes([*lines, other]) == [
        *(b".5 w [] 0 d 0 0 0 RG", b"0 99 m", b"10 99 l", b"0 98 m", b"10 98 l", b"S"),
        *(b"2 w [6 4] 0 d 1 0 0 RG", b"0 97 m", b"10 97 l", b"S"),
    ]


def test_a_shape_without_a_look_takes_nothing_from_the_one_before() -> None:
    """A line that waits for others of its look is drawn, although what follows is not."""
    lines = [Path((((0.0, y), (10.0, y)),), THIN) for y in (1.0, 2.0)]
    unseen = Path((((0.0, 5.0), (10.0, 5.0)),), None)

    assert Pen(1.0, 0.0, 100.0).shapes([lines[0], unseen, lines[1]]) == [
        *(b".5 w [] 0 d 0 0 0 RG", b"0 99 m", b"10 99 l", b"S"),
        *(b"0 95 m", b"10 95 l", b"n"),
        *(b"0 98 m", b"10 98 l", b"S"),
    ]


def test_a_filled_path_round_a_rectangle_is_a_rectangle() -> None:
    """From the corner where it begins, whichever way it goes; another path keeps its points."""
    bar = Path((ROUND_A_BAR,), None, "FFFFFF")
    slanted = Path((((0.0, 0.0), (4.0, 0.0), (6.0, 5.0), (2.0, 5.0), (0.0, 0.0)),), None, "FFFFFF")

    assert Pen(2.0, 1.0, 100.0).shapes([bar, slanted]) == [
        *(b"1 1 1 rg", b"1 80 10 -40 re", b"f*"),
        *(b"1 100 m", b"9 100 l", b"13 90 l", b"5 90 l", b"h", b"f*"),
    ]


def test_a_disc_goes_round_its_centre() -> None:
    """It begins at its right, and is filled and drawn round in one."""
    look, ground, path, paint = Pen(1.0, 0.0, 100.0).shapes([Disc(10.0, 20.0, 5.0, THIN, "FFFFFF")])

    assert (look, ground, paint) == (b".5 w [] 0 d 0 0 0 RG", b"1 1 1 rg", b"B*")
    assert path.startswith(b"15 80 m 15 82.76 12.76 85 10 85 c")
    assert path.endswith(b"h")


def test_a_rectangle_is_told_by_corner_and_size() -> None:
    """To the hundredth of a point."""
    assert rectangle(70.85, 1 / 3, 453.6, 0.5) == b"70.85 .33 453.6 .5 re"
