"""The supervisor over a real terminal: whatever ends the kiosk, it stands there again (K12, K13)."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sys
import termios
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import psutil
import pytest

from kiosk.heartbeat import EVERY, VARIABLE, Heartbeat
from kiosk.supervisor.child import LOOK, Child
from kiosk.supervisor.log import Log, home_of
from kiosk.supervisor.main import Supervisor
from kiosk.supervisor.patience import Stage, Times
from kiosk.supervisor.tty import CLOSED, RESET, Tty
from tests.kiosk.village import TODAY, make_village
from tests.support.terminal import Terminal
from village_board.launch import home_folder

QUICK = Times(start=5, silence=0.9, pause=0.05, ends=100, rest=0.5, kindness=1)

#: A kiosk that costs nothing: it switches on what a screen switches on, says its process, and beats.
FAKE = """
import os, signal, sys, time, tty
signal.signal(signal.SIGTERM, lambda *_: os._exit(7))
tty.setraw(0)
os.write(1, b"\\x1b[?1049h\\x1b[?1000h\\x1b[?1003h\\x1b[?1006h\\x1b[?25l\\x1b]0;unfinished")
os.write(1, b"\\x07\\x1b[2J\\x1b[HRUN %d." % os.getpid())
pulse = int(os.environ["VILLAGE_KIOSK_HEARTBEAT"])
while True:
    os.write(pulse, b".")
    time.sleep(0.05)
"""
RUN = (
    "import json, sys\nfrom pathlib import Path\nfrom kiosk.supervisor.main import Supervisor\n"
    "from kiosk.supervisor.log import Log\nfrom kiosk.supervisor.patience import Times\n"
    "sys.exit(Supervisor(json.loads(sys.argv[1]), Log(Path(sys.argv[2])), Times(**json.loads(sys.argv[3]))).run())"
)


def supervised(command: list[str], home: Path, times: Times = QUICK) -> list[str]:
    return [sys.executable, "-c", RUN, json.dumps(command), str(home), json.dumps(asdict(times))]


def fake(text: str = FAKE) -> list[str]:
    return [sys.executable, "-S", "-c", text]


def child_of(terminal: Terminal, *others: int) -> int:
    """Return the process of the kiosk that has painted, and is none of `others`."""
    found: list[int] = []

    def painted(screen: str) -> bool:
        found[:] = [int(number) for number in re.findall(r"RUN (\d+)\.", screen)]
        return bool(found) and found[-1] not in others

    terminal.wait(painted)
    return found[-1]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with Terminal(supervised(fake(), tmp_path)) as terminal:
        yield terminal


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP, signal.SIGSEGV, signal.SIGTERM])
def test_k12_a_kiosk_that_is_killed_or_stopped_is_there_again(terminal: Terminal, number: signal.Signals) -> None:
    """K12: kill -9, kill -STOP (its heart stops), a fault of the machine, a stray TERM."""
    # Guard: kiosk/supervisor/main.py:Supervisor._watch - a stopped kiosk is a frozen picture until Monday.
    first = child_of(terminal)
    start = time.monotonic()
    os.kill(first, number)
    second = child_of(terminal, first)
    assert time.monotonic() - start < 5
    assert not psutil.pid_exists(first)
    assert psutil.pid_exists(second)


def test_k12_a_stopped_kiosk_is_noticed_before_its_heart_is_missed(tmp_path: Path) -> None:
    """K12: kill -STOP; the kernel tells of it, so that nobody waits for the silence, here of a minute."""
    # Guard: kiosk/supervisor/child.py:Child.is_stopped - a picture that stands still for a minute.
    times = Times(**{**asdict(QUICK), "silence": 60})
    with Terminal(supervised(fake(), tmp_path, times)) as terminal:
        first = child_of(terminal)
        os.kill(first, signal.SIGSTOP)
        assert child_of(terminal, first) != first


@pytest.mark.parametrize("end", ["sys.exit(0)", "sys.exit(1)", "raise MemoryError", "os._exit(255)"])
def test_k12_whatever_the_exit_code_it_starts_again(tmp_path: Path, end: str) -> None:
    """K12, F6: a crash of the screen's library ends with 0 as well."""
    # Guard: kiosk/supervisor/main.py:Supervisor.run - `while code != 0`.
    text = FAKE.replace("while True:", f"time.sleep(0.1)\n{end}\nwhile True:")
    with Terminal(supervised(fake(text), tmp_path)) as terminal:
        first = child_of(terminal)
        assert child_of(terminal, first) != first


def test_k12_a_loop_that_turns_no_more_is_noticed(tmp_path: Path) -> None:
    """K12: the process is busy and well in the kernel's eyes; its heart is silent."""
    text = FAKE.replace("while True:", "os.write(pulse, b'.')\nwhile True: pass\nwhile True:")
    with Terminal(supervised(fake(text), tmp_path)) as terminal:
        first = child_of(terminal)
        assert child_of(terminal, first) != first
    assert "hangs" in (tmp_path / "log" / "supervisor.log").read_text()


def test_k12_a_kiosk_that_never_begins_to_beat_is_started_anew(tmp_path: Path) -> None:
    """K12: it hangs in its start."""
    text = FAKE.replace("while True:", "time.sleep(60)\nwhile True:")
    times = Times(**{**asdict(QUICK), "start": 0.6})
    with Terminal(supervised(fake(text), tmp_path, times)) as terminal:
        first = child_of(terminal)
        assert child_of(terminal, first) != first


@pytest.mark.parametrize(
    ("said", "stage"),
    [(b"", Stage.START), (b"s", Stage.START), (b"sw", Stage.WORK), (b"sws", Stage.START), (b"s.", Stage.LOOP)],
)
def test_k12_each_stage_of_a_start_has_its_own_patience(said: bytes, stage: Stage) -> None:
    """K12: a start says how far it is: a step counts anew, a renewal may take minutes, a loop beats soon."""
    # Guard: kiosk/supervisor/child.py:Child._hear - a store renewed on a slow disk is killed in the middle, for ever.
    now = [100.0]
    wake, other = os.pipe()
    write = f"import os, time; os.write(int(os.environ['{VARIABLE}']), {said!r}); time.sleep(30)"
    child = Child([sys.executable, "-S", "-c", write], lambda: now[0])
    try:
        deadline = time.monotonic() + 5
        while child.stage is not stage and time.monotonic() < deadline:
            child.look(wake)
        assert child.stage is stage
    finally:
        child.end(0)
        os.close(wake)
        os.close(other)


def test_k12_the_patience_with_each_stage_adds_up_to_five_seconds() -> None:
    """K12: silence, the look at it, the pause and a start of a second under load; a start that hangs within eight."""
    # Guard: kiosk/supervisor/patience.py:Times
    times, start = Times(), 1.8
    assert times.allowed(Stage.LOOP) + 2 * LOOK + times.pause + start < 5
    assert times.allowed(Stage.START) + 2 * LOOK + times.pause < 8
    assert times.allowed(Stage.WORK) >= 600
    assert times.silence >= 4 * EVERY


def test_k13_the_terminal_is_restored_before_the_next_start(terminal: Terminal) -> None:
    """K13: mouse, second screen and hidden cursor are off again, in the bytes between one kiosk and the next."""
    # Guard: kiosk/supervisor/tty.py:Tty.quiet - after kill -9 each tap types ^[[<0;40;12M.
    first = child_of(terminal)
    os.kill(first, signal.SIGKILL)
    child_of(terminal, first)
    between = bytes(terminal.raw).split(b"RUN %d." % first)[1].split(b"\x1b[?1049h")[0]
    for off in (b"?1000l", b"?1002l", b"?1003l", b"?1006l", b"?1049l", b"?25h", b"?2004l"):
        assert b"\x1b[" + off in between
    assert RESET in between


def test_k12_five_ends_in_a_minute_close_the_board_and_it_tries_again(tmp_path: Path) -> None:
    """K12: three languages, nothing typed shows, the page follows the terminal's size, and a rest has an end."""
    # Guard: kiosk/supervisor/main.py:Supervisor._pass_time - a flickering crash loop before the whole village.
    marks = tmp_path / "starts"
    crash = ["/bin/sh", "-c", f"echo x >> {marks}; exit 0"]
    times = Times(pause=0.01, ends=5, rest=1.5, longest_rest=1.5)
    with Terminal(supervised(crash, tmp_path, times)) as terminal:
        terminal.wait_for("维修中，请看纸质公示栏", "維修中，請看紙質公示欄", "read the paper board")
        assert marks.read_text().count("x") == 5
        terminal.type(b"\x03\x1c\x1aabc")
        terminal.resize(50, 20)
        os.kill(terminal.child.pid, signal.SIGWINCH)
        terminal.wait_for("维修中，请看纸质公示栏")
        deadline = time.monotonic() + 10
        while marks.read_text().count("x") < 6 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert marks.read_text().count("x") >= 6
        assert "abc" not in terminal.text
        assert terminal.child.poll() is None


def test_the_closed_page_fits_the_smallest_screen() -> None:
    """50 columns, 20 lines: what the kiosk needs at least."""
    lines = CLOSED.read_text(encoding="utf-8").splitlines()
    assert len(lines) * 2 <= 20
    assert all(len(line.encode("gb18030")) <= 50 for line in lines)


def test_sigterm_ends_both_and_gives_the_terminal_back(terminal: Terminal) -> None:
    """K13: a service manager ends the supervisor; the kiosk is gone, and a shell finds a terminal that echoes."""
    # Guard: kiosk/supervisor/main.py:Supervisor.run - the kiosk lives on without anybody.
    first = child_of(terminal)
    terminal.child.terminate()
    assert terminal.child.wait(10) == 0
    assert not psutil.pid_exists(first)
    local = termios.tcgetattr(terminal._master)[3]
    assert local & termios.ECHO
    assert local & termios.ICANON
    terminal._reader.join(5)
    assert terminal.raw.endswith(RESET)


def test_keyboard_signals_do_not_end_the_supervisor(terminal: Terminal) -> None:
    """A31: not at the closed page, not between two kiosks."""
    # Guard: kiosk/supervisor/main.py:Supervisor._hear_signals - ctrl+c between two kiosks, and the hall has none.
    first = child_of(terminal)
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        terminal.child.send_signal(number)
    os.kill(first, signal.SIGKILL)
    child_of(terminal, first)


def test_k12_a_supervisor_whose_terminal_is_gone_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """K12: started by a script, it is not told that the window was closed; nobody would see what it starts again."""
    # Guard: kiosk/supervisor/main.py:Supervisor.run - a kiosk is started every ten minutes, for nobody, for ever.
    master, slave = os.openpty()
    tty = Tty(slave)
    monkeypatch.setattr("kiosk.supervisor.main.Tty", lambda: tty)
    monkeypatch.setattr(Supervisor, "_hear_signals", lambda _: None)
    assert not tty.is_gone
    os.close(slave)
    os.close(master)
    assert tty.is_gone
    assert Supervisor([sys.executable, "-S", "-c", ""], Log(tmp_path), QUICK).run() == 1
    assert "the terminal is gone" in (tmp_path / "log" / "supervisor.log").read_text(encoding="utf-8")


def test_a_supervisor_that_is_killed_leaves_no_kiosk_behind(tmp_path: Path) -> None:
    """Its pipe breaks, and the kiosk ends by itself: two kiosks on one terminal would share its keys."""
    # Guard: kiosk/heartbeat.py:Heartbeat.beat
    make_village(tmp_path / "home").close()
    run = "import sys; from kiosk.main import run; run()"
    argv = [sys.executable, "-c", run, "--supervised", "--home", str(tmp_path / "home"), "--today", TODAY.isoformat()]
    with Terminal(argv) as terminal:
        terminal.wait_for("English")
        [kiosk] = psutil.Process(terminal.child.pid).children()
        terminal.kill()
        kiosk.wait(10)


@pytest.mark.long
def test_k12_the_real_kiosk_comes_back_from_kill_and_stop_within_five_seconds(tmp_path: Path) -> None:
    """K12: village-kiosk --supervised, its own times: a kill, then a stop; the log keeps both, and no word more."""
    make_village(tmp_path / "home").close()
    run = "import sys; from kiosk.main import run; run()"
    argv = [sys.executable, "-c", run, "--supervised", "--home", str(tmp_path / "home"), "--today", TODAY.isoformat()]
    with Terminal(argv) as terminal:
        terminal.wait_for("English")
        for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
            [kiosk] = psutil.Process(terminal.child.pid).children()
            kiosk.send_signal(number)
            gone = time.monotonic()
            terminal.wait(lambda screen: "English" not in screen)
            terminal.wait_for("English")
            assert time.monotonic() - gone < 5
    log = (tmp_path / "home" / "log" / "supervisor.log").read_text()
    assert "ended (code -9" in log
    assert "hangs (code -9" in log
    assert "ended (code 0" in log
    assert (tmp_path / "home" / "log" / "supervisor.log").stat().st_mode & 0o077 == 0


def test_systemd_hears_that_the_supervisor_lives(tmp_path: Path) -> None:
    """sd_notify: WATCHDOG=1, from the supervisor and not from the kiosk."""
    place = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(place)
        ear.settimeout(10)
        with Terminal(supervised(fake(), tmp_path), env={"NOTIFY_SOCKET": place}) as terminal:
            first = child_of(terminal)
            assert ear.recv(100) == b"WATCHDOG=1"
            assert "NOTIFY_SOCKET" not in psutil.Process(first).environ()


def test_a_machine_that_slept_is_no_kiosk_that_hangs() -> None:
    """A laptop lid, a stalled disk: where the supervisor itself was late, silence says nothing."""
    # Guard: kiosk/supervisor/child.py:Child.look
    now = [100.0]
    wake, other = os.pipe()
    child = Child([sys.executable, "-S", "-c", "import time; time.sleep(30)"], lambda: now[0])
    try:
        assert child.look(wake) == 0
        now[0] += 3600
        assert child.look(wake) < 1
        now[0] += 0.5
        assert child.look(wake) < 1.5
    finally:
        child.end(0)
        os.close(wake)
        os.close(other)


@pytest.mark.parametrize("argv", [[], ["--home", "/x/y"], ["--home=/x/z", "--demo"], ["--demo"]])
@pytest.mark.parametrize("variable", ["", "/named"])
def test_the_supervisor_logs_where_the_kiosk_s_home_is(
    argv: list[str], variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may not import the board, so it answers for itself: the same answer."""
    # Guard: kiosk/supervisor/log.py:home_of
    monkeypatch.setenv("VILLAGE_BOARD_HOME", variable)
    given = next((Path(word.removeprefix("--home=")) for word in argv if word.startswith("/") or "=" in word), None)
    assert home_of(argv, dict(os.environ)) == home_folder(given, demo="--demo" in argv)


def test_the_supervisor_stands_on_the_standard_library_alone() -> None:
    """It must show its page when the board's own code, or a library, is broken."""
    # Guard: kiosk/supervisor/ - an import of village_board or textual.
    import subprocess  # noqa: PLC0415

    look = "import sys; import kiosk.supervisor.main; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-S", "-c", look], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) - set(sys.stdlib_module_names) - {"__main__", "kiosk"}


def test_k12_an_app_that_comes_round_to_nothing_beats_no_more() -> None:
    """K12: its loop turns, its queue stands still: after fifteen seconds its heart is silent; late keys are well."""
    # Guard: kiosk/heartbeat.py:Heartbeat.beat - a deadlocked screen beats for ever.
    now, ended = [0.0], []
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    pulse = Heartbeat(writer, lambda: ended.append(1), lambda: now[0])
    for seconds, beats in ((0.5, True), (14.9, True), (15.1, False)):
        now[0] = seconds
        pulse.beat()
        try:
            assert bool(os.read(reader, 10)) is beats
        except BlockingIOError:
            assert not beats
    pulse.served()
    os.close(reader)
    pulse.beat()
    assert ended == [1]
    os.close(writer)
