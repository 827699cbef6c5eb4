"""To whom a point may be said: somebody of the programme, or nobody by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.pack.blocks import List
from briefgen.pack.request import Delegate, Press, ProgrammeEntry, Side, Visit
from tests.pack.making import make_sample, make_tiny
from tests.tiny_base import LINE

if TYPE_CHECKING:
    from pathlib import Path

ANY = ""


def tags(**changes: object) -> set[str]:
    """What stands behind the points of the sample visit."""
    lists = (b for b in make_sample(**changes).pack.blocks if isinstance(b, List))
    return {item.tag for b in lists if b.id.endswith(".points.list") for item in b.items}


def across(*offices: str, side: Side = Side.KAZ) -> tuple[Delegate, ...]:
    """A delegation of people known by their offices alone."""
    return tuple(Delegate(side, name=f"N {n}", office=office) for n, office in enumerate(offices))


def test_the_sample_names_only_whom_its_visit_meets() -> None:
    """Of these not the counterpart, who is at the table, nor whom no talks are held with."""
    assert tags() == {ANY, "to the trade minister"}


@pytest.mark.parametrize(
    ("offices", "named"),
    [
        (("Minister of Transport of Kazakhstan",), {"to the transport minister"}),
        (("Minister for Commerce", "Foreign Minister"), {"to the trade minister"}),
        (("Vice Minister of Transport",), set()),
        (("Assistant to the President for Foreign Affairs",), set()),
        (("First Deputy Foreign Minister", "Deputy Trade Minister of Kazakhstan"), set()),
        (("Spokesman of the Minister of Transport",), set()),
        (("Secretary to the Transport Minister",), set()),
        (
            ("Deputy Prime Minister and Minister of Transport of Pakistan",),
            {"to the transport minister"},
        ),
    ],
)
def test_an_office_is_known_by_its_words(offices: tuple[str, ...], named: set[str]) -> None:
    """A minister of commerce is one of trade; an assistant or a deputy is not who is meant."""
    found = tags(delegation=across(*offices), visit=Visit(counterpart="the President"))

    assert found - {"to the foreign minister", ANY} == named
    assert ("to the foreign minister" in found) == ("Foreign Minister" in offices)


def test_our_own_delegation_is_nobody_to_speak_to() -> None:
    """Who sits on our side is not across the table."""
    ours = across("Minister of Transport", side=Side.PAK)

    assert tags(delegation=ours, visit=Visit(counterpart="the Speaker")) == {ANY}


def test_a_visit_that_names_nobody_keeps_what_the_curators_meant() -> None:
    """Nobody is known to be absent where nobody is known to come."""
    assert "to the transport minister" in tags(delegation=(), visit=Visit())


def test_whom_the_printed_words_do_not_know_is_named_as_the_line_names_him(
    tmp_path: Path,
) -> None:
    """A register of one's own may have other ministers; an id with hyphens is no word to print."""
    line = LINE | {"audience": "water-minister"}
    made = make_tiny(tmp_path, lines=[line])
    lists = (b for b in made.pack.blocks if isinstance(b, List))

    assert "to the water minister" in {item.tag for b in lists for item in b.items}


def test_the_counterpart_and_the_programme_count_too() -> None:
    """Who is met need not be of a delegation; business is met where the programme says so."""
    forum = ProgrammeEntry("Business forum", press=Press.CLOSED)
    topics = ("trade.investment", "trade.goods")
    minister = Visit(counterpart="the Minister of Trade and Integration")

    met = tags(topics=topics, delegation=(), visit=minister, programme=(forum, forum))
    assert "to business" in met
    assert "to the trade minister" not in met  # he is the one at the table
    alone = tags(topics=topics, delegation=(), visit=minister, programme=(ProgrammeEntry("Talks"),))
    assert "to business" not in alone
    assert "" in alone
