"""For each point about hearings, disclosure, enquiries and applications: records that it sees, and the same in order.

`SAMPLES` has what fires, its level and what does not; a pair differs in the one thing that the point is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from tests.applications.forms import an_application
from tests.support.builders import TODAY
from village_board.applications.model import Correction, Extension
from village_board.base.clock import instant
from village_board.base.kind import Record
from village_board.catalogue.model import Entry, EntryGroup, Frequency
from village_board.disclosure.event_model import DueEvent
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.steps import TakeDown
from village_board.enquiries.model import Channel, Enquiry, EnquiryKind, EnquiryState, Handing
from village_board.hearings.model import (
    Body,
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
)

#: all that fires here happened a good while before today, and all that does not is in order
PAST = TODAY - timedelta(days=60)
Made = Callable[[], list[Record]]


@dataclass(frozen=True)
class Sample:
    """What a point sees, at which level, on which day it came to that, and what it does not see."""

    level: str
    on: date
    fires: Made
    silent: Made


def heard(**values: object) -> Hearing:
    """Return a hearing that was announced, attended, concluded and published as it must be."""
    base = Hearing(
        number="2026-07",
        matter="村道路灯改造",
        notice_on=PAST - timedelta(days=8),
        held_at=instant(PAST, 14),
        due=15,
        present=12,
        in_favour=10,
        against=2,
        conclusion=HearingConclusion.PASSED,
        status=HearingStatus.PUBLISHED,
        result_published_on=PAST + timedelta(days=2),
    )
    return replace(base, **values)  # type: ignore[arg-type]


def decided(**values: object) -> Resolution:
    """Return a resolution that was heard, convened, passed, carried out and published as it must be."""
    base = Resolution(
        number="2026-31",
        matter="村道路灯改造",
        hearing="2026-07",
        amount=9_000_000,
        body=Body.REPRESENTATIVE_ASSEMBLY,
        notice_on=PAST - timedelta(days=20),
        meeting_on=PAST,
        due=42,
        present=40,
        in_favour=36,
        against=4,
        result=ResolutionResult.PASSED,
        status=ResolutionStatus.CLOSED,
        published_on=PAST + timedelta(days=1),
        accepted_on=PAST + timedelta(days=10),
        result_published_on=PAST + timedelta(days=12),
    )
    return replace(base, **values)  # type: ignore[arg-type]


def item(**values: object) -> Item:
    """Return an item that three people put on the wall."""
    base = Item(
        number="G-1",
        name="收支公开",
        catalogue="SG-12",
        period="2026-Q2",
        published_on=date(2026, 7, 10),
        status=ItemStatus.PUBLISHED,
        drafted_by="p1",
        reviewed_by="p2",
        signed_by="p3",
    )
    return replace(base, **values)  # type: ignore[arg-type]


def entry(frequency: Frequency) -> Entry:
    """Return an entry of the village's own catalogue."""
    return Entry(code="SG-12", group=EntryGroup.SELF_GOVERNMENT, category="财务", name="收支公开", frequency=frequency)


def asked(**values: object) -> Enquiry:
    """Return a question that was handed in last Tuesday and is still to be answered."""
    base = Enquiry(
        kind=EnquiryKind.CONSULT,
        channel=Channel.CLERK,
        text="路灯什么时候修",
        number="1234567",
        submitted_on=TODAY - timedelta(days=7),
        accept_due_on=TODAY - timedelta(days=6),
        due_on=TODAY + timedelta(days=7),
        state=EnquiryState.ASSIGNED,
    )
    return replace(base, **values)  # type: ignore[arg-type]


def closed(n: int, *, late: bool = False) -> Enquiry:
    """Return a question that was answered and closed, or one that is overdue by a month."""
    if late:
        return asked(number=f"{n:07}", due_on=TODAY - timedelta(days=30), submitted_on=TODAY - timedelta(days=40))
    state, day = EnquiryState.CLOSED, TODAY - timedelta(days=20)
    return asked(number=f"{n:07}", state=state, due_on=day, submitted_on=day - timedelta(days=5), replied_on=day)


def _emptied(days: int, *, early: bool) -> Item:
    taken = TakeDown("p1", date(2026, 7, 10) + timedelta(days=days - 1), "换新", days, early)
    return item(status=ItemStatus.ARCHIVED, taken_down=taken)


NOW = datetime(2026, 6, 1, tzinfo=UTC)
RECEIVED = date(2026, 6, 1)

SAMPLES: dict[str, Sample] = {
    "H01": Sample("red", PAST, lambda: [decided(hearing="")], lambda: [heard(), decided()]),
    "H02": Sample("red", PAST, lambda: [heard(notice_on=PAST - timedelta(days=6))], lambda: [heard()]),
    "H03": Sample("yellow", PAST, lambda: [heard(present=9, in_favour=7)], lambda: [heard(present=10, in_favour=8)]),
    "H04": Sample(
        "red",
        # five working days after Friday 3 July end on Friday 10 July; three days later it warned
        date(2026, 7, 13),
        lambda: [heard(result_published_on=None)],
        lambda: [heard()],
    ),
    "H05": Sample("red", PAST, lambda: [heard(), decided(in_favour=19)], lambda: [heard(), decided(in_favour=36)]),
    "H06": Sample(
        "red",
        PAST,
        lambda: [heard(), decided(body=Body.VILLAGERS_ASSEMBLY, notice_on=PAST - timedelta(days=9))],
        lambda: [heard(), decided(body=Body.VILLAGERS_ASSEMBLY, notice_on=PAST - timedelta(days=10))],
    ),
    "H07": Sample(
        "red",
        # ten natural days after 13 July end on 23 July; ten days later it warned
        date(2026, 8, 2),
        lambda: [heard(), decided(result_published_on=None)],
        lambda: [heard(), decided()],
    ),
    "D01": Sample(
        "red",
        date(2026, 7, 21),
        lambda: [entry(Frequency.QUARTERLY), item(number="G-0", catalogue="SG-1", period="", published_on=RECEIVED)],
        lambda: [entry(Frequency.QUARTERLY), item()],
    ),
    "D02": Sample(
        "red",
        date(2026, 8, 5),
        lambda: [
            entry(Frequency.IMMEDIATE),
            DueEvent(catalogue="SG-12", what="重大事项", on=date(2026, 8, 1), recorded_by="p1", recorded_at=NOW),
        ],
        lambda: [
            entry(Frequency.IMMEDIATE),
            DueEvent(catalogue="SG-12", what="重大事项", on=date(2026, 8, 1), recorded_by="p1", recorded_at=NOW),
            item(published_on=date(2026, 8, 2)),
        ],
    ),
    "D03": Sample("red", date(2026, 7, 12), lambda: [_emptied(3, early=True)], lambda: [_emptied(7, early=False)]),
    "D04": Sample("red", date(2026, 7, 10), lambda: [item(signed_by="p2")], lambda: [item()]),
    "E01": Sample(
        "red",
        TODAY - timedelta(days=1),
        lambda: [asked(due_on=TODAY - timedelta(days=1))],
        lambda: [asked()],
    ),
    "E02": Sample(
        "yellow",
        TODAY,
        lambda: [asked(kind=EnquiryKind.COMPLAIN, due_on=TODAY + timedelta(days=2))],
        lambda: [asked(kind=EnquiryKind.COMPLAIN, due_on=TODAY + timedelta(days=9))],
    ),
    "E03": Sample(
        "red",
        TODAY,
        lambda: [closed(n, late=n < 7) for n in range(60)],
        lambda: [closed(n, late=n < 1) for n in range(60)],
    ),
    "E04": Sample(
        "yellow",
        TODAY - timedelta(days=3),
        lambda: [
            asked(
                handings=(
                    Handing(TODAY - timedelta(days=5), "水务所", "1", back_on=TODAY - timedelta(days=4)),
                    Handing(TODAY - timedelta(days=3), "电力所", "2"),
                )
            )
        ],
        lambda: [asked(handings=(Handing(TODAY - timedelta(days=5), "水务所", "1"),))],
    ),
    "P01": Sample(
        "red",
        # twenty working days after 1 June 2026, with the Dragon Boat holiday between, end on 30 June
        date(2026, 6, 30),
        lambda: [an_application(RECEIVED)],
        lambda: [an_application(TODAY - timedelta(days=3))],
    ),
    "P02": Sample(
        "red",
        date(2026, 8, 26),
        lambda: [
            an_application(date(2026, 8, 10), correction=Correction(date(2026, 8, 26), "看不清", date(2026, 9, 9)))
        ],
        lambda: [
            an_application(date(2026, 8, 10), correction=Correction(date(2026, 8, 19), "看不清", date(2026, 9, 9)))
        ],
    ),
    "P03": Sample(
        "red",
        date(2026, 8, 20),
        lambda: [an_application(date(2026, 8, 10), extension=Extension(20, "", date(2026, 8, 20)))],
        lambda: [an_application(date(2026, 8, 10), extension=Extension(20, "p1", date(2026, 8, 20)))],
    ),
}
