"""Records as hypothesis makes them: any that a clerk's table can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.interchange.conftest import TODAY
from village_board.accounts.chart import chart
from village_board.accounts.model import Closing, Line, MoneyPlace, Voucher
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.registers import (
    Asset,
    AssetChange,
    Boundaries,
    Contract,
    ContractStatus,
    Direction,
    Instalment,
    RentFree,
    Resource,
    Rhythm,
    Use,
)
from village_board.accounts.rules import with_sums
from village_board.accounts.subsidies import Rounding, SubsidyBatch, SubsidyKind, exact_total
from village_board.base.clock import instant
from village_board.disclosure.model import Item, ItemStatus
from village_board.hearings.model import (
    Ballot,
    Body,
    Category,
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
)
from village_board.hearings.roll_model import RollEntry
from village_board.interchange.cells import words as word_readers
from village_board.interchange.cells.shown import NOTHING, number_text
from village_board.people.model import Office, Person, Role
from village_board.text.clean import clean

_LETTERS = "张村路塘=+-@'\"，,;（）() ＝｜|#1234\n\t\u3000𠮷é"


def text(limit: int = 12) -> st.SearchStrategy[str]:
    """Return any text that passed the gate."""
    return st.text(_LETTERS, max_size=limit).map(clean)


def some_text(limit: int = 12) -> st.SearchStrategy[str]:
    """Return any text that says something."""
    return text(limit).filter(bool)


def names(limit: int = 12) -> st.SearchStrategy[str]:
    """Return names of people and firms: none is set wide, 张 三 is read as 张三."""
    return text(limit).filter(lambda said: word_readers.name(said) in (said, None))


def codes(prefix: str) -> st.SearchStrategy[str]:
    """Return numbers of papers, some of which look like formulas or dates."""
    return st.integers(1, 9999).map(lambda n: f"{prefix}{n:04d}") | st.sampled_from(
        ["2026-03", "=1+1", "0007", "1.0", "〔2026〕3号"]
    )


days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
past = st.dates(date(2020, 1, 1), TODAY)
fen = st.integers(-(10**12), 10**12)
areas = st.integers(0, 10**7).map(lambda n: Decimal(n).scaleb(-2))
numbers = st.none() | areas.map(lambda number: Decimal(number_text(number)))
maybe = st.none() | fen
counts = st.integers(0, 9)
words = some_text(5).filter(lambda word: not set("、,，;；/ \n|　'") & set(word) and word not in NOTHING)


@st.composite
def vouchers(draw: st.DrawFn) -> Voucher:
    """Return a balanced voucher."""
    accounts = st.sampled_from([account.code + more for account in chart() for more in ("", "01")])
    amounts = draw(st.lists(fen.filter(bool), min_size=1, max_size=3))
    summary = draw(some_text())
    lines = [Line(draw(accounts), amount, 0, draw(some_text(6))) for amount in amounts]
    lines.append(
        Line(
            draw(accounts),
            0,
            sum(amounts),
            draw(some_text(6)),
            draw(some_text(6).filter(lambda s: s != summary)),
        )
    )
    return with_sums(
        Voucher(
            number=draw(codes("记-")),
            dated=draw(days),
            summary=summary,
            lines=tuple(lines),
            place=draw(st.none() | st.sampled_from(MoneyPlace)),
            counterparty=draw(names()),
            handler=draw(names()),
            approval_tier=draw(st.none() | st.integers(1, 4)),
            oversight_stamp=draw(st.booleans()),
            receipt_number=draw(text()),
            attachments=draw(counts),
            in_cash=draw(st.booleans()),
            contract=draw(text()),
            remark=draw(text()),
        )
    )


@st.composite
def assets(draw: st.DrawFn) -> Asset:
    """Return an asset."""
    first = draw(st.none() | days)
    change = AssetChange(draw(st.none() | days), draw(some_text()), draw(text()))
    return Asset(
        number=draw(codes("A-")),
        name=draw(some_text()),
        category=draw(text()),
        operating=draw(st.none() | st.booleans()),
        quantity=draw(numbers),
        original_value=draw(fen),
        net_value=draw(fen),
        use=draw(st.sampled_from(Use)),
        useful_years=draw(st.none() | counts),
        rent=draw(maybe),
        leased_from=first,
        leased_to=first and first + timedelta(days=draw(counts)),
        changes=draw(st.sampled_from([(), (change,)])),
        idle_since=draw(st.none() | days),
        certificate=draw(text()),
    )


@st.composite
def resources(draw: st.DrawFn) -> Resource:
    """Return a parcel whose area is the sum of its parts."""
    parts = [draw(areas) for _ in range(4)]
    return Resource(
        number=draw(codes("Z-")),
        name=draw(some_text()),
        place=draw(text()),
        area=sum(parts),
        area_households=parts[0],
        area_let=parts[1],
        area_reserve=parts[2],
        area_idle=parts[3],
        fee=draw(maybe),
        boundaries=Boundaries(draw(text()), draw(text()), draw(text()), draw(text())),
        let_from=draw(st.none() | days),
    )


@st.composite
def contracts(draw: st.DrawFn) -> Contract:
    """Return a contract."""
    first = draw(st.none() | days)
    return Contract(
        number=draw(codes("H-")),
        name=draw(some_text()),
        party_b=draw(names()),
        total=draw(maybe),
        price=draw(maybe),
        collective_member=draw(st.none() | st.booleans()),
        starts_on=first,
        years=draw(numbers),
        ends_on=first and first + timedelta(days=draw(counts)),
        status=draw(st.sampled_from(ContractStatus)),
        subject=draw(text()),
        part_rooms=tuple(draw(st.lists(words, max_size=2))),
        part_share=draw(st.sampled_from(["", "1/3", "2/5"])),
        part_area=draw(st.none() | areas),
        rhythm=draw(st.none() | st.sampled_from(Rhythm)),
        in_advance=draw(st.none() | st.booleans()),
        grace_days=draw(st.none() | counts),
        rent_free=tuple(RentFree(one, one + timedelta(days=30)) for one in draw(st.lists(days, max_size=2))),
        renews=draw(text()),
        ended_on=first and first + timedelta(days=draw(counts)),
        end_reason=draw(text()),
        handed_back_on=draw(st.none() | days),
        amendments=draw(text()),
    )


@st.composite
def batches(draw: st.DrawFn) -> SubsidyBatch:
    """Return a subsidy batch whose total is rate times quantity."""
    kind = draw(st.sampled_from(SubsidyKind))
    number = draw(codes("BT-"))
    made = SubsidyBatch(
        number=number,
        policy=draw(some_text()),
        subsidy=kind,
        period=draw(st.sampled_from(["2026", "2026-Q1", "2026-03"])),
        rate=draw(st.integers(1, 10**6)),
        total=0,
        area=draw(areas) if kind is SubsidyKind.LAND else None,
        headcount=None if kind is SubsidyKind.LAND else draw(counts),
        households=draw(st.none() | counts),
        rounding=draw(st.sampled_from(Rounding)),
        paid_on=draw(st.none() | days),
        voucher=draw(text()),
        remark=draw(text()),
        key=number,
    )
    return replace(made, total=exact_total(made))


@st.composite
def instalments(draw: st.DrawFn) -> Instalment:
    """Return an instalment."""
    contract, sequence = draw(codes("H-")), draw(counts)
    return Instalment(
        contract=contract,
        sequence=sequence,
        due_on=draw(days),
        due=draw(fen),
        paid_on=draw(st.none() | days),
        paid=draw(fen),
        direction=draw(st.sampled_from(Direction)),
        key=f"{contract}/{sequence}",
    )


@st.composite
def _counted(draw: st.DrawFn) -> dict[str, int]:
    votes = {name: draw(counts) for name in ("in_favour", "against", "abstained")}
    present = sum(votes.values()) + draw(counts)
    return {**votes, "present": present, "due": present + draw(counts)}


@st.composite
def hearings(draw: st.DrawFn) -> Hearing:
    """Return a hearing that was held."""
    held = draw(past)
    return Hearing(
        number=draw(codes("T-")),
        matter=draw(some_text()),
        category=draw(st.sampled_from(Category)),
        amount=draw(maybe),
        notice_on=draw(st.none() | st.just(held)),
        held_at=instant(held, draw(st.integers(0, 23)), draw(st.integers(0, 59))),
        plan=draw(text(30)),
        conclusion=draw(st.none() | st.sampled_from(HearingConclusion)),
        reason=draw(text()),
        status=draw(st.sampled_from(sorted(set(HearingStatus) - {HearingStatus.RECORDED}))),
        imported=True,
        **draw(_counted()),
    )


@st.composite
def resolutions(draw: st.DrawFn) -> Resolution:
    """Return a resolution that was voted on."""
    met = draw(past)
    states = set(ResolutionStatus) - {ResolutionStatus.RECORDED, ResolutionStatus.OBJECTED}
    return Resolution(
        number=draw(codes("J-")),
        matter=draw(some_text()),
        category=draw(st.sampled_from(Category)),
        amount=draw(maybe),
        body=draw(st.sampled_from(Body)),
        meeting_on=met,
        ballot=draw(st.sampled_from(Ballot)),
        outside_collective=draw(st.booleans()),
        result=draw(st.sampled_from(ResolutionResult)),
        final_cost=draw(maybe),
        published_on=draw(st.none() | st.just(met)),
        status=draw(st.sampled_from(sorted(states))),
        imported=True,
        hearing_waived=draw(text()),
        **draw(_counted()),
    )


@st.composite
def rolls(draw: st.DrawFn) -> RollEntry:
    """Return a line of a roll."""
    resolution, person = draw(codes("J-")), draw(codes("P-"))
    return RollEntry(
        resolution=resolution,
        person_number=person,
        name=draw(names()),
        present=draw(st.booleans()),
        household=draw(text()),
        vote=draw(st.sampled_from(["", "for", "against", "abstained"])),
        mode=draw(text()),
        key=f"{resolution}/{person}",
    )


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Return a person."""
    posts = draw(st.lists(words, max_size=2, unique=True))
    return Person(
        number=draw(codes("P-")),
        name=draw(names().filter(bool)),
        sex=draw(st.sampled_from(["", "男", "女"])),
        group=draw(counts),
        household=draw(text(6)),
        head_of_household=draw(st.booleans()),
        adult=draw(st.booleans()),
        party_member=draw(st.booleans()),
        representative=draw(st.booleans()),
        collective_member=draw(st.booleans()),
        offices=tuple(Office(post, Role.VILLAGER) for post in posts),
        near_relatives=tuple(draw(st.lists(words, max_size=2))),
    )


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Return the current version of an item."""
    published = draw(st.none() | past)
    return Item(
        number=draw(codes("I-")),
        name=draw(some_text()),
        catalogue=draw(text(6)),
        content=draw(text(60)),
        period=draw(st.sampled_from(["", "2026", "2026-Q3", "2026-03", "第五届任期"])),
        published_on=published,
        status=ItemStatus.PUBLISHED if published else ItemStatus.DRAFT,
        nil=draw(st.booleans()),
        source=draw(text(6)),
        received_on=draw(past),
        imported=True,
    )


balances = st.builds(
    OpeningBalance,
    account=st.sampled_from([account.code for account in chart()]),
    account_name=some_text(),
    debit=fen,
    credit=fen,
)
closings = st.builds(
    lambda day, after: Closing(month=day.isoformat()[:7], closed_on=day + timedelta(days=after)), days, counts
)

KEYS = {
    Voucher: (vouchers(), "key"),
    Asset: (assets(), "number"),
    Resource: (resources(), "number"),
    Contract: (contracts(), "number"),
    Instalment: (instalments(), "key"),
    Hearing: (hearings(), "number"),
    Resolution: (resolutions(), "number"),
    RollEntry: (rolls(), "key"),
    Person: (people(), "number"),
    Item: (items(), "number"),
    OpeningBalance: (balances, "account"),
    Closing: (closings, "month"),
    SubsidyBatch: (batches(), "key"),
}
