"""The zip around the parts: content types, relationships, and the same bytes every time."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TYPE_CHECKING

from deflate import crc32, deflate_compress
from msgspec import Struct

from briefgen.render.docx.text import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

CONTENT_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OVERRIDES = {
    "document": f"{_WORD}.document.main+xml",
    "styles": f"{_WORD}.styles+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "settings": f"{_WORD}.settings+xml",
    "footnotes": f"{_WORD}.footnotes+xml",
    "fontTable": f"{_WORD}.fontTable+xml",
    "header": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "item": "application/xml",
    "itemProps": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
_DEFAULTS = {
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
# What a zip says of each file, in front of it and again in the list at its end.
_ABOUT = struct.Struct("<5H3L2H")
_LISTED = struct.Struct("<3H2L")
_END = struct.Struct("<4H2LH")
_VERSION = 20  # of the format: the one that knows folders and packed files
_MADE_BY = _VERSION.to_bytes(2, "little")  # that version, on a system that is not told
_DEFLATED = 8
_EARLIEST = 0x21  # 1 January 1980: the zip format knows no earlier day
_FONT_SUFFIX = ".odttf"
_FONTS_KEPT = 8
_LEVEL = 1  # of deflate; 6 takes twice as long for a tenth less
_FONT_LEVEL = 6  # of fonts, which are packed once for many documents
_ARCHIVE = 0x20  # the attribute of an ordinary file


class Relations:
    """The relationships of one part, numbered in the order they are added."""

    def __init__(self) -> None:
        """Start without any."""
        self._entries: list[str] = []
        self._links: dict[str, str] = {}

    def add(self, kind: str, target: str) -> str:
        """Relate to another part of the package; the id to refer by comes out."""
        return self._append(f'Type="{kind}" Target="{attribute(target)}"')

    def link(self, url: str) -> str:
        """Relate to an address outside; the same address keeps its id."""
        if url not in self._links:
            self._links[url] = self._append(
                f'Type="{RELATIONSHIPS}/hyperlink" Target="{attribute(url)}" TargetMode="External"'
            )
        return self._links[url]

    def keep(self, name: str, kind: str, target: str, *, external: bool = False) -> None:
        """Carry over a relationship of the house under the id its part uses."""
        mode = ' TargetMode="External"' if external else ""
        self._entries.append(
            f'<Relationship Id="{attribute(name)}" Type="{RELATIONSHIPS}/{attribute(kind)}" '
            f'Target="{attribute(target)}"{mode}/>'
        )

    def _append(self, attributes: str) -> str:
        name = f"rId{len(self._entries) + 1}"
        self._entries.append(f'<Relationship Id="{name}" {attributes}/>')
        return name

    def part(self) -> bytes:
        """The relationships as a part."""
        entries = "".join(self._entries)
        root = f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'
        return f"{HEAD}{root}".encode()

    def __bool__(self) -> bool:
        """Whether there is any relationship."""
        return bool(self._entries)


def root_relations() -> bytes:
    """What the package points to: the document and its properties."""
    relations = Relations()
    relations.add(f"{RELATIONSHIPS}/officeDocument", "word/document.xml")
    relations.add(_CORE, "docProps/core.xml")
    relations.add(f"{RELATIONSHIPS}/extended-properties", "docProps/app.xml")
    return relations.part()


class Packed(Struct, frozen=True):
    """A part as it stands in the package: deflated, with the checksum and size of what it was."""

    data: bytes | bytearray
    crc: int
    size: int


def packed(data: bytes, level: int = _LEVEL) -> Packed:
    """``data`` deflated at ``level``, from 1, the quickest, to 12."""
    return Packed(deflate_compress(data, level), crc32(data), len(data))


@lru_cache(maxsize=_FONTS_KEPT)
def _packed_font(data: bytes) -> Packed:
    return packed(data, _FONT_LEVEL)


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    """The package as bytes, content types first and the other parts by name.

    It is put together here because zipfile would pack the same fonts anew for each document.
    """
    files = {CONTENT_TYPES: _content_types(parts), **{name: parts[name] for name in sorted(parts)}}
    bodies: list[bytes | bytearray] = []
    directory: list[bytes] = []
    place = 0
    for name, data in files.items():
        part = _packed_part(name, data)
        sizes = (part.crc, len(part.data), part.size, len(name), 0)
        about = _ABOUT.pack(_VERSION, 0, _DEFLATED, 0, _EARLIEST, *sizes)
        head = b"PK\3\4" + about + name.encode("ascii")
        listed = _LISTED.pack(0, 0, 0, _ARCHIVE, place)
        directory += (b"PK\1\2", _MADE_BY, about, listed, name.encode("ascii"))
        bodies += (head, part.data)
        place += len(head) + len(part.data)
    whole = b"".join(directory)
    end = _END.pack(0, 0, len(files), len(files), len(whole), place, 0)
    return b"".join((*bodies, whole, b"PK\5\6", end))


def _packed_part(name: str, data: bytes) -> Packed:
    return _packed_font(data) if name.endswith(_FONT_SUFFIX) else packed(data)


def _content_types(names: Iterable[str]) -> bytes:
    listed = sorted(names)
    used = {name.rpartition(".")[2].lower() for name in listed}
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in sorted(_DEFAULTS.items())
        if extension in used
    )
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_OVERRIDES[_kind(name)]}"/>'
        for name in listed
        if name.endswith(".xml")
    )
    types = f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'
    return f"{HEAD}{types}".encode()


def _kind(name: str) -> str:
    """What a part is, from the names this package gives: word/header2.xml is a header."""
    return name.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
