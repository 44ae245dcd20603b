"""The draft of a form: what one person has typed so far into one form about one subject. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say


@dataclass(frozen=True)
class Typed:
    """What was typed into one field."""

    field: str
    text: str


@dataclass(frozen=True, kw_only=True)
class FormDraft(InternalRecord):
    """What one person has typed so far into `form` about `subject`, as that stood at `subject_rev` (A17).

    Nothing of it is judged before it is done: it holds words, no record.

    Attributes:
        person: id of who types.
        form: name of the form, such as ``item.draft``.
        subject: id of the record that the form is about; empty where it makes a new one.
        subject_rev: revision of that record when the form was opened; 0 without one.
        begun_at: when it was begun.
        kept_at: when it was kept last.
        typed: the fields that are not empty.
    """

    KIND: ClassVar[Kind] = Kind(
        name="form_draft",
        collection="form_drafts",
        prefix="fd",
        label=say("draft of a form"),
        fields={"person": str, "form": str, "subject": str},
        indexes=(("person", "form", "subject"),),
        logged=False,
    )

    person: str
    form: str
    subject: str = ""
    subject_rev: int = 0
    begun_at: datetime
    kept_at: datetime
    typed: tuple[Typed, ...] = ()

    @property
    def answers(self) -> Mapping[str, str]:
        """What was typed, by field."""
        return {one.field: one.text for one in self.typed}
