"""An item on its way to the wall: drafted, submitted, reviewed, signed; corrected, sent back (P5, P28).

Three people: who drafts or submits, who reviews, who signs. The machine looks at it before the reviewer does.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tinydb import where

from village_board.attachments.files import AttachmentStore
from village_board.base.message import say
from village_board.desk import Desk
from village_board.disclosure.dropping import drop_waiting
from village_board.disclosure.explaining import check_entry
from village_board.disclosure.law import Step
from village_board.disclosure.model import PUBLIC, Item, ItemStatus
from village_board.disclosure.refusals import (
    DaysDisordered,
    GateClosed,
    GroundMissing,
    ItemEmpty,
    ItemNotReady,
    MaskUndone,
    NothingDiffers,
    NothingStops,
    PaperChanged,
    ReasonMissing,
    SecrecyOpen,
)
from village_board.disclosure.rules import days_shown, is_overridden
from village_board.disclosure.screening import Look, digest_with_files, look_before
from village_board.disclosure.signers import check_post, sign_step_of
from village_board.disclosure.steps import (
    Access,
    DropCause,
    Emergency,
    Override,
    Return,
    Secrecy,
    SecrecyCheck,
    TakeDown,
)
from village_board.limits.service import limits_of
from village_board.notices.model import Follow
from village_board.notices.reminders import supersede
from village_board.notices.routing import Event
from village_board.notices.telling import Facts, tell
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.privacy.model import Severity
from village_board.text.clean import clean

CONTENT_LIMIT = 20_000


def draft_item(desk: Desk, item: Item) -> Item:
    """Keep a new item as a draft; nothing is public. Whether it is to be open is decided here.

    Raises:
        NumberTaken: another item has its number.
        NotFound: its entry is not in the catalogue.
        ItemEmpty, GroundMissing, DaysDisordered: with the facts.
    """
    desk.require(Act.DRAFT_ITEM)
    desk.check_number(Item, item.number)
    if item.catalogue:
        check_entry(desk, item.catalogue)
    made = replace(
        _checked(desk, item),
        status=ItemStatus.DRAFT,
        drafted_by=desk.who.id,
        recorded_at=desk.now,
        published_on=None,
    )
    drafted = desk.put(made)
    desk.record(drafted.id)
    return drafted


def edit_item(desk: Desk, id: str, content: str, **values: object) -> Item:  # noqa: A002 - the field's own name
    """Change a draft, such as one that was sent back or stopped; whoever changes it is its drafter from now on.

    Args:
        desk: the unit of work.
        id: of the draft.
        content: its new text.
        **values: further fields by name: ``name``, ``nil``, ``shown_until``, ``access``, ``ground``, ``access_reason``.

    Raises:
        ItemNotReady: it is no draft.
        ItemEmpty, GroundMissing, DaysDisordered: with the facts.
    """
    desk.require(Act.EDIT_ITEM)
    item = _at(desk, id, ItemStatus.DRAFT)
    changed = _checked(desk, replace(item, content=content, **values))  # type: ignore[arg-type]
    edited = desk.put(replace(changed, drafted_by=desk.who.id, submitted_by="", looked_at=""))
    desk.record(id)
    return edited


def submit_item(desk: Desk, files: AttachmentStore, id: str) -> tuple[Item, Look]:  # noqa: A002
    """Submit a draft for review, after the machine looked at it and its files.

    Returns:
        The item, and what was found that does not stop it.

    Raises:
        ItemNotReady: it is no draft.
        NothingDiffers: it corrects nothing, neither in the text nor in the files.
        GateClosed: something must be masked, or overridden by a second person.
        MaskUndone: an earlier version shows what a mask of this one hides.
        AttachmentMissing, AttachmentChanged, FileDamaged: a file cannot be looked at.
    """
    desk.require(Act.SUBMIT_ITEM)
    item = _at(desk, id, ItemStatus.DRAFT)
    if item.correction is not None:
        before = desk.get(Item, item.correction.replaces)
        if digest_with_files(desk, before) == digest_with_files(desk, item) and before.nil == item.nil:
            raise NothingDiffers(before)
    look = _looked(desk, files, item)
    moved = replace(
        item,
        status=ItemStatus.SUBMITTED,
        submitted_by=desk.who.id,
        looked_at=look.digest,
        hides=look.hides,
        secrecy=None,
    )
    submitted = desk.put(moved)
    desk.record(id)
    return submitted, look


def _looked(desk: Desk, files: AttachmentStore, item: Item) -> Look:
    look = look_before(desk, files, item)
    if look.stopping and not is_overridden(item, look.digest):
        if any(hit.severity is Severity.BLOCK for hit in look.hits):
            raise GateClosed(item, look.stopping)
        raise MaskUndone(item, look.risks)
    return look


def override_gate(desk: Desk, files: AttachmentStore, id: str, reason: str) -> Item:  # noqa: A002
    """Let a draft pass that the machine stops, as a second person; it holds for this very paper and is kept.

    Raises:
        ItemNotReady: it is no draft.
        SamePerson: the drafter cannot.
        ReasonMissing: why is not said.
        NothingStops: the machine found nothing.
    """
    desk.require(Act.OVERRIDE_GATE)
    item = _at(desk, id, ItemStatus.DRAFT)
    if desk.who.id == item.drafted_by:
        raise SamePerson(desk.who.name)
    if not (why := clean(reason)):
        raise ReasonMissing(item.title)
    look = look_before(desk, files, item)
    if not look.stopping:
        raise NothingStops(item)
    kinds = tuple(dict.fromkeys(one.kind.value for one in look.stopping))
    override = Override(desk.who.id, desk.now, why, look.digest, kinds, len(look.stopping))
    overridden = desk.put(replace(item, overrides=(*item.overrides, override)))
    desk.record(id)
    return overridden


def review_item(desk: Desk, id: str, asked: str = "") -> Item:  # noqa: A002
    """Pass a submitted item as its reviewer, who has not drafted it: content, sums, privacy and secrecy (P5, P28).

    An emergency that is public already is reviewed in the same way, by another person than its signer.

    Args:
        desk: the unit of work.
        id: of the item.
        asked: who was asked, where the reviewer is unsure whether it is secret; it is not signed before the answer.

    Raises:
        ItemNotReady: it was not submitted.
        SamePerson: the drafter cannot review.
        WrongPost: the village named others for this step.
        PaperChanged: it or its files changed after the machine looked at them.
    """
    desk.require(Act.REVIEW_ITEM)
    item = desk.get(Item, id)
    emergency = item.emergency
    late_review = item.status is ItemStatus.PUBLISHED and emergency is not None and emergency.reviewed_at is None
    if item.status is not ItemStatus.SUBMITTED and not late_review:
        raise ItemNotReady(item)
    if desk.who.id in (item.drafted_by, item.submitted_by, item.signed_by):
        raise SamePerson(desk.who.name)
    check_post(desk, desk.who.id, desk.who.name, Step.REVIEW)
    _check_paper(desk, item)
    whom = clean(asked)
    secrecy = SecrecyCheck(Secrecy.ASKED if whom else Secrecy.CLEAR, desk.who.id, desk.now, whom)
    moved = replace(item, reviewed_by=desk.who.id, secrecy=secrecy)
    if emergency is not None and late_review:
        moved = replace(moved, emergency=replace(emergency, reviewed_at=desk.now))
    else:
        moved = replace(moved, status=ItemStatus.REVIEWED)
    reviewed = desk.put(moved)
    desk.record(id)
    return reviewed


def answer_secrecy(desk: Desk, id: str, answer: str) -> Item:  # noqa: A002
    """Write down that whoever was asked said that it may be published; where they said no, send it back (P28).

    Raises:
        ItemNotReady: nobody was asked.
        ReasonMissing: the answer is not written down.
    """
    desk.require(Act.ANSWER_SECRECY)
    item = desk.get(Item, id)
    if item.secrecy is None or item.secrecy.result is not Secrecy.ASKED:
        raise ItemNotReady(item)
    if not (said := clean(answer)):
        raise ReasonMissing(item.title)
    cleared = replace(item.secrecy, result=Secrecy.CLEAR, answer=said)
    answered = desk.put(replace(item, secrecy=cleared))
    desk.record(id)
    return answered


def return_item(desk: Desk, id: str, reason: str) -> Item:  # noqa: A002
    """Send a submitted or reviewed item back to its drafter, with the reason.

    Raises:
        ItemNotReady: it waits neither for review nor for a signature.
        ReasonMissing: why is not said.
    """
    desk.require(Act.RETURN_ITEM)
    item = _at(desk, id, ItemStatus.SUBMITTED, ItemStatus.REVIEWED)
    if not (why := clean(reason)):
        raise ReasonMissing(item.title)
    back = Return(desk.who.id, desk.now, why, item.status.value)
    returned = desk.put(
        replace(
            item,
            status=ItemStatus.DRAFT,
            returns=(*item.returns, back),
            submitted_by="",
            reviewed_by="",
            looked_at="",
            secrecy=None,
        )
    )
    desk.record(id)
    return returned


def sign_item(desk: Desk, id: str) -> Item:  # noqa: A002
    """Sign and publish a reviewed item as a third person (P5); the version it replaces is kept and marked.

    Other corrections of that version that wait are taken back: they correct what hangs no more.

    What was decided to be on application or not open is signed too, and stays from the wall.

    Raises:
        ItemNotReady: it was not reviewed, or another correction of the same version was published first.
        SamePerson: drafter or reviewer cannot sign.
        WrongPost: it is for holders of other posts.
        SecrecyOpen: somebody was asked whether it is secret, and has not answered.
        PaperChanged: it or its files changed after the machine looked at them.
    """
    desk.require(Act.SIGN_ITEM)
    item = _at(desk, id, ItemStatus.REVIEWED)
    if desk.who.id in (item.drafted_by, item.submitted_by, item.reviewed_by):
        raise SamePerson(desk.who.name)
    check_post(desk, desk.who.id, desk.who.name, sign_step_of(desk, item))
    if item.secrecy is not None and item.secrecy.result is Secrecy.ASKED:
        raise SecrecyOpen(item)
    _check_paper(desk, item)
    if item.access is not Access.OPEN:
        signed = desk.put(replace(item, status=ItemStatus.DECIDED, signed_by=desk.who.id, decided_on=desk.today))
    else:
        if item.shown_until is not None and item.shown_until < desk.today:
            raise DaysDisordered(item, item.shown_until, desk.today)
        signed = desk.put(replace(item, status=ItemStatus.PUBLISHED, signed_by=desk.who.id, published_on=desk.today))
        _tell_published(desk, signed)
    desk.record(id)
    return signed


def _tell_published(desk: Desk, item: Item) -> None:
    """Tell a new item, or a correction to whoever was told the old version; what waits of that is not sent (N19)."""
    if item.correction is None:
        tell(desk, item, say("Published: {name}.", name=item.name), Event.ITEM_PUBLISHED)
    else:
        before = desk.get(Item, item.correction.replaces)
        if before.status is not ItemStatus.PUBLISHED:
            raise ItemNotReady(before)
        desk.put(replace(before, status=ItemStatus.SUPERSEDED))
        drop_waiting(desk, before, DropCause.CORRECTED)
        _hide(desk, item)
        supersede(desk, before.id)
        for follow in desk.find(Follow, where("record") == before.id):
            desk.put(replace(follow, record=item.id))
        message = say("Correction: {name}. {what}", name=item.name, what=item.correction.what)
        tell(desk, item, message, Event.ITEM_CORRECTED, Facts(replaces=before.id))


def _hide(desk: Desk, item: Item) -> None:
    """Show earlier versions no more in which the machine found what must not be public: no unmasked copy stays."""
    for id in item.hides:  # noqa: A001 - the field's own name
        older = desk.get(Item, id)
        if older.status in PUBLIC and item.correction is not None:
            shown = days_shown(older, desk.today)
            taken = TakeDown(desk.who.id, desk.today, item.correction.why, shown, early=False)
            desk.put(replace(older, status=ItemStatus.WITHDRAWN, taken_down=taken))


def publish_emergency(desk: Desk, files: AttachmentStore, id: str, issuer: str) -> Item:  # noqa: A002
    """Publish a draft with one signature, marked as an emergency; it is reviewed within a day (P24).

    Args:
        desk: the unit of work.
        files: where its files lie: the machine looks at them even now.
        id: of the draft.
        issuer: whose warning it is; the village repeats it.

    Raises:
        ItemNotReady: it is no draft, or it is a correction.
        ReasonMissing: the issuer is not named.
        GroundMissing: it is not to be open.
        GateClosed: something must be masked first.
        WrongPost: signing is for holders of other posts.
    """
    desk.require(Act.PUBLISH_EMERGENCY)
    item = _at(desk, id, ItemStatus.DRAFT)
    if item.correction is not None or item.access is not Access.OPEN:
        raise ItemNotReady(item)
    if not (named := clean(issuer)):
        raise ReasonMissing(say("whose warning it is"))
    check_post(desk, desk.who.id, desk.who.name, sign_step_of(desk, item))
    look = _looked(desk, files, item)
    days = limits_of(desk).days("disclosure.emergency_review_days")
    published = desk.put(
        replace(
            item,
            status=ItemStatus.PUBLISHED,
            signed_by=desk.who.id,
            published_on=desk.today,
            looked_at=look.digest,
            emergency=Emergency(named, desk.today + timedelta(days=days)),
        )
    )
    message = say("Emergency: {name}. Issued by {issuer}.", name=item.name, issuer=named)
    tell(desk, published, message, Event.ITEM_EMERGENCY)
    desk.record(id)
    return published


def _at(desk: Desk, id: str, *statuses: ItemStatus) -> Item:  # noqa: A002
    item = desk.get(Item, id)
    if item.status not in statuses:
        raise ItemNotReady(item)
    return item


def _checked(desk: Desk, item: Item) -> Item:
    """Return a draft with its words cleaned, if it says what it must."""
    made = replace(
        item,
        number=clean(item.number),
        name=clean(item.name),
        content=clean(item.content, limit=CONTENT_LIMIT, multiline=True),
        ground=clean(item.ground),
        access_reason=clean(item.access_reason, limit=2000),
    )
    if not made.number or not made.name or not (made.content or made.nil):
        raise ItemEmpty
    if made.access is not Access.OPEN and not (made.ground and made.access_reason):
        raise GroundMissing(made)
    if made.shown_until is not None and made.shown_until < desk.today:
        raise DaysDisordered(made, made.shown_until, desk.today)
    return made


def _check_paper(desk: Desk, item: Item) -> None:
    if item.looked_at != digest_with_files(desk, item):
        raise PaperChanged(item)
