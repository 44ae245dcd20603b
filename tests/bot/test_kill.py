"""kill -9 (N4, N6, X7, X13): nothing is lost, nothing normal is told twice, and the states sum to what was due."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.homes import announce, home_with, running, states
from tests.bot.killing import Killer, log_of
from tests.support.bot_api import BotApi, Fault
from tests.support.builders import TODAY, a_hearing, hire, keep
from tests.support.builders import announce as announced
from tests.support.clocks import GivenClock
from village_board.base.message import say
from village_board.board import found_board, open_board
from village_board.notices.model import DeliveryState, NoticeKind, Subscriber
from village_board.notices.routing import Event
from village_board.notices.telling import tell
from village_board.people.acts import Act

S = DeliveryState
NORMAL, EMERGENCY = NoticeKind.NORMAL, NoticeKind.EMERGENCY
#: Points that a sender passes: the commit of what was left under way, and claim, call and receipt of each send.
RECOVERY, A_SEND = 2, 6


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    """The program that forks senders."""
    with Killer() as made:
        yield made


def fan_out(home: Path, due: int, kind: NoticeKind) -> Path:
    """Make a home in which a notice waits for `due` chats."""
    board = found_board(home, name="试验村", clock=GivenClock(TODAY))
    staff = hire(board)
    if kind is NORMAL:
        keep(board, *(Subscriber(chat=1001 + n) for n in range(due)))
    with board.desk(staff.director) as desk:
        hearing = announced(desk, a_hearing())
    if kind is EMERGENCY:
        keep(board, *(Subscriber(chat=1001 + n) for n in range(due)))
        with board.desk(staff.director) as desk:
            desk.require(Act.ANNOUNCE_HEARING)
            tell(desk, hearing, say("Flood"), Event.ITEM_EMERGENCY)
            desk.record(hearing.id)
    board.close()
    return home


def left(home: Path) -> Counter[DeliveryState]:
    """Return how the outbox stands, from the files alone."""
    board = open_board(home, clock=GivenClock(TODAY))
    try:
        return states(board)
    finally:
        board.close()


def copies(home: Path) -> Counter[int]:
    """Return how many messages each chat has."""
    file = log_of(home)
    return Counter(int(line) for line in file.read_text().split()) if file.exists() else Counter()


def judge(home: Path, due: int, kind: NoticeKind, kills: int) -> None:
    """What holds at the end, whatever happened on the way."""
    found, had = left(home), copies(home)
    assert found.total() == due
    if kind is NORMAL:
        assert set(found) <= {S.SENT, S.UNKNOWN}
        assert max(had.values(), default=0) <= 1
        assert found[S.UNKNOWN] <= kills
        assert found[S.SENT] <= len(had) <= due  # nothing is called sent that is not there
    else:
        assert found == {S.SENT: due}
        assert len(had) == due
        assert had.total() - due <= kills


@pytest.mark.parametrize("kind", [NORMAL, EMERGENCY])
def test_x7_x13_n4_n5_n6_killed_at_each_commit_and_call_of_one_notice(
    tmp_path: Path, killer: Killer, kind: NoticeKind
) -> None:
    """X7, X13, N4, N5, N6: kill -9 before and after every commit and every call, each on a home of its own.

    The next sender ends what was left: a normal notice never comes twice, an emergency at most once more.
    """
    # Guard: bot/outbox.py:_claimed - a send before the commit would leave messages that no row knows
    # Guard: village_board/notices/outbox.py:recover - PENDING instead of UNKNOWN gave a second copy
    first = fan_out(tmp_path / "first", 1, kind)
    died, passed, point = True, 0, 0
    while died:
        point += 1
        home = tmp_path / f"p{point}"
        shutil.copytree(first, home)
        died, passed = killer.send(home, point=point)
        assert left(home).total() == 1
        if died:
            assert not killer.send(home)[0]
        judge(home, 1, kind, kills=int(died))
    assert passed == point - 1 == RECOVERY + A_SEND


@pytest.mark.long
@pytest.mark.parametrize("kind", [NORMAL, EMERGENCY])
@pytest.mark.parametrize("place", range(1, 7))
def test_x7_killed_at_every_commit_and_call_of_a_fan_out(
    tmp_path: Path, killer: Killer, place: int, kind: NoticeKind
) -> None:
    """X7, N4, N5, N6: a fan-out to thirty, in which each sender dies at one place of the second send that it makes."""
    # Guard: village_board/notices/outbox.py:_settle - the receipt of one must not be lost with the next
    due = 30
    home = fan_out(tmp_path / "h", due, kind)
    kills, died = 0, True
    while died:
        died, _ = killer.send(home, point=RECOVERY + A_SEND + place)
        kills += died
        assert left(home).total() == due
        assert kills <= 2 * due
    assert kills >= due // 2
    judge(home, due, kind, kills)


@pytest.mark.parametrize("kind", [NORMAL, EMERGENCY])
@pytest.mark.parametrize(
    ("due", "kills"), [(60, 4), pytest.param(1500, 100, marks=pytest.mark.long)], ids=["few", "all"]
)
def test_x7_killed_at_random_points_of_a_fan_out(
    tmp_path: Path, killer: Killer, due: int, kills: int, kind: NoticeKind
) -> None:
    """X7, N4, N6: kills at random points of one fan-out, sent several at once as the program does."""
    # Guard: bot/outbox.py:_abreast - twelve under way on a quick line made twelve copies of one kill
    home = fan_out(tmp_path / "h", due, kind)
    chance = random.Random(11)
    for sends in sorted(chance.randrange(due) for _ in range(kills)):
        killer.send(home, sends=sends, abreast=True)
        assert left(home).total() == due
    assert not killer.send(home, abreast=True)[0]
    judge(home, due, kind, kills)


@pytest.mark.parametrize("taken", [False, True], ids=["before the server took it", "after the server took it"])
def test_n6_x7_the_program_killed_between_commit_and_answer(tmp_path: Path, api: BotApi, taken: bool) -> None:
    """N4, N6, X7: the program itself, killed while a send is under way: that row is unknown, the others are sent."""
    # Guard: village_board/notices/outbox.py:recover - PENDING instead of UNKNOWN gave a second copy
    home = tmp_path / "h"
    board, staff = home_with(home, chats=6)
    api.fail("sendMessage", Fault.hang(taken=taken), chats={1003})
    with running(home, "--api-base", api.base) as process:
        api.wait(lambda one: one.requested("getUpdates"))
        announce(board, staff)
        api.wait(lambda one: len(one.requested("sendMessage")) >= 3)
        process.kill()
        process.wait()
    assert states(board)[S.SENDING] >= 1
    with running(home, "--api-base", api.base):
        api.wait(lambda _: (states(board)[S.SENDING] + states(board)[S.PENDING] == 0) or None)
    found = states(board)
    assert found.total() == 6
    assert found[S.UNKNOWN] >= 1
    had = Counter(one.chat for one in api.sent())
    assert max(had.values()) == 1
    assert had[1003] == int(taken)
    assert len(had) >= found[S.SENT]
    board.close()
