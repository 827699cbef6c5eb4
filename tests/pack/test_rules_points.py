"""Each rule on what is to be said catches what it is for, and lets pass what is good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.factbase.records import LineType, Priority
from briefgen.pack.blocks import (
    Column,
    Heading,
    List,
    ListItem,
    ListStyle,
    Paragraph,
    ParagraphStyle,
    Table,
)
from briefgen.pack.inlines import Figure, PersonName, Strong, Text
from briefgen.pack.product import read_product
from briefgen.pack.request import (
    Delegate,
    Interpreting,
    Likelihood,
    Meeting,
    Side,
    Visit,
)
from briefgen.pack.speaking import speaking_time
from briefgen.resources import bundled_templates
from tests.pack.judging import CITED, found, points
from tests.pack.making import make_bundled, make_tiny
from tests.tiny_base import LINE

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        ("TP3", "We ask for one thing. We also ask for another.", "We ask for one thing."),
        ("TP3", "We ask for this; we ask for that.", "We ask for this."),
        ("TP3", "We ask " + "again and " * 12 + "again.", "We ask again."),
        ("TP4", "We ask that officials of both our countries meet each month in one place to talk.",
         "We ask that officials meet each month."),
        ("TP6", "You may wish to ask for the road.", "We ask you to open the road."),
        ("TP6", "You should say that the road is open.", "I thank you for the road."),
        ("TP7", "We are delighted by our time-tested friendship.", "We ask for a date."),
        ("TP18", "We ask that QTTA be joined.", "We ask that the transit agreement be joined."),
        ("TP18", "We ask that XYZQ be joined.", "We ask the UN for help."),
        ("TP19", "We ask for rail/road links (soon).", "We ask for rail and road links soon."),
        ("TP19", "We ask for intergovernmentalisation.", "We ask for talks."),
        ("TP22", "We know that the minister is corrupt.", "We know the minister’s view."),
    ],
)  # fmt: skip
def test_words_that_are_said_are_fit_to_be_said(
    made: MadePack, rule: str, bad: str, good: str
) -> None:
    """One idea, at a glance, in our voice, no filler, no acronym, no sign, no harm."""
    assert found(made, rule, points(bad))
    assert not found(made, rule, points(good))


def test_as_many_words_as_are_taken_in_at_a_glance_are_not_told(made: MadePack) -> None:
    """TP4: one more is."""
    assert made.checked is not None
    most = made.checked.product.thresholds.glance_words

    assert not found(made, "TP4", points(" ".join(["word"] * most)))
    assert found(made, "TP4", points(" ".join(["word"] * (most + 1))))


def test_points_are_written_in_one_manner(made: MadePack) -> None:
    """TP5: the odd one is named."""
    odd = found(made, "TP5", points("We ask for a date.", "We ask for a place.", "A road"))

    assert [finding.block for finding in odd] == ["p2"]


def test_a_point_leads_with_the_ask(made: MadePack) -> None:
    """TP9: neither a figure nor a date comes first."""
    figure = Figure("98 million", "trade.2021.total", "trade-2021")
    item = ListItem("p", (figure, Text(" is what we sold."), CITED), "to the minister")

    assert found(made, "TP9", List("x.points.list", (item,), ListStyle.SPOKEN))
    assert not found(made, "TP9", points("We sold more."))


def test_a_point_speaks_one_figure(made: MadePack) -> None:
    """TP16: the second is not remembered; the same one said twice is one."""

    def told(*figures: str) -> bool:
        said = tuple(Figure("1 million", name, "trade-2021") for name in figures)
        item = ListItem("p", (Text("We sold "), *said, CITED), "to the minister")
        return bool(found(made, "TP16", List("x.points.list", (item,), ListStyle.SPOKEN)))

    assert told("o1", "o2")
    assert not told("o1")
    assert not told("o1", "o1")


def test_no_point_is_made_twice(made: MadePack) -> None:
    """TP25: nearly the same words in two topics."""
    one, other = (
        points("We ask for a joint table of trade by June."),
        points("We ask for a joint table of the trade by June."),
    )
    twins = found(made, "TP25", one, replace(other, id="y.points.list"))

    assert len(twins) == 1
    assert not found(made, "TP25", points("We ask for a table.", "We offer a road by the border."))


def test_points_serve_an_objective_and_come_in_order(tmp_path: Path) -> None:
    """TP8 and TP10: a line that answers no objective, and a must behind a could."""
    could = LINE | {"id": "could", "type": "point", "priority": "could", "answers": ""}
    made = make_tiny(tmp_path, lines=[could])
    must = replace(made.selection.lines[0], id="must", priority=Priority.MUST)
    selection = replace(made.selection, lines=(*made.selection.lines, must))
    items = tuple(ListItem(f"line.{n}", (Text("We ask. "), CITED), "x") for n in ("could", "must"))
    block = List("x.points.list", items, ListStyle.SPOKEN)

    assert {f.block for f in found(made, "TP8", block, selection=selection)} >= {"line.must"}
    assert [f.block for f in found(made, "TP10", block, selection=selection)] == ["line.must"]
    chosen = replace(selection, request=replace(selection.request, order=("could",)))
    assert not found(made, "TP10", block, selection=chosen)


def test_what_is_kept_for_another_says_for_whom(made: MadePack) -> None:
    """TP11: whoever is at the table is named by nothing."""
    line = replace(made.selection.lines[0], id="p", audience="trade-minister")
    visit = Visit(counterpart="the Foreign Minister of Kazakhstan")
    forum = (Delegate(Side.KAZ, name="N", office="Minister of Trade"),)
    request = replace(made.selection.request, visit=visit, delegation=forum)
    another = replace(made.selection, lines=(line,), request=request)
    opposite = replace(
        another, request=replace(request, visit=replace(visit, counterpart="the Minister of Trade"))
    )

    item = ListItem("line.p", (Text("We ask. "), CITED))
    silent = List("x.points.list", (item,), ListStyle.SPOKEN)
    told = replace(silent, items=(replace(item, tag="to the minister"),))

    assert "line.p" in {f.block for f in found(made, "TP11", silent, selection=another)}
    assert "line.p" not in {f.block for f in found(made, "TP11", told, selection=another)}
    assert not found(made, "TP11", silent, selection=opposite)


def test_what_is_unlikely_has_no_points(made: MadePack) -> None:
    """TP12: and a defensive line is never a message (TP13)."""
    topic = next(iter(made.selection.base.topics.values()))
    request = replace(made.selection.request, likelihood=((topic.id, Likelihood.UNLIKELY),))
    brief = (
        Heading(f"topic.{topic.id}", 2, topic.title),
        replace(points("We ask."), id=f"{topic.id}.points.list"),
    )
    line = replace(made.selection.lines[0], id="shield", type=LineType.IF_RAISED)
    base = made.selection.base
    shielded = replace(made.selection, base=replace(base, lines={**base.lines, "shield": line}))
    offered = List("messages.list", (ListItem("message.shield", (Text("No. "), CITED)),))

    assert found(made, "TP12", *brief, selection=replace(made.selection, request=request))
    assert not found(made, "TP12", *brief)
    assert found(made, "TP13", offered, selection=shielded)


def test_a_spoken_figure_stands_in_a_table(tmp_path: Path) -> None:
    """TP17: where its topic prints figures."""
    made = make_tiny(tmp_path)
    topic = made.selection.facts["trade-2021"].fact.topic
    said = Figure("46 million", "trade.2021.total", "trade-2021")
    item = ListItem("p", (Text("We sold "), said, CITED), "x")
    point = List(f"{topic}.points.list", (item,), ListStyle.SPOKEN)
    box = Table(f"{topic}.figures.table", "Figures", (Column("Value", 1.0),), (((said,),),))
    empty = replace(box, rows=(((Text("none"),),),))
    head = Heading(f"topic.{topic}", 2, "Trade")
    bare = replace(made.pack, blocks=(head, point, empty))
    full = replace(made.pack, blocks=(head, point, box))

    assert found(made, "TP17", pack=bare)
    assert not found(made, "TP17", pack=full)


def test_a_name_that_nobody_can_say_is_told(tmp_path: Path) -> None:
    """TP20: a person without pronunciation."""
    person = {
        "id": "minister", "name": "A. Minister", "office": "minister", "country": "KAZ",
        "last_seen": "2026-11", "fact": "trade-2021",
    }  # fmt: skip
    made = make_tiny(tmp_path, people=[person])
    item = ListItem("p", (PersonName("A. Minister", "minister", "trade-2021"), CITED), "x")
    block = List("x.points.list", (item,), ListStyle.SPOKEN)

    assert "How to say" in found(made, "TP20", block)[0].message


def test_an_office_is_judged_whatever_the_dates_of_the_visit(tmp_path: Path) -> None:
    """TP20: a visit "by December" has no first day, and is no reason to stop."""
    person = {
        "id": "minister", "name": "A. Minister", "office": "minister", "country": "KAZ",
        "last_seen": "2026-11", "fact": "trade-2021", "pronunciation": "a mi-nis-ter",
    }  # fmt: skip
    made = make_tiny(tmp_path, people=[person])
    item = ListItem("p", (PersonName("A. Minister", "minister", "trade-2021"), CITED), "x")
    block = List("x.points.list", (item,), ListStyle.SPOKEN)
    request = replace(made.selection.request, visit=Visit(dates="../2026-12"))
    selection = replace(made.selection, request=request)

    assert not found(made, "TP20", block, selection=selection)


@pytest.mark.parametrize(
    ("meeting", "fits"),
    [
        (Meeting(), True),
        (Meeting(minutes=60), True),
        (Meeting(minutes=1), False),
        (Meeting(minutes=3, our_share=1.0), True),
        (Meeting(minutes=3, our_share=1.0, interpreter=Interpreting.CONSECUTIVE), False),
        (Meeting(minutes=3, our_share=1.0, words_per_minute=60), False),
    ],
)
def test_what_is_to_be_said_fits_the_meeting(
    made: MadePack, meeting: Meeting, *, fits: bool
) -> None:
    """TP24: minutes, our share, words a minute, and the interpreter's half."""
    request = replace(made.selection.request, meeting=meeting)
    block = points(*(f"We ask for thing {'abcdefghij'[n]} " + "now " * 20 for n in range(10)))
    selection = replace(made.selection, request=request)

    assert bool(found(made, "TP24", block, selection=selection)) is not fits
    product = read_product(bundled_templates(), "visit-pack")
    pack = replace(made.pack, blocks=(block,))
    time = speaking_time(pack, meeting, product.speech)
    assert (time.points, time.point_words, time.fits) == (10, 250, fits)


def test_a_point_that_the_script_reads_out_is_counted_once(made: MadePack) -> None:
    """The core script holds points; they are not said again."""
    script = Paragraph("script.asks", (Text("I ask this. We want a date."),), ParagraphStyle.LEAD)
    pack = replace(made.pack, blocks=(script, points("We want a date.", "We want a road.")))
    time = speaking_time(
        pack, Meeting(minutes=10), read_product(bundled_templates(), "visit-pack").speech
    )

    assert (time.script_words, time.points, time.point_words) == (7, 1, 4)


def test_a_touchy_topic_has_its_worst_case(tmp_path: Path) -> None:
    """TP23: a sensitivity without anything they may raise."""
    made = make_tiny(tmp_path, lines=[LINE | {"id": "s", "type": "sensitivity"}])
    topic = made.selection.lines[0].topic
    brief = (
        Heading(f"topic.{topic}", 2, "T"),
        Paragraph("o", (Strong("Objective. "), CITED), ParagraphStyle.OBJECTIVE),
        replace(points("We ask."), id=f"{topic}.points.list"),
    )
    answered = Heading(f"{topic}.pairs", 3, "They may raise")

    assert found(made, "TP23", *brief)
    assert not found(made, "TP23", *brief, answered)


def test_a_note_to_the_speaker_begins_with_a_verb(made: MadePack) -> None:
    """TP21: what to do comes first."""
    notes = {
        text: found(made, "TP21", List("sensitivities.list", (ListItem("n", (Text(text), CITED)),)))
        for text in ("The pass is closed in winter.", "Avoid a date for the pass.")
    }

    assert [bool(findings) for findings in notes.values()] == [True, False]


def test_the_points_of_a_topic_fit_one_side(made: MadePack) -> None:
    """TP2: asked of whoever lays out pages."""
    block = points("We ask.")

    assert found(made, "TP2", block, measure=lambda _, blocks: 1 + len(blocks))
    assert not found(made, "TP2", block, measure=lambda _, blocks: len(blocks))


def test_the_bundled_lines_break_no_rule_of_speech() -> None:
    """What curators wrote for both sides is fit to be said."""
    made = make_bundled()
    broken = {
        f"{f.rule} {f.block}" for f in made.findings if f.rule in ("TP3", "TP6", "TP7", "TP8")
    }

    assert broken == set()
