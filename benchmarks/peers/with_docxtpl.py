"""docxtpl: a Word file with Jinja tags, made once by python-docx, then filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from content import COLUMNS
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docxtpl import DocxTemplate, InlineImage, RichText
from with_python_docx import (
    CHART_WIDTH,
    add_header_row,
    bookmark,
    contents_entry,
    draw_charts,
    new_document,
)

if TYPE_CHECKING:
    from pathlib import Path

_TEMPLATE = "template.docx"


def prepare(content: dict[str, Any], folder: Path) -> None:
    """Draw the charts and make the template; neither is counted."""
    draw_charts(content, folder)
    document = new_document()
    document.add_paragraph("{{ title }}", "Title")
    document.add_paragraph("{{ subtitle }}", "Subtitle")
    document.add_page_break()
    document.add_paragraph("Contents", "TOC Heading")
    document.add_paragraph("{%p for s in sections %}")
    entry = document.add_paragraph(style="TOC 1")
    entry._p.append(parse_xml(contents_entry("{{ s.mark }}", "{{ s.heading }}")))
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for s in sections %}")
    heading = document.add_paragraph("{{ s.heading }}", "Heading 1")
    bookmark(heading, "{{ s.mark }}", "{{ s.number }}")
    document.add_paragraph("{%p for p in s.paragraphs %}")
    document.add_paragraph("{{r p }}", "Body Text")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ s.table.caption }}", "Caption")
    _add_table(document)
    document.add_paragraph("{%p for p in s.points %}")
    document.add_paragraph("{{r p }}", "List Number")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ s.chart.title }}", "Caption")
    document.add_paragraph("{{ s.picture }}", "Picture")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("Sources", "Heading 1")
    document.add_paragraph("{%p for e in sources %}")
    document.add_paragraph("{{r e }}", "Source Entry")
    document.add_paragraph("{%p endfor %}")
    document.save(folder / _TEMPLATE)


def write(content: dict[str, Any], folder: Path, target: Path) -> None:
    """Fill the template with ``content``."""
    template = DocxTemplate(folder / _TEMPLATE)
    sections = []
    for number, section in enumerate(content["sections"], 1):
        picture = folder / f"chart{number}.png"
        sections.append(
            {
                "number": number,
                "mark": f"_Toc{number:08d}",
                "heading": section["heading"],
                "paragraphs": [_rich(spans) for spans in section["paragraphs"]],
                "table": section["table"],
                "points": [_rich(spans) for spans in section["points"]],
                "chart": section["chart"],
                "picture": InlineImage(template, str(picture), width=CHART_WIDTH),
            }
        )
    sources = [
        _rich([["text", f"[{n}] "], *spans]) for n, spans in enumerate(content["sources"], 1)
    ]
    filled = {
        "title": content["title"],
        "subtitle": content["subtitle"],
        "sections": sections,
        "sources": sources,
    }
    template.render(filled, autoescape=True)
    template.save(target)


def _rich(spans: list[list[Any]]) -> RichText:
    rich = RichText()
    for kind, text in spans:
        if kind == "cite":
            rich.add(f"[{text}]", style="Citation")
        else:
            rich.add(text, bold=kind == "bold")
    return rich


def _add_table(document: Any) -> None:  # noqa: ANN401 - the library is not annotated
    table = document.add_table(rows=4, cols=COLUMNS, style="Table Grid")
    add_header_row(table, [f"{{{{ s.table.heads[{column}] }}}}" for column in range(COLUMNS)])
    table.rows[1].cells[0].text = "{%tr for row in s.table.rows %}"
    for column, cell in enumerate(table.rows[2].cells):
        cell.text = f"{{{{ row[{column}] }}}}"
        cell.paragraphs[0].style = "Table Text"
        if column > 1:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table.rows[3].cells[0].text = "{%tr endfor %}"
