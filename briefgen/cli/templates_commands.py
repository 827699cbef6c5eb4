"""briefgen templates: list, show, check and copy the products a pack can be made as."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.options import json_option, print_json
from briefgen.errors import OutputError, TemplateError
from briefgen.pack.templates import product_names, read_product
from briefgen.render.writing import write_whole
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from briefgen.pack.templates import Product

folder_option = click.option(
    "--templates", "folder", type=click.Path(path_type=Path), metavar="PATH",
    help="A templates folder of your own.",
)  # fmt: skip


@click.group()
def templates() -> None:
    """Look into the products."""


@templates.command("list")
@folder_option
@json_option
def list_products(folder: Path | None, *, as_json: bool) -> int:
    """List the products."""
    root = folder or bundled_templates()
    products = [read_product(root, name) for name in product_names(root)]
    if as_json:
        print_json([_document(product) for product in products])
    else:
        for product in products:
            print(f"{product.name:<14} {product.title}: {product.description}")
    return 0


@templates.command()
@click.argument("name")
@folder_option
@json_option
def show(name: str, folder: Path | None, *, as_json: bool) -> int:
    """Show the sections and limits of a product."""
    product = read_product(folder or bundled_templates(), name)
    if as_json:
        print_json(_document(product))
    else:
        for key, value in _document(product).items():
            print(f"{key}: {', '.join(value) if isinstance(value, list) else value}")
    return 0


@templates.command()
@folder_option
def check(folder: Path | None) -> int:
    """Check every product: name the key of each mistake (exit 1 where there is one)."""
    from briefgen.pack.assemble import check_parts  # noqa: PLC0415 - loads the locale data

    root = folder or bundled_templates()
    faults = []
    for name in product_names(root):
        try:
            check_parts(read_product(root, name))
        except TemplateError as error:
            faults.append(str(error))
    for fault in faults:
        print(fault)
    print(f"{len(product_names(root))} products checked; {len(faults)} with a mistake.")
    return 1 if faults else 0


@templates.command()
@click.argument("name")
@click.argument("target", type=click.Path(path_type=Path))
@folder_option
def new(name: str, target: Path, folder: Path | None) -> int:
    """Copy the product NAME to the file TARGET, to start one of your own from."""
    root = folder or bundled_templates()
    product = read_product(root, name)
    if target.exists():
        raise OutputError(target, "there is a file of that name; choose another.")
    write_whole({target: product.path.read_bytes()})
    print(target)
    return 0


def _document(product: Product) -> dict[str, object]:
    limits = {key: getattr(product.limits, key) for key in product.limits.__slots__}
    return {
        "name": product.name,
        "title": product.title,
        "description": product.description,
        "sections": list(product.sections),
        "topic_parts": list(product.topic_parts),
        "marking": product.default_marking,
        **limits,
    }
