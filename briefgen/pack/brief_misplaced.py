"""Keys of a ``.brief`` that stand under the wrong head, each told with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.pack.brief_faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


def misplaced(
    document: Mapping[str, Any],
    of_the_whole: Collection[str],
    heads: Mapping[str, Collection[str]],
) -> Iterator[Fault]:
    """The keys of the whole file that stand under a head, each with what to do.

    ``heads`` gives the keys that each head may have under it.
    """
    for name, known in heads.items():
        inside = document.get(name)
        in_rows = isinstance(inside, list)
        head = f"[[{name}]]" if in_rows else f"[{name}]"
        for number, row in enumerate(inside if isinstance(inside, list) else [inside]):
            for key in row if isinstance(row, dict) else ():
                if key in of_the_whole and key not in known:
                    yield Fault(
                        (name, number, key) if in_rows else (name, key),
                        f"“{key}” stands under {head} and is a key of the whole file: "
                        "put it above the first line in [brackets].",
                    )
