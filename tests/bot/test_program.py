"""The program as a process: how it starts, refuses, stops, and what it leaves behind."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.allowance import A_SECOND, AT_ONCE
from bot.logs import start_log
from tests.bot.homes import PROGRAM, ROOT, announce, ended, home_with, running, start, states
from tests.support.bot_api import TOKEN, BotApi, Fault
from village_board.notices.model import DeliveryState, Subscriber
from village_board.settings import write_settings

S = DeliveryState


def one_sentence(told: str) -> str:
    """Return what was told, which is one line and no traceback."""
    assert "Traceback" not in told
    assert len(told.strip().splitlines()) == 1, told
    return told


def test_without_a_token_it_says_how_to_get_one(tmp_path: Path) -> None:
    """No token: one text that names BotFather, the variable and the simulator; exit code 2."""
    home_with(tmp_path / "h")[0].close()
    code, told = ended(start(tmp_path / "h", token=None))
    assert code == 2
    assert all(word in told for word in ("@BotFather", "VILLAGE_BOT_TOKEN", "--simulate"))
    one_sentence(told)


@pytest.mark.parametrize("token", ["99:wrong", "wrong", "1:te st"])
def test_a_wrong_token_is_one_sentence(tmp_path: Path, api: BotApi, token: str) -> None:
    """A wrong token: one sentence, exit code 4, and the token itself is not shown."""
    home_with(tmp_path / "h")[0].close()
    code, told = ended(start(tmp_path / "h", "--api-base", api.base, token=token))
    assert code == 4
    assert "不认这个令牌" in one_sentence(told)
    assert token not in told


def test_a30_a_token_file_that_others_can_read_is_refused(tmp_path: Path, api: BotApi) -> None:
    """A30: the file must be its owner's alone; then it is used."""
    # Guard: bot/token.py:_of_file - without the test of the mode any user of the machine owns the bot
    home = tmp_path / "h"
    board, _ = home_with(home)
    write_settings(home, replace(board.settings, bot_token_file="token"))
    board.close()
    (home / "token").write_text(TOKEN + "\n", encoding="ascii")
    (home / "token").chmod(0o644)
    code, told = ended(start(home, "--api-base", api.base, token=None))
    assert code == 3
    assert "chmod 600" in one_sentence(told)
    (home / "token").chmod(0o600)
    with running(home, "--api-base", api.base, token=None):
        api.wait(lambda one: one.requested("getUpdates"))


def test_no_board_is_one_sentence(tmp_path: Path, api: BotApi) -> None:
    """A folder without a board: exit code 3."""
    code, told = ended(start(tmp_path / "nothing", "--api-base", api.base))
    assert code == 3
    one_sentence(told)
    assert not (tmp_path / "nothing").exists()


def test_x8_a_second_bot_leaves_within_two_seconds(tmp_path: Path, api: BotApi) -> None:
    """X8, N15: the second process of a home says who runs already and ends; the first goes on."""
    # Guard: bot/main.py:_start, HomeLock.single - two senders and two pollers would share one outbox
    home_with(tmp_path / "h")[0].close()
    with running(tmp_path / "h", "--api-base", api.base) as first:
        api.wait(lambda one: one.requested("getUpdates"))
        took = []
        for _ in range(3):  # a machine that is busy with other tests is no second that we waste
            begun = time.monotonic()
            code, told = ended(start(tmp_path / "h", "--api-base", api.base))
            took.append(time.monotonic() - begun)
            assert code == 3
            assert str(first.pid) in one_sentence(told)
            if took[-1] < 2:
                break
        assert min(took) < 2
        assert first.poll() is None


def test_n15_another_poller_elsewhere_ends_it(tmp_path: Path, api: BotApi) -> None:
    """N15: 409 again and again means another program has the token: one sentence, exit code 4."""
    # Guard: bot/runner.py:_poll - without the count both would take each other's updates for ever
    home_with(tmp_path / "h")[0].close()
    api.fail("getUpdates", Fault.status(409, "Conflict"), times=100)
    code, told = ended(start(tmp_path / "h", "--api-base", api.base))
    assert code == 4
    assert "另一个程序也在用这个令牌" in told
    assert "Traceback" not in told


def test_without_network_it_waits_and_says_so_and_stops_when_told(tmp_path: Path) -> None:
    """No network at start: it says that it keeps trying; SIGTERM ends it at once with 0."""
    home_with(tmp_path / "h")[0].close()
    process = start(tmp_path / "h", "--api-base", "http://127.0.0.1:1/bot")
    assert process.stderr is not None
    assert "连不上 Telegram" in process.stderr.readline()
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    code, told = ended(process)
    assert time.monotonic() - begun < 2
    assert (code, "Traceback" in told) == (0, False)


def test_sigterm_finishes_what_is_under_way_within_five_seconds(tmp_path: Path, api: BotApi) -> None:
    """A send that hangs when SIGTERM comes is broken off within 5 s, and is unknown at the next start."""
    # Guard: bot/runner.py:_serve - without the limit a dead line would hold up the machine's shutdown
    home = tmp_path / "h"
    board, staff = home_with(home, chats=1)
    api.fail("sendMessage", Fault.hang())
    with running(home, "--api-base", api.base) as process:
        api.wait(lambda one: one.requested("getUpdates"))
        announce(board, staff)
        api.wait(lambda one: one.requested("sendMessage"))
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert time.monotonic() - begun < 5
    assert states(board) == {S.SENDING: 1}
    with running(home, "--api-base", api.base):
        api.wait(lambda _: states(board) == {S.UNKNOWN: 1} or None)
    board.close()


def test_n25_an_update_is_dealt_with_once(tmp_path: Path, api: BotApi) -> None:
    """N25: the same update again, in the same run or after a restart, is not answered again."""
    # Guard: bot/runner.py:_deal_with - without the ids that were seen a resent batch is answered twice
    home = tmp_path / "h"
    home_with(home)[0].close()
    first = api.say(7, "/start")
    with running(home, "--api-base", api.base):
        api.wait(lambda one: one.sent(7))
        api.push_again({"update_id": first, **_message(7)})
        api.say(8, "/start")
        api.wait(lambda one: one.sent(8))
        api.wait(lambda one: not one.state.updates)
    api.push_again({"update_id": first, **_message(7)})
    api.say(9, "/start")
    with running(home, "--api-base", api.base):
        api.wait(lambda one: one.sent(9))
    assert len(api.sent(7)) == 1


def _message(chat: int) -> dict[str, object]:
    message = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "余额"}
    return {"message": {**message, "from": {"id": chat, "is_bot": False, "first_name": "x"}}}


def test_an_unreadable_update_holds_up_nobody(tmp_path: Path, api: BotApi) -> None:
    """An update that the library cannot read is left out; the one behind it is answered."""
    # Guard: bot/transport.py:read_update - with get_updates() one bad update blocks the batch for ever
    home_with(tmp_path / "h")[0].close()
    api.push({"message": {"message_id": "?", "chat": 5, "date": {}}})
    api.push({"callback_query": 7})
    api.say(7, "/start")
    with running(tmp_path / "h", "--api-base", api.base):
        assert api.wait(lambda one: one.sent(7))


def test_a22_a30_no_token_and_no_words_in_logs(tmp_path: Path, api: BotApi) -> None:
    """A22, A30, P15: neither the token nor what somebody wrote stands in a log or on the terminal."""
    # Guard: bot/logs.py:start_log, village_board/logs.py:SafeLine - either alone still keeps token and words out.
    home = tmp_path / "h"
    home_with(home)[0].close()
    api.push({"message": {"message_id": "村长贪污", "chat": 5, "date": {}}})
    api.say(7, "村长贪污了修路的钱")
    api.fail("sendMessage", Fault.status(500), times=1)
    with running(home, "--api-base", api.base) as process:
        api.wait(lambda one: one.requested("sendMessage"))
        api.say(8, "/start")
        api.wait(lambda one: one.sent(8))
        process.send_signal(signal.SIGTERM)
        told = process.communicate(timeout=20)
    logged = (home / "log" / "bot.log").read_text(encoding="utf-8")
    assert "online" in logged
    for text in (logged, *told):
        assert TOKEN not in text
        assert "贪污" not in text
    assert "贪污".encode() not in (home / "board.db").read_bytes()


def test_a30_other_libraries_say_nothing_and_tokens_are_taken_out(tmp_path: Path) -> None:
    """A22, A30: what the chat library would log stays out of each log; a line of ours loses what looks like a token."""
    # Guard: bot/logs.py:start_log, Redaction - a root logger of somebody else would show addresses with the token
    token = "123456:AAE-secret_part"
    file = start_log(tmp_path, token)
    for name in ("httpx", "httpcore", "telegram", "telegram.ext.ExtBot"):
        assert not logging.getLogger(name).isEnabledFor(logging.CRITICAL)
    logging.getLogger("bot").warning("POST https://x/bot%s/getMe and bot987654:AAEother", token)
    logged = file.read_text(encoding="utf-8")
    assert "<token>" in logged
    assert "secret_part" not in logged
    assert "AAEother" not in logged
    assert file.stat().st_mode & 0o077 == 0


def test_a33_a_flood_of_one_does_not_keep_others_waiting(tmp_path: Path, api: BotApi) -> None:
    """A33: after twenty at once a chat is told once to wait; somebody else is answered meanwhile."""
    # Guard: bot/allowance.py:spend
    home_with(tmp_path / "h")[0].close()
    for _ in range(100):
        api.say(7, "/start")
    api.say(8, "/start")
    begun = time.monotonic()
    with running(tmp_path / "h", "--api-base", api.base):
        api.wait(lambda one: one.sent(8))
        api.wait(lambda one: not one.state.updates)
    refilled = (time.monotonic() - begun) * A_SECOND
    told = ["发得太快" in one.text for one in api.sent(7)]
    assert AT_ONCE <= told.count(False) <= AT_ONCE + refilled
    assert 1 <= told.count(True) <= 1 + refilled


def test_a_home_that_cannot_be_written_is_one_sentence(tmp_path: Path, api: BotApi) -> None:
    """A home on which this user may not write: exit code 3, and nothing was changed."""
    home = tmp_path / "h"
    home_with(home)[0].close()
    (home / ".village-bot.lock").mkdir()  # no file can be made here, not even by root
    code, told = ended(start(home, "--api-base", api.base))
    assert code == 3
    assert str(home) in one_sentence(told)


def test_the_simulator_needs_no_token_and_works_piped(tmp_path: Path) -> None:
    """--simulate: lines in, words and numbered buttons out; the player is forgotten at the end."""
    home = tmp_path / "h"
    board, _ = home_with(home)
    done = subprocess.run(
        [*PROGRAM, "--home", str(home), "--simulate"],
        cwd=ROOT,
        input="余额\n/subscribe\n1\n路灯\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "[1] 下次开会" in done.stdout
    assert "没有查到“路灯”" in done.stdout
    assert "订好了" in done.stdout
    assert list(board.records().all(Subscriber)) == []
    board.close()


def test_an_unknown_day_is_a_mistake_of_usage(tmp_path: Path) -> None:
    """--today with something else than a day: exit code 2."""
    code, told = ended(start(tmp_path / "h", "--today", "someday"))
    assert code == 2
    one_sentence(told)


@pytest.mark.parametrize("simulate", [False, True])
def test_a_damaged_store_ends_the_bot_at_once_x12(tmp_path: Path, simulate: bool) -> None:
    """X12: on a store that is shown from its backup the bot keeps nothing, so it says so and leaves with code 3."""
    # Guard: bot/main.py:_start - check_writable; without it the bot takes the same update for ever.
    home = tmp_path / "h"
    home_with(home)[0].close()
    board = Path(sys.executable).parent / "village-board"
    subprocess.run([board, "--home", home, "backup", "--nightly"], check=True, capture_output=True)
    with (home / "board.db").open("r+b") as store:
        store.seek(4096)
        store.write(bytes(range(256)) * 512)
    command = [Path(sys.executable).parent / "village-bot", "--home", home, *(["--simulate"] if simulate else [])]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "VILLAGE_BOT_TOKEN": TOKEN},
        check=False,
    )
    assert done.returncode == 3
    assert "restore --replace-damaged" in one_sentence(done.stderr)
