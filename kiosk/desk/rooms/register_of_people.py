"""The register of people at the desk: new entries, changes; and which posts review and sign (P2, P5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Option, Place
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms.asking import half_width
from village_board.base.errors import NumberTaken
from village_board.base.message import N_
from village_board.disclosure.beside import SignerPosts
from village_board.disclosure.law import Step
from village_board.disclosure.refusals import ReasonMissing
from village_board.disclosure.signers import STEP_WORDS, NobodyHolds, holders_of, name_signers, posts_of
from village_board.hearings.drafts_reading import name_of
from village_board.people.acts import Act
from village_board.people.model import Person
from village_board.people.register import (
    HeadTaken,
    NameWrong,
    PersonIncomplete,
    PersonNumberWrong,
    RelativeUnknown,
    alike,
    change_person,
    register_person,
)

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: names that look the same and are told, at most
_ALIKE = 3
_TICKS = ("head_of_household", "adult", "party_member", "representative", "collective_member")
_SEXES = (("男", N_("male")), ("女", N_("female")))


def _sexes(_records: Records, t: Translator) -> Sequence[Option]:
    return [Option(value, t(words)) for value, words in _SEXES]


_NUMBER = Field("number", N_("Number"), required=True, limit=12, hint=N_("The village's own, such as 03012-1."))
_FIELDS = (
    Field("name", N_("Name of the person"), required=True, limit=60),
    Field("sex", N_("Sex"), Kind.CHOICE, options=_sexes),
    Field("group", N_("Villagers' group"), Kind.COUNT),
    Field("household", N_("Number of the household"), limit=20),
    Field("head_of_household", N_("Head of the household"), Kind.YES_NO),
    Field("adult", N_("Of age"), Kind.YES_NO),
    Field("party_member", N_("Member of the party"), Kind.YES_NO),
    Field("representative", N_("Villagers' representative"), Kind.YES_NO),
    Field("collective_member", N_("Member of the collective"), Kind.YES_NO),
    Field("near_relatives", N_("Near relatives"), hint=N_("Their numbers, with spaces between; kept inside.")),
)
_PLACES = (
    Place(NumberTaken, "number"),
    Place(PersonNumberWrong, "number"),
    Place(NameWrong, "name"),
    Place(PersonIncomplete, "name"),
    Place(RelativeUnknown, "near_relatives"),
    Place(HeadTaken, "head_of_household"),
)


def _person(filled: Filled) -> Person:
    relatives = half_width(filled.text("near_relatives")).replace("、", " ").replace(",", " ").split()
    return Person(
        number=half_width(filled.text("number")),
        name=filled.text("name"),
        sex=filled.text("sex"),
        group=filled.count_or_none("group") or 0,
        household=half_width(filled.text("household")),
        near_relatives=tuple(relatives),
        head_of_household=filled.yes("head_of_household"),
        adult=filled.yes("adult"),
        party_member=filled.yes("party_member"),
        representative=filled.yes("representative"),
        collective_member=filled.yes("collective_member"),
    )


def _shown(records: Records, subject: str) -> Answers:
    one = records.get(Person, subject)
    answers = {name: "yes" if getattr(one, name) else "no" for name in _TICKS}
    group = str(one.group) if one.group else ""
    return answers | {"name": one.name, "sex": one.sex, "group": group,
                      "household": one.household, "near_relatives": " ".join(one.near_relatives)}  # fmt: skip


def _alike(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    """Name who is registered under a name that looks the same: 张三 and 张叁 (A7)."""
    own = records.get(Person, filled.subject).number if filled.subject else ""
    return [
        (
            t("{name} ({number}) is in the register already. The same person?", name=one.name, number=one.number),
            "accent",
        )
        for one in alike(records, filled.text("name"), own)[:_ALIKE]
    ]


def _after(made: Person) -> DeskScreen:
    from kiosk.desk.rooms.people import record_screen  # noqa: PLC0415 - the sheets know the forms

    return record_screen(made.id)


ENTER = Form(
    name="people.enter",
    title=N_("Enter somebody into the register"),
    act=Act.KEEP_PERSON,
    about=N_("No identity number, birthday or card number is ever kept. Offices are given on their sheet."),
    fields=(_NUMBER, *_FIELDS),
    start=lambda _records, _subject: {
        "adult": "yes", "collective_member": "yes", "head_of_household": "no", "party_member": "no",
        "representative": "no",
    },
    places=_PLACES,
    button=N_("Enter them"),
    beside=_alike,
    do=lambda desk, filled: register_person(desk, _person(filled)),
    after=_after,
)  # fmt: skip
CHANGE = Form(
    name="people.change",
    title=N_("Change the entry"),
    act=Act.KEEP_PERSON,
    about=N_("The number stays. Offices are given and ended on their own."),
    fields=_FIELDS,
    start=_shown,
    places=_PLACES,
    button=N_("Change it"),
    beside=_alike,
    do=lambda desk, filled: change_person(desk, filled.subject, _person(filled)),
)


# Who reviews and who signs

_SIGNERS = "people.signers."
_STEP_TITLES = {
    Step.REVIEW: N_("Name who reviews"),
    Step.SIGN_VILLAGE: N_("Name who signs the village's items"),
    Step.SIGN_COLLECTIVE: N_("Name who signs the collective's finances"),
}


def _posts(records: Records, t: Translator) -> list[Paragraph]:
    held: dict[str, list[str]] = {}
    for person in records.all(Person):
        for office in person.offices:
            if office.held_on(records.today):
                held.setdefault(office.post, []).append(person.name)
    return [
        (t("Posts that are held"), "accent"),
        *((t("{label}: {value}", label=post, value=t.listed(names)), "soft") for post, names in sorted(held.items())),
    ]


def signers_form(step: Step) -> Form:
    """Return the form that names the posts whose holders do `step`."""
    return Form(
        name=f"{_SIGNERS}{step.value}",
        title=_STEP_TITLES[step],
        act=Act.NAME_SIGNERS,
        about=N_("The posts, not the persons: whoever holds one may do it from now on."),
        fields=(
            Field(
                "posts", N_("Which posts"), required=True, hint=N_("As they stand beside the form, with 、 between.")
            ),
            Field("reason", N_("The reason"), Kind.LINES, required=True, hint=N_("Why, and who decided it.")),
        ),
        start=lambda records, _subject: {"posts": "、".join(posts_of(records, step))},
        beside=lambda records, _filled, t: _posts(records, t),
        places=(Place(NobodyHolds, "posts"), Place(ReasonMissing, "reason")),
        button=N_("Name them"),
        told=lambda t, named: t("From now on: {posts}.", posts="、".join(named.posts)),
        do=lambda desk, filled: name_signers(
            desk, step, re.split(r"[、,，;；\s]+", filled.text("posts").strip("、,，;； ")), filled.text("reason")
        ),
    )


FORMS = (ENTER, CHANGE)


def form_named(name: str) -> Form | None:
    """Return the form of the register whose drafts bear this name."""
    if name.startswith(_SIGNERS) and name.removeprefix(_SIGNERS) in {one.value for one in Step}:
        return signers_form(Step(name.removeprefix(_SIGNERS)))
    return next((one for one in FORMS if one.name == name), None)


def signers_screen() -> SheetScreen:
    """Return who reviews and who signs, with a step for each."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        said: list[Paragraph] = []
        for step, words in STEP_WORDS.items():
            named = posts_of(records, step)
            value = "、".join(named) if named else t("as the law says")
            said.append((t("{label}: {value}", label=t(words), value=value), "ink"))
            if holders := [name_of(records, each) for each in holders_of(records, step)]:
                said.append((f"   {t.listed(holders)}", "soft"))
        for one in sorted(records.all(SignerPosts), key=lambda each: (each.named_on, each.number)):
            words = t("{day}: {posts}. {reason}", day=one.named_on, posts="、".join(one.posts), reason=one.reason)
            said.append((f"{words}  {name_of(records, one.named_by)}", "soft"))
        steps = tuple(form_step(signers_form(step), words=words) for step, words in _STEP_TITLES.items())
        return Sheet(t("Who reviews and who signs"), tuple(said), steps)

    return SheetScreen(read)
