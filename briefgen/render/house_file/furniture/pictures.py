"""Pictures in the house's header or footer, made anew so that only what is seen goes along.

What a camera or a drawing program leaves in a picture (place, owner, thumbnail, history) would
go out with every pack.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from briefgen.errors import HouseError
from briefgen.render.styles import Picture

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

_MAX_PIXELS = 50_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
_QUALITY = 95  # of a JPEG made anew: no difference shows in print
_WITHOUT_ALPHA = {"1": "L", "L": "L"}
_TOPS = (1.0, 255.0, 65_535.0, 2.0**31)  # what may stand for white, where a mode does not tell
_SIXTEEN_BITS = ("I;16", "I;16L", "I;16B", "I;16N")
_REMEDY = "Put it into the header anew as PNG or JPEG."


def clean_picture(data: bytes, name: str, path: Path) -> Picture:
    """The picture in ``data``, the part ``name`` of the house ``path``, as a plain PNG or JPEG.

    Raises HouseError for one that is absurdly large, damaged, or no picture of dots.
    """
    from PIL import Image  # noqa: PLC0415 - only houses with a picture need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        width, height = image.size
        if width * height > _MAX_PIXELS:
            raise HouseError(
                path,
                f"its picture {name} has {width:,} by {height:,} dots, and 50 million is the "
                "limit. Make it smaller.",
            )
        return _made_anew(image)
    except Image.DecompressionBombError as error:
        raise HouseError(
            path, f"its picture {name} has more than 50 million dots. Make it smaller."
        ) from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise HouseError(
            path, f"its picture {name} cannot be read as PNG or JPEG. {_REMEDY}"
        ) from error


def _in_eight_bits(image: Image) -> Image:
    """Greys of more than 256 steps in as many: a mere conversion would make most of them white."""
    if image.mode not in (*_SIXTEEN_BITS, "I", "F"):
        return image
    deep = image.convert("F")
    highest = float(deep.getextrema()[1])  # type: ignore[arg-type]  # of one band it is a number
    top = (
        _TOPS[2]
        if image.mode in _SIXTEEN_BITS
        else next((t for t in _TOPS if highest <= t), highest)
    )
    grey = deep.point(lambda value: value * (255 / top)).convert("L")
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        grey.info["transparency"] = round(clear * 255 / top)
    return grey


def _made_anew(image: Image) -> Picture:
    from PIL import Image, ImageOps  # noqa: PLC0415 - only houses with a picture need it

    is_photo = image.format == "JPEG"
    upright = _in_eight_bits(ImageOps.exif_transpose(image))
    clear = upright.has_transparency_data
    mode = "RGBA" if clear else _WITHOUT_ALPHA.get(upright.mode, "RGB")
    plain = upright if upright.mode == mode else upright.convert(mode)
    bare = Image.new(mode, plain.size)
    bare.paste(plain)
    made = io.BytesIO()
    if is_photo:
        bare.save(made, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        bare.save(made, "PNG")
    return Picture("jpeg" if is_photo else "png", made.getvalue(), *bare.size)
