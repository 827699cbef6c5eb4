"""What of a queue has to go so that the rest fits: the search behind the fitter.

Whether something fits is costly to ask, so that it is asked as seldom as may be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence


def losses(
    queue: Sequence[str],
    fits: Callable[[Sequence[str]], bool],
    part_of: Callable[[str], str],
    tied: Callable[[str], Collection[str]],
    told_elsewhere: Collection[str] = (),
) -> list[str]:
    """What of ``queue`` goes: its shortest beginning that fits, less what then finds room again.

    What made the difference may be large, so that there is room behind it. The most important
    comes back first, and of its part as much as fits; neither what is ``tied`` to what stays out,
    nor what is ``told_elsewhere``.
    """
    lost = list(queue[: _least(lambda count: fits(queue[:count]), len(queue))])
    if not lost or (len(lost) == len(queue) and not fits(lost)):  # of fewer it is known
        return lost
    out = {lost[-1], *tied(lost[-1]), *told_elsewhere}
    while waiting := [name for name in lost if name not in out]:
        part = [name for name in waiting if part_of(name) == part_of(waiting[-1])]
        gone = _gone_of(part, [name for name in lost if name not in part], fits)
        lost = [name for name in lost if name not in part[len(gone) :]]
        out.update(gone, *map(tied, gone))
    return lost


def _gone_of(
    part: Sequence[str], others: Sequence[str], fits: Callable[[Sequence[str]], bool]
) -> Sequence[str]:
    """The beginning of ``part`` that has to go beside ``others``."""
    return part[: _least(lambda count: fits([*others, *part[:count]]), len(part), lowest=0)]


def _least(fits: Callable[[int], bool], most: int, lowest: int = 1) -> int:
    """The least number from ``lowest`` up to ``most`` that fits; ``most`` where none does."""
    low, high = min(lowest, most), most
    while low < high:
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle + 1
    return low
