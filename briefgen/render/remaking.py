"""Making a pack again as a file: to hold it against the one there is, or to learn its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.pack.after.verify import Deed, Edit
from briefgen.render.files import find_house, render_files
from briefgen.render.protecting import is_pdf, is_protected, opened, protected
from briefgen.render.reading import read_file
from briefgen.render.reading_pdf import read_pdf

if TYPE_CHECKING:
    from briefgen.pack.after.compare import Side
    from briefgen.pack.after.verify import Remade, Verdict
    from briefgen.pack.printed import PrintedPack
    from briefgen.render.beside_pages import Beside
    from briefgen.render.drawn_pages import PageChanges


# Why a file is not that which the pack makes, where all that it is made of is the same.
SAVED_AGAIN = "the file was changed after it was written"
_MADE_OTHERWISE = "this state of the program writes it otherwise"


class FileChanges(Struct, frozen=True):
    """What became of a file besides its words: of the pages of a PDF, and of what is beside."""

    pages: PageChanges | None
    beside: tuple[Beside, ...]

    @property
    def are_none(self) -> bool:
        """Whether another program only saved it again."""
        return (self.pages is None or self.pages.are_none) and not self.beside


def why_not_same(
    path: Path,
    printed: PrintedPack,
    remade: Remade,
    templates: Path,
    passphrase: str | None = None,
) -> str:
    """Why the pack made again is not the file at ``path`` byte for byte; empty where it is.

    A file under a password is compared by what ``passphrase`` opens.
    """
    if remade.made is None:
        return remade.why_not
    try:
        house = find_house(templates, remade.made.selection.request.house)
    except BriefgenError as error:
        return str(error)
    reasons = list(remade.reasons)
    if house.digest != printed.record.get("house_sha256"):
        reasons.append(f"the house style {house.name} has changed")
    [data] = render_files(remade.made.pack, house, [path]).values()
    there = read_file(path)
    if is_protected(there):
        assert passphrase is not None  # it has opened the file
        # Putting a password on a PDF writes it anew, so that is done to the new one as well.
        data = opened(protected(data, path.suffix, passphrase), path, passphrase)
    if data == opened(there, path, passphrase):
        return ""
    return "; ".join(reasons) or (_MADE_OTHERWISE if printed.whole else SAVED_AGAIN)


def file_changes(
    path: Path,
    why: str,
    remade: Remade,
    templates: Path,
    passphrase: str | None = None,
) -> FileChanges | None:
    """What became of the file at ``path`` besides its words, where the pack made again tells.

    ``why`` is the answer of `why_not_same`. None where all of it is as it was written, where the
    pack made again is not the same as it was, and where the file cannot be looked at.
    """
    from briefgen.render.beside_pages import changed_beside  # noqa: PLC0415 - seldom
    from briefgen.render.beside_words import put_beside_words  # noqa: PLC0415
    from briefgen.render.drawn_pages import PagesError, page_changes  # noqa: PLC0415

    if why != SAVED_AGAIN or remade.made is None:
        return None
    house = find_house(templates, remade.made.selection.request.house)
    there = opened(read_file(path), path, passphrase)
    of_pages = is_pdf(there)
    written = Path("written.pdf" if of_pages else "written.docx")
    [data] = render_files(remade.made.pack, house, [written]).values()
    try:
        if of_pages:
            return FileChanges(page_changes(data, there), changed_beside(data, there))
        return FileChanges(None, put_beside_words(data, there))
    except PagesError:
        return None


def judged_as_file(verdict: Verdict, changes: FileChanges | None) -> Verdict:
    """``verdict`` with what is known of the file itself: that it was only saved again, or was not.

    A PDF that shows all that it did is not altered, though each of its bytes is another.
    """
    if changes is None:
        return verdict
    edits = tuple(edit for edit in verdict.edits if edit.deed is not Deed.TOUCHED)
    if not changes.are_none and not edits:
        edits = (Edit(Deed.TOUCHED, "", ""),)
    return replace(verdict, edits=edits)


def with_pages(side: Side, templates: Path) -> Side:
    """``side`` with the pages of its blocks, laid out where its file does not tell them."""
    if side.made is None or any(block.pages for block in side.printed.blocks):
        return side
    house = find_house(templates, side.made.selection.request.house)
    path = Path("laid out.pdf")
    laid = read_pdf(render_files(side.made.pack, house, [path])[path], path)
    pages = {block.id: block.pages for block in laid.blocks}
    blocks = tuple(replace(b, pages=pages.get(b.id, ())) for b in side.printed.blocks)
    return replace(side, printed=replace(side.printed, blocks=blocks))
