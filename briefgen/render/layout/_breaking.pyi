from collections.abc import Sequence

from briefgen.render.faces.measure import Edges, Run
from briefgen.render.layout.breaking import Cut

SOURCE: str

def line_ends(
    runs: Sequence[Run], room: float, rest: float, /
) -> tuple[list[Cut], list[Edges]] | None: ...
