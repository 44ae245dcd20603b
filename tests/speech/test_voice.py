"""Sentences, pinyin, the program that speaks, and the one that plays (K18)."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
import wave
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.speech import FakePlayer, tone
from village_board.speech.pinyin import pinyin
from village_board.speech.player import NoPlayer, Player, SoundMissing, softened
from village_board.speech.sentences import LONGEST, sentences
from village_board.speech.synthesis import NothingToSay, NoVoice, Voice, VoiceFailed, script, seconds_of, voice_here

HERE = Path(__file__).parent


@given(st.text(alphabet=st.sampled_from("村务公开，。！？；：、\n 98,000.50元abc"), max_size=200))
def test_k18_sentences_lose_nothing_and_are_short(text: str) -> None:
    """K18: a text in sentences is the same text, and none is longer than a breath."""
    found = sentences(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(0 < len(one) <= LONGEST for one in found)


def test_k18_no_sentence_breaks_an_amount() -> None:
    """K18: a long sentence is parted at a comma, and never at the comma of an amount."""
    text = "本月村集体收入一共是" + "水面承包款和山林承包款以及房屋出租款" * 3 + "98,000.50元，支出为12,000.00元"
    assert any("98,000.50元" in one for one in sentences(text))
    assert any("12,000.00元" in one for one in sentences(text))


@pytest.mark.parametrize(
    ("said", "syllables"),
    [
        ("重庆银行", "chong2 qing4 yin2 hang2"),
        ("重慶銀行", "chong2 qing4 yin2 hang2"),
        ("收入增长", "shou1 ru4 zeng1 zhang3"),
        ("幺三八", "yao1 san1 ba1"),
        ("二〇二六年", "er4 ling2 er4 liu4 nian2"),
        ("A四纸，好。", "ei1 si4 zhi3, hao3."),
        ("绿色女儿", "lv4 se4 nv3 er2"),
    ],
)
def test_k18_pinyin_with_tone_numbers(said: str, syllables: str) -> None:
    """K18: Han of several readings are given to the voice as they are read, Traditional as Simplified."""
    assert pinyin(said) == syllables


def test_k18_the_script_is_pinyin_in_lines() -> None:
    """K18: what the voice is given holds no Han and no digit but the tones."""
    voice, said = script("2026年9月30日开会。共98,000元！", "zh-Hans")
    assert voice == "cmn-latn-pinyin"
    assert said.splitlines() == [
        "er4 ling2 er4 liu4 nian2 jiu3 yue4 san1 shi2 ri4 kai1 hui4.",
        "gong4 jiu3 wan4 ba1 qian1 yuan2.",
    ]
    assert script("Hello.", "en") == ("en", "Hello.")


def test_k18_names_in_english_are_read_by_the_chinese_voice() -> None:
    """K18: an English voice calls every Han "Chinese letter"; the markup that changes voices cannot be typed."""
    # Guard: village_board/speech/synthesis.py:_mixed - an English visitor hears no name of anything.
    voice, said = script("Hearing on 村道3组, <voice name='x'> & 5 days left.", "en")
    assert voice == "en"
    assert '<voice name="cmn-latn-pinyin">cun1 dao4 san1 zu3</voice>' in said
    assert said.count("<") == 2
    assert "&lt;voice" in said
    assert "&amp; 5 days left." in said


def program(folder: Path, name: str, body: str) -> Path:
    """Return a small program in `folder`."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that alone is searched for programs; the shell's own are there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "cat", "cp", "sleep", "echo", "env"):
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_k18_without_a_voice_a_sentence_says_so(path: Path, tmp_path: Path) -> None:
    """K18: a machine without espeak-ng says in one sentence what to install."""
    with pytest.raises(NoVoice, match="espeak-ng"):
        voice_here()


def test_k18_the_text_goes_through_a_pipe(path: Path, tmp_path: Path) -> None:
    """K18, A22: what is spoken stands in no argument of a program, where other users could read it."""
    # Guard: village_board/speech/synthesis.py:Voice.speak - text in argv is seen by everybody on the machine
    whole = tone(tmp_path / "whole.wav", 0.5)
    made = program(path, "espeak-ng", f'echo "$@" > {tmp_path}/argv; cat > {tmp_path}/stdin; cp {whole} "$6"')
    seconds = Voice(str(made)).speak("收入98,000元", tmp_path / "out.wav")
    assert seconds == pytest.approx(0.5)
    assert (tmp_path / "stdin").read_text() == "shou1 ru4 jiu3 wan4 ba1 qian1 yuan2"
    assert "yuan2" not in (tmp_path / "argv").read_text()
    assert seconds_of(tmp_path / "out.wav") == pytest.approx(0.5)


@pytest.mark.parametrize("body", ["exit 3", "cat > /dev/null", 'cat > /dev/null; echo no > "$6"'])
def test_k18_a_voice_that_fails_leaves_nothing(path: Path, tmp_path: Path, body: str) -> None:
    """K18: a voice that fails, or gives no sound, is a sentence, and leaves no half file."""
    with pytest.raises(VoiceFailed):
        Voice(str(program(path, "espeak-ng", body))).speak("好", tmp_path / "out.wav")
    assert not list(tmp_path.glob("*out.wav*"))


def test_k18_nothing_to_say(path: Path, tmp_path: Path) -> None:
    """K18: a text without a word is refused before a program is started."""
    with pytest.raises(NothingToSay):
        Voice("/nowhere").speak(" 。 ", tmp_path / "out.wav")


def wait_for(file: Path) -> str:
    """Return what stands in `file` once something does."""
    for _ in range(500):
        if file.is_file() and (text := file.read_text()).endswith("\n"):
            return text
        time.sleep(0.01)
    raise AssertionError(file)


def test_k18_play_stop_again_volume(path: Path, tmp_path: Path) -> None:
    """K18: play, stop at once, again from the beginning; the volume goes to the program."""
    # Guard: village_board/speech/player.py:Player.stop - without it a visitor cannot silence the hall
    program(path, "pw-play", f'echo "$@" >> {tmp_path}/played; exec sleep 30')
    sound = tone(tmp_path / "a b;c.wav", 0.1)
    player = Player()
    try:
        player.volume = 150
        assert player.volume == 100
        player.volume = 40
        player.play(sound)
        assert player.playing
        assert wait_for(tmp_path / "played") == f"--volume=0.40 {sound}\n"
        player.stop()
        assert not player.playing
        player.again()
        assert player.playing
        player.play(sound)
        player.stop()
        player.stop()
    finally:
        player.close()
    player.again()
    assert not player.playing


def test_k18_a_program_that_breaks_off_is_noticed(path: Path, tmp_path: Path) -> None:
    """K18: where there is no loudspeaker the program ends with a fault; stopping it is none."""
    # Guard: village_board/speech/player.py:Player.failed - silence, and the screen says that it reads aloud.
    program(path, "pw-play", "exit 1")
    player = Player()
    player.play(tone(tmp_path / "a.wav", 0.1))
    assert player._running is not None
    player._running.wait()
    assert (player.playing, player.failed) == (False, True)
    player.stop()
    assert not player.failed
    player.close()


def test_k18_what_a_killed_player_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """K18: the sounds of a process that is gone go with the next player; those of one that lives stay."""
    # Guard: village_board/speech/player.py:_sweep - a year of restarts fills the hall machine's memory.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone, living = tmp_path / "village-speech-4194305-x", tmp_path / f"village-speech-{os.getpid()}-y"
    gone.mkdir()
    living.mkdir()
    player = Player()
    assert (gone.exists(), living.exists()) == (False, True)
    player.close()
    assert list(tmp_path.iterdir()) == [living]


def test_k18_what_plays_what(path: Path, tmp_path: Path) -> None:
    """K18: a voice note of Telegram needs a program for Opus; without one a sentence names those that do."""
    program(path, "aplay", "exit 0")
    note = tmp_path / "note.ogg"
    note.write_bytes(b"OggS")
    player = Player()
    with pytest.raises(NoPlayer, match="ffplay"):
        player.play(note)
    with pytest.raises(SoundMissing):
        player.play(tmp_path / "gone.wav")
    program(path, "ffplay", "exit 0")
    player.play(note)
    bare = note.rename(tmp_path / "0123abcd")
    player.play(bare, ".ogg")
    player.again()
    with pytest.raises(NoPlayer):
        player.play(bare)
    player.close()


def test_k18_softer_for_a_program_without_a_volume(tmp_path: Path) -> None:
    """K18: where the program takes no volume, the samples themselves are made softer."""
    loud, soft = tone(tmp_path / "loud.wav", 0.05), tmp_path / "soft.wav"
    assert softened(loud, soft, 50)
    with wave.open(str(loud), "rb") as one, wave.open(str(soft), "rb") as other:
        before, after = array("h", one.readframes(10_000)), array("h", other.readframes(10_000))
    assert len(before) == len(after)
    assert max(after) == pytest.approx(max(before) / 2, abs=1)
    (tmp_path / "no.wav").write_bytes(b"no")
    assert not softened(tmp_path / "no.wav", soft, 50)


def test_k18_the_fake_player_keeps_the_players_promises() -> None:
    """K18: the fake for tests of the hall has every public name of the real one."""
    names = {name for name in dir(Player) if not name.startswith("_")}
    assert names <= {name for name in dir(FakePlayer) if not name.startswith("_")}


@pytest.mark.outside
def test_k18_espeak_speaks_a_notice(tmp_path: Path) -> None:
    """K18: espeak-ng itself speaks a notice of sixty characters in fifteen to sixty seconds."""
    text = "云溪村通知：2026年9月30日14:30在村委会会议室开会，讨论村道路灯改造，预算98,000元。请相互转告。"
    seconds = voice_here().speak(text, tmp_path / "n.wav")
    assert 15 < seconds < 60
    assert (tmp_path / "n.wav").stat().st_size > 100_000
