"""Maps and charts, the routes: corridor diagrams, the route map, and a timeline of agreements."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.factbase.records import Category
from briefgen.pack.blocks import Block, Heading
from briefgen.pack.figure_blocks import (
    CorridorDiagram,
    FigureText,
    KeyEntry,
    Route,
    RouteMap,
    Sign,
    Stop,
    TimelineDiagram,
    TimelineMark,
)
from briefgen.pack.inlines import FactText, Inline, Inlines, Text
from briefgen.pack.sections.agreements import agreements_in_pack, is_signed
from briefgen.pack.sections.figure_words import (
    cited_line,
    filled,
    held,
    listed,
    mark,
    sentence,
    stop,
)
from briefgen.pack.sections.tables import asks_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.factbase.records import Agreement, Corridor, Waypoint
    from briefgen.pack.draft import Draft

_TWO = 2  # stops that make a route, marks that make a timeline
_MOST_ROUTES = 6  # in one figure: more would not be taken in, or not fit a page
_MOST_MARKS = 18
_REGION = (40.0, 10.0, 95.0, 60.0)  # west, south, east, north: beyond it a map is too coarse
_LAND = ("road", "rail", "multimodal")  # what a sketch map of routes shows


def corridor_diagrams(draft: Draft) -> list[Block]:
    """Diagrams of the corridors whose status the pack gives, a figure for each mode."""
    routes = _routes(draft)
    if not routes:
        return []
    by_mode = grouped(routes, lambda route: route.mode)
    figures = [
        _diagram(draft, mode, group[:_MOST_ROUTES], len(group))
        for mode, group in by_mode.items()
        if len(group) >= _TWO
    ]
    alone = [group[0] for group in by_mode.values() if len(group) == 1]
    if alone:
        figures.append(_diagram(draft, "other", alone, len(alone)))
    title = draft.words.heading("corridor_diagrams")
    return [Heading("corridor_diagrams", 1, title, new_page=True), *figures]


def route_map(draft: Draft) -> list[Block]:
    """A sketch of the routes over coastlines; only where the request asks for a map."""
    if not draft.selection.request.route_map:
        return []
    routes = [r for r in _routes(draft) if r.mode in _LAND and _can_be_drawn(r)]
    routes = [r for r in routes if not any(_is_outside(stop) for stop in r.stops)]
    home = [r for r in routes if {"PAK", "KAZ"} <= {stop.country for stop in r.stops}]
    shown = [*home, *(r for r in routes if r not in home)][:_MOST_ROUTES]
    if not shown:
        return []
    words = draft.words
    text = FigureText(
        filled(words, "map_caption"),
        _told(draft, filled(words, "map_alternative"), shown),
        _status_line(draft, shown, filled(words, "coastlines"), words.label("map_disclaimer")),
    )
    figure = RouteMap("route_map.map", text, tuple(shown), _keys(draft, shown, on_map=True))
    return [Heading("route_map", 1, words.heading("route_map"), new_page=True), figure]


def _is_outside(stop: Stop) -> bool:
    west, south, east, north = _REGION
    x, y = stop.position or (west, south)
    return not (west <= x <= east and south <= y <= north)


def _can_be_drawn(route: Route) -> bool:
    return sum(stop.position is not None for stop in route.stops) >= _TWO


# --- routes -------------------------------------------------------------------------------------


def _routes(draft: Draft) -> list[Route]:
    """The corridors whose status a selected fact gives, in the order of the register."""
    if not asks_for(draft, Category.CORRIDOR):
        return []
    corridors = draft.base.corridors.values()
    told = [c for c in corridors if c.status_fact in draft.selection.facts]
    made = [_route(draft, corridor) for corridor in told]
    return [route for route in made if len(route.stops) >= _TWO]


def _route(draft: Draft, corridor: Corridor) -> Route:
    words, waypoints = draft.words, draft.base.waypoints_of.get(corridor.id, ())
    return Route(
        corridor.id,
        draft.held_text(corridor.title, corridor.status_fact),
        corridor.mode,
        corridor.status,
        draft.joined((words.get("modes", corridor.mode), words.get("statuses", corridor.status))),
        tuple(_stop(draft, waypoint) for waypoint in waypoints),
    )


def _stop(draft: Draft, waypoint: Waypoint) -> Stop:
    """A stop; a fact that the pack may not use vouches for nothing in it."""
    place = draft.base.places[waypoint.place]
    known = waypoint.fact if waypoint.fact in draft.selection.facts else ""
    there = place.lat is not None and place.lon is not None
    return Stop(
        place.id,
        place.name,
        place.country,
        draft.wording.country(place.country),
        known,
        (float(place.lon or 0), float(place.lat or 0)) if there else None,
    )


def _diagram(draft: Draft, mode: str, routes: Sequence[Route], count: int) -> CorridorDiagram:
    words = draft.words
    more = filled(words, "more_routes") if count > len(routes) else ""
    text = FigureText(
        filled(words, f"routes_{mode}"),
        _told(draft, filled(words, "diagram_alternative"), routes),
        _status_line(
            draft,
            routes,
            more,
            words.label("diagram_note"),
        ),
    )
    name = f"corridor_diagrams.{mode}"
    return CorridorDiagram(name, text, tuple(routes), _keys(draft, routes, on_map=False))


def _told(draft: Draft, opening: str, routes: Iterable[Route]) -> Inlines:
    """Route by route its mode, its status, and its stops by country."""
    said: list[Inline] = [Text(opening)]
    for route in routes:
        said += sentence(
            draft,
            "route",
            title=route.title,
            mode=Text(draft.words.get("modes", route.mode)),
            status=FactText(draft.words.get("statuses", route.status), route.title.fact),
        )
        stops = groupby(route.stops, key=lambda stop: stop.country_name)
        said += listed(
            draft,
            (
                (*_names(draft, list(group)), Text(draft.bracketed(country)))
                for country, group in stops
            ),
        )
        said.append(stop(draft))
    return tuple(said)


def _names(draft: Draft, stops: Sequence[Stop]) -> Inlines:
    return _joined(draft, [held(draft, stop.name, stop.fact) for stop in stops])


def _status_line(draft: Draft, routes: Sequence[Route], *notes: str) -> Inlines:
    """What vouches for the statuses and the stops, and the day of the newest of it."""
    facts = [route.title.fact for route in routes]
    facts += [stop.fact for route in routes for stop in route.stops if stop.fact]
    known = {fact: draft.base.facts[fact].as_of for fact in facts}
    return cited_line(draft, (draft.cite(facts),), known, *notes)


def _keys(draft: Draft, routes: Iterable[Route], *, on_map: bool) -> tuple[KeyEntry, ...]:
    """The key of what is drawn: the statuses that occur, the kinds of stops, borders crossed."""
    words = draft.words
    routes = tuple(routes)
    stops = [stop for route in routes for stop in route.stops]
    statuses = dict.fromkeys(route.status for route in routes)
    keys = [KeyEntry(status, words.get("statuses", status)) for status in statuses]
    if any(stop.fact for stop in stops):
        keys.append(KeyEntry(Sign.NAMED, filled(words, "stop_named")))
    if not all(stop.fact for stop in stops):
        keys.append(KeyEntry(Sign.UNNAMED, filled(words, "stop_unnamed")))
    borders = any(a.country != b.country for route in routes for a, b in pairwise(route.stops))
    if borders and not on_map:
        keys.append(KeyEntry(Sign.CROSSING, filled(words, "crossing")))
    return tuple(keys)


# --- timeline -----------------------------------------------------------------------------------


def timeline_chart(draft: Draft) -> list[Block]:
    """What the pack shows as signed, on an axis of years; at least three, or it tells nothing."""
    told_of = agreements_in_pack(draft)
    dated = [a for a in told_of if _has_a_time(a) and is_signed(draft, a)]
    if len(dated) <= _TWO:
        return []
    dated.sort(key=lambda a: (a.date.start if a.date else draft.as_of, a.id))
    shown = dated[-_MOST_MARKS:]
    by_day = grouped(shown, lambda a: a.date.edtf if a.date else "")
    marks = tuple(_mark(draft, group) for group in by_day.values())
    words = draft.words
    notes = (
        filled(words, "marks_signed") if len(told_of) > len(dated) else "",
        filled(words, "more_marks") if len(dated) > len(shown) else "",
    )
    known = {a.fact: draft.base.facts[a.fact].as_of for a in shown}
    cited = (draft.cite(agreement.fact for agreement in shown),)
    told = listed(
        draft, ((one.when, mark(draft, "colon"), *_joined(draft, one.what)) for one in marks)
    )
    text = FigureText(
        filled(words, "timeline_caption"),
        (Text(filled(words, "timeline_alternative")), Text(" "), *told, stop(draft)),
        cited_line(draft, cited, known, *notes),
    )
    figure = TimelineDiagram("timeline_chart.timeline", text, marks)
    return [Heading("timeline_chart", 1, words.heading("timeline_chart")), figure]


def _has_a_time(agreement: Agreement) -> bool:
    date = agreement.date
    return date is not None and not date.is_open and not date.starts_unknown


def _mark(draft: Draft, agreements: Sequence[Agreement]) -> TimelineMark:
    """What bears one date, as one mark."""
    date, fact = agreements[0].date, agreements[0].fact
    if date is None:  # such are not chosen
        raise ValueError(f"{agreements[0].id} has no date")
    titles = tuple(draft.held_text(agreement.title, agreement.fact) for agreement in agreements)
    when = FactText(draft.wording.interval(date), fact)
    return TimelineMark(date.start, date.last, when, titles)


def _joined(draft: Draft, inlines: Sequence[Inline]) -> Inlines:
    """``inlines`` with commas between."""
    return tuple(listed(draft, ((inline,) for inline in inlines), "comma"))
