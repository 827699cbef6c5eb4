"""The request: what an official asks for, and the ``.brief`` file (TOML) that holds it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import tomli_w

from briefgen.errors import BriefFileError, UsageError
from briefgen.factbase.dates import Interval, parse_edtf
from briefgen.factbase.records import Category
from briefgen.pack.templates import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from briefgen.factbase.base import FactBase

FORMAT = 1


class Side(StrEnum):
    """For whom the pack speaks; a neutral pack prints only lines that either side could say."""

    PAK = "PAK"
    KAZ = "KAZ"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Visit:
    """The visit the pack is for; printed on the cover. ``dates`` is EDTF."""

    title: str = "Briefing pack"
    place: str = ""
    dates: str = ""
    principal: str = ""
    counterpart: str = ""
    prepared_by: str = ""
    contact: str = ""
    issue: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that decides what a pack holds, apart from the fact base itself.

    ``topics`` are topic ids or whole categories, as asked for; ``first`` and ``last`` are EDTF
    texts, empty for no limit; ``as_of`` is the day the pack speaks from, None for today.
    """

    product: str = "visit-pack"
    voice: Side = Side.NEUTRAL
    topics: tuple[str, ...] = tuple(Category)
    first: str = ""
    last: str = ""
    as_of: date | None = None
    marking: str = ""
    language: str = "en"
    house: str = "ministry"
    visit: Visit = field(default_factory=Visit)
    pinned: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def dates(self) -> Interval:
        """The range of days asked for. Raises UsageError where it ends before it starts."""
        start = _end(self.first, "the start of the range").start if self.first else date.min
        stop = _end(self.last, "the end of the range").stop if self.last else date.max
        if start >= stop:
            raise UsageError(
                f"The range starts at {self.first}, after its end {self.last}: swap the two dates."
            )
        return Interval(start, stop, f"{self.first or '..'}/{self.last or '..'}")


def _end(text: str, where: str) -> Interval:
    interval = parse_edtf(text, where)
    if "/" in text:
        raise UsageError(f"“{text}” ({where}) is an interval: write one year, month or day.")
    return interval


_KEYS = {
    "format", "product", "voice", "topics", "from", "to", "as_of", "marking", "language",
    "house", "visit", "selection",
}  # fmt: skip
_TEXT_KEYS = ("product", "voice", "from", "to", "marking", "language", "house")
_LONGEST = 200  # letters of a text that is printed on one line or two
_MOST_LETTERS = {"marking": 60, "title": 90}
_VISIT_KEYS = set(Visit.__slots__)
_SELECTION_KEYS = {"pinned", "dropped"}


def resolve_topics(base: FactBase, names: Iterable[str]) -> tuple[str, ...]:
    """The topic ids that ``names`` (ids or categories) stand for, in the order of the register.

    Raises UsageError for a name that is neither, with the nearest.
    """
    wanted: set[str] = set()
    for name in names:
        found = {t.id for t in base.topics.values() if name in (t.id, t.category)}
        if not found and name not in set(Category):  # a category may be empty in a small base
            known = [*Category, *base.topics]
            raise UsageError(
                f"There is no topic “{name}”{nearest(name, known)}. "
                f"Whole topics: {', '.join(Category)}; “briefgen facts list” shows the finer ones."
            )
        wanted |= found
    if not wanted:
        raise UsageError(f"No topic is chosen: choose from {', '.join(Category)}.")
    return in_order(base, wanted)


def in_order(base: FactBase, topics: Collection[str]) -> tuple[str, ...]:
    """Topic ids in the order of the register, category by category."""
    order = list(Category)
    ranked = sorted(base.topics.values(), key=lambda t: (order.index(t.category), t.order, t.id))
    return tuple(topic.id for topic in ranked if topic.id in topics)


def read_brief(path: Path) -> dict[str, Any]:
    """The document in a ``.brief`` file, checked for its syntax only."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except FileNotFoundError:
        raise BriefFileError(path, "there is no such file.") from None
    except RecursionError:
        raise BriefFileError(path, "its brackets are nested too deeply.") from None
    except UnicodeDecodeError:
        raise BriefFileError(
            path, "it is not UTF-8 text, so it was not saved by briefgen."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise BriefFileError(path, f"{error}; correct that line.") from error
    except OSError as error:
        raise BriefFileError(path, f"{error.strerror or error}.") from error


def request_from(document: Mapping[str, Any], where: Path | str) -> Request:
    """The request that a ``.brief`` document holds. Raises BriefFileError for what is amiss."""
    _check_keys(document, _KEYS, "", where)
    if document.get("format", FORMAT) != FORMAT:
        raise BriefFileError(
            where, f"it has format {document['format']!r}; this program reads {FORMAT}."
        )
    visit = _table(document, "visit", _VISIT_KEYS, where)
    selection = _table(document, "selection", _SELECTION_KEYS, where)
    texts = {key: _text(document, key, where) for key in _TEXT_KEYS if key in document}
    defaults = Request()
    request = Request(
        product=_name(texts.get("product", defaults.product), "product", where),
        voice=_voice(texts.get("voice", defaults.voice), where),
        topics=_texts(document, "topics", where) if "topics" in document else defaults.topics,
        first=texts.get("from", ""),
        last=texts.get("to", ""),
        as_of=_day(document.get("as_of"), where),
        marking=texts.get("marking", ""),
        language=_name(texts.get("language", defaults.language), "language", where),
        house=_name(texts.get("house", defaults.house), "house", where),
        visit=Visit(**{key: _text(visit, key, where) for key in visit}),
        pinned=_texts(selection, "pinned", where),
        dropped=_texts(selection, "dropped", where),
    )
    _check_dates(request, where)
    return request


def document_of(request: Request) -> dict[str, Any]:
    """The ``.brief`` document of a request; what is left at its default is left out."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "product": request.product,
        "voice": str(request.voice),
        "topics": [str(topic) for topic in request.topics],
    }
    optional = {
        "from": request.first,
        "to": request.last,
        "as_of": request.as_of,
        "marking": request.marking,
        "language": request.language,
        "house": request.house,
        "visit": {
            k: getattr(request.visit, k) for k in Visit.__slots__ if getattr(request.visit, k)
        },
        "selection": {
            key: list(values)
            for key, values in (("pinned", request.pinned), ("dropped", request.dropped))
            if values
        },
    }
    return document | {key: value for key, value in optional.items() if value}


def brief_text(request: Request) -> str:
    """The ``.brief`` file of a request as text."""
    return tomli_w.dumps(document_of(request))


def set_value(document: dict[str, Any], assignment: str) -> None:
    """Put ``key=value`` (``visit.title=Visit to Astana``) into a ``.brief`` document."""
    key, equals, value = assignment.partition("=")
    if not equals or not key.strip():
        raise UsageError(f"“{assignment}” is not key=value: write --set visit.place=Astana.")
    *tables, last = key.strip().split(".")
    target = document
    for name in tables:
        target = target.setdefault(name, {})
        if not isinstance(target, dict):
            raise UsageError(f"“{key}” names nothing that can be set: “{name}” holds no keys.")
    lists = {"topics", "pinned", "dropped"}
    target[last] = [v.strip() for v in value.split(",") if v.strip()] if last in lists else value


# --- checking the document ----------------------------------------------------------------------


def _check_keys(table: Mapping[str, Any], keys: set[str], prefix: str, where: Path | str) -> None:
    for key in table:
        if key not in keys:
            raise BriefFileError(
                where,
                f"“{prefix}{key}” is no key of a .brief{nearest(key, keys)}; correct or delete it.",
            )


def _table(
    document: Mapping[str, Any], name: str, keys: set[str], where: Path | str
) -> Mapping[str, Any]:
    table = document.get(name, {})
    if not isinstance(table, dict):
        raise BriefFileError(where, f"[{name}] must be a table of keys.")
    _check_keys(table, keys, f"{name}.", where)
    return table


def _text(table: Mapping[str, Any], key: str, where: Path | str) -> str:
    value = table[key]
    if not isinstance(value, str):
        raise BriefFileError(where, f"“{key}” must be a text in quotes.")
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", value).strip()
    most = _MOST_LETTERS.get(key, _LONGEST)
    if len(text) > most:
        raise BriefFileError(where, f"“{key}” has more than {most} letters: shorten it.")
    return text


def _texts(table: Mapping[str, Any], key: str, where: Path | str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BriefFileError(where, f"“{key}” must be a list of texts in quotes.")
    return tuple(dict.fromkeys(value))


def _voice(value: str, where: Path | str) -> Side:
    try:
        return Side(value)
    except ValueError:
        raise BriefFileError(where, f"the voice “{value}” is none of {', '.join(Side)}.") from None


def _name(text: str, key: str, where: Path | str) -> str:
    """A name or a path beside it; a file from elsewhere must not make us open any path."""
    far = text.startswith(("/", "\\", "~")) or ":" in text or ".." in text
    if far and not isinstance(where, str):
        raise BriefFileError(where, f"“{key}” must be a name, not a path to another folder.")
    return text


def _day(value: object, where: Path | str) -> date | None:
    if value is None or type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise BriefFileError(where, f"“as_of” must be a day such as 2026-11-22, not {value!r}.")


def _check_dates(request: Request, where: Path | str) -> None:
    if request.visit.dates:
        parse_edtf(request.visit.dates, f"visit.dates in {where}")
    request.dates  # noqa: B018 - raises where the range is empty or no date
