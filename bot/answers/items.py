"""Disclosure items: the newest, the subsidies, and what is late."""

from __future__ import annotations

from typing import Any

from tinydb import where

from bot.asking import PAGE, Asking, data, is_period, menu_row, numbered, paging, period, rows
from bot.reply import Button, Reply, label
from village_board.catalogue.model import Entry
from village_board.disclosure.clarifications import clarifications_of
from village_board.disclosure.due import due_items
from village_board.disclosure.life import access_counts, kept_back
from village_board.disclosure.model import Item
from village_board.disclosure.steps import Access
from village_board.disclosure.wall import page_of_wall
from village_board.disclosure.words import ACCESS

#: Categories of the catalogue under which a villager looks for subsidies and relief, and the word in other entries.
SUBSIDY_CATEGORIES = frozenset({"涉农补贴", "社会救助"})
SUBSIDY_WORD = "补贴"


def newest(asking: Asking) -> Reply:
    """List what was published last."""
    return _listed(asking, "w", None, asking.t("Published last:"))


def subsidies(asking: Asking) -> Reply:
    """List the items about subsidies and relief: rates and totals. One's own amount is told in the hall (P14)."""
    codes = [
        entry.code
        for entry in asking.records.all(Entry)
        if entry.category in SUBSIDY_CATEGORIES or SUBSIDY_WORD in entry.name
    ]
    head = asking.t("Subsidies and relief, the newest first:")
    reply = _listed(asking, "s", where("catalogue").one_of(codes), head)
    own = asking.t("What you yourself receive is told in the hall only. Bring your identity card there.")
    return Reply(f"{reply.text}\n\n{own}", reply.rows)


def _listed(asking: Asking, view: str, query: Any, head: str) -> Reply:
    t, offset = asking.t, asking.number()
    page = page_of_wall(asking.records, query, limit=PAGE, offset=offset)
    if not page.rows and not offset:
        head = t("Nothing has been published here yet.")
    lines = [
        t(
            "{day} {name} ({period})",
            day=item.published_on or "",
            name=item.name,
            period=period(t, item.period),
        )
        if is_period(item.period)
        else t("{day} {name}", day=item.published_on or "", name=item.name)
        for item in page.rows
    ]
    return Reply(
        f"{head}\n{numbered(lines, offset)}",
        rows(
            *((Button(label(item.name), data("r", item.id)),) for item in page.rows),
            paging(t, view, offset, more=page.more),
            (Button(t("What is late"), data("u", 0)), Button(t("Open and not open"), data("ac", 0)))
            if view == "w"
            else (),
            (Button(t("Clarifications"), data("cl", 0)),) if view == "w" and clarifications_of(asking.records) else (),
            menu_row(t),
        ),
    )


def access(asking: Asking) -> Reply:
    """Count what is open, on application and not open by year; then name what is not open, with its ground."""
    t, offset = asking.t, asking.number()
    counts = access_counts(asking.records)
    lines = [
        t(
            "{year}: open {open}, on application {asked}, not open {closed}",
            year=str(one.year),
            open=one.open,
            asked=one.on_application,
            closed=one.not_open,
        )
        for one in counts
    ]
    every = kept_back(asking.records)
    shown = every[offset : offset + PAGE]
    named = [t("{name}: {access}. Ground: {ground}", name=_public_name(asking, one), access=t(ACCESS[one.access]),
               ground=one.ground) for one in shown]  # fmt: skip
    head = t("How open the village is, by year:") if counts else t("Nothing has been decided here yet.")
    below = [t("On application or not open:"), numbered(named, offset)] if named else []
    if any(one.access is Access.ON_APPLICATION for one in shown):
        below.append(t("What is on application: ask for it in the village office."))
    return Reply(
        "\n".join((head, *lines, *below)),
        rows(paging(t, "ac", offset, more=len(every) > offset + PAGE), menu_row(t)),
    )


def _public_name(asking: Asking, item: Item) -> str:
    """Return the name of what is on application; of what is not open at all only where it stands in the catalogue."""
    if item.access is Access.ON_APPLICATION:
        return item.name
    return " ".join(filter(None, (item.catalogue, period(asking.t, item.period)))) or asking.t("an item")


def late(asking: Asking) -> Reply:
    """List what the village should have published and has not, with its reason (P11)."""
    t, offset = asking.t, asking.number()
    every = due_items(asking.records)
    shown = every[offset : offset + PAGE]
    head = t.n(
        "{n} item of the village is due and not published.",
        "{n} items of the village are due and not published.",
        len(every),
    )
    if not every:
        head = t("Everything that is due has been published.")
    lines = []
    for missing in shown:
        line = t(
            "{name}, {period}: due on {day}",
            name=missing.entry.name,
            period=period(t, missing.period),
            day=missing.due_on,
        )
        if missing.event is not None:
            line += "\n   " + t("After: {what}", what=missing.event.what)
        if missing.gap is not None:
            line += "\n   " + t("The village says: {reason}", reason=missing.gap.reason)
            if missing.gap.expected_on is not None:
                line += " " + t("Expected on {day}.", day=missing.gap.expected_on)
        lines.append(line)
    return Reply(
        f"{head}\n{numbered(lines, offset)}",
        rows(paging(t, "u", offset, more=len(every) > offset + PAGE), menu_row(t)),
    )


def clarifications(asking: Asking) -> Reply:
    """List what goes round and what is so, the newest first (P16)."""
    t, offset = asking.t, asking.number()
    every = clarifications_of(asking.records)
    shown = every[offset : offset + PAGE]
    head = t("What goes round, and what is so:") if every else t("Nothing has been clarified yet.")
    lines = [t("'{statement}' {fact}", statement=one.statement, fact=one.fact) for one in shown]
    return Reply(
        f"{head}\n{numbered(lines, offset)}",
        rows(
            *((Button(label(one.statement), data("r", one.id)),) for one in shown),
            paging(t, "cl", offset, more=len(every) > offset + PAGE),
            menu_row(t),
        ),
    )
