"""Service guides and contacts: what to bring, where to go, whom to call; and an item in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.pages.imprint import told
from kiosk.pages.wording import day, joined
from kiosk.sheet import Entry, Facts, Heading, Page, Part, Sheet, Shelf, Words
from village_board.base.errors import NotFound
from village_board.guides.explanations import explanation_of
from village_board.guides.model import Contact, Guide, Upheld
from village_board.guides.service import holding
from village_board.guides.words import fee_of, held_of, promise_of


@dataclass(frozen=True, slots=True)
class GuidesPage(Page):
    """All guides that hold today."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        found = holding(shelf.records, Guide)
        rows = tuple(guide_entry(shelf, one) for one in found)
        nothing = (Words(shelf.t("There is nothing here.")),)
        checked = _checked(shelf, found)
        return Sheet(shelf.t("Service guides"), rows or nothing, counted=(1, len(rows)), as_of=checked)


@dataclass(frozen=True, slots=True)
class GuidePage(Page):
    """One guide: the answer first, then where it comes from."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return steps, papers, fee, time and place."""
        t = shelf.t
        one = shelf.records.get(Guide, self.id)
        if not one.public:
            raise NotFound(Guide.KIND.label, self.id)
        parts: list[Part] = [*_not_now(shelf, one)]
        parts.append(
            Facts(
                (
                    (t("Where to go"), one.where),
                    (t("How long it takes"), t.say(promise_of(one))),
                    (t("Fee"), t.say(fee_of(one))),
                )
            )
        )
        parts += [Heading(t("What to do"))]
        parts += [Words(f"{number}. {step}") for number, step in enumerate(one.steps, 1)]
        if one.papers:
            parts += [Heading(t("What to bring")), *(Words(f"· {paper}") for paper in one.papers)]
        parts += [
            *told(
                shelf,
                ((t("Also called"), "、".join(one.old_names)), (t("By what rule"), one.basis), *_kept(shelf, one)),
            ),
        ]
        return Sheet(one.name, tuple(parts), subject=one.id)


@dataclass(frozen=True, slots=True)
class ContactsPage(Page):
    """All contacts that hold today."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list: the number stands in the row."""
        found = holding(shelf.records, Contact)
        rows = tuple(contact_entry(shelf, one) for one in found)
        nothing = (Words(shelf.t("There is nothing here.")),)
        checked = _checked(shelf, found)
        return Sheet(shelf.t("Telephone numbers"), rows or nothing, counted=(1, len(rows)), as_of=checked)


@dataclass(frozen=True, slots=True)
class ContactPage(Page):
    """One contact."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return the number first."""
        t = shelf.t
        one = shelf.records.get(Contact, self.id)
        if not one.public:
            raise NotFound(Contact.KIND.label, self.id)
        facts = ((t("For what"), one.what_for), (t("When"), one.hours), *_kept(shelf, one))
        return Sheet(
            one.office, (*_not_now(shelf, one), Words(one.telephone, "strong"), *told(shelf, facts)), subject=one.id
        )


def guide_entry(shelf: Shelf, one: Guide) -> Entry:
    """Return the row of a guide: what it costs and what to bring stand in it, so that a list is an answer."""
    t = shelf.t
    fee = t("Fee: {fee}", fee=t.money(one.fee)) if one.fee else t("free of charge")
    papers = t("Bring: {papers}", papers="、".join(one.papers)) if one.papers else ""
    return Entry(
        t("{name} ({called})", name=one.name, called=one.old_names[0]) if one.old_names else one.name,
        GuidePage(one.id),
        note=joined((fee, papers)),
        right=t.say(promise_of(one)),
        mark=_mark(shelf, one),
    )


def contact_entry(shelf: Shelf, one: Contact) -> Entry:
    """Return the row of a contact."""
    return Entry(
        one.office,
        ContactPage(one.id),
        note=joined((one.what_for, one.hours)),
        right=one.telephone,
        mark=_mark(shelf, one),
    )


def guide_doors(shelf: Shelf) -> list[Entry]:
    """Return the rows that lead to the guides and the contacts; none where there is nothing to read."""
    t, rows = shelf.t, []
    if guides := len(holding(shelf.records, Guide)):
        right = t.n("{n} guide", "{n} guides", guides)
        rows.append(Entry(t("Service guides"), GuidesPage(), note=t("Steps, papers, fee, time"), right=right))
    if contacts := len(holding(shelf.records, Contact)):
        right = t.n("{n} number", "{n} numbers", contacts)
        rows.append(
            Entry(t("Telephone numbers"), ContactsPage(), note=t("Offices and what they help with"), right=right)
        )
    return rows


def explained(shelf: Shelf, item: str) -> list[Part]:
    """Return an item in plain words, question by question; nothing where nobody explained this version."""
    found = explanation_of(shelf.records, item)
    if found is None:
        return []
    parts: list[Part] = [Heading(shelf.t("In plain words"))]
    for one in found.answered:
        parts += [Words(one.question, "strong"), Words(one.answer)]
    return parts


def _checked(shelf: Shelf, found: Sequence[Upheld]) -> str:
    """Return since which day somebody has made sure of each of them; nothing where of one nobody ever did."""
    days = [one.checked_on for one in found if one.checked_on is not None]
    return shelf.t("Checked since {day}", day=min(days)) if days and len(days) == len(found) else ""


def _not_now(shelf: Shelf, one: Upheld) -> list[Part]:
    held = held_of(one)
    if held is None or one.holds_on(shelf.today):
        return []
    return [Words(shelf.t("It does not hold today: {held}.", held=shelf.t.say(held)), "strong")]


def _mark(shelf: Shelf, one: Upheld) -> str:
    return "" if one.holds_on(shelf.today) else shelf.t("does not hold today")


def _kept(shelf: Shelf, one: Upheld) -> tuple[tuple[str, str], ...]:
    t, held = shelf.t, held_of(one)
    return (
        (t("Holds"), t.say(held) if held else ""),
        (t("Answers for it"), one.owner or t("Village committee")),
        (t("Last checked"), day(t, one.checked_on) or t("not yet")),
        (t("Short code"), one.id),
    )
