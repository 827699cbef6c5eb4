"""The columns of tables: no word is broken while the table has room, and both files agree."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import Align, Column, Table
from briefgen.pack.inlines import Citation, Strong, Text
from briefgen.pack.ties import NO_BREAK
from briefgen.render.docx import write_docx
from briefgen.render.house_file.package import W
from briefgen.render.house_file.reader import read_house
from briefgen.render.layout.columns import column_edges
from briefgen.render.pdf.document import write_pdf
from tests.render.pdf_reading import ReadPdf
from tests.render.sample import every_block
from tests.render.word_files import body_of, ministry

SHARES = (0.5, 0.1, 0.4)


def table(*middle: str, title: str = "Вид") -> Table:
    """Three columns; the words of ``middle`` stand in the narrow one, in strong type too."""
    columns = tuple(map(Column, ("Коридор", title, "Основание"), SHARES))
    cells = [(Text(word),) for word in middle] + [(Strong(word),) for word in middle]
    return Table("t", "", columns, tuple(((Text("a"),), cell, (Text("b"),)) for cell in cells))


@cache
def pdf_lines(block: Table) -> list[tuple[str, float]]:
    """What is drawn in the PDF of ``block``, line by line, and where each begins."""
    pack = replace(every_block(), blocks=(block,), language="ru")
    drawn = ReadPdf(write_pdf(pack, read_house(ministry())).data).lines
    return [(line.text.strip(), line.x) for line in drawn if line.mark is not None]


def grid(block: Table) -> list[int]:
    """The widths of the columns in the Word file of ``block``, in twentieths of a point."""
    pack = replace(every_block(), blocks=(block,), language="ru")
    columns = body_of(write_docx(pack, read_house(ministry()), {})).iter(f"{W}gridCol")
    return [int(column.get(f"{W}w", "0")) for column in columns]


@pytest.mark.parametrize("word", ["железнодорожный", "подтверждено"])
def test_a_column_is_as_wide_as_its_longest_word(word: str) -> None:
    """A long word in a narrow column takes room from the columns that have it to spare."""
    drawn = [text for text, _ in pdf_lines(table(word))]

    assert drawn.count(word) == 2  # plain and in strong type, both in one piece


def test_the_word_of_a_head_is_whole_too() -> None:
    """A title is as good a reason for a wider column as a cell."""
    assert "Продолжительность" in [
        text for text, _ in pdf_lines(table("a", title="Продолжительность"))
    ]


def test_a_citation_that_finds_no_room_beside_its_word_is_whole_on_the_next_line() -> None:
    """Word and number are held together; where that cannot be, neither is broken inside."""
    cell = (Text("The News International "), Citation((58,), ("f",)))
    columns = tuple(map(Column, ("A", "B", "C"), (0.6, 0.2, 0.2)))
    block = Table("t", "", columns, (((Text("a " * 90),), (Text("b " * 90),), cell),))
    drawn = [text for text, _ in pdf_lines(block)]

    assert any(text.endswith("International") for text in drawn)
    assert any(text.startswith("[58]") for text in drawn)


def test_a_word_with_a_hyphen_is_broken_there_and_nowhere_else() -> None:
    """What may be broken between letters need not fit in one piece."""
    drawn = [text for text, _ in pdf_lines(table("Северо-Казахстанская"))]

    assert {"Северо-", "Казахстанская"} <= set(drawn)


def test_shares_hold_where_every_word_fits() -> None:
    """Nothing moves without need."""
    widths = grid(table("ok"))

    assert [round(width / sum(widths), 3) for width in widths] == list(SHARES)


def test_shares_hold_where_there_is_no_room_for_all() -> None:
    """Twelve long words in a row cannot all be whole: the columns stay as they were asked for."""
    columns = tuple(Column("Железнодорожный", 1 / 12) for _ in range(12))
    widths = grid(Table("t", "", columns, ()))

    assert max(widths) - min(widths) <= 1


def test_the_longest_word_alone_is_broken_where_that_is_enough() -> None:
    """The other columns are as wide as they need to be, whatever their shares."""
    words = ("Соглашение", "Государство", "Меморандум", "Представители")
    titles = (*words, "Недействительнейшего")
    columns = tuple(
        Column(title, 0.4 if place == 1 else 0.15) for place, title in enumerate(titles)
    )
    drawn = [text for text, _ in pdf_lines(Table("t", "", columns, (((Text("a"),),) * 5,)))]

    assert set(words) <= set(drawn)
    assert titles[-1] not in drawn


def test_an_address_or_a_checksum_widens_no_column() -> None:
    """What is too long for a word may be broken, so it takes nothing from its neighbours."""
    assert grid(table("e4d3106b49a8581a445ca38c498dbeaa")) == grid(table("ok"))


def test_both_files_have_the_same_columns() -> None:
    """The PDF's columns begin where those of the Word file do."""
    block = table("железнодорожный")
    places = sorted({round(x, 1) for _, x in pdf_lines(block)})
    widths = [width / 20 for width in grid(block)]

    assert [places[1] - places[0], places[2] - places[1]] == pytest.approx(widths[:2], abs=0.2)


def test_the_columns_fill_the_text_whatever_they_hold() -> None:
    """Wider columns take from others, never from the margin."""
    assert abs(sum(grid(table("железнодорожный"))) - sum(grid(table("ok")))) <= 1


def figures(*values: str, share: float = 0.12) -> Table:
    """Text, ``values`` at the right of a narrow column, a period that just fits, and a name."""
    shares = (0.4, share, 0.17, 0.43 - share)
    aligns = (Align.LEFT, Align.RIGHT, Align.LEFT, Align.LEFT)
    columns = tuple(map(Column, ("What", "Value", "Period", "Who"), shares, aligns))
    rows = [("Growth of trade", value, "May 2026", "A ministry") for value in values]
    return Table("t", "", columns, tuple(tuple((Text(cell),) for cell in row) for row in rows))


@pytest.mark.parametrize("value", ["−28.6 percent", "14,000 million dollars", "28,6 %"])
def test_a_number_and_its_unit_stand_on_one_line(value: str) -> None:
    """What would stand under its number is read as a thing of its own."""
    assert value in [text for text, _ in pdf_lines(figures("1.5", value))]


def test_a_value_with_a_sign_that_the_face_lacks_has_room_for_a_wider_one() -> None:
    """A word processor draws it from a face of its own, wider than ours may be."""
    plain, minus = (grid(figures(f"{sign}28.6 percent"))[1] for sign in ("+", "−"))

    assert minus > plain + 60


def test_a_value_too_long_for_one_line_has_two_and_not_three() -> None:
    """“about 14,000” over “million dollars a year” is read; a word a line is not."""
    value = "about 14,000 to 15,000 million dollars a year"
    drawn = [text for text, _ in pdf_lines(figures(value))]

    parts = [text for text in drawn if text and text in value]
    assert len(parts) == 2
    assert " ".join(parts) == value


def test_room_for_a_value_comes_from_where_rows_grow_the_least() -> None:
    """A sentence keeps its width while a short name can give; a date that just fits loses none."""

    def with_sentence(value: str) -> Table:
        plain = figures(value)
        sentence = "A sentence of a good many words that says at length what was counted here"
        [(_, *others)] = plain.rows
        return replace(plain, rows=(((Text(sentence),), *others),))

    before, after = grid(with_sentence("1.5")), grid(with_sentence("−28.6 percent"))

    assert after[1] > before[1]
    assert after[0] >= before[0] - 1
    assert after[2] >= before[2] - 1
    assert after[3] < before[3] - 20


def test_text_columns_keep_most_of_their_width() -> None:
    """A whole sentence at the right of a narrow column does not push the others into a corner."""
    sentence = "A very long remark of many words that nobody would call a value at all"
    before, after = grid(figures("1.5")), grid(figures(sentence))

    assert all(now >= 0.65 * was for was, now in zip(before, after, strict=True))


def test_values_that_fit_move_nothing() -> None:
    """The shares hold where every number has its unit beside it as they are."""
    assert grid(figures("5 %")) == grid(figures("5"))


def test_what_is_tied_is_parted_before_a_word_is_broken() -> None:
    """On a small page; where there is room, the column grows for it."""

    def edges(day: str, width: float) -> list[float]:
        columns = (Column("Когда", 0.2), Column("Мероприятие", 0.6), Column("Статус", 0.2))
        cells = tuple((Text(word),) for word in (day, "Конференция", "подтверждено"))
        return column_edges(Table("t", "", columns, (cells,)), read_house(ministry()), width)

    tied = "22 сентября 2026 года".replace(" ", NO_BREAK)
    loose = "22 сентября 2026 года"

    assert edges(tied, 230) == edges(loose, 230)
    assert edges(tied, 230)[3] - edges(tied, 230)[2] > 0.25 * 230  # for the word of the status
    assert edges(tied, 453)[1] > edges(loose, 453)[1]
