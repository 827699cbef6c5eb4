"""Packs as PDF: tagged (PDF/UA-1), archival (PDF/A-2a), laid out by our own page filler.

The steps, a module or two each: set blocks as strips (`blocks`, `paragraphs`, `lists`, `front`,
`tables`, over `dressing`, `lines`, `setting` and `measure`), put the strips on pages (`fill`), draw
the pages (`draw`, `furniture`), write the file (`document`, over `tags`, `navigation`, `embedding`,
`metadata`, `objects`).
"""

from briefgen.render.pdf.document import Layout, PdfFile, draw_layout, lay_out, write_pdf

__all__ = ["Layout", "PdfFile", "draw_layout", "lay_out", "write_pdf"]
