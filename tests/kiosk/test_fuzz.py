"""The kiosk under hands that mean no good: at the terminal, and over hostile words in every field (K10, A31)."""

from __future__ import annotations

import contextlib
import random
import signal
import sys
import time
from pathlib import Path

import psutil
import pytest

from kiosk.terminal import PACE
from tests.kiosk.hands import burst, every_sequence, sequences
from tests.kiosk.hostile import ALL
from tests.kiosk.painted import foreign
from tests.kiosk.village import TODAY, make_village
from tests.support.terminal import Terminal

RUN = "import sys; from kiosk.main import run; run()"
SIZES = ((80, 24), (53, 47), (120, 40), (20, 10), (1, 1), (240, 67), (100, 30), (2, 2), (300, 3))


def argv(home: Path, *more: str) -> list[str]:
    return [sys.executable, "-c", RUN, "--home", str(home), "--today", TODAY.isoformat(), *more]


def answers(terminal: Terminal, seconds: float = 20.0) -> None:
    """See that the Home key still leads home, in whatever language and size somebody left it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        terminal.type(b"\x1b[H")
        with contextlib.suppress(AssertionError):
            terminal.wait_for("English", seconds=1)
            return
    terminal.wait_for("English", seconds=1)


def feed(terminal: Terminal, data: bytes) -> None:
    """Type `data` as fast as the terminal takes it."""
    for start in range(0, len(data), 2048):
        terminal.type(data[start : start + 2048])


def fuzzed(terminal: Terminal, dice: random.Random, seconds: float) -> int:
    """Type by chance for some seconds and look between whether it answers; return how many bursts there were."""
    until, bursts, size = time.monotonic() + seconds, 0, (80, 24)
    while time.monotonic() < until:
        for _ in range(25):
            feed(terminal, burst(dice, *size))
            bursts += 1
            if dice.random() < 0.2:
                for _ in range(dice.randint(1, 12)):
                    size = dice.choice(SIZES)
                    _resize(terminal, size)
        size = (80, 24)
        _resize(terminal, size)
        answers(terminal)
    return bursts


def _resize(terminal: Terminal, size: tuple[int, int]) -> None:
    terminal.resize(*size)
    for child in psutil.Process(terminal.child.pid).children():
        child.send_signal(signal.SIGWINCH)  # its group is another than the supervisor's


#: the kiosk, interrupted once by the window's next size when it has just read a size of 20 columns.
INTERRUPTED = """
import os, shutil, signal
from kiosk.main import run
look = shutil.get_terminal_size
sizes = [os.terminal_size((20, 10))]
def interrupted(*fallback):
    size = look(*fallback)
    if size.columns == 81 and sizes:
        size = sizes.pop()
        os.kill(os.getpid(), signal.SIGWINCH)
    return size
shutil.get_terminal_size = interrupted
run()
"""


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a village in which every word is an attack."""
    home = tmp_path_factory.mktemp("hostile") / "home"
    make_village(home, demo="", hostile=ALL).close()
    return home


def test_k10_f12_what_crashes_stock_textual_leaves_this_kiosk_alive(hostile_home: Path) -> None:
    """K10, F12: each of the found sequences by itself; same process, it answers, nothing foreign on the terminal."""
    # Guard: kiosk/terminal.py:Sieve - OverflowError, a deaf keyboard, thirteen seconds of silence.
    with Terminal(argv(hostile_home)) as terminal:
        answers(terminal)
        for attack in (
            b"\x1b[99999999999999999999~",
            b"\x1b[200~never closed",
            b"\x1b[48;0;0;0;0t",
            b"\x1b[48;99999;99999;99999;99999t",
            b"\xff\xfe\xfa",
            every_sequence(),
            b"y" * 200_000,
        ):
            feed(terminal, attack)
        for size in (*SIZES, (80, 24)):
            terminal.resize(*size)
        answers(terminal)
        assert terminal.child.poll() is None
        assert foreign(bytes(terminal.raw)) == ""


@pytest.mark.long
@pytest.mark.parametrize("seed", [20261122])
def test_k10_a31_a_minute_of_hostile_typing_leaves_the_same_process(hostile_home: Path, seed: int) -> None:
    """K10, A31: 40 seconds of chance, supervised: no crash, no hang, the same process, and it is not much larger."""
    # Guard: kiosk/terminal.py:Sieve, kiosk/signals.py:hear - any keyboard ends the kiosk, or leaves it too small.
    with Terminal(argv(hostile_home, "--supervised")) as terminal:
        answers(terminal)
        [kiosk] = psutil.Process(terminal.child.pid).children()
        before = kiosk.memory_info().rss
        assert fuzzed(terminal, random.Random(seed), 40) > 50
        assert terminal.child.poll() is None
        assert foreign(bytes(terminal.raw)) == ""
        for log in ("kiosk.log", "supervisor.log"):
            told = hostile_home / "log" / log
            assert not told.exists(), told.read_text(encoding="utf-8")[-3000:]
        assert kiosk.is_running()
        # Guard: kiosk/app.py:_tidy - 170 MB more after a minute, and a hang at last. Pages are loaded when first
        # opened: 35 MB in three minutes, and no more. That it is flat for an hour is seen in test_hour.py.
        assert kiosk.memory_info().rss - before < 60_000_000


def files_below(*folders: Path) -> dict[str, int]:
    """Return every file with its size; the store's own and the locks, which counting a visit changes, without."""
    found = (path for folder in folders for path in folder.rglob("*"))
    return {str(path): path.stat().st_size if "board.db" not in path.name else 0 for path in found}


@pytest.mark.long
def test_k10_k11_every_sequence_reaches_the_program_and_leaves_it_as_it_was(hostile_home: Path, tmp_path: Path) -> None:
    """K10, K11: as fast as the sieve takes them, so that none is thrown away; pastes, broken UTF-8, resizes between.

    Same process; no hint how to quit; nothing foreign; no file appears or grows, in its home, where it was started, in
    the user's own folder or in that of temporary files.
    """
    # Guard: kiosk/app.py:inherit_bindings=False - ctrl+p, a screenshot in the home, ctrl+c that tells of ctrl+q.
    outside = tmp_path / "outside"
    outside.mkdir()
    places = {name: str(outside) for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_DOWNLOAD_DIR")}
    places["PYTHONPATH"] = str(Path.cwd())
    with contextlib.chdir(outside), Terminal(argv(hostile_home), env=places) as terminal:
        answers(terminal)
        pid, before = terminal.child.pid, files_below(hostile_home, outside)
        pending = b""
        for number, sequence in enumerate(sequences()):
            pending += sequence
            if len(pending) > PACE // 3:
                terminal.type(pending)
                pending = b""
                time.sleep(0.4)  # the program's own second, in which it takes no more
                assert b"ctrl+q" not in bytes(terminal.raw).lower()
            if number % 150 == 0:
                terminal.type(b"\xff\xfe\xe6\x9d" + "村".encode("gb18030"))
                for size in (*SIZES, (80, 24)):
                    terminal.resize(*size)
        terminal.type(pending)
        feed(terminal, b"\x1b[200~" + b"[@click=app.quit]x[/]\x03" * 2000)
        answers(terminal)
        assert terminal.child.poll() is None
        assert terminal.child.pid == pid
        assert foreign(bytes(terminal.raw)) == ""
        assert files_below(hostile_home, outside) == before


def test_k11_of_two_sizes_in_a_moment_the_last_one_holds(hostile_home: Path) -> None:
    """K11: a size that comes while the one before is being read is not forgotten."""
    # Guard: kiosk/terminal.py:HallDriver.start_application_mode - "this window is too small" on a large one, for ever.
    words = argv(hostile_home)
    words[words.index(RUN)] = INTERRUPTED
    with Terminal(words) as terminal:
        answers(terminal)
        terminal.resize(81, 24)
        terminal.type("1")
        terminal.wait_for("听证统计")
