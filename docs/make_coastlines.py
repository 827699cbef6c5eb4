"""Cut the coastlines of the region out of Natural Earth, for the route map of a pack.

    npm pack world-atlas@2.0.2
    python docs/make_coastlines.py world-atlas-2.0.2.tgz

Natural Earth is in the public domain; world-atlas holds its land at 1:50 million as TopoJSON.
Only the outlines of land are taken: no countries, no boundaries. What comes out is
``templates/map/coastlines.json``: rings as steps in hundredths of a degree, from 0, 0.
"""

from __future__ import annotations

import json
import sys
import tarfile
from pathlib import Path

from briefgen.render.figures.maps import REGION

LAND = "package/land-50m.json"
TARGET = Path(__file__).resolve().parent.parent / "templates" / "map" / "coastlines.json"
UNIT = 100  # steps to a degree: about a kilometre
SMALLEST = 0.06  # square degrees: smaller islands would be specks

Ring = list[tuple[float, float]]


def main(archive: Path) -> int:
    """Read the package, cut its land to the region, write the rings."""
    with tarfile.open(archive) as package:
        member = package.extractfile(LAND)
        if member is None:
            print(f"{archive} holds no {LAND}.", file=sys.stderr)
            return 2
        topology = json.load(member)
    arcs = _arcs(topology)
    polygons = [
        polygon
        for geometry in topology["objects"]["land"]["geometries"]
        for polygon in (
            geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        )
    ]
    rings = [_cut_to_region(_joined(ring, arcs)) for polygon in polygons for ring in polygon]
    steps = [_steps(ring) for ring in rings if abs(_area(ring)) >= SMALLEST]
    note = "Natural Earth 1:50m land, public domain; by docs/make_coastlines.py"
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(
        json.dumps({"note": note, "rings": steps}, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(f"{TARGET}: {len(steps)} rings, {sum(map(len, steps)) // 2} points")
    return 0


def _arcs(topology: dict[str, object]) -> list[Ring]:
    """The arcs of a topology in degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]  # type: ignore[index]
    arcs = []
    for steps in topology["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        arc = []
        for across, up in steps:
            x, y = x + across, y + up
            arc.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(arc)
    return arcs


def _joined(numbers: list[int], arcs: list[Ring]) -> Ring:
    """A ring of arcs; a negative number is an arc from its end."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring[:-1]


def _cut_to_region(ring: Ring) -> Ring:
    west, south, east, north = REGION
    for axis, edge, keep in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: Ring = []
        for place, point in enumerate(ring):
            before = ring[place - 1]
            inside, was_inside = ((p[axis] - edge) * keep >= 0 for p in (point, before))
            if inside != was_inside:
                share = (edge - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                kept.append((edge, other) if axis == 0 else (other, edge))
            if inside:
                kept.append(point)
        ring = kept
    return ring


def _area(ring: Ring) -> float:
    turned = ring[1:] + ring[:1]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, turned, strict=True)) / 2


def _steps(ring: Ring) -> list[int]:
    """The ring as rounded steps, those of no length left out."""
    steps: list[int] = []
    last = (0, 0)
    for longitude, latitude in ring:
        here = round(longitude * UNIT), round(latitude * UNIT)
        if here != last:
            steps += [here[0] - last[0], here[1] - last[1]]
            last = here
    return steps


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
