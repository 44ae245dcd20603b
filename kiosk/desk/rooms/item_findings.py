"""What the two gates say of an item while it is written: what must not be public, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.desk.paper import Paragraph
from village_board.base.message import Message
from village_board.disclosure.model import Item
from village_board.disclosure.screening import look_before
from village_board.disclosure.waiting import waiting_corrections
from village_board.disclosure.words import ITEM_STATUS
from village_board.privacy.document import Document, Text
from village_board.privacy.model import Severity
from village_board.privacy.words import KIND_WORDS

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.attachments.files import AttachmentStore
    from village_board.desk import Records
    from village_board.i18n import Translator

_SHOWN = 20


def beside_draft(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    """Return the findings in an item that is being drafted or changed, with its files."""
    if filled.subject:
        item = replace(records.get(Item, filled.subject), content=filled.text("content"))
    else:
        item = Item(number=filled.text("number"), name=filled.text("name"), content=filled.text("content"))
    return findings(records, filled.attachments, item, t)


def beside_item(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    """Return the findings in an item as it stands."""
    return findings(records, filled.attachments, records.get(Item, filled.subject), t)


def waits_words(correction: Item, t: Translator) -> str:
    """Return that a correction is on its way, and where it stands."""
    return t("A correction, version {n}, is on its way: {status}.", n=correction.version,
             status=Message(ITEM_STATUS[correction.status]))  # fmt: skip


def beside_withdrawal(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    """Return what becomes of a correction that waits while the version on the wall is withdrawn."""
    said: list[Paragraph] = []
    for one in waiting_corrections(records, records.get(Item, filled.subject)):
        said += [
            (waits_words(one, t), "accent"),
            (t("It is taken back as well: it has nothing to replace any more."), "strong"),
        ]
    return said


def findings(records: Records, files: AttachmentStore, item: Item, t: Translator) -> list[Paragraph]:
    """Return what stops publication, what is only told, and what the proofreader would have looked at.

    Raises:
        AttachmentMissing, AttachmentChanged, FileDamaged: a file cannot be looked at.
    """
    from village_board.proofreading.rules import findings as remarks_in  # noqa: PLC0415 - slow to build
    from village_board.proofreading.words import KIND_WORDS as REMARK_WORDS  # noqa: PLC0415

    look = look_before(records, files, item)
    stopping = look.stopping
    said: list[Paragraph] = [(t("Personal data and secrecy"), "accent")]
    for one in stopping[:_SHOWN]:
        said.append((t("Stops: {kind}, {place}", kind=t(KIND_WORDS[one.kind]), place=t.say(one.place.words)), "strong"))
        said.append((t.say(one.reason), "ink"))
    for hit in [hit for hit in look.hits if hit.severity is not Severity.BLOCK][:_SHOWN]:
        said.append((t("Look: {kind}, {place}", kind=t(KIND_WORDS[hit.kind]), place=t.say(hit.place.words)), "ink"))
        said.append((t.say(hit.reason), "soft"))
    said += [(t("'{file}' shows more than words: somebody must look.", file=one.title), "ink") for one in look.waiting]
    if len(said) == 1:
        said.append((t("Nothing found."), "soft"))
    said += [("", "ink"), (t("Contradictions and wording"), "accent")]
    remarks = remarks_in(Document((Text(item.content),)))
    for remark in remarks[:_SHOWN]:
        place = t.say(remark.place.words)
        said.append(
            (t("{kind}, {place}: {what}", kind=t(REMARK_WORDS[remark.kind]), place=place, what=remark.text), "ink")
        )
        said.append((t.say(remark.reason), "soft"))
    if not remarks:
        said.append((t("Nothing found."), "soft"))
    more = max(len(stopping) - _SHOWN, 0) + max(len(remarks) - _SHOWN, 0)
    return [*said, (t("and {n} more", n=more), "soft")] if more else said
