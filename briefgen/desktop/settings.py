"""What the window remembers between runs in one TOML: shape, zoom, recent files, switches."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict, replace

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "desktop.toml"
RECENT_LIMIT = 10


class Settings(Struct, frozen=True):
    """The remembered values; the byte strings of Qt are kept as base64 text."""

    geometry: str = ""
    panes: str = ""  # the three panes side by side
    facts_panes: str = ""  # the list of facts over the detail
    preview_panes: str = ""  # the preview over the checks
    zoom: str = ""
    facts: str = ""  # where facts of one's own lie that are worked with
    recent: tuple[str, ...] = ()
    keep_recent: bool = True
    keep_unsaved: bool = True  # a copy in case the program ends by itself

    def with_recent(self, path: Path) -> Settings:
        """These settings with ``path`` as the newest of the recent files, where they are kept."""
        if not self.keep_recent:
            return self
        names = dict.fromkeys([str(path.absolute()), *self.recent])
        return replace(self, recent=tuple(names)[:RECENT_LIMIT])

    def as_switched(self, other: Settings) -> Settings:
        """These settings with the switches of ``other``; a list that is not kept is empty."""
        recent = self.recent if other.keep_recent else ()
        return replace(
            self, keep_recent=other.keep_recent, keep_unsaved=other.keep_unsaved, recent=recent
        )


def read_settings(folder: Path) -> tuple[Settings, str]:
    """The settings kept in ``folder`` and a sentence about what could not be used, or ""."""
    path = folder / FILE_NAME
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError, RecursionError) as error:
        return Settings(), f"The settings in {path} cannot be read ({error}); starting afresh."
    return _settings_from(document, path)


def write_settings(folder: Path, settings: Settings) -> None:
    """Keep ``settings`` in ``folder``. Raises OutputError or OSError where that cannot be."""
    import tomli_w  # noqa: PLC0415 - not before the first window

    from briefgen.render.writing import write_whole  # noqa: PLC0415 - likewise

    folder.mkdir(parents=True, exist_ok=True)
    document = asdict(settings) | {"recent": list(settings.recent)}
    write_whole({folder / FILE_NAME: tomli_w.dumps(document).encode()})


def _settings_from(document: dict[str, Any], path: Path) -> tuple[Settings, str]:
    known = set(Settings.__struct_fields__)
    wrong = [name for name in document if name not in known]
    values: dict[str, Any] = {}
    for name in known & set(document):
        value = document[name]
        if name == "recent" and isinstance(value, list):
            values[name] = tuple(item for item in value if isinstance(item, str))[:RECENT_LIMIT]
        elif name != "recent" and type(value) is type(getattr(Settings(), name)):
            values[name] = value
        else:
            wrong.append(name)
    trouble = f"The settings in {path} hold what is not understood: {', '.join(wrong)}."
    return Settings(**values), trouble if wrong else ""
