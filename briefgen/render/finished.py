"""Rules over the finished documents: what a reader sees, not what we meant to print.

Both files are made and read back. Every numeral in the text of a block must be one that the block
accounts for: of a figure, a fact, a person, a source, or of what the request tells and the program
counts. Numbers that a writer sets by itself (of tables, figures, notes, pages, items) are no text
of a block; readers leave them out, or they are taken off here. Nothing in the files may give away
a person, a machine or a path.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import NotFinalError
from briefgen.factbase.problems import Severity
from briefgen.pack.findings import Flaw
from briefgen.pack.record import caption_labels, without_label
from briefgen.pack.rules.files import LEAKS
from briefgen.pack.rules.grounds import accounted_numerals, numerals_in
from briefgen.render.files import render_files
from briefgen.render.reading_docx import read_docx
from briefgen.render.reading_pdf import read_pdf
from briefgen.render.revealing.lines import Judgement
from briefgen.render.revealing.pdf import pdf_lines
from briefgen.render.revealing.word import word_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.pack.blocks import Pack
    from briefgen.pack.build import MadePack
    from briefgen.pack.printed import PrintedPack
    from briefgen.render.house import House

NUMBERS = "TP15"
_FILES = (Path("finished.docx"), Path("finished.pdf"))  # name the formats; nothing is written
_FIX = "Print it from a fact; if this is not a rewording of yours, the program is at fault."


def with_files_checked(made: MadePack, house: House) -> MadePack:
    """``made`` with what its finished documents tell added to the findings.

    Numbers that nothing accounts for, and what the files would give away.
    """
    files = render_files(made.pack, house, _FILES)
    read = {path: (read_pdf if path.suffix == ".pdf" else read_docx) for path in _FILES}
    flaws = [
        flaw for path in _FILES for flaw in loose_numerals(read[path](files[path], path), made.pack)
    ]
    known = {(finding.rule, finding.block) for finding in made.findings}
    fresh = [flaw for flaw in flaws if (NUMBERS, flaw.place) not in known]
    return made.with_flaws(NUMBERS, fresh).with_flaws(LEAKS, _given_away(files))


def _given_away(files: Mapping[Path, bytes]) -> Iterator[Flaw]:
    """What should not leave the house and yet stands in a file."""
    for path, data in files.items():
        is_pdf = path.suffix == ".pdf"
        lines = pdf_lines(data, path, data) if is_pdf else word_lines(data, path)
        for line in lines:
            if line.judgement is Judgement.LEAKS:
                message = f"The finished {path.suffix[1:].upper()} gives away: {line.says}."
                yield Flaw("pack", message, "Look at it with “briefgen reveal”.")


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
