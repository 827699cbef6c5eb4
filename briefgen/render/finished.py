"""Rules over the finished documents: what a reader sees, not what we meant to print.

Both files are made and read back. Every numeral in the text of a block must be one that the block
accounts for: of a figure, a fact, a person, a source, or of what the request tells and the program
counts. Numbers that a writer sets by itself (of tables, figures, notes, pages, items) are no text
of a block; readers leave them out, or they are taken off here. What else files may break is in
`file_rules`.
"""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import NotFinalError
from briefgen.factbase.base import grouped
from briefgen.factbase.problems import Severity
from briefgen.pack.findings import Flaw
from briefgen.pack.fingerprints import without_label
from briefgen.pack.record_form import caption_labels
from briefgen.pack.rules.grounds import accounted_numerals, numerals_in
from briefgen.render.file_rules import file_flaws
from briefgen.render.files import render_files
from briefgen.render.pdf_syntax import PdfObjects
from briefgen.render.reading_docx import read_docx
from briefgen.render.reading_pdf import read_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.blocks import Pack
    from briefgen.pack.build import MadePack
    from briefgen.pack.printed import PrintedPack
    from briefgen.render.house import House

NUMBERS = "TP15"
_DOCX, _PDF = Path("finished.docx"), Path("finished.pdf")  # name the formats; nothing is written
_FIX = "Print it from a fact; if this is not a rewording of yours, the program is at fault."


def with_files_checked(made: MadePack, house: House) -> MadePack:
    """``made`` with what its finished documents tell added to the findings.

    Numbers that nothing accounts for, and what the files would give away.
    """
    files = render_files(made.pack, house, (_DOCX, _PDF))
    opened = PdfObjects(files[_PDF])
    printed = {
        _DOCX: read_docx(files[_DOCX], _DOCX),
        _PDF: read_pdf(files[_PDF], _PDF, opened),
    }
    known = {(finding.rule, finding.block) for finding in made.findings}
    fresh = [
        flaw
        for one in printed.values()
        for flaw in loose_numerals(one, made.pack)
        if (NUMBERS, flaw.place) not in known
    ]
    made = made.with_flaws(NUMBERS, fresh)
    found = file_flaws(files, printed, made.pack, opened)
    for rule, flaws in grouped(found, itemgetter(0)).items():
        made = made.with_flaws(rule, [flaw for _, flaw in flaws])
    return made


def checked_as_final(made: MadePack, house: House) -> MadePack:
    """``made`` with its finished documents checked, where nothing keeps it from being final.

    Raises NotFinalError where rows of the fact base are in error or a check blocks.
    """
    if any(p.severity is Severity.ERROR for p in made.selection.base.problems):
        raise NotFinalError("No final pack is made while rows of the fact base are in error.")
    made = with_files_checked(made, house)
    if made.blocking:
        count = len(made.blocking)
        raise NotFinalError(
            f"Checks that block: {count}, so no final pack was written; mend what they name.",
            tuple(str(finding) for finding in made.blocking),
        )
    return made


def loose_numerals(printed: PrintedPack, pack: Pack) -> Iterator[Flaw]:
    """The numerals of a file that nothing in ``pack`` accounts for, block by block."""
    kind = Path(printed.name).suffix.removeprefix(".").upper()
    blocks = {block.id: block for block in pack.blocks}
    labels = caption_labels(pack.record)
    for shown in printed.blocks:
        pieces = list(shown.pieces)
        pieces[:1] = [without_label(piece, *labels) for piece in pieces[:1]]
        found = numerals_in(pieces)
        known = blocks.get(shown.id)
        over = found - (accounted_numerals(known) if known else Counter())
        if over:
            numbers = ", ".join(sorted(over))
            message = f"In the finished {kind} it says {numbers}, which no fact accounts for."
            yield Flaw(shown.id, message, _FIX)
    for unit in printed.loose:
        for number in numerals_in(unit):
            yield Flaw("pack", f"In the finished {kind}, {number} stands in no block.", _FIX)
