"""Rules on sources: cited is listed, listed is cited, and each can be found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.pack.blocks import Callout, List, Paragraph, SourceList, Table
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.first_words import first_words
from briefgen.pack.inlines import Citation, Figure, facts_of
from briefgen.pack.item_names import called, words_by_id
from briefgen.pack.product import Level
from briefgen.pack.said import inline_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.factbase.records import Source
    from briefgen.pack.blocks import Block
    from briefgen.pack.findings import Checked
    from briefgen.pack.inlines import Inlines

_OFFICIAL = ("central-bank", "statistics", "ministry", "government")
_MOST_NAMED = 3  # of sources that lack the same, where a finding is told in short
_TWO = 2  # sources that make a figure more than hearsay


def _citations_meet_sources(checked: Checked) -> Iterator[Flaw]:
    blocks = checked.pack.blocks
    listed = {e.number: e for b in blocks if isinstance(b, SourceList) for e in b.entries}
    cited: dict[int, str] = {}
    for block in blocks:
        for place, inlines in _places(block):
            numbers = [n for i in inlines if isinstance(i, Citation) for n in i.numbers]
            cited |= {number: place for number in numbers if number not in cited}
            if any(facts_of(inlines)) and not numbers and _stands_alone(block):
                yield Flaw(place, "It states a fact without a source number.", "Cite the fact.")
    for number in sorted(set(cited) - set(listed)):
        yield Flaw(
            cited[number],
            f"Source [{number}] is not in the source list.",
            "Add the source list to the product, or the source to it.",
        )
    for number in sorted(set(listed) - set(cited)):
        message = f"Source [{number}] is listed and never cited."
        yield Flaw("sources.list", message, "Take it out of the list.")


def _places(block: Block) -> Iterator[tuple[str, Inlines]]:
    if isinstance(block, (List, Callout)):
        yield from ((item.id, item.inlines) for item in block.items)
    else:
        yield from ((block.id, inlines) for inlines in inline_runs(block))


def _stands_alone(block: Block) -> bool:
    """Whether each run of the block must carry its own mark; a table row carries one for all."""
    return isinstance(block, (List, Callout, Paragraph))


def _sources_complete(checked: Checked) -> Iterator[Flaw]:
    """Those that lack the same are told together: who reads a pack cannot mend them one by one."""
    sources = checked.selection.base.sources
    entries = [e for b in checked.pack.blocks if isinstance(b, SourceList) for e in b.entries]
    for missing, several in grouped(entries, lambda e: _missing(sources[e.source])).items():
        if not missing:
            continue
        numbers = [entry.number for entry in several]
        if len(several) == 1:
            title = first_words(sources[several[0].source].title)
            message, few = f"The source “{title}” lacks its {missing}.", ""
        else:
            said = f"{len(several)} sources lack their {missing}:"
            message = f"{said} {_numbers(numbers)}."
            few = (
                f"{said} {_numbers(numbers[:_MOST_NAMED])}, and {len(numbers) - _MOST_NAMED} more."
            )
        yield Flaw(
            f"sources.list [{numbers[0]}]",
            message,
            "Add it to sources.json; what cannot be found stays named as missing.",
            in_short=few if len(numbers) > 2 * _MOST_NAMED else "",
        )


def _missing(source: Source) -> str:
    """What ``source`` does not say of itself, in words."""
    wanted: Mapping[str, str] = {
        "publisher": source.publisher,
        "title": source.title,
        "date": source.issued,
        "address": source.url,
        "day of reading": source.accessed,
    }
    *before, last = [name for name, value in wanted.items() if not value] or [""]
    return f"{', '.join(before)} and {last}" if before else last


def _numbers(numbers: Sequence[int]) -> str:
    """Numbers as the list of sources shows them; three or more in a row by the first and last."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"[{run[0]}] to [{run[-1]}]" if len(run) > _TWO else f"[{number}]"
        for run in runs
        for number in (run[:1] if len(run) > _TWO else run)
    )


def _headline_figures_are_backed(checked: Checked) -> Iterator[Flaw]:
    base = checked.selection.base
    for block in checked.pack.blocks:
        if not (isinstance(block, Table) and ".figures." in block.id):
            continue
        of_rows = words_by_id([block])
        words = {name.removeprefix("figure."): text for name, text in of_rows.items()}
        named = (i for row in block.rows for cell in row for i in cell if isinstance(i, Figure))
        for figure in {f.observation: f for f in named}.values():
            observation = base.observations.get(figure.observation)
            if observation is None:
                continue
            official = base.organisations[observation.reporter].kind in _OFFICIAL
            sources = {citation.source for citation in base.citations_of[figure.fact]}
            if not official and len(sources) < _TWO:
                yield Flaw(
                    block.id,
                    f"{called(observation.id, words)} rests on a single source that is not "
                    "official.",
                    "Find a second one, or say it with its reporter’s name.",
                )


def _range_is_told(checked: Checked) -> Iterator[Flaw]:
    request = checked.selection.request
    ids = {block.id for block in checked.pack.blocks}
    if "contents" in ids and (request.first or request.last) and "contents.note" not in ids:
        yield Flaw("contents", "The range of dates is not told.", "Print it under the contents.")


RULES = (
    Rule("S1", "Cited and listed sources are the same.", Level.BLOCKS, _citations_meet_sources),
    Rule(
        "S2",
        "A source names publisher, title, date, address and day read.",
        Level.WARNING,
        _sources_complete,
    ),
    Rule(
        "S3",
        "A key figure is official or has two sources.",
        Level.ADVICE,
        _headline_figures_are_backed,
    ),
    Rule("S4", "The range of dates is told with the contents.", Level.WARNING, _range_is_told),
)
