"""Whoever is at the table says “I” and is told “you”; others are told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.factbase.load import load_factbase
from briefgen.factbase.questions import questions
from briefgen.pack.inlines import PersonName, Text
from briefgen.pack.request import Delegate, ProgrammeEntry, Side, Visit
from briefgen.pack.rules.spoken import all_spoken, said
from tests.pack.judging import CITED, found, points
from tests.pack.making import make_bundled, make_tiny
from tests.tiny_base import LINE, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

PORTS = "line.corridor-ports.pak.p1"
FORUM = "line.trade-investment.pak.p1"
LIST = "line.education.pak.scholarships"


def spoken(place: str, *, voice: Side = Side.PAK, **changes: object) -> str:
    """What stands at ``place`` of a pack on four topics; ``changes`` are of the request."""
    topics = ("corridor.ports", "trade.investment", "culture.education", "trade.volume")
    made = make_bundled(topics=topics, voice=voice, **changes)
    return {name: said(inlines) for name, inlines in all_spoken(made.pack)}[place]


@pytest.mark.parametrize(
    ("principal", "begins"),
    [
        ("the Prime Minister", "I have offered"),
        ("Prime Minister Shehbaz Sharif", "I have offered"),
        ("the Prime Minister of the Islamic Republic of Pakistan", "I have offered"),
        ("", "Our prime minister has offered"),
        ("the Minister of Commerce", "Our prime minister has offered"),
        ("the Deputy Prime Minister", "Our prime minister has offered"),
        ("the Adviser to the Prime Minister", "Our prime minister has offered"),
        ("Chief Minister Maryam Nawaz Sharif", "Our prime minister has offered"),
    ],
)
def test_the_principal_speaks_of_himself_as_i(principal: str, begins: str) -> None:
    """By name or office; who only has words of the office in his title is somebody else."""
    assert spoken(PORTS, visit=Visit(principal=principal)).startswith(begins)


@pytest.mark.parametrize(
    ("counterpart", "words"),
    [
        ("the President of Kazakhstan", "which you put at"),
        ("President Tokayev", "which you put at"),
        ("the Minister of Trade", "which Kazakhstan’s president put at"),
        ("the Vice President of Kazakhstan", "which Kazakhstan’s president put at"),
    ],
)
def test_the_counterpart_is_told_you(counterpart: str, words: str) -> None:
    """The point is one that may be said to anybody."""
    assert words in spoken(FORUM, visit=Visit(counterpart=counterpart))


def test_what_is_kept_for_another_does_not_address_the_counterpart() -> None:
    """The point for the minister of education says “you” to him alone."""
    forum = (ProgrammeEntry("Talks"), ProgrammeEntry("Dinner"))
    nurbek = Delegate(Side.KAZ, person="nurbek")
    rector = Delegate(Side.KAZ, name="N", office="Minister of Education")
    president, minister = (
        Visit(counterpart="President Tokayev"),
        Visit(counterpart="Minister Nurbek"),
    )

    assert "of which you spoke" in spoken(LIST, visit=minister, programme=forum)
    assert "Kazakhstan’s minister spoke" in spoken(
        LIST, visit=president, programme=forum, delegation=(nurbek,)
    )
    assert "Kazakhstan’s minister spoke" in spoken(
        LIST, visit=Visit(counterpart="the Minister of Science and Higher Education"),
        delegation=(rector,),
    )  # fmt: skip


def test_either_side_may_be_the_one_who_said_it() -> None:
    """The same minister, as the principal of his own side's brief."""
    place, visit = "line.education.kaz.answer-scholarships", Visit(principal="Minister Nurbek")

    assert spoken(place, voice=Side.KAZ, visit=visit).startswith("I said that researchers")
    assert "my ministry" in spoken(place, voice=Side.KAZ, visit=visit)
    assert spoken(place, voice=Side.KAZ).startswith("Our minister said")


def test_a_line_may_have_forms_for_those_at_the_table(tmp_path: Path) -> None:
    """A form that is broken is told with the table; a stranger is asked about."""
    base = load_factbase(write_tiny_base(tmp_path / "a", lines=[_line("[nobody: he | I] asked")]))
    assert [q.message for q in questions(base) if "“nobody” is no usable row" in q.message]

    for number, text in enumerate(("[x: he", "[x: he]", "[x: | I]", "he] asked", "[: he | I]")):
        folder = write_tiny_base(tmp_path / str(number), lines=[_line(text)])
        assert [p.column for p in load_factbase(folder).problems] == ["text"], text


def _line(text: str) -> dict[str, str]:
    return LINE | {"text": f"We say: {text} {{trade-2021|cite}}"}


def test_words_without_such_a_form_are_pointed_at(tmp_path: Path) -> None:
    """TP33: one's own words, and lines that curators have not given a form."""
    made = make_tiny(tmp_path)
    visit = Visit(principal="the Prime Minister", counterpart="the Foreign Minister of Kazakhstan")
    request = replace(made.selection.request, visit=visit)
    changed = replace(made.selection, request=request)

    for bad in ("Our prime minister asks.", "We heard Kazakhstan's foreign minister."):
        (finding,) = found(made, "TP33", points(bad), selection=changed)
        assert finding.block == "p0"
        assert not found(made, "TP33", points(bad))
    for good in ("I ask.", "Our foreign minister asks.", "Our foreign ministers ask.", "You ask."):
        assert not found(made, "TP33", points(good), selection=changed)


def test_the_name_of_one_at_the_table_is_pointed_at_too() -> None:
    """TP33: a token that prints the name of the man opposite."""
    made = make_bundled(topics=("trade.volume",), visit=Visit(counterpart="President Tokayev"))
    block = points("We ask.")
    name = PersonName("Kassym-Jomart Tokayev", "tokayev", "tokayev-president-2026")
    item = replace(block.items[0], inlines=(Text("We heard "), name, CITED))

    assert found(made, "TP33", replace(block, items=(item,)))


@pytest.mark.parametrize(
    ("voice", "principal", "counterpart"),
    [
        (Side.PAK, "the Prime Minister", "the President of Kazakhstan"),
        (Side.KAZ, "the President", "the Prime Minister of Pakistan"),
        (Side.PAK, "Minister Siddiqui", "Minister Nurbek"),
        (Side.KAZ, "Minister Nurbek", "Minister Siddiqui"),
        (Side.PAK, "the Minister for Communications", "the Ambassador of Kazakhstan"),
        (Side.KAZ, "the Ambassador", "the Minister for Communications of Pakistan"),
        (Side.PAK, "the Foreign Minister", "the Minister of Foreign Affairs of Kazakhstan"),
        (Side.KAZ, "the Minister of Foreign Affairs", "the Foreign Minister of Pakistan"),
    ],
)
def test_no_bundled_line_tells_of_those_at_the_table(
    voice: Side, principal: str, counterpart: str
) -> None:
    """TP33 and TP6 on all topics, for the pairs who meet."""
    visit = Visit(principal=principal, counterpart=counterpart)
    made = make_bundled(voice=voice, visit=visit)

    assert [f"{f}" for f in made.findings if f.rule in ("TP6", "TP33")] == []
