"""Who acts and where, held to the registers: organisations, places and the codes of countries.

Foreign keys of the Data Package hold for columns of one id each; these columns name several, or
name a country, of which there is no table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.countries import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from briefgen.factbase.problems import Problem
    from briefgen.factbase.rows import Row

_NO_CODE = "is no three-letter code of a country (ISO 3166-1)"
_TABLES_WITH_COUNTRY = ("organisations", "people", "places")
_ARROW = ">"


def unregistered(
    tables: Mapping[str, Iterable[Row]], known: Mapping[str, AbstractSet[str]]
) -> Iterable[tuple[str, Row, Problem]]:
    """The rows that name an actor, a place or a country that there is not."""
    used = _countries_used(tables)
    actors, places = known["organisations"], known["places"]
    for row in tables["facts"]:
        for name in _listed(row, "actors"):
            if name not in actors and name not in COUNTRIES:
                message = (
                    f"“{name}” is neither a usable row of the table organisations nor a "
                    f"three-letter code of a country: {_mending(name, used, actors)}."
                )
                yield "facts", row, row.problem("actors", message)
        for name in _listed(row, "places"):
            if name not in places:
                message = (
                    f"“{name}” is not a usable row of the table places: "
                    f"{_mending(name, (), places)}."
                )
                yield "facts", row, row.problem("places", message)
    for table, column, row, code in _codes(tables):
        if code not in COUNTRIES:
            message = f"“{code}” {_NO_CODE}: correct it{like(code, used)}."
            yield table, row, row.problem(column, message)


def _listed(row: Row, column: str) -> tuple[str, ...]:
    names = row.values[column]
    return names if isinstance(names, tuple) else ()


def _codes(tables: Mapping[str, Iterable[Row]]) -> Iterable[tuple[str, str, Row, str]]:
    """Each country that a column of its own names: table, column, row and code."""
    for table in _TABLES_WITH_COUNTRY:
        for row in tables[table]:
            if code := str(row.values["country"] or ""):
                yield table, "country", row, code
    for row in tables["observations"]:
        flow = str(row.values["flow"] or "")
        for code in flow.split(_ARROW) if _ARROW in flow else ():
            yield "observations", "flow", row, code


def _countries_used(tables: Mapping[str, Iterable[Row]]) -> frozenset[str]:
    """The countries that the facts name: what is nearly a code was meant to be one of them."""
    return COUNTRIES & {name for row in tables["facts"] for name in _listed(row, "actors")}


def _mending(name: str, codes: Iterable[str], ids: Iterable[str]) -> str:
    return f"correct the id{like(name, {*codes, *ids})}, or add that row"


def like(name: str, known: Collection[str]) -> str:
    """The words that point to the one of ``known`` most like ``name``, if there is one.

    It stands there without quotation marks: those of a problem name what is amiss.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - for a mistake only

    found = {one.casefold().replace(" ", "-"): one for one in sorted(known)}
    meant = name.casefold().replace(" ", "-")
    near = [one for one in found if sorted(one) == sorted(meant)]  # letters that changed places
    near = near or get_close_matches(meant, found, n=1, cutoff=0.7)
    return f" (did you mean {found[near[0]]}?)" if near else ""
