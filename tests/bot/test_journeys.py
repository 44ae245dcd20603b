"""The journeys of `transcripts/`: what people do with the bot, and what each of them sees, word by word.

After a wanted change of words: ``VILLAGE_BOT_RECORD=1 pytest tests/bot/test_journeys.py`` writes them anew; read the
difference before it is kept.
"""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core import Core
from bot.logs import start_log
from bot.replay import Journey, JourneyUnreadable, Names, Player, Turn, difference, read_journey
from bot.simulate import Simulator
from tests.bot.elsewhere import Elsewhere, mover
from tests.bot.homes import PROGRAM, ROOT, home_with
from tests.support.bot_api_core import TOKEN
from tests.support.builders import Staff
from tests.support.clocks import GivenClock
from village_board.attachments.files import AttachmentStore
from village_board.board import Board
from village_board.logs import stop_log
from village_board.people.model import Person

HERE = Path(__file__).parent / "transcripts"
JOURNEYS = sorted(HERE.glob("*.txt"))


@pytest.fixture
def logged(tmp_path: Path, village: Board) -> Iterator[Path]:
    """Let the bot log as it does when it runs; nothing of what was said, and nobody's name, stands there at the end."""
    file = start_log(tmp_path, TOKEN)
    logging.getLogger("bot").setLevel(logging.DEBUG)
    try:
        yield file
    finally:
        stop_log()
        logging.getLogger("bot").setLevel(logging.INFO)


@pytest.mark.parametrize("path", JOURNEYS, ids=[path.stem for path in JOURNEYS])
async def test_a_journey_is_seen_as_it_was_read(
    path: Path, village: Board, staff: Staff, clock: GivenClock, tmp_path: Path, logged: Path
) -> None:
    """Each person sees exactly the words and buttons of the transcript; nothing of it is in the log (A22, A30)."""
    # Guard: bot/speech.py:failed - whoever logs an update or an answer writes down who asked what.
    village.attachments = AttachmentStore(tmp_path)
    journey = read_journey(path)
    player = Player(mover(clock), Elsewhere(village, staff, clock).acts())
    core = Core(village)
    simulator = Simulator(core, player.seen, HERE)
    try:
        await simulator.begin()
        played = await player.play(journey, simulator)
    finally:
        await simulator.end()
        core.close()
    _settled(path, journey, played)
    _unlogged(logged, journey, village)


def _settled(path: Path, journey: Journey, played: Journey) -> None:
    if os.environ.get("VILLAGE_BOT_RECORD"):
        path.write_text(played.text(), "utf-8")
    else:
        assert not difference(journey, played, path.name), "\n".join(difference(journey, played, path.name))


def _unlogged(file: Path, journey: Journey, village: Board) -> None:
    logging.getLogger("bot").info("the log is written")
    written = file.read_text("utf-8")
    assert "the log is written" in written
    typed = [turn.does.split(" ", 1)[-1] for turn in journey.turns if " " in turn.does]
    names = [person.name for person in village.records().all(Person)]
    for secret in (TOKEN, *names, *(text for text in typed if len(text) > 1)):
        assert secret not in written


def test_there_are_the_journeys_that_are_promised() -> None:
    """At least twelve."""
    assert len(JOURNEYS) >= 12


def test_a_changed_word_shows_as_a_difference(tmp_path: Path) -> None:
    """The line that was expected stands with -, the one that was seen with +, beside what was done."""
    file = tmp_path / "one.txt"
    file.write_text("# One.\n\n> @1 /start\n@1 Hello\n", "utf-8")
    journey, other = read_journey(file), read_journey(file)
    assert difference(journey, other, "one") == []
    other.turns = [Turn("@1 /start", ["@1 Goodbye"])]
    told = difference(journey, other, "one")
    assert "-@1 Hello" in told
    assert "+@1 Goodbye" in told
    assert " > @1 /start" in told


def test_ids_and_slips_are_named_in_their_order() -> None:
    """What differs from run to run has the same name in each; a year and an amount stay as they are."""
    names = Names()
    text = names.hidden("回执号：4711008 短码 h7k2m9xq，2026年 1,234.56元")
    assert "2026年 1,234.56元" in text
    assert names.shown(text).endswith("2026年 1,234.56元")


@pytest.mark.parametrize("words", ["", "hello\n", "# only a head\n"])
def test_what_is_no_journey_is_refused(tmp_path: Path, words: str) -> None:
    """With its line, and no traceback."""
    file = tmp_path / "none.txt"
    file.write_text(words, "utf-8")
    with pytest.raises(JourneyUnreadable):
        read_journey(file)


@pytest.mark.long
def test_the_program_records_a_talk_and_plays_it_again(tmp_path: Path) -> None:
    """``simulate --record`` writes what ``--replay`` finds unchanged; a changed word ends with 1 and a difference."""
    home, file = tmp_path / "h", tmp_path / "talk.txt"
    home_with(home)[0].close()

    def program(*options: str, lines: str = "") -> subprocess.CompletedProcess[str]:
        command = [*PROGRAM, "--home", str(home), *options]
        return subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, text=True, timeout=120, check=False)

    done = program("simulate", "--record", str(file), lines="/apply\n合同\n[纸质]\n@2 /ask\n/cancel\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "> @1 [纸质]" in file.read_text("utf-8")
    assert (again := program("--replay", str(file))).returncode == 0, again.stdout
    file.write_text(file.read_text("utf-8").replace("谁来申请？", "谁申请？"), "utf-8")
    differs = program("--replay", str(file))
    assert differs.returncode == 1
    assert "-谁申请？" in differs.stdout
    assert "+谁来申请？" in differs.stdout
    assert "Traceback" not in differs.stderr
