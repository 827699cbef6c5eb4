"""Edits of a Word file as Word and LibreOffice save them."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.pack.fingerprints import squeezed
from tests.render.word_files import W, paragraph_text, parts_of, style_of, zipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_DOCUMENT = "word/document.xml"
_PREFIXED = f'xmlns:w="{W[1:-1]}"'
_AUTHOR = 'w:id="900" w:author="A" w:date="2026-11-23T09:00:00Z"'


_WRITTEN_ANEW = ("contents", "contents.briefs")  # lists of what else is in the pack


def edited_in_word(path: Path, edits: Mapping[str, str], *, tracked: bool = False) -> None:
    """Change the file: a paragraph that begins with a key reads as its value, "" strikes it out.

    Every run is split as Word splits them, with session ids and proofing marks; quotes are curled.
    ``tracked`` keeps the old words as deletions.
    """
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[_DOCUMENT])
    left = dict(edits)
    for paragraph in list(root.iter(f"{W}p")):
        text = squeezed(paragraph_text(paragraph))
        listed = style_of(paragraph).startswith("TOC") or _block_of(paragraph) in _WRITTEN_ANEW
        key = next((key for key in left if text.startswith(key) and not listed), None)
        if key is None:
            _split_runs(paragraph)
        elif left.pop(key) or tracked:
            _retype(paragraph, edits[key], tracked=tracked)
        else:
            paragraph.getparent().remove(paragraph)
    assert not left, left
    path.write_bytes(zipped(parts | {_DOCUMENT: etree.tostring(root)}))


def _block_of(paragraph: etree._Element) -> str:
    """The id of the block a paragraph stands in, as its content control tells it."""
    tags = (c.find(f"{W}sdtPr/{W}tag") for c in paragraph.iterancestors(f"{W}sdt"))
    return next((tag.get(f"{W}val", "") for tag in tags if tag is not None), "")


def added_in_word(path: Path, after: str, text: str) -> None:
    """Put a paragraph of ``text`` behind the block of the paragraph that begins with ``after``."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[_DOCUMENT])
    found = next(p for p in root.iter(f"{W}p") if squeezed(paragraph_text(p)).startswith(after))
    control = next(found.iterancestors(f"{W}sdt"))
    control.addnext(etree.fromstring(f"<w:p {_PREFIXED}>{_run(text)}</w:p>"))
    path.write_bytes(zipped(parts | {_DOCUMENT: etree.tostring(root)}))


def changed_rows(path: Path, *, gone: str, added: Sequence[str]) -> None:
    """Put a row of ``added`` cells in the place of the row that says ``gone``."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[_DOCUMENT])
    row = next(r for r in root.iter(f"{W}tr") if gone in "".join(r.itertext()))
    cells = (f"<w:tc {_PREFIXED}><w:p>{_run(text)}</w:p></w:tc>" for text in added)
    row.addnext(etree.fromstring(f"<w:tr {_PREFIXED}>{''.join(cells)}</w:tr>"))
    row.getparent().remove(row)
    path.write_bytes(zipped(parts | {_DOCUMENT: etree.tostring(root)}))


def saved_by_libreoffice(path: Path) -> None:
    """Open the file in LibreOffice and save it again."""
    folder = path.parent / "saved"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=100)
    shutil.move(folder / path.name, path)


def _run(text: str, tag: str = "t") -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    space = 'xml:space="preserve"'
    return f'<w:r {_PREFIXED} w:rsidR="00AB12CD"><w:{tag} {space}>{text}</w:{tag}></w:r>'


def _split_runs(paragraph: etree._Element) -> None:
    for run in list(paragraph.iter(f"{W}r")):
        text = run.find(f"{W}t")
        if text is None or " " not in (text.text or "").strip():
            continue
        for piece in (text.text or "").replace(" ", " \n").split("\n"):
            copy = etree.fromstring(etree.tostring(run))
            word = copy.find(f"{W}t")
            word.text = piece.replace("'", "’")
            word.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            copy.set(f"{W}rsidR", "00AB12CD")
            run.addprevious(etree.fromstring(f"<w:proofErr {_PREFIXED} w:type='spellStart'/>"))
            run.addprevious(copy)
        run.getparent().remove(run)


def _retype(paragraph: etree._Element, text: str, *, tracked: bool) -> None:
    """Type over all of a paragraph, which takes its bookmarks along."""
    old = paragraph_text(paragraph)
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)
    if tracked:
        gone = f"<w:del {_PREFIXED} {_AUTHOR}>{_run(old, 'delText')}</w:del>"
        paragraph.append(etree.fromstring(gone))
        new = f"<w:ins {_PREFIXED} {_AUTHOR}>{_run(text)}</w:ins>"
        paragraph.append(etree.fromstring(new))
    else:
        half = len(text) // 2
        for piece in (text[:half], text[half:]):
            paragraph.append(etree.fromstring(_run(piece.replace("'", "’"))))


def commented_in_word(path: Path, on: str, comment: str) -> None:
    """Put ``comment`` on the paragraph that begins with ``on``."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[_DOCUMENT])
    found = paragraph_in(root, on)
    anchor = f'<w:r {_PREFIXED}><w:commentReference w:id="0"/></w:r>'
    found.append(etree.fromstring(anchor))
    said = f'<w:comment w:id="0" w:author="A"><w:p>{_run(comment)}</w:p></w:comment>'
    parts["word/comments.xml"] = f"<w:comments {_PREFIXED}>{said}</w:comments>".encode()
    path.write_bytes(zipped(parts | {_DOCUMENT: etree.tostring(root)}))


def boxed_in_word(path: Path, at: str, text: str, *, old: bool) -> None:
    """Draw a text box at the paragraph that begins with ``at``; an ``old`` one as Word 2007 did."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[_DOCUMENT])
    words = f"<w:txbxContent {_PREFIXED}><w:p>{_run(text)}</w:p></w:txbxContent>"
    picture = (
        f'<w:pict {_PREFIXED}><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        f"{words}</v:textbox></v:shape></w:pict>"
    )
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    drawing = (
        f'<mc:AlternateContent xmlns:mc="{compatible}"><mc:Choice Requires="wps">'
        f"<w:drawing {_PREFIXED}><wp:anchor "
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="901" name="Text Box 2"/><wps:wsp '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:txbx>{words}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent>"
    )
    run = f"<w:r {_PREFIXED}>{picture if old else drawing}</w:r>"
    paragraph_in(root, at).append(etree.fromstring(run))
    path.write_bytes(zipped(parts | {_DOCUMENT: etree.tostring(root)}))


def paragraph_in(root: etree._Element, begins: str, *, last: bool = False) -> etree._Element:
    """The first paragraph of a document that begins with those words, or the last."""
    found = [p for p in root.iter(f"{W}p") if squeezed(paragraph_text(p)).startswith(begins)]
    return found[-1 if last else 0]


def moved_in_word(path: Path, begins: str, after: str) -> None:
    """Put the last paragraph that begins with those words behind the last that begins so."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[_DOCUMENT])
    paragraph_in(root, after, last=True).addnext(paragraph_in(root, begins, last=True))
    path.write_bytes(zipped(parts | {_DOCUMENT: etree.tostring(root)}))


def parted_in_word(path: Path, begins: str, at: str) -> None:
    """Press Enter before ``at`` in the paragraph that begins with those words."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[_DOCUMENT])
    found = paragraph_in(root, begins)
    texts = list(found.iter(f"{W}t"))
    place, cut = next((n, t.text.index(at)) for n, t in enumerate(texts) if at in (t.text or ""))
    second = etree.fromstring(etree.tostring(found))
    for mark in [*second.iter(f"{W}bookmarkStart"), *second.iter(f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    for number, text in enumerate(texts):
        text.text = text.text[:cut] if number == place else text.text if number < place else ""
    for number, text in enumerate(second.iter(f"{W}t")):
        text.text = text.text[cut:] if number == place else text.text if number > place else ""
    found.addnext(second)
    path.write_bytes(zipped(parts | {_DOCUMENT: etree.tostring(root)}))


def without_in_word(path: Path, part: str, says: str) -> None:
    """Take out all ``part`` elements of the document (tr, tbl, sdt) that say those words."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[_DOCUMENT])
    found = [one for one in root.iter(f"{W}{part}") if says in "".join(one.itertext())]
    assert found
    for one in found:
        one.getparent().remove(one)
    path.write_bytes(zipped(parts | {_DOCUMENT: etree.tostring(root)}))
