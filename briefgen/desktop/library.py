"""What the window works on once it has loaded: the fact base, its index and the templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.factbase.index import FactIndex
from briefgen.factbase.load import load_factbase
from briefgen.pack.templates import product_names, read_product

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.pack.templates import Product


@dataclass(frozen=True, slots=True)
class Library:
    """The facts and everything a pack can be made with."""

    base: FactBase
    index: FactIndex
    templates: Path
    products: tuple[Product, ...]
    houses: tuple[str, ...]

    def product(self, name: str) -> Product | None:
        """The product called ``name``, None where there is none."""
        return next((product for product in self.products if product.name == name), None)


def load_library(data: Path, templates: Path) -> Library:
    """Load the fact base in ``data`` and the products in ``templates``.

    Raises FactBaseError or TemplateError where one of them cannot be read.
    """
    base = load_factbase(data)
    products = tuple(read_product(templates, name) for name in product_names(templates))
    houses = tuple(sorted(path.stem for path in (templates / "house").glob("*.docx")))
    return Library(base, FactIndex(base), templates, products, houses)
