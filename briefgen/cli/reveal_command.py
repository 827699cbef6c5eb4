"""briefgen reveal: what a finished file tells whoever gets hold of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.options import json_option, print_json, tell_misnamed
from briefgen.cli.passwords import passphrase_in, password_file_option

if TYPE_CHECKING:
    from briefgen.render.revealing.lines import Revealed

LEAKS = 1


@click.command(short_help="Say what a file gives away.")
@click.argument("file", type=click.Path(path_type=Path))
@password_file_option
@json_option
def reveal(file: Path, *, password_file: Path | None, as_json: bool) -> int:
    """Say what FILE (any .docx or .pdf) reveals, and what of it leaks (exit 1)."""
    from briefgen.render.revealing.lines import Judgement  # noqa: PLC0415
    from briefgen.render.revealing.reveal import reveal as look_through  # noqa: PLC0415 - loads lxml

    tell_misnamed(file)
    revealed = look_through(file, passphrase_in(password_file))
    leaking, doubtful = revealed.count(Judgement.LEAKS), revealed.count(Judgement.LOOK)
    if as_json:
        print_json(_document(revealed, leaking, doubtful))
    else:
        for line in revealed.lines:
            print(f"{line.judgement:<6} {line.area}: {line.says}")
        print(f"\n{file}: {leaking} {'thing leaks' if leaking == 1 else 'things leak'}, "
              f"{doubtful} to look at.")  # fmt: skip
    return LEAKS if leaking else 0


def _document(revealed: Revealed, leaking: int, doubtful: int) -> dict[str, Any]:
    return {
        "file": revealed.name,
        "format": revealed.kind,
        "password": revealed.locked,
        "leaks": leaking,
        "look": doubtful,
        "lines": [
            {"area": line.area, "says": line.says, "judgement": str(line.judgement)}
            for line in revealed.lines
        ],
    }
