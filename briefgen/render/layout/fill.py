"""Strips put on pages, in one pass."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.render.layout.filled import More, Page, Placed
from briefgen.render.layout.heights import (
    beyond,
    hang_of_notes,
    height_of_notes,
    room_above,
    tall_of,
)
from briefgen.render.layout.strips import Hold, grounded_above, grounded_below, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.render.layout.filled import Column
    from briefgen.render.layout.strips import Strip

_NONE: Mapping[str, bool] = {}
_NO_MORE = More()
_FULL = 2 / 3  # of a page: behind less no section that may run on starts another
_SLACK = 0.01  # points a page may run over: rounding must not break it


def fill_pages(
    strips: Sequence[Strip],
    columns: Sequence[Column],
    blank: Strip,
    rise: float = 0.0,
    sections: Mapping[str, bool] = _NONE,
) -> list[Page]:
    """Put ``strips`` on pages, one at least.

    ``columns`` are those of upright pages and of pages on their side; that of the first page ends
    by ``rise`` further up. The notes that strips call stand at the foot of their page. ``blank``
    is what a page says that is left empty. ``sections`` are the anchors of their headings, and
    whether each may run on, on the page before, though it asks for a fresh one.
    """
    filler = _Filler(columns, blank, rise, _begun_with(strips, sections))
    for group in _groups(strips, Hold.WISH):
        filler.place(group)
    return filler.finish()


def _groups(strips: Sequence[Strip], least: Hold) -> Iterator[list[Strip]]:
    """``strips`` in groups that hold together at least as firmly as ``least``."""
    group: list[Strip] = []
    for strip in strips:
        if group and (group[-1].hold < least or _stands_apart(strip, group[-1])):
            yield group
            group = []
        group.append(strip)
    if group:
        yield group


def _cut(group: Sequence[Strip], *, whole: bool) -> list[Strip]:
    """``group`` cut wherever it may be, what goes over whole only where ``whole`` says so."""
    return [
        part
        for strip in group
        for part in (
            opened(strip, to_cut=True)
            if strip.may_cut and (whole or not strip.goes_over_whole)
            else (strip,)
        )
    ]


class _Section(Struct, frozen=True, gc=False):
    """The strips of a section, up to the next one or to a fresh page, and whether it may run on."""

    strips: Sequence[Strip]
    runs_on: bool


def _begun_with(strips: Sequence[Strip], sections: Mapping[str, bool]) -> dict[str, _Section]:
    """The sections by the anchor that each begins with."""
    places = [n for n, strip in enumerate(strips) if strip.fresh_page or strip.anchor in sections]
    return {
        strips[start].anchor: _Section(strips[start:end], sections[strips[start].anchor])
        for start, end in pairwise((*places, len(strips)))
        if strips[start].anchor in sections
    }


def _stands_apart(strip: Strip, before: Strip) -> bool:
    return strip.fresh_page or strip.at_foot != before.at_foot or strip.wide != before.wide


class _Filler:
    """The pages so far; the last one is being filled."""

    def __init__(
        self,
        columns: Sequence[Column],
        blank: Strip,
        rise: float,
        sections: Mapping[str, _Section],
    ) -> None:
        self._pages: list[list[Placed]] = [[]]
        self._wide: list[bool] = [False]  # of each page
        self._parted: list[str] = [""]  # what goes on there though it asked not to
        self._last = (Hold.NONE, "")  # how firmly the last strip holds the next, and its block
        self._columns = columns
        self._varies = any(column.more for column in columns)  # how much pages hold
        self._sections = sections
        self._section = ""  # the anchor of the last one that began
        self._is_named = False  # whether one began on this page, whose name it bears
        self._rule = columns[0].rule
        self._rises = [self._more("").above]  # how much further up each page begins
        self._height = max(self._fresh_height("") - rise, 1.0)
        self._blank = blank
        self._y = 0.0
        self._after = 0.0
        self._hang = 0.0  # of the last strip
        self._notes: list[Strip] = []  # lines of notes at the foot of the page
        self._foot = 0.0  # their height, with that of the rule, less what the last one hangs
        self._waiting: list[Strip] = []  # lines of notes for the next page

    def place(self, group: list[Strip]) -> None:
        """Put ``group`` on the page, or on the next if it is too tall for what is left.

        What was not set at once is set where it does not fit as a whole. Where the group would not
        fit any page, wishes give way first, then everything.
        """
        section = self._sections.get(group[0].anchor)
        if section and section.runs_on and self._goes_on_with(section.strips):
            group[0] = replace(group[0], fresh_page=False)
        self._open(group[0])
        self._settle(group)

    def _goes_on_with(self, section: Sequence[Strip]) -> bool:
        """Whether this page goes on with ``section``: if all of it fits, or a third is yet white.

        Elsewhere one that goes over begins on a page of its own, with more of it in sight.
        """
        opens_here = self._pages[-1] and section[0].wide == self._wide[-1]
        is_white = self._y + self._foot <= _FULL * self._height
        return bool(opens_here) and (is_white or self._fits(section))

    def _settle(self, group: list[Strip]) -> None:
        """Put ``group`` where it fits; the kind of page that it wants is open."""
        if len(group) == 1 and self._goes_on_the_page(group[0]):
            return
        if self._fits(group):
            self._put_all(group)
        elif any(strip.may_cut and not strip.goes_over_whole for strip in group):
            for part in _groups(_cut(group, whole=False), Hold.WISH):
                self._settle(part)
        elif self._fits_a_page(self._opening_a_page(group)):
            group = self._opening_a_page(group)
            self._turn_for(group)
            self._put_all(group)
        elif any(strip.may_cut for strip in group):
            for part in _groups(_cut(group, whole=True), Hold.WISH):
                self._settle(part)
        else:
            self._settle_parted(group)

    def _goes_on_the_page(self, strip: Strip) -> bool:
        """Put ``strip`` beneath the last one if it fits there and asks for nothing else.

        So most are put, for a third of the time.
        """
        page = self._pages[-1]
        if not page or strip.notes or strip.at_foot or self._varies:
            return False
        y = self._y + max(self._after, strip.before)
        if y + strip.height + beyond(strip) + self._foot > self._height + _SLACK:
            return False
        self._set_down(strip, y)
        return True

    def _settle_parted(self, group: list[Strip]) -> None:
        """Put ``group``, which fits no page, where its parts fit: paragraphs whole if they do."""
        whole = list(_groups(group, Hold.WHOLE))
        if len(whole) > 1:
            for part in whole:
                self._settle(part)
            return
        for part in _groups(group, Hold.MUST):
            self._place_firm(part)

    def _opening_a_page(self, group: list[Strip]) -> list[Strip]:
        """``group`` as it stands at the head of a page that it did not ask for.

        The headings of sections stand there as low as those that did.
        """
        if group[0].fresh_page or group[0].anchor not in self._sections:
            return group
        return [replace(group[0], fresh_page=True), *group[1:]]

    def _open(self, first: Strip) -> None:
        """Turn to the kind of page that ``first`` wants."""
        if first.fresh_page or first.wide != self._wide[-1]:
            self._turn()
        while first.right_hand and len(self._pages) % 2 == 0:
            if not self._notes:  # else a note that goes on fills it
                middle = (self._height - self._blank.height) / 2
                self._pages[-1].append(Placed(self._blank, middle, repeated=True))
            self._turn()
        if first.wide != self._wide[-1]:
            self._wide[-1] = first.wide
            self._rule = self._columns[first.wide].rule
            self._height = self._fresh_height(self._section)
            self._rises[-1] = self._more(self._section).above

    def finish(self) -> list[Page]:
        """All pages, those included on which nothing but the last notes goes on."""
        while self._waiting:
            self._turn()
        self._set_notes()
        return list(map(Page, self._pages, self._wide, self._rises, self._parted))

    def _place_firm(self, group: list[Strip]) -> None:
        if not self._fits(group):
            group = self._opening_a_page(group)
            self._turn_for(group)
        for strip in group:
            if not self._fits([strip]) and not self._goes_over(strip):
                self._turn_for([strip])
            self._put(strip)

    def _put_all(self, group: list[Strip]) -> None:
        if group[0].at_foot:
            self._y = max(self._y, self._height - self._foot_with(group) - tall_of(group))
            self._after = 0.0
            group[0] = replace(group[0], before=0.0)
        for strip in group:
            self._put(strip)

    def _put(self, strip: Strip) -> None:
        page = self._pages[-1]
        if self._varies:
            self._name_page(strip)
        if page:
            self._y += max(self._after, strip.before)
        else:
            self._y = strip.before if strip.fresh_page else strip.opening
            self._parted[-1] = self._last[1] if self._last[0] is Hold.WISH else ""
            self._repeat_head(strip)
            if strip.opening:
                strip = grounded_above(strip)
        self._set_down(strip, self._y)
        for note in strip.notes:
            self._take_note(note)

    def _set_down(self, strip: Strip, y: float) -> None:
        """Let ``strip`` stand on the page from ``y`` on."""
        self._pages[-1].append(Placed(strip, y))
        self._y = y + strip.height
        self._after, self._hang = strip.after, strip.hang
        self._last = (strip.hold, strip.anchor or self._last[1])

    def _repeat_head(self, strip: Strip) -> None:
        head = strip.head
        if head is None or head.height + strip.height > self._height + _SLACK:
            return
        for part in head.strips:
            self._pages[-1].append(Placed(part, self._y, repeated=True))
            self._y += part.height + part.after

    def _fits(self, group: Sequence[Strip]) -> bool:
        first = group[0]
        above = self._y + max(self._after, first.before) if self._pages[-1] else room_above(first)
        height = self._height_with(group) if self._varies else self._height
        if len(group) == 1 and not first.notes:  # most rows of tables, many paragraphs
            return above + first.height + beyond(first) + self._foot <= height + _SLACK
        tall = tall_of(group) + beyond(group[-1])
        return above + tall <= height - self._foot_with(group) + _SLACK

    def _fits_a_page(self, group: Sequence[Strip]) -> bool:
        notes = height_of_notes(group)
        foot = notes + self._rule.height - hang_of_notes(group) if notes else 0.0
        height = self._fresh_height(self._begun_in(group) or self._section)
        tall = tall_of(group) + beyond(group[-1])
        return room_above(group[0]) + tall + foot <= height + _SLACK

    def _turn(self) -> None:
        """Start a fresh page, unless this one is still fresh."""
        if self._pages[-1] or self._notes:
            self._close_ground()
            self._set_notes()
            self._pages.append([])
            self._wide.append(self._wide[-1])
            self._parted.append("")
            self._is_named = False
            self._height = self._fresh_height(self._section)  # the first may have another
            self._rises.append(self._more(self._section).above)
            self._y = self._after = self._hang = 0.0
            waiting, self._waiting = self._waiting, []
            self._take_note(waiting)

    def _close_ground(self) -> None:
        """Let the ground of what goes on overleaf end a little below its words."""
        page = self._pages[-1]
        if page and page[-1].strip.closing:
            page[-1] = replace(page[-1], strip=grounded_below(page[-1].strip))

    def _turn_for(self, group: Sequence[Strip]) -> None:
        """Start a fresh page for ``group``, behind those that notes from before it fill."""
        self._turn()
        while self._notes and not self._fits(group):
            self._turn()

    # --- sections, where their headers and footers are not of one height ---

    def _fresh_height(self, section: str) -> float:
        """How much a fresh page of ``section`` holds."""
        more = self._more(section)
        return self._columns[self._wide[-1]].height + more.above + more.below

    def _more(self, section: str) -> More:
        """How much more than the column that is."""
        return self._columns[self._wide[-1]].more.get(section, _NO_MORE)

    def _begun_in(self, group: Sequence[Strip]) -> str:
        """The first section that begins in ``group``."""
        more = self._columns[self._wide[-1]].more
        if not more:
            return ""
        return next((one.anchor for one in group if one.anchor and one.anchor in more), "")

    def _height_with(self, group: Sequence[Strip]) -> float:
        """How much this page holds if ``group`` stands on it."""
        begun = "" if self._is_named else self._begun_in(group)
        if not begun:
            return self._height
        height = self._fresh_height(begun)
        return min(height, self._height) if self._pages[-1] else height

    def _name_page(self, strip: Strip) -> None:
        """Let the page be called after the section that begins with ``strip``, if it is the first.

        A page that goes on with the one before may hold less by that.
        """
        begun = self._begun_in((strip,))
        if begun:
            if not self._is_named:
                self._height = self._height_with((strip,))
                self._rises[-1] = self._more(begun).above
            self._section, self._is_named = begun, True

    # --- notes ---

    def _goes_over(self, strip: Strip) -> bool:
        """Whether ``strip`` fits here and its notes fit no page, so that they go on anyway."""
        if not strip.notes or self._fits_a_page([strip]):
            return False
        return self._fits([replace(strip, notes=(strip.notes[0][:1],))])

    def _foot_with(self, group: Sequence[Strip]) -> float:
        """The height of the notes of this page, were those of ``group`` among them."""
        notes = height_of_notes(group)
        if not notes:
            return self._foot
        return self._above_next_note() + notes - hang_of_notes(group)

    def _above_next_note(self) -> float:
        """The height of the notes of this page where another follows them."""
        return self._foot + self._notes[-1].hang if self._notes else self._rule.height

    def _take_note(self, lines: Sequence[Strip]) -> None:
        """Let the lines of a note stand on this page, those that do not fit on the next.

        A line that fits no page is taken all the same.
        """
        for index, line in enumerate(lines):
            foot = self._above_next_note() + line.height - line.hang
            alone = not self._notes and not self._pages[-1]
            end = self._y - self._hang + foot
            if self._waiting or not (alone or end <= self._height + _SLACK):
                self._waiting += lines[index:]
                return
            self._notes.append(line)
            self._foot = foot

    def _set_notes(self) -> None:
        """Put the notes of the page where they stand."""
        y = self._height - self._foot
        for strip in [self._rule, *self._notes] if self._notes else []:
            self._pages[-1].append(Placed(strip, y))
            y += strip.height
        self._notes, self._foot = [], 0.0
