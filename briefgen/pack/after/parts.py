"""The parts of a printed pack: its cover, its sections, the briefs of its topics."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.fingerprints import squeezed

if TYPE_CHECKING:
    from briefgen.pack.printed import PrintedBlock, PrintedPack

# Parts, with all their blocks, that go with what is said elsewhere.
_ASIDE = frozenset({"sources", "abbreviations", "record"})
_TOLD_ELSEWHERE = "contents.briefs"  # titles, likelihood and offices, which stand at the briefs
_SECTION, _BRIEF = 1, 2  # levels of headings that begin a part
BRIEFS = "topic."  # what the id of the heading of a brief begins with
COVER = "cover"  # the part that stands before the first heading
CONTENTS = "contents"  # the part that the contents are, with what stands under them
NOTE = "contents.note"  # what tells the range of dates
WAY = "steering.briefs"  # the line that leads to the briefs, by their headings
_BEFORE_THE_WAY = re.compile(r"[^,،]*")  # its label; the titles are the writers', and not in it


class Part(Struct, frozen=True):
    """A section or a topic's brief: its heading's id, its title, its blocks in order."""

    id: str
    title: str
    blocks: tuple[PrintedBlock, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The printed numbers of its pages, as far as they are known."""
        return tuple(sorted({page for block in self.blocks for page in block.pages}))


def parts_of(printed: PrintedPack) -> dict[str, Part]:
    """The parts of a pack by the id of their heading, in order; cover and contents are parts too.

    Of the contents the title alone counts: the headings are compared where they stand.
    """
    blocks = {block.id: block for block in printed.blocks}
    if CONTENTS in blocks:
        blocks[CONTENTS] = replace(blocks[CONTENTS], units=blocks[CONTENTS].units[:1], figures=())
    if WAY in blocks:
        blocks[WAY] = _with_titles(blocks[WAY], printed)
    parts: dict[str, list[PrintedBlock]] = {}
    current = COVER
    for name, _, _, level in printed.record["blocks"]:
        if level in (_SECTION, _BRIEF):
            current = name
        section = name.partition(".")[0]
        is_aside = {current, section} & _ASIDE or name == _TOLD_ELSEWHERE
        if not is_aside and name in blocks:
            part = CONTENTS if section == CONTENTS else current
            parts.setdefault(part, []).append(blocks[name])
    return {
        name: Part(name, squeezed(" ".join(found[0].pieces[:1])), tuple(found))
        for name, found in parts.items()
    }


def _with_titles(way: PrintedBlock, printed: PrintedPack) -> PrintedBlock:
    """The line that leads to the briefs with the titles that it leads to."""
    blocks = {block.id: block for block in printed.blocks}
    titles: dict[str, str] = {}
    group = ""
    for name, _, _, level in printed.record["blocks"]:
        if level == _SECTION:
            group = name
        elif level == _BRIEF and name.startswith(BRIEFS) and group in blocks:
            titles[group] = squeezed(" ".join(blocks[group].pieces[:1]))
    label = _BEFORE_THE_WAY.match(" ".join(way.pieces))
    assert label  # it matches nothing as well
    return replace(way, units=((f"{label[0].strip()} {'; '.join(titles.values())}",),), figures=())
