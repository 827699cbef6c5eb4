"""What a person wrote into a ``.brief``, kept when the program writes it again.

Its statements stay in their order, and those that say the same stay as they were typed. What is
new comes behind what it is written behind in a new file. A comment goes with the key, the table,
the entry or the item of a list that it stands before or beside. Where that is no longer in the
file, the comment stays with the lines it was on, which then are comments too, so that it does not
seem to speak of what comes next.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from briefgen.pack.brief_lines import Item, Statement, statements_of, value_at
from briefgen.pack.brief_order import in_order_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefgen.pack.brief_lines import Where

_Document = Mapping[str, Any]
_INDENT = "    "


def with_remarks(text: str, before: str) -> str:
    """``text``, the file as it is to be, with the comments and the order of the one ``before``.

    Both say the same to a program, or nothing is taken.
    """
    try:
        old, new = tomllib.loads(before), tomllib.loads(text)
        remarked = _remarked(text, before, old, new)
        return remarked if tomllib.loads(remarked) == new else text
    except tomllib.TOMLDecodeError:
        return text


def _remarked(text: str, before: str, old_said: _Document, new_said: _Document) -> str:
    moved = _rows_of(old_said, new_said)
    old, foot = statements_of(before)
    new = in_order_of(statements_of(text)[0], [moved(one.where) for one in old])
    present = {one.where for one in new}
    above: dict[Where, list[str]] = {}
    kept: dict[Where, Statement] = {}
    carried: list[str] = []
    top = _top(old)
    for one in old:
        where = moved(one.where)
        if where not in present:
            where = (*where, 0)
        if where in present:
            above[where] = [*above.get(where, ()), *carried, *one.above]
            kept[where] = one
            carried = []
        elif one.is_remarked:
            carried += [*one.above, *map(_as_comment, one.lines)]
        else:
            carried += one.above
    lines = top
    for one in new:
        known = kept.get(one.where)
        lines += _led([] if known else one.above, above.get(one.where, ()), first=not lines)
        if known and _is_as_typed(one, known, old_said, new_said):
            lines += known.lines
        else:
            lines += _beside(one, known)
    lines += _led((), [*carried, *foot], first=not lines)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _is_as_typed(one: Statement, known: Statement, old: _Document, new: _Document) -> bool:
    """Whether ``one`` sets the key that is ``known`` to what it was: not the head of a table."""
    same_key = one.key and one.key == known.key
    return bool(same_key) and value_at(old, known.where) == value_at(new, one.where)


def _top(old: Sequence[Statement]) -> list[str]:
    """The comments at the head of the file, taken from what they stand before.

    An empty line parts them from it: they are on the file.
    """
    if not old or "" not in old[0].above:
        return []
    end = len(old[0].above) - old[0].above[::-1].index("")
    top, old[0].above[:] = old[0].above[:end], old[0].above[end:]
    return top if any(top) else []


def _as_comment(line: str) -> str:
    return f"# {line}" if line else "#"


def _led(own: Sequence[str], above: Sequence[str], *, first: bool) -> list[str]:
    """The lines before a statement: its ``own`` empty ones, then the comments ``above`` it."""
    remarks = list(above)
    spaced = bool(own) or (bool(remarks) and not remarks[0])
    while remarks and not remarks[0]:
        remarks.pop(0)
    return [*([""] if spaced and not first else []), *remarks]


def _beside(new: Statement, old: Statement | None) -> list[str]:
    """The lines of ``new`` with the comments that stand beside and within ``old``."""
    if old is None:
        return new.lines
    lines = list(new.lines)
    before: list[str] = []
    if (old.items and any(item.is_remarked for item in old.items)) or old.tail:
        inside = _with_items(new.items, old.items, old.tail)
        if new.items:
            lines[1:-1] = inside
        else:  # the list is empty now: nothing within it is left to go with
            before = [line.strip() for line in inside]
    if old.beside:
        lines[-1] += f"  {old.beside}"
    return [*before, *lines]


def _with_items(new: Sequence[Item], old: Sequence[Item], tail: Sequence[str]) -> list[str]:
    """A line for each item of ``new``, the comments on those of ``old`` with them."""
    left = Counter(item.value for item in new)
    # By value those that are still there, each with what is left of items that went before it.
    kept: dict[str, deque[tuple[list[str], Item]]] = defaultdict(deque)
    carried: list[str] = []
    for item in old:
        if left[item.value]:
            left[item.value] -= 1
            kept[item.value].append((carried, item))
            carried = []
        elif item.is_remarked:
            carried += [*item.above, _as_comment(f"{item.source},  {item.beside}".rstrip())]
    lines = []
    for item in new:
        beside = ""
        if kept[item.value]:
            gone, known = kept[item.value].popleft()
            lines += [*gone, *known.above]
            beside = known.beside
        lines.append(f"{item.source},  {beside}".rstrip())
    return [f"{_INDENT}{line}" for line in (*lines, *carried, *tail)]


# --- entries of lists -----------------------------------------------------------------------------


def _rows_of(old: _Document, new: _Document) -> Callable[[Where], Where]:
    """What tells where a place of the ``old`` document is in the ``new``.

    The entries of a list may have moved: each is taken for the one that shares most with it.
    """
    places = {
        (name, row): (name, place)
        for name, rows in old.items()
        if isinstance(rows, list) and isinstance(new.get(name), list)
        for row, place in pairs_of(rows, new[name])
    }

    def moved(where: Where) -> Where:
        start = where[:2]
        if len(start) == 1 or isinstance(start[1], str):
            return where
        return (*places.get((str(start[0]), start[1]), (start[0], "gone")), *where[2:])

    return moved


def pairs_of(old: Sequence[Any], new: Sequence[Any]) -> Iterable[tuple[int, int]]:
    """The numbers of entries that are taken for the same, the most alike first."""
    alike = sorted(
        (-len(one.items() & other.items()), abs(row - place), row, place)
        for row, one in enumerate(map(_hashable, old))
        for place, other in enumerate(map(_hashable, new))
    )
    taken: dict[int, int] = {}
    for shared, _, row, place in alike:
        if shared and row not in taken and place not in taken.values():
            taken[row] = place
    return taken.items()


def _hashable(row: object) -> dict[str, str]:
    return {key: repr(value) for key, value in row.items()} if isinstance(row, dict) else {}
