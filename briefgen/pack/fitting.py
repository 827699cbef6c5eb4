"""The fitter: what a brief loses so that it keeps to its sides, the least important first.

What is told twice goes first. Coulds go before shoulds, and the figures that trade rests on, or
that a point speaks, last of all. A must, an objective, what the user pinned (two sides of
a disagreement) or reworded never go, nor a figure that they speak.
How many pages blocks take is asked of whoever lays them out, so that nothing here knows a page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.factbase.base import grouped
from briefgen.factbase.records import LineType, Priority
from briefgen.factbase.tokens import tokens_of
from briefgen.pack.blocks import Callout, List, Paragraph, ParagraphStyle, Table
from briefgen.pack.brief_parts import items_of, topic_briefs
from briefgen.pack.inlines import facts_of
from briefgen.pack.item_names import words_by_id
from briefgen.pack.leaving_out import FIGURES, figure_in, without
from briefgen.pack.losses import losses
from briefgen.pack.one_sheet import SECTION, may_go, sheets
from briefgen.pack.sections.card import CARD, SPOKEN_SIDES, spoken_side
from briefgen.pack.sections.disagreements import is_pinned_twice
from briefgen.pack.sections.key_figures import lasting_figures
from briefgen.pack.sections.topic_brief import left_out_note
from briefgen.pack.select import Why

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from briefgen.pack.blocks import Block, ListItem, Pack
    from briefgen.pack.draft import Assembled
    from briefgen.pack.product import Fit, Product
    from briefgen.pack.select import Selection
    from briefgen.pack.templates import Words

# How many pages blocks take that stand, or would stand, in a pack.
Measure = Callable[["Pack", "Sequence[Block]"], int]
Assemble = Callable[["Collection[str]"], "Assembled"]  # the pack without the items of these ids

_DISAGREEMENTS = "disagreements"

# The parts of a topic, that first which is missed least in the room.
_PARTS = (
    *("background_not_for_use", "figures", "background_say", _DISAGREEMENTS, "press"),
    *("pairs", "if_raised", "points"),
)
_FIRST = -1  # the rank of what is said twice
_LAST = 2  # the rank of what goes when all else is gone
_ROUNDS = 8  # how often what was laid out may show that one item more has to go


class Fitted(Struct, frozen=True):
    """What a topic, or the whole pack (no ``topic``), lost, and the pages it takes now.

    The ``topic`` of a card is CARD: what is said there; a section on one sheet has its key.
    ``words`` are those of what it lost.
    """

    topic: str
    left_out: tuple[str, ...]
    pages: int
    allowed: int
    words: tuple[str, ...] = ()

    @property
    def is_card(self) -> bool:
        """Whether it is what is said on a card."""
        return self.topic == CARD

    @property
    def section(self) -> str:
        """The id of the heading of a section that stands on one sheet; empty for all else."""
        return self.topic.removeprefix(SECTION) if self.topic.startswith(SECTION) else ""


def fit(
    selection: Selection, product: Product, words: Words, measure: Measure, assemble: Assemble
) -> tuple[Assembled, tuple[Fitted, ...]]:
    """The pack that keeps to the pages of ``product``, and what it lost for that."""
    return _Fitter(selection, product, words, measure, assemble).fitted()


class _Fitter:
    """One pack being fitted."""

    def __init__(
        self,
        selection: Selection,
        product: Product,
        words: Words,
        measure: Measure,
        assemble: Assemble,
    ) -> None:
        self._selection, self._product, self._words = selection, product, words
        self._measure, self._assemble = measure, assemble
        self._reworded = {one.place for one in selection.request.reworded}
        self._priorities = {line.id: line.priority for line in selection.lines}
        self._made = assemble(())
        self._whole = self._pack
        self._lost: dict[str, list[str]] = {}  # by topic; "" for the whole
        self._part_of: dict[str, str] = {}  # of what may go

    @property
    def _pack(self) -> Pack:
        """The pack as it is by now."""
        return self._made.pack

    def fitted(self) -> tuple[Assembled, tuple[Fitted, ...]]:
        """The pack and what it lost."""
        fit = self._product.fit
        pages = self._fit_topics() if fit.topic_sides else {}
        pages |= self._fit_sheets() if fit.section_sides else {}
        if fit.pages and self._product.large_type:
            pages[CARD] = self._fit_card()
        elif fit.pages:
            pages[""] = self._fit_whole()
        report = tuple(
            Fitted(topic, tuple(lost), taken, allowed, tuple(map(self._words_of, lost)))
            for topic, taken in pages.items()
            for lost in [self._lost.get(topic, [])]
            for allowed in [_allowed(topic, fit)]
            if topic in self._lost or taken > allowed
        )
        return self._made, report

    # --- topics ---

    def _fit_topics(self) -> dict[str, int]:
        """Fit each topic by itself, then see whether all of them fit where they really stand."""
        allowed = self._product.fit.topic_sides
        briefs = dict(topic_briefs(self._pack.blocks))
        pages = {topic: self._pages(blocks) for topic, blocks in briefs.items()}
        over = [topic for topic, taken in pages.items() if taken > allowed]
        queues = {topic: self._expendable(briefs[topic]) for topic in over}
        for topic in over:
            fits = self._fits_topic(topic, briefs[topic])
            self._lost[topic] = self._losses(queues[topic], fits)
        if not over:
            return pages
        self._made = self._assemble(self._all_lost())
        over = self._still_over(over, pages)
        if over:
            self._fit_again(over, queues)
            over = self._still_over(over, pages)
        for _ in range(_ROUNDS):
            over = [topic for topic in over if len(self._lost[topic]) < len(queues[topic])]
            if not over:
                break
            for topic in over:
                kept = (name for name in queues[topic] if name not in self._lost[topic])
                self._lost[topic].append(next(kept))
            self._made = self._assemble(self._all_lost())
            over = self._still_over(over, pages)
        return pages

    def _still_over(self, topics: Iterable[str], pages: dict[str, int]) -> list[str]:
        """Those of ``topics`` that take more sides in the pack by now; ``pages`` is told."""
        briefs = dict(topic_briefs(self._pack.blocks))
        pages |= {topic: self._pages(briefs[topic]) for topic in topics}
        return [topic for topic in topics if pages[topic] > self._product.fit.topic_sides]

    def _fit_again(self, topics: Sequence[str], queues: Mapping[str, Sequence[str]]) -> None:
        """Fit ``topics`` without what of them disagrees and is left out, which they tell elsewhere.

        What no box tells stands in notes under the figures, and may take as much room.
        """
        untold = {
            topic: [n for n in self._lost[topic] if self._part_of[n] == _DISAGREEMENTS]
            for topic in topics
        }
        self._made = self._assemble(self._all_lost(untold))
        briefs = dict(topic_briefs(self._pack.blocks))
        for topic, gone in untold.items():
            queue = [name for name in queues[topic] if name not in gone]
            fits = self._fits_topic(topic, briefs[topic], len(gone))
            lost = {*gone, *self._losses(queue, fits)}
            self._lost[topic] = [name for name in queues[topic] if name in lost]
        self._made = self._assemble(self._all_lost())

    def _fits_topic(
        self, topic: str, brief: Sequence[Block], gone: int = 0
    ) -> Callable[[Sequence[str]], bool]:
        """Whether ``brief`` keeps to its sides without the items of those ids; ``gone`` are."""
        allowed = self._product.fit.topic_sides

        def fits(lost: Sequence[str]) -> bool:
            note = left_out_note(self._words, self._product, topic, gone + len(lost))
            return self._pages([*without(brief, lost), *note]) <= allowed

        return fits

    # --- sections of one sheet ---

    def _fit_sheets(self) -> dict[str, int]:
        """See what goes from sections that stand on a sheet of their own, where that helps.

        An answer to the press that a brief has no room for stands here, so briefs come first.
        """
        allowed = self._product.fit.section_sides
        pages = {}
        for name, sheet in sheets(self._pack.blocks):
            queue = [one for one in may_go(sheet, self._priorities) if one not in self._reworded]

            def fits(lost: Sequence[str], sheet: Sequence[Block] = sheet) -> bool:
                return self._pages(without(sheet, lost)) <= allowed

            if not fits(()) and fits(queue):
                self._lost[name] = losses(queue, fits, lambda _: SECTION, lambda one: {one})
                pages[name] = allowed
        if pages:
            self._made = self._assemble(self._all_lost())
        return pages

    # --- the whole ---

    def _fit_whole(self) -> int:
        allowed = self._product.fit.pages
        taken = self._pages(self._pack.blocks)
        if taken <= allowed:
            return taken
        lost = self._all_lost()
        blocks = [b for _, brief in topic_briefs(self._pack.blocks) for b in brief]
        queue = self._expendable(blocks)

        def fits(more: Sequence[str]) -> bool:
            pack = self._assemble([*lost, *more]).pack
            return self._measure(pack, pack.blocks) <= allowed

        self._lost[""] = self._losses(queue, fits)
        self._made = self._assemble(self._all_lost())
        return self._pages(self._pack.blocks)

    # --- a card ---

    def _fit_card(self) -> int:
        """Have all that is said stand on one side, and the sources on the other.

        The messages and what the user reworded stay; of the rest the last goes first.
        """
        points = [item.id for block in self._pack.blocks for item in _points_on_card(block)]
        reworded = {place.partition(".")[2] for place in self._reworded}  # here or in a brief
        queue = [name for name in reversed(points) if name.partition(".")[2] not in reworded]

        def fits(lost: Sequence[str]) -> bool:
            pack = self._assemble(lost).pack
            said = self._measure(pack, spoken_side(pack.blocks)) <= SPOKEN_SIDES
            return said and self._measure(pack, pack.blocks) <= self._product.fit.pages

        if queue and not fits(()):
            self._lost[CARD] = losses(queue, fits, lambda _: CARD, lambda name: {name})
            self._made = self._assemble(self._lost[CARD])
        pack = self._pack
        taken = self._measure(pack, pack.blocks) - (self._product.fit.pages - SPOKEN_SIDES)
        return max(self._measure(pack, spoken_side(pack.blocks)), taken)

    # --- what can go ---

    def _expendable(self, blocks: Sequence[Block]) -> list[str]:
        """The ids of the items of ``blocks`` that may go, the first to go first."""
        items = list(items_of(blocks))
        self._part_of |= {name: part for part, name in items}
        ranked = [
            (rank, _PARTS.index(part), -place, name)
            for place, (part, name) in enumerate(items)
            if part in _PARTS and (rank := self._rank(part, name)) is not None
        ]
        return [name for *_, name in sorted(ranked)]

    def _rank(self, part: str, name: str) -> int | None:
        """0 for a could, 1 for a should, 2 for what goes last of all, None for what stays.

        Before them all, -1, goes a fact that says no more than figures of the table that stay.
        """
        if name in self._reworded or name in self._wanted:
            return None
        if part == _DISAGREEMENTS:
            return 1  # what is printed of one side should stand beside the other
        kind, _, key = name.partition(".")
        if kind == "fact":
            if self._selection.facts[key].why is Why.PINNED:
                return None
            return _FIRST if key in self._told_by_figures else int(key in self._selection.spoken)
        if kind == "figure":
            points = [self._rank("points", point) for point in self._spoken_by(name)]
            if None in points:
                return None
            return _LAST if points or key in self._lasting else int(key in self._selection.spoken)
        priority = self._priorities[key]
        return None if priority is Priority.MUST else int(priority is Priority.SHOULD)

    @cached_property
    def _wanted(self) -> frozenset[str]:
        """What disagrees, with two sides pinned."""
        items = (item for b in self._whole.blocks if isinstance(b, Callout) for item in b.items)
        return frozenset(
            item.id for item in items if is_pinned_twice(self._selection, facts_of(item.inlines))
        )

    @cached_property
    def _told_by_figures(self) -> frozenset[str]:
        """The facts that rows of the key figures tell, none of which goes with the coulds."""
        tables = (b for b in self._whole.blocks if isinstance(b, Table) and b.id.endswith(FIGURES))
        shown = {figure_in(row) for table in tables for row in table.rows}
        kept = {one for one in shown if one and self._rank("figures", f"figure.{one}") != 0}
        of_facts = grouped(self._selection.base.observations.values(), lambda o: o.fact)
        return frozenset(
            fact for fact, several in of_facts.items() if {o.id for o in several} <= kept
        )

    # --- helpers ---

    def _losses(self, queue: Sequence[str], fits: Callable[[Sequence[str]], bool]) -> list[str]:
        """What of ``queue`` goes, by the parts of a brief."""
        part_of, tied = self._part_of.__getitem__, self._stay_out_with
        return losses(queue, fits, part_of, tied, [f"fact.{one}" for one in self._told_by_figures])

    def _stay_out_with(self, name: str) -> set[str]:
        """What does not come back where ``name`` went: the points that speak it, and its part.

        What is missed less would stand there, and what is missed more would not.
        """
        part = self._part_of[name]
        return {*self._spoken_by(name), *(n for n, of in self._part_of.items() if of == part)}

    def _spoken_by(self, name: str) -> tuple[str, ...]:
        """The points of the whole pack that speak the figure ``name``: with it they go."""
        return self._speakers.get(name, ())

    @cached_property
    def _speakers(self) -> Mapping[str, tuple[str, ...]]:
        printed = {name for part, name in items_of(self._whole.blocks) if part == "points"}
        found: dict[str, tuple[str, ...]] = {}
        for line in self._selection.lines:
            place = f"line.{line.id}"
            if line.type is LineType.POINT and place in printed:
                for token in tokens_of(line.words):
                    figure = f"figure.{token.id}"
                    found[figure] = (*found.get(figure, ()), place)
        return found

    @cached_property
    def _lasting(self) -> frozenset[str]:
        """The key figures that go last of all, of all topics."""
        topics, limits = self._selection.topics, self._product.limits
        return frozenset().union(*(lasting_figures(self._selection, limits, t.id) for t in topics))

    @cached_property
    def _all_words(self) -> dict[str, str]:
        return words_by_id(self._whole.blocks)

    def _words_of(self, name: str) -> str:
        """What the item ``name`` said before it was left out, with what answers it and goes too."""
        several = (name, *self._answers.get(name, ()))
        return " ".join(self._all_words.get(one, one).strip() for one in several)

    @cached_property
    def _answers(self) -> dict[str, list[str]]:
        """By the id of what they may raise those of our responses."""
        found: dict[str, list[str]] = {}
        raised = ""
        for block in self._whole.blocks:
            if not isinstance(block, Paragraph):
                raised = ""
            elif block.style is ParagraphStyle.THEY_MAY_RAISE:
                raised = block.id
            elif block.style is ParagraphStyle.OUR_RESPONSE and raised:
                found.setdefault(raised, []).append(block.id)
        return found

    def _pages(self, blocks: Sequence[Block]) -> int:
        return self._measure(self._pack, blocks)

    def _all_lost(self, instead: Mapping[str, list[str]] | None = None) -> list[str]:
        """All that is left out; of some topics what ``instead`` says."""
        return [name for names in (self._lost | dict(instead or {})).values() for name in names]


def _allowed(topic: str, fit: Fit) -> int:
    """How many pages what is fitted may take: a topic, a card, a section or the whole."""
    if topic == CARD:
        return SPOKEN_SIDES
    if topic.startswith(SECTION):
        return fit.section_sides
    return fit.topic_sides if topic else fit.pages


def _points_on_card(block: Block) -> tuple[ListItem, ...]:
    is_card = isinstance(block, List) and block.id.startswith(f"{CARD}.")
    return block.items if isinstance(block, List) and is_card else ()
