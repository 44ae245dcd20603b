"""Reading aloud: what sounds, when it is silent, and that nobody waits for it (K18). No sound is made here."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from tinydb import where

from kiosk.aloud import LOUDEST, QUIETEST, RECORDINGS, STEP, VOLUME, Aloud, Machine, Recording, State
from kiosk.app import KioskApp
from kiosk.pages.hearings import HearingPage
from kiosk.screens.aloud import AloudScreen
from kiosk.screens.emergency import EmergencyScreen
from kiosk.screens.home import HomeScreen
from kiosk.screens.sheet import SheetScreen
from kiosk.widgets.painted import Target
from tests.kiosk.hall import Hall, hall
from tests.kiosk.paint import check_paint
from tests.kiosk.test_emergency import comes, warn
from tests.support.speech import FakePlayer
from village_board.attachments.files import AttachmentStore
from village_board.attachments.model import Attachment, AttachmentKind, MediaType, Visibility
from village_board.board import Board
from village_board.hearings.model import Hearing
from village_board.people.acts import Act
from village_board.speech.player import NoPlayer
from village_board.speech.tied import tied

NOBODY = Machine(says=True, plays=frozenset(RECORDINGS), player=FakePlayer)


@pytest.fixture
def player() -> FakePlayer:
    """What would sound."""
    return FakePlayer()


@pytest.fixture
def aloud(player: FakePlayer) -> Iterator[Aloud]:
    """A voice that says into `player`."""
    made = Aloud(lambda: replace(NOBODY, player=lambda: player))
    yield made
    made.close()


def wait(aloud: Aloud) -> None:
    """Wait until the speaking thread has done what it was given."""
    aloud._do(lambda: None).result(5)


def end(aloud: Aloud, player: FakePlayer) -> None:
    """Let what sounds come to its end, and the voice hear of it."""
    wait(aloud)
    player.finish()
    aloud.look()
    wait(aloud)


def test_k18_piece_follows_piece_to_the_end_and_again_from_the_beginning(aloud: Aloud, player: FakePlayer) -> None:
    """K18: one piece after another, each once; then it is over, and can be heard again whole."""
    # Guard: kiosk/aloud.py:look - the first sentence is said, and nothing after it.
    aloud.begin(("一", "二"), "zh-Hans")
    wait(aloud)
    assert not aloud.look()
    end(aloud, player)
    assert (aloud.at, aloud.state) == (1, State.SPEAKING)
    end(aloud, player)
    assert aloud.state is State.OVER
    assert player.heard == ["zh-Hans: 一", "zh-Hans: 二"]
    aloud.again()
    end(aloud, player)
    assert player.heard[2:] == ["zh-Hans: 一", "zh-Hans: 二"]


def test_k18_louder_and_softer_are_heard_at_once_and_have_an_end(aloud: Aloud, player: FakePlayer) -> None:
    """K18: the piece begins anew at the new volume, between one fifth and five."""
    # Guard: kiosk/aloud.py:change_volume - the press is heard at the next sentence, so everybody presses five times.
    aloud.begin(("一",), "zh-Hans")
    aloud.change_volume(STEP)
    wait(aloud)
    assert (player.volume, player.heard[-1]) == (LOUDEST, "zh-Hans: 一")
    heard = len(player.heard)
    aloud.change_volume(STEP)
    wait(aloud)
    assert len(player.heard) == heard
    for _ in range(9):
        aloud.change_volume(-STEP)
    wait(aloud)
    assert player.volume == QUIETEST


def test_k9_the_next_visitor_hears_it_at_the_usual_volume(aloud: Aloud, player: FakePlayer) -> None:
    """K9: silent, and nothing of what was read or how loud is left."""
    # Guard: kiosk/aloud.py:begin_anew - the deaf visitor's volume shouts at the next one.
    aloud.begin(("一",), "en", Recording(lambda: Path("x"), ".ogg"))
    aloud.change_volume(STEP)
    aloud.begin_anew()
    wait(aloud)
    assert not player.playing
    assert (aloud.volume, aloud.pieces, aloud.at, aloud.state) == (VOLUME, (), 0, State.SILENT)
    assert not aloud.has_recording


def test_k18_nobody_waits_for_the_voice_and_stop_wins() -> None:
    """K18: while words are still being made, begin, look and stop return at once, and nothing sounds after stop."""
    # Guard: kiosk/aloud.py:_speak - stopped before it began, it speaks into the empty hall.
    made = Event()

    class Slow(FakePlayer):
        def say(self, text: str, language: str = "zh-Hans") -> None:
            made.wait(5)
            super().say(text, language)

    slow = Slow()
    aloud = Aloud(lambda: replace(NOBODY, player=lambda: slow))
    aloud.begin(("一",), "zh-Hans")
    assert not aloud.look()
    aloud.stop()
    aloud.begin(("二",), "zh-Hans")
    aloud.stop()
    assert not slow.heard
    made.set()
    wait(aloud)
    assert not slow.playing
    assert slow.heard in ([], ["zh-Hans: 一"])
    aloud.close()


@pytest.mark.parametrize("fault", ["cannot", "breaks off", "disk"])
def test_k18_a_voice_that_fails_says_so(aloud: Aloud, player: FakePlayer, fault: str) -> None:
    """K18: a machine without a loudspeaker tells it in one sentence; the next press tries again."""
    # Guard: kiosk/aloud.py:look - five sentences race by in silence, or the kiosk ends.
    if fault == "cannot":
        player.fails = NoPlayer(".wav", "aplay")
    elif fault == "disk":
        player.fails = OSError(28, "no space")  # type: ignore[assignment]
    aloud.begin(("一", "二"), "zh-Hans")
    wait(aloud)
    player.playing, player.failed = False, True
    assert aloud.look()
    assert aloud.state is State.FAILED
    assert aloud.error is not None
    player.fails, player.failed = None, False
    aloud.again()
    wait(aloud)
    assert aloud.state.value == "speaking"
    assert player.playing


def test_k18_a_silent_kiosk_asks_no_machine(board: Board) -> None:
    """K18: in a browser the sound would come out of the server: it is not even looked for."""
    # Guard: kiosk/app.py:KioskApp.__init__ - a visitor of the web page speaks in the office.
    app = KioskApp(board, staff=False, machine=lambda: pytest.fail("looked for a voice"))
    assert not app.aloud.says
    assert not app.aloud.plays_any


_KILLED = """
import os, sys
from pathlib import Path
from village_board.speech.player import Player
player = Player()
player.play(Path(sys.argv[1]))
while not Path(sys.argv[2]).exists():
    os.sched_yield()
print(player._running.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_k18_no_voice_outlives_a_kiosk_that_was_killed(tmp_path: Path) -> None:
    """K18: kill -9, and the program that plays ends with it."""
    # Guard: village_board/speech/tied.py:tied - the hall goes on speaking, and no key stops it.
    sound, program, began = tmp_path / "a.wav", tmp_path / "pw-play", tmp_path / "began"
    sound.write_bytes(b"RIFF")
    program.write_text(f"#!/bin/sh\n: > {began}\nexec sleep 60\n")
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(sound), str(began)],
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    voice = Path(f"/proc/{int(done.stdout)}/stat")
    for _ in range(20_000):  # the kernel ends it at once; who collects it may take its time
        if not voice.exists() or voice.read_text().rpartition(")")[2].split()[0] == "Z":
            break
        os.sched_yield()
    else:
        pytest.fail("it goes on")


def test_k18_without_setpriv_it_speaks_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """K18: what ties is a help, no need."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert tied(["aplay", "x"]) == ["aplay", "x"]


# On the screen


async def test_k18_a_fault_is_said_whole_and_in_a_visitors_words(board: Board) -> None:
    """K18, K14: on a narrow screen too; which program is to be installed is not the villager's business."""
    # Guard: kiosk/screens/aloud.py:_fault - the sentence is cut in the middle. kiosk/aloud.py:look - it names aplay.
    async with hall(board, (53, 47)) as there:
        await listen(there)
        there.player.fails = NoPlayer(".wav", "aplay")
        await there.press("2")
        await voice(there)
        screen = there.app.screen
        assert isinstance(screen, AloudScreen)
        screen.look()
        await there.settle()
        assert "这里放不出声音，请看屏幕上的字。" in there.text
        assert "aplay" not in there.text


async def voice(there: Hall) -> None:
    """Wait for the speaking thread, and paint."""
    await asyncio.to_thread(wait, there.app.aloud)
    await there.settle()


def hearing(board: Board, number: str = "TZ-2026-06") -> HearingPage:
    """Return the page of a hearing."""
    found = board.records().one(Hearing, where("number") == number)
    assert found is not None
    return HearingPage(found.id)


async def listen(there: Hall) -> AloudScreen:
    """Listen to the page of a hearing."""
    await there.open(hearing(there.app.board))
    await there.press("enter")
    await voice(there)
    screen = there.app.screen
    assert isinstance(screen, AloudScreen)
    return screen


@pytest.mark.parametrize(
    "size",
    [
        (80, 24),
        (53, 47),
        pytest.param((50, 20), marks=pytest.mark.long),
        pytest.param((120, 40), marks=pytest.mark.long),
    ],
)
async def test_k18_one_tap_reads_and_four_targets_steer_it(board: Board, size: tuple[int, int]) -> None:
    """K18, K4, K7, K14: by touch alone: listen, stop, again, louder, softer, back; the words stand there meanwhile."""
    # Guard: kiosk/screens/aloud.py:AloudScreen.follow - a voice that cannot be stopped.
    async with hall(board, size) as there:
        await there.open(hearing(board))
        assert "朗读" in there.text
        await there.click("#aloud")
        await voice(there)
        assert "四组到七组村道硬化听证会" in there.player.heard[0]
        assert "正在朗读" in there.text
        assert "四组到七组村道硬化听证会" in there.text
        check_paint(there)
        regions = [target.region for target in there.app.screen.query("#aloud-keys > Target").results(Target)]
        for number, region in enumerate(regions):
            assert region.height >= 3
            assert region.width >= 12
            assert there.app.screen.region.contains_region(region)
            assert not any(region.overlaps(other) for other in regions[:number])
        await there.click("#louder")
        await there.click("#stop")
        await voice(there)
        assert (there.player.playing, there.player.volume) == (False, LOUDEST)
        assert "已停止" in there.text
        await there.click("#again")
        await voice(there)
        assert there.player.playing
        await there.click("#back")
        await voice(there)
        assert not there.player.playing
        assert isinstance(there.app.screen, SheetScreen)
        assert "四组到七组村道硬化听证会" in there.text


async def test_k18_every_way_out_is_silent(own_board: Board) -> None:
    """K18: home, the question whether somebody is there, idleness, a warning: each stops it at once."""
    # Guard: kiosk/screens/aloud.py:AloudScreen.on_screen_suspend - it speaks on under the warning.
    async with hall(own_board) as there:
        await listen(there)
        await there.press("0")
        await voice(there)
        assert (there.player.playing, type(there.app.screen)) == (False, HomeScreen)

        await listen(there)
        there.wait(61)
        there.app.look_at_idleness()
        await voice(there)
        assert not there.player.playing
        await there.press("5")
        assert "已停止" in there.text
        await there.press("2", "+")
        await voice(there)
        assert (there.player.playing, there.app.aloud.volume) == (True, LOUDEST)
        there.wait(85)
        there.app.look_at_idleness()
        await voice(there)
        assert (there.player.playing, there.app.aloud.volume, there.app.aloud.pieces) == (False, VOLUME, ())

        await there.press("5")
        await listen(there)
        warn(own_board)
        await comes(there)
        await voice(there)
        assert isinstance(there.app.screen, EmergencyScreen)
        assert not there.player.playing
    assert there.app.aloud._thread is None


async def test_k5_k8_two_taps_speak_once_and_who_listens_is_here(board: Board) -> None:
    """K5, K8: taps and keys within half a second act once; each new sentence counts as a sign of life."""
    # Guard: kiosk/debounce.py:is_calm - "1, Enter" of who is used to cash machines shouts into the hall.
    async with hall(board) as there:
        await there.press("1")
        await there.click("Row:first-of-type")
        await there.pilot.press("enter")
        await there.settle()
        assert isinstance(there.app.screen, SheetScreen)
        await there.click("#aloud")
        await there.click("#aloud-words", after=0.2)
        await there.pilot.press("enter")
        await voice(there)
        assert len(there.player.heard) == 1
        assert there.player.playing
        screen = there.app.screen
        assert isinstance(screen, AloudScreen)
        there.wait(50)
        there.player.finish()
        screen.look()
        await voice(there)
        assert len(there.player.heard) == 2
        there.wait(50)
        there.app.look_at_idleness()
        await there.settle()
        assert there.app.screen is screen


async def test_k18_no_target_where_nothing_can_be_heard(own_board: Board) -> None:
    """K18: a machine that can play but not speak offers what has a recording, and plays that; no dead target."""
    # Guard: kiosk/screens/sheet.py:SheetScreen._read_voice - villagers tap, and nothing comes.
    subject = recorded(own_board)
    async with hall(own_board, says=False) as there:
        await there.open(hearing(own_board, "TZ-2026-07"))
        assert not there.app.screen.query_one("#aloud").display
        await there.press("enter", "escape")
        await there.open(hearing(own_board))
        assert there.app.screen.query_one("#aloud").display
        await there.press("enter")
        await voice(there)
        assert "正在放文书的录音" in there.text
        assert sound_of(own_board, subject).sha256.endswith(sounded(there))
    async with hall(own_board, says=False, plays=()) as there:
        await there.open(hearing(own_board))
        assert not there.app.screen.query_one("#aloud").display
        await there.press("enter")
        assert isinstance(there.app.screen, SheetScreen)


async def test_k18_the_clerks_recording_comes_first_but_in_english(own_board: Board) -> None:
    """K18: the voice that people know; English words are spoken by an English voice."""
    # Guard: kiosk/screens/aloud.py:AloudScreen._recording - the clerk records, and the machine reads all the same.
    subject = recorded(own_board)
    async with hall(own_board) as there:
        await listen(there)
        assert sound_of(own_board, subject).sha256.endswith(sounded(there))
        await there.press("0", "e")
        await listen(there)
        assert there.player.heard[-1].startswith("en: ")


async def test_k18_a_typed_number_and_a_staff_screen_have_no_voice(board: Board) -> None:
    """K18: slips, PINs and keypads are never spoken."""
    # Guard: kiosk/screens/keypad.py:KeypadScreen.body - the whole hall hears whose slip it is.
    async with hall(board) as there:
        for way in (there.app.open_slip, there.app.open_search, there.app.open_staff):
            way()
            await there.settle()
            assert not there.app.screen.query("#aloud")
            await there.press("enter")
            assert not isinstance(there.app.screen, AloudScreen)
        assert not there.player.heard


def recorded(board: Board) -> str:
    """Attach a recording of the clerk to the page of `hearing`; return the hearing's id."""
    subject = hearing(board).id
    sound = b"OggS" + bytes(60)
    kept = AttachmentStore(board.home).keep(sound)
    with board.desk() as desk:
        desk.require(Act.IMPORT)
        made = desk.put(
            Attachment(
                subject=subject,
                kind=AttachmentKind.SOUND,
                caption="文书读听证通知",
                sha256=kept,
                size=len(sound),
                media_type=MediaType.OGG,
                visibility=Visibility.PUBLIC,
            )
        )
        desk.record(made.id)
    return subject


def sounded(there: Hall) -> str:
    """Return the name of the only file that was played: the end of what it holds."""
    (name,) = there.player.heard
    return name.removesuffix(".ogg")


def sound_of(board: Board, subject: str) -> Attachment:
    """Return the recording of the record `subject`."""
    found = board.records().one(Attachment, where("subject") == subject)
    assert found is not None
    return found
