"""Word files as others make them, to serve as houses: built by python-docx, which is not ours."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from docx.text.paragraph import Paragraph

EXIF_OWNER = "A. Photographer"


def letterhead() -> Document:
    """A document as python-docx starts one: Letter paper, Word's own styles, its own author."""
    document = docx.Document()
    document.core_properties.author = "Somebody"
    document.add_paragraph("Words of the body that are never printed.")
    return document


def saved(document: Document, folder: Path, name: str = "letterhead.docx") -> Path:
    """``document`` as a file."""
    path = folder / name
    document.save(str(path))
    return path


def logo(kind: str = "PNG", size: tuple[int, int] = (240, 120)) -> io.BytesIO:
    """A two-coloured logo: green to the left, white to the right; a PNG is clear at its right."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    image.paste((10, 120, 60, 255), (0, 0, size[0] // 2, size[1]))
    made = io.BytesIO()
    if kind == "PNG":
        image.save(made, kind)
    else:
        owner = Image.Exif()
        owner[0x013B] = EXIF_OWNER
        flat = Image.new("RGB", size, "white")
        flat.paste(image, mask=image)
        flat.save(made, kind, **({"exif": owner.tobytes()} if kind == "JPEG" else {}))
    made.seek(0)
    return made


def put_logo(paragraph: Paragraph, kind: str = "PNG", width: float = 40.0) -> None:
    """A logo ``width`` millimetres wide at the end of ``paragraph``."""
    paragraph.add_run().add_picture(logo(kind), width=Mm(width))


def set_free(paragraph: Paragraph, across: str, down: str) -> None:
    """Take the last picture of ``paragraph`` out of the line of text; places are XML."""
    inline = paragraph._p.findall(f".//{qn('wp:inline')}")[-1]
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" '
        f'allowOverlap="1"><wp:simplePos x="0" y="0"/>{across}{down}</wp:anchor>'
    )
    for tag in ("extent", "docPr", "cNvGraphicFramePr"):
        anchor.append(deepcopy(inline.find(qn(f"wp:{tag}"))))
        if tag == "extent":
            anchor.append(parse_xml(f'<wp:wrapSquare {nsdecls("wp")} wrapText="bothSides"/>'))
    anchor.append(deepcopy(inline.find(qn("a:graphic"))))
    inline.getparent().replace(inline, anchor)


def add_field(paragraph: Paragraph, instruction: str, shown: str = "1") -> None:
    """A field as Word writes it, spread over five runs."""
    for xml in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        run = parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>")
        paragraph._p.append(run)


def set_body(document: Document, font: str, size: float) -> None:
    """The type of all text."""
    document.styles["Normal"].font.name = font
    document.styles["Normal"].font.size = Pt(size)
