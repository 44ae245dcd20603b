"""What is more to a hearing or a meeting: voices, the roll, corrections, paper, a levy, carrying out without a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import correcting_forms, direct_forms, levy_forms, roll_forms, voice_forms
from kiosk.desk.rooms.files import files_step
from kiosk.desk.rooms.paper_forms import paper_form
from kiosk.desk.rooms.rolls import roll_screen
from kiosk.desk.rooms.voices import voices_screen
from village_board.base.message import N_
from village_board.hearings.correction_words import correction_lines
from village_board.hearings.corrections import waiting_correction
from village_board.hearings.delegation import Delegation
from village_board.hearings.minutes import signed_words
from village_board.hearings.model import (
    MEETING_AHEAD,
    Category,
    Hearing,
    HearingStatus,
    Resolution,
    ResolutionStatus,
)
from village_board.hearings.words import CATEGORY
from village_board.people.acts import Act

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

MINUTES = paper_form(
    "case.minutes",
    N_("Print the minutes for signing"),
    Act.GIVE_MINUTES,
    "minutes",
    about=N_("They hold names: never post them. That they were taken out stays in the log."),
)
WALL = paper_form("case.wall", N_("Print the sheet for the wall"), Act.ANNOUNCE_HEARING, "notice")
FORMS = (
    *voice_forms.FORMS, *correcting_forms.FORMS, *roll_forms.FORMS, *direct_forms.FORMS, levy_forms.LEVY, MINUTES, WALL,
)  # fmt: skip
#: a hearing or a vote whose result is confirmed: from now on it is corrected, and not sent back.
_HEARD = frozenset({HearingStatus.ANSWERING, HearingStatus.PUBLISHED, HearingStatus.NO_QUORUM})
_NOT_DECIDED = MEETING_AHEAD | {ResolutionStatus.RECORDED, ResolutionStatus.CANCELLED}


def correction_said(records: Records, one: Hearing | Resolution, t: Translator) -> Iterator[Paragraph]:
    """Yield the correction that waits, and those that hold."""
    yield from correcting_forms.waiting_lines(one, records, t)
    for line in (*correction_lines(one), *signed_words(records, one)):
        yield t.say(line), "soft"


def _correcting(one: Hearing | Resolution, who: Actor) -> Iterator[Step]:
    if (waits := waiting_correction(one)) is not None:
        if waits.by != who.id:  # a second person confirms, whatever the first one's offices are
            yield form_step(correcting_forms.CONFIRM, one.id)
        yield form_step(correcting_forms.DROP, one.id)
    else:
        yield form_step(correcting_forms.HEARING if isinstance(one, Hearing) else correcting_forms.VOTE, one.id)


def of_hearing(one: Hearing, who: Actor) -> Iterator[Step]:
    """Yield what is more to a hearing."""
    yield Step("voices", N_("Registered, and opinions handed in"), partial(voices_screen, one.id))
    if one.status in _HEARD:
        yield from _correcting(one, who)
    yield Step("papers", N_("Paper: sheet for the wall, minutes, files"), partial(_papers, one.id))


def of_meeting(one: Resolution, who: Actor) -> Iterator[Step]:
    """Yield what is more to a vote."""
    if one.category is Category.LEVY and one.status in MEETING_AHEAD:
        yield form_step(levy_forms.LEVY, one.id)
    yield Step("roll", N_("The roll and the votes"), partial(roll_screen, one.id, one.ballot), Act.KEEP_ROLL)
    if any(objection.unnamed for objection in one.objections):
        yield form_step(voice_forms.IDENTIFY, one.id)
    if one.status not in _NOT_DECIDED and one.status is not ResolutionStatus.NO_QUORUM:
        yield from _correcting(one, who)
    if one.status is ResolutionStatus.PUBLIC:
        yield form_step(direct_forms.START, one.id)
    if one.status is ResolutionStatus.EXECUTING:
        yield form_step(direct_forms.VARY, one.id)
        yield form_step(direct_forms.CLOSE, one.id)
    yield Step("papers", N_("Paper: sheet for the wall, minutes, files"), partial(_papers, one.id))


def _papers(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return what can be printed of a hearing or a vote, and its files."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = records.lookup(id)
        assert isinstance(one, Hearing | Resolution)
        said: list[Paragraph] = [(t.say(line), "ink") for line in signed_words(records, one)]
        if not said:
            said = [(t("No signed minutes are kept. Scan them, and give the file under Files."), "ink")]
        steps = [form_step(WALL, id)]
        if one.recorded_at is not None or one.imported:
            steps.append(form_step(MINUTES, id))
        return Sheet(f"{one.number}  {one.matter}", tuple(said), (*steps, files_step(id)))

    return SheetScreen(read)


# What the villagers' assembly left to the representatives


def delegations_screen() -> ListScreen:
    """Return the delegations, the one that holds longest first."""
    return ListScreen(
        Listing(
            title=N_("What the villagers' assembly left to the representatives"),
            read=_delegations,
            open=_delegation,
            steps=(form_step(direct_forms.DELEGATE, words=N_("Enter a delegation"), key="f3"),),
            empty=N_("Nothing is left to the representatives."),
        )
    )


def _delegations(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    found = sorted(records.all(Delegation), key=lambda one: one.until, reverse=True)
    return [
        Row(one.id, f"{one.number}  {t.listed([t(CATEGORY[each]) for each in one.categories])}",
            t("until {day}", day=one.until), marked=one.until < records.today)
        for one in found
    ]  # fmt: skip


def _delegation(id: str) -> SheetScreen:  # noqa: A002
    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = records.get(Delegation, id)
        said = [(t("{first} to {last}", first=one.since, last=one.until), "strong")]
        said += [(f"· {t(CATEGORY[each])}", "ink") for each in one.categories]
        said.append((t("Borne by the resolution {number}", number=one.resolution), "soft"))
        return Sheet(one.number, tuple(said))

    return SheetScreen(read)


#: what else begins at the list of matters.
LIST_STEPS = (
    Step("delegations", N_("What the assembly left to representatives"), delegations_screen, key="f7"),
)  # fmt: skip
