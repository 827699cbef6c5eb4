"""Putting an addendum together from its sections, with a generation record of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.pack.addendum.causes import Causes
from briefgen.pack.addendum.changes import changes, following
from briefgen.pack.addendum.dates import without_older
from briefgen.pack.addendum.extracts import printed_whole
from briefgen.pack.addendum.figures import changed_figures
from briefgen.pack.addendum.in_full import parts_anew, sources
from briefgen.pack.addendum.pages import pages
from briefgen.pack.addendum.plan import NAME, read_addendum_plan
from briefgen.pack.addendum.said import said
from briefgen.pack.addendum.sheet import Sheet
from briefgen.pack.after.verify import recorded_request
from briefgen.pack.after.worth_telling import worth_telling
from briefgen.pack.blocks import Cover, Detail, Heading, Pack
from briefgen.pack.crossing import without_dead_references
from briefgen.pack.fingerprints import blocks_printed
from briefgen.pack.inlines import Text
from briefgen.pack.places import places_printed
from briefgen.pack.record_form import caption_labels
from briefgen.pack.record_rows import rows_printed
from briefgen.pack.templates import held_words, read_words
from briefgen.pack.typography import Typography

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from briefgen.pack.addendum.plan import AddendumPlan
    from briefgen.pack.after.compare import Difference, Side
    from briefgen.pack.blocks import Block


def make_addendum(
    old: Side,
    new: Side,
    differences: Sequence[Difference],
    templates: Path,
    number: int,
    product: str = NAME,
) -> Pack:
    """Addendum ``number`` to the old pack, with the sections of ``product`` in its order.

    The pages are those of the old pack, where ``old`` knows them. Raises UsageError where the new
    pack is known by its words alone, or speaks for another side.
    """
    if new.made is None:
        raise UsageError(
            f"{new.printed.name} cannot be made again as it was printed, so its briefs cannot be "
            "taken from it: give the fact base that it was made from with --facts."
        )
    _refuse_two_voices(old, new)
    _refuse_two_products(old, new)
    words = read_words(templates, new.made.selection.request.language)
    told = worth_telling(differences, old, new, words)
    if not told:
        raise UsageError(
            "Nothing has changed but how many entries are left out, so there is nothing to tell."
        )
    plan = read_addendum_plan(templates, product, SECTIONS)
    causes = Causes.between(old, new, new.made)
    told, older = without_older(told, old, new)
    said_first = "said" in plan.sections
    sheet = Sheet(
        old, new, new.made, told, words, number, causes, older=older, said_first=said_first
    )
    return _pack(replace(sheet, whole=printed_whole(sheet, following(sheet))), plan)


def prints_most_of(new: Side, addendum: Pack) -> bool:
    """Whether ``addendum`` holds more than half of the new pack, which would serve better."""
    blocks = new.made.pack.blocks if new.made else ()
    anew = {block.id for block in addendum.blocks}
    return 2 * sum(block.id in anew for block in blocks) > len(blocks)


def _refuse_two_voices(old: Side, new: Side) -> None:
    """An addendum goes to those who hold the old pack; the lines of another side are not theirs."""
    before, now = (recorded_request(side.printed).voice for side in (old, new))
    if before != now:
        raise UsageError(
            f"{old.printed.name} speaks for {before} and {new.printed.name} for {now}, so that an "
            "addendum would hand the lines of one to those who hold the other: make a new pack."
        )


def _refuse_two_products(old: Side, new: Side) -> None:
    """Between two products nearly all is new: that is no addendum, it is the other pack."""
    before, now = (recorded_request(side.printed).product for side in (old, new))
    if before != now:
        raise UsageError(
            f"{old.printed.name} is made by the product “{before}” and {new.printed.name} by "
            f"“{now}”, so that an addendum would print nearly all of the new one: hand that out "
            "instead; compare without -o tells what differs."
        )


def _pack(sheet: Sheet, plan: AddendumPlan) -> Pack:
    """The addendum as a pack like any other."""
    parts = tuple(parts_anew(sheet)) if "briefs_in_full" in plan.sections else ()
    sections = (block for name in plan.sections for block in SECTIONS[name](sheet, parts))
    written = Typography(sheet.words, *held_words(sheet.words)).laid_over(sections)
    blocks = tuple(without_dead_references(tuple(written)))
    new = sheet.made.pack
    old = sheet.old.printed.record
    record = {
        **new.record,
        **rows_printed(blocks, sheet.made.selection),
        "blocks": blocks_printed(blocks, caption_labels(new.record)),
        "places": places_printed(blocks),
        "addendum": {
            "number": sheet.number,
            "old_as_of": old["as_of"],
            "old_digest": old["digest"],
        },
    }
    title = _title(sheet)
    furniture = replace(new.furniture, running_title=title)
    return replace(new, title=title, blocks=blocks, record=record, furniture=furniture)


def _title(sheet: Sheet) -> str:
    return sheet.say("title", number=sheet.number, title=sheet.old.printed.title)


def _cover(sheet: Sheet) -> Cover:
    """Which addendum to what, and from which days the two packs speak."""
    visit = sheet.made.selection.request.visit
    old_day = date.fromisoformat(sheet.old.printed.record["as_of"])
    rows = [
        (sheet.words.get("slip", "number"), visit.number),
        (sheet.words.label("place"), visit.place),
        (sheet.say("old_as_at"), sheet.wording.day(old_day)),
        (sheet.words.label("information_as_at"), sheet.wording.day(sheet.made.pack.as_of)),
        (sheet.words.label("issue"), visit.issue),
        (sheet.words.label("prepared_by"), visit.prepared_by),
        (sheet.words.label("contact"), visit.contact),
    ]
    details = tuple(Detail(label, (Text(value),)) for label, value in rows if value)
    return Cover("cover", _title(sheet), sheet.say("subtitle"), details)


def _record(sheet: Sheet) -> Iterator[Block]:
    """How the new pack was made, on a sheet of its own, which takes the place of the old one."""
    for block in sheet.made.pack.blocks:
        if block.id.startswith("record"):
            yield replace(block, new_page=True) if isinstance(block, Heading) else block


# The sections an addendum may have; each is given what is printed anew.
SECTIONS: Mapping[str, Callable[[Sheet, Sequence[Block]], Iterable[Block]]] = {
    "cover": lambda sheet, _: (_cover(sheet),),
    "said": lambda sheet, _: said(sheet),
    "changes": lambda sheet, _: changes(sheet),
    "changed_figures": lambda sheet, _: changed_figures(sheet),
    "pages_to_replace": lambda sheet, _: pages(sheet),
    "briefs_in_full": lambda _, parts: parts,
    "sources": sources,
    "record": lambda sheet, _: _record(sheet),
}
