"""Writes a pack as a Word file: its body as text, in one go, into the styles of the house.

`writer` puts the parts together and `package` zips them. `body` turns blocks into paragraphs and
`tables`, over `runs`, `starts`, `numbering` and `contents`; `section` and `furniture` make the page
around it; `charts` and `shapes` the figures; `controls` and `record` what finds edits again.
"""

from briefgen.render.docx.writer import write_docx

__all__ = ["write_docx"]
