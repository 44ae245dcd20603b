"""What lies in the home beside the store: settings, secrets, token, backups."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from village_board.base.errors import BoardError
from village_board.base.message import Message, say
from village_board.board import PEPPER_FILE, STORE_FILE, SecretMissing, secret_files
from village_board.doctor.model import Check, State, fine
from village_board.launch import TOKEN_VARIABLE
from village_board.secret_files import exposed, is_token, token_place
from village_board.settings import FILE, Settings, token_problems

BACKUPS = "backup"
#: one night may fail; a week of them is a fault
OLD, TOO_OLD = timedelta(days=2), timedelta(days=7)
_WRITE_BY_OTHERS = 0o022


def no_home(error: BoardError, home: Path) -> Check:
    """Say that the settings cannot be read, with all that is wrong with them."""
    mend = say("Mend these lines with a text editor: {file}", file=str(home / FILE))
    if not (home / FILE).is_file():
        mend = say("Make a board, or name its folder with --home.")
    return Check("settings", State.BAD, error.message, mend)


def settings_read(settings: Settings) -> Check:
    """Say whose settings they are; an invented village is no board of a hall, and a key of a visitor ends its kiosk."""
    if settings.demo:
        told = say("{name} is the demo village: all of it is invented, and ctrl+q ends its kiosk.", name=settings.name)
        return Check("settings", State.WARNING, told, say("For your own village: village-board init"))
    return fine("settings", say("The settings of {name} can be read.", name=settings.name))


def rights(home: Path, settings: Settings) -> Check:
    """Check that what is secret is its owner's alone (A30), and that the pepper is there."""
    pepper = home / PEPPER_FILE
    if not pepper.is_file():
        mend = say("Bring it back: village-board restore FILE, into an empty folder, and copy it from there.")
        return Check("rights", State.BAD, SecretMissing(pepper).message, mend)
    open_files = exposed(_private(home, settings))
    if open_files:
        named = shlex.join(str(file) for file in open_files)
        message = say("Other users of this machine can get at: {files}", files=named)
        return Check("rights", State.BAD, message, say("Take their rights away: chmod 600 {files}", files=named))
    if home.stat().st_mode & _WRITE_BY_OTHERS:
        message = say("Other users of this machine can write into {home}.", home=str(home))
        mend = say("Take their rights away: chmod 700 {files}", files=shlex.quote(str(home)))
        return Check("rights", State.BAD, message, mend)
    return fine("rights", say("Secret files are their owner's alone."))


def _private(home: Path, settings: Settings) -> Iterable[Path]:
    yield from secret_files(home, settings)
    yield home / STORE_FILE
    yield from sorted(backups_of(home))


def backups_of(home: Path) -> list[Path]:
    """Return the backups in the home."""
    return [file for file in (home / BACKUPS).glob("*.zip") if not file.name.startswith(".")]


def token(home: Path, settings: Settings, environment: Mapping[str, str]) -> Check:
    """Check that the bot finds a token; the token itself is not shown."""
    mend = say("Ask @BotFather for it, with /token, and write it alone into a file named by bot_token_file.")
    if given := environment.get(TOKEN_VARIABLE, "").strip():
        if is_token(given):
            return fine("token", say("The token stands in the variable {name}.", name=TOKEN_VARIABLE))
        message = say("What stands in the variable {name} is no token.", name=TOKEN_VARIABLE)
        return Check("token", State.BAD, message, mend)
    place = token_place(home, settings.bot_token_file)
    if place is None and settings.qr_target != "bot":
        return fine("token", say("This village uses no bot."))
    if place is None:
        message = say("There is no token, so the bot cannot run.")
        return Check(
            "token", State.WARNING, message, say("Ask @BotFather for one. Without a bot, write: qr_target = 'none'")
        )
    if problems := token_problems(home, settings.bot_token_file):
        return Check("token", State.BAD, problems[0], mend)
    return _token_file(place, mend)


def _token_file(place: Path, mend: Message) -> Check:
    try:
        text = place.read_text(encoding="ascii").strip()
    except OSError as error:
        why = error.strerror or type(error).__name__
        return Check("token", State.BAD, say("{file} cannot be read ({why}).", file=str(place), why=why), mend)
    except UnicodeDecodeError:
        text = ""
    if not is_token(text):
        return Check("token", State.BAD, say("What stands in {file} is no token.", file=str(place)), mend)
    return fine("token", say("The token stands in {file}.", file=str(place)))


def backup(times: Iterable[datetime], now: datetime, *, on_server: bool) -> Check:
    """Check how old the newest backup is.

    Args:
        times: when each of the home's backups was written.
        now: the present instant.
        on_server: the records lie on a database server.
    """
    newest = max(times, default=None)
    if newest is None and on_server:
        message = say("The records lie on a server, whose own backups this program does not see.")
        return Check("backup", State.UNKNOWN, message, say("Ask whoever looks after the server."))
    if newest is None:
        mend = say("Make one now and every night: village-board backup --nightly")
        return Check("backup", State.UNKNOWN, say("There is no backup in the board's folder yet."), mend)
    message = say("The newest backup was made at {when}.", when=newest)
    age = now - newest
    if age > OLD:
        mend = say("See why the nightly one fails: village-board backup --nightly")
        return Check("backup", State.BAD if age > TOO_OLD else State.WARNING, message, mend)
    return fine("backup", message)


def backup_times(home: Path) -> list[datetime]:
    """Return when each of the home's backups was written, in UTC."""
    return [datetime.fromtimestamp(file.stat().st_mtime, UTC) for file in backups_of(home)]
