"""Each rule on form catches what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Block,
    Column,
    Cover,
    Heading,
    List,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Table,
)
from briefgen.pack.inlines import Link, Text, plain
from tests.pack.judging import CITED, found
from tests.pack.making import make_sample

if TYPE_CHECKING:
    from briefgen.pack.build import MadePack
    from briefgen.pack.findings import Finding


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


def test_pages_are_numbered_and_dated(made: MadePack) -> None:
    """M13 and M12."""
    furniture = replace(made.pack.furniture, page_of="Page {page}", information_as_at=" ")
    pack = replace(made.pack, furniture=furniture)

    assert found(made, "M13", pack=pack)
    assert found(made, "M12", pack=pack)


@pytest.mark.parametrize("language", ["en", "ru", "kk", "ur"])
def test_the_cover_bears_the_day_that_the_footer_bears(language: str) -> None:
    """Another day of the same year on it, such as that of the visit, will not do."""
    made = make_sample(language=language)
    cover, *rest = made.pack.blocks
    assert isinstance(cover, Cover)
    line = made.pack.furniture.information_as_at
    (day,) = (detail for detail in cover.details if plain(detail.value[:1]) in line)
    others = tuple(detail for detail in cover.details if detail is not day)

    assert found(made, "M12") == []
    for part in ("", "2026", "2", "22"):  # of the day, as an issue or the year of a figure
        bears = (*others, replace(day, value=(Text(part),)))
        pack = replace(made.pack, blocks=(replace(cover, details=bears), *rest))
        assert [finding.block for finding in found(made, "M12", pack=pack)] == [cover.id]


def test_the_footer_bears_the_day_of_the_pack(made: MadePack) -> None:
    """M12: another day, or a year, is not it."""
    for line in ("Information as at 2026", "Information as at 21 November 2026"):
        furniture = replace(made.pack.furniture, information_as_at=line)
        pack = replace(made.pack, furniture=furniture)

        assert [one.block for one in found(made, "M12", pack=pack)] == ["pack"]
