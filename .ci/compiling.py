"""Compile what breaks plain text into lines, for the Python that runs this.

    .venv/bin/python .ci/compiling.py

makes the module of ``briefgen/render/layout/_breaking.c``, beside it. It is made when the program
is set up or frozen and not kept under version control. Where there is none, for want of a compiler
or of Python's headers, or one made of another source, lines end in the same places, found by
`briefgen.render.layout.breaking` alone, which takes a sixth of the time of a long Word file.
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
DIGITS = 16  # of the hash that tells one source from another


def compile_breaking() -> bool:
    """Put what is compiled where the program looks for it; what was there goes first.

    Whether there was a compiler that could. Raises OSError where the folder cannot be written.
    """
    for old in SOURCE.parent.glob(f"{SOURCE.stem}.*"):
        if old.suffix in {".so", ".pyd"}:
            old.unlink()
    with TemporaryDirectory(prefix="briefgen-") as folder:
        try:
            made = compiled(Path(folder))
        except (BaseError, CCompilerError) as error:
            print(f"briefgen: nothing is compiled, which is slower: {error}", file=sys.stderr)
            return False
        # Never half of it under its name.
        part = SOURCE.with_suffix(".part")
        shutil.copyfile(made, part)
        os.replace(part, SOURCE.with_name(made.name))  # noqa: PTH105
    return True


def compiled(folder: Path) -> Path:
    """The module, made in ``folder``."""
    source = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:DIGITS]
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
        if self.compiler.compiler_type != "msvc":  # which does not
            for extension in self.extensions:
                extension.extra_compile_args = ["-ffp-contract=off"]
        super().build_extensions()


if __name__ == "__main__":
    compile_breaking()
