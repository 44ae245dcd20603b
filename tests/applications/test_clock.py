"""The clock of an application: every starting day against an oracle of our own, then vectors worked by hand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import chinese_calendar
import pytest

from tests.applications.forms import an_application
from village_board.applications.clock import DayUse, Explained, Terms, explained
from village_board.applications.model import (
    Application,
    Consultation,
    Consulted,
    Correction,
    Extension,
    Postponement,
    Way,
)
from village_board.applications.words import clock_day_word, due_words
from village_board.calendar.loading import shipped_year, statutory_days
from village_board.calendar.model import CalendarYear, Holiday
from village_board.calendar.rules import Calendar
from village_board.calendar.service import shipped_calendar

TERMS = Terms(answer=20, opinion=15, correction_notice=7)
FIRST, LAST = date(2012, 1, 1), date(2025, 12, 31)
#: The days of 2012-2025, each a starting day.
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


@cache
def worked() -> list[date]:
    """Every working day that the other library knows, counted apart from our code."""
    days = [FIRST + timedelta(days=n) for n in range((date(2026, 12, 31) - FIRST).days + 1)]
    return [on for on in days if chinese_calendar.is_workday(on)]


def nth_worked(start: date, n: int) -> date:
    """Return the `n`-th working day after `start`, of the oracle's list."""
    return worked()[bisect_right(worked(), start) + n - 1]


def consulted(asked: date, replied: date | None = None, delivered: date | None = None) -> Consultation:
    return Consultation(Consulted.THIRD_PARTY, "承包人", asked, delivered or asked, "同意公开吗", replied)


def judged(application: Application) -> Explained:
    return explained(application, shipped_calendar(), TERMS)


def uses(of: Explained) -> dict[DayUse, int]:
    return {use: sum(one.use is use for one in of.days) for use in DayUse if any(one.use is use for one in of.days)}


# The oracle


def test_twenty_working_days_from_every_day_of_2012_to_2025() -> None:
    """From each of the 5,114 days the answer is due on the day that a plain list of worked days gives."""
    # Guard: village_board/applications/clock.py:_counted - the day of receipt is counted, or a moved day off is not.
    for start in DAYS:
        found = judged(an_application(start))
        assert found.due == nth_worked(start, 20), start
        assert found.counted == 20
        assert not found.provisional


def test_with_an_extension_from_every_day() -> None:
    """Twenty and some more, as many as were approved."""
    for start in DAYS[::3]:
        days = start.toordinal() % 20 + 1
        found = judged(an_application(start, extension=Extension(days, "p", start)))
        assert found.due == nth_worked(start, 20 + days), start


def test_with_a_pause_from_every_day() -> None:
    """Worked days after the day of asking up to the day of the reply are left out, at most up to the fifteenth."""
    # Guard: village_board/applications/clock.py:pause_of - whoever is silent stops the office for ever.
    for start in DAYS[::3]:
        asked = start + timedelta(days=start.toordinal() % 9)
        replied = asked + timedelta(days=start.toordinal() % 35)
        until = min(replied, nth_worked(asked, 15))
        left = [on for on in worked()[bisect_right(worked(), start) :][:80] if not asked < on <= until]
        found = judged(an_application(start, consultations=(consulted(asked, replied),)))
        assert found.due == left[19], start


def test_restarted_from_every_day() -> None:
    """With the corrected application the twenty days begin again, whatever was counted before."""
    # Guard: village_board/applications/clock.py:explained - days before the correction still count.
    for start in DAYS[::3]:
        asked = nth_worked(start, start.toordinal() % 7 + 1)
        corrected = asked + timedelta(days=start.toordinal() % 20)
        found = judged(an_application(start, correction=Correction(asked, "哪一份", corrected, corrected)))
        assert found.due == nth_worked(corrected, 20), start
        assert found.counted == 20
        assert (found.days[0].day.on, found.days[-1].day.on) == (start, found.due)


# Vectors by hand: September to November 2026. Off are 25-27 September, 1-7 October; worked are 20 September, 10 October


@pytest.mark.parametrize(
    ("receipt", "due", "provisional"),
    [
        (date(2026, 2, 6), date(2026, 3, 12), False),
        (date(2026, 9, 18), date(2026, 10, 22), False),
        (date(2026, 11, 21), date(2026, 12, 18), False),
        (date(2026, 12, 3), date(2026, 12, 31), False),
        (date(2026, 12, 4), date(2027, 1, 4), True),
    ],
)
def test_vectors_of_the_facts(receipt: date, due: date, provisional: bool) -> None:
    """Facts 8: five days of receipt; the last one ends in a year that has no notice and says so."""
    found = judged(an_application(receipt))
    assert (found.due, found.provisional) == (due, provisional)


def test_a_provisional_day_is_counted_anew_when_the_notice_is_loaded() -> None:
    """The notice for 2027 has 4 January off: the same application is due a day later, and nothing is provisional."""
    application = an_application(date(2026, 12, 4))
    before = judged(application)
    assert (before.provisional, before.awaits) == (True, (2027,))
    assert any("2027" in str(word) for word in due_words(before))
    notice = CalendarYear(
        year=2027,
        notice="2027年部分节假日安排",
        loaded_at=date(2026, 12, 6),
        holidays=(Holiday("元旦", date(2027, 1, 1), date(2027, 1, 4)),),
    )
    loaded = Calendar(lambda year: notice if year == 2027 else shipped_year(year), statutory_days)
    after = explained(application, loaded, TERMS)
    assert (after.due, after.provisional, after.awaits) == (date(2027, 1, 5), False, ())


def test_a_pause_by_hand() -> None:
    """Received 18 Sept; asked 21 Sept, reply 29 Sept: 22, 23, 24, 28, 29 do not count, so 22 Oct becomes 29 Oct."""
    found = judged(an_application(date(2026, 9, 18), consultations=(consulted(date(2026, 9, 21), date(2026, 9, 29)),)))
    assert found.due == date(2026, 10, 29)
    paused = [one.day.on.day for one in found.days if one.use is DayUse.PAUSED]
    assert paused == [22, 23, 24, 28, 29]
    assert not found.open_pause


def test_two_pauses_that_overlap_count_once() -> None:
    """A third party from 21 to 24 Sept and another body from 23 to 29 Sept: the same days as one from 21 to 29."""
    two = (consulted(date(2026, 9, 21), date(2026, 9, 24)), consulted(date(2026, 9, 23), date(2026, 9, 29)))
    assert judged(an_application(date(2026, 9, 18), consultations=two)).due == date(2026, 10, 29)


def test_silence_stops_the_clock_for_fifteen_working_days_and_no_longer() -> None:
    """Asked on 21 Sept and delivered on the 22nd: the fifteenth working day after is 20 Oct; then the count goes on."""
    silent = judged(
        an_application(date(2026, 9, 18), consultations=(consulted(date(2026, 9, 21), delivered=date(2026, 9, 22)),))
    )
    assert silent.pauses[0].until == date(2026, 10, 20)
    assert silent.open_pause
    # 20 and 21 September are days 1 and 2; 21 October is the third, 13 November the twentieth
    assert silent.due == date(2026, 11, 13)
    late = judged(
        an_application(
            date(2026, 9, 18),
            consultations=(consulted(date(2026, 9, 21), date(2026, 11, 30), delivered=date(2026, 9, 22)),),
        )
    )
    assert late.due == silent.due


def test_a_restart_by_hand() -> None:
    """Received 18 Sept, asked to correct 23 Sept, corrected 12 Oct: day one is 13 Oct, the twentieth 9 Nov."""
    waiting = an_application(
        date(2026, 9, 18), correction=Correction(date(2026, 9, 23), "哪一年的", date(2026, 10, 15))
    )
    assert judged(waiting).due is None
    assert due_words(judged(waiting)) == ()
    assert waiting.correction is not None
    done = replace(waiting, correction=replace(waiting.correction, corrected_on=date(2026, 10, 12)))
    found = judged(done)
    assert found.due == date(2026, 11, 9)
    # 20-23 September were counted in vain (20 is worked), 24, 28-30, 8-10 October were waited
    told = uses(found)
    assert (told[DayUse.LAPSED], told[DayUse.CORRECTING], told[DayUse.RESTARTED]) == (4, 7, 1)


def test_an_opinion_of_before_the_correction_stops_nothing_after_it() -> None:
    """What was asked before the clock began anew is void with the days before."""
    found = judged(
        an_application(
            date(2026, 9, 18),
            consultations=(consulted(date(2026, 9, 21)),),
            correction=Correction(date(2026, 9, 23), "哪一年的", date(2026, 10, 15), date(2026, 10, 12)),
        )
    )
    assert (found.due, found.pauses) == (date(2026, 11, 9), ())


def test_an_extension_and_a_pause_by_hand() -> None:
    """Ten days more and five paused: 18 Sept becomes 12 Nov; ten of the days say that the extension added them."""
    found = judged(
        an_application(
            date(2026, 9, 18),
            consultations=(consulted(date(2026, 9, 21), date(2026, 9, 29)),),
            extension=Extension(10, "p", date(2026, 10, 20)),
        )
    )
    assert (found.due, found.length, found.extended_by) == (date(2026, 11, 12), 30, 10)
    assert uses(found)[DayUse.EXTENDED] == 10


def test_a_later_day_told_to_a_frequent_applicant() -> None:
    """The later day holds in place of the twentieth, and the days between say why."""
    found = judged(an_application(date(2026, 9, 18), postponed=Postponement(date(2026, 10, 30), date(2026, 10, 20))))
    assert found.due == date(2026, 10, 30)
    assert uses(found)[DayUse.POSTPONED] == 8


def test_no_receipt_no_clock() -> None:
    """What was not confirmed with the applicant has no last day; late confirmation of ordinary mail is told."""
    assert judged(an_application(None)).due is None
    late = an_application(date(2026, 9, 18), arrived_on=date(2026, 9, 15), way=Way.ORDINARY_MAIL)
    assert judged(late).confirmed_late == 3


def test_every_day_has_its_words() -> None:
    """Each kind of day is told with its date and its reason."""
    all_kinds = judged(
        an_application(
            date(2026, 9, 15),
            correction=Correction(date(2026, 9, 17), "哪一年的", date(2026, 10, 15), date(2026, 9, 18)),
            consultations=(consulted(date(2026, 9, 21), date(2026, 9, 29)),),
            extension=Extension(2, "p", date(2026, 10, 20)),
            postponed=Postponement(date(2026, 11, 11), date(2026, 10, 20)),
        )
    )
    assert set(uses(all_kinds)) == set(DayUse) - {DayUse.CORRECTING}
    told = [str(clock_day_word(one)) for one in all_kinds.days]
    assert all(word.startswith(one.day.on.isoformat()) for word, one in zip(told, all_kinds.days, strict=True))
    assert "worked in return for Mid-Autumn" in told[5] or "worked in return for National Day" in told[5]
    assert any("by the extension" in word for word in told)
