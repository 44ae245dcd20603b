"""list, show, search: reading never prompts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from village_board.base.errors import NotFound
from village_board.base.message import N_, say
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.fields import shown_fields
from village_board.cli.words import Command, option
from village_board.kinds import BY_COLLECTION
from village_board.text.lines import cells

#: Kinds that `list` prints.
LISTED = (
    "cases", "hearings", "resolutions", "executions", "vouchers", "assets", "resources", "contracts", "stocktakes",
    "subsidies", "items", "people",
)  # fmt: skip
#: What `show` opens beside those: the rest of the registers. Hashes of PINs, chats and codes are nobody's reading.
SHOWN = frozenset(
    {
        *LISTED,
        "households",
        "finance_sheets",
        "rolls",
        "delegations",
        "opening_balances",
        "closings",
        "books",
        "accounts",
        "money_accounts",
        "reconciliations",
        "instalments",
        "receipts",
        "catalogue",
        "gaps",
        "interpellations",
        "notices",
        "route_changes",
        "attachments",
        "nil_periods",
        "limit_changes",
        "guides",
        "contacts",
        "explanations",
    }
)


@click.command("list", cls=Command, help=N_("List all records of a kind."))
@click.argument("kind", type=click.Choice(LISTED))
@click.pass_obj
def list_records(edge: Edge, kind: str) -> None:
    """Print every record of `kind`."""
    board = edge.open()
    with board.reading() as records:
        found = list(records.all(BY_COLLECTION[kind]))
    if edge.as_json:
        edge.give([document(record) for record in found])
        return
    for line in _table(found):
        edge.say(line)
    edge.say(edge.t.n("{n} record", "{n} records", len(found)))


@click.command("show", cls=Command, help=N_("Show one record by its id."))
@click.argument("id")
@click.pass_obj
def show(edge: Edge, id: str) -> None:  # noqa: A002 - the argument's own name
    """Print one record."""
    record = edge.open().records().lookup(id)
    if record.KIND.collection not in SHOWN:
        raise NotFound(say("record"), id)
    if edge.as_json:
        edge.give(document(record))
        return
    edge.say(f"{record.title}  [{edge.t.say(record.KIND.label)} {record.id}]")
    for label, value in shown_fields(edge.t, record):
        edge.say(f"  {label}: {value}")


@click.command("search", cls=Command, help=N_("Find records by words, the newest first."))
@click.argument("words", nargs=-1, required=True)
@option("--limit", type=click.IntRange(1, 1000), default=50, help=N_("At most so many."))
@click.pass_obj
def search(edge: Edge, words: tuple[str, ...], limit: int) -> None:
    """Print the public records that hold all words."""
    with edge.open().reading() as records:
        found = [hit.record for hit in records.search(" ".join(words), limit=limit)]
    if edge.as_json:
        edge.give([{"id": r.id, "kind": r.KIND.name, "title": r.title} for r in found])
        return
    for line in _table(found):
        edge.say(line)
    if not found:
        edge.say(edge.t("Nothing found. Try a shorter word, or the first letters in pinyin."))


def _table(records: list[Any]) -> Iterator[str]:
    for record in records:
        day = record.day.isoformat() if record.day else ""
        number = getattr(record, "number", "")
        yield f"{record.id}  {day:10}  {number}{' ' * max(1, 16 - cells(number))}{record.title}"


COMMANDS = (list_records, show, search)
