"""Channels and the loudspeaker by command: added, tested, sent, read out; an address is never an argument."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.notices.posts import published
from tests.support.builders import Staff, actor_of, announced
from tests.support.robots import robot
from tests.support.speech import tone
from village_board.board import Board
from village_board.notices.channels import Channel
from village_board.notices.posting import Posting
from village_board.people.service import find_person
from village_board.speech.synthesis import Voice

CLERK = "1004"


@pytest.fixture
def office(opened: Board) -> Staff:
    """The people of the home."""
    records = opened.records()
    numbers = ("1001", "1002", "1003", "1004", "1005", "9001")
    return Staff(*(actor_of(find_person(records, number)) for number in numbers))


def test_a_group_waits_for_its_code(at_home: Run, opened: Board) -> None:
    """A18: a group that is added shows the code to be said in it, and is in use only after that."""
    done = at_home("channel", "add", "group", "通知群", who=CLERK)
    assert done.code == 0
    assert "/bindgroup " in done.out
    assert "等口令绑定" in at_home("channel", "list").out
    shown = at_home("channel", "list", "--json").json[0]
    assert not {"chat", "code"} & shown.keys()


def test_the_loudspeaker_from_notice_to_tick(at_home: Run, opened: Board, office: Staff) -> None:
    """P23: a notice waits with its text, is ticked with a time, and is counted."""
    assert at_home("channel", "add", "loudspeaker", "大喇叭", who=CLERK).code == 0
    announced(opened, office)
    told = at_home("notice", "loudspeaker", "--spoken")
    assert "再播一遍" in told.out
    assert "1条通知待广播" in told.out
    (waiting,) = at_home("notice", "loudspeaker", "--json").json
    assert at_home("notice", "read-out", waiting["id"], "--at", "2026-09-01 08:00", who=CLERK).code == 1
    done = at_home("notice", "read-out", waiting["id"], who=CLERK)
    assert (done.code, "广播" in done.out) == (0, True)
    assert "0条通知待广播" in at_home("notice", "loudspeaker").out
    assert at_home("channel", "list", "--json").json[0]["posts"]["sent"] == 1


def test_the_sound_is_written_once(
    at_home: Run, opened: Board, office: Staff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P23: the sound goes into a new file; one that is there is never written over."""
    from village_board.notices import loudspeaker  # noqa: PLC0415

    at_home("channel", "add", "loudspeaker", "大喇叭", who=CLERK)
    announced(opened, office)
    (posting,) = opened.records().all(Posting)
    monkeypatch.setattr(loudspeaker, "voice_here", lambda: Voice("/bin/voice"))
    monkeypatch.setattr(
        Voice, "speak", lambda _, text, file, language: float(bool(tone(file, 0.1) and text + language))
    )
    file = tmp_path / "n.wav"
    assert at_home("notice", "sound", posting.id, str(file)).code == 0
    with wave.open(str(file)) as sound:
        assert sound.getnframes()
    assert at_home("notice", "sound", posting.id, str(file)).code == 1


def test_a30_an_address_is_asked_for_and_a_robot_gets_its_post(at_home: Run, opened: Board, office: Staff) -> None:
    """A30, N15: the address comes from standard input; `notice send` sends once, and not beside another sender."""
    # Guard: village_board/cli/channel.py:add - an argument can be read by everybody on the machine
    with robot() as server:
        address = f"json://127.0.0.1:{server.port}/sms-secret"
        added = at_home("channel", "add", "sms", "短信", who=CLERK, stdin=f"4444\n{address}\n")
        assert (added.code, "secret" in added.out) == (0, False)
        assert at_home("channel", "add", "wecom", "企微", who=CLERK, stdin=f"4444\n{address}\n").code == 1
        (made,) = opened.records().all(Channel)
        assert at_home("channel", "test", made.id, who=CLERK).code == 0
        with opened.only_sender():
            assert at_home("notice", "send").code != 0
        assert not server.taken
        sent = at_home("notice", "send")
        assert (sent.code, "试发了1条" in sent.out) == (0, True)
        assert "测试" in str(server.taken)
        assert "试发了0条" in at_home("notice", "send").out
    assert at_home("channel", "off", made.id, who=CLERK).code == 0
    published(opened, office, "账目")
    assert at_home("channel", "list", "--json").json[0]["posts"]["pending"] == 0
    assert at_home("notice", "posts", "--json").json == []
    assert at_home("channel", "on", made.id, who=CLERK).code == 0
