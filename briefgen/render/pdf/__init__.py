"""Packs as PDF: tagged (PDF/UA-1), archival (PDF/A-2a), laid out by our own page filler.

The steps, a module or two each: set blocks as strips (`blocks`, `paragraphs`, `lists`, `front`,
`tables`, over `dressing`, `lines`, `setting` and `measure`), put the strips on pages (`fill`), draw
the pages (`draw`, `furniture`), write the file (`document`, over `tags`, `navigation`, `embedding`,
`metadata`, `objects`).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.render.pdf.document import Layout, PdfFile, draw_layout, lay_out, write_pdf

__all__ = ["Layout", "PdfFile", "draw_layout", "lay_out", "write_pdf"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class or a function
    """The steps, loaded when first asked for: a Word file needs a few modules of these alone."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from briefgen.render.pdf import document  # noqa: PLC0415

    return getattr(document, name)
