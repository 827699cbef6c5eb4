"""What a file gives away: each thing planted in a file is found, and ours give nothing away."""

from __future__ import annotations

import functools
import io
import json
import struct
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from PIL import Image

from briefgen.cli import main
from briefgen.render.revealing.lines import Judgement
from briefgen.render.revealing.reveal import reveal
from tests.cli.test_plain_and_protected import PASSPHRASE, locked, made, secret_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FINE, LOOK, LEAKS = Judgement
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PERSON = "Jane Telltale"


def lines_of(data: bytes, folder: Path, name: str) -> list[tuple[Judgement, str, str]]:
    """Judgement, area and words of each line about a file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    return [(line.judgement, line.area, line.says) for line in reveal(path).lines]


def told(lines: list[tuple[Judgement, str, str]], words: str) -> Judgement:
    """The judgement of the one line that says ``words``."""
    (found,) = [judgement for judgement, _, says in lines if words in says]
    return found


@functools.cache
def foreign_parts() -> Mapping[str, bytes]:
    """The parts of a small Word file as python-docx makes it, with every default it leaves."""
    document = docx.Document()
    document.add_paragraph("Words.")
    document.core_properties.last_modified_by = PERSON
    document.core_properties.revision = 7
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def foreign(**changes: bytes) -> bytes:
    """That file with parts changed or added; __ in a name stands for /, _dot_ for a dot."""
    names = {name.replace("__", "/").replace("_dot_", "."): data for name, data in changes.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in {**foreign_parts(), **names}.items():
            archive.writestr(name, data)
    return out.getvalue()


def body(xml: str) -> bytes:
    """A document part with ``xml`` in its body."""
    return f'<w:document xmlns:w="{W}"><w:body>{xml}</w:body></w:document>'.encode()


def with_gps() -> bytes:
    """A photograph that tells where, when, by whom and with what it was taken."""
    exif = Image.Exif()
    exif[0x013B] = PERSON
    exif[0x0110] = "Camera 7"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 8.0, 0.0), 3: "E", 4: (71.0, 26.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def with_small_picture() -> bytes:
    """A photograph with a small picture of itself, as cameras put there."""
    small = io.BytesIO()
    Image.new("RGB", (4, 4)).save(small, "JPEG")
    # One tag of its own, then the two of the small picture: where it lies, how long it is.
    own = struct.pack("<H2HLLL", 1, 0x0112, 3, 1, 1, 26)
    tags = struct.pack("<H2H2L2H2LL", 2, 0x0201, 4, 1, 56, 0x0202, 4, 1, len(small.getvalue()), 0)
    exif = b"Exif\0\0II*\0" + struct.pack("<L", 8) + own + tags + small.getvalue()
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


# --- ours ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_pack_of_ours_leaks_nothing_and_tells_its_record_in_words(
    tmp_path: Path, suffix: str
) -> None:
    """What is to be looked at is the request, as the record holds it, and nothing else."""
    lines = lines_of(made()[suffix], tmp_path, f"PKKZ-2026-03_issue2_2026-11-22{suffix}")

    assert not [line for line in lines if line[0] is LEAKS]
    assert {area for judgement, area, _ in lines if judgement is LOOK} == {"record"}
    assert told(lines, "visit.principal: “the Minister”") is LOOK
    assert told(lines, "“Central Asia Desk”, the office that the request names") is FINE
    assert told(lines, "a generation record (“--plain” leaves it out): visit-pack") is FINE
    assert told(lines, "each by id with a hash") is FINE
    assert told(lines, "number, issue, day and marking, and nobody") is FINE
    if suffix == ".docx":  # a control has an id and a title: more names than controls
        assert told(lines, "content controls; ids and titles on them: ") is FINE


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_the_record_in_a_copy_for_release_is_to_be_looked_at(tmp_path: Path, suffix: str) -> None:
    """As it is when the copy is built: the record tells for whom the pack speaks, --plain nobody.

    In a pack for the house the same two lines are fine.
    """
    for_release = lines_of(made("--product", "releasable")[suffix], tmp_path, f"a{suffix}")
    usual = lines_of(made()[suffix], tmp_path, f"b{suffix}")
    plain = made("--product", "releasable", "--plain")[suffix]

    assert told(for_release, "hand over a copy made with “--plain”, which has none") is LOOK
    assert told(for_release, "; the voice tells for whom the pack speaks") is LOOK
    assert told(usual, "what was asked for: ") is FINE
    assert "for whom the pack speaks" not in str(usual)
    assert told(lines_of(plain, tmp_path, f"c{suffix}"), "no generation record") is FINE


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_plain_copy_has_nothing_to_look_at_but_its_author(tmp_path: Path, suffix: str) -> None:
    """Without the record nobody knows that the author is the office that was meant."""
    lines = lines_of(made("--plain")[suffix], tmp_path, f"PKKZ_2026-11-22{suffix}")

    assert told(lines, "no generation record") is FINE
    assert [area for judgement, area, _ in lines if judgement is not FINE] == ["author"]


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_file_under_a_password_is_looked_through_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    """Without the password one sentence; with it the same lines and one more."""
    path = tmp_path / f"PKKZ_2026-11-22{suffix}"
    path.write_bytes(locked()[suffix])

    assert main(["reveal", str(path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "has a password: give the file that holds it with --password-file" in line
    assert main(["reveal", str(path), *secret_in(tmp_path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["password"], answer["leaks"], answer["format"]) == (True, 0, suffix[1:])
    says = {line["says"] for line in answer["lines"]}
    usual = lines_of(made()[suffix], tmp_path, path.name)
    assert {words for _, area, words in usual if area == "record"} <= says
    assert PASSPHRASE not in str(answer)


def test_the_name_of_the_principal_in_the_file_name_leaks(tmp_path: Path) -> None:
    """The request says who it is, so the name can be told from another word."""
    lines = lines_of(made()[".pdf"], tmp_path, "For the Minister 2026.pdf")

    assert told(lines, "says Minister, who is in the request") is LEAKS


# --- Word files of others -----------------------------------------------------------------------


def test_the_defaults_of_a_library_are_found(tmp_path: Path) -> None:
    """Author, remark, times, template and thumbnail that nobody chose."""
    lines = lines_of(foreign(), tmp_path, "brief.docx")

    assert told(lines, "“python-docx”: an office may stand here") is LOOK
    assert told(lines, "generated by python-docx") is LOOK
    assert told(lines, f"last changed by “{PERSON}”") is LEAKS
    assert told(lines, "saved 7 times") is LOOK
    assert told(lines, "created 2013-12-23T23:15:00Z: the time tells when") is LOOK
    assert told(lines, "made with “Microsoft Macintosh Word”") is LOOK
    assert told(lines, "template “Normal.dotm”") is LOOK
    assert told(lines, "thumbnail.jpeg is a small picture of the first page") is LEAKS
    assert told(lines, "customXml/item1.xml holds") is LOOK
    assert told(lines, "does it name a person?") is LOOK


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (f'<w:p><w:ins w:author="{PERSON}"><w:r><w:t>new</w:t></w:r></w:ins></w:p>',
         f"1 tracked change, by {PERSON}"),
        (f'<w:p><w:del w:author="{PERSON}"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>',
         "4 letters that were deleted can still be read"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p>",
         "6 letters of hidden text"),
        ('<w:p><w:fldSimple w:instr="INCLUDEPICTURE &quot;http://x.invalid/a.png&quot;"/></w:p>',
         "a field that fetches, runs or asks something (INCLUDEPICTURE)"),
        (r'<w:p><w:r><w:t>C:\Users\jtelltale\secret.docx</w:t></w:r></w:p>',
         r"“C:\Users\jtelltale\secret.docx” in word/document.xml: a place on a machine"),
        ('<w:p><w:bookmarkStart w:id="1" w:name="a" w:x="/home/telltale/a"/></w:p>',
         "“/home/telltale/a” in word/document.xml"),
        (r'<w:p><w:r><w:t>\\server\share\desk\a.docx</w:t></w:r></w:p>', r"“\\server\share\desk\a"),
    ],
)  # fmt: skip
def test_what_stands_in_the_text_unseen_leaks(tmp_path: Path, xml: str, words: str) -> None:
    """Changes, deleted and hidden words, fields that fetch, paths."""
    lines = lines_of(foreign(word__document_dot_xml=body(xml)), tmp_path, "a.docx")

    assert told(lines, words) is LEAKS


def test_a_switched_off_vanish_hides_nothing(tmp_path: Path) -> None:
    """And text hidden by its style is as hidden as by itself."""
    off = '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r></w:p>'
    style = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Ghost">'
        "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    ).encode()
    ghost = '<w:p><w:pPr><w:pStyle w:val="Ghost"/></w:pPr><w:r><w:t>unseen</w:t></w:r></w:p>'

    lines = lines_of(foreign(word__document_dot_xml=body(off)), tmp_path, "a.docx")
    hidden = foreign(word__document_dot_xml=body(ghost), word__styles_dot_xml=style)

    assert told(lines, "no hidden text") is FINE
    assert told(lines_of(hidden, tmp_path, "b.docx"), "6 letters of hidden text") is LEAKS


def test_comments_people_and_labels_are_found(tmp_path: Path) -> None:
    """Parts that are about persons."""
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="{PERSON}"/></w:comments>'
    people = (
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:person w15:author="Mail Telltale"/></w15:people>'
    )
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Company>Telltale Ltd</Company><Manager>The Boss</Manager><TotalTime>45</TotalTime>"
        "</Properties>"
    )
    data = foreign(
        word__comments_dot_xml=comments.encode(),
        word__people_dot_xml=people.encode(),
        docProps__app_dot_xml=app.encode(),
        docMetadata__LabelInfo_dot_xml=b"<labelList/>",
    )
    lines = lines_of(data, tmp_path, "a.docx")

    assert told(lines, f"1 comment, by {PERSON}") is LEAKS
    assert told(lines, "a register of people: Mail Telltale") is LEAKS
    assert told(lines, "company “Telltale Ltd”") is LEAKS
    assert told(lines, "manager “The Boss”") is LEAKS
    assert told(lines, "worked on for 45 minutes") is LOOK
    assert told(lines, "LabelInfo.xml labels the file") is LEAKS


def test_what_a_file_fetches_and_where_it_leads_is_told(tmp_path: Path) -> None:
    """A template on a server is fetched unasked; links are followed only by a reader."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/{name}" Target="{target}" TargetMode="External"/>'
        for n, (name, target) in enumerate(
            [
                ("attachedTemplate", "http://evil.invalid/t.dotm"),
                ("hyperlink", "https://example.org/a"),
                ("hyperlink", "mailto:jane@example.org"),
                ("hyperlink", "file:///srv/a.docx"),
            ]
        )
    )
    root = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>'
    data = foreign(word___rels__settings_dot_xml_dot_rels=root.encode())
    lines = lines_of(data, tmp_path, "a.docx")

    assert told(lines, "fetches a template from “http://evil.invalid/t.dotm”") is LEAKS
    assert told(lines, "leads to “file:///srv/a.docx”") is LEAKS
    assert told(lines, "1 mail address: mailto:jane@example.org") is LOOK
    assert told(lines, "1 link to the web: example.org") is FINE


def test_files_within_the_file_are_found_and_a_workbook_is_looked_into(tmp_path: Path) -> None:
    """Macros and objects leak; behind a chart stands a workbook with properties of its own."""
    data = foreign(
        word__vbaProject_dot_bin=b"macro",
        word__embeddings__oleObject1_dot_bin=b"object",
        word__embeddings__chart1_dot_xlsx=foreign(),
        word__printerSettings1_dot_bin=b"HP in room 7",
        word__media__image1_dot_jpg=with_gps(),
        word__media__image2_dot_png=b"no picture",
        word__media__image3_dot_emf=b"emf",
    )
    lines = lines_of(data, tmp_path, "a.docx")

    assert told(lines, "vbaProject.bin is a macro") is LEAKS
    assert told(lines, "oleObject1.bin is a file within the file") is LEAKS
    assert told(lines, "printerSettings1.bin names a printer") is LEAKS
    assert told(lines, "chart1.xlsx is the workbook behind a chart") is FINE
    assert told(lines, f"in word/embeddings/chart1.xlsx: last changed by “{PERSON}”") is LEAKS
    assert told(lines, "image1.jpg tells where it was taken (GPS)") is LEAKS
    assert told(lines, f"image1.jpg tells the artist: “{PERSON}”") is LEAKS
    assert told(lines, "image1.jpg tells the camera: “Camera 7”") is LOOK
    assert told(lines, "image2.png cannot be read") is LOOK
    assert told(lines, "image3.emf is of a kind that is not looked into") is LOOK


def test_a_small_picture_within_a_picture_is_told(tmp_path: Path) -> None:
    """It was made before the picture was cropped or blacked out, and may show it whole."""
    lines = lines_of(foreign(word__media__a_dot_jpg=with_small_picture()), tmp_path, "a.docx")

    assert told(lines, "holds a small picture of itself") is LEAKS


def test_a_part_that_is_unsafe_is_named_and_the_rest_is_looked_through(tmp_path: Path) -> None:
    """No entity is expanded; what else the file holds is told all the same."""
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>'
    lines = lines_of(foreign(word__footnotes_dot_xml=bomb), tmp_path, "a.docx")

    assert told(lines, "the part word/footnotes.xml is damaged or unsafe") is LOOK
    assert told(lines, f"last changed by “{PERSON}”") is LEAKS


def test_invisible_and_endless_words_of_a_file_are_held_short(tmp_path: Path) -> None:
    """A name may turn the writing round or run on for pages; neither reaches the terminal."""
    core = foreign_parts()["docProps/core.xml"].replace(
        PERSON.encode(), ("Jane \u202e\u0085" + "x" * 9000).encode()
    )
    lines = lines_of(foreign(docProps__core_dot_xml=core), tmp_path, "a.docx")

    (says,) = [says for _, _, says in lines if "last changed by" in says]
    assert len(says) < 120
    assert says.isprintable()


# --- the command --------------------------------------------------------------------------------


def test_the_command_ends_with_one_where_something_leaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line a thing with its judgement, and a count at the end."""
    path = tmp_path / "brief.docx"
    path.write_bytes(foreign())

    assert main(["reveal", str(path)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert f"leaks  author: last changed by “{PERSON}”" in printed
    assert printed[-1].startswith(f"{path}: ")
    assert "leak, " in printed[-1]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.docx", b"no zip at all", "not a Word file"),
        ("a.docx", None, "no such file"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<</A", "damaged or cut off"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n" + b"[" * 9000, "nested absurdly deep"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "old .doc format"),
    ],
)
def test_what_cannot_be_looked_through_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | None, why: str
) -> None:
    """Exit 2: what, where, why."""
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)

    assert main(["reveal", str(path)]) == 2
    printed = capsys.readouterr()
    (line,) = printed.err.splitlines()
    assert printed.out == ""
    assert f"The file {path} cannot be looked through: " in line
    assert why in line


def test_a_bomb_and_a_zip_of_something_else_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The limits are those of every Word file that is let in."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(120_000_000))
    bomb, other = tmp_path / "bomb.docx", tmp_path / "other.docx"
    bomb.write_bytes(out.getvalue())
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "words")

    assert main(["reveal", str(bomb)]) == 2
    assert "absurd size" in capsys.readouterr().err
    assert main(["reveal", str(other)]) == 2
    assert "neither a Word file (.docx) nor a PDF" in capsys.readouterr().err
