"""WeasyPrint: the content as HTML and SVG, the page as CSS."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from weasyprint import HTML

if TYPE_CHECKING:
    from pathlib import Path

_STYLE = """
@font-face { font-family: Noto; src: url(fonts/NotoSans-Regular.ttf) }
@font-face { font-family: Noto; src: url(fonts/NotoSans-Bold.ttf); font-weight: bold }
@page { size: A4; margin: 25mm; @bottom-right { content: "Page " counter(page); font: 9pt Noto } }
body { font: 11pt/15pt Noto; margin: 0 }
p { margin: 0 0 8pt }
h1 { font-size: 20pt; line-height: 26pt; margin: 24pt 0 12pt; break-after: avoid }
.title { font-size: 24pt; line-height: 30pt; font-weight: bold }
.fresh { break-before: page }
.caption { font-size: 10pt; margin: 14pt 0 5pt; break-after: avoid }
.entry { margin: 0 0 3pt } .entry a { color: black; text-decoration: none }
.entry a::after { content: leader(". ") target-counter(attr(href), page) }
table { border-collapse: collapse; width: 100%; font-size: 10pt; line-height: 13pt }
table { table-layout: fixed; margin-bottom: 8pt }
th, td { border-bottom: .5pt solid #D3DBDF; padding: 3pt 6pt; text-align: left }
.n { text-align: right }
sup { font-size: 7pt; line-height: 0 } li { margin-bottom: 4pt } .source { font-size: 10pt }
"""
_SHARES = (30, 25, 15, 15, 15)


def prepare(content: dict[str, Any], folder: Path) -> None:
    """Nothing is needed beforehand."""
    del content, folder


def write(content: dict[str, Any], folder: Path, target: Path) -> None:
    """Make the HTML and print it."""
    HTML(string=_page(content), base_url=f"{folder}/").write_pdf(target)


def _page(content: dict[str, Any]) -> str:
    entries = "".join(
        f'<p class="entry"><a href="#s{number}">{escape(section["heading"])} </a></p>'
        for number, section in enumerate(content["sections"], 1)
    )
    sections = "".join(
        _section(section, number) for number, section in enumerate(content["sections"], 1)
    )
    sources = "".join(
        f'<p class="source">[{number}] {_spans(spans)}</p>'
        for number, spans in enumerate(content["sources"], 1)
    )
    return (
        f'<html lang="en"><head><title>{escape(content["title"])}</title>'
        f'<style>{_STYLE}</style></head><body><p class="title">{escape(content["title"])}</p>'
        f'<p>{escape(content["subtitle"])}</p><p class="caption fresh">Contents</p>{entries}'
        f"{sections}<h1>Sources</h1>{sources}</body></html>"
    )


def _section(section: dict[str, Any], number: int) -> str:
    paragraphs = "".join(f"<p>{_spans(spans)}</p>" for spans in section["paragraphs"])
    points = "".join(f"<li>{_spans(spans)}</li>" for spans in section["points"])
    return (
        f'<h1 id="s{number}">{escape(section["heading"])}</h1>{paragraphs}'
        f"{_table(section['table'])}<ol>{points}</ol>{_chart(section['chart'])}"
    )


def _spans(spans: list[list[Any]]) -> str:
    marks = {"text": "{}", "bold": "<b>{}</b>", "cite": "<sup>[{}]</sup>"}
    return "".join(marks[kind].format(escape(str(text))) for kind, text in spans)


def _table(data: dict[str, Any]) -> str:
    columns = "".join(f'<col style="width: {share}%">' for share in _SHARES)
    looks = ("", "", ' class="n"', ' class="n"', ' class="n"')
    head = "".join(f"<th{c}>{escape(t)}</th>" for c, t in zip(looks, data["heads"], strict=True))
    rows = "".join(
        f"<tr>{''.join(f'<td{c}>{escape(t)}</td>' for c, t in zip(looks, row, strict=True))}</tr>"
        for row in data["rows"]
    )
    return (
        f'<p class="caption">{escape(data["caption"])}</p><table>{columns}'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _chart(data: dict[str, Any]) -> str:
    top = max(data["values"])
    bars = []
    for place, (label, value) in enumerate(zip(data["labels"], data["values"], strict=True)):
        left, tall = 40 + place * 40, 120 * value / top
        bars.append(
            f'<rect x="{left}" y="{145 - tall:.1f}" width="28" height="{tall:.1f}"'
            ' fill="#12394A"/>'
            f'<text x="{left}" y="{140 - tall:.1f}" font-size="8" font-family="Noto">{value}</text>'
            f'<text x="{left}" y="157" font-size="8" font-family="Noto">{label}</text>'
        )
    return (
        f'<p class="caption">{escape(data["title"])}</p>'
        f'<svg width="453pt" height="165pt" viewBox="0 0 453 165">{"".join(bars)}</svg>'
    )
