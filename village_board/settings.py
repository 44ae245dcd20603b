"""``HOME/village.toml``: what belongs to this machine and village. Limits and rules live in the store instead."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from village_board.base.errors import UsageError
from village_board.base.message import N_, Message, say
from village_board.secret_files import is_token, token_place, write_whole
from village_board.text.clean import clean

FILE = "village.toml"
QR_TARGETS = ("bot", "address", "none")
YES_NO = ("yes", "no")
#: how the URL of a store may begin
STORES = ("sqlite:///", "postgresql://", "postgres://")
#: where the short code stands in a web address
CODE_PLACE = "{code}"
#: an address that a QR code can hold and that can be read out: short, and plain letters only
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~%\-/]*(?:\{code\}[A-Za-z0-9._~%\-/]*)?)?")
_ADDRESS_LIMIT = 120
#: what Telegram allows; it goes into addresses and QR codes
_USERNAME = re.compile(r"[A-Za-z0-9_]{1,64}")


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
        qr_target: what a QR code opens (P21): ``bot``, ``address``, or ``none`` where code and telephone must do.
        qr_address: the web address for ``address``, such as ``https://village.example/c/{code}/``; the short code of
            a record stands in place of ``{code}``, or behind an address that has none.
        bot_username: the bot's public name; empty: what the bot told when it last started.
        bot_token_file: a file with the token, readable by its owner alone (A30).
        telephone: the village office's number, shown where a code or the bot is of no help.
        read_aloud: ``yes``, or ``no`` where the kiosk must be silent though its machine could speak (K18).
        demo: the day to which the demo village was made; empty for a real village.
    """

    village: str
    name: str
    township: str = ""
    store: str = ""
    qr_target: str = "bot"
    qr_address: str = ""
    bot_username: str = ""
    bot_token_file: str = ""
    telephone: str = ""
    read_aloud: str = "yes"
    demo: str = ""


_FIELDS = fields(Settings)
_NAMES = tuple(field.name for field in _FIELDS)


def read_settings(home: Path) -> Settings:
    """Return the settings of `home`.

    Raises:
        SettingsWrong: the file cannot be read, is missing a key, has an unknown one, or a value that does not fit.
    """
    file = home / FILE
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise SettingsWrong(file, say("it cannot be read ({why})", why=why)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsWrong(file, say("it is not a TOML file ({why}).", why=clean(str(error)))) from None
    if problems := _problems(values):
        raise SettingsWrong(file, _joined([*problems, *token_problems(home, values.get("bot_token_file"))]))
    return Settings(**{key: clean(value) for key, value in values.items()})


def write_settings(home: Path, settings: Settings) -> None:
    """Write `settings` to `home`, readable by its owner alone; the old file stays until the new one is whole."""
    lines = [f"{field.name} = {json.dumps(getattr(settings, field.name), ensure_ascii=False)}\n" for field in _FIELDS]
    write_whole(home / FILE, "".join(lines).encode())


def token_problems(home: Path, token_file: object) -> list[Message]:
    """Return what keeps the bot from reading its token where the settings say that it lies.

    It is no reason for the other programs not to start, so it is told beside other problems, and by the doctor.
    """
    place = token_place(home, token_file) if isinstance(token_file, str) else None
    if place is None or is_token(str(token_file)) or place.is_file():
        return []
    return [say("the file {file} that 'bot_token_file' names is not there", file=str(place))]


def _problems(values: dict[str, Any]) -> list[Message]:
    problems = []
    for key, value in values.items():
        if key not in _NAMES:
            problems.append(_unknown(key, value))
        elif not isinstance(value, str):
            problems.append(_not_text(key, value))
        elif problem := _CHECKS.get(key, _anything)(value):
            problems.append(problem)
    if values.get("qr_target") == "address" and not values.get("qr_address"):
        problems.append(say("'qr_target' is 'address', so 'qr_address' must say which"))
    return problems + [say("'{key}' is missing", key=key) for key in ("village", "name") if not values.get(key)]


def _unknown(key: str, value: object) -> Message:
    if isinstance(value, dict):
        inner = next((name for name in value if name in _NAMES), "")
        near = inner or _nearest(key, _NAMES)
        return say("'[{key}]' is no part of this file; write lines such as {near} = \"...\"", key=clean(key), near=near)
    near = _nearest(key, _NAMES)
    return say("'{key}' is no setting, the nearest is '{near}'", key=clean(key), near=near)


def _not_text(key: str, value: object) -> Message:
    # A value that was typed without quotation marks can be shown with them; a list or a table cannot.
    if isinstance(value, bool) or not isinstance(value, int | float):
        return say("'{key}' must be a text in quotation marks", key=key)
    return say("'{key}' must be a text in quotation marks: {key} = \"{value}\"", key=key, value=str(value))


def _anything(value: str) -> Message | None:
    del value
    return None


def _qr_target(value: str) -> Message | None:
    if value in QR_TARGETS:
        return None
    return say(
        "'qr_target' must be one of: {choices}; the nearest is '{near}'",
        choices=", ".join(QR_TARGETS),
        near=_nearest(value, QR_TARGETS),
    )


def _read_aloud(value: str) -> Message | None:
    return None if value in YES_NO else say("'read_aloud' must be one of: {choices}", choices=", ".join(YES_NO))


def _qr_address(value: str) -> Message | None:
    if not value or (len(value) <= _ADDRESS_LIMIT and _ADDRESS.fullmatch(value)):
        return None
    return say("'qr_address' is a web address such as https://village.example/c/{code}/", code=CODE_PLACE)


def _store(value: str) -> Message | None:
    if not value or value.startswith(STORES):
        return None
    # The value is not shown: it may hold a password.
    return say("'store' must begin with one of: {choices}", choices=", ".join(STORES))


def _bot_username(value: str) -> Message | None:
    if not value or _USERNAME.fullmatch(value):
        return None
    return say("'bot_username' is the name without @: Latin letters, digits and _ only")


def _bot_token_file(value: str) -> Message | None:
    if not is_token(value):
        return None
    return say("'bot_token_file' names a file; the token itself belongs into that file")


_CHECKS: Mapping[str, Callable[[str], Message | None]] = {
    "qr_target": _qr_target,
    "qr_address": _qr_address,
    "read_aloud": _read_aloud,
    "store": _store,
    "bot_username": _bot_username,
    "bot_token_file": _bot_token_file,
}


def _nearest(text: str, known: Sequence[str]) -> str:
    return difflib.get_close_matches(text.lower(), known, 1, 0.0)[0]


def _joined(problems: list[Message]) -> Message:
    joined = problems[-1]
    for problem in reversed(problems[:-1]):
        joined = say("{first}; {rest}", first=problem, rest=joined)
    return joined
