"""What became of the pages of a PDF that another program saved: drawn otherwise, gone, moved.

A program that only packs a file anew changes each of its bytes and no page. What is drawn on a
page, with the type and the pictures it is drawn with and what was stuck on it, is compared as it
reads unpacked.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

# What tells where an object stands among others or how it is packed, and nothing of a page.
_ASIDE = frozenset(
    {
        *("/Parent", "/StructParent", "/StructParents", "/P", "/Dest", "/D", "/SD", "/Popup"),
        "/Resources",  # of which only those count that are used
        *("/Length", "/Length1", "/Length2", "/Length3", "/Filter", "/DecodeParms", "/DL"),
    }
)
_OF_PAGE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Annots")
_NAME = re.compile(rb"/[^\s/\[\]()<>{}%]+")  # in what is drawn
_MOST = 200 * 1024 * 1024  # bytes that the streams of a file unpack to
_LONGEST_PAGE = 8 * 1024 * 1024  # bytes that are looked at word by word
_DEEPEST = 40  # dictionaries within each other; no page has so many


class PagesError(Exception):
    """A file whose pages cannot be looked at."""


class PageChanges(Struct, frozen=True):
    """The pages by their numbers: those ``gone`` by what they were, all others by what they are."""

    otherwise: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()
    added: tuple[int, ...] = ()

    @property
    def are_none(self) -> bool:
        """Whether every page is drawn as it was, and stands where it stood."""
        return not (self.otherwise or self.gone or self.moved or self.added)


def page_changes(before: bytes, now: bytes) -> PageChanges:
    """What became of the pages of the PDF ``before`` in ``now``.

    Raises PagesError for one that cannot be looked at.
    """
    old, new = _drawn(before), _drawn(now)
    if len(old) == len(new) and sorted(old) != sorted(new):
        others = tuple(
            n for n, pair in enumerate(zip(old, new, strict=True), 1) if len({*pair}) > 1
        )
        stayed = [page for page in new if page in old]
        moved = [n for n in others if new[n - 1] in stayed]
        return PageChanges(tuple(n for n in others if n not in moved), moved=tuple(moved))
    gone = tuple(n for n, page in enumerate(old, 1) if page not in new)
    added = tuple(n for n, page in enumerate(new, 1) if page not in old)
    kept, are = [p for p in old if p in new], [p for p in new if p in old]
    places = [n for n, page in enumerate(new, 1) if page in old]
    moved = [n for n, was, there in zip(places, kept, are, strict=False) if was != there]
    return PageChanges(gone=gone, added=added, moved=tuple(moved))


@contextmanager
def refusing() -> Iterator[None]:
    """Let whatever a file is broken by be a PagesError."""
    try:
        yield
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError) as error:
        raise PagesError from error


def _drawn(data: bytes) -> list[str]:
    """For each page of the PDF ``data`` the hash of all that is drawn on it."""
    with refusing(), pikepdf.open(BytesIO(data)) as pdf:
        hashing = Hashing()
        return [hashing.of_page(page) for page in pdf.pages]


class Hashing:
    """Hashes objects by what they say, each that pages share once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bytes] = {}
        self._room = _MOST

    def of_page(self, page: pikepdf.Page) -> str:
        """The hash of what is drawn on ``page``."""
        contents = page.obj.get("/Contents", pikepdf.Array())
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        drawn = b"\n".join(self.unpacked(one) for one in streams if isinstance(one, pikepdf.Stream))
        drawn = _spelled_alike(drawn)
        digest = hashlib.sha256(drawn)
        for key in _OF_PAGE:
            digest.update(self.of(_inherited(page, key)))
        for value in _used(_inherited(page, "/Resources"), drawn):
            digest.update(self.of(value))
        return digest.hexdigest()

    def of(self, value: object, depth: int = 0) -> bytes:
        """The hash of an object; of one that is looked at already, and of a page, nothing."""
        if depth > _DEEPEST:
            return b"deep"
        if not isinstance(value, pikepdf.Object):
            return repr(value).encode()
        name = value.objgen
        if name in self._known:
            return self._known[name]
        if name != (0, 0):
            self._known[name] = b""
        digest = hashlib.sha256(b"".join(self._pieces(value, depth))).digest()
        if name != (0, 0):
            self._known[name] = digest
        return digest

    def unpacked(self, stream: pikepdf.Stream) -> bytes:
        """What ``stream`` holds; a photograph, say, stays packed as it is.

        Raises PagesError where a file unpacks to more than any pack does.
        """
        data = bytes(stream.read_raw_bytes())
        if stream.get("/Filter") == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
            unpacking = zlib.decompressobj()
            try:
                data = unpacking.decompress(data, self._room)
            except zlib.error as error:
                raise PagesError from error
            if unpacking.unconsumed_tail:
                raise PagesError
        elif "/Filter" in stream:
            data += repr(stream.get("/Filter")).encode()
        self._room -= len(data)
        return data

    def _pieces(self, value: pikepdf.Object, depth: int) -> Iterator[bytes]:
        if isinstance(value, pikepdf.Array):
            for item in value:
                yield self.of(item, depth + 1)
        elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
            if value.get("/Type") == pikepdf.Name.Page:
                return
            for key in sorted(set(value.keys()) - _ASIDE):
                yield key.encode()
                yield self.of(value[key], depth + 1)
            if isinstance(value, pikepdf.Stream):
                drawn = self.unpacked(value)
                yield drawn
                for used in _used(value.get("/Resources"), drawn):
                    yield self.of(used, depth + 1)
        else:
            yield bytes(value) if isinstance(value, pikepdf.String) else repr(value).encode()


def _spelled_alike(drawn: bytes) -> bytes:
    """What is ``drawn`` with its words and numbers parted alike; some programs part them anew."""
    if len(drawn) > _LONGEST_PAGE:
        return drawn
    with pikepdf.new() as pdf:
        try:
            told = pikepdf.parse_content_stream(pdf.make_stream(drawn))
        except pikepdf.PdfError:  # what no viewer understands whole
            return drawn
        return pikepdf.unparse_content_stream(told)


def _inherited(page: pikepdf.Page, key: str) -> object:
    """What ``page`` has under ``key``, by itself or from the tree of pages."""
    node: pikepdf.Object = page.obj
    for _ in range(_DEEPEST):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return None


def _used(resources: object, drawn: bytes) -> Iterator[object]:
    """The type, pictures and other ``resources`` that are named in what is ``drawn``.

    Programs that part or join files throw those out that no page uses.
    """
    names = {name.decode("latin-1") for name in _NAME.findall(drawn)}
    if isinstance(resources, pikepdf.Dictionary):
        for kind in sorted(resources.keys()):
            named: object = resources[kind]
            if isinstance(named, pikepdf.Dictionary):
                for name in sorted(names & set(named.keys())):
                    yield f"{kind}{name}"
                    yield named[name]
