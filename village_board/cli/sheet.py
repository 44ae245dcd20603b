"""village-board sheet …: prepare, review, publish, show and export the finance disclosure sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.sheet_words import SHEET_STATE
from village_board.base.message import N_, Message
from village_board.base.money import Fen, yuan
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.columns import table
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.desk import Desk

if TYPE_CHECKING:
    from village_board.accounts.sheet_print import Cell, PrintedSheet
    from village_board.desk import Records
    from village_board.interchange.print_sheet import PrintSheet
    from village_board.interchange.rows import Cell as FileCell

FOUND = 1


def _state(sheet: FinanceSheet) -> Message:
    return Message(SHEET_STATE[sheet.state])


@click.group("sheet", cls=Group, help=N_("The finance sheet: prepare, review, publish, show, export."))
def sheet() -> None:
    """Collect the commands."""


@sheet.command("prepare", help=N_("Prepare the sheet of a month (2026-10) or a quarter (2026-Q3)."))
@click.argument("period")
@option("--as", "who", required=True, help=AS_HELP)
@option("--again", is_flag=True, help=N_("Prepare anew what waits for its review or signature."))
@option("--what", default="", help=N_("Of a published sheet: what is corrected."))
@option("--why", default="", help=N_("And why."))
@click.pass_obj
def prepare(edge: Edge, period: str, who: str, what: str, why: str, *, again: bool) -> None:
    """Prepare a sheet."""
    from village_board.accounts.sheet_reading import sheet_breaks  # noqa: PLC0415 - help need not load it
    from village_board.accounts.sheet_service import prepare_sheet  # noqa: PLC0415

    notes: list[Message] = []
    settings = edge.open().settings

    def act(desk: Desk) -> FinanceSheet:
        made = prepare_sheet(
            desk, period, village=settings.name, telephone=settings.telephone, what=what, why=why, again=again
        )
        notes.extend(found.message for found in sheet_breaks(desk, made))
        return made

    perform(edge, who, act, _state)
    for note in notes:
        click.echo(edge.t.say(note), err=True)


@sheet.command("review", help=N_("Pass a prepared sheet, as the oversight committee."))
@click.argument("sheet")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def review(edge: Edge, sheet: str, who: str) -> None:
    """Review a sheet."""
    from village_board.accounts.sheet_service import find_sheet, review_sheet  # noqa: PLC0415

    perform(edge, who, lambda desk: review_sheet(desk, find_sheet(desk, sheet).id), _state)


@sheet.command("publish", help=N_("Sign and publish a reviewed sheet, as a third person."))
@click.argument("sheet")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def publish(edge: Edge, sheet: str, who: str) -> None:
    """Publish a sheet."""
    from village_board.accounts.sheet_service import find_sheet, publish_sheet  # noqa: PLC0415

    perform(edge, who, lambda desk: publish_sheet(desk, find_sheet(desk, sheet).id), _state)


@sheet.command("item", help=N_("Draft the catalogue's item of a published sheet and submit it for review."))
@click.argument("sheet")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def item(edge: Edge, sheet: str, who: str) -> None:
    """Draft and submit the item of a sheet."""
    from village_board.accounts.sheet_service import find_sheet  # noqa: PLC0415
    from village_board.cli.item_after import item_status  # noqa: PLC0415
    from village_board.disclosure.finance_item import submit_sheet_item  # noqa: PLC0415

    files = edge.open().attachments
    perform(edge, who, lambda desk: submit_sheet_item(desk, files, find_sheet(desk, sheet).id)[0], item_status)


@sheet.command("list", help=N_("All sheets, the newest first."))
@click.pass_obj
def listed(edge: Edge) -> None:
    """List the sheets."""
    with edge.open().reading() as records:
        found = sorted(
            records.all(FinanceSheet), key=lambda one: (one.body.last, one.period, one.version), reverse=True
        )
    if edge.as_json:
        edge.give([{"id": one.id, "number": one.number, "period": one.period, "version": one.version,
                    "state": one.state.value, "income": one.body.income, "expense": one.body.expense,
                    "closing": one.body.closing} for one in found])  # fmt: skip
        return
    t = edge.t
    rows = [
        (one.id, one.number, str(one.version), t.say(_state(one)), yuan(one.body.income), yuan(one.body.expense),
         yuan(one.body.closing))
        for one in found
    ]  # fmt: skip
    heads = (t("Id"), t("Number"), t("Version"), t("Status"), t("Income"), t("Expense"), t("Closing"))
    edge.say("\n".join(table(heads, rows, right=range(4, 7))) if rows else t("There is nothing to show."))


@sheet.command("show", help=N_("Print a sheet, with what does not come out even and what changed since."))
@click.argument("sheet")
@click.pass_obj
def show(edge: Edge, sheet: str) -> int:
    """Show a sheet."""
    from village_board.accounts.sheet_service import find_sheet  # noqa: PLC0415

    with edge.open().reading() as records:
        found = find_sheet(records, sheet)
        whole, faults = _printed(records, found)
    if edge.as_json:
        edge.give({**document(found), "notes": [edge.t.say(note) for note in whole.notes]})
        return FOUND if faults else 0
    t = edge.t
    edge.say(f"{whole.title}  [{found.id}]  {t.say(_state(found))}")
    for label, value in whole.head:
        if value:
            edge.say(f"  {t.say(label)}: {_text(edge, value)}")
    edge.say("  " + t.say(whole.equation))
    for section in whole.sections:
        edge.say("\n" + t.say(section.title))
        right = [
            at for at, cell in enumerate(zip(*section.rows, strict=True)) if any(isinstance(one, int) for one in cell)
        ]
        rows = [tuple(_text(edge, cell) for cell in row) for row in section.rows]
        edge.say("\n".join(table([t.say(head) for head in section.heads], rows, right=right)))
    for note in whole.notes:
        edge.say(t.say(note))
    return FOUND if faults else 0


@sheet.command("export", help=N_("Write a sheet for the wall: .xlsx (A4 across) or .csv."))
@click.argument("sheet")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def export(edge: Edge, sheet: str, file: Path) -> None:
    """Export a sheet."""
    from village_board.accounts.sheet_service import find_sheet  # noqa: PLC0415
    from village_board.interchange.print_sheet import write_print_sheet  # noqa: PLC0415

    with edge.open().reading() as records:
        found = find_sheet(records, sheet)
        whole, _ = _printed(records, found)
    write_print_sheet(file, _file_sheet(edge, whole, found))
    edge.say(edge.t("Written: {file}", file=str(file)))


def _printed(records: Records, found: FinanceSheet) -> tuple[PrintedSheet, bool]:
    from village_board.accounts.sheet_print import printed  # noqa: PLC0415
    from village_board.accounts.sheet_reading import books_changed, sheet_breaks, signers_of  # noqa: PLC0415

    breaks, changed = sheet_breaks(records, found), books_changed(records, found)
    return printed(found, signers_of(records, found), breaks=breaks, changed=changed), bool(breaks or changed)


def _file_sheet(edge: Edge, whole: PrintedSheet, found: FinanceSheet) -> PrintSheet:
    from village_board.accounts.sheet_print import ENTRIES  # noqa: PLC0415
    from village_board.interchange.print_sheet import PrintSheet, PrintTable  # noqa: PLC0415

    t = edge.t
    tables = tuple(
        PrintTable(
            t.say(section.title),
            tuple(t.say(head) for head in section.heads),
            tuple(tuple(_file_cell(edge, cell) for cell in row) for row in section.rows),
            section.total,
            apart=section.key == ENTRIES,
        )
        for section in whole.sections
    )
    notes = [t.say(whole.equation), *(t.say(note) for note in whole.notes)]
    if not found.public:
        notes.append(t("Not published yet: {state}.", state=_state(found)))
    head = tuple((t.say(label), _file_cell(edge, value)) for label, value in whole.head if value)
    return PrintSheet(whole.title, head, tables, tuple(notes))


def _file_cell(edge: Edge, cell: Cell) -> FileCell:
    if isinstance(cell, Message):
        return edge.t.say(cell).strip()
    return Decimal(cell).scaleb(-2) if isinstance(cell, Fen) else cell


def _text(edge: Edge, cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Fen():
            return yuan(cell)
        case date():
            return cell.isoformat()
        case Message():
            return edge.t.say(cell).strip()
        case _:
            return str(cell)


COMMANDS: Sequence[click.Command] = (sheet,)
