"""What the window works on once it has loaded: the fact base, its index and the templates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field
from PySide6.QtCore import QCoreApplication

from briefgen.desktop.counting import counted
from briefgen.errors import BriefgenError
from briefgen.factbase.index import FactIndex
from briefgen.factbase.load import load_factbase
from briefgen.pack.own_files import is_own_file
from briefgen.pack.product import product_names, read_product
from briefgen.pack.templates import language_names
from briefgen.render.layout.kept import Kept

OwnFilesSeen: TypeAlias = "tuple[tuple[str, int, int], ...]"

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.pack.product import Product


class Library(Struct, frozen=True):
    """The facts and everything a pack can be made with."""

    base: FactBase
    index: FactIndex
    templates: Path
    products: tuple[Product, ...]
    houses: tuple[str, ...]
    languages: tuple[str, ...]  # that packs can be printed in, by their codes
    remarks: tuple[str, ...] = ()  # on installed updates, and on what is amiss in the facts
    kept: Kept = field(default_factory=Kept)  # blocks that a preview or an export has set before
    own: Path | None = None  # where facts of one's own lie
    own_files: OwnFilesSeen = ()  # what lay there when they were loaded

    def product(self, name: str) -> Product | None:
        """The product called ``name``, or in the file of that path; None where there is none."""
        if is_own_file(name):
            try:
                return read_product(self.templates, name)
            except BriefgenError:
                return None  # the pages say what is wrong with it
        return next((product for product in self.products if product.name == name), None)


def load_library(data: Path, templates: Path, today: date, own: Path | None = None) -> Library:
    """Load the facts in ``data``, installed updates over them, and the products in ``templates``.

    ``own`` is where facts of one's own lie, which are loaded instead, without updates. Raises
    FactBaseError or TemplateError where one of them cannot be read.
    """
    from briefgen.trust.opening import Opened, open_bundled  # noqa: PLC0415 - after the window

    seen = files_of(own) if own else ()  # before they are read: what changes meanwhile is newer
    opened = Opened(load_factbase(own)) if own else open_bundled(data, today)
    products = tuple(read_product(templates, name) for name in product_names(templates))
    houses = tuple(sorted(path.stem for path in (templates / "house").glob("*.docx")))
    index = FactIndex(opened.base)
    languages = language_names(templates)
    remarks = (*opened.remarks, *(_amiss(opened.base) if own else ()))
    return Library(
        *(opened.base, index, templates, products, houses, languages, remarks),
        own=own,
        own_files=seen,
    )


def files_of(own: Path) -> OwnFilesSeen:
    """The files of the fact base at ``own``, each with when it was last written and its size."""
    try:
        files = sorted(path for path in own.iterdir() if path.is_file()) if own.is_dir() else [own]
        told = [(path.name, path.stat()) for path in files]
    except OSError:
        return ()
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in told)


def _amiss(base: FactBase) -> tuple[str, ...]:
    """How much is wrong in a base, where anything is."""
    if not base.problems:
        return ()
    say = partial(QCoreApplication.translate, "library")
    words = counted(
        len(base.problems),
        say("{count} problem in these facts; what is wrong was left out."),
        say("{count} problems in these facts; what is wrong was left out."),
    )
    return (words,)
