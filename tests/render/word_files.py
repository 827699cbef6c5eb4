"""Word files for the tests: the bundled house, changed copies of it, and a look inside a file."""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO, TYPE_CHECKING

import docx
from lxml import etree

from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def ministry() -> Path:
    """The house style that the program brings along."""
    return bundled_templates() / "house" / "ministry.docx"


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A Word file of ``parts``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed_house(
    folder: Path,
    *,
    swap: Mapping[str, tuple[str, str]] | None = None,
    add: Mapping[str, bytes] | None = None,
    drop: tuple[str, ...] = (),
) -> Path:
    """A copy of the ministry's house with parts added, dropped, or one text in a part swapped."""
    parts = parts_of(ministry().read_bytes())
    for name, (old, new) in (swap or {}).items():
        text = parts[name].decode()
        assert old in text, f"{old!r} is not in {name}"
        parts[name] = text.replace(old, new, 1).encode()
    parts |= dict(add or {})
    path = folder / "other.docx"
    path.write_bytes(zipped({name: parts[name] for name in parts if name not in drop}))
    return path


def without_style(folder: Path, *names: str) -> Path:
    """A copy of the ministry's house that lacks the styles of these names, as Word spells them."""
    root = etree.fromstring(parts_of(ministry().read_bytes())["word/styles.xml"])
    for style in list(root.iter(f"{W}style")):
        if style.find(f"{W}name").get(f"{W}val") in names:
            root.remove(style)
    return changed_house(folder, add={"word/styles.xml": etree.tostring(root)})


def opened(file: str | IO[bytes]) -> Document:
    """A pack in python-docx, its content controls unwrapped: it looks for paragraphs in none."""
    document = docx.Document(file)
    _unwrap(document.element.body)
    return document


def _unwrap(body: etree._Element) -> None:
    for control in list(body.iter(f"{W}sdt")):
        for child in list(control.find(f"{W}sdtContent")):
            control.addprevious(child)
        control.getparent().remove(control)


def body_of(data: bytes) -> etree._Element:
    """The body of a Word file, its content controls unwrapped."""
    body = etree.fromstring(parts_of(data)["word/document.xml"]).find(f"{W}body")
    _unwrap(body)
    return body


def paragraph_text(paragraph: etree._Element) -> str:
    """The words of a paragraph as printed, its fields' results included.

    A space at its end is not seen: behind small letters it makes their line as tall as others.
    """
    words = "".join(element.text or "" for element in paragraph.iter(f"{W}t"))
    return words.rstrip(" ") if paragraph.tag == f"{W}p" else words


def style_of(paragraph: etree._Element) -> str:
    """The style id that a paragraph names."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


A5, A6, LETTER = (8391, 11906), (5953, 8391), (12240, 15840)  # paper upright, in twips


def house_on(
    paper: tuple[int, int], folder: Path, base: str = "ministry", margins: str = "850"
) -> Path:
    """The bundled house ``base`` on another paper, with ``margins`` in twips on all sides."""
    house = bundled_templates() / "house" / f"{base}.docx"
    parts = parts_of(house.read_bytes())
    width, height = paper
    size = f'<w:pgSz w:w="{width}" w:h="{height}"/>'
    body = re.sub(r"<w:pgSz [^>]*>", size, parts["word/document.xml"].decode())
    sides = re.compile(r'(?<= w:)(top|right|bottom|left)="\d+"')
    body = re.sub(r"<w:pgMar [^>]*>", lambda found: sides.sub(rf'\1="{margins}"', found[0]), body)
    parts["word/document.xml"] = body.encode()
    path = folder / f"{base}-{width}-{height}.docx"
    path.write_bytes(zipped(parts))
    return path
