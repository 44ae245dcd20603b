"""The loudspeaker: what is read out, the sound, the tick (P23, P24)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.notices.posts import EMERGENCY, channel, posts, published, states
from tests.support.builders import Staff, announced, keep
from tests.support.clocks import GivenClock
from tests.support.speech import tone
from village_board.attachments.model import Attachment, AttachmentKind, MediaType, Visibility
from village_board.base.clock import instant
from village_board.base.errors import NotPermitted
from village_board.base.message import say
from village_board.board import Board
from village_board.hearings.schedule import cancel_hearing
from village_board.notices import loudspeaker
from village_board.notices.loudspeaker import (
    NotForLoudspeaker,
    ReadOutAlready,
    ReadOutNotWaiting,
    ReadOutTime,
    read_out,
    recording_of,
    sound_to_read_out,
    suffix_of,
    text_to_read_out,
    to_read_out,
)
from village_board.notices.model import DeliveryState
from village_board.notices.routing import ChannelKind, Event
from village_board.speech.synthesis import Voice

K, S = ChannelKind, DeliveryState


@pytest.fixture
def voice(board: Board, staff: Staff) -> str:
    """A loudspeaker's channel."""
    return channel(board, staff, K.LOUDSPEAKER, name="村头大喇叭").id


def test_p23_a_notice_is_read_out_twice_in_words(board: Board, staff: Staff, voice: str) -> None:
    """P23: opening words, the notice, the notice once more, closing words; numbers, days and times as they are said."""
    # Guard: village_board/notices/loudspeaker.py:text_to_read_out - digits are stumbled over by whoever reads
    announced(board, staff, held_at=instant(board.clock.today() + timedelta(days=21), 14, 30))
    (posting,) = posts(board, voice)
    records = board.records()
    written = text_to_read_out(records, board.settings, posting).split("\n")
    assert written[0] == "试验村的村民请注意，现在播送通知。"
    assert written[1] == written[3]
    assert written[2] == "再播一遍："
    assert written[-1] == "通知播送完了。请互相转告。"
    spoken = text_to_read_out(records, board.settings, posting, spoken=True)
    assert "二零二六年九月二十二日十四点三十分" in spoken
    assert not any(char.isdigit() and char.isascii() for char in spoken)


def test_p24_an_emergency_that_is_read_out_names_its_issuer(board: Board, staff: Staff, voice: str) -> None:
    """P24: an emergency is opened as one and names who issued it, first of all that waits."""
    published(board, staff, say("x"), Event.ITEM_PUBLISHED)
    announced(board, staff)
    published(board, staff, EMERGENCY, Event.ITEM_EMERGENCY)
    first = to_read_out(board.records())[0]
    text = text_to_read_out(board.records(), board.settings, first.posting)
    assert text.startswith("试验村的村民请注意，现在播送紧急通知。")
    assert text.count("县气象局") == 2


def test_n24_nothing_personal_is_read_out(board: Board, staff: Staff, voice: str) -> None:
    """K18, N24: a telephone number that came into a notice is neither written for the reader nor said."""
    announced(board, staff, place="张建国家，手机13800138000")
    (posting,) = posts(board, voice)
    for spoken in (False, True):
        text = text_to_read_out(board.records(), board.settings, posting, spoken=spoken)
        assert "13800138000" not in text
        assert "三八零零" not in text


def test_p23_the_tick_says_when_and_by_whom(board: Board, staff: Staff, voice: str, clock: GivenClock) -> None:
    """P23: "read out at ... by ..." is counted once, by somebody of the office, at a time that can be."""
    # Guard: village_board/notices/loudspeaker.py:read_out - without it nobody knows whether it was heard
    announced(board, staff)
    (posting,) = posts(board, voice)
    clock.advance(timedelta(hours=3))
    for wrong in (clock.now() + timedelta(minutes=1), clock.now() - timedelta(hours=4)):
        with pytest.raises(ReadOutTime), board.desk(staff.clerk) as desk:
            read_out(desk, posting.id, wrong)
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        read_out(desk, posting.id)
    at = clock.now() - timedelta(hours=2)
    with board.desk(staff.clerk) as desk:
        done = read_out(desk, posting.id, at)
    assert (done.state, done.sent_at, done.read_by) == (S.SENT, at, staff.clerk.id)
    assert states(board) == {S.SENT: 1}
    assert not to_read_out(board.records())
    with pytest.raises(ReadOutAlready), board.desk(staff.clerk) as desk:
        read_out(desk, posting.id)


def test_n20_what_is_called_off_is_not_read_out(board: Board, staff: Staff, voice: str) -> None:
    """N19, N20: a meeting that is called off is not called out any more; that it is off is."""
    hearing = announced(board, staff)
    (first,) = posts(board, voice)
    with board.desk(staff.director) as desk:
        cancel_hearing(desk, hearing.id, "下雨")
    (waiting,) = to_read_out(board.records())
    assert waiting.posting.id != first.id
    with pytest.raises(ReadOutNotWaiting), board.desk(staff.clerk) as desk:
        read_out(desk, first.id)


def test_another_channel_is_not_read_out(board: Board, staff: Staff) -> None:
    """A post of another channel is refused, for the text as for the tick."""
    hall = channel(board, staff, K.KIOSK)
    announced(board, staff)
    (posting,) = posts(board, hall.id)
    with pytest.raises(NotForLoudspeaker), board.desk(staff.clerk) as desk:
        read_out(desk, posting.id)
    with pytest.raises(NotForLoudspeaker):
        text_to_read_out(board.records(), board.settings, posting)


def recorded(board: Board, subject: str, visibility: Visibility = Visibility.PUBLIC) -> Attachment:
    """Keep a recording with a record."""
    made = Attachment(
        subject=subject,
        kind=AttachmentKind.OTHER,
        caption="录音",
        sha256="0" * 64,
        size=1,
        media_type=MediaType.OGG,
        visibility=visibility,
    )
    return keep(board, made)[0]


def test_k18_the_clerks_recording_comes_first(board: Board, staff: Staff, voice: str) -> None:
    """K18: the clerk's own recording is found with the post or with what it is about, once somebody passed it."""
    # Guard: village_board/notices/loudspeaker.py:sound_of - one that nobody passed may hold a name
    hearing = announced(board, staff)
    (posting,) = posts(board, voice)
    recorded(board, hearing.id, Visibility.INTERNAL)
    assert recording_of(board.records(), posting) is None
    about = recorded(board, hearing.id)
    assert recording_of(board.records(), posting) == board.records().get(Attachment, about.id)
    own = recorded(board, posting.id)
    found = to_read_out(board.records())[0].recording
    assert found is not None
    assert found.id == own.id
    assert suffix_of(found) == ".ogg"


def test_p23_the_machines_voice_makes_a_sound_file(
    board: Board, staff: Staff, voice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P23: where the machine has a voice the whole text becomes one sound file, in words."""
    announced(board, staff)
    (posting,) = posts(board, voice)
    said: list[str] = []

    def speak(self: Voice, text: str, file: Path, language: str) -> float:
        said.append(text)
        tone(file, 0.1)
        return 0.1

    monkeypatch.setattr(Voice, "speak", speak)
    monkeypatch.setattr(loudspeaker, "voice_here", lambda: Voice("/bin/voice"))
    assert sound_to_read_out(board.records(), board.settings, posting, tmp_path / "n.wav") == 0.1
    assert said == [text_to_read_out(board.records(), board.settings, posting)]
