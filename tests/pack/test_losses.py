"""What has to go so that the rest fits, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.pack.losses import losses

if TYPE_CHECKING:
    from collections.abc import Sequence

# Each is its part and its height; what is missed least stands first.
SIZES = {"note.1": 1, "note.2": 2, "box.1": 4, "box.2": 5, "press.1": 2, "point.1": 6}


def gone(room: int, told_elsewhere: Sequence[str] = ()) -> list[str]:
    """What of all of them goes where there is so much room."""

    def fits(lost: Sequence[str]) -> bool:
        return sum(SIZES.values()) - sum(SIZES[name] for name in lost) <= room

    def of_its_part(name: str) -> set[str]:
        return {other for other in SIZES if other.split(".")[0] == name.split(".", maxsplit=1)[0]}

    return losses(list(SIZES), fits, lambda name: name.split(".")[0], of_its_part, told_elsewhere)


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (19, ["note.1"]),
        (16, ["box.1"]),
        (10, ["note.1", "box.1", "box.2"]),  # of the notes the one that is missed more
        (6, ["note.1", "note.2", "box.1", "box.2", "press.1"]),
        (4, ["note.1", "box.1", "box.2", "point.1"]),  # no box, yet a smaller note behind it
    ],
)
def test_what_is_missed_least_goes_and_what_has_room_comes_back(
    room: int, expected: list[str]
) -> None:
    """A large part that goes last leaves room for smaller ones, the most important first."""
    assert gone(room) == expected


def test_what_is_told_elsewhere_does_not_come_back() -> None:
    """Of two notes that would have room, one says what a table says."""
    assert gone(16, ("note.2",)) == ["note.2", "box.1"]
