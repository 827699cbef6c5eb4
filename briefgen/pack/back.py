"""The back of a pack: sensitivities, sources, and how the pack was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen import __version__
from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import LineType
from briefgen.pack.blocks import (
    Align,
    Block,
    Column,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    SourceEntry,
    SourceList,
    Table,
    Text,
)

if TYPE_CHECKING:
    from briefgen.pack.draft import Draft


def sensitivities(draft: Draft) -> list[Block]:
    """What to avoid, each with the safe wording."""
    items = tuple(
        ListItem(f"line.{line.id}", draft.line(line), draft.base.topics[line.topic].title)
        for line in draft.selection.lines
        if line.type is LineType.SENSITIVITY
    )
    if not items:
        return []
    heading = Heading("sensitivities", 1, draft.words.heading("sensitivities"), new_page=True)
    return [heading, List("sensitivities.list", items)]


def sources(draft: Draft) -> list[Block]:
    """Every source that is cited, by number, with the places cited."""
    entries = tuple(
        SourceEntry(number, source, _source_entry(draft, source, places))
        for number, source, places in draft.cited_sources
    )
    if not entries:
        return []
    heading = Heading("sources", 1, draft.words.heading("sources"), new_page=True)
    return [heading, SourceList("sources.list", entries)]


def _source_entry(draft: Draft, source_id: str, places: tuple[str, ...]) -> tuple[Inline, ...]:
    source, words = draft.base.sources[source_id], draft.words
    issued = (
        f"{draft.wording.interval(parse_edtf(source.issued))}. "
        if source.issued
        else f"{words.label('undated')} "
    )
    publisher = (
        f"{source.publisher.rstrip('.')}. "
        if source.publisher
        else f"{words.label('publisher_unknown')} "
    )
    inlines: list[Inline] = [
        Text(f"{', '.join(source.authors)}. ") if source.authors else Text(""),
        Emphasis(f"{source.title.rstrip('.')}. "),
        Text(publisher),
        Text(issued),
        Link(source.url, source.url) if source.url else Text(""),
        Text(". " if source.url else ""),
    ]
    if source.accessed:
        read = draft.wording.interval(parse_edtf(source.accessed))
        inlines.append(Text(f"{words.label('accessed', date=read)} "))
    if source.note:
        inlines.append(Text(f"{source.note} "))
    inlines.append(Text(words.label("cited_at", places="; ".join(sorted(places, key=_natural)))))
    return tuple(inline for inline in inlines if inline.text)


def _natural(place: str) -> tuple[str, int, str]:
    words, digits = place.rstrip("0123456789"), place[len(place.rstrip("0123456789")) :]
    return words, int(digits or 0), place


def record_values(draft: Draft) -> dict[str, str]:
    """What is needed to make the same pack again, by key."""
    request, base = draft.selection.request, draft.base
    selection = [", ".join(request.topics), request.dates.edtf, str(request.voice)]
    return {
        "program": f"briefgen {__version__}",
        "fact_base": f"{base.name} {base.version}",
        "digest": base.digest,
        "product": draft.product.name,
        "selection": "; ".join(selection),
        "facts": str(len(draft.selection.facts)),
    }


def record(draft: Draft) -> list[Block]:
    """How the pack was made, so that it can be made again."""
    words = draft.words
    rows = tuple(
        ((Text(words.get("record", key)),), (Text(value),))
        for key, value in record_values(draft).items()
    )
    table = Table(
        "record.table",
        words.heading("record"),
        (
            Column(words.get("columns", "item"), 0.25),
            Column(words.get("columns", "detail"), 0.75, Align.LEFT),
        ),
        rows,
    )
    return [Heading("record", 1, words.heading("record")), table]
