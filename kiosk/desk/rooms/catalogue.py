"""The village's own catalogue: entries changed, added, switched off with a reason; events that make one due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Option, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.paper import Paragraph
from village_board.base.message import N_
from village_board.catalogue.model import Audience, Entry, EntryGroup, Frequency, Privacy
from village_board.catalogue.service import (
    CodeTaken,
    EntryIncomplete,
    EntryReasonMissing,
    add_entry,
    change_entry,
    entry_versions,
    switch_entry,
)
from village_board.catalogue.words import AUDIENCE, ENTRY_GROUP, FREQUENCY, PRIVACY, law_of
from village_board.disclosure.due import last_received
from village_board.disclosure.explaining import EntryHasRhythm, EventAhead, record_event
from village_board.disclosure.refusals import ReasonMissing
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_TEXTS = ("name", "category", "basis", "responsible", "form")
_CHOICES: dict[str, tuple[Any, dict[Any, str]]] = {
    "frequency": (Frequency, FREQUENCY),
    "audience": (Audience, AUDIENCE),
    "privacy": (Privacy, PRIVACY),
    "group": (EntryGroup, ENTRY_GROUP),
}


def _options(name: str) -> Any:
    def options(_records: Records, t: Translator) -> Sequence[Option]:
        return [Option(str(one.value), t(words)) for one, words in _CHOICES[name][1].items()]

    return options


_REASON = Field("reason", N_("Reason"), Kind.LINES, required=True, hint=N_("Why, and who decided it: it is public."))
_FIELDS = (
    Field("name", N_("Name"), required=True),
    Field("category", N_("Category"), required=True),
    Field("frequency", N_("How often"), Kind.CHOICE, options=_options("frequency")),
    Field("basis", N_("Basis"), required=True),
    Field("responsible", N_("Responsible"), required=True),
    Field("form", N_("Form")),
    Field("audience", N_("Published for"), Kind.CHOICE, options=_options("audience")),
    Field("privacy", N_("Personal data"), Kind.CHOICE, options=_options("privacy")),
    Field("group", N_("Whose entry"), Kind.CHOICE, options=_options("group")),
)
_PLACES = (
    Place(EntryReasonMissing, "reason"),
    Place(CodeTaken, "code"),
    Place(EntryIncomplete, "name"),
    Place(ReasonMissing, "what"),
    Place(EventAhead, "on"),
    Place(EntryHasRhythm, ""),
)


def _values(filled: Filled) -> dict[str, Any]:
    values: dict[str, Any] = {name: filled.text(name) for name in _TEXTS}
    for name, (kind, _) in _CHOICES.items():
        if text := filled.text(name):
            values[name] = kind(text)
    return values


def _start(records: Records, subject: str) -> Answers:
    entry = records.get(Entry, subject)
    answers = {name: getattr(entry, name) for name in _TEXTS}
    return {**answers, **{name: str(getattr(entry, name).value) for name in _CHOICES}}


def _add(desk: Desk, filled: Filled) -> Entry:
    values = {"group": EntryGroup.SELF_GOVERNMENT, **_values(filled)}
    return add_entry(desk, Entry(code=filled.text("code"), **values), filled.text("reason"))


def _told(t: Translator, entry: Entry) -> str:
    return t("{code} {name} holds from today as version {n}.", code=entry.code, name=entry.name, n=entry.version)


ADD = Form(
    name="catalogue.add",
    title=N_("Add an entry of our own"),
    act=Act.ADD_ENTRY,
    fields=(
        Field("code", N_("Code"), required=True, limit=20, hint=N_("Such as CZ-01; it stays for ever.")),
        *_FIELDS,
        _REASON,
    ),
    start=lambda _records, _subject: {
        "frequency": Frequency.ON_CHANGE.value,
        "audience": Audience.EVERYBODY.value,
        "privacy": Privacy.NONE.value,
        "group": EntryGroup.SELF_GOVERNMENT.value,
    },
    places=_PLACES,
    button=N_("Add it"),
    told=_told,
    do=_add,
)
CHANGE = Form(
    name="catalogue.change",
    title=N_("Change the entry"),
    act=Act.CHANGE_ENTRY,
    about=N_("The version before stays readable."),
    fields=(*_FIELDS, _REASON),
    start=_start,
    places=_PLACES,
    button=N_("Change it"),
    told=_told,
    do=lambda desk, filled: change_entry(
        desk, desk.get(Entry, filled.subject).code, filled.text("reason"), **_values(filled)
    ),
)


def _switch(name: str, title: str, about: str, *, off: bool) -> Form:
    return Form(
        name=name,
        title=title,
        act=Act.SWITCH_ENTRY,
        about=about,
        fields=(_REASON,),
        places=_PLACES,
        button=title,
        told=_told,
        do=lambda desk, filled: switch_entry(
            desk, desk.get(Entry, filled.subject).code, filled.text("reason"), off=off
        ),
    )


OFF = _switch(
    "catalogue.off",
    N_("Switch it off"),
    N_("It is not due any more; it stays in the catalogue with the reason."),
    off=True,
)
ON = _switch("catalogue.on", N_("Switch it on"), N_("It is due again."), off=False)
EVENT = Form(
    name="catalogue.event",
    title=N_("Something happened: it is due"),
    act=Act.RECORD_EVENT,
    fields=(
        Field("what", N_("What happened"), Kind.LINES, required=True),
        Field("on", N_("On which day"), Kind.DAY, required=True),
    ),
    start=lambda records, _subject: {"on": records.today.isoformat()},
    places=_PLACES,
    button=N_("Record it"),
    told=lambda t, event: t("It happened on {day}: {code} is due.", day=event.on, code=event.catalogue),
    do=lambda desk, filled: record_event(
        desk, desk.get(Entry, filled.subject).code, filled.text("what"), filled.day("on")
    ),
)
_FORMS = (ADD, CHANGE, OFF, ON, EVENT)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    return next((one for one in _FORMS if one.name == name), None)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    rows: list[Row] = []
    found = sorted(records.all(Entry), key=lambda one: (one.group is EntryGroup.DISTRICT, one.code))
    group = None
    for one in found:
        if one.group is not group:
            group = one.group
            rows.append(Row("", t(ENTRY_GROUP[group])))
        name = one.name_en if t.language == "en" and one.name_en else one.name
        more = t("switched off") if one.switched_off else t(FREQUENCY[one.frequency])
        rows.append(Row(one.id, f"{one.code}  {name}", more, found_by=f"{one.category} {one.responsible}"))
    return rows


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of an entry."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        entry = records.get(Entry, id)
        steps = [form_step(CHANGE, id), form_step(ON if entry.switched_off else OFF, id)]
        if entry.frequency in (Frequency.ON_CHANGE, Frequency.IMMEDIATE) and not entry.switched_off:
            steps.insert(0, form_step(EVENT, id))
        return Sheet(f"{entry.code}  {entry.name}", tuple(_said(records, entry, t)), tuple(steps))

    return SheetScreen(read)


LISTING = Listing(
    title=N_("The catalogue"), read=_rows, open=record_screen, steps=(form_step(ADD, key="f3"),)
)  # fmt: skip


def first_screen() -> ListScreen:
    """Return the catalogue."""
    return ListScreen(LISTING)


def _said(records: Records, entry: Entry, t: Translator) -> Iterator[Paragraph]:
    state = t("switched off") if entry.switched_off else t(FREQUENCY[entry.frequency])
    yield t("{state}, version {n}", state=state, n=entry.version), "strong"
    yield entry.category, "ink"
    yield t("Responsible: {who}", who=entry.responsible), "ink"
    yield t("Basis: {basis}", basis=law_of(entry.basis)), "ink"
    yield (
        f"{t(AUDIENCE[entry.audience])}，{t(PRIVACY[entry.privacy])}"
        if t.language != "en"
        else (f"{t(AUDIENCE[entry.audience])}, {t(PRIVACY[entry.privacy])}"),
        "soft",
    )
    if entry.group is EntryGroup.DISTRICT and (day := last_received(records, entry.code)):
        yield t("last received on {day}", day=day), "ink"
    yield "", "ink"
    for one in reversed(entry_versions(records, entry.code)):
        if one.changed_on is not None:
            yield t("Version {n} of {day}: {reason}", n=one.version, day=one.changed_on, reason=one.reason), "soft"
