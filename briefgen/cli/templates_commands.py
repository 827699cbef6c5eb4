"""briefgen templates: list, show, check and copy the products a pack can be made as."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.options import json_option, print_json
from briefgen.errors import OutputError
from briefgen.pack.product import product_mistakes, product_names, read_product
from briefgen.render.writing import write_whole
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from briefgen.pack.product import Product

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
            for part, cell in value.items() if isinstance(value, dict) else [("", value)]:
                text = ", ".join(cell) if isinstance(cell, list) else cell
                print(f"{key}.{part}: {text}" if part else f"{key}: {text}")
    return 0


@templates.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE.toml]...")
@folder_option
@json_option
def check(files: tuple[Path, ...], folder: Path | None, *, as_json: bool) -> int:
    """Check products, all of the folder's without FILE: each mistake with key and line (exit 1)."""
    from briefgen.pack.assemble import SECTIONS  # noqa: PLC0415 - loads the locale data
    from briefgen.pack.checks import RULES  # noqa: PLC0415
    from briefgen.pack.topic_brief import PARTS  # noqa: PLC0415

    root = folder or bundled_templates()
    paths = files or [root / "products" / f"{name}.toml" for name in product_names(root)]
    found = {path: product_mistakes(path, SECTIONS, PARTS, RULES) for path in paths}
    count = sum(map(len, found.values()))
    if as_json:
        print_json(
            [{"file": str(p), "line": m.line, "mistake": m.why} for p in found for m in found[p]]
        )
    else:
        for path, mistakes in found.items():
            for mistake in mistakes:
                print(f"{path}, {mistake}")
        print(f"{len(found)} products checked; {count} mistakes.")
    return 1 if count else 0


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
    tables = {
        name: {key: _plain(value) for key, value in asdict(getattr(product, name)).items()}
        for name in ("depth", "limits", "fit", "speech", "thresholds")
    }
    return {
        "name": product.name,
        "title": product.title,
        "description": product.description,
        "sections": list(product.sections),
        "topic_on_new_page": product.topic_on_new_page,
        "marking": product.default_marking,
        **tables,
        "rules": {rule: str(level) for rule, level in product.rules.items()},
    }


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
