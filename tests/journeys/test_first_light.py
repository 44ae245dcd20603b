"""First light, played with the three real programs, a Bot API server on loopback and a given day."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.bot_api import TOKEN, USERNAME, BotApi, Fault
from tests.support.painted_code import read_code
from tests.support.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path for path in (ROOT / "data" / "demo").iterdir() if path.suffix in (".xlsx", ".csv") and path.is_file()
)
TODAY = "2026-11-22"
NOTICED = "2026-11-10"
MATTER = "村口老桥加固方案"
CASE = "议2026-90"
NEWS = f"听证结果：{MATTER}"
RECORDER, SECOND = "03002-2", "01025-2"  # the clerk, and the deputy director
PIN = "2468"
FAR, NEAR = 7, 8  # two chats


class Village:
    """One home, and its three programs as their users start them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = {
            **os.environ,
            "VILLAGE_BOARD_TODAY": TODAY,
            "VILLAGE_BOT_TOKEN": TOKEN,
            "LANG": "C.UTF-8",
        }
        self.bin = Path(sys.executable).parent

    def command(self, *words: str, typed: str = "", expect: int = 0) -> Any:
        """Run ``village-board … --json`` and return its one JSON value."""
        done = subprocess.run(
            [self.bin / "village-board", "--home", self.home, *words, "--json"],
            input=typed,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == expect, done.stderr
        assert "Traceback" not in done.stderr
        return json.loads(done.stdout)

    def kiosk(self) -> Terminal:
        """Open the kiosk in a terminal."""
        return Terminal([str(self.bin / "village-kiosk"), "--home", str(self.home)], env=self.env)

    @contextmanager
    def bot(self, api: BotApi) -> Iterator[subprocess.Popen[bytes]]:
        """Run the bot until the block ends."""
        process = subprocess.Popen(
            [self.bin / "village-bot", "--home", self.home, "--api-base", api.base],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(10)


@pytest.fixture
def village(tmp_path: Path) -> Village:
    """Found a board and read the clerk's files into it."""
    village = Village(tmp_path / "home")
    village.command("init", "--name", "云溪村")
    first = village.command("import", *map(str, FILES))
    assert first["inserted"] > 2000
    assert not first["updated"]
    again = village.command("import", *map(str, FILES))
    assert (again["inserted"], again["updated"]) == (0, 0)
    assert again["unchanged"] == first["inserted"]
    for person in (RECORDER, SECOND):
        village.command("pin", person, typed=f"{PIN}\n{PIN}\n")
    _awake_all_night(village)
    return village


def _awake_all_night(village: Village) -> None:
    """Let the village have no quiet hours: the day is given, but the time of day is the machine's own."""
    for key in ("notices.quiet_from_minute", "notices.quiet_until_minute"):
        village.command("limit", "set", key, "0", "--as", SECOND, "--reason", "村委会议定", typed=f"{PIN}\n")


def _ask(api: BotApi, chat: int, text: str) -> str:
    before = len(api.sent(chat))
    api.say(chat, text)
    api.wait(lambda server: len(server.sent(chat)) > before)
    return api.sent(chat)[-1].text


def _subscribe(api: BotApi, chat: int) -> None:
    _ask(api, chat, "/subscribe")
    consent = next(data for _, data in api.sent(chat)[-1].buttons if data.startswith("sub:"))
    before = len(api.sent(chat))
    api.press(chat, consent)
    api.wait(lambda server: len(server.sent(chat)) > before)


def _register(village: Village) -> None:
    """Put the matter on its way to a hearing: proposed, studied, discussed; each step written down later (P3)."""
    who = ("--as", RECORDER)
    village.command(
        "case", "register", *who, "--number", CASE, "--matter", MATTER, "--proposer", "村民委员会",
        "--category", "public_works", "--on", "2026-11-02", typed=f"{PIN}\n",
    )  # fmt: skip
    village.command(
        "case", "study", CASE, *who, "--on", "2026-11-06", "--minutes", "联席会议记录第3号", "--conflicts", "无",
        typed=f"{PIN}\n",
    )  # fmt: skip


def _announce(village: Village) -> str:
    _register(village)
    announced = village.command(
        "hearing", "announce", "--as", RECORDER, "--number", "TZ-2026-90", "--case", CASE,
        "--when", f"{TODAY} 00:00",  # over, at whatever time of day this runs
        "--place", "老祠堂", "--due", "42", "--notice-on", NOTICED,
        typed=f"{PIN}\n",
    )  # fmt: skip
    return str(announced["id"])


def _record(village: Village, hearing: str) -> None:
    village.command(
        "hearing", "record", hearing, "--as", RECORDER, "--held-on", f"{TODAY} 00:00", "--due", "42", "--present", "36",
        "--for", "30", "--against", "4", "--abstain", "2", "--conclusion", "passed", typed=f"{PIN}\n",
    )  # fmt: skip


def _entry(screen: str, title: str) -> str:
    """Return the key of the entry with this title, empty where no list shows it."""
    found = re.search(rf"^ *(\d) +{title}", screen, re.MULTILINE)
    return found[1] if found else ""


def _press(kiosk: Terminal, key: str, *, until: str) -> None:
    """Press `key` as a visitor does: again, when nothing happened."""
    for _ in range(5):
        kiosk.type(key)
        try:
            kiosk.wait_for(until, seconds=2)
        except AssertionError:
            continue
        return
    raise AssertionError(kiosk.text)


def _notices(api: BotApi, chat: int) -> int:
    return sum(NEWS in message.text for message in api.sent(chat) if not message.edited)


@pytest.mark.xdist_group("journey")
def test_from_the_clerks_files_to_the_villagers_phone(village: Village) -> None:
    """Import, record, confirm: the kiosk shows it within a second, each chat is told once, the QR opens it."""
    with BotApi() as api, village.bot(api), village.kiosk() as kiosk:
        kiosk.wait_for("云溪村")
        hearing = _announce(village)
        for chat in (FAR, NEAR):
            _subscribe(api, chat)

        kiosk.type("1")
        kiosk.wait_for("听证统计")
        kiosk.wait(lambda screen: _entry(screen, MATTER) != "")
        _press(kiosk, _entry(kiosk.text, MATTER), until=hearing)

        _record(village, hearing)
        assert "30" not in kiosk.text, "nothing is public before a second member confirmed"
        refused = village.command("hearing", "confirm", hearing, "--as", RECORDER, typed=f"{PIN}\n", expect=1)
        assert "error" in refused
        village.command("hearing", "confirm", hearing, "--as", SECOND, typed=f"{PIN}\n")
        # The command has ended after its commit, so what is left of the second is ours.
        assert kiosk.wait_for("30", "36", seconds=1.0) < 1.0

        api.wait(lambda server: all(_notices(server, chat) for chat in (FAR, NEAR)))
        told = next(message for message in api.sent(FAR) if NEWS in message.text)
        assert hearing in told.text + str(told.buttons)
        assert told.preview_off

        _press(kiosk, "q", until=USERNAME)
        kiosk.wait(lambda _: read_code(kiosk.screen) != "", seconds=5)
        link = read_code(kiosk.screen)
        assert link == f"https://t.me/{USERNAME}?start=r_{hearing}"
        answer = _ask(api, NEAR, "/start " + link.partition("start=")[2])
        assert MATTER in answer
        assert "36" in answer

        month = village.command("list", "vouchers")
        assert len(month) == 600
        assert "1,107,768.47" in _ask(api, FAR, "余额")
        assert "鱼塘" in _ask(api, FAR, "鱼塘")
        time.sleep(1.0)  # long enough for a second copy to show, had one been sent
        assert [_notices(api, chat) for chat in (FAR, NEAR)] == [1, 1]


@pytest.mark.long
@pytest.mark.xdist_group("journey")
def test_whatever_is_killed_nothing_acknowledged_is_lost(village: Village) -> None:
    """Kill -9 of bot, kiosk and command: what was acknowledged stays, and a send cut in flight is `unknown`."""
    hearing = _announce(village)
    _record(village, hearing)
    with BotApi() as api:
        with village.bot(api) as bot:
            for chat in (FAR, NEAR):
                _subscribe(api, chat)
            api.fail("sendMessage", Fault.hang(taken=True), chats={FAR})
            with village.kiosk() as kiosk:
                kiosk.wait_for("云溪村")
                village.command("hearing", "confirm", hearing, "--as", SECOND, typed=f"{PIN}\n")
                kiosk.kill()
            api.wait(lambda server: _notices(server, FAR))
            bot.kill()
            bot.wait(10)
        api.heal()
        with village.bot(api):
            _settled(village)
        # The kill may have met the other send in flight too: then nobody knows of either, and neither goes twice.
        unknown = village.command("notice", "unknown")
        counts = village.command("notice", "counts")
        assert counts["sent"] + counts["unknown"] == sum(counts.values()) == 2
        assert len(unknown) == counts["unknown"] >= 1
        assert "chat" not in unknown[0]
        assert _notices(api, FAR) == 1
        assert counts["sent"] <= _notices(api, NEAR) <= 1
    assert village.command("show", hearing)["status"] == "published"
    with village.kiosk() as kiosk:
        kiosk.wait_for("云溪村")

    # A command that is killed in the middle of an import leaves all or nothing, and the next one can go on.
    before = len(village.command("list", "people"))
    extra = village.home / "more.csv"
    rows = "".join(f"新{n},临时{n % 10}号,1,户{n}\n" for n in range(1, 3000))
    extra.write_text("编号,姓名,村民小组,户号\n" + rows, encoding="utf-8")
    killed = subprocess.Popen(
        [village.bin / "village-board", "--home", village.home, "import", extra, "--json"],
        env=village.env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(0.6)
    killed.kill()
    killed.wait(10)
    assert len(village.command("list", "people")) in (before, before + 2999)
    village.command("import", str(extra))
    assert len(village.command("list", "people")) == before + 2999


def _settled(village: Village) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        counts = village.command("notice", "counts")
        if not counts["pending"] and not counts["sending"]:
            return
    raise AssertionError(counts)
