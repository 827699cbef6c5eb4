"""From a file to what it reveals; the format is seen from its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import PackFileError, RevealError
from briefgen.render.protecting import is_protected, opened
from briefgen.render.reading import read_file
from briefgen.render.revealing.lines import Revealed, fine, in_order

if TYPE_CHECKING:
    from pathlib import Path


def reveal(path: Path, passphrase: str | None = None) -> Revealed:
    """What the DOCX or PDF at ``path`` tells whoever gets hold of it.

    Raises RevealError, one sentence, for a file that is neither or is absurd, and PasswordError
    for one with a password that ``passphrase`` does not open.
    """
    from briefgen.render.revealing.pdf import pdf_lines  # noqa: PLC0415 - one of the two
    from briefgen.render.revealing.word import word_lines  # noqa: PLC0415

    try:
        data = read_file(path)
        locked = is_protected(data)
        plain = opened(data, path, passphrase)
    except PackFileError as error:
        raise RevealError(path, error.why) from error
    is_pdf = plain[:1024].find(b"%PDF-") >= 0
    lines = list(pdf_lines(plain, path, data) if is_pdf else word_lines(plain, path))
    if locked:
        lines.append(fine("password", "opens with a password alone; what follows is inside"))
    return Revealed(path.name, "pdf" if is_pdf else "docx", locked, in_order(lines))
