"""A call is told as a call: with whom, when, who asked for it; and nobody else is addressed."""

from __future__ import annotations

import pytest

from briefgen.pack.blocks import List
from briefgen.pack.request import Delegate, Press, ProgrammeEntry, Side, Visit
from briefgen.pack.said import block_text
from tests.pack.making import make_bundled, make_sample

OPEN = [
    ("en", "Telephone call. X.", "To be confirmed."),
    ("ru", "Телефонный разговор. X.", "Уточняется."),
    ("kk", "Телефон арқылы сөйлесу. X.", "Нақтылануда."),
    ("ur", "ٹیلی فون پر گفتگو۔ X", "تصدیق باقی ہے۔"),
]


def occasion(product: str = "call-brief", language: str = "en", **visit: str) -> str:
    """The first paragraph of the steering note."""
    made = make_bundled(
        product=product, language=language, topics=("trade.volume",),
        visit=Visit(**({"place": "Astana"} | visit)),  # type: ignore[arg-type]
    )  # fmt: skip
    found = next(b for b in made.pack.blocks if b.id == "steering.occasion")
    return " ".join(block_text(found))


def test_a_call_is_no_meeting_and_has_somebody_who_asks_for_it() -> None:
    """It has no place; whoever picks up the telephone must know whose call it is."""
    visit = {"counterpart": "the Minister", "requested_by": "Kazakhstan’s side"}
    told = occasion(dates="2026-12-07", **visit)

    assert told == (
        "Telephone call. The Minister; 7 December 2026. Call asked for by. Kazakhstan’s side."
    )
    assert occasion("visit-pack", **visit).startswith(
        "Meeting. The Minister; Astana. Asked for by."
    )


@pytest.mark.parametrize(("language", "start", "end"), OPEN)
def test_who_asks_for_a_call_is_to_be_confirmed_where_nobody_is_named(
    language: str, start: str, end: str
) -> None:
    """In every language; a meeting leaves it out."""
    told = occasion(language=language, counterpart="X")

    assert told.startswith(start)
    assert told.endswith(end)
    assert not occasion("visit-pack", language, counterpart="X").endswith(end)


@pytest.mark.parametrize(
    ("counterpart", "tags"),
    [("Minister of Foreign Affairs", {""}), ("", {"", "to the trade minister"})],
)
def test_in_a_call_all_is_said_to_who_is_on_the_line(counterpart: str, tags: set[str]) -> None:
    """Neither the programme nor the delegation of a visit is there; an open one names offices."""
    made = make_sample(
        product="call-brief",
        visit=Visit(counterpart=counterpart),
        delegation=(Delegate(Side.KAZ, name="N", office="Minister of Trade"),),
        programme=(ProgrammeEntry("Business", press=Press.OPEN),),
    )
    points = [b for b in made.pack.blocks if isinstance(b, List) and b.id.endswith("points.list")]

    assert {item.tag for block in points for item in block.items} == tags


def test_a_call_is_not_several_meetings() -> None:
    """Whatever the programme of the visit holds."""
    made = make_sample(product="call-brief", programme=(ProgrammeEntry("A"), ProgrammeEntry("B")))

    assert not [finding for finding in made.findings if finding.rule == "TP11"]
