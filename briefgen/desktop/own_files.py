"""A house style or a product of one's own: asked for, tried before it is taken, kept at hand.

What the user chooses in a dialog may lie anywhere. A .brief names only what lies beside it, since
it may come from anybody, so saving one may call for a copy.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Slot

from briefgen.desktop import actions
from briefgen.desktop.errors import describe
from briefgen.errors import BriefgenError, HouseError, TemplateError
from briefgen.pack.own_files import HOUSE_SUFFIXES, PRODUCT_SUFFIX, own_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefgen.desktop.panes import Panes

OWN_FILE = "own file"  # the job that tries one


class OwnFiles(QObject):
    """Asks for files where the lists of the panes want one, and puts them into the request."""

    def __init__(self, desk: actions.Desk, panes: Panes, templates: Path) -> None:
        super().__init__(desk.window)
        self._desk, self._templates = desk, templates
        panes.visit.look.house.file_wanted.connect(self.choose_house)
        panes.choices.product.file_wanted.connect(self.choose_product)

    @Slot()
    def choose_house(self) -> None:
        """Ask for a Word file, and make it the house style if it can be one."""
        path = self._desk.dialogs.house_path(self._desk.window, self._folder("house"))
        self._try(path, "house", try_house, self.choose_house)

    @Slot()
    def choose_product(self) -> None:
        """Ask for a product file, and make it the product if it has no mistakes."""
        path = self._desk.dialogs.product_path(self._desk.window, self._folder("product"))
        work = partial(try_product, self._templates)
        self._try(path, "product", work, self.choose_product)

    def _folder(self, key: str) -> Path:
        """Where to look for a file: where that of now lies, or beside the brief."""
        path = own_files(self._desk.state.request).get(key)
        return path.parent if path and path.parent.is_dir() else actions.folder_of(self._desk.state)

    def _try(
        self, path: Path | None, key: str, work: Callable[[Path], None], again: Callable[[], None]
    ) -> None:
        if path is not None:
            whole = path.absolute()
            self._desk.jobs.start(
                OWN_FILE,
                lambda _on_step: work(whole),
                on_done=lambda _nothing: self._take(key, whole),
                on_failed=partial(self._tell, again),
            )

    def _take(self, key: str, path: Path) -> None:
        words = {
            "house": self.tr("Change of the house style"),
            "product": self.tr("Change of product"),
        }
        state = self._desk.state
        state.change(replace(state.request, **{key: str(path)}), words[key])

    def _tell(self, again: Callable[[], None], error: Exception) -> None:
        """Say why a file cannot be used; the choice stays, and another file can be looked for."""
        failure = describe(error)
        if isinstance(error, BriefgenError):
            failure = replace(failure, next_step=self.tr("Choose another file"))
        if self._desk.dialogs.failure(self._desk.window, failure) and failure.next_step:
            again()


def try_house(path: Path) -> None:
    """Raise HouseError where the file at ``path`` cannot be a house style."""
    from briefgen.render.house_file.reader import read_house  # noqa: PLC0415 - slow to import

    read_house(path)
    if path.suffix.lower() not in HOUSE_SUFFIXES:
        raise HouseError(path, "its name must end in .docx or .dotx.")


def try_product(templates: Path, path: Path) -> None:
    """Raise TemplateError, with its line and how many there are, for the first mistake at ``path``.

    Raises UsageError for what is made of two packs.
    """
    from briefgen.pack.assemble import SECTIONS  # noqa: PLC0415 - loads the locale data
    from briefgen.pack.checks import RULES  # noqa: PLC0415
    from briefgen.pack.product import (  # noqa: PLC0415
        is_made_of_two,
        product_mistakes,
        read_product,
    )
    from briefgen.pack.sections.topic_brief import PARTS  # noqa: PLC0415

    if path.suffix.lower() != PRODUCT_SUFFIX:
        raise TemplateError(path, f"its name must end in {PRODUCT_SUFFIX}.")
    mistakes = () if is_made_of_two(path) else product_mistakes(path, SECTIONS, PARTS, RULES)
    if mistakes:
        count = len(mistakes)
        rest = f"This is the first of {count} mistakes" if count > 1 else "It is the only mistake"
        raise TemplateError(path, f"{mistakes[0]} {rest} in it.")
    read_product(templates, str(path))
