"""Every product in every house, small and large, as both files: nobody may have to repair one.

An addendum is to the small visit pack: a small one says that a fact is left out, a large one has
new briefs.

The validators look at each file, the text of the PDF's structure tree is the pack's, and
LibreOffice opens each Word file and comes to the pages of the PDF.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import product as every
from pathlib import Path
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from briefgen.pack.addendum.making import make_addendum
from briefgen.pack.addendum.plan import plan_names
from briefgen.pack.after.compare import compare, side_of_made
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.product import product_names
from briefgen.render.files import house_names, render_files
from briefgen.render.making import make_to_fit
from briefgen.render.remaking import with_pages
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base
from tests.render.agreeing import foreign_words
from tests.render.headings import elsewhere, headings_in, headings_named
from tests.render.pdf_reading import ReadPdf
from tests.render.word_lint import lint

if TYPE_CHECKING:
    from briefgen.pack.blocks import Pack
    from briefgen.pack.build import MadePack
    from briefgen.pack.request import Request
    from briefgen.render.house import House

SIZES = {"small": ("trade.volume",), "large": ()}  # topics; none for all of the sample's
VISIT = "visit-pack"  # what the addenda are to
LEFT_OUT = "pak-exports-fy25-baig"  # a fact of the small one, with its figure
PUT_IN = ("trade.targets", "corridor.qtta")  # topics that it has not
ADDENDA = plan_names(bundled_templates())
PRODUCTS = (*product_names(bundled_templates()), *ADDENDA)
CASES = [
    pytest.param(*case, id="-".join(case))
    for case in every(PRODUCTS, house_names(bundled_templates()), SIZES)
]


@dataclass(frozen=True, slots=True)
class Made:
    """A pack and its two files."""

    pack: Pack
    docx: bytes
    pdf: bytes

    @property
    def pages(self) -> int:
        """The pages of the PDF."""
        with pikepdf.open(BytesIO(self.pdf)) as document:
            return len(document.pages)


def request_for(product: str, house: str, size: str) -> Request:
    """The sample visit as ``product`` in ``house``, with one topic or all of its own."""
    path = bundled_templates() / "sample.brief"
    sample = request_from(read_brief(path), path)
    return replace(sample, product=product, house=house, topics=SIZES[size] or sample.topics)


@cache
def fitted(request: Request) -> tuple[MadePack, House]:
    """What the bundled facts make of ``request``."""
    return make_to_fit(bundled_base(), request, bundled_templates(), TODAY)


def fitted_pack(product: str, house: str, size: str) -> tuple[Pack, House]:
    """The pack of a case that is no addendum, and its look."""
    whole, look = fitted(request_for(product, house, size))
    return whole.pack, look


def addendum_to(product: str, house: str, size: str) -> tuple[Pack, House]:
    """What the reader of the small visit pack needs to use the changed one."""
    first = request_for(VISIT, house, "small")
    topics = {"small": first.topics, "large": (*first.topics, *PUT_IN)}[size]
    dropped = {"small": (LEFT_OUT,), "large": ()}[size]
    small, look = fitted(first)
    changed, _ = fitted(replace(first, topics=topics, dropped=dropped))
    old = with_pages(side_of_made(small, "old.brief"), bundled_templates())
    new = side_of_made(changed, "new.brief")
    return make_addendum(old, new, compare(old, new), bundled_templates(), 1, product), look


@cache
def made(product: str, house: str, size: str) -> Made:
    """The pack of a case and its two files."""
    pack, look = (addendum_to if product in ADDENDA else fitted_pack)(product, house, size)
    names = (Path("pack.docx"), Path("pack.pdf"))
    files = render_files(pack, look, names)
    return Made(pack, *(files[name] for name in names))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with each Word file as LibreOffice prints it, which is started once for all."""
    folder = tmp_path_factory.mktemp("opened")
    for case in CASES:
        (folder / f"{case.id}.docx").write_bytes(made(*map(str, case.values)).docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf",
         *sorted(path.name for path in folder.glob("*.docx"))],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=600,
    )  # fmt: skip
    return folder


@pytest.mark.parametrize(("product", "house", "size"), CASES)
def test_the_pdf_is_accessible_archival_and_says_what_the_pack_says(
    tmp_path: Path, product: str, house: str, size: str
) -> None:
    """PDF/UA-1, PDF/A-2a, and a structure tree with the pieces of the pack and no others.

    Text that is drawn and not in the tree would be lost to whoever listens, and found missing here.
    """
    one = made(product, house, size)
    path = tmp_path / "pack.pdf"
    path.write_bytes(one.pdf)

    for profile in ("ua1", "2a"):
        result = page.validate_pdf(str(path), profile=profile)
        assert result.is_compliant, [(f.rule_id, f.message) for f in result.failures]
    spoken = ReadPdf(one.pdf).tree().text(frozenset({"Reference"}))
    assert foreign_words(one.pack, spoken, read=True) == []


@pytest.mark.parametrize(("product", "house", "size"), CASES)
def test_the_word_file_needs_no_repair(tmp_path: Path, product: str, house: str, size: str) -> None:
    """No finding of the validator, and none of our own for what it misses."""
    path = tmp_path / "pack.docx"
    path.write_bytes(made(product, house, size).docx)

    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    assert lint(path.read_bytes()) == []


@pytest.mark.timeout(900)
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize(("product", "house", "size"), CASES)
def test_libreoffice_comes_to_the_pages_of_the_pdf(
    opened: Path, product: str, house: str, size: str
) -> None:
    """Within one page, so that the page numbers in the contents hold."""
    pages = made(product, house, size).pages

    with pikepdf.open(opened / f"{product}-{house}-{size}.pdf") as document:
        assert abs(len(document.pages) - pages) <= 1


@pytest.mark.timeout(900)
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("house", house_names(bundled_templates()))
def test_headings_stand_on_the_pages_that_are_named(opened: Path, house: str) -> None:
    """In a visit pack of some sixty, at most two fall on the page before or after."""
    named = headings_named(*fitted_pack(VISIT, house, "large"))
    printed = headings_in(opened / f"{VISIT}-{house}-large.pdf")

    assert len(printed) == len(named)
    assert len(elsewhere(named, printed)) <= 2, elsewhere(named, printed)


@pytest.mark.timeout(900)
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or poppler is not installed",
)
@pytest.mark.parametrize("house", house_names(bundled_templates()))
def test_contents_and_issue_slip_share_one_page_of_the_word_file(opened: Path, house: str) -> None:
    """The second; the parts stand in two columns on it, and the third begins a part."""
    path = opened / f"visit-pack-{house}-large.pdf"
    shown = subprocess.run(
        ["pdftotext", "-layout", "-f", "2", "-l", "3", path, "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    second, third = shown.split("\f")[:2]

    assert re.search(r"^\s*Steering note[ .]*3\s+Agreements and pledges[ .]*\d+$", second, re.M)
    for words in ("Contents", "Briefs in this pack", "Issues and what changed", "Facts dated"):
        assert words in second
    assert re.search(r"^\s*Steering note$", third, re.M)
