"""A house with a picture in its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.render.word_files import changed_house

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def with_picture(
    folder: Path, data: bytes | None, name: str = "word/media/crest.png", *, called: str = ""
) -> Path:
    """A house whose header shows the picture ``data``, the part ``name``; nothing is not there.

    ``called`` is how the header calls it, where that is another way.
    """
    rels = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId7" Type="{OFFICE}/image" '
        f'Target="{called or name.removeprefix("word/")}"/></Relationships>'
    )
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="x"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http:'
        '//schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip r:embed="rId7"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return changed_house(
        folder,
        add={"word/_rels/header1.xml.rels": rels.encode()} | ({name: data} if data else {}),
        swap={"word/header1.xml": ("<w:p>", f"<w:p>{drawing}</w:p><w:p>")},
    )
