"""Each rule on what may leave, and under which marking, catches what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Heading,
    List,
    ListItem,
    Paragraph,
)
from briefgen.pack.build import make_pack
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.inlines import Citation, FactText, Text
from briefgen.pack.product import Level
from briefgen.pack.request import (
    Clearance,
    Override,
    Request,
    Side,
    Visit,
)
from briefgen.render.finished import with_files_checked
from briefgen.render.making import make_to_fit
from briefgen.resources import bundled_templates
from tests.pack.judging import CITED, found
from tests.pack.making import TODAY, bundled_base, make_bundled, make_tiny
from tests.tiny_base import CITATION, FACT

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack
    from briefgen.pack.findings import Finding


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


@pytest.mark.parametrize(
    ("whole", "part", "early"),
    [
        ("2026-11-21", "2026-11-20", ["pack", "topic.trade.volume"]),
        ("2026-11-22", "2026-11-20", []),
        ("2026-11", "", []),
        ("", "2026-11-20", ["topic.trade.volume"]),
    ],
)
def test_a_clearance_older_than_the_facts_is_told(whole: str, part: str, early: list[str]) -> None:
    """M11: nobody saw what was known later; the whole, if cleared since, counts for its parts."""
    clearance = (
        Clearance("pack", "Desk", "Director", whole),
        Clearance("trade.volume", "Desk", "Director", part),
    )
    request = Request(topics=("trade.volume",), voice=Side.PAK, clearance=clearance)

    def of(*, final: bool) -> list[tuple[Level, str]]:
        made = make_pack(bundled_base(), request, bundled_templates(), TODAY, final=final)
        return [(f.level, f.block) for f in made.findings if f.rule == "M11"]

    assert of(final=True) == [(Level.WARNING, place) for place in early]
    assert of(final=False) == [(Level.ADVICE, place) for place in early]


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
