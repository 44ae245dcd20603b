"""What the doctor makes of a home and of its records: each judgement by itself."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.builders import TODAY, Staff, a_hearing, announce
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.base.errors import StoreError
from village_board.board import PEPPER_FILE, STORE_FILE, Board, found_board
from village_board.doctor import home as home_room
from village_board.doctor.model import Check, State
from village_board.doctor.village import (
    Outbox,
    bot,
    calendar,
    clock,
    deliveries,
    log,
    log_head,
    newest_entry,
    see_outbox,
    store,
)
from village_board.glance.bot import last_heard
from village_board.launch import TOKEN_VARIABLE
from village_board.links.service import bot_is_here
from village_board.notices.model import DeliveryState
from village_board.notices.outbox import claim, settle_sent
from village_board.notices.service import subscribe
from village_board.people.service import OFFICE
from village_board.secret_files import write_whole
from village_board.settings import FILE, Settings
from village_board.store import rotation
from village_board.store.errors import OlderSchema, StoreBusy, StoreDamaged
from village_board.trust.log import HEAD, HEAD_ID

OK, WARNING, BAD, UNKNOWN = State.OK, State.WARNING, State.BAD, State.UNKNOWN
NOW = instant(TODAY, 9)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOKEN = "123456789:AAE-not_a_real_one_0123456789"
SETTINGS = Settings(village="wtest234", name="试验村", bot_token_file="token")


def judged(check: Check, state: State) -> str:
    """Return the English sentences of `check`, which is in `state`; whatever is not fine says how to mend it."""
    assert check.state is state, check
    assert (check.mend is None) == (state is OK)
    return f"{check.message} {check.mend or ''}"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A founded board, closed again."""
    folder = tmp_path / "home"
    found_board(folder, name="试验村", clock=GivenClock(TODAY)).close()
    return folder


# Clock


@pytest.mark.parametrize(
    ("now", "newest", "state"),
    [
        (NOW, NOW - HOUR, OK),
        (NOW, NOW + timedelta(minutes=4), OK),
        (NOW, NOW + timedelta(minutes=6), BAD),
        (NOW - 365 * DAY, NOW, BAD),
        (instant(date(1970, 1, 1)), None, BAD),
        (instant(date(2099, 12, 31), 23), None, UNKNOWN),
        (instant(date(2100, 1, 1), 9), None, BAD),
        (NOW, None, UNKNOWN),
    ],
)
def test_x9_a34_a_clock_that_was_set_back_is_told(now: datetime, newest: datetime | None, state: State) -> None:
    """X9, A34: behind the last act of the log by more than clocks differ, or in a year that cannot be."""
    # Guard: doctor/village.py:clock - an objection period is open again, and nobody notices.
    said = judged(clock(now, newest), state)
    assert ("timedatectl" in said) == (state is BAD)


def test_the_newest_act_of_the_log_is_the_one_that_counts(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The clock is compared with the last entry, not with the first."""
    clock.advance(3 * HOUR)
    with board.desk(OFFICE) as desk:
        subscribe(desk, 7, "zh-Hans")
    assert newest_entry(board) == clock.now()


# Log and store


def test_a_log_without_its_head_or_its_end_is_bad(board: Board, staff: Staff) -> None:
    """The number of entries and the root are told; what is missing is named."""
    # Guard: doctor/village.py:log
    size, root = log_head(board) or (0, "")
    assert size > 0
    assert root[:16] in judged(log((size, root), NOW), OK)
    assert "last entry" in judged(log((size, root), None), BAD)
    assert "head" in judged(log(None, None), BAD)


@pytest.mark.parametrize("broken", [{}, {"size": "x", "root": ""}, {"size": 3}, {"size": 0, "root": "00"}])
def test_a23_a_head_that_was_changed_is_a_finding_and_no_crash(board: Board, staff: Staff, broken: dict) -> None:
    """A23: whatever lies there."""
    board.db.table(HEAD).put(HEAD_ID, broken, expected_rev=board.db.table(HEAD).get(doc_id=HEAD_ID).rev)
    assert log_head(board) is None
    assert newest_entry(board) is None


@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (None, OK, "can be read"),
        (StoreDamaged("board.db", "page 3"), BAD, "restore --replace-damaged"),
        (OlderSchema("board.db", 1, 2), WARNING, "Renew"),
        (StoreBusy("board.db", 10), BAD, "again"),
    ],
)
def test_a_store_is_mended_by_what_is_wrong_with_it(error: StoreError | None, state: State, words: str) -> None:
    """Only a damaged one is to be replaced; one of an older version is none."""
    # Guard: doctor/village.py:store - a clerk restores a backup over a store that was merely busy.
    said = judged(store(error), state)
    assert words in said
    assert ("restore" in said) == isinstance(error, StoreDamaged)


# Calendar


@pytest.mark.parametrize(
    ("today", "known", "state"),
    [
        (date(2026, 9, 1), {2026}, OK),
        (date(2026, 9, 1), {2027}, WARNING),
        (date(2026, 11, 30), {2026}, OK),
        (date(2026, 12, 1), {2026}, WARNING),
        (date(2026, 12, 1), {2026, 2027}, OK),
    ],
)
def test_next_year_s_days_off_are_asked_for_from_december_on(today: date, known: set[int], state: State) -> None:
    """Before that no notice is out, and nobody could load it."""
    # Guard: doctor/village.py:calendar
    said = judged(calendar(today, known), state)
    assert ("calendar load" in said) == (state is WARNING)


# Deliveries and bot


def test_deliveries_are_counted_and_the_last_one_told(board: Board, staff: Staff, clock: GivenClock) -> None:
    """How many wait, and when the last one left."""
    assert "none has left yet" in judged(deliveries(see_outbox(board.records()), clock.now()), OK)
    with board.desk(OFFICE) as desk:
        for chat in (1, 2):
            subscribe(desk, chat, "zh-Hans")
    with board.desk(staff.director) as desk:
        announce(desk, a_hearing(notice_on=TODAY, held_at=NOW + 20 * DAY))
    clock.advance(HOUR / 2)
    with board.desk(OFFICE) as desk:
        claimed = claim(desk, "test")
        assert claimed is not None
        settle_sent(desk, claimed.delivery, 1)
    seen = see_outbox(board.records())
    assert seen.counts[DeliveryState.PENDING] == 1
    assert seen.last_sent == clock.now()
    assert "Waiting: 1" in judged(deliveries(seen, clock.now()), OK)
    assert "village-bot" in judged(deliveries(seen, clock.now() + HOUR), WARNING)


def test_n5_an_unknown_delivery_waits_for_a_person(board: Board) -> None:
    """N5: the doctor says that somebody must decide, and where."""
    # Guard: doctor/village.py:deliveries
    seen = Outbox({DeliveryState.UNKNOWN: 2}, None, NOW)
    assert "notice unknown" in judged(deliveries(seen, NOW), WARNING)


def test_the_bot_was_heard_of_when_it_last_started(board: Board, clock: GivenClock) -> None:
    """Never: unknown. Lately: fine. A week ago: look whether it runs. Where none is used: fine."""
    # Guard: doctor/village.py:bot
    assert last_heard(board.records()) is None
    judged(bot(None, NOW, wanted=True), UNKNOWN)
    judged(bot(None, NOW, wanted=False), OK)
    with board.desk(OFFICE) as desk:
        bot_is_here(desk, "cunwu_bot")
    heard = last_heard(board.records())
    assert heard == clock.now()
    judged(bot(heard, NOW + 7 * DAY, wanted=True), OK)
    judged(bot(heard, NOW + 8 * DAY, wanted=True), WARNING)


# Home


def test_a30_open_rights_are_told_with_the_command_that_mends_them(home: Path) -> None:
    """A30: settings, pepper, token, store, backups; all of them in one command."""
    # Guard: doctor/home.py:rights - a backup that others can read holds the pepper.
    assert "owner's alone" in judged(home_room.rights(home, SETTINGS), OK)
    (home / home_room.BACKUPS).mkdir()
    names = (FILE, PEPPER_FILE, "token", STORE_FILE, f"{home_room.BACKUPS}/board-2026-09-01.zip")
    for name in names:
        if not (home / name).exists():
            write_whole(home / name, b"x")
        (home / name).chmod(0o644)
    said = judged(home_room.rights(home, SETTINGS), BAD)
    assert f"chmod 600 {' '.join(str(home / name) for name in names)}" in said


def test_a30_a_home_that_others_can_write_is_told(home: Path) -> None:
    """A30: whoever writes the folder puts other files in their place."""
    home.chmod(0o770)
    assert "chmod 700" in judged(home_room.rights(home, SETTINGS), BAD)


def test_a_lost_pepper_is_told(home: Path) -> None:
    """Without it nobody can sign."""
    (home / PEPPER_FILE).unlink()
    assert "PIN" in judged(home_room.rights(home, SETTINGS), BAD)


@pytest.mark.parametrize(
    ("content", "environment", "settings", "state"),
    [
        (TOKEN, {}, SETTINGS, OK),
        (TOKEN + "\n", {}, SETTINGS, OK),
        (None, {TOKEN_VARIABLE: TOKEN}, SETTINGS, OK),
        (None, {}, SETTINGS, BAD),
        ("nonsense", {}, SETTINGS, BAD),
        ("令牌", {}, SETTINGS, BAD),
        (TOKEN, {TOKEN_VARIABLE: "nonsense"}, SETTINGS, BAD),
        (None, {}, replace(SETTINGS, bot_token_file=""), WARNING),
        (None, {}, replace(SETTINGS, bot_token_file="", qr_target="none"), OK),
    ],
)
def test_a30_a_token_is_judged_and_never_shown(
    home: Path, content: str | None, environment: dict[str, str], settings: Settings, state: State
) -> None:
    """A30: the variable comes before the file, as for the bot."""
    # Guard: doctor/home.py:token
    if content is not None:
        write_whole(home / "token", content.encode())
    said = judged(home_room.token(home, settings, environment), state)
    assert "123456789" not in said
    assert "nonsense" not in said


@pytest.mark.parametrize(
    ("ages", "state"),
    [([], UNKNOWN), ([HOUR], OK), ([40 * DAY, HOUR], OK), ([3 * DAY, 9 * DAY], WARNING), ([8 * DAY], BAD)],
)
def test_the_newest_backup_counts(ages: list[timedelta], state: State) -> None:
    """One night may fail; a week of them is a fault. None yet is not known, and how to make one."""
    # Guard: doctor/home.py:backup
    judged(home_room.backup([NOW - age for age in ages], NOW, on_server=False), state)


def test_backups_are_looked_for_where_they_are_made(home: Path) -> None:
    """The same folder as the nightly backup's; a draft that is being written is none."""
    assert home_room.BACKUPS == rotation.FOLDER
    assert home_room.backup_times(home) == []
    (home / rotation.FOLDER).mkdir()
    for name in (rotation.file_of(TODAY), ".draft.zip", "notes.txt"):
        (home / rotation.FOLDER / name).touch()
        os.utime(home / rotation.FOLDER / name, (NOW.timestamp(), NOW.timestamp()))
    assert home_room.backup_times(home) == [NOW]


def test_a_board_on_a_server_has_its_backups_there() -> None:
    """No backup in the folder is no fault there, and nobody says that one is."""
    assert "server" in judged(home_room.backup([], NOW, on_server=True), UNKNOWN)
