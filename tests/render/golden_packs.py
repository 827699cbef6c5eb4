"""Small packs that show all that the writers draw; what is drawn of them is kept in `golden`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import (
    Align,
    Callout,
    Column,
    Contents,
    Cover,
    Detail,
    Furniture,
    Heading,
    List,
    ListItem,
    ListStyle,
    Pack,
    Paragraph,
    ParagraphStyle,
    SourceEntry,
    SourceList,
    Table,
)
from briefgen.pack.inlines import (
    Citation,
    CrossReference,
    FactText,
    Figure,
    Footnote,
    RequestText,
    Text,
)
from tests.pack.making import TODAY, make_tiny
from tests.render.figures import ALL, pack_of
from tests.render.sample import every_block, note

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD = {"made": "for a comparison"}  # the true one names what changes with every release
BLANK = "This page is intentionally blank"


def golden_packs(folder: Path) -> Mapping[str, Pack]:
    """The packs by name; ``folder`` takes the fact base that one is made from."""
    packs = {
        "blocks": blocks(),
        "figures": pack_of(*ALL),
        "paper": paper(),
        "urdu": urdu(),
        "visit": make_tiny(folder / "base").pack,
    }
    return {name: replace(pack, record=RECORD) for name, pack in packs.items()}


def blocks() -> Pack:
    """Every block but the figures, every inline, every style of paragraph and list."""
    pack = every_block(table_rows=3, paragraphs=1)
    more = (
        Heading("more", 1, "What else there is", new_page=True),
        *(
            Paragraph(f"style.{style.name}", (Text(f"Set as {style.value}."),), style)
            for style in ParagraphStyle
        ),
        *(
            List(
                f"list.{style.name}",
                tuple(ListItem(f"{style.name}.{n}", (Text(f"{style.value} {n}"),)) for n in (1, 2)),
                style,
            )
            for style in ListStyle
        ),
        Paragraph(
            "inlines",
            (
                RequestText("Words of the request; "),
                Text("мемлекеттік сапар", language="kk"),
                Text(", see "),
                CrossReference("trade.volume.table"),
                Text(" under "),
                CrossReference("trade"),
                Text(", page\u00a0"),
                CrossReference("trade", page=True),
                Text("."),
                note("paragraph"),
            ),
        ),
    )
    return replace(pack, blocks=(*pack.blocks, *more))


def paper() -> Pack:
    """For both sides of paper: a draft with a page left empty, and a table on its side."""
    pack = every_block()
    wide = Table(
        "wide",
        "A wide table",
        tuple(Column(title, 0.2) for title in ("A", "B", "C", "D", "E")),
        tuple(tuple((Text(f"{title}{n}"),) for title in "abcde") for n in (1, 2)),
        ((Text("Beneath it."),),),
        wide=True,
    )
    furniture = replace(pack.furniture, blank_page=BLANK, draft="DRAFT")
    shown = (
        Cover("cover", "Title", "Subtitle", (Detail("Prepared by", (Text("The desk"),)),)),
        Contents("contents", "Contents"),
        Heading("one", 1, "First section", new_page=True, right_hand=True),
        Paragraph("p1", (Text("Text of the first."),)),
        Heading("two", 1, "Second section", new_page=True, right_hand=True),
        wide,
        Heading("three", 1, "Third section", new_page=True, right_hand=True),
        Paragraph("p3", (Text("Text of the third."),)),
    )
    return replace(pack, blocks=shown, furniture=furniture, two_sided=True)


def urdu() -> Pack:
    """From right to left, with figures, Latin words and a note."""
    furniture = Furniture(
        "غیر خفیہ",
        "دورۂ آستانہ",
        "22 نومبر 2026 تک کی معلومات",
        page_of="صفحہ {page} از {pages}",
        continued="جاری",
        table_label="جدول {number}۔",
        figure_label="شکل {number}۔",
    )
    remark = Footnote((Text("دوسرا شمار: "), Figure("250 million", "o2", "f2"), Text("۔")))
    cells = ((Text("2025"),), (Figure("105.6", "o1", "f1"),), (Text("Ministry", language="en"),))
    shown = (
        Heading("trade", 1, "تجارت"),
        Paragraph(
            "p", (FactText("تجارت 2025 میں کم ہوئی ", "f1"), Citation((1,), ("f1",)), remark)
        ),
        List("l", (ListItem("i", (Text("پہلا نکتہ (USD) ۔"),)),), ListStyle.SPOKEN),
        Table(
            "t",
            "تجارت بلحاظ سال",
            (Column("سال", 0.3), Column("قدر", 0.3, Align.RIGHT), Column("کس نے گنا", 0.4)),
            (cells,),
        ),
        Callout("c", "توجہ", (ListItem("c.1", (Text("ایک بات"),)),)),
        Paragraph("r", (CrossReference("t"), Text("، صفحہ\u00a0"), CrossReference("t", page=True))),
        SourceList("s", (SourceEntry(1, "source", (Text("وزارت۔"),)),)),
    )
    return Pack("دورۂ آستانہ", "بریفنگ", "دفتر", "ur-PK", TODAY, furniture, shown)
