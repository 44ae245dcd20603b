"""Who registered for a hearing and what was handed in before it: names are for the office alone (P10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.rooms import voice_forms as forms
from village_board.base.message import N_
from village_board.hearings.model import HEARING_AHEAD, Hearing
from village_board.hearings.places import place_classes, standing
from village_board.hearings.registrations import registrations_of
from village_board.hearings.voice_words import PLACE_STATE
from village_board.hearings.voices import Opinion, PlaceState, Registration
from village_board.hearings.words import STANCE
from village_board.people.model import Person
from village_board.slips.service import slip_of

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def voices_screen(hearing: str) -> ListScreen:
    """Return the registrations and opinions of a hearing."""

    def read(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
        return _rows(records, records.get(Hearing, hearing), t)

    return ListScreen(
        Listing(
            title=N_("Registered for the hearing, and opinions handed in"),
            read=read,
            open=record_screen,
            steps=(form_step(forms.REGISTER, hearing, key="f3"), form_step(forms.OPINION, hearing, key="f6")),
            about=N_("Names are for the office: no screen of the hall shows them."),
            empty=N_("Nobody registered, and nothing was handed in."),
        )
    )


def _rows(records: Records, hearing: Hearing, t: Translator) -> Sequence[Row]:
    found, rows = registrations_of(records, hearing.id), list[Row]()
    for one in hearing.places:
        label = t(place_classes()[one.group].en)
        taken = sum(each.state is PlaceState.PLACED for each in found if each.group == one.group)
        rows.append(Row("", t("{group}: {taken} of {places} places", group=label, taken=taken, places=one.places)))
        for each in standing(found, one.group):
            name = records.get(Person, each.person).name if each.person else each.name
            words = f"{slip_of(records, each.id)}  {name or t('by chat')}"
            rows.append(Row(each.id, words, t(PLACE_STATE[each.state])))
    handed_in = records.find(Opinion, where("hearing") == hearing.id)
    if handed_in:
        rows.append(Row("", t("Written opinions")))
        rows += [
            Row(each.id, f"{each.slip}  {each.content}", t(STANCE[each.stance]), marked=not each.reply)
            for each in handed_in
        ]
    return rows


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a registration or of an opinion."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = records.lookup(id)
        if isinstance(one, Registration):
            hearing = records.get(Hearing, one.hearing)
            name = records.get(Person, one.person).name if one.person else one.name
            said = (
                (t(PLACE_STATE[one.state]), "strong"),
                (name or t("by chat"), "ink"),
                (t(place_classes()[one.group].en), "ink"),
                (hearing.matter, "soft"),
            )
            may = one.state is not PlaceState.WITHDRAWN and hearing.status in HEARING_AHEAD
            slip = t("Slip {slip}", slip=slip_of(records, id))
            return Sheet(slip, said, (form_step(forms.WITHDRAW, id),) if may else ())
        opinion = records.get(Opinion, id)
        answer = opinion.reply or t("It has no answer yet: answer it at the hearing.")
        lines = ((t(STANCE[opinion.stance]), "strong"), (opinion.content, "ink"), (answer, "soft"))
        return Sheet(t("Slip {slip}", slip=opinion.slip), lines)

    return SheetScreen(read)
