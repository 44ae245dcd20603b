"""``village.toml``: all problems at once, each with what to do."""

from __future__ import annotations

import stat
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.i18n import translator
from village_board.settings import FILE, Settings, SettingsWrong, read_settings, write_settings
from village_board.text.clean import clean


def wrong(folder: Path, text: str | bytes) -> str:
    """Return the sentence with which settings of this text are refused."""
    (folder / FILE).write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(SettingsWrong) as failed:
        read_settings(folder)
    assert failed.value.exit_code == 2
    return translator("en").say(failed.value.message)


@given(values=st.lists(st.text(st.characters(blacklist_categories=("Cs",)), max_size=30), min_size=11, max_size=11))
def test_settings_come_back_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, values: list[str]) -> None:
    """Quotes, backslashes, line ends and 𠮷 in a village's name break nothing."""
    # Guard: settings.py:write_settings - a name with a quotation mark makes a file that cannot be read.
    home = tmp_path_factory.mktemp("home")
    texts = {f.name: clean(value) for f, value in zip(fields(Settings), values, strict=True)}
    judged = {
        "village": "wabc2345",
        "qr_target": "none",
        "qr_address": "https://village.example/c/{code}/",
        "store": "sqlite:////srv/board.db",
        "bot_username": "cunwu_bot",
        "read_aloud": "no",
    }
    made = Settings(**{**texts, **judged, "name": texts["name"] or "村"})
    write_settings(home, made)
    assert read_settings(home) == made
    assert [file.name for file in home.iterdir()] == [FILE]


def test_settings_are_the_owner_s_alone(tmp_path: Path) -> None:
    """A30: the file that names the token's place is shut to others."""
    write_settings(tmp_path, Settings(village="w", name="村"))
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_an_unknown_key_names_the_nearest_one(tmp_path: Path) -> None:
    """A slip of the key is told with what was meant."""
    sentence = wrong(tmp_path, 'village = "w"\nname = "村"\ntownhip = "镇"\n')
    assert "townhip" in sentence
    assert "township" in sentence


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """Nobody mends a file five times."""
    # Guard: settings.py:_problems - only the first problem would be told.
    sentence = wrong(tmp_path, 'villag = "w"\nname = 3\nqr_target = "web"\n')
    for part in ("villag", "'name' must be a text", "qr_target", "'village' is missing"):
        assert part in sentence


@pytest.mark.parametrize("text", ["village = ", "= 3", b"\xff\xfe\x00", "[[", "a = 1\na = 2"])
def test_what_is_no_toml_is_a_sentence(tmp_path: Path, text: str | bytes) -> None:
    """A damaged file is named, and no traceback is shown."""
    assert FILE in wrong(tmp_path, text)


def test_hostile_text_in_the_settings_is_cleaned(tmp_path: Path) -> None:
    """A4: an escape sequence in the village's name does not reach a terminal."""
    (tmp_path / FILE).write_text('village = "w"\nname = "村\\u001b[2J\\u202e"\n', encoding="utf-8")
    assert read_settings(tmp_path).name == "村[2J"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("telephone = 8", 'telephone = "8"'),
        ("telephone = true", "'telephone' must be a text in quotation marks"),
        ("township = ['镇']", "'township' must be a text"),
        ("telephone = 2026-09-01", "'telephone' must be a text"),
        ('[kiosk]\nsize = "3"', "'[kiosk]' is no part of this file"),
        ('[bot]\nbot_username = "x"', 'bot_username = "..."'),
        ("qr_target = 'nome'", "the nearest is 'none'"),
        ("qr_target = 'BOT'", "the nearest is 'bot'"),
        ("qr_target = 0", "'qr_target' must be a text"),
        ("store = '/srv/board.db'", "'store' must begin with one of: sqlite:///"),
        ("bot_username = '@cunwu_bot'", "without @"),
        ("bot_username = 'a/b?start=x'", "Latin letters"),
        ("bot_token_file = '123456789:AAE-not_a_real_one'", "the token itself belongs into that file"),
        ("Townhip = 'x'", "the nearest is 'township'"),
    ],
)
def test_each_problem_says_what_would_be_right(tmp_path: Path, line: str, words: str) -> None:
    """Wrong types, tables that are none, values out of choice, a token where its file should be named."""
    # Guard: settings.py:_problems, _CHECKS - a wrong value is met when the first QR code is scanned.
    assert words in wrong(tmp_path, f'village = "w"\nname = "村"\n{line}\n')


def test_all_kinds_of_problems_are_told_at_once(tmp_path: Path) -> None:
    """Also that the token's file is not there, which alone is no reason not to start."""
    # Guard: settings.py:token_problems - mended four times, and the bot still does not start.
    alone = 'village = "w"\nname = "村"\nbot_token_file = "gone"\n'
    (tmp_path / FILE).write_text(alone, encoding="utf-8")
    assert read_settings(tmp_path).bot_token_file == "gone"
    sentence = wrong(tmp_path, alone + 'telephone = 8\nqr_target = "web"\nstore = "x"\n[kiosk]\n')
    for part in ("telephone", "qr_target", "'store'", "[kiosk]", str(tmp_path / "gone")):
        assert part in sentence


@pytest.mark.parametrize(
    "line", ["store = 'mysql://board:geheim@db/x'", "bot_token_file = '123456789:geheim'", "telephone = 'geheim"]
)
def test_a30_no_value_that_may_be_secret_is_shown(tmp_path: Path, line: str) -> None:
    """A30: a password in an address, a token in the wrong place, a line that cannot be read."""
    # Guard: settings.py:_store, _bot_token_file - the sentence goes to the screen and into tickets.
    assert "geheim" not in wrong(tmp_path, f'village = "w"\nname = "村"\n{line}\n')


def test_a_file_that_may_not_be_read_is_a_sentence(tmp_path: Path) -> None:
    """A folder in its place: no traceback at the hall's screen."""
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsWrong, match="cannot be read"):
        read_settings(tmp_path)


@pytest.mark.parametrize(
    "value",
    [
        "ftp://village.example",
        "village.example",
        "https://a b",
        "https://村.example",
        "https://x/{id}",
        "https://" + "a" * 130,
    ],
)
def test_p21_a_web_address_is_one_that_a_code_can_hold(tmp_path: Path, value: str) -> None:
    """P21: a target that no phone opens is told before a code is painted on a wall."""
    # Guard: village_board/settings.py:_ADDRESS - a code full of a strange script's address.
    assert "'qr_address' is a web address" in wrong(tmp_path, f'village = "w"\nname = "村"\nqr_address = "{value}"\n')


def test_p21_the_target_address_needs_its_address(tmp_path: Path) -> None:
    """P21: a village that chose a web address and wrote none is told so."""
    assert "'qr_address' must say which" in wrong(tmp_path, 'village = "w"\nname = "村"\nqr_target = "address"\n')
