"""The product of an addendum: like any product a TOML file, but made of two packs.

It says which sections an addendum has, in which order. All that a section holds comes from the two
packs, so that there is nothing else to set.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import TemplateError, UsageError
from briefgen.pack.cells import CellError, faults_of, record_of
from briefgen.pack.locating import Mistake, bare_keys, located
from briefgen.pack.product import FORMAT, is_made_of_two
from briefgen.pack.templates import nearest, read_toml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Any

NAME = "addendum"
_OF = "an addendum"


class AddendumPlan(Struct, frozen=True):
    """The sections of an addendum in their order, by the names of `making.SECTIONS`."""

    title: str
    description: str
    sections: tuple[str, ...]
    made_of_two: bool


def read_addendum_plan(templates: Path, name: str, sections: Collection[str]) -> AddendumPlan:
    """The plan called ``name``, or the one in the TOML file of that path; ``sections`` are known.

    Raises UsageError where there is none, TemplateError with its line for the first mistake.
    """
    path = Path(name) if name.endswith(".toml") else templates / "products" / f"{name}.toml"
    if not name.endswith(".toml") and not path.is_file():
        names = plan_names(templates)
        raise UsageError(f"There is no addendum “{name}”{nearest(name, names)}.")
    for mistake in plan_mistakes(path, sections):
        raise TemplateError(path, str(mistake))
    document = read_toml(path)
    document.pop("format")
    return record_of(AddendumPlan, document, "", _OF)


def plan_names(templates: Path) -> tuple[str, ...]:
    """The addenda there are, by file name."""
    paths = sorted((templates / "products").glob("*.toml"))
    return tuple(path.stem for path in paths if is_made_of_two(path))


def plan_mistakes(path: Path, sections: Collection[str]) -> tuple[Mistake, ...]:
    """Every mistake in the plan at ``path``. Raises TemplateError where it is no TOML at all."""
    return tuple(located(path, _mistakes(read_toml(path), sections)))


def _mistakes(document: Mapping[str, Any], sections: Collection[str]) -> Iterator[CellError]:
    if document.get("format") != FORMAT:
        yield CellError("format", f"its format must be {FORMAT}.")
        return
    table = {key: value for key, value in document.items() if key != "format"}
    yield from bare_keys(faults_of(AddendumPlan, table, "", _OF))
    if table.get("made_of_two") is not True:
        yield CellError(
            "made_of_two", "“made_of_two” must be true: an addendum is made of two packs."
        )
    named = table.get("sections")
    for name in named if isinstance(named, list) else ():
        if isinstance(name, str) and name not in sections:
            why = f"“{name}” in sections is none of {', '.join(sections)}{nearest(name, sections)}."
            yield CellError(f"sections.{name}", why)
