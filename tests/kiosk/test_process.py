"""The program itself, in a terminal of its own."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.terminal import GONE
from tests.kiosk.hands import every_sequence
from tests.kiosk.village import TODAY, make_village
from tests.support.terminal import Terminal

RUN = "from kiosk.main import run; run()"
HOME_PAINTED = "English"


def argv(home: Path) -> list[str]:
    return [sys.executable, "-c", RUN, "--home", str(home), "--today", TODAY.isoformat()]


def files_of(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in home.rglob("*")}


@pytest.fixture(scope="module")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a village that is no demo."""
    home = tmp_path_factory.mktemp("real") / "home"
    make_village(home, demo="").close()
    return home


@pytest.fixture
def terminal(real_home: Path) -> Iterator[Terminal]:
    with Terminal(argv(real_home)) as terminal:
        terminal.wait_for(HOME_PAINTED)
        yield terminal


def test_k10_no_key_ends_the_kiosk_or_leaves_a_file(terminal: Terminal, real_home: Path) -> None:
    """K10, A31: all sequences, bytes that are no UTF-8, a paste without an end, a flood, then it answers as before."""
    # Guard: kiosk/terminal.py:prepare - one 0xff from a scanner and the hall is dark.
    before = files_of(real_home)
    terminal.type(every_sequence())
    terminal.type(b"\xff\xfe" + "村".encode("gb18030") + b"\xe6\x9d")
    terminal.type(b"\x1b[200~" + b"[@click=app.quit]x[/]" * 3)
    terminal.type(b"x" * 60_000)
    for columns, rows in ((20, 10), (1, 1), (240, 67), (2, 2), (80, 24)):
        terminal.resize(columns, rows)
    # It may stand on any page by now: the Home key leads home from each, and then the second door answers.
    for _ in range(30):
        terminal.type(b"\x1b[H")
        try:
            terminal.wait_for(HOME_PAINTED, seconds=1)
            terminal.type(b"j")  # the language may be another by now, too
            terminal.type(b"2")
            terminal.wait_for("本年收入", seconds=1)
            break
        except AssertionError:
            continue
    terminal.wait_for("本年收入")
    assert terminal.child.poll() is None
    assert files_of(real_home) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTSTP, signal.SIGQUIT, signal.SIGUSR1])
def test_k10_keyboard_signals_do_nothing(terminal: Terminal, number: signal.Signals) -> None:
    """K10: neither stopped nor ended."""
    # Guard: kiosk/terminal.py:HallDriver.__init__ - a stopped kiosk is a frozen screen.
    terminal.child.send_signal(number)
    terminal.type(b"2")
    terminal.wait_for("共12条")


def test_sigterm_ends_it_and_gives_the_terminal_back(terminal: Terminal) -> None:
    """A service manager ends a public kiosk; the cursor is there again and the mouse is off."""
    terminal.child.terminate()
    assert terminal.child.wait(10) == 0
    terminal._reader.join(5)
    assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
    assert terminal.raw.rfind(b"\x1b[?1000l") > terminal.raw.rfind(b"\x1b[?1000h")
    assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")


def test_k12_a_kiosk_whose_terminal_is_gone_ends(village_home: Path) -> None:
    """K12: no process stays behind that reads and writes where nothing is, and holds a core with it."""
    # Guard: kiosk/terminal.py:HallDecoder.decode - an end of the input is read again at once, for ever.
    master, slave = pty.openpty()
    with subprocess.Popen(argv(village_home), stdin=slave, stdout=slave, stderr=slave, start_new_session=True) as kiosk:
        os.close(slave)
        painted = b""
        while b"English" not in painted:
            painted += os.read(master, 65536)
        os.close(master)
        try:
            assert kiosk.wait(15) in (0, GONE)
        finally:
            kiosk.kill()


def test_the_demo_ends_by_ctrl_q_with_code_0(village_home: Path) -> None:
    """Only the demo: somebody's own terminal."""
    with Terminal(argv(village_home)) as terminal:
        terminal.wait_for("Ctrl+Q")
        terminal.type(b"\x11")
        assert terminal.child.wait(10) == 0


def test_a_fault_is_one_sentence_with_code_1_and_stands_in_the_log(tmp_path: Path) -> None:
    """K12, A22: the supervisor sees the code, the public one sentence, the log the place without values."""
    # Guard: kiosk/guarded.py:GuardedApp._handle_exception - nobody learns where the kiosk fails.
    # Guard: kiosk/guarded.py:GuardedApp._fatal_error - a traceback with all values; _print_error_renderables behind it.
    make_village(tmp_path / "home").close()
    broken = (
        "import kiosk.screens.home as home\n"
        "def fail(*_):\n    secret = 'geheim-314159'\n    raise ZeroDivisionError(secret)\n"
        "home.HomeScreen.show = fail\n" + RUN
    )
    with Terminal([sys.executable, "-c", broken, *argv(tmp_path / "home")[3:]]) as terminal:
        assert terminal.child.wait(20) == 1
        terminal.wait_for("程序出错")
        assert b"Traceback" not in terminal.raw
        assert b"314159" not in terminal.raw
    log = (tmp_path / "home" / "log" / "kiosk.log").read_text()
    assert "ZeroDivisionError" in log
    assert "314159" not in log


def run_without_terminal(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, *args], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize("contents", [None, b"", b"this is no database" * 100])
def test_a_store_that_fails_to_open_is_one_sentence_with_code_3(tmp_path: Path, contents: bytes | None) -> None:
    """Missing, empty, another's file: one sentence, exit code 3, nothing painted, the file as it was."""
    home = tmp_path / "home"
    if contents is not None:
        make_village(home).close()
        for old in home.glob("board.db*"):
            old.unlink()
        (home / "board.db").write_bytes(contents)
    with Terminal(argv(home)) as terminal:
        assert terminal.child.wait(20) == 3
        terminal._reader.join(5)
        said = terminal.text.replace("\n", "")
        assert str(home)[:20] in said
        assert said.count("。") <= 3
        assert b"\x1b[?1049h" not in terminal.raw
        assert b"Traceback" not in terminal.raw
    if contents is not None:
        assert (home / "board.db").read_bytes() == contents


def test_wrong_options_and_no_terminal_are_one_sentence_with_code_2(real_home: Path) -> None:
    """Usage: said in Chinese, exit code 2."""
    for args, expected in (
        (["--home", str(real_home), "--today", "heute"], "heute"),
        (["--nonsense"], "--nonsense"),
        (["--home", str(real_home)], "终端"),
    ):
        done = run_without_terminal(*args)
        assert done.returncode == 2
        assert expected in done.stderr
        assert "Traceback" not in done.stderr


def test_what_the_home_does_not_need_is_not_imported(village_home: Path) -> None:
    """Start-up: the bot, spreadsheets, pinyin, conversion, hashing and QR come when somebody uses them, if at all."""
    # Guard: kiosk/app.py - an import at the top that the first screen does not need.
    look = (
        "import asyncio, sys\nfrom pathlib import Path\nfrom village_board.board import open_board\n"
        "from kiosk.app import KioskApp\n"
        "async def main():\n"
        "    app = KioskApp(open_board(Path(sys.argv[1])))\n"
        "    async with app.run_test() as pilot:\n"
        "        await app.workers.wait_for_complete()\n        await pilot.pause()\n"
        "asyncio.run(main())\n"
        "heavy = {'telegram', 'openpyxl', 'opencc', 'pypinyin', 'argon2', 'qrcode', 'PIL', 'click'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", look, str(village_home)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
