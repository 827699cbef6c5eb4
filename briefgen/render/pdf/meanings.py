"""What the codes of a font mean, as a font tells it those who copy or read aloud (ToUnicode)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PER_BLOCK = 100  # the most entries one block of the table may hold


def meanings(letters: Mapping[int, str], width: int) -> bytes:
    """The table of what each code, of ``width`` bytes, stands for."""
    single: list[bytes] = []
    ranges: list[bytes] = []
    for first, last, said in _runs(letters):
        meaning = said.encode("utf-16-be").hex().upper().encode("ascii")
        if first == last:
            single.append(b"<%0*X> <%s>" % (2 * width, first, meaning))
        else:
            ranges.append(b"<%0*X> <%0*X> <%s>" % (2 * width, first, 2 * width, last, meaning))
    return (
        b"/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        b"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<%s> <%s>\nendcodespacerange\n"
        % (b"00" * width, b"FF" * width)
        + b"".join((*_blocks(b"char", single), *_blocks(b"range", ranges)))
        + b"endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
    )


def _blocks(kind: bytes, rows: Sequence[bytes]) -> Iterator[bytes]:
    for start in range(0, len(rows), _PER_BLOCK):
        block = rows[start : start + _PER_BLOCK]
        body = b"\n".join(block)
        yield b"%d beginbf%s\n%s\nendbf%s\n" % (len(block), kind, body, kind)


def _runs(letters: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
    """Codes that mean letters as far apart as they are: first, last, what the first means.

    In a run only the last byte may change, of codes as of letters. Codes between that are not
    used do no harm.
    """
    start, end, begun = -1, -1, ""
    for code in sorted(letters):
        said = letters[code]
        if start >= 0:
            if _go_on((start, begun), (code, said)):
                end = code
                continue
            yield start, end, begun
        start, end, begun = code, code, said
    if start >= 0:
        yield start, end, begun


def _go_on(first: tuple[int, str], then: tuple[int, str]) -> bool:
    """Whether a code and what it means go on in a run that begins with another."""
    (start, begun), (code, said) = first, then
    if len(begun) != 1 or len(said) != 1 or code >> 8 != start >> 8:
        return False
    letter, before = ord(said), ord(begun)
    return letter - before == code - start and letter >> 8 == before >> 8
