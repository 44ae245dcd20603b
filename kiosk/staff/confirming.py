"""Confirming in the hall what another person recorded: results, corrections, bound chats (four eyes)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kiosk.desk.recorded import recorded
from kiosk.sheet import Entry, Facts, Part, Sheet, Words
from kiosk.shelf import Shelf
from kiosk.staff.page import Deed, StaffPage
from village_board.chats.bound import bindings, confirm_binding
from village_board.hearings.correction_words import field_words
from village_board.hearings.corrections import confirm_correction, waiting_correction
from village_board.hearings.drafts_reading import as_it_was_read, name_of, subject_of, to_confirm
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.resolutions import confirm_resolution
from village_board.hearings.service import confirm_hearing
from village_board.people.binding import Binding
from village_board.people.model import Person

if TYPE_CHECKING:
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator


@dataclass(frozen=True, slots=True)
class ToConfirmPage(StaffPage):
    """What waits for a second person."""

    def read(self, shelf: Shelf) -> Sheet:
        """List it; what one recorded oneself is another's to confirm."""
        t, records, me = shelf.t, shelf.records, self.who.id
        rows: list[Part] = [
            Entry(one.matter, ConfirmPage(self.who, one.id), note=_by(shelf, one.recorded_by))
            for one in to_confirm(records)
            if one.recorded_by != me
        ]
        for record in corrected(records):
            waits = waiting_correction(record)
            if waits is not None and waits.by != me:
                note = t("Correction by {person}", person=name_of(records, waits.by))
                rows.append(Entry(record.matter, CorrectionPage(self.who, record.id), note=note))
        for one in bindings(records):
            if one.waits and one.person != me:
                name = records.get(Person, one.person).name
                rows.append(Entry(t("Another chat of {person}", person=name), BindingPage(self.who, one.id)))
        return Sheet(t("What waits for a second person"), tuple(rows) or (Words(t("Nothing waits for you.")),))


@dataclass(frozen=True, slots=True)
class ConfirmPage(StaffPage):
    """A recorded result."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Show all that was recorded."""
        t = shelf.t
        rev, said = recorded(shelf.records, self.id, t)
        right = Deed(partial(_confirm, id=self.id, rev=rev), told=confirmed, leave=1)
        parts: list[Part] = [Words(words, tone) for words, tone in said]
        parts += [Entry(t("Right: confirm it"), right), _otherwise(t)]
        return Sheet(t("Is this what happened? You are the second person."), tuple(parts))


@dataclass(frozen=True, slots=True)
class CorrectionPage(StaffPage):
    """A correction of a confirmed result."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Show what was, what is to be, and why."""
        t = shelf.t
        record = subject_of(shelf.records, self.id)
        waits = waiting_correction(record)
        if waits is None:
            return Sheet(record.matter, (Words(t("Nothing waits for you.")),))
        facts = tuple(
            (t.say(field_words(one.field)), t("{was} -> {now}", was=one.was or "–", now=one.now))
            for one in waits.changed
        )
        right = Deed(partial(_confirm_correction, id=self.id), told=confirmed, leave=1)
        why = (t("Why"), waits.reason)
        parts = (
            Words(record.matter, "strong"),
            Facts((*facts, why)),
            Entry(t("Right: confirm it"), right),
            _otherwise(t),
        )
        return Sheet(t("Is the correction right? You are the second person."), parts)


@dataclass(frozen=True, slots=True)
class BindingPage(StaffPage):
    """A colleague's further chat."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Say whose it is, and since when it waits."""
        t, records = shelf.t, shelf.records
        one = records.get(Binding, self.id)
        name = records.get(Person, one.person).name
        right = Deed(partial(_confirm_binding, id=self.id), told=confirmed, leave=1)
        parts = (
            Words(name, "strong"),
            Facts(((t("Asked at"), t.moment(one.bound_at)),)),
            Words(t("Ask {person} in person. The chat that was bound before then ends.", person=name)),
            Entry(t("It is theirs: let it act"), right),
        )
        return Sheet(t("Another chat of {person}", person=name), parts)


def corrected(records: Records) -> list[Hearing | Resolution]:
    """Return the results with a correction that waits."""
    every: list[Hearing | Resolution] = [*records.all(Hearing), *records.all(Resolution)]
    return [one for one in every if waiting_correction(one) is not None]


def confirmed(t: Translator, result: object) -> str:
    """Say that it holds now."""
    matter = getattr(result, "matter", "")
    return t("Confirmed: {matter}", matter=matter) if matter else t("Confirmed.")


def _by(shelf: Shelf, person: str) -> str:
    return shelf.t("Recorded by {person}", person=name_of(shelf.records, person))


def _otherwise(t: Translator) -> Words:
    return Words(t("Not right? Send it back at the desk, where you can write why."), "soft")


def _confirm(desk: Desk, id: str, rev: int) -> Hearing | Resolution:  # noqa: A002 - the field's own name
    subject = as_it_was_read(desk, id, rev)
    return confirm_hearing(desk, id) if isinstance(subject, Hearing) else confirm_resolution(desk, id)


def _confirm_correction(desk: Desk, id: str) -> Hearing | Resolution:  # noqa: A002
    return confirm_correction(desk, id)


def _confirm_binding(desk: Desk, id: str) -> Binding:  # noqa: A002
    return confirm_binding(desk, id)
