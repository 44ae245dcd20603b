"""The roll of a meeting as it stands, for those entitled (P10): who came, who stood aside, who voted how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.rooms import roll_forms as forms
from village_board.base.message import N_
from village_board.hearings.model import Ballot, Resolution
from village_board.hearings.roll_model import Attendance, RollEntry, Vote, cast_vote
from village_board.hearings.rolls_service import item_of, roll_of
from village_board.hearings.words import ATTENDANCE, VOTE
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from kiosk.desk.blank.shape import Answers, Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_MARKS: tuple[Form, ...] = (forms.CAME, forms.LEFT, forms.ASIDE, forms.BACK)


def roll_screen(resolution: str, ballot: Ballot) -> ListScreen:
    """Return the roll of the meeting of a resolution."""

    def read(records: Records, who: Actor, t: Translator) -> Sequence[Row]:
        if not who.roles & PERMITTED[Act.GIVE_MINUTES]:
            return []
        return list(_rows(records, records.get(Resolution, resolution), t))

    votes = forms.SECRET if ballot is Ballot.SECRET else forms.VOTES
    steps = (
        form_step(forms.BEGIN, resolution, key="f3"),
        form_step(votes, resolution, key="f6"),
        form_step(forms.CAME, resolution, key="f7"),
        form_step(forms.LEFT, resolution, key="f8"),
        form_step(forms.ASIDE, resolution),
        form_step(forms.BACK, resolution),
    )
    return ListScreen(
        Listing(
            title=N_("The roll and the votes"),
            read=read,
            open=lambda line: _line_screen(resolution, line),
            steps=steps,
            about=N_("Who voted how stays in the minutes: it is never public."),
            empty=N_("There is no roll yet. Begin it first."),
        )
    )


def _rows(records: Records, resolution: Resolution, t: Translator) -> Iterator[Row]:
    roll = roll_of(records, resolution)
    if roll is None:
        return
    item = item_of(roll, resolution)
    counts = roll.counts(item)
    head = t(
        "Item {item}: {present} of {due} came; {in_favour} for, {against} against, {abstained} abstained.",
        item=item, due=counts.due, present=counts.present, in_favour=counts.in_favour, against=counts.against,
        abstained=counts.abstained,
    )  # fmt: skip
    yield Row("", head)
    for line in roll.current.values():
        yield Row(line.person_number, f"{line.person_number}  {line.name}", _stands(line, item, t))


def _stands(line: RollEntry, item: int, t: Translator) -> str:
    words = [t(ATTENDANCE[line.attended or Attendance.IN_PERSON]) if line.present else t("did not come")]
    if vote := line.vote_on(item):
        one = next((each for each in Vote if vote == cast_vote(vote.item, each)), None)
        words.append(t(VOTE[one]) if one else f"{vote.in_favour}/{vote.against}/{vote.abstained}")
    words += [t("stood aside: {reason}", reason=one.reason) for one in line.recused if one.item == item]
    if line.left_before:
        words.append(t("left before item {item}", item=line.left_before))
    if line.corrects:
        words.append(t("corrected"))
    return t.listed(words)


def _about(form: Form, number: str) -> Form:
    """Return `form` begun with the person at whose line it was opened."""
    begun = form.start

    def start(records: Records, subject: str) -> Answers:
        return {**(begun(records, subject) if begun is not None else {}), "person": number}

    return replace(form, start=start)


def _line_screen(resolution: str, number: str) -> SheetScreen:
    """Return the sheet of one who was due."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        record = records.get(Resolution, resolution)
        roll = roll_of(records, record)
        line = roll.current.get(number) if roll is not None else None
        if roll is None or line is None:
            return Sheet(number, ((t("did not come"), "ink"),))
        said = [(_stands(line, item_of(roll, record), t), "strong")]
        if line.correction:
            said.append((t("Why: {reason}", reason=line.correction), "soft"))
        return Sheet(
            f"{line.person_number}  {line.name}",
            tuple(said),
            tuple(form_step(_about(one, number), resolution) for one in _MARKS),
        )

    return SheetScreen(read)
