"""What a pack's file is called: its number, issue, day and marking, and nobody's name.

The rule is D6 of a good briefing pack: ``PKKZ-2026-03_issue2_2026-11-22_TLP-AMBER``. A file name
travels in mails and lists where the pack itself is not seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.pack.request import Request

if TYPE_CHECKING:
    from datetime import date

_UNNUMBERED = "PKKZ"  # what stands for the number of a pack that has none
_MOST = 40  # letters of one part
_WORDS = re.compile(r"[^\W_]+")
_FITTING = re.compile(
    r"(?:PKKZ|(?=[^_]*\d)[^\W_][\w-]*?)"  # the number, which holds a digit
    r"(?:_[a-z][a-z-]*)*(?:_issue[^\W_][^\W_-]*)?_\d{4}-\d{2}-\d{2}(?:_[^\W_]+(?:-[^\W_]+)*)?"
)


def suggested_name(request: Request, marking: str, day: date) -> str:
    """The name, without ending, of the file that ``request`` makes.

    ``marking`` is the one printed, ``day`` the one the pack speaks from. Product and language are
    named where they are not the usual ones, so that files of one pack can lie in one folder.
    """
    visit, usual = request.visit, Request()
    issue = _joined(visit.issue).lower().removeprefix("issue").lstrip("-")
    product = request.product.replace("\\", "/").rpartition("/")[2].removesuffix(".toml")
    parts = (
        _joined(visit.number) or _UNNUMBERED,
        _joined(product).lower() if request.product != usual.product else "",
        _joined(request.language).lower() if request.language != usual.language else "",
        f"issue{issue}" if issue else "",
        day.isoformat(),
        _joined(marking),
    )
    return "_".join(part for part in parts if part)


def names_nobody(stem: str) -> bool:
    """Whether a file name without its ending has the form of `suggested_name`."""
    return _FITTING.fullmatch(stem) is not None


def _joined(text: str) -> str:
    """The words of ``text`` with hyphens between, as any file system takes them."""
    return "-".join(_WORDS.findall(text))[:_MOST].strip("-")
