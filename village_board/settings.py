"""``HOME/village.toml``: what belongs to this machine and village. Limits and rules live in the store instead."""

from __future__ import annotations

import difflib
import json
import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from village_board.base.errors import UsageError
from village_board.base.message import N_, Message, say
from village_board.text.clean import clean

FILE = "village.toml"
QR_TARGETS = ("bot", "none")


class SettingsWrong(UsageError):
    """The settings file has problems; all of them are told at once."""

    sentence = N_("{file} cannot be used: {problems}")

    def __init__(self, file: Path, problems: Message) -> None:
        super().__init__(file=str(file), problems=problems)


@dataclass(frozen=True)
class Settings:
    """The settings of one home.

    Attributes:
        village: id of the village in the store and in its log; made at init.
        name: the village's name, as every screen shows it.
        township: the township's name.
        store: URL of the store; empty: ``HOME/board.db``.
        qr_target: what a QR code opens (P21): ``bot``, or ``none`` where Telegram is not used.
        bot_username: the bot's public name; empty: what the bot told when it last started.
        bot_token_file: a file with the token, readable by its owner alone (A30).
        telephone: the village office's number, shown where a code or the bot is of no help.
        demo: the day to which the demo village was made; empty for a real village.
    """

    village: str
    name: str
    township: str = ""
    store: str = ""
    qr_target: str = "bot"
    bot_username: str = ""
    bot_token_file: str = ""
    telephone: str = ""
    demo: str = ""


def read_settings(home: Path) -> Settings:
    """Return the settings of `home`.

    Raises:
        SettingsWrong: the file is missing a key, has an unknown one, or a value of the wrong type.
    """
    file = home / FILE
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsWrong(file, say("it is not a TOML file ({why}).", why=clean(str(error)))) from None
    if problems := list(_problems(values)):
        raise SettingsWrong(file, _joined(problems))
    return Settings(**{key: clean(value) for key, value in values.items()})


def write_settings(home: Path, settings: Settings) -> None:
    """Write `settings` to `home`, readable by its owner alone; the old file stays until the new one is whole."""
    lines = [
        f"{field.name} = {json.dumps(getattr(settings, field.name), ensure_ascii=False)}"
        for field in fields(settings)
    ]
    draft = home / (FILE + ".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
        out.flush()
        os.fsync(out.fileno())
    draft.replace(home / FILE)


def _problems(values: dict[str, Any]) -> list[Message]:
    known = [field.name for field in fields(Settings)]
    problems = []
    for key, value in values.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, 0.0)[0]
            problems.append(say("'{key}' is no setting, the nearest is '{near}'", key=clean(key), near=near))
        elif not isinstance(value, str):
            problems.append(say("'{key}' must be a text in quotation marks", key=key))
    if values.get("qr_target", "bot") not in QR_TARGETS:
        problems.append(say("'qr_target' must be one of: {choices}", choices=", ".join(QR_TARGETS)))
    problems += [say("'{key}' is missing", key=key) for key in ("village", "name") if not values.get(key)]
    return problems


def _joined(problems: list[Message]) -> Message:
    joined = problems[-1]
    for problem in reversed(problems[:-1]):
        joined = say("{first}; {rest}", first=problem, rest=joined)
    return joined
