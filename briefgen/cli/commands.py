"""The tree of commands; each is a short function that calls the engine."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from briefgen import __version__
from briefgen.errors import UsageError

BRIEF_SUFFIX = ".brief"
# Each command by its name, with the module that has it: only that one is loaded, for what the
# others load takes longer than many a command.
_MODULES = {
    "build": "build_command",
    "check": "build_command",
    "verify": "verify_command",
    "compare": "compare_command",
    "reveal": "reveal_command",
    "facts": "facts_commands",
    "templates": "templates_commands",
    "update": "update_commands",
    "selftest": "selftest_command",
}


class _Commands(click.Group):
    """The commands, loaded when they are asked for, and listed from the first one needs on."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        del ctx
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, if there is one."""
        del ctx
        module = _MODULES.get(cmd_name)
        if module is None:
            return None
        found: click.Command = getattr(import_module(f"briefgen.cli.{module}"), cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``args`` begin with; one that there is not is told with the nearest.

        A .brief in its place is opened in the window.
        """
        name = args[0]
        if name.lower().endswith(BRIEF_SUFFIX):
            return name, _open_brief, args
        if name not in _MODULES and not name.startswith("-"):
            from briefgen.pack.templates import nearest  # noqa: PLC0415 - for a mistake only

            raise UsageError(
                f"There is no command “{name}”{nearest(name, _MODULES)}. "
                f"Commands: {', '.join(_MODULES)}."
            )
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "-V", "--version", prog_name="briefgen")
@click.pass_context
def briefgen(context: click.Context) -> int | None:
    """Make briefing packs on Pakistan-Kazakhstan relations from sourced facts, offline.

    Without a command, the window opens; “briefgen VISIT.brief” opens it with that file.
    """
    if context.invoked_subcommand is not None:
        return None
    return _open_window()


@click.command(add_help_option=False)
@click.argument("brief", type=click.Path(path_type=Path))
def _open_brief(brief: Path) -> int:
    """Open the window on a file."""
    return _open_window(brief)


def _open_window(brief: Path | None = None) -> int:
    has_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not has_screen and "QT_QPA_PLATFORM" not in os.environ:
        raise UsageError(
            "There is no display to open a window on; make a pack without one: "
            f"briefgen build {f'{brief} ' if brief else ''}-o briefing.docx -o briefing.pdf"
        )
    from briefgen.desktop.app import main as open_window  # noqa: PLC0415 - Qt only for the window

    return open_window([str(brief)] if brief else [])
