"""Rules on a person's own words: what they stood for is unchanged, their place is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.item_names import ids_of
from briefgen.pack.product import Level
from briefgen.pack.reworded import Fate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.findings import Checked


def _ground_is_as_it_was(checked: Checked) -> Iterator[Flaw]:
    for one in checked.pack.reworded:
        if one.fate is Fate.MOVED:
            yield Flaw(
                one.printed_at,
                "The words under your rewording have changed: "
                f"they now read “{one.words}”; your words are kept.",
                f"Look at both; to keep yours for good, put {one.ground} into its “replaces”.",
            )


def _they_have_places(checked: Checked) -> Iterator[Flaw]:
    """Where the pack prints the same line elsewhere, that is the place to look at."""
    printed = [p for block in checked.pack.blocks for p in ids_of(block)]
    for one in checked.pack.reworded:
        if one.fate is not Fate.PLACELESS:
            continue
        _, dot, row = one.place.partition(".")
        twins = [name for name in printed if dot and name.partition(".")[2] == row]
        if twins:
            yield Flaw(
                twins[0],
                f"You reworded {one.place}, which is not in this pack; the same line stands here "
                "in its own words.",
                "Reword it here too, or leave it as it is.",
            )
        else:
            yield Flaw(
                one.place,
                "The place that you reworded is not in this pack; your words stay in the .brief.",
                "Bring the place back, or take the rewording out.",
            )


def _they_rest_on_the_pack(checked: Checked) -> Iterator[Flaw]:
    for one in checked.pack.reworded:
        if one.fate is Fate.REFUSED:
            yield Flaw(
                one.printed_at,
                f"Your rewording names {one.unknown}, which this pack does not hold, "
                "so the words under it are printed.",
                "Correct the token, or pin its fact.",
            )


def _they_say_what_the_sources_say(checked: Checked) -> Iterator[Flaw]:
    for one in checked.pack.reworded:
        if one.own:
            yield Flaw(
                one.printed_at,
                "Most of the words of your rewording are neither those under it nor of the facts "
                f"whose sources stand behind it: it was “{one.words}”.",
                "See that the sources say so; what they do not say belongs where none is cited.",
            )


RULES = (
    Rule(
        "RW1",
        "The words under a rewording are those it replaced.",
        Level.WARNING,
        _ground_is_as_it_was,
    ),
    Rule("RW2", "The place of a rewording is in the pack.", Level.WARNING, _they_have_places),
    Rule(
        "RW3", "A rewording names only what the pack holds.", Level.BLOCKS, _they_rest_on_the_pack
    ),
    Rule(
        "RW4",
        "A rewording says what the sources behind it say.",
        Level.WARNING,
        _they_say_what_the_sources_say,
    ),
)
