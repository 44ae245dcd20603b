"""The forms of a disclosure item on its way to the wall and after (P5, P24, P28)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Option, Place
from kiosk.desk.rooms.item_findings import beside_draft, beside_item, beside_withdrawal
from village_board.base.message import N_
from village_board.catalogue.model import Entry
from village_board.disclosure.correcting import correct_item
from village_board.disclosure.explaining import check_entry, explain_gap
from village_board.disclosure.life import archive_item, reexamine_item, withdraw_item
from village_board.disclosure.model import Item
from village_board.disclosure.refusals import (
    DaysDisordered,
    GateClosed,
    GroundMissing,
    ItemEmpty,
    MaskUndone,
    NothingDiffers,
    ReasonMissing,
    TakenDownEarly,
)
from village_board.disclosure.service import (
    CONTENT_LIMIT,
    answer_secrecy,
    draft_item,
    edit_item,
    override_gate,
    publish_emergency,
    return_item,
    review_item,
    sign_item,
    submit_item,
)
from village_board.disclosure.steps import Access
from village_board.disclosure.words import ACCESS
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.disclosure.screening import Look
    from village_board.i18n import Translator

_WHY = N_("Reason")


def entries(records: Records, t: Translator) -> Sequence[Option]:
    """Return the entries of the catalogue that are in use."""
    found = sorted((one for one in records.all(Entry) if not one.switched_off), key=lambda one: one.code)
    return [Option(one.code, one.name_en if t.language == "en" and one.name_en else one.name) for one in found]


def accesses(_records: Records, t: Translator) -> Sequence[Option]:
    """Return open, on application, not open."""
    return [Option(one.value, t(words)) for one, words in ACCESS.items()]


def _closed(answers: Answers) -> bool:
    return answers.get("access", Access.OPEN) not in ("", Access.OPEN)


def _after(item: Item) -> DeskScreen:
    from kiosk.desk.rooms.items import item_screen  # noqa: PLC0415 - the sheets know the forms

    return item_screen(item.id)


def _drafted(t: Translator, item: Item) -> str:
    return t("Kept as a draft: {name}. Short code {id}", name=item.name, id=item.id)


_ACCESS_FIELDS = (
    Field("access", N_("Who reads it"), Kind.CHOICE, options=accesses),
    Field("ground", N_("Ground in law"), required=True, asked=_closed),
    Field("access_reason", N_("Why it is not open"), Kind.LINES, required=True, asked=_closed),
)
_DRAFT_PLACES = (
    Place(DaysDisordered, "shown_until"),
    Place(GroundMissing, "ground"),
    Place(
        ItemEmpty, "content", N_("An item needs a content; where nothing happened, answer yes to 'nothing happened'.")
    ),
)


def _draft(desk: Desk, filled: Filled) -> Item:
    code = filled.picked("catalogue")
    entry = check_entry(desk, code) if code else None
    return draft_item(
        desk,
        Item(
            number=filled.text("number"),
            name=filled.text("name"),
            catalogue=code,
            period=filled.period("period"),
            content=filled.text("content"),
            nil=filled.yes("nil"),
            responsible=filled.text("responsible") or (entry.responsible if entry else ""),
            shown_until=filled.day_or_none("shown_until"),
            access=Access(filled.text("access") or Access.OPEN),
            ground=filled.text("ground"),
            access_reason=filled.text("access_reason"),
        ),
    )


def draft_form(catalogue: str = "", period: str = "", *, nil: bool = False) -> Form:
    """Return the form of a new item; for an entry and a period that are due, with both filled in."""

    def start(records: Records, _subject: str) -> Answers:
        first = {"access": Access.OPEN.value, "nil": "yes" if nil else "no", "catalogue": catalogue, "period": period}
        first["number"] = _next_number(records)
        if catalogue:
            first["name"] = f"{period} {check_entry(records, catalogue).name}".strip()
        return {name: text for name, text in first.items() if text}

    return Form(
        name=f"item.draft|{catalogue}|{period}|{'nil' if nil else ''}" if catalogue else "item.draft",
        title=N_("Nothing happened in the period: say so") if nil else N_("A new item"),
        act=Act.DRAFT_ITEM,
        fields=(
            Field("number", N_("Number"), required=True, limit=40),
            Field("name", N_("Name"), required=True),
            Field("catalogue", N_("Catalogue entry"), Kind.PICK, options=entries,
                  hint=N_("F4 opens the list; a code such as SG-12 can be typed.")),
            Field("period", N_("Period"), Kind.PERIOD, hint=N_("2026, 2026-Q3 or 2026-09; empty where it has none.")),
            Field("nil", N_("Nothing happened"), Kind.YES_NO),
            Field("content", N_("Content"), Kind.LINES, limit=CONTENT_LIMIT),
            Field("responsible", N_("Responsible"), hint=N_("Empty: whoever the catalogue names.")),
            Field("shown_until", N_("Last day on the wall"), Kind.DAY,
                  hint=N_("2026-09-30 or 9-30; empty: no last day.")),
            *_ACCESS_FIELDS,
        ),
        start=start,
        beside=beside_draft,
        places=_DRAFT_PLACES,
        button=N_("Keep as a draft"),
        told=_drafted,
        do=_draft,
        after=_after,
    )  # fmt: skip


def _next_number(records: Records) -> str:
    """Return one more than the highest plain number that an item has; empty where numbers are of another shape."""
    newest = records.page(Item, order_by="published_on", descending=True, limit=100).rows
    numbers = [int(one.number) for one in newest if one.number.isascii() and one.number.isdigit()]
    number = max(numbers, default=0) + 1
    from tinydb import where  # noqa: PLC0415 - only where a form is opened

    while numbers and records.count(Item, where("number") == str(number)):
        number += 1
    return str(number) if numbers else ""


def _edit_start(records: Records, subject: str) -> Answers:
    item = records.get(Item, subject)
    return {
        "name": item.name,
        "nil": "yes" if item.nil else "no",
        "content": item.content,
        "shown_until": item.shown_until.isoformat() if item.shown_until else "",
        "access": item.access.value,
        "ground": item.ground,
        "access_reason": item.access_reason,
    }


EDIT = Form(
    name="item.edit",
    title=N_("Change the draft"),
    act=Act.EDIT_ITEM,
    fields=(
        Field("name", N_("Name"), required=True),
        Field("nil", N_("Nothing happened"), Kind.YES_NO),
        Field("content", N_("Content"), Kind.LINES, limit=CONTENT_LIMIT),
        Field("shown_until", N_("Last day on the wall"), Kind.DAY),
        *_ACCESS_FIELDS,
    ),
    start=_edit_start,
    beside=beside_draft,
    places=_DRAFT_PLACES,
    button=N_("Keep as a draft"),
    told=_drafted,
    do=lambda desk, filled: edit_item(
        desk,
        filled.subject,
        filled.text("content"),
        name=filled.text("name"),
        nil=filled.yes("nil"),
        shown_until=filled.day_or_none("shown_until"),
        access=Access(filled.text("access") or Access.OPEN),
        ground=filled.text("ground"),
        access_reason=filled.text("access_reason"),
    ),
)


def _submitted(t: Translator, done: tuple[Item, Look]) -> str:
    return t("Submitted for review: {name}. Short code {id}", name=done[0].name, id=done[0].id)


_CLOSED_WORDS = N_(
    "{title} is not submitted: {first} ({kind}); {count} places in all. "
    "Mask them in the draft, or let a second person override with a reason."
)
_UNDONE_WORDS = N_(
    "{title} is not submitted: an earlier version shows what is masked here: {first} ({kind}); {count} places in all. "
    "Mask them as before, or let a second person override with a reason."
)
_GATE_PLACES = (Place(MaskUndone, "", _UNDONE_WORDS), Place(GateClosed, "", _CLOSED_WORDS))

SUBMIT = Form(
    name="item.submit",
    title=N_("Submit for review"),
    act=Act.SUBMIT_ITEM,
    about=N_("The machine looks once more; then the oversight committee reviews it. Submit?"),
    fields=(),
    beside=beside_item,
    places=_GATE_PLACES,
    button=N_("Submit"),
    told=_submitted,
    do=lambda desk, filled: submit_item(desk, filled.attachments, filled.subject),
)
OVERRIDE = Form(
    name="item.override",
    title=N_("Let it pass all the same"),
    act=Act.OVERRIDE_GATE,
    about=N_("As a second person you let this very paper pass. Your name and the reason are kept."),
    fields=(Field("reason", _WHY, Kind.LINES, required=True),),
    beside=beside_item,
    places=(Place(ReasonMissing, "reason"),),
    button=N_("Let it pass"),
    do=lambda desk, filled: override_gate(desk, filled.attachments, filled.subject, filled.text("reason")),
)
REVIEW = Form(
    name="item.review",
    title=N_("Review"),
    act=Act.REVIEW_ITEM,
    about=N_("You have read content, sums, personal data and secrecy. Unsure whether it is secret? Say who was asked."),
    fields=(Field("asked", N_("Who was asked"), hint=N_("Empty: nothing secret in it.")),),
    beside=beside_item,
    button=N_("Reviewed: it may be signed"),
    do=lambda desk, filled: review_item(desk, filled.subject, filled.text("asked")),
)
ANSWER = Form(
    name="item.answer",
    title=N_("The answer on secrecy"),
    act=Act.ANSWER_SECRECY,
    about=N_("Only an answer that it may be published is written here. Where they said no, send it back."),
    fields=(Field("answer", N_("The answer, and when"), Kind.LINES, required=True),),
    places=(Place(ReasonMissing, "answer"),),
    button=N_("Write it down"),
    do=lambda desk, filled: answer_secrecy(desk, filled.subject, filled.text("answer")),
)
RETURN = Form(
    name="item.return",
    title=N_("Send back"),
    act=Act.RETURN_ITEM,
    fields=(Field("reason", _WHY, Kind.LINES, required=True),),
    places=(Place(ReasonMissing, "reason"),),
    button=N_("Send it back"),
    do=lambda desk, filled: return_item(desk, filled.subject, filled.text("reason")),
)
SIGN = Form(
    name="item.sign",
    title=N_("Sign and publish"),
    act=Act.SIGN_ITEM,
    about=N_("With your signature it hangs on the board from today, and those who follow it are told."),
    fields=(),
    beside=beside_item,
    places=(Place(DaysDisordered, ""),),
    button=N_("Sign"),
    sure=N_("Sign it?"),
    told=lambda t, item: t("It is on the board now: {name}. Short code {id}", name=item.name, id=item.id),
    do=lambda desk, filled: sign_item(desk, filled.subject),
)
EMERGENCY = Form(
    name="item.emergency",
    title=N_("Publish at once as an emergency"),
    act=Act.PUBLISH_EMERGENCY,
    about=N_("One signature publishes it; a second person reviews it within a day. The village repeats a warning."),
    fields=(Field("issuer", N_("Issued by"), required=True, hint=N_("Whose warning it is, such as the county.")),),
    beside=beside_item,
    places=(Place(ReasonMissing, "issuer"), *_GATE_PLACES),
    button=N_("Publish now"),
    sure=N_("It is public at once. Publish it?"),
    do=lambda desk, filled: publish_emergency(desk, filled.attachments, filled.subject, filled.text("issuer")),
)


def _correct(desk: Desk, filled: Filled) -> Item:
    before = desk.get(Item, filled.subject)
    text = filled.text("content")
    same = text == before.content.strip() and filled.yes("files")
    return correct_item(desk, before.id, None if same else text, what=filled.text("what"), why=filled.text("why"))


CORRECT = Form(
    name="item.correct",
    title=N_("Correct"),
    act=Act.CORRECT_ITEM,
    about=N_("The version on the wall stays until the new one is signed; both stay readable."),
    fields=(
        Field("what", N_("What is corrected"), required=True),
        Field("why", _WHY, required=True),
        Field("content", N_("Content"), Kind.LINES, limit=CONTENT_LIMIT),
        Field("files", N_("Only files change"), Kind.YES_NO),
    ),
    start=lambda records, subject: {"content": records.get(Item, subject).content, "files": "no"},
    beside=beside_draft,
    places=(Place(NothingDiffers, "content"), Place(ItemEmpty, "content", N_("There is no text left."))),
    button=N_("Draft the correction"),
    told=_drafted,
    do=_correct,
    after=_after,
)
WITHDRAW = Form(
    name="item.withdraw",
    title=N_("Withdraw"),
    act=Act.WITHDRAW_ITEM,
    about=N_("Its content is shown no more; name and reason stay. Whoever was told of it is told."),
    fields=(Field("reason", _WHY, Kind.LINES, required=True, hint=N_("The reason is public.")),),
    beside=beside_withdrawal,
    places=(Place(ReasonMissing, "reason"),),
    button=N_("Withdraw"),
    sure=N_("Its content is shown no more. Withdraw it?"),
    do=lambda desk, filled: withdraw_item(desk, filled.subject, filled.text("reason")),
)
ARCHIVE = Form(
    name="item.archive",
    title=N_("Take from the wall"),
    act=Act.ARCHIVE_ITEM,
    about=N_("It stays readable in the archive."),
    fields=(Field("reason", _WHY, Kind.LINES, hint=N_("Needed before its days on the wall are over.")),),
    beside=beside_withdrawal,
    places=(Place(TakenDownEarly, "reason"),),
    button=N_("Take it down"),
    do=lambda desk, filled: archive_item(desk, filled.subject, filled.text("reason")),
)
REEXAMINE = Form(
    name="item.reexamine",
    title=N_("Look at it again"),
    act=Act.REEXAMINE_ITEM,
    fields=(
        Field("access", N_("From now on"), Kind.CHOICE, required=True, options=accesses),
        Field("reason", _WHY, Kind.LINES, required=True),
        Field("ground", N_("Ground in law"), hint=N_("Empty: the one that stands."), asked=_closed),
    ),
    places=(Place(ReasonMissing, "reason"), Place(GroundMissing, "ground")),
    do=lambda desk, filled: reexamine_item(
        desk, filled.subject, Access(filled.text("access")), filled.text("reason"), filled.text("ground")
    ),
)


def gap_form(catalogue: str, period: str) -> Form:
    """Return the form of the reason why an entry is missing for a period."""
    return Form(
        name=f"item.gap|{catalogue}|{period}",
        title=N_("Why it is missing"),
        act=Act.EXPLAIN_GAP,
        about=N_("The reason stands on the board beside the gap."),
        fields=(
            Field("reason", _WHY, Kind.LINES, required=True),
            Field("expected", N_("Expected on"), Kind.DAY),
        ),
        places=(Place(ReasonMissing, "reason"),),
        button=N_("Give the reason"),
        do=lambda desk, filled: explain_gap(
            desk, catalogue, period, filled.text("reason"), filled.day_or_none("expected")
        ),
    )


#: the forms about an item that is there.
OF_AN_ITEM = (
    EDIT, SUBMIT, OVERRIDE, REVIEW, ANSWER, RETURN, SIGN, EMERGENCY, CORRECT, WITHDRAW, ARCHIVE, REEXAMINE,
)  # fmt: skip
