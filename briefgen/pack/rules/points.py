"""Rules on the points to make: how many, how long, in which order, for which objective."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from briefgen.factbase.records import LineType
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.inlines import Figure
from briefgen.pack.item_names import called, words_by_id
from briefgen.pack.product import Level
from briefgen.pack.request import Likelihood
from briefgen.pack.rules.spoken import (
    MESSAGES,
    lists_called,
    point_lists,
    points,
    said,
    topic_parts,
)
from briefgen.pack.seats import Seats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.factbase.records import Line
    from briefgen.pack.blocks import ListItem
    from briefgen.pack.findings import Checked

_PAIRS_KEPT = 4096
_SENTENCE_END = re.compile(r"[.!?](?=\s+\S)")
_FULL_STOP = re.compile(r"[.!?][”\"’)]*$")


def _lines(checked: Checked) -> dict[str, Line]:
    return {f"line.{line.id}": line for line in checked.selection.lines}


def _few_points(checked: Checked) -> Iterator[Flaw]:
    heard, most = checked.product.thresholds.points_heard, checked.product.thresholds.points_most
    for block in point_lists(checked.pack):
        count = len(block.items)
        if count > heard:
            yield Flaw(
                block.id,
                f"{count} points to make where {heard} can be heard.",
                "Drop or merge the least important.",
                Level.BLOCKS if count > most else None,
            )


def _one_side(checked: Checked) -> Iterator[Flaw]:
    if checked.measure is None:
        return
    for block in point_lists(checked.pack):
        pages = checked.measure(checked.pack, (block,))
        if pages > 1:
            yield Flaw(
                block.id, f"The points take {pages} sides.", "Shorten or drop some: one side holds."
            )


def _one_breath(checked: Checked) -> Iterator[Flaw]:
    limits = checked.product.thresholds
    for most, lists in (
        (limits.message_words, lists_called(checked.pack, MESSAGES)),
        (limits.point_words, point_lists(checked.pack)),
    ):
        for block in lists:
            for item in block.items:
                yield from _breath(item, most)


def _breath(item: ListItem, most: int) -> Iterator[Flaw]:
    text = said(item.inlines)
    count = len(text.split())
    if count > most:
        yield Flaw(
            item.id,
            f"{count} words where {most} can be said in one breath.",
            "Shorten it, or make two of it.",
        )
    if _SENTENCE_END.search(text) or ";" in text:
        yield Flaw(
            item.id, "It holds more than one sentence.", "Make one idea of it, or two points."
        )


def _glance(checked: Checked) -> Iterator[Flaw]:
    most = checked.product.thresholds.glance_words
    for item in points(checked.pack):
        count = len(said(item.inlines).split())
        if count > most:
            yield Flaw(
                item.id,
                f"{count} words; a point of up to {most} is taken in at a glance.",
                "Leave out what the listener knows.",
            )


def _one_density(checked: Checked) -> Iterator[Flaw]:
    endings = {
        item.id: bool(_FULL_STOP.search(said(item.inlines))) for item in points(checked.pack)
    }
    whole = sum(endings.values())
    if 0 < whole < len(endings):
        odd_one_is_whole = whole * 2 < len(endings)
        for place, is_whole in endings.items():
            if is_whole is odd_one_is_whole:
                kind = "a full sentence" if is_whole else "no full sentence"
                yield Flaw(
                    place, f"It is {kind}, unlike most points.", "Write all points in one manner."
                )


def _serves_an_objective(checked: Checked) -> Iterator[Flaw]:
    lines, dropped = _lines(checked), checked.selection.request.dropped
    objectives = {line.id for line in lines.values() if line.type is LineType.OBJECTIVE}
    for item in points(checked.pack):
        line = lines.get(item.id)
        if (
            line is not None
            and not line.id.startswith("pattern.")
            and line.answers not in objectives
        ):
            yield Flaw(
                item.id,
                "The point serves no objective of this pack.",
                "Take back the objective you dropped, or drop the point too."
                if line.answers in dropped
                else "Name the objective under “answers” in lines.csv, or drop the point.",
            )
    yield from _left_out_with_their_objective(checked)


def _left_out_with_their_objective(checked: Checked) -> Iterator[Flaw]:
    """The topics that lost points because what the points are for cannot be in this pack."""
    selection = checked.selection
    lost = Counter(left.line.topic for left in selection.left_out if left.objective)
    for topic, count in lost.items():
        title = selection.base.topics[topic].title
        points_lost = "A point was" if count == 1 else f"{count} points were"
        yield Flaw(
            f"topic.{topic}",
            f"{points_lost} left out of “{title}” with the objective, whose facts are "
            "not in this pack.",
            "Widen the range of dates, or pin the facts of the objective.",
            Level.ADVICE,
        )


def _leads_with_the_ask(checked: Checked) -> Iterator[Flaw]:
    for item in points(checked.pack):
        first = next((i for i in item.inlines if i.text.strip()), None)
        starts_with_number = first is not None and first.text.lstrip()[:1].isdecimal()
        if isinstance(first, Figure) or starts_with_number:
            yield Flaw(
                item.id,
                "It begins with a figure or a date.",
                "Say first what we want or claim, then the figure.",
            )


def _most_important_first(checked: Checked) -> Iterator[Flaw]:
    lines, chosen = _lines(checked), set(checked.selection.request.order)
    for block in point_lists(checked.pack):
        ranked = [lines[item.id] for item in block.items if item.id in lines]
        words = words_by_id([block])
        for before, after in pairwise(ranked):
            own_order = {before.id, after.id} & chosen
            if after.priority.rank < before.priority.rank and not own_order:
                yield Flaw(
                    f"line.{after.id}",
                    f"It matters more than {called(f'line.{before.id}', words)}, which comes "
                    "before it.",
                    "Move it up, or set the order yourself.",
                )


def _to_whom(checked: Checked) -> Iterator[Flaw]:
    request, lines = checked.selection.request, _lines(checked)
    seats = Seats(checked.selection.base, request, by_telephone=checked.product.by_telephone)
    for item in points(checked.pack):
        line = lines.get(item.id)
        if line is not None and not item.tag and seats.is_for_another(line.audience):
            yield Flaw(
                item.id,
                "The point is kept for another than the counterpart, and says not for whom.",
                "Give the audience of the line its words under “audiences”.",
            )


def _depth_by_likelihood(checked: Checked) -> Iterator[Flaw]:
    request, topics = checked.selection.request, checked.selection.base.topics
    for topic, parts in topic_parts(checked.pack).items():
        likelihood = request.likelihood_of(topic, topics[topic].category)
        if likelihood is Likelihood.UNLIKELY and "points" in parts:
            yield Flaw(
                f"topic.{topic}",
                "It is unlikely to come up, and yet has points to make.",
                "Give unlikely topics nothing but “if_raised” in the product’s [depth].",
            )


def _defence_is_not_offered(checked: Checked) -> Iterator[Flaw]:
    lines = checked.selection.base.lines
    for block in (*lists_called(checked.pack, MESSAGES), *point_lists(checked.pack)):
        for item in block.items:
            line = lines.get(item.id.partition(".")[2])
            if line is not None and line.type is LineType.IF_RAISED:
                yield Flaw(
                    item.id, "It is for defence only and is offered here.", "Take it out of here."
                )


def _one_figure(checked: Checked) -> Iterator[Flaw]:
    most = checked.product.thresholds.point_figures
    for item in points(checked.pack):
        figures = {i.observation for i in item.inlines if isinstance(i, Figure)}
        if len(figures) > most:
            yield Flaw(
                item.id,
                f"It speaks {len(figures)} figures where {most} is remembered.",
                "Keep one; the others stand in the box.",
            )


def _no_twins(checked: Checked) -> Iterator[Flaw]:
    alike = checked.product.thresholds.alike_percent / 100
    spoken = [(item.id, said(item.inlines).lower()) for item in points(checked.pack)]
    for (one, text), (other, twin) in combinations(spoken, 2):
        if _are_alike(text, twin, alike):
            yield Flaw(other, f"It says nearly the same as {one}.", "Drop one of the two.")


@lru_cache(maxsize=_PAIRS_KEPT)  # a pack that is made again has mostly the same points
def _are_alike(text: str, twin: str, least: float) -> bool:
    matcher = SequenceMatcher(None, text, twin, autojunk=False)
    return matcher.quick_ratio() >= least and matcher.ratio() >= least


RULES = (
    Rule("TP1", "Four points a topic, never above six.", Level.WARNING, _few_points),
    Rule("TP2", "The points of a topic fit one side.", Level.BLOCKS, _one_side, on_pages=True),
    Rule("TP3", "A point holds one idea and is said in one breath.", Level.WARNING, _one_breath),
    Rule("TP4", "A point is taken in at a glance.", Level.ADVICE, _glance),
    Rule("TP5", "All points of a pack are written in one manner.", Level.WARNING, _one_density),
    Rule(
        "TP8", "Each point serves an objective that is stated.", Level.BLOCKS, _serves_an_objective
    ),
    Rule("TP9", "A point leads with the ask or the claim.", Level.WARNING, _leads_with_the_ask),
    Rule("TP10", "The most important point comes first.", Level.ADVICE, _most_important_first),
    Rule(
        "TP11",
        "A point that is kept for another than the counterpart says for whom.",
        Level.BLOCKS,
        _to_whom,
    ),
    Rule(
        "TP12", "What is unlikely is printed only as if raised.", Level.BLOCKS, _depth_by_likelihood
    ),
    Rule("TP13", "A defensive line is never offered first.", Level.BLOCKS, _defence_is_not_offered),
    Rule("TP16", "A point speaks one figure at most.", Level.WARNING, _one_figure),
    Rule("TP25", "No point is made twice.", Level.WARNING, _no_twins),
)
