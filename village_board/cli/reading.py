"""list, show, search: reading never prompts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from village_board.base.errors import NotFound
from village_board.base.kind import Record
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
        "opinions",
    }
)
#: Of these `show` prints what is published, once it is: the rest is the office's knowledge.
PUBLISHED = frozenset({"enquiries", "clarifications", "polls"})


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


@click.command("show", cls=Command, help=N_("Show one record by its short code or number, or how far a slip is."))
@click.argument("which")
@option(
    "--as", "who", default="", help=N_("Who reads villagers' words unmasked: number or name; their PIN is asked for.")
)
@click.pass_obj
def show(edge: Edge, which: str, who: str) -> None:
    """Print one record, masked but for those who may know who objected; or how far the matter of a slip is."""
    from village_board.cli.questioning import tell_standing  # noqa: PLC0415 - lists need not load it
    from village_board.cli.shown_voices import as_public, reads_whole  # noqa: PLC0415
    from village_board.glance.called import called  # noqa: PLC0415
    from village_board.glance.standing import standing_of  # noqa: PLC0415
    from village_board.slips.service import by_slip  # noqa: PLC0415

    board = edge.open()
    is_whole = bool(who) and reads_whole(edge.sign_in(board, who))
    with board.reading() as records:
        standing = standing_of(records, which) if by_slip(records, which) is not None else None
        record = None if standing else called(records, which, _opened())
    if standing is not None:
        tell_standing(edge, standing)
    elif record is not None and record.KIND.collection in PUBLISHED:
        _give_words(edge, record)
    elif record is not None:
        _give(edge, record if is_whole else as_public(record))


def _opened() -> list[type[Record]]:
    """Return what is opened; the register comes last, so that a person's number never hides a paper's."""
    opened = [kind for name, kind in BY_COLLECTION.items() if name in SHOWN | PUBLISHED]
    return sorted(opened, key=lambda kind: kind.KIND.collection in ("people", "households"))


def _give(edge: Edge, record: Record) -> None:
    if edge.as_json:
        edge.give(document(record))
        return
    edge.say(f"{record.title}  [{edge.t.say(record.KIND.label)} {record.id}]".lstrip())
    for label, value in shown_fields(edge.t, record):
        edge.say(f"  {label}: {value}")


def _give_words(edge: Edge, record: Record) -> None:
    """Print what is published of a record whose other fields are the office's knowledge."""
    if not record.public:
        raise NotFound(say("record"), record.id)
    if edge.as_json:
        edge.give({"id": record.id, "kind": record.KIND.name, "title": record.title, "words": record.words()})
        return
    edge.say(f"{record.title}  [{edge.t.say(record.KIND.label)} {record.id}]")
    for words in filter(None, record.words()):
        edge.say(f"  {words}")


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
