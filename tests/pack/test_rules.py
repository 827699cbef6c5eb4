"""Each rule catches what it is for, under its id, and lets pass what is good."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.factbase.records import LineType, Priority
from briefgen.pack.blocks import (
    Block,
    Column,
    Cover,
    Heading,
    List,
    ListItem,
    ListStyle,
    Paragraph,
    ParagraphStyle,
    Table,
)
from briefgen.pack.build import make_pack
from briefgen.pack.checks import RULES, check
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.inlines import Citation, FactText, Figure, Link, PersonName, Strong, Text
from briefgen.pack.product import Level, read_product
from briefgen.pack.request import (
    Clearance,
    Interpreting,
    Likelihood,
    Meeting,
    Override,
    ProgrammeEntry,
    Request,
    Side,
    Visit,
)
from briefgen.pack.speaking import speaking_time
from briefgen.pack.wordlists import read_wordlists
from briefgen.render.finished import with_files_checked
from briefgen.render.making import make_to_fit
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base, make_bundled, make_tiny
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION

if TYPE_CHECKING:
    from briefgen.pack.build import MadePack
    from briefgen.pack.findings import Finding

ROOT = Path(__file__).resolve().parents[2]
CITED = Citation((1,), ("trade-2021",))


@pytest.fixture
def made(tmp_path: Path) -> MadePack:
    """A pack of one fact and one line."""
    return make_tiny(tmp_path)


def found(made: MadePack, rule: str, *blocks: Block, **changes: object) -> list[Finding]:
    """What ``rule`` says of the pack with ``blocks`` added; ``changes`` are of what is checked."""
    assert made.checked is not None
    pack = replace(made.pack, blocks=(*made.pack.blocks, *blocks))
    lists = read_wordlists(bundled_templates())
    checked = replace(made.checked, **({"pack": pack, "words": lists} | changes))
    return [finding for finding in check(checked) if finding.rule == rule]


def points(*texts: str, tag: str = "to the minister") -> List:
    """Points to make in these words."""
    items = tuple(
        ListItem(f"p{n}", (Text(text), Text(" "), CITED), tag) for n, text in enumerate(texts)
    )
    return List("x.points.list", items, ListStyle.SPOKEN)


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        ("TP3", "We ask for one thing. We also ask for another.", "We ask for one thing."),
        ("TP3", "We ask for this; we ask for that.", "We ask for this."),
        ("TP3", "We ask " + "again and " * 12 + "again.", "We ask again."),
        ("TP4", "We ask that officials of both our countries meet each month in one place to talk.",
         "We ask that officials meet each month."),
        ("TP6", "We ask you to open the road.", "We ask that the road be opened."),
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
    """TP16: the second is not remembered."""
    two = tuple(Figure(f"{n} million", f"o{n}", "trade-2021") for n in (1, 2))
    item = ListItem("p", (Text("We sold "), *two, CITED), "to the minister")

    assert found(made, "TP16", List("x.points.list", (item,), ListStyle.SPOKEN))


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


def test_with_several_meetings_a_point_says_to_whom(made: MadePack) -> None:
    """TP11: only where there is more than one."""
    request = replace(
        made.selection.request, programme=(ProgrammeEntry("Talks"), ProgrammeEntry("Dinner"))
    )
    several = replace(made.selection, request=request)

    item = ListItem("line.p", (Text("We ask. "), CITED))
    silent = List("x.points.list", (item,), ListStyle.SPOKEN)
    told = replace(silent, items=(replace(item, tag="to the minister"),))

    assert "line.p" in {f.block for f in found(made, "TP11", silent, selection=several)}
    assert "line.p" not in {f.block for f in found(made, "TP11", told, selection=several)}
    assert not found(made, "TP11", silent)


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


@pytest.mark.parametrize(
    ("rule", "block"),
    [
        ("P2", Paragraph("steering.x", (Text("word " * 400),))),
        ("P3", List("messages.list", (ListItem("message.x", (Text("We ask. "), CITED)),))),
        ("P5", Paragraph("script.x", (Text("We ask " + "and ask " * 20),), ParagraphStyle.LEAD)),
        ("P5", Paragraph("script.x", (Text("We ask. " * 200),), ParagraphStyle.LEAD)),
        ("P6a", Paragraph("o", (Text("Strengthen ties."), CITED), ParagraphStyle.OBJECTIVE)),
        ("P6a", Paragraph("o", (Text("Agree " * 40), CITED), ParagraphStyle.OBJECTIVE)),
        ("P6c", Paragraph("line.t", (Text("They " * 25), CITED), ParagraphStyle.THEY_MAY_RAISE)),
        ("P6c", Paragraph("line.r", (Text("We " * 45), CITED), ParagraphStyle.OUR_RESPONSE)),
        ("P6d", List("x.if_raised.list", (ListItem("i", (Text("We " * 45), CITED)),))),
        ("P6e", Table("x.figures.table", "F", (Column("V", 1.0),), (((Text("v"),),),) * 9)),
        ("P6f", List("x.background_say.list", (ListItem("f", (Text("word " * 30),)),) * 11)),
        ("L3", Heading("deep", 3, "Deep")),
        ("L5", Table("t", "", (Column("V", 1.0),), (((Text("v"),),),))),
        ("L5", Table("t", "T", (Column(" ", 1.0),), (((Text("v"),),),))),
        ("L5", Table("t", "T", (Column("V", 1.0),), (((Text("v"),), (Text("w"),)),))),
        ("L9", Paragraph("l", (Link("here", "https://example.org/report"),))),
        ("M12", Cover("cover2", "T", "S", ())),
    ],
)  # fmt: skip
def test_each_part_keeps_its_measure(made: MadePack, rule: str, block: Block) -> None:
    """Length, form and what a part must hold."""
    before: tuple[Block, ...] = ()
    if rule == "P2":
        before = (Heading("steering", 1, "Steering note"),)
    if rule == "L3":
        before = (Heading("one", 1, "One"),)

    assert len(found(made, rule, *before, block)) > len(found(made, rule))


def test_what_the_press_gets_may_be_released(tmp_path: Path) -> None:
    """P6g: a press line on a fact that may not leave."""
    closed = FACT | {"id": "closed", "kind": "event", "statement": "It.", "releasable": "false"}
    made = make_tiny(
        tmp_path, facts=[FACT, closed], citations=[CITATION, CITATION | {"fact": "closed"}]
    )
    item = ListItem("press.x", (FactText("It.", "closed"), Citation((1,), ("closed",))))

    assert found(made, "P6g", List("press.lines.list", (item,)))
    assert not found(made, "P6g", List("press.lines.list", (replace(item, inlines=(CITED,)),)))


@pytest.mark.parametrize(
    ("marking", "caught"),
    [
        ("TLP:AMBER", False),
        ("TLP:AMBER+STRICT", False),
        ("TLP: AMBER", True),
        ("tlp:amber", True),
        ("TLP:YELLOW", True),
        ("RESTRICTED", False),
    ],
)
def test_a_tlp_label_is_spelled_as_the_protocol_spells_it(
    made: MadePack, marking: str, *, caught: bool
) -> None:
    """M4: capitals, no space, one of five."""
    pack = replace(made.pack, furniture=replace(made.pack.furniture, marking=marking))

    assert bool(found(made, "M4", pack=pack)) is caught


@pytest.mark.parametrize(
    ("marking", "caught"),
    [
        ("SECRET", True),
        ("TOP SECRET – NOFORN", True),
        ("СОВЕРШЕННО СЕКРЕТНО", True),
        ("UNCLASSIFIED – FOR OFFICIAL USE", False),
        ("НЕ СЕКРЕТНО", False),
        ("غیر خفیہ – صرف سرکاری استعمال کے لیے", False),
        ("TLP:RED", False),
        ("OFFICE OF THE SECRETARY", False),
    ],
)
def test_a_pack_is_not_marked_as_what_the_program_may_not_hold(
    made: MadePack, marking: str, *, caught: bool
) -> None:
    """M3: levels of secrecy, in the languages a marking may be in; what denies them is none."""
    pack = replace(made.pack, furniture=replace(made.pack.furniture, marking=marking))

    assert [f.level for f in found(made, "M3", pack=pack)] == [Level.WARNING] * caught


def test_where_one_paragraph_is_marked_all_are(made: MadePack) -> None:
    """M5: all or none, at one place; brackets that are no marking are let alone."""

    def of(*texts: str) -> list[Finding]:
        blocks = tuple(Paragraph(f"p{n}", (Text(text),)) for n, text in enumerate(texts))
        return found(made, "M5", pack=replace(made.pack, blocks=blocks))

    assert [f.block for f in of("(U) The road is open.", "It was shut in May.")] == ["p1"]
    assert [f.block for f in of("(SBU) It is open.", "It was shut. (SBU)")] == ["p1"]
    assert of("(U) The road is open.", "(SBU//NF) It was shut in May.") == []
    assert of("(See page 3) The road is open.", "It was shut in May (twice).") == []


def test_a_pack_is_marked_as_high_as_its_facts() -> None:
    """M7: what anybody may have prints nothing that may not leave; it blocks, or has a reason."""
    request = Request(topics=("security.afghanistan",), marking="TLP:CLEAR", voice=Side.PAK)

    def of(request: Request) -> list[Finding]:
        made = make_pack(bundled_base(), request, bundled_templates(), TODAY)
        return [finding for finding in made.findings if finding.rule == "M7"]

    assert [f.level for f in of(request)] == [Level.BLOCKS]
    assert of(replace(request, product="releasable")) == []
    assert of(replace(request, marking="TLP:AMBER")) == []
    reason = (Override("M7", "Agreed with the press office."),)
    assert [f.level for f in of(replace(request, overrides=reason))] == [Level.WARNING]


def test_a_copy_for_release_bears_a_marking_under_which_it_may_leave() -> None:
    """M14: a marking for official use keeps it in the house; other products may bear it."""
    request = Request(topics=("trade.volume",), voice=Side.PAK, product="releasable")

    def of(request: Request) -> list[Level]:
        made = make_pack(bundled_base(), request, bundled_templates(), TODAY)
        return [finding.level for finding in made.findings if finding.rule == "M14"]

    assert of(request) == []
    for_the_house = replace(request, marking="UNCLASSIFIED – FOR OFFICIAL USE")
    assert of(for_the_house) == [Level.BLOCKS]
    assert of(replace(for_the_house, product="visit-pack")) == []


def test_a_copy_for_release_is_judged_by_the_clearance_that_it_does_not_print() -> None:
    """M11: what is not cleared stops a final copy, though the copy tells nobody."""
    request = Request(
        topics=("trade.volume",),
        product="releasable",
        clearance=(Clearance("trade.volume", "Desk"),),
    )
    made = make_pack(bundled_base(), request, bundled_templates(), TODAY)

    assert "M11" in {finding.rule for finding in made.blocking}
    assert "clearance" not in made.pack.record["request"]


@pytest.mark.parametrize("typed", ["- ", "– ", "• ", "1. ", "2) ", "(a) "])
def test_no_bullet_is_typed(made: MadePack, typed: str) -> None:
    """L4: a list is a list; a dash or a number within a sentence is none."""
    text = f"{typed}The road is open."

    assert found(made, "L4", Paragraph("p", (Text(text),)))
    assert found(made, "L4", List("l", (ListItem("l.1", (Text(text),)),)))
    assert not found(made, "L4", Paragraph("p", (Text(f"Open {typed}or shut."),)))
    assert not found(made, "L4", Paragraph("p", (Text("1.1 Trade volumes. A road."),)))
    assert not found(made, "L4", Paragraph("p", (Text("— Дорога открыта, сказал он."),)))


@pytest.mark.parametrize("cell", ["–", "…", "*", "0.0", "12*"])
def test_a_sign_in_a_table_is_explained(made: MadePack, cell: str) -> None:
    """L6: beneath it; words and figures explain themselves."""
    sign = cell[-1] if cell == "12*" else cell

    def of(*notes: str, shown: str = cell) -> list[Finding]:
        rows = (((Text("Rice"),), (Text(shown),)),)
        columns = (Column("Goods", 0.5), Column("Value", 0.5))
        return found(
            made, "L6", Table("t", "Goods", columns, rows, tuple((Text(note),) for note in notes))
        )

    assert len(of()) == 1
    assert of(f"{sign} stands for what is not known.") == []
    assert of(shown="12.5") == of(shown="not known") == of(shown="") == []


def test_what_is_not_cleared_blocks(made: MadePack) -> None:
    """M11; M8, M9 and M10 ask for number, office, contact and receivers."""
    request = replace(made.selection.request, clearance=(Clearance("pack", "Desk"),))
    uncleared = replace(made.selection, request=request)
    full = Visit(
        number="1", issue="1", prepared_by="Desk", contact="Desk", distribution=("Minister",)
    )
    told = replace(made.selection, request=replace(request, visit=full))

    assert [f.level for f in found(made, "M11", selection=uncleared)] == [Level.BLOCKS]
    for rule, count in {"M8": 1, "M9": 2, "M10": 1}.items():
        assert len(found(made, rule)) == count
        assert not found(made, rule, selection=told)


def test_pages_are_numbered_and_dated(made: MadePack) -> None:
    """M13 and M12."""
    furniture = replace(made.pack.furniture, page_of="Page {page}", information_as_at=" ")
    pack = replace(made.pack, furniture=furniture)

    assert found(made, "M13", pack=pack)
    assert found(made, "M12", pack=pack)


def test_a_figure_of_one_source_is_told(tmp_path: Path) -> None:
    """S3: neither official nor seconded."""
    made = make_tiny(tmp_path, observations=[OBSERVATION])
    shown = Table(
        "x.figures.table", "F", (Column("V", 1.0),),
        (((Figure("1", OBSERVATION["id"], "trade-2021"),),),),
    )  # fmt: skip
    base = made.selection.base
    reporter = made.selection.base.observations[OBSERVATION["id"]].reporter
    author = replace(base.organisations[reporter], kind="media")
    spoken = replace(base, organisations={**base.organisations, reporter: author})

    assert found(made, "S3", shown, selection=replace(made.selection, base=spoken))


def test_the_range_of_dates_is_told(made: MadePack) -> None:
    """S4: under the contents."""
    request = replace(made.selection.request, first="2020")
    bare = tuple(b for b in made.pack.blocks if b.id != "contents.note")
    pack = replace(made.pack, blocks=bare)

    assert found(made, "S4", pack=pack, selection=replace(made.selection, request=request))


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


def test_files_are_told_in_words_and_named(made: MadePack) -> None:
    """L7, L8, L11, D1 and D6: figures, language, outline, properties, the name of the file."""
    pack = made.pack
    visit = replace(made.selection.request.visit, number="no number")
    nameless = replace(made.selection, request=replace(made.selection.request, visit=visit))
    told = make_bundled(topics=("trade",))
    figures = [b for b in told.pack.blocks if isinstance(b, FigureBlock)]
    mute = [replace(b, text=replace(b.text, alternative=())) for b in figures]
    unsourced = [replace(b, text=replace(b.text, source=())) for b in figures]

    assert figures
    assert not found(told, "L7")
    assert len(found(told, "L7", *mute, *unsourced)) == 2 * len(figures)
    assert found(made, "L8", pack=replace(pack, language="English"))
    assert not found(made, "L8")
    assert found(made, "L11", Heading("empty", 1, " "))
    assert not found(made, "L11")
    assert len(found(made, "D1", pack=replace(pack, title=" ", author=""))) == 2
    assert found(made, "D6", selection=nameless)
    assert not found(made, "D6")


def test_what_a_finished_file_gives_away_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """D4: a name, a machine or a path in the words of the request is found in the files."""
    monkeypatch.setenv("USER", "ghauri")
    monkeypatch.setenv("HOME", "/home/ghauri")
    path = "C:\\Users\\ghauri\\brief.docx"
    request = Request(topics=("trade.targets",), visit=Visit(purpose=f"See {path}"))
    leaky, house = make_to_fit(bundled_base(), request, bundled_templates(), TODAY)
    clean, _ = make_to_fit(
        bundled_base(), replace(request, visit=Visit()), bundled_templates(), TODAY
    )

    assert "D4" in {f.rule for f in with_files_checked(leaky, house).blocking}
    assert "D4" not in {f.rule for f in with_files_checked(clean, house).findings}


# --- how grave, and what may fail -----------------------------------------------------------------


def test_a_rule_that_is_overridden_no_longer_blocks_and_says_why(tmp_path: Path) -> None:
    """The reason stands in the finding, in the record, and nowhere blocks."""
    brief = Request(topics=("trade", "relations"), clearance=(Clearance("pack", "Desk"),))
    reason = "Cleared by telephone on the way."
    excused = replace(brief, overrides=(Override("M11", reason),))

    made = make_tiny(tmp_path / "a", brief)
    again = make_tiny(tmp_path / "b", excused)

    assert "M11" in {f.rule for f in made.blocking}
    assert "M11" not in {f.rule for f in again.blocking}
    told = next(f for f in again.findings if f.rule == "M11")
    assert (told.level, told.excused) == (Level.WARNING, reason)
    assert any(f"M11: {reason}" in text for b in again.pack.blocks for text in _texts(b))


@pytest.mark.parametrize("topic", ["timeline", "record.a", "sources"])
def test_no_id_of_a_topic_frees_its_numbers(made: MadePack, topic: str) -> None:
    """TP15: a topic of one's own may be called like a section where the program counts."""
    item = ListItem("p", (Text("We ask for 77 tanks. "), CITED), "x")
    typed = Paragraph("line.q.more", (Text("77 tanks"),), ParagraphStyle.THEY_MAY_RAISE)

    for block in (List(f"{topic}.points.list", (item,), ListStyle.SPOKEN), typed):
        assert found(made, "TP15", block)


def test_a_rule_that_there_is_not_cannot_be_overridden(tmp_path: Path) -> None:
    """A slip would be printed in the record as if something had been excused."""
    brief = Request(topics=("trade", "relations"), overrides=(Override("TP110", "Agreed."),))

    with pytest.raises(UsageError, match=r"no rule “TP110” to override \(did you mean “TP1"):
        make_tiny(tmp_path, brief)


def _texts(block: Block) -> list[str]:
    if not isinstance(block, Table):
        return []
    return [inline.text for row in block.rows for cell in row for inline in cell]


def test_a_note_to_the_speaker_begins_with_a_verb(made: MadePack) -> None:
    """TP21: what to do comes first."""
    notes = {
        text: found(made, "TP21", List("sensitivities.list", (ListItem("n", (Text(text), CITED)),)))
        for text in ("The pass is closed in winter.", "Avoid a date for the pass.")
    }

    assert [bool(findings) for findings in notes.values()] == [True, False]


def test_a_product_sets_how_grave_a_rule_is(made: MadePack) -> None:
    """Heavier, lighter, or not tested at all."""
    assert made.checked is not None
    bad = points("We ask for this; we ask for that.")
    levels = {}
    for level in (Level.BLOCKS, Level.ADVICE, Level.OFF):
        product = replace(made.checked.product, rules={"TP3": level})
        levels[level] = {f.level for f in found(made, "TP3", bad, product=product)}

    assert levels == {
        Level.BLOCKS: {Level.BLOCKS}, Level.ADVICE: {Level.ADVICE}, Level.OFF: set()
    }  # fmt: skip


def test_the_points_of_a_topic_fit_one_side(made: MadePack) -> None:
    """TP2: asked of whoever lays out pages."""
    block = points("We ask.")

    assert found(made, "TP2", block, measure=lambda _, blocks: 1 + len(blocks))
    assert not found(made, "TP2", block, measure=lambda _, blocks: len(blocks))


def test_every_rule_is_tested_here_or_beside() -> None:
    """A rule without a test is no rule."""
    tests = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests").rglob("test_*.py"))
    missing = [rule for rule in RULES if f'"{rule}"' not in tests]

    assert missing == []


def test_the_page_on_rules_is_made_from_the_registry() -> None:
    """docs/rules.md holds the table that docs/make_rules.py makes."""
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    made_page = runpy.run_path(str(ROOT / "docs" / "make_rules.py"))["with_table"](page)

    assert page == made_page


def test_the_bundled_lines_break_no_rule_of_speech() -> None:
    """What curators wrote for both sides is fit to be said."""
    made = make_bundled()
    broken = {
        f"{f.rule} {f.block}" for f in made.findings if f.rule in ("TP3", "TP6", "TP7", "TP8")
    }

    assert broken == set()
