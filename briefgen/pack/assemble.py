"""Step three, assemble: from a selection and a product to a pack of neutral blocks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.errors import TemplateError, UsageError
from briefgen.pack.blocks import Block, Furniture, Heading, Pack
from briefgen.pack.checks import RULES
from briefgen.pack.crossing import without_dead_references
from briefgen.pack.draft import Assembled, Draft
from briefgen.pack.places import places_printed
from briefgen.pack.product import product_mistakes
from briefgen.pack.record import generation_record
from briefgen.pack.record_form import FORMAT
from briefgen.pack.request import Layout
from briefgen.pack.rewording import Rewordings
from briefgen.pack.sections import (
    abbreviations,
    agreements,
    back,
    card,
    charts,
    corridors,
    front,
    people,
    practical,
    press,
    programme,
    script,
    slip,
    steering,
    tables,
    topic_brief,
)
from briefgen.pack.ties import ties_of
from briefgen.pack.typography import Typography

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from briefgen.pack.product import Product
    from briefgen.pack.script_sentences import Script
    from briefgen.pack.select import Selection
    from briefgen.pack.templates import Words

_LAST = ("cover", "contents")  # they tell what is in the rest

SECTIONS: Mapping[str, Callable[[Draft], list[Block]]] = {
    "cover": front.cover,
    "contents": slip.contents,
    "steering_note": steering.steering_note,
    "messages": steering.messages,
    "card_points": card.card_points,
    "programme": programme.programme,
    "core_script": script.core_script,
    "topics": topic_brief.topics,
    "trade_table": tables.trade_table,
    "corridor_table": tables.corridor_table,
    "sensitivities": back.sensitivities,
    "interlocutors": people.interlocutors,
    "delegations": people.delegations,
    "agreements": agreements.agreements,
    "timeline": tables.timeline,
    "charts": charts.charts,
    "corridor_diagrams": corridors.corridor_diagrams,
    "timeline_chart": corridors.timeline_chart,
    "route_map": corridors.route_map,
    "press_questions": press.press_questions,
    "practical": practical.practical,
    "choices": back.choices,
    "abbreviations": abbreviations.abbreviations,
    "sources": back.sources,
    "short_sources": back.short_sources,
    "record": back.record,
}
# Those that nobody takes out of the pack as a sheet of their own: they follow the one before, if
# that is no such sheet either, where its last page would be left white.
_RUN_ON = frozenset(
    {
        "programme",
        "interlocutors",
        "delegations",
        "agreements",
        "timeline",
        "trade_table",
        "charts",
        "corridor_diagrams",
        "route_map",
        "practical",
        "choices",
    }
)
_RUN_UP_TO = _RUN_ON | {"messages", "sensitivities", "timeline_chart", "corridor_table"}


def assemble(
    selection: Selection,
    product: Product,
    words: Words,
    *,
    final: bool = False,
    fitted: Collection[str] = (),
    script: Script | None = None,
) -> Assembled:
    """The pack of ``product`` that ``selection`` makes; a draft, and marked so, unless ``final``.

    ``fitted`` are the ids of items for which there is no room; ``script`` holds the sentences of
    the core script, without which there is none. Sections without content are left out. The parts
    of ``product`` must exist, as `check_parts` sees to. Raises UsageError where none has content.
    """
    draft = Draft(selection, product, words, fitted, script=script)
    rewordings = Rewordings(draft)
    typography = Typography(words, *draft.held_in)
    blocks = _sections(draft, rewordings, typography)
    if not blocks:
        raise UsageError(
            f"The product {product.name} has nothing to print for this request: choose another "
            "product, other topics or the voice of a side."
        )
    blocks = front.with_language_note(draft, blocks)
    request = selection.request
    if request.layout is Layout.PRINT and not product.large_type:  # a card has a front and a back
        blocks = list(_on_right_hands(blocks))
    marking = typography.text(request.marking or _default_marking(product, words))
    title = typography.text(front.title_of(draft))
    mark = "" if final else words.label("draft_mark")
    pack = Pack(
        title=title,
        subject=typography.text(_subject(draft)),
        author=typography.text(request.visit.prepared_by),
        language=words.language,
        as_of=selection.as_of,
        furniture=_furniture(draft, title, marking, mark),
        blocks=tuple(blocks),
        record={"format": FORMAT},
        reworded=rewordings.outcome,
        two_sided=request.layout is Layout.PRINT,
        ties=tuple(map(ties_of, (words, *draft.held_in))),
    )
    return Assembled(pack, draft)


def recorded(made: Assembled) -> Pack:
    """The pack with the record of what it was made from."""
    pack, draft = made.pack, made.draft
    record = {
        **generation_record(draft, pack.blocks, pack.furniture.marking, pack.furniture.draft),
        "places": places_printed(pack.blocks),
        "reworded": {one.printed_at: one.ground for one in pack.reworded if one.ground},
    }
    return replace(pack, record=record)


def _furniture(draft: Draft, title: str, marking: str, mark: str) -> Furniture:
    """What every page bears, and the words that writers need by themselves."""
    words = draft.words
    return Furniture(
        marking=marking,
        running_title=title,
        information_as_at=words.label(
            "information_as_at_line", date=draft.wording.day(draft.as_of)
        ),
        page_of=words.label("page_of"),
        continued=words.label("continued"),
        table_label=words.label("table_label"),
        figure_label=words.label("figure_label"),
        blank_page=words.label("blank_page"),
        draft=mark,
    )


def _on_right_hands(blocks: Iterable[Block]) -> Iterator[Block]:
    """``blocks`` with each sheet of its own, a brief or a section, on a right-hand page (L10).

    Annexes that may run on are none: each would leave the back of a sheet white.
    """
    for block in blocks:
        if isinstance(block, Heading) and block.new_page and not block.runs_on:
            yield replace(block, right_hand=True)
        else:
            yield block


def _subject(draft: Draft) -> str:
    name, period = front.product_title(draft), front.period_covered(draft)
    return draft.words.label("titled", name=name, subject=period) if period else name


def _default_marking(product: Product, words: Words) -> str:
    return words.known("markings", product.default_marking, product.default_marking)


def _sections(draft: Draft, rewordings: Rewordings, typography: Typography) -> list[Block]:
    """The sections of the product in order; the front is written when the rest is known."""
    names = draft.product.sections
    written: dict[str, list[Block]] = {}
    for name in sorted(names, key=lambda name: _LAST.index(name) if name in _LAST else -1):
        worded = tuple(rewordings.laid_over(SECTIONS[name](draft)))
        written[name] = list(typography.laid_over(worded))
        draft.printed.update(block.id for block in written[name])
        draft.written += worded
    _let_run_on([(name, written[name]) for name in names if written[name]], draft.product)
    return list(without_dead_references([block for name in names for block in written[name]]))


def _let_run_on(sections: Sequence[tuple[str, list[Block]]], product: Product) -> None:
    """Have the headings of sections run on that may follow the one before."""
    up_to = _RUN_UP_TO if product.topic_on_new_page else _RUN_UP_TO | {"topics"}
    for (before, _), (name, blocks) in pairwise(sections):
        heading = blocks[0]
        if name in _RUN_ON and before in up_to and isinstance(heading, Heading):
            blocks[0] = replace(heading, runs_on=True)


def check_parts(product: Product) -> None:
    """Raise TemplateError for a name in ``product`` that nothing in the program answers to."""
    for mistake in product_mistakes(product.path, SECTIONS, topic_brief.PARTS, RULES):
        raise TemplateError(product.path, str(mistake))
