"""From what is asked of a hall machine to the files that make it so. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.doctor.grid import font_pixels, font_points
from village_board.hall_machine.model import Placed, Plan, Setup, Shipped, Values

_VALUE = re.compile(r"@([a-z]+)@")
#: what may stand in a unit without quotation marks or percent signs
_PLAIN_PATH = re.compile(r"/[A-Za-z0-9._+/-]*")
_USER = re.compile(r"[a-z_][a-z0-9_-]{0,30}")
_COMMANDS = (
    "systemd-sysusers",
    "systemd-tmpfiles --create",
    "sysctl --system",
    "udevadm control --reload",
    "systemctl daemon-reload",
    "systemctl enable --now village-board-nightly.timer",
    "systemctl enable village-board-kiosk.service",
    "systemctl set-default graphical.target",
)
_BOT = "systemctl enable --now village-board-bot.service"
_LAST = "systemctl reboot"


class NotPlain(UsageError):
    """A value cannot stand in a unit of systemd."""

    sentence = N_("'{value}' cannot stand in a unit of systemd. Use letters, digits, dots, dashes and slashes.")

    def __init__(self, value: str) -> None:
        super().__init__(value=value)


def values_of(setup: Setup) -> Values:
    """Return what the shipped files call the values of `setup`.

    Raises:
        NotPlain: a folder or a name has characters that systemd would take for something else.
    """
    for path in (setup.home, setup.programs):
        if not _PLAIN_PATH.fullmatch(path):
            raise NotPlain(path)
    if not _USER.fullmatch(setup.user):
        raise NotPlain(setup.user)
    return {
        "home": setup.home,
        "programs": setup.programs,
        "user": setup.user,
        "tty": f"tty{setup.tty}",
        "vt": str(setup.tty),
        "font": str(font_pixels(setup.screen, setup.pixels, setup.distance)),
        "points": str(font_points(setup.distance)),
    }


def plan_of(setup: Setup, shipped: Iterable[Shipped], *, bot: bool) -> Plan:
    """Return the files of `setup` and the commands that follow them.

    Args:
        setup: what is asked.
        shipped: the table of files.
        bot: whether the village uses one.

    Raises:
        NotPlain: a value cannot stand in a unit.
    """
    values = values_of(setup)
    files = tuple(
        Placed(PurePosixPath(_filled(row.path, values)), None if row.text is None else _filled(row.text, values))
        for row in shipped
        if row.terminal in ("", setup.terminal)
    )
    return Plan(files, (*_COMMANDS, *([_BOT] if bot else []), _LAST))


def _filled(text: str, values: Values) -> str:
    return _VALUE.sub(lambda found: values[found[1]], text)
