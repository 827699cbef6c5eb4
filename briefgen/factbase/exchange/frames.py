"""Tables set against each other with pandas: cells that differ, facts joined to their sources.

The only place that knows pandas; it takes and gives plain Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Texts = Sequence[Mapping[str, str]]


def differing_cells(present: Texts, incoming: Texts) -> list[tuple[int, str]]:
    """The cells of ``incoming`` that hold another text than ``present``: position, column.

    Row for row; a column that an incoming row does not have is left out.
    """
    import pandas as pd  # noqa: PLC0415 - most of a second, needed only here

    new = pd.DataFrame(list(incoming), dtype=object)
    old = pd.DataFrame(list(present), dtype=object).reindex(columns=new.columns)
    differs = (new != old) & new.notna()
    rows, columns = differs.to_numpy().nonzero()
    names = [str(name) for name in new.columns]
    return [(int(row), names[column]) for row, column in zip(rows, columns, strict=True)]


def facts_with_sources(
    facts: Texts, topics: Texts, citations: Texts, sources: Texts
) -> list[dict[str, str]]:
    """A row a fact, in the order given, with its category and all its sources in one cell."""
    import pandas as pd  # noqa: PLC0415 - most of a second, needed only here

    cited = pd.DataFrame(list(citations), columns=["fact", "source", "locator"], dtype=object)
    known = pd.DataFrame(
        list(sources), columns=["id", "title", "publisher", "issued"], dtype=object
    )
    cited = cited.merge(known, how="left", left_on="source", right_on="id").fillna("")
    cited["shown"] = [
        f"{title} ({', '.join(filter(None, (publisher, issued)))}), {locator} [{source}]"
        for title, publisher, issued, locator, source in cited[
            ["title", "publisher", "issued", "locator", "source"]
        ].itertuples(index=False)
    ]
    shown = cited.groupby("fact", sort=False)["shown"].agg("; ".join)
    category = pd.DataFrame(list(topics), dtype=object).set_index("id")["category"]
    table = pd.DataFrame(list(facts), dtype=object)
    table["category"] = table["topic"].map(category)
    table["sources"] = table["id"].map(shown)
    return [
        {str(name): str(text) for name, text in row.items()}
        for row in table.fillna("").to_dict("records")
    ]
