"""The cover of a pack: what it is, how it may be handled, and nothing of substance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import PeriodKind
from briefgen.pack.blocks import Block, Contents, Cover, Detail, Heading, Paragraph, ParagraphStyle
from briefgen.pack.inlines import Text, plain
from briefgen.pack.request import Visit
from briefgen.pack.sections.known_when import is_dated
from briefgen.pack.wording import capitalised

if TYPE_CHECKING:
    from briefgen.pack.draft import Draft
    from briefgen.pack.inlines import Inlines


def cover(draft: Draft) -> list[Block]:
    """What the pack is, for whom, as at when; nothing of substance."""
    visit, words = draft.selection.request.visit, draft.words
    rows: list[tuple[str, Inlines]] = [
        (words.get("slip", "number"), _asked(draft, visit.number, _issue(draft))),
        (words.get("slip", "place_and_dates"), _asked(draft, visit.place, _dates(draft))),
        (words.label("principal"), _asked(draft, capitalised(visit.principal))),
        (words.label("counterpart"), _asked(draft, capitalised(visit.counterpart))),
        (words.label("information_as_at"), _as_at(draft)),
        (words.label("oldest_figure"), (Text(_oldest_figure(draft)),)),
        (words.label("prepared_by"), _asked(draft, visit.prepared_by)),
        (words.label("contact"), _asked(draft, visit.contact)),
        (words.get("slip", "copy"), _asked(draft, visit.copy, *visit.distribution)),
        (words.get("slip", "return_by"), _asked(draft, visit.return_by)),
    ]
    details = tuple(Detail(label, value) for label, value in rows if plain(value))
    return [
        Cover(
            "cover",
            title_of(draft),
            product_title(draft),
            details,
            release_notice(draft, on_cover=True),
        )
    ]


def title_of(draft: Draft) -> str:
    """The title of the visit, or a name for a pack without one."""
    title = draft.selection.request.visit.title
    return title if title != Visit().title else draft.words.label("untitled")


def product_title(draft: Draft) -> str:
    """What kind of pack it is, translated where the words have it."""
    product = draft.product
    if draft.words.is_held:
        return product.title
    return draft.words.known("products", product.name, product.title)


def _issue(draft: Draft) -> str:
    issue = draft.selection.request.visit.issue
    return draft.words.get("slip", "issue_of", issue=issue) if issue else ""


def _dates(draft: Draft) -> str:
    dates = draft.selection.request.visit.dates
    return draft.wording.interval(parse_edtf(dates)) if dates else ""


def _asked(draft: Draft, *texts: str) -> Inlines:
    """Words of the request, with semicolons between; nothing where it says nothing."""
    return draft.asked_in_row(texts) if any(texts) else ()


def release_notice(draft: Draft, *, on_cover: bool) -> Inlines:
    """What a copy for release is; a cover, which is full, says so where nothing else can.

    Else it stands under the contents.
    """
    if not draft.is_for_release or on_cover == ("contents" in draft.product.sections):
        return ()
    return (Text(draft.words.get("slip", "releasable")),)


def period_covered(draft: Draft) -> str:
    """The date range asked for, in words; empty where there is none."""
    request = draft.selection.request
    first, last = (parse_edtf(text) if text else None for text in (request.first, request.last))
    return draft.wording.span(first, last)


def _as_at(draft: Draft) -> Inlines:
    """The day the pack speaks from, and from what day the newest fact is that it prints.

    What only pages without a date tell has no day to print.
    """
    told = Text(draft.wording.day(draft.as_of))
    cited = (draft.base.facts[name] for name in draft.cited.facts if is_dated(draft, name))
    newest = max((fact.as_of for fact in cited), default=None)
    if not newest:
        return (told,)
    day = draft.wording.day(newest)
    newer = draft.words.label("newest_fact", date=day)
    return (told, Text(draft.joined(("", newer), "semicolon")))


def _oldest_figure(draft: Draft) -> str:
    """The period of the oldest figure of a fact that the pack prints."""
    observations = draft.selection.observations.values()
    printed = (
        o
        for o in observations
        if o.fact in draft.cited.facts and o.period_kind is not PeriodKind.NOT_GIVEN
    )
    oldest = min(printed, key=lambda o: (o.period.last, o.id), default=None)
    return draft.wording.period(oldest) if oldest else ""


def with_language_note(draft: Draft, blocks: list[Block]) -> list[Block]:
    """``blocks`` with a note on the language that facts are held in, where it is not the pack's.

    It stands under the contents; in a pack without them on the cover, else under the first
    heading, which may begin a page.
    """
    if not draft.held:
        return blocks
    words: Inlines = (Text(draft.words.label("held_in")),)
    first, *others = blocks
    has_contents = any(isinstance(block, Contents) for block in blocks)
    if isinstance(first, Cover) and not has_contents:
        return [replace(first, notice=(*first.notice, *words)), *others]
    place = next((n for n, block in enumerate(blocks) if isinstance(block, Heading)), 0)
    place += not has_contents
    note = Paragraph("contents.language", words, ParagraphStyle.NOTE)
    return [*blocks[:place], note, *blocks[place:]]
