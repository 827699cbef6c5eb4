"""An addendum is read the evening before: it holds what is new, and no page more."""

from __future__ import annotations

import re
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.factbase.load import load_factbase
from briefgen.pack.addendum.making import make_addendum
from briefgen.pack.addendum.marked import marked
from briefgen.pack.after.compare import Side, compare, side_of_made
from briefgen.pack.blocks import Heading, List, ListStyle, Table
from briefgen.pack.build import make_pack
from briefgen.pack.inlines import Strong, plain
from briefgen.resources import bundled_data, bundled_templates
from tests.pack.making import TODAY, bundled_base, make_sample
from tests.pack.test_compare import rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.blocks import Pack
    from briefgen.pack.inlines import Inlines

LANGUAGES = ("en", "ru", "kk", "ur")


def addendum_to(old: Side, new: Side) -> Pack:
    """The addendum to ``old``, whose pages are not laid out."""
    return make_addendum(old, new, compare(old, new), bundled_templates(), 1)


def corrected(folder: Path, old: str, new: str) -> Side:
    """The sample visit made of facts in which ``old`` was corrected to ``new``."""
    for path in [*bundled_data().glob("*.csv"), *bundled_data().glob("*.json")]:
        text = path.read_text("utf-8")
        if path.name in ("facts.csv", "observations.csv"):
            assert old in text
        (folder / path.name).write_text(text.replace(old, new), "utf-8")
    made = make_sample()
    request = made.selection.request
    return side_of_made(
        make_pack(load_factbase(folder), request, bundled_templates(), TODAY), "b.brief"
    )


def bold(cell: Inlines) -> list[str]:
    """The words of a cell that are set apart."""
    return [one.text for one in cell if isinstance(one, Strong)]


def tables_of(pack: Pack) -> dict[str, Table]:
    """The tables of a pack by id."""
    return {block.id: block for block in pack.blocks if isinstance(block, Table)}


def test_of_a_part_that_changed_little_only_what_is_new_is_printed(tmp_path: Path) -> None:
    """A row under the heads of its table, the question that reads anew with its answer."""
    old = side_of_made(make_sample(), "a.brief")
    new = corrected(tmp_path, "105.6", "150.6")
    pack = addendum_to(old, new)
    tables = tables_of(pack)
    assert new.made
    whole = tables_of(new.made.pack)

    for name in ("trade.volume.figures.table", "trade_table.table"):
        (row,) = tables[name].rows
        assert row in whole[name].rows
        assert "150.6" in " ".join(map(plain, row))
        assert tables[name].columns == whole[name].columns
        assert tables[name].caption == whole[name].caption
        assert not [note for note in tables[name].notes if plain(note).startswith("Shown:")]
    ids = [block.id for block in pack.blocks]
    at = ids.index("line.trade-volume.pak.tmr2")
    assert ids[at + 1] == "basis.trade-volume.pak.tmr2"
    assert "trade.volume.points.list" not in ids
    assert len(ids) == len(set(ids))


def test_what_is_new_stands_under_the_headings_of_its_part(tmp_path: Path) -> None:
    """One heading over all of them; a part and a heading within it, none of which stands empty."""
    pack = addendum_to(side_of_made(make_sample(), "a"), corrected(tmp_path, "105.6", "150.6"))
    start = next(at for at, block in enumerate(pack.blocks) if block.id == "extracts")
    heads = [
        (block.level, block.text) if isinstance(block, Heading) else None
        for block in pack.blocks[start:]
    ]

    assert heads[:3] == [(1, "New in parts that otherwise stay"), (2, "Steering note"), None]
    assert (2, "1.1 Trade volumes and balance") in heads
    assert (3, "Key figures") in heads
    levels = [head[0] if head else 4 for head in heads[: heads.index((1, "Sources"))]]
    nothing = [at for at, level in enumerate(levels) if level < 4 and levels[at + 1] <= level]
    assert not nothing


def test_words_that_changed_are_set_apart(tmp_path: Path) -> None:
    """In both columns; of a long text what stands around them."""
    pack = addendum_to(side_of_made(make_sample(), "a"), corrected(tmp_path, "105.6", "150.6"))
    rows = tables_of(pack)["changes.table"].rows
    both = [(bold(before), bold(now)) for _, before, now in rows if bold(now)]

    assert (["105.6"], ["150.6"]) in both
    assert (["106"], ["151"]) in both
    assert all(len(plain(cell).split()) <= 60 for row in rows for cell in row)
    (long,) = [now for _, _, now in rows if "… " in plain(now)]
    assert "(IPRI)" in plain(long)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("one two three", "one 2 three", ("one 2 three", ["2"])),
        ("one two", "one two three", ("one two three", ["three"])),
        ("one two three", "four five six", ("four five six", [])),
        ("said 5 USD", "said 6 USD", ("said 6 USD", ["6"])),
    ],
)
def test_what_differs_is_found_word_by_word(
    before: str, now: str, told: tuple[str, list[str]]
) -> None:
    """Where most of it is another text, nothing is set apart."""
    cell = marked(before, now)[1]
    assert (plain(cell), bold(cell)) == told


def test_a_long_text_is_cut_around_what_is_new() -> None:
    """Dots stand for the rest, at either end and between."""
    before = [str(number) for number in range(100)]
    now = [*before[:20], "new", *before[20:80], "last", *before[81:]]
    cells = marked(" ".join(before), " ".join(now))

    assert plain(cells[1]).split() == [
        "…", *before[12:20], "new", *before[20:28], "…", *before[72:80], "last", *before[81:89], "…"
    ]  # fmt: skip
    assert plain(cells[0]).count("…") == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_range_of_dates_is_told_in_one_row(language: str) -> None:
    """With how much it leaves out that holds; what it leaves out is told nowhere else."""
    old = side_of_made(make_sample(language=language), "a.brief")
    new = side_of_made(make_sample(language=language, first="2024"), "b.brief")
    pack = addendum_to(old, new)
    rows = rows_of(pack, "changes.table")
    words = {
        "en": ("Range of dates", "2020", "2024", "whose facts have not changed: 2"),
        "ru": ("Период", "2020", "2024", "факты которых не изменились: 2"),
        "kk": ("Кезең", "2020", "2024", "фактілері өзгермеген жазбалар: 2"),
        "ur": ("مدت", "2020", "2024", "جن کے حقائق نہیں بدلے: 2"),
    }[language]

    assert rows[0][0] == words[0]
    assert words[1] in rows[0][1]
    assert words[2] in rows[0][2]
    assert words[3] in rows[0][2]
    assert len(rows) < 15
    assert "figures.table" not in tables_of(pack)
    lengths = [len(tables_of(one)["trade_table.table"].rows) for one in (pack, _pack(new))]
    assert 0 < lengths[0] < lengths[1] / 2


def _pack(side: Side) -> Pack:
    assert side.made
    return side.made.pack


def test_points_without_their_neighbours_have_no_numbers() -> None:
    """Those of the pack go on; one that alone is printed again is not the first."""
    request = make_sample().selection.request
    old = side_of_made(make_sample(dropped=(*request.dropped, "trade-volume.pak.p2")), "a.brief")
    new = side_of_made(make_sample(), "b.brief")
    (points,) = (b for b in addendum_to(old, new).blocks if b.id == "trade.volume.points.list")

    assert isinstance(points, List)
    assert [item.id for item in points.items] == ["line.trade-volume.pak.p2"]
    assert points.style is ListStyle.BULLET


def test_between_two_products_there_is_no_addendum() -> None:
    """It would be the other pack, printed as changes: the sentence says what to do instead."""
    sample = make_sample()
    old = side_of_made(sample, "visit.pdf")
    new = side_of_made(make_sample(product="checklist"), "list.pdf")
    assert replace(sample.selection.request, product="checklist").product == "checklist"

    with pytest.raises(
        UsageError, match=r"visit\.pdf is made by the product “visit-pack” and"
    ) as no:
        addendum_to(old, new)
    assert "compare without -o tells what differs" in str(no.value)


# --- what is said, first ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def far_apart() -> tuple[Side, Side]:
    """The sample visit as it was a year and a half ago, and as it is."""
    made = make_sample()
    request = made.selection.request
    then = replace(request, as_of=date(2025, 6, 1))
    old = make_pack(bundled_base(), then, bundled_templates(), TODAY)
    return side_of_made(old, "a.brief"), side_of_made(made, "b.brief")


def test_the_first_page_tells_what_is_said_now(far_apart: tuple[Side, Side]) -> None:
    """What is taken out, the messages, the first point of each brief; as much as one page holds."""
    pack = addendum_to(*far_apart)
    sections = [b.id for b in pack.blocks if isinstance(b, Heading) and b.level == 1]
    rows = rows_of(pack, "said.table")
    new = [row for row in rows if row[1] == "Not there before."]
    briefs = [row[0] for row in new if row[0] != "Top three messages"]

    assert sections[:2] == ["said", "changes"]
    assert [row[2] for row in rows[:2]] == ["Taken out."] * 2
    assert [row[0] for row in new[:3]] == ["Top three messages"] * 3
    assert briefs
    assert len(briefs) == len(set(briefs))
    assert len(rows) == 8
    assert not any(one[2].startswith(other[2]) for one, other in permutations(new, 2))
    assert not {row[2] for row in new} & {row[2] for row in rows_of(pack, "changes.table")}


def test_points_that_only_gave_way_are_not_told_as_taken_out(far_apart: tuple[Side, Side]) -> None:
    """They may still be said: the first page leaves them to the table of changes."""
    pack = addendum_to(*far_apart)
    message = "We propose to announce a concrete result on the next anniversary"
    first = [row for row in rows_of(pack, "said.table") if row[1].startswith(message)]
    later = [row for row in rows_of(pack, "changes.table") if row[1].startswith(message)]

    assert not first
    assert [row[2] for row in later] == [
        "Not printed any more; the facts behind it have not changed."
    ]


def test_entries_of_a_part_that_is_printed_whole_are_a_number(
    far_apart: tuple[Side, Side],
) -> None:
    """They stand below in the part itself; figures that came or went do not fill pages either."""
    pack = addendum_to(*far_apart)
    of_trade = [row for row in rows_of(pack, "changes.table") if row[0].startswith("1.1 ")]

    assert any(re.fullmatch(r"New entries, printed below: \d+\.", row[2]) for row in of_trade)
    assert any(row[2].startswith("No longer printed, with the facts") for row in of_trade)
    assert not any(row[1] == "Not there before." and "Goods trade" in row[2] for row in of_trade)
    assert "figures" not in [b.id for b in pack.blocks if isinstance(b, Heading)]


def test_a_row_that_named_nobody_is_not_told_as_taken_out(far_apart: tuple[Side, Side]) -> None:
    """Of the minister nothing was known then; who he is now stands in the table of delegations."""
    pack = addendum_to(*far_apart)
    rows = [row for row in rows_of(pack, "changes.table") if row[0].startswith("Delegations")]
    ours = next(t for name, t in tables_of(pack).items() if name.startswith("delegation"))

    assert rows
    assert not any("to be confirmed" in row[1] for row in rows)
    assert "Ishaq Dar" in " ".join(map(plain, ours.rows[0]))


def test_where_no_word_to_say_has_changed_there_is_no_page_for_it(tmp_path: Path) -> None:
    """Here a cost that only the background gives; the table of changes tells it."""
    pack = addendum_to(
        side_of_made(make_sample(), "a.brief"), corrected(tmp_path, "567.5", "577.5")
    )

    assert tables_of(pack)["changes.table"].rows
    assert "said" not in [b.id for b in pack.blocks if isinstance(b, Heading)]
