"""The table of figures that are others: what is counted, by whom, and both values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.after.compare import changed_rows
from briefgen.pack.blocks import Heading, Paragraph, ParagraphStyle
from briefgen.pack.inlines import Figure, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.factbase.records import Observation
    from briefgen.pack.addendum.sheet import Sheet
    from briefgen.pack.after.compare import Side
    from briefgen.pack.blocks import Block
    from briefgen.pack.inlines import Inlines

_FEW = 12  # figures that came or went, up to which each is told


def changed_figures(sheet: Sheet) -> Iterator[Block]:
    """Each figure that is another, with who counted what; of many that came or went a number."""
    names = changed_rows(sheet.old, sheet.new)["observations"]
    rows = {name: row for name in names if (row := _row(sheet, name))}
    moved = [name for name in rows if not _stayed(sheet, name)]
    told = rows if len(moved) <= _FEW else {n: row for n, row in rows.items() if n not in moved}
    if not told:  # all that is new stands below
        return
    yield Heading("figures", 1, sheet.say("figures"))
    columns = (("figure", 0.52), ("before", 0.24), ("now", 0.24))
    yield sheet.table("figures.table", columns, told.values())
    if len(told) < len(rows):
        new = sum(name in sheet.new.printed.record["observations"] for name in moved)
        text = sheet.say("figures_moved", new=new, gone=len(moved) - new)
        yield Paragraph("figures.moved", (Text(text),), ParagraphStyle.NOTE)


def _stayed(sheet: Sheet, name: str) -> bool:
    return all(name in side.printed.record["observations"] for side in (sheet.old, sheet.new))


def _row(sheet: Sheet, name: str) -> tuple[Inlines, ...] | None:
    """What is counted, and its value in both packs.

    None where neither base has the figure, or where it came or went with its brief or the dates.
    """
    before = _observation(sheet.old, name)
    now = _observation(sheet.new, name)
    known = now or before
    moved = sheet.older is not None or (known and sheet.causes.moves_figure(known.fact))
    if known is None or (moved and not _stayed(sheet, name)):
        return None
    return (
        _named(sheet, known),
        _value(sheet, before, sheet.old, name),
        _value(sheet, now, sheet.new, name),
    )


def _observation(side: Side, name: str) -> Observation | None:
    printed = name in side.printed.record["observations"]
    base = side.made.selection.base if side.made else None
    return base.observations.get(name) if base and printed else None


def _value(sheet: Sheet, observation: Observation | None, side: Side, name: str) -> Inlines:
    if observation is not None:
        text = sheet.wording.exact_with_unit(observation)
        return (Figure(text, observation.id, observation.fact),)
    printed = name in side.printed.record["observations"]
    return (Text(sheet.say("see_pack" if printed else "not_printed")),)


def _named(sheet: Sheet, observation: Observation) -> Inlines:
    """What is counted, which way, for when and by whom."""
    wording = sheet.wording
    pieces = (
        (_counted(sheet, observation), sheet.held),
        (wording.flow(observation.flow) if observation.flow else "", ""),
        (wording.period(observation), ""),
        (sheet.made.selection.base.organisation_name(observation.reporter), sheet.held),
    )
    comma = sheet.words.get("punctuation", "comma")
    texts = [text for piece in pieces if piece[0] for text in ((comma, ""), piece)][1:]
    return tuple(
        Figure(text, observation.id, observation.fact, language) for text, language in texts
    )


def _counted(sheet: Sheet, observation: Observation) -> str:
    """What is counted, to be understood alone: beside a direction the measure will do.

    Elsewhere “Companies” or “Share” says nothing without the curators' few words, or the statement.
    """
    base = sheet.made.selection.base
    measure = base.measures.get(observation.measure)
    title = measure.title if measure else observation.measure
    if observation.flow:
        return title
    statement = base.facts[observation.fact].statement if observation.fact in base.facts else ""
    return observation.label or (f"{title} ({statement.rstrip('.')})" if statement else title)
