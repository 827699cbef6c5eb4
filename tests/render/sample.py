"""A pack that holds every kind of block, for the tests of the writers."""

from __future__ import annotations

from datetime import date
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
    PageBreak,
    Paragraph,
    ParagraphStyle,
    SourceEntry,
    SourceList,
    Table,
)
from briefgen.pack.inlines import (
    Citation,
    Emphasis,
    FactText,
    Figure,
    Footnote,
    Ids,
    Link,
    PersonName,
    Strong,
    Text,
)

if TYPE_CHECKING:
    from briefgen.pack.blocks import Block

WORDS = (
    "Freight between the two railheads moved by road, and the permits were renewed "
    "each quarter under the arrangement that the two ministries keep. "
)


def paragraph_text(number: int) -> str:
    """A paragraph of some sixty words that names itself."""
    return f"Paragraph {number}. " + WORDS * 3 + "Қазақстан ұлттық валютасы — теңге (₸)."


def note(about: str, sentences: int = 0) -> Footnote:
    """A footnote with a figure, a source and an address, and ``sentences`` more."""
    return Footnote(
        (
            Text(f"On the {about}: another count is "),
            Figure("250 million dollars", "trade.other", "f2"),
            Text(" "),
            Citation((2,), ("f2",)),
            Text(", see "),
            Link("https://example.org/count", "https://example.org/count"),
            Text(f". {WORDS * sentences}".strip(" ")),
        )
    )


def with_footnotes(table_rows: int = 60) -> Pack:
    """A pack with notes in running text, in a list, in a table, beneath it, and in a box."""
    cells = (
        (Text(f"row {n}"), *((note(f"row {n}"),) if n % 15 == 4 else ())) for n in range(table_rows)
    )
    items = tuple(ListItem(f"line-{n}", (Text(f"Point {n}"), note(f"point {n}"))) for n in (1, 2))
    blocks = (
        Heading("trade", 1, "Trade"),
        Paragraph("before", (Text("Agreed"), note("objective"), Text(" by both sides."))),
        List("points", items, ListStyle.SPOKEN),
        Table(
            "table",
            "Rows",
            (Column("Row", 0.5), Column("What", 0.5)),
            tuple((cell, (Text("value"),)) for cell in cells),
            ((Text("Beneath the table"), note("table"), Text(".")),),
        ),
        Callout("box", "In a box", (ListItem("box.1", (Text("Boxed"), note("box"))),)),
        *(Paragraph(f"text.{n}", (Text(paragraph_text(n)), note(f"text {n}"))) for n in range(12)),
        SourceList("sources", (SourceEntry(2, "source-2", (Text("Ministry 2."),)),)),
    )
    return replace(every_block(), blocks=blocks)


def every_block(table_rows: int = 60, paragraphs: int = 12) -> Pack:
    """A pack of some pages; more rows and paragraphs make it longer."""
    blocks = (
        *_front(),
        *_to_be_said(),
        *_key_figures(table_rows),
        *_background(),
        *_running_text(paragraphs),
        *_sources(),
    )
    return Pack(
        title="Visit to Astana: trade & corridors",
        subject="Briefing pack",
        author="Central Asia Desk",
        language="en-GB",
        as_of=date(2026, 11, 22),
        furniture=Furniture(
            marking="UNCLASSIFIED – FOR OFFICIAL USE",
            running_title="Visit to Astana: trade & corridors",
            information_as_at="Information as at 22 November 2026",
        ),
        blocks=blocks,
        record={"facts": "f1 f2", "fact_base": "test"},
    )


def _front() -> tuple[Block, ...]:
    return (
        Cover(
            "cover",
            "Visit to Astana: trade & corridors",
            "Briefing pack for the Minister <of Commerce>",
            (
                Detail("Information as at", (Text("22 November 2026"),)),
                Detail("Period covered", (Text("2020 to 2026"),)),
                Detail("Prepared by", (Text("Central Asia Desk"),)),
            ),
            (Text("Nothing of substance stands on this page."),),
        ),
        Contents("contents", "Contents"),
    )


def _to_be_said() -> tuple[Block, ...]:
    return (
        Heading("trade", 1, "Trade", new_page=True),
        Paragraph("trade.lead", (Text("What the two sides count."),), ParagraphStyle.LEAD),
        Heading("trade.volume", 2, "Trade volumes and balance"),
        Paragraph(
            "trade.volume.objective",
            (Strong("Objective. "), Text("Agree one set of figures "), Citation((1, 3), ("f1",))),
            ParagraphStyle.OBJECTIVE,
            keep_with_next=True,
        ),
        List(
            "trade.volume.points",
            tuple(
                ListItem(
                    f"line-{n}",
                    (
                        Text("Our exports fell to "),
                        Figure(f"about {n}8 million dollars", f"trade.fy{n}", "f1"),
                        Text(", and we ask for a joint table "),
                        Citation((1,), ("f1",)),
                        Text("."),
                    ),
                    tag="to the trade minister",
                )
                for n in range(1, 6)
            ),
            ListStyle.SPOKEN,
        ),
        Paragraph(
            "trade.volume.theirs",
            (Strong("They may raise. "), Text("The fall in Pakistan’s exports.")),
            ParagraphStyle.THEY_MAY_RAISE,
            keep_with_next=True,
        ),
        Paragraph(
            "trade.volume.response",
            (Strong("Our response. "), PersonName("Kassym-Jomart Tokayev", "tokayev", "f2")),
            ParagraphStyle.OUR_RESPONSE,
        ),
    )


def _key_figures(rows: int) -> tuple[Block, ...]:
    return (
        Heading("trade.volume.figures", 3, "Key figures"),
        Table(
            "trade.volume.table",
            "Goods trade by period and reporter, USD million",
            (
                Column("Period", 0.22),
                Column("Flow", 0.18),
                Column("Value", 0.16, Align.RIGHT),
                Column("Counted by", 0.44),
            ),
            tuple(
                (
                    (Text(f"{1990 + n}"),),
                    (Text("total"),),
                    (Figure(f"{n * 3.25:,.2f}", f"trade.{n}", "f1"),),
                    (
                        FactText(
                            f"Reporter {n}, whose name is so long that it wraps over two lines "
                            "of the cell"
                            if n % 7 == 0
                            else f"Reporter {n}",
                            "f1",
                        ),
                        Text(" "),
                        Citation((2,), ("f1",)),
                    ),
                )
                for n in range(rows)
            ),
            ((Text("Figures of different reporters are not one series."),),),
        ),
    )


def _background() -> tuple[Block, ...]:
    return (
        Heading("trade.volume.background", 3, "Background: can be used"),
        List(
            "trade.volume.facts",
            (
                ListItem("f1", (FactText("Exports fell in FY25.", "f1"), Citation((1,), ("f1",)))),
                ListItem("f2", (Emphasis("Corridor news. "), FactText("The pass reopened.", "f2"))),
            ),
        ),
        Callout(
            "trade.volume.disagree",
            "Figures that disagree",
            (
                ListItem("d1", (Text("Three reporters give three totals for one year."),)),
                ListItem("d2", (Text("None of them is an average of the others."),)),
            ),
        ),
    )


def _running_text(paragraphs: int) -> tuple[Block, ...]:
    return (
        Heading("text", 1, "Running text", new_page=True),
        *(
            Paragraph(f"text.{n}", (Text(paragraph_text(n)), Citation((2,), ("f2",))))
            for n in range(paragraphs)
        ),
    )


def _sources() -> tuple[Block, ...]:
    return (
        PageBreak("before-sources"),
        Heading("sources", 1, "Sources"),
        SourceList(
            "sources.list",
            tuple(
                SourceEntry(
                    n,
                    f"source-{n}",
                    (
                        Text(f"Ministry {n}. "),
                        Emphasis("A report on trade. "),
                        Ids("trade-fy25, f2"),
                        Link(f"https://example.org/report/{n}", f"https://example.org/report/{n}"),
                    ),
                )
                for n in range(1, 4)
            ),
        ),
    )
