"""The forms of contracts: registered, amended, renewed, ended, their plans and receipts (facts 2.4, P12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from kiosk.desk.blank.shape import NO, YES, Answers, Field, Form, Kind, Option, Place
from kiosk.desk.rooms.asking import ON, WHY, one_of
from village_board.accounts.asset_service import DayAhead, ReasonMissing
from village_board.accounts.contract_rules import (
    DecisionMissing,
    EndsBeforeStart,
    HearingMissing,
    PlatformMissing,
    PriceAgainstDecision,
    PriceTooLow,
    RecusalMissing,
    TermTooLong,
    TownshipMissing,
    YearsTooMany,
)
from village_board.accounts.contract_service import (
    ContractIncomplete,
    EndOutside,
    NothingAmended,
    amend_contract,
    end_contract,
    hand_back,
    register_contract,
    renew_contract,
)
from village_board.accounts.plan_service import make_plan
from village_board.accounts.register_words import RHYTHM
from village_board.accounts.registers import Asset, Contract, Resource, Rhythm
from village_board.base.errors import NumberTaken
from village_board.base.message import N_
from village_board.base.money import Fen, yuan
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator


def _types(records: Records, _t: Translator) -> list[Option]:
    return [Option(one, one) for one in sorted({one.type for one in records.all(Contract)} - {""})]


def _things(records: Records, _t: Translator) -> list[Option]:
    found = [(one.number, one.name) for one in records.all(Resource)]
    found += [(one.number, one.name) for one in records.all(Asset)]
    return [Option(number, name) for number, name in sorted(found)]


def _is_wanted(name: str, answers: Answers) -> bool:
    return answers.get(_MORE.name) == YES or bool(answers.get(name))


_NUMBER = Field("number", N_("Number of the contract"), required=True)
#: the fields of a contract by name; the paper's order.
_ASKED_FIRST = (
    Field("name", N_("Name of the contract"), required=True),
    Field("type", N_("Kind"), Kind.PICK, options=_types, free=True, hint=N_("Such as one of the list; F4 shows it.")),
    Field(
        "subject",
        N_("Thing let, sold or built"),
        Kind.PICK,
        options=_things,
        free=True,
        hint=N_("Number of the asset or parcel: F4 shows all. Or words."),
    ),
    Field("party_b", N_("The other party"), required=True),
    Field("collective_member", N_("Belongs to the collective"), Kind.YES_NO),
    Field("signed_on", N_("Day of signing"), Kind.DAY),
    Field("starts_on", N_("First day"), Kind.DAY, required=True),
    Field("ends_on", N_("Last day"), Kind.DAY, required=True),
    Field("due_each_year", N_("Received each year, in yuan"), Kind.AMOUNT),
    Field("owed_each_year", N_("Paid each year, in yuan"), Kind.AMOUNT),
    Field("total", N_("Whole price in yuan"), Kind.AMOUNT),
    Field("rhythm", N_("How often it is paid"), Kind.CHOICE, options=one_of(RHYTHM)),
    Field("in_advance", N_("Paid before the period"), Kind.YES_NO),
    Field("resolution", N_("Number of the resolution")),
)
_MORE = Field("all", N_("Fill in the rest as well"), Kind.YES_NO)
_FURTHER = (
    Field("escalation", N_("How the rent grows"), hint=N_("Such as 每3年递增5%.")),
    Field("grace_days", N_("Days of grace"), Kind.COUNT),
    Field("deposit", N_("Deposit in yuan"), Kind.AMOUNT),
    Field("part_area", N_("Area that is let, in mu"), Kind.AREA),
    Field("price", N_("Price agreed in yuan"), Kind.AMOUNT, hint=N_("A year's for leases.")),
    Field("floor_price", N_("Floor price in yuan"), Kind.AMOUNT),
    Field("valuation", N_("Valuation in yuan"), Kind.AMOUNT),
    Field("valuation_shown_on", N_("Valuation shown from"), Kind.DAY),
    Field("trading", N_("How it was traded")),
    Field("platform_number", N_("Number at the trading centre")),
    Field("purpose", N_("What it is used for")),
    Field("hearing", N_("Number of the hearing")),
    Field("township_number", N_("Number of the township's approval")),
    Field("recusal", N_("Who stood aside"), hint=N_("Not public.")),
    Field("at_end", N_("What becomes of it at the end")),
)
_FIELDS = (*_ASKED_FIRST, *_FURTHER)
#: as they are asked: what is rarely filled in only where it is wanted, or stands there already.
_ON_THE_FORM = (
    *_ASKED_FIRST,
    _MORE,
    *(replace(one, asked=partial(_is_wanted, one.name)) for one in _FURTHER),
)
_PLACES = (
    Place(NumberTaken, "number"),
    Place(ContractIncomplete, "name"),
    *(Place(error, "ends_on") for error in (EndsBeforeStart, TermTooLong, YearsTooMany)),
    Place(PriceTooLow, "price"),
    Place(PriceAgainstDecision, "price"),
    Place(DecisionMissing, "resolution"),
    Place(HearingMissing, "hearing"),
    Place(PlatformMissing, "platform_number"),
    Place(TownshipMissing, "township_number"),
    Place(RecusalMissing, "recusal"),
    Place(ReasonMissing, "reason"),
    *(Place(error, "on") for error in (DayAhead, EndOutside)),
)


def _after(made: Contract) -> DeskScreen:
    from kiosk.desk.rooms.contracts import record_screen  # noqa: PLC0415 - the sheets know the forms

    return record_screen(made.id)


def _value(filled: Filled, field: Field) -> Any:
    name = field.name
    if not filled.text(name):
        return None
    if field.kind is Kind.CHOICE:
        return Rhythm(filled.text(name))
    readers: dict[Kind, Callable[[str], Any]] = {
        Kind.AMOUNT: filled.fen,
        Kind.DAY: filled.day,
        Kind.COUNT: filled.count,
        Kind.AREA: filled.area,
        Kind.YES_NO: filled.yes,
        Kind.PICK: filled.picked,
    }
    return readers.get(field.kind, filled.text)(name)


def _given(filled: Filled) -> dict[str, Any]:
    """Return the fields of a contract that are filled in."""
    values = {field.name: _value(filled, field) for field in _FIELDS}
    return {name: value for name, value in values.items() if value is not None}


def _shown(contract: Contract) -> Answers:
    """Return what a contract says, as it would be typed."""
    answers: dict[str, str] = {}
    for field in _FIELDS:
        value = getattr(contract, field.name)
        if value is None or value == "":
            continue
        match field.kind:
            case Kind.AMOUNT:
                answers[field.name] = yuan(value)
            case Kind.YES_NO:
                answers[field.name] = "yes" if value else "no"
            case _:
                answers[field.name] = str(value)
    return answers


def _made(filled: Filled) -> Contract:
    return replace(Contract(number=filled.text("number"), name=""), **_given(filled))


REGISTER = Form(
    name="contract.register",
    title=N_("Register a contract"),
    act=Act.REGISTER_CONTRACT,
    about=N_("What rests on a decision names its resolution."),
    fields=(_NUMBER, *_ON_THE_FORM),
    start=lambda _records, _subject: {_MORE.name: NO},
    places=_PLACES,
    button=N_("Register"),
    do=lambda desk, filled: register_contract(desk, _made(filled)),
    after=_after,
)
RENEW = Form(
    name="contract.renew",
    title=N_("Renew it"),
    act=Act.RENEW_CONTRACT,
    about=N_("A new contract goes on from this one, which is settled by it."),
    fields=(_NUMBER, *_ON_THE_FORM),
    start=lambda records, subject: {
        name: text
        for name, text in _shown(records.get(Contract, subject)).items()
        if name not in ("signed_on", "starts_on", "ends_on", "resolution", "hearing", "township_number")
    },
    places=_PLACES,
    button=N_("Renew"),
    do=lambda desk, filled: renew_contract(desk, filled.subject, _made(filled)),
    after=_after,
)


def _amend(desk: Desk, filled: Filled) -> Contract:
    contract = desk.get(Contract, filled.subject)
    changes = {name: value for name, value in _given(filled).items() if getattr(contract, name) != value}
    day = filled.day_or_none("on") or desk.today
    return amend_contract(
        desk, contract.id, changes, on=day, reason=filled.text("reason"), resolution=filled.text("decided_by")
    )


AMEND = Form(
    name="contract.amend",
    title=N_("Amend it"),
    act=Act.AMEND_CONTRACT,
    about=N_("Change what changes; what stood before is kept."),
    fields=(
        WHY,
        Field("decided_by", N_("Resolution behind the change")),
        ON,
        *(replace(field, required=False) for field in _ON_THE_FORM),
    ),
    start=lambda records, subject: _shown(records.get(Contract, subject)),
    places=(Place(NothingAmended, "name"), *_PLACES),
    button=N_("Amend"),
    do=_amend,
)


def _end(desk: Desk, filled: Filled) -> Contract:
    end = hand_back if filled.yes("handed_back") else end_contract
    day = filled.day_or_none("on") or desk.today
    return end(desk, filled.subject, day, filled.text("reason"), filled.text("at_end"))


END = Form(
    name="contract.end",
    title=N_("End it"),
    act=Act.END_CONTRACT,
    fields=(
        WHY,
        Field("handed_back", N_("The thing was handed back"), Kind.YES_NO),
        Field("at_end", N_("What becomes of it")),
        ON,
    ),
    start=lambda _records, _subject: {"handed_back": "no"},
    places=_PLACES,
    button=N_("End it"),
    sure=N_("Its plan ends on that day. End it?"),
    do=_end,
)


def _planned(t: Translator, made: Any) -> str:
    return t("{n} instalments, {amount} in all.", n=len(made), amount=Fen(sum(one.due for one in made)))


PLAN = Form(
    name="contract.plan",
    title=N_("Make the payment plan"),
    act=Act.MAKE_PLAN,
    about=N_("In place of the one that stands; what is paid stays."),
    fields=(),
    button=N_("Make it"),
    told=_planned,
    do=lambda desk, filled: make_plan(desk, filled.subject),
)


def contract_of(records: Records, id: str) -> Contract:  # noqa: A002 - the field's own name
    """Return the contract with this id.

    Raises:
        NotFound: there is none.
    """
    return records.get(Contract, id)


FORMS = (REGISTER, RENEW, AMEND, END, PLAN)
