"""Where the command line meets a person: one language, one sentence for each failure, one exit code."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from village_board.base.clock import Clock
from village_board.base.errors import BoardError, UsageError
from village_board.base.message import N_
from village_board.board import Board, open_board
from village_board.i18n import Translator, translator
from village_board.launch import clock_for, home_folder, language_for
from village_board.people.model import Actor
from village_board.people.service import find_person
from village_board.text.clean import terminal_safe

#: exit code of a command that looked and found something wrong
FINDINGS = 1


class NothingTyped(UsageError):
    """A PIN was asked for and nothing came."""

    sentence = N_("No PIN was typed. Nothing was done.")

    def __init__(self) -> None:
        super().__init__()


@dataclass
class Edge:
    """What every command gets: where, in which language, on which day, and how to speak."""

    home: Path | None = None
    demo: bool = False
    today: str = ""
    language: str = ""
    as_json: bool = False
    _boards: list[Board] = field(default_factory=list)

    @property
    def t(self) -> Translator:
        """The reader's translator; LANG is ignored, Simplified Chinese is the default."""
        return translator(language_for(self.language))

    @property
    def clock(self) -> Clock:
        """The clock by which this command judges.

        Raises:
            DayUnreadable: the day that was given is none.
        """
        return clock_for(self.today)

    def folder(self) -> Path:
        """Return the home folder: ``--home``, else the demo's, else the variable's, else the user's own."""
        return home_folder(self.home, demo=self.demo)

    def open(self) -> Board:
        """Open the board; with ``--demo`` the demo village is made first where it is missing or old."""
        if self.demo:
            from village_board.demo import ensure_demo  # noqa: PLC0415

            board = ensure_demo(self.folder(), self.clock, self.say)
        else:
            board = open_board(self.folder(), clock=self.clock)
        self._boards.append(board)
        return board

    def close(self) -> None:
        """Close what was opened, so that the home is free for a restore."""
        while self._boards:
            self._boards.pop().close()

    def say(self, text: str) -> None:
        """Tell a person something: on standard output, or on standard error where JSON has the output."""
        click.echo(terminal_safe(text), err=self.as_json)

    def give(self, value: Any) -> None:
        """Print the one JSON value of ``--json``."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))

    def sign_in(self, board: Board, who: str) -> Actor:
        """Ask for the PIN of `who` and return them as the one who acts."""
        person = find_person(board.records(), who)
        return board.sign_in(person.id, self.secret(self.t("PIN of {person}: ", person=person.name)))

    def secret(self, prompt: str) -> str:
        """Read a secret: from the terminal without an echo, else one line of standard input. Never from argv.

        Raises:
            NothingTyped: nothing came.
        """
        if sys.stdin.isatty():
            typed = str(
                click.prompt(prompt, hide_input=True, err=True, prompt_suffix="", default="", show_default=False)
            )
        else:
            typed = sys.stdin.readline().rstrip("\r\n")
        if not typed:
            raise NothingTyped
        return typed

    def fail(self, error: BoardError) -> int:
        """Say what failed and return the exit code."""
        return self.complain(self.t.say(error.message), error.exit_code)

    def complain(self, sentence: str, code: int) -> int:
        """Say what is wrong, with ``--json`` as a JSON value too, and return the exit code."""
        if self.as_json:
            self.give({"error": sentence})
        click.echo(terminal_safe(sentence), err=True)
        return code
