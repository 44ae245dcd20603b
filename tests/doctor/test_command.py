"""village-board doctor: what a person and a script get."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import TODAY
from tests.support.clocks import GivenClock
from tests.support.terminal import Terminal
from village_board.board import STORE_FILE, found_board, open_board
from village_board.doctor.home import settings_read
from village_board.doctor.model import State
from village_board.doctor.words import NAME, STATE
from village_board.keeping import back_up_nightly
from village_board.secret_files import write_whole
from village_board.settings import FILE, read_settings, write_settings

ROOT = Path(__file__).parents[2]
TOKEN = "123456789:AAE-not_a_real_one_0123456789"
RUN = [sys.executable, "-c", "from village_board.cli.main import run; run()"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A board with a token and a backup folder, as after its first evening."""
    folder = tmp_path / "home"
    board = found_board(folder, name="试验村", clock=GivenClock(TODAY))
    write_settings(folder, replace(board.settings, bot_token_file="token"))
    board.close()
    write_whole(folder / "token", TOKEN.encode())
    open_board(folder).close()
    return folder


def doctor(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Give the command, with nothing to type and no terminal."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("VILLAGE_", "TEXTUAL_"))}
    return subprocess.run(
        [*RUN, "doctor", "--home", str(home), *words],
        cwd=ROOT,
        env=clean | {"LANG": "C.UTF-8"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def states(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Return the state of each check; a name comes once."""
    checks: list[dict[str, Any]] = json.loads(done.stdout)
    assert len({check["name"] for check in checks}) == len(checks)
    return {check["name"]: check["state"] for check in checks}


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_json_is_one_array_of_name_state_message_and_mend(home: Path) -> None:
    """Every check has all four, as text; mend is empty only where nothing is to be done."""
    # Guard: cli/doctor.py:_document - scripts read this.
    done = doctor(home, "--json")
    checks = json.loads(done.stdout)
    assert {check["name"] for check in checks} == set(NAME)
    for check in checks:
        assert set(check) == {"name", "state", "message", "mend"}
        assert all(isinstance(value, str) for value in check.values())
        assert check["state"] in {state.value for state in STATE}
        assert bool(check["mend"]) == (check["state"] != "ok")
    assert done.stderr == ""


def test_it_ends_with_0_unless_something_is_bad(home: Path) -> None:
    """Exit code 1 where one check is bad, 0 where there are only warnings and unknown things."""
    # Guard: cli/doctor.py:doctor
    done = doctor(home, "--json")
    assert ("bad" in states(done).values()) == (done.returncode == 1)
    (home / "token").chmod(0o644)
    done = doctor(home, "--json")
    assert (states(done)["rights"], states(done)["store"]) == ("bad", "ok")
    assert done.returncode == 1


def test_a_variable_of_textual_is_bad(home: Path) -> None:
    """A31: the doctor sees the variables under which the kiosk would start."""
    assert states(doctor(home, "--json", TEXTUAL_ALLOW_SIGNALS="1"))["signals"] == "bad"


def test_it_writes_nothing_and_asks_nothing(home: Path) -> None:
    """No byte of the home is another afterwards, also where things are bad."""
    # Guard: board.py:board_as_it_is - opened as by others, an old store is renewed and a backup unpacked.
    board = open_board(home)
    back_up_nightly(board)
    board.close()
    before = everything(home)
    assert states(doctor(home, "--json"))["backup"] == "ok"
    assert everything(home) == before
    (home / STORE_FILE).write_bytes(before[STORE_FILE][:5000])
    damaged = everything(home)
    assert states(doctor(home, "--json"))["store"] == "bad"
    assert everything(home) == damaged


def test_a_folder_without_a_board_is_not_made_and_the_machine_is_looked_at(tmp_path: Path) -> None:
    """Before `init` the doctor tells whether the machine is fit."""
    done = doctor(tmp_path / "nothing", "--json")
    found = states(done)
    assert done.returncode == 1
    assert (found["settings"], found["store"], found["python"]) == ("bad", "unknown", "ok")
    assert set(found) == set(NAME)
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("page", [1, 3, 8])
def test_a_page_that_was_overwritten_is_found(home: Path, page: int) -> None:
    """X12: the store is read from end to end, and the way back is named."""
    # Guard: board.py:Board.check_pages - the store opens, and the hole is met in the village assembly.
    with (home / STORE_FILE).open("r+b") as file:
        file.seek(page * 4096)
        file.write(b"\xff" * 4096)
    done = doctor(home, "--json")
    store = next(check for check in json.loads(done.stdout) if check["name"] == "store")
    assert store["state"] == "bad"
    assert "restore --replace-damaged" in store["mend"]
    assert "Traceback" not in done.stderr


def test_its_advice_is_for_the_board_that_was_looked_at(home: Path) -> None:
    """Who looks at a board by `--home` is told to add it: the same command without it meets another board, or none."""
    # Guard: village_board/cli/doctor.py:doctor - the first backup of the hall would be one of an empty folder.
    assert f"--home {home}" in doctor(home).stdout


def test_a_demo_village_is_no_board_of_a_hall(home: Path) -> None:
    """A31: all of it is invented, and ctrl+q ends its kiosk; the doctor warns of both."""
    settings = read_settings(home)
    assert settings_read(settings).state is State.OK
    found = settings_read(replace(settings, demo=TODAY.isoformat()))
    assert (found.state, "ctrl+q" in str(found.message)) == (State.WARNING, True)


def test_all_problems_of_the_settings_are_shown_at_once(home: Path) -> None:
    """Wrong types, unknown keys and tables, values out of choice, a token file that is not there."""
    # Guard: doctor/home.py:no_home
    (home / FILE).write_text(
        'villag = "w"\nname = "村"\nqr_target = "web"\ntelephone = 8\nbot_token_file = "gone"\n[kiosk]\nsize = 3\n',
        encoding="utf-8",
    )
    done = doctor(home, "--json", "--language", "en")
    message = json.loads(done.stdout)[0]["message"]
    for part in ("villag", "qr_target", "telephone", "gone", "[kiosk]", "'village' is missing"):
        assert part in message


def test_a30_the_token_is_never_shown(home: Path) -> None:
    """A30: neither from its file nor from the variable, in words or JSON."""
    for words in ((), ("--json",)):
        done = doctor(home, *words, VILLAGE_BOT_TOKEN=TOKEN)
        assert TOKEN[:9] not in done.stdout + done.stderr
        assert TOKEN[10:] not in done.stdout + done.stderr


def test_k16_a_person_sees_words_and_the_table_of_sizes(home: Path) -> None:
    """K2, K16: Chinese words for the state, how to mend, this terminal's grid and the table, on an 80x24 screen."""
    # Guard: cli/doctor.py:_tell_sizes - nobody knows which font to set.
    argv = [*RUN, "doctor", "--home", str(home)]
    with Terminal(argv, env={"LANG": "C.UTF-8"}, columns=80, rows=24) as terminal:
        terminal.child.wait(60)
        terminal._reader.join(5)
        said = terminal.raw.decode()
    assert "80 列 24 行" in said
    assert "字高 6.1 毫米" in said
    assert "95 列 26 行" in said
    assert "怎么办" in said
    assert "正常" in said


def test_a_day_that_was_given_is_not_the_machine_s_clock(home: Path) -> None:
    """--today before the last act of the log is no clock that was set back."""
    assert states(doctor(home, "--json", "--today", "2026-08-01"))["clock"] == "unknown"
