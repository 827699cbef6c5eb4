"""What another program changed in a PDF beside what is drawn on its pages.

A page can be as it was while the file now carries an attachment, runs a script or asks to be filled
in. A program that only packs a file anew does none of that; it may write its own name and the day
into the properties, and describe the file a second time in XMP.
"""

from __future__ import annotations

from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from lxml import etree

from briefgen.render.drawn_pages import Hashing, PagesError, refusing

if TYPE_CHECKING:
    from collections.abc import Iterator


class Beside(StrEnum):
    """What of a file is another, beside its pages."""

    ATTACHED = "attached"
    RUNS = "runs"
    FORM = "form"
    LAYERS = "layers"
    SPOKEN = "spoken"
    BOOKMARKS = "bookmarks"
    NAMED = "named"
    SETTINGS = "settings"
    PICTURES = "pictures"  # the last two are told of Word files only: pages show them in a PDF
    COMMENTS = "comments"


# Of the catalogue; what is not named here is a setting.
_KINDS = {
    "/AF": Beside.ATTACHED,
    "/Collection": Beside.ATTACHED,
    "/OpenAction": Beside.RUNS,
    "/AA": Beside.RUNS,
    "/AcroForm": Beside.FORM,
    "/Perms": Beside.FORM,
    "/DSS": Beside.FORM,
    "/OCProperties": Beside.LAYERS,
    "/StructTreeRoot": Beside.SPOKEN,
    "/MarkInfo": Beside.SPOKEN,
    "/Lang": Beside.SPOKEN,
    "/Outlines": Beside.BOOKMARKS,
}
_IN_NAMES = {"/EmbeddedFiles": Beside.ATTACHED, "/JavaScript": Beside.RUNS}
_HOW_IT_IS_PACKED = {"/Type", "/Version", "/Extensions"}
_LOOKED_INTO = {"/Pages", "/Names", "/Metadata"}
_OF_PAGE = {"/AA": Beside.RUNS, "/AF": Beside.ATTACHED}
_NAMED = ("/Title", "/Author", "/Subject", "/Keywords")
_IN_XMP = ("title", "creator", "description", "subject")
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_LONGEST_XMP = 1024 * 1024  # bytes


def changed_beside(before: bytes, now: bytes) -> tuple[Beside, ...]:
    """What is another in the PDF ``now`` than in ``before``, beside what its pages show.

    Raises PagesError for a file that cannot be looked at.
    """
    old, new = _told(before), _told(now)
    others = {
        kind
        for kind, key in old.keys() | new.keys()
        if old.get((kind, key)) != new.get((kind, key))
    }
    return tuple(kind for kind in Beside if kind in others)


def _told(data: bytes) -> dict[tuple[Beside, str], bytes]:
    """What a PDF holds beside its pages, by its kind and its place, each as a hash."""
    with refusing(), pikepdf.open(BytesIO(data)) as pdf:
        return dict(_entries(pdf))


def _entries(pdf: pikepdf.Pdf) -> Iterator[tuple[tuple[Beside, str], bytes]]:
    hashing = Hashing()
    for key in pdf.Root.keys() - _HOW_IT_IS_PACKED - _LOOKED_INTO:
        value: object = pdf.Root[key]
        if key == "/StructTreeRoot":
            value = pdf.Root[key].get("/K")  # the rest leads from pages to it, and is written anew
        yield (_KINDS.get(key, Beside.SETTINGS), key), hashing.of(value)
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    for key in names.keys() - {"/Dests"}:  # where links lead
        yield (_IN_NAMES.get(key, Beside.RUNS), key), hashing.of(names[key])
    for number, page in enumerate(pdf.pages):
        for key in page.obj.keys() & _OF_PAGE.keys():
            yield (_OF_PAGE[key], f"{number}{key}"), hashing.of(page.obj[key])
    for key in pdf.docinfo.keys() & set(_NAMED):
        yield (Beside.NAMED, key), hashing.of(pdf.docinfo[key])
    for key, text in _described(pdf.Root.get("/Metadata"), hashing):
        yield (Beside.NAMED, key), text.encode()


def _described(metadata: object, hashing: Hashing) -> Iterator[tuple[str, str]]:
    """Title, authors and subject as XMP has them, which some viewers show."""
    if not isinstance(metadata, pikepdf.Stream):
        return
    data = hashing.unpacked(metadata)
    if len(data) > _LONGEST_XMP:
        raise PagesError
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise PagesError from error
    for name in _IN_XMP:
        found = (text for one in root.iter(f"{_DUBLIN_CORE}{name}") for text in one.itertext())
        words = " ".join(" ".join(map(str, found)).split())
        if words:
            yield name, words
