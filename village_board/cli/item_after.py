"""village-board item …, beside the way to the wall: taken down, compared, scanned again, decided, clarified."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.edge import Edge
from village_board.cli.words import Command, Group, option
from village_board.disclosure.beside import Clarification, Rescan, SignerPosts
from village_board.disclosure.law import Step
from village_board.disclosure.model import Item
from village_board.disclosure.steps import Access
from village_board.disclosure.words import ACCESS, ITEM_STATUS
from village_board.people.service import OFFICE

FLAGGED = 1
STOPPED = 130
WHY = N_("Why.")


def item_status(item: Item) -> Message:
    """Return where an item stands, in words."""
    return Message(ITEM_STATUS[item.status])


@click.command("withdraw", cls=Command, help=N_("Take a public item back; its name and the reason stay."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=WHY)
@click.pass_obj
def withdraw(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002 - the argument's own name
    """Withdraw an item."""
    from village_board.disclosure.life import withdraw_item  # noqa: PLC0415 - only where it is needed

    perform(edge, who, lambda desk: withdraw_item(desk, id, reason), item_status)


@click.command("archive", cls=Command, help=N_("Take an item from the wall; before its days are over with a reason."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", default="", help=WHY)
@click.pass_obj
def archive(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
    """Archive an item."""
    from village_board.disclosure.life import archive_item  # noqa: PLC0415

    perform(edge, who, lambda desk: archive_item(desk, id, reason), item_status)


@click.command("expire", cls=Command, help=N_("Mark items whose last day is past; for every night."))
@click.pass_obj
def expire(edge: Edge) -> None:
    """Mark what expired."""
    from village_board.disclosure.life import expire_items  # noqa: PLC0415

    with edge.open().desk() as desk:
        expired = expire_items(desk)
    if edge.as_json:
        edge.give([{"id": one.id, "title": one.title} for one in expired])
        return
    for one in expired:
        edge.say(f"{one.title} [{one.id}]")
    edge.say(edge.t.n("{n} item expired.", "{n} items expired.", len(expired)))


@click.command("diff", cls=Command, help=N_("Show what a correction changed, line by line."))
@click.argument("id")
@click.pass_obj
def diff(edge: Edge, id: str) -> None:  # noqa: A002
    """Compare a version with the one before it."""
    from village_board.disclosure.difference import difference  # noqa: PLC0415

    with edge.open().reading() as records:
        new = records.get(Item, id)
        old = records.get(Item, new.correction.replaces) if new.correction is not None else None
    changes = difference(old.content, new.content) if old is not None else ()
    if edge.as_json:
        edge.give([_change(one) for one in changes])
        return
    if old is None or new.correction is None:
        edge.say(edge.t("{title} is the first version.", title=new.title))
        return
    edge.say(edge.t("What: {what}", what=new.correction.what))
    edge.say(edge.t("Why: {why}", why=new.correction.why))
    for one in changes:
        if one.old_line:
            edge.say(f"- {one.old_line}: {one.old}")
        if one.new_line:
            edge.say(f"+ {one.new_line}: {one.new}")
        for cell in one.cells:
            edge.say("    " + edge.t("'{old}' became '{new}'", old=cell.old, new=cell.new))


def _change(one: Any) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "old_line": one.old_line,
        "new_line": one.new_line,
        "old": one.old,
        "new": one.new,
        "cells": [{"old": cell.old, "new": cell.new} for cell in one.cells],
    }


@click.command("rescan", cls=Command, help=N_("Look for personal data in everything public again; exit 1 if found."))
@option("--as", "who", default="", help=AS_HELP)
@option("--last", is_flag=True, help=N_("Show what the last run found, and look at nothing."))
@click.pass_obj
def rescan(edge: Edge, who: str, *, last: bool) -> int:
    """Scan what is public; stopped with Ctrl-C or a signal it goes on from there the next time."""
    from village_board.cli.stopping import stopping  # noqa: PLC0415
    from village_board.disclosure.rescanning import last_rescan, rescan_items  # noqa: PLC0415 - slow to build

    board = edge.open()
    if last:
        run = last_rescan(board.records())
        if run is None:
            edge.say(edge.t("Nothing was looked at yet."))
            return 0
        return _tell_scan(edge, run)
    actor = edge.sign_in(board, who) if who else OFFICE

    def tell(done: int, total: int) -> bool:
        edge.say(edge.t("Looked at: {done} of {total}", done=done, total=total))
        return True

    with stopping() as stop:
        run = rescan_items(board, actor, tell, stop)
    if run.ended_at is None:
        edge.say(edge.t("Stopped. The same command goes on where it stopped."))
        return STOPPED
    return _tell_scan(edge, run)


def _tell_scan(edge: Edge, run: Rescan) -> int:
    from village_board.privacy.model import Kind  # noqa: PLC0415
    from village_board.privacy.words import KIND_WORDS  # noqa: PLC0415

    if edge.as_json:
        flagged = [{"id": one.item, "number": one.number, "kinds": list(one.kinds)} for one in run.flagged]
        edge.give({"done": run.done, "total": run.total, "flagged": flagged, "unread": list(run.unread)})
    else:
        for one in run.flagged:
            kinds = "、".join(edge.t(KIND_WORDS[Kind(kind)]) for kind in one.kinds)
            edge.say(f"{one.number} [{one.item}]: {kinds}")
        for id_ in run.unread:
            edge.say(edge.t("A file of {id} cannot be read: nobody knows what it shows.", id=id_))
        if not run.flagged and not run.unread:
            edge.say(edge.t("Nothing was found in what is public."))
    return FLAGGED if run.flagged or run.unread else 0


@click.command("reexamine", cls=Command, help=N_("Look again at what is not open; without an id list what is due."))
@click.argument("id", default="")
@option("--as", "who", default="", help=AS_HELP)
@option("--outcome", type=click.Choice([one.value for one in Access]), default=Access.NOT_OPEN.value,
        help=N_("What holds from now on."))  # fmt: skip
@option("--reason", default="", help=WHY)
@option("--ground", default="", help=N_("Ground in law, where it changes."))
@click.pass_obj
def reexamine(edge: Edge, id: str, who: str, outcome: str, reason: str, ground: str) -> None:  # noqa: A002
    """Decide again, or list."""
    from village_board.disclosure.life import reexamine_item, to_reexamine  # noqa: PLC0415

    if id:
        perform(edge, who, lambda desk: reexamine_item(desk, id, Access(outcome), reason, ground), item_status)
        return
    due = to_reexamine(edge.open().records())
    if edge.as_json:
        edge.give([{"id": one.item.id, "title": one.item.title, "due_on": one.due_on.isoformat()} for one in due])
        return
    for one in due:
        edge.say(edge.t("{title} [{id}]: due on {day}", title=one.item.title, id=one.item.id, day=one.due_on))
    edge.say(edge.t.n("{n} item to be looked at again.", "{n} items to be looked at again.", len(due)))


def list_emergencies(edge: Edge) -> int:
    """List what was published in an emergency and waits for review; exit 1 where the day for one is over."""
    from village_board.disclosure.life import emergencies_to_review  # noqa: PLC0415

    board = edge.open()
    with board.reading() as records:
        waiting, today = emergencies_to_review(records), records.today
    late = [one for one in waiting if one.emergency is not None and one.emergency.review_by < today]
    if edge.as_json:
        edge.give([_emergency(one, today) for one in waiting])
        return FLAGGED if late else 0
    for one in waiting:
        if one.emergency is not None:
            line = edge.t("{title} [{id}]: issued by {issuer}, to be reviewed by {day}", title=one.title, id=one.id,
                          issuer=one.emergency.issuer, day=one.emergency.review_by)  # fmt: skip
            days = (today - one.emergency.review_by).days
            edge.say(line + ("  " + edge.t("late by {days} days", days=days) if days > 0 else ""))
    edge.say(edge.t.n("{n} emergency publication waits for review.", "{n} emergency publications wait for review.",
                      len(waiting)))  # fmt: skip
    return FLAGGED if late else 0


def _emergency(one: Item, today: date) -> dict[str, Any]:
    assert one.emergency is not None
    return {
        "id": one.id,
        "title": one.title,
        "issuer": one.emergency.issuer,
        "published_on": one.published_on and one.published_on.isoformat(),
        "review_by": one.emergency.review_by.isoformat(),
        "late": max((today - one.emergency.review_by).days, 0),
    }


@click.command("access", cls=Command, help=N_("Count what is open, on application, not open, by year."))
@click.pass_obj
def access(edge: Edge) -> None:
    """Count."""
    from village_board.disclosure.life import access_counts  # noqa: PLC0415

    counts = access_counts(edge.open().records())
    if edge.as_json:
        names = ("year", "open", "on_application", "not_open")
        edge.give([{name: getattr(one, name) for name in names} for one in counts])
        return
    t = edge.t
    for one in counts:
        shown = ((Access.OPEN, one.open), (Access.ON_APPLICATION, one.on_application), (Access.NOT_OPEN, one.not_open))
        edge.say(f"{one.year}  " + "  ".join(f"{t(ACCESS[name])} {count}" for name, count in shown))


@click.command("signers", cls=Command, help=N_("Name the posts that review or sign."))
@click.argument("step", type=click.Choice([one.value for one in Step]))
@click.argument("posts", nargs=-1, required=True)
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=N_("Why, and who decided it."))
@click.pass_obj
def signers(edge: Edge, step: str, posts: tuple[str, ...], who: str, reason: str) -> None:
    """Name posts."""
    from village_board.disclosure.signers import name_signers  # noqa: PLC0415

    perform(edge, who, lambda desk: name_signers(desk, Step(step), posts, reason), _named)


def _named(posts: SignerPosts) -> Message:
    return Message(N_("{reason}"), {"reason": posts.reason})


@click.group("clarify", cls=Group, help=N_("Clarify a rumour: the statement, the fact, its record."))
def clarify() -> None:
    """Collect the commands."""


@clarify.command("draft", help=N_("Draft a clarification; a second person publishes it."))
@click.argument("record")
@option("--as", "who", required=True, help=AS_HELP)
@option("--statement", required=True, help=N_("What goes round."))
@option("--fact", required=True, help=N_("What is so."))
@click.pass_obj
def draft_one(edge: Edge, record: str, who: str, statement: str, fact: str) -> None:
    """Draft."""
    from village_board.disclosure.clarifications import draft_clarification  # noqa: PLC0415

    perform(edge, who, lambda desk: draft_clarification(desk, statement, fact, record), _clarified)


@clarify.command("publish", help=N_("Publish a clarification as a second person."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def publish_one(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Publish."""
    from village_board.disclosure.clarifications import publish_clarification  # noqa: PLC0415

    perform(edge, who, lambda desk: publish_clarification(desk, id), _clarified)


@clarify.command("withdraw", help=N_("Withdraw a clarification."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=WHY)
@click.pass_obj
def withdraw_one(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
    """Withdraw."""
    from village_board.disclosure.clarifications import withdraw_clarification  # noqa: PLC0415

    perform(edge, who, lambda desk: withdraw_clarification(desk, id, reason), _clarified)


def _clarified(one: Clarification) -> Message:
    from village_board.disclosure.clarifications import CLARIFICATION_STATUS  # noqa: PLC0415

    return Message(CLARIFICATION_STATUS[one.status])


AFTER = (withdraw, archive, expire, diff, rescan, reexamine, access, signers, clarify)
