"""Compile what breaks plain text into lines, for the Python that runs this.

    .venv/bin/python .ci/compiling.py

makes the module of ``briefgen/render/layout/_breaking.c``, beside it. It is made when the program
is set up or frozen and not kept under version control. Where there is none, for want of a compiler
or of Python's headers, or one made of another source, lines end in the same places, found by
`briefgen.render.layout.breaking` alone; a long Word file then takes a fifth longer.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import BaseError, CCompilerError

SOURCE = Path(__file__).resolve().parent.parent / "briefgen/render/layout/_breaking.c"


def compile_breaking() -> bool:
    """Put what is compiled where the program looks for it, and say whether it is there now."""
    with TemporaryDirectory(prefix="briefgen-") as folder:
        try:
            made = compiled(Path(folder))
            # Never half of it under its name.
            part = SOURCE.with_suffix(f".{os.getpid()}.part")
            shutil.copyfile(made, part)
            part.replace(SOURCE.with_name(made.name))
        except (BaseError, CCompilerError, OSError) as error:
            print(f"briefgen: nothing is compiled, which is slower: {error}", file=sys.stderr)
            return False
    return True


def source_of(code: bytes) -> str:
    """What tells one source from another, however its lines end: how its SHA-256 begins."""
    return hashlib.sha256(code.replace(b"\r\n", b"\n")).hexdigest()[:16]


def compiled(folder: Path) -> Path:
    """The module, made in ``folder``."""
    source = source_of(SOURCE.read_bytes())
    extension = Extension(SOURCE.stem, [str(SOURCE)], define_macros=[("SOURCE", f'"{source}"')])
    command = Compile(Distribution({"ext_modules": [extension]}))
    command.build_lib = command.build_temp = str(folder)
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(SOURCE.stem))


class Compile(build_ext):
    """A compiler that comes to the same numbers as Python, to the last bit."""

    def build_extensions(self) -> None:
        """Compile without joining a multiplication and an addition in one step."""
        is_microsoft = self.compiler.compiler_type == "msvc"
        for extension in self.extensions:
            extension.extra_compile_args = ["/fp:strict" if is_microsoft else "-ffp-contract=off"]
        super().build_extensions()


if __name__ == "__main__":
    sys.exit(not compile_breaking())
