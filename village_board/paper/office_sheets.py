"""The other sheets of the office: minutes to be signed, the finance sheet, a door list, strips to cut apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.sheet_print import PrintedSheet, Section
from village_board.base.message import Message
from village_board.base.money import Fen, yuan
from village_board.desk import Records
from village_board.notices.doors import Door
from village_board.notices.reach_model import DoorList
from village_board.notices.words import DOOR_HOW
from village_board.paper.notice_sheet import Around
from village_board.paper.page_model import Block, Boxes, Design, Facts, Format, Printout, Slips, Table, Words
from village_board.paper.proof import proof_of, root_line
from village_board.paper.sheet import Part, Sheet
from village_board.paper.text import words

if TYPE_CHECKING:
    from village_board.i18n import Translator


def minutes_page(records: Records, around: Around, sheet: Sheet, paper: Format = Format.A4) -> Printout:
    """Return the minutes with boxes for those who sign. They hold names: no QR code leads to them."""
    t = around.t
    blocks: list[Block] = [Facts(tuple((t.say(label), words(value, t)) for label, value in sheet.facts))]
    blocks += [_part(part, t) for part in sheet.parts]
    names = tuple(t.say(signer) for signer in sheet.signers)
    # Whoever signs sees by number and digest what they sign: it stands above the boxes.
    blocks.append(Words((*(t.say(line) for line in sheet.foot), root_line(records, around.head, t))))
    blocks.append(Boxes(t("Signatures"), names, t("Date"), sheet.spaces))
    foot = around.marked(t("These minutes hold names: do not post them."))
    return Printout(t.say(sheet.title), tuple(blocks), t.language, around.pages, format=paper, foot=foot)


def finance_page(
    records: Records, around: Around, sheet: FinanceSheet, whole: PrintedSheet, paper: Format = Format.A4
) -> Printout:
    """Return the finance disclosure sheet, entry by entry, across the paper."""
    t = around.t
    head = tuple((t.say(label), _cell(value, t)) for label, value in whole.head if value)
    notes = [t.say(note) for note in whole.notes]
    if not sheet.public:
        notes.insert(0, t("Not published yet: it is not for the wall."))
    blocks: list[Block] = [Facts(head), Words((t.say(whole.equation),), strong=True)]
    blocks += [_section(section, t) for section in whole.sections]
    if notes:
        blocks.append(Words(tuple(notes), t("To be noted")))
    return Printout(
        whole.title,
        tuple(blocks),
        t.language,
        around.pages,
        Design.LEDGER,
        paper,
        foot=around.marked(around.settings.name),
        proof=proof_of(records, around.settings, around.head, sheet.id if sheet.public else "", t),
    )


def doors_page(around: Around, made: DoorList, doors: Sequence[Door], notice: Message) -> Printout:
    """Return a door list, a table for each villagers' group, with room to sign."""
    t = around.t
    heads = (t("No."), t("Household"), t("Names"), t("Told"), t("Date"), t("Signature"))
    blocks: list[Block] = [
        Words((t.say(notice),), t("What is told")),
        Words((t("Told: signed, read out, left there, or nobody there. Tick line by line, then bring it back."),)),
    ]
    for group, members in groupby(doors, key=lambda door: door.line.group):
        rows = tuple(_door(door, t) for door in members)
        heading = t("Group {n}", n=group) if group else t("Without a group")
        blocks.append(Table(heads, rows, t("{group}: {n} doors", group=heading, n=len(rows)), right=(0,), tall=True))
    blocks.append(Boxes("", (t("Who went"), t("Who took it back")), t("Date")))
    title = t("{village}: door list", village=around.settings.name)
    under = t("Door list {id}, made on {day}", id=made.id, day=made.made_on)
    foot = around.marked(t("This list holds names: do not post it."))
    return Printout(title, tuple(blocks), t.language, around.pages, under=under, foot=foot)


def slips_page(around: Around, title: str, rows: Sequence[tuple[str, str, str]], until: date | None) -> Printout:
    """Return strips to cut apart, two beside each other: a heading, a code that is used once, what to do with it."""
    t = around.t
    under = t("Valid until {day}. Cut along the lines.", day=until) if until else t("Cut along the lines.")
    blocks = (Slips(tuple(rows)),)
    return Printout(title, blocks, t.language, around.pages, Design.SLIPS, under=under, foot=around.marked(""))


def _door(door: Door, t: Translator) -> tuple[str, ...]:
    line = door.line
    told = t(DOOR_HOW[line.how]) if line.how is not None else ""
    on = t.date(line.on) if line.on is not None else ""
    # Blanks keep room for what is written there by hand.
    names = "、".join(door.names)
    return (str(line.number), line.household, names, told or " " * 15, on or " " * 15, "" if line.told else " " * 26)


def _part(part: Part, t: Translator) -> Block:
    heading = t.say(part.heading)
    if not part.heads:
        return Words(tuple(words(row[0], t) for row in part.rows), heading)
    rows = tuple(tuple(words(cell, t) for cell in row) for row in part.rows)
    return Table(tuple(t.say(head) for head in part.heads), rows, heading)


def _section(section: Section, t: Translator) -> Table:
    right = tuple(
        at for at, column in enumerate(zip(*section.rows, strict=True)) if any(isinstance(one, int) for one in column)
    )
    rows = tuple(tuple(_cell(cell, t) for cell in row) for row in section.rows)
    heads = tuple(t.say(head) for head in section.heads)
    return Table(heads, rows, t.say(section.title), right, section.total)


def _cell(cell: object, t: Translator) -> str:
    match cell:
        case None:
            return ""
        case Fen():
            return yuan(cell)
        case date():
            return cell.isoformat()
        case Message():
            return t.say(cell).strip()
    return str(cell)
