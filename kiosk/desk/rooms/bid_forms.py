"""Offers for a contract that was given without an execution on the board: who offered what, and which was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.reading import read_fen
from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Answers, Field, Form, Kind
from kiosk.desk.columns import in_columns
from kiosk.desk.rooms.asking import WHY, half_width, lines_of
from village_board.accounts.registers import Bid, Contract
from village_board.accounts.service import record_bids
from village_board.base.message import N_
from village_board.base.money import yuan
from village_board.people.acts import Act
from village_board.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Records
    from village_board.i18n import Translator


class BidUnread(FieldRefused):
    """A line that is no offer."""

    sentence = N_("'{line}' is no offer. Write name and amount in yuan, such as 宏达公司 98000.")

    def __init__(self, field: str, line: str) -> None:
        super().__init__(field, line=line)


class ChosenUnknown(FieldRefused):
    """The chosen one offered nothing, or twice."""

    sentence = N_("'{name}' stands {n} times among the offers. Write the chosen one as it stands there, once.")

    def __init__(self, field: str, name: str, n: int) -> None:
        super().__init__(field, name=name, n=n)


def bids_typed(filled: Filled) -> tuple[Bid, ...]:
    """Return the offers of the form.

    Raises:
        BidUnread, ChosenUnknown: at their fields.
    """
    found, chosen = list[Bid](), clean(filled.text("chosen"))
    for line in lines_of(half_width(filled.text("bids"))):
        name, _, amount = line.replace("=", " ").rpartition(" ")
        fen = read_fen(amount)
        if not clean(name) or fen is None or fen <= 0:
            raise BidUnread("bids", line)
        is_chosen = clean(name) == chosen
        found.append(Bid(clean(name), fen, is_chosen, clean(filled.text("reason")) if is_chosen else ""))
    if (n := sum(one.chosen for one in found)) != 1:
        raise ChosenUnknown("chosen", chosen, n)
    return tuple(found)


def _start(records: Records, subject: str) -> Answers:
    bids = records.get(Contract, subject).bids
    chosen = next((one for one in bids if one.chosen), None)
    lines = "\n".join(f"{one.bidder} {yuan(one.amount)}" for one in bids)
    return {"bids": lines, "chosen": chosen.bidder if chosen else "", "reason": chosen.reason if chosen else ""}


def _beside(_records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    try:
        found = bids_typed(filled)
    except FieldRefused as error:
        return [(t.say(error.message), "accent")] if filled.text("chosen") else []
    return in_columns([("√" if one.chosen else " ", one.bidder, yuan(one.amount)) for one in found], right=(2,))


BIDS = Form(
    name="contract.bids",
    title=N_("Write down the offers"),
    act=Act.RECORD_BIDS,
    about=N_("Each offer is public with its amount, and why one was chosen."),
    fields=(
        Field("bids", N_("Offers"), Kind.LINES, required=True, hint=N_("One a line: name and amount in yuan.")),
        Field("chosen", N_("Which was chosen"), required=True, hint=N_("The name as it stands above.")),
        WHY,
    ),
    start=_start,
    beside=_beside,
    button=N_("Write them down"),
    do=lambda desk, filled: record_bids(desk, filled.subject, bids_typed(filled)),
)
