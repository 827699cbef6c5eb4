"""What a picture brings along besides what it shows: where, when, by whom and with what."""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

from briefgen.render.revealing.lines import fine, leaks, look, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.render.revealing.lines import Line

_AREA = "pictures"
_GPS = 0x8825
_DETAILS = 0x8769  # the tags of the camera
_SMALL = -1  # those of a small picture that goes along, as Pillow has them
_THUMBNAIL = 0x0201  # where that lies
# Tags of EXIF that name a person or a single device, and those that merely tell of one.
_PERSONAL = {
    0x013B: "artist", 0x8298: "copyright", 0x9C9D: "author", 0xA430: "owner of the camera",
    0xA431: "serial number of the camera", 0xA435: "serial number of the lens",
    0x013C: "computer",
}  # fmt: skip
_TELLING = {
    0x010F: "maker", 0x0110: "camera", 0x0131: "program", 0x0132: "time", 0x9003: "time taken",
    0x010E: "description", 0x9286: "comment",
}  # fmt: skip
_TEXTS = {"comment", "xmp", "XML:com.adobe.xmp", "Author", "Software", "Creation Time", "photoshop"}
_READABLE = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")


def picture_lines(pictures: Iterable[tuple[str, bytes]]) -> Iterator[Line]:
    """What each picture (its name and bytes) holds; one line for all that hold nothing."""
    clean = 0
    for name, data in pictures:
        found = list(_tells(name, data))
        clean += not found
        yield from found
    if clean:
        yield fine(_AREA, f"{clean} of them with nothing but what they show")


def _tells(name: str, data: bytes) -> Iterator[Line]:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - slow to import

    if not name.lower().endswith(_READABLE):
        yield look(_AREA, f"{shown(name)} is of a kind that is not looked into")
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # only what stands beside the picture is read
            with Image.open(io.BytesIO(data)) as picture:
                tags = picture.getexif()
                details = {**tags, **tags.get_ifd(_DETAILS)}
                place = tags.get_ifd(_GPS)
                has_small = _THUMBNAIL in tags.get_ifd(_SMALL)
                texts = [str(key) for key in picture.info if str(key) in _TEXTS]
    except (
        *(UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError),
        *(TypeError, LookupError, ArithmeticError, AttributeError, struct.error, EOFError),
    ):
        yield look(_AREA, f"{shown(name)} cannot be read, so what it holds is not known")
        return
    if place:
        yield leaks(_AREA, f"{shown(name)} tells where it was taken (GPS)")
    if has_small:  # made before the picture was cropped or blacked out, it still shows all
        yield leaks(_AREA, f"{shown(name)} holds a small picture of itself, which may be older")
    yield from _tagged(name, details)
    if texts:
        yield look(_AREA, f"{shown(name)} holds further texts: {', '.join(sorted(texts))}")


def _tagged(name: str, tags: Mapping[int, object]) -> Iterator[Line]:
    for tag, words in (_PERSONAL | _TELLING).items():
        if value := _text(tags.get(tag)):
            line = leaks if tag in _PERSONAL else look
            yield line(_AREA, f"{shown(name)} tells the {words}: {quoted(value)}")


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.replace(b"\x00", b"").decode("latin-1").strip()
    return str(value).strip("\x00 ") if value is not None else ""
