"""Pictures of the house put into the file: the dots alone, in the file's colour space."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from briefgen.render.pdf.objects import reference

if TYPE_CHECKING:
    from PIL import Image

    from briefgen.render.pdf.objects import ObjectFile
    from briefgen.render.styles import Picture

_SPACES = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB"}


class PictureTable:
    """The pictures that a file comes to use, and how clear they are."""

    def __init__(self) -> None:
        """Start with none."""
        self._names: dict[Picture, bytes] = {}
        self._strengths: dict[bytes, float] = {}  # by the name of the state that draws so

    def name(self, picture: Picture) -> bytes:
        """What pages call ``picture``."""
        return self._names.setdefault(picture, b"I%d" % (len(self._names) + 1))

    def state(self, strength: float) -> bytes:
        """What pages call the state that shows so much of a picture, in hundredths of it."""
        name = b"G%d" % round(strength * 100)
        self._strengths[name] = round(strength, 2)
        return name

    def embedded(self, file: ObjectFile) -> list[bytes]:
        """The pictures put into ``file``, as entries of what its pages show."""
        return [
            b"/%s %d 0 R" % (name, embed_picture(file, picture))
            for picture, name in self._names.items()
        ]

    @property
    def states(self) -> bytes:
        """The entry of the resources that says how pictures are shown; nothing where all are."""
        entries = [b"/%s<</ca %g>>" % state for state in self._strengths.items()]
        return b"/ExtGState<<%s>>" % b"".join(entries) if entries else b""


def embed_picture(file: ObjectFile, picture: Picture) -> int:
    """Add ``picture`` to ``file``; the number of its object. What is clear in it stays clear."""
    from PIL import Image as Images  # noqa: PLC0415 - only houses with a picture need it

    with Images.open(io.BytesIO(picture.data)) as opened:
        opened.load()
        image: Image.Image = opened
    if picture.kind == "jpeg":
        entries = _entries(image, _SPACES[image.mode]) + b"/Filter/DCTDecode"
        return file.add_stream(picture.data, entries, compress=False)
    mask = b""
    if image.mode == "RGBA":
        alpha = image.getchannel("A")
        number = file.add_stream(alpha.tobytes(), _entries(alpha, b"/DeviceGray"))
        mask = b"/SMask %s" % reference(number)
        image = image.convert("RGB")
    return file.add_stream(image.tobytes(), _entries(image, _SPACES[image.mode]) + mask)


def _entries(image: Image.Image, space: bytes) -> bytes:
    return b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent 8" % (
        image.width,
        image.height,
        space,
    )
