"""Everything can be read with the network down, and what the kiosk knows of the bot is told with its time (K21)."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.kiosk.hall import hall
from tests.kiosk.village import TODAY, make_village
from tests.support.terminal import Terminal
from village_board.board import Board
from village_board.chats.model import Inbox
from village_board.glance.bot import last_heard
from village_board.people.service import OFFICE

_KIOSK = "import sys; from kiosk.main import run; run()"
#: Every way out of this machine is cut, and whoever tries one is written down.
_CUT = """
import socket, sys
def cut(*what, **_):
    if what and getattr(what[0], "family", None) == socket.AF_UNIX:
        return
    open(TRIED, "a").write(repr(what) + chr(10))
    raise OSError(101, "Network is unreachable")
socket.getaddrinfo = socket.create_connection = cut
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = cut
"""


def read_everything(terminal: Terminal) -> None:
    """Open each door of the home, and the code of the board."""
    terminal.wait_for("English")
    for key in "1234567":
        terminal.type(key)
        terminal.wait(lambda screen: "English" not in screen)
        terminal.type(b"\x1b[H")
        terminal.wait_for("English")
    terminal.type("1")
    terminal.wait_for("听证统计")
    terminal.type("*")
    terminal.wait_for("机器人")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a village that nobody changes."""
    folder = tmp_path_factory.mktemp("offline") / "home"
    make_village(folder, demo="").close()
    return folder


def test_k21_all_doors_open_without_a_network_and_nobody_tries_it(home: Path, tmp_path: Path) -> None:
    """K21: no name is looked up and nothing is connected to."""
    # No guard to take away: one socket.create_connection, planted at the top of kiosk/pages/hearings.py, is seen.
    tried = tmp_path / "tried"
    code = _CUT.replace("TRIED", repr(str(tried))) + _KIOSK
    with Terminal([sys.executable, "-c", code, "--home", str(home), "--today", TODAY.isoformat()]) as terminal:
        read_everything(terminal)
    assert not tried.exists()


@pytest.mark.outside
def test_k21_all_doors_open_in_a_machine_without_any_network(home: Path) -> None:
    """K21: in a network namespace of its own, where not even this machine can be reached."""
    unshare = shutil.which("unshare")
    assert unshare is not None
    argv = [unshare, "--net", "--map-root-user", sys.executable, "-c", _KIOSK, "--home", str(home)]
    with Terminal([*argv, "--today", TODAY.isoformat()]) as terminal:
        read_everything(terminal)


async def test_k21_the_code_says_when_the_bot_was_last_heard_of(own_board: Board) -> None:
    """K21: never, or the day and minute of its last word; not "online"."""
    # Guard: kiosk/screens/code.py:CodeScreen._names - a bot that was switched off in spring seems to be there.
    own_board.settings = replace(own_board.settings, bot_username="taoxi_cunwu_bot")
    assert last_heard(own_board.records()) is None
    async with hall(own_board) as there:
        await there.press("7", "asterisk")
        assert "还没有收到过它的消息" in there.text
        with own_board.desk(OFFICE) as desk:
            desk.put(Inbox(bot=1, seen_at=datetime(2026, 11, 20, 1, 5, tzinfo=UTC)))
        await there.press("escape", "asterisk")
        assert "9:05" in there.text.replace("09:05", "9:05")
