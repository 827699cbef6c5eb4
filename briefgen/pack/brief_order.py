"""The order of a ``.brief`` that a person wrote, for the statements of one that is written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefgen.pack.brief_lines import Statement, Where


_T = TypeVar("_T")


def in_order_of(new: Sequence[Statement], old: Sequence[Where]) -> list[Statement]:
    """``new`` in the order of the ``old`` places, as far as TOML lets them be moved.

    Keys are ordered within their table, and tables among themselves; the entries of a list stay
    together, in the order they are in. What the old file has not comes behind what it is behind.
    """
    loose, *tables = _tables(new)
    rank = {place: number for number, place in reversed([*enumerate(old)])}
    names = {place[0]: number for number, place in reversed([*enumerate(old)])}
    tables = _merged(tables, lambda table: names.get(table[0].where[0]))
    ordered = [(loose[:0], loose), *((table[:1], table[1:]) for table in tables)]
    return [
        one
        for head, keys in ordered
        for one in (*head, *_merged(keys, lambda key: rank.get(key.where)))
    ]


def _tables(statements: Iterable[Statement]) -> list[list[Statement]]:
    """The keys before the first head, then each table with its head."""
    tables: list[list[Statement]] = [[]]
    for one in statements:
        if not one.key:
            tables.append([])
        tables[-1].append(one)
    return tables


def _merged(items: Sequence[_T], rank_of: Callable[[_T], int | None]) -> list[_T]:
    """``items`` by rank, each without one behind the item that it stands behind."""
    groups: list[tuple[int, list[_T]]] = []
    for item in items:
        rank = rank_of(item)
        if rank is not None or not groups:
            groups.append((-1 if rank is None else rank, [item]))
        else:
            groups[-1][1].append(item)
    return [item for _, group in sorted(groups, key=lambda group: group[0]) for item in group]
