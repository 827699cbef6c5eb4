"""Rules on marking, numbering and clearance: what a registry asks of a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import LineType
from briefgen.pack.blocks import Callout, Cover, List, Paragraph
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.inlines import facts_of, plain
from briefgen.pack.product import Level
from briefgen.pack.record_rows import line_ids
from briefgen.pack.said import inline_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.blocks import Block
    from briefgen.pack.findings import Checked
    from briefgen.pack.inlines import Inlines

# The labels of the Traffic Light Protocol, version 2.0, as FIRST writes them.
TLP = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
_PACK = "pack"
# What a registry asks of a paper that leaves the house: number, office, receivers, clearance.
REGISTRY = NUMBER, OFFICE, RECEIVERS, CLEARANCE = "M8", "M9", "M10", "M11"
_SHOWN = 3  # ids in a sentence
# A marking of one paragraph: “(U)”, “(SBU)”, “[TLP:GREEN]”.
_MARK = r"[(\[](?:U|O|OS|R|C|S|TS|SBU|CUI|FOUO|OUO|TLP:[A-Z+]+)(?://[A-Z]+)*[)\]]"
_WORD_ENDS = re.compile(r"\W+")
_PORTION_MARK = re.compile(rf"\s*{_MARK}\s")
_PORTION_MARK_AT_END = re.compile(rf"\s{_MARK}\W*$")


def _marked(checked: Checked) -> Iterator[Flaw]:
    if not checked.pack.furniture.marking.strip():
        yield Flaw(
            _PACK,
            "The pack has no marking.",
            "Choose one; a pack of public facts takes the product's default.",
        )


def _not_classified(checked: Checked) -> Iterator[Flaw]:
    marking = checked.pack.furniture.marking
    said = f" {_WORD_ENDS.sub(' ', marking.lower())} "
    for words in checked.listed("unclassified"):
        said = said.replace(f" {words} ", " ")
    if any(f" {level} " in said for level in checked.listed("classified")):
        yield Flaw(
            _PACK,
            f"“{marking}” is a level of secrecy, and this program keeps no secrets safe.",
            "Mark the pack as what it is; if the owner of the house allows it, take the word out "
            "of “classified” in templates/wordlists/en.toml.",
        )


def _bear(count: int) -> str:
    if count == 1:
        return "1 paragraph bears a marking of its own"
    return f"{count} paragraphs bear a marking of their own"


def _marked_all_or_none(checked: Checked) -> Iterator[Flaw]:
    """Paragraphs that bear a marking of their own, as somebody may have typed it."""
    texts = [
        (place, plain(inlines))
        for block in checked.pack.blocks
        for place, inlines in _paragraphs(block)
    ]
    before = [place for place, text in texts if _PORTION_MARK.match(text)]
    after = [place for place, text in texts if _PORTION_MARK_AT_END.search(text)]
    marked = set(before) | set(after)
    bare = [place for place, _ in texts if place not in marked]
    if marked and bare:
        yield Flaw(
            bare[0],
            f"{_bear(len(marked))} and {len(bare)} {'does' if len(bare) == 1 else 'do'} not.",
            "Take the marks out: the marking of the page holds for all, and what the program "
            "words itself bears none.",
        )
    elif before and after:
        yield Flaw(
            after[0],
            "Some paragraphs are marked at their beginning and some at their end.",
            "Put the mark at the same place in all of them.",
        )


def _paragraphs(block: Block) -> Iterator[tuple[str, Inlines]]:
    if isinstance(block, Paragraph):
        yield block.id, block.inlines
    elif isinstance(block, (List, Callout)):
        yield from ((item.id, item.inlines) for item in block.items)


def _as_high_as_its_facts(checked: Checked) -> Iterator[Flaw]:
    """A marking that lets a pack go anywhere, over facts that may not."""
    marking = checked.pack.furniture.marking.strip()
    if marking.lower() not in checked.listed("open_to_all"):
        return
    facts = checked.selection.base.facts
    printed = (
        name
        for block in checked.pack.blocks
        for run in inline_runs(block)
        for name in facts_of(run)
    )
    held = [name for name in dict.fromkeys(printed) if name in facts and not facts[name].releasable]
    if held:
        more = f" and {len(held) - _SHOWN} more" if len(held) > _SHOWN else ""
        yield Flaw(
            _PACK,
            f"“{marking}” lets anybody have the pack, and it prints facts that may not leave: "
            f"{', '.join(held[:_SHOWN])}{more}.",
            "Take the product “releasable”, or mark the pack as high as its facts.",
        )


def _for_those_who_get_it(checked: Checked) -> Iterator[Flaw]:
    """A copy for release under a marking of the house, or with lines that are for our side."""
    if not checked.product.releasable_only:
        return
    marking = checked.pack.furniture.marking
    if any(words in marking.lower() for words in checked.listed("for_the_house")):
        yield Flaw(
            _PACK,
            f"“{marking}” keeps in the house what is made to be handed over.",
            "Leave the marking to the product, or write FOR RELEASE.",
        )
    types = {line.id: line.type for line in checked.selection.lines}
    for block in checked.pack.blocks:
        for name in line_ids(block):
            if types.get(name, LineType.PRESS) is not LineType.PRESS:
                yield Flaw(
                    block.id,
                    f"The line {name} is for our side, and the copy prints it.",
                    "Take the part out of the product; of the lines only the press line may leave.",
                )


def _tlp_as_it_is_written(checked: Checked) -> Iterator[Flaw]:
    marking = checked.pack.furniture.marking.strip()
    label = marking.upper().replace(" ", "")
    if label.startswith("TLP") and marking not in TLP:
        yield Flaw(
            _PACK,
            f"“{marking}” is no label of the Traffic Light Protocol.",
            f"Write one of {', '.join(TLP)}, in capitals and without a space.",
        )


def _numbered(checked: Checked) -> Iterator[Flaw]:
    visit = checked.selection.request.visit
    missing = [
        name for name, value in (("number", visit.number), ("issue", visit.issue)) if not value
    ]
    if missing:
        yield Flaw(
            _PACK,
            f"The pack has no {' and no '.join(missing)}.",
            "Set visit.number and visit.issue, so that nobody takes an old issue for the new one.",
        )


def _office_and_contact(checked: Checked) -> Iterator[Flaw]:
    visit = checked.selection.request.visit
    told = (("prepared_by", visit.prepared_by), ("contact", visit.contact))
    for key, value in told:
        if not value and not (key == "contact" and checked.product.releasable_only):
            yield Flaw(
                _PACK,
                f"The pack does not say who {'made it' if key == 'prepared_by' else 'to ask'}.",
                f"Set visit.{key}: an office that can be reached during use.",
            )


def _distribution(checked: Checked) -> Iterator[Flaw]:
    if not checked.selection.request.visit.distribution:
        yield Flaw(_PACK, "Nobody is named as a receiver.", "Set visit.distribution.")


def _cleared(checked: Checked) -> Iterator[Flaw]:
    cleared = checked.selection.request.clearance
    for one in cleared:
        if not one.cleared_by:
            yield Flaw(
                _PACK if one.part == _PACK else f"topic.{one.part}",
                f"“{one.part}” is not cleared.",
                "Have it cleared and set cleared_by, or take it out.",
                Level.BLOCKS,
            )
    if not cleared:
        yield Flaw(_PACK, "Nobody is said to have cleared the pack.", "Add [[clearance]] for it.")
    yield from _cleared_before_its_facts(checked)


def _cleared_before_its_facts(checked: Checked) -> Iterator[Flaw]:
    """Who cleared a part has not seen what was known later; of a draft that is no surprise.

    Where the whole was cleared since, that counts for its parts.
    """
    as_of = checked.selection.as_of
    given = [one for one in checked.selection.request.clearance if one.cleared_by and one.on]
    early = [one for one in given if parse_edtf(one.on).stop <= as_of]
    if any(one.part == _PACK and one not in early for one in given):
        return
    for one in early:
        yield Flaw(
            _PACK if one.part == _PACK else f"topic.{one.part}",
            f"“{one.part}” was cleared on {one.on}, but its facts are those of {as_of}.",
            "Have it cleared again, or set as_of to the day of the clearance.",
            Level.ADVICE if checked.pack.furniture.draft else Level.WARNING,
        )


def _dated(checked: Checked) -> Iterator[Flaw]:
    day = checked.day
    if not day or day not in checked.pack.furniture.information_as_at:
        yield Flaw(_PACK, "The pages do not say from which day they speak.", "Set as_of.")
    for block in checked.pack.blocks:
        if isinstance(block, Cover) and day not in {plain(row.value[:1]) for row in block.details}:
            yield Flaw(block.id, "The cover does not say “information as at”.", "Add the row.")


def _page_of(checked: Checked) -> Iterator[Flaw]:
    page_of = checked.pack.furniture.page_of
    if "{page}" not in page_of or "{pages}" not in page_of:
        yield Flaw(
            _PACK,
            "The pages are not numbered as page x of y.",
            "Keep {page} and {pages} in “page_of” of the printed words.",
        )


RULES = (
    Rule("M1", "A marking stands on every page.", Level.BLOCKS, _marked),
    Rule(
        "M4",
        "A TLP label is written as the protocol writes it.",
        Level.BLOCKS,
        _tlp_as_it_is_written,
    ),
    Rule(
        "M3",
        "A pack is marked with nothing that this program may not hold.",
        Level.WARNING,
        _not_classified,
    ),
    Rule(
        "M5",
        "Where one paragraph bears a marking, all do, at the same place.",
        Level.WARNING,
        _marked_all_or_none,
    ),
    Rule(
        "M7",
        "The pack is marked as high as what it prints.",
        Level.BLOCKS,
        _as_high_as_its_facts,
    ),
    Rule(
        "M14",
        "A copy for release holds and bears nothing that is for our side alone.",
        Level.BLOCKS,
        _for_those_who_get_it,
    ),
    Rule(NUMBER, "The pack has a number and an issue.", Level.ADVICE, _numbered),
    Rule(OFFICE, "The pack names its office and a contact.", Level.ADVICE, _office_and_contact),
    Rule(RECEIVERS, "The pack says who receives it.", Level.ADVICE, _distribution),
    Rule(CLEARANCE, "What is final is cleared, with the facts it has.", Level.ADVICE, _cleared),
    Rule("M12", "Cover and footer say as at when the facts hold.", Level.BLOCKS, _dated),
    Rule("M13", "Each page says page x of y.", Level.BLOCKS, _page_of),
)
