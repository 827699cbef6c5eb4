"""A product or a house style of one's own: a file that a ``.brief`` names as lying beside it.

In the file stands its name, or a path from the folder of the ``.brief`` down, so that the folder
can be handed on as a whole; a request at work holds the whole path.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from briefgen.pack.request import Request

OWN = ("house", "product")  # the keys of a request that may name such a file
HOUSE_SUFFIXES = (".docx", ".dotx")
PRODUCT_SUFFIX = ".toml"


def is_own_file(name: str) -> bool:
    """Whether ``name`` is that of a file, and not of a shipped product or house style."""
    return Path(name).suffix.lower() in (*HOUSE_SUFFIXES, PRODUCT_SUFFIX)


def own_files(request: Request) -> Mapping[str, Path]:
    """The files of one's own that ``request`` names, by their key."""
    named = {key: getattr(request, key) for key in OWN}
    return {key: Path(name) for key, name in named.items() if is_own_file(name)}


def found_beside(request: Request, brief: Path, keys: Collection[str] = OWN) -> Request:
    """``request``, read from ``brief``, with its files of ``keys`` looked for beside that."""
    files = {key: path for key, path in own_files(request).items() if key in keys}
    return replace(request, **{key: str(brief.parent / path) for key, path in files.items()})


def named_beside(request: Request, brief: Path) -> Request:
    """``request`` as ``brief`` holds it: with the names of the files that lie beside that.

    A file that lies elsewhere keeps its path, see `far_files`.
    """
    names = {key: _name_beside(path, brief) for key, path in own_files(request).items()}
    return replace(request, **{key: name for key, name in names.items() if name})


def far_files(request: Request, brief: Path) -> Mapping[str, Path]:
    """The files of one's own that ``brief`` cannot name, by their key."""
    files = own_files(request)
    return {key: path for key, path in files.items() if not _name_beside(path, brief)}


def leads_away(name: str) -> bool:
    """Whether ``name`` may lead to another folder than that of the ``.brief`` it stands in."""
    return name.startswith(("/", "\\", "~")) or ":" in name or ".." in name


def _name_beside(path: Path, brief: Path) -> str:
    """The path of ``path`` from the folder of ``brief`` down; empty where it lies elsewhere."""
    whole, folder = path.parent.resolve() / path.name, brief.parent.resolve()
    name = whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else ""
    return "" if leads_away(name) else name
