"""click in the reader's language: help, headings, and columns that know how wide a Chinese character is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.cli.edge import Edge
from village_board.i18n import LANGUAGES, Translator
from village_board.text.lines import break_lines, cells

HEADINGS = {
    "Options": N_("Options"),
    "Commands": N_("Commands"),
}
#: What click calls the parts of a command line, and what its reader is told.
PLACES = {
    "[OPTIONS]": N_("[OPTIONS]"),
    "COMMAND [ARGS]...": N_("COMMAND [ARGS]..."),
    "TEXT": N_("TEXT"),
    "PATH": N_("PATH"),
    "INTEGER": N_("NUMBER"),
    "INTEGER RANGE": N_("NUMBER"),
    "DATE": N_("DATE"),
}
_COLUMN_LIMIT, _COLUMN_GAP, _LEAST_TEXT = 34, 2, 20


class CommandUnknown(UsageError):
    """There is no such command."""

    sentence = N_("There is no command {name} here. The commands are: {commands}.")

    def __init__(self, name: str, commands: Iterable[str]) -> None:
        super().__init__(name=name, commands=", ".join(commands))


def edge_of(context: click.Context) -> Edge:
    """Return the edge of this run, made where the outermost command begins."""
    return context.find_root().ensure_object(Edge)


class _Formatter(click.HelpFormatter):
    t: Translator

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        del prefix
        super().write_usage(prog, args, prefix=self.t("Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(self.t(HEADINGS.get(heading, heading)))

    def write_text(self, text: str) -> None:
        self._write_lines("", break_lines(text, max(self.width - self.current_indent, _LEAST_TEXT)), 0)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _COLUMN_LIMIT, col_spacing: int = _COLUMN_GAP
    ) -> None:
        rows = list(rows)
        column = min(max((cells(term) for term, _ in rows), default=0), col_max) + col_spacing
        for term, text in rows:
            lines = break_lines(text, max(self.width - self.current_indent - column, _LEAST_TEXT))
            if cells(term) + col_spacing > column:
                self._write_lines(term, [""], 0)
                term = ""  # noqa: PLW2901 - it stands on a line of its own
            self._write_lines(term, lines, column)

    def _write_lines(self, term: str, lines: list[str], column: int) -> None:
        for line in lines:
            self.write(f"{' ' * self.current_indent}{term}{' ' * (column - cells(term))}{line}".rstrip() + "\n")
            term = ""


class _Context(click.Context):
    def make_formatter(self) -> click.HelpFormatter:
        formatter = _Formatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.t = edge_of(self).t
        return formatter


class Option(click.Option):
    """An option whose help and value are named in the reader's language."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return its line of the help text, None where it is hidden."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        t = edge_of(ctx).t
        return record[0], t(self.help or "") + (t(" (required)") if self.required else "")

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for its value."""
        metavar = super().make_metavar(ctx)
        return edge_of(ctx).t(PLACES[metavar]) if metavar in PLACES else metavar


#: `click.option` with translated words.
option = partial(click.option, cls=Option)


def _on_edge(name: str, convert: Callable[[Any], Any] = lambda value: value) -> Callable[..., None]:
    def keep(context: click.Context, _: click.Parameter, value: Any) -> None:
        if value is not None and value is not False:
            setattr(edge_of(context), name, convert(value))

    return keep


def _shared_options() -> list[click.Option]:
    return [
        Option(["--home"], type=click.Path(path_type=Path), expose_value=False, is_eager=True,
               callback=_on_edge("home"), help=N_("Folder of the board.")),
        Option(["--demo"], is_flag=True, default=None, expose_value=False, is_eager=True,
               callback=_on_edge("demo"), help=N_("Use the invented demo village.")),
        Option(["--today"], metavar="DATE", expose_value=False, is_eager=True,
               callback=_on_edge("today"), help=N_("Judge as on this day, such as 2026-09-30.")),
        Option(["--language"], type=click.Choice(LANGUAGES), expose_value=False,
               is_eager=True, callback=_on_edge("language"), help=N_("Language of the words.")),
    ]  # fmt: skip


JSON_HELP = N_("Print one JSON value and nothing else; money in fen, area in 1/100 mu.")


class Command(click.Command):
    """A command that takes the shared options too, and speaks the reader's language."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        json_option = Option(
            ["--json"], is_flag=True, default=None, expose_value=False, is_eager=True,
            callback=_on_edge("as_json"), help=JSON_HELP,
        )  # fmt: skip
        self.params += [*_shared_options(), json_option]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with a translated text."""
        return _help_option(super().get_help_option(ctx), ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        return _named(ctx, super().collect_usage_pieces(ctx))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the translated help text."""
        _write_help_text(self, ctx, formatter)


class Group(click.Group):
    """A group of such commands."""

    context_class = _Context
    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _shared_options()

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with a translated text."""
        return _help_option(super().get_help_option(ctx), ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        return _named(ctx, super().collect_usage_pieces(ctx))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the translated help text."""
        _write_help_text(self, ctx, formatter)

    def told(self) -> list[tuple[str, str]]:
        """Return name and help of each command."""
        return [(name, command.help or "") for name, command in self.commands.items()]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one translated line for each command."""
        t = edge_of(ctx).t
        rows = [(name, t(told)) for name, told in self.told()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` begin with.

        Raises:
            CommandUnknown: there is none of that name.
        """
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise CommandUnknown(args[0], self.commands)
        return super().resolve_command(ctx, args)


Group.group_class = Group


def _help_option(help_option: click.Option | None, ctx: click.Context) -> click.Option | None:
    if help_option is not None:
        help_option.help = edge_of(ctx).t(N_("Show this text."))
    return help_option


def _named(ctx: click.Context, pieces: list[str]) -> list[str]:
    t = edge_of(ctx).t
    return [t(PLACES[piece]) if piece in PLACES else piece for piece in pieces]


def _write_help_text(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    with formatter.indentation():
        formatter.write_paragraph()
        formatter.write_text(edge_of(ctx).t(command.help or ""))
