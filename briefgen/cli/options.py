"""Options that several commands share, and how their values become a request and a fact base."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.errors import UsageError
from briefgen.factbase.dates import day_from
from briefgen.factbase.load import load_factbase
from briefgen.resources import bundled_data
from briefgen.trust.opening import open_bundled

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from briefgen.factbase.base import FactBase

_ANY_LENGTH = 1_000  # of the sentence that stands for a command


class Commands(click.Group):
    """Commands whose help lists each with its whole sentence, where click would cut it short."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, command.get_short_help_str(_ANY_LENGTH))
                    for name in self.list_commands(ctx)
                    if (command := self.get_command(ctx, name))
                ]
            )


facts_option = click.option(
    "--facts", "facts_path", type=click.Path(path_type=Path), metavar="PATH",
    help="A fact base of your own: a folder, or a .briefbase file made of one.",
)  # fmt: skip
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
topics_option = click.option(
    "--topics", metavar="LIST", help="Topics or whole categories, with commas between."
)
first_option = click.option(
    "--from", "first", metavar="EDTF", help="Start: a year, a month or a day."
)
last_option = click.option("--to", "last", metavar="EDTF", help="End: 2026, 2026-02 or 2026-02-03.")
as_of_option = click.option(
    "--as-of", "as_of", metavar="DATE", help="The day to speak from: 2026-11-22; today if left out."
)


def request_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that make or change a request."""
    for option in reversed(
        (
            click.argument("brief", required=False, type=click.Path(path_type=Path)),
            click.option("--product", metavar="NAME|FILE.toml", help="See: templates list."),
            topics_option,
            first_option,
            last_option,
            click.option("--voice", metavar="PAK|KAZ|neutral", help="For whom the pack speaks."),
            click.option("--house", metavar="NAME|FILE.docx", help="House style."),
            click.option("--lang", metavar="en|kk|ru|ur", help="Language of the printed words."),
            click.option(
                "--map/--no-map", "route_map", default=None,
                help="With a sketch map of routes, or without; coastlines only.",
            ),
            click.option(
                "--layout", metavar="tablet|print",
                help="print: for both sides of paper, briefs on right-hand pages.",
            ),
            click.option("--marking", metavar="TEXT", help="Printed top and bottom of each page."),
            click.option(
                "--set", "settings", multiple=True, metavar="KEY=VALUE",
                help="Any key of a .brief: visit.place=Astana.",
            ),
            facts_option,
            as_of_option,
            json_option,
        )
    ):  # fmt: skip
        command = option(command)
    return command


def open_factbase(path: Path | None) -> FactBase:
    """The fact base at ``path``, or the bundled one with the installed updates over it.

    What is wrong or odd is told on standard error.
    """
    base = load_factbase(path) if path else bundled_factbase()
    if base.problems:
        count = len(base.problems)
        named = "a problem" if count == 1 else f"{count} problems"
        asked = f"briefgen facts check --facts {path}" if path else "briefgen facts check"
        tell(f"{named} in the fact base; what is wrong was left out: see “{asked}”.")
    return base


def bundled_factbase() -> FactBase:
    """The bundled facts with the installed updates over them; remarks go to standard error."""
    opened = open_bundled(bundled_data(), datetime.now(UTC).date())
    for remark in opened.remarks:
        tell(remark)
    return opened.base


def split_list(text: str) -> list[str]:
    """The names in a list with commas between. Raises UsageError where there is none."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise UsageError("--topics names no topic: write --topics trade,corridor.")
    return names


def day_of(text: str | None, option: str = "--as-of") -> date | None:
    """The day in an option. Raises DayError where it is none."""
    return None if text is None else day_from(text, option)


def counted(number: int, noun: str) -> str:
    """“1 fact”, “2 facts”, “0 facts”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def tell(sentence: str) -> None:
    """A remark on standard error."""
    print(f"briefgen: {sentence}", file=sys.stderr)


def tell_misnamed(path: Path) -> None:
    """Say of a Word file named as a PDF what it is, and the other way round.

    We read it all the same, and no other program does.
    """
    wanted = {".docx": (b"%PDF-", "PDF", ".pdf"), ".pdf": (b"PK\x03\x04", "Word file", ".docx")}
    begins, kind, suffix = wanted.get(path.suffix.lower(), (b"", "", ""))
    try:
        with path.open("rb") as file:
            found = bool(begins) and file.read(len(begins)) == begins
    except OSError:
        return  # whoever reads it says what is wrong
    if found:
        tell(f"{path} is a {kind} by what is in it: give its name the ending {suffix}.")


def print_json(document: object) -> None:
    """One JSON document on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=2))
