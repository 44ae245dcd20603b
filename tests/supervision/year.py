"""A clean random year of a village: hearings, votes, items, enquiries and applications that are as they must be.

And faults, one function a kind: each spoils one thing and says which point must see it, how gravely, and since when.
Nothing of the checks is used here: what is right is written down a second time, from facts.md.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from tests.support.builders import TODAY
from village_board.applications.model import (
    Answer,
    ApplicantKind,
    Application,
    Correction,
    Extension,
    Result,
    State,
    Way,
)
from village_board.base.clock import instant
from village_board.base.kind import Record
from village_board.catalogue.model import Entry, EntryGroup, Frequency
from village_board.disclosure.beside import Flag, Rescan
from village_board.disclosure.event_model import DueEvent
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.steps import Emergency, TakeDown
from village_board.enquiries.model import Channel, Enquiry, EnquiryKind, EnquiryState, Handing
from village_board.hearings.case import CaseState, DecisionCase, Route
from village_board.hearings.model import (
    Body,
    Category,
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
)

R = TypeVar("R", bound=Record)
DAY = timedelta(days=1)
AT = datetime(2026, 6, 1, tzinfo=UTC)
_MATTERS = "修路 修桥 路灯 水渠 文化礼堂 停车场 垃圾站 老年食堂 鱼塘发包 厂房出租".split()  # noqa: SIM905
_QUESTIONS = "路灯坏了 自来水停了 垃圾没人收 医保怎么交 补贴什么时候发".split()  # noqa: SIM905
_QUARTERS = {"2025-Q4": date(2026, 1, 15), "2026-Q1": date(2026, 4, 15), "2026-Q2": date(2026, 7, 15)}


@dataclass
class Year:
    """The records of a year, each with a number of its own."""

    dice: random.Random
    records: list[Record] = field(default_factory=list)

    def add(self, record: R) -> R:
        """Keep a record."""
        self.records.append(record)
        return record

    def first(self, cls: type[R], **wanted: Any) -> R:
        """Return the first record of a kind with these values."""
        return next(
            one
            for one in self.records
            if isinstance(one, cls) and all(getattr(one, name) == value for name, value in wanted.items())
        )

    def change(self, record: Record, **values: Any) -> None:
        """Put a spoiled copy in a record's place."""
        self.records[self.records.index(record)] = replace(record, **values)


def clean_year(seed: int) -> Year:
    """Return a year in which nothing is late or wrong."""
    year = Year(random.Random(seed))
    for n in range(1, 6):
        _matter(year, n)
    year.add(Entry(code="SG-01", group=EntryGroup.SELF_GOVERNMENT, category="财务", name="收支",
                   frequency=Frequency.QUARTERLY))  # fmt: skip
    year.add(Entry(code="SG-02", group=EntryGroup.SELF_GOVERNMENT, category="重大事项", name="重大事项",
                   frequency=Frequency.IMMEDIATE))  # fmt: skip
    year.add(Entry(code="SG-03", group=EntryGroup.SELF_GOVERNMENT, category="土地", name="土地变动",
                   frequency=Frequency.ON_CHANGE))  # fmt: skip
    for n, (period, day) in enumerate(_QUARTERS.items()):
        year.add(_item(f"G-{n}", "SG-01", period, day - year.dice.randrange(3) * DAY))
    for code, days in (("SG-02", 0), ("SG-03", 10)):
        happened = date(2026, 3, 2) + year.dice.randrange(60) * DAY
        year.add(DueEvent(catalogue=code, what="有变动", on=happened, recorded_by="p1", recorded_at=AT))
        year.add(_item(f"E-{code}", code, happened.isoformat(), happened + days * DAY))
    for n in range(14):
        _enquiry(year, n)
    for n in range(4):
        _application(year, n)
    return year


def _matter(year: Year, n: int) -> None:
    """Add a matter: registered, heard, decided, carried out, published."""
    dice, held = year.dice, date(2026, 1, 12) + (n * 33 + year.dice.randrange(9)) * DAY
    matter = f"{dice.choice(_MATTERS)}{n}"
    due, adults = dice.randrange(15, 30), dice.randrange(36, 60)
    came, voters = due - dice.randrange(due // 4), adults - dice.randrange(adults // 5)
    in_favour = voters - dice.randrange(voters // 5)
    year.add(
        DecisionCase(number=f"C-{n}", matter=matter, proposer="村委会", opened_on=held - 30 * DAY, moved_on=held,
                     state=CaseState.ARCHIVED, told=1)
    )  # fmt: skip
    year.add(
        Hearing(
            number=f"T-{n}", matter=matter, case=f"C-{n}", notice_on=held - (7 + dice.randrange(5)) * DAY,
            held_at=instant(held, 14), due=due, present=came, in_favour=came, conclusion=HearingConclusion.PASSED,
            status=HearingStatus.PUBLISHED, result_published_on=held + dice.randrange(3) * DAY, recorded_by="p1",
        )
    )  # fmt: skip
    meeting = held + 20 * DAY
    year.add(
        Resolution(
            number=f"J-{n}", matter=matter, case=f"C-{n}", hearing=f"T-{n}",
            amount=dice.randrange(5_000_000, 90_000_000), body=Body.REPRESENTATIVE_ASSEMBLY,
            notice_on=meeting - 12 * DAY, meeting_on=meeting, due=adults, present=voters, in_favour=in_favour,
            against=voters - in_favour, result=ResolutionResult.PASSED, status=ResolutionStatus.CLOSED,
            published_on=meeting + DAY, accepted_on=meeting + 5 * DAY,
            result_published_on=meeting + (6 + dice.randrange(5)) * DAY,
        )
    )  # fmt: skip


def _item(number: str, code: str, period: str, published: date) -> Item:
    return Item(
        number=number, name=f"公开{number}", catalogue=code, period=period, content="共12户", published_on=published,
        status=ItemStatus.PUBLISHED, drafted_by="p1", submitted_by="p1", reviewed_by="p2", signed_by="p3",
    )  # fmt: skip


def _enquiry(year: Year, n: int) -> None:
    """Add an enquiry that was answered in time and closed; the last two are open and far from their day."""
    is_open = n > 11
    handed = TODAY - (1 if is_open else 20 + year.dice.randrange(200)) * DAY
    kind = year.dice.choice((EnquiryKind.CONSULT, EnquiryKind.COMPLAIN)) if n > 1 else list(EnquiryKind)[3 * n]
    year.add(
        Enquiry(
            kind=EnquiryKind.COMPLAIN if n == 12 else kind, channel=Channel.CLERK, text=year.dice.choice(_QUESTIONS),
            number=f"{n:07}", submitted_on=handed, accept_due_on=handed + DAY, due_on=handed + 14 * DAY,
            state=EnquiryState.IN_PROGRESS if is_open else EnquiryState.CLOSED, accepted_on=handed,
            replied_on=None if is_open else handed + 4 * DAY,
        )
    )  # fmt: skip


def _application(year: Year, n: int) -> None:
    """Add an application: answered in time; the last one came last week."""
    receipt = TODAY - (6 if n == 3 else 60 + year.dice.randrange(150)) * DAY
    answered = receipt + 9 * DAY
    made = Application(
        number=f"S-{n}", kind=ApplicantKind.NATURAL_PERSON, way=Way.IN_PERSON, arrived_on=receipt, year=receipt.year,
        receipt_on=receipt, state=State.IN_PROCESS if n == 3 else State.ANSWERED,
    )  # fmt: skip
    if n != 3:
        made = replace(
            made, finished_on=answered, result=Result.GRANTED, answer=Answer("granted", Result.GRANTED, answered)
        )
    year.add(made)


# Faults: the point, its level, and the day on which it came to that


Seen = tuple[str, str, date]


def _hearing(year: Year) -> Hearing:
    return year.first(Hearing, number="T-2")


def _vote(year: Year) -> Resolution:
    return year.first(Resolution, number="J-2")


def _held(year: Year) -> date:
    held = _hearing(year).held_at
    assert held is not None
    return held.date()


def _met(year: Year) -> date:
    met = _vote(year).meeting_on
    assert met is not None
    return met


def never_heard(year: Year) -> Seen:
    """A matter above the trigger went to the vote without a hearing."""
    year.change(_vote(year), hearing="")
    return "H01", "red", _met(year)


def heard_and_rejected(year: Year) -> Seen:
    """The hearing rejected it, and it went to the vote all the same."""
    year.change(_hearing(year), conclusion=HearingConclusion.REJECTED)
    return "H01", "red", _met(year)


def names_no_hearing(year: Year) -> Seen:
    """The resolution names a hearing that stands nowhere."""
    year.change(_vote(year), hearing="T-99")
    return "H01", "red", _met(year)


def notice_a_day_short(year: Year) -> Seen:
    """Six days from the notice to the hearing."""
    year.change(_hearing(year), notice_on=_held(year) - 6 * DAY)
    return "H02", "red", _held(year)


def notice_on_the_day(year: Year) -> Seen:
    """Announced on the day itself."""
    year.change(_hearing(year), notice_on=_held(year))
    return "H02", "red", _held(year)


def no_notice(year: Year) -> Seen:
    """Held, and never announced."""
    year.change(_hearing(year), notice_on=None)
    return "H02", "red", _held(year)


def too_few_came(year: Year) -> Seen:
    """One fewer than two thirds of the invited."""
    due = _hearing(year).due
    came = -(-2 * due // 3) - 1
    year.change(_hearing(year), present=came, in_favour=came)
    return "H03", "yellow", _held(year)


def result_never_shown(year: Year) -> Seen:
    """The result hangs nowhere; the day is that on which it warned."""
    year.change(
        _hearing(year), held_at=instant(date(2026, 6, 1), 14), notice_on=date(2026, 5, 20), result_published_on=None
    )
    return "H04", "red", date(2026, 6, 11)  # five working days end on Monday 8 June; it warns three days later


def too_few_for_it(year: Year) -> Seen:
    """Half of those present, and not more, were for it."""
    vote = _vote(year)
    year.change(vote, present=40, due=45, in_favour=20, against=20)
    return "H05", "red", _met(year)


def no_quorum(year: Year) -> Seen:
    """Fewer than two thirds of the representatives came."""
    year.change(_vote(year), due=45, present=29, in_favour=29, against=0)
    return "H05", "red", _met(year)


def more_votes_than_people(year: Year) -> Seen:
    """More voted than came."""
    year.change(_vote(year), due=45, present=40, in_favour=39, against=9)
    return "H05", "red", _met(year)


def assembly_called_late(year: Year) -> Seen:
    """The villagers' assembly was called nine days ahead."""
    year.change(
        _vote(year), body=Body.VILLAGERS_ASSEMBLY, category=Category.VILLAGE_RULES, notice_on=_met(year) - 9 * DAY
    )
    return "H06", "red", _met(year)


def accepted_and_silent(year: Year) -> Seen:
    """Work was accepted in June, and its result is not shown."""
    year.change(_vote(year), accepted_on=date(2026, 6, 1), result_published_on=None)
    return "H07", "red", date(2026, 6, 21)  # ten natural days end on 11 June; it warns ten days later


def accepted_lately(year: Year) -> Seen:
    """Ten to twenty days late: it warns."""
    year.change(_vote(year), accepted_on=date(2026, 8, 10), result_published_on=None)
    return "H07", "yellow", date(2026, 8, 30)


def quarter_missing(year: Year) -> Seen:
    """The second quarter was never published; due on 20 July."""
    year.records.remove(year.first(Item, period="2026-Q2"))
    return "D01", "red", date(2026, 7, 21)


def event_missing(year: Year) -> Seen:
    """Land changed hands on 10 August, and twenty working days are not over: an older event is."""
    item = year.first(Item, catalogue="SG-03")
    year.records.remove(item)
    event = year.first(DueEvent, catalogue="SG-03")
    year.change(event, on=date(2026, 6, 1))
    return "D01", "red", date(2026, 7, 1)  # twenty working days, Dragon Boat off, end on 30 June


def major_matter_missing(year: Year) -> Seen:
    """A major matter of 3 August hangs nowhere."""
    year.records.remove(year.first(Item, catalogue="SG-02"))
    year.change(year.first(DueEvent, catalogue="SG-02"), on=date(2026, 8, 3))
    return "D02", "red", date(2026, 8, 7)


def taken_down(year: Year) -> Seen:
    """Taken from the wall after three days."""
    item = year.first(Item, number="G-1")
    assert item.published_on is not None
    down = item.published_on + 2 * DAY
    year.change(item, status=ItemStatus.ARCHIVED, taken_down=TakeDown("p1", down, "换新", 3, early=True))
    return "D03", "red", down


def reviewed_by_the_drafter(year: Year) -> Seen:
    """Drafter and reviewer are one person."""
    item = year.first(Item, number="G-1")
    year.change(item, reviewed_by="p1")
    return "D04", "red", item.published_on or TODAY


def never_reviewed(year: Year) -> Seen:
    """Nobody reviewed it."""
    item = year.first(Item, number="G-1")
    year.change(item, reviewed_by="")
    return "D04", "red", item.published_on or TODAY


def emergency_never_looked_at(year: Year) -> Seen:
    """An emergency of one signer that no second person saw."""
    item = year.first(Item, number="G-1")
    assert item.published_on is not None
    year.change(item, reviewed_by="", emergency=Emergency("临岚县", item.published_on + DAY))
    return "D04", "red", item.published_on + DAY


def personal_data(year: Year) -> Seen:
    """The last scan found identity numbers in a public item."""
    item = year.first(Item, number="G-1")
    year.change(item, id="i2222222", rev=0)
    year.add(Rescan(begun_at=AT, done=3, total=3, flagged=(Flag("i2222222", "G-1", ("id_number",), 2),), ended_at=AT))
    return "D05", "red", date(2026, 6, 1)


def question_forgotten(year: Year) -> Seen:
    """A question is a day late."""
    year.change(year.first(Enquiry, number="0000013"), kind=EnquiryKind.CONSULT, due_on=TODAY - DAY)
    return "E01", "red", TODAY - DAY


def question_due_tomorrow(year: Year) -> Seen:
    """A question is due tomorrow: it warns."""
    year.change(year.first(Enquiry, number="0000013"), kind=EnquiryKind.CONSULT, due_on=TODAY + DAY)
    return "E01", "yellow", TODAY


def complaint_forgotten(year: Year) -> Seen:
    """A complaint is two weeks late."""
    year.change(year.first(Enquiry, number="0000012"), due_on=TODAY - 14 * DAY)
    return "E02", "red", TODAY - 14 * DAY


def complaint_due_soon(year: Year) -> Seen:
    """Two working days are left for a complaint."""
    year.change(year.first(Enquiry, number="0000012"), due_on=TODAY + 2 * DAY)
    return "E02", "yellow", TODAY


def handed_around(year: Year) -> Seen:
    """A matter came back and went on."""
    handings = (
        Handing(TODAY - 8 * DAY, "水务所", "1", back_on=TODAY - 6 * DAY),
        Handing(TODAY - 5 * DAY, "电力所", "2"),
    )
    year.change(year.first(Enquiry, number="0000013"), handings=handings, state=EnquiryState.HANDED_ON)
    return "E04", "yellow", TODAY - 5 * DAY


def handed_around_and_around(year: Year) -> Seen:
    """Three bodies, each of which handed it back."""
    handings = tuple(Handing(TODAY - n * DAY, f"单位{n}", "1", back_on=TODAY - (n - 1) * DAY) for n in (9, 7, 5))
    year.change(year.first(Enquiry, number="0000013"), handings=handings)
    return "E04", "red", TODAY - 5 * DAY


def application_forgotten(year: Year) -> Seen:
    """Twenty working days from 1 June, Dragon Boat off, ended on 30 June."""
    year.change(year.first(Application, number="S-3"), receipt_on=date(2026, 6, 1), arrived_on=date(2026, 6, 1))
    return "P01", "red", date(2026, 6, 30)


def correction_asked_late(year: Year) -> Seen:
    """The notice to correct came on the twelfth working day."""
    one, receipt = year.first(Application, number="S-1"), date(2026, 7, 6)
    asked = receipt + 16 * DAY
    year.change(one, receipt_on=receipt, arrived_on=receipt, correction=Correction(asked, "看不清", asked + 14 * DAY))
    return "P02", "red", asked


def extended_by_nobody(year: Year) -> Seen:
    """Nobody approved the extension."""
    one = year.first(Application, number="S-1")
    assert one.receipt_on is not None
    year.change(one, extension=Extension(20, "", one.receipt_on + 5 * DAY))
    return "P03", "red", one.receipt_on + 5 * DAY


def told_too_late(year: Year) -> Seen:
    """The applicant learned of the extension after the last day."""
    one = year.first(Application, number="S-1")
    assert one.receipt_on is not None
    year.change(one, extension=Extension(20, "p1", one.receipt_on + 50 * DAY))
    return "P03", "red", one.receipt_on + 50 * DAY


def emergency_is_none(year: Year) -> Seen:
    """A short way without its reason is no way round the hearing."""
    year.change(year.first(DecisionCase, number="C-2"), route=Route.SHORT)
    year.change(_vote(year), hearing="")
    return "H01", "red", _met(year)


FAULTS: tuple[Callable[[Year], Seen], ...] = (
    never_heard, heard_and_rejected, names_no_hearing, emergency_is_none, notice_a_day_short, notice_on_the_day,
    no_notice, too_few_came, result_never_shown, too_few_for_it, no_quorum, more_votes_than_people,
    assembly_called_late, accepted_and_silent, accepted_lately, quarter_missing, event_missing, major_matter_missing,
    taken_down, reviewed_by_the_drafter, never_reviewed, emergency_never_looked_at, personal_data, question_forgotten,
    question_due_tomorrow, complaint_forgotten, complaint_due_soon, handed_around, handed_around_and_around,
    application_forgotten, correction_asked_late, extended_by_nobody, told_too_late,
)  # fmt: skip
