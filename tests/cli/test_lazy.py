"""A command starts with its own room alone: no other command's module is imported."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import village_board.cli
from village_board.cli.commands import ROWS, Commands
from village_board.cli.main import program

ROOT = Path(__file__).parents[2]
#: every module that has commands, or adds to the commands of another
ROOMS = {module for _, modules, _ in ROWS for module in modules.split()}
_ASK = """
import sys
from village_board.cli.main import run
sys.argv = ["village-board", *sys.argv[1:]]
try:
    run()
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""


def imported(*words: str) -> set[str]:
    """Return the modules that a run of the program has imported at its end."""
    ran = subprocess.run(
        [sys.executable, "-c", _ASK, *words], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    return set(ran.stderr.split())


def rooms(modules: set[str]) -> set[str]:
    """Return those of `modules` that hold commands."""
    return {name.removeprefix("village_board.cli.") for name in modules} & ROOMS


def test_the_table_says_what_the_commands_say() -> None:
    """Name and help of each row are its command's own, in the order of the table."""
    # Guard: cli/commands.py:ROWS - the list of commands explains one otherwise than its own help does.
    commands = Commands()
    assert [(name, commands[name].name, commands[name].help) for name in commands] == [
        (name, name, told) for name, _, told in ROWS
    ]
    assert program.commands == commands


def test_every_module_of_commands_stands_in_the_table() -> None:
    """What a module offers can be reached; one that only adds to another's group stands behind that one's name."""
    # Guard: cli/commands.py:ROWS - a command that nobody can give.
    known = {(modules.split()[0], name) for name, modules, _ in ROWS}
    for found in pkgutil.iter_modules(village_board.cli.__path__):
        offered = getattr(import_module(f"village_board.cli.{found.name}"), "COMMANDS", None)
        if offered is not None:
            assert {(found.name, command.name) for command in offered} <= known
            assert found.name in ROOMS


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["--language", "en", "--help"]], ids=" ".join)
def test_the_version_and_the_list_of_commands_import_no_room(words: list[str]) -> None:
    """Neither needs any command's module, nor the database driver of a server, nor what reads tables."""
    # Guard: cli/commands.py:Program.told - half a second before the first word.
    modules = imported(*words)
    assert rooms(modules) == set()
    assert not modules & {"psycopg", "openpyxl", "argon2", "textual", "telegram", "matplotlib"}


@pytest.mark.parametrize(
    ("words", "own"),
    [
        (["limit", "list", "--help"], {"limit"}),
        (["check-privacy", "--help"], {"privacy"}),
        (["doctor", "--help"], {"doctor"}),
        (["hearing", "--help"], {"hearing", "say", "meeting"}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_imports_its_own_room(words: list[str], own: set[str]) -> None:
    """Beside the modules of its row a command imports no other command's."""
    # Guard: cli/commands.py:Commands - every command waits for all others.
    assert rooms(imported(*words)) == own
