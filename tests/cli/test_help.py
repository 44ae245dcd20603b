"""Help in three languages: every command, every option, every heading (K17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

import click
import pytest

from tests.cli.conftest import Run
from village_board.cli.fields import FIELD, shown_fields
from village_board.cli.main import program as root
from village_board.cli.reading import SHOWN
from village_board.hearings.model import Hearing, Stance, Statement
from village_board.i18n import translator
from village_board.kinds import all_kinds
from village_board.text.lines import cells

#: Latin words that stand in Chinese help by right: names of options, files, formats and values.
ALLOWED = re.compile(
    r"--?[a-z-]+|village-board(-\w+)*|\[[\w|+.-]+\]|\{[\w|+.-]+\}|JSON|PIN|Telegram|TOML|UTF-8|CSV|XLSX|\.?xlsx|\.?csv"
    r"|PDF|\.(?:pdf|html|txt|json|md)\b"
    r"|SG-12|2026-Q3|Q3|[A-Z]+(?=\.{3}|\]|\s|$)|toml|zip|URL|QR|SQLite|PostgreSQL|postgresql"
)


def rooms(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command."""
    yield path
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from rooms(below, (*path, name))


COMMANDS = list(rooms(root))


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "village-board")
def test_k17_the_help_of_every_command_is_chinese(program: Run, words: tuple[str, ...]) -> None:
    """K17: no English word stands in it but the names that a person types."""
    # Guard: cli/words.py:Option - the options of a command are explained in English.
    said = program(*words, "--help")
    assert said.code == 0
    assert said.err == ""
    names = {part for name in (*words, *(n for c in COMMANDS for n in c)) for part in name.split("-")}
    usage, _, told = said.out.partition("\n\n")
    assert re.match(r"用法：village-board", usage)
    for line in told.splitlines():
        rest = ALLOWED.sub(" ", line)  # a list of values may go on over the end of a line
        english = [word for word in re.findall(r"[A-Za-z]{2,}", rest) if word not in names]
        assert not english, line


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("zh-Hans", ("用法", "选项", "命令")),
        ("zh-Hant", ("用法", "選項", "命令")),
        ("en", ("Usage", "Options", "Commands")),
    ],
)
def test_k17_headings_are_of_the_language(program: Run, language: str, headings: tuple[str, ...]) -> None:
    """Three languages, each whole."""
    said = program("--language", language, "--help")
    for heading in headings:
        assert heading in said.out
    if language != "en":
        assert "Options" not in said.out
        assert "Commands" not in said.out


def test_every_option_and_command_has_a_help_text() -> None:
    """Nothing is left to be guessed."""

    def check(command: click.Command) -> None:
        assert command.help, command.name
        for param in command.params:
            if isinstance(param, click.Option):
                assert param.help, (command.name, param.opts)
        for below in getattr(command, "commands", {}).values():
            check(below)

    check(root)


def test_columns_are_straight_where_characters_are_wide(program: Run) -> None:
    """A Chinese character takes two cells: the second column begins at one place."""
    # Guard: cli/words.py:_Formatter.write_dl - the table dances.
    lines = [line for line in program("hearing", "announce", "--help").out.splitlines() if line.startswith("  --")]
    starts = {cells(match[0]) for line in lines if (match := re.match(r"  --\S+(?: \S+)?  +", line))}
    assert len(starts) == 1
    assert all(cells(line) <= 80 for line in lines if "|" not in line)


def test_required_options_are_marked(program: Run) -> None:
    """What must be given says so."""
    lines = program("hearing", "announce", "--help").out
    assert re.search(r"--case .*（必填）", lines)
    assert not re.search(r"--plan .*（必填）", lines)


@pytest.mark.parametrize(
    "cls", [cls for cls in all_kinds() if cls.KIND.collection in SHOWN], ids=lambda cls: cls.KIND.name
)
def test_every_field_that_show_prints_has_a_word(cls: type) -> None:
    """K17: `show` names each field of each register in words, nested ones too."""
    # Guard: cli/fields.py:FIELD - a new field is a traceback at the clerk.

    def names(of: type) -> Iterator[str]:
        hints = get_type_hints(of)
        for f in fields(of):  # type: ignore[arg-type]
            if f.name in ("id", "rev", "change", "key"):
                continue
            yield f.name
            for inner in (hints[f.name], *get_args(hints[f.name])):
                if isinstance(inner, type) and is_dataclass(inner):
                    yield from names(inner)

    assert not set(names(cls)) - set(FIELD)


def test_show_says_enumerations_and_nested_records_in_words() -> None:
    """A stance is 建议修改, not change."""
    hearing = Hearing(number="1", matter="路灯", statements=(Statement(1, "村民代表", Stance.CHANGE, "改路北"),))
    shown = dict(shown_fields(translator("zh-Hans"), hearing))
    assert "建议修改" in " ".join(shown.values())
    assert not re.search(r"[a-z_]{4,}", " ".join([*shown, *shown.values()]))
