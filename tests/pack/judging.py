"""What the rules say of a pack to which blocks are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import (
    Block,
    List,
    ListItem,
    ListStyle,
)
from briefgen.pack.checks import check
from briefgen.pack.inlines import Citation, Text
from briefgen.pack.wordlists import read_wordlists
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from briefgen.pack.build import MadePack
    from briefgen.pack.findings import Finding

CITED = Citation((1,), ("trade-2021",))


def found(made: MadePack, rule: str, *blocks: Block, **changes: object) -> list[Finding]:
    """What ``rule`` says of the pack with ``blocks`` added; ``changes`` are of what is checked."""
    assert made.checked is not None
    pack = replace(made.pack, blocks=(*made.pack.blocks, *blocks))
    lists = read_wordlists(bundled_templates())
    checked = replace(made.checked, **({"pack": pack, "words": lists} | changes))
    return [finding for finding in check(checked) if finding.rule == rule]


def points(*texts: str, tag: str = "to the minister") -> List:
    """Points to make in these words."""
    items = tuple(
        ListItem(f"p{n}", (Text(text), Text(" "), CITED), tag) for n, text in enumerate(texts)
    )
    return List("x.points.list", items, ListStyle.SPOKEN)
