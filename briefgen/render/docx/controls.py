"""Content controls: each block stands in one that bears its id, so that edits find their way back.

Word keeps the control where a person types over a whole paragraph, which takes the bookmark along;
LibreOffice keeps the bookmark and drops the tag of the control. Together they outlive both.
The control is of the kind for building blocks, which is as free to edit as any: LibreOffice prints
the codes of links and fields that stand in one of another kind around a single paragraph.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Callout, Cover, Heading, Table
from briefgen.render.docx.text import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.pack.blocks import Block

_LONGEST = 64  # characters of a tag or a title; Word takes a file with longer ones for damaged
_DIGEST = 12
_BRIEF = 2  # the level of heading that a topic's brief begins with

CONTROL_END = "</w:sdtContent></w:sdt>"


def control_tag(block: str) -> str:
    """The tag of the control around the block of this id: the id itself where there is room."""
    if len(block) <= _LONGEST:
        return block
    digest = hashlib.sha256(block.encode()).hexdigest()[:_DIGEST]
    return f"{block[: _LONGEST - _DIGEST - 1]}~{digest}"


def control_start(number: int, block: str, title: str) -> str:
    """What opens the control around block ``number``; CONTROL_END closes it."""
    short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(short)}"/>'
        f'<w:tag w:val="{attribute(control_tag(block))}"/><w:id w:val="{number}"/>'
        "<w:docPartObj/></w:sdtPr><w:sdtContent>"
    )


def control_titles(blocks: Iterable[Block]) -> Iterable[str]:
    """What Word shows over each block: its own title, or the headings that it stands under."""
    headings: list[Heading] = []
    under = ""
    for block in blocks:
        title = ""
        if isinstance(block, Heading):
            headings = [above for above in headings if above.level < block.level] + [block]
            brief = [above.text for above in headings if above.level >= _BRIEF]
            title, under = block.text, ": ".join(brief) or block.text
        elif isinstance(block, Table):
            title = block.caption
        elif isinstance(block, (Cover, Callout)):
            title = block.title
        yield title or under or block.id
