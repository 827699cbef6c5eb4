"""Packs as PDF: tagged (PDF/UA-1), archival (PDF/A-2a), laid out by our own page filler.

The steps, a module or two each: set blocks as strips (`blocks`, `paragraphs`, `lists`, `front`,
`tables` and `rows`, over `dressing`, `flow`, `lines`, `setting` and `measure`), put the strips on
pages (`layout` and `fill`), draw the pages (`draw`, `furniture`), write the file (`document`, over
`tags`, `navigation`, `embedding`, `metadata`, `objects`).

A strip knows how tall it is before its lines are made: these wait until it is drawn, and are never
made where only the numbers of the pages are wanted.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.render.pdf.document import PdfFile, draw_layout, write_pdf
    from briefgen.render.pdf.layout import Layout, lay_out, pages_taken

__all__ = ["Layout", "PdfFile", "draw_layout", "lay_out", "pages_taken", "write_pdf"]
_OF_LAYOUT = ("Layout", "lay_out", "pages_taken")


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class or a function
    """The steps, loaded when first asked for: a Word file needs those before the drawing alone."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "layout" if name in _OF_LAYOUT else "document"
    return getattr(import_module(f"{__name__}.{module}"), name)
