"""What our writers are to reach against the peers, as ratios inside one run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contenders import (
    BOTH,
    BUILD,
    DOCX,
    DOCXTPL,
    FPDF2,
    LIBREOFFICE,
    NUMBERING,
    PANDOC,
    PDF,
    PLAIN_DOCX,
    PLAIN_TYPST,
    PLATYPUS,
    PREVIEW,
    PYTHON_DOCX,
    TYPST,
    WEASYPRINT,
)

if TYPE_CHECKING:
    from measured import Measured

CPU, REPEAT, MEMORY, SIZE, CHART = "cpu", "repeat", "memory", "size", "chart"


@dataclass(frozen=True, slots=True)
class Goal:
    """``ours`` over the sum of ``theirs`` is to stay at or under ``limit``.

    Those are compared that say the same. A Word file of ours whose contents are numbered is
    compared with what it takes the peers to number theirs, which have LibreOffice lay them out.
    """

    id: str
    what: str  # which measure
    pages: int
    ours: str
    theirs: tuple[str, ...]
    limit: float
    aside: bool = False  # wished for, or to be seen beside the others: no run fails by it

    def ratio(self, found: Measured) -> float | None:
        """What was reached, or nothing where one of them was not measured."""
        return found.ratio(self.what, self.ours, self.theirs)


def _several(
    name: str,
    what: str,
    pages: int,
    ours: str,
    limits: dict[str, float],
    *beside: str,
    aside: bool = False,
) -> tuple[Goal, ...]:
    """Goals against one peer each, ``beside`` which others work."""
    return tuple(
        Goal(name, what, pages, ours, (peer, *beside), limit, aside)
        for peer, limit in limits.items()
    )


_30 = {PYTHON_DOCX: 0.08, DOCXTPL: 0.6}
_300 = {PYTHON_DOCX: 0.015, DOCXTPL: 0.25, PANDOC: 0.10}
_FURTHER = {DOCXTPL: 0.30}


GOALS = (
    *_several("G1", CPU, 30, PLAIN_DOCX, _30),
    *_several("G1", CPU, 30, DOCX, _30, NUMBERING),
    *_several("G2", CPU, 300, PLAIN_DOCX, _300),
    *_several("G2", CPU, 300, DOCX, _300, NUMBERING),
    *_several("G3", REPEAT, 30, PLAIN_DOCX, _FURTHER),
    *_several("G3", REPEAT, 30, DOCX, _FURTHER, NUMBERING),
    # Not alike: theirs are not numbered.
    *_several("beside G1", CPU, 30, DOCX, _30, aside=True),
    *_several("beside G2", CPU, 300, DOCX, _300, aside=True),
    *_several("beside G3", REPEAT, 30, DOCX, _FURTHER, aside=True),
    *_several(
        "G4", CPU, 30, PDF, {PLATYPUS: 0.28, LIBREOFFICE: 0.14, WEASYPRINT: 0.08, FPDF2: 0.14}
    ),
    Goal("G5", CPU, 30, PDF, (PLAIN_TYPST,), 1.1),
    *_several("G6", CPU, 300, PDF, {PLATYPUS: 0.06, LIBREOFFICE: 0.07, WEASYPRINT: 0.03}),
    Goal("G6", CPU, 300, PDF, (PLAIN_TYPST,), 0.40),
    Goal("G7", CPU, 30, BOTH, (PYTHON_DOCX, LIBREOFFICE), 0.10),
    *_several("G8", MEMORY, 300, PDF, {PLATYPUS: 0.5, TYPST: 0.12}),
    Goal("G9", SIZE, 30, DOCX, (PYTHON_DOCX,), 0.6),
    Goal("G9", SIZE, 30, PDF, (PLATYPUS,), 1.0),
    Goal("G11", CHART, 30, DOCX, (PYTHON_DOCX,), 0.02),
    Goal("G16", REPEAT, 30, PREVIEW, (PLATYPUS,), 0.2),
    Goal("stretch", CPU, 300, PLAIN_DOCX, (DOCXTPL,), 0.25, aside=True),
    Goal("stretch", CPU, 300, PDF, (TYPST,), 1 / 3, aside=True),
    Goal("stretch", CPU, 30, BOTH, (DOCXTPL, TYPST), 1.0, aside=True),
    Goal("stretch", CPU, 30, BUILD, (DOCXTPL, TYPST), 1.0, aside=True),
)
GROWTH = 10.5  # G10: 300 pages may take as many times longer than 30, in process
