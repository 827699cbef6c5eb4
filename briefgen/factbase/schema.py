"""The Data Package: which tables there are and what each column must hold.

Reads the parts of Frictionless Table Schema that ``data/datapackage.json`` uses; the whole
standard is checked by the frictionless package in the curator's and the test path.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import FactBaseError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BROKEN_JSON = (
    "Look there, and just before: often a comma, a quotation mark or a bracket is missing or "
    "one too many."
)
ABSURD_JSON = "a number in it is far too long, or its brackets are nested too deeply."
EDTF_TYPE = "http://id.loc.gov/datatypes/edtf"


class Field(Struct, frozen=True):
    """A column and its constraints; a table ``may_lack`` one that came later than the table.

    ``form`` says in words what ``pattern`` asks for, behind “write”.
    """

    name: str
    type: str
    required: bool
    unique: bool
    is_edtf: bool
    enum: tuple[str, ...]
    pattern: str
    delimiter: str
    minimum: float | None
    maximum: float | None
    may_lack: bool = False
    form: str = ""


class ForeignKey(Struct, frozen=True):
    """A column whose values are ids of another table."""

    field: str
    resource: str


class Resource(Struct, frozen=True):
    """A table of the package."""

    name: str
    path: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


class DataPackage(Struct, frozen=True):
    """The tables of a fact base, by name."""

    folder: Path
    name: str
    version: str
    resources: Mapping[str, Resource]


def read_datapackage(folder: Path) -> DataPackage:
    """The package in ``folder``; a FactBaseError if there is none that can be read."""
    if folder.is_file():
        remedy = "Name the folder that it was compiled from."
        raise FactBaseError(folder, "it is one file, and this needs the tables.", remedy)
    path = folder / "datapackage.json"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        resources = [_resource(item, folder) for item in document["resources"]]
        return DataPackage(
            folder,
            str(document["name"]),
            str(document.get("version", "")),
            {resource.name: resource for resource in resources},
        )
    except FileNotFoundError:
        raise FactBaseError(folder, "there is no datapackage.json in it.") from None
    except OSError as error:
        raise FactBaseError(path, f"{error.strerror or error}.") from error
    except UnicodeDecodeError:
        raise FactBaseError(path, "it is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise FactBaseError(path, f"line {error.lineno} is not valid JSON.", BROKEN_JSON) from error
    except (ValueError, RecursionError) as error:
        raise FactBaseError(path, ABSURD_JSON) from error
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise FactBaseError(
            path, f"its description of the tables lacks or mistypes {error}."
        ) from error


def _resource(item: Mapping[str, object], folder: Path) -> Resource:
    schema = item["schema"]
    if not isinstance(schema, dict):
        raise TypeError("schema")
    keys = [
        ForeignKey(_one(key["fields"]), key["reference"]["resource"] or str(item["name"]))
        for key in schema.get("foreignKeys", [])
    ]
    primary = schema.get("primaryKey", [])
    return Resource(
        str(item["name"]),
        _inside(str(item["path"]), str(item["name"]), folder),
        tuple(_field(field) for field in schema["fields"]),
        (primary,) if isinstance(primary, str) else tuple(primary),
        tuple(keys),
    )


def _inside(path: str, table: str, folder: Path) -> str:
    """``path``, if it leads into ``folder``: a base from elsewhere may not name other files."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path or ":" in path:
        raise FactBaseError(folder, f"its table {table} lies outside the folder ({path}).")
    return path


def _one(fields: str | list[str]) -> str:
    return fields if isinstance(fields, str) else fields[0]


def _field(item: Mapping[str, object]) -> Field:
    constraints = item.get("constraints") or {}
    if not isinstance(constraints, dict):
        raise TypeError("constraints")
    return Field(
        name=str(item["name"]),
        type=str(item.get("type", "string")),
        required=bool(constraints.get("required")),
        unique=bool(constraints.get("unique")),
        is_edtf=item.get("rdfType") == EDTF_TYPE,
        enum=tuple(constraints.get("enum", ())),
        pattern=re.compile(str(constraints.get("pattern", ""))).pattern,
        delimiter=str(item.get("delimiter", ",")),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        may_lack=bool(item.get("mayBeMissing")),
        form=str(item.get("patternInWords", "")),
    )
