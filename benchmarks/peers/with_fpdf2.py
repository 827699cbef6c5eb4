"""fpdf2: cells and tables by its own calls, contents by its placeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fpdf import FPDF
from fpdf.fonts import FontFace, TextStyle

if TYPE_CHECKING:
    from pathlib import Path

_SHARES = (30, 25, 15, 15, 15)
_ENTRIES_A_PAGE = 45  # of the contents; their pages have to be told beforehand
_BLUE = (18, 57, 74)


def prepare(content: dict[str, Any], folder: Path) -> None:
    """Nothing is needed beforehand."""
    del content, folder


def write(content: dict[str, Any], folder: Path, target: Path) -> None:
    """Write ``content`` from top to bottom."""
    pdf = _Document(unit="pt", format="A4")
    for style, file in (("", "Regular"), ("B", "Bold")):
        pdf.add_font("Noto", style, folder / "fonts" / f"NotoSans-{file}.ttf")
    pdf.set_margins(71, 71, 71)
    pdf.set_auto_page_break(True, 71)  # noqa: FBT003 - the library's own call
    pdf.add_page()
    _say(pdf, content["title"], 24, 30, "B")
    _say(pdf, content["subtitle"], 11, 15)
    pdf.add_page()
    _say(pdf, "Contents", 10, 14)
    pages = -(-(len(content["sections"]) + 2) // _ENTRIES_A_PAGE)
    pdf.insert_toc_placeholder(_contents, pages=pages)
    pdf.set_section_title_styles(TextStyle("Noto", "B", 20, b_margin=12, t_margin=24))
    for section in content["sections"]:
        _section(pdf, section)
    pdf.start_section("Sources")
    for number, spans in enumerate(content["sources"], 1):
        _spans(pdf, [["text", f"[{number}] "], *spans], 10, 13.6)
    pdf.output(str(target))


class _Document(FPDF):
    def footer(self) -> None:
        """The page number, on every page."""
        self.set_y(-50)
        self.set_font("Noto", "", 9)
        self.cell(0, 12, f"Page {self.page_no()}", align="R")


def _contents(pdf: FPDF, outline: list[Any]) -> None:
    pdf.set_font("Noto", "", 11)
    pdf.set_x(pdf.l_margin)
    for entry in outline:
        pdf.cell(400, 15, entry.name, link=pdf.add_link(page=entry.page_number))
        pdf.cell(0, 15, str(entry.page_number), align="R", new_x="LMARGIN", new_y="NEXT")


def _say(pdf: FPDF, text: str, size: float, leading: float, style: str = "") -> None:
    pdf.set_font("Noto", style, size)
    pdf.multi_cell(0, leading, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _spans(pdf: FPDF, spans: list[list[Any]], size: float, leading: float) -> None:
    for kind, text in spans:
        pdf.set_font("Noto", "B" if kind == "bold" else "", size)
        if kind == "cite":
            pdf.char_vpos = "SUP"
            pdf.write(leading, f"[{text}]")
            pdf.char_vpos = "LINE"
        else:
            pdf.write(leading, text)
    pdf.ln(leading + 6)


def _section(pdf: FPDF, section: dict[str, Any]) -> None:
    pdf.start_section(section["heading"])
    for spans in section["paragraphs"]:
        _spans(pdf, spans, 11, 15)
    _say(pdf, section["table"]["caption"], 10, 14)
    pdf.set_font("Noto", "", 10)
    looks = ("LEFT", "LEFT", "RIGHT", "RIGHT", "RIGHT")
    with pdf.table(
        col_widths=_SHARES,
        text_align=looks,
        line_height=13,
        padding=3,
        headings_style=FontFace(emphasis="B"),
    ) as table:
        for row in (section["table"]["heads"], *section["table"]["rows"]):
            table.row(row)
    pdf.ln(8)
    for number, spans in enumerate(section["points"], 1):
        _spans(pdf, [["text", f"{number}. "], *spans], 11, 15)
    _chart(pdf, section["chart"])


def _chart(pdf: FPDF, data: dict[str, Any]) -> None:
    if pdf.will_page_break(190):
        pdf.add_page()
    _say(pdf, data["title"], 10, 14)
    base, top = pdf.get_y() + 145, max(data["values"])
    pdf.set_fill_color(*_BLUE)
    pdf.set_font("Noto", "", 8)
    for place, (label, value) in enumerate(zip(data["labels"], data["values"], strict=True)):
        left, tall = 111 + place * 40, 120 * value / top
        pdf.rect(left, base - tall, 28, tall, style="F")
        pdf.text(left, base - tall - 5, str(value))
        pdf.text(left, base + 12, label)
    pdf.set_y(base + 20)
