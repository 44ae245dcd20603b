"""village-board limit …: what the law and the village have fixed, and changing it."""

from __future__ import annotations

import click
from tinydb import where

from village_board.base.message import N_
from village_board.cli.acting import AS_HELP
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.launch import day_of
from village_board.limits.model import Limit, LimitChange
from village_board.limits.service import NoSuchLimit, change_limit, limits_of
from village_board.limits.table import shipped_limits
from village_board.limits.values import shown, value_of


@click.group("limit", cls=Group, help=N_("Limits of law and custom, with their source; and the village's own."))
def limit() -> None:
    """Collect the commands."""


@limit.command("list", help=N_("Show every limit that holds, or those whose key begins so."))
@click.argument("prefix", default="")
@click.pass_obj
def list_limits(edge: Edge, prefix: str) -> None:
    """List the limits."""
    records = edge.open().records()
    holding = limits_of(records)
    rows = [row for key, row in shipped_limits().items() if key.startswith(prefix)]
    if edge.as_json:
        edge.give([_json(row, holding.value(row.key)) for row in rows])
        return
    t = edge.t
    for row in rows:
        value = holding.value(row.key)
        own = t("the village's own") if value != row.value else t("as shipped")
        edge.say(f"{row.key}  {t.say(shown(row, value))}  ({own})")
        edge.say(f"    {_label(edge, row)}")
        edge.say("    " + t("Source: {source}", source=t(row.source)))
        for change in records.find(LimitChange, where("key") == row.key):
            line = t("From {since}: {value}. {reason}", since=change.since, value=shown(row, change.value),
                     reason=change.reason)  # fmt: skip
            edge.say(f"    {line}")


@limit.command("set", help=N_("Let another value hold from a day on; the reason is public."))
@click.argument("key")
@click.argument("value")
@option("--as", "who", required=True, help=AS_HELP)
@option("--since", default="", help=N_("From which day; today where it is not given."))
@option("--reason", required=True, help=N_("Why, and who decided it."))
@click.pass_obj
def set_limit(edge: Edge, key: str, value: str, who: str, since: str, reason: str) -> None:
    """Change a limit."""
    board = edge.open()
    row = shipped_limits().get(key)
    day = day_of(since) if since else board.records().today
    wanted = value_of(row, value) if row is not None else value
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        change = change_limit(desk, key, wanted, day, reason)
    if row is None:
        raise NoSuchLimit(key, key)
    if edge.as_json:
        edge.give(document(change))
    else:
        edge.say(edge.t("From {since} on: {label}: {value}.", since=day, label=_label(edge, row),
                        value=shown(row, wanted)))  # fmt: skip


def _label(edge: Edge, row: Limit) -> str:
    return edge.t(row.en)  # a label of the data: the catalogues hold it


def _json(row: Limit, value: object) -> dict[str, object]:
    return {
        "key": row.key,
        "value": value,
        "shipped": row.value,
        "unit": row.unit.value,
        "label": {"zh": row.zh, "en": row.en},
        "source": row.source,
        "source_zh": row.source_zh or row.source,
        "fixed": row.fixed,
    }


COMMANDS = (limit,)
