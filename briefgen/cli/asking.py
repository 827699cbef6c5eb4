"""The request that a ``.brief`` and the options make, with every mistake told where it was made."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from briefgen.cli.options import day_of, split_list
from briefgen.errors import BriefFaultsError, BriefgenError, UsageError
from briefgen.pack.brief_faults import Fault
from briefgen.pack.brief_file import asked_from, read_brief
from briefgen.pack.brief_setting import set_value
from briefgen.pack.own_files import OWN, found_beside
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.pack.brief_faults import Asked
    from briefgen.pack.brief_lines import Where
    from briefgen.pack.request import Request

# The keys that options set, by the name that the option has for click.
_KEYS = {
    "product": "product", "topics": "topics", "first": "from", "last": "to", "voice": "voice",
    "house": "house", "lang": "language", "layout": "layout", "marking": "marking",
    "route_map": "map", "as_of": "as_of",
}  # fmt: skip
_OPTION = {"first": "--from", "last": "--to", "route_map": "--map", "as_of": "--as-of"}


class Asking(Struct, frozen=True):
    """A request, where it comes from, and the mistakes in it that its own words show.

    ``amiss`` are sentences on what is wrong besides, as with the places to write to.
    """

    request: Request
    asked: Asked
    faults: tuple[Fault, ...] = ()
    amiss: tuple[str, ...] = ()

    @contextmanager
    def told_where(self, base: FactBase, templates: Path) -> Iterator[Request]:
        """The request, to make a pack of; what is wrong with it is told all at once.

        Names that ``base`` and ``templates`` do not have are looked for where the request has
        mistakes anyway, or where making the pack stopped at one.
        """
        if self.faults or self.amiss:
            error = self.asked.error(self._all(base, templates))
            raise BriefFaultsError(error.path, (*self.amiss, *error.lines))
        try:
            yield self.request
        except UsageError:
            unknown = self._all(base, templates)
            if unknown:
                raise self.asked.error(unknown) from None
            raise

    def _all(self, base: FactBase, templates: Path) -> tuple[Fault, ...]:
        known = {fault.where for fault in self.faults}
        unknown = (one for one in _unknown(self.request, base, templates) if one.where not in known)
        return (*self.faults, *unknown)


def asking_of(options: Mapping[str, Any], brief: Path | None, amiss: Iterable[str] = ()) -> Asking:
    """What ``brief`` (or the sample) asks for, with the options of `request_options` over it.

    What is ``amiss`` besides is told with what is wrong in it.
    """
    document = read_brief(brief or bundled_templates() / "sample.brief")
    typed, unset = _set_all(document, options["settings"])
    told = list(amiss)
    for name, key in _KEYS.items():
        value = options[name]
        if value is not None:
            try:
                document[key] = _READ[name](value) if name in _READ else value
            except BriefgenError as error:  # it names the option
                told.append(str(error))
            typed[key,] = _OPTION.get(name, f"--{name}")
    if options["topics"] is not None and brief is None:
        document.pop("likelihood", None)  # how likely those of the sample are says nothing of these
    request, faults, asked = asked_from(document, brief or "made of the options", typed)
    if brief:
        request = found_beside(request, brief, {key for key in OWN if (key,) not in typed})
    return Asking(request, asked, (*unset, *faults), tuple(told))


def _set_all(
    document: dict[str, Any], assignments: Iterable[str]
) -> tuple[dict[Where, str], list[Fault]]:
    """Set every key of ``--set``: what was typed by the keys it sets, and what sets none."""
    typed: dict[Where, str] = {}
    faults = []
    for assignment in assignments:
        try:
            where = set_value(document, assignment)
        except UsageError as error:
            where = ("--set", assignment)  # no key of a request: nothing else is found there
            typed[where] = "--set"
            faults.append(Fault(where, str(error)))
        else:
            typed[where] = f"--set {assignment.partition('=')[0].strip()}"
    return typed, faults


def asking_of_file(brief: Path) -> Asking:
    """What ``brief`` asks for by itself."""
    request, faults, asked = asked_from(read_brief(brief), brief, {})
    return Asking(found_beside(request, brief), asked, tuple(faults))


_READ: Mapping[str, Callable[[str], object]] = {"topics": split_list, "as_of": day_of}


def _unknown(request: Request, base: FactBase, templates: Path) -> Iterator[Fault]:
    """Everything that ``request`` names and that there is not."""
    from briefgen.pack.build import unknown_rules  # noqa: PLC0415 - for a mistake only
    from briefgen.pack.product import read_product  # noqa: PLC0415
    from briefgen.pack.templates import read_words  # noqa: PLC0415
    from briefgen.pack.unknown_names import unknown_names, unknown_topics  # noqa: PLC0415
    from briefgen.render.files import find_house  # noqa: PLC0415

    yield from unknown_topics(base, request)
    yield from unknown_names(base, request)
    yield from unknown_rules(request)
    readers: Mapping[str, Callable[[Path, str], object]] = {
        "product": read_product,
        "language": read_words,
        "house": find_house,
    }
    for key, read in readers.items():
        try:
            read(templates, getattr(request, key))
        except BriefgenError as error:
            yield Fault((key,), str(error))
