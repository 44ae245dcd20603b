"""Running it: what the process says of itself, settings that change under it, what Telegram shows, how it stops."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from bot import launch
from bot.health import look
from bot.main import STOP_SECONDS
from bot.pulse import A_WRITING, LOOK
from bot.runner import LAST_SECONDS, Runner
from bot.self_portrait import DESCRIPTION, SHORT, commands, description, short_description, show_portrait
from bot.speech import words
from bot.state import Kept, Line, State, machine_seconds, read_state, write_state
from tests.bot.far import Far
from tests.bot.homes import announce, ended, home_with, running, start, states
from tests.support.bot_api import TOKEN, BotApi, Fault
from tests.support.builders import TODAY
from tests.support.clocks import GivenClock
from tests.support.virtual_time import VirtualLoop, in_virtual_time
from village_board.base.message import Message
from village_board.board import STORE_FILE, found_board
from village_board.i18n import LANGUAGES
from village_board.notices.model import DeliveryState
from village_board.notices.process import is_running, process_name
from village_board.settings import FILE, write_settings

#: After so many seconds the process has written how it is.
WRITTEN = 2 * LOOK * A_WRITING


def run_far(home: Path, play: Callable[[Far, Runner], Awaitable[None]], **options: object) -> Far:
    """Let a bot run in given time, with the settings of `home`, while `play` plays."""

    async def main(loop: VirtualLoop) -> Far:
        far = Far(loop, **options)  # type: ignore[arg-type]
        far.board.home, far.board.settings = home, replace(far.board.settings, store="")
        write_settings(home, far.board.settings)
        said: list[Message] = []
        runner = Runner(far.core, far.bot, said.append)
        task = asyncio.create_task(runner.run())
        try:
            await asyncio.sleep(WRITTEN)
            await play(far, runner)
        finally:
            runner.stop()
            await task
            await far.close()
        return far

    return in_virtual_time(main)


# What it says of itself


def test_health_says_that_no_bot_runs(tmp_path: Path) -> None:
    """Without a process, or with one that has ended, health says so and ends with 1."""
    # Guard: bot/state.py:runs - the file of a bot that was killed would be believed for ever
    board = found_board(tmp_path / "h", name="试验村")
    board.close()
    clock = GivenClock(TODAY)
    assert look(tmp_path / "h", clock).code == 1
    now = machine_seconds()
    dead = State(process_name().rpartition(":")[0] + ":1", "0", started=now, beat=now, line=Line.ONLINE)
    write_state(tmp_path / "h", dead)
    found = look(tmp_path / "h", clock)
    assert (found.runs, found.code) == (False, 1)
    assert "没有运行" in words("zh-Hans").say(next(found.lines()))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, ""),
        ({"beat": -31.0}, "没有动静"),
        ({"line": Line.OFFLINE, "since": -90.0}, "连不上"),
        ({"since": -500.0, "polled": -121.0}, "没有应答"),
        ({"settings": Kept.OLD}, "village.toml"),
        ({"settings": Kept.RESTART}, ""),
    ],
)
def test_health_says_what_is_wrong(tmp_path: Path, change: dict[str, object], told: str) -> None:
    """A loop that stands still, a line that is cut, settings that cannot be used: a sentence each, and 1; else 0."""
    # Guard: bot/health.py:_trouble
    found_board(tmp_path / "h", name="试验村").close()
    now = machine_seconds()
    well = State(process_name(), "0", started=now - 600, beat=now, line=Line.ONLINE, since=now - 600, polled=now)
    moved = {name: now + value if isinstance(value, float) else value for name, value in change.items()}
    write_state(tmp_path / "h", replace(well, **moved))  # type: ignore[arg-type]
    found = look(tmp_path / "h", GivenClock(TODAY))
    lines = [words("zh-Hans").say(line) for line in found.lines()]
    assert found.code == (1 if told else 0)
    assert told in lines[0]
    assert found.facts()["well"] is not bool(told)


def test_the_command_counts_and_names_nobody(tmp_path: Path, api: BotApi) -> None:
    """``village-bot health`` counts what was sent, refused and waits; no name, no chat, no token stands in it."""
    # Guard: bot/health.py:look
    home = tmp_path / "h"
    board, staff = home_with(home, chats=3)
    api.fail("sendMessage", Fault.status(400, "Bad Request: nonsense"), chats={1002})
    with running(home, "--api-base", api.base) as process:
        announce(board, staff)
        api.wait(lambda _: states(board) == {DeliveryState.SENT: 2, DeliveryState.FAILED: 1} or None)
        api.wait(lambda _: (state := read_state(home)) is not None and state.line is Line.ONLINE)
        code, _ = ended(asked := start(home, "health", "--json", token=None))
        assert asked.stdout is not None
        process.send_signal(signal.SIGTERM)
        process.wait(10)
    board.close()
    assert code == 0
    assert ended(start(home, "health", token=None))[0] == 1
    said = (home / "run" / "bot.json").read_text("ascii")
    for secret in (TOKEN, "1001", "试验村"):
        assert secret not in said


def test_the_counts_of_a_machine(tmp_path: Path) -> None:
    """What ``--json`` says has every state, and each channel with its own."""
    found_board(tmp_path / "h", name="试验村").close()
    facts = look(tmp_path / "h", GivenClock(TODAY)).facts()
    assert facts["chats"] == {state.value: 0 for state in DeliveryState}
    assert facts["channels"] == []
    assert json.loads(json.dumps(facts)) == facts


def test_what_is_no_state_is_none(tmp_path: Path) -> None:
    """A file that is torn or of another version says nothing."""
    (tmp_path / "run").mkdir()
    for text in ("", "{}", "[]", '{"process": 1', '{"process": "x", "line": "flying"}'):
        (tmp_path / "run" / "bot.json").write_text(text)
        assert read_state(tmp_path) is None


@pytest.mark.parametrize("name", ["", "x", "a:b:c", "a:0:1", "a:/../1:2", "unknown:1:2"])
def test_a_name_that_is_none_runs_nowhere(name: str) -> None:
    """Only boot, process and its start together are a process."""
    assert not is_running(name)
    assert is_running(process_name())


def test_systemd_hears_that_it_stands_and_that_its_loop_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """READY at once, before any network; then a sign every few seconds, with what it does."""
    # Guard: bot/pulse.py:run - without READY systemd ends it at each start, without WATCHDOG a hanging loop stays
    place = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as way:
        way.bind(str(place))
        monkeypatch.setenv("NOTIFY_SOCKET", str(place))

        async def play(far: Far, runner: Runner) -> None:
            await asyncio.sleep(WRITTEN)

        run_far(tmp_path, play, cut=lambda _: True)
        way.setblocking(False)
        heard = []
        with suppress(BlockingIOError):
            while True:
                heard.append(way.recv(200).decode())
    assert heard[0] == "READY=1"
    assert sum("WATCHDOG=1" in one for one in heard) >= 3
    assert any("STATUS=offline" in one for one in heard)


def test_it_says_when_the_line_is_cut_and_back(tmp_path: Path) -> None:
    """A line that is cut is offline within a minute and online again after it; nothing is written in between."""
    # Guard: bot/runner.py:_say_offline
    cut = [False]

    async def play(far: Far, runner: Runner) -> None:
        assert (state := read_state(tmp_path)) is not None
        assert state.line is Line.ONLINE
        cut[0] = True
        await asyncio.sleep(100)
        assert (state := read_state(tmp_path)) is not None
        assert state.line is Line.OFFLINE
        cut[0] = False
        await asyncio.sleep(100)
        assert (state := read_state(tmp_path)) is not None
        assert state.line is Line.ONLINE

    run_far(tmp_path, play, cut=lambda _: cut[0])
    assert (state := read_state(tmp_path)) is not None
    assert state.line is Line.STOPPING


@pytest.mark.parametrize(
    ("fault", "alarm"),
    [
        (Fault.status(400, "Bad Request: BUTTON_DATA_INVALID"), True),
        (Fault.status(400, "Bad Request: chat not found"), False),
        (Fault.status(403, "Forbidden: bot was blocked by the user"), False),
        (Fault.status(502), False),
    ],
)
def test_x4_what_no_later_try_mends_is_an_alarm(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: Fault, alarm: bool
) -> None:
    """X4: a notice that Telegram refuses for its content stands in the log as an alarm; a chat that is gone not."""
    # Guard: bot/outbox.py:_failed - a wrong notice would fail at every chat, and nobody would look

    async def play(far: Far, runner: Runner) -> None:
        far.subscribed([1001])
        far.api.fail("sendMessage", fault)
        far.told()
        await asyncio.sleep(WRITTEN)

    run_far(tmp_path, play)
    assert any(one.message.startswith("ALARM notice") for one in caplog.records) is alarm
    assert "1001" not in caplog.text


# Settings


def test_a_changed_setting_holds_without_a_restart(tmp_path: Path) -> None:
    """Another name of the village holds within seconds: in answers, and in what Telegram shows."""
    # Guard: bot/settings_now.py:look

    async def play(far: Far, runner: Runner) -> None:
        write_settings(tmp_path, replace(far.board.settings, name="新村", telephone="0571-1"))
        await asyncio.sleep(WRITTEN)
        assert far.board.settings.telephone == "0571-1"
        shown = far.api.state.settings["description", "null", ""]["description"]
        assert "新村" in shown
        assert "试验村" not in shown

    run_far(tmp_path, play)


@pytest.mark.parametrize(
    "broken", ["name = ", "nme = 'x'", "name = 3\nvillage = 'w'", "\udcff"], ids=["torn", "key", "type", "bytes"]
)
def test_a_broken_file_changes_nothing(tmp_path: Path, broken: str) -> None:
    """With a file that cannot be used the old settings hold, and the state says so; mended, the new ones hold."""
    # Guard: bot/settings_now.py:look - a bot that read half a file would end, or forget its village

    async def play(far: Far, runner: Runner) -> None:
        before = far.board.settings
        (tmp_path / FILE).write_bytes(broken.encode("utf-8", "surrogateescape"))
        await asyncio.sleep(WRITTEN)
        assert far.board.settings == before
        assert (state := read_state(tmp_path)) is not None
        assert state.settings is Kept.OLD
        write_settings(tmp_path, replace(before, telephone="0571-2"))
        await asyncio.sleep(WRITTEN)
        assert far.board.settings.telephone == "0571-2"
        assert (state := read_state(tmp_path)) is not None
        assert state.settings is Kept.NEWEST

    run_far(tmp_path, play)


def test_another_store_holds_from_the_next_start_on(tmp_path: Path) -> None:
    """Village, store and token stay those with which it was started, and the state says so (A30)."""
    # Guard: bot/settings_now.py:look - links and locks of one village would be made with the id of another

    async def play(far: Far, runner: Runner) -> None:
        before = far.board.settings
        write_settings(tmp_path, replace(before, village="w2", telephone="0571-3"))
        await asyncio.sleep(WRITTEN)
        assert far.board.settings == replace(before, telephone="0571-3")
        assert (state := read_state(tmp_path)) is not None
        assert state.settings is Kept.RESTART

    run_far(tmp_path, play)


# What Telegram shows


def test_commands_and_descriptions_are_set_where_they_differ(tmp_path: Path) -> None:
    """For everybody and for English: commands, both descriptions; and the menu button."""
    # Guard: bot/self_portrait.py:show_portrait

    async def play(far: Far, runner: Runner) -> None:
        pass

    far = run_far(tmp_path, play)
    for code, language in (("", "zh-Hans"), ("en", "en")):
        t = words(language)
        said = far.api.state.settings["commands", "null", code]["commands"]
        assert [one["description"] for one in said] == [one.description for one in commands(t)]
        assert far.api.state.settings["description", "null", code]["description"] == description(t, "试验村")
        assert far.api.state.settings["short_description", "null", code]["short_description"]
    assert far.api.state.settings["menu", "", ""] == {"type": "commands"}


def test_what_is_shown_already_is_not_set_again() -> None:
    """Telegram is asked first: the second time nothing is sent, and a changed village only what names it."""
    # Guard: bot/self_portrait.py:_differ - Telegram limits how often a bot may change what it shows

    async def main(loop: VirtualLoop) -> None:
        far = Far(loop)
        await far.bot.initialize()
        assert await show_portrait(far.bot, "试验村") == 7
        assert await show_portrait(far.bot, "试验村") == 0
        assert await show_portrait(far.bot, "别的村") == 4
        await far.close()

    in_virtual_time(main)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_telegram_shows_is_within_its_limits(language: str) -> None:
    """Every language has its own words for all of it, within Telegram's lengths, however long the village's name."""
    t = words(language)
    assert len(short_description(t, "很" * 200)) <= SHORT
    assert len(description(t, "很" * 600)) <= DESCRIPTION
    assert len({one.command for one in commands(t)}) == len(commands(t))
    if language != "en":
        told = description(t, "") + short_description(t, "") + "".join(one.description for one in commands(t))
        assert not re.search("[A-Za-z]", told)


def test_a_chat_has_its_commands_in_its_own_language(tmp_path: Path) -> None:
    """Who chooses Traditional Chinese sees the commands in it; /delete takes them away at Telegram too (N21, N23)."""
    # Guard: bot/self_portrait.py:show_chat, forget_chat

    async def play(far: Far, runner: Runner) -> None:
        far.api.say(7, "/language")
        await asyncio.sleep(3)
        far.api.press(7, "lang:zh-Hant")
        await asyncio.sleep(3)
        place = next(place for place in far.api.state.settings if place[0] == "commands" and '"chat_id": 7' in place[1])
        assert {"command": "start", "description": words("zh-Hant")("Menu")} in far.api.state.settings[place][
            "commands"
        ]
        far.api.press(7, "del:yes")
        await asyncio.sleep(3)
        assert place not in far.api.state.settings

    run_far(tmp_path, play)


# How it stops


def test_told_to_stop_it_begins_nothing_more(tmp_path: Path) -> None:
    """Of a thousand that wait only those that were under way are settled when it is told to stop; the others wait."""
    # Guard: bot/outbox.py:_claimed - whoever waited for its turn to claim would begin another send

    async def play(far: Far, runner: Runner) -> None:
        far.subscribed(range(1001, 1401))
        far.told()
        while len(far.api.sent()) < 50:  # noqa: ASYNC110 - Telegram's side has no event
            await asyncio.sleep(0.1)
        runner.stop()
        under_way = far.states()[DeliveryState.SENDING]
        accepted = len(far.api.sent())
        await asyncio.sleep(LAST_SECONDS)
        assert len(far.api.sent()) <= accepted + under_way
        assert far.states()[DeliveryState.SENDING] == 0
        assert (waiting := far.states()[DeliveryState.PENDING]) > 300
        assert await runner.outbox._claimed() is None
        assert far.states()[DeliveryState.PENDING] == waiting

    run_far(tmp_path, play)


def test_n25_told_to_stop_it_leaves_what_it_has_not_begun_to_answer(tmp_path: Path) -> None:
    """N25: of fifty that came at once those that were not begun come again at the next start, and no other."""
    # Guard: bot/runner.py:_deal_with - all fifty would have to be answered first, or be forgotten
    asked = range(501, 551)

    async def play(far: Far, runner: Runner) -> None:
        for chat in asked:
            far.api.say(chat, "/start")
        while len(far.api.sent()) < 10:  # noqa: ASYNC110 - Telegram's side has no event
            await asyncio.sleep(0.05)
        runner.stop()
        await asyncio.sleep(LAST_SECONDS)
        first = {one.chat for one in far.api.sent()}
        assert 10 <= len(first) < 30
        again = Runner(far.core, far.bot, lambda _: None)
        left, offset = await again._remembered()
        assert offset is not None
        assert len([one for one in range(offset, 1100) if one in left]) < 10
        for number, chat in enumerate(asked):
            assert (chat in first) == (1000 + number < offset or 1000 + number in left)

    run_far(tmp_path, play, burst=20)


def test_a_thread_that_hangs_does_not_keep_the_process(tmp_path: Path, api: BotApi) -> None:
    """A commit that waits for another program's lock is left after the last second; the row is unknown then."""
    # Guard: bot/main.py:_bounded - an executor's thread is waited for at the end of every program
    home = tmp_path / "h"
    board, staff = home_with(home, chats=1)
    api.fail("sendMessage", Fault.hang(), times=1)
    with running(home, "--api-base", api.base) as process:
        api.wait(lambda one: one.requested("getUpdates"))
        announce(board, staff)
        api.wait(lambda one: one.requested("sendMessage"))
        holder = apsw.Connection(str(home / STORE_FILE))
        holder.execute("BEGIN IMMEDIATE")
        api.say(7, "/language")
        api.wait(lambda one: one.sent(7))
        api.press(7, "lang:en")  # waits for the lock
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert time.monotonic() - begun < STOP_SECONDS + 0.5
        holder.execute("ROLLBACK")
        holder.close()
    assert states(board) == {DeliveryState.SENDING: 1}
    board.close()


def test_the_unit_stops_kindly_and_starts_the_program() -> None:
    """The unit names the program, waits longer for a stop than the program takes, and starts it again."""
    unit = (Path(launch.__file__).parent / "village-bot.service").read_text("utf-8")
    said = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#"))
    assert said["ExecStart"].endswith("/village-bot")
    assert int(said["TimeoutStopSec"]) > STOP_SECONDS > LAST_SECONDS
    assert int(said["WatchdogSec"]) > 3 * LOOK * A_WRITING
    assert (said["Restart"], said["UMask"]) == ("always", "0077")
    assert "network" not in said["After"]  # it starts without one
