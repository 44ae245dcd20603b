"""Home, catalogue, limits, files, alarms, year and search at the desk (P11, P13, P19, K1, K6, K7)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.desk.blank.picking import PickScreen
from kiosk.desk.blank.shape import Option
from kiosk.desk.home import _BESIDE_NAMES, _ROOMS_WIDEST
from kiosk.desk.rooms import ROOMS
from kiosk.desk.rooms.alarms import alarm_screen
from kiosk.desk.rooms.files import files_screen
from kiosk.desk.rooms.limits import AREAS, limit_screen
from kiosk.desk.todo import sources
from kiosk.desk.todo.model import Task
from kiosk.themes import contrast
from tests.attachments.making import png
from tests.kiosk.desk_hall import HELD_ON, Desk, Office, desk, office
from tests.kiosk.desk_rooms import choose, do, enter_room, told, wrong
from tests.support.builders import keep
from village_board.attachments.model import Attachment, Visibility
from village_board.base.level import Level
from village_board.base.message import Message
from village_board.base.money import Fen
from village_board.calendar.rules import YearUnknown
from village_board.catalogue.model import Entry, EntryVersion
from village_board.disclosure.event_model import DueEvent
from village_board.hearings.model import Hearing, HearingStatus
from village_board.i18n import LANGUAGES, translator
from village_board.limits.model import LimitChange
from village_board.limits.service import limits_of
from village_board.limits.table import shipped_limits
from village_board.people.pin import Pin
from village_board.supervision.model import Alarm, AlarmState
from village_board.text.lines import cells


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Office]:
    """A village in office hours."""
    with office(tmp_path) as made:
        yield made


def hearing_id(there: Office) -> str:
    """Return the id of the one hearing."""
    return next(there.board.records().all(Hearing)).id


async def test_the_home_shows_what_waits_for_me_and_what_for_another(there: Office) -> None:
    """P19: the clerk is to record; the overseer sees the same as waiting for another, and is not led to a refusal."""
    # Guard: kiosk/desk/todo/hearings.py:hearing_tasks - the overseer would open a form that refuses
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        assert "Waiting for you 2" in at.text
        await at.press("f10")
        await at.enter(there.staff.overseer)
        assert "Waiting for you 0" in at.text
        assert "Waiting for another" in at.text
        await at.press("1")
        assert not at.app.screen.query("#confirm, #to-review")


async def test_what_one_source_cannot_reckon_hides_no_other(there: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a date cannot be reckoned it is said at the foot, and everything else still stands on the home."""
    # Guard: kiosk/desk/home.py:tasks_of - one year without a notice of days off would empty the home

    def broken(*_args: object) -> Iterator[Task]:
        raise YearUnknown(2031)
        yield

    monkeypatch.setattr(sources, "SOURCES", (broken, *sources.SOURCES))
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        assert "2031" in told(at)
        assert "Waiting for you 2" in at.text


@pytest.mark.long
async def test_an_entry_is_switched_off_with_a_reason_and_the_version_before_stays(there: Office) -> None:
    """The catalogue is changed by the committee only with a reason, which is public; what says the same is refused."""
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.director)
        await enter_room(at, "catalogue")
        await at.press("1")
        await choose(at, "catalogue-off")
        await at.press("f2")
        assert "Fill in" in wrong(at, "reason")
        await do(at, reason="村民代表会议决定")
        await choose(at, "catalogue-change")
        await do(at, reason="村民代表会议决定")
        assert "says that already" in told(at)
    off = [one for one in there.board.records().all(Entry) if one.switched_off]
    assert [one.reason for one in off] == ["村民代表会议决定"]
    assert there.board.records().count(EntryVersion) == 1


async def test_an_event_makes_an_entry_due(there: Office) -> None:
    """A day that is still to come is refused at its field and mended there."""
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await enter_room(at, "catalogue")
        entry = next(one for one in there.board.records().all(Entry) if one.frequency.value == "on_change")
        at.app.screen.query_one("#find").value = entry.code
        await at.settle()
        await at.press("enter")
        await choose(at, "catalogue-event")
        await do(at, what="换届", on="2026-12-24")
        assert "still to come" in wrong(at, "on")
        await do(at, on="9-21")
    assert next(there.board.records().all(DueEvent)).catalogue == entry.code


@pytest.mark.long
async def test_a_limit_is_changed_within_its_bounds_and_not_where_the_law_fixed_it(there: Office) -> None:
    """What the service refuses is refused here at the field; a limit fixed by law has no form."""
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.director)
        await enter_room(at, "limits")
        at.app.screen.query_one("#find").value = "accounts.cash_limit"
        await at.settle()
        await at.press("enter")
        await choose(at, "limit-accounts-cash_limit")
        await do(at, value="很多", reason="镇里同意")
        assert "cannot be read" in wrong(at, "value")
        await do(at, value="3000", since="2026-01-01")
        assert "past" in wrong(at, "since")
        await do(at, since="今天")
        assert there.board.records().count(LimitChange) == 1
        fixed = next(key for key, limit in shipped_limits().items() if limit.fixed)
        at.app.push_screen(limit_screen(fixed))
        await at.settle()
        assert "Fixed by law" in at.text
        assert not at.app.screen.query("#steps Target")
    assert limits_of(there.board.records()).fen("accounts.cash_limit") == 300_000


def test_every_area_of_limits_has_its_name() -> None:
    """K17: no key of the data stands as a heading in the list of limits."""
    assert {key.partition(".")[0] for key in shipped_limits()} <= set(AREAS)


@pytest.mark.long
async def test_p13_a_file_is_given_and_passed_by_another(there: Office, tmp_path: Path) -> None:
    """P13: a program is refused at its field; a picture is kept for the office until a second person passed it."""
    program, picture = tmp_path / "tool.exe", tmp_path / "photo.png"
    program.write_bytes(b"MZ" + bytes(200))
    picture.write_bytes(png(40))
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        at.app.push_screen(files_screen(hearing_id(there)))
        await at.settle()
        await at.press("f3")
        await do(at, file=str(program), kind="photo", caption="村道")
        assert wrong(at, "file")
        await do(at, file=str(picture))
        (kept,) = there.board.records().all(Attachment)
        assert kept.visibility is Visibility.INTERNAL
        await at.press("f10")
        await at.enter(there.staff.overseer)
        await enter_room(at, "files")
        await at.press("1")
        await choose(at, "file-pass")
        await at.press("f2")
    (kept,) = there.board.records().all(Attachment)
    assert kept.visibility is Visibility.PUBLIC


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 40), marks=pytest.mark.long)])
async def test_k1_every_screen_of_the_rooms_is_readable_in_both_themes(there: Office, size: tuple[int, int]) -> None:
    """K1: seven to one for all that is painted on home, list, form with a refusal, picker and year."""
    # Guard: kiosk/styles/desk.tcss - a colour of Textual's own would be too pale
    async with desk(there.board, size, language="en") as at:
        await at.enter(there.staff.clerk)
        judged(at)
        await enter_room(at, "items")
        judged(at)
        await at.press("f3", "f2")
        judged(at)
        at.app.screen.query_one("#f-catalogue").focus()
        await at.press("f4")
        judged(at)
        await at.press("f9")
        judged(at)
        await at.press("escape")
        judged(at)
        await at.press("escape", "escape")
        await enter_room(at, "year")
        judged(at)


def judged(at: Desk) -> None:
    """Look at every colour pair on the screen."""
    for segment in at.segments():
        style = segment.style
        if segment.text.strip() and style and style.color and style.bgcolor:
            ink, paper = style.color.triplet, style.bgcolor.triplet
            assert ink
            assert paper
            assert contrast(ink.hex, paper.hex) >= 7, (segment.text, ink.hex, paper.hex)


async def test_k7_a_limit_is_reached_and_changed_by_mouse_alone(there: Office) -> None:
    """K7: room, row, step and button are chosen by tap; only the words are typed."""
    place = next(place for place, room in enumerate(ROOMS) if room.module.endswith(".limits"))
    async with desk(there.board, (120, 60), language="en") as at:
        await at.enter(there.staff.director)
        for target in (f"#room-{place}", "", "#steps Target"):
            at.wait(1)
            if target:
                await at.pilot.click(target)
            else:
                at.app.screen.query_one("#rows").search("accounts.cash_limit")
                await at.pilot.click("#rows", offset=(10, 0))
            await at.settle()
        at.fill(value="3000", reason="镇里同意")
        at.wait(1)
        await at.settle()
        await at.pilot.click("#do")
        await at.settle()
    assert there.board.records().count(LimitChange) == 1


async def test_it_is_found_by_short_code_but_no_secret_is(there: Office) -> None:
    """F4 finds a record by its short code; that of a PIN's record opens nothing."""
    # Guard: kiosk/desk/find.py:found_by - the record of a PIN would be listed
    secret = next(there.board.records().all(Pin)).id
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await at.press("f4")
        for words, found in ((hearing_id(there), True), (secret, False)):
            at.app.screen.query_one("#find").focus()
            at.app.screen.query_one("#find").value = words
            await at.press("enter")
            assert bool(at.app.screen.query_one("#rows").shown) is found


async def test_a_digit_before_the_list_has_come_waits_for_it(there: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter and a digit at once: the digit is no further letter of the words, it opens what was found."""
    # Guard: kiosk/desk/find.py:FindScreen._find - the words become "路灯1", and nothing is found
    come = asyncio.Event()
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await at.press("f4")
        screen, read = at.app.screen, at.app.office.read

        async def later(reading: Any) -> Any:
            await come.wait()
            return await read(reading)

        monkeypatch.setattr(at.app.office, "read", later)
        screen.query_one("#find").value = hearing_id(there)
        at.wait(1)
        await at.pilot.press("enter", "1")
        assert screen.query_one("#find").value == hearing_id(there)
        assert at.app.screen is screen
        come.set()
        await at.settle()
        assert at.app.screen is not screen


async def test_digits_choose_in_a_list_without_digits_and_are_words_in_others(there: Office) -> None:
    """K6: a line of the list behind a field is taken by its digit, unless a digit may belong to what is looked for."""
    # Guard: kiosk/desk/blank/picking.py:_Words - "2" stands among the words, and the list is empty
    taken: list[str] = []
    plain = [Option("let", "Letting"), Option("work", "Works")]
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        at.app.push_screen(PickScreen("Kind", plain, taken.append))
        await at.press("2")
        await at.settle()
        at.app.push_screen(PickScreen("Who", [Option("2001", "代表1"), Option("2002", "代表2")], taken.append))
        await at.press("2")
        assert at.app.screen.query_one("#find").value == "2"
    assert taken == ["work"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_each_room_is_whole_at_eighty_columns(language: str) -> None:
    """No room's name is cut beside what waits, in any language."""
    # Guard: kiosk/desk/rooms/__init__.py:ROOMS - "Guides, contacts, clarif…"
    t = translator(language, "kiosk")
    assert not [room.words for room in ROOMS if cells(t(room.words)) > _ROOMS_WIDEST - _BESIDE_NAMES]


async def test_the_year_shows_each_month_and_what_was_due_in_it(there: Office) -> None:
    """P19: the year at a glance, a month opened, an item due in it opened."""
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await enter_room(at, "year")
        assert "2026-09 (now)" in at.text
        await at.press("1")
        assert "2026-01-" in at.text
        await at.press("1")
        assert "Missing:" in at.text


async def test_p11_alarms_are_seen_by_those_who_supervise_and_by_nobody_else(there: Office) -> None:
    """P11: the clerk sees no alarm, on the home or by its short code; the others answer and verify."""
    # Guard: kiosk/desk/rooms/alarms.py:alarm_screen - whoever knows the code would read it
    (alarm,) = keep(there.board, an_alarm())
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        assert "Alarms" not in at.text
        at.app.push_screen(alarm_screen(alarm.id))
        await at.settle()
        assert "There is no alarm" in told(at)
        assert "Cash" not in at.text
        await at.press("f10")
        await at.enter(there.staff.director)
        await enter_room(at, "alarms")
        await at.press("1")
        await choose(at, "alarm-explain")
        await at.press("f2")
        assert "Fill in" in wrong(at, "reason")
        await do(at, reason="已补存银行")
        assert "explained" in told(at)
        await at.press("f10")
        await at.enter(there.staff.overseer)
        await enter_room(at, "alarms")
        await at.press("1")
        await choose(at, "alarm-verify")
        await at.press("f2")
    assert next(there.board.records().all(Alarm)).state is AlarmState.VERIFIED


def an_alarm() -> Alarm:
    """Return a yellow alarm about the cash."""
    return Alarm(
        identity="F04||2026-09",
        point="F04",
        subject="",
        key="2026-09",
        level=Level.YELLOW,
        since=HELD_ON,
        raised_on=HELD_ON,
        sentence=Alarm.sentence_of(Message("Cash {amount}", {"amount": Fen(600_000)})),
    )


@pytest.mark.long
async def test_a_newcomer_records_a_hearing_with_three_speeches_in_few_keys(there: Office) -> None:
    """P19: result and three speeches in 60 keys beside what is typed: five minutes at five seconds a key."""
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await at.press("2")
        for number in ("18", "15", "2", "1"):
            await at.type(number)
            await at.press("enter")
        await at.press("1")
        for words in ("路口再加一盏", "电费谁出", "同意"):
            await at.press("f3", "1", "1")
            await at.type(words)
            await at.press("f2")
        await at.press("f2", "enter")
        assert at.keys <= 60
        assert at.keys * 5 <= 300
    hearing = next(there.board.records().all(Hearing))
    assert (hearing.status, len(hearing.statements)) == (HearingStatus.RECORDED, 3)
