"""The whole examination: home, store, records, machine. It asks nothing of a person and writes no record or log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from village_board.base.clock import Clock, DayClock
from village_board.base.errors import BoardError
from village_board.board import NoBoard, board_as_it_is, sqlite_version
from village_board.doctor import home as home_room
from village_board.doctor import village
from village_board.doctor.machine import machine_checks
from village_board.doctor.model import Check
from village_board.doctor.probes import Machine, see_machine
from village_board.doctor.rules import rules_check
from village_board.doctor.speaking import speaking_checks
from village_board.settings import FILE, Settings, read_settings

_OF_THE_STORE = ("schema", "log", "attachments", "calendar", "deliveries", "channels", "bot")


def examine(home: Path, clock: Clock, machine: Machine | None = None) -> list[Check]:
    """Look at everything and return a check each, those of the board first.

    Args:
        home: the board's folder; there may be none, or a broken one.
        clock: what the board judges by.
        machine: what was seen of the machine; None: look now.
    """
    machine = machine or see_machine(home, clock.now(), sqlite_version())
    return [
        *_board_checks(home, clock, machine.environment),
        rules_check(),
        *machine_checks(machine),
        *speaking_checks(wanted=_reads_aloud(home)),
    ]


def _reads_aloud(home: Path) -> bool:
    """Tell whether the kiosk may read aloud; where there are no settings, it may as a new board may."""
    try:
        return read_settings(home).read_aloud == "yes"
    except BoardError:
        return True  # what is wrong with them is told by a check of its own


def _board_checks(home: Path, clock: Clock, environment: Mapping[str, str]) -> list[Check]:
    try:
        if not (home / FILE).is_file():
            raise NoBoard(home)
        settings = read_settings(home)
    except BoardError as error:
        names = ("rights", "token", "store", "backup", *_OF_THE_STORE)
        return [home_room.no_home(error, home), *village.not_looked_at(*names), _clock(clock, None)]
    on_server = settings.store.startswith("postgres")
    return [
        home_room.settings_read(settings),
        home_room.rights(home, settings),
        home_room.token(home, settings, environment),
        home_room.backup(home_room.backup_times(home), clock.now(), on_server=on_server),
        *_store_checks(home, settings, clock),
    ]


def _store_checks(home: Path, settings: Settings, clock: Clock) -> list[Check]:
    try:
        board = board_as_it_is(home, settings, clock)
        try:
            board.check_pages()
            return [
                village.store(None),
                village.schema(board.db.schema_version),
                *village.village_checks(board),
                _clock(clock, None if settings.demo else village.newest_entry(board)),
            ]
        finally:
            board.close()
    except BoardError as error:
        return [village.store(error), *village.not_looked_at(*_OF_THE_STORE), _clock(clock, None)]


def _clock(clock: Clock, newest: datetime | None) -> Check:
    """Judge the machine's clock; a day that was given says nothing of it."""
    return village.day_given(clock.day) if isinstance(clock, DayClock) else village.clock(clock.now(), newest)
