"""What the twenty questions must be answered with, read from the records and never from a page."""

from __future__ import annotations

from collections.abc import Callable

from tinydb import where

from kiosk.sheet import Shelf
from village_board.accounts.explained_service import debts_of, pay_in, rents_due, uses_in
from village_board.accounts.model import Voucher
from village_board.accounts.month_money import months
from village_board.accounts.plan_service import arrears_in
from village_board.accounts.registers import Asset, Contract, Resource, Use
from village_board.accounts.service import month_money
from village_board.accounts.subsidies import SubsidyBatch
from village_board.base.message import say
from village_board.disclosure.due import due_items
from village_board.enquiries.elsewhere import DISCIPLINE_TELEPHONE
from village_board.glance.service import last_whole_month, meetings_ahead, running_notices
from village_board.guides.model import Contact, Guide
from village_board.guides.words import promise_of
from village_board.hearings.case import ENDED, DecisionCase
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.registrations import is_registration_open, registration_ends

Fact = Callable[[Shelf], str]


def _road(shelf: Shelf) -> Hearing:
    found = meetings_ahead(shelf.records)[0].record
    assert isinstance(found, Hearing)
    assert "村道" in found.matter
    return found


def _one(shelf: Shelf, cls: type, field: str, word: str):  # type: ignore[no-untyped-def]
    return next(one for one in shelf.records.all(cls) if word in getattr(one, field))


def _speaking(shelf: Shelf) -> str:
    until = registration_ends(shelf.records, _road(shelf))
    if is_registration_open(shelf.records, _road(shelf)) and until is not None:
        return shelf.t.date(until)
    return shelf.t("No places: tell the clerk you will speak.")


def _parking(shelf: Shelf) -> Hearing:
    return _one(shelf, Hearing, "matter", "停车场")  # type: ignore[no-any-return]


def _pond(shelf: Shelf) -> Resource:
    return _one(shelf, Resource, "name", "鱼塘")  # type: ignore[no-any-return]


def _pond_rent(shelf: Shelf):  # type: ignore[no-untyped-def]
    contract = shelf.records.one(Contract, where("subject") == _pond(shelf).number)
    assert contract is not None
    return arrears_in(shelf.records, contract)


def _march(shelf: Shelf):  # type: ignore[no-untyped-def]
    return month_money(shelf.records, f"{shelf.today.year}-03")


def _decided(shelf: Shelf) -> Resolution:
    """What was decided, not what a meeting that is still to come will decide."""
    return max(
        (
            one
            for one in shelf.records.all(Resolution)
            if one.public and one.meeting_on and one.meeting_on < shelf.today
        ),
        key=lambda one: (one.meeting_on, one.id),
    )


def _late(shelf: Shelf):  # type: ignore[no-untyped-def]
    return due_items(shelf.records)[0]


def _land_subsidy(shelf: Shelf) -> SubsidyBatch:
    return _one(shelf, SubsidyBatch, "policy", "耕地")  # type: ignore[no-any-return]


def _receptions(shelf: Shelf) -> str:
    year = [one for one in shelf.records.all(Voucher) if one.dated.year == shelf.today.year]
    assert not [one for one in year if any("招待" in line.summary for line in one.lines)]
    return shelf.t.say(say("No entry of {year} names a reception.", year=str(shelf.today.year)))


FACTS: dict[str, Fact] = {
    "receptions": _receptions,
    "hearing_day": lambda shelf: shelf.t.moment(_road(shelf).held_at),
    "hearing_place": lambda shelf: _road(shelf).place,
    "hearing_speaking": _speaking,
    "march_expense": lambda shelf: shelf.t.money(_march(shelf).expense).removesuffix("元").removesuffix(" yuan"),
    "march_income": lambda shelf: shelf.t.money(_march(shelf).income).removesuffix("元").removesuffix(" yuan"),
    "pond_party": lambda shelf: _pond(shelf).contractor,
    "pond_area": lambda shelf: shelf.t.mu(_pond(shelf).area),
    "pond_owed": lambda shelf: shelf.t.money(_pond_rent(shelf).lacking),
    "pond_days_late": lambda shelf: shelf.t.n("{n} day late", "{n} days late", _pond_rent(shelf).days),
    "parking_day": lambda shelf: shelf.t.moment(_parking(shelf).held_at),
    "parking_until": lambda shelf: shelf.t.date(registration_ends(shelf.records, _parking(shelf))),
    "objecting_until": lambda shelf: shelf.t.date(running_notices(shelf.records)[0].until),
    "objecting_left": lambda shelf: shelf.t.n(
        "{n} day left", "{n} days left", running_notices(shelf.records)[0].days_left
    ),
    "matters_open": lambda shelf: shelf.t.say(
        say(
            "Matters under way: {n}.",
            n=sum(one.public and one.state not in ENDED for one in shelf.records.all(DecisionCase)),
        )
    ),
    "decision_matter": lambda shelf: _decided(shelf).matter,
    "decision_amount": lambda shelf: shelf.t.money(_decided(shelf).amount),
    "decision_day": lambda shelf: shelf.t.date(_decided(shelf).meeting_on),
    "month_expense": lambda shelf: shelf.t.money(last_whole_month(shelf.records).expense),  # type: ignore[union-attr]
    "month_income": lambda shelf: shelf.t.money(last_whole_month(shelf.records).income),  # type: ignore[union-attr]
    "month_closing": lambda shelf: shelf.t.money(last_whole_month(shelf.records).closing),  # type: ignore[union-attr]
    "money_today": lambda shelf: shelf.t.money(months(shelf.records)[-1].closing),
    "uses_total": lambda shelf: shelf.t.money(uses_in(shelf.records, shelf.today.year).total),
    "uses_largest": lambda shelf: shelf.t.money(uses_in(shelf.records, shelf.today.year).rows[0].amount),
    "pay_total": lambda shelf: shelf.t.money(
        sum(one.amount for one in pay_in(shelf.records, shelf.today.year).posts)
        + pay_in(shelf.records, shelf.today.year).unsplit
    ),
    "pay_posts": lambda shelf: shelf.t.money(pay_in(shelf.records, shelf.today.year).posts[0].amount),
    "rents_owed": lambda shelf: shelf.t.money(sum(one.arrears for one in rents_due(shelf.records))),
    "rents_due": lambda shelf: shelf.t.money(sum(one.due for one in rents_due(shelf.records))),
    "idle_count": lambda shelf: shelf.t.say(
        say("Houses and things that stand empty: {n}.", n=shelf.records.count(Asset, where("use") == Use.IDLE.value))
    ),
    "idle_first": lambda shelf: (
        min((one for one in shelf.records.all(Asset) if one.use is Use.IDLE), key=lambda one: one.number).name
    ),
    "debts_owed": lambda shelf: shelf.t.money(sum(one.amount for one in debts_of(shelf.records)[0])),
    "debts_owes": lambda shelf: shelf.t.money(sum(one.amount for one in debts_of(shelf.records)[1])),
    "subsidy_rate": lambda shelf: shelf.t.money(_land_subsidy(shelf).rate),
    "subsidy_area": lambda shelf: shelf.t.mu(_land_subsidy(shelf).area),  # type: ignore[arg-type]
    "subsidy_total": lambda shelf: shelf.t.money(_land_subsidy(shelf).total),
    "subsidy_day": lambda shelf: shelf.t.date(_land_subsidy(shelf).paid_on),  # type: ignore[arg-type]
    "insurance_name": lambda shelf: _one(shelf, Guide, "name", "医疗保险").name,
    "insurance_time": lambda shelf: shelf.t.say(promise_of(_one(shelf, Guide, "name", "医疗保险"))),
    "insurance_papers": lambda shelf: _one(shelf, Guide, "name", "医疗保险").papers[0],
    "insurance_fee": lambda shelf: shelf.t.money(_one(shelf, Guide, "name", "医疗保险").fee),
    "power_telephone": lambda shelf: _one(shelf, Contact, "what_for", "路灯").telephone,
    "office_telephone": lambda shelf: _one(shelf, Contact, "office", "值班").telephone,
    "late_name": lambda shelf: _late(shelf).entry.name,
    "late_due": lambda shelf: shelf.t.date(_late(shelf).due_on),
    "late_reason": lambda shelf: _late(shelf).gap.reason.rstrip("。"),
    "discipline_telephone": lambda _shelf: DISCIPLINE_TELEPHONE,
}
