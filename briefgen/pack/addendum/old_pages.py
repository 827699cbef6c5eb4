"""The pages of an old pack that an addendum speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.pack.after.parts import Part


def stands_on(part: Part, pages: tuple[int, ...]) -> bool:
    """Whether something of ``part`` that says more than its heading stands on one of ``pages``."""
    return any(set(block.pages) & set(pages) for block in part.blocks if block.id != part.id)


def pages_before(part: str, now: Mapping[str, Part], before: Mapping[str, Part]) -> tuple[int, ...]:
    """The pages, in the old pack, of the part that stands before a new one."""
    pages: tuple[int, ...] = ()
    for name in now:
        if name == part:
            break
        if name in before and before[name].pages:
            pages = before[name].pages
    return pages


def page_ranges(pages: Iterable[int]) -> str:
    """Page numbers with neighbours closed up: "3–5, 9"."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
