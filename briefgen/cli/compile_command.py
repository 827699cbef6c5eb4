"""briefgen facts compile: a fact base as one file that opens at once, however large it is."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli.options import facts_option, json_option, open_factbase, print_json
from briefgen.errors import UsageError
from briefgen.factbase.compiled import SUFFIX, compile_factbase
from briefgen.render.writing import check_is_file


@click.command("compile")
@click.option(
    "-o", "output", required=True, type=click.Path(path_type=Path), metavar=f"FILE{SUFFIX}",
    help="The file to write.",
)  # fmt: skip
@facts_option
@json_option
def compile_facts(output: Path, facts_path: Path | None, *, as_json: bool) -> int:
    """Write a fact base with its search index to one file, for --facts."""
    if output.suffix.lower() != SUFFIX:
        raise UsageError(f"“{output.name}” does not end in {SUFFIX}: give the file that ending.")
    check_is_file(output)
    base = open_factbase(facts_path)
    compile_factbase(base, output)
    size = output.stat().st_size
    if as_json:
        print_json(
            {
                "file": str(output),
                "bytes": size,
                "name": base.name,
                "version": base.version,
                "digest": base.digest,
                "facts": len(base.facts),
                "observations": len(base.observations),
                "lines": len(base.lines),
            }
        )
    else:
        print(
            f"{output}: {len(base.facts):,} facts, {len(base.observations):,} figures, "
            f"{len(base.lines):,} lines, {size:,} bytes."
        )
    return 0
