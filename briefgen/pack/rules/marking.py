"""Rules on marking, numbering and clearance: what a registry asks of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Cover
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.inlines import plain
from briefgen.pack.product import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.findings import Checked

# The labels of the Traffic Light Protocol, version 2.0, as FIRST writes them.
TLP = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
_PACK = "pack"


def _marked(checked: Checked) -> Iterator[Flaw]:
    if not checked.pack.furniture.marking.strip():
        yield Flaw(
            _PACK,
            "The pack has no marking.",
            "Choose one; a pack of public facts takes the product's default.",
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
        if not value:
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


def _dated(checked: Checked) -> Iterator[Flaw]:
    as_at = checked.pack.furniture.information_as_at.strip()
    if not as_at:
        yield Flaw(_PACK, "The pages do not say from which day they speak.", "Set as_of.")
    for block in checked.pack.blocks:
        if isinstance(block, Cover) and as_at:
            printed = " ".join(plain(detail.value) for detail in block.details)
            day = as_at.rpartition(" ")[2]
            if day not in printed:
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
    Rule("M8", "The pack has a number and an issue.", Level.ADVICE, _numbered),
    Rule("M9", "The pack names its office and a contact.", Level.ADVICE, _office_and_contact),
    Rule("M10", "The pack says who receives it.", Level.ADVICE, _distribution),
    Rule("M11", "What is final is cleared.", Level.ADVICE, _cleared),
    Rule("M12", "Cover and footer say as at when the facts hold.", Level.BLOCKS, _dated),
    Rule("M13", "Each page says page x of y.", Level.BLOCKS, _page_of),
)
