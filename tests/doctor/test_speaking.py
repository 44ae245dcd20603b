"""What this machine can read aloud and play, and which channels are lost."""

from __future__ import annotations

import pytest

from tests.notices.posts import channel
from tests.support.builders import Staff
from village_board.board import Board
from village_board.doctor.channels import channels, see_channels
from village_board.doctor.model import State
from village_board.doctor.speaking import player, speaking_checks, target
from village_board.notices.channel_service import channel_gone
from village_board.notices.routing import ChannelKind
from village_board.people.service import OFFICE
from village_board.speech.player import PROGRAMS


def test_k18_the_doctor_says_what_plays_a_voice_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """K18: it is told which program plays what, and what to install where none does; neither is a fault."""
    none = player("voice-notes", ".ogg", lambda _: None)
    assert none.state is State.OK
    assert "ffplay" in str(none.message)
    # Guard: village_board/doctor/speaking.py:player - a hall reads texts aloud and never the clerk's own recording.
    half = player("voice-notes", ".ogg", lambda suffix: PROGRAMS[2] if suffix == ".wav" else None)
    assert (half.state, "mpv" in str(half.mend)) == (State.WARNING, True)
    some = player("sound", ".wav", lambda _: PROGRAMS[0])
    assert "pw-play" in str(some.message)
    monkeypatch.setenv("PATH", "/nowhere")
    assert [one.name for one in speaking_checks()] == ["voice", "sound", "voice-notes", "read-aloud"]
    assert "espeak-ng" in str(speaking_checks()[0].message)
    assert "nowhere: it can sound nothing" in str(target(lambda _: None).message)
    assert "village.toml" in str(target(lambda _: PROGRAMS[0], wanted=False).message)
    assert "where a record has a recording" in str(target(lambda _: PROGRAMS[0]).message)


def test_n10_a_lost_channel_is_told(board: Board, staff: Staff) -> None:
    """N10: a channel that is lost, and a post of unknown fate, are warnings that say what to do."""
    made = channel(board, staff, ChannelKind.WECOM, name="三组群")
    assert see_channels(board.records()).state is State.OK
    with board.desk(OFFICE) as desk:
        channel_gone(desk, made.id, "Forbidden")
    found = see_channels(board.records())
    assert (found.state, "三组群" in str(found.message)) == (State.WARNING, True)
    assert channels([], 2).state is State.WARNING
