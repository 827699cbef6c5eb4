"""Who is measured, and how each is started."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from with_pandoc import command as pandoc_command

HERE = Path(__file__).parent
BOTH_OUT = ".both"  # the suffix of a contender that writes a Word file and a PDF


@dataclass(frozen=True, slots=True)
class Contender:
    """One way of writing the content: a function of a module beside this one, or a command."""

    name: str
    peer: str  # MODULE or MODULE:FUNCTION for worker.py; for a command, what it is
    suffix: str
    ours: bool = False
    slow: bool = False  # takes half a minute at 300 pages
    needs: tuple[str, ...] = field(default=("words", "tables", "charts", "entries"))

    @property
    def in_process(self) -> bool:
        """Whether it can be asked for a second file in the same process."""
        return self.peer not in (_PANDOC, _SOFFICE, _BUILD)

    @property
    def author(self) -> str:
        """Who writes the Word file that it works on; nobody's, where it works on none."""
        return _AUTHORS.get(self.name, "")

    @property
    def makes_charts(self) -> bool:
        """Whether it can be asked for its charts alone."""
        return self.name in (DOCX, PYTHON_DOCX)

    def target(self, folder: Path) -> Path:
        """The file it writes."""
        return folder / (re.sub(r"[^\w-]+", "-", self.name) + self.suffix)

    def source(self, folder: Path) -> Path:
        """The Word file of its `author`."""
        return folder / "sources" / self.target(folder).with_suffix(".docx").name

    def files(self, folder: Path) -> list[Path]:
        """The files that come out."""
        target = self.target(folder)
        if self.suffix == BOTH_OUT:
            return [target.with_suffix(".docx"), target.with_suffix(".pdf")]
        return [target]

    def prepare(self, python: Path, folder: Path) -> list[str]:
        """The command that makes what it needs beforehand."""
        module = self.peer.partition(":")[0]
        if self.peer == _BUILD:
            return [self._interpreter(python), "-c", "import briefgen"]
        return [self._interpreter(python), str(HERE / "worker.py"), "prepare", module, str(folder)]

    def write(self, python: Path, folder: Path) -> list[str]:
        """The command that writes the file; the whole process is measured."""
        target = self.target(folder)
        if self.peer == _PANDOC:
            return pandoc_command(folder, target)
        if self.peer == _SOFFICE:
            return _soffice_command(folder, self.source(folder), self.suffix)
        if self.peer == _BUILD:
            outputs = [part for path in self.files(folder) for part in ("-o", str(path))]
            return [self._interpreter(python), "-m", "briefgen", "build", *_VISIT, *outputs]
        return self._worker("write", python, folder)

    def repeat(self, python: Path, folder: Path, times: int) -> list[str]:
        """The command that writes the file and as many more in one process."""
        return [*self._worker("repeat", python, folder), str(times)]

    def charts(self, python: Path, folder: Path) -> list[str]:
        """The command that makes the charts alone; it prints the seconds that one takes."""
        return [*self._worker("charts", python, folder)]

    def _worker(self, order: str, python: Path, folder: Path) -> list[str]:
        worker = str(HERE / "worker.py")
        target = str(self.target(folder))
        return [self._interpreter(python), worker, order, self.peer, str(folder), target]

    def _interpreter(self, python: Path) -> str:
        return sys.executable if self.ours else str(python)


def _soffice_command(folder: Path, source: Path, suffix: str) -> list[str]:
    """Turns ``source`` into a file of the kind ``suffix``, with a profile of its own."""
    return [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", suffix[1:], "--outdir", str(folder), str(source),
    ]  # fmt: skip


_PANDOC, _SOFFICE, _BUILD = "with_pandoc", "soffice", "briefgen build"
# Of the sample visit as much as fills some thirty pages, from the facts as they are held.
_VISIT = ("--topics", "trade.volume,corridor.trans-afghan", "--as-of", "2026-07-01")
DOCX, PLAIN_DOCX, PDF, BOTH = "ours docx", "ours docx, unnumbered", "ours pdf", "ours both"
PREVIEW, BUILD = "ours, first page shown", "ours, briefgen build"
DOCXTPL, PYTHON_DOCX, PANDOC = "docxtpl", "python-docx", "pandoc"
# How the Word file of a peer gets the numbers of its pages without Word: laid out and kept again.
NUMBERING = "LibreOffice, numbers into docxtpl's"
LIBREOFFICE, PLATYPUS, TYPST, PLAIN_TYPST = "LibreOffice", "platypus", "Typst, tagged", "Typst"
WEASYPRINT, FPDF2 = "WeasyPrint", "fpdf2"
_AUTHORS = {LIBREOFFICE: PYTHON_DOCX, NUMBERING: DOCXTPL}
_NUMBERED = ("words", "tables", "charts", "entries", "numbers")

CONTENDERS = (
    Contender(DOCX, "with_briefgen:write_docx", ".docx", ours=True, needs=_NUMBERED),
    Contender(PLAIN_DOCX, "with_briefgen:write_docx_unnumbered", ".docx", ours=True),
    Contender(PDF, "with_briefgen:write_pdf", ".pdf", ours=True),
    Contender(BOTH, "with_briefgen:write_both", BOTH_OUT, ours=True),
    Contender(PREVIEW, "with_preview", ".pdf", ours=True),
    Contender(BUILD, _BUILD, BOTH_OUT, ours=True, needs=()),  # has a content of its own
    Contender(DOCXTPL, "with_docxtpl", ".docx"),
    Contender(PYTHON_DOCX, "with_python_docx", ".docx", slow=True),
    # pandoc writes a field for the contents and leaves the entries to Word.
    Contender(PANDOC, _PANDOC, ".docx", needs=("words", "tables", "charts")),
    Contender(NUMBERING, _SOFFICE, ".docx", slow=True, needs=_NUMBERED),
    Contender(LIBREOFFICE, _SOFFICE, ".pdf", slow=True),
    Contender(PLATYPUS, "with_platypus", ".pdf", slow=True),
    Contender(TYPST, "with_typst", ".pdf"),
    Contender(PLAIN_TYPST, "with_typst:write_untagged", ".pdf"),
    Contender(WEASYPRINT, "with_weasyprint", ".pdf", slow=True),
    Contender(FPDF2, "with_fpdf2", ".pdf", slow=True),
)
