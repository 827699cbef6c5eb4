"""briefgen templates: list, show, check and copy products and house styles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from briefgen.cli.options import Commands, json_option, print_json
from briefgen.errors import HouseError, OutputError, TemplateError, UsageError
from briefgen.pack.addendum.plan import plan_mistakes, plan_names, read_addendum_plan
from briefgen.pack.locating import Mistake
from briefgen.pack.product import is_made_of_two, product_mistakes, product_names, read_product
from briefgen.pack.templates import language_names
from briefgen.pack.words_check import words_mistakes
from briefgen.render.files import find_house, house_names, house_path, is_house_file
from briefgen.render.house_file.reader import read_house
from briefgen.render.writing import write_whole
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.pack.addendum.plan import AddendumPlan
    from briefgen.pack.product import Product
    from briefgen.render.house import House

_MM = 72 / 25.4  # points

folder_option = click.option(
    "--templates", "folder", type=click.Path(path_type=Path), metavar="PATH",
    help="A templates folder of your own.",
)  # fmt: skip


@click.group(cls=Commands, short_help="Products and house styles.")
def templates() -> None:
    """Look into the products a pack can be made as, and the house styles it can wear."""


@templates.command("list")
@folder_option
@json_option
def list_templates(folder: Path | None, *, as_json: bool) -> int:
    """List the products and the house styles."""
    root = folder or bundled_templates()
    products = [read_product(root, name) for name in product_names(root)]
    plans = _plans(root)
    houses = _houses(root)
    if as_json:
        listed = (*map(_document, products), *(_plan_document(n, p) for n, p in plans.items()))
        print_json([*listed, *map(_house_document, houses)])
    else:
        for product in products:
            print(f"{product.name:<14} {product.title}: {product.description}")
        for name, plan in plans.items():
            print(f"{name:<14} {plan.title} (by “briefgen compare”): {plan.description}")
        for house in houses:
            print(f"{house.name:<14} House style: {_look(house)}")
    return 0


@templates.command()
@click.argument("name")
@folder_option
@json_option
def show(name: str, folder: Path | None, *, as_json: bool) -> int:
    """Show the sections and limits of a product, or the page and type of a house style.

    NAME may be the path of a product (.toml) or of a house style (.docx, .dotx).
    """
    root = folder or bundled_templates()
    is_house = is_house_file(Path(name)) or name in house_names(root)
    house = find_house(root, name) if is_house else None
    plan = _plans(root).get(name)
    if plan:
        document = _plan_document(name, plan)
    else:
        document = _house_document(house) if house else _document(read_product(root, name))
    if as_json:
        print_json(document)
    else:
        for key, value in document.items():
            for part, cell in value.items() if isinstance(value, dict) else [("", value)]:
                text = ", ".join(cell) if isinstance(cell, list) else cell
                print(f"{key}.{part}: {text}" if part else f"{key}: {text}")
    return 0


@templates.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@folder_option
@json_option
def check(files: tuple[Path, ...], folder: Path | None, *, as_json: bool) -> int:
    """Check each FILE: a product (.toml) or a house style (.docx, .dotx).

    Without a FILE all of both, and the printed words of each language. Mistakes are named with key
    and line (exit 1). Of a house style it is told what it lacks and what cannot be kept; that alone
    is no mistake.
    """
    root = folder or bundled_templates()
    paths = files or (
        *sorted((root / "products").glob("*.toml")),
        *(root / "house" / f"{name}.docx" for name in house_names(root)),
    )
    worn = [path for path in paths if is_house_file(path)]
    found = {path: _product_mistakes(path) for path in paths if path not in worn}
    products = len(found)
    languages = () if files else language_names(root)
    for language in languages:
        found[root / "words" / f"{language}.toml"] = words_mistakes(root, language)
    refused, remarks = _check_houses(worn)
    count = sum(map(len, found.values())) + len(refused)
    if as_json:
        print_json(
            [
                *(
                    {"file": str(p), "line": m.line, "mistake": m.why}
                    for p in found
                    for m in found[p]
                ),
                *({"file": str(path), "mistake": why} for path, why in refused),
                *({"file": str(path), "remark": remark} for path, remark in remarks),
            ]
        )
    else:
        for path, mistakes in found.items():
            for mistake in mistakes:
                print(f"{path}, {mistake}")
        for path, told in (*refused, *remarks):
            print(f"{path}: {told}")
        told = f"products {products}, house styles {len(worn)}"
        told += f", languages {len(languages)}" if languages else ""
        print(f"Checked: {told}; mistakes: {count}.")
    return 1 if count else 0


def _product_mistakes(path: Path) -> Sequence[Mistake]:
    """What is wrong with a product or the plan of an addendum; what keeps it from being read."""
    from briefgen.pack.addendum import making as addendum  # noqa: PLC0415 - loads the locale data
    from briefgen.pack.assemble import SECTIONS  # noqa: PLC0415
    from briefgen.pack.checks import RULES  # noqa: PLC0415
    from briefgen.pack.sections.topic_brief import PARTS  # noqa: PLC0415

    try:
        if is_made_of_two(path):
            return plan_mistakes(path, addendum.SECTIONS)
        return product_mistakes(path, SECTIONS, PARTS, RULES)
    except TemplateError as error:
        if not path.is_file():
            raise
        return (Mistake(0, error.why),)


def _plans(root: Path) -> dict[str, AddendumPlan]:
    """The addenda there are, by name."""
    from briefgen.pack.addendum.making import SECTIONS  # noqa: PLC0415 - loads the locale data

    return {name: read_addendum_plan(root, name, SECTIONS) for name in plan_names(root)}


def _plan_document(name: str, plan: AddendumPlan) -> dict[str, object]:
    return {"name": name, **{key: _plain(value) for key, value in asdict(plan).items()}}


def _check_houses(paths: Iterable[Path]) -> tuple[list[tuple[Path, str]], list[tuple[Path, str]]]:
    """Why each of ``paths`` is refused, and what there is to say of those that will do."""
    refused, remarks = [], []
    for path in paths:
        try:
            remarks += [(path, remark) for remark in read_house(path).remarks]
        except HouseError as error:
            refused.append((path, error.why))
    return refused, remarks


@templates.command()
@click.argument("name")
@click.argument("target", type=click.Path(path_type=Path))
@folder_option
def new(name: str, target: Path, folder: Path | None) -> int:
    """Copy NAME to the file TARGET, to start one of your own from.

    A TARGET that ends in .docx is a house style, one in .toml a product.
    """
    root = folder or bundled_templates()
    if target.suffix.lower() not in (".docx", ".toml"):
        raise UsageError(
            f"“{target.name}” ends in neither .docx, for a house style, nor .toml, for a product."
        )
    houses, products = house_names(root), (*product_names(root), *plan_names(root))
    if is_house_file(target) and name in products:
        raise UsageError(f"“{name}” is a product: name a TARGET that ends in .toml.")
    if not is_house_file(target) and name in houses:
        raise UsageError(f"“{name}” is a house style: name a TARGET that ends in .docx.")
    if is_house_file(target):
        source = house_path(root, name)
        read_house(source)  # refuses what is no house
        data = source.read_bytes()
    elif name in plan_names(root):
        data = (root / "products" / f"{name}.toml").read_bytes()
    else:
        data = read_product(root, name).path.read_bytes()
    if target.exists():
        raise OutputError(target, "there is a file of that name; choose another.")
    write_whole({target: data})
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
        "contents_depth": product.contents_depth,
        "marking": product.default_marking,
        **tables,
        "rules": {rule: str(level) for rule, level in product.rules.items()},
    }


def _houses(root: Path) -> list[House]:
    return [read_house(house_path(root, name)) for name in house_names(root)]


def _look(house: House) -> str:
    body, spoken = house.styles["Body Text"], house.styles["Spoken Line"]
    return (
        f"{body.font}, text {body.size:g} points, spoken lines {spoken.size:g}, "
        f"page {house.page_width / _MM:.0f} by {house.page_height / _MM:.0f} mm"
    )


def _house_document(house: House) -> dict[str, object]:
    margins = {
        side: round(getattr(house, f"margin_{side}") / _MM)
        for side in ("top", "right", "bottom", "left")
    }
    return {
        "name": house.name,
        "title": "House style",
        "description": _look(house),
        "margins_mm": margins,
        "fonts": sorted({style.font for style in house.styles.values()}),
        "sizes": {style.name: style.size for style in house.styles.values()},
        "remarks": list(house.remarks),
    }


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
