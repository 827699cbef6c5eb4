"""The programme: where to be, who leads, and when the press is in, as the request tells it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf
from briefgen.pack.blocks import Block, Column, Heading, Table
from briefgen.pack.inlines import Inline, Inlines, Strong, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.pack.draft import Draft
    from briefgen.pack.request import ProgrammeEntry
    from briefgen.pack.templates import Words

_GROUP = "programme"  # of the printed words
_ANYTHING = "…"  # may follow a word
_MARK = re.compile(r"[,.:;(]|\s[–—-]\s")


def programme(draft: Draft) -> list[Block]:
    """A row an event, with the choreography of each; none where the request has no programme."""
    entries = draft.selection.request.programme
    if not entries:
        return []

    def say(key: str) -> str:
        return draft.words.get(_GROUP, key)

    table = Table(
        "programme.table",
        say("caption"),
        (
            Column(say("when"), 0.215, held=True),  # a day on one line, its time on the next
            Column(say("event"), 0.285),
            Column(say("choreography"), 0.35),
            Column(say("status"), 0.15),
        ),
        tuple(_row(draft, entry) for entry in in_order(entries)),
        (_zone(draft),),
    )
    return [Heading("programme", 1, say("heading"), new_page=True), table]


def in_order(entries: Iterable[ProgrammeEntry]) -> list[ProgrammeEntry]:
    """``entries`` by day and time, those with a time on a day not known yet at the end.

    What has neither, or a day alone, stays behind the one it was written behind.
    """
    placed = []
    day, time = date.max, ""
    for entry in entries:
        starts = day
        if entry.day:
            starts = parse_edtf(entry.day).start
        elif entry.time:
            starts = date.max
        time = entry.time or (time if starts == day else "")
        day = starts
        placed.append((day, time, entry))
    return [entry for *_, entry in sorted(placed, key=lambda row: row[:2])]


def _row(draft: Draft, entry: ProgrammeEntry) -> tuple[Inlines, ...]:
    return (
        _when(draft, entry),
        draft.asked_in_row((entry.event, entry.place or _open_place(draft, entry)), "comma"),
        _choreography(draft, entry),
        (Text(draft.words.get(_GROUP, entry.status)),),
    )


def _when(draft: Draft, entry: ProgrammeEntry) -> Inlines:
    if not entry.day and not entry.time:
        return (draft.asked(""),)
    day = draft.wording.interval(parse_edtf(entry.day)) if entry.day else _open(draft, "day")
    return (draft.asked(draft.joined((day, entry.time or _open(draft, "time")))),)


def _open(draft: Draft, what: str) -> str:
    """What is said where the request does not tell the day, the time or the place."""
    return draft.words.get(_GROUP, f"{what}_open")


def _open_place(draft: Draft, entry: ProgrammeEntry) -> str:
    return "" if _is_on_the_way(draft, entry) else _open(draft, "place")


def _press(draft: Draft, entry: ProgrammeEntry) -> str:
    if entry.press:
        return draft.words.get(_GROUP, entry.press)
    return "" if _is_on_the_way(draft, entry) else draft.asked("").text


def _is_on_the_way(draft: Draft, entry: ProgrammeEntry) -> bool:
    """Whether one only arrives or departs, so that no place or press is missing.

    It goes by what the event begins with, up to its first mark, in the language of the pack or of
    the facts, and by whether anyone is to speak.
    """
    if entry.speaks_first or entry.minutes or entry.language:
        return False
    begun = _MARK.split(entry.event.casefold(), maxsplit=1)[0].split()
    return any(_is_a_move(words, begun) for words in (draft.words, *draft.held_in))


def _is_a_move(words: Words, begun: Sequence[str]) -> bool:
    """Whether the first word says so, or the last where that is where a verb stands.

    An arrival ceremony is none: what may follow is listed where nouns follow nouns.
    """
    first, last, links = (
        words.get(_GROUP, key).split() for key in ("moves", "moves_at_the_end", "after_moves")
    )
    if not begun:
        return False
    goes_on = begun[1:2] and _ANYTHING not in links and begun[1] not in links
    return begun[-1] in last or (begun[0] in first and not goes_on)


def _choreography(draft: Draft, entry: ProgrammeEntry) -> Inlines:
    """Who greets, who speaks first, how long, in which language, press in or out, what to wear.

    Whether the press is in is told of each event where people meet, since nobody may be surprised
    by it.
    """
    told = (
        ("greets", entry.greeter),
        ("speaks_first", entry.speaks_first),
        ("minutes", str(entry.minutes) if entry.minutes else ""),
        ("language", entry.language),
        ("press", _press(draft, entry)),
        ("dress", entry.dress),
    )
    inlines: list[Inline] = []
    for key, text in told:
        if text:
            label = draft.words.get(_GROUP, key)
            inlines.append(Strong(f"{' ' if inlines else ''}{label} "))
            inlines += draft.asked_sentence(text)
    return tuple(inlines)


def _zone(draft: Draft) -> Inlines:
    zone = draft.wording.zone(draft.selection.request.visit.time_zone)
    said = draft.words.get(_GROUP, "local_times")
    return (Text(f"{said} "), *draft.asked_sentence(zone or draft.asked("").text))
