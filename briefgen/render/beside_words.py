"""What somebody put into a Word file beside its words: pictures, comments, macros, other files.

Word and LibreOffice write every part anew when they save, under other names, and add none of these
by themselves. They are known by what leads to them and by what they hold.
"""

from __future__ import annotations

import hashlib
import posixpath
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from lxml import etree

from briefgen.render.beside_pages import Beside
from briefgen.render.drawn_pages import PagesError

if TYPE_CHECKING:
    from collections.abc import Iterator

# By the last word of the type of a relation.
_KINDS = {
    "image": Beside.PICTURES,
    "video": Beside.PICTURES,
    "oleObject": Beside.ATTACHED,
    "package": Beside.ATTACHED,
    "aFChunk": Beside.ATTACHED,
    "subDocument": Beside.ATTACHED,
    "frame": Beside.ATTACHED,
    "vbaProject": Beside.RUNS,
    "control": Beside.RUNS,
    "attachedTemplate": Beside.RUNS,
    "comments": Beside.COMMENTS,
}
_MOST = 200 * 1024 * 1024  # bytes that the parts of a file unpack to


def put_beside_words(before: bytes, now: bytes) -> tuple[Beside, ...]:
    """What the Word file ``now`` holds that ``before`` does not, beside words and their look.

    Raises PagesError for a file that cannot be looked at.
    """
    kinds = {kind for kind, _ in _held(now) - _held(before)}
    return tuple(kind for kind in Beside if kind in kinds)


def _held(data: bytes) -> set[tuple[Beside, bytes]]:
    """Each such thing in a file by its kind, and a hash of what it is."""
    try:
        with ZipFile(BytesIO(data)) as file:
            if sum(entry.file_size for entry in file.infolist()) > _MOST:
                raise PagesError
            return {one for name in file.namelist() for one in _led_to(file, name)}
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise PagesError from error
    except etree.XMLSyntaxError as error:
        raise PagesError from error


def _led_to(file: ZipFile, name: str) -> Iterator[tuple[Beside, bytes]]:
    """What the relations in the part ``name`` lead to, where they are relations."""
    if not name.endswith(".rels"):
        return
    folder = posixpath.dirname(posixpath.dirname(name))
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in etree.fromstring(file.read(name), parser):
        kind = _KINDS.get(relation.get("Type", "").rpartition("/")[2])
        if kind is None:
            continue
        target = relation.get("Target", "")
        part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        is_within = relation.get("TargetMode") != "External" and part in file.namelist()
        held = file.read(part) if is_within else target.encode()
        yield kind, hashlib.sha256(held).digest()
