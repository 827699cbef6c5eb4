"""Packs as Word files."""

from briefgen.render.docx.writer import write_docx

__all__ = ["write_docx"]
