"""Rules on the finished files: each catches a file that was spoilt, and lets pass what we write."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from msgspec.structs import replace

from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.product import Level, product_names
from briefgen.pack.request import Layout, Request, Visit
from briefgen.render.file_rules import file_flaws
from briefgen.render.files import render_files
from briefgen.render.finished import with_files_checked
from briefgen.render.making import make_to_fit
from briefgen.render.reading_docx import read_docx
from briefgen.render.reading_pdf import read_pdf
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base
from tests.render.third_party import logo
from tests.render.word_files import parts_of, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.pack.blocks import Pack

DOCX, PDF = Path("finished.docx"), Path("finished.pdf")
RULES = ("L10", "L12", "D2", "D3", "D4", "D5")


@cache
def made() -> tuple[Pack, dict[Path, bytes]]:
    """A pack for both sides of paper and its two files."""
    visit = Visit(title="Visit to Astana", prepared_by="Central Asia Desk")
    request = Request(topics=("trade.targets",), visit=visit, layout=Layout.PRINT)
    pack, house = make_to_fit(bundled_base(), request, bundled_templates(), TODAY)
    return pack.pack, dict(render_files(pack.pack, house, (DOCX, PDF)))


def broken(changed: dict[Path, bytes] | None = None, pack: Pack | None = None) -> dict[str, str]:
    """The rules that the files break, each with what it says; ``changed`` are other files."""
    files = made()[1] | (changed or {})
    printed = {DOCX: read_docx(files[DOCX], DOCX), PDF: read_pdf(files[PDF], PDF)}
    found = file_flaws(files, printed, pack or made()[0])
    return {rule: flaw.message for rule, flaw in found}


def pdf(change: Callable[[pikepdf.Pdf], None]) -> dict[Path, bytes]:
    """The PDF with a change made in it."""
    saved = BytesIO()
    with pikepdf.open(BytesIO(made()[1][PDF])) as document:
        change(document)
        document.save(saved)
    return {PDF: saved.getvalue()}


def word(**added: bytes) -> dict[Path, bytes]:
    """The Word file with parts added or replaced; two underscores are a slash, one more a dot."""
    names = {name.replace("__", "/").replace("_dot_", "."): data for name, data in added.items()}
    return {DOCX: zipped(parts_of(made()[1][DOCX]) | names)}


def test_what_we_write_breaks_none() -> None:
    """Each rule lets pass a pack of ours."""
    assert broken() == {}


@pytest.mark.parametrize("product", product_names(bundled_templates()))
@pytest.mark.parametrize("layout", ["tablet", "print"])
def test_no_product_of_the_sample_breaks_one(product: str, layout: str) -> None:
    """Nor does any rule on numbers or sources speak of the finished files."""
    path = bundled_templates() / "sample.brief"
    request = request_from(read_brief(path) | {"product": product, "layout": layout}, path)
    checked = with_files_checked(*make_to_fit(bundled_base(), request, bundled_templates(), TODAY))

    assert [str(f) for f in checked.findings if f.rule in RULES] == []
    assert checked.blocking == ()


def test_a_thumbnail_or_a_trace_of_another_program_is_found() -> None:
    """D2."""
    app = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'extended-properties"><Application>Microsoft Macintosh Word</Application></Properties>'
    )

    thumbnail = logo("JPEG").getvalue()
    assert "docProps/thumbnail.jpeg" in broken(word(docProps__thumbnail_dot_jpeg=thumbnail))["D2"]
    assert "Microsoft Macintosh Word" in broken(word(docProps__app_dot_xml=app))["D2"]


@pytest.mark.parametrize("key", ["/Title", "/Subject", "/Author"])
def test_a_pdf_that_does_not_say_what_it_is_is_found(key: str) -> None:
    """D3: title, subject and author; and that a reader shows the title, not the file's name."""

    def untold(document: pikepdf.Pdf) -> None:
        document.docinfo[key] = "untitled"

    def unshown(document: pikepdf.Pdf) -> None:
        del document.Root.ViewerPreferences.DisplayDocTitle

    assert key[1:].lower() in broken(pdf(untold))["D3"]
    assert "name of the file" in broken(pdf(unshown))["D3"]


def test_a_picture_that_tells_of_its_maker_is_found() -> None:
    """D5."""
    picture = logo("JPEG").getvalue()

    assert "artist" in broken(word(word__media__photo_dot_jpeg=picture))["D5"]


def test_a_sheet_that_is_not_for_both_sides_is_found() -> None:
    """L10: the printer is asked for both sides, and what begins a sheet begins it."""

    def one_side(document: pikepdf.Pdf) -> None:
        del document.Root.ViewerPreferences.Duplex

    def no_cover(document: pikepdf.Pdf) -> None:
        del document.pages[0]

    assert "both sides" in broken(pdf(one_side))["L10"]
    assert "the back of a sheet" in broken(pdf(no_cover))["L10"]
    for_tablets = replace(made()[0], two_sided=False)
    assert "L10" not in broken(pdf(one_side), for_tablets)


@pytest.mark.parametrize("key", ["/StructTreeRoot", "/Lang", "/Outlines", "/MarkInfo"])
def test_a_pdf_that_cannot_be_read_aloud_is_found(key: str) -> None:
    """L12: tags, language, outline."""

    def without(document: pikepdf.Pdf) -> None:
        del document.Root[key]

    assert "L12" in broken(pdf(without))


def test_words_that_are_lost_in_a_file_are_found() -> None:
    """L12: what is in the pack and in one of the files is not is named with its block."""
    body = parts_of(made()[1][DOCX])["word/document.xml"]
    lost = body.replace(b">Sources<", b"><")

    assert "“Sources”" in broken(word(word__document_dot_xml=lost))["L12"]


def test_letters_that_no_face_has_are_told_with_what_to_do() -> None:
    """L12: the person who typed them can mend it, and the program is not at fault."""
    visit = Visit(title="Visit to 阿斯塔纳 🇰🇿", prepared_by="Central Asia Desk")
    request = Request(topics=("trade.targets",), visit=visit)
    pack, house = make_to_fit(bundled_base(), request, bundled_templates(), TODAY)
    file = render_files(pack.pack, house, (PDF,))[PDF]

    [flaw] = [
        f
        for rule, f in file_flaws({PDF: file}, {PDF: read_pdf(file, PDF)}, pack.pack)
        if rule == "L12"
    ]

    assert flaw.place == "cover"
    assert flaw.message == "The PDF has no letters for “阿斯塔纳🇰🇿”, and shows � there."
    assert flaw.fix == "Write it in Latin, Cyrillic or Arabic letters."


def test_a_product_may_switch_such_a_rule_off(tmp_path: Path) -> None:
    """As any other: D4 is not told of a path in the words of the request."""
    templates = bundled_templates()
    text = (templates / "products" / "checklist.toml").read_text(encoding="utf-8")
    product = tmp_path / "mine.toml"
    product.write_text(text.replace("[rules]", '[rules]\nD4 = "off"'), encoding="utf-8")
    visit = Visit(title="See C:\\Users\\ghauri\\brief.docx")

    def levels(name: str) -> list[Level]:
        request = Request(topics=("trade.targets",), visit=visit, product=name)
        checked = with_files_checked(*make_to_fit(bundled_base(), request, templates, TODAY))
        return [finding.level for finding in checked.findings if finding.rule == "D4"]

    assert set(levels("checklist")) == {Level.BLOCKS}
    assert levels(str(product)) == []
