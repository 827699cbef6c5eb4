"""The houses we ship: each is complete, clean, and fit to print and to read."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import page as validation
import pytest
from lxml import etree
from msgspec import msgpack
from msgspec.structs import replace

from briefgen import __version__
from briefgen.pack.blocks import Align
from briefgen.render.docx import write_docx
from briefgen.render.files import house_names
from briefgen.render.house import CHARACTER_STYLES, STYLE_NAMES, House, ReadyHouse
from briefgen.render.house_file.extraction import house_in
from briefgen.render.house_file.reader import read_house, ready_file
from briefgen.render.pdf.document import write_pdf
from briefgen.render.ready_houses import make_houses
from briefgen.resources import bundled_templates
from tests.render.pdf_reading import ReadPdf
from tests.render.sample import every_block
from tests.render.word_files import W, parts_of
from tests.render.word_lint import lint

if TYPE_CHECKING:
    from pathlib import Path

MILLIMETRE = 72 / 25.4
CAP_HEIGHT = {"Noto Sans": 0.714, "FiraGO": 0.689}  # as a part of the size
HOUSES = ("ministry", "plain", "think-tank")


def house_file(name: str) -> Path:
    """The Word file of the house of that name."""
    return bundled_templates() / "house" / f"{name}.docx"


def house(name: str) -> House:
    """The house of that name."""
    return read_house(house_file(name))


def contrast(ink: str, ground: str) -> float:
    """How far two colours (RRGGBB) stand apart, by the formula of WCAG 2."""

    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_three_houses_are_shipped() -> None:
    """A sober one for a ministry, a modern one for a think tank, and a plain one in large type."""
    assert house_names(bundled_templates()) == HOUSES


@pytest.mark.parametrize("name", HOUSES)
def test_a_house_defines_every_style_and_can_be_kept_whole(name: str) -> None:
    """Nothing is made up for it, replaced or left out; those of footnotes stand in it too."""
    found = house(name)
    assert found.remarks == ()
    assert set(found.styles) == set(STYLE_NAMES)
    root = etree.fromstring(parts_of(house_file(name).read_bytes())["word/styles.xml"])
    own = {e.get(f"{W}val", "").casefold() for e in root.iter(f"{W}name")}  # Word's are lower case
    assert own >= {style.casefold() for style in STYLE_NAMES}


@pytest.mark.parametrize("name", HOUSES)
def test_a_house_made_ready_is_the_house_in_its_word_file(name: str) -> None:
    """What lies in templates/house/ready is what is read where it lacks."""
    source = house_file(name)

    made = house_in(source.read_bytes(), source)

    ready = ready_file(made.digest).read_bytes()
    assert ready == msgpack.encode(ReadyHouse(__version__, made)), (
        "python3 .ci/setup.py test makes them anew"
    )
    assert house(name) == made


def test_a_house_that_was_made_ready_is_read_by_no_parser() -> None:
    """A pack in one of our houses starts without the libraries that read a Word file."""
    written = (
        "import sys\n"
        "from briefgen.render.files import find_house\n"
        "from briefgen.resources import bundled_templates\n"
        "find_house(bundled_templates(), 'ministry')\n"
        "print(*{'lxml.etree', 'zipfile'} & set(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", written], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == [], "python3 .ci/setup.py test makes them ready"


@pytest.mark.parametrize("kept", ["damaged", "of another version", "of another house", "a folder"])
def test_a_ready_house_that_is_not_of_this_file_and_program_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    """The Word file is there to be read instead."""
    source, spoilt = tmp_path / "ours.docx", tmp_path / "kept"
    source.write_bytes(house_file("plain").read_bytes())
    if kept == "a folder":
        spoilt.mkdir()
    else:
        other = house("ministry" if kept == "of another house" else "plain")
        version = "99.0" if kept == "of another version" else __version__
        data = msgpack.encode(ReadyHouse(version, replace(other, page_width=1.0)))
        spoilt.write_bytes(data[:-9] if kept == "damaged" else data)
    monkeypatch.setattr("briefgen.render.house_file.reader.ready_file", lambda _: spoilt)

    assert read_house(source) == replace(house("plain"), name="ours")


def test_a_house_that_cannot_be_read_keeps_no_other_from_being_made_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does the file that Word puts beside a house that is open."""
    folder = tmp_path / "house"
    folder.mkdir()
    for name in ("~$inistry.docx", "broken.docx"):
        (folder / name).write_bytes(b"no house")
    (folder / "plain.docx").write_bytes(house_file("plain").read_bytes())
    for module in ("house_file.reader", "ready_houses"):
        monkeypatch.setattr(f"briefgen.render.{module}.bundled_templates", lambda: tmp_path)

    make_houses()

    assert house_names(tmp_path) == ("broken", "plain")
    [ready] = (folder / "ready").iterdir()
    assert ready.stem == house("plain").digest


@pytest.mark.parametrize("name", HOUSES)
def test_a_house_is_a4_with_margins_of_25_millimetres(name: str) -> None:
    """L1."""
    found = house(name)
    assert (found.page_width, found.page_height) == pytest.approx((595.3, 841.9), abs=0.1)
    margins = (found.margin_top, found.margin_right, found.margin_bottom, found.margin_left)
    assert margins == pytest.approx([25 * MILLIMETRE] * 4, abs=0.1)


@pytest.mark.parametrize("name", HOUSES)
def test_type_is_large_enough_and_one_family(name: str) -> None:
    """Nothing under 9 points, spoken lines of 14 at least, each heading larger than the next."""
    styles = house(name).styles
    assert len({style.font for style in styles.values()}) == 1
    assert min(style.size for style in styles.values()) >= 9
    assert styles["Body Text"].size >= 11
    assert styles["Body Text"].leading >= 1.3 * styles["Body Text"].size
    assert styles["Spoken Line"].size >= 14
    sizes = [styles[f"Heading {level}"].size for level in (1, 2, 3)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[2] > styles["Body Text"].size


def test_the_plain_house_has_body_text_of_twelve_points() -> None:
    """L2, for whoever reads with difficulty, and black on white throughout."""
    styles = house("plain").styles
    assert styles["Body Text"].size == 12
    assert all(style.color[:2] == style.color[2:4] == style.color[4:] for style in styles.values())


@pytest.mark.parametrize("name", HOUSES)
def test_the_marking_alone_is_centred_and_in_capitals(name: str) -> None:
    """L2 and M2: bold capitals at least 5 mm high."""
    styles = house(name).styles
    assert {s.name for s in styles.values() if s.align is not Align.LEFT} == {"Marking"}
    assert {s.name for s in styles.values() if s.caps} == {"Marking"}
    marking = styles["Marking"]
    assert marking.bold
    assert marking.size * CAP_HEIGHT[marking.font] >= 5 * MILLIMETRE


@pytest.mark.parametrize("name", HOUSES)
def test_every_text_stands_out_from_its_ground(name: str) -> None:
    """4.5 to 1 at least, also where a style or the head of a table has a ground of its own."""
    found = house(name)
    for style in found.styles.values():
        ground = style.fill or "FFFFFF"
        if style.name == "Table Head":
            ground = found.table.head_fill or "FFFFFF"
        assert contrast(style.color, ground) >= 4.5, style.name
        for inner in CHARACTER_STYLES if style.fill else ():
            assert contrast(found.styles[inner].color, ground) >= 4.5, (style.name, inner)


@pytest.mark.parametrize("name", HOUSES)
def test_a_house_file_gives_nobody_away(name: str) -> None:
    """D1, D2: no thumbnail, no custom parts, nobody's name, no editing session, no date."""
    path = bundled_templates() / "house" / f"{name}.docx"
    parts = parts_of(path.read_bytes())
    unwanted = ("thumbnail", "stylesWithEffects", "customXml", "webSettings", "media", "glossary")
    assert not [part for part in parts if any(word in part for word in unwanted)]
    core = parts["docProps/core.xml"].decode()
    for word in ("creator", "lastModifiedBy", "created", "modified"):
        assert word not in core
    assert not [part for part, content in parts.items() if b"rsid" in content]
    assert lint(path.read_bytes()) == []
    audit = pytest.importorskip("openxml_audit", reason="the validator is not installed")
    assert not audit.OpenXmlValidator().validate(str(path)).errors


@pytest.mark.parametrize("name", HOUSES)
def test_a_pack_in_any_house_is_whole_in_both_formats(name: str, tmp_path: Path) -> None:
    """Marked on each page, tenge printed, both formats without a finding of a validator."""
    pack = every_block(table_rows=5, paragraphs=3)
    found = house(name)
    path = tmp_path / "pack.pdf"
    path.write_bytes(write_pdf(pack, found).data)
    for profile in ("ua1", "2a"):
        result = validation.validate_pdf(str(path), profile=profile)
        assert [failure.message for failure in result.failures] == []
    pdf = ReadPdf(path.read_bytes())
    marked = pack.furniture.marking.upper()
    for page in range(len(pdf.pdf.pages)):
        assert pdf.artifact_text(page).count(marked) == 2
        assert any("of" in line for line in pdf.artifact_text(page)) == (page > 0)
    assert "₸" in pdf.tree().text()
    assert lint(write_docx(pack, found, {})) == []


@pytest.mark.parametrize("name", HOUSES)
def test_words_on_a_ground_keep_clear_of_its_edges(name: str) -> None:
    """An objective: 5 points above and beneath, and 6 beside it, with lines of half a point."""
    look = house(name)
    style = look.styles["Objective"]
    pdf = ReadPdf(write_pdf(every_block(), look).data)
    [objective] = [line for line in pdf.lines if line.text.startswith("Objective. ")]
    [ground] = [
        fill
        for fill in pdf.fills
        if fill.page == objective.page
        and fill.color == style.fill
        and fill.y < objective.y < fill.y + fill.height
        and fill.width > look.text_width / 2
    ]
    lines = round((ground.height - 11) / style.leading)
    assert lines >= 1
    assert ground.height == pytest.approx(lines * style.leading + 2 * (5 + 0.5), abs=0.6)
    assert objective.x - ground.x == pytest.approx(6, abs=0.1)
    ends = look.page_width - look.margin_right
    assert ground.x + ground.width == pytest.approx(ends, abs=1.5)
