"""The programme: where to be, who leads, and when the press is in, as the request tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf
from briefgen.pack.blocks import Block, Column, Heading, Table
from briefgen.pack.inlines import Inline, Inlines, Strong, Text

if TYPE_CHECKING:
    from briefgen.pack.draft import Draft
    from briefgen.pack.request import ProgrammeEntry

_GROUP = "programme"  # of the printed words


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
            Column(say("when"), 0.18),
            Column(say("event"), 0.30),
            Column(say("choreography"), 0.37),
            Column(say("status"), 0.15),
        ),
        tuple(_row(draft, entry) for entry in entries),
        (_zone(draft),),
    )
    return [Heading("programme", 1, say("heading"), new_page=True), table]


def _row(draft: Draft, entry: ProgrammeEntry) -> tuple[Inlines, ...]:
    day = draft.wording.interval(parse_edtf(entry.day)) if entry.day else ""
    when = draft.joined(filter(None, (day, entry.time)))
    return (
        (draft.asked(when),),
        draft.asked_in_row((entry.event, entry.place), "comma"),
        _choreography(draft, entry),
        (Text(draft.words.get(_GROUP, entry.status)),),
    )


def _choreography(draft: Draft, entry: ProgrammeEntry) -> Inlines:
    """Who greets, who speaks first, how long, in which language, press in or out, what to wear."""
    told = (
        ("greets", entry.greeter),
        ("speaks_first", entry.speaks_first),
        ("minutes", str(entry.minutes) if entry.minutes else ""),
        ("language", entry.language),
        ("press", draft.words.get(_GROUP, entry.press) if entry.press else ""),
        ("dress", entry.dress),
    )
    inlines: list[Inline] = []
    for key, text in told:
        if text:
            label = draft.words.get(_GROUP, key)
            inlines.append(Strong(f"{' ' if inlines else ''}{label} "))
            inlines += draft.asked_sentence(text)
    return tuple(inlines) or (draft.asked(""),)


def _zone(draft: Draft) -> Inlines:
    zone = draft.selection.request.visit.time_zone
    said = draft.words.get(_GROUP, "local_times")
    return (Text(f"{said} "), *draft.asked_sentence(zone or draft.asked("").text))
