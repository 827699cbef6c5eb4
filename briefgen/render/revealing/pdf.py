"""What a PDF reveals: every object in it is looked at, also those that no page shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefgen.errors import RevealError
from briefgen.render.pdf_syntax import Name, PdfObjects, PdfSyntaxError, Stream
from briefgen.render.reading_pdf import record_text, text_of
from briefgen.render.revealing.lines import counted, fine, leaks, listed, look, places_in, quoted
from briefgen.render.revealing.pdf_metadata import information_lines, packet_lines
from briefgen.render.revealing.pictures import picture_lines
from briefgen.render.revealing.record import name_lines, office_named, record_in, record_lines
from briefgen.render.revealing.word_links import address_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefgen.render.revealing.lines import Line

_UNSEEN = re.compile(rb"(?<![\d.])3\s+Tr\b")  # text drawn with neither fill nor outline
_ACTING = frozenset(
    {"Launch", "GoToR", "GoToE", "SubmitForm", "ImportData", "JavaScript", "Rendition", "Movie"}
)
_QUIET_NOTES = frozenset({"Link", "Widget", "Popup", "PrinterMark", "TrapNet", "Watermark"})
_SUBSET = re.compile(r"^[A-Z]{6}\+")


class _Found(Struct):
    """What was met on the way through the objects."""

    addresses: list[str] = field(default_factory=list)
    acting: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)  # who wrote each comment
    attached: list[str] = field(default_factory=list)
    signers: list[str] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)  # fonts that are not embedded
    texts: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    packets: list[bytes] = field(default_factory=list)
    fields: int = 0
    layers: int = 0
    unseen: int = 0
    thumbnails: int = 0
    private: int = 0


def pdf_lines(
    data: bytes, path: Path, stored: bytes, objects: PdfObjects | None = None
) -> Iterator[Line]:
    """Each thing that the PDF ``data`` reveals; ``stored`` is the file as it stands on disk.

    Whoever has the ``objects`` in it need not have them read again. Raises RevealError for a
    damaged or absurd one.
    """
    try:
        objects = objects or PdfObjects(data)
        found = _look_through(objects)
        information = objects.dictionary(objects.trailer.get("Info"))
        text = record_text(objects)
    except PdfSyntaxError as error:
        raise RevealError(path, f"{error}.") from error
    record = record_in(text, path)
    root = objects.dictionary(objects.trailer.get("Root"))
    yield from name_lines(path.name, record)
    yield from information_lines(objects, information, office_named(record))
    yield from packet_lines(found.packets, office_named(record))
    language = objects.resolve(root.get("Lang"))
    if isinstance(language, bytes):
        yield fine("language", quoted(text_of(language)))
    yield from record_lines(text, record)
    yield from _notes(found)
    yield from _hidden(found, stored)
    yield from _inside(found)
    yield from address_lines(found.addresses)
    for deed in sorted(found.acting):
        yield leaks("links", f"does something when it is opened or clicked ({deed})")
    yield from picture_lines(found.pictures)
    yield from places_in(found.texts)
    yield from _fonts(found)


def _look_through(objects: PdfObjects) -> _Found:
    found = _Found()
    for number, value in objects.all():
        place = f"object {number}"
        for part in _dictionaries(value):
            _note(objects, part, found)
            found.texts += [(place, text_of(string)) for string in _strings(part)]
        if isinstance(value, Stream):
            _note_stream(objects, number, value, found)
    return found


def _dictionaries(value: object) -> Iterator[dict[str, object]]:
    """``value`` and what lies in it, as far as these are dictionaries."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Stream):
            part = part.entries
        if isinstance(part, dict):
            yield part
            part = list(part.values())
        if isinstance(part, list):
            waiting += reversed(part)


def _strings(part: dict[str, object]) -> Iterator[bytes]:
    for entry in part.values():
        if isinstance(entry, bytes):
            yield entry
        elif isinstance(entry, list):
            yield from (item for item in entry if isinstance(item, bytes))


def _note(objects: PdfObjects, part: dict[str, object], found: _Found) -> None:
    """Take note of what one dictionary says."""
    action, kind = objects.resolve(part.get("S")), objects.resolve(part.get("Type"))
    if action == "URI":
        found.addresses += _texts(objects, part, "URI")
    elif isinstance(action, Name) and action in _ACTING:
        found.acting.add(str(action))
    if "Rect" in part and "Subtype" in part:
        _note_annotation(objects, part, found)
    if "EF" in part:
        found.attached += _texts(objects, part, "UF") or _texts(objects, part, "F") or ["?"]
    if "BaseFont" in part:
        _note_font(objects, part, found)
    if kind == "Sig" or ("ByteRange" in part and "Contents" in part):
        found.signers += _texts(objects, part, "Name") or ["?"]
    found.fields += "FT" in part
    found.layers += kind == "OCG"
    found.thumbnails += "Thumb" in part
    found.private += "PieceInfo" in part


def _note_annotation(objects: PdfObjects, part: dict[str, object], found: _Found) -> None:
    kind = objects.resolve(part.get("Subtype"))
    if kind == "FileAttachment":
        found.attached += _texts(objects, part, "Contents") or ["?"]
    elif isinstance(kind, Name) and kind not in _QUIET_NOTES:
        found.notes += _texts(objects, part, "T") or [""]


def _note_font(objects: PdfObjects, part: dict[str, object], found: _Found) -> None:
    name = objects.resolve(part.get("BaseFont"))
    if not isinstance(name, Name):
        return
    bare = _SUBSET.sub("", name)
    found.fonts.add(bare)
    carrying = [part, *map(objects.dictionary, objects.array(part.get("DescendantFonts")))]
    files = [objects.dictionary(font.get("FontDescriptor")) for font in carrying]
    inside = any(key in each for each in files for key in ("FontFile", "FontFile2", "FontFile3"))
    if not inside and objects.resolve(part.get("Subtype")) != "Type3":
        found.outside.add(bare)


def _note_stream(objects: PdfObjects, number: int, stream: Stream, found: _Found) -> None:
    entries = stream.entries
    if entries.get("Type") == "Metadata" or entries.get("Subtype") == "XML":
        found.packets.append(objects.content(stream))
    elif entries.get("Subtype") == "Image":
        filters = objects.array(entries.get("Filter"))
        if filters == ["DCTDecode"]:
            found.pictures.append((f"picture {number}.jpg", stream.packed))
        elif {"DCTDecode", "JPXDecode"} & set(map(str, filters)):
            found.pictures.append((f"picture {number}", b""))  # packed twice, or of another kind
    elif "Type" not in entries or entries.get("Subtype") == "Form":
        found.unseen += _UNSEEN.search(objects.content(stream)) is not None


def _texts(objects: PdfObjects, part: dict[str, object], key: str) -> list[str]:
    value = objects.resolve(part.get(key))
    return [text_of(value)] if isinstance(value, bytes) else []


def _notes(found: _Found) -> Iterator[Line]:
    if found.notes:
        people = listed(found.notes) or "nobody named"
        yield leaks("comments", f"{counted(len(found.notes), 'comment')} or mark, by {people}")
    else:
        yield fine("comments", "no comments")
    if found.signers:
        yield look("comments", f"signed by {listed(found.signers)}")


def _hidden(found: _Found, stored: bytes) -> Iterator[Line]:
    before = stored.count(b"startxref") - 1 - (b"/Linearized" in stored[:1024])
    if before > 0:
        says = f"{counted(before, 'earlier version')} of the file can be taken out of it"
        yield leaks("tracked changes", says)
    else:
        yield fine("tracked changes", "no earlier versions inside")
    if found.unseen:
        says = (
            f"{counted(found.unseen, 'page or drawing')} with text that is not drawn, as a scan has"
        )
        yield look("hidden", says)
    else:
        yield fine("hidden", "no text that is not drawn")
    if found.layers:
        yield look("hidden", f"{counted(found.layers, 'layer')} that can be switched off and on")
    if found.private:
        yield look("hidden", "notes that a program keeps for itself (PieceInfo)")


def _inside(found: _Found) -> Iterator[Line]:
    if found.attached:
        yield leaks("embedded", f"{counted(len(found.attached), 'attached file')}: "
                    f"{listed(found.attached)}")  # fmt: skip
    else:
        yield fine("embedded", "no file within the file")
    if found.thumbnails:
        yield look("thumbnail", f"{counted(found.thumbnails, 'small picture')} of pages")
    else:
        yield fine("thumbnail", "no thumbnail")
    if found.fields:
        yield look("embedded", f"{counted(found.fields, 'form field')}, with what was typed in")


def _fonts(found: _Found) -> Iterator[Line]:
    if found.outside:
        says = f"{listed(found.outside)} are not inside: the pages look different elsewhere"
        yield look("fonts", says)
    if inside := found.fonts - found.outside:
        yield fine("fonts", f"{listed(inside)}; inside")
