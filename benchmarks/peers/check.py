"""Whether a file says all that its content says: words, tables, charts and entries of contents.

python check.py FILE CONTENT      prints what was found as JSON (needs pdftotext and pdfimages)
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from content import read_content, spoken
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CITED = re.compile(r"\[\d+\]")
_LAST_NUMBER = re.compile(r"\d+$")
_WORD_JOINER = "\u2060"  # which Typst sets before the number of a page
_ONLY_IN_A_HEAD = "Reporter"  # a word of every table's head and of nothing else


def examine(path: Path, content: dict[str, Any]) -> dict[str, Any]:
    """What ``path`` holds of ``content``; every figure is a count of what was found."""
    found = _docx(path, content) if path.suffix == ".docx" else _pdf(path, content)
    text = _CITED.sub(" ", found.pop("text"))
    wanted = Counter(spoken(content))
    missing = wanted - Counter(text.split())
    found["words"] = 1 - sum(missing.values()) / sum(wanted.values())
    found["missing"] = [word for word, _ in missing.most_common(5)]
    return found


def _docx(path: Path, content: dict[str, Any]) -> dict[str, Any]:
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    marks = {mark.get(f"{_W}name") for mark in body.iter(f"{_W}bookmarkStart")}
    leads = {link.get(f"{_W}anchor") for link in body.iter(f"{_W}hyperlink")}
    entries = {
        "".join(text.text or "" for text in link.iter(f"{_W}t"))
        for link in body.iter(f"{_W}hyperlink")
        if link.get(f"{_W}anchor") in marks & leads
    }
    headings = [section["heading"] for section in content["sections"]]
    listed = [next((one for one in entries if one.startswith(head)), "") for head in headings]
    numbers = [_LAST_NUMBER.search(entry) for entry in listed]
    return {
        "text": "\n".join(
            "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))
            for paragraph in body.iter(f"{_W}p")
        ),
        "tables": sum(
            table.find(f".//{_W}tblHeader") is not None for table in body.iter(f"{_W}tbl")
        ),
        "charts": sum(1 for _ in body.iter(f"{_WP}inline")),
        "entries": sum(map(bool, listed)),
        "numbers": _rising([int(found.group()) for found in numbers if found]),
        "pages": None,
    }


def _rising(numbers: list[int]) -> int:
    """How many of ``numbers`` are those of pages behind the contents, in the order of these."""
    return sum(number > 1 and number >= before for before, number in pairwise([0, *numbers]))


def _pdf(path: Path, content: dict[str, Any]) -> dict[str, Any]:
    text = _output("pdftotext", str(path), "-")
    lines = _output("pdftotext", "-layout", str(path), "-").replace(_WORD_JOINER, "")
    pages = [" ".join(page.split()) for page in lines.split("\f")[:-1]]
    images = len(_output("pdfimages", "-list", str(path)).splitlines()) - 2
    first_label = content["sections"][0]["chart"]["labels"][0]  # under the first bar of each chart
    return {
        "text": text,
        "tables": text.count(_ONLY_IN_A_HEAD),
        "charts": max(images, text.count(first_label)),
        "entries": _numbered_right(pages, [s["heading"] for s in content["sections"]]),
        "pages": len(pages),
    }


def _numbered_right(pages: list[str], headings: list[str]) -> int:
    """How many ``headings`` are listed with the number of the page that they stand on.

    The first page that holds a heading is that of its entry; where it holds it twice, the section
    begins there too, else on the next that holds it. Later ones may repeat it in their footer.
    """
    right = 0
    for heading in headings:
        found = [number for number, page in enumerate(pages, 1) if heading in page]
        if not found:
            continue
        listed = pages[found[0] - 1]
        place = found[0] if listed.count(heading) > 1 else found[1] if len(found) > 1 else 0
        entry = re.search(re.escape(heading) + r"[\s.]*(\d+)\b", listed)
        right += entry is not None and int(entry.group(1)) == place
    return right


def _output(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    print(json.dumps(examine(Path(sys.argv[1]), read_content(Path(sys.argv[2])))))
