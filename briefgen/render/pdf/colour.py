"""The colour space of the file: an ICC profile of sRGB, version 2, built from its numbers.

Archival PDF asks for one. Building it keeps a binary file, and any time stamp in it, out of the
program.
"""

from __future__ import annotations

from functools import cache
from struct import pack

# The primaries of IEC 61966-2-1, adapted to the D50 white of the profile space.
_WHITE = (0.9642, 1.0, 0.8249)
_RED = (0.4360, 0.2225, 0.0139)
_GREEN = (0.3851, 0.7169, 0.0971)
_BLUE = (0.1431, 0.0606, 0.7139)
_CURVE_POINTS = 256  # one for each value that a colour of ours can have


@cache
def srgb_profile() -> bytes:
    """The profile as it is embedded."""
    curve = _curve()
    tags = {
        b"desc": _description("sRGB"),
        b"cprt": b"text\0\0\0\0" + b"No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _assemble(tags)


def _assemble(tags: dict[bytes, bytes]) -> bytes:
    places: dict[bytes, int] = {}
    body = b""
    start = 128 + 4 + 12 * len(tags)
    for data in tags.values():
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
    table = pack(">L", len(tags)) + b"".join(
        pack(">4sLL", name, places[data], len(data)) for name, data in tags.items()
    )
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    head = pack(">L4sL4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    date = pack(">6H", 2000, 1, 1, 0, 0, 0)
    rest = b"acsp" + b"\0" * 28 + b"".join(map(_fixed, _WHITE))
    return (head + date + rest).ljust(128, b"\0")


def _fixed(value: float) -> bytes:
    return pack(">l", round(value * 65536))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, values))


def _curve() -> bytes:
    points = (_linear(i / (_CURVE_POINTS - 1)) for i in range(_CURVE_POINTS))
    values = (round(point * 65535) for point in points)
    return b"curv\0\0\0\0" + pack(f">L{_CURVE_POINTS}H", _CURVE_POINTS, *values)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    # After the ASCII name: no Unicode name, and the fixed room for a Macintosh one.
    return b"desc\0\0\0\0" + pack(">L", len(ascii_text)) + ascii_text + b"\0" * (8 + 3 + 67)
