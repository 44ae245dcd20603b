"""Files that are their owner's alone, and programs that refuse to start where they are not (A30)."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.terminal import Terminal
from village_board.board import PEPPER_FILE, found_board, open_board
from village_board.secret_files import SecretExposed, check_secrets, exposed, is_token, write_whole
from village_board.settings import FILE, write_settings

TOKEN = "123456789:AAE-not_a_real_one_0123456789"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A board whose token lies in a file of its home."""
    folder = tmp_path / "home"
    board = found_board(folder, name="试验村")
    board.close()
    write_settings(folder, replace(board.settings, bot_token_file="token"))
    write_whole(folder / "token", TOKEN.encode())
    return folder


def program(room: str) -> list[str]:
    """Return the command line of one of the three programs."""
    return [sys.executable, "-c", f"from {room}.main import run; run()"]


@pytest.mark.parametrize("name", [FILE, PEPPER_FILE, "token"])
@pytest.mark.parametrize("room", ["village_board.cli", "bot"])
def test_a30_a_program_does_not_start_where_a_secret_is_open(home: Path, room: str, name: str) -> None:
    """A30: any right of another user on settings, pepper or token: one sentence, exit code 3, no token shown."""
    # Guard: board.py:open_board - whoever has an account on the machine reads the token and the pepper.
    (home / name).chmod(0o640)
    words = ["list", "people"] if room != "bot" else ["--simulate"]
    done = subprocess.run(
        [*program(room), *words, "--home", home], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 3
    assert f"chmod 600 {home / name}" in done.stderr
    assert "Traceback" not in done.stderr
    assert TOKEN not in done.stdout + done.stderr


def test_a30_the_kiosk_does_not_start_where_a_secret_is_open(home: Path) -> None:
    """A30: the same sentence before the screen is taken."""
    (home / PEPPER_FILE).chmod(0o604)
    with Terminal([*program("kiosk"), "--home", str(home)]) as terminal:
        assert terminal.child.wait(20) == 3
        terminal.wait_for("chmod 600")


def test_a30_all_open_files_are_named_at_once(home: Path) -> None:
    """A30: one command mends them all, also where a name has a space."""
    # Guard: secret_files.py:SecretExposed - three starts, three sentences.
    spaced = home / "a b"
    write_whole(spaced, b"x")
    for file in (spaced, home / FILE):
        file.chmod(0o666)
    with pytest.raises(SecretExposed) as refused:
        check_secrets([spaced, home / FILE, home / "token", home / "gone"])
    assert f"chmod 600 '{spaced}' {home / FILE}" in str(refused.value)


@pytest.mark.parametrize("mode", [0o601, 0o602, 0o604, 0o610, 0o620, 0o640, 0o777])
def test_a30_any_right_of_another_counts(tmp_path: Path, mode: int) -> None:
    """A30: mode & 077, read, write and run alike."""
    file = tmp_path / "f"
    file.touch(mode=0o600)
    assert not exposed([file])
    file.chmod(mode)
    assert exposed([file]) == [file]


def test_a30_a_board_that_was_just_made_opens(home: Path) -> None:
    """What init and write_settings leave behind is shut already, whatever the user's mask."""
    # Guard: secret_files.py:write_whole - under umask 000 the board locks its own clerk out.
    before = os.umask(0)
    try:
        write_settings(home, open_board(home).settings)
        found_board(home.parent / "other", name="别村").close()
    finally:
        os.umask(before)
    open_board(home).close()
    open_board(home.parent / "other").close()


def test_a_draft_that_lies_there_with_open_rights_is_not_taken(tmp_path: Path) -> None:
    """A30: a file that somebody put beside the settings does not become them, and its rights neither."""
    # Guard: secret_files.py:write_whole - with one name for all drafts the old mode stays.
    (tmp_path / (FILE + ".new")).write_text("", encoding="utf-8")
    (tmp_path / (FILE + ".new")).chmod(0o666)
    write_whole(tmp_path / FILE, b"x")
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_whole_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """X10: where the new settings do not fit, the old ones are there to the last byte."""
    # Guard: secret_files.py:write_whole - written in place, a full disk makes an empty file and no board.

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write_whole(tmp_path / FILE, b"old")
    with monkeypatch.context() as patched:
        patched.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), full)
        with pytest.raises(OSError, match="No space"):
            write_whole(tmp_path / FILE, b"new")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [(FILE, b"old")]


def test_what_has_the_shape_of_a_token() -> None:
    """Digits, a colon, letters: a path has no such shape."""
    assert is_token(TOKEN)
    assert not any(map(is_token, ("", "token", "/etc/token", "secrets/12:ab cd", "1:", ":x")))
