"""Robots, mail and gateways through apprise: what became of a send is told truly (N4-N13, A30)."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from tests.notices.posts import EMERGENCY, channel, posts, published, states
from tests.support.builders import Staff, announced, hire
from tests.support.clocks import GivenClock
from tests.support.robots import Answers, mail, robot
from village_board.board import Board, found_board
from village_board.notices import apprise_sender
from village_board.notices.apprise_sender import ChannelsExtraMissing, Fate, scheme_of, send
from village_board.notices.channel_secrets import AddressMissing, address_of, forget_address, keep_address, place
from village_board.notices.channel_table import channel_rows
from village_board.notices.model import DeliveryState
from village_board.notices.routing import ChannelKind, Event
from village_board.notices.sending import Round, Turns
from village_board.secret_files import SecretExposed
from village_board.store.errors import AlreadyRunning

K, S = ChannelKind, DeliveryState
ROOT = Path(__file__).parents[2]
KEY = "botkey-secret-123"
ADDRESSES = {K.WECOM: f"wecombot://{KEY}", K.DINGTALK: "dingtalk://secrettoken123", K.FEISHU: "feishu://secrettoken123"}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """A robot's server, to which all three robots talk."""
    scheme_of("json://localhost")  # the library is read as the program reads it
    from apprise.plugins.dingtalk import NotifyDingTalk  # noqa: PLC0415
    from apprise.plugins.feishu import NotifyFeishu  # noqa: PLC0415
    from apprise.plugins.wecombot import NotifyWeComBot  # noqa: PLC0415

    with robot() as answers:
        base = f"http://127.0.0.1:{answers.port}"
        monkeypatch.setattr(NotifyWeComBot, "notify_url", base + "/?key={key}")
        monkeypatch.setattr(NotifyDingTalk, "notify_url", base + "/?access_token={token}")
        monkeypatch.setattr(NotifyFeishu, "notify_url", base + "/{token}/")
        yield answers


@pytest.mark.parametrize("kind", [*ADDRESSES])
def test_a_robot_takes_a_post(server: Answers, kind: ChannelKind) -> None:
    """WeCom, DingTalk and Feishu get the text as it is, once, as plain text."""
    outcome = send(ADDRESSES[kind], "题", "第一行\n共98,000元 *a* <b>", channel_rows()[kind])
    assert outcome.fate is Fate.SENT
    assert server.texts == ["第一行\n共98,000元 *a* <b>"]


@pytest.mark.parametrize(
    ("status", "body", "fate"),
    [
        (200, {"errcode": 93000, "errmsg": "invalid webhook url"}, Fate.REFUSED),
        (200, {"errcode": 45009, "errmsg": "api freq out of limit"}, Fate.TOO_FAST),
        (200, b"<html>captive portal</html>", Fate.UNKNOWN),
        (400, {}, Fate.REFUSED),
        (404, {}, Fate.REFUSED),
        (429, {}, Fate.TOO_FAST),
        (503, {}, Fate.TOO_FAST),
        (502, {}, Fate.UNKNOWN),
        (0, {}, Fate.UNKNOWN),
    ],
)
def test_n11_n13_what_a_robot_answers(server: Answers, status: int, body: Any, fate: Fate) -> None:
    """N9, N11, N13: an answer of 200 that refuses is a refusal; a line that drops after the post is unknown."""
    # Guard: village_board/notices/apprise_watch.py:watched - apprise itself calls 93000 a success
    server.status, server.body = status, body
    assert send(ADDRESSES[K.WECOM], "", "好", channel_rows()[K.WECOM]).fate is fate
    assert len(server.taken) == 1


def test_n13_a_read_timeout_is_unknown(server: Answers) -> None:
    """N13, X6: a robot that takes the post and never answers leaves it unknown; it was sent once."""
    server.status = -2
    address = f"{ADDRESSES[K.WECOM]}?rto=0.2&retry=3"
    assert send(address, "", "好", channel_rows()[K.WECOM]).fate is Fate.UNKNOWN
    assert len(server.taken) == 1


def test_n12_no_connection_is_not_sent(server: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """N12: where nobody listens, and where the name is unknown, nothing left: it is tried again."""
    # Guard: village_board/notices/apprise_sender.py:_never_left - taken as unknown, a day without a line is lost
    from apprise.plugins.wecombot import NotifyWeComBot  # noqa: PLC0415

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}/?k={{key}}", "http://nowhere.invalid/?k={key}"):
        monkeypatch.setattr(NotifyWeComBot, "notify_url", url)
        assert send(ADDRESSES[K.WECOM], "", "好", channel_rows()[K.WECOM]).fate is Fate.NOT_SENT


@pytest.mark.parametrize(
    ("after_text", "after_from", "fate", "taken"),
    [
        (250, 250, Fate.SENT, 1),
        (554, 250, Fate.REFUSED, 0),
        (451, 250, Fate.NOT_SENT, 0),
        (250, 550, Fate.REFUSED, 0),
        (0, 250, Fate.UNKNOWN, 1),
    ],
)
def test_n11_n13_what_a_mail_server_answers(after_text: int, after_from: int, fate: Fate, taken: int) -> None:
    """N11-N13: a mail is sent, refused, to be tried again, or unknown, by what its server said to it."""
    with mail() as server:
        server.status, server.body = after_text, after_from
        address = f"mailto://127.0.0.1:{server.port}/?from=a@example.com&to=b@example.com&mode=insecure"
        outcome = send(address, "试验村通知", "共98,000元", channel_rows()[K.EMAIL])
        assert outcome.fate is fate
        assert len(server.taken) == taken
        if fate is Fate.SENT:
            said = message_from_bytes(server.taken[0], policy=policy.default)
            assert said["subject"] == "试验村通知"
            part = said.get_body()
            assert part is not None
            assert "98,000元" in part.get_content()


def test_n12_a_mail_server_that_is_not_there() -> None:
    """N12: a mail server that nobody reaches has nothing: it is tried again."""
    with mail() as server:
        port = server.port
    address = f"mailto://127.0.0.1:{port}/?from=a@example.com&to=b@example.com&mode=insecure"
    assert send(address, "", "好", channel_rows()[K.EMAIL]).fate is Fate.NOT_SENT


def test_addresses_are_of_their_kind() -> None:
    """An address that apprise does not understand, or of another service, is none; its words are never repeated."""
    assert scheme_of("wecombot://abc") == "wecombot"
    assert scheme_of("mailtos://user:pw@example.com") == "mailtos"
    assert scheme_of("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc-def") == "wecombot"
    assert scheme_of("nonsense") == scheme_of("") == ""
    outcome = send("dingtalk://secrettoken123", "", "好", channel_rows()[K.WECOM])
    assert outcome.fate is Fate.REFUSED
    assert "secret" not in outcome.reason


@pytest.fixture
def village(tmp_path: Path, clock: GivenClock) -> Iterator[tuple[Board, Staff]]:
    """A board on disk with people in office."""
    board = found_board(tmp_path / "home", name="试验村", clock=clock)
    yield board, hire(board)
    board.close()


def robots(village: tuple[Board, Staff], kind: ChannelKind = K.WECOM) -> str:
    """Add a robot with its address, and return the channel's id."""
    board, staff = village
    made = channel(board, staff, kind)
    keep_address(board.home, made, ADDRESSES[kind])
    return made.id


class Seconds:
    """A clock of seconds that passes by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float, /) -> None:
        self.now += seconds


def test_n8_twenty_a_minute_for_a_robot(village: tuple[Board, Staff], server: Answers) -> None:
    """N8: a robot gets at most twenty posts in any minute, and all of them in the end."""
    # Guard: village_board/notices/sending.py:Turns.wait - without it WeCom refuses the twenty-first
    board, staff = village
    robots(village)
    for number in range(45):
        published(board, staff, f"账目{number}")
    seconds = Seconds()
    at: list[float] = []
    one = Round(board, seconds)
    while (done := one.one()) is not None or posts_left(board):
        if done is None:
            seconds.sleep(1)
        else:
            at.append(seconds.now)
    assert len(server.taken) == 45
    assert max(sum(1 for other in at if 0 <= other - first < 60) for first in at) == 20
    assert at[-1] <= 125


def posts_left(board: Board) -> bool:
    return states(board)[S.PENDING] > 0


def test_n9_n12_a_robot_that_cannot_is_waited_for(village: tuple[Board, Staff], server: Answers) -> None:
    """N9, N12: one that is too fast waits and is sent later; another channel goes on meanwhile."""
    board, staff = village
    robots(village)
    published(board, staff, "账目")
    server.body = {"errcode": 45009}
    one = Round(board, Seconds())
    one.run()
    assert states(board) == {S.PENDING: 1}
    assert posts(board)[0].attempts == 0
    server.body = {"errcode": 0}
    one.run()
    assert states(board) == {S.SENT: 1}


def test_n12_backoff_doubles_up_to_a_minute() -> None:
    """N12: tries of a channel that is not reached are 1, 2, 4 ... 60 seconds apart; a success ends that."""
    from village_board.notices.apprise_sender import Outcome  # noqa: PLC0415
    from village_board.notices.channels import Channel  # noqa: PLC0415

    turns, one = Turns(), Channel(id="ch1", kind=K.FEISHU, name="x")
    waits, now = [], 0.0
    for _ in range(8):
        turns.tried(one, Outcome(Fate.NOT_SENT), now)
        waits.append(turns.wait(one, now))
        now += waits[-1]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    turns.tried(one, Outcome(Fate.SENT), now)
    assert turns.wait(one, now) == 0


def test_n5_x6_normal_once_emergency_twice(village: tuple[Board, Staff], server: Answers) -> None:
    """N5, X6: of a post whose answer is lost a normal one is never repeated; an emergency is, and says so."""
    # Guard: village_board/notices/posting.py:post_unknown - taken as pending a normal one comes twice
    board, staff = village
    robots(village)
    published(board, staff, "账目")
    server.status = 0
    Round(board, Seconds()).run()
    assert states(board) == {S.UNKNOWN: 1}
    published(board, staff, EMERGENCY, Event.ITEM_EMERGENCY)
    Round(board, Seconds()).run()
    server.status = 200
    Round(board, Seconds()).run()
    assert states(board) == {S.UNKNOWN: 1, S.SENT: 1}
    assert [("账目" in text, "可能重复" in text) for text in server.texts] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_n6_a_killed_sender_leaves_unknown(village: tuple[Board, Staff], server: Answers) -> None:
    """N6: what a sender left under way is unknown to the next one."""
    from tests.notices.posts import take  # noqa: PLC0415

    board, staff = village
    robots(village)
    published(board, staff, "账目")
    take(board, "killed")
    one = Round(board, Seconds())
    assert one.recover() == 1
    one.run()
    assert states(board) == {S.UNKNOWN: 1}
    assert not server.taken


def test_n6_x7_a_sender_that_is_killed_while_it_sends(village: tuple[Board, Staff]) -> None:
    """N6, X7: after kill -9 in the middle of a send the post is unknown, and is not sent a second time."""
    # Guard: village_board/notices/posting.py:claim_post - what is not `sending` before the call is sent again
    board, staff = village
    made = channel(board, staff, K.EMAIL)
    program = (sys.executable, "-c", "from village_board.cli.main import run; run()")
    with mail() as server:
        server.status = -2
        address = f"mailto://127.0.0.1:{server.port}/?from=a@example.com&to=b@example.com&mode=insecure"
        keep_address(board.home, made, address)
        announced(board, staff)
        command = [*program, "--home", str(board.home), "--today", "2026-09-01", "notice", "send"]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(1500):
            if server.taken:
                break
            time.sleep(0.01)
        process.kill()
        process.wait()
        assert len(server.taken) == 1
        one = Round(board, Seconds())
        assert one.recover() == 1
        one.run()
        assert len(server.taken) == 1
    assert states(board) == {S.UNKNOWN: 1}


def test_without_the_extra_what_is_due_waits(village: tuple[Board, Staff], monkeypatch: pytest.MonkeyPatch) -> None:
    """A home without the extra says what to install, and nothing of what is due is lost or taken."""
    # Guard: village_board/notices/sending.py:Round.run - taken first, every post would become unknown
    board, staff = village
    robots(village)
    published(board, staff, "账目")

    def missing() -> None:
        raise ChannelsExtraMissing

    monkeypatch.setattr(apprise_sender, "_library", missing)
    with pytest.raises(ChannelsExtraMissing, match="channels"):
        Round(board, Seconds()).run()
    assert states(board) == {S.PENDING: 1}


def test_n15_one_sender_of_a_home(village: tuple[Board, Staff]) -> None:
    """N15: while one process sends, the bot or a command, another one is refused."""
    # Guard: village_board/board.py:Board.only_sender - two senders would take what the other one holds
    board, _ = village
    with board.only_sender(), pytest.raises(AlreadyRunning):
        board.only_sender()
    board.only_sender().close()


def test_a30_the_address_is_nowhere_but_in_its_file(
    village: tuple[Board, Staff], server: Answers, caplog: pytest.LogCaptureFixture
) -> None:
    """A30: an address lies in a file of the home that its owner alone can read; never in the store or a log."""
    # Guard: village_board/notices/apprise_sender.py:scheme_of - apprise's own log lines hold the address
    board, staff = village
    id_ = robots(village)
    published(board, staff, "账目")
    server.status = 404
    with caplog.at_level(logging.DEBUG):
        one = Round(board, Seconds())
        one.run()
    made = one.done[0][0].channel
    assert made.id == id_
    file = place(board.home, made)
    assert file.read_text() == ADDRESSES[K.WECOM]
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0
    for other in board.home.rglob("*"):
        if other.is_file() and other != file:
            assert KEY.encode() not in other.read_bytes()
    assert not [record for record in caplog.records if record.name.startswith("apprise")]
    assert "错误" not in posts(board)[0].reason
    file.chmod(0o644)
    with pytest.raises(SecretExposed):
        address_of(board.home, made)
    forget_address(board.home, made)
    with pytest.raises(AddressMissing):
        address_of(board.home, made)


def test_a_text_message_gateway_by_json(village: tuple[Board, Staff]) -> None:
    """A gateway of text messages that takes JSON gets the text, cut to what it takes."""
    board, staff = village
    made = channel(board, staff, K.SMS)
    with robot() as server:
        keep_address(board.home, made, f"json://127.0.0.1:{server.port}/sms")
        published(board, staff, EMERGENCY, Event.ITEM_EMERGENCY)
        Round(board, Seconds()).run()
        assert states(board) == {S.SENT: 1}
        assert "县气象局" in str(server.taken[0])
