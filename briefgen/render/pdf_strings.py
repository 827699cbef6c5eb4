"""Text as it stands in the objects of a PDF."""

from __future__ import annotations

from briefgen.render.printable import clean


def text_string(text: str) -> bytes:
    """``text`` as a PDF string for titles, addresses and the like, cleaned as printed text is."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%s)" % escaped.encode("ascii")
    return b"<FEFF%s>" % clean(text).encode("utf-16-be").hex().upper().encode("ascii")
