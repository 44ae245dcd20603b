"""What is wrong with a command line, in the reader's language."""

from __future__ import annotations

import re

import click

from village_board.i18n import Translator

_NO_COMMAND = "Missing command"
_TOO_MUCH = re.compile(r"unexpected extra arguments? \((?P<rest>.*)\)", re.DOTALL)


def complaint(t: Translator, error: click.UsageError) -> str:
    """Return what is wrong with the command line, and how to see what it takes."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()  # the help text itself
    see = error.ctx.command_path + " --help" if error.ctx is not None else "village-board --help"
    return _what(t, error) + t(" See: {command}", command=see)


def _what(t: Translator, error: click.UsageError) -> str:  # noqa: PLR0911 - one line a mistake
    if isinstance(error, click.NoSuchOption):
        return t("There is no option {option}.", option=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        return t("{option} needs a value.", option=error.option_name)
    if isinstance(error, click.MissingParameter):
        return t("{name} is missing.", name=_called(error))
    if isinstance(error, click.BadParameter):
        return _bad_value(t, error)
    if error.message.startswith(_NO_COMMAND):
        return t("The command is missing.")
    if too_much := _TOO_MUCH.search(error.message):
        return t("This is too much: {rest}", rest=too_much["rest"])
    return t("This command cannot be understood: {why}", why=error.message)


def _bad_value(t: Translator, error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return t(
            "{name} must be one of: {choices}.",
            name=_called(error),
            choices=", ".join(map(str, kind.choices)),
        )
    if isinstance(kind, click.IntRange) and kind.max is not None:
        return t(
            "{name} must be a whole number from {least} to {most}.",
            name=_called(error),
            least=kind.min,
            most=kind.max,
        )
    if isinstance(kind, click.IntRange):
        return t("{name} must be a whole number, {least} or more.", name=_called(error), least=kind.min)
    return t("{name} cannot be understood: {why}", name=_called(error), why=error.message)


def _called(error: click.BadParameter) -> str:
    param = error.param
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.name or "").upper() if param is not None else ""
